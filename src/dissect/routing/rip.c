/* Routing Information Protocol: RFC 1058 (version 1), RFC 2453 (version 2), RFC 4822 (authentication).
 *
 *	| command | version | 0 2 | then routes of 20 bytes: | AFI 2 | tag 2 | address 4 | mask 4 | next hop 4 | metric 4 |
 */
#include <stdio.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { RIP, COMMAND, VERSION, ROUTE, FAMILY, ROUTE_TAG, IP, NETMASK, NEXT_HOP, METRIC, AUTH_TYPE };

enum { REQUEST = 1, RESPONSE = 2, AFI_AUTH = 0xffff, AFI_IPV4 = 2, ROUTE_SIZE = 20, HEADER = 4 };

static const struct token commands[] = {
	{1, "Request"}, {2, "Response"}, {3, "Trace on"}, {4, "Trace off"}, {5, "Sendpacket"}, {6, "Poll Entry"}, {7, "Poll"},
	{9, "Triggered Request"}, {10, "Triggered Response"}, {11, "Triggered Acknowledgement"}, {0, NULL}};
static const struct token families[] = {{1, "Reserved"}, {2, "IPv4"}, {0, NULL}};

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
	[AUTH_TYPE] = {"rip.auth.type", "Authentication type", F_U16},
};

static unsigned prefix_length(uint32_t mask)
{
	unsigned n = 0;
	for (; mask & 0x80000000; mask <<= 1)
		n++;
	return n;
}

static void route_v1(struct dis *d)
{
	unsigned family = u16(d, FAMILY);
	skip(d, 2);
	uint32_t a = ip4(d, IP);
	skip(d, 8);
	uint32_t metric = u32(d, METRIC);
	if (family != AFI_IPV4) {
		say(d, "\n\t  AFI %s", tok(d, families, "Unknown (%u)", family));
		say_s(d, ", data not printed");
		return;
	}
	say(d, "\n\t  %15s, metric: %u", ip4_str(d, a), metric);
}

static void route_v2(struct dis *d)
{
	char prefix[64];
	unsigned family = u16(d, FAMILY);
	if (family == AFI_AUTH) {
		unsigned type = u16(d, AUTH_TYPE);
		if (type == 2) {
			struct span s = bytes(d, 0, 16);
			say_s(d, "\n\t  Simple Text Authentication data: ");
			say_text_z(d, s);
		} else if (type == 3) {
			unsigned packet = u16(d, 0), key = u8(d, 0), len = u8(d, 0);
			uint32_t seq = u32(d, 0), zero1 = u32(d, 0), zero2 = u32(d, 0);
			say(d, "\n\t  Auth header: Packet Len %u, Key-ID %u, Auth Data Len %u, SeqNo %u, MBZ %u, MBZ %u", packet, key,
				len, seq, zero1, zero2);
		} else if (type == 1) {
			say_s(d, "\n\t  Auth trailer:");
			say_hexdump(d, "\n\t  ", declared(d));
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
	snprintf(prefix, sizeof prefix, "%s/%-2u", ip4_str(d, a), prefix_length(mask));
	say(d, "\n\t  AFI %s, %18s, tag 0x%04x, metric: %u, next-hop: ", tok(d, families, "%u", family), prefix, tag, metric);
	if (hop)
		say_ip4(d, hop);
	else
		say_s(d, "self");
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < HEADER) {
		say_cut(d);
		return;
	}
	unsigned command = u8(d, COMMAND), version = u8(d, VERSION);
	skip(d, 2);
	say(d, "%sRIPv%u", d->verbose >= 1 ? "\n\t" : "", version);
	if (version == 0) {
		say_undecoded(d, left(d));
		return;
	}
	say(d, ", %s, length: %u", tok(d, commands, "unknown command %u", command), length);
	if (command != RESPONSE && command != REQUEST)
		return;
	unsigned routes = (length - HEADER) / ROUTE_SIZE;
	say(d, version == 1 ? ", routes: %u" : ", routes: %u or less", routes);
	struct saved s = quiet_begin(d, !d->verbose);
	while (more(d)) {
		uint32_t rest = declared(d);
		bool whole = rest >= ROUTE_SIZE;
		/* of an entry that is cut short, only an unknown family is said */
		if (!whole && (version == 1 || !peek16(d, 0) || peek16(d, 0) == AFI_IPV4)) {
			invalid_misfit(d, "remaining entries length", rest, "<", ROUTE_SIZE);
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
};
