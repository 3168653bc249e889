/* Where packets come from: an interface, a file, another host, a test.
 *
 * A source hands over packets in batches that it goes on owning: read() borrows a batch (a stretch of a mapped
 * file, a ring block), release() gives it back, and nothing of it may be used after that. */
#ifndef CAPTURE_SOURCE_H
#define CAPTURE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/packet.h"

struct bpf_program;
struct ebpf_program;

struct batch {
	struct packet *packets; /* the reader may give them comments */
	size_t count;
	uint64_t era; /* see source_ops.last */
};

struct source_interface {
	const char *name;        /* "eth0"; a file's name where the file does not say */
	const char *description; /* or NULL */
	uint16_t linktype;       /* LINKTYPE_ number */
	uint32_t snaplen;        /* bytes of a packet kept at most */
	bool nanoseconds;        /* its times are finer than microseconds */
	uint64_t speed;          /* bits per second, 0: not known */
	bool unnamed;            /* name is that of the file, which names no interface */
	/* of a live capture */
	const char *device;      /* its name in its own network namespace: "eth0" where name is "web/eth0" */
	bool cooked;             /* the kernel's filter sees no link header (any) */
	uint64_t netns;          /* cookie of its network namespace (SO_NETNS_COOKIE), 0: not known */
	uint32_t network, netmask; /* IPv4, host order; 0: it has none */
};

/* All counts since open. seen = delivered + dropped, exactly, once reading has ended. */
struct source_stats {
	uint64_t seen;              /* passed the filter in the kernel */
	uint64_t dropped;           /* by the kernel: no room in the ring */
	uint64_t interface_dropped; /* by the interface, from its own counters; not part of seen */
};

enum source_result {
	SOURCE_AGAIN = 0, /* nothing yet: the time-out passed or a signal came */
	SOURCE_BATCH = 1, /* *batch holds packets */
	SOURCE_END = 2,   /* no more packets will come */
	/* negative: -errno, with a sentence in *err; packets delivered before stay good */
};

struct source;

struct source_ops {
	int (*read)(struct source *s, struct batch *batch, int timeout_ms, struct err *err);
	void (*release)(struct source *s);
	/* Lets the kernel filter what comes by an interface from now on. -ENOTSUP: the caller filters. May be NULL. */
	int (*filter)(struct source *s, size_t interface, const struct bpf_program *program, struct err *err);
	/* Of one interface. May be NULL: nothing is counted (files). */
	int (*stats)(struct source *s, size_t interface, struct source_stats *stats, struct err *err);
	void (*close)(struct source *s);
	/* As filter, for what a classic program is too small for. May be NULL. */
	int (*filter_tables)(struct source *s, size_t interface, const struct ebpf_program *program, struct err *err);
	/* Puts another program in the place of filter()'s, from one packet to the next; also from a process that shares the
	 * source's descriptors. May be NULL. */
	int (*refilter)(struct source *s, size_t interface, const struct bpf_program *program);
	/* Bytes read and bytes in all; false: not known. May be NULL. */
	bool (*progress)(struct source *s, uint64_t *done, uint64_t *size);
	/* The counts stand still from now on; what they counted is still read, then comes SOURCE_END. May be NULL. */
	void (*stop)(struct source *s);
	/* From now on the bytes of a batch last until a batch is read whose era is greater by as much as this returns, also when the
	 * batch is released. From one batch to the next the era grows by one at most. May be NULL: they never do. */
	unsigned (*last)(struct source *s);
	/* How full the room is in which packets wait to be read, in percent. May be NULL. */
	unsigned (*fill)(const struct source *s);
};

/* The first member of each kind of source. */
struct source {
	const struct source_ops *ops;
	const struct source_interface *interfaces; /* may move and grow with each read */
	size_t interface_count;
	bool live;
	const char *format;    /* of a file: "pcap", "pcapng" ...; NULL: not a file */
	int status;            /* of a source that runs a command, once it has ended: the command's exit status */
};

#endif
