/* In the sandbox, with Landlock or without, nothing can be opened, connected, executed or signalled, no process started, no
 * memory made executable; what was open before still works, and so do threads and the helper for files, which makes no file
 * but those of -w. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"
#include "priv/files.h"
#include "priv/sandbox.h"

/* The call fails with EPERM. */
#define REFUSED(h, call) (errno = 0, check(h, (long)(call) == -1 && errno == EPERM, #call " is refused"))

static void *thread(void *arg)
{
	return arg;
}

static void refusals(struct harness *h, int connectable)
{
	char program[] = "true", *argv[] = {program, NULL};
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	REFUSED(h, open("/etc/passwd", O_RDONLY));
	REFUSED(h, open("/tmp/tapline-sandbox", O_WRONLY | O_CREAT, 0600));
	REFUSED(h, socket(AF_INET, SOCK_STREAM, 0));
	REFUSED(h, socket(AF_PACKET, SOCK_RAW, 0));
	REFUSED(h, connect(connectable, (struct sockaddr *)&a, sizeof a));
	REFUSED(h, execv("/bin/true", argv));
	REFUSED(h, fork());
	REFUSED(h, kill(getppid(), 0));
	REFUSED(h, unlink("/tmp/tapline-sandbox"));
	REFUSED(h, setuid(0));
	REFUSED(h, mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}

static void what_still_works(struct harness *h, int pipe_end, int helper, const char *path)
{
	pthread_t t;
	check(h, write(pipe_end, "x", 1) == 1, "writing to what is open");
	check(h, pthread_create(&t, NULL, thread, NULL) == 0 && pthread_join(t, NULL) == 0, "a thread");
	check(h, mmap(NULL, 1 << 24, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED, "memory");
	int fd = files_make(helper, path);
	check(h, fd >= 0 && write(fd, "x", 1) == 1, "the helper makes the next file");
	check(h, files_remove(helper, path) == -EPERM, "the helper removes nothing unless it is told so at the start");
	check(h, files_make(helper, "/tmp/elsewhere") == -EPERM, "the helper makes no other file");
	char up[PATH_MAX];
	snprintf(up, sizeof up, "%s/../up", path);
	check(h, files_make(helper, up) == -EPERM, "the helper follows no ..");
}

/* A kernel without Landlock. */
static bool without_landlock(void)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
	bool done = c && seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) == 0 && seccomp_load(c) == 0;
	seccomp_release(c);
	return done;
}

static int confined(struct harness *h, bool landlock, int udp, int pipe_end, int helper, const char *path)
{
	struct err err = {0};
	check(h, landlock || without_landlock(), "a kernel without Landlock");
	check(h, sandbox_enter(sandbox_user(), true, &err) == 0, "entering");
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	check(h, mprotect(code, 4096, PROT_READ | PROT_EXEC) == 0, "a filter becomes machine code");
	check(h, sandbox_seal(&err) == 0, "sealing");
	check(h, geteuid() != 0, "no longer root");
	refusals(h, udp);
	what_still_works(h, pipe_end, helper, path);
	return harness_end(h);
}

int main(void)
{
#ifdef __SANITIZE_ADDRESS__
	printf("skipped: sanitized builds keep all system calls\n");
	return 77;
#endif
	char directory[] = "/tmp/tapline-sandbox-XXXXXX", pattern[256], path[300];
	struct err err = {0};
	int pipe_ends[2], udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), bad = 0;
	if (!mkdtemp(directory) || pipe(pipe_ends) < 0 || udp < 0)
		return 2;
	snprintf(pattern, sizeof pattern, "%s/file", directory);
	snprintf(path, sizeof path, "%s1", pattern);
	struct files_allowed files = {.pattern = pattern, .literal = strlen(pattern), .many = true};
	struct harness counts = {0};
	for (int landlock = 0; landlock < 2; landlock++) {
		int helper = files_start(&files, &err), status = 1, to_us[2];
		if (helper < 0 || pipe(to_us) < 0)
			return 2;
		pid_t child = fork();
		if (child == 0) {
			int result = confined(&counts, landlock, udp, pipe_ends[1], helper, path);
			fflush(stdout);
			_exit(write(to_us[1], &counts, sizeof counts) < 0 ? 1 : result);
		}
		waitpid(child, &status, 0);
		struct harness more = {0};
		bad |= !WIFEXITED(status) || WEXITSTATUS(status) || read(to_us[0], &more, sizeof more) != sizeof more;
		counts = more;
		close(helper);
	}
	unlink(path);
	rmdir(directory);
	return bad;
}
