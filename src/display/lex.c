#include "display/lex.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/message.h"
#include "display/limits.h"

static const struct {
	const char *text;
	int op;
} signs[] = {
	/* longer ones first */
	{"===", OP_ALL_EQ}, {"!==", OP_ANY_NE}, {"==", OP_EQ}, {"!=", OP_NE}, {"~=", OP_ANY_NE}, {"<=", OP_LE}, {">=", OP_GE},
	{"&&", OP_AND}, {"||", OP_OR}, {"^^", OP_XOR}, {"<", OP_LT}, {">", OP_GT}, {"!", OP_NOT}, {"~", OP_MATCHES},
	{"&", OP_BIT_AND}, {"+", OP_PLUS}, {"-", OP_MINUS}, {"*", OP_TIMES}, {"/", OP_DIVIDE}, {"%", OP_MODULO},
	{"(", '('}, {")", ')'}, {"{", '{'}, {"}", '}'}, {",", ','},
}, words[] = {
	{"eq", OP_EQ}, {"any_eq", OP_EQ}, {"ne", OP_NE}, {"all_ne", OP_NE}, {"all_eq", OP_ALL_EQ}, {"any_ne", OP_ANY_NE},
	{"lt", OP_LT}, {"le", OP_LE}, {"gt", OP_GT}, {"ge", OP_GE}, {"contains", OP_CONTAINS}, {"matches", OP_MATCHES},
	{"in", OP_IN}, {"and", OP_AND}, {"or", OP_OR}, {"xor", OP_XOR}, {"not", OP_NOT}, {"bitwise_and", OP_BIT_AND},
};

static bool plain(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == ':';
}

/* A minus within a word joins (bgp.as-path, 00-11-22); a slash does before the prefix length of an address. */
static size_t word_length(const char *s)
{
	size_t n = 0;
	bool address = false;
	for (;; n++) {
		if (s[n] == '.' && s[n + 1] == '.')
			break;
		address |= s[n] == '.' || s[n] == ':';
		bool joins = n && (s[n] == '-' || (s[n] == '/' && address)) && isalnum((unsigned char)s[n + 1]);
		if (!plain(s[n]) && !joins)
			break;
	}
	return n;
}

static unsigned number_of_base(const char **s, int base, int digits)
{
	unsigned v = 0;
	for (int i = 0; i < digits; i++, ++*s) {
		int c = tolower((unsigned char)**s), d = isdigit(c) ? c - '0' : isxdigit(c) ? c - 'a' + 10 : 99;
		if (d >= base)
			break;
		v = v * (unsigned)base + (unsigned)d;
	}
	return v;
}

/* One character of a string behind a backslash; *s moves behind it. What is no escape keeps its backslash, so that
 * regular expressions read as they are written. */
static size_t unescape(const char **s, char *to)
{
	static const char from[] = "abfnrtv\"'\\", meant[] = "\a\b\f\n\r\t\v\"'\\";
	const char *found = **s ? strchr(from, **s) : NULL;
	if (found) {
		++*s;
		*to = meant[found - from];
		return 1;
	}
	if (**s == 'x' && isxdigit((unsigned char)(*s)[1])) {
		++*s;
		*to = (char)number_of_base(s, 16, 2);
		return 1;
	}
	if (**s >= '0' && **s <= '7') {
		*to = (char)number_of_base(s, 8, 3);
		return 1;
	}
	*to = '\\';
	return 1;
}

/* From behind the opening quote to the closing one; the length read, or 0: it does not end. */
static size_t scan_quoted(struct arena *a, struct display_lexeme *t, const char *start, char quote, bool raw)
{
	const char *s = start;
	char *text = arena_alloc(a, strlen(start) + 1);
	if (!text)
		return 0;
	t->text = text;
	while (*s && *s != quote) {
		if (*s != '\\') {
			text[t->len++] = *s++;
		} else if (raw) {
			text[t->len++] = *s++;
			if (*s)
				text[t->len++] = *s++;
		} else {
			s++;
			t->len += (uint32_t)unescape(&s, text + t->len);
		}
	}
	return *s == quote ? (size_t)(s - start) + 1 : 0;
}

static size_t scan_bracket(struct arena *a, struct display_lexeme *t, const char *s)
{
	size_t n = strcspn(s, "]");
	t->text = arena_strndup(a, s, n);
	t->len = (uint32_t)n;
	return s[n] && t->text ? n + 1 : 0;
}

static int word_op(const char *text)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].text, text))
			return words[i].op;
	return 0;
}

static size_t scan_sign(struct display_lexeme *t, const char *s)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(s, signs[i].text, strlen(signs[i].text))) {
			t->kind = T_OP;
			t->op = signs[i].op;
			return strlen(signs[i].text);
		}
	return 0;
}

static size_t scan_word(struct arena *a, struct display_lexeme *t, const char *s)
{
	size_t n = word_length(s);
	t->kind = T_WORD;
	t->text = arena_strndup(a, s, n);
	t->len = (uint32_t)n;
	t->op = t->text ? word_op(t->text) : 0;
	if (t->op)
		t->kind = T_OP;
	return t->text ? n : 0;
}

static size_t scan(struct arena *a, struct display_lexeme *t, const char *s)
{
	size_t n;
	if (*s == '"' || ((*s == 'r' || *s == 'R') && s[1] == '"')) {
		size_t open = *s == '"' ? 1 : 2;
		t->kind = T_STRING;
		n = scan_quoted(a, t, s + open, '"', open == 2);
		return n ? n + open : 0;
	}
	if (*s == '\'') {
		t->kind = T_CHAR;
		n = scan_quoted(a, t, s + 1, '\'', false);
		return n && t->len == 1 ? n + 1 : 0;
	}
	if (*s == '[' || (*s == '#' && s[1] == '[')) {
		size_t open = *s == '[' ? 1 : 2;
		t->kind = open == 1 ? T_SLICE : T_LAYER;
		n = scan_bracket(a, t, s + open);
		return n ? n + open : 0;
	}
	if (*s == '#') {
		n = 1 + strspn(s + 1, "0123456789");
		t->kind = T_LAYER;
		t->text = arena_strndup(a, s + 1, n - 1);
		t->len = (uint32_t)n - 1;
		return n > 1 && t->text ? n : 0;
	}
	if (s[0] == '.' && s[1] == '.') {
		t->kind = T_RANGE;
		return 2;
	}
	return word_length(s) ? scan_word(a, t, s) : scan_sign(t, s);
}

static int unreadable(const char *source, uint32_t at, struct err *err)
{
	switch (source[at]) {
	case '"':
	case 'r':
	case 'R':
		return err_at(err, source, at, "the string does not end: a \" is missing");
	case '\'':
		return err_at(err, source, at, "'x' is one character; strings are written in double quotes");
	case '[':
		return err_at(err, source, at, "the slice does not end: a ] is missing");
	case '#':
		return err_at(err, source, at, "# is followed by the number of a layer: ip.addr#1, ip.addr#[1-2]");
	case '=':
		return err_at(err, source, at, "equality is written ==");
	case '|':
		return err_at(err, source, at, "or is written || or `or'");
	}
	return err_at(err, source, at, "`%c' means nothing in a display filter", source[at]);
}

int display_lex(struct arena *a, const char *source, struct display_lexemes *out, struct err *err)
{
	uint32_t room = (uint32_t)strlen(source) + 1;
	*out = (struct display_lexemes){.list = arena_array(a, struct display_lexeme, room)};
	if (!out->list)
		return err_set(err, -ENOMEM, "the display filter is too long");
	for (uint32_t at = 0;;) {
		struct display_lexeme *t = &out->list[out->count];
		at += (uint32_t)strspn(source + at, " \t\r\n");
		*t = (struct display_lexeme){.at = at, .text = ""};
		if (!source[at])
			return 0;
		size_t n = scan(a, t, source + at);
		if (!n)
			return unreadable(source, at, err);
		at += (uint32_t)n;
		if (++out->count > LIMIT_FILTER_WORDS)
			return err_at(err, source, t->at, "the display filter has more than %d words", LIMIT_FILTER_WORDS);
	}
}
