/* What the process that watches sockets tells the one that captures. */
#ifndef HOST_PROCESS_RECORDS_H
#define HOST_PROCESS_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "host/nat.h"
#include "host/socket.h"

enum process_record_kind {
	PROCESS_KNOWN,   /* a struct process_info follows */
	PROCESS_SOCKET,  /* packets between these ends are the process's from `time` on; remote.size 0: all of the local port */
	PROCESS_CLOSED,  /* such a port is nobody's from `time` on */
	PROCESS_ADDRESS, /* local is an address of the namespace */
	PROCESS_PORTS,   /* all ports are nobody's from `time` on, but those that follow */
	PROCESS_NAT,     /* a struct nat_flow of that namespace follows */
	PROCESS_NAT_OVER, /* the same: it has ended */
	PROCESS_LOST,    /* `netns`: how many events were lost so far */
};

struct process_record {
	uint8_t kind, protocol;
	uint16_t unused;
	uint32_t process;  /* its number, from 1, as PROCESS_KNOWN introduced it */
	int64_t time;      /* nanoseconds since 1970 */
	uint64_t netns;    /* cookie of the network namespace */
	struct socket_end local, remote; /* an unspecified address has a size and zero bytes */
};

struct process_info {
	int32_t pid;
	bool selected;       /* by --pid, --comm */
	char name[16];
	char container[128]; /* "": in none */
	char cgroup[256];    /* "": not known */
};

/* Requests: what happened; and all sockets there are; what process_bell_give() gives. */
enum { PROCESS_ASK_EVENTS = 'e', PROCESS_ASK_LOOK = 'l', PROCESS_ASK_BELL = 'b' };

#endif
