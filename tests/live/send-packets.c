/* Sends Ethernet frames over an interface: COUNT of them, of SIZE bytes, RATE a second (0: as fast as it goes).
 *
 * usage: send-packets INTERFACE SIZE COUNT RATE      Prints "sent N in S seconds": frames that the kernel took.
 *
 * Each frame is an IPv4 UDP datagram to the discard port of a station that is not there, so that nobody answers; its number
 * stands in front of the data. Linux: packet(7), PACKET_QDISC_BYPASS. */
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "core/bytes.h"

enum { HEADERS = 14 + 20 + 8, NUMBER = 8, LONGEST = 9000, BATCH = 64 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint16_t ip_checksum(const uint8_t *h)
{
	uint32_t sum = 0;
	for (int i = 0; i < 20; i += 2)
		sum += (uint32_t)h[i] << 8 | h[i + 1];
	sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~(sum + (sum >> 16));
}

static void make_frame(uint8_t *f, size_t size)
{
	static const uint8_t ether[14] = {2, 0, 0, 0, 9, 9, 2, 0, 0, 0, 1, 1, 8, 0};
	static const uint8_t ip[20] = {0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 9, 1, 1, 10, 9, 1, 9};
	memset(f, 0, size);
	memcpy(f, ether, sizeof ether);
	memcpy(f + 14, ip, sizeof ip);
	put_be16(f + 16, (uint16_t)(size - 14));
	put_be16(f + 24, ip_checksum(f + 14));
	put_be16(f + 34, 40000);
	put_be16(f + 36, 9);
	put_be16(f + 38, (uint16_t)(size - 34));
}

static int open_interface(const char *name)
{
	int fd = socket(AF_PACKET, SOCK_RAW, 0), on = 1;
	struct sockaddr_ll a = {.sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(name)};
	if (fd < 0 || !a.sll_ifindex || bind(fd, (struct sockaddr *)&a, sizeof a) < 0 ||
		setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on) < 0) {
		fprintf(stderr, "send-packets: %s: %s\n", name, strerror(errno));
		exit(1);
	}
	return fd;
}

/* Numbers the next n frames and hands them to the kernel; how many it took. What is refused is not sent again. */
static uint64_t send_some(int fd, struct mmsghdr *messages, uint64_t number, unsigned n)
{
	uint64_t taken = 0;
	for (unsigned i = 0; i < n; i++) {
		uint8_t *at = (uint8_t *)messages[i].msg_hdr.msg_iov->iov_base + HEADERS;
		put_be32(at, (uint32_t)((number + i) >> 32));
		put_be32(at + 4, (uint32_t)(number + i));
	}
	for (unsigned i = 0; i < n;) {
		int did = sendmmsg(fd, messages + i, n - i, 0);
		taken += did > 0 ? (uint64_t)did : 0;
		i += did > 0 ? (unsigned)did : 1;
	}
	return taken;
}

static uint64_t send_all(int fd, struct mmsghdr *messages, uint64_t count, double rate, double start)
{
	uint64_t taken = 0;
	unsigned batch = rate > 0 && rate < 100 * BATCH ? 1 : BATCH;
	for (uint64_t i = 0; i < count; i += batch) {
		while (rate > 0 && (now() - start) * rate < (double)i)
			if (batch == 1)
				nanosleep(&(struct timespec){.tv_nsec = 50000}, NULL);
		taken += send_some(fd, messages, i, count - i < batch ? (unsigned)(count - i) : batch);
	}
	return taken;
}

int main(int argc, char **argv)
{
	static uint8_t frames[BATCH][LONGEST];
	struct iovec vectors[BATCH];
	struct mmsghdr messages[BATCH] = {0};
	size_t size = argc == 5 ? strtoul(argv[2], NULL, 10) : 0;
	if (size < HEADERS + NUMBER || size > LONGEST) {
		fprintf(stderr, "usage: send-packets INTERFACE SIZE COUNT RATE (SIZE %d to %d)\n", HEADERS + NUMBER, LONGEST);
		return 1;
	}
	for (int i = 0; i < BATCH; i++) {
		make_frame(frames[i], size);
		vectors[i] = (struct iovec){frames[i], size};
		messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
	}
	int fd = open_interface(argv[1]);
	double start = now();
	uint64_t taken = send_all(fd, messages, strtoull(argv[3], NULL, 10), strtod(argv[4], NULL), start);
	printf("sent %llu in %.3f seconds\n", (unsigned long long)taken, now() - start);
	return 0;
}
