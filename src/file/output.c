#include "file/output.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "file/record.h"

/* Plain stretches are written when this much has come together. Smaller ones are more calls; larger ones leave the processor's cache
 * before write() reads them, and get larger pages of the page cache, which are seldom at hand (twice the time at 128 KiB on ext4).
 * Compression and O_DIRECT want larger ones. Copying the packets into one buffer costs less than a writev(2) of a piece for
 * each, whatever their size. */
enum { WRITE_AT = 1 << 16, WRITE_LARGE_AT = 1 << 19, PAGE = 4096 };
/* Bytes. */
enum { RESERVE_FROM = 1 << 20, RESERVE_MOST = 1 << 26 };

/* Compresses one buffer while the other is filled. */
struct output_worker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t change;
	bool started, busy, stop;
	uint8_t *in, *out;
	size_t len, room;
	uint64_t packets;
	int error;             /* -errno of the job before; it stays */
};

/* ---- Writing and cutting back */

/* Writes n bytes; -errno, *done then tells how many arrived. */
static int write_all(struct output *o, const uint8_t *p, size_t n, size_t *done)
{
	*done = 0;
	while (*done < n) {
		ssize_t w = write(o->fd, p + *done, n - *done);
		if (w >= 0)
			*done += (size_t)w;
		else if (errno == ENOSPC || errno == EDQUOT) {
			int e = errno;
			if (!o->options.full || !o->options.full(o->options.context, o->path))
				return -e;
		} else if (errno != EINTR) {
			return -errno;
		}
	}
	return 0;
}

/* Standard output may have begun behind bytes of others. Where cutting fails too, the first error is told. */
static void cut_to(const struct output *o, uint64_t size)
{
	if (o->fd != STDOUT_FILENO && ftruncate(o->fd, (off_t)size) == 0)
		lseek(o->fd, 0, SEEK_END);
}

/* Of the first n bytes of the buffer, those of whole records; *packets: how many they bring to their end. */
static size_t whole_records(const struct output *o, size_t n, uint64_t *packets)
{
	size_t at = o->carry;
	*packets = at > 0;
	for (size_t len; at < n && (len = record_len(o->buffer + at, n - at, o->options.pcapng)) && len <= n - at; at += len)
		*packets += record_is_packet(o->buffer + at, o->options.pcapng);
	return at;
}

static int told(const struct output *o, uint64_t packets, int e, struct err *err)
{
	return err_set(err, e, "%s: writing failed after %llu packets: %s", o->path, (unsigned long long)packets, strerror(-e));
}

static int write_failed(struct output *o, size_t n, int e, struct err *err)
{
	uint64_t more = 0, end = 0;
	if (n < o->carry)
		end = o->on_disk - o->begun;
	else if (o->on_disk)
		end = o->on_disk + whole_records(o, n, &more);
	cut_to(o, end);
	o->used = 0;
	return told(o, o->saved + more, e, err);
}

/* O_DIRECT writes whole pages: what is behind the last stays, with note of the record that it cuts. */
static void keep_rest(struct output *o, size_t written)
{
	uint64_t packets;
	size_t at = whole_records(o, written, &packets);
	o->saved += packets;
	o->begun = written - at;
	size_t len = at < o->used ? record_len(o->buffer + at, o->used - at, o->options.pcapng) : 0;
	o->carry = o->begun ? at + len - written : 0;
	memmove(o->buffer, o->buffer + written, o->used - written);
	o->used -= written;
}

/* A file that grows gets its next stretch of the disk at once, half as much as it has already: that is in one piece, and the
 * file system has less to do with each write. What is too much is given back at the end. */
static void reserve(struct output *o, size_t n)
{
	if (o->reserved == UINT64_MAX || o->on_disk + n <= o->reserved || o->on_disk < RESERVE_FROM)
		return;
	uint64_t more = o->on_disk / 2 > RESERVE_MOST ? RESERVE_MOST : o->on_disk / 2;
	bool done = fallocate(o->fd, FALLOC_FL_KEEP_SIZE, (off_t)o->on_disk, (off_t)(n + more)) == 0;
	o->reserved = done ? o->on_disk + n + more : UINT64_MAX; /* a full disk is write's to tell */
}

/* Where reserving is cheap: others write zeroes. */
static uint64_t may_reserve(int fd)
{
	struct statfs s;
	return fstatfs(fd, &s) == 0 && (s.f_type == EXT4_SUPER_MAGIC || s.f_type == XFS_SUPER_MAGIC) ? 0 : UINT64_MAX;
}

static void give_rest_back(struct output *o)
{
	if (o->reserved != UINT64_MAX && o->reserved > o->on_disk && ftruncate(o->fd, (off_t)o->on_disk) < 0)
		o->reserved = UINT64_MAX; /* it only takes more room than it needs */
}

static int write_plain(struct output *o, bool last, struct err *err)
{
	bool pages = o->options.direct && !last;
	size_t n = pages ? o->used & ~(size_t)(PAGE - 1) : o->used, done;
	if (o->options.direct && last)
		fcntl(o->fd, F_SETFL, fcntl(o->fd, F_GETFL) & ~O_DIRECT);
	reserve(o, n);
	int e = write_all(o, o->buffer, n, &done);
	if (e < 0)
		return write_failed(o, done, e, err);
	o->on_disk += n;
	if (pages) {
		keep_rest(o, n);
	} else {
		o->saved = o->packets;
		o->used = o->carry = o->begun = 0;
	}
	return 0;
}

/* ---- Compression on a thread */

static int write_frame(struct output *o, struct output_worker *w)
{
	size_t done;
	int64_t n = compress_frame(o->options.compression, w->in, w->len, w->out, w->room);
	int e = n < 0 ? (int)n : write_all(o, w->out, (size_t)n, &done);
	if (e < 0) {
		cut_to(o, o->on_disk);
		return e;
	}
	pthread_mutex_lock(&w->lock);
	o->on_disk += (uint64_t)n;
	o->saved += w->packets;
	pthread_mutex_unlock(&w->lock);
	return 0;
}

static void *work(void *argument)
{
	struct output *o = argument;
	struct output_worker *w = o->worker;
	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (!w->busy && !w->stop)
			pthread_cond_wait(&w->change, &w->lock);
		if (!w->busy)
			break;
		pthread_mutex_unlock(&w->lock);
		int e = w->error ? w->error : write_frame(o, w);
		pthread_mutex_lock(&w->lock);
		w->error = e;
		w->busy = false;
		pthread_cond_broadcast(&w->change);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* A file's header, before anything else: alone, so that the file can be read from then on, and without the thread, which
 * shall start behind the sandbox's door. */
static int write_header_frame(struct output *o, struct err *err)
{
	struct output_worker *w = o->worker;
	memcpy(w->in, o->buffer, o->used);
	w->len = o->used;
	w->packets = 0;
	o->used = 0;
	int e = write_frame(o, w);
	return e < 0 ? told(o, 0, e, err) : 0;
}

static int start_worker(struct output *o, struct err *err)
{
	struct output_worker *w = o->worker;
	int e = w->started ? 0 : pthread_create(&w->thread, NULL, work, o);
	w->started = e == 0;
	return e ? err_set(err, -e, "%s: starting the compressing thread: %s", o->path, strerror(e)) : 0;
}

static int wait_for_worker(struct output *o, struct err *err)
{
	struct output_worker *w = o->worker;
	pthread_mutex_lock(&w->lock);
	while (w->busy)
		pthread_cond_wait(&w->change, &w->lock);
	int e = w->error;
	uint64_t saved = o->saved;
	pthread_mutex_unlock(&w->lock);
	return e ? told(o, saved, e, err) : 0;
}

static int hand_to_worker(struct output *o, struct err *err)
{
	struct output_worker *w = o->worker;
	int e = wait_for_worker(o, err);
	if (e == 0 && !o->packets)
		return write_header_frame(o, err);
	e = e < 0 ? e : start_worker(o, err);
	if (e < 0) {
		o->used = 0;
		return e;
	}
	pthread_mutex_lock(&w->lock);
	uint8_t *filled = o->buffer;
	o->buffer = w->in;
	w->in = filled;
	w->len = o->used;
	w->packets = o->buffered;
	w->busy = true;
	o->raw += w->len;
	pthread_cond_broadcast(&w->change);
	pthread_mutex_unlock(&w->lock);
	o->used = 0;
	o->buffered = 0;
	return 0;
}

static int new_worker(struct output *o)
{
	struct output_worker *w = calloc(1, sizeof *w);
	if (!w)
		return -ENOMEM;
	o->worker = w;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->change, NULL);
	w->room = compress_bound(o->options.compression, OUTPUT_BUFFER);
	w->in = malloc(OUTPUT_BUFFER);
	w->out = malloc(w->room);
	return w->in && w->out ? 0 : -ENOMEM;
}

static void free_worker(struct output_worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_broadcast(&w->change);
	pthread_mutex_unlock(&w->lock);
	if (w->started)
		pthread_join(w->thread, NULL);
	free(w->in);
	free(w->out);
	free(w);
}

/* ---- The file */

int output_init(struct output *o, const struct output_options *options, struct err *err)
{
	*o = (struct output){.options = *options, .fd = -1};
	o->write_at = options->direct || options->compression ? WRITE_LARGE_AT : WRITE_AT;
	if (options->compression && options->limit && options->limit / 8 < o->write_at)
		o->write_at = options->limit / 8 < WRITE_AT ? WRITE_AT : options->limit / 8;
	if (posix_memalign((void **)&o->buffer, PAGE, OUTPUT_BUFFER) || (options->compression && new_worker(o) < 0)) {
		output_free(o);
		return err_set(err, -ENOMEM, "no memory for the output file");
	}
	return 0;
}

void output_free(struct output *o)
{
	if (o->worker)
		free_worker(o->worker);
	free(o->buffer);
	*o = (struct output){.fd = -1};
}

int output_begin(struct output *o, int fd, const char *path, struct err *err)
{
	o->fd = fd;
	o->reserved = fd == STDOUT_FILENO || o->worker ? UINT64_MAX : may_reserve(fd);
	o->path = path;
	o->used = o->carry = o->begun = 0;
	o->packets = o->buffered = o->on_disk = o->saved = o->raw = 0;
	if (o->options.direct && fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_DIRECT) < 0)
		return err_set(err, -errno, "%s: the file system takes no O_DIRECT (%s): write without --direct", path,
			strerror(errno));
	return 0;
}

static int write_out(struct output *o, bool last, struct err *err)
{
	if (!o->used)
		return 0;
	return o->worker ? hand_to_worker(o, err) : write_plain(o, last, err);
}

uint8_t *output_room_after_write(struct output *o, struct err *err)
{
	return write_out(o, false, err) < 0 ? NULL : o->buffer + o->used;
}

int output_flush(struct output *o, struct err *err)
{
	int e = write_out(o, false, err);
	return e == 0 && o->worker && o->worker->started ? wait_for_worker(o, err) : e;
}

int output_end(struct output *o, struct err *err)
{
	if (o->fd < 0)
		return 0;
	int e = write_out(o, true, err);
	if (e == 0 && o->worker && o->worker->started)
		e = wait_for_worker(o, err);
	give_rest_back(o);
	if (o->fd != STDOUT_FILENO && close(o->fd) < 0 && e == 0)
		e = err_set(err, -errno, "%s: closing failed: %s", o->path, strerror(errno));
	o->fd = -1;
	return e;
}

uint64_t output_size(const struct output *o)
{
	if (!o->worker)
		return o->on_disk + o->used;
	pthread_mutex_lock(&o->worker->lock);
	uint64_t n = o->on_disk, pending = o->worker->busy ? o->worker->len : 0, raw = o->raw - pending;
	pthread_mutex_unlock(&o->worker->lock);
	/* what the thread has in work will shrink as what went before did */
	return n + (raw ? (uint64_t)((double)pending * (double)n / (double)raw) : pending);
}
