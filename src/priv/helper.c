/* Requests and answers are single datagrams of a SOCK_SEQPACKET pair, descriptors go along as SCM_RIGHTS (unix(7)). */
#include "priv/helper.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(sizeof(int))];
};

static void nothing(int signal)
{
}

/* The signals that end a capture reach the whole process group: the helper has to outlast them, until its socket closes.
 * Handlers, unlike SIG_IGN, do not pass on to the command of -z. */
static void outlast_signals(void)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2};
	struct sigaction act = {.sa_handler = nothing, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaction(ends[i], &act, NULL);
}

/* Nothing that carries packets stays open. */
static void close_others(int end, int keep)
{
	int low = keep >= 0 && keep < end ? keep : end, high = keep > end ? keep : end;
	if (low > 3)
		close_range(3, (unsigned)low - 1, 0);
	if (high > low + 1)
		close_range((unsigned)low + 1, (unsigned)high - 1, 0);
	close_range((unsigned)high + 1, ~0u, 0);
}

int helper_start(void (*serve)(int end, void *context), void *context, int keep, struct err *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return err_set(err, -errno, "starting a helper process: %s", strerror(errno));
	pid_t child = fork();
	if (child < 0) {
		int e = errno;
		close(pair[0]);
		close(pair[1]);
		return err_set(err, -e, "starting a helper process: %s", strerror(e));
	}
	close(pair[child != 0]);
	if (child > 0)
		return pair[0];
	outlast_signals();
	close_others(pair[1], keep);
	serve(pair[1], context);
	_exit(0);
}

static ssize_t ask(int helper, const void *request, size_t len, void *answer, size_t room, int *fd, bool interruptible)
{
	union control c;
	struct iovec v = {answer, room};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = c.bytes, .msg_controllen = sizeof c.bytes};
	ssize_t n;
	if (fd)
		*fd = -1;
	if (send(helper, request, len, MSG_NOSIGNAL) < 0)
		return -errno;
	while ((n = recvmsg(helper, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR && !interruptible)
		;
	if (n <= 0)
		return n < 0 ? -errno : -EIO;
	if (m.msg_flags & MSG_CTRUNC)
		return -EMFILE; /* the descriptor found no place here */
	const struct cmsghdr *h = CMSG_FIRSTHDR(&m);
	if (fd && h && h->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(h), sizeof *fd);
	return n;
}

ssize_t helper_ask(int helper, const void *request, size_t len, void *answer, size_t room, int *fd)
{
	return ask(helper, request, len, answer, room, fd, false);
}

ssize_t helper_ask_patiently(int helper, const void *request, size_t len, void *answer, size_t room, int *fd)
{
	return ask(helper, request, len, answer, room, fd, true);
}

void helper_keep(const unsigned *capabilities, size_t count)
{
	uint64_t have = 0;
	capng_get_caps_process();
	for (size_t i = 0; i < count; i++)
		if (capng_have_capability(CAPNG_PERMITTED, capabilities[i]))
			have |= UINT64_C(1) << i;
	capng_clear(CAPNG_SELECT_CAPS);
	for (size_t i = 0; i < count; i++)
		if (have >> i & 1)
			capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, capabilities[i]);
	if (capng_apply(CAPNG_SELECT_CAPS) < 0)
		_exit(1);
}

/* Who asks waits for the answer and sends nothing else: what SIGIO tells of is the end of the connection. */
void helper_watch(int end, bool watch)
{
	sigaction(SIGIO, &(struct sigaction){.sa_handler = nothing}, NULL);
	fcntl(end, F_SETOWN, getpid());
	fcntl(end, F_SETFL, watch ? O_ASYNC : 0);
}

void helper_answer(int end, const void *answer, size_t len, int fd)
{
	union control c = {0};
	struct iovec v = {(void *)answer, len};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
	if (fd >= 0) {
		m.msg_control = c.bytes;
		m.msg_controllen = sizeof c.bytes;
		*CMSG_FIRSTHDR(&m) = (struct cmsghdr){CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS};
		memcpy(CMSG_DATA(CMSG_FIRSTHDR(&m)), &fd, sizeof fd);
	}
	sendmsg(end, &m, MSG_NOSIGNAL);
}
