/* Optimized Link State Routing: RFC 3626; the link quality, name service and smart gateway messages of olsrd.
 *
 *	| length 2 | sequence 2 | messages: | type | vtime | size 2 | originator 4 or 16 | TTL | hops | sequence 2 | body | ...
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	OLSR, PACKET_LENGTH, PACKET_SEQ, MESSAGE, TYPE, VALIDITY, SIZE, ORIGINATOR, ORIGINATOR6, TTL, HOPS, SEQ, HELLO_TIME,
	WILLINGNESS, LINK_TYPE, LINK_SIZE, NEIGHBOR, NEIGHBOR6, LQ, NLQ, ANSN, INTERFACE, INTERFACE6, NETWORK, NETMASK, NETWORK6,
	NETMASK6, NS_VERSION, NS_COUNT, NS_TYPE, NS_LENGTH, NS_ADDRESS, NS_ADDRESS6, NS_CONTENT,
};

enum { HELLO = 1, TC = 2, MID = 3, HNA = 4, POWERINFO = 128, NAMESERVICE = 130, HELLO_LQ = 201, TC_LQ = 202 };
enum { PER_LINE = 4 };

static const struct token types[] = {{HELLO, "Hello"}, {TC, "TC"}, {MID, "MID"}, {HNA, "HNA"}, {POWERINFO, "Powerinfo"},
	{NAMESERVICE, "Nameservice"}, {HELLO_LQ, "Hello-LQ"}, {TC_LQ, "TC-LQ"}, {0, NULL}};
static const struct token links[] = {{0, "Unspecified"}, {1, "Asymmetric"}, {2, "Symmetric"}, {3, "Lost"}, {0, NULL}};
static const struct token neighbors[] = {{0, "Not-Neighbor"}, {1, "Symmetric"}, {2, "Symmetric-MPR"}, {0, NULL}};
static const struct token gateways[] = {{0x01, "LINKSPEED"}, {0x02, "IPV4"}, {0x04, "IPV4-NAT"}, {0x08, "IPV6"},
	{0x10, "IPv6-PREFIX"}, {0, NULL}};

static const struct field fields[] = {
	[OLSR] = {"olsr", "Optimized Link State Routing Protocol"},
	[PACKET_LENGTH] = {"olsr.packet_len", "Packet Length", F_U16},
	[PACKET_SEQ] = {"olsr.packet_seq_num", "Packet Sequence Number", F_U16},
	[MESSAGE] = {"olsr.message", "Message"},
	[TYPE] = {"olsr.message_type", "Message Type", F_U8, DEC, types},
	[VALIDITY] = {"olsr.vtime", "Validity Time", F_DOUBLE},
	[SIZE] = {"olsr.message_size", "Message", F_U16},
	[ORIGINATOR] = {"olsr.origin_addr", "Originator Address", F_IP4},
	[ORIGINATOR6] = {"olsr.origin6_addr", "Originator Address", F_IP6},
	[TTL] = {"olsr.ttl", "TTL", F_U8},
	[HOPS] = {"olsr.hop_count", "Hop Count", F_U8},
	[SEQ] = {"olsr.message_seq_num", "Message Sequence Number", F_U16},
	[HELLO_TIME] = {"olsr.htime", "Hello Emission Interval", F_DOUBLE},
	[WILLINGNESS] = {"olsr.willingness", "Willingness to forward messages", F_U8},
	[LINK_TYPE] = {"olsr.link_type", "Link Type", F_U8},
	[LINK_SIZE] = {"olsr.link_message_size", "Link Message Size", F_U16},
	[NEIGHBOR] = {"olsr.neighbor_addr", "Neighbor Address", F_IP4},
	[NEIGHBOR6] = {"olsr.neighbor6_addr", "Neighbor Address", F_IP6},
	[LQ] = {"olsr.lq", "LQ", F_U8},
	[NLQ] = {"olsr.nlq", "NLQ", F_U8},
	[ANSN] = {"olsr.ansn", "Advertised Neighbor Sequence Number (ANSN)", F_U16},
	[INTERFACE] = {"olsr.interface_addr", "Interface Address", F_IP4},
	[INTERFACE6] = {"olsr.interface6_addr", "Interface Address", F_IP6},
	[NETWORK] = {"olsr.network_addr", "Network Address", F_IP4},
	[NETMASK] = {"olsr.netmask", "Netmask", F_IP4},
	[NETWORK6] = {"olsr.network6_addr", "Network Address", F_IP6},
	[NETMASK6] = {"olsr.netmask6", "Netmask", F_IP6},
	[NS_VERSION] = {"olsr.ns.version", "Version", F_U16},
	[NS_COUNT] = {"olsr.ns.count", "Count", F_U16},
	[NS_TYPE] = {"olsr.ns.type", "Message Type", F_U16},
	[NS_LENGTH] = {"olsr.ns.length", "Length", F_U16},
	[NS_ADDRESS] = {"olsr.ns.ip", "Address", F_IP4},
	[NS_ADDRESS6] = {"olsr.ns.ip6", "Address", F_IP6},
	[NS_CONTENT] = {"olsr.ns.content", "Content", F_STR},
};

static bool over_ip6(const struct dis *d)
{
	return d->net.version == 6;
}

static unsigned address_size(const struct dis *d)
{
	return over_ip6(d) ? 16 : 4;
}

static const char *address(struct dis *d, unsigned field4, unsigned field6)
{
	if (over_ip6(d)) {
		const struct ip6 *a = ip6(d, field6);
		return ip6_str(d, a);
	}
	uint32_t a = ip4(d, field4);
	return ip4_str(d, a);
}

/* RFC 3626, section 3.3.2: 1/16 s * (1 + mantissa / 16) * 2^exponent. */
static double time_value(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	unsigned v = u8(d, 0);
	double seconds = (1 + (v >> 4) / 16.0) * (1 << (v & 15)) / 16.0;
	if (!d->cut)
		mark_double(d, field, at, 1, seconds);
	return seconds;
}

static unsigned bytes_before(const struct dis *d, uint32_t end)
{
	return d->pos < end ? end - d->pos : 0;
}

/* ---- Message bodies, up to `end`. False: what is there cannot be. */

/* The reference says IPv6 addresses here in fours. */
static void neighbor_list(struct dis *d, uint32_t end)
{
	say_s(d, "\n\t      neighbor\n\t\t");
	uint32_t start = d->pos;
	while (!d->cut && bytes_before(d, end) >= 4) {
		uint32_t a = ip4(d, over_ip6(d) ? 0 : NEIGHBOR);
		say(d, "%s ", ip4_str(d, a));
		if (over_ip6(d) && (d->pos - start) % 16 == 0)
			mark_bytes(d, NEIGHBOR6, d->pos - 16, 16);
	}
}

static void neighbor_qualities(struct dis *d, uint32_t end)
{
	while (!d->cut && bytes_before(d, end) >= address_size(d) + 4) {
		need(d, address_size(d) + 4);
		const char *neighbor = address(d, NEIGHBOR, NEIGHBOR6);
		unsigned lq = u8(d, LQ), nlq = u8(d, NLQ);
		skip(d, 2);
		say(d, "\n\t      neighbor %s, link-quality %.2f%%, neighbor-link-quality %.2f%%", neighbor, lq * 100.0 / 255,
			nlq * 100.0 / 255);
	}
}

static void neighbors_of(struct dis *d, bool with_quality, uint32_t end)
{
	if (with_quality)
		neighbor_qualities(d, end);
	else
		neighbor_list(d, end);
}

static bool hello(struct dis *d, bool with_quality, uint32_t end)
{
	enum { HEAD = 4, LINK_HEAD = 4 };
	if (bytes_before(d, end) < HEAD) {
		cut_here(d);
		return true;
	}
	need(d, HEAD);
	skip(d, 2);
	double interval = time_value(d, HELLO_TIME);
	unsigned willingness = u8(d, WILLINGNESS);
	say(d, "\n\t  hello-time %.3fs, MPR willingness %u", interval, willingness);
	while (!d->cut && bytes_before(d, end) >= LINK_HEAD) {
		uint32_t start = d->pos;
		need(d, LINK_HEAD);
		unsigned code = u8(d, LINK_TYPE);
		skip(d, 1);
		unsigned size = u16(d, LINK_SIZE);
		say(d, "\n\t    link-type %s, neighbor-type %s, len %u", tok(d, links, "Unknown", code & 3),
			tok(d, neighbors, "Unknown", code >> 2), size);
		if (size < LINK_HEAD || size > end - start)
			return d->cut;
		need(d, size - LINK_HEAD);
		neighbors_of(d, with_quality, start + size);
		seek(d, start + size);
	}
	return true;
}

static bool topology_control(struct dis *d, bool with_quality, uint32_t end)
{
	if (bytes_before(d, end) < 4) {
		cut_here(d);
		return true;
	}
	need(d, 4);
	unsigned ansn = u16(d, ANSN);
	skip(d, 2);
	say(d, "\n\t    advertised neighbor seq 0x%04x", ansn);
	neighbors_of(d, with_quality, end);
	return true;
}

static void interfaces(struct dis *d, uint32_t end)
{
	while (!d->cut && bytes_before(d, end) >= address_size(d)) {
		const char *a = address(d, INTERFACE, INTERFACE6);
		say(d, "\n\t  interface address %s", a);
	}
}

/* olsrd's coding: 0, or (upper five bits + 1) * 10^(lower three) kbit/s. */
static unsigned link_speed(unsigned v)
{
	if (!v)
		return 0;
	unsigned speed = (v >> 3) + 1;
	for (v &= 7; v; v--)
		speed *= 10;
	return speed;
}

/* The reference's word for a mask with holes is -1. */
static unsigned mask_length(uint32_t mask)
{
	unsigned n = mask ? 32 - (unsigned)__builtin_ctz(mask) : 0;
	return mask && mask != UINT32_MAX << (32 - n) ? UINT32_MAX : n;
}

static unsigned mask6_length(const struct ip6 *mask)
{
	unsigned n = 0;
	while (n < 16 && mask->b[n] == 0xff)
		n++;
	unsigned last = n < 16 ? mask->b[n] : 0, length = mask_length(last << 24);
	return n * 8 + (length < 8 ? length : 0);
}

static void networks4(struct dis *d, uint32_t end)
{
	for (unsigned i = 0; !d->cut && bytes_before(d, end) >= 8; i++) {
		need(d, 8);
		uint32_t network = ip4(d, NETWORK), mask = ip4(d, NETMASK);
		say_s(d, i % PER_LINE ? ", " : "\n\t    ");
		unsigned flags = mask >> 16 & 0xff;
		if (!network && !(mask >> 24) && flags) {
			say(d, "Smart-Gateway:%s%s", flags & 0x1f ? " " : "", flags & 0x1f ? bits(d, gateways, "%u", " ", flags) : "");
			bool speeds = flags & 1;
			say(d, " %u/%u", speeds ? link_speed(mask >> 8 & 0xff) : 0, speeds ? link_speed(mask & 0xff) : 0);
		} else {
			say(d, "%s/%u", ip4_str(d, network), mask_length(mask));
		}
	}
}

static void networks6(struct dis *d, uint32_t end)
{
	while (!d->cut && bytes_before(d, end) >= 32) {
		need(d, 32);
		const struct ip6 *network = ip6(d, NETWORK6), *mask = ip6(d, NETMASK6);
		say(d, "\n\t    #0: %s/%u", ip6_str(d, network), mask6_length(mask));
	}
}

static void host_and_network(struct dis *d, uint32_t end)
{
	say(d, "\n\t  Advertised networks (total %u)", bytes_before(d, end) / (2 * address_size(d)));
	if (over_ip6(d))
		networks6(d, end);
	else
		networks4(d, end);
}

/* olsrd's name service plug-in. */
static bool name_service(struct dis *d, uint32_t end)
{
	if (bytes_before(d, end) < 4) {
		cut_here(d);
		return true;
	}
	need(d, 4);
	unsigned version = u16(d, NS_VERSION), count = u16(d, NS_COUNT);
	say(d, "\n\t  Version %u, Entries %u", version, count);
	/* an entry has a head and an address; the reference forgets to take the head of all off */
	if (!count || count * (4 + address_size(d)) > bytes_before(d, end) + 4)
		return d->cut;
	for (unsigned i = 0; i < count && !d->cut; i++) {
		if (bytes_before(d, end) < 4)
			break;
		need(d, 4);
		unsigned type = u16(d, NS_TYPE), length = u16(d, NS_LENGTH), padded = (length + 3) / 4 * 4;
		say(d, "\n\t    #%u: type %#06x, length %u", i, type, length);
		if (!length || length > bytes_before(d, end))
			return d->cut;
		if (address_size(d) + padded > bytes_before(d, end))
			cut_here(d);
		need(d, address_size(d) + padded);
		const char *a = address(d, NS_ADDRESS, NS_ADDRESS6);
		say(d, ", address %s, name \"", a);
		uint32_t next = d->pos + padded;
		say_text(d, bytes(d, NS_CONTENT, length));
		say_c(d, '"');
		seek(d, next);
	}
	return true;
}

static bool body(struct dis *d, unsigned type, uint32_t end)
{
	switch (type) {
	case HELLO:
	case HELLO_LQ:
		return hello(d, type == HELLO_LQ, end);
	case TC:
	case TC_LQ:
		return topology_control(d, type == TC_LQ, end);
	case MID:
		interfaces(d, end);
		return true;
	case HNA:
		host_and_network(d, end);
		return true;
	case NAMESERVICE:
		return name_service(d, end);
	default:
		say_hexdump(d, "\n\t    ", bytes_before(d, end) < left(d) ? bytes_before(d, end) : left(d));
		return true;
	}
}

/* False: the packet ends in it. A size is held against that of the whole packet, as in the reference. */
static bool message(struct dis *d, uint32_t packet_length)
{
	uint32_t start = d->pos, head = 8 + address_size(d);
	need(d, head);
	unsigned type = u8(d, TYPE);
	double validity = time_value(d, VALIDITY);
	unsigned size = u16(d, SIZE);
	if (!type || !size)
		return false;
	const char *originator = address(d, ORIGINATOR, ORIGINATOR6);
	unsigned ttl = u8(d, TTL), hops = u8(d, HOPS), seq = u16(d, SEQ);
	say(d, "\n\t%s Message (0x%02x), originator %s, ttl %u, hop %u", tok(d, types, "Unknown", type), type, originator, ttl, hops);
	say(d, "\n\t  vtime %.3fs, msg-seq 0x%04x, length %u", validity, seq, size);
	if (d->cut)
		return false;
	bool sane = size >= head && size <= packet_length;
	if (!sane || !body(d, type, start + size))
		invalid(d);
	seek(d, start + size);
	return sane && !d->cut;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, wire = declared(d);
	say(d, "OLSRv%u", over_ip6(d) ? 6 : 4);
	need(d, 4);
	unsigned length = u16(d, PACKET_LENGTH), seq = u16(d, PACKET_SEQ);
	if (length > wire)
		length = wire;
	say(d, ", seq 0x%04x, length %u", seq, length);
	struct saved s = quiet_begin(d, !d->verbose);
	bool more_behind = true;
	while (more_behind && !d->cut && d->pos < start + length) {
		group_begin(d, MESSAGE);
		more_behind = message(d, length);
		group_end(d);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_OLSR, 698, 0},
	{0},
};

const struct proto proto_olsr = {
	.name = "olsr",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
