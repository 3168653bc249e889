/* Drawing a time line: hosts as columns, packets as arrows between them, from top to bottom in the order of time. */
#ifndef ANSWERS_TIMELINE_DRAW_H
#define ANSWERS_TIMELINE_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "answers/output.h"
#include "stream/header_view.h"

enum { TIMELINE_HOSTS = 8 };

struct timeline_host {
	struct address address;
	uint8_t size;      /* ADDRESS_IP4 or ADDRESS_IP6 */
	int port;          /* -1: several */
};

struct timeline_row {
	int64_t time;
	uint64_t number;   /* of the packet */
	uint8_t from, to;  /* columns */
	size_t label, len; /* in labels */
};

struct timeline_chart {
	struct timeline_host hosts[TIMELINE_HOSTS];
	unsigned host_count;
	struct timeline_row *rows;
	size_t row_count, room;
	struct text labels;
	uint64_t left_out; /* packets for which there was no row or column */
};

/* 0 or -ENOMEM. */
int timeline_add(struct timeline_chart *c, int64_t time, uint64_t number, int from, int to, const struct text *label);
void timeline_free(struct timeline_chart *c);
/* For a terminal; ascii: without line drawing characters. width: of the terminal, 0: any. Labels are cut where the columns would not
 * fit, but not to less than what stands first in them. */
void timeline_text(const struct timeline_chart *c, bool ascii, unsigned width, struct output *out);
/* An SVG document; as wide as its columns need, black on white, for the screen and for paper. */
void timeline_svg(const struct timeline_chart *c, struct output *out);

#endif
