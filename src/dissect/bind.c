#include "dissect/bind.h"

#include <errno.h>
#include <stdlib.h>

#include "dissect/session.h"
#include "dissect/tape.h"

enum { PORTS = 65536 };

static const uint32_t table_size[BIND_TABLES] = {
	[BIND_LINKTYPE] = 1024,   [BIND_ETHERTYPE] = PORTS, [BIND_LLC_SAP] = 256,  [BIND_IP_PROTO] = 256,
	[BIND_IP4_PROTO] = 256,   [BIND_IP6_PROTO] = 256,   [BIND_TCP_PORT] = PORTS, [BIND_UDP_PORT] = PORTS,
	[BIND_SCTP_PPID] = 256,   [BIND_PPP_PROTO] = PORTS, [BIND_NLPID] = 256,
	[BIND_CISCO_PID] = PORTS, [BIND_TCP_ANY] = 1,       [BIND_UDP_ANY] = 1,
};

enum { DECODE_RANK = INT16_MIN };

static bool has_sides(unsigned table)
{
	return table == BIND_TCP_PORT || table == BIND_UDP_PORT;
}

/* The lower rank has the slot. */
static void claim(struct bind *b, uint16_t *slots, uint32_t key, uint16_t index)
{
	if (!slots[key] || b->bound[index].rank < b->bound[slots[key]].rank)
		slots[key] = index;
}

static void add(struct bind *b, const struct proto *p, const struct binding *r)
{
	uint16_t index = (uint16_t)++b->count;
	b->bound[index] = (struct bound){p, r->rank};
	uint32_t to = r->to ? r->to : r->from;
	for (uint32_t key = r->from; key <= to && key < table_size[r->table]; key++) {
		if (!has_sides(r->table) || r->side != DST)
			claim(b, b->slots[r->table][0], key, index);
		if (has_sides(r->table) && r->side != SRC)
			claim(b, b->slots[r->table][1], key, index);
	}
}

/* Rules go before all that protocols say themselves; a number of IP's is looked up for its version first. */
static void add_rule(struct bind *b, const struct decode_rule *rule)
{
	static const uint8_t ip_tables[] = {BIND_IP_PROTO, BIND_IP4_PROTO, BIND_IP6_PROTO};
	struct binding r = rule->where;
	r.rank = DECODE_RANK;
	if (r.table != BIND_IP_PROTO) {
		add(b, rule->proto, &r);
		return;
	}
	for (size_t i = 0; i < sizeof ip_tables; i++) {
		r.table = ip_tables[i];
		add(b, rule->proto, &r);
	}
}

/* Who is asked whether it recognizes a payload, in the order of the registry. */
static void add_recognizer(struct bind *b, const struct proto *p, unsigned table)
{
	unsigned of = table == BIND_UDP_ANY, i = 0;
	while (i < RECOGNIZERS && b->recognizers[of][i])
		i++;
	if (i < RECOGNIZERS)
		b->recognizers[of][i] = p;
}

int bind_init(struct bind *b, const struct dissect_options *options)
{
	size_t n = 1 + 3 * (size_t)options->decode_count;
	for (const struct proto *const *p = registry; *p; p++)
		for (const struct binding *r = (*p)->bindings; r && r->table; r++)
			n++;
	*b = (struct bind){.bound = calloc(n, sizeof *b->bound)};
	if (!b->bound)
		return -ENOMEM;
	for (unsigned t = 1; t < BIND_TABLES; t++) {
		for (unsigned side = 0; side <= has_sides(t); side++) {
			/* calloc: untouched pages of these stay out of memory */
			b->slots[t][side] = calloc(table_size[t], sizeof(uint16_t));
			if (!b->slots[t][side])
				return -ENOMEM;
		}
	}
	for (unsigned i = options->decode_count; i-- > 0;)
		if (options->decode[i].where.table)
			add_rule(b, &options->decode[i]);
	for (const struct proto *const *p = registry; *p; p++)
		for (const struct binding *r = (*p)->bindings; r && r->table; r++) {
			if (r->table == BIND_TCP_ANY || r->table == BIND_UDP_ANY)
				add_recognizer(b, *p, r->table);
			else
				add(b, *p, r);
		}
	return 0;
}

void bind_free(struct bind *b)
{
	for (unsigned t = 0; t < BIND_TABLES; t++) {
		free(b->slots[t][0]);
		free(b->slots[t][1]);
	}
	free(b->bound);
}

const struct proto *bound(const struct dis *d, enum bind_table table, uint32_t key)
{
	const struct bind *b = &d->session->bind;
	return key < table_size[table] ? b->bound[b->slots[table][0][key]].proto : NULL;
}

const struct proto *bound_port(const struct dis *d, enum bind_table table, unsigned sport, unsigned dport)
{
	const struct bind *b = &d->session->bind;
	uint16_t s = b->slots[table][0][sport & 0xffff], t = b->slots[table][1][dport & 0xffff];
	if (!s || !t)
		return b->bound[s | t].proto;
	return b->bound[b->bound[s].rank <= b->bound[t].rank ? s : t].proto;
}

const struct proto *recognized_by(struct dis *d, enum bind_table table)
{
	const struct proto *const *list = d->session->bind.recognizers[table == BIND_UDP_ANY];
	for (unsigned i = 0; i < RECOGNIZERS && list[i]; i++)
		if (beyond_wanted(d, list[i]) && list[i]->recognizes(d))
			return list[i];
	return NULL;
}

/* A protocol may have several entries (TLS in records, TLS in QUIC) with one table of fields. */
static bool said_by_line(const struct dissect_options *o, const struct proto *p)
{
	for (unsigned i = 0; i < o->decode_count; i++)
		if (o->decode[i].proto->fields == p->fields)
			return true;
	return false;
}

bool beyond_wanted(const struct dis *d, const struct proto *p)
{
	const struct tape *t = d->whole_tape;
	if (said_by_line(d->opt, p) || (t && t->all_layers) || (p->tunnel && (t || d->session->headers)))
		return true;
	if (p->carries && beyond_wanted(d, p->carries))
		return true;
	return t && tape_wants_some(t, p->fields, p->field_count);
}

bool call_beyond(struct dis *d, const struct proto *p)
{
	bool said = said_by_line(d->opt, p);
	const char *layer_name = d->layer_name;
	if (!beyond_wanted(d, p))
		return false;
	struct net net = d->net;
	uint16_t sport = d->sport, dport = d->dport;
	bool over_udp = d->over_udp;
	struct saved s = quiet_begin(d, !said);
	call(d, p);
	quiet_end(d, &s);
	d->net = net; /* of a packet inside */
	d->sport = sport;
	d->dport = dport;
	d->over_udp = over_udp;
	if (!said)
		d->layer_name = layer_name;
	return said;
}
