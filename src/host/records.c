#include "host/records.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct record *record_new(enum record_kind kind, int64_t time, size_t bytes)
{
	struct record *r = calloc(1, sizeof *r + bytes);
	if (r) {
		r->kind = (uint8_t)kind;
		r->time = time;
	}
	return r;
}

static bool make_room(struct records *t)
{
	size_t count = t->until - t->from;
	if (t->until < t->room)
		return true;
	if (t->from > count) {
		memmove(t->list, t->list + t->from, count * sizeof *t->list);
		t->from = 0;
		t->until = count;
		return true;
	}
	size_t room = t->room ? 2 * t->room : 256;
	struct record **more = reallocarray(t->list, room, sizeof *more);
	if (!more)
		return false;
	t->list = more;
	t->room = room;
	return true;
}

int records_add(struct records *t, struct record *r)
{
	if (!make_room(t)) {
		free(r);
		return -ENOMEM;
	}
	size_t at = t->until++;
	for (; at > t->from && t->list[at - 1]->time > r->time; at--)
		t->list[at] = t->list[at - 1];
	t->list[at] = r;
	t->bytes += r->packet.caplen;
	return 0;
}

struct record *records_first(const struct records *t)
{
	return t->from < t->until ? t->list[t->from] : NULL;
}

struct record *records_take(struct records *t)
{
	struct record *r = t->list[t->from++];
	t->bytes -= r->packet.caplen;
	return r;
}

void records_free(struct records *t)
{
	while (records_first(t))
		free(records_take(t));
	free(t->list);
	*t = (struct records){0};
}
