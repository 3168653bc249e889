/* The flow tables of a run: one of each kind, shared by all who look at flows.
 *
 * Who wants a kind says so before packets come. Then each packet is counted once, before it is handed on, and its part in
 * flows stands in the hits of the table (flow.h). */
#ifndef STREAM_FLOW_TABLES_H
#define STREAM_FLOW_TABLES_H

#include "stream/flow.h"

struct flow_tables {
	struct flows of[FLOW_KINDS];
	bool wanted[FLOW_KINDS];
};

/* NULL: no memory. limit 0: LIMIT_FLOWS, for each kind; separate: flows also by VLAN and tunnel depth. */
struct flow_tables *flow_tables_new(size_t limit, bool separate);
void flow_tables_free(struct flow_tables *t);
/* The table of that kind, which packets are counted in from now on. */
struct flows *flow_tables_want(struct flow_tables *t, enum flow_kind kind);
/* That of TCP, its segments judged (flow.tcp). */
struct flows *flow_tables_want_analyzed(struct flow_tables *t);
/* 0 or -ENOMEM. */
int flow_tables_packet(struct flow_tables *t, const struct packet *p, uint64_t number, const struct packet_headers *h);

#endif
