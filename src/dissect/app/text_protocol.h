/* Protocols of text lines (HTTP, SMTP, SIP ...): what they have in common. */
#ifndef DISSECT_APP_TEXT_PROTOCOL_H
#define DISSECT_APP_TEXT_PROTOCOL_H

#include "dissect/dissect.h"

struct text_protocol {
	const char *name;            /* "HTTP" */
	/* Words that start a request, ends with NULL; a reply has a code as its second word: "HTTP/1.1 200 OK". NULL: every line is
	 * text. */
	const char *const *commands;
	unsigned request_field, response_field; /* of the first line, 0: none */
};

/* Over TCP ": HTTP: GET / HTTP/1.1", or with -v ": HTTP, length: 78" and a line for each line of text. */
void text_protocol(struct dis *d, const struct text_protocol *p);

#endif
