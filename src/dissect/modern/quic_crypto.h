/* CRYPTO frames of one side put together: RFC 9000 section 19.6. */
#ifndef DISSECT_MODERN_QUIC_CRYPTO_H
#define DISSECT_MODERN_QUIC_CRYPTO_H

#include "core/text.h"

enum { QUIC_CRYPTO_PIECES = 64 };

struct quic_crypto {
	struct text data; /* from offset 0; what is not there yet is zero */
	uint32_t done;	  /* handed on */
	struct quic_crypto_piece {
		uint32_t from, to;
	} pieces[QUIC_CRYPTO_PIECES];
	unsigned count;
};

/* Takes a frame's data; what goes past LIMIT_QUIC_CRYPTO, or is in more pieces than are kept, is left out. */
void quic_crypto_add(struct quic_crypto *c, uint64_t offset, const uint8_t *p, uint32_t n);
/* Bytes of whole handshake messages behind `done`. */
uint32_t quic_crypto_ready(const struct quic_crypto *c);

#endif
