/* Which of several parts has the oldest packet: a binary heap of (time, part). Of equal times the part with the lower
 * number comes first. */
#ifndef CAPTURE_ORDER_H
#define CAPTURE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct order_entry {
	int64_t time;
	size_t part;
};

struct order {
	struct order_entry *heap; /* heap[0] is the first, where count > 0 */
	size_t count;
};

/* Room for as many parts, each of which is in the heap once at most. False: no memory. */
bool order_init(struct order *o, size_t parts);
void order_free(struct order *o);
void order_push(struct order *o, size_t part, int64_t time);
/* The first part's next packet is of this time. */
void order_first_is(struct order *o, int64_t time);
/* The first part has none. */
void order_pop(struct order *o);

#endif
