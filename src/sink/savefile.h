/* Writing capture files, with rotation as tcpdump has it (-C size, -G seconds, -W count), and a ring of files by total
 * size and age (--keep). */
#ifndef SINK_SAVEFILE_H
#define SINK_SAVEFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "file/compress.h"
#include "sink/sink.h"

/* What to do when the disk is full. */
enum savefile_full {
	FULL_STOP,      /* end with an error; what was written stays readable */
	FULL_WAIT,      /* wait for room, while the kernel's ring takes packets */
	FULL_OVERWRITE, /* remove the oldest finished file of this capture; without one, stop */
};

/* What the process that writes may not do itself inside the sandbox, or cannot know. */
struct savefile_calls {
	int (*open)(void *context, const char *path);   /* makes an empty file; a descriptor or -errno */
	int (*remove)(void *context, const char *path); /* 0 or -errno */
	/* Each finished file (-z); may be NULL. */
	void (*finished)(void *context, const char *path);
	/* The disk is full: waits a while; false: no more waiting, the run is to end. */
	bool (*wait)(void *context, const char *path);
	void *context;
};

struct savefile_options {
	const char *path;      /* "-": standard output; with `seconds` a strftime() format */
	const struct source *source; /* the first one; borrowed until `ended` */
	uint16_t linktype;
	uint32_t snaplen;
	bool nanoseconds;
	bool pcapng;
	bool direct;           /* O_DIRECT */
	bool unbuffered;       /* -U */
	enum compression compression;
	uint64_t size;         /* -C: bytes, 0: no limit */
	unsigned seconds;      /* -G, 0: no limit */
	unsigned files;        /* -W, 0: no limit */
	uint64_t keep_bytes;   /* of finished files together, 0: no limit */
	uint64_t keep_seconds; /* age of a finished file, 0: no limit */
	enum savefile_full full;
	const char *filter;    /* noted in pcapng, or NULL */
	struct savefile_calls calls;
};

enum { SAVEFILE_LIMIT = 1 }; /* what packet() and tick() return when -G -W has written its last file: end the run, all is well */

int savefile_sink_new(const struct savefile_options *options, struct sink **sink, struct err *err);

#endif
