#include "stream/tcp_stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stream/limits.h"
#include "stream/sequence.h"

struct tcp_waiting {
	struct tcp_waiting *after;
	uint32_t seq, len, captured;
	uint8_t data[];
};

/* A stretch of sequence numbers with its bytes; those behind `captured` were not captured. */
struct stretch {
	uint32_t seq, len, captured;
	const uint8_t *data;
};

/* The first n sequence numbers of it are not wanted. */
static void trim_front(struct stretch *g, uint32_t n)
{
	uint32_t there = n < g->captured ? n : g->captured;
	g->seq += n;
	g->len -= n;
	g->data += there;
	g->captured -= there;
}

static void deliver(const struct tcp_streams *s, struct tcp_direction *d, unsigned from,
	const struct stretch *g, void *context)
{
	d->next = g->seq + g->len;
	d->delivered = true;
	if (g->captured)
		s->data(context, from, g->data, g->captured);
	if (g->captured < g->len)
		s->lost(context, from, g->len - g->captured);
}

/* ---- Waiting */

static void take_out(struct tcp_streams *s, struct tcp_direction *d, struct tcp_waiting **at)
{
	struct tcp_waiting *w = *at;
	*at = w->after;
	d->waiting_bytes -= w->captured;
	d->waiting_count--;
	s->memory -= sizeof *w + w->captured;
	free(w);
}

static int put_in(struct tcp_streams *s, struct tcp_direction *d, struct tcp_waiting **at, const struct stretch *g)
{
	struct tcp_waiting *w = malloc(sizeof *w + g->captured);
	if (!w)
		return -ENOMEM;
	*w = (struct tcp_waiting){*at, g->seq, g->len, g->captured};
	memcpy(w->data, g->data, g->captured);
	*at = w;
	d->waiting_bytes += w->captured;
	d->waiting_count++;
	s->memory += sizeof *w + w->captured;
	return 0;
}

/* Fills what is missing between the segments that wait. */
static int wait_first(struct tcp_streams *s, struct tcp_direction *d, struct stretch g)
{
	struct tcp_waiting **at = &d->waiting;
	while (g.len) {
		while (*at && !seq_after((*at)->seq + (*at)->len, g.seq))
			at = &(*at)->after;
		struct tcp_waiting *w = *at;
		if (w && !seq_after(w->seq, g.seq)) { /* it covers the front */
			uint32_t covered = w->seq + w->len - g.seq;
			trim_front(&g, covered < g.len ? covered : g.len);
			continue;
		}
		struct stretch piece = g;
		if (w && seq_before(w->seq, g.seq + g.len))
			piece.len = w->seq - g.seq;
		piece.captured = piece.captured < piece.len ? piece.captured : piece.len;
		if (put_in(s, d, at, &piece) < 0)
			return -ENOMEM;
		trim_front(&g, piece.len);
	}
	return 0;
}

/* Takes the place of whatever waits there: what stands out of it on either side stays. */
static int wait_last(struct tcp_streams *s, struct tcp_direction *d, struct stretch g)
{
	struct tcp_waiting **at = &d->waiting;
	uint32_t end = g.seq + g.len;
	while (*at && !seq_after((*at)->seq + (*at)->len, g.seq))
		at = &(*at)->after;
	while (*at && seq_before((*at)->seq, end)) {
		struct tcp_waiting *w = *at;
		struct stretch old = {w->seq, w->len, w->captured, w->data}, tail = old;
		if (seq_after(old.seq + old.len, end)) {
			trim_front(&tail, end - old.seq);
			if (put_in(s, d, &w->after, &tail) < 0)
				return -ENOMEM;
		}
		if (!seq_before(old.seq, g.seq)) {
			take_out(s, d, at);
			continue;
		}
		w->len = g.seq - w->seq;
		if (w->captured > w->len) {
			d->waiting_bytes -= w->captured - w->len; /* the memory is given back with the rest */
			s->memory -= w->captured - w->len;
			w->captured = w->len;
		}
		at = &w->after;
	}
	return put_in(s, d, at, &g);
}

/* What waits and has become the next. */
static void drain(struct tcp_streams *s, struct tcp_direction *d, unsigned from, void *context)
{
	while (d->waiting && !seq_after(d->waiting->seq, d->next)) {
		struct tcp_waiting *w = d->waiting;
		struct stretch g = {w->seq, w->len, w->captured, w->data};
		uint32_t known = d->next - g.seq;
		trim_front(&g, known < g.len ? known : g.len);
		if (g.len)
			deliver(s, d, from, &g, context);
		take_out(s, d, &d->waiting);
	}
}

/* What lies before the first segment that waits will not come any more. */
static void give_up_gap(struct tcp_streams *s, struct tcp_direction *d, unsigned from, void *context)
{
	s->lost(context, from, d->waiting->seq - d->next);
	d->next = d->waiting->seq;
	drain(s, d, from, context);
}

/* ---- Segments */

static void acknowledged(
	struct tcp_streams *s, struct tcp_direction *other, unsigned from, uint32_t ack, void *context)
{
	while (other->waiting && seq_after(ack, other->waiting->seq))
		give_up_gap(s, other, from, context);
}

static int arrive(struct tcp_streams *s, struct tcp_direction *d, unsigned from, struct stretch g, void *context)
{
	if (seq_before(g.seq, d->next)) {
		uint32_t known = d->next - g.seq;
		trim_front(&g, known < g.len ? known : g.len);
	}
	if (!g.len)
		return 0;
	if (g.seq == d->next) {
		deliver(s, d, from, &g, context);
		drain(s, d, from, context);
		return 0;
	}
	int e = s->overlap == OVERLAP_FIRST ? wait_first(s, d, g) : wait_last(s, d, g);
	while (d->waiting && (d->waiting_bytes > LIMIT_WAITING || d->waiting_count > LIMIT_WAITING_SEGMENTS ||
		s->memory > LIMIT_STREAM_MEMORY))
		give_up_gap(s, d, from, context);
	return e;
}

int tcp_stream_segment(
	struct tcp_streams *s, struct tcp_stream *t, unsigned from, const struct tcp_view *v, void *context)
{
	struct tcp_direction *me = &t->end[from], *other = &t->end[!from];
	bool syn = v->flags & TCP_SYN;
	if (v->flags & TCP_ACK && other->started)
		acknowledged(s, other, !from, v->ack, context);
	struct stretch g = {v->seq + syn, v->payload_length, v->payload_captured, v->payload};
	if (!me->started || (syn && !me->delivered)) { /* what came before a SYN was not of the connection */
		me->started = true;
		me->next = g.seq;
	}
	return g.len ? arrive(s, me, from, g, context) : 0;
}

void tcp_stream_end(struct tcp_streams *s, struct tcp_stream *t)
{
	for (unsigned e = 0; e < 2; e++)
		while (t->end[e].waiting)
			take_out(s, &t->end[e], &t->end[e].waiting);
}
