/* MPLS echo request and reply ("LSP ping"): RFC 4379, RFC 8029; BFD discriminator RFC 5884.
 *
 *	| version 2 | flags 2 | type | reply mode | return code | subcode | handle 4 | sequence 4 | sent 8 | received 8 |
 *	| { type 2 | length 2 | value, padded to 4 bytes } |
 *
 * Target FEC Stack: { type 2 | length 2 | value }. */
#include "dissect/app/ntp.h"
#include "dissect/app/ports.h"
#include "dissect/routing/bgp_nlri.h"
#include "dissect/routing/pseudowire.h"

enum { ECHO, VERSION, GLOBAL_FLAGS, MSG_TYPE, REPLY_MODE, RETURN_CODE, RETURN_SUBCODE, HANDLE, SEQUENCE, SENT, RECEIVED, TLV_TYPE, TLV_LENGTH,
	TLV_VALUE };

enum { HEADER = 32, TLV_FEC_STACK = 1, TLV_DOWNSTREAM = 2, TLV_VENDOR = 5, TLV_BFD = 15, FLAG_VALIDATE = 1 };

static const struct token types[] = {{1, "MPLS Echo Request"}, {2, "MPLS Echo Reply"}, {0, NULL}};
static const struct token reply_modes[] = {{1, "Do not reply"}, {2, "Reply via an IPv4/IPv6 UDP packet"},
	{3, "Reply via an IPv4/IPv6 UDP packet with Router Alert"}, {4, "Reply via application level control channel"}, {0, NULL}};
/* Some name the stack depth: the subcode. */
static const struct token return_codes[] = {{0, "No return code or return code contained in the Error Code TLV"},
	{1, "Malformed echo request received"}, {2, "One or more of the TLVs was not understood"},
	{3, "Replying router is an egress for the FEC at stack depth %u"},
	{4, "Replying router has no mapping for the FEC at stack depth %u"}, {5, "Reserved"}, {6, "Reserved"}, {7, "Reserved"},
	{8, "Label switched at stack-depth %u"}, {9, "Label switched but no MPLS forwarding at stack-depth"},
	{10, "Mapping for this FEC is not the given label at stack depth %u"}, {11, "No label entry at stack-depth %u"},
	{12, "Protocol not associated with interface at FEC stack depth %u"},
	{13, "Premature termination of ping due to label stack shrinking to a single label"}, {0, NULL}};
static const struct token tlvs[] = {{TLV_FEC_STACK, "Target FEC Stack"}, {TLV_DOWNSTREAM, "Downstream Mapping"}, {3, "Pad"},
	{TLV_VENDOR, "Vendor Enterprise Code"}, {7, "Interface Label Stack"}, {9, "Error Code"}, {10, "Reply TOS Byte"},
	{TLV_BFD, "BFD Discriminator"}, {0, NULL}};
static const struct token address_types[] = {
	{1, "IPv4"}, {2, "Unnumbered IPv4"}, {3, "IPv6"}, {4, "IPv6"}, {0, NULL}};
static const struct token vendors[] = {{9, "Cisco"}, {2636, "Juniper Networks"}, {311, "Microsoft"}, {529, "Ascend"},
	{1584, "Bay"}, {0, NULL}};

static const struct field fields[] = {
	[ECHO] = {"mpls_echo", "Multiprotocol Label Switching Echo"},
	[VERSION] = {"mpls_echo.version", "Version", F_U16},
	[GLOBAL_FLAGS] = {"mpls_echo.flags", "Global Flags", F_U16, HEX},
	[MSG_TYPE] = {"mpls_echo.msg_type", "Message Type", F_U8, DEC, types},
	[REPLY_MODE] = {"mpls_echo.reply_mode", "Reply Mode", F_U8, DEC, reply_modes},
	[RETURN_CODE] = {"mpls_echo.return_code", "Return Code", F_U8},
	[RETURN_SUBCODE] = {"mpls_echo.return_subcode", "Return Subcode", F_U8},
	[HANDLE] = {"mpls_echo.sender_handle", "Sender's Handle", F_U32, HEX},
	[SEQUENCE] = {"mpls_echo.sequence", "Sequence Number", F_U32},
	[SENT] = {"mpls_echo.timestamp_sent", "Timestamp Sent", F_TIME},
	[RECEIVED] = {"mpls_echo.timestamp_rec", "Timestamp Received", F_TIME},
	[TLV_TYPE] = {"mpls_echo.tlv.type", "Type", F_U16, DEC, tlvs},
	[TLV_LENGTH] = {"mpls_echo.tlv.len", "Length", F_U16},
	[TLV_VALUE] = {"mpls_echo.tlv.value", "Value", F_BYTES},
};

/* ---- Target FEC Stack */

enum fec_type { FEC_LDP4 = 1, FEC_LDP6, FEC_RSVP4, FEC_RSVP6, FEC_VPN4 = 6, FEC_VPN6, FEC_L2VPN, FEC_PW_OLD, FEC_PW, FEC_BGP4 = 12,
	FEC_BGP6 };

static const struct {
	const char *word;
	uint8_t length;
} fecs[] = {
	[FEC_LDP4] = {"LDP IPv4 prefix", 5}, [FEC_LDP6] = {"LDP IPv6 prefix", 17}, [FEC_RSVP4] = {"RSVP IPv4 Session Query", 20},
	[FEC_RSVP6] = {"RSVP IPv6 Session Query", 56}, [5] = {"Reserved", 0}, [FEC_VPN4] = {"VPN IPv4 prefix", 13},
	[FEC_VPN6] = {"VPN IPv6 prefix", 25}, [FEC_L2VPN] = {"L2 VPN endpoint", 14}, [FEC_PW_OLD] = {"FEC 128 pseudowire (old)", 10},
	[FEC_PW] = {"FEC 128 pseudowire", 14}, [FEC_BGP4] = {"BGP labeled IPv4 prefix", 5}, [FEC_BGP6] = {"BGP labeled IPv6 prefix", 17},
};

static void say_address(struct dis *d, bool six)
{
	if (six) {
		const struct ip6 *a = ip6(d, 0);
		say_s(d, ip6_str(d, a));
	} else {
		uint32_t a = ip4(d, 0);
		say_s(d, ip4_str(d, a));
	}
}

static void fec_prefix(struct dis *d, bool six)
{
	say_address(d, six);
	unsigned bits = u8(d, 0);
	say(d, "/%u", bits);
}

/* RFC 8029 sections 3.2.3 and 3.2.4. */
static void fec_rsvp(struct dis *d, bool six)
{
	uint32_t size = six ? 16 : 4, start = d->pos;
	say_s(d, "tunnel end-point ");
	say_address(d, six);
	seek(d, start + 2 * size + 4);
	say_s(d, ", tunnel sender ");
	say_address(d, six);
	skip(d, 2);
	unsigned lsp = u16(d, 0);
	say(d, ", lsp-id 0x%04x", lsp);
	seek(d, start + size + 2);
	unsigned tunnel = u16(d, 0);
	say(d, "\n\t      tunnel-id 0x%04x, extended tunnel-id ", tunnel);
	say_address(d, six);
}

static void say_pseudowire(struct dis *d)
{
	uint32_t id = u32(d, 0);
	unsigned type = u16(d, 0);
	say(d, "\n\t      PW ID: 0x%08x, PW Type: %s (%u)", id, tok(d, pseudowire_types, "unknown", type), type);
}

static void fec_value(struct dis *d, unsigned type)
{
	unsigned a, b;
	switch (type) {
	case FEC_LDP4:
	case FEC_BGP4:
	case FEC_LDP6:
	case FEC_BGP6:
		fec_prefix(d, type == FEC_LDP6 || type == FEC_BGP6);
		break;
	case FEC_RSVP4:
	case FEC_RSVP6:
		fec_rsvp(d, type == FEC_RSVP6);
		break;
	case FEC_VPN4:
	case FEC_VPN6:
		bgp_say_rd(d);
		say_s(d, ", ");
		fec_prefix(d, type == FEC_VPN6);
		break;
	case FEC_L2VPN:
		bgp_say_rd(d);
		a = u16(d, 0);
		b = u16(d, 0);
		say(d, ", Sender VE ID: %u, Receiver VE ID: %u", a, b);
		a = u16(d, 0);
		say(d, "\n\t      Encapsulation Type: %s (%u)", tok(d, pseudowire_types, "unknown", a), a);
		break;
	case FEC_PW_OLD:
		say_s(d, "Remote PE: ");
		say_address(d, false);
		say_pseudowire(d);
		break;
	case FEC_PW:
		say_s(d, "Sender PE: ");
		say_address(d, false);
		say_s(d, ", Remote PE: ");
		say_address(d, false);
		say_pseudowire(d);
		break;
	}
}

static void fec_stack(struct dis *d, uint32_t end)
{
	if (end - d->pos < 4) {
		say_s(d, "\n\t      TLV is too short");
		return;
	}
	while (!d->cut && end - d->pos >= 4) {
		unsigned type = u16(d, 0), length = u16(d, 0);
		const char *name = type < sizeof fecs / sizeof *fecs ? fecs[type].word : NULL;
		unsigned right = name ? fecs[type].length : 0;
		say(d, "\n\t    %s subTLV (%u), length: %u", name ? name : "Unknown", type, length);
		if (!length)
			continue;
		if (length > end - d->pos) {
			say_s(d, "\n\t      TLV is too short");
			return;
		}
		uint32_t start = d->pos;
		if (right && length != right)
			say(d, "\n\t      invalid subTLV length, should be %u", right);
		if (right && length == right) {
			say_s(d, "\n\t      ");
			fec_value(d, type);
		}
		seek(d, start);
		if (right != length || d->verbose > 1)
			say_hexdump(d, "\n\t      ", length);
		seek(d, start + length);
	}
}

/* ---- The other TLVs. False: nobody decodes it, or it is too short. */

/* RFC 8029 section 3.3 (obsolete): the addresses; what is behind them is dumped. */
static bool downstream_mapping(struct dis *d, uint32_t end)
{
	if (end - d->pos < 4) {
		say_s(d, "\n\t      TLV is too short");
		return false;
	}
	unsigned mtu = u16(d, 0), type = u8(d, 0);
	skip(d, 1);
	say(d, "\n\t    MTU: %u, Address-Type: %s (%u)", mtu, tok(d, address_types, "unknown", type), type);
	if (type < 1 || type > 4)
		return false;
	bool six = type > 2, numbered = type & 1;
	uint32_t need_bytes = (six ? 16 : 4) + (six && numbered ? 16 : 4) + 4;
	if (end - d->pos < need_bytes) {
		say_s(d, "\n\t      TLV is too short");
		return false;
	}
	say_s(d, "\n\t    Downstream IP: ");
	say_address(d, six);
	if (numbered) {
		say_s(d, "\n\t    Downstream Interface IP: ");
		say_address(d, six);
	} else {
		uint32_t index = u32(d, 0);
		say(d, "\n\t    Downstream Interface Index: 0x%08x", index);
	}
	return false;
}

static bool number_tlv(struct dis *d, unsigned type, uint32_t end)
{
	if (end - d->pos < 4) {
		say_s(d, "\n\t      TLV is too short");
		return false;
	}
	uint32_t v = u32(d, 0);
	if (type == TLV_BFD)
		say(d, "\n\t    BFD Discriminator 0x%08x", v);
	else
		say(d, "\n\t    Vendor: %s (0x%04x)", tok(d, vendors, "Unknown", v), v);
	return true;
}

static bool tlv_value(struct dis *d, unsigned type, uint32_t end)
{
	switch (type) {
	case TLV_FEC_STACK: {
		bool whole = end - d->pos >= 4;
		fec_stack(d, end);
		return whole;
	}
	case TLV_DOWNSTREAM:
		return downstream_mapping(d, end);
	case TLV_BFD:
	case TLV_VENDOR:
		return number_tlv(d, type, end);
	default:
		return false;
	}
}

static void tlv(struct dis *d)
{
	if (declared(d) < 4) {
		say_s(d, "\n\t\t packet is too short");
		skip(d, declared(d));
		return;
	}
	unsigned type = u16(d, TLV_TYPE), length = u16(d, TLV_LENGTH);
	if (d->cut)
		return;
	say(d, "\n\t  %s TLV (%u), length: %u", tok(d, tlvs, "Unknown", type), type, length);
	if (!length)
		return;
	uint32_t start = d->pos, padded = (length + 3) & ~3u;
	if (declared(d) < length) {
		say_s(d, "\n\t\t packet is too short");
		skip(d, declared(d));
		return;
	}
	if (!need(d, length))
		return;
	mark_bytes(d, TLV_VALUE, start, length);
	bool known = tlv_value(d, type, start + length);
	seek(d, start);
	if (!known || d->verbose > 1)
		say_hexdump(d, "\n\t    ", length);
	skip(d, padded);
}

static void say_return_code(struct dis *d, unsigned code, unsigned subcode)
{
	const char *text = word(return_codes, code);

	say_s(d, "\n\t  Return Code: ");
	if (!text)
		say_s(d, "unknown");
	else if (strstr(text, "%u"))
		say(d, "%.*s%u", (int)(strlen(text) - 2), text, subcode);
	else
		say_s(d, text);
	say(d, " (%u)", code);
}

static void dissect_verbose(struct dis *d, unsigned type, unsigned length)
{
	unsigned mode = u8(d, REPLY_MODE), code = u8(d, RETURN_CODE), subcode = u8(d, RETURN_SUBCODE);
	uint32_t handle = u32(d, HANDLE), sequence = u32(d, SEQUENCE);
	say(d, "LSP-PINGv1, msg-type: %s (%u), length: %u", tok(d, types, "unknown", type), type, length);
	say(d, "\n\t  reply-mode: %s (%u)", tok(d, reply_modes, "unknown", mode), mode);
	say_return_code(d, code, subcode);
	say(d, "\n\t  Return Subcode: (%u)", subcode);
	say(d, "\n\t  Sender Handle: 0x%08x, Sequence: %u", handle, sequence);
	say_s(d, "\n\t  TimeStamp Sent: ");
	ntp_say_time(d, SENT);
	say_s(d, "\n\t  TimeStamp Received: ");
	if (peek32(d, 0) || peek32(d, 4)) {
		ntp_say_time(d, RECEIVED);
	} else {
		u64(d, 0);
		say_s(d, "no timestamp");
	}
	while (more(d))
		tlv(d);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < HEADER) {
		say_s(d, "\n\t\t packet is too short");
		return;
	}
	if (!need(d, HEADER))
		return;
	unsigned version = u16(d, VERSION);
	if (version != 1) {
		say(d, "LSP-PING version %u packet not supported", version);
		return;
	}
	u16(d, GLOBAL_FLAGS);
	unsigned type = u8(d, MSG_TYPE);
	if (!need(d, HEADER - 5))
		return;
	if (d->verbose < 1)
		say(d, "LSP-PINGv%u, %s, seq %u, length: %u", version, tok(d, types, "unknown (%u)", type), peek32(d, 7), length);
	struct saved s = quiet_begin(d, d->verbose < 1);
	say_s(d, "\n\t");
	dissect_verbose(d, type, length);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LSP_PING, 3503, 0},
	{0},
};

const struct proto proto_lspping = {
	.name = "lspping",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
