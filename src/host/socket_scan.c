#include "host/socket_scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/target.h"
#include "core/bytes.h"
#include "core/table.h"
#include "host/namespace.h"
#include "host/netlink.h"
#include "host/proc.h"

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif

enum { ANCESTORS = 64, TCP_LISTENING = 10 };

struct found {
	struct socket_ends ends;
	uint64_t netns;
	pid_t holder; /* 0: nobody yet, -1: several that are not each other's children */
};

struct scan {
	const struct socket_scan_calls *calls;
	struct table sockets; /* inode -> struct found */
	uint64_t netns;       /* in which the thread is: cookie */
	uint8_t protocol;
};

/* ---- Sockets of one namespace */

static void end_of(struct socket_end *e, unsigned family, const void *address, uint16_t port)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = port};
	struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = port};
	memcpy(&six.sin6_addr, address, sizeof six.sin6_addr);
	memcpy(&four.sin_addr, address, sizeof four.sin_addr);
	if (family == AF_INET6)
		socket_end_set(e, (const struct sockaddr *)&six, sizeof six);
	else
		socket_end_set(e, (const struct sockaddr *)&four, sizeof four);
}

static int note_socket(void *context, const struct nlmsghdr *m)
{
	struct scan *s = context;
	const struct inet_diag_msg *d = NLMSG_DATA(m);
	bool fresh;
	if (m->nlmsg_type != SOCK_DIAG_BY_FAMILY || m->nlmsg_len < NLMSG_LENGTH(sizeof *d) || !d->idiag_inode)
		return 0;
	uint64_t inode = d->idiag_inode;
	struct found *f = table_add(&s->sockets, &inode, &fresh);
	if (!f)
		return -ENOMEM;
	*f = (struct found){.netns = s->netns, .ends = {.inode = inode, .family = d->idiag_family, .protocol = s->protocol,
		.listening = s->protocol == IPPROTO_TCP && d->idiag_state == TCP_LISTENING}};
	end_of(&f->ends.local, d->idiag_family, d->id.idiag_src, d->id.idiag_sport);
	if (d->id.idiag_dport)
		end_of(&f->ends.remote, d->idiag_family, d->id.idiag_dst, d->id.idiag_dport);
	return 0;
}

static int ask_sockets(struct scan *s, int fd)
{
	static const uint8_t protocols[] = {IPPROTO_TCP, IPPROTO_UDP};
	static const uint8_t families[] = {AF_INET, AF_INET6};
	int e = 0;
	for (unsigned i = 0; e == 0 && i < 4; i++) {
		struct {
			struct nlmsghdr head;
			struct inet_diag_req_v2 ask;
		} request = {{sizeof request, SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, 0, 0},
			{.sdiag_family = families[i & 1], .sdiag_protocol = protocols[i >> 1], .idiag_states = ~0u}};
		s->protocol = protocols[i >> 1];
		e = netlink_ask(fd, &request.head, note_socket, s);
	}
	return e;
}

static void note_addresses(struct scan *s)
{
	struct ifaddrs *all;
	if (getifaddrs(&all) < 0)
		return;
	for (const struct ifaddrs *a = all; a; a = a->ifa_next) {
		struct socket_end e = {0};
		if (a->ifa_addr)
			socket_end_set(&e, a->ifa_addr, sizeof(struct sockaddr_in6));
		e.port = 0;
		if (e.size)
			s->calls->address(s->calls->context, s->netns, &e);
	}
	freeifaddrs(all);
}

static int scan_here(struct scan *s, uint64_t inode)
{
	socklen_t n = sizeof s->netns;
	int fd = netlink_open(NETLINK_SOCK_DIAG);
	int e = fd < 0 ? fd : getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &s->netns, &n) < 0 ? -errno : 0;
	if (e == 0) {
		s->calls->netns(s->calls->context, s->netns, inode);
		note_addresses(s);
		e = ask_sockets(s, fd);
	}
	if (fd >= 0)
		close(fd);
	return e;
}

static int scan_namespace(struct scan *s, const struct netns *n)
{
	int fd = open(n->path, O_RDONLY | O_CLOEXEC), before = fd < 0 ? -errno : netns_enter(fd);
	if (fd >= 0)
		close(fd);
	if (before < 0)
		return before;
	int e = scan_here(s, n->inode);
	netns_leave(before);
	return e;
}

/* ---- Who holds them */

static bool descends(pid_t child, pid_t from)
{
	for (int i = 0; i < ANCESTORS && child > 0 && child != from; i++)
		child = proc_parent(child);
	return child == from;
}

static void note_holder(struct found *f, pid_t pid)
{
	if (f->holder == pid || f->holder < 0)
		return;
	if (!f->holder || descends(f->holder, pid))
		f->holder = pid;
	else if (!descends(pid, f->holder))
		f->holder = -1;
}

static int look_into(void *context, pid_t pid)
{
	struct scan *s = context;
	char path[64], target[64];
	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	DIR *d = opendir(path);
	for (const struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
		ssize_t n = readlinkat(dirfd(d), e->d_name, target, sizeof target - 1);
		target[n > 0 ? n : 0] = 0;
		if (strncmp(target, "socket:[", 8))
			continue;
		uint64_t inode = strtoull(target + 8, NULL, 10);
		struct found *f = table_find(&s->sockets, &inode);
		if (f)
			note_holder(f, pid);
	}
	if (d)
		closedir(d);
	return 0;
}

int socket_scan(const struct socket_scan_calls *calls, struct err *err)
{
	struct scan s = {.calls = calls};
	struct netns_list all = {0};
	size_t at = 0;
	const void *key;
	void *value;
	table_init(&s.sockets, sizeof(uint64_t), sizeof(struct found), 0);
	int e = netns_find(&all, err);
	int own = e < 0 ? e : scan_here(&s, all.list[0].inode);
	if (e >= 0 && own < 0)
		e = err_set(err, own, "asking for open sockets: %s", strerror(-own));
	for (size_t i = 1; e >= 0 && i < all.count; i++)
		scan_namespace(&s, &all.list[i]);
	if (e >= 0)
		proc_each(look_into, &s);
	while (e >= 0 && table_next(&s.sockets, &at, &key, &value)) {
		const struct found *f = value;
		if (f->holder > 0)
			calls->socket(calls->context, f->netns, &f->ends, f->holder);
	}
	table_free(&s.sockets);
	netns_list_free(&all);
	return e;
}
