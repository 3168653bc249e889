/* Multiprotocol Label Switching: RFC 3032; what follows the stack is told by its first nibble (RFC 4928).
 *
 *	| label 20 | TC 3 | S 1 | TTL 8 |   repeated until S is set
 */
#include "dissect/net/ethertype.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { MPLS, LABEL, EXP, BOTTOM, TTL };

enum { EXPLICIT_NULL_4 = 0, EXPLICIT_NULL_6 = 2, IMPLICIT_NULL = 3 };

static const struct token labels[] = {
	{0, "IPv4 explicit NULL"}, {1, "router alert"}, {2, "IPv6 explicit NULL"}, {3, "implicit NULL"}, {13, "GAL"}, {0, NULL}};

static const struct field fields[] = {
	[MPLS] = {"mpls", "MultiProtocol Label Switching Header"},
	[LABEL] = {"mpls.label", "MPLS Label", F_U32, DEC, labels},
	[EXP] = {"mpls.exp", "MPLS Experimental Bits", F_U8},
	[BOTTOM] = {"mpls.bottom", "MPLS Bottom Of Label Stack", F_BOOL},
	[TTL] = {"mpls.ttl", "MPLS TTL", F_U8},
};

/* NULL: nobody is known for it. */
static const struct proto *payload_of(struct dis *d, unsigned label)
{
	unsigned first = peek8(d, 0);
	switch (label) {
	case EXPLICIT_NULL_4:
		return &proto_ip;
	case EXPLICIT_NULL_6:
		return &proto_ip6;
	}
	switch (first) {
	case 0x45:
	case 0x46:
	case 0x47:
	case 0x48:
	case 0x49:
	case 0x4a:
	case 0x4b:
	case 0x4c:
	case 0x4d:
	case 0x4e:
	case 0x4f:
		return &proto_ip;
	case 0x81:
	case 0x82:
	case 0x83:
		return bound(d, BIND_LLC_SAP, 0xfe);
	default:
		return first >> 4 == 6 ? &proto_ip6 : NULL;
	}
}

static void dissect(struct dis *d)
{
	uint32_t entry;
	bool first = true;
	say_s(d, "MPLS");
	do {
		if (declared(d) < 4) {
			invalid_to_end(d);
			return;
		}
		entry = u32(d, 0);
		also(d, LABEL, 4, entry >> 12);
		also(d, EXP, 4, entry >> 9 & 7);
		also(d, BOTTOM, 4, entry >> 8 & 1);
		also(d, TTL, 4, entry & 255);
		if (d->cut)
			return;
		say(d, "%s(label %u", first || !d->verbose ? " " : "\n\t", entry >> 12);
		first = false;
		const char *name = word(labels, entry >> 12);
		if (d->verbose && name)
			say(d, " (%s)", name);
		say(d, ", tc %u", entry >> 9 & 7);
		if (entry & 0x100)
			say_s(d, ", [S]");
		say(d, ", ttl %u)", entry & 255);
	} while (!(entry & 0x100));
	if (!left(d)) {
		if (declared(d))
			cut_here(d);
		return;
	}
	const struct proto *p = payload_of(d, entry >> 12);
	if (!p) {
		say_undecoded(d, declared(d));
		return;
	}
	say_s(d, d->verbose ? "\n\t" : " ");
	call(d, p);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_MPLS},
	{BIND_ETHERTYPE, .from = ETHERTYPE_MPLS_MULTI},
	{BIND_IP_PROTO, .from = 137},
	{BIND_UDP_PORT, EITHER, UDP_RANK_MPLS, 6635, 0},
	{BIND_PPP_PROTO, .from = 0x281},
	{BIND_PPP_PROTO, .from = 0x283},
	{0},
};

const struct proto proto_mpls = {
	.name = "mpls",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
