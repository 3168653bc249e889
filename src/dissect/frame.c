#include "dissect/frame.h"

#include "core/text.h"
#include "dissect/dissect.h"

enum {
	FRAME, INTERFACE_ID, INTERFACE_NAME, COMMENT, NUMBER, TIME, TIME_EPOCH, TIME_DELTA, TIME_DELTA_DISPLAYED,
	TIME_RELATIVE, LEN, CAP_LEN, PROTOCOLS, FIELDS,
};

static const struct field fields[] = {
	[FRAME] = {"frame", "Frame"},
	[INTERFACE_ID] = {"frame.interface_id", "Interface id", F_U32},
	[INTERFACE_NAME] = {"frame.interface_name", "Interface name", F_STR},
	[COMMENT] = {"frame.comment", "Comment of a pcapng file", F_STR},
	[NUMBER] = {"frame.number", "Frame number", F_U32},
	[TIME] = {"frame.time", "Arrival time", F_TIME},
	[TIME_EPOCH] = {"frame.time_epoch", "Arrival time since 1970", F_SPAN},
	[TIME_DELTA] = {"frame.time_delta", "Time since the frame before", F_SPAN},
	[TIME_DELTA_DISPLAYED] = {"frame.time_delta_displayed", "Time since the displayed frame before", F_SPAN},
	[TIME_RELATIVE] = {"frame.time_relative", "Time since the first frame", F_SPAN},
	[LEN] = {"frame.len", "Length on the wire", F_U32},
	[CAP_LEN] = {"frame.cap_len", "Captured length", F_U32},
	[PROTOCOLS] = {"frame.protocols", "Protocols in the frame", F_STR},
};

static struct mark *add(struct tape *t, unsigned field, uint16_t layer)
{
	struct mark *m = tape_add(t, &fields[field]);
	if (m) {
		m->layer = layer;
		m->depth = 1;
	}
	return m;
}

static void add_value(struct tape *t, unsigned field, uint16_t layer, uint64_t value)
{
	struct mark *m = add(t, field, layer);
	if (m)
		m->u = value;
}

static void add_bytes(struct tape *t, unsigned field, uint16_t layer, const char *s, size_t n)
{
	struct mark *m = s ? add(t, field, layer) : NULL;
	if (m) {
		m->bytes = (const uint8_t *)s;
		m->size = (uint32_t)n;
	}
}

static size_t put_name(char *to, size_t at, const char *name, size_t n)
{
	if (to) {
		if (at)
			to[at - 1] = ':';
		memcpy(to + at, name, n);
	}
	return at + n + 1;
}

/* Wireshark has a protocol of its own for an EtherType: a field whose name ends so stands in the layer. */
static bool has_ethertype(const struct tape *t, uint32_t layer)
{
	for (uint32_t i = layer + 1; i < t->count && t->marks[i].layer == layer && t->marks[i].depth; i++) {
		const char *name = t->marks[i].field->name, *dot = name ? strrchr(name, '.') : NULL;
		if (dot && (!strcmp(dot, ".type") || !strcmp(dot, ".etype")))
			return !strncmp(name, "eth.", 4) || !strncmp(name, "vlan.", 5) || !strncmp(name, "sll.", 4);
	}
	return false;
}

/* Names joined by ':'; with to = NULL only their length, and one more. */
static size_t put_protocols(const struct tape *t, uint32_t count, char *to)
{
	size_t at = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (t->marks[i].depth)
			continue;
		at = put_name(to, at, t->marks[i].field->name, strlen(t->marks[i].field->name));
		if (has_ethertype(t, i))
			at = put_name(to, at, "ethertype", 9);
	}
	return at;
}

void frame_marks(struct tape *t, const struct packet *p, const struct frame_facts *facts)
{
	uint32_t before = t->count;
	struct mark *frame = tape_add(t, &fields[FRAME]);
	if (!frame)
		return;
	uint16_t layer = (uint16_t)before;
	frame->bytes = p->data;
	frame->size = frame->len = p->caplen;
	frame->layer = layer;
	add_value(t, INTERFACE_ID, layer, p->interface);
	add_bytes(t, INTERFACE_NAME, layer, facts->interface, facts->interface ? strlen(facts->interface) : 0);
	add_bytes(t, COMMENT, layer, p->comment, p->comment ? strlen(p->comment) : 0);
	add_value(t, NUMBER, layer, facts->number);
	add_value(t, TIME, layer, (uint64_t)p->time);
	add_value(t, TIME_EPOCH, layer, (uint64_t)p->time);
	add_value(t, TIME_DELTA, layer, (uint64_t)(p->time - facts->before));
	add_value(t, TIME_DELTA_DISPLAYED, layer, (uint64_t)(p->time - facts->shown_before));
	add_value(t, TIME_RELATIVE, layer, (uint64_t)(p->time - facts->first));
	add_value(t, LEN, layer, p->len);
	add_value(t, CAP_LEN, layer, p->caplen);
	size_t n = t->only ? 0 : put_protocols(t, before, NULL);
	char *names = n ? arena_alloc(&t->bytes, n) : NULL;
	if (names)
		put_protocols(t, before, names);
	add_bytes(t, PROTOCOLS, layer, names, names ? n - 1 : 0);
}

bool frame_has_field(const struct field *f)
{
	return f >= fields && f < fields + FIELDS;
}

bool frame_needs_all(const struct field *f)
{
	return f == &fields[PROTOCOLS];
}

/* Nothing is bound to it, so nobody calls a dissect function. */
const struct proto proto_frame = {
	.name = "frame",
	PROTO_FIELDS(fields),
};
