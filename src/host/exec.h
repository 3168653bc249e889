/* Packets of a command's sockets, and its system calls between them: the source of `tapline exec`. */
#ifndef HOST_EXEC_H
#define HOST_EXEC_H

#include "capture/source.h"
#include "host/calls.h"

/* Takes `live` over, a live source whose packets are those of the command or others'; NULL: there are calls
 * only. The command starts with the first read(), and runs as whoever calls this. Calls come as PACKET_NOTE;
 * packets carry as comment the call that they belong to. The source ends with the command, its status is the
 * command's. */
int exec_open(
	const struct calls_options *options, struct source *live, struct source **source, struct err *err);

#endif
