/* Literals: text becomes a value of the type of what it is compared with. */
#ifndef DISPLAY_LITERAL_H
#define DISPLAY_LITERAL_H

#include "display/ast.h"

/* Turns n (N_WORD, N_STRING or N_CHAR) into an N_VALUE of the type. `with` is the other side, for its words and its
 * size; it may be NULL. 0 or -errno with a sentence. */
int literal_convert(struct display_compiler *c, struct node *n, enum value_type type, const struct node *with);

#endif
