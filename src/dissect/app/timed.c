/* Time Synchronization Protocol of timed (Gusella and Zatti, "TSP: The Time Synchronization Protocol for UNIX 4.3BSD").
 *
 *	| type | version | sequence 2 | seconds 4, or hops 1 and 3 unused | microseconds 4 | machine's name \0
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { TSP, TYPE, VERSION, SEQUENCE, HOPCNT, SEC, USEC, NAME };

enum { ADJTIME = 1, SETTIME = 5, SETDATE = 22, SETDATEREQ = 23, LOOP = 24 };

static const struct token types[] = {
	{0, "TSP_ANY"}, {ADJTIME, "TSP_ADJTIME"}, {2, "TSP_ACK"}, {3, "TSP_MASTERREQ"}, {4, "TSP_MASTERACK"}, {SETTIME, "TSP_SETTIME"},
	{6, "TSP_MASTERUP"}, {7, "TSP_SLAVEUP"}, {8, "TSP_ELECTION"}, {9, "TSP_ACCEPT"}, {10, "TSP_REFUSE"}, {11, "TSP_CONFLICT"},
	{12, "TSP_RESOLVE"}, {13, "TSP_QUIT"}, {14, "TSP_DATE"}, {15, "TSP_DATEREQ"}, {16, "TSP_DATEACK"}, {17, "TSP_TRACEON"},
	{18, "TSP_TRACEOFF"}, {19, "TSP_MSITE"}, {20, "TSP_MSITEREQ"}, {21, "TSP_TEST"}, {SETDATE, "TSP_SETDATE"},
	{SETDATEREQ, "TSP_SETDATEREQ"}, {LOOP, "TSP_LOOP"}, {0, NULL}};

static const struct field fields[] = {
	[TSP] = {"tsp", "Time Synchronization Protocol"},
	[TYPE] = {"tsp.type", "Type", F_U8, DEC, types},
	[VERSION] = {"tsp.version", "Version", F_U8},
	[SEQUENCE] = {"tsp.sequence", "Sequence", F_U16},
	[HOPCNT] = {"tsp.hopcnt", "Hop Count", F_U8},
	[SEC] = {"tsp.sec", "Seconds", F_U32},
	[USEC] = {"tsp.usec", "Microseconds", F_U32},
	[NAME] = {"tsp.name", "Machine Name", F_STR},
};

static void say_name(struct dis *d)
{
	say_s(d, " name ");
	uint32_t n = 0;
	while (!d->cut && have(d, n + 1) && peek8(d, n))
		n++;
	say_text(d, bytes(d, NAME, n));
	u8(d, 0); /* the zero byte must be there */
}

static void say_time(struct dis *d, int32_t sec, int32_t usec)
{
	bool negative = sec < 0;
	if (negative && usec) {
		sec++;
		usec = 1000000 - usec;
	}
	say(d, " time %s%d.%06d", negative && !sec ? "-" : "", sec, usec);
}

static void dissect(struct dis *d)
{
	unsigned type = u8(d, TYPE);
	say_s(d, tok(d, types, "(tsp_type 0x%02x)", type));
	unsigned version = u8(d, VERSION);
	say(d, " vers %u", version);
	unsigned sequence = u16(d, SEQUENCE);
	say(d, " seq %u", sequence);
	uint32_t body = d->pos;
	if (type == LOOP) {
		unsigned hops = u8(d, HOPCNT);
		say(d, " hopcnt %u", hops);
	} else if (type == ADJTIME || type == SETTIME || type == SETDATE || type == SETDATEREQ) {
		int32_t sec = (int32_t)u32(d, SEC), usec = (int32_t)u32(d, USEC);
		if (usec < 0)
			return;
		say_time(d, sec, usec);
	}
	seek(d, body + 8);
	say_name(d);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_TIMED, 525, 0},
	{0},
};

const struct proto proto_timed = {
	.name = "timed",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
