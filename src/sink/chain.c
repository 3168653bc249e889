#include "sink/chain.h"

#include <stdlib.h>
#include <string.h>

struct chain_slot {
	const struct field *field; /* NULL: free */
	uint32_t place;            /* index of the layer's or group's mark */
	uint32_t last;             /* the newest mark */
};

static bool room(struct chain *c, uint32_t marks)
{
	size_t slots = 64;
	while (slots < 2 * (size_t)marks)
		slots *= 2;
	if (c->link_room < marks) {
		struct chain_link *links = realloc(c->links, marks * sizeof *links);
		if (!links)
			return false;
		c->links = links;
		c->link_room = marks;
	}
	if (c->slot_room < slots) {
		free(c->slots);
		c->slots = malloc(slots * sizeof *c->slots);
		c->slot_room = c->slots ? slots : 0;
	}
	if (c->slots)
		memset(c->slots, 0, slots * sizeof *c->slots);
	return c->slots;
}

static struct chain_slot *slot_of(struct chain *c, size_t slots, const struct field *f, uint32_t place)
{
	uint64_t h = ((uint64_t)(uintptr_t)f ^ (uint64_t)place << 40) * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h >> 32) & (slots - 1);
	while (c->slots[i].field && (c->slots[i].field != f || c->slots[i].place != place))
		i = (i + 1) & (slots - 1);
	return &c->slots[i];
}

/* The group that a mark lies in: the last one before it in its layer that is one less deep. `open` has, for each depth, the
 * newest group; a layer that goes on behind an inner one starts from its own mark again. */
static uint32_t group_of(const struct tape *t, uint32_t i, uint32_t open[256])
{
	const struct mark *m = &t->marks[i];
	uint32_t place = m->depth > 1 ? open[m->depth - 1] : m->layer;
	if (m->field->type == F_NONE && m->depth)
		open[m->depth] = i;
	return place < t->count && t->marks[place].layer == m->layer ? place : m->layer;
}

bool chain_build(struct chain *c, const struct tape *t, enum chain_place by)
{
	uint32_t open[256] = {0};
	if (!room(c, t->count))
		return false;
	size_t slots = 64;
	while (slots < 2 * (size_t)t->count)
		slots *= 2;
	for (uint32_t i = 0; i < t->count; i++) {
		const struct mark *m = &t->marks[i];
		uint32_t place = by == CHAIN_BY_GROUP ? group_of(t, i, open) : m->layer;
		struct chain_slot *s = slot_of(c, slots, m->field, place);
		c->links[i] = (struct chain_link){CHAIN_END, !s->field};
		if (s->field)
			c->links[s->last].next = i;
		*s = (struct chain_slot){m->field, place, i};
	}
	return true;
}

void chain_free(struct chain *c)
{
	free(c->links);
	free(c->slots);
	*c = (struct chain){0};
}
