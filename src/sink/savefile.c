#include "sink/savefile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "core/bytes.h"
#include "core/time.h"

enum { BUFFER = 1 << 19, PCAP_HEADER = 24, RECORD_HEADER = 16 };
/* Written when this much has come together: a larger stretch would have left the processor's cache before write() reads it. */
enum { WRITE_AT = 1 << 16 };

/* Beside its bytes a packet has headers and a comment. The buffer has room for the largest packet, so that it always
 * begins with a whole record. */
enum { RECORD_EXTRA = 66000, COMMENT_MAX = 65000 };

struct savefile {
	struct sink sink;
	struct savefile_options options;
	int fd;
	char path[PATH_MAX];
	uint8_t *buffer;
	size_t used;
	uint64_t written;       /* bytes of this file, buffered ones too */
	uint64_t packets;       /* in this file */
	uint64_t saved;         /* of these, given to the kernel */
	uint64_t on_disk;       /* bytes of this file given to the kernel */
	unsigned number;        /* of the file within -C, from 0 */
	unsigned slices;        /* files finished by -G */
	int64_t slice_started;  /* seconds */
};

/* Bytes of the whole records among the first n of the buffer, which begins with one; *count: how many. */
static size_t whole_records(const struct savefile *s, size_t n, uint64_t *count)
{
	size_t at = 0;
	*count = 0;
	while (n - at >= RECORD_HEADER) {
		const uint8_t *h = s->buffer + at;
		size_t len = s->options.pcapng ? le32(h + 4) : RECORD_HEADER + (size_t)le32(h + 8);
		if (len > n - at)
			break;
		at += len;
		++*count;
	}
	return at;
}

/* After a failed write, of which n bytes of the buffer arrived: the file ends with its last whole packet. */
static int write_failed(struct savefile *s, size_t n, int error, struct err *err)
{
	uint64_t more = 0;
	size_t whole = s->on_disk ? whole_records(s, n, &more) : 0;
	/* standard output may have begun behind bytes of others. Where cutting fails too, the first error is told. */
	if (n > whole && s->fd != STDOUT_FILENO && ftruncate(s->fd, (off_t)(s->on_disk + whole)) == 0)
		lseek(s->fd, 0, SEEK_END);
	s->used = 0;
	return err_set(err, -error, "%s: writing failed after %llu packets: %s", s->path,
		(unsigned long long)(s->saved + more), strerror(error));
}

static int write_out(struct savefile *s, struct err *err)
{
	size_t done = 0;
	while (done < s->used) {
		ssize_t w = write(s->fd, s->buffer + done, s->used - done);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return write_failed(s, done, errno, err);
		done += (size_t)w;
	}
	s->on_disk += done;
	s->saved = s->packets;
	s->used = 0;
	return 0;
}

static int put(struct savefile *s, const void *p, size_t n, struct err *err)
{
	const uint8_t *b = p;
	s->written += n;
	while (n) {
		size_t room = BUFFER - s->used, part = n < room ? n : room;
		memcpy(s->buffer + s->used, b, part);
		s->used += part;
		b += part;
		n -= part;
		if (s->used == BUFFER) {
			int e = write_out(s, err);
			if (e < 0)
				return e;
		}
	}
	return 0;
}

static int put_pcap_header(struct savefile *s, struct err *err)
{
	uint8_t h[PCAP_HEADER] = {0};
	put_le32(h, s->options.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
	put_le16(h + 4, 2);
	put_le16(h + 6, 4);
	put_le32(h + 16, s->options.snaplen);
	put_le32(h + 20, s->options.linktype);
	return put(s, h, sizeof h, err);
}

/* pcapng: a section header with the writer's name, an interface with nanoseconds. */
static int put_pcapng_header(struct savefile *s, struct err *err)
{
	static const char app[] = "tapline " TAPLINE_VERSION;
	struct utsname u;
	char os[64] = "Linux";
	if (uname(&u) == 0)
		snprintf(os, sizeof os, "%.20s %.40s", u.sysname, u.release);
	uint8_t b[512] = {0};
	size_t at = 24;
	const struct { uint16_t code; const char *text; } options[] = {{3, os}, {4, app}};
	put_le32(b, 0x0a0d0d0a);
	put_le32(b + 8, 0x1a2b3c4d);
	put_le16(b + 12, 1);
	memset(b + 16, 0xff, 8);
	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(options[i].text);
		put_le16(b + at, options[i].code);
		put_le16(b + at + 2, (uint16_t)n);
		memcpy(b + at + 4, options[i].text, n);
		at += 4 + ((n + 3) & ~(size_t)3);
	}
	at += 4; /* opt_endofopt */
	put_le32(b + 4, (uint32_t)at + 4);
	put_le32(b + at, (uint32_t)at + 4);
	int e = put(s, b, at + 4, err);
	uint8_t i[32] = {0};
	put_le32(i, 1);
	put_le32(i + 4, sizeof i);
	put_le16(i + 8, s->options.linktype);
	put_le32(i + 12, s->options.snaplen);
	put_le16(i + 16, 9); /* if_tsresol */
	put_le16(i + 18, 1);
	i[20] = 9;
	put_le32(i + 28, sizeof i);
	return e < 0 ? e : put(s, i, sizeof i, err);
}

/* The name of the next file: strftime by -G, then a counter by -C (with -W as wide as its last number). */
static int make_path(struct savefile *s, struct err *err)
{
	char base[PATH_MAX];
	const struct savefile_options *o = &s->options;
	time_t t = (time_t)s->slice_started;
	struct tm tm;
	if (!o->seconds)
		snprintf(base, sizeof base, "%s", o->path);
	else if (!localtime_r(&t, &tm) || !strftime(base, sizeof base, o->path, &tm))
		return err_set(err, -EINVAL, "%s: the file name made from this format is empty or too long", o->path);
	int n;
	if (o->size && o->files && !o->seconds) {
		int width = snprintf(NULL, 0, "%u", o->files - 1);
		n = snprintf(s->path, sizeof s->path, "%s%0*u", base, width, s->number);
	} else if (o->size && s->number) {
		n = snprintf(s->path, sizeof s->path, "%s%u", base, s->number);
	} else {
		n = snprintf(s->path, sizeof s->path, "%s", base);
	}
	return n < (int)sizeof s->path ? 0 : err_set(err, -ENAMETOOLONG, "%s: file name too long", o->path);
}

static int open_path(const struct savefile *s)
{
	if (s->options.open)
		return s->options.open(s->options.context, s->path);
	int fd = open(s->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	return fd < 0 ? -errno : fd;
}

static int open_next(struct savefile *s, struct err *err)
{
	s->used = 0;
	s->written = s->packets = s->saved = s->on_disk = 0;
	if (!strcmp(s->options.path, "-")) {
		snprintf(s->path, sizeof s->path, "standard output");
		s->fd = STDOUT_FILENO;
	} else {
		int e = make_path(s, err);
		if (e < 0)
			return e;
		s->fd = open_path(s);
		if (s->fd < 0)
			return err_set(err, s->fd, "%s: %s", s->path, strerror(-s->fd));
	}
	int e = s->options.pcapng ? put_pcapng_header(s, err) : put_pcap_header(s, err);
	/* readable from the first moment on */
	return e < 0 ? e : write_out(s, err);
}

static int finish(struct savefile *s, struct err *err)
{
	if (s->fd < 0)
		return 0;
	int e = write_out(s, err);
	if (s->fd != STDOUT_FILENO && close(s->fd) < 0 && e == 0)
		e = err_set(err, -errno, "%s: closing failed: %s", s->path, strerror(errno));
	s->fd = -1;
	if (s->options.finished && strcmp(s->options.path, "-"))
		s->options.finished(s->options.context, s->path);
	return e;
}

/* Opens the next file when this one is full or its time is over. SAVEFILE_LIMIT: there shall be no next one. */
static int rotate(struct savefile *s, struct err *err)
{
	const struct savefile_options *o = &s->options;
	int64_t now = time_now() / NS_PER_S;
	int e = 0;
	if (o->seconds && now - s->slice_started >= o->seconds) {
		s->slices++;
		if (o->files && s->slices >= o->files) {
			e = finish(s, err);
			return e < 0 ? e : SAVEFILE_LIMIT;
		}
		/* slices start at multiples of the interval, however late the end of one is seen */
		s->slice_started += (now - s->slice_started) / o->seconds * o->seconds;
		s->number = 0;
	} else if (o->size && s->written > o->size) {
		s->number++;
		if (o->files && !o->seconds && s->number >= o->files)
			s->number = 0;
	} else {
		return 0;
	}
	e = finish(s, err);
	return e < 0 ? e : open_next(s, err);
}

static int put_pcap_packet(struct savefile *s, const struct packet *p, struct err *err)
{
	uint8_t h[RECORD_HEADER];
	uint32_t ns = time_nanos(p->time);
	uint32_t fraction = s->options.nanoseconds ? ns : ns / 1000;
	put_le32(h, (uint32_t)time_seconds(p->time));
	put_le32(h + 4, p->flags & PACKET_BAD_FRACTION ? p->raw_fraction : fraction);
	put_le32(h + 8, p->caplen);
	put_le32(h + 12, p->len);
	int e = put(s, h, sizeof h, err);
	return e < 0 ? e : put(s, p->data, p->caplen, err);
}

static int put_pcapng_packet(struct savefile *s, const struct packet *p, struct err *err)
{
	static const uint8_t zeros[8];
	uint32_t padded = (p->caplen + 3) & ~3u;
	bool flags = p->direction != DIRECTION_UNKNOWN;
	size_t comment = p->comment ? strnlen(p->comment, COMMENT_MAX) : 0;
	uint32_t comment_padded = ((uint32_t)comment + 3) & ~3u;
	uint32_t options = (flags ? 8u : 0) + (comment ? 4 + comment_padded : 0);
	uint32_t total = 28 + padded + (options ? options + 4 : 0) + 4;
	uint8_t h[28];
	put_le32(h, 6);
	put_le32(h + 4, total);
	put_le32(h + 8, 0);
	put_le32(h + 12, (uint32_t)((uint64_t)p->time >> 32));
	put_le32(h + 16, (uint32_t)p->time);
	put_le32(h + 20, p->caplen);
	put_le32(h + 24, p->len);
	int e = put(s, h, sizeof h, err);
	e = e < 0 ? e : put(s, p->data, p->caplen, err);
	e = e < 0 ? e : put(s, zeros, padded - p->caplen, err);
	if (e >= 0 && comment) {
		uint8_t o[4];
		put_le16(o, 1);
		put_le16(o + 2, (uint16_t)comment);
		e = put(s, o, 4, err);
		e = e < 0 ? e : put(s, p->comment, comment, err);
		e = e < 0 ? e : put(s, zeros, comment_padded - comment, err);
	}
	if (e >= 0 && flags) {
		uint8_t o[8];
		put_le16(o, 2);
		put_le16(o + 2, 4);
		put_le32(o + 4, p->direction);
		e = put(s, o, 8, err);
	}
	if (e >= 0 && options)
		e = put(s, zeros, 4, err);
	uint8_t tail[4];
	put_le32(tail, total);
	return e < 0 ? e : put(s, tail, 4, err);
}

static int save_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	if (s->options.size || s->options.seconds) {
		int e = rotate(s, err);
		if (e)
			return e;
	}
	if (s->used >= WRITE_AT || v->packet->caplen + RECORD_EXTRA > BUFFER - s->used) {
		int e = write_out(s, err);
		if (e < 0)
			return e;
	}
	int e = s->options.pcapng ? put_pcapng_packet(s, v->packet, err) : put_pcap_packet(s, v->packet, err);
	if (e < 0)
		return e;
	s->packets++;
	return s->options.unbuffered ? write_out(s, err) : 0;
}

/* A slice ends when its time is over, not when the next packet comes. */
static int save_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	return s->options.seconds ? rotate(s, err) : 0;
}

int savefile_flush(struct sink *sink, struct err *err)
{
	return write_out((struct savefile *)sink, err);
}

static int save_close(struct sink *sink, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	int e = finish(s, err);
	free(s->buffer);
	free(s);
	return e;
}

static const struct sink_ops ops = {save_packet, save_tick, save_close};

int savefile_sink_new(const struct savefile_options *options, struct sink **sink, struct err *err)
{
	struct savefile *s = calloc(1, sizeof *s);
	if (!s || !(s->buffer = malloc(BUFFER))) {
		free(s);
		return err_set(err, -ENOMEM, "%s: no memory", options->path);
	}
	s->sink = (struct sink){&ops, 0};
	s->options = *options;
	s->slice_started = time_now() / NS_PER_S;
	s->fd = -1;
	int e = open_next(s, err);
	if (e < 0) {
		free(s->buffer);
		free(s);
		return e;
	}
	*sink = &s->sink;
	return 0;
}
