#include "dissect/modern/tls_message.h"

#include <string.h>

/* Items go to the tape and into the hello from which the line is said. */
struct items {
	struct dis *d;
	struct span body;
	struct tls_hello hello;
};

static void take_item(void *context, enum tls_item item, const uint8_t *p, size_t n, uint64_t value)
{
	struct items *t = context;
	uint8_t type = t->d->proto->fields[item].type;
	uint32_t pos = t->body.pos + (uint32_t)(p - t->body.p);
	if (type == F_BYTES || type == F_STR)
		mark_bytes(t->d, item, pos, (uint32_t)n);
	else
		mark_uint(t->d, item, pos, (uint32_t)n, value);
	tls_hello_item(&t->hello, item, p, n, value);
}

static void say_word(struct dis *d, const char *what, const char *w)
{
	if (!*w)
		return;
	say(d, "%s", what);
	say_text(d, (struct span){(const uint8_t *)w, (uint32_t)strlen(w), 0});
}

static void say_hello(struct dis *d, const struct tls_hello *h)
{
	say(d, ", %s", tok(d, tls_versions, "version 0x%04x", h->best));
	say_word(d, ", sni ", h->server_name);
	say_word(d, ", alpn ", h->alpn);
	if (h->client)
		say(d, ", %u ciphers", h->ciphers.n);
	else if (h->ciphers.n)
		say(d, ", %s", tok(d, tls_ciphers, "cipher 0x%04x", h->ciphers.v[0]));
}

unsigned tls_message_body(struct dis *d, unsigned type, uint32_t len)
{
	struct items t = {.d = d};
	t.body = soft_bytes(d, 0, len);
	tls_hello_begin(&t.hello, type == TLS_CLIENT_HELLO);
	tls_read_message(type, t.body.p, t.body.len, take_item, &t);
	if (type == TLS_CLIENT_HELLO || type == TLS_SERVER_HELLO)
		say_hello(d, &t.hello);
	return type == TLS_SERVER_HELLO ? t.hello.best : 0;
}
