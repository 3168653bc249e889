/* The containers that run on this host: their names, and the network namespace of each.
 *
 * The cgroups of all processes tell which containers there are and which process is in which (cgroup.h). Names come
 * from the engines (engine.h) and from what runtimes leave in their state directories (runtime_state.h). */
#ifndef HOST_CONTAINER_H
#define HOST_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/err.h"
#include "host/cgroup.h"

enum { CONTAINER_NAME = 128, CONTAINER_PORTS = 32, CONTAINER_ADDRESS = 46 };

/* At which this host publishes a port of a container. */
struct container_port {
	char address[CONTAINER_ADDRESS]; /* "": at all addresses of the host */
	char transport[8];               /* "tcp" */
	uint16_t port;
};

struct container {
	char id[CONTAINER_ID];
	char name[CONTAINER_NAME]; /* without an engine the first twelve digits of the id */
	char pod[CONTAINER_NAME];  /* Kubernetes: "namespace:pod", or its UID; "": in none */
	pid_t pid;                 /* a process in it; 0: none is known */
	struct container_port ports[CONTAINER_PORTS];
	unsigned port_count;       /* as engines tell; more are left out */
	uint64_t netns;            /* inode number of its network namespace; 0: not known */
};

/* Sorted by name. Zero before use. */
struct containers {
	struct container *list;
	size_t count, room;
};

/* Those that run now. -ENOMEM or what /proc refuses, with a sentence. */
int containers_find(struct containers *cs, struct err *err);
void containers_free(struct containers *cs);
/* The container of that identifier, made where it is not there; NULL: no memory. */
struct container *containers_add(struct containers *cs, const char *id);
const struct container *containers_by_id(const struct containers *cs, const char *id);
/* Does a word mean it: its name, its pod, a pattern of fnmatch(3) for either, or the beginning of its id? */
bool container_is(const struct container *c, const char *word);
/* "there is no container `wbe'; is `web' meant?" -ENOENT. */
int container_unknown(const struct containers *cs, const char *word, struct err *err);

#endif
