/* The network namespaces of this host: those of processes and those that ip-netns(8) keeps by name. */
#ifndef HOST_NAMESPACE_H
#define HOST_NAMESPACE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/err.h"

enum { NAMESPACE_NAME = 128 };

struct netns {
	uint64_t inode;            /* which namespace it is */
	char name[NAMESPACE_NAME]; /* of ip-netns, "": none */
	pid_t pid;                 /* the lowest of its processes, 0: none */
	char path[288];            /* which opens it */
};

/* Our own first, then by name, then by process. Zero before use. */
struct netns_list {
	struct netns *list;
	size_t count, room;
	size_t hidden;             /* processes that may not be looked into */
};

int netns_find(struct netns_list *l, struct err *err);
void netns_list_free(struct netns_list *l);
/* The namespaces that a word means: a name or a pattern for names, a process, a path. Adds them to the list. -ENOENT with
 * near names in the sentence. */
int netns_named(struct netns_list *l, const char *word, struct err *err);

#endif
