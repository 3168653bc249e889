#include "capture/offline.h"

#include <errno.h>
#include <stdlib.h>

#include "file/reader.h"

enum { BATCH = 256 };

struct offline {
	struct source source;
	struct reader reader;
	struct source_interface *interfaces;
	size_t interface_room;
	struct packet packets[BATCH];
	struct err held; /* met behind packets that are to be delivered first */
	int held_result;
};

/* The source's view of the interfaces that the file has described so far. */
static int refresh_interfaces(struct offline *o, struct err *err)
{
	size_t n = o->reader.interface_count;
	if (n == o->source.interface_count)
		return 0;
	struct source_interface *more = realloc(o->interfaces, n * sizeof *more);
	if (!more)
		return err_set(err, -ENOMEM, "%s: no memory", o->reader.path);
	o->interfaces = more;
	for (size_t i = 0; i < n; i++) {
		const struct reader_interface *r = &o->reader.interfaces[i];
		more[i] = (struct source_interface){
			.name = r->name[0] ? r->name : o->reader.path,
			.linktype = r->linktype,
			.snaplen = r->snaplen,
			.nanoseconds = r->nanoseconds,
			.speed = r->speed,
			.unnamed = !r->name[0],
		};
	}
	o->source.interfaces = more;
	o->source.interface_count = n;
	return 0;
}

static int held(struct offline *o, struct err *err)
{
	if (o->held_result < 0)
		*err = o->held;
	return o->held_result;
}

static int offline_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct offline *o = (struct offline *)s;
	if (o->held_result)
		return held(o, err);
	size_t n = 0;
	int result = READER_PACKET;
	for (; n < BATCH && result == READER_PACKET; n += result == READER_PACKET) {
		o->reader.in.may_read = n == 0;
		result = reader_next(&o->reader, &o->packets[n], &o->held);
		/* the comment lies in one buffer: its packet ends the batch */
		if (result == READER_PACKET && o->packets[n].comment) {
			n++;
			break;
		}
	}
	*batch = (struct batch){o->packets, n, o->reader.in.era};
	if (refresh_interfaces(o, err) < 0)
		return -ENOMEM;
	if (result != READER_PACKET && result != READER_LATER)
		o->held_result = result == READER_END ? SOURCE_END : result;
	if (n)
		return SOURCE_BATCH;
	return o->held_result ? held(o, err) : SOURCE_AGAIN;
}

static bool offline_progress(struct source *s, uint64_t *done, uint64_t *size)
{
	return input_progress(&((struct offline *)s)->reader.in, done, size);
}

static unsigned offline_last(struct source *s)
{
	input_keep_buffers(&((struct offline *)s)->reader.in);
	return INPUT_BUFFERS;
}

static void offline_release(struct source *s)
{
	input_release(&((struct offline *)s)->reader.in);
}

static void offline_close(struct source *s)
{
	struct offline *o = (struct offline *)s;
	reader_close(&o->reader);
	free(o->interfaces);
	free(o);
}

static const struct source_ops ops = {
	.read = offline_read,
	.release = offline_release,
	.close = offline_close,
	.progress = offline_progress,
	.last = offline_last,
};

int offline_open(int fd, const char *path, struct source **source, struct err *err)
{
	struct offline *o = calloc(1, sizeof *o);
	if (!o)
		return err_set(err, -ENOMEM, "%s: no memory", path);
	o->source.ops = &ops;
	int e = reader_open(&o->reader, fd, path, err);
	if (e >= 0) {
		o->source.format = o->reader.format->name;
		e = refresh_interfaces(o, err);
	}
	if (e < 0) {
		offline_close(&o->source);
		return e;
	}
	*source = &o->source;
	return 0;
}
