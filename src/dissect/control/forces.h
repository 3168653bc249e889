/* ForCES: what its files share. */
#ifndef DISSECT_CONTROL_FORCES_H
#define DISSECT_CONTROL_FORCES_H

#include "dissect/dissect.h"

enum forces_field {
	FORCES,
	FORCES_VERSION,
	FORCES_RSVD,
	FORCES_MESSAGE,
	FORCES_LENGTH,
	FORCES_SOURCE,
	FORCES_DESTINATION,
	FORCES_CORRELATOR,
	FORCES_FLAGS,
	FORCES_ACK,
	FORCES_PRIORITY,
	FORCES_MODE,
	FORCES_ATOMIC,
	FORCES_PHASE,
	FORCES_FLAGS_RESERVED,
	FORCES_TLV,
	FORCES_TLV_TYPE,
	FORCES_TLV_LENGTH,
	FORCES_CLASS,
	FORCES_INSTANCE,
	FORCES_OPERATION,
	FORCES_OPERATION_TYPE,
	FORCES_OPERATION_LENGTH,
	FORCES_PATH,
	FORCES_PATH_TYPE,
	FORCES_PATH_LENGTH,
	FORCES_PATH_FLAGS,
	FORCES_ID_COUNT,
	FORCES_ID,
	FORCES_DATA,
	FORCES_DATA_TYPE,
	FORCES_DATA_LENGTH,
	FORCES_DATA_VALUE,
	FORCES_RESULT,
	FORCES_KEY,
	FORCES_ILV_ID,
	FORCES_ILV_LENGTH,
	FORCES_ILV_DATA,
	FORCES_REDIRECT_TYPE,
	FORCES_REDIRECT_LENGTH,
	FORCES_REDIRECT_DATA,
	FORCES_SETUP_RESULT,
	FORCES_TEARDOWN_REASON,
};

enum { FORCES_TLV_HEADER = 4, FORCES_ILV_HEADER = 8, FORCES_INDENT_MOST = 255 };

/* RFC 5810 appendix A.2; 0: "Invalid TLV". */
extern const struct token forces_tlvs[];

/* The data TLVs that an operation may carry. */
enum forces_encoding { FORCES_FULL = 1, FORCES_SPARSE = 2, FORCES_OUTCOME = 4 };

/* The line has the TLVs. */
static inline bool forces_told(const struct dis *d)
{
	return d->verbose > 2;
}

/* Bytes of a TLV with its padding. */
static inline uint32_t forces_padded(uint32_t length)
{
	return (length + 3) & ~3u;
}

/* The type and length at the cursor fit into `room` bytes. When not: "Messy ... TLV header". */
bool forces_tlv_fits(struct dis *d, uint32_t room, const char *what);
/* " " as many times as deep, as far as the reference indents. */
const char *forces_indent(unsigned depth);
/* The same behind a newline, for dumps. */
void forces_line(char line[static FORCES_INDENT_MOST + 2], unsigned depth);

/* PATH-DATA TLVs of an operation to `room` bytes from the cursor (RFC 5810 section 7.1.7). encodings: of enum
 * forces_encoding. */
void forces_paths(struct dis *d, uint32_t room, unsigned encodings, unsigned indent);
/* Only the first of them. */
void forces_one_path(struct dis *d, uint32_t room, unsigned encodings, unsigned indent);

#endif
