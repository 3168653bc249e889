/* Two requests: LOOK with the labels, answered by a shape and the packet socket; then LINK, by the netlink socket that goes
 * with it. */
#include "priv/opener.h"

#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "priv/helper.h"

enum { LOOK = 'l', LINK = 'n', REQUEST_MAX = 1 + TARGETS_MAX * TARGET_LABEL };

struct reply {
	int opened;
	struct live_shape shape;
};

struct server {
	opener_open *open;
	void *context;
};

static void serve_look(int end, const struct server *s, const char *labels, size_t len, struct source **source)
{
	struct reply r = {0};
	if (*source)
		(*source)->ops->close(*source);
	*source = NULL;
	r.opened = s->open(s->context, labels, len, source) > 0;
	if (r.opened)
		live_shape(*source, &r.shape);
	int fds[LIVE_FDS] = {-1, -1};
	if (r.opened)
		live_fds(*source, fds);
	helper_answer(end, &r, sizeof r, fds[0]);
}

static void serve(int end, void *context)
{
	/* raw sockets, their filters, and other network namespaces */
	static const unsigned kept[] = {CAP_NET_RAW, CAP_NET_ADMIN, CAP_BPF, CAP_SYS_ADMIN, CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH};
	helper_keep(kept, sizeof kept / sizeof *kept);
	struct source *source = NULL;
	char *request = calloc(1, REQUEST_MAX + 1);
	ssize_t n;
	while (request && (n = recv(end, request, REQUEST_MAX, 0)) > 0) {
		request[n] = 0; /* the last label ends, whoever sent it */
		if (request[0] == LOOK)
			serve_look(end, context, request + 1, (size_t)n - 1, &source);
		else
			helper_answer(end, "", 1, source ? live_link(source) : -1);
	}
}

int opener_start(opener_open *open, void *context, struct err *err)
{
	return helper_start(serve, &(struct server){open, context}, -1, err);
}

int opener_look(int helper, const struct live_options *options, const char *labels, size_t len, struct source **source)
{
	struct reply r;
	struct err ignored = {0};
	int fd = -1, link = -1;
	char *request = malloc(1 + len), kind = LINK, nothing;
	if (!request)
		return 0;
	request[0] = LOOK;
	memcpy(request + 1, labels, len);
	ssize_t n = helper_ask(helper, request, 1 + len, &r, sizeof r, &fd);
	free(request);
	if (n != sizeof r || !r.opened || fd < 0) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	helper_ask(helper, &kind, 1, &nothing, 1, &link);
	return live_adopt(options, &r.shape, fd, link, source, &ignored) == 0;
}
