/* Our programs against libpcap's, expression by expression: who refuses, who is longer, and what is accepted.
 *
 *     filter-property LIST [--packets N] [--seed S] [--whole] [--verbose]      --whole: no packet is cut
 *
 * LIST has lines "LINKTYPE expression". Packets are random and steered by the constants of both programs.
 * libpcap's optimizer changes verdicts on packets that end inside the bytes it looks at, and so may ours: on
 * packets that are cut, a difference counts only where libpcap's two programs agree with each other and our
 * two programs agree with each other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bpf/attach.h"
#include "bpf/longest_path.h"
#include "filter/compile.h"
#include "reference.h"

enum { AH = 51 };

struct run {
	uint32_t packets;
	uint64_t seed;
	bool verbose, whole;
	unsigned expressions, refused, impossible, contradictions, pairs, failed, longer, longer_paths, kernel_pairs, kernel_skipped;
	unsigned long ours, theirs;
};

static void complain(struct run *r, const char *linktype, const char *text, const char *what)
{
	printf("FAILED %s %s: %s (seed %llu)\n", linktype, text, what, (unsigned long long)r->seed);
	r->failed++;
}

static void show(const uint8_t *packet, uint32_t len)
{
	for (uint32_t i = 0; i < len && i < 96; i++)
		printf("%02x%s", packet[i], i % 16 == 15 ? "\n" : " ");
	printf("\n");
}

/* A pair of sockets of which one filters what it is sent. -1: the kernel does not take the program. */
static int kernel_open(const struct filter *f, int pair[2])
{
	if (!filter_fits_kernel(f) || socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, pair) < 0)
		return -1;
	if (bpf_attach(pair[1], &f->program) == 0)
		return 0;
	close(pair[0]);
	close(pair[1]);
	return -1;
}

/* What the running kernel says about a whole packet. A rejected datagram fails to be sent. */
static bool kernel_accepts(const int pair[2], const uint8_t *packet)
{
	uint8_t back[PACKET_ROOM];

	return send(pair[0], packet, PACKET_ROOM, 0) == PACKET_ROOM &&
	       recv(pair[1], back, sizeof back, 0) > 0;
}

static void kernel_packets(struct run *r, struct dice *d, int number, const char *linktype, const char *text,
	const struct filter *f)
{
	uint8_t packet[PACKET_ROOM];
	int pair[2];

	if (kernel_open(f, pair) < 0) {
		r->kernel_skipped++;
		return;
	}
	for (uint32_t i = 0; i < r->packets / 5 + 1; i++) {
		packet_make(d, number, f->program.insns, f->program.count, packet);
		bool mine = filter_run(f, packet, PACKET_ROOM, PACKET_ROOM);
		r->kernel_pairs++;
		if (kernel_accepts(pair, packet) == mine)
			continue;
		complain(r, linktype, text,
			mine ? "the kernel rejects what we accept" : "the kernel accepts what we reject");
		break;
	}
	close(pair[0]);
	close(pair[1]);
}

static void packets(struct run *r, struct dice *d, int number, const char *linktype, const char *text,
	const struct filter *mine, const struct reference *his)
{
	uint8_t packet[PACKET_ROOM];

	for (uint32_t i = 0; i < r->packets; i++) {
		const struct bpf_insn *steer = i % 2 ? mine[0].program.insns : his[0].insns;
		uint32_t count = i % 2 ? mine[0].program.count : his[0].count;
		uint32_t made = packet_make(d, number, steer, count, packet), caplen = r->whole ? PACKET_ROOM : made;
		bool m0 = filter_run(&mine[0], packet, PACKET_ROOM, caplen),
		     m1 = filter_run(&mine[1], packet, PACKET_ROOM, caplen);
		bool h0 = reference_run(&his[0], packet, PACKET_ROOM, caplen),
		     h1 = reference_run(&his[1], packet, PACKET_ROOM, caplen);
		r->pairs++;
		for (int j = 0; j < 2; j++) {
			uint32_t vm = bpf_run(mine[j].program.insns, packet, PACKET_ROOM, caplen);
			if (vm != filter_run(&mine[j], packet, PACKET_ROOM, caplen)) {
				complain(r, linktype, text, "the machine code and the interpreter differ");
				return;
			}
		}
		if (caplen < PACKET_ROOM && (m0 != m1 || h0 != h1))
			continue;
		if (strstr(text, "protochain") && memchr(packet, AH, caplen)) /* doc/filter.md, differences */
			continue;
		if (m0 == m1 && m0 == h0)
			continue;
		if (m0 == h0 && m1 == h1) /* arithmetic that reads far behind the packet, which both optimize away */
			continue;
		if (m0 == m1 && m0 == h1) { /* libpcap's optimizer changed its program */
			r->contradictions++;
			return;
		}
		char what[160];
		snprintf(what, sizeof what, "caplen %u: ours %d, ours -O %d, libpcap %d, libpcap -O %d",
			caplen, m0, m1, h0, h1);
		complain(r, linktype, text, what);
		if (r->verbose)
			show(packet, caplen);
		return;
	}
}

static void compare_sizes(struct run *r, const char *linktype, const char *text, const struct bpf_program *mine,
	const struct reference *his)
{
	uint32_t my_path = bpf_longest_path(mine), his_path = bpf_longest_path(&(struct bpf_program){his->insns, his->count});
	r->ours += mine->count;
	r->theirs += his->count;
	if (mine->count > his->count) {
		r->longer++;
		printf("LONGER %s %s: %u instructions, libpcap %u\n", linktype, text, mine->count, his->count);
	}
	if (my_path > his_path && his_path) {
		r->longer_paths++;
		printf("LONGER PATH %s %s: %u instructions, libpcap %u\n", linktype, text, my_path, his_path);
	}
}

/* One of the two says that nothing can match: then the other's program, which could not tell, accepts nothing. */
static void nothing_matches(struct run *r, struct dice *d, int number, const char *linktype, const char *text,
	const struct bpf_insn *insns, uint32_t count)
{
	uint8_t packet[PACKET_ROOM];
	for (uint32_t i = 0; i < r->packets; i++) {
		packet_make(d, number, insns, count, packet);
		r->pairs++;
		if (!bpf_run(insns, packet, PACKET_ROOM, PACKET_ROOM))
			continue;
		complain(r, linktype, text, "only one says that it rejects all, and the other accepts a packet");
		return;
	}
	r->impossible++;
}

static bool rejects_all(const char *message)
{
	return strstr(message, "rejects all");
}

static void expression(struct run *r, struct dice *d, const char *linktype, const char *text)
{
	struct filter mine[2];
	struct reference his[2];
	struct err err = {0}, err2 = {0};
	int number = reference_linktype(linktype);
	struct filter_options o = {.linktype = number, .netmask_known = true, .optimize = true};
	bool theirs = reference_compile(&his[0], linktype, text, true) &&
		      reference_compile(&his[1], linktype, text, false);
	bool ours = filter_compile(&mine[0], &o, text, &err) == 0;

	o.optimize = false;
	bool plain = filter_compile(&mine[1], &o, text, &err2) == 0;
	r->expressions++;
	if (ours && !theirs && rejects_all(his[0].error)) {
		nothing_matches(r, d, number, linktype, text, mine[0].program.insns, mine[0].program.count);
	} else if (theirs && !ours && plain && rejects_all(err.text)) {
		nothing_matches(r, d, number, linktype, text, his[1].insns, his[1].count);
	} else if (ours != theirs || (ours != plain && !rejects_all(err.text))) {
		char what[1400];
		snprintf(what, sizeof what, "ours: %s; ours -O: %s; libpcap: %s",
			ours ? "accepted" : err.text, plain ? "accepted" : err2.text,
			theirs ? "accepted" : his[0].error);
		complain(r, linktype, text, what);
	} else if (ours) {
		compare_sizes(r, linktype, text, &mine[0].program, &his[0]);
		packets(r, d, number, linktype, text, mine, his);
		kernel_packets(r, d, number, linktype, text, &mine[0]);
	} else {
		r->refused++;
	}
	filter_free(&mine[0]);
	filter_free(&mine[1]);
	if (theirs)
		reference_free(&his[1]);
	reference_free(&his[0]);
}

int main(int argc, char **argv)
{
	struct run r = {.packets = 200, .seed = 1};
	char line[4096];

	for (int i = 2; i < argc; i++) {
		if (!strcmp(argv[i], "--packets") && i + 1 < argc)
			r.packets = (uint32_t)strtoul(argv[++i], NULL, 0);
		else if (!strcmp(argv[i], "--seed") && i + 1 < argc)
			r.seed = strtoull(argv[++i], NULL, 0);
		else if (!strcmp(argv[i], "--verbose"))
			r.verbose = true;
		else if (!strcmp(argv[i], "--whole"))
			r.whole = true;
	}
	FILE *f = argc > 1 ? fopen(argv[1], "r") : NULL;
	if (!f) {
		fprintf(stderr, "usage: filter-property LIST [--packets N] [--seed S] [--whole] [--verbose]\n");
		return 2;
	}
	struct dice d = {.state = r.seed * 0x9e3779b97f4a7c15u | 1};
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		char *text = strchr(line, ' ');
		if (line[0] == '#' || !text)
			continue;
		*text++ = '\0';
		expression(&r, &d, line, text);
	}
	fclose(f);
	printf("%u expressions (%u refused by both, %u by one that found them impossible), %u packets, seed %llu: %u failed; %lu instructions, "
	       "libpcap %lu (%.1f %%); "
	       "%u longer, %u with a longer path\n",
		r.expressions, r.refused, r.impossible, r.pairs, (unsigned long long)r.seed, r.failed, r.ours, r.theirs,
		r.theirs ? 100.0 * (double)r.ours / (double)r.theirs : 0, r.longer,
		r.longer_paths);
	printf("%u expressions that libpcap's optimizer changes, where we are with its plain program\n", r.contradictions);
	printf("%u packets through the kernel; %u programs skipped there (loops, or it does not take them)\n",
		r.kernel_pairs, r.kernel_skipped);
	printf("%u passed, %u failed\n", r.expressions - r.failed, r.failed);
	return r.failed ? 1 : 0;
}
