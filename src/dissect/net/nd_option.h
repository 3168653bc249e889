#ifndef DISSECT_NET_ND_OPTION_H
#define DISSECT_NET_ND_OPTION_H

#include "dissect/dissect.h"

/* Of default routers and routes: RFC 4191 section 2.1. */
extern const struct token nd_preferences[];

/* Neighbor discovery options from the cursor to the absolute position end: said with -v, a line each. */
void nd_options(struct dis *d, uint32_t end);
/* The fields of an option that lines do not say; n bytes from the cursor on, behind its length. */
void nd_option_values(struct dis *d, unsigned type, uint32_t n);
/* Labels with their points, to an empty one. */
void nd_domain_name(struct dis *d, unsigned field);

#endif
