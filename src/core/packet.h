/* A packet on its way from a source to the sinks. The bytes are borrowed: who keeps a packet copies it. */
#ifndef CORE_PACKET_H
#define CORE_PACKET_H

#include <stdint.h>

enum packet_flags {
	PACKET_BAD_FRACTION = 1 << 0,    /* the file's fraction of a second is a second or more: see raw_fraction */
	PACKET_CSUM_NOT_READY = 1 << 1,  /* sent by this host, checksum left to the network card */
	PACKET_VLAN_RESTORED = 1 << 2,   /* the kernel had taken the VLAN tag out; it stands in data again */
	PACKET_TIME_OVERFLOW = 1 << 3,   /* the file's time does not fit 64-bit nanoseconds */
	PACKET_NOTE = 1 << 4,            /* no packet, but what happened between packets: `comment`, at `time` */
};

enum packet_direction {
	DIRECTION_UNKNOWN,
	DIRECTION_IN,
	DIRECTION_OUT,
};

/* To whom a packet was sent, in the numbers of Linux (packet(7), sll_pkttype) and of cooked captures. */
enum packet_type { PACKET_TO_US, PACKET_TO_ALL, PACKET_TO_GROUP, PACKET_TO_OTHERS, PACKET_FROM_US };

enum { PACKET_LONGEST = 262144 }; /* bytes on the wire */

struct packet {
	int64_t time;          /* nanoseconds since 1970-01-01 00:00 UTC */
	const uint8_t *data;   /* caplen bytes, borrowed */
	uint32_t caplen;       /* bytes captured */
	uint32_t len;          /* bytes on the wire */
	uint32_t interface;    /* index into the source's interfaces, 0 where there is only one */
	uint32_t raw_fraction; /* with PACKET_BAD_FRACTION: as the file has it */
	uint16_t linktype;     /* LINKTYPE_ number, see core/linktype.h */
	uint8_t direction;     /* enum packet_direction */
	uint8_t flags;         /* enum packet_flags */
	uint8_t packet_type;   /* of a live packet: enum packet_type */
	const char *comment;   /* pcapng opt_comment, or NULL; borrowed, ends with a zero byte */
};

/* Lengths that a packet can have? Others come of damaged files. */
static inline int packet_possible(const struct packet *p)
{
	return p->caplen && p->len >= p->caplen && p->len <= PACKET_LONGEST;
}

#endif
