#include "stream/tls_cbc.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "core/bytes.h"
#include "dissect/modern/tls_handshake.h"

enum { PSEUDO_HEADER = 13 };

static bool decrypt(const struct tls_cbc_keys *k, const uint8_t *iv, const uint8_t *p, size_t n, uint8_t *out)
{
	const EVP_CIPHER *cipher = EVP_get_cipherbyname(k->suite->cipher);
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int len = 0;
	bool done = c && cipher && EVP_DecryptInit_ex(c, cipher, NULL, k->key, iv) == 1 &&
		    EVP_CIPHER_CTX_set_padding(c, 0) == 1 &&
		    EVP_DecryptUpdate(c, out, &len, p, (int)n) == 1 && (size_t)len == n;
	EVP_CIPHER_CTX_free(c);
	return done;
}

/* Is `mac` that of the n bytes, as the record of this type and number? */
static bool authentic(
	const struct tls_cbc_keys *k, const uint8_t *record, const uint8_t *p, size_t n, const uint8_t *mac)
{
	uint8_t own[EVP_MAX_MD_SIZE], head[PSEUDO_HEADER];
	size_t size = 0;
	put_be64(head, k->sequence);
	memcpy(head + 8, record, 3);
	put_be16(head + 11, (uint16_t)n);
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, NULL, k->mac_key, k->suite->mac_size);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	size = sizeof own;
	bool done = key && c &&
		    EVP_DigestSignInit(c, NULL, EVP_get_digestbyname(k->suite->mac), NULL, key) == 1 &&
		    EVP_DigestSignUpdate(c, head, sizeof head) == 1 && EVP_DigestSignUpdate(c, p, n) == 1 &&
		    EVP_DigestSignFinal(c, own, &size) == 1 && size == k->suite->mac_size;
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(key);
	return done && !CRYPTO_memcmp(own, mac, k->suite->mac_size);
}

/* Takes the padding off: its length stands in its last byte, which does not count. */
static bool unpad(struct text *plain)
{
	size_t padding = plain->len ? (uint8_t)plain->data[plain->len - 1] + 1u : SIZE_MAX;
	if (padding > plain->len)
		return false;
	plain->len -= padding;
	return true;
}

/* Takes off the MAC of what was decrypted; false: it is not its MAC. */
static bool take_mac(const struct tls_cbc_keys *k, const uint8_t *record, struct text *plain)
{
	size_t mac = k->suite->mac_size;
	if (plain->len < mac)
		return false;
	plain->len -= mac;
	return authentic(k, record, (const uint8_t *)plain->data, plain->len,
		(const uint8_t *)plain->data + plain->len);
}

bool tls_cbc_open(const struct tls_cbc_keys *k, const uint8_t *record, size_t n, struct text *plain)
{
	const uint8_t *p = record + TLS_RECORD_HEADER;
	size_t mac = k->encrypt_then_mac ? k->suite->mac_size : 0, block = k->suite->tag,
	       iv = k->chained ? 0 : block;
	text_reset(plain);
	if (n < iv + block + mac || (n - mac) % block || !text_room(plain, n))
		return false;
	size_t encrypted = n - mac - iv;
	if (mac && !authentic(k, record, p, n - mac, p + n - mac))
		return false;
	if (!decrypt(k, k->chained ? k->chained : p, p + iv, encrypted, (uint8_t *)plain->data))
		return false;
	if (k->chained)
		memcpy(k->chained, p + encrypted - block, block);
	plain->len = encrypted;
	return unpad(plain) && (mac || take_mac(k, record, plain));
}
