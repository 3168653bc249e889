/* Classical IP over ATM: RFC 2225. LLC and SNAP stand in front of the packet, or nothing. */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { CIP };
enum { LEAST = 7 };

static const struct field fields[] = {
	[CIP] = {"clip", "Classical IP frame"},
};

static void dissect(struct dis *d)
{
	if (d->opt->link_header)
		say(d, "%u: ", declared(d));
	if (!need(d, LEAST))
		return;
	bool snap = peek32(d, 0) == 0xaaaa0300 && peek16(d, 4) == 0;
	call(d, snap ? &proto_llc : &proto_ip);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ATM_CLIP},
	{BIND_LINKTYPE, .from = LINKTYPE_OLD_ATM_CLIP},
	{0},
};

const struct proto proto_cip = {
	.name = "cip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
