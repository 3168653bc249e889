#include "dissect/modern/quic_crypto.h"

#include "core/bytes.h"
#include "dissect/limits.h"
#include "dissect/modern/tls_handshake.h"

/* Pieces of what was handed on are not needed any more. */
static void forget_done(struct quic_crypto *c)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < c->count; i++)
		if (c->pieces[i].to > c->done)
			c->pieces[kept++] = c->pieces[i];
	c->count = kept;
}

void quic_crypto_add(struct quic_crypto *c, uint64_t offset, const uint8_t *p, uint32_t n)
{
	forget_done(c);
	if (offset > LIMIT_QUIC_CRYPTO || n > LIMIT_QUIC_CRYPTO - offset || c->count == QUIC_CRYPTO_PIECES ||
		!n)
		return;
	size_t end = offset + n;
	if (c->data.len < end) {
		if (!text_room(&c->data, end - c->data.len))
			return;
		memset(c->data.data + c->data.len, 0, end - c->data.len);
		c->data.len = end;
	}
	memcpy(c->data.data + offset, p, n);
	c->pieces[c->count++] = (struct quic_crypto_piece){(uint32_t)offset, (uint32_t)end};
}

/* Where what is there without a gap ends. */
static uint32_t contiguous(const struct quic_crypto *c)
{
	uint32_t end = c->done;
	for (bool grown = true; grown;) {
		grown = false;
		for (unsigned i = 0; i < c->count; i++)
			if (c->pieces[i].from <= end && c->pieces[i].to > end) {
				end = c->pieces[i].to;
				grown = true;
			}
	}
	return end;
}

uint32_t quic_crypto_ready(const struct quic_crypto *c)
{
	uint32_t end = contiguous(c), at = c->done;
	while (end - at >= TLS_MESSAGE_HEADER) {
		uint32_t len = TLS_MESSAGE_HEADER + (be32(c->data.data + at) & 0xffffff);
		if (len > end - at)
			break;
		at += len;
	}
	return at - c->done;
}
