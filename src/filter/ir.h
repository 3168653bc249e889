/* What a filter is made of between the text and the program.
 *
 * Values (numbers read from the packet), tests (a value compared) and conditions are shared: two that are the same are one object,
 * so that equality is a comparison of pointers. A condition is a tree of tests; a graph is what remains of it when every
 * test knows where to go on true and on false. */
#ifndef FILTER_IR_H
#define FILTER_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/insn.h"
#include "core/arena.h"
#include "core/err.h"

enum value_op {
	VALUE_CONST, /* k */
	VALUE_LEN,   /* bytes on the wire */
	VALUE_ABS,   /* size bytes at k */
	VALUE_IND,   /* size bytes at a + k */
	VALUE_MSH,   /* 4 * (byte at k & 15) */
	VALUE_BIN,   /* a `alu` b */
};

struct value {
	enum value_op op;
	uint8_t size;      /* 1, 2, 4 */
	uint8_t alu;       /* BPF_ADD ... */
	uint32_t k;
	const struct value *a, *b;
	struct value *next; /* in the table of shared values */
};

struct test {
	const struct value *value;
	uint8_t jump;              /* BPF_JEQ, BPF_JGT, BPF_JGE, BPF_JSET */
	uint32_t k;
	const struct value *other; /* compared with this instead of k, or NULL */
	struct test *next;
};

enum cond_op { COND_FALSE, COND_TRUE, COND_TEST, COND_NOT, COND_AND, COND_OR };

struct cond {
	enum cond_op op;
	const struct test *test;
	const struct cond *a, *b;
	struct cond *next;
};

struct node {
	const struct test *test; /* NULL: a return */
	bool accept;             /* of a return */
	struct node *t, *f;
	uint32_t id;             /* order, set when the graph is laid out */
	struct node *next;       /* in the table of shared nodes */
	/* of the optimizer and the emitter */
	uint32_t mark;
	uint32_t in;             /* edges that come here */
	struct node *stands;     /* the equal node that is kept */
	const struct facts *facts;
	const struct value *a_in, *x_in; /* what the registers hold on every way here, or NULL */
	uint32_t at, size;       /* instructions */
	uint8_t load;            /* instructions before the jump */
	bool long_t, long_f;     /* the target is too far for eight bits */
};

enum { SHARED_BUCKETS = 4096 };

struct ir {
	struct arena *arena;
	struct value *values[SHARED_BUCKETS];
	struct test *tests[SHARED_BUCKETS];
	struct cond *conds[SHARED_BUCKETS];
	struct node *nodes[SHARED_BUCKETS];
	struct node accept, reject;
	bool out_of_memory;
};

const struct value *value_const(struct ir *ir, uint32_t k);
const struct value *value_len(struct ir *ir);
/* size bytes at base + k; base NULL: absolute. */
const struct value *value_load(struct ir *ir, const struct value *base, uint32_t k, unsigned size);
const struct value *value_msh(struct ir *ir, uint32_t k);
const struct value *value_bin(struct ir *ir, unsigned alu, const struct value *a, const struct value *b);

const struct cond *cond_compare(struct ir *ir, const struct value *v, unsigned jump, uint32_t k);
const struct cond *cond_compare_values(struct ir *ir, const struct value *a, unsigned jump, const struct value *b);
const struct cond *cond_not(struct ir *ir, const struct cond *c);
const struct cond *cond_and(struct ir *ir, const struct cond *a, const struct cond *b);
const struct cond *cond_or(struct ir *ir, const struct cond *a, const struct cond *b);
const struct cond *cond_constant(struct ir *ir, bool truth);

/* The graph of a condition. */
struct node *graph_build(struct ir *ir, const struct cond *c, bool optimize);
/* Removes tests whose outcome is known on every way, until nothing changes. */
struct node *graph_optimize(struct ir *ir, struct node *root);
/* The program; insns are malloc'ed. */
int graph_emit(struct ir *ir, struct node *root, uint32_t keep, struct bpf_program *out, struct err *err);

#endif
