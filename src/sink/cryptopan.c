#include "sink/cryptopan.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"

enum { BLOCK = 16, CACHE = 1 << 12 };

/* What one address became: an address costs a cipher call per bit, and captures repeat theirs. */
struct cached {
	uint8_t used, address[16], out[16];
};

struct cryptopan {
	EVP_CIPHER_CTX *aes;
	uint8_t pad[BLOCK];
	struct cached cache[CACHE];
};

static void encrypt(struct cryptopan *c, const uint8_t in[BLOCK], uint8_t out[BLOCK])
{
	int n;
	EVP_EncryptUpdate(c->aes, out, &n, in, BLOCK);
}

int cryptopan_new(const uint8_t key[CRYPTOPAN_KEY], struct cryptopan **made, struct err *err)
{
	struct cryptopan *c = calloc(1, sizeof *c);
	if (!c || !(c->aes = EVP_CIPHER_CTX_new()) || !EVP_EncryptInit_ex(c->aes, EVP_aes_128_ecb(), NULL, key, NULL)) {
		cryptopan_free(c);
		return err_set(err, -ENOMEM, "no memory for the cipher");
	}
	EVP_CIPHER_CTX_set_padding(c->aes, 0);
	encrypt(c, key + BLOCK, c->pad);
	*made = c;
	return 0;
}

void cryptopan_free(struct cryptopan *c)
{
	if (c)
		EVP_CIPHER_CTX_free(c->aes);
	free(c);
}

/* Each bit of the result is flipped by the first bit of the cipher of all bits before it, filled up from the pad. */
static void map_bits(struct cryptopan *c, const uint8_t *address, uint8_t *out, unsigned bits)
{
	uint8_t in[BLOCK], block[BLOCK];
	memcpy(out, address, bits / 8);
	memcpy(in, c->pad, sizeof in);
	for (unsigned i = 0; i < bits; i++) {
		encrypt(c, in, block);
		out[i / 8] ^= (uint8_t)((block[0] >> 7) << (7 - i % 8));
		uint8_t mask = (uint8_t)(0x80 >> i % 8);
		in[i / 8] = (uint8_t)((in[i / 8] & ~mask) | (address[i / 8] & mask));
	}
}

static const uint8_t *map(struct cryptopan *c, const uint8_t *address, unsigned bits)
{
	uint32_t hash = bits;
	uint8_t padded[16] = {0};
	memcpy(padded, address, bits / 8);
	for (unsigned i = 0; i < sizeof padded; i += 4)
		hash = (hash ^ le32(padded + i)) * 0x9e3779b1;
	struct cached *e = &c->cache[hash >> 20];
	if (e->used != bits || memcmp(e->address, padded, sizeof padded)) {
		e->used = (uint8_t)bits;
		memcpy(e->address, padded, sizeof padded);
		map_bits(c, address, e->out, bits);
	}
	return e->out;
}

uint32_t cryptopan_ip4(struct cryptopan *c, uint32_t address)
{
	uint8_t b[4];
	put_be32(b, address);
	return be32(map(c, b, 32));
}

void cryptopan_ip6(struct cryptopan *c, const uint8_t address[16], uint8_t out[16])
{
	memcpy(out, map(c, address, 128), 16);
}

void cryptopan_mac(struct cryptopan *c, const uint8_t address[6], uint8_t out[6])
{
	uint8_t in[BLOCK], block[BLOCK];
	memcpy(in, c->pad, sizeof in);
	memcpy(in, address, 6);
	encrypt(c, in, block);
	memcpy(out, block, 6);
	out[0] = (uint8_t)((out[0] & ~3) | (address[0] & 1) | 2);
}
