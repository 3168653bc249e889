#include "dissect/app/text_protocol.h"

#include <ctype.h>
#include <strings.h>

enum { WORD = 128 };

/* The next word from offset at: its bytes into out; returns where the word after it starts, 0 when the line ends. */
static uint32_t next_word(struct span s, uint32_t at, char out[WORD])
{
	unsigned n = 0;
	for (; at < s.len; at++) {
		unsigned c = span_u8(s, at);
		if (!isgraph((int)c) || c >= 0x80)
			break;
		if (n + 1 < WORD)
			out[n++] = (char)c;
	}
	out[n] = 0;
	if (!n || (at < s.len && !isspace((int)span_u8(s, at))))
		return 0;
	while (at < s.len && span_u8(s, at) == ' ')
		at++;
	return at;
}

static bool is_code(const char *w)
{
	return isdigit((unsigned char)w[0]) && isdigit((unsigned char)w[1]) && isdigit((unsigned char)w[2]) && !w[3];
}

static bool is_command(const struct text_protocol *p, const char *w)
{
	for (const char *const *c = p->commands; *c; c++)
		if (!strcasecmp(*c, w))
			return true;
	return false;
}

/* The bytes start with a request or a reply? */
static bool recognized(const struct text_protocol *p, struct span s)
{
	char w[WORD];
	if (!p->commands)
		return true;
	uint32_t at = next_word(s, 0, w);
	if (!at)
		return false;
	if (is_command(p, w))
		return true;
	return next_word(s, at, w) && is_code(w);
}

/* The text was captured in part only. */
static void cut_if_more(struct dis *d)
{
	if (declared(d))
		cut_here(d);
}

/* Says the line at offset at, after prefix. Returns where the next starts; 0: there is none, or it is no text. A line that
 * ends with what was captured of more is not said, nor one whose carriage return is the last byte. */
static uint32_t say_line(struct dis *d, struct span s, uint32_t at, const char *prefix)
{
	uint32_t start = at, len = 0;
	bool ended = false;
	for (; at < s.len && !ended; at++) {
		unsigned c = span_u8(s, at);
		if (c == '\n' || c == '\r') {
			len = at - start;
			ended = true;
			if (c == '\r' && at + 1 == s.len) {
				cut_if_more(d);
				return 0;
			}
			if (c == '\r' && span_u8(s, ++at) != '\n')
				return 0;
		} else if (c >= 0x80 || (!isprint((int)c) && c != '\t')) {
			return 0;
		}
	}
	if (!ended) {
		len = at - start;
		cut_if_more(d);
	}
	say_s(d, prefix);
	if (!d->mute)
		text_bytes(d->text, s.p + start, len);
	return ended ? at : 0;
}

void text_protocol(struct dis *d, const struct text_protocol *p)
{
	uint32_t len = declared(d);
	struct span s = rest(d, 0);
	bool text = recognized(p, s);
	if (!d->over_udp)
		say_s(d, ": ");
	say_s(d, p->name);
	if (text && p->fields && fields_wanted(d) && s.len)
		p->fields(d, s);
	if (!text)
		return;
	if (!d->verbose) {
		say_line(d, s, 0, ": ");
		return;
	}
	say(d, ", length: %u", len);
	uint32_t at = 0;
	while (at < s.len && (at = say_line(d, s, at, "\n\t")))
		;
	if (at == s.len)
		cut_if_more(d);
}

/* ---- For the fields */

struct span span_part(struct span s, uint32_t from, uint32_t to)
{
	to = to < s.len ? to : s.len;
	from = from < to ? from : to;
	return (struct span){s.p + from, to - from, s.pos + from};
}

uint32_t span_find(struct span s, char c)
{
	uint32_t i = 0;
	while (i < s.len && span_u8(s, i) != (unsigned char)c)
		i++;
	return i;
}

struct span span_trim(struct span s)
{
	uint32_t from = 0, to = s.len;
	while (from < to && (span_u8(s, from) == ' ' || span_u8(s, from) == '\t'))
		from++;
	while (to > from && (span_u8(s, to - 1) == ' ' || span_u8(s, to - 1) == '\t'))
		to--;
	return span_part(s, from, to);
}

bool span_is(struct span s, const char *word)
{
	return s.len && s.len == strlen(word) && !strncasecmp((const char *)s.p, word, s.len);
}

uint64_t span_number(struct span s)
{
	enum { MOST_DIGITS = 18 };
	uint64_t v = 0;
	for (uint32_t i = 0; i < s.len && i < MOST_DIGITS && isdigit((int)span_u8(s, i)); i++)
		v = v * 10 + (span_u8(s, i) - '0');
	return v;
}

bool text_line(struct span *rest, struct span *line, bool with_end)
{
	uint32_t n = span_find(*rest, '\n');
	if (!rest->len)
		return false;
	uint32_t behind = n < rest->len ? n + 1 : n, end = n;
	if (end && span_u8(*rest, end - 1) == '\r')
		end--;
	*line = span_part(*rest, 0, with_end ? behind : end);
	*rest = span_part(*rest, behind, rest->len);
	return true;
}

struct span text_word(struct span *line)
{
	uint32_t n = span_find(*line, ' '), behind = n;
	struct span word = span_part(*line, 0, n);
	while (behind < line->len && span_u8(*line, behind) == ' ')
		behind++;
	*line = span_part(*line, behind, line->len);
	return word;
}

bool span_ip4(struct span s, uint32_t *address)
{
	uint32_t v = 0;
	for (unsigned i = 0; i < 4; i++) {
		uint32_t dot = span_find(s, '.');
		uint64_t n = span_number(s);
		if (!dot || dot > 3 || n > 255 || !isdigit((int)span_u8(s, 0)) || (i < 3) != (dot < s.len))
			return false;
		v = v << 8 | (uint32_t)n;
		s = span_part(s, dot + 1, s.len);
	}
	*address = v;
	return true;
}
