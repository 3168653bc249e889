#include "dissect/modern/quic_initial.h"

#include <openssl/evp.h>
#include <string.h>

#include "dissect/modern/hkdf.h"

enum { SECRET = 32, SAMPLE = 16, NUMBER_MAX = 4, TAG = 16 };

/* Salts of section 5.2, by version; drafts have the version 0xff0000NN. */
static const struct salt {
	uint32_t from, to;
	uint8_t bytes[20];
} salts[] = {
	{QUIC_VERSION_1, QUIC_VERSION_1,
		{0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17, 0x9a, 0xe6, 0xa4, 0xc8, 0x0c,
			0xad, 0xcc, 0xbb, 0x7f, 0x0a}},
	{QUIC_VERSION_2, QUIC_VERSION_2,
		{0x0d, 0xed, 0xe3, 0xde, 0xf7, 0x00, 0xa6, 0xdb, 0x81, 0x93, 0x81, 0xbe, 0x6e, 0x26, 0x9d,
			0xcb, 0xf9, 0xbd, 0x2e, 0xd9}},
	{0xff000017, 0xff00001c,
		{0xc3, 0xee, 0xf7, 0x12, 0xc7, 0x2e, 0xbb, 0x5a, 0x11, 0xa7, 0xd2, 0x43, 0x2b, 0xb4, 0x63,
			0x65, 0xbe, 0xf9, 0xf5, 0x02}},
	/* mvfst's numbers of the same drafts */
	{0xfaceb001, 0xfaceb002,
		{0xc3, 0xee, 0xf7, 0x12, 0xc7, 0x2e, 0xbb, 0x5a, 0x11, 0xa7, 0xd2, 0x43, 0x2b, 0xb4, 0x63,
			0x65, 0xbe, 0xf9, 0xf5, 0x02}},
	{0xff00001d, 0xff000020,
		{0xaf, 0xbf, 0xec, 0x28, 0x99, 0x93, 0xd2, 0x4c, 0x9e, 0x97, 0x86, 0xf1, 0x9c, 0x61, 0x11,
			0xe0, 0x43, 0x90, 0xa8, 0x99}},
	{0xff000021, 0xff000022,
		{0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17, 0x9a, 0xe6, 0xa4, 0xc8, 0x0c,
			0xad, 0xcc, 0xbb, 0x7f, 0x0a}},
};

static const struct salt *salt_of(uint32_t version)
{
	for (size_t i = 0; i < sizeof salts / sizeof *salts; i++)
		if (version >= salts[i].from && version <= salts[i].to)
			return &salts[i];
	return NULL;
}

bool quic_version_known(uint32_t version)
{
	return salt_of(version);
}

static bool derive_side(struct quic_keys *k, bool v2, const uint8_t initial[SECRET], const char *label)
{
	uint8_t secret[SECRET];
	return hkdf_expand_label("SHA256", initial, SECRET, label, secret, SECRET) &&
	       hkdf_expand_label(
		       "SHA256", secret, SECRET, v2 ? "quicv2 key" : "quic key", k->key, sizeof k->key) &&
	       hkdf_expand_label(
		       "SHA256", secret, SECRET, v2 ? "quicv2 iv" : "quic iv", k->iv, sizeof k->iv) &&
	       hkdf_expand_label(
		       "SHA256", secret, SECRET, v2 ? "quicv2 hp" : "quic hp", k->mask, sizeof k->mask);
}

bool quic_derive(struct quic_secrets *s, uint32_t version, const uint8_t *id, size_t n)
{
	const struct salt *salt = salt_of(version);
	uint8_t initial[SECRET];
	bool v2 = version == QUIC_VERSION_2;
	s->known = salt && hkdf_extract("SHA256", salt->bytes, sizeof salt->bytes, id, n, initial, SECRET) &&
		   derive_side(&s->side[QUIC_CLIENT], v2, initial, "client in") &&
		   derive_side(&s->side[QUIC_SERVER], v2, initial, "server in");
	return s->known;
}

/* Section 5.4.3. */
static bool header_mask(const struct quic_keys *k, const uint8_t sample[SAMPLE], uint8_t mask[SAMPLE])
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = 0;
	bool done = c && EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), NULL, k->mask, NULL) == 1 &&
		    EVP_EncryptUpdate(c, mask, &n, sample, SAMPLE) == 1 && n == SAMPLE;
	EVP_CIPHER_CTX_free(c);
	return done;
}

/* The header as it was before its protection is authenticated with the payload. */
static bool decrypt(const struct quic_keys *k, const uint8_t *packet, uint32_t len, uint32_t number_at,
	uint8_t *out, const struct quic_opened *o, const uint8_t *number)
{
	uint8_t nonce[sizeof k->iv];
	uint32_t at = number_at + o->number_length;
	int n = 0, last = 0;
	memcpy(nonce, k->iv, sizeof nonce);
	for (unsigned i = 0; i < o->number_length; i++)
		nonce[sizeof nonce - o->number_length + i] ^= number[i];
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	bool done = c && EVP_DecryptInit_ex(c, EVP_aes_128_gcm(), NULL, k->key, nonce) == 1 &&
		    EVP_DecryptUpdate(c, NULL, &n, &o->first, 1) == 1 &&
		    EVP_DecryptUpdate(c, NULL, &n, packet + 1, (int)number_at - 1) == 1 &&
		    EVP_DecryptUpdate(c, NULL, &n, number, (int)o->number_length) == 1 &&
		    EVP_DecryptUpdate(c, out, &n, packet + at, (int)o->length) == 1 &&
		    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, TAG, (void *)(packet + len - TAG)) == 1 &&
		    EVP_DecryptFinal_ex(c, out + n, &last) == 1;
	EVP_CIPHER_CTX_free(c);
	return done;
}

bool quic_open(const struct quic_keys *k, const uint8_t *packet, uint32_t len, uint32_t number_at,
	uint8_t *out, struct quic_opened *o)
{
	uint8_t mask[SAMPLE], number[NUMBER_MAX];
	if (number_at < 1 || len < number_at + NUMBER_MAX + SAMPLE ||
		!header_mask(k, packet + number_at + NUMBER_MAX, mask))
		return false;
	*o = (struct quic_opened){.first = packet[0] ^ (mask[0] & 0x0f)};
	o->number_length = (o->first & 3) + 1u;
	for (unsigned i = 0; i < o->number_length; i++) {
		number[i] = packet[number_at + i] ^ mask[1 + i];
		o->number = o->number << 8 | number[i];
	}
	o->length = len - number_at - o->number_length - TAG;
	return decrypt(k, packet, len, number_at, out, o, number);
}
