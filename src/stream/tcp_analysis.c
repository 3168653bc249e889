#include "stream/tcp_analysis.h"

#include <stdlib.h>
#include <string.h>

#include "core/time.h"
#include "stream/limits.h"
#include "stream/sequence.h"

static const int64_t FAST_AFTER = 20 * NS_PER_S / 1000, REORDER_WITHIN = 3 * NS_PER_S / 1000;

const char *tcp_mark_word(enum tcp_mark mark)
{
	static const char *const words[MARK_COUNT] = {
		"retransmission", "spurious_retransmission", "fast_retransmission", "out_of_order", "lost_segment",
		"ack_lost_segment", "duplicate_ack", "window_update", "zero_window", "window_full", "keep_alive",
		"keep_alive_ack", "zero_window_probe", "zero_window_probe_ack", "reused_ports",
	};
	return words[__builtin_ctz(mark)];
}

void tcp_analysis_begin(struct tcp_analysis *a)
{
	*a = (struct tcp_analysis){.end = {{.scale = TCP_NO_SCALE}, {.scale = TCP_NO_SCALE}}};
}

void tcp_analysis_end(struct tcp_analysis *a)
{
	free(a->end[0].many);
	free(a->end[1].many);
}

/* The segment at hand. */
struct segment {
	const struct tcp_view *t;
	int64_t time;
	uint32_t len;   /* sequence numbers it takes: data, and one each for SYN and FIN */
	bool control;   /* SYN, FIN or RST */
};

/* ---- Round-trip times */

static struct tcp_unacked *unacked(struct tcp_sender *s)
{
	return s->many ? s->many : &s->one;
}

static void remember(struct tcp_sender *s, const struct segment *g)
{
	unsigned room = s->many ? s->unacked_room : 1;
	if (s->unacked_count == room) {
		if (room * 2 > LIMIT_UNACKED)
			return;
		struct tcp_unacked *more = realloc(s->many, room * 2 * sizeof *more);
		if (!more)
			return;
		if (!s->many)
			more[0] = s->one;
		s->many = more;
		s->unacked_room = (uint16_t)(room * 2);
	}
	unacked(s)[s->unacked_count++] = (struct tcp_unacked){g->time, g->t->seq + g->len};
}

/* The segment that ends where the ACK points to gives the time; all up to there are done. */
static void acknowledge(struct tcp_analysis *a, struct tcp_sender *other, const struct segment *g)
{
	uint16_t kept = 0;
	struct tcp_unacked *list = unacked(other);
	for (unsigned i = 0; i < other->unacked_count; i++) {
		if (list[i].end == g->t->ack && a->ack_rtt < 0 && g->time != list[i].time)
			a->ack_rtt = g->time - list[i].time;
		if (seq_after(list[i].end, g->t->ack))
			list[kept++] = list[i];
	}
	other->unacked_count = kept;
	if (a->ack_rtt >= 0) {
		a->rtt_sum += a->ack_rtt;
		a->rtt_count++;
	}
}

/* ---- Marks */

static unsigned keep_alive(const struct tcp_sender *me, const struct tcp_sender *other, const struct segment *g)
{
	if (g->control || !me->has_next)
		return 0;
	if (g->t->payload_length == 1 && g->t->seq == me->next && other->has_ack && other->window == 0)
		return MARK_ZERO_WINDOW_PROBE;
	return g->t->payload_length <= 1 && g->t->seq == me->next - 1 ? MARK_KEEP_ALIVE : 0;
}

static unsigned window_marks(const struct tcp_sender *other, const struct segment *g)
{
	unsigned marks = 0;
	if (!g->t->window && !g->control)
		marks |= MARK_ZERO_WINDOW;
	if (g->t->payload_length && !g->control && other->has_ack && other->syn_seen) {
		uint32_t window = other->window << (other->scale == TCP_NO_SCALE ? 0 : other->scale);
		if (g->t->seq + g->t->payload_length == other->acked + window)
			marks |= MARK_WINDOW_FULL;
	}
	return marks;
}

/* An ACK without data that says what the one before said. */
static unsigned bare_ack(const struct tcp_sender *me, const struct tcp_sender *other, const struct segment *g)
{
	if (g->t->payload_length || g->control || !me->has_next || !me->has_ack || g->t->seq != me->next ||
		g->t->ack != me->acked)
		return 0;
	bool same = g->t->window == me->window;
	if (same && other->marks & MARK_ZERO_WINDOW_PROBE)
		return MARK_ZERO_WINDOW_PROBE_ACK;
	if (same && g->t->window && other->marks & MARK_KEEP_ALIVE)
		return MARK_KEEP_ALIVE_ACK;
	if (!g->t->window)
		return 0;
	return same ? MARK_DUPLICATE_ACK : MARK_WINDOW_UPDATE;
}

/* Why data, SYN or FIN comes that is not the next. */
static unsigned late(const struct tcp_analysis *a, const struct tcp_sender *me, const struct tcp_sender *other,
	const struct segment *g)
{
	uint32_t end = g->t->seq + g->len;
	if (me->has_next && g->t->payload_length && other->has_ack && !seq_after(end, other->acked))
		return MARK_SPURIOUS_RETRANSMISSION | MARK_RETRANSMISSION;
	if (!g->len || !me->has_next || !seq_before(g->t->seq, me->next))
		return 0;
	if (other->duplicates >= 2 && other->acked == g->t->seq && g->time - other->acked_time < FAST_AFTER)
		return MARK_FAST_RETRANSMISSION | MARK_RETRANSMISSION;
	int64_t within = a->handshake ? a->handshake : REORDER_WITHIN;
	if (g->time - me->next_time < within && end != me->next)
		return MARK_OUT_OF_ORDER;
	return MARK_RETRANSMISSION;
}

static unsigned judge(const struct tcp_analysis *a, const struct tcp_sender *me, const struct tcp_sender *other,
	const struct segment *g)
{
	unsigned marks = window_marks(other, g), alive = keep_alive(me, other, g);
	if (me->has_next && seq_after(g->t->seq, me->next) && !(g->t->flags & TCP_RST))
		marks |= MARK_LOST_SEGMENT;
	if (g->t->flags & TCP_ACK && other->has_next && other->has_most && seq_after(g->t->ack, other->most))
		marks |= MARK_ACK_LOST_SEGMENT;
	marks |= bare_ack(me, other, g);
	return alive ? (marks & ~(unsigned)MARK_DUPLICATE_ACK) | alive : marks | late(a, me, other, g);
}

/* ---- What is remembered */

static void take_numbers(struct tcp_sender *me, const struct segment *g)
{
	uint32_t end = g->t->seq + g->len;
	if (!me->has_next || (g->t->flags & TCP_SYN && g->t->seq != me->base)) {
		me->base = g->t->seq;
		me->next = me->most = end;
		me->next_time = g->time;
		me->has_next = me->has_most = true;
	} else if (seq_after(end, me->next)) {
		if (!me->has_most && seq_after(g->t->seq, me->next)) {
			me->most = me->next;
			me->has_most = true;
		}
		me->next = end;
		me->next_time = g->time;
	}
	if (!seq_after(g->t->seq, me->most) && seq_after(end, me->most))
		me->most = me->next; /* it fills the gap */
	if (g->t->flags & TCP_SYN) {
		me->scale = g->t->scale;
		me->syn_seen = true;
	}
}

static void take_ack(struct tcp_sender *me, struct tcp_sender *other, const struct segment *g, unsigned marks)
{
	me->window = g->t->window;
	if (!(g->t->flags & TCP_ACK))
		return;
	if (marks & MARK_DUPLICATE_ACK)
		me->duplicates++;
	else if (!me->has_ack || g->t->ack != me->acked)
		me->duplicates = 0;
	me->acked = g->t->ack;
	me->acked_time = g->time;
	me->has_ack = true;
	if (marks & MARK_ACK_LOST_SEGMENT)
		other->has_most = false;
}

static void take_handshake(struct tcp_analysis *a, const struct tcp_sender *other, const struct segment *g)
{
	bool syn = g->t->flags & TCP_SYN, ack = g->t->flags & TCP_ACK;
	if (syn && !ack)
		a->syn_time = g->time;
	else if (!syn && ack && a->syn_time && !a->handshake && other->syn_seen && g->t->ack == other->base + 1)
		a->handshake = g->time - a->syn_time;
}

void tcp_analyze(struct tcp_analysis *a, unsigned from, const struct tcp_view *t, int64_t time)
{
	struct tcp_sender *me = &a->end[from], *other = &a->end[!from];
	struct segment g = {t, time, t->payload_length, t->flags & (TCP_SYN | TCP_FIN | TCP_RST)};
	g.len += !!(t->flags & TCP_SYN) + !!(t->flags & TCP_FIN);
	unsigned marks = judge(a, me, other, &g);
	a->ack_rtt = -1;
	a->marks = me->marks = (uint16_t)marks;
	me->sent_again += !!(marks & MARKS_SENT_AGAIN);
	me->lost += !!(marks & MARK_LOST_SEGMENT);
	take_handshake(a, other, &g);
	if (!(marks & (MARK_KEEP_ALIVE | MARK_ZERO_WINDOW_PROBE)) && !(t->flags & TCP_RST))
		take_numbers(me, &g);
	if (g.len && !(t->flags & TCP_RST))
		remember(me, &g);
	take_ack(me, other, &g, marks);
	a->duplicate_number = me->duplicates;
	if (t->flags & TCP_ACK)
		acknowledge(a, other, &g);
}
