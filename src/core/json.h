/* Strings as JSON has them (RFC 8259 section 7). */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include <stddef.h>

struct text;

/* In quotes. Bytes above 127 and control characters become the code point of their value, so that what is no text stays
 * readable and reversible. */
void json_string(struct text *t, const void *p, size_t n);

#endif
