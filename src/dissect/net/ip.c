/* Internet Protocol version 4: RFC 791; TOS as DSCP and ECN: RFC 2474, RFC 3168.
 *
 *	 0       4       8              16    19                   31
 *	+-------+-------+--------------+----------------------------+
 *	|version|  IHL  |     TOS      |        total length        |
 *	+-------+-------+--------------+-----+----------------------+
 *	|       identification         |flags|   fragment offset    |
 *	+---------------+--------------+-----+----------------------+
 *	|      TTL      |   protocol   |      header checksum       |
 *	+---------------+--------------+----------------------------+
 *	|                         source                            |
 *	|                       destination                         |
 *	|                         options ...                       |
 */
#include "dissect/checksum.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/ip_options.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum {
	IP, VERSION, HDR_LEN, DSFIELD, DSCP, ECN, LEN, ID, FLAGS, RB, DF, MF, FRAG_OFFSET, TTL, PROTO, CHECKSUM,
	SOURCE, DESTINATION,
};

enum { HEADER = 20, FLAG_RESERVED = 0x8000, FLAG_DF = 0x4000, FLAG_MF = 0x2000, OFFSET_MASK = 0x1fff };

static const struct field fields[] = {
	[IP] = {"ip", "Internet Protocol Version 4"},
	[VERSION] = {"ip.version", "Version", F_U8},
	[HDR_LEN] = {"ip.hdr_len", "Header Length", F_U8},
	[DSFIELD] = {"ip.dsfield", "Differentiated Services Field", F_U8, HEX},
	[DSCP] = {"ip.dsfield.dscp", "Differentiated Services Codepoint", F_U8},
	[ECN] = {"ip.dsfield.ecn", "Explicit Congestion Notification", F_U8},
	[LEN] = {"ip.len", "Total Length", F_U16},
	[ID] = {"ip.id", "Identification", F_U16, HEX},
	[FLAGS] = {"ip.flags", "Flags", F_U8, HEX},
	[RB] = {"ip.flags.rb", "Reserved bit", F_BOOL},
	[DF] = {"ip.flags.df", "Don't fragment", F_BOOL},
	[MF] = {"ip.flags.mf", "More fragments", F_BOOL},
	[FRAG_OFFSET] = {"ip.frag_offset", "Fragment Offset", F_U16},
	[TTL] = {"ip.ttl", "Time to Live", F_U8},
	[PROTO] = {"ip.proto", "Protocol", F_U8, DEC, ip_protocols},
	[CHECKSUM] = {"ip.checksum", "Header Checksum", F_U16, HEX},
	[SOURCE] = {"ip.src", "Source Address", F_IP4, .either = "ip.addr"},
	[DESTINATION] = {"ip.dst", "Destination Address", F_IP4, .either = "ip.addr"},
};

static const struct token flags[] = {
	{FLAG_MF, "+"},
	{FLAG_DF, "DF"},
	{FLAG_RESERVED, "rsvd"},
	{0, NULL},
};

struct header {
	uint32_t start;
	unsigned ihl;      /* bytes */
	unsigned tos, len, id, off, ttl, proto;
	uint32_t src, dst;
	bool presumed;     /* the total length was 0 */
};

static void read_header(struct dis *d, struct header *h)
{
	h->tos = u8(d, DSFIELD);
	also(d, DSCP, 1, h->tos >> 2);
	also(d, ECN, 1, h->tos & 3);
	h->len = u16(d, LEN);
	h->id = u16(d, ID);
	h->off = u16(d, 0);
	also(d, FLAGS, 2, h->off >> 13);
	also(d, RB, 2, h->off >> 15);
	also(d, DF, 2, h->off >> 14 & 1);
	also(d, MF, 2, h->off >> 13 & 1);
	also(d, FRAG_OFFSET, 2, h->off & OFFSET_MASK); /* in units of eight bytes, as in the header */
	h->ttl = u8(d, TTL);
	h->proto = u8(d, PROTO);
	u16(d, CHECKSUM);
	d->net.src = span_at(d, d->pos, 4).p;
	h->src = ip4(d, SOURCE);
	d->net.dst = d->net.final_dst = span_at(d, d->pos, 4).p;
	h->dst = ip4(d, DESTINATION);
}

/* "(tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52, options (NOP))" */
static void say_verbose(struct dis *d, const struct header *h)
{
	static const char *const ecn[] = {"", ",ECT(1)", ",ECT(0)", ",CE"};
	say_s(d, "(tos 0x");
	say_x(d, h->tos);
	say_s(d, ecn[h->tos & 3]);
	if (h->ttl) {
		say_s(d, ", ttl ");
		say_u(d, h->ttl);
	}
	unsigned set = h->off & ~(unsigned)OFFSET_MASK;
	const char *name = word(ip_protocols, h->proto), *only = word(flags, set);
	say_s(d, ", id ");
	say_u(d, h->id);
	say_s(d, ", offset ");
	say_u(d, (h->off & OFFSET_MASK) * 8);
	say_s(d, ", flags [");
	say_s(d, only ? only : bits(d, flags, "none", ", ", set));
	say_s(d, "], proto ");
	say_s(d, name ? name : "unknown");
	say_s(d, " (");
	say_u(d, h->proto);
	say_s(d, "), length ");
	say_u(d, h->len);
	if (h->presumed)
		say_s(d, h->len > 0xffff ? " [was 0, presumed BIG TCP]" : " [was 0, presumed TSO]");
}

static void say_checksum(struct dis *d, const struct header *h)
{
	struct span whole = span_at(d, h->start, h->ihl);
	if (d->opt->no_checksums || whole.len < h->ihl)
		return;
	unsigned off_by = sum_fold(sum_span(0, whole));
	unsigned held = span_u8(whole, 10) << 8 | span_u8(whole, 11);
	if (off_by)
		say(d, ", bad cksum %x (->%x)!", held, checksum_expected(held, off_by));
}

static void say_addresses(struct dis *d, const struct header *h)
{
	say_ip4(d, h->src);
	say_s(d, " > ");
	say_ip4(d, h->dst);
	say_c(d, ':');
}

static void payload(struct dis *d, const struct header *h)
{
	if (h->off & OFFSET_MASK) {
		say_addresses(d, h);
		say(d, " ip-proto-%u", h->proto);
		return;
	}
	if (!says_own_addresses(h->proto)) {
		say_addresses(d, h);
		say_c(d, ' ');
	}
	if (d->pos > d->end) {
		cut_here(d);
		return;
	}
	ip_payload(d, h->proto);
}

/* False: the header cannot be. A total length that is larger than what is there is said, and what is there is read. */
static bool lengths_fit(struct dis *d, struct header *h, uint32_t length)
{
	if (length < h->len) {
		say(d, "[total length %u > length %u]", h->len, length);
		invalid(d);
		say_c(d, ' ');
	}
	if (h->len == 0 && (length > UINT16_MAX || h->proto == IP_PROTO_TCP)) {
		/* The sender leaves segmentation to the network card, or the packet is larger than 65535 bytes. */
		h->len = length;
		h->presumed = true;
	}
	if (h->len < h->ihl) {
		say(d, "[total length %u < header length %u]", h->len, h->ihl);
		invalid(d);
		return false;
	}
	return true;
}

/* The fixed header, as far as its first byte tells whether it is one at all. */
static bool starts_well(struct dis *d, struct header *h)
{
	uint32_t length = declared(d);
	if (length < HEADER) {
		invalid_misfit(d, "length", length, "<", HEADER);
		return false;
	}
	unsigned first = u8(d, 0);
	also(d, VERSION, 1, first >> 4);
	also(d, HDR_LEN, 1, (first & 15) * 4);
	h->ihl = (first & 15) * 4;
	if (first >> 4 != 4)
		invalid_misfit(d, "version", first >> 4, "!=", 4);
	else if (h->ihl < HEADER)
		invalid_misfit(d, "header length", h->ihl, "<", HEADER);
	return first >> 4 == 4 && h->ihl >= HEADER;
}

static void dissect(struct dis *d)
{
	struct header h = {.start = d->pos};
	uint32_t length = declared(d);
	if (!d->opt->link_header)
		say_s(d, "IP ");
	if (!starts_well(d, &h))
		return;
	d->net = (struct net){.version = 4};
	read_header(d, &h);
	if (d->cut || !lengths_fit(d, &h, length))
		return;
	seek(d, h.start);
	narrow(d, h.len < length ? h.len : length);
	seek(d, h.start + HEADER);
	d->net.protocol = (uint8_t)h.proto;
	d->net.ttl = (uint8_t)h.ttl;
	d->net.fragment = h.off & (OFFSET_MASK | FLAG_MF);
	bool verbose = d->verbose > 0;
	if (verbose)
		say_verbose(d, &h);
	bool whole = true;
	if (h.ihl > HEADER && (verbose || fields_wanted(d)))
		whole = ip_options(d, h.ihl - HEADER, !verbose);
	if (verbose) {
		say_checksum(d, &h);
		say_s(d, d->opt->oneline ? ") " : ")\n    ");
	}
	if (verbose && !whole) {
		say_addresses(d, &h);
		say_c(d, ' ');
		cut_here(d);
	}
	seek(d, h.start);
	if (verbose && h.ihl > HEADER && !d->cut && left(d) < h.ihl)
		say(d, " [remaining caplen(%u) < header length(%u)]", left(d), h.ihl);
	seek(d, h.start + h.ihl);
	need(d, 0);
	payload(d, &h);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_IP},
	{BIND_IP_PROTO, .from = IP_PROTO_IPIP},
	{0},
};

const struct proto proto_ip = {
	.name = "ip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_IP4,
};
