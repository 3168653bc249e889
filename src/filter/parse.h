#ifndef FILTER_PARSE_H
#define FILTER_PARSE_H

#include "filter/lower.h"

/* The condition that an expression states; NULL: see err. Names are looked up on the way (this may block). */
const struct cond *filter_parse(struct lower *l, struct arena *a, const char *text, struct err *err);

#endif
