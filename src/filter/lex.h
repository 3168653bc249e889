/* Words, numbers and signs of a filter expression. */
#ifndef FILTER_LEX_H
#define FILTER_LEX_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,    /* keyword or name */
	TOKEN_NAME,    /* \word: never a keyword */
	TOKEN_NUMBER,  /* value */
	TOKEN_DOTTED,  /* IPv4 address or part of one: 10.1 */
	TOKEN_IP6,
	TOKEN_MAC,
	TOKEN_SIGN,    /* value: the character, or two of them: '<' << 8 | '=' */
};

struct lexeme {
	enum token_kind kind;
	uint32_t at;      /* byte in the text */
	uint32_t len;
	const char *text; /* ends with a zero byte */
	uint32_t value;   /* TOKEN_NUMBER, TOKEN_SIGN */
	uint8_t bytes[16]; /* TOKEN_IP6: 16, TOKEN_MAC: 6 */
};

#define SIGN2(a, b) ((uint32_t)(a) << 8 | (b))

/* tokens end with TOKEN_END; NULL: see err. */
struct lexeme *filter_lex(struct arena *a, const char *text, struct err *err);
/* The sentence of an error with the place in the text marked below it. */
int filter_error(struct err *err, const char *text, uint32_t at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
