#include "start/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "answers/io.h"
#include "answers/ipfix.h"
#include "capture/interfaces.h"
#include "capture/merge.h"
#include "capture/offline.h"
#include "capture/timestamps.h"
#include "cli/remote.h"
#include "cli/verbs.h"
#include "core/linktype.h"
#include "core/linktype_numbers.h"
#include "file/input.h"
#include "host/exec.h"
#include "host/places.h"
#include "host/tcp_source.h"
#include "priv/opener.h"

static void announce_interface(const struct options *o, const struct source *s, const struct source_interface *i)
{
	const char *name = linktype_name(i->linktype), *description = linktype_description(i->linktype);
	char unnamed[32];
	snprintf(unnamed, sizeof unnamed, "%u", i->linktype);
	if (s->live)
		fprintf(stderr, "%s%slistening on %s, link-type %s", o->dissect.verbose || o->write ? o->program : "",
			o->dissect.verbose || o->write ? ": " : "", i->name, name ? name : unnamed);
	else
		fprintf(stderr, "reading from file %s, link-type %s", o->read ? o->read : i->name, name ? name : unnamed);
	if (description)
		fprintf(stderr, " (%s)", description);
	fprintf(stderr, s->live ? ", snapshot length %u bytes\n" : ", snapshot length %u\n", i->snaplen);
}

void start_announce_linktype(const struct options *o, const struct source *s)
{
	unsigned linktype = s->interfaces[0].linktype;
	if (o->linktype || (o->tcpdump && linktype == LINKTYPE_LINUX_SLL2))
		fprintf(stderr, "%s: data link type %s\n", o->program, linktype_name((int)linktype));
}

void start_announce(const struct options *o, const struct source *s)
{
	if (s->live)
		start_announce_linktype(o, s);
	if (s->live && !o->dissect.verbose && !o->write && (!o->verb || o->verb->lines))
		fprintf(stderr, "%s: verbose output suppressed, use -v[v]... for full protocol decode\n", o->program);
	for (size_t i = 0; i < (s->live ? s->interface_count : 1); i++)
		announce_interface(o, s, &s->interfaces[i]);
}

static void say_waiting(void *program, const char *word)
{
	fprintf(stderr, "%s: waiting for %s\n", (const char *)program, word);
}

int start_targets(const struct options *o, volatile sig_atomic_t *signal, struct capture_targets *targets, struct err *err)
{
	const struct places_wait wait = {o->wait, signal, say_waiting, (void *)o->program};
	int e = o->interface_count ? 0 : targets_add(targets, "1", -1, NULL, err);
	for (unsigned i = 0; e >= 0 && i < o->interface_count; i++)
		e = o->tcpdump ? targets_add(targets, o->interfaces[i], -1, NULL, err) : places_add(targets, o->interfaces[i], &wait, err);
	for (size_t i = 0; e >= 0 && i < targets->count && targets->count > 1; i++)
		if (!strcmp(targets->list[i].name, "any") && targets->list[i].netns < 0)
			e = err_set(err, -EINVAL, "-i any captures on every interface: it does not go with others");
	return e;
}

/* What the capture says of its interfaces; tcpdump says nothing. */
static void say_news(void *context, const char *text)
{
	struct run *r = context;
	counts_clear(&r->counts);
	if (!r->options->tcpdump)
		fprintf(stderr, "%s: %s\n", r->options->program, text);
}

static int look_for_interface(void *context, const char *labels, size_t len, struct source **rings);

struct live_options start_live_options(const struct options *o, struct run *r)
{
	return (struct live_options){
		.snaplen = o->snaplen,
		.buffer_kib = o->buffer_kib,
		.timeout_ms = o->timeout_ms,
		.threads = o->threads,
		.news = r ? say_news : NULL,
		.news_context = r,
		.look = r && o->follow_interfaces ? look_for_interface : NULL,
		.look_context = r,
		.one_linktype = o->write && !options_pcapng(o),
		.promiscuous = !o->no_promiscuous,
		.immediate = o->immediate ||
			(!o->timeout_ms && !o->command && (!o->write || o->print) && (o->text.line_buffered || isatty(STDOUT_FILENO))),
		.direction = !o->direction || !strcasecmp(o->direction, "inout") ? LIVE_INOUT :
			!strcasecmp(o->direction, "in") ? LIVE_IN : LIVE_OUT,
		.timestamp_type = o->timestamp_type,
		.linktype = o->linktype ? linktype_by_name(o->linktype) : -1,
	};
}

static int look_for_interface(void *context, const char *labels, size_t len, struct source **rings)
{
	struct run *r = context;
	struct live_options live = start_live_options(r->options, r);
	return r->opener > 0 ? opener_look(r->opener, &live, labels, len, rings) : 0;
}

int start_live(const struct options *o, struct run *r, volatile sig_atomic_t *signal, struct source **s, struct err *err)
{
	struct live_options live = start_live_options(o, r);
	struct capture_targets targets = {0};
	int e = start_targets(o, signal, &targets, err);
	for (size_t i = 0; e >= 0 && o->monitor && i < targets.count; i++)
		e = interface_in_monitor_mode(targets.list[i].name, err);
	if (e == -ENODEV && o->monitor && o->interface_count) {
		*err = (struct err){0};
		interface_in_monitor_mode(o->interfaces[0], err);
	}
	for (size_t i = 0; e >= 0 && o->timestamp_type && i < targets.count; i++)
		if (!timestamps_can(&targets.list[i], o->timestamp_type))
			fprintf(stderr, "%s: WARNING: When trying to set timestamp type '%s' on %s: That type of time stamp is not supported "
				"by that device\n", o->program, o->timestamp_type, targets.list[i].label);
	e = e < 0 ? e : live_open_all(&live, &targets, s, err);
	targets_free(&targets);
	return e;
}

/* The options of a capture that has to keep up with a command, unless they are given: everybody's packets come, and blocks
 * that are handed over too soon are nearly empty. */
static struct options for_command(const struct options *o)
{
	enum { RETIRE_MS = 20, RING_KIB = 32768 };
	struct options c = *o;
	c.timeout_ms = o->timeout_ms ? o->timeout_ms : RETIRE_MS;
	c.buffer_kib = o->buffer_kib ? o->buffer_kib : RING_KIB;
	return c;
}

/* Without the privilege to capture, exec shows calls only. */
static int open_exec(const struct options *o, struct run *r, struct source **s, struct err *err)
{
	struct calls_options calls = {.command = o->command, .here = !strcmp(o->interfaces[0], "any"), .local = o->local};
	struct source *live = NULL;
	struct err why = {0};
	const struct options roomy = for_command(o);
	int e = start_live(&roomy, r, r->signal, &live, &why);
	if (e < 0 && ((e != -EPERM && e != -EACCES) || o->write)) {
		*err = why;
		return e;
	}
	if (e < 0)
		fprintf(stderr, "%s: calls only, no packets: %s\n", o->program, why.text);
	return exec_open(&calls, live, s, err);
}

int start_add_input(struct run *r, int fd, struct err *err)
{
	int *more = realloc(r->inputs, (r->input_count + 1) * sizeof *more);
	if (!more)
		return err_set(err, -ENOMEM, "no memory");
	r->inputs = more;
	r->inputs[r->input_count++] = fd;
	return 0;
}

static int open_input(struct run *r, const char *path, struct err *err)
{
	int fd = input_descriptor(path, err);
	return fd < 0 ? fd : start_add_input(r, fd, err);
}

static int add_remote(struct run *r, struct err *err)
{
	int fd = remote_start(r->options, err);
	return fd < 0 ? fd : start_add_input(r, fd, err);
}

int start_inputs(struct run *r, struct err *err)
{
	const struct options *o = r->options;
	int e = o->remote ? add_remote(r, err) : o->read && !o->merged ? open_input(r, o->read, err) : 0;
	for (size_t i = 0; e >= 0 && i < o->merged_count; i++)
		e = open_input(r, o->merged[i], err);
	if (e >= 0 && o->answer.collector) {
		r->answer.collector_socket = ipfix_connect(o->answer.collector, err);
		e = r->answer.collector_socket;
	}
	return e < 0 ? e : 0;
}

/* The live source, with --tcpinfo inside another that looks at its connections. */
static int open_watched(const struct options *o, struct run *r, struct err *err)
{
	int64_t every = parse_interval(o->answer.every ? o->answer.every : "200ms");
	if (o->tcpinfo && every <= 0)
		return err_set(err, -EINVAL, "--every %s: not a time (250ms, 1s, 5m, 1h)", o->answer.every);
	int e = o->command ? open_exec(o, r, &r->source, err) : start_live(o, r, r->signal, &r->source, err);
	return e < 0 || !o->tcpinfo ? e : tcp_source_open(r->source, every, &r->source, err);
}

int start_source(struct run *r, const char *file, struct err *err)
{
	const struct options *o = r->options;
	int fd = r->input_count == 1 ? r->inputs[0] : -1;
	if (!file && !o->merged)
		return open_watched(o, r, err);
	size_t count = r->input_count;
	r->input_count = 0; /* they are the source's now */
	if (o->merged)
		return merge_open(r->inputs, o->merged, count, &r->source, err);
	struct err why = {0};
	int e = offline_open(fd, file, &r->source, &why);
	if (e < 0)
		err_set(err, e, o->remote ? "%s: no capture came from there (what the other side said stands above)" : "%s",
			o->remote ? o->remote : why.text);
	return e;
}
