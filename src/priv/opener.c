/* Three requests: LOOK with the labels; RING for each ring, answered by its shape and packet socket; then LINK, by the netlink
 * socket that goes with them. */
#include "priv/opener.h"

#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "priv/helper.h"

enum { LOOK = 'l', RING = 'r', LINK = 'n', REQUEST_MAX = 1 + TARGETS_MAX * TARGET_LABEL };

struct server {
	opener_open *open;
	void *context;
	unsigned rings;
	struct source *opened[LIVE_THREADS_MOST];
	unsigned count, told; /* of these */
};

static void serve_look(int end, struct server *s, const char *labels, size_t len)
{
	live_close_rings(s->opened, s->count);
	s->told = s->count = 0;
	if (s->open(s->context, labels, len, s->opened) > 0)
		s->count = s->rings;
	helper_answer(end, &s->count, sizeof s->count, -1);
}

static void serve_ring(int end, struct server *s)
{
	struct live_shape shape = {0};
	int fds[LIVE_FDS] = {-1, -1};
	if (s->told < s->count) {
		live_shape(s->opened[s->told], &shape);
		live_fds(s->opened[s->told++], fds);
	}
	helper_answer(end, &shape, sizeof shape, fds[0]);
}

static void serve(int end, void *context)
{
	/* raw sockets, their filters, and other network namespaces */
	static const unsigned kept[] = {CAP_NET_RAW, CAP_NET_ADMIN, CAP_BPF, CAP_SYS_ADMIN, CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH};
	helper_keep(kept, sizeof kept / sizeof *kept);
	struct server *s = context;
	char *request = calloc(1, REQUEST_MAX + 1);
	ssize_t n;
	while (request && (n = recv(end, request, REQUEST_MAX, 0)) > 0) {
		request[n] = 0; /* the last label ends, whoever sent it */
		if (request[0] == LOOK)
			serve_look(end, s, request + 1, (size_t)n - 1);
		else if (request[0] == RING)
			serve_ring(end, s);
		else
			helper_answer(end, "", 1, s->count ? live_link(s->opened[0]) : -1);
	}
}

int opener_start(opener_open *open, void *context, unsigned rings, struct err *err)
{
	return helper_start(serve, &(struct server){.open = open, .context = context, .rings = rings}, -1, err);
}

static unsigned ask_look(int helper, const char *labels, size_t len)
{
	unsigned count = 0;
	char *request = malloc(1 + len);
	if (!request)
		return 0;
	request[0] = LOOK;
	memcpy(request + 1, labels, len);
	ssize_t n = helper_ask(helper, request, 1 + len, &count, sizeof count, NULL);
	free(request);
	return n == sizeof count && count <= LIVE_THREADS_MOST ? count : 0;
}

/* The first has the link. */
static bool take_ring(int helper, const struct live_options *options, bool first, struct source **ring)
{
	struct live_shape shape;
	struct err ignored = {0};
	int fd = -1, link = -1;
	char request = RING, nothing;
	if (helper_ask(helper, &request, 1, &shape, sizeof shape, &fd) != sizeof shape || fd < 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	request = LINK;
	if (first)
		helper_ask(helper, &request, 1, &nothing, 1, &link);
	return live_adopt(options, &shape, fd, link, ring, &ignored) == 0;
}

int opener_look(int helper, const struct live_options *options, const char *labels, size_t len, struct source **rings)
{
	unsigned count = ask_look(helper, labels, len), n = 0;
	while (n < count && take_ring(helper, options, !n, &rings[n]))
		n++;
	if (n < count)
		live_close_rings(rings, n);
	return count && n == count;
}
