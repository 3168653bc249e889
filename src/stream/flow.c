#include "stream/flow.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/bytes.h"
#include "stream/limits.h"
#include "stream/tcp_analysis.h"

static const struct {
	const char *word, *title;
	uint8_t header; /* enum header_kind */
} kinds[FLOW_KINDS] = {
	[FLOW_ETHER] = {"eth", "Ethernet", HEADER_ETHER}, [FLOW_IP4] = {"ip", "IPv4", HEADER_IP4},
	[FLOW_IP6] = {"ipv6", "IPv6", HEADER_IP6},        [FLOW_TCP] = {"tcp", "TCP", HEADER_TCP},
	[FLOW_UDP] = {"udp", "UDP", HEADER_UDP},          [FLOW_SCTP] = {"sctp", "SCTP", HEADER_SCTP},
};

enum flow_kind flow_kind_named(const char *word)
{
	enum flow_kind k = 0;
	while (k < FLOW_KINDS && strcmp(kinds[k].word, word))
		k++;
	return k;
}

const char *flow_kind_word(enum flow_kind kind)
{
	return kinds[kind].word;
}

const char *flow_kind_title(enum flow_kind kind)
{
	return kinds[kind].title;
}

const char *flow_state_word(enum flow_state state)
{
	static const char *const words[] = {
		"open", "SYN sent", "SYN received", "established", "closing", "closed", "reset"};
	return words[state];
}

void flow_address_text(struct text *t, const struct flow_key *k, unsigned end)
{
	const uint8_t *a = k->address[end].bytes;
	if (k->kind == FLOW_ETHER)
		text_mac(t, a, ADDRESS_MAC);
	else if (k->ip6)
		text_ip6(t, a);
	else
		text_ip4(t, be32(a));
}

void flow_end_text(struct text *t, const struct flow_key *k, unsigned end)
{
	if (k->kind < FLOW_TCP) {
		flow_address_text(t, k, end);
		return;
	}
	if (k->ip6)
		text_c(t, '[');
	flow_address_text(t, k, end);
	if (k->ip6)
		text_c(t, ']');
	text_c(t, ':');
	text_u(t, k->port[end]);
}

void flows_init(struct flows *f, enum flow_kind kind, size_t limit)
{
	*f = (struct flows){.kind = kind, .limit = limit ? limit : LIMIT_FLOWS};
	if (getrandom(&f->seed, sizeof f->seed, GRND_NONBLOCK) != sizeof f->seed)
		f->seed = (uint64_t)(uintptr_t)f * UINT64_C(0x9e3779b97f4a7c15);
}

void flows_free(struct flows *f)
{
	for (size_t i = 0; i < f->count && f->analyze; i++)
		tcp_analysis_end(flows_at(f, i)->tcp);
	for (size_t i = 0; i * FLOW_CHUNK < f->count; i++) {
		free(f->chunks[i]);
		if (f->analyses)
			free(f->analyses[i]);
	}
	free(f->chunks);
	free(f->analyses);
	free(f->slots);
	*f = (struct flows){0};
}

/* ---- The index: eight bytes a slot; keys stand in the flows */

struct flow_slot {
	uint32_t hash;
	uint32_t place; /* position + 1; 0: free */
};

enum { FIRST_SLOTS = 64 };

static uint32_t hash_of(const struct flows *f, const struct flow_key *k)
{
	uint64_t words[sizeof *k / 8], h = f->seed;
	_Static_assert(sizeof words == sizeof *k, "a flow key is whole words");
	memcpy(words, k, sizeof words);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		__uint128_t m = (__uint128_t)(h ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
		h = (uint64_t)m ^ (uint64_t)(m >> 64);
	}
	return (uint32_t)(h ^ h >> 32);
}

/* The slot of the key, or the free one where it would go. */
static struct flow_slot *probe(const struct flows *f, const struct flow_key *k, uint32_t hash)
{
	for (size_t i = hash;; i++) {
		struct flow_slot *s = &f->slots[i & (f->slot_count - 1)];
		if (!s->place || (s->hash == hash && !memcmp(&flows_at(f, s->place - 1)->key, k, sizeof *k)))
			return s;
	}
}

static struct flow *lookup(const struct flows *f, const struct flow_key *k, uint32_t hash)
{
	struct flow_slot *s = f->slots ? probe(f, k, hash) : NULL;
	return s && s->place ? flows_at(f, s->place - 1) : NULL;
}

static bool grow(struct flows *f)
{
	size_t n = f->slot_count ? f->slot_count * 2 : FIRST_SLOTS;
	struct flow_slot *more = calloc(n, sizeof *more);
	if (!more)
		return false;
	for (size_t i = 0; i < f->slot_count; i++) {
		if (!f->slots[i].place)
			continue;
		size_t at = f->slots[i].hash;
		while (more[at & (n - 1)].place)
			at++;
		more[at & (n - 1)] = f->slots[i];
	}
	free(f->slots);
	f->slots = more;
	f->slot_count = n;
	return true;
}

/* From now on the key leads to this position. */
static bool insert(struct flows *f, const struct flow_key *k, uint32_t hash, size_t position)
{
	if (f->slots_used * 4 >= f->slot_count * 3 && !grow(f))
		return false;
	struct flow_slot *s = probe(f, k, hash);
	f->slots_used += !s->place;
	*s = (struct flow_slot){hash, (uint32_t)position + 1};
	return true;
}

/* Closes the gap: entries behind it that would no longer be found move up. */
static void forget(struct flows *f, const struct flow *w, size_t position)
{
	size_t mask = f->slot_count - 1;
	struct flow_slot *s = probe(f, &w->key, hash_of(f, &w->key));
	if (s->place != position + 1)
		return; /* a newer flow has the key */
	size_t gap = (size_t)(s - f->slots);
	for (size_t i = (gap + 1) & mask; f->slots[i].place; i = (i + 1) & mask) {
		size_t home = f->slots[i].hash & mask;
		if (((i - home) & mask) >= ((i - gap) & mask)) {
			f->slots[gap] = f->slots[i];
			gap = i;
		}
	}
	f->slots[gap] = (struct flow_slot){0};
	f->slots_used--;
}

/* ---- Which flow */

/* Returns the end that sent. */
static unsigned make_key(struct flow_key *k, const struct address *src, const struct address *dst,
	uint16_t sport, uint16_t dport)
{
	int order = memcmp(src, dst, sizeof *src);
	unsigned from = order > 0 || (order == 0 && sport > dport);
	k->address[from] = *src;
	k->address[!from] = *dst;
	k->port[from] = sport;
	k->port[!from] = dport;
	return from;
}

/* The flow idle longest, as the hand sees it: busy ones get a second chance. Its place is taken. */
static size_t evict(struct flows *f)
{
	for (;; f->hand++) {
		size_t i = f->hand % f->count;
		struct flow *w = flows_at(f, i);
		if (w->busy) {
			w->busy = false;
			continue;
		}
		for (const struct flow_watcher *o = f->watchers; o; o = o->next)
			o->gone(o->context, w);
		forget(f, w, i);
		f->evicted++;
		f->evicted_packets += w->sent[0].packets + w->sent[1].packets;
		f->evicted_bytes += w->sent[0].bytes + w->sent[1].bytes;
		if (f->analyze)
			tcp_analysis_end(w->tcp);
		f->hand++;
		return i;
	}
}

static bool add_chunk(struct flows *f)
{
	size_t n = f->count / FLOW_CHUNK;
	struct flow **chunks = realloc(f->chunks, (n + 1) * sizeof *chunks);
	f->chunks = chunks ? chunks : f->chunks;
	struct tcp_analysis **analyses = f->analyze ? realloc(f->analyses, (n + 1) * sizeof *analyses) : NULL;
	f->analyses = analyses ? analyses : f->analyses;
	if (!chunks || (f->analyze && !analyses))
		return false;
	chunks[n] = malloc(FLOW_CHUNK * sizeof **chunks);
	if (f->analyze)
		analyses[n] = malloc(FLOW_CHUNK * sizeof **analyses);
	if (chunks[n] && (!f->analyze || analyses[n]))
		return true;
	free(chunks[n]);
	if (f->analyze)
		free(analyses[n]);
	return false;
}

/* A place for one more flow; SIZE_MAX: no memory. */
static size_t place(struct flows *f)
{
	if (f->count >= f->limit)
		return evict(f);
	if (f->count % FLOW_CHUNK == 0 && !add_chunk(f))
		return SIZE_MAX;
	return f->count++;
}

static struct flow *begin(struct flows *f, const struct flow_key *k, uint32_t hash, unsigned from)
{
	size_t i = place(f);
	if (i == SIZE_MAX)
		return NULL;
	struct flow *w = flows_at(f, i);
	*w = (struct flow){.key = *k, .id = f->next_id++, .first = (uint8_t)from};
	if (f->analyze) {
		w->tcp = &f->analyses[i / FLOW_CHUNK][i % FLOW_CHUNK];
		tcp_analysis_begin(w->tcp);
	}
	return insert(f, k, hash, i) ? w : NULL;
}

/* A SYN with another sequence number than this end's before: the ports are used again. */
static bool begins_anew(const struct flow *w, unsigned from, const struct tcp_view *t)
{
	return (t->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && w->has_isn[from] && w->isn[from] != t->seq;
}

static struct flow *find(
	struct flows *f, const struct flow_key *k, unsigned from, const struct tcp_view *tcp, bool *fresh)
{
	uint32_t hash = hash_of(f, k);
	struct flow *w = lookup(f, k, hash);
	*fresh = !w || (tcp && begins_anew(w, from, tcp));
	return *fresh ? begin(f, k, hash, from) : w;
}

/* ---- What a packet does to it */

static void tcp_state(struct flow *w, unsigned from, const struct tcp_view *t)
{
	bool ack = t->flags & TCP_ACK;
	if (t->flags & TCP_SYN) {
		w->has_isn[from] = true;
		w->isn[from] = t->seq;
	}
	if (t->flags & TCP_SYN && !ack) {
		w->state = FLOW_SYN_SENT;
		w->first = (uint8_t)from;
	} else if (t->flags & TCP_SYN) {
		if (w->state == FLOW_OPEN)
			w->first = !from;
		if (w->state < FLOW_ESTABLISHED)
			w->state = FLOW_SYN_RECEIVED;
	} else if (ack && w->state == FLOW_SYN_RECEIVED && from == w->first) {
		w->state = FLOW_ESTABLISHED;
	}
	if (t->flags & TCP_RST) {
		w->state = FLOW_RESET;
	} else if (t->flags & TCP_FIN) {
		w->fin[from] = true;
		if (w->state != FLOW_RESET)
			w->state = w->fin[!from] ? FLOW_CLOSED : FLOW_CLOSING;
	}
}

static void count(struct flows *f, struct flow *w, unsigned from, const struct packet *p, uint64_t number, bool fresh)
{
	if (fresh) {
		w->began = w->ended = p->time;
		w->number = number;
	}
	if (p->time > w->ended)
		w->ended = p->time;
	if (p->time < w->began)
		w->began = p->time;
	w->busy = true;
	w->sent[from].packets++;
	w->sent[from].bytes += p->len;
	f->packets++;
	f->bytes += p->len;
}

/* ---- A packet's headers */

struct around {
	struct ip_view ip;
	bool has_ip;
	uint16_t vlan;
	uint8_t depth;
};

/* Notes what stands around the headers that follow. */
static void look(struct around *a, const struct packet_header *h)
{
	if (h->kind == HEADER_VLAN)
		a->vlan = (uint16_t)view_vlan(h);
	if (h->kind != HEADER_IP4 && h->kind != HEADER_IP6)
		return;
	a->has_ip = view_ip(&a->ip, h);
	a->depth++;
}

static bool ends(enum flow_kind kind, const struct packet_header *h, const struct around *a,
	struct flow_key *k, unsigned *from, struct tcp_view *tcp)
{
	struct udp_view u;
	struct address src, dst;
	*k = (struct flow_key){.kind = (uint8_t)kind, .ip6 = a->has_ip && a->ip.size == ADDRESS_IP6};
	switch (kind) {
	case FLOW_ETHER:
		k->ip6 = 0;
		if (!view_ether(&src, &dst, h))
			return false;
		*from = make_key(k, &src, &dst, 0, 0);
		return true;
	case FLOW_IP4:
	case FLOW_IP6:
		if (a->has_ip)
			*from = make_key(k, &a->ip.src, &a->ip.dst, 0, 0);
		return a->has_ip;
	case FLOW_TCP:
		if (!a->has_ip || !view_tcp(tcp, h))
			return false;
		*from = make_key(k, &a->ip.src, &a->ip.dst, tcp->sport, tcp->dport);
		return true;
	default:
		if (!a->has_ip || !(kind == FLOW_UDP ? view_udp(&u, h) : view_sctp(&u, h)))
			return false;
		*from = make_key(k, &a->ip.src, &a->ip.dst, u.sport, u.dport);
		return true;
	}
}

static int hit(struct flows *f, const struct packet *p, uint64_t number, const struct packet_header *h,
	const struct around *a)
{
	struct flow_key k;
	struct tcp_view tcp;
	unsigned from;
	bool fresh;
	if (!ends(f->kind, h, a, &k, &from, &tcp))
		return 0;
	if (f->separate) {
		k.vlan = a->vlan;
		k.depth = a->depth & 0x7f;
	}
	struct flow *w = find(f, &k, from, f->kind == FLOW_TCP ? &tcp : NULL, &fresh);
	if (!w)
		return -ENOMEM;
	int64_t since_first = fresh ? 0 : p->time - w->began, since_last = fresh ? 0 : p->time - w->ended;
	count(f, w, from, p, number, fresh);
	if (f->kind == FLOW_TCP)
		tcp_state(w, from, &tcp);
	else if (w->sent[0].packets && w->sent[1].packets)
		w->state = FLOW_ESTABLISHED;
	if (w->tcp)
		tcp_analyze(w->tcp, from, &tcp, p->time);
	f->hits[f->hit_count++] = (struct flow_hit){w, from, fresh, h, a->ip, since_first, since_last};
	return 0;
}

int flows_packet(struct flows *f, const struct packet *p, uint64_t number, const struct packet_headers *h)
{
	struct around a = {0};
	f->hit_count = 0;
	for (uint32_t i = 0; i < h->count && f->hit_count < FLOW_HITS; i++) {
		const struct packet_header *e = &h->list[i];
		if (e->quoted)
			break;
		look(&a, e);
		if (e->kind == kinds[f->kind].header && hit(f, p, number, e, &a) < 0)
			return -ENOMEM;
	}
	return 0;
}

bool flow_ends(enum flow_kind kind, const struct packet_headers *h, struct flow_key *k, unsigned *from)
{
	struct around a = {0};
	struct flow_key one;
	struct tcp_view tcp;
	bool there = false;
	for (uint32_t i = 0; i < h->count && !h->list[i].quoted; i++) {
		look(&a, &h->list[i]);
		if (h->list[i].kind != kinds[kind].header || !ends(kind, &h->list[i], &a, &one, from, &tcp))
			continue;
		*k = one;
		there = true;
	}
	return there;
}
