/* Configuration Testing Protocol, Ethernet's loopback: DEC, Intel and Xerox "The Ethernet", version 2, section 8. Little
 * endian.
 *
 *	| skip count 2 | function 2: reply 1, forward data 2 | receipt number 2, or forwarding address 6 | data
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"

enum { LOOP, SKIP, FUNCTION, RECEIPT, FORWARD, RELEVANT };
enum { REPLY = 1, FORWARD_DATA = 2 };

static const struct token functions[] = {{REPLY, "Reply"}, {FORWARD_DATA, "Forward Data"}, {0, NULL}};

static const struct field fields[] = {
	[LOOP] = {"loop", "Configuration Test Protocol (loopback)"},
	[SKIP] = {"loop.skipcount", "skipCount", F_U16},
	[FUNCTION] = {"loop.function", "Function", F_U16, DEC, functions},
	[RELEVANT] = {"loop.relevant_function", "Relevant function", F_U16, DEC, functions},
	[RECEIPT] = {"loop.receipt_number", "Receipt number", F_U16},
	[FORWARD] = {"loop.forwarding_address", "Forwarding address", F_MAC},
};

static void message(struct dis *d)
{
	if (declared(d) < 2) {
		invalid_to_end(d);
		return;
	}
	unsigned function = u16le(d, 0);
	say(d, ", %s", tok(d, functions, " invalid (%u)", function));
	if (function == REPLY) {
		if (declared(d) < 2) {
			invalid_to_end(d);
			return;
		}
		unsigned receipt = u16le(d, 0);
		say(d, ", receipt number %u", receipt);
	} else if (function == FORWARD_DATA) {
		if (declared(d) < 6) {
			invalid_to_end(d);
			return;
		}
		const struct mac *a = mac(d, 0);
		say(d, ", forwarding address %s", mac_str(d, a));
	} else {
		need(d, declared(d));
		return;
	}
	say(d, ", data (%u octets)", declared(d));
}

/* What all stations on the way are to do; the line has the next of them. */
static void put_functions(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	for (unsigned function = FORWARD_DATA; function == FORWARD_DATA && left(d) >= 2;) {
		function = u16le(d, FUNCTION);
		if (function == FORWARD_DATA)
			mac(d, FORWARD);
		else if (function == REPLY)
			u16le(d, RECEIPT);
	}
	quiet_end(d, &s);
}

static void frame(struct dis *d)
{
	uint32_t length = declared(d);
	say_s(d, "Loopback");
	if (length < 2) {
		invalid_to_end(d);
		return;
	}
	unsigned skip_count = u16le(d, SKIP);
	say(d, ", skipCount %u", skip_count);
	if (skip_count % 8)
		say_s(d, " (bogus)");
	if (length < 4 || skip_count > length - 4) {
		invalid_to_end(d);
		return;
	}
	if (d->tape)
		put_functions(d);
	skip(d, skip_count);
	if (have(d, 2))
		mark_uint(d, RELEVANT, d->pos, 2, __builtin_bswap16((uint16_t)peek16(d, 0)));
	message(d);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	frame(d);
	seek(d, start);
	need(d, length);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_LOOPBACK},
	{0},
};

const struct proto proto_loopback = {
	.name = "loopback",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
