#include "filter/lower.h"

#include <errno.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype.h"

enum {
	ETHER_IP = 0x0800, ETHER_ARP = 0x0806, ETHER_RARP = 0x8035, ETHER_VLAN = 0x8100, ETHER_QINQ = 0x88a8,
	ETHER_VLAN9100 = 0x9100, ETHER_IPV6 = 0x86dd, ETHER_MPLS = 0x8847, ETHER_PPPOED = 0x8863, ETHER_PPPOES = 0x8864,
	LENGTH_MAX = 1500,
	PPP_IP = 0x21, PPP_IPV6 = 0x57, PPP_MPLS = 0x281,
	PROTO_FRAGMENT = 44,
};

static const struct {
	uint16_t linktype;
	enum type_kind kind;
	uint32_t type, net; /* offsets */
	bool has_mac;
} links[] = {
	{LINKTYPE_ETHERNET, TYPE_ETHER, 12, 14, true},
	{LINKTYPE_LINUX_SLL, TYPE_ETHERTYPE, 14, 16, false},
	{LINKTYPE_LINUX_SLL2, TYPE_ETHERTYPE, 0, 20, false},
	{LINKTYPE_RAW, TYPE_RAW, 0, 0, false},
	{12, TYPE_RAW, 0, 0, false},
	{14, TYPE_RAW, 0, 0, false},
	{LINKTYPE_IPV4, TYPE_RAW, 0, 0, false},
	{LINKTYPE_IPV6, TYPE_RAW, 0, 0, false},
	{LINKTYPE_NULL, TYPE_AF_HOST, 0, 4, false},
	{LINKTYPE_LOOP, TYPE_AF_NET, 0, 4, false},
	{LINKTYPE_ENC, TYPE_AF_HOST, 0, 12, false},
	{LINKTYPE_PPP, TYPE_PPP, 2, 4, false},
	{LINKTYPE_PPP_HDLC, TYPE_PPP, 2, 4, false},
	{LINKTYPE_PPP_WITH_DIR, TYPE_PPP, 2, 4, false},
	{LINKTYPE_PPP_ETHER, TYPE_PPP, 6, 8, false},
	{LINKTYPE_C_HDLC, TYPE_ETHERTYPE, 2, 4, false},
	{LINKTYPE_APPLE_IP_OVER_IEEE1394, TYPE_ETHERTYPE, 16, 18, false},
	{LINKTYPE_SLIP, TYPE_RAW, 16, 16, false},
	{LINKTYPE_ATM_RFC1483, TYPE_LLC, 0, 8, false},
	{LINKTYPE_IP_OVER_FC, TYPE_LLC, 16, 24, false},
	{LINKTYPE_FDDI, TYPE_LLC, 13, 21, false},
	{LINKTYPE_IEEE802_5, TYPE_LLC, 14, 22, false},
};

/* 802.11: 24 bytes, 26 for QoS data, 30 with four addresses; LLC follows. */
static void wlan_places(struct lower *l)
{
	struct ir *ir = &l->ir;
	const struct value *fc = value_load(ir, NULL, 0, 1);
	const struct value *k1 = value_const(ir, 1);
	const struct value *qos = value_bin(ir, BPF_AND,
		value_bin(ir, BPF_AND, value_bin(ir, BPF_RSH, fc, value_const(ir, 7)), value_bin(ir, BPF_RSH, fc, value_const(ir, 3))), k1);
	l->link = (struct place){NULL, 0};
	l->type = (struct place){value_bin(ir, BPF_ADD, value_bin(ir, BPF_LSH, qos, k1), value_const(ir, 24)), 0};
	l->net = (struct place){l->type.var, 8};
	l->type_kind = TYPE_LLC;
	l->wlan = true;
}

int lower_init(struct lower *l, const struct filter_options *o, struct arena *a, struct err *err)
{
	memset(l, 0, sizeof *l);
	l->ir.arena = a;
	l->options = o;
	if (o->linktype == LINKTYPE_IEEE802_11) {
		wlan_places(l);
		return 0;
	}
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (links[i].linktype != o->linktype)
			continue;
		l->type_kind = links[i].kind;
		l->type.at = links[i].type;
		l->net.at = links[i].net;
		l->has_mac = links[i].has_mac;
		return 0;
	}
	const char *name = linktype_name(o->linktype);
	return err_set(err, -ENOTSUP, "filters that look into packets are not supported on link type %s",
		name ? name : "UNKNOWN");
}

const struct value *lower_load(struct lower *l, struct place p, uint32_t offset, unsigned size)
{
	return value_load(&l->ir, p.var, p.at + offset, size);
}

static const struct cond *equals(struct lower *l, struct place p, uint32_t offset, unsigned size, uint32_t k)
{
	return cond_compare(&l->ir, lower_load(l, p, offset, size), BPF_JEQ, k);
}

static const struct cond *masked(struct lower *l, struct place p, uint32_t offset, unsigned size, uint32_t mask, uint32_t k)
{
	if (!mask)
		return cond_constant(&l->ir, true);
	const struct value *v = lower_load(l, p, offset, size);
	return cond_compare(&l->ir, value_bin(&l->ir, BPF_AND, v, value_const(&l->ir, mask)), BPF_JEQ, k);
}

static const struct cond *either(struct lower *l, const struct cond *a, const struct cond *b)
{
	return cond_or(&l->ir, a, b);
}

static const struct cond *both(struct lower *l, const struct cond *a, const struct cond *b)
{
	return cond_and(&l->ir, a, b);
}

/* ---- Link layer */

static const struct cond *by_family(struct lower *l, uint32_t ethertype)
{
	enum { INET = 2, INET6_BSD = 24, INET6_FREEBSD = 28, INET6_DARWIN = 30 };
	bool swap = l->type_kind == TYPE_AF_HOST;
	uint32_t want[3] = {INET6_BSD, INET6_FREEBSD, INET6_DARWIN}, n = 3;
	if (ethertype == ETHER_IP) {
		want[0] = INET;
		n = 1;
	} else if (ethertype != ETHER_IPV6) {
		return cond_constant(&l->ir, false);
	}
	const struct cond *c = cond_constant(&l->ir, false);
	for (uint32_t i = 0; i < n; i++)
		c = either(l, c, equals(l, l->type, 0, 4, swap ? __builtin_bswap32(want[i]) : want[i]));
	return c;
}

static const struct cond *by_version(struct lower *l, uint32_t ethertype)
{
	if (l->options->linktype == LINKTYPE_IPV4 || l->options->linktype == LINKTYPE_IPV6)
		return cond_constant(&l->ir, (ethertype == ETHER_IP) == (l->options->linktype == LINKTYPE_IPV4) &&
			(ethertype == ETHER_IP || ethertype == ETHER_IPV6));
	if (ethertype != ETHER_IP && ethertype != ETHER_IPV6)
		return cond_constant(&l->ir, false);
	return masked(l, l->net, 0, 1, 0xf0, ethertype == ETHER_IP ? 0x40 : 0x60);
}

static const struct cond *by_ppp(struct lower *l, uint32_t ethertype)
{
	uint32_t p = ethertype == ETHER_IP ? PPP_IP : ethertype == ETHER_IPV6 ? PPP_IPV6 : ethertype == ETHER_MPLS ? PPP_MPLS : 0;
	return p ? equals(l, l->type, 0, 2, p) : cond_constant(&l->ir, false);
}

/* LLC with SNAP and OUI 0: the EtherType is the protocol identifier. */
static const struct cond *by_snap(struct lower *l, uint32_t ethertype)
{
	return both(l, both(l, equals(l, l->type, 0, 4, 0xaaaa0300), equals(l, l->type, 4, 2, 0)), equals(l, l->type, 6, 2, ethertype));
}

const struct cond *lower_ethertype(struct lower *l, uint32_t ethertype)
{
	if (l->mpls)
		return ethertype == ETHER_IP || ethertype == ETHER_IPV6 ?
			masked(l, l->net, 0, 1, 0xf0, ethertype == ETHER_IP ? 0x40 : 0x60) : cond_constant(&l->ir, false);
	switch (l->type_kind) {
	case TYPE_AF_HOST:
	case TYPE_AF_NET:
		return by_family(l, ethertype);
	case TYPE_RAW:
		return by_version(l, ethertype);
	case TYPE_PPP:
		return by_ppp(l, ethertype);
	case TYPE_LLC:
		return l->wlan ? both(l, masked(l, (struct place){NULL, 0}, 0, 1, 0x0c, 0x08), by_snap(l, ethertype)) :
			by_snap(l, ethertype);
	case TYPE_NONE:
		return cond_constant(&l->ir, false);
	default:
		return equals(l, l->type, 0, 2, ethertype);
	}
}

const struct cond *lower_llc_sap(struct lower *l, uint32_t sap)
{
	struct ir *ir = &l->ir;
	if (l->type_kind == TYPE_ETHER) {
		const struct cond *length = cond_not(ir, cond_compare(ir, lower_load(l, l->type, 0, 2), BPF_JGT, LENGTH_MAX));
		return both(l, length, equals(l, l->net, 0, 1, sap));
	}
	if (l->type_kind == TYPE_LLC)
		return equals(l, l->type, 0, 1, sap);
	return cond_constant(ir, false);
}

const struct cond *lower_mac(struct lower *l, enum direction_word dir, const uint8_t mac[6])
{
	if (!l->has_mac)
		return NULL;
	const struct cond *c[2];
	for (int i = 0; i < 2; i++) {
		uint32_t at = i == 0 ? 6 : 0;
		c[i] = both(l, equals(l, l->link, at + 2, 4, be32(mac + 2)), equals(l, l->link, at, 2, be16(mac)));
	}
	switch (dir) {
	case DIR_SRC:
		return c[0];
	case DIR_DST:
		return c[1];
	case DIR_AND:
		return both(l, c[0], c[1]);
	default:
		return either(l, c[0], c[1]);
	}
}

/* ---- Network layer */

static const struct cond *directed(struct lower *l, enum direction_word dir, const struct cond *src, const struct cond *dst)
{
	return dir == DIR_SRC ? src : dir == DIR_DST ? dst : dir == DIR_AND ? both(l, src, dst) : either(l, src, dst);
}

const struct cond *lower_ip4(struct lower *l, uint32_t ethertype, enum direction_word dir, uint32_t addr, uint32_t mask)
{
	if (!ethertype) {
		const struct cond *arp = either(l, lower_ethertype(l, ETHER_ARP), lower_ethertype(l, ETHER_RARP));
		return either(l, lower_ip4(l, ETHER_IP, dir, addr, mask),
			both(l, arp, directed(l, dir, masked(l, l->net, 14, 4, mask, addr), masked(l, l->net, 24, 4, mask, addr))));
	}
	uint32_t src = ethertype == ETHER_IP ? 12 : 14, dst = ethertype == ETHER_IP ? 16 : 24;
	return both(l, lower_ethertype(l, ethertype),
		directed(l, dir, masked(l, l->net, src, 4, mask, addr), masked(l, l->net, dst, 4, mask, addr)));
}

const struct cond *lower_ip6(struct lower *l, enum direction_word dir, const uint8_t addr[16], unsigned prefix)
{
	const struct cond *c[2];
	for (int side = 0; side < 2; side++) {
		uint32_t at = side == 0 ? 8 : 24;
		c[side] = cond_constant(&l->ir, true);
		for (unsigned w = 0; w < 4; w++) {
			unsigned bits = prefix > 32 * w ? prefix - 32 * w : 0;
			uint32_t mask = bits >= 32 ? UINT32_MAX : bits ? ~(UINT32_MAX >> bits) : 0;
			c[side] = both(l, c[side], masked(l, l->net, at + 4 * w, 4, mask, be32(addr + 4 * w) & mask));
		}
	}
	return both(l, lower_ethertype(l, ETHER_IPV6), directed(l, dir, c[0], c[1]));
}

const struct cond *lower_ip_proto(struct lower *l, uint32_t proto)
{
	return both(l, lower_ethertype(l, ETHER_IP), equals(l, l->net, 9, 1, proto));
}

const struct cond *lower_ip6_proto(struct lower *l, uint32_t proto)
{
	const struct cond *fragment = both(l, equals(l, l->net, 6, 1, PROTO_FRAGMENT), equals(l, l->net, 40, 1, proto));
	return both(l, lower_ethertype(l, ETHER_IPV6), either(l, equals(l, l->net, 6, 1, proto), fragment));
}

const struct cond *lower_not_fragment(struct lower *l)
{
	return cond_not(&l->ir, cond_compare(&l->ir, lower_load(l, l->net, 6, 2), BPF_JSET, 0x1fff));
}

struct place lower_transport(struct lower *l)
{
	struct ir *ir = &l->ir;
	if (!l->net.var)
		return (struct place){value_msh(ir, l->net.at), l->net.at};
	const struct value *ihl = value_bin(ir, BPF_AND, lower_load(l, l->net, 0, 1), value_const(ir, 15));
	ihl = value_bin(ir, BPF_LSH, ihl, value_const(ir, 2));
	return (struct place){value_bin(ir, BPF_ADD, ihl, l->net.var), l->net.at};
}

static const struct cond *port_range(struct lower *l, struct place p, uint32_t at, uint32_t from, uint32_t to)
{
	struct ir *ir = &l->ir;
	const struct value *v = lower_load(l, p, at, 2);
	if (from == to)
		return cond_compare(ir, v, BPF_JEQ, from);
	return both(l, cond_compare(ir, v, BPF_JGE, from), cond_not(ir, cond_compare(ir, v, BPF_JGT, to)));
}

static const struct cond *ports_at(struct lower *l, struct place p, enum direction_word dir, uint32_t from, uint32_t to)
{
	return directed(l, dir, port_range(l, p, 0, from, to), port_range(l, p, 2, from, to));
}

static const struct cond *one_of(struct lower *l, uint32_t at, const uint8_t *protos, size_t count)
{
	const struct cond *c = cond_constant(&l->ir, false);
	for (size_t i = 0; i < count; i++)
		c = either(l, c, equals(l, l->net, at, 1, protos[i]));
	return c;
}

const struct cond *lower_ports(struct lower *l, const uint8_t *protos, size_t count, enum direction_word dir, uint32_t from,
	uint32_t to)
{
	struct place ip6 = {l->net.var, l->net.at + 40};
	const struct cond *v6 = both(l, lower_ethertype(l, ETHER_IPV6),
		both(l, one_of(l, 6, protos, count), ports_at(l, ip6, dir, from, to)));
	const struct cond *v4 = both(l, lower_ethertype(l, ETHER_IP),
		both(l, one_of(l, 9, protos, count),
			both(l, lower_not_fragment(l), ports_at(l, lower_transport(l), dir, from, to))));
	return either(l, v6, v4);
}

/* ---- What moves the offsets */

const struct cond *lower_vlan(struct lower *l, int64_t id)
{
	struct ir *ir = &l->ir;
	const struct cond *tag;
	if (l->options->live && !l->vlans && l->options->linktype == LINKTYPE_ETHERNET) {
		/* the kernel takes the outermost tag out and keeps it beside the packet */
		const struct value *present = value_load(ir, NULL, BPF_ANCILLARY + BPF_AD_VLAN_PRESENT, 1);
		const struct value *tci = value_load(ir, NULL, BPF_ANCILLARY + BPF_AD_VLAN_TAG, 2);
		const struct cond *stripped = cond_compare(ir, present, BPF_JEQ, 1);
		if (id >= 0)
			stripped = both(l, stripped, cond_compare(ir, value_bin(ir, BPF_AND, tci, value_const(ir, 0xfff)),
				BPF_JEQ, (uint32_t)id));
		l->vlans++;
		return stripped;
	}
	tag = either(l, either(l, equals(l, l->type, 0, 2, ETHER_VLAN), equals(l, l->type, 0, 2, ETHER_QINQ)),
		equals(l, l->type, 0, 2, ETHER_VLAN9100));
	if (id >= 0)
		tag = both(l, tag, masked(l, l->net, 0, 2, 0xfff, (uint32_t)id));
	l->type.at += 4;
	l->net.at += 4;
	l->vlans++;
	return tag;
}

const struct cond *lower_mpls(struct lower *l, int64_t label)
{
	const struct cond *c;
	/* behind a label comes another one when that one's bottom-of-stack bit is not set */
	if (l->mpls) {
		struct place before = {l->net.var, l->net.at - 4};
		c = masked(l, before, 2, 1, 1, 0);
	} else {
		c = lower_ethertype(l, ETHER_MPLS);
	}
	if (label >= 0)
		c = both(l, c, masked(l, l->net, 0, 4, 0xfffff000, (uint32_t)label << 12));
	l->mpls = true;
	l->net.at += 4;
	return c;
}

const struct cond *lower_pppoe(struct lower *l, bool session, int64_t id)
{
	const struct cond *c = lower_ethertype(l, session ? ETHER_PPPOES : ETHER_PPPOED);
	if (!session)
		return c;
	if (id >= 0)
		c = both(l, c, equals(l, l->net, 2, 2, (uint32_t)id));
	/* 6 bytes of PPPoE header, then PPP without its address and control bytes */
	l->type = (struct place){l->net.var, l->net.at + 6};
	l->net.at += 8;
	l->type_kind = TYPE_PPP;
	return c;
}
