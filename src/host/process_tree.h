/* Which processes are meant by --pid and --comm, their children included. Forks are told by the kernel's process connector
 * (Documentation/driver-api/connector.rst), so that a child is known before it does anything. */
#ifndef HOST_PROCESS_TREE_H
#define HOST_PROCESS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/err.h"

struct process_choice {
	const pid_t *pids;
	size_t pid_count;
	const char *const *names; /* patterns of fnmatch(3) */
	size_t name_count;
};

struct process_tree;

int process_tree_new(const struct process_choice *choice, struct process_tree **tree, struct err *err);
/* Takes in what has happened. */
void process_tree_read(struct process_tree *t);
/* Without any choice everybody is meant. */
bool process_tree_has(struct process_tree *t, pid_t pid, const char *name);

#endif
