/* The parsed filter: a tree whose nodes know their places in the text. */
#ifndef FILTER_AST_H
#define FILTER_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/text.h"
#include "filter/lex.h"
#include "filter/words.h"

/* Qualifiers; WORD_NONE where not given. */
struct qualifiers {
	enum word protocol, direction, type;
	bool or_direction;  /* direction is WORD_NONE and "src or dst" was written */
	bool and_direction; /* "src and dst" */
};

enum ast_kind {
	AST_AND,
	AST_OR,
	AST_NOT,
	AST_PRIMITIVE, /* qualifiers and an id */
	AST_PROTOCOL,  /* a protocol word alone: `tcp` */
	AST_RELATION,  /* arithmetic on both sides */
	AST_WORD,      /* any other word, with its arguments */
	AST_FIELD,     /* vpi, vci, sio, opc, dpc, sls: word, relation, number */
};

enum arith_kind { ARITH_NUMBER, ARITH_LENGTH, ARITH_LOAD, ARITH_BINARY, ARITH_NEGATE };

struct arith {
	enum arith_kind kind;
	uint32_t at;
	uint32_t number;    /* also the size of a load */
	int op;		    /* ARITH_BINARY: character or enum token_op */
	enum word protocol; /* ARITH_LOAD */
	const char *text;   /* ARITH_NUMBER: as it was written */
	const struct arith *a, *b;
};

/* An address of a host; an IPv4 one with a mask. */
struct host {
	bool ip6;
	uint32_t ip4, mask;
	uint8_t ip6_bytes[16];
	uint8_t prefix;
};

/* What the names pass puts beside an id. */
struct resolved {
	struct host *hosts;
	uint32_t count;
	uint8_t mac[6];
	bool has_mac;
	uint32_t low, high;  /* numbers: port range, protocol, DECnet address */
	unsigned transports; /* a named port: 1 << enum names_transport; 0: any */
};

struct ast {
	enum ast_kind kind;
	uint32_t at;
	struct ast **list; /* AND, OR, NOT */
	uint32_t count, room;
	struct qualifiers q;	       /* PRIMITIVE, PROTOCOL (protocol only), WORD (protocol only) */
	const struct token *id, *mask; /* PRIMITIVE */
	int prefix;		       /* PRIMITIVE: /n, or -1 */
	bool prefixed;
	struct resolved resolved;
	enum word word;				  /* WORD, FIELD */
	const struct token *argument, *argument2; /* WORD */
	uint32_t number, number2;
	bool has_number;
	int op; /* RELATION, FIELD, WORD byte: enum token_op or character */
	const struct arith *left, *right;
};

int filter_parse(struct arena *a, const struct tokens *tokens, struct ast **out, struct err *err);
void filter_parse_dump(struct text *t, const struct ast *n, unsigned depth);

#endif
