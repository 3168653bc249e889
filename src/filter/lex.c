#include "filter/lex.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 60 }; /* bytes of the text shown around a mistake */

int filter_error(struct err *err, const char *text, uint32_t at, const char *format, ...)
{
	char sentence[256];
	va_list ap;
	va_start(ap, format);
	vsnprintf(sentence, sizeof sentence, format, ap);
	va_end(ap);
	size_t len = strlen(text), from = at > SHOWN / 2 ? at - SHOWN / 2 : 0;
	int shown = (int)(len - from < SHOWN ? len - from : SHOWN);
	return err_set(err, -EINVAL, "can't parse filter expression: %s\n  %.*s\n  %*s^", sentence, shown, text + from,
		(int)(at - from), "");
}

static bool word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '-';
}

/* How far something that is made of hex digits and separators goes: an address, if it is one. */
static size_t address_length(const char *s)
{
	size_t n = 0;
	while (isxdigit((unsigned char)s[n]) || s[n] == ':' || s[n] == '.' || s[n] == '-')
		n++;
	return n;
}

static bool parse_mac(const char *s, size_t n, uint8_t out[6])
{
	unsigned v[6];
	char copy[24], end;
	if (n < 11 || n >= sizeof copy)
		return false;
	memcpy(copy, s, n);
	copy[n] = 0;
	static const char *const forms[] = {"%2x:%2x:%2x:%2x:%2x:%2x%c", "%2x-%2x-%2x-%2x-%2x-%2x%c", "%2x.%2x.%2x.%2x.%2x.%2x%c",
		"%2x%2x.%2x%2x.%2x%2x%c", "%2x%2x%2x%2x%2x%2x%c"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (i == 3 && n != 14)
			continue;
		if (i == 4 && n != 12)
			continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		if (sscanf(copy, forms[i], &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &end) != 6)
			continue;
#pragma GCC diagnostic pop
		for (int b = 0; b < 6; b++)
			out[b] = (uint8_t)v[b];
		return true;
	}
	return false;
}

static bool dotted(const char *s, size_t n)
{
	unsigned dots = 0, digits = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.') {
			if (!digits || ++dots > 3)
				return false;
			digits = 0;
		} else if (isdigit((unsigned char)s[i])) {
			digits++;
		} else {
			return false;
		}
	}
	return dots && digits;
}

static bool parse_number(const char *s, size_t n, uint32_t *v)
{
	char copy[24], *end;
	if (!n || n >= sizeof copy || !isdigit((unsigned char)s[0]))
		return false;
	memcpy(copy, s, n);
	copy[n] = 0;
	errno = 0;
	unsigned long long x = strtoull(copy, &end, 0);
	if (*end || errno || x > UINT32_MAX)
		return false;
	*v = (uint32_t)x;
	return true;
}

static size_t sign(struct lexeme *t, const char *s)
{
	static const char *const pairs[] = {"&&", "||", "<<", ">>", "<=", ">=", "==", "!="};
	t->kind = TOKEN_SIGN;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (s[0] == pairs[i][0] && s[1] == pairs[i][1]) {
			t->value = SIGN2(s[0], s[1]);
			return 2;
		}
	}
	t->value = (unsigned char)s[0];
	return strchr("()[]!<>=+-*/%&|^:,", s[0]) ? 1 : 0;
}

/* A word, number or address that starts at s; its length. In brackets only words and numbers are: a colon there is the
 * sign before a size. */
static size_t word(struct lexeme *t, const char *s, bool brackets)
{
	size_t n = brackets ? 0 : address_length(s);
	char copy[64];
	while (n && (s[n - 1] == '-' || s[n - 1] == '.'))
		n--;
	bool alone = n && !word_char(s[n]);
	if (alone && n < sizeof copy && memchr(s, ':', n)) {
		memcpy(copy, s, n);
		copy[n] = 0;
		if (inet_pton(AF_INET6, copy, t->bytes) == 1) {
			t->kind = TOKEN_IP6;
			return n;
		}
	}
	if (alone && parse_mac(s, n, t->bytes)) {
		t->kind = TOKEN_MAC;
		return n;
	}
	n = 0;
	if (isdigit((unsigned char)s[0])) {
		while (isalnum((unsigned char)s[n]) || s[n] == '.')
			n++;
		if (dotted(s, n)) {
			t->kind = TOKEN_DOTTED;
			return n;
		}
		if (parse_number(s, n, &t->value) && (brackets || s[n] != '-' || !isalnum((unsigned char)s[n + 1]))) {
			t->kind = TOKEN_NUMBER;
			return n;
		}
		n = 0;
	}
	while (word_char(s[n]) && !(brackets && s[n] == '-' && !isalpha((unsigned char)s[n + 1])))
		n++;
	while (n && (s[n - 1] == '-' || s[n - 1] == '.'))
		n--;
	t->kind = TOKEN_WORD;
	return n;
}

struct lexeme *filter_lex(struct arena *a, const char *text, struct err *err)
{
	struct lexeme *tokens = arena_array(a, struct lexeme, strlen(text) + 1);
	size_t count = 0, at = 0;
	int depth = 0;
	for (; tokens; count++) {
		while (isspace((unsigned char)text[at]))
			at++;
		struct lexeme *t = &tokens[count];
		t->at = (uint32_t)at;
		if (!text[at]) {
			t->text = "end of the expression";
			return tokens;
		}
		bool escaped = text[at] == '\\';
		const char *s = text + at + escaped;
		size_t n = isalnum((unsigned char)*s) || *s == '_' || (*s == ':' && s[1] == ':') ? word(t, s, depth > 0) :
			escaped ? 0 : sign(t, s);
		if (!n) {
			filter_error(err, text, t->at, "syntax error: unexpected character");
			return NULL;
		}
		if (escaped)
			t->kind = TOKEN_NAME;
		depth += t->kind == TOKEN_SIGN && t->value == '[';
		depth -= t->kind == TOKEN_SIGN && t->value == ']';
		t->len = (uint32_t)(n + escaped);
		t->text = arena_strndup(a, s, n);
		if (!t->text)
			break;
		at += n + escaped;
	}
	err_set(err, -ENOMEM, "no memory for the filter");
	return NULL;
}
