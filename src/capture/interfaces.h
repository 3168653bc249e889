/* The interfaces of this network namespace, as -D lists them. */
#ifndef CAPTURE_INTERFACES_H
#define CAPTURE_INTERFACES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/err.h"

/* "1.eth0 [Up, Running, Connected]" ... */
int interfaces_print(FILE *to, struct err *err);
/* May its frames be something else than Ethernet: does it take -y DOCSIS? */
bool interface_takes_docsis(const char *name);
/* May a capture with -I take place? Only where the interface is in monitor mode already, which iw(8) sets. 0 or an error. */
int interface_in_monitor_mode(const char *name, struct err *err);
/* The name of the first interface of that list (what a capture without -i takes), or of its nth, from 1. out:
 * IFNAMSIZ bytes. */
int interface_by_index(unsigned n, char *out, struct err *err);

/* Calls `each` with the name and flags (IFF_UP ...) of every interface of that list, until it gives something else than 0,
 * which is then the result. */
int interfaces_each(int (*each)(void *context, const char *name, unsigned flags), void *context, struct err *err);

#endif
