/* What a filter matches, in words, and which bytes of a packet it reads. */
#ifndef FILTER_EXPLAIN_H
#define FILTER_EXPLAIN_H

#include "filter/ast.h"
#include "filter/cfg.h"

/* One line for each condition, those of `and` and `or` below theirs. The tree has been resolved. */
void filter_explain(struct text *t, const struct ast *n);
/* "reads: bytes 12-13 and 23; behind what is read there bytes 0-3". */
void filter_explain_reads(struct text *t, const struct cfg *g);

#endif
