/* Stevens' time line: a column for each host, an arrow for each packet with flags, sequence numbers and lengths; in the
 * terminal or as SVG. */
#ifndef ANSWERS_TIMELINE_H
#define ANSWERS_TIMELINE_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int timeline_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
