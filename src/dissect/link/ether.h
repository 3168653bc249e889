/* What link layers and tunnels that carry Ethernet share with link/ether.c. */
#ifndef DISSECT_LINK_ETHER_H
#define DISSECT_LINK_ETHER_H

#include "dissect/dissect.h"

/* An Ethernet header that was read. The frame's printers need it again where nobody knows the type. */
struct ether_head {
	const struct mac *dst, *src;
	unsigned type; /* as in the header: a tag's type where there are tags */
	uint32_t len;  /* bytes of the frame by its declared length */
};

/* Calls whom an EtherType (or, up to 1500, an 802.3 length: LLC) belongs to. False: nobody; nothing was said. */
bool ether_payload(struct dis *d, unsigned type);
/* The same; where nobody knows the type, says the header (unless -e did) and dumps. h may be NULL: no header. */
void ether_type_payload(struct dis *d, const struct ether_head *h, unsigned type);
/* The same; a tag may come first. */
void ether_tag_or_payload(struct dis *d, const struct ether_head *h, unsigned type);
/* Says "ethertype IPv4 (0x0800), length 60: " of a frame of len bytes, as -e asks for it. */
void ether_say_type(struct dis *d, unsigned type, uint32_t len);
bool is_vlan_type(unsigned type);
/* Says the protocol of that type something about the Ethernet header? Only those find it in d->ether. */
bool ether_looks_back(unsigned type);

/* The fields of what stands behind a frame's payload. */
struct ether_tail {
	unsigned padding, trailer;
	unsigned fcs, fcs_status; /* 0: none is looked for */
};

/* What stands behind the header, before the payload is read. */
struct ether_room {
	uint32_t start;  /* of the frame */
	struct span s;   /* captured */
	uint32_t wire;   /* where it ends by the declared length */
};

static inline struct ether_room ether_room(const struct dis *d, uint32_t start)
{
	return (struct ether_room){start, span_at(d, d->pos, UINT32_MAX), d->wire};
}

/* The payload of that type (or length) was read: marks what stands behind it. Nothing, when no field of it is wanted. */
void ether_put_tail(struct dis *d, const struct ether_room *room, unsigned type, const struct ether_tail *t);

#endif
