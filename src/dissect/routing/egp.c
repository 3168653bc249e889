/* Exterior Gateway Protocol: RFC 904.
 *
 *	| version | type | code | status | checksum 2 | AS 2 | sequence 2 | by type
 *	update:  | interior gateways | exterior gateways | source network 4 | gateways
 *	poll:    | reserved 2 | source network 4 |
 *	acquire: | hello interval 2 | poll interval 2 |
 *	error:   | reason 2 |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	EGP,
	VERSION,
	TYPE,
	CODE,
	STATUS,
	CHECKSUM,
	AS,
	SEQUENCE,
	HELLO_INTERVAL,
	POLL_INTERVAL,
	INTERIOR,
	EXTERIOR,
	REASON,
	SOURCE_NETWORK,
	DISTANCE,
};

enum { UPDATE = 1, POLL, ACQUIRE, REACHABILITY = 5, ERROR = 8 };
enum { REQUEST = 0, CONFIRM, REFUSE, CEASE, CEASE_ACK };
enum { KNOWN_VERSION = 2, LEAST = 16, WHOLE_ADDRESS = 4, UNSOLICITED = 0x80 };

static const struct token types[] = {{UPDATE, "update"}, {POLL, "poll"}, {ACQUIRE, "acquire"},
	{REACHABILITY, "reachability"}, {ERROR, "error"}, {0, NULL}};
static const struct token acquire_codes[] = {{REQUEST, "request"}, {CONFIRM, "confirm"}, {REFUSE, "refuse"},
	{CEASE, "cease"}, {CEASE_ACK, "cease_ack"}, {0, NULL}};
static const struct token modes[] = {{0, "unspecified"}, {1, "active_mode"}, {2, "passive_mode"}, {0, NULL}};
static const struct token causes[] = {{0, "unspecified"}, {3, "insufficient_resources"},
	{4, "administratively_prohibited"}, {5, "going_down"}, {6, "parameter_violation"},
	{7, "protocol_violation"}, {0, NULL}};
static const struct token reachabilities[] = {{0, "hello"}, {1, "i-h-u"}, {0, NULL}};
static const struct token states[] = {{0, "indeterminate"}, {1, "up"}, {2, "down"}, {0, NULL}};
static const struct token reasons[] = {{0, "unspecified"}, {1, "bad_EGP_header_format"},
	{2, "bad_EGP_data_field_format"}, {3, "reachability_info_unavailable"}, {4, "excessive_polling_rate"},
	{5, "no_response"}, {6, "unsupported_version"}, {0, NULL}};

static const struct field fields[] = {
	[EGP] = {"egp", "Exterior Gateway Protocol"},
	[VERSION] = {"egp.version", "Version", F_U8},
	[TYPE] = {"egp.type", "Type", F_U8, DEC, types},
	[CODE] = {"egp.code", "Code", F_U8},
	[STATUS] = {"egp.status", "Status", F_U8},
	[CHECKSUM] = {"egp.checksum", "Checksum", F_U16, HEX},
	[AS] = {"egp.as", "Autonomous System", F_U16},
	[SEQUENCE] = {"egp.seq", "Sequence number", F_U16},
	[HELLO_INTERVAL] = {"egp.hello", "Hello interval", F_U16},
	[POLL_INTERVAL] = {"egp.poll", "Poll interval", F_U16},
	[INTERIOR] = {"egp.interior", "Interior gateways", F_U8},
	[EXTERIOR] = {"egp.exterior", "Exterior gateways", F_U8},
	[REASON] = {"egp.reason", "Reason", F_U16, DEC, reasons},
	[SOURCE_NETWORK] = {"egp.source", "Source network", F_IP4},
	[DISTANCE] = {"egp.distance", "Distance", F_U8},
};

/* The host bytes of an address in a network of the class that `first` is of; 0: none has that class. */
static unsigned host_size(unsigned first)
{
	return first < 128 ? 3 : first < 192 ? 2 : first < 224 ? 1 : 0;
}

/* The reference reads the source network and what is made from it in the order of its own machine, a
 * little-endian one: the class is taken from the last byte, and addresses come out reversed. */
static void gateway_address(struct dis *d, uint32_t source)
{
	unsigned size = host_size(source & 0xff);
	uint32_t address = size ? source & 0xffffffff >> (8 * size) : 0;
	for (unsigned i = 0; i < size; i++)
		address |= (uint32_t)u8(d, 0) << (8 * (4 - size + i));
	say_ip4(d, address);
}

/* So many bytes are there by the message's length, too; else it ends here. */
static void expect(struct dis *d, uint32_t n)
{
	if (declared(d) < n)
		cut_here(d);
}

static void network(struct dis *d)
{
	expect(d, 1);
	unsigned first = u8(d, 0), more_bytes = first < 128 ? 0 : first < 192 ? 1 : 2;
	uint32_t address = first;
	expect(d, more_bytes);
	for (unsigned i = 1; i <= more_bytes; i++)
		address |= (uint32_t)u8(d, 0) << (8 * i);
	say_c(d, ' ');
	say_ip4(d, address);
}

/* Networks by their distance. */
static void distances(struct dis *d)
{
	const char *sep = "";
	unsigned count = u8(d, 0);
	for (; count && !d->cut; count--, sep = ", ") {
		expect(d, 2);
		unsigned distance = u8(d, DISTANCE);
		say(d, "%sd%u:", sep, distance);
		unsigned networks = u8(d, 0);
		for (; networks && !d->cut; networks--)
			network(d);
	}
}

static void gateways(struct dis *d, unsigned interior, unsigned exterior, uint32_t source)
{
	unsigned size = host_size(source & 0xff);
	for (unsigned i = 0; i < interior + exterior && !d->cut; i++) {
		/* of other classes the reference takes a whole address from the length, and reads none */
		expect(d, (size ? size : WHOLE_ADDRESS) + 1);
		need(d, size ? size + 1 : WHOLE_ADDRESS);
		if (!size)
			declare(d, declared(d) - WHOLE_ADDRESS);
		say_s(d, i < interior ? " int " : " ext ");
		gateway_address(d, source);
		say_s(d, " (");
		distances(d);
		say_c(d, ')');
	}
}

static void state(struct dis *d, unsigned status)
{
	const char *name = word(states, status);
	if (name)
		say(d, " state:%s", name);
	else
		say(d, " [status %u]", status);
}

static void update(struct dis *d, unsigned status)
{
	say(d, " update%s", status & UNSOLICITED ? " unsolicited" : "");
	state(d, status & ~(unsigned)UNSOLICITED);
	unsigned interior = u8(d, INTERIOR), exterior = u8(d, EXTERIOR);
	uint32_t source = ip4(d, SOURCE_NETWORK);
	say(d, " %s int %u ext %u", ip4_str(d, source), interior, exterior);
	gateways(d, interior, exterior, source);
}

static void acquire(struct dis *d, unsigned code, unsigned status)
{
	const char *name = word(acquire_codes, code);
	say_s(d, " acquire");
	if (!name) {
		say(d, "[code %u]", code);
		return;
	}
	say(d, " %s", name);
	if (code > CONFIRM) {
		const char *cause = word(causes, status);
		if (cause)
			say(d, " %s", cause);
		else
			say(d, "[status %u]", status);
		return;
	}
	say(d, " %s", tok(d, modes, "[status %u]", status));
	unsigned hello = u16(d, HELLO_INTERVAL), poll = u16(d, POLL_INTERVAL);
	say(d, " hello:%u poll:%u", hello, poll);
}

static void body(struct dis *d, unsigned type, unsigned code, unsigned status)
{
	switch (type) {
	case UPDATE:
		update(d, status);
		break;
	case POLL: {
		say_s(d, " poll");
		state(d, status);
		u16(d, 0);
		uint32_t source = ip4(d, SOURCE_NETWORK);
		say(d, " net:%s", ip4_str(d, source));
		break;
	}
	case ACQUIRE:
		acquire(d, code, status);
		break;
	case REACHABILITY:
		if (word(reachabilities, code)) {
			say(d, " %s", word(reachabilities, code));
			state(d, status);
		} else {
			say(d, "[reach code %u]", code);
		}
		break;
	case ERROR: {
		say_s(d, " error");
		state(d, status);
		unsigned reason = u16(d, REASON);
		say(d, " %s", tok(d, reasons, "[reason %u]", reason));
		break;
	}
	default:
		say(d, "[type %u]", type);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	need(d, LEAST);
	unsigned version = u8(d, VERSION), type = u8(d, TYPE), code = u8(d, CODE), status = u8(d, STATUS);
	u16(d, CHECKSUM);
	unsigned as = u16(d, AS), sequence = u16(d, SEQUENCE);
	if (d->verbose)
		say(d, "EGPv%u, length %u", version, length);
	else
		say(d, "EGPv%u, AS %u, seq %u, length %u", version, as, sequence, length);
	struct saved s = quiet_begin(d, !d->verbose);
	if (version == KNOWN_VERSION)
		body(d, type, code, status);
	else
		say(d, "[version %u]", version);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {{BIND_IP_PROTO, .from = IP_PROTO_EGP}, {0}};

const struct proto proto_egp = {
	.name = "egp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
