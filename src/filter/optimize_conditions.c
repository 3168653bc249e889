/* Conditions: `(g and a) or (g and b)` is `g and (a or b)`; `v = 1 or v = 2` is a set.
 *
 * An alternative moves forward only past others whose guard tests the same value for another constant: for a
 * given packet at most one of them goes past its guard, so what is loaded does not change. */
#include <stdlib.h>
#include <string.h>

#include "filter/optimize.h"

static int by_low(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return x->low < y->low ? -1 : x->low > y->low;
}

uint32_t set_normalize(struct range *ranges, uint32_t count)
{
	uint32_t kept = 0;

	if (!count)
		return 0;
	qsort(ranges, count, sizeof *ranges, by_low);
	for (uint32_t i = 1; i < count; i++) {
		struct range *last = &ranges[kept];
		if (last->high == UINT32_MAX || ranges[i].low <= last->high + 1) {
			if (ranges[i].high > last->high)
				last->high = ranges[i].high;
		} else {
			ranges[++kept] = ranges[i];
		}
	}
	return kept + 1;
}

bool set_has(const struct set *s, uint32_t v)
{
	uint32_t low = 0, high = s->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (v < s->ranges[middle].low)
			high = middle;
		else if (v > s->ranges[middle].high)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

static bool is_equality(const struct cond *c)
{
	return c->kind == COND_TEST && c->op == BPF_JEQ && !c->x;
}

/* Tests that can be part of a set of their value. */
static bool is_member(const struct cond *c)
{
	return is_equality(c) || c->kind == COND_SET;
}

static const struct cond *guard_of(const struct cond *c)
{
	return c->kind == COND_AND ? c->list.at[0] : c;
}

/* One alternative during joining: its guard, and what follows it in each of the terms that had it. */
struct group {
	struct cond *guard;
	struct cond_list rests; /* empty: a term was the guard alone */
	bool alone;
	uint32_t next; /* group of the same hash + 1 */
};

static struct cond *rest_of(struct ir *ir, struct cond *c)
{
	struct cond *rest = ir->yes;

	for (uint32_t i = 1; i < c->list.count; i++)
		rest = ir_and(ir, rest, c->list.at[i]);
	return rest;
}

static struct cond *set_of(struct ir *ir, struct cond **members, uint32_t count)
{
	uint32_t n = 0;
	struct set *set = arena_new(ir->arena, struct set);

	for (uint32_t i = 0; i < count; i++)
		n += members[i]->kind == COND_SET ? members[i]->set->count : 1;
	if (set)
		set->ranges = arena_array(ir->arena, struct range, n);
	if (!set || !set->ranges) {
		ir->failed = true;
		return ir->no;
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct cond *m = members[i];
		if (m->kind == COND_SET) {
			memcpy(set->ranges + set->count, m->set->ranges,
				m->set->count * sizeof(struct range));
			set->count += m->set->count;
		} else {
			set->ranges[set->count++] = (struct range){m->k, m->k};
		}
	}
	set->count = set_normalize(set->ranges, set->count);
	if (set->count == 1 && set->ranges[0].low == set->ranges[0].high)
		return ir_test(ir, BPF_JEQ, members[0]->v, set->ranges[0].low);
	return ir_set(ir, members[0]->v, set);
}

/* Tests that stand alone, grouped by their value in the order in which values first come. */
static void join_members(struct ir *ir, struct cond *out, struct cond **terms, uint32_t count)
{
	bool *taken = arena_array(ir->arena, bool, count);
	struct cond **members = arena_array(ir->arena, struct cond *, count);

	if (!taken || !members) {
		ir->failed = true;
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t n = 0;
		if (taken[i])
			continue;
		for (uint32_t j = i; j < count; j++)
			if (!taken[j] && terms[j]->v == terms[i]->v) {
				taken[j] = true;
				members[n++] = terms[j];
			}
		ir_append(ir, &out->list, n == 1 ? terms[i] : set_of(ir, members, n));
	}
}

#define GROUP_BUCKETS 256

static uint32_t guard_hash(const struct cond *g)
{
	return (g->k * 2654435761u ^ g->k >> 15) % GROUP_BUCKETS;
}

/* The terms have guards that compare one value with constants. */
static void join_guarded(struct ir *ir, struct cond *out, struct cond **terms, uint32_t count)
{
	struct group *groups = arena_array(ir->arena, struct group, count);
	uint32_t used = 0, buckets[GROUP_BUCKETS] = {0};

	if (!groups) {
		ir->failed = true;
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct cond *g = (struct cond *)guard_of(terms[i]);
		uint32_t *bucket = &buckets[guard_hash(g)], at = *bucket;
		while (at && groups[at - 1].guard->k != g->k)
			at = groups[at - 1].next;
		if (!at) {
			groups[used] = (struct group){.guard = g, .next = *bucket};
			at = *bucket = ++used;
		}
		if (terms[i]->kind == COND_AND)
			ir_append(ir, &groups[at - 1].rests, rest_of(ir, terms[i]));
		else
			groups[at - 1].alone = true;
	}
	for (uint32_t i = 0; i < used; i++) {
		struct cond *rest = ir->no;
		for (uint32_t j = 0; j < groups[i].rests.count; j++)
			rest = ir_or(ir, rest, groups[i].rests.at[j]);
		if (groups[i].alone)
			rest = groups[i].rests.count ? ir_or(ir, rest, ir->yes) : ir->yes;
		if (groups[i].rests.count > 1)
			rest = optimize_conditions(ir, rest);
		ir_append(ir, &out->list, ir_and(ir, groups[i].guard, rest));
	}
}

/* Of an alternative made of plain tests, the one on v comes first, so that v is loaded once for several. */
static struct cond *led_by(struct ir *ir, struct cond *c, const struct value *v)
{
	uint32_t at = 0;

	if (c->kind != COND_AND || guard_of(c)->v == v)
		return c;
	for (uint32_t i = 0; i < c->list.count; i++) {
		if (c->list.at[i]->kind != COND_TEST || c->list.at[i]->x)
			return c;
		if (c->list.at[i]->v == v && !at)
			at = i;
	}
	if (!at)
		return c;
	struct cond *out = c->list.at[at];
	for (uint32_t i = 0; i < c->list.count; i++)
		if (i != at)
			out = ir_and(ir, out, c->list.at[i]);
	return out;
}

static struct cond *join_alternatives(struct ir *ir, struct cond *c)
{
	struct cond *out = arena_new(ir->arena, struct cond);
	uint32_t i = 0, n = c->list.count;

	if (!out) {
		ir->failed = true;
		return c;
	}
	out->kind = COND_OR;
	for (uint32_t j = 1; j < n; j++) {
		struct cond *led = led_by(ir, c->list.at[j], guard_of(c->list.at[0])->v);
		if (led != c->list.at[j] && !ir_variant(ir, VARIANT_NO_LEAD))
			c->list.at[j] = led;
	}
	while (i < n) {
		struct cond **terms = &c->list.at[i];
		uint32_t run = 0;
		if (is_member(terms[0]) && (n == 1 || !ir_variant(ir, VARIANT_NO_SETS))) {
			while (i + run < n && is_member(terms[run]))
				run++;
			join_members(ir, out, terms, run);
		} else if (is_equality(guard_of(terms[0]))) {
			const struct value *v = guard_of(terms[0])->v;
			while (i + run < n && is_equality(guard_of(terms[run])) &&
				guard_of(terms[run])->v == v)
				run++;
			join_guarded(ir, out, terms, run);
		} else {
			run = 1;
			ir_append(ir, &out->list, terms[0]);
		}
		i += run;
	}
	return out->list.count == 1 ? out->list.at[0] : out;
}

/* `not a and not b` is `not (a or b)`. */
static struct cond *gather_negations(struct ir *ir, struct cond *c)
{
	struct cond *out = ir->yes;

	for (uint32_t i = 0; i < c->list.count;) {
		struct cond *any = ir->no;
		uint32_t run = 0;
		for (; i + run < c->list.count && c->list.at[i + run]->kind == COND_NOT; run++)
			any = run ? ir_or(ir, any, c->list.at[i + run]->list.at[0])
				  : c->list.at[i]->list.at[0];
		if (run > 1)
			out = ir_and(ir, out, ir_not(ir, join_alternatives(ir, any)));
		else
			out = ir_and(ir, out, c->list.at[i]);
		i += run ? run : 1;
	}
	return out;
}

struct cond *optimize_conditions(struct ir *ir, struct cond *c)
{
	struct cond *out;

	switch (c->kind) {
	case COND_NOT:
		return ir_not(ir, optimize_conditions(ir, c->list.at[0]));
	case COND_AND:
		out = ir->yes;
		for (uint32_t i = 0; i < c->list.count && out->kind != COND_FALSE; i++)
			out = ir_and(ir, out, optimize_conditions(ir, c->list.at[i]));
		return out->kind == COND_AND ? gather_negations(ir, out) : out;
	case COND_OR:
		out = ir->no;
		for (uint32_t i = 0; i < c->list.count && out->kind != COND_TRUE; i++)
			out = ir_or(ir, out, optimize_conditions(ir, c->list.at[i]));
		return out->kind == COND_OR ? join_alternatives(ir, out) : out;
	default:
		return c;
	}
}
