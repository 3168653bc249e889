#include "capture/order.h"

#include <stdlib.h>

bool order_init(struct order *o, size_t parts)
{
	*o = (struct order){.heap = calloc(parts, sizeof *o->heap)};
	return o->heap;
}

void order_free(struct order *o)
{
	free(o->heap);
	*o = (struct order){0};
}

static bool before(const struct order_entry *a, const struct order_entry *b)
{
	return a->time != b->time ? a->time < b->time : a->part < b->part;
}

static void swap(struct order_entry *a, struct order_entry *b)
{
	struct order_entry kept = *a;
	*a = *b;
	*b = kept;
}

static void sift_down(struct order *o)
{
	for (size_t at = 0;;) {
		size_t child = 2 * at + 1;
		if (child + 1 < o->count && before(&o->heap[child + 1], &o->heap[child]))
			child++;
		if (child >= o->count || !before(&o->heap[child], &o->heap[at]))
			return;
		swap(&o->heap[at], &o->heap[child]);
		at = child;
	}
}

void order_push(struct order *o, size_t part, int64_t time)
{
	size_t at = o->count++;
	o->heap[at] = (struct order_entry){time, part};
	for (; at && before(&o->heap[at], &o->heap[(at - 1) / 2]); at = (at - 1) / 2)
		swap(&o->heap[at], &o->heap[(at - 1) / 2]);
}

void order_first_is(struct order *o, int64_t time)
{
	o->heap[0].time = time;
	sift_down(o);
}

void order_pop(struct order *o)
{
	o->heap[0] = o->heap[--o->count];
	sift_down(o);
}
