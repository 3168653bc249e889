#include "answers/timeline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/timeline_draw.h"
#include "core/bytes.h"
#include "sink/wrap.h"
#include "stream/flow_tables.h"
#include "stream/tcp_analysis.h"

enum { ROWS = 500, KINDS = 3 };

struct timeline {
	struct sink sink;
	const struct answer_options *options;
	int fd;
	const struct flows *flows[KINDS]; /* TCP, UDP, SCTP */
	struct timeline_chart chart;
	uint64_t wanted;          /* rows */
};

/* ---- Columns */

static bool same_end(const struct timeline_host *h, const struct address *a, uint8_t size)
{
	return h->size == size && !memcmp(&h->address, a, sizeof *a);
}

/* The host's column; -1: there are too many. Ports are kept as long as the host has one only. */
static int column(struct timeline_chart *c, const struct address *a, uint8_t size, int port)
{
	for (unsigned i = 0; i < c->host_count; i++) {
		struct timeline_host *h = &c->hosts[i];
		if (!same_end(h, a, size))
			continue;
		h->port = h->port == port ? port : -1;
		return (int)i;
	}
	if (c->host_count == TIMELINE_HOSTS)
		return -1;
	c->hosts[c->host_count] = (struct timeline_host){*a, size, port};
	return (int)c->host_count++;
}

/* ---- Labels */

static void put_flags(struct text *t, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_PSH, "PSH"}, {TCP_URG, "URG"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (flags & words[i].flag)
			text_printf(t, "%s ", words[i].word);
}

/* "SYN 0:0(0) ack 1, win 64240 <mss 1460> [retransmission]" */
static void label_tcp(struct text *t, const struct flow_hit *hit, const struct tcp_view *v)
{
	const struct tcp_analysis *a = hit->flow->tcp;
	uint32_t seq = v->seq - a->end[hit->from].base, ack = v->ack - a->end[!hit->from].base;
	put_flags(t, v->flags);
	if (v->payload_length || v->flags & (TCP_SYN | TCP_FIN | TCP_RST))
		text_printf(t, "%u:%u(%u) ", seq, seq + v->payload_length, v->payload_length);
	if (v->flags & TCP_ACK)
		text_printf(t, "ack %u, ", a->end[!hit->from].has_next ? ack : v->ack);
	text_printf(t, "win %u", v->window);
	if (v->mss)
		text_printf(t, " <mss %u>", v->mss);
	for (unsigned m = 0; m < MARK_COUNT; m++) {
		const char *w = a->marks >> m & 1 ? tcp_mark_word((enum tcp_mark)(1 << m)) : "";
		text_s(t, *w ? " [" : "");
		for (; *w; w++)
			text_c(t, *w == '_' ? ' ' : *w);
		text_s(t, a->marks >> m & 1 ? "]" : "");
	}
}

static void label_other(struct text *t, const struct packet_header *h, const struct ip_view *ip)
{
	unsigned type, code;
	if (view_icmp(&type, &code, h))
		text_printf(t, "ICMP%s type %u code %u", h->kind == HEADER_ICMP6 ? "v6" : "", type, code);
	else
		text_printf(t, "IP protocol %u (%u)", ip->protocol, ip->payload_length);
}

/* ---- Packets */

/* Where the packet goes on the chart, and how many rows that may have. */
struct place {
	struct timeline_chart *chart;
	uint64_t rows;
};

static int add(const struct place *p, const struct view *v, const struct ip_view *ip, int sport, int dport,
	struct text *label)
{
	struct timeline_chart *c = p->chart;
	int from = column(c, &ip->src, ip->size, sport), to = column(c, &ip->dst, ip->size, dport), e = 0;
	if (from < 0 || to < 0 || c->row_count >= p->rows)
		c->left_out++;
	else
		e = timeline_add(c, v->packet->time, v->number, from, to, label);
	text_free(label);
	return e;
}

int timeline_add_hit(struct timeline_chart *c, uint64_t rows, const struct view *v, const struct flow_hit *hit)
{
	static const char *const words[] = {[FLOW_UDP] = "UDP", [FLOW_SCTP] = "SCTP"};
	struct text t = {0};
	struct tcp_view tcp;
	struct udp_view udp;
	const struct flow_key *k = &hit->flow->key;
	unsigned sport = k->port[hit->from], dport = k->port[!hit->from];
	if (k->kind == FLOW_TCP && view_tcp(&tcp, hit->header)) {
		label_tcp(&t, hit, &tcp);
	} else {
		bool there = k->kind == FLOW_UDP ? view_udp(&udp, hit->header) : view_sctp(&udp, hit->header);
		text_printf(&t, "%s %u > %u (%u)", words[k->kind], sport, dport, there ? udp.payload_length : 0);
	}
	return add(&(struct place){c, rows}, v, &hit->ip, (int)sport, (int)dport, &t);
}

/* The innermost IP header of a packet without a transport that has ports. */
static int add_ip(struct timeline *s, const struct view *v)
{
	struct ip_view ip, inner = {0};
	const struct packet_header *last = NULL;
	for (uint32_t i = 0; i < v->headers->count && !v->headers->list[i].quoted; i++) {
		const struct packet_header *h = &v->headers->list[i];
		if ((h->kind == HEADER_IP4 || h->kind == HEADER_IP6) && view_ip(&ip, h))
			inner = ip;
		last = h;
	}
	struct text t = {0};
	if (!inner.size)
		return 0;
	label_other(&t, last, &inner);
	return add(&(struct place){&s->chart, s->wanted}, v, &inner, -1, -1, &t);
}

static int timeline_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct timeline *s = (struct timeline *)sink;
	bool any = false;
	for (unsigned k = 0; k < KINDS; k++) {
		unsigned n = s->flows[k]->hit_count;
		int e = n ? timeline_add_hit(&s->chart, s->wanted, v, &s->flows[k]->hits[n - 1]) : 0;
		if (e < 0)
			return err_set(err, e, "no memory for the time line");
		any |= n > 0;
	}
	return any || add_ip(s, v) >= 0 ? 0 : err_set(err, -ENOMEM, "no memory for the time line");
}

static int timeline_close(struct sink *sink, struct err *err)
{
	struct timeline *s = (struct timeline *)sink;
	struct output own, *out = answer_output(s->options, &own, s->fd);
	if (s->options->svg || s->options->style == LISTING_HTML)
		timeline_svg(&s->chart, out);
	else
		timeline_text(&s->chart, s->options->ascii, isatty(s->fd) ? wrap_width(s->fd) : 0, out);
	int e = answer_output_close(s->options, &own, err);
	timeline_free(&s->chart);
	free(s);
	return e;
}

static const struct sink_ops ops = {timeline_packet, NULL, timeline_close};

int timeline_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	struct timeline *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_HEADERS | SINK_FLOWS};
	s->options = options;
	s->fd = fd;
	s->wanted = options->top ? options->top : ROWS;
	s->flows[0] = flow_tables_want_analyzed(options->flows);
	s->flows[1] = flow_tables_want(options->flows, FLOW_UDP);
	s->flows[2] = flow_tables_want(options->flows, FLOW_SCTP);
	*sink = &s->sink;
	return 0;
}
