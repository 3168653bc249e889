/* Giving up root: -Z. */
#ifndef PRIV_RELINQUISH_H
#define PRIV_RELINQUISH_H

#include "core/err.h"

/* Becomes the user, with that user's groups, for good. Every capability goes. */
int relinquish(const char *user, struct err *err);

#endif
