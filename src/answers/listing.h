/* Rows of an answer: as a table for people, as JSON lines, as a table of an HTML page.
 *
 * Cells are added from left to right, row by row; a cell may be empty (null in JSON). Rows are written some thousands at
 * a time, so that an answer of any length takes little memory; columns are as wide as the widest cell until then. */
#ifndef ANSWERS_LISTING_H
#define ANSWERS_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answers/output.h"

enum column_kind {
	COLUMN_TEXT,
	COLUMN_NUMBER, /* right aligned; a number in JSON */
	COLUMN_DRAWN,  /* UTF-8 of our own: bars. Other text is shown with '.' for what is not printable ASCII */
};

struct listing_column {
	const char *title; /* "Packets" */
	const char *key;   /* of JSON: "packets"; NULL: not in JSON */
	enum column_kind kind;
};

enum { LISTING_COLUMNS = 24 };

struct listing {
	const struct listing_column *columns;
	unsigned count;       /* of columns */
	enum listing_style style;
	const char *first;    /* of JSON: what each object begins with ("\"kind\":\"tcp\""), or NULL */
	struct output *out;
	struct text cells;
	uint16_t *lengths;    /* of the cells */
	size_t cell_count;
	size_t cell_start;    /* of the cell in work */
	size_t width[LISTING_COLUMNS];
	bool headed;          /* the head is written */
	const char *nothing;  /* what people are told instead of a table without rows, or NULL */
};

/* All pointers stay the caller's. count <= LISTING_COLUMNS. */
void listing_init(struct listing *l, const struct listing_column *columns, unsigned count,
	enum listing_style style, const char *first, struct output *out);
/* Writes what is left, and frees. */
void listing_finish(struct listing *l);

/* The cell is what was put into l->cells since the one before; at most 65,535 bytes of it. */
void listing_end_cell(struct listing *l);
void listing_u(struct listing *l, uint64_t v);
void listing_s(struct listing *l, const char *s);
void listing_bytes(struct listing *l, const void *p, size_t n);
void listing_fixed(struct listing *l, double v, unsigned decimals);
/* Nanoseconds as seconds with `decimals` digits (up to 9). */
void listing_seconds(struct listing *l, int64_t ns, unsigned decimals);
void listing_empty(struct listing *l);

/* Text with the characters of HTML escaped, as far as it is printable ASCII. */
void html_escape(struct text *out, const char *s, size_t n);

#endif
