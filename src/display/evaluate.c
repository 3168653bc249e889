/* Most tests compare a field with one value: they walk the tape once and need no memory. All others gather the values
 * of both sides first. */
#include "display/evaluate.h"

#include "core/bytes.h"
#include "display/function.h"
#include "display/regex.h"

void *evaluate_memory(struct evaluation *e, size_t n)
{
	e->worked = true;
	return arena_alloc(&e->work, n);
}

bool evaluate_room(struct evaluation *e, struct values *out, uint32_t n)
{
	*out = (struct values){n ? evaluate_memory(e, n * sizeof *out->list) : NULL, 0};
	return n && out->list;
}

/* ---- Fields */

static bool in_spans(const struct span_of *spans, uint32_t count, int32_t i, int32_t all)
{
	for (uint32_t k = 0; k < count; k++) {
		const struct span_of *s = &spans[k];
		int32_t from = s->from < 0 ? all + s->from + 1 : s->from;
		int32_t to = s->inclusive ? s->to < 0 ? all + s->to + 1 : s->to : s->len ? from + (int32_t)s->len - 1 : all;
		if (i >= from && i <= to)
			return true;
	}
	return false;
}

/* Which of the layers of its protocol, from 1, holds the mark? */
static bool in_layers(const struct evaluation *e, const struct node *n, const struct mark *m)
{
	const struct mark *marks = e->tape->marks, *layer = &marks[m->layer];
	int32_t number = 0, all = 0;
	for (const struct mark *k = marks; k < marks + e->tape->count; k++)
		if (!k->depth && k->field == layer->field) {
			all++;
			number = k == layer ? all : number;
		}
	return in_spans(n->layers, n->layer_count, number, all);
}

bool evaluate_is_mark(const struct evaluation *e, const struct node *n, const struct mark *m)
{
	for (uint32_t i = 0; i < n->field_count; i++)
		if (m->field == n->fields[i])
			return !n->layers || in_layers(e, n, m);
	return false;
}

static const struct mark *next_mark(const struct evaluation *e, const struct node *n, const struct mark *m)
{
	const struct mark *end = e->tape->marks + e->tape->count;
	while (m < end && !evaluate_is_mark(e, n, m))
		m++;
	return m < end ? m : NULL;
}

static void field_values(struct evaluation *e, const struct node *n, struct values *out)
{
	uint32_t count = 0;
	const struct mark *m = e->tape->marks;
	for (; (m = next_mark(e, n, m)); m++)
		count++;
	if (!evaluate_room(e, out, count))
		return;
	for (m = e->tape->marks; (m = next_mark(e, n, m)); m++)
		value_of_mark(&out->list[out->count++], m, (enum value_type)n->type);
}

/* ---- Slices */

/* Where a span lies in n bytes; false: not all of it does. */
static bool span_in(const struct span_of *s, uint32_t n, uint32_t *from, uint32_t *len)
{
	int64_t start = s->from < 0 ? (int64_t)n + s->from : s->from;
	int64_t end = s->inclusive ? (s->to < 0 ? (int64_t)n + s->to : s->to) + 1 : s->len ? start + s->len : n;
	*from = (uint32_t)start;
	*len = (uint32_t)(end - start);
	return start >= 0 && end > start && end <= n;
}

static bool slice(struct evaluation *e, const struct node *n, struct value *v)
{
	uint32_t from, len, total = 0;
	for (uint32_t i = 0; i < n->count; i++) {
		if (!span_in(&n->spans[i], v->n, &from, &len))
			return false;
		total += len;
	}
	if (n->count == 1) {
		v->p += from;
		v->n = len;
		return true;
	}
	uint8_t *p = evaluate_memory(e, total);
	if (!p)
		return false;
	total = 0;
	for (uint32_t i = 0; i < n->count; i++) {
		span_in(&n->spans[i], v->n, &from, &len);
		memcpy(p + total, v->p + from, len);
		total += len;
	}
	v->p = p;
	v->n = total;
	return true;
}

static bool ip4_as_bytes(struct evaluation *e, struct value *v)
{
	uint8_t *p = evaluate_memory(e, 4);
	if (!p)
		return false;
	put_be32(p, (uint32_t)v->i);
	v->p = p;
	v->n = 4;
	return true;
}

static void slice_values(struct evaluation *e, const struct node *n, struct values *out)
{
	struct values whole;
	evaluate_values(e, n->a, &whole);
	*out = (struct values){whole.list, 0};
	for (uint32_t i = 0; i < whole.count; i++) {
		struct value v = whole.list[i];
		if (n->a->type == V_IP4 && !ip4_as_bytes(e, &v))
			continue;
		if (slice(e, n, &v))
			out->list[out->count++] = v;
	}
}

/* ---- Arithmetic */

static bool calculate_int(int op, value_int a, value_int b, value_int *v)
{
	switch (op) {
	case OP_PLUS:
		return !__builtin_add_overflow(a, b, v);
	case OP_MINUS:
		return !__builtin_sub_overflow(a, b, v);
	case OP_TIMES:
		return !__builtin_mul_overflow(a, b, v);
	case OP_BIT_AND:
		*v = a & b;
		return true;
	}
	if (!b || b == -1)
		return b && !__builtin_mul_overflow(a, op == OP_MODULO ? 0 : -1, v);
	*v = op == OP_DIVIDE ? a / b : a % b;
	return true;
}

static bool calculate_double(int op, double a, double b, double *v)
{
	*v = op == OP_PLUS ? a + b : op == OP_MINUS ? a - b : op == OP_TIMES ? a * b : b ? a / b : 0;
	return op != OP_DIVIDE || b;
}

static bool and_bytes(struct evaluation *e, const struct value *a, const struct value *b, struct value *v)
{
	uint8_t *p = a->n && a->n == b->n ? evaluate_memory(e, a->n) : NULL;
	if (!p)
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		p[i] = a->p[i] & b->p[i];
	v->p = p;
	v->n = a->n;
	return true;
}

static bool calculate(struct evaluation *e, const struct node *n, const struct value *a, const struct value *b,
	struct value *v)
{
	if (n->type == V_DOUBLE)
		return calculate_double(n->op, a->d, b->d, &v->d);
	if (value_is_bytes((enum value_type)n->type))
		return and_bytes(e, a, b, v);
	return calculate_int(n->op, a->i, b->i, &v->i);
}

/* Each value of one side with each of the other. */
static void arithmetic_values(struct evaluation *e, const struct node *n, struct values *out)
{
	static const struct value zero;
	struct values a = {(struct value *)&zero, 1}, b;
	*out = (struct values){0};
	if (n->a)
		evaluate_values(e, n->a, &a);
	evaluate_values(e, n->b, &b);
	if ((uint64_t)a.count * b.count > UINT32_MAX / sizeof *out->list || !evaluate_room(e, out, a.count * b.count))
		return;
	for (uint32_t i = 0; i < a.count; i++)
		for (uint32_t k = 0; k < b.count; k++)
			out->count += calculate(e, n, &a.list[i], &b.list[k], &out->list[out->count]);
}

void evaluate_values(struct evaluation *e, const struct node *n, struct values *out)
{
	*out = (struct values){0};
	switch (n->kind) {
	case N_FIELD:
		field_values(e, n, out);
		break;
	case N_VALUE:
		if (evaluate_room(e, out, 1))
			out->list[out->count++] = n->value;
		break;
	case N_SLICE:
		slice_values(e, n, out);
		break;
	case N_CALL:
		n->function->call(e, n, out);
		break;
	case N_ARITH:
		arithmetic_values(e, n, out);
	}
}

/* ---- Tests */

static bool compare(const struct node *n, const struct value *a, const struct value *b)
{
	enum value_type type = (enum value_type)n->type;
	switch (n->op) {
	case OP_EQ:
	case OP_ALL_EQ:
		return value_equal(type, a, b);
	case OP_NE:
	case OP_ANY_NE:
		return !value_equal(type, a, b);
	case OP_LT:
		return value_compare(type, a, b) < 0;
	case OP_LE:
		return value_compare(type, a, b) <= 0;
	case OP_GT:
		return value_compare(type, a, b) > 0;
	case OP_GE:
		return value_compare(type, a, b) >= 0;
	case OP_CONTAINS:
		return value_contains(a, b);
	case OP_MATCHES:
		return regex_matches(n->regex, a->p, a->n);
	}
	return false;
}

/* A field beside one value, or a regular expression. */
static bool compare_field(struct evaluation *e, const struct node *n)
{
	bool met = false, all = n->quantifier == ALL;
	for (const struct mark *m = e->tape->marks; (m = next_mark(e, n->a, m)); m++) {
		struct value v;
		value_of_mark(&v, m, (enum value_type)n->a->type);
		met = compare(n, &v, &n->b->value);
		if (met != all)
			return met;
	}
	return met;
}

/* ANY: of some pair; ALL: of every one. No values on one side: false. */
static bool compare_values(struct evaluation *e, const struct node *n)
{
	struct values a, b = {0};
	bool all = n->quantifier == ALL;
	static const struct value none;
	evaluate_values(e, n->a, &a);
	if (n->op == OP_MATCHES)
		b = (struct values){(struct value *)&none, 1};
	else
		evaluate_values(e, n->b, &b);
	for (uint32_t i = 0; i < a.count; i++)
		for (uint32_t k = 0; k < b.count; k++)
			if (compare(n, &a.list[i], &b.list[k]) != all)
				return !all;
	return all && a.count && b.count;
}

static bool in_item(struct evaluation *e, const struct node *n, const struct value *v, const struct node *item)
{
	enum value_type type = (enum value_type)n->type;
	const struct node *low = item->kind == N_RANGE ? item->a : item, *high = item->kind == N_RANGE ? item->b : NULL;
	struct values a, b;
	if (low->kind == N_VALUE && (!high || high->kind == N_VALUE))
		return high ? value_compare(type, v, &low->value) >= 0 && value_compare(type, v, &high->value) <= 0 :
			value_equal(type, v, &low->value);
	evaluate_values(e, low, &a);
	if (!high) {
		for (uint32_t i = 0; i < a.count; i++)
			if (value_equal(type, v, &a.list[i]))
				return true;
		return false;
	}
	evaluate_values(e, high, &b);
	return a.count && b.count && value_compare(type, v, a.list) >= 0 && value_compare(type, v, b.list) <= 0;
}

static bool in_set(struct evaluation *e, const struct node *n, const struct value *v)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (in_item(e, n, v, n->list[i]))
			return true;
	return false;
}

static bool in(struct evaluation *e, const struct node *n)
{
	struct values a;
	bool all = n->quantifier == ALL;
	evaluate_values(e, n->a, &a);
	for (uint32_t i = 0; i < a.count; i++)
		if (in_set(e, n, &a.list[i]) != all)
			return !all;
	return all && a.count;
}

static bool is_zero(const struct node *n, const struct value *v)
{
	if (n->type == V_DOUBLE)
		return v->d == 0;
	if (!value_is_bytes((enum value_type)n->type))
		return v->i == 0;
	uint8_t bits = 0;
	for (uint32_t i = 0; i < v->n; i++)
		bits |= v->p[i];
	return !bits;
}

static bool present(struct evaluation *e, const struct node *n)
{
	struct values v;
	if (n->kind == N_FIELD)
		return next_mark(e, n, e->tape->marks);
	evaluate_values(e, n, &v);
	if (n->kind != N_ARITH)
		return v.count;
	for (uint32_t i = 0; i < v.count; i++)
		if (!is_zero(n, &v.list[i]))
			return true;
	return false;
}

bool evaluate(struct evaluation *e, const struct node *n)
{
	switch (n->kind) {
	case N_OR:
		return evaluate(e, n->a) || evaluate(e, n->b);
	case N_XOR:
		return evaluate(e, n->a) != evaluate(e, n->b);
	case N_AND:
		return evaluate(e, n->a) && evaluate(e, n->b);
	case N_NOT:
		return !evaluate(e, n->a);
	case N_COMPARE:
		if (n->a->kind == N_FIELD && (n->op == OP_MATCHES || n->b->kind == N_VALUE))
			return compare_field(e, n);
		return compare_values(e, n);
	case N_IN:
		return in(e, n);
	}
	return present(e, n->a);
}
