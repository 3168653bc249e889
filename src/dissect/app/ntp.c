/* Network Time Protocol: RFC 5905; control messages RFC 9327; SNTP RFC 4330.
 *
 *	|LI 2|VN 3|mode 3| stratum 1 | poll 1 | precision 1 | root delay 4 | root dispersion 4 | reference ID 4 |
 *	| reference 8 | origin 8 | receive 8 | transmit 8 | key ID 4 | digest ...
 */
#include "core/time.h"
#include "dissect/app/ntp.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	NTP, FLAGS, LI, VN, MODE, STRATUM, PPOLL, PRECISION, ROOT_DELAY, ROOT_DISPERSION, REFID, REFTIME, ORG, REC, XMT, KEYID, MAC, CTRL_FLAGS2,
	CTRL_R, CTRL_ERROR, CTRL_MORE, CTRL_OPCODE, CTRL_SEQUENCE, CTRL_STATUS, SYS_LI, SYS_CLKSRC, SYS_COUNT, SYS_CODE, CTRL_ASSOCID,
	CTRL_OFFSET, CTRL_COUNT, CTRL_ERR_STATUS, PEER_CONFIG, PEER_AUTHENABLE, PEER_AUTHENTIC, PEER_REACH, PEER_BCAST, PEER_SELECTION,
	PEER_COUNT, PEER_CODE, CLOCK_STATUS, CLOCK_CODE, CTRL_ITEM, PRIV_R, PRIV_MORE, PRIV_AUTH_SEQ, PRIV_AUTH, PRIV_SEQ, PRIV_IMPL, PRIV_REQCODE, PRIV_ERR, PRIV_NUMITEMS,
	PRIV_RESERVED, PRIV_ITEMSIZE,
};

enum { MODE_SYM_ACTIVE = 1, MODE_CLIENT = 3, MODE_BROADCAST = 5, MODE_CONTROL = 6, MODE_PRIVATE = 7, SHORTEST = 48 };

static const struct token modes[] = {
	{0, "unspecified"}, {1, "symmetric active"}, {2, "symmetric passive"}, {3, "Client"}, {4, "Server"}, {5, "Broadcast"},
	{6, "Control Message"}, {7, "Reserved"}, {0, NULL}};
static const struct token leaps[] = {{0, ""}, {1, "+1s"}, {2, "-1s"}, {3, "clock unsynchronized"}, {0, NULL}};
static const struct token strata[] = {{0, "unspecified"}, {1, "primary reference"}, {0, NULL}};

static const struct field fields[] = {
	[NTP] = {"ntp", "Network Time Protocol"},
	[FLAGS] = {"ntp.flags", "Flags", F_U8, HEX},
	[LI] = {"ntp.flags.li", "Leap Indicator", F_U8},
	[VN] = {"ntp.flags.vn", "Version number", F_U8},
	[MODE] = {"ntp.flags.mode", "Mode", F_U8, DEC, modes},
	[STRATUM] = {"ntp.stratum", "Peer Clock Stratum", F_U8},
	[PPOLL] = {"ntp.ppoll", "Peer Polling Interval", F_U8},
	[PRECISION] = {"ntp.precision", "Peer Clock Precision", F_U8},
	[ROOT_DELAY] = {"ntp.rootdelay", "Root Delay", F_U32},
	[ROOT_DISPERSION] = {"ntp.rootdispersion", "Root Dispersion", F_U32},
	[REFID] = {"ntp.refid", "Reference ID", F_BYTES},
	[REFTIME] = {"ntp.reftime", "Reference Timestamp", F_TIME},
	[ORG] = {"ntp.org", "Origin Timestamp", F_TIME},
	[REC] = {"ntp.rec", "Receive Timestamp", F_TIME},
	[XMT] = {"ntp.xmt", "Transmit Timestamp", F_TIME},
	[KEYID] = {"ntp.keyid", "Key ID", F_BYTES},
	[MAC] = {"ntp.mac", "Message Authentication Code", F_BYTES},
	[CTRL_FLAGS2] = {"ntp.ctrl.flags2", "Flags 2", F_U8, HEX},
	[CTRL_R] = {"ntp.ctrl.flags2.r", "Response bit", F_U8},
	[CTRL_ERROR] = {"ntp.ctrl.flags2.error", "Error bit", F_U8},
	[CTRL_MORE] = {"ntp.ctrl.flags2.more", "More bit", F_U8},
	[CTRL_OPCODE] = {"ntp.ctrl.flags2.opcode", "Opcode", F_U8},
	[CTRL_SEQUENCE] = {"ntp.ctrl.sequence", "Sequence", F_U16},
	[CTRL_STATUS] = {"ntp.ctrl.status", "Status", F_U16, HEX},
	[CTRL_ERR_STATUS] = {"ntp.ctrl.err_status", "Error Code", F_U16},
	[PEER_CONFIG] = {"ntp.ctrl.peer_status.config", "Configured", F_BOOL},
	[PEER_AUTHENABLE] = {"ntp.ctrl.peer_status.authenable", "Authentication enabled", F_BOOL},
	[PEER_AUTHENTIC] = {"ntp.ctrl.peer_status.authentic", "Authentication okay", F_BOOL},
	[PEER_REACH] = {"ntp.ctrl.peer_status.reach", "Reachability", F_BOOL},
	[PEER_BCAST] = {"ntp.ctrl.peer_status.bcast", "Broadcast association", F_BOOL},
	[PEER_SELECTION] = {"ntp.ctrl.peer_status.selection", "Peer Selection", F_U16},
	[PEER_COUNT] = {"ntp.ctrl.peer_status.count", "Peer Event Counter", F_U16},
	[PEER_CODE] = {"ntp.ctrl.peer_status.code", "Peer Event Code", F_U16},
	[CLOCK_STATUS] = {"ntp.ctrl.clock_status.status", "Clock Status", F_U16},
	[CLOCK_CODE] = {"ntp.ctrl.clock_status.code", "Clock Event Code", F_U16},
	[CTRL_ITEM] = {"ntp.ctrl.item", "Item"},
	[SYS_LI] = {"ntp.ctrl.sys_status.li", "Leap Indicator", F_U16},
	[SYS_CLKSRC] = {"ntp.ctrl.sys_status.clksrc", "Clock Source", F_U16},
	[SYS_COUNT] = {"ntp.ctrl.sys_status.count", "System Event Counter", F_U16},
	[SYS_CODE] = {"ntp.ctrl.sys_status.code", "System Event Code", F_U16},
	[CTRL_ASSOCID] = {"ntp.ctrl.associd", "AssociationID", F_U16},
	[CTRL_OFFSET] = {"ntp.ctrl.offset", "Offset", F_U16},
	[CTRL_COUNT] = {"ntp.ctrl.count", "Count", F_U16},
	[PRIV_R] = {"ntp.priv.flags.r", "Response bit", F_U8},
	[PRIV_MORE] = {"ntp.priv.flags.more", "More bit", F_U8},
	[PRIV_AUTH_SEQ] = {"ntp.priv.auth_seq", "Auth, sequence", F_U8},
	[PRIV_AUTH] = {"ntp.priv.auth", "Auth bit", F_U8},
	[PRIV_SEQ] = {"ntp.priv.seq", "Sequence number", F_U8},
	[PRIV_IMPL] = {"ntp.priv.impl", "Implementation", F_U8},
	[PRIV_REQCODE] = {"ntp.priv.reqcode", "Request code", F_U8},
	[PRIV_ERR] = {"ntp.priv.err", "Err", F_U8, HEX},
	[PRIV_NUMITEMS] = {"ntp.priv.numitems", "Number of data items", F_U16},
	[PRIV_RESERVED] = {"ntp.priv.reserved", "Reserved", F_U8, HEX},
	[PRIV_ITEMSIZE] = {"ntp.priv.itemsize", "Size of data item", F_U16},
};

enum { CONTROL_LEN = 12, TIME_LEN = 48 };
enum { EPOCH_1900 = 2208988800u };

/* 32.32 fixed point, seconds since 1900. */
struct stamp {
	uint32_t seconds, fraction;
};

int64_t ntp_time_ns(uint32_t seconds, uint32_t fraction)
{
	int64_t era = seconds >> 31 ? 0 : INT64_C(1) << 32;
	return (era + seconds - EPOCH_1900) * NS_PER_S + (int64_t)((uint64_t)fraction * 1000000000 >> 32);
}

static struct stamp stamp(struct dis *d, unsigned field)
{
	need(d, 8);
	uint32_t at = d->pos;
	struct stamp t;
	t.seconds = u32(d, 0);
	t.fraction = u32(d, 0);
	mark_uint(d, field, at, 8, (uint64_t)ntp_time_ns(t.seconds, t.fraction));
	return t;
}

static void say_stamp(struct dis *d, struct stamp t)
{
	say(d, "%u.%09u", t.seconds, (unsigned)((double)t.fraction / 4294967296.0 * 1000000000.0));
	if (!t.seconds)
		return;
	/* seconds before the epoch of 1970 are taken for those of the next era */
	struct zone utc = {.utc = true};
	struct calendar c;
	time_calendar(&utc, t.seconds >= EPOCH_1900 ? (int64_t)t.seconds - EPOCH_1900 : (int64_t)t.seconds + 2085978496, &c);
	say(d, " (%04d-%02d-%02dT%02d:%02d:%02dZ)", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

void ntp_say_time(struct dis *d, unsigned field)
{
	say_stamp(d, stamp(d, field));
}

/* The difference of two stamps, signed; from nothing, the later one itself. */
static void say_offset(struct dis *d, struct stamp from, struct stamp to)
{
	if (!from.seconds && !from.fraction) {
		say_stamp(d, to);
		return;
	}
	bool negative = to.seconds < from.seconds || (to.seconds == from.seconds && to.fraction <= from.fraction);
	struct stamp big = negative ? from : to, small = negative ? to : from;
	uint32_t seconds = big.seconds - small.seconds - (big.fraction < small.fraction), fraction = big.fraction - small.fraction;
	say(d, "%c%u.%09u", negative ? '-' : '+', seconds, (unsigned)((double)fraction / 4294967296.0 * 1000000000.0));
}

static void say_short_fixed(struct dis *d, uint32_t v)
{
	say(d, "%u.%06u", v >> 16, (unsigned)((double)(v & 0xffff) / 65536.0 * 1000000.0));
}

static void reference_id(struct dis *d, unsigned stratum)
{
	need(d, 4);
	uint32_t at = d->pos, id = u32(d, 0);
	mark_bytes(d, REFID, at, 4);
	say_s(d, ", Reference-ID: ");
	if (!stratum && id >> 24 == 0)
		say_s(d, "(unspec)");
	else if (!stratum) /* a kiss code: RFC 5905 section 7.4 */
		say_text_z(d, span_at(d, at, 4));
	else if (stratum == 1) /* the name of a clock, with its zero bytes */
		say_text(d, span_at(d, at, 4));
	else
		say(d, "0x%08x", id);
}

static void say_poll(struct dis *d, unsigned poll)
{
	int p = (int8_t)poll;
	say(d, ", poll %d", p);
	if (p >= 0 && p < 31)
		say(d, " (%us)", 1u << p);
	else if (p < 0 && p > -31)
		say(d, " (1/%us)", 1u << -p);
}

static void too_short(struct dis *d)
{
	invalid(d);
	need(d, declared(d));
}

/* What stands behind the timestamps: a key's number and a digest (RFC 5905 section 7.3), or extensions. */
static void authenticator(struct dis *d, uint32_t size)
{
	enum { KEY = 4, MD5 = 16, SHA1 = 20 };
	if (size != KEY && size != KEY + MD5 && size != KEY + SHA1) {
		say(d, "\n\t(%u more bytes after the header)", size);
		if (size > KEY && have(d, KEY))
			mark_bytes(d, KEYID, d->pos, KEY);
		return;
	}
	need(d, KEY);
	uint32_t key_at = d->pos, key = u32(d, 0);
	mark_bytes(d, KEYID, key_at, KEY);
	say(d, "\n\tKey id: %u", key);
	if (size == KEY)
		return;
	struct span digest = bytes(d, MAC, size - KEY);
	say_s(d, "\n\tAuthentication: ");
	say_hex(d, digest);
}

static void time_message(struct dis *d, unsigned leap, uint32_t length)
{
	say(d, "\n\tLeap indicator: %s (%u)", word(leaps, leap), leap << 6);
	if (length < TIME_LEN) {
		too_short(d);
		return;
	}
	unsigned stratum = u8(d, STRATUM);
	say(d, ", Stratum %u (%s)", stratum, stratum > 15 ? "reserved" : stratum > 1 ? "secondary reference" : word(strata, stratum));
	unsigned poll = u8(d, PPOLL);
	say_poll(d, poll);
	int precision = (int8_t)u8(d, PRECISION);
	say(d, ", precision %d", precision);
	need(d, 4);
	uint32_t delay = u32(d, ROOT_DELAY);
	say_s(d, "\n\tRoot Delay: ");
	say_short_fixed(d, delay);
	need(d, 4);
	uint32_t dispersion = u32(d, ROOT_DISPERSION);
	say_s(d, ", Root dispersion: ");
	say_short_fixed(d, dispersion);
	reference_id(d, stratum);
	struct stamp reference = stamp(d, REFTIME);
	say_s(d, "\n\t  Reference Timestamp:  ");
	say_stamp(d, reference);
	struct stamp origin = stamp(d, ORG);
	say_s(d, "\n\t  Origin Timestamp:     ");
	say_stamp(d, origin);
	struct stamp receive = stamp(d, REC);
	say_s(d, "\n\t  Receive Timestamp:    ");
	say_stamp(d, receive);
	struct stamp transmit = stamp(d, XMT);
	say_s(d, "\n\t  Transmit Timestamp:   ");
	say_stamp(d, transmit);
	say_s(d, "\n\t    Originator - Receive Timestamp:  ");
	say_offset(d, origin, receive);
	say_s(d, "\n\t    Originator - Transmit Timestamp: ");
	say_offset(d, origin, transmit);
	if (length > SHORTEST)
		authenticator(d, length - SHORTEST);
}

/* ---- Control messages: RFC 9327 */

enum { OPCODE_READSTAT = 1, OPCODE_READVAR = 2, OPCODE_READCLOCK = 4, OPCODE_WRITECLOCK = 5 };

static const struct bit_field peer_status[] = {{0xffff, CTRL_STATUS}, {0x8000, PEER_CONFIG}, {0x4000, PEER_AUTHENABLE}, {0x2000, PEER_AUTHENTIC},
	{0x1000, PEER_REACH}, {0x0800, PEER_BCAST}, {0x0700, PEER_SELECTION}, {0x00f0, PEER_COUNT}, {0x000f, PEER_CODE}, {0}};

/* What the status word of a control message is made of: section 3. */
static const struct bit_field *status_parts(unsigned bits, unsigned opcode, unsigned association)
{
	enum { ANSWER = 0x80, ERROR = 0x40 };
	static const struct bit_field whole[] = {{0xffff, CTRL_STATUS}, {0}}, error[] = {{0xffff, CTRL_STATUS}, {0xff00, CTRL_ERR_STATUS}, {0}};
	static const struct bit_field clock[] = {{0xffff, CTRL_STATUS}, {0xff00, CLOCK_STATUS}, {0x00ff, CLOCK_CODE}, {0}};
	static const struct bit_field system[] = {{0xffff, CTRL_STATUS}, {0xc000, SYS_LI}, {0x3f00, SYS_CLKSRC}, {0x00f0, SYS_COUNT},
		{0x000f, SYS_CODE}, {0}};
	if (!(bits & ANSWER))
		return whole;
	if (bits & ERROR)
		return error;
	if (opcode == OPCODE_READCLOCK || opcode == OPCODE_WRITECLOCK)
		return clock;
	if (opcode != OPCODE_READSTAT && opcode != OPCODE_READVAR)
		return whole;
	return association ? peer_status : system;
}

/* The answer to a question for the system's status ends with its associations: a number and a status each. */
static void associations(struct dis *d, uint32_t length)
{
	enum { SIZE = 4 };
	if (!fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, true);
	for (uint32_t n = length / SIZE; n && !d->cut; n--) {
		group_begin(d, CTRL_ITEM);
		u16(d, CTRL_ASSOCID);
		flags16(d, peer_status);
		group_end(d);
	}
	quiet_end(d, &s);
}

/* Section 2. */
static void control_message(struct dis *d, unsigned leap, uint32_t length)
{
	say(d, "\n\tLeap indicator: %s (%u)", word(leaps, leap), leap << 6);
	if (length < CONTROL_LEN) {
		too_short(d);
		return;
	}
	unsigned bits = u8(d, CTRL_FLAGS2), opcode = bits & 31;
	also(d, CTRL_R, 1, bits >> 7);
	also(d, CTRL_ERROR, 1, bits >> 6 & 1);
	also(d, CTRL_MORE, 1, bits >> 5 & 1);
	also(d, CTRL_OPCODE, 1, opcode);
	bool answer = bits & 0x80;
	say(d, ", %s, %s, %s, OpCode=%u", answer ? "Response" : "Request", bits & 0x40 ? "Error" : "OK", bits & 0x20 ? "More" : "Last", opcode);
	say_c(d, '\n');
	unsigned sequence = u16(d, CTRL_SEQUENCE);
	say(d, "\tSequence=%u", sequence);
	unsigned status = u16(d, 0);
	const struct bit_field *parts = status_parts(bits, opcode, peek16(d, 0));
	also_bits(d, 2, status, parts);
	say(d, status ? ", Status=0x%x" : ", Status=%u", status);
	unsigned association = u16(d, CTRL_ASSOCID);
	say(d, ", Assoc.=%u", association);
	unsigned offset = u16(d, CTRL_OFFSET);
	say(d, ", Offset=%u", offset);
	unsigned count = u16(d, CTRL_COUNT);
	say(d, ", Count=%u", count);
	if (answer && opcode == OPCODE_READSTAT && !association)
		associations(d, count);
	if (CONTROL_LEN + count > length)
		too_short(d);
	else if (count && need(d, count))
		say_s(d, "\n\tTO-BE-DONE: data not interpreted");
}

/* Mode 7 of the reference implementation (ntp_request.h), for the fields only. */
static void private_message(struct dis *d, unsigned flags)
{
	struct saved s = quiet_begin(d, true);
	also(d, PRIV_R, 1, flags >> 7);
	also(d, PRIV_MORE, 1, flags >> 6 & 1);
	unsigned v = u8(d, PRIV_AUTH_SEQ);
	also(d, PRIV_AUTH, 1, v >> 7);
	also(d, PRIV_SEQ, 1, v & 127);
	u8(d, PRIV_IMPL);
	u8(d, PRIV_REQCODE);
	v = u16(d, 0);
	also(d, PRIV_ERR, 2, v >> 12);
	also(d, PRIV_NUMITEMS, 2, v & 0xfff);
	v = u16(d, 0);
	also(d, PRIV_RESERVED, 2, v >> 12);
	also(d, PRIV_ITEMSIZE, 2, v & 0xfff);
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned flags = u8(d, FLAGS), mode = flags & 7, version = flags >> 3 & 7;
	if (mode != MODE_PRIVATE)
		also(d, LI, 1, flags >> 6);
	also(d, VN, 1, version);
	also(d, MODE, 1, mode);
	say(d, "NTPv%u", version);
	say(d, ", %s, length %u", word(modes, mode), length);
	if (!d->verbose && !fields_wanted(d))
		return;
	if (mode == MODE_PRIVATE) {
		if (d->verbose)
			say(d, "\n\tLeap indicator: %s (%u)", word(leaps, flags >> 6), flags & 0xc0);
		private_message(d, flags);
		return;
	}
	struct saved s = quiet_begin(d, !d->verbose);
	if (mode == MODE_CONTROL)
		control_message(d, flags >> 6, length);
	else
		time_message(d, flags >> 6, length);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_NTP, 123, 0},
	{0},
};

const struct proto proto_ntp = {
	.name = "ntp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
