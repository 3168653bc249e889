#include "stream/tls.h"

#include <string.h>

#include "core/bytes.h"
#include "stream/limits.h"

/* ---- Messages and records */

struct where {
	struct tls_parser *p;
	const struct tls_events *events;
	void *context;
	unsigned from;
};

/* The first certificate of a message. */
struct certificate {
	const uint8_t *der;
	size_t len;
};

static void certificate_item(void *context, enum tls_item item, const uint8_t *p, size_t n, uint64_t value)
{
	struct certificate *c = context;
	if (item == TLS_CERTIFICATE_BYTES && !c->der)
		*c = (struct certificate){p, n};
}

static void message(const struct where *w, unsigned type, const uint8_t *p, size_t n)
{
	struct tls_hello h;
	struct certificate c = {NULL, 0};
	if (type == TLS_CLIENT_HELLO || type == TLS_SERVER_HELLO) {
		tls_hello_begin(&h, type == TLS_CLIENT_HELLO);
		if (!tls_read_message(type, p, n, tls_hello_item, &h))
			return;
		if (h.client)
			w->events->client_hello(w->context, &h);
		else
			w->events->server_hello(w->context, &h);
		w->p->encrypted = !h.client && h.best >= TLS_1_3;
	} else if (type == TLS_CERTIFICATE) {
		tls_read_message(type, p, n, certificate_item, &c);
		if (c.der)
			w->events->certificate(w->context, w->from, c.der, c.len);
	}
}

static void drop(struct text *t, size_t n)
{
	memmove(t->data, t->data + n, t->len - n);
	t->len -= n;
}

static void handshake(const struct where *w, const uint8_t *data, size_t n)
{
	struct text *t = &w->p->handshake;
	text_bytes(t, data, n);
	while (t->len >= TLS_MESSAGE_HEADER && !w->p->encrypted) {
		const uint8_t *m = (const uint8_t *)t->data;
		size_t len = be32(m) & 0xffffff;
		if (len > LIMIT_TLS_HANDSHAKE)
			w->p->foreign = true;
		if (len > LIMIT_TLS_HANDSHAKE || t->len < TLS_MESSAGE_HEADER + len)
			break;
		message(w, m[0], m + TLS_MESSAGE_HEADER, len);
		drop(t, TLS_MESSAGE_HEADER + len);
	}
	if (t->failed || t->len > LIMIT_TLS_HANDSHAKE)
		w->p->foreign = true;
}

static void record(const struct where *w, unsigned type, const uint8_t *data, size_t n)
{
	if (type == TLS_HANDSHAKE)
		handshake(w, data, n);
	else if (type == TLS_ALERT && n == 2)
		w->events->alert(w->context, w->from, data[0], data[1]);
	else if (type == TLS_CHANGE_CIPHER_SPEC || type == TLS_APPLICATION_DATA)
		w->p->encrypted = true;
}

/* May TLS begin with these bytes, which may be less than a record's header? */
static bool may_begin(const uint8_t *p, size_t n)
{
	if (n >= TLS_RECORD_HEADER)
		return tls_is_record(p);
	return p[0] >= TLS_CHANGE_CIPHER_SPEC && p[0] <= TLS_HEARTBEAT && (n < 2 || p[1] == 3);
}

void tls_parse(struct tls_parser *p, const struct tls_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n)
{
	struct where w = {p, events, context, from};
	if (p->foreign || p->encrypted || !n)
		return;
	if (!p->begun && !may_begin(data, n)) {
		p->clear += (uint32_t)(n < LIMIT_TLS_CLEAR ? n : LIMIT_TLS_CLEAR + 1);
		p->foreign = p->clear > LIMIT_TLS_CLEAR;
		return;
	}
	p->begun = true;
	text_bytes(&p->record, data, n);
	while (p->record.len >= TLS_RECORD_HEADER && !p->foreign && !p->encrypted) {
		const uint8_t *r = (const uint8_t *)p->record.data;
		size_t len = be16(r + 3);
		if (!tls_is_record(r)) {
			p->foreign = true;
			break;
		}
		if (p->record.len < TLS_RECORD_HEADER + len)
			break;
		record(&w, r[0], r + TLS_RECORD_HEADER, len);
		drop(&p->record, TLS_RECORD_HEADER + len);
	}
	if (p->record.failed)
		p->foreign = true;
	if (p->foreign || p->encrypted)
		tls_free(p);
}

void tls_free(struct tls_parser *p)
{
	text_free(&p->record);
	text_free(&p->handshake);
}
