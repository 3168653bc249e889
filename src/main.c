/* Start-up: options -> source, filter, sinks -> run. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answers/io.h"
#include "answers/ipfix.h"
#include "capture/interfaces.h"
#include "capture/live.h"
#include "capture/merge.h"
#include "capture/offline.h"
#include "capture/timestamps.h"
#include "cli/expression.h"
#include "cli/extcap.h"
#include "cli/options.h"
#include "cli/remote.h"
#include "cli/verbs.h"
#include "core/linktype.h"
#include "core/linktype_numbers.h"
#include "bpf/disassemble.h"
#include "display/display.h"
#include "file/input.h"
#include "filter/compile.h"
#include "host/exec.h"
#include "host/tcp_source.h"
#include "names/system.h"
#include "host/container_filter.h"
#include "host/container_names.h"
#include "host/links.h"
#include "host/places.h"
#include "host/process.h"
#include "priv/files.h"
#include "priv/opener.h"
#include "privileges.h"
#include "run.h"
#include "sink/columns.h"
#include "sink/ek.h"
#include "sink/format.h"
#include "sink/json.h"
#include "sink/sanitize.h"
#include "sink/savefile.h"
#include "stream/flow_tables.h"

static volatile sig_atomic_t signal_seen;

static void note_signal(int signal)
{
	signal_seen = signal;
}


static int complain(const struct options *o, const struct err *e)
{
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", o->program, e->text);
	return e->status ? e->status : 1;
}

static void catch_signals(bool live)
{
	struct sigaction act = {.sa_handler = note_signal};
	static const int stops[] = {SIGINT, SIGTERM, SIGPIPE};
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		sigaction(stops[i], &act, NULL);
	struct sigaction old;
	if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		sigaction(SIGHUP, &act, NULL);
	act.sa_flags = SA_RESTART;
	sigaction(SIGUSR2, &act, NULL);
	if (live)
		sigaction(SIGUSR1, &act, NULL);
}

static int on_signal(struct run *r, int signal)
{
	struct err e = {0};
	if (signal == SIGUSR1) {
		counts_print(&r->counts, r->source, r->delivered, true);
		return 0;
	}
	if (signal == SIGUSR2) {
		if (!r->options->tcpdump)
			counts_print(&r->counts, r->source, r->delivered, true);
		for (unsigned i = 0; r->options->write && i < r->sink_count; i++)
			if (r->sinks[i]->ops->flush && r->sinks[i]->ops->flush(r->sinks[i], &e) < 0)
				complain(r->options, &e);
		return 0;
	}
	return RUN_SIGNAL;
}

/* ---- Opening */

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

static void announce(const struct options *o, const struct source *s)
{
	if (s->live && o->linktype)
		fprintf(stderr, "%s: data link type %s\n", o->program, linktype_name(s->interfaces[0].linktype));
	if (s->live && !o->dissect.verbose && !o->write)
		fprintf(stderr, "%s: verbose output suppressed, use -v[v]... for full protocol decode\n", o->program);
	for (size_t i = 0; i < (s->live ? s->interface_count : 1); i++)
		announce_interface(o, s, &s->interfaces[i]);
}

static void say_waiting(void *program, const char *word)
{
	fprintf(stderr, "%s: waiting for %s\n", (const char *)program, word);
}

/* What the words of -i say, or the first interface of -D. */
static int find_targets(const struct options *o, struct capture_targets *targets, struct err *err)
{
	const struct places_wait wait = {o->wait, &signal_seen, say_waiting, (void *)o->program};
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

/* r: who is told the news of interfaces, or NULL. */
static struct live_options live_options_of(const struct options *o, struct run *r)
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
		.direction = !o->direction || !strcmp(o->direction, "inout") ? LIVE_INOUT :
			!strcmp(o->direction, "in") ? LIVE_IN : LIVE_OUT,
		.timestamp_type = o->timestamp_type,
		.linktype = o->linktype ? linktype_by_name(o->linktype) : -1,
	};
}

static int look_for_interface(void *context, const char *labels, size_t len, struct source **rings)
{
	struct run *r = context;
	struct live_options live = live_options_of(r->options, r);
	return r->opener > 0 ? opener_look(r->opener, &live, labels, len, rings) : 0;
}

static int open_live(const struct options *o, struct run *r, struct source **s, struct err *err)
{
	struct live_options live = live_options_of(o, r);
	struct capture_targets targets = {0};
	int e = find_targets(o, &targets, err);
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
	int e = open_live(&roomy, r, &live, &why);
	if (e < 0 && ((e != -EPERM && e != -EACCES) || o->write)) {
		*err = why;
		return e;
	}
	if (e < 0)
		fprintf(stderr, "%s: calls only, no packets: %s\n", o->program, why.text);
	return exec_open(&calls, live, s, err);
}

/* The filter of this run for packets of one link type. */
static int make_filter(const struct options *o, const char *text, uint16_t linktype, uint32_t netmask, bool live, bool cooked,
	struct names *names, struct filter *f, struct text *dump, struct err *err)
{
	struct filter_options fo = {
		.dump = dump && o->dump_pass ? filter_pass_by_name(o->dump_pass) : FILTER_NO_DUMP, .dump_to = dump,
		.linktype = linktype, .snaplen = o->snaplen, .optimize = !o->no_optimize, .live = live,
		.deep = o->deep, .cooked = cooked, .netmask_known = true, .netmask = netmask, .names = names};
	return filter_compile(f, &fo, text, err);
}

/* Captures are opened before the sandbox closes, and looked at behind it. */
static int add_input(struct run *r, int fd, struct err *err)
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
	return fd < 0 ? fd : add_input(r, fd, err);
}

static int add_remote(struct run *r, struct err *err)
{
	int fd = remote_start(r->options, err);
	return fd < 0 ? fd : add_input(r, fd, err);
}

static int open_inputs(struct run *r, struct err *err)
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
	int e = o->command ? open_exec(o, r, &r->source, err) : open_live(o, r, &r->source, err);
	return e < 0 || !o->tcpinfo ? e : tcp_source_open(r->source, every, &r->source, err);
}

/* The live source, or the file that the newest inputs are. */
static int open_source(struct run *r, const char *file, struct err *err)
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

/* ---- Files, which a helper makes */

static int open_file(void *context, const char *path)
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
		.calls = {open_file, remove_file, o->postrotate ? file_finished : NULL, wait_for_room, r},
	};
	struct sink **sink = &r->sinks[r->sink_count];
	int e = so.pcapng ? 0 : same_linktypes(o, s, err);
	e = e < 0 ? e : savefile_sink_new(&so, sink, err);
	if (e >= 0 && (o->anonymize || o->headers_only || most))
		e = sanitize_sink_new(&(struct sanitize_options){most, o->headers_only, o->anonymize}, *sink, sink, err);
	r->sink_count += e >= 0;
	return e;
}

static int add_sinks(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	int e = o->write ? add_savefile(r, s, err) : 0;
	if (e < 0 || (o->verb && !o->verb->lines ? !o->verb->sink && !o->verb->answer : (o->count_only || (o->write && !o->print))))
		return e;
	e = add_answer(r, s, err);
	r->sink_count += e >= 0;
	return e;
}

static int close_sinks(struct run *r, struct err *err)
{
	int result = 0;
	for (unsigned i = 0; i < r->sink_count; i++) {
		int e = r->sinks[i]->ops->close(r->sinks[i], err);
		result = result < 0 ? result : e;
	}
	r->sink_count = 0;
	return result;
}

/* ---- One run: a live capture, or one file after the other */

/* Filters here, one for each link type that a file holds. */
struct run_filter {
	uint16_t linktype;
	struct filter filter;
};

static int choose_filter(struct run *r, uint16_t linktype, struct err *err)
{
	unsigned i = 0;
	while (i < r->filter_count && r->filters[i].linktype != linktype)
		i++;
	if (i == r->filter_count) {
		struct run_filter *more = realloc(r->filters, (i + 1) * sizeof *more);
		if (!more)
			return err_set(err, -ENOMEM, "no memory for the filter");
		r->filters = more;
		more[i] = (struct run_filter){.linktype = linktype};
		int e = make_filter(r->options, r->expression, linktype, r->mask, false, false, r->names, &more[i].filter, NULL, err);
		if (e < 0)
			return e;
		r->filter_count++;
	}
	r->filter = &r->filters[i].filter;
	r->filter_linktype = linktype;
	return 0;
}

/* For all link types that are known by now: behind the seal, filters are no machine code any more. */
static int choose_filters(struct run *r, struct err *err)
{
	int e = 0;
	for (size_t i = r->source->interface_count; e >= 0 && i-- > 0;)
		e = choose_filter(r, r->source->interfaces[i].linktype, err);
	return e;
}

static void free_filters(struct run *r)
{
	for (unsigned i = 0; i < r->attached_count; i++)
		filter_free(&r->attached[i].filter);
	free(r->attached);
	for (unsigned i = 0; i < r->filter_count; i++)
		filter_free(&r->filters[i].filter);
	free(r->filters);
	r->filters = NULL;
	r->filter = NULL;
	r->filter_count = 0;
}

static int attach(struct source *s, size_t interface, const struct filter *f, struct err *refused)
{
	if (filter_fits_kernel(f))
		return s->ops->filter(s, interface, &f->program, refused);
	if (f->tables.count && s->ops->filter_tables)
		return s->ops->filter_tables(s, interface, &f->tables, refused);
	return err_set(refused, -ENOTSUP, "the filter does not fit the kernel");
}

/* Takes over a filter of the kernel for interfaces of the same kind that come later, or frees it. */
static void keep_attached(struct run *r, const struct source_interface *i, struct filter *f)
{
	bool wanted = r->options->follow_interfaces && !i->cooked;
	for (unsigned k = 0; k < r->attached_count; k++)
		wanted &= r->attached[k].linktype != i->linktype;
	struct run_filter *more = wanted ? realloc(r->attached, (r->attached_count + 1) * sizeof *more) : NULL;
	if (!more) {
		filter_free(f);
		return;
	}
	r->attached = more;
	r->attached[r->attached_count++] = (struct run_filter){i->linktype, *f};
}

/* 1: the kernel filters what comes by this interface; 0: it does not. */
static int filter_interface(struct run *r, size_t interface, const char *text, struct names *names, struct err *err)
{
	struct filter kernel = {0};
	struct err refused = {0};
	const struct source_interface *i = &r->source->interfaces[interface];
	int e = make_filter(r->options, text, i->linktype, i->netmask, true, i->cooked, names, &kernel, NULL, i->cooked ? &refused : err);
	if (e < 0)
		return i->cooked ? 0 : e; /* it may be about the link header, which is not there yet when the kernel filters */
	int taken = kernel.link_header ? -ENOTSUP : attach(r->source, interface, &kernel, &refused);
	if (taken < 0 && !kernel.link_header)
		fprintf(stderr, "%s: WARNING: %s (filtering here instead)\n", r->options->program, refused.text);
	if (taken >= 0)
		keep_attached(r, i, &kernel);
	else
		filter_free(&kernel);
	return taken >= 0;
}

/* The kernel filters where it can: what does not match never reaches the ring. It does so on all interfaces or on none;
 * what it is not to do is compiled for here. */
static int filter_in_kernel(struct run *r, const char *text, struct names *names, struct err *err)
{
	int e = 1;
	for (size_t i = 0; e > 0 && i < r->source->interface_count; i++)
		e = filter_interface(r, i, text, names, err);
	r->kernel_filters = e > 0;
	return e < 0 ? e : 0;
}

/* ---- Containers in the filter: container_filter.h */

static void cannot_follow(const struct run *r, const char *why)
{
	fprintf(stderr, "%s: the filter does not follow its containers: %s\n", r->options->program, why);
}

/* In the process that follows them. */
static void containers_changed(void *context, int to)
{
	struct run *r = context;
	struct filter f;
	struct err err = {0};
	for (size_t i = 0; r->kernel_filters && r->source->ops->refilter && i < r->source->interface_count; i++) {
		const struct source_interface *n = &r->source->interfaces[i];
		int e = make_filter(r->options, r->expression, n->linktype, n->netmask, true, false, r->names, &f, NULL, &err);
		e = e < 0 ? e : r->source->ops->refilter(r->source, i, &f.program);
		if (e < 0)
			cannot_follow(r, err.code ? err.text : strerror(-e));
		filter_free(&f);
	}
	for (unsigned i = 0; i < r->filter_count; i++) {
		uint16_t linktype = r->filters[i].linktype;
		int e = make_filter(r->options, r->expression, linktype, r->mask, false, false, r->names, &f, NULL, &err);
		e = e < 0 ? e : container_filter_send(to, linktype, &f.program);
		if (e < 0)
			cannot_follow(r, err.code ? err.text : strerror(-e));
		filter_free(&f);
	}
}

/* The sandbox lets nothing be translated: the machine runs it. */
static void change_filter(struct run *r)
{
	uint16_t linktype;
	struct bpf_program p;
	while (container_filter_receive(r->filter_changes, &linktype, &p)) {
		unsigned i = 0;
		while (i < r->filter_count && r->filters[i].linktype != linktype)
			i++;
		if (i == r->filter_count) {
			free(p.insns);
			continue;
		}
		filter_free(&r->filters[i].filter);
		r->filters[i].filter = (struct filter){.program = p};
	}
}

static int follow_containers(struct run *r, struct err *err)
{
	if (!r->source->live || !r->containers->word_count)
		return 0;
	r->change_filter = change_filter;
	return container_filter_follow(r->containers, containers_changed, r, &r->filter_changes, err);
}

static int open_gates(struct source *s, struct err *err)
{
	int e = 0;
	for (size_t i = 0; e >= 0 && s->ops->filter && i < s->interface_count; i++)
		e = s->ops->filter(s, i, NULL, err);
	return e;
}

/* ---- Interfaces that come later, in the helper that opens them */

/* Lets through what the filter passes. */
static int open_gate(struct run *r, struct source *s, struct err *err)
{
	uint16_t linktype = s->interfaces[0].linktype;
	if (!r->kernel_filters)
		return s->ops->filter(s, 0, NULL, err);
	for (unsigned i = 0; i < r->attached_count; i++)
		if (r->attached[i].linktype == linktype)
			return attach(s, 0, &r->attached[i].filter, err);
	return -ENOTSUP; /* the process that reads would not filter it */
}

static bool is_listed(const char *labels, size_t len, const char *label)
{
	for (size_t at = 0; at < len; at += strlen(labels + at) + 1)
		if (!strcmp(labels + at, label))
			return true;
	return false;
}

/* The first that is asked for, not listed and can be opened: 1, or 0. What is not there (yet) is passed over. */
static int open_unlisted(void *context, const char *labels, size_t len, struct source **rings)
{
	struct run *r = context;
	struct live_options live = live_options_of(r->options, NULL);
	struct capture_targets targets = {0};
	struct err ignored = {0};
	int found = 0;
	for (unsigned i = 0; i < r->options->interface_count; i++)
		places_add(&targets, r->options->interfaces[i], &(struct places_wait){.wait = false}, &ignored);
	for (size_t i = 0; i < targets.count && !found; i++) {
		if (is_listed(labels, len, targets.list[i].label) || live_open_rings(&live, &targets.list[i], rings, &ignored) < 0)
			continue;
		found = 1;
		for (unsigned k = 0; k < live_rings(&live); k++)
			found &= open_gate(r, rings[k], &ignored) >= 0;
		if (!found)
			live_close_rings(rings, live_rings(&live));
	}
	targets_free(&targets);
	return found;
}

static int start_opener(struct run *r, struct err *err)
{
	if (!r->options->follow_interfaces || !r->source->live)
		return 0;
	r->opener = opener_start(open_unlisted, r, live_rings(&(struct live_options){.threads = r->options->threads}), err);
	return r->opener < 0 ? r->opener : 0;
}

static void print_unknown(const struct processes *p)
{
	struct process_counts c = processes_counts(p);
	fprintf(stderr, "%llu packets of no known process\n", (unsigned long long)c.unknown);
	if (c.ended)
		fprintf(stderr, "no process was known any more at the end: the process that watches them did not answer\n");
	if (c.lost)
		fprintf(stderr, "%llu new sockets missed by --process: too many at once\n", (unsigned long long)c.lost);
}

static int watch_processes(struct run *r, struct err *err)
{
	struct process_watch_options w = {.choice = r->options->choice, .program = r->options->program};
	return r->options->process && !r->processes ? processes_new(&w, &r->processes, err) : 0;
}

/* A terminal shows ^C where the cursor is. tcpdump ends that line on standard output, whatever that is. */
static void end_interrupted_line(const struct run *r)
{
	struct err ignored = {0};
	if (!r->options->tcpdump && r->source->live && isatty(STDERR_FILENO))
		fputc('\n', stderr);
	if (!r->options->tcpdump || r->options->write)
		return;
	if (r->sink_count && r->sinks[0]->ops->flush)
		r->sinks[0]->ops->flush(r->sinks[0], &ignored);
	putchar('\n');
	fflush(stdout);
}

static int run_source(struct run *r, const char *file, const char *text, struct names *names, struct err *err)
{
	const struct options *o = r->options;
	int e = watch_processes(r, err);
	e = e < 0 ? e : open_source(r, file, err);
	if (e < 0)
		return e;
	if (!r->source->live && !o->verb)
		announce(o, r->source);
	r->selection = o->selection;
	r->read = 0;
	r->network = r->source->interfaces[0].network;
	r->mask = r->source->interfaces[0].netmask;
	if (o->foreign_numeric)
		names_system_local_only(names, r->network, r->mask);
	/* words such as `inbound` on Ethernet exist in the kernel only: what it filters is not compiled for here */
	e = *text && r->source->live ? filter_in_kernel(r, text, names, err) : 0;
	if (e >= 0 && *text && !r->kernel_filters)
		e = choose_filters(r, err);
	if (e >= 0 && !r->sink_count)
		e = add_sinks(r, r->source, err);
	if (e >= 0) {
		if (r->source->live && !r->kernel_filters)
			e = open_gates(r->source, err);
		if (e >= 0 && r->source->live && !o->command && !o->extcap.capture) /* who reads this may send packets at once */
			announce(o, r->source);
	}
	if (e >= 0)
		e = follow_containers(r, err);
	if (e >= 0)
		e = start_opener(r, err);
	if (e >= 0)
		e = privileges_give_up(&r->privileges, err);
	if (e >= 0)
		e = privileges_seal(&r->privileges, err);
	if (e >= 0) {
		e = run(r, err);
		if (e == RUN_SIGNAL)
			end_interrupted_line(r);
		if (e == RUN_FILES)
			fprintf(stderr, "Maximum file limit reached: %u\n", o->files);
		counts_print(&r->counts, r->source, r->delivered, false);
		if (r->processes)
			print_unknown(r->processes);
	}
	for (unsigned i = 0; i < r->sink_count; i++) {
		int ended = r->sinks[i]->ops->ended ? r->sinks[i]->ops->ended(r->sinks[i], r->source, err) : 0;
		e = e < 0 ? e : ended < 0 ? ended : e;
	}
	r->status = r->source->status;
	r->source->ops->close(r->source);
	r->source = NULL;
	return e;
}

static int run_list(struct run *r, const char *text, struct names *names, struct err *err)
{
	char name[PATH_MAX];
	int e = 0, fd = 0;
	while (e >= 0 && e != RUN_SIGNAL && (fd = files_next(r->privileges.files, name, sizeof name)) != -ENODATA) {
		e = fd < 0 ? err_set(err, fd, "%s: %s", name, strerror(-fd)) : add_input(r, fd, err);
		if (e < 0)
			return e;
		r->seen = r->options->count_only ? r->seen : 0;
		r->delivered = r->options->count_only ? r->delivered : 0;
		e = run_source(r, name, text, names, err);
	}
	return e;
}

/* Everything is open, or is what the live source opens. */
static int run_all(struct run *r, const char *text, struct names *names, struct err *err)
{
	const struct options *o = r->options;
	bool offline = o->read || o->list || o->merged;
	int e = privileges_start(&r->privileges, o, names, !o->no_names || *text, err);
	e = e < 0 ? e : open_inputs(r, err);
	if (e >= 0 && offline)
		e = privileges_give_up(&r->privileges, err);
	if (e < 0)
		return e;
	catch_signals(!offline);
	return o->list ? run_list(r, text, names, err) : run_source(r, o->read, text, names, err);
}

/* What the answers do not show. */
static void say_evicted(const struct flow_tables *t)
{
	for (unsigned k = 0; t && k < FLOW_KINDS; k++)
		if (t->of[k].evicted)
			fprintf(stderr, "%s: %llu flows that were idle longest had to make room, with %llu packets, %llu bytes that no row shows "
				"(--max-flows %zu)\n", flow_kind_title(k), (unsigned long long)t->of[k].evicted,
				(unsigned long long)t->of[k].evicted_packets, (unsigned long long)t->of[k].evicted_bytes, t->of[k].limit);
}

/* tcpdump's line comes with -v, on whatever standard error is. */
static unsigned counts_line(const struct options *o)
{
	if (!o->write || o->print)
		return COUNTS_NO_LINE;
	if (o->tcpdump)
		return o->dissect.verbose ? COUNTS_GOT : COUNTS_NO_LINE;
	return isatty(STDERR_FILENO) && !o->read && !o->command ? COUNTS_LINE : COUNTS_NO_LINE;
}

/* That this process may use. */
static unsigned cores(void)
{
	cpu_set_t set;
	return sched_getaffinity(0, sizeof set, &set) < 0 ? 1 : (unsigned)CPU_COUNT(&set);
}

static int main_run(struct options *o)
{
	struct err err = {0};
	struct names *names = names_system_new(o->dissect.no_domain);
	struct container_names containers = {.absent = o->wait};
	struct run r = {.options = o, .signal = &signal_seen, .on_signal = on_signal, .containers = &containers,
		.counts = {.line = counts_line(o), .every = o->stats, .only_drops = o->command || o->extcap.capture}};
	if (names && !o->tcpdump && !o->read && !o->list && !o->merged)
		names_system_containers(names, container_names_addresses, &containers);
	r.cores = cores();
	r.answer = o->answer;
	r.answer.flows = flow_tables_new(o->answer.max_flows, o->answer.separate);
	r.answer.open = open_file;
	r.answer.open_context = &r;
	char *text = expression_text(o, &err);
	r.dissection = dissection_new(&o->dissect, names);
	int e = !text ? err.code : !names || !r.dissection || !r.answer.flows ? err_set_status(&err, EXIT_MEMORY, -ENOMEM, "no memory") : 0;
	if (e >= 0 && o->display)
		e = display_compile(&r.display, o->display, &err);
	if (e >= 0)
		e = dissection_prepare(r.dissection, &err);
	r.expression = text;
	r.names = names;
	r.choose_filter = choose_filter;
	if (e >= 0)
		e = run_all(&r, text, names, &err);
	int closed = close_sinks(&r, &err);
	if (r.output > 0 && close(r.output) < 0 && closed >= 0)
		closed = err_set(&err, -errno, "%s: %s", o->output, strerror(errno));
	bool only_said = o->tcpdump && !o->read && !o->list; /* on standard error */
	if (o->count_only && e >= 0 && !only_said &&
		(printf("%llu packet%s\n", (unsigned long long)r.seen, r.seen == 1 ? "" : "s") < 0 || fflush(stdout)))
		e = err_set_status(&err, EXIT_WRITE, -errno, "writing to standard output failed: %s", strerror(errno));
	say_evicted(r.answer.flows);
	flow_tables_free(r.answer.flows);
	free_filters(&r);
	free(r.inputs);
	display_free(r.display);
	dissection_free(r.dissection);
	names_system_free(names);
	container_names_free(&containers);
	processes_free(r.processes);
	options_free(o);
	free(text);
	/* who read our lines has enough; -EINTR: a signal while it waited */
	if ((err.code == -EPIPE && err.status == EXIT_WRITE) || e == -EINTR)
		return 0;
	int status = e < 0 || closed < 0 ? complain(o, &err) : 0;
	return r.status ? r.status : status;
}

/* What -d compiles for: the type of -y, of the file of -r or the interface of -i, else Ethernet. */
static int linktype_of_filter(const struct options *o, struct privileges *p, struct err *err)
{
	struct source *s = NULL;
	if (o->linktype)
		return linktype_by_name(o->linktype);
	if (!o->read && !o->interface_count) {
		fprintf(stderr, "%s: WARNING: assuming Ethernet\n", o->program);
		return LINKTYPE_ETHERNET;
	}
	int fd = o->read ? input_descriptor(o->read, err) : 0, e = fd;
	if (e >= 0 && o->read)
		e = privileges_give_up(p, err);
	e = e < 0 ? e : o->read ? offline_open(fd, o->read, &s, err) : open_live(o, NULL, &s, err);
	if (e < 0)
		return e;
	int linktype = s->interfaces[0].linktype;
	s->ops->close(s);
	return linktype;
}

static int dump_filter(const struct options *o)
{
	struct err err = {0};
	struct names *names = names_system_new(false);
	struct container_names containers = {.absent = o->wait};
	if (names && !o->tcpdump)
		names_system_containers(names, container_names_addresses, &containers);
	struct filter f = {0};
	struct text out = {0};
	char *text = expression_text(o, &err);
	struct privileges p;
	int linktype = text && privileges_start(&p, o, names, true, &err) >= 0 ? linktype_of_filter(o, &p, &err) : 0;
	int e = err.code ? err.code : make_filter(o, text, (uint16_t)linktype, 0, false, false, names, &f, &out, &err);
	if (e >= 0 && !o->dump_pass)
		bpf_disassemble(&out, &f.program, o->dump_filter < 3 ? (enum bpf_listing)o->dump_filter : BPF_LISTING_DECIMAL);
	if (out.len)
		fwrite(out.data, 1, out.len, stdout);
	text_free(&out);
	filter_free(&f);
	names_system_free(names);
	container_names_free(&containers);
	free(text);
	return e < 0 ? complain(o, &err) : 0;
}

/* -L: of the interface that a capture would take. */
static int list_linktypes(const struct options *o)
{
	struct err err = {0};
	struct source *s;
	if (open_live(o, NULL, &s, &err) < 0)
		return complain(o, &err);
	const struct source_interface *i = &s->interfaces[0];
	printf("Data link types for %s (use option -y to set):\n", i->name);
	if (i->cooked)
		printf("  LINUX_SLL (%s)\n", linktype_description(LINKTYPE_LINUX_SLL));
	printf("  %s (%s)\n", linktype_name(i->linktype), linktype_description(i->linktype));
	s->ops->close(s);
	return 0;
}

/* -J, which asks the driver only: an interface that is down, or not there, can be named, too. */
static int list_timestamp_types(const struct options *o)
{
	struct err err = {0};
	struct capture_targets targets = {0};
	struct capture_target absent = {.netns = -1};
	int e = find_targets(o, &targets, &err);
	if (e < 0 && !o->interface_count)
		return complain(o, &err);
	if (e < 0) {
		snprintf(absent.name, sizeof absent.name, "%s", o->interfaces[0]);
		snprintf(absent.label, sizeof absent.label, "%s", o->interfaces[0]);
	}
	timestamps_print(stdout, e < 0 ? &absent : &targets.list[0]);
	targets_free(&targets);
	return 0;
}

static int list_interfaces(const struct options *o)
{
	struct err err = {0};
	return (o->all ? links_print(stdout, &err) : interfaces_print(stdout, &err)) < 0 ? complain(o, &err) : 0;
}

/* What the options ask for; the exit status. */
static int act(struct options *o)
{
	struct err err = {0};
	if ((o->read || o->list || o->merged) && privileges_as_caller(&err) < 0)
		return complain(o, &err);
	if (o->list_interfaces)
		return list_interfaces(o);
	if (o->list_linktypes)
		return list_linktypes(o);
	if (o->list_timestamp_types)
		return list_timestamp_types(o);
	if (o->dump_filter || o->dump_pass)
		return dump_filter(o);
	if (o->extcap.interfaces || o->extcap.dlts || o->extcap.config)
		return extcap_run(o, &err) < 0 ? complain(o, &err) : 0;
	if (o->verb && o->verb->run)
		return o->verb->run(o, &err) < 0 ? complain(o, &err) : 0;
	return main_run(o);
}

/* The sandbox that one file's packets are read in is not left for the next: each has a process. The worst exit status. */
static int act_on_each(struct options *o)
{
	int worst = 0;
	for (size_t i = 0; i < o->each_count; i++) {
		if (i && !o->json)
			putchar('\n');
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			o->read = o->each[i];
			return act(o);
		}
		int status = 0;
		struct err err = {0};
		if (child < 0 || waitpid(child, &status, 0) < 0)
			return err_set(&err, -errno, "%s: %s", o->each[i], strerror(errno)), complain(o, &err);
		status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		worst = status > worst ? status : worst;
	}
	return worst;
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	struct options o = {.program = slash ? slash + 1 : argv[0]};
	struct err err = {0};
	o.tcpdump = !strcmp(o.program, "tcpdump");
	switch (options_parse(&o, argc, argv, &err)) {
	case OPTIONS_HELP:
		options_help(&o, stdout);
		return 0;
	case OPTIONS_DECODES:
		decode_help(stdout);
		return 0;
	case OPTIONS_VERSION:
		options_version(&o, stdout);
		return 0;
	case OPTIONS_WRONG:
		if (err.code)
			return complain(&o, &err);
		options_help(&o, stderr);
		return 1;
	case OPTIONS_RUN:
		break;
	}
	int status = o.each_count ? act_on_each(&o) : act(&o);
	decode_rules_free(&o.rules);
	tls_keylog_free(&o.keylog);
	return status;
}
