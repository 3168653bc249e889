#include "host/socket.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/bytes.h"

void socket_end_set(struct socket_end *end, const struct sockaddr *address, unsigned size)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
	*end = (struct socket_end){0};
	if (size >= sizeof(struct sockaddr_in) && address->sa_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)address;
		memcpy(end->bytes, &in->sin_addr, SOCKET_IP4);
		end->port = ntohs(in->sin_port);
		end->size = SOCKET_IP4;
	} else if (size >= offsetof(struct sockaddr_in6, sin6_scope_id) && address->sa_family == AF_INET6) {
		const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
		bool is4 = !memcmp(&in->sin6_addr, mapped, sizeof mapped);
		memcpy(end->bytes, (const uint8_t *)&in->sin6_addr + (is4 ? sizeof mapped : 0),
			is4 ? SOCKET_IP4 : SOCKET_IP6);
		end->port = ntohs(in->sin6_port);
		end->size = is4 ? SOCKET_IP4 : SOCKET_IP6;
	}
}

bool socket_end_any(const struct socket_end *end)
{
	static const uint8_t zeros[16];
	return !memcmp(end->bytes, zeros, sizeof zeros);
}

void socket_end_text(struct text *t, const struct socket_end *end)
{
	if (end->size == SOCKET_IP4) {
		text_ip4(t, be32(end->bytes));
	} else {
		text_c(t, '[');
		text_ip6(t, end->bytes);
		text_c(t, ']');
	}
	text_c(t, ':');
	text_u(t, end->port);
}

/* What /proc says the descriptor is: "socket:[12345]". 0: something else. */
static uint64_t inode_of(pid_t pid, int fd)
{
	static const char head[] = "socket:[";
	char path[64], to[64];
	snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, fd);
	ssize_t n = readlink(path, to, sizeof to - 1);
	to[n < 0 ? 0 : n] = 0;
	return strncmp(to, head, sizeof head - 1) ? 0 : strtoull(to + sizeof head - 1, NULL, 10);
}

static int option(int fd, int name)
{
	int v = 0;
	socklen_t n = sizeof v;
	return getsockopt(fd, SOL_SOCKET, name, &v, &n) < 0 ? 0 : v;
}

static void name_ends(struct socket_ends *s, int fd)
{
	struct sockaddr_storage a;
	struct sockaddr *address = (struct sockaddr *)&a;
	socklen_t n = sizeof a;
	s->family = (uint16_t)option(fd, SO_DOMAIN);
	s->protocol = (uint8_t)option(fd, SO_PROTOCOL);
	s->listening = option(fd, SO_ACCEPTCONN);
	s->type = (uint8_t)option(fd, SO_TYPE);
	if (getsockname(fd, address, &n) == 0)
		socket_end_set(&s->local, address, n);
	n = sizeof a;
	if (getpeername(fd, address, &n) == 0)
		socket_end_set(&s->remote, address, n);
}

bool socket_of_process(struct socket_ends *s, pid_t pid, int fd)
{
	*s = (struct socket_ends){.inode = fd < 0 ? 0 : inode_of(pid, fd)};
	if (!s->inode)
		return false;
	int process = (int)syscall(SYS_pidfd_open, pid, 0);
	int ours = process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, fd, 0);
	if (ours >= 0) {
		name_ends(s, ours);
		close(ours);
	}
	if (process >= 0)
		close(process);
	return true;
}
