#include "sink/format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/message.h"
#include "sink/column.h"

enum piece_kind { PIECE_TEXT, PIECE_FIELD, PIECE_TIME, PIECE_NUMBER, PIECE_LINE };

struct piece {
	enum piece_kind kind;
	const char *text; /* of the pattern */
	size_t len;
	struct column column;
};

struct format {
	struct sink sink;
	char *pattern;
	int fd;
	bool line_buffered;
	struct clock clock;
	struct text out;
	struct piece *pieces;
	size_t count;
};

/* The time without the blank that follows it in lines. */
static void put_time(struct format *f, const struct packet *p)
{
	size_t start = f->out.len;
	clock_put(&f->clock, &f->out, p);
	if (f->out.len > start && f->out.data[f->out.len - 1] == ' ')
		f->out.len--;
}

static void put_piece(struct format *f, const struct piece *p, const struct view *v)
{
	switch (p->kind) {
	case PIECE_TEXT:
		text_bytes(&f->out, p->text, p->len);
		break;
	case PIECE_TIME:
		put_time(f, v->packet);
		break;
	case PIECE_NUMBER:
		text_u(&f->out, v->number);
		break;
	case PIECE_LINE:
		text_bytes(&f->out, v->line->data, v->line->len);
		break;
	case PIECE_FIELD:
		if (!column_put(&p->column, v->tape, OCCURRENCE_ALL, ",", &f->out))
			text_c(&f->out, '-');
	}
}

static int format_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct format *f = (struct format *)s;
	for (size_t i = 0; i < f->count; i++)
		put_piece(f, &f->pieces[i], v);
	text_c(&f->out, '\n');
	if (f->out.failed)
		return err_set(err, -ENOMEM, "no memory for lines");
	return f->out.len >= SINK_FLUSH_AT || f->line_buffered ? sink_flush(&f->out, f->fd, err) : 0;
}

static int format_close(struct sink *s, struct err *err)
{
	struct format *f = (struct format *)s;
	int e = sink_flush(&f->out, f->fd, err);
	for (size_t i = 0; i < f->count; i++)
		column_free(&f->pieces[i].column);
	free(f->pieces);
	free(f->sink.fields);
	free(f->pattern);
	text_free(&f->out);
	free(f);
	return e;
}

static const struct sink_ops ops = {.packet = format_packet, .close = format_close};

/* What stands between braces. */
static int named_piece(struct format *f, struct piece *p, const struct field_index *x, const char *name, size_t n,
	struct err *err)
{
	static const struct {
		const char *name;
		enum piece_kind kind;
		unsigned needs;
	} own[] = {{"time", PIECE_TIME, 0}, {"number", PIECE_NUMBER, 0}, {"line", PIECE_LINE, SINK_TEXT}};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strlen(own[i].name) == n && !memcmp(own[i].name, name, n)) {
			p->kind = own[i].kind;
			f->sink.needs |= own[i].needs;
			return 0;
		}
	p->kind = PIECE_FIELD;
	if (column_init(&p->column, x, f->pattern, (size_t)(name - f->pattern), n, err) < 0)
		return err->code;
	return column_needs(&p->column, &f->sink, err);
}

/* One piece from s; *end is behind it. */
static int read_piece(struct format *f, const struct field_index *x, const char *s, const char **end, struct err *err)
{
	struct piece *p = &f->pieces[f->count++];
	if (*s == '{' && s[1] != '{') {
		size_t n = strcspn(s + 1, "}");
		*end = s + n + 2;
		if (!s[n + 1])
			return err_at(err, f->pattern, (uint32_t)(s - f->pattern), "a } is missing ({{ is a brace)");
		return named_piece(f, p, x, s + 1, n, err);
	}
	bool brace = *s == '{' || *s == '}';
	p->kind = PIECE_TEXT;
	p->text = s;
	p->len = brace ? 1 : strcspn(s, "{}");
	*end = s + p->len + (brace && s[1] == *s);
	return 0;
}

static int read_pattern(struct format *f, const struct field_index *x, struct err *err)
{
	f->pieces = calloc(strlen(f->pattern) + 1, sizeof *f->pieces);
	if (!f->pieces)
		return err_set(err, -ENOMEM, "no memory");
	for (const char *s = f->pattern; *s;)
		if (read_piece(f, x, s, &s, err) < 0)
			return err->code;
	return 0;
}

int format_sink_new(const char *pattern, const struct text_options *options, int fd, struct sink **sink, struct err *err)
{
	struct field_index x;
	struct format *f = calloc(1, sizeof *f);
	if (!f)
		return err_set(err, -ENOMEM, "no memory");
	f->sink = (struct sink){&ops, 0};
	f->pattern = strdup(pattern);
	f->fd = fd;
	f->line_buffered = options->line_buffered || isatty(fd);
	f->clock = (struct clock){.style = options->time, .nanoseconds = options->nanoseconds, .zone.utc = options->utc};
	int e = !f->pattern || field_index_init(&x) < 0 ? err_set(err, -ENOMEM, "no memory") : 0;
	if (e >= 0) {
		e = read_pattern(f, &x, err);
		field_index_free(&x);
	}
	if (e < 0) {
		struct err ignored = {0};
		format_close(&f->sink, &ignored);
		return e;
	}
	*sink = &f->sink;
	return 0;
}
