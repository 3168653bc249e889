/* Datagram TLS: RFC 4347 (1.0), RFC 6347 (1.2), RFC 9147 (1.3); handshake messages as in tls_handshake.c.
 *
 *	| content type 1 | version 2 | epoch 2 | sequence number 6 | length 2 | fragment ... |
 *	DTLS 1.3, encrypted: | 001 | CID 1 bit, sequence 1, length 1, epoch 2 bits | sequence 1 or 2 | length 0 or 2 | ... |
 *	handshake: | type 1 | length 3 | message sequence 2 | fragment offset 3 | fragment length 3 | ... |
 *
 * What is encrypted (epoch above 0) is not read. Fragments of a message are not put together: the first one is read as far as it
 * goes. Behind a connection ID, whose length only the handshake tells, nothing is read. */
#include <stdlib.h>

#include "core/table.h"
#include "dissect/modern/tls_message.h"
#include "dissect/protocols.h"
#include "dissect/transport/ports.h"

enum {
	RECORD = TLS_ITEMS,
	CONTENT_TYPE,
	VERSION,
	EPOCH,
	SEQUENCE_NUMBER,
	LENGTH,
	UNIFIED_HEADER,
	CHANGE_CIPHER_SPEC,
	ALERT,
	ALERT_LEVEL,
	ALERT_DESCRIPTION,
	APPLICATION_DATA,
	ENCRYPTED,
	HANDSHAKE,
	MESSAGE_SEQ,
	FRAGMENT_OFFSET,
	FRAGMENT_LENGTH,
};

enum { RECORD_HEADER = 13, MESSAGE_HEADER = 12, OPENSSL_1_0 = 0x0100, DTLS_1_0 = 0xfeff, DTLS_1_2 = 0xfefd };
enum { UNIFIED = 1 /* the upper 3 bits */, WITH_CID = 0x10, LONG_SEQUENCE = 8, WITH_LENGTH = 4 };

static const struct token contents[] = {{TLS_CHANGE_CIPHER_SPEC, "Change Cipher Spec"}, {TLS_ALERT, "Alert"},
	{TLS_HANDSHAKE, "Handshake"}, {TLS_APPLICATION_DATA, "Application Data"}, {TLS_HEARTBEAT, "Heartbeat"}, {0, NULL}};
static const struct token levels[] = {{1, "warning"}, {2, "fatal"}, {0, NULL}};

static const struct field fields[] = {
	[TLS_PROTOCOL] = {"dtls", "Datagram Transport Layer Security"},
	TLS_MESSAGE_FIELDS("dtls"),
	[RECORD] = {"dtls.record", "Record Layer"},
	[CONTENT_TYPE] = {"dtls.record.content_type", "Content Type", F_U8, .tokens = contents},
	[VERSION] = {"dtls.record.version", "Version", F_U16, HEX, tls_versions},
	[EPOCH] = {"dtls.record.epoch", "Epoch", F_U16},
	[SEQUENCE_NUMBER] = {"dtls.record.sequence_number", "Sequence Number", F_U64},
	[LENGTH] = {"dtls.record.length", "Length", F_U16},
	[UNIFIED_HEADER] = {"dtls.record.unified_header", "Unified Header", F_U8, HEX},
	[CHANGE_CIPHER_SPEC] = {"dtls.change_cipher_spec", "Change Cipher Spec Message"},
	[ALERT] = {"dtls.alert_message", "Alert Message"},
	[ALERT_LEVEL] = {"dtls.alert_message.level", "Level", F_U8, .tokens = levels},
	[ALERT_DESCRIPTION] = {"dtls.alert_message.desc", "Description", F_U8, .tokens = tls_alerts},
	[APPLICATION_DATA] = {"dtls.app_data", "Encrypted Application Data", F_BYTES},
	[ENCRYPTED] = {"dtls.enc_content", "Encrypted Record Content", F_BYTES},
	[HANDSHAKE] = {"dtls.handshake", "Handshake Protocol"},
	[MESSAGE_SEQ] = {"dtls.handshake.message_seq", "Message Sequence", F_U16},
	[FRAGMENT_OFFSET] = {"dtls.handshake.fragment_offset", "Fragment Offset", F_U24},
	[FRAGMENT_LENGTH] = {"dtls.handshake.fragment_length", "Fragment Length", F_U24},
};

/* ---- Connections, of which the version that the server chose is remembered */

static void release(void *state)
{
	table_free(state);
	free(state);
}

static struct table *connections(struct dis *d)
{
	struct table *t = proto_state(d, &proto_dtls, sizeof *t, release);
	if (t && !t->key)
		table_init(t, sizeof(struct both_ends), sizeof(uint16_t), 0);
	return t;
}

static void remember(struct dis *d, unsigned version)
{
	struct table *t = connections(d);
	struct both_ends e;
	both_ends_of(d, &e);
	if (t && t->count >= LIMIT_TALKS)
		table_clear(t);
	uint16_t *held = t && !d->cut ? table_add(t, &e, NULL) : NULL;
	if (held)
		*held = (uint16_t)version;
}

static bool is_1_3(struct dis *d)
{
	struct table *t = connections(d);
	struct both_ends e;
	both_ends_of(d, &e);
	const uint16_t *version = t && t->count ? table_find(t, &e) : NULL;
	return version && *version == DTLS_1_3;
}

/* ---- Handshake */

static void handshake_message(struct dis *d)
{
	group_begin(d, HANDSHAKE);
	unsigned type = u8(d, TLS_MESSAGE_TYPE);
	uint32_t len = u24(d, TLS_MESSAGE_LENGTH);
	u16(d, MESSAGE_SEQ);
	uint32_t offset = u24(d, FRAGMENT_OFFSET), part = u24(d, FRAGMENT_LENGTH);
	say(d, ", %s", tok(d, tls_messages, "handshake message %u", type));
	if (part != len)
		say(d, ", bytes %u to %u of %u", offset, offset + part, len);
	struct saved s = part_begin(d, part);
	unsigned version = d->cut || offset ? 0 : tls_message_body(d, type, part);
	part_end(d, &s);
	group_end(d);
	if (version)
		remember(d, version);
}

static void alert(struct dis *d)
{
	group_begin(d, ALERT);
	unsigned level = u8(d, ALERT_LEVEL), description = u8(d, ALERT_DESCRIPTION);
	say(d, ", alert %s", tok(d, levels, "level %u", level));
	say(d, " %s", tok(d, tls_alerts, "%u", description));
	group_end(d);
}

/* ---- Records */

static void encrypted(struct dis *d, unsigned type)
{
	uint32_t len = declared(d);
	if (type == TLS_APPLICATION_DATA) {
		say(d, ", Application Data, length %u", len);
		soft_bytes(d, APPLICATION_DATA, len);
		return;
	}
	if (type == TLS_HANDSHAKE) {
		group_begin(d, HANDSHAKE);
		group_end(d);
	}
	say(d, ", encrypted %s, length %u", tok(d, contents, "record type %u", type), len);
}

static void fragment(struct dis *d, unsigned type, unsigned epoch)
{
	if (epoch || type == TLS_APPLICATION_DATA) {
		encrypted(d, type);
	} else if (type == TLS_HANDSHAKE) {
		while (more(d) && declared(d) >= MESSAGE_HEADER)
			handshake_message(d);
	} else if (type == TLS_ALERT) {
		alert(d);
	} else if (type == TLS_CHANGE_CIPHER_SPEC) {
		group_begin(d, CHANGE_CIPHER_SPEC);
		group_end(d);
		say_s(d, ", Change Cipher Spec");
	} else {
		say(d, ", %s, length %u", tok(d, contents, "record type %u", type), declared(d));
	}
}

static void unified_record(struct dis *d)
{
	group_begin(d, RECORD);
	unsigned head = u8(d, UNIFIED_HEADER);
	also(d, EPOCH, 1, head & 3);
	uint32_t len = declared(d);
	if (!(head & WITH_CID)) {
		dis_be(d, SEQUENCE_NUMBER, head & LONG_SEQUENCE ? 2 : 1);
		len = head & WITH_LENGTH ? u16(d, LENGTH) : declared(d);
	}
	say(d, ", encrypted, length %u", len);
	soft_bytes(d, ENCRYPTED, len);
	group_end(d);
}

static void plain_record(struct dis *d)
{
	group_begin(d, RECORD);
	unsigned type = u8(d, CONTENT_TYPE);
	u16(d, VERSION);
	unsigned epoch = u16(d, EPOCH);
	u48(d, SEQUENCE_NUMBER);
	unsigned len = u16(d, LENGTH);
	struct saved s = part_begin(d, len);
	fragment(d, type, epoch);
	part_end(d, &s);
	group_end(d);
}

static bool is_record(const struct dis *d)
{
	unsigned type = peek8(d, 0), version = peek16(d, 1);
	return have(d, RECORD_HEADER) && type >= TLS_CHANGE_CIPHER_SPEC && type <= TLS_HEARTBEAT &&
	       (version == DTLS_1_0 || version == DTLS_1_2 || version == OPENSSL_1_0) &&
	       peek16(d, 11) <= declared(d) - RECORD_HEADER;
}

static bool is_unified(struct dis *d)
{
	return have(d, 3) && peek8(d, 0) >> 5 == UNIFIED && is_1_3(d);
}

static void dissect(struct dis *d)
{
	say_s(d, "DTLS");
	while (more(d)) {
		if (is_record(d))
			plain_record(d);
		else if (is_unified(d))
			unified_record(d);
		else
			break;
	}
}

static bool recognizes(struct dis *d)
{
	return is_record(d) || is_unified(d);
}

static const struct binding bindings[] = {
	{BIND_UDP_ANY, EITHER, 0, 0, 0},
	{0},
};

const struct proto proto_dtls = {
	.name = "dtls",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.recognizes = recognizes,
};
