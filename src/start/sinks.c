#include "start/sinks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/verbs.h"
#include "priv/files.h"
#include "run.h"
#include "sink/columns.h"
#include "sink/ek.h"
#include "sink/format.h"
#include "sink/json.h"
#include "sink/sanitize.h"
#include "sink/savefile.h"

int start_file(void *context, const char *path)
{
	const struct privileges *p = &((const struct run *)context)->privileges;
	return p->sealed ? files_make(p->files, path) : files_make_first(p->files, path);
}

static void file_finished(void *context, const char *path)
{
	files_finished(((const struct run *)context)->privileges.files, path);
}

static int remove_file(void *context, const char *path)
{
	return files_remove(((const struct run *)context)->privileges.files, path);
}

/* --on-full=wait: said once, then tried again every second until there is room or a signal came. */
static bool wait_for_room(void *context, const char *path)
{
	struct run *r = context;
	if (!r->waited)
		fprintf(stderr, "%s: %s: the disk is full: waiting for room\n", r->options->program, path);
	r->waited = true;
	nanosleep(&(struct timespec){1, 0}, NULL);
	return !*r->signal;
}

/* What goes to standard output, or to the file of -o: a verb's answer, JSON or lines. */
static int add_answer(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	struct sink **sink = &r->sinks[r->sink_count];
	if (o->output && (r->output = files_make_output(r->privileges.files)) < 0)
		return err_set(err, r->output, "%s: %s", o->output, strerror(-r->output));
	int fd = o->output ? r->output : STDOUT_FILENO;
	if (o->verb && !o->verb->lines)
		return o->verb->answer ? o->verb->answer(&r->answer, s->live, fd, sink, err) : o->verb->sink(o, s, fd, sink, err);
	if (o->columns.fields)
		return columns_sink_new(&o->columns, fd, sink, err);
	if (o->format)
		return format_sink_new(o->format, &o->text, fd, sink, err);
	if (!o->ek && !o->json)
		return text_sink_new(&o->text, fd, sink, err);
	*sink = o->ek ? ek_sink_new(o->text.line_buffered, fd) : json_sink_new(&o->text, fd);
	return *sink ? 0 : err_set(err, -ENOMEM, "no memory");
}

/* A pcap file has one link type, which its header says: better to know now than at the first packet of another. */
static int same_linktypes(const struct options *o, const struct source *s, struct err *err)
{
	for (size_t i = 1; s->live && i < s->interface_count; i++)
		if (s->interfaces[i].linktype != s->interfaces[0].linktype)
			return err_set(err, -EINVAL, "%s: packets of %s and %s have different link types and do not fit into one pcap file: "
				"write pcapng (--pcapng)", o->write, s->interfaces[0].name, s->interfaces[i].name);
	return 0;
}

/* Of verbs that write what they read, -s cuts it; 0: nothing is cut. */
static uint32_t cut_at(const struct options *o, const struct source *s)
{
	return o->verb && !s->live && o->snaplen < SNAPLEN_MOST ? o->snaplen : 0;
}

static int add_savefile(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	uint32_t most = cut_at(o, s), kept = s->live ? o->snaplen : s->interfaces[0].snaplen;
	struct savefile_options so = {
		.path = o->write,
		.source = s,
		.linktype = s->interfaces[0].linktype,
		.snaplen = most && most < kept ? most : kept,
		.nanoseconds = o->nano,
		.pcapng = options_pcapng(o),
		.direct = o->direct,
		.unbuffered = o->packet_buffered,
		.compression = options_compression(o),
		.size = o->size,
		.seconds = o->seconds,
		.files = o->files,
		.keep_bytes = o->keep_bytes,
		.keep_seconds = o->keep_seconds,
		.full = o->full,
		.filter = r->expression,
		.calls = {start_file, remove_file, o->postrotate ? file_finished : NULL, wait_for_room, r},
	};
	struct sink **sink = &r->sinks[r->sink_count];
	int e = so.pcapng ? 0 : same_linktypes(o, s, err);
	e = e < 0 ? e : savefile_sink_new(&so, sink, err);
	if (e >= 0 && (o->anonymize || o->headers_only || most))
		e = sanitize_sink_new(&(struct sanitize_options){most, o->headers_only, o->anonymize}, *sink, sink, err);
	r->sink_count += e >= 0;
	return e;
}

int start_sinks(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	int e = o->write ? add_savefile(r, s, err) : 0;
	if (e < 0 || (o->verb && !o->verb->lines ? !o->verb->sink && !o->verb->answer : (o->write ? !o->print : o->count_only)))
		return e;
	e = add_answer(r, s, err);
	r->sink_count += e >= 0;
	return e;
}

int end_sinks(struct run *r, struct err *err)
{
	int result = 0;
	for (unsigned i = 0; i < r->sink_count; i++) {
		int e = r->sinks[i]->ops->close(r->sinks[i], err);
		result = result < 0 ? result : e;
	}
	r->sink_count = 0;
	return result;
}
