/* Our filter programs and libpcap's accept the same packets: each expression of the list on the packets of the capture
 * files, on random ones, and on those with the constants of both programs sown into them.
 *
 * usage: filter_libpcap [-s SEED] EXPRESSIONS FILE ...   (EXPRESSIONS: one a line, # comments) */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture/offline.h"
#include "file/input.h"
#include "filter/compile.h"
#include "tests/harness.h"

/* libpcap's header and ours both define BPF's opcodes, so what is called of it is declared here. */
struct timeval_ { long seconds, microseconds; };
struct pcap_pkthdr { struct timeval_ ts; uint32_t caplen, len; };
struct pcap_program { unsigned n; void *insns; };
void *pcap_open_dead(int linktype, int snaplen);
void pcap_close(void *p);
int pcap_compile(void *p, struct pcap_program *program, const char *text, int optimize, uint32_t netmask);
void pcap_freecode(struct pcap_program *program);
char *pcap_geterr(void *p);
int pcap_offline_filter(const struct pcap_program *program, const struct pcap_pkthdr *h, const uint8_t *data);

enum { PACKETS = 4096, SIZE = 128, RANDOM = 300 };

struct sample {
	uint8_t data[SIZE];
	uint32_t len;
};

struct comparison {
	struct harness harness;
	struct sample *samples;
	size_t count;
	uint64_t seed;
	unsigned long ours, theirs; /* instructions */
};

static uint32_t next_random(struct comparison *c)
{
	c->seed = c->seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(c->seed >> 33);
}

static void add_file(struct comparison *c, const char *path)
{
	struct err err = {0};
	struct source *s;
	struct batch b;
	if (offline_open(input_descriptor(path, &err), path, &s, &err) < 0)
		return;
	while (s->interfaces[0].linktype == 1 && c->count < PACKETS && s->ops->read(s, &b, 0, &err) == SOURCE_BATCH) {
		for (size_t i = 0; i < b.count && c->count < PACKETS; i++) {
			struct sample *o = &c->samples[c->count++];
			o->len = b.packets[i].caplen < SIZE ? b.packets[i].caplen : SIZE;
			memcpy(o->data, b.packets[i].data, o->len);
		}
		s->ops->release(s);
	}
	s->ops->close(s);
}

/* A real packet with some bytes changed, or the program's own constants put where it may look for them. */
static struct sample steered(struct comparison *c, const struct bpf_program *p)
{
	struct sample s = c->samples[next_random(c) % c->count];
	for (unsigned n = next_random(c) % 6; n-- && s.len;) {
		const struct bpf_insn *i = &p->insns[next_random(c) % p->count];
		uint32_t at = next_random(c) % s.len, k = i->k;
		if (BPF_CLASS(i->code) == BPF_JMP && next_random(c) % 4) {
			for (uint32_t b = 0; b < 4 && at + b < s.len; b++)
				if (k >> 8 * (3 - b) || b == 3)
					s.data[at + b] = (uint8_t)(k >> 8 * (3 - b));
		} else {
			s.data[at] = (uint8_t)next_random(c);
		}
	}
	/* Whole packets only: where a packet is cut within the headers that are tested, a load past the end rejects it, and
	 * which load comes first is the compilers' own affair. */
	s.len = SIZE;
	return s;
}

static int verdicts_equal(const struct filter *f, const struct pcap_program *theirs, const struct sample *s)
{
	struct pcap_pkthdr h = {.caplen = s->len, .len = s->len};
	int a = filter_run(f, s->data, s->len, s->len) != 0;
	int b = pcap_offline_filter(theirs, &h, s->data) != 0;
	return a == b;
}

static void one_expression(struct comparison *c, const char *text, int optimize)
{
	struct filter f;
	struct err err = {0};
	struct filter_options o = {.linktype = 1, .optimize = optimize};
	void *dead = pcap_open_dead(1, 262144);
	struct pcap_program theirs;
	char what[2048];
	int mine = filter_compile(&f, &o, text, &err);
	int other = pcap_compile(dead, &theirs, text, optimize, 0xffffffff);
	snprintf(what, sizeof what, "both take or refuse '%s' (ours: %s; libpcap: %s)", text, mine < 0 ? err.text : "taken",
		other < 0 ? pcap_geterr(dead) : "taken");
	check(&c->harness, (mine < 0) == (other < 0), what);
	if (mine == 0 && other == 0) {
		int equal = 1;
		for (size_t i = 0; i < c->count && equal; i++)
			equal = verdicts_equal(&f, &theirs, &c->samples[i]);
		for (unsigned i = 0; i < RANDOM && equal; i++) {
			struct sample s = steered(c, &f.program);
			equal = verdicts_equal(&f, &theirs, &s);
		}
		snprintf(what, sizeof what, "the same packets match '%s' (%soptimized)", text, optimize ? "" : "not ");
		check(&c->harness, equal, what);
		if (optimize) {
			c->ours += f.program.count;
			c->theirs += theirs.n;
			if (f.program.count > theirs.n)
				printf("longer than libpcap's: %u for %u: %s\n", f.program.count, theirs.n, text);
		}
	}
	if (mine == 0)
		filter_free(&f);
	if (other == 0)
		pcap_freecode(&theirs);
	pcap_close(dead);
}

int main(int argc, char **argv)
{
	struct comparison c = {.samples = calloc(PACKETS, sizeof(struct sample)), .seed = (uint64_t)time(NULL)};
	int first = 1;
	char line[512];
	if (argc > 2 && !strcmp(argv[1], "-s")) {
		c.seed = strtoull(argv[2], NULL, 10);
		first = 3;
	}
	printf("seed %llu\n", (unsigned long long)c.seed);
	FILE *list = argc > first + 1 ? fopen(argv[first], "re") : NULL;
	if (!list || !c.samples)
		return 2;
	for (int i = first + 1; i < argc; i++)
		add_file(&c, argv[i]);
	while (fgets(line, sizeof line, list)) {
		line[strcspn(line, "\n")] = 0;
		if (!line[0] || line[0] == '#')
			continue;
		one_expression(&c, line, 1);
		one_expression(&c, line, 0);
	}
	printf("instructions: ours %lu, libpcap %lu\n", c.ours, c.theirs);
	fclose(list);
	free(c.samples);
	return harness_end(&c.harness);
}
