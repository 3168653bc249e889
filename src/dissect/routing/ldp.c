/* Label Distribution Protocol: RFC 5036; pseudowires RFC 4447 and RFC 5085; fault tolerance RFC 3479; MTU RFC 3988.
 *
 *	| version 2 | PDU length 2 | LSR ID 4 | label space 2 |
 *	{ U 1 message type 15 | length 2 | message ID 4 | { U F 2 type 14 | length 2 | value } } */
#include <arpa/inet.h>

#include "dissect/app/ports.h"
#include "dissect/routing/bgp.h"
#include "dissect/routing/pseudowire.h"

enum { LDP, VERSION, PDU_LENGTH, LSR, LABEL_SPACE, MSG_UNKNOWN, MSG_TYPE, MSG_LENGTH, MSG_ID, TLV_UNKNOWN, TLV_TYPE, TLV_LENGTH, HOLD,
	TARGETED, REQUEST_TARGETED, TRANSPORT4, TRANSPORT6, CONFIG_SEQUENCE, SESSION_VERSION, KEEPALIVE, LABEL, ADDRESS4, ADDRESS6,
	FEC_TYPE, FEC_PREFIX, FEC_PREFIX_LENGTH, GROUP_ID, VC_ID, STATUS, STATUS_MSG_ID };

enum { COMMON = 10, MSG_HEADER = 8, TLV_HEADER = 4 };
enum tlv_type { TLV_FEC = 0x100, TLV_ADDRESSES = 0x101, TLV_LABEL = 0x200, TLV_STATUS = 0x300, TLV_HELLO = 0x400, TLV_TRANSPORT4 = 0x401,
	TLV_CONFIG_SEQUENCE = 0x402, TLV_TRANSPORT6 = 0x403, TLV_SESSION = 0x500, TLV_FAULT_TOLERANT = 0x503, TLV_MTU = 0x601, LABEL_ABORT = 0x404 };
enum { FEC_WILDCARD = 1, FEC_PREFIX_TYPE = 2, FEC_HOST = 3, FEC_MARTINI = 0x80 };

static const struct token messages[] = {{0x0001, "Notification"}, {0x0100, "Hello"}, {0x0200, "Initialization"}, {0x0201, "Keepalive"},
	{0x0300, "Address"}, {0x0301, "Address Withdraw"}, {0x0400, "Label Mapping"}, {0x0401, "Label Request"},
	{0x0402, "Label Withdraw"}, {0x0403, "Label Release"}, {LABEL_ABORT, "Label Abort Request"}, {0, NULL}};
static const struct token tlvs[] = {{TLV_FEC, "FEC"}, {TLV_ADDRESSES, "Address List"}, {0x103, "Hop Count"}, {0x104, "Path Vector"},
	{TLV_LABEL, "Generic Label"}, {0x201, "ATM Label"}, {0x202, "Frame-Relay Label"}, {TLV_STATUS, "Status"},
	{0x301, "Extended Status"}, {0x302, "Returned PDU"}, {0x303, "Returned Message"}, {TLV_HELLO, "Common Hello Parameters"},
	{TLV_TRANSPORT4, "IPv4 Transport Address"}, {TLV_CONFIG_SEQUENCE, "Configuration Sequence Number"},
	{TLV_TRANSPORT6, "IPv6 Transport Address"}, {TLV_SESSION, "Common Session Parameters"}, {0x501, "ATM Session Parameters"},
	{0x502, "Frame-Relay Session Parameters"}, {TLV_FAULT_TOLERANT, "Fault-Tolerant Session Parameters"},
	{0x600, "Label Request Message ID"}, {TLV_MTU, "MTU"}, {0, NULL}};
static const struct token fec_types[] = {{FEC_WILDCARD, "Wildcard"}, {FEC_PREFIX_TYPE, "Prefix"}, {FEC_HOST, "Host address"},
	{FEC_MARTINI, "Martini VC"}, {0, NULL}};
static const struct token parameters[] = {{1, "MTU"}, {3, "Description"}, {12, "VCCV"}, {0, NULL}};
static const struct token control_channels[] = {
	{1, "PWE3 control word"}, {2, "MPLS Router Alert Label"}, {4, "MPLS inner label TTL = 1"}, {0, NULL}};
static const struct token verifications[] = {{1, "ICMP Ping"}, {2, "LSP Ping"}, {4, "BFD"}, {0, NULL}};

static const struct field fields[] = {
	[LDP] = {"ldp", "Label Distribution Protocol"},
	[VERSION] = {"ldp.hdr.version", "Version", F_U16},
	[PDU_LENGTH] = {"ldp.hdr.pdu_len", "PDU Length", F_U16},
	[LSR] = {"ldp.hdr.ldpid.lsr", "LSR ID", F_IP4},
	[LABEL_SPACE] = {"ldp.hdr.ldpid.lsid", "Label Space ID", F_U16},
	[MSG_UNKNOWN] = {"ldp.msg.ubit", "U bit", F_BOOL},
	[MSG_TYPE] = {"ldp.msg.type", "Message Type", F_U16, HEX, messages},
	[MSG_LENGTH] = {"ldp.msg.len", "Message Length", F_U16},
	[MSG_ID] = {"ldp.msg.id", "Message ID", F_U32, HEX},
	[TLV_UNKNOWN] = {"ldp.msg.tlv.unknown", "TLV Unknown bits", F_U8, HEX},
	[TLV_TYPE] = {"ldp.msg.tlv.type", "TLV Type", F_U16, HEX, tlvs},
	[TLV_LENGTH] = {"ldp.msg.tlv.len", "TLV Length", F_U16},
	[HOLD] = {"ldp.msg.tlv.hello.hold", "Hold Time", F_U16},
	[TARGETED] = {"ldp.msg.tlv.hello.targeted", "Targeted Hello", F_BOOL},
	[REQUEST_TARGETED] = {"ldp.msg.tlv.hello.requested", "Hello Requested", F_BOOL},
	[TRANSPORT4] = {"ldp.msg.tlv.ipv4.taddr", "IPv4 Transport Address", F_IP4},
	[TRANSPORT6] = {"ldp.msg.tlv.ipv6.taddr", "IPv6 Transport Address", F_IP6},
	[CONFIG_SEQUENCE] = {"ldp.msg.tlv.hello.cnf_seqno", "Configuration Sequence Number", F_U32},
	[SESSION_VERSION] = {"ldp.msg.tlv.sess.ver", "Session Protocol Version", F_U16},
	[KEEPALIVE] = {"ldp.msg.tlv.sess.ka", "Session KeepAlive Time", F_U16},
	[LABEL] = {"ldp.msg.tlv.generic.label", "Generic Label", F_U32, HEX},
	[ADDRESS4] = {"ldp.msg.tlv.addrl.addr", "Address", F_IP4},
	[ADDRESS6] = {"ldp.msg.tlv.addrl.addr6", "Address", F_IP6},
	[FEC_TYPE] = {"ldp.msg.tlv.fec.wc", "FEC Element Type", F_U8, DEC, fec_types},
	[FEC_PREFIX] = {"ldp.msg.tlv.fec.pfval", "FEC Element Prefix Value", F_STR},
	[FEC_PREFIX_LENGTH] = {"ldp.msg.tlv.fec.len", "FEC Element Length", F_U8},
	[GROUP_ID] = {"ldp.msg.tlv.fec.vc.groupid", "Group ID", F_U32},
	[VC_ID] = {"ldp.msg.tlv.fec.vc.vcid", "VC ID", F_U32},
	[STATUS] = {"ldp.msg.tlv.status.data", "Status Data", F_U32, HEX},
	[STATUS_MSG_ID] = {"ldp.msg.tlv.status.msg.id", "Message ID", F_U32, HEX},
};

/* Has the TLV room for n bytes more? */
static bool room(struct dis *d, uint32_t end, uint32_t n)
{
	if (end - d->pos >= n)
		return true;
	invalid_misfit(d, "tlv length", end - d->pos, "<", n);
	return false;
}

/* ---- FEC elements: the reference says the first only */

static void fec_prefix(struct dis *d, uint32_t end)
{
	if (!room(d, end, 2))
		return;
	unsigned family = u16(d, 0);
	if (family != 1 && family != 2) {
		say(d, ": Address family %u prefix", family);
		return;
	}
	unsigned bits = u8(d, FEC_PREFIX_LENGTH), width = family == 1 ? 4 : 16, n = (bits + 7) / 8;
	if (n <= width && d->pos + n > end)
		cut_here(d);
	say(d, ": IPv%u prefix ", family == 1 ? 4U : 6U);
	if (n > width) {
		say_s(d, "(invalid length)");
		return;
	}
	struct ip6 a = {{0}};
	struct span s = bytes(d, 0, n);
	for (unsigned i = 0; i < s.len; i++)
		a.b[i] = (uint8_t)span_u8(s, i);
	if (n && bits % 8)
		a.b[n - 1] &= (uint8_t)(0xff00 >> bits % 8);
	if (family == 1)
		say_ip4(d, (uint32_t)a.b[0] << 24 | (uint32_t)a.b[1] << 16 | (uint32_t)a.b[2] << 8 | a.b[3]);
	else
		say_ip6(d, &a);
	char text[INET6_ADDRSTRLEN];
	if (!d->cut && fields_wanted(d) && inet_ntop(family == 1 ? AF_INET : AF_INET6, a.b, text, sizeof text))
		mark_made(d, FEC_PREFIX, s.pos, n, text, strlen(text));
	say(d, "/%u", bits);
}

/* RFC 4447 section 5.5; VCCV RFC 5085 section 6.1. */
static void interface_parameter(struct dis *d, unsigned type, unsigned n)
{
	uint32_t start = d->pos;
	switch (type) {
	case 1: {
		unsigned mtu = u16(d, 0);
		say(d, ": %u", mtu);
		break;
	}
	case 3:
		say_s(d, ": ");
		say_text(d, bytes(d, 0, n));
		break;
	case 12: {
		unsigned channels = u8(d, 0), types = u8(d, 0);
		say(d, "\n\t\t  Control Channels (0x%02x) = [%s]", channels, bits(d, control_channels, "none", ", ", channels));
		say(d, "\n\t\t  CV Types (0x%02x) = [%s]", types, bits(d, verifications, "none", ", ", types));
		break;
	}
	default:
		say_hexdump(d, "\n\t\t  ", n);
	}
	seek(d, start + n);
}

static void fec_martini(struct dis *d, uint32_t end)
{
	enum { HEAD = 7, VC_ID_LEN = 4 };
	if (!room(d, end, HEAD) || (peek8(d, 2) && !room(d, end, HEAD + VC_ID_LEN)))
		return;
	unsigned type = u16(d, 0), length = u8(d, 0);
	uint32_t group = u32(d, GROUP_ID);
	say(d, ": %s, %scontrol word, group-ID %u", tok(d, pseudowire_types, "Unknown", type & 0x7fff), type & 0x8000 ? "" : "no ", group);
	if (!length) {
		say(d, ", VC-info-length: %u", length);
		return;
	}
	uint32_t vc = u32(d, VC_ID);
	say(d, ", VC-ID %u, VC-info-length: %u", vc, length);
	length = length > VC_ID_LEN ? length - VC_ID_LEN : 0;
	if (!room(d, end, length))
		return;
	while (length > 1 && !d->cut) {
		unsigned parameter = u8(d, 0), size = u8(d, 0);
		if (size < 2 || size > length)
			break;
		say(d, "\n\t\tInterface Parameter: %s (0x%02x), len %u", tok(d, parameters, "Unknown", parameter), parameter, size);
		interface_parameter(d, parameter, size - 2);
		length -= size;
	}
}

static void fec(struct dis *d, uint32_t end)
{
	if (!room(d, end, 1))
		return;
	unsigned type = u8(d, FEC_TYPE);
	say(d, "\n\t      %s FEC (0x%02x)", tok(d, fec_types, "Unknown", type), type);
	if (type == FEC_PREFIX_TYPE)
		fec_prefix(d, end);
	else if (type == FEC_MARTINI)
		fec_martini(d, end);
}

/* ---- TLVs. False: nobody decodes it. */

static void addresses(struct dis *d, uint32_t end)
{
	if (!room(d, end, 2))
		return;
	unsigned family = u16(d, 0);
	say(d, "\n\t      Address Family: %s, addresses", tok(d, bgp_afis, "Unknown (%u)", family));
	while (!d->cut && family == 1 && end - d->pos >= 4) {
		uint32_t a = ip4(d, ADDRESS4);
		say(d, " %s", ip4_str(d, a));
	}
	while (!d->cut && family == 2 && end - d->pos >= 16) {
		const struct ip6 *a = ip6(d, ADDRESS6);
		say(d, " %s", ip6_str(d, a));
	}
}

static void hello(struct dis *d, uint32_t end)
{
	if (!room(d, end, 4))
		return;
	unsigned hold = u16(d, HOLD), flags = u16(d, 0);
	also(d, TARGETED, 2, flags >> 15);
	also(d, REQUEST_TARGETED, 2, flags >> 14 & 1);
	say(d, "\n\t      Hold Time: %us, Flags: [%s Hello%s]", hold, flags & 0x8000 ? "Targeted" : "Link",
		flags & 0x4000 ? ", Request for targeted Hellos" : "");
}

static void session(struct dis *d, uint32_t end)
{
	if (!room(d, end, 8))
		return;
	unsigned version = u16(d, SESSION_VERSION), keepalive = u16(d, KEEPALIVE), flags = u8(d, 0), limit = u8(d, 0), max = u16(d, 0);
	say(d, "\n\t      Version: %u, Keepalive: %us, Flags: [Downstream %s, Loop Detection %s]", version, keepalive,
		flags & 0x80 ? "On Demand" : "Unsolicited", flags & 0x40 ? "Enabled" : "Disabled");
	if (end - d->pos < 6)
		return;
	uint32_t lsr = ip4(d, 0);
	unsigned space = u16(d, 0);
	say(d, "\n\t      Path Vector Limit %u, Max-PDU length: %u, Receiver Label-Space-ID %s:%u", limit, max, ip4_str(d, lsr), space);
}

static void fault_tolerant(struct dis *d, uint32_t end)
{
	if (!room(d, end, 12))
		return;
	unsigned flags = u16(d, 0);
	say(d, "\n\t      Flags: [%sReconnect, %sSave State, %sAll-Label Protection, %s Checkpoint, %sRe-Learn State]",
		flags & 0x8000 ? "" : "No ", flags & 8 ? "" : "Don't ", flags & 4 ? "" : "No ",
		flags & 2 ? "Sequence Numbered Label" : "All Labels", flags & 1 ? "" : "Don't ");
	skip(d, 2);
	uint32_t reconnect = u32(d, 0);
	if (reconnect)
		say(d, ", Reconnect Timeout: %ums", reconnect);
	if (!room(d, end, 4))
		return;
	uint32_t recovery = u32(d, 0);
	if (recovery)
		say(d, ", Recovery Time: %ums", recovery);
}

static void status(struct dis *d, uint32_t end)
{
	if (!room(d, end, 8))
		return;
	uint32_t code = u32(d, 0);
	also(d, STATUS, 4, code & 0x3fffffff);
	uint32_t id = u32(d, STATUS_MSG_ID);
	say(d, "\n\t      Status: 0x%02x, Flags: [%s and %s forward]", code & 0x3fffffff,
		code & 0x80000000 ? "Fatal error" : "Advisory Notification", code & 0x40000000 ? "do" : "don't");
	if (id)
		say(d, ", causing Message ID: 0x%08x", id);
}

static bool tlv_value(struct dis *d, unsigned type, uint32_t end)
{
	uint32_t v;
	switch (type) {
	case TLV_FEC:
		fec(d, end);
		return true;
	case TLV_ADDRESSES:
		addresses(d, end);
		return true;
	case TLV_HELLO:
		hello(d, end);
		return true;
	case TLV_SESSION:
		session(d, end);
		return true;
	case TLV_FAULT_TOLERANT:
		fault_tolerant(d, end);
		return true;
	case TLV_STATUS:
		status(d, end);
		return true;
	case TLV_TRANSPORT6:
		if (room(d, end, 16)) {
			const struct ip6 *a = ip6(d, TRANSPORT6);
			say(d, "\n\t      IPv6 Transport Address: %s", ip6_str(d, a));
		}
		return true;
	case TLV_MTU:
		if (room(d, end, 2)) {
			v = u16(d, 0);
			say(d, "\n\t      MTU: %u", v);
		}
		return true;
	case TLV_TRANSPORT4:
	case TLV_CONFIG_SEQUENCE:
	case TLV_LABEL:
		break;
	default:
		return false;
	}
	if (!room(d, end, 4))
		return true;
	v = u32(d, type == TLV_TRANSPORT4 ? TRANSPORT4 : type == TLV_LABEL ? LABEL : CONFIG_SEQUENCE);
	if (type == TLV_TRANSPORT4)
		say(d, "\n\t      IPv4 Transport Address: %s", ip4_str(d, v));
	else
		say(d, "\n\t      %s: %u", type == TLV_LABEL ? "Label" : "Sequence Number", type == TLV_LABEL ? v & 0xfffff : v);
	return true;
}

/* False: the message ends in it. */
static bool tlv(struct dis *d, uint32_t end)
{
	unsigned head = u16(d, 0), type = head & 0x3fff;
	also(d, TLV_UNKNOWN, 2, head >> 14);
	also(d, TLV_TYPE, 2, type);
	unsigned length = u16(d, TLV_LENGTH);
	if (d->cut)
		return false;
	if (length > end - d->pos) {
		say_s(d, "\n\t\t TLV contents go past end of message");
		return false;
	}
	uint32_t start = d->pos;
	say(d, "\n\t    %s TLV (0x%04x), length: %u, Flags: [%s and %s forward if unknown]", tok(d, tlvs, "Unknown", type), type, length,
		head & 0x8000 ? "continue processing" : "ignore", head & 0x4000 ? "do" : "don't");
	bool known = tlv_value(d, type, start + length);
	seek(d, start);
	if (!known && length && d->verbose <= 1)
		say_hexdump(d, "\n\t      ", length);
	seek(d, start + length);
	return !d->cut;
}

/* False: the PDU ends in it. */
static bool message(struct dis *d)
{
	need(d, MSG_HEADER);
	unsigned head = u16(d, 0), type = head & 0x7fff;
	also(d, MSG_UNKNOWN, 2, head >> 15);
	also(d, MSG_TYPE, 2, type);
	unsigned length = u16(d, MSG_LENGTH);
	if (d->cut)
		return false;
	say(d, "\n\t  %s Message (0x%04x), length: %u", tok(d, messages, "Unknown", type), type, length);
	if (length < 4) {
		say_s(d, " (too short, < 4)");
		return false;
	}
	uint32_t id = u32(d, MSG_ID), start = d->pos, stop = start + length - 4;
	say(d, ", Message ID: 0x%08x, Flags: [%s if unknown]", id, head & 0x8000 ? "continue processing" : "ignore");
	need(d, length > MSG_HEADER ? length - MSG_HEADER : 0);
	bool known = word(messages, type);
	if (known && type != LABEL_ABORT) /* whose FEC the reference does not read */
		while (stop - d->pos >= TLV_HEADER && tlv(d, stop))
			;
	if (d->cut)
		return false;
	seek(d, start);
	if (d->verbose > 1) /* the reference counts the message ID twice */
		say_unknown(d, "\n\t  ", length);
	else if (!known)
		say_hexdump(d, "\n\t  ", length - 4);
	seek(d, stop);
	return true;
}

/* One PDU; returns false where nothing behind it can be read. */
static bool pdu(struct dis *d)
{
	uint32_t start = d->pos;
	need(d, COMMON);
	unsigned version = u16(d, VERSION), length = u16(d, PDU_LENGTH);
	if (d->cut)
		return false;
	const char *sep = d->verbose < 1 ? "" : "\n\t";
	if (version != 1) {
		say(d, "%sLDP version %u packet not supported", sep, version);
		return false;
	}
	if (length < COMMON - 4) {
		say(d, "%sLDP, pdu-length: %u (too short, < %u)", sep, length, COMMON - 4);
		return false;
	}
	uint32_t lsr = ip4(d, LSR);
	unsigned space = u16(d, LABEL_SPACE);
	say(d, "%sLDP, Label-Space-ID: %s:%u, pdu-length: %u", sep, ip4_str(d, lsr), space, length);
	uint32_t end = start + 4 + length;
	struct saved s = quiet_begin(d, d->verbose < 1);
	/* a message that runs over the PDU's end is followed by others, as the reference has it */
	while (!d->cut && d->pos != end && message(d))
		;
	quiet_end(d, &s);
	seek(d, end);
	return !d->cut;
}

static void dissect(struct dis *d)
{
	/* without -v the line names the first PDU */
	bool first = true;
	while (declared(d) > COMMON + MSG_HEADER && (first || d->verbose || fields_wanted(d))) {
		struct saved s = quiet_begin(d, !first && !d->verbose);
		bool more_behind = pdu(d);
		uint32_t next = d->pos;
		quiet_end(d, &s);
		if (!more_behind)
			return;
		seek(d, next);
		first = false;
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LDP, 646, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 646, 0},
	{0},
};

const struct proto proto_ldp = {
	.name = "ldp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
