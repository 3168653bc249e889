/* What opening (live_open.c) and reading (live.c) of a live capture share. */
#ifndef CAPTURE_LIVE_RING_H
#define CAPTURE_LIVE_RING_H

#include <linux/if_packet.h>

#include "capture/live.h"

enum {
	RING_RESERVE = 32,   /* room before each packet, for a cooked header or a VLAN tag */
	LIVE_BATCH = 256, /* small: the packets stay in the processor's nearest cache */
};

struct live {
	struct source source;
	struct source_interface interface;
	struct capture_target target; /* its label is the interface's name */
	int fd;
	int ifindex;         /* 0: any */
	int hardware;        /* ARPHRD_ of the interface, -1: any */
	enum live_direction direction;
	unsigned retire_ms;  /* a block is handed over at the latest after this */
	uint8_t *ring;
	size_t ring_size, block_size;
	unsigned blocks, next;
	struct tpacket_block_desc *held;        /* the block that is being read */
	bool held_early;                        /* the kernel has not handed it over (stopped) */
	uint64_t read, returned;                /* blocks; those between are in use: a thread may be ahead of its reader */
	struct tpacket_block_desc *done;        /* to be given back when the batch that is out is */
	struct tpacket3_hdr *rest;              /* packets of it that did not fit the batch */
	unsigned rest_count;
	uint64_t seen, dropped; /* as the kernel counts them, until `stopped` */
	uint64_t taken;      /* packets out of the ring */
	bool shared;         /* a thread of its own reads it: the news are for others to hear */
	bool gone;           /* the interface went down or away */
	bool stopped;        /* what comes now is not counted any more, and not read */
	int64_t horizon;     /* live_horizon() so far */
	int link;            /* rtnetlink, of an interface; -1: any */
	bool linked;         /* the three behind are known */
	char name[IFNAMSIZ]; /* as it is called by now */
	unsigned flags;      /* IFF_UP ... */
	uint64_t link_dropped, link_dropped_before; /* by the interface: now, and when the capture began */
	void (*news)(void *context, const char *text);
	void *news_context;
	uint64_t skipped;    /* by -Q and loopback's outgoing copies, after the kernel's filter: not part of seen */
	struct packet packets[LIVE_BATCH];
};

extern const struct source_ops live_ops;

/* As read(), but with room for LIVE_BATCH packets of the caller's. *done: a block that live_give_back() is to be called for
 * when all packets taken up to now are used, or NULL. */
int live_take(struct live *l, struct packet *into, struct batch *batch, struct tpacket_block_desc **done, int timeout_ms,
	struct err *err);
void live_give_back(struct live *l, struct tpacket_block_desc *block);

/* Notes what failed, by errno. */
int live_failed(struct err *err, const struct live *l, const char *what);

#endif
