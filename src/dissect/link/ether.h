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

#endif
