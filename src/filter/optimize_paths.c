/* The graph path by path: a block is copied for each way into it on which something else is known, and in the copies the tests
 * whose outcome is known are left out. Equal copies are joined again afterwards, so that what stays doubled is what differs.
 *
 * What is known of a value is which of its atoms it can be: the classes of values that no test of the graph tells apart. A
 * block forgets what no test behind it asks for, so that ways which differ in nothing that matters share one copy. Where it does not
 * pay, the ways into a block may also meet: then it keeps one copy, for which what is known on any of them is possible. */
#include <stdlib.h>
#include <string.h>

#include "filter/optimize.h"

#define ATOMS_MAX 512
#define WORDS (ATOMS_MAX / 64)
#define BLOCKS_MAX 150 /* of the graph */
#define COPIES_MAX 300

struct atoms {
	uint64_t in[WORDS];
};

/* What is known together: a value read from the packet, or (with flag) the outcome of one test. */
struct variable {
	const struct value *root;
	const struct block *flag;
	uint32_t first, count; /* its atoms */
	uint32_t *low;	       /* the least value of each atom, which ends where the next begins; not for bytes and flags */
	uint32_t *breaks, break_count;
	uint8_t class_of[256]; /* a byte's atoms */
};

/* A way into a block that is not copied yet. */
struct way {
	struct atoms known;
	struct block **from;
	struct way *next;
};

struct copy {
	struct atoms known;
	struct block *made;
	struct copy *next;
};

struct paths {
	struct arena *arena; /* for what lives no longer than the pass */
	struct cfg *g;
	struct variable *variables;
	uint32_t count, atoms;
	uint16_t *variable; /* per block: what it tests, + 1 */
	struct atoms *yes;  /* per block: the atoms on which the test says yes */
	uint16_t *leader;   /* per block and atom: the first atom that nothing behind tells from it */
	struct way **ways;  /* per block */
	uint32_t copies;
	bool changed, failed;
};

static bool has(const struct atoms *s, uint32_t i)
{
	return s->in[i / 64] >> i % 64 & 1;
}

static void put(struct atoms *s, uint32_t i)
{
	s->in[i / 64] |= 1ull << i % 64;
}

/* The one load that v is computed from, with constants only; otherwise v itself. */
static const struct value *root_of(const struct value *v)
{
	const struct value *at = v;

	while (at->kind == VALUE_BINARY && at->b->kind == VALUE_CONST)
		at = at->a;
	return at->kind == VALUE_LOAD && at->size == 1 ? at : v;
}

static bool compute(const struct value *v, const struct value *root, uint32_t k, uint32_t *out)
{
	uint32_t a;

	if (v == root) {
		*out = k;
		return true;
	}
	return compute(v->a, root, k, &a) && ir_compute(v->op, a, v->b->k, out);
}

static bool outcome(const struct block *b, uint32_t v)
{
	return b->kind == BLOCK_SET ? set_has(b->set, v) : ir_relation(b->op, v, b->k);
}

/* (v & prefix) == k, of a value of more than a byte, is a range of v. */
static const struct value *prefix_of(const struct block *b, struct range *r)
{
	const struct value *v = b->v;

	if (b->kind != BLOCK_TEST || b->op != BPF_JEQ || v->kind != VALUE_BINARY || v->op != BPF_AND || v->b->kind != VALUE_CONST)
		return NULL;
	uint32_t mask = v->b->k;
	uint32_t all = v->a->kind == VALUE_LOAD && v->a->size == 2 ? 0xffff : UINT32_MAX;
	if (((~mask + 1) & ~mask) || (b->k & ~mask) || !(mask & all))
		return NULL;
	*r = (struct range){b->k, b->k | ~mask};
	return v->a;
}

static bool is_byte(const struct variable *w)
{
	return !w->flag && w->root->kind == VALUE_LOAD && w->root->size == 1;
}

static struct variable *variable_for(struct paths *p, const struct value *root, const struct block *flag)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct variable *w = &p->variables[i];
		const struct block *f = w->flag;
		if (w->root == root && (f == flag || (f && flag && f->op == flag->op && f->k == flag->k && f->x == flag->x)))
			return w;
	}
	p->variables[p->count] = (struct variable){.root = root, .flag = flag};
	return &p->variables[p->count++];
}

/* What b tests; where a range of its values says yes, the range. */
static struct variable *tested(struct paths *p, const struct block *b, struct range *r)
{
	const struct value *v = root_of(b->v);

	*r = (struct range){1, 0};
	if (b->x)
		return variable_for(p, b->v, b);
	if (v != b->v || (v->kind == VALUE_LOAD && v->size == 1))
		return variable_for(p, v, NULL);
	const struct value *masked = prefix_of(b, r);
	if (masked)
		return variable_for(p, masked, NULL);
	return variable_for(p, v, b->kind == BLOCK_TEST && b->op == BPF_JSET ? b : NULL);
}

static void break_at(struct paths *p, struct variable *w, uint32_t k)
{
	if (!w->breaks)
		w->breaks = arena_array(p->arena, uint32_t, ATOMS_MAX);
	if (!w->breaks || w->break_count == ATOMS_MAX)
		p->failed = true;
	else
		w->breaks[w->break_count++] = k;
}

static void break_around(struct paths *p, struct variable *w, struct range r)
{
	if (r.low)
		break_at(p, w, r.low);
	if (r.high != UINT32_MAX)
		break_at(p, w, r.high + 1);
}

static void note_breaks(struct paths *p, struct variable *w, const struct block *b, struct range r)
{
	if (w->flag || is_byte(w))
		return;
	if (r.low <= r.high)
		break_around(p, w, r);
	else if (b->kind == BLOCK_SET)
		for (uint32_t i = 0; i < b->set->count && !p->failed; i++)
			break_around(p, w, b->set->ranges[i]);
	else if (b->op == BPF_JEQ)
		break_around(p, w, (struct range){b->k, b->k});
	else if (b->op == BPF_JGE)
		break_around(p, w, (struct range){b->k, UINT32_MAX});
	else
		break_around(p, w, (struct range){0, b->k});
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void make_ranges(struct paths *p, struct variable *w)
{
	uint32_t most = w->root->kind == VALUE_LOAD && w->root->size == 2 ? 0xffff : UINT32_MAX;

	w->low = arena_array(p->arena, uint32_t, w->break_count + 1);
	if (!w->low) {
		p->failed = true;
		return;
	}
	if (w->break_count)
		qsort(w->breaks, w->break_count, sizeof *w->breaks, by_number);
	w->count = 1;
	for (uint32_t i = 0; i < w->break_count; i++)
		if (w->breaks[i] != w->low[w->count - 1] && w->breaks[i] <= most)
			w->low[w->count++] = w->breaks[i];
}

/* What a test of one byte, or of what is computed from it, says about the byte k. */
static bool byte_outcome(const struct variable *w, const struct block *b, uint32_t k)
{
	uint32_t v;

	return compute(b->v, w->root, k, &v) && outcome(b, v);
}

static bool tests(const struct paths *p, uint32_t block, const struct variable *w)
{
	return p->variable[block] && &p->variables[p->variable[block] - 1] == w;
}

/* Bytes that every test treats alike are one atom. */
static void make_classes(const struct paths *p, struct variable *w)
{
	w->count = 1;
	for (uint32_t i = 0; i < p->g->count; i++) {
		int16_t split[256][2];
		uint32_t made = 0;
		if (!tests(p, i, w))
			continue;
		memset(split, -1, sizeof split);
		for (uint32_t k = 0; k < 256; k++) {
			int16_t *class = &split[w->class_of[k]][byte_outcome(w, p->g->order[i], k)];
			if (*class < 0)
				*class = (int16_t)made++;
			w->class_of[k] = (uint8_t)*class;
		}
		w->count = made;
	}
}

static void make_atoms(struct paths *p, struct variable *w)
{
	if (w->flag)
		w->count = 2;
	else if (is_byte(w))
		make_classes(p, w);
	else
		make_ranges(p, w);
	w->first = p->atoms;
	p->atoms += w->count;
	p->failed |= p->atoms > ATOMS_MAX;
}

/* The atoms on which b says yes; each range is on one side as a whole. */
static void note_yes(struct paths *p, const struct block *b, struct range r, const struct variable *w)
{
	struct atoms *yes = &p->yes[b->number];

	if (w->flag) {
		put(yes, w->first + 1);
		return;
	}
	for (uint32_t k = 0; is_byte(w) && k < 256; k++)
		if (byte_outcome(w, b, k))
			put(yes, w->first + w->class_of[k]);
	for (uint32_t i = 0; !is_byte(w) && i < w->count; i++)
		if (r.low <= r.high ? w->low[i] >= r.low && w->low[i] <= r.high : outcome(b, w->low[i]))
			put(yes, w->first + i);
}

/* Of two ways behind a test of b, atoms stay apart that one of them or the test tells apart. */
static void note_leaders(struct paths *p, const struct block *b)
{
	uint16_t *mine = p->leader + (size_t)b->number * p->atoms;
	const uint16_t *yes = p->leader + (size_t)b->yes->number * p->atoms, *no = p->leader + (size_t)b->no->number * p->atoms;
	const struct atoms *says = &p->yes[b->number];

	for (uint32_t n = 0; n < p->count; n++) {
		const struct variable *w = &p->variables[n];
		for (uint32_t i = w->first; i < w->first + w->count; i++) {
			uint32_t j = w->first;
			while (j < i && !(mine[j] == j && yes[i] == yes[j] && no[i] == no[j] && has(says, i) == has(says, j)))
				j++;
			mine[i] = (uint16_t)j;
		}
	}
}

static void note_end(struct paths *p, const struct block *b)
{
	for (uint32_t n = 0; n < p->count; n++)
		for (uint32_t i = 0; i < p->variables[n].count; i++)
			p->leader[(size_t)b->number * p->atoms + p->variables[n].first + i] = (uint16_t)p->variables[n].first;
}

static bool decidable(const struct block *b)
{
	return b->kind == BLOCK_TEST || b->kind == BLOCK_SET;
}

static bool paths_init(struct paths *p)
{
	struct cfg *g = p->g;
	struct range *ranges = arena_array(p->arena, struct range, g->count);

	p->variables = arena_array(p->arena, struct variable, g->count);
	p->variable = arena_array(p->arena, uint16_t, g->count);
	p->yes = arena_array(p->arena, struct atoms, g->count);
	p->ways = arena_array(p->arena, struct way *, g->count);
	if (!ranges || !p->variables || !p->variable || !p->yes || !p->ways)
		return false;
	for (uint32_t i = 0; i < g->count; i++) {
		if (!decidable(g->order[i]))
			continue;
		struct variable *w = tested(p, g->order[i], &ranges[i]);
		p->variable[i] = (uint16_t)(w - p->variables + 1);
		note_breaks(p, w, g->order[i], ranges[i]);
	}
	for (uint32_t n = 0; n < p->count && !p->failed; n++)
		make_atoms(p, &p->variables[n]);
	p->leader = p->failed ? NULL : arena_array(p->arena, uint16_t, (size_t)g->count * p->atoms);
	if (!p->leader)
		return false;
	for (uint32_t i = g->count; i--;) {
		const struct block *b = g->order[i];
		if (decidable(b))
			note_yes(p, b, ranges[i], &p->variables[p->variable[i] - 1]);
		if (b->kind == BLOCK_RETURN)
			note_end(p, b);
		else
			note_leaders(p, b);
	}
	return true;
}

static enum outcome decide(const struct paths *p, const struct block *b, const struct atoms *known)
{
	if (!decidable(b))
		return b->yes == b->no ? YES : UNKNOWN;
	const struct variable *w = &p->variables[p->variable[b->number] - 1];
	bool yes = false, no = false;
	for (uint32_t i = w->first; i < w->first + w->count; i++)
		if (has(known, i))
			*(has(&p->yes[b->number], i) ? &yes : &no) = true;
	return yes && no ? UNKNOWN : yes ? YES : NO;
}

/* What is known behind b. */
static struct atoms behind(const struct paths *p, const struct block *b, const struct atoms *known, bool yes)
{
	struct atoms out = *known;

	if (!decidable(b))
		return out;
	const struct variable *w = &p->variables[p->variable[b->number] - 1];
	for (uint32_t i = w->first; i < w->first + w->count; i++)
		if (has(&p->yes[b->number], i) != yes)
			out.in[i / 64] &= ~(1ull << i % 64);
	return out;
}

/* Without what no test from b on can tell. */
static struct atoms forget(const struct paths *p, const struct block *b, const struct atoms *known)
{
	const uint16_t *leader = p->leader + (size_t)b->number * p->atoms;
	struct atoms leaders = {{0}}, out = {{0}};

	for (uint32_t i = 0; i < p->atoms; i++)
		if (has(known, i))
			put(&leaders, leader[i]);
	for (uint32_t i = 0; i < p->atoms; i++)
		if (has(&leaders, leader[i]))
			put(&out, i);
	return out;
}

/* A way comes to b on which this is known; *from is to lead to b's copy. */
static void arrive(struct paths *p, struct block *b, struct atoms known, struct block **from)
{
	enum outcome o;

	while (b->kind != BLOCK_RETURN && (o = decide(p, b, &known)) != UNKNOWN) {
		b = o == YES ? b->yes : b->no;
		p->changed = true;
	}
	*from = b;
	if (b->kind == BLOCK_RETURN)
		return;
	struct way *w = arena_new(p->arena, struct way);
	if (!w) {
		p->failed = true;
		return;
	}
	*w = (struct way){.known = forget(p, b, &known), .from = from, .next = p->ways[b->number]};
	p->ways[b->number] = w;
}

/* The copy of b for ways on which this is known. */
static struct copy *copy_for(struct paths *p, const struct block *b, const struct atoms *known, struct copy **copies)
{
	for (struct copy *c = *copies; c; c = c->next)
		if (!memcmp(&c->known, known, sizeof *known))
			return c;
	struct copy *c = arena_new(p->arena, struct copy);
	struct block *made = arena_new(p->g->arena, struct block);
	if (!c || !made || p->copies++ == COPIES_MAX) {
		p->failed = true;
		return NULL;
	}
	*made = *b;
	*c = (struct copy){.known = *known, .made = made, .next = *copies};
	*copies = c;
	return c;
}

/* Makes b's copies, one for each thing that is known, or, where the ways to b meet, one for all. */
static void copy_block(struct paths *p, struct block *b, bool meet, bool *several)
{
	struct copy *copies = NULL;
	struct atoms any = {{0}};

	for (struct way *w = p->ways[b->number]; meet && w; w = w->next)
		for (unsigned i = 0; i < WORDS; i++)
			any.in[i] |= w->known.in[i];
	for (struct way *w = p->ways[b->number]; w; w = w->next) {
		struct copy *c = copy_for(p, b, meet ? &any : &w->known, &copies);
		if (!c)
			return;
		*w->from = c->made;
	}
	*several |= copies && copies->next;
	p->changed |= *several;
	for (struct copy *c = copies; c && !p->failed; c = c->next) {
		arrive(p, b->yes, behind(p, b, &c->known, true), &c->made->yes);
		arrive(p, b->no, behind(p, b, &c->known, false), &c->made->no);
	}
}

static void copy_all(struct paths *p, const bool *meets, bool *several)
{
	struct cfg *g = p->g;
	struct block *start = g->start;
	struct atoms all;

	memset(&all, 0xff, sizeof all);
	arrive(p, g->start, all, &start);
	for (uint32_t i = 0; i < g->count && !p->failed; i++)
		if (g->order[i]->kind != BLOCK_RETURN)
			copy_block(p, g->order[i], meets && meets[i], several ? &several[i] : &(bool){false});
	if (!p->failed)
		g->start = start;
}

bool optimize_paths(struct cfg *g, const bool *meets, bool *several, bool *changed)
{
	struct arena arena = {0};
	struct paths *p = arena_new(&arena, struct paths);
	bool done = p != NULL;

	if (p && g->count <= BLOCKS_MAX) {
		p->arena = &arena;
		p->g = g;
		if (paths_init(p))
			copy_all(p, meets, several);
		*changed |= p->changed && !p->failed;
		done = cfg_order(g);
	}
	arena_free(&arena);
	return done;
}
