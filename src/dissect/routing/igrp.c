/* Interior Gateway Routing Protocol of Cisco: "An Introduction to IGRP" (Hedrick, 1991).
 *
 *	| version 4 command 4 | edition | AS 2 | interior 2 | system 2 | exterior 2 | checksum 2 | routes
 *	route: | network 3 | delay 3 | bandwidth 3 | MTU 2 | reliability | load | hops |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	IGRP,
	VERSION,
	COMMAND,
	EDITION,
	AS,
	INTERIOR,
	SYSTEM,
	EXTERIOR,
	CHECKSUM,
	NETWORK,
	DELAY,
	BANDWIDTH,
	MTU,
	RELIABILITY,
	LOAD,
	HOPS,
};

enum { PROTOCOL = 9, ROUTE = 14, NETWORK_SIZE = 3, METRIC_MOST = 0xffffff };

static const struct token commands[] = {{1, "update"}, {2, "request"}, {0, NULL}};

static const struct field fields[] = {
	[IGRP] = {"igrp", "Cisco Interior Gateway Routing Protocol"},
	[VERSION] = {"igrp.version", "IGRP Version", F_U8},
	[COMMAND] = {"igrp.command", "Command", F_U8, DEC, commands},
	[EDITION] = {"igrp.update", "Update Release", F_U8},
	[AS] = {"igrp.as", "Autonomous System", F_U16},
	[INTERIOR] = {"igrp.interior_routes", "Interior routes", F_U16},
	[SYSTEM] = {"igrp.system_routes", "System routes", F_U16},
	[EXTERIOR] = {"igrp.exterior_routes", "Exterior routes", F_U16},
	[CHECKSUM] = {"igrp.checksum", "Checksum", F_U16, HEX},
	[NETWORK] = {"igrp.network", "Network", F_IP4},
	[DELAY] = {"igrp.delay", "Delay", F_U24},
	[BANDWIDTH] = {"igrp.bandwidth", "Bandwidth", F_U24},
	[MTU] = {"igrp.mtu", "MTU", F_U16},
	[RELIABILITY] = {"igrp.reliability", "Reliability", F_U8},
	[LOAD] = {"igrp.load", "Load", F_U8},
	[HOPS] = {"igrp.hop_count", "Hop count", F_U8},
};

/* kind: INTERIOR (the network's first byte is not there), SYSTEM or EXTERIOR. */
static void route(struct dis *d, unsigned kind)
{
	uint32_t network = u24(d, 0);
	if (kind == INTERIOR)
		say(d, " *.%u.%u.%u", network >> 16, network >> 8 & 0xff, network & 0xff);
	else
		say(d, " %s%u.%u.%u.0", kind == EXTERIOR ? "X" : "", network >> 16, network >> 8 & 0xff,
			network & 0xff);
	/* an interior network is one of the sender's */
	uint32_t first = d->net.version == 4 ? (uint32_t)d->net.src[0] << 24 : 0;
	also(d, NETWORK, NETWORK_SIZE, kind == INTERIOR ? first | network : network << 8);
	need(d, ROUTE - NETWORK_SIZE);
	uint32_t delay = u24(d, DELAY), bandwidth = u24(d, BANDWIDTH), metric = delay + bandwidth;
	unsigned mtu = u16(d, MTU), reliability = u8(d, RELIABILITY), load = u8(d, LOAD), hops = u8(d, HOPS);
	if (metric > METRIC_MOST)
		metric = METRIC_MOST;
	say(d, " d=%u", delay * 10);
	say(d, " b=%u", bandwidth ? 10000000 / bandwidth : 0);
	say(d, " r=%u l=%u M=%u mtu=%u in %u hops", reliability, load, metric, mtu, hops);
}

/* The routes that the header counts; the message has to be as long as they are. */
static void routes(struct dis *d, const unsigned counts[3])
{
	for (unsigned kind = 0; kind < 3; kind++) {
		for (unsigned n = counts[kind]; n && !d->cut; n--) {
			if (declared(d) < ROUTE) {
				invalid(d);
				return;
			}
			route(d, INTERIOR + kind);
		}
	}
	uint32_t extra = declared(d);
	if (extra >= ROUTE) {
		need(d, NETWORK_SIZE);
		say(d, " [extra bytes %u]", extra);
	}
	if (extra)
		invalid(d);
}

static void dissect(struct dis *d)
{
	say_s(d, "igrp:");
	unsigned first = u8(d, 0);
	also(d, VERSION, 1, first >> 4);
	also(d, COMMAND, 1, first & 15);
	unsigned edition = u8(d, EDITION), as = u16(d, AS);
	unsigned counts[3];
	for (unsigned i = 0; i < 3; i++)
		counts[i] = u16(d, INTERIOR + i);
	say(d, " %s V%u edit=%u AS=%u (%u/%u/%u)", tok(d, commands, "op-#%u", first & 15), first >> 4,
		edition, as, counts[0], counts[1], counts[2]);
	unsigned checksum = u16(d, CHECKSUM);
	if (d->verbose)
		say(d, " checksum=0x%04x", checksum);
	routes(d, counts);
}

static const struct binding bindings[] = {{BIND_IP_PROTO, .from = PROTOCOL}, {0}};

const struct proto proto_igrp = {
	.name = "igrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
