#include "dissect/net/esp_secrets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1024, HMAC96 = 12 };

static int bad(struct err *err, const char *text)
{
	return err_set_status(err, EXIT_SECRET, -EINVAL, "-E: cannot make out `%s': give [SPI@ADDRESS] ALGORITHM:SECRET", text);
}

/* "SPI@ADDRESS" */
static int read_peer(struct esp_secret *s, const char *text)
{
	char *end;
	s->spi = (uint32_t)strtoul(text, &end, 0);
	if (end == text || *end != '@')
		return -EINVAL;
	s->version = strchr(end, ':') ? 6 : 4;
	return inet_pton(s->version == 6 ? AF_INET6 : AF_INET, end + 1, s->address) == 1 ? 0 : -EINVAL;
}

static int read_secret(struct esp_secret *s, const char *text)
{
	size_t n = strlen(text);
	bool hex = !strncasecmp(text, "0x", 2);
	if (n > sizeof s->secret)
		return -E2BIG;
	if (!hex) {
		memcpy(s->secret, text, n);
		s->secret_len = (uint32_t)n;
		return 0;
	}
	for (text += 2; text[0] && text[1]; text += 2) {
		char digits[3] = {text[0], text[1], 0}, *end;
		s->secret[s->secret_len++] = (uint8_t)strtoul(digits, &end, 16);
		if (*end)
			return -EINVAL;
	}
	return *text ? -EINVAL : 0;
}

/* Cipher names as people write them for tcpdump: aes256-cbc is OpenSSL's aes-256-cbc. */
static int read_algorithm(struct esp_secret *s, char *name, const char *whole, struct err *err)
{
	size_t n = strlen(name);
	if (n > 7 && !strcmp(name + n - 7, "-hmac96")) {
		s->authenticator = HMAC96;
		name[n - 7] = 0;
	}
	if (!strcmp(name, "none"))
		return 0;
	char known[64];
	if (!strncmp(name, "aes", 3) && name[3] != '-')
		snprintf(known, sizeof known, "aes-%s", name + 3);
	else
		snprintf(known, sizeof known, "%s", strcmp(name, "3des-cbc") ? name : "des-ede3-cbc");
	s->cipher = EVP_get_cipherbyname(known);
	if (!s->cipher)
		return err_set_status(err, EXIT_SECRET, -EINVAL, "-E: no cipher is called %s (in `%s')", name, whole);
	return 0;
}

static int keep(struct esp_secrets *all, const struct esp_secret *s, struct err *err)
{
	struct esp_secret *more = realloc(all->list, (all->count + 1) * sizeof *more);
	if (!more)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory for the secrets of -E");
	all->list = more;
	more[all->count++] = *s;
	return 0;
}

/* Behind "ikev2". The authenticator's key is not needed: nothing is verified. */
static int add_ikev2(struct esp_secrets *all, char *rest, const char *text, struct err *err)
{
	struct esp_secret s = {.ikev2 = true, .authenticator = HMAC96};
	char *who = strtok_r(NULL, " \t", &rest), *colon = NULL, name[64];
	if (!who || (strcmp(who, "I") && strcmp(who, "R")))
		return bad(err, text);
	s.initiator = *who == 'I';
	for (unsigned i = 0; i < 2; i++) {
		struct esp_secret spi = {0};
		char *word = strtok_r(NULL, " \t", &rest);
		if (!word || read_secret(&spi, word) < 0 || spi.secret_len != 8)
			return bad(err, text);
		memcpy(s.ike_spis + 8 * i, spi.secret, 8);
	}
	char *hash = strtok_r(NULL, " \t", &rest), *cipher = hash ? strtok_r(NULL, " \t", &rest) : NULL;
	if (!cipher || !(colon = strchr(cipher, ':')))
		return bad(err, text);
	*colon = 0;
	snprintf(name, sizeof name, "%s%s", cipher, strchr(cipher, '-') ? "" : "-cbc");
	if (read_algorithm(&s, name, text, err) < 0)
		return err->code;
	if (read_secret(&s, colon + 1) < 0)
		return bad(err, text);
	return keep(all, &s, err);
}

static int add(struct esp_secrets *all, const char *text, struct err *err)
{
	char line[LINE_MAX_BYTES], *rest, *word = NULL, *peer = NULL;
	struct esp_secret s = {0};
	snprintf(line, sizeof line, "%s", text);
	word = strtok_r(line, " \t\r\n", &rest);
	if (!word || *word == '#')
		return 0;
	if (!strcmp(word, "ikev2"))
		return add_ikev2(all, rest, text, err);
	if (strchr(word, '@')) {
		peer = word;
		word = strtok_r(NULL, " \t\r\n", &rest);
	}
	char *colon = word ? strchr(word, ':') : NULL;
	if (!colon || (peer && read_peer(&s, peer) < 0))
		return bad(err, text);
	s.any = !peer;
	*colon = 0;
	if (read_algorithm(&s, word, text, err) < 0)
		return err->code;
	if (read_secret(&s, colon + 1) < 0)
		return bad(err, text);
	return keep(all, &s, err);
}

static int read_file(struct esp_secrets *s, const char *path, struct err *err)
{
	char line[LINE_MAX_BYTES];
	FILE *f = fopen(path, "re");
	int e = 0;
	if (!f)
		return err_set_status(err, EXIT_OPEN, -errno, "-E: %s: %s", path, strerror(errno));
	while (e >= 0 && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\r\n")] = 0;
		e = add(s, line, err);
	}
	fclose(f);
	return e;
}

int esp_secrets_read(struct esp_secrets *s, const char *text, struct err *err)
{
	char line[LINE_MAX_BYTES];
	int e = 0;
	text += strspn(text, " \t");
	if (!strncmp(text, "file ", 5))
		return read_file(s, text + 5 + strspn(text + 5, " \t"), err);
	while (e >= 0 && *text) {
		size_t n = strcspn(text, ",\n");
		snprintf(line, sizeof line, "%.*s", (int)n, text);
		e = add(s, line, err);
		text += n + (text[n] != 0);
	}
	return e;
}

void esp_secrets_free(struct esp_secrets *s)
{
	free(s->list);
	*s = (struct esp_secrets){0};
}

const struct esp_secret *esp_secrets_find(const struct esp_secrets *s, uint32_t spi, unsigned version, const uint8_t *destination)
{
	const struct esp_secret *any = NULL;
	for (size_t i = 0; i < s->count; i++) {
		const struct esp_secret *e = &s->list[i];
		if (!e->any && !e->ikev2 && e->spi == spi && e->version == version && !memcmp(e->address, destination, version == 6 ? 16 : 4))
			return e;
		any = e->any ? e : any;
	}
	return any;
}

const struct esp_secret *esp_secrets_find_ikev2(const struct esp_secrets *s, bool initiator, const uint8_t ike_spis[16])
{
	for (size_t i = 0; i < s->count; i++) {
		const struct esp_secret *e = &s->list[i];
		if (e->ikev2 && e->initiator == initiator && !memcmp(e->ike_spis, ike_spis, sizeof e->ike_spis))
			return e;
	}
	return NULL;
}

int esp_decrypt(const struct esp_secret *s, const uint8_t *in, size_t len, uint8_t *out)
{
	uint8_t key[EVP_MAX_KEY_LENGTH] = {0};
	if (len < s->authenticator)
		return -1;
	len -= s->authenticator;
	if (!s->cipher) {
		memcpy(out, in, len);
		return (int)len;
	}
	size_t vector = (size_t)EVP_CIPHER_get_iv_length(s->cipher), block = (size_t)EVP_CIPHER_get_block_size(s->cipher);
	if (len < vector + block || !s->secret_len)
		return -1;
	memcpy(key, s->secret, s->secret_len < sizeof key ? s->secret_len : sizeof key);
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = -1;
	/* what is left behind the last whole block is no cipher text */
	if (c && EVP_DecryptInit_ex(c, s->cipher, NULL, key, in) && EVP_CIPHER_CTX_set_padding(c, 0) &&
		!EVP_DecryptUpdate(c, out, &n, in + vector, (int)((len - vector) / block * block)))
		n = -1;
	EVP_CIPHER_CTX_free(c);
	return n;
}
