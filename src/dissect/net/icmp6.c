/* Internet Control Message Protocol for IPv6: RFC 4443; neighbor discovery in nd_option.c (RFC 4861); multicast listener
 * discovery RFC 2710 and RFC 3810; extended echo RFC 8335. */
#include "core/bytes.h"
#include "dissect/checksum.h"
#include "dissect/net/icmp6.h"
#include "dissect/net/icmp_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/net/nd_option.h"
#include "dissect/protocols.h"

enum {
	DST_UNREACH = 1, PACKET_TOO_BIG = 2, TIME_EXCEEDED = 3, PARAM_PROB = 4, ECHO_REQUEST = 128, ECHO_REPLY = 129,
	LISTENER_QUERY = 130, LISTENER_REPORT = 131, LISTENER_DONE = 132, ROUTER_SOLICIT = 133, ROUTER_ADVERT = 134,
	NEIGHBOR_SOLICIT = 135, NEIGHBOR_ADVERT = 136, REDIRECT = 137, ROUTER_RENUMBERING = 138, NI_QUERY = 139, NI_REPLY = 140,
	LISTENER_REPORT_V2 = 143, HAD_REQUEST = 144, HAD_REPLY = 145, MP_SOLICIT = 146, MP_ADVERT = 147, RPL = 155,
	EXTENDED_ECHO = 160, EXTENDED_ECHO_REPLY = 161, MTRACE_RESPONSE = 200,
};

enum { QUOTED_HEADER = 40 }; /* of IPv6 */

static const struct token types[] = {
	{DST_UNREACH, "destination unreachable"}, {PACKET_TOO_BIG, "packet too big"}, {TIME_EXCEEDED, "time exceeded in-transit"},
	{PARAM_PROB, "parameter problem"}, {ECHO_REQUEST, "echo request"}, {ECHO_REPLY, "echo reply"},
	{LISTENER_QUERY, "multicast listener query"}, {LISTENER_REPORT, "multicast listener report"},
	{LISTENER_DONE, "multicast listener done"}, {ROUTER_SOLICIT, "router solicitation"},
	{ROUTER_ADVERT, "router advertisement"}, {NEIGHBOR_SOLICIT, "neighbor solicitation"},
	{NEIGHBOR_ADVERT, "neighbor advertisement"}, {REDIRECT, "redirect"}, {ROUTER_RENUMBERING, "router renumbering"},
	{NI_QUERY, "node information query"}, {NI_REPLY, "node information reply"}, {141, "inverse neighbor solicitation"},
	{142, "inverse neighbor advertisement"}, {LISTENER_REPORT_V2, "multicast listener report v2"},
	{HAD_REQUEST, "ha discovery request"}, {HAD_REPLY, "ha discovery reply"}, {MP_SOLICIT, "mobile router solicitation"},
	{MP_ADVERT, "mobile router advertisement"}, {RPL, "RPL"},
	{EXTENDED_ECHO, "extended echo request"}, {EXTENDED_ECHO_REPLY, "extended echo reply"}, {MTRACE_RESPONSE, "mtrace response"},
	{201, "mtrace message"}, {0, NULL}};

static const struct field fields[] = {
	[ICMPV6] = {"icmpv6", "Internet Control Message Protocol v6"},
	[TYPE] = {"icmpv6.type", "Type", F_U8, DEC, types},
	[CODE] = {"icmpv6.code", "Code", F_U8},
	[CHECKSUM] = {"icmpv6.checksum", "Checksum", F_U16, HEX},
	[IDENT] = {"icmpv6.echo.identifier", "Identifier", F_U16, HEX},
	[SEQ] = {"icmpv6.echo.sequence_number", "Sequence", F_U16},
	[MTU] = {"icmpv6.mtu", "MTU", F_U32},
	[POINTER] = {"icmpv6.pointer", "Pointer", F_U32},
	[TARGET] = {"icmpv6.nd.ns.target_address", "Target Address", F_IP6},
	[DESTINATION] = {"icmpv6.rd.na.destination_address", "Destination Address", F_IP6},
	[CUR_HOP_LIMIT] = {"icmpv6.nd.ra.cur_hop_limit", "Cur hop limit", F_U8},
	[RA_FLAGS] = {"icmpv6.nd.ra.flag", "Flags", F_U8, HEX},
	[LIFETIME] = {"icmpv6.nd.ra.router_lifetime", "Router lifetime (s)", F_U16},
	[REACHABLE] = {"icmpv6.nd.ra.reachable_time", "Reachable time (ms)", F_U32},
	[RETRANS] = {"icmpv6.nd.ra.retrans_timer", "Retrans timer (ms)", F_U32},
	[NA_FLAGS] = {"icmpv6.nd.na.flag", "Flags", F_U32, HEX},
	[MLD_MAX] = {"icmpv6.mld.maximum_response_delay", "Maximum Response Delay (ms)", F_U16},
	[MLD_ADDRESS] = {"icmpv6.mld.multicast_address", "Multicast Address", F_IP6},
	[MLD_SOURCES] = {"icmpv6.mldr.mar.nb_sources", "Number of Sources", F_U16},
	[MLD_RECORDS] = {"icmpv6.mldr.nb_mcast_records", "Number of Multicast Address Records", F_U16},
	[NI_QTYPE] = {"icmpv6.ni.qtype", "Qtype", F_U16},
	[NI_FLAGS] = {"icmpv6.ni.flag", "Flags", F_U16, HEX},
	[NI_NONCE] = {"icmpv6.ni.nonce", "Nonce", F_U64, HEX},
	[NI_SUBJECT_IP6] = {"icmpv6.ni.query.subject_ipv6", "IPv6 subject address", F_IP6},
	[NI_SUBJECT_IP4] = {"icmpv6.ni.query.subject_ipv4", "IPv4 subject address", F_IP4},
	[NI_TTL] = {"icmpv6.ni.reply.node_ttl", "TTL", F_U32},
	[NI_NODE_IP6] = {"icmpv6.ni.reply.node_address", "IPv6 Node address", F_IP6},
	[NI_NODE_IP4] = {"icmpv6.ni.reply.ipv4_address", "IPv4 Node address", F_IP4},
	[RR_SEQUENCE] = {"icmpv6.rr.sequence_number", "Sequence Number", F_U32},
	[RR_SEGMENT] = {"icmpv6.rr.segment_number", "Segment Number", F_U8},
	[RR_FLAGS] = {"icmpv6.rr.flag", "Flags", F_U8, HEX},
	[RR_MAX_DELAY] = {"icmpv6.rr.maxdelay", "Max Delay (ms)", F_U16},
	[RR_OPCODE] = {"icmpv6.rr.pco.mp.opcode", "OpCode", F_U8},
	[RR_MATCH_PREFIX] = {"icmpv6.rr.pco.mp.matchprefix", "MatchPrefix", F_IP6},
	[RR_USE_PREFIX] = {"icmpv6.rr.pco.up.useprefix", "UsePrefix", F_IP6},
	[RPL_INSTANCE] = {"icmpv6.rpl.instance", "RPLInstanceID", F_U8},
	[RPL_SEQUENCE] = {"icmpv6.rpl.sequence", "Sequence", F_U8},
	[RPL_RANK] = {"icmpv6.rpl.dio.rank", "Rank", F_U16},
	[RPL_FLAGS] = {"icmpv6.rpl.flags", "Flags", F_U8, HEX},
	[RPL_DODAGID] = {"icmpv6.rpl.dodagid", "DODAGID", F_IP6},
	[RPL_STATUS] = {"icmpv6.rpl.daoack.status", "Status", F_U8},
	[EXT_SEQ] = {"icmpv6.ext.echo.seq", "Sequence number", F_U8},
	[EXT_REQUEST_RESERVED] = {"icmpv6.ext.echo.req.res", "Reserved", F_U8, HEX},
	[EXT_LOCAL] = {"icmpv6.ext.echo.req.local", "Local bit", F_BOOL},
	[EXT_STATE] = {"icmpv6.ext.echo.rsp.state", "State", F_U8},
	[EXT_REPLY_RESERVED] = {"icmpv6.ext.echo.rsp.res", "Reserved", F_U8, HEX},
	[EXT_ACTIVE] = {"icmpv6.ext.echo.rsp.active", "Active bit", F_BOOL},
	[EXT_IPV4] = {"icmpv6.ext.echo.rsp.ipv4", "IPv4 bit", F_BOOL},
	[EXT_IPV6] = {"icmpv6.ext.echo.rsp.ipv6", "IPv6 bit", F_BOOL},
};

/* The packet that an error quotes: addresses and ports as far as they are there. */
static void say_unreachable_port(struct dis *d, uint32_t quoted)
{
	seek(d, quoted);
	unsigned next = peek8(d, 6);
	uint32_t at = 40;
	while (next == IP_PROTO_HOPOPTS || next == IP_PROTO_DSTOPTS || next == IP_PROTO_ROUTING || next == IP_PROTO_FRAGMENT) {
		uint32_t size = next == IP_PROTO_FRAGMENT ? 8 : (peek8(d, at + 1) + 1) * 8;
		if (!have(d, at + size))
			break;
		next = peek8(d, at);
		at += size;
	}
	if (!need(d, at + 4))
		return;
	unsigned port = peek16(d, at + 2);
	skip(d, 24);
	const struct ip6 *dst = ip6(d, 0);
	const char *address = ip6_str(d, dst);
	if (next == IP_PROTO_TCP)
		say(d, ", %s tcp port %s", address, tcp_port_str(d, port));
	else if (next == IP_PROTO_UDP)
		say(d, ", %s udp port %s", address, udp_port_str(d, port));
	else
		say(d, ", %s protocol %u port %u unreachable", address, next, port);
}

/* False: an unknown code. */
static bool destination_unreachable(struct dis *d, unsigned code, uint32_t quoted)
{
	static const struct token codes[] = {
		{0, "unreachable route"}, {1, "unreachable prohibited"}, {2, "beyond scope"}, {3, "unreachable address"},
		{4, "unreachable port"}, {5, "source address failed ingress/egress policy"}, {6, "reject route to destination"}, {0, NULL}};
	say(d, ", %s", tok(d, codes, "unknown unreach code (%u)", code));
	if (code == 4) {
		say_unreachable_port(d, quoted);
	} else if (code <= 3) {
		seek(d, quoted + 24);
		const struct ip6 *dst = ip6(d, 0);
		say(d, " %s", ip6_str(d, dst));
	}
	return word(codes, code);
}

static void time_exceeded(struct dis *d, unsigned code, uint32_t quoted)
{
	if (code == 1) {
		say_s(d, " (reassembly)");
		return;
	}
	if (code) {
		say(d, ", unknown code (%u)", code);
		return;
	}
	seek(d, quoted + 24);
	const struct ip6 *dst = ip6(d, 0);
	say(d, " for %s", ip6_str(d, dst));
}

static void parameter_problem(struct dis *d, unsigned code)
{
	static const struct token codes[] = {
		{0, "erroneous"}, {1, "next header"}, {2, "option"}, {3, "incomplete header chain"}, {0, NULL}};
	uint32_t pointer = u32(d, POINTER);
	need(d, QUOTED_HEADER);
	const char *w = word(codes, code);
	if (w)
		say(d, ", %s - octet %u", w, pointer);
	else
		say(d, ", code-#%u", code);
}

/* ---- Neighbor discovery */

static const struct token ra_flags[] = {
	{0x80, "managed"}, {0x40, "other stateful"}, {0x20, "home agent"}, {0x04, "NDP proxy"}, {0x02, "SNAC"}, {0, NULL}};
static const struct token preferences[] = {{1, "high"}, {0, "medium"}, {3, "low"}, {2, "rsv"}, {0, NULL}};

static void router_advertisement(struct dis *d)
{
	unsigned hops = u8(d, CUR_HOP_LIMIT), flags = u8(d, RA_FLAGS), lifetime = u16(d, LIFETIME);
	uint32_t reachable = u32(d, REACHABLE), retrans = u32(d, RETRANS);
	say(d, "\n\thop limit %u, Flags [%s], pref %s, router lifetime %us, reachable time %ums, retrans timer %ums", hops,
		bits(d, ra_flags, "none", ", ", flags & ~0x18u), word(preferences, flags >> 3 & 3), lifetime, reachable, retrans);
}

static void neighbor_solicitation(struct dis *d)
{
	skip(d, 4);
	const struct ip6 *target = ip6(d, TARGET);
	say_s(d, ", who has ");
	say_ip6(d, target);
}

static void neighbor_advertisement(struct dis *d)
{
	static const struct token flags[] = {{0x80000000, "router"}, {0x40000000, "solicited"}, {0x20000000, "override"}, {0, NULL}};
	uint32_t f = u32(d, NA_FLAGS);
	const struct ip6 *target = ip6(d, TARGET);
	say_s(d, ", tgt is ");
	say_ip6(d, target);
	if (d->verbose)
		say(d, ", Flags [%s]", bits(d, flags, "none", ", ", f));
}

static void redirect(struct dis *d)
{
	skip(d, 4);
	const struct ip6 *target = ip6(d, TARGET), *destination = ip6(d, DESTINATION);
	say(d, ", %s", ip6_str(d, destination));
	say(d, " to %s", ip6_str(d, target));
}

/* ---- Multicast listeners */

static void listener(struct dis *d, uint32_t length)
{
	if (!have(d, 4))
		return;
	unsigned delay = u16(d, MLD_MAX);
	skip(d, 2);
	if (length < 24 || !have(d, 16))
		return;
	say(d, "max resp delay: %u ", delay);
	const struct ip6 *address = ip6(d, MLD_ADDRESS);
	say(d, "addr: %s", ip6_str(d, address));
}

static void query_v2(struct dis *d, uint32_t length)
{
	if (length < 28) {
		say_s(d, " [invalid len]");
		return;
	}
	unsigned code = u16(d, MLD_MAX);
	skip(d, 2);
	unsigned delay = code < 32768 ? code : ((code & 0xfff) | 0x1000) << ((code >> 12 & 7) + 3);
	if (d->verbose)
		say(d, " [max resp delay=%u]", delay);
	const struct ip6 *group = ip6(d, MLD_ADDRESS);
	say(d, " [gaddr %s", ip6_str(d, group));
	unsigned flags = u8(d, 0), interval = u8(d, 0);
	if (d->verbose) {
		if (flags & 8)
			say_s(d, " sflag");
		if (flags & 7)
			say(d, " robustness=%u", flags & 7);
		say(d, " qqi=%u", interval < 128 ? interval : ((interval & 15) | 16) << ((interval >> 4 & 7) + 3));
	}
	unsigned sources = u16(d, MLD_SOURCES);
	if (sources && length < 28 + sources * 16) {
		say_s(d, " [invalid number of sources]");
	} else if (sources && d->verbose > 1) {
		say_s(d, " {");
		for (unsigned i = 0; i < sources && !d->cut; i++) {
			const struct ip6 *a = ip6(d, 0);
			say(d, " %s", ip6_str(d, a));
		}
		say_s(d, " }");
	} else if (sources) {
		say(d, ", %u source(s)", sources);
	}
	say_c(d, ']');
}

static void report_v2(struct dis *d, uint32_t start, uint32_t length)
{
	static const struct token kinds[] = {
		{1, "is_in"}, {2, "is_ex"}, {3, "to_in"}, {4, "to_ex"}, {5, "allow"}, {6, "block"}, {0, NULL}};
	if (length < 8) {
		say(d, " [invalid len %u]", length);
		return;
	}
	skip(d, 2);
	unsigned records = u16(d, MLD_RECORDS);
	say(d, ", %u group record(s)", records);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	uint32_t end = start + length;
	for (unsigned i = 0; i < records && !d->cut; i++) {
		if (d->pos + 20 > end) {
			say_s(d, " [invalid number of groups]");
			break;
		}
		unsigned kind = u8(d, 0);
		skip(d, 1);
		unsigned sources = u16(d, MLD_SOURCES);
		const struct ip6 *group = ip6(d, MLD_ADDRESS);
		say(d, " [gaddr %s", ip6_str(d, group));
		say(d, " %s", tok(d, kinds, " [v2-report-#%u]", kind));
		if (!d->cut && d->pos + sources * 16 > end) {
			say(d, " [invalid number of sources %u]", sources);
			break;
		}
		if (d->verbose > 1) {
			say_s(d, " {");
			for (unsigned k = 0; k < sources && !d->cut; k++) {
				const struct ip6 *a = ip6(d, 0);
				say(d, " %s", ip6_str(d, a));
			}
			say_s(d, " }");
		} else {
			say(d, ", %u source(s)", sources);
			skip(d, sources * 16);
		}
		say_c(d, ']');
	}
	quiet_end(d, &s);
}

/* ---- */

static void say_checksum(struct dis *d, uint32_t start, uint32_t length, unsigned held)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || d->net.version != 6 || whole.len < length)
		return;
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, IP_PROTO_ICMPV6, length), whole));
	if (off_by)
		say(d, "[bad icmp6 cksum 0x%04x -> 0x%04x!] ", held, checksum_expected(held, off_by));
	else
		say_s(d, "[icmp6 sum ok] ");
}

/* Options behind a neighbor discovery message; said with -v. */
static void options(struct dis *d, uint32_t start, uint32_t length)
{
	if (d->verbose || fields_wanted(d)) {
		struct saved s = quiet_begin(d, !d->verbose);
		nd_options(d, start + length);
		quiet_end(d, &s);
	}
}

/* RFC 6275 sections 6.5 to 6.8: home agents, and prefixes with options as those of neighbor discovery. */
static void mobile(struct dis *d, unsigned type, uint32_t start, uint32_t length)
{
	bool lists = type == HAD_REPLY || type == MP_ADVERT;
	if (lists && !d->verbose)
		return;
	if (lists)
		say(d, ", length %u", length);
	unsigned id = u16(d, 0), flags;
	say(d, ", id 0x%04x", id);
	if (!lists)
		return;
	flags = u16(d, 0);
	if (type == MP_ADVERT) {
		if (flags & 0xc000)
			say(d, " %s%s", flags & 0x8000 ? "M" : "", flags & 0x4000 ? "O" : "");
		options(d, start, length);
		return;
	}
	while (!d->cut && d->pos < start + length) {
		const struct ip6 *agent = ip6(d, 0);
		say(d, ", %s", ip6_str(d, agent));
	}
}

/* A message or code that nobody knows, with one -v whole. */
static void unknown(struct dis *d, uint32_t start, uint32_t length)
{
	seek(d, start);
	if (d->verbose <= 1)
		say_unknown(d, "\n\t", length);
}

static void extended_echo(struct dis *d, unsigned type, unsigned code, uint32_t start, uint32_t length)
{
	static const struct bit_field request[] = {{0xfe, EXT_REQUEST_RESERVED}, {1, EXT_LOCAL}, {0}};
	static const struct bit_field reply[] = {
		{0xe0, EXT_STATE}, {0x18, EXT_REPLY_RESERVED}, {4, EXT_ACTIVE}, {2, EXT_IPV4}, {1, EXT_IPV6}, {0}};
	unsigned id = u16(d, IDENT), seq = u8(d, EXT_SEQ);
	say(d, ", id %u, seq %u", id, seq);
	if (type == EXTENDED_ECHO)
		icmp_extended_echo(d, start, length, request);
	else
		icmp_extended_echo_reply(d, start, code, reply);
}

/* True: the length was said already (neighbor discovery with -v says it before the body). */
static bool say_message(struct dis *d, unsigned type, unsigned code, uint32_t start, uint32_t length)
{
	uint32_t quoted = start + 8;
	bool nd = type >= ROUTER_SOLICIT && type <= REDIRECT;
	if (nd && d->verbose)
		say(d, ", length %u", length);
	switch (type) {
	case DST_UNREACH:
		if (!destination_unreachable(d, code, quoted)) {
			unknown(d, start, length);
			return true;
		}
		break;
	case PACKET_TOO_BIG:
		say(d, ", mtu %u", u32(d, MTU));
		break;
	case TIME_EXCEEDED:
		time_exceeded(d, code, quoted);
		break;
	case PARAM_PROB:
		parameter_problem(d, code);
		break;
	case ECHO_REQUEST:
	case ECHO_REPLY: {
		unsigned id = u16(d, IDENT), seq = u16(d, SEQ);
		say(d, ", id %u, seq %u", id, seq);
		break;
	}
	case EXTENDED_ECHO:
	case EXTENDED_ECHO_REPLY:
		extended_echo(d, type, code, start, length);
		break;
	case LISTENER_QUERY:
		if (length == 24) {
			listener(d, length);
		} else if (length >= 28) {
			say_s(d, " v2");
			query_v2(d, length);
		} else {
			say(d, " unknown-version (len %u) ", length);
		}
		break;
	case LISTENER_REPORT:
	case LISTENER_DONE:
		listener(d, length);
		break;
	case LISTENER_REPORT_V2:
		report_v2(d, start, length);
		break;
	case ROUTER_SOLICIT:
		skip(d, 4);
		break;
	case ROUTER_ADVERT: {
		struct saved s = quiet_begin(d, !d->verbose);
		router_advertisement(d);
		quiet_end(d, &s);
		seek(d, start + 16);
		break;
	}
	case NEIGHBOR_SOLICIT:
		neighbor_solicitation(d);
		break;
	case NEIGHBOR_ADVERT:
		neighbor_advertisement(d);
		break;
	case REDIRECT:
		redirect(d);
		break;
	case ROUTER_RENUMBERING:
		icmp6_renumbering(d, code);
		break;
	case NI_QUERY:
	case NI_REPLY:
		icmp6_node_information(d, type == NI_REPLY, code, length);
		break;
	case RPL:
		icmp6_rpl(d, code, length);
		break;
	case HAD_REQUEST:
	case HAD_REPLY:
	case MP_SOLICIT:
	case MP_ADVERT:
		mobile(d, type, start, length);
		break;
	default:
		if (word(types, type) && type < MTRACE_RESPONSE)
			break;
		say(d, ", length %u", length);
		unknown(d, start, length);
		return true;
	}
	if (nd)
		options(d, start, length);
	return d->verbose;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!length) {
		say_s(d, "ICMP6, length 0 (invalid)");
		return;
	}
	unsigned type = u8(d, TYPE), code = peek8(d, 0);
	say_checksum(d, start, length, peek16(d, 1));
	say(d, "ICMP6, %s", tok(d, types, "unknown icmp6 type (%u)", type));
	if (type < ROUTER_SOLICIT || type > REDIRECT)
		need(d, 1);
	struct saved s = quiet_begin(d, true);
	u8(d, CODE);
	u16(d, CHECKSUM);
	quiet_end(d, &s);
	skip(d, 3);
	if (!say_message(d, type, code, start, length))
		say(d, ", length %u", length);
}

static const struct binding bindings[] = {
	{BIND_IP6_PROTO, .from = IP_PROTO_ICMPV6},
	{0},
};

const struct proto proto_icmp6 = {
	.name = "icmp6",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_ICMP6,
};
