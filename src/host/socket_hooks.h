/* Which process makes which socket, told by the kernel while it happens: eBPF programs at the hooks that control groups have for
 * sockets. So a process may be gone before anybody looks. */
#ifndef HOST_SOCKET_HOOKS_H
#define HOST_SOCKET_HOOKS_H

#include <stdint.h>

#include "core/err.h"

enum socket_event_kind {
	SOCKET_PORT = 1, /* has a local port and no remote end: bound, listening, or a datagram was sent */
	SOCKET_PAIR,     /* both ends are known, before the first packet goes */
	SOCKET_CLOSED,   /* cookie and time only */
};

/* As the programs write it. */
struct socket_event {
	uint64_t time;     /* CLOCK_MONOTONIC */
	uint64_t cookie;   /* of the socket, SO_COOKIE */
	uint64_t netns;    /* cookie of its network namespace, SO_NETNS_COOKIE */
	uint64_t cgroup;   /* id of the process's control group, version 2 */
	uint32_t pid;
	uint32_t kind;     /* enum socket_event_kind */
	uint32_t family, protocol;
	uint32_t local_port, remote_port; /* host order */
	uint8_t local[16], remote[16];    /* IPv4: the first four bytes */
	char name[16];     /* of the process */
};

struct socket_hooks;

/* The hooks are there until they are freed, or the process ends. -errno with a sentence: the kernel or our rights do not allow
 * it. */
int socket_hooks_new(struct socket_hooks **h, struct err *err);
void socket_hooks_free(struct socket_hooks *h);
/* Hands over all that has happened, in its order. */
void socket_hooks_read(struct socket_hooks *h, void (*each)(void *context, const struct socket_event *e), void *context);
/* The ring of events, for others to map. */
int socket_hooks_ring(const struct socket_hooks *h);
/* Events that found no room, since the beginning. */
uint64_t socket_hooks_lost(const struct socket_hooks *h);
/* The root of control groups of version 2, or -errno. */
int socket_hooks_cgroup_root(void);

#endif
