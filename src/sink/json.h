/* One JSON object a packet: time, lengths, then the protocols with their fields. */
#ifndef SINK_JSON_H
#define SINK_JSON_H

#include "sink/sink.h"
#include "sink/text.h"

/* NULL: no memory. */
struct sink *json_sink_new(const struct text_options *options, int fd);

#endif
