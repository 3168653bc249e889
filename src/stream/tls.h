/* What a TLS handshake says in clear, out of the bytes of a connection.
 *
 * Another protocol may come before it and agree on TLS (STARTTLS: RFC 3207, RFC 2595, RFC 4217): up to LIMIT_TLS_CLEAR bytes
 * are passed over. Records are taken as they come. Handshake messages are gathered up to LIMIT_TLS_HANDSHAKE bytes of one direction; from
 * the change to encryption on nothing more is read. */
#ifndef STREAM_TLS_H
#define STREAM_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"
#include "dissect/modern/tls_handshake.h"

struct tls_events {
	void (*client_hello)(void *context, const struct tls_hello *h);
	void (*server_hello)(void *context, const struct tls_hello *h);
	/* DER, the server's own certificate (the first of the message). */
	void (*certificate)(void *context, unsigned from, const uint8_t *der, size_t n);
	void (*alert)(void *context, unsigned from, unsigned level, unsigned description);
};

struct tls_parser {
	struct text record, handshake; /* what is not complete yet */
	bool begun;                    /* a record was there */
	uint32_t clear;                /* bytes passed over before */
	bool foreign;                  /* no TLS, or bytes are missing */
	bool encrypted;                /* from here on */
};

void tls_parse(struct tls_parser *p, const struct tls_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n);
void tls_free(struct tls_parser *p);

#endif
