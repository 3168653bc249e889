/* A growing text buffer with emitters that do no formatting, for lines.
 *
 * Memory that cannot be had is remembered in `failed`, and what was to be written then is dropped: a line may be
 * shortened, never overrun. The content does not end with a zero byte. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	char *data;
	size_t len, size;
	bool failed;
};

bool text_grow(struct text *t, size_t more);
void text_free(struct text *t);

/* Room for `more` bytes behind len. False: no memory. */
static inline bool text_room(struct text *t, size_t more)
{
	return t->size - t->len >= more || text_grow(t, more);
}

static inline void text_reset(struct text *t)
{
	t->len = 0;
}

static inline void text_c(struct text *t, char c)
{
	if (text_room(t, 1))
		t->data[t->len++] = c;
}

static inline void text_bytes(struct text *t, const void *p, size_t n)
{
	if (text_room(t, n) && n) {
		memcpy(t->data + t->len, p, n);
		t->len += n;
	}
}

static inline void text_s(struct text *t, const char *s)
{
	text_bytes(t, s, strlen(s));
}

void text_u(struct text *t, uint64_t v);                       /* decimal */
void text_i(struct text *t, int64_t v);                        /* decimal, signed */
void text_u_pad(struct text *t, uint64_t v, unsigned width);   /* decimal, zeros in front */
void text_u_right(struct text *t, uint64_t v, unsigned width); /* decimal, blanks in front */
void text_x(struct text *t, uint64_t v);                       /* hex, no prefix, as %x */
void text_x_pad(struct text *t, uint64_t v, unsigned digits);  /* hex, zeros in front, as %0*x */
void text_ip4(struct text *t, uint32_t address);               /* host order; dotted decimal */
void text_ip6(struct text *t, const uint8_t address[16]);      /* RFC 5952, as inet_ntop */
void text_mac(struct text *t, const uint8_t *address, size_t len); /* 00:11:22:33:44:55 */
/* Bytes that may be anything, for a terminal or a table: printable ASCII and UTF-8 as they are, the rest and the backslash
 * as \\n \\r \\t \\\\ \\x07. */
void text_escaped(struct text *t, const uint8_t *p, size_t n);
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *t, const char *format, va_list ap);

#endif
