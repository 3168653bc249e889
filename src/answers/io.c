#include "answers/io.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/listing.h"
#include "core/time.h"

enum { STRETCHES = 1 << 20, BAR = 40, REDRAWN = 30 };

struct stretch {
	uint64_t packets, bytes;
};

struct io_sink {
	struct sink sink;
	const struct answer_options *options;
	int fd;
	bool redraw;
	int64_t every, began, drawn;
	struct stretch *stretches;
	size_t count, room;
};

int64_t parse_interval(const char *s)
{
	static const struct {
		const char *unit;
		double seconds;
	} units[] = {{"", 1}, {"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"m", 60}, {"min", 60}, {"h", 3600},
		{"d", 86400}};
	char *end;
	double v = strtod(s, &end);
	if (end == s || !(v > 0) || v > 1e9)
		return -1;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!strcmp(end, units[i].unit)) {
			double ns = v * units[i].seconds * 1e9;
			return ns >= 1 && ns < 1e18 ? (int64_t)ns : -1;
		}
	return -1;
}

/* The stretch of a time; packets older than the first one count with it. NULL: too many, or no memory. */
static struct stretch *stretch_at(struct io_sink *s, int64_t time, struct err *err)
{
	if (!s->count)
		s->began = time;
	uint64_t i = time > s->began ? (uint64_t)(time - s->began) / (uint64_t)s->every : 0;
	if (i >= STRETCHES) {
		err_set(err, -E2BIG, "io: more than %d stretches of time: choose a longer one with --every",
			STRETCHES);
		return NULL;
	}
	if (i >= s->room) {
		size_t room = i * 2 + 64;
		struct stretch *more = realloc(s->stretches, room * sizeof *more);
		if (!more) {
			err_set(err, -ENOMEM, "no memory");
			return NULL;
		}
		memset(more + s->room, 0, (room - s->room) * sizeof *more);
		s->stretches = more;
		s->room = room;
	}
	s->count = i >= s->count ? i + 1 : s->count;
	return &s->stretches[i];
}

static int io_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct io_sink *s = (struct io_sink *)sink;
	struct stretch *t = stretch_at(s, v->packet->time, err);
	if (!t)
		return err->code;
	t->packets++;
	t->bytes += v->packet->len;
	return 0;
}

/* Eighths of a character, where they can be drawn. */
static void put_bar(struct text *t, uint64_t part, uint64_t whole, bool ascii)
{
	static const char *const eighths[] = {
		"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"};
	unsigned n = whole ? (unsigned)((double)part * BAR * 8 / (double)whole) : 0;
	for (unsigned i = 0; i < n / 8; i++)
		text_s(t, ascii ? "#" : "\u2588");
	if (!ascii)
		text_s(t, eighths[n % 8]);
}

static const struct listing_column columns[] = {
	{"Start", "start", COLUMN_NUMBER},
	{"Packets", "packets", COLUMN_NUMBER},
	{"Bytes", "bytes", COLUMN_NUMBER},
	{"bit/s", "rate", COLUMN_NUMBER},
	{"", NULL, COLUMN_DRAWN},
};

static void put_rows(const struct io_sink *s, size_t from, struct output *out)
{
	struct listing l;
	uint64_t most = 0;
	for (size_t i = from; i < s->count; i++)
		most = s->stretches[i].bytes > most ? s->stretches[i].bytes : most;
	listing_init(&l, columns, sizeof columns / sizeof *columns, s->options->style, NULL, out);
	for (size_t i = from; i < s->count; i++) {
		const struct stretch *t = &s->stretches[i];
		listing_seconds(&l, (int64_t)i * s->every, s->every % NS_PER_S ? 6 : 0);
		listing_u(&l, t->packets);
		listing_u(&l, t->bytes);
		listing_fixed(&l, 8e9 * (double)t->bytes / (double)s->every, 0);
		put_bar(&l.cells, t->bytes, most, s->options->ascii);
		listing_end_cell(&l);
	}
	listing_finish(&l);
}

static int io_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct io_sink *s = (struct io_sink *)sink;
	struct output out = {.fd = s->fd};
	if (!s->redraw || now - s->drawn < NS_PER_S)
		return 0;
	s->drawn = now;
	text_s(&out.text, "\033[H\033[J");
	put_rows(s, s->count > REDRAWN ? s->count - REDRAWN : 0, &out);
	return output_close(&out, err);
}

static int io_close(struct sink *sink, struct err *err)
{
	struct io_sink *s = (struct io_sink *)sink;
	struct output own, *out = answer_output(s->options, &own, s->fd);
	if (s->redraw)
		text_s(&out->text, "\033[H\033[J");
	put_rows(s, 0, out);
	int e = answer_output_close(s->options, &own, err);
	free(s->stretches);
	free(s);
	return e;
}

static const struct sink_ops ops = {io_packet, io_tick, io_close};

int io_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	int64_t every = parse_interval(options->every ? options->every : "1s");
	if (every < 0)
		return err_set(err, -EINVAL, "--every %s: not a time (250ms, 1s, 5m, 1h)", options->every);
	struct io_sink *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, 0};
	s->options = options;
	s->fd = fd;
	s->redraw = live && isatty(fd) && !options->json;
	s->every = every;
	*sink = &s->sink;
	return 0;
}
