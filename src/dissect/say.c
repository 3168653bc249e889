/* Saying: formatted text, words for numbers, bytes made safe. */
#include <stdarg.h>
#include <stdio.h>

#include "core/hexdump.h"
#include "dissect/dissect.h"
#include "dissect/session.h"

void say(struct dis *d, const char *format, ...)
{
	if (d->mute)
		return;
	va_list ap;
	va_start(ap, format);
	text_vprintf(d->text, format, ap);
	va_end(ap);
}

const char *word(const struct token *tokens, uint32_t v)
{
	for (; tokens && tokens->word; tokens++)
		if (tokens->value == v)
			return tokens->word;
	return NULL;
}

static const char *formatted(struct dis *d, const char *format, uint32_t v)
{
	char *s = scratch(d);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(s, SCRATCH_SIZE, format, v);
#pragma GCC diagnostic pop
	return s;
}

const char *tok(struct dis *d, const struct token *tokens, const char *otherwise, uint32_t v)
{
	const char *w = word(tokens, v);
	return w ? w : formatted(d, otherwise, v);
}

const char *bits(struct dis *d, const struct token *tokens, const char *otherwise, const char *sep, uint32_t v)
{
	char *s = scratch(d), *p = s, *end = s + SCRATCH_SIZE;
	for (; tokens->word; tokens++) {
		if (!tokens->value || (v & tokens->value) != tokens->value)
			continue;
		int n = snprintf(p, (size_t)(end - p), "%s%s", p == s ? "" : sep, tokens->word);
		if (n < 0 || n >= end - p)
			break;
		p += n;
	}
	return p == s ? formatted(d, otherwise, v) : s;
}

/* As tcpdump: "M-" for the eighth bit, "^" and the letter for control characters. */
static void safe(struct text *t, unsigned c)
{
	if (c & 0x80) {
		text_bytes(t, "M-", 2);
		c &= 0x7f;
	}
	if (c < 0x20 || c == 0x7f) {
		text_c(t, '^');
		c ^= 0x40;
	}
	text_c(t, (char)c);
}

void say_text(struct dis *d, struct span s)
{
	if (d->mute)
		return;
	for (uint32_t i = 0; i < s.len; i++)
		safe(d->text, span_u8(s, i));
}

bool say_text_z(struct dis *d, struct span s)
{
	uint32_t n = 0;
	while (n < s.len && span_u8(s, n))
		n++;
	bool found = n < s.len;
	s.len = n;
	say_text(d, s);
	return found;
}

void say_hex(struct dis *d, struct span s)
{
	if (d->mute)
		return;
	for (uint32_t i = 0; i < s.len; i++)
		text_x_pad(d->text, span_u8(s, i), 2);
}

void read_text(struct dis *d, unsigned field, uint32_t n)
{
	struct span s = soft_bytes(d, field, n);
	say_text(d, s);
	dis_read(d, n - s.len);
}

void read_text_z(struct dis *d, unsigned field, uint32_t n)
{
	struct span s = soft_bytes(d, 0, n);
	mark_text_z(d, field, s);
	if (!say_text_z(d, s))
		dis_read(d, n - s.len);
}

void read_hex(struct dis *d, unsigned field, uint32_t n)
{
	struct span s = soft_bytes(d, field, n);
	say_hex(d, s);
	dis_read(d, n - s.len);
}

void say_dump(struct dis *d, const char *indent, uint32_t n)
{
	if (!d->mute && left(d))
		hexdump_ascii(d->text, indent, d->data + d->pos, n < left(d) ? n : left(d), 0);
	if (!d->mute)
		dis_read(d, n);
}

void say_hexdump(struct dis *d, const char *indent, uint32_t n)
{
	if (!d->mute && left(d))
		hexdump(d->text, indent, d->data + d->pos, n < left(d) ? n : left(d), 0);
	if (!d->mute)
		dis_read(d, n);
}

void say_undecoded(struct dis *d, uint32_t n)
{
	if (!d->opt->hex_wanted)
		say_dump(d, "\n\t", n);
}

size_t said(const struct dis *d)
{
	return d->text ? d->text->len : 0;
}

void unsay_if_cut(struct dis *d, size_t before)
{
	if (d->cut && d->text)
		d->text->len = before;
}

void say_cut(struct dis *d)
{
	say_s(d, " [|");
	say_s(d, d->layer_name);
	say_c(d, ']');
}

void say_duration(struct dis *d, uint32_t seconds)
{
	static const struct {
		uint32_t seconds;
		char letter;
	} units[] = {{365 * 86400, 'y'}, {604800, 'w'}, {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};

	if (!seconds)
		say_s(d, "0s");
	for (unsigned i = 0; i < sizeof units / sizeof *units; i++) {
		if (seconds >= units[i].seconds)
			say(d, "%u%c", seconds / units[i].seconds, units[i].letter);
		seconds %= units[i].seconds;
	}
}

void say_misfit(struct dis *d, const char *what, uint32_t value, const char *relation, uint32_t limit)
{
	say(d, " [%s %u %s %u]", what, value, relation, limit);
}

void invalid_misfit(struct dis *d, const char *what, uint32_t value, const char *relation, uint32_t limit)
{
	say_misfit(d, what, value, relation, limit);
	invalid(d);
}
