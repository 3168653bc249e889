#include "answers/http.h"

#include <stdlib.h>
#include <string.h>

#include "answers/connection_sink.h"
#include "stream/http.h"

enum { PENDING = 64, METHOD = 24, URL = 2048, TYPE = 80 };

/* A request that waits for its answer. */
struct request {
	struct request *next;
	int64_t time, complete;  /* when it began, and when all of it was there */
	uint64_t number;         /* packet */
	char method[METHOD];
	char url[];              /* with its 0 */
};

struct response {
	bool there;
	unsigned status;
	int64_t first_byte;
	uint64_t size;
	char type[TYPE];
};

struct http_connection {
	struct tcp_connection tcp;
	struct http_parser parser[2];
	int64_t began[2];        /* when the message in work began, 0: none is */
	struct request *oldest, *newest;
	unsigned pending;
	struct response response;
};

static const struct listing_column columns[] = {
	{"Start", "start", COLUMN_NUMBER},   {"Packet", "packet", COLUMN_NUMBER}, {"Client", "client", COLUMN_TEXT},
	{"Server", "server", COLUMN_TEXT},   {"Method", "method", COLUMN_TEXT},   {"Status", "status", COLUMN_NUMBER},
	{"First byte ms", "ttfb", COLUMN_NUMBER}, {"Size", "size", COLUMN_NUMBER}, {"Type", "type", COLUMN_TEXT},
	{"URL", "url", COLUMN_TEXT},
};

/* Appends to a string of so much room. */
static void append(char *to, size_t room, struct http_word w)
{
	size_t have = strlen(to), n = w.n < room - 1 - have ? w.n : room - 1 - have;
	memcpy(to + have, w.s, n);
	to[have + n] = 0;
}

/* ---- Rows */

static void put_response(struct listing *l, const struct request *q, const struct response *a)
{
	if (!a->there) {
		for (int i = 0; i < 4; i++)
			listing_empty(l);
		return;
	}
	listing_u(l, a->status);
	listing_fixed(l, (double)(a->first_byte - q->complete) / 1e6, 3);
	listing_u(l, a->size);
	listing_s(l, a->type);
}

/* The oldest request with its answer, or without. */
static void put_row(struct http_connection *c)
{
	struct request *q = c->oldest;
	struct listing *l = connection_sink_row(connection_sink_of(&c->tcp), &c->tcp.key, c->tcp.client, q->time, q->number);
	if (l) {
		listing_s(l, q->method);
		put_response(l, q, &c->response);
		listing_s(l, q->url);
	}
	c->oldest = q->next;
	c->newest = c->oldest ? c->newest : NULL;
	c->pending--;
	free(q);
	c->response = (struct response){0};
}

/* ---- Messages */

static void request_head(
	struct http_connection *c, unsigned from, const struct http_head *h, const struct tcp_reader *r)
{
	bool absolute = !h->target.n || *h->target.s != '/';
	struct http_word host = absolute ? (struct http_word){"", 0} : http_field(h, "host");
	size_t room = host.n + h->target.n < URL ? host.n + h->target.n + 1 : URL;
	struct request *q = c->pending < PENDING ? calloc(1, sizeof *q + room) : NULL;
	if (!q)
		return;
	q->time = c->began[from];
	q->complete = r->now;
	q->number = r->number;
	append(q->method, METHOD, h->method);
	append(q->url, room, host);
	append(q->url, room, h->target);
	*(c->newest ? &c->newest->next : &c->oldest) = q;
	c->newest = q;
	c->pending++;
}

static bool on_head(void *context, unsigned from, const struct http_head *h)
{
	struct http_connection *c = context;
	if (!h->response) {
		request_head(c, from, h, c->tcp.context);
		return true;
	}
	c->response = (struct response){.there = true, .status = h->status, .first_byte = c->began[from]};
	append(c->response.type, TYPE, http_field(h, "content-type"));
	return !c->oldest || strcmp(c->oldest->method, "HEAD");
}

static void on_body(void *context, unsigned from, const uint8_t *p, size_t n)
{
	struct http_connection *c = context;
	if (c->response.there && from != c->tcp.client)
		c->response.size += n;
}

static void on_end(void *context, unsigned from)
{
	struct http_connection *c = context;
	const struct tcp_reader *r = c->tcp.context;
	c->began[from] = 0;
	if (from == c->tcp.client && c->newest)
		c->newest->complete = r->now;
	else if (c->response.there && c->response.status >= 200 && c->oldest)
		put_row(c);
}

static const struct http_events events = {on_head, on_body, on_end};

/* ---- Connections */

static void on_data(struct tcp_connection *tcp, unsigned from, const uint8_t *p, uint32_t n)
{
	struct http_connection *c = (struct http_connection *)tcp;
	const struct tcp_reader *r = tcp->context;
	if (!c->began[from])
		c->began[from] = r->now;
	http_parse(&c->parser[from], &events, c, from, p, n);
	tcp->done = c->parser[0].state == HTTP_FOREIGN && c->parser[1].state == HTTP_FOREIGN;
}

static void on_lost(struct tcp_connection *tcp, unsigned from, uint32_t n)
{
	struct http_connection *c = (struct http_connection *)tcp;
	http_lost(&c->parser[from], &events, c, from, n);
}

static void on_connection_end(struct tcp_connection *tcp)
{
	struct http_connection *c = (struct http_connection *)tcp;
	for (unsigned e = 0; e < 2; e++)
		http_finish(&c->parser[e], &events, c, e);
	while (c->oldest)
		put_row(c);
}

static const struct tcp_reader_ops reader_ops = {sizeof(struct http_connection), on_data, on_lost, on_connection_end};

int http_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	static const struct connection_sink_spec spec = {
		.reader = &reader_ops, .size = sizeof(struct connection_sink), .columns = columns, .count = sizeof columns / sizeof *columns,
		.nothing = "No HTTP request was seen."};
	return connection_sink_new(&spec, options, fd, sink, err);
}
