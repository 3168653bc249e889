#include "file/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/decompress.h"

/* The buffer stays within the processor's cache: what read() has just copied there is parsed without waiting for memory,
 * which costs less than the page faults of a mapping. */
enum { FIRST_BUFFER = 1 << 18, LARGEST_NEED = 64 << 20 };

struct fd_stream {
	struct input_stream stream;
	int fd;
};

static int64_t fd_read(struct input_stream *s, void *buf, size_t size)
{
	ssize_t n = read(((struct fd_stream *)s)->fd, buf, size);
	return n < 0 ? -errno : n;
}

static void fd_close(struct input_stream *s)
{
	struct fd_stream *f = (struct fd_stream *)s;
	if (f->fd != STDIN_FILENO)
		close(f->fd);
	free(f);
}

static struct input_stream *fd_stream(int fd)
{
	struct fd_stream *f = malloc(sizeof *f);
	if (f)
		*f = (struct fd_stream){{fd_read, fd_close}, fd};
	return f ? &f->stream : NULL;
}

static int start_stream(struct input *in, struct input_stream *s)
{
	in->stream = s;
	in->size = FIRST_BUFFER;
	in->data = malloc(in->size);
	return s && in->data ? 0 : -ENOMEM;
}

/* A compressed file goes through its decompressor; its first bytes have been read into `in` already. */
static int maybe_decompress(struct input *in, const char *path, struct err *err)
{
	const uint8_t *magic = input_need(in, 6);
	if (in->state == INPUT_LATER)
		return err_set(err, -EINTR, "%s: a signal came before its first bytes", path);
	if (!magic || !is_compressed(magic))
		return 0;
	struct input_stream *outer = decompress(in->stream, in->data, in->len, err);
	if (!outer)
		return err->code ? err->code : err_set(err, -ENOMEM, "%s: no memory", path);
	free((void *)in->data);
	in->pos = in->len = 0;
	in->end = false;
	return start_stream(in, outer);
}

int input_descriptor(const char *path, struct err *err)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	return fd < 0 ? err_set(err, -errno, "%s: %s", path, strerror(errno)) : fd;
}

int input_open(struct input *in, int fd, const char *path, struct err *err)
{
	*in = (struct input){.may_read = true, .file = -1};
	struct stat st;
	int r = fstat(fd, &st) < 0 ? -errno : S_ISDIR(st.st_mode) ? -EISDIR : start_stream(in, fd_stream(fd));
	if (r < 0) {
		if (!in->stream && fd != STDIN_FILENO)
			close(fd);
		return err_set(err, r, "%s: %s", path, strerror(-r));
	}
	if (S_ISREG(st.st_mode) && st.st_size > 0) {
		in->file = fd;
		in->file_size = (uint64_t)st.st_size;
	}
	return maybe_decompress(in, path, err);
}

bool input_progress(const struct input *in, uint64_t *done, uint64_t *size)
{
	off_t at = in->file >= 0 ? lseek(in->file, 0, SEEK_CUR) : -1;
	*done = (uint64_t)at;
	*size = in->file_size;
	return at >= 0;
}

void input_close(struct input *in)
{
	if (in->stream)
		in->stream->close(in->stream);
	free((void *)in->data);
	for (unsigned i = 0; i < INPUT_BUFFERS - 1; i++)
		free(in->others[i].data);
	*in = (struct input){0};
}

/* What was read goes to the front. Where a skip led past it, pos stays what is still to be skipped. */
static void move_to_front(struct input *in)
{
	uint8_t *b = (uint8_t *)in->data;
	size_t done = in->pos < in->len ? in->pos : in->len;
	if (!done)
		return;
	memmove(b, b + done, in->len - done);
	in->before += done;
	in->len -= done;
	in->pos -= done;
}

/* What was read and not shown goes to the oldest buffer, which is the one in use from now on. */
static bool turn(struct input *in)
{
	size_t done = in->pos < in->len ? in->pos : in->len, left = in->len - done;
	uint8_t *b = in->others[0].data;
	size_t size = in->others[0].size;
	if (size < in->size) {
		size = in->size;
		b = realloc(b, size);
		if (!b) {
			in->error = -ENOMEM;
			return false;
		}
	}
	memcpy(b, in->data + done, left);
	memmove(in->others, in->others + 1, (in->buffers - 2) * sizeof *in->others);
	in->others[in->buffers - 2].data = (uint8_t *)in->data;
	in->others[in->buffers - 2].size = in->size;
	in->data = b;
	in->size = size;
	in->before += done;
	in->len = left;
	in->pos -= done;
	in->era++;
	in->fresh = true;
	return true;
}

/* The buffer is full: twice as much, up to what is needed. So it grows with what arrives, not with what a length promises. */
static bool grow(struct input *in, size_t need)
{
	size_t size = 2 * in->size < need ? 2 * in->size : need;
	uint8_t *b = need <= LARGEST_NEED ? realloc((void *)in->data, size) : NULL;
	if (!b) {
		in->error = -ENOMEM;
		return false;
	}
	in->data = b;
	in->size = size;
	return true;
}

static enum input_state fill(struct input *in, size_t n)
{
	if (!in->may_read)
		return INPUT_LATER;
	if (in->buffers < 2 || in->fresh)
		move_to_front(in);
	else if (!turn(in))
		return INPUT_ERROR;
	size_t need = in->pos + n;
	while (in->len < need && !in->end) {
		if (in->len == in->size && !grow(in, need))
			return INPUT_ERROR;
		int64_t got = in->stream->read(in->stream, (uint8_t *)in->data + in->len, in->size - in->len);
		if (got == -EINTR)
			return INPUT_LATER;
		if (got < 0) {
			in->error = (int)got;
			return INPUT_ERROR;
		}
		in->end = got == 0;
		in->len += (size_t)got;
	}
	return in->len >= need ? INPUT_OK : in->len <= in->pos ? INPUT_END : INPUT_SHORT;
}

const uint8_t *input_fill(struct input *in, size_t n)
{
	in->state = fill(in, n);
	return in->state == INPUT_OK ? in->data + in->pos : NULL;
}

void input_skip(struct input *in, size_t n)
{
	in->pos += n;
}

size_t input_left(const struct input *in)
{
	return in->pos < in->len ? in->len - in->pos : 0;
}

void input_release(struct input *in)
{
	in->may_read = true;
	in->fresh = false;
}

void input_keep_buffers(struct input *in)
{
	in->buffers = INPUT_BUFFERS;
}

uint64_t input_offset(const struct input *in)
{
	return in->before + in->pos;
}
