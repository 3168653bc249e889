/* From the graph to instructions: nodes in an order in which all jumps go forward; a load is left out where the register
 * holds the value on every way; targets too far for eight bits are reached through a JA. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "filter/ir.h"

struct code {
	struct bpf_insn *insns; /* NULL: only counted */
	size_t count;
	const struct value *a, *x; /* what the registers hold; NULL: not known */
	unsigned cells;            /* of M[] in use */
	bool too_deep;
};

static void put(struct code *c, unsigned op, uint32_t k)
{
	if (c->insns)
		c->insns[c->count] = (struct bpf_insn){.code = (uint16_t)op, .k = k};
	c->count++;
}

static unsigned size_code(unsigned size)
{
	return size == 4 ? BPF_W : size == 2 ? BPF_H : BPF_B;
}

static void into_a(struct code *c, const struct value *v);

static void into_x(struct code *c, const struct value *v)
{
	if (c->x == v)
		return;
	if (v->op == VALUE_MSH) {
		put(c, BPF_LDX | BPF_MSH | BPF_B, v->k);
	} else if (v->op == VALUE_CONST) {
		put(c, BPF_LDX | BPF_IMM, v->k);
	} else {
		into_a(c, v);
		put(c, BPF_MISC | BPF_TAX, 0);
	}
	c->x = v;
}

static void binary_into_a(struct code *c, const struct value *v)
{
	if (v->alu == BPF_NEG) {
		into_a(c, v->a);
		put(c, BPF_ALU | BPF_NEG, 0);
		return;
	}
	if (v->b->op == VALUE_CONST) {
		into_a(c, v->a);
		put(c, BPF_ALU | v->alu | BPF_K, v->b->k);
		return;
	}
	if (v->b->op == VALUE_MSH) {
		into_a(c, v->a);
		into_x(c, v->b);
		put(c, BPF_ALU | v->alu | BPF_X, 0);
		return;
	}
	unsigned cell = c->cells++;
	if (cell >= BPF_SCRATCH) {
		c->too_deep = true;
		cell = BPF_SCRATCH - 1;
	}
	into_a(c, v->b);
	put(c, BPF_ST, cell);
	into_a(c, v->a);
	put(c, BPF_LDX | BPF_MEM, cell);
	c->x = NULL;
	put(c, BPF_ALU | v->alu | BPF_X, 0);
	c->cells--;
}

static void into_a(struct code *c, const struct value *v)
{
	if (c->a == v)
		return;
	switch (v->op) {
	case VALUE_CONST:
		put(c, BPF_LD | BPF_IMM, v->k);
		break;
	case VALUE_LEN:
		put(c, BPF_LD | BPF_LEN, 0);
		break;
	case VALUE_ABS:
		put(c, BPF_LD | BPF_ABS | size_code(v->size), v->k);
		break;
	case VALUE_IND:
		into_x(c, v->a);
		put(c, BPF_LD | BPF_IND | size_code(v->size), v->k);
		break;
	case VALUE_MSH:
		into_x(c, v);
		put(c, BPF_MISC | BPF_TXA, 0);
		break;
	case VALUE_BIN:
		binary_into_a(c, v);
		break;
	}
	c->a = v;
}

/* Both sides of a comparison with a value: the other first, kept in X. */
static void compared(struct code *c, const struct test *t)
{
	if (!t->other) {
		into_a(c, t->value);
		return;
	}
	into_a(c, t->other);
	put(c, BPF_ST, c->cells);
	unsigned cell = c->cells++;
	into_a(c, t->value);
	put(c, BPF_LDX | BPF_MEM, cell);
	c->cells--;
	c->x = NULL;
	c->too_deep |= cell >= BPF_SCRATCH;
}

/* ---- Layout */

struct layout {
	struct node **node;
	size_t count;
};

/* Depth first, the false side placed right behind, and every node behind all that lead to it. */
static void count_edges(struct node *n, struct layout *all)
{
	if (n->in++)
		return;
	all->node[all->count++] = n;
}

static void gather(struct node *root, struct layout *all)
{
	count_edges(root, all);
	for (size_t i = 0; i < all->count; i++) {
		if (!all->node[i]->test)
			continue;
		count_edges(all->node[i]->t, all);
		count_edges(all->node[i]->f, all);
	}
}

static void lay_out(struct node *root, struct layout *l, struct node **ready)
{
	size_t n = 0;
	ready[n++] = root;
	root->in--;
	while (n) {
		struct node *at = ready[--n];
		at->id = (uint32_t)l->count;
		l->node[l->count++] = at;
		if (!at->test)
			continue;
		if (--at->f->in == 0)
			ready[n++] = at->f;
		if (--at->t->in == 0)
			ready[n++] = at->t;
	}
}

static void registers_flow(struct node *to, const struct code *c, bool first)
{
	if (!to->test)
		return;
	to->a_in = first || to->a_in == c->a ? c->a : NULL;
	to->x_in = first || to->x_in == c->x ? c->x : NULL;
}

/* What the registers hold at each node; and how many instructions each node's load takes. */
static void measure(struct layout *l)
{
	for (size_t i = 0; i < l->count; i++)
		l->node[i]->mark = 0;
	for (size_t i = 0; i < l->count; i++) {
		struct node *n = l->node[i];
		if (!n->test) {
			n->load = 0;
			continue;
		}
		struct code c = {.a = i ? n->a_in : NULL, .x = i ? n->x_in : NULL};
		compared(&c, n->test);
		n->load = (uint8_t)(c.count < 255 ? c.count : 255);
		registers_flow(n->t, &c, n->t->mark++ == 0);
		registers_flow(n->f, &c, n->f->mark++ == 0);
	}
}

static size_t place(struct layout *l)
{
	size_t at = 0;
	for (size_t i = 0; i < l->count; i++) {
		struct node *n = l->node[i];
		n->at = (uint32_t)at;
		n->size = n->load + 1u + n->long_t + n->long_f;
		at += n->size;
	}
	return at;
}

/* Jumps that do not reach get a JA of their own, until all reach. */
static size_t stretch(struct layout *l)
{
	for (;;) {
		size_t total = place(l);
		bool changed = false;
		for (size_t i = 0; i < l->count; i++) {
			struct node *n = l->node[i];
			if (!n->test)
				continue;
			uint32_t next = n->at + n->load + 1;
			if (!n->long_t && n->t->at - next > 255)
				changed = n->long_t = true;
			if (!n->long_f && n->f->at - next > 255)
				changed = n->long_f = true;
		}
		if (!changed)
			return total;
	}
}

static void put_jump(struct code *c, const struct node *n)
{
	const struct test *t = n->test;
	uint32_t next = n->at + n->load + 1;
	put(c, BPF_JMP | t->jump | (t->other ? BPF_X : BPF_K), t->other ? 0 : t->k);
	struct bpf_insn *j = &c->insns[c->count - 1];
	j->jt = (uint8_t)(n->long_t ? 0 : n->t->at - next);
	j->jf = (uint8_t)(n->long_f ? n->long_t : n->f->at - next);
	if (n->long_t)
		put(c, BPF_JMP | BPF_JA, n->t->at - (next + 1));
	if (n->long_f)
		put(c, BPF_JMP | BPF_JA, n->f->at - (next + 1 + n->long_t));
}

int graph_emit(struct ir *ir, struct node *root, uint32_t keep, struct bpf_program *out, struct err *err)
{
	size_t room = 4;
	for (size_t b = 0; b < SHARED_BUCKETS; b++) {
		for (struct node *n = ir->nodes[b]; n; n = n->next) {
			n->in = 0;
			room++;
		}
	}
	ir->accept.in = ir->reject.in = 0;
	struct layout all = {arena_array(ir->arena, struct node *, room), 0};
	struct layout l = {arena_array(ir->arena, struct node *, room), 0};
	struct node **ready = arena_array(ir->arena, struct node *, room);
	if (!all.node || !l.node || !ready || ir->out_of_memory)
		return err_set(err, -ENOMEM, "the filter is too complex: no memory");
	gather(root, &all);
	lay_out(root, &l, ready);
	measure(&l);
	size_t total = stretch(&l);
	out->insns = calloc(total, sizeof *out->insns);
	if (!out->insns)
		return err_set(err, -ENOMEM, "no memory for the filter program");
	struct code c = {.insns = out->insns};
	for (size_t i = 0; i < l.count; i++) {
		struct node *n = l.node[i];
		if (!n->test) {
			put(&c, BPF_RET | BPF_K, n->accept ? keep : 0);
			continue;
		}
		c.a = i ? n->a_in : NULL;
		c.x = i ? n->x_in : NULL;
		compared(&c, n->test);
		put_jump(&c, n);
	}
	out->count = (uint32_t)c.count;
	return c.too_deep ? err_set(err, -E2BIG, "the filter is too complex: arithmetic too deep") : 0;
}
