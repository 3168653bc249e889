/* Requests and answers are single datagrams of a SOCK_SEQPACKET pair: one byte of kind and its argument; an errno and, for
 * an opened file, its descriptor (unix(7), SCM_RIGHTS). What a request may ask is checked here, for the process that asks
 * reads hostile packets and may be somebody else's by now. */
#include "priv/helper.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum kind { OPEN_FILE, FILE_FINISHED, REMOVE_FILE };

struct request {
	uint8_t kind;
	char path[PATH_MAX];
};

struct name_request {
	uint8_t family;
	uint8_t address[16];
};

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

/* 0 in the helper, whose end of the pair is *end; in the caller the other end. */
static int start(int *end, struct err *err)
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
	close(pair[child == 0]);
	*end = pair[child != 0];
	if (child == 0) {
		outlast_signals();
		/* nothing that carries packets stays open here */
		if (*end > 3)
			close_range(3, (unsigned)*end - 1, 0);
		close_range((unsigned)*end + 1, ~0u, 0);
	}
	return child == 0 ? 0 : 1;
}

/* ---- Files */

static bool may_touch(const struct helper_files *f, const char *path)
{
	return !strncmp(path, f->pattern, f->literal) && !strstr(path + f->literal, "..");
}

static int make_file(const struct helper_files *f, const char *path)
{
	if (!may_touch(f, path))
		return -EPERM;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd >= 0 && f->owner != (uid_t)-1 && fchown(fd, f->owner, f->group) < 0) {
		int e = errno;
		close(fd);
		return -e;
	}
	return fd >= 0 ? fd : -errno;
}

static void answer(int end, int result, int fd)
{
	union control c = {0};
	struct iovec v = {&result, sizeof result};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
	if (fd >= 0) {
		m.msg_control = c.bytes;
		m.msg_controllen = sizeof c.bytes;
		*CMSG_FIRSTHDR(&m) = (struct cmsghdr){CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS};
		memcpy(CMSG_DATA(CMSG_FIRSTHDR(&m)), &fd, sizeof fd);
	}
	sendmsg(end, &m, MSG_NOSIGNAL);
}

static void serve_files(int end, const struct helper_files *f)
{
	struct request r;
	ssize_t n;
	while ((n = recv(end, &r, sizeof r, 0)) > 1) {
		r.path[n - 2] = 0;
		if (r.kind == OPEN_FILE) {
			int fd = make_file(f, r.path);
			answer(end, fd < 0 ? fd : 0, fd);
			if (fd >= 0)
				close(fd);
		} else if (r.kind == REMOVE_FILE) {
			answer(end, !may_touch(f, r.path) ? -EPERM : unlink(r.path) < 0 ? -errno : 0, -1);
		} else {
			if (f->finished && may_touch(f, r.path))
				f->finished(f->context, r.path);
			answer(end, 0, -1);
		}
	}
}

int helper_files_start(const struct helper_files *files, struct err *err)
{
	int end, e = start(&end, err);
	if (e == 0) {
		serve_files(end, files);
		_exit(0);
	}
	return e < 0 ? e : end;
}

static int ask(int helper, enum kind kind, const char *path, int *fd)
{
	struct request r = {.kind = (uint8_t)kind};
	size_t len = strlen(path) + 1;
	int result = -EIO;
	union control c;
	struct iovec v = {&result, sizeof result};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = c.bytes, .msg_controllen = sizeof c.bytes};
	if (len > sizeof r.path)
		return -ENAMETOOLONG;
	memcpy(r.path, path, len);
	if (send(helper, &r, 1 + len, MSG_NOSIGNAL) < 0)
		return -errno;
	ssize_t n;
	while ((n = recvmsg(helper, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	if (n != sizeof result)
		return n < 0 ? -errno : -EIO;
	const struct cmsghdr *h = CMSG_FIRSTHDR(&m);
	if (h && h->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(h), sizeof *fd);
	return result;
}

int helper_open(int helper, const char *path)
{
	int fd = -1, e = ask(helper, OPEN_FILE, path, &fd);
	return e < 0 ? e : fd >= 0 ? fd : -EIO;
}

void helper_finished(int helper, const char *path)
{
	int fd = -1;
	ask(helper, FILE_FINISHED, path, &fd);
}

int helper_remove(int helper, const char *path)
{
	int fd = -1;
	return ask(helper, REMOVE_FILE, path, &fd);
}

/* ---- Names */

static void look_up(const struct name_request *q, char *name, socklen_t size)
{
	struct sockaddr_in a4 = {.sin_family = AF_INET};
	struct sockaddr_in6 a6 = {.sin6_family = AF_INET6};
	memcpy(&a4.sin_addr, q->address, 4);
	memcpy(&a6.sin6_addr, q->address, 16);
	const struct sockaddr *a = q->family == 4 ? (struct sockaddr *)&a4 : (struct sockaddr *)&a6;
	socklen_t len = q->family == 4 ? sizeof a4 : sizeof a6;
	if (getnameinfo(a, len, name, size, NULL, 0, NI_NAMEREQD))
		name[0] = 0;
}

static void serve_names(int end)
{
	struct name_request q;
	char name[NI_MAXHOST];
	while (recv(end, &q, sizeof q, 0) == sizeof q) {
		look_up(&q, name, sizeof name);
		send(end, name, strlen(name) + 1, MSG_NOSIGNAL);
	}
}

/* A lookup may hang for long: it must not keep somebody waiting for the end of our output. */
static void let_go_of_output(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = 0; null >= 0 && fd <= 2; fd++)
		dup2(null, fd);
}

int helper_names_start(struct err *err)
{
	int end, e = start(&end, err);
	if (e == 0) {
		let_go_of_output();
		serve_names(end);
		_exit(0);
	}
	return e < 0 ? e : end;
}

void helper_host_name(int helper, uint8_t family, const uint8_t address[16], char *name, size_t size)
{
	struct name_request q = {.family = family};
	memcpy(q.address, address, sizeof q.address);
	ssize_t n = -1;
	if (send(helper, &q, sizeof q, MSG_NOSIGNAL) == sizeof q)
		while ((n = recv(helper, name, size, 0)) < 0 && errno == EINTR)
			;
	name[n > 0 ? n - 1 : 0] = 0;
}
