/* What a filter matches, in words, and which bytes of a packet it reads. */
#ifndef FILTER_EXPLAIN_H
#define FILTER_EXPLAIN_H

#include "filter/ast.h"
#include "filter/cfg.h"

/* One line for each condition, those of `and` and `or` below theirs. The tree has been resolved; NULL: the empty filter. */
void filter_explain(struct text *t, const struct ast *n, bool deep);
/* The packets that a protocol word names. */
const char *explain_protocol(enum word protocol);
/* What byte access looks at behind an IP header, or NULL. */
const char *explain_transport(enum word protocol);
/* What a word with a meaning of its own names (AST_WORD, AST_FIELD). */
void explain_word(struct text *t, const struct ast *n);
/* What stands behind the word is looked for behind the header that it names. */
bool explain_shifts(enum word w);
/* "reads: bytes 12-13 and 23; behind what is read there bytes 0-3". */
void filter_explain_reads(struct text *t, const struct cfg *g);

#endif
