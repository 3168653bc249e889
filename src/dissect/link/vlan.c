/* VLAN tags: IEEE 802.1Q clause 9.6 (customer) and 802.1ad (service). The tag's TPID was the type of what stands
 * before; here come the tag control information and the next type.
 *
 *	 0    3 4          15
 *	+---+-+--------------+--------+
 *	|PCP|D|   VLAN ID    |  type  |
 *	+---+-+--------------+--------+
 */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { VLAN, PRIORITY, DEI, ID, ETYPE, LENGTH, PADDING, TRAILER, SVID, CVID };

static const struct field fields[] = {
	[VLAN] = {"vlan", "802.1Q Virtual LAN"},
	[PRIORITY] = {"vlan.priority", "Priority", F_U16},
	[DEI] = {"vlan.dei", "DEI", F_BOOL},
	[ID] = {"vlan.id", "ID", F_U16},
	[ETYPE] = {"vlan.etype", "Type", F_U16, HEX, ethertypes},
	[LENGTH] = {"vlan.len", "Length", F_U16},
	[PADDING] = {"eth.padding", "Padding", F_BYTES, .behind = 1},
	[TRAILER] = {"vlan.trailer", "Trailer", F_BYTES, .behind = 1},
};

static const struct field ad_fields[] = {
	[VLAN] = {"ieee8021ad", "IEEE 802.1ad"},
	[PRIORITY] = {"ieee8021ad.priority", "Priority", F_U16},
	[DEI] = {"ieee8021ad.dei", "DEI", F_U16},
	[ID] = {"ieee8021ad.id", "ID", F_U16},
	[ETYPE] = {"ieee8021ah.etype", "Type", F_U16, HEX, ethertypes},
	[LENGTH] = {"ieee8021ad.len", "Length", F_U16},
	[PADDING] = {"eth.padding", "Padding", F_BYTES, .behind = 1},
	[TRAILER] = {"ieee8021ah.trailer", "Trailer", F_BYTES, .behind = 1},
	[SVID] = {"ieee8021ad.svid", "S-VID", F_U16},
	[CVID] = {"ieee8021ad.cvid", "C-VID", F_U16},
};

/* Of two service tags Wireshark calls the identifiers by names of their own. */
static unsigned id_field(const struct dis *d, unsigned next)
{
	if (d->proto != &proto_ieee8021ad)
		return ID;
	if (next == ETHERTYPE_8021QINQ)
		return SVID;
	struct span before = span_at(d, d->pos >= 8 ? d->pos - 8 : 0, 2);
	return (span_u8(before, 0) << 8 | span_u8(before, 1)) == ETHERTYPE_8021QINQ ? CVID : ID;
}

static void dissect(struct dis *d)
{
	/* The header's owner may be gone when a tag comes behind something else than an Ethernet header. */
	const struct ether_head *h = d->ether;
	if (!need(d, 4))
		return;
	if (d->link_len && d->link_len == d->pos)
		d->link_len += 4;
	uint32_t start = d->pos;
	unsigned tci = u16(d, 0);
	also(d, PRIORITY, 2, tci >> 13);
	also(d, DEI, 2, tci >> 12 & 1);
	also(d, d->tape ? id_field(d, peek16(d, 0)) : 0, 2, tci & 0xfff);
	unsigned type = u16(d, 0);
	if (d->proto == &proto_vlan || type != ETHERTYPE_8021QINQ)
		also(d, type <= ETHERTYPE_LENGTH_MAX ? LENGTH : ETYPE, 2, type);
	if (d->opt->link_header) {
		say(d, "vlan %u, p %u%s, ", tci & 0xfff, tci >> 13, tci & 0x1000 ? ", DEI" : "");
		bool tag_cut = is_vlan_type(type) && !have(d, 4);
		if (type > ETHERTYPE_LENGTH_MAX && type != ETHERTYPE_JUMBO && !(type == ETHERTYPE_ARISTA && h) && !tag_cut)
			say(d, "ethertype %s (0x%04x), ", tok(d, ethertypes, "Unknown", type), type);
	}
	struct ether_room room = ether_room(d, start);
	d->inner_wire = d->wire;
	ether_tag_or_payload(d, h, type);
	if (!is_vlan_type(type))
		ether_put_tail(d, &room, type, &(struct ether_tail){PADDING, TRAILER, 0, 0});
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021Q},
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021Q9100},
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021Q9200},
	{0},
};

const struct proto proto_vlan = {
	.name = "vlan",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_VLAN,
};

static const struct binding ad_bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021QINQ},
	{0},
};

const struct proto proto_ieee8021ad = {
	.name = "vlan",
	.dissect = dissect,
	PROTO_FIELDS(ad_fields),
	.bindings = ad_bindings,
	.header = HEADER_VLAN,
};
