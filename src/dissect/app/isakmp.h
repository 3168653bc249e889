/* What the files of ISAKMP share. */
#ifndef DISSECT_APP_ISAKMP_H
#define DISSECT_APP_ISAKMP_H

#include "dissect/dissect.h"

enum isakmp_field {
	ISAKMP, ISPI, RSPI, NEXT_PAYLOAD, ISAKMP_VERSION, EXCHANGE, ISAKMP_FLAGS, MESSAGE_ID, ISAKMP_LENGTH, PAYLOAD, PAYLOAD_NEXT, PAYLOAD_LENGTH,
	PROPOSAL_NUMBER, PROPOSAL_PROTOCOL, TRANSFORM_NUMBER, KEY_EXCHANGE, ISAKMP_NONCE, VENDOR_ID_BYTES, HASH_BYTES, SIGNATURE_BYTES, NOTIFY_TYPE,
	ID_TYPE, KE_GROUP, ENCRYPTED_BYTES, FLAG_BIT_E, FLAG_BIT_C, FLAG_BIT_A, FLAG_BIT_I, FLAG_BIT_V, FLAG_BIT_R, MAJOR, MINOR, PAYLOAD_TYPE,
	CRITICAL, SA_DOI, SA_SITUATION, SPI_SIZE, SPI_BYTES, PROPOSAL_TRANSFORMS, TRANSFORM_ID, TRANSFORM_TYPE, CERT_ENCODING, CERT_DATA,
	ID_PROTOCOL, ID_PORT, ID_DATA, NOTIFY_DOI, NOTIFY_PROTOCOL, DELETE_DOI, DELETE_PROTOCOL, DELETE_SPI, AUTH_METHOD,
	AUTH_DATA, ISAKMP_FIELDS,
};

/* What a payload is told of those around it. */
struct isakmp_context {
	unsigned version;  /* of the message: 1 or 2 */
	unsigned depth;    /* of its line: 1 for those of the message */
	uint32_t doi;      /* of the SA around it */
	unsigned protocol; /* of the proposal around it */
	uint32_t end;      /* of the payload, absolute */
	unsigned next;     /* the type that the payload says comes next */
	bool initiator;    /* sent by who began */
	uint8_t spis[16];  /* of the message */
};

enum isakmp_payload {
	PAYLOAD_NONE = 0, PAYLOAD_SA, PAYLOAD_PROPOSAL, PAYLOAD_TRANSFORM, PAYLOAD_KE, PAYLOAD_ID, PAYLOAD_CERT, PAYLOAD_CR, PAYLOAD_HASH,
	PAYLOAD_SIG, PAYLOAD_NONCE, PAYLOAD_NOTIFY, PAYLOAD_DELETE, PAYLOAD_VID, PAYLOAD_V2_SA = 33, PAYLOAD_V2_KE, PAYLOAD_V2_IDI,
	PAYLOAD_V2_IDR, PAYLOAD_V2_CERT, PAYLOAD_V2_CR, PAYLOAD_V2_AUTH, PAYLOAD_V2_NONCE, PAYLOAD_V2_NOTIFY, PAYLOAD_V2_DELETE,
	PAYLOAD_V2_VID, PAYLOAD_V2_TSI, PAYLOAD_V2_TSR, PAYLOAD_V2_ENCRYPTED, PAYLOAD_V2_CP, PAYLOAD_V2_EAP,
};

extern const struct token isakmp_payloads[], isakmp_protocols[];

/* Payloads from the cursor on, each in parentheses on a line of its own. The first says its type, each the next one's. Where
 * one ends is where the next begins, which for some is not where their length says. False: nothing can be read behind it; that
 * was said. */
bool isakmp_payload_chain(struct dis *d, unsigned type, struct isakmp_context c);
/* The new line of a payload and "(". */
void isakmp_open(struct dis *d, unsigned depth);
/* One payload behind its four bytes of header: len is of what is in it. False: nothing can be read behind it. */
bool ikev1_payload(struct dis *d, unsigned type, uint32_t len, struct isakmp_context *c);
bool ikev2_payload(struct dis *d, unsigned type, bool critical, uint32_t len, struct isakmp_context *c);
/* " [|p]": the rest of a payload of that type is missing. Always false. */
bool isakmp_cut(struct dis *d, unsigned type);
/* "(type=NAME value=...)" for each attribute up to `end`. Behind one that is cut the cursor is one byte too far, as the
 * reference's. */
struct isakmp_attribute {
	const char *name;
	const struct token *values;
};
void isakmp_attributes(struct dis *d, const struct isakmp_attribute *known, size_t count, uint32_t end);
/* n bytes as hex, with -vvv. */
void isakmp_raw(struct dis *d, unsigned field, uint32_t n);
/* The first bytes as hex, all with -vvvv. */
void isakmp_short_hex(struct dis *d, unsigned field, uint32_t n);

#endif
