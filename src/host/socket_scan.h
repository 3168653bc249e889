/* The sockets that are open now, in every network namespace, each with the process that holds it: sock_diag(7) and /proc. */
#ifndef HOST_SOCKET_SCAN_H
#define HOST_SOCKET_SCAN_H

#include "core/err.h"
#include "host/socket.h"

struct socket_scan_calls {
	/* A namespace's cookie, its inode number, and whatever of its addresses there are. */
	void (*netns)(void *context, uint64_t cookie, uint64_t inode);
	void (*address)(void *context, uint64_t cookie, const struct socket_end *address);
	/* A socket that is open in a process. Of one that several processes have it is the one from which all the others have
	 * inherited it; if there is none, nobody is named. */
	void (*socket)(void *context, uint64_t cookie, const struct socket_ends *ends, pid_t holder);
	void *context;
};

int socket_scan(const struct socket_scan_calls *calls, struct err *err);

#endif
