/* The interfaces of this network namespace, as -D lists them. */
#ifndef CAPTURE_INTERFACES_H
#define CAPTURE_INTERFACES_H

#include <stdint.h>
#include <stdio.h>

#include "core/err.h"

/* "1.eth0 [Up, Running, Connected]" ... */
int interfaces_print(FILE *to, struct err *err);
/* The name of the first interface of that list (what a capture without -i takes), or of its nth, from 1. out:
 * IFNAMSIZ bytes. */
int interface_by_index(unsigned n, char *out, struct err *err);

/* The IPv4 network and mask of an interface, host order; both 0 where it has none, and for "any". */
void interface_network(const char *name, uint32_t *network, uint32_t *mask);

#endif
