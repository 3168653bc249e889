/* Resource Reservation Protocol: RFC 2205; RFC 2961 (refresh reduction), RFC 3209 (tunnels).
 *
 *	| version, flags | type | checksum 2 | TTL | 0 | length 2 | objects: | length 2 | class | C-type | body | ...
 */
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"
#include "dissect/routing/rsvp.h"

enum { HEADER = 8, OBJECT_HEADER = 4, MSG_BUNDLE = 12 };
enum {
	SESSION = 1, HOP = 3, ERROR_SPEC = 6, FLOWSPEC = 9, FILTERSPEC = 10, SENDER_TEMPLATE = 11, SENDER_TSPEC = 12, ADSPEC = 13,
	ERO = 20, RRO = 21, PROPERTIES = 204, UNI = 229,
};

static const struct token messages[] = {{1, "Path"}, {2, "Resv"}, {3, "PathErr"}, {4, "ResvErr"}, {5, "PathTear"}, {6, "ResvTear"},
	{7, "ResvConf"}, {12, "Bundle"}, {13, "Acknowledgement"}, {14, "Hello (Old)"}, {15, "Refresh"}, {20, "Hello"}, {0, NULL}};
static const struct token flags[] = {{1, "Refresh reduction capable"}, {0, NULL}};
static const struct token classes[] = {{1, "Session"}, {3, "RSVP Hop"}, {4, "Integrity"}, {5, "Time Values"}, {6, "Error Spec"},
	{7, "Scope"}, {8, "Style"}, {9, "Flowspec"}, {10, "FilterSpec"}, {11, "Sender Template"}, {12, "Sender TSpec"}, {13, "Adspec"},
	{14, "Policy Data"}, {15, "Confirm"}, {16, "Label"}, {19, "Label Request"}, {20, "ERO"}, {21, "RRO"}, {22, "Hello"},
	{23, "Message ID"}, {24, "Message ID Ack"}, {25, "Message ID List"}, {34, "Recovery Label"}, {35, "Upstream Label"},
	{36, "Label Set"}, {37, "Protection"}, {50, "Sub-LSP to LSP"}, {63, "Detour"}, {66, "Class Type"}, {125, "Class Type (old)"},
	{129, "Suggested Label"}, {130, "Acceptable Label Set"}, {131, "Restart Capability"}, {134, "Capability"},
	{195, "Notify Request"}, {196, "Administrative Status"}, {204, "Properties"}, {205, "Fast Re-Route"},
	{207, "Session Attribute"}, {229, "Generalized UNI"}, {230, "Call-ID"}, {236, "Call Capability"}, {0, NULL}};

/* Class times 256, and C-type. */
#define CTYPE(class, ctype) ((class) * 256 + (ctype))
#define LABEL_CTYPES(class)                                                                                            \
	{CTYPE(class, 1), "Label"}, {CTYPE(class, 2), "Generalized Label"}, {CTYPE(class, 3), "Waveband Switching"}
static const struct token ctypes[] = {{CTYPE(1, 1), "IPv4"}, {CTYPE(1, 2), "IPv6"}, {CTYPE(1, 7), "Tunnel IPv4"},
	{CTYPE(1, 11), "UNI IPv4"}, {CTYPE(1, 13), "IPv4 P2MP LSP Tunnel"}, {CTYPE(1, 14), "IPv6 P2MP LSP Tunnel"}, {CTYPE(3, 1), "IPv4"},
	{CTYPE(3, 2), "IPv6"}, {CTYPE(3, 3), "IPv4 plus opt. TLVs"}, {CTYPE(3, 4), "IPv6 plus opt. TLVs"}, {CTYPE(5, 1), "1"},
	{CTYPE(6, 1), "IPv4"}, {CTYPE(6, 2), "IPv6"}, {CTYPE(6, 3), "IPv4 plus opt. TLVs"}, {CTYPE(6, 4), "IPv6 plus opt. TLVs"},
	{CTYPE(8, 1), "1"}, {CTYPE(9, 1), "obsolete"}, {CTYPE(9, 2), "IntServ"}, {CTYPE(10, 1), "IPv4"}, {CTYPE(10, 2), "IPv6"},
	{CTYPE(10, 3), "IPv6 Flow-label"}, {CTYPE(10, 7), "Tunnel IPv4"}, {CTYPE(10, 12), "IPv4 P2MP LSP Tunnel"},
	{CTYPE(10, 13), "IPv6 P2MP LSP Tunnel"}, {CTYPE(11, 1), "IPv4"}, {CTYPE(11, 2), "IPv6"}, {CTYPE(11, 7), "Tunnel IPv4"},
	{CTYPE(11, 12), "IPv4 P2MP LSP Tunnel"}, {CTYPE(11, 13), "IPv6 P2MP LSP Tunnel"}, {CTYPE(12, 2), "IntServ"},
	{CTYPE(13, 2), "IntServ"}, {CTYPE(15, 1), "IPv4"}, {CTYPE(15, 2), "IPv6"}, LABEL_CTYPES(16),
	{CTYPE(19, 1), "without label range"}, {CTYPE(19, 2), "with ATM label range"}, {CTYPE(19, 3), "with FR label range"},
	{CTYPE(19, 4), "Generalized Label"}, {CTYPE(20, 1), "IPv4"}, {CTYPE(21, 1), "IPv4"}, {CTYPE(22, 1), "Hello Request"},
	{CTYPE(22, 2), "Hello Ack"}, {CTYPE(23, 1), "1"}, {CTYPE(24, 1), "Message id ack"}, {CTYPE(24, 2), "Message id nack"},
	{CTYPE(25, 1), "1"}, LABEL_CTYPES(34), LABEL_CTYPES(35), {CTYPE(36, 1), "1"}, {CTYPE(50, 1), "IPv4 sub-LSP"},
	{CTYPE(50, 2), "IPv6 sub-LSP"}, {CTYPE(63, 7), "Tunnel IPv4"}, {CTYPE(66, 1), "1"}, {CTYPE(125, 1), "1"}, LABEL_CTYPES(129),
	{CTYPE(131, 1), "IPv4"}, {CTYPE(134, 1), "1"}, {CTYPE(195, 1), "IPv4"}, {CTYPE(195, 2), "IPv6"}, {CTYPE(196, 1), "1"},
	{CTYPE(204, 1), "1"}, {CTYPE(205, 1), "1"}, {CTYPE(205, 7), "Tunnel IPv4"}, {CTYPE(207, 7), "Tunnel IPv4"},
	{CTYPE(229, 1), "1"}, {0, NULL}};

static const struct field fields[] = {
	[RSVP] = {"rsvp", "Resource ReserVation Protocol (RSVP)"},
	[RSVP_VERSION] = {"rsvp.version", "RSVP Version", F_U8},
	[RSVP_FLAGS] = {"rsvp.flags", "Flags", F_U8, HEX},
	[RSVP_MESSAGE] = {"rsvp.msg", "Message Type", F_U8, DEC, messages},
	[RSVP_CHECKSUM] = {"rsvp.message_checksum", "Message Checksum", F_U16, HEX},
	[RSVP_TTL] = {"rsvp.sending_ttl", "Sending TTL", F_U8},
	[RSVP_LENGTH] = {"rsvp.message_length", "Message length", F_U16},
	[RSVP_OBJECT] = {"rsvp.object_header", "Object"},
	[RSVP_OBJECT_LENGTH] = {"rsvp.length", "Length", F_U16},
	[RSVP_CLASS] = {"rsvp.object", "Object class", F_U8, DEC, classes},
	[RSVP_CTYPE] = {"rsvp.ctype", "C-Type", F_U32},
	[RSVP_SESSION_IP] = {"rsvp.session.ip", "Destination", F_IP4},
	[RSVP_SESSION_IP6] = {"rsvp.session.destination_address", "Destination address", F_IP6},
	[RSVP_SESSION_PROTOCOL] = {"rsvp.session.protocol", "Protocol", F_U8},
	[RSVP_SESSION_PORT] = {"rsvp.session.port", "Port number", F_U16},
	[RSVP_SESSION_TUNNEL] = {"rsvp.session.tunnel_id", "Tunnel ID", F_U16},
	[RSVP_SESSION_EXTENDED] = {"rsvp.session.ext_tunnel_id", "Extended tunnel ID", F_U32},
	[RSVP_SESSION_EXTENDED6] = {"rsvp.session.ext_tunnel_id_ipv6", "Extended Tunnel ID", F_IP6},
	[RSVP_HOP_IP] = {"rsvp.hop.neighbor_address_ipv4", "Neighbor address", F_IP4},
	[RSVP_HOP_IP6] = {"rsvp.neighbor_address_ipv6", "Neighbor address", F_IP6},
	[RSVP_HOP_INTERFACE] = {"rsvp.hop.logical_interface", "Logical interface", F_U32},
	[RSVP_REFRESH] = {"rsvp.refresh_interval", "Refresh interval (ms)", F_U32},
	[RSVP_ERROR_IP] = {"rsvp.error.error_node_ipv4", "Error node", F_IP4},
	[RSVP_ERROR_IP6] = {"rsvp.error.error_node_ipv6", "Error node", F_IP6},
	[RSVP_ERROR_FLAGS] = {"rsvp.error_flags", "Flags", F_U8, HEX},
	[RSVP_ERROR_CODE] = {"rsvp.error.error_code", "Error code", F_U8},
	[RSVP_ERROR_VALUE] = {"rsvp.error_value", "Error value", F_U16},
	[RSVP_STYLE] = {"rsvp.style.style", "Style", F_U24, HEX},
	[RSVP_CONFIRM_IP] = {"rsvp.confirm.receiver_address_ipv4", "Receiver address", F_IP4},
	[RSVP_CONFIRM_IP6] = {"rsvp.confirm.receiver_address_ipv6", "Receiver address", F_IP6},
	[RSVP_SENDER_IP] = {"rsvp.sender.ip", "Sender IPv4 address", F_IP4},
	[RSVP_SENDER_IP6] = {"rsvp.template_filter.source_address_ipv6", "Source address", F_IP6},
	[RSVP_SENDER_PORT] = {"rsvp.sender.port", "Sender port number", F_U16},
	[RSVP_SENDER_LSP] = {"rsvp.sender.lsp_id", "Sender LSP ID", F_U16},
	[RSVP_LABEL] = {"rsvp.label.label", "Label", F_U32},
	[RSVP_L3PID] = {"rsvp.label_request.l3pid", "L3PID", F_U16, HEX},
	[RSVP_PRIORITY_SETUP] = {"rsvp.session_attribute.setup_priority", "Setup priority", F_U8},
	[RSVP_PRIORITY_HOLD] = {"rsvp.session_attribute.hold_priority", "Hold priority", F_U8},
	[RSVP_SESSION_NAME_LENGTH] = {"rsvp.session_attribute.name_length", "Name length", F_U8},
	[RSVP_SESSION_NAME] = {"rsvp.session_attribute.name", "Name", F_STR},
	[RSVP_HELLO_SOURCE] = {"rsvp.hello.source_instance", "Source Instance", F_U32, HEX},
	[RSVP_HELLO_DESTINATION] = {"rsvp.hello.destination_instance", "Destination Instance", F_U32, HEX},
	[RSVP_MESSAGE_EPOCH] = {"rsvp.message_id.epoch", "Epoch", F_U24},
	[RSVP_MESSAGE_ID] = {"rsvp.message_id.message_id", "Message-ID", F_U32},
	[RSVP_RESTART_TIME] = {"rsvp.restart_cap.restart_time", "Restart Time", F_U32},
	[RSVP_RECOVERY_TIME] = {"rsvp.restart_cap.recovery_time", "Recovery Time", F_U32},
	[RSVP_ROUTE_IP] = {"rsvp.ero_rro_subobjects.ipv4_hop", "IPv4 hop", F_IP4},
	[RSVP_ROUTE_IP6] = {"rsvp.ero_rro_subobjects.ipv6_hop", "IPv6 hop", F_IP6},
};

static enum rsvp_result body(struct dis *d, const struct rsvp_object *o)
{
	switch (o->class) {
	case FLOWSPEC:
	case SENDER_TSPEC:
	case ADSPEC:
		return o->ctype == 2 ? rsvp_intserv(d, o) : RSVP_UNKNOWN;
	case ERO:
	case RRO:
		return o->ctype == 1 ? rsvp_route(d, o) : RSVP_UNKNOWN;
	case PROPERTIES:
		return o->ctype == 1 ? rsvp_properties(d, o) : RSVP_UNKNOWN;
	case UNI:
		return o->ctype == 1 ? rsvp_uni(d, o) : RSVP_UNKNOWN;
	default:
		return rsvp_object(d, o);
	}
}

/* False: the message ends in it. */
static bool object(struct dis *d, const char *indent, uint32_t message_end)
{
	need(d, OBJECT_HEADER);
	unsigned length = u16(d, RSVP_OBJECT_LENGTH);
	if (!d->cut && length % 4) {
		say(d, "%sERROR: object header size %u not a multiple of 4", indent, length);
		return false;
	}
	if (!d->cut && length < OBJECT_HEADER) {
		say(d, "%sERROR: object header too short %u < %u", indent, length, OBJECT_HEADER);
		return false;
	}
	unsigned class = u8(d, RSVP_CLASS), ctype = u8(d, RSVP_CTYPE);
	const char *action = class & 0x80 ? class & 0x40 ? "ignore and forward" : "ignore silently" : "reject";
	say(d, "%s%s Object (%u) Flags: [%s if unknown], Class-Type: %s (%u), length: %u", indent, tok(d, classes, "Unknown", class), class,
		action, tok(d, ctypes, "Unknown", CTYPE(class, ctype)), ctype, length);
	uint32_t start = d->pos, n = length - OBJECT_HEADER;
	if (!d->cut && n > (start < message_end ? message_end - start : 0)) {
		say(d, "%sERROR: object goes past end of objects TLV", indent);
		return false;
	}
	need(d, n);
	if (d->cut)
		return false;
	struct rsvp_object o = {class, ctype, start + n, indent};
	enum rsvp_result result = body(d, &o);
	if (result == RSVP_TOO_SHORT)
		say(d, "%sERROR: object is too short", indent);
	seek(d, start);
	if (result <= RSVP_UNKNOWN && (d->verbose > 1 || result == RSVP_UNKNOWN) && n)
		say_unknown(d, "\n\t    ", n);
	seek(d, start + n);
	return result <= RSVP_UNKNOWN && !d->cut;
}

static void objects(struct dis *d, const char *indent, uint32_t end)
{
	bool more_behind = true;
	while (more_behind && !d->cut && d->pos < end) {
		group_begin(d, RSVP_OBJECT);
		more_behind = object(d, indent, end);
		group_end(d);
	}
}

/* The common header. Returns the message's length, or 0: what follows cannot be read. */
static unsigned header(struct dis *d, const char *indent, uint32_t most, unsigned *type)
{
	need(d, HEADER);
	unsigned first = u8(d, 0), version = first >> 4;
	also(d, RSVP_VERSION, 1, version);
	also(d, RSVP_FLAGS, 1, first & 15);
	if (!d->cut && version != 1) {
		say(d, "ERROR: RSVP version %u packet not supported", version);
		return 0;
	}
	*type = u8(d, RSVP_MESSAGE);
	unsigned checksum = u16(d, RSVP_CHECKSUM), ttl = u8(d, RSVP_TTL);
	skip(d, 1);
	unsigned length = u16(d, RSVP_LENGTH);
	say(d, "%sRSVPv%u %s Message (%u), Flags: [%s], length: %u, ttl: %u, checksum: 0x%04x", indent, version,
		tok(d, messages, "unknown, type: %u", *type), *type, bits(d, flags, "none", ", ", first & 15), length, ttl, checksum);
	if (!d->cut && length < HEADER) {
		say(d, "ERROR: common header too short %u < %u", length, HEADER);
		return 0;
	}
	if (!d->cut && length > most) {
		say(d, "ERROR: common header too large %u > %u", length, most);
		return 0;
	}
	return d->cut ? 0 : length;
}

/* RFC 2961, section 3.1: messages, each with a header of its own. */
static void bundle(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		uint32_t start = d->pos;
		unsigned type, length = header(d, "\n\t  ", end - start, &type);
		if (!length)
			return;
		objects(d, "\n\t    ", start + length);
		seek(d, start + length);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (!d->verbose && need(d, HEADER) && peek8(d, 0) >> 4 == 1) {
		unsigned type = peek8(d, 1);
		say(d, "RSVPv1 %s Message, length: %u", tok(d, messages, "unknown (%u)", type), declared(d));
	}
	bool sane = peek8(d, 0) >> 4 == 1;
	struct saved s = quiet_begin(d, !d->verbose && sane);
	unsigned type, length = header(d, "\n\t", UINT32_MAX, &type);
	if (length && type == MSG_BUNDLE)
		bundle(d, start + length);
	else if (length && word(messages, type))
		objects(d, "\n\t  ", start + length);
	else if (length)
		say_unknown(d, "\n\t    ", length - HEADER);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_RSVP},
	{0},
};

const struct proto proto_rsvp = {
	.name = "rsvp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
