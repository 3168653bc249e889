/* Live capture: an AF_PACKET socket with a TPACKET_V3 ring (Documentation/networking/packet_mmap.rst of Linux). */
#ifndef CAPTURE_LIVE_H
#define CAPTURE_LIVE_H

#include "capture/source.h"
#include "capture/target.h"

enum { LIVE_TIMEOUT_MS = 100, LIVE_TIMEOUT_MOST_MS = 60000, LIVE_THREADS_MOST = 64 };

enum live_direction { LIVE_INOUT, LIVE_IN, LIVE_OUT };

struct live_options {
	uint32_t snaplen;
	uint32_t buffer_kib;   /* of the ring; 0: chosen by the interface's speed */
	unsigned timeout_ms;   /* a packet waits no longer for more of them; 0: LIVE_TIMEOUT_MS */
	bool promiscuous;
	bool immediate;        /* each packet at once, not a block at a time */
	enum live_direction direction;
	/* One sentence on what became of an interface; may be NULL. */
	void (*news)(void *context, const char *text);
	void *news_context;
	/* Interfaces are followed: opens one that is asked for, and whose label is not among these (each ends with a zero
	 * byte, `len` bytes in all). 1: its rings (live_rings()) are ready to be read; 0: there is none. NULL: what goes away is
	 * not waited for. */
	int (*look)(void *context, const char *labels, size_t len, struct source **rings);
	void *look_context;
	bool one_linktype;     /* interfaces of another link type than the first's are not followed */
	unsigned threads;      /* rings of each interface, each read by a thread of its own; 0 or 1: one, without */
	const char *timestamp_type; /* NULL: the kernel's */
	int linktype;          /* LINKTYPE_ number asked for, -1: the interface's own */
};

/* One interface. Nothing is let through before ops->filter was called: with the program, or with NULL for everything. */
int live_open(const struct live_options *options, const struct capture_target *target, struct source **source, struct err *err);
/* How many rings an interface has with these options. */
unsigned live_rings(const struct live_options *options);
/* All rings of one interface, which share its packets. Room for live_rings(); where it fails, none is open. */
int live_open_rings(const struct live_options *options, const struct capture_target *target, struct source **rings,
	struct err *err);
void live_close_rings(struct source **rings, unsigned count);
/* One or several interfaces, their packets in time order. */
int live_open_all(const struct live_options *options, const struct capture_targets *targets, struct source **source,
	struct err *err);

/* ---- For handing over what another process has opened */

/* All that there is to know beside the socket. */
struct live_shape {
	struct capture_target target;
	int ifindex;         /* 0: any */
	int hardware;        /* ARPHRD_ of the interface, -1: any */
	enum live_direction direction;
	unsigned retire_ms;  /* a block is handed over at the latest after this */
	unsigned blocks;
	size_t block_size;
	uint32_t snaplen, network, netmask;
	uint64_t speed;
	uint16_t linktype;
	bool cooked;
};

void live_shape(const struct source *s, struct live_shape *shape);
/* Takes the descriptors over, also when that fails; link: as live_link() gives it, or -1. */
int live_adopt(const struct live_options *options, const struct live_shape *shape, int fd, int link, struct source **source,
	struct err *err);
int live_link(const struct source *s);

/* ---- For merging what live_open() opened */

/* What becomes readable when packets have come, and when there is news of the interface. */
enum { LIVE_FDS = 2 };
void live_fds(const struct source *s, int fds[LIVE_FDS]);
/* Hears the news. */
void live_hear(struct source *s);
/* When read() has just said that there is nothing: no packet older than this will come any more. */
int64_t live_horizon(struct source *s);
/* Is the ring more than half full? */
bool live_urgent(const struct source *s);

#endif
