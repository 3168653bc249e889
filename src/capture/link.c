#include "capture/link.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int link_open(const struct capture_target *t)
{
	struct sockaddr_nl a = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK};
	int fd = target_socket(t, AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, NETLINK_ROUTE);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) < 0) {
		int e = errno;
		close(fd);
		return -e;
	}
	return fd;
}

int link_ask(int fd, int index)
{
	struct {
		struct nlmsghdr header;
		struct ifinfomsg info;
	} q = {{.nlmsg_len = sizeof q, .nlmsg_type = RTM_GETLINK, .nlmsg_flags = NLM_F_REQUEST}, {.ifi_index = index}};
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	return sendto(fd, &q, sizeof q, 0, (struct sockaddr *)&kernel, sizeof kernel) < 0 ? -errno : 0;
}

static void take_attribute(struct link_state *s, const struct rtattr *a)
{
	size_t n = RTA_PAYLOAD(a);
	if (a->rta_type == IFLA_IFNAME && n) {
		n = strnlen(RTA_DATA(a), n < IFNAMSIZ ? n : IFNAMSIZ - 1);
		memcpy(s->name, RTA_DATA(a), n);
		s->name[n] = 0;
	} else if (a->rta_type == IFLA_STATS64) {
		struct rtnl_link_stats64 st = {0}; /* older kernels send less of it */
		memcpy(&st, RTA_DATA(a), n < sizeof st ? n : sizeof st);
		s->dropped = st.rx_dropped + st.rx_missed_errors;
	}
}

static void take_message(struct nlmsghdr *h, void (*each)(void *, const struct link_state *), void *context)
{
	if ((h->nlmsg_type != RTM_NEWLINK && h->nlmsg_type != RTM_DELLINK) || h->nlmsg_len < NLMSG_LENGTH(sizeof(struct ifinfomsg)))
		return;
	const struct ifinfomsg *i = NLMSG_DATA(h);
	/* of a bridge's port the bridge tells as well, in a family of its own: also when it only leaves the bridge */
	if (i->ifi_family != AF_UNSPEC)
		return;
	struct link_state s = {.index = i->ifi_index, .flags = i->ifi_flags, .gone = h->nlmsg_type == RTM_DELLINK};
	unsigned left = IFLA_PAYLOAD(h);
	for (const struct rtattr *a = IFLA_RTA(i); RTA_OK(a, left); a = RTA_NEXT(a, left))
		take_attribute(&s, a);
	each(context, &s);
}

int link_hear(int fd, void (*each)(void *context, const struct link_state *state), void *context)
{
	_Alignas(struct nlmsghdr) char buffer[32768];
	ssize_t n;
	while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) {
		unsigned left = (unsigned)n;
		for (struct nlmsghdr *h = (void *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left))
			take_message(h, each, context);
	}
	return n < 0 && errno != EAGAIN && errno != EINTR ? -errno : 0;
}
