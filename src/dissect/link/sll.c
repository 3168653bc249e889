/* Linux cooked captures, version 1 (LINKTYPE_LINUX_SLL) and version 2 (LINKTYPE_LINUX_SLL2).
 *
 *	v1: | type 2 | ARPHRD 2 | addr len 2 | address 8 | protocol 2 |
 *	v2: | protocol 2 | reserved 2 | interface 4 | ARPHRD 2 | type 1 | addr len 1 | address 8 |
 */
#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { SLL, PKTTYPE, HATYPE, HALEN, SRC_ETH, SRC_OTHER, ETYPE, LTYPE, IFINDEX, GRETYPE, UNUSED, PADDING, TRAILER };

enum {
	PROTO_802_3 = 1, /* Novell raw 802.3 */
	PROTO_802_2 = 4, /* 802.2 LLC */
};

enum { ARPHRD_IPGRE = 778, ARPHRD_IEEE80211_RADIOTAP = 803 };

static const struct token in_out[] = {{0, "In"}, {1, "B"}, {2, "M"}, {3, "P"}, {4, "Out"}, {0, NULL}};

static const struct field fields[] = {
	[SLL] = {"sll", "Linux cooked capture"},
	[PKTTYPE] = {"sll.pkttype", "Packet type", F_U16, DEC, in_out},
	[HATYPE] = {"sll.hatype", "Link-layer address type", F_U16},
	[HALEN] = {"sll.halen", "Link-layer address length", F_U16},
	[SRC_ETH] = {"sll.src.eth", "Source", F_MAC},
	[SRC_OTHER] = {"sll.src.other", "Source", F_BYTES},
	[ETYPE] = {"sll.etype", "Protocol", F_U16, HEX, ethertypes},
	[LTYPE] = {"sll.ltype", "Protocol", F_U16, HEX},
	[IFINDEX] = {"sll.ifindex", "Interface index", F_U32},
	[GRETYPE] = {"sll.gretype", "Protocol", F_U16, HEX, ethertypes},
	[UNUSED] = {"sll.unused", "Unused", F_BYTES},
	[PADDING] = {"eth.padding", "Padding", F_BYTES, .behind = 1},
	[TRAILER] = {"sll.trailer", "Trailer", F_BYTES, .behind = 1},
};

struct header {
	unsigned type, hatype, halen, protocol;
	struct span address;
	uint32_t length, ifindex;
	bool v2;
};

static void read_address(struct dis *d, struct header *h)
{
	uint32_t at = d->pos;
	unsigned n = h->halen < 8 ? h->halen : 8;
	h->address = bytes(d, 0, 8);
	h->address.len = h->address.len ? n : 0;
	if (h->address.len)
		mark_bytes(d, n == 6 ? SRC_ETH : SRC_OTHER, at, n);
	if (!d->cut && n < 8)
		mark_bytes(d, UNUSED, at + n, 8 - n);
}

static void put_protocol(struct dis *d, const struct header *h, uint32_t pos)
{
	mark_uint(d, h->hatype == ARPHRD_IPGRE ? GRETYPE : h->protocol <= ETHERTYPE_LENGTH_MAX ? LTYPE : ETYPE, pos, 2, h->protocol);
}

static void say_address(struct dis *d, const struct header *h)
{
	if (h->halen != 6)
		return;
	say_s(d, link_addr_str(d, h->address));
	say_c(d, ' ');
}

/* "ethertype IPv4 (0x0800), length 100: "; v1 writes the type of 802.2 and the like apart. */
static void say_protocol(struct dis *d, const struct header *h)
{
	unsigned p = h->protocol;
	if (!d->opt->quick) {
		if (p <= ETHERTYPE_LENGTH_MAX)
			say(d, "%s", p == PROTO_802_2 ? "802.2" : p == PROTO_802_3 ? "802.3" : "");
		else
			say(d, "ethertype %s (0x%04x)", tok(d, ethertypes, "Unknown", p), p);
		if (p <= ETHERTYPE_LENGTH_MAX && p != PROTO_802_2 && p != PROTO_802_3)
			say(d, "ethertype Unknown (0x%04x)", p);
		say(d, ", length %u: ", h->length);
	} else {
		say(d, "%s, length %u: ", tok(d, ethertypes, "Unknown", p), h->length);
	}
}

/* What -e says of the header. */
static void say_link(struct dis *d, const struct header *h)
{
	if (h->v2)
		say(d, "ifindex %u ", h->ifindex);
	else
		say(d, "%3s ", tok(d, in_out, "?", h->type));
	say_address(d, h);
	say_protocol(d, h);
}

static void payload(struct dis *d, const struct header *h)
{
	if (h->hatype == ARPHRD_IEEE80211_RADIOTAP) {
		call(d, &proto_radiotap);
		return;
	}
	if (h->protocol == PROTO_802_2) {
		call(d, &proto_llc);
		return;
	}
	if (h->protocol == PROTO_802_3) {
		call(d, &proto_ipx);
		return;
	}
	bool is_type = h->protocol > ETHERTYPE_LENGTH_MAX;
	if (is_type && h->protocol != ETHERTYPE_JUMBO && ether_payload(d, h->protocol))
		return;
	if (!d->opt->link_header && is_type)
		say_link(d, h);
	say_undecoded(d, left(d));
}

static void payload_and_tail(struct dis *d, const struct header *h)
{
	struct ether_room room = ether_room(d, 0);
	d->inner_wire = d->wire;
	payload(d, h);
	if (h->protocol > ETHERTYPE_LENGTH_MAX && !is_vlan_type(h->protocol))
		ether_put_tail(d, &room, h->protocol, &(struct ether_tail){PADDING, TRAILER, 0, 0});
}

static void dissect_v1(struct dis *d)
{
	struct header h = {.length = declared(d)};
	if (d->layers == 1)
		d->link_len = 16;
	if (h.length < 16) {
		invalid_misfit(d, "length", h.length, "<", 16);
		return;
	}
	if (!need(d, 16))
		return;
	h.type = u16(d, PKTTYPE);
	h.hatype = u16(d, HATYPE);
	h.halen = u16(d, HALEN);
	read_address(d, &h);
	h.protocol = u16(d, 0);
	put_protocol(d, &h, d->pos - 2);
	if (d->opt->link_header)
		say_link(d, &h);
	payload_and_tail(d, &h);
}

/* v2 names interface and direction on every line. */
static void dissect_v2(struct dis *d)
{
	struct header h = {.length = declared(d)};
	if (d->layers == 1)
		d->link_len = 20;
	if (h.length < 20) {
		invalid_misfit(d, "length", h.length, "<", 20);
		return;
	}
	if (!need(d, 20))
		return;
	uint32_t start = d->pos;
	h.protocol = u16(d, 0);
	skip(d, 2);
	h.v2 = true;
	h.ifindex = u32(d, IFINDEX);
	h.hatype = u16(d, HATYPE);
	h.type = u8(d, PKTTYPE);
	h.halen = u8(d, HALEN);
	put_protocol(d, &h, start);
	read_address(d, &h);
	say(d, "%-5s ", interface_str(d, h.ifindex));
	say(d, "%-3s ", tok(d, in_out, "?", h.type));
	if (d->opt->link_header)
		say_link(d, &h);
	payload_and_tail(d, &h);
}

static const struct binding bindings_v1[] = {{BIND_LINKTYPE, .from = LINKTYPE_LINUX_SLL}, {0}};
static const struct binding bindings_v2[] = {{BIND_LINKTYPE, .from = LINKTYPE_LINUX_SLL2}, {0}};

const struct proto proto_sll = {
	.name = "sll",
	.dissect = dissect_v1,
	PROTO_FIELDS(fields),
	.bindings = bindings_v1,
};

const struct proto proto_sll2 = {
	.name = "sll2",
	.dissect = dissect_v2,
	PROTO_FIELDS(fields),
	.bindings = bindings_v2,
};
