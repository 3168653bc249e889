/* Connectionless network protocol: ISO 8473-1.
 *
 *	| 0x81 | length | 1 | lifetime, half seconds | flags 3, type 5 | segment length 2 | checksum 2 |
 *	| length | destination | length | source | data unit ID 2, segment offset 2, total length 2 where segmented | options | */
#include "dissect/protocols.h"
#include "dissect/routing/osi.h"

enum { CLNP, NLPID, LENGTH, VERSION, TTL, SEGMENTATION, MORE, REPORT, TYPE, PDU_LENGTH, CHECKSUM, DESTINATION, SOURCE };

enum { HEADER = 9, CHECKSUM_AT = 7, ERROR_REPORT = 1, DATA = 0x1c, ECHO_REQUEST = 0x1e, ECHO_RESPONSE = 0x1f, NLPID_CLNP = 0x81 };
enum { OPTION_DISCARD = 0xc1, OPTION_QOS = 0xc3, OPTION_SECURITY = 0xc5, OPTION_SOURCE_ROUTE = 0xc8, OPTION_RECORD_ROUTE = 0xcb,
	OPTION_PADDING = 0xcc, OPTION_PRIORITY = 0xcd };

static const struct token types[] = {{ERROR_REPORT, "Error Report"}, {19, "MD"}, {DATA, "Data"}, {ECHO_REQUEST, "Echo Request"},
	{ECHO_RESPONSE, "Echo Response"}, {0, NULL}};
static const struct token flags[] = {
	{0x80, "Segmentation permitted"}, {0x40, "more Segments"}, {0x20, "request Error Report"}, {0, NULL}};
static const struct token options[] = {{OPTION_DISCARD, "Discard Reason"}, {OPTION_QOS, "QoS Maintenance"},
	{OPTION_SECURITY, "Security"}, {OPTION_SOURCE_ROUTE, "Source Routing"}, {OPTION_RECORD_ROUTE, "Route Recording"},
	{OPTION_PADDING, "Padding"}, {OPTION_PRIORITY, "Priority"}, {0, NULL}};
static const struct token scopes[] = {
	{0, "Reserved"}, {1, "Source Address Specific"}, {2, "Destination Address Specific"}, {3, "Globally unique"}, {0, NULL}};
static const struct token qos_flags[] = {{0x20, "reserved"}, {0x10, "sequencing vs. delay"}, {0x08, "congested"},
	{0x04, "delay vs. cost"}, {0x02, "error vs. delay"}, {0x01, "error vs. cost"}, {0, NULL}};
static const struct token discard_classes[] = {{0, "General"}, {8, "Address"}, {9, "Source Routeing"}, {10, "Lifetime"},
	{11, "PDU Discarded"}, {12, "Reassembly"}, {0, NULL}};
/* Class and reason. */
static const struct token discard_reasons[] = {{0x00, "Reason not specified"}, {0x01, "Protocol procedure error"},
	{0x02, "Incorrect checksum"}, {0x03, "PDU discarded due to congestion"}, {0x04, "Header syntax error (cannot be parsed)"},
	{0x05, "Segmentation needed but not permitted"}, {0x06, "Incomplete PDU received"}, {0x07, "Duplicate option"},
	{0x80, "Destination address unreachable"}, {0x81, "Destination address unknown"},
	{0x90, "Unspecified source routeing error"}, {0x91, "Syntax error in source routeing field"},
	{0x92, "Unknown address in source routeing field"}, {0x93, "Path not acceptable"},
	{0xa0, "Lifetime expired while data unit in transit"}, {0xa1, "Lifetime expired during reassembly"},
	{0xb0, "Unsupported option not specified"}, {0xb1, "Unsupported protocol version"},
	{0xb2, "Unsupported security option"}, {0xb3, "Unsupported source routeing option"},
	{0xb4, "Unsupported recording of route option"}, {0xc0, "Reassembly interference"}, {0, NULL}};

static const struct field fields[] = {
	[CLNP] = {"clnp", "ISO 8473/X.233 CLNP ConnectionLess Network Protocol"},
	[NLPID] = {"clnp.nlpi", "Network Layer Protocol Identifier", F_U8, HEX, osi_nlpids},
	[LENGTH] = {"clnp.len", "HDR Length", F_U8},
	[VERSION] = {"clnp.version", "Version", F_U8},
	[TTL] = {"clnp.ttl", "Holding Time", F_U8},
	[SEGMENTATION] = {"clnp.cnf.segmentation", "Segmentation permitted", F_BOOL},
	[MORE] = {"clnp.cnf.more_segments", "More segments", F_BOOL},
	[REPORT] = {"clnp.cnf.report_error", "Report error if PDU discarded", F_BOOL},
	[TYPE] = {"clnp.cnf.type", "Type", F_U8, HEX, types},
	[PDU_LENGTH] = {"clnp.pdu.len", "PDU length", F_U16},
	[CHECKSUM] = {"clnp.checksum", "Checksum", F_U16, HEX},
	[DESTINATION] = {"clnp.dsap", "DA", F_BYTES},
	[SOURCE] = {"clnp.ssap", "SA", F_BYTES},
};

/* Which side of the offset byte of a route is behind us; the addresses begin there, counted from the option's type. */
static bool route(struct dis *d, unsigned option, uint32_t end)
{
	uint32_t start = d->pos;
	if (end - start < 2)
		return false;
	unsigned kind = u8(d, 0), offset = u8(d, 0);
	say(d, "%s %s", kind == 1 ? "complete" : "partial", option == OPTION_SOURCE_ROUTE ? "source routing" : "recording of route in progress");
	if (offset - 1 > end - start) {
		say_s(d, " Bad NSAP offset (past end of option)");
		return true;
	}
	/* the reference stays at the first address */
	for (uint32_t rest = end - start - (offset - 1); rest && !d->cut;) {
		seek(d, start + offset - 1);
		unsigned n = u8(d, 0);
		if (n > rest - 1) {
			say_s(d, "\n\t    NSAP address goes past end of option");
			break;
		}
		if (n) {
			struct span s = bytes(d, 0, n);
			say(d, "\n\t    NSAP address (length %u): ", n);
			osi_say_nsap(d, s);
		} else {
			say_s(d, "\n\t    NSAP address (length 0): ");
		}
		rest -= 1 + n;
	}
	return true;
}

/* false: the value is too short. */
static bool option_value(struct dis *d, unsigned option, uint32_t end)
{
	unsigned v;
	if (option == OPTION_PADDING) {
		say_s(d, "padding data");
		return true;
	}
	if (end == d->pos)
		return false;
	switch (option) {
	case OPTION_SOURCE_ROUTE:
	case OPTION_RECORD_ROUTE:
		return route(d, option, end);
	case OPTION_PRIORITY:
		v = u8(d, 0);
		say(d, "0x%1x", v & 15);
		return true;
	case OPTION_QOS:
		v = u8(d, 0);
		say(d, "\n\t    Format Code: %s", word(scopes, v >> 6));
		if (v >> 6 == 3)
			say(d, "\n\t    QoS Flags [%s]", bits(d, qos_flags, "none", ", ", v & 0x3f));
		return true;
	case OPTION_SECURITY:
		if (end - d->pos < 2)
			return false;
		v = u8(d, 0);
		say(d, "\n\t    Format Code: %s, ", word(scopes, v >> 6));
		v = u8(d, 0);
		say(d, "Security-Level %u", v);
		return true;
	case OPTION_DISCARD:
		v = u8(d, 0);
		say(d, "\n\t    Class: %s Error (0x%01x), %s (0x%01x)", tok(d, discard_classes, "Unknown", v >> 4), v >> 4,
			tok(d, discard_reasons, "Unknown", v), v & 15);
		return true;
	default:
		say_hexdump(d, "\n\t  ", end - d->pos);
		return true;
	}
}

static bool say_options(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		if (end - d->pos < 2) {
			say_s(d, ", opts/li");
			return false;
		}
		unsigned option = u8(d, 0), length = u8(d, 0);
		if (length > end - d->pos) {
			say(d, ", opt (%u) too long", option);
			return false;
		}
		say(d, "\n\t  %s Option #%u, length %u, value: ", tok(d, options, "Unknown", option), option, length);
		uint32_t start = d->pos;
		if (!option_value(d, option, start + length)) {
			say_s(d, ", bad opt len");
			return false;
		}
		seek(d, start + length);
	}
	return true;
}

/* An error report quotes the packet; an echo may carry one. */
static void behind(struct dis *d, unsigned type)
{
	if (type == ERROR_REPORT || type == ECHO_RESPONSE) {
		if (!need(d, 1))
			return;
		if (peek8(d, 0) == NLPID_CLNP) {
			say_s(d, "\n\t-----original packet-----\n\t");
			call(d, &proto_clnp);
			return;
		}
	}
	if (declared(d)) {
		say(d, "\n\t  undecoded non-header data, length %u", declared(d));
		say_hexdump(d, "\n\t  ", declared(d));
	}
}

struct header {
	uint32_t start, length; /* of the packet */
	unsigned li, version, ttl, kind, segment, checksum;
	struct span dst, src;
};

/* What is behind the addresses. false: malformed. */
static bool verbose(struct dis *d, const struct header *h)
{
	say(d, "%slength %u", d->opt->link_header ? "" : ", ", h->length);
	say(d, "\n\t%s PDU, hlen: %u, v: %u, lifetime: %u.%us, Segment PDU length: %u, checksum: 0x%04x",
		tok(d, types, "unknown (%u)", h->kind & 31), h->li, h->version, h->ttl / 2, h->ttl % 2 * 5, h->segment, h->checksum);
	osi_say_checksum(d, h->checksum, span_at(d, h->start, h->li), CHECKSUM_AT, h->li);
	say(d, "\n\tFlags [%s]", bits(d, flags, "none", ", ", h->kind & 0xe0));
	say(d, "\n\tsource address (length %u): ", h->src.len);
	osi_say_nsap(d, h->src);
	say(d, "\n\tdest   address (length %u): ", h->dst.len);
	osi_say_nsap(d, h->dst);
	uint32_t end = h->start + h->li;
	if (h->kind & 0x80) {
		if (end - d->pos < 6) {
			say_s(d, "li < size of fixed part of CLNP header, addresses, and segment part");
			return false;
		}
		unsigned id = u16(d, 0), offset = u16(d, 0), total = u16(d, 0);
		say(d, "\n\tData Unit ID: 0x%04x, Segment Offset: %u, Total PDU Length: %u", id, offset, total);
	}
	if (!say_options(d, end))
		return false;
	if (!d->cut)
		behind(d, h->kind & 31);
	return true;
}

static bool address(struct dis *d, uint32_t end, unsigned field, struct span *s)
{
	if (end - d->pos < 1)
		return false;
	unsigned n = u8(d, 0);
	if (n > end - d->pos)
		return false;
	*s = bytes(d, field, n);
	return true;
}

/* false: malformed; the reference dumps what it could not read. */
static bool clnp(struct dis *d)
{
	struct header h = {.start = d->pos, .length = declared(d)};
	u8(d, NLPID);
	h.li = u8(d, LENGTH);
	h.version = u8(d, VERSION);
	h.ttl = u8(d, TTL);
	h.kind = u8(d, 0);
	also(d, SEGMENTATION, 1, h.kind >> 7);
	also(d, MORE, 1, h.kind >> 6 & 1);
	also(d, REPORT, 1, h.kind >> 5 & 1);
	also(d, TYPE, 1, h.kind & 31);
	h.segment = u16(d, PDU_LENGTH);
	h.checksum = u16(d, CHECKSUM);
	if (d->cut)
		return true;
	if (!d->opt->link_header)
		say_s(d, "CLNP");
	if (h.version != 1) {
		say(d, "version %u packet not supported", h.version);
		return false;
	}
	if (h.li < HEADER) {
		say(d, " length indicator %u < min PDU size:", h.li);
		seek(d, h.start);
		for (uint32_t i = 0, n = left(d); i < n; i++)
			say(d, "%02X", peek8(d, i));
		return false;
	}
	if (h.li > h.length) {
		say(d, " length indicator(%u) > PDU size (%u)!", h.li, h.length);
		return false;
	}
	uint32_t end = h.start + h.li;
	if (!address(d, end, DESTINATION, &h.dst) || !address(d, end, SOURCE, &h.src)) {
		say_s(d, "li < size of fixed part of CLNP header and addresses");
		return false;
	}
	if (d->verbose)
		return verbose(d, &h);
	say_s(d, d->opt->link_header ? "" : ", ");
	osi_say_nsap(d, h.src);
	say_s(d, " > ");
	osi_say_nsap(d, h.dst);
	say(d, ", %s, length %u", tok(d, types, "unknown (%u)", h.kind & 31), h.length);
	return true;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (clnp(d) || d->cut)
		return;
	seek(d, start);
	say_hexdump(d, "\n\t", left(d));
}

static const struct binding bindings[] = {
	{BIND_NLPID, .from = NLPID_CLNP},
	{0},
};

const struct proto proto_clnp = {
	.name = "clnp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ITSELF,
};
