#include "answers/conv.h"

#include <stdlib.h>

#include "answers/flow_sink.h"
#include "answers/listing.h"
#include "core/time.h"
#include "stream/tcp_analysis.h"

static const struct listing_column columns[] = {
	{"A", "a", COLUMN_TEXT},
	{"B", "b", COLUMN_TEXT},
	{"A>B packets", "a_packets", COLUMN_NUMBER},
	{"bytes", "a_bytes", COLUMN_NUMBER},
	{"B>A packets", "b_packets", COLUMN_NUMBER},
	{"bytes", "b_bytes", COLUMN_NUMBER},
	{"Packets", "packets", COLUMN_NUMBER},
	{"Bytes", "bytes", COLUMN_NUMBER},
	{"Start", "start", COLUMN_NUMBER},
	{"Duration", "duration", COLUMN_NUMBER},
	{"A>B bit/s", "a_rate", COLUMN_NUMBER},
	{"B>A bit/s", "b_rate", COLUMN_NUMBER},
	/* of TCP only */
	{"Stream", "stream", COLUMN_NUMBER},
	{"RTT ms", "rtt", COLUMN_NUMBER},
	{"Resent", "resent", COLUMN_NUMBER},
	{"State", "state", COLUMN_TEXT},
};

enum { COLUMNS = sizeof columns / sizeof *columns, TCP_COLUMNS = 4 };

static double packets(const struct flow *w)
{
	return (double)(w->sent[0].packets + w->sent[1].packets);
}

static double bytes(const struct flow *w)
{
	return (double)(w->sent[0].bytes + w->sent[1].bytes);
}

static double duration(const struct flow *w)
{
	return (double)(w->ended - w->began);
}

static double start(const struct flow *w)
{
	return -(double)w->began;
}

static double rate(const struct flow *w)
{
	return w->ended > w->began ? bytes(w) / duration(w) : 0;
}

static double resent(const struct flow *w)
{
	return w->tcp ? (double)(w->tcp->end[0].sent_again + w->tcp->end[1].sent_again) : 0;
}

static double rtt(const struct flow *w)
{
	return w->tcp ? (double)w->tcp->handshake : 0;
}

static const struct flow_order orders[] = {{"bytes", bytes}, {"packets", packets}, {"duration", duration},
	{"start", start}, {"rate", rate}, {"resent", resent}, {"rtt", rtt}};

static void put_ends(struct listing *l, const struct flow *w)
{
	flow_end_text(&l->cells, &w->key, w->first);
	if (w->key.vlan)
		text_printf(&l->cells, " vlan %u", w->key.vlan);
	if (w->key.depth > 1)
		text_printf(&l->cells, " depth %u", w->key.depth);
	listing_end_cell(l);
	flow_end_text(&l->cells, &w->key, !w->first);
	listing_end_cell(l);
}

static void put_rate(struct listing *l, const struct flow *w, unsigned end)
{
	if (w->ended > w->began)
		listing_fixed(l, 8 * (double)w->sent[end].bytes / (duration(w) / NS_PER_S), 0);
	else
		listing_empty(l);
}

static void put_tcp(struct listing *l, const struct flow *w)
{
	listing_u(l, w->id);
	if (w->tcp->handshake)
		listing_fixed(l, (double)w->tcp->handshake / 1e6, 3);
	else
		listing_empty(l);
	listing_u(l, w->tcp->end[0].sent_again + w->tcp->end[1].sent_again);
	listing_s(l, flow_state_word(w->state));
}

static void put_flow(struct listing *l, const struct flow *w, int64_t began)
{
	put_ends(l, w);
	unsigned a = w->first;
	for (unsigned i = 0; i < 2; i++) {
		listing_u(l, w->sent[i ? !a : a].packets);
		listing_u(l, w->sent[i ? !a : a].bytes);
	}
	listing_u(l, w->sent[0].packets + w->sent[1].packets);
	listing_u(l, w->sent[0].bytes + w->sent[1].bytes);
	listing_seconds(l, w->began - began, 6);
	listing_seconds(l, w->ended - w->began, 6);
	put_rate(l, w, a);
	put_rate(l, w, !a);
	if (w->tcp)
		put_tcp(l, w);
}

static int print(const struct flow_sink *s, const struct flows *f, struct output *out, struct err *err)
{
	const struct flow **sorted;
	size_t n;
	int e = flow_sink_sorted(s, f, orders, sizeof orders / sizeof *orders, &sorted, &n, err);
	if (e < 0)
		return e;
	struct listing l;
	char first[32];
	flow_sink_json_kind(f, first);
	if (s->options->style == LISTING_TEXT)
		text_printf(&out->text, "%s conversations: %zu (%llu packets, %llu bytes)\n",
			flow_kind_title(f->kind), f->count, (unsigned long long)f->packets,
			(unsigned long long)f->bytes);
	listing_init(&l, columns, f->kind == FLOW_TCP ? COLUMNS : COLUMNS - TCP_COLUMNS,
		s->options->style, first, out);
	for (size_t i = 0; i < n; i++)
		put_flow(&l, sorted[i], s->began);
	listing_finish(&l);
	free(sorted);
	return 0;
}

int conv_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	static const struct flow_sink_spec spec = {"conv", "ip ipv6", true, print};
	return flow_sink_new(&spec, options, live, fd, sink, err);
}
