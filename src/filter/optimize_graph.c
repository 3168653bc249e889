/* The graph: an edge that leads to a test whose outcome is known on it goes to where that test would go.
 *
 * What is known on an edge are the outcomes of all edges that dominate it (every way from the start goes
 * through them); dominators are kept as bit sets, two bits a block. Graphs past FACTS_MAX blocks are only
 * joined. */
#include <string.h>

#include "filter/optimize.h"

#define FACTS_MAX 3000 /* blocks; the bit sets take blocks^2 / 4 bytes */
#define ROUNDS_MAX 20
#define CHAIN_ROUNDS 4

struct facts {
	struct cfg *g;
	uint64_t *in; /* words per block: edges that dominate it */
	uint32_t words;
	uint32_t *same; /* per block: the block before in order that tests the same value, + 1 */
	uint32_t *last; /* per value id: the last such block, + 1 */
};

static bool has(const uint64_t *set, uint32_t edge)
{
	return set[edge / 64] >> edge % 64 & 1;
}

static uint32_t edge_of(const struct block *b, bool yes)
{
	return b->number * 2 + yes;
}

/* The constant that v must be, by a test that was passed. */
static bool known_constant(const struct facts *f, const uint64_t *set, const struct value *v, uint32_t *k)
{
	uint32_t a, b;

	if (v->kind == VALUE_CONST) {
		*k = v->k;
		return true;
	}
	for (uint32_t i = f->last[v->id]; i; i = f->same[i - 1]) {
		const struct block *t = f->g->order[i - 1];
		if (t->kind == BLOCK_TEST && t->op == BPF_JEQ && !t->x && has(set, edge_of(t, true))) {
			*k = t->k;
			return true;
		}
	}
	return v->kind == VALUE_BINARY && known_constant(f, set, v->a, &a) &&
	       known_constant(f, set, v->b, &b) && ir_compute(v->op, a, b, k);
}

/* What tests of one value, other than equality passed, say about it. */
struct bounds {
	uint32_t low, high, ones_any, zeros;
};

static enum outcome by_bounds(const struct block *b, const struct bounds *r)
{
	uint64_t low = r->low, high = r->high;

	if (b->kind == BLOCK_SET) {
		for (uint32_t i = 0; i < b->set->count; i++)
			if (b->set->ranges[i].low <= high && b->set->ranges[i].high >= low)
				return b->set->ranges[i].low <= low && b->set->ranges[i].high >= high
					       ? YES
					       : UNKNOWN;
		return NO;
	}
	switch (b->op) {
	case BPF_JEQ:
		return b->k < low || b->k > high || (b->k & r->zeros) ? NO : UNKNOWN;
	case BPF_JGT:
		return low > b->k ? YES : high <= b->k ? NO : UNKNOWN;
	case BPF_JGE:
		return low >= b->k ? YES : high < b->k ? NO : UNKNOWN;
	default:
		if (!(b->k & ~r->zeros))
			return NO;
		return r->ones_any && !(r->ones_any & ~b->k) ? YES : UNKNOWN;
	}
}

static void narrow(struct bounds *r, const struct block *t, bool yes)
{
	if (t->op == BPF_JGT && yes && t->k != UINT32_MAX && t->k + 1 > r->low)
		r->low = t->k + 1;
	else if (t->op == BPF_JGT && !yes && t->k < r->high)
		r->high = t->k;
	else if (t->op == BPF_JGE && yes && t->k > r->low)
		r->low = t->k;
	else if (t->op == BPF_JGE && !yes && t->k && t->k - 1 < r->high)
		r->high = t->k - 1;
	else if (t->op == BPF_JSET && yes)
		r->ones_any = t->k;
	else if (t->op == BPF_JSET)
		r->zeros |= t->k;
}

static bool same_test(const struct block *a, const struct block *b)
{
	return a->kind == b->kind && a->op == b->op && a->k == b->k && a->x == b->x && a->set == b->set &&
	       a->chain == b->chain && a->networks == b->networks;
}

static bool covers(const struct set *big, const struct set *small)
{
	for (uint32_t i = 0, j = 0; i < small->count; i++) {
		while (j < big->count && big->ranges[j].high < small->ranges[i].low)
			j++;
		if (j == big->count || big->ranges[j].low > small->ranges[i].low ||
			big->ranges[j].high < small->ranges[i].high)
			return false;
	}
	return true;
}

static bool disjoint(const struct set *a, const struct set *b)
{
	for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->ranges[i].high < b->ranges[j].low)
			i++;
		else if (b->ranges[j].high < a->ranges[i].low)
			j++;
		else
			return false;
	}
	return true;
}

/* The members of a set test or of a test for one constant; false: another test. */
static bool members(const struct block *b, struct range *room, struct set *out)
{
	if (b->kind == BLOCK_SET) {
		*out = *b->set;
		return true;
	}
	*room = (struct range){b->k, b->k};
	*out = (struct set){room, 1};
	return b->op == BPF_JEQ && !b->x;
}

/* What being in a set, or not, says about being in another. */
static enum outcome by_set(const struct block *known, bool yes, const struct block *b)
{
	struct range one, two;
	struct set of_known, of_b;

	if (!members(known, &one, &of_known) || !members(b, &two, &of_b))
		return UNKNOWN;
	if (!yes)
		return covers(&of_known, &of_b) ? NO : UNKNOWN;
	return covers(&of_b, &of_known) ? YES : disjoint(&of_b, &of_known) ? NO : UNKNOWN;
}

static enum outcome decide(const struct facts *f, const uint64_t *set, const struct block *b)
{
	struct bounds r = {0, UINT32_MAX, 0, 0};
	uint32_t k;

	if (b->kind != BLOCK_TEST && b->kind != BLOCK_SET)
		return UNKNOWN;
	for (uint32_t i = f->last[b->v->id]; i; i = f->same[i - 1]) {
		const struct block *t = f->g->order[i - 1];
		bool yes = has(set, edge_of(t, true)), no = has(set, edge_of(t, false));
		if (!yes && !no)
			continue;
		if (same_test(t, b))
			return yes ? YES : NO;
		enum outcome o = by_set(t, yes, b);
		if (o != UNKNOWN)
			return o;
		if (t->kind == BLOCK_TEST && !t->x)
			narrow(&r, t, yes);
	}
	if (!b->x && known_constant(f, set, b->v, &k)) {
		bool yes = b->kind == BLOCK_SET ? set_has(b->set, k) : ir_relation(b->op, k, b->k);
		return yes ? YES : NO;
	}
	return b->x ? UNKNOWN : by_bounds(b, &r);
}

/* Where the edge leads in truth. */
static struct block *thread(const struct facts *f, const uint64_t *set, struct block *to)
{
	while (to->kind != BLOCK_RETURN) {
		enum outcome o = to->yes == to->no ? YES : decide(f, set, to);
		if (o == UNKNOWN)
			break;
		to = o == YES ? to->yes : to->no;
	}
	return to;
}

static bool facts_init(struct facts *f, struct cfg *g, uint32_t values)
{
	f->g = g;
	f->words = (g->count * 2 + 63) / 64;
	f->in = arena_array(g->arena, uint64_t, (size_t)f->words * (g->count + 1));
	f->same = arena_array(g->arena, uint32_t, g->count);
	f->last = arena_array(g->arena, uint32_t, values);
	if (!f->in || !f->same || !f->last)
		return false;
	for (uint32_t i = 0; i < g->count; i++) {
		const struct block *b = g->order[i];
		if (b->v) {
			f->same[i] = f->last[b->v->id];
			f->last[b->v->id] = i + 1;
		}
		if (i)
			memset(f->in + (size_t)i * f->words, 0xff, f->words * 8);
	}
	return true;
}

static void meet(const struct facts *f, const uint64_t *edge, const struct block *to)
{
	uint64_t *in = f->in + (size_t)to->number * f->words;

	for (uint32_t w = 0; w < f->words; w++)
		in[w] &= edge[w];
}

/* One walk in order: threads the edges of a block, then hands the facts on. */
static bool thread_edges(struct cfg *g, uint32_t values, bool *changed)
{
	struct facts f;

	if (!facts_init(&f, g, values))
		return false;
	uint64_t *edge = f.in + (size_t)g->count * f.words;
	for (uint32_t i = 0; i < g->count; i++) {
		struct block *b = g->order[i];
		for (int yes = 0; yes < 2 && b->kind != BLOCK_RETURN; yes++) {
			struct block **to = yes ? &b->yes : &b->no;
			memcpy(edge, f.in + (size_t)i * f.words, f.words * 8);
			uint32_t e = edge_of(b, yes);
			edge[e / 64] |= 1ull << e % 64;
			struct block *t = thread(&f, edge, *to);
			if (t != *to)
				*changed = true;
			*to = t;
			meet(&f, edge, t);
		}
	}
	while (g->start->kind != BLOCK_RETURN && g->start->yes == g->start->no)
		g->start = g->start->yes;
	return true;
}

static uint32_t block_hash(const struct block *b)
{
	uint64_t h = b->k * 2654435761u + b->op * 31u + b->kind;

	h = h * 31 + ((uintptr_t)b->v >> 4);
	h = h * 31 + ((uintptr_t)b->yes >> 4);
	h = h * 31 + ((uintptr_t)b->no >> 4);
	return (uint32_t)(h ^ h >> 32);
}

/* Equal blocks become one, from the ends up. */
static bool join_equal(struct cfg *g, bool *changed)
{
	uint32_t size = 64;

	while (size < g->count)
		size *= 2;
	struct block **buckets = arena_array(g->arena, struct block *, size);
	if (!buckets)
		return false;
	for (uint32_t i = g->count; i--;) {
		struct block *b = g->order[i];
		b->same = b;
		if (b->kind == BLOCK_RETURN)
			continue;
		b->yes = b->yes->same;
		b->no = b->no->same;
		if (b->yes == b->no) {
			b->same = b->yes;
			*changed = true;
			continue;
		}
		struct block **bucket = &buckets[block_hash(b) % size], *other = *bucket;
		while (other && !(other->v == b->v && other->yes == b->yes && other->no == b->no &&
					same_test(other, b)))
			other = other->next;
		if (other) {
			b->same = other;
			*changed = true;
		} else {
			b->next = *bucket;
			*bucket = b;
		}
	}
	g->start = g->start->same;
	return true;
}

/* A constant base in X serves only where an IPv4 path reads with the same offset behind its header length. */
static bool has_twin(const struct cfg *g, const struct value *v)
{
	for (uint32_t i = 0; i < g->count; i++) {
		const struct value *w = g->order[i]->v;
		if (w && w->kind == VALUE_LOAD && w->a && w->a->kind == VALUE_HEADER && w->k == v->k &&
			w->size == v->size)
			return true;
	}
	return false;
}

static void unpin(struct cfg *g, struct ir *ir)
{
	for (uint32_t i = 0; i < g->count; i++) {
		const struct value *v = g->order[i]->v;
		if (v && v->kind == VALUE_LOAD && v->a && v->a->pinned && !has_twin(g, v))
			g->order[i]->v = ir_load(ir, NULL, v->k + v->a->k, v->size);
	}
}

static bool rounds(struct cfg *g, struct ir *ir, bool join)
{
	bool changed = true;

	for (int round = 0; changed && round < ROUNDS_MAX; round++) {
		changed = false;
		if (!thread_edges(g, ir->values, &changed))
			return false;
		if (!cfg_order(g) || (join && (!join_equal(g, &changed) || !cfg_order(g))))
			return false;
	}
	return true;
}

static bool thread_and_join(struct cfg *g, struct ir *ir)
{
	return rounds(g, ir, true);
}

static bool finish(struct cfg *g, struct ir *ir)
{
	bool changed = true;

	for (int round = 0; changed && round < CHAIN_ROUNDS; round++) {
		changed = false;
		if (!optimize_chains(g, &changed) || (changed && !thread_and_join(g, ir)))
			return false;
	}
	unpin(g, ir);
	return !ir->failed;
}

bool optimize_meets(struct cfg *g, struct ir *ir, const bool *meets)
{
	bool changed = false;

	/* not copied, they are the caller's blocks, whose start this would not know */
	return optimize_paths(g, meets, NULL, &changed) && changed && thread_and_join(g, ir) && finish(g, ir);
}

bool optimize_order(struct cfg *g)
{
	bool changed = false;

	return join_equal(g, &changed) && cfg_order(g) && optimize_chains(g, &changed) && join_equal(g, &changed) && cfg_order(g);
}

bool optimize_graph(struct cfg *g, struct ir *ir)
{
	struct cfg plain;
	bool changed = false;

	if (g->count > FACTS_MAX)
		return join_equal(g, &changed) && cfg_order(g) && !ir->failed;
	if (ir->variant & VARIANT_AS_WRITTEN ? !rounds(g, ir, false) : !optimize_order(g))
		return false;
	if (!thread_and_join(g, ir))
		return false;
	plain = *g;
	if (!optimize_paths(g, NULL, NULL, &changed))
		return false;
	if (changed && ir_variant(ir, VARIANT_PATHS))
		return thread_and_join(g, ir) && finish(g, ir);
	*g = plain;
	return cfg_order(g) && finish(g, ir);
}
