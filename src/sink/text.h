/* Lines for people: number, time, the dissected line, hex behind it. */
#ifndef SINK_TEXT_H
#define SINK_TEXT_H

#include <stdbool.h>

#include "sink/clock.h"
#include "sink/color.h"
#include "sink/sink.h"

struct text_options {
	enum time_style time;
	bool nanoseconds;
	bool utc;
	bool number;        /* -# */
	bool lengths;       /* --lengths */
	int hex;            /* -x: 1, -xx: 2 (with the link header) */
	int hex_ascii;      /* -X */
	int ascii;          /* -A */
	bool line_buffered; /* -l */
	enum color_when color; /* --color */
	bool wrap;          /* --wrap */
};

/* How lines look, and the clock that runs through them. */
struct text_layout {
	struct text_options options;
	struct clock clock;
	struct colors *colors; /* NULL: none */
	unsigned width;        /* 0: lines are not folded */
};

/* Appends all that stands in the output for one packet, newlines included. */
void text_layout_put(struct text_layout *l, const struct view *v, struct text *out);

/* Writes to the descriptor, which stays the caller's. 0, or -errno with a sentence. */
int text_sink_new(const struct text_options *options, int fd, struct sink **sink, struct err *err);
/* The layout of such a sink, and where it writes, for who makes the lines in its place. NULL: it is another kind of sink, or each line
 * is to be seen at once. */
struct text_layout *text_sink_layout(struct sink *s, int *fd);

#endif
