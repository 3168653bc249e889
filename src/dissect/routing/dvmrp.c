/* Distance Vector Multicast Routing Protocol, in IGMP messages of type 0x13: RFC 1075; draft-ietf-idmr-dvmrp-v3.
 *
 *	| 0x13 | code | checksum 2 | reserved 1, capabilities 1, minor version, major version | by code ... | */
#include "dissect/dissect.h"

enum { DVMRP, CODE, CAPABILITIES, MINOR, MAJOR, GENERATION, NEIGHBOR, NETMASK, ROUTE, METRIC, LOCAL, THRESHOLD, FLAGS, SOURCE, GROUP, LIFETIME };

enum { PROBE = 1, REPORT, ASK_NEIGHBORS, NEIGHBORS, ASK_NEIGHBORS2, NEIGHBORS2, PRUNE, GRAFT, GRAFT_ACK };
enum { NEIGHBORS_HEAD = 7, NEIGHBORS2_HEAD = 8, LAST = 0x80 };

static const struct token codes[] = {{PROBE, "Probe"}, {REPORT, "Report"}, {ASK_NEIGHBORS, "Ask-neighbors(old)"},
	{NEIGHBORS, "Neighbors(old)"}, {ASK_NEIGHBORS2, "Ask-neighbors2"}, {NEIGHBORS2, "Neighbors2"}, {PRUNE, "Prune"},
	{GRAFT, "Graft"}, {GRAFT_ACK, "Graft-ACK"}, {0, NULL}};

static const struct field fields[] = {
	[DVMRP] = {"dvmrp", "Distance Vector Multicast Routing Protocol"},
	[CODE] = {"dvmrp.code", "Code", F_U8, DEC, codes},
	[CAPABILITIES] = {"dvmrp.capabilities", "Capabilities", F_U8, HEX},
	[MINOR] = {"dvmrp.min_ver", "Minor Version", F_U8},
	[MAJOR] = {"dvmrp.maj_ver", "Major Version", F_U8},
	[GENERATION] = {"dvmrp.genid", "Generation ID", F_U32},
	[NEIGHBOR] = {"dvmrp.neighbor", "Neighbor Addr", F_IP4},
	[NETMASK] = {"dvmrp.netmask", "Netmask", F_IP4},
	[ROUTE] = {"dvmrp.saddr", "Source Addr", F_IP4},
	[METRIC] = {"dvmrp.metric", "Metric", F_U8},
	[LOCAL] = {"dvmrp.local", "Local Addr", F_IP4},
	[THRESHOLD] = {"dvmrp.threshold", "Threshold", F_U8},
	[FLAGS] = {"dvmrp.flags", "Flags", F_U8, HEX},
	[SOURCE] = {"dvmrp.saddr", "Source Addr", F_IP4},
	[GROUP] = {"dvmrp.maddr", "Multicast Addr", F_IP4},
	[LIFETIME] = {"dvmrp.lifetime", "Prune lifetime", F_U32},
};

static void say_address(struct dis *d, const char *before, unsigned field)
{
	uint32_t a = ip4(d, field);
	say_s(d, before);
	say_s(d, ip4_str(d, a));
}

static void probe(struct dis *d)
{
	if (declared(d) < 4) {
		invalid_misfit(d, "full length", declared(d), "<", 4);
		return;
	}
	say_s(d, d->verbose > 1 ? "\n\t" : " ");
	uint32_t generation = u32(d, GENERATION);
	say(d, "genid %u", generation);
	if (d->verbose <= 1)
		return;
	while (more(d)) {
		if (declared(d) < 4) {
			say(d, "[remaining length %u < 4]", declared(d));
			invalid(d);
			return;
		}
		say_address(d, "\n\tneighbor ", NEIGHBOR);
	}
}

/* Under each mask (its first byte is 255 and not there) the routes, each with as many bytes as the mask needs. */
static void report(struct dis *d)
{
	while (more(d)) {
		if (declared(d) < 3) {
			invalid_misfit(d, "length", declared(d), "<", 3);
			return;
		}
		uint32_t rest = u24(d, 0), mask = 0xff000000 | rest;
		also(d, NETMASK, 3, mask);
		unsigned width = rest & 0xff ? 4 : rest & 0xff00 ? 3 : rest & 0xff0000 ? 2 : 1;
		say(d, "\n\tMask %s", ip4_str(d, mask));
		for (unsigned metric = 0; !d->cut && !(metric & LAST);) {
			if (declared(d) < width + 1) {
				say_s(d, "\n\t  [Truncated Report]");
				invalid(d);
				return;
			}
			uint32_t origin = (uint32_t)dis_be(d, 0, width) << 8 * (4 - width);
			also(d, ROUTE, width, origin);
			metric = u8(d, METRIC);
			say(d, "\n\t  %s metric %u", ip4_str(d, origin), metric & 0x7f);
		}
	}
}

static void say_neighbor_flags(struct dis *d, unsigned flags)
{
	static const struct {
		uint8_t bit;
		const char *word;
	} words[] = {{0x01, "/tunnel"}, {0x02, "/srcrt"}, {0x40, "/querier"}, {0x20, "/disabled"}, {0x10, "/down"}};

	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (flags & words[i].bit)
			say_s(d, words[i].word);
}

static bool room_for_neighbor(struct dis *d)
{
	if (declared(d) >= 4)
		return true;
	invalid_misfit(d, "length", declared(d), "<", 4);
	return false;
}

static void neighbors(struct dis *d)
{
	while (more(d)) {
		if (declared(d) < NEIGHBORS_HEAD) {
			invalid_misfit(d, "length", declared(d), "<", NEIGHBORS_HEAD);
			return;
		}
		uint32_t local = ip4(d, LOCAL);
		unsigned metric = u8(d, METRIC), threshold = u8(d, THRESHOLD), count = u8(d, 0);
		while (count-- && !d->cut) {
			if (!room_for_neighbor(d))
				return;
			say(d, " [%s ->", ip4_str(d, local));
			uint32_t neighbor = ip4(d, NEIGHBOR);
			say(d, " %s, (%u/%u)]", ip4_str(d, neighbor), metric, threshold);
		}
	}
}

static void neighbors2(struct dis *d, unsigned major, unsigned minor)
{
	say(d, " (v %u.%u):", major, minor);
	while (more(d)) {
		if (declared(d) < NEIGHBORS2_HEAD) {
			invalid_misfit(d, "length", declared(d), "<", NEIGHBORS2_HEAD);
			return;
		}
		uint32_t local = ip4(d, LOCAL);
		unsigned metric = u8(d, METRIC), threshold = u8(d, THRESHOLD), flags = u8(d, FLAGS), count = u8(d, 0);
		for (; count && more(d); count--) {
			if (!room_for_neighbor(d))
				return;
			say(d, " [%s -> ", ip4_str(d, local));
			uint32_t neighbor = ip4(d, NEIGHBOR);
			say(d, "%s (%u/%u", ip4_str(d, neighbor), metric, threshold);
			say_neighbor_flags(d, flags);
			say_s(d, ")]");
		}
		if (count && !d->cut) {
			say_s(d, " [invalid ncount]");
			invalid(d);
			return;
		}
	}
}

static void dissect(struct dis *d)
{
	unsigned code = u8(d, CODE), minor = peek8(d, 4), major = peek8(d, 5);
	say(d, " %s", tok(d, codes, "[type %u]", code));
	struct saved s = quiet_begin(d, code != NEIGHBORS2);
	skip(d, 3);
	u8(d, CAPABILITIES);
	u8(d, MINOR);
	u8(d, MAJOR);
	quiet_end(d, &s);
	if (code != NEIGHBORS2)
		skip(d, 6);
	switch (code) {
	case PROBE:
		if (d->verbose)
			probe(d);
		break;
	case REPORT:
		if (d->verbose > 1)
			report(d);
		break;
	case NEIGHBORS:
		neighbors(d);
		break;
	case NEIGHBORS2:
		neighbors2(d, major, minor);
		break;
	case PRUNE:
	case GRAFT:
	case GRAFT_ACK:
		need(d, 8);
		say_address(d, " src ", SOURCE);
		say_address(d, " grp ", GROUP);
		if (code == PRUNE) {
			say_s(d, " timer ");
			uint32_t lifetime = u32(d, LIFETIME);
			say_duration(d, lifetime);
		}
		break;
	}
}

const struct proto proto_dvmrp = {
	.name = "dvmrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.cuts = CUTS_ALL,
};
