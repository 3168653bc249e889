/* Lines made out of order, or later. Most packets' lines need nothing of other packets but what TCP remembers of their connection.
 * That is found first, by one thread and in the packets' order; then any thread may make the line, or the same one when it is known
 * that the line is wanted. */
#ifndef DISSECT_AHEAD_H
#define DISSECT_AHEAD_H

#include "dissect/dissect.h"
#include "dissect/transport/tcp.h"

/* What a line needs of packets before it. */
struct dissect_past {
	struct tcp_first tcp;
};

/* This packet will be dissected soon: what is known of its connection is fetched from memory meanwhile. A hint. */
void dissection_expect(struct dissection *s, const struct packet *p);

/* True: the line needs nothing but *past, and what it needs of others is remembered as if the packet had been dissected. False:
 * nothing has happened, and the packet is to be dissected by s itself, before the next is looked at. */
bool dissection_look_ahead(struct dissection *s, const struct packet *p, struct dissect_past *past);

/* A dissection for one other thread, for packets that were looked at; it remembers nothing. `of` must outlive it and may go on
 * meanwhile. NULL: no memory. */
struct dissection *dissection_beside(const struct dissection *of);
/* dissect_packet() of such a packet: its line only. */
uint32_t dissect_packet_after(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct text *line);
/* The same in two steps, both by the dissection that looked ahead: first the fields, then, for who still wants it, the line. */
uint32_t dissect_packet_fields(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct tape *tape);
void dissect_packet_line(struct dissection *s, const struct packet *p, const struct dissect_past *past, struct text *line);

#endif
