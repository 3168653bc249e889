/* What the verbs that answer from streams have in common: their options. */
#ifndef ANSWERS_ANSWER_H
#define ANSWERS_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

enum listing_style { LISTING_TEXT, LISTING_JSON, LISTING_HTML };

struct flow_tables;
struct output;
struct tls_keylog;

struct answer_options {
	const char *kind;      /* the verb's own word: "tcp"; NULL: none */
	const char *stream;    /* follow: a number or a filter */
	const char *sort;      /* --sort: a column's key; NULL: the verb's own order */
	const char *every;     /* --every: "1s", "100ms" */
	const char *extract;   /* --extract: a folder */
	const char *collector; /* --collector: HOST:PORT */
	int collector_socket;  /* connected to it; the flow records' own */
	const char *overlap;   /* --overlap: first or last */
	const struct tls_keylog *keylog; /* --keylog: secrets of TLS; NULL: none */
	const char *as;        /* --as: text, hex or raw; of flows a format or fields */
	int (*open)(void *context,
		const char *path); /* makes a file of `extract`: a descriptor for writing, or -errno */
	void *open_context;
	uint64_t top;          /* --top; 0: all rows */
	uint64_t max_flows;    /* --max-flows; 0: LIMIT_FLOWS */
	bool separate;         /* --separate: flows also by VLAN and tunnel depth */
	struct flow_tables *flows; /* of the run, made from these two; of sinks with SINK_FLOWS */
	bool ascii;            /* --ascii: no line drawing characters */
	bool json;
	enum listing_style style;
	struct output *into;   /* what to write to instead of a descriptor (the report); NULL: the descriptor */
	bool numeric;
	bool svg;              /* the output's name ends with .svg */
};

#endif
