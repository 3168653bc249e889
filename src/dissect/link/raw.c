/* Raw IP: the version decides (LINKTYPE_RAW). */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

static const struct field fields[] = {{"raw", "Raw packet data"}};

static void dissect(struct dis *d)
{
	if (declared(d) < 1) {
		invalid_misfit(d, "length", declared(d), "<", 1);
		return;
	}
	if (!need(d, 1))
		return;
	unsigned version = peek8(d, 0) >> 4;
	if (d->opt->link_header && (version == 4 || version == 6))
		say_s(d, version == 4 ? "IP " : "IP6 ");
	if (version == 4)
		call(d, &proto_ip);
	else if (version == 6)
		call(d, &proto_ip6);
	else
		say(d, "unknown ip %u", version);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_RAW},
	{BIND_LINKTYPE, .from = 12},
	{BIND_LINKTYPE, .from = 14},
	{0},
};

const struct proto proto_raw = {
	.name = "raw",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
