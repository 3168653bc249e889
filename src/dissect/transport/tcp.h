/* TCP's connections, for the engine. */
#ifndef DISSECT_TRANSPORT_TCP_H
#define DISSECT_TRANSPORT_TCP_H

#include "dissect/dissect.h"

/* Are there so many connections that tcp_expect() pays? */
bool tcp_expects(struct dis *d);
/* A segment between these addresses and ports will be dissected soon. */
void tcp_expect(struct dis *d, const struct net *net, uint16_t sport, uint16_t dport);

/* What is subtracted from a segment's numbers: the first that were seen of its connection. */
struct tcp_first {
	uint32_t seq, ack;
	bool fresh;     /* this segment is the first, or a SYN: nothing is subtracted */
	bool forward;   /* it goes in the direction in which the connection was first seen */
	bool midstream; /* no SYN was seen: fields count from one less than seq */
};

/* Of the segment between the addresses in d->net and the ports in d, which has ACK; remembers it where it is the first. False:
 * it could not be remembered. */
bool tcp_first_seen(struct dis *d, uint32_t seq, uint32_t ack, bool syn, struct tcp_first *first);

#endif
