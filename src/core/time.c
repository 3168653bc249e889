#include "core/time.h"

#include <time.h>

enum { STRETCH = 900 };

/* Days since 1970-01-01 to a date of the Gregorian calendar; years start in March so that the leap day is last. */
static void civil_from_days(int64_t days, struct calendar *c)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	unsigned day_of_era = (unsigned)(z - era * 146097);
	unsigned year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	unsigned m = (5 * day_of_year + 2) / 153;
	c->day = (int)(day_of_year - (153 * m + 2) / 5 + 1);
	c->month = (int)(m < 10 ? m + 3 : m - 9);
	c->year = (int)((int64_t)year_of_era + era * 400 + (c->month <= 2));
}

static void refill(struct zone *z, int64_t seconds)
{
	int64_t start = seconds - ((seconds % STRETCH) + STRETCH) % STRETCH;
	time_t t = (time_t)start;
	struct tm tm;
	z->offset = !z->utc && localtime_r(&t, &tm) ? (int32_t)tm.tm_gmtoff : 0;
	z->from = start;
	z->until = start + STRETCH;
}

void time_calendar(struct zone *z, int64_t seconds, struct calendar *c)
{
	if (seconds < z->from || seconds >= z->until)
		refill(z, seconds);
	int64_t local = seconds + z->offset;
	int64_t days = local / 86400;
	int64_t rest = local % 86400;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	civil_from_days(days, c);
	c->hour = (int)(rest / 3600);
	c->minute = (int)(rest / 60 % 60);
	c->second = (int)(rest % 60);
}

int64_t time_now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec * NS_PER_S + ts.tv_nsec;
}
