/* The interfaces of every network namespace of this host: -D --all. */
#ifndef HOST_LINKS_H
#define HOST_LINKS_H

#include <stdio.h>

#include "core/err.h"

/* One a line, by the word with which -i takes it: "container:web/eth0 [Up, Running] 10.88.0.2, peer veth0 on bridge podman0,
 * pod ...". What of it the rights of this process do not let it see is said on the last line. */
int links_print(FILE *to, struct err *err);

#endif
