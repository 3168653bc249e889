/* Ethernet within IP: RFC 3378.
 *
 *	| version 4 reserved 12 | an Ethernet frame without its check sequence |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { ETHERIP, VERSION, RESERVED };

static const struct field fields[] = {
	[ETHERIP] = {"etherip", "Ethernet over IP"},
	[VERSION] = {"etherip.ver", "Version", F_U16},
	[RESERVED] = {"etherip.reserved", "Reserved", F_U16, HEX},
};

static void dissect(struct dis *d)
{
	unsigned head = u16(d, 0);
	also(d, VERSION, 2, head >> 12);
	also(d, RESERVED, 2, head & 0xfff);
	say(d, "EtherIP version %u: ", head >> 12);
	call(d, &proto_ether);
}

static const struct binding bindings[] = {{BIND_IP_PROTO, .from = IP_PROTO_ETHERIP}, {0}};

const struct proto proto_etherip = {
	.name = "etherip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.tunnel = true,
};
