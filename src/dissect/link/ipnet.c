/* Solaris ipnet: version 1, family 1, hook type 2, length 4, interface index 4, group 4, source zone 4, destination
 * zone 4, then an IP packet. */
#include "dissect/dissect.h"

#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { IPNET, FAMILY, HOOK, SOURCE_ZONE, DESTINATION_ZONE };
enum { FAMILY_IPV4 = 2, FAMILY_IPV6 = 26, HEADER = 24 };

static const struct token families[] = {{FAMILY_IPV4, "IPv4"}, {FAMILY_IPV6, "IPv6"}, {0, NULL}};

static const struct field fields[] = {
	[IPNET] = {"ipnet", "Solaris IPNET"},
	[FAMILY] = {"ipnet.family", "Address family", F_U8, DEC, families},
	[HOOK] = {"ipnet.htype", "Hook type", F_U16},
	[SOURCE_ZONE] = {"ipnet.zsrc", "Source Zone ID", F_U32},
	[DESTINATION_ZONE] = {"ipnet.zdst", "Destination Zone ID", F_U32},
};

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!need(d, HEADER))
		return;
	if (d->layers == 1)
		d->link_len = HEADER;
	u8(d, 0);
	unsigned family = u8(d, FAMILY);
	u16(d, HOOK);
	skip(d, 12);
	uint32_t source = u32(d, SOURCE_ZONE), destination = u32(d, DESTINATION_ZONE);
	bool known = family == FAMILY_IPV4 || family == FAMILY_IPV6;
	if (d->opt->link_header || !known) {
		say(d, "%u > %u", source, destination);
		if (d->opt->quick)
			say(d, ", %s", tok(d, families, "Unknown", family));
		else
			say(d, ", family %s (%u)", tok(d, families, "Unknown", family), family);
		say(d, ", length %u: ", length);
	}
	if (family == FAMILY_IPV4)
		call(d, &proto_ip);
	else if (family == FAMILY_IPV6)
		call(d, &proto_ip6);
	else
		say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IPNET},
	{0},
};

const struct proto proto_ipnet = {
	.name = "ipnet",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
