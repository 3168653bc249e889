/* From a condition to a graph of tests, and the graph made smaller.
 *
 * A test's outcome may be known where it stands: every way there has gone through tests that decide it. The edge then
 * goes to where it would lead. Facts flow forward along the edges; where ways meet, what holds on all of them stays. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "filter/ir.h"

enum { FACTS = 24 }; /* remembered on a way; older ones are forgotten */

struct fact {
	const struct test *test;
	bool truth;
};

struct facts {
	uint32_t count;
	struct fact fact[FACTS];
};

/* ---- Building */

static struct node **bucket_of(struct ir *ir, const struct test *test, const struct node *t, const struct node *f)
{
	uint64_t h = (uintptr_t)test * UINT64_C(0x9e3779b97f4a7c15) ^ (uintptr_t)t * UINT64_C(0xff51afd7ed558ccd) ^
		(uintptr_t)f * UINT64_C(0xc4ceb9fe1a85ec53);
	return &ir->nodes[(h >> 40) % SHARED_BUCKETS];
}

static struct node *shared_node(struct ir *ir, const struct test *test, struct node *t, struct node *f)
{
	if (t == f)
		return t;
	struct node **b = bucket_of(ir, test, t, f);
	for (struct node *n = *b; n; n = n->next)
		if (n->test == test && n->t == t && n->f == f)
			return n;
	struct node *n = arena_new(ir->arena, struct node);
	if (!n) {
		ir->out_of_memory = true;
		return &ir->reject;
	}
	n->test = test;
	n->t = t;
	n->f = f;
	n->next = *b;
	return *b = n;
}

/* Terms of an OR, in order. */
struct terms {
	const struct cond **c;
	size_t count, room;
};

static bool push(struct ir *ir, struct terms *t, const struct cond *c)
{
	if (t->count == t->room) {
		size_t room = t->room ? t->room * 2 : 16;
		const struct cond **more = arena_array(ir->arena, const struct cond *, room);
		if (!more) {
			ir->out_of_memory = true;
			return false;
		}
		for (size_t i = 0; i < t->count; i++)
			more[i] = t->c[i];
		t->c = more;
		t->room = room;
	}
	t->c[t->count++] = c;
	return true;
}

/* An OR is a list, however the parser nested it to the left: no recursion over its length. */
static void flatten(struct ir *ir, const struct cond *c, struct terms *out)
{
	struct terms right = {0};
	while (c->op == COND_OR) {
		if (!push(ir, &right, c->b))
			return;
		c = c->a;
	}
	push(ir, out, c);
	while (right.count) {
		const struct cond *r = right.c[--right.count];
		if (r->op == COND_OR)
			flatten(ir, r, out);
		else
			push(ir, out, r);
	}
}

static bool is_equality(const struct cond *c)
{
	return c->op == COND_TEST && c->test->jump == BPF_JEQ && !c->test->other;
}

/* The first condition of an AND. */
static const struct cond *guard(const struct cond *c)
{
	while (c->op == COND_AND)
		c = c->a;
	return c;
}

/* Conditions that cannot both be true: equalities of one value with different numbers, or ORs of such. */
static bool exclusive(const struct cond *a, const struct cond *b)
{
	if (a->op == COND_OR)
		return exclusive(a->a, b) && exclusive(a->b, b);
	if (b->op == COND_OR)
		return exclusive(a, b->a) && exclusive(a, b->b);
	return is_equality(a) && is_equality(b) && a->test->value == b->test->value && a->test->k != b->test->k;
}

static const struct cond *without_guard(struct ir *ir, const struct cond *c)
{
	return c->a->op == COND_AND ? cond_and(ir, without_guard(ir, c->a), c->b) : c->b;
}

struct keyed {
	uint32_t k;
};

static int by_value(const void *a, const void *b)
{
	uint32_t x = ((const struct keyed *)a)->k, y = ((const struct keyed *)b)->k;
	return x < y ? -1 : x > y;
}

/* value is one of sorted keys: a decision tree over them; short lists in a row. */
static struct node *decide(struct ir *ir, const struct value *v, const struct keyed *k, size_t n, struct node *t, struct node *f)
{
	enum { ROW = 4 };
	if (n > ROW) {
		size_t half = n / 2;
		struct node *high = decide(ir, v, k + half, n - half, t, f), *low = decide(ir, v, k, half, t, f);
		const struct cond *c = cond_compare(ir, v, BPF_JGE, k[half].k);
		return c->op == COND_TEST ? shared_node(ir, c->test, high, low) : f;
	}
	for (size_t i = n; i-- > 0;) {
		const struct cond *c = cond_compare(ir, v, BPF_JEQ, k[i].k);
		f = shared_node(ir, c->test, t, f);
	}
	return f;
}

static struct node *build(struct ir *ir, const struct cond *c, struct node *t, struct node *f);

enum { SET = 8 }; /* equality tests of one value that are worth a decision tree */

/* From terms[i] on, the equality tests of its value: taken out, made one tree. NULL: too few. */
static struct node *build_set(struct ir *ir, struct terms *terms, size_t i, struct node *t, struct node *rest)
{
	const struct value *v = terms->c[i]->test->value;
	size_t n = 0;
	for (size_t j = i; j < terms->count; j++)
		n += terms->c[j] && is_equality(terms->c[j]) && terms->c[j]->test->value == v;
	struct keyed *keys = n >= SET ? arena_array(ir->arena, struct keyed, n) : NULL;
	if (!keys)
		return NULL;
	n = 0;
	for (size_t j = i; j < terms->count; j++) {
		if (terms->c[j] && is_equality(terms->c[j]) && terms->c[j]->test->value == v) {
			keys[n++].k = terms->c[j]->test->k;
			terms->c[j] = NULL;
		}
	}
	qsort(keys, n, sizeof *keys, by_value);
	size_t unique = 0;
	for (size_t j = 0; j < n; j++)
		if (!j || keys[j].k != keys[j - 1].k)
			keys[unique++] = keys[j];
	return decide(ir, v, keys, unique, t, rest);
}

/* Terms that start with the same test become one term behind it, where only terms stand between that exclude it. */
static void factor(struct ir *ir, struct terms *terms)
{
	enum { GUARDS = 8 };
	struct {
		const struct cond *guard, *rest;
		size_t at;
	} groups[GUARDS];
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < terms->count; i++) {
		const struct cond *term = terms->c[i];
		const struct cond *g = term->op == COND_AND ? guard(term) : NULL;
		size_t j = 0;
		while (j < n && groups[j].guard != g)
			j++;
		bool clear = g && j < GUARDS;
		for (size_t o = 0; o < n && clear; o++)
			clear = o == j || exclusive(groups[o].guard, g);
		if (!clear) {
			n = 0;
		} else if (j == n) {
			groups[n].guard = g;
			groups[n].rest = without_guard(ir, term);
			groups[n++].at = i;
		} else {
			groups[j].rest = cond_or(ir, groups[j].rest, without_guard(ir, term));
			terms->c[groups[j].at] = cond_and(ir, g, groups[j].rest);
			terms->c[i] = NULL;
		}
	}
	for (size_t i = 0; i < terms->count; i++)
		if (terms->c[i])
			terms->c[kept++] = terms->c[i];
	terms->count = kept;
}

static struct node *build_or(struct ir *ir, const struct cond *c, struct node *t, struct node *f)
{
	struct terms terms = {0};
	flatten(ir, c, &terms);
	factor(ir, &terms);
	if (ir->out_of_memory)
		return f;
	struct node *rest = f;
	struct terms order = {0};
	for (size_t i = 0; i < terms.count; i++) {
		const struct cond *term = terms.c[i];
		if (!term)
			continue;
		push(ir, &order, term);
		if (!is_equality(term))
			continue;
		/* all tests of this value follow the first of them */
		for (size_t j = i + 1; j < terms.count; j++) {
			if (terms.c[j] && is_equality(terms.c[j]) && terms.c[j]->test->value == term->test->value) {
				push(ir, &order, terms.c[j]);
				terms.c[j] = NULL;
			}
		}
	}
	for (size_t i = order.count; i-- > 0;) {
		const struct cond *term = order.c[i];
		if (!is_equality(term)) {
			rest = build(ir, term, t, rest);
			continue;
		}
		size_t from = i;
		while (from && is_equality(order.c[from - 1]) && order.c[from - 1]->test->value == term->test->value)
			from--;
		struct terms same = {order.c + from, i + 1 - from, i + 1 - from};
		struct node *set = build_set(ir, &same, 0, t, rest);
		if (set) {
			rest = set;
			i = from;
		} else {
			rest = build(ir, term, t, rest);
		}
	}
	return rest;
}

static struct node *build(struct ir *ir, const struct cond *c, struct node *t, struct node *f)
{
	switch (c->op) {
	case COND_FALSE:
		return f;
	case COND_TRUE:
		return t;
	case COND_NOT:
		return build(ir, c->a, f, t);
	case COND_AND:
		return build(ir, c->a, build(ir, c->b, t, f), f);
	case COND_OR:
		return build_or(ir, c, t, f);
	default:
		return shared_node(ir, c->test, t, f);
	}
}

struct node *graph_build(struct ir *ir, const struct cond *c, bool optimize)
{
	ir->accept = (struct node){.accept = true};
	ir->reject = (struct node){.accept = false};
	return build(ir, c, &ir->accept, &ir->reject);
}

/* ---- Order: every node before those that it leads to */

struct order {
	struct node **node;
	size_t count;
};

static void visit(struct node *root, struct order *o, uint32_t mark, struct node **stack)
{
	size_t depth = 0;
	stack[depth++] = root;
	while (depth) {
		struct node *n = stack[depth - 1];
		if (n->mark != mark) {
			n->mark = mark;
			if (n->test && n->t->mark != mark)
				stack[depth++] = n->t;
			if (n->test && n->f->mark != mark)
				stack[depth++] = n->f;
			continue;
		}
		depth--;
		if (n->mark == mark && n->id != mark) {
			n->id = mark;
			o->node[o->count++] = n;
		}
	}
}

/* Post order reversed; nodes: at most `room` reachable. */
static struct order sorted(struct ir *ir, struct node *root, uint32_t mark, size_t room)
{
	struct order o = {arena_array(ir->arena, struct node *, room), 0};
	struct node **stack = arena_array(ir->arena, struct node *, 3 * room + 3);
	if (!o.node || !stack) {
		ir->out_of_memory = true;
		return (struct order){0};
	}
	visit(root, &o, mark, stack);
	for (size_t i = 0; i < o.count / 2; i++) {
		struct node *swap = o.node[i];
		o.node[i] = o.node[o.count - 1 - i];
		o.node[o.count - 1 - i] = swap;
	}
	return o;
}

static size_t count_nodes(const struct ir *ir)
{
	size_t n = 3;
	for (size_t b = 0; b < SHARED_BUCKETS; b++)
		for (const struct node *o = ir->nodes[b]; o; o = o->next)
			n++;
	return n;
}

/* ---- Facts */

static bool evaluate(unsigned jump, uint32_t a, uint32_t b)
{
	return jump == BPF_JEQ ? a == b : jump == BPF_JGT ? a > b : jump == BPF_JGE ? a >= b : (a & b) != 0;
}

/* The value, when a fact says it is equal to a constant. */
static bool known_value(const struct facts *f, const struct value *v, uint32_t *k)
{
	for (uint32_t i = 0; i < f->count; i++) {
		const struct test *t = f->fact[i].test;
		if (t->value == v && t->jump == BPF_JEQ && !t->other && f->fact[i].truth) {
			*k = t->k;
			return true;
		}
	}
	uint32_t a;
	if (v->op == VALUE_BIN && v->b->op == VALUE_CONST && v->alu == BPF_AND && known_value(f, v->a, &a)) {
		*k = a & v->b->k;
		return true;
	}
	return false;
}

/* What one fact says about a test: 1 true, 0 false, -1 nothing. */
static int implied(const struct fact *f, const struct test *t)
{
	const struct test *g = f->test;
	if (g == t)
		return f->truth;
	if (g->value != t->value || g->other || t->other)
		return -1;
	uint64_t low = 0, high = UINT32_MAX; /* what the fact leaves of the value */
	if (g->jump == BPF_JGT)
		f->truth ? (low = (uint64_t)g->k + 1) : (high = g->k);
	else if (g->jump == BPF_JGE)
		f->truth ? (low = g->k) : (high = (uint64_t)g->k - 1);
	else
		return -1;
	if (t->jump == BPF_JEQ)
		return t->k < low || t->k > high ? 0 : -1;
	if (t->jump == BPF_JGT)
		return low > t->k ? 1 : high <= t->k ? 0 : -1;
	if (t->jump == BPF_JGE)
		return low >= t->k ? 1 : high < t->k ? 0 : -1;
	return -1;
}

static int outcome(const struct facts *f, const struct test *t)
{
	uint32_t k;
	if (!t->other && known_value(f, t->value, &k))
		return evaluate(t->jump, k, t->k);
	for (uint32_t i = 0; i < f->count; i++) {
		int o = implied(&f->fact[i], t);
		if (o >= 0)
			return o;
	}
	return -1;
}

static void learn(struct facts *f, const struct test *t, bool truth)
{
	if (f->count == FACTS) {
		for (uint32_t i = 1; i < FACTS; i++)
			f->fact[i - 1] = f->fact[i];
		f->count--;
	}
	f->fact[f->count++] = (struct fact){t, truth};
}

static void meet(struct facts *into, const struct facts *other)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < into->count; i++) {
		bool both = false;
		for (uint32_t j = 0; j < other->count && !both; j++)
			both = other->fact[j].test == into->fact[i].test && other->fact[j].truth == into->fact[i].truth;
		if (both)
			into->fact[kept++] = into->fact[i];
	}
	into->count = kept;
}

/* Follows an edge past tests that the facts on it decide. */
static struct node *follow(const struct facts *f, struct node *to, bool *changed)
{
	while (to->test) {
		int o = outcome(f, to->test);
		if (o < 0)
			return to;
		to = o ? to->t : to->f;
		*changed = true;
	}
	return to;
}

static void flow(struct ir *ir, const struct facts *f, struct node *to)
{
	if (!to->test)
		return;
	struct facts *there = (struct facts *)to->facts;
	if (there) {
		meet(there, f);
		return;
	}
	there = arena_new(ir->arena, struct facts);
	if (!there) {
		ir->out_of_memory = true;
		return;
	}
	*there = *f;
	to->facts = there;
}

/* The node that stands for this one: where both edges meet, or the first that equals it. */
static struct node *standing_for(struct ir *ir, struct node *n)
{
	if (n->test && n->t == n->f)
		return n->t;
	struct node **b = bucket_of(ir, n->test, n->t, n->f);
	for (struct node *o = *b; n->test && o; o = o->next)
		if (o->test == n->test && o->t == n->t && o->f == n->f)
			return o;
	if (n->test) {
		n->next = *b;
		*b = n;
	}
	return n;
}

/* Children before parents: nodes whose edges meet and nodes that equal another go. */
static bool merge_equals(struct ir *ir, struct order *o)
{
	bool changed = false;
	memset(ir->nodes, 0, sizeof ir->nodes);
	for (size_t i = o->count; i-- > 0;) {
		struct node *n = o->node[i];
		n->in = 0;
		if (!n->test) {
			n->stands = n;
			continue;
		}
		changed |= n->t->stands != n->t || n->f->stands != n->f;
		n->t = n->t->stands;
		n->f = n->f->stands;
		n->stands = standing_for(ir, n);
	}
	return changed;
}

/* One pass over the graph, each node after all that lead to it. True: something changed. */
static bool pass(struct ir *ir, struct node *root, uint32_t mark, size_t room)
{
	struct order o = sorted(ir, root, mark, room);
	bool changed = false;
	for (size_t i = 0; i < o.count; i++)
		o.node[i]->facts = NULL;
	for (size_t i = 0; i < o.count && !ir->out_of_memory; i++) {
		struct node *n = o.node[i];
		if (!n->test)
			continue;
		struct facts f = n->facts ? *n->facts : (struct facts){0};
		struct facts t = f;
		learn(&t, n->test, true);
		learn(&f, n->test, false);
		n->t = follow(&t, n->t, &changed);
		n->f = follow(&f, n->f, &changed);
		flow(ir, &t, n->t);
		flow(ir, &f, n->f);
	}
	return merge_equals(ir, &o) || changed;
}

struct node *graph_optimize(struct ir *ir, struct node *root)
{
	enum { PASSES = 40 };
	size_t room = count_nodes(ir);
	for (uint32_t i = 1; i <= PASSES && !ir->out_of_memory; i++) {
		bool changed = pass(ir, root, i, room);
		root = root->stands ? root->stands : root;
		while (root->test && root->t == root->f) {
			root = root->t;
			changed = true;
		}
		if (!changed)
			break;
	}
	return root;
}
