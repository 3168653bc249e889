/* Bodies of OpenFlow messages: OpenFlow Switch Specification 1.0.0 (wire protocol 0x01). */
#include "dissect/control/openflow.h"

enum type {
	HELLO, ERROR, ECHO_REQUEST, ECHO_REPLY, VENDOR, FEATURES_REQUEST, FEATURES_REPLY, GET_CONFIG_REQUEST,
	GET_CONFIG_REPLY, SET_CONFIG, PACKET_IN, FLOW_REMOVED, PORT_STATUS, PACKET_OUT, FLOW_MOD, PORT_MOD,
	STATS_REQUEST, STATS_REPLY, BARRIER_REQUEST, BARRIER_REPLY, QUEUE_GET_CONFIG_REQUEST, QUEUE_GET_CONFIG_REPLY,
};

enum stats { DESC, FLOW, AGGREGATE, TABLE, PORT, QUEUE, STATS_VENDOR = 0xffff };

enum { PHY_PORT = 48, FLOW_STATS = 88, TABLE_STATS = 64, PORT_STATS = 104, QUEUE_STATS = 32, BSN = 0x005c16c7 };

const struct token of10_types[] = {
	{HELLO, "HELLO"},
	{ERROR, "ERROR"},
	{ECHO_REQUEST, "ECHO_REQUEST"},
	{ECHO_REPLY, "ECHO_REPLY"},
	{VENDOR, "VENDOR"},
	{FEATURES_REQUEST, "FEATURES_REQUEST"},
	{FEATURES_REPLY, "FEATURES_REPLY"},
	{GET_CONFIG_REQUEST, "GET_CONFIG_REQUEST"},
	{GET_CONFIG_REPLY, "GET_CONFIG_REPLY"},
	{SET_CONFIG, "SET_CONFIG"},
	{PACKET_IN, "PACKET_IN"},
	{FLOW_REMOVED, "FLOW_REMOVED"},
	{PORT_STATUS, "PORT_STATUS"},
	{PACKET_OUT, "PACKET_OUT"},
	{FLOW_MOD, "FLOW_MOD"},
	{PORT_MOD, "PORT_MOD"},
	{STATS_REQUEST, "STATS_REQUEST"},
	{STATS_REPLY, "STATS_REPLY"},
	{BARRIER_REQUEST, "BARRIER_REQUEST"},
	{BARRIER_REPLY, "BARRIER_REPLY"},
	{QUEUE_GET_CONFIG_REQUEST, "QUEUE_GET_CONFIG_REQUEST"},
	{QUEUE_GET_CONFIG_REPLY, "QUEUE_GET_CONFIG_REPLY"},
	{0, NULL},
};

static const struct token error_types[] = {
	{0, "HELLO_FAILED"}, {1, "BAD_REQUEST"}, {2, "BAD_ACTION"}, {3, "FLOW_MOD_FAILED"}, {4, "PORT_MOD_FAILED"},
	{5, "QUEUE_OP_FAILED"}, {0, NULL},
};
static const struct token hello_failed[] = {{0, "INCOMPATIBLE"}, {1, "EPERM"}, {0, NULL}};
static const struct token bad_request[] = {
	{0, "BAD_VERSION"}, {1, "BAD_TYPE"}, {2, "BAD_STAT"}, {3, "BAD_VENDOR"}, {4, "BAD_SUBTYPE"}, {5, "EPERM"},
	{6, "BAD_LEN"}, {7, "BUFFER_EMPTY"}, {8, "BUFFER_UNKNOWN"}, {0, NULL},
};
static const struct token bad_action[] = {
	{0, "BAD_TYPE"}, {1, "BAD_LEN"}, {2, "BAD_VENDOR"}, {3, "BAD_VENDOR_TYPE"}, {4, "BAD_OUT_PORT"},
	{5, "BAD_ARGUMENT"}, {6, "EPERM"}, {7, "TOO_MANY"}, {8, "BAD_QUEUE"}, {0, NULL},
};
static const struct token flow_mod_failed[] = {
	{0, "ALL_TABLES_FULL"}, {1, "OVERLAP"}, {2, "EPERM"}, {3, "BAD_EMERG_TIMEOUT"}, {4, "BAD_COMMAND"},
	{5, "UNSUPPORTED"}, {0, NULL},
};
static const struct token port_mod_failed[] = {{0, "BAD_PORT"}, {1, "BAD_HW_ADDR"}, {0, NULL}};
static const struct token queue_op_failed[] = {{0, "BAD_PORT"}, {1, "BAD_QUEUE"}, {2, "EPERM"}, {0, NULL}};
static const struct token *const error_codes[] = {
	hello_failed, bad_request, bad_action, flow_mod_failed, port_mod_failed, queue_op_failed,
};

static const struct token ports[] = {
	{0xff00, "MAX"}, {0xfff8, "IN_PORT"}, {0xfff9, "TABLE"}, {0xfffa, "NORMAL"}, {0xfffb, "FLOOD"},
	{0xfffc, "ALL"}, {0xfffd, "CONTROLLER"}, {0xfffe, "LOCAL"}, {0xffff, "NONE"}, {0, NULL},
};
static const struct token port_config[] = {
	{1, "PORT_DOWN"}, {2, "NO_STP"}, {4, "NO_RECV"}, {8, "NO_RECV_STP"}, {0x10, "NO_FLOOD"}, {0x20, "NO_FWD"},
	{0x40, "NO_PACKET_IN"}, {0, NULL},
};
static const struct token stp_states[] = {
	{0, "STP_LISTEN"}, {0x100, "STP_LEARN"}, {0x200, "STP_FORWARD"}, {0x300, "STP_BLOCK"}, {0, NULL},
};
static const struct token port_features[] = {
	{1, "10MB_HD"}, {2, "10MB_FD"}, {4, "100MB_HD"}, {8, "100MB_FD"}, {0x10, "1GB_HD"}, {0x20, "1GB_FD"},
	{0x40, "10GB_FD"}, {0x80, "COPPER"}, {0x100, "FIBER"}, {0x200, "AUTONEG"}, {0x400, "PAUSE"},
	{0x800, "PAUSE_ASYM"}, {0, NULL},
};
static const struct token capabilities[] = {
	{1, "FLOW_STATS"}, {2, "TABLE_STATS"}, {4, "PORT_STATS"}, {8, "STP"}, {0x10, "RESERVED"},
	{0x20, "IP_REASM"}, {0x40, "QUEUE_STATS"}, {0x80, "ARP_MATCH_IP"}, {0, NULL},
};

enum action {
	OUTPUT, SET_VLAN_VID, SET_VLAN_PCP, STRIP_VLAN, SET_DL_SRC, SET_DL_DST, SET_NW_SRC, SET_NW_DST, SET_NW_TOS,
	SET_TP_SRC, SET_TP_DST, ENQUEUE, ACTION_VENDOR = 0xffff,
};

static const struct token actions[] = {
	{OUTPUT, "OUTPUT"}, {SET_VLAN_VID, "SET_VLAN_VID"}, {SET_VLAN_PCP, "SET_VLAN_PCP"},
	{STRIP_VLAN, "STRIP_VLAN"}, {SET_DL_SRC, "SET_DL_SRC"}, {SET_DL_DST, "SET_DL_DST"},
	{SET_NW_SRC, "SET_NW_SRC"}, {SET_NW_DST, "SET_NW_DST"}, {SET_NW_TOS, "SET_NW_TOS"},
	{SET_TP_SRC, "SET_TP_SRC"}, {SET_TP_DST, "SET_TP_DST"}, {ENQUEUE, "ENQUEUE"}, {ACTION_VENDOR, "VENDOR"},
	{0, NULL},
};
static const struct token action_bits[] = {
	{1, "OUTPUT"}, {2, "SET_VLAN_VID"}, {4, "SET_VLAN_PCP"}, {8, "STRIP_VLAN"}, {0x10, "SET_DL_SRC"},
	{0x20, "SET_DL_DST"}, {0x40, "SET_NW_SRC"}, {0x80, "SET_NW_DST"}, {0x100, "SET_NW_TOS"},
	{0x200, "SET_TP_SRC"}, {0x400, "SET_TP_DST"}, {0x800, "ENQUEUE"}, {0, NULL},
};

enum wildcard {
	W_IN_PORT = 1, W_DL_VLAN = 2, W_DL_SRC = 4, W_DL_DST = 8, W_DL_TYPE = 0x10, W_NW_PROTO = 0x20,
	W_TP_SRC = 0x40, W_TP_DST = 0x80, W_DL_VLAN_PCP = 1 << 20, W_NW_TOS = 1 << 21, W_ALL = 0x3fffff,
};

static const struct token wildcards[] = {
	{W_IN_PORT, "IN_PORT"}, {W_DL_VLAN, "DL_VLAN"}, {W_DL_SRC, "DL_SRC"}, {W_DL_DST, "DL_DST"},
	{W_DL_TYPE, "DL_TYPE"}, {W_NW_PROTO, "NW_PROTO"}, {W_TP_SRC, "TP_SRC"}, {W_TP_DST, "TP_DST"},
	{W_DL_VLAN_PCP, "DL_VLAN_PCP"}, {W_NW_TOS, "NW_TOS"}, {0, NULL},
};
static const struct token commands[] = {
	{0, "ADD"}, {1, "MODIFY"}, {2, "MODIFY_STRICT"}, {3, "DELETE"}, {4, "DELETE_STRICT"}, {0, NULL},
};
static const struct token flow_flags[] = {{1, "SEND_FLOW_REM"}, {2, "CHECK_OVERLAP"}, {4, "EMERG"}, {0, NULL}};
static const struct token removed_reasons[] = {
	{0, "IDLE_TIMEOUT"}, {1, "HARD_TIMEOUT"}, {2, "DELETE"}, {0, NULL},
};
static const struct token in_reasons[] = {{0, "NO_MATCH"}, {1, "ACTION"}, {0, NULL}};
static const struct token port_reasons[] = {{0, "ADD"}, {1, "DELETE"}, {2, "MODIFY"}, {0, NULL}};
static const struct token fragments[] = {{0, "FRAG_NORMAL"}, {1, "FRAG_DROP"}, {2, "FRAG_REASM"}, {0, NULL}};
static const struct token stats_types[] = {
	{DESC, "DESC"}, {FLOW, "FLOW"}, {AGGREGATE, "AGGREGATE"}, {TABLE, "TABLE"}, {PORT, "PORT"}, {QUEUE, "QUEUE"},
	{STATS_VENDOR, "VENDOR"}, {0, NULL},
};
static const struct token more_flag[] = {{1, "MORE"}, {0, NULL}};
static const struct token table_ids[] = {{0xfe, "EMERG"}, {0xff, "ALL"}, {0, NULL}};
static const struct token buffers[] = {{0xffffffff, "NONE"}, {0, NULL}};
static const struct token queue_ids[] = {{0xffffffff, "ALL"}, {0, NULL}};
static const struct token properties[] = {{0, "NONE"}, {1, "MIN_RATE"}, {0, NULL}};
static const struct token no_vlan[] = {{0xffff, "NONE"}, {0, NULL}};

static void say_number(struct dis *d, const char *name, uint64_t value)
{
	say_s(d, name);
	say_u(d, value);
}

static void port_number(struct dis *d, const char *name)
{
	unsigned port = u16(d, 0);
	say(d, "%s %s", name, tok(d, ports, "%u", port));
}

static void port_state(struct dis *d)
{
	enum { LINK_DOWN = 1, STP_MASK = 0x300 };
	uint32_t state = u32(d, 0);
	say(d, "\n\t   state 0x%08x (%s%s)%s", state, word(stp_states, state & STP_MASK),
	    state & LINK_DOWN ? ", LINK_DOWN" : "", state & ~(uint32_t)(LINK_DOWN | STP_MASK) ? " (bogus)" : "");
}

static void phy_port(struct dis *d)
{
	port_number(d, "\n\t  port_no");
	const struct mac *address = mac(d, 0);
	say(d, ", hw_addr %s", mac_str(d, address));
	of_name(d, ", name", 16);
	if (d->verbose < 2) {
		bytes(d, 0, 24);
		return;
	}
	of_flags(d, "\n\t   config", port_config, u32(d, 0));
	port_state(d);
	of_flags(d, "\n\t   curr", port_features, u32(d, 0));
	of_flags(d, "\n\t   advertised", port_features, u32(d, 0));
	of_flags(d, "\n\t   supported", port_features, u32(d, 0));
	of_flags(d, "\n\t   peer", port_features, u32(d, 0));
}

/* A list's next entry has to have `least` bytes. */
static bool entry_fits(struct dis *d, const char *where, uint32_t least)
{
	if (of_left(d) >= least)
		return true;
	say_s(d, where);
	say_misfit(d, "remaining length", of_left(d), "<", least);
	part_fail(d);
	return false;
}

static void match_address(struct dis *d, const char *indent, const char *name, unsigned wild)
{
	uint32_t address = u32(d, 0);
	if (wild < 32)
		say(d, "%smatch %s %s/%u", indent, name, ip4_str(d, address), 32 - wild);
}

/* A VLAN's number; 0 is no VLAN's. */
static const char *vlan_str(struct dis *d, unsigned vlan)
{
	return tok(d, no_vlan, !vlan || vlan > 4095 ? "%u (bogus)" : "%u", vlan);
}

static void match_layer2(struct dis *d, const char *in, uint32_t w)
{
	unsigned port = u16(d, 0);
	if (!(w & W_IN_PORT))
		say(d, "%smatch in_port %s", in, tok(d, ports, "%u", port));
	const struct mac *source = mac(d, 0);
	if (!(w & W_DL_SRC))
		say(d, "%smatch dl_src %s", in, mac_str(d, source));
	const struct mac *destination = mac(d, 0);
	if (!(w & W_DL_DST))
		say(d, "%smatch dl_dst %s", in, mac_str(d, destination));
	unsigned vlan = u16(d, 0);
	if (!(w & W_DL_VLAN))
		say(d, "%smatch dl_vlan %s", in, vlan_str(d, vlan));
	unsigned pcp = u8(d, 0);
	if (!(w & W_DL_VLAN_PCP))
		say(d, "%smatch dl_vlan_pcp %u%s", in, pcp, pcp > 7 ? " (bogus)" : "");
	skip(d, 1);
}

static void match(struct dis *d, const char *in)
{
	enum { ARP = 0x0806, IP = 0x0800, ICMP = 1 };
	uint32_t w = u32(d, 0);
	if (w & ~(uint32_t)W_ALL)
		say(d, "%swildcards 0x%08x (bogus)", in, w);
	match_layer2(d, in, w);
	unsigned type = u16(d, 0);
	if (!(w & W_DL_TYPE))
		say(d, "%smatch dl_type 0x%04x", in, type);
	unsigned tos = u8(d, 0);
	if (!(w & W_NW_TOS))
		say(d, "%smatch nw_tos 0x%02x", in, tos);
	unsigned protocol = u8(d, 0);
	bool arp = !(w & W_DL_TYPE) && type == ARP;
	if (!(w & W_NW_PROTO))
		say(d, "%smatch %s %u", in, arp ? "arp_opcode" : "nw_proto", protocol);
	skip(d, 2);
	match_address(d, in, "nw_src", w >> 8 & 63);
	match_address(d, in, "nw_dst", w >> 14 & 63);
	bool icmp = !(w & W_DL_TYPE) && type == IP && !(w & W_NW_PROTO) && protocol == ICMP;
	unsigned source = u16(d, 0);
	if (!(w & W_TP_SRC))
		say(d, "%smatch %s %u", in, icmp ? "icmp_type" : "tp_src", source);
	unsigned destination = u16(d, 0);
	if (!(w & W_TP_DST))
		say(d, "%smatch %s %u", in, icmp ? "icmp_code" : "tp_dst", destination);
}

static void mirror(struct dis *d)
{
	static const struct token subtypes[] = {{1, "MIRROR"}, {2, "SET_TUNNEL_DST"}, {4, "CHECKSUM"}, {0, NULL}};
	static const struct token stages[] = {{0, "INGRESS"}, {1, "EGRESS"}, {0, NULL}};

	uint32_t subtype = u32(d, 0);
	say(d, "\n\t  subtype %s", tok(d, subtypes, "unknown (0x%08x)", subtype));
	if (subtype != 1)
		return;
	uint32_t port = u32(d, 0);
	say_number(d, ", dest_port ", port);
	uint32_t tag = u32(d, 0);
	if (!tag)
		say_s(d, ", vlan_tag none");
	else if (tag >> 16 == 0x8100)
		say(d, ", vlan_tag 802.1Q (vlan %u, p %u%s)", tag & 0xfff, tag >> 13 & 7, tag & 0x1000 ? ", DEI" : "");
	else
		say(d, ", vlan_tag unknown (0x%04x)", tag >> 16);
	unsigned stage = u8(d, 0);
	say(d, ", copy_stage %s", tok(d, stages, "unknown (%u)", stage));
	bytes(d, 0, 3);
}

static void action_body(struct dis *d, unsigned type)
{
	uint32_t v;
	switch (type) {
	case OUTPUT:
		v = u16(d, 0);
		say(d, ", port %s", tok(d, ports, "%u", v));
		if (v == 0xfffd)
			say_number(d, ", max_len ", u16(d, 0));
		return;
	case SET_VLAN_VID:
		v = u16(d, 0);
		say(d, ", vlan_vid %s", vlan_str(d, v));
		return;
	case SET_VLAN_PCP:
		v = u8(d, 0);
		say(d, ", vlan_pcp %u%s", v, v > 7 ? " (bogus)" : "");
		return;
	case SET_DL_SRC:
	case SET_DL_DST:
		say(d, ", dl_addr %s", mac_str(d, mac(d, 0)));
		return;
	case SET_NW_SRC:
	case SET_NW_DST:
		say(d, ", nw_addr %s", ip4_str(d, u32(d, 0)));
		return;
	case SET_NW_TOS:
		say(d, ", nw_tos 0x%02x", u8(d, 0));
		return;
	case SET_TP_SRC:
	case SET_TP_DST:
		say_number(d, ", tp_port ", u16(d, 0));
		return;
	case ENQUEUE:
		port_number(d, ", port");
		skip(d, 6);
		v = u32(d, 0);
		say(d, ", queue_id %s", tok(d, queue_ids, "%u", v));
		return;
	case ACTION_VENDOR:
		v = u32(d, 0);
		say(d, ", vendor 0x%08x (%s)", v, of_vendor(d, v));
		if (v == BSN)
			mirror(d);
		return;
	}
}

static void action_list(struct dis *d, const char *in)
{
	while (of_left(d) && !d->cut) {
		say(d, "%saction", in);
		if (!entry_fits(d, "", 8))
			return;
		unsigned type = u16(d, 0);
		say(d, " type %s", tok(d, actions, "invalid (0x%04x)", type));
		uint32_t length = u16(d, 0);
		say_number(d, ", len ", length);
		if (length < 8 || length - 4 > of_left(d)) {
			part_fail(d);
			return;
		}
		bool large = type == SET_DL_SRC || type == SET_DL_DST || type == ENQUEUE, fixed = type <= ENQUEUE;
		struct saved s = part_begin(d, length - 4);
		if (fixed && length != (large ? 16 : 8))
			say_s(d, " (bogus)");
		else
			action_body(d, type);
		if (!part_end(d, &s))
			invalid(d);
	}
}

static void flow_mod(struct dis *d)
{
	match(d, "\n\t ");
	uint64_t cookie = u64(d, OF10_COOKIE);
	say(d, "\n\t cookie 0x%016llx", (unsigned long long)cookie);
	unsigned command = u16(d, OF10_COMMAND);
	say(d, ", command %s", tok(d, commands, "invalid (0x%04x)", command));
	unsigned idle = u16(d, 0);
	if (idle)
		say_number(d, ", idle_timeout ", idle);
	unsigned hard = u16(d, 0);
	if (hard)
		say_number(d, ", hard_timeout ", hard);
	unsigned priority = u16(d, 0);
	bool deletes = command == 3 || command == 4;
	if (priority && !deletes)
		say_number(d, ", priority ", priority);
	uint32_t buffer = u32(d, 0);
	if (command <= 2)
		say(d, ", buffer_id %s", tok(d, buffers, "0x%08x", buffer));
	unsigned port = u16(d, 0);
	if (deletes)
		say(d, ", out_port %s", tok(d, ports, "%u", port));
	of_flags16(d, ", flags", flow_flags, u16(d, 0));
	action_list(d, "\n\t ");
}

static void flow_removed(struct dis *d)
{
	match(d, "\n\t ");
	uint64_t cookie = u64(d, OF10_COOKIE);
	say(d, "\n\t cookie 0x%016llx", (unsigned long long)cookie);
	unsigned priority = u16(d, 0);
	if (priority)
		say_number(d, ", priority ", priority);
	unsigned reason = u8(d, 0);
	say(d, ", reason %s", tok(d, removed_reasons, "unknown (0x%02x)", reason));
	skip(d, 1);
	say_number(d, ", duration_sec ", u32(d, 0));
	say_number(d, ", duration_nsec ", u32(d, 0));
	unsigned idle = u16(d, 0);
	if (idle)
		say_number(d, ", idle_timeout ", idle);
	skip(d, 2);
	say_number(d, ", packet_count ", u64(d, 0));
	say_number(d, ", byte_count ", u64(d, 0));
}

static void flow_stats(struct dis *d)
{
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t", FLOW_STATS))
			return;
		uint32_t length = u16(d, 0);
		say_number(d, "\n\t length ", length);
		if (length < FLOW_STATS || length - 2 > of_left(d)) {
			part_fail(d);
			return;
		}
		struct saved s = part_begin(d, length - 2);
		unsigned table = u8(d, 0);
		say(d, ", table_id %s", tok(d, table_ids, "%u", table));
		skip(d, 1);
		match(d, "\n\t  ");
		say_number(d, "\n\t  duration_sec ", u32(d, 0));
		say_number(d, ", duration_nsec ", u32(d, 0));
		say_number(d, ", priority ", u16(d, 0));
		say_number(d, ", idle_timeout ", u16(d, 0));
		say_number(d, ", hard_timeout ", u16(d, 0));
		skip(d, 6);
		uint64_t cookie = u64(d, 0);
		say(d, ", cookie 0x%016llx", (unsigned long long)cookie);
		say_number(d, ", packet_count ", u64(d, 0));
		say_number(d, ", byte_count ", u64(d, 0));
		action_list(d, "\n\t  ");
		if (!part_end(d, &s))
			invalid(d);
	}
}

static void table_stats(struct dis *d)
{
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t", TABLE_STATS))
			return;
		unsigned table = u8(d, 0);
		say(d, "\n\t table_id %s", tok(d, table_ids, "%u", table));
		skip(d, 3);
		of_name(d, ", name", 32);
		uint32_t w = u32(d, 0);
		say(d, "\n\t  wildcards 0x%08x", w);
		if (w & W_ALL)
			say(d, " (%s)", bits(d, wildcards, "%u", ", ", w));
		if (w & ~(uint32_t)W_ALL)
			say_s(d, " (bogus)");
		say_number(d, "\n\t  max_entries ", u32(d, 0));
		say_number(d, ", active_count ", u32(d, 0));
		say_number(d, ", lookup_count ", u64(d, 0));
		say_number(d, ", matched_count ", u64(d, 0));
	}
}

static void port_stats(struct dis *d)
{
	static const char *const counters[] = {
		", rx_packets ", ", tx_packets ", ", rx_bytes ", ", tx_bytes ", ", rx_dropped ", ", tx_dropped ",
		", rx_errors ", ", tx_errors ", ", rx_frame_err ", ", rx_over_err ", ", rx_crc_err ", ", collisions ",
	};
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t", PORT_STATS))
			return;
		port_number(d, "\n\t  port_no");
		if (d->verbose < 2) {
			bytes(d, 0, PORT_STATS - 2);
			continue;
		}
		skip(d, 6);
		for (unsigned i = 0; i < sizeof counters / sizeof *counters; i++)
			say_number(d, counters[i], u64(d, 0));
	}
}

static void queue_id(struct dis *d)
{
	skip(d, 2);
	uint32_t queue = u32(d, 0);
	say(d, ", queue_id %s", tok(d, queue_ids, "%u", queue));
}

static void queue_stats(struct dis *d)
{
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t", QUEUE_STATS))
			return;
		port_number(d, "\n\t  port_no");
		skip(d, 2);
		say_number(d, ", queue_id ", u32(d, 0));
		say_number(d, ", tx_bytes ", u64(d, 0));
		say_number(d, ", tx_packets ", u64(d, 0));
		say_number(d, ", tx_errors ", u64(d, 0));
	}
}

static void description(struct dis *d)
{
	of_name(d, "\n\t  mfr_desc", 256);
	of_name(d, "\n\t  hw_desc", 256);
	of_name(d, "\n\t  sw_desc", 256);
	of_name(d, "\n\t  serial_num", 32);
	of_name(d, "\n\t  dp_desc", 256);
}

static unsigned stats_head(struct dis *d, const struct token *flags)
{
	unsigned type = u16(d, 0);
	say(d, "\n\t type %s", tok(d, stats_types, "invalid (0x%04x)", type));
	of_flags16(d, ", flags", flags, u16(d, 0));
	return type;
}

/* What is not as long as it has to be cannot be. */
static bool exactly(struct dis *d, uint32_t length)
{
	if (of_left(d) == length)
		return true;
	part_fail(d);
	return false;
}

static void stats_vendor(struct dis *d)
{
	uint32_t vendor = u32(d, 0);
	say(d, "\n\t vendor 0x%08x (%s)", vendor, of_vendor(d, vendor));
	of_data(d, of_left(d));
}

static void stats_request(struct dis *d)
{
	static const struct token no_flags[] = {{0, NULL}};

	switch (stats_head(d, no_flags)) {
	case DESC:
	case TABLE:
		exactly(d, 0);
		return;
	case FLOW:
	case AGGREGATE:
		if (!exactly(d, 44))
			return;
		match(d, "\n\t ");
		unsigned table = u8(d, 0);
		say(d, "\n\t table_id %s", tok(d, table_ids, "%u", table));
		skip(d, 1);
		port_number(d, ", out_port");
		return;
	case PORT:
		if (!exactly(d, 8))
			return;
		port_number(d, "\n\t port_no");
		bytes(d, 0, 6);
		return;
	case QUEUE:
		if (!exactly(d, 8))
			return;
		port_number(d, "\n\t port_no");
		queue_id(d);
		return;
	case STATS_VENDOR:
		stats_vendor(d);
		return;
	}
}

static void stats_reply(struct dis *d)
{
	switch (stats_head(d, more_flag)) {
	case DESC:
		if (exactly(d, 1056))
			description(d);
		return;
	case FLOW:
		flow_stats(d);
		return;
	case AGGREGATE:
		if (!exactly(d, 24))
			return;
		say_number(d, "\n\t packet_count ", u64(d, 0));
		say_number(d, ", byte_count ", u64(d, 0));
		say_number(d, ", flow_count ", u32(d, 0));
		bytes(d, 0, 4);
		return;
	case TABLE:
		table_stats(d);
		return;
	case PORT:
		port_stats(d);
		return;
	case QUEUE:
		queue_stats(d);
		return;
	case STATS_VENDOR:
		stats_vendor(d);
		return;
	}
}

enum bsn { SET_IP_MASK, GET_IP_MASK_REQUEST, GET_IP_MASK_REPLY, SET_MIRRORING, GET_MIRRORING_REQUEST,
	   GET_MIRRORING_REPLY, SHELL_COMMAND, SHELL_OUTPUT, SHELL_STATUS };

/* Big Switch Networks' extensions. */
static void bsn(struct dis *d)
{
	static const struct token subtypes[] = {
		{SET_IP_MASK, "SET_IP_MASK"}, {GET_IP_MASK_REQUEST, "GET_IP_MASK_REQUEST"},
		{GET_IP_MASK_REPLY, "GET_IP_MASK_REPLY"}, {SET_MIRRORING, "SET_MIRRORING"},
		{GET_MIRRORING_REQUEST, "GET_MIRRORING_REQUEST"}, {GET_MIRRORING_REPLY, "GET_MIRRORING_REPLY"},
		{SHELL_COMMAND, "SHELL_COMMAND"}, {SHELL_OUTPUT, "SHELL_OUTPUT"}, {SHELL_STATUS, "SHELL_STATUS"},
		{0, NULL},
	};
	static const struct token off_on[] = {{0, "OFF"}, {1, "ON"}, {0, NULL}};

	uint32_t subtype = u32(d, 0);
	say(d, "\n\t subtype %s", tok(d, subtypes, "unknown (0x%08x)", subtype));
	switch (subtype) {
	case SET_IP_MASK:
	case GET_IP_MASK_REPLY:
		say_number(d, ", index ", u8(d, 0));
		skip(d, 3);
		say(d, ", mask %s", ip4_str(d, u32(d, 0)));
		return;
	case GET_IP_MASK_REQUEST:
		say_number(d, ", index ", u8(d, 0));
		bytes(d, 0, 7);
		return;
	case SET_MIRRORING:
	case GET_MIRRORING_REQUEST:
	case GET_MIRRORING_REPLY:
		say(d, ", report_mirror_ports %s", tok(d, off_on, "bogus (%u)", u8(d, 0)));
		bytes(d, 0, 3);
		return;
	case SHELL_COMMAND:
		say_number(d, ", service ", u32(d, 0));
		of_name(d, ", data", of_left(d));
		return;
	case SHELL_OUTPUT:
		of_name(d, ", data", of_left(d));
		return;
	case SHELL_STATUS:
		say(d, ", status 0x%08x", u32(d, 0));
		return;
	}
}

static void vendor(struct dis *d)
{
	uint32_t id = u32(d, 0);
	say(d, ", vendor 0x%08x (%s)", id, of_vendor(d, id));
	if (id == BSN)
		bsn(d);
	else
		of_data(d, of_left(d));
}

static void error(struct dis *d)
{
	unsigned type = u16(d, 0);
	say(d, "\n\t type %s", tok(d, error_types, "invalid (0x%04x)", type));
	unsigned code = u16(d, 0);
	if (type < sizeof error_codes / sizeof *error_codes)
		say(d, ", code %s", tok(d, error_codes[type], "invalid (0x%04x)", code));
	else
		say(d, ", code invalid (0x%04x)", code);
	of_data(d, of_left(d));
}

static void features_reply(struct dis *d)
{
	uint64_t datapath = u64(d, OF10_DATAPATH);
	say(d, "\n\t dpid 0x%016llx", (unsigned long long)datapath);
	say_number(d, ", n_buffers ", u32(d, OF10_BUFFERS));
	say_number(d, ", n_tables ", u8(d, OF10_TABLES));
	skip(d, 3);
	of_flags(d, "\n\t capabilities", capabilities, u32(d, 0));
	of_flags(d, "\n\t actions", action_bits, u32(d, 0));
	while (of_left(d) >= PHY_PORT && !d->cut)
		phy_port(d);
	if (of_left(d))
		part_fail(d);
}

static void config(struct dis *d)
{
	unsigned flags = u16(d, 0);
	say(d, "\n\t flags %s", tok(d, fragments, "invalid (0x%04x)", flags));
	say_number(d, ", miss_send_len ", u16(d, 0));
}

static void packet_in(struct dis *d)
{
	uint32_t buffer = u32(d, 0);
	say(d, "\n\t buffer_id %s", tok(d, buffers, "0x%08x", buffer));
	say_number(d, ", total_len ", u16(d, 0));
	port_number(d, ", in_port");
	unsigned reason = u8(d, 0);
	say(d, ", reason %s", tok(d, in_reasons, "invalid (0x%02x)", reason));
	skip(d, 1);
	of_frame(d, of_left(d));
}

static void packet_out(struct dis *d)
{
	uint32_t buffer = u32(d, 0);
	say(d, "\n\t buffer_id 0x%08x", buffer);
	port_number(d, ", in_port");
	uint32_t length = u16(d, 0);
	if (length > of_left(d)) {
		part_fail(d);
		return;
	}
	struct saved s = part_begin(d, length);
	action_list(d, "\n\t ");
	if (!part_end(d, &s))
		invalid(d);
	of_frame(d, of_left(d));
}

static void port_status(struct dis *d)
{
	unsigned reason = u8(d, 0);
	say(d, "\n\t reason %s", tok(d, port_reasons, "invalid (0x%02x)", reason));
	skip(d, 7);
	phy_port(d);
}

static void port_mod(struct dis *d)
{
	port_number(d, "\n\t port_no");
	say(d, ", hw_addr %s", mac_str(d, mac(d, 0)));
	of_flags(d, "\n\t config", port_config, u32(d, 0));
	of_flags(d, "\n\t mask", port_config, u32(d, 0));
	of_flags(d, "\n\t advertise", port_features, u32(d, 0));
	bytes(d, 0, 4);
}

static void queue_request(struct dis *d)
{
	port_number(d, "\n\t port");
	bytes(d, 0, 2);
}

static void queue_properties(struct dis *d)
{
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t  ", 8))
			return;
		unsigned property = u16(d, 0);
		say(d, "\n\t   property %s", tok(d, properties, "invalid (0x%04x)", property));
		uint32_t length = u16(d, 0);
		say_number(d, ", len ", length);
		if (length < (property == 1 ? 16 : 8) || length - 4 > of_left(d)) {
			part_fail(d);
			return;
		}
		struct saved s = part_begin(d, length - 4);
		if (property == 1) {
			skip(d, 4);
			unsigned rate = u16(d, 0);
			if (rate > 1000)
				say_s(d, ", rate disabled");
			else
				say(d, ", rate %u.%u%%", rate / 10, rate % 10);
		}
		if (!part_end(d, &s))
			invalid(d);
	}
}

static void queue_reply(struct dis *d)
{
	port_number(d, "\n\t port");
	skip(d, 6);
	while (of_left(d) && !d->cut) {
		if (!entry_fits(d, "\n\t ", 8))
			return;
		say_number(d, "\n\t  queue_id ", u32(d, 0));
		uint32_t length = u16(d, 0);
		say_number(d, ", len ", length);
		if (length < 8 || length - 6 > of_left(d)) {
			part_fail(d);
			return;
		}
		struct saved s = part_begin(d, length - 6);
		skip(d, 2);
		queue_properties(d);
		if (!part_end(d, &s))
			invalid(d);
	}
}

static void data(struct dis *d)
{
	of_data(d, of_left(d));
}

/* Bodies: how they are read, and their length where it is fixed or has a least value. */
const struct of_body of10_bodies[] = {
	[HELLO] = {data, 0, false},
	[ERROR] = {error, 4, false},
	[ECHO_REQUEST] = {data, 0, false},
	[ECHO_REPLY] = {data, 0, false},
	[VENDOR] = {vendor, 4, false},
	[FEATURES_REQUEST] = {NULL, 0, true},
	[FEATURES_REPLY] = {features_reply, 24, false},
	[GET_CONFIG_REQUEST] = {NULL, 0, true},
	[GET_CONFIG_REPLY] = {config, 4, true},
	[SET_CONFIG] = {config, 4, true},
	[PACKET_IN] = {packet_in, 10, false},
	[FLOW_REMOVED] = {flow_removed, 80, true},
	[PORT_STATUS] = {port_status, 56, true},
	[PACKET_OUT] = {packet_out, 8, false},
	[FLOW_MOD] = {flow_mod, 64, false},
	[PORT_MOD] = {port_mod, 24, true},
	[STATS_REQUEST] = {stats_request, 4, false},
	[STATS_REPLY] = {stats_reply, 4, false},
	[BARRIER_REQUEST] = {NULL, 0, true},
	[BARRIER_REPLY] = {NULL, 0, true},
	[QUEUE_GET_CONFIG_REQUEST] = {queue_request, 4, true},
	[QUEUE_GET_CONFIG_REPLY] = {queue_reply, 8, false},
};
