/* The secrets of -E: "[SPI@ADDRESS] ALGORITHM:SECRET, ..." or "file PATH" with one on each line. The algorithm is a cipher's
 * name as OpenSSL knows it (aes128-cbc, 3des-cbc ...) or none, with -hmac96 behind it where a 96-bit authenticator follows the
 * payload; the secret is text, or hex behind 0x. Without SPI and address it is for every packet that has no other.
 * "ikev2 I|R INITIATOR-SPI RESPONDER-SPI HASH:KEY CIPHER:KEY" is for the IKEv2 messages that one side of an SA sends. */
#ifndef DISSECT_NET_ESP_SECRETS_H
#define DISSECT_NET_ESP_SECRETS_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

enum { ESP_SECRET_MAX = 256 };

struct esp_secret {
	bool any;             /* for every packet */
	bool ikev2;           /* for messages of the SA with `ike_spis`, sent by its initiator or not */
	bool initiator;
	uint8_t ike_spis[16];
	uint32_t spi;
	uint8_t version;      /* of the destination: 4 or 6 */
	uint8_t address[16];
	const EVP_CIPHER *cipher; /* NULL: none */
	uint8_t authenticator; /* bytes behind the payload */
	uint8_t secret[ESP_SECRET_MAX];
	uint32_t secret_len;
};

struct esp_secrets {
	struct esp_secret *list;
	size_t count;
};

int esp_secrets_read(struct esp_secrets *s, const char *text, struct err *err);
void esp_secrets_free(struct esp_secrets *s);
/* NULL: nobody told. */
const struct esp_secret *esp_secrets_find(const struct esp_secrets *s, uint32_t spi, unsigned version, const uint8_t *destination);
const struct esp_secret *esp_secrets_find_ikev2(const struct esp_secrets *s, bool initiator, const uint8_t ike_spis[16]);
/* Bytes of plain text in `out` (room for len), behind the initialization vector, or -1. */
int esp_decrypt(const struct esp_secret *s, const uint8_t *in, size_t len, uint8_t *out);

#endif
