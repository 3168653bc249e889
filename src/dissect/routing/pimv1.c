/* Protocol Independent Multicast, version 1, in IGMP messages of type 0x14: draft-ietf-idmr-pim-spec-02.
 *
 *	| 0x14 | code | checksum 2 | version 4, 0 28 | by code ... | */
#include "dissect/dissect.h"

enum { PIM, CODE, MODE, HOLDTIME, GROUP, GROUP_MASK, RP, SOURCE, PREFERENCE, METRIC, NEIGHBOR };

enum { QUERY, REGISTER, REGISTER_STOP, JOIN_PRUNE, RP_REACHABLE, ASSERT, GRAFT, GRAFT_ACK };
enum { HOST_MASK = 0xffffffff };

static const struct token codes[] = {{QUERY, "Query"}, {REGISTER, "Register"}, {REGISTER_STOP, "Register-Stop"},
	{JOIN_PRUNE, "Join/Prune"}, {RP_REACHABLE, "RP-reachable"}, {ASSERT, "Assert"}, {GRAFT, "Graft"}, {GRAFT_ACK, "Graft-ACK"},
	{0, NULL}};
static const struct token modes[] = {{0, "Dense-mode"}, {1, "Sparse-mode"}, {2, "Sparse-Dense-mode"}, {0, NULL}};

static const struct field fields[] = {
	[PIM] = {"pim", "Protocol Independent Multicast"},
	[CODE] = {"pim.code", "Code", F_U8, DEC, codes},
	[MODE] = {"pim.mode", "Mode", F_U8, DEC, modes},
	[HOLDTIME] = {"pim.holdtime", "Holdtime", F_U16},
	[GROUP] = {"pim.group", "Group", F_IP4},
	[GROUP_MASK] = {"pim.mask_len", "Group mask", F_IP4},
	[RP] = {"pim.rp", "RP", F_IP4},
	[SOURCE] = {"pim.source", "Source", F_IP4},
	[PREFERENCE] = {"pim.metric_pref", "MetricPreference", F_U32},
	[METRIC] = {"pim.metric", "Metric", F_U32},
	[NEIGHBOR] = {"pim.upstream_neighbor", "Upstream-neighbor", F_IP4},
};

static void say_address(struct dis *d, const char *before, uint32_t a)
{
	say_s(d, before);
	say_s(d, ip4_str(d, a));
}

static void query(struct dis *d)
{
	if (left(d)) {
		unsigned mode = u8(d, 0) >> 4;
		also(d, MODE, 1, mode);
		say(d, " %s", tok(d, modes, "mode-%u", mode));
		skip(d, 1);
	} else {
		skip(d, 2);
	}
	if (d->verbose) {
		say_s(d, " (Hold-time ");
		unsigned hold = u16(d, HOLDTIME);
		say_duration(d, hold);
		say_c(d, ')');
	}
}

/* "224.1.1.1", or with a mask that is not that of a host "224.1.0.0/255.255.0.0". */
static void group(struct dis *d, const char *before)
{
	uint32_t address = ip4(d, GROUP);
	say_address(d, before, address);
	uint32_t mask = ip4(d, GROUP_MASK);
	if (mask != HOST_MASK)
		say_address(d, "/", mask);
}

static void assert_message(struct dis *d)
{
	uint32_t at = d->pos;
	skip(d, 8);
	uint32_t source = ip4(d, SOURCE);
	say_address(d, " for ", source);
	seek(d, at);
	group(d, " > ");
	seek(d, at + 12);
	uint32_t preference = u32(d, 0);
	also(d, PREFERENCE, 4, preference & 0x7fffffff);
	uint32_t metric = u32(d, METRIC);
	say(d, " %s pref %u metric %u", preference >> 31 ? "RP-tree" : "SPT", preference & 0x7fffffff, metric);
}

static void entries(struct dis *d, unsigned n, const char *word)
{
	while (n-- && !d->cut) {
		unsigned flags = u8(d, 0), bits = u8(d, 0);
		uint32_t a = ip4(d, 0);
		say(d, "\n\t%s %s%s %s/%u", word, flags & 4 ? "Sparse " : "Dense ", flags & 1 ? flags & 2 ? "WC RP" : "RP" : flags & 2 ? "WC SPT" : "SPT",
			ip4_str(d, a), bits);
	}
}

static void join_prune(struct dis *d)
{
	const char *sep = d->verbose > 1 ? "\n" : "";
	uint32_t neighbor = ip4(d, NEIGHBOR);
	say(d, "%s Upstream Nbr: %s", sep, ip4_str(d, neighbor));
	skip(d, 2);
	unsigned hold = u16(d, HOLDTIME);
	say(d, "%s Hold time: ", sep);
	say_duration(d, hold);
	if (d->verbose < 2)
		return;
	skip(d, 3);
	unsigned groups = u8(d, 0);
	while (groups-- && !d->cut) {
		group(d, "\n\tGroup: ");
		unsigned joins = u16(d, 0), prunes = u16(d, 0);
		say(d, " joined: %u pruned: %u", joins, prunes);
		entries(d, joins, "Join ");
		entries(d, prunes, "Prune");
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos - 1, a, b;
	unsigned code = u8(d, CODE);
	say(d, " %s", tok(d, codes, "[type %u]", code));
	skip(d, 6);
	switch (code) {
	case QUERY:
		query(d);
		break;
	case REGISTER:
		seek(d, start + 8 + 12);
		a = ip4(d, SOURCE);
		b = ip4(d, GROUP);
		say(d, " for %s > %s", ip4_str(d, a), ip4_str(d, b));
		break;
	case REGISTER_STOP:
		a = ip4(d, GROUP);
		b = ip4(d, SOURCE);
		say(d, " for %s > %s", ip4_str(d, a), ip4_str(d, b));
		break;
	case RP_REACHABLE:
		if (!d->verbose)
			break;
		group(d, " group ");
		a = ip4(d, RP);
		say_address(d, " RP ", a);
		skip(d, 2);
		say_s(d, " hold ");
		b = u16(d, HOLDTIME);
		say_duration(d, b);
		break;
	case ASSERT:
		assert_message(d);
		break;
	case JOIN_PRUNE:
	case GRAFT:
	case GRAFT_ACK:
		if (d->verbose)
			join_prune(d);
		break;
	}
	seek(d, start + 4);
	unsigned version = u8(d, 0) >> 4;
	if (version != 1)
		say(d, " [v%u]", version);
}

const struct proto proto_pimv1 = {
	.name = "pimv1",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.cuts = CUTS_ALL,
};
