/* Giving up root once everything that needs it is open: -Z. */
#ifndef PRIV_RELINQUISH_H
#define PRIV_RELINQUISH_H

#include <stdbool.h>

#include "core/err.h"

/* Becomes the user, with that user's groups. rotating: files are still to be made, in a directory that may be root's
 * alone, so that the capability for it (CAP_DAC_OVERRIDE) is kept; every other one goes. */
int relinquish(const char *user, bool rotating, struct err *err);

#endif
