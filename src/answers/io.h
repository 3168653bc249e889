/* How much, when: packets, bytes and rate of each stretch of time, with a bar (tshark -z io,stat). */
#ifndef ANSWERS_IO_H
#define ANSWERS_IO_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. -EINVAL: --every cannot be read. */
int io_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);
/* "1s", "250ms", "5m", "1h", "0.5" (seconds) as nanoseconds; -1: not a time. */
int64_t parse_interval(const char *s);

#endif
