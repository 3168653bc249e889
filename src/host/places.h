/* Words of -i that name a place on this host instead of an interface here:
 *
 *   netns:NAME[/IFACE]   a namespace of ip-netns(8), or a pattern for several
 *   netns:PID[/IFACE]    that of a process
 *   netns:PATH[/IFACE]   that which a file leads to: netns:/proc/4711/ns/net
 *   container:NAME[/IFACE]  the container of that name, pod or beginning of the id, or a pattern for several
 *
 * Without IFACE every interface there that is up is taken, but for the loopback: they are real interfaces with their own link
 * headers, the kernel filters for them, and several containers have one link type, which `any` would not give. */
#ifndef HOST_PLACES_H
#define HOST_PLACES_H

#include <signal.h>
#include <stdbool.h>

#include "capture/target.h"

struct places_wait {
	bool wait;                          /* --wait: for a container or namespace that is not there yet */
	const volatile sig_atomic_t *stop;  /* a signal ends waiting */
	void (*waiting)(void *context, const char *word); /* called once when waiting begins */
	void *context;
};

/* As targets_add(), for these words too. -EINTR without a sentence: a signal ended waiting. */
int places_add(struct capture_targets *ts, const char *word, const struct places_wait *w, struct err *err);

#endif
