#include "stream/tls_decrypt.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>

#include "core/bytes.h"
#include "dissect/modern/hkdf.h"
#include "dissect/modern/tls_handshake.h"
#include "stream/tls_cbc.h"
#include "stream/limits.h"

enum {
	EXPLICIT_NONCE = 8,
	SALT = 4,
	NONCE = 12,
	TLS_1_0 = 0x0301,
	TLS_1_1 = 0x0302,
	FINISHED = 20,
	KEY_UPDATE = 24,
	END_OF_EARLY_DATA = 5
};
enum { SERVER_SIDE = 1 };

/* ---- Keys */

/* TLS 1.3: keys of a traffic secret (RFC 8446 section 7.3). */
static void protect_with(struct tls_decrypt *t, unsigned from, const uint8_t *secret)
{
	const struct tls_suite *s = t->suite;
	struct tls_protection *p = &t->side[from].protection;
	uint8_t copy[TLS_SECRET_MAX];
	memcpy(copy, secret, s->secret);
	*p = (struct tls_protection){0};
	memcpy(p->secret, copy, s->secret);
	p->on = hkdf_expand_label(s->digest, copy, s->secret, "key", p->key, s->key) &&
		hkdf_expand_label(s->digest, copy, s->secret, "iv", p->iv, NONCE);
}

/* A secret of the log; without it the side cannot be read. */
static void protect_logged(struct tls_decrypt *t, unsigned from, enum tls_secret which)
{
	const struct tls_secret_value *v = &t->secrets->of[which];
	if (v->len == t->suite->secret)
		protect_with(t, from, v->bytes);
	else
		t->side[from].lost = true;
}

static void next_keys(struct tls_decrypt *t, unsigned from)
{
	uint8_t next[TLS_SECRET_MAX];
	const struct tls_suite *s = t->suite;
	if (hkdf_expand_label(
		    s->digest, t->side[from].protection.secret, s->secret, "traffic upd", next, s->secret))
		protect_with(t, from, next);
}

/* The key block before TLS 1.3: RFC 5246 section 6.3; with the function of TLS 1.0 and 1.1 RFC 4346
 * section 5. */
static bool key_block(const struct tls_decrypt *t, uint8_t *out, size_t n)
{
	uint8_t seed[13 + 2 * TLS_RANDOM_SIZE];
	const struct tls_secret_value *master = &t->secrets->of[SECRET_MASTER];
	memcpy(seed, "key expansion", 13);
	memcpy(seed + 13, t->random[SERVER_SIDE], TLS_RANDOM_SIZE);
	memcpy(seed + 13 + TLS_RANDOM_SIZE, t->random[0], TLS_RANDOM_SIZE);
	OSSL_PARAM p[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST,
			(char *)(t->version < TLS_1_2 ? "MD5-SHA1" : t->suite->digest), 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SECRET, (void *)master->bytes, master->len),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, seed, sizeof seed),
		OSSL_PARAM_construct_end(),
	};
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "TLS1-PRF", NULL);
	EVP_KDF_CTX *c = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
	bool done = master->len && c && EVP_KDF_derive(c, out, n, p) == 1;
	EVP_KDF_CTX_free(c);
	EVP_KDF_free(kdf);
	return done;
}

/* Bytes of the key block that are a side's IV, or the constant part of its nonces. */
static unsigned block_iv(const struct tls_decrypt *t)
{
	static const unsigned ivs[] = {[TLS_AEAD] = SALT, [TLS_CHACHA20] = NONCE, [TLS_CBC] = 0};
	return t->version == TLS_1_0 ? t->suite->tag : ivs[t->suite->kind];
}

/* Before TLS 1.3: a side's Change Cipher Spec. */
static void change_cipher_spec(struct tls_decrypt *t, unsigned from)
{
	uint8_t block[2 * (TLS_MAC_MAX + TLS_KEY_MAX + TLS_BLOCK_MAX)];
	struct tls_protection *p = &t->side[from].protection;
	if (t->tls13 || !t->server_known)
		return;
	if (!t->suite || !t->secrets || !key_block(t, block, sizeof block)) {
		t->side[from].lost = true;
		return;
	}
	unsigned mac = t->suite->mac_size, key = t->suite->key, iv = block_iv(t), server = from != t->client;
	*p = (struct tls_protection){.on = true};
	memcpy(p->mac_key, block + server * mac, mac);
	memcpy(p->key, block + 2 * mac + server * key, key);
	memcpy(p->iv, block + 2 * mac + 2 * key + server * iv, iv);
}

/* ---- Hellos */

struct hello {
	unsigned cipher, version;
	const uint8_t *random;
	bool early, encrypt_then_mac;
};

static void hello_item(void *context, enum tls_item item, const uint8_t *p, size_t n, uint64_t value)
{
	enum { EXT_ENCRYPT_THEN_MAC = 22, EXT_EARLY_DATA = 42 };
	struct hello *h = context;
	if (item == TLS_RANDOM)
		h->random = p;
	else if (item == TLS_CIPHER)
		h->cipher = (unsigned)value;
	else if (item == TLS_HELLO_VERSION || item == TLS_VERSION)
		h->version = (unsigned)value;
	else if (item == TLS_EXTENSION_TYPE && value == EXT_EARLY_DATA)
		h->early = true;
	else if (item == TLS_EXTENSION_TYPE && value == EXT_ENCRYPT_THEN_MAC)
		h->encrypt_then_mac = true;
}

static void client_hello(struct tls_decrypt *t, unsigned from, const struct hello *h)
{
	t->client = from;
	t->client_known = true;
	memcpy(t->random[0], h->random, TLS_RANDOM_SIZE);
	t->secrets = tls_keylog_find(t->keylog, h->random);
	t->side[from].early = h->early && t->secrets && t->secrets->of[SECRET_CLIENT_EARLY].len;
}

/* RFC 8446 section 4.1.3: a HelloRetryRequest is a ServerHello with this random. */
static bool is_retry(const uint8_t *random)
{
	static const uint8_t retry[] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11};
	return !memcmp(random, retry, sizeof retry);
}

static void server_hello(struct tls_decrypt *t, unsigned from, const struct hello *h)
{
	if (is_retry(h->random) || !t->client_known)
		return;
	memcpy(t->random[SERVER_SIDE], h->random, TLS_RANDOM_SIZE);
	t->suite = tls_suite_of(h->cipher);
	t->server_known = true;
	t->tls13 = h->version == TLS_1_3;
	t->encrypt_then_mac = h->encrypt_then_mac;
	t->version = h->version;
	bool old = (t->version == TLS_1_0 || t->version == TLS_1_1) && t->suite && t->suite->kind == TLS_CBC;
	if (!t->tls13 && !old && t->version != TLS_1_2)
		t->suite = NULL;
	if (!t->tls13)
		return;
	if (!t->suite || !t->suite->tls13 || !t->secrets) {
		t->side[0].lost = t->side[1].lost = true;
		return;
	}
	protect_logged(t, from, SECRET_SERVER_HANDSHAKE);
	if (!t->side[!from].early)
		protect_logged(t, !from, SECRET_CLIENT_HANDSHAKE);
	else if (!t->side[!from].protection.on) /* early data may still come */
		protect_logged(t, !from, SECRET_CLIENT_EARLY);
}

/* ---- Handshake messages */

static void message(struct tls_decrypt *t, unsigned from, unsigned type, const uint8_t *p, size_t n)
{
	struct hello h = {0};
	bool server = from != t->client;
	if (type == TLS_CLIENT_HELLO || type == TLS_SERVER_HELLO)
		tls_read_message(type, p, n, hello_item, &h);
	if (type == TLS_CLIENT_HELLO && h.random)
		client_hello(t, from, &h);
	else if (type == TLS_SERVER_HELLO && h.random)
		server_hello(t, from, &h);
	else if (!t->tls13 || !t->side[from].protection.on)
		return;
	else if (type == FINISHED)
		protect_logged(t, from, server ? SECRET_SERVER_TRAFFIC : SECRET_CLIENT_TRAFFIC);
	else if (type == END_OF_EARLY_DATA)
		protect_logged(t, from, SECRET_CLIENT_HANDSHAKE);
	else if (type == KEY_UPDATE)
		next_keys(t, from);
}

static void handshake(struct tls_decrypt *t, unsigned from, const uint8_t *p, size_t n)
{
	struct text *h = &t->side[from].handshake;
	size_t at = 0;
	text_bytes(h, p, n);
	while (h->len - at >= TLS_MESSAGE_HEADER) {
		const uint8_t *m = (const uint8_t *)h->data + at;
		size_t len = be32(m) & 0xffffff;
		if (len > h->len - at - TLS_MESSAGE_HEADER)
			break;
		message(t, from, m[0], m + TLS_MESSAGE_HEADER, len);
		at += TLS_MESSAGE_HEADER + len;
	}
	memmove(h->data, h->data + at, h->len - at);
	h->len -= at;
	if (h->failed || h->len > LIMIT_TLS_HANDSHAKE)
		t->side[from].lost = true;
}

/* ---- Records */

/* CCM wants to know the lengths of the tag and of the text before it begins (SP 800-38C section 6.2). */
static bool begin(EVP_CIPHER_CTX *c, const struct tls_suite *s, const struct tls_protection *k,
	const uint8_t *nonce, const uint8_t *tag, size_t n)
{
	int len = 0;
	const EVP_CIPHER *cipher = EVP_get_cipherbyname(s->cipher);
	bool ccm = cipher && EVP_CIPHER_get_mode(cipher) == EVP_CIPH_CCM_MODE;
	return cipher && EVP_DecryptInit_ex(c, cipher, NULL, NULL, NULL) == 1 &&
	       EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_IVLEN, NONCE, NULL) == 1 &&
	       EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, s->tag, (void *)tag) == 1 &&
	       EVP_DecryptInit_ex(c, NULL, NULL, k->key, nonce) == 1 &&
	       (!ccm || EVP_DecryptUpdate(c, NULL, &len, NULL, (int)n) == 1);
}

/* Into t->plain. False: it is not what these keys protect. */
static bool open_fragment(struct tls_decrypt *t, const struct tls_protection *k, const uint8_t nonce[NONCE],
	const uint8_t *additional, size_t additional_len, const uint8_t *p, size_t n)
{
	int len = 0, last = 0;
	text_reset(&t->plain);
	if (n < t->suite->tag || !text_room(&t->plain, n))
		return false;
	n -= t->suite->tag;
	uint8_t *out = (uint8_t *)t->plain.data;
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	bool done = c && begin(c, t->suite, k, nonce, p + n, n) &&
		    EVP_DecryptUpdate(c, NULL, &len, additional, (int)additional_len) == 1 &&
		    EVP_DecryptUpdate(c, out, &len, p, (int)n) ==
			    1 && /* which is where CCM finds the tag wrong */
		    (EVP_CIPHER_CTX_mode(c) == EVP_CIPH_CCM_MODE ||
			    EVP_DecryptFinal_ex(c, out + len, &last) == 1);
	EVP_CIPHER_CTX_free(c);
	t->plain.len = n;
	return done;
}

static void mixed_nonce(const struct tls_protection *k, uint8_t nonce[NONCE])
{
	uint8_t sequence[8];
	put_be64(sequence, k->sequence);
	memcpy(nonce, k->iv, NONCE);
	for (unsigned i = 0; i < 8; i++)
		nonce[NONCE - 8 + i] ^= sequence[i];
}

/* Section 5.2: the record's header is authenticated; the type stands behind the content, before zeros. */
static bool open_tls13(struct tls_decrypt *t, const struct tls_protection *k, const uint8_t *record, size_t n,
	unsigned *type)
{
	uint8_t nonce[NONCE];
	mixed_nonce(k, nonce);
	if (!open_fragment(t, k, nonce, record, TLS_RECORD_HEADER, record + TLS_RECORD_HEADER, n))
		return false;
	while (t->plain.len && !t->plain.data[t->plain.len - 1])
		t->plain.len--;
	*type = t->plain.len ? (uint8_t)t->plain.data[--t->plain.len] : 0;
	return true;
}

/* RFC 5288 section 3, RFC 6655 section 3, RFC 7905 section 2. */
static bool open_tls12(struct tls_decrypt *t, const struct tls_protection *k, const uint8_t *record, size_t n)
{
	uint8_t nonce[NONCE], additional[13];
	const uint8_t *p = record + TLS_RECORD_HEADER;
	unsigned explicit_nonce = t->suite->kind == TLS_CHACHA20 ? 0 : EXPLICIT_NONCE;
	if (n < explicit_nonce + t->suite->tag)
		return false;
	mixed_nonce(k, nonce);
	if (explicit_nonce) {
		memcpy(nonce, k->iv, SALT);
		memcpy(nonce + SALT, p, EXPLICIT_NONCE);
	}
	put_be64(additional, k->sequence);
	memcpy(additional + 8, record, 3);
	put_be16(additional + 11, (uint16_t)(n - explicit_nonce - t->suite->tag));
	return open_fragment(
		t, k, nonce, additional, sizeof additional, p + explicit_nonce, n - explicit_nonce);
}

static bool open_cbc(struct tls_decrypt *t, struct tls_protection *k, const uint8_t *record, size_t n)
{
	const struct tls_cbc_keys keys = {t->suite, k->key, k->mac_key, t->version == TLS_1_0 ? k->iv : NULL,
		k->sequence, t->encrypt_then_mac};
	return tls_cbc_open(&keys, record, n, &t->plain);
}

/* Early data ends where a record opens with the handshake's keys only. */
static bool open_record(struct tls_decrypt *t, unsigned from, const uint8_t *record, size_t n, unsigned *type)
{
	struct tls_decrypt_side *side = &t->side[from];
	struct tls_protection *k = &side->protection;
	if (!t->tls13 && t->suite->kind == TLS_CBC)
		return open_cbc(t, k, record, n);
	if (!t->tls13)
		return open_tls12(t, k, record, n);
	if (open_tls13(t, k, record, n, type))
		return true;
	if (!side->early)
		return false;
	protect_logged(t, from, SECRET_CLIENT_HANDSHAKE);
	side->early = false;
	return open_tls13(t, k, record, n, type);
}

/* The client's first record of early data comes before the server has said which suite it is: that of the
 * earlier connection, which is the one whose keys open it. */
static bool begin_early_data(struct tls_decrypt *t, unsigned from, const uint8_t *record, size_t n)
{
	unsigned type;
	const struct tls_secret_value *secret = &t->secrets->of[SECRET_CLIENT_EARLY];
	for (unsigned i = 0; (t->suite = tls13_suite(i)); i++) {
		if (t->suite->secret != secret->len)
			continue;
		protect_with(t, from, secret->bytes);
		if (open_tls13(t, &t->side[from].protection, record, n, &type))
			return true;
	}
	t->side[from].protection.on = false;
	t->side[from].early = false;
	return false;
}

static void content(struct tls_decrypt *t, unsigned from, unsigned type, const uint8_t *p, size_t n)
{
	if (type == TLS_HANDSHAKE)
		handshake(t, from, p, n);
	else if (type == TLS_CHANGE_CIPHER_SPEC)
		change_cipher_spec(t, from);
	else if (type == TLS_APPLICATION_DATA && n && t->side[from].protection.on)
		t->data(t->context, from, p, n);
}

static void record(struct tls_decrypt *t, unsigned from, const uint8_t *p, size_t n)
{
	struct tls_protection *k = &t->side[from].protection;
	unsigned type = p[0];
	if (!k->on && t->side[from].early && !t->server_known && type == TLS_APPLICATION_DATA &&
		begin_early_data(t, from, p, n))
		t->tls13 = true;
	/* TLS 1.3 protects only what looks like application data */
	if (!k->on || (t->tls13 && type != TLS_APPLICATION_DATA)) {
		content(t, from, type, p + TLS_RECORD_HEADER, n);
		return;
	}
	if (!open_record(t, from, p, n, &type)) {
		t->side[from].lost = true;
		return;
	}
	k->sequence++;
	t->decrypted(t->context, from);
	content(t, from, type, (const uint8_t *)t->plain.data, t->plain.len);
}

void tls_decrypt_take(struct tls_decrypt *t, unsigned from, const uint8_t *p, size_t n)
{
	struct tls_decrypt_side *side = &t->side[from];
	struct text *r = &side->record;
	size_t at = 0;
	if (side->lost)
		return;
	text_bytes(r, p, n);
	while (!side->lost && r->len - at >= TLS_RECORD_HEADER) {
		const uint8_t *head = (const uint8_t *)r->data + at;
		size_t len = be16(head + 3);
		if (!tls_is_record(head))
			side->lost = true;
		if (side->lost || len > r->len - at - TLS_RECORD_HEADER)
			break;
		record(t, from, head, len);
		at += TLS_RECORD_HEADER + len;
	}
	memmove(r->data, r->data + at, r->len - at);
	r->len -= at;
	side->lost |= r->failed;
}

void tls_decrypt_lost(struct tls_decrypt *t, unsigned from)
{
	t->side[from].lost = true;
}

void tls_decrypt_free(struct tls_decrypt *t)
{
	for (unsigned e = 0; e < 2; e++) {
		text_free(&t->side[e].record);
		text_free(&t->side[e].handshake);
	}
	text_free(&t->plain);
}
