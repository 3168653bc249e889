/* Times before lines, in every style of -t and --time. */
#ifndef SINK_CLOCK_H
#define SINK_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/packet.h"
#include "core/text.h"
#include "core/time.h"

enum time_style {
	TIME_DEFAULT,     /* 12:34:56.789012 */
	TIME_NONE,        /* -t */
	TIME_EPOCH,       /* -tt */
	TIME_DELTA,       /* -ttt: since the previous line */
	TIME_DATE,        /* -tttt */
	TIME_DELTA_FIRST, /* -ttttt */
	/* of --time only */
	TIME_ISO,              /* 2026-11-21T12:34:56.789012+01:00 */
	TIME_SECONDS,          /* since the previous line: 0.000123 */
	TIME_SECONDS_FIRST,    /* since the first line */
	TIME_STEVENS,          /* 1.234567 (0.0001): since the first line, and since the one before */
};

struct clock {
	enum time_style style;
	bool nanoseconds;
	struct zone zone;      /* its utc may be set */
	int64_t first, previous;
	bool started;
	char cached[32];       /* "2026-11-20 12:34:56" of the second below */
	size_t cached_len;
	int64_t cached_second;
};

/* The packet's time and a blank; nothing with TIME_NONE. To be called once for each line, in order. */
void clock_put(struct clock *c, struct text *out, const struct packet *p);
/* The line is made elsewhere, by a copy of the clock: later differences are as if it had been made here. */
void clock_pass(struct clock *c, const struct packet *p);
/* The style that --time calls so; false: none does. "utc" is TIME_DATE in *utc. */
bool clock_style_named(const char *name, enum time_style *style, bool *utc);

#endif
