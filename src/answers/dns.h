/* DNS queries with their answers: how long they took, what failed. */
#ifndef ANSWERS_DNS_H
#define ANSWERS_DNS_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int dns_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
