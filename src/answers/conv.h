/* Who talks to whom: packets and bytes each way, times, rates; of TCP round-trip time, segments sent again, state. */
#ifndef ANSWERS_CONV_H
#define ANSWERS_CONV_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int conv_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
