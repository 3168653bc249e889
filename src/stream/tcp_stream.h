/* TCP data put in order as an end host does it: RFC 9293 section 3.10.7.4.
 *
 * Each direction begins with its SYN, or where the capture began in the middle with its first segment. What was delivered
 * stays; of a segment that overlaps it the new part goes on. Segments beyond a gap wait. A gap is taken for lost when the
 * other end acknowledges data behind it (it had what the capture has not), when more than LIMIT_WAITING bytes or
 * LIMIT_WAITING_SEGMENTS wait behind it, or when all streams together hold more than LIMIT_STREAM_MEMORY. Where waiting
 * segments overlap, the overlap policy says which bytes count. Keep-alives deliver nothing. Bytes that were cut from a
 * packet by the snapshot length are lost ones. */
#ifndef STREAM_TCP_STREAM_H
#define STREAM_TCP_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/header_view.h"

enum tcp_overlap { OVERLAP_FIRST, OVERLAP_LAST };

struct tcp_waiting;

struct tcp_direction {
	uint32_t next;               /* sequence number to be delivered next */
	bool started, delivered;
	uint32_t waiting_bytes, waiting_count;
	struct tcp_waiting *waiting; /* by sequence number, without overlaps */
};

struct tcp_stream {
	struct tcp_direction end[2];
};

/* Shared by all streams of a run. */
struct tcp_streams {
	enum tcp_overlap overlap;
	size_t memory;               /* bytes that wait */
	/* Data of end `from`, in order; borrowed. */
	void (*data)(void *context, unsigned from, const uint8_t *p, uint32_t n);
	/* n bytes of end `from` are missing here. */
	void (*lost)(void *context, unsigned from, uint32_t n);
};

/* Takes the next segment of end `from`; context goes to the functions of s. 0 or -ENOMEM. */
int tcp_stream_segment(
	struct tcp_streams *s, struct tcp_stream *t, unsigned from, const struct tcp_view *v, void *context);
/* Frees what waits. */
void tcp_stream_end(struct tcp_streams *s, struct tcp_stream *t);

#endif
