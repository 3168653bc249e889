/* What the files of ISAKMP share. */
#ifndef DISSECT_APP_ISAKMP_H
#define DISSECT_APP_ISAKMP_H

#include "dissect/dissect.h"

enum isakmp_field {
	ISAKMP, ISPI, RSPI, NEXT_PAYLOAD, ISAKMP_VERSION, EXCHANGE, ISAKMP_FLAGS, MESSAGE_ID, ISAKMP_LENGTH, PAYLOAD, PAYLOAD_NEXT, PAYLOAD_LENGTH,
	PROPOSAL_NUMBER, PROPOSAL_PROTOCOL, TRANSFORM_NUMBER, KEY_EXCHANGE, ISAKMP_NONCE, VENDOR_ID_BYTES, HASH_BYTES, SIGNATURE_BYTES, NOTIFY_TYPE,
	ID_TYPE, KE_GROUP, ENCRYPTED_BYTES, ISAKMP_FIELDS,
};

/* What a payload is told of those around it. */
struct isakmp_context {
	unsigned version;  /* 1 or 2 */
	unsigned depth;    /* of its line: 1 for those of the message */
	uint32_t doi;      /* of the SA around it */
	unsigned protocol; /* of the proposal around it */
	unsigned number;   /* of the payload among its neighbours, from 1 */
	bool broken;       /* what is in the payload was said to be cut: nothing behind it is read */
};

enum isakmp_payload {
	PAYLOAD_NONE = 0, PAYLOAD_SA, PAYLOAD_PROPOSAL, PAYLOAD_TRANSFORM, PAYLOAD_KE, PAYLOAD_ID, PAYLOAD_CERT, PAYLOAD_CR, PAYLOAD_HASH,
	PAYLOAD_SIG, PAYLOAD_NONCE, PAYLOAD_NOTIFY, PAYLOAD_DELETE, PAYLOAD_VID, PAYLOAD_V2_SA = 33, PAYLOAD_V2_KE, PAYLOAD_V2_IDI,
	PAYLOAD_V2_IDR, PAYLOAD_V2_CERT, PAYLOAD_V2_CR, PAYLOAD_V2_AUTH, PAYLOAD_V2_NONCE, PAYLOAD_V2_NOTIFY, PAYLOAD_V2_DELETE,
	PAYLOAD_V2_VID, PAYLOAD_V2_TSI, PAYLOAD_V2_TSR, PAYLOAD_V2_ENCRYPTED, PAYLOAD_V2_CP, PAYLOAD_V2_EAP,
};

extern const struct token isakmp_payloads[], isakmp_protocols[];

/* Payloads up to the declared end, each in parentheses on a line of its own. False: one was cut, which was said. */
bool isakmp_payload_chain(struct dis *d, unsigned type, struct isakmp_context c);
/* The content of one payload behind its four bytes of header. len: of the content. False: cut, which was said. */
void ikev1_payload(struct dis *d, unsigned type, uint32_t len, struct isakmp_context *c);
void ikev2_payload(struct dis *d, unsigned type, bool critical, uint32_t len, struct isakmp_context *c);
/* " (type=NAME value=...)" for each attribute up to the declared end. */
struct isakmp_attribute {
	const char *name;
	const struct token *values;
};
void isakmp_attributes(struct dis *d, const struct isakmp_attribute *known, size_t count);
/* n bytes as hex, with -vvv. */
void isakmp_raw(struct dis *d, unsigned field, uint32_t n);
/* The first bytes as hex, all with -vvvv. */
void isakmp_short_hex(struct dis *d, unsigned field, uint32_t n);

#endif
