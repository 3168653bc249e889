/* Evaluation of a checked tree over one tape. For the files of display filters only. */
#ifndef DISPLAY_EVALUATE_H
#define DISPLAY_EVALUATE_H

#include "core/arena.h"
#include "display/ast.h"
#include "display/value.h"
#include "dissect/tape.h"

struct evaluation {
	const struct tape *tape;
	struct arena work; /* values of this packet */
	bool worked;       /* something is in there */
};

struct values {
	struct value *list;
	uint32_t count;
};

/* Memory of this packet; NULL: there is no more. */
void *evaluate_memory(struct evaluation *e, size_t n);
/* Room for n values in out; false: no memory. */
bool evaluate_room(struct evaluation *e, struct values *out, uint32_t n);
/* All values of an operand. */
void evaluate_values(struct evaluation *e, const struct node *n, struct values *out);
/* Is the mark one of the field's? */
bool evaluate_is_mark(const struct evaluation *e, const struct node *field, const struct mark *m);
/* A test. */
bool evaluate(struct evaluation *e, const struct node *n);

#endif
