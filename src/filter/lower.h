/* Lowering: the tree becomes conditions over packet bytes, for one link type.
 *
 * Offsets are threaded from left to right: `vlan`, `mpls`, `pppoes`, `geneve` and `vxlan` move what stands to
 * their right in the text, whatever the parentheses, as pcap-filter(7) says. */
#ifndef FILTER_LOWER_H
#define FILTER_LOWER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "filter/ast.h"
#include "filter/compile.h"
#include "filter/ir.h"
#include "core/message.h"

/* A place in the packet: constant, or behind a value read from the packet. */
struct place {
	const struct value *base; /* NULL: none */
	uint32_t k;
	bool missing; /* the link type has no such place */
};

/* What the link header says about the payload, and how it is asked. */
enum link_kind {
	LINK_ETHERNET, /* Ethernet II type, or 802.3 length and LLC */
	LINK_LLC,      /* 802.5, FDDI, RFC 1483, IP over FC: LLC behind the header */
	LINK_WLAN,     /* 802.11: LLC in data frames */
	LINK_SUNATM,
	LINK_COOKED,	/* Linux: an Ethernet type, with 802.2 and 802.3 as types of their own */
	LINK_ETHERTYPE, /* a 16-bit Ethernet type and nothing else */
	LINK_PPP,	/* PPP protocol numbers */
	LINK_PPP_BSDOS, /* the same, also with compressed IP */
	LINK_CHDLC,
	LINK_RAW, /* IP, by its version */
	LINK_SLIP,
	LINK_IP4,
	LINK_IP6,
	LINK_LTALK,
	LINK_FAMILY,	  /* 32 bits address family, of the writing host's byte order: NULL */
	LINK_FAMILY_NET,  /* big-endian: LOOP */
	LINK_FAMILY_BYTE, /* PFLOG */
	LINK_ARCNET,
	LINK_FRELAY,
	LINK_JUNIPER, /* magic cookie and direction, then something that depends */
	LINK_IPNET,
	LINK_BACNET,
	LINK_NONE, /* no payload that a filter knows */
};

struct lower {
	struct ir *ir;
	const struct filter_options *o;
	const char *source;
	struct err *err;
	int result; /* 0, or the first error */
	enum link_kind kind;
	struct place link;	/* link-layer header */
	struct place type;	/* what says the payload's protocol */
	struct place payload;	/* behind the link header */
	uint32_t nl, nl_nosnap; /* network header, from the payload: with SNAP, without */
	struct cond *guard;	/* has to hold for every packet, or NULL (PPI: 802.11 inside) */
	unsigned labels, tags;	/* MPLS labels and VLAN tags so far */
	bool pppoe, inner;	/* inside PPPoE; inside a tunnel */
	const struct value *tunneled; /* inside Geneve: the type of what it carries, which has MAC addresses if it is Ethernet */
	bool lane;		/* behind `lane`: ATM LAN emulation */
	bool kernel_offsets;	/* SOCK_DGRAM: payload from SKF_NET_OFF, type by SKF_AD_PROTOCOL; see cooked.h */
};

/* An unoptimized or optimized condition; NULL with l->result set on error. */
struct cond *lower(struct lower *l, const struct ast *root);
bool lower_link_init(struct lower *l);

/* Sets the first error, with a caret. Returns the condition `false`. */
struct cond *lower_fail(struct lower *l, uint32_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

const struct value *place_load(struct lower *l, struct place p, uint32_t k, unsigned size);
/* p moved by k. */
struct place place_add(struct place p, uint32_t k);
/* p behind a value. */
struct place place_behind(struct lower *l, struct place p, const struct value *v);
const struct value *place_value(struct lower *l, struct place p);

/* Bytes of the network header; of the payload. */
const struct value *net_load(struct lower *l, uint32_t k, unsigned size);
const struct value *payload_load(struct lower *l, uint32_t k, unsigned size);
struct place net_place(struct lower *l);

/* Ethernet types, and LLC SAPs (below 1536), that the link types share. */
enum ethertype {
	ETHERTYPE_IP = 0x0800,
	ETHERTYPE_ARP = 0x0806,
	ETHERTYPE_RARP = 0x8035,
	ETHERTYPE_IP6 = 0x86dd,
	ETHERTYPE_VLAN = 0x8100,
	ETHERTYPE_QINQ = 0x88a8,
	ETHERTYPE_QINQ_OLD = 0x9100,
	ETHERTYPE_MPLS = 0x8847,
	ETHERTYPE_PPPOED = 0x8863,
	ETHERTYPE_PPPOES = 0x8864,
	ETHERTYPE_ATALK = 0x809b,
	ETHERTYPE_AARP = 0x80f3,
	ETHERTYPE_DECNET = 0x6003,
	ETHERTYPE_LAT = 0x6004,
	ETHERTYPE_SCA = 0x6007,
	ETHERTYPE_MOPDL = 0x6001,
	ETHERTYPE_MOPRC = 0x6002,
	ETHERTYPE_NOVELL = 0x8137,
	ETHERTYPE_TEB = 0x6558,
};
enum sap { SAP_ISO = 0xfe, SAP_STP = 0x42, SAP_NETBEUI = 0xf0, SAP_IPX = 0xe0, SAP_SNAP = 0xaa };

/* c, which looks at MAC addresses, where there are some. */
struct cond *lower_has_macs(struct lower *l, struct cond *c);
/* c, where what is looked at may be a LAN emulation control frame instead: and it is none. */
struct cond *lower_not_control(struct lower *l, struct cond *c);
struct cond *lower_ethertype(struct lower *l, uint32_t type);
struct cond *lower_ip_protocol(struct lower *l, enum word family, uint32_t protocol);
/* `tcp`, `icmp6`, `atalk` ... alone. */
struct cond *lower_protocol_word(struct lower *l, enum word w, uint32_t at);
struct cond *lower_primitive(struct lower *l, const struct ast *n);
/* Primitives with equal qualifiers, joined by `or`. */
struct cond *lower_group(struct lower *l, struct ast *const *list, uint32_t count);
bool lower_may_group(const struct ast *a, const struct ast *b);
struct cond *lower_word(struct lower *l, const struct ast *n);
struct cond *lower_relation(struct lower *l, const struct ast *n);
struct cond *lower_field(struct lower *l, const struct ast *n);
/* Link-layer addresses: `count` MACs, direction WORD_NONE (either), SRC, DST, RA ... */
struct cond *lower_mac(struct lower *l, const struct ast *n, const uint8_t (*macs)[6], uint32_t count,
	const struct qualifiers *q);
struct cond *lower_mac_cast(struct lower *l, uint32_t at, bool broadcast);
struct cond *lower_wlan_mac(struct lower *l, const uint8_t mac[6], enum word direction);
struct cond *lower_wlan_cast(struct lower *l, bool broadcast);
struct cond *lower_wlan_word(struct lower *l, const struct ast *n);
struct cond *lower_vlan_types(struct lower *l);

/* A condition on an IPv6 packet's transport header of `type` at `p`. */
struct lower_transport {
	struct cond *(*at)(struct lower *l, const struct value *type, struct place p, const void *what);
	const void *what;
	bool reads_header; /* so the packet has to hold it: no fragment but the first */
};
/* With --deep: t of the header behind extension headers. */
struct cond *lower_deep_ip6(struct lower *l, const struct lower_transport *t);
typedef struct cond *lower_leaf(struct lower *l, const void *what);
/* With --deep: leaf, also behind VLAN tags. */
struct cond *lower_deep_tags(struct lower *l, lower_leaf *leaf, const void *what);
/* IPv4 with first-fragment test. */
struct cond *lower_first_fragment(struct lower *l);

#endif
