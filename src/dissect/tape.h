/* The tape: the fields of one packet in the order in which they were read.
 *
 * A mark is a protocol layer (field type F_NONE, depth 0), a group of fields (F_NONE, depth > 0), or a value. Fields
 * and groups belong to the layer whose index in marks[] they carry; a layer's fields may follow those of a layer inside
 * it (an ICMP extension behind the quoted packet). Within a layer, marks of greater depth that follow a group are
 * its content. */
#ifndef DISSECT_TAPE_H
#define DISSECT_TAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "dissect/field.h"
#include "dissect/limits.h"

struct mark {
	const struct field *field;
	union {
		uint64_t u;           /* F_BOOL, unsigned, F_IP4, F_EUI64 */
		int64_t i;            /* signed, F_TIME, F_SPAN */
		double d;
		const uint8_t *bytes; /* F_IP6, F_MAC, F_BYTES, F_STR, F_OID, F_GUID; `size` of them; borrowed from the
		                       * packet or the tape, good until the next packet. Of a layer: all from its first byte
		                       * to the end of what it could read. Of a group: its first byte, `len` of them (size 0) */
	};
	uint32_t pos, len; /* where the field stands in its buffer, in bytes */
	uint32_t size;     /* of bytes */
	uint16_t layer;    /* index of the layer's mark */
	uint8_t depth;     /* 0: a layer */
	uint8_t buffer;    /* 0: the packet; else a decrypted or decompressed stretch */
};

struct tape {
	struct mark *marks;
	uint32_t count, size;
	uint32_t buffers;                     /* in use; buffer 0 is the packet */
	uint32_t buffer_len[LIMIT_BUFFERS];
	bool full;                            /* a limit was reached: fields are missing */
	struct arena bytes;                   /* derived values */
	const struct field *const *only;      /* the reader's: other fields are left out, layers are not. Then layers and
	                                       * groups have no length. NULL: all fields */
	uint32_t only_count;
	bool all_layers;                      /* with `only`: layers that tcpdump does not have are looked for, too */
};

static inline bool tape_wants(const struct tape *t, const struct field *f)
{
	for (uint32_t i = 0; i < t->only_count; i++)
		if (t->only[i] == f)
			return true;
	return !t->only;
}

/* Is one of these fields wanted? */
static inline bool tape_wants_some(const struct tape *t, const struct field *fields, uint32_t count)
{
	for (uint32_t i = 0; i < t->only_count; i++)
		if (t->only[i] >= fields && t->only[i] < fields + count)
			return true;
	return !t->only;
}

/* Of a string without the zero bytes that fill its field. */
static inline uint32_t mark_string_length(const struct mark *m)
{
	uint32_t n = m->size;
	while (n && !m->bytes[n - 1])
		n--;
	return n;
}

void tape_reset(struct tape *t, uint32_t packet_len);
void tape_free(struct tape *t);
/* A new mark, zeroed but for field; NULL when a limit is reached or there is no memory. */
struct mark *tape_add(struct tape *t, const struct field *f);

#endif
