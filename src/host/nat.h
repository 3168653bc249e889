/* What the kernel's NAT makes of the addresses of flows: its connection tracking, asked and heard by netlink
 * (linux/netfilter/nfnetlink_conntrack.h). */
#ifndef HOST_NAT_H
#define HOST_NAT_H

#include <stdbool.h>

#include "host/socket.h"

/* A flow whose packets have other ends on both sides of the NAT. */
struct nat_flow {
	/* What who began it sends, and gets back the other way round. */
	struct socket_end caller, called;
	/* What who answers sends, and gets the other way round: answerer is where `called` really leads, and
	 * asker who seems to call. */
	struct socket_end answerer, asker;
	uint8_t protocol; /* IPPROTO_TCP ... */
};

struct nat;

/* Of the network namespace in which the thread is. NULL: connection tracking is not in use here, or may not
 * be heard. */
struct nat *nat_new(void);
/* Calls `each` with the flows that have begun or ended (over) since; at first with all there are. Does not wait. */
void nat_read(struct nat *n, void (*each)(void *context, const struct nat_flow *flow, bool over), void *context);
/* Becomes readable when there is something to be read. */
int nat_descriptor(const struct nat *n);
void nat_free(struct nat *n);

#endif
