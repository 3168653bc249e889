/* Sockets, to be found by the packets that they send and receive. */
#ifndef HOST_SOCKET_SET_H
#define HOST_SOCKET_SET_H

#include "core/err.h"
#include "host/packet_ends.h"

struct socket_set;

/* Notes the addresses of this host, by which a packet's end is known to be here. NULL: no memory. */
struct socket_set *socket_set_new(void);
void socket_set_free(struct socket_set *s);

/* From now on packets between these ends are the socket's, and, with an unconnected or listening one, all
 * from and to its port; what was noted before of the same socket stays. Ends without a local port only say
 * that packets to the remote one may turn out to be the socket's: socket_set_may_have(). 0 or -errno. */
int socket_set_add(struct socket_set *s, const struct socket_ends *ends);
/* The socket was closed: if it has no remote end, its port is somebody else's after `until` (ns), unless it
 * is added again. */
void socket_set_closed(struct socket_set *s, uint64_t inode, int64_t until);

/* The inode of the socket whose packet this is; 0: of none. To be asked in the order of time: a TCP
 * connection that is opened anew between the same ends is another socket's. *inbound: it is going to the
 * socket's end. */
uint64_t socket_set_find(struct socket_set *s, const struct packet_ends *p, int64_t time, bool *inbound);
/* False: nor will it be of one whose ends are not all known yet. */
bool socket_set_may_have(const struct socket_set *s, const struct packet_ends *p);

#endif
