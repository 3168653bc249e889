/* Puts on a packet's tape and line what the packets before say about it: tcp.stream, udp.stream, tcp.analysis.*. */
#ifndef STREAM_ANNOTATE_H
#define STREAM_ANNOTATE_H

#include <stdbool.h>
#include <stdint.h>

#include "stream/flow.h"

struct tape;

struct annotator {
	struct flows tcp, udp;
};

void annotator_init(struct annotator *a, size_t max_flows);
void annotator_free(struct annotator *a);
/* tape: the marks are added to the TCP or UDP layer that they belong to; line: " [retransmission, rtt 0.012345]" is added
 * where there is something to be said. Either may be NULL. 0 or -ENOMEM. */
int annotate(struct annotator *a, const struct packet *p, uint64_t number, const struct packet_headers *h,
	struct tape *tape, struct text *line);

#endif
