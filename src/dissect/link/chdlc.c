/* Cisco HDLC, and its Serial Line Address Resolution Protocol (SLARP).
 *
 *	| address 1 | control 1 | EtherType 2 | payload
 */
#include "dissect/dissect.h"

#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { CHDLC, ADDRESS, CONTROL, PROTOCOL, CLNS_PADDING };
enum { SLARP_PTYPE = 1, SLARP_ADDRESS, SLARP_MASK, SLARP_MYSEQ, SLARP_YOURSEQ, SLARP_RELIABILITY };
enum { PROTO_SLARP = 0x8035, SLARP_REQUEST = 0, SLARP_REPLY, SLARP_KEEPALIVE, SLARP_MIN = 14, SLARP_MAX = 18 };

static const struct token casts[] = {{0x0f, "unicast"}, {0x8f, "bcast"}, {0, NULL}};

static const struct field fields[] = {
	[CHDLC] = {"chdlc", "Cisco HDLC"},
	[ADDRESS] = {"chdlc.address", "Address", F_U8, HEX, casts},
	[CONTROL] = {"chdlc.control", "Control", F_U8, HEX},
	[PROTOCOL] = {"chdlc.protocol", "Protocol", F_U16, HEX, ethertypes},
	[CLNS_PADDING] = {"chdlc.clns_padding", "CLNS Padding", F_U8, HEX},
};

static const struct field slarp_fields[] = {
	{"slarp", "Cisco SLARP"},
	[SLARP_PTYPE] = {"slarp.ptype", "Packet type", F_U32},
	[SLARP_ADDRESS] = {"slarp.address", "Address", F_IP4},
	[SLARP_MASK] = {"slarp.netmask", "Netmask", F_IP4},
	[SLARP_MYSEQ] = {"slarp.mysequence", "Outgoing sequence number", F_U32},
	[SLARP_YOURSEQ] = {"slarp.yoursequence", "Returned sequence number", F_U32},
	[SLARP_RELIABILITY] = {"slarp.reliability", "Reliability", F_U16, HEX},
};

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (length < 4)
		cut_here(d);
	if (!need(d, 4))
		return;
	unsigned address = u8(d, ADDRESS);
	u8(d, CONTROL);
	unsigned protocol = u16(d, PROTOCOL);
	link_header_to_here(d, start);
	if (d->opt->link_header)
		say(d, "%s, ethertype %s (0x%04x), length %u: ", tok(d, casts, "0x%02x", address),
			tok(d, ethertypes, "Unknown", protocol), protocol, length);
	if (protocol == PROTO_SLARP) {
		call(d, &proto_slarp);
		return;
	}
	if (protocol == 0xfefe) {
		if (!need(d, 2))
			return;
		if (declared(d) >= 2 && peek8(d, 1) >= 0x81 && peek8(d, 1) <= 0x83)
			u8(d, CLNS_PADDING);
		if (dispatch(d, BIND_LLC_SAP, 0xfe))
			return;
	}
	bool known = protocol == ETHERTYPE_IP || protocol == ETHERTYPE_IPV6 || protocol == ETHERTYPE_MPLS ||
		protocol == ETHERTYPE_MPLS_MULTI;
	if (known && dispatch(d, BIND_ETHERTYPE, protocol))
		return;
	if (!d->opt->link_header)
		say(d, "unknown CHDLC protocol (0x%04x)", protocol);
}

static void uptime(struct dis *d)
{
	uint32_t ms = u32(d, 0), s = ms / 1000;
	say(d, ", link uptime=%ud%uh%um%us", s / 86400, s / 3600 % 24, s / 60 % 60, s % 60);
}

static void dissect_slarp(struct dis *d)
{
	uint32_t length = declared(d);
	say(d, "SLARP (length: %u), ", length);
	if (length < SLARP_MIN)
		cut_here(d);
	if (!need(d, SLARP_MIN))
		return;
	uint32_t code = u32(d, SLARP_PTYPE), behind = d->pos;
	if (code == SLARP_REQUEST) {
		say_s(d, "request");
	} else if (code == SLARP_REPLY) {
		uint32_t address = ip4(d, SLARP_ADDRESS), mask = ip4(d, SLARP_MASK);
		say(d, "reply %s/%s", ip4_str(d, address), ip4_str(d, mask));
	} else if (code == SLARP_KEEPALIVE) {
		uint32_t mine = u32(d, SLARP_MYSEQ), yours = u32(d, SLARP_YOURSEQ);
		unsigned reliability = u16(d, SLARP_RELIABILITY);
		say(d, "keepalive: mineseen=0x%08x, yourseen=0x%08x, reliability=0x%04x", mine, yours, reliability);
		if (length >= SLARP_MAX) {
			uptime(d);
			behind = d->pos;
		}
	} else {
		say(d, "0x%02x unknown", code);
		if (d->verbose <= 1)
			say_unknown(d, "\n\t", length - 4);
	}
	if (d->verbose && length > SLARP_MAX)
		say(d, ", (trailing junk: %u bytes)", length - SLARP_MAX);
	if (d->verbose > 1) {
		seek(d, behind);
		say_unknown(d, "\n\t", declared(d));
	}
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_C_HDLC},
	{BIND_LINKTYPE, .from = LINKTYPE_NETBSD_HDLC},
	{0},
};

const struct proto proto_chdlc = {
	.name = "chdlc",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_slarp = {
	.name = "chdlc",
	.dissect = dissect_slarp,
	PROTO_FIELDS(slarp_fields),
};
