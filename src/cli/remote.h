/* tapline remote: another tapline captures on another host, by ssh(1), and this one reads its packets. */
#ifndef CLI_REMOTE_H
#define CLI_REMOTE_H

#include "core/err.h"

struct options;

/* Takes [ssh://]HOST from the front of the expression; interfaces, filter and what else is for the capture go
 * there. */
int remote_words(struct options *o, struct err *err);
/* From now on *o is that of packets from the host; the words of its expression are for the tapline there. */
int remote_to(struct options *o, const char *host, struct err *err);
/* Starts ssh; it ends when this process does. A descriptor from which pcapng is read, or -errno. */
int remote_start(const struct options *o, struct err *err);

#endif
