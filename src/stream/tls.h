/* What a TLS handshake says in clear: RFC 5246 (TLS 1.2), RFC 8446 (TLS 1.3), RFC 6066 (server names), RFC 7301 (ALPN).
 *
 * Records are taken as they come. Handshake messages are gathered up to LIMIT_TLS_HANDSHAKE bytes of one direction; from
 * the change to encryption on nothing more is read. */
#ifndef STREAM_TLS_H
#define STREAM_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"

enum {
	TLS_LIST = 128,  /* of one kind in a hello; more are not looked at */
	TLS_NAME = 256,
};

struct tls_list {
	uint16_t v[TLS_LIST];
	unsigned n;
};

struct tls_hello {
	uint16_t version;         /* of the field in the hello */
	uint16_t best;            /* what is offered (client) or chosen (server), supported_versions looked at */
	struct tls_list ciphers;  /* of a server the one it chose */
	struct tls_list extensions;
	struct tls_list groups, formats, signatures;
	char server_name[TLS_NAME];
	char alpn[TLS_NAME];      /* protocol names, between commas */
	char alpn_first[TLS_NAME];
	size_t alpn_first_len;
};

struct tls_events {
	void (*client_hello)(void *context, const struct tls_hello *h);
	void (*server_hello)(void *context, const struct tls_hello *h);
	/* DER, the server's own certificate (the first of the message). */
	void (*certificate)(void *context, unsigned from, const uint8_t *der, size_t n);
	void (*alert)(void *context, unsigned from, unsigned level, unsigned description);
};

struct tls_parser {
	struct text record, handshake; /* what is not complete yet */
	bool foreign;                  /* no TLS, or bytes are missing */
	bool encrypted;                /* from here on */
};

void tls_parse(struct tls_parser *p, const struct tls_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n);
void tls_free(struct tls_parser *p);

/* Values reserved so that unknown ones do not break peers: RFC 8701. */
static inline bool tls_is_grease(uint16_t v)
{
	return (v & 0x0f0f) == 0x0a0a && v >> 8 == (v & 0xff);
}

/* "TLS 1.3", or NULL. */
const char *tls_version_word(uint16_t version);
/* "TLS_AES_128_GCM_SHA256", or NULL: none of the common ones. */
const char *tls_cipher_word(uint16_t cipher);
/* "handshake_failure", or NULL. */
const char *tls_alert_word(unsigned description);

#endif
