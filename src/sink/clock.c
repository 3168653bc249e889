#include "sink/clock.h"

static void put_fraction(const struct clock *c, struct text *o, uint32_t ns)
{
	text_u_pad(o, c->nanoseconds ? ns : ns / 1000, c->nanoseconds ? 9 : 6);
}

static void put_clock(struct text *o, int hour, int minute, int second)
{
	text_u_pad(o, (unsigned)hour, 2);
	text_c(o, ':');
	text_u_pad(o, (unsigned)minute, 2);
	text_c(o, ':');
	text_u_pad(o, (unsigned)second, 2);
	text_c(o, '.');
}

static void put_date(struct text *o, const struct calendar *c, char between)
{
	text_u_pad(o, (unsigned)c->year, 4);
	text_c(o, '-');
	text_u_pad(o, (unsigned)c->month, 2);
	text_c(o, '-');
	text_u_pad(o, (unsigned)c->day, 2);
	text_c(o, between);
}

/* Date and clock change once a second at most: their text is kept. */
static void put_calendar(struct clock *c, struct text *o, int64_t second)
{
	if (c->cached_len && c->cached_second == second) {
		text_bytes(o, c->cached, c->cached_len);
		return;
	}
	size_t start = o->len;
	struct calendar calendar;
	time_calendar(&c->zone, second, &calendar);
	if (c->style != TIME_DEFAULT)
		put_date(o, &calendar, c->style == TIME_ISO ? 'T' : ' ');
	put_clock(o, calendar.hour, calendar.minute, calendar.second);
	size_t n = o->len - start;
	c->cached_len = n <= sizeof c->cached && !o->failed ? n : 0;
	memcpy(c->cached, o->data + start, c->cached_len);
	c->cached_second = second;
}

/* Z, or +01:00. The zone knows its offset once it has made a calendar time. */
static void put_zone(const struct clock *c, struct text *o)
{
	int32_t offset = c->zone.utc ? 0 : c->zone.offset, minutes = (offset < 0 ? -offset : offset) / 60;
	if (!offset) {
		text_c(o, 'Z');
		return;
	}
	text_c(o, offset < 0 ? '-' : '+');
	text_u_pad(o, (unsigned)minutes / 60, 2);
	text_c(o, ':');
	text_u_pad(o, (unsigned)minutes % 60, 2);
}

/* A column for the sign, then the difference. */
static void put_delta(const struct clock *c, struct text *o, int64_t delta)
{
	text_c(o, delta < 0 ? '-' : ' ');
	if (delta < 0)
		delta = -delta;
	int64_t s = delta / NS_PER_S;
	put_clock(o, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
	put_fraction(c, o, (uint32_t)(delta % NS_PER_S));
}

static void put_seconds(const struct clock *c, struct text *o, int64_t delta)
{
	uint64_t v = delta < 0 ? -(uint64_t)delta : (uint64_t)delta;
	if (delta < 0)
		text_c(o, '-');
	text_u(o, v / NS_PER_S);
	text_c(o, '.');
	put_fraction(c, o, (uint32_t)(v % NS_PER_S));
}

/* " (0.0024)": rounded to four digits. */
static void put_short_delta(struct text *o, int64_t delta)
{
	uint64_t v = ((delta < 0 ? -(uint64_t)delta : (uint64_t)delta) + 50000) / 100000;
	text_s(o, delta < 0 ? " (-" : " (");
	text_u(o, v / 10000);
	text_c(o, '.');
	text_u_pad(o, v % 10000, 4);
	text_c(o, ')');
}

static void put_bad_fraction(const struct clock *c, struct text *o, const struct packet *p)
{
	text_u_pad(o, p->raw_fraction, c->nanoseconds ? 9 : 6);
	text_s(o, c->nanoseconds ? " (invalid ns)" : " (invalid us)");
}

static void put_absolute(struct clock *c, struct text *o, const struct packet *p)
{
	if (c->style == TIME_EPOCH) {
		text_i(o, time_seconds(p->time));
		text_c(o, '.');
	} else {
		put_calendar(c, o, time_seconds(p->time));
	}
	if (p->flags & PACKET_BAD_FRACTION)
		put_bad_fraction(c, o, p);
	else
		put_fraction(c, o, time_nanos(p->time));
	if (c->style == TIME_ISO)
		put_zone(c, o);
}

/* Differences are between times as they are shown. */
static int64_t shown_time(const struct clock *c, const struct packet *p)
{
	return p->time - (c->nanoseconds ? 0 : time_nanos(p->time) % 1000);
}

static void start(struct clock *c, int64_t time)
{
	if (!c->started)
		c->first = c->previous = time;
	c->started = true;
}

void clock_pass(struct clock *c, const struct packet *p)
{
	int64_t time = shown_time(c, p);
	start(c, time);
	if (!(p->flags & PACKET_TIME_OVERFLOW))
		c->previous = time;
}

void clock_put(struct clock *c, struct text *o, const struct packet *p)
{
	if (c->style == TIME_NONE)
		return;
	int64_t time = shown_time(c, p);
	start(c, time);
	if (p->flags & PACKET_TIME_OVERFLOW) {
		text_s(o, "[timestamp overflow] ");
		return;
	}
	switch (c->style) {
	case TIME_DELTA:
		put_delta(c, o, time - c->previous);
		break;
	case TIME_DELTA_FIRST:
		put_delta(c, o, time - c->first);
		break;
	case TIME_SECONDS:
		put_seconds(c, o, time - c->previous);
		break;
	case TIME_SECONDS_FIRST:
	case TIME_STEVENS:
		put_seconds(c, o, time - c->first);
		if (c->style == TIME_STEVENS)
			put_short_delta(o, time - c->previous);
		break;
	default:
		put_absolute(c, o, p);
	}
	c->previous = time;
	text_c(o, ' ');
}

bool clock_style_named(const char *name, enum time_style *style, bool *utc)
{
	static const struct {
		const char *name;
		enum time_style style;
	} styles[] = {
		{"clock", TIME_DEFAULT}, {"none", TIME_NONE}, {"epoch", TIME_EPOCH}, {"date", TIME_DATE}, {"utc", TIME_DATE},
		{"iso", TIME_ISO}, {"delta", TIME_SECONDS}, {"relative", TIME_SECONDS_FIRST}, {"stevens", TIME_STEVENS},
	};
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (!strcmp(styles[i].name, name)) {
			*style = styles[i].style;
			*utc = *utc || !strcmp(name, "utc");
			return true;
		}
	return false;
}
