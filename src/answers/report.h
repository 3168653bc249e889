/* All answers about a capture on one self-contained page of HTML: no network, no parts elsewhere. */
#ifndef ANSWERS_REPORT_H
#define ANSWERS_REPORT_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int report_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
