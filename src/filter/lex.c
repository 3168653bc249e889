/* The scanner: at each place the longest token wins, and numbers and addresses win over words of the same
 * length. */
#include "filter/lex.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/message.h"
#include "filter/words.h"

static bool word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.';
}

/* A word starts with a letter or digit and does not end with '-' or '_' (but `a-b`, `x.` are words). */
static size_t word_length(const char *s)
{
	size_t n = 0;

	if (!isalnum((unsigned char)*s))
		return 0;
	while (word_char(s[n]))
		n++;
	while (n > 1 && (s[n - 1] == '-' || s[n - 1] == '_'))
		n--;
	return n;
}

static size_t number_length(const char *s)
{
	size_t n = 0;

	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X') && isxdigit((unsigned char)s[2])) {
		for (n = 2; isxdigit((unsigned char)s[n]); n++)
			;
		return n;
	}
	while (isdigit((unsigned char)s[n]))
		n++;
	return n;
}

static size_t hex_run(const char *s)
{
	size_t n = 0;

	while (isxdigit((unsigned char)s[n]))
		n++;
	return n;
}

/* Six groups of one or two hex digits with one kind of separator. */
static size_t mac_groups(const char *s, uint8_t *out)
{
	size_t at = 0;
	char separator = '\0';

	for (int i = 0; i < 6; i++) {
		size_t n = hex_run(s + at);
		if (n < 1 || n > 2)
			return 0;
		out[i] = (uint8_t)strtoul(s + at, NULL, 16);
		at += n;
		if (i == 5)
			break;
		if (!separator && strchr(":-.", s[at]) && s[at])
			separator = s[at];
		if (!separator || s[at++] != separator)
			return 0;
	}
	return at;
}

/* xxxx.xxxx.xxxx or twelve digits. */
static size_t mac_quads(const char *s, uint8_t *out)
{
	size_t at = 0, digits = 0;
	bool dots = hex_run(s) == 4 && s[4] == '.';

	while (digits < 12) {
		if (dots && digits && digits % 4 == 0 && s[at++] != '.')
			return 0;
		if (!isxdigit((unsigned char)s[at]))
			return 0;
		char c = s[at++];
		unsigned v =
			isdigit((unsigned char)c) ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a' + 10);
		out[digits / 2] = (uint8_t)(digits % 2 ? out[digits / 2] | v : v << 4);
		digits++;
	}
	return isxdigit((unsigned char)s[at]) ? 0 : at;
}

static size_t mac_length(const char *s, uint8_t *out)
{
	size_t n = mac_groups(s, out);

	return n ? n : mac_quads(s, out);
}

static size_t ip4_length(const char *s, uint8_t *parts)
{
	size_t at = number_length(s);

	if (!at || (s[0] == '0' && (s[1] | 32) == 'x'))
		return 0;
	for (*parts = 1; *parts < 4 && s[at] == '.' && isdigit((unsigned char)s[at + 1]); ++*parts)
		at += 1 + number_length(s + at + 1);
	return *parts > 1 ? at : 0;
}

static size_t ip6_length(const char *s, uint8_t *out)
{
	size_t n = 0, colons = 0;
	char buffer[INET6_ADDRSTRLEN + 1];

	while (isxdigit((unsigned char)s[n]) || s[n] == ':' ||
		(s[n] == '.' && isdigit((unsigned char)s[n + 1])))
		colons += s[n++] == ':';
	if (colons < 2 || n >= sizeof buffer)
		return 0;
	memcpy(buffer, s, n);
	buffer[n] = '\0';
	return inet_pton(AF_INET6, buffer, out) == 1 ? n : 0;
}

static int number(struct token *t, struct err *err, const char *source)
{
	char *end;
	int base = t->text[0] != '0' ? 10 : (t->text[1] | 32) == 'x' ? 16 : 8;

	errno = 0;
	unsigned long v = strtoul(t->text, &end, base);
	if (errno || v > UINT32_MAX)
		return err_at(err, source, t->at, "number %s overflows 32 bits", t->text);
	if (*end)
		return err_at(err, source, t->at, "number %s contains non-octal digits", t->text);
	t->value = (uint32_t)v;
	return 0;
}

/* 10.1 is {value 10.1, parts 2}: the parts as the low-order bytes. */
static void ip4(struct token *t)
{
	const char *s = t->text;

	for (int i = 0; i < t->parts; i++) {
		unsigned long v = strtoul(s, (char **)&s, 10);
		t->too_large |= v > 255;
		t->value = t->value << 8 | (uint32_t)v;
		s++;
	}
}

static const struct {
	char text[3];
	int op;
} operators[] = {
	{"&&", OP_AND},
	{"||", OP_OR},
	{"<=", OP_LE},
	{"=<", OP_LE},
	{">=", OP_GE},
	{"=>", OP_GE},
	{"!=", OP_NE},
	{"==", '='},
	{"<<", OP_SHL},
	{">>", OP_SHR},
};

static int scan_operator(struct token *t, const char *s)
{
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (!strncmp(s, operators[i].text, 2)) {
			t->op = operators[i].op;
			t->len = 2;
			return 0;
		}
	if (!*s || !strchr("!()[]<>=+-*/%&|^:,{}", *s))
		return -EINVAL;
	t->op = *s;
	t->len = 1;
	return 0;
}

/* The longest of: number, MAC, IPv4, IPv6, word. 0: none of them. */
static size_t scan_text(struct token *t, const char *s)
{
	uint8_t mac[16] = {0}, six[16], parts = 0;
	size_t word = word_length(s), n = number_length(s), m = mac_length(s, mac),
	       four = ip4_length(s, &parts), v6 = ip6_length(s, six), best = word;

	t->kind = TOKEN_WORD;
	if (n && n >= best) {
		t->kind = TOKEN_NUMBER;
		best = n;
	}
	if (four && four >= best) {
		t->kind = TOKEN_IP4;
		t->parts = parts;
		best = four;
	}
	if (m && m >= best) {
		t->kind = TOKEN_MAC;
		memcpy(t->address, mac, 6);
		best = m;
	}
	if (v6 && v6 > best) {
		t->kind = TOKEN_IP6;
		memcpy(t->address, six, 16);
		best = v6;
	}
	return best;
}

static int scan(struct arena *a, struct token *t, const char *source, struct err *err)
{
	const char *s = source + t->at;
	size_t n = 0;

	if (*s == '\\') {
		n = strcspn(s + 1, " !()\n\t\r");
		t->kind = TOKEN_WORD;
		t->escaped = true;
		t->text = arena_strndup(a, s + 1, n);
		t->len = (uint32_t)n + 1;
		return n ? 0
			 : err_at(err, source, t->at, "syntax error: a word is expected behind '\\'");
	}
	if (*s == '$' && hex_run(s + 1)) {
		t->kind = TOKEN_BYTE;
		n = 1 + hex_run(s + 1);
		t->value = (uint32_t)strtoul(s + 1, NULL, 16);
		if (n > 3)
			return err_at(err, source, t->at, "a one-byte address has two digits");
	} else {
		n = scan_text(t, s);
	}
	if (!n) {
		t->kind = TOKEN_OPERATOR;
		if (scan_operator(t, s) < 0)
			return err_at(err, source, t->at, "illegal character '%c'", *s);
		n = t->len;
	}
	t->len = (uint32_t)n;
	t->text = arena_strndup(a, s, n);
	if (!t->text)
		return err_set(err, -ENOMEM, "the filter is too long for its memory budget");
	if (t->kind == TOKEN_NUMBER)
		return number(t, err, source);
	if (t->kind == TOKEN_IP4)
		ip4(t);
	return 0;
}

/* Does the name of a container come next? It may be made of any characters, but `host container` is a host. */
static bool behind_container(const struct tokens *out)
{
	const struct token *t = out->list + out->count - 1;
	enum word before = out->count > 1 ? word_find(t[-1].text) : WORD_NONE;

	return out->count && t->kind == TOKEN_WORD && !t->escaped && !strcmp(t->text, "container") && before != WORD_HOST &&
	       before != WORD_NET && before != WORD_GATEWAY;
}

static int scan_name(struct arena *a, struct token *t, const char *s)
{
	t->kind = TOKEN_WORD;
	t->escaped = true;
	t->len = (uint32_t)strcspn(s, " !()\n\t\r");
	t->text = arena_strndup(a, s, t->len);
	return t->text ? 0 : -ENOMEM;
}

int filter_lex(struct arena *a, const char *text, struct tokens *out, struct err *err)
{
	size_t room = 0, at = strspn(text, " \t\r\n");

	*out = (struct tokens){.source = text};
	for (;; at += strspn(text + at, " \t\r\n")) {
		if (out->count == room) {
			struct token *bigger = arena_array(a, struct token, room ? room * 2 : 64);
			if (!bigger)
				return err_set(err, -ENOMEM, "the filter is too long for its memory budget");
			if (room)
				memcpy(bigger, out->list, room * sizeof *bigger);
			out->list = bigger;
			room = room ? room * 2 : 64;
		}
		struct token *t = &out->list[out->count];
		t->at = (uint32_t)at;
		if (!text[at])
			break;
		bool name = behind_container(out) && !strchr("!()&|<>=\\", text[at]);
		int r = name ? scan_name(a, t, text + at) : scan(a, t, text, err);
		if (r < 0)
			return r;
		at += t->len;
		out->count++;
	}
	out->list[out->count].kind = TOKEN_END;
	out->list[out->count].text = "the end";
	return 0;
}

void filter_lex_dump(struct text *t, const struct tokens *tokens)
{
	static const char *const kinds[] = {"end", "word", "number", "ip4", "ip6", "mac", "byte", "operator"};

	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->list[i];
		text_printf(t, "%5u  %-8s %s%s\n", token->at, kinds[token->kind], token->escaped ? "\\" : "",
			token->text);
	}
}
