/* Between which ends a packet goes: what says of a packet whose socket sent or receives it. */
#ifndef HOST_PACKET_ENDS_H
#define HOST_PACKET_ENDS_H

#include "core/packet.h"
#include "host/socket.h"

/* Of an ICMP error, the ends of the packet that it quotes. Of ICMP echoes both ports are the identifier, as
 * ping sockets have it; where there are no ports, they are 0. */
struct packet_ends {
	struct socket_end from, to;
	uint32_t fragment; /* the identification shared by the fragments of a datagram; 0: it is whole */
	uint32_t sequence; /* of a TCP segment */
	uint8_t protocol;  /* IPPROTO_TCP ... */
	bool opens;	   /* a TCP segment with SYN and no ACK */
	bool rest;	   /* a fragment that is not the first: its ports are not known */
	bool quoted;
	uint8_t unused[3]; /* 0: they are compared with memcmp() */
	uint8_t type;	   /* of ICMP messages */
	bool data;	   /* something for the application to receive: payload, or TCP's end of it */
};

/* Of Ethernet, cooked v2 and raw IP packets. False: that is no IP packet, or too little of it was captured.
 */
bool packet_ends_of(struct packet_ends *ends, const struct packet *p);

#endif
