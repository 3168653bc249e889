/* Open Shortest Path First, version 2: RFC 2328; RFC 3101 (NSSA), RFC 5250 (opaque LSAs), RFC 3623 (graceful restart),
 * RFC 5613 (link-local signalling), RFC 4915 (topologies).
 *
 *	| version | type | length 2 | router ID 4 | area ID 4 | checksum 2 | authentication type 2 | authentication 8 |
 *
 *	LSA: | age 2 | options | type | link state ID 4 | advertising router 4 | sequence 4 | checksum 2 | length 2 |
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/routing/ospf.h"

enum {
	OSPF, HEADER, VERSION, TYPE, LENGTH, ROUTER, AREA, CHECKSUM, AUTH_TYPE, AUTH_SIMPLE, AUTH_KEY_ID, AUTH_LENGTH, AUTH_SEQ,
	HELLO, HELLO_MASK, HELLO_INTERVAL, OPTIONS, HELLO_PRIORITY, HELLO_DEAD, HELLO_DR, HELLO_BDR, HELLO_NEIGHBOR,
	DD_MTU, DD_FLAGS, DD_SEQ, REQUEST_TYPE, LSA_COUNT, LSA, LSA_AGE, LSA_TYPE, LSA_ID, OPAQUE_TYPE, OPAQUE_ID,
	ADV_ROUTER, LSA_SEQ, LSA_CHECKSUM, LSA_LENGTH, ROUTER_FLAGS, LINK_COUNT, LINK_ID, LINK_DATA, LINK_TYPE,
	LINK_METRICS, LINK_METRIC, NETWORK_MASK, NETWORK_ROUTER, SUMMARY_MASK, EXTERNAL_MASK, TOPOLOGY, METRIC,
	FORWARD, TAG, TLV_TYPE, TLV_LENGTH, LLS_CHECKSUM, LLS_LENGTH, LLS_OPTIONS, LLS_SEQ,
};

enum { MSG_HELLO = 1, MSG_DD = 2, MSG_REQUEST = 3, MSG_UPDATE = 4, MSG_ACK = 5 };
enum {
	LSA_ROUTER = 1, LSA_NETWORK = 2, LSA_SUMMARY = 3, LSA_ASBR_SUMMARY = 4, LSA_EXTERNAL = 5, LSA_GROUP = 6, LSA_NSSA = 7,
	LSA_OPAQUE_LINK = 9, LSA_OPAQUE_AREA = 10, LSA_OPAQUE_DOMAIN = 11,
};
enum { AUTH_NONE = 0, AUTH_PASSWORD = 1, AUTH_CRYPTOGRAPHIC = 2 };
enum { OPAQUE_TE = 1, OPAQUE_GRACE = 3, OPAQUE_ROUTER_INFORMATION = 4, OPAQUE_EXTENDED_PREFIX = 7 };
enum { OPTION_LLS = 0x10, DIGEST_SIZE = 16, LSA_HEADER_SIZE = 20 };

const struct token ospf_types[] = {
	{1, "Hello"}, {2, "Database Description"}, {3, "LS-Request"}, {4, "LS-Update"}, {5, "LS-Ack"}, {0, NULL}};
static const struct token auth_types[] = {{0, "none"}, {1, "simple"}, {2, "MD5"}, {0, NULL}};
static const struct token options[] = {
	{0x01, "MultiTopology"}, {0x02, "External"}, {0x04, "Multicast"}, {0x08, "NSSA"}, {0x10, "LLS"},
	{0x20, "Demand Circuit"}, {0x40, "Opaque"}, {0x80, "Up/Down"}, {0, NULL}};
static const struct token dd_flags[] = {{4, "Init"}, {2, "More"}, {1, "Master"}, {8, "OOBResync"}, {0, NULL}};
static const struct token lsa_types[] = {
	{1, "Router"}, {2, "Network"}, {3, "Summary"}, {4, "ASBR Summary"}, {5, "External"}, {6, "Multicast Group"},
	{7, "NSSA"}, {9, "Link Local Opaque"}, {10, "Area Local Opaque"}, {11, "Domain Wide Opaque"}, {0, NULL}};
static const struct token opaque_types[] = {
	{1, "Traffic Engineering"}, {3, "Graceful restart"}, {4, "Router Information"}, {7, "Extended Prefix"},
	{8, "Extended Link"}, {0, NULL}};
static const struct token router_flags[] = {
	{0x01, "ABR"}, {0x02, "ASBR"}, {0x04, "Virtual"}, {0x08, "Wildcard"}, {0x10, "Nt"}, {0x80, "Host"}, {0, NULL}};
static const struct token topologies[] = {{0, "default"}, {1, "multicast"}, {2, "management"}, {0, NULL}};
static const struct token lls_tlvs[] = {{1, "Extended Options"}, {2, "MD5 Authentication"}, {0, NULL}};
static const struct token lls_options[] = {{1, "LSDB resync"}, {2, "Restart"}, {0, NULL}};

static const struct field fields[] = {
	[OSPF] = {"ospf", "Open Shortest Path First"},
	[HEADER] = {"ospf.header", "OSPF Header"},
	[VERSION] = {"ospf.version", "Version", F_U8},
	[TYPE] = {"ospf.msg", "Message Type", F_U8, DEC, ospf_types},
	[LENGTH] = {"ospf.packet_length", "Packet Length", F_U16},
	[ROUTER] = {"ospf.srcrouter", "Source OSPF Router", F_IP4},
	[AREA] = {"ospf.area_id", "Area ID", F_IP4},
	[CHECKSUM] = {"ospf.checksum", "Checksum", F_U16, HEX},
	[AUTH_TYPE] = {"ospf.auth.type", "Auth Type", F_U16, DEC, auth_types},
	[AUTH_SIMPLE] = {"ospf.auth.simple", "Auth Data (Simple)", F_STR},
	[AUTH_KEY_ID] = {"ospf.auth.crypt.key_id", "Auth Crypt Key id", F_U8},
	[AUTH_LENGTH] = {"ospf.auth.crypt.data_length", "Auth Crypt Data Length", F_U8},
	[AUTH_SEQ] = {"ospf.auth.crypt.seq_nbr", "Auth Crypt Sequence Number", F_U32},
	[HELLO] = {"ospf.hello", "OSPF Hello Packet"},
	[HELLO_MASK] = {"ospf.hello.network_mask", "Network Mask", F_IP4},
	[HELLO_INTERVAL] = {"ospf.hello.hello_interval", "Hello Interval [sec]", F_U32},
	[OPTIONS] = {"ospf.v2.options", "Options", F_U8, HEX},
	[HELLO_PRIORITY] = {"ospf.hello.router_priority", "Router Priority", F_U8},
	[HELLO_DEAD] = {"ospf.hello.router_dead_interval", "Router Dead Interval [sec]", F_U32},
	[HELLO_DR] = {"ospf.hello.designated_router", "Designated Router", F_IP4},
	[HELLO_BDR] = {"ospf.hello.backup_designated_router", "Backup Designated Router", F_IP4},
	[HELLO_NEIGHBOR] = {"ospf.hello.active_neighbor", "Active Neighbor", F_IP4},
	[DD_MTU] = {"ospf.db.interface_mtu", "Interface MTU", F_U16},
	[DD_FLAGS] = {"ospf.dbd", "DB Description", F_U8, HEX},
	[DD_SEQ] = {"ospf.db.dd_sequence", "DD Sequence", F_U32},
	[REQUEST_TYPE] = {"ospf.link_state_id.type", "LS Type", F_U32, DEC, lsa_types},
	[LSA_COUNT] = {"ospf.ls.number_of_lsas", "Number of LSAs", F_U32},
	[LSA] = {"ospf.lsa.header", "LSA"},
	[LSA_AGE] = {"ospf.lsa.age", "LS Age (seconds)", F_U16},
	[LSA_TYPE] = {"ospf.lsa", "LS Type", F_U8, DEC, lsa_types},
	[LSA_ID] = {"ospf.lsa.id", "Link State ID", F_IP4},
	[OPAQUE_TYPE] = {"ospf.lsid_opaque_type", "Link State ID Opaque Type", F_U8, DEC, opaque_types},
	[OPAQUE_ID] = {"ospf.lsid.opaque_id", "Link State ID Opaque ID", F_U24},
	[ADV_ROUTER] = {"ospf.advrouter", "Advertising Router", F_IP4},
	[LSA_SEQ] = {"ospf.lsa.seqnum", "Sequence Number", F_U32, HEX},
	[LSA_CHECKSUM] = {"ospf.lsa.chksum", "Checksum", F_U16, HEX},
	[LSA_LENGTH] = {"ospf.lsa.length", "Length", F_U16},
	[ROUTER_FLAGS] = {"ospf.v2.router.lsa.flags", "Flags", F_U8, HEX},
	[LINK_COUNT] = {"ospf.lsa.number_of_links", "Number of Links", F_U16},
	[LINK_ID] = {"ospf.lsa.router.linkid", "Link ID", F_IP4},
	[LINK_DATA] = {"ospf.lsa.router.linkdata", "Link Data", F_IP4},
	[LINK_TYPE] = {"ospf.lsa.router.linktype", "Link Type", F_U8},
	[LINK_METRICS] = {"ospf.lsa.router.nummetrics", "Number of Metrics", F_U8},
	[LINK_METRIC] = {"ospf.lsa.router.metric0", "0 Metric", F_U16},
	[NETWORK_MASK] = {"ospf.lsa.network.netmask", "Netmask", F_IP4},
	[NETWORK_ROUTER] = {"ospf.lsa.network.attchrtr", "Attached Router", F_IP4},
	[SUMMARY_MASK] = {"ospf.lsa.asbr.netmask", "Netmask", F_IP4},
	[EXTERNAL_MASK] = {"ospf.lsa.asext.netmask", "Netmask", F_IP4},
	[TOPOLOGY] = {"ospf.topology", "Topology", F_U8, DEC, topologies},
	[METRIC] = {"ospf.metric", "Metric", F_U24},
	[FORWARD] = {"ospf.lsa.asext.fwdaddr", "Forwarding Address", F_IP4},
	[TAG] = {"ospf.lsa.asext.extrtrtag", "External Route Tag", F_U32},
	[TLV_TYPE] = {"ospf.tlv_type", "TLV Type", F_U16},
	[TLV_LENGTH] = {"ospf.tlv_length", "TLV Length", F_U16},
	[LLS_CHECKSUM] = {"ospf.v2.lls.checksum", "Checksum", F_U16, HEX},
	[LLS_LENGTH] = {"ospf.v2.lls.length", "LLS Data Length", F_U16},
	[LLS_OPTIONS] = {"ospf.v2.lls.ext.options", "Options", F_U32, HEX},
	[LLS_SEQ] = {"ospf.v2.lls.sequence_number", "Sequence number", F_U32},
};

static bool is_opaque(unsigned type)
{
	return type >= LSA_OPAQUE_LINK && type <= LSA_OPAQUE_DOMAIN;
}

/* Which LSA it is; `colon` stands behind the names of an opaque LSA's values. */
static void lsa_name(struct dis *d, unsigned type, uint32_t id, const char *colon)
{
	say(d, "%s LSA (%u), ", tok(d, lsa_types, "unknown", type), type);
	if (is_opaque(type))
		say(d, "Opaque-Type%s %s LSA (%u), Opaque-ID%s %u", colon, tok(d, opaque_types, "unknown", id >> 24), id >> 24,
			colon, id & 0xffffff);
	else
		say(d, "LSA-ID: %s", ip4_str(d, id));
}

static uint32_t link_state_id(struct dis *d, unsigned type)
{
	uint32_t id = ip4(d, LSA_ID);
	if (is_opaque(type)) {
		also(d, OPAQUE_TYPE, 4, id >> 24);
		also(d, OPAQUE_ID, 4, id & 0xffffff);
	}
	return id;
}

struct lsa {
	unsigned type;
	uint32_t id;
	uint32_t length; /* behind the header */
};

static struct lsa lsa_header(struct dis *d)
{
	struct lsa lsa = {0};
	unsigned age = u16(d, LSA_AGE), option_bits = u8(d, OPTIONS);
	lsa.type = u8(d, LSA_TYPE);
	lsa.id = link_state_id(d, lsa.type);
	uint32_t router = ip4(d, ADV_ROUTER), seq = u32(d, LSA_SEQ);
	u16(d, LSA_CHECKSUM);
	unsigned length = u16(d, LSA_LENGTH);
	if (d->cut)
		return lsa;
	if (length < LSA_HEADER_SIZE) {
		say(d, "\n\t    Bogus length %u < header (%u)", length, LSA_HEADER_SIZE);
		cut_here(d);
		return lsa;
	}
	lsa.length = length - LSA_HEADER_SIZE;
	say(d, "\n\t  Advertising Router %s, seq 0x%08x, age %us, length %u\n\t    ", ip4_str(d, router), seq, age, lsa.length);
	lsa_name(d, lsa.type, lsa.id, "");
	say(d, "\n\t    Options: [%s]", bits(d, options, "none", ", ", option_bits));
	return lsa;
}

static void lsa_headers(struct dis *d)
{
	while (!d->cut && declared(d) >= LSA_HEADER_SIZE) {
		group_begin(d, LSA);
		lsa_header(d);
		group_end(d);
	}
}

static void router_link_topologies(struct dis *d, unsigned extra)
{
	unsigned metric = u16(d, LINK_METRIC);
	say(d, "\n\t\ttopology default (0), metric %u", metric);
	for (unsigned i = 0; i < extra && !d->cut; i++) {
		unsigned topology = u8(d, TOPOLOGY);
		u8(d, 0);
		metric = u16(d, METRIC);
		say(d, "\n\t\ttopology %s (%u), metric %u", tok(d, topologies, "Unknown", topology), topology, metric);
	}
}

/* false: a link of unknown type, behind which nothing can be read. */
static bool router_link(struct dis *d)
{
	need(d, 12);
	uint32_t id = ip4(d, LINK_ID), data = ip4(d, LINK_DATA);
	unsigned type = u8(d, LINK_TYPE), extra = u8(d, LINK_METRICS);
	const char *a = ip4_str(d, id), *b = ip4_str(d, data);
	if (d->cut)
		return true;
	switch (type) {
	case 1:
		say(d, "\n\t      Neighbor Router-ID: %s, Interface Address: %s", a, b);
		break;
	case 2:
		say(d, "\n\t      Neighbor Network-ID: %s, Interface Address: %s", a, b);
		break;
	case 3:
		say(d, "\n\t      Stub Network: %s, Mask: %s", a, b);
		break;
	case 4:
		say(d, "\n\t      Virtual Link: Neighbor Router-ID: %s, Interface Address: %s", a, b);
		break;
	default:
		say(d, "\n\t      Unknown Router Link Type (%u)", type);
		return false;
	}
	router_link_topologies(d, extra);
	return true;
}

static bool router_lsa(struct dis *d)
{
	unsigned flags = u8(d, ROUTER_FLAGS);
	say(d, "\n\t    Router LSA Options: [%s]", bits(d, router_flags, "none", ", ", flags));
	u8(d, 0);
	unsigned links = u16(d, LINK_COUNT);
	for (unsigned i = 0; i < links && !d->cut; i++)
		if (!router_link(d))
			return false;
	return true;
}

static void network_lsa(struct dis *d, uint32_t end)
{
	uint32_t mask = ip4(d, NETWORK_MASK);
	say(d, "\n\t    Mask %s\n\t    Connected Routers:", ip4_str(d, mask));
	while (!d->cut && d->pos < end) {
		uint32_t router = ip4(d, NETWORK_ROUTER);
		say(d, "\n\t      %s", ip4_str(d, router));
	}
}

static void summary_lsa(struct dis *d, unsigned type, uint32_t end)
{
	uint32_t mask = ip4(d, SUMMARY_MASK);
	if (type == LSA_SUMMARY)
		say(d, "\n\t    Mask %s", ip4_str(d, mask));
	need(d, 4);
	while (!d->cut && d->pos < end) {
		uint32_t word = u32(d, 0);
		unsigned topology = word >> 24 & 0x7f;
		also(d, TOPOLOGY, 4, topology);
		also(d, METRIC, 4, word & 0xffffff);
		say(d, "\n\t\ttopology %s (%u) metric %u", tok(d, topologies, "Unknown", topology), topology, word & 0xffffff);
	}
}

static void external_lsa(struct dis *d, uint32_t end)
{
	uint32_t mask = ip4(d, EXTERNAL_MASK);
	say(d, "\n\t    Mask %s", ip4_str(d, mask));
	need(d, 4);
	while (!d->cut && d->pos < end) {
		uint32_t word = u32(d, 0);
		unsigned topology = word >> 24 & 0x7f;
		also(d, TOPOLOGY, 4, topology);
		also(d, METRIC, 4, word & 0xffffff);
		say(d, "\n\t\ttopology %s (%u), type %u, metric %u", tok(d, topologies, "Unknown", topology), topology,
			word >> 31 ? 2 : 1, word & 0xffffff);
		uint32_t forward = ip4(d, FORWARD);
		if (forward)
			say(d, ", forward %s", ip4_str(d, forward));
		uint32_t tag = u32(d, TAG);
		if (tag)
			say(d, ", tag %s", ip4_str(d, tag));
	}
}

/* RFC 1584, appendix A.3. */
static void group_membership_lsa(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		uint32_t type = u32(d, 0), id = u32(d, 0);
		switch (type) {
		case 1:
			say(d, "\n\t    Router Router-ID %s", ip4_str(d, id));
			break;
		case 2:
			say(d, "\n\t    Network Designated Router %s", ip4_str(d, id));
			break;
		default:
			say(d, "\n\t    unknown VertexType (%u)", type);
		}
	}
}

/* What -vv does with the body of an LSA: it dumps it, or not; NONSENSE: nor can the rest of the update be read. */
enum body { DUMP, NO_DUMP, NONSENSE };

static enum body opaque_lsa(struct dis *d, unsigned opaque_type, uint32_t end)
{
	switch (opaque_type) {
	case OPAQUE_ROUTER_INFORMATION:
	case OPAQUE_EXTENDED_PREFIX:
		return ospf_sr_lsa(d, opaque_type == OPAQUE_EXTENDED_PREFIX, end) ? DUMP : NONSENSE;
	case OPAQUE_GRACE:
		return ospf_grace_lsa(d, TLV_TYPE, TLV_LENGTH, end) ? DUMP : NO_DUMP;
	case OPAQUE_TE:
		return ospf_te_lsa(d, end) ? DUMP : NO_DUMP;
	default:
		if (d->verbose <= 1)
			say_unknown(d, "\n\t    ", end - d->pos);
		return DUMP;
	}
}

static enum body lsa_body(struct dis *d, const struct lsa *lsa, uint32_t end)
{
	switch (lsa->type) {
	case LSA_ROUTER:
		return router_lsa(d) ? DUMP : NONSENSE;
	case LSA_NETWORK:
		network_lsa(d, end);
		break;
	case LSA_SUMMARY:
	case LSA_ASBR_SUMMARY:
		summary_lsa(d, lsa->type, end);
		break;
	case LSA_EXTERNAL:
	case LSA_NSSA:
		external_lsa(d, end);
		break;
	case LSA_GROUP:
		group_membership_lsa(d, end);
		break;
	case LSA_OPAQUE_LINK:
	case LSA_OPAQUE_AREA:
	case LSA_OPAQUE_DOMAIN:
		return opaque_lsa(d, lsa->id >> 24, end);
	}
	return DUMP;
}

/* False: the rest of the update makes no sense. */
static bool update_lsa(struct dis *d)
{
	struct lsa lsa = lsa_header(d);
	uint32_t start = d->pos;
	if (d->cut)
		return false;
	enum body b = lsa_body(d, &lsa, start + lsa.length);
	if (b == NONSENSE || d->cut)
		return false;
	seek(d, start);
	if (d->verbose > 1 && b == DUMP)
		say_unknown(d, "\n\t    ", lsa.length);
	skip(d, lsa.length);
	return true;
}

static void update(struct dis *d)
{
	uint32_t count = u32(d, LSA_COUNT);
	say(d, ", %u LSA%s", count, count == 1 ? "" : "s");
	for (uint32_t i = 0; i < count && !d->cut; i++) {
		say(d, "\n\t  LSA #%u", i + 1);
		group_begin(d, LSA);
		bool sane = update_lsa(d);
		group_end(d);
		if (!sane)
			return;
	}
}

static unsigned hello(struct dis *d)
{
	group_begin(d, HELLO);
	uint32_t mask = ip4(d, HELLO_MASK);
	unsigned interval = u16(d, HELLO_INTERVAL), option_bits = u8(d, OPTIONS);
	say(d, "\n\tOptions [%s]", bits(d, options, "none", ", ", option_bits));
	unsigned priority = u8(d, HELLO_PRIORITY);
	uint32_t dead = u32(d, HELLO_DEAD);
	say(d, "\n\t  Hello Timer %us, Dead Timer %us, Mask %s, Priority %u", interval, dead, ip4_str(d, mask), priority);
	uint32_t dr = ip4(d, HELLO_DR);
	if (dr)
		say(d, "\n\t  Designated Router %s", ip4_str(d, dr));
	uint32_t bdr = ip4(d, HELLO_BDR);
	if (bdr)
		say(d, ", Backup Designated Router %s", ip4_str(d, bdr));
	for (unsigned i = 0; more(d); i++) {
		if (!i)
			say_s(d, "\n\t  Neighbor List:");
		uint32_t neighbor = ip4(d, HELLO_NEIGHBOR);
		say(d, "\n\t    %s", ip4_str(d, neighbor));
	}
	group_end(d);
	return option_bits;
}

static unsigned database_description(struct dis *d)
{
	unsigned mtu = u16(d, DD_MTU), option_bits = u8(d, OPTIONS);
	say(d, "\n\tOptions [%s]", bits(d, options, "none", ", ", option_bits));
	unsigned flags = u8(d, DD_FLAGS);
	say(d, ", DD Flags [%s]", bits(d, dd_flags, "none", ", ", flags));
	if (mtu)
		say(d, ", MTU: %u", mtu);
	uint32_t seq = u32(d, DD_SEQ);
	say(d, ", Sequence: 0x%08x", seq);
	lsa_headers(d);
	return option_bits;
}

static void request(struct dis *d)
{
	while (more(d)) {
		uint32_t type = u32(d, REQUEST_TYPE), id = link_state_id(d, type), router = ip4(d, ADV_ROUTER);
		say(d, "\n\t  Advertising Router: %s, ", ip4_str(d, router));
		lsa_name(d, type, id, ":");
	}
}

static void lls_tlv(struct dis *d, unsigned type, unsigned length)
{
	uint32_t value;
	unsigned right = type == 1 ? 4 : type == 2 ? 20 : length;
	if (length != right)
		say(d, " [should be %u]", right);
	if (type == 1) {
		value = u32(d, LLS_OPTIONS);
		say(d, "\n\t      Options: 0x%08x [%s]", value, bits(d, lls_options, "?", ", ", value));
	} else if (type == 2) {
		value = u32(d, LLS_SEQ);
		say(d, "\n\t      Sequence number: 0x%08x", value);
	}
}

/* Link-local signalling: behind the packet and its authentication (RFC 5613 section 2). */
static void link_local_signalling(struct dis *d, uint32_t start, uint32_t end)
{
	if (d->cut)
		return;
	if (start + 4 > end) {
		say_s(d, "\n\t[LLS truncated]");
		return;
	}
	seek(d, start);
	unsigned checksum = u16(d, LLS_CHECKSUM);
	say(d, "\n\t  LLS: checksum: 0x%04x", checksum);
	unsigned words = u16(d, LLS_LENGTH);
	say(d, ", length: %u", words);
	while (!d->cut && d->pos < end) {
		unsigned type = u16(d, TLV_TYPE);
		say(d, "\n\t    %s (%u)", tok(d, lls_tlvs, "Unknown TLV", type), type);
		unsigned length = u16(d, TLV_LENGTH);
		say(d, ", length: %u", length);
		uint32_t value = d->pos;
		lls_tlv(d, type, length);
		seek(d, value + (length + 3) / 4 * 4);
	}
}

static void authentication(struct dis *d, unsigned type)
{
	need(d, 8);
	say(d, ", Authentication Type: %s (%u)", tok(d, auth_types, "unknown", type), type);
	if (type == AUTH_PASSWORD) {
		struct span password = bytes(d, 0, 8);
		mark_text_z(d, AUTH_SIMPLE, password);
		say_s(d, "\n\tSimple text password: ");
		say_text_z(d, password);
	} else if (type == AUTH_CRYPTOGRAPHIC) {
		skip(d, 2);
		unsigned key = u8(d, AUTH_KEY_ID), length = u8(d, AUTH_LENGTH);
		uint32_t seq = u32(d, AUTH_SEQ);
		say(d, "\n\tKey-ID: %u, Auth-Length: %u, Crypto Sequence Number: 0x%08x", key, length, seq);
	} else {
		skip(d, 8);
	}
}

/* The options, where the packet has them. */
static unsigned body(struct dis *d, unsigned type)
{
	switch (type) {
	case MSG_HELLO:
		return hello(d);
	case MSG_DD:
		return database_description(d);
	case MSG_REQUEST:
		request(d);
		break;
	case MSG_UPDATE:
		update(d);
		break;
	case MSG_ACK:
		lsa_headers(d);
		break;
	}
	return 0;
}

/* The digest behind the packet is no part of it. How much of it was captured does not matter: so much less can be
 * read, the header too. */
static void without_digest(struct dis *d, uint32_t start, unsigned digest)
{
	if (!digest || d->cut)
		return;
	seek(d, start);
	narrow(d, left(d) > digest ? left(d) - digest : 0);
	need(d, 8);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	d->layer_name = "ospf2";
	unsigned version = u8(d, VERSION), type = u8(d, TYPE), stated = u16(d, LENGTH);
	uint32_t router = ip4(d, ROUTER), area = ip4(d, AREA);
	u16(d, CHECKSUM);
	unsigned auth = u16(d, AUTH_TYPE), digest = auth == AUTH_CRYPTOGRAPHIC ? DIGEST_SIZE : 0;
	if (digest)
		need(d, 2);
	length = digest < length ? length - digest : 0;
	say(d, "OSPFv%u, %s, length %u", version, tok(d, ospf_types, "unknown LS-type %u", type), length);
	if (d->cut || !word(ospf_types, type))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	if (digest)
		need(d, 4);
	if (stated != length)
		say(d, " [len %u]", stated);
	without_digest(d, start, digest);
	say(d, "\n\tRouter-ID %s", ip4_str(d, router));
	if (digest) {
		need(d, 12);
		seek(d, start + 16);
	}
	if (area)
		say(d, ", Area %s", ip4_str(d, area));
	else
		say_s(d, ", Backbone Area");
	authentication(d, auth);
	if (version == 2 && word(auth_types, auth)) {
		uint32_t used = stated < length ? stated : length;
		uint32_t head = d->pos - start;
		declare(d, used > head ? used - head : 0);
		unsigned option_bits = body(d, type);
		if (option_bits & OPTION_LLS && stated < length)
			link_local_signalling(d, start + stated + digest, start + length);
	} else if (version != 2 && word(auth_types, auth)) {
		say(d, " ospf [version %u]", version);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP4_PROTO, .from = IP_PROTO_OSPF},
	{0},
};

const struct proto proto_ospf = {
	.name = "ospf2",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
