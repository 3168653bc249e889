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

/* Link types of one IP version: its header is read, whatever version it says. */
static void dissect_ip4(struct dis *d)
{
	if (d->opt->link_header)
		say_s(d, "IP ");
	call(d, &proto_ip);
}

static void dissect_ip6(struct dis *d)
{
	if (d->opt->link_header)
		say_s(d, "IP6 ");
	call(d, &proto_ip6);
}

static const struct binding bindings_ip4[] = {{BIND_LINKTYPE, .from = LINKTYPE_IPV4}, {0}};
static const struct binding bindings_ip6[] = {{BIND_LINKTYPE, .from = LINKTYPE_IPV6}, {0}};

const struct proto proto_raw_ip4 = {
	.name = "raw",
	.dissect = dissect_ip4,
	PROTO_FIELDS(fields),
	.bindings = bindings_ip4,
};

const struct proto proto_raw_ip6 = {
	.name = "raw",
	.dissect = dissect_ip6,
	PROTO_FIELDS(fields),
	.bindings = bindings_ip6,
};

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
