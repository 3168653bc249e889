/* Tells at the cost of a look whether the process that watches has anything new to say: a question is a round trip between two
 * processes, for each batch of packets, and mostly nothing has happened.
 *
 * Events of sockets lie in a ring that the kernel fills and only the watching process empties; its two positions are mapped here, to
 * be read only. Flows of NAT come by a socket that is shared to be polled. */
#ifndef HOST_PROCESS_BELL_H
#define HOST_PROCESS_BELL_H

#include <stdbool.h>
#include <stdint.h>

struct process_bell {
	const uint64_t *consumer, *producer; /* positions in the ring; NULL: there is no bell, and all is to be asked */
	int nat;                             /* -1: there is none */
};

/* In the process that watches: hands the descriptors over, -1 for none. False: nobody is there. */
bool process_bell_give(int to, int ring, int nat);
/* Takes what process_bell_give() sends. */
void process_bell_take(struct process_bell *b, int from);
/* Has anything happened that was not told yet? */
bool process_bell_rings(const struct process_bell *b);
void process_bell_free(struct process_bell *b);

#endif
