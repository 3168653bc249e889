/* Layer Two Tunneling Protocol: RFC 2661.
 *
 *	| T L . . S . O P . . . . version 4 | length 2 if L | tunnel 2 | session 2 | Ns 2, Nr 2 if S | offset 2, pad if O |
 *
 * Control messages (T) go on with attribute-value pairs, others with a PPP frame.
 *
 *	| M H . . . . length 10 | vendor 2 | attribute 2 | value | */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { L2TP, FLAGS, TYPE, LENGTH_BIT, SEQ_BIT, OFFSET_BIT, PRIORITY, VERSION, LENGTH, TUNNEL, SESSION, NS, NR, OFFSET, MANDATORY, HIDDEN,
	AVP_LENGTH, VENDOR_ID, AVP_TYPE, MESSAGE_TYPE, RESULT_CODE, ERROR_CODE, PROTO_VERSION, PROTO_REVISION, FIRMWARE, HOST_NAME,
	VENDOR_NAME, ASSIGNED_TUNNEL, WINDOW, CAUSE_CODE, ASSIGNED_SESSION, SERIAL, MIN_BPS, MAX_BPS, CALLED, CALLING, SUBADDRESS,
	CONNECT_SPEED, CHANNEL, AUTH_TYPE, AUTH_NAME, AUTH_ID, SEND_ACCM, RECV_ACCM, PRIVATE_GROUP, RX_SPEED, TIE_BREAKER };

enum { CONTROL = 0x8000, HAS_LENGTH = 0x4000, HAS_SEQ = 0x0800, HAS_OFFSET = 0x0200, PRIORITIZED = 0x0100, VERSION_MASK = 0xf };
enum { AVP_MANDATORY = 0x8000, AVP_HIDDEN = 0x4000, AVP_LENGTH_MASK = 0x3ff, AVP_HEADER = 6 };

static const struct token flag_letters[] = {{CONTROL, "T"}, {HAS_LENGTH, "L"}, {HAS_SEQ, "S"}, {HAS_OFFSET, "O"}, {PRIORITIZED, "P"},
	{0, NULL}};
static const struct token messages[] = {{1, "SCCRQ"}, {2, "SCCRP"}, {3, "SCCCN"}, {4, "StopCCN"}, {6, "HELLO"}, {7, "OCRQ"}, {8, "OCRP"},
	{9, "OCCN"}, {10, "ICRQ"}, {11, "ICRP"}, {12, "ICCN"}, {14, "CDN"}, {15, "WEN"}, {16, "SLI"}, {0, NULL}};
static const struct token auth_types[] = {{0, "Reserved"}, {1, "Textual"}, {2, "CHAP"}, {3, "PAP"}, {4, "No Auth"}, {5, "MS-CHAPv1"},
	{0, NULL}};
static const struct token directions[] = {{0, "global error"}, {1, "at peer"}, {2, "at local"}, {0, NULL}};
static const struct token frames[] = {{2, "A"}, {1, "S"}, {0, NULL}};
static const struct token bearers[] = {{2, "A"}, {1, "D"}, {0, NULL}};
static const struct token call_errors[] = {{0, "CRCErr"}, {1, "FrameErr"}, {2, "HardOver"}, {3, "BufOver"}, {4, "Timeout"},
	{5, "AlignErr"}, {0, NULL}};

static const struct field fields[] = {
	[L2TP] = {"l2tp", "Layer 2 Tunneling Protocol"},
	[FLAGS] = {"l2tp.flags", "Flags", F_U16, HEX},
	[TYPE] = {"l2tp.type", "Type", F_U8},
	[LENGTH_BIT] = {"l2tp.length_bit", "Length Bit", F_BOOL},
	[SEQ_BIT] = {"l2tp.seq_bit", "Sequence Bit", F_BOOL},
	[OFFSET_BIT] = {"l2tp.offset_bit", "Offset bit", F_BOOL},
	[PRIORITY] = {"l2tp.priority", "Priority", F_BOOL},
	[VERSION] = {"l2tp.version", "Version", F_U8},
	[LENGTH] = {"l2tp.length", "Length", F_U16},
	[TUNNEL] = {"l2tp.tunnel", "Tunnel ID", F_U16},
	[SESSION] = {"l2tp.session", "Session ID", F_U16},
	[NS] = {"l2tp.Ns", "Ns", F_U16},
	[NR] = {"l2tp.Nr", "Nr", F_U16},
	[OFFSET] = {"l2tp.offset", "Offset", F_U16},
	[MANDATORY] = {"l2tp.avp.mandatory", "Mandatory", F_BOOL},
	[HIDDEN] = {"l2tp.avp.hidden", "Hidden", F_BOOL},
	[AVP_LENGTH] = {"l2tp.avp.length", "Length", F_U16},
	[VENDOR_ID] = {"l2tp.avp.vendor_id", "Vendor ID", F_U16},
	[AVP_TYPE] = {"l2tp.avp.type", "AVP Type", F_U16},
	[MESSAGE_TYPE] = {"l2tp.avp.message_type", "Message Type", F_U16, DEC, messages},
	[RESULT_CODE] = {"l2tp.result_code", "Result code", F_U16},
	[ERROR_CODE] = {"l2tp.avp.error_code", "Error code", F_U16},
	[PROTO_VERSION] = {"l2tp.avp.protocol_version", "Version", F_U8},
	[PROTO_REVISION] = {"l2tp.avp.protocol_revision", "Revision", F_U8},
	[FIRMWARE] = {"l2tp.avp.firmware_revision", "Firmware Revision", F_U16},
	[HOST_NAME] = {"l2tp.avp.host_name", "Host Name", F_STR},
	[VENDOR_NAME] = {"l2tp.avp.vendor_name", "Vendor Name", F_STR},
	[ASSIGNED_TUNNEL] = {"l2tp.avp.assigned_tunnel_id", "Assigned Tunnel ID", F_U16},
	[WINDOW] = {"l2tp.avp.receive_window_size", "Receive Window Size", F_U16},
	[CAUSE_CODE] = {"l2tp.avp.cause_code", "Cause Code", F_U16},
	[ASSIGNED_SESSION] = {"l2tp.avp.assigned_session_id", "Assigned Session", F_U16},
	[SERIAL] = {"l2tp.avp.call_serial_number", "Call Serial Number", F_U32},
	[MIN_BPS] = {"l2tp.avp.minimum_bps", "Minimum BPS", F_U32},
	[MAX_BPS] = {"l2tp.avp.maximum_bps", "Maximum BPS", F_U32},
	[CALLED] = {"l2tp.avp.called_number", "Called Number", F_STR},
	[CALLING] = {"l2tp.avp.calling_number", "Calling Number", F_STR},
	[SUBADDRESS] = {"l2tp.avp.sub_address", "Sub-Address", F_STR},
	[CONNECT_SPEED] = {"l2tp.avp.connect_speed", "Connect Speed", F_U32},
	[CHANNEL] = {"l2tp.avp.physical_channel", "Physical Channel", F_U32},
	[AUTH_TYPE] = {"l2tp.avp.proxy_authen_type", "Proxy Authen Type", F_U16, DEC, auth_types},
	[AUTH_NAME] = {"l2tp.avp.proxy_authen_name", "Proxy Authen Name", F_STR},
	[AUTH_ID] = {"l2tp.avp.proxy_authen_id", "Proxy Authen ID", F_U8},
	[SEND_ACCM] = {"l2tp.avp.send_accm", "Send ACCM", F_U32, HEX},
	[RECV_ACCM] = {"l2tp.avp.receive_accm", "Receive ACCM", F_U32, HEX},
	[PRIVATE_GROUP] = {"l2tp.avp.private_group_id", "Private Group ID", F_BYTES},
	[RX_SPEED] = {"l2tp.avp.rx_connect_speed", "Rx Connect Speed", F_U32},
	[TIE_BREAKER] = {"l2tp.tie_breaker", "Tie Breaker", F_U64, HEX},
};

enum value_kind {
	NOTHING,
	MESSAGE, RESULT, VERSION_PAIR, CAUSE, RESPONSE, AUTH, AUTH_NUMBER, ERRORS, MAPS, DISCONNECT, OBSOLETE, BREAKER,
	FRAMES, BEARERS,
	NUMBER2, NUMBER4, TEXT, OCTETS,
};

static const struct attribute {
	const char *name;
	uint8_t kind, field;
} attributes[] = {
	{"MSGTYPE", MESSAGE}, {"RESULT_CODE", RESULT}, {"PROTO_VER", VERSION_PAIR}, {"FRAMING_CAP", FRAMES}, {"BEARER_CAP", BEARERS},
	{"TIE_BREAKER", BREAKER}, {"FIRM_VER", NUMBER2, FIRMWARE}, {"HOST_NAME", TEXT, HOST_NAME}, {"VENDOR_NAME", TEXT, VENDOR_NAME},
	{"ASSND_TUN_ID", NUMBER2, ASSIGNED_TUNNEL}, {"RECV_WIN_SIZE", NUMBER2, WINDOW}, {"CHALLENGE", OCTETS}, {"Q931_CC", CAUSE},
	{"CHALLENGE_RESP", RESPONSE}, {"ASSND_SESS_ID", NUMBER2, ASSIGNED_SESSION}, {"CALL_SER_NUM", NUMBER4, SERIAL},
	{"MINIMUM_BPS", NUMBER4, MIN_BPS}, {"MAXIMUM_BPS", NUMBER4, MAX_BPS}, {"BEARER_TYPE", BEARERS}, {"FRAMING_TYPE", FRAMES},
	{"PACKET_PROC_DELAY", OBSOLETE}, {"CALLED_NUMBER", TEXT, CALLED}, {"CALLING_NUMBER", TEXT, CALLING},
	{"SUB_ADDRESS", TEXT, SUBADDRESS}, {"TX_CONN_SPEED", NUMBER4, CONNECT_SPEED}, {"PHY_CHANNEL_ID", NUMBER4, CHANNEL},
	{"INI_RECV_LCP", OCTETS}, {"LAST_SENT_LCP", OCTETS}, {"LAST_RECV_LCP", OCTETS}, {"PROXY_AUTH_TYPE", AUTH},
	{"PROXY_AUTH_NAME", TEXT, AUTH_NAME}, {"PROXY_AUTH_CHAL", OCTETS}, {"PROXY_AUTH_ID", AUTH_NUMBER}, {"PROXY_AUTH_RESP", OCTETS},
	{"CALL_ERRORS", ERRORS}, {"ACCM", MAPS}, {"RANDOM_VECTOR", OCTETS}, {"PRIVATE_GRP_ID", TEXT, PRIVATE_GROUP},
	{"RX_CONN_SPEED", NUMBER4, RX_SPEED}, {"SEQ_REQUIRED", NOTHING},
	[46] = {"PPP_DISCON_CC", DISCONNECT},
};

/* The letters of the bits that are set. */
static void letters(struct dis *d, const struct token *of, uint32_t v)
{
	for (; of->word; of++)
		if (v & of->value)
			say_s(d, of->word);
}

static void say_what_is_there(struct dis *d, void (*say_it)(struct dis *, struct span), unsigned field, uint32_t n)
{
	struct span s = soft_bytes(d, field, n);
	say_it(d, s);
	if (s.len < n)
		need(d, n - s.len);
}

/* n bytes of the value are there by its length, or it is said that they are not. */
static bool enough(struct dis *d, uint32_t n)
{
	if (declared(d) >= n)
		return true;
	say_s(d, "AVP too short");
	return false;
}

static void more_text(struct dis *d)
{
	if (!more(d))
		return;
	say_c(d, ' ');
	say_what_is_there(d, say_text, 0, declared(d));
}

static void result(struct dis *d)
{
	if (!enough(d, 2))
		return;
	unsigned code = u16(d, RESULT_CODE);
	say(d, "%u", code);
	if (!more(d))
		return;
	if (declared(d) < 2) {
		say_s(d, " AVP too short");
		return;
	}
	unsigned error = u16(d, ERROR_CODE);
	say(d, "/%u", error);
	more_text(d);
}

static void disconnect(struct dis *d)
{
	if (!enough(d, 5))
		return;
	unsigned code = u16(d, 0), protocol = u16(d, 0);
	say(d, "%04x, %04x ", code, protocol);
	unsigned direction = u8(d, 0);
	say_s(d, tok(d, directions, "Direction-#%u", direction));
	more_text(d);
}

static void value(struct dis *d, const struct attribute *a)
{
	switch ((enum value_kind)a->kind) {
	case NOTHING:
		return;
	case MESSAGE:
		if (enough(d, 2)) {
			unsigned v = u16(d, MESSAGE_TYPE);
			say_s(d, tok(d, messages, "MSGTYPE-#%u", v));
		}
		return;
	case RESULT:
		result(d);
		return;
	case VERSION_PAIR:
		if (enough(d, 2)) {
			unsigned version = u8(d, PROTO_VERSION), revision = u8(d, PROTO_REVISION);
			say(d, "%u.%u", version, revision);
		}
		return;
	case CAUSE:
		if (enough(d, 3)) {
			unsigned code = u16(d, CAUSE_CODE), message = u8(d, 0);
			say(d, "%u, %02x", code, message);
			more_text(d);
		}
		return;
	case RESPONSE:
		if (enough(d, 16))
			say_what_is_there(d, say_hex, 0, 16);
		return;
	case AUTH:
		if (enough(d, 2)) {
			unsigned v = u16(d, AUTH_TYPE);
			say_s(d, tok(d, auth_types, "AuthType-#%u", v));
		}
		return;
	case AUTH_NUMBER:
		if (enough(d, 2)) {
			skip(d, 1);
			unsigned v = u8(d, AUTH_ID);
			say(d, "%u", v);
		}
		return;
	case ERRORS:
		if (!enough(d, 2))
			return;
		skip(d, 2);
		for (unsigned i = 0; i < 6 && !d->cut; i++) {
			if (!enough(d, 4))
				return;
			uint32_t v = u32(d, 0);
			say(d, "%s=%u ", word(call_errors, i), v);
		}
		return;
	case MAPS:
		if (!enough(d, 2))
			return;
		skip(d, 2);
		if (!enough(d, 4))
			return;
		uint32_t sent = u32(d, SEND_ACCM);
		say(d, "send=%08x ", sent);
		if (!enough(d, 4))
			return;
		uint32_t received = u32(d, RECV_ACCM);
		say(d, "recv=%08x ", received);
		return;
	case DISCONNECT:
		disconnect(d);
		return;
	case OBSOLETE:
		say_s(d, "obsolete");
		return;
	case BREAKER:
		if (enough(d, 8)) {
			uint64_t v = u64(d, TIE_BREAKER);
			say_x_pad(d, v, 16);
		}
		return;
	case FRAMES:
	case BEARERS:
		if (enough(d, 4)) {
			uint32_t v = u32(d, 0);
			letters(d, a->kind == FRAMES ? frames : bearers, v);
		}
		return;
	case NUMBER2:
		if (enough(d, 2)) {
			unsigned v = u16(d, a->field);
			say(d, "%u", v);
		}
		return;
	case NUMBER4:
		if (enough(d, 4)) {
			uint32_t v = u32(d, a->field);
			say(d, "%u", v);
		}
		return;
	case TEXT:
		say_what_is_there(d, say_text, a->field, declared(d));
		return;
	case OCTETS:
		say_what_is_there(d, say_hex, 0, declared(d));
		return;
	}
}

/* One attribute-value pair; false: what follows cannot be found. */
static bool pair(struct dis *d)
{
	say_c(d, ' ');
	unsigned flags = u16(d, 0), len = flags & AVP_LENGTH_MASK;
	bool hidden = flags & AVP_HIDDEN;
	also(d, MANDATORY, 2, flags >> 15);
	also(d, HIDDEN, 2, hidden);
	also(d, AVP_LENGTH, 2, len);
	if (d->cut)
		return false;
	if (len < AVP_HEADER || len - 2 > declared(d)) {
		say_cut(d);
		return false;
	}
	if (!need(d, len - 2))
		return false;
	if (flags & AVP_MANDATORY)
		say_c(d, '*');
	if (hidden)
		say_c(d, '?');
	unsigned vendor = u16(d, VENDOR_ID), type = u16(d, AVP_TYPE);
	struct saved s = part_begin(d, len - AVP_HEADER);
	if (vendor) {
		say(d, "VENDOR%04x:ATTR%04x(", vendor, type);
		say_what_is_there(d, say_hex, 0, declared(d));
	} else {
		const struct attribute *a = type < sizeof attributes / sizeof *attributes && attributes[type].name ? &attributes[type] : NULL;
		if (a)
			say(d, "%s(", a->name);
		else
			say(d, "AVP-#%u(", type);
		if (hidden)
			say_s(d, "???");
		else if (a)
			value(d, a);
	}
	part_end(d, &s);
	say_c(d, ')');
	return true;
}

static unsigned header_flags(struct dis *d)
{
	unsigned flags = u16(d, FLAGS);
	also(d, TYPE, 2, flags >> 15);
	also(d, LENGTH_BIT, 2, flags >> 14 & 1);
	also(d, SEQ_BIT, 2, flags >> 11 & 1);
	also(d, OFFSET_BIT, 2, flags >> 9 & 1);
	also(d, PRIORITY, 2, flags >> 8 & 1);
	also(d, VERSION, 2, flags & VERSION_MASK);
	return flags;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, all = declared(d);
	unsigned flags = header_flags(d);
	if (d->cut)
		return;
	if ((flags & VERSION_MASK) == 1) {
		say_s(d, " l2f:");
		return;
	}
	if ((flags & VERSION_MASK) != 2) {
		say_s(d, " Unknown Version, neither L2F(1) nor L2TP(2)");
		return;
	}
	say_s(d, " l2tp:[");
	letters(d, flag_letters, flags);
	say_c(d, ']');
	unsigned length = flags & HAS_LENGTH ? u16(d, LENGTH) : 0;
	unsigned tunnel = u16(d, TUNNEL);
	say(d, "(%u/", tunnel);
	unsigned session = u16(d, SESSION);
	say(d, "%u)", session);
	if (flags & HAS_SEQ) {
		unsigned ns = u16(d, NS);
		say(d, "Ns=%u,", ns);
		unsigned nr = u16(d, NR);
		say(d, "Nr=%u", nr);
	}
	if (flags & HAS_OFFSET) {
		unsigned pad = u16(d, OFFSET);
		if (need(d, pad))
			skip(d, pad);
	}
	if (d->cut)
		return;
	uint32_t header = d->pos - start;
	if (flags & HAS_LENGTH) {
		if (length < header) {
			say(d, " Length %u smaller than header length", length);
			return;
		}
		if (length > all) {
			say(d, " Length %u larger than packet", length);
			return;
		}
		declare(d, length - header);
	}
	if (!(flags & CONTROL)) {
		say_s(d, " {");
		call(d, &proto_ppp);
		say_c(d, '}');
		return;
	}
	if (!(flags & HAS_LENGTH))
		say_s(d, " No length");
	else if (!more(d))
		say_s(d, " ZLB");
	else
		while (more(d) && pair(d))
			continue;
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_L2TP, 1701, 0},
	{0},
};

const struct proto proto_l2tp = {
	.name = "l2tp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
