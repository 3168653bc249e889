#include "sink/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/hexdump.h"
#include "core/time.h"

struct text_sink {
	struct sink sink;
	struct text_options options;
	int fd;
	bool terminal;
	struct text out;
	struct zone zone;
	int64_t first, previous;
	bool started;
	char cached[32];      /* "2026-11-20 12:34:56." of the second below */
	size_t cached_len;
	int64_t cached_second;
};

static void put_fraction(struct text_sink *t, uint32_t ns)
{
	text_u_pad(&t->out, t->options.nanoseconds ? ns : ns / 1000, t->options.nanoseconds ? 9 : 6);
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

/* Date and clock change once a second at most: their text is kept. */
static void put_calendar(struct text_sink *t, int64_t second, bool date)
{
	if (t->cached_len && t->cached_second == second) {
		text_bytes(&t->out, t->cached, t->cached_len);
		return;
	}
	size_t start = t->out.len;
	struct calendar c;
	time_calendar(&t->zone, second, &c);
	if (date) {
		text_u_pad(&t->out, (unsigned)c.year, 4);
		text_c(&t->out, '-');
		text_u_pad(&t->out, (unsigned)c.month, 2);
		text_c(&t->out, '-');
		text_u_pad(&t->out, (unsigned)c.day, 2);
		text_c(&t->out, ' ');
	}
	put_clock(&t->out, c.hour, c.minute, c.second);
	size_t n = t->out.len - start;
	t->cached_len = n <= sizeof t->cached && !t->out.failed ? n : 0;
	memcpy(t->cached, t->out.data + start, t->cached_len);
	t->cached_second = second;
}

/* A column for the sign, then the difference. */
static void put_delta(struct text_sink *t, int64_t delta)
{
	text_c(&t->out, delta < 0 ? '-' : ' ');
	if (delta < 0)
		delta = -delta;
	int64_t s = delta / NS_PER_S;
	put_clock(&t->out, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
	put_fraction(t, (uint32_t)(delta % NS_PER_S));
}

static void put_bad_fraction(struct text_sink *t, const struct packet *p)
{
	text_u_pad(&t->out, p->raw_fraction, t->options.nanoseconds ? 9 : 6);
	text_s(&t->out, t->options.nanoseconds ? " (invalid ns)" : " (invalid us)");
}

static void put_time(struct text_sink *t, const struct packet *p)
{
	enum time_style style = t->options.time;
	if (style == TIME_NONE)
		return;
	/* differences are between times as they are shown */
	int64_t time = p->time - (t->options.nanoseconds ? 0 : time_nanos(p->time) % 1000);
	if (!t->started) {
		t->first = t->previous = time;
		t->started = true;
	}
	if (p->flags & PACKET_TIME_OVERFLOW) {
		text_s(&t->out, "[timestamp overflow] ");
		return;
	}
	switch (style) {
	case TIME_EPOCH:
		text_i(&t->out, time_seconds(p->time));
		text_c(&t->out, '.');
		break;
	case TIME_DELTA:
		put_delta(t, time - t->previous);
		break;
	case TIME_DELTA_FIRST:
		put_delta(t, time - t->first);
		break;
	default:
		put_calendar(t, time_seconds(p->time), style == TIME_DATE);
	}
	if (style != TIME_DELTA && style != TIME_DELTA_FIRST) {
		if (p->flags & PACKET_BAD_FRACTION)
			put_bad_fraction(t, p);
		else
			put_fraction(t, time_nanos(p->time));
	}
	t->previous = time;
	text_c(&t->out, ' ');
}

/* -A: as text, but for control characters; a carriage return before a newline vanishes. */
static void put_ascii(struct text *o, const uint8_t *p, uint32_t n)
{
	text_c(o, '\n');
	for (uint32_t i = 0; i < n; i++) {
		uint8_t c = p[i];
		if (c == '\r') {
			if (i + 1 < n && p[i + 1] != '\n')
				text_c(o, '.');
		} else {
			bool plain = (c > 0x20 && c < 0x7f) || c == '\t' || c == ' ' || c == '\n';
			text_c(o, plain ? (char)c : '.');
		}
	}
}

static void put_hex(struct text_sink *t, const struct view *v)
{
	const struct text_options *o = &t->options;
	int mode = o->hex_ascii ? o->hex_ascii : o->hex ? o->hex : o->ascii;
	if (!mode)
		return;
	const struct packet *p = v->packet;
	uint32_t from = mode > 1 ? 0 : v->link_len;
	if (from > p->caplen)
		from = p->caplen;
	const uint8_t *data = p->data + from;
	uint32_t n = p->caplen - from;
	if (o->hex_ascii)
		hexdump_ascii(&t->out, "\n\t", data, n, 0);
	else if (o->hex)
		hexdump(&t->out, "\n\t", data, n, 0);
	else
		put_ascii(&t->out, data, n);
}

static int text_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	if (t->options.number) {
		text_u_right(&t->out, v->number, 5);
		text_bytes(&t->out, "  ", 2);
	}
	if (t->options.lengths)
		text_printf(&t->out, "caplen %u len %u ", v->packet->caplen, v->packet->len);
	put_time(t, v->packet);
	text_bytes(&t->out, v->line->data, v->line->len);
	put_hex(t, v);
	text_c(&t->out, '\n');
	if (t->out.failed)
		return err_set(err, -ENOMEM, "no memory for lines");
	return t->out.len >= SINK_FLUSH_AT || t->options.line_buffered ? sink_flush(&t->out, t->fd, err) : 0;
}

static int text_tick(struct sink *s, int64_t now, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	return t->terminal ? sink_flush(&t->out, t->fd, err) : 0;
}

static int text_close(struct sink *s, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	int e = sink_flush(&t->out, t->fd, err);
	text_free(&t->out);
	free(t);
	return e;
}

static const struct sink_ops ops = {text_packet, text_tick, text_close};

struct sink *text_sink_new(const struct text_options *options, int fd)
{
	struct text_sink *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->sink = (struct sink){&ops, SINK_TEXT};
	t->options = *options;
	t->fd = fd;
	t->terminal = isatty(fd);
	t->zone.utc = options->utc;
	return &t->sink;
}
