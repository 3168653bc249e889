/* Marks of one field within one layer or group, linked in the order of the packet: found in one pass over the tape, however
 * many there are. */
#ifndef SINK_CHAIN_H
#define SINK_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dissect/tape.h"

#define CHAIN_END UINT32_MAX

struct chain_link {
	uint32_t next; /* the next mark of the field in the same place, or CHAIN_END */
	bool first;    /* none is before it */
};

/* Zero it before use; it serves one tape after the other. */
struct chain {
	struct chain_link *links; /* one for each mark */
	size_t link_room;
	struct chain_slot *slots;
	size_t slot_room;
};

enum chain_place {
	CHAIN_BY_LAYER, /* groups do not matter */
	CHAIN_BY_GROUP,
};

/* False: no memory. */
bool chain_build(struct chain *c, const struct tape *t, enum chain_place place);
void chain_free(struct chain *c);

#endif
