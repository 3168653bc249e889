/* Free properties of dissection over capture files: every packet cut at every length, each in an allocation of exactly its
 * size (so that the sanitizer sees every byte read behind the end); the line is the same with and without fields; every
 * mark lies inside its packet and its layer.
 *
 * usage: property [-n PACKETS] FILE ... */
#include <stdlib.h>
#include <string.h>

#include "capture/offline.h"
#include "file/input.h"
#include "dissect/decode.h"
#include "dissect/dissect.h"
#include "dissect/tape.h"
#include "tests/harness.h"

enum { LONGEST = 2048, VERBOSITIES = 4 };

struct properties {
	struct harness harness;
	struct dissection *plain, *with_fields;
	struct dissect_options options;
	struct text a, b;
	struct tape tape;
	const char *file;
	unsigned long number;
};

static void report(struct properties *s, int truth, const char *what, uint32_t cut)
{
	char text[256];
	if (truth) {
		s->harness.passed++;
		return;
	}
	snprintf(text, sizeof text, "%s: %s packet %lu cut at %u, -v %d", what, s->file, s->number, cut, s->options.verbose);
	check(&s->harness, 0, text);
}

/* Within the captured bytes, and within the layer's, but for what a field says to stand behind that. */
static int marks_inside(const struct tape *t)
{
	for (uint32_t i = 0; i < t->count; i++) {
		const struct mark *m = &t->marks[i], *layer = &t->marks[m->layer];
		if (m->buffer >= t->buffers || (uint64_t)m->pos + m->len > t->buffer_len[m->buffer])
			return 0;
		if (layer->depth)
			return 0;
		if (m->field->behind) {
			if (m->buffer == layer->buffer && m->pos < layer->pos + layer->len)
				return 0;
			continue;
		}
		if (m->buffer == layer->buffer && (m->pos < layer->pos || m->pos + m->len > layer->pos + layer->len))
			return 0;
	}
	return 1;
}

static void one_length(struct properties *s, const struct packet *p, uint32_t cut)
{
	struct packet q = *p;
	uint8_t *copy = malloc(cut ? cut : 1);
	if (!copy)
		return;
	memcpy(copy, p->data, cut);
	q.data = copy;
	q.caplen = cut;
	text_reset(&s->a);
	text_reset(&s->b);
	if (s->options.decode_count) { /* else a segment that was seen once is passed over */
		dissection_forget(s->plain);
		dissection_forget(s->with_fields);
	}
	dissect_packet(s->plain, &q, &s->a, NULL);
	dissect_packet(s->with_fields, &q, &s->b, &s->tape);
	report(s, s->a.len == s->b.len && (!s->a.len || !memcmp(s->a.data, s->b.data, s->a.len)), "fields change the line", cut);
	report(s, marks_inside(&s->tape), "a mark lies outside", cut);
	free(copy);
}

static void one_packet(struct properties *s, const struct packet *p)
{
	uint32_t step = p->caplen > 300 ? p->caplen / 100 : 1;
	for (uint32_t cut = 0; cut < p->caplen && cut < LONGEST; cut += cut < 120 ? 1 : step)
		one_length(s, p, cut);
	one_length(s, p, p->caplen);
}

static void one_file(struct properties *s, unsigned long most)
{
	struct err err = {0};
	struct source *source;
	struct batch b;
	if (offline_open(input_descriptor(s->file, &err), s->file, &source, &err) < 0) {
		check(&s->harness, 0, err.text);
		return;
	}
	s->number = 0;
	while (source->ops->read(source, &b, 0, &err) == SOURCE_BATCH && s->number < most) {
		for (size_t i = 0; i < b.count && s->number < most; i++) {
			s->number++;
			one_packet(s, &b.packets[i]);
		}
		source->ops->release(source);
	}
	source->ops->close(source);
}

int main(int argc, char **argv)
{
	unsigned long most = 20;
	struct properties s = {0};
	struct decode_rules beyond = {0};
	struct err err = {0};
	int first = 1;
	if (argc > 2 && !strcmp(argv[1], "-n")) {
		most = strtoul(argv[2], NULL, 10);
		first = 3;
	}
	check(&s.harness, decode_rules_add_all(&beyond, &err) >= 0, err.text);
	for (int v = 0; v < VERBOSITIES; v++) {
		s.options = (struct dissect_options){.verbose = v, .numeric = true, .link_header = v & 1, .decode = beyond.rules};
		s.options.decode_count = v & 1 ? beyond.count : 0;
		s.plain = dissection_new(&s.options, NULL);
		s.with_fields = dissection_new(&s.options, NULL);
		for (int i = first; i < argc && s.plain && s.with_fields; i++) {
			s.file = argv[i];
			one_file(&s, most);
		}
		dissection_free(s.plain);
		dissection_free(s.with_fields);
	}
	text_free(&s.a);
	text_free(&s.b);
	tape_free(&s.tape);
	decode_rules_free(&beyond);
	return harness_end(&s.harness);
}
