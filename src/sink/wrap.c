#include "sink/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>

enum { INDENT = 4, TAB = 8, NARROWEST = 20, WIDEST = 10000 };

/* Columns of the blanks and tabs at the start, and how many bytes they are. */
static unsigned leading(const char *s, size_t n, unsigned column, size_t *bytes)
{
	size_t i = 0;
	for (; i < n && (s[i] == ' ' || s[i] == '\t'); i++)
		column += s[i] == '\t' ? TAB - column % TAB : 1;
	*bytes = i;
	return column;
}

/* How much of the n bytes goes into `room` columns. */
static size_t fold_at(const char *s, size_t n, size_t room)
{
	if (n <= room)
		return n;
	for (size_t i = room; i > room * 2 / 3; i--)
		if (s[i] == ' ' && (s[i - 1] == ',' || s[i - 1] == ';' || s[i - 1] == ':'))
			return i;
	for (size_t i = room; i > 0; i--)
		if (s[i] == ' ')
			return i;
	return room;
}

static void put_line(struct text *out, const char *s, size_t n, unsigned column, unsigned width)
{
	size_t at;
	unsigned start = leading(s, n, column, &at), indent = (column ? 0 : start) + INDENT;
	if (indent > width / 2)
		indent = INDENT;
	text_bytes(out, s, at);
	column = start;
	while (at < n) {
		size_t room = column < width ? width - column : 1, take = fold_at(s + at, n - at, room);
		text_bytes(out, s + at, take);
		at += take;
		while (at < n && s[at] == ' ')
			at++;
		if (at == n)
			break;
		text_c(out, '\n');
		for (unsigned i = 0; i < indent; i++)
			text_c(out, ' ');
		column = indent;
	}
}

void wrap_put(struct text *out, const char *s, size_t n, unsigned column, unsigned width)
{
	const char *end = s + n;
	for (;;) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		put_line(out, s, (size_t)((newline ? newline : end) - s), column, width);
		if (!newline)
			return;
		text_c(out, '\n');
		s = newline + 1;
		column = 0;
	}
}

unsigned wrap_width(int fd)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	long width = columns ? strtol(columns, NULL, 10) : 80;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
		width = size.ws_col;
	return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (unsigned)width;
}
