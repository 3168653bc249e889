/* A column: what a packet has of the fields of one name, as text. */
#ifndef SINK_COLUMN_H
#define SINK_COLUMN_H

#include "core/err.h"
#include "core/text.h"
#include "dissect/fields.h"
#include "dissect/tape.h"
#include "sink/sink.h"

enum occurrence { OCCURRENCE_ALL, OCCURRENCE_FIRST, OCCURRENCE_LAST };

struct column {
	const struct field **fields;
	size_t count;
	bool frame; /* a field of the frame is among them (SINK_FRAME) */
	bool analysis;  /* it is one that stream/annotate.c makes */
};

/* source[at ... at + len) is the name. 0, or -errno with a sentence: there is no such field. */
int column_init(struct column *c, const struct field_index *x, const char *source, size_t at, size_t len, struct err *err);
/* What a sink needs to show the column is added to its needs; 0, or -errno with a sentence. */
int column_needs(const struct column *c, struct sink *s, struct err *err);
void column_free(struct column *c);
/* The values of the packet, escaped, with `between` between them; of a protocol its name. False: it has none. */
bool column_put(const struct column *c, const struct tape *tape, enum occurrence which, const char *between,
	struct text *out);

#endif
