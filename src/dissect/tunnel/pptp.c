/* Point-to-Point Tunneling Protocol, control connection: RFC 2637.
 *
 *	| length 2 | kind 2 | magic cookie 4 | control message 2 | reserved 2 | what the message has
 *
 * Each message is a list of items, in the order in which they stand in it. */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { PPTP, LENGTH, KIND, COOKIE, MESSAGE, VERSION, RESULT, ERROR_CODE, REASON, FRAMING, BEARER, MAX_CHANNELS, FIRMWARE, HOST, VENDOR,
	ID, CALL_ID, PEER_CALL_ID, SERIAL, MIN_BPS, MAX_BPS, WINDOW, DELAY, NUMBER, SUBADDRESS, CAUSE, SPEED, CHANNEL, DIALED, DIALING,
	STATISTICS };

enum { MAGIC = 0x1a2b3c4d, HOST_LEN = 64, NUMBER_LEN = 64, STATISTICS_LEN = 128 };

static const struct token messages[] = {{0, "NOT_DEFINED"}, {1, "SCCRQ"}, {2, "SCCRP"}, {3, "StopCCRQ"}, {4, "StopCCRP"}, {5, "ECHORQ"},
	{6, "ECHORP"}, {7, "OCRQ"}, {8, "OCRP"}, {9, "ICRQ"}, {10, "ICRP"}, {11, "ICCN"}, {12, "CCRQ"}, {13, "CDN"}, {14, "WEN"},
	{15, "SLI"}, {0, NULL}};
static const struct token errors[] = {{0, "None"}, {1, "Not-Connected"}, {2, "Bad-Format"}, {3, "Bad-Value"}, {4, "No-Resource"},
	{5, "Bad-Call-ID"}, {6, "PAC-Error"}, {0, NULL}};
static const struct token start_results[] = {{1, "Successful channel establishment"}, {2, "General error"},
	{3, "Command channel already exists"}, {4, "Requester is not authorized to establish a command channel"},
	{5, "The protocol version of the requester is not supported"}, {0, NULL}};
static const struct token plain_results[] = {{1, "OK"}, {2, "General Error"}, {0, NULL}};
static const struct token outgoing_results[] = {{1, "Connected"}, {2, "General Error"}, {3, "No Carrier"}, {4, "Busy"},
	{5, "No Dial Tone"}, {6, "Time-out"}, {7, "Do Not Accept"}, {0, NULL}};
static const struct token incoming_results[] = {{1, "Connect"}, {2, "General Error"}, {3, "Do Not Accept"}, {0, NULL}};
static const struct token disconnect_results[] = {{1, "Lost Carrier"}, {2, "General Error"}, {3, "Admin Shutdown"}, {4, "Request"},
	{0, NULL}};
static const struct token reasons[] = {{1, "None"}, {2, "Stop-Protocol"}, {3, "Stop-Local-Shutdown"}, {0, NULL}};
static const struct token bearers[] = {{1, "A"}, {2, "D"}, {3, "Any"}, {0, NULL}};
static const struct token framings[] = {{1, "A"}, {2, "S"}, {3, "E"}, {0, NULL}};

static const struct field fields[] = {
	[PPTP] = {"pptp", "Point-to-Point Tunnelling Protocol"},
	[LENGTH] = {"pptp.length", "Length", F_U16},
	[KIND] = {"pptp.type", "Message type", F_U16},
	[COOKIE] = {"pptp.magic_cookie", "Magic Cookie", F_U32, HEX},
	[MESSAGE] = {"pptp.control_message_type", "Control Message Type", F_U16, DEC, messages},
	[VERSION] = {"pptp.protocol_version", "Protocol version", F_U16},
	[RESULT] = {"pptp.control_result", "Result", F_U8},
	[ERROR_CODE] = {"pptp.error", "Error", F_U8, DEC, errors},
	[REASON] = {"pptp.reason", "Reason", F_U8, DEC, reasons},
	[FRAMING] = {"pptp.framing_capabilities", "Framing Capabilities", F_U32},
	[BEARER] = {"pptp.bearer_capabilities", "Bearer Capabilities", F_U32},
	[MAX_CHANNELS] = {"pptp.maximum_channels", "Maximum Channels", F_U16},
	[FIRMWARE] = {"pptp.firmware_revision", "Firmware Revision", F_U16},
	[HOST] = {"pptp.host_name", "Host Name", F_STR},
	[VENDOR] = {"pptp.vendor_name", "Vendor Name", F_STR},
	[ID] = {"pptp.identifier", "Identifier", F_U32},
	[CALL_ID] = {"pptp.call_id", "Call ID", F_U16},
	[PEER_CALL_ID] = {"pptp.peer_call_id", "Peer Call ID", F_U16},
	[SERIAL] = {"pptp.call_serial_number", "Call Serial Number", F_U16},
	[MIN_BPS] = {"pptp.minimum_bps", "Minimum BPS", F_U32},
	[MAX_BPS] = {"pptp.maximum_bps", "Maximum BPS", F_U32},
	[WINDOW] = {"pptp.packet_receive_window_size", "Packet Receive Window Size", F_U16},
	[DELAY] = {"pptp.packet_processing_delay", "Packet Processing Delay", F_U16},
	[NUMBER] = {"pptp.phone_number", "Phone Number", F_STR},
	[SUBADDRESS] = {"pptp.subaddress", "Subaddress", F_STR},
	[CAUSE] = {"pptp.cause", "Cause Code", F_U16},
	[SPEED] = {"pptp.connect_speed", "Connect Speed", F_U32},
	[CHANNEL] = {"pptp.physical_channel_id", "Physical Channel ID", F_U32},
	[DIALED] = {"pptp.dialed_number", "Dialed Number", F_STR},
	[DIALING] = {"pptp.dialing_number", "Dialing Number", F_STR},
	[STATISTICS] = {"pptp.call_statistics", "Call Statistics", F_STR},
};

enum item_kind {
	END,
	NUMBER2, NUMBER4, HEX4, /* " LABEL(%u)", " LABEL(0x%08x)" */
	TEXT,                   /* `size` bytes up to a zero */
	COUNT2,                 /* a number that says how much of a later text is meant */
	COUNTED,                /* that text: the first belongs to the first number */
	WORD1,                  /* a code: its number, with -v and its word; by `tokens` */
	WORD4,                  /* 4 bytes: only the word, or ? */
	PROTO_VERSION,
	FRAMES, BEARERS,        /* letters of bits */
	ZERO2, ZERO1,           /* reserved; said when it is not zero */
};

struct item {
	uint8_t kind, field;
	uint8_t size;
	const char *label;
	const struct token *tokens;
};

#define ERR_CODE {WORD1, ERROR_CODE, 0, "ERR_CODE", errors}
#define CAPABILITIES \
	{FRAMES, FRAMING, 0, "FRAME_CAP"}, {BEARERS, BEARER, 0, "BEARER_CAP"}, {NUMBER2, MAX_CHANNELS, 0, "MAX_CHAN"}, \
		{NUMBER2, FIRMWARE, 0, "FIRM_REV"}, {TEXT, HOST, HOST_LEN, "HOSTNAME"}, {TEXT, VENDOR, HOST_LEN, "VENDOR"}
#define BOTH_CALLS {NUMBER2, CALL_ID, 0, "CALL_ID"}, {NUMBER2, PEER_CALL_ID, 0, "PEER_CALL_ID"}
#define RATES {NUMBER2, WINDOW, 0, "RECV_WIN"}, {NUMBER2, DELAY, 0, "PROC_DELAY"}
#define PEER {NUMBER2, PEER_CALL_ID, 0, "PEER_CALL_ID"}, {ZERO2}

/* By control message. */
static const struct item items[][13] = {
	[1] = {{PROTO_VERSION, VERSION}, {ZERO2}, CAPABILITIES},
	[2] = {{PROTO_VERSION, VERSION}, {WORD1, RESULT, 0, "RESULT_CODE", start_results}, ERR_CODE, CAPABILITIES},
	[3] = {{WORD1, REASON, 0, "REASON", reasons}, {ZERO1}, {ZERO2}},
	[4] = {{WORD1, RESULT, 0, "RESULT_CODE", plain_results}, ERR_CODE, {ZERO2}},
	[5] = {{NUMBER4, ID, 0, "ID"}},
	[6] = {{NUMBER4, ID, 0, "ID"}, {WORD1, RESULT, 0, "RESULT_CODE", plain_results}, ERR_CODE, {ZERO2}},
	[7] = {{NUMBER2, CALL_ID, 0, "CALL_ID"}, {NUMBER2, SERIAL, 0, "CALL_SER_NUM"}, {NUMBER4, MIN_BPS, 0, "MIN_BPS"},
		{NUMBER4, MAX_BPS, 0, "MAX_BPS"}, {WORD4, 0, 0, "BEARER_TYPE", bearers}, {WORD4, 0, 0, "FRAME_TYPE", framings}, RATES,
		{COUNT2, 0, 0, "PHONE_NO_LEN"}, {ZERO2}, {COUNTED, NUMBER, NUMBER_LEN, "PHONE_NO"},
		{TEXT, SUBADDRESS, NUMBER_LEN, "SUB_ADDR"}},
	[8] = {BOTH_CALLS, {WORD1, RESULT, 0, "RESULT_CODE", outgoing_results}, ERR_CODE, {NUMBER2, CAUSE, 0, "CAUSE_CODE"},
		{NUMBER4, SPEED, 0, "CONN_SPEED"}, RATES, {NUMBER4, CHANNEL, 0, "PHY_CHAN_ID"}},
	[9] = {{NUMBER2, CALL_ID, 0, "CALL_ID"}, {NUMBER2, SERIAL, 0, "CALL_SER_NUM"}, {WORD4, 0, 0, "BEARER_TYPE", bearers},
		{NUMBER4, CHANNEL, 0, "PHY_CHAN_ID"}, {COUNT2, 0, 0, "DIALED_NO_LEN"}, {COUNT2, 0, 0, "DIALING_NO_LEN"},
		{COUNTED, DIALED, NUMBER_LEN, "DIALED_NO"}, {COUNTED, DIALING, NUMBER_LEN, "DIALING_NO"},
		{TEXT, SUBADDRESS, NUMBER_LEN, "SUB_ADDR"}},
	[10] = {BOTH_CALLS, {WORD1, RESULT, 0, "RESULT_CODE", incoming_results}, ERR_CODE, RATES, {ZERO2}},
	[11] = {PEER, {NUMBER4, SPEED, 0, "CONN_SPEED"}, RATES, {WORD4, 0, 0, "FRAME_TYPE", framings}},
	[12] = {{NUMBER2, CALL_ID, 0, "CALL_ID"}, {ZERO2}},
	[13] = {{NUMBER2, CALL_ID, 0, "CALL_ID"}, {WORD1, RESULT, 0, "RESULT_CODE", disconnect_results}, ERR_CODE,
		{NUMBER2, CAUSE, 0, "CAUSE_CODE"}, {ZERO2}, {TEXT, STATISTICS, STATISTICS_LEN, "CALL_STATS"}},
	[14] = {PEER, {NUMBER4, 0, 0, "CRC_ERR"}, {NUMBER4, 0, 0, "FRAMING_ERR"}, {NUMBER4, 0, 0, "HARDWARE_OVERRUN"},
		{NUMBER4, 0, 0, "BUFFER_OVERRUN"}, {NUMBER4, 0, 0, "TIMEOUT_ERR"}, {NUMBER4, 0, 0, "ALIGN_ERR"}},
	[15] = {PEER, {HEX4, 0, 0, "SEND_ACCM"}, {HEX4, 0, 0, "RECV_ACCM"}},
};

static void reserved(struct dis *d, unsigned v)
{
	if (v)
		say(d, " [ERROR: reserved=%u must be zero]", v);
}

/* Said as far as it is there; it may end before its `size` bytes, and then so may the packet. */
static void text(struct dis *d, const struct item *i, unsigned most)
{
	struct span s = soft_bytes(d, i->field, i->size);
	bool cut = s.len < i->size && s.len < most;
	s.len = s.len < most ? s.len : most;
	say(d, " %s(", i->label);
	if (!say_text_z(d, s) && cut)
		cut_here(d);
	say_c(d, ')');
}

struct counts {
	unsigned values[2], put, taken;
};

static void say_item(struct dis *d, const struct item *i, struct counts *counts)
{
	unsigned v;
	switch ((enum item_kind)i->kind) {
	case END:
		break;
	case NUMBER2:
		say(d, " %s(%u)", i->label, u16(d, i->field));
		break;
	case NUMBER4:
		say(d, " %s(%u)", i->label, u32(d, i->field));
		break;
	case HEX4:
		say(d, " %s(0x%08x)", i->label, u32(d, i->field));
		break;
	case TEXT:
		text(d, i, i->size);
		break;
	case COUNT2:
		v = u16(d, 0);
		counts->values[counts->put++ & 1] = v;
		say(d, " %s(%u)", i->label, v);
		break;
	case COUNTED:
		text(d, i, counts->values[counts->taken++ & 1]);
		break;
	case WORD1:
		v = u8(d, i->field);
		say(d, " %s(%u", i->label, v);
		if (d->verbose)
			say(d, ":%s", tok(d, i->tokens, "?", v));
		say_c(d, ')');
		break;
	case WORD4:
		say(d, " %s(%s)", i->label, tok(d, i->tokens, "?", u32(d, i->field)));
		break;
	case PROTO_VERSION:
		v = u16(d, i->field);
		say(d, " PROTO_VER(%u.%u)", v >> 8, v & 255);
		break;
	case FRAMES:
		say(d, " %s(", i->label);
		v = u32(d, i->field);
		say(d, "%s%s)", v & 1 ? "A" : "", v & 2 ? "S" : "");
		break;
	case BEARERS:
		say(d, " %s(", i->label);
		v = u32(d, i->field);
		say(d, "%s%s)", v & 2 ? "D" : "", v & 1 ? "A" : "");
		break;
	case ZERO2:
		reserved(d, u16(d, 0));
		break;
	case ZERO1:
		reserved(d, u8(d, 0));
		break;
	}
}

static void dissect(struct dis *d)
{
	say_s(d, ": pptp");
	unsigned length = u16(d, LENGTH), kind = u16(d, KIND);
	if (d->verbose)
		say(d, " Length=%u%s", length, kind == 1 ? " CTRL-MSG" : kind == 2 ? " MGMT-MSG" : " UNKNOWN-MSG-TYPE");
	uint32_t cookie = u32(d, COOKIE);
	if (cookie != MAGIC)
		say(d, " UNEXPECTED Magic-Cookie!!(%08x)", cookie);
	if (d->verbose || cookie != MAGIC)
		say(d, " Magic-Cookie=%08x", cookie);
	unsigned message = u16(d, MESSAGE);
	if (message >= sizeof items / sizeof *items) {
		say(d, " UNKNOWN_CTRL_MSGTYPE(%u)", message);
		reserved(d, u16(d, 0));
		return;
	}
	say(d, " CTRL_MSGTYPE=%s", word(messages, message));
	reserved(d, u16(d, 0));
	struct counts counts = {0};
	for (const struct item *i = items[message]; i->kind != END && !d->cut; i++)
		say_item(d, i, &counts);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_PPTP, 1723, 0},
	{0},
};

const struct proto proto_pptp = {
	.name = "pptp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
