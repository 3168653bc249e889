/* What two ends said to each other: the data of TCP streams put in order, or of UDP datagrams, as text, hex or raw. */
#ifndef ANSWERS_FOLLOW_H
#define ANSWERS_FOLLOW_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int follow_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
