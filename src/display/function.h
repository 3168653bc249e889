/* Functions of display filters: len, count, upper, lower, string, abs, min, max. */
#ifndef DISPLAY_FUNCTION_H
#define DISPLAY_FUNCTION_H

#include "display/ast.h"
#include "display/evaluate.h"

struct function {
	const char *name;
	uint8_t least, most;   /* arguments */
	/* The type of its values from that of its argument; V_NONE: not with such arguments. */
	enum value_type (*type)(enum value_type argument);
	const char *wants;     /* "a string" */
	/* Its values in out. */
	void (*call)(struct evaluation *e, const struct node *n, struct values *out);
};

/* NULL: there is none. */
const struct function *function_named(const char *name);

#endif
