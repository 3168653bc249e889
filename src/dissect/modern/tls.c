/* Transport Layer Security records: RFC 8446 section 5, RFC 5246 section 6; handshake messages in
 * tls_handshake.c.
 *
 *	| content type 1 | version 2 | length 2 | fragment ... |
 *
 * What is encrypted is not read. Whether it is, and whether the record's type is the true one (TLS 1.3 hides
 * it), is known from earlier records of the connection. */
#include "dissect/app/ports.h"
#include "dissect/modern/tls_message.h"
#include "dissect/protocols.h"
#include "dissect/transport/tcp_messages.h"

enum {
	RECORD = TLS_ITEMS,
	CONTENT_TYPE,
	OPAQUE_TYPE,
	RECORD_VERSION,
	RECORD_LENGTH,
	CHANGE_CIPHER_SPEC,
	ALERT,
	ALERT_LEVEL,
	ALERT_DESCRIPTION,
	APPLICATION_DATA,
	HANDSHAKE,
	HEARTBEAT_TYPE,
};

static const struct token contents[] = {
	{TLS_CHANGE_CIPHER_SPEC, "Change Cipher Spec"},
	{TLS_ALERT, "Alert"},
	{TLS_HANDSHAKE, "Handshake"},
	{TLS_APPLICATION_DATA, "Application Data"},
	{TLS_HEARTBEAT, "Heartbeat"},
	{0, NULL},
};

static const struct token levels[] = {{1, "warning"}, {2, "fatal"}, {0, NULL}};

static const struct field fields[] = {
	[TLS_PROTOCOL] = {"tls", "Transport Layer Security"},
	TLS_MESSAGE_FIELDS("tls"),
	[RECORD] = {"tls.record", "Record Layer"},
	[CONTENT_TYPE] = {"tls.record.content_type", "Content Type", F_U8, .tokens = contents},
	[OPAQUE_TYPE] = {"tls.record.opaque_type", "Opaque Type", F_U8, .tokens = contents},
	[RECORD_VERSION] = {"tls.record.version", "Version", F_U16, HEX, tls_versions},
	[RECORD_LENGTH] = {"tls.record.length", "Length", F_U16},
	[CHANGE_CIPHER_SPEC] = {"tls.change_cipher_spec", "Change Cipher Spec Message"},
	[ALERT] = {"tls.alert_message", "Alert Message"},
	[ALERT_LEVEL] = {"tls.alert_message.level", "Level", F_U8, .tokens = levels},
	[ALERT_DESCRIPTION] = {"tls.alert_message.desc", "Description", F_U8, .tokens = tls_alerts},
	[APPLICATION_DATA] = {"tls.app_data", "Encrypted Application Data", F_BYTES},
	[HANDSHAKE] = {"tls.handshake", "Handshake Protocol"},
	[HEARTBEAT_TYPE] = {"tls.heartbeat_message.type", "Type", F_U8},
};

/* What is remembered of a connection: in tcp_talk.memory. */
enum memory {
	SIDE_UNFINISHED,    /* and the next: bytes of the side's handshake message that are missing yet */
	SIDE_ENCRYPTED = 2, /* and the next: the side changed to encryption */
	CHOSEN_VERSION = 4, /* by the server; 0: not known */
};

/* ---- Handshake messages */

/* Messages one after the other; the rest of the last may be in the next record. */
static void handshake_messages(struct dis *d, uint64_t *unfinished, uint64_t *chosen_version)
{
	while (more(d)) {
		group_begin(d, HANDSHAKE);
		unsigned type = u8(d, TLS_MESSAGE_TYPE);
		uint32_t len = u24(d, TLS_MESSAGE_LENGTH);
		say(d, ", %s", tok(d, tls_messages, "handshake message %u", type));
		uint32_t there = declared(d), captured = left(d);
		unsigned version = d->cut ? 0 : tls_message_body(d, type, len);
		group_end(d);
		if (version)
			*chosen_version = version;
		*unfinished = len > there ? len - there : 0;
		if (len > captured && captured < there)
			need(d, 1);
	}
}

/* ---- Records */

/* A hello in clear also behind a Change Cipher Spec: TLS 1.3 sends that for old middleboxes only. */
static bool is_encrypted(struct dis *d, const struct tcp_talk *talk, unsigned from)
{
	unsigned type = peek8(d, 0);
	uint32_t len = peek32(d, 0) & 0xffffff;
	bool hello = (type == TLS_CLIENT_HELLO || type == TLS_SERVER_HELLO) &&
		     len + TLS_MESSAGE_HEADER == declared(d);
	return talk->memory[SIDE_ENCRYPTED + from] && !hello;
}

static void handshake(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	uint64_t *unfinished = &talk->memory[SIDE_UNFINISHED + from];
	if (is_encrypted(d, talk, from)) {
		group_begin(d, HANDSHAKE);
		group_end(d);
		say(d, ", encrypted handshake, length %u", declared(d));
		return;
	}
	if (peek8(d, 0) == TLS_CLIENT_HELLO &&
		!*unfinished) /* a new connection may have the ports of an old one */
		memset(talk->memory, 0, sizeof talk->memory);
	if (*unfinished) {
		uint32_t n = *unfinished < declared(d) ? (uint32_t)*unfinished : declared(d);
		say_s(d, ", handshake goes on");
		skip(d, n);
		*unfinished -= n;
	}
	handshake_messages(d, unfinished, &talk->memory[CHOSEN_VERSION]);
}

static void alert(struct dis *d)
{
	group_begin(d, ALERT);
	if (declared(d) == 2) {
		unsigned level = u8(d, ALERT_LEVEL), description = u8(d, ALERT_DESCRIPTION);
		say(d, ", alert %s", tok(d, levels, "level %u", level));
		say(d, " %s", tok(d, tls_alerts, "%u", description));
	} else {
		say_s(d, ", encrypted alert");
	}
	group_end(d);
}

static void change_cipher_spec(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	group_begin(d, CHANGE_CIPHER_SPEC);
	group_end(d);
	say_s(d, ", Change Cipher Spec");
	talk->memory[SIDE_ENCRYPTED + from] = 1;
}

static void fragment(struct dis *d, unsigned type, struct tcp_talk *talk, unsigned from)
{
	switch (type) {
	case TLS_CHANGE_CIPHER_SPEC:
		change_cipher_spec(d, talk, from);
		break;
	case TLS_ALERT:
		alert(d);
		break;
	case TLS_HANDSHAKE:
		handshake(d, talk, from);
		break;
	case TLS_APPLICATION_DATA:
		say(d, ", Application Data, length %u", declared(d));
		rest(d, APPLICATION_DATA);
		break;
	default:
		say(d, ", %s, length %u", tok(d, contents, "record type %u", type), declared(d));
	}
}

static void record(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	bool hidden = peek8(d, 0) == TLS_APPLICATION_DATA && tls_is_1_3(talk->memory[CHOSEN_VERSION]);
	group_begin(d, RECORD);
	unsigned type = u8(d, hidden ? OPAQUE_TYPE : CONTENT_TYPE);
	u16(d, RECORD_VERSION);
	u16(d, RECORD_LENGTH);
	fragment(d, type, talk, from);
	group_end(d);
}

static int64_t record_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	if (p[0] < TLS_CHANGE_CIPHER_SPEC || p[0] > TLS_HEARTBEAT || (n > 1 && p[1] != 3))
		return MESSAGE_FOREIGN;
	if (n < TLS_RECORD_HEADER)
		return MESSAGE_UNKNOWN;
	return tls_is_record(p) ? TLS_RECORD_HEADER + (p[3] << 8 | p[4]) : MESSAGE_FOREIGN;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages records = {"TLS", record_length, record, NULL, 0};
	tcp_messages(d, &records);
}

static bool recognizes(struct dis *d)
{
	struct span head = span_at(d, d->pos, TLS_RECORD_HEADER);
	return (head.len == TLS_RECORD_HEADER && tls_is_record(head.p)) || tcp_talk_known(d, &proto_tls);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 443, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 465, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 636, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 853, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 993, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 995, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEYOND, 8443, 0},
	{BIND_TCP_ANY, EITHER, 0, 0, 0},
	{0},
};

const struct proto proto_tls = {
	.name = "tls",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.recognizes = recognizes,
};

/* Handshake messages without records, as QUIC carries them (RFC 9001 section 4). */
static void dissect_handshake(struct dis *d)
{
	uint64_t unfinished = 0, version = 0;
	handshake_messages(d, &unfinished, &version);
}

const struct proto proto_tls_handshake = {
	.name = "tls",
	.dissect = dissect_handshake,
	PROTO_FIELDS(fields),
	.beyond = true,
};
