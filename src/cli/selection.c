#include "cli/selection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/time.h"

/* A fraction of a second, from its point on, in ns; NULL: none can be read. */
static const char *fraction(const char *p, int64_t *ns)
{
	*ns = 0;
	if (*p != '.')
		return p;
	int64_t unit = NS_PER_S;
	const char *start = ++p;
	for (; *p >= '0' && *p <= '9'; p++) {
		unit /= 10;
		*ns += (*p - '0') * unit;
	}
	return p == start ? NULL : p;
}

static const char *seconds_of(const char *p, int64_t *ns)
{
	char *end;
	int64_t rest;
	errno = 0;
	long long s = strtoll(p, &end, 10);
	if (end == p || errno || *p == '-' || s > INT64_MAX / NS_PER_S - 1)
		return NULL;
	const char *after = fraction(end, &rest);
	*ns = s * NS_PER_S + rest;
	return after;
}

static int64_t local_midnight(int64_t ns)
{
	time_t t = (time_t)time_seconds(ns);
	struct tm tm;
	if (!localtime_r(&t, &tm))
		return 0;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	return mktime(&tm) * NS_PER_S;
}

/* A date, a time of day, or both. */
static const char *calendar_of(const char *text, struct moment *m)
{
	struct tm tm = {.tm_isdst = -1};
	int64_t rest = 0;
	const char *p = strptime(text, "%Y-%m-%d", &tm), *clock = p ? p + (*p == ' ' || *p == 'T') : text, *after = p;
	if (!p || *p) {
		after = strptime(clock, "%H:%M:%S", &tm);
		after = after ? after : strptime(clock, "%H:%M", &tm);
		after = after ? fraction(after, &rest) : NULL;
	}
	if (!after)
		return NULL;
	m->kind = p ? MOMENT_ABSOLUTE : MOMENT_OF_DAY;
	if (!p)
		m->ns = (tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec) * NS_PER_S + rest;
	else
		m->ns = (*after == 'Z' ? timegm(&tm) : mktime(&tm)) * NS_PER_S + rest;
	return p && *after == 'Z' ? after + 1 : after;
}

int moment_parse(struct moment *m, const char *text, struct err *err)
{
	const char *end;
	if (*text == '@' || *text == '+') {
		m->kind = *text == '@' ? MOMENT_ABSOLUTE : MOMENT_SINCE_FIRST;
		end = seconds_of(text + 1, &m->ns);
	} else {
		end = calendar_of(text, m);
	}
	if (!end || *end)
		return err_set(err, -EINVAL, "invalid time %s: give 2026-11-21 10:00:05.25 (Z behind it: UTC), 10:00:05, "
			"@SECONDS since 1970 or +SECONDS since the first packet", text);
	return 0;
}

int selection_numbers(struct selection *s, const char *text, struct err *err)
{
	const char *p = text;
	for (bool more = true; more; p++) {
		char *end;
		uint64_t first = strtoull(p, &end, 10), last = first;
		bool bad = end == p || !first || *p == '-';
		if (*end == '-') {
			p = end + 1;
			last = *p && *p != ',' ? strtoull(p, &end, 10) : UINT64_MAX;
			end = last == UINT64_MAX ? (char *)p : end;
		}
		if (bad || last < first || (*end && *end != ','))
			return err_set(err, -EINVAL, "invalid list of packets %s: give numbers and ranges, 1-10,15,20-", text);
		if (s->range_count == SELECTION_RANGES)
			return err_set(err, -E2BIG, "more than %d ranges of packets", SELECTION_RANGES);
		s->ranges[s->range_count].first = first;
		s->ranges[s->range_count++].last = last;
		more = *end == ',';
		p = end;
	}
	return 0;
}

static void resolve(struct moment *m, int64_t first)
{
	if (m->kind == MOMENT_SINCE_FIRST)
		m->ns += first;
	else if (m->kind == MOMENT_OF_DAY)
		m->ns += local_midnight(first);
}

bool selection_has(struct selection *s, uint64_t number, int64_t time)
{
	if (!s->started) {
		s->started = true;
		s->first_time = time;
		resolve(&s->from, time);
		resolve(&s->to, time);
	}
	if ((s->from.kind && time < s->from.ns) || (s->to.kind && time > s->to.ns))
		return false;
	for (size_t i = 0; i < s->range_count; i++)
		if (number >= s->ranges[i].first && number <= s->ranges[i].last)
			return true;
	return !s->range_count;
}
