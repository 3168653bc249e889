/* Values of display filters: what fields, literals and functions give, and how two of them compare. */
#ifndef DISPLAY_VALUE_H
#define DISPLAY_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "dissect/tape.h"

enum value_type {
	V_NONE,   /* not known yet: a literal, as it was typed */
	V_INT,    /* i */
	V_BOOL,   /* i: 0 or 1 */
	V_DOUBLE, /* d */
	V_IP4,    /* i, prefix */
	V_IP6,    /* 16 bytes, prefix */
	V_MAC,    /* 6 bytes */
	V_BYTES,
	V_STRING, /* bytes */
	V_TIME,   /* i: ns since the epoch */
	V_SPAN,   /* i: ns */
	V_PROTO,  /* the bytes of a protocol */
};

/* Wide enough for signed and unsigned 64-bit numbers. */
typedef __int128 value_int;

struct value {
	union {
		value_int i;
		double d;
		struct {
			const uint8_t *p; /* borrowed from tape, filter or the packet's work memory */
			uint32_t n;
		};
	};
	uint8_t prefix; /* of addresses: leading bits that count; 32 or 128 for a whole one */
};

enum value_type value_type_of(const struct field *f);
/* "an IPv4 address" */
const char *value_type_name(enum value_type t);
/* Values whose bytes can be sliced, searched and matched. */
static inline bool value_is_bytes(enum value_type t)
{
	return t == V_BYTES || t == V_STRING || t == V_MAC || t == V_IP6 || t == V_PROTO;
}

/* The value of a mark. Scratch (8 bytes) is for what the tape has as a number and a filter as bytes. */
void value_of_mark(struct value *v, const struct mark *m, enum value_type type);
/* < 0, 0, > 0 */
int value_compare(enum value_type type, const struct value *a, const struct value *b);
bool value_contains(const struct value *a, const struct value *b);
/* Are they the same? Types whose equality is cheaper than their order are asked here. */
bool value_equal(enum value_type type, const struct value *a, const struct value *b);

#endif
