#include "host/call_text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>

enum { DATA_SHOWN = 32, VECTORS = 1024, MESSAGES = 64 };

struct word {
	int value;
	const char *name;
};

/* ---- Memory of the process: what cannot be read is zero */

static size_t peek(const struct call *c, uint64_t at, void *to, size_t n)
{
	struct iovec ours = {to, n}, theirs = {(void *)(uintptr_t)at, n}; /* NOLINT: an address of theirs */
	memset(to, 0, n);
	ssize_t got = at ? process_vm_readv(c->pid, &ours, 1, &theirs, 1, 0) : -1;
	return got < 0 ? 0 : (size_t)got;
}

/* ---- Words */

static const char *word_of(const struct word *words, int value)
{
	while (words->name && words->value != value)
		words++;
	return words->name;
}

static void put_word(struct text *t, const struct word *words, int value)
{
	const char *name = word_of(words, value);
	if (name)
		text_s(t, name);
	else
		text_i(t, value);
}

/* "MSG_DONTWAIT|0x8" */
static void put_flags(struct text *t, const struct word *words, uint64_t flags)
{
	const char *between = "";
	for (; words->name; words++) {
		if (!(flags & (uint64_t)words->value))
			continue;
		text_s(t, between);
		text_s(t, words->name);
		between = "|";
		flags &= ~(uint64_t)words->value;
	}
	if (flags) {
		text_s(t, between);
		text_s(t, "0x");
		text_x(t, flags);
	}
}

static const struct word families[] = {
	{AF_UNIX, "AF_UNIX"},
	{AF_INET, "AF_INET"},
	{AF_INET6, "AF_INET6"},
	{AF_NETLINK, "AF_NETLINK"},
	{AF_PACKET, "AF_PACKET"},
	{AF_VSOCK, "AF_VSOCK"},
	{AF_XDP, "AF_XDP"},
	{AF_BLUETOOTH, "AF_BLUETOOTH"},
	{AF_CAN, "AF_CAN"},
	{AF_ALG, "AF_ALG"},
	{AF_TIPC, "AF_TIPC"},
	{0, NULL},
};
static const struct word types[] = {
	{SOCK_STREAM, "SOCK_STREAM"},
	{SOCK_DGRAM, "SOCK_DGRAM"},
	{SOCK_RAW, "SOCK_RAW"},
	{SOCK_SEQPACKET, "SOCK_SEQPACKET"},
	{SOCK_RDM, "SOCK_RDM"},
	{0, NULL},
};
static const struct word type_flags[] = {
	{SOCK_NONBLOCK, "SOCK_NONBLOCK"}, {SOCK_CLOEXEC, "SOCK_CLOEXEC"}, {0, NULL}};
static const struct word protocols[] = {
	{IPPROTO_ICMP, "icmp"},
	{IPPROTO_TCP, "tcp"},
	{IPPROTO_UDP, "udp"},
	{IPPROTO_ICMPV6, "icmp6"},
	{IPPROTO_SCTP, "sctp"},
	{IPPROTO_UDPLITE, "udplite"},
	{262, "mptcp"},
	{IPPROTO_RAW, "raw"},
	{IPPROTO_DCCP, "dccp"},
	{0, NULL},
};
static const struct word message_flags[] = {
	{MSG_OOB, "MSG_OOB"},
	{MSG_PEEK, "MSG_PEEK"},
	{MSG_DONTROUTE, "MSG_DONTROUTE"},
	{MSG_TRUNC, "MSG_TRUNC"},
	{MSG_DONTWAIT, "MSG_DONTWAIT"},
	{MSG_WAITALL, "MSG_WAITALL"},
	{MSG_CONFIRM, "MSG_CONFIRM"},
	{MSG_ERRQUEUE, "MSG_ERRQUEUE"},
	{MSG_NOSIGNAL, "MSG_NOSIGNAL"},
	{MSG_MORE, "MSG_MORE"},
	{MSG_WAITFORONE, "MSG_WAITFORONE"},
	{MSG_ZEROCOPY, "MSG_ZEROCOPY"},
	{MSG_FASTOPEN, "MSG_FASTOPEN"},
	{MSG_CMSG_CLOEXEC, "MSG_CMSG_CLOEXEC"},
	{0, NULL},
};
static const struct word sides[] = {
	{SHUT_RD, "SHUT_RD"}, {SHUT_WR, "SHUT_WR"}, {SHUT_RDWR, "SHUT_RDWR"}, {0, NULL}};

/* ---- Arguments */

static void put_unix(struct text *t, const struct sockaddr_un *u, unsigned size)
{
	unsigned n = size - (unsigned)offsetof(struct sockaddr_un, sun_path);
	bool abstract = n && !u->sun_path[0];
	if (abstract)
		text_c(t, '@');
	else
		n = (unsigned)strnlen(u->sun_path, n);
	text_escaped(t, (const uint8_t *)u->sun_path + abstract, n - abstract);
}

static void put_packet(struct text *t, const struct sockaddr_ll *l)
{
	char name[IFNAMSIZ] = "";
	if (l->sll_ifindex && if_indextoname((unsigned)l->sll_ifindex, name))
		text_s(t, name);
	else
		text_printf(t, "interface %d", l->sll_ifindex);
}

static void put_address(struct text *t, const struct call *c, uint64_t at, uint64_t size)
{
	union {
		struct sockaddr any;
		struct sockaddr_storage storage;
		struct sockaddr_un local;
		struct sockaddr_ll packet;
		struct sockaddr_vm vm;
	} a = {0};
	unsigned n = size < sizeof a.storage ? (unsigned)size : (unsigned)sizeof a.storage;
	struct socket_end end;
	if (!at || n < sizeof a.any.sa_family || peek(c, at, &a, n) < n) {
		text_s(t, at ? "?" : "NULL");
		return;
	}
	socket_end_set(&end, &a.any, n);
	if (end.size)
		socket_end_text(t, &end);
	else if (a.any.sa_family == AF_UNIX)
		put_unix(t, &a.local, n);
	else if (a.any.sa_family == AF_PACKET && n >= offsetof(struct sockaddr_ll, sll_addr))
		put_packet(t, &a.packet);
	else if (a.any.sa_family == AF_VSOCK && n >= offsetof(struct sockaddr_vm, svm_zero))
		text_printf(t, "vsock %u:%u", a.vm.svm_cid, a.vm.svm_port);
	else
		put_word(t, families, a.any.sa_family);
}

/* The first bytes in quotes, dots where there are more. */
static void put_data(struct text *t, const struct call *c, uint64_t at, uint64_t len)
{
	uint8_t data[DATA_SHOWN];
	size_t n = peek(c, at, data, len < sizeof data ? (size_t)len : sizeof data);
	text_c(t, '"');
	for (size_t i = 0; i < n; i++) {
		if (data[i] == '"')
			text_c(t, '\\');
		if (data[i] < 0x80)
			text_escaped(t, data + i, 1);
		else
			text_printf(t, "\\x%02x", data[i]);
	}
	text_s(t, n < len ? "\"..." : "\"");
}

static void put_message_flags(struct text *t, uint64_t flags)
{
	if (!flags)
		return;
	text_s(t, ", ");
	put_flags(t, message_flags, flags & UINT32_MAX);
}

static uint64_t vectors_size(const struct call *c, uint64_t at, uint64_t length, struct iovec *first)
{
	struct iovec v[VECTORS];
	size_t count = length < VECTORS ? (size_t)length : VECTORS;
	uint64_t sum = 0;
	size_t got = peek(c, at, v, count * sizeof *v) / sizeof *v;
	*first = got ? v[0] : (struct iovec){0};
	for (size_t i = 0; i < got; i++)
		sum += v[i].iov_len;
	return sum;
}

/* Data and length of the vectors. `moved`: bytes that are there to be shown. */
static void put_vectors(
	struct text *t, const struct call *c, uint64_t at, uint64_t length, uint64_t moved, bool show)
{
	struct iovec first;
	uint64_t size = vectors_size(c, at, length, &first);
	if (show) {
		uint64_t n = moved < first.iov_len ? moved : first.iov_len;
		put_data(t, c, (uintptr_t)first.iov_base, n);
		text_s(t, ", ");
	}
	text_u(t, size);
}

/* What msghdr says: data, length, address. */
static void put_message(
	struct text *t, const struct call *c, const struct msghdr *m, uint64_t moved, bool show)
{
	put_vectors(t, c, (uintptr_t)m->msg_iov, m->msg_iovlen, moved, show);
	if (m->msg_name && m->msg_namelen) {
		text_s(t, ", ");
		put_address(t, c, (uintptr_t)m->msg_name, m->msg_namelen);
	}
}

/* ---- Calls: each writes what stands behind the first parenthesis. done: c->result holds */

static uint64_t moved(const struct call *c, bool done)
{
	return done && c->result > 0 ? (uint64_t)c->result : 0;
}

static void arguments_socket(struct text *t, const struct call *c, bool done)
{
	int type = (int)c->arguments[1], protocol = (int)c->arguments[2], family = (int)c->arguments[0];
	put_word(t, families, family);
	text_s(t, ", ");
	put_word(t, types, type & 0xf);
	if (type & ~0xf) {
		text_c(t, '|');
		put_flags(t, type_flags, (uint64_t)(type & ~0xf));
	}
	if (family != AF_INET && family != AF_INET6)
		return;
	text_s(t, ", ");
	put_word(t, protocols,
		protocol		   ? protocol
		: type % 16 == SOCK_STREAM ? IPPROTO_TCP
		: type % 16 == SOCK_DGRAM  ? IPPROTO_UDP
					   : 0);
}

static void arguments_address(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_address(t, c, c->arguments[1], c->arguments[2]);
}

static void arguments_listen(struct text *t, const struct call *c, bool done)
{
	text_printf(t, ", backlog %d", (int)c->arguments[1]);
}

static void put_returned_address(struct text *t, const struct call *c, uint64_t at, uint64_t size_at)
{
	uint32_t size = 0;
	if (at && peek(c, size_at, &size, sizeof size) && size) {
		text_s(t, ", ");
		put_address(t, c, at, size);
	}
}

static void arguments_accept(struct text *t, const struct call *c, bool done)
{
	if (done && c->result >= 0)
		put_returned_address(t, c, c->arguments[1], c->arguments[2]);
}

static void arguments_sendto(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_data(t, c, c->arguments[1], c->arguments[2]);
	text_s(t, ", ");
	text_u(t, c->arguments[2]);
	put_message_flags(t, c->arguments[3]);
	if (c->arguments[4]) {
		text_s(t, ", ");
		put_address(t, c, c->arguments[4], c->arguments[5]);
	}
}

static void arguments_write(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_data(t, c, c->arguments[1], c->arguments[2]);
	text_s(t, ", ");
	text_u(t, c->arguments[2]);
}

static void arguments_writev(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_vectors(t, c, c->arguments[1], c->arguments[2], UINT64_MAX, true);
}

static void arguments_read(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	if (moved(c, done)) {
		put_data(t, c, c->arguments[1], (uint64_t)c->result);
		text_s(t, ", ");
	}
	text_u(t, c->arguments[2]);
}

static void arguments_readv(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_vectors(t, c, c->arguments[1], c->arguments[2], moved(c, done), moved(c, done));
}

static void arguments_sendfile(struct text *t, const struct call *c, bool done)
{
	text_printf(t, ", from %d, %llu", (int)c->arguments[1], (unsigned long long)c->arguments[3]);
}

static void arguments_splice(struct text *t, const struct call *c, bool done)
{
	text_printf(t, " to %d, %llu", (int)c->arguments[2], (unsigned long long)c->arguments[4]);
}

static void arguments_recvfrom(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	if (done && c->result > 0) {
		put_data(t, c, c->arguments[1], (uint64_t)c->result);
		text_s(t, ", ");
	}
	text_u(t, c->arguments[2]);
	put_message_flags(t, c->arguments[3]);
	if (done && c->result >= 0)
		put_returned_address(t, c, c->arguments[4], c->arguments[5]);
}

static void arguments_sendmsg(struct text *t, const struct call *c, bool done)
{
	struct msghdr m;
	peek(c, c->arguments[1], &m, sizeof m);
	text_s(t, ", ");
	put_message(t, c, &m, UINT64_MAX, true);
	put_message_flags(t, c->arguments[2]);
}

static void arguments_recvmsg(struct text *t, const struct call *c, bool done)
{
	struct msghdr m;
	peek(c, c->arguments[1], &m, sizeof m);
	m.msg_namelen = moved(c, done) ? m.msg_namelen : 0;
	text_s(t, ", ");
	put_message(t, c, &m, moved(c, done), moved(c, done));
	put_message_flags(t, c->arguments[2]);
}

/* sendmmsg, recvmmsg: those that were or are to be moved. */
static void put_messages(struct text *t, const struct call *c, uint64_t count, bool received)
{
	struct mmsghdr m[MESSAGES];
	size_t n = count < MESSAGES ? (size_t)count : MESSAGES;
	n = peek(c, c->arguments[1], m, n * sizeof *m) / sizeof *m;
	text_s(t, ", [");
	for (size_t i = 0; i < n; i++) {
		text_s(t, i ? "; " : "");
		put_message(t, c, &m[i].msg_hdr, received ? m[i].msg_len : UINT64_MAX, true);
	}
	text_s(t, n < count ? "; ...]" : "]");
	put_message_flags(t, c->arguments[3]);
}

static void arguments_sendmmsg(struct text *t, const struct call *c, bool done)
{
	put_messages(t, c, c->arguments[2] & UINT32_MAX, false);
}

static void arguments_recvmmsg(struct text *t, const struct call *c, bool done)
{
	if (moved(c, done)) {
		put_messages(t, c, moved(c, done), true);
		return;
	}
	text_printf(t, ", %u messages", (unsigned)c->arguments[2]);
	put_message_flags(t, c->arguments[3]);
}

static void arguments_shutdown(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", ");
	put_word(t, sides, (int)c->arguments[1]);
}

static void arguments_getsockopt(struct text *t, const struct call *c, bool done)
{
	text_s(t, ", SO_ERROR");
}

static void arguments_none(struct text *t, const struct call *c, bool done)
{
}

static void arguments_poll(struct text *t, const struct call *c, bool done)
{
	int fds[CALL_POLLED];
	unsigned n = call_polled(c, fds);
	text_c(t, '[');
	for (unsigned i = 0; i < n; i++)
		text_printf(t, i ? ", %d" : "%d", fds[i]);
	text_printf(t, n == CALL_POLLED ? ", ...], %lld ms" : "], %lld ms", (long long)call_milliseconds(c));
}

static void arguments_epoll(struct text *t, const struct call *c, bool done)
{
	text_printf(t, ", %lld ms", (long long)call_milliseconds(c));
}

struct row {
	struct call_kind kind;
	int number;
	bool plain; /* the first argument is not a descriptor to be written */
	void (*arguments)(struct text *t, const struct call *c, bool done);
};

static const struct row rows[] = {
	{{"socket", .opens = true}, SYS_socket, true, arguments_socket},
	{{"connect", .socket = true}, SYS_connect, false, arguments_address},
	{{"bind", .socket = true}, SYS_bind, false, arguments_address},
	{{"listen", .socket = true}, SYS_listen, false, arguments_listen},
#ifdef SYS_accept
	{{"accept", .socket = true, .waits = true, .opens = true}, SYS_accept, false, arguments_accept},
#endif
	{{"accept4", .socket = true, .waits = true, .opens = true}, SYS_accept4, false, arguments_accept},
	{{"sendto", .socket = true}, SYS_sendto, false, arguments_sendto},
	{{"sendmsg", .socket = true}, SYS_sendmsg, false, arguments_sendmsg},
	{{"sendmmsg", .socket = true}, SYS_sendmmsg, false, arguments_sendmmsg},
	{{"recvfrom", .socket = true, .waits = true}, SYS_recvfrom, false, arguments_recvfrom},
	{{"recvmsg", .socket = true, .waits = true}, SYS_recvmsg, false, arguments_recvmsg},
	{{"recvmmsg", .socket = true, .waits = true}, SYS_recvmmsg, false, arguments_recvmmsg},
	{{"read", .socket = true, .waits = true}, SYS_read, false, arguments_read},
	{{"readv", .socket = true, .waits = true}, SYS_readv, false, arguments_readv},
	{{"preadv2", .socket = true, .waits = true}, SYS_preadv2, false, arguments_readv},
	{{"write", .socket = true}, SYS_write, false, arguments_write},
	{{"writev", .socket = true}, SYS_writev, false, arguments_writev},
	{{"pwritev2", .socket = true}, SYS_pwritev2, false, arguments_writev},
	{{"sendfile", .socket = true}, SYS_sendfile, false, arguments_sendfile},
	{{"splice", .socket = true, .splice = true, .waits = true}, SYS_splice, false, arguments_splice},
	{{"shutdown", .socket = true}, SYS_shutdown, false, arguments_shutdown},
	{{"close", .socket = true}, SYS_close, false, arguments_none},
	{{"getsockopt", .socket = true, .waits = true}, SYS_getsockopt, false, arguments_getsockopt},
#ifdef SYS_poll
	{{"poll", .waits = true, .poll = true}, SYS_poll, true, arguments_poll},
	{{"select", .waits = true, .poll = true}, SYS_select, true, arguments_poll},
	{{"epoll_wait", .waits = true, .poll = true}, SYS_epoll_wait, false, arguments_epoll},
#endif
	{{"ppoll", .waits = true, .poll = true}, SYS_ppoll, true, arguments_poll},
	{{"pselect6", .waits = true, .poll = true}, SYS_pselect6, true, arguments_poll},
	{{"epoll_pwait", .waits = true, .poll = true}, SYS_epoll_pwait, false, arguments_epoll},
	{{"epoll_pwait2", .waits = true, .poll = true}, SYS_epoll_pwait2, false, arguments_epoll},
	{{"io_uring_setup", .opens = true}, SYS_io_uring_setup, true, arguments_none},
#ifdef SYS_dup2
	{{"dup2", .renames = true}, SYS_dup2, false, arguments_none},
#endif
	{{"dup3", .renames = true}, SYS_dup3, false, arguments_none},
	{{"close_range", .renames = true}, SYS_close_range, false, arguments_none},
};

static const struct row *row_of(uint64_t number)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if ((uint64_t)rows[i].number == number)
			return &rows[i];
	return NULL;
}

const struct call_kind *call_kind(uint64_t number)
{
	const struct row *r = row_of(number);
	return r ? &r->kind : NULL;
}

static void put_call(struct text *t, const struct row *r, const struct call *c, bool done)
{
	text_s(t, r->kind.name);
	text_c(t, '(');
	if (!r->plain)
		text_i(t, (int)c->arguments[0]);
	r->arguments(t, c, done);
	text_c(t, ')');
}

void call_text_begin(struct text *t, const struct call *c)
{
	put_call(t, row_of(c->number), c, false);
}

static void put_error(struct text *t, int e)
{
	const char *name = strerrorname_np(e);
	if (name)
		text_printf(t, "%s (%s)", name, strerrordesc_np(e));
	else if (e >= 512 && e <= 516)
		text_s(t, "interrupted by a signal"); /* the kernel's ERESTARTSYS and its kin, which no
							 program sees */
	else
		text_printf(t, "error %d", e);
}

void call_text_end(struct text *t, const struct call *c)
{
	const struct row *r = row_of(c->number);
	int32_t error = 0;
	put_call(t, r, c, true);
	text_s(t, " = ");
	if (r->kind.poll && c->result == 0)
		text_s(t, "timed out");
	else if (c->number == SYS_getsockopt && c->result == 0 &&
		 peek(c, c->arguments[3], &error, sizeof error) && error > 0)
		put_error(t, error);
	else if (c->result < 0)
		put_error(t, (int)-c->result);
	else
		text_i(t, c->result);
}

bool call_destination(const struct call *c, struct socket_end *end)
{
	struct sockaddr_storage a;
	struct msghdr m; /* a mmsghdr begins with one */
	uint64_t at = 0, size = 0;
	if (c->number == SYS_connect) {
		at = c->arguments[1];
		size = c->arguments[2];
	} else if (c->number == SYS_sendto) {
		at = c->arguments[4];
		size = c->arguments[5];
	} else if (c->number == SYS_sendmsg || c->number == SYS_sendmmsg) {
		peek(c, c->arguments[1], &m, sizeof m);
		at = (uintptr_t)m.msg_name;
		size = m.msg_namelen;
	}
	size_t n = peek(c, at, &a, size < sizeof a ? (size_t)size : sizeof a);
	*end = (struct socket_end){0};
	if (n >= sizeof a.ss_family)
		socket_end_set(end, (const struct sockaddr *)&a, (unsigned)n);
	return end->size;
}

size_t call_sent(const struct call *c, void *to, size_t n)
{
	struct msghdr m;
	struct iovec v = {(void *)(uintptr_t)c->arguments[1],
		(size_t)c->arguments[2]}; /* NOLINT: an address of theirs */
	if (c->number == SYS_sendmsg || c->number == SYS_sendmmsg) {
		peek(c, c->arguments[1], &m, sizeof m);
		peek(c, (uintptr_t)m.msg_iov, &v, sizeof v);
	} else if (c->number != SYS_sendto) {
		return 0;
	}
	return peek(c, (uintptr_t)v.iov_base, to, n < v.iov_len ? n : v.iov_len);
}

/* ---- Polling */

/* A struct timespec (or with `micro` timeval) of the process in milliseconds; -1: for ever. */
static int64_t milliseconds_at(const struct call *c, uint64_t at, bool micro)
{
	int64_t v[2];
	if (!at || peek(c, at, v, sizeof v) < sizeof v)
		return -1;
	return v[0] > INT64_MAX / 2000 ? -1 : v[0] * 1000 + v[1] / (micro ? 1000 : 1000000);
}

int64_t call_milliseconds(const struct call *c)
{
	switch (c->number) {
#ifdef SYS_poll
	case SYS_poll:
		return (int)c->arguments[2];
	case SYS_select:
		return milliseconds_at(c, c->arguments[4], true);
	case SYS_epoll_wait:
#endif
	case SYS_epoll_pwait:
		return (int)c->arguments[3];
	case SYS_epoll_pwait2:
		return milliseconds_at(c, c->arguments[3], false);
	case SYS_ppoll:
		return milliseconds_at(c, c->arguments[2], false);
	case SYS_pselect6:
		return milliseconds_at(c, c->arguments[4], false);
	}
	return -1;
}

static unsigned polled_array(const struct call *c, int *fds)
{
	struct pollfd p[CALL_POLLED];
	uint64_t count = c->arguments[1] < CALL_POLLED ? c->arguments[1] : CALL_POLLED;
	unsigned n = 0;
	size_t got = peek(c, c->arguments[0], p, count * sizeof *p) / sizeof *p;
	for (size_t i = 0; i < got; i++)
		if (p[i].fd >= 0)
			fds[n++] = p[i].fd;
	return n;
}

static unsigned polled_sets(const struct call *c, int *fds)
{
	uint8_t sets[3][FD_SETSIZE / 8] = {0};
	unsigned n = 0, count = c->arguments[0] < FD_SETSIZE ? (unsigned)c->arguments[0] : FD_SETSIZE;
	for (int i = 0; i < 3; i++)
		peek(c, c->arguments[1 + i], sets[i], (count + 7) / 8);
	for (unsigned fd = 0; fd < count && n < CALL_POLLED; fd++)
		if ((sets[0][fd / 8] | sets[1][fd / 8] | sets[2][fd / 8]) >> fd % 8 & 1)
			fds[n++] = (int)fd;
	return n;
}

/* What /proc says of an epoll descriptor, a line each: "tfd:        5 events: ..." */
static unsigned polled_epoll(const struct call *c, int *fds)
{
	char path[64], line[256];
	unsigned n = 0;
	snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", c->pid, (int)c->arguments[0]);
	FILE *f = fopen(path, "re");
	while (f && n < CALL_POLLED && fgets(line, sizeof line, f))
		if (!strncmp(line, "tfd:", 4))
			fds[n++] = atoi(line + 4);
	if (f)
		fclose(f);
	return n;
}

unsigned call_polled(const struct call *c, int fds[CALL_POLLED])
{
	switch (c->number) {
#ifdef SYS_poll
	case SYS_poll:
#endif
	case SYS_ppoll:
		return polled_array(c, fds);
#ifdef SYS_poll
	case SYS_select:
#endif
	case SYS_pselect6:
		return polled_sets(c, fds);
	}
	return polled_epoll(c, fds);
}
