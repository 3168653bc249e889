/* Live capture: an AF_PACKET socket with a TPACKET_V3 ring (Documentation/networking/packet_mmap.rst of Linux). */
#ifndef CAPTURE_LIVE_H
#define CAPTURE_LIVE_H

#include "capture/source.h"

enum live_direction { LIVE_INOUT, LIVE_IN, LIVE_OUT };

struct live_options {
	const char *interface; /* a name, a number of -D's list, "any"; NULL: the first of the list */
	uint32_t snaplen;
	uint32_t buffer_kib;   /* 0: chosen */
	bool promiscuous;
	bool immediate;        /* each packet at once, not a block at a time */
	enum live_direction direction;
	const char *timestamp_type; /* NULL: the kernel's */
	int linktype;          /* LINKTYPE_ number asked for, -1: the interface's own */
};

/* Nothing is let through before ops->filter was called: with the program, or with NULL for everything. */
int live_open(const struct live_options *options, struct source **source, struct err *err);
/* Does the socket deliver packets without their link header (any)? Filters for the kernel must know. */
bool live_is_cooked(const struct source *source);

#endif
