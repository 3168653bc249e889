/* Protection of QUIC Initial packets: RFC 9001 section 5 (version 1 and the drafts before it), RFC 9369
 * (version 2). Their keys come from a connection ID that anybody sees. */
#ifndef DISSECT_MODERN_QUIC_INITIAL_H
#define DISSECT_MODERN_QUIC_INITIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { QUIC_VERSION_1 = 1, QUIC_VERSION_2 = 0x6b3343cf };
enum { QUIC_CLIENT, QUIC_SERVER };

struct quic_keys {
	uint8_t key[16], iv[12], mask[16];
};

struct quic_secrets {
	bool known;
	struct quic_keys side[2];
};

struct quic_opened {
	uint8_t first; /* the first byte without its protection */
	unsigned number_length;
	uint32_t number; /* of the packet, its low bytes */
	uint32_t length; /* of the payload */
};

/* Can Initial packets of that version be opened? */
bool quic_version_known(uint32_t version);
/* The keys of both sides from the connection ID that the client chose for the server. False: a version whose
 * keys are not known. */
bool quic_derive(struct quic_secrets *s, uint32_t version, const uint8_t *id, size_t n);
/* Opens a packet of len bytes, header included, whose packet number begins at number_at. The payload goes to
 * out, which has room for len bytes. False: it is not protected with these keys. */
bool quic_open(const struct quic_keys *k, const uint8_t *packet, uint32_t len, uint32_t number_at,
	uint8_t *out, struct quic_opened *o);

#endif
