/* Spanning tree: STP and RSTP (IEEE 802.1D-2004 clause 9), MSTP (IEEE 802.1Q clause 14), SPB (IEEE 802.1aq).
 *
 *	| protocol 2 | version 1 | type 1 | flags 1 | root 8 | cost 4 | bridge 8 | port 2 | age, max, hello, delay 8 |
 *
 * MSTP: version 1 length 1, version 3 length 2, configuration 51, cost 4, bridge 8, hops 1, and 16 bytes for each
 * instance. SPB: version 4 length 2, auxiliary configuration 51, agreement 34.
 */
#include "dissect/dissect.h"

enum {
	STP, PROTOCOL, VERSION, TYPE, FLAGS, F_TCACK, F_AGREEMENT, F_FORWARDING, F_LEARNING, F_ROLE, F_PROPOSAL, F_TC,
	ROOT_PRIO, ROOT_EXT, ROOT_HW, COST, BRIDGE_PRIO, BRIDGE_EXT, BRIDGE_HW, PORT, MSG_AGE, MAX_AGE, HELLO, FORWARD,
	V1_LENGTH, V3_LENGTH, FORMAT, NAME, REVISION, DIGEST, INT_COST, CIST_PRIO, CIST_EXT, CIST_HW, HOPS,
	MSTI, MSTI_FLAGS, MSTI_ID, MSTI_ROOT_HW, MSTI_COST, MSTI_BRIDGE_PRIO, MSTI_PORT_PRIO, MSTI_HOPS,
	V4_LENGTH, AGREE_NUM, DAGREE_NUM, AGREE_VALID, REST_ROLE, AGREE_DIGEST, MSTI_PRIO,
	PVST_TYPE, PVST_LENGTH, PVST_VLAN, PVST_VALUE,
};

enum {
	VERSION_STP = 0, VERSION_RSTP = 2, VERSION_MSTP = 3, VERSION_SPB = 4,
	TYPE_CONFIG = 0, TYPE_RST = 2, TYPE_TCN = 0x80,
	CONFIG_LEN = 35, RST_LEN = 36, MSTP_LEN = 102, MSTI_LEN = 16, V3_FIXED = 64, SPB_LEN = 83,
};

static const struct token versions[] = {
	{VERSION_STP, "802.1d"}, {VERSION_RSTP, "802.1w"}, {VERSION_MSTP, "802.1s"}, {VERSION_SPB, "802.1aq"}, {0, NULL}};

static const struct token types[] = {
	{TYPE_CONFIG, "Config"}, {TYPE_RST, "Rapid STP"}, {TYPE_TCN, "Topology Change"}, {0, NULL}};

static const struct token flag_bits[] = {
	{0x01, "Topology change"}, {0x02, "Proposal"}, {0x10, "Learn"}, {0x20, "Forward"}, {0x40, "Agreement"},
	{0x80, "Topology change ACK"}, {0, NULL}};

static const struct token roles[] = {
	{0, "Unknown"}, {1, "Alternate"}, {2, "Root"}, {3, "Designated"}, {0, NULL}};

static const struct token pvst_types[] = {{0, "Originating VLAN"}, {0, NULL}};

static const struct field fields[] = {
	[STP] = {"stp", "Spanning Tree Protocol"},
	[PROTOCOL] = {"stp.protocol", "Protocol Identifier", F_U16, HEX},
	[VERSION] = {"stp.version", "Protocol Version Identifier", F_U8, DEC, versions},
	[TYPE] = {"stp.type", "BPDU Type", F_U8, HEX, types},
	[FLAGS] = {"stp.flags", "BPDU flags", F_U8, HEX},
	[F_TCACK] = {"stp.flags.tcack", "Topology Change Acknowledgment", F_BOOL},
	[F_AGREEMENT] = {"stp.flags.agreement", "Agreement", F_BOOL},
	[F_FORWARDING] = {"stp.flags.forwarding", "Forwarding", F_BOOL},
	[F_LEARNING] = {"stp.flags.learning", "Learning", F_BOOL},
	[F_ROLE] = {"stp.flags.port_role", "Port Role", F_U8, DEC, roles},
	[F_PROPOSAL] = {"stp.flags.proposal", "Proposal", F_BOOL},
	[F_TC] = {"stp.flags.tc", "Topology Change", F_BOOL},
	[ROOT_PRIO] = {"stp.root.prio", "Root Bridge Priority", F_U16},
	[ROOT_EXT] = {"stp.root.ext", "Root Bridge System ID Extension", F_U16},
	[ROOT_HW] = {"stp.root.hw", "Root Bridge System ID", F_MAC},
	[COST] = {"stp.root.cost", "Root Path Cost", F_U32},
	[BRIDGE_PRIO] = {"stp.bridge.prio", "Bridge Priority", F_U16},
	[BRIDGE_EXT] = {"stp.bridge.ext", "Bridge System ID Extension", F_U16},
	[BRIDGE_HW] = {"stp.bridge.hw", "Bridge System ID", F_MAC},
	[PORT] = {"stp.port", "Port identifier", F_U16, HEX},
	[MSG_AGE] = {"stp.msg_age", "Message Age", F_DOUBLE},
	[MAX_AGE] = {"stp.max_age", "Max Age", F_DOUBLE},
	[HELLO] = {"stp.hello", "Hello Time", F_DOUBLE},
	[FORWARD] = {"stp.forward", "Forward Delay", F_DOUBLE},
	[V1_LENGTH] = {"stp.version_1_length", "Version 1 Length", F_U8},
	[V3_LENGTH] = {"mstp.version_3_length", "Version 3 Length", F_U16},
	[FORMAT] = {"mstp.config_format_selector", "MST Config ID format selector", F_U8},
	[NAME] = {"mstp.config_name", "MST Config name", F_STR},
	[REVISION] = {"mstp.config_revision_level", "MST Config revision", F_U16},
	[DIGEST] = {"mstp.config_digest", "MST Config digest", F_BYTES},
	[INT_COST] = {"mstp.cist_internal_root_path_cost", "CIST Internal Root Path Cost", F_U32},
	[CIST_PRIO] = {"mstp.cist_bridge.prio", "CIST Bridge Priority", F_U16},
	[CIST_EXT] = {"mstp.cist_bridge.ext", "CIST Bridge Identifier System ID Extension", F_U16},
	[CIST_HW] = {"mstp.cist_bridge.hw", "CIST Bridge Identifier System ID", F_MAC},
	[HOPS] = {"mstp.cist_remaining_hops", "CIST Remaining hops", F_U8},
	[MSTI] = {"mstp.msti", "MSTI"},
	[MSTI_FLAGS] = {"mstp.msti.flags", "MSTI flags", F_U8, HEX},
	[MSTI_ID] = {"mstp.msti.msti_id", "MSTID", F_U16},
	[MSTI_ROOT_HW] = {"mstp.msti.root.hw", "Regional Root", F_MAC},
	[MSTI_COST] = {"mstp.msti.root_cost", "Internal root path cost", F_U32},
	[MSTI_BRIDGE_PRIO] = {"mstp.msti.bridge_priority", "Bridge Identifier Priority", F_U8},
	[MSTI_PORT_PRIO] = {"mstp.msti.port_priority", "Port identifier priority", F_U8},
	[MSTI_HOPS] = {"mstp.msti.remaining_hops", "Remaining hops", F_U8},
	[V4_LENGTH] = {"mstp.version_4_length", "Version 4 Length", F_U16},
	[AGREE_NUM] = {"mstp.agree_flags.agreement_num", "Agreement Number", F_U8},
	[DAGREE_NUM] = {"mstp.agree_flags.dagreement_num", "Disagreement Number", F_U8},
	[AGREE_VALID] = {"mstp.agree_flags.agreement_valid", "Agreement Valid Flag", F_BOOL},
	[REST_ROLE] = {"mstp.agree_flags.rest_role", "Restricted Role", F_BOOL},
	[MSTI_PRIO] = {"mstp.msti.priority", "Priority", F_U8, HEX},
	[PVST_TYPE] = {"stp.pvst.tlvtype", "Type", F_U16, HEX, pvst_types},
	[PVST_LENGTH] = {"stp.pvst.tlvlen", "Length", F_U16},
	[PVST_VLAN] = {"stp.pvst.origvlan", "Originating VLAN", F_U16},
	[PVST_VALUE] = {"stp.pvst.tlvval", "Value", F_BYTES},
	[AGREE_DIGEST] = {"mstp.agreement_digest", "Agreement Digest", F_BYTES},
};

struct bridge {
	unsigned id; /* 4 bits of priority, 12 bits of system ID extension */
	struct span address;
};

/* What every BPDU but a topology change carries. */
struct common {
	unsigned flags, port;
	struct bridge root, bridge;
	uint32_t cost;
	double message_age, max_age, hello, delay;
};

static struct bridge read_bridge(struct dis *d, unsigned prio_field)
{
	struct bridge b;
	b.id = u16(d, 0);
	if (prio_field) {
		also(d, prio_field, 2, b.id & 0xf000);
		also(d, prio_field + 1, 2, b.id & 0x0fff);
	}
	b.address = bytes(d, prio_field ? prio_field + 2 : MSTI_ROOT_HW, 6);
	return b;
}

/* "8001.00:19:06:ea:b8:80" */
static void say_bridge(struct dis *d, const char *what, const struct bridge *b)
{
	say(d, "%s %04x.%s", what, b->id, link_addr_str(d, b->address));
}

/* A configuration BPDU has two of them. */
static unsigned read_flags(struct dis *d, unsigned field, bool rapid)
{
	unsigned flags = u8(d, field);
	also(d, F_TCACK, 1, flags >> 7);
	if (!rapid) {
		also(d, F_TC, 1, flags & 1);
		return flags;
	}
	also(d, F_AGREEMENT, 1, flags >> 6 & 1);
	also(d, F_FORWARDING, 1, flags >> 5 & 1);
	also(d, F_LEARNING, 1, flags >> 4 & 1);
	also(d, F_ROLE, 1, flags >> 2 & 3);
	also(d, F_PROPOSAL, 1, flags >> 1 & 1);
	also(d, F_TC, 1, flags & 1);
	return flags;
}

static const char *flags_str(struct dis *d, unsigned flags)
{
	return bits(d, flag_bits, "none", ", ", flags);
}

static const char *role_str(unsigned flags)
{
	return word(roles, flags >> 2 & 3);
}

/* Times are in units of 1/256 s. */
static double seconds(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	double t = u16(d, 0) / 256.0;
	mark_double(d, field, at, 2, t);
	return t;
}

static void read_times(struct dis *d, struct common *c)
{
	c->message_age = seconds(d, MSG_AGE);
	c->max_age = seconds(d, MAX_AGE);
	c->hello = seconds(d, HELLO);
	c->delay = seconds(d, FORWARD);
}

static void say_times(struct dis *d, const struct common *c)
{
	say(d, "\n\tmessage-age %.2fs, max-age %.2fs, hello-time %.2fs, forwarding-delay %.2fs", c->message_age, c->max_age,
		c->hello, c->delay);
}

static void read_ids(struct dis *d, struct common *c)
{
	c->root = read_bridge(d, ROOT_PRIO);
	c->cost = u32(d, COST);
	c->bridge = read_bridge(d, BRIDGE_PRIO);
	c->port = u16(d, PORT);
}

/* What Cisco's per VLAN spanning tree adds (SNAP identifier 0x010b): TLVs behind the BPDU. The line says nothing of it. */
static void put_pvst(struct dis *d, bool rapid)
{
	enum { PVST_PID = 0x010b, HEAD = 35 };
	struct span snap = span_at(d, d->pos >= HEAD + 2 ? d->pos - HEAD - 2 : 0, 2);
	bool pvst = (span_u8(snap, 0) << 8 | span_u8(snap, 1)) == PVST_PID;
	struct saved s = quiet_begin(d, true);
	u8(d, rapid ? V1_LENGTH : 0);
	while (pvst && left(d) >= 4) {
		unsigned type = u16(d, PVST_TYPE), len = u16(d, PVST_LENGTH);
		if (!type && len == 2)
			u16(d, PVST_VLAN);
		else if (len)
			bytes(d, PVST_VALUE, len);
	}
	quiet_end(d, &s);
}

static void config(struct dis *d, unsigned version, uint32_t length)
{
	struct common c;
	c.flags = read_flags(d, FLAGS, version != VERSION_STP);
	say(d, ", Flags [%s]", flags_str(d, c.flags));
	read_ids(d, &c);
	say_bridge(d, ", bridge-id", &c.bridge);
	say(d, ".%04x, length %u", c.port, length);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved quiet = quiet_begin(d, !d->verbose);
	read_times(d, &c);
	say_times(d, &c);
	say_bridge(d, "\n\troot-id", &c.root);
	say(d, ", root-pathcost %u", c.cost);
	if (version == VERSION_RSTP)
		say(d, ", port-role %s", role_str(c.flags));
	if (fields_wanted(d))
		put_pvst(d, version != VERSION_STP);
	quiet_end(d, &quiet);
}

static void instances(struct dis *d, uint32_t length)
{
	for (; length >= MSTI_LEN && !d->cut; length -= MSTI_LEN) {
		group_begin(d, MSTI);
		unsigned flags = read_flags(d, MSTI_FLAGS, true);
		if (need(d, 2))
			say(d, "\n\tMSTI %u, Flags [%s], port-role %s", peek16(d, 0) & 0x0fff, flags_str(d, flags), role_str(flags));
		mark_uint(d, MSTI_PRIO, d->pos, 1, peek8(d, 0) >> 4);
		mark_uint(d, MSTI_ID, d->pos, 2, peek16(d, 0) & 0x0fff);
		struct bridge root = read_bridge(d, 0);
		uint32_t cost = u32(d, MSTI_COST);
		say_bridge(d, "\n\t\tMSTI regional-root-id", &root);
		say(d, ", pathcost %u", cost);
		unsigned bridge_prio = u8(d, 0);
		also(d, MSTI_BRIDGE_PRIO, 1, bridge_prio >> 4);
		unsigned port_prio = u8(d, 0);
		also(d, MSTI_PORT_PRIO, 1, port_prio >> 4);
		unsigned hops = u8(d, MSTI_HOPS);
		group_end(d);
		say(d, "\n\t\tMSTI bridge-prio %u, port-prio %u, hops %u", bridge_prio >> 4, port_prio >> 4, hops);
	}
}

/* A configuration identifier: format 1, name 32, revision 2, digest 16. */
static void config_id(struct dis *d, const char *name_word, const char *revision_word)
{
	enum { NAME_LEN = 32 };
	say_s(d, name_word);
	u8(d, FORMAT);
	struct span name = soft_bytes(d, NAME, NAME_LEN);
	say_text_z(d, name);
	if (name.len < NAME_LEN)
		cut_here(d);
	unsigned revision = u16(d, REVISION);
	struct span digest = bytes(d, DIGEST, 16);
	say(d, ", %s %u,\n\t\tdigest ", revision_word, revision);
	say_hex(d, digest);
}

static void spb(struct dis *d)
{
	unsigned v4_length = u16(d, V4_LENGTH);
	say(d, "\n\tv4len %u, ", v4_length);
	config_id(d, "AUXMCID Name ", "Rev");
	unsigned agree = u8(d, 0);
	/* the bits of IEEE 802.1Q 14.2.11 are numbered from the lowest; the line counts from the other end */
	also(d, AGREE_NUM, 1, agree & 3);
	also(d, DAGREE_NUM, 1, agree >> 2 & 3);
	also(d, AGREE_VALID, 1, agree >> 4 & 1);
	also(d, REST_ROLE, 1, agree >> 5 & 1);
	u8(d, 0);
	unsigned format = u8(d, 0), convention = u8(d, 0), edges = u16(d, 0);
	skip(d, 8);
	struct span digest = bytes(d, AGREE_DIGEST, 20);
	say(d, "\n\tAgreement num %u, Discarded Agreement num %u, Agreement valid-flag %u,\n\tRestricted role-flag: %u, "
		"Format id %u cap %u, Convention id %u cap %u,\n\tEdge count %u, Agreement digest ",
		agree >> 6, agree >> 4 & 3, agree >> 3 & 1, agree >> 2 & 1, format >> 4, format, convention >> 4, convention,
		edges);
	say_hex(d, digest);
}

static void mstp_body(struct dis *d, struct common *c)
{
	read_ids(d, c);
	say(d, "\n\tport-role %s, ", role_str(c->flags));
	say_bridge(d, "CIST root-id", &c->root);
	say(d, ", CIST ext-pathcost %u", c->cost);
	say_bridge(d, "\n\tCIST regional-root-id", &c->bridge);
	say(d, ", CIST port-id %04x,", c->port);
	read_times(d, c);
	say_times(d, c);
	u8(d, V1_LENGTH);
	unsigned v3_length = u16(d, V3_LENGTH);
	say(d, "\n\tv3len %u, ", v3_length);
	config_id(d, "MCID Name ", "rev");
	say_s(d, ", ");
	uint32_t cost = u32(d, INT_COST);
	say(d, "CIST int-root-pathcost %u,", cost);
	struct bridge bridge = read_bridge(d, CIST_PRIO);
	say_bridge(d, "\n\tCIST bridge-id", &bridge);
	say_s(d, ", ");
	unsigned hops = u8(d, HOPS);
	say(d, "CIST remaining-hops %u", hops);
	instances(d, v3_length > V3_FIXED ? v3_length - V3_FIXED : 0);
}

static void mstp(struct dis *d, uint32_t length)
{
	struct common c;
	c.flags = read_flags(d, FLAGS, true);
	say(d, ", CIST Flags [%s], length %u", flags_str(d, c.flags), length);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved quiet = quiet_begin(d, !d->verbose);
	mstp_body(d, &c);
	quiet_end(d, &quiet);
}

/* What the lengths promise must be there. */
static void rapid(struct dis *d, unsigned version, uint32_t length)
{
	uint32_t start = d->pos - 4;
	if (version == VERSION_STP)
		return;
	if (version == VERSION_RSTP) {
		if (length >= RST_LEN)
			config(d, VERSION_RSTP, length);
		else
			invalid(d);
		return;
	}
	if (length < MSTP_LEN || (need(d, 34) && peek8(d, 31))) {
		invalid(d);
		return;
	}
	uint32_t v3_end = 38 + peek16(d, 32);
	if (length < v3_end) {
		invalid(d);
		return;
	}
	mstp(d, length);
	if (version != VERSION_SPB)
		return;
	seek(d, start + v3_end);
	if (!need(d, 2))
		return;
	uint32_t v4_length = peek16(d, 0);
	if (v4_length < SPB_LEN || length < v3_end + 2 + v4_length) {
		invalid(d);
		return;
	}
	struct saved quiet = quiet_begin(d, !d->verbose);
	spb(d);
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 4) {
		invalid(d);
		return;
	}
	unsigned protocol = u16(d, PROTOCOL);
	if (protocol) {
		say(d, "unknown STP version, length %u", length);
		return;
	}
	unsigned version = u8(d, VERSION);
	say(d, "STP %s", tok(d, versions, "Unknown STP protocol (0x%02x)", version));
	if (!word(versions, version))
		return;
	unsigned type = u8(d, TYPE);
	say(d, ", %s", tok(d, types, "Unknown BPDU Type (0x%02x)", type));
	if (type == TYPE_RST)
		rapid(d, version, length);
	else if (type == TYPE_CONFIG && length < CONFIG_LEN)
		invalid(d);
	else if (type == TYPE_CONFIG)
		config(d, version, length);
}

static const struct binding bindings[] = {
	{BIND_LLC_SAP, .from = 0x42},
	{BIND_CISCO_PID, .from = 0x010b},
	{0},
};

const struct proto proto_stp = {
	.name = "stp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
