/* Names as the system has them: hosts and DNS through getnameinfo, /etc/services, /etc/ethers, /etc/protocols. */
#ifndef NAMES_SYSTEM_H
#define NAMES_SYSTEM_H

#include "names/names.h"

/* no_domain: host names are cut at the first dot (-N). NULL: no memory. */
struct names *names_system_new(bool no_domain);
void names_system_free(struct names *n);

#endif
