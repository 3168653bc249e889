#include "sink/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/source.h"
#include "core/hexdump.h"
#include "sink/wrap.h"

struct text_sink {
	struct sink sink;
	struct text_layout layout;
	int fd;
	bool terminal;
	struct text out;
};

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

static void put_hex(const struct text_options *o, const struct view *v, struct text *out)
{
	int mode = o->hex_ascii ? o->hex_ascii : o->hex ? o->hex : o->ascii;
	const struct packet *p = v->packet;
	if (!mode || !packet_possible(p))
		return;
	uint32_t from = mode > 1 ? 0 : v->link_len;
	if (from > p->caplen)
		from = p->caplen;
	const uint8_t *data = p->data + from;
	uint32_t n = p->caplen - from;
	if (o->hex_ascii)
		hexdump_ascii(out, "\n\t", data, n, 0);
	else if (o->hex)
		hexdump(out, "\n\t", data, n, 0);
	else
		put_ascii(out, data, n);
}

/* The dissected line, which begins at a column of its own. */
static void put_line(const struct text_layout *l, const struct view *v, unsigned column, struct text *out)
{
	const char *color = l->colors ? colors_of(l->colors, v->tape) : NULL;
	if (color)
		text_s(out, color);
	if (l->width)
		wrap_put(out, v->line->data, v->line->len, column, l->width);
	else
		text_bytes(out, v->line->data, v->line->len);
	if (color)
		text_s(out, COLOR_END);
}

/* By which interface, and which way, where that is not the same for all: as lines of `any` begin. */
static void put_interface(struct text *o, const struct source *source, const struct packet *p)
{
	static const char *const ways[] = {[PACKET_TO_US] = "In ", [PACKET_TO_ALL] = "B  ", [PACKET_TO_GROUP] = "M  ",
		[PACKET_TO_OTHERS] = "P  ", [PACKET_FROM_US] = "Out"};
	const char *name = source->interfaces[p->interface].name;
	text_s(o, name);
	for (size_t n = strlen(name); n < 5; n++)
		text_c(o, ' ');
	text_c(o, ' ');
	text_s(o, p->packet_type < sizeof ways / sizeof *ways ? ways[p->packet_type] : "?  ");
	text_c(o, ' ');
}

static int line_done(struct text_sink *t, struct err *err)
{
	if (t->out.failed)
		return err_set(err, -ENOMEM, "no memory for lines");
	return t->out.len >= SINK_FLUSH_AT || t->layout.options.line_buffered ? sink_flush(&t->out, t->fd, err) : 0;
}

static int text_note(struct sink *s, const struct packet *note, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	clock_put(&t->layout.clock, &t->out, note);
	text_s(&t->out, note->comment);
	text_c(&t->out, '\n');
	return line_done(t, err);
}

void text_layout_put(struct text_layout *l, const struct view *v, struct text *out)
{
	size_t start = out->len;
	if (l->options.number) {
		text_u_right(out, v->number, 5);
		text_bytes(out, "  ", 2);
	}
	if (l->options.lengths)
		text_printf(out, "caplen %u len %u ", v->packet->caplen, v->packet->len);
	if (packet_possible(v->packet))
		clock_put(&l->clock, out, v->packet);
	if (v->source->live && v->source->interface_count > 1)
		put_interface(out, v->source, v->packet);
	put_line(l, v, (unsigned)(out->len - start), out);
	put_hex(&l->options, v, out);
	text_c(out, '\n');
}

static int text_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	text_layout_put(&t->layout, v, &t->out);
	return line_done(t, err);
}

static int text_tick(struct sink *s, int64_t now, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	return t->terminal ? sink_flush(&t->out, t->fd, err) : 0;
}

static int text_flush(struct sink *s, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	return sink_flush(&t->out, t->fd, err);
}

static int text_close(struct sink *s, struct err *err)
{
	struct text_sink *t = (struct text_sink *)s;
	int e = sink_flush(&t->out, t->fd, err);
	colors_free(t->layout.colors);
	text_free(&t->out);
	free(t);
	return e;
}

static const struct sink_ops ops = {text_packet, text_tick, text_close, .note = text_note, .flush = text_flush};

struct text_layout *text_sink_layout(struct sink *s, int *fd)
{
	struct text_sink *t = (struct text_sink *)s;
	if (s->ops != &ops || t->terminal || t->layout.options.line_buffered)
		return NULL;
	*fd = t->fd;
	return &t->layout;
}

int text_sink_new(const struct text_options *options, int fd, struct sink **sink, struct err *err)
{
	struct text_sink *t = calloc(1, sizeof *t);
	if (!t)
		return err_set(err, -ENOMEM, "no memory");
	t->sink = (struct sink){&ops, SINK_TEXT};
	t->fd = fd;
	t->terminal = isatty(fd);
	t->layout = (struct text_layout){
		.options = *options,
		.clock = {.style = options->time, .nanoseconds = options->nanoseconds, .zone.utc = options->utc},
		.width = options->wrap ? wrap_width(fd) : 0,
	};
	if (color_wanted(options->color, fd)) {
		t->sink.needs |= SINK_FIELDS;
		if (colors_new(&t->layout.colors, err) < 0) {
			free(t);
			return err->code;
		}
	}
	*sink = &t->sink;
	return 0;
}
