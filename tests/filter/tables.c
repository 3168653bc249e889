/* Filters that are too long for a classic program in the kernel: the running kernel, with its tables, accepts the packets
 * that user space accepts. Skipped where the kernel lets nobody load such programs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bpf/ebpf.h"
#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/text.h"
#include "filter/compile.h"
#include "tests/harness.h"

enum { PACKET = 80, PACKETS = 4000, SKIPPED = 77 };

struct random {
	uint64_t state;
};

static uint32_t next(struct random *r)
{
	r->state = r->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(r->state >> 33);
}

static void put_ip6(uint8_t *p, struct random *r)
{
	put_be32(p, 0x20010db8);
	put_be32(p + 4, next(r) % 3);
	put_be32(p + 8, 0);
	put_be32(p + 12, next(r) & 0x7fff);
}

static void text_any_ip6(struct text *t, struct random *r)
{
	uint8_t a[16];
	put_ip6(a, r);
	text_ip6(t, a);
}

/* The texts ask about addresses and ports out of ranges so small that packets often match. */
static void make_text(struct text *t, struct random *r, unsigned kind)
{
	static const char *const joins[] = {" or "};
	text_reset(t);
	text_s(t, kind == 1 ? "tcp and (" : kind == 4 ? "(host " : "(");
	for (unsigned i = 0; i < 6000; i++) {
		uint32_t a = 0x0a000000 | (next(r) & 0x7fff);
		if (i)
			text_s(t, joins[0]);
		if (kind == 2)
			text_printf(t, "net 10.%u.%u.%u/%u", i >> 8 & 3, i & 255, (next(r) & 7) << 5, 27 + (unsigned)(next(r) % 2));
		else if (kind == 3)
			text_printf(t, "dst port %u", 2 * (i + (next(r) & 1)) + 1);
		else if (kind == 4)
			text_any_ip6(t, r);
		else if (kind == 5 && i % 2)
			text_printf(t, "src net 2001:db8:0:%x::%x/%u", (unsigned)next(r) % 3, (i & 0xfff) << 3, 125 + (unsigned)next(r) % 2);
		else if (kind == 5)
			text_printf(t, "src net 10.0.%u.%u/32", i >> 8 & 127, i & 255);
		else
			text_printf(t, "%s ", i ? "" : kind == 1 ? "src host" : "host");
		if (kind < 2)
			text_ip4(t, a);
	}
	text_s(t, ")");
	if (kind == 0)
		text_s(t, " and not port 53 and ip[8] > 3");
	text_c(t, 0);
}

static void make_packet(struct random *r, uint8_t p[PACKET])
{
	static const uint16_t types[] = {0x800, 0x800, 0x800, 0x806, 0x8035, 0x86dd, 0x8100};
	for (unsigned i = 0; i < PACKET; i += 4)
		put_be32(p + i, next(r) << 8 ^ next(r));
	put_be16(p + 12, types[next(r) % 7]);
	if (be16(p + 12) == 0x86dd) {
		p[14] = 0x60;
		put_ip6(p + 22, r);
		put_ip6(p + 38, r);
		return;
	}
	p[14] = 0x45;
	p[23] = next(r) % 3 ? 6 : 17;
	put_be16(p + 20, 0);
	put_be32(p + 26, 0x0a000000 | (next(r) & 0x3ffff));
	put_be32(p + 30, 0x0a000000 | (next(r) & 0x7fff));
	put_be16(p + 34, (uint16_t)(next(r) % 100));
	put_be16(p + 36, (uint16_t)(next(r) % 16000));
}

static bool kernel_accepts(const int pair[2], const uint8_t *packet)
{
	uint8_t back[PACKET];
	return send(pair[0], packet, PACKET, 0) == PACKET && recv(pair[1], back, sizeof back, 0) > 0;
}

static int one_kind(struct harness *h, struct random *r, unsigned kind)
{
	struct text t = {0};
	struct filter user = {0}, kernel = {0};
	struct filter_options o = {.linktype = LINKTYPE_ETHERNET, .snaplen = 262144, .optimize = true};
	struct err err = {0};
	int pair[2], result = 0;
	make_text(&t, r, kind);
	check(h, filter_compile(&user, &o, t.data, &err) == 0, err.text);
	o.live = true;
	check(h, filter_compile(&kernel, &o, t.data, &err) == 0, err.text);
	check(h, !filter_fits_kernel(&kernel) && kernel.tables.set_count > 0, "it needs tables");
	if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, pair) < 0)
		return -errno;
	result = ebpf_attach(pair[1], &kernel.tables);
	check(h, result == 0 || result == -EPERM || result == -ENOSYS, "attaching");
	unsigned accepted = 0, differ = 0;
	for (unsigned i = 0; result == 0 && i < PACKETS; i++) {
		uint8_t packet[PACKET];
		make_packet(r, packet);
		bool here = filter_run(&user, packet, PACKET, PACKET);
		accepted += here;
		differ += here != kernel_accepts(pair, packet);
	}
	if (result == 0) {
		check(h, !differ, "the kernel accepts what we accept");
		check(h, accepted > PACKETS / 400 && accepted < PACKETS * 49 / 50, "packets of both kinds were tried");
	}
	printf("kind %u: %u instructions, %u as tables, %u accepted, %u differ%s\n", kind, kernel.program.count,
		kernel.tables.count, accepted, differ, result ? ", not attached" : "");
	close(pair[0]);
	close(pair[1]);
	text_free(&t);
	filter_free(&user);
	filter_free(&kernel);
	return result;
}

int main(int argc, char **argv)
{
	struct harness counts = {0};
	struct random r = {argc > 1 ? strtoull(argv[1], NULL, 10) : 20260101};
	int result = 0;
	printf("seed %llu\n", (unsigned long long)r.state);
	for (unsigned kind = 0; kind < 6; kind++)
		result = one_kind(&counts, &r, kind);
	int bad = harness_end(&counts);
	return bad ? bad : result == -EPERM || result == -ENOSYS ? SKIPPED : 0;
}
