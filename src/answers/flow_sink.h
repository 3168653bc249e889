/* What conv, hosts and ports stand on: a sink that counts flows and says what is to be said of them at the end, and
 * every second while a terminal watches a live capture. */
#ifndef ANSWERS_FLOW_SINK_H
#define ANSWERS_FLOW_SINK_H

#include "answers/answer.h"
#include "answers/output.h"
#include "sink/sink.h"
#include "stream/flow_tables.h"

struct flow_sink {
	struct sink sink;
	const struct answer_options *options;
	int fd;
	bool redraw;                  /* a terminal watches */
	int64_t drawn;                /* when it last was */
	uint64_t top;                 /* rows of each kind at most; 0: all */
	const struct flows *tables[FLOW_KINDS]; /* NULL: not wanted */
	int64_t began;                /* time of the first packet */
	uint64_t packets;
	/* Appends what there is to say of one kind. */
	int (*print)(const struct flow_sink *s, const struct flows *f, struct output *out, struct err *err);
};

struct flow_sink_spec {
	const char *verb;
	const char *otherwise;        /* kinds when the user names none: "ip ipv6" */
	bool analyze;                 /* TCP round-trip times and retransmissions */
	int (*print)(const struct flow_sink *s, const struct flows *f, struct output *out, struct err *err);
};

/* options and fd stay the caller's. */
int flow_sink_new(const struct flow_sink_spec *spec, const struct answer_options *options, bool live, int fd,
	struct sink **sink, struct err *err);

/* A key to sort by: the larger value goes first, then the older flow. */
struct flow_order {
	const char *key;
	double (*value)(const struct flow *w);
};

/* The flows in the order of options->sort (`orders[0]` without one), as many as s->top; to be freed. *n: how many. */
int flow_sink_sorted(const struct flow_sink *s, const struct flows *f, const struct flow_order *orders,
	unsigned order_count, const struct flow ***sorted, size_t *n, struct err *err);
/* "\"kind\":\"tcp\"": what JSON objects begin with. */
void flow_sink_json_kind(const struct flows *f, char first[32]);

#endif
