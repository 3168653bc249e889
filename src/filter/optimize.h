/* Passes that make the program shorter. They keep every verdict on packets that are long enough for the
 * loads. */
#ifndef FILTER_OPTIMIZE_H
#define FILTER_OPTIMIZE_H

#include "filter/cfg.h"
#include "filter/ir.h"

/* Over the conditions: alternatives with one guard are joined, tests of one value become a set. NULL: no
 * memory. */
struct cond *optimize_conditions(struct ir *ir, struct cond *c);
/* Over the graph: edges skip tests whose outcome is known, equal blocks are joined. False: no memory. */
bool optimize_graph(struct cfg *g, struct ir *ir);
/* What it does first, and what optimize_meets() expects: equal blocks are joined, and tests in order. */
bool optimize_order(struct cfg *g);
/* Small graphs: blocks are copied for each way into them on which something else is known; of those with `meets` (by number; NULL:
 * none) there is one copy. The blocks themselves stay as they are. several (may be NULL): set for blocks of which there are more
 * copies than one. changed: something was known somewhere. The caller joins equal blocks. False: no memory. */
bool optimize_paths(struct cfg *g, const bool *meets, bool *several, bool *changed);
/* The same, and what optimize_graph() does behind it. False also where nothing is to be copied, or too much. */
bool optimize_meets(struct cfg *g, struct ir *ir, const bool *meets);

/* Tests of one value that share an exit are brought together. False: no memory. */
bool optimize_chains(struct cfg *g, bool *changed);

/* Sorts ranges and joins those that overlap or touch. Returns how many are left. */
uint32_t set_normalize(struct range *ranges, uint32_t count);
bool set_has(const struct set *s, uint32_t v);

#endif
