/* Internet Control Message Protocol: RFC 792, RFC 1191 (MTU), RFC 1256 (router discovery), RFC 4884 and 4950
 * (extensions), RFC 5837 (interface information), RFC 8335 (extended echo).
 *
 *	| type 1 | code 1 | checksum 2 | by type ... |
 */
#include "dissect/net/icmp.h"

#include "dissect/checksum.h"
#include "dissect/net/icmp_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

#include <stdlib.h>

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
	[CHECKSUM_STATUS] = {"icmp.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[IDENT] = {"icmp.ident", "Identifier (BE)", F_U16},
	[IDENT_LE] = {"icmp.ident_le", "Identifier (LE)", F_U16},
	[SEQ] = {"icmp.seq", "Sequence Number (BE)", F_U16},
	[SEQ_LE] = {"icmp.seq_le", "Sequence Number (LE)", F_U16},
	[DATA_TIME] = {"icmp.data_time", "Timestamp from icmp data", F_TIME},
	[DATA_TIME_RELATIVE] = {"icmp.data_time_relative", "Timestamp from icmp data (relative)", F_SPAN},
	[DATA] = {"data.data", "Data", F_BYTES},
	[DATA_LEN] = {"data.len", "Length", F_I32},
	[UNUSED] = {"icmp.unused", "Unused", F_BYTES},
	[LENGTH] = {"icmp.length", "Length", F_U8},
	[ORIGINAL] = {"icmp.length.original_datagram", "Length of original datagram", F_U8},
	[POINTER] = {"icmp.pointer", "Pointer", F_U32},
	[GATEWAY] = {"icmp.redir_gw", "Gateway Address", F_IP4},
	[MTU] = {"icmp.mtu", "MTU of next hop", F_U16},
	[ADDRESSES] = {"icmp.num_addrs", "Number of addresses", F_U8},
	[ENTRY_SIZE] = {"icmp.addr_entry_size", "Address entry size", F_U8},
	[LIFETIME] = {"icmp.lifetime", "Lifetime", F_U16},
	[ROUTER] = {"icmp.router_address", "Router address", F_IP4},
	[PREFERENCE] = {"icmp.pref_level", "Preference level", F_I32},
	[ORIGINATE] = {"icmp.originate_timestamp", "Originate Timestamp", F_U32},
	[RECEIVE] = {"icmp.receive_timestamp", "Receive Timestamp", F_U32},
	[TRANSMIT] = {"icmp.transmit_timestamp", "Transmit Timestamp", F_U32},
	[ADDRESS_MASK] = {"icmp.address_mask", "Address Mask", F_IP4},
	[MIP_TYPE] = {"icmp.mip.type", "Extension Type", F_U8},
	[MIP_LENGTH] = {"icmp.mip.length", "Length", F_U8},
	[MIP_PREFIX_LENGTH] = {"icmp.mip.prefixlength", "Prefix Length", F_U8},
	[MIP_SEQUENCE] = {"icmp.mip.seq", "Sequence Number", F_U16},
	[MIP_LIFETIME] = {"icmp.mip.life", "Registration Lifetime", F_U16},
	[MIP_FLAGS] = {"icmp.mip.flags", "Flags", F_U16, HEX},
	[MIP_R] = {"icmp.mip.r", "Registration Required", F_BOOL},
	[MIP_B] = {"icmp.mip.b", "Busy", F_BOOL},
	[MIP_H] = {"icmp.mip.h", "Home Agent", F_BOOL},
	[MIP_F] = {"icmp.mip.f", "Foreign Agent", F_BOOL},
	[MIP_M] = {"icmp.mip.m", "Minimal Encapsulation", F_BOOL},
	[MIP_G] = {"icmp.mip.g", "GRE", F_BOOL},
	[MIP_V] = {"icmp.mip.v", "VJ Comp", F_BOOL},
	[MIP_RT] = {"icmp.mip.rt", "Reverse tunneling", F_BOOL},
	[MIP_U] = {"icmp.mip.u", "UDP tunneling", F_BOOL},
	[MIP_X] = {"icmp.mip.x", "Revocation support", F_BOOL},
	[MIP_RESERVED] = {"icmp.mip.reserved", "Reserved", F_U16, HEX},
	[MIP_COA] = {"icmp.mip.coa", "Care-Of-Address", F_IP4},
	[MIP_CHALLENGE] = {"icmp.mip.challenge", "Challenge", F_BYTES},
	[MIP_CONTENT] = {"icmp.mip.content", "Content", F_BYTES},
	[EXT_SEQ] = {"icmp.ext.echo.seq", "Sequence Number", F_U8},
	[EXT_REQUEST_RESERVED] = {"icmp.ext.echo.req.res", "Reserved", F_U8, HEX},
	[EXT_LOCAL] = {"icmp.ext.echo.req.local", "Local bit", F_BOOL},
	[EXT_STATE] = {"icmp.ext.echo.rsp.state", "State", F_U8},
	[EXT_REPLY_RESERVED] = {"icmp.ext.echo.rsp.res", "Reserved", F_U8, HEX},
	[EXT_ACTIVE] = {"icmp.ext.echo.rsp.active", "Active bit", F_BOOL},
	[EXT_IPV4] = {"icmp.ext.echo.rsp.ipv4", "IPv4 bit", F_BOOL},
	[EXT_IPV6] = {"icmp.ext.echo.rsp.ipv6", "IPv6 bit", F_BOOL},
	[EXT] = {"icmp.ext", "ICMP Extensions"},
	[EXT_VERSION] = {"icmp.ext.version", "Version", F_U8},
	[EXT_RESERVED] = {"icmp.ext.res", "Reserved", F_U16, HEX},
	[EXT_CHECKSUM] = {"icmp.ext.checksum", "Checksum", F_U16, HEX},
	[EXT_CHECKSUM_STATUS] = {"icmp.ext.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[OBJECT_LENGTH] = {"icmp.ext.length", "Length", F_U16},
	[OBJECT_CLASS] = {"icmp.ext.class", "Class", F_U8},
	[OBJECT_TYPE] = {"icmp.ext.ctype", "C-Type", F_U8},
	[OBJECT_DATA] = {"icmp.ext.data", "Data", F_BYTES},
	[MPLS_LABEL] = {"icmp.mpls.label", "Label", F_U24},
	[MPLS_EXP] = {"icmp.mpls.exp", "Experimental", F_U24},
	[MPLS_S] = {"icmp.mpls.s", "Stack bit", F_BOOL},
	[MPLS_TTL] = {"icmp.mpls.ttl", "Time to live", F_U8},
	[INFO_ROLE] = {"icmp.int_info.role", "Interface Role", F_U8},
	[INFO_RESERVED] = {"icmp.int_info.reserved", "Reserved", F_U8},
	[INFO_HAS_INDEX] = {"icmp.int_info.ifindex", "ifIndex", F_BOOL},
	[INFO_HAS_ADDRESS] = {"icmp.int_info.ipaddr", "IP Address", F_BOOL},
	[INFO_HAS_NAME] = {"icmp.int_info.name_present", "Interface Name", F_BOOL},
	[INFO_HAS_MTU] = {"icmp.int_info.mtu_present", "MTU", F_BOOL},
	[INFO_INDEX] = {"icmp.int_info.index", "Interface Index", F_U32},
	[INFO_AFI] = {"icmp.int_info.afi", "Address Family Identifier", F_U16},
	[INFO_AFI_RESERVED] = {"icmp.reserved", "Reserved", F_BYTES},
	[INFO_IPV4] = {"icmp.int_info.ipv4", "Source", F_IP4},
	[INFO_IPV6] = {"icmp.int_info.ipv6", "Source", F_IP6},
	[INFO_ADDRESS] = {"icmp.int_info.ipunknown", "Source", F_BYTES},
	[INFO_NAME_LENGTH] = {"icmp.int_info.name_length", "Name Length", F_U8},
	[INFO_NAME] = {"icmp.int_info.name", "Name", F_STR},
	[INFO_MTU] = {"icmp.int_info.mtu", "Maximum Transmission Unit", F_U32},
	[IDENT_NAME] = {"icmp.int_ident.name", "Name", F_STR},
	[IDENT_INDEX] = {"icmp.int_ident.index", "Interface Index", F_U32},
	[IDENT_AFI] = {"icmp.int_ident.afi", "Address Family Identifier", F_U16},
	[IDENT_ADDRESS_LENGTH] = {"icmp.int_ident.addr_length", "Address Length", F_U8},
	[IDENT_RESERVED] = {"icmp.int_ident.reserved", "Reserved", F_BYTES},
	[IDENT_IPV4] = {"icmp.int_ident.ipv4", "Address", F_IP4},
	[IDENT_IPV6] = {"icmp.int_ident.ipv6", "Address", F_IP6},
	[IDENT_ADDRESS] = {"icmp.int_ident.address", "Address", F_BYTES},
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

/* The second word of an error behind its first `used` bytes: how long the quoted packet is (RFC 4884), where it says so. */
static void unused_fields(struct dis *d, unsigned used, unsigned unused)
{
	enum { LENGTH_AT = 1 };
	struct saved s = quiet_begin(d, true);
	unsigned len = peek8(d, LENGTH_AT - used);
	if (len) {
		if (!used)
			bytes(d, UNUSED, LENGTH_AT);
		u8(d, LENGTH);
		also(d, ORIGINAL, 1, len * 4);
		unused -= 2 - used;
	}
	if (unused)
		bytes(d, UNUSED, unused);
	quiet_end(d, &s);
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
	if (d->tape)
		unused_fields(d, 0, code == CODE_NEEDFRAG ? 2 : 4);
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
	unsigned count = u8(d, ADDRESSES), size = u8(d, ENTRY_SIZE), lifetime = u16(d, LIFETIME);
	say_s(d, " lifetime ");
	say_lifetime(d, lifetime);
	say(d, " %u:", count);
	if (size != 2) {
		say(d, " [size %u]", size);
		return;
	}
	while (count-- && !d->cut) {
		uint32_t address = ip4(d, ROUTER);
		int32_t preference = i32(d, PREFERENCE);
		say(d, " {%s %u}", ip4_str(d, address), (unsigned)preference);
	}
	if (d->tape)
		icmp_mobility(d);
}

static void say_clock(struct dis *d, uint32_t ms)
{
	say(d, "%02u:%02u:%02u.%03u", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

/* Wireshark has both in the order of bytes of both kinds of hosts, too. */
static unsigned read_ident(struct dis *d)
{
	unsigned id = u16(d, IDENT);
	also(d, IDENT_LE, 2, __builtin_bswap16((uint16_t)id));
	return id;
}

static unsigned read_seq(struct dis *d)
{
	unsigned seq = u16(d, SEQ);
	also(d, SEQ_LE, 2, __builtin_bswap16((uint16_t)seq));
	return seq;
}

static void timestamps(struct dis *d, unsigned type)
{
	unsigned id = read_ident(d), seq = read_seq(d);
	say(d, "time stamp %s id %u seq %u", type == TIMESTAMP ? "query" : "reply", id, seq);
	struct saved s = quiet_begin(d, type == TIMESTAMP);
	uint32_t origin = u32(d, ORIGINATE), received = u32(d, RECEIVE), transmitted = u32(d, TRANSMIT);
	say_s(d, ": org ");
	say_clock(d, origin);
	say_s(d, ", recv ");
	say_clock(d, received);
	say_s(d, ", xmit ");
	say_clock(d, transmitted);
	quiet_end(d, &s);
}

static void parameter_problem(struct dis *d, unsigned code)
{
	struct saved s = quiet_begin(d, code);
	unsigned pointer = u8(d, POINTER);
	say(d, "parameter problem - octet %u", pointer);
	if (d->tape)
		unused_fields(d, 1, 3);
	quiet_end(d, &s);
	if (code)
		say(d, "parameter problem - code %u", code);
}

/* A time at the start of what an echo carries, as ping writes it in its host's order; taken for one when it is less than a day off.
 * Returns its bytes. */
static unsigned echo_time(struct dis *d)
{
	enum { SIZE = 8 };
	const int64_t second = 1000000000, day = 86400 * second, sent = d->packet->time;
	if (!have(d, SIZE))
		return 0;
	uint32_t high = peek32(d, 0), low = peek32(d, 4);
	int64_t big = high * second + low * 1000ll;
	int64_t little = __builtin_bswap32(high) * second + __builtin_bswap32(low) * 1000ll;
	int64_t off_big = sent - big, off_little = sent - little;
	int64_t best = llabs(off_little) < llabs(off_big) ? little : big;
	if (llabs(sent - best) >= day)
		return 0;
	mark_uint(d, DATA_TIME, d->pos, SIZE, (uint64_t)best);
	mark_uint(d, DATA_TIME_RELATIVE, d->pos, SIZE, (uint64_t)(sent - best));
	return SIZE;
}

static void echo_data(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	skip(d, echo_time(d));
	struct span data = rest(d, DATA);
	if (data.len)
		mark_uint(d, DATA_LEN, data.pos, data.len, data.len);
	quiet_end(d, &s);
}

static void address_mask(struct dis *d, bool says)
{
	struct saved s = quiet_begin(d, true);
	read_ident(d);
	read_seq(d);
	quiet_end(d, &s);
	skip(d, 4);
	s = quiet_begin(d, !says);
	say(d, "address mask is 0x%08x", ip4(d, ADDRESS_MASK));
	quiet_end(d, &s);
}

static void say_message(struct dis *d, unsigned type, unsigned code, uint32_t start)
{
	uint32_t quoted = start + 8;
	switch (type) {
	case ECHO:
	case ECHO_REPLY: {
		unsigned id = read_ident(d), seq = read_seq(d);
		if (d->tape)
			echo_data(d);
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
		if (d->tape)
			unused_fields(d, 0, 4);
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
	case MASK:
	case MASK_REPLY:
		address_mask(d, type == MASK_REPLY);
		if (type == MASK)
			say_s(d, word(types, type));
		break;
	case INFORMATION:
	case INFORMATION_REPLY: {
		struct saved s = quiet_begin(d, true);
		read_ident(d);
		read_seq(d);
		quiet_end(d, &s);
		say_s(d, word(types, type));
		break;
	}
	case TIMESTAMP:
	case TIMESTAMP_REPLY:
		timestamps(d, type);
		break;
	case EXTENDED_ECHO:
	case EXTENDED_ECHO_REPLY: {
		unsigned id = read_ident(d), seq = u8(d, EXT_SEQ);
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
static void checksum_field(struct dis *d, uint32_t start, uint32_t length)
{
	struct saved s = quiet_begin(d, true);
	u16(d, CHECKSUM);
	if (d->tape)
		mark_checksum(d, CHECKSUM_STATUS, d->pos - 2, 0, span_at(d, start, d->net.fragment ? 0 : length), length);
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
	checksum_field(d, start, length);
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
	static const struct bit_field request[] = {{0xfe, EXT_REQUEST_RESERVED}, {1, EXT_LOCAL}, {0}};
	static const struct bit_field reply[] = {
		{0xe0, EXT_STATE}, {0x18, EXT_REPLY_RESERVED}, {4, EXT_ACTIVE}, {2, EXT_IPV4}, {1, EXT_IPV6}, {0}};
	if (type == EXTENDED_ECHO)
		icmp_extended_echo(d, start, length, request);
	else if (type == EXTENDED_ECHO_REPLY)
		icmp_extended_echo_reply(d, start, code, reply);
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
