/* Rx, the remote procedure call of AFS: the packet header and acknowledgements (OpenAFS, doc/protocol/rx-spec).
 *
 *	| epoch 4 | connection 4 | call 4 | sequence 4 | serial 4 | type | flags | status | security | spare 2 | service 2 |
 *
 * What the services say in data packets is not decoded. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { RX, EPOCH, CID, CALL, SEQ, SERIAL, TYPE, FLAGS, USER_STATUS, SECURITY, SPARE, SERVICE, FIRST, PREVIOUS, ACK_SERIAL, REASON, COUNT };

enum { HEADER = 28, ACK_HEADER = 18, TYPE_DATA = 1, TYPE_ACK = 2 };

static const struct token types[] = {{1, "data"}, {2, "ack"}, {3, "busy"}, {4, "abort"}, {5, "ackall"}, {6, "challenge"}, {7, "response"},
	{8, "debug"}, {9, "params"}, {13, "version"}, {0, NULL}};
static const struct token reasons[] = {{1, "ack requested"}, {2, "duplicate packet"}, {3, "out of sequence"}, {4, "exceeds window"},
	{5, "no buffer space"}, {6, "ping"}, {7, "ping response"}, {8, "delay"}, {9, "idle"}, {0, NULL}};

static const struct field fields[] = {
	[RX] = {"rx", "RX Protocol"},
	[EPOCH] = {"rx.epoch", "Epoch", F_U32},
	[CID] = {"rx.cid", "CID", F_U32},
	[CALL] = {"rx.callnumber", "Call Number", F_U32},
	[SEQ] = {"rx.seq", "Sequence Number", F_U32},
	[SERIAL] = {"rx.serial", "Serial", F_U32},
	[TYPE] = {"rx.type", "Type", F_U8, DEC, types},
	[FLAGS] = {"rx.flags", "Flags", F_U8, HEX},
	[USER_STATUS] = {"rx.userstatus", "User Status", F_U32},
	[SECURITY] = {"rx.securityindex", "Security Index", F_U32},
	[SPARE] = {"rx.spare", "Spare/Checksum", F_U16},
	[SERVICE] = {"rx.serviceid", "Service ID", F_U16},
	[FIRST] = {"rx.first", "First Packet", F_U32},
	[PREVIOUS] = {"rx.prev", "Prev Packet", F_U32},
	[ACK_SERIAL] = {"rx.serial", "Serial", F_U32},
	[REASON] = {"rx.reason", "Reason", F_U8, DEC, reasons},
	[COUNT] = {"rx.num_acks", "Num ACKs", F_U8},
};

static void say_flags(struct dis *d, unsigned flags, unsigned type)
{
	static const char *const words[] = {"client-init", "req-ack", "last-pckt", "more-pckts", "free-pckt"};
	const char *sep = " ";

	for (unsigned i = 0; i < 6; i++) {
		const char *w = i < 5 ? words[i] : type == TYPE_DATA ? "jumbogram" : type == TYPE_ACK ? "slow-start" : NULL;
		if (!(flags & 1U << i) || !w)
			continue;
		say(d, "%s<%s>", sep, w);
		sep = ",";
	}
}

/* The packets of one kind (1: had, 0: missed) as ranges: " acked 5,7-8". */
static void say_packets(struct dis *d, struct span acks, uint32_t first, unsigned kind, const char *word)
{
	bool any = false;

	for (uint32_t i = 0; i < acks.len; i++) {
		uint32_t from = i;
		if (span_u8(acks, i) != kind)
			continue;
		while (i + 1 < acks.len && span_u8(acks, i + 1) == kind)
			i++;
		say(d, any ? ",%u" : word, first + from);
		if (i > from)
			say(d, "-%u", first + i);
		any = true;
	}
}

static void acknowledgement(struct dis *d)
{
	if (!have(d, ACK_HEADER)) {
		say_s(d, " [|ack]");
		return;
	}
	unsigned space = u16(d, 0), skew = u16(d, 0);
	if (d->verbose > 2)
		say(d, " bufspace %u maxskew %u", space, skew);
	uint32_t first = u32(d, FIRST), previous = u32(d, PREVIOUS), serial = u32(d, ACK_SERIAL);
	(void)previous;
	unsigned reason = u8(d, REASON), count = u8(d, COUNT);
	say(d, " first %u serial %u reason %s", first, serial, tok(d, reasons, "#%u", reason));
	if (!have(d, count)) {
		say_s(d, " [|ack]");
		return;
	}
	struct span acks = bytes(d, 0, count);
	say_packets(d, acks, first, 1, " acked %u");
	say_packets(d, acks, first, 0, " nacked %u");
	static const char *const limits[] = {"ifmtu", "maxmtu", "rwind", "maxpackets"};
	skip(d, 3);
	for (unsigned i = 0; i < 4 && have(d, 4); i++) {
		uint32_t v = u32(d, 0);
		if (d->verbose > 1)
			say(d, " %s %u", limits[i], v);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!have(d, HEADER)) {
		say(d, " [|rx] (%u)", length);
		return;
	}
	u32(d, EPOCH);
	uint32_t cid = u32(d, CID), call_number = u32(d, CALL), seq = u32(d, SEQ), serial = u32(d, SERIAL);
	unsigned type = u8(d, TYPE), flags = u8(d, FLAGS);
	u8(d, USER_STATUS);
	u8(d, SECURITY);
	u16(d, SPARE);
	u16(d, SERVICE);
	say(d, " rx %s", tok(d, types, "type %u", type));
	if (d->verbose) {
		if (d->verbose > 1)
			say(d, " cid %08x call# %u", cid, call_number);
		say(d, " seq %u ser %u", seq, serial);
		if (d->verbose > 1)
			say_flags(d, flags, type);
	}
	if (type == TYPE_ACK)
		acknowledgement(d);
	say(d, " (%u)", length);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_OTHER, 7000, 7005},
	{BIND_UDP_PORT, EITHER, UDP_RANK_OTHER, 7007, 0},
	{0},
};

const struct proto proto_rx = {
	.name = "rx",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
