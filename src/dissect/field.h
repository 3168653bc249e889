/* Fields: what a protocol names in a packet. Names are Wireshark's where it has one, since that is what people
 * type ("ip.src", "tcp.dstport"). */
#ifndef DISSECT_FIELD_H
#define DISSECT_FIELD_H

#include <stdint.h>

enum field_type {
	F_NONE,  /* a protocol or a group of fields; no value */
	F_BOOL,
	F_U8,
	F_U16,
	F_U24,
	F_U32,
	F_U64,   /* also 40, 48 and 56 bits */
	F_I8,
	F_I16,
	F_I32,
	F_I64,
	F_DOUBLE,
	F_IP4,   /* value: host order */
	F_IP6,   /* bytes: 16 */
	F_MAC,   /* bytes: 6 */
	F_EUI64, /* value */
	F_BYTES,
	F_STR,   /* bytes, as in the packet or as made; no zero byte behind them */
	F_OID,   /* bytes: BER content octets */
	F_GUID,  /* bytes: 16 */
	F_TIME,  /* value: nanoseconds since the epoch, signed */
	F_SPAN,  /* value: nanoseconds, signed */
};

enum field_base { DEC, HEX, OCT };

/* A value and the word for it. Arrays end with a NULL word. */
struct token {
	uint32_t value;
	const char *word;
};

struct field {
	const char *name;           /* "vrrp.virt_rtr_id" */
	const char *title;          /* "Virtual router ID" */
	uint8_t type;               /* enum field_type */
	uint8_t base;               /* enum field_base */
	const struct token *tokens; /* words for values, or NULL */
	const char *either;         /* a name that stands for this field and its twin ("ip.addr"), or NULL */
	uint8_t behind;             /* 1: what follows the protocol, and not counted to its length */
};

#endif
