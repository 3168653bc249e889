/* What went wrong, said to whoever called the program. */
#ifndef START_COMPLAIN_H
#define START_COMPLAIN_H

#include "cli/options.h"
#include "core/err.h"

/* One line on standard error. Returns the exit status. */
int complain(const struct options *o, const struct err *e);

#endif
