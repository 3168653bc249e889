/* The scanner of display filters. */
#ifndef DISPLAY_LEX_H
#define DISPLAY_LEX_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum display_token {
	T_END,
	T_WORD,   /* a name or a literal: tcp.port, 10.0.0.0/8, 00:11:22, 0x1f, and words that are operators */
	T_STRING, /* "..." or r"..."; text is its content, which may hold zero bytes */
	T_CHAR,   /* 'x' */
	T_SLICE,  /* [...]: text is what is between the brackets */
	T_LAYER,  /* #n or #[...] */
	T_RANGE,  /* .. */
	T_OP,     /* one of enum display_op, or one of ( ) { } , as its character */
};

/* Operators; above the characters. */
enum display_op {
	OP_OR = 256, OP_XOR, OP_AND, OP_NOT,
	OP_EQ, OP_NE, OP_ALL_EQ, OP_ANY_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_CONTAINS, OP_MATCHES, OP_IN,
	OP_BIT_AND, OP_PLUS, OP_MINUS, OP_TIMES, OP_DIVIDE, OP_MODULO,
};

struct display_lexeme {
	uint8_t kind; /* enum display_token */
	int op;
	uint32_t at;  /* in the source */
	uint32_t len; /* of text */
	const char *text; /* ends with a zero byte */
};

struct display_lexemes {
	struct display_lexeme *list; /* ends with T_END */
	uint32_t count;
};

/* In the arena. 0, or -errno with a sentence. */
int display_lex(struct arena *a, const char *source, struct display_lexemes *out, struct err *err);

#endif
