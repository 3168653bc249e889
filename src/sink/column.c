#include "sink/column.h"

#include <errno.h>
#include <stdlib.h>

#include "core/message.h"
#include "dissect/frame.h"
#include "dissect/transport/tcp_analysis_fields.h"
#include "dissect/show.h"

int column_init(struct column *c, const struct field_index *x, const char *source, size_t at, size_t len, struct err *err)
{
	char name[128] = "";
	if (len < sizeof name)
		memcpy(name, source + at, len);
	struct field_set set = field_index_find(x, name);
	if (!set.count) {
		const char *near = *name ? field_index_near(x, name) : NULL;
		return err_at(err, source, (uint32_t)at, "`%.*s' is no field%s%s%s", (int)(len < 100 ? len : 100), source + at,
			near ? "; is `" : " (tapline fields lists them)", near ? near : "", near ? "' meant?" : "");
	}
	*c = (struct column){.fields = calloc(set.count, sizeof *c->fields)};
	if (!c->fields)
		return err_set(err, -ENOMEM, "no memory");
	for (size_t i = 0; i < set.count; i++) {
		c->fields[c->count++] = set.entries[i].field;
		c->frame |= frame_has_field(set.entries[i].field);
		c->analysis |= analysis_has_field(set.entries[i].field);
	}
	return 0;
}

int column_needs(const struct column *c, struct sink *s, struct err *err)
{
	s->needs |= SINK_FIELDS | (c->frame ? SINK_FRAME : 0) | (c->analysis ? SINK_ANALYSIS : 0);
	return sink_looks_at(s, c->fields, c->count) < 0 ? err_set(err, -ENOMEM, "no memory") : 0;
}

void column_free(struct column *c)
{
	free(c->fields);
	*c = (struct column){0};
}

static bool is_of(const struct column *c, const struct mark *m)
{
	for (size_t i = 0; i < c->count; i++)
		if (m->field == c->fields[i])
			return true;
	return false;
}

static void put_mark(struct text *out, const struct mark *m)
{
	if (m->field->type == F_STR)
		text_escaped(out, m->bytes, mark_string_length(m));
	else if (m->field->type == F_NONE)
		text_s(out, m->field->name);
	else
		show_value(out, m);
}

bool column_put(const struct column *c, const struct tape *tape, enum occurrence which, const char *between,
	struct text *out)
{
	const struct mark *last = NULL;
	for (uint32_t i = 0; i < tape->count; i++) {
		const struct mark *m = &tape->marks[i];
		if (!is_of(c, m))
			continue;
		if (which != OCCURRENCE_LAST) {
			if (last)
				text_s(out, between);
			put_mark(out, m);
		}
		last = m;
		if (which == OCCURRENCE_FIRST)
			break;
	}
	if (last && which == OCCURRENCE_LAST)
		put_mark(out, last);
	return last;
}
