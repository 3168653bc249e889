/* HKDF (RFC 5869) and TLS 1.3's way of labelling it (RFC 8446 section 7.1). */
#ifndef DISSECT_MODERN_HKDF_H
#define DISSECT_MODERN_HKDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* digest: "SHA256", "SHA384". Both fill out; false: libcrypto refuses. */
bool hkdf_extract(const char *digest, const uint8_t *salt, size_t salt_len, const uint8_t *key,
	size_t key_len, uint8_t *out, size_t n);
/* With an empty context. label: without its "tls13 ". */
bool hkdf_expand_label(const char *digest, const uint8_t *secret, size_t secret_len, const char *label,
	uint8_t *out, size_t n);

#endif
