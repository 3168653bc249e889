/* The main loop: source -> filter -> dissect -> sinks. */
#ifndef RUN_H
#define RUN_H

#include <signal.h>

#include "cli/counts.h"
#include "cli/options.h"
#include "core/err.h"
#include "privileges.h"

enum { RUN_SINKS = 4 };

struct display;
struct source;
struct sink;
struct filter;
struct dissection;
struct names;
struct run_filter;
struct container_names;
struct processes;

struct run {
	const struct options *options;
	struct source *source;
	struct filter *filter;         /* NULL: every packet; applied here unless the kernel does it */
	uint16_t filter_linktype;      /* what `filter` is compiled for */
	bool kernel_filters;
	/* Puts the filter for another link type in place. */
	int (*choose_filter)(struct run *r, uint16_t linktype, struct err *err);
	struct run_filter *filters;    /* all compiled so far */
	unsigned filter_count;
	struct run_filter *attached;   /* of the kernel, to be attached to interfaces that come later */
	unsigned attached_count;
	int opener;                    /* that opens these (priv/opener.h); 0: none */
	struct names *names;
	struct display *display;       /* -Y; NULL: every packet */
	struct dissection *dissection; /* NULL: no sink needs text or fields */
	struct sink *sinks[RUN_SINKS];
	unsigned sink_count;
	uint32_t network, mask;        /* of the interface captured on, for -f and `ip broadcast`; 0 for files */
	struct container_names *containers; /* those that the filter names */
	int filter_changes;            /* where new programs come from when their addresses change; 0: nowhere */
	void (*change_filter)(struct run *r); /* takes such a program, if there is one */
	struct processes *processes;   /* --process; NULL: nobody asks */
	const char *expression;        /* the filter as it was typed */
	bool waited;                   /* for room on a full disk: said */
	int output;                    /* of -o, 0: none */
	struct privileges privileges;
	struct answer_options answer;  /* of a verb */
	int *inputs;                   /* opened captures that no source has taken over yet */
	size_t input_count;
	struct selection selection;    /* of the packets of one file, by time and number */
	uint64_t read;                 /* packets of that file, whether wanted or not */
	uint64_t seen;                 /* passed the filters, skipped ones included */
	uint64_t delivered;
	volatile sig_atomic_t *signal; /* main's signal flag: the newest signal */
	/* Called with it; 0: go on, else RUN_SIGNAL. */
	int (*on_signal)(struct run *r, int signal);
	int status;                    /* of the command of exec */
	struct counts counts;
	unsigned cores;                /* that this process may use */
	bool stopping;                 /* after RUN_SIGNAL: what was captured until then is delivered */
};

enum run_result {
	RUN_END = 1, /* no more packets */
	RUN_COUNT,   /* -c is reached */
	RUN_FILES,   /* the last file of -G -W is complete */
	RUN_SIGNAL,
};

/* Until the source ends, the count is reached or a signal says stop; negative: -errno with a sentence. */
int run(struct run *r, struct err *err);

#endif
