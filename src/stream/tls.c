#include "stream/tls.h"

#include <string.h>

#include "core/bytes.h"
#include "stream/limits.h"

enum { CHANGE_CIPHER_SPEC = 20, ALERT, HANDSHAKE, APPLICATION_DATA };
enum { CLIENT_HELLO = 1, SERVER_HELLO = 2, CERTIFICATE = 11 };
enum {
	EXT_SERVER_NAME = 0,
	EXT_GROUPS = 10,
	EXT_FORMATS = 11,
	EXT_SIGNATURES = 13,
	EXT_ALPN = 16,
	EXT_VERSIONS = 43
};
enum { RECORD_HEADER = 5, RECORD_MAX = 16384 + 2048, MESSAGE_HEADER = 4 };

/* ---- A cursor: reads past the end give 0 and set `over` */

struct bytes_in {
	const uint8_t *p;
	size_t left;
	bool over;
};

static const uint8_t *take(struct bytes_in *b, size_t n)
{
	const uint8_t *p = b->p;
	if (n > b->left) {
		b->over = true;
		b->left = 0;
		return NULL;
	}
	if (n) /* there may be no bytes at all, and no place where they would be */
		b->p += n;
	b->left -= n;
	return p;
}

static unsigned number(struct bytes_in *b, unsigned bytes)
{
	const uint8_t *p = take(b, bytes);
	unsigned v = 0;
	for (unsigned i = 0; p && i < bytes; i++)
		v = v << 8 | p[i];
	return v;
}

/* A vector with its length in front. */
static struct bytes_in vector(struct bytes_in *b, unsigned length_bytes)
{
	size_t n = number(b, length_bytes);
	const uint8_t *p = take(b, n);
	return (struct bytes_in){p, p ? n : 0, !p};
}

static void list(struct tls_list *l, struct bytes_in b, unsigned size)
{
	while (b.left >= size && l->n < TLS_LIST)
		l->v[l->n++] = (uint16_t)number(&b, size);
}

/* ---- Hellos */

static void server_name(struct tls_hello *h, struct bytes_in b)
{
	struct bytes_in names = vector(&b, 2);
	unsigned type = number(&names, 1);
	struct bytes_in name = vector(&names, 2);
	if (type || names.over || name.over)
		return;
	size_t n = name.left < TLS_NAME - 1 ? name.left : TLS_NAME - 1;
	memcpy(h->server_name, name.p, n);
}

static void alpn(struct tls_hello *h, struct bytes_in b)
{
	struct bytes_in names = vector(&b, 2);
	size_t at = 0;
	for (bool first = true; names.left; first = false) {
		struct bytes_in name = vector(&names, 1);
		if (name.over || at + name.left + 2 > TLS_NAME)
			return;
		if (first) {
			memcpy(h->alpn_first, name.p, name.left);
			h->alpn_first_len = name.left;
		} else {
			h->alpn[at++] = ',';
		}
		memcpy(h->alpn + at, name.p, name.left);
		at += name.left;
	}
}

static void versions(struct tls_hello *h, struct bytes_in b, bool client)
{
	struct tls_list l = {.n = 0};
	list(&l, client ? vector(&b, 1) : b, 2);
	h->best = l.n && !client ? l.v[0] : 0;
	for (unsigned i = 0; i < l.n && client; i++)
		if (!tls_is_grease(l.v[i]) && l.v[i] > h->best)
			h->best = l.v[i];
	if (!h->best)
		h->best = h->version;
}

static void extension(struct tls_hello *h, unsigned type, struct bytes_in b, bool client)
{
	switch (type) {
	case EXT_SERVER_NAME:
		server_name(h, b);
		break;
	case EXT_GROUPS:
		list(&h->groups, vector(&b, 2), 2);
		break;
	case EXT_FORMATS:
		list(&h->formats, vector(&b, 1), 1);
		break;
	case EXT_SIGNATURES:
		list(&h->signatures, vector(&b, 2), 2);
		break;
	case EXT_ALPN:
		alpn(h, b);
		break;
	case EXT_VERSIONS:
		versions(h, b, client);
		break;
	default:
		break;
	}
}

static void extensions(struct tls_hello *h, struct bytes_in *b, bool client)
{
	struct bytes_in all = vector(b, 2);
	while (all.left) {
		unsigned type = number(&all, 2);
		struct bytes_in body = vector(&all, 2);
		if (all.over || body.over)
			return;
		if (h->extensions.n < TLS_LIST)
			h->extensions.v[h->extensions.n++] = (uint16_t)type;
		if (body.left)
			extension(h, type, body, client);
	}
}

/* False: it is cut short where it may not be. */
static bool hello(struct tls_hello *h, struct bytes_in b, bool client)
{
	memset(h, 0, sizeof *h);
	h->version = h->best = (uint16_t)number(&b, 2);
	take(&b, 32); /* random */
	vector(&b, 1); /* session */
	if (client) {
		list(&h->ciphers, vector(&b, 2), 2);
		vector(&b, 1); /* compression methods */
	} else {
		h->ciphers.v[h->ciphers.n++] = (uint16_t)number(&b, 2);
		number(&b, 1);
	}
	bool whole = !b.over;
	if (b.left)
		extensions(h, &b, client);
	return whole;
}

/* ---- Messages and records */

struct where {
	struct tls_parser *p;
	const struct tls_events *events;
	void *context;
	unsigned from;
};

static void message(const struct where *w, unsigned type, struct bytes_in b)
{
	struct tls_hello h;
	if (type == CLIENT_HELLO && hello(&h, b, true)) {
		w->events->client_hello(w->context, &h);
	} else if (type == SERVER_HELLO && hello(&h, b, false)) {
		w->events->server_hello(w->context, &h);
		w->p->encrypted = h.best >= 0x0304;
	} else if (type == CERTIFICATE) {
		struct bytes_in all = vector(&b, 3), first = vector(&all, 3);
		if (!all.over && !first.over && first.left)
			w->events->certificate(w->context, w->from, first.p, first.left);
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
	while (t->len >= MESSAGE_HEADER && !w->p->encrypted) {
		const uint8_t *m = (const uint8_t *)t->data;
		size_t len = be32(m) & 0xffffff;
		if (len > LIMIT_TLS_HANDSHAKE)
			w->p->foreign = true;
		if (len > LIMIT_TLS_HANDSHAKE || t->len < MESSAGE_HEADER + len)
			break;
		message(w, m[0], (struct bytes_in){m + MESSAGE_HEADER, len, false});
		drop(t, MESSAGE_HEADER + len);
	}
	if (t->failed || t->len > LIMIT_TLS_HANDSHAKE)
		w->p->foreign = true;
}

static void record(const struct where *w, unsigned type, const uint8_t *data, size_t n)
{
	if (type == HANDSHAKE)
		handshake(w, data, n);
	else if (type == ALERT && n == 2)
		w->events->alert(w->context, w->from, data[0], data[1]);
	else if (type == CHANGE_CIPHER_SPEC || type == APPLICATION_DATA)
		w->p->encrypted = true;
}

void tls_parse(struct tls_parser *p, const struct tls_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n)
{
	struct where w = {p, events, context, from};
	if (p->foreign || p->encrypted)
		return;
	text_bytes(&p->record, data, n);
	while (p->record.len >= RECORD_HEADER && !p->foreign && !p->encrypted) {
		const uint8_t *r = (const uint8_t *)p->record.data;
		size_t len = be16(r + 3);
		if (r[0] < CHANGE_CIPHER_SPEC || r[0] > APPLICATION_DATA || r[1] != 3 || len > RECORD_MAX) {
			p->foreign = true;
			break;
		}
		if (p->record.len < RECORD_HEADER + len)
			break;
		record(&w, r[0], r + RECORD_HEADER, len);
		drop(&p->record, RECORD_HEADER + len);
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

/* ---- Words */

struct name {
	uint16_t value;
	const char *word;
};

static const char *find(const struct name *names, size_t n, unsigned value)
{
	for (size_t i = 0; i < n; i++)
		if (names[i].value == value)
			return names[i].word;
	return NULL;
}

#define FIND(names, value) find(names, sizeof(names) / sizeof *(names), value)

const char *tls_version_word(uint16_t version)
{
	static const struct name names[] = {{0x0300, "SSL 3.0"}, {0x0301, "TLS 1.0"}, {0x0302, "TLS 1.1"},
		{0x0303, "TLS 1.2"}, {0x0304, "TLS 1.3"}};
	return FIND(names, version);
}

const char *tls_cipher_word(uint16_t cipher)
{
	static const struct name names[] = {
		{0x0004, "TLS_RSA_WITH_RC4_128_MD5"}, {0x0005, "TLS_RSA_WITH_RC4_128_SHA"}, {0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"},
		{0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA"}, {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"},
		{0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"}, {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"},
		{0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256"}, {0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256"},
		{0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"}, {0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256"},
		{0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA"}, {0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256"},
		{0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384"}, {0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"},
		{0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"}, {0x1301, "TLS_AES_128_GCM_SHA256"}, {0x1302, "TLS_AES_256_GCM_SHA384"},
		{0x1303, "TLS_CHACHA20_POLY1305_SHA256"}, {0x1304, "TLS_AES_128_CCM_SHA256"},
		{0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"}, {0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"},
		{0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"}, {0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"},
		{0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"}, {0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"},
		{0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"}, {0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"},
		{0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"}, {0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
		{0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"}, {0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"},
		{0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"}, {0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
		{0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"}, {0xc0ac, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"},
		{0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}, {0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"},
		{0xccaa, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"},
	};
	return FIND(names, cipher);
}

const char *tls_alert_word(unsigned description)
{
	static const struct name names[] = {
		{0, "close_notify"}, {10, "unexpected_message"}, {20, "bad_record_mac"}, {22, "record_overflow"}, {40, "handshake_failure"},
		{42, "bad_certificate"}, {43, "unsupported_certificate"}, {44, "certificate_revoked"}, {45, "certificate_expired"},
		{46, "certificate_unknown"}, {47, "illegal_parameter"}, {48, "unknown_ca"}, {49, "access_denied"}, {50, "decode_error"},
		{51, "decrypt_error"}, {70, "protocol_version"}, {71, "insufficient_security"}, {80, "internal_error"},
		{86, "inappropriate_fallback"}, {90, "user_canceled"}, {109, "missing_extension"}, {110, "unsupported_extension"},
		{112, "unrecognized_name"}, {116, "certificate_required"}, {120, "no_application_protocol"},
	};
	return FIND(names, description);
}
