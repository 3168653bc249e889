/* The filter compiler beside libpcap: program sizes, compile times of growing host lists, time per packet.
 *
 *     filter-bench LIST      (LIST: lines "LINKTYPE expression") */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/linktype_numbers.h"
#include "core/text.h"
#include "filter/compile.h"
#include "reference.h"

#define PACKETS 1024
#define REPEATS 2000
#define LIBPCAP_MAX 100 /* hosts: 1,000 take libpcap most of a minute, and it grows with the cube */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *host_list(uint32_t count, struct dice *d)
{
	struct text t = {0};

	text_s(&t, "host ");
	for (uint32_t i = 0; i < count; i++) {
		text_s(&t, i ? " or " : "");
		text_ip4(&t, 0x0a000000 | dice_roll(d, 0xffffff));
	}
	text_c(&t, '\0');
	return t.data;
}

static void sizes(const char *path)
{
	char line[4096];
	unsigned long ours = 0, theirs = 0;
	unsigned count = 0, longer = 0;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof line, f)) {
		struct filter mine;
		struct reference his;
		struct err err = {0};
		line[strcspn(line, "\n")] = '\0';
		char *text = strchr(line, ' ');
		if (line[0] == '#' || !text)
			continue;
		*text++ = '\0';
		struct filter_options o = {
			.linktype = reference_linktype(line), .netmask_known = true, .optimize = true};
		bool has = reference_compile(&his, line, text, true);
		if (has && !filter_compile(&mine, &o, text, &err)) {
			count++;
			ours += mine.program.count;
			theirs += his.count;
			longer += mine.program.count > his.count;
			filter_free(&mine);
		}
		reference_free(&his);
	}
	if (f)
		fclose(f);
	printf("%u expressions: %lu instructions, libpcap %lu (%.1f %%); %u longer than libpcap's\n\n", count,
		ours, theirs, theirs ? 100.0 * (double)ours / (double)theirs : 0, longer);
}

static void compile_times(struct dice *d)
{
	printf("%10s %12s %12s %12s\n", "hosts", "ours ms", "libpcap ms", "instructions");
	for (uint32_t n = 10; n <= 100000; n *= 10) {
		char *text = host_list(n, d);
		struct filter_options o = {.linktype = LINKTYPE_ETHERNET, .optimize = true};
		struct filter f;
		struct reference his;
		struct err err = {0};
		double start = now();
		int result = filter_compile(&f, &o, text, &err);
		double ours = now() - start;
		printf("%10u %12.2f", n, ours * 1e3);
		if (n <= LIBPCAP_MAX) {
			start = now();
			reference_compile(&his, "EN10MB", text, true);
			printf(" %12.2f", (now() - start) * 1e3);
			reference_free(&his);
		} else {
			printf(" %12s", "not tried");
		}
		printf(" %12u\n", result ? 0 : f.program.count);
		filter_free(&f);
		free(text);
	}
	printf("\n");
}

static void fill(struct dice *d, uint8_t packets[PACKETS][PACKET_ROOM])
{
	memset(packets, 0, (size_t)PACKETS * PACKET_ROOM);
	for (uint32_t i = 0; i < PACKETS; i++) {
		uint8_t *p = packets[i];
		p[12] = 8;
		p[14] = 0x45;
		p[23] = dice_roll(d, 2) ? 6 : 17;
		p[26] = p[30] = 10;
		for (uint32_t j = 27; j < 38; j++)
			if (j != 30)
				p[j] = (uint8_t)dice_roll(d, 256);
		if (!dice_roll(d, 8))
			memcpy(p + 36, (uint8_t[]){0, 80}, 2);
	}
}

static double per_packet(double start)
{
	return (now() - start) * 1e9 / ((double)PACKETS * REPEATS);
}

static void speeds(struct dice *d)
{
	static uint8_t packets[PACKETS][PACKET_ROOM];
	char *hosts = host_list(1000, d), *twenty = host_list(20, d);
	const char *names[] = {"tcp port 80", "20 hosts", "1000 hosts"},
		   *texts[] = {"tcp port 80", twenty, hosts};

	fill(d, packets);
	printf("%-12s %12s %12s %12s %8s\n", "ns/packet", "interpreter", "machine code", "libpcap", "ratio");
	for (int t = 0; t < 3; t++) {
		struct filter_options o = {.linktype = LINKTYPE_ETHERNET, .optimize = true};
		struct filter f;
		struct reference his;
		struct err err = {0};
		volatile uint32_t sum = 0;
		if (filter_compile(&f, &o, texts[t], &err) ||
			!reference_compile(&his, "EN10MB", texts[t], t < 2))
			continue;
		double start = now();
		for (int r = 0; r < REPEATS; r++)
			for (int i = 0; i < PACKETS; i++)
				sum += bpf_run(f.program.insns, packets[i], PACKET_ROOM, PACKET_ROOM);
		double vm = per_packet(start);
		start = now();
		for (int r = 0; r < REPEATS; r++)
			for (int i = 0; i < PACKETS; i++)
				sum += filter_run(&f, packets[i], PACKET_ROOM, PACKET_ROOM);
		double jit = per_packet(start);
		int repeats = t == 2 ? 20 : REPEATS; /* libpcap walks the list; it is not asked to optimize it
							either, which would take a minute */
		start = now();
		for (int r = 0; r < repeats; r++)
			for (int i = 0; i < PACKETS; i++)
				sum += reference_run(&his, packets[i], PACKET_ROOM, PACKET_ROOM);
		double libpcap = per_packet(start) * REPEATS / repeats;
		printf("%-12s %12.1f %12.1f %12.1f %8.1f\n", names[t], vm, jit, libpcap, libpcap / jit);
		(void)sum; /* kept, so that the loops are */
		filter_free(&f);
		reference_free(&his);
	}
	free(hosts);
	free(twenty);
}

int main(int argc, char **argv)
{
	struct dice d = {.state = 88172645463325252u};

	if (argc != 2) {
		fprintf(stderr, "usage: filter-bench LIST\n");
		return 2;
	}
	sizes(argv[1]);
	compile_times(&d);
	speeds(&d);
	return 0;
}
