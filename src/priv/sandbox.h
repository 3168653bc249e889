/* What the process that reads packets may still do: read and write what is open, and ask its helpers. */
#ifndef PRIV_SANDBOX_H
#define PRIV_SANDBOX_H

#include <stdbool.h>

#include "core/err.h"

/* The user that a process started by root goes on as, unless -Z says another; NULL: there is none. */
const char *sandbox_user(void);

/* Closes for good: capabilities go, the user changes (NULL, or not root: it stays), nothing new is opened, connected or
 * executed, no process is started or signalled. To be called when everything is open, before the first byte of a packet or
 * of a capture file is looked at. demanded: a user that we cannot become is an error; else the rest of the sandbox holds
 * without (a name space may know no other user). */
int sandbox_enter(const char *user, bool demanded, struct err *err);

/* After that, when the filters are compiled: memory is never made executable any more. */
int sandbox_seal(struct err *err);

#endif
