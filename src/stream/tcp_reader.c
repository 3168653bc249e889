#include "stream/tcp_reader.h"

#include <errno.h>
#include <stdlib.h>

static void on_data(void *context, unsigned from, const uint8_t *p, uint32_t n)
{
	struct tcp_connection *c = context;
	const struct tcp_reader *r = c->context;
	if (!c->done)
		r->ops->data(c, from, p, n);
}

static void on_lost(void *context, unsigned from, uint32_t n)
{
	struct tcp_connection *c = context;
	const struct tcp_reader *r = c->context;
	if (!c->done)
		r->ops->lost(c, from, n);
}

static void end_connection(struct tcp_reader *r, struct tcp_connection *c)
{
	r->ops->end(c);
	tcp_stream_end(&r->streams, &c->stream);
	free(c);
}

/* The table of flows has no more room for it. */
static void on_gone(void *context, const struct flow *w)
{
	struct tcp_reader *r = context;
	struct tcp_connection **slot = table_find(&r->connections, &w->id);
	if (!slot)
		return;
	end_connection(r, *slot);
	table_remove(&r->connections, &w->id);
}

void tcp_reader_init(struct tcp_reader *r, const struct tcp_reader_ops *ops, void *context, struct flows *tcp)
{
	*r = (struct tcp_reader){.ops = ops, .context = context, .flows = tcp, .streams = {.data = on_data, .lost = on_lost},
		.watcher = {on_gone, r, NULL}, .bit = (uint8_t)(1 << tcp->readers++)};
	flows_watch(tcp, &r->watcher);
	table_init(&r->connections, sizeof(uint32_t), sizeof(struct tcp_connection *), 0);
}

/* Each direction begins behind its SYN. */
static void start(struct tcp_connection *c, const struct flow *w)
{
	for (unsigned e = 0; e < 2; e++)
		if (w->has_isn[e])
			c->stream.end[e] = (struct tcp_direction){.next = w->isn[e] + 1, .started = true};
	c->key = w->key;
	c->id = w->id;
}

/* NULL: no memory, or nothing is to be remembered: no data has come yet, or no more is wanted. */
static struct tcp_connection *connection(struct tcp_reader *r, const struct flow_hit *hit, const struct tcp_view *v, int *error)
{
	struct tcp_connection **slot = table_find(&r->connections, &hit->flow->id);
	if (slot || !v->payload_length || hit->flow->read & r->bit)
		return slot ? *slot : NULL;
	struct tcp_connection *c = calloc(1, r->ops->size);
	slot = c ? table_add(&r->connections, &hit->flow->id, NULL) : NULL;
	if (!slot) {
		free(c);
		*error = -ENOMEM;
		return NULL;
	}
	*slot = c;
	start(c, hit->flow);
	c->context = r;
	return c;
}

static int take(struct tcp_reader *r, const struct flow_hit *hit)
{
	struct tcp_view v;
	int e = 0;
	if (!view_tcp(&v, hit->header))
		return 0;
	struct tcp_connection *c = connection(r, hit, &v, &e);
	if (!c)
		return e;
	c->client = hit->flow->first;
	e = tcp_stream_segment(&r->streams, &c->stream, hit->from, &v, c);
	bool waits = c->stream.end[0].waiting || c->stream.end[1].waiting;
	if (v.flags & TCP_RST && v.seq == c->stream.end[hit->from].next) {
		/* the next number: the end takes it (RFC 5961 section 3.2); should data go on, it is somebody else's making */
		end_connection(r, c);
		table_remove(&r->connections, &hit->flow->id);
	} else if (c->done || (hit->flow->state == FLOW_CLOSED && !waits)) {
		end_connection(r, c);
		table_remove(&r->connections, &hit->flow->id);
		hit->flow->read |= r->bit;
	}
	return e;
}

int tcp_reader_packet(struct tcp_reader *r, const struct packet *p, uint64_t number)
{
	int e = 0;
	r->now = p->time;
	r->number = number;
	for (unsigned i = 0; i < r->flows->hit_count && e >= 0; i++)
		e = take(r, &r->flows->hits[i]);
	return e;
}

static int by_id(const void *a, const void *b)
{
	const struct tcp_connection *const *x = a, *const *y = b;
	return (*x)->id < (*y)->id ? -1 : (*x)->id > (*y)->id;
}

void tcp_reader_free(struct tcp_reader *r)
{
	size_t n = 0, at = 0;
	const void *key;
	void *value;
	struct tcp_connection **list = calloc(r->connections.count + 1, sizeof *list);
	while (table_next(&r->connections, &at, &key, &value)) {
		if (list)
			list[n++] = *(struct tcp_connection **)value;
		else
			end_connection(r, *(struct tcp_connection **)value); /* in any order, then */
	}
	if (n)
		qsort(list, n, sizeof *list, by_id);
	for (size_t i = 0; i < n; i++)
		end_connection(r, list[i]);
	free(list);
	table_free(&r->connections);
}
