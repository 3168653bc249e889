/* Which protocols there are, as a tree: packets and bytes of each within those around it (tshark -z io,phs). */
#ifndef ANSWERS_PROTO_H
#define ANSWERS_PROTO_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int proto_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
