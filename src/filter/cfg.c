/* From conditions to the decision graph: each condition is built knowing where to go on yes and on no. */
#include "filter/cfg.h"

#include <string.h>

static struct block *block(struct cfg *g, struct block wanted)
{
	struct block *b = arena_new(g->arena, struct block);

	if (!b) {
		g->failed = true;
		return g->reject;
	}
	*b = wanted;
	return b;
}

static struct block *build(struct cfg *g, const struct cond *c, struct block *yes, struct block *no)
{
	struct block *b;

	switch (c->kind) {
	case COND_TRUE:
		return yes;
	case COND_FALSE:
		return no;
	case COND_NOT:
		return build(g, c->list.at[0], no, yes);
	case COND_AND:
		b = yes;
		for (uint32_t i = c->list.count; i--;)
			b = build(g, c->list.at[i], b, no);
		return b;
	case COND_OR:
		b = no;
		for (uint32_t i = c->list.count; i--;)
			b = build(g, c->list.at[i], yes, b);
		return b;
	case COND_IF:
		b = build(g, c->list.at[1], yes, no);
		return build(g, c->list.at[0], b, build(g, c->list.at[2], yes, no));
	case COND_SET:
		return block(
			g, (struct block){.kind = BLOCK_SET, .v = c->v, .set = c->set, .yes = yes, .no = no});
	case COND_CHAIN:
		return block(g, (struct block){.kind = BLOCK_CHAIN, .chain = c->chain, .yes = yes, .no = no});
	case COND_NETWORKS:
		return block(g, (struct block){.kind = BLOCK_NETWORKS, .networks = c->networks, .yes = yes, .no = no});
	default:
		return block(g, (struct block){.kind = BLOCK_TEST,
					.op = c->op,
					.k = c->k,
					.v = c->v,
					.x = c->x,
					.yes = yes,
					.no = no});
	}
}

/* Depth first with a stack of its own (a list of 100,000 hosts is that deep): blocks in the order in which
 * they are finished, which is turned round at the end. */
static bool visit(struct cfg *g, struct block **stack)
{
	uint32_t depth = 0;

	stack[depth++] = g->start;
	g->start->seen = true;
	while (depth) {
		struct block *b = stack[depth - 1];
		struct block *next = NULL;
		if (b->kind != BLOCK_RETURN)
			next = !b->no->seen ? b->no : !b->yes->seen ? b->yes : NULL;
		if (next) {
			next->seen = true;
			stack[depth++] = next;
		} else {
			g->order[g->count++] = b;
			depth--;
		}
	}
	return true;
}

/* An upper bound of the number of blocks, by marking them. */
static uint32_t reachable(struct cfg *g, struct block ***stack)
{
	uint32_t room = 64, depth = 0, count = 0;
	struct block **s = arena_array(g->arena, struct block *, room);

	if (!s)
		return 0;
	s[depth++] = g->start;
	while (depth) {
		struct block *b = s[--depth];
		if (b->seen)
			continue;
		b->seen = true;
		count++;
		if (b->kind == BLOCK_RETURN)
			continue;
		if (depth + 2 > room) {
			struct block **bigger = arena_array(g->arena, struct block *, room * 2);
			if (!bigger)
				return 0;
			memcpy(bigger, s, depth * sizeof *s);
			s = bigger;
			room *= 2;
		}
		s[depth++] = b->no;
		s[depth++] = b->yes;
	}
	*stack = s;
	return count;
}

static void unmark(struct cfg *g, struct block **stack)
{
	uint32_t depth = 0;

	stack[depth++] = g->start;
	while (depth) {
		struct block *b = stack[--depth];
		if (!b->seen)
			continue;
		b->seen = false;
		if (b->kind != BLOCK_RETURN) {
			stack[depth++] = b->no;
			stack[depth++] = b->yes;
		}
	}
}

bool cfg_order(struct cfg *g)
{
	struct block **stack;
	uint32_t count = reachable(g, &stack);

	if (!count)
		return false;
	unmark(g, stack);
	if (count > g->room) {
		g->order = arena_array(g->arena, struct block *, count);
		g->room = count;
	}
	stack = arena_array(g->arena, struct block *, count);
	if (!g->order || !stack)
		return false;
	g->count = 0;
	visit(g, stack);
	for (uint32_t i = 0; i < g->count / 2; i++) {
		struct block *b = g->order[i];
		g->order[i] = g->order[g->count - 1 - i];
		g->order[g->count - 1 - i] = b;
	}
	for (uint32_t i = 0; i < g->count; i++) {
		g->order[i]->number = i;
		g->order[i]->seen = false;
	}
	return true;
}

bool cfg_build(struct cfg *g, struct arena *a, const struct cond *c)
{
	*g = (struct cfg){.arena = a};
	g->accept = arena_new(a, struct block);
	g->reject = arena_new(a, struct block);
	if (!g->accept || !g->reject)
		return false;
	g->accept->kind = g->reject->kind = BLOCK_RETURN;
	g->accept->accept = true;
	g->start = build(g, c, g->accept, g->reject);
	return !g->failed && cfg_order(g);
}

static void target(struct text *t, const struct block *b)
{
	if (b->kind == BLOCK_RETURN)
		text_s(t, b->accept ? "accept" : "reject");
	else
		text_printf(t, "%u", b->number);
}

void cfg_dump(struct text *t, const struct cfg *g)
{
	for (uint32_t i = 0; i < g->count; i++) {
		const struct block *b = g->order[i];
		if (b->kind == BLOCK_RETURN)
			continue;
		text_printf(t, "%5u  ", b->number);
		if (b->kind == BLOCK_NETWORKS)
			text_printf(t, "one of %u networks", b->networks->count);
		else if (b->kind == BLOCK_CHAIN)
			text_printf(t, "%s protochain %u", b->chain->ip6 ? "ip6" : "ip", b->chain->protocol);
		else
			ir_test_text(t, b->v, b->op, b->k, b->x, b->set);
		text_s(t, " ? ");
		target(t, b->yes);
		text_s(t, " : ");
		target(t, b->no);
		text_c(t, '\n');
	}
}
