/* Names become numbers. The only pass that may block. */
#ifndef FILTER_RESOLVE_H
#define FILTER_RESOLVE_H

#include "filter/ast.h"
#include "filter/compile.h"

int filter_resolve(struct arena *a, const struct filter_options *o, const char *source, struct ast *root,
	struct err *err);

#endif
