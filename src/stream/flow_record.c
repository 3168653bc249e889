#include "stream/flow_record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stream/limits.h"

/* ---- Two lists of the same records: by last use, and by age */

static struct record_link *link_of(struct flow_record *r, bool age)
{
	return age ? &r->by_age : &r->by_use;
}

static void append(struct record_list *l, struct flow_record *r, bool age)
{
	*link_of(r, age) = (struct record_link){l->last, NULL};
	if (l->last)
		link_of(l->last, age)->after = r;
	else
		l->first = r;
	l->last = r;
}

static void take_out(struct record_list *l, struct flow_record *r, bool age)
{
	const struct record_link *k = link_of(r, age);
	if (k->before)
		link_of(k->before, age)->after = k->after;
	else
		l->first = k->after;
	if (k->after)
		link_of(k->after, age)->before = k->before;
	else
		l->last = k->before;
}

/* ---- Records */

void flow_records_init(struct flow_records *f, int64_t active, size_t limit)
{
	*f = (struct flow_records){.active = active, .limit = limit ? limit : LIMIT_FLOWS};
	table_init(&f->index, sizeof(struct record_key), sizeof(struct flow_record *), 0);
}

static void end_record(struct flow_records *f, struct flow_record *r, enum record_end why)
{
	f->done(f->context, r, why);
	take_out(r->closing ? &f->closing : &f->idle, r, false);
	take_out(&f->age, r, true);
	table_remove(&f->index, &r->key);
	free(r);
}

void flow_records_expire(struct flow_records *f, int64_t now)
{
	while (f->closing.first && now - f->closing.first->ended > RECORD_CLOSING)
		end_record(f, f->closing.first, RECORD_ENDS_CLOSED);
	while (f->idle.first && now - f->idle.first->ended > RECORD_IDLE)
		end_record(f, f->idle.first, RECORD_ENDS_IDLE);
	while (f->active && f->age.first && now - f->age.first->began >= f->active)
		end_record(f, f->age.first, RECORD_ENDS_ACTIVE);
}

void flow_records_finish(struct flow_records *f)
{
	while (f->age.first)
		end_record(f, f->age.first, RECORD_ENDS_FORCED);
	table_free(&f->index);
}

static struct flow_record *find(struct flow_records *f, const struct record_key *k, const struct packet *p)
{
	struct flow_record **slot = table_find(&f->index, k), *r;
	if (slot)
		return *slot;
	if (f->index.count >= f->limit) {
		f->no_room++;
		end_record(f, f->closing.first ? f->closing.first : f->idle.first, RECORD_ENDS_NO_ROOM);
	}
	r = calloc(1, sizeof *r);
	slot = r ? table_add(&f->index, k, NULL) : NULL;
	if (!slot) {
		free(r);
		return NULL;
	}
	*slot = r;
	r->key = *k;
	r->began = r->ended = p->time;
	r->direction = p->direction;
	append(&f->idle, r, false);
	append(&f->age, r, true);
	return r;
}

/* ---- Packets */

/* The transport behind the IP header at i, where it is right behind it. Returns TCP's flags. */
static uint8_t transport(struct record_key *k, const struct packet_headers *h, uint32_t i)
{
	struct tcp_view t;
	struct udp_view u;
	const struct packet_header *next = i + 1 < h->count ? &h->list[i + 1] : NULL;
	if (!next || next->quoted)
		return 0;
	if (view_tcp(&t, next)) {
		k->sport = t.sport;
		k->dport = t.dport;
		return t.flags;
	}
	if (view_udp(&u, next) || view_sctp(&u, next)) {
		k->sport = u.sport;
		k->dport = u.dport;
	}
	return 0;
}

static void count(struct flow_records *f, struct flow_record *r, const struct packet *p,
	const struct ip_view *ip, uint8_t flags)
{
	take_out(r->closing ? &f->closing : &f->idle, r, false);
	r->packets++;
	r->bytes += ip->header_length + ip->payload_length;
	r->flags |= flags;
	r->tos = ip->tos;
	r->ended = p->time > r->ended ? p->time : r->ended;
	r->closing |= !!(flags & (TCP_FIN | TCP_RST));
	append(r->closing ? &f->closing : &f->idle, r, false);
}

int flow_records_packet(struct flow_records *f, const struct packet *p, const struct packet_headers *h)
{
	struct ip_view ip;
	flow_records_expire(f, p->time);
	for (uint32_t i = 0; i < h->count && !h->list[i].quoted; i++) {
		const struct packet_header *e = &h->list[i];
		if ((e->kind != HEADER_IP4 && e->kind != HEADER_IP6) || !view_ip(&ip, e))
			continue;
		struct record_key k;
		memset(&k, 0, sizeof k);
		k.src = ip.src;
		k.dst = ip.dst;
		k.protocol = ip.protocol;
		k.size = ip.size;
		uint8_t flags = transport(&k, h, i);
		struct flow_record *r = find(f, &k, p);
		if (!r)
			return -ENOMEM;
		count(f, r, p, &ip, flags);
		return 0;
	}
	return 0;
}
