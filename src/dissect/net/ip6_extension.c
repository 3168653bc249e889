/* IPv6 extension headers: RFC 8200 section 4 (hop-by-hop and destination options, routing, fragment), RFC
 * 6275 (home address, type 2 routing), RFC 8754 (segment routing), RFC 2711 (router alert), RFC 2675 (jumbo
 * payload), RFC 6553 (RPL). */
#include "dissect/net/ip6_extension.h"

#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

const struct token ip6_next_headers[] = {
	{IP_PROTO_HOPOPTS, "HBH"},      {IP_PROTO_ICMP, "ICMP"},   {IP_PROTO_IGMP, "IGMP"},
	{IP_PROTO_IPIP, "IPIP"},        {IP_PROTO_TCP, "TCP"},     {IP_PROTO_EGP, "EGP"},
	{IP_PROTO_PIGP, "IGRP"},        {IP_PROTO_MOBILE, "Mobile IP"},
	{IP_PROTO_UDP, "UDP"},          {IP_PROTO_DCCP, "DCCP"},   {IP_PROTO_IPV6, "IPv6"},
	{IP_PROTO_ROUTING, "Routing"},  {IP_PROTO_FRAGMENT, "Fragment"}, {IP_PROTO_RSVP, "RSVP"},
	{IP_PROTO_GRE, "GRE"},          {IP_PROTO_ESP, "ESP"},     {IP_PROTO_AH, "AH"},
	{IP_PROTO_ICMPV6, "ICMPv6"},    {IP_PROTO_NONE, "No Next Header"}, {IP_PROTO_DSTOPTS, "DSTOPT"},
	{IP_PROTO_MOBILITY_OLD, "Mobile IP (old)"}, {IP_PROTO_EIGRP, "EIGRP"}, {IP_PROTO_OSPF, "OSPF"},
	{IP_PROTO_PIM, "PIM"},          {IP_PROTO_IPCOMP, "Compressed IP"}, {IP_PROTO_VRRP, "VRRP"},
	{IP_PROTO_PGM, "PGM"},          {IP_PROTO_SCTP, "SCTP"},   {IP_PROTO_MOBILITY, "Mobility"},
	{IP_PROTO_ETHERNET, "Ethernet"}, {0, NULL},
};

/* ---- Options of hop-by-hop and destination headers */

enum { IP6_HEADER = 40 };
enum {
	OPT_PAD1 = 0, OPT_PAD_N = 1, OPT_ALERT = 5, OPT_JUMBO_PAYLOAD = 0xc2, OPT_HOME = 0xc9,
};

/* Says one option; its first two bytes are read, n follow. jumbo: where a Jumbo Payload length goes. */
static void option(struct dis *d, unsigned type, unsigned n, uint32_t *jumbo)
{
	switch (type) {
	case OPT_PAD_N:
		say_s(d, "(padn)");
		soft_bytes(d, OPT_PADN, n);
		break;
	case OPT_ALERT: {
		if (n != 2) {
			say(d, "(rtalert: invalid len %u)", n);
			break;
		}
		unsigned value = u16(d, OPT_ROUTER_ALERT);
		say(d, "(rtalert: 0x%04x) ", value);
		break;
	}
	case OPT_JUMBO_PAYLOAD: {
		if (n != 4) {
			say(d, "(jumbo: invalid len %u)", n);
			break;
		}
		*jumbo = u32(d, OPT_JUMBO);
		say(d, "(jumbo: %u) ", *jumbo);
		break;
	}
	case OPT_HOME: {
		if (n < 16) {
			say(d, "(homeaddr: invalid len %u)", n);
			break;
		}
		const struct ip6 *home = ip6(d, OPT_HOME_ADDRESS);
		if (!d->cut)
			d->net.field_src = home->b; /* RFC 6275 section 11.3.1 */
		say(d, "(homeaddr: %s", ip6_str(d, home));
		if (n > 16)
			say(d, ", (unknown subopts) ");
		say_c(d, ')');
		break;
	}
	default:
		say(d, "(unknown opt-type 0x%02x len=%u)", type, n);
		if (d->tape)
			ip6_option_fields(d, type, n);
		break;
	}
}

enum after { GO_ON, DONE, ASTRAY };

/* One option from its type on. ASTRAY: it goes past its header, and nothing behind it is read. */
static enum after one_option(struct dis *d, uint32_t end, uint32_t *jumbo)
{
	static const struct bit_field parts[] = {
		{0xff, OPT_TYPE}, {0xc0, OPT_ACTION}, {0x20, OPT_CHANGE}, {0x1f, OPT_REST}, {0}};
	uint32_t start = d->pos;
	unsigned type = u8(d, 0);
	if (type == OPT_PAD1) {
		also(d, OPT_TYPE, 1, type);
		say_s(d, "(pad1)");
		return GO_ON;
	}
	also_bits(d, 1, type, parts);
	if (end - d->pos < 1) {
		say_s(d, "(type 0x02x: trunc)");
		return DONE;
	}
	unsigned n = u8(d, OPT_LENGTH);
	if (n > end - d->pos) {
		invalid_misfit(d, "remaining length", end - start, "<", n + 2);
		return ASTRAY;
	}
	option(d, type, n, jumbo);
	seek(d, start + 2 + n);
	return GO_ON;
}

/* False: they go past their header. */
static bool options(struct dis *d, uint32_t len, uint32_t *jumbo)
{
	uint32_t end = d->pos + len;
	enum after after = GO_ON;
	while (after == GO_ON && d->pos < end && !d->cut) {
		group_begin(d, OPT);
		after = one_option(d, end, jumbo);
		group_end(d);
	}
	return after != ASTRAY;
}

struct options_kind {
	const char *name, *layer_name;
	uint8_t group; /* and its next header, length and length in bytes behind it */
};

static const struct options_kind hop_by_hop = {"HBH", "hbhopt", HOPOPTS}, destination = {"DSTOPT", "dstopt", DSTOPTS};

/* The header's first two bytes: its next header and how long it is. */
static unsigned read_start(struct dis *d, unsigned group, uint32_t *bytes)
{
	unsigned next = u8(d, group + 1), len = u8(d, group + 2);
	*bytes = (len + 1) * 8;
	also(d, group + 3, 1, *bytes);
	return next;
}

/* A hop-by-hop or destination options header. length: of the packet, where its header gives the payload
 * none and a jumbo option has to; else 0. Returns the next header, -1 when it ends here. */
static int options_header(struct dis *d, const struct options_kind *kind, uint32_t length)
{
	uint32_t start = d->pos, jumbo = 0, len;
	const char *outer = d->layer_name;
	d->layer_name = kind->layer_name;
	unsigned next = read_start(d, kind->group, &len);
	struct saved header = inner_begin(d);
	need(d, len - 2);
	say_s(d, kind->name);
	say_c(d, ' ');
	struct saved s = quiet_begin(d, !d->verbose);
	bool fine = options(d, len - 2, &jumbo) || !d->verbose;
	quiet_end(d, &s);
	if (!fine)
		return -1;
	if (d->verbose)
		say_c(d, ' ');
	seek(d, start + len);
	bool cut = inner_end(d, &header);
	if (!d->cut && length && !jumbo) {
		say_s(d, "[No valid Jumbo Payload Hop-by-Hop option found]");
		invalid(d);
		return -1;
	}
	if (cut)
		cut_unmarked(d);
	if (length && jumbo > length - IP6_HEADER && !d->cut) {
		say(d, "[header+payload length %u > length %u]", jumbo + IP6_HEADER, length);
		invalid(d);
		say_c(d, ' ');
	}
	if (jumbo && !d->cut && start + jumbo < UINT32_MAX / 2) {
		d->wire = start + jumbo;
		d->end = d->end > d->wire ? d->wire : d->end;
	}
	if (d->cut)
		return -1;
	d->layer_name = outer;
	return (int)next;
}

/* ---- Fragment */

static int fragment(struct dis *d)
{
	uint32_t wire = d->wire;
	const char *outer = d->layer_name;
	d->layer_name = "frag6";
	static const struct bit_field parts[] = {{0xfff8, FRAG_OFFSET}, {6, FRAG_RESERVED_BITS}, {1, FRAG_MORE}, {0}};
	unsigned next = u8(d, FRAG_NXT);
	u8(d, FRAG_RESERVED);
	unsigned off = flags16(d, parts);
	uint32_t id = u32(d, FRAG_IDENT);
	if (d->cut)
		return -1;
	d->layer_name = outer;
	d->net.fragment = true;
	d->net.atomic = !(off & 0xfff9);
	uint32_t offset = off & 0xfff8;
	if (d->verbose)
		say(d, "frag (0x%08x:%u|", id, offset);
	else
		say(d, "frag (%u|", offset);
	if (wire < d->pos) {
		say_s(d, "[length < 0] (invalid))");
		return -1;
	}
	say(d, "%u)", declared(d));
	if (offset)
		return -1;
	say_c(d, ' ');
	return left(d) ? (int)next : -1;
}

/* ---- Routing */

enum { RH_SOURCE = 0, RH_MOBILE = 2, RH_RPL = 3, RH_SEGMENT = 4, RH_COMPACT16 = 5, RH_COMPACT32 = 6, TLV_PAD1 = 0 };

static const struct token routing_types[] = {{RH_SOURCE, "Deprecated"}, {0, NULL}};

/* The address that checksums cover: the last of the route as long as segments are left. */
static void final_destination(struct dis *d, unsigned type, unsigned segments_left, const struct ip6 *a, unsigned index,
	unsigned count)
{
	bool final = type == RH_SEGMENT ? index == 0 : index + 1 == count;
	if (segments_left && final && !d->cut)
		d->net.final_dst = a->b;
}

static void segments(struct dis *d, unsigned type, unsigned segments_left, unsigned count)
{
	unsigned field = type == RH_SEGMENT ? SRH_ADDRESS : type == RH_MOBILE ? RT_HOME_ADDRESS : RT_ADDRESS;
	for (unsigned i = 0; i < count && !d->cut; i++) {
		const struct ip6 *a = ip6(d, field);
		say(d, ", [%u]%s", i, ip6_str(d, a));
		final_destination(d, type, segments_left, a, i, count);
	}
}

/* RFC 8754 section 2.1. */
static void segment_tlv(struct dis *d)
{
	static const struct token tlvs[] = {{TLV_PAD1, "Pad1"}, {4, "PadN"}, {5, "HMAC"}, {0, NULL}};
	unsigned type = u8(d, 0);
	say(d, ", TLV-type=%s(%u)", tok(d, tlvs, "Unknown", type), type);
	if (type == TLV_PAD1)
		return;
	unsigned len = u8(d, 0);
	say(d, ", TLV-len=%u", len);
	bytes(d, 0, len);
}

static void segment_routing(struct dis *d, unsigned len, unsigned segments_left)
{
	uint32_t end = d->pos + 4 + len * 8;
	unsigned last = u8(d, SRH_LAST);
	say(d, ", last-entry=%u", last);
	unsigned flags = u8(d, SRH_FLAGS);
	if (flags || d->verbose)
		say(d, ", flags=0x%0x", flags);
	unsigned tag = u16(d, 0);
	mark_bytes(d, SRH_TAG, d->pos - 2, 2);
	say(d, ", tag=%x", tag);
	if ((last + 1) * 2 > len) {
		invalid_misfit(d, "last entry", last, ">", len / 2);
		return;
	}
	segments(d, RH_SEGMENT, segments_left, last + 1);
	while (d->pos < end && !d->cut)
		segment_tlv(d);
}

/* A whole route of addresses behind four reserved bytes. False: it cannot be. */
static bool source_route(struct dis *d, unsigned type, unsigned len, unsigned segments_left)
{
	uint32_t reserved = u32(d, 0);
	mark_bytes(d, type == RH_MOBILE ? RT_MOBILE_RESERVED : RT_RESERVED, d->pos - 4, 4);
	if (reserved || d->verbose)
		say(d, ", rsv=0x%x", reserved);
	if (len % 2 && !d->cut) {
		say(d, " (invalid length %u)", len);
		invalid(d);
		return false;
	}
	segments(d, type, segments_left, len / 2);
	return true;
}

/* RFC 6554: addresses without the bytes that they share with the destination; n bytes. */
static void compressed_route(struct dis *d, uint32_t n)
{
	static const struct bit_field parts[] = {{0xf0000000, RT_COMPRESSED}, {0x0f000000, RT_COMPRESSED_LAST}, {0x00f00000, RT_PAD},
		{0x000fffff, RT_RPL_RESERVED}, {0}};
	uint32_t v = flags32(d, parts);
	uint32_t middle = 16 - (v >> 28), last = 16 - (v >> 24 & 15), pad = v >> 20 & 15;
	uint32_t count = n >= 4 + pad + last ? (n - 4 - pad - last) / middle + 1 : 0;
	mark_uint(d, RT_COUNT, d->pos - 4, 2, count);
	for (uint32_t i = 1; i <= count && !d->cut; i++) {
		struct ip6 full;
		uint32_t size = i < count ? middle : last;
		memcpy(&full, d->net.dst, sizeof full);
		struct span s = bytes(d, RT_PARTIAL, size);
		for (uint32_t k = 0; k < s.len; k++)
			full.b[16 - size + k] = (uint8_t)span_u8(s, k);
		mark_made(d, RT_FULL, s.pos, s.len, full.b, sizeof full.b);
	}
}

/* draft-bonica-6man-comp-rtg-hdr: identifiers of segments, n bytes. */
static void compact_route(struct dis *d, unsigned type, unsigned segments_left, uint32_t n)
{
	unsigned size = type == RH_COMPACT16 ? 2 : 4;
	uint32_t start = d->pos;
	for (; n >= size && !d->cut; n -= size) {
		bool current = d->pos == start + segments_left * size;
		uint32_t sid = (uint32_t)dis_be(d, type == RH_COMPACT16 ? CRH16_SID : CRH32_SID, size);
		if (current)
			also(d, type == RH_COMPACT16 ? CRH16_CURRENT : CRH32_CURRENT, size, sid);
	}
}

/* Of routes that the line does not know, n bytes. */
static void route_fields(struct dis *d, unsigned type, unsigned segments_left, uint32_t n)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, n);
	if (type == RH_RPL && d->net.version == 6)
		compressed_route(d, n);
	else if (type == RH_COMPACT16 || type == RH_COMPACT32)
		compact_route(d, type, segments_left, n);
	else
		bytes(d, RT_UNKNOWN, n);
	part_end(d, &part);
	quiet_end(d, &s);
}

static int routing(struct dis *d)
{
	uint32_t start = d->pos;
	const char *outer = d->layer_name;
	unsigned next = u8(d, RT_NXT);
	if (!d->cut)
		d->layer_name = "rt6";
	say_s(d, "RT6");
	unsigned len = u8(d, RT_LEN);
	also(d, RT_OCTETS, 1, (len + 1) * 8);
	say(d, " (len=%u", len);
	unsigned type = u8(d, RT_TYPE);
	say(d, ", type=%u", type);
	const char *name = word(routing_types, type);
	if (name)
		say(d, " [%s]", name);
	unsigned left_segments = u8(d, RT_LEFT);
	say(d, ", segleft=%u", left_segments);
	switch (type) {
	case RH_SOURCE:
	case RH_MOBILE:
		if (!source_route(d, type, len, left_segments))
			return -1;
		break;
	case RH_SEGMENT:
		segment_routing(d, len, left_segments);
		break;
	default:
		say_s(d, " (unknown type)");
		invalid(d);
		if (d->tape)
			route_fields(d, type, left_segments, len * 8 + 4);
		return -1;
	}
	say_s(d, ") ");
	seek(d, start + (len + 1) * 8);
	need(d, 0);
	if (d->cut)
		return -1;
	d->layer_name = outer;
	return (int)next;
}

/* ---- The chain */

/* Hop-by-hop options go right behind the IPv6 header, and once. */
static bool hop_by_hop_astray(struct dis *d, bool start)
{
	bool found = d->net.protocol == IP_PROTO_HOPOPTS;
	if (start && found)
		return false;
	say(d, "[The Hop-by-Hop Options header %s]", found ? "was already found" : "don't follow the IPv6 header");
	invalid(d);
	return true;
}

void ip6_next_header(struct dis *d, unsigned first, uint32_t jumbo)
{
	bool start = true;
	for (int next = (int)first; next >= 0 && !d->cut; start = false) {
		switch (next) {
		case IP_PROTO_HOPOPTS:
			if (hop_by_hop_astray(d, start))
				return;
			group_begin(d, HOPOPTS);
			next = options_header(d, &hop_by_hop, jumbo);
			group_end(d);
			jumbo = 0;
			break;
		case IP_PROTO_DSTOPTS:
			group_begin(d, DSTOPTS);
			next = options_header(d, &destination, 0);
			group_end(d);
			break;
		case IP_PROTO_FRAGMENT:
			group_begin(d, FRAGMENT);
			next = fragment(d);
			group_end(d);
			break;
		case IP_PROTO_ROUTING:
			group_begin(d, ROUTING);
			next = routing(d);
			group_end(d);
			break;
		default:
			ip_payload(d, (unsigned)next);
			return;
		}
	}
}
