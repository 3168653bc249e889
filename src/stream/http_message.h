/* Whole HTTP messages out of both directions of a connection: head and body, the body with transfer and content coding
 * (gzip, deflate: RFC 9110 section 8.4.1) taken off. */
#ifndef STREAM_HTTP_MESSAGE_H
#define STREAM_HTTP_MESSAGE_H

#include "stream/http.h"

struct http_side {
	struct http_parser parser;
	struct text head, body; /* of the message in work; up to LIMIT_HTTP_BODY bytes of the body */
	bool lost;             /* bytes of it are missing */
	char coding[32];
};

struct http_messages {
	struct http_side side[2];
	bool head_request;     /* the newest request was HEAD: its answer has no body */
	/* Heads are given when they come, missing bytes are told within the body, and a body is given that is not whole at the end. Else
	 * whole messages only. */
	bool for_people;
	/* A head, then its body where there is one; borrowed. */
	void (*piece)(void *context, unsigned from, const uint8_t *p, size_t n);
	void *context;
};

void http_messages_take(struct http_messages *m, unsigned from, const uint8_t *p, size_t n);
void http_messages_lost(struct http_messages *m, unsigned from, uint64_t n);
/* The connection is over. Frees. */
void http_messages_end(struct http_messages *m);

#endif
