/* A display filter as a tree: what the parser makes, the type check completes and the evaluation walks. */
#ifndef DISPLAY_AST_H
#define DISPLAY_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "display/display.h"
#include "display/lex.h"
#include "display/value.h"
#include "dissect/field.h"
#include "dissect/fields.h"

enum node_kind {
	/* truth */
	N_OR, N_XOR, N_AND, N_NOT,
	N_COMPARE, /* op, a, b */
	N_IN,      /* a in list; the list has values and N_RANGE */
	N_PRESENT, /* a: is there a value, or, of arithmetic, one that is not 0? Made by the type check */
	/* operands */
	N_WORD,    /* until the type check: a field or a literal */
	N_STRING,
	N_CHAR,
	N_FIELD,   /* made by the type check */
	N_VALUE,   /* made by the type check */
	N_SLICE,   /* bytes of a */
	N_CALL,
	N_ARITH,   /* op, a, b; a = NULL: the sign of b */
	N_RANGE,   /* in a list: a .. b */
};

/* Of bytes or layers. Negative numbers count from the end. */
struct span_of {
	int32_t from;
	int32_t to;  /* the last one, with `inclusive` */
	uint32_t len; /* else this many; 0: all there are */
	bool inclusive;
};

enum quantifier { ANY, ALL };

struct function;

struct node {
	uint8_t kind;       /* enum node_kind */
	uint8_t type;       /* enum value_type, of operands */
	uint8_t quantifier; /* enum quantifier, of comparisons */
	bool truth;         /* of N_FIELD: all its fields are booleans */
	int op;
	uint32_t at;        /* in the source */
	uint32_t len;       /* of text */
	const char *text;   /* N_WORD, N_STRING, N_CHAR, N_CALL */
	struct node *a, *b;
	struct node **list; /* N_IN, N_CALL */
	uint32_t count;     /* of list or spans */
	struct span_of *spans;  /* N_SLICE: bytes */
	struct span_of *layers; /* N_FIELD (N_WORD): layers, NULL: all */
	uint32_t layer_count;
	const struct field **fields; /* N_FIELD */
	uint32_t field_count;
	const struct function *function;
	struct value value; /* N_VALUE */
	struct regex *regex; /* OP_MATCHES */
};

/* What the passes share. */
struct display_compiler {
	struct arena *arena;
	const char *source;
	struct names *names;   /* NULL: host names are not known */
	struct field_index index;
	struct regex *regexes; /* of the filter, to be freed with it */
	bool frame;            /* fields of the frame are used */
	bool whole;            /* so that the tape has to have all fields */
	uint32_t lengths;      /* protocols and groups that are more than asked for: their bytes or lengths count */
	const struct field *used[DISPLAY_ONLY]; /* all fields */
	uint32_t used_count;   /* > DISPLAY_ONLY: too many to be listed */
	bool analysis;         /* fields of tcp_analysis_fields.h are */
	struct err *err;
};

/* The parser: NULL: an error is noted; *empty: there is no filter. */
struct node *display_parse(struct display_compiler *c, const struct display_lexemes *tokens);
/* The type check, in place; 0 or -errno. */
int display_check(struct display_compiler *c, struct node *root);

#endif
