/* Transport Layer Security records: RFC 8446 section 5, RFC 5246 section 6; handshake messages in
 *tls_handshake.c.
 *
 *	| content type 1 | version 2 | length 2 | fragment ... |
 *
 * What is encrypted is not read. Whether it is, and whether the record's type is the true one (TLS 1.3 hides
 *it), is known from earlier records of the connection. */
#include "dissect/app/ports.h"
#include "dissect/modern/tls_handshake.h"
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
	[TLS_MESSAGE_TYPE] = {"tls.handshake.type", "Handshake Type", F_U8, .tokens = tls_messages},
	[TLS_MESSAGE_LENGTH] = {"tls.handshake.length", "Length", F_U24},
	[TLS_HELLO_VERSION] = {"tls.handshake.version", "Version", F_U16, HEX, tls_versions},
	[TLS_RANDOM] = {"tls.handshake.random", "Random", F_BYTES},
	[TLS_SESSION_ID_LENGTH] = {"tls.handshake.session_id_length", "Session ID Length", F_U8},
	[TLS_SESSION_ID] = {"tls.handshake.session_id", "Session ID", F_BYTES},
	[TLS_CIPHERS_LENGTH] = {"tls.handshake.cipher_suites_length", "Cipher Suites Length", F_U16},
	[TLS_CIPHER] = {"tls.handshake.ciphersuite", "Cipher Suite", F_U16, HEX, tls_ciphers},
	[TLS_COMPRESSIONS_LENGTH] = {"tls.handshake.comp_methods_length", "Compression Methods Length", F_U8},
	[TLS_COMPRESSION] = {"tls.handshake.comp_method", "Compression Method", F_U8},
	[TLS_EXTENSIONS_LENGTH] = {"tls.handshake.extensions_length", "Extensions Length", F_U16},
	[TLS_EXTENSION_TYPE] = {"tls.handshake.extension.type", "Extension Type", F_U16},
	[TLS_EXTENSION_LENGTH] = {"tls.handshake.extension.len", "Extension Length", F_U16},
	[TLS_EXTENSION_DATA] = {"tls.handshake.extension.data", "Extension Data", F_BYTES},
	[TLS_NAMES_LENGTH] = {"tls.handshake.extensions_server_name_list_len", "Server Name list length",
		F_U16},
	[TLS_NAME_TYPE] = {"tls.handshake.extensions_server_name_type", "Server Name Type", F_U8},
	[TLS_NAME_LENGTH] = {"tls.handshake.extensions_server_name_len", "Server Name length", F_U16},
	[TLS_NAME] = {"tls.handshake.extensions_server_name", "Server Name", F_STR},
	[TLS_GROUPS_LENGTH] = {"tls.handshake.extensions_supported_groups_length",
		"Supported Groups List Length", F_U16},
	[TLS_GROUP] = {"tls.handshake.extensions_supported_group", "Supported Group", F_U16, HEX},
	[TLS_FORMATS_LENGTH] = {"tls.handshake.extensions_ec_point_formats_length", "EC point formats Length",
		F_U8},
	[TLS_FORMAT] = {"tls.handshake.extensions_ec_point_format", "EC point format", F_U8},
	[TLS_SIGNATURES_LENGTH] = {"tls.handshake.sig_hash_alg_len", "Signature Hash Algorithms Length",
		F_U16},
	[TLS_SIGNATURE_ALGORITHM] = {"tls.handshake.sig_hash_alg", "Signature Algorithm", F_U16, HEX},
	[TLS_SIGNATURE_HASH] = {"tls.handshake.sig_hash_hash", "Signature Hash Algorithm Hash", F_U8},
	[TLS_SIGNATURE_KIND] = {"tls.handshake.sig_hash_sig", "Signature Hash Algorithm Signature", F_U8},
	[TLS_ALPN_LENGTH] = {"tls.handshake.extensions_alpn_len", "ALPN Extension Length", F_U16},
	[TLS_ALPN_NAME_LENGTH] = {"tls.handshake.extensions_alpn_str_len", "ALPN string length", F_U8},
	[TLS_ALPN_NAME] = {"tls.handshake.extensions_alpn_str", "ALPN Next Protocol", F_STR},
	[TLS_VERSIONS_LENGTH] = {"tls.handshake.extensions.supported_versions_len",
		"Supported Versions length", F_U8},
	[TLS_VERSION] = {"tls.handshake.extensions.supported_version", "Supported Version", F_U16, HEX,
		tls_versions},
	[TLS_SHARES_LENGTH] = {"tls.handshake.extensions_key_share_client_length", "Client Key Share Length",
		F_U16},
	[TLS_SHARE_GROUP] = {"tls.handshake.extensions_key_share_group", "Key Share Group", F_U16},
	[TLS_SHARE_LENGTH] = {"tls.handshake.extensions_key_share_key_exchange_length", "Key Exchange Length",
		F_U16},
	[TLS_SHARE] = {"tls.handshake.extensions_key_share_key_exchange", "Key Exchange", F_BYTES},
	[TLS_SHARE_SELECTED] = {"tls.handshake.extensions_key_share_selected_group", "Selected Group", F_U16},
	[TLS_PSK_MODES_LENGTH] = {"tls.extension.psk_ke_modes_length", "PSK Key Exchange Modes Length", F_U8},
	[TLS_PSK_MODE] = {"tls.extension.psk_ke_mode", "PSK Key Exchange Mode", F_U8},
	[TLS_STATUS_TYPE] = {"tls.handshake.extensions_status_request_type", "Certificate Status Type", F_U8},
	[TLS_RENEGOTIATION_LENGTH] = {"tls.handshake.extensions_reneg_info_len",
		"Renegotiation info extension length", F_U8},
	[TLS_CERTIFICATES_LENGTH] = {"tls.handshake.certificates_length", "Certificates Length", F_U24},
	[TLS_CERTIFICATE_LENGTH] = {"tls.handshake.certificate_length", "Certificate Length", F_U24},
	[TLS_CERTIFICATE_BYTES] = {"tls.handshake.certificate", "Certificate", F_BYTES},
	[TLS_CERTIFICATE_TYPES_LENGTH] = {"tls.handshake.cert_types_count", "Certificate types count", F_U8},
	[TLS_CERTIFICATE_TYPE] = {"tls.handshake.cert_type", "Certificate type", F_U8},
	[TLS_AUTHORITIES_LENGTH] = {"tls.handshake.dnames_len", "Distinguished Names Length", F_U16},
	[TLS_CURVE_TYPE] = {"tls.handshake.server_curve_type", "Curve Type", F_U8, HEX},
	[TLS_NAMED_CURVE] = {"tls.handshake.server_named_curve", "Named Curve", F_U16, HEX},
	[TLS_SERVER_POINT_LENGTH] = {"tls.handshake.server_point_len", "Pubkey Length", F_U8},
	[TLS_SERVER_POINT] = {"tls.handshake.server_point", "Pubkey", F_BYTES},
	[TLS_SIGNED_LENGTH] = {"tls.handshake.sig_len", "Signature Length", F_U16},
	[TLS_SIGNED] = {"tls.handshake.sig", "Signature", F_BYTES},
	[TLS_CLIENT_POINT_LENGTH] = {"tls.handshake.client_point_len", "Pubkey Length", F_U8},
	[TLS_CLIENT_POINT] = {"tls.handshake.client_point", "Pubkey", F_BYTES},
	[TLS_PREMASTER_LENGTH] = {"tls.handshake.epms_len", "Encrypted PreMaster length", F_U16},
	[TLS_PREMASTER] = {"tls.handshake.epms", "Encrypted PreMaster", F_BYTES},
	[TLS_TICKET_LIFETIME] = {"tls.handshake.session_ticket_lifetime_hint", "Session Ticket Lifetime Hint",
		F_U32},
	[TLS_TICKET_LENGTH] = {"tls.handshake.session_ticket_length", "Session Ticket Length", F_U16},
	[TLS_TICKET] = {"tls.handshake.session_ticket", "Session Ticket", F_BYTES},
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

/* Items go to the tape and into the hello from which the line is said. */
struct items {
	struct dis *d;
	struct span body;
	struct tls_hello hello;
};

static void take_item(void *context, enum tls_item item, const uint8_t *p, size_t n, uint64_t value)
{
	struct items *t = context;
	uint32_t pos = t->body.pos + (uint32_t)(p - t->body.p);
	if (fields[item].type == F_BYTES || fields[item].type == F_STR)
		mark_bytes(t->d, item, pos, (uint32_t)n);
	else
		mark_uint(t->d, item, pos, (uint32_t)n, value);
	tls_hello_item(&t->hello, item, p, n, value);
}

static void say_word(struct dis *d, const char *what, const char *w)
{
	if (!*w)
		return;
	say(d, "%s", what);
	say_text(d, (struct span){(const uint8_t *)w, (uint32_t)strlen(w), 0});
}

static void say_hello(struct dis *d, const struct tls_hello *h)
{
	say(d, ", %s", tok(d, tls_versions, "version 0x%04x", h->best));
	say_word(d, ", sni ", h->server_name);
	say_word(d, ", alpn ", h->alpn);
	if (h->client)
		say(d, ", %u ciphers", h->ciphers.n);
	else if (h->ciphers.n)
		say(d, ", %s", tok(d, tls_ciphers, "cipher 0x%04x", h->ciphers.v[0]));
}

/* A message's body of len bytes, as far as it is there; returns the version that a server chose, or 0. */
static unsigned message_body(struct dis *d, unsigned type, uint32_t len)
{
	struct items t = {.d = d};
	t.body = soft_bytes(d, 0, len);
	tls_hello_begin(&t.hello, type == TLS_CLIENT_HELLO);
	tls_read_message(type, t.body.p, t.body.len, take_item, &t);
	if (type == TLS_CLIENT_HELLO || type == TLS_SERVER_HELLO)
		say_hello(d, &t.hello);
	return type == TLS_SERVER_HELLO ? t.hello.best : 0;
}

/* Messages one after the other; the rest of the last may be in the next record. */
static void handshake_messages(struct dis *d, uint64_t *unfinished, uint64_t *chosen_version)
{
	while (more(d)) {
		group_begin(d, HANDSHAKE);
		unsigned type = u8(d, TLS_MESSAGE_TYPE);
		uint32_t len = u24(d, TLS_MESSAGE_LENGTH);
		say(d, ", %s", tok(d, tls_messages, "handshake message %u", type));
		uint32_t there = declared(d), captured = left(d);
		unsigned version = d->cut ? 0 : message_body(d, type, len);
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
