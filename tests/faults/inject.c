/* Makes a running process try what a hostile packet that took it over would try: `inject PID` stops it (ptrace(2)), lets it
 * execute one system call after the other in place of the one that it waits in, and checks that each is refused. It ends
 * the process. Whatever is not refused must do no harm: what is changed or removed is a file made for it. */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../harness.h"

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCRATCH = 2048, SCRATCH_SIZE = 448 }; /* below the stack pointer, past the red zone */

/* A whole argument stands for itself; these for addresses in the scratch area, where the bytes are put first. */
enum { PASSWD = -11, VICTIM, NEW_FILE, PROGRAM, ADDRESS, EMPTY, PARENT };
enum { SLOT = 64 };

static const struct {
	const char *what;
	long number, arguments[6];
} attempts[] = {
	{"opening a file to read", SYS_open, {PASSWD, O_RDONLY}},
	{"opening a file by openat", SYS_openat, {AT_FDCWD, PASSWD, O_RDONLY}},
	{"opening a file by openat2", SYS_openat2, {AT_FDCWD, PASSWD, EMPTY, 24}},
	{"making a file", SYS_openat, {AT_FDCWD, NEW_FILE, O_WRONLY | O_CREAT, 0600}},
	{"making a file by creat", SYS_creat, {NEW_FILE, 0600}},
	{"a directory", SYS_mkdir, {NEW_FILE, 0700}},
	{"removing a file", SYS_unlink, {VICTIM}},
	{"renaming a file", SYS_rename, {VICTIM, NEW_FILE}},
	{"a symbolic link", SYS_symlink, {VICTIM, NEW_FILE}},
	{"a hard link", SYS_link, {VICTIM, NEW_FILE}},
	{"changing a file's mode", SYS_chmod, {VICTIM, 0777}},
	{"cutting a file", SYS_truncate, {VICTIM, 0}},
	{"another directory", SYS_chdir, {EMPTY}},
	{"another root", SYS_chroot, {EMPTY}},
	{"mounting", SYS_mount, {EMPTY, EMPTY, EMPTY, 0, 0}},
	{"a TCP socket", SYS_socket, {AF_INET, SOCK_STREAM, 0}},
	{"a Unix socket", SYS_socket, {AF_UNIX, SOCK_STREAM, 0}},
	{"a packet socket", SYS_socket, {AF_PACKET, SOCK_RAW, 0}},
	{"connecting", SYS_connect, {0, ADDRESS, sizeof(struct sockaddr_in)}},
	{"binding", SYS_bind, {0, ADDRESS, sizeof(struct sockaddr_in)}},
	{"listening", SYS_listen, {0, 1}},
	{"accepting", SYS_accept, {0, 0, 0}},
	{"executing a program", SYS_execve, {PROGRAM, 0, 0}},
	{"executing by execveat", SYS_execveat, {AT_FDCWD, PROGRAM, 0, 0, 0}},
	{"forking", SYS_fork, {0}},
	{"forking by vfork", SYS_vfork, {0}},
	{"forking by clone", SYS_clone, {SIGCHLD, 0, 0, 0, 0}},
	{"a user name space", SYS_unshare, {CLONE_NEWUSER}},
	{"tracing the parent", SYS_ptrace, {PTRACE_SEIZE, PARENT, 0, 0}},
	{"reading another's memory", SYS_process_vm_readv, {PARENT, EMPTY, 0, EMPTY, 0, 0}},
	{"signalling another", SYS_kill, {PARENT, 0}},
	{"signalling another's thread", SYS_tgkill, {PARENT, PARENT, 0}},
	{"a descriptor of another", SYS_pidfd_open, {PARENT, 0}},
	{"becoming root", SYS_setuid, {0}},
	{"capabilities", SYS_capset, {EMPTY, EMPTY}},
	{"executable memory", SYS_mmap, {0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0}},
	{"making memory executable", SYS_mprotect, {0x1000, 4096, PROT_READ | PROT_EXEC}},
	{"a file in memory", SYS_memfd_create, {EMPTY, 0}},
	{"another filter of system calls", SYS_seccomp, {1, 0, EMPTY}},
	{"prctl", SYS_prctl, {4 /* PR_SET_DUMPABLE */, 1}},
	{"BPF", SYS_bpf, {0, EMPTY, 0}},
	{"io_uring", SYS_io_uring_setup, {1, EMPTY}},
	{"performance counters", SYS_perf_event_open, {EMPTY, 0, -1, -1, 0}},
	{"page faults in user space", SYS_userfaultfd, {0}},
	{"keys", SYS_keyctl, {0, 0, 0, 0, 0}},
	{"kernel modules", SYS_init_module, {EMPTY, 0, EMPTY}},
	{"a socket's options", SYS_setsockopt, {0, SOL_SOCKET, SO_REUSEADDR, EMPTY, 4}},
};

struct traced {
	pid_t pid;
	struct user_regs_struct regs; /* where it was stopped */
	unsigned long scratch;
	char victim[SLOT], made[SLOT]; /* a file that is there, and one that must not come to be */
};

static long argument(const struct traced *t, long a, pid_t parent)
{
	if (a == PARENT)
		return parent;
	return a >= PASSWD && a <= EMPTY ? (long)t->scratch + SLOT * (a - PASSWD) : a;
}

static bool put_scratch(struct traced *t)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	char bytes[SCRATCH_SIZE] = {0};
	strcpy(bytes, "/etc/passwd");
	strcpy(bytes + SLOT * (VICTIM - PASSWD), t->victim);
	strcpy(bytes + SLOT * (NEW_FILE - PASSWD), t->made);
	strcpy(bytes + SLOT * (PROGRAM - PASSWD), "/bin/true");
	memcpy(bytes + SLOT * (ADDRESS - PASSWD), &a, sizeof a);
	t->scratch = (t->regs.rsp - SCRATCH) & ~15ul;
	for (size_t i = 0; i < sizeof bytes; i += sizeof(long)) {
		long word;
		memcpy(&word, bytes + i, sizeof word);
		if (ptrace(PTRACE_POKEDATA, t->pid, t->scratch + i, word) < 0)
			return false;
	}
	return true;
}

static bool make_victim(struct traced *t, const char *folder)
{
	snprintf(t->victim, sizeof t->victim, "%s/victim", folder);
	snprintf(t->made, sizeof t->made, "%s/made", folder);
	int fd = open(t->victim, O_WRONLY | O_CREAT, 0666);
	return fd >= 0 && fchmod(fd, 0666) == 0 && close(fd) == 0;
}

/* It waits in a system call: the instruction before the next one is `syscall`. */
static bool stop(struct traced *t)
{
	int status;
	if (ptrace(PTRACE_SEIZE, t->pid, 0, 0) < 0 || ptrace(PTRACE_INTERRUPT, t->pid, 0, 0) < 0 ||
		waitpid(t->pid, &status, __WALL) < 0 || ptrace(PTRACE_GETREGS, t->pid, 0, &t->regs) < 0)
		return false;
	unsigned long code = (unsigned long)ptrace(PTRACE_PEEKTEXT, t->pid, t->regs.rip - 2, 0);
	return (code & 0xffff) == 0x050f && put_scratch(t);
}

/* The call's result; LONG_MIN: the process is gone, or could not be made to call. */
static long call(const struct traced *t, long number, const long *arguments, pid_t parent)
{
	struct user_regs_struct r = t->regs;
	int status;
	r.rip -= 2;
	r.rax = (unsigned long)number;
	r.orig_rax = ~0ul;
	r.rdi = (unsigned long)argument(t, arguments[0], parent);
	r.rsi = (unsigned long)argument(t, arguments[1], parent);
	r.rdx = (unsigned long)argument(t, arguments[2], parent);
	r.r10 = (unsigned long)argument(t, arguments[3], parent);
	r.r8 = (unsigned long)argument(t, arguments[4], parent);
	r.r9 = (unsigned long)argument(t, arguments[5], parent);
	if (ptrace(PTRACE_SETREGS, t->pid, 0, &r) < 0 || ptrace(PTRACE_SINGLESTEP, t->pid, 0, 0) < 0 ||
		waitpid(t->pid, &status, __WALL) < 0 || !WIFSTOPPED(status) || ptrace(PTRACE_GETREGS, t->pid, 0, &r) < 0)
		return -ESRCH;
	return (long)r.rax;
}

int main(int argc, char **argv)
{
	struct harness h = {0};
	struct traced t = {.pid = argc > 1 ? atoi(argv[1]) : 0};
	char folder[] = "/tmp/tapline-inject-XXXXXX";
	if (t.pid > 0 && (!mkdtemp(folder) || chmod(folder, 0777) < 0 || !make_victim(&t, folder)))
		return 2;
	if (t.pid <= 0 || !stop(&t)) {
		unlink(t.victim);
		rmdir(folder);
		fprintf(stderr, "usage: inject PID (of a process that waits in a system call): %s\n", strerror(errno));
		return 2;
	}
	const long getpid_of_it[6] = {0};
	check(&h, call(&t, SYS_getpid, getpid_of_it, 0) == t.pid, "the process makes the calls that it is told to");
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		char what[120];
		long result = call(&t, attempts[i].number, attempts[i].arguments, getpid());
		snprintf(what, sizeof what, "%s is refused (result %ld)", attempts[i].what, result);
		check(&h, result == -EPERM, what);
	}
	kill(t.pid, SIGKILL);
	check(&h, unlink(t.victim) == 0, "the victim is still there");
	check(&h, rmdir(folder) == 0, "no file was made");
	return harness_end(&h);
}

#else

int main(void)
{
	printf("skipped: other processors and sanitized builds are not traced\n");
	return 77;
}

#endif
