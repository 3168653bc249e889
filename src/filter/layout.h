/* The graph of instructions, and its order in memory. */
#ifndef FILTER_LAYOUT_H
#define FILTER_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/insn.h"
#include "core/arena.h"
#include "filter/emit.h"

enum node_kind { NODE_PLAIN, NODE_BRANCH, NODE_RETURN };

struct node {
	uint8_t kind;
	uint16_t code;
	uint32_t k;
	struct node *yes, *no;	    /* plain: yes is what follows */
	const struct bpf_insn *run; /* a fixed run of `count` instructions in place of code and k, or NULL */
	uint32_t count;
	uint32_t waits;	   /* ways in that are not placed yet */
	uint32_t item;	   /* its place in the layout + 1 */
	struct node *next; /* hash chain */
};

struct layout {
	struct arena *arena;
	struct node **buckets;
	uint32_t size;
	bool share; /* equal nodes are one */
	bool copy;  /* a plain instruction and what ends its path are copied, in place of a jump there */
	bool could_copy; /* there was such an instruction */
	bool failed;
};

bool layout_init(struct layout *l, struct arena *a, bool share, uint32_t blocks);
struct node *layout_plain(struct layout *l, unsigned code, uint32_t k, struct node *next);
struct node *layout_blob(struct layout *l, const struct bpf_insn *run, uint32_t count, struct node *next);
/* op of enum bpf_jump, with BPF_X or BPF_K */
struct node *layout_branch(struct layout *l, unsigned op, uint32_t k, struct node *yes, struct node *no);
struct node *layout_return(struct layout *l, uint32_t k);
enum emit_result layout_place(struct layout *l, struct node *start, struct bpf_program *out);

#endif
