#include "stream/http.h"

#include <stdlib.h>
#include <strings.h>

#include "stream/limits.h"

struct message {
	struct http_parser *p;
	const struct http_events *events;
	void *context;
	unsigned from;
};

/* ---- Heads */

static bool is_token(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

/* Could this be the beginning of a message? n may be less than what would tell for certain. */
static bool may_be_http(const char *s, size_t n)
{
	if (n >= 5 && !memcmp(s, "HTTP/", 5))
		return true;
	size_t i = 0;
	while (i < n && is_token(s[i]))
		i++;
	return n < 5 && i == n ? true : i >= 3 && i < 20 && (i == n || s[i] == ' ');
}

static struct http_word trimmed(const char *s, size_t n)
{
	while (n && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r'))
		n--;
	return (struct http_word){s, n};
}

struct http_word http_field(const struct http_head *h, const char *name)
{
	size_t want = strlen(name);
	for (const char *s = h->fields.s, *end = s + h->fields.n; s < end;) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));
		size_t n = eol ? (size_t)(eol - s) : (size_t)(end - s);
		if (n > want && s[want] == ':' && !strncasecmp(s, name, want))
			return trimmed(s + want + 1, n - want - 1);
		s += n + 1;
	}
	return (struct http_word){"", 0};
}

/* "GET /x HTTP/1.1" or "HTTP/1.1 200 OK"; false: neither. */
static bool start_line(struct http_head *h, const char *s, size_t n)
{
	if (n >= 12 && !memcmp(s, "HTTP/", 5)) {
		const char *space = memchr(s, ' ', n);
		h->response = true;
		h->status = space && space + 4 <= s + n ? (unsigned)atoi(space + 1) : 0;
		return h->status >= 100 && h->status < 1000;
	}
	const char *space = memchr(s, ' ', n);
	if (!space)
		return false;
	h->method = (struct http_word){s, (size_t)(space - s)};
	struct http_word rest = trimmed(space + 1, n - h->method.n - 1);
	size_t target = rest.n;
	while (target && rest.s[target - 1] != ' ')
		target--;
	if (!target || rest.n - target < 6 || memcmp(rest.s + target, "HTTP/", 5))
		return false;
	h->target = trimmed(rest.s, target - 1);
	return true;
}

static bool word_in(struct http_word w, const char *what)
{
	size_t n = strlen(what);
	for (size_t i = 0; i + n <= w.n; i++)
		if (!strncasecmp(w.s + i, what, n))
			return true;
	return false;
}

/* How the body ends: RFC 9112 section 6.3. */
static void body_follows(struct http_parser *p, const struct http_head *h, bool may_have_body)
{
	struct http_word length = http_field(h, "content-length");
	p->left = 0;
	if (h->response && h->status == 101) {
		p->state = HTTP_FOREIGN;
	} else if (!may_have_body || (h->response && (h->status < 200 || h->status == 204 || h->status == 304))) {
		p->state = HTTP_LENGTH;
	} else if (word_in(http_field(h, "transfer-encoding"), "chunked")) {
		p->state = HTTP_CHUNK_SIZE;
	} else if (length.n) {
		p->left = strtoull(length.s, NULL, 10); /* a line end follows */
		p->state = HTTP_LENGTH;
	} else {
		p->state = h->response ? HTTP_UNTIL_CLOSE : HTTP_LENGTH;
	}
}

static void ended(const struct message *m)
{
	m->p->state = HTTP_HEAD;
	text_reset(&m->p->line);
	m->events->end(m->context, m->from);
}

static void whole_head(const struct message *m)
{
	struct http_parser *p = m->p;
	struct http_head h = {.all = {p->line.data, p->line.len}};
	const char *eol = memchr(h.all.s, '\n', h.all.n);
	size_t first = (size_t)(eol - h.all.s);
	if (!start_line(&h, h.all.s, first && eol[-1] == '\r' ? first - 1 : first)) {
		p->state = HTTP_FOREIGN;
		return;
	}
	h.fields = (struct http_word){eol + 1, h.all.n - first - 1};
	bool may_have_body = m->events->head(m->context, m->from, &h);
	body_follows(p, &h, may_have_body);
	text_reset(&p->line);
	if (p->state == HTTP_LENGTH && !p->left)
		ended(m);
}

/* Up to and with the empty line. */
static size_t take_head(const struct message *m, const uint8_t *data, size_t n)
{
	struct text *line = &m->p->line;
	for (size_t i = 0; i < n; i++) {
		if (!line->len && (data[i] == '\r' || data[i] == '\n'))
			continue; /* empty lines before a message: RFC 9112 section 2.2 */
		text_c(line, (char)data[i]);
		if (data[i] == '\n') {
			bool empty = line->len >= 2 &&
				     (line->data[line->len - 2] == '\n' ||
					     (line->len >= 3 && line->data[line->len - 2] == '\r' &&
						     line->data[line->len - 3] == '\n'));
			if (empty) {
				whole_head(m);
				return i + 1;
			}
		}
		if (line->failed || line->len > LIMIT_HTTP_HEAD ||
			(line->len <= 20 && !may_be_http(line->data, line->len))) {
			m->p->state = HTTP_FOREIGN;
			return n;
		}
	}
	return n;
}

/* ---- Bodies */

static size_t take_body(const struct message *m, const uint8_t *data, size_t n)
{
	struct http_parser *p = m->p;
	size_t part = p->left < n ? (size_t)p->left : n;
	if (p->state == HTTP_UNTIL_CLOSE)
		part = n;
	else
		p->left -= part;
	if (part)
		m->events->body(m->context, m->from, data, part);
	if (p->state == HTTP_LENGTH && !p->left)
		ended(m);
	else if (p->state == HTTP_CHUNK && !p->left)
		p->state = HTTP_CHUNK_END;
	return part;
}

/* A line of the chunked coding: RFC 9112 section 7.1. */
static void chunk_line(const struct message *m)
{
	struct http_parser *p = m->p;
	struct http_word w = trimmed(p->line.data, p->line.len - 1);
	if (p->state == HTTP_CHUNK_SIZE) {
		char digits[17] = "";
		size_t n = w.n < sizeof digits - 1 ? w.n : sizeof digits - 1;
		memcpy(digits, w.s, n);
		p->left = strtoull(digits, NULL, 16);
		p->state = p->left ? HTTP_CHUNK : HTTP_TRAILER;
	} else if (p->state == HTTP_CHUNK_END) {
		p->state = HTTP_CHUNK_SIZE;
	} else if (!w.n) {
		ended(m);
	}
	text_reset(&p->line);
}

static size_t take_line(const struct message *m, const uint8_t *data, size_t n)
{
	const uint8_t *eol = memchr(data, '\n', n);
	size_t part = eol ? (size_t)(eol - data) + 1 : n;
	text_bytes(&m->p->line, data, part);
	if (m->p->line.failed || m->p->line.len > LIMIT_HTTP_HEAD)
		m->p->state = HTTP_FOREIGN;
	else if (eol)
		chunk_line(m);
	return part;
}

void http_parse(struct http_parser *p, const struct http_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n)
{
	struct message m = {p, events, context, from};
	while (n && p->state != HTTP_FOREIGN) {
		size_t done =
			p->state == HTTP_HEAD ? take_head(&m, data, n)
			: p->state == HTTP_LENGTH || p->state == HTTP_CHUNK || p->state == HTTP_UNTIL_CLOSE
				? take_body(&m, data, n)
				: take_line(&m, data, n);
		data += done;
		n -= done;
	}
	if (p->state == HTTP_FOREIGN || !p->line.len)
		text_free(&p->line); /* many connections wait for long */
}

void http_lost(struct http_parser *p, const struct http_events *events, void *context, unsigned from, uint64_t n)
{
	struct message m = {p, events, context, from};
	if (p->state == HTTP_UNTIL_CLOSE || p->state == HTTP_FOREIGN)
		return;
	if (p->state != HTTP_LENGTH || n > p->left) {
		p->state = p->state == HTTP_LENGTH ? HTTP_HEAD : HTTP_FOREIGN;
		return;
	}
	p->left -= n;
	if (!p->left)
		ended(&m);
}

void http_finish(struct http_parser *p, const struct http_events *events, void *context, unsigned from)
{
	struct message m = {p, events, context, from};
	if (p->state == HTTP_UNTIL_CLOSE)
		ended(&m);
	text_free(&p->line);
}
