/* Protocols of text lines (HTTP, SMTP, SIP ...): what they have in common. */
#ifndef DISSECT_APP_TEXT_PROTOCOL_H
#define DISSECT_APP_TEXT_PROTOCOL_H

#include "dissect/dissect.h"

enum code_token {
	CODE_FIRST,  /* "220 ready": the reply code is the first word */
	CODE_SECOND, /* "HTTP/1.1 200 OK": it is the second */
};

struct text_protocol {
	const char *name;            /* "HTTP" */
	const char *const *commands; /* words that start a request, ends with NULL; NULL: every line is text */
	enum code_token code;
	unsigned request_field, response_field; /* of the first line, 0: none */
};

/* Over TCP ": HTTP: GET / HTTP/1.1", or with -v ": HTTP, length: 78" and a line for each line of text. */
void text_protocol(struct dis *d, const struct text_protocol *p);

#endif
