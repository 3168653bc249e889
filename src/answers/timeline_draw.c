#include "answers/timeline_draw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/listing.h"
#include "core/bytes.h"
#include "core/time.h"

enum { TIME_WIDTH = 24, SPAN_LEAST = 40, SPAN_MOST = 90, SPAN_NARROW = 28, MARGIN = 22 };

static const int64_t GAP = NS_PER_S; /* silence that is marked */

int timeline_add(struct timeline_chart *c, int64_t time, uint64_t number, int from, int to, const struct text *label)
{
	if (c->row_count == c->room) {
		size_t room = c->room ? c->room * 2 : 64;
		struct timeline_row *more = realloc(c->rows, room * sizeof *more);
		if (!more)
			return -ENOMEM;
		c->rows = more;
		c->room = room;
	}
	c->rows[c->row_count++] =
		(struct timeline_row){time, number, (uint8_t)from, (uint8_t)to, c->labels.len, label->len};
	text_bytes(&c->labels, label->data, label->len);
	return c->labels.failed ? -ENOMEM : 0;
}

void timeline_free(struct timeline_chart *c)
{
	free(c->rows);
	text_free(&c->labels);
	*c = (struct timeline_chart){0};
}

/* ---- What both drawings share */

static void put_host(struct text *t, const struct timeline_host *h)
{
	if (h->size == ADDRESS_IP4)
		text_ip4(t, be32(h->address.bytes));
	else
		text_ip6(t, h->address.bytes);
	if (h->port >= 0)
		text_printf(t, h->size == ADDRESS_IP4 ? ":%d" : " port %d", h->port);
}

/* "1.001000 (1.0010)": since the first packet, and since the one before. */
static void put_times(struct text *t, const struct timeline_chart *c, size_t i)
{
	int64_t since = c->rows[i].time - c->rows[0].time, delta = i ? c->rows[i].time - c->rows[i - 1].time : 0;
	text_printf(t, "%.6f", (double)since / (double)NS_PER_S);
	if (i)
		text_printf(t, " (%.4f)", (double)delta / (double)NS_PER_S);
}

static int64_t silence(const struct timeline_chart *c, size_t i)
{
	int64_t delta = i ? c->rows[i].time - c->rows[i - 1].time : 0;
	return delta >= GAP ? delta : 0;
}

static size_t longest_label(const struct timeline_chart *c)
{
	size_t most = 0;
	for (size_t i = 0; i < c->row_count; i++)
		most = c->rows[i].len > most ? c->rows[i].len : most;
	return most;
}

/* ---- The terminal: a row is a line of cells, each a character of UTF-8 */

enum { CELLS = TIME_WIDTH + MARGIN + TIMELINE_HOSTS * (SPAN_MOST + 1) + 64 };

struct canvas {
	const struct timeline_chart *chart;
	unsigned span;           /* cells from one column to the next */
	unsigned width;
	const char *cell[CELLS]; /* NULL: a blank */
	char plain[CELLS][2];    /* single ASCII characters */
	const char *line, *dash, *right, *left, *dots;
};

static unsigned column_at(const struct canvas *k, unsigned host)
{
	return TIME_WIDTH + MARGIN / 2 + host * k->span;
}

static void put_plain(struct canvas *k, unsigned at, const char *s, size_t n)
{
	for (size_t i = 0; i < n && at + i < CELLS; i++) {
		k->plain[at + i][0] = s[i] >= ' ' && s[i] < 0x7f ? s[i] : '.';
		k->cell[at + i] = k->plain[at + i];
	}
}

static void clear(struct canvas *k, const char *column)
{
	memset(k->cell, 0, sizeof k->cell);
	for (unsigned h = 0; h < k->chart->host_count; h++)
		k->cell[column_at(k, h)] = column;
}

static void print_row(const struct canvas *k, struct output *out)
{
	unsigned end = CELLS;
	while (end && !k->cell[end - 1])
		end--;
	for (unsigned i = 0; i < end; i++)
		text_s(&out->text, k->cell[i] ? k->cell[i] : " ");
	text_c(&out->text, '\n');
	output_flush_some(out);
}

static void print_heads(struct canvas *k, struct output *out)
{
	clear(k, NULL);
	for (unsigned h = 0; h < k->chart->host_count; h++) {
		struct text t = {0};
		put_host(&t, &k->chart->hosts[h]);
		unsigned at = column_at(k, h), half = (unsigned)t.len / 2;
		put_plain(k, at > half ? at - half : 0, t.data, t.len);
		text_free(&t);
	}
	print_row(k, out);
}

/* From a host to itself there is no way to draw an arrow: the label stands beside the column. */
static void draw_arrow(struct canvas *k, const struct timeline_row *r)
{
	unsigned a = column_at(k, r->from), b = column_at(k, r->to), low = a < b ? a : b, high = a < b ? b : a;
	const char *label = k->chart->labels.data + r->label;
	if (a == b) {
		put_plain(k, a + 2, label, r->len);
		return;
	}
	for (unsigned i = low + 2; i < high - 1; i++)
		k->cell[i] = k->dash;
	k->cell[b > a ? high - 2 : low + 2] = b > a ? k->right : k->left;
	size_t room = high - low - 8, n = r->len < room ? r->len : room;
	unsigned at = low + (high - low - (unsigned)n) / 2;
	k->cell[at - 1] = k->cell[at + n] = NULL;
	put_plain(k, at, label, n);
}

static void print_packet(struct canvas *k, size_t i, struct output *out)
{
	struct text t = {0};
	if (silence(k->chart, i)) {
		clear(k, k->dots);
		print_row(k, out);
	}
	clear(k, k->line);
	put_times(&t, k->chart, i);
	put_plain(k, 0, t.data, t.len < TIME_WIDTH ? t.len : TIME_WIDTH);
	text_free(&t);
	draw_arrow(k, &k->chart->rows[i]);
	print_row(k, out);
}

/* Cells from one column to the next. */
static unsigned span_of(const struct timeline_chart *c, unsigned width)
{
	size_t span = longest_label(c) + 12;
	span = span < SPAN_LEAST ? SPAN_LEAST : span > SPAN_MOST ? SPAN_MOST : span;
	if (!width || c->host_count < 2)
		return (unsigned)span;
	unsigned beside = TIME_WIDTH + MARGIN, fits = width > beside ? (width - beside) / (c->host_count - 1) : 0;
	fits = fits < SPAN_NARROW ? SPAN_NARROW : fits;
	return fits < span ? fits : (unsigned)span;
}

void timeline_text(const struct timeline_chart *c, bool ascii, unsigned width, struct output *out)
{
	struct canvas *k = calloc(1, sizeof *k);
	if (!k) {
		out->text.failed = true;
		return;
	}
	*k = (struct canvas){.chart = c, .line = ascii ? "|" : "\u2502", .dash = ascii ? "-" : "\u2500", .right = ascii ? ">" : "\u25b6",
		.left = ascii ? "<" : "\u25c0", .dots = ascii ? ":" : "\u250a"};
	k->span = span_of(c, width);
	if (c->row_count)
		print_heads(k, out);
	else
		text_s(&out->text, "No packet with an IP header was seen.\n");
	for (size_t i = 0; i < c->row_count; i++)
		print_packet(k, i, out);
	if (c->left_out)
		text_printf(&out->text,
			"%llu packets more (the first %zu are shown; --top N shows more, at most %d hosts "
			"have a column)\n",
			(unsigned long long)c->left_out, c->row_count, TIMELINE_HOSTS);
	free(k);
}

/* ---- SVG: units are pixels; an arrow goes down a little, as time does, and what it says lies along it */

enum { SVG_LEFT = 170, SVG_TOP = 50, SVG_ROW = 30, SVG_SLOPE = 10, SVG_CHARACTER = 7 };

static int svg_x(const struct timeline_chart *c, unsigned host, int span)
{
	return SVG_LEFT + (int)host * span;
}

static void svg_row(const struct timeline_chart *c, size_t i, int y, int span, struct text *t)
{
	const struct timeline_row *r = &c->rows[i];
	int a = svg_x(c, r->from, span), b = svg_x(c, r->to, span);
	text_printf(t, "<text x=\"8\" y=\"%d\" class=\"t\">", y + 4);
	put_times(t, c, i);
	text_s(t, "</text>\n");
	if (a == b)
		text_printf(t, "<text x=\"%d\" y=\"%d\">", a + 6, y - 1);
	else
		text_printf(t, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" marker-end=\"url(#a)\"/>\n"
			"<text text-anchor=\"middle\" transform=\"matrix(1 %.4f 0 1 %d %d)\">",
			a, y, b, y + SVG_SLOPE, SVG_SLOPE / (double)(b - a), (a + b) / 2, y + 1);
	html_escape(t, c->labels.data + r->label, r->len);
	text_printf(t, "<title>packet %llu</title></text>\n", (unsigned long long)r->number);
}

static void svg_heads(const struct timeline_chart *c, int span, int height, struct text *t)
{
	for (unsigned h = 0; h < c->host_count; h++) {
		int x = svg_x(c, h, span);
		text_printf(t, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" class=\"h\">", x, SVG_TOP - 24);
		put_host(t, &c->hosts[h]);
		text_printf(t, "</text>\n<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"c\"/>\n", x,
			SVG_TOP - 16, x, height - 8);
	}
}

void timeline_svg(const struct timeline_chart *c, struct output *out)
{
	struct text *t = &out->text;
	int span = (int)longest_label(c) * SVG_CHARACTER + 60, height = SVG_TOP + 16, y = SVG_TOP;
	span = span < 300 ? 300 : span > 900 ? 900 : span;
	for (size_t i = 0; i < c->row_count; i++)
		height += SVG_ROW + (silence(c, i) ? SVG_ROW / 2 : 0);
	int width = SVG_LEFT + (c->host_count ? (int)c->host_count - 1 : 0) * span + 150;
	text_printf(t, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
		"<style>text{font:12px monospace}.t{fill:#555}.h{font-weight:bold}line{stroke:#000}.c{stroke:#888}.g{stroke-dasharray:2 4}"
		"</style>\n<defs><marker id=\"a\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\">"
		"<path d=\"M0,0L9,4L0,8z\"/></marker></defs>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n", width, height, width, height);
	svg_heads(c, span, height, t);
	for (size_t i = 0; i < c->row_count; i++) {
		if (silence(c, i)) {
			text_printf(t, "<line class=\"g\" x1=\"8\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", y - 8,
				width - 8, y - 8);
			y += SVG_ROW / 2;
		}
		svg_row(c, i, y, span, t);
		y += SVG_ROW;
		output_flush_some(out);
	}
	text_s(t, "</svg>\n");
}
