/* RIPng: RFC 2080.
 *
 *	| command | version | 0 2 | then: | prefix 16 | tag 2 | prefix length | metric |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { RIPNG, COMMAND, VERSION, ENTRY, PREFIX, TAG, PREFIX_LENGTH, METRIC };

enum { REQUEST = 1, RESPONSE = 2, ENTRY_SIZE = 20, INFINITY_METRIC = 16 };

static const struct field fields[] = {
	[RIPNG] = {"ripng", "RIPng"},
	[COMMAND] = {"ripng.cmd", "Command", F_U8},
	[VERSION] = {"ripng.version", "Version", F_U8},
	[ENTRY] = {"ripng.rte", "Route Table Entry"},
	[PREFIX] = {"ripng.rte.ipv6_prefix", "IPv6 Prefix", F_IP6},
	[TAG] = {"ripng.rte.route_tag", "Route Tag", F_U16},
	[PREFIX_LENGTH] = {"ripng.rte.prefix_length", "Prefix Length", F_U8},
	[METRIC] = {"ripng.rte.metric", "Metric", F_U8},
};

static unsigned entry(struct dis *d, unsigned last_metric)
{
	group_begin(d, ENTRY);
	const struct ip6 *prefix = ip6(d, PREFIX);
	unsigned tag = u16(d, TAG), length = u8(d, PREFIX_LENGTH), metric = u8(d, METRIC);
	group_end(d);
	say(d, "%s/%u", ip6_str(d, prefix), length);
	if (tag)
		say(d, " [%u]", tag);
	if (metric != last_metric)
		say(d, " (%u)", metric);
	return metric;
}

static bool whole_table(const struct dis *d)
{
	return declared(d) == ENTRY_SIZE && peek8(d, 19) == INFINITY_METRIC && !peek32(d, 0) && !peek32(d, 4) && !peek32(d, 8) &&
		!peek32(d, 12);
}

static void entries(struct dis *d, bool response)
{
	unsigned count = declared(d) / ENTRY_SIZE, metric = 0;
	if (!response && whole_table(d)) {
		say_s(d, " ripng-req dump");
		skip(d, ENTRY_SIZE);
		return;
	}
	if (!response)
		say(d, d->verbose > 1 ? " ripng-req %u[%u]:" : " ripng-req %u:", count, declared(d) + 4);
	else
		say(d, " ripng-resp %u:", count);
	while (declared(d) >= ENTRY_SIZE && more(d)) {
		say_s(d, d->verbose > 1 ? "\n\t" : " ");
		metric = entry(d, response ? 0 : metric);
	}
	if (declared(d) && !d->cut)
		invalid(d);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 4) {
		invalid(d);
		return;
	}
	unsigned command = u8(d, COMMAND), version = u8(d, VERSION);
	skip(d, 2);
	if (command == REQUEST || command == RESPONSE)
		entries(d, command == RESPONSE);
	else
		say(d, " ripng-%u ?? %u", command, length);
	if (version != 1)
		say(d, " [vers %u]", version);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_RIPNG, 521, 0},
	{0},
};

const struct proto proto_ripng = {
	.name = "ripng",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
