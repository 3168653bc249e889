/* The processes between which packets go: --process, --pid, --comm.
 *
 * Each end of a packet that is an address of this host, in whichever network namespace, belongs to a socket; the process that
 * opened the socket is the packet's. What cannot be told is counted, never guessed. */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/err.h"
#include "core/packet.h"
#include "host/process_watch.h"

struct process {
	pid_t pid;
	bool selected;         /* by --pid, --comm; without them all are */
	const char *name;
	const char *container; /* NULL: in none */
	const char *cgroup;    /* NULL: not known */
};

/* NULL: not of this host, or not known. The processes are borrowed until the next processes_of() or processes_update(), the text as
 * long as all of it. */
struct process_ends {
	const struct process *from, *to;
	const char *text; /* "curl/4711 web > nginx/80": of those that are known, in the packet's direction; NULL: of none */
};

struct processes;
struct source_interface;

/* Starts the process that watches, and waits until it does. */
int processes_new(const struct process_watch_options *o, struct processes **p, struct err *err);
void processes_free(struct processes *p);
/* To be called before packets are looked at, with the time of the newest: what happened until then is known from here on. */
void processes_update(struct processes *p, int64_t newest);
/* netns: cookie of the namespace where the packet was captured. */
struct process_ends processes_of(struct processes *p, uint64_t netns, const struct packet *packet);

/* The same for many packets: their comments become the text where they have none. interfaces: those of the packets' source. */
void processes_comment(struct processes *p, const struct source_interface *interfaces, struct packet *packets, size_t count);

struct process_counts {
	uint64_t unknown; /* packets with an end here that is of no known process */
	bool ended;       /* the process that watches is gone, or did not answer for seconds */
	uint64_t lost;    /* events that the kernel had no room for */
};

struct process_counts processes_counts(const struct processes *p);

#endif
