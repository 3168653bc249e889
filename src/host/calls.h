/* Runs a command and reports its network system calls, those of its threads and children too: `tapline exec`.
 *
 * A process of its own (tracer.c) runs the command under ptrace(2). A seccomp filter (call_filter.c) stops it
 * at network calls only, so that all others run at full speed. The reports come through a pipe, in the order
 * of time, and are stamped with the clock of packets: a call's begin before it has any effect, its end when
 * the effect has come about. */
#ifndef HOST_CALLS_H
#define HOST_CALLS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/err.h"
#include "host/socket.h"

enum call_report_kind {
	CALL_BEGAN,	/* `text`: name and arguments */
	CALL_ENDED,	/* `text`: with the result */
	CALL_SOCKET,	/* no line: the ends of a socket in a call that has not ended */
	CALL_NOTE,	/* `text`: what happened to the process besides */
	PROCESS_ENDED,	/* `text`: how */
	COMMAND_ENDED,	/* all is over: `status` */
	COMMAND_FAILED, /* it could not be run: `text` says why; `status` */
};

enum { CALL_TEXT = 1024, CALL_COMMAND = 16 };

struct call_report {
	uint16_t size; /* of this report, bytes of text that are not used left out */
	uint8_t kind;  /* enum call_report_kind */
	bool waits;  /* the call waits for something (recv, accept, poll): its line belongs where it ended */
	bool splits; /* the call (connect) is shown where it began and where it ended, when packets lie
			between */
	bool closes; /* the socket is closed by it, at least here */
	pid_t pid;
	int32_t status;		    /* exit status as a shell gives it: 128 + signal */
	uint32_t call;		    /* number of the call, from 1 */
	int64_t time;		    /* nanoseconds since 1970 */
	int64_t began;		    /* of CALL_ENDED */
	struct socket_ends ends;    /* of the call's socket; of accept the new one's */
	char command[CALL_COMMAND]; /* the process's name */
	char text[CALL_TEXT];
};

struct calls_options {
	char *const *command; /* ends with NULL */
	bool here;	      /* packets are captured in this network namespace: say who is in another */
	bool local;	      /* calls on sockets that never leave the host (unix, netlink) too */
};

struct calls;

/* The tracer is started and waits; the command runs when calls_go() was called. */
int calls_start(const struct calls_options *options, struct calls **calls, struct err *err);
void calls_go(struct calls *c);
/* The next report, without waiting; borrowed until the next call. NULL: there is none now. */
const struct call_report *calls_next(struct calls *c);
/* Returns when there is a report, or after so many ms. */
void calls_wait(const struct calls *c, int timeout_ms);
/* Asks the command to end (SIGTERM), unless a signal to the whole process group has just done so. */
void calls_stop(struct calls *c);
/* The tracer is gone. */
bool calls_over(const struct calls *c);
/* Kills the command and its children, if they still run. */
void calls_free(struct calls *c);

#endif
