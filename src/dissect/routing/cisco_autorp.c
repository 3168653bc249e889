/* Auto-RP of Cisco: who is rendezvous point for which multicast groups (ftp.cisco.com, ipmulticast/specs/pim-autorp-spec01).
 *
 *	| version, type | points | hold time 2 | reserved 4 |  point: | address 4 | PIM versions | groups | group: | flags | bits | prefix 4 |
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { AUTO_RP, VERSION, TYPE, RP_COUNT, HOLDTIME, RP, RP_ADDR, PIM_VERSION, GROUP_COUNT, GROUP, PREFIX_SIGN, MASK_LEN, GROUP_PREFIX };

static const struct token types[] = {{0x11, "candidate-advert"}, {0x12, "mapping"}, {0, NULL}};
static const char *const pim_versions[] = {"PIMv?", "PIMv1", "PIMv2", "PIMv1+2"};

static const struct field fields[] = {
	[AUTO_RP] = {"auto_rp", "Cisco Auto-RP"},
	[VERSION] = {"auto_rp.version", "Protocol version", F_U8},
	[TYPE] = {"auto_rp.type", "Packet type", F_U8},
	[RP_COUNT] = {"auto_rp.rp_count", "RP count", F_U8},
	[HOLDTIME] = {"auto_rp.holdtime", "Holdtime", F_U16},
	[RP] = {"auto_rp.rp", "RP"},
	[RP_ADDR] = {"auto_rp.rp_addr", "RP address", F_IP4},
	[PIM_VERSION] = {"auto_rp.pim_ver", "Version", F_U8},
	[GROUP_COUNT] = {"auto_rp.group_num", "Number of groups this RP maps to", F_U8},
	[GROUP] = {"auto_rp.group", "Group"},
	[PREFIX_SIGN] = {"auto_rp.prefix_sgn", "Sign", F_U8},
	[MASK_LEN] = {"auto_rp.mask_len", "Mask length", F_U8},
	[GROUP_PREFIX] = {"auto_rp.group_prefix", "Prefix", F_IP4},
};

static void group(struct dis *d, char sep)
{
	unsigned flags = u8(d, 0), bits = u8(d, MASK_LEN);
	mark_uint(d, PREFIX_SIGN, d->pos - 2, 1, flags & 1);
	uint32_t prefix = ip4(d, GROUP_PREFIX);
	say(d, "%c%s%s/%u", sep, flags & 1 ? "!" : "", ip4_str(d, prefix), bits);
	if (flags & 2)
		say_s(d, " bidir");
	if (flags & ~3u)
		say(d, "[rsvd=0x%02x]", flags & ~3u);
}

static void rendezvous_point(struct dis *d)
{
	uint32_t address = ip4(d, RP_ADDR);
	say(d, " RP %s", ip4_str(d, address));
	unsigned versions = u8(d, 0);
	also(d, PIM_VERSION, 1, versions & 3);
	say(d, " %s", pim_versions[versions & 3]);
	if (versions & ~3u)
		say(d, " [rsvd=0x%02x]", versions & ~3u);
	unsigned groups = u8(d, GROUP_COUNT);
	for (unsigned i = 0; i < groups && !d->cut; i++) {
		group_begin(d, GROUP);
		group(d, i ? ',' : ' ');
		group_end(d);
	}
}

static void dissect(struct dis *d)
{
	say_s(d, " auto-rp ");
	unsigned first = u8(d, 0);
	also(d, VERSION, 1, first >> 4);
	also(d, TYPE, 1, first & 15);
	say_s(d, tok(d, types, "type-0x%02x", first));
	unsigned points = u8(d, RP_COUNT);
	say_s(d, " Hold ");
	unsigned hold = u16(d, HOLDTIME);
	if (hold)
		say_duration(d, hold);
	else
		say_s(d, "FOREVER");
	u32(d, 0);
	while (points-- && !d->cut) {
		group_begin(d, RP);
		rendezvous_point(d);
		group_end(d);
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_CISCO_AUTORP, 496, 0},
	{0},
};

const struct proto proto_cisco_autorp = {
	.name = "cisco_autorp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
