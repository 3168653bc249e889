/* Names as the system has them: hosts and DNS through getnameinfo, /etc/services, /etc/ethers, /etc/protocols. */
#ifndef NAMES_SYSTEM_H
#define NAMES_SYSTEM_H

#include "names/names.h"

/* no_domain: host names are cut at the first dot (-N). NULL: no memory. */
struct names *names_system_new(bool no_domain);
/* Host names are asked of this function from now on, in a thread of its own. name: empty if there is none. */
void names_system_ask(struct names *n,
	void (*host)(void *context, uint8_t family, const uint8_t address[16], char *name, size_t size), void *context);
/* Reads /etc/services and /etc/ethers now: nothing of them is looked up later. */
void names_system_preload(struct names *n);
void names_system_free(struct names *n);

/* IPv4 addresses outside this network (host order) have no name from now on. */
void names_system_local_only(struct names *names, uint32_t network, uint32_t mask);

#endif
