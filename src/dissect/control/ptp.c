/* Precision Time Protocol: IEEE 1588-2008 and 1588-2019 clause 13; over Ethernet or UDP.
 *
 *	| type 1 | version 1 | length 2 | domain 1 | reserved 1 | flags 2 | correction 8 | reserved 4 | clock 8 | port 2 |
 *	| sequence 2 | control 1 | interval 1 | by type ...
 */
#include "dissect/dissect.h"

#include "dissect/app/ports.h"
#include "dissect/net/ethertype.h"

enum {
	PTP, SDO_ID, TYPE, VERSION, LENGTH, DOMAIN, FLAGS, CORRECTION, CLOCK, PORT, SEQUENCE, CONTROL, INTERVAL, UTC_OFFSET, PRIORITY1, CLASS, ACCURACY, VARIANCE, PRIORITY2, GM_CLOCK, STEPS, SOURCE,
	MINORVERSIONPTP, MINORSDOID, MESSAGETYPESPECIFIC, CORRECTION_SUBNS, CLOCKIDENTITY_MANUF, FU_ORIGIN_32BIT,
	FLAGS_ALTERNATEMASTER, FLAGS_TWOSTEP, FLAGS_UNICAST, FLAGS_SPECIFIC1, FLAGS_SPECIFIC2, FLAGS_SECURITY, FLAGS_LI61,
	FLAGS_LI59, FLAGS_UTCREASONABLE, FLAGS_TIMESCALE, FLAGS_TIMETRACEABLE, FLAGS_FREQUENCYTRACEABLE,
	FLAGS_SYNCHRONIZATIONUNCERTAIN, SDR_ORIGIN_SECONDS, SDR_ORIGIN_NS, PDRQ_ORIGIN_SECONDS, PDRQ_ORIGIN_NS,
	PDRS_RECEIPT_SECONDS, PDRS_RECEIPT_NS, FU_ORIGIN_SECONDS, FU_ORIGIN_NS, DR_RECEIPT_SECONDS, DR_RECEIPT_NS,
	PDFU_ORIGIN_SECONDS, PDFU_ORIGIN_NS, AN_ORIGIN_SECONDS, AN_ORIGIN_NS, DR_PORTIDENTITY, DR_PORTID, PDRS_PORTIDENTITY,
	PDRS_PORTID, PDFU_PORTIDENTITY, PDFU_PORTID, SIG_TARGETPORTIDENTITY, SIG_TARGETPORTID, MM_TARGETPORTIDENTITY,
	MM_TARGETPORTID, MM_ACTION,
	SIG_TLV_TLVTYPE, SIG_TLV_LENGTHFIELD, SIG_TLV_MESSAGETYPE, SIG_TLV_LOGINTERMESSAGEPERIOD, SIG_TLV_DURATIONFIELD,
	SIG_TLV_RENEWALINVITED, MM_STARTINGBOUNDARYHOPS, MM_BOUNDARYHOPS,
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
	[UTC_OFFSET] = {"ptp.v2.an.origincurrentutcoffset", "originCurrentUTCOffset", F_I16},
	[PRIORITY1] = {"ptp.v2.an.priority1", "priority1", F_U8},
	[CLASS] = {"ptp.v2.an.grandmasterclockclass", "grandmasterClockClass", F_U8},
	[ACCURACY] = {"ptp.v2.an.grandmasterclockaccuracy", "grandmasterClockAccuracy", F_U8, HEX},
	[VARIANCE] = {"ptp.v2.an.grandmasterclockvariance", "grandmasterClockVariance", F_U16},
	[PRIORITY2] = {"ptp.v2.an.priority2", "priority2", F_U8},
	[GM_CLOCK] = {"ptp.v2.an.grandmasterclockidentity", "grandmasterClockIdentity", F_U64, HEX},
	[STEPS] = {"ptp.v2.an.localstepsremoved", "localStepsRemoved", F_U16},
	[SOURCE] = {"ptp.v2.timesource", "TimeSource", F_U8, HEX},
	[MINORVERSIONPTP] = {"ptp.v2.minorversionptp", "minorVersionPTP", F_U8},
	[MINORSDOID] = {"ptp.v2.minorsdoid", "minorSdoId", F_U8},
	[MESSAGETYPESPECIFIC] = {"ptp.v2.messagetypespecific", "messageTypeSpecific", F_U32},
	[CORRECTION_SUBNS] = {"ptp.v2.correction.subns", "correctionSubNs", F_DOUBLE},
	[CLOCKIDENTITY_MANUF] = {"ptp.v2.clockidentity_manuf", "MAC Vendor", F_BYTES},
	[FU_ORIGIN_32BIT] = {"ptp.v2.fu.preciseorigintimestamp.32bit", "preciseOriginTimestamp (32bit)", F_U32},
	[FLAGS_ALTERNATEMASTER] = {"ptp.v2.flags.alternatemaster", "PTP_ALTERNATE_MASTER", F_BOOL},
	[FLAGS_TWOSTEP] = {"ptp.v2.flags.twostep", "PTP_TWO_STEP", F_BOOL},
	[FLAGS_UNICAST] = {"ptp.v2.flags.unicast", "PTP_UNICAST", F_BOOL},
	[FLAGS_SPECIFIC1] = {"ptp.v2.flags.specific1", "PTP profile Specific 1", F_BOOL},
	[FLAGS_SPECIFIC2] = {"ptp.v2.flags.specific2", "PTP profile Specific 2", F_BOOL},
	[FLAGS_SECURITY] = {"ptp.v2.flags.security", "PTP_SECURITY", F_BOOL},
	[FLAGS_LI61] = {"ptp.v2.flags.li61", "PTP_LI_61", F_BOOL},
	[FLAGS_LI59] = {"ptp.v2.flags.li59", "PTP_LI_59", F_BOOL},
	[FLAGS_UTCREASONABLE] = {"ptp.v2.flags.utcreasonable", "PTP_UTC_REASONABLE", F_BOOL},
	[FLAGS_TIMESCALE] = {"ptp.v2.flags.timescale", "PTP_TIMESCALE", F_BOOL},
	[FLAGS_TIMETRACEABLE] = {"ptp.v2.flags.timetraceable", "TIME_TRACEABLE", F_BOOL},
	[FLAGS_FREQUENCYTRACEABLE] = {"ptp.v2.flags.frequencytraceable", "FREQUENCY_TRACEABLE", F_BOOL},
	[FLAGS_SYNCHRONIZATIONUNCERTAIN] = {"ptp.v2.flags.synchronizationUncertain", "SYNCHRONIZATION_UNCERTAIN", F_BOOL},
	[SDR_ORIGIN_SECONDS] = {"ptp.v2.sdr.origintimestamp.seconds", "originTimestamp (seconds)", F_U64},
	[SDR_ORIGIN_NS] = {"ptp.v2.sdr.origintimestamp.nanoseconds", "originTimestamp (nanoseconds)", F_I32},
	[PDRQ_ORIGIN_SECONDS] = {"ptp.v2.pdrq.origintimestamp.seconds", "originTimestamp (seconds)", F_U64},
	[PDRQ_ORIGIN_NS] = {"ptp.v2.pdrq.origintimestamp.nanoseconds", "originTimestamp (nanoseconds)", F_I32},
	[PDRS_RECEIPT_SECONDS] = {"ptp.v2.pdrs.requestreceipttimestamp.seconds", "requestreceiptTimestamp (seconds)", F_U64},
	[PDRS_RECEIPT_NS] = {"ptp.v2.pdrs.requestreceipttimestamp.nanoseconds", "requestreceiptTimestamp (nanoseconds)", F_I32},
	[FU_ORIGIN_SECONDS] = {"ptp.v2.fu.preciseorigintimestamp.seconds", "preciseOriginTimestamp (seconds)", F_U64},
	[FU_ORIGIN_NS] = {"ptp.v2.fu.preciseorigintimestamp.nanoseconds", "preciseOriginTimestamp (nanoseconds)", F_U32},
	[DR_RECEIPT_SECONDS] = {"ptp.v2.dr.receivetimestamp.seconds", "receiveTimestamp (seconds)", F_U64},
	[DR_RECEIPT_NS] = {"ptp.v2.dr.receivetimestamp.nanoseconds", "receiveTimestamp (nanoseconds)", F_I32},
	[PDFU_ORIGIN_SECONDS] = {"ptp.v2.pdfu.responseorigintimestamp.seconds", "responseOriginTimestamp (seconds)", F_U64},
	[PDFU_ORIGIN_NS] = {"ptp.v2.pdfu.responseorigintimestamp.nanoseconds", "responseOriginTimestamp (nanoseconds)", F_I32},
	[AN_ORIGIN_SECONDS] = {"ptp.v2.an.origintimestamp.seconds", "originTimestamp (seconds)", F_U64},
	[AN_ORIGIN_NS] = {"ptp.v2.an.origintimestamp.nanoseconds", "originTimestamp (nanoseconds)", F_I32},
	[DR_PORTIDENTITY] = {"ptp.v2.dr.requestingsourceportidentity", "requestingSourcePortIdentity", F_U64, HEX},
	[DR_PORTID] = {"ptp.v2.dr.requestingsourceportid", "requestingSourcePortId", F_U16},
	[PDRS_PORTIDENTITY] = {"ptp.v2.pdrs.requestingportidentity", "requestingSourcePortIdentity", F_U64, HEX},
	[PDRS_PORTID] = {"ptp.v2.pdrs.requestingsourceportid", "requestingSourcePortId", F_U16},
	[PDFU_PORTIDENTITY] = {"ptp.v2.pdfu.requestingportidentity", "requestingSourcePortIdentity", F_U64, HEX},
	[PDFU_PORTID] = {"ptp.v2.pdfu.requestingsourceportid", "requestingSourcePortId", F_U16},
	[SIG_TARGETPORTIDENTITY] = {"ptp.v2.sig.targetportidentity", "targetPortIdentity", F_U64, HEX},
	[SIG_TARGETPORTID] = {"ptp.v2.sig.targetportid", "targetPortId", F_U16},
	[MM_TARGETPORTIDENTITY] = {"ptp.v2.mm.targetportidentity", "targetPortIdentity", F_U64, HEX},
	[MM_TARGETPORTID] = {"ptp.v2.mm.targetportid", "targetPortId", F_U16},
	[MM_ACTION] = {"ptp.v2.mm.action", "action", F_U8},
	[SIG_TLV_TLVTYPE] = {"ptp.v2.sig.tlv.tlvType", "tlvType", F_U16},
	[SIG_TLV_LENGTHFIELD] = {"ptp.v2.sig.tlv.lengthField", "lengthField", F_U16},
	[SIG_TLV_MESSAGETYPE] = {"ptp.v2.sig.tlv.messageType", "messageType", F_U8, HEX},
	[SIG_TLV_LOGINTERMESSAGEPERIOD] = {"ptp.v2.sig.tlv.logInterMessagePeriod", "logInterMessagePeriod", F_I8},
	[SIG_TLV_DURATIONFIELD] = {"ptp.v2.sig.tlv.durationField", "durationField", F_U32},
	[SIG_TLV_RENEWALINVITED] = {"ptp.v2.sig.tlv.renewalInvited", "renewalInvited", F_BOOL},
	[MM_STARTINGBOUNDARYHOPS] = {"ptp.v2.mm.startingboundaryhops", "startingBoundaryHops", F_U8},
	[MM_BOUNDARYHOPS] = {"ptp.v2.mm.boundaryhops", "boundaryHops", F_U8},
};

static const struct bit_field flag_fields[] = {
	{0x100, FLAGS_ALTERNATEMASTER}, {0x200, FLAGS_TWOSTEP}, {0x400, FLAGS_UNICAST}, {0x2000, FLAGS_SPECIFIC1},
	{0x4000, FLAGS_SPECIFIC2}, {0x8000, FLAGS_SECURITY}, {0x1, FLAGS_LI61}, {0x2, FLAGS_LI59},
	{0x4, FLAGS_UTCREASONABLE}, {0x8, FLAGS_TIMESCALE}, {0x10, FLAGS_TIMETRACEABLE},
	{0x20, FLAGS_FREQUENCYTRACEABLE}, {0x40, FLAGS_SYNCHRONIZATIONUNCERTAIN}, {0, 0},
};

/* The fields of the two numbers stand one behind the other. */
static void timestamp(struct dis *d, const char *what, unsigned field)
{
	say(d, ", %s: ", what);
	unsigned long long seconds = u48(d, field);
	say(d, "%llu", seconds);
	uint32_t nanoseconds = u32(d, 0);
	if (field)
		also(d, field + 1, 4, field == FU_ORIGIN_SECONDS ? nanoseconds : (uint64_t)(int32_t)nanoseconds);
	say(d, ".%09u seconds", nanoseconds);
}

static void port_identity(struct dis *d, unsigned field)
{
	unsigned long long clock = u64(d, field);
	say(d, ", port identity: 0x%llx", clock);
	unsigned port = u16(d, field ? field + 1 : 0);
	say(d, ", port id: %u", port);
}

static void announce(struct dis *d)
{
	timestamp(d, "originTimeStamp", AN_ORIGIN_SECONDS);
	unsigned offset = u16(d, 0);
	also(d, UTC_OFFSET, 2, (uint64_t)(int64_t)(int16_t)offset);
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
	port_identity(d, MM_TARGETPORTIDENTITY);
	unsigned start = u8(d, MM_STARTINGBOUNDARYHOPS), hops = u8(d, MM_BOUNDARYHOPS), flags = u8(d, 0);
	also(d, MM_ACTION, 1, flags & 15);
	unsigned reserved = u8(d, 0);
	say(d, ", start boundary hops: %u, boundary hops: %u, flags: 0x%x, reserved: 0x%x", start, hops, flags, reserved);
}

/* The time stamp just read as nanoseconds since the epoch, the lowest 32 bits of them. */
static void put_nanoseconds(struct dis *d)
{
	struct span s = span_at(d, d->pos - 10, 10);
	uint64_t seconds = 0, ns = 0;
	for (unsigned i = 0; i < 6; i++)
		seconds = seconds << 8 | span_u8(s, i);
	for (unsigned i = 6; i < 10; i++)
		ns = ns << 8 | span_u8(s, i);
	mark_uint(d, FU_ORIGIN_32BIT, d->pos - 10, 10, (uint32_t)(seconds * 1000000000 + ns));
}

/* What signaling asks for and grants (IEEE 1588-2019 clause 16.1); lines do not tell. */
static void unicast_tlvs(struct dis *d)
{
	enum { REQUEST = 4, GRANT, CANCEL, ACKNOWLEDGE_CANCEL };
	struct saved s = quiet_begin(d, true);
	while (left(d) >= 4) {
		unsigned type = u16(d, SIG_TLV_TLVTYPE), len = u16(d, SIG_TLV_LENGTHFIELD);
		struct saved part = part_begin(d, len);
		if (type >= REQUEST && type <= ACKNOWLEDGE_CANCEL) {
			unsigned message = u8(d, 0);
			also(d, SIG_TLV_MESSAGETYPE, 1, message >> 4);
		}
		if (type == REQUEST || type == GRANT) {
			i8(d, SIG_TLV_LOGINTERMESSAGEPERIOD);
			u32(d, SIG_TLV_DURATIONFIELD);
		}
		if (type == GRANT) {
			unsigned renewal = u16(d, 0);
			also(d, SIG_TLV_RENEWALINVITED, 1, renewal & 1);
		}
		part_end(d, &part);
	}
	quiet_end(d, &s);
}

static void body(struct dis *d, unsigned type)
{
	switch (type) {
	case SYNC:
	case DELAY_REQUEST:
		timestamp(d, "originTimeStamp", SDR_ORIGIN_SECONDS);
		break;
	case PEER_DELAY_REQUEST:
		timestamp(d, "preciseOriginTimeStamp", PDRQ_ORIGIN_SECONDS);
		port_identity(d, 0);
		break;
	case PEER_FOLLOW_UP:
		timestamp(d, "preciseOriginTimeStamp", PDFU_ORIGIN_SECONDS);
		port_identity(d, PDFU_PORTIDENTITY);
		break;
	case FOLLOW_UP:
		timestamp(d, "preciseOriginTimeStamp", FU_ORIGIN_SECONDS);
		if (d->tape)
			put_nanoseconds(d);
		break;
	case DELAY_RESPONSE:
		timestamp(d, "receiveTimeStamp", DR_RECEIPT_SECONDS);
		port_identity(d, DR_PORTIDENTITY);
		break;
	case PEER_DELAY_RESPONSE:
		timestamp(d, "receiveTimeStamp", PDRS_RECEIPT_SECONDS);
		port_identity(d, PDRS_PORTIDENTITY);
		break;
	case ANNOUNCE:
		announce(d);
		break;
	case SIGNALING:
		port_identity(d, SIG_TARGETPORTIDENTITY);
		if (d->tape)
			unicast_tlvs(d);
		break;
	case MANAGEMENT:
		management(d);
		break;
	default:
		break;
	}
}

/* An identity made of a MAC address has ff:fe in the middle, and the maker's number in front. */
static void put_manufacturer(struct dis *d, uint64_t clock)
{
	if (!d->cut && (clock >> 24 & 0xffff) == 0xfffe)
		mark_bytes(d, CLOCKIDENTITY_MANUF, d->pos - 8, 3);
}

static void version2(struct dis *d)
{
	unsigned head = u8(d, 0);
	also(d, SDO_ID, 1, head >> 4);
	also(d, TYPE, 1, head & 15);
	say(d, ", majorSdoId: 0x%x, msg type: %s", head >> 4, tok(d, types, "Reserved", head & 15));
	unsigned versions = u8(d, 0);
	also(d, MINORVERSIONPTP, 1, versions >> 4);
	unsigned length = u16(d, LENGTH);
	say(d, ", length: %u", length);
	need(d, 2);
	unsigned domain = u8(d, DOMAIN);
	say(d, ", domain: %u", domain);
	unsigned reserved = u8(d, MINORSDOID);
	say(d, ", reserved1: %u", reserved);
	unsigned flags = u16(d, FLAGS);
	also_bits(d, 2, flags, flag_fields);
	say(d, ", Flags [%s]", bits(d, flag_bits, "none", ", ", flags));
	uint32_t at = d->pos;
	unsigned long long correction = u48(d, 0);
	mark_uint(d, CORRECTION, at, 6, (uint64_t)((int64_t)(correction << 16) >> 16));
	say(d, ", NS correction: %llu", correction);
	unsigned sub = u16(d, 0);
	mark_double(d, CORRECTION_SUBNS, d->pos - 2, 2, sub / 65536.0);
	say(d, ", sub NS correction: %u", sub);
	uint32_t reserved2 = u32(d, MESSAGETYPESPECIFIC);
	say(d, ", reserved2: %u", reserved2);
	unsigned long long clock = u64(d, CLOCK);
	put_manufacturer(d, clock);
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
