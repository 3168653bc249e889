/* Whose clock stamps captured packets: -j and -J. */
#ifndef CAPTURE_TIMESTAMPS_H
#define CAPTURE_TIMESTAMPS_H

#include <stdbool.h>
#include <stdio.h>

#include "capture/target.h"
#include "core/err.h"

bool timestamp_type_known(const char *name);
/* The list of -J: "  host (Host)" ... as far as the driver says it can (ETHTOOL_GET_TS_INFO). */
void timestamps_print(FILE *to, const struct capture_target *target);
/* Can packets of the interface be stamped so? */
bool timestamps_can(const struct capture_target *target, const char *name);
/* Has packets of the socket stamped by that clock; by the kernel's, where they cannot. */
int timestamps_set(int fd, const struct capture_target *target, const char *name, struct err *err);

#endif
