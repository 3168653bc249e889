/* Writing capture files, with rotation as tcpdump has it: -C size, -G seconds, -W count. */
#ifndef SINK_SAVEFILE_H
#define SINK_SAVEFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "sink/sink.h"

struct savefile_options {
	const char *path;      /* "-": standard output; with `seconds` a strftime() format */
	uint16_t linktype;
	uint32_t snaplen;
	bool nanoseconds;
	bool pcapng;
	bool unbuffered;       /* -U */
	uint64_t size;         /* -C: bytes, 0: no limit */
	unsigned seconds;      /* -G, 0: no limit */
	unsigned files;        /* -W, 0: no limit */
	/* Called with the name of each finished file (-z); may be NULL. */
	void (*finished)(void *context, const char *path);
	/* Makes and opens the file for writing, or -errno; NULL: open(2). */
	int (*open)(void *context, const char *path);
	void *context;
};

enum { SAVEFILE_LIMIT = 1 }; /* what packet() and tick() return when -G -W has written its last file: end the run, all is well */

int savefile_sink_new(const struct savefile_options *options, struct sink **sink, struct err *err);
/* All that was written reaches the file now (SIGUSR2). */
int savefile_flush(struct sink *sink, struct err *err);

#endif
