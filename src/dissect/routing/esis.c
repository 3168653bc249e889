/* End system to intermediate system routing: ISO 9542.
 *
 *	| 0x82 | length | 1 | 0 | 0 0 0 type 5 | holding time 2 | checksum 2 | by type | { option | length | value } | */
#include "dissect/routing/osi.h"

enum { ESIS, NLPID, LENGTH, VERSION, RESERVED, TYPE, HOLDING, CHECKSUM, ADDRESS, NET, SNPA };

enum { HEADER = 9, SHORTEST = HEADER + 2, ESH = 2, ISH = 4, REDIRECT = 6, CHECKSUM_AT = 7 };
enum { OPTION_PROTOCOLS = 0x81, OPTION_CONFIGURATION_TIME = 0xc6 };

static const struct token types[] = {{ESH, "ESH"}, {ISH, "ISH"}, {REDIRECT, "redirect"}, {0, NULL}};
static const struct token options[] = {
	{OPTION_CONFIGURATION_TIME, "ES Configuration Time"}, {OPTION_PROTOCOLS, "Protocols supported"}, {0, NULL}};

static const struct field fields[] = {
	[ESIS] = {"esis", "ISO 9542 ESIS Routeing Information Exchange Protocol"},
	[NLPID] = {"esis.nlpi", "Network Layer Protocol Identifier", F_U8, HEX, osi_nlpids},
	[LENGTH] = {"esis.length", "PDU Length", F_U8},
	[VERSION] = {"esis.ver", "Version", F_U8},
	[RESERVED] = {"esis.res", "Reserved(==0)", F_U8},
	[TYPE] = {"esis.type", "PDU Type", F_U8, DEC, types},
	[HOLDING] = {"esis.htime", "Holding Time", F_U16},
	[CHECKSUM] = {"esis.chksum", "Checksum", F_U16, HEX},
	[ADDRESS] = {"esis.sa", "SA", F_BYTES},
	[NET] = {"esis.net", "NET", F_BYTES},
	[SNPA] = {"esis.bsnpa", "BSNPA", F_BYTES},
};

/* Too short a header, followed by all that there is. */
static void refuse(struct dis *d, uint32_t start, unsigned li)
{
	say(d, " length indicator %u < min PDU size:", li);
	seek(d, start);
	uint32_t n = left(d);
	for (uint32_t i = 0; i < n; i++)
		say(d, "%02X", peek8(d, i));
}

/* n bytes that the length indicator has left; false: it has not. */
static bool take(struct dis *d, unsigned *li, unsigned n)
{
	if (*li < n) {
		cut_here(d);
		return false;
	}
	*li -= n;
	return true;
}

static bool address(struct dis *d, unsigned *li, unsigned field, const char *before, bool length)
{
	if (!take(d, li, 1))
		return false;
	unsigned n = u8(d, 0);
	if (!take(d, li, n))
		return false;
	struct span s = bytes(d, field, n);
	say_s(d, before);
	if (length)
		say(d, "(length: %u): ", n);
	osi_say_nsap(d, s);
	return !d->cut;
}

static void end_system(struct dis *d, unsigned *li)
{
	if (!take(d, li, 1))
		return;
	unsigned count = u8(d, 0);
	say(d, "\n\t  Number of Source Addresses: %u", count);
	while (count-- && !d->cut)
		address(d, li, ADDRESS, "\n\t  NET ", true);
}

/* The reference counts the byte that tells the length of the network entity title twice: it looks for options there. */
static void redirect(struct dis *d, unsigned *li)
{
	if (!address(d, li, ADDRESS, "\n\t  ", false) || !take(d, li, 1))
		return;
	unsigned n = u8(d, 0);
	if (!take(d, li, n))
		return;
	struct span snpa = bytes(d, SNPA, n);
	if (!*li) {
		cut_here(d);
		return;
	}
	unsigned m = u8(d, 0);
	if (!take(d, li, m))
		return;
	struct span net = bytes(d, NET, m);
	say(d, "\n\t  SNPA (length: %u): %s", n, link_addr_str(d, snpa));
	if (!m)
		return;
	say(d, "\n\t  NET (length: %u) ", m);
	osi_say_nsap(d, net);
}

static void option_value(struct dis *d, unsigned option, unsigned length)
{
	if (option == OPTION_CONFIGURATION_TIME) {
		if (length == 2) {
			unsigned seconds = u16(d, 0);
			say(d, "%us", seconds);
		} else {
			say_s(d, "(bad length)");
			skip(d, length);
		}
	} else if (option == OPTION_PROTOCOLS) {
		while (length-- && !d->cut) {
			unsigned nlpid = u8(d, 0);
			say(d, "%s (0x%02x)%s", tok(d, osi_nlpids, "unknown", nlpid), nlpid, length ? ", " : "");
		}
	} else {
		say_hexdump(d, "\n\t  ", length);
		skip(d, length);
	}
}

static void say_options(struct dis *d, unsigned li)
{
	while (li && !d->cut) {
		if (li < 2) {
			say_s(d, ", bad opts/li");
			return;
		}
		unsigned option = u8(d, 0), length = u8(d, 0);
		li -= 2;
		if (d->cut)
			return;
		if (length > li) {
			say(d, ", opt (%u) too long", option);
			return;
		}
		li -= length;
		say(d, "\n\t  %s Option #%u, length %u, value: ", tok(d, options, "Unknown", option), option, length);
		option_value(d, option, length);
	}
}

static void body(struct dis *d, unsigned type, unsigned li)
{
	switch (type) {
	case ESH:
		end_system(d, &li);
		break;
	case ISH:
		address(d, &li, NET, "\n\t  NET ", true);
		break;
	case REDIRECT:
		redirect(d, &li);
		break;
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t  ", left(d));
		return;
	}
	say_options(d, li);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!d->opt->link_header)
		say_s(d, "ES-IS");
	if (length <= 2) {
		say_s(d, "no header at all!");
		return;
	}
	u8(d, NLPID);
	unsigned li = u8(d, LENGTH), version = u8(d, VERSION);
	u8(d, RESERVED);
	unsigned type = u8(d, 0) & 31;
	also(d, TYPE, 1, type);
	unsigned holding = u16(d, HOLDING), checksum = u16(d, CHECKSUM);
	if (d->cut)
		return;
	if (version != 1) {
		say(d, " version %u packet not supported", version);
		return;
	}
	if (li > length) {
		say(d, " length indicator(%u) > PDU size (%u)!", li, length);
		return;
	}
	if (li < SHORTEST) {
		refuse(d, start, li);
		return;
	}
	const char *sep = d->opt->link_header ? "" : ", ";
	if (!d->verbose)
		say(d, "%s%s, length %u", sep, tok(d, types, "unknown type (%u)", type), length);
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, "%slength %u\n\t%s (%u), v: %u, checksum: 0x%04x", sep, length, tok(d, types, "unknown type: %u", type), type, version, checksum);
	osi_say_checksum(d, checksum, span_at(d, start, li), CHECKSUM_AT, li);
	say(d, ", holding time: %us, length indicator: %u", holding, li);
	if (d->verbose > 1) {
		seek(d, start);
		say_hexdump(d, "\n\t", HEADER);
		seek(d, start + HEADER);
	}
	body(d, type, li - HEADER);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_NLPID, .from = 0x82},
	{0},
};

const struct proto proto_esis = {
	.name = "esis",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ITSELF,
};
