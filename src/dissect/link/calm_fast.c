/* CALM FAST, the network layer of ISO 29281-1: one byte of network reference each for source and destination. */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"

enum { CALM_FAST, SOURCE, DESTINATION };

static const struct field fields[] = {
	[CALM_FAST] = {"calm_fast", "CALM FAST"},
	[SOURCE] = {"calm_fast.src_nwref", "Source Network Reference", F_U8},
	[DESTINATION] = {"calm_fast.dst_nwref", "Destination Network Reference", F_U8},
};

static void dissect(struct dis *d)
{
	say_s(d, "CALM FAST");
	if (d->ether)
		say(d, " src:%s", mac_str(d, d->ether->src));
	say_s(d, "; ");
	if (declared(d) < 2) {
		say(d, " (length %u < 2)", declared(d));
		invalid(d);
		return;
	}
	unsigned source = u8(d, SOURCE);
	say(d, "SrcNwref:%u; ", source);
	unsigned destination = u8(d, DESTINATION);
	say(d, "DstNwref:%u; ", destination);
	if (d->verbose)
		say_undecoded(d, declared(d));
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_CALM_FAST},
	{0},
};

const struct proto proto_calm_fast = {
	.name = "calm_fast",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
