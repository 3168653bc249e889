#include "stream/datagram.h"

#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "dissect/dissect.h"
#include "stream/limits.h"

enum { UNIT = 8, UNITS = 65536 / UNIT, LARGEST = 65535, IP4_HEADER = 20, IP6_HEADER = 40 };

static const int64_t GIVEN_UP_AFTER = 60 * NS_PER_S;

struct datagram_key {
	struct address src, dst;
	uint32_t id;
	uint8_t protocol, size;
	uint8_t unused[2];
};

struct datagram {
	struct datagram_key key;
	struct datagram *older, *newer;
	int64_t began;
	uint32_t total;          /* bytes; 0: the last fragment has not come */
	uint32_t units;          /* of eight bytes that are there */
	uint8_t *data;
	uint32_t room;
	uint64_t there[UNITS / 64];
};

static const struct dissect_options plain = {.numeric = true};

struct datagrams *datagrams_new(void)
{
	struct datagrams *d = calloc(1, sizeof *d);
	if (!d || !(d->dissection = dissection_new(&plain, NULL))) {
		free(d);
		return NULL;
	}
	table_init(&d->index, sizeof(struct datagram_key), sizeof(struct datagram *), 0);
	dissection_note_headers(d->dissection, &d->inner);
	return d;
}

static void drop(struct datagrams *d, struct datagram *g)
{
	*(g->older ? &g->older->newer : &d->oldest) = g->newer;
	*(g->newer ? &g->newer->older : &d->newest) = g->older;
	table_remove(&d->index, &g->key);
	d->memory -= g->room + sizeof *g;
	free(g->data);
	free(g);
}

void datagrams_free(struct datagrams *d)
{
	if (!d)
		return;
	while (d->oldest)
		drop(d, d->oldest);
	table_free(&d->index);
	dissection_free(d->dissection);
	text_free(&d->data);
	tape_free(&d->tape);
	free(d);
}

static void give_up_old(struct datagrams *d, int64_t now)
{
	while (d->oldest && (now - d->oldest->began > GIVEN_UP_AFTER || d->index.count > LIMIT_DATAGRAMS ||
		d->memory > LIMIT_DATAGRAM_MEMORY)) {
		d->given_up++;
		drop(d, d->oldest);
	}
}

static struct datagram *find(struct datagrams *d, const struct ip_view *ip, int64_t now)
{
	struct datagram_key key = {ip->src, ip->dst, ip->id, ip->protocol, ip->size, {0}};
	bool fresh;
	struct datagram **slot = table_add(&d->index, &key, &fresh);
	if (!slot || !fresh)
		return slot ? *slot : NULL;
	*slot = calloc(1, sizeof **slot);
	if (!*slot) {
		table_remove(&d->index, &key);
		return NULL;
	}
	struct datagram *g = *slot;
	g->key = key;
	g->began = now;
	g->older = d->newest;
	*(d->newest ? &d->newest->newer : &d->oldest) = g;
	d->newest = g;
	d->memory += sizeof *g;
	return g;
}

static bool make_room(struct datagrams *d, struct datagram *g, uint32_t end)
{
	if (end <= g->room)
		return true;
	uint32_t room = end * 2 < LARGEST + UNIT ? end * 2 : LARGEST + UNIT;
	uint8_t *more = realloc(g->data, room);
	if (!more)
		return false;
	d->memory += room - g->room;
	g->data = more;
	g->room = room;
	return true;
}

/* Copies the units that are not there yet. */
static void fill(struct datagram *g, const struct ip_view *ip)
{
	for (uint32_t at = 0; at < ip->payload_length; at += UNIT) {
		uint32_t unit = (ip->offset + at) / UNIT, n = ip->payload_length - at;
		if (g->there[unit / 64] >> unit % 64 & 1)
			continue;
		g->there[unit / 64] |= UINT64_C(1) << unit % 64;
		g->units++;
		memcpy(g->data + ip->offset + at, ip->payload + at, n < UNIT ? n : UNIT);
	}
}

/* The datagram when this fragment completes it. */
static struct datagram *add(struct datagrams *d, const struct ip_view *ip, int64_t now)
{
	uint32_t end = ip->offset + ip->payload_length;
	if (ip->payload_captured < ip->payload_length || !ip->payload_length || end > LARGEST ||
		(ip->more && ip->payload_length % UNIT))
		return NULL;
	give_up_old(d, now);
	struct datagram *g = find(d, ip, now);
	if (!g || !make_room(d, g, end))
		return NULL;
	if (!ip->more && !g->total)
		g->total = end;
	fill(g, ip);
	return g->total && g->units == (g->total + UNIT - 1) / UNIT ? g : NULL;
}

/* The whole as a packet of its own: the last fragment's header with the lengths of the whole. */
static void as_packet(struct datagrams *d, const struct datagram *g, const uint8_t *header, const struct ip_view *ip)
{
	uint8_t h[IP6_HEADER];
	uint32_t n = ip->size == ADDRESS_IP4 ? IP4_HEADER : IP6_HEADER;
	memcpy(h, header, n);
	if (ip->size == ADDRESS_IP4) {
		h[0] = 0x45;
		put_be16(h + 2, (uint16_t)(g->total + n <= LARGEST ? g->total + n : 0));
		put_be16(h + 6, 0);
	} else {
		put_be16(h + 4, (uint16_t)g->total);
		h[6] = ip->protocol;
	}
	text_reset(&d->data);
	text_bytes(&d->data, h, n);
	text_bytes(&d->data, g->data, g->total);
}

static void merge(struct datagrams *d, const struct packet *p)
{
	d->packet = *p;
	d->packet.data = (const uint8_t *)d->data.data;
	d->packet.caplen = d->packet.len = (uint32_t)d->data.len;
	d->packet.linktype = LINKTYPE_RAW;
	d->completed = !d->data.failed;
	if (!d->completed)
		return;
	dissect_packet(d->dissection, &d->packet, NULL, d->fields ? &d->tape : NULL);
	for (uint32_t i = 1; i < d->inner.count && d->merged.count < LIMIT_HEADERS; i++)
		d->merged.list[d->merged.count++] = d->inner.list[i];
}

/* Could this be a fragment? Looked at for each packet, so as little as tells. */
static bool may_be_fragment(const struct packet_header *h)
{
	if (h->kind == HEADER_IP4)
		return h->captured >= IP4_HEADER && be16(h->data + 6) & 0x3fff;
	return h->kind == HEADER_IP6 && h->captured >= IP6_HEADER &&
	       (h->data[6] == 44 || h->data[6] == 0 || h->data[6] == 43 || h->data[6] == 60);
}

uint32_t datagrams_inner_mark(const struct datagrams *d)
{
	const struct mark *marks = d->tape.marks;
	bool behind = false;
	for (uint32_t i = 0; i < d->tape.count; i++) {
		if (marks[i].depth)
			continue;
		if (behind)
			return i;
		behind = !strcmp(marks[i].field->name, "ip") || !strcmp(marks[i].field->name, "ipv6");
	}
	return d->tape.count;
}

const struct packet_headers *datagrams_packet(
	struct datagrams *d, const struct packet *p, const struct packet_headers *h)
{
	struct ip_view ip;
	d->completed = d->fragment = false;
	for (uint32_t i = 0; i < h->count && !h->list[i].quoted; i++) {
		if (!may_be_fragment(&h->list[i]) || !view_ip(&ip, &h->list[i]) || !ip.fragment)
			continue;
		d->fragment = true;
		d->merged = *h;
		d->merged.count = i + 1;
		struct datagram *g = add(d, &ip, p->time);
		if (!g)
			return &d->merged;
		as_packet(d, g, h->list[i].data, &ip);
		drop(d, g);
		d->whole++;
		merge(d, p);
		return &d->merged;
	}
	return h;
}
