/* Network and transport: host, net, port, proto and the protocol words. */
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "filter/lower.h"
#include "filter/optimize.h"

struct cond *lower_first_fragment(struct lower *l)
{
	return ir_not(l->ir, ir_test(l->ir, BPF_JSET, net_load(l, 6, 2), 0x1fff));
}

static struct cond *either(struct lower *l, const struct qualifiers *q, struct cond *src, struct cond *dst)
{
	if (q->direction == WORD_SRC)
		return src;
	if (q->direction == WORD_DST)
		return dst;
	return q->and_direction ? ir_and(l->ir, src, dst) : ir_or(l->ir, src, dst);
}

/* The IPv4 word at k is one of the hosts. */
static struct cond *ip4_at(struct lower *l, uint32_t k, const struct host *h, uint32_t count)
{
	struct ir *ir = l->ir;
	const struct value *v = net_load(l, k, 4);
	struct set *set;

	if (count == 1)
		return ir_masked(ir, v, h->mask, h->ip4);
	set = arena_new(ir->arena, struct set);
	if (set)
		set->ranges = arena_array(ir->arena, struct range, count);
	if (!set || !set->ranges) {
		ir->failed = true;
		return ir->no;
	}
	struct cond *odd = ir->no;
	for (uint32_t i = 0; i < count; i++) {
		if (((~h[i].mask + 1) & ~h[i].mask) == 0)
			set->ranges[set->count++] = (struct range){h[i].ip4, h[i].ip4 | ~h[i].mask};
		else
			odd = ir_or(ir, odd, ir_masked(ir, v, h[i].mask, h[i].ip4));
	}
	if (!set->count)
		return odd;
	set->count = set_normalize(set->ranges, set->count);
	if (set->count == 1 && set->ranges[0].high - set->ranges[0].low == UINT32_MAX)
		return ir->yes;
	return ir_or(ir, ir_set(ir, v, set), odd);
}

static uint32_t word_mask(const struct host *h, unsigned word)
{
	unsigned bits = h->prefix > word * 32 ? h->prefix - word * 32u : 0;

	return bits >= 32 ? UINT32_MAX : bits ? UINT32_MAX << (32 - bits) : 0;
}

static struct cond *ip6_one(struct lower *l, uint32_t k, const struct host *h)
{
	struct cond *all = l->ir->yes;

	for (unsigned i = 0; i < 4; i++) {
		uint32_t mask = word_mask(h, i);
		if (mask)
			all = ir_and(l->ir, all,
				ir_masked(
					l->ir, net_load(l, k + i * 4, 4), mask, be32(h->ip6_bytes + i * 4)));
	}
	return all;
}

/* Hosts first..last, sorted, none inside another, equal in the words before `word`. */
static struct cond *ip6_words(
	struct lower *l, uint32_t k, unsigned word, const struct host *h, uint32_t count)
{
	struct ir *ir = l->ir;
	const struct value *v = net_load(l, k + word * 4, 4);
	uint32_t at = word * 4;

	if (word == 4 || !word_mask(h, word))
		return ir->yes;
	uint32_t low = be32(h->ip6_bytes + at), high = be32(h[count - 1].ip6_bytes + at);
	if (low == high && word_mask(h, word) == word_mask(&h[count - 1], word))
		return ir_and(
			ir, ir_masked(ir, v, word_mask(h, word), low), ip6_words(l, k, word + 1, h, count));
	/* last word of all: a set */
	bool leaf = true;
	for (uint32_t i = 0; i < count && leaf; i++)
		leaf = h[i].prefix <= at * 8 + 32;
	if (leaf) {
		struct set *set = arena_new(ir->arena, struct set);
		if (set)
			set->ranges = arena_array(ir->arena, struct range, count);
		if (!set || !set->ranges) {
			ir->failed = true;
			return ir->no;
		}
		for (uint32_t i = 0; i < count; i++) {
			uint32_t w = be32(h[i].ip6_bytes + at);
			set->ranges[i] = (struct range){w, w | ~word_mask(&h[i], word)};
		}
		set->count = set_normalize(set->ranges, count);
		return ir_set(ir, v, set);
	}
	/* split where the word changes, near the middle */
	uint32_t split = count / 2;
	while (split && be32(h[split].ip6_bytes + at) == be32(h[split - 1].ip6_bytes + at))
		split--;
	for (split = split ? split : count / 2;
		split < count && be32(h[split].ip6_bytes + at) == be32(h[split - 1].ip6_bytes + at); split++)
		;
	return ir_if(ir, ir_test(ir, BPF_JGE, v, be32(h[split].ip6_bytes + at)),
		ip6_words(l, k, word, h + split, count - split), ip6_words(l, k, word, h, split));
}

static int by_address(const void *a, const void *b)
{
	const struct host *x = a, *y = b;
	int order = memcmp(x->ip6_bytes, y->ip6_bytes, 16);

	return order ? order : x->prefix < y->prefix ? -1 : x->prefix > y->prefix;
}

static bool inside(const struct host *net, const struct host *h)
{
	for (unsigned i = 0; i < 4; i++)
		if ((be32(net->ip6_bytes + i * 4) ^ be32(h->ip6_bytes + i * 4)) & word_mask(net, i))
			return false;
	return true;
}

/* Past this count IPv6 hosts are a decision tree; below, one after the other is shorter. */
#define IP6_TREE 4

/* As one test, for a table. */
static struct cond *ip6_networks(struct lower *l, uint32_t k, const struct host *h, uint32_t count)
{
	struct networks *n = arena_new(l->ir->arena, struct networks);
	if (n)
		n->at = arena_array(l->ir->arena, struct ebpf_prefix, count);
	if (!n || !n->at) {
		l->ir->failed = true;
		return l->ir->no;
	}
	n->first = net_load(l, k, 4);
	n->count = count;
	for (uint32_t i = 0; i < count; i++) {
		memcpy(n->at[i].address, h[i].ip6_bytes, sizeof n->at[i].address);
		n->at[i].len = h[i].prefix;
	}
	return ir_networks(l->ir, n);
}

static struct cond *ip6_at(struct lower *l, uint32_t k, const struct host *h, uint32_t count)
{
	struct cond *any = l->ir->no;

	if (count > IP6_TREE && l->ir->variant & VARIANT_TABLES)
		return ip6_networks(l, k, h, count);

	if (count > IP6_TREE) {
		struct host *sorted = arena_array(l->ir->arena, struct host, count);
		uint32_t kept = 0;
		if (!sorted) {
			l->ir->failed = true;
			return any;
		}
		memcpy(sorted, h, count * sizeof *h);
		qsort(sorted, count, sizeof *sorted, by_address);
		for (uint32_t i = 1; i < count; i++)
			if (!inside(&sorted[kept], &sorted[i]))
				sorted[++kept] = sorted[i];
		return ip6_words(l, k, 0, sorted, kept + 1);
	}
	for (uint32_t i = 0; i < count; i++)
		any = ir_or(l->ir, any, ip6_one(l, k, &h[i]));
	return any;
}

typedef struct cond *at_function(struct lower *l, uint32_t k, const struct host *h, uint32_t count);

/* src and dst of one host belong together where both are asked for, and where -O shows each host for itself.
 */
static struct cond *addresses(struct lower *l, const struct qualifiers *q, at_function *at, uint32_t src,
	uint32_t dst, const struct host *h, uint32_t count)
{
	struct cond *any = l->ir->no;

	if (!q->and_direction && l->ir->fold && (count == 1 || !ir_variant(l->ir, VARIANT_NO_GROUPS)))
		return either(l, q, at(l, src, h, count), at(l, dst, h, count));
	for (uint32_t i = 0; i < count; i++)
		any = ir_or(l->ir, any, either(l, q, at(l, src, h + i, 1), at(l, dst, h + i, 1)));
	return any;
}

static struct cond *ip4_hosts(
	struct lower *l, const struct qualifiers *q, const struct host *h, uint32_t count)
{
	static const struct {
		enum word word;
		uint32_t type, src, dst;
	} families[] = {{WORD_IP, ETHERTYPE_IP, 12, 16}, {WORD_ARP, ETHERTYPE_ARP, 14, 24},
		{WORD_RARP, ETHERTYPE_RARP, 14, 24}};
	struct ir *ir = l->ir;
	struct cond *any = ir->no;

	for (unsigned i = 0; i < 3; i++) {
		if (q->protocol != families[i].word && (q->protocol != WORD_NONE || (i && l->labels)))
			continue;
		struct cond *type = lower_ethertype(l, families[i].type);
		if (type == ir->no)
			continue;
		any = ir_or(ir, any,
			ir_and(ir, type,
				addresses(l, q, ip4_at, families[i].src, families[i].dst, h, count)));
	}
	return any;
}

static bool wants_ip4(const struct qualifiers *q)
{
	return q->protocol != WORD_IP6;
}

static bool wants_ip6(const struct qualifiers *q)
{
	return q->protocol == WORD_NONE || q->protocol == WORD_IP6;
}

/* A name may have addresses of both families; one that the qualifier takes is enough. */
static bool family_fits(const struct ast *n)
{
	for (uint32_t i = 0; i < n->resolved.count; i++)
		if (n->resolved.hosts[i].ip6 ? wants_ip6(&n->q) : wants_ip4(&n->q))
			return true;
	return false;
}

static struct cond *hosts(struct lower *l, const struct qualifiers *q, struct host *h, uint32_t count)
{
	struct ir *ir = l->ir;
	uint32_t four = 0;
	struct host *sorted = arena_array(ir->arena, struct host, count ? count : 1);
	struct cond *any = ir->no;

	if (!sorted) {
		ir->failed = true;
		return any;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!h[i].ip6)
			sorted[four++] = h[i];
	uint32_t six = four;
	for (uint32_t i = 0; i < count; i++)
		if (h[i].ip6)
			sorted[six++] = h[i];
	if (four && wants_ip4(q))
		any = ip4_hosts(l, q, sorted, four);
	if (six > four && wants_ip6(q))
		any = ir_or(ir, any,
			ir_and(ir, lower_ethertype(l, ETHERTYPE_IP6),
				addresses(l, q, ip6_at, 8, 24, sorted + four, six - four)));
	return any;
}

/* DECnet routing headers: short and long format, each also behind a pad byte. */
static struct cond *decnet_side(struct lower *l, uint32_t address, uint32_t short_k, uint32_t long_k)
{
	struct ir *ir = l->ir;
	uint32_t swapped = (address & 0xff) << 8 | (address >> 8 & 0xff);
	struct cond *any = ir->no;

	for (unsigned form = 0; form < 2; form++) {
		uint32_t flags = form ? 0x06 : 0x02, k = form ? long_k : short_k;
		any = ir_or(ir, any,
			ir_and(ir, ir_masked(ir, net_load(l, 2, 1), 0x07, flags),
				ir_test(ir, BPF_JEQ, net_load(l, k, 2), swapped)));
		any = ir_or(ir, any,
			ir_and(ir, ir_masked(ir, net_load(l, 2, 2), 0xff07, 0x8100 | flags),
				ir_test(ir, BPF_JEQ, net_load(l, k + 1, 2), swapped)));
	}
	return any;
}

static struct cond *decnet(struct lower *l, const struct ast *n)
{
	struct cond *src = decnet_side(l, n->resolved.low, 5, 17),
		    *dst = decnet_side(l, n->resolved.low, 3, 9);

	return ir_and(l->ir, lower_ethertype(l, ETHERTYPE_DECNET), either(l, &n->q, src, dst));
}

static struct cond *next_header_is(struct lower *l, const struct value *type, struct place p, const void *what)
{
	const uint32_t *protocol = what;

	(void)p;
	return ir_test(l->ir, BPF_JEQ, type, *protocol);
}

struct cond *lower_ip_protocol(struct lower *l, enum word family, uint32_t protocol)
{
	struct ir *ir = l->ir;

	if (family == WORD_IP)
		return ir_and(ir, lower_ethertype(l, ETHERTYPE_IP),
			ir_test(ir, BPF_JEQ, net_load(l, 9, 1), protocol));
	if (l->o->deep) {
		struct lower_transport t = {.at = next_header_is, .what = &protocol};
		return ir_and(ir, lower_ethertype(l, ETHERTYPE_IP6), lower_deep_ip6(l, &t));
	}
	struct cond *behind = ir_and(ir, ir_test(ir, BPF_JEQ, net_load(l, 6, 1), 44),
		ir_test(ir, BPF_JEQ, net_load(l, 40, 1), protocol));
	return ir_and(ir, lower_ethertype(l, ETHERTYPE_IP6),
		ir_or(ir, ir_test(ir, BPF_JEQ, net_load(l, 6, 1), protocol), behind));
}

static struct cond *both_ip(struct lower *l, uint32_t protocol)
{
	return ir_or(
		l->ir, lower_ip_protocol(l, WORD_IP, protocol), lower_ip_protocol(l, WORD_IP6, protocol));
}

/* IS-IS PDU types of a word, 0 at the end. */
static const uint8_t *isis_types(enum word w)
{
	static const uint8_t types[][6] = {{26, 24, 18, 15, 17}, {26, 25, 20, 16, 17}, {15, 16, 17}, {18, 20},
		{24, 25, 26, 27}, {24, 25}, {26, 27}};

	return types[w - WORD_L1];
}

/* Level 1: hello 15, LSP 18, CSNP 24, PSNP 26; level 2: 16, 20, 25, 27; point-to-point hello 17. */
static struct cond *isis_word(struct lower *l, enum word w)
{
	struct ir *ir = l->ir;
	struct cond *any = ir->no;
	static const uint8_t level2[] = {27, 25, 20, 16, 17, 0};

	for (const uint8_t *t = w == WORD_L2 ? level2 : isis_types(w); *t; t++)
		any = ir_or(
			ir, any, ir_test(ir, BPF_JEQ, place_load(l, l->payload, l->nl_nosnap + 4, 1), *t));
	return any;
}

static struct cond *iso_protocol(struct lower *l, uint32_t protocol)
{
	struct ir *ir = l->ir;

	if (l->kind == LINK_FRELAY)
		return ir_test(ir, BPF_JEQ, place_load(l, l->payload, 2, 2), 0x0300 | protocol);
	uint32_t k = l->kind == LINK_CHDLC ? l->nl_nosnap + 1 : l->nl_nosnap;
	return ir_and(ir, lower_ethertype(l, SAP_ISO),
		ir_test(ir, BPF_JEQ, place_load(l, l->payload, k, 1), protocol));
}

struct cond *lower_protocol_word(struct lower *l, enum word w, uint32_t at)
{
	switch (w) {
	case WORD_IP:
		return lower_ethertype(l, ETHERTYPE_IP);
	case WORD_IP6:
		return lower_ethertype(l, ETHERTYPE_IP6);
	case WORD_ARP:
		return lower_ethertype(l, ETHERTYPE_ARP);
	case WORD_RARP:
		return lower_ethertype(l, ETHERTYPE_RARP);
	case WORD_ATALK:
		return lower_ethertype(l, ETHERTYPE_ATALK);
	case WORD_AARP:
		return lower_ethertype(l, ETHERTYPE_AARP);
	case WORD_DECNET:
		return lower_ethertype(l, ETHERTYPE_DECNET);
	case WORD_LAT:
		return lower_ethertype(l, ETHERTYPE_LAT);
	case WORD_SCA:
		return lower_ethertype(l, ETHERTYPE_SCA);
	case WORD_MOPDL:
		return lower_ethertype(l, ETHERTYPE_MOPDL);
	case WORD_MOPRC:
		return lower_ethertype(l, ETHERTYPE_MOPRC);
	case WORD_ISO:
		return lower_ethertype(l, SAP_ISO);
	case WORD_STP:
		return lower_ethertype(l, SAP_STP);
	case WORD_IPX:
		return lower_ethertype(l, SAP_IPX);
	case WORD_NETBEUI:
		return lower_ethertype(l, SAP_NETBEUI);
	case WORD_TCP:
		return both_ip(l, 6);
	case WORD_UDP:
		return both_ip(l, 17);
	case WORD_SCTP:
		return both_ip(l, 132);
	case WORD_PIM:
		return both_ip(l, 103);
	case WORD_AH:
		return both_ip(l, 51);
	case WORD_ESP:
		return both_ip(l, 50);
	case WORD_ICMP:
		return lower_ip_protocol(l, WORD_IP, 1);
	case WORD_IGMP:
		return lower_ip_protocol(l, WORD_IP, 2);
	case WORD_IGRP:
		return lower_ip_protocol(l, WORD_IP, 9);
	case WORD_VRRP:
	case WORD_CARP:
		return lower_ip_protocol(l, WORD_IP, 112);
	case WORD_ICMP6:
		return lower_ip_protocol(l, WORD_IP6, 58);
	case WORD_CLNP:
		return iso_protocol(l, 0x81);
	case WORD_ESIS:
		return iso_protocol(l, 0x82);
	case WORD_ISIS:
		return iso_protocol(l, 0x83);
	case WORD_L1:
	case WORD_L2:
	case WORD_IIH:
	case WORD_LSP:
	case WORD_SNP:
	case WORD_CSNP:
	case WORD_PSNP:
		return ir_and(l->ir, iso_protocol(l, 0x83), isis_word(l, w));
	case WORD_LINK:
		return lower_fail(l, at, "link layer applied in wrong context");
	case WORD_RADIO:
		return lower_fail(l, at, "'radio' is not a valid protocol type");
	default:
		return lower_fail(l, at, "syntax error: '%s' is not a protocol", word_text(w));
	}
}

/* One port field is inside the range. */
static struct cond *port_at(struct lower *l, const struct value *v, struct range r)
{
	struct ir *ir = l->ir;

	if (r.low == r.high)
		return ir_test(ir, BPF_JEQ, v, r.low);
	return ir_and(ir, ir_test(ir, BPF_JGE, v, r.low), ir_not(ir, ir_test(ir, BPF_JGT, v, r.high)));
}

static struct cond *ports_at(struct lower *l, const struct value *v, const struct range *r, uint32_t count)
{
	struct ir *ir = l->ir;
	struct set *set;

	if (count == 1)
		return port_at(l, v, *r);
	set = arena_new(ir->arena, struct set);
	if (set)
		set->ranges = arena_array(ir->arena, struct range, count);
	if (!set || !set->ranges) {
		ir->failed = true;
		return ir->no;
	}
	memcpy(set->ranges, r, count * sizeof *r);
	set->count = set_normalize(set->ranges, count);
	return ir_set(ir, v, set);
}

/* Source and destination port; base: where the transport header starts. */
static struct cond *port_pair(struct lower *l, const struct qualifiers *q, const struct value *base,
	uint32_t k, const struct range *r, uint32_t count)
{
	struct ir *ir = l->ir;
	const struct value *src = ir_load(ir, base, k, 2), *dst = ir_load(ir, base, k + 2, 2);
	struct cond *any = ir->no;

	if (ir->fold && !q->and_direction)
		return either(l, q, ports_at(l, src, r, count), ports_at(l, dst, r, count));
	for (uint32_t i = 0; i < count; i++)
		any = ir_or(ir, any, either(l, q, port_at(l, src, r[i]), port_at(l, dst, r[i])));
	return any;
}

/* The length of the IPv4 header, and what is in front of it where that varies. */
static const struct value *ip4_header(struct lower *l)
{
	struct ir *ir = l->ir;
	struct place net = net_place(l);

	if (!net.base && !l->kernel_offsets)
		return ir_header(ir, net.k);
	const struct value *length =
		ir_binary_k(ir, BPF_LSH, ir_binary_k(ir, BPF_AND, place_load(l, net, 0, 1), 15), 2);
	return net.base ? ir_binary(ir, BPF_ADD, length, net.base) : length;
}

static struct cond *transports(struct lower *l, const struct value *v, enum word protocol)
{
	struct ir *ir = l->ir;

	switch (protocol) {
	case WORD_TCP:
		return ir_test(ir, BPF_JEQ, v, 6);
	case WORD_UDP:
		return ir_test(ir, BPF_JEQ, v, 17);
	case WORD_SCTP:
		return ir_test(ir, BPF_JEQ, v, 132);
	default:
		return ir_or(ir, ir_or(ir, ir_test(ir, BPF_JEQ, v, 132), ir_test(ir, BPF_JEQ, v, 6)),
			ir_test(ir, BPF_JEQ, v, 17));
	}
}

struct port_test {
	const struct qualifiers *q;
	const struct range *r;
	uint32_t count;
};

static struct cond *ports_behind(struct lower *l, const struct value *type, struct place p, const void *what)
{
	const struct port_test *t = what;

	return ir_and(l->ir, transports(l, type, t->q->protocol),
		port_pair(l, t->q, p.base, p.k, t->r, t->count));
}

static struct cond *ports(struct lower *l, const struct qualifiers *q, const struct range *r, uint32_t count)
{
	struct ir *ir = l->ir;
	struct place net = net_place(l);
	bool alike = ir->fold && !net.base && (count > 1 || q->direction == WORD_NONE) && !ir_variant(ir, VARIANT_NO_PIN);
	const struct value *base6 = alike ? ir_pinned(ir, 40) : net.base;
	uint32_t k6 = base6 == net.base ? net.k + 40 : net.k;

	struct port_test test = {q, r, count};
	struct lower_transport deep = {.at = ports_behind, .what = &test, .reads_header = true};
	struct cond *six = l->o->deep ? lower_deep_ip6(l, &deep)
				      : ir_and(ir, transports(l, net_load(l, 6, 1), q->protocol),
						port_pair(l, q, base6, k6, r, count));
	struct cond *four =
		ir_and(ir, ir_and(ir, transports(l, net_load(l, 9, 1), q->protocol), lower_first_fragment(l)),
			port_pair(l, q, ip4_header(l), net.k, r, count));
	return ir_or(ir, ir_and(ir, lower_ethertype(l, ETHERTYPE_IP6), six),
		ir_and(ir, lower_ethertype(l, ETHERTYPE_IP), four));
}

static struct cond *protocol_chain(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct cond *any = ir->no;
	struct place net = net_place(l);

	if (n->q.direction || n->q.or_direction || n->q.and_direction)
		return lower_fail(l, n->at, "'%s' cannot be applied to 'protochain'",
			n->q.direction ? word_text(n->q.direction) : "src or dst");
	if (n->q.protocol != WORD_NONE && n->q.protocol != WORD_IP && n->q.protocol != WORD_IP6)
		return lower_fail(l, n->at, "bad protocol for 'protochain': only ip and ip6 have one");
	if (n->resolved.low > 255)
		return lower_fail(l, n->id->at, "protocol number %u is greater than 255", n->resolved.low);
	if (net.base)
		return lower_fail(l, n->at, "'protochain' not supported with variable length headers");
	for (int six = 0; six < 2; six++) {
		if (n->q.protocol != WORD_NONE && n->q.protocol != (six ? WORD_IP6 : WORD_IP))
			continue;
		struct chain *c = arena_new(ir->arena, struct chain);
		if (!c) {
			ir->failed = true;
			return any;
		}
		*c = (struct chain){
			.base = net.base, .k = net.k, .ip6 = six, .protocol = (uint8_t)n->resolved.low};
		any = ir_or(ir, any,
			ir_and(ir, lower_ethertype(l, six ? ETHERTYPE_IP6 : ETHERTYPE_IP), ir_chain(ir, c)));
	}
	return any;
}

static struct cond *protocol(struct lower *l, const struct ast *n)
{
	uint32_t number = n->resolved.low;

	if (n->q.direction || n->q.or_direction || n->q.and_direction)
		return lower_fail(l, n->at, "'%s' cannot be applied to 'proto'",
			n->q.direction ? word_text(n->q.direction) : "src or dst");
	switch (n->q.protocol) {
	case WORD_NONE:
		return both_ip(l, number);
	case WORD_IP:
		return lower_ip_protocol(l, WORD_IP, number);
	case WORD_IP6:
		return lower_ip_protocol(l, WORD_IP6, number);
	case WORD_LINK:
		return lower_ethertype(l, number);
	case WORD_ISO:
		return iso_protocol(l, number);
	case WORD_ISIS:
		return ir_and(l->ir, iso_protocol(l, 0x83),
			ir_test(l->ir, BPF_JEQ, place_load(l, l->payload, l->nl_nosnap + 4, 1), number));
	default:
		return lower_fail(l, n->at, "'%s proto' is bogus", word_text(n->q.protocol));
	}
}

static bool port_type(const struct ast *n)
{
	return n->q.type == WORD_PORT || n->q.type == WORD_PORTRANGE;
}

/* Port words name their transport: `port 80` any, `port domain` what /etc/services has. */
static struct cond *port_list(struct lower *l, struct ast *const *list, uint32_t count)
{
	struct qualifiers q = list[0]->q;
	struct range *r = arena_array(l->ir->arena, struct range, count);

	if (q.protocol != WORD_NONE && q.protocol != WORD_TCP && q.protocol != WORD_UDP &&
		q.protocol != WORD_SCTP)
		return lower_fail(l, list[0]->at, "illegal qualifier of 'port'");
	if (q.direction > WORD_DST)
		return lower_fail(l, list[0]->at, "'%s' cannot be applied to 'port'", word_text(q.direction));
	if (!r) {
		l->ir->failed = true;
		return l->ir->no;
	}
	for (uint32_t i = 0; i < count; i++)
		r[i] = (struct range){list[i]->resolved.low, list[i]->resolved.high};
	if (!q.protocol && list[0]->resolved.transports == 1u << NAMES_TCP)
		q.protocol = WORD_TCP;
	else if (!q.protocol && list[0]->resolved.transports == 1u << NAMES_UDP)
		q.protocol = WORD_UDP;
	if (q.protocol || !(l->ir->variant & VARIANT_AS_WRITTEN))
		return ports(l, &q, r, count);
	struct cond *any = l->ir->no;
	for (enum word transport = 0; transport < 3; transport++) {
		q.protocol = (enum word[]){WORD_SCTP, WORD_TCP, WORD_UDP}[transport];
		any = ir_or(l->ir, any, ports(l, &q, r, count));
	}
	return any;
}

static struct cond *mac_list(struct lower *l, struct ast *const *list, uint32_t count)
{
	uint8_t(*macs)[6] = arena_alloc(l->ir->arena, (size_t)count * 6);

	if (!macs) {
		l->ir->failed = true;
		return l->ir->no;
	}
	for (uint32_t i = 0; i < count; i++)
		memcpy(macs[i], list[i]->resolved.mac, 6);
	return lower_mac(l, list[0], (const uint8_t(*)[6])macs, count, &list[0]->q);
}

static struct cond *host_list(struct lower *l, struct ast *const *list, uint32_t count)
{
	const struct ast *n = list[0];
	uint32_t total = 0;

	if (n->q.direction > WORD_DST && !n->resolved.has_mac)
		return lower_fail(
			l, n->at, "'%s' is only valid for 802.11 addresses", word_text(n->q.direction));
	if (n->q.protocol == WORD_DECNET)
		return decnet(l, n);
	if (n->id->kind == TOKEN_BYTE) {
		if (l->kind != LINK_ARCNET)
			return lower_fail(l, n->at, "aid supported only on ARCnet");
		if (n->q.protocol != WORD_LINK)
			return lower_fail(l, n->id->at, "ARCnet address used in non-arc expression: write 'link host %s'", n->id->text);
		return either(l, &n->q, ir_test(l->ir, BPF_JEQ, ir_load(l->ir, NULL, 0, 1), n->resolved.low),
			ir_test(l->ir, BPF_JEQ, ir_load(l->ir, NULL, 1, 1), n->resolved.low));
	}
	if (n->resolved.has_mac) {
		if (n->q.protocol != WORD_LINK)
			return lower_fail(l, n->id->at, "ethernet address used in non-ether expression: write 'ether host %s'", n->id->text);
		return mac_list(l, list, count);
	}
	switch (n->q.protocol) {
	case WORD_NONE:
	case WORD_IP:
	case WORD_IP6:
	case WORD_ARP:
	case WORD_RARP:
		break;
	default:
		return lower_fail(l, n->at, "'%s' modifier applied to %s", word_text(n->q.protocol),
			n->q.type == WORD_NET ? "net" : "host");
	}
	for (uint32_t i = 0; i < count; i++)
		total += list[i]->resolved.count;
	struct host *h = arena_array(l->ir->arena, struct host, total ? total : 1);
	if (!h) {
		l->ir->failed = true;
		return l->ir->no;
	}
	total = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (list[i]->resolved.count && !family_fits(list[i]))
			return lower_fail(l, list[i]->at, "'%s' modifier applied to %s",
				word_text(n->q.protocol),
				list[i]->resolved.hosts[0].ip6 ? "ip6 host" : "an IPv4 address");
		memcpy(h + total, list[i]->resolved.hosts, list[i]->resolved.count * sizeof *h);
		total += list[i]->resolved.count;
	}
	return hosts(l, &n->q, h, total);
}

bool lower_may_group(const struct ast *a, const struct ast *b)
{
	if (a->kind != AST_PRIMITIVE || b->kind != AST_PRIMITIVE)
		return false;
	if (a->q.type == WORD_PROTO || a->q.type == WORD_PROTOCHAIN || a->q.type == WORD_GATEWAY ||
		a->q.protocol == WORD_DECNET || a->id->kind == TOKEN_BYTE || b->id->kind == TOKEN_BYTE)
		return false;
	return a->q.protocol == b->q.protocol && a->q.direction == b->q.direction &&
	       a->q.and_direction == b->q.and_direction && port_type(a) == port_type(b) &&
	       (a->q.type == b->q.type || port_type(a) ||
		       (b->q.type != WORD_PROTO && b->q.type != WORD_PROTOCHAIN &&
			       b->q.type != WORD_GATEWAY)) &&
	       a->resolved.has_mac == b->resolved.has_mac && a->resolved.transports == b->resolved.transports;
}

struct cond *lower_group(struct lower *l, struct ast *const *list, uint32_t count)
{
	return port_type(list[0]) ? port_list(l, list, count) : host_list(l, list, count);
}

/* The host's MAC address, and none of its IP addresses. */
static struct cond *gateway(struct lower *l, const struct ast *n)
{
	struct qualifiers link = {.protocol = WORD_LINK}, net = {.protocol = n->q.protocol};

	if (n->q.direction || n->q.or_direction || n->q.and_direction)
		return lower_fail(l, n->at, "a direction cannot be applied to 'gateway'");
	if (net.protocol != WORD_NONE && net.protocol != WORD_IP && net.protocol != WORD_ARP && net.protocol != WORD_RARP)
		return lower_fail(l, n->at, "illegal modifier of 'gateway'");
	struct cond *mac = lower_mac(l, n, &n->resolved.mac, 1, &link);
	return ir_and(l->ir, mac, ir_not(l->ir, hosts(l, &net, n->resolved.hosts, n->resolved.count)));
}

struct cond *lower_primitive(struct lower *l, const struct ast *n)
{
	switch (n->q.type) {
	case WORD_PROTO:
		return protocol(l, n);
	case WORD_PROTOCHAIN:
		return protocol_chain(l, n);
	case WORD_GATEWAY:
		return gateway(l, n);
	default: {
		struct ast *one = (struct ast *)n;
		return lower_group(l, &one, 1);
	}
	}
}
