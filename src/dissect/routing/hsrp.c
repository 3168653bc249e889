/* Hot Standby Router Protocol, version 0: RFC 2281.
 *
 *	| version | op | state | hellotime | holdtime | priority | group | reserved | auth 8 | virtual IP 4 |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { HSRP, VERSION, OPCODE, STATE, HELLOTIME, HOLDTIME, PRIORITY, GROUP, AUTH_DATA, VIRT_IP };

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
	[AUTH_DATA] = {"hsrp.auth_data", "Authentication Data", F_STR},
	[VIRT_IP] = {"hsrp.virt_ip", "Virtual IP Address", F_IP4},
};

static void say_seconds(struct dis *d, unsigned s)
{
	if (s >= 60)
		say(d, "%um", s / 60);
	if (s % 60 || s < 60)
		say(d, "%us", s % 60);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned version = u8(d, VERSION);
	say(d, "HSRPv%u", version);
	if (version)
		return;
	unsigned op = u8(d, OPCODE);
	say(d, "-%s %u: ", tok(d, opcodes, "unknown (%u)", op), length);
	unsigned state = u8(d, STATE), hello = u8(d, HELLOTIME), hold = u8(d, HOLDTIME), priority = u8(d, PRIORITY), group = u8(d, GROUP);
	say(d, "state=%s group=%u ", tok(d, states, "Unknown (%u)", state), group);
	unsigned reserved = u8(d, 0);
	if (reserved)
		say(d, "[reserved=%u!] ", reserved);
	struct span auth = bytes(d, AUTH_DATA, 8);
	uint32_t address = ip4(d, VIRT_IP);
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
};
