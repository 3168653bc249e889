/* What lowering produces: values read from the packet, and conditions over them.
 *
 * A value is a pure expression; equal values are one object (hash-consed), so they compare by pointer.
 * Reading past the captured end, and division by zero, reject the packet wherever that happens: a condition
 * therefore has three outcomes, and `and`/`or` are evaluated from left to right. */
#ifndef FILTER_IR_H
#define FILTER_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/ebpf.h"
#include "bpf/insn.h"
#include "core/arena.h"
#include "core/text.h"

enum value_kind {
	VALUE_CONST,  /* k */
	VALUE_LENGTH, /* the packet's length on the wire */
	VALUE_LOAD,   /* size bytes at k, or at a + k */
	VALUE_HEADER, /* 4 * (byte at k & 15): the length of an IPv4 header at k */
	VALUE_BINARY, /* a op b, op of enum bpf_alu, 32 bits unsigned */
	VALUE_NEGATE, /* -a */
	VALUE_SELECT, /* a where `tested op k` (op of enum bpf_jump), otherwise b; the other is not made */
};

struct value {
	uint8_t kind, op, size;
	bool pinned; /* a constant that stays in X, so that two paths read alike */
	uint32_t k;
	const struct value *a, *b, *tested;
	uint32_t id;	    /* order of creation */
	struct value *next; /* hash chain */
};

/* Of a test. */
enum outcome { UNKNOWN, NO, YES };

enum cond_kind {
	COND_FALSE,
	COND_TRUE,
	COND_TEST,  /* v op k, or v op x */
	COND_AND,   /* all of list */
	COND_OR,    /* any of list */
	COND_NOT,   /* not list[0] */
	COND_SET,   /* v in set */
	COND_CHAIN, /* protochain: chain */
	COND_IF,    /* list[0] ? list[1] : list[2] */
	COND_NETWORKS, /* an address in networks; only with VARIANT_TABLES */
};

struct cond;

struct cond_list {
	struct cond **at;
	uint32_t count, room;
};

/* Closed ranges, sorted, not touching. */
struct range {
	uint32_t low, high;
};

struct set {
	struct range *ranges;
	uint32_t count;
};

/* The walk over IPv4 or IPv6 headers that `protochain` makes. */
struct chain {
	const struct value *base; /* start of the link payload, or NULL */
	uint32_t k;		  /* with it: where the network header starts */
	bool ip6;
	uint8_t protocol;
};

/* IPv6 networks, and the first of the four words of the address that is looked for. */
struct networks {
	const struct value *first;
	struct ebpf_prefix *at;
	uint32_t count;
};

struct cond {
	uint8_t kind;
	uint8_t op; /* enum bpf_jump */
	bool grown; /* another condition took over the memory of list */
	uint32_t k;
	const struct value *v, *x;
	struct cond_list list;
	const struct set *set;
	const struct chain *chain;
	const struct networks *networks;
};

/* What a pass does otherwise than usual, to see whether the program is shorter with it. */
enum ir_variant {
	VARIANT_NO_PIN = 1,    /* ports of IPv6 at constant offsets, and not like those of IPv4 */
	VARIANT_NO_LEAD = 2,   /* alternatives keep their order of tests */
	VARIANT_NO_SETS = 4,   /* alternatives that test one value stay apart */
	VARIANT_NO_GROUPS = 8, /* and so do `host a or b`, which are lowered each by itself */
	VARIANT_PATHS = 16,    /* see optimize_paths() */
	VARIANT_AS_WRITTEN = 32, /* term by term, and equal tests stay apart until edges are threaded; goes with NO_PIN and PATHS */
	VARIANTS = 64,
	VARIANT_TABLES = 256, /* for a program with tables of the kernel: long lists of IPv6 hosts are one test */
};

#define IR_BUCKETS 4096

struct ir {
	struct arena *arena;
	struct value *buckets[IR_BUCKETS];
	uint32_t values;
	bool fold;   /* constants are computed here */
	bool failed; /* the memory budget is used up: what was made since is not to be used */
	unsigned variant; /* of enum ir_variant */
	unsigned matters; /* those that would make, or have made, a difference */
	struct cond *yes, *no;
};

/* Whether to do it so; to be asked only where that makes a difference. */
bool ir_variant(struct ir *ir, enum ir_variant bit);

bool ir_init(struct ir *ir, struct arena *a, bool fold);

const struct value *ir_const(struct ir *ir, uint32_t k);
const struct value *ir_pinned(struct ir *ir, uint32_t k);
const struct value *ir_length(struct ir *ir);
/* base may be NULL. */
const struct value *ir_load(struct ir *ir, const struct value *base, uint32_t k, unsigned size);
const struct value *ir_header(struct ir *ir, uint32_t k);
const struct value *ir_binary(struct ir *ir, unsigned op, const struct value *a, const struct value *b);
const struct value *ir_binary_k(struct ir *ir, unsigned op, const struct value *a, uint32_t k);
const struct value *ir_negate(struct ir *ir, const struct value *a);
const struct value *ir_select(
	struct ir *ir, unsigned op, const struct value *tested, uint32_t k, const struct value *a, const struct value *b);

struct cond *ir_test(struct ir *ir, unsigned op, const struct value *v, uint32_t k);
/* Both sides are values; relation of enum bpf_jump. */
struct cond *ir_compare(struct ir *ir, unsigned op, const struct value *v, const struct value *x);
struct cond *ir_and(struct ir *ir, struct cond *a, struct cond *b);
struct cond *ir_or(struct ir *ir, struct cond *a, struct cond *b);
struct cond *ir_not(struct ir *ir, struct cond *a);
/* (v & mask) == k */
struct cond *ir_masked(struct ir *ir, const struct value *v, uint32_t mask, uint32_t k);
struct cond *ir_set(struct ir *ir, const struct value *v, const struct set *set);
struct cond *ir_if(struct ir *ir, struct cond *test, struct cond *yes, struct cond *no);
struct cond *ir_chain(struct ir *ir, const struct chain *chain);
struct cond *ir_networks(struct ir *ir, const struct networks *networks);
bool ir_append(struct ir *ir, struct cond_list *list, struct cond *c);

/* The result of an instruction on constants; false: division by zero. */
bool ir_compute(unsigned op, uint32_t a, uint32_t b, uint32_t *out);
bool ir_relation(unsigned op, uint32_t a, uint32_t b);

void ir_value_text(struct text *t, const struct value *v);
void ir_test_text(struct text *t, const struct value *v, unsigned op, uint32_t k, const struct value *x,
	const struct set *set);
void ir_dump(struct text *t, const struct cond *c, unsigned depth);

#endif
