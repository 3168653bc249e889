/* HTTP requests with what became of them: status, time to first byte, size. */
#ifndef ANSWERS_HTTP_H
#define ANSWERS_HTTP_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int http_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
