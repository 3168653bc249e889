/* What becomes of an interface while it is captured on, and what its own counters say: rtnetlink(7).
 *
 * The kernel tells everybody who listens of each change of any interface of a network namespace, with all that is known of
 * it; the answer to a question looks the same. So both are heard alike. */
#ifndef CAPTURE_LINK_H
#define CAPTURE_LINK_H

#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>

#include "capture/target.h"

struct link_state {
	int index;
	bool gone;              /* it is no more; what follows is its last state */
	char name[IFNAMSIZ];
	unsigned flags;         /* IFF_UP ... */
	uint64_t dropped;       /* by the driver or the card, for want of room, since it is there; not known: 0 */
};

/* A socket (SOCK_NONBLOCK) that hears of all interfaces in the target's namespace, or -errno. */
int link_open(const struct capture_target *t);
/* Asks for the state of one interface, which link_hear() then tells as well; 0 or -errno. */
int link_ask(int fd, int index);
/* Calls `each` with every state that has come; never waits. -ENOBUFS: some were lost; ask. */
int link_hear(int fd, void (*each)(void *context, const struct link_state *state), void *context);

#endif
