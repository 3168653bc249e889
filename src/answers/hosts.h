/* Who is there: packets and bytes sent and received by each address, and by each port of it where the kind has ports. */
#ifndef ANSWERS_HOSTS_H
#define ANSWERS_HOSTS_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int hosts_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);
/* The same by the port of the service, over all hosts. */
int ports_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
