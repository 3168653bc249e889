/* Open Shortest Path First, version 3: RFC 5340; RFC 5838 (address families), RFC 5613 (link-local signalling), RFC 7166
 * (authentication trailer), RFC 5187 (graceful restart).
 *
 *	| version | type | length 2 | router ID 4 | area ID 4 | checksum 2 | instance ID | 0 |
 *
 *	LSA: | age 2 | type 2 | link state ID 4 | advertising router 4 | sequence 4 | checksum 2 | length 2 |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/routing/ospf.h"

enum {
	OSPF, HEADER, VERSION, TYPE, LENGTH, ROUTER, AREA, CHECKSUM, INSTANCE, HELLO, HELLO_INTERFACE, PRIORITY, OPTIONS, HELLO_INTERVAL,
	HELLO_DEAD, HELLO_DR, HELLO_BDR, HELLO_NEIGHBOR, DD_MTU, DD_FLAGS, DD_SEQ, LSA_COUNT, LSA, LSA_AGE, LSA_TYPE, FUNCTION, SCOPE,
	HANDLING, LSA_ID, ADV_ROUTER, LSA_SEQ, LSA_CHECKSUM, LSA_LENGTH, ROUTER_FLAGS, LINK_TYPE, LINK_METRIC, LINK_INTERFACE,
	NEIGHBOR_INTERFACE, NEIGHBOR_ROUTER, ATTACHED_ROUTER, METRIC, EXTERNAL_FLAGS, FORWARD, TAG, REFERENCED_TYPE, REFERENCED_ID,
	REFERENCED_ROUTER, LINK_PRIORITY, LINK_LOCAL, PREFIX_COUNT, PREFIX_LENGTH, PREFIX_OPTIONS, PREFIX, TLV_TYPE, TLV_LENGTH,
	AT, AT_TYPE, AT_LENGTH, AT_RESERVED, AT_SA, AT_SEQ, AT_DATA,
};

enum { MSG_HELLO = 1, MSG_DD = 2, MSG_REQUEST = 3, MSG_UPDATE = 4, MSG_ACK = 5 };
/* Types with scope, as they are flooded (RFC 5340, appendix A.4.2.1). */
enum {
	LSA_ROUTER = 0x2001, LSA_NETWORK = 0x2002, LSA_INTER_PREFIX = 0x2003, LSA_EXTERNAL = 0x4005, LSA_LINK = 0x0008,
	LSA_INTRA_PREFIX = 0x2009, LSA_GRACE = 0x000b, LSA_HANDLING = 0x8000, LSA_SCOPE = 0x6000, LSA_FUNCTION = 0x1fff,
};
/* The reference looks for the type where RFC 5340 (appendix A.4.7) has a bit of no meaning; the RFC's is 4. */
enum { EXTERNAL_TYPE2 = 0x80, EXTERNAL_FORWARD = 2, EXTERNAL_TAG = 1 };
enum { OPTION_LLS = 0x200, LSA_HEADER_SIZE = 20, AT_HEADER = 16, LLS_HEADER = 4 };

static const struct token options[] = {
	{0x001, "V6"}, {0x002, "External"}, {0x004, "Deprecated"}, {0x008, "NSSA"}, {0x010, "Router"}, {0x020, "Demand Circuit"},
	{0x100, "AFs Support"}, {0x200, "LLS"}, {0x400, "Authentication Trailer"}, {0, NULL}};
static const struct token dd_flags[] = {{4, "Init"}, {2, "More"}, {1, "Master"}, {0x10, "IPv6 MTU"}, {0, NULL}};
static const struct token functions[] = {
	{1, "Router"}, {2, "Network"}, {3, "Inter-Area Prefix"}, {4, "Inter-Area Router"}, {5, "External"}, {6, "Deprecated"},
	{7, "NSSA"}, {8, "Link"}, {9, "Intra-Area Prefix"}, {10, "Intra-Area TE"}, {11, "Grace"}, {12, "Router Information"},
	{13, "Inter-AS-TE"}, {14, "Layer 1 VPN"}, {0, NULL}};
static const struct token scopes[] = {{0, "Link Local"}, {0x2000, "Area Local"}, {0x4000, "Domain Wide"}, {0, NULL}};
static const struct token router_flags[] = {{0x01, "ABR"}, {0x02, "External"}, {0x04, "Virtual-Link Endpoint"}, {0x08, "Deprecated"},
	{0x10, "NSSA Translator"}, {0, NULL}};
static const struct token external_flags[] = {
	{EXTERNAL_TYPE2, "External Type 2"}, {EXTERNAL_FORWARD, "Forwarding"}, {EXTERNAL_TAG, "Tag"}, {0, NULL}};
static const struct token prefix_options[] = {{0x01, "No Unicast"}, {0x02, "Local address"}, {0x04, "Deprecated"}, {0x08, "Propagate"},
	{0x10, "Down"}, {0x20, "N-bit"}, {0, NULL}};
static const struct token at_types[] = {{1, "HMAC"}, {0, NULL}};

static const struct field fields[] = {
	[OSPF] = {"ospf", "Open Shortest Path First"},
	[HEADER] = {"ospf.header", "OSPF Header"},
	[VERSION] = {"ospf.version", "Version", F_U8},
	[TYPE] = {"ospf.msg", "Message Type", F_U8, DEC, ospf_types},
	[LENGTH] = {"ospf.packet_length", "Packet Length", F_U16},
	[ROUTER] = {"ospf.srcrouter", "Source OSPF Router", F_IP4},
	[AREA] = {"ospf.area_id", "Area ID", F_IP4},
	[CHECKSUM] = {"ospf.checksum", "Checksum", F_U16, HEX},
	[INSTANCE] = {"ospf.instance_id", "Instance ID", F_U8},
	[HELLO] = {"ospf.hello", "OSPF Hello Packet"},
	[HELLO_INTERFACE] = {"ospf.hello.interface_id", "Interface ID", F_U32},
	[PRIORITY] = {"ospf.hello.router_priority", "Router Priority", F_U8},
	[OPTIONS] = {"ospf.v3.options", "Options", F_U24, HEX},
	[HELLO_INTERVAL] = {"ospf.hello.hello_interval", "Hello Interval [sec]", F_U32},
	[HELLO_DEAD] = {"ospf.hello.router_dead_interval", "Router Dead Interval [sec]", F_U32},
	[HELLO_DR] = {"ospf.hello.designated_router", "Designated Router", F_IP4},
	[HELLO_BDR] = {"ospf.hello.backup_designated_router", "Backup Designated Router", F_IP4},
	[HELLO_NEIGHBOR] = {"ospf.hello.active_neighbor", "Active Neighbor", F_IP4},
	[DD_MTU] = {"ospf.db.interface_mtu", "Interface MTU", F_U16},
	[DD_FLAGS] = {"ospf.dbd", "DB Description", F_U8, HEX},
	[DD_SEQ] = {"ospf.db.dd_sequence", "DD Sequence", F_U32},
	[LSA_COUNT] = {"ospf.ls.number_of_lsas", "Number of LSAs", F_U32},
	[LSA] = {"ospf.lsa.header", "LSA"},
	[LSA_AGE] = {"ospf.lsa.age", "LS Age (seconds)", F_U16},
	[LSA_TYPE] = {"ospf.v3.lsa", "LS Type", F_U16, HEX},
	[FUNCTION] = {"ospf.v3.lsa.fc", "Function Code", F_U16, DEC, functions},
	[SCOPE] = {"ospf.v3.lsa.s12", "Flooding Scope", F_U16, HEX},
	[HANDLING] = {"ospf.v3.lsa.u", "LSA Handling", F_BOOL},
	[LSA_ID] = {"ospf.link_state_id", "Link State ID", F_IP4},
	[ADV_ROUTER] = {"ospf.advrouter", "Advertising Router", F_IP4},
	[LSA_SEQ] = {"ospf.lsa.seqnum", "Sequence Number", F_U32, HEX},
	[LSA_CHECKSUM] = {"ospf.lsa.chksum", "Checksum", F_U16, HEX},
	[LSA_LENGTH] = {"ospf.lsa.length", "Length", F_U16},
	[ROUTER_FLAGS] = {"ospf.v3.router.lsa.flags", "Flags", F_U8, HEX},
	[LINK_TYPE] = {"ospf.v3.lsa.type", "Type", F_U8},
	[LINK_METRIC] = {"ospf.metric", "Metric", F_U16},
	[LINK_INTERFACE] = {"ospf.v3.lsa.interface_id", "Interface ID", F_U32},
	[NEIGHBOR_INTERFACE] = {"ospf.v3.lsa.neighbor_interface_id", "Neighbor Interface ID", F_U32},
	[NEIGHBOR_ROUTER] = {"ospf.v3.lsa.neighbor_router_id", "Neighbor Router ID", F_IP4},
	[ATTACHED_ROUTER] = {"ospf.v3.lsa.attached_router", "Attached Router", F_IP4},
	[METRIC] = {"ospf.metric", "Metric", F_U24},
	[EXTERNAL_FLAGS] = {"ospf.v3.as.external.flags", "Flags", F_U8, HEX},
	[FORWARD] = {"ospf.v3.lsa.forwarding_address.ipv6", "Forwarding Address", F_IP6},
	[TAG] = {"ospf.v3.lsa.external_route_tag", "External Route Tag", F_U32},
	[REFERENCED_TYPE] = {"ospf.v3.lsa.referenced_ls_type", "Referenced LS type", F_U16, HEX},
	[REFERENCED_ID] = {"ospf.v3.lsa.referenced_link_state_id", "Referenced Link State ID", F_IP4},
	[REFERENCED_ROUTER] = {"ospf.v3.lsa.referenced_advertising_router", "Referenced Advertising Router", F_IP4},
	[LINK_PRIORITY] = {"ospf.v3.lsa.router_priority", "Router Priority", F_U8},
	[LINK_LOCAL] = {"ospf.v3.lsa.link_local_interface_address.ipv6", "Link-local Interface Address", F_IP6},
	[PREFIX_COUNT] = {"ospf.v3.lsa.num_prefixes", "# prefixes", F_U32},
	[PREFIX_LENGTH] = {"ospf.prefix_length", "PrefixLength", F_U8},
	[PREFIX_OPTIONS] = {"ospf.v3.prefix.options", "PrefixOptions", F_U8, HEX},
	[PREFIX] = {"ospf.v3.address_prefix.ipv6", "Address Prefix", F_IP6},
	[TLV_TYPE] = {"ospf.tlv_type", "TLV Type", F_U16},
	[TLV_LENGTH] = {"ospf.tlv_length", "TLV Length", F_U16},
	[AT] = {"ospf.at", "OSPF Authentication Trailer"},
	[AT_TYPE] = {"ospf.at.auth_type", "Authentication Type", F_U16, DEC, at_types},
	[AT_LENGTH] = {"ospf.at.auth_data_len", "Authentication Data Length", F_U16},
	[AT_RESERVED] = {"ospf.at.reserved", "Reserved", F_U16, HEX},
	[AT_SA] = {"ospf.at.sa_id", "Security Association Identifier (SA ID)", F_U16, HEX},
	[AT_SEQ] = {"ospf.at.crypto_seq_nbr", "Cryptographic Sequence Number", F_U64},
	[AT_DATA] = {"ospf.at.auth_data", "Authentication Data", F_BYTES},
};

/* n more bytes before `end`? If not, the packet is cut. */
static bool fits(struct dis *d, uint32_t end, uint32_t n)
{
	if (!d->cut && (d->pos > end || n > end - d->pos))
		cut_here(d);
	return !d->cut;
}

/* ---- LSA headers ---------------------------------------------------------------------------------------------- */

struct lsa {
	unsigned type;
	uint32_t id;
	uint32_t length; /* with the header */
};

static unsigned lsa_type(struct dis *d, unsigned field)
{
	unsigned type = u16(d, field);
	also(d, FUNCTION, 2, type & LSA_FUNCTION);
	also(d, SCOPE, 2, (type & LSA_SCOPE) >> 13);
	also(d, HANDLING, 2, type >> 15);
	return type;
}

static void lsa_name(struct dis *d, unsigned type, uint32_t id)
{
	say(d, "\n\t    %s LSA (%u), %s Scope%s, LSA-ID %s", tok(d, functions, "Unknown", type & LSA_FUNCTION), type & LSA_FUNCTION,
		tok(d, scopes, "Unknown", type & LSA_SCOPE), type & LSA_HANDLING ? ", transitive" : "", ip4_str(d, id));
}

static struct lsa lsa_header(struct dis *d)
{
	struct lsa lsa = {0};
	need(d, LSA_HEADER_SIZE);
	unsigned age = u16(d, LSA_AGE);
	lsa.type = lsa_type(d, LSA_TYPE);
	lsa.id = ip4(d, LSA_ID);
	uint32_t router = ip4(d, ADV_ROUTER), seq = u32(d, LSA_SEQ);
	u16(d, LSA_CHECKSUM);
	lsa.length = u16(d, LSA_LENGTH);
	/* a length below the header's is said as the reference does */
	say(d, "\n\t  Advertising Router %s, seq 0x%08x, age %us, length %zu", ip4_str(d, router), seq, age,
		(size_t)lsa.length - LSA_HEADER_SIZE);
	lsa_name(d, lsa.type, lsa.id);
	return lsa;
}

static void lsa_headers(struct dis *d)
{
	while (more(d) && fits(d, d->wire, LSA_HEADER_SIZE)) {
		group_begin(d, LSA);
		lsa_header(d);
		group_end(d);
	}
}

/* ---- LSA bodies, up to `end` ------------------------------------------------------------------------------------ */

static void router_link(struct dis *d, uint32_t end)
{
	static const struct token neighbors[] = {
		{1, "Neighbor Router-ID"}, {2, "Neighbor Network-ID"}, {4, "Virtual Link: Neighbor Router-ID"}, {0, NULL}};
	if (!fits(d, end, 16))
		return;
	need(d, 16);
	unsigned type = u8(d, LINK_TYPE);
	skip(d, 1);
	unsigned metric = u16(d, LINK_METRIC);
	uint32_t interface = u32(d, LINK_INTERFACE), neighbor_interface = u32(d, NEIGHBOR_INTERFACE), neighbor = ip4(d, NEIGHBOR_ROUTER);
	if (!word(neighbors, type)) {
		say(d, "\n\t      Unknown Router Links Type 0x%02x", type);
		seek(d, end);
		return;
	}
	say(d, "\n\t      %s %s\n\t      Neighbor Interface-ID %s, Interface %s, metric %u", word(neighbors, type), ip4_str(d, neighbor),
		ip4_str(d, neighbor_interface), ip4_str(d, interface), metric);
}

static void router_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 4))
		return;
	need(d, 4);
	unsigned flags = u8(d, ROUTER_FLAGS);
	uint32_t option_bits = u24(d, OPTIONS);
	say(d, "\n\t      Options [%s]", bits(d, options, "none", ", ", option_bits));
	say(d, ", RLA-Flags [%s]", bits(d, router_flags, "none", ", ", flags));
	while (!d->cut && d->pos < end)
		router_link(d, end);
}

static void network_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 4))
		return;
	skip(d, 1);
	uint32_t option_bits = u24(d, OPTIONS);
	say(d, "\n\t      Options [%s]\n\t      Connected Routers:", bits(d, options, "none", ", ", option_bits));
	while (!d->cut && d->pos < end && fits(d, end, 4)) {
		uint32_t router = ip4(d, ATTACHED_ROUTER);
		say(d, "\n\t\t%s", ip4_str(d, router));
	}
}

/* RFC 5340, appendix A.4.1. Returns the 16 bits behind the options, a metric or a referenced type, named by `field`. */
static unsigned prefix(struct dis *d, unsigned field, uint32_t end)
{
	if (!fits(d, end, 4))
		return 0;
	need(d, 4);
	unsigned length = u8(d, PREFIX_LENGTH), option_bits = u8(d, PREFIX_OPTIONS), metric = u16(d, field);
	if (length > 128) {
		say(d, " bogus prefixlen /%u", length);
		cut_here(d);
		return 0;
	}
	unsigned n = (length + 31) / 32 * 4;
	if (!fits(d, end, n))
		return 0;
	struct ip6 a = {{0}};
	uint32_t at = d->pos;
	struct span s = bytes(d, 0, n);
	for (unsigned i = 0; i < s.len; i++)
		a.b[i] = (uint8_t)span_u8(s, i);
	if (!d->cut)
		mark_made(d, PREFIX, at, n, a.b, sizeof a.b);
	say(d, "\n\t\t%s/%u", ip6_str(d, &a), length);
	if (option_bits)
		say(d, ", Options [%s]", bits(d, prefix_options, "none", ", ", option_bits));
	say(d, ", metric %u", metric);
	return metric;
}

static void inter_area_prefix_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 4))
		return;
	need(d, 4);
	skip(d, 1);
	uint32_t metric = u24(d, METRIC);
	say(d, ", metric %u", metric);
	while (!d->cut && d->pos < end)
		prefix(d, 0, end);
}

static void external_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 8))
		return;
	need(d, 4);
	unsigned flags = u8(d, EXTERNAL_FLAGS);
	uint32_t metric = u24(d, METRIC);
	say(d, "\n\t     Flags [%s] metric %u", bits(d, external_flags, "none", ", ", flags), metric);
	unsigned referenced = prefix(d, REFERENCED_TYPE, end);
	if (flags & EXTERNAL_FORWARD && fits(d, end, 16)) {
		const struct ip6 *a = ip6(d, FORWARD);
		say(d, " forward %s", ip6_str(d, a));
	}
	if (flags & EXTERNAL_TAG && fits(d, end, 4)) {
		uint32_t tag = u32(d, TAG);
		say(d, " tag %s", ip4_str(d, tag));
	}
	if (referenced & 0xff00 && d->pos < end && fits(d, end, 4)) {
		uint32_t id = ip4(d, REFERENCED_ID);
		say(d, " RefLSID: %s", ip4_str(d, id));
	}
}

static void link_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 4))
		return;
	need(d, 4);
	unsigned priority = u8(d, LINK_PRIORITY);
	uint32_t option_bits = u24(d, OPTIONS);
	say(d, "\n\t      Options [%s]", bits(d, options, "none", ", ", option_bits));
	if (!fits(d, end, 20))
		return;
	need(d, 20);
	const struct ip6 *a = ip6(d, LINK_LOCAL);
	uint32_t count = u32(d, PREFIX_COUNT);
	say(d, "\n\t      Priority %u, Link-local address %s, Prefixes %u:", priority, ip6_str(d, a), count);
	for (; count && !d->cut; count--)
		prefix(d, 0, end);
}

static void intra_area_prefix_lsa(struct dis *d, uint32_t end)
{
	if (!fits(d, end, 12))
		return;
	need(d, 12);
	unsigned count = u16(d, PREFIX_COUNT), type = u16(d, REFERENCED_TYPE);
	uint32_t id = ip4(d, REFERENCED_ID);
	ip4(d, REFERENCED_ROUTER);
	lsa_name(d, type, id);
	say(d, "\n\t      Prefixes %u:", count);
	/* the reference forgets four bytes of the head */
	for (; count && !d->cut; count--)
		prefix(d, METRIC, end + 4);
}

static void lsa_body(struct dis *d, unsigned type, uint32_t end)
{
	switch (type) {
	case LSA_ROUTER:
		router_lsa(d, end);
		break;
	case LSA_NETWORK:
		network_lsa(d, end);
		break;
	case LSA_INTER_PREFIX:
		inter_area_prefix_lsa(d, end);
		break;
	case LSA_EXTERNAL:
		external_lsa(d, end);
		break;
	case LSA_LINK:
		link_lsa(d, end);
		break;
	case LSA_INTRA_PREFIX:
		intra_area_prefix_lsa(d, end);
		break;
	case LSA_GRACE:
		if (!ospf_grace_lsa(d, TLV_TYPE, TLV_LENGTH, end))
			cut_here(d);
		break;
	default:
		say_unknown(d, "\n\t      ", end - d->pos);
	}
}

/* ---- Messages: return the options of those that have any --------------------------------------------------------- */

static uint32_t hello(struct dis *d)
{
	need(d, 4);
	uint32_t interface = u32(d, HELLO_INTERFACE);
	unsigned priority = u8(d, PRIORITY);
	uint32_t option_bits = u24(d, OPTIONS);
	say(d, "\n\tOptions [%s]", bits(d, options, "none", ", ", option_bits));
	unsigned interval = u16(d, HELLO_INTERVAL), dead = u16(d, HELLO_DEAD);
	say(d, "\n\t  Hello Timer %us, Dead Timer %us, Interface-ID %s, Priority %u", interval, dead, ip4_str(d, interface), priority);
	uint32_t router = ip4(d, HELLO_DR);
	if (router)
		say(d, "\n\t  Designated Router %s", ip4_str(d, router));
	uint32_t backup = ip4(d, HELLO_BDR);
	if (backup)
		say(d, ", Backup Designated Router %s", ip4_str(d, backup));
	struct saved s = quiet_begin(d, d->verbose <= 1);
	say_s(d, "\n\t  Neighbor List:");
	while (more(d)) {
		uint32_t neighbor = ip4(d, HELLO_NEIGHBOR);
		say(d, "\n\t    %s", ip4_str(d, neighbor));
	}
	quiet_end(d, &s);
	return option_bits;
}

static uint32_t database_description(struct dis *d)
{
	skip(d, 1);
	uint32_t option_bits = u24(d, OPTIONS);
	say(d, "\n\tOptions [%s]", bits(d, options, "none", ", ", option_bits));
	unsigned mtu = u16(d, DD_MTU);
	skip(d, 1);
	unsigned flags = u8(d, DD_FLAGS);
	say(d, ", DD Flags [%s]", bits(d, dd_flags, "none", ", ", flags));
	uint32_t seq = u32(d, DD_SEQ);
	say(d, ", MTU %u, DD-Sequence 0x%08x", mtu, seq);
	struct saved s = quiet_begin(d, d->verbose <= 1);
	lsa_headers(d);
	quiet_end(d, &s);
	return option_bits;
}

static void requests(struct dis *d)
{
	while (more(d)) {
		need(d, 12);
		skip(d, 2);
		unsigned type = lsa_type(d, LSA_TYPE);
		uint32_t id = ip4(d, LSA_ID), router = ip4(d, ADV_ROUTER);
		say(d, "\n\t  Advertising Router %s", ip4_str(d, router));
		lsa_name(d, type, id);
	}
}

static void update(struct dis *d)
{
	uint32_t count = u32(d, LSA_COUNT), end = d->wire;
	for (; count && !d->cut && d->pos < end; count--) {
		uint32_t start = d->pos;
		if (!fits(d, end, LSA_HEADER_SIZE))
			return;
		group_begin(d, LSA);
		struct lsa lsa = lsa_header(d);
		if (lsa.length < LSA_HEADER_SIZE || lsa.length > end - start)
			cut_here(d);
		else
			lsa_body(d, lsa.type, start + lsa.length);
		group_end(d);
		seek(d, start + lsa.length);
	}
}

static uint32_t body(struct dis *d, unsigned type)
{
	if (type == MSG_HELLO)
		return hello(d);
	if (type == MSG_DD)
		return database_description(d);
	struct saved s = quiet_begin(d, d->verbose <= 1);
	if (type == MSG_REQUEST)
		requests(d);
	else if (type == MSG_UPDATE)
		update(d);
	else
		lsa_headers(d);
	quiet_end(d, &s);
	return 0;
}

/* ---- Behind the packet's own length ------------------------------------------------------------------------------- */

/* RFC 5613, section 2. */
static void link_local_signalling(struct dis *d, uint32_t end)
{
	if (!fits(d, end, LLS_HEADER))
		return;
	unsigned checksum = u16(d, 0);
	say(d, "\n\tLLS Checksum 0x%04x", checksum);
	unsigned length = u16(d, 0);
	say(d, ", Data Length %u", length);
	if (!d->cut && (length < LLS_HEADER || length > end - (d->pos - LLS_HEADER)))
		cut_here(d);
	need(d, length - LLS_HEADER);
	skip(d, length - LLS_HEADER);
}

/* RFC 7166, section 4.1. */
static void authentication_trailer(struct dis *d, uint32_t end)
{
	if (!fits(d, end, AT_HEADER))
		return;
	group_begin(d, AT);
	unsigned type = u16(d, AT_TYPE);
	say(d, "\n\tAuthentication Type %s", tok(d, at_types, "unknown (0x%04x)", type));
	unsigned length = u16(d, AT_LENGTH);
	say(d, ", Length %u", length);
	if (length < AT_HEADER || length > end - (d->pos - 4))
		cut_here(d);
	u16(d, AT_RESERVED);
	unsigned association = u16(d, AT_SA);
	say(d, ", SAID %u", association);
	uint32_t high = u32(d, 0);
	say(d, ", CSN 0x%08x", high);
	uint32_t low = u32(d, 0);
	say(d, ":%08x", low);
	also(d, AT_SEQ, 8, (uint64_t)high << 32 | low);
	uint32_t at = d->pos, n = length - AT_HEADER;
	need(d, n);
	if (d->verbose > 1 && n)
		say_hexdump(d, "\n\tAuthentication Data ", n);
	bytes(d, AT_DATA, n);
	seek(d, at + n);
	group_end(d);
}

static void behind(struct dis *d, uint32_t option_bits, uint32_t end)
{
	if (option_bits & OPTION_LLS)
		link_local_signalling(d, end);
	if (d->pos < end)
		authentication_trailer(d, end);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	d->layer_name = "ospf3";
	unsigned version = u8(d, VERSION), type = u8(d, TYPE);
	if (!word(ospf_types, type)) {
		say(d, "OSPFv%u, unknown packet type (%u), length %u", version, type, length);
		return;
	}
	say(d, "OSPFv%u, %s, length %u", version, word(ospf_types, type), length);
	struct saved s = quiet_begin(d, !d->verbose);
	unsigned stated = u16(d, LENGTH);
	if (stated > length)
		say(d, " [len %u]", stated);
	if (!d->cut && stated <= length) {
		uint32_t router = ip4(d, ROUTER);
		say(d, "\n\tRouter-ID %s", ip4_str(d, router));
		uint32_t area = ip4(d, AREA);
		if (area)
			say(d, ", Area %s", ip4_str(d, area));
		else
			say_s(d, ", Backbone Area");
		u16(d, CHECKSUM);
		unsigned instance = u8(d, INSTANCE);
		if (instance)
			say(d, ", Instance %u", instance);
		skip(d, 1);
		if (version == 3) {
			uint32_t head = d->pos - start;
			declare(d, stated > head ? stated - head : 0);
			uint32_t option_bits = body(d, type);
			seek(d, start + stated);
			if (stated < length)
				behind(d, option_bits, start + length);
		}
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP6_PROTO, .from = IP_PROTO_OSPF},
	{0},
};

const struct proto proto_ospf3 = {
	.name = "ospf3",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
