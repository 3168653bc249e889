/* Findings are gathered by kind and subject ("resets", "10.0.0.1:80"): how often, and the first packets as evidence. What can
 * only be told at the end (nobody answered, too much was sent again) is gathered from the flows then. */
#include "answers/problems.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/dns_message.h"
#include "answers/listing.h"
#include "core/bytes.h"
#include "core/table.h"
#include "core/time.h"
#include "stream/flow_tables.h"
#include "stream/tcp_analysis.h"

enum { FINDINGS = 1 << 16, EVIDENCE = 5, SUBJECT = 96, HOSTS = 1 << 16 };
enum { RESENT_PERCENT = 2, RESENT_LEAST = 3 };

enum problem {
	PROBLEM_DUPLICATE_ADDRESS,
	PROBLEM_NO_ANSWER,
	PROBLEM_REFUSED,
	PROBLEM_FRAGMENTATION_NEEDED,
	PROBLEM_UNREACHABLE,
	PROBLEM_TIME_EXCEEDED,
	PROBLEM_RESENT,
	PROBLEM_ZERO_WINDOW,
	PROBLEM_RESET,
	PROBLEM_CHECKSUM,
	PROBLEM_TRANSPORT_CHECKSUM,
	PROBLEM_DNS_FAILURE,
	PROBLEM_DNS_SILENT,
	PROBLEM_LOST,
	PROBLEMS,
};

static const struct {
	const char *key, *words; /* the words with the subject behind them */
	unsigned weight;         /* what one finding counts for in the ranking */
} kinds[PROBLEMS] = {
	[PROBLEM_DUPLICATE_ADDRESS] = {"duplicate_address", "Two machines use one address: ", 1000},
	[PROBLEM_NO_ANSWER] = {"no_answer", "No answer to connection attempts (SYN): ", 100},
	[PROBLEM_REFUSED] = {"refused", "Connections refused (SYN answered by RST): ", 60},
	[PROBLEM_FRAGMENTATION_NEEDED] = {"fragmentation_needed", "Packets too large for the path (ICMP): ", 80},
	[PROBLEM_UNREACHABLE] = {"unreachable", "Unreachable (ICMP): ", 50},
	[PROBLEM_TIME_EXCEEDED] = {"time_exceeded", "Hop limit used up on the way (ICMP): ", 20},
	[PROBLEM_RESENT] = {"resent", "More than 2 % of the segments sent again: ", 10},
	[PROBLEM_ZERO_WINDOW] = {"zero_window", "Receiver did not keep up (zero window): ", 30},
	[PROBLEM_RESET] = {"reset", "Connections reset: ", 15},
	[PROBLEM_CHECKSUM] = {"checksum", "Wrong IP header checksums from: ", 10},
	[PROBLEM_TRANSPORT_CHECKSUM] = {"transport_checksum", "Wrong TCP or UDP checksums from: ", 10},
	[PROBLEM_DNS_FAILURE] = {"dns_failure", "DNS said ", 40},
	[PROBLEM_DNS_SILENT] = {"dns_silent", "No answer to DNS questions: ", 70},
	[PROBLEM_LOST] = {"lost", "Segments that the capture does not have: ", 2},
};

/* Bytes only: keys stand unaligned in their table. */
struct finding_key {
	uint8_t kind; /* enum problem */
	char subject[SUBJECT];
};

struct finding {
	uint64_t count;
	uint64_t packets[EVIDENCE];
	uint32_t shown;
};

struct question_key {
	struct flow_key ends;
	uint64_t id;
};

struct question {
	uint64_t number;
	char name[SUBJECT];
};

struct machine {
	uint8_t mac[ADDRESS_MAC];
};

/* How the checksums of a sender are. Where most are wrong, its network card makes them behind the capture. */
struct sender {
	uint64_t right, wrong;
	uint64_t packets[EVIDENCE]; /* with wrong ones */
};

struct sender_key {
	struct address address;
	uint8_t size;
};

struct problems {
	struct sink sink;
	const struct answer_options *options;
	int fd;
	struct table findings;   /* finding_key -> struct finding */
	struct table questions;  /* question_key -> struct question */
	struct table machines;   /* IPv4 address (4 bytes) -> struct machine, from ARP */
	struct table senders;    /* sender_key -> struct sender */
	struct flows *tcp;
	struct flow_watcher watcher;
	uint64_t left_out;       /* findings for which there was no room */
	struct dns_fields dns;
};

static void find(struct problems *s, enum problem kind, uint64_t number, const struct text *subject)
{
	struct finding_key k = {.kind = (uint8_t)kind};
	size_t n = subject->len < SUBJECT - 1 ? subject->len : SUBJECT - 1;
	if (n)
		memcpy(k.subject, subject->data, n);
	struct finding *f = table_add(&s->findings, &k, NULL);
	if (!f) {
		s->left_out++;
		return;
	}
	f->count++;
	if (f->shown < EVIDENCE && (!f->shown || f->packets[f->shown - 1] != number))
		f->packets[f->shown++] = number;
}

/* "10.0.0.1 to 10.0.0.2:80": the port that was asked for. */
static void find_flow(struct problems *s, enum problem kind, uint64_t number, const struct flow *w, unsigned from)
{
	struct text t = {0};
	flow_address_text(&t, &w->key, from);
	text_s(&t, " to ");
	flow_end_text(&t, &w->key, !from);
	find(s, kind, number, &t);
	text_free(&t);
}

/* ---- TCP */

static void look_at_tcp(struct problems *s, const struct flow_hit *hit, uint64_t number)
{
	struct flow *w = hit->flow;
	struct tcp_view v;
	if (!view_tcp(&v, hit->header))
		return;
	const struct tcp_analysis *a = w->tcp;
	if (a->marks & MARK_ZERO_WINDOW)
		find_flow(s, PROBLEM_ZERO_WINDOW, number, w, !hit->from);
	if (a->marks & MARK_LOST_SEGMENT)
		find_flow(s, PROBLEM_LOST, number, w, hit->from);
	if (v.flags & TCP_RST) {
		bool refused = w->has_isn[w->first] && !w->has_isn[!w->first] && hit->from != w->first;
		find_flow(s, refused ? PROBLEM_REFUSED : PROBLEM_RESET, number, w, w->first);
	}
}

static void look_at_flow(struct problems *s, const struct flow *w)
{
	const struct tcp_analysis *a = w->tcp;
	if (w->state == FLOW_SYN_SENT && !w->sent[!w->first].packets)
		find_flow(s, PROBLEM_NO_ANSWER, w->number, w, w->first);
	for (unsigned end = 0; end < 2; end++) {
		uint64_t again = a->end[end].sent_again;
		if (again >= RESENT_LEAST && again * 100 > w->sent[end].packets * RESENT_PERCENT)
			find_flow(s, PROBLEM_RESENT, w->number, w, end);
	}
}

static void flow_gone(void *context, const struct flow *w)
{
	look_at_flow(context, w);
}

/* ---- ICMP, checksums, ARP */

static bool icmp_problem(unsigned kind, unsigned type, unsigned code, enum problem *p)
{
	if (kind == HEADER_ICMP) {
		*p = type == 3 && code == 4 ? PROBLEM_FRAGMENTATION_NEEDED : type == 3 ? PROBLEM_UNREACHABLE : PROBLEM_TIME_EXCEEDED;
		return type == 3 || type == 11;
	}
	*p = type == 2 ? PROBLEM_FRAGMENTATION_NEEDED : type == 1 ? PROBLEM_UNREACHABLE : PROBLEM_TIME_EXCEEDED;
	return type >= 1 && type <= 3;
}

static void put_ip(struct text *t, const struct ip_view *ip, const struct address *a)
{
	if (ip->size == ADDRESS_IP4)
		text_ip4(t, be32(a->bytes));
	else
		text_ip6(t, a->bytes);
}

/* "10.0.0.9 tells 10.0.0.1: host, port, ..." where the code has a word. */
static void look_at_icmp(struct problems *s, const struct packet_header *h, const struct ip_view *ip, uint64_t number)
{
	static const char *const codes[] = {"network", "host", "protocol", "port", "fragmentation needed",
		"source route", "network unknown", "host unknown", "isolated", "network prohibited",
		"host prohibited", "network for this TOS", "host for this TOS", "prohibited"};
	unsigned type, code;
	enum problem p;
	if (!view_icmp(&type, &code, h) || !icmp_problem(h->kind, type, code, &p))
		return;
	struct text t = {0};
	put_ip(&t, ip, &ip->src);
	text_s(&t, " tells ");
	put_ip(&t, ip, &ip->dst);
	if (h->kind == HEADER_ICMP && type == 3 && code < sizeof codes / sizeof *codes)
		text_printf(&t, " (%s)", codes[code]);
	find(s, p, number, &t);
	text_free(&t);
}

/* RFC 1071. A header of a packet that this host sends may be left to the network card: both zero checksums and those of
 * packets that go out are no fault. */
static bool checksum_wrong(const struct packet *p, const struct packet_header *h)
{
	uint32_t sum = 0, header = (h->data[0] & 15) * 4u;
	if (h->captured < header || header < 20 || p->direction == DIRECTION_OUT ||
		p->flags & PACKET_CSUM_NOT_READY || !be16(h->data + 10))
		return false;
	for (uint32_t i = 0; i < header; i += 2)
		sum += be16(h->data + i);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum != 0xffff;
}

static uint32_t add_words(uint32_t sum, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i + 1 < n; i += 2)
		sum += be16(p + i);
	return n & 1 ? sum + (uint32_t)(p[n - 1] << 8) : sum;
}

/* The checksum of TCP or UDP over the whole segment and its addresses: RFC 9293 section 3.1, RFC 768. -1: it cannot be
 * told (not all is there, or there is none); 0: wrong; 1: right. */
static int transport_checksum(const struct packet_header *h, const struct ip_view *ip)
{
	enum { PROTOCOL_TCP = 6, PROTOCOL_UDP = 17 };
	bool udp = h->kind == HEADER_UDP;
	uint32_t length = udp && h->captured >= 8 ? be16(h->data + 4) : h->length;
	/* with options or extension headers the checksum may cover another destination: source routes */
	if (ip->header_length > (ip->size == ADDRESS_IP4 ? 20u : 40u))
		return -1;
	if (!ip->size || ip->fragment || h->captured < length || length < (udp ? 8 : 20) || length > 65535)
		return -1;
	if (udp && !be16(h->data + 6))
		return -1;
	uint32_t sum = add_words(length + (udp ? PROTOCOL_UDP : PROTOCOL_TCP), h->data, length);
	sum = add_words(add_words(sum, ip->src.bytes, ip->size), ip->dst.bytes, ip->size);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff;
}

static void look_at_checksum(struct problems *s, const struct packet_header *h, const struct ip_view *ip, uint64_t number)
{
	int right = transport_checksum(h, ip);
	struct sender_key k;
	memset(&k, 0, sizeof k);
	k.address = ip->src;
	k.size = ip->size;
	struct sender *m = right >= 0 ? table_add(&s->senders, &k, NULL) : NULL;
	if (!m)
		return;
	if (!right && m->wrong < EVIDENCE)
		m->packets[m->wrong] = number;
	*(right ? &m->right : &m->wrong) += 1;
}

/* A sender that claims an IPv4 address that another machine claimed before: RFC 5227. */
static void look_at_arp(struct problems *s, const struct packet_header *h, uint64_t number)
{
	enum { ARP = 28, SENDER_MAC = 8, SENDER_IP = 14 };
	static const uint8_t ethernet_ip4[] = {0, 1, 8, 0, 6, 4};
	if (h->captured < ARP || memcmp(h->data, ethernet_ip4, sizeof ethernet_ip4) || !be32(h->data + SENDER_IP))
		return;
	bool fresh;
	struct machine *m = table_add(&s->machines, h->data + SENDER_IP, &fresh);
	if (!m)
		return;
	if (!fresh && memcmp(m->mac, h->data + SENDER_MAC, ADDRESS_MAC)) {
		struct text t = {0};
		text_ip4(&t, be32(h->data + SENDER_IP));
		text_s(&t, ": ");
		text_mac(&t, m->mac, ADDRESS_MAC);
		text_s(&t, " and ");
		text_mac(&t, h->data + SENDER_MAC, ADDRESS_MAC);
		find(s, PROBLEM_DUPLICATE_ADDRESS, number, &t);
		text_free(&t);
		return;
	}
	memcpy(m->mac, h->data + SENDER_MAC, ADDRESS_MAC);
}

static void look_at_headers(struct problems *s, const struct view *v)
{
	struct ip_view ip = {0};
	for (uint32_t i = 0; i < v->headers->count; i++) {
		const struct packet_header *h = &v->headers->list[i];
		if (h->quoted)
			return;
		if (h->kind == HEADER_TCP || h->kind == HEADER_UDP)
			look_at_checksum(s, h, &ip, v->number);
		if (h->kind == HEADER_ARP)
			look_at_arp(s, h, v->number);
		else if (h->kind == HEADER_ICMP || h->kind == HEADER_ICMP6)
			look_at_icmp(s, h, &ip, v->number);
		else if ((h->kind == HEADER_IP4 || h->kind == HEADER_IP6) && view_ip(&ip, h) &&
			 h->kind == HEADER_IP4 && checksum_wrong(v->packet, h)) {
			struct text t = {0};
			put_ip(&t, &ip, &ip.src);
			find(s, PROBLEM_CHECKSUM, v->number, &t);
			text_free(&t);
		}
	}
}

/* ---- DNS */

static void look_at_dns(struct problems *s, const struct view *v, const struct dns_message *d)
{
	struct question_key k;
	unsigned from;
	memset(&k, 0, sizeof k);
	if (!flow_ends(FLOW_UDP, v->headers, &k.ends, &from))
		return;
	k.id = d->id;
	if (!d->response) {
		struct question *q = s->questions.count < FINDINGS ? table_add(&s->questions, &k, NULL) : NULL;
		if (q) {
			q->number = v->number;
			memcpy(q->name, d->name, sizeof q->name - 1);
		}
		return;
	}
	table_remove(&s->questions, &k);
	if (!d->rcode)
		return;
	struct text t = {0};
	text_printf(&t, "%s to ", dns_rcode_word(d->rcode) ? dns_rcode_word(d->rcode) : "an error");
	text_s(&t, d->name);
	find(s, PROBLEM_DNS_FAILURE, v->number, &t);
	text_free(&t);
}

static int problems_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct problems *s = (struct problems *)sink;
	struct dns_message d;
	for (unsigned i = 0; i < s->tcp->hit_count; i++)
		look_at_tcp(s, &s->tcp->hits[i], v->number);
	look_at_headers(s, v);
	dns_message_read(&s->dns, v, &d);
	if (d.there)
		look_at_dns(s, v, &d);
	return 0;
}

/* ---- The list */

struct ranked {
	const struct finding_key *key;
	const struct finding *finding;
	uint64_t weight;
};

static int by_weight(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->finding->packets[0] != y->finding->packets[0])
		return x->finding->packets[0] < y->finding->packets[0] ? -1 : 1;
	return memcmp(x->key, y->key, sizeof *x->key);
}

static const struct listing_column columns[] = {
	{"Problem", "problem", COLUMN_TEXT},
	{"Times", "times", COLUMN_NUMBER},
	{"Packets", "packets", COLUMN_TEXT},
	{"Kind", "kind", COLUMN_TEXT},
};

static void put_finding(struct listing *l, const struct ranked *r)
{
	text_s(&l->cells, kinds[r->key->kind].words);
	listing_s(l, r->key->subject);
	listing_u(l, r->finding->count);
	for (uint32_t i = 0; i < r->finding->shown; i++)
		text_printf(&l->cells, "%s%llu", i ? " " : "", (unsigned long long)r->finding->packets[i]);
	if (r->finding->count > r->finding->shown)
		text_s(&l->cells, " ...");
	listing_end_cell(l);
	listing_s(l, kinds[r->key->kind].key);
}

static int put_all(const struct problems *s, struct output *out, struct err *err)
{
	struct ranked *list = malloc((s->findings.count + 1) * sizeof *list);
	const void *key;
	void *value;
	size_t n = 0;
	struct listing l;
	if (!list)
		return err_set(err, -ENOMEM, "no memory");
	for (size_t at = 0; table_next(&s->findings, &at, &key, &value); n++) {
		const struct finding_key *k = key;
		const struct finding *f = value;
		list[n] = (struct ranked){k, f, f->count * kinds[k->kind].weight};
	}
	qsort(list, n, sizeof *list, by_weight);
	if (!n && s->options->style == LISTING_TEXT)
		text_s(&out->text, "No problem was found.\n");
	size_t rows = s->options->top && s->options->top < n ? s->options->top : n;
	if (rows || s->options->style != LISTING_TEXT) {
		listing_init(&l, columns, sizeof columns / sizeof *columns, s->options->style, NULL, out);
		for (size_t i = 0; i < rows; i++)
			put_finding(&l, &list[i]);
		listing_finish(&l);
	}
	free(list);
	return 0;
}

static void look_at_senders(struct problems *s)
{
	const void *key;
	void *value;
	for (size_t at = 0; table_next(&s->senders, &at, &key, &value);) {
		const struct sender *m = value;
		struct sender_key k;
		memcpy(&k, key, sizeof k);
		if (!m->wrong || m->wrong > m->right)
			continue;
		struct ip_view ip = {.size = k.size};
		struct text t = {0};
		put_ip(&t, &ip, &k.address);
		for (uint64_t i = 0; i < m->wrong; i++)
			find(s, PROBLEM_TRANSPORT_CHECKSUM, m->packets[i < EVIDENCE ? i : EVIDENCE - 1], &t);
		text_free(&t);
	}
}

static int by_number(const void *a, const void *b)
{
	const struct question *const *x = a, *const *y = b;
	return (*x)->number < (*y)->number ? -1 : (*x)->number > (*y)->number;
}

/* Questions without an answer, the oldest first. */
static int look_at_questions(struct problems *s)
{
	const struct question **list = malloc((s->questions.count + 1) * sizeof *list);
	size_t n = 0, at = 0;
	const void *key;
	void *value;
	if (!list)
		return -ENOMEM;
	while (table_next(&s->questions, &at, &key, &value))
		list[n++] = value;
	qsort(list, n, sizeof *list, by_number);
	for (size_t i = 0; i < n; i++) {
		struct text t = {0};
		text_s(&t, list[i]->name);
		find(s, PROBLEM_DNS_SILENT, list[i]->number, &t);
		text_free(&t);
	}
	free(list);
	return 0;
}

static int look_at_the_end(struct problems *s)
{
	for (size_t i = 0; i < s->tcp->count; i++)
		look_at_flow(s, flows_at(s->tcp, i));
	int e = look_at_questions(s);
	look_at_senders(s);
	if (s->left_out)
		fprintf(stderr, "problems: %llu findings more than there is room for\n",
			(unsigned long long)s->left_out);
	return e;
}

static int problems_close(struct sink *sink, struct err *err)
{
	struct problems *s = (struct problems *)sink;
	struct output own, *out = answer_output(s->options, &own, s->fd);
	int e = look_at_the_end(s) < 0 ? err_set(err, -ENOMEM, "no memory") : put_all(s, out, err), closed = answer_output_close(s->options, &own, err);
	table_free(&s->findings);
	table_free(&s->questions);
	table_free(&s->machines);
	table_free(&s->senders);
	free(s->sink.fields);
	free(s);
	return e < 0 ? e : closed;
}

static const struct sink_ops ops = {problems_packet, NULL, problems_close};

int problems_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	struct problems *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_FIELDS | SINK_HEADERS | SINK_FLOWS};
	s->options = options;
	s->fd = fd;
	table_init(&s->findings, sizeof(struct finding_key), sizeof(struct finding), FINDINGS);
	table_init(&s->questions, sizeof(struct question_key), sizeof(struct question), 0);
	table_init(&s->machines, ADDRESS_IP4, sizeof(struct machine), HOSTS);
	table_init(&s->senders, sizeof(struct sender_key), sizeof(struct sender), HOSTS);
	s->tcp = flow_tables_want_analyzed(options->flows);
	s->watcher = (struct flow_watcher){flow_gone, s, NULL};
	flows_watch(s->tcp, &s->watcher);
	*sink = &s->sink;
	return dns_fields_find(&s->dns, &s->sink) < 0 ? err_set(err, -ENOMEM, "no memory") : 0;
}
