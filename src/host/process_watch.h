/* The process that watches sockets and processes for `--process`: it keeps the rights that the capture gives up. */
#ifndef HOST_PROCESS_WATCH_H
#define HOST_PROCESS_WATCH_H

#include "host/process_tree.h"

struct process_watch_options {
	struct process_choice choice;
	const char *program; /* what messages begin with */
};

/* *fd: a stream that answers a byte (process_records.h) with the number of bytes that follow (uint64_t) and records (process_bell.h: with descriptors). The process
 * ends when it is closed. What the kernel does not let it do is said once on standard error. */
int process_watch_start(const struct process_watch_options *o, int *fd, struct err *err);

#endif
