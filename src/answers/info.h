/* What a capture file holds, as capinfos(1) says it: format, packets, bytes, times, rates, interfaces; as text or one JSON object. */
#ifndef ANSWERS_INFO_H
#define ANSWERS_INFO_H

#include "sink/sink.h"

struct source;

/* The answer is written to fd when the sink is closed; path and fd stay the caller's. */
int info_sink_new(const struct source *source, const char *path, bool json, int fd, struct sink **sink, struct err *err);

#endif
