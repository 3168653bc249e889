/* Virtual eXtensible LAN: RFC 7348.
 *
 *	| flags 1 | reserved 3 | VNI 3 | reserved 1 | Ethernet frame
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { VXLAN, FLAGS, VNI };

static const struct field fields[] = {
	[VXLAN] = {"vxlan", "Virtual eXtensible Local Area Network"},
	[FLAGS] = {"vxlan.flags", "Flags", F_U16, HEX},
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
	unsigned flags = u8(d, 0);
	mark_uint(d, FLAGS, at, 2, flags << 8 | peek8(d, 0));
	skip(d, 3);
	uint32_t vni = u24(d, VNI);
	skip(d, 1);
	need(d, 0);
	say(d, "VXLAN, flags [%s] (0x%02x), vni %u\n", flags & 8 ? "I" : ".", flags, vni);
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
};
