/* Names for addresses, ports and Ethernet addresses, and addresses for names.
 *
 * Behind one small interface, so that tests and the sandbox put their own in its place. Lookups of the first group
 * are called while lines are printed: each returns at once or within the resolver's own time limit, and a name
 * once found (or not found) is remembered. */
#ifndef NAMES_NAMES_H
#define NAMES_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct names;

enum names_transport {
	NAMES_TCP,
	NAMES_UDP,
	NAMES_SCTP,
	NAMES_DCCP,
};

/* What a name stands for, for the filter compiler. */
struct names_address {
	bool ip6;
	uint32_t ip4;     /* host order */
	uint8_t ip6_bytes[16];
	/* Of a container: not its own address, but one at which this host publishes this port of it. 0: its own. */
	uint16_t port;
	enum names_transport transport;
};

struct names_ops {
	/* Address to name: the text stays valid as long as the names object. NULL: no name, print the number. */
	const char *(*ip4)(struct names *n, uint32_t address);
	const char *(*ip6)(struct names *n, const uint8_t address[16]);
	const char *(*mac)(struct names *n, const uint8_t address[6]);
	const char *(*port)(struct names *n, enum names_transport transport, uint16_t port);
	/* Name to numbers. Return the count found (0: unknown), at most `room` are written. May block. */
	size_t (*host_addresses)(struct names *n, const char *name, struct names_address *out, size_t room);
	/* Those that a container has now: how many, or -errno with a sentence. May be NULL. */
	int (*container_addresses)(struct names *n, const char *name, struct names_address *out, size_t room, struct err *err);
	bool (*mac_by_name)(struct names *n, const char *name, uint8_t out[6]);
	bool (*network_by_name)(struct names *n, const char *name, uint32_t *net); /* as getnetbyname, host order */
	/* *port in host order. transport: which protocols the name is defined for, bits 1 << enum names_transport */
	bool (*port_by_name)(struct names *n, const char *name, uint16_t *port, unsigned *transports);
	bool (*protocol_by_name)(struct names *n, const char *name, uint8_t *protocol);
};

/* The first member of each implementation. */
struct names {
	const struct names_ops *ops;
};

#endif
