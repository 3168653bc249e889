/* What transports with ports have in common. */
#ifndef DISSECT_TRANSPORT_PORTS_H
#define DISSECT_TRANSPORT_PORTS_H

#include "dissect/dissect.h"

/* Reads source and destination port into d->sport and d->dport and says "10.0.0.1.1024 > 10.0.0.2.80: ". Addresses
 * are said only when `protocol` stands in the IP header itself; behind an IPv6 extension header or AH they were said
 * before. False: the packet is cut. */
bool transport_ports(struct dis *d, unsigned protocol, unsigned src_field, unsigned dst_field);

/* Says "10.0.0.1.SRC > 10.0.0.2.DST: ", where something else than the ports tells the ends apart. */
void transport_say_ends(struct dis *d, const char *src, const char *dst);

/* The two ends of a connection, the same for both directions: a key of tables. */
struct both_ends {
	uint8_t low[16], high[16]; /* the lower address and port first */
	uint16_t low_port, high_port;
	uint8_t version;
};

/* Of the packet; returns whether it goes from low to high. */
bool both_ends_of(const struct dis *d, struct both_ends *e);
/* Does -T with this word apply to TCP? */
bool decode_as_has_tcp(const char *word);
/* And to UDP? */
bool decode_as_has_udp(const char *word);

#endif
