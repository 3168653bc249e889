#include "host/process_bell.h"

#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FDS = 2 };

union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(FDS * sizeof(int))];
};

/* One byte that says how many there are: the ring comes first. */
bool process_bell_give(int to, int ring, int nat)
{
	int fds[FDS] = {ring, nat};
	uint8_t count = ring < 0 ? 0 : nat < 0 ? 1 : FDS;
	union control c = {0};
	struct iovec v = {&count, sizeof count};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
	if (count) {
		m.msg_control = c.bytes;
		m.msg_controllen = CMSG_SPACE(count * sizeof(int));
		*CMSG_FIRSTHDR(&m) = (struct cmsghdr){CMSG_LEN(count * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
		memcpy(CMSG_DATA(CMSG_FIRSTHDR(&m)), fds, count * sizeof(int));
	}
	return sendmsg(to, &m, MSG_NOSIGNAL) == 1;
}

static const uint64_t *map_position(int ring, unsigned page)
{
	size_t size = (size_t)sysconf(_SC_PAGESIZE);
	const void *p = mmap(NULL, size, PROT_READ, MAP_SHARED, ring, (off_t)(page * size));
	return p == MAP_FAILED ? NULL : p;
}

void process_bell_take(struct process_bell *b, int from)
{
	int fds[FDS] = {-1, -1};
	uint8_t count = 0;
	union control c = {0};
	struct iovec v = {&count, sizeof count};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = c.bytes, .msg_controllen = sizeof c.bytes};
	*b = (struct process_bell){.nat = -1};
	if (recvmsg(from, &m, MSG_CMSG_CLOEXEC) != 1 || !count || count > FDS)
		return;
	const struct cmsghdr *h = CMSG_FIRSTHDR(&m);
	if (!h || h->cmsg_type != SCM_RIGHTS || h->cmsg_len != CMSG_LEN(count * sizeof(int)))
		return;
	memcpy(fds, CMSG_DATA(h), count * sizeof(int));
	b->consumer = map_position(fds[0], 0);
	b->producer = map_position(fds[0], 1);
	b->nat = fds[1];
	close(fds[0]);
}

bool process_bell_rings(const struct process_bell *b)
{
	if (!b->consumer || !b->producer ||
		__atomic_load_n(b->producer, __ATOMIC_ACQUIRE) != __atomic_load_n(b->consumer, __ATOMIC_ACQUIRE))
		return true;
	struct pollfd p = {.fd = b->nat, .events = POLLIN};
	return b->nat >= 0 && poll(&p, 1, 0) != 0;
}

static void unmap(const uint64_t *position)
{
	if (position)
		munmap((void *)position, (size_t)sysconf(_SC_PAGESIZE));
}

void process_bell_free(struct process_bell *b)
{
	unmap(b->consumer);
	unmap(b->producer);
	if (b->nat >= 0)
		close(b->nat);
	*b = (struct process_bell){.nat = -1};
}
