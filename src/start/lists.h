/* What is printed instead of packets: -D, -L, -J, -d. Each returns the exit status. */
#ifndef START_LISTS_H
#define START_LISTS_H

#include <signal.h>

#include "cli/options.h"

/* *signal ends waiting for an interface that is not there yet. */
int print_filter(const struct options *o, volatile sig_atomic_t *signal);
int print_linktypes(const struct options *o, volatile sig_atomic_t *signal);
int print_timestamp_types(const struct options *o, volatile sig_atomic_t *signal);
int print_interfaces(const struct options *o);

#endif
