/* One capture file that is being written: a buffer of whole records, given to the kernel in large stretches, compressed
 * on a thread of its own where that is wanted. Whatever happens, the file ends with a whole record: a write that fails
 * is cut back to the last one. */
#ifndef FILE_OUTPUT_H
#define FILE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "file/compress.h"

struct output_worker;

enum { OUTPUT_BUFFER = 1 << 20 }; /* bytes; the longest record fits in */

struct output_options {
	bool pcapng;   /* how record lengths are read */
	bool direct;   /* past the page cache (O_DIRECT), in whole pages */
	enum compression compression;
	uint64_t limit; /* the file ends soon after this many bytes: small frames meet it well; 0: none */
	/* The disk is full: false ends the writing with an error, true tries again. It may wait, or make room. NULL: false. */
	bool (*full)(void *context, const char *path);
	void *context;
};

struct output {
	struct output_options options;
	int fd;                /* -1: closed */
	const char *path;      /* the caller's */
	uint8_t *buffer;
	size_t write_at;       /* bytes that are worth a write */
	size_t used;
	size_t carry, begun;   /* with O_DIRECT: bytes at the buffer's start of a record of which `begun` bytes are in the file */
	uint64_t packets;      /* put into this file */
	uint64_t buffered;     /* of these, in the buffer; with compression only */
	struct output_worker *worker;
	uint64_t reserved;     /* bytes of the file that have their place on the disk; UINT64_MAX: not to be reserved */
	/* What has reached the kernel. With compression the thread's until output_wait(). */
	uint64_t on_disk, saved;
	uint64_t raw;          /* bytes handed to the thread */
};

/* Makes the buffers; they serve one file after the other. */
int output_init(struct output *o, const struct output_options *options, struct err *err);
void output_free(struct output *o);
/* Takes over the descriptor of an empty file. */
int output_begin(struct output *o, int fd, const char *path, struct err *err);
/* As output_room(), where what is there is to be written first. */
uint8_t *output_room_after_write(struct output *o, struct err *err);

/* Room for a record of at most `len` bytes, which output_put() then puts in; NULL: what was there could not be written. */
static inline uint8_t *output_room(struct output *o, size_t len, struct err *err)
{
	return o->used >= o->write_at || len > OUTPUT_BUFFER - o->used ? output_room_after_write(o, err) : o->buffer + o->used;
}

static inline void output_put(struct output *o, size_t len, bool packet)
{
	o->used += len;
	o->packets += packet;
	o->buffered += packet; /* counted from hand-over to hand-over */
}

/* All that was put in reaches the file. */
int output_flush(struct output *o, struct err *err);
/* Flushes and closes. */
int output_end(struct output *o, struct err *err);
/* Bytes of the file so far; of what is still being compressed an estimate. */
uint64_t output_size(const struct output *o);

#endif
