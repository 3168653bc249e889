/* What the files of IGMP share: the fields, and the messages whose fields stand in a file of their own. */
#ifndef DISSECT_NET_IGMP_H
#define DISSECT_NET_IGMP_H

#include "dissect/dissect.h"

enum igmp_field {
	IGMP, VERSION, TYPE, MAX_RESP, MAX_RESP_EXP, MAX_RESP_MANT, RESERVED, CHECKSUM, CHECKSUM_STATUS, MADDR, S_FLAG, QRV, QQIC,
	NUM_RECORDS, RECORD, RECORD_TYPE, AUX_LEN, NUM_SRC, SADDR, AUX_DATA, DATA,
	MAX_HOPS, TRACE_SOURCE, TRACE_RECEIVER, TRACE_REPLY_TO, TRACE_TTL, TRACE_ID, TRACE_BLOCK, BLOCK_ARRIVAL, BLOCK_IN, BLOCK_OUT,
	BLOCK_PREVIOUS, BLOCK_IN_PACKETS, BLOCK_OUT_PACKETS, BLOCK_TOTAL, BLOCK_PROTOCOL, BLOCK_TTL, BLOCK_MBZ, BLOCK_S,
	BLOCK_MASK, BLOCK_CODE,
	GROUP_TYPE, REPLY, REPLY_PENDING, IDENTIFIER, ACCESS_KEY,
	RGMP_TYPE, RGMP_RESERVED, RGMP_CHECKSUM, RGMP_CHECKSUM_STATUS, RGMP_MADDR,
};

/* Of the message that begins at start: its checksum, at the cursor, and what it is. */
void igmp_checksum(struct dis *d, uint32_t start, uint32_t length);
/* Is the message at the cursor one of RGMP, whose number IGMP has, too? */
bool igmp_is_rgmp(const struct dis *d);
/* Messages of which the line says the number only: fields from behind the type on. */
void igmp_other_fields(struct dis *d, unsigned type, uint32_t start, uint32_t length);
/* Group records of a report, records of them, with their auxiliary data. */
void igmp_record_fields(struct dis *d, unsigned records);

#endif
