/* The filter text cut into tokens. */
#ifndef FILTER_LEX_H
#define FILTER_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/text.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,	/* keyword or name; `escaped` words are never keywords */
	TOKEN_NUMBER,	/* value */
	TOKEN_IP4,	/* two to four numbers with dots: value and parts */
	TOKEN_IP6,	/* address[0..15] */
	TOKEN_MAC,	/* address[0..5] */
	TOKEN_BYTE,	/* $xx: value */
	TOKEN_OPERATOR, /* op */
};

/* Operators of more than one character; the others are their character. */
enum token_op { OP_AND = 256, OP_OR, OP_LE, OP_GE, OP_NE, OP_SHL, OP_SHR };

struct token {
	enum token_kind kind;
	bool escaped;
	uint8_t parts; /* TOKEN_IP4: 2 to 4 */
	bool too_large; /* TOKEN_IP4: a part is above 255; a DECnet address may be */
	int op;
	uint32_t value;
	uint32_t at, len; /* place in the text */
	const char *text; /* zero-terminated copy, without the backslash */
	uint8_t address[16];
};

struct tokens {
	struct token *list; /* ends with TOKEN_END */
	uint32_t count;	    /* without it */
	const char *source;
};

int filter_lex(struct arena *a, const char *text, struct tokens *out, struct err *err);
void filter_lex_dump(struct text *t, const struct tokens *tokens);

#endif
