/* Names as the system has them: hosts and DNS through getnameinfo, /etc/services, /etc/ethers, /etc/protocols. */
#ifndef NAMES_SYSTEM_H
#define NAMES_SYSTEM_H

#include "names/names.h"

/* no_domain: host names are cut at the first dot (-N). NULL: no memory. */
struct names *names_system_new(bool no_domain);

/* What takes files or a network to answer. host: family 4 or 6; called in a thread of its own; name is empty if there is
 * none. The others answer as those of struct names_ops do. */
struct names_questions {
	void (*host)(void *context, uint8_t family, const uint8_t address[16], char *name, size_t size);
	size_t (*host_addresses)(void *context, const char *name, struct names_address *out, size_t room);
	bool (*mac_by_name)(void *context, const char *name, uint8_t out[6]);
	bool (*network_by_name)(void *context, const char *name, uint32_t *net);
	bool (*port_by_name)(void *context, const char *name, uint16_t *port, unsigned *transports);
	bool (*protocol_by_name)(void *context, const char *name, uint8_t *protocol);
};

/* Asking the system itself, as a new object does; the context is not used. */
extern const struct names_questions names_of_system;
/* Asks somebody else from now on: a process that may still open files. */
void names_system_ask(struct names *n, const struct names_questions *questions, void *context);
/* Addresses of containers are asked of this function from now on. */
void names_system_containers(struct names *n,
	int (*addresses)(void *context, const char *name, struct names_address *out, size_t room, struct err *err), void *context);
/* A line waits for its names only as long as this says no (NULL: it is not asked). It is called by whoever asks for names. */
void names_system_hurry(struct names *n, bool (*hurried)(void *context), void *context);
/* Reads /etc/services and /etc/ethers now: nothing of them is looked up later. */
void names_system_preload(struct names *n);
void names_system_free(struct names *n);

/* IPv4 addresses outside this network (host order) have no name from now on. */
void names_system_local_only(struct names *names, uint32_t network, uint32_t mask);

#endif
