/* Ad hoc On-Demand Distance Vector routing: RFC 3561; over IPv6 the same messages with addresses of 16 bytes.
 *
 *	RREQ: | 1 | flags | 0 | hops | RREQ ID 4 | destination | its sequence 4 | originator | its sequence 4 |
 *	RREP: | 2 | flags | prefix size | hops | destination | its sequence 4 | originator | lifetime 4 |
 *	RERR: | 3 | flags | 0 | count | destination, its sequence 4 | ... |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	AODV, TYPE, FLAGS, PREFIX_SIZE, HOPS, REQUEST_ID, DESTINATION, DESTINATION6, DESTINATION_SEQ, ORIGINATOR, ORIGINATOR6,
	ORIGINATOR_SEQ, LIFETIME, COUNT, UNREACHABLE, UNREACHABLE6, EXTENSION_TYPE, EXTENSION_LENGTH, HELLO_INTERVAL,
};

/* The types 16 to 19 of draft-perkins-manet-aodv6-01, which older versions of tcpdump say, are none of these any more. */
enum { RREQ = 1, RREP = 2, RERR = 3, RREP_ACK = 4, NO_DELETE = 0x80, EXTENSION_HELLO = 1 };

static const struct token types[] = {
	{RREQ, "Route Request"}, {RREP, "Route Reply"}, {RERR, "Route Error"}, {RREP_ACK, "Route Reply Acknowledgment"}, {0, NULL}};

static const struct field fields[] = {
	[AODV] = {"aodv", "Ad hoc On-demand Distance Vector Routing Protocol"},
	[TYPE] = {"aodv.type", "Type", F_U8, DEC, types},
	[FLAGS] = {"aodv.flags", "Flags", F_U16, HEX},
	[PREFIX_SIZE] = {"aodv.prefix_sz", "Prefix Size", F_U8},
	[HOPS] = {"aodv.hopcount", "Hop Count", F_U8},
	[REQUEST_ID] = {"aodv.rreq_id", "RREQ Id", F_U32},
	[DESTINATION] = {"aodv.dest_ip", "Destination IP", F_IP4},
	[DESTINATION6] = {"aodv.dest_ipv6", "Destination IPv6", F_IP6},
	[DESTINATION_SEQ] = {"aodv.dest_seqno", "Destination Sequence Number", F_U32},
	[ORIGINATOR] = {"aodv.orig_ip", "Originator IP", F_IP4},
	[ORIGINATOR6] = {"aodv.orig_ipv6", "Originator IPv6", F_IP6},
	[ORIGINATOR_SEQ] = {"aodv.orig_seqno", "Originator Sequence Number", F_U32},
	[LIFETIME] = {"aodv.lifetime", "Lifetime", F_U32},
	[COUNT] = {"aodv.destcount", "Destination Count", F_U8},
	[UNREACHABLE] = {"aodv.unreach_dest_ip", "Unreachable Destination IP", F_IP4},
	[UNREACHABLE6] = {"aodv.unreach_dest_ipv6", "Unreachable Destination IPv6", F_IP6},
	[EXTENSION_TYPE] = {"aodv.ext_type", "Extension Type", F_U8},
	[EXTENSION_LENGTH] = {"aodv.ext_length", "Extension Length", F_U8},
	[HELLO_INTERVAL] = {"aodv.hello_interval", "Hello Interval", F_U32},
};

static bool over_ip6(const struct dis *d)
{
	return d->net.version == 6;
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

static unsigned address_size(const struct dis *d)
{
	return over_ip6(d) ? 16 : 4;
}

/* The reference says no more than the first. */
static void extension(struct dis *d)
{
	if (declared(d) < 2)
		return;
	unsigned type = u8(d, EXTENSION_TYPE), length = u8(d, EXTENSION_LENGTH);
	if (type != EXTENSION_HELLO) {
		say(d, "\n\text %u %u", type, length);
		return;
	}
	if (declared(d) < 4)
		cut_here(d);
	if (length < 4) {
		say(d, "\n\text HELLO - bad length %u", length);
		return;
	}
	uint32_t interval = u32(d, HELLO_INTERVAL);
	say(d, "\n\text HELLO %u ms", interval);
}

static void rreq(struct dis *d, uint32_t length)
{
	need(d, 15 + 2 * address_size(d));
	u16(d, FLAGS);
	unsigned hops = u8(d, HOPS);
	uint32_t id = u32(d, REQUEST_ID);
	const char *destination = address(d, DESTINATION, DESTINATION6);
	uint32_t seq = u32(d, DESTINATION_SEQ);
	const char *originator = address(d, ORIGINATOR, ORIGINATOR6);
	uint32_t originator_seq = u32(d, ORIGINATOR_SEQ);
	/* flags stand only in the fields: the reference never says them */
	say(d, " %srreq %u  hops %u id 0x%08x\n\tdst %s seq %u src %s seq %u", over_ip6(d) ? "v6 " : "", length, hops, id, destination, seq, originator,
		originator_seq);
	extension(d);
}

static void rrep(struct dis *d, uint32_t length)
{
	need(d, 11 + 2 * address_size(d));
	unsigned word = u16(d, FLAGS), size = word & (over_ip6(d) ? 0x7f : 0x1f);
	also(d, PREFIX_SIZE, 1, size);
	unsigned hops = u8(d, HOPS);
	const char *destination = address(d, DESTINATION, DESTINATION6);
	uint32_t seq = u32(d, DESTINATION_SEQ);
	const char *originator = address(d, ORIGINATOR, ORIGINATOR6);
	uint32_t lifetime = u32(d, LIFETIME);
	say(d, " rrep %u  prefix %u hops %u\n\tdst %s dseq %u src %s %u ms", length, size, hops, destination, seq, originator, lifetime);
	extension(d);
}

static void rerr(struct dis *d, uint32_t length)
{
	need(d, 3);
	unsigned flags = u16(d, FLAGS), count = u8(d, COUNT);
	say(d, " rerr %s [items %u] [%u]:", flags >> 8 & NO_DELETE ? "[D]" : "", count, length);
	for (; count && !d->cut; count--) {
		need(d, address_size(d) + 4);
		const char *destination = address(d, UNREACHABLE, UNREACHABLE6);
		uint32_t seq = u32(d, DESTINATION_SEQ);
		say(d, " {%s}(%u)", destination, seq);
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned type = u8(d, TYPE);
	say_s(d, " aodv");
	switch (type) {
	case RREQ:
		rreq(d, length);
		break;
	case RREP:
		rrep(d, length);
		break;
	case RERR:
		rerr(d, length);
		break;
	case RREP_ACK:
		say(d, " rrep-ack %u", length);
		break;
	default:
		say(d, " type %u %u", type, length);
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_AODV, 654, 0},
	{0},
};

const struct proto proto_aodv = {
	.name = "aodv",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "aodv",
	.cuts = CUTS_ITSELF,
};
