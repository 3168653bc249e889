/* Ad-Hoc Configuration Protocol, version 1: draft-chroboczek-ahcp-00.
 *
 *	| magic 43 | version 1 | hop count | original hop count | nonce 4 | source ID 8 | destination ID 8 |
 *	| type | 0 | length 2 | options: | type | length | value | ... |
 */
#include <time.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	AHCP, MAGIC, VERSION, HOPS, ORIGINAL_HOPS, NONCE, SOURCE, DESTINATION, TYPE, LENGTH, OPTION, OPTION_TYPE, OPTION_LENGTH,
	ORIGIN_TIME, EXPIRES, ADDRESS4, ADDRESS6, PREFIX_LENGTH,
};

enum { HEADER = 24, BODY_HEADER = 4 };
enum {
	OPT_PAD = 0, OPT_MANDATORY = 1, OPT_ORIGIN_TIME = 2, OPT_EXPIRES = 3, OPT_MY_IP6 = 4, OPT_MY_IP4 = 5, OPT_PREFIX6 = 6,
	OPT_ADDRESS6 = 8, OPT_ADDRESS4 = 9, OPT_DELEGATION6 = 10, OPT_DELEGATION4 = 11, OPT_NAME_SERVER = 12, OPT_NTP_SERVER = 13,
};

static const struct token types[] = {
	{0, "Discover"}, {1, "Offer"}, {2, "Request"}, {3, "Ack"}, {4, "Nack"}, {5, "Release"}, {0, NULL}};
static const struct token options[] = {{OPT_PAD, "Pad"}, {OPT_MANDATORY, "Mandatory"}, {OPT_ORIGIN_TIME, "Origin Time"},
	{OPT_EXPIRES, "Expires"}, {OPT_MY_IP6, "My-IPv6-Address"}, {OPT_MY_IP4, "My-IPv4-Address"}, {OPT_PREFIX6, "IPv6 Prefix"},
	{7, "IPv4 Prefix"}, {OPT_ADDRESS6, "IPv6 Address"}, {OPT_ADDRESS4, "IPv4 Address"},
	{OPT_DELEGATION6, "IPv6 Prefix Delegation"}, {OPT_DELEGATION4, "IPv4 Prefix Delegation"}, {OPT_NAME_SERVER, "Name Server"},
	{OPT_NTP_SERVER, "NTP Server"}, {0, NULL}};

static const struct field fields[] = {
	[AHCP] = {"ahcp", "Ad-Hoc Configuration Protocol"},
	[MAGIC] = {"ahcp.magic", "Magic", F_U8},
	[VERSION] = {"ahcp.version", "Version", F_U8},
	[HOPS] = {"ahcp.hopcount", "Hop Count", F_U8},
	[ORIGINAL_HOPS] = {"ahcp.original_hopcount", "Original Hop Count", F_U8},
	[NONCE] = {"ahcp.nonce", "Nonce", F_U32, HEX},
	[SOURCE] = {"ahcp.source_id", "Source ID", F_BYTES},
	[DESTINATION] = {"ahcp.destination_id", "Destination ID", F_BYTES},
	[TYPE] = {"ahcp.type", "Type", F_U8, DEC, types},
	[LENGTH] = {"ahcp.length", "Length", F_U16},
	[OPTION] = {"ahcp.option", "Option"},
	[OPTION_TYPE] = {"ahcp.option.type", "Option Type", F_U8, DEC, options},
	[OPTION_LENGTH] = {"ahcp.option.length", "Option Length", F_U8},
	[ORIGIN_TIME] = {"ahcp.option.origin_time", "Origin Time", F_U32},
	[EXPIRES] = {"ahcp.option.expires", "Expires", F_U32},
	[ADDRESS4] = {"ahcp.option.ip", "IPv4 Address", F_IP4},
	[ADDRESS6] = {"ahcp.option.ipv6", "IPv6 Address", F_IP6},
	[PREFIX_LENGTH] = {"ahcp.option.prefix_length", "Prefix Length", F_U8},
};

/* ---- Values of options, up to `end`. False: what is there cannot be. */

static bool origin_time(struct dis *d, uint32_t end)
{
	char text[32];
	struct tm tm;
	if (end - d->pos != 4)
		return false;
	time_t t = u32(d, ORIGIN_TIME);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", gmtime_r(&t, &tm));
	say(d, ": %s", text);
	return true;
}

static bool expires(struct dis *d, uint32_t end)
{
	if (end - d->pos != 4)
		return false;
	uint32_t seconds = u32(d, EXPIRES);
	say(d, ": %us", seconds);
	return true;
}

static bool addresses(struct dis *d, unsigned size, bool prefixes, uint32_t end)
{
	for (const char *sep = ": "; d->pos < end && !d->cut; sep = ", ") {
		if (end - d->pos < size + prefixes)
			return false;
		need(d, size + prefixes);
		if (size == 4) {
			uint32_t a = ip4(d, ADDRESS4);
			say(d, "%s%s", sep, ip4_str(d, a));
		} else {
			const struct ip6 *a = ip6(d, ADDRESS6);
			say(d, "%s%s", sep, ip6_str(d, a));
		}
		if (prefixes) {
			unsigned length = u8(d, PREFIX_LENGTH);
			say(d, "/%u", length);
		}
	}
	return true;
}

static bool option_value(struct dis *d, unsigned type, uint32_t end)
{
	switch (type) {
	case OPT_ORIGIN_TIME:
		return origin_time(d, end);
	case OPT_EXPIRES:
		return expires(d, end);
	case OPT_MY_IP4:
	case OPT_ADDRESS4:
		return addresses(d, 4, false, end);
	case OPT_MY_IP6:
	case OPT_ADDRESS6:
	case OPT_NAME_SERVER:
	case OPT_NTP_SERVER:
		return addresses(d, 16, false, end);
	case OPT_PREFIX6:
	case OPT_DELEGATION6:
		return addresses(d, 16, true, end);
	case OPT_DELEGATION4:
		return addresses(d, 4, true, end);
	default:
		say(d, " (Length %u)", end - d->pos);
		need(d, end - d->pos);
		return true;
	}
}

static bool option(struct dis *d, uint32_t end)
{
	unsigned type = u8(d, OPTION_TYPE);
	say(d, "\n\t %s", tok(d, options, "Unknown-%u", type));
	if (type == OPT_PAD || type == OPT_MANDATORY)
		return true;
	if (d->pos == end)
		return d->cut;
	unsigned length = u8(d, OPTION_LENGTH);
	if (length > end - d->pos)
		return d->cut;
	uint32_t start = d->pos;
	if (!d->cut && !option_value(d, type, start + length)) {
		invalid(d);
		seek(d, start);
		need(d, length);
	}
	seek(d, start + length);
	return true;
}

static void header(struct dis *d)
{
	unsigned hops = u8(d, HOPS);
	say(d, "\n\tHopcount %u", hops);
	unsigned original = u8(d, ORIGINAL_HOPS);
	say(d, ", Original Hopcount %u", original);
	uint32_t nonce = u32(d, NONCE);
	say(d, ", Nonce 0x%08x", nonce);
	struct span source = bytes(d, SOURCE, 8);
	say(d, ", Source Id %s", link_addr_str(d, source));
	struct span destination = bytes(d, DESTINATION, 8);
	say(d, ", Destination Id %s", link_addr_str(d, destination));
}

/* False: what is there cannot be. */
static bool body(struct dis *d)
{
	if (!d->cut && declared(d) < BODY_HEADER)
		return false;
	need(d, BODY_HEADER);
	unsigned type = u8(d, TYPE);
	unsigned zero = u8(d, 0), length = u16(d, LENGTH);
	if (d->verbose)
		say(d, "\n\t%s", tok(d, types, "Unknown-%u", type));
	if (d->verbose && zero)
		say(d, ", MBZ %u", zero);
	if (d->verbose)
		say(d, ", Length %u", length);
	if (length > declared(d))
		return d->cut;
	if (d->verbose <= 1)
		need(d, length);
	uint32_t end = d->pos + length;
	bool sane = true;
	struct saved s = quiet_begin(d, d->verbose <= 1);
	while (sane && !d->cut && d->pos < end) {
		group_begin(d, OPTION);
		sane = option(d, end);
		group_end(d);
	}
	quiet_end(d, &s);
	return sane || d->verbose <= 1;
}

/* False: what is there cannot be. */
static bool packet(struct dis *d, uint32_t length)
{
	if (length < 2)
		return false;
	unsigned magic = u8(d, MAGIC);
	if (!d->cut && magic != 43)
		return false;
	unsigned version = u8(d, VERSION);
	say(d, " Version %u", version);
	if (version != 1 && !d->cut) {
		say_s(d, " (unknown)");
		need(d, length - 2);
		return true;
	}
	if (length < HEADER)
		return d->cut;
	uint32_t at = d->pos;
	struct saved s = quiet_begin(d, !d->verbose);
	header(d);
	quiet_end(d, &s);
	seek(d, at);
	need(d, HEADER - 2);
	skip(d, HEADER - 2);
	return body(d);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	say_s(d, "AHCP");
	if (packet(d, length))
		return;
	invalid(d);
	seek(d, start);
	need(d, length);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_AHCP, 5359, 0},
	{0},
};

const struct proto proto_ahcp = {
	.name = "ahcp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
