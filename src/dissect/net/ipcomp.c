/* IP Payload Compression: RFC 3173.
 *
 *	| next header 1 | flags 1 | CPI 2 | compressed payload
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { IPCOMP, NEXT, FLAGS, CPI };

static const struct field fields[] = {
	[IPCOMP] = {"ipcomp", "IP Payload Compression"},
	[NEXT] = {"ipcomp.next_header", "Next header", F_U8},
	[FLAGS] = {"ipcomp.flags", "IPComp Flags", F_U8, HEX},
	[CPI] = {"ipcomp.cpi", "IPComp CPI", F_U16, HEX},
};

static void dissect(struct dis *d)
{
	if (!need(d, 4))
		return;
	u8(d, NEXT);
	u8(d, FLAGS);
	say(d, "IPComp(cpi=0x%04x)", u16(d, CPI));
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_IPCOMP},
	{0},
};

const struct proto proto_ipcomp = {
	.name = "ipcomp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
