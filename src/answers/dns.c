#include "answers/dns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/listing.h"
#include "core/table.h"
#include "core/time.h"
#include "dissect/fields.h"
#include "dissect/tape.h"
#include "stream/datagram.h"
#include "stream/flow.h"

enum { PENDING = 1 << 16, NAME = 256, ANSWERS = 512, HITS = 4 };

static const int64_t GIVEN_UP_AFTER = 30 * NS_PER_S;

/* A query that waits for its answer: known by its ends, its number and its question. */
struct query_key {
	struct flow_key ends;
	uint16_t id, type;
	uint8_t from, unused[3];
};

struct query {
	struct query *older, *newer;
	struct query_key key;
	int64_t time;
	uint64_t number;
	uint32_t again;          /* how often it was repeated */
	char name[NAME];
};

/* What a packet's tape says of DNS. */
struct message {
	bool there, response;
	uint16_t id, type, rcode;
	const struct field *type_field;
	char name[NAME], answers[ANSWERS];
};

struct dns_sink {
	struct sink sink;
	const struct answer_options *options;
	struct output own, *out;
	struct listing listing;
	struct flows flows[2];   /* UDP, TCP */
	struct table pending;    /* query_key -> struct query * */
	struct query *oldest, *newest;
	int64_t began;
	bool started;
	uint64_t rows;
	const struct field *id, *response, *rcode, *name, *type, *a, *aaaa, *cname, *ptr, *ns, *mx, *txt, *srv;
};

static const struct listing_column columns[] = {
	{"Start", "start", COLUMN_NUMBER}, {"Packet", "packet", COLUMN_NUMBER}, {"Client", "client", COLUMN_TEXT},
	{"Server", "server", COLUMN_TEXT}, {"Type", "type", COLUMN_TEXT},       {"Code", "rcode", COLUMN_TEXT},
	{"Time ms", "time", COLUMN_NUMBER}, {"Sent", "sent", COLUMN_NUMBER},    {"Name", "name", COLUMN_TEXT},
	{"Answer", "answer", COLUMN_TEXT},
};

static const char *rcode_word(unsigned rcode)
{
	static const char *const words[] = {"NoError", "FormErr", "ServFail", "NXDomain", "NotImp", "Refused",
		"YXDomain", "YXRRSet", "NXRRSet", "NotAuth", "NotZone"};
	return rcode < sizeof words / sizeof *words ? words[rcode] : "other";
}

/* ---- The tape */

static void copy(char *to, size_t room, const struct mark *m)
{
	size_t n = m->size < room - 1 ? m->size : room - 1;
	memcpy(to, m->bytes, n);
	to[n] = 0;
}

static void add_answer(struct message *d, const struct mark *m)
{
	struct text t = {0};
	if (m->field->type == F_IP4)
		text_ip4(&t, (uint32_t)m->u);
	else if (m->field->type == F_IP6)
		text_ip6(&t, m->bytes);
	else
		text_bytes(&t, m->bytes, m->size);
	size_t have = strlen(d->answers);
	if (!t.failed && have + t.len + 3 < sizeof d->answers) {
		if (have)
			d->answers[have++] = ' ';
		memcpy(d->answers + have, t.data, t.len);
		d->answers[have + t.len] = 0;
	}
	text_free(&t);
}

static bool is_answer(const struct dns_sink *s, const struct field *f)
{
	const struct field *const kinds[] = {s->a, s->aaaa, s->cname, s->ptr, s->ns, s->mx, s->txt, s->srv};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i] == f)
			return true;
	return false;
}

static void read_tape(const struct dns_sink *s, const struct tape *t, struct message *d)
{
	*d = (struct message){0};
	for (uint32_t i = 0; i < t->count; i++) {
		const struct mark *m = &t->marks[i];
		if (m->field == s->id && !d->there) {
			d->there = true;
			d->id = (uint16_t)m->u;
		} else if (m->field == s->response) {
			d->response = m->u;
		} else if (m->field == s->rcode) {
			d->rcode = (uint16_t)m->u;
		} else if (m->field == s->name && !*d->name) {
			copy(d->name, sizeof d->name, m);
		} else if (m->field == s->type && !d->type_field) {
			d->type = (uint16_t)m->u;
			d->type_field = m->field;
		} else if (d->response && is_answer(s, m->field)) {
			add_answer(d, m);
		}
	}
}

/* ---- Rows */

static void put_type(struct listing *l, const struct dns_sink *s, unsigned type)
{
	const char *w = s->type->tokens ? word(s->type->tokens, type) : NULL;
	if (w)
		text_s(&l->cells, w);
	else
		text_printf(&l->cells, "TYPE%u", type);
	listing_end_cell(l);
}

static void put_row(struct dns_sink *s, const struct query *q, const struct message *answer, int64_t now)
{
	struct listing *l = &s->listing;
	if (s->options->top && s->rows++ >= s->options->top)
		return;
	listing_seconds(l, q->time - s->began, 6);
	listing_u(l, q->number);
	flow_end_text(&l->cells, &q->key.ends, q->key.from);
	listing_end_cell(l);
	flow_end_text(&l->cells, &q->key.ends, !q->key.from);
	listing_end_cell(l);
	put_type(l, s, q->key.type);
	listing_s(l, answer ? rcode_word(answer->rcode) : "no answer");
	if (answer)
		listing_fixed(l, (double)(now - q->time) / 1e6, 3);
	else
		listing_empty(l);
	listing_u(l, q->again + 1);
	listing_s(l, q->name);
	listing_s(l, answer ? answer->answers : "");
}

static void forget(struct dns_sink *s, struct query *q)
{
	*(q->older ? &q->older->newer : &s->oldest) = q->newer;
	*(q->newer ? &q->newer->older : &s->newest) = q->older;
	table_remove(&s->pending, &q->key);
	free(q);
}

/* ---- Messages */

static int take_query(struct dns_sink *s, const struct query_key *k, const struct message *d, const struct view *v)
{
	bool fresh;
	struct query **slot = table_add(&s->pending, k, &fresh);
	if (!slot)
		return -ENOMEM;
	if (!fresh) {
		(*slot)->again++;
		return 0;
	}
	struct query *q = *slot = calloc(1, sizeof *q);
	if (!q) {
		table_remove(&s->pending, k);
		return -ENOMEM;
	}
	q->key = *k;
	q->time = v->packet->time;
	q->number = v->number;
	memcpy(q->name, d->name, sizeof q->name);
	q->older = s->newest;
	*(s->newest ? &s->newest->newer : &s->oldest) = q;
	s->newest = q;
	return 0;
}

static int take(struct dns_sink *s, const struct flow_hit *hit, const struct message *d, const struct view *v)
{
	struct query_key k;
	memset(&k, 0, sizeof k);
	k.ends = hit->flow->key;
	k.id = d->id;
	k.type = d->type;
	k.from = (uint8_t)(d->response ? !hit->from : hit->from);
	if (!d->response)
		return take_query(s, &k, d, v);
	struct query **slot = table_find(&s->pending, &k);
	if (slot) {
		put_row(s, *slot, d, v->packet->time);
		forget(s, *slot);
	}
	return 0;
}

static int dns_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct dns_sink *s = (struct dns_sink *)sink;
	struct flow_hit hits[HITS];
	struct message d;
	if (!s->started) {
		s->began = v->packet->time;
		s->started = true;
	}
	read_tape(s, v->datagrams->completed ? &v->datagrams->tape : v->tape, &d);
	if (!d.there)
		return 0;
	while (s->oldest && (v->packet->time - s->oldest->time > GIVEN_UP_AFTER || s->pending.count >= PENDING)) {
		put_row(s, s->oldest, NULL, 0);
		forget(s, s->oldest);
	}
	for (unsigned i = 0; i < 2; i++) {
		int n = flows_packet(&s->flows[i], v->packet, v->number, v->headers, hits, HITS);
		int e = n > 0 ? take(s, &hits[n - 1], &d, v) : n;
		if (e < 0)
			return err_set(err, e, "no memory for queries");
	}
	return 0;
}

static int dns_close(struct sink *sink, struct err *err)
{
	struct dns_sink *s = (struct dns_sink *)sink;
	while (s->oldest) {
		put_row(s, s->oldest, NULL, 0);
		forget(s, s->oldest);
	}
	listing_finish(&s->listing);
	int e = answer_output_close(s->options, &s->own, err);
	table_free(&s->pending);
	flows_free(&s->flows[0]);
	flows_free(&s->flows[1]);
	free(s);
	return e;
}

static const struct sink_ops ops = {dns_packet, NULL, dns_close};

static void find_fields(struct dns_sink *s)
{
	const struct {
		const struct field **to;
		const char *name;
	} wanted[] = {{&s->id, "dns.id"}, {&s->response, "dns.flags.response"},
		{&s->rcode, "dns.flags.rcode"}, {&s->name, "dns.qry.name"}, {&s->type, "dns.qry.type"},
		{&s->a, "dns.a"}, {&s->aaaa, "dns.aaaa"}, {&s->cname, "dns.cname"},
		{&s->ptr, "dns.ptr.domain_name"}, {&s->ns, "dns.ns"}, {&s->mx, "dns.mx.mail_exchange"},
		{&s->txt, "dns.txt"}, {&s->srv, "dns.srv.target"}};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		*wanted[i].to = field_named(wanted[i].name);
}

int dns_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	struct dns_sink *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_FIELDS | SINK_HEADERS};
	s->options = options;
	s->out = answer_output(options, &s->own, fd);
	find_fields(s);
	listing_init(&s->listing, columns, sizeof columns / sizeof *columns, options->style, NULL, s->out);
	flows_init(&s->flows[0], FLOW_UDP, options->max_flows);
	flows_init(&s->flows[1], FLOW_TCP, options->max_flows);
	table_init(&s->pending, sizeof(struct query_key), sizeof(struct query *), 0);
	*sink = &s->sink;
	return 0;
}
