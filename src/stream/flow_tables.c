#include "stream/flow_tables.h"

#include <errno.h>
#include <stdlib.h>

struct flow_tables *flow_tables_new(size_t limit, bool separate)
{
	struct flow_tables *t = calloc(1, sizeof *t);
	for (unsigned k = 0; t && k < FLOW_KINDS; k++) {
		flows_init(&t->of[k], k, limit);
		t->of[k].separate = separate;
	}
	return t;
}

void flow_tables_free(struct flow_tables *t)
{
	for (unsigned k = 0; t && k < FLOW_KINDS; k++)
		flows_free(&t->of[k]);
	free(t);
}

struct flows *flow_tables_want(struct flow_tables *t, enum flow_kind kind)
{
	t->wanted[kind] = true;
	return &t->of[kind];
}

struct flows *flow_tables_want_analyzed(struct flow_tables *t)
{
	t->of[FLOW_TCP].analyze = true;
	return flow_tables_want(t, FLOW_TCP);
}

int flow_tables_packet(struct flow_tables *t, const struct packet *p, uint64_t number, const struct packet_headers *h)
{
	for (unsigned k = 0; k < FLOW_KINDS; k++)
		if (t->wanted[k] && flows_packet(&t->of[k], p, number, h) < 0)
			return -ENOMEM;
	return 0;
}
