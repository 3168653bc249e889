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

enum { VLAN, PRIORITY, DEI, ID, ETYPE, LENGTH };

static const struct field fields[] = {
	[VLAN] = {"vlan", "802.1Q Virtual LAN"},
	[PRIORITY] = {"vlan.priority", "Priority", F_U16},
	[DEI] = {"vlan.dei", "DEI", F_BOOL},
	[ID] = {"vlan.id", "ID", F_U16},
	[ETYPE] = {"vlan.etype", "Type", F_U16, HEX, ethertypes},
	[LENGTH] = {"vlan.len", "Length", F_U16},
};

static void dissect(struct dis *d)
{
	/* The header's owner may be gone when a tag comes behind something else than an Ethernet header. */
	const struct ether_head *h = d->ether;
	if (!need(d, 4))
		return;
	if (d->link_len && d->link_len == d->pos)
		d->link_len += 4;
	unsigned tci = u16(d, 0);
	also(d, PRIORITY, 2, tci >> 13);
	also(d, DEI, 2, tci >> 12 & 1);
	also(d, ID, 2, tci & 0xfff);
	unsigned type = u16(d, 0);
	also(d, type <= ETHERTYPE_LENGTH_MAX ? LENGTH : ETYPE, 2, type);
	if (d->opt->link_header) {
		say(d, "vlan %u, p %u%s, ", tci & 0xfff, tci >> 13, tci & 0x1000 ? ", DEI" : "");
		if (type > ETHERTYPE_LENGTH_MAX && type != ETHERTYPE_JUMBO && !(type == ETHERTYPE_ARISTA && h))
			say(d, "ethertype %s (0x%04x), ", tok(d, ethertypes, "Unknown", type), type);
	}
	ether_tag_or_payload(d, h, type);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021Q},
	{BIND_ETHERTYPE, .from = ETHERTYPE_8021QINQ},
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
