/* Options -> source, filter, sinks -> run. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/source.h"
#include "cli/expression.h"
#include "cli/extcap.h"
#include "cli/options.h"
#include "cli/verbs.h"
#include "display/display.h"
#include "host/container_names.h"
#include "host/process.h"
#include "names/system.h"
#include "priv/files.h"
#include "privileges.h"
#include "run.h"
#include "start/complain.h"
#include "start/filters.h"
#include "start/lists.h"
#include "start/opener.h"
#include "start/sinks.h"
#include "start/source.h"
#include "stream/flow_tables.h"

static volatile sig_atomic_t signal_seen;

static void note_signal(int signal)
{
	signal_seen = signal;
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
		if (r->options->tcpdump)
			fprintf(stderr, "%s: ", r->options->program);
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

static void print_unknown(const struct processes *p)
{
	struct process_counts c = processes_counts(p);
	fprintf(stderr, "%llu packets of no known process\n", (unsigned long long)c.unknown);
	if (c.ended)
		fprintf(stderr, "no process was known any more at the end: the process that watches them did not answer\n");
	if (c.lost)
		fprintf(stderr, "%llu new sockets missed by --process: too many at once\n", (unsigned long long)c.lost);
}

/* Of packets that only go to a pcap file, nobody would see the processes. */
static bool processes_are_seen(const struct options *o)
{
	const struct process_choice *c = &o->choice;
	return !o->write || o->print || o->display || options_pcapng(o) || c->pid_count || c->name_count;
}

static int watch_processes(struct run *r, struct err *err)
{
	if (r->options->process && !r->processes && !processes_are_seen(r->options)) {
		fprintf(stderr, "%s: WARNING: %s: a pcap file has no place for the processes of --process: write pcapng (--pcapng)\n",
			r->options->program, r->options->write);
		return 0;
	}
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

/* Packets come faster than their lines are made. */
static bool room_shrinks(void *source)
{
	enum { PERCENT = 25 };
	const struct source *s = source;
	return s->ops->fill && s->ops->fill(s) >= PERCENT;
}

static int run_source(struct run *r, const char *file, const char *text, struct names *names, struct err *err)
{
	const struct options *o = r->options;
	int e = watch_processes(r, err);
	e = e < 0 ? e : start_source(r, file, err);
	if (e < 0)
		return e;
	if (!r->source->live && !o->verb)
		start_announce(o, r->source);
	r->selection = o->selection;
	r->read = 0;
	r->network = r->source->interfaces[0].network;
	r->mask = r->source->interfaces[0].netmask;
	if (r->source->live)
		names_system_hurry(names, room_shrinks, r->source);
	if (o->foreign_numeric)
		names_system_local_only(names, r->network, r->mask);
	/* words such as `inbound` on Ethernet exist in the kernel only: what it filters is not compiled for here */
	e = *text && r->source->live ? start_filters_in_kernel(r, text, names, err) : 0;
	if (e >= 0 && *text && !r->kernel_filters)
		e = start_filters_here(r, err);
	if (e >= 0 && !r->sink_count)
		e = start_sinks(r, r->source, err);
	if (e >= 0) {
		if (r->source->live && !r->kernel_filters)
			e = start_without_filter(r->source, err);
		if (e >= 0 && r->source->live && !o->command && !o->extcap.capture) /* who reads this may send packets at once */
			start_announce(o, r->source);
	}
	if (e >= 0)
		e = start_following(r, err);
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
	names_system_hurry(names, NULL, NULL);
	r->source->ops->close(r->source);
	r->source = NULL;
	return e;
}

static int run_list(struct run *r, const char *text, struct names *names, struct err *err)
{
	char name[PATH_MAX];
	int e = 0, fd = 0;
	for (bool first = true; e >= 0 && e != RUN_SIGNAL; first = false) {
		fd = files_next(r->privileges.files, name, sizeof name);
		if (fd == -ENODATA)
			return first ? err_set(err, fd, "Nothing in %s", r->options->list) : e;
		e = fd < 0 ? err_set(err, fd, "%s: %s", name, strerror(-fd)) : start_add_input(r, fd, err);
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
	int e = privileges_start(&r->privileges, o, names, !o->no_names || *text || o->display, err);
	if (e >= 0 && o->display)
		e = display_compile(&r->display, o->display, names, err);
	e = e < 0 ? e : start_inputs(r, err);
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
	r.answer.open = start_file;
	r.answer.open_context = &r;
	char *text = expression_text(o, &err);
	r.dissection = dissection_new(&o->dissect, names);
	int e = !text ? err.code : !names || !r.dissection || !r.answer.flows ? err_set_status(&err, EXIT_MEMORY, -ENOMEM, "no memory") : 0;
	if (e >= 0)
		e = dissection_prepare(r.dissection, &err);
	r.expression = text;
	r.names = names;
	r.choose_filter = start_choose_filter;
	if (e >= 0)
		e = run_all(&r, text, names, &err);
	int closed = end_sinks(&r, &err);
	if (r.output > 0 && close(r.output) < 0 && closed >= 0)
		closed = err_set(&err, -errno, "%s: %s", o->output, strerror(errno));
	bool only_said = o->tcpdump && !o->read && !o->list; /* on standard error */
	if (o->count_only && e >= 0 && !only_said &&
		(printf("%llu packet%s\n", (unsigned long long)r.seen, r.seen == 1 ? "" : "s") < 0 || fflush(stdout)))
		e = err_set_status(&err, EXIT_WRITE, -errno, "writing to standard output failed: %s", strerror(errno));
	say_evicted(r.answer.flows);
	flow_tables_free(r.answer.flows);
	end_filters(&r);
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

/* What the options ask for; the exit status. */
static int act(struct options *o)
{
	struct err err = {0};
	bool reads = o->read || o->list || o->merged; /* a file has no lists of types, as with tcpdump */
	if (reads && privileges_as_caller(&err) < 0)
		return complain(o, &err);
	if (o->list_interfaces)
		return print_interfaces(o);
	if (o->list_linktypes && !reads)
		return print_linktypes(o, &signal_seen);
	if (o->list_timestamp_types && !reads)
		return print_timestamp_types(o, &signal_seen);
	if (o->dump_filter || o->dump_pass)
		return print_filter(o, &signal_seen);
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

/* A standard descriptor that is closed would become the next file or socket, and our lines would go there. What stands in its
 * place now fails as a closed one does: EBADF. */
static void keep_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
}

int main(int argc, char **argv)
{
	keep_standard_descriptors();
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
		options_usage(&o, stderr);
		return 1;
	case OPTIONS_RUN:
		break;
	}
	int status = o.each_count ? act_on_each(&o) : act(&o);
	decode_rules_free(&o.rules);
	tls_keylog_free(&o.keylog);
	return status;
}
