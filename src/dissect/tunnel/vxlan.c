/* Virtual eXtensible LAN: RFC 7348.
 *
 *	| flags 1 | reserved 3 | VNI 3 | reserved 1 | Ethernet frame
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { VXLAN, FLAGS, FLAG_G, FLAG_I, FLAG_D, FLAG_A, FLAGS_RESERVED, GROUP, VNI, RESERVED };

static const struct field fields[] = {
	[VXLAN] = {"vxlan", "Virtual eXtensible Local Area Network"},
	[FLAGS] = {"vxlan.flags", "Flags", F_U16, HEX},
	[FLAG_G] = {"vxlan.flag_g", "GBP Extension", F_BOOL},
	[FLAG_I] = {"vxlan.flag_i", "VXLAN Network ID (VNI)", F_BOOL},
	[FLAG_D] = {"vxlan.flag_d", "Don't Learn", F_BOOL},
	[FLAG_A] = {"vxlan.flag_a", "Policy Applied", F_BOOL},
	[FLAGS_RESERVED] = {"vxlan.flags_reserved", "Reserved(R)", F_U16, HEX},
	[GROUP] = {"vxlan.gbp", "Group Policy ID", F_U16},
	[RESERVED] = {"vxlan.reserved8", "Reserved", F_U8},
	[VNI] = {"vxlan.vni", "VXLAN Network Identifier (VNI)", F_U24},
};

static void dissect(struct dis *d)
{
	uint32_t at = d->pos;
	if (declared(d) < 8) {
		say_s(d, "VXLAN");
		invalid_misfit(d, "length", declared(d), "<", 8);
		return;
	}
	say_s(d, "VXLAN, ");
	unsigned flags = u8(d, 0);
	say(d, "flags [%s] (0x%02x), ", flags & 8 ? "I" : "invalid", flags);
	unsigned both = flags << 8 | peek8(d, 0);
	mark_uint(d, FLAGS, at, 2, both);
	/* the group policy extension: draft-smith-vxlan-group-policy */
	mark_uint(d, FLAG_G, at, 2, both >> 15);
	mark_uint(d, FLAG_I, at, 2, both >> 11 & 1);
	mark_uint(d, FLAG_D, at, 2, both >> 6 & 1);
	mark_uint(d, FLAG_A, at, 2, both >> 3 & 1);
	mark_uint(d, FLAGS_RESERVED, at, 2, both & 0x77b7);
	skip(d, 1);
	u16(d, GROUP);
	uint32_t vni = u24(d, VNI);
	say(d, "vni %u\n", vni);
	u8(d, RESERVED);
	need(d, 0);
	call(d, &proto_ether);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_VXLAN, 4789, 0},
	{0},
};

const struct proto proto_vxlan = {
	.name = "vxlan",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "vxlan",
	.cuts = CUTS_ALL,
};
