/* Chains of tests with one exit: `a or b or c` leaves to one place as soon as one holds, `a and b and c` as soon as one does not.
 * Their order is free, so those of one value are brought together, first those of the value that is loaded already. */
#include "filter/optimize.h"

#define CHAIN_MAX 64 /* longer ones are put in order piece by piece */

struct chain_tests {
	struct block *at[CHAIN_MAX];
	uint32_t count;
	struct block *leave, *end; /* where it exits to; what stands behind the last */
};

static bool movable(const struct block *b)
{
	return (b->kind == BLOCK_TEST && !b->x) || b->kind == BLOCK_SET;
}

static void collect(struct chain_tests *c, struct block *b, struct block *leave, const uint32_t *ways)
{
	*c = (struct chain_tests){.leave = leave};
	while (c->count < CHAIN_MAX && movable(b) && b->yes != b->no && (b->yes == leave || b->no == leave) &&
		(!c->count || ways[b->number] == 1)) {
		c->at[c->count++] = b;
		b = b->yes == leave ? b->no : b->yes;
	}
	c->end = b;
}

/* How much it takes to have b's value where `loaded` is. */
static unsigned distance(const struct block *b, const struct value *loaded)
{
	return b->v == loaded ? 0 : b->v->kind == VALUE_BINARY && b->v->a == loaded ? 1 : 2;
}

static bool arrange(struct chain_tests *c, const struct value *loaded)
{
	struct block sorted[CHAIN_MAX];
	bool taken[CHAIN_MAX] = {0}, changed = false;

	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t best = CHAIN_MAX;
		for (uint32_t j = 0; j < c->count; j++)
			if (!taken[j] && (best == CHAIN_MAX || distance(c->at[j], loaded) < distance(c->at[best], loaded)))
				best = j;
		taken[best] = true;
		changed |= best != i;
		sorted[i] = *c->at[best];
		loaded = c->at[best]->v;
	}
	for (uint32_t i = 0; changed && i < c->count; i++) {
		struct block *b = c->at[i], *next = i + 1 < c->count ? c->at[i + 1] : c->end;
		bool leaves_on_yes = sorted[i].yes == c->leave;
		b->kind = sorted[i].kind;
		b->op = sorted[i].op;
		b->k = sorted[i].k;
		b->v = sorted[i].v;
		b->set = sorted[i].set;
		b->yes = leaves_on_yes ? c->leave : next;
		b->no = leaves_on_yes ? next : c->leave;
	}
	return changed;
}

/* For each block, the ways into it, and the value that all blocks test from which they come. */
static void note_ways(const struct cfg *g, uint32_t *ways, const struct value **loaded)
{
	for (uint32_t i = 0; i < g->count; i++) {
		const struct block *b = g->order[i];
		for (int yes = 0; yes < 2 && b->kind != BLOCK_RETURN; yes++) {
			uint32_t to = (yes ? b->yes : b->no)->number;
			loaded[to] = ways[to] && loaded[to] != b->v ? NULL : b->v;
			ways[to]++;
		}
	}
}

bool optimize_chains(struct cfg *g, bool *changed)
{
	uint32_t *ways = arena_array(g->arena, uint32_t, g->count);
	const struct value **loaded = arena_array(g->arena, const struct value *, g->count);

	if (!ways || !loaded)
		return false;
	note_ways(g, ways, loaded);
	for (uint32_t i = 0; i < g->count; i++) {
		struct block *b = g->order[i];
		for (int yes = 0; yes < 2 && movable(b); yes++) {
			struct chain_tests c;
			collect(&c, b, yes ? b->yes : b->no, ways);
			if (c.count > 1)
				*changed |= arrange(&c, loaded[i]);
		}
	}
	return cfg_order(g);
}
