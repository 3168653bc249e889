/* The helper that opens interfaces while others are captured on (--follow-interfaces), for the process that reads packets and
 * may open nothing. It opens what the command line asks for, and nothing else: it is told only what is there already. */
#ifndef PRIV_OPENER_H
#define PRIV_OPENER_H

#include <stddef.h>

#include "capture/live.h"

/* As live_options.look; runs in the helper. */
typedef int opener_open(void *context, const char *labels, size_t len, struct source **source);

/* A socket to the helper, or -errno. The context is as it was at this moment. rings: of each interface. */
int opener_start(opener_open *open, void *context, unsigned rings, struct err *err);
/* 1: opened; 0: there is none. */
int opener_look(int helper, const struct live_options *options, const char *labels, size_t len, struct source **rings);

#endif
