/* System calls in words, as their callers write them: connect(3, 127.0.0.1:81) = ECONNREFUSED (Connection
 * refused). */
#ifndef HOST_CALL_TEXT_H
#define HOST_CALL_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/text.h"
#include "host/socket.h"

/* A call of a process that stands still in it: its memory can be read. */
struct call {
	pid_t pid;
	uint64_t number; /* of the system call on this processor */
	uint64_t arguments[6];
	int64_t result; /* once it has ended: negative errno, or what it returned */
};

/* What is to be known of a system call besides its words. */
struct call_kind {
	const char *name;
	bool socket; /* the first argument may be a socket's descriptor */
	bool splice; /* or the third */
	bool waits;  /* see struct call_report */
	bool poll;   /* only a time-out is of interest */
	bool opens;  /* a new descriptor is the result */
	bool renames; /* descriptors are other files afterwards, and that is all of interest */
};

/* NULL: none that is of interest here. */
const struct call_kind *call_kind(uint64_t number);
/* Name and arguments as they are known before the call. */
void call_text_begin(struct text *t, const struct call *c);
/* All of it, with what came back. */
void call_text_end(struct text *t, const struct call *c);
/* The address that connect, sendto, sendmsg or sendmmsg (of its first message) gives; false: none. */
bool call_destination(const struct call *c, struct socket_end *end);

/* The first bytes that sendto, sendmsg or sendmmsg (its first message) is to send; how many of n there are.
 */
size_t call_sent(const struct call *c, void *to, size_t n);

enum { CALL_POLLED = 16 };

/* How long poll, select or epoll_wait is to wait, before it does (it may write the rest there); -1: for ever.
 */
int64_t call_milliseconds(const struct call *c);
/* The first descriptors that it waits for; how many. */
unsigned call_polled(const struct call *c, int fds[CALL_POLLED]);

#endif
