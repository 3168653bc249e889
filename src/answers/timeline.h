/* Stevens' time line: a column for each host, an arrow for each packet with flags, sequence numbers and lengths; in the
 * terminal or as SVG. */
#ifndef ANSWERS_TIMELINE_H
#define ANSWERS_TIMELINE_H

#include "answers/answer.h"
#include "sink/sink.h"

struct timeline_chart;
struct flow_hit;

/* Adds a packet of a flow (of TCP with `analyze`) to a chart of so many rows; 0 or -ENOMEM. */
int timeline_add_hit(struct timeline_chart *c, uint64_t rows, const struct view *v, const struct flow_hit *hit);

/* options and fd stay the caller's. */
int timeline_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err);

#endif
