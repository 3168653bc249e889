/* Enhanced Interior Gateway Routing Protocol: RFC 7868 (the version 1 TLVs).
 *
 *	| version | opcode | checksum 2 | flags 4 | sequence 4 | acknowledge 4 | virtual router 2 | AS 2 | then TLVs:
 *	| type 2 | length 2, with this header | value |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	EIGRP, VERSION, OPCODE, CHECKSUM, FLAGS, SEQ, ACK, VRID, AS, TLV, TLV_TYPE, TLV_LENGTH, K1, K2, K3, K4, K5, HOLD_TIME,
	NEXT_HOP, DELAY, BANDWIDTH, MTU, HOP_COUNT, RELIABILITY, LOAD, PREFIX_LENGTH, ORIGIN_ROUTER, ORIGIN_AS,
	ORIGIN_TAG, ORIGIN_METRIC,
};

enum { PARAMETERS = 1, SOFTWARE = 4, IP_INTERNAL = 0x102, IP_EXTERNAL = 0x103, AT_INTERNAL = 0x202, AT_EXTERNAL = 0x203,
       AT_CABLE = 0x204, TLV_HEADER = 4 };

static const struct token opcodes[] = {
	{1, "Update"}, {3, "Query"}, {4, "Reply"}, {5, "Hello"}, {6, "IPX SAP"}, {7, "Probe"}, {0, NULL}};
static const struct token flag_words[] = {
	{1, "Init"}, {2, "Conditionally Received"}, {4, "Restart"}, {8, "End-of-Table"}, {0, NULL}};
static const struct token tlvs[] = {
	{0x001, "General Parameters"}, {0x002, "Authentication"}, {0x003, "Sequence"}, {0x004, "Software Version"},
	{0x005, "Next Multicast Sequence"}, {0x102, "IP Internal routes"}, {0x103, "IP External routes"},
	{0x202, "AppleTalk Internal routes"}, {0x203, "AppleTalk External routes"}, {0x204, "AppleTalk Cable setup"},
	{0x302, "IPX Internal routes"}, {0x303, "IPX External routes"}, {0, NULL}};
static const struct token origins[] = {
	{1, "IGRP"}, {2, "EIGRP"}, {3, "Static"}, {4, "RIP"}, {5, "Hello"}, {6, "OSPF"}, {7, "IS-IS"}, {8, "EGP"},
	{9, "BGP"}, {10, "IDRP"}, {11, "Connected"}, {0, NULL}};

static const struct field fields[] = {
	[EIGRP] = {"eigrp", "Enhanced Interior Gateway Routing Protocol"},
	[VERSION] = {"eigrp.version", "Version", F_U8},
	[OPCODE] = {"eigrp.opcode", "Opcode", F_U8, DEC, opcodes},
	[CHECKSUM] = {"eigrp.checksum", "Checksum", F_U16, HEX},
	[FLAGS] = {"eigrp.flags", "Flags", F_U32, HEX},
	[SEQ] = {"eigrp.seq", "Sequence", F_U32},
	[ACK] = {"eigrp.ack", "Acknowledge", F_U32},
	[VRID] = {"eigrp.vrid", "Virtual Router ID", F_U16},
	[AS] = {"eigrp.as", "Autonomous System", F_U16},
	[TLV] = {"eigrp.tlv", "TLV"},
	[TLV_TYPE] = {"eigrp.tlv_type", "Type", F_U16, HEX, tlvs},
	[TLV_LENGTH] = {"eigrp.tlv.len", "Length", F_U16},
	[K1] = {"eigrp.par.k1", "K1", F_U8},
	[K2] = {"eigrp.par.k2", "K2", F_U8},
	[K3] = {"eigrp.par.k3", "K3", F_U8},
	[K4] = {"eigrp.par.k4", "K4", F_U8},
	[K5] = {"eigrp.par.k5", "K5", F_U8},
	[HOLD_TIME] = {"eigrp.par.holdtime", "Hold Time", F_U16},
	[NEXT_HOP] = {"eigrp.ipv4.nexthop", "NextHop", F_IP4},
	[DELAY] = {"eigrp.old_metric.delay", "Scaled Delay", F_U32},
	[BANDWIDTH] = {"eigrp.old_metric.bw", "Scaled BW", F_U32},
	[MTU] = {"eigrp.old_metric.mtu", "MTU", F_U24},
	[HOP_COUNT] = {"eigrp.old_metric.hopcount", "Hop Count", F_U8},
	[RELIABILITY] = {"eigrp.old_metric.rel", "Reliability", F_U8},
	[LOAD] = {"eigrp.old_metric.load", "Load", F_U8},
	[PREFIX_LENGTH] = {"eigrp.ipv4.prefixlen", "Prefix Length", F_U8},
	[ORIGIN_ROUTER] = {"eigrp.extdata.origrid", "Originating RouterID", F_IP4},
	[ORIGIN_AS] = {"eigrp.extdata.as", "Originating A.S.", F_U32},
	[ORIGIN_TAG] = {"eigrp.extdata.tag", "Administrative Tag", F_U32},
	[ORIGIN_METRIC] = {"eigrp.extdata.metric", "External Metric", F_U32},
};

static void parameters(struct dis *d)
{
	unsigned k[5];
	for (unsigned i = 0; i < 5; i++)
		k[i] = u8(d, K1 + i);
	u8(d, 0);
	unsigned hold = u16(d, HOLD_TIME);
	say(d, "\n\t    holdtime: %us, k1 %u, k2 %u, k3 %u, k4 %u, k5 %u", hold, k[0], k[1], k[2], k[3], k[4]);
}

static void software(struct dis *d)
{
	unsigned ios_major = u8(d, 0), ios_minor = u8(d, 0), major = u8(d, 0), minor = u8(d, 0);
	say(d, "\n\t    IOS version: %u.%u, EIGRP version %u.%u", ios_major, ios_minor, major, minor);
}

struct metrics {
	uint32_t delay, bandwidth, mtu;
	unsigned hops, reliability, load;
};

static struct metrics metrics(struct dis *d)
{
	struct metrics m;
	m.delay = u32(d, DELAY);
	m.bandwidth = u32(d, BANDWIDTH);
	m.mtu = u24(d, MTU);
	m.hops = u8(d, HOP_COUNT);
	m.reliability = u8(d, RELIABILITY);
	m.load = u8(d, LOAD);
	u16(d, 0);
	return m;
}

static void say_metrics(struct dis *d, const struct metrics *m)
{
	say(d, "\n\t      delay %u ms, bandwidth %u Kbps, mtu %u, hop %u, reliability %u, load %u", m->delay / 100, m->bandwidth, m->mtu,
		m->hops, m->reliability, m->load);
}

/* An IPv4 route: the prefix stands last and is said first. */
static void route(struct dis *d, bool external)
{
	uint32_t hop = ip4(d, NEXT_HOP), router = 0, as = 0, tag = 0, metric = 0;
	unsigned origin = 0, flags = 0;
	if (external) {
		router = ip4(d, ORIGIN_ROUTER);
		as = u32(d, ORIGIN_AS);
		tag = u32(d, ORIGIN_TAG);
		metric = u32(d, ORIGIN_METRIC);
		u16(d, 0);
		origin = u8(d, 0);
		flags = u8(d, 0);
	}
	struct metrics m = metrics(d);
	unsigned length = u8(d, PREFIX_LENGTH);
	if (length > 32) {
		say(d, "\n\t    illegal prefix length %u", length);
		return;
	}
	uint32_t prefix = 0;
	for (unsigned i = 0; i < (length + 7) / 8; i++)
		prefix |= (uint32_t)u8(d, 0) << (24 - 8 * i);
	say(d, "\n\t    IPv4 prefix: %15s/%u, nexthop: ", ip4_str(d, prefix), length);
	if (hop)
		say_ip4(d, hop);
	else
		say_s(d, "self");
	if (external)
		say(d, "\n\t      origin-router %s, origin-as %u, origin-proto %s, flags [0x%02x], tag 0x%08x, metric %u",
			ip4_str(d, router), as, tok(d, origins, "unknown", origin), flags, tag, metric);
	say_metrics(d, &m);
}

/* An AppleTalk route: a range of networks, which stands last and is said first. */
static void appletalk_route(struct dis *d, bool external)
{
	unsigned net = u16(d, 0), node = u16(d, 0), origin = 0, flags = 0, metric = 0;
	uint32_t router = 0, as = 0, tag = 0;
	if (external) {
		router = u32(d, 0);
		as = u32(d, ORIGIN_AS);
		tag = u32(d, ORIGIN_TAG);
		origin = u8(d, 0);
		flags = u8(d, 0);
		metric = u16(d, 0);
	}
	struct metrics m = metrics(d);
	unsigned first = u16(d, 0), last = u16(d, 0);
	say(d, "\n\t     Cable-Range: %u-%u, nexthop: ", first, last);
	if (net || node)
		say(d, "%u.%u", net, node);
	else
		say_s(d, "self");
	if (external)
		say(d, "\n\t      origin-router %u, origin-as %u, origin-proto %s, flags [0x%02x], tag 0x%08x, metric %u",
			router, as, tok(d, origins, "unknown", origin), flags, tag, metric);
	say_metrics(d, &m);
}

static void cable_setup(struct dis *d)
{
	unsigned first = u16(d, 0), last = u16(d, 0);
	uint32_t router = u32(d, 0);
	say(d, "\n\t    Cable-range: %u-%u, Router-ID %u", first, last, router);
}

static unsigned least(unsigned type)
{
	switch (type) {
	case PARAMETERS:
		return 12;
	case SOFTWARE:
		return 8;
	case IP_INTERNAL:
		return 26;
	case IP_EXTERNAL:
		return 46;
	case AT_INTERNAL:
		return 28;
	case AT_EXTERNAL:
		return 44;
	case AT_CABLE:
		return 12;
	}
	return 0;
}

/* false: nothing behind it can be found. */
static bool tlv(struct dis *d)
{
	uint32_t start = d->pos, rest = declared(d);
	need(d, TLV_HEADER);
	unsigned type = u16(d, TLV_TYPE), length = u16(d, TLV_LENGTH);
	if (d->cut)
		return false;
	if (length < TLV_HEADER || length > rest) {
		say_hexdump(d, "\n\t    ", rest > TLV_HEADER ? rest - TLV_HEADER : 0);
		return false;
	}
	say(d, "\n\t  %s TLV (0x%04x), length: %u", tok(d, tlvs, "Unknown", type), type, length);
	need(d, length - TLV_HEADER);
	if (length < least(type))
		say(d, " (too short, < %u)", least(type));
	else if (type == PARAMETERS)
		parameters(d);
	else if (type == SOFTWARE)
		software(d);
	else if (type == IP_INTERNAL || type == IP_EXTERNAL)
		route(d, type == IP_EXTERNAL);
	else if (type == AT_INTERNAL || type == AT_EXTERNAL)
		appletalk_route(d, type == AT_EXTERNAL);
	else if (type == AT_CABLE)
		cable_setup(d);
	else if (d->verbose <= 1)
		say_hexdump(d, "\n\t    ", length - TLV_HEADER);
	seek(d, start + TLV_HEADER);
	if (d->verbose > 1)
		say_hexdump(d, "\n\t    ", length - TLV_HEADER);
	seek(d, start + length);
	return true;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	need(d, 20);
	unsigned version = u8(d, VERSION), opcode = u8(d, OPCODE);
	if (version != 2) {
		say(d, "EIGRP version %u packet not supported", version);
		return;
	}
	if (!d->verbose)
		say(d, "EIGRP %s, length: %u", tok(d, opcodes, "unknown (%u)", opcode), length);
	unsigned checksum = u16(d, CHECKSUM);
	uint32_t flags = u32(d, FLAGS), seq = u32(d, SEQ), ack = u32(d, ACK);
	unsigned vrid = u16(d, VRID), as = u16(d, AS);
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, "\n\tEIGRP v%u, opcode: %s (%u), chksum: 0x%04x, Flags: [%s]", version,
		tok(d, opcodes, "unknown, type: %u", opcode), opcode, checksum, bits(d, flag_words, "none", ", ", flags));
	say(d, "\n\tseq: 0x%08x, ack: 0x%08x, VRID: %u, AS: %u, length: %u", seq, ack, vrid, as, length - 20);
	for (bool sane = true; sane && more(d);) {
		group_begin(d, TLV);
		sane = tlv(d);
		group_end(d);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_EIGRP},
	{0},
};

const struct proto proto_eigrp = {
	.name = "eigrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
