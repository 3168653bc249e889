#include "host/nat.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "host/netlink.h"

enum {
	EVENTS_SIZE = 1 << 22, /* bytes of events that wait to be read */
	MESSAGES = 1 << 16,
};

struct nat {
	int fd;
	bool listed; /* what there was is known, and nothing was missed since */
	void (*each)(void *context, const struct nat_flow *flow, bool over);
	void *context;
};

/* ---- Messages */

/* The attributes inside an attribute. */
static void nested(const struct rtattr *outer, const struct rtattr *out[], unsigned most)
{
	memset(out, 0, (most + 1) * sizeof *out);
	if (!outer)
		return;
	const struct rtattr *a = RTA_DATA(outer);
	size_t n = RTA_PAYLOAD(outer);
	for (; RTA_OK(a, n); a = RTA_NEXT(a, n)) {
		unsigned type = a->rta_type & NLA_TYPE_MASK;
		if (type <= most)
			out[type] = a;
	}
}

static bool has(const struct rtattr *a, size_t size)
{
	return a && RTA_PAYLOAD(a) >= size;
}

static bool read_address(struct socket_end *e, const struct rtattr *four, const struct rtattr *six)
{
	bool is4 = has(four, SOCKET_IP4);
	if (!is4 && !has(six, SOCKET_IP6))
		return false;
	*e = (struct socket_end){.size = is4 ? SOCKET_IP4 : SOCKET_IP6};
	memcpy(e->bytes, RTA_DATA(is4 ? four : six), e->size);
	return true;
}

/* Of echoes the identifier. */
static uint16_t read_port(const struct rtattr *port, const struct rtattr *id4, const struct rtattr *id6)
{
	const struct rtattr *a = port ? port : id4 ? id4 : id6;
	uint16_t v = 0;
	if (has(a, sizeof v))
		memcpy(&v, RTA_DATA(a), sizeof v);
	return ntohs(v);
}

static bool read_tuple(const struct rtattr *tuple, struct socket_end *from, struct socket_end *to, uint8_t *protocol)
{
	const struct rtattr *parts[CTA_TUPLE_MAX + 1], *ip[CTA_IP_MAX + 1], *proto[CTA_PROTO_MAX + 1];
	nested(tuple, parts, CTA_TUPLE_MAX);
	nested(parts[CTA_TUPLE_IP], ip, CTA_IP_MAX);
	nested(parts[CTA_TUPLE_PROTO], proto, CTA_PROTO_MAX);
	if (!read_address(from, ip[CTA_IP_V4_SRC], ip[CTA_IP_V6_SRC]) || !read_address(to, ip[CTA_IP_V4_DST], ip[CTA_IP_V6_DST]) ||
		!has(proto[CTA_PROTO_NUM], 1))
		return false;
	*protocol = *(const uint8_t *)RTA_DATA(proto[CTA_PROTO_NUM]);
	from->port = read_port(proto[CTA_PROTO_SRC_PORT], proto[CTA_PROTO_ICMP_ID], proto[CTA_PROTO_ICMPV6_ID]);
	to->port = read_port(proto[CTA_PROTO_DST_PORT], proto[CTA_PROTO_ICMP_ID], proto[CTA_PROTO_ICMPV6_ID]);
	return true;
}

static bool same(const struct socket_end *a, const struct socket_end *b)
{
	return !memcmp(a, b, sizeof *a);
}

/* Most flows are as they seem. */
static int take(void *context, const struct nlmsghdr *m)
{
	const struct nat *n = context;
	const struct rtattr *a[CTA_MAX + 1];
	struct nat_flow f;
	memset(&f, 0, sizeof f);
	netlink_attributes(m, sizeof(struct nfgenmsg), a, CTA_MAX);
	if (m->nlmsg_type >> 8 != NFNL_SUBSYS_CTNETLINK || !read_tuple(a[CTA_TUPLE_ORIG], &f.caller, &f.called, &f.protocol) ||
		!read_tuple(a[CTA_TUPLE_REPLY], &f.answerer, &f.asker, &f.protocol))
		return 0;
	if (!same(&f.caller, &f.asker) || !same(&f.called, &f.answerer))
		n->each(n->context, &f, (m->nlmsg_type & 0xff) == IPCTNL_MSG_CT_DELETE);
	return 0;
}

/* ---- All that there is, and what is new */

static void list(struct nat *n)
{
	struct {
		struct nlmsghdr header;
		struct nfgenmsg family;
	} request = {.header = {.nlmsg_len = sizeof request, .nlmsg_flags = NLM_F_DUMP,
		.nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET}, .family = {.nfgen_family = AF_UNSPEC}};
	int fd = netlink_open(NETLINK_NETFILTER);
	if (fd < 0)
		return;
	n->listed = netlink_ask(fd, &request.header, take, n) >= 0;
	close(fd);
}

/* False: nothing more is there now. */
static bool read_events(struct nat *n)
{
	_Alignas(struct nlmsghdr) char messages[MESSAGES];
	ssize_t got = recv(n->fd, messages, sizeof messages, MSG_DONTWAIT);
	if (got < 0 && errno == ENOBUFS)
		n->listed = false;
	const struct nlmsghdr *m = (const void *)messages;
	for (size_t left = got > 0 ? (size_t)got : 0; NLMSG_OK(m, left); m = NLMSG_NEXT(m, left))
		take(n, m);
	return got > 0 || (got < 0 && (errno == EINTR || errno == ENOBUFS));
}

void nat_read(struct nat *n, void (*each)(void *context, const struct nat_flow *flow, bool over), void *context)
{
	n->each = each;
	n->context = context;
	while (read_events(n))
		;
	if (!n->listed)
		list(n);
}

/* Without a look at /proc, asking would load the kernel's modules. */
struct nat *nat_new(void)
{
	struct sockaddr_nl groups = {.nl_family = AF_NETLINK,
		.nl_groups = 1u << (NFNLGRP_CONNTRACK_NEW - 1) | 1u << (NFNLGRP_CONNTRACK_DESTROY - 1)};
	int size = EVENTS_SIZE;
	struct nat *n = access("/proc/sys/net/netfilter/nf_conntrack_count", F_OK) == 0 ? calloc(1, sizeof *n) : NULL;
	if (!n)
		return NULL;
	n->fd = netlink_open(NETLINK_NETFILTER);
	if (n->fd >= 0 && bind(n->fd, (struct sockaddr *)&groups, sizeof groups) == 0) {
		setsockopt(n->fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
		return n;
	}
	nat_free(n);
	return NULL;
}

int nat_descriptor(const struct nat *n)
{
	return n->fd;
}

void nat_free(struct nat *n)
{
	if (!n)
		return;
	if (n->fd >= 0)
		close(n->fd);
	free(n);
}
