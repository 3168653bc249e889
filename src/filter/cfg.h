/* The decision graph: blocks that test one value and go one of two ways. It has no cycles. */
#ifndef FILTER_CFG_H
#define FILTER_CFG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/text.h"
#include "filter/ir.h"

enum block_kind { BLOCK_TEST, BLOCK_SET, BLOCK_CHAIN, BLOCK_NETWORKS, BLOCK_RETURN };

struct block {
	uint8_t kind, op;
	bool accept; /* BLOCK_RETURN */
	uint32_t k;
	const struct value *v, *x;
	const struct set *set;
	const struct chain *chain;
	const struct networks *networks;
	struct block *yes, *no;
	uint32_t number; /* place in cfg.order */
	bool seen;
	struct block *same; /* the block that stands for this one, while equal blocks are joined */
	struct block *next; /* hash chain */
};

struct cfg {
	struct arena *arena;
	struct block *start, *accept, *reject;
	struct block **order; /* every block that can be reached, each before those it leads to */
	uint32_t count, room;
	bool failed; /* no memory */
};

bool cfg_build(struct cfg *g, struct arena *a, const struct cond *c);
/* Fills order anew, after edges were changed. False: no memory. */
bool cfg_order(struct cfg *g);
void cfg_dump(struct text *t, const struct cfg *g);

#endif
