/* Broadcom's lawful intercept shim: 4 bytes in front of a copied packet.
 *
 *	| direction 3 | packet type 4 | packet subtype 3 | intercept ID 22 | */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { BCM_LI, DIRECTION, TYPE, SUBTYPE, ID };

enum { UNDECIDED = 4, IPV4 = 5, IPV6 = 6, ETHERNET = 7 };

static const struct token directions[] = {{1, "unused"}, {2, "egress"}, {3, "ingress"}, {0, NULL}};
static const struct token types[] = {{UNDECIDED, "undecided"}, {IPV4, "ipv4"}, {IPV6, "ipv6"}, {ETHERNET, "ethernet"}, {0, NULL}};
static const struct token subtypes[] = {{1, "single VLAN tag"}, {2, "double VLAN tag"}, {3, "untagged"}, {0, NULL}};

static const struct field fields[] = {
	[BCM_LI] = {"bcm_li", "Broadcom Lawful Intercept Shim"},
	[DIRECTION] = {"bcm_li.direction", "Direction", F_U8, DEC, directions},
	[TYPE] = {"bcm_li.type", "Packet Type", F_U8, DEC, types},
	[SUBTYPE] = {"bcm_li.subtype", "Packet Subtype", F_U8, DEC, subtypes},
	[ID] = {"bcm_li.id", "Intercept ID", F_U32},
};

static void payload(struct dis *d, unsigned type)
{
	if (type == UNDECIDED) {
		if (!need(d, 1))
			return;
		type = peek8(d, 0) >> 4 == 4 ? IPV4 : peek8(d, 0) >> 4 == 6 ? IPV6 : UNDECIDED;
	}
	switch (type) {
	case IPV4:
		call(d, &proto_ip);
		break;
	case IPV6:
		call(d, &proto_ip6);
		break;
	case ETHERNET:
		call(d, &proto_ether);
		break;
	case UNDECIDED:
		say_s(d, "unknown payload");
		break;
	default:
		invalid(d);
	}
}

static void dissect(struct dis *d)
{
	if (declared(d) < 4) {
		say(d, " (length %u < 4)", declared(d));
		invalid(d);
		return;
	}
	uint32_t shim = u32(d, 0);
	unsigned direction = shim >> 29, type = shim >> 25 & 15, subtype = shim >> 22 & 7;
	also(d, DIRECTION, 4, direction);
	also(d, TYPE, 4, type);
	also(d, SUBTYPE, 4, subtype);
	also(d, ID, 4, shim & 0x3fffff);
	say(d, "%sBCM-LI-SHIM: direction %s, pkt-type %s, pkt-subtype %s, li-id %u%s", d->verbose ? "\n    " : "",
		tok(d, directions, "unknown", direction), tok(d, types, "unknown", type), tok(d, subtypes, "unknown", subtype),
		shim & 0x3fffff, d->verbose ? "\n    " : "");
	struct saved s = quiet_begin(d, !d->verbose);
	payload(d, type);
	quiet_end(d, &s);
	if (!d->verbose && !d->cut) {
		d->layer_name = d->proto->name;
		need(d, declared(d));
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, SRC, UDP_RANK_BCM_LI, 49152, 0},
	{0},
};

const struct proto proto_bcm_li = {
	.name = "bcm_li",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
