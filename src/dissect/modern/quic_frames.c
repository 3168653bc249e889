#include "dissect/modern/quic_frames.h"

enum {
	PADDING = 0,
	PING = 1,
	ACK = 2,
	ACK_ECN = 3,
	CRYPTO = 6,
	CONNECTION_CLOSE = 0x1c,
	APPLICATION_CLOSE = 0x1d
};

const struct token quic_frame_types[] = {
	{PADDING, "PADDING"},
	{PING, "PING"},
	{ACK, "ACK"},
	{ACK_ECN, "ACK (ECN)"},
	{4, "RESET_STREAM"},
	{5, "STOP_SENDING"},
	{CRYPTO, "CRYPTO"},
	{7, "NEW_TOKEN"},
	{8, "STREAM"},
	{0x18, "NEW_CONNECTION_ID"},
	{CONNECTION_CLOSE, "CONNECTION_CLOSE"},
	{APPLICATION_CLOSE, "CONNECTION_CLOSE (application)"},
	{0x1e, "HANDSHAKE_DONE"},
	{0, NULL},
};

uint64_t quic_number(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	unsigned n = 1u << (peek8(d, 0) >> 6);
	uint64_t v = dis_be(d, 0, n) & (n == 8 ? UINT64_MAX >> 2 : (UINT64_C(1) << (8 * n - 2)) - 1);
	if (!d->cut)
		mark_uint(d, field, at, d->pos - at, v);
	return v;
}

static void padding(struct dis *d)
{
	uint32_t at = d->pos - 1;
	while (left(d) && !peek8(d, 0))
		skip(d, 1);
	mark_uint(d, QUIC_PADDING_LENGTH, at, d->pos - at, d->pos - at);
}

static void ack(struct dis *d, bool ecn)
{
	quic_number(d, QUIC_ACK_LARGEST);
	quic_number(d, QUIC_ACK_DELAY);
	uint64_t ranges = quic_number(d, QUIC_ACK_RANGES);
	quic_number(d, QUIC_ACK_FIRST);
	for (; ranges && more(d); ranges--) {
		quic_number(d, QUIC_ACK_GAP);
		quic_number(d, QUIC_ACK_RANGE);
	}
	if (ecn) {
		quic_number(d, QUIC_ACK_ECT0);
		quic_number(d, QUIC_ACK_ECT1);
		quic_number(d, QUIC_ACK_CE);
	}
}

static uint32_t clipped(uint64_t n)
{
	return n > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)n;
}

static void crypto(struct dis *d, struct quic_crypto *c)
{
	uint64_t offset = quic_number(d, QUIC_CRYPTO_OFFSET), length = quic_number(d, QUIC_CRYPTO_LENGTH);
	struct span s = bytes(d, QUIC_CRYPTO_DATA, clipped(length));
	if (!d->cut)
		quic_crypto_add(c, offset, s.p, s.len);
}

static void connection_close(struct dis *d, bool application)
{
	quic_number(d, QUIC_CLOSE_ERROR);
	if (!application)
		quic_number(d, QUIC_CLOSE_FRAME_TYPE);
	uint64_t length = quic_number(d, QUIC_CLOSE_REASON_LENGTH);
	bytes(d, QUIC_CLOSE_REASON, clipped(length));
}

/* False: not a frame of Initial packets. */
static bool frame(struct dis *d, struct quic_crypto *c)
{
	uint64_t type = quic_number(d, QUIC_FRAME_TYPE);
	switch (type) {
	case PADDING:
		padding(d);
		return true;
	case PING:
		return true;
	case ACK:
	case ACK_ECN:
		ack(d, type == ACK_ECN);
		return true;
	case CRYPTO:
		crypto(d, c);
		return true;
	case CONNECTION_CLOSE:
	case APPLICATION_CLOSE:
		connection_close(d, type == APPLICATION_CLOSE);
		return true;
	default:
		return false;
	}
}

void quic_frames(struct dis *d, struct quic_crypto *c)
{
	bool known = true;
	while (known && more(d)) {
		group_begin(d, QUIC_FRAME);
		known = frame(d, c);
		group_end(d);
	}
}
