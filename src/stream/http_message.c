#include "stream/http_message.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "stream/limits.h"

enum { DETECT_GZIP_OR_ZLIB = 15 + 32, RAW_DEFLATE = -15, STEP = 1 << 14, SWITCHING_PROTOCOLS = 101 };

/* Up to LIMIT_HTTP_BODY bytes; false: it is not so coded. What was decoded before a fault stays. */
static bool inflate_body(const struct text *in, int window, struct text *out)
{
	z_stream z = {.next_in = (Bytef *)in->data, .avail_in = (uInt)in->len};
	if (inflateInit2(&z, window) != Z_OK)
		return false;
	int e = Z_OK;
	while (e == Z_OK && out->len < LIMIT_HTTP_BODY && text_room(out, STEP)) {
		z.next_out = (Bytef *)out->data + out->len;
		z.avail_out = STEP;
		e = inflate(&z, Z_NO_FLUSH);
		out->len += STEP - z.avail_out;
	}
	inflateEnd(&z);
	return out->len > 0;
}

static bool decode(const char *coding, const struct text *in, struct text *out)
{
	if (!strcmp(coding, "gzip") || !strcmp(coding, "x-gzip") || !strcmp(coding, "deflate"))
		return inflate_body(in, DETECT_GZIP_OR_ZLIB, out) || inflate_body(in, RAW_DEFLATE, out);
	return false;
}

static bool on_head(void *context, unsigned from, const struct http_head *h)
{
	struct http_messages *m = context;
	struct http_side *s = &m->side[from];
	struct http_word coding = http_field(h, "content-encoding");
	size_t n = coding.n < sizeof s->coding - 1 ? coding.n : sizeof s->coding - 1;
	memcpy(s->coding, coding.s, n);
	s->coding[n] = 0;
	text_reset(&s->body);
	s->lost = false;
	text_reset(&s->head);
	if (m->for_people || (h->response && h->status == SWITCHING_PROTOCOLS)) /* behind which no end comes */
		m->piece(m->context, from, (const uint8_t *)h->all.s, h->all.n);
	else
		text_bytes(&s->head, h->all.s, h->all.n);
	if (h->response)
		return !m->head_request;
	m->head_request = h->method.n == 4 && !memcmp(h->method.s, "HEAD", 4);
	return true;
}

static void on_body(void *context, unsigned from, const uint8_t *p, size_t n)
{
	struct text *body = &((struct http_messages *)context)->side[from].body;
	size_t room = LIMIT_HTTP_BODY - (body->len < LIMIT_HTTP_BODY ? body->len : LIMIT_HTTP_BODY);
	text_bytes(body, p, n < room ? n : room);
}

static void on_end(void *context, unsigned from)
{
	struct http_messages *m = context;
	struct http_side *s = &m->side[from];
	struct text decoded = {0};
	const struct text *body = decode(s->coding, &s->body, &decoded) ? &decoded : &s->body;
	bool given = m->for_people || !s->lost;
	if (given && s->head.len)
		m->piece(m->context, from, (const uint8_t *)s->head.data, s->head.len);
	if (given && body->len)
		m->piece(m->context, from, (const uint8_t *)body->data, body->len);
	text_free(&decoded);
	text_free(&s->head);
	text_reset(&s->body);
}

static const struct http_events events = {on_head, on_body, on_end};

void http_messages_take(struct http_messages *m, unsigned from, const uint8_t *p, size_t n)
{
	http_parse(&m->side[from].parser, &events, m, from, p, n);
}

void http_messages_lost(struct http_messages *m, unsigned from, uint64_t n)
{
	struct http_side *s = &m->side[from];
	bool in_body = s->parser.state == HTTP_LENGTH || s->parser.state == HTTP_CHUNK || s->parser.state == HTTP_UNTIL_CLOSE;
	char said[64];
	int len = snprintf(said, sizeof said, "[%llu bytes missing in capture file]", (unsigned long long)n);
	s->lost = true;
	if (m->for_people && in_body && !*s->coding)
		on_body(m, from, (const uint8_t *)said, (size_t)len);
	http_lost(&s->parser, &events, m, from, n);
}

void http_messages_end(struct http_messages *m)
{
	for (unsigned from = 0; from < 2; from++) {
		struct http_side *s = &m->side[from];
		http_finish(&s->parser, &events, m, from);
		if (m->for_people && s->body.len)
			on_end(m, from);
		text_free(&s->head);
		text_free(&s->body);
	}
}
