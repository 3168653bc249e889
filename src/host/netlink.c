#include "host/netlink.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER = 1 << 16 };

int netlink_open(int protocol)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	return fd < 0 ? -errno : fd;
}

/* The messages of one datagram. 1: there are more datagrams. */
static int read_messages(const struct nlmsghdr *m, size_t n, bool dump, int (*each)(void *, const struct nlmsghdr *), void *context)
{
	for (; NLMSG_OK(m, n); m = NLMSG_NEXT(m, n)) {
		if (m->nlmsg_type == NLMSG_DONE)
			return 0;
		if (m->nlmsg_type == NLMSG_ERROR) {
			const struct nlmsgerr *e = NLMSG_DATA(m);
			return m->nlmsg_len >= NLMSG_LENGTH(sizeof *e) ? e->error : -EPROTO;
		}
		int result = each(context, m);
		if (result || !dump)
			return result;
	}
	return 1;
}

int netlink_ask(int fd, struct nlmsghdr *request, int (*each)(void *context, const struct nlmsghdr *answer), void *context)
{
	_Alignas(struct nlmsghdr) char answer[ANSWER];
	bool dump = request->nlmsg_flags & NLM_F_DUMP;
	request->nlmsg_flags |= NLM_F_REQUEST;
	if (send(fd, request, request->nlmsg_len, 0) < 0)
		return -errno;
	int result = 1;
	while (result == 1) {
		ssize_t n = recv(fd, answer, sizeof answer, 0);
		if (n < 0 && errno != EINTR)
			return -errno;
		result = n > 0 ? read_messages((const void *)answer, (size_t)n, dump, each, context) : n < 0;
	}
	return result;
}

void netlink_attributes(const struct nlmsghdr *m, size_t fixed, const struct rtattr *out[], unsigned most)
{
	memset(out, 0, (most + 1) * sizeof *out);
	if (m->nlmsg_len < NLMSG_LENGTH(fixed))
		return;
	const struct rtattr *a = (const void *)((const char *)NLMSG_DATA(m) + NLMSG_ALIGN(fixed));
	size_t n = m->nlmsg_len - NLMSG_LENGTH(NLMSG_ALIGN(fixed));
	for (; RTA_OK(a, n); a = RTA_NEXT(a, n)) {
		unsigned type = a->rta_type & NLA_TYPE_MASK;
		if (type <= most)
			out[type] = a;
	}
}
