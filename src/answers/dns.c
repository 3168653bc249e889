#include "answers/dns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/dns_message.h"
#include "answers/listing.h"
#include "core/table.h"
#include "core/time.h"
#include "dissect/dissect.h"
#include "stream/flow.h"

enum { PENDING = 1 << 16 };

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
	char name[DNS_NAME];
};

struct dns_sink {
	struct sink sink;
	const struct answer_options *options;
	struct output own, *out;
	struct listing listing;
	struct table pending;    /* query_key -> struct query * */
	struct query *oldest, *newest;
	int64_t began;
	bool started;
	uint64_t rows;
	struct dns_fields fields;
};

static const struct listing_column columns[] = {
	{"Start", "start", COLUMN_NUMBER}, {"Packet", "packet", COLUMN_NUMBER}, {"Client", "client", COLUMN_TEXT},
	{"Server", "server", COLUMN_TEXT}, {"Type", "type", COLUMN_TEXT},       {"Code", "rcode", COLUMN_TEXT},
	{"Time ms", "time", COLUMN_NUMBER}, {"Sent", "sent", COLUMN_NUMBER},    {"Name", "name", COLUMN_TEXT},
	{"Answer", "answer", COLUMN_TEXT},
};

/* ---- Rows */

static void put_type(struct listing *l, const struct dns_sink *s, unsigned type)
{
	const char *w = s->fields.type->tokens ? word(s->fields.type->tokens, type) : NULL;
	if (w)
		text_s(&l->cells, w);
	else
		text_printf(&l->cells, "TYPE%u", type);
	listing_end_cell(l);
}

static void put_row(struct dns_sink *s, const struct query *q, const struct dns_message *answer, int64_t now)
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
	listing_s(l, answer ? dns_rcode_word(answer->rcode) ? dns_rcode_word(answer->rcode) : "other" : "no answer");
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

static int take_query(struct dns_sink *s, const struct query_key *k, const struct dns_message *d, const struct view *v)
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

static int take(struct dns_sink *s, const struct dns_message *d, const struct view *v)
{
	struct query_key k;
	unsigned from;
	memset(&k, 0, sizeof k);
	if (!flow_ends(FLOW_UDP, v->headers, &k.ends, &from) && !flow_ends(FLOW_TCP, v->headers, &k.ends, &from))
		return 0;
	k.id = d->id;
	k.type = d->type;
	k.from = (uint8_t)(d->response ? !from : from);
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
	struct dns_message d;
	if (!s->started) {
		s->began = v->packet->time;
		s->started = true;
	}
	dns_message_read(&s->fields, v, &d);
	if (!d.there)
		return 0;
	while (s->oldest && (v->packet->time - s->oldest->time > GIVEN_UP_AFTER || s->pending.count >= PENDING)) {
		put_row(s, s->oldest, NULL, 0);
		forget(s, s->oldest);
	}
	return take(s, &d, v) < 0 ? err_set(err, -ENOMEM, "no memory for queries") : 0;
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
	free(s->sink.fields);
	free(s);
	return e;
}

static const struct sink_ops ops = {dns_packet, NULL, dns_close};

int dns_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	struct dns_sink *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(err, -ENOMEM, "no memory");
	s->sink = (struct sink){&ops, SINK_FIELDS | SINK_HEADERS};
	s->options = options;
	s->out = answer_output(options, &s->own, fd);
	if (dns_fields_find(&s->fields, &s->sink) < 0) {
		free(s->sink.fields);
		free(s);
		return err_set(err, -ENOMEM, "no memory");
	}
	listing_init(&s->listing, columns, sizeof columns / sizeof *columns, options->style, NULL, s->out);
	s->listing.nothing = "No DNS question was seen.";
	table_init(&s->pending, sizeof(struct query_key), sizeof(struct query *), 0);
	*sink = &s->sink;
	return 0;
}
