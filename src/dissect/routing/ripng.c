/* RIPng: RFC 2080.
 *
 *	| command | version | 0 2 | then: | prefix 16 | tag 2 | prefix length | metric |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { RIPNG, COMMAND, VERSION, ENTRY, PREFIX, TAG, PREFIX_LENGTH, METRIC };

enum { REQUEST = 1, RESPONSE = 2, HEADER = 4, ENTRY_SIZE = 20, INFINITY_METRIC = 16 };

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

static void entry(struct dis *d, bool response)
{
	group_begin(d, ENTRY);
	const struct ip6 *prefix = ip6(d, PREFIX);
	unsigned tag = u16(d, TAG), length = u8(d, PREFIX_LENGTH);
	say(d, "%s/%u", ip6_str(d, prefix), length);
	if (tag)
		say(d, " [%u]", tag);
	unsigned metric = u8(d, METRIC);
	group_end(d);
	if (response && metric)
		say(d, " (%u)", metric);
}

static bool whole_table(const struct dis *d)
{
	return declared(d) == ENTRY_SIZE && peek8(d, 19) == INFINITY_METRIC && !peek32(d, 0) && !peek32(d, 4) && !peek32(d, 8) &&
		!peek32(d, 12);
}

static void entries(struct dis *d, bool response)
{
	unsigned count = declared(d) / ENTRY_SIZE;
	if (!response && whole_table(d)) {
		say_s(d, " ripng-req dump");
		skip(d, ENTRY_SIZE);
		return;
	}
	say(d, response ? " ripng-resp %u" : " ripng-req %u", count);
	if (declared(d) % ENTRY_SIZE)
		say(d, "[%u]", declared(d) + HEADER);
	say_c(d, ':');
	while (declared(d) >= ENTRY_SIZE && more(d)) {
		say_s(d, d->verbose > 1 ? "\n\t" : " ");
		entry(d, response);
	}
	if (declared(d) && !d->cut)
		invalid(d);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < HEADER) {
		invalid(d);
		return;
	}
	unsigned command = u8(d, COMMAND), version = u8(d, VERSION);
	if (version != 1) {
		say(d, " [vers %u]", version);
		invalid(d);
		return;
	}
	skip(d, 2);
	if (command == REQUEST || command == RESPONSE)
		entries(d, command == RESPONSE);
	else {
		say(d, " ripng-%u ?? %u", command, length);
		invalid(d);
	}
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
