/* A socket of a process: which one it is, and between which addresses it speaks. */
#ifndef HOST_SOCKET_H
#define HOST_SOCKET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/text.h"

struct sockaddr;

enum { SOCKET_IP4 = 4, SOCKET_IP6 = 16 };

/* One end: an address of `size` bytes and a port in host order. IPv4 addresses in IPv6 clothes
 * (::ffff:0:0/96) are IPv4. The bytes behind the address are zero, so that ends compare with memcmp(). */
struct socket_end {
	uint8_t bytes[16];
	uint16_t port; /* of ICMP sockets the identifier */
	uint8_t size;  /* SOCKET_IP4 or SOCKET_IP6; 0: there is none */
	uint8_t unused;
};

struct socket_ends {
	uint64_t inode; /* of the socket, which is its name while it is open; 0: not known */
	struct socket_end local, remote;
	uint16_t family;  /* AF_INET ...; 0: not known */
	uint8_t protocol; /* IPPROTO_TCP ... */
	bool listening;
	uint8_t type; /* SOCK_STREAM ... */
};

/* Of an Internet address; of others an empty end. */
void socket_end_set(struct socket_end *end, const struct sockaddr *address, unsigned size);
bool socket_end_any(const struct socket_end *end); /* 0.0.0.0 or :: */
/* "10.0.0.1:80", "[2001:db8::1]:80" */
void socket_end_text(struct text *t, const struct socket_end *end);

/* The ends of descriptor fd of a process; its inode is read before, from /proc. False: that is no socket, or
 * the process may not be looked into. The process's descriptor is borrowed for some microseconds and its
 * state is not changed. */
bool socket_of_process(struct socket_ends *ends, pid_t pid, int fd);

#endif
