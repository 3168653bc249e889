#include "sink/columns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct columns {
	struct sink sink;
	struct columns_options options;
	int fd;
	bool line_buffered;
	struct text out, cell;
	struct column *list;
	size_t count;
};

static void put_quoted(struct text *o, const char *p, size_t n)
{
	text_c(o, '"');
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '"')
			text_c(o, '"');
		text_c(o, p[i]);
	}
	text_c(o, '"');
}

static void put_cell(struct columns *c, size_t column, const struct text *cell)
{
	const char *separator = c->options.separator;
	bool tabs = !strcmp(separator, "\t");
	if (column)
		text_s(&c->out, separator);
	if (!tabs && cell->len &&
		(memchr(cell->data, '"', cell->len) || memmem(cell->data, cell->len, separator, strlen(separator))))
		put_quoted(&c->out, cell->data, cell->len);
	else
		text_bytes(&c->out, cell->data, cell->len);
}

static int columns_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct columns *c = (struct columns *)s;
	for (size_t i = 0; i < c->count; i++) {
		text_reset(&c->cell);
		column_put(&c->list[i], v->tape, c->options.occurrence, c->options.aggregator, &c->cell);
		put_cell(c, i, &c->cell);
	}
	text_c(&c->out, '\n');
	if (c->out.failed || c->cell.failed)
		return err_set(err, -ENOMEM, "no memory for the table");
	return c->out.len >= SINK_FLUSH_AT || c->line_buffered ? sink_flush(&c->out, c->fd, err) : 0;
}

static int columns_close(struct sink *s, struct err *err)
{
	struct columns *c = (struct columns *)s;
	int e = sink_flush(&c->out, c->fd, err);
	for (size_t i = 0; i < c->count; i++)
		column_free(&c->list[i]);
	free(c->list);
	free(c->sink.fields);
	text_free(&c->out);
	text_free(&c->cell);
	free(c);
	return e;
}

static const struct sink_ops ops = {.packet = columns_packet, .close = columns_close};

/* The names between commas; the header is made of them on the way. */
static int resolve(struct columns *c, const struct field_index *x, struct err *err)
{
	const char *list = c->options.fields;
	size_t room = 1;
	for (const char *p = list; *p; p++)
		room += *p == ',';
	c->list = calloc(room, sizeof *c->list);
	if (!c->list)
		return err_set(err, -ENOMEM, "no memory");
	for (const char *p = list;; p++) {
		p += strspn(p, " ");
		size_t n = strcspn(p, ", ");
		struct text name = {.data = (char *)p, .len = n};
		if (column_init(&c->list[c->count], x, list, (size_t)(p - list), n, err) < 0)
			return err->code;
		if (c->options.header)
			put_cell(c, c->count, &name);
		if (column_needs(&c->list[c->count++], &c->sink, err) < 0)
			return err->code;
		p += n + strspn(p + n, " ");
		if (!*p)
			break;
	}
	if (c->options.header)
		text_c(&c->out, '\n');
	return 0;
}

int columns_sink_new(const struct columns_options *options, int fd, struct sink **sink, struct err *err)
{
	struct field_index x;
	struct columns *c = calloc(1, sizeof *c);
	if (!c)
		return err_set(err, -ENOMEM, "no memory");
	c->sink = (struct sink){&ops, 0};
	c->options = *options;
	c->options.separator = options->separator ? options->separator : ",";
	c->options.aggregator = options->aggregator ? options->aggregator : ",";
	c->fd = fd;
	c->line_buffered = options->line_buffered || isatty(fd);
	int e = field_index_init(&x) < 0 ? err_set(err, -ENOMEM, "no memory") : resolve(c, &x, err);
	field_index_free(&x);
	if (e < 0) {
		struct err ignored = {0};
		text_reset(&c->out);
		columns_close(&c->sink, &ignored);
		return e;
	}
	*sink = &c->sink;
	return 0;
}
