/* Flow records: as AWS VPC flow logs, CSV or JSON lines, or as IPFIX to a collector. */
#ifndef ANSWERS_FLOWS_H
#define ANSWERS_FLOWS_H

#include "answers/answer.h"
#include "sink/sink.h"

/* options and fd stay the caller's. */
int flows_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
