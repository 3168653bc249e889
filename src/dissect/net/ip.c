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
	[CHECKSUM_STATUS] = {"ip.checksum.status", "Header checksum status", F_U8, DEC, checksum_statuses},
	[SOURCE] = {"ip.src", "Source Address", F_IP4, .either = "ip.addr"},
	[DESTINATION] = {"ip.dst", "Destination Address", F_IP4, .either = "ip.addr"},
	[CURRENT_ROUTE] = {"ip.cur_rt", "Current Route", F_IP4},
	[OPT_TYPE] = {"ip.opt.type", "Type", F_U8},
	[OPT_COPY] = {"ip.opt.type.copy", "Copy on fragmentation", F_BOOL},
	[OPT_CLASS] = {"ip.opt.type.class", "Class", F_U8},
	[OPT_NUMBER] = {"ip.opt.type.number", "Number", F_U8},
	[OPT_LEN] = {"ip.opt.len", "Length", F_U8},
	[OPT_POINTER] = {"ip.opt.ptr", "Pointer", F_U8},
	[OPT_RECORDED] = {"ip.rec_rt", "Recorded Route", F_IP4},
	[OPT_EMPTY] = {"ip.empty_rt", "Empty Route", F_IP4},
	[OPT_ROUTE] = {"ip.src_rt", "Source Route", F_IP4},
	[OPT_OVERFLOW] = {"ip.opt.overflow", "Overflow", F_U8},
	[OPT_FLAG] = {"ip.opt.flag", "Flag", F_U8, HEX},
	[OPT_TIME] = {"ip.opt.time_stamp", "Time stamp", F_U32},
	[OPT_TIME_ADDRESS] = {"ip.opt.time_stamp_addr", "Address", F_IP4},
	[OPT_ID_NUMBER] = {"ip.opt.id_number", "ID Number", F_U16},
	[OPT_OUTBOUND] = {"ip.opt.ohc", "Outbound Hop Count", F_U16},
	[OPT_RETURN] = {"ip.opt.rhc", "Return Hop Count", F_U16},
	[OPT_ORIGINATOR] = {"ip.opt.originator", "Originator IP Address", F_IP4},
	[OPT_SID] = {"ip.opt.sid", "Stream Identifier", F_U16},
	[OPT_MTU] = {"ip.opt.mtu", "MTU", F_U16},
	[OPT_RA] = {"ip.opt.ra", "Router Alert", F_U16},
	[OPT_ADDRESS] = {"ip.opt.addr", "IP Address", F_IP4},
	[QS_FUNCTION] = {"ip.opt.qs_func", "Function", F_U8},
	[QS_RATE] = {"ip.opt.qs_rate", "Rate", F_U8},
	[QS_TTL] = {"ip.opt.qs_ttl", "QS TTL", F_U8},
	[QS_TTL_DIFF] = {"ip.opt.qs_ttl_diff", "TTL Diff", F_U8},
	[QS_UNUSED] = {"ip.opt.qs_unused", "Not Used", F_U8},
	[QS_NONCE] = {"ip.opt.qs_nonce", "QS Nonce", F_U32, HEX},
	[QS_RESERVED] = {"ip.opt.qs_reserved", "Reserved", F_U32, HEX},
	[SEC_LEVEL] = {"ip.opt.sec_rfc791_sec", "Security", F_U16, HEX},
	[SEC_COMPARTMENTS] = {"ip.opt.sec_rfc791_comp", "Compartments", F_U16},
	[SEC_HANDLING] = {"ip.opt.sec_rfc791_hr", "Handling Restrictions", F_STR},
	[SEC_CONTROL] = {"ip.opt.sec_rfc791_tcc", "Transmission Control Code", F_STR},
	[SEC_CLASS] = {"ip.opt.sec_cl", "Classification Level", F_U8, HEX},
	[SEC_FLAGS] = {"ip.opt.sec_prot_auth_flags", "Protection Authority Flags", F_U8, HEX},
	[SEC_GENSER] = {"ip.opt.sec_prot_auth_genser", "GENSER", F_BOOL},
	[SEC_SIOP_ESI] = {"ip.opt.sec_prot_auth_siop_esi", "SIOP-ESI", F_BOOL},
	[SEC_SCI] = {"ip.opt.sec_prot_auth_sci", "SCI", F_BOOL},
	[SEC_NSA] = {"ip.opt.sec_prot_auth_nsa", "NSA", F_BOOL},
	[SEC_DOE] = {"ip.opt.sec_prot_auth_doe", "DOE", F_BOOL},
	[SEC_UNASSIGNED] = {"ip.opt.sec_prot_auth_unassigned", "Unassigned", F_U8, HEX},
	[SEC_FTI] = {"ip.opt.sec_prot_auth_fti", "Field Termination Indicator", F_BOOL},
	[SEC_EXT_CODE] = {"ip.opt.ext_sec_add_sec_info_format_code", "Additional Security Info Format Code", F_U8, HEX},
	[SEC_EXT_INFO] = {"ip.opt.ext_sec_add_sec_info", "Additional Security Info", F_BYTES},
	[CIPSO_DOI] = {"ip.cipso.doi", "DOI", F_U32},
	[CIPSO_TAG] = {"ip.cipso.tag_type", "Tag Type", F_U8},
	[CIPSO_LEVEL] = {"ip.cipso.sensitivity_level", "Sensitivity Level", F_U8},
	[CIPSO_CATEGORIES] = {"ip.cipso.categories", "Categories", F_STR},
	[CIPSO_DATA] = {"ip.cipso.tag_data", "Tag data", F_BYTES},
	[GROUP_EOL] = {"ip.options.eol", "End of Options List (EOL)"},
	[GROUP_NOP] = {"ip.options.nop", "No-Operation (NOP)"},
	[GROUP_RECORD_ROUTE] = {"ip.options.record_route", "Record Route"},
	[GROUP_TIMESTAMP] = {"ip.options.timestamp", "Time Stamp"},
	[GROUP_TRACEROUTE] = {"ip.options.traceroute", "Traceroute"},
	[GROUP_SECURITY] = {"ip.options.security", "Security"},
	[GROUP_EXT_SECURITY] = {"ip.options.ext_security", "Extended Security"},
	[GROUP_CIPSO] = {"ip.options.cipso", "Commercial Security"},
	[GROUP_LSRR] = {"ip.options.route", "Loose Source Route"},
	[GROUP_SSRR] = {"ip.options.source_route", "Strict Source Route"},
	[GROUP_SID] = {"ip.options.sid", "Stream ID"},
	[GROUP_ROUTER_ALERT] = {"ip.options.routeralert", "Router Alert"},
	[GROUP_MTU_PROBE] = {"ip.options.mtu_probe", "MTU Probe"},
	[GROUP_MTU_REPLY] = {"ip.options.mtu_reply", "MTU Reply"},
	[GROUP_SDB] = {"ip.options.sdb", "Selective Directed Broadcast"},
	[GROUP_QUICK_START] = {"ip.options.qs", "Quick-Start"},
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

/* length: of what the layer around says to be there. */
static void read_header(struct dis *d, struct header *h, uint32_t length)
{
	h->tos = u8(d, DSFIELD);
	also(d, DSCP, 1, h->tos >> 2);
	also(d, ECN, 1, h->tos & 3);
	h->len = u16(d, 0);
	also(d, LEN, 2, h->len ? h->len : length); /* 0: the sender leaves it to the network card */
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
	if (d->tape)
		mark_checksum(d, CHECKSUM_STATUS, h->start + 10, 0, span_at(d, h->start, h->ihl), h->ihl);
	d->net.src = span_at(d, d->pos, 4).p;
	h->src = ip4(d, SOURCE);
	d->net.dst = d->net.final_dst = span_at(d, d->pos, 4).p;
	bool passing = h->ihl > HEADER && d->tape && ip_route_pending(d, 4, h->ihl - HEADER);
	h->dst = ip4(d, passing ? CURRENT_ROUTE : DESTINATION);
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
	if (dis_read(d, 0))
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
	need(d, HEADER - 1);
	d->net = (struct net){.version = 4};
	read_header(d, &h, length);
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
	dis_read(d, 0);
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
