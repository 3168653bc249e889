/* The parser: precedence climbing over one table. A test and an operand look alike here (parentheses may hold either);
 * the type check tells them apart. From loose to tight: or, xor, and, not, comparisons, &, + -, * / %, signs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/message.h"
#include "display/ast.h"
#include "display/limits.h"

struct parser {
	struct display_compiler *c;
	const struct display_lexeme *at;
	unsigned depth;
};

enum { TIGHT_OR = 1, TIGHT_XOR, TIGHT_AND, TIGHT_NOT, TIGHT_COMPARE, TIGHT_BITS, TIGHT_SUM, TIGHT_PRODUCT, TIGHT_SIGN };

static int tightness(int op)
{
	switch (op) {
	case OP_OR:
		return TIGHT_OR;
	case OP_XOR:
		return TIGHT_XOR;
	case OP_AND:
		return TIGHT_AND;
	case OP_BIT_AND:
		return TIGHT_BITS;
	case OP_PLUS:
	case OP_MINUS:
		return TIGHT_SUM;
	case OP_TIMES:
	case OP_DIVIDE:
	case OP_MODULO:
		return TIGHT_PRODUCT;
	}
	return op >= OP_EQ && op <= OP_IN ? TIGHT_COMPARE : 0;
}

static struct node *expression(struct parser *p, int tight);

static void *out_of_memory(struct parser *p)
{
	err_set(p->c->err, -ENOMEM, "the display filter is too large for its memory budget");
	return NULL;
}

static struct node *new_node(struct parser *p, enum node_kind kind, uint32_t at)
{
	struct node *n = arena_new(p->c->arena, struct node);
	if (!n)
		return out_of_memory(p);
	n->kind = (uint8_t)kind;
	n->at = at;
	return n;
}

static bool is_op(const struct display_lexeme *t, int op)
{
	return t->kind == T_OP && t->op == op;
}

static void *unexpected(struct parser *p, const char *wanted)
{
	if (p->at->kind == T_END)
		err_at(p->c->err, p->c->source, p->at->at, "the display filter ends where %s is expected", wanted);
	else
		err_at(p->c->err, p->c->source, p->at->at, "%s is expected here", wanted);
	return NULL;
}

static bool take(struct parser *p, int op, const char *wanted)
{
	if (!is_op(p->at, op))
		return unexpected(p, wanted);
	p->at++;
	return true;
}

/* ---- Spans: 2, 0:3, 1-4, :3, 2:, and several with commas */

static const char *number_at(const char *s, int32_t *v)
{
	char *end;
	long n = strtol(s, &end, 0);
	if (end == s || n > INT32_MAX || n < INT32_MIN)
		return NULL;
	*v = (int32_t)n;
	return end;
}

static const char *one_span(const char *s, struct span_of *span)
{
	*span = (struct span_of){.len = 1};
	s += strspn(s, " ");
	if (*s != ':' && !(s = number_at(s, &span->from)))
		return NULL;
	s += strspn(s, " ");
	if (*s == ':') {
		int32_t len = 0;
		s += 1 + strspn(s + 1, " ");
		if (*s && *s != ',' && (!(s = number_at(s, &len)) || len <= 0))
			return NULL;
		span->len = (uint32_t)len;
	} else if (*s == '-') {
		span->inclusive = true;
		s = number_at(s + 1, &span->to);
	}
	return s ? s + strspn(s, " ") : NULL;
}

static struct span_of *spans(struct parser *p, const struct display_lexeme *t, const char *example, uint32_t *count)
{
	uint32_t room = 1;
	for (const char *s = t->text; *s; s++)
		room += *s == ',';
	struct span_of *list = arena_array(p->c->arena, struct span_of, room);
	if (!list)
		return out_of_memory(p);
	*count = 0;
	for (const char *s = t->text;; s++) {
		s = one_span(s, &list[(*count)++]);
		if (!s || (*s && *s != ',')) {
			err_at(p->c->err, p->c->source, t->at, "this is no range; write %s", example);
			return NULL;
		}
		if (!*s)
			return list;
	}
}

/* ---- Operands */

static bool add_to_list(struct parser *p, struct node *n, struct node *item)
{
	if (!item)
		return false;
	if (!(n->count & (n->count - 1))) { /* room is a power of two */
		struct node **more = arena_array(p->c->arena, struct node *, n->count ? n->count * 2 : 1);
		if (!more)
			return out_of_memory(p);
		if (n->count)
			memcpy(more, n->list, n->count * sizeof *more);
		n->list = more;
	}
	n->list[n->count++] = item;
	return true;
}

static struct node *arguments(struct parser *p, struct node *call)
{
	p->at++;
	while (!is_op(p->at, ')')) {
		if (!add_to_list(p, call, expression(p, TIGHT_BITS)))
			return NULL;
		if (!is_op(p->at, ','))
			break;
		p->at++;
	}
	return take(p, ')', "`)' or `,'") ? call : NULL;
}

static struct node *operand_word(struct parser *p)
{
	static const uint8_t kinds[] = {[T_WORD] = N_WORD, [T_STRING] = N_STRING, [T_CHAR] = N_CHAR};
	const struct display_lexeme *t = p->at++;
	bool call = t->kind == T_WORD && is_op(p->at, '(');
	struct node *n = new_node(p, call ? N_CALL : (enum node_kind)kinds[t->kind], t->at);
	if (!n)
		return NULL;
	n->text = t->text;
	n->len = t->len;
	return call ? arguments(p, n) : n;
}

static struct node *closed_by(struct parser *p, int close, const char *wanted)
{
	p->at++;
	struct node *n = expression(p, TIGHT_OR);
	return n && take(p, close, wanted) ? n : NULL;
}

static struct node *primary(struct parser *p)
{
	if (is_op(p->at, '('))
		return closed_by(p, ')', "`)'");
	if (is_op(p->at, '{'))
		return closed_by(p, '}', "`}'");
	if (p->at->kind == T_WORD || p->at->kind == T_STRING || p->at->kind == T_CHAR)
		return operand_word(p);
	return unexpected(p, "a field or a value");
}

static struct node *sliced(struct parser *p, struct node *n)
{
	struct node *slice = new_node(p, N_SLICE, n->at);
	if (!slice)
		return NULL;
	slice->a = n;
	slice->spans = spans(p, p->at, "[2], [0:4], [1-3], [:4] or [4:]", &slice->count);
	return slice->spans ? slice : NULL;
}

static struct node *postfixed(struct parser *p)
{
	struct node *n = primary(p);
	for (; n && (p->at->kind == T_SLICE || p->at->kind == T_LAYER); p->at++) {
		if (p->at->kind == T_SLICE) {
			n = sliced(p, n);
			continue;
		}
		if (n->kind != N_WORD || n->layers)
			return unexpected(p, "an operator (# follows the name of a field)");
		n->layers = spans(p, p->at, "#1 or #[1-2]", &n->layer_count);
		if (!n->layers)
			return NULL;
	}
	return n;
}

static struct node *set_item(struct parser *p)
{
	struct node *low = expression(p, TIGHT_BITS);
	if (!low || p->at->kind != T_RANGE)
		return low;
	struct node *range = new_node(p, N_RANGE, low->at);
	p->at++;
	if (!range)
		return NULL;
	range->a = low;
	range->b = expression(p, TIGHT_BITS);
	return range->b ? range : NULL;
}

static struct node *set(struct parser *p, struct node *in)
{
	if (!take(p, '{', "`{' (a set: {1, 2..5})"))
		return NULL;
	do {
		if (!add_to_list(p, in, set_item(p)))
			return NULL;
	} while (is_op(p->at, ',') && p->at++);
	return take(p, '}', "`}' or `,'") ? in : NULL;
}

/* ---- Expressions */

/* `any' and `all' before an operand. */
static bool quantifier(struct parser *p, enum quantifier *q)
{
	const struct display_lexeme *t = p->at, *next = t + 1;
	if (t->kind != T_WORD || (strcmp(t->text, "any") && strcmp(t->text, "all")) || next->kind != T_WORD)
		return false;
	*q = strcmp(t->text, "all") ? ANY : ALL;
	p->at++;
	return true;
}

static struct node *negated(struct parser *p, struct node *n, uint32_t at)
{
	struct node *not = n ? new_node(p, N_NOT, at) : NULL;
	if (not)
		not->a = n;
	return not;
}

static struct node *unary(struct parser *p)
{
	const struct display_lexeme *t = p->at;
	enum quantifier q;
	if (is_op(t, OP_NOT)) {
		p->at++;
		return negated(p, expression(p, TIGHT_NOT), t->at);
	}
	if (is_op(t, OP_MINUS) || is_op(t, OP_PLUS)) {
		p->at++;
		struct node *b = expression(p, TIGHT_SIGN), *sign = b ? new_node(p, N_ARITH, t->at) : NULL;
		if (!sign)
			return NULL;
		sign->op = t->op;
		sign->b = b;
		return sign;
	}
	if (!quantifier(p, &q))
		return postfixed(p);
	struct node *n = expression(p, TIGHT_COMPARE);
	if (n && n->kind != N_COMPARE && n->kind != N_IN) {
		err_at(p->c->err, p->c->source, t->at, "%s goes before a comparison", t->text);
		return NULL;
	}
	if (n)
		n->quantifier = (uint8_t)q;
	return n;
}

static struct node *binary(struct parser *p, struct node *a, const struct display_lexeme *t, int tight)
{
	static const uint8_t logical[] = {[OP_OR - OP_OR] = N_OR, [OP_XOR - OP_OR] = N_XOR, [OP_AND - OP_OR] = N_AND};
	enum node_kind kind = t->op == OP_IN ? N_IN : tight <= TIGHT_AND ? (enum node_kind)logical[t->op - OP_OR] :
		tight == TIGHT_COMPARE ? N_COMPARE : N_ARITH;
	struct node *n = new_node(p, kind, kind <= N_AND ? t->at : a->at);
	if (!n)
		return NULL;
	n->op = t->op;
	n->a = a;
	n->quantifier = t->op == OP_NE || t->op == OP_ALL_EQ ? ALL : ANY;
	if (kind == N_IN)
		return set(p, n);
	n->b = expression(p, tight + 1);
	return n->b ? n : NULL;
}

/* a < b <= c: each with its neighbour. */
static struct node *chained(struct parser *p, struct node *before, const struct display_lexeme *t)
{
	struct node *next = binary(p, before->b, t, TIGHT_COMPARE), *both = next ? new_node(p, N_AND, t->at) : NULL;
	if (!both)
		return NULL;
	both->a = before;
	both->b = next;
	both->op = OP_LT; /* remembered: the last of the chain stands in b */
	return both;
}

static struct node *climb(struct parser *p, int tight)
{
	struct node *a = unary(p);
	while (a) {
		const struct display_lexeme *t = p->at;
		bool not_in = is_op(t, OP_NOT) && is_op(t + 1, OP_IN);
		int of = not_in ? TIGHT_COMPARE : t->kind == T_OP ? tightness(t->op) : 0;
		if (!of || of < tight)
			break;
		p->at += 1 + not_in;
		bool chain = of == TIGHT_COMPARE && (a->kind == N_COMPARE || (a->kind == N_AND && a->op == OP_LT));
		if (chain)
			a = a->kind == N_COMPARE ? chained(p, a, t) : unexpected(p, "`and' (a chain has two comparisons)");
		else
			a = binary(p, a, t + not_in, of);
		if (not_in)
			a = negated(p, a, t->at);
	}
	return a;
}

static struct node *expression(struct parser *p, int tight)
{
	if (++p->depth > LIMIT_FILTER_NESTING) {
		err_at(p->c->err, p->c->source, p->at->at, "the display filter is nested more than %d deep", LIMIT_FILTER_NESTING);
		return NULL;
	}
	struct node *n = climb(p, tight);
	p->depth--;
	return n;
}

struct node *display_parse(struct display_compiler *c, const struct display_lexemes *tokens)
{
	struct parser p = {c, tokens->list, 0};
	struct node *root = expression(&p, TIGHT_OR);
	if (root && p.at->kind != T_END)
		return unexpected(&p, "an operator or the end");
	return root;
}
