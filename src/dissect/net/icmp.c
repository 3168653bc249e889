/* Internet Control Message Protocol: RFC 792, RFC 1191 (MTU), RFC 1256 (router discovery), RFC 4884 and 4950
 * (extensions), RFC 5837 (interface information), RFC 8335 (extended echo).
 *
 *	| type 1 | code 1 | checksum 2 | by type ... |
 */
#include "dissect/net/icmp_extension.h"

#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { ICMP, TYPE, CODE, CHECKSUM, IDENT, SEQ, GATEWAY, MTU, DATA };

enum {
	ECHO_REPLY = 0, UNREACHABLE = 3, SOURCE_QUENCH = 4, REDIRECT = 5, ECHO = 8, ROUTER_ADVERTISEMENT = 9,
	ROUTER_SOLICITATION = 10, TIME_EXCEEDED = 11, PARAMETER_PROBLEM = 12, TIMESTAMP = 13, TIMESTAMP_REPLY = 14,
	INFORMATION = 15, INFORMATION_REPLY = 16, MASK = 17, MASK_REPLY = 18, EXTENDED_ECHO = 42, EXTENDED_ECHO_REPLY = 43,
};

enum {
	CODE_HOST = 1, CODE_PROTOCOL = 2, CODE_PORT = 3, CODE_NEEDFRAG = 4,
};

enum { QUOTED_HEADER = 20 }; /* of IP */

static const struct token types[] = {
	{ECHO_REPLY, "echo reply"}, {UNREACHABLE, "unreachable"}, {SOURCE_QUENCH, "source quench"}, {REDIRECT, "redirect"},
	{ECHO, "echo request"}, {ROUTER_ADVERTISEMENT, "router advertisement"}, {ROUTER_SOLICITATION, "router solicitation"},
	{TIME_EXCEEDED, "time exceeded"}, {PARAMETER_PROBLEM, "parameter problem"}, {TIMESTAMP, "time stamp request"},
	{TIMESTAMP_REPLY, "time stamp reply"}, {INFORMATION, "information request"}, {INFORMATION_REPLY, "information reply"},
	{MASK, "address mask request"}, {EXTENDED_ECHO, "extended echo request"}, {EXTENDED_ECHO_REPLY, "extended echo reply"},
	{0, NULL},
};

static const struct field fields[] = {
	[ICMP] = {"icmp", "Internet Control Message Protocol"},
	[TYPE] = {"icmp.type", "Type", F_U8, DEC, types},
	[CODE] = {"icmp.code", "Code", F_U8},
	[CHECKSUM] = {"icmp.checksum", "Checksum", F_U16, HEX},
	[IDENT] = {"icmp.ident", "Identifier", F_U16},
	[SEQ] = {"icmp.seq", "Sequence Number", F_U16},
	[GATEWAY] = {"icmp.redir_gw", "Gateway Address", F_IP4},
	[MTU] = {"icmp.mtu", "MTU of next hop", F_U16},
	[DATA] = {"data.data", "Data", F_BYTES},
};

/* The IP header that an error quotes; the cursor stands on it. */
struct quoted {
	unsigned ihl, protocol, dport;
	uint32_t src, dst;
	bool port_there;
};

static struct quoted peek_quoted(const struct dis *d)
{
	struct quoted q = {
		.ihl = (peek8(d, 0) & 15) * 4, .protocol = peek8(d, 9), .src = peek32(d, 12), .dst = peek32(d, 16)};
	q.port_there = have(d, q.ihl + 4);
	q.dport = peek16(d, q.ihl + 2);
	return q;
}

static void say_port_unreachable(struct dis *d, const struct quoted *q)
{
	say_ip4(d, q->dst);
	switch (q->protocol) {
	case IP_PROTO_TCP:
		say(d, " tcp port %s unreachable", tcp_port_str(d, q->dport));
		break;
	case IP_PROTO_UDP:
		say(d, " udp port %s unreachable", udp_port_str(d, q->dport));
		break;
	default:
		say(d, " protocol %u port %u unreachable", q->protocol, q->dport);
	}
}

static void unreachable(struct dis *d, unsigned code, uint32_t quoted_at)
{
	static const struct token forms[] = {
		{0, "net %s unreachable"}, {CODE_HOST, "host %s unreachable"}, {5, "%s unreachable - source route failed"},
		{6, "net %s unreachable - unknown"}, {7, "host %s unreachable - unknown"},
		{8, "%s unreachable - source host isolated"}, {9, "net %s unreachable - admin prohibited"},
		{10, "host %s unreachable - admin prohibited"}, {11, "net %s unreachable - tos prohibited"},
		{12, "host %s unreachable - tos prohibited"}, {13, "host %s unreachable - admin prohibited filter"},
		{14, "host %s unreachable - host precedence violation"}, {15, "host %s unreachable - precedence cutoff"},
		{0, NULL}};
	skip(d, 2);
	unsigned mtu = code == CODE_NEEDFRAG ? u16(d, MTU) : 0;
	seek(d, quoted_at);
	struct quoted q = peek_quoted(d);
	if (!need(d, QUOTED_HEADER))
		return;
	if (code == CODE_PROTOCOL) {
		say(d, "%s protocol %u unreachable", ip4_str(d, q.dst), q.protocol);
	} else if (code == CODE_PORT) {
		if (need(d, q.ihl + 4))
			say_port_unreachable(d, &q);
	} else if (code == CODE_NEEDFRAG) {
		say(d, mtu ? "%s unreachable - need to frag (mtu %u)" : "%s unreachable - need to frag", ip4_str(d, q.dst), mtu);
	} else {
		const char *form = word(forms, code);
		const char *at = form ? strstr(form, "%s") : NULL;
		if (at)
			say(d, "%.*s%s%s", (int)(at - form), form, ip4_str(d, q.dst), at + 2);
		else
			say(d, "%s unreachable - #%u", ip4_str(d, q.dst), code);
	}
}

static void redirect(struct dis *d, unsigned code, uint32_t quoted_at)
{
	uint32_t gateway = ip4(d, GATEWAY);
	seek(d, quoted_at);
	struct quoted q = peek_quoted(d);
	if (!need(d, QUOTED_HEADER))
		return;
	const char *to = ip4_str(d, gateway), *from = ip4_str(d, q.dst);
	if (code == 0)
		say(d, "redirect %s to net %s", from, to);
	else if (code == 1)
		say(d, "redirect %s to host %s", from, to);
	else if (code == 2)
		say(d, "redirect-tos %s to net %s", from, to);
	else if (code == 3)
		say(d, "redirect-tos %s to host %s", from, to);
	else
		say(d, "redirect-#%u %s to %s", code, from, to);
}

static void say_lifetime(struct dis *d, unsigned s)
{
	if (s < 60)
		say(d, "%u", s);
	else if (s < 3600)
		say(d, "%u:%02u", s / 60, s % 60);
	else
		say(d, "%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
}

static void router_advertisement(struct dis *d)
{
	say_s(d, "router advertisement");
	unsigned count = u8(d, 0), size = u8(d, 0), lifetime = u16(d, 0);
	say_s(d, " lifetime ");
	say_lifetime(d, lifetime);
	say(d, " %u:", count);
	if (size != 2) {
		say(d, " [size %u]", size);
		return;
	}
	while (count-- && !d->cut) {
		uint32_t address = ip4(d, 0);
		int32_t preference = i32(d, 0);
		say(d, " {%s %u}", ip4_str(d, address), (unsigned)preference);
	}
}

static void say_clock(struct dis *d, uint32_t ms)
{
	say(d, "%02u:%02u:%02u.%03u", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static void timestamps(struct dis *d, unsigned type)
{
	unsigned id = u16(d, IDENT), seq = u16(d, SEQ);
	say(d, "time stamp %s id %u seq %u", type == TIMESTAMP ? "query" : "reply", id, seq);
	if (type == TIMESTAMP)
		return;
	uint32_t origin = u32(d, 0), received = u32(d, 0), transmitted = u32(d, 0);
	say_s(d, ": org ");
	say_clock(d, origin);
	say_s(d, ", recv ");
	say_clock(d, received);
	say_s(d, ", xmit ");
	say_clock(d, transmitted);
}

static void parameter_problem(struct dis *d, unsigned code)
{
	if (code) {
		say(d, "parameter problem - code %u", code);
		return;
	}
	unsigned pointer = u8(d, 0);
	say(d, "parameter problem - octet %u", pointer);
}

static void say_message(struct dis *d, unsigned type, unsigned code, uint32_t start)
{
	uint32_t quoted = start + 8;
	switch (type) {
	case ECHO:
	case ECHO_REPLY: {
		unsigned id = u16(d, IDENT), seq = u16(d, SEQ);
		say_s(d, type == ECHO ? "echo request, id " : "echo reply, id ");
		say_u(d, id);
		say_s(d, ", seq ");
		say_u(d, seq);
		break;
	}
	case UNREACHABLE:
		unreachable(d, code, quoted);
		break;
	case REDIRECT:
		redirect(d, code, quoted);
		break;
	case ROUTER_ADVERTISEMENT:
		router_advertisement(d);
		break;
	case TIME_EXCEEDED:
		seek(d, quoted);
		need(d, QUOTED_HEADER);
		if (code == 0)
			say_s(d, "time exceeded in-transit");
		else if (code == 1)
			say_s(d, "ip reassembly time exceeded");
		else
			say(d, "time exceeded-#%u", code);
		break;
	case PARAMETER_PROBLEM:
		parameter_problem(d, code);
		break;
	case MASK_REPLY:
		seek(d, start + 8);
		say(d, "address mask is 0x%08x", u32(d, 0));
		break;
	case TIMESTAMP:
	case TIMESTAMP_REPLY:
		timestamps(d, type);
		break;
	case EXTENDED_ECHO:
	case EXTENDED_ECHO_REPLY: {
		unsigned id = u16(d, IDENT), seq = u8(d, 0);
		also(d, SEQ, 1, seq);
		say(d, "extended echo %s, id %u, seq %u", type == EXTENDED_ECHO ? "request" : "reply", id, seq);
		break;
	}
	default:
		say_s(d, tok(d, types, "type-#%u", type));
	}
}

static bool is_error(unsigned type)
{
	return type == UNREACHABLE || type == SOURCE_QUENCH || type == REDIRECT || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
}

static void say_bad_checksum(struct dis *d, uint32_t start, uint32_t length)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || whole.len < length)
		return;
	unsigned off_by = sum_fold(sum_span(0, whole)), held = span_u8(whole, 2) << 8 | span_u8(whole, 3);
	seek(d, start + 2);
	if (off_by && need(d, 2))
		say(d, " (wrong icmp cksum %x (->%x)!)", held, checksum_expected(held, off_by));
}

/* The packet that an error quotes, in a line of its own; its own fields are not those of a packet on the wire. */
static void quoted_packet(struct dis *d, uint32_t start)
{
	seek(d, start + 8);
	struct net outer = d->net;
	bool says = d->verbose >= 1;
	struct saved s = quiet_begin(d, !says), inner = inner_begin(d);
	uint32_t wire = d->wire;
	say_s(d, "\n\t");
	need(d, 4);
	declare(d, peek16(d, 2)); /* the packet had this length; what is quoted of it is shorter */
	call(d, &proto_ip);
	if (inner_end(d, &inner) || !d->cut) {
		d->wire = wire;
		d->layer_name = d->proto->name;
	}
	quiet_end(d, &s);
	d->net = outer;
}

/* No word of the line needs it. */
static void checksum_field(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	u16(d, CHECKSUM);
	quiet_end(d, &s);
	skip(d, 2);
}

/* What it is, is said whole or not at all. */
static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!left(d)) /* the type is looked at by IP: what is cut is IP's */
		d->layer_name = proto_ip.name;
	size_t before = said(d);
	unsigned type = u8(d, TYPE), code = u8(d, CODE);
	checksum_field(d);
	say_s(d, "ICMP ");
	say_message(d, type, code, start);
	unsay_if_cut(d, before);
	say_s(d, ", length ");
	say_u(d, length);
	say_bad_checksum(d, start, length);
	if (d->cut)
		return;
	if (is_error(type) && (d->verbose >= 1 || fields_wanted(d)))
		quoted_packet(d, start);
	seek(d, start);
	if (type == EXTENDED_ECHO)
		icmp_extended_echo(d, start, length);
	else if (type == EXTENDED_ECHO_REPLY)
		icmp_extended_echo_reply(d, start, code);
	else if (type == UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM)
		icmp_extensions(d, start, length);
}

static const struct binding bindings[] = {
	{BIND_IP4_PROTO, .from = IP_PROTO_ICMP},
	{0},
};

const struct proto proto_icmp = {
	.name = "icmp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_ICMP,
};
