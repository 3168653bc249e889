#include "dissect/modern/hkdf.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdio.h>
#include <string.h>

enum { PARAMETERS = 5 };

static bool derive(const OSSL_PARAM *parameters, uint8_t *out, size_t n)
{
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
	EVP_KDF_CTX *c = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
	bool done = c && EVP_KDF_derive(c, out, n, parameters) == 1;
	EVP_KDF_CTX_free(c);
	EVP_KDF_free(kdf);
	return done;
}

bool hkdf_extract(const char *digest, const uint8_t *salt, size_t salt_len, const uint8_t *key,
	size_t key_len, uint8_t *out, size_t n)
{
	int mode = EVP_KDF_HKDF_MODE_EXTRACT_ONLY;
	OSSL_PARAM p[PARAMETERS] = {
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_len),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_len),
		OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
		OSSL_PARAM_construct_end(),
	};
	return derive(p, out, n);
}

bool hkdf_expand_label(const char *digest, const uint8_t *secret, size_t secret_len, const char *label,
	uint8_t *out, size_t n)
{
	uint8_t info[64];
	int mode = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
	size_t len = strlen(label) + 6;
	if (len + 4 > sizeof info)
		return false;
	info[0] = (uint8_t)(n >> 8);
	info[1] = (uint8_t)n;
	info[2] = (uint8_t)len;
	memcpy(info + 3, "tls13 ", 6);
	memcpy(info + 9, label, len - 6);
	info[3 + len] = 0; /* no context */
	OSSL_PARAM p[PARAMETERS] = {
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)secret, secret_len),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, len + 4),
		OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
		OSSL_PARAM_construct_end(),
	};
	return derive(p, out, n);
}
