/* Arista's vendor specific protocol: time stamps that a switch puts between the Ethernet addresses and the type (Arista EOS,
 * "Timestamping on R3 series platforms").
 *
 *	| d28b | subtype 2 | timescale 1 | format 4 bits, hardware 4 | 64-bit: seconds 4, ns 4; 48-bit: seconds 2, ns 4 | type 2 |
 */
#include "dissect/link/ether.h"

#include "core/time.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { AVSP, SUB_TYPE, VERSION, SEC64, NS64, SEC48, NS48, ETYPE };
enum { SUBTYPE_TIMESTAMP = 1 };
enum { FORMAT_64 = 1, FORMAT_48 };

static const struct token subtypes[] = {{SUBTYPE_TIMESTAMP, "Timestamp"}, {0, NULL}};
static const struct token timescales[] = {{0, "TAI"}, {1, "UTC"}, {0, NULL}};
static const struct token formats[] = {{FORMAT_64, "64-bit"}, {FORMAT_48, "48-bit"}, {0, NULL}};
static const struct token hardware[] = {{0, "R/R2"}, {1, "R3"}, {0, NULL}};

static const struct field fields[] = {
	[AVSP] = {"avsp", "Arista Vendor Specific Protocol"},
	[SUB_TYPE] = {"avsp.sub_type", "Sub Type", F_U16, DEC, subtypes},
	[VERSION] = {"avsp.ver", "Version", F_U16, HEX},
	[SEC64] = {"avsp.64sec", "Seconds", F_U32},
	[NS64] = {"avsp.64ns", "Nanoseconds", F_U32},
	[SEC48] = {"avsp.48sec", "Seconds", F_U16},
	[NS48] = {"avsp.48ns", "Nanoseconds", F_U32},
	[ETYPE] = {"avsp.etype", "Type", F_U16, HEX, ethertypes},
};

static void stamp_64(struct dis *d)
{
	if (!need(d, 8))
		return;
	uint32_t seconds = u32(d, SEC64), ns = u32(d, NS64);
	seconds += ns / NS_PER_S;
	struct zone utc = {.utc = true};
	struct calendar c;
	time_calendar(&utc, seconds, &c);
	say(d, "%04d-%02d-%02d %02d:%02d:%02d.%09u", c.year, c.month, c.day, c.hour, c.minute, c.second, (unsigned)(ns % NS_PER_S));
}

static void stamp_48(struct dis *d)
{
	if (!need(d, 6))
		return;
	uint32_t seconds = u16(d, SEC48), ns = u32(d, NS48);
	say(d, "%u.%09u", (unsigned)(seconds + ns / NS_PER_S), (unsigned)(ns % NS_PER_S));
}

/* Reads the tag up to the type behind it; false: of a kind that nobody knows. */
static bool tag(struct dis *d)
{
	unsigned subtype = u16(d, SUB_TYPE);
	say(d, "SubType %s (0x%04x), ", tok(d, subtypes, "Unknown", subtype), subtype);
	if (subtype != SUBTYPE_TIMESTAMP)
		return false;
	uint32_t at = d->pos;
	unsigned timescale = u8(d, 0);
	say(d, "Timescale %s (%u), ", tok(d, timescales, "Unknown", timescale), timescale);
	unsigned v = u8(d, 0), format = v >> 4;
	mark_uint(d, VERSION, at, 2, timescale << 8 | v);
	say(d, "Format %s (%u), HwInfo %s (%u), Timestamp ", tok(d, formats, "Unknown", format), format,
		tok(d, hardware, "Unknown", v & 15), v & 15);
	if (format != FORMAT_64 && format != FORMAT_48)
		return false;
	if (format == FORMAT_64)
		stamp_64(d);
	else
		stamp_48(d);
	say_s(d, ": ");
	return true;
}

static void dissect(struct dis *d)
{
	struct ether_head h = *d->ether;
	uint32_t start = d->pos;
	if (!have(d, 2)) {
		say_s(d, "[|arista]");
		return;
	}
	h.type = ETHERTYPE_ARISTA;
	ether_say_type(d, h.type, h.len);
	bool known = tag(d);
	if (!known) {
		seek(d, start);
		ether_type_payload(d, &h, h.type);
		return;
	}
	if (!need(d, 2))
		return;
	h.type = u16(d, ETYPE);
	if (d->opt->link_header && h.type != ETHERTYPE_ARISTA)
		ether_say_type(d, h.type, h.len);
	ether_tag_or_payload(d, &h, h.type);
}

const struct proto proto_arista = {
	.name = "arista",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};
