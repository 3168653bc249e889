/* The headers of one packet that flows, reassembly and statistics go by, in the order in which dissection met them.
 *
 * The engine notes them when a protocol with a `header` kind is entered: where it begins, how far it was captured and how
 * far it goes by the lengths of the layers around it. Nothing of it is checked but that: stream/header_view.h
 * reads them. */
#ifndef DISSECT_HEADERS_H
#define DISSECT_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/limits.h"

enum header_kind {
	HEADER_NONE,
	HEADER_ETHER,
	HEADER_VLAN,  /* from the tag control information on */
	HEADER_ARP,
	HEADER_IP4,
	HEADER_IP6,
	HEADER_TCP,
	HEADER_UDP,
	HEADER_SCTP,
	HEADER_ICMP,
	HEADER_ICMP6,
};

struct packet_header {
	const uint8_t *data; /* its first byte, in the packet; borrowed */
	uint32_t captured;   /* bytes from there that can be read */
	uint32_t length;     /* bytes from there by the declared lengths; may be more than captured */
	uint8_t kind;        /* enum header_kind */
	bool quoted;         /* of the packet that an ICMP error quotes */
};

struct packet_headers {
	uint32_t count;
	struct packet_header list[LIMIT_HEADERS];
};

#endif
