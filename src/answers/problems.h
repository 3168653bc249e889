/* What is wrong, in plain words, worst first, with the packets that show it. */
#ifndef ANSWERS_PROBLEMS_H
#define ANSWERS_PROBLEMS_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int problems_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
