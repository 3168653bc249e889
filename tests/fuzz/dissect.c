/* One packet through a dissector, chosen by name: "dissect link:LINKTYPE", "dissect PROTOCOL". The line with and without
 * fields is the same, and marks lie inside the packet. Without a choice the first two bytes choose the link type.
 *
 * A protocol is entered as -T would for an application: behind UDP ports nobody is bound to; others as payload of IP. */
#include <stdlib.h>
#include <string.h>

#include "dissect/decode.h"
#include "dissect/dissect.h"
#include "dissect/tape.h"
#include "tests/fuzz/fuzz.h"

static struct fuzz_dissect {
	struct dissect_options options;
	struct dissection *plain, *with_fields;
	struct decode_rules decode; /* the lines of all protocols that tcpdump does not have */
	struct text a, b;
	struct tape tape;
	int linktype; /* -1: the input says */
} fuzz;

static const char *chosen(void)
{
	const char *s = getenv("TAPLINE_FUZZ");
	return s ? s : "";
}

static void start(void)
{
	const char *which = chosen();
	fuzz.options = (struct dissect_options){.verbose = 3, .link_header = true, .numeric = 2};
	fuzz.linktype = !strncmp(which, "link:", 5) ? atoi(which + 5) : *which ? 1 : -1;
	if (*which && strncmp(which, "link:", 5) && !(fuzz.options.as = proto_decode_as(which)))
		abort();
	struct err err = {0};
	if (decode_rules_add_all(&fuzz.decode, &err) < 0)
		abort();
	fuzz.options.decode = fuzz.decode.rules;
	fuzz.options.decode_count = fuzz.decode.count;
	fuzz.plain = dissection_new(&fuzz.options, NULL);
	fuzz.with_fields = dissection_new(&fuzz.options, NULL);
	if (!fuzz.plain || !fuzz.with_fields)
		abort();
}

static void check_marks(const struct tape *t)
{
	for (uint32_t i = 0; i < t->count; i++) {
		const struct mark *m = &t->marks[i];
		if (m->buffer >= t->buffers || (uint64_t)m->pos + m->len > t->buffer_len[m->buffer])
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!fuzz.plain)
		start();
	struct packet p = {.linktype = (uint16_t)fuzz.linktype};
	size_t skip = 0;
	if (fuzz.linktype < 0) {
		if (size < 2)
			return -1;
		p.linktype = (uint16_t)((data[0] | data[1] << 8) % 300);
		skip = 2;
	}
	if (!dissection_knows_linktype(fuzz.plain, p.linktype))
		return -1;
	uint8_t *copy = malloc(size - skip ? size - skip : 1);
	memcpy(copy, data + skip, size - skip);
	p.data = copy;
	p.caplen = (uint32_t)(size - skip);
	p.len = p.caplen;
	text_reset(&fuzz.a);
	text_reset(&fuzz.b);
	dissect_packet(fuzz.plain, &p, &fuzz.a, NULL);
	dissect_packet(fuzz.with_fields, &p, &fuzz.b, &fuzz.tape);
	if (fuzz.a.len != fuzz.b.len || memcmp(fuzz.a.data, fuzz.b.data, fuzz.a.len))
		abort();
	check_marks(&fuzz.tape);
	free(copy);
	return 0;
}
