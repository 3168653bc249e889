#include "stream/fingerprint.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXT_SERVER_NAME = 0, EXT_ALPN = 16, JA4_HASH = 12 };

/* Hex of the first bytes of a digest, as many as fill `out`. */
static void digest(const EVP_MD *kind, const struct text *t, char *out, size_t digits)
{
	uint8_t sum[EVP_MAX_MD_SIZE] = {0};
	unsigned n = 0;
	if (t->failed || EVP_Digest(t->len ? t->data : "", t->len, sum, &n, kind, NULL) != 1)
		n = 0;
	for (size_t i = 0; i < digits; i += 2)
		snprintf(out + i, 3, n ? "%02x" : "--", sum[i / 2]);
}

/* ---- JA3: version,ciphers,extensions,groups,formats as decimal numbers with dashes */

static void put_decimal(struct text *t, const struct tls_list *l)
{
	bool first = true;
	for (unsigned i = 0; i < l->n; i++) {
		if (tls_is_grease(l->v[i]))
			continue;
		if (!first)
			text_c(t, '-');
		first = false;
		text_u(t, l->v[i]);
	}
}

void fingerprint_ja3(const struct tls_hello *h, bool client, char out[JA3_SIZE])
{
	const struct tls_list *const lists[] = {&h->ciphers, &h->extensions, &h->groups, &h->formats};
	struct text t = {0};
	text_u(&t, h->version);
	for (unsigned i = 0; i < (client ? 4 : 2); i++) {
		text_c(&t, ',');
		put_decimal(&t, lists[i]);
	}
	digest(EVP_md5(), &t, out, JA3_SIZE - 1);
	text_free(&t);
}

/* ---- JA4 */

static int by_number(const void *a, const void *b)
{
	return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

static struct tls_list without_grease(const struct tls_list *l, bool without_names)
{
	struct tls_list kept = {.n = 0};
	for (unsigned i = 0; i < l->n; i++) {
		bool name = without_names && (l->v[i] == EXT_SERVER_NAME || l->v[i] == EXT_ALPN);
		if (!tls_is_grease(l->v[i]) && !name)
			kept.v[kept.n++] = l->v[i];
	}
	return kept;
}

static void put_hex_list(struct text *t, const struct tls_list *l)
{
	for (unsigned i = 0; i < l->n; i++) {
		if (i)
			text_c(t, ',');
		text_x_pad(t, l->v[i], 4);
	}
}

static const char *ja4_version(uint16_t v)
{
	return v == 0x0304   ? "13"
	       : v == 0x0303 ? "12"
	       : v == 0x0302 ? "11"
	       : v == 0x0301 ? "10"
	       : v == 0x0300 ? "s3"
			     : "00";
}

/* First and last character of the first protocol; of their hex digits where one is no letter or digit. */
static void ja4_alpn(const struct tls_hello *h, char out[3])
{
	static const char digits[] = "0123456789abcdef";
	size_t n = h->alpn_first_len;
	snprintf(out, 3, "00");
	if (!n)
		return;
	uint8_t first = (uint8_t)h->alpn_first[0], last = (uint8_t)h->alpn_first[n - 1];
	bool plain = first < 128 && last < 128 && isalnum(first) && isalnum(last);
	out[0] = plain ? (char)first : digits[first >> 4];
	out[1] = plain ? (char)last : digits[last & 15];
}

static void ja4_hash(const struct text *t, bool nothing, char *out)
{
	if (nothing)
		snprintf(out, JA4_HASH + 1, "000000000000");
	else
		digest(EVP_sha256(), t, out, JA4_HASH);
}

void fingerprint_ja4(const struct tls_hello *h, char transport, char out[JA4_SIZE])
{
	struct tls_list ciphers = without_grease(&h->ciphers, false), all = without_grease(&h->extensions, false);
	struct tls_list hashed = without_grease(&h->extensions, true),
			signatures = without_grease(&h->signatures, false);
	char alpn[3], b[JA4_HASH + 1], c[JA4_HASH + 1];
	struct text t = {0};
	bool named = false;
	for (unsigned i = 0; i < h->extensions.n; i++)
		named |= h->extensions.v[i] == EXT_SERVER_NAME;
	qsort(ciphers.v, ciphers.n, sizeof *ciphers.v, by_number);
	qsort(hashed.v, hashed.n, sizeof *hashed.v, by_number);
	put_hex_list(&t, &ciphers);
	ja4_hash(&t, !ciphers.n, b);
	text_reset(&t);
	put_hex_list(&t, &hashed);
	if (signatures.n) {
		text_c(&t, '_');
		put_hex_list(&t, &signatures);
	}
	ja4_hash(&t, !hashed.n, c);
	text_free(&t);
	ja4_alpn(h, alpn);
	snprintf(out, JA4_SIZE, "%c%s%c%02u%02u%s_%s_%s", transport, ja4_version(h->best), named ? 'd' : 'i',
		ciphers.n > 99 ? 99 : ciphers.n, all.n > 99 ? 99 : all.n, alpn, b, c);
}
