#include "answers/tcpinfo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "answers/io.h"
#include "answers/listing.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "host/tcp_watch.h"
#include "sink/clock.h"

static const struct listing_column columns[] = {
	{"Local", "local", COLUMN_TEXT},
	{"Remote", "remote", COLUMN_TEXT},
	{"State", "state", COLUMN_TEXT},
	{"Cwnd", "cwnd", COLUMN_NUMBER},
	{"Ssthresh", "ssthresh", COLUMN_NUMBER},
	{"Srtt ms", "srtt", COLUMN_NUMBER},
	{"Rttvar ms", "rttvar", COLUMN_NUMBER},
	{"Rto ms", "rto", COLUMN_NUMBER},
	{"In flight", "in_flight", COLUMN_NUMBER},
	{"Lost", "lost", COLUMN_NUMBER},
	{"Retr", "retransmits", COLUMN_NUMBER},
	{"of all", "retransmitted", COLUMN_NUMBER},
	{"Unsent", "unsent", COLUMN_NUMBER},
	{"Unread", "unread", COLUMN_NUMBER},
	{"Delivery bit/s", "delivery_rate", COLUMN_NUMBER},
	{"Pacing bit/s", "pacing_rate", COLUMN_NUMBER},
	{"Control", "control", COLUMN_TEXT},
};

struct answer {
	const struct tcpinfo_options *options;
	struct tcp_watch watch;
	struct tcp_sample *samples; /* of a table */
	size_t count, room;
	struct output out;
	struct clock clock;
	int64_t now;
};

static bool matches(const struct filter *f, const struct tcp_sample *s)
{
	uint8_t packet[TCP_PACKET];
	uint32_t n = tcp_sample_packet(s, false, packet);
	if (filter_run(f, packet, n, n))
		return true;
	n = tcp_sample_packet(s, true, packet);
	return filter_run(f, packet, n, n);
}

static bool wanted(void *context, const struct tcp_sample *s)
{
	return matches(((const struct answer *)context)->options->filter, s);
}

/* ---- Lines */

static int put_line(void *context, const struct tcp_sample *s, const char *line)
{
	struct answer *a = context;
	struct packet p = {.time = a->now};
	clock_put(&a->clock, &a->out.text, &p);
	text_s(&a->out.text, line);
	text_c(&a->out.text, '\n');
	return 0;
}

/* ---- Tables */

static int keep(void *context, const struct tcp_sample *s)
{
	struct answer *a = context;
	if (!wanted(a, s))
		return 0;
	if (a->count == a->room) {
		size_t room = a->room ? 2 * a->room : 64;
		struct tcp_sample *more = reallocarray(a->samples, room, sizeof *more);
		if (!more)
			return -ENOMEM;
		a->samples = more;
		a->room = room;
	}
	a->samples[a->count++] = *s;
	return 0;
}

/* What --sort names, by the keys of the columns. */
struct order {
	const char *key;
	double (*value)(const struct tcp_values *v);
};

static double of_window(const struct tcp_values *v)
{
	return v->congestion_window;
}

static double of_rtt(const struct tcp_values *v)
{
	return v->smoothed_rtt;
}

static double of_retransmitted(const struct tcp_values *v)
{
	return v->retransmitted;
}

static double of_flight(const struct tcp_values *v)
{
	return v->in_flight;
}

static double of_delivery(const struct tcp_values *v)
{
	return (double)v->delivery_rate;
}

static double of_unsent(const struct tcp_values *v)
{
	return v->unsent;
}

static const struct order *order_named(const char *key)
{
	static const struct order orders[] = {{"cwnd", of_window}, {"srtt", of_rtt},
		{"retransmitted", of_retransmitted}, {"in_flight", of_flight}, {"delivery_rate", of_delivery},
		{"unsent", of_unsent}};
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (!strcmp(orders[i].key, key))
			return &orders[i];
	return NULL;
}

static int larger_first(const void *x, const void *y, void *context)
{
	const struct order *o = context;
	double a = o->value(&((const struct tcp_sample *)x)->values),
	       b = o->value(&((const struct tcp_sample *)y)->values);
	return (a < b) - (a > b);
}

static void put_end(struct listing *l, const struct socket_end *e)
{
	socket_end_text(&l->cells, e);
	listing_end_cell(l);
}

static void put_rate(struct listing *l, uint64_t bytes)
{
	if (bytes && bytes != UINT64_MAX)
		listing_fixed(l, 8 * (double)bytes, 0);
	else
		listing_empty(l);
}

static void put_row(struct listing *l, const struct tcp_sample *s)
{
	const struct tcp_values *v = &s->values;
	put_end(l, &s->ends.local);
	put_end(l, &s->ends.remote);
	listing_s(l, tcp_state_word(s->state));
	listing_u(l, v->congestion_window);
	if (v->slow_start_threshold < TCP_NO_THRESHOLD)
		listing_u(l, v->slow_start_threshold);
	else
		listing_empty(l);
	listing_fixed(l, v->smoothed_rtt / 1e3, 3);
	listing_fixed(l, v->rtt_variation / 1e3, 3);
	listing_fixed(l, v->timeout / 1e3, 3);
	listing_u(l, v->in_flight);
	listing_u(l, v->lost);
	listing_u(l, v->retransmits);
	listing_u(l, v->retransmitted);
	listing_u(l, v->unsent);
	listing_u(l, v->unread);
	put_rate(l, v->delivery_rate);
	put_rate(l, v->pacing_rate);
	listing_s(l, s->algorithm);
}

static void put_table(struct answer *a)
{
	const struct answer_options *o = a->options->answer;
	struct listing l;
	char first[48];
	snprintf(first, sizeof first, "\"time\":\"%lld.%06u\"", (long long)time_seconds(a->now),
		time_nanos(a->now) / 1000);
	if (o->sort)
		qsort_r(a->samples, a->count, sizeof *a->samples, larger_first, (void *)order_named(o->sort));
	listing_init(&l, columns, sizeof columns / sizeof *columns, o->style, first, &a->out);
	for (size_t i = 0; i < a->count && (!o->top || i < o->top); i++)
		put_row(&l, &a->samples[i]);
	listing_finish(&l);
}

/* ---- One look after the other */

static int look(struct answer *a, bool lines, bool terminal, struct err *err)
{
	a->now = time_now();
	a->count = 0;
	int e = lines ? tcp_watch_look(&a->watch) : tcp_info_ask(a->watch.fd, keep, a);
	if (e < 0)
		return err_set(
			err, e, "asking the kernel for its TCP connections (sock_diag): %s", strerror(-e));
	if (terminal)
		text_s(&a->out.text, "\033[H\033[J");
	if (!lines)
		put_table(a);
	if (!a->out.err.code)
		sink_flush(&a->out.text, a->out.fd, &a->out.err);
	return a->out.err.code;
}

int tcpinfo_run(const struct tcpinfo_options *o, int fd, struct err *err)
{
	const struct answer_options *answer = o->answer;
	int64_t every = parse_interval(answer->every ? answer->every : "1s");
	bool terminal = isatty(fd) && !answer->json, again = terminal || answer->every || o->count > 1;
	bool lines = again && !terminal && !answer->json;
	if (every <= 0)
		return err_set(err, -EINVAL, "--every %s: not a time (250ms, 1s, 5m, 1h)", answer->every);
	if (answer->sort && !order_named(answer->sort))
		return err_set(err, -EINVAL,
			"--sort %s: cwnd, srtt, retransmitted, in_flight, delivery_rate or unsent",
			answer->sort);
	struct answer a = {.options = o,
		.out = {.fd = fd},
		.watch = {.wanted = wanted, .changed = put_line, .context = &a}};
	a.clock = (struct clock){
		.style = o->text->time, .nanoseconds = o->text->nanoseconds, .zone.utc = o->text->utc};
	int e = tcp_watch_open(&a.watch, err);
	for (uint64_t n = 1; e >= 0; n++) {
		e = look(&a, lines, terminal, err);
		if (e < 0 || !again || n == o->count)
			break;
		struct timespec pause = {every / NS_PER_S, every % NS_PER_S};
		nanosleep(&pause, NULL);
	}
	int closed = output_close(&a.out, err);
	tcp_watch_close(&a.watch);
	free(a.samples);
	return e < 0 ? e : closed;
}
