/* What is captured on: an interface, and the network namespace in which it is. Every step of opening goes through the
 * socket that target_socket() makes, which stays in the target's namespace whatever the process does afterwards. So
 * whoever finds further namespaces (of a container, of a process) adds targets, and nothing else changes. */
#ifndef CAPTURE_TARGET_H
#define CAPTURE_TARGET_H

#include <net/if.h>
#include <stddef.h>

#include "core/err.h"

enum {
	TARGETS_MAX = 1024, /* interfaces captured on at once */
	TARGET_LABEL = 128,
	TARGET_PLACE = 320,
};

struct capture_target {
	int netns;                /* descriptor of the network namespace, owned by the list; -1: this process's own */
	char name[IFNAMSIZ];      /* of the interface there; "any": all of them at once */
	char label[TARGET_LABEL]; /* what people and files call it: the name, or "web/eth0" */
	char place[TARGET_PLACE]; /* what files say of it: "container web (0123456789ab)", or "" */
};

struct capture_targets {
	struct capture_target *list; /* zero both before use */
	size_t count;
};

/* A socket (SOCK_CLOEXEC) in the target's network namespace, or -errno. */
int target_socket(const struct capture_target *t, int domain, int type, int protocol);

/* Adds the interfaces that a word of -i asks for, those of the list left out: a name, a number of -D's list, "any", or a
 * pattern (fnmatch(3): 'veth*'), which stands for the interfaces that are up, in the order of -D. They are looked for in
 * the namespace `netns` (-1: this one; it is duplicated for each target) and labelled PREFIX/NAME; prefix may be NULL. */
int targets_add(struct capture_targets *ts, const char *word, int netns, const char *prefix, struct err *err);
void targets_free(struct capture_targets *ts);

/* Moves this thread into a network namespace and back, for calls that take no socket. netns_enter() gives the descriptor
 * that netns_leave() wants, or -errno. */
int netns_enter(int netns);
void netns_leave(int before);

#endif
