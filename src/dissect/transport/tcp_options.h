#ifndef DISSECT_TRANSPORT_TCP_OPTIONS_H
#define DISSECT_TRANSPORT_TCP_OPTIONS_H

#include "dissect/dissect.h"

/* What options need of the segment that they stand in. */
struct tcp_segment {
	uint32_t start, length; /* absolute position; bytes by IP's length */
	uint32_t hlen;          /* bytes of the header */
	uint32_t sack_base;     /* subtracted from sequence numbers in SACK blocks */
	unsigned flags;
};

/* The options of a TCP header, len bytes from the cursor: ", options [mss 1460,nop,wscale 8]". False: an option's length
 * cannot be, and nothing behind it can be trusted. */
bool tcp_options(struct dis *d, uint32_t len, const struct tcp_segment *tcp);

#endif
