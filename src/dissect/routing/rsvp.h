/* What the files of RSVP share. */
#ifndef DISSECT_ROUTING_RSVP_H
#define DISSECT_ROUTING_RSVP_H

#include "dissect/dissect.h"

/* Fields of the protocol (rsvp.c has the table). */
enum rsvp_field {
	RSVP, RSVP_VERSION, RSVP_FLAGS, RSVP_MESSAGE, RSVP_CHECKSUM, RSVP_TTL, RSVP_LENGTH, RSVP_OBJECT, RSVP_OBJECT_LENGTH,
	RSVP_CLASS, RSVP_CTYPE, RSVP_SESSION_IP, RSVP_SESSION_IP6, RSVP_SESSION_PROTOCOL, RSVP_SESSION_PORT, RSVP_SESSION_TUNNEL,
	RSVP_SESSION_EXTENDED, RSVP_SESSION_EXTENDED6, RSVP_HOP_IP, RSVP_HOP_IP6, RSVP_HOP_INTERFACE, RSVP_REFRESH, RSVP_ERROR_IP,
	RSVP_ERROR_IP6, RSVP_ERROR_FLAGS, RSVP_ERROR_CODE, RSVP_ERROR_VALUE, RSVP_STYLE, RSVP_CONFIRM_IP, RSVP_CONFIRM_IP6,
	RSVP_SENDER_IP, RSVP_SENDER_IP6, RSVP_SENDER_PORT, RSVP_SENDER_LSP, RSVP_LABEL, RSVP_L3PID, RSVP_PRIORITY_SETUP,
	RSVP_PRIORITY_HOLD, RSVP_SESSION_NAME_LENGTH, RSVP_SESSION_NAME, RSVP_HELLO_SOURCE, RSVP_HELLO_DESTINATION, RSVP_MESSAGE_EPOCH,
	RSVP_MESSAGE_ID, RSVP_RESTART_TIME, RSVP_RECOVERY_TIME, RSVP_ROUTE_IP, RSVP_ROUTE_IP6,
};

/* How an object was read. */
enum rsvp_result {
	RSVP_SAID,
	RSVP_UNKNOWN,   /* nobody decodes it: it is dumped */
	RSVP_TOO_SHORT, /* the message ends in it */
	RSVP_WRONG,     /* the same, and the line says already what is wrong */
};

/* An object being read: up to `end`; `indent` begins each of its lines. */
struct rsvp_object {
	unsigned class, ctype;
	uint32_t end;
	const char *indent;
};

/* n more bytes in the object? */
static inline bool rsvp_room(const struct dis *d, const struct rsvp_object *o, uint32_t n)
{
	return d->pos <= o->end && o->end - d->pos >= n;
}

/* Flowspec, sender TSpec and AdSpec: RFC 2210. */
enum rsvp_result rsvp_intserv(struct dis *d, const struct rsvp_object *o);
/* Explicit and record route: RFC 3209, sections 4.3 and 4.4. */
enum rsvp_result rsvp_route(struct dis *d, const struct rsvp_object *o);
/* Generalized UNI: OIF UNI 1.0; properties of the link. */
enum rsvp_result rsvp_uni(struct dis *d, const struct rsvp_object *o);
enum rsvp_result rsvp_properties(struct dis *d, const struct rsvp_object *o);
/* Anything else. */
enum rsvp_result rsvp_object(struct dis *d, const struct rsvp_object *o);

#endif
