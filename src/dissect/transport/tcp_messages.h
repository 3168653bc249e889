/* Messages over TCP for protocols that tell the length of each at its beginning.
 *
 * Where a segment holds the end of a message that began in an earlier one, the message is put together first
 * (up to LIMIT_MESSAGE bytes; longer ones are read as far as their first segment goes, and what follows is
 * passed over). What was seen before is left out, and behind a gap reading begins anew where a message may
 * begin. */
#ifndef DISSECT_TRANSPORT_TCP_MESSAGES_H
#define DISSECT_TRANSPORT_TCP_MESSAGES_H

#include "dissect/dissect.h"

/* One connection, as a protocol remembers it; zeroed at its beginning. */
struct tcp_talk {
	struct tcp_talk_side {
		uint32_t next;	/* sequence number of what was not read yet */
		uint32_t ahead; /* bytes before `next` of a message that were not there when it was read */
		bool started;
		struct text part; /* the beginning of a message */
	} side[2];		  /* of the lower address and of the higher */
	uint64_t memory[6];	  /* the protocol's own */
	void *more;		  /* the same; freed with release_more */
};

enum tcp_message_length {
	MESSAGE_FOREIGN = -1, /* no message of this protocol begins so */
	MESSAGE_UNKNOWN = 0,  /* more bytes are needed to tell */
};

struct tcp_messages {
	const char *title; /* what the line begins with: "TLS" */
	/* The whole length of the message whose first n (at least 1) bytes are at p, or enum
	 * tcp_message_length. */
	int64_t (*length)(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n);
	/* Reads one message; the reads end with it. */
	void (*message)(struct dis *d, struct tcp_talk *talk, unsigned from);
	void (*release_more)(void *more); /* NULL: nothing to be freed */
	unsigned connections;		  /* remembered at most; 0: LIMIT_TALKS */
};

/* Reads the payload at the cursor; the protocol whose layer this is keeps the connection. */
void tcp_messages(struct dis *d, const struct tcp_messages *m);
/* Are these bytes of the connection what that protocol waits for, or has read before? */
bool tcp_talk_expects(struct dis *d, const struct proto *p);
/* Was a message of that protocol seen in this connection? */
bool tcp_talk_known(struct dis *d, const struct proto *p);

#endif
