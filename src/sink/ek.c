#include "sink/ek.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/json.h"
#include "core/time.h"
#include "dissect/frame.h"
#include "dissect/show.h"
#include "sink/chain.h"

struct ek {
	struct sink sink;
	int fd;
	bool line_buffered;
	struct text out, value;
	struct chain fields; /* of one layer */
};

/* "ip_ip_src": the protocol, and the field's name without dots. */
static void put_key(struct text *o, const char *protocol, const char *name)
{
	text_s(o, "\"");
	text_s(o, protocol);
	text_c(o, '_');
	for (; *name; name++)
		text_c(o, *name == '.' ? '_' : *name);
	text_s(o, "\":");
}

static void put_iso_time(struct text *o, int64_t ns)
{
	struct zone utc = {.utc = true};
	struct calendar c;
	time_calendar(&utc, time_seconds(ns), &c);
	text_printf(o, "%04d-%02d-%02dT%02d:%02d:%02d.%09uZ", c.year, c.month, c.day, c.hour, c.minute, c.second, time_nanos(ns));
}

static void put_value(struct ek *k, const struct mark *m)
{
	text_reset(&k->value);
	switch (m->field->type) {
	case F_BOOL:
		text_s(&k->out, m->u ? "true" : "false");
		return;
	case F_BYTES:
		text_mac(&k->value, m->bytes, m->size);
		break;
	case F_TIME:
		put_iso_time(&k->value, m->i);
		break;
	default:
		show_value(&k->value, m);
	}
	json_string(&k->out, k->value.data, k->value.len);
}

/* All values of the field of mark i. */
static void put_field(struct ek *k, const struct tape *t, uint32_t i)
{
	bool several = k->fields.links[i].next != CHAIN_END;
	if (several)
		text_c(&k->out, '[');
	put_value(k, &t->marks[i]);
	while ((i = k->fields.links[i].next) != CHAIN_END) {
		text_c(&k->out, ',');
		put_value(k, &t->marks[i]);
	}
	if (several)
		text_c(&k->out, ']');
}

/* The name for either side: the values of all fields of the layer that it stands for, in order. */
static void put_either(struct ek *k, const struct tape *t, uint16_t layer, uint32_t i)
{
	const char *either = t->marks[i].field->either;
	uint32_t found = 0;
	for (uint32_t j = i; j < t->count; j++) {
		const struct mark *m = &t->marks[j];
		if (m->layer != layer || !m->field->either || (m->field->either != either && strcmp(m->field->either, either)))
			continue;
		text_c(&k->out, found++ ? ',' : '[');
		put_value(k, m);
	}
	text_c(&k->out, ']');
}

static bool is_among(const char *either, const char **seen, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!strcmp(seen[i], either))
			return true;
	return false;
}

static void put_layer(struct ek *k, const struct tape *t, uint16_t layer)
{
	const char *protocol = t->marks[layer].field->name, *seen[8];
	unsigned seen_count = 0;
	bool first = true;
	text_c(&k->out, '{');
	for (uint32_t i = layer + 1u; i < t->count; i++) {
		const struct mark *m = &t->marks[i];
		if (m->layer != layer || m->field->type == F_NONE || !k->fields.links[i].first)
			continue;
		if (!first)
			text_c(&k->out, ',');
		first = false;
		put_key(&k->out, protocol, m->field->name);
		put_field(k, t, i);
		const char *either = m->field->either;
		if (!either || seen_count == 8 || is_among(either, seen, seen_count))
			continue;
		seen[seen_count++] = either;
		text_c(&k->out, ',');
		put_key(&k->out, protocol, either);
		put_either(k, t, layer, i);
	}
	text_c(&k->out, '}');
}

/* All layers of the protocol whose first one is mark i. */
static void put_protocol(struct ek *k, const struct tape *t, uint32_t i, bool first)
{
	if (!first)
		text_c(&k->out, ',');
	text_c(&k->out, '"');
	text_s(&k->out, t->marks[i].field->name);
	text_s(&k->out, "\":");
	bool several = false;
	for (uint32_t j = i + 1; j < t->count && !several; j++)
		several = !t->marks[j].depth && t->marks[j].field == t->marks[i].field;
	if (several)
		text_c(&k->out, '[');
	for (uint32_t j = i, n = 0; j < t->count; j++)
		if (!t->marks[j].depth && t->marks[j].field == t->marks[i].field) {
			if (n++)
				text_c(&k->out, ',');
			put_layer(k, t, (uint16_t)j);
		}
	if (several)
		text_c(&k->out, ']');
}

static bool came_before(const struct tape *t, uint32_t i)
{
	for (uint32_t j = 0; j < i; j++)
		if (!t->marks[j].depth && t->marks[j].field == t->marks[i].field)
			return true;
	return false;
}

/* The frame, which stands last on the tape, goes first. */
static void put_layers(struct ek *k, const struct tape *t)
{
	bool first = true;
	for (uint32_t i = t->count; i-- > 0;)
		if (!t->marks[i].depth && frame_has_field(t->marks[i].field)) {
			put_protocol(k, t, i, first);
			first = false;
			break;
		}
	for (uint32_t i = 0; i < t->count; i++)
		if (!t->marks[i].depth && !frame_has_field(t->marks[i].field) && !came_before(t, i)) {
			put_protocol(k, t, i, first);
			first = false;
		}
}

static int ek_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct ek *k = (struct ek *)s;
	struct zone utc = {.utc = true};
	struct calendar c;
	int64_t time = v->packet->time;
	if (!chain_build(&k->fields, v->tape, CHAIN_BY_LAYER))
		return err_set(err, -ENOMEM, "no memory for JSON");
	time_calendar(&utc, time_seconds(time), &c);
	text_printf(&k->out, "{\"index\":{\"_index\":\"packets-%04d-%02d-%02d\",\"_type\":\"doc\"}}\n", c.year, c.month, c.day);
	text_s(&k->out, "{\"timestamp\":\"");
	text_i(&k->out, time_seconds(time) * 1000 + time_nanos(time) / 1000000);
	text_s(&k->out, "\",\"layers\":{");
	put_layers(k, v->tape);
	text_s(&k->out, "}}\n");
	if (k->out.failed)
		return err_set(err, -ENOMEM, "no memory for JSON");
	return k->out.len >= SINK_FLUSH_AT || k->line_buffered ? sink_flush(&k->out, k->fd, err) : 0;
}

static int ek_close(struct sink *s, struct err *err)
{
	struct ek *k = (struct ek *)s;
	int e = sink_flush(&k->out, k->fd, err);
	chain_free(&k->fields);
	text_free(&k->out);
	text_free(&k->value);
	free(k);
	return e;
}

static const struct sink_ops ops = {.packet = ek_packet, .close = ek_close};

struct sink *ek_sink_new(bool line_buffered, int fd)
{
	struct ek *k = calloc(1, sizeof *k);
	if (!k)
		return NULL;
	k->sink = (struct sink){&ops, SINK_FIELDS | SINK_FRAME};
	k->fd = fd;
	k->line_buffered = line_buffered || isatty(fd);
	return &k->sink;
}
