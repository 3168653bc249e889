/* Small processes that keep what the one that touches packets gives up. Each is forked before the sandbox closes, answers
 * requests over a socket pair (files.h, lookups.h have their tables), and ends when the other side does. */
#ifndef PRIV_HELPER_H
#define PRIV_HELPER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/err.h"

/* Runs `serve` in a new process, at whose `end` requests arrive; a socket to it, or -errno. keep: one more descriptor that
 * stays open there, -1: none. */
int helper_start(void (*serve)(int end, void *context), void *context, int keep, struct err *err);

/* Sends a request and waits for the answer: its bytes, at most `room`, or -errno. *fd is the descriptor that came with it,
 * else -1; fd may be NULL. One thread at a time. */
ssize_t helper_ask(int helper, const void *request, size_t len, void *answer, size_t room, int *fd);

/* The same for what may take long, before anything else is asked: -EINTR when a signal comes. The answer may still come then,
 * so that nothing can be asked any more. */
ssize_t helper_ask_patiently(int helper, const void *request, size_t len, void *answer, size_t room, int *fd);

/* In the helper: of the capabilities that it has, only these stay. */
void helper_keep(const unsigned *capabilities, size_t count);

/* In the helper, around what may wait for long: a call that waits ends with EINTR when the process that asked ends. */
void helper_watch(int end, bool watch);

/* In the helper. fd: a descriptor to be sent along, which stays open here; -1: none. */
void helper_answer(int end, const void *answer, size_t len, int fd);

#endif
