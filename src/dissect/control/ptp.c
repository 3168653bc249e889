/* Precision Time Protocol: IEEE 1588-2008 and 1588-2019 clause 13; over Ethernet or UDP.
 *
 *	| type 1 | version 1 | length 2 | domain 1 | reserved 1 | flags 2 | correction 8 | reserved 4 | clock 8 | port 2 |
 *	| sequence 2 | control 1 | interval 1 | by type ...
 */
#include "dissect/dissect.h"

#include "dissect/app/ports.h"
#include "dissect/net/ethertype.h"

enum {
	PTP, SDO_ID, TYPE, VERSION, LENGTH, DOMAIN, FLAGS, CORRECTION, CLOCK, PORT, SEQUENCE, CONTROL, INTERVAL, SECONDS,
	NANOSECONDS, UTC_OFFSET, PRIORITY1, CLASS, ACCURACY, VARIANCE, PRIORITY2, GM_CLOCK, STEPS, SOURCE,
};

enum {
	SYNC = 0, DELAY_REQUEST, PEER_DELAY_REQUEST, PEER_DELAY_RESPONSE, FOLLOW_UP = 8, DELAY_RESPONSE, PEER_FOLLOW_UP, ANNOUNCE,
	SIGNALING, MANAGEMENT, HEADER_LEN = 34,
};

static const struct token types[] = {
	{SYNC, "sync msg"}, {DELAY_REQUEST, "delay req msg"}, {PEER_DELAY_REQUEST, "peer delay req msg"},
	{PEER_DELAY_RESPONSE, "peer delay resp msg"}, {FOLLOW_UP, "follow up msg"}, {DELAY_RESPONSE, "delay resp msg"},
	{PEER_FOLLOW_UP, "pdelay resp fup msg"}, {ANNOUNCE, "announce msg"}, {SIGNALING, "signaling msg"},
	{MANAGEMENT, "management msg"}, {0, NULL}};

static const struct token controls[] = {
	{0, "Sync"}, {1, "Delay_Req"}, {2, "Follow_Up"}, {3, "Delay_Resp"}, {4, "Management"}, {5, "Other"}, {0, NULL}};

static const struct token flag_bits[] = {
	{0x0001, "l1 61"}, {0x0002, "l1 59"}, {0x0004, "utc reasonable"}, {0x0008, "timescale"}, {0x0010, "time tracable"},
	{0x0020, "frequency tracable"}, {0x0100, "alternate master"}, {0x0200, "two step"}, {0x0400, "unicast"},
	{0x1000, "profile specific 1"}, {0x2000, "profile specific 2"}, {0x4000, "security mask"}, {0, NULL}};

static const struct field fields[] = {
	[PTP] = {"ptp", "Precision Time Protocol"},
	[SDO_ID] = {"ptp.v2.majorsdoid", "majorSdoId", F_U8, HEX},
	[TYPE] = {"ptp.v2.messagetype", "messageType", F_U8, HEX, types},
	[VERSION] = {"ptp.v2.versionptp", "versionPTP", F_U8},
	[LENGTH] = {"ptp.v2.messagelength", "messageLength", F_U16},
	[DOMAIN] = {"ptp.v2.domainnumber", "domainNumber", F_U8},
	[FLAGS] = {"ptp.v2.flags", "flags", F_U16, HEX},
	[CORRECTION] = {"ptp.v2.correction.ns", "correctionNs", F_I64},
	[CLOCK] = {"ptp.v2.clockidentity", "ClockIdentity", F_U64, HEX},
	[PORT] = {"ptp.v2.sourceportid", "SourcePortID", F_U16},
	[SEQUENCE] = {"ptp.v2.sequenceid", "sequenceId", F_U16},
	[CONTROL] = {"ptp.v2.controlfield", "controlField", F_U8, DEC, controls},
	[INTERVAL] = {"ptp.v2.logmessageperiod", "logMessagePeriod", F_I8},
	[SECONDS] = {"ptp.v2.timestamp.seconds", "timestamp (seconds)", F_U64},
	[NANOSECONDS] = {"ptp.v2.timestamp.nanoseconds", "timestamp (nanoseconds)", F_U32},
	[UTC_OFFSET] = {"ptp.v2.an.origincurrentutcoffset", "originCurrentUTCOffset", F_I16},
	[PRIORITY1] = {"ptp.v2.an.priority1", "priority1", F_U8},
	[CLASS] = {"ptp.v2.an.grandmasterclockclass", "grandmasterClockClass", F_U8},
	[ACCURACY] = {"ptp.v2.an.grandmasterclockaccuracy", "grandmasterClockAccuracy", F_U8, HEX},
	[VARIANCE] = {"ptp.v2.an.grandmasterclockvariance", "grandmasterClockVariance", F_U16},
	[PRIORITY2] = {"ptp.v2.an.priority2", "priority2", F_U8},
	[GM_CLOCK] = {"ptp.v2.an.grandmasterclockidentity", "grandmasterClockIdentity", F_U64, HEX},
	[STEPS] = {"ptp.v2.an.localstepsremoved", "localStepsRemoved", F_U16},
	[SOURCE] = {"ptp.v2.timesource", "TimeSource", F_U8, HEX},
};

static void timestamp(struct dis *d, const char *what)
{
	say(d, ", %s: ", what);
	unsigned long long seconds = u48(d, SECONDS);
	say(d, "%llu", seconds);
	uint32_t nanoseconds = u32(d, NANOSECONDS);
	say(d, ".%09u seconds", nanoseconds);
}

static void port_identity(struct dis *d)
{
	unsigned long long clock = u64(d, 0);
	say(d, ", port identity: 0x%llx", clock);
	unsigned port = u16(d, 0);
	say(d, ", port id: %u", port);
}

static void announce(struct dis *d)
{
	timestamp(d, "originTimeStamp");
	unsigned offset = u16(d, 0);
	say(d, ", origin cur utc:%u", offset);
	unsigned reserved = u8(d, 0);
	say(d, ", rsvd: %u", reserved);
	unsigned priority = u8(d, PRIORITY1);
	say(d, ", gm priority_1: %u", priority);
	unsigned class = u8(d, CLASS);
	say(d, ", gm clock class: %u", class);
	unsigned accuracy = u8(d, ACCURACY);
	say(d, ", gm clock accuracy: %u", accuracy);
	unsigned variance = u16(d, VARIANCE);
	say(d, ", gm clock variance: %u", variance);
	priority = u8(d, PRIORITY2);
	say(d, ", gm priority_2: %u", priority);
	unsigned long long clock = u64(d, GM_CLOCK);
	say(d, ", gm clock id: 0x%llx", clock);
	unsigned steps = u16(d, STEPS);
	say(d, ", steps removed: %u", steps);
	unsigned source = u8(d, SOURCE);
	say(d, ", time source: 0x%x", source);
}

static void management(struct dis *d)
{
	port_identity(d);
	unsigned start = u8(d, 0), hops = u8(d, 0), flags = u8(d, 0), reserved = u8(d, 0);
	say(d, ", start boundary hops: %u, boundary hops: %u, flags: 0x%x, reserved: 0x%x", start, hops, flags, reserved);
}

static void body(struct dis *d, unsigned type)
{
	switch (type) {
	case SYNC:
	case DELAY_REQUEST:
		timestamp(d, "originTimeStamp");
		break;
	case PEER_DELAY_REQUEST:
	case PEER_FOLLOW_UP:
		timestamp(d, "preciseOriginTimeStamp");
		port_identity(d);
		break;
	case FOLLOW_UP:
		timestamp(d, "preciseOriginTimeStamp");
		break;
	case DELAY_RESPONSE:
	case PEER_DELAY_RESPONSE:
		timestamp(d, "receiveTimeStamp");
		port_identity(d);
		break;
	case ANNOUNCE:
		announce(d);
		break;
	case SIGNALING:
		port_identity(d);
		break;
	case MANAGEMENT:
		management(d);
		break;
	default:
		break;
	}
}

static void version2(struct dis *d)
{
	unsigned head = u8(d, 0);
	also(d, SDO_ID, 1, head >> 4);
	also(d, TYPE, 1, head & 15);
	say(d, ", majorSdoId: 0x%x, msg type: %s", head >> 4, tok(d, types, "Reserved", head & 15));
	u8(d, 0);
	unsigned length = u16(d, LENGTH);
	say(d, ", length: %u", length);
	need(d, 2);
	unsigned domain = u8(d, DOMAIN);
	say(d, ", domain: %u", domain);
	unsigned reserved = u8(d, 0);
	say(d, ", reserved1: %u", reserved);
	unsigned flags = u16(d, FLAGS);
	say(d, ", Flags [%s]", bits(d, flag_bits, "none", ", ", flags));
	uint32_t at = d->pos;
	unsigned long long correction = u48(d, 0);
	mark_uint(d, CORRECTION, at, 6, (uint64_t)((int64_t)(correction << 16) >> 16));
	say(d, ", NS correction: %llu", correction);
	unsigned sub = u16(d, 0);
	say(d, ", sub NS correction: %u", sub);
	uint32_t reserved2 = u32(d, 0);
	say(d, ", reserved2: %u", reserved2);
	unsigned long long clock = u64(d, CLOCK);
	say(d, ", clock identity: 0x%llx", clock);
	unsigned port = u16(d, PORT);
	say(d, ", port id: %u", port);
	unsigned sequence = u16(d, SEQUENCE);
	say(d, ", seq id: %u", sequence);
	unsigned control = u8(d, CONTROL);
	say(d, ", control: %u (%s)", control, tok(d, controls, "Reserved", control));
	unsigned interval = u8(d, 0);
	also(d, INTERVAL, 1, (uint64_t)(int64_t)(int8_t)interval);
	say(d, ", log message interval: %u", interval);
	body(d, head & 15);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (length < HEADER_LEN) {
		invalid_misfit(d, "length", length, "<", HEADER_LEN);
		return;
	}
	if (!need(d, 2))
		return;
	unsigned version = peek8(d, 1), major = version & 15;
	also(d, VERSION, 0, major);
	say(d, "PTPv%u", major);
	if (version >> 4)
		say(d, ".%u", version >> 4);
	if (major == 1)
		say_s(d, " (not implemented)");
	else if (major == 2)
		version2(d);
	unsigned message = span_u8(span_at(d, start, 4), 2) << 8 | span_u8(span_at(d, start, 4), 3);
	if (!d->cut && major == 2 && message >= HEADER_LEN && message < length)
		d->wire = start + message;
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_PTP},
	{BIND_UDP_PORT, .rank = UDP_RANK_PTP, .from = 319, .to = 320},
	{0},
};

const struct proto proto_ptp = {
	.name = "ptp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "ptp",
	.cuts = CUTS_ALL,
};
