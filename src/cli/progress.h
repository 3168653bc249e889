/* How far a long read has come, on a terminal's standard error: percent, speed, packets, time left. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct source;

struct progress {
	bool wanted;       /* zero: nothing is ever shown */
	bool shown;        /* a line stands on the terminal */
	int64_t start, last; /* ns; of the first look, of the newest line */
};

/* Wanted where standard error is a terminal and standard output is none: lines say enough. */
void progress_init(struct progress *p);
/* To be called often; now as of time_now(). A line is shown from the third second on, twice a second. */
void progress_look(struct progress *p, struct source *source, uint64_t packets, int64_t now);
/* The line goes away. */
void progress_end(struct progress *p);

#endif
