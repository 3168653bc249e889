/* Frames of a QUIC packet that was opened (RFC 9000 section 19), and the fields of all of QUIC. */
#ifndef DISSECT_MODERN_QUIC_FRAMES_H
#define DISSECT_MODERN_QUIC_FRAMES_H

#include "dissect/dissect.h"
#include "dissect/modern/quic_crypto.h"

/* The fields of proto_quic. */
enum quic_field {
	QUIC,
	QUIC_PACKET_LENGTH,
	QUIC_LONG_FORM,
	QUIC_FIXED_BIT,
	QUIC_SPIN_BIT,
	QUIC_LONG_TYPE,
	QUIC_LONG_TYPE_V2,
	QUIC_RESERVED,
	QUIC_NUMBER_LENGTH,
	QUIC_VERSION,
	QUIC_SUPPORTED_VERSION,
	QUIC_DCIL,
	QUIC_DCID,
	QUIC_SCIL,
	QUIC_SCID,
	QUIC_TOKEN_LENGTH,
	QUIC_TOKEN,
	QUIC_RETRY_TOKEN,
	QUIC_RETRY_TAG,
	QUIC_LENGTH,
	QUIC_PACKET_NUMBER,
	QUIC_PAYLOAD,
	QUIC_REMAINING,
	QUIC_FRAME,
	QUIC_FRAME_TYPE,
	QUIC_PADDING_LENGTH,
	QUIC_ACK_LARGEST,
	QUIC_ACK_DELAY,
	QUIC_ACK_RANGES,
	QUIC_ACK_FIRST,
	QUIC_ACK_GAP,
	QUIC_ACK_RANGE,
	QUIC_ACK_ECT0,
	QUIC_ACK_ECT1,
	QUIC_ACK_CE,
	QUIC_CRYPTO_OFFSET,
	QUIC_CRYPTO_LENGTH,
	QUIC_CRYPTO_DATA,
	QUIC_CLOSE_ERROR,
	QUIC_CLOSE_FRAME_TYPE,
	QUIC_CLOSE_REASON_LENGTH,
	QUIC_CLOSE_REASON,
};

extern const struct token quic_frame_types[];

/* A variable-length integer (section 16). */
uint64_t quic_number(struct dis *d, unsigned field);
/* The frames from the cursor to the end; data of CRYPTO frames goes to c. Of frame types that Initial packets
 * do not have, nothing is read on. */
void quic_frames(struct dis *d, struct quic_crypto *c);

#endif
