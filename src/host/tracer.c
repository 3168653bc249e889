/* Theory of operation. The command is seized (PTRACE_SEIZE) before it loads its filter and is executed. A
 * thread that enters a call of the filter stops (PTRACE_EVENT_SECCOMP); what it is about to do is looked at,
 * and where it is of interest, it goes on to the call's end with PTRACE_SYSCALL, else at full speed with
 * PTRACE_CONT. Threads and children are seized by the kernel before they run, with the same filter.
 *
 * Most of what is read and written is files. Which descriptors are, is remembered until they are closed or become something else, so
 * that such a call costs a stop and no more.
 *
 * A report is written before the thread goes on: what the call causes comes later than its beginning, by
 * everybody's clock.
 *
 * A connect() that waits sends its SYN from an address that is known only to the kernel until it returns; a
 * timer looks at the sockets of such calls, so that the packets are known for the socket's meanwhile. */
#include "host/tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/bytes.h"
#include "core/table.h"
#include "core/time.h"
#include "host/call_filter.h"
#include "host/call_text.h"
#include "host/caller.h"

#if defined __x86_64__
enum { NATIVE = (int)AUDIT_ARCH_X86_64 };
#elif defined __aarch64__
enum { NATIVE = (int)AUDIT_ARCH_AARCH64 };
#else
#error "the processor's AUDIT_ARCH_ number is not known here"
#endif

enum {
	OPTIONS = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
		  PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL,
	SYSCALL_STOP = SIGTRAP | 0x80,
	LOOK_AGAIN_US = 20000,
	ANYBODY_THERE_MS = 500, /* whether somebody still reads the reports is asked again after this */
	FILES_KNOWN = 1024,
	CANNOT_RUN = 126,
	NOT_FOUND = 127,
	BY_SIGNAL = 128, /* exit statuses, as shells have them */
};

/* A signal came that the whole process group got: the command knows by itself. */
static volatile sig_atomic_t signal_heard;

/* A thread of the command or of its children. */
struct thread {
	struct call call;
	const struct call_kind *kind; /* of the call it is in; NULL: none of interest */
	uint32_t number;	      /* of that call */
	int64_t began;
	pid_t process;
	bool speaks;		 /* of a process's first thread: calls of the process were reported */
	int fd;			 /* of the call's socket */
	uint64_t files[FILES_KNOWN / 64]; /* of a process's first thread: descriptors that are no sockets */
	struct socket_ends ends; /* as last reported */
	char *polled;		 /* what a poll was asked for: text of the call; NULL: no poll */
	char command[CALL_COMMAND];
};

struct tracer {
	const struct calls_options *options;
	int reports, go;
	pid_t command;
	int status;
	bool ring_told, executed, command_ended;
	uint32_t calls;
	unsigned waiting;     /* threads in connect() */
	struct table threads; /* pid_t -> struct thread * */
	struct text text;
};

/* ---- Reports */

/* A splice() waits for what it takes from a socket, not for what it puts there. */
static bool call_waits(const struct thread *th)
{
	return th->kind->waits && !(th->kind->splice && th->fd == (int)th->call.arguments[2]);
}

static void report(struct tracer *t, const struct thread *th, enum call_report_kind kind, int64_t time)
{
	struct call_report r = {.kind = (uint8_t)kind, .time = time, .status = t->status};
	size_t n = t->text.len < CALL_TEXT - 1 ? t->text.len : CALL_TEXT - 1;
	if (th) {
		r.pid = th->process;
		r.call = th->number;
		r.began = th->began;
		r.ends = th->ends;
		r.waits = th->kind && call_waits(th);
		r.splits = th->kind && th->call.number == SYS_connect;
		r.closes = th->kind && th->call.number == SYS_close;
		memcpy(r.command, th->command, sizeof r.command);
	}
	memcpy(r.text, t->text.data ? t->text.data : "", n);
	r.size = (uint16_t)(offsetof(struct call_report, text) + n + 1);
	/* below PIPE_BUF: whole or not at all; SIGPIPE ends the tracer and by PTRACE_O_EXITKILL all that it
	 * runs */
	if (write(t->reports, &r, r.size) < 0)
		_exit(1);
}

/* ---- Threads */

static void name_process(struct thread *th)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/comm", th->process);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, th->command, sizeof th->command - 1);
	if (n > 0)
		th->command[th->command[n - 1] == '\n' ? n - 1 : n] = 0;
	if (fd >= 0)
		close(fd);
}

/* "Tgid:	4711" */
static pid_t process_of(pid_t thread)
{
	char path[64], line[128];
	pid_t pid = thread;
	snprintf(path, sizeof path, "/proc/%d/status", thread);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "Tgid: %d", &pid) == 1)
			break;
	if (f)
		fclose(f);
	return pid;
}

/* Without memory the tracer ends, and by PTRACE_O_EXITKILL all that it runs. */
static struct thread *thread_of(struct tracer *t, pid_t pid)
{
	bool fresh;
	struct thread **at = table_add(&t->threads, &pid, &fresh);
	if (!at)
		_exit(1);
	if (fresh) {
		*at = calloc(1, sizeof **at);
		if (!*at)
			_exit(1);
		(*at)->process = process_of(pid);
		(*at)->call.pid = pid;
		name_process(*at);
	}
	return *at;
}

static void set_timer(int us)
{
	struct itimerval on = {{0, us}, {0, us}};
	setitimer(ITIMER_REAL, &on, NULL);
}

static void look_again_while_waiting(struct tracer *t, int more)
{
	unsigned before = t->waiting;
	t->waiting += (unsigned)more;
	if (!before != !t->waiting)
		set_timer(t->waiting ? LOOK_AGAIN_US : ANYBODY_THERE_MS * 1000);
}

static void call_over(struct tracer *t, struct thread *th)
{
	if (th->kind && th->call.number == SYS_connect)
		look_again_while_waiting(t, -1);
	th->kind = NULL;
	free(th->polled);
	th->polled = NULL;
}

static void forget(struct tracer *t, pid_t pid)
{
	struct thread **at = table_find(&t->threads, &pid), *th = at ? *at : NULL;
	if (!th)
		return;
	call_over(t, th);
	table_remove(&t->threads, &pid);
	free(th);
}

/* ---- Calls */

static bool leaves_the_host(const struct socket_ends *s)
{
	return s->family != AF_UNIX && s->family != AF_NETLINK;
}

static bool shown(const struct tracer *t, const struct socket_ends *s)
{
	return s->inode && (t->options->local || leaves_the_host(s));
}

/* A raw socket gets everybody's ICMP; what it sends says which echoes are its own. */
static void identify_pinger(struct socket_ends *s, const struct thread *th)
{
	uint8_t echo[8];
	if (call_sent(&th->call, echo, sizeof echo) < sizeof echo)
		return;
	s->local = (struct socket_end){
		.size = s->family == AF_INET ? SOCKET_IP4 : SOCKET_IP6, .port = be16(echo + 4)};
}

/* The ends of a descriptor's socket, as far as they say whose packets are whose. */
static bool ends_of(struct socket_ends *s, const struct thread *th, int fd)
{
	struct socket_end to;
	if (!socket_of_process(s, th->process, fd))
		return false;
	if (s->type == SOCK_RAW) {
		s->local = s->remote = (struct socket_end){0};
		if (s->protocol == IPPROTO_ICMP || s->protocol == IPPROTO_ICMPV6)
			identify_pinger(s, th);
		return true;
	}
	bool nowhere = !s->remote.size, tcp = s->protocol == IPPROTO_TCP;
	if (nowhere && (!s->local.port || th->call.number == SYS_connect) && call_destination(&th->call, &to))
		s->remote = to;
	else if (nowhere && tcp && !s->listening && th->call.number != SYS_bind)
		s->local = (struct socket_end){
			0}; /* a refused connection leaves a port that is nobody's any more */
	return true;
}

/* Polls are of interest where they wait for a time, and for sockets. */
static bool poll_begins(struct tracer *t, struct thread *th)
{
	int fds[CALL_POLLED];
	if (call_milliseconds(&th->call) <= 0)
		return false;
	unsigned n = call_polled(&th->call, fds);
	for (unsigned i = 0; i < n; i++)
		if (socket_of_process(&th->ends, th->process, fds[i]) && shown(t, &th->ends)) {
			th->ends =
				(struct socket_ends){0}; /* it may wait for several: its line is nobody's */
			text_reset(&t->text);
			call_text_begin(&t->text, &th->call);
			text_c(&t->text, 0);
			th->polled = t->text.failed ? NULL : strdup(t->text.data);
			return th->polled;
		}
	return false;
}

static bool is_open(pid_t pid, int fd)
{
	char path[64];
	struct stat st;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, fd);
	return lstat(path, &st) == 0;
}

static uint64_t *file_bit(struct tracer *t, const struct thread *th, int fd, uint64_t *bit)
{
	if (fd < 0 || fd >= FILES_KNOWN)
		return NULL;
	*bit = UINT64_C(1) << fd % 64;
	return &thread_of(t, th->process)->files[fd / 64];
}

/* Is that the descriptor of a socket that is shown? With its ends. */
static bool socket_begins(struct tracer *t, struct thread *th, int fd)
{
	uint64_t bit = 0, *files = file_bit(t, th, fd, &bit);
	bool closes = th->call.number == SYS_close, file = files && *files & bit;
	if (file && closes)
		*files &= ~bit;
	if (file)
		return false;
	th->fd = fd;
	if (ends_of(&th->ends, th, fd))
		return shown(t, &th->ends);
	if (files && !closes && is_open(th->process, fd))
		*files |= bit;
	return false;
}

/* Its socket is known and shown; of socket(), which makes one, its family is. */
static bool call_begins(struct tracer *t, struct thread *th)
{
	const struct call *c = &th->call;
	th->ends = (struct socket_ends){0};
	if (th->kind->poll)
		return poll_begins(t, th);
	if (th->kind->renames)
		memset(thread_of(t, th->process)->files, 0, sizeof th->files);
	if (th->kind->socket)
		return socket_begins(t, th, (int)c->arguments[0]) ||
		       (th->kind->splice && socket_begins(t, th, (int)c->arguments[2]));
	return c->number == SYS_socket &&
	       (t->options->local || (c->arguments[0] != AF_UNIX && c->arguments[0] != AF_NETLINK));
}

static void tell_of_rings(struct tracer *t, const struct thread *th)
{
	if (t->ring_told)
		return;
	t->ring_told = true;
	text_reset(&t->text);
	text_s(&t->text, "uses io_uring: what it asks for through the ring is no system call and not shown");
	report(t, th, CALL_NOTE, time_now());
}

static bool is_elsewhere(pid_t pid)
{
	char path[64];
	struct stat here, there;
	snprintf(path, sizeof path, "/proc/%d/ns/net", pid);
	return stat(path, &there) == 0 && stat("/proc/self/ns/net", &here) == 0 && here.st_ino != there.st_ino;
}

/* With the first call of a process that is reported. */
static void first_call(struct tracer *t, struct thread *th)
{
	struct thread *process = thread_of(t, th->process);
	if (process->speaks)
		return;
	process->speaks = true;
	if (!t->options->here || !is_elsewhere(th->process))
		return;
	text_reset(&t->text);
	text_s(&t->text, "is in another network namespace: packets there are shown with -i netns:NAME or -i container:NAME");
	report(t, th, CALL_NOTE, time_now());
}

/* The thread stands before a call. True: its end is of interest too. */
static bool begin(struct tracer *t, struct thread *th, const struct __ptrace_syscall_info *info)
{
	th->kind = info->arch == (uint32_t)NATIVE ? call_kind(info->seccomp.nr) : NULL;
	if (!th->kind)
		return false;
	th->call.number = info->seccomp.nr;
	memcpy(th->call.arguments, info->seccomp.args, sizeof th->call.arguments);
	if (th->call.number == SYS_io_uring_setup)
		tell_of_rings(t, th);
	if (th->call.number == SYS_io_uring_setup || !call_begins(t, th)) {
		th->kind = NULL;
		return false;
	}
	if (th->call.number == SYS_connect)
		look_again_while_waiting(t, 1);
	first_call(t, th);
	th->number = ++t->calls;
	text_reset(&t->text);
	if (!call_waits(th))
		call_text_begin(&t->text, &th->call);
	th->began = time_now();
	report(t, th, CALL_BEGAN, th->began);
	return true;
}

/* The socket's ends after the call; of a closed one those before. */
static void look_at_socket(struct thread *th)
{
	struct socket_ends now;
	int fd = th->kind->opens ? (int)th->call.result : th->fd;
	if (th->polled || th->call.number == SYS_close || (th->kind->opens && th->call.result < 0))
		return;
	if (ends_of(&now, th, fd))
		th->ends = now;
}

static void end(struct tracer *t, struct thread *th, const struct __ptrace_syscall_info *info)
{
	int64_t now = time_now();
	th->call.result = info->exit.rval;
	look_at_socket(th);
	text_reset(&t->text);
	if (!th->polled)
		call_text_end(&t->text, &th->call);
	else if (!th->call.result)
		text_printf(&t->text, "%s = timed out", th->polled);
	if (t->text.len)
		report(t, th, CALL_ENDED, now);
	call_over(t, th);
}

/* Calls of connect() that wait: their sockets may have got addresses meanwhile. */
static void look_again(struct tracer *t)
{
	size_t at = 0;
	const void *key;
	void *value;
	struct socket_ends now;
	while (table_next(&t->threads, &at, &key, &value)) {
		struct thread *th = *(struct thread **)value;
		if (!th->kind || th->call.number != SYS_connect ||
			!ends_of(&now, th, (int)th->call.arguments[0]) ||
			!memcmp(&now, &th->ends, sizeof now))
			continue;
		th->ends = now;
		text_reset(&t->text);
		report(t, th, CALL_SOCKET, time_now());
	}
}

/* ---- Stops */

static void go_on(pid_t pid, long how, int signal)
{
	ptrace((enum __ptrace_request)how, pid, NULL,
		(void *)(intptr_t)signal); /* ESRCH: it was killed meanwhile */
}

static bool get_info(pid_t pid, struct __ptrace_syscall_info *info)
{
	memset(info, 0, sizeof *info);
	return ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof *info, info) > 0;
}

static void on_seccomp(struct tracer *t, struct thread *th)
{
	struct __ptrace_syscall_info info;
	bool followed = get_info(th->call.pid, &info) && info.op == PTRACE_SYSCALL_INFO_SECCOMP &&
			begin(t, th, &info);
	go_on(th->call.pid, followed ? PTRACE_SYSCALL : PTRACE_CONT, 0);
}

static void on_syscall(struct tracer *t, struct thread *th)
{
	struct __ptrace_syscall_info info;
	bool got = get_info(th->call.pid, &info);
	if (got && th->kind && info.op == PTRACE_SYSCALL_INFO_EXIT)
		end(t, th, &info);
	go_on(th->call.pid,
		got && info.op == PTRACE_SYSCALL_INFO_ENTRY && th->kind ? PTRACE_SYSCALL : PTRACE_CONT, 0);
}

/* Another program runs in the process; if a thread other than the first asked for it, it has that one's
 * number now. */
static void on_exec(struct tracer *t, pid_t pid)
{
	unsigned long before = 0;
	if (ptrace(PTRACE_GETEVENTMSG, pid, NULL, &before) == 0 && (pid_t)before != pid)
		forget(t, (pid_t)before);
	struct thread **at = table_find(&t->threads, &pid);
	bool spoke = at && (*at)->speaks;
	forget(t, pid);
	thread_of(t, pid)->speaks = spoke;
	t->executed = true;
	go_on(pid, PTRACE_CONT, 0);
}

/* A stop of the whole process by a signal lasts until another signal ends it; others are a thread's first. */
static void on_stop(pid_t pid, int signal)
{
	bool group = signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
	go_on(pid, group ? PTRACE_LISTEN : PTRACE_CONT, 0);
}

static void stopped(struct tracer *t, pid_t pid, int status)
{
	struct thread *th = thread_of(t, pid);
	int signal = WSTOPSIG(status), event = status >> 16;
	if (event == PTRACE_EVENT_SECCOMP)
		on_seccomp(t, th);
	else if (event == PTRACE_EVENT_EXEC)
		on_exec(t, pid);
	else if (event == PTRACE_EVENT_STOP)
		on_stop(pid, signal);
	else if (signal == SYSCALL_STOP)
		on_syscall(t, th);
	else /* a signal on its way, which the thread gets; in the middle of a call that is followed it stays
		followed */
		go_on(pid, th->kind ? PTRACE_SYSCALL : PTRACE_CONT, event ? 0 : signal);
}

static void ended(struct tracer *t, pid_t pid, int status)
{
	struct thread *th = thread_of(t, pid);
	t->command_ended |= pid == t->command;
	if (pid == t->command)
		t->status = WIFSIGNALED(status) ? BY_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
	call_over(t, th);
	th->ends = (struct socket_ends){0};
	text_reset(&t->text);
	if (WIFSIGNALED(status))
		text_printf(&t->text, "killed by SIG%s", sigabbrev_np(WTERMSIG(status)));
	else
		text_printf(&t->text, "exited with %d", WEXITSTATUS(status));
	if (th->speaks || (pid == t->command && t->executed))
		report(t, th, PROCESS_ENDED, time_now());
	forget(t, pid);
}

/* SIGPIPE would come only with the next report. PTRACE_O_EXITKILL ends the command and its children. */
static void end_if_nobody_reads(const struct tracer *t)
{
	struct pollfd p = {.fd = t->reports};
	if (poll(&p, 1, 0) > 0 && p.revents & POLLERR)
		_exit(1);
}

static _Noreturn void over(struct tracer *t)
{
	text_reset(&t->text);
	report(t, NULL, COMMAND_ENDED, time_now());
	_exit(0);
}

/* What the command has left running in the background is not waited for any longer. */
static void end_if_asked(struct tracer *t)
{
	char c;
	struct pollfd p = {.fd = t->go, .events = POLLIN};
	if (poll(&p, 1, 0) <= 0 || !(p.revents & POLLIN) || read(t->go, &c, 1) != 1)
		return;
	if (t->command_ended)
		over(t);
	if (!signal_heard)
		kill(t->command, SIGTERM);
}

static void on_timer(struct tracer *t)
{
	end_if_nobody_reads(t);
	end_if_asked(t);
	if (t->waiting)
		look_again(t);
}

static void follow(struct tracer *t)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
		if (pid < 0)
			on_timer(t);
		else if (WIFSTOPPED(status))
			stopped(t, pid, status);
		else
			ended(t, pid, status);
	}
}

/* ---- Start and end */

static void nothing(int signal)
{
}

static void note_signal(int signal)
{
	signal_heard = 1;
}

/* Those that end a capture or come from the terminal are the command's business; a handler, unlike SIG_IGN,
 * does not pass on to it. */
static void outlast_signals(void)
{
	static const int ends[] = {
		SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGTTOU, SIGTTIN, SIGUSR1, SIGUSR2};
	struct sigaction act = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaction(ends[i], &act, NULL);
	act.sa_handler = nothing;
	act.sa_flags = 0; /* interrupts waitpid() */
	sigaction(SIGALRM, &act, NULL);
	set_timer(ANYBODY_THERE_MS * 1000);
}

/* In the command's process: waits until it is seized, says through `failed` why it could not be executed. */
static _Noreturn void become_command(char *const *command, int seized, int failed)
{
	char c;
	if (read(seized, &c, 1) != 1)
		_exit(1);
	int e = call_filter_load();
	if (e == 0) {
		execvp(command[0], command);
		e = -errno;
	}
	if (write(failed, &e, sizeof e) < 0)
		_exit(1);
	_exit(e == -ENOENT ? NOT_FOUND : CANNOT_RUN);
}

static _Noreturn void give_up(struct tracer *t, const char *what, int e)
{
	t->status = e == ENOENT ? NOT_FOUND : CANNOT_RUN;
	text_reset(&t->text);
	text_printf(&t->text, "%s: %s", what, strerror(e));
	report(t, NULL, COMMAND_FAILED, time_now());
	_exit(1);
}

/* The command, seized, and about to be executed; *failed will tell whether it was. */
static void start(struct tracer *t, int *failed)
{
	int seized[2], why[2];
	if (pipe2(seized, O_CLOEXEC) < 0 || pipe2(why, O_CLOEXEC) < 0)
		give_up(t, "making a pipe", errno);
	t->command = fork();
	if (t->command < 0)
		give_up(t, "starting the command", errno);
	if (t->command == 0) {
		close(seized[1]);
		become_command(t->options->command, seized[0], why[1]);
	}
	close(seized[0]);
	close(why[1]);
	if (ptrace(PTRACE_SEIZE, t->command, NULL, (void *)(intptr_t)OPTIONS) < 0) {
		int e = errno;
		kill(t->command, SIGKILL);
		give_up(t, "following the command by ptrace(2)", e);
	}
	if (write(seized[1], "", 1) < 0)
		_exit(1);
	close(seized[1]);
	*failed = why[0];
}

_Noreturn void tracer_run(const struct calls_options *o, int reports, int go)
{
	struct tracer t = {.options = o, .reports = reports, .go = go};
	char c;
	int failed, e = 0;
	table_init(&t.threads, sizeof(pid_t), sizeof(struct thread *), 0);
	outlast_signals();
	if (read(go, &c, 1) != 1)
		_exit(0);
	e = become_caller();
	if (e < 0)
		give_up(&t, "giving up the rights of the program's owner", -e);
	start(&t, &failed);
	follow(&t);
	if (read(failed, &e, sizeof e) == sizeof e)
		give_up(&t, o->command[0], -e);
	over(&t);
}
