/* Generic protocol extension for VXLAN: draft-ietf-nvo3-vxlan-gpe.
 *
 *	| flags 1: R R ver 2 I P B O | reserved 2 | next protocol | VNI 3 | reserved 1 | payload
 */
#include "dissect/app/ports.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { VXLAN, VERSION, I_BIT, P_BIT, O_BIT, NEXT_PROTO, VNI, RESERVED_16, RESERVED_8 };

enum { HEADER = 8, FLAG_I = 8, FLAG_P = 4, FLAG_O = 1 };
enum { NEXT_IP4 = 1, NEXT_IP6, NEXT_ETHERNET, NEXT_NSH, NEXT_MPLS };

static const struct token next_protocols[] = {
	{1, "IPv4"}, {2, "IPv6"}, {3, "Ethernet"}, {4, "Network Service Header"}, {5, "MPLS"}, {0, NULL}};
static const struct token flags_words[] = {{FLAG_I, "I"}, {FLAG_P, "P"}, {2, "B"}, {FLAG_O, "O"}, {0, NULL}};

static const struct field fields[] = {
	[VXLAN] = {"vxlan", "Virtual eXtensible Local Area Network"},
	[VERSION] = {"vxlan.ver", "Version", F_U8},
	[I_BIT] = {"vxlan.i_bit", "Instance", F_BOOL},
	[P_BIT] = {"vxlan.p_bit", "Next Protocol Bit", F_BOOL},
	[O_BIT] = {"vxlan.o_bit", "OAM bit", F_BOOL},
	[NEXT_PROTO] = {"vxlan.next_proto", "Next Protocol", F_U8, DEC, next_protocols},
	[RESERVED_16] = {"vxlan.reserved_16", "Reserved", F_U16, HEX},
	[RESERVED_8] = {"vxlan.reserved8", "Reserved", F_U8},
	[VNI] = {"vxlan.vni", "VXLAN Network Identifier (VNI)", F_U24},
};

static void payload(struct dis *d, unsigned next)
{
	switch (next) {
	case NEXT_IP4:
		call(d, &proto_ip);
		break;
	case NEXT_IP6:
		call(d, &proto_ip6);
		break;
	case NEXT_ETHERNET:
		call(d, &proto_ether);
		break;
	case NEXT_NSH:
		dispatch(d, BIND_ETHERTYPE, ETHERTYPE_NSH);
		break;
	case NEXT_MPLS:
		dispatch(d, BIND_ETHERTYPE, ETHERTYPE_MPLS);
		break;
	default:
		say_s(d, "ERROR: unknown-next-protocol");
		invalid(d);
	}
}

static void dissect(struct dis *d)
{
	say_s(d, "VXLAN-GPE");
	if (declared(d) < HEADER) {
		invalid_misfit(d, "length", declared(d), "<", HEADER);
		return;
	}
	unsigned flags = u8(d, 0);
	also(d, VERSION, 1, flags >> 4 & 3);
	also(d, I_BIT, 1, flags >> 3 & 1);
	also(d, P_BIT, 1, flags >> 2 & 1);
	also(d, O_BIT, 1, flags & 1);
	say(d, ", flags [%s]", flags & 15 ? bits(d, flags_words, "none", "", flags) : "none");
	u16(d, RESERVED_16);
	unsigned next = u8(d, NEXT_PROTO);
	uint32_t vni = u24(d, VNI);
	u8(d, RESERVED_8);
	say(d, ", vni %u", vni);
	say_s(d, d->verbose ? "\n    " : ": ");
	payload(d, next);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_VXLAN_GPE, 4790, 0},
	{0},
};

const struct proto proto_vxlan_gpe = {
	.name = "vxlan-gpe",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
