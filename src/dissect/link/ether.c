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

enum { ETH, ETH_DST, ETH_SRC, ETH_TYPE, ETH_LEN, TRAILER };

static const struct field fields[] = {
	[ETH] = {"eth", "Ethernet"},
	[ETH_DST] = {"eth.dst", "Destination", F_MAC, .either = "eth.addr"},
	[ETH_SRC] = {"eth.src", "Source", F_MAC, .either = "eth.addr"},
	[ETH_TYPE] = {"eth.type", "Type", F_U16, HEX, ethertypes},
	[ETH_LEN] = {"eth.len", "Length", F_U16},
	[TRAILER] = {"eth.trailer", "Trailer", F_BYTES},
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
		call(d, &proto_vlan);
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

/* A frame from the cursor; its first 14 bytes are there by now or cut the packet. */
static void frame(struct dis *d)
{
	struct ether_head h = {.len = declared(d)};
	if (!need(d, 14))
		return;
	h.dst = mac(d, ETH_DST);
	h.src = mac(d, ETH_SRC);
	unsigned type = u16(d, 0);
	also(d, type <= ETHERTYPE_LENGTH_MAX ? ETH_LEN : ETH_TYPE, 2, type);
	h.type = type;
	if (d->opt->link_header)
		say_addresses(d, &h);
	if (d->opt->link_header && type != ETHERTYPE_ARISTA && type != ETHERTYPE_JUMBO)
		ether_say_type(d, type, h.len);
	const struct ether_head *outer = d->ether;
	d->ether = ether_looks_back(type) ? &h : NULL;
	ether_tag_or_payload(d, &h, type);
	d->ether = outer;
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
