#include "sink/savefile.h"

#include <errno.h>
#include <poll.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "capture/source.h"
#include "core/linktype.h"
#include "core/time.h"
#include "file/output.h"
#include "file/record.h"

#define FLUSH_EVERY NS_PER_S

/* A finished file that --keep and FULL_OVERWRITE may remove. */
struct kept {
	char *path;
	uint64_t size;
	int64_t finished; /* seconds */
};

struct savefile {
	struct sink sink;
	struct savefile_options options;
	struct output out;
	char path[PATH_MAX];
	char os[64];
	unsigned number;        /* of the file within -C, from 0 */
	unsigned slices;        /* files finished by -G */
	int64_t slice_started;  /* seconds */
	int64_t last, ahead;    /* seconds: the newest time, and what is added to the clock for it (steady_time()) */
	uint64_t before;        /* packets in the finished files */
	int64_t opened;         /* the capture's start */
	int64_t flushed;        /* ns */
	/* pcapng: interfaces of this file. Those of the source start at `base`, `described` of them are there. */
	const struct source *source;
	size_t base, described;
	struct kept *kept;      /* the oldest first */
	size_t kept_count, kept_room;
	uint64_t kept_bytes;
};

/* ---- Headers and interfaces */

static int put_interfaces(struct savefile *s, const struct source *source, struct err *err)
{
	s->source = source;
	for (; s->described < source->interface_count; s->described++) {
		const struct source_interface *i = &source->interfaces[s->described];
		uint8_t *to = output_room(&s->out, RECORD_EXTRA, err);
		if (!to)
			return err->code;
		struct record_interface r = {.name = i->unnamed ? NULL : i->device ? i->device : i->name, .description = i->description,
			.filter = source->live ? s->options.filter : NULL, .os = source->live ? s->os : NULL,
			.linktype = i->linktype, .speed = i->speed,
			.snaplen = source->live ? s->options.snaplen : i->snaplen};
		output_put(&s->out, pcapng_put_interface(to, &r), false);
	}
	return 0;
}

static int put_header(struct savefile *s, struct err *err)
{
	uint8_t *to = output_room(&s->out, RECORD_EXTRA, err);
	if (!to)
		return err->code;
	if (!s->options.pcapng) {
		output_put(&s->out, pcap_put_header(to, s->options.linktype, s->options.snaplen, s->options.nanoseconds), false);
		return 0;
	}
	output_put(&s->out, pcapng_put_section(to, s->os, "tapline " TAPLINE_VERSION), false);
	s->base = s->described = 0;
	return s->source ? put_interfaces(s, s->source, err) : 0;
}

/* ---- Names */

/* The base name, and a counter by -C (with -W as wide as its last number), which stands before the ending of a compressed
 * file. */
static int add_counter(struct savefile *s, const char *base, struct err *err)
{
	const struct savefile_options *o = &s->options;
	const char *ending = compression_ending(o->compression);
	int stem = (int)(strlen(base) - strlen(ending)), n;
	if (o->size && o->files > 1) {
		int width = snprintf(NULL, 0, "%u", o->files - 1);
		n = snprintf(s->path, sizeof s->path, "%.*s%0*u%s", stem, base, width, s->number, ending);
	} else if (o->size && s->number) {
		n = snprintf(s->path, sizeof s->path, "%.*s%u%s", stem, base, s->number, ending);
	} else {
		n = snprintf(s->path, sizeof s->path, "%s", base);
	}
	return n < (int)sizeof s->path ? 0 : err_set(err, -ENAMETOOLONG, "%s: file name too long", o->path);
}

/* One conversion of strftime at `format`, with its flags and width; the format behind it. What it gives is never a folder:
 * %D would be three. */
static const char *convert(const char *format, const struct tm *tm, char *piece, size_t room)
{
	char one[32];
	size_t n = 1 + strspn(format + 1, "_-0^#EO123456789");
	n += format[n] != 0;
	if (n >= sizeof one)
		return NULL;
	memcpy(one, format, n);
	one[n] = 0;
	piece[strftime(piece, room, one, tm)] = 0;
	for (char *c = piece; *c; c++)
		*c = *c == '/' ? '-' : *c;
	return format + n;
}

static bool expand(const char *format, const struct tm *tm, char to[PATH_MAX])
{
	size_t at = 0;
	while (format && *format && at < PATH_MAX - 1) {
		char piece[256] = {*format, 0};
		format = *format == '%' ? convert(format, tm, piece, sizeof piece) : format + 1;
		size_t n = strlen(piece);
		if (!format || n > PATH_MAX - 1 - at)
			return false;
		memcpy(to + at, piece, n);
		at += n;
	}
	to[at] = 0;
	return format && !*format && at;
}

/* The name of the next file: strftime by -G, then the counter. */
static int make_path(struct savefile *s, struct err *err)
{
	char base[PATH_MAX];
	const struct savefile_options *o = &s->options;
	time_t t = (time_t)s->slice_started;
	struct tm tm;
	if (!o->seconds)
		return add_counter(s, o->path, err);
	if (!localtime_r(&t, &tm) || !expand(o->path, &tm, base))
		return err_set(err, -EINVAL, "%s: the file name made from this format is empty or too long", o->path);
	return add_counter(s, base, err);
}

/* ---- Time */

/* Seconds. When the clock is set back, time goes on from where it was until the clock has caught up: a slice does not last
 * for the whole of the difference, and no name comes twice, which would write over the first file. */
static int64_t steady_time(struct savefile *s)
{
	int64_t now = time_now() / NS_PER_S;
	if (now >= s->last)
		s->ahead = 0;
	else if (now + s->ahead < s->last)
		s->ahead = s->last - now;
	s->last = now + s->ahead;
	return s->last;
}

static int put_statistics_of(struct savefile *s, size_t interface, struct err *err)
{
	struct source_stats counts;
	struct err ignored = {0};
	/* counting changes nothing that a reader of the source sees */
	if (s->source->ops->stats((struct source *)s->source, interface, &counts, &ignored) < 0)
		return 0;
	uint8_t *to = output_room(&s->out, RECORD_EXTRA, err);
	if (!to)
		return err->code;
	struct record_statistics r = {.interface = (uint32_t)(s->base + interface), .start = s->opened, .end = time_now(),
		.received = counts.seen + counts.interface_dropped, .interface_dropped = counts.interface_dropped,
		.filter_accepted = counts.seen, .kernel_dropped = counts.dropped, .delivered = counts.seen - counts.dropped};
	output_put(&s->out, pcapng_put_statistics(to, &r), false);
	return 0;
}

/* pcapng: the counts of the capture so far, behind the packets of a file. */
static int put_statistics(struct savefile *s, struct err *err)
{
	int e = 0;
	for (size_t i = 0; e >= 0 && s->options.pcapng && s->source && s->source->ops->stats && i < s->described; i++)
		e = put_statistics_of(s, i, err);
	return e;
}


/* ---- The ring of finished files */

static void forget(struct savefile *s, size_t at)
{
	s->kept_bytes -= s->kept[at].size;
	free(s->kept[at].path);
	memmove(s->kept + at, s->kept + at + 1, (--s->kept_count - at) * sizeof *s->kept);
}

static int remove_oldest(struct savefile *s)
{
	int e = s->options.calls.remove(s->options.calls.context, s->kept[0].path);
	forget(s, 0);
	return e;
}

static void keep_within(struct savefile *s, int64_t now, uint64_t writing)
{
	const struct savefile_options *o = &s->options;
	while (s->kept_count && ((o->keep_bytes && s->kept_bytes + writing > o->keep_bytes) ||
		(o->keep_seconds && now - s->kept[0].finished > (int64_t)o->keep_seconds)))
		remove_oldest(s);
}

/* A file that is written anew (-C -W) is no longer an old one. */
static void no_longer_kept(struct savefile *s)
{
	for (size_t i = 0; i < s->kept_count; i++)
		if (!strcmp(s->kept[i].path, s->path)) {
			forget(s, i);
			return;
		}
}

static void keep(struct savefile *s, uint64_t size)
{
	const struct savefile_options *o = &s->options;
	if (!o->keep_bytes && !o->keep_seconds && o->full != FULL_OVERWRITE)
		return;
	if (s->kept_count == s->kept_room) {
		size_t room = s->kept_room ? 2 * s->kept_room : 64;
		struct kept *more = realloc(s->kept, room * sizeof *more);
		if (!more)
			return;
		s->kept = more;
		s->kept_room = room;
	}
	char *path = strdup(s->path);
	if (!path)
		return;
	s->kept[s->kept_count++] = (struct kept){path, size, steady_time(s)};
	s->kept_bytes += size;
}

static bool disk_full(void *context, const char *path)
{
	struct savefile *s = context;
	const struct savefile_calls *c = &s->options.calls;
	if (s->options.full == FULL_WAIT)
		return c->wait(c->context, path);
	return s->options.full == FULL_OVERWRITE && s->kept_count && remove_oldest(s) == 0;
}

/* ---- One file after the other */

static int open_next(struct savefile *s, struct err *err)
{
	int fd = STDOUT_FILENO;
	if (!strcmp(s->options.path, "-")) {
		snprintf(s->path, sizeof s->path, "standard output");
	} else {
		int e = make_path(s, err);
		if (e < 0)
			return e;
		no_longer_kept(s);
		fd = s->options.calls.open(s->options.calls.context, s->path);
		if (fd < 0)
			return err_set(err, fd, s->before ? "%s: %s (after %llu packets in other files)" : "%s: %s", s->path,
				strerror(-fd), (unsigned long long)s->before);
	}
	int e = output_begin(&s->out, fd, s->path, err);
	e = e < 0 ? e : put_header(s, err);
	/* readable from the first moment on; O_DIRECT has no page yet */
	return e < 0 || s->options.direct ? e : output_flush(&s->out, err);
}

static int finish(struct savefile *s, struct err *err)
{
	if (s->out.fd < 0)
		return 0;
	int e = put_statistics(s, err);
	int ended = output_end(&s->out, e < 0 ? &(struct err){0} : err);
	e = e < 0 ? e : ended;
	if (!strcmp(s->options.path, "-"))
		return e;
	s->before += s->out.packets;
	keep(s, s->out.on_disk);
	if (s->options.calls.finished)
		s->options.calls.finished(s->options.calls.context, s->path);
	return e;
}

/* Opens the next file when this one is full or its time is over. SAVEFILE_LIMIT: there shall be no next one. */
static int rotate(struct savefile *s, struct err *err)
{
	const struct savefile_options *o = &s->options;
	int64_t now = steady_time(s);
	int e = 0;
	keep_within(s, now, output_size(&s->out));
	if (o->seconds && now - s->slice_started >= o->seconds) {
		s->slices++;
		if (o->files && !o->size && s->slices >= o->files) {
			e = finish(s, err);
			return e < 0 ? e : SAVEFILE_LIMIT;
		}
		/* slices start at multiples of the interval, however late the end of one is seen */
		s->slice_started += (now - s->slice_started) / o->seconds * o->seconds;
		s->number = 0;
	} else if (o->size && output_size(&s->out) > o->size) {
		s->number++;
		if (o->files && s->number >= o->files)
			s->number = 0;
	} else {
		return 0;
	}
	e = finish(s, err);
	return e < 0 ? e : open_next(s, err);
}

/* ---- The sink */

static int wrong_linktype(const struct savefile *s, const struct packet *p, struct err *err)
{
	const char *is = linktype_name(p->linktype), *wanted = linktype_name(s->options.linktype);
	return err_set(err, -EINVAL, "%s: a packet of link type %s does not fit into a pcap file of %s: write pcapng (--pcapng)",
		s->path, is ? is : "UNKNOWN", wanted ? wanted : "UNKNOWN");
}

static int put_packet(struct savefile *s, const struct packet *p, const struct source *source, struct err *err)
{
	int e = 0;
	if (s->options.pcapng && (source != s->source || source->interface_count > s->described))
		e = put_interfaces(s, source, err);
	else if (!s->options.pcapng && p->linktype != s->options.linktype)
		e = wrong_linktype(s, p, err);
	uint8_t *to = e < 0 ? NULL : output_room(&s->out, p->caplen + RECORD_EXTRA, err);
	if (!to)
		return err->code;
	output_put(&s->out, s->options.pcapng ? pcapng_put_packet(to, p, (uint32_t)s->base + p->interface) :
		pcap_put_packet(to, p, s->options.nanoseconds), true);
	return 0;
}

static int save_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	int e = s->options.size || s->options.seconds ? rotate(s, err) : 0;
	if (e == 0)
		e = put_packet(s, v->packet, v->source, err);
	return e == 0 && s->options.unbuffered ? output_flush(&s->out, err) : e;
}

/* Without rotation, which could end the run between two packets. With -U they are written together; compressed, each is a frame
 * of its own, for a frame that does not fit the disk is lost as a whole. */
static int save_packets(struct sink *sink, const struct packet *packets, size_t count, const struct source *source,
	struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	bool each = s->options.unbuffered && s->options.compression;
	int e = 0;
	for (size_t i = 0; i < count && e == 0; i++) {
		e = put_packet(s, &packets[i], source, err);
		if (each && e == 0)
			e = output_flush(&s->out, err);
	}
	return e == 0 && s->options.unbuffered ? output_flush(&s->out, err) : e;
}

/* A slice ends when its time is over, not when the next packet comes. And what is captured seldom is not kept back for
 * long; compressed frames and pages of --direct would suffer from that. */
/* A capture into a pipe ends when its reader does, not with the next packet, which may never come. */
static bool reader_gone(const struct savefile *s)
{
	struct pollfd p = {.fd = s->out.fd};
	return s->source && s->source->live && s->out.fd >= 0 && poll(&p, 1, 0) > 0 && p.revents & POLLERR;
}

static int save_tick(struct sink *sink, int64_t now, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	const struct savefile_options *o = &s->options;
	if (reader_gone(s))
		return err_set_status(err, EXIT_WRITE, -EPIPE, "%s: who read it has gone", s->path);
	int e = o->seconds || o->keep_seconds ? rotate(s, err) : 0;
	if (e || !s->source || !s->source->live || o->direct || o->compression || now - s->flushed < FLUSH_EVERY)
		return e;
	s->flushed = now;
	return output_flush(&s->out, err);
}

/* Interfaces of the next source come behind those of this one. */
static int save_ended(struct sink *sink, struct source *source, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	int e = s->out.fd >= 0 && source == s->source ? put_statistics(s, err) : 0;
	s->base += s->described;
	s->described = 0;
	s->source = NULL;
	return e;
}

static int save_flush(struct sink *sink, struct err *err)
{
	return output_flush(&((struct savefile *)sink)->out, err);
}

static struct sink_file save_file(const struct sink *sink)
{
	const struct savefile *s = (const struct savefile *)sink;
	return (struct sink_file){s->path, output_size(&s->out)};
}

static void free_savefile(struct savefile *s)
{
	output_free(&s->out);
	while (s->kept_count)
		forget(s, s->kept_count - 1);
	free(s->kept);
	free(s);
}

static int save_close(struct sink *sink, struct err *err)
{
	struct savefile *s = (struct savefile *)sink;
	int e = finish(s, err);
	free_savefile(s);
	return e;
}

static const struct sink_ops ops = {save_packet, save_tick, save_close, save_ended, save_flush,
	.packets = save_packets, .file = save_file};

int savefile_sink_new(const struct savefile_options *options, struct sink **sink, struct err *err)
{
	struct savefile *s = calloc(1, sizeof *s);
	struct utsname u;
	if (!s)
		return err_set(err, -ENOMEM, "%s: no memory", options->path);
	s->sink = (struct sink){&ops, 0};
	s->options = *options;
	s->source = options->source;
	s->opened = time_now();
	s->slice_started = s->last = s->opened / NS_PER_S;
	snprintf(s->os, sizeof s->os, "Linux");
	if (uname(&u) == 0)
		snprintf(s->os, sizeof s->os, "%.20s %.40s", u.sysname, u.release);
	struct output_options oo = {.pcapng = options->pcapng, .direct = options->direct,
		.compression = options->compression, .limit = options->size, .full = disk_full, .context = s};
	int e = output_init(&s->out, &oo, err);
	e = e < 0 ? e : open_next(s, err);
	if (e < 0) {
		free_savefile(s);
		return e;
	}
	*sink = &s->sink;
	return 0;
}
