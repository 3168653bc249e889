/* ZigBee Encapsulation Protocol: what a sniffer of IEEE 802.15.4 sends over UDP (Exegin Technologies, ZEP version 1 and 2).
 *
 *	1: | "EX" | version | channel | device 2 | CRC mode | LQI | reserved 7 | length | frame
 *	2: | "EX" | version | type | channel | device 2 | CRC mode | LQI | NTP time stamp 8 | sequence 4 | reserved 10 | length | frame
 *	2, type 2 (ACK): | "EX" | version | type | sequence 4 |
 */
#include "core/time.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { ZEP, PROTOCOL_ID, VERSION, TYPE, CHANNEL_ID, DEVICE_ID, LQI_MODE, LQI, TIME, SEQNO, LENGTH };
enum { V1_LEN = 16, V2_LEN = 32, TYPE_ACK = 2, ACK_LEN = 8, V1_RESERVED = 7, V2_RESERVED = 10 };
#define EPOCH_1900 UINT32_C(2208988800)

static const struct field fields[] = {
	[ZEP] = {"zep", "ZigBee Encapsulation Protocol"},
	[PROTOCOL_ID] = {"zep.protocol_id", "Protocol ID String", F_STR},
	[VERSION] = {"zep.version", "Protocol Version", F_U8},
	[TYPE] = {"zep.type", "Type", F_U8},
	[CHANNEL_ID] = {"zep.channel_id", "Channel ID", F_U8},
	[DEVICE_ID] = {"zep.device_id", "Device ID", F_U16},
	[LQI_MODE] = {"zep.lqi_mode", "LQI/CRC Mode", F_BOOL},
	[LQI] = {"zep.lqi", "Link Quality Indication", F_U8},
	[TIME] = {"zep.time", "Timestamp", F_TIME},
	[SEQNO] = {"zep.seqno", "Sequence Number", F_U32},
	[LENGTH] = {"zep.length", "Length", F_U8},
};

/* The line's fraction has the precision of a float, and its date is of the local zone. */
static void say_time(struct dis *d)
{
	uint32_t at = d->pos, seconds = u32(d, 0), fraction = u32(d, 0);
	int64_t since_1970 = (int64_t)seconds - EPOCH_1900;
	mark_uint(d, TIME, at, 8, (uint64_t)(since_1970 * NS_PER_S + (int64_t)((uint64_t)fraction * NS_PER_S >> 32)));
	float part = (float)((double)(float)fraction / 4294967296.0);
	say(d, "%u.%09u", seconds, (unsigned)((double)part * 1e9));
	if (!seconds || d->mute || d->cut)
		return;
	struct zone local = {0};
	struct calendar c;
	time_calendar(&local, (uint32_t)(seconds - EPOCH_1900), &c);
	say(d, " (%04d/%02d/%02d %02d:%02d:%02d)", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static void say_quality(struct dis *d)
{
	unsigned mode = u8(d, LQI_MODE);
	if (mode) {
		say_s(d, "CRC, ");
		skip(d, 1);
		return;
	}
	unsigned quality = u8(d, LQI);
	say(d, "LQI %u, ", quality);
}

/* The frame; what cannot be read as one is dumped. */
static void payload(struct dis *d, unsigned len)
{
	if (len) {
		struct saved s = part_begin(d, len);
		uint32_t start = d->pos;
		say_s(d, "\n\t");
		call(d, &proto_ieee802154);
		bool failed = d->pos == start;
		part_end(d, &s);
		if (!failed)
			return;
		seek(d, start);
	}
	say_undecoded(d, declared(d));
}

static void version_1(struct dis *d)
{
	unsigned channel = u8(d, CHANNEL_ID), device = u16(d, DEVICE_ID);
	say(d, "Channel ID %u, Device ID 0x%04x, ", channel, device);
	say_quality(d);
	skip(d, V1_RESERVED);
}

static void version_2(struct dis *d)
{
	unsigned type = u8(d, TYPE), channel = u8(d, CHANNEL_ID), device = u16(d, DEVICE_ID);
	say(d, "Type %u, Channel ID %u, Device ID 0x%04x, ", type, channel, device);
	say_quality(d);
	say_time(d);
	if (!need(d, 4 + V2_RESERVED + 1))
		return;
	uint32_t seq = u32(d, SEQNO);
	say(d, ", seq# = %u, ", seq);
	skip(d, V2_RESERVED);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say_s(d, "ZEP");
	if (!have(d, 3)) {
		say_cut(d);
		return;
	}
	struct span id = bytes(d, PROTOCOL_ID, 2);
	if (span_u8(id, 0) != 'E' || span_u8(id, 1) != 'X') {
		say_s(d, " [Preamble Code: ");
		say_text(d, id);
		say_s(d, "] (invalid)");
		return;
	}
	unsigned version = u8(d, VERSION);
	say(d, "v%u ", version);
	if (version != 1 && !need(d, 1))
		return;
	if (version != 1 && peek8(d, 0) == TYPE_ACK) {
		if (length < ACK_LEN) {
			invalid_misfit(d, "len", length, "<", ACK_LEN);
			return;
		}
		u8(d, TYPE);
		uint32_t seq = u32(d, SEQNO);
		say(d, "ACK, seq# = %u", seq);
		payload(d, 0);
		return;
	}
	unsigned header = version == 1 ? V1_LEN : V2_LEN;
	if (length < header) {
		invalid_misfit(d, "len", length, "<", header);
		return;
	}
	if (version == 1)
		version_1(d);
	else
		version_2(d);
	unsigned len = u8(d, LENGTH);
	say(d, "inner len = %u", len);
	payload(d, len);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, .from = 17754, .rank = UDP_RANK_ZEP},
	{0},
};

const struct proto proto_zep = {
	.name = "zep",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
