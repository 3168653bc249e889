/* Routing Information Protocol: RFC 1058 (version 1), RFC 2453 (version 2), RFC 4822 (authentication).
 *
 *	| command | version | 0 2 | then routes of 20 bytes: | AFI 2 | tag 2 | address 4 | mask 4 | next hop 4 | metric 4 |
 */
#include <stdio.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { RIP, COMMAND, VERSION, ROUTE, FAMILY, ROUTE_TAG, IP, NETMASK, NEXT_HOP, METRIC, AUTH_TYPE, DOMAIN, PASSWORD, DIGEST_OFFSET,
	KEY_ID, AUTH_LENGTH, AUTH_SEQ, AUTH_DATA };

enum { REQUEST = 1, RESPONSE = 2, TRACE_OFF = 4, POLL_ENTRY = 6, AFI_AUTH = 0xffff, AUTH_TRAILER = 0xffff0001, AFI_IPV4 = 2, ROUTE_SIZE = 20, HEADER = 4 };

static const struct token commands[] = {
	{1, "Request"}, {2, "Response"}, {3, "Trace on"}, {4, "Trace off"}, {5, "Poll"}, {6, "Poll Entry"}, {0, NULL}};
static const struct token families[] = {{2, "IPv4"}, {0, NULL}};

static const struct field fields[] = {
	[RIP] = {"rip", "Routing Information Protocol"},
	[COMMAND] = {"rip.command", "Command", F_U8, DEC, commands},
	[VERSION] = {"rip.version", "Version", F_U8},
	[ROUTE] = {"rip.route", "Route"},
	[FAMILY] = {"rip.family", "Address Family", F_U16},
	[ROUTE_TAG] = {"rip.route_tag", "Route Tag", F_U16},
	[IP] = {"rip.ip", "IP Address", F_IP4},
	[NETMASK] = {"rip.netmask", "Netmask", F_IP4},
	[NEXT_HOP] = {"rip.next_hop", "Next Hop", F_IP4},
	[METRIC] = {"rip.metric", "Metric", F_U16},
	[DOMAIN] = {"rip.routing_domain", "Routing Domain", F_U16},
	[PASSWORD] = {"rip.auth.passwd", "Password", F_STR},
	[DIGEST_OFFSET] = {"rip.digest_offset", "Digest Offset", F_U16},
	[KEY_ID] = {"rip.key_id", "Key ID", F_U8},
	[AUTH_LENGTH] = {"rip.auth_data_len", "Auth Data Len", F_U8},
	[AUTH_SEQ] = {"rip.seq_num", "Seq num", F_U32},
	[AUTH_DATA] = {"rip.authentication_data", "Authentication Data", F_BYTES},
	[AUTH_TYPE] = {"rip.auth.type", "Authentication type", F_U16},
};

/* -1 for a mask with holes, as in the reference. */
static int prefix_length(uint32_t mask)
{
	int n = mask ? 32 - __builtin_ctz(mask) : 0;
	return mask && mask != UINT32_MAX << (32 - n) ? -1 : n;
}

static void route_v1(struct dis *d)
{
	uint32_t start = d->pos;
	need(d, ROUTE_SIZE);
	unsigned family = u16(d, FAMILY), zero = u16(d, 0);
	if (family && family != AFI_IPV4) {
		say(d, "\n\t AFI %s, ", tok(d, families, "Unknown (%u)", family));
		say_unknown(d, "\n\t  ", 16);
		skip(d, 16);
		return;
	}
	uint32_t a = ip4(d, IP), mask = u32(d, 0), hop = u32(d, 0), metric = u32(d, METRIC);
	if (zero || mask || hop) {
		seek(d, start);
		say_unknown(d, "\n\t  ", ROUTE_SIZE);
		skip(d, ROUTE_SIZE);
		return;
	}
	say(d, "\n\t  %s%s, metric: %u", family ? "" : "AFI 0, ", ip4_str(d, a), metric);
}

static void route_v2(struct dis *d)
{
	char prefix[64];
	unsigned family = peek16(d, 0);
	need(d, family && family != AFI_IPV4 ? 4 : ROUTE_SIZE);
	u16(d, 0);
	if (family != AFI_AUTH)
		also(d, FAMILY, 2, family);
	if (family == AFI_AUTH) {
		unsigned type = u16(d, 0);
		also(d, type == 1 ? 0 : AUTH_TYPE, 2, type);
		if (type == 2) {
			uint32_t start = d->pos;
			say_s(d, "\n\t  Simple Text Authentication data: ");
			read_text_z(d, PASSWORD, 16);
			seek(d, start + 16);
		} else if (type == 3) {
			unsigned packet = u16(d, DIGEST_OFFSET), key = u8(d, KEY_ID), len = u8(d, AUTH_LENGTH);
			uint32_t seq = u32(d, AUTH_SEQ), zero1 = u32(d, 0), zero2 = u32(d, 0);
			say(d, "\n\t  Auth header: Packet Len %u, Key-ID %u, Auth Data Len %u, SeqNo %u, MBZ %u, MBZ %u", packet, key,
				len, seq, zero1, zero2);
		} else if (type == 1) {
			say_s(d, "\n\t  Auth trailer:");
			say_unknown(d, "\n\t  ", declared(d));
			soft_bytes(d, AUTH_DATA, declared(d));
			skip(d, declared(d));
		} else {
			say(d, "\n\t  Unknown (%u) Authentication data:", type);
			say_hexdump(d, "\n\t  ", 16);
			skip(d, 16);
		}
		return;
	}
	if (family != AFI_IPV4 && family) {
		say(d, "\n\t  AFI %s", tok(d, families, "Unknown (%u)", family));
		skip(d, 2);
		say_unknown(d, "\n\t  ", 16);
		skip(d, 16);
		return;
	}
	unsigned tag = u16(d, ROUTE_TAG);
	uint32_t a = ip4(d, IP), mask = ip4(d, NETMASK), hop = ip4(d, NEXT_HOP), metric = u32(d, METRIC);
	snprintf(prefix, sizeof prefix, "%s/%-2d", ip4_str(d, a), prefix_length(mask));
	say(d, "\n\t  AFI %s, %18s, tag 0x%04x, metric: %u, next-hop: ", tok(d, families, "%u", family), prefix, tag, metric);
	if (hop)
		say_ip4(d, hop);
	else
		say_s(d, "self");
}

static void routes(struct dis *d, unsigned version)
{
	unsigned count = declared(d) / ROUTE_SIZE;
	say(d, version == 1 ? ", routes: %u" : ", routes: %u or less", count);
	while (more(d) && left(d)) {
		uint32_t rest = declared(d);
		bool whole = rest >= ROUTE_SIZE;
		/* of an entry that is cut short, only an unknown family is said */
		if (!whole && (version == 1 || !peek16(d, 0) || peek16(d, 0) == AFI_IPV4)) {
			invalid_misfit(d, "remaining entries length", rest, "<", ROUTE_SIZE);
			break;
		}
		bool trailer = version > 1 && peek32(d, 0) == AUTH_TRAILER; /* is dumped as far as it is there */
		if (whole && !trailer && !have(d, ROUTE_SIZE)) {
			say_cut(d); /* the dump still follows */
			break;
		}
		group_begin(d, ROUTE);
		if (version == 1)
			route_v1(d);
		else
			route_v2(d);
		group_end(d);
		if (!whole && declared(d) < rest && peek16(d, 0) != AFI_AUTH)
			invalid_misfit(d, "remaining entries length", rest, "<", ROUTE_SIZE);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (length < HEADER) {
		say_cut(d);
		return;
	}
	need(d, HEADER);
	unsigned command = u8(d, COMMAND), version = u8(d, VERSION);
	u16(d, version > 1 ? DOMAIN : 0);
	say(d, "%sRIPv%u", d->verbose >= 1 ? "\n\t" : "", version);
	if (version == 0) {
		seek(d, start);
		say_unknown(d, "\n\t", length);
		return;
	}
	say(d, ", %s, length: %u", tok(d, commands, "unknown command (%u)", command), length);
	bool known = command == RESPONSE || command == REQUEST, dumped = !known && (command < TRACE_OFF || command > POLL_ENTRY);
	struct saved s = quiet_begin(d, !d->verbose);
	if (known && version > 2)
		say_s(d, ", unknown version");
	else if (known)
		routes(d, version);
	if ((d->verbose > 1 || dumped) && !d->cut) {
		seek(d, start);
		say_unknown(d, "\n\t", length);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_RIP, 520, 0},
	{0},
};

const struct proto proto_rip = {
	.name = "rip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
