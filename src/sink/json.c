/* The schema: {"number":1,"time":"1695900000.123456","caplen":98,"len":98,"layers":[{"layer":"eth","eth.dst":"...", ...}]}
 * A group of fields is an object {"field":NAME, ...} in the array "groups" of its layer or group. A field that comes more
 * than once within its object is an array in the order of the packet. */
#include "sink/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/json.h"
#include "core/time.h"
#include "dissect/show.h"
#include "sink/chain.h"

struct json_sink {
	struct sink sink;
	bool nanoseconds, line_buffered;
	int fd;
	struct text out;
	struct chain chain;
};

static void put_bytes_hex(struct text *o, const struct mark *m, char sep)
{
	text_c(o, '"');
	for (uint32_t i = 0; i < m->size; i++) {
		if (i && sep)
			text_c(o, sep);
		text_x_pad(o, m->bytes[i], 2);
	}
	text_c(o, '"');
}

static void put_value(struct text *o, const struct mark *m)
{
	switch (m->field->type) {
	case F_BOOL:
		text_s(o, m->u ? "true" : "false");
		break;
	case F_I8:
	case F_I16:
	case F_I32:
	case F_I64:
		text_i(o, m->i);
		break;
	case F_DOUBLE:
		text_printf(o, "%.17g", m->d);
		break;
	case F_IP4:
		text_c(o, '"');
		text_ip4(o, (uint32_t)m->u);
		text_c(o, '"');
		break;
	case F_IP6:
		text_c(o, '"');
		text_ip6(o, m->bytes);
		text_c(o, '"');
		break;
	case F_EUI64:
		text_c(o, '"');
		for (unsigned i = 8; i-- > 0;) {
			text_x_pad(o, m->u >> i * 8 & 0xff, 2);
			if (i)
				text_c(o, ':');
		}
		text_c(o, '"');
		break;
	case F_MAC:
		put_bytes_hex(o, m, ':');
		break;
	case F_STR:
		json_string(o, m->bytes, mark_string_length(m));
		break;
	case F_BYTES:
	case F_OID:
	case F_GUID:
		put_bytes_hex(o, m, 0);
		break;
	case F_TIME:
	case F_SPAN:
		show_span(o, m->i);
		break;
	case F_NONE:
		text_s(o, "null");
		break;
	default:
		text_u(o, m->u);
	}
}

static void put_key(struct text *o, const char *name)
{
	text_c(o, ',');
	text_c(o, '"');
	text_s(o, name);
	text_s(o, "\":");
}

/* Marks from..to of one layer at one depth; deeper ones belong to the group before them. */
struct run_of_marks {
	const struct tape *tape;
	const struct chain_link *links;
	uint32_t from, to;
	uint16_t layer;
	uint8_t depth;
};

static bool in_run(const struct run_of_marks *r, uint32_t i)
{
	const struct mark *m = &r->tape->marks[i];
	return m->layer == r->layer && m->depth == r->depth;
}

static void put_field(struct text *o, const struct run_of_marks *r, uint32_t i)
{
	const struct mark *marks = r->tape->marks;
	bool several = r->links[i].next != CHAIN_END;
	put_key(o, marks[i].field->name);
	if (several)
		text_c(o, '[');
	put_value(o, &marks[i]);
	while ((i = r->links[i].next) != CHAIN_END) {
		text_c(o, ',');
		put_value(o, &marks[i]);
	}
	if (several)
		text_c(o, ']');
}

static uint32_t group_end_of(const struct run_of_marks *r, uint32_t i)
{
	uint32_t j = i + 1;
	while (j < r->to && !(r->tape->marks[j].layer == r->layer && r->tape->marks[j].depth <= r->depth))
		j++;
	return j;
}

static void put_content(struct text *o, const struct run_of_marks *r)
{
	bool groups = false;
	for (uint32_t i = r->from; i < r->to; i++)
		if (in_run(r, i) && r->tape->marks[i].field->type != F_NONE && r->links[i].first)
			put_field(o, r, i);
	for (uint32_t i = r->from; i < r->to; i++) {
		const struct mark *m = &r->tape->marks[i];
		if (!in_run(r, i) || m->field->type != F_NONE)
			continue;
		text_s(o, groups ? ",{\"field\":\"" : ",\"groups\":[{\"field\":\"");
		groups = true;
		text_s(o, m->field->name);
		text_c(o, '"');
		struct run_of_marks inner = {r->tape, r->links, i + 1, group_end_of(r, i), r->layer, (uint8_t)(r->depth + 1)};
		put_content(o, &inner);
		text_c(o, '}');
	}
	if (groups)
		text_c(o, ']');
}

static void put_layers(struct text *o, const struct tape *t, const struct chain_link *links)
{
	bool first = true;
	for (uint32_t i = 0; i < t->count; i++) {
		if (t->marks[i].depth)
			continue;
		text_s(o, first ? "{\"layer\":\"" : ",{\"layer\":\"");
		first = false;
		text_s(o, t->marks[i].field->name);
		text_c(o, '"');
		put_content(o, &(struct run_of_marks){t, links, i + 1, t->count, (uint16_t)i, 1});
		text_c(o, '}');
	}
}

static void put_time(const struct json_sink *j, struct text *o, int64_t time)
{
	text_s(o, "\"time\":\"");
	text_i(o, time_seconds(time));
	text_c(o, '.');
	text_u_pad(o, j->nanoseconds ? time_nanos(time) : time_nanos(time) / 1000, j->nanoseconds ? 9 : 6);
	text_c(o, '"');
}

static int line_done(struct json_sink *j, struct err *err)
{
	if (j->out.failed)
		return err_set(err, -ENOMEM, "no memory for JSON");
	return j->out.len >= SINK_FLUSH_AT || j->line_buffered ? sink_flush(&j->out, j->fd, err) : 0;
}

static int json_note(struct sink *s, const struct packet *note, struct err *err)
{
	struct json_sink *j = (struct json_sink *)s;
	text_c(&j->out, '{');
	put_time(j, &j->out, note->time);
	text_s(&j->out, ",\"note\":");
	json_string(&j->out, (const uint8_t *)note->comment, strlen(note->comment));
	text_s(&j->out, "}\n");
	return line_done(j, err);
}

static int json_packet(struct sink *s, const struct view *v, struct err *err)
{
	struct json_sink *j = (struct json_sink *)s;
	struct text *o = &j->out;
	const struct packet *p = v->packet;
	if (!chain_build(&j->chain, v->tape, CHAIN_BY_GROUP))
		return err_set(err, -ENOMEM, "no memory for JSON");
	text_s(o, "{\"number\":");
	text_u(o, v->number);
	text_c(o, ',');
	put_time(j, o, p->time);
	text_s(o, ",\"caplen\":");
	text_u(o, p->caplen);
	text_s(o, ",\"len\":");
	text_u(o, p->len);
	text_s(o, ",\"layers\":[");
	put_layers(o, v->tape, j->chain.links);
	text_s(o, "]}\n");
	return line_done(j, err);
}

static int json_tick(struct sink *s, int64_t now, struct err *err)
{
	return 0;
}

static int json_close(struct sink *s, struct err *err)
{
	struct json_sink *j = (struct json_sink *)s;
	int e = sink_flush(&j->out, j->fd, err);
	chain_free(&j->chain);
	text_free(&j->out);
	free(j);
	return e;
}

static const struct sink_ops ops = {json_packet, json_tick, json_close, .note = json_note};

struct sink *json_sink_new(const struct text_options *options, int fd)
{
	struct json_sink *j = calloc(1, sizeof *j);
	if (!j)
		return NULL;
	j->sink = (struct sink){&ops, SINK_FIELDS};
	j->nanoseconds = options->nanoseconds;
	j->line_buffered = options->line_buffered || isatty(fd);
	j->fd = fd;
	return &j->sink;
}
