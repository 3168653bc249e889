/* Landlock (landlock(7)): the kernel's own rules for one process, beside seccomp. Where the kernel has none, nothing happens. */
#ifndef PRIV_LANDLOCK_H
#define PRIV_LANDLOCK_H

#include "core/err.h"

enum landlock_rules {
	LANDLOCK_NOTHING,      /* no file, no TCP port, no process outside */
	LANDLOCK_KEEP_READING, /* files are read and the network is used, nothing is written or executed */
};

/* For this thread and those that it starts from now on. no_new_privs has to be set. */
int landlock_restrict(enum landlock_rules rules, struct err *err);

#endif
