/* AppleTalk Address Resolution Protocol: Inside AppleTalk, 2nd edition, chapter 2. ARP's packet with other addresses. */
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

enum { AARP, HW_TYPE, PROTO_TYPE, HW_SIZE, PROTO_SIZE, OPCODE, SRC_HW, SRC_PROTO, DST_HW, DST_PROTO };
enum { PACKET_LEN = 28, HW_ETHERNET = 1, REQUEST = 1, RESPONSE, PROBE };

static const struct token opcodes[] = {{REQUEST, "request"}, {RESPONSE, "reply"}, {PROBE, "probe"}, {0, NULL}};

static const struct field fields[] = {
	[AARP] = {"aarp", "Appletalk Address Resolution Protocol"},
	[HW_TYPE] = {"aarp.hard.type", "Hardware type", F_U16},
	[PROTO_TYPE] = {"aarp.proto.type", "Protocol type", F_U16, HEX, ethertypes},
	[HW_SIZE] = {"aarp.hard.size", "Hardware size", F_U8},
	[PROTO_SIZE] = {"aarp.proto.size", "Protocol size", F_U8},
	[OPCODE] = {"aarp.opcode", "Opcode", F_U16, DEC, opcodes},
	[SRC_HW] = {"aarp.src.hw_mac", "Sender MAC address", F_MAC},
	[SRC_PROTO] = {"aarp.src.proto", "Sender protocol address", F_BYTES},
	[DST_HW] = {"aarp.dst.hw_mac", "Target MAC address", F_MAC},
	[DST_PROTO] = {"aarp.dst.proto", "Target protocol address", F_BYTES},
};

/* Unused, network 2, node. */
static void say_address(struct dis *d, struct span a)
{
	say(d, "%u.%u", span_u8(a, 1) << 8 | span_u8(a, 2), span_u8(a, 3));
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say_s(d, "aarp ");
	if (!need(d, PACKET_LEN))
		return;
	unsigned hw = u16(d, HW_TYPE), proto = u16(d, PROTO_TYPE), hlen = u8(d, HW_SIZE), plen = u8(d, PROTO_SIZE);
	unsigned op = u16(d, OPCODE);
	bool known = hw == HW_ETHERNET && proto == ETHERTYPE_ATALK && hlen == 6 && plen == 4 && word(opcodes, op);
	if (!known) {
		say(d, "len %u op %u htype %u ptype %#x halen %u palen %u", length, op, hw, proto, hlen, plen);
		return;
	}
	const struct mac *src = mac(d, SRC_HW);
	struct span from = bytes(d, SRC_PROTO, 4);
	mac(d, DST_HW);
	struct span to = bytes(d, DST_PROTO, 4);
	if (op == RESPONSE) {
		say_s(d, "reply ");
		say_address(d, from);
		say(d, " is-at %s", mac_str(d, src));
		return;
	}
	say_s(d, op == REQUEST ? "who-has " : "probe ");
	say_address(d, to);
	say_s(d, " tell ");
	say_address(d, from);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_AARP},
	{0},
};

const struct proto proto_aarp = {
	.name = "aarp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
