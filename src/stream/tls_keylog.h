/* Secrets of TLS sessions, as programs log them: the format of SSLKEYLOGFILE (draft-ietf-tls-keylogfile), a
 * line "LABEL CLIENT_RANDOM SECRET" each. */
#ifndef STREAM_TLS_KEYLOG_H
#define STREAM_TLS_KEYLOG_H

#include "core/err.h"
#include "core/table.h"

enum { TLS_RANDOM_SIZE = 32, TLS_SECRET_MAX = 48 };

enum tls_secret {
	SECRET_MASTER, /* TLS 1.2: CLIENT_RANDOM */
	SECRET_CLIENT_HANDSHAKE,
	SECRET_SERVER_HANDSHAKE,
	SECRET_CLIENT_TRAFFIC,
	SECRET_SERVER_TRAFFIC,
	SECRET_CLIENT_EARLY,
	SECRETS,
};

struct tls_keylog {
	struct table sessions; /* client random -> struct tls_session_secrets */
};

struct tls_session_secrets {
	struct tls_secret_value {
		uint8_t len, bytes[TLS_SECRET_MAX]; /* len 0: not logged */
	} of[SECRETS];
};

/* 0, or -errno with a sentence. Lines of other labels are passed over. */
int tls_keylog_read(struct tls_keylog *k, const char *path, struct err *err);
void tls_keylog_free(struct tls_keylog *k);
/* NULL: nothing was logged of that session. */
const struct tls_session_secrets *tls_keylog_find(
	const struct tls_keylog *k, const uint8_t random[TLS_RANDOM_SIZE]);

#endif
