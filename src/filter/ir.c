/* Values and conditions: construction with folding, and their text form. */
#include "filter/ir.h"

#include "bpf/alu.h"

#include <string.h>

bool ir_init(struct ir *ir, struct arena *a, bool fold)
{
	memset(ir, 0, sizeof *ir);
	ir->arena = a;
	ir->fold = fold;
	ir->yes = arena_new(a, struct cond);
	ir->no = arena_new(a, struct cond);
	if (!ir->yes || !ir->no)
		return false;
	ir->yes->kind = COND_TRUE;
	ir->no->kind = COND_FALSE;
	return true;
}

bool ir_variant(struct ir *ir, enum ir_variant bit)
{
	ir->matters |= bit;
	return ir->variant & bit;
}

static const struct value failed_value = {.kind = VALUE_CONST};

static bool same(const struct value *a, const struct value *b)
{
	return a->kind == b->kind && a->op == b->op && a->size == b->size && a->pinned == b->pinned &&
	       a->k == b->k && a->a == b->a && a->b == b->b && a->tested == b->tested;
}

static const struct value *intern(struct ir *ir, const struct value *wanted)
{
	uint64_t h = wanted->kind + 31 * wanted->op + 127 * wanted->size + 8191 * (uint64_t)wanted->k;

	h += ((uintptr_t)wanted->a >> 4) * 2654435761u + ((uintptr_t)wanted->b >> 4) * 40503u;
	h += ((uintptr_t)wanted->tested >> 4) * 2246822519u;
	struct value **bucket = &ir->buckets[(h ^ h >> 17) % IR_BUCKETS];
	for (struct value *v = *bucket; v; v = v->next)
		if (same(v, wanted))
			return v;
	struct value *v = arena_new(ir->arena, struct value);
	if (!v) {
		ir->failed = true;
		return &failed_value;
	}
	*v = *wanted;
	v->id = ir->values++;
	v->next = *bucket;
	*bucket = v;
	return v;
}

const struct value *ir_const(struct ir *ir, uint32_t k)
{
	return intern(ir, &(struct value){.kind = VALUE_CONST, .k = k});
}

const struct value *ir_pinned(struct ir *ir, uint32_t k)
{
	return intern(ir, &(struct value){.kind = VALUE_CONST, .k = k, .pinned = true});
}

const struct value *ir_length(struct ir *ir)
{
	return intern(ir, &(struct value){.kind = VALUE_LENGTH});
}

const struct value *ir_load(struct ir *ir, const struct value *base, uint32_t k, unsigned size)
{
	if (base && base->kind == VALUE_CONST && !base->pinned) {
		k += base->k;
		base = NULL;
	}
	/* x + constant as base: the constant goes into the load (both sums wrap at 32 bits) */
	while (ir->fold && base && base->kind == VALUE_BINARY && base->op == BPF_ADD &&
		base->b->kind == VALUE_CONST) {
		k += base->b->k;
		base = base->a;
	}
	return intern(ir, &(struct value){.kind = VALUE_LOAD, .size = (uint8_t)size, .k = k, .a = base});
}

const struct value *ir_header(struct ir *ir, uint32_t k)
{
	return intern(ir, &(struct value){.kind = VALUE_HEADER, .k = k});
}

bool ir_compute(unsigned op, uint32_t a, uint32_t b, uint32_t *out)
{
	*out = a;
	return bpf_alu(op, out, b);
}

/* a op k where the constant says it all: a itself, or NULL. */
static const struct value *identity(struct ir *ir, unsigned op, const struct value *a, uint32_t k)
{
	if (!k && (op == BPF_ADD || op == BPF_SUB || op == BPF_OR || op == BPF_XOR || op == BPF_LSH ||
			  op == BPF_RSH))
		return a;
	if (k == 1 && (op == BPF_MUL || op == BPF_DIV))
		return a;
	if (!k && (op == BPF_MUL || op == BPF_AND))
		return ir_const(ir, 0);
	if (op == BPF_AND && a->kind == VALUE_LOAD) {
		uint32_t all = a->size == 4 ? UINT32_MAX : (1u << 8 * a->size) - 1;
		if ((k & all) == all)
			return a;
	}
	return NULL;
}

/* (a op j) op k as one step, for the operations where that holds at 32 bits. */
static const struct value *joined(struct ir *ir, unsigned op, const struct value *a, uint32_t k)
{
	if (a->kind != VALUE_BINARY || a->b->kind != VALUE_CONST)
		return NULL;
	if (op == BPF_ADD && a->op == BPF_ADD)
		return ir_binary_k(ir, op, a->a, a->b->k + k);
	if (op == BPF_SUB && a->op == BPF_ADD && a->b->k >= k)
		return ir_binary_k(ir, BPF_ADD, a->a, a->b->k - k);
	if (op == BPF_AND && a->op == BPF_AND)
		return ir_binary_k(ir, op, a->a, a->b->k & k);
	if (op == BPF_OR && a->op == BPF_OR)
		return ir_binary_k(ir, op, a->a, a->b->k | k);
	return NULL;
}

const struct value *ir_binary(struct ir *ir, unsigned op, const struct value *a, const struct value *b)
{
	uint32_t k;

	if (a->kind == VALUE_CONST && b->kind == VALUE_CONST && ir_compute(op, a->k, b->k, &k))
		return ir_const(ir, k);
	/* the kernel refuses to shift by 32 or more */
	if (b->kind == VALUE_CONST && b->k > 31 && (op == BPF_LSH || op == BPF_RSH))
		return ir_binary_k(ir, BPF_AND, a, 0);
	if (ir->fold && a->kind == VALUE_CONST &&
		(op == BPF_ADD || op == BPF_MUL || op == BPF_AND || op == BPF_OR || op == BPF_XOR)) {
		const struct value *swap = a;
		a = b;
		b = swap;
	}
	if (ir->fold && b->kind == VALUE_CONST) {
		const struct value *simple = identity(ir, op, a, b->k);
		if (!simple)
			simple = joined(ir, op, a, b->k);
		if (simple)
			return simple;
	}
	return intern(ir, &(struct value){.kind = VALUE_BINARY, .op = (uint8_t)op, .a = a, .b = b});
}

const struct value *ir_binary_k(struct ir *ir, unsigned op, const struct value *a, uint32_t k)
{
	return ir_binary(ir, op, a, ir_const(ir, k));
}

const struct value *ir_negate(struct ir *ir, const struct value *a)
{
	if (a->kind == VALUE_CONST)
		return ir_const(ir, -a->k);
	return intern(ir, &(struct value){.kind = VALUE_NEGATE, .a = a});
}

const struct value *ir_select(
	struct ir *ir, unsigned op, const struct value *tested, uint32_t k, const struct value *a, const struct value *b)
{
	if (tested->kind == VALUE_CONST)
		return ir_relation(op, tested->k, k) ? a : b;
	return a == b ? a : intern(ir, &(struct value){.kind = VALUE_SELECT, .op = (uint8_t)op, .k = k, .a = a, .b = b, .tested = tested});
}

bool ir_relation(unsigned op, uint32_t a, uint32_t b)
{
	switch (op) {
	case BPF_JEQ:
		return a == b;
	case BPF_JGT:
		return a > b;
	case BPF_JGE:
		return a >= b;
	default:
		return (a & b) != 0;
	}
}

static struct cond *cond(struct ir *ir, struct cond wanted)
{
	struct cond *c = arena_new(ir->arena, struct cond);

	if (!c) {
		ir->failed = true;
		return ir->no;
	}
	*c = wanted;
	return c;
}

struct cond *ir_test(struct ir *ir, unsigned op, const struct value *v, uint32_t k)
{
	if (v->kind == VALUE_CONST)
		return ir_relation(op, v->k, k) ? ir->yes : ir->no;
	/* v + c == k is v == k - c, at 32 bits */
	if (ir->fold && op == BPF_JEQ && v->kind == VALUE_BINARY && v->b->kind == VALUE_CONST) {
		uint32_t c = v->b->k;
		if (v->op == BPF_ADD || v->op == BPF_SUB || v->op == BPF_XOR)
			return ir_test(ir, op, v->a,
				v->op == BPF_ADD   ? k - c
				: v->op == BPF_SUB ? k + c
						   : k ^ c);
	}
	/* v & mask == 0 is a test of bits, and so is == mask where mask is one bit */
	if (ir->fold && op == BPF_JEQ && v->kind == VALUE_BINARY && v->op == BPF_AND &&
		v->b->kind == VALUE_CONST) {
		if (!k)
			return ir_not(ir, ir_test(ir, BPF_JSET, v->a, v->b->k));
		if (k == v->b->k && !(k & (k - 1)))
			return ir_test(ir, BPF_JSET, v->a, k);
	}
	if (ir->fold && op == BPF_JGT && !k && v->kind == VALUE_BINARY && v->op == BPF_AND &&
		v->b->kind == VALUE_CONST)
		return ir_test(ir, BPF_JSET, v->a, v->b->k);
	return cond(ir, (struct cond){.kind = COND_TEST, .op = (uint8_t)op, .v = v, .k = k});
}

struct cond *ir_compare(struct ir *ir, unsigned op, const struct value *v, const struct value *x)
{
	if (x->kind == VALUE_CONST)
		return ir_test(ir, op, v, x->k);
	return cond(ir, (struct cond){.kind = COND_TEST, .op = (uint8_t)op, .v = v, .x = x});
}

bool ir_append(struct ir *ir, struct cond_list *list, struct cond *c)
{
	if (list->count == list->room) {
		uint32_t room = list->room ? list->room * 2 : 4;
		struct cond **bigger = arena_array(ir->arena, struct cond *, room);
		if (!bigger) {
			ir->failed = true;
			return false;
		}
		if (list->count)
			memcpy(bigger, list->at, list->count * sizeof *bigger);
		list->at = bigger;
		list->room = room;
	}
	list->at[list->count++] = c;
	return true;
}

static void append_flat(struct ir *ir, struct cond *list, struct cond *c)
{
	if (c->kind != list->kind) {
		ir_append(ir, &list->list, c);
		return;
	}
	for (uint32_t i = 0; i < c->list.count; i++)
		ir_append(ir, &list->list, c->list.at[i]);
}

static struct cond *join(struct ir *ir, unsigned kind, struct cond *a, struct cond *b)
{
	struct cond *neutral = kind == COND_AND ? ir->yes : ir->no;

	if (a == neutral)
		return b;
	if (b == neutral)
		return a;
	if (a->kind == COND_TRUE || a->kind == COND_FALSE)
		return a;
	struct cond *c = cond(ir, (struct cond){.kind = (uint8_t)kind});
	if (c->kind != kind)
		return c;
	/* a's list goes on growing in place, once: a long chain is not copied for each of its terms */
	if (a->kind == kind && !a->grown) {
		c->list = a->list;
		a->grown = true;
	} else {
		append_flat(ir, c, a);
	}
	append_flat(ir, c, b);
	return c;
}

struct cond *ir_and(struct ir *ir, struct cond *a, struct cond *b)
{
	return join(ir, COND_AND, a, b);
}

struct cond *ir_or(struct ir *ir, struct cond *a, struct cond *b)
{
	return join(ir, COND_OR, a, b);
}

struct cond *ir_not(struct ir *ir, struct cond *a)
{
	if (a->kind == COND_TRUE || a->kind == COND_FALSE)
		return a->kind == COND_TRUE ? ir->no : ir->yes;
	if (a->kind == COND_NOT)
		return a->list.at[0];
	struct cond *c = cond(ir, (struct cond){.kind = COND_NOT});
	if (c->kind == COND_NOT)
		ir_append(ir, &c->list, a);
	return c;
}

struct cond *ir_masked(struct ir *ir, const struct value *v, uint32_t mask, uint32_t k)
{
	return ir_test(ir, BPF_JEQ, mask == UINT32_MAX ? v : ir_binary_k(ir, BPF_AND, v, mask), k);
}

struct cond *ir_set(struct ir *ir, const struct value *v, const struct set *set)
{
	return cond(ir, (struct cond){.kind = COND_SET, .v = v, .set = set});
}

struct cond *ir_if(struct ir *ir, struct cond *test, struct cond *yes, struct cond *no)
{
	struct cond *c = cond(ir, (struct cond){.kind = COND_IF});

	if (c->kind == COND_IF) {
		ir_append(ir, &c->list, test);
		ir_append(ir, &c->list, yes);
		ir_append(ir, &c->list, no);
	}
	return c;
}

struct cond *ir_chain(struct ir *ir, const struct chain *chain)
{
	return cond(ir, (struct cond){.kind = COND_CHAIN, .chain = chain});
}

struct cond *ir_networks(struct ir *ir, const struct networks *networks)
{
	return cond(ir, (struct cond){.kind = COND_NETWORKS, .networks = networks});
}

static const char *alu_sign(unsigned op)
{
	static const char *const signs[] = {"+", "-", "*", "/", "|", "&", "<<", ">>", "-", "%", "^"};

	return signs[op >> 4];
}

void ir_value_text(struct text *t, const struct value *v)
{
	switch (v->kind) {
	case VALUE_CONST:
		text_printf(t, v->k < 10 ? "%u" : "0x%x", v->k);
		break;
	case VALUE_LENGTH:
		text_s(t, "len");
		break;
	case VALUE_HEADER:
		text_printf(t, "iphdr[%u]", v->k);
		break;
	case VALUE_LOAD:
		text_printf(t, "u%u[", v->size * 8u);
		if (v->a) {
			ir_value_text(t, v->a);
			text_s(t, " + ");
		}
		text_printf(t, "%d]", (int)v->k);
		break;
	case VALUE_NEGATE:
		text_s(t, "-");
		ir_value_text(t, v->a);
		break;
	case VALUE_SELECT:
		text_s(t, "(");
		ir_test_text(t, v->tested, v->op, v->k, NULL, NULL);
		text_s(t, " ? ");
		ir_value_text(t, v->a);
		text_s(t, " : ");
		ir_value_text(t, v->b);
		text_s(t, ")");
		break;
	default:
		text_s(t, "(");
		ir_value_text(t, v->a);
		text_printf(t, " %s ", alu_sign(v->op));
		ir_value_text(t, v->b);
		text_s(t, ")");
	}
}

static void set_text(struct text *t, const struct set *set)
{
	text_s(t, " in {");
	for (uint32_t i = 0; i < set->count; i++) {
		if (i == 8) {
			text_printf(t, " ... %u ranges", set->count);
			break;
		}
		const struct range *r = &set->ranges[i];
		text_printf(t, r->low == r->high ? "%s0x%x" : "%s0x%x-0x%x", i ? " " : "", r->low, r->high);
	}
	text_s(t, "}");
}

void ir_test_text(struct text *t, const struct value *v, unsigned op, uint32_t k, const struct value *x,
	const struct set *set)
{
	ir_value_text(t, v);
	if (set) {
		set_text(t, set);
		return;
	}
	text_s(t, op == BPF_JEQ ? " == " : op == BPF_JGT ? " > " : op == BPF_JGE ? " >= " : " has bits ");
	if (x)
		ir_value_text(t, x);
	else
		text_printf(t, "0x%x", k);
}

void ir_dump(struct text *t, const struct cond *c, unsigned depth)
{
	static const char *const names[] = {
		"false", "true", "test", "and", "or", "not", "set", "protochain", "if", "networks"};

	text_printf(t, "%*s", (int)depth * 2, "");
	if (c->kind == COND_TEST || c->kind == COND_SET)
		ir_test_text(t, c->v, c->op, c->k, c->x, c->set);
	else
		text_s(t, names[c->kind]);
	text_c(t, '\n');
	for (uint32_t i = 0; i < c->list.count; i++)
		ir_dump(t, c->list.at[i], depth + 1);
}
