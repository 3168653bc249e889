/* Realtek's protocols of switches behind EtherType 0x8899: remote control (RRCP), loop detection and the tags of the distributed
 * switches. OpenRRCP's protocol notes; Linux, Documentation of tag_rtl4_a and tag_rtl8_4.
 *
 *	RRCP: | protocol 1 | reply 1 bit, opcode 7 | auth key 2 | register 2 | data 4 | cookie 8 |
 *	hello reply: | protocol, opcode, key | downlink port | uplink port | uplink MAC 6 | chip 2 | vendor 4 |
 */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { REALTEK, PROTOCOL };
enum { RRCP, RRCP_PROTOCOL, REPLY, OPCODE, AUTHKEY, REGADDR, REGDATA, DOWNLINK, UPLINK, UPLINK_MAC, CHIP, VENDOR };
enum { TYPE_RRCP = 1, TYPE_REP, TYPE_RLDP, TYPE_8_BYTE_TAG, TYPE_RLDP2 = 0x23, TAG_RTL8306 = 9, TAG_RTL8366RB = 10 };
enum { HELLO, GET, SET };

static const struct token types[] = {{TYPE_REP, "REP"}, {TYPE_RLDP, "RLDP"}, {TYPE_RLDP2, "RLDP"},
	{TYPE_8_BYTE_TAG, "Realtek 8-byte DSA tag"}, {0, NULL}};
/* By the high half of the type. */
static const struct token tags[] = {{TAG_RTL8306, "Realtek RTL8306 4-byte DSA tag"},
	{TAG_RTL8366RB, "Realtek RTL8366RB 4-byte DSA tag"}, {0, NULL}};
static const struct token opcodes[] = {{HELLO, "hello"}, {GET, "get"}, {SET, "set"}, {0, NULL}};

static const struct field fields[] = {
	[REALTEK] = {"realtek", "Realtek Layer 2 Protocols"},
	[PROTOCOL] = {"realtek.protocol", "Protocol", F_U8, HEX, types},
};

/* The register and its data are little-endian; Wireshark, whose names these are, reads them the other way. */
static const struct field rrcp_fields[] = {
	[RRCP] = {"rrcp", "Realtek Remote Control Protocol"},
	[RRCP_PROTOCOL] = {"rrcp.protocol", "Protocol", F_U8, HEX},
	[REPLY] = {"rrcp.reply", "Reply", F_BOOL},
	[OPCODE] = {"rrcp.opcode", "Opcode", F_U8, HEX, opcodes},
	[AUTHKEY] = {"rrcp.authkey", "Authentication key", F_U16, HEX},
	[REGADDR] = {"rrcp.regaddr", "Register address", F_U16, HEX},
	[REGDATA] = {"rrcp.regdata", "Register data", F_U16, HEX},
	[DOWNLINK] = {"rrcp.hello_reply.downlink_port", "Downlink port number", F_U8},
	[UPLINK] = {"rrcp.hello_reply.uplink_port", "Uplink port number", F_U8},
	[UPLINK_MAC] = {"rrcp.hello_reply.uplink_mac", "Uplink MAC address", F_MAC},
	[CHIP] = {"rrcp.hello_reply.chip_id", "Chip ID", F_U16, HEX},
	[VENDOR] = {"rrcp.hello_reply.vendor_id", "Vendor ID", F_U32, HEX},
};

static void transfer(struct dis *d, unsigned key)
{
	if (!need(d, 6))
		return;
	unsigned address = u16(d, REGADDR), data_low = u16(d, REGDATA), data_high = u16(d, 0);
	say(d, " addr=0x%04x, data=0x%08x, auth=0x%04x", __builtin_bswap16((uint16_t)address),
		__builtin_bswap32(data_low << 16 | data_high), key);
	uint32_t first = u32(d, 0), second = u32(d, 0);
	say(d, ", cookie=0x%08x%08x ", second, first);
}

static void hello_reply(struct dis *d)
{
	if (!need(d, 14))
		return;
	unsigned downlink = u8(d, DOWNLINK), uplink = u8(d, UPLINK);
	const struct mac *a = mac(d, UPLINK_MAC);
	unsigned chip = u16(d, CHIP);
	uint32_t vendor = u32(d, VENDOR);
	say(d, " downlink_port=%u, uplink_port=%u, uplink_mac=%s, vendor_id=%08x ,chip_id=%04x ", downlink, uplink, mac_str(d, a),
		vendor, chip);
}

static void dissect_rrcp(struct dis *d)
{
	u8(d, RRCP_PROTOCOL);
	if (!need(d, 1))
		return;
	unsigned v = u8(d, 0), opcode = v & 0x7f;
	bool reply = v & 0x80;
	also(d, REPLY, 1, reply);
	also(d, OPCODE, 1, opcode);
	say(d, "RRCP %s: %s", reply ? "reply" : "query", tok(d, opcodes, "unknown opcode (0x%02x)", opcode));
	unsigned key = u16(d, AUTHKEY);
	if (opcode == GET || opcode == SET) {
		transfer(d, key);
		return;
	}
	say(d, ", auth=0x%04x", key);
	if (opcode == HELLO && reply)
		hello_reply(d);
}

static void dissect(struct dis *d)
{
	const struct ether_head *h = d->ether;
	if (h)
		say(d, "%s > %s, ", mac_str(d, h->src), mac_str(d, h->dst));
	if (!need(d, 1))
		return;
	unsigned type = peek8(d, 0);
	if (type == TYPE_RRCP) {
		call(d, &proto_rrcp);
		return;
	}
	u8(d, PROTOCOL);
	const char *name = word(types, type);
	if (!name)
		name = word(tags, type >> 4);
	say_s(d, name ? name : tok(d, types, "Realtek unknown type 0x%02x", type));
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_REALTEK},
	{0},
};

const struct proto proto_realtek = {
	.name = "rtl",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_rrcp = {
	.name = "rrcp",
	.dissect = dissect_rrcp,
	PROTO_FIELDS(rrcp_fields),
};
