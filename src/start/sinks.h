/* From options to sinks: what goes to standard output and to files. */
#ifndef START_SINKS_H
#define START_SINKS_H

#include "capture/source.h"
#include "run.h"

/* Makes a file by the helper that may; context is the run. A descriptor or -errno. */
int start_file(void *context, const char *path);

/* r->sinks for what comes from s. */
int start_sinks(struct run *r, const struct source *s, struct err *err);
/* Flushes and closes all of them. 0, or the first error. */
int end_sinks(struct run *r, struct err *err);

#endif
