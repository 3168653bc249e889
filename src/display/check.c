/* The type check: names become fields, literals values, and each comparison gets operands of one type. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/message.h"
#include "display/ast.h"
#include "display/function.h"
#include "display/literal.h"
#include "display/regex.h"
#include "dissect/frame.h"
#include "dissect/transport/tcp_analysis_fields.h"

static int wrong(struct display_compiler *c, const struct node *n, const char *sentence)
{
	return err_at(c->err, c->source, n->at, "%s", sentence);
}

/* ---- Fields */

static int unknown_field(struct display_compiler *c, const struct node *n)
{
	const char *near = field_index_near(&c->index, n->text);
	if (near)
		return err_at(c->err, c->source, n->at, "`%s' is neither a field nor a protocol; is `%s' meant?", n->text, near);
	if (strchr(n->text, '-'))
		return err_at(c->err, c->source, n->at, "`%s' is no field; a minus has blanks around it", n->text);
	return err_at(c->err, c->source, n->at, "`%s' is neither a field nor a protocol (tapline fields lists them)", n->text);
}

/* The widest type of the fields of one name: who compares bytes and strings compares bytes. */
static enum value_type common_type(struct field_set set)
{
	enum value_type type = value_type_of(set.entries[0].field);
	for (size_t i = 1; i < set.count; i++) {
		enum value_type other = value_type_of(set.entries[i].field);
		if (other == type)
			continue;
		type = value_is_bytes(type) && value_is_bytes(other) ? V_BYTES : V_INT;
	}
	return type;
}

/* Fields whose values the type can hold. */
static bool holds(enum value_type type, const struct field *f)
{
	enum value_type own = value_type_of(f);
	return own == type || (value_is_bytes(own) && value_is_bytes(type)) || (type == V_INT && own == V_BOOL);
}

static void note_use(struct display_compiler *c, const struct field *f)
{
	if (c->used_count < DISPLAY_ONLY)
		c->used[c->used_count] = f;
	c->used_count++;
	c->frame |= frame_has_field(f);
	c->whole |= frame_needs_all(f);
	c->analysis |= analysis_has_field(f);
}

/* True: n is a field now. */
static bool make_field(struct display_compiler *c, struct node *n)
{
	struct field_set set = field_index_find(&c->index, n->text);
	const struct field **list = set.count ? arena_array(c->arena, const struct field *, set.count) : NULL;
	if (!list)
		return false;
	n->kind = N_FIELD;
	n->type = (uint8_t)common_type(set);
	n->fields = list;
	n->truth = n->type == V_BOOL;
	for (size_t i = 0; i < set.count; i++)
		if (holds((enum value_type)n->type, set.entries[i].field)) {
			n->fields[n->field_count++] = set.entries[i].field;
			note_use(c, set.entries[i].field);
		}
	c->lengths += n->type == V_PROTO;
	return true;
}

/* ---- Operands: afterwards their type is known, or V_NONE for a literal */

static int check_operand(struct display_compiler *c, struct node *n);

static bool is_literal(const struct node *n)
{
	return n->kind == N_WORD || n->kind == N_STRING || n->kind == N_CHAR || (n->kind == N_ARITH && n->type == V_NONE);
}

static int check_slice(struct display_compiler *c, struct node *n)
{
	if (check_operand(c, n->a) < 0)
		return c->err->code;
	if (n->a->kind == N_WORD)
		return unknown_field(c, n->a);
	if (n->a->type != V_IP4 && !value_is_bytes((enum value_type)n->a->type))
		return err_at(c->err, c->source, n->at, "%s has no bytes to be sliced", value_type_name((enum value_type)n->a->type));
	n->type = n->a->type == V_STRING ? V_STRING : V_BYTES;
	return 0;
}

static int check_call(struct display_compiler *c, struct node *n)
{
	n->function = function_named(n->text);
	if (!n->function)
		return err_at(c->err, c->source, n->at,
			"there is no function `%s' (len count upper lower string abs min max)", n->text);
	if (n->count < n->function->least || n->count > n->function->most)
		return err_at(c->err, c->source, n->at, "%s takes %s", n->text,
			n->function->most == 1 ? "one argument" : "one argument or more");
	for (uint32_t i = 0; i < n->count; i++) {
		struct node *argument = n->list[i];
		if (check_operand(c, argument) < 0)
			return c->err->code;
		if (argument->kind == N_WORD && i == 0)
			return unknown_field(c, argument);
		if (is_literal(argument) && (!i || literal_convert(c, argument, (enum value_type)n->list[0]->type, NULL) < 0))
			return wrong(c, argument, "a field is expected here");
		enum value_type type = n->function->type((enum value_type)argument->type);
		if (type == V_NONE || (i && argument->type != n->list[0]->type))
			return err_at(c->err, c->source, argument->at, "%s wants %s, not %s", n->text, n->function->wants,
				value_type_name((enum value_type)argument->type));
		n->type = (uint8_t)type;
	}
	return 0;
}

static bool can_calculate(int op, enum value_type type)
{
	if (type == V_BYTES || type == V_MAC || type == V_IP6)
		return op == OP_BIT_AND;
	if (type == V_DOUBLE)
		return op != OP_BIT_AND && op != OP_MODULO;
	return type == V_INT || (type == V_SPAN && (op == OP_PLUS || op == OP_MINUS));
}

static int convert(struct display_compiler *c, struct node *n, enum value_type type, const struct node *with);

static int check_arithmetic(struct display_compiler *c, struct node *n)
{
	if ((n->a && check_operand(c, n->a) < 0) || check_operand(c, n->b) < 0)
		return c->err->code;
	struct node *a = n->a, *b = n->b, *typed = a && !is_literal(a) ? a : b;
	if (is_literal(typed))
		return 0; /* literals only: typed by the other side */
	enum value_type type = typed->type == V_PROTO ? V_BYTES : (enum value_type)typed->type;
	if (!can_calculate(n->op, type))
		return err_at(c->err, c->source, typed->at, "this cannot be done with %s", value_type_name(type));
	if ((a && convert(c, a, type, NULL) < 0) || convert(c, b, type, NULL) < 0)
		return c->err->code;
	n->type = (uint8_t)type;
	return 0;
}

static int check_operand(struct display_compiler *c, struct node *n)
{
	switch (n->kind) {
	case N_WORD:
		if (!make_field(c, n) && n->layers)
			return unknown_field(c, n);
		return 0;
	case N_STRING:
	case N_CHAR:
		return 0;
	case N_FIELD: /* the middle of a chain stands in two comparisons */
	case N_VALUE:
		return 0;
	case N_SLICE:
		return check_slice(c, n);
	case N_CALL:
		return check_call(c, n);
	case N_ARITH:
		return check_arithmetic(c, n);
	}
	return wrong(c, n, "a field or a value is expected, not a test");
}

static bool compatible(enum value_type type, enum value_type other)
{
	return type == other || (value_is_bytes(type) && value_is_bytes(other)) ||
		((type == V_INT || type == V_BOOL) && (other == V_INT || other == V_BOOL));
}

/* A literal gets the type; what has one must fit it. */
static int convert(struct display_compiler *c, struct node *n, enum value_type type, const struct node *with)
{
	if (n->kind == N_ARITH && n->type == V_NONE) {
		if ((n->a && convert(c, n->a, type, NULL) < 0) || convert(c, n->b, type, NULL) < 0)
			return c->err->code;
		if (!can_calculate(n->op, type))
			return err_at(c->err, c->source, n->at, "this cannot be done with %s", value_type_name(type));
		n->type = (uint8_t)type;
		return 0;
	}
	if (is_literal(n))
		return literal_convert(c, n, type, with);
	if (!compatible(type, (enum value_type)n->type))
		return err_at(c->err, c->source, n->at, "%s cannot be compared with %s", value_type_name((enum value_type)n->type),
			value_type_name(type));
	return 0;
}

/* ---- Tests */

static const struct node *field_of(const struct node *n)
{
	return n->kind == N_FIELD ? n : NULL;
}

static int check_matches(struct display_compiler *c, struct node *n)
{
	char why[128];
	if (!value_is_bytes((enum value_type)n->a->type))
		return err_at(c->err, c->source, n->a->at, "matches wants a string or bytes, not %s (string(...) makes one)",
			value_type_name((enum value_type)n->a->type));
	if (n->b->kind != N_STRING && n->b->kind != N_WORD)
		return wrong(c, n->b, "matches is followed by a regular expression in quotes");
	n->regex = regex_new(n->b->text, n->b->len, c->regexes, why, sizeof why);
	if (!n->regex)
		return err_at(c->err, c->source, n->b->at, "the regular expression is wrong: %s", why);
	c->regexes = n->regex;
	return 0;
}

static int check_contains(struct display_compiler *c, struct node *n)
{
	enum value_type type = (enum value_type)n->a->type;
	if (!value_is_bytes(type))
		return err_at(c->err, c->source, n->a->at, "contains wants a string or bytes, not %s", value_type_name(type));
	return convert(c, n->b, type == V_STRING ? V_STRING : V_BYTES, NULL);
}

static int check_compare(struct display_compiler *c, struct node *n)
{
	if (check_operand(c, n->a) < 0)
		return c->err->code;
	bool search = n->op == OP_CONTAINS || n->op == OP_MATCHES;
	if (n->op != OP_MATCHES && check_operand(c, n->b) < 0)
		return c->err->code;
	if (is_literal(n->a) && (search || is_literal(n->b)))
		return n->a->kind == N_WORD ? unknown_field(c, n->a) : wrong(c, n->a, "a field is expected on one side");
	if (search)
		return n->op == OP_MATCHES ? check_matches(c, n) : check_contains(c, n);
	struct node *typed = is_literal(n->a) ? n->b : n->a, *other = is_literal(n->a) ? n->a : n->b;
	n->type = typed->type == V_PROTO ? V_BYTES : typed->type;
	return convert(c, other, (enum value_type)n->type, field_of(typed));
}

static int check_in(struct display_compiler *c, struct node *n)
{
	if (check_operand(c, n->a) < 0)
		return c->err->code;
	if (is_literal(n->a))
		return n->a->kind == N_WORD ? unknown_field(c, n->a) : wrong(c, n->a, "a field is expected here");
	n->type = n->a->type == V_PROTO ? V_BYTES : n->a->type;
	for (uint32_t i = 0; i < n->count; i++) {
		struct node *item = n->list[i], *ends[2] = {item, NULL};
		if (item->kind == N_RANGE) {
			ends[0] = item->a;
			ends[1] = item->b;
		}
		for (int k = 0; k < 2 && ends[k]; k++)
			if (check_operand(c, ends[k]) < 0 || convert(c, ends[k], (enum value_type)n->type, field_of(n->a)) < 0)
				return c->err->code;
	}
	return 0;
}

/* An operand where a test stands: is there a value, or, of a calculation, one that is not 0? */
static int check_present(struct display_compiler *c, struct node *n)
{
	if (check_operand(c, n) < 0)
		return c->err->code;
	if (n->kind == N_WORD)
		return unknown_field(c, n);
	if (is_literal(n) || n->kind == N_VALUE)
		return wrong(c, n, "a value alone is no test");
	c->lengths -= n->kind == N_FIELD && n->type == V_PROTO;
	struct node *operand = arena_new(c->arena, struct node);
	if (!operand)
		return err_set(c->err, -ENOMEM, "the display filter is too large for its memory budget");
	*operand = *n;
	*n = (struct node){.kind = N_PRESENT, .at = operand->at, .a = operand};
	return 0;
}

int display_check(struct display_compiler *c, struct node *n)
{
	switch (n->kind) {
	case N_OR:
	case N_XOR:
	case N_AND:
		if (display_check(c, n->a) < 0)
			return c->err->code;
		return display_check(c, n->b);
	case N_NOT:
		return display_check(c, n->a);
	case N_COMPARE:
		return check_compare(c, n);
	case N_IN:
		return check_in(c, n);
	}
	return check_present(c, n);
}
