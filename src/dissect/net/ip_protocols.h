/* IP protocol numbers and the words of lines (IANA "Assigned Internet Protocol Numbers"). */
#ifndef DISSECT_NET_IP_PROTOCOLS_H
#define DISSECT_NET_IP_PROTOCOLS_H

#include "dissect/dissect.h"

enum ip_protocol {
	IP_PROTO_HOPOPTS = 0,
	IP_PROTO_ICMP = 1,
	IP_PROTO_IGMP = 2,
	IP_PROTO_IPIP = 4,
	IP_PROTO_TCP = 6,
	IP_PROTO_EGP = 8,
	IP_PROTO_PIGP = 9,
	IP_PROTO_UDP = 17,
	IP_PROTO_DCCP = 33,
	IP_PROTO_IPV6 = 41,
	IP_PROTO_ROUTING = 43,
	IP_PROTO_FRAGMENT = 44,
	IP_PROTO_RSVP = 46,
	IP_PROTO_GRE = 47,
	IP_PROTO_ESP = 50,
	IP_PROTO_AH = 51,
	IP_PROTO_MOBILE = 55,
	IP_PROTO_ICMPV6 = 58,
	IP_PROTO_NONE = 59,
	IP_PROTO_DSTOPTS = 60,
	IP_PROTO_MOBILITY_OLD = 62,
	IP_PROTO_ND = 77, /* Sun's */
	IP_PROTO_EIGRP = 88,
	IP_PROTO_OSPF = 89,
	IP_PROTO_ETHERIP = 97,
	IP_PROTO_PIM = 103,
	IP_PROTO_IPCOMP = 108,
	IP_PROTO_VRRP = 112,
	IP_PROTO_PGM = 113,
	IP_PROTO_SCTP = 132,
	IP_PROTO_MOBILITY = 135,
	IP_PROTO_ETHERNET = 143,
};

/* "TCP", "UDP" ... as in "proto TCP (6)". */
extern const struct token ip_protocols[];

/* The transports whose lines start with addresses and ports; others get "src > dst: " from IP. */
bool says_own_addresses(unsigned protocol);

/* " ip-proto-99 20" */
void say_unknown_protocol(struct dis *d, unsigned protocol);
/* Calls whom protocol belongs to; nobody: "ip-proto-17 42", or why not. */
void ip_payload(struct dis *d, unsigned protocol);

#endif
