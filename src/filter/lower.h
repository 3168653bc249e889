/* Primitives of the language as conditions on packet bytes, for one link type. The offsets of link, network and
 * transport headers are threaded through from left to right: `vlan`, `mpls` and `pppoes` move them for all that follows. */
#ifndef FILTER_LOWER_H
#define FILTER_LOWER_H

#include "filter/compile.h"
#include "filter/ir.h"

enum direction_word { DIR_ANY, DIR_SRC, DIR_DST, DIR_OR, DIR_AND };

/* Where a header starts: at + a value read from the packet (NULL: none). */
struct place {
	const struct value *var;
	uint32_t at;
};

enum type_kind {
	TYPE_ETHER,     /* EtherType, or 802.3 length and LLC */
	TYPE_ETHERTYPE, /* a bare EtherType (cooked) */
	TYPE_PPP,       /* a PPP protocol number */
	TYPE_AF_HOST,   /* BSD address family, byte order of the host that captured */
	TYPE_AF_NET,
	TYPE_RAW,       /* none: the IP version tells */
	TYPE_LLC,       /* 802.2 header */
	TYPE_NONE,
};

struct lower {
	struct ir ir;
	const struct filter_options *options;
	enum type_kind type_kind;
	struct place link, type, net;
	bool has_mac;           /* Ethernet addresses at link + 0 and + 6 */
	bool wlan;
	bool mpls;              /* behind a label stack: the type is not known any more */
	unsigned vlans;
};

/* -ENOTSUP with a sentence: filters are not known for this link type. */
int lower_init(struct lower *l, const struct filter_options *o, struct arena *a, struct err *err);

const struct value *lower_load(struct lower *l, struct place p, uint32_t offset, unsigned size);
struct place lower_transport(struct lower *l); /* behind the IPv4 header */
/* EtherType (or its equal on this link type). */
const struct cond *lower_ethertype(struct lower *l, uint32_t ethertype);
const struct cond *lower_llc_sap(struct lower *l, uint32_t sap);
const struct cond *lower_ip_proto(struct lower *l, uint32_t proto);
const struct cond *lower_ip6_proto(struct lower *l, uint32_t proto);
/* The first or only fragment of an IPv4 packet. */
const struct cond *lower_not_fragment(struct lower *l);
/* An IPv4 address under a mask in an IP, ARP or RARP header; ethertype 0: in any of them. */
const struct cond *lower_ip4(struct lower *l, uint32_t ethertype, enum direction_word dir, uint32_t addr, uint32_t mask);
const struct cond *lower_ip6(struct lower *l, enum direction_word dir, const uint8_t addr[16], unsigned prefix);
/* Ports from..to of some transport protocols (count IP protocol numbers) below IPv4 and IPv6. */
const struct cond *lower_ports(struct lower *l, const uint8_t *protos, size_t count, enum direction_word dir, uint32_t from,
	uint32_t to);
/* NULL: this link type has no such addresses. */
const struct cond *lower_mac(struct lower *l, enum direction_word dir, const uint8_t mac[6]);
const struct cond *lower_vlan(struct lower *l, int64_t id);
const struct cond *lower_mpls(struct lower *l, int64_t label);
const struct cond *lower_pppoe(struct lower *l, bool session, int64_t id);

#endif
