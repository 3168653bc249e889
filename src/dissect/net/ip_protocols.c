#include "dissect/net/ip_protocols.h"

const struct token ip_protocols[] = {
	{IP_PROTO_HOPOPTS, "Options"},
	{IP_PROTO_ICMP, "ICMP"},
	{IP_PROTO_IGMP, "IGMP"},
	{IP_PROTO_IPIP, "IPIP"},
	{IP_PROTO_TCP, "TCP"},
	{IP_PROTO_EGP, "EGP"},
	{IP_PROTO_PIGP, "IGRP"},
	{IP_PROTO_UDP, "UDP"},
	{IP_PROTO_DCCP, "DCCP"},
	{IP_PROTO_IPV6, "IPv6"},
	{IP_PROTO_ROUTING, "Routing"},
	{IP_PROTO_FRAGMENT, "Fragment"},
	{IP_PROTO_RSVP, "RSVP"},
	{IP_PROTO_GRE, "GRE"},
	{IP_PROTO_ESP, "ESP"},
	{IP_PROTO_AH, "AH"},
	{IP_PROTO_MOBILE, "Mobile IP"},
	{IP_PROTO_ICMPV6, "ICMPv6"},
	{IP_PROTO_MOBILITY_OLD, "Mobile IP (old)"},
	{IP_PROTO_EIGRP, "EIGRP"},
	{IP_PROTO_OSPF, "OSPF"},
	{IP_PROTO_ETHERIP, "Ether IP"},
	{IP_PROTO_PIM, "PIM"},
	{IP_PROTO_IPCOMP, "Compressed IP"},
	{IP_PROTO_VRRP, "VRRP"},
	{IP_PROTO_PGM, "PGM"},
	{IP_PROTO_SCTP, "SCTP"},
	{IP_PROTO_MOBILITY, "Mobility"},
	{IP_PROTO_NONE, "no next header"},
	{IP_PROTO_DSTOPTS, "Destination options"},
	{IP_PROTO_ETHERNET, "Ethernet"},
	{0, NULL},
};

bool says_own_addresses(unsigned protocol)
{
	return protocol == IP_PROTO_TCP || protocol == IP_PROTO_UDP || protocol == IP_PROTO_SCTP ||
		protocol == IP_PROTO_DCCP;
}

/* Which version of IP it is for alone, when it is for one. */
static unsigned only_version(unsigned protocol)
{
	if (protocol == IP_PROTO_ICMPV6 || protocol == IP_PROTO_ETHERNET)
		return 6;
	return protocol == IP_PROTO_ICMP || protocol == IP_PROTO_IGMP ? 4 : 0;
}

void say_unknown_protocol(struct dis *d, unsigned protocol)
{
	say_s(d, " ip-proto-");
	say_u(d, protocol);
	say_c(d, ' ');
	say_u(d, declared(d));
}

void ip_payload(struct dis *d, unsigned protocol)
{
	enum bind_table own = d->net.version == 4 ? BIND_IP4_PROTO : BIND_IP6_PROTO;
	const struct proto *p = bound(d, BIND_IP_PROTO, protocol);
	if (dispatch(d, own, protocol) || (p && p->beyond ? call_beyond(d, p) : dispatch(d, BIND_IP_PROTO, protocol)))
		return;
	unsigned version = only_version(protocol);
	if (version && version != d->net.version) {
		say(d, "[%s requires IPv%u]", tok(d, ip_protocols, "unknown", protocol), version);
		invalid(d);
	} else if (protocol == IP_PROTO_NONE) {
		say_s(d, "no next header");
	} else if (protocol == IP_PROTO_ND) {
		say(d, " nd %u", declared(d));
	} else {
		say_unknown_protocol(d, protocol);
	}
}
