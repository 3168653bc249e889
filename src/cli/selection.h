/* Which packets of a file are wanted, by their place in time and in the file: --from, --to, --packets. */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

enum { SELECTION_RANGES = 256 };

struct moment {
	enum { MOMENT_NONE, MOMENT_ABSOLUTE, MOMENT_OF_DAY, MOMENT_SINCE_FIRST } kind;
	int64_t ns; /* since the epoch, local midnight, or the first packet */
};

struct selection {
	struct moment from, to; /* both included */
	struct { uint64_t first, last; } ranges[SELECTION_RANGES];
	size_t range_count;
	int64_t first_time;     /* of the first packet seen; what is relative is resolved by it */
	bool started;
};

/* "2026-11-21 10:00:05.25" or with a T (local time, with Z UTC), "10:00:05" (on the day of the first packet),
 * "@1763719205.25" (seconds since the epoch), "+5.25" (seconds since the first packet). */
int moment_parse(struct moment *m, const char *text, struct err *err);
/* "1-10,15,20-": numbers of packets in the file, from 1. */
int selection_numbers(struct selection *s, const char *text, struct err *err);
/* Is the packet wanted? To be asked of every packet, in order. */
bool selection_has(struct selection *s, uint64_t number, int64_t time);

static inline bool selection_any(const struct selection *s)
{
	return s->from.kind || s->to.kind || s->range_count;
}

#endif
