/* Who rides on what: dense tables from the protocols' own bindings, built once per dissection. */
#ifndef DISSECT_BIND_H
#define DISSECT_BIND_H

#include "dissect/dissect.h"

struct bound {
	const struct proto *proto;
	int16_t rank;
};

enum { RECOGNIZERS = 16 };

struct bind {
	uint16_t *slots[BIND_TABLES][2]; /* by key; by source port, by destination port. 0: nobody, else index in bound[] */
	struct bound *bound;             /* [0] is unused */
	size_t count;
	const struct proto *recognizers[2][RECOGNIZERS]; /* over TCP, over UDP; behind the last NULL */
};

/* 0 or -ENOMEM. */
int bind_init(struct bind *b, const struct dissect_options *options);
void bind_free(struct bind *b);

#endif
