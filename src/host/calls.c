#include "host/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/tracer.h"

enum {
	PIPE_SIZE = 1 << 20, /* what the command may do before somebody reads the reports; more is a matter of
				privilege */
	BUFFER = 1 << 16,
};

struct calls {
	int reports; /* the reading end */
	int go;	     /* one byte starts the command, a second one ends it */
	bool over;
	size_t from, until;	   /* what of `buffer` holds reports */
	struct call_report report; /* the one that is out */
	uint8_t buffer[BUFFER];
};

static void close_pair(const int pair[2])
{
	close(pair[0]);
	close(pair[1]);
}

/* The tracer is the child of a child: nobody has to wait for it, it waits for what it runs. */
static int fork_tracer(const struct calls_options *o, const int reports[2], const int go[2], struct err *err)
{
	pid_t between = fork();
	if (between < 0)
		return err_set(err, -errno, "starting a process: %s", strerror(errno));
	if (between) {
		waitpid(between, NULL, 0);
		return 0;
	}
	if (fork() == 0) {
		close(reports[0]);
		close(go[1]);
		tracer_run(o, reports[1], go[0]);
	}
	_exit(0);
}

int calls_start(const struct calls_options *o, struct calls **calls, struct err *err)
{
	int reports[2], go[2];
	struct calls *c = calloc(1, sizeof *c);
	if (!c)
		return err_set(err, -ENOMEM, "no memory");
	if (pipe2(reports, O_CLOEXEC) < 0 || (pipe2(go, O_CLOEXEC) < 0 && (close_pair(reports), true))) {
		free(c);
		return err_set(err, -errno, "making a pipe: %s", strerror(errno));
	}
	fcntl(reports[1], F_SETPIPE_SZ, PIPE_SIZE);
	int e = fork_tracer(o, reports, go, err);
	close(reports[1]);
	close(go[0]);
	c->reports = reports[0];
	c->go = go[1];
	if (e >= 0)
		fcntl(c->reports, F_SETFL, O_NONBLOCK);
	else
		calls_free(c);
	*calls = e < 0 ? NULL : c;
	return e;
}

void calls_go(struct calls *c)
{
	if (write(c->go, "", 1) < 0)
		c->over = true;
}

void calls_stop(struct calls *c)
{
	calls_go(c); /* the second byte asks for the end */
}

void calls_wait(const struct calls *c, int timeout_ms)
{
	struct pollfd p = {.fd = c->reports, .events = POLLIN};
	poll(&p, 1, timeout_ms);
}

static void read_more(struct calls *c)
{
	memmove(c->buffer, c->buffer + c->from, c->until - c->from);
	c->until -= c->from;
	c->from = 0;
	ssize_t n = read(c->reports, c->buffer + c->until, sizeof c->buffer - c->until);
	if (n > 0)
		c->until += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		c->over = true;
}

static bool whole_report(const struct calls *c)
{
	uint16_t size;
	size_t have = c->until - c->from;
	memcpy(&size, c->buffer + c->from, sizeof size);
	return have >= sizeof size && have >= size;
}

const struct call_report *calls_next(struct calls *c)
{
	if (!whole_report(c) && !c->over)
		read_more(c);
	if (!whole_report(c))
		return NULL;
	struct call_report *r = &c->report;
	uint16_t size;
	memcpy(&size, c->buffer + c->from, sizeof size);
	if (size < offsetof(struct call_report, text) || size > sizeof *r) {
		c->over = true; /* somebody else writes there: nothing of it can be believed */
		c->from = c->until = 0;
		return NULL;
	}
	memcpy(r, c->buffer + c->from, size);
	r->text[size - offsetof(struct call_report, text) - (size == sizeof *r)] = 0;
	c->from += size;
	return r;
}

bool calls_over(const struct calls *c)
{
	return c->over && !whole_report(c);
}

void calls_free(struct calls *c)
{
	if (!c)
		return;
	close(c->reports);
	close(c->go);
	free(c);
}
