/* A request is a byte of kind and the path that it is about; the answer an errno and, for what was opened, the descriptor.
 * `requests` says what may be asked when; may_touch() which names. */
#include "priv/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "priv/helper.h"
#include "priv/postrotate.h"

enum state { OPENING = 1 << 0, RUNNING = 1 << 1 };
enum kind { MAKE, MAKE_OUTPUT, NEXT, FINISHED, REMOVE, OPENED, KINDS };

struct request {
	uint8_t kind;
	char path[PATH_MAX];
};

struct reply {
	int result;          /* 0 or -errno */
	char name[PATH_MAX]; /* NEXT */
};

struct server {
	const struct files_allowed *allowed;
	enum state state;
	FILE *list;
	int end;
	int made; /* the newest regular file, which is likely being written; -1: none */
};

/* ---- What may be touched */

static size_t slashes(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += *s == '/';
	return n;
}

/* Behind the literal part the name may differ from the pattern, but not lead elsewhere. */
static bool may_touch(const struct files_allowed *a, const char *path)
{
	if (!a->pattern)
		return false;
	if (!a->many)
		return !strcmp(path, a->pattern);
	if (strncmp(path, a->pattern, a->literal))
		return false;
	const char *rest = path + a->literal;
	return !strstr(rest, "..") && slashes(rest) == slashes(a->pattern + a->literal);
}

/* ---- Requests */

/* Who makes a file without being told whose it shall be, owns it. */
static int make(const char *path, const char *user)
{
	const struct passwd *p = user && geteuid() == 0 ? getpwnam(user) : NULL;
	int fd = p ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
	if (fd < 0)
		return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fchown(fd, p->pw_uid, p->pw_gid) == 0)
		return fd;
	int e = errno;
	close(fd);
	unlink(path);
	errno = e;
	return -1;
}

static int serve_make(struct server *s, const char *path, struct reply *reply)
{
	if (!may_touch(s->allowed, path) || (s->state == RUNNING && !s->allowed->many)) {
		errno = EPERM;
		return -1;
	}
	helper_watch(s->end, true);
	int fd = make(path, s->allowed->user), e = errno;
	helper_watch(s->end, false);
	errno = e;
	return fd;
}

/* Who wrote the file may have been killed: what was reserved of the disk behind its end (file/output.c) is given back. */
static void give_rest_back(int file)
{
	struct stat st;
	if (file >= 0 && fstat(file, &st) == 0 && (uint64_t)st.st_blocks * 512 > (uint64_t)st.st_size + (uint64_t)st.st_blksize &&
		ftruncate(file, st.st_size) < 0)
		return; /* it only takes more room than it needs */
}

/* Takes the descriptor over. */
static void keep_made(struct server *s, int fd)
{
	struct stat st;
	bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	int done = regular ? s->made : fd;
	if (regular)
		s->made = fd;
	if (done >= 0)
		close(done);
}

static int serve_make_output(struct server *s, const char *path, struct reply *reply)
{
	errno = EPERM;
	return s->allowed->output ? make(s->allowed->output, NULL) : -1;
}

static int serve_next(struct server *s, const char *path, struct reply *reply)
{
	if (!s->list || !fgets(reply->name, sizeof reply->name, s->list)) {
		snprintf(reply->name, sizeof reply->name, "%s", s->allowed->list ? s->allowed->list : "");
		errno = s->list && ferror(s->list) ? errno : ENODATA;
		return -1;
	}
	reply->name[strcspn(reply->name, "\n")] = 0;
	if (!strcmp(reply->name, "-"))
		return dup(STDIN_FILENO);
	return open(reply->name, O_RDONLY | O_CLOEXEC);
}

static int serve_finished(struct server *s, const char *path, struct reply *reply)
{
	if (s->allowed->command && may_touch(s->allowed, path))
		postrotate(s->allowed->command, s->allowed->user, path);
	return -1;
}

static int serve_remove(struct server *s, const char *path, struct reply *reply)
{
	if (s->allowed->removed && may_touch(s->allowed, path))
		unlink(path);
	else
		errno = EPERM;
	return -1;
}

static int serve_opened(struct server *s, const char *path, struct reply *reply)
{
	s->state = RUNNING;
	return -1;
}

/* A descriptor, or -1: errno says what the answer is. */
static const struct {
	unsigned states;
	int (*serve)(struct server *s, const char *path, struct reply *reply);
} requests[KINDS] = {
	[MAKE] = {OPENING | RUNNING, serve_make},
	[MAKE_OUTPUT] = {OPENING, serve_make_output},
	[NEXT] = {OPENING | RUNNING, serve_next},
	[FINISHED] = {OPENING | RUNNING, serve_finished},
	[REMOVE] = {OPENING | RUNNING, serve_remove},
	[OPENED] = {OPENING, serve_opened},
};

/* Files are opened with the rights of whoever started us, whatever the program's file adds to them; of root's rights those
 * to files and to becoming the user stay. */
static void keep_rights_to_files(void)
{
	static const unsigned kept[] = {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_CHOWN, CAP_FOWNER, CAP_SETUID, CAP_SETGID};
	if (setgid(getgid()) < 0 || setuid(getuid()) < 0)
		_exit(1);
	helper_keep(kept, getuid() == 0 ? sizeof kept / sizeof *kept : 0);
}

static void serve(int end, void *context)
{
	struct server *s = context;
	struct request r;
	ssize_t n;
	s->end = end;
	keep_rights_to_files();
	while ((n = recv(end, &r, sizeof r, 0)) > 1) {
		struct reply reply = {0};
		int fd = -1;
		r.path[n - 2] = 0;
		errno = EPERM;
		if (r.kind < KINDS && requests[r.kind].states & s->state) {
			errno = 0;
			fd = requests[r.kind].serve(s, r.path, &reply);
		}
		reply.result = fd >= 0 ? 0 : -errno;
		helper_answer(end, &reply, offsetof(struct reply, name) + strlen(reply.name) + 1, fd);
		if (fd >= 0 && r.kind == MAKE)
			keep_made(s, fd);
		else if (fd >= 0)
			close(fd);
	}
	give_rest_back(s->made);
}

int files_start(const struct files_allowed *allowed, struct err *err)
{
	struct server s = {.allowed = allowed, .state = OPENING, .made = -1};
	if (allowed->list) {
		s.list = strcmp(allowed->list, "-") ? fopen(allowed->list, "re") : stdin;
		if (!s.list)
			return err_set(err, -errno, "%s: %s", allowed->list, strerror(errno));
	}
	int helper = helper_start(serve, &s, s.list ? fileno(s.list) : -1, err);
	if (s.list && s.list != stdin)
		fclose(s.list);
	return helper;
}

/* ---- Asking */

typedef ssize_t asker(int helper, const void *request, size_t len, void *answer, size_t room, int *fd);

static int ask_by(asker *by, int helper, enum kind kind, const char *path, struct reply *reply, int *fd)
{
	struct request r = {.kind = (uint8_t)kind};
	size_t len = strlen(path) + 1;
	if (len > sizeof r.path)
		return -ENAMETOOLONG;
	memcpy(r.path, path, len);
	ssize_t n = by(helper, &r, 1 + len, reply, sizeof *reply, fd);
	if (n <= (ssize_t)offsetof(struct reply, name))
		return n < 0 ? (int)n : -EIO;
	return reply->result;
}

static int ask(int helper, enum kind kind, const char *path, struct reply *reply, int *fd)
{
	return ask_by(helper_ask, helper, kind, path, reply, fd);
}

static int ask_to_open(asker *by, int helper, enum kind kind, const char *path)
{
	struct reply reply;
	int fd = -1, e = ask_by(by, helper, kind, path, &reply, &fd);
	return e < 0 ? e : fd >= 0 ? fd : -EIO;
}

int files_make(int helper, const char *path)
{
	return ask_to_open(helper_ask, helper, MAKE, path);
}

int files_make_first(int helper, const char *path)
{
	return ask_to_open(helper_ask_patiently, helper, MAKE, path);
}

int files_make_output(int helper)
{
	return ask_to_open(helper_ask_patiently, helper, MAKE_OUTPUT, "");
}

int files_next(int helper, char *name, size_t size)
{
	struct reply reply = {0};
	int fd = -1, e = ask(helper, NEXT, "", &reply, &fd);
	snprintf(name, size, "%s", reply.name);
	return fd >= 0 ? fd : e < 0 ? e : -EIO;
}

void files_finished(int helper, const char *path)
{
	struct reply reply;
	ask(helper, FINISHED, path, &reply, NULL);
}

int files_remove(int helper, const char *path)
{
	struct reply reply;
	return ask(helper, REMOVE, path, &reply, NULL);
}

void files_opened(int helper)
{
	struct reply reply;
	ask(helper, OPENED, "", &reply, NULL);
}
