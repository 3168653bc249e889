/* Internet Protocol version 6: RFC 8200; extension headers in ip6_extension.c; jumbograms: RFC 2675.
 *
 *	 0       4              12      16              24              31
 *	+-------+--------------+-----------------------------------------+
 *	|version| traffic class|              flow label                 |
 *	|        payload length        |  next header  |    hop limit    |
 *	|                           source                               |
 *	|                        destination                             |
 */
#include "dissect/net/ethertype.h"
#include "dissect/net/ip6_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { IPV6, VERSION, TCLASS, DSCP, ECN, FLOW, PLEN, NXT, HLIM, SRC_ADDR, DST_ADDR };

enum { HEADER = 40 };

static const struct field fields[] = {
	[IPV6] = {"ipv6", "Internet Protocol Version 6"},
	[VERSION] = {"ipv6.version", "Version", F_U8},
	[TCLASS] = {"ipv6.tclass", "Traffic Class", F_U8, HEX},
	[DSCP] = {"ipv6.tclass.dscp", "Differentiated Services Codepoint", F_U8},
	[ECN] = {"ipv6.tclass.ecn", "Explicit Congestion Notification", F_U8},
	[FLOW] = {"ipv6.flow", "Flow Label", F_U24, HEX},
	[PLEN] = {"ipv6.plen", "Payload Length", F_U16},
	[NXT] = {"ipv6.nxt", "Next Header", F_U8, DEC, ip_protocols},
	[HLIM] = {"ipv6.hlim", "Hop Limit", F_U8},
	[SRC_ADDR] = {"ipv6.src", "Source Address", F_IP6, .either = "ipv6.addr"},
	[DST_ADDR] = {"ipv6.dst", "Destination Address", F_IP6, .either = "ipv6.addr"},
};

/* "(class 0x02, flowlabel 0x12345, hlim 64, next-header TCP (6), payload length 20) " */
static void say_verbose(struct dis *d, uint32_t first, unsigned plen, unsigned nxt, unsigned hlim)
{
	unsigned class = first >> 20 & 0xff, flow = first & 0xfffff;
	say_c(d, '(');
	if (class)
		say(d, "class 0x%02x, ", class);
	if (flow)
		say(d, "flowlabel 0x%05x, ", flow);
	const char *name = word(ip6_next_headers, nxt);
	say(d, "hlim %u, next-header %s", hlim, name ? name : "unknown");
	say(d, " (%u), payload length %u) ", nxt, plen);
}

static void say_addresses(struct dis *d, const struct ip6 *src, const struct ip6 *dst)
{
	say_ip6(d, src);
	say_s(d, " > ");
	say_ip6(d, dst);
	say_s(d, ": ");
}

/* The payload's length when the header says 0: a Jumbo Payload option's, or all there is. */
static uint32_t payload_length(struct dis *d, unsigned plen, unsigned nxt, uint32_t there)
{
	if (plen || nxt == IP_PROTO_HOPOPTS)
		return plen ? plen : there;
	if (there > 0xffff)
		say(d, "[real length %u, presumed BIG TCP] ", HEADER + there);
	return there > 0xffff ? there : plen;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!d->opt->link_header)
		say_s(d, "IP6 ");
	if (length < HEADER) {
		invalid_misfit(d, "length", length, "<", HEADER);
		return;
	}
	uint32_t start = d->pos, first = u32(d, 0);
	if (fields_wanted(d)) {
		mark_uint(d, VERSION, start, 1, first >> 28);
		mark_uint(d, TCLASS, start, 2, first >> 20 & 0xff);
		mark_uint(d, DSCP, start, 2, first >> 22 & 0x3f);
		mark_uint(d, ECN, start, 2, first >> 20 & 3);
		mark_uint(d, FLOW, start + 1, 3, first & 0xfffff);
	}
	if (!d->cut && first >> 28 != 6) {
		invalid_misfit(d, "version", first >> 28, "!=", 6);
		return;
	}
	unsigned plen = u16(d, PLEN), nxt = u8(d, NXT), hlim = u8(d, HLIM);
	uint32_t there = length - HEADER;
	if (d->verbose && !d->cut && plen <= there)
		say_verbose(d, first, plen, nxt, hlim);
	const struct ip6 *src = ip6(d, SRC_ADDR), *dst = ip6(d, DST_ADDR);
	if (d->cut)
		return;
	if (plen > there) {
		say(d, "[header+payload length %u > length %u]", plen + HEADER, length);
		invalid(d);
		say_c(d, ' ');
	}
	d->net = (struct net){
		.version = 6, .protocol = (uint8_t)nxt, .ttl = (uint8_t)hlim, .src = src->b, .dst = dst->b, .final_dst = dst->b};
	if (d->verbose && plen > there)
		say_verbose(d, first, plen, nxt, hlim);
	uint32_t payload = payload_length(d, plen, nxt, there);
	/* a payload length of 0 without a jumbo option says what is there, and does not keep anybody from reading on */
	if (payload)
		narrow(d, payload);
	else
		declare(d, 0);
	if (nxt != IP_PROTO_TCP && nxt != IP_PROTO_UDP && nxt != IP_PROTO_DCCP && nxt != IP_PROTO_SCTP)
		say_addresses(d, src, dst);
	ip6_next_header(d, nxt, !plen && nxt == IP_PROTO_HOPOPTS ? length : 0);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_IPV6},
	{BIND_IP_PROTO, .from = IP_PROTO_IPV6},
	{0},
};

const struct proto proto_ip6 = {
	.name = "ip6",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_IP6,
};
