#include "answers/proto.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/listing.h"
#include "core/linktype_numbers.h"
#include "dissect/tape.h"
#include "stream/datagram.h"

enum { NODES = 1 << 14, DEEP = LIMIT_LAYERS };

/* Node 0 is the packet itself. */
struct node {
	const char *name;
	uint32_t parent, child, sibling; /* 0: none */
	uint64_t packets, bytes;
	uint64_t newest;                 /* packet counted last: a tree of one packet counts each node once */
};

struct proto_sink {
	struct sink sink;
	const struct answer_options *options;
	int fd;
	uint64_t packets;
	struct node *nodes;
	uint32_t count;
	uint64_t left_out; /* layers for which there was no node left */
};

/* The child of that name; 0: there is no room for it. */
static uint32_t child(struct proto_sink *s, uint32_t parent, const char *name)
{
	uint32_t last = 0;
	for (uint32_t i = s->nodes[parent].child; i; last = i, i = s->nodes[i].sibling)
		if (s->nodes[i].name == name)
			return i;
	if (s->count == NODES)
		return 0;
	uint32_t i = s->count++;
	s->nodes[i] = (struct node){.name = name, .parent = parent};
	*(last ? &s->nodes[last].sibling : &s->nodes[parent].child) = i;
	return i;
}

static void count(struct proto_sink *s, uint32_t i, uint32_t bytes)
{
	if (s->nodes[i].newest == s->packets)
		return;
	s->nodes[i].newest = s->packets;
	s->nodes[i].packets++;
	s->nodes[i].bytes += bytes;
}

static bool is_ip(const struct mark *m)
{
	return !strcmp(m->field->name, "ip") || !strcmp(m->field->name, "ipv6");
}

static bool is_icmp(const struct mark *m)
{
	return !strcmp(m->field->name, "icmp") || !strcmp(m->field->name, "icmpv6");
}

/* Goes down the tree by the layers of one tape, from mark `from` on; returns the node where it ended. Behind the IP header of a
 * fragment there is nothing to be read, and the packet that an ICMP error quotes was sent before. */
static uint32_t descend(
	struct proto_sink *s, const struct tape *t, uint32_t from, uint32_t at, uint32_t bytes, bool fragment)
{
	const struct mark *outer = NULL;
	for (uint32_t i = from; i < t->count; i++) {
		const struct mark *m = &t->marks[i];
		if (m->depth)
			continue;
		if (outer && is_icmp(outer) && is_ip(m))
			return at;
		outer = m;
		uint32_t next = child(s, at, m->field->name);
		if (!next) {
			s->left_out++;
			return at;
		}
		at = next;
		count(s, at, bytes);
		if (fragment && is_ip(m))
			return at;
	}
	return at;
}

static int proto_packet(struct sink *sink, const struct view *v, struct err *err)
{
	struct proto_sink *s = (struct proto_sink *)sink;
	const struct datagrams *d = v->datagrams;
	s->packets++;
	count(s, 0, v->packet->len);
	/* LINKTYPE_IPV4 and LINKTYPE_IPV6: that there is no link header is no protocol */
	uint32_t first = v->packet->linktype != LINKTYPE_RAW && v->tape->count &&
			 !strcmp(v->tape->marks[0].field->name, "raw");
	uint32_t at = descend(s, v->tape, first, 0, v->packet->len, d->fragment);
	if (d->completed)
		descend(s, &d->tape, datagrams_inner_mark(d), at, v->packet->len, false);
	return 0;
}

static const struct listing_column columns[] = {
	{"Protocol", "protocol", COLUMN_TEXT},
	{"Packets", "packets", COLUMN_NUMBER},
	{"%", "packets_percent", COLUMN_NUMBER},
	{"Bytes", "bytes", COLUMN_NUMBER},
	{"%", "bytes_percent", COLUMN_NUMBER},
};

/* "eth:ip:tcp" in JSON, "    tcp" for people. */
static void put_name(const struct proto_sink *s, struct text *t, uint32_t i, unsigned depth)
{
	uint32_t path[DEEP];
	unsigned n = 0;
	for (unsigned k = 0; k < 2 * depth && !s->options->json; k++)
		text_c(t, ' ');
	for (uint32_t k = i; k && n < DEEP; k = s->options->json ? s->nodes[k].parent : 0)
		path[n++] = k;
	while (n--) {
		text_s(t, s->nodes[path[n]].name);
		if (n)
			text_c(t, ':');
	}
}

static double percent(uint64_t part, uint64_t whole)
{
	return whole ? 100 * (double)part / (double)whole : 0;
}

static void put_tree(const struct proto_sink *s, struct listing *l, uint32_t parent, unsigned depth)
{
	if (depth == DEEP)
		return;
	for (uint32_t i = s->nodes[parent].child; i; i = s->nodes[i].sibling) {
		const struct node *n = &s->nodes[i];
		put_name(s, &l->cells, i, depth);
		listing_end_cell(l);
		listing_u(l, n->packets);
		listing_fixed(l, percent(n->packets, s->nodes[0].packets), 2);
		listing_u(l, n->bytes);
		listing_fixed(l, percent(n->bytes, s->nodes[0].bytes), 2);
		put_tree(s, l, i, depth + 1);
	}
}

static int proto_close(struct sink *sink, struct err *err)
{
	struct proto_sink *s = (struct proto_sink *)sink;
	struct output own, *out = answer_output(s->options, &own, s->fd);
	struct listing l;
	listing_init(&l, columns, sizeof columns / sizeof *columns, s->options->style, NULL, out);
	l.nothing = "No packet was seen.";
	put_tree(s, &l, 0, 0);
	listing_finish(&l);
	if (s->left_out && !s->options->json)
		text_printf(&out->text, "%llu layers more than the tree has room for\n",
			(unsigned long long)s->left_out);
	int e = answer_output_close(s->options, &own, err);
	free(s->nodes);
	free(s->sink.fields);
	free(s);
	return e;
}

static const struct sink_ops ops = {proto_packet, NULL, proto_close};

int proto_sink_new(const struct answer_options *options, bool live, int fd, struct sink **sink, struct err *err)
{
	struct proto_sink *s = calloc(1, sizeof *s);
	if (!s || !(s->nodes = calloc(NODES, sizeof *s->nodes))) {
		free(s);
		return err_set(err, -ENOMEM, "no memory");
	}
	s->sink = (struct sink){&ops, SINK_FIELDS | SINK_LAYERS | SINK_HEADERS};
	s->options = options;
	s->fd = fd;
	s->count = 1;
	*sink = &s->sink;
	return sink_looks_at(&s->sink, NULL, 0) < 0 ? err_set(err, -ENOMEM, "no memory") : 0; /* at layers, at no field */
}
