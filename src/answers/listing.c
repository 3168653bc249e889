#include "answers/listing.h"

#include <stdlib.h>
#include <string.h>

#include "core/json.h"
#include "core/time.h"

enum { ROWS_AT_A_TIME = 4096 };

void listing_init(struct listing *l, const struct listing_column *columns, unsigned count,
	enum listing_style style, const char *first, struct output *out)
{
	*l = (struct listing){.columns = columns, .count = count, .style = style, .first = first, .out = out};
	l->lengths = malloc(ROWS_AT_A_TIME * count * sizeof *l->lengths);
	l->cells.failed = !l->lengths;
	for (unsigned c = 0; c < count; c++)
		l->width[c] = strlen(columns[c].title);
}

/* ---- For people */

/* Columns that a terminal shows for the bytes: UTF-8 continuation bytes take none. */
static size_t shown(enum column_kind kind, const char *s, size_t n)
{
	size_t w = 0;
	if (kind != COLUMN_DRAWN)
		return n;
	for (size_t i = 0; i < n; i++)
		w += ((uint8_t)s[i] & 0xc0) != 0x80;
	return w;
}

static void blanks(struct text *out, size_t n)
{
	if (!text_room(out, n) || !n)
		return;
	memset(out->data + out->len, ' ', n);
	out->len += n;
}

/* Text may come out of packets: a terminal gets no control characters of theirs. */
static void put_safe(struct text *out, enum column_kind kind, const char *s, size_t n)
{
	if (!text_room(out, n))
		return;
	char *to = out->data + out->len;
	for (size_t i = 0; i < n; i++)
		to[i] = kind == COLUMN_DRAWN || (s[i] >= ' ' && s[i] < 0x7f) ? s[i] : '.';
	out->len += n;
}

static void put_text_cell(const struct listing *l, unsigned c, const char *s, size_t n, struct text *out)
{
	enum column_kind kind = l->columns[c].kind;
	size_t used = shown(kind, s, n), pad = used < l->width[c] ? l->width[c] - used : 0;
	if (c)
		text_bytes(out, "  ", 2);
	if (kind == COLUMN_NUMBER)
		blanks(out, pad);
	put_safe(out, kind, s, n);
	if (kind != COLUMN_NUMBER && c + 1 < l->count)
		blanks(out, pad);
	if (c + 1 == l->count)
		text_c(out, '\n');
}

static void widen(struct listing *l)
{
	const char *s = l->cells.data;
	for (size_t i = 0; i < l->cell_count; s += l->lengths[i++]) {
		unsigned c = (unsigned)(i % l->count);
		size_t w = shown(l->columns[c].kind, s, l->lengths[i]);
		if (w > l->width[c])
			l->width[c] = w;
	}
}

/* ---- For programs */

static void put_json_cell(const struct listing *l, unsigned c, const char *s, size_t n, struct text *out)
{
	const struct listing_column *column = &l->columns[c];
	if (!c) {
		text_c(out, '{');
		text_s(out, l->first ? l->first : "");
	}
	if (column->key) {
		if (c || l->first)
			text_c(out, ',');
		json_string(out, column->key, strlen(column->key));
		text_c(out, ':');
		if (!n)
			text_s(out, "null");
		else if (column->kind == COLUMN_NUMBER)
			text_bytes(out, s, n);
		else
			json_string(out, s, n);
	}
	if (c + 1 == l->count)
		text_s(out, "}\n");
}

/* ---- For a page */

void html_escape(struct text *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '<')
			text_s(out, "&lt;");
		else if (s[i] == '>')
			text_s(out, "&gt;");
		else if (s[i] == '&')
			text_s(out, "&amp;");
		else if (s[i] == '"')
			text_s(out, "&quot;");
		else
			text_c(out, s[i] >= ' ' && s[i] < 0x7f ? s[i] : '.');
	}
}

static void put_html_cell(const struct listing *l, unsigned c, const char *s, size_t n, struct text *out)
{
	if (!c)
		text_s(out, "<tr>");
	text_s(out, l->columns[c].kind == COLUMN_NUMBER ? "<td class=n>" : "<td>");
	html_escape(out, s, n);
	text_s(out, "</td>");
	if (c + 1 == l->count)
		text_s(out, "</tr>\n");
}

static void put_html_head(const struct listing *l, struct text *out)
{
	text_s(out, "<table><thead><tr>");
	for (unsigned c = 0; c < l->count; c++) {
		text_s(out, l->columns[c].kind == COLUMN_NUMBER ? "<th class=n>" : "<th>");
		html_escape(out, l->columns[c].title, strlen(l->columns[c].title));
		text_s(out, "</th>");
	}
	text_s(out, "</tr></thead><tbody>\n");
}

/* ---- All styles */

static void put_head(struct listing *l)
{
	if (l->headed)
		return;
	l->headed = true;
	if (l->style == LISTING_HTML)
		put_html_head(l, &l->out->text);
	for (unsigned c = 0; c < l->count && l->style == LISTING_TEXT; c++)
		put_text_cell(l, c, l->columns[c].title, strlen(l->columns[c].title), &l->out->text);
}

static void write_rows(struct listing *l)
{
	static void (*const put[])(const struct listing *l, unsigned c, const char *s, size_t n, struct text *out) = {
		[LISTING_TEXT] = put_text_cell, [LISTING_JSON] = put_json_cell, [LISTING_HTML] = put_html_cell};
	const char *s = l->cells.data;
	if (l->style == LISTING_TEXT)
		widen(l);
	put_head(l);
	for (size_t i = 0; i < l->cell_count; s += l->lengths[i++]) {
		put[l->style](l, (unsigned)(i % l->count), s, l->lengths[i], &l->out->text);
		output_flush_some(l->out);
	}
	l->cell_count = l->cell_start = 0;
	l->out->text.failed |= l->cells.failed;
	text_reset(&l->cells);
}

void listing_finish(struct listing *l)
{
	if (l->style != LISTING_TEXT || l->cell_count)
		write_rows(l);
	else if (!l->headed && l->nothing)
		text_printf(&l->out->text, "%s\n", l->nothing);
	if (l->style == LISTING_HTML)
		text_s(&l->out->text, "</tbody></table>\n");
	text_free(&l->cells);
	free(l->lengths);
}

/* ---- Cells */

void listing_end_cell(struct listing *l)
{
	if (!l->lengths)
		return;
	if (l->cells.len - l->cell_start > UINT16_MAX)
		l->cells.len = l->cell_start + UINT16_MAX;
	l->lengths[l->cell_count++] = (uint16_t)(l->cells.len - l->cell_start);
	l->cell_start = l->cells.len;
	if (l->cell_count == (size_t)ROWS_AT_A_TIME * l->count)
		write_rows(l);
}

void listing_u(struct listing *l, uint64_t v)
{
	text_u(&l->cells, v);
	listing_end_cell(l);
}

void listing_s(struct listing *l, const char *s)
{
	text_s(&l->cells, s);
	listing_end_cell(l);
}

void listing_bytes(struct listing *l, const void *p, size_t n)
{
	text_bytes(&l->cells, p, n);
	listing_end_cell(l);
}

/* v in units of 10^-decimals. */
static void put_decimal(struct listing *l, bool negative, uint64_t v, unsigned decimals)
{
	uint64_t unit = 1;
	for (unsigned i = 0; i < decimals; i++)
		unit *= 10;
	if (negative)
		text_c(&l->cells, '-');
	text_u(&l->cells, v / unit);
	if (decimals) {
		text_c(&l->cells, '.');
		text_u_pad(&l->cells, v % unit, decimals);
	}
	listing_end_cell(l);
}

void listing_fixed(struct listing *l, double v, unsigned decimals)
{
	double units = v < 0 ? -v : v;
	for (unsigned i = 0; i < decimals; i++)
		units *= 10;
	if (!(units < 1e18)) {
		listing_empty(l);
		return;
	}
	uint64_t whole = (uint64_t)units;
	double rest = units - (double)whole;
	put_decimal(l, v < 0, whole + (rest > 0.5 || (rest == 0.5 && whole & 1)), decimals);
}

void listing_seconds(struct listing *l, int64_t ns, unsigned decimals)
{
	uint64_t v = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;
	for (unsigned i = decimals; i < 9; i++)
		v /= 10;
	put_decimal(l, ns < 0, v, decimals);
}

void listing_empty(struct listing *l)
{
	listing_end_cell(l);
}
