/* Verbs: what tapline does besides printing and writing packets, chosen by the very first argument. A command called
 * as tcpdump has none. */
#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include <stdbool.h>
#include <stdio.h>

#include "answers/answer.h"
#include "core/err.h"

struct options;
struct sink;
struct source;

enum { VERB_NAME = 16 };

/* Either packets go through it (sink) as they would through the lines of the command without a verb, with the same
 * sources, filters and options; or it answers by itself (run). */
struct verb {
	const char *name;
	const char *arguments; /* for the usage line */
	const char *summary;   /* one sentence */
	/* Takes its own words from the front of o->expression; the rest is the filter. NULL: it has none. */
	int (*words)(struct options *o, struct err *err);
	/* The sink that stands in place of the lines; it writes to fd, which stays the caller's. NULL: -w is all. */
	int (*sink)(const struct options *o, const struct source *source, int fd, struct sink **sink, struct err *err);
	/* The same for verbs of src/answers that need their options only. */
	int (*answer)(const struct answer_options *o, bool live, int fd, struct sink **sink, struct err *err);
	bool command; /* what stands behind the first word is a command's, options too */
	bool lines;   /* as without a verb: packets are printed, as lines, JSON or columns */
	/* Without packets: 0 or -errno. */
	int (*run)(const struct options *o, struct err *err);
};

/* NULL: no such verb. */
const struct verb *verb_named(const char *name);
void verbs_list(FILE *to);
/* Takes one word from the front of the expression; NULL: there is none. */
const char *verb_word(struct options *o);
/* As verb_word, for a file that -r may also have named. */
int verb_file(struct options *o, struct err *err);

#endif
