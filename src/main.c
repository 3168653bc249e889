/* Start-up: options -> source, filter, sinks -> run. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "capture/interfaces.h"
#include "capture/live.h"
#include "capture/merge.h"
#include "capture/offline.h"
#include "capture/timestamps.h"
#include "cli/expression.h"
#include "cli/options.h"
#include "cli/postrotate.h"
#include "cli/verbs.h"
#include "core/linktype.h"
#include "bpf/disassemble.h"
#include "display/display.h"
#include "filter/compile.h"
#include "host/exec.h"
#include "names/system.h"
#include "priv/helper.h"
#include "priv/relinquish.h"
#include "priv/sandbox.h"
#include "run.h"
#include "sink/columns.h"
#include "sink/ek.h"
#include "sink/format.h"
#include "sink/json.h"
#include "sink/sanitize.h"
#include "sink/savefile.h"

static volatile sig_atomic_t signal_seen;

static void note_signal(int signal)
{
	signal_seen = signal;
}


static int complain(const struct options *o, const struct err *e)
{
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", o->program, e->text);
	return 1;
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

/* ---- Counts */

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* Of all interfaces together. */
static int sum_counts(struct source *source, struct source_stats *sum, struct err *err)
{
	*sum = (struct source_stats){0};
	for (size_t i = 0; i < source->interface_count; i++) {
		struct source_stats s;
		int e = source->ops->stats(source, i, &s, err);
		if (e < 0)
			return e;
		sum->seen += s.seen;
		sum->dropped += s.dropped;
		sum->interface_dropped += s.interface_dropped;
	}
	return 0;
}

static void print_counts(struct run *r, bool one_line)
{
	struct source_stats s;
	struct err e = {0};
	if (!r->source->live || !r->source->ops->stats || sum_counts(r->source, &s, &e) < 0)
		return;
	if (r->options->command && !one_line && !s.dropped)
		return; /* what was captured stands between the calls */
	const char *between = one_line ? ", " : "\n";
	fprintf(stderr, "%llu packet%s captured%s%llu packet%s received by filter%s%llu packet%s dropped by kernel",
		(unsigned long long)r->delivered, plural(r->delivered), between,
		(unsigned long long)s.seen, plural(s.seen), between, (unsigned long long)s.dropped, plural(s.dropped));
	if (s.interface_dropped)
		fprintf(stderr, "%s%llu packet%s dropped by interface", between, (unsigned long long)s.interface_dropped,
			plural(s.interface_dropped));
	fputc('\n', stderr);
}

static int on_signal(struct run *r, int signal)
{
	struct err e = {0};
	if (signal == SIGUSR1) {
		print_counts(r, true);
		return 0;
	}
	if (signal == SIGUSR2) {
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
	if (s->live && !o->dissect.verbose && !o->write)
		fprintf(stderr, "%s: verbose output suppressed, use -v[v]... for full protocol decode\n", o->program);
	for (size_t i = 0; i < (s->live ? s->interface_count : 1); i++)
		announce_interface(o, s, &s->interfaces[i]);
}

/* What the words of -i say, or the first interface of -D. */
static int find_targets(const struct options *o, struct capture_targets *targets, struct err *err)
{
	int e = o->interface_count ? 0 : targets_add(targets, "1", -1, NULL, err);
	for (unsigned i = 0; e >= 0 && i < o->interface_count; i++)
		e = targets_add(targets, o->interfaces[i], -1, NULL, err);
	for (size_t i = 0; e >= 0 && i < targets->count && targets->count > 1; i++)
		if (!strcmp(targets->list[i].name, "any"))
			e = err_set(err, -EINVAL, "-i any captures on every interface: it does not go with others");
	return e;
}

static int open_live(const struct options *o, struct source **s, struct err *err)
{
	struct live_options live = {
		.snaplen = o->snaplen,
		.buffer_kib = o->buffer_kib,
		.promiscuous = !o->no_promiscuous,
		.immediate = o->immediate || o->command || ((!o->write || o->print) && (o->text.line_buffered || isatty(STDOUT_FILENO))),
		.direction = !o->direction || !strcmp(o->direction, "inout") ? LIVE_INOUT :
			!strcmp(o->direction, "in") ? LIVE_IN : LIVE_OUT,
		.timestamp_type = o->timestamp_type,
		.linktype = o->linktype ? linktype_by_name(o->linktype) : -1,
	};
	struct capture_targets targets = {0};
	int e = find_targets(o, &targets, err);
	e = e < 0 ? e : live_open_all(&live, &targets, s, err);
	targets_free(&targets);
	return e;
}

/* Without the privilege to capture, exec shows calls only. */
static int open_exec(const struct options *o, struct source **s, struct err *err)
{
	struct calls_options calls = {.command = o->command, .local = o->local};
	struct source *live = NULL;
	struct err why = {0};
	int e = open_live(o, &live, &why);
	if (e < 0 && ((e != -EPERM && e != -EACCES) || o->write)) {
		*err = why;
		return e;
	}
	if (e < 0)
		fprintf(stderr, "%s: calls only, no packets: %s\n", o->program, why.text);
	return exec_open(&calls, live, s, err);
}

static int open_source(const struct options *o, const char *file, struct source **s, struct err *err)
{
	if (o->merged)
		return merge_open(o->merged, o->merged_count, s, err);
	if (file)
		return offline_open(file, s, err);
	return o->command ? open_exec(o, s, err) : open_live(o, s, err);
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

/* ---- Privileges: helpers are started before anything is opened, the sandbox closes when everything is */

static void host_name(void *context, uint8_t family, const uint8_t address[16], char *name, size_t size)
{
	helper_host_name(*(const int *)context, family, address, name, size);
}

static int open_file(void *context, const char *path)
{
	const struct run *r = context;
	if (r->files_helper > 0)
		return helper_open(r->files_helper, path);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	return fd < 0 ? -errno : fd;
}

static void file_finished(void *context, const char *path)
{
	const struct run *r = context;
	if (r->files_helper > 0)
		helper_finished(r->files_helper, path);
	else
		postrotate((void *)r->options->postrotate, path);
}

static int remove_file(void *context, const char *path)
{
	const struct run *r = context;
	if (r->files_helper > 0)
		return helper_remove(r->files_helper, path);
	return unlink(path) < 0 ? -errno : 0;
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

/* -V opens files until the end. */
static bool sandboxed(const struct options *o)
{
	return !o->no_sandbox && !o->list;
}

static int start_names(const struct options *o, struct names *names, int *helper, struct err *err)
{
	tzset();
	if (o->no_names)
		return 0;
	names_system_preload(names);
	*helper = helper_names_start(err);
	if (*helper >= 0)
		names_system_ask(names, host_name, helper);
	return *helper < 0 ? *helper : 0;
}

static enum compression compression_of(const struct options *o)
{
	return o->tcpdump ? COMPRESSION_NONE : compression_by_name(o->write);
}

/* How far the names of -w's files are as typed: up to strftime's first %, and the counter before a compressed file's ending. */
static size_t literal_length(const struct options *o)
{
	size_t stem = strlen(o->write) - strlen(compression_ending(compression_of(o)));
	size_t percent = o->seconds ? strcspn(o->write, "%") : stem;
	return percent < stem ? percent : stem;
}

/* The helper that makes the files of --extract: only names in its folder. */
static int start_extract(const struct options *o, int *helper, struct err *err)
{
	char folder[PATH_MAX];
	int n = snprintf(folder, sizeof folder, "%s/", o->answer.extract);
	struct helper_files f = {.pattern = folder, .literal = (size_t)n, .owner = (uid_t)-1};
	if (n >= (int)sizeof folder)
		return err_set(err, -ENAMETOOLONG, "--extract: the folder's name is too long");
	if (mkdir(o->answer.extract, 0777) < 0 && errno != EEXIST)
		return err_set(err, -errno, "%s: %s", o->answer.extract, strerror(errno));
	*helper = helper_files_start(&f, err);
	return *helper < 0 ? *helper : 0;
}

static int start_files(const struct options *o, int *helper, struct err *err)
{
	if (o->answer.extract && o->write)
		return err_set(err, -EINVAL, "--extract and -w do not go together");
	if (o->answer.extract)
		return start_extract(o, helper, err);
	struct helper_files f = {.pattern = o->write, .literal = o->write ? literal_length(o) : 0, .owner = (uid_t)-1, .finished = o->postrotate ? postrotate : NULL,
		.context = (void *)o->postrotate};
	const struct passwd *p = o->user && !o->read ? getpwnam(o->user) : NULL;
	if (!o->write || !(o->size || o->seconds || o->postrotate))
		return 0;
	if (p && geteuid() == 0) {
		f.owner = p->pw_uid;
		f.group = p->pw_gid;
	}
	*helper = helper_files_start(&f, err);
	return *helper < 0 ? *helper : 0;
}

static int drop_privileges(const struct options *o, bool live, struct err *err)
{
	if (sandboxed(o))
		return sandbox_enter(geteuid() ? NULL : o->user ? o->user : sandbox_user(), err);
	return o->user && live ? relinquish(o->user, o->size || o->seconds, err) : 0;
}

/* What goes to standard output, or to the file of -o: a verb's answer, JSON or lines. */
static int add_answer(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	struct sink **sink = &r->sinks[r->sink_count];
	if (o->output && (r->output = open(o->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
		return err_set(err, -errno, "%s: %s", o->output, strerror(errno));
	int fd = o->output ? r->output : STDOUT_FILENO;
	if (o->verb && !o->verb->lines)
		return o->verb->answer ? o->verb->answer(&o->answer, s->live, fd, sink, err) : o->verb->sink(o, s, fd, sink, err);
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

static int add_savefile(struct run *r, const struct source *s, struct err *err)
{
	const struct options *o = r->options;
	enum compression compression = compression_of(o);
	size_t n = strlen(o->write) - strlen(compression_ending(compression));
	struct savefile_options so = {
		.path = o->write,
		.source = s,
		.linktype = s->interfaces[0].linktype,
		.snaplen = s->live ? o->snaplen : s->interfaces[0].snaplen,
		.nanoseconds = o->nano,
		.pcapng = o->pcapng || (!o->tcpdump && n > 7 && !memcmp(o->write + n - 7, ".pcapng", 7)),
		.direct = o->direct,
		.unbuffered = o->packet_buffered,
		.compression = compression,
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
	if (e >= 0 && (o->anonymize || o->headers_only))
		e = sanitize_sink_new(&(struct sanitize_options){o->headers_only, o->anonymize}, *sink, sink, err);
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

/* For all link types that are known by now: names are asked of the network, which the sandbox forbids. */
static int choose_filters(struct run *r, struct err *err)
{
	int e = 0;
	for (size_t i = r->source->interface_count; e >= 0 && i-- > 0;)
		e = choose_filter(r, r->source->interfaces[i].linktype, err);
	return e;
}

static void free_filters(struct run *r)
{
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

/* 1: the kernel filters what comes by this interface; 0: it does not. */
static int filter_interface(struct run *r, size_t interface, const char *text, struct names *names, struct err *err)
{
	struct filter kernel = {0};
	struct err refused = {0};
	const struct source_interface *i = &r->source->interfaces[interface];
	if (i->cooked)
		return 0; /* the made-up link header is not there yet when the kernel filters */
	int e = make_filter(r->options, text, i->linktype, i->netmask, true, false, names, &kernel, NULL, err);
	if (e < 0)
		return e;
	int taken = attach(r->source, interface, &kernel, &refused);
	if (taken < 0)
		fprintf(stderr, "%s: WARNING: %s (filtering here instead)\n", r->options->program, refused.text);
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

static int open_gates(struct source *s, struct err *err)
{
	int e = 0;
	for (size_t i = 0; e >= 0 && s->ops->filter && i < s->interface_count; i++)
		e = s->ops->filter(s, i, NULL, err);
	return e;
}

static int run_source(struct run *r, const char *file, const char *text, struct names *names, struct err *err)
{
	const struct options *o = r->options;
	int e = open_source(o, file, &r->source, err);
	if (e < 0)
		return e;
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
		if (!o->command && (!o->verb || r->source->live))
			announce(o, r->source);
		if (r->source->live && !r->kernel_filters)
			e = open_gates(r->source, err);
	}
	if (e >= 0)
		e = drop_privileges(o, r->source->live, err);
	if (e >= 0) {
		e = run(r, err);
		if (e == RUN_FILES)
			fprintf(stderr, "Maximum file limit reached: %u\n", o->files);
		print_counts(r, false);
	}
	for (unsigned i = 0; i < r->sink_count; i++) {
		int ended = r->sinks[i]->ops->ended ? r->sinks[i]->ops->ended(r->sinks[i], r->source, err) : 0;
		e = e < 0 ? e : ended < 0 ? ended : e;
	}
	free_filters(r);
	r->status = r->source->status;
	r->source->ops->close(r->source);
	r->source = NULL;
	return e;
}

static int run_list(struct run *r, const char *list, const char *text, struct names *names, struct err *err)
{
	FILE *f = strcmp(list, "-") ? fopen(list, "re") : stdin;
	if (!f)
		return err_set(err, -errno, "%s: %s", list, strerror(errno));
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	int e = 0;
	while (e >= 0 && e != RUN_SIGNAL && (n = getline(&line, &room, f)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = 0;
		r->seen = r->options->count_only ? r->seen : 0;
		r->delivered = r->options->count_only ? r->delivered : 0;
		e = run_source(r, line, text, names, err);
	}
	free(line);
	if (f != stdin)
		fclose(f);
	return e;
}

static int main_run(struct options *o)
{
	struct err err = {0};
	struct names *names = names_system_new(o->dissect.no_domain);
	struct run r = {.options = o, .signal = &signal_seen, .on_signal = on_signal};
	o->answer.open = open_file;
	o->answer.open_context = &r;
	char *text = expression_text(o, &err);
	r.dissection = dissection_new(&o->dissect, names);
	int e = !text ? err.code : !names || !r.dissection ? err_set(&err, -ENOMEM, "no memory") : 0;
	if (e >= 0 && o->display)
		e = display_compile(&r.display, o->display, &err);
	if (e >= 0)
		e = dissection_prepare(r.dissection, &err);
	if (e >= 0 && sandboxed(o))
		e = start_names(o, names, &r.names_helper, &err);
	if (e >= 0 && sandboxed(o))
		e = start_files(o, &r.files_helper, &err);
	catch_signals(!o->read && !o->list && !o->merged);
	r.expression = text;
	r.names = names;
	r.choose_filter = choose_filter;
	if (e >= 0)
		e = o->list ? run_list(&r, o->list, text, names, &err) : run_source(&r, o->read, text, names, &err);
	int closed = close_sinks(&r, &err);
	if (r.output > 0 && close(r.output) < 0 && closed >= 0)
		closed = err_set(&err, -errno, "%s: %s", o->output, strerror(errno));
	if (o->count_only && e >= 0)
		printf("%llu packet%s\n", (unsigned long long)r.seen, plural(r.seen));
	display_free(r.display);
	dissection_free(r.dissection);
	names_system_free(names);
	free(text);
	if (closed == -EPIPE || e == -EPIPE)
		return 0;
	if (e < 0 || closed < 0)
		complain(o, &err);
	return r.status ? r.status : e < 0 || closed < 0;
}

/* What -d compiles for: the type of -y, of the file of -r or the interface of -i, else Ethernet. */
static int linktype_of_filter(const struct options *o, struct err *err)
{
	struct source *s = NULL;
	if (o->linktype)
		return linktype_by_name(o->linktype);
	if (!o->read && !o->interface_count) {
		fprintf(stderr, "%s: WARNING: assuming Ethernet\n", o->program);
		return LINKTYPE_ETHERNET;
	}
	int e = open_source(o, o->read, &s, err);
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
	struct filter f = {0};
	struct text out = {0};
	char *text = expression_text(o, &err);
	int linktype = text ? linktype_of_filter(o, &err) : 0;
	int e = err.code ? err.code : make_filter(o, text, (uint16_t)linktype, 0, false, false, names, &f, &out, &err);
	if (e >= 0 && !o->dump_pass)
		bpf_disassemble(&out, &f.program, o->dump_filter < 3 ? (enum bpf_listing)o->dump_filter : BPF_LISTING_DECIMAL);
	fwrite(out.data, 1, out.len, stdout);
	text_free(&out);
	filter_free(&f);
	names_system_free(names);
	free(text);
	return e < 0 ? complain(o, &err) : 0;
}

/* -L and -J: of the interface that a capture would take. */
static int list_of_interface(const struct options *o)
{
	struct err err = {0};
	struct source *s;
	if (open_source(o, NULL, &s, &err) < 0)
		return complain(o, &err);
	const struct source_interface *i = &s->interfaces[0];
	if (o->list_timestamp_types)
		timestamps_print(stdout, i->name);
	else
		printf("Data link types for %s (use option -y to set):\n  %s (%s)\n", i->name, linktype_name(i->linktype),
			linktype_description(i->linktype));
	s->ops->close(s);
	return 0;
}

static int list_interfaces(const struct options *o)
{
	struct err err = {0};
	return interfaces_print(stdout, &err) < 0 ? complain(o, &err) : 0;
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
	if (o.list_interfaces)
		return list_interfaces(&o);
	if (o.list_linktypes || o.list_timestamp_types)
		return list_of_interface(&o);
	if (o.dump_filter || o.dump_pass)
		return dump_filter(&o);
	if (o.verb && o.verb->run)
		return o.verb->run(&o, &err) < 0 ? complain(&o, &err) : 0;
	return main_run(&o);
}
