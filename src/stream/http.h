/* HTTP/1.x messages out of the bytes of one direction: RFC 9112.
 *
 * Bytes are taken as they come. The head of a message is gathered up to LIMIT_HTTP_HEAD bytes; the body is handed on
 * with its transfer coding (chunks) taken off. What does not begin as HTTP is not looked at any more. */
#ifndef STREAM_HTTP_H
#define STREAM_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"

struct http_word {
	const char *s;
	size_t n;
};

struct http_head {
	bool response;
	unsigned status;           /* of a response */
	struct http_word method, target; /* of a request */
	struct http_word all;      /* start line and header fields, with the empty line */
	struct http_word fields;   /* the header fields */
};

struct http_events {
	/* Borrowed for the call. Returns whether a body follows where the head does not say (false for the answer to HEAD). */
	bool (*head)(void *context, unsigned from, const struct http_head *h);
	void (*body)(void *context, unsigned from, const uint8_t *p, size_t n);
	void (*end)(void *context, unsigned from);
};

enum http_state {
	HTTP_HEAD,
	HTTP_LENGTH,
	HTTP_CHUNK_SIZE,
	HTTP_CHUNK,
	HTTP_CHUNK_END,
	HTTP_TRAILER,
	HTTP_UNTIL_CLOSE,
	HTTP_FOREIGN,
};

struct http_parser {
	uint8_t state;      /* enum http_state */
	uint64_t left;      /* of the body or chunk */
	struct text line;   /* a head or line that is not complete */
};

void http_parse(struct http_parser *p, const struct http_events *events, void *context, unsigned from,
	const uint8_t *data, size_t n);
/* Bytes are missing: a body goes on as far as its length says, else the message is given up. */
void http_lost(struct http_parser *p, const struct http_events *events, void *context, unsigned from, uint64_t n);
/* The connection ends: so does a body of no stated length. */
void http_finish(struct http_parser *p, const struct http_events *events, void *context, unsigned from);
/* The value of a header field, without blanks around it; n = 0: there is none. */
struct http_word http_field(const struct http_head *h, const char *name);

#endif
