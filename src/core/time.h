/* Times as 64-bit nanoseconds since the epoch, and their split into local calendar time without asking libc for
 * each packet. */
#ifndef CORE_TIME_H
#define CORE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#define NS_PER_S INT64_C(1000000000)

/* Seconds (rounded down, also before 1970) and nanoseconds 0..999999999 of a time. */
static inline int64_t time_seconds(int64_t ns)
{
	int64_t s = ns / NS_PER_S;
	return s - (ns % NS_PER_S < 0);
}

static inline uint32_t time_nanos(int64_t ns)
{
	int64_t r = ns % NS_PER_S;
	return (uint32_t)(r < 0 ? r + NS_PER_S : r);
}

/* Calendar time of one second. */
struct calendar {
	int year, month, day;     /* month and day from 1 */
	int hour, minute, second;
};

/* Remembers the UTC offset that holds over a stretch of time, so that libc is asked once per stretch (a quarter
 * of an hour: no zone changes its offset within one) and not once per packet. Zero it before use. */
struct zone {
	int64_t from, until; /* seconds; the offset holds for from <= t < until */
	int32_t offset;      /* seconds east of UTC */
	bool utc;            /* set by the owner: no zone, all offsets 0 */
};

void time_calendar(struct zone *z, int64_t seconds, struct calendar *c);

/* Now, by CLOCK_REALTIME. */
int64_t time_now(void);

#endif
