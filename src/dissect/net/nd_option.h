#ifndef DISSECT_NET_ND_OPTION_H
#define DISSECT_NET_ND_OPTION_H

#include "dissect/dissect.h"

/* Neighbor discovery options from the cursor to the absolute position end: a line each. */
void nd_options(struct dis *d, uint32_t end);

#endif
