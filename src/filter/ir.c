#include "filter/ir.h"

#include <stddef.h>

static unsigned bucket(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	uint64_t h = a * UINT64_C(0x9e3779b97f4a7c15);
	h = (h ^ b) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ (h >> 32) ^ c) * UINT64_C(0xc4ceb9fe1a85ec53);
	h = (h ^ (h >> 29) ^ d) * UINT64_C(0x9e3779b97f4a7c15);
	return (unsigned)(h >> 40) % SHARED_BUCKETS;
}

static const struct value none = {.op = VALUE_CONST};

static const struct value *shared_value(struct ir *ir, struct value v)
{
	unsigned n = bucket((uint64_t)v.op << 16 | (uint64_t)v.size << 8 | v.alu, v.k, (uintptr_t)v.a, (uintptr_t)v.b);
	for (struct value *o = ir->values[n]; o; o = o->next)
		if (o->op == v.op && o->size == v.size && o->alu == v.alu && o->k == v.k && o->a == v.a && o->b == v.b)
			return o;
	struct value *o = arena_new(ir->arena, struct value);
	if (!o) {
		ir->out_of_memory = true;
		return &none;
	}
	*o = v;
	o->next = ir->values[n];
	return ir->values[n] = o;
}

const struct value *value_const(struct ir *ir, uint32_t k)
{
	return shared_value(ir, (struct value){.op = VALUE_CONST, .k = k});
}

const struct value *value_len(struct ir *ir)
{
	return shared_value(ir, (struct value){.op = VALUE_LEN});
}

const struct value *value_load(struct ir *ir, const struct value *base, uint32_t k, unsigned size)
{
	/* a base that is a constant, or a sum with one, moves into k */
	if (base && base->op == VALUE_CONST)
		return value_load(ir, NULL, base->k + k, size);
	if (base && base->op == VALUE_BIN && base->alu == BPF_ADD && base->b->op == VALUE_CONST)
		return value_load(ir, base->a, base->b->k + k, size);
	return shared_value(ir, (struct value){base ? VALUE_IND : VALUE_ABS, .size = (uint8_t)size, .k = k, .a = base});
}

const struct value *value_msh(struct ir *ir, uint32_t k)
{
	return shared_value(ir, (struct value){.op = VALUE_MSH, .size = 1, .k = k});
}

static bool fold(unsigned alu, uint32_t a, uint32_t b, uint32_t *v)
{
	switch (alu) {
	case BPF_ADD: *v = a + b; return true;
	case BPF_SUB: *v = a - b; return true;
	case BPF_MUL: *v = a * b; return true;
	case BPF_AND: *v = a & b; return true;
	case BPF_OR: *v = a | b; return true;
	case BPF_XOR: *v = a ^ b; return true;
	case BPF_LSH: *v = b < 32 ? a << b : 0; return true;
	case BPF_RSH: *v = b < 32 ? a >> b : 0; return true;
	case BPF_DIV: *v = b ? a / b : 0; return b != 0;
	case BPF_MOD: *v = b ? a % b : 0; return b != 0;
	default: return false;
	}
}

static bool commutes(unsigned alu)
{
	return alu == BPF_ADD || alu == BPF_MUL || alu == BPF_AND || alu == BPF_OR || alu == BPF_XOR;
}

/* The value does not change by `alu k`. */
static bool neutral(unsigned alu, uint32_t k)
{
	if (alu == BPF_AND)
		return k == UINT32_MAX;
	if (alu == BPF_MUL || alu == BPF_DIV)
		return k == 1;
	return k == 0 && alu != BPF_MOD;
}

const struct value *value_bin(struct ir *ir, unsigned alu, const struct value *a, const struct value *b)
{
	uint32_t v;
	if (a->op == VALUE_CONST && b->op == VALUE_CONST && fold(alu, a->k, b->k, &v))
		return value_const(ir, v);
	if (a->op == VALUE_CONST && commutes(alu)) {
		const struct value *swap = a;
		a = b;
		b = swap;
	}
	if (b->op == VALUE_CONST && neutral(alu, b->k))
		return a;
	if (alu == BPF_AND && b->op == VALUE_CONST && ((a->size == 1 && (b->k & 0xff) == 0xff) ||
		(a->size == 2 && (b->k & 0xffff) == 0xffff)) && (a->op == VALUE_ABS || a->op == VALUE_IND))
		return a;
	return shared_value(ir, (struct value){.op = VALUE_BIN, .alu = (uint8_t)alu, .a = a, .b = b});
}

/* ---- Conditions */

static const struct cond never = {.op = COND_FALSE}, always = {.op = COND_TRUE};

const struct cond *cond_constant(struct ir *ir, bool truth)
{
	return truth ? &always : &never;
}

static const struct cond *new_cond(struct ir *ir, enum cond_op op, const struct test *t, const struct cond *a,
	const struct cond *b)
{
	struct cond **head = &ir->conds[bucket(op, (uintptr_t)t, (uintptr_t)a, (uintptr_t)b)];
	for (struct cond *o = *head; o; o = o->next)
		if (o->op == op && o->test == t && o->a == a && o->b == b)
			return o;
	struct cond *c = arena_new(ir->arena, struct cond);
	if (!c) {
		ir->out_of_memory = true;
		return &never;
	}
	*c = (struct cond){op, t, a, b, *head};
	return *head = c;
}

static const struct cond *compare(struct ir *ir, struct test t)
{
	unsigned n = bucket((uintptr_t)t.value, t.jump, t.k, (uintptr_t)t.other);
	struct test *o = ir->tests[n];
	while (o && !(o->value == t.value && o->jump == t.jump && o->k == t.k && o->other == t.other))
		o = o->next;
	if (!o) {
		o = arena_new(ir->arena, struct test);
		if (!o) {
			ir->out_of_memory = true;
			return &never;
		}
		*o = t;
		o->next = ir->tests[n];
		ir->tests[n] = o;
	}
	return new_cond(ir, COND_TEST, o, NULL, NULL);
}

static bool holds(unsigned jump, uint32_t a, uint32_t b)
{
	return jump == BPF_JEQ ? a == b : jump == BPF_JGT ? a > b : jump == BPF_JGE ? a >= b : (a & b) != 0;
}

const struct cond *cond_compare(struct ir *ir, const struct value *v, unsigned jump, uint32_t k)
{
	if (v->op == VALUE_CONST)
		return cond_constant(ir, holds(jump, v->k, k));
	/* (v & m) != 0 is what JSET tests */
	if (v->op == VALUE_BIN && v->alu == BPF_AND && v->b->op == VALUE_CONST && jump == BPF_JEQ && k == 0)
		return cond_not(ir, cond_compare(ir, v->a, BPF_JSET, v->b->k));
	if (v->op == VALUE_BIN && v->alu == BPF_AND && v->b->op == VALUE_CONST && jump == BPF_JGT && k == 0)
		return cond_compare(ir, v->a, BPF_JSET, v->b->k);
	return compare(ir, (struct test){v, (uint8_t)jump, k, NULL, NULL});
}

const struct cond *cond_compare_values(struct ir *ir, const struct value *a, unsigned jump, const struct value *b)
{
	if (b->op == VALUE_CONST)
		return cond_compare(ir, a, jump, b->k);
	return compare(ir, (struct test){a, (uint8_t)jump, 0, b, NULL});
}

const struct cond *cond_not(struct ir *ir, const struct cond *c)
{
	if (c->op == COND_NOT)
		return c->a;
	if (c->op <= COND_TRUE)
		return cond_constant(ir, c->op == COND_FALSE);
	return new_cond(ir, COND_NOT, NULL, c, NULL);
}

const struct cond *cond_and(struct ir *ir, const struct cond *a, const struct cond *b)
{
	if (a->op == COND_FALSE || b->op == COND_TRUE)
		return a;
	if (a->op == COND_TRUE)
		return b;
	return new_cond(ir, COND_AND, NULL, a, b);
}

const struct cond *cond_or(struct ir *ir, const struct cond *a, const struct cond *b)
{
	if (a->op == COND_TRUE || b->op == COND_FALSE)
		return a;
	if (a->op == COND_FALSE)
		return b;
	return new_cond(ir, COND_OR, NULL, a, b);
}
