/* Small processes that keep what the one that touches packets gives up: making further files (-C, -G) and running the
 * command of -z, or asking the system for host names. Each is forked before the sandbox closes, answers one kind of request
 * over a socket pair, and ends when the other side does. */
#ifndef PRIV_HELPER_H
#define PRIV_HELPER_H

#include <stdint.h>
#include <sys/types.h>

#include "core/err.h"

struct helper_files {
	const char *pattern;  /* of -w: only names that begin as its first `literal` bytes do are made and removed */
	size_t literal;
	/* Runs for each finished file; may be NULL. */
	void (*finished)(void *context, const char *path);
	void *context;
	uid_t owner;          /* whom the files belong to, (uid_t)-1: who makes them */
	gid_t group;
};

/* A socket to the new process, or -errno. */
int helper_files_start(const struct helper_files *files, struct err *err);
/* A descriptor for writing, the file being empty, or -errno. */
int helper_open(int helper, const char *path);
/* Returns when the command of -z has been started. */
void helper_finished(int helper, const char *path);
/* 0 or -errno. */
int helper_remove(int helper, const char *path);

int helper_names_start(struct err *err);
/* family: 4 or 6. The name of the address, or an empty one. size > 0. */
void helper_host_name(int helper, uint8_t family, const uint8_t address[16], char *name, size_t size);

#endif
