/* The bytes of a capture file, pipe, FIFO or decompressor, through a buffer.
 *
 * What input_need() returned stays valid until input_release(): packets are borrowed from here. A stream therefore
 * reads only while nothing is borrowed (`may_read`), and a reader that meets INPUT_LATER hands over what it has. */
#ifndef FILE_INPUT_H
#define FILE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

enum input_state {
	INPUT_OK,
	INPUT_LATER, /* the bytes have to be read first, and something is borrowed */
	INPUT_END,   /* exactly at the end of the file */
	INPUT_SHORT, /* the file ends within what was asked for */
	INPUT_ERROR, /* see error */
};

/* Where a stream's bytes come from: a file descriptor, or a decompressor over one. read(): bytes put into buf, 0 at the
 * end, -errno. */
struct input_stream {
	int64_t (*read)(struct input_stream *s, void *buf, size_t size);
	void (*close)(struct input_stream *s);
};

enum { INPUT_BUFFERS = 4 };

struct input {
	const uint8_t *data;  /* the buffer in use */
	size_t len;           /* bytes there */
	size_t pos;           /* next byte */
	uint64_t before;      /* bytes that are no longer in the buffer */
	struct input_stream *stream;
	size_t size;          /* of the buffer */
	struct {
		uint8_t *data;
		size_t size;
	} others[INPUT_BUFFERS - 1]; /* the buffers before it, the oldest first; with one only: unused */
	unsigned buffers;     /* that are filled in turn, if more than one: see input_keep_buffers() */
	uint64_t era;         /* how often another buffer was taken */
	bool may_read;
	bool fresh;           /* nothing of the buffer in use was shown and released yet */
	bool end;             /* the stream is at its end */
	int error;            /* -errno */
	int file;             /* the descriptor of a regular file, compressed or not; -1: it is none */
	uint64_t file_size;
	enum input_state state;
};

/* Opens a file; path "-" is standard input. */
int input_descriptor(const char *path, struct err *err);
/* Takes over a descriptor; path is for messages. Compressed files are recognized by their content and read through a
 * decompressor. */
int input_open(struct input *in, int fd, const char *path, struct err *err);
void input_close(struct input *in);
/* input_need() where the bytes are not there yet. */
const uint8_t *input_fill(struct input *in, size_t n);
/* n contiguous bytes from pos, without moving; NULL: see state. */
static inline const uint8_t *input_need(struct input *in, size_t n)
{
	if (in->pos > in->len || in->len - in->pos < n)
		return input_fill(in, n);
	in->state = INPUT_OK;
	return in->data + in->pos;
}
/* Moves on by n bytes that input_need() showed, or more: what is not there ends as INPUT_SHORT later. */
void input_skip(struct input *in, size_t n);
/* Bytes that can be shown now. */
size_t input_left(const struct input *in);
/* Nothing of the newest buffer is borrowed any longer, with one only: nothing at all. */
void input_release(struct input *in);
/* From now on what was shown lasts: until `era` has grown by INPUT_BUFFERS, also when it is released. */
void input_keep_buffers(struct input *in);
/* The next byte's offset in the (decompressed) file. */
uint64_t input_offset(const struct input *in);

/* How much of the file's bytes, as they lie on the disk, are read; false: nobody knows how many there are. */
bool input_progress(const struct input *in, uint64_t *done, uint64_t *size);

#endif
