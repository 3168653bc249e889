#include "stream/tls_keylog.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 512 };

static int digit(char c)
{
	return isdigit((unsigned char)c)    ? c - '0'
	       : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
					    : -1;
}

/* Hex digits at *s up to a blank or the end; how many bytes, or -1. */
static int hex(const char **s, uint8_t *out, int most)
{
	int n = 0;
	for (; n < most && digit((*s)[0]) >= 0 && digit((*s)[1]) >= 0; *s += 2)
		out[n++] = (uint8_t)(digit((*s)[0]) << 4 | digit((*s)[1]));
	return **s && !isspace((unsigned char)**s) ? -1 : n;
}

static int label(const char *word, size_t n)
{
	static const char *const labels[SECRETS] = {
		[SECRET_MASTER] = "CLIENT_RANDOM",
		[SECRET_CLIENT_HANDSHAKE] = "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
		[SECRET_SERVER_HANDSHAKE] = "SERVER_HANDSHAKE_TRAFFIC_SECRET",
		[SECRET_CLIENT_TRAFFIC] = "CLIENT_TRAFFIC_SECRET_0",
		[SECRET_SERVER_TRAFFIC] = "SERVER_TRAFFIC_SECRET_0",
		[SECRET_CLIENT_EARLY] = "CLIENT_EARLY_TRAFFIC_SECRET",
	};
	for (int i = 0; i < SECRETS; i++)
		if (strlen(labels[i]) == n && !memcmp(labels[i], word, n))
			return i;
	return -1;
}

/* False: a line of ours that is not well formed. */
static bool read_line(struct tls_keylog *k, const char *s, int *e)
{
	uint8_t random[TLS_RANDOM_SIZE];
	struct tls_secret_value v = {0};
	size_t n = strcspn(s, " \t\r\n");
	int which = label(s, n);
	if (which < 0)
		return true;
	s += n + strspn(s + n, " \t");
	if (hex(&s, random, TLS_RANDOM_SIZE) != TLS_RANDOM_SIZE)
		return false;
	s += strspn(s, " \t");
	int len = hex(&s, v.bytes, TLS_SECRET_MAX);
	if (len <= 0)
		return false;
	v.len = (uint8_t)len;
	struct tls_session_secrets *of = table_add(&k->sessions, random, NULL);
	*e = of ? 0 : -ENOMEM;
	if (of)
		of->of[which] = v;
	return true;
}

int tls_keylog_read(struct tls_keylog *k, const char *path, struct err *err)
{
	char line[LINE];
	int e = 0;
	FILE *f = fopen(path, "re");
	if (!f)
		return err_set(err, -errno, "can't open %s: %s", path, strerror(errno));
	table_init(&k->sessions, TLS_RANDOM_SIZE, sizeof(struct tls_session_secrets), 0);
	for (unsigned number = 1; e >= 0 && fgets(line, sizeof line, f); number++) {
		if (!read_line(k, line, &e))
			e = err_set(err, -EINVAL,
				"%s:%u: a label, the client's random in 64 hex digits and a secret are "
				"expected",
				path, number);
	}
	fclose(f);
	return e == -ENOMEM ? err_set(err, e, "no memory for %s", path) : e;
}

void tls_keylog_free(struct tls_keylog *k)
{
	table_free(&k->sessions);
}

const struct tls_session_secrets *tls_keylog_find(
	const struct tls_keylog *k, const uint8_t random[TLS_RANDOM_SIZE])
{
	return k->sessions.count ? table_find(&k->sessions, random) : NULL;
}
