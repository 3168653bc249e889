/* The cipher suites that can be opened with a key log: RFC 8446 (TLS 1.3); RFC 5246, 5288, 5289, 5487, 4279 and 7905 (TLS 1.2). */
#ifndef STREAM_TLS_SUITES_H
#define STREAM_TLS_SUITES_H

#include <stdbool.h>
#include <stdint.h>

enum tls_cipher { TLS_AES_GCM, TLS_CHACHA20, TLS_AES_CBC };

struct tls_suite {
	uint16_t number;
	bool tls13;
	uint8_t cipher;     /* enum tls_cipher */
	uint8_t key;        /* bytes */
	uint8_t secret;     /* bytes of the digest of keys */
	const char *digest; /* of keys */
	const char *mac;    /* of TLS_AES_CBC: digest of records, mac_size bytes */
	uint8_t mac_size;
};

enum { TLS_MAC_MAX = 48, TLS_KEY_MAX = 32 };

/* NULL: none that can be opened. */
const struct tls_suite *tls_suite_of(unsigned number);
/* Of TLS 1.3, one after the other; NULL: no more. */
const struct tls_suite *tls13_suite(unsigned i);

#endif
