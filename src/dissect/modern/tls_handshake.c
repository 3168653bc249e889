#include "dissect/modern/tls_handshake.h"

#include <string.h>

#include "core/bytes.h"

enum {
	EXT_SERVER_NAME = 0,
	EXT_STATUS_REQUEST = 5,
	EXT_GROUPS = 10,
	EXT_FORMATS = 11,
	EXT_SIGNATURES = 13,
	EXT_ALPN = 16,
	EXT_DELEGATED_CREDENTIALS = 34,
	EXT_VERSIONS = 43,
	EXT_PSK_MODES = 45,
	EXT_SIGNATURES_CERT = 50,
	EXT_KEY_SHARE = 51,
	EXT_RENEGOTIATION = 0xff01,
	EXT_ENCRYPTED_NAME = 0xffce, /* a draft that came before Encrypted Client Hello */
};

/* ---- A cursor: reads past the end give 0 and set `over` */

struct reader {
	const uint8_t *p;
	size_t left;
	bool over;
	tls_item_function *item;
	void *context;
};

static const uint8_t *take(struct reader *r, size_t n)
{
	const uint8_t *p = r->p;
	if (n > r->left) {
		r->over = true;
		r->left = 0;
		return NULL;
	}
	if (n) /* there may be no bytes at all, and no place where they would be */
		r->p += n;
	r->left -= n;
	return p;
}

static unsigned number(struct reader *r, enum tls_item item, unsigned bytes)
{
	const uint8_t *p = take(r, bytes);
	uint32_t v = 0;
	if (!p)
		return 0;
	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | p[i];
	if (item)
		r->item(r->context, item, p, bytes, v);
	return v;
}

static void bytes(struct reader *r, enum tls_item item, size_t n)
{
	const uint8_t *p = take(r, n);
	if (p && n)
		r->item(r->context, item, p, n, 0);
}

/* What the next n bytes hold. */
static struct reader inner(struct reader *r, size_t n)
{
	struct reader in = *r;
	const uint8_t *p = take(r, n);
	in.p = p;
	in.left = p ? n : 0;
	in.over = !p;
	return in;
}

/* A vector with its length in front. */
static struct reader vector(struct reader *r, enum tls_item length, unsigned length_bytes)
{
	size_t n = number(r, length, length_bytes);
	return inner(r, n);
}

static void list(struct reader r, enum tls_item item, unsigned size)
{
	while (r.left >= size)
		number(&r, item, size);
}

/* ---- Extensions */

static void server_names(struct reader *r)
{
	struct reader names = vector(r, TLS_NAMES_LENGTH, 2);
	while (names.left) {
		number(&names, TLS_NAME_TYPE, 1);
		size_t n = number(&names, TLS_NAME_LENGTH, 2);
		bytes(&names, TLS_NAME, n);
	}
}

static void signatures(struct reader r)
{
	while (r.left >= 2) {
		const uint8_t *p = r.p;
		number(&r, TLS_SIGNATURE_ALGORITHM, 2);
		r.item(r.context, TLS_SIGNATURE_HASH, p, 1, p[0]);
		r.item(r.context, TLS_SIGNATURE_KIND, p + 1, 1, p[1]);
	}
}

static void alpn(struct reader *r)
{
	struct reader names = vector(r, TLS_ALPN_LENGTH, 2);
	while (names.left) {
		size_t n = number(&names, TLS_ALPN_NAME_LENGTH, 1);
		bytes(&names, TLS_ALPN_NAME, n);
	}
}

static void key_share(struct reader *r)
{
	number(r, TLS_SHARE_GROUP, 2);
	size_t n = number(r, TLS_SHARE_LENGTH, 2);
	bytes(r, TLS_SHARE, n);
}

/* RFC 8446 section 4.2.8: a list of the client, one share of the server, or the group it wants
 * (HelloRetryRequest). */
static void key_shares(struct reader *r, unsigned message)
{
	if (message == TLS_SERVER_HELLO && r->left == 2) {
		number(r, TLS_SHARE_SELECTED, 2);
		return;
	}
	if (message == TLS_SERVER_HELLO) {
		key_share(r);
		return;
	}
	struct reader shares = vector(r, TLS_SHARES_LENGTH, 2);
	while (shares.left)
		key_share(&shares);
}

static void versions(struct reader *r, unsigned message)
{
	if (message == TLS_CLIENT_HELLO)
		list(vector(r, TLS_VERSIONS_LENGTH, 1), TLS_VERSION, 2);
	else
		number(r, TLS_VERSION, 2);
}

static void extension(struct reader *r, unsigned type, unsigned message)
{
	switch (type) {
	case EXT_SERVER_NAME:
		server_names(r);
		break;
	case EXT_STATUS_REQUEST:
		number(r, TLS_STATUS_TYPE, 1);
		break;
	case EXT_GROUPS:
		list(vector(r, TLS_GROUPS_LENGTH, 2), TLS_GROUP, 2);
		break;
	case EXT_FORMATS:
		list(vector(r, TLS_FORMATS_LENGTH, 1), TLS_FORMAT, 1);
		break;
	case EXT_SIGNATURES:
	case EXT_DELEGATED_CREDENTIALS:
	case EXT_SIGNATURES_CERT:
		signatures(vector(r, TLS_SIGNATURES_LENGTH, 2));
		break;
	case EXT_ALPN:
		alpn(r);
		break;
	case EXT_VERSIONS:
		versions(r, message);
		break;
	case EXT_PSK_MODES:
		list(vector(r, TLS_PSK_MODES_LENGTH, 1), TLS_PSK_MODE, 1);
		break;
	case EXT_KEY_SHARE:
		key_shares(r, message);
		break;
	case EXT_ENCRYPTED_NAME:
		take(r, 2); /* cipher */
		key_share(r);
		break;
	case EXT_RENEGOTIATION:
		number(r, TLS_RENEGOTIATION_LENGTH, 1);
		break;
	default:
		bytes(r, TLS_EXTENSION_DATA, r->left);
	}
}

static void extensions(struct reader *r, unsigned message)
{
	struct reader all = vector(r, TLS_EXTENSIONS_LENGTH, 2);
	while (all.left) {
		unsigned type = number(&all, TLS_EXTENSION_TYPE, 2);
		struct reader body = vector(&all, TLS_EXTENSION_LENGTH, 2);
		if (all.over || body.over)
			return;
		if (body.left)
			extension(&body, type, message);
	}
}

/* ---- Messages */

/* Drafts of TLS 1.3 up to the 21st had their number in the version, and no session ID or compression method
 * behind it. */
static void hello(struct reader *r, unsigned message)
{
	unsigned version = number(r, TLS_HELLO_VERSION, 2);
	bool draft = message == TLS_SERVER_HELLO && version >> 8 == TLS_1_3_DRAFTS;
	bytes(r, TLS_RANDOM, 32);
	if (!draft)
		bytes(r, TLS_SESSION_ID, number(r, TLS_SESSION_ID_LENGTH, 1));
	if (message == TLS_CLIENT_HELLO) {
		if (tls_is_datagram(version))
			bytes(r, TLS_COOKIE, number(r, TLS_COOKIE_LENGTH, 1));
		list(vector(r, TLS_CIPHERS_LENGTH, 2), TLS_CIPHER, 2);
		list(vector(r, TLS_COMPRESSIONS_LENGTH, 1), TLS_COMPRESSION, 1);
	} else {
		number(r, TLS_CIPHER, 2);
		if (!draft)
			number(r, TLS_COMPRESSION, 1);
	}
	bool whole = !r->over;
	if (r->left)
		extensions(r, message);
	r->over = !whole;
}

/* RFC 6347 section 4.2.1. */
static void hello_verify_request(struct reader *r)
{
	number(r, TLS_HELLO_VERSION, 2);
	bytes(r, TLS_COOKIE, number(r, TLS_COOKIE_LENGTH, 1));
}

static void certificates(struct reader *r)
{
	struct reader all = vector(r, TLS_CERTIFICATES_LENGTH, 3);
	while (all.left) {
		size_t n = number(&all, TLS_CERTIFICATE_LENGTH, 3);
		bytes(&all, TLS_CERTIFICATE_BYTES, n);
	}
}

/* RFC 8422 section 5.4, told from other kinds of key exchange by its lengths. */
static void server_key_exchange(struct reader *r)
{
	enum { NAMED_CURVE = 3, HEAD = 4 };
	size_t n = r->left;
	const uint8_t *p = r->p;
	if (n < HEAD || p[0] != NAMED_CURVE || n < HEAD + p[3] + 4u ||
		HEAD + p[3] + 4u + be16(p + HEAD + p[3] + 2) != n)
		return;
	number(r, TLS_CURVE_TYPE, 1);
	number(r, TLS_NAMED_CURVE, 2);
	bytes(r, TLS_SERVER_POINT, number(r, TLS_SERVER_POINT_LENGTH, 1));
	signatures(inner(r, 2));
	bytes(r, TLS_SIGNED, number(r, TLS_SIGNED_LENGTH, 2));
}

/* RFC 8422 section 5.7; RFC 5246 section 7.4.7.1. */
static void client_key_exchange(struct reader *r)
{
	if (r->left >= 2 && r->p[0] == r->left - 1)
		bytes(r, TLS_CLIENT_POINT, number(r, TLS_CLIENT_POINT_LENGTH, 1));
	else if (r->left >= 2 && be16(r->p) == r->left - 2)
		bytes(r, TLS_PREMASTER, number(r, TLS_PREMASTER_LENGTH, 2));
}

/* RFC 5246 section 7.4.4. */
static void certificate_request(struct reader *r)
{
	list(vector(r, TLS_CERTIFICATE_TYPES_LENGTH, 1), TLS_CERTIFICATE_TYPE, 1);
	signatures(vector(r, TLS_SIGNATURES_LENGTH, 2));
	number(r, TLS_AUTHORITIES_LENGTH, 2);
}

static void new_session_ticket(struct reader *r)
{
	number(r, TLS_TICKET_LIFETIME, 4);
	bytes(r, TLS_TICKET, number(r, TLS_TICKET_LENGTH, 2));
}

bool tls_read_message(unsigned type, const uint8_t *p, size_t n, tls_item_function *item, void *context)
{
	struct reader r = {p, n, false, item, context};
	switch (type) {
	case TLS_CLIENT_HELLO:
	case TLS_SERVER_HELLO:
		hello(&r, type);
		break;
	case TLS_HELLO_VERIFY_REQUEST:
		hello_verify_request(&r);
		break;
	case TLS_ENCRYPTED_EXTENSIONS:
		extensions(&r, type);
		break;
	case TLS_CERTIFICATE:
		certificates(&r);
		break;
	case TLS_SERVER_KEY_EXCHANGE:
		server_key_exchange(&r);
		break;
	case TLS_CERTIFICATE_REQUEST:
		certificate_request(&r);
		break;
	case TLS_CERTIFICATE_VERIFY:
		signatures(inner(&r, 2));
		break;
	case TLS_CLIENT_KEY_EXCHANGE:
		client_key_exchange(&r);
		break;
	case TLS_NEW_SESSION_TICKET:
		new_session_ticket(&r);
		break;
	default:
		break;
	}
	return !r.over;
}

/* ---- Hellos */

void tls_hello_begin(struct tls_hello *h, bool client)
{
	memset(h, 0, sizeof *h);
	h->client = client;
}

static void put(struct tls_list *l, uint64_t v)
{
	if (l->n < TLS_LIST)
		l->v[l->n++] = (uint16_t)v;
}

static void put_alpn(struct tls_hello *h, const uint8_t *p, size_t n)
{
	size_t at = strlen(h->alpn);
	if (at + n + 2 > TLS_WORD)
		return;
	if (!at) {
		memcpy(h->alpn_first, p, n);
		h->alpn_first_len = n;
	} else {
		h->alpn[at++] = ',';
	}
	memcpy(h->alpn + at, p, n);
}

/* The highest that a client offers, or the one that the server chose. */
static void put_version(struct tls_hello *h, uint16_t v)
{
	if (!h->client)
		h->best = v;
	else if (!tls_is_grease(v) && (!h->versions_seen || (tls_is_datagram(v) ? v < h->best : v > h->best)))
		h->best = v;
	h->versions_seen = true;
}

void tls_hello_item(void *hello, enum tls_item item, const uint8_t *p, size_t n, uint64_t value)
{
	struct tls_hello *h = hello;
	switch (item) {
	case TLS_HELLO_VERSION:
		h->version = h->best = (uint16_t)value;
		break;
	case TLS_CIPHER:
		put(&h->ciphers, value);
		break;
	case TLS_EXTENSION_TYPE:
		put(&h->extensions, value);
		break;
	case TLS_GROUP:
		put(&h->groups, value);
		break;
	case TLS_FORMAT:
		put(&h->formats, value);
		break;
	case TLS_SIGNATURE_ALGORITHM:
		put(&h->signatures, value);
		break;
	case TLS_NAME_TYPE:
		h->other_name = value != 0;
		break;
	case TLS_NAME:
		if (!*h->server_name && !h->other_name)
			memcpy(h->server_name, p, n < TLS_WORD - 1 ? n : TLS_WORD - 1);
		break;
	case TLS_ALPN_NAME:
		put_alpn(h, p, n);
		break;
	case TLS_VERSION:
		put_version(h, (uint16_t)value);
		break;
	default:
		break;
	}
}

/* ---- Records */

bool tls_is_1_3(uint64_t version)
{
	return version == TLS_1_3 || version == DTLS_1_3 || version >> 8 == TLS_1_3_DRAFTS;
}

bool tls_is_record(const uint8_t *p)
{
	return p[0] >= TLS_CHANGE_CIPHER_SPEC && p[0] <= TLS_HEARTBEAT && p[1] == 3 && p[2] <= 4 &&
	       be16(p + 3) <= TLS_RECORD_MAX;
}

/* ---- Words */

const struct token tls_versions[] = {
	{0x0300, "SSL 3.0"},
	{0x0301, "TLS 1.0"},
	{0x0302, "TLS 1.1"},
	{0x0303, "TLS 1.2"},
	{0x0304, "TLS 1.3"},
	{0xfeff, "DTLS 1.0"},
	{0xfefd, "DTLS 1.2"},
	{0xfefc, "DTLS 1.3"},
	{0, NULL},
};

const struct token tls_ciphers[] = {
	{0x0004, "TLS_RSA_WITH_RC4_128_MD5"},
	{0x0005, "TLS_RSA_WITH_RC4_128_SHA"},
	{0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"},
	{0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA"},
	{0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"},
	{0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"},
	{0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"},
	{0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256"},
	{0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256"},
	{0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"},
	{0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256"},
	{0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA"},
	{0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256"},
	{0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384"},
	{0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"},
	{0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"},
	{0x1301, "TLS_AES_128_GCM_SHA256"},
	{0x1302, "TLS_AES_256_GCM_SHA384"},
	{0x1303, "TLS_CHACHA20_POLY1305_SHA256"},
	{0x1304, "TLS_AES_128_CCM_SHA256"},
	{0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"},
	{0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"},
	{0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"},
	{0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"},
	{0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"},
	{0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"},
	{0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"},
	{0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"},
	{0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"},
	{0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
	{0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"},
	{0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"},
	{0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"},
	{0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
	{0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"},
	{0xc0ac, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"},
	{0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"},
	{0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"},
	{0xccaa, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"},
	{0, NULL},
};

const struct token tls_messages[] = {
	{0, "Hello Request"},
	{1, "Client Hello"},
	{2, "Server Hello"},
	{3, "Hello Verify Request"},
	{4, "New Session Ticket"},
	{5, "End of Early Data"},
	{8, "Encrypted Extensions"},
	{11, "Certificate"},
	{12, "Server Key Exchange"},
	{13, "Certificate Request"},
	{14, "Server Hello Done"},
	{15, "Certificate Verify"},
	{16, "Client Key Exchange"},
	{20, "Finished"},
	{21, "Certificate URL"},
	{22, "Certificate Status"},
	{23, "Supplemental Data"},
	{24, "Key Update"},
	{25, "Compressed Certificate"},
	{0, NULL},
};

const struct token tls_alerts[] = {
	{0, "close_notify"},
	{10, "unexpected_message"},
	{20, "bad_record_mac"},
	{22, "record_overflow"},
	{40, "handshake_failure"},
	{42, "bad_certificate"},
	{43, "unsupported_certificate"},
	{44, "certificate_revoked"},
	{45, "certificate_expired"},
	{46, "certificate_unknown"},
	{47, "illegal_parameter"},
	{48, "unknown_ca"},
	{49, "access_denied"},
	{50, "decode_error"},
	{51, "decrypt_error"},
	{70, "protocol_version"},
	{71, "insufficient_security"},
	{80, "internal_error"},
	{86, "inappropriate_fallback"},
	{90, "user_canceled"},
	{109, "missing_extension"},
	{110, "unsupported_extension"},
	{112, "unrecognized_name"},
	{116, "certificate_required"},
	{120, "no_application_protocol"},
	{0, NULL},
};

static const char *find(const struct token *t, uint32_t value)
{
	while (t->word && t->value != value)
		t++;
	return t->word;
}

const char *tls_version_word(uint16_t version)
{
	return find(tls_versions, version);
}

const char *tls_cipher_word(uint16_t cipher)
{
	return find(tls_ciphers, cipher);
}

const char *tls_alert_word(unsigned description)
{
	return find(tls_alerts, description);
}
