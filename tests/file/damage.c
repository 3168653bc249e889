/* A capture file cut at every length, and with every byte changed: packets before the damage come out as they were, then
 * reading ends with a sentence. What lies behind the end of a mapped file is zero, so that a packet which reaches past
 * the end differs from the whole file's; the same bytes through a pipe have to give the same packets. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/offline.h"
#include "file/input.h"
#include "capture/source.h"
#include "tests/harness.h"

enum { PACKETS_MAX = 4096, CUT_MAX = 16384 };

struct run {
	uint64_t sums[PACKETS_MAX]; /* of each packet's time, lengths and bytes */
	size_t count;
	bool opened;
	int result;                 /* SOURCE_END, or -errno */
	struct err err;
};

static uint64_t sum(const struct packet *p)
{
	uint64_t h = (uint64_t)p->time * 31 + p->len;
	for (uint32_t i = 0; i < p->caplen; i++)
		h = (h ^ p->data[i]) * 0x100000001b3;
	return h;
}

static void read_all(const char *path, struct run *run)
{
	struct source *s;
	struct batch b;
	*run = (struct run){0};
	run->result = offline_open(input_descriptor(path, &run->err), path, &s, &run->err);
	if (run->result < 0)
		return;
	run->opened = true;
	while ((run->result = s->ops->read(s, &b, 0, &run->err)) == SOURCE_BATCH) {
		for (size_t i = 0; i < b.count && run->count < PACKETS_MAX; i++)
			run->sums[run->count++] = sum(&b.packets[i]);
		s->ops->release(s);
	}
	s->ops->close(s);
}

static void put_and_read(int to, int from, const uint8_t *bytes, size_t n, struct run *run)
{
	char path[64];
	if (write(to, bytes, n) != (ssize_t)n) {
		perror("write");
		exit(1);
	}
	if (to != from)
		close(to);
	snprintf(path, sizeof path, "/proc/self/fd/%d", from);
	read_all(path, run);
	close(from);
}

/* From a file of exactly n bytes that has no name. */
static void read_bytes(const uint8_t *bytes, size_t n, struct run *run)
{
	int fd = memfd_create("damaged", MFD_CLOEXEC);
	put_and_read(fd, fd, bytes, n, run);
}

/* From a pipe, which holds CUT_MAX bytes without a reader. */
static void read_stream(const uint8_t *bytes, size_t n, struct run *run)
{
	int ends[2];
	if (pipe(ends) < 0) {
		perror("pipe");
		exit(1);
	}
	put_and_read(ends[1], ends[0], bytes, n, run);
}

/* What came out of a cut file is the beginning of what comes out of the whole. */
static bool begins(const struct run *whole, const struct run *part)
{
	return part->count <= whole->count && !memcmp(whole->sums, part->sums, part->count * sizeof part->sums[0]);
}

static void cut_everywhere(struct harness *h, const uint8_t *bytes, size_t n, const struct run *whole, const char *name)
{
	static struct run part, stream;
	size_t before = 0;
	bool prefix = true, growing = true, said = true, same = true;
	for (size_t len = 0; len < n; len++) {
		read_bytes(bytes, len, &part);
		prefix &= begins(whole, &part);
		growing &= part.count >= before;
		said &= part.result == SOURCE_END || (part.result < 0 && part.err.text[0]);
		before = part.count;
		read_stream(bytes, len, &stream);
		same &= stream.count == part.count && begins(&part, &stream) && stream.result == part.result;
	}
	check(h, same, "a pipe gives the same packets and the same end");
	check(h, prefix, "a cut file begins as the whole");
	check(h, growing, "a longer file has no fewer packets");
	check(h, said, "a cut file ends, or says why not");
	check(h, before + 1 >= whole->count, "without its last byte at most one packet is lost");
	printf("%s: %zu packets, cut at %zu lengths\n", name, whole->count, n);
}

static void change_everywhere(struct harness *h, uint8_t *bytes, size_t n)
{
	static const uint8_t changes[] = {0xff, 0x80, 0x01};
	static struct run part;
	bool said = true;
	for (size_t at = 0; at < n; at++) {
		for (size_t c = 0; c < sizeof changes; c++) {
			bytes[at] ^= changes[c];
			read_bytes(bytes, n, &part);
			said &= part.result == SOURCE_END || (part.result < 0 && part.err.text[0]);
			bytes[at] ^= changes[c];
		}
	}
	check(h, said, "a changed file ends, or says why not");
}

int main(int argc, char **argv)
{
	static uint8_t bytes[CUT_MAX];
	static struct run whole;
	struct harness h = {0};
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
		check(&h, n > 0, "the capture is there");
		if (f)
			fclose(f);
		read_bytes(bytes, n, &whole);
		check(&h, whole.opened && whole.count > 0, "it has packets");
		cut_everywhere(&h, bytes, n, &whole, argv[i]);
		change_everywhere(&h, bytes, n);
	}
	return harness_end(&h);
}
