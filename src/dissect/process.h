/* Processes as a protocol: whose sockets send and receive a packet. As with the frame, nobody dissects them; who knows them puts
 * them behind the other marks. */
#ifndef DISSECT_PROCESS_H
#define DISSECT_PROCESS_H

#include <stdint.h>

#include "dissect/tape.h"

extern const struct proto proto_process;

/* One layer of its own. Texts are borrowed as long as the tape is read; container and cgroup may be NULL. */
void process_marks(struct tape *t, const char *name, uint32_t pid, const char *container, const char *cgroup);

#endif
