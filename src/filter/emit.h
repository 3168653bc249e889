/* From the decision graph to instructions. */
#ifndef FILTER_EMIT_H
#define FILTER_EMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/insn.h"
#include "filter/cfg.h"

enum emit_result { EMIT_DONE, EMIT_NO_MEMORY, EMIT_NO_CELLS, EMIT_TOO_LONG };

/* accept: what an accepted packet returns. The instructions lie in the graph's arena. share: equal ends of
 * paths are emitted once, and values stay in registers from block to block. */
enum emit_result emit(const struct cfg *g, uint32_t accept, bool share, struct bpf_program *out);
/* Only the straight run that brings the values of one test into A and X, from nothing. */
enum emit_result emit_block(struct arena *a, const struct block *b, struct bpf_insn **run, uint32_t *count);

#endif
