/* From the expression to filters: in the kernel where it can, else here, one for each link type. */
#ifndef START_FILTERS_H
#define START_FILTERS_H

#include "filter/compile.h"
#include "run.h"

struct source;

/* One for each link type that a file holds, or that the kernel filters. */
struct run_filter {
	uint16_t linktype;
	struct filter filter;
};

/* The filter of this run for packets of one link type. live, cooked: for the kernel. dump: NULL, or what --dump-filter writes to. */
int start_make_filter(const struct options *o, const char *text, uint16_t linktype, uint32_t netmask, bool live, bool cooked,
	struct names *names, struct filter *f, struct text *dump, struct err *err);

/* Makes r->filter the one for this link type. */
int start_choose_filter(struct run *r, uint16_t linktype, struct err *err);
/* The same for all link types that are known by now: behind the seal, filters are no machine code any more. */
int start_filters_here(struct run *r, struct err *err);

/* Hands a filter to the kernel; -errno: it does not take it. */
int start_attach(struct source *s, size_t interface, const struct filter *f, struct err *refused);
/* The kernel filters where it can (r->kernel_filters): what does not match never reaches the ring. It does so on all interfaces
 * or on none. */
int start_filters_in_kernel(struct run *r, const char *text, struct names *names, struct err *err);
/* Lets all packets in. */
int start_without_filter(struct source *s, struct err *err);
/* The filter follows the containers that it names, when their addresses change. */
int start_following(struct run *r, struct err *err);

void end_filters(struct run *r);

#endif
