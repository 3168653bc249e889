/* Packets of another source, and between them what the kernel knows of their TCP connections: --tcpinfo. */
#ifndef HOST_TCP_SOURCE_H
#define HOST_TCP_SOURCE_H

#include "capture/source.h"

/* Takes `inner` over. Every so often (ns) the connections of which packets were seen are looked at; what has
 * changed is a PACKET_NOTE, in the order of time. */
int tcp_source_open(struct source *inner, int64_t every, struct source **source, struct err *err);

#endif
