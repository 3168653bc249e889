/* What the process that reads packets may still do: read and write what is open, and ask its helpers. */
#ifndef PRIV_SANDBOX_H
#define PRIV_SANDBOX_H

#include "core/err.h"

/* The user that a capture started by root goes on as, unless -Z says another; NULL: there is none. */
const char *sandbox_user(void);

/* Closes for good: capabilities go, the user changes (NULL, or not root: it stays), nothing new is opened, connected,
 * executed or made executable. To be called when everything is open and the filter is attached. */
int sandbox_enter(const char *user, struct err *err);

#endif
