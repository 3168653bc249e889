/* Bodies of OpenFlow messages: Open Networking Foundation, OpenFlow Switch Specification 1.3.5 (wire protocol 0x04). */
#include "dissect/control/openflow.h"

enum type {
	HELLO, ERROR, ECHO_REQUEST, ECHO_REPLY, EXPERIMENTER, FEATURES_REQUEST, FEATURES_REPLY, GET_CONFIG_REQUEST,
	GET_CONFIG_REPLY, SET_CONFIG, PACKET_IN, FLOW_REMOVED, PORT_STATUS, PACKET_OUT, FLOW_MOD, GROUP_MOD, PORT_MOD,
	TABLE_MOD, MULTIPART_REQUEST, MULTIPART_REPLY, BARRIER_REQUEST, BARRIER_REPLY, QUEUE_GET_CONFIG_REQUEST,
	QUEUE_GET_CONFIG_REPLY, ROLE_REQUEST, ROLE_REPLY, GET_ASYNC_REQUEST, GET_ASYNC_REPLY, SET_ASYNC, METER_MOD,
};

const struct token of13_types[] = {
	{HELLO, "HELLO"},
	{ERROR, "ERROR"},
	{ECHO_REQUEST, "ECHO_REQUEST"},
	{ECHO_REPLY, "ECHO_REPLY"},
	{EXPERIMENTER, "EXPERIMENTER"},
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
	{GROUP_MOD, "GROUP_MOD"},
	{PORT_MOD, "PORT_MOD"},
	{TABLE_MOD, "TABLE_MOD"},
	{MULTIPART_REQUEST, "MULTIPART_REQUEST"},
	{MULTIPART_REPLY, "MULTIPART_REPLY"},
	{BARRIER_REQUEST, "BARRIER_REQUEST"},
	{BARRIER_REPLY, "BARRIER_REPLY"},
	{QUEUE_GET_CONFIG_REQUEST, "QUEUE_GET_CONFIG_REQUEST"},
	{QUEUE_GET_CONFIG_REPLY, "QUEUE_GET_CONFIG_REPLY"},
	{ROLE_REQUEST, "ROLE_REQUEST"},
	{ROLE_REPLY, "ROLE_REPLY"},
	{GET_ASYNC_REQUEST, "GET_ASYNC_REQUEST"},
	{GET_ASYNC_REPLY, "GET_ASYNC_REPLY"},
	{SET_ASYNC, "SET_ASYNC"},
	{METER_MOD, "METER_MOD"},
	{0, NULL},
};

static const struct token error_types[] = {
	{0, "HELLO_FAILED"}, {1, "BAD_REQUEST"}, {2, "BAD_ACTION"}, {3, "BAD_INSTRUCTION"}, {4, "BAD_MATCH"},
	{5, "FLOW_MOD_FAILED"}, {6, "GROUP_MOD_FAILED"}, {7, "PORT_MOD_FAILED"}, {8, "TABLE_MOD_FAILED"},
	{9, "QUEUE_OP_FAILED"}, {10, "SWITCH_CONFIG_FAILED"}, {11, "ROLE_REQUEST_FAILED"}, {12, "METER_MOD_FAILED"},
	{13, "TABLE_FEATURES_FAILED"}, {0xffff, "EXPERIMENTER"}, {0, NULL},
};

static const struct token hello_failed[] = {{0, "INCOMPATIBLE"}, {1, "EPERM"}, {0, NULL}};
static const struct token bad_request[] = {
	{0, "BAD_VERSION"}, {1, "BAD_TYPE"}, {2, "BAD_MULTIPART"}, {3, "BAD_EXPERIMENTER"}, {4, "BAD_EXP_TYPE"},
	{5, "EPERM"}, {6, "BAD_LEN"}, {7, "BUFFER_EMPTY"}, {8, "BUFFER_UNKNOWN"}, {9, "BAD_TABLE_ID"},
	{10, "IS_SLAVE"}, {11, "BAD_PORT"}, {12, "BAD_PACKET"}, {13, "MULTIPART_BUFFER_OVERFLOW"}, {0, NULL},
};
static const struct token bad_action[] = {
	{0, "BAD_TYPE"}, {1, "BAD_LEN"}, {2, "BAD_EXPERIMENTER"}, {3, "BAD_EXP_TYPE"}, {4, "BAD_OUT_PORT"},
	{5, "BAD_ARGUMENT"}, {6, "EPERM"}, {7, "TOO_MANY"}, {8, "BAD_QUEUE"}, {9, "BAD_OUT_GROUP"},
	{10, "MATCH_INCONSISTENT"}, {11, "UNSUPPORTED_ORDER"}, {12, "BAD_TAG"}, {13, "BAD_SET_TYPE"},
	{14, "BAD_SET_LEN"}, {15, "BAD_SET_ARGUMENT"}, {0, NULL},
};
static const struct token bad_instruction[] = {
	{0, "UNKNOWN_INST"}, {1, "UNSUP_INST"}, {2, "BAD_TABLE_ID"}, {3, "UNSUP_METADATA"}, {4, "UNSUP_METADATA_MASK"},
	{5, "BAD_EXPERIMENTER"}, {6, "BAD_EXP_TYPE"}, {7, "BAD_LEN"}, {8, "EPERM"}, {0, NULL},
};
static const struct token bad_match[] = {
	{0, "BAD_TYPE"}, {1, "BAD_LEN"}, {2, "BAD_TAG"}, {3, "BAD_DL_ADDR_MASK"}, {4, "BAD_NW_ADDR_MASK"},
	{5, "BAD_WILDCARDS"}, {6, "BAD_FIELD"}, {7, "BAD_VALUE"}, {8, "BAD_MASK"}, {9, "BAD_PREREQ"},
	{10, "DUP_FIELD"}, {11, "EPERM"}, {0, NULL},
};
static const struct token flow_mod_failed[] = {
	{0, "UNKNOWN"}, {1, "TABLE_FULL"}, {2, "BAD_TABLE_ID"}, {3, "OVERLAP"}, {4, "EPERM"}, {5, "BAD_TIMEOUT"},
	{6, "BAD_COMMAND"}, {7, "BAD_FLAGS"}, {0, NULL},
};
static const struct token group_mod_failed[] = {
	{0, "GROUP_EXISTS"}, {1, "INVALID_GROUP"}, {2, "WEIGHT_UNSUPPORTED"}, {3, "OUT_OF_GROUPS"},
	{4, "OUT_OF_BUCKETS"}, {5, "CHAINING_UNSUPPORTED"}, {6, "WATCH_UNSUPPORTED"}, {7, "LOOP"},
	{8, "UNKNOWN_GROUP"}, {9, "CHAINED_GROUP"}, {10, "BAD_TYPE"}, {11, "BAD_COMMAND"}, {12, "BAD_BUCKET"},
	{13, "BAD_WATCH"}, {14, "EPERM"}, {0, NULL},
};
static const struct token port_mod_failed[] = {
	{0, "BAD_PORT"}, {1, "BAD_HW_ADDR"}, {2, "BAD_CONFIG"}, {3, "BAD_ADVERTISE"}, {4, "EPERM"}, {0, NULL},
};
static const struct token table_mod_failed[] = {{0, "BAD_TABLE"}, {1, "BAD_CONFIG"}, {2, "EPERM"}, {0, NULL}};
static const struct token queue_op_failed[] = {{0, "BAD_PORT"}, {1, "BAD_QUEUE"}, {2, "EPERM"}, {0, NULL}};
static const struct token switch_config_failed[] = {{0, "BAD_FLAGS"}, {1, "BAD_LEN"}, {2, "EPERM"}, {0, NULL}};
static const struct token role_request_failed[] = {{0, "STALE"}, {1, "UNSUP"}, {2, "BAD_ROLE"}, {0, NULL}};
static const struct token meter_mod_failed[] = {
	{0, "UNKNOWN"}, {1, "METER_EXISTS"}, {2, "INVALID_METER"}, {3, "UNKNOWN_METER"}, {4, "BAD_COMMAND"},
	{5, "BAD_FLAGS"}, {6, "BAD_RATE"}, {7, "BAD_BURST"}, {8, "BAD_BAND"}, {9, "BAD_BAND_VALUE"},
	{10, "OUT_OF_METERS"}, {11, "OUT_OF_BANDS"}, {0, NULL},
};
static const struct token table_features_failed[] = {
	{0, "BAD_TABLE"}, {1, "BAD_METADATA"}, {2, "BAD_TYPE"}, {3, "BAD_LEN"}, {4, "BAD_ARGUMENT"}, {5, "EPERM"},
	{0, NULL},
};
static const struct token *const error_codes[] = {
	hello_failed, bad_request, bad_action, bad_instruction, bad_match, flow_mod_failed, group_mod_failed,
	port_mod_failed, table_mod_failed, queue_op_failed, switch_config_failed, role_request_failed,
	meter_mod_failed, table_features_failed,
};

static const struct token capabilities[] = {
	{1, "FLOW_STATS"}, {2, "TABLE_STATS"}, {4, "PORT_STATS"}, {8, "GROUP_STATS"}, {0x20, "IP_REASM"},
	{0x40, "QUEUE_STATS"}, {0x100, "PORT_BLOCKED"}, {0, NULL},
};
static const struct token port_config[] = {
	{1, "PORT_DOWN"}, {4, "NO_RECV"}, {0x20, "NO_FWD"}, {0x40, "NO_PACKET_IN"}, {0, NULL},
};
static const struct token port_state[] = {{1, "LINK_DOWN"}, {2, "BLOCKED"}, {4, "LIVE"}, {0, NULL}};
static const struct token port_features[] = {
	{1, "10MB_HD"}, {2, "10MB_FD"}, {4, "100MB_HD"}, {8, "100MB_FD"}, {0x10, "1GB_HD"}, {0x20, "1GB_FD"},
	{0x40, "10GB_FD"}, {0x80, "40GB_FD"}, {0x100, "100GB_FD"}, {0x200, "1TB_FD"}, {0x400, "OTHER"},
	{0x800, "COPPER"}, {0x1000, "FIBER"}, {0x2000, "AUTONEG"}, {0x4000, "PAUSE"}, {0x8000, "PAUSE_ASYM"},
	{0, NULL},
};
static const struct token ports[] = {
	{0xffffff00, "MAX"}, {0xfffffff8, "IN_PORT"}, {0xfffffff9, "TABLE"}, {0xfffffffa, "NORMAL"},
	{0xfffffffb, "FLOOD"}, {0xfffffffc, "ALL"}, {0xfffffffd, "CONTROLLER"}, {0xfffffffe, "LOCAL"},
	{0xffffffff, "ANY"}, {0, NULL},
};
static const struct token port_reasons[] = {{0, "ADD"}, {1, "DELETE"}, {2, "MODIFY"}, {0, NULL}};
static const struct token fragments[] = {
	{0, "FRAG_NORMAL"}, {1, "FRAG_DROP"}, {2, "FRAG_REASM"}, {0, NULL},
};
static const struct token miss_lengths[] = {{0xffe5, "MAX"}, {0xffff, "NO_BUFFER"}, {0, NULL}};
static const struct token tables[] = {{0xff, "ALL"}, {0, NULL}};
static const struct token roles[] = {
	{0, "NOCHANGE"}, {1, "EQUAL"}, {2, "MASTER"}, {3, "SLAVE"}, {0, NULL},
};
static const struct token packet_in_bits[] = {{1, "NO_MATCH"}, {2, "ACTION"}, {4, "INVALID_TTL"}, {0, NULL}};
static const struct token port_status_bits[] = {{1, "ADD"}, {2, "DELETE"}, {4, "MODIFY"}, {0, NULL}};
static const struct token versions[] = {
	{1, "1.0"}, {2, "1.1"}, {4, "1.2"}, {8, "1.3"}, {0x10, "1.4"}, {0x20, "1.5"}, {0, NULL},
};
static const struct token hello_elements[] = {{1, "VERSIONBITMAP"}, {0, NULL}};

static void hello(struct dis *d)
{
	while (of_left(d) && !d->cut) {
		if (of_left(d) < 4) {
			say_s(d, "\n\t");
			say_misfit(d, "remaining length", of_left(d), "<", 4);
			part_fail(d);
			return;
		}
		uint32_t start = d->pos;
		unsigned type = u16(d, 0);
		say(d, "\n\t type %s", tok(d, hello_elements, "unknown (0x%04x)", type));
		unsigned length = u16(d, 0);
		say(d, ", length %u", length);
		if (length < 4 || length - 4 > of_left(d)) {
			part_fail(d);
			return;
		}
		if (type == 1 && length > 4)
			of_flags(d, ", bitmap", versions, u32(d, 0));
		seek(d, start + (length + 7) / 8 * 8);
	}
}

static void error(struct dis *d)
{
	unsigned type = u16(d, OF13_ERROR_TYPE);
	say(d, "\n\t type %s", tok(d, error_types, "invalid (0x%04x)", type));
	unsigned code = u16(d, OF13_ERROR_CODE);
	if (type < sizeof error_codes / sizeof *error_codes)
		say(d, ", code %s", tok(d, error_codes[type], "invalid (0x%04x)", code));
	else
		say(d, ", code invalid (0x%04x)", code);
	of_data(d, of_left(d));
}

static void experimenter(struct dis *d)
{
	uint32_t id = u32(d, 0);
	say(d, "\n\t experimenter 0x%08x (%s)", id, of_vendor(d, id));
	uint32_t type = u32(d, 0);
	say(d, ", exp_type 0x%08x", type);
	of_data(d, of_left(d));
}

static void features_reply(struct dis *d)
{
	uint64_t datapath = u64(d, OF13_DATAPATH);
	say(d, "\n\t dpid 0x%016llx", (unsigned long long)datapath);
	uint32_t buffers = u32(d, OF13_BUFFERS);
	say(d, ", n_buffers %u", buffers);
	unsigned count = u8(d, OF13_TABLES);
	say(d, ", n_tables %u", count);
	unsigned auxiliary = u8(d, OF13_AUXILIARY);
	say(d, ", auxiliary_id %u", auxiliary);
	skip(d, 2);
	of_flags(d, "\n\t capabilities", capabilities, u32(d, 0));
	bytes(d, 0, 4);
}

static void config(struct dis *d)
{
	unsigned flags = u16(d, 0);
	say(d, "\n\t flags %s", tok(d, fragments, "invalid (0x%04x)", flags));
	unsigned length = u16(d, 0);
	say(d, ", miss_send_len %s", tok(d, miss_lengths, "%u", length));
}

static void port(struct dis *d)
{
	uint32_t number = u32(d, 0);
	say(d, "\n\t  port_no %s", tok(d, ports, "%u", number));
	skip(d, 4);
	const struct mac *address = mac(d, 0);
	say(d, ", hw_addr %s", mac_str(d, address));
	skip(d, 2);
	of_name(d, ", name", 16);
	if (d->verbose < 2 && !d->mute) {
		bytes(d, 0, 32);
		return;
	}
	of_flags(d, "\n\t   config", port_config, u32(d, 0));
	of_flags(d, "\n\t   state", port_state, u32(d, 0));
	of_flags(d, "\n\t   curr", port_features, u32(d, 0));
	of_flags(d, "\n\t   advertised", port_features, u32(d, 0));
	of_flags(d, "\n\t   supported", port_features, u32(d, 0));
	of_flags(d, "\n\t   peer", port_features, u32(d, 0));
	uint32_t current = u32(d, 0);
	say(d, "\n\t   curr_speed %ukbps", current);
	uint32_t max = u32(d, 0);
	say(d, "\n\t   max_speed %ukbps", max);
}

static void port_status(struct dis *d)
{
	unsigned reason = u8(d, 0);
	/* The reference's words for a reason that is none do not have the value. */
	say(d, "\n\t reason %s", tok(d, port_reasons, "invalid (0x02x)", reason));
	skip(d, 7);
	port(d);
}

static void port_mod(struct dis *d)
{
	uint32_t number = u32(d, 0);
	say(d, "\n\t port_no %s", tok(d, ports, "%u", number));
	skip(d, 4);
	const struct mac *address = mac(d, 0);
	say(d, ", hw_addr %s", mac_str(d, address));
	skip(d, 2);
	of_flags(d, "\n\t  config", port_config, u32(d, 0));
	of_flags(d, "\n\t  mask", port_config, u32(d, 0));
	of_flags(d, "\n\t  advertise", port_features, u32(d, 0));
	bytes(d, 0, 4);
}

static void table_mod(struct dis *d)
{
	unsigned table = u8(d, 0);
	say(d, "\n\t table_id %s", tok(d, tables, "%u", table));
	skip(d, 3);
	uint32_t value = u32(d, 0);
	say(d, ", config 0x%08x", value);
}

static void queue_request(struct dis *d)
{
	uint32_t number = u32(d, 0);
	say(d, "\n\t port %s", tok(d, ports, "%u", number));
	bytes(d, 0, 4);
}

static void role(struct dis *d)
{
	uint32_t value = u32(d, 0);
	say(d, "\n\t role %s", tok(d, roles, "invalid (0x%08x)", value));
	skip(d, 4);
	uint64_t generation = u64(d, 0);
	say(d, ", generation_id 0x%016llx", (unsigned long long)generation);
}

static void async(struct dis *d)
{
	of_flags(d, "\n\t packet_in_mask[EM]", packet_in_bits, u32(d, 0));
	of_flags(d, "\n\t packet_in_mask[S]", packet_in_bits, u32(d, 0));
	of_flags(d, "\n\t port_status_mask[EM]", port_status_bits, u32(d, 0));
	of_flags(d, "\n\t port_status_mask[S]", port_status_bits, u32(d, 0));
	/* The reference has the port status words here as well. */
	of_flags(d, "\n\t flow_removed_mask[EM]", port_status_bits, u32(d, 0));
	of_flags(d, "\n\t flow_removed_mask[S]", port_status_bits, u32(d, 0));
}

static void echo(struct dis *d)
{
	of_data(d, of_left(d));
}

/* Bodies: how they are read, and their length where it is fixed or has a least value. */
const struct of_body of13_bodies[] = {
	[HELLO] = {hello, 0, false},
	[ERROR] = {error, 4, false},
	[ECHO_REQUEST] = {echo, 0, false},
	[ECHO_REPLY] = {echo, 0, false},
	[EXPERIMENTER] = {experimenter, 8, false},
	[FEATURES_REQUEST] = {NULL, 0, true},
	[FEATURES_REPLY] = {features_reply, 24, true},
	[GET_CONFIG_REQUEST] = {NULL, 0, true},
	[GET_CONFIG_REPLY] = {config, 4, true},
	[SET_CONFIG] = {config, 4, true},
	[PACKET_IN] = {NULL, 0, false},
	[FLOW_REMOVED] = {NULL, 0, false},
	[PORT_STATUS] = {port_status, 72, true},
	[PACKET_OUT] = {NULL, 0, false},
	[FLOW_MOD] = {NULL, 0, false},
	[GROUP_MOD] = {NULL, 0, false},
	[PORT_MOD] = {port_mod, 32, true},
	[TABLE_MOD] = {table_mod, 8, true},
	[MULTIPART_REQUEST] = {NULL, 0, false},
	[MULTIPART_REPLY] = {NULL, 0, false},
	[BARRIER_REQUEST] = {NULL, 0, true},
	[BARRIER_REPLY] = {NULL, 0, true},
	[QUEUE_GET_CONFIG_REQUEST] = {queue_request, 8, true},
	[QUEUE_GET_CONFIG_REPLY] = {NULL, 0, false},
	[ROLE_REQUEST] = {role, 16, true},
	[ROLE_REPLY] = {role, 16, true},
	[GET_ASYNC_REQUEST] = {NULL, 0, true},
	[GET_ASYNC_REPLY] = {async, 24, true},
	[SET_ASYNC] = {async, 24, true},
	[METER_MOD] = {NULL, 0, false},
};
