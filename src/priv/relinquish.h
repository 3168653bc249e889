/* Giving up root: -Z. */
#ifndef PRIV_RELINQUISH_H
#define PRIV_RELINQUISH_H

#include "core/err.h"

/* 0, or -ENOENT: there is no such user. */
int relinquish_possible(const char *user, struct err *err);
/* Becomes the user, with that user's groups, for good. Every capability goes. */
int relinquish(const char *user, struct err *err);

#endif
