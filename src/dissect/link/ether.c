/* Ethernet: DIX frames and IEEE 802.3 lengths (IEEE 802.3 clause 3), with 802.1Q and 802.1ad tags (IEEE 802.1Q
 * clause 9).
 *
 *	+--------+--------+------+ +------+------+ +---------
 *	| dst 6  | src 6  | 8100 | | TCI  | type | | payload
 *	+--------+--------+------+ +------+------+ +---------
 *	                          once for each tag
 */
#include "dissect/link/ether.h"

#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	ETH, ETH_DST, ETH_SRC, ETH_TYPE, ETH_LEN, DST_OUI, DST_LG, DST_IG, SRC_OUI, SRC_LG, SRC_IG, INVALID_TYPE, PADDING,
	TRAILER, FCS, FCS_STATUS,
};

enum {
	LOCAL = 0x020000, GROUP = 0x010000, /* of an OUI */
	SMALLEST = 60,                      /* frame without its check sequence */
	FCS_LEN = 4, FCS_UNVERIFIED = 2,
	ETHERTYPE_FIRST = 1536,
};

static const struct token lg_words[] = {
	{0, "Globally unique address (factory default)"}, {1, "Locally administered address"}, {0, NULL},
};
static const struct token ig_words[] = {{0, "Individual address (unicast)"}, {1, "Group address (multicast/broadcast)"}, {0, NULL}};
static const struct token fcs_words[] = {{0, "Bad"}, {1, "Good"}, {FCS_UNVERIFIED, "Unverified"}, {0, NULL}};

static const struct field fields[] = {
	[ETH] = {"eth", "Ethernet"},
	[ETH_DST] = {"eth.dst", "Destination", F_MAC, .either = "eth.addr"},
	[ETH_SRC] = {"eth.src", "Source", F_MAC, .either = "eth.addr"},
	[ETH_TYPE] = {"eth.type", "Type", F_U16, HEX, ethertypes},
	[ETH_LEN] = {"eth.len", "Length", F_U16},
	[DST_OUI] = {"eth.dst.oui", "Destination OUI", F_U24, HEX, .either = "eth.addr.oui"},
	[DST_LG] = {"eth.dst.lg", "LG bit", F_BOOL, DEC, lg_words, "eth.lg"},
	[DST_IG] = {"eth.dst.ig", "IG bit", F_BOOL, DEC, ig_words, "eth.ig"},
	[SRC_OUI] = {"eth.src.oui", "Source OUI", F_U24, HEX, .either = "eth.addr.oui"},
	[SRC_LG] = {"eth.src.lg", "LG bit", F_BOOL, DEC, lg_words, "eth.lg"},
	[SRC_IG] = {"eth.src.ig", "IG bit", F_BOOL, DEC, ig_words, "eth.ig"},
	[INVALID_TYPE] = {"eth.invalid_lentype", "Invalid length/type", F_U16, HEX},
	[PADDING] = {"eth.padding", "Padding", F_BYTES, .behind = 1},
	[TRAILER] = {"eth.trailer", "Trailer", F_BYTES, .behind = 1},
	[FCS] = {"eth.fcs", "Frame check sequence", F_U32, HEX, .behind = 1},
	[FCS_STATUS] = {"eth.fcs.status", "FCS Status", F_U8, DEC, fcs_words, .behind = 1},
};

/* "802.1Q (0x8100)" as lines call a type; in -q the word alone. */
static void say_type(struct dis *d, unsigned type)
{
	const char *name = word(ethertypes, type);
	if (d->opt->quick && name) {
		say_s(d, name);
		return;
	}
	say_s(d, d->opt->quick ? "Unknown Ethertype" : "ethertype ");
	if (!d->opt->quick)
		say_s(d, name ? name : "Unknown");
	say_s(d, " (0x");
	say_x_pad(d, type, 4);
	say_c(d, ')');
}

static void say_addresses(struct dis *d, const struct ether_head *h)
{
	say_mac(d, h->src);
	say_s(d, " > ");
	say_mac(d, h->dst);
	say_s(d, ", ");
}

void ether_say_type(struct dis *d, unsigned type, uint32_t len)
{
	if (type <= ETHERTYPE_LENGTH_MAX)
		say_s(d, "802.3");
	else
		say_type(d, type);
	say_s(d, ", length ");
	uint32_t payload = len - 14;
	say_u(d, type > ETHERTYPE_LENGTH_MAX ? len : type < payload ? type : payload);
	say_s(d, ": ");
}

static void say_header(struct dis *d, const struct ether_head *h)
{
	say_addresses(d, h);
	ether_say_type(d, h->type, h->len);
}

/* Whoever is bound to a type or length; false: nobody. */
bool ether_payload(struct dis *d, unsigned type)
{
	if (type == ETHERTYPE_TEB || type == ETHERTYPE_NHRP) /* in tunnels only */
		return false;
	if (type > ETHERTYPE_LENGTH_MAX && type != ETHERTYPE_JUMBO)
		return dispatch(d, BIND_ETHERTYPE, type);
	if (type < declared(d))
		narrow(d, type);
	call(d, &proto_llc);
	return true;
}

void ether_type_payload(struct dis *d, const struct ether_head *h, unsigned type)
{
	if (ether_payload(d, type))
		return;
	if (!d->opt->link_header && h)
		say_header(d, &(struct ether_head){h->dst, h->src, type, h->len});
	say_undecoded(d, left(d));
}

void ether_tag_or_payload(struct dis *d, const struct ether_head *h, unsigned type)
{
	if (is_vlan_type(type))
		call(d, type == ETHERTYPE_8021QINQ ? &proto_ieee8021ad : &proto_vlan);
	else if (type == ETHERTYPE_ARISTA && h)
		call(d, &proto_arista);
	else
		ether_type_payload(d, h, type);
}

bool ether_looks_back(unsigned type)
{
	switch (type) {
	case ETHERTYPE_ARISTA:
	case ETHERTYPE_REALTEK:
	case ETHERTYPE_JUMBO:
	case ETHERTYPE_MACSEC:
	case ETHERTYPE_GEONET:
	case ETHERTYPE_GEONET_OLD:
	case ETHERTYPE_CALM_FAST:
		return true;
	default:
		return is_vlan_type(type) || type <= ETHERTYPE_LENGTH_MAX;
	}
}

bool is_vlan_type(unsigned type)
{
	return type == ETHERTYPE_8021Q || type == ETHERTYPE_8021QINQ || type == ETHERTYPE_8021Q9100 ||
		type == ETHERTYPE_8021Q9200;
}

/* What the first bytes of an address say, wanted only by readers of fields. */
static void put_address_bits(struct dis *d, uint32_t pos, const struct mac *m, unsigned oui, unsigned lg, unsigned ig)
{
	uint32_t v = (uint32_t)(m->b[0] << 16 | m->b[1] << 8 | m->b[2]);
	mark_uint(d, oui, pos, 3, v);
	mark_uint(d, lg, pos, 3, (v & LOCAL) != 0);
	mark_uint(d, ig, pos, 3, (v & GROUP) != 0);
}

static bool all_zero(const struct span *s, uint32_t from, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (span_u8(*s, from + i))
			return false;
	return true;
}

/* As Wireshark divides it: zeros up to the smallest frame's length, a trailer, and a check sequence where the frame has
 * room for one. PPPoE and MACsec leave it to what they carry. */
void ether_put_tail(struct dis *d, const struct ether_room *room, unsigned type, const struct ether_tail *t)
{
	if (!d->tape || d->cut || type == ETHERTYPE_PPPOES || type == ETHERTYPE_MACSEC)
		return;
	uint32_t at = type <= ETHERTYPE_LENGTH_MAX ? d->wire : d->inner_wire, end = room->s.pos + room->s.len;
	if (at < room->s.pos || at >= end)
		return;
	uint32_t n = end - at, padding = at < SMALLEST && end >= SMALLEST ? SMALLEST - at : 0;
	if (padding && all_zero(&room->s, at - room->s.pos, padding)) {
		mark_bytes(d, t->padding, at, padding);
		at += padding;
		n -= padding;
	}
	bool fcs = t->fcs && n >= FCS_LEN && end == room->wire && end - room->start >= SMALLEST + FCS_LEN;
	if (fcs)
		n -= FCS_LEN;
	if (n)
		mark_bytes(d, t->trailer, at, n);
	if (!fcs)
		return;
	struct span s = room->s;
	uint32_t i = s.len - FCS_LEN;
	mark_uint(d, t->fcs, end - FCS_LEN, FCS_LEN,
		(uint32_t)span_u8(s, i) << 24 | span_u8(s, i + 1) << 16 | span_u8(s, i + 2) << 8 | span_u8(s, i + 3));
	mark_uint(d, t->fcs_status, end - FCS_LEN, FCS_LEN, FCS_UNVERIFIED);
}

/* A frame from the cursor; its first 14 bytes are there by now or cut the packet. */
static void frame(struct dis *d)
{
	struct ether_head h = {.len = declared(d)};
	uint32_t start = d->pos;
	if (!need(d, 14))
		return;
	h.dst = mac(d, ETH_DST);
	h.src = mac(d, ETH_SRC);
	unsigned type = u16(d, 0);
	also(d, type <= ETHERTYPE_LENGTH_MAX ? ETH_LEN : type < ETHERTYPE_FIRST ? INVALID_TYPE : ETH_TYPE, 2, type);
	if (d->tape) {
		put_address_bits(d, start, h.dst, DST_OUI, DST_LG, DST_IG);
		put_address_bits(d, start + 6, h.src, SRC_OUI, SRC_LG, SRC_IG);
	}
	h.type = type;
	if (d->opt->link_header)
		say_addresses(d, &h);
	bool tag_cut = is_vlan_type(type) && !have(d, 4);
	if (d->opt->link_header && type != ETHERTYPE_ARISTA && type != ETHERTYPE_JUMBO && !tag_cut)
		ether_say_type(d, type, h.len);
	const struct ether_head *outer = d->ether;
	d->ether = ether_looks_back(type) ? &h : NULL;
	struct ether_room room;
	bool marked = d->tape;
	if (marked) {
		room = ether_room(d, start);
		d->inner_wire = d->wire;
	}
	ether_tag_or_payload(d, &h, type);
	d->ether = outer;
	/* behind a tag the trailer is the tag's */
	if (marked && !is_vlan_type(type))
		ether_put_tail(d, &room, type, &(struct ether_tail){PADDING, TRAILER, FCS, FCS_STATUS});
}

static void dissect(struct dis *d)
{
	if (!d->link_len && d->layers == 1)
		d->link_len = 14;
	frame(d);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ETHERNET},
	{BIND_ETHERTYPE, .from = ETHERTYPE_TEB},
	{BIND_IP6_PROTO, .from = IP_PROTO_ETHERNET},
	{0},
};

const struct proto proto_ether = {
	.name = "ether",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_ETHER,
};
