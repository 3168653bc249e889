#include "file/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/decompress.h"

enum { FIRST_BUFFER = 1 << 20, LARGEST_NEED = 64 << 20 };

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

static int map(struct input *in, size_t len)
{
	void *p = mmap(NULL, len, PROT_READ, MAP_PRIVATE, in->fd, 0);
	if (p == MAP_FAILED)
		return -errno;
	madvise(p, len, MADV_SEQUENTIAL);
	in->data = p;
	in->len = len;
	return 0;
}

/* A file being written may have grown. Only while nothing is borrowed: the mapping moves. */
static bool grown(struct input *in)
{
	struct stat st;
	if (!in->may_read || fstat(in->fd, &st) < 0 || (size_t)st.st_size <= in->len)
		return false;
	if (in->data)
		munmap((void *)in->data, in->len);
	in->data = NULL;
	in->len = 0;
	return map(in, (size_t)st.st_size) == 0;
}

static int start_stream(struct input *in, struct input_stream *s)
{
	in->stream = s;
	in->fd = -1;
	in->size = FIRST_BUFFER;
	in->data = malloc(in->size);
	return s && in->data ? 0 : -ENOMEM;
}

/* A compressed file goes through its decompressor; its first bytes have been read into `in` already. */
static int maybe_decompress(struct input *in, const char *path, struct err *err)
{
	const uint8_t *magic = input_need(in, 6);
	struct input_stream *inner = in->stream;
	if (!magic || !is_compressed(magic))
		return 0;
	if (!inner) {
		inner = fd_stream(in->fd);
		if (!inner || lseek(in->fd, 0, SEEK_SET) < 0)
			return err_set(err, -ENOMEM, "%s: no memory", path);
		munmap((void *)in->data, in->len);
		in->data = NULL;
		in->len = 0;
	}
	struct input_stream *outer = decompress(inner, in->data, in->len, err);
	if (!outer)
		return err->code ? err->code : err_set(err, -ENOMEM, "%s: no memory", path);
	if (in->stream)
		free((void *)in->data);
	in->pos = in->len = 0;
	in->end = false;
	return start_stream(in, outer);
}

int input_open(struct input *in, const char *path, struct err *err)
{
	*in = (struct input){.fd = STDIN_FILENO, .may_read = true};
	struct stat st;
	if (strcmp(path, "-"))
		in->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0 || fstat(in->fd, &st) < 0)
		return err_set(err, -errno, "%s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(err, -EISDIR, "%s: %s", path, strerror(EISDIR));
	int r = 0;
	if (S_ISREG(st.st_mode) && lseek(in->fd, 0, SEEK_CUR) == 0)
		r = st.st_size ? map(in, (size_t)st.st_size) : 0;
	else
		r = start_stream(in, fd_stream(in->fd));
	if (r < 0)
		return err_set(err, r, "%s: %s", path, strerror(-r));
	return maybe_decompress(in, path, err);
}

void input_close(struct input *in)
{
	if (in->stream) {
		in->stream->close(in->stream);
		free((void *)in->data);
	} else {
		if (in->data)
			munmap((void *)in->data, in->len);
		if (in->fd > STDIN_FILENO)
			close(in->fd);
	}
	*in = (struct input){.fd = -1};
}

/* Room for n bytes from pos: what was read goes to the front, and the buffer grows if that is not enough. Where a skip
 * led past what was read, pos stays what is still to be skipped. */
static bool make_room(struct input *in, size_t n)
{
	uint8_t *b = (uint8_t *)in->data;
	size_t done = in->pos < in->len ? in->pos : in->len;
	if (done) {
		memmove(b, b + done, in->len - done);
		in->before += done;
		in->len -= done;
		in->pos -= done;
	}
	n += in->pos;
	if (n <= in->size)
		return true;
	if (n > LARGEST_NEED || !(b = realloc(b, n))) {
		in->error = -ENOMEM;
		return false;
	}
	in->data = b;
	in->size = n;
	return true;
}

static enum input_state fill(struct input *in, size_t n)
{
	if (!in->may_read)
		return INPUT_LATER;
	if (!in->stream)
		return in->pos <= in->len && grown(in) && in->len - in->pos >= n ? INPUT_OK :
			in->pos >= in->len ? INPUT_END : INPUT_SHORT;
	if (!make_room(in, n))
		return INPUT_ERROR;
	size_t need = in->pos + n;
	while (in->len < need && !in->end) {
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
}

uint64_t input_offset(const struct input *in)
{
	return in->before + in->pos;
}
