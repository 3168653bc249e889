/* The core headers as values: what flows, reassembly and statistics read of the headers that dissection noted.
 *
 * A view is made only of bytes that were captured; where too few are there, or they cannot be such a header, the
 * function returns false and the packet does not count for that protocol. This is the one place above dissection that
 * reads packet bytes by offset. */
#ifndef STREAM_HEADER_VIEW_H
#define STREAM_HEADER_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/headers.h"

enum { ADDRESS_MAC = 6, ADDRESS_IP4 = 4, ADDRESS_IP6 = 16 };

/* The bytes behind the address are zero, so that addresses compare with memcmp(). */
struct address {
	uint8_t bytes[16];
};

struct ip_view {
	uint8_t size;           /* ADDRESS_IP4 or ADDRESS_IP6 */
	uint8_t protocol;       /* of the payload, behind IPv6 extension headers */
	uint8_t ttl, tos;
	bool fragment;          /* an offset, or more fragments follow */
	bool more;              /* fragments follow */
	uint32_t id, offset;    /* of the fragment; offset in bytes */
	struct address src, dst;
	const uint8_t *payload; /* behind the header (IPv6: and behind the fragment header) */
	uint32_t payload_captured, payload_length;
	uint32_t header_length; /* bytes before the payload */
};

enum tcp_flags {
	TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_PSH = 8, TCP_ACK = 16, TCP_URG = 32, TCP_ECE = 64, TCP_CWR = 128,
};

enum { TCP_NO_SCALE = 0xff, TCP_SACK_BLOCKS = 4 };

struct tcp_view {
	uint16_t sport, dport;
	uint32_t seq, ack;
	uint16_t window;
	uint8_t flags;          /* enum tcp_flags */
	uint8_t scale;          /* window scale option, TCP_NO_SCALE: none */
	uint16_t mss;           /* 0: no option */
	uint8_t header_length;
	uint8_t sack_count;
	struct { uint32_t left, right; } sack[TCP_SACK_BLOCKS];
	const uint8_t *payload;
	uint32_t payload_captured, payload_length;
};

struct udp_view {
	uint16_t sport, dport;
	const uint8_t *payload;
	uint32_t payload_captured, payload_length;
};

bool view_ip(struct ip_view *v, const struct packet_header *h);
bool view_tcp(struct tcp_view *v, const struct packet_header *h);
bool view_udp(struct udp_view *v, const struct packet_header *h);
/* SCTP's ports; its chunks are not looked at. */
bool view_sctp(struct udp_view *v, const struct packet_header *h);
/* Type and code of an ICMP or ICMPv6 message. */
bool view_icmp(unsigned *type, unsigned *code, const struct packet_header *h);
bool view_ether(struct address *src, struct address *dst, const struct packet_header *h);
/* The VLAN ID, or 0 where it was not captured. */
unsigned view_vlan(const struct packet_header *h);

#endif
