/* The passes behind resolve, in as many variants as pay. */
#ifndef FILTER_MIDDLE_H
#define FILTER_MIDDLE_H

#include "filter/ast.h"
#include "filter/cfg.h"
#include "filter/compile.h"

/* What they make; it lies in the arena. */
struct made {
	struct cfg graph;
	struct bpf_program program;
};

/* Lowers, optimizes and emits; of the variants of small filters the best is kept. 0 or -errno. */
int middle(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, struct made *best,
	struct err *err);
/* One variant (bits of enum ir_variant), without a program. */
int middle_graph(struct arena *a, const struct filter_options *o, const char *text, const struct ast *ast, unsigned variant,
	struct made *m, struct err *err);
int middle_no_memory(struct err *err);
/* Does a dump of this pass go somewhere? */
bool filter_dumps(const struct filter_options *o, enum filter_pass pass);
/* What an accepting program returns. */
uint32_t filter_snaplen(const struct filter_options *o);

#endif
