/* --format: a line a packet after a pattern, '{time} {ip.src} -> {ip.dst} {tcp.flags}'.
 *
 * {NAME} is the value of a field ("-" where the packet has none; commas between several), {time} the packet's time in the
 * style that -t or --time chose, {number} its number, {line} the line that would be printed without --format. {{ and }}
 * are braces. */
#ifndef SINK_FORMAT_H
#define SINK_FORMAT_H

#include "sink/sink.h"
#include "sink/text.h"

/* Writes to fd, which stays the caller's; the pattern is copied. 0, or -errno with a sentence. */
int format_sink_new(const char *pattern, const struct text_options *options, int fd, struct sink **sink, struct err *err);

#endif
