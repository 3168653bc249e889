/* NLRI of BGP's other families: multicast VPN RFC 6514, MDT RFC 6037, route targets RFC 4684, NSAP, layer 2 VPN RFC 4761
 * and RFC 6074. */
#include "dissect/routing/bgp_nlri.h"

#include <stdio.h>

#include "dissect/routing/osi.h"

enum { RD_LEN = 8, MDT_BITS = 128 };

static const struct token mvpn_types[] = {{1, "Intra-AS I-PMSI"}, {2, "Inter-AS I-PMSI"}, {3, "S-PMSI"}, {4, "Intra-AS Segment-Leaf"},
	{5, "Source-Active"}, {6, "Shared Tree Join"}, {7, "Source Tree Join"}, {0, NULL}};

void bgp_say_rd(struct dis *d)
{
	unsigned type = u16(d, 0);
	uint32_t high, low;
	switch (type) {
	case 0:
		high = u16(d, 0);
		low = u32(d, 0);
		say(d, "RD: %u:%u (= %s)", high, low, ip4_str(d, low));
		break;
	case 1:
		high = u32(d, 0);
		low = u16(d, 0);
		say(d, "RD: %s:%u", ip4_str(d, high), low);
		break;
	case 2:
		high = u32(d, 0);
		low = u16(d, 0);
		say(d, "RD: %s:%u (%s:%u)", asn_str(d, high), low, ip4_str(d, high), low);
		break;
	default:
		u48(d, 0);
		say_s(d, "RD: unknown RD format");
	}
}

/* An address of n bytes: IPv4, IPv6, or none that can be. */
static void say_address(struct dis *d, uint32_t n)
{
	if (n == 4) {
		uint32_t a = ip4(d, 0);
		say_s(d, ip4_str(d, a));
	} else if (n == 16) {
		const struct ip6 *a = ip6(d, 0);
		say_s(d, ip6_str(d, a));
	} else {
		say(d, "bogus address length %u", n * 8);
		skip(d, n);
	}
}

/* Source and group, each behind its length in bits. */
static void source_and_group(struct dis *d)
{
	unsigned bits = u8(d, 0);
	say_s(d, ", Source ");
	say_address(d, bits / 8);
	bits = u8(d, 0);
	say_s(d, ", Group ");
	say_address(d, bits / 8);
}

bool bgp_mvpn_route(struct dis *d)
{
	/* as the reference, the length is taken from behind the attribute when only the type is in it */
	uint32_t attribute_end = d->end;
	d->end = d->limit;
	unsigned type = u8(d, 0), length = u8(d, 0);
	d->end = attribute_end;
	uint32_t end = d->pos + length;
	say(d, "\n\t      Route-Type: %s (%u), length: %u", tok(d, mvpn_types, "Unknown", type), type, length);
	if (!word(mvpn_types, type) || type == 4) {
		seek(d, end);
		return true;
	}
	/* the originator is what the route has behind its distinguisher */
	if ((type == 1 || type == 3) && length < RD_LEN) {
		part_fail(d);
		return true;
	}
	say_s(d, ", ");
	bgp_say_rd(d);
	switch (type) {
	case 1:
		say_s(d, ", Originator ");
		say_address(d, length > RD_LEN ? length - RD_LEN : 0);
		break;
	case 3:
		source_and_group(d);
		say_s(d, ", Originator ");
		/* the reference counts the whole route's length here */
		say(d, "bogus address length %u", length > RD_LEN + 2 ? (length - RD_LEN - 2) * 8 : 0);
		break;
	case 5:
		source_and_group(d);
		break;
	default: {
		uint32_t as = u32(d, 0);
		say(d, ", Source-AS %s", asn_str(d, as));
		if (type != 2)
			source_and_group(d);
	}
	}
	seek(d, end);
	return true;
}

bool bgp_mdt_route(struct dis *d)
{
	unsigned bits = u8(d, 0);
	if (d->cut)
		return true;
	if (bits != MDT_BITS)
		return false;
	say_s(d, "\n\t      ");
	bgp_say_rd(d);
	uint32_t vpn = ip4(d, 0), group = ip4(d, 0);
	say(d, ", VPN IP Address: %s, MC Group Address: %s", ip4_str(d, vpn), ip4_str(d, group));
	return true;
}

/* As far as the prefix goes, the rest is zero. */
bool bgp_route_target(struct dis *d)
{
	unsigned bits = u8(d, 0);
	if (d->cut)
		return true;
	if (!bits) {
		say_s(d, "\n\t      default route target");
		return true;
	}
	if (bits < 32) {
		say_s(d, "\n\t      (illegal prefix length)");
		seek(d, d->wire);
		return true;
	}
	bits -= 32;
	uint32_t as = u32(d, 0);
	uint8_t rt[8] = {0};
	struct span s = bytes(d, 0, (bits + 7) / 8);
	if (bits > 64) {
		part_fail(d);
		return true;
	}
	for (unsigned i = 0; i < s.len; i++)
		rt[i] = (uint8_t)span_u8(s, i);
	if (bits % 8)
		rt[bits / 8] &= (uint8_t)(0xff00 >> bits % 8);
	uint32_t high = (uint32_t)rt[2] << 24 | (uint32_t)rt[3] << 16 | (uint32_t)rt[4] << 8 | rt[5], low = (uint32_t)rt[6] << 8 | rt[7];
	say(d, "\n\t      origin AS: %s, route-target: ", asn_str(d, as));
	if (rt[0] == 1)
		say(d, "%s:%u/%u", ip4_str(d, high), low, bits);
	else if (rt[0] == 2)
		say(d, "%s:%u/%u", asn_str(d, high), low, bits);
	else
		say(d, "%u:%u/%u", (unsigned)rt[2] << 8 | rt[3], (uint32_t)rt[4] << 24 | (uint32_t)rt[5] << 16 | low, bits);
	for (unsigned i = 0; i < s.len; i += 2) {
		say_s(d, i ? " " : " (");
		say(d, i + 1 < s.len ? "%02x" : "%02x", rt[i]);
		if (i + 1 < s.len)
			say(d, "%02x", rt[i + 1]);
	}
	if (s.len)
		say_c(d, ')');
	return true;
}

bool bgp_nsap_vpn_route(struct dis *d)
{
	enum { LABEL_AND_RD = 24 + 64 };
	unsigned bits = u8(d, 0);
	if (d->cut)
		return true;
	if (bits < LABEL_AND_RD || bits - LABEL_AND_RD > OSI_NSAP_MAX * 8)
		return false;
	uint32_t label = u24(d, 0);
	say_s(d, "\n\t      ");
	bgp_say_rd(d);
	struct span s = bytes(d, 0, (bits - LABEL_AND_RD + 7) / 8);
	say_s(d, ", ");
	osi_say_nsap(d, s);
	say(d, "/%u, label:%u %s", bits - LABEL_AND_RD, label >> 4, label & 1 ? "(bottom)" : "(BOGUS: Bottom of Stack NOT set!)");
	return true;
}

bool bgp_nsap_route(struct dis *d)
{
	unsigned bits = u8(d, 0);
	if (d->cut)
		return true;
	struct span s = bytes(d, 0, (bits + 7) / 8);
	say_s(d, "\n\t      ");
	osi_say_nsap(d, s);
	say(d, "/%u", bits);
	return true;
}

/* A VPLS route of 17 bytes and more, or the next hop of auto-discovery. */
void bgp_l2vpn_route(struct dis *d)
{
	enum { VPLS_LEN = 17, DISCOVERY_LEN = 12 };
	unsigned length = u16(d, 0);
	if (!need(d, length))
		return;
	uint32_t end = d->pos + length;
	if (length == DISCOVERY_LEN) {
		say_s(d, "\n\t      ");
		bgp_say_rd(d);
		uint32_t next_hop = ip4(d, 0);
		say(d, ", BGPNH: %s", ip4_str(d, next_hop));
	} else if (length > VPLS_LEN) {
		say_s(d, "\n\t      ");
		bgp_say_rd(d);
		unsigned ce = u16(d, 0), offset = u16(d, 0);
		u16(d, 0); /* the block's size */
		uint32_t base = u24(d, 0);
		say(d, ", CE-ID: %u, Label-Block Offset: %u, Label Base %u", ce, offset, base >> 4);
	}
	seek(d, end);
}
