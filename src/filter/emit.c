/* Instructions.
 *
 * Three steps. (1) Each block becomes a straight run of instructions and one branch; registers and scratch
 * cells that hold the same value on every way into a block are used and not loaded again. (2) From the ends
 * up, the runs become a graph of instructions in which equal instructions with equal successors are one:
 * common tails appear by themselves. (3) The graph is laid out: a branch may lead anywhere forward; a plain
 * instruction is followed by its successor, or by a copy of it where that is a branch, or by `ja`. */
#include "filter/emit.h"

#include <string.h>

#include "filter/layout.h"
#include "filter/optimize.h"

#define CELLS BPF_SCRATCH
#define CHAIN_CELL (CELLS - 1) /* protochain keeps the next protocol here */

#define SELECTS 4
#define SMALL 1000 /* blocks */

/* What the registers and cells hold; NULL: unknown. */
struct state {
	bool reached;
	const struct value *a, *x, *cell[CELLS];
	enum outcome chosen[SELECTS]; /* which arm of each select of emitter.selects it is */
};

struct run {
	struct bpf_insn *at;
	uint32_t count, room;
};

struct emitter {
	struct layout layout;
	struct state now;
	struct run run;
	const struct value *kept[CELLS]; /* values that have a cell of their own */
	uint8_t uses[CELLS];		 /* loads from that cell, 255 at most */
	uint32_t kept_count;
	const struct value *early[CELLS]; /* bases that are made first of all */
	uint32_t early_count;
	const struct value *selects[SELECTS]; /* bases */
	uint32_t select_count;
	uint32_t temporary; /* cells in use, from the top */
	bool share;
	bool enter, could_enter; /* runs in the middle; there was one to be entered so */
	const struct value *first_x; /* what the run's first instruction loads into X */
	bool attempt; /* within beside_x() */
	enum emit_result result;
	uint32_t accept;
};

static void add(struct emitter *e, unsigned code, uint32_t k)
{
	if (e->run.count == e->run.room) {
		uint32_t room = e->run.room ? e->run.room * 2 : 4;
		struct bpf_insn *bigger = arena_array(e->layout.arena, struct bpf_insn, room);
		if (!bigger) {
			e->result = EMIT_NO_MEMORY;
			e->run.count = 0;
			return;
		}
		if (e->run.count)
			memcpy(bigger, e->run.at, e->run.count * sizeof *bigger);
		e->run.at = bigger;
		e->run.room = room;
	}
	e->run.at[e->run.count++] = (struct bpf_insn){.code = (uint16_t)code, .k = k};
}

static int cell_of(const struct emitter *e, const struct value *v)
{
	for (int i = 0; i < CELLS; i++)
		if (e->now.cell[i] == v)
			return i;
	return -1;
}

static bool uses_x(const struct emitter *e, const struct value *v)
{
	if (v == e->now.a || cell_of(e, v) >= 0)
		return false;
	switch (v->kind) {
	case VALUE_LOAD:
		return v->a != NULL;
	case VALUE_NEGATE:
		return uses_x(e, v->a);
	case VALUE_SELECT:
		return uses_x(e, v->tested) || uses_x(e, v->a) || uses_x(e, v->b);
	case VALUE_BINARY:
		return v->b->kind != VALUE_CONST || uses_x(e, v->a);
	default:
		return v->kind == VALUE_HEADER;
	}
}

/* The same once something else is in A. */
static bool uses_x_later(const struct emitter *e, const struct value *v)
{
	struct emitter later = *e;
	later.now.a = NULL;
	return uses_x(&later, v);
}

static void into_a(struct emitter *e, const struct value *v);

static unsigned size_code(const struct value *v)
{
	return v->size == 4 ? BPF_W : v->size == 2 ? BPF_H : BPF_B;
}

/* Values that are used as bases again and again and take more than a load to make stay in a cell. */
static void keep(struct emitter *e, const struct value *v, unsigned store)
{
	for (uint32_t i = 0; i < e->kept_count; i++)
		if (e->kept[i] == v) {
			add(e, store, i);
			e->now.cell[i] = v;
		}
}

static void meet(const struct emitter *e, struct state *in, const struct state *out);

/* One of two values, made in A or X by `into`; the jumps stay within the run. */
static void select(struct emitter *e, const struct value *v, void (*into)(struct emitter *, const struct value *))
{
	into_a(e, v->tested);
	uint32_t branch = e->run.count;
	add(e, BPF_JMP | v->op, v->k);
	struct state behind = e->now;
	into(e, v->a);
	struct state yes = e->now;
	uint32_t jump = e->run.count;
	add(e, BPF_JMP | BPF_JA, 0);
	uint32_t no = e->run.count;
	e->now = behind;
	into(e, v->b);
	meet(e, &e->now, &yes);
	if (e->result != EMIT_DONE)
		return;
	if (no - branch - 1 > UINT8_MAX)
		e->result = EMIT_TOO_LONG;
	e->run.at[branch].jf = (uint8_t)(no - branch - 1);
	e->run.at[jump].k = e->run.count - jump - 1;
}

static void into_x(struct emitter *e, const struct value *v)
{
	int cell = cell_of(e, v);

	if (e->now.x == v) {
		if (cell < 0 && v->kind == VALUE_SELECT)
			keep(e, v, BPF_STX);
		return;
	}
	if (cell >= 0) {
		e->uses[cell] += e->uses[cell] < 255;
		add(e, BPF_LDX | BPF_MEM, (uint32_t)cell);
	} else if (v->kind == VALUE_CONST) {
		add(e, BPF_LDX | BPF_IMM, v->k);
	} else if (v->kind == VALUE_LENGTH) {
		add(e, BPF_LDX | BPF_LEN, 0);
	} else if (v->kind == VALUE_HEADER) {
		add(e, BPF_LDX | BPF_MSH | BPF_B, v->k);
	} else if (v->kind == VALUE_SELECT && v != e->now.a) {
		select(e, v, into_x);
		keep(e, v, BPF_STX);
	} else {
		into_a(e, v);
		add(e, BPF_MISC | BPF_TAX, 0);
		keep(e, v, BPF_ST);
	}
	if (e->run.count == 1)
		e->first_x = v;
	e->now.x = v;
}

static bool commutes(unsigned op)
{
	return op == BPF_ADD || op == BPF_MUL || op == BPF_AND || op == BPF_OR || op == BPF_XOR;
}

/* One load brings it into X, whatever else has been done, without touching A. */
static bool loads_x(const struct emitter *e, const struct value *v)
{
	return v->kind == VALUE_CONST || v->kind == VALUE_LENGTH || v->kind == VALUE_HEADER || cell_of(e, v) >= 0;
}

/* The same, or it is there. */
static bool direct_x(const struct emitter *e, const struct value *v)
{
	return v == e->now.x || loads_x(e, v);
}

/* Makes `left` in A where that leaves X with what it has. False: it does not, and nothing was done. One attempt is not made
 * within another, so that nested arithmetic is made a few times at most. */
static bool beside_x(struct emitter *e, const struct value *left)
{
	struct emitter before = *e;

	if (e->attempt)
		return false;
	e->attempt = true;
	into_a(e, left);
	e->attempt = false;
	if (e->now.x == before.now.x && e->result == EMIT_DONE)
		return true;
	struct run run = e->run; /* it may have moved */
	*e = before;
	e->run.at = run.at;
	e->run.room = run.room;
	return false;
}

/* One value in A and one in X, without harming each other. */
static void a_and_x(struct emitter *e, const struct value *in_a, const struct value *in_x)
{
	if (in_x == e->now.x && beside_x(e, in_a))
		return;
	if (loads_x(e, in_x)) {
		into_a(e, in_a);
		into_x(e, in_x);
	} else if (!uses_x_later(e, in_a)) {
		into_a(e, in_x);
		add(e, BPF_MISC | BPF_TAX, 0);
		e->now.x = in_x;
		into_a(e, in_a);
	} else if (e->kept_count + e->temporary < CELLS) {
		uint32_t cell = CELLS - ++e->temporary;
		into_a(e, in_x);
		add(e, BPF_ST, cell);
		e->now.cell[cell] = in_x;
		into_a(e, in_a);
		into_x(e, in_x);
		e->now.cell[cell] = NULL;
		e->temporary--;
	} else {
		e->result = EMIT_NO_CELLS;
	}
}

static void binary(struct emitter *e, const struct value *v)
{
	const struct value *left = v->a, *right = v->b;

	if (right->kind == VALUE_CONST) {
		into_a(e, left);
		add(e, BPF_ALU | v->op | BPF_K, right->k);
		return;
	}
	if (commutes(v->op) && !direct_x(e, right) &&
		(direct_x(e, left) || (uses_x(e, left) && !uses_x(e, right)))) {
		left = v->b;
		right = v->a;
	}
	a_and_x(e, left, right);
	add(e, BPF_ALU | v->op | BPF_X, 0);
}

static void into_a(struct emitter *e, const struct value *v)
{
	int cell = cell_of(e, v);

	if (e->now.a == v)
		return;
	if (e->now.x == v) {
		add(e, BPF_MISC | BPF_TXA, 0);
	} else if (cell >= 0) {
		e->uses[cell] += e->uses[cell] < 255;
		add(e, BPF_LD | BPF_MEM, (uint32_t)cell);
	} else {
		switch (v->kind) {
		case VALUE_CONST:
			add(e, BPF_LD | BPF_IMM, v->k);
			break;
		case VALUE_LENGTH:
			add(e, BPF_LD | BPF_LEN, 0);
			break;
		case VALUE_HEADER:
			into_x(e, v);
			add(e, BPF_MISC | BPF_TXA, 0);
			break;
		case VALUE_LOAD:
			if (v->a)
				into_x(e, v->a);
			add(e, BPF_LD | size_code(v) | (v->a ? BPF_IND : BPF_ABS), v->k);
			break;
		case VALUE_NEGATE:
			into_a(e, v->a);
			add(e, BPF_ALU | BPF_NEG, 0);
			break;
		case VALUE_SELECT:
			select(e, v, into_a);
			break;
		default:
			binary(e, v);
		}
	}
	e->now.a = v;
}

/* Walks from header to header; ends with the protocol in A. Jumps inside are relative and stay inside. */
static void chain(struct emitter *e, const struct chain *c)
{
	struct bpf_insn *code;
	uint32_t skip = 1; /* `next protocol` is one byte before `length` */

	if (c->base) {
		into_x(e, c->base);
		add(e, BPF_LD | BPF_B | BPF_IND, c->k + (c->ip6 ? 6 : 9));
		add(e, BPF_ST, CHAIN_CELL);
		if (c->ip6) {
			add(e, BPF_MISC | BPF_TXA, 0);
			add(e, BPF_ALU | BPF_ADD, 40);
		} else {
			add(e, BPF_LD | BPF_B | BPF_IND, c->k);
			add(e, BPF_ALU | BPF_AND, 15);
			add(e, BPF_ALU | BPF_LSH, 2);
			add(e, BPF_ALU | BPF_ADD | BPF_X, 0);
		}
		add(e, BPF_MISC | BPF_TAX, 0);
		add(e, BPF_LD | BPF_MEM, CHAIN_CELL);
	} else {
		add(e, BPF_LD | BPF_B | BPF_ABS, c->k + (c->ip6 ? 6 : 9));
		if (c->ip6)
			add(e, BPF_LDX | BPF_IMM, 40);
		else
			add(e, BPF_LDX | BPF_MSH | BPF_B, c->k);
	}
	uint32_t again = e->run.count;
	static const uint8_t eight[] = {
		0, 43, 44, 60}; /* hop-by-hop, routing, fragment, destination: units of 8 bytes */
	uint32_t tests = 3 + (c->ip6 ? sizeof eight : 0), units = c->ip6 ? 10 : 0;
	uint32_t end = tests + units + 10;
	add(e, BPF_JMP | BPF_JEQ, c->protocol);
	add(e, BPF_JMP | BPF_JEQ, 59); /* no next header */
	for (uint32_t i = 0; c->ip6 && i < sizeof eight; i++)
		add(e, BPF_JMP | BPF_JEQ, eight[i]);
	add(e, BPF_JMP | BPF_JEQ, 51); /* AH: units of 4 bytes, two more than said */
	code = e->run.at + again;
	for (uint32_t i = 0; i < tests; i++) {
		uint32_t to = i < 2 ? end : i < tests - 1 ? tests : tests + units;
		code[i].jt = (uint8_t)(to - i - 1);
		code[i].jf = (uint8_t)(i == tests - 1 ? end - i - 1 : 0);
	}
	for (int ah = c->ip6 ? 0 : 1; ah < 2; ah++) {
		add(e, BPF_LD | BPF_B | BPF_IND, c->k);
		add(e, BPF_ST, CHAIN_CELL);
		add(e, BPF_LD | BPF_B | BPF_IND, c->k + skip);
		add(e, BPF_ALU | BPF_ADD, ah ? 2 : 1);
		add(e, BPF_ALU | BPF_MUL, ah ? 4 : 8);
		add(e, BPF_ALU | BPF_ADD | BPF_X, 0);
		add(e, BPF_MISC | BPF_TAX, 0);
		add(e, BPF_LD | BPF_MEM, CHAIN_CELL);
		add(e, BPF_JMP | BPF_JA, again - e->run.count - 1);
		if (!ah)
			add(e, BPF_LD | BPF_IMM, 0); /* never reached: keeps both parts ten long */
	}
	add(e, BPF_ALU | BPF_ADD, 0); /* where the walk ends */
	memset(&e->now, 0, sizeof e->now);
	e->now.reached = true;
}

/* How one block is to be emitted. */
struct piece {
	struct state in, *out; /* out is kept in small programs only */
	struct bpf_insn *run;
	uint32_t count;
	const struct value *first_x; /* the first instruction loads it into X; NULL: another one */
	struct node *start, *second, *branch; /* the run, what is behind its first instruction, and behind all */
};

static void block_run(struct emitter *e, const struct block *b)
{
	if (b->kind == BLOCK_CHAIN) {
		chain(e, b->chain);
		return;
	}
	if (b->x)
		a_and_x(e, b->v, b->x);
	else
		into_a(e, b->v);
}

enum emit_result emit_block(struct arena *a, const struct block *b, struct bpf_insn **run, uint32_t *count)
{
	struct emitter e = {.layout.arena = a};

	block_run(&e, b);
	*run = e.run.at;
	*count = e.run.count;
	return e.result;
}

static const struct value *arm(const struct value *v, enum outcome o)
{
	return o == YES ? v->a : o == NO ? v->b : NULL;
}

/* What a register holds that holds x on one way and y on the other: the select that they are the arms of. */
static const struct value *either(const struct emitter *e, const struct state *in, const struct value *x, const struct state *out,
	const struct value *y)
{
	if (x == y)
		return x;
	for (uint32_t i = 0; i < e->select_count; i++) {
		const struct value *s = e->selects[i];
		if ((x == s || arm(s, in->chosen[i]) == x) && (y == s || arm(s, out->chosen[i]) == y) && x && y)
			return s;
	}
	return NULL;
}

static void meet(const struct emitter *e, struct state *in, const struct state *out)
{
	if (!in->reached) {
		*in = *out;
		in->reached = true;
		return;
	}
	in->a = either(e, in, in->a, out, out->a);
	in->x = either(e, in, in->x, out, out->x);
	for (int i = 0; i < CELLS; i++)
		if (in->cell[i] != out->cell[i])
			in->cell[i] = NULL;
	for (uint32_t i = 0; i < e->select_count; i++)
		if (in->chosen[i] != out->chosen[i])
			in->chosen[i] = UNKNOWN;
}

/* The state on one of the ways behind b. */
static struct state state_behind(const struct emitter *e, const struct block *b, bool yes)
{
	struct state s = e->now;

	for (uint32_t i = 0; i < e->select_count; i++) {
		const struct value *v = e->selects[i];
		if (b->kind != BLOCK_TEST || b->x || b->v != v->tested)
			continue;
		if (yes && b->op == BPF_JEQ)
			s.chosen[i] = ir_relation(v->op, b->k, v->k) ? YES : NO;
		else if (b->op == v->op && b->k == v->k)
			s.chosen[i] = yes ? YES : NO;
	}
	return s;
}

/* Can it be made with nothing but the packet? */
static bool from_packet(const struct value *v)
{
	return (v->kind != VALUE_LOAD || !v->a) && (!v->a || from_packet(v->a)) && (!v->b || from_packet(v->b)) &&
	       (!v->tested || from_packet(v->tested));
}

static void choose_early(struct emitter *e)
{
	for (uint32_t i = 0; i < e->kept_count; i++)
		if (from_packet(e->kept[i]))
			e->early[e->early_count++] = e->kept[i];
}

static void runs(struct emitter *e, const struct cfg *g, struct piece *pieces)
{
	memset(e->uses, 0, sizeof e->uses);
	for (uint32_t i = 0; i < g->count; i++)
		pieces[i] = (struct piece){.in.reached = i == 0, .out = pieces[i].out};
	for (uint32_t i = 0; i < g->count; i++) {
		const struct block *b = g->order[i];
		if (b->kind == BLOCK_RETURN)
			continue;
		if (e->share)
			e->now = pieces[i].in;
		else
			memset(&e->now, 0, sizeof e->now);
		e->run = (struct run){0};
		e->first_x = NULL;
		for (uint32_t j = 0; !i && j < e->early_count; j++)
			into_x(e, e->early[j]);
		block_run(e, b);
		pieces[i].run = e->run.at;
		pieces[i].count = e->run.count;
		pieces[i].first_x = e->first_x;
		if (pieces[i].out)
			*pieces[i].out = e->now;
		struct state yes = state_behind(e, b, true), no = state_behind(e, b, false);
		meet(e, &pieces[b->yes->number].in, &yes);
		meet(e, &pieces[b->no->number].in, &no);
	}
}

static void note_select(struct emitter *e, const struct value *v)
{
	for (uint32_t i = 0; i < e->select_count; i++)
		if (e->selects[i] == v)
			return;
	if (v->kind == VALUE_SELECT && e->select_count < SELECTS)
		e->selects[e->select_count++] = v;
}

/* Bases that take more than one instruction to make and are needed more than once. */
static void note_bases(struct emitter *e, const struct value *v, uint16_t *counts)
{
	if (v->kind == VALUE_LOAD && v->a) {
		const struct value *base = v->a;
		bool cheap =
			base->kind == VALUE_CONST || base->kind == VALUE_HEADER || base->kind == VALUE_LENGTH;
		if (!cheap && counts[base->id] < UINT16_MAX && ++counts[base->id] == 2 &&
			e->kept_count < CELLS - 4)
			e->kept[e->kept_count++] = base;
		note_select(e, base);
	}
	const struct value *parts[] = {v->a, v->b, v->tested};
	for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i])
			note_bases(e, parts[i], counts);
}

static uint32_t most_values(const struct value *v)
{
	const struct value *parts[] = {v->a, v->b, v->tested};
	uint32_t most = v->id;

	for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
		uint32_t part = parts[i] ? most_values(parts[i]) : 0;
		most = part > most ? part : most;
	}
	return most;
}

static bool choose_kept(struct emitter *e, const struct cfg *g)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < g->count; i++) {
		const struct block *b = g->order[i];
		if (b->v && most_values(b->v) > most)
			most = most_values(b->v);
		if (b->x && most_values(b->x) > most)
			most = most_values(b->x);
	}
	uint16_t *counts = arena_array(e->layout.arena, uint16_t, most + 1);
	if (!counts)
		return false;
	for (uint32_t i = 0; i < g->count; i++) {
		if (g->order[i]->v)
			note_bases(e, g->order[i]->v, counts);
		if (g->order[i]->x)
			note_bases(e, g->order[i]->x, counts);
	}
	return true;
}

/* Cells that nothing is loaded from are not stored to. */
static bool drop_unused(struct emitter *e)
{
	uint32_t used = 0;
	bool dropped = false;

	for (uint32_t i = 0; i < e->kept_count; i++) {
		dropped |= !e->uses[i];
		if (e->uses[i])
			e->kept[used++] = e->kept[i];
	}
	e->kept_count = used;
	return dropped;
}

/* Ranges from..to of a set as branches; binary where that shortens the way, a line where it is short. */
static struct node *set_branches(
	struct emitter *e, const struct set *s, uint32_t from, uint32_t to, struct node *yes, struct node *no)
{
	enum { LINE = 8 };
	struct layout *l = &e->layout;

	if (to - from > LINE) {
		uint32_t middle = from + (to - from) / 2;
		struct node *upper = set_branches(e, s, middle, to, yes, no);
		struct node *lower = set_branches(e, s, from, middle, yes, no);
		return layout_branch(l, BPF_JGE, s->ranges[middle].low, upper, lower);
	}
	struct node *next = no;
	for (uint32_t i = to; i-- > from;) {
		const struct range *r = &s->ranges[i];
		if (r->low == r->high) {
			next = layout_branch(l, BPF_JEQ, r->low, yes, next);
			continue;
		}
		struct node *above =
			r->high == UINT32_MAX ? yes : layout_branch(l, BPF_JGT, r->high, next, yes);
		/* below this range is no later one */
		next = r->low ? layout_branch(l, BPF_JGE, r->low, above, no) : above;
	}
	return next;
}

static struct node *branch_of(struct emitter *e, const struct block *b, struct node *yes, struct node *no)
{
	if (b->kind == BLOCK_SET)
		return set_branches(e, b->set, 0, b->set->count, yes, no);
	if (b->kind == BLOCK_CHAIN)
		return layout_branch(&e->layout, BPF_JEQ, b->chain->protocol, yes, no);
	return layout_branch(&e->layout, b->op | (b->x ? BPF_X : BPF_K), b->x ? 0 : b->k, yes, no);
}

/* About how many instructions there will be, for the hash table. */
static uint32_t instructions(const struct cfg *g)
{
	uint32_t n = g->count;

	for (uint32_t i = 0; i < g->count; i++)
		n += g->order[i]->set ? g->order[i]->set->count : 0;
	return n < BPF_INSNS_MAX ? n : BPF_INSNS_MAX;
}

/* A run, in front of what follows it; its own jumps go forward in it, or to its end. */
static void run_nodes(struct emitter *e, struct piece *p)
{
	struct node **at = arena_array(e->layout.arena, struct node *, p->count + 1);

	if (!at) {
		e->layout.failed = true;
		return;
	}
	at[p->count] = p->branch;
	for (uint32_t j = p->count; j--;) {
		const struct bpf_insn *i = &p->run[j];
		if (i->code == (BPF_JMP | BPF_JA))
			at[j] = at[j + 1 + i->k];
		else if (BPF_CLASS(i->code) == BPF_JMP)
			at[j] = layout_branch(&e->layout, i->code & ~BPF_JMP, i->k, at[j + 1 + i->jt], at[j + 1 + i->jf]);
		else
			at[j] = layout_plain(&e->layout, i->code, i->k, at[j + 1]);
	}
	p->start = at[0];
	p->second = at[p->count > 0];
}

/* Does `here` hold all that is relied on behind a piece that ends like this? */
static bool holds(const struct state *here, const struct state *end)
{
	bool all = (!end->a || end->a == here->a) && (!end->x || end->x == here->x);

	for (int i = 0; i < CELLS && all; i++)
		all = !end->cell[i] || end->cell[i] == here->cell[i];
	return all;
}

/* Where a way from one piece into another enters it: behind what has been done already. */
static struct node *entry(struct emitter *e, const struct piece *from, const struct piece *to)
{
	struct node *n = to->start;

	if (!to->out || !to->run)
		return n;
	if (to->out->a && holds(from->out, to->out))
		n = to->branch;
	else if (to->first_x && to->first_x == from->out->x)
		n = to->second;
	e->could_enter |= n != to->start;
	return e->enter ? n : to->start;
}

enum emit_result emit(const struct cfg *g, uint32_t accept, unsigned variant, unsigned *matters, struct bpf_program *out)
{
	bool share = variant & EMIT_SHARE;
	struct emitter e = {.share = share, .enter = variant & EMIT_ENTER, .accept = accept};
	struct piece *pieces = arena_array(g->arena, struct piece, g->count);

	if (!pieces || !layout_init(&e.layout, g->arena, share && !(variant & EMIT_APART), instructions(g)))
		return EMIT_NO_MEMORY;
	if (share && !choose_kept(&e, g))
		return EMIT_NO_MEMORY;
	for (uint32_t i = 0; share && g->count <= SMALL && i < g->count; i++)
		if (g->order[i]->kind != BLOCK_RETURN)
			pieces[i].out = arena_new(g->arena, struct state);
	choose_early(&e);
	*matters |= e.early_count ? EMIT_EARLY : 0;
	if (!(variant & EMIT_EARLY))
		e.early_count = 0;
	e.layout.copy = variant & EMIT_COPY;
	do {
		runs(&e, g, pieces);
	} while (drop_unused(&e));
	if (e.result != EMIT_DONE)
		return e.result;
	for (uint32_t i = g->count; i--;) {
		const struct block *b = g->order[i];
		struct piece *p = &pieces[i];
		if (b->kind == BLOCK_RETURN) {
			p->start = layout_return(&e.layout, b->accept ? accept : 0);
			continue;
		}
		p->branch = branch_of(&e, b, entry(&e, p, &pieces[b->yes->number]), entry(&e, p, &pieces[b->no->number]));
		if (b->kind == BLOCK_CHAIN)
			p->start = p->second = layout_blob(&e.layout, p->run, p->count, p->branch);
		else
			run_nodes(&e, p);
	}
	enum emit_result result = layout_place(&e.layout, pieces[g->start->number].start, out);
	*matters |= (e.layout.could_copy ? EMIT_COPY : 0) | (e.could_enter ? EMIT_ENTER : 0);
	return result;
}
