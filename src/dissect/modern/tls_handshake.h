/* TLS handshake messages: RFC 5246 (TLS 1.2), RFC 8446 (TLS 1.3), RFC 6066 (server names), RFC 7301 (ALPN),
 * RFC 8422 (elliptic curves), RFC 6347 and RFC 9147 (DTLS).
 *
 * One reader for all who look at them: it hands over what stands in a message, item by item, in order. Reads
 * never leave the message; what is cut short ends with the last whole item. */
#ifndef DISSECT_MODERN_TLS_HANDSHAKE_H
#define DISSECT_MODERN_TLS_HANDSHAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dissect/field.h"

enum tls_content {
	TLS_CHANGE_CIPHER_SPEC = 20,
	TLS_ALERT,
	TLS_HANDSHAKE,
	TLS_APPLICATION_DATA,
	TLS_HEARTBEAT,
};

enum tls_message {
	TLS_HELLO_REQUEST = 0,
	TLS_CLIENT_HELLO = 1,
	TLS_SERVER_HELLO = 2,
	TLS_HELLO_VERIFY_REQUEST = 3, /* DTLS */
	TLS_NEW_SESSION_TICKET = 4,
	TLS_ENCRYPTED_EXTENSIONS = 8,
	TLS_CERTIFICATE = 11,
	TLS_SERVER_KEY_EXCHANGE = 12,
	TLS_CERTIFICATE_REQUEST = 13,
	TLS_CERTIFICATE_VERIFY = 15,
	TLS_CLIENT_KEY_EXCHANGE = 16,
	TLS_CERTIFICATE_STATUS = 22,
};

enum { TLS_1_2 = 0x0303, TLS_1_3 = 0x0304, TLS_1_3_DRAFTS = 0x7f /* the high byte */, DTLS_1_3 = 0xfefc };
enum { TLS_RECORD_HEADER = 5, TLS_RECORD_MAX = 16384 + 2048, TLS_MESSAGE_HEADER = 4 };

/* What an item is; the fields of proto_tls begin in this order. */
enum tls_item {
	TLS_PROTOCOL, /* no item: the layer */
	TLS_MESSAGE_TYPE,
	TLS_MESSAGE_LENGTH,
	TLS_HELLO_VERSION,
	TLS_RANDOM,
	TLS_SESSION_ID_LENGTH,
	TLS_SESSION_ID,
	TLS_CIPHERS_LENGTH,
	TLS_CIPHER,
	TLS_COMPRESSIONS_LENGTH,
	TLS_COMPRESSION,
	TLS_EXTENSIONS_LENGTH,
	TLS_EXTENSION_TYPE,
	TLS_EXTENSION_LENGTH,
	TLS_EXTENSION_DATA,
	TLS_NAMES_LENGTH,
	TLS_NAME_TYPE,
	TLS_NAME_LENGTH,
	TLS_NAME,
	TLS_GROUPS_LENGTH,
	TLS_GROUP,
	TLS_FORMATS_LENGTH,
	TLS_FORMAT,
	TLS_SIGNATURES_LENGTH,
	TLS_SIGNATURE_ALGORITHM,
	TLS_SIGNATURE_HASH,
	TLS_SIGNATURE_KIND,
	TLS_ALPN_LENGTH,
	TLS_ALPN_NAME_LENGTH,
	TLS_ALPN_NAME,
	TLS_VERSIONS_LENGTH,
	TLS_VERSION,
	TLS_SHARES_LENGTH,
	TLS_SHARE_GROUP,
	TLS_SHARE_LENGTH,
	TLS_SHARE,
	TLS_SHARE_SELECTED,
	TLS_PSK_MODES_LENGTH,
	TLS_PSK_MODE,
	TLS_STATUS_TYPE,
	TLS_RENEGOTIATION_LENGTH,
	TLS_CERTIFICATES_LENGTH,
	TLS_CERTIFICATE_LENGTH,
	TLS_CERTIFICATE_BYTES,
	TLS_CERTIFICATE_TYPES_LENGTH,
	TLS_CERTIFICATE_TYPE,
	TLS_AUTHORITIES_LENGTH,
	TLS_CURVE_TYPE,
	TLS_NAMED_CURVE,
	TLS_SERVER_POINT_LENGTH,
	TLS_SERVER_POINT,
	TLS_SIGNED_LENGTH,
	TLS_SIGNED,
	TLS_CLIENT_POINT_LENGTH,
	TLS_CLIENT_POINT,
	TLS_PREMASTER_LENGTH,
	TLS_PREMASTER,
	TLS_TICKET_LIFETIME,
	TLS_TICKET_LENGTH,
	TLS_TICKET,
	TLS_COOKIE_LENGTH, /* DTLS */
	TLS_COOKIE,
	TLS_ITEMS,
};

/* p: where the item's n bytes stand; value: of those that are numbers. */
typedef void tls_item_function(void *context, enum tls_item item, const uint8_t *p, size_t n, uint64_t value);

/* Reads the body of a message. False: something in it goes past its end. */
bool tls_read_message(unsigned type, const uint8_t *p, size_t n, tls_item_function *item, void *context);

/* ---- A hello, put together from its items */

enum {
	TLS_LIST = 128, /* of one kind in a hello; more are not looked at */
	TLS_WORD = 256,
};

struct tls_list {
	uint16_t v[TLS_LIST];
	unsigned n;
};

struct tls_hello {
	bool client;
	bool versions_seen, other_name; /* while it is read */
	uint16_t version;		/* of the field in the hello */
	uint16_t best; /* what is offered (client) or chosen (server), supported_versions looked at */
	struct tls_list ciphers; /* of a server the one it chose */
	struct tls_list extensions;
	struct tls_list groups, formats, signatures;
	char server_name[TLS_WORD];
	char alpn[TLS_WORD]; /* protocol names, between commas */
	char alpn_first[TLS_WORD];
	size_t alpn_first_len;
};

/* Zeroes h for a hello of that side. */
void tls_hello_begin(struct tls_hello *h, bool client);
/* A tls_item_function; context is the hello. */
void tls_hello_item(void *hello, enum tls_item item, const uint8_t *p, size_t n, uint64_t value);

/* Values reserved so that unknown ones do not break peers: RFC 8701. */
static inline bool tls_is_grease(uint16_t v)
{
	return (v & 0x0f0f) == 0x0a0a && v >> 8 == (v & 0xff);
}

/* TLS 1.3 or one of its drafts? */
bool tls_is_1_3(uint64_t version);
/* A version of DTLS? They count down. */
static inline bool tls_is_datagram(uint64_t version)
{
	return version >> 8 == 0xfe;
}

/* Does a record header (5 bytes) begin here? */
bool tls_is_record(const uint8_t *p);

extern const struct token tls_versions[]; /* "TLS 1.3" */
extern const struct token tls_ciphers[];  /* "TLS_AES_128_GCM_SHA256"; the common ones */
extern const struct token tls_messages[]; /* "Client Hello" */
extern const struct token tls_alerts[];	  /* "handshake_failure" */

/* "TLS 1.3", or NULL. */
const char *tls_version_word(uint16_t version);
/* "TLS_AES_128_GCM_SHA256", or NULL: none of the common ones. */
const char *tls_cipher_word(uint16_t cipher);
/* "handshake_failure", or NULL. */
const char *tls_alert_word(unsigned description);

#endif
