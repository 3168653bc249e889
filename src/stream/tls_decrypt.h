/* What a TLS connection carries, by the secrets of a key log: RFC 8446 section 5.2 (TLS 1.3, early data too),
 * RFC 5288, RFC 6655 and RFC 7905 (AES-GCM, AES-CCM and ChaCha20-Poly1305 in TLS 1.2), RFC 5246 and RFC 7366
 * (AES-CBC and 3DES-CBC in TLS 1.2), RFC 4346 (TLS 1.1), RFC 2246 (TLS 1.0). */
#ifndef STREAM_TLS_DECRYPT_H
#define STREAM_TLS_DECRYPT_H

#include <stdbool.h>

#include "core/text.h"
#include "stream/tls_keylog.h"
#include "stream/tls_suites.h"

/* Protection of what one side sends. */
struct tls_protection {
	bool on;
	uint8_t key[TLS_KEY_MAX], iv[TLS_BLOCK_MAX];
	uint8_t mac_key[TLS_MAC_MAX];	/* of TLS_CBC */
	uint8_t secret[TLS_SECRET_MAX]; /* TLS 1.3: from which the next keys come */
	uint64_t sequence;
};

struct tls_decrypt_side {
	struct text record; /* what is not complete yet */
	struct text handshake;
	struct tls_protection protection;
	bool early; /* the client sends early data with its own keys */
	bool lost;  /* bytes are missing, or it is no TLS: the rest cannot be read */
};

struct tls_decrypt {
	const struct tls_keylog *keylog;
	/* A record of application data of end `from`, decrypted. */
	void (*data)(void *context, unsigned from, const uint8_t *p, size_t n);
	/* A record of that end was decrypted, whatever it holds; called before data. */
	void (*decrypted)(void *context, unsigned from);
	void *context;
	struct tls_decrypt_side side[2];
	unsigned client; /* the end that sent the ClientHello */
	bool client_known, server_known, tls13, encrypt_then_mac;
	unsigned version;		    /* that the server chose */
	uint8_t random[2][TLS_RANDOM_SIZE]; /* of client and server */
	const struct tls_session_secrets *secrets;
	const struct tls_suite *suite; /* NULL: none that can be read */
	struct text plain;
};

void tls_decrypt_take(struct tls_decrypt *t, unsigned from, const uint8_t *p, size_t n);
/* Bytes of that end are missing. */
void tls_decrypt_lost(struct tls_decrypt *t, unsigned from);
void tls_decrypt_free(struct tls_decrypt *t);

#endif
