/* What a dissection keeps over its packets. For the engine's own files; protocols use dissect.h. */
#ifndef DISSECT_SESSION_H
#define DISSECT_SESSION_H

#include "dissect/bind.h"
#include "dissect/dissect.h"

enum { SCRATCH_SIZE = 512, PROTO_STATES = 64 };

struct proto_state {
	const struct proto *owner;
	void *data;
	void (*release)(void *);
};

struct dissection {
	struct dis d; /* of the packet in work */
	struct bind bind;
	struct packet_headers *headers; /* NULL: nobody wants them */
	const struct dissect_options *options;
	struct names *names;
	struct proto_state states[PROTO_STATES];
	bool forgetful; /* it has no states, and shares its tables with another (ahead.h) */
	const struct dissect_past *past; /* of the packet in work, or NULL */
	char scratch[LIMIT_SCRATCH][SCRATCH_SIZE];
	struct if_nameindex *interfaces; /* as they were at the start: later the sandbox forbids asking */
	struct text words; /* where scratch strings are put together */
};

/* The next scratch string, SCRATCH_SIZE bytes. */
static inline char *scratch(struct dis *d)
{
	return d->session->scratch[d->scratch++ % LIMIT_SCRATCH];
}

/* Puts the layer's mark on the tape and returns its index. */
uint16_t mark_layer(struct dis *d, const struct field *f);

#endif
