/* Neighbor discovery, messages of ICMPv6: RFC 4861 section 4, RFC 4191 (preferences), RFC 3122 (inverse). Options are in
 * nd_option.c.
 *
 *	router advertisement:   | type, code, checksum 4 | hop limit 1 | flags 1 | lifetime 2 | reachable 4 | retransmit 4 | options |
 *	neighbor solicitation:  | type, code, checksum 4 | reserved 4 | target 16 | options |
 *	neighbor advertisement: | type, code, checksum 4 | flags 4 | target 16 | options |
 *	redirect:               | type, code, checksum 4 | reserved 4 | target 16 | destination 16 | options |
 */
#include "dissect/net/icmp6.h"
#include "dissect/net/nd_option.h"

void nd_router_solicitation(struct dis *d, const struct icmp6_message *m)
{
	icmp6_reserved(d, 4);
	nd_options(d, m->start + m->length);
}

/* Said with -v. */
void nd_router_advertisement(struct dis *d, const struct icmp6_message *m)
{
	enum { HEADER = 16 };
	static const struct token words[] = {
		{0x80, "managed"}, {0x40, "other stateful"}, {0x20, "home agent"}, {0x04, "NDP proxy"}, {0x02, "SNAC"}, {0, NULL}};
	static const struct bit_field bits_of_flags[] = {{0xff, RA_FLAGS}, {0x80, RA_M}, {0x40, RA_O}, {0x20, RA_H},
		{0x18, RA_PRF}, {0x04, RA_P}, {0x03, RA_RSV}, {0}};
	struct saved s = quiet_begin(d, !d->verbose);
	unsigned hops = u8(d, CUR_HOP_LIMIT), flags = flags8(d, bits_of_flags), lifetime = u16(d, LIFETIME);
	uint32_t reachable = u32(d, REACHABLE), retrans = u32(d, RETRANS);
	say(d, "\n\thop limit %u, Flags [%s], pref %s, router lifetime %us, reachable time %ums, retrans timer %ums", hops,
		bits(d, words, "none", ", ", flags & ~0x18u), word(nd_preferences, flags >> 3 & 3), lifetime, reachable, retrans);
	quiet_end(d, &s);
	seek(d, m->start + HEADER);
	nd_options(d, m->start + m->length);
}

void nd_neighbor_solicitation(struct dis *d, const struct icmp6_message *m)
{
	icmp6_reserved(d, 4);
	const struct ip6 *target = ip6(d, NS_TARGET);
	say_s(d, ", who has ");
	say_ip6(d, target);
	nd_options(d, m->start + m->length);
}

void nd_neighbor_advertisement(struct dis *d, const struct icmp6_message *m)
{
	static const struct token words[] = {{0x80000000, "router"}, {0x40000000, "solicited"}, {0x20000000, "override"}, {0, NULL}};
	static const struct bit_field bits_of_flags[] = {
		{0xffffffff, NA_FLAGS}, {0x80000000, NA_R}, {0x40000000, NA_S}, {0x20000000, NA_O}, {0x1fffffff, NA_RSV}, {0}};
	uint32_t flags = flags32(d, bits_of_flags);
	const struct ip6 *target = ip6(d, NA_TARGET);
	say_s(d, ", tgt is ");
	say_ip6(d, target);
	if (d->verbose)
		say(d, ", Flags [%s]", bits(d, words, "none", ", ", flags));
	nd_options(d, m->start + m->length);
}

void nd_redirect(struct dis *d, const struct icmp6_message *m)
{
	icmp6_reserved(d, 4);
	const struct ip6 *target = ip6(d, RD_TARGET), *destination = ip6(d, RD_DESTINATION);
	say(d, ", %s", ip6_str(d, destination));
	say(d, " to %s", ip6_str(d, target));
	nd_options(d, m->start + m->length);
}

/* RFC 3122. Lines say no more than that it is one. */
void nd_inverse(struct dis *d, const struct icmp6_message *m)
{
	struct saved s = quiet_begin(d, true);
	icmp6_reserved(d, 4);
	nd_options(d, m->start + m->length);
	quiet_end(d, &s);
}
