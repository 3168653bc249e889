/* Who may do what during one run, as the options ask for it: helpers that keep rights, and the sandbox for all others. */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

#include <stdbool.h>

#include "cli/options.h"
#include "core/err.h"
#include "priv/lookups.h"

struct privileges {
	const struct options *options;
	int files;               /* priv/files.h; 0: not needed */
	struct lookups lookups;  /* of names, in lines and filters */
	bool given_up, sealed;
};

/* Gives up what a set-user-ID bit gave, for who captures nothing: files are opened with the caller's rights. */
int privileges_as_caller(struct err *err);
/* Starts the helpers, which looks at no file but -V's list. named: names are asked for, in lines or in a filter. */
int privileges_start(struct privileges *p, const struct options *o, struct names *names, bool named, struct err *err);
/* Everything that this process opens itself is open: the sandbox closes. Once; later calls do nothing. */
int privileges_give_up(struct privileges *p, struct err *err);
/* Filters are compiled, files are made. Once. */
int privileges_seal(struct privileges *p, struct err *err);

#endif
