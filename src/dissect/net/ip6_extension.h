#ifndef DISSECT_NET_IP6_EXTENSION_H
#define DISSECT_NET_IP6_EXTENSION_H

#include "dissect/dissect.h"

/* "HBH", "TCP" ... as in "next-header TCP (6)". */
extern const struct token ip6_next_headers[];

/* What follows an IPv6 header or an extension header: extension headers, then the payload. */
void ip6_next_header(struct dis *d, unsigned next, uint32_t jumbo);

#endif
