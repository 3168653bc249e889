#include "dissect/bind.h"

#include <errno.h>
#include <stdlib.h>

#include "dissect/session.h"

enum { PORTS = 65536 };

static const uint32_t table_size[BIND_TABLES] = {
	[BIND_LINKTYPE] = 1024,   [BIND_ETHERTYPE] = PORTS, [BIND_LLC_SAP] = 256,  [BIND_IP_PROTO] = 256,
	[BIND_IP4_PROTO] = 256,   [BIND_IP6_PROTO] = 256,   [BIND_TCP_PORT] = PORTS, [BIND_UDP_PORT] = PORTS,
	[BIND_SCTP_PPID] = 256,   [BIND_PPP_PROTO] = PORTS, [BIND_NLPID] = 256,
	[BIND_CISCO_PID] = PORTS,
};

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

int bind_init(struct bind *b)
{
	size_t n = 1;
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
	for (const struct proto *const *p = registry; *p; p++)
		for (const struct binding *r = (*p)->bindings; r && r->table; r++)
			add(b, *p, r);
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
