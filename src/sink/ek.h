/* --ek: two lines a packet for Elasticsearch's bulk interface, as tshark -T ek writes them: the index, then the fields by
 * protocol. A field that comes more than once is an array; names that stand for either side are there too. */
#ifndef SINK_EK_H
#define SINK_EK_H

#include "sink/sink.h"

/* Writes to fd, which stays the caller's. NULL: no memory. */
struct sink *ek_sink_new(bool line_buffered, int fd);

#endif
