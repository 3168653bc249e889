/* The frame itself as a protocol: number, times, lengths, the protocols in it. No dissector reads these; who wants them
 * puts them behind the other marks of the tape once the packet is dissected. */
#ifndef DISSECT_FRAME_H
#define DISSECT_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "core/packet.h"
#include "dissect/tape.h"

/* What a packet does not say of itself. Times are those of packets read, skipped and filtered ones left out. */
struct frame_facts {
	uint64_t number;        /* from 1 */
	int64_t first, before;  /* times of the first packet and of the one before; the packet's own where there is none */
	int64_t shown_before;   /* time of the last packet that passed the display filter, likewise */
	const char *interface;  /* its name, or NULL */
};

extern const struct proto proto_frame;

void frame_marks(struct tape *t, const struct packet *p, const struct frame_facts *facts);
/* Is it a field of the frame, or the frame itself? */
bool frame_has_field(const struct field *f);
/* Is it made of the fields of all layers (frame.protocols)? A tape that is limited to some fields does not have it. */
bool frame_needs_all(const struct field *f);

#endif
