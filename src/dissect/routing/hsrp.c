/* Hot Standby Router Protocol, version 0: RFC 2281.
 *
 *	| version | op | state | hellotime | holdtime | priority | group | reserved | auth 8 | virtual IP 4 |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { HSRP, VERSION, OPCODE, STATE, HELLOTIME, HOLDTIME, PRIORITY, GROUP, RESERVED, AUTH_DATA, VIRT_IP, ADV_TYPE,
	ADV_LENGTH, ADV_STATE, ADV_RESERVED1, ADV_ACTIVE, ADV_PASSIVE, ADV_RESERVED2 };

enum { ADVERTISE = 3 };

static const struct token opcodes[] = {{0, "hello"}, {1, "coup"}, {2, "resign"}, {0, NULL}};
static const struct token states[] = {
	{0, "initial"}, {1, "learn"}, {2, "listen"}, {4, "speak"}, {8, "standby"}, {16, "active"}, {0, NULL}};

static const struct field fields[] = {
	[HSRP] = {"hsrp", "Cisco Hot Standby Router Protocol"},
	[VERSION] = {"hsrp.version", "Version", F_U8},
	[OPCODE] = {"hsrp.opcode", "Op Code", F_U8, DEC, opcodes},
	[STATE] = {"hsrp.state", "State", F_U8, DEC, states},
	[HELLOTIME] = {"hsrp.hellotime", "Hellotime", F_U8},
	[HOLDTIME] = {"hsrp.holdtime", "Holdtime", F_U8},
	[PRIORITY] = {"hsrp.priority", "Priority", F_U8},
	[GROUP] = {"hsrp.group", "Group", F_U8},
	[RESERVED] = {"hsrp.reserved", "Reserved", F_U8},
	[AUTH_DATA] = {"hsrp.auth_data", "Authentication Data", F_STR},
	[VIRT_IP] = {"hsrp.virt_ip", "Virtual IP Address", F_IP4},
	[ADV_TYPE] = {"hsrp.adv.tlvtype", "Type", F_U16},
	[ADV_LENGTH] = {"hsrp.adv.tlvlength", "Length", F_U16},
	[ADV_STATE] = {"hsrp.adv.state", "State", F_U8},
	[ADV_RESERVED1] = {"hsrp.adv.reserved1", "Reserved", F_U8},
	[ADV_ACTIVE] = {"hsrp.adv.activegrp", "Active Groups", F_U16},
	[ADV_PASSIVE] = {"hsrp.adv.passivegrp", "Passive Groups", F_U16},
	[ADV_RESERVED2] = {"hsrp.adv.reserved2", "Reserved", F_U32},
};

static void say_seconds(struct dis *d, unsigned s)
{
	if (s >= 60)
		say(d, "%um", s / 60);
	if (s % 60 || s < 60)
		say(d, "%us", s % 60);
}

/* Interfaces that are up say so in TLVs; the line is the reference's, which reads them as the other messages. */
static void advertisement(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	u16(d, ADV_TYPE);
	u16(d, ADV_LENGTH);
	u8(d, ADV_STATE);
	u8(d, ADV_RESERVED1);
	u16(d, ADV_ACTIVE);
	u16(d, ADV_PASSIVE);
	u32(d, ADV_RESERVED2);
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned version = u8(d, VERSION);
	say(d, "HSRPv%u", version);
	if (version)
		return;
	say_c(d, '-');
	unsigned op = u8(d, OPCODE);
	say(d, "%s %u: ", tok(d, opcodes, "unknown (%u)", op), length);
	bool advertised = op == ADVERTISE;
	if (advertised && fields_wanted(d))
		advertisement(d);
	unsigned state = u8(d, advertised ? 0 : STATE);
	say(d, "state=%s ", tok(d, states, "Unknown (%u)", state));
	unsigned hello = u8(d, advertised ? 0 : HELLOTIME), hold = u8(d, advertised ? 0 : HOLDTIME);
	unsigned priority = u8(d, advertised ? 0 : PRIORITY), group = u8(d, advertised ? 0 : GROUP);
	say(d, "group=%u ", group);
	unsigned reserved = u8(d, advertised ? 0 : RESERVED);
	if (reserved)
		say(d, "[reserved=%u!] ", reserved);
	struct span auth = bytes(d, 0, 8);
	mark_text_z(d, advertised ? 0 : AUTH_DATA, auth);
	uint32_t address = ip4(d, advertised ? 0 : VIRT_IP);
	say(d, "addr=%s", ip4_str(d, address));
	if (!d->verbose)
		return;
	say_s(d, " hellotime=");
	say_seconds(d, hello);
	say_s(d, " holdtime=");
	say_seconds(d, hold);
	say(d, " priority=%u auth=\"", priority);
	say_text_z(d, auth);
	say_c(d, '"');
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, DST, UDP_RANK_HSRP, 1985, 0},
	{0},
};

const struct proto proto_hsrp = {
	.name = "hsrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.cuts = CUTS_ALL,
};
