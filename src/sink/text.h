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

/* Writes to the descriptor, which stays the caller's. 0, or -errno with a sentence. */
int text_sink_new(const struct text_options *options, int fd, struct sink **sink, struct err *err);

#endif
