#include "stream/annotate.h"

#include <errno.h>
#include <string.h>

#include "core/time.h"
#include "dissect/tape.h"
#include "dissect/transport/tcp_analysis_fields.h"
#include "stream/tcp_analysis.h"

_Static_assert(ANALYSIS_FIELDS - ANALYSIS_MARKS == MARK_COUNT, "a field for each mark");

void annotator_init(struct annotator *a, size_t max_flows)
{
	flows_init(&a->tcp, FLOW_TCP, max_flows);
	flows_init(&a->udp, FLOW_UDP, max_flows);
	a->tcp.analyze = true;
}

void annotator_free(struct annotator *a)
{
	flows_free(&a->tcp);
	flows_free(&a->udp);
}

/* ---- The tape */

/* The nth layer of that name, or -1. */
static int layer(const struct tape *t, const char *name, unsigned nth)
{
	for (uint32_t i = 0; i < t->count; i++)
		if (!t->marks[i].depth && !strcmp(t->marks[i].field->name, name) && nth-- == 0)
			return (int)i;
	return -1;
}

static void add(struct tape *t, int layer, unsigned field, uint64_t value)
{
	struct mark *m = tape_add(t, &analysis_fields[field]);
	if (!m)
		return;
	m->u = value;
	m->pos = t->marks[layer].pos;
	m->buffer = t->marks[layer].buffer;
	m->layer = (uint16_t)layer;
	m->depth = 1;
}

static void mark_analysis(struct tape *t, int at, const struct tcp_analysis *a)
{
	if (a->marks)
		add(t, at, ANALYSIS_FLAGS, 1);
	for (unsigned m = 0; m < MARK_COUNT; m++)
		if (a->marks >> m & 1)
			add(t, at, ANALYSIS_MARKS + m, 1);
	if (a->marks & MARK_DUPLICATE_ACK)
		add(t, at, ANALYSIS_DUPLICATE_NUMBER, a->duplicate_number);
	if (a->ack_rtt >= 0)
		add(t, at, ANALYSIS_ACK_RTT, (uint64_t)a->ack_rtt);
	if (a->handshake)
		add(t, at, ANALYSIS_INITIAL_RTT, (uint64_t)a->handshake);
}

/* The window that is offered: scaled by what the end that sends it said in its SYN, when both ends did (RFC 7323 section 2.2). */
static void mark_window(struct tape *t, int at, const struct flow_hit *hit)
{
	enum { UNKNOWN = -1, NOT_SCALED = -2 };
	struct tcp_view view;
	const struct tcp_sender *me = &hit->flow->tcp->end[hit->from], *other = &hit->flow->tcp->end[!hit->from];
	if (!view_tcp(&view, hit->header))
		return;
	bool syn = view.flags & TCP_SYN, scaled = me->scale != TCP_NO_SCALE && other->scale != TCP_NO_SCALE;
	unsigned shift = syn || !scaled ? 0 : me->scale < 14 ? me->scale : 14;
	add(t, at, ANALYSIS_WINDOW, (uint64_t)view.window << shift);
	if (!syn)
		add(t, at, ANALYSIS_WINDOW_SCALE,
			(uint64_t)(scaled ? INT64_C(1) << shift : me->syn_seen || other->syn_seen ? NOT_SCALED : UNKNOWN));
}

static void mark_hit(struct tape *t, const struct flow_hit *hit, unsigned nth)
{
	bool tcp = hit->flow->key.kind == FLOW_TCP;
	int at = layer(t, tcp ? "tcp" : "udp", nth);
	if (at < 0)
		return;
	add(t, at, tcp ? ANALYSIS_STREAM : ANALYSIS_UDP_STREAM, hit->flow->id);
	add(t, at, tcp ? ANALYSIS_TIME_RELATIVE : ANALYSIS_UDP_TIME_RELATIVE, (uint64_t)hit->since_first);
	add(t, at, tcp ? ANALYSIS_TIME_DELTA : ANALYSIS_UDP_TIME_DELTA, (uint64_t)hit->since_last);
	if (!tcp)
		return;
	mark_window(t, at, hit);
	mark_analysis(t, at, hit->flow->tcp);
}

/* ---- The line */

static void say_mark(struct text *t, const char *words)
{
	for (; *words; words++)
		text_c(t, *words == '_' ? ' ' : *words);
}

static void say(struct text *line, const struct tcp_analysis *a)
{
	bool first = true;
	if (!a->marks && a->ack_rtt < 0)
		return;
	text_s(line, " [");
	for (unsigned m = 0; m < MARK_COUNT; m++) {
		/* what kind it is says that it is one */
		bool covered = m == 0 && a->marks & (MARK_SPURIOUS_RETRANSMISSION | MARK_FAST_RETRANSMISSION);
		if (!(a->marks >> m & 1) || covered)
			continue;
		text_s(line, first ? "" : ", ");
		first = false;
		say_mark(line, tcp_mark_word((enum tcp_mark)(1 << m)));
		if (1 << m == MARK_DUPLICATE_ACK)
			text_printf(line, " #%u", a->duplicate_number);
	}
	if (a->ack_rtt >= 0)
		text_printf(line, "%srtt %.6f", first ? "" : ", ", (double)a->ack_rtt / (double)NS_PER_S);
	text_c(line, ']');
}

int annotate(struct annotator *a, const struct packet *p, uint64_t number, const struct packet_headers *h,
	struct tape *tape, struct text *line)
{
	struct flows *const kinds[] = {&a->tcp, &a->udp};
	for (unsigned k = 0; k < 2; k++) {
		if (flows_packet(kinds[k], p, number, h) < 0)
			return -ENOMEM;
		for (unsigned i = 0; i < kinds[k]->hit_count; i++) {
			if (tape)
				mark_hit(tape, &kinds[k]->hits[i], i);
			if (line && k == 0)
				say(line, kinds[k]->hits[i].flow->tcp);
		}
	}
	return 0;
}
