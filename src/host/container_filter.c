#include "host/container_filter.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOK_MS = 500, LARGEST = BPF_KERNEL_INSNS };

struct message {
	uint32_t linktype, count;
	struct bpf_insn insns[LARGEST];
};

/* The signals that end a capture reach the whole process group; this ends when the capture has. */
static void outlast_signals(void)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		signal(ends[i], SIG_IGN);
}

static _Noreturn void follow(struct container_names *n, container_filter_changed *changed, void *context, int to)
{
	struct text before = {0}, now = {0};
	struct pollfd gone = {.fd = to, .events = POLLIN};
	outlast_signals();
	n->absent = true;
	bool known = container_names_look(n, &before) == 0;
	for (; poll(&gone, 1, LOOK_MS) == 0;) {
		if (container_names_look(n, &now) < 0)
			continue;
		if (!known || now.len != before.len || memcmp(now.data, before.data, now.len))
			changed(context, to);
		struct text old = before;
		before = now;
		now = old;
		known = true;
	}
	_exit(0);
}

int container_filter_follow(struct container_names *n, container_filter_changed *changed, void *context, int *from, struct err *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return err_set(err, -errno, "following containers: %s", strerror(errno));
	pid_t child = fork();
	int e = errno;
	if (child == 0) {
		close(pair[0]);
		follow(n, changed, context, pair[1]);
	}
	close(pair[1]);
	*from = pair[0];
	if (child < 0)
		close(pair[0]);
	return child < 0 ? err_set(err, -e, "following containers: %s", strerror(e)) : 0;
}

int container_filter_send(int to, uint16_t linktype, const struct bpf_program *program)
{
	struct message *m = calloc(1, sizeof *m);
	if (!m || program->count > LARGEST) {
		free(m);
		return -E2BIG;
	}
	*m = (struct message){.linktype = linktype, .count = program->count};
	memcpy(m->insns, program->insns, program->count * sizeof *m->insns);
	size_t size = offsetof(struct message, insns) + program->count * sizeof *m->insns;
	int e = send(to, m, size, MSG_NOSIGNAL) < 0 ? -errno : 0;
	free(m);
	return e;
}

bool container_filter_receive(int from, uint16_t *linktype, struct bpf_program *program)
{
	struct message *m = NULL;
	ssize_t n = recv(from, &(char){0}, 1, MSG_DONTWAIT | MSG_PEEK | MSG_TRUNC);
	if (n > 0)
		m = malloc(sizeof *m);
	n = m ? recv(from, m, sizeof *m, MSG_DONTWAIT) : -1;
	bool whole = n > 0 && m->count && m->count <= LARGEST &&
		(size_t)n == offsetof(struct message, insns) + m->count * sizeof *m->insns;
	struct bpf_insn *insns = whole ? malloc(m->count * sizeof *insns) : NULL;
	if (insns) {
		memcpy(insns, m->insns, m->count * sizeof *insns);
		*linktype = (uint16_t)m->linktype;
		*program = (struct bpf_program){insns, m->count};
	}
	free(m);
	return insns;
}
