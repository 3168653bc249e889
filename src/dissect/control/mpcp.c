/* MAC control frames: PAUSE, priority flow control and the multipoint control protocol of EPON: IEEE 802.3, clauses 31, 64 and
 * 77, annexes 31B to 31D; IEEE 802.1Q, clause 36.
 *
 *	| opcode 2 | timestamp 4, in ticks of 16 ns; PAUSE: time 2; flow control: classes 2, times 8 x 2 | by opcode
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"

enum { MACC, OPCODE, TIMESTAMP, PAUSE_TIME, CLASSES, GATE_FLAGS, GRANTS, GRANT_START, GRANT_LENGTH, SYNC_TIME, QUEUE_SETS,
	BITMAP, QUEUE_LENGTH, REQUEST_FLAGS, PENDING, PORT, REGISTER_FLAGS, REGISTER_SYNC, ECHOED_PENDING, ACK_FLAGS, ECHOED_PORT, ECHOED_SYNC,
	CLASS_0, CLASS_1, CLASS_2, CLASS_3, CLASS_4, CLASS_5, CLASS_6, CLASS_7,
	CLASS_TIME_0, CLASS_TIME_1, CLASS_TIME_2, CLASS_TIME_3, CLASS_TIME_4, CLASS_TIME_5, CLASS_TIME_6, CLASS_TIME_7 };
enum { PAUSE = 1, GATE, REPORT, REGISTER_REQ, REGISTER, REGISTER_ACK, FLOW_CONTROL = 0x101 };
enum { GRANTS_MASK = 7 };

static const struct token opcodes[] = {{PAUSE, "Pause"}, {GATE, "Gate"}, {REPORT, "Report"}, {REGISTER_REQ, "Register Request"},
	{REGISTER, "Register"}, {REGISTER_ACK, "Register ACK"}, {0, NULL}};
static const struct token gate_flags[] = {{0x08, "Discovery"}, {0x10, "Force Grant #1"}, {0x20, "Force Grant #2"},
	{0x40, "Force Grant #3"}, {0x80, "Force Grant #4"}, {0, NULL}};
static const struct token queues[] = {{0x01, "Q0"}, {0x02, "Q1"}, {0x04, "Q2"}, {0x08, "Q3"}, {0x10, "Q4"}, {0x20, "Q5"},
	{0x40, "Q6"}, {0x80, "Q7"}, {0, NULL}};
/* Values, not bits: 3 has the words of 1 and 2 as well, as in tcpdump's lines. */
static const struct token request_flags[] = {{1, "Register"}, {3, "De-Register"}, {0, NULL}};
static const struct token register_flags[] = {{1, "Re-Register"}, {2, "De-Register"}, {3, "ACK"}, {4, "NACK"}, {0, NULL}};
static const struct token ack_flags[] = {{1, "ACK"}, {0, NULL}};

static const struct field fields[] = {
	[MACC] = {"macc", "MAC Control"},
	[OPCODE] = {"macc.opcode", "Opcode", F_U16, HEX, opcodes},
	[TIMESTAMP] = {"macc.timestamp", "Timestamp", F_U32},
	[PAUSE_TIME] = {"macc.pause_time", "pause_time", F_U16},
	[CLASSES] = {"macc.cbfc.enbv", "CBFC Class Enable Vector", F_U16, HEX},
	[CLASS_0] = {"macc.cbfc.enbv.c0", "C0", F_BOOL},
	[CLASS_1] = {"macc.cbfc.enbv.c1", "C1", F_BOOL},
	[CLASS_2] = {"macc.cbfc.enbv.c2", "C2", F_BOOL},
	[CLASS_3] = {"macc.cbfc.enbv.c3", "C3", F_BOOL},
	[CLASS_4] = {"macc.cbfc.enbv.c4", "C4", F_BOOL},
	[CLASS_5] = {"macc.cbfc.enbv.c5", "C5", F_BOOL},
	[CLASS_6] = {"macc.cbfc.enbv.c6", "C6", F_BOOL},
	[CLASS_7] = {"macc.cbfc.enbv.c7", "C7", F_BOOL},
	[CLASS_TIME_0] = {"macc.cbfc.pause_time.c0", "C0", F_U16},
	[CLASS_TIME_1] = {"macc.cbfc.pause_time.c1", "C1", F_U16},
	[CLASS_TIME_2] = {"macc.cbfc.pause_time.c2", "C2", F_U16},
	[CLASS_TIME_3] = {"macc.cbfc.pause_time.c3", "C3", F_U16},
	[CLASS_TIME_4] = {"macc.cbfc.pause_time.c4", "C4", F_U16},
	[CLASS_TIME_5] = {"macc.cbfc.pause_time.c5", "C5", F_U16},
	[CLASS_TIME_6] = {"macc.cbfc.pause_time.c6", "C6", F_U16},
	[CLASS_TIME_7] = {"macc.cbfc.pause_time.c7", "C7", F_U16},
	[GATE_FLAGS] = {"macc.gate.flags", "Flags", F_U8, HEX},
	[GRANTS] = {"macc.gate.grants", "Number of grants", F_U8},
	[GRANT_START] = {"macc.gate.start", "Grant start time", F_U32},
	[GRANT_LENGTH] = {"macc.gate.length", "Grant length", F_U16},
	[SYNC_TIME] = {"macc.sync_time", "Sync time", F_U16},
	[QUEUE_SETS] = {"macc.report.queue_sets", "Number of queue sets", F_U8},
	[BITMAP] = {"macc.report.bitmap", "Report bitmap", F_U8, HEX},
	[QUEUE_LENGTH] = {"macc.report.queue_length", "Queue report", F_U16},
	[REQUEST_FLAGS] = {"macc.reg.flags", "Flags", F_U8, DEC, request_flags},
	[PENDING] = {"macc.regreq.grants", "Pending grants", F_U8},
	[PORT] = {"macc.reg.assignedport", "Assigned port", F_U16},
	[REGISTER_FLAGS] = {"macc.reg.flags", "Flags", F_U8, DEC, register_flags},
	[REGISTER_SYNC] = {"macc.reg.synctime", "Sync Time", F_U16},
	[ECHOED_PENDING] = {"macc.reg.grants", "Echoed pending grants", F_U8},
	[ACK_FLAGS] = {"macc.reg.flags", "Flags", F_U8, DEC, ack_flags},
	[ECHOED_PORT] = {"macc.regack.assignedport", "Echoed assigned port", F_U16},
	[ECHOED_SYNC] = {"macc.regack.synctime", "Echoed sync time", F_U16},
};

static void gate(struct dis *d)
{
	unsigned v = u8(d, GATE_FLAGS);
	also(d, GRANTS, 1, v & GRANTS_MASK);
	say(d, "\n\tGrant Numbers %u, Flags [ %s ]", v & GRANTS_MASK, bits(d, gate_flags, "?", ", ", v & ~GRANTS_MASK));
	for (unsigned i = 1; i <= (v & GRANTS_MASK) && !d->cut; i++) {
		if (!need(d, 6))
			return;
		uint32_t start = u32(d, GRANT_START);
		unsigned length = u16(d, GRANT_LENGTH);
		say(d, "\n\tGrant #%u, Start-Time %u ticks, duration %u ticks", i, start, length);
	}
	unsigned sync = u16(d, SYNC_TIME);
	say(d, "\n\tSync-Time %u ticks", sync);
}

static void queue_set(struct dis *d)
{
	unsigned bitmap = u8(d, BITMAP);
	say(d, "Report-Bitmap [ %s ]", bits(d, queues, "Unknown", ", ", bitmap));
	for (unsigned i = 0; i < 8 && !d->cut; i++) {
		if (!(bitmap >> i & 1))
			continue;
		unsigned length = u16(d, QUEUE_LENGTH);
		say(d, "\n\t    Q%u Report, Duration %u ticks", i + 1, length);
	}
}

/* tcpdump's lines leave out the last set and number all by their count. */
static void report(struct dis *d)
{
	unsigned sets = u8(d, QUEUE_SETS);
	say(d, "\n\tTotal Queue-Sets %u", sets);
	for (unsigned i = 1; i < sets && !d->cut; i++) {
		if (!need(d, 1))
			return;
		say(d, "\n\t  Queue-Set #%u, ", sets);
		queue_set(d);
	}
	if (sets && fields_wanted(d)) {
		struct saved s = quiet_begin(d, true);
		queue_set(d);
		quiet_end(d, &s);
	}
}

static void register_request(struct dis *d)
{
	if (!need(d, 2))
		return;
	unsigned flags = u8(d, REQUEST_FLAGS), pending = u8(d, PENDING);
	say(d, "\n\tFlags [ %s ], Pending-Grants %u", bits(d, request_flags, "Reserved", ", ", flags), pending);
}

static void registration(struct dis *d)
{
	if (!need(d, 6))
		return;
	unsigned port = u16(d, PORT), flags = u8(d, REGISTER_FLAGS), sync = u16(d, REGISTER_SYNC), pending = u8(d, ECHOED_PENDING);
	say(d, "\n\tAssigned-Port %u, Flags [ %s ]", port, bits(d, register_flags, "Reserved", ", ", flags));
	say(d, "\n\tSync-Time %u ticks, Echoed-Pending-Grants %u", sync, pending);
}

static void register_ack(struct dis *d)
{
	if (!need(d, 5))
		return;
	unsigned flags = u8(d, ACK_FLAGS), port = u16(d, ECHOED_PORT), sync = u16(d, ECHOED_SYNC);
	say(d, "\n\tEchoed-Assigned-Port %u, Flags [ %s ]", port, bits(d, ack_flags, "Reserved", ", ", flags));
	say(d, "\n\tEchoed-Sync-Time %u ticks", sync);
}

/* Annex 31B and 802.1Q clause 36: no timestamp; the line says nothing of what is there. */
static void flow_control(struct dis *d, unsigned opcode)
{
	struct saved s = quiet_begin(d, true);
	if (opcode == PAUSE) {
		u16(d, PAUSE_TIME);
	} else {
		unsigned classes = u16(d, CLASSES);
		for (unsigned i = 0; i < 8; i++)
			also(d, CLASS_0 + i, 2, classes >> i & 1);
		for (unsigned i = 0; i < 8; i++)
			u16(d, CLASS_TIME_0 + i);
	}
	quiet_end(d, &s);
}

static void body(struct dis *d, unsigned opcode, uint32_t start)
{
	switch (opcode) {
	case PAUSE:
		break;
	case GATE:
		gate(d);
		break;
	case REPORT:
		report(d);
		break;
	case REGISTER_REQ:
		register_request(d);
		break;
	case REGISTER:
		registration(d);
		break;
	case REGISTER_ACK:
		register_ack(d);
		break;
	default:
		seek(d, start);
		say_unknown(d, "\n\t", declared(d));
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!need(d, 6))
		return;
	unsigned opcode = u16(d, OPCODE);
	say(d, "MPCP, Opcode %s", tok(d, opcodes, "Unknown (%u)", opcode));
	uint32_t timestamp = peek32(d, 0);
	if (opcode == PAUSE || opcode == FLOW_CONTROL) {
		flow_control(d, opcode);
		skip(d, 4);
	} else {
		u32(d, TIMESTAMP);
	}
	if (opcode != PAUSE)
		say(d, ", Timestamp %u ticks", timestamp);
	say(d, ", length %u", length);
	struct saved s = quiet_begin(d, !d->verbose);
	body(d, opcode, start);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_MPCP},
	{0},
};

const struct proto proto_mpcp = {
	.name = "mpcp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
