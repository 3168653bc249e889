/* The cipher suites that can be opened with a key log: RFC 8446 (TLS 1.3); RFC 5246, 4279, 5288, 5289, 5487,
 * 6655, 7251 and 7905. */
#ifndef STREAM_TLS_SUITES_H
#define STREAM_TLS_SUITES_H

#include <stdbool.h>
#include <stdint.h>

enum tls_protection_kind {
	TLS_AEAD, /* AES-GCM and AES-CCM: part of the nonce is in the record before TLS 1.3 */
	TLS_CHACHA20,
	TLS_CBC,
};

struct tls_suite {
	uint16_t number;
	bool tls13;
	uint8_t kind;	    /* enum tls_protection_kind */
	const char *cipher; /* as OpenSSL names it */
	uint8_t key;	    /* bytes */
	uint8_t tag;	/* bytes of TLS_AEAD's and TLS_CHACHA20's authentication tag; of TLS_CBC's block */
	uint8_t secret; /* bytes of the digest of keys */
	const char *digest; /* of keys */
	const char *mac;    /* of TLS_CBC: digest of records, mac_size bytes */
	uint8_t mac_size;
};

enum { TLS_MAC_MAX = 48, TLS_KEY_MAX = 32, TLS_BLOCK_MAX = 16 };

/* NULL: none that can be opened. */
const struct tls_suite *tls_suite_of(unsigned number);
/* Of TLS 1.3, one after the other; NULL: no more. */
const struct tls_suite *tls13_suite(unsigned i);

#endif
