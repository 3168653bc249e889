#include "display/function.h"

#include <ctype.h>
#include <string.h>

#include "dissect/show.h"

static void gives(struct values *out, value_int v)
{
	out->list[out->count++].i = v;
}

static enum value_type counts(enum value_type argument)
{
	return V_INT;
}

static enum value_type of_string(enum value_type argument)
{
	return argument == V_STRING ? V_STRING : V_NONE;
}

static enum value_type as_string(enum value_type argument)
{
	return V_STRING;
}

static enum value_type of_number(enum value_type argument)
{
	return argument == V_INT || argument == V_DOUBLE || argument == V_SPAN || argument == V_TIME ? argument : V_NONE;
}

/* ---- len, count */

/* Bytes in the packet; of strings and bytes, those of the value. */
static void call_len(struct evaluation *e, const struct node *n, struct values *out)
{
	const struct node *of = n->list[0];
	struct values v;
	evaluate_values(e, of, &v);
	if (!evaluate_room(e, out, v.count))
		return;
	if (of->kind != N_FIELD || (of->type != V_PROTO && value_is_bytes((enum value_type)of->type))) {
		bool bytes = value_is_bytes((enum value_type)of->type);
		for (uint32_t i = 0; i < v.count; i++)
			gives(out, bytes ? v.list[i].n : of->type == V_IP4 ? 4 : 8);
		return;
	}
	for (uint32_t i = 0; i < e->tape->count && out->count < v.count; i++)
		if (evaluate_is_mark(e, of, &e->tape->marks[i]))
			gives(out, e->tape->marks[i].len);
}

static void call_count(struct evaluation *e, const struct node *n, struct values *out)
{
	struct values v;
	evaluate_values(e, n->list[0], &v);
	if (v.count && evaluate_room(e, out, 1))
		gives(out, v.count);
}

/* ---- upper, lower, string */

static void change_case(struct evaluation *e, const struct node *n, struct values *out, int (*to)(int))
{
	evaluate_values(e, n->list[0], out);
	for (uint32_t i = 0; i < out->count; i++) {
		struct value *v = &out->list[i];
		uint8_t *p = v->n ? evaluate_memory(e, v->n) : NULL;
		for (uint32_t k = 0; p && k < v->n; k++)
			p[k] = v->p[k] < 128 ? (uint8_t)to(v->p[k]) : v->p[k];
		v->p = p ? p : v->p;
	}
}

static void call_upper(struct evaluation *e, const struct node *n, struct values *out)
{
	change_case(e, n, out, toupper);
}

static void call_lower(struct evaluation *e, const struct node *n, struct values *out)
{
	change_case(e, n, out, tolower);
}

/* A copy in the packet's work memory. */
static void keep(struct evaluation *e, struct value *v, const void *p, size_t n)
{
	uint8_t *copy = n ? evaluate_memory(e, n) : NULL;
	if (copy)
		memcpy(copy, p, n);
	v->p = copy;
	v->n = copy ? (uint32_t)n : 0;
}

static void number_as_string(struct evaluation *e, const struct node *of, struct value *v)
{
	struct text t = {0};
	if (of->type == V_DOUBLE)
		text_printf(&t, "%.15g", v->d);
	else if (of->type == V_IP4)
		text_ip4(&t, (uint32_t)v->i);
	else
		text_i(&t, (int64_t)v->i);
	keep(e, v, t.data, t.len);
	text_free(&t);
}

/* As columns show it. */
static void call_string(struct evaluation *e, const struct node *n, struct values *out)
{
	const struct node *of = n->list[0];
	struct text t = {0};
	evaluate_values(e, of, out);
	for (uint32_t i = 0, at = 0; i < out->count && of->kind == N_FIELD; i++, at++) {
		while (!evaluate_is_mark(e, of, &e->tape->marks[at]))
			at++;
		text_reset(&t);
		show_value(&t, &e->tape->marks[at]);
		keep(e, &out->list[i], t.data, t.len);
	}
	for (uint32_t i = 0; i < out->count && of->kind != N_FIELD && !value_is_bytes((enum value_type)of->type); i++)
		number_as_string(e, of, &out->list[i]);
	text_free(&t);
}

/* ---- abs, min, max */

static void call_abs(struct evaluation *e, const struct node *n, struct values *out)
{
	evaluate_values(e, n->list[0], out);
	for (uint32_t i = 0; i < out->count; i++) {
		struct value *v = &out->list[i];
		if (n->type == V_DOUBLE)
			v->d = v->d < 0 ? -v->d : v->d;
		else
			v->i = v->i < 0 ? -v->i : v->i;
	}
}

/* The extreme of all values of all arguments. */
static void extreme(struct evaluation *e, const struct node *n, struct values *out, int sign)
{
	struct value best;
	bool any = false;
	for (uint32_t i = 0; i < n->count; i++) {
		struct values v;
		evaluate_values(e, n->list[i], &v);
		for (uint32_t k = 0; k < v.count; k++)
			if (!any || sign * value_compare((enum value_type)n->type, &v.list[k], &best) > 0) {
				best = v.list[k];
				any = true;
			}
	}
	if (any && evaluate_room(e, out, 1))
		out->list[out->count++] = best;
}

static void call_min(struct evaluation *e, const struct node *n, struct values *out)
{
	extreme(e, n, out, -1);
}

static void call_max(struct evaluation *e, const struct node *n, struct values *out)
{
	extreme(e, n, out, 1);
}

static const struct function functions[] = {
	{"len", 1, 1, counts, "a field", call_len},
	{"count", 1, 1, counts, "a field", call_count},
	{"upper", 1, 1, of_string, "a string", call_upper},
	{"lower", 1, 1, of_string, "a string", call_lower},
	{"string", 1, 1, as_string, "a field", call_string},
	{"abs", 1, 1, of_number, "a number", call_abs},
	{"min", 1, 16, of_number, "numbers of one kind", call_min},
	{"max", 1, 16, of_number, "numbers of one kind", call_max},
};

const struct function *function_named(const char *name)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		if (!strcmp(functions[i].name, name))
			return &functions[i];
	return NULL;
}
