/* From the decision graph to instructions. */
#ifndef FILTER_EMIT_H
#define FILTER_EMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/insn.h"
#include "filter/cfg.h"

enum emit_result { EMIT_DONE, EMIT_NO_MEMORY, EMIT_NO_CELLS, EMIT_TOO_LONG };

/* How: none of them is the plain program of -O. */
enum emit_variant {
	EMIT_SHARE = 1, /* equal ends of paths are emitted once, and values stay in registers from block to block */
	EMIT_COPY = 2,	/* but an end of two instructions is copied, where one of them would be a jump to it */
	EMIT_EARLY = 4, /* bases that are used again and again are made first of all */
	EMIT_ENTER = 8,	/* a way enters a run behind the loads that it has done already */
	EMIT_VARIANTS = 16,
	EMIT_APART = 16, /* only whole blocks are shared, not the ends of their runs */
};

/* accept: what an accepted packet returns. The instructions lie in the graph's arena. */
/* matters: gets the variants that would make a difference. */
enum emit_result emit(const struct cfg *g, uint32_t accept, unsigned variant, unsigned *matters, struct bpf_program *out);
/* Only the run that brings the values of one test into A and X, from nothing. Its jumps go forward, at most to its end. */
enum emit_result emit_block(struct arena *a, const struct block *b, struct bpf_insn **run, uint32_t *count);

#endif
