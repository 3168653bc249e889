/* MQTT: OASIS Standards 3.1.1 and 5.0.
 *
 *	| type 4, flags 4 | remaining length, 7 bits a byte | variable header | payload |
 *
 * Which version a connection speaks stands in its Connect only. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"
#include "dissect/transport/tcp_messages.h"

enum {
	MQTT,
	HDRFLAGS,
	MSGTYPE,
	DUP,
	QOS,
	RETAIN,
	LEN,
	PROTO_LEN,
	PROTO_NAME,
	VER,
	CONFLAGS,
	CONFLAG_UNAME,
	CONFLAG_PASSWD,
	CONFLAG_RETAIN,
	CONFLAG_QOS,
	CONFLAG_WILL,
	CONFLAG_CLEAN,
	CONFLAG_RESERVED,
	KALIVE,
	CLIENTID_LEN,
	CLIENTID,
	WILLTOPIC_LEN,
	WILLTOPIC,
	WILLMSG_LEN,
	WILLMSG,
	USERNAME_LEN,
	USERNAME,
	PASSWD_LEN,
	PASSWD,
	CONACK_FLAGS,
	CONACK_SP,
	CONACK_VAL,
	CONNACK_REASON,
	MSGID,
	TOPIC_LEN,
	TOPIC,
	MSG,
	SUB_QOS,
	SUBACK_QOS,
	OPTIONS,
	OPTIONS_QOS,
	OPTIONS_NL,
	OPTIONS_RAP,
	OPTIONS_RETAIN,
	PUBACK_REASON,
	PUBREC_REASON,
	PUBREL_REASON,
	PUBCOMP_REASON,
	SUBACK_REASON,
	UNSUBACK_REASON,
	DISCONNECT_REASON,
	AUTH_REASON,
	PROPERTIES,
	WILL_PROPERTIES,
	PROPERTY_LEN,
	PROPERTY_ID,
	PROP_NUMBER,
	MAX_QOS,
	TOPIC_ALIAS,
	PROP_STRING_LEN,
	PROP_STRING,
	CONTENT_TYPE,
	PROP_KEY_LEN,
	PROP_KEY,
	PROP_VALUE_LEN,
	PROP_VALUE,
};

enum {
	CONNECT = 1,
	CONNACK,
	PUBLISH,
	PUBACK,
	PUBREC,
	PUBREL,
	PUBCOMP,
	SUBSCRIBE,
	SUBACK,
	UNSUBSCRIBE,
	UNSUBACK,
	PINGREQ,
	PINGRESP,
	DISCONNECT,
	AUTH,
};

enum { V5 = 5 };

static const struct token types[] = {
	{CONNECT, "Connect"},
	{CONNACK, "Connect Ack"},
	{PUBLISH, "Publish"},
	{PUBACK, "Publish Ack"},
	{PUBREC, "Publish Received"},
	{PUBREL, "Publish Release"},
	{PUBCOMP, "Publish Complete"},
	{SUBSCRIBE, "Subscribe Request"},
	{SUBACK, "Subscribe Ack"},
	{UNSUBSCRIBE, "Unsubscribe Request"},
	{UNSUBACK, "Unsubscribe Ack"},
	{PINGREQ, "Ping Request"},
	{PINGRESP, "Ping Response"},
	{DISCONNECT, "Disconnect Req"},
	{AUTH, "Authentication Exchange"},
	{0, NULL},
};

static const struct token versions[] = {{3, "3.1"}, {4, "3.1.1"}, {V5, "5.0"}, {0, NULL}};

static const struct token returns[] = {
	{0, "Accepted"},
	{1, "Unacceptable protocol version"},
	{2, "Identifier rejected"},
	{3, "Server unavailable"},
	{4, "Bad user name or password"},
	{5, "Not authorized"},
	{0, NULL},
};

static const struct field fields[] = {
	[MQTT] = {"mqtt", "MQ Telemetry Transport Protocol"},
	[HDRFLAGS] = {"mqtt.hdrflags", "Header Flags", F_U8, HEX},
	[MSGTYPE] = {"mqtt.msgtype", "Message Type", F_U8, .tokens = types},
	[DUP] = {"mqtt.dupflag", "DUP Flag", F_BOOL},
	[QOS] = {"mqtt.qos", "QoS Level", F_U8},
	[RETAIN] = {"mqtt.retain", "Retain", F_BOOL},
	[LEN] = {"mqtt.len", "Msg Len", F_U32},
	[PROTO_LEN] = {"mqtt.proto_len", "Protocol Name Length", F_U16},
	[PROTO_NAME] = {"mqtt.protoname", "Protocol Name", F_STR},
	[VER] = {"mqtt.ver", "Version", F_U8, .tokens = versions},
	[CONFLAGS] = {"mqtt.conflags", "Connect Flags", F_U8, HEX},
	[CONFLAG_UNAME] = {"mqtt.conflag.uname", "User Name Flag", F_BOOL},
	[CONFLAG_PASSWD] = {"mqtt.conflag.passwd", "Password Flag", F_BOOL},
	[CONFLAG_RETAIN] = {"mqtt.conflag.retain", "Will Retain", F_BOOL},
	[CONFLAG_QOS] = {"mqtt.conflag.qos", "Will QoS Level", F_U8},
	[CONFLAG_WILL] = {"mqtt.conflag.willflag", "Will Flag", F_BOOL},
	[CONFLAG_CLEAN] = {"mqtt.conflag.cleansess", "Clean Session Flag", F_BOOL},
	[CONFLAG_RESERVED] = {"mqtt.conflag.reserved", "Reserved", F_BOOL},
	[KALIVE] = {"mqtt.kalive", "Keep Alive", F_U16},
	[CLIENTID_LEN] = {"mqtt.clientid_len", "Client ID Length", F_U16},
	[CLIENTID] = {"mqtt.clientid", "Client ID", F_STR},
	[WILLTOPIC_LEN] = {"mqtt.willtopic_len", "Will Topic Length", F_U16},
	[WILLTOPIC] = {"mqtt.willtopic", "Will Topic", F_STR},
	[WILLMSG_LEN] = {"mqtt.willmsg_len", "Will Message Length", F_U16},
	[WILLMSG] = {"mqtt.willmsg", "Will Message", F_BYTES},
	[USERNAME_LEN] = {"mqtt.username_len", "User Name Length", F_U16},
	[USERNAME] = {"mqtt.username", "User Name", F_STR},
	[PASSWD_LEN] = {"mqtt.passwd_len", "Password Length", F_U16},
	[PASSWD] = {"mqtt.passwd", "Password", F_STR},
	[CONACK_FLAGS] = {"mqtt.conack.flags", "Acknowledge Flags", F_U8, HEX},
	[CONACK_SP] = {"mqtt.conack.flags.sp", "Session Present", F_BOOL},
	[CONACK_VAL] = {"mqtt.conack.val", "Return Code", F_U8, .tokens = returns},
	[CONNACK_REASON] = {"mqtt.connack.reason_code", "Connect Ack Reason Code", F_U8},
	[MSGID] = {"mqtt.msgid", "Message Identifier", F_U16},
	[TOPIC_LEN] = {"mqtt.topic_len", "Topic Length", F_U16},
	[TOPIC] = {"mqtt.topic", "Topic", F_STR},
	[MSG] = {"mqtt.msg", "Message", F_BYTES},
	[SUB_QOS] = {"mqtt.sub.qos", "Requested QoS", F_U8},
	[SUBACK_QOS] = {"mqtt.suback.qos", "Granted QoS", F_U8},
	[OPTIONS] = {"mqtt.subscription_options", "Subscription Options", F_U8, HEX},
	[OPTIONS_QOS] = {"mqtt.subscription_options_qos", "Subscription QoS", F_U8},
	[OPTIONS_NL] = {"mqtt.subscription_options_nl", "No Local", F_BOOL},
	[OPTIONS_RAP] = {"mqtt.subscription_options_rap", "Retain As Published", F_BOOL},
	[OPTIONS_RETAIN] = {"mqtt.subscription_options_retain", "Retain Handling", F_U8},
	[PUBACK_REASON] = {"mqtt.puback.reason_code", "Publish Ack Reason Code", F_U8},
	[PUBREC_REASON] = {"mqtt.pubrec.reason_code", "Publish Received Reason Code", F_U8},
	[PUBREL_REASON] = {"mqtt.pubrel.reason_code", "Publish Release Reason Code", F_U8},
	[PUBCOMP_REASON] = {"mqtt.pubcomp.reason_code", "Publish Complete Reason Code", F_U8},
	[SUBACK_REASON] = {"mqtt.suback.reason_code", "Subscribe Ack Reason Code", F_U8},
	[UNSUBACK_REASON] = {"mqtt.unsuback.reason_code", "Unsubscribe Ack Reason Code", F_U8},
	[DISCONNECT_REASON] = {"mqtt.disconnect.reason_code", "Disconnect Reason Code", F_U8},
	[AUTH_REASON] = {"mqtt.auth.reason_code", "Authentication Reason Code", F_U8},
	[PROPERTIES] = {"mqtt.properties", "Properties"},
	[WILL_PROPERTIES] = {"mqtt.will_properties", "Will Properties"},
	[PROPERTY_LEN] = {"mqtt.property_len", "Total Length of properties", F_U32},
	[PROPERTY_ID] = {"mqtt.property_id", "Property ID", F_U8, HEX},
	[PROP_NUMBER] = {"mqtt.prop_number", "Property Value", F_U32},
	[MAX_QOS] = {"mqtt.property.max_qos", "Maximum QoS", F_U8},
	[TOPIC_ALIAS] = {"mqtt.property.topic_alias", "Topic Alias", F_U16},
	[PROP_STRING_LEN] = {"mqtt.prop_string_len", "Property String Length", F_U16},
	[PROP_STRING] = {"mqtt.prop_string", "Property String", F_STR},
	[CONTENT_TYPE] = {"mqtt.property.content_type", "Content Type", F_STR},
	[PROP_KEY_LEN] = {"mqtt.prop_key_len", "Property Key Length", F_U16},
	[PROP_KEY] = {"mqtt.prop_key", "Property Key", F_STR},
	[PROP_VALUE_LEN] = {"mqtt.prop_value_len", "Property Value Length", F_U16},
	[PROP_VALUE] = {"mqtt.prop_value", "Property Value", F_STR},
};

/* ---- Pieces */

/* Section 1.5.5 of 5.0: seven bits a byte, the least significant first, four bytes at most. */
static uint32_t variable_integer(struct dis *d, unsigned field)
{
	uint32_t at = d->pos, v = 0;
	for (unsigned shift = 0; shift < 28; shift += 7) {
		unsigned b = u8(d, 0);
		v |= (b & 0x7f) << shift;
		if (!(b & 0x80))
			break;
	}
	if (!d->cut)
		mark_uint(d, field, at, d->pos - at, v);
	return v;
}

static struct span string(struct dis *d, unsigned len_field, unsigned field)
{
	unsigned n = u16(d, len_field);
	return bytes(d, field, n);
}

static void say_quoted(struct dis *d, const char *what, struct span s)
{
	say(d, "%s\"", what);
	say_text(d, s);
	say_c(d, '"');
}

/* ---- Properties (5.0, section 2.2.2) */

enum property_kind { UNKNOWN, BYTE, TWO_BYTES, FOUR_BYTES, VARIABLE, STRING, PAIR };

static const uint8_t property_kinds[0x2b] = {
	[0x01] = BYTE,
	[0x02] = FOUR_BYTES,
	[0x03] = STRING,
	[0x08] = STRING,
	[0x09] = STRING,
	[0x0b] = VARIABLE,
	[0x11] = FOUR_BYTES,
	[0x12] = STRING,
	[0x13] = TWO_BYTES,
	[0x15] = STRING,
	[0x16] = STRING,
	[0x17] = BYTE,
	[0x18] = FOUR_BYTES,
	[0x19] = BYTE,
	[0x1a] = STRING,
	[0x1c] = STRING,
	[0x1f] = STRING,
	[0x21] = TWO_BYTES,
	[0x22] = TWO_BYTES,
	[0x23] = TWO_BYTES,
	[0x24] = BYTE,
	[0x25] = BYTE,
	[0x26] = PAIR,
	[0x27] = FOUR_BYTES,
	[0x28] = BYTE,
	[0x29] = BYTE,
	[0x2a] = BYTE,
};

enum { ID_CONTENT_TYPE = 0x03, ID_TOPIC_ALIAS = 0x23, ID_MAXIMUM_QOS = 0x24 };

static void property(struct dis *d)
{
	unsigned id = u8(d, PROPERTY_ID);
	switch (id < sizeof property_kinds ? property_kinds[id] : UNKNOWN) {
	case BYTE:
		u8(d, id == ID_MAXIMUM_QOS ? MAX_QOS : PROP_NUMBER);
		break;
	case TWO_BYTES:
		u16(d, id == ID_TOPIC_ALIAS ? TOPIC_ALIAS : PROP_NUMBER);
		break;
	case FOUR_BYTES:
		u32(d, PROP_NUMBER);
		break;
	case VARIABLE:
		variable_integer(d, PROP_NUMBER);
		break;
	case STRING:
		string(d, id == ID_CONTENT_TYPE ? 0 : PROP_STRING_LEN,
			id == ID_CONTENT_TYPE ? CONTENT_TYPE : PROP_STRING);
		break;
	case PAIR:
		string(d, PROP_KEY_LEN, PROP_KEY);
		string(d, PROP_VALUE_LEN, PROP_VALUE);
		break;
	default:
		part_fail(d);
	}
}

static void properties(struct dis *d, const struct tcp_talk *talk, unsigned field)
{
	if (talk->memory[0] < V5)
		return;
	group_begin(d, field);
	uint32_t len = variable_integer(d, PROPERTY_LEN);
	struct saved s = part_begin(d, len);
	while (more(d))
		property(d);
	if (!part_end(d, &s))
		invalid(d);
	group_end(d);
}

/* ---- Messages */

static void connect_flags(struct dis *d, unsigned flags)
{
	also(d, CONFLAG_UNAME, 1, flags >> 7);
	also(d, CONFLAG_PASSWD, 1, flags >> 6 & 1);
	also(d, CONFLAG_RETAIN, 1, flags >> 5 & 1);
	also(d, CONFLAG_QOS, 1, flags >> 3 & 3);
	also(d, CONFLAG_WILL, 1, flags >> 2 & 1);
	also(d, CONFLAG_CLEAN, 1, flags >> 1 & 1);
	also(d, CONFLAG_RESERVED, 1, flags & 1);
}

static void connect(struct dis *d, struct tcp_talk *talk)
{
	string(d, PROTO_LEN, PROTO_NAME);
	unsigned version = u8(d, VER), flags = u8(d, CONFLAGS);
	connect_flags(d, flags);
	if (!d->cut)
		talk->memory[0] = version;
	say(d, " %s", tok(d, versions, "version %u", version));
	unsigned keep_alive = u16(d, KALIVE);
	properties(d, talk, PROPERTIES);
	struct span client = string(d, CLIENTID_LEN, CLIENTID);
	say_quoted(d, ", client ", client);
	say(d, ", keep alive %u", keep_alive);
	if (flags >> 2 & 1) {
		properties(d, talk, WILL_PROPERTIES);
		struct span topic = string(d, WILLTOPIC_LEN, WILLTOPIC);
		say_quoted(d, ", will ", topic);
		string(d, WILLMSG_LEN, WILLMSG);
	}
	if (flags >> 7) {
		struct span user = string(d, USERNAME_LEN, USERNAME);
		say_quoted(d, ", user ", user);
	}
	if (flags >> 6 & 1)
		string(d, PASSWD_LEN, PASSWD);
}

static void connect_ack(struct dis *d, const struct tcp_talk *talk)
{
	unsigned flags = u8(d, CONACK_FLAGS);
	also(d, CONACK_SP, 1, flags & 1);
	unsigned code = u8(d, talk->memory[0] < V5 ? CONACK_VAL : CONNACK_REASON);
	if (talk->memory[0] < V5)
		say(d, ", %s", tok(d, returns, "code %u", code));
	else
		say(d, ", reason 0x%02x", code);
	properties(d, talk, PROPERTIES);
}

static void identifier(struct dis *d)
{
	unsigned id = u16(d, MSGID);
	say(d, ", id %u", id);
}

static void publish(struct dis *d, const struct tcp_talk *talk, unsigned flags)
{
	struct span topic = string(d, TOPIC_LEN, TOPIC);
	say_quoted(d, " ", topic);
	say(d, ", qos %u", flags >> 1 & 3);
	if (flags >> 1 & 3)
		identifier(d);
	properties(d, talk, PROPERTIES);
	say(d, ", length %u", declared(d));
	rest(d, MSG);
}

/* A reason and properties, which may both be left out (5.0, section 3.4.2). */
static void reason(struct dis *d, const struct tcp_talk *talk, unsigned field)
{
	if (talk->memory[0] < V5 || !more(d))
		return;
	unsigned code = u8(d, field);
	say(d, ", reason 0x%02x", code);
	if (more(d))
		properties(d, talk, PROPERTIES);
}

static void subscription_options(struct dis *d)
{
	unsigned v = u8(d, OPTIONS);
	also(d, OPTIONS_QOS, 1, v & 3);
	also(d, OPTIONS_NL, 1, v >> 2 & 1);
	also(d, OPTIONS_RAP, 1, v >> 3 & 1);
	also(d, OPTIONS_RETAIN, 1, v >> 4 & 3);
}

static void topics(struct dis *d, const struct tcp_talk *talk, bool subscribe)
{
	identifier(d);
	properties(d, talk, PROPERTIES);
	while (more(d)) {
		struct span topic = string(d, TOPIC_LEN, TOPIC);
		say_quoted(d, " ", topic);
		if (subscribe && talk->memory[0] < V5)
			u8(d, SUB_QOS);
		else if (subscribe)
			subscription_options(d);
	}
}

static void topics_ack(struct dis *d, const struct tcp_talk *talk, unsigned field)
{
	identifier(d);
	properties(d, talk, PROPERTIES);
	while (more(d) && field) {
		unsigned code = u8(d, field);
		say(d, " 0x%02x", code);
	}
}

static void body(struct dis *d, struct tcp_talk *talk, unsigned type, unsigned flags)
{
	static const uint8_t reasons[] = {[PUBACK] = PUBACK_REASON,
		[PUBREC] = PUBREC_REASON,
		[PUBREL] = PUBREL_REASON,
		[PUBCOMP] = PUBCOMP_REASON,
		[DISCONNECT] = DISCONNECT_REASON,
		[AUTH] = AUTH_REASON};
	bool v5 = talk->memory[0] >= V5;
	switch (type) {
	case CONNECT:
		connect(d, talk);
		break;
	case CONNACK:
		connect_ack(d, talk);
		break;
	case PUBLISH:
		publish(d, talk, flags);
		break;
	case PUBACK:
	case PUBREC:
	case PUBREL:
	case PUBCOMP:
		identifier(d);
		reason(d, talk, reasons[type]);
		break;
	case SUBSCRIBE:
	case UNSUBSCRIBE:
		topics(d, talk, type == SUBSCRIBE);
		break;
	case SUBACK:
		topics_ack(d, talk, v5 ? SUBACK_REASON : SUBACK_QOS);
		break;
	case UNSUBACK:
		topics_ack(d, talk, v5 ? UNSUBACK_REASON : 0);
		break;
	case DISCONNECT:
	case AUTH:
		reason(d, talk, reasons[type]);
		break;
	default:
		break;
	}
}

static void message(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	unsigned head = u8(d, HDRFLAGS), type = head >> 4;
	also(d, MSGTYPE, 1, type);
	if (type == PUBLISH) {
		also(d, DUP, 1, head >> 3 & 1);
		also(d, QOS, 1, head >> 1 & 3);
		also(d, RETAIN, 1, head & 1);
	}
	variable_integer(d, LEN);
	say(d, ", %s", tok(d, types, "type %u", type));
	body(d, talk, type, head);
}

static int64_t message_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	uint32_t v = 0;
	if (p[0] >> 4 == 0)
		return MESSAGE_FOREIGN;
	for (uint32_t i = 1; i <= 4; i++) {
		if (i >= n)
			return MESSAGE_UNKNOWN;
		v |= (p[i] & 0x7fu) << 7 * (i - 1);
		if (!(p[i] & 0x80))
			return (int64_t)v + i + 1;
	}
	return MESSAGE_FOREIGN;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages messages = {"MQTT", message_length, message, NULL, 0};
	tcp_messages(d, &messages);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 1883, 0},
	{0},
};

const struct proto proto_mqtt = {
	.name = "mqtt",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
};
