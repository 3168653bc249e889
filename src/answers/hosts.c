#include "answers/hosts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/flow_sink.h"
#include "answers/listing.h"
#include "core/table.h"

struct host_key {
	struct address address;
	uint16_t port;
	uint8_t ip6, unused[5];
};

struct host {
	struct {
		uint64_t packets, bytes;
	} sent, received;
	uint64_t flows;
	struct flow_key key; /* end 0 is the host */
};

/* ---- Adding up: every flow has two ends */

static struct host *host_of(struct table *t, const struct flow *w, const struct address *a, uint16_t port, bool ip6)
{
	struct host_key k = {.address = *a, .port = port, .ip6 = ip6};
	struct host *h = table_add(t, &k, NULL);
	if (h) {
		h->key.kind = w->key.kind;
		h->key.ip6 = ip6;
		h->key.address[0] = *a;
		h->key.port[0] = port;
	}
	return h;
}

static bool add(struct host *h, const struct flow *w, unsigned end)
{
	if (!h)
		return false;
	h->sent.packets += w->sent[end].packets;
	h->sent.bytes += w->sent[end].bytes;
	h->received.packets += w->sent[!end].packets;
	h->received.bytes += w->sent[!end].bytes;
	h->flows++;
	return true;
}

static bool add_ends(struct table *t, const struct flow *w)
{
	for (unsigned end = 0; end < 2; end++)
		if (!add(host_of(t, w, &w->key.address[end], w->key.port[end], w->key.ip6), w, end))
			return false;
	return true;
}

/* The service: the port of the end that was spoken to first; where the beginning was not seen, the lower one. */
static bool add_service(struct table *t, const struct flow *w)
{
	static const struct address none;
	unsigned low = w->key.port[1] < w->key.port[0];
	unsigned end = w->key.kind == FLOW_TCP && (w->has_isn[0] || w->has_isn[1]) ? !w->first : low;
	return add(host_of(t, w, &none, w->key.port[end], false), w, end);
}

/* ---- Order */

static int by_bytes(const void *a, const void *b)
{
	const struct host *x = *(const struct host *const *)a, *y = *(const struct host *const *)b;
	uint64_t m = x->sent.bytes + x->received.bytes, n = y->sent.bytes + y->received.bytes;
	return m != n ? (m < n ? 1 : -1) : memcmp(&x->key, &y->key, sizeof x->key);
}

static int by_packets(const void *a, const void *b)
{
	const struct host *x = *(const struct host *const *)a, *y = *(const struct host *const *)b;
	uint64_t m = x->sent.packets + x->received.packets, n = y->sent.packets + y->received.packets;
	return m != n ? (m < n ? 1 : -1) : by_bytes(a, b);
}

static int by_flows(const void *a, const void *b)
{
	const struct host *x = *(const struct host *const *)a, *y = *(const struct host *const *)b;
	return x->flows != y->flows ? (x->flows < y->flows ? 1 : -1) : by_bytes(a, b);
}

static int by_address(const void *a, const void *b)
{
	const struct host *x = *(const struct host *const *)a, *y = *(const struct host *const *)b;
	int order = memcmp(&x->key.address[0], &y->key.address[0], sizeof x->key.address[0]);
	return order ? order : (int)x->key.port[0] - y->key.port[0];
}

static const struct {
	const char *key;
	int (*compare)(const void *a, const void *b);
} orders[] = {{"bytes", by_bytes}, {"packets", by_packets}, {"flows", by_flows}, {"address", by_address},
	{"port", by_address}};

static int sort(const struct answer_options *o, const struct host **list, size_t n, struct err *err)
{
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (o->sort && strcmp(o->sort, orders[i].key))
			continue;
		qsort(list, n, sizeof *list, orders[i].compare);
		return 0;
	}
	return err_set(err, -EINVAL,
		"--sort %s: there is no such column to sort by (bytes, packets, flows, address, port)",
		o->sort);
}

/* ---- Rows */

static const struct listing_column host_columns[] = {
	{"Address", "address", COLUMN_TEXT},
	{"Packets", "packets", COLUMN_NUMBER},
	{"Bytes", "bytes", COLUMN_NUMBER},
	{"Sent packets", "tx_packets", COLUMN_NUMBER},
	{"bytes", "tx_bytes", COLUMN_NUMBER},
	{"Received packets", "rx_packets", COLUMN_NUMBER},
	{"bytes", "rx_bytes", COLUMN_NUMBER},
	{"Flows", "flows", COLUMN_NUMBER},
};

enum { COLUMNS = sizeof host_columns / sizeof *host_columns };

static void put_host(struct listing *l, const struct host *h, bool service)
{
	if (service)
		text_u(&l->cells, h->key.port[0]);
	else
		flow_end_text(&l->cells, &h->key, 0);
	listing_end_cell(l);
	listing_u(l, h->sent.packets + h->received.packets);
	listing_u(l, h->sent.bytes + h->received.bytes);
	listing_u(l, h->sent.packets);
	listing_u(l, h->sent.bytes);
	listing_u(l, h->received.packets);
	listing_u(l, h->received.bytes);
	listing_u(l, h->flows);
}

static void put_list(const struct flow_sink *s, const struct flows *f, const struct host **list, size_t n,
	bool service, struct output *out)
{
	struct listing l;
	char first[32];
	size_t rows = s->top && s->top < n ? s->top : n;
	flow_sink_json_kind(f, first);
	if (s->options->style == LISTING_TEXT)
		text_printf(&out->text, "%s %s: %zu\n", flow_kind_title(f->kind), service ? "ports" : "endpoints", n);
	struct listing_column columns[COLUMNS];
	memcpy(columns, host_columns, sizeof columns);
	if (service)
		columns[0] = (struct listing_column){"Port", "port", COLUMN_NUMBER};
	listing_init(&l, columns, COLUMNS, s->options->style, first, out);
	for (size_t i = 0; i < rows; i++)
		put_host(&l, list[i], service);
	listing_finish(&l);
}

static int print_table(const struct flow_sink *s, const struct flows *f, struct table *t, bool service,
	struct output *out, struct err *err)
{
	const struct host **list = malloc((t->count + 1) * sizeof *list);
	const void *key;
	void *value;
	size_t n = 0;
	if (!list)
		return err_set(err, -ENOMEM, "no memory for %zu hosts", t->count);
	for (size_t at = 0; table_next(t, &at, &key, &value);)
		list[n++] = value;
	int e = sort(s->options, list, n, err);
	if (e >= 0)
		put_list(s, f, list, n, service, out);
	free(list);
	return e;
}

static int print(const struct flow_sink *s, const struct flows *f, bool service, struct output *out, struct err *err)
{
	struct table t;
	bool there = true;
	table_init(&t, sizeof(struct host_key), sizeof(struct host), 0);
	for (size_t i = 0; i < f->count && there; i++)
		there = service ? add_service(&t, flows_at(f, i)) : add_ends(&t, flows_at(f, i));
	int e = there ? print_table(s, f, &t, service, out, err) : err_set(err, -ENOMEM, "no memory for the hosts");
	table_free(&t);
	return e;
}

static int print_hosts(const struct flow_sink *s, const struct flows *f, struct output *out, struct err *err)
{
	return print(s, f, false, out, err);
}

static int print_ports(const struct flow_sink *s, const struct flows *f, struct output *out, struct err *err)
{
	return print(s, f, true, out, err);
}

int hosts_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	static const struct flow_sink_spec spec = {"hosts", "ip ipv6", false, print_hosts};
	return flow_sink_new(&spec, options, live, fd, sink, err);
}

int ports_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	static const struct flow_sink_spec spec = {"ports", "tcp udp sctp", false, print_ports};
	return flow_sink_new(&spec, options, live, fd, sink, err);
}
