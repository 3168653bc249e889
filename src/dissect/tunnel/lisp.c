/* Locator/ID Separation Protocol, control plane: RFC 6830 section 6.1 (RFC 9301).
 *
 *	| type 4b, flags 20b | records 1 | nonce 8 | key id 2 | authentication length 2 | data | records | xTR-ID 16 | site 8 |
 *	record:  | TTL 4 | locators 1 | mask length 1 | action 3b, authoritative 1b, 12b | 4b, map version 12b | AFI 2 | EID |
 *	locator: | priority 1 | weight 1 | multicast priority 1 | multicast weight 1 | flags 2 | AFI 2 | address |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { LISP, TYPE, RECORDS, NONCE, KEY_ID, AUTH_LEN, AUTH, XTR_ID, SITE_ID, MAPPING, TTL, LOC_COUNT, PREFIX_LEN, ACTION,
	AUTHORITATIVE, MAP_VERSION, EID_AFI, EID_IP4, EID_IP6, LOCATOR, PRIORITY, WEIGHT, M_PRIORITY, M_WEIGHT, LOC_AFI, LOC_IP4,
	LOC_IP6 };

enum { MAP_REGISTER = 3, MAP_NOTIFY = 4, AFI_IP4 = 1, AFI_IP6 = 2, XTR_ID_LEN = 16 };
enum { REGISTER_HAS_XTR_ID = 0x020000, NOTIFY_HAS_XTR_ID = 0x080000 };

static const struct token types[] = {{0, "LISP-Reserved"}, {1, "LISP-Map-Request"}, {2, "LISP-Map-Reply"},
	{3, "LISP-Map-Register"}, {4, "LISP-Map-Notify"}, {8, "LISP-Encapsulated-Contol-Message"}, {0, NULL}};
static const struct token register_flags[] = {{0x080000, "P-Proxy-Map-Reply"}, {0x040000, "S-LISP-SEC-Capable"},
	{REGISTER_HAS_XTR_ID, "I-xTR-ID-Present"}, {0x010000, "R-Build-For-RTR"}, {0x000001, "M-Want-Map-Notify"}, {0, NULL}};
static const struct token notify_flags[] = {{NOTIFY_HAS_XTR_ID, "I-xTR-ID-Present"}, {0x040000, "R-Build-For-RTR"}, {0, NULL}};
static const struct token authentications[] = {{0, "None"}, {1, "SHA1"}, {2, "SHA256"}, {0, NULL}};
static const struct token actions[] = {{0, "No-Action"}, {1, "Natively-Forward"}, {2, "Send-Map-Request"}, {3, "Drop"}, {0, NULL}};
static const struct token locator_flags[] = {{4, "Local-Locator"}, {2, "RLoc-Probed"}, {1, "Reachable"}, {0, NULL}};

static const struct field fields[] = {
	[LISP] = {"lisp", "Locator/ID Separation Protocol"},
	[TYPE] = {"lisp.type", "Type", F_U8, DEC, types},
	[RECORDS] = {"lisp.records", "Record Count", F_U8},
	[NONCE] = {"lisp.nonce", "Nonce", F_U64, HEX},
	[KEY_ID] = {"lisp.keyid", "Key ID", F_U16, DEC, authentications},
	[AUTH_LEN] = {"lisp.authlen", "Authentication Data Length", F_U16},
	[AUTH] = {"lisp.auth", "Authentication Data", F_BYTES},
	[XTR_ID] = {"lisp.xtrid", "xTR-ID", F_BYTES},
	[SITE_ID] = {"lisp.siteid", "Site-ID", F_BYTES},
	[MAPPING] = {"lisp.mapping", "Mapping Record"},
	[TTL] = {"lisp.mapping.ttl", "Record TTL", F_U32},
	[LOC_COUNT] = {"lisp.mapping.loccnt", "Locator Count", F_U8},
	[PREFIX_LEN] = {"lisp.mapping.eid.masklen", "EID Mask Length", F_U8},
	[ACTION] = {"lisp.mapping.act", "Action", F_U8, DEC, actions},
	[AUTHORITATIVE] = {"lisp.mapping.auth", "Authoritative bit", F_BOOL},
	[MAP_VERSION] = {"lisp.mapping.ver", "Mapping Version", F_U16},
	[EID_AFI] = {"lisp.mapping.eid.afi", "EID Prefix AFI", F_U16},
	[EID_IP4] = {"lisp.mapping.eid.ipv4", "EID Prefix", F_IP4},
	[EID_IP6] = {"lisp.mapping.eid.ipv6", "EID Prefix", F_IP6},
	[LOCATOR] = {"lisp.mapping.loc", "Locator Record"},
	[PRIORITY] = {"lisp.mapping.loc.priority", "Priority", F_U8},
	[WEIGHT] = {"lisp.mapping.loc.weight", "Weight", F_U8},
	[M_PRIORITY] = {"lisp.mapping.loc.multicast_priority", "Multicast Priority", F_U8},
	[M_WEIGHT] = {"lisp.mapping.loc.multicast_weight", "Multicast Weight", F_U8},
	[LOC_AFI] = {"lisp.mapping.loc.afi", "AFI", F_U16},
	[LOC_IP4] = {"lisp.mapping.loc.locator.ipv4", "Locator", F_IP4},
	[LOC_IP6] = {"lisp.mapping.loc.locator.ipv6", "Locator", F_IP6},
};

/* NULL: a family that is not known. */
static const char *address(struct dis *d, unsigned afi, unsigned field4, unsigned field6)
{
	if (afi == AFI_IP4)
		return ip4_str(d, ip4(d, field4));
	return afi == AFI_IP6 ? ip6_str(d, ip6(d, field6)) : NULL;
}

static bool unknown_family(struct dis *d, unsigned afi)
{
	say(d, " [unsupported address family identifier %u]", afi);
	return false;
}

static bool locator(struct dis *d)
{
	group_begin(d, LOCATOR);
	if (!need(d, 8))
		return false;
	if (d->verbose)
		say_s(d, "\n       ");
	unsigned priority = u8(d, PRIORITY), weight = u8(d, WEIGHT), m_priority = u8(d, M_PRIORITY), m_weight = u8(d, M_WEIGHT);
	unsigned flags = u16(d, 0), afi = u16(d, LOC_AFI);
	const char *a = address(d, afi, LOC_IP4, LOC_IP6);
	if (!a)
		return unknown_family(d, afi);
	say(d, " LOC %s", a);
	if (d->verbose)
		say(d, "\n          Priority/Weight %u/%u, Multicast Priority/Weight %u/%u, flags [%s],", priority, weight, m_priority,
			m_weight, bits(d, locator_flags, "none", ", ", flags));
	group_end(d);
	return !d->cut;
}

static bool record(struct dis *d)
{
	group_begin(d, MAPPING);
	if (!need(d, 12))
		return false;
	uint32_t ttl = u32(d, TTL);
	unsigned count = u8(d, LOC_COUNT), prefix = u8(d, PREFIX_LEN), act = u16(d, 0);
	also(d, ACTION, 2, act >> 13);
	also(d, AUTHORITATIVE, 2, act >> 12 & 1);
	unsigned version = u16(d, 0) & 0xfff;
	also(d, MAP_VERSION, 2, version);
	unsigned afi = u16(d, EID_AFI);
	if (d->verbose)
		say(d, "\n      Record TTL %u, %s, %s, Map Version: %u,", ttl, act >> 12 & 1 ? "Authoritative" : "Non-Authoritative",
			tok(d, actions, "unknown", act >> 13), version);
	else
		say_c(d, '\n');
	const char *eid = address(d, afi, EID_IP4, EID_IP6);
	if (!eid)
		return unknown_family(d, afi);
	say(d, " EID %s/%u, %u locator(s)", eid, prefix, count);
	while (count-- && !d->cut)
		if (!locator(d))
			return false;
	group_end(d);
	return !d->cut;
}

static void xtr_id(struct dis *d)
{
	uint32_t at = d->pos;
	if (!need(d, XTR_ID_LEN))
		return;
	say_hexdump(d, "\n    xTR-ID: ", XTR_ID_LEN);
	seek(d, at);
	bytes(d, XTR_ID, XTR_ID_LEN);
	uint64_t site = u64(d, 0);
	mark_bytes(d, SITE_ID, d->pos - 8, 8);
	say(d, "\n    SITE-ID: %llu", (unsigned long long)site);
}

static bool authentication(struct dis *d)
{
	unsigned kind = u16(d, KEY_ID), len = u16(d, AUTH_LEN);
	if (d->verbose)
		say(d, " Authentication %s,", tok(d, authentications, "unknown-type", kind));
	if (len > declared(d)) {
		invalid_misfit(d, "authentication data length", len, ">", declared(d));
		return false;
	}
	uint32_t at = d->pos;
	if (d->verbose && len)
		say_hexdump(d, "\n    Authentication-Data: ", len);
	seek(d, at);
	bytes(d, AUTH, len);
	return !d->cut;
}

static void dissect(struct dis *d)
{
	if (!need(d, 16))
		return;
	unsigned head = u24(d, 0), type = head >> 20;
	also(d, TYPE, 3, type);
	say(d, "%s,", tok(d, types, "unknown-type-%u", type));
	if (type != MAP_REGISTER && type != MAP_NOTIFY)
		return;
	if (d->verbose)
		say(d, " flags [%s],", bits(d, type == MAP_REGISTER ? register_flags : notify_flags, "none", ", ", head));
	unsigned records = u8(d, RECORDS);
	u64(d, NONCE);
	say(d, "%s %u record(s),", d->verbose ? "\n   " : "", records);
	if (!authentication(d))
		return;
	while (records-- && !d->cut)
		if (!record(d))
			return;
	if (head & (type == MAP_REGISTER ? REGISTER_HAS_XTR_ID : NOTIFY_HAS_XTR_ID))
		xtr_id(d);
	else if (more(d))
		say_unknown(d, "\n    Data: ", declared(d));
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_LISP, 4342, 0},
	{0},
};

const struct proto proto_lisp = {
	.name = "lisp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
