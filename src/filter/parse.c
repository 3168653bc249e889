/* The parser: recursive descent over the grammar of pcap-filter(7).
 *
 *     expression = term { ("and" | "or") term }          one precedence, from left to right
 *     term       = "not" term | "(" expression ")" | head list | id | relation | word ...
 *     head       = [protocol] [direction] [type]
 *     list       = id | "(" id { ("and" | "or") id } ")"
 *
 * An id without a head takes the qualifiers of the primitive before it; behind anything else, and at the start, it needs a head. What
 * parentheses hold changes nothing for what stands behind them. */
#include <errno.h>
#include <string.h>

#include "filter/ast.h"
#include "core/message.h"

#define DEPTH_MAX 1000 /* parentheses, nots and operators inside each other */

struct parser {
	struct arena *arena;
	struct err *err;
	const char *source;
	const struct token *first;
	const struct token *t; /* the next token */
	struct qualifiers q;   /* of the primitive before */
	bool known;	       /* there is one, directly before */
	unsigned depth;
	int result; /* 0, or the first error */
};

static struct ast *expression(struct parser *p);
static const struct arith *arithmetic(struct parser *p, int level);

static bool is_op(const struct token *t, int op)
{
	return t->kind == TOKEN_OPERATOR && t->op == op;
}

static enum word word_of(const struct token *t)
{
	return t->kind == TOKEN_WORD && !t->escaped ? word_find(t->text) : WORD_NONE;
}

/* The word that an unknown one, here or just before, most likely was meant to be; NULL: none is near. */
static const char *meant(const struct parser *p, const struct token **instead_of)
{
	for (const struct token *t = p->t; t >= p->first && t >= p->t - 1; t--)
		if (t->kind == TOKEN_WORD && !t->escaped && word_of(t) == WORD_NONE && word_near(t->text)) {
			*instead_of = t;
			return word_near(t->text);
		}
	return NULL;
}

static void *fail(struct parser *p, const char *expected)
{
	const struct token *instead_of;
	const char *near;

	if (p->result)
		return NULL;
	if (p->t->kind == TOKEN_END)
		p->result = err_at(p->err, p->source, p->t->at, "syntax error: %s is expected at %.40s", expected, p->t->text);
	else if (!(near = meant(p, &instead_of)))
		p->result = err_at(p->err, p->source, p->t->at, "syntax error: %s is expected before '%.40s'", expected, p->t->text);
	else if (instead_of == p->t)
		p->result = err_at(p->err, p->source, p->t->at, "syntax error: %s is expected before '%.40s'; did you mean '%s'?", expected,
			p->t->text, near);
	else
		p->result = err_at(p->err, p->source, p->t->at,
			"syntax error: %s is expected before '%.40s'; did you mean '%s' in place of '%.40s'?", expected, p->t->text, near,
			instead_of->text);
	return NULL;
}

/* A name is expected; one that is a word of the language needs a backslash. */
static void *fail_id(struct parser *p)
{
	if (p->result || word_of(p->t) < WORD_LINK || word_of(p->t) > WORD_PSNP)
		return fail(p, "an address, a number or a name");
	p->result = err_at(p->err, p->source, p->t->at,
		"syntax error: an address, a number or a name is expected before '%.40s'; as a name it is written '\\%.40s'", p->t->text,
		p->t->text);
	return NULL;
}

static void *no_memory(struct parser *p)
{
	if (!p->result)
		p->result = err_set(p->err, -ENOMEM, "the filter is too complex for its memory budget");
	return NULL;
}

static bool deeper(struct parser *p)
{
	if (++p->depth <= DEPTH_MAX)
		return true;
	if (!p->result)
		p->result = err_at(p->err, p->source, p->t->at,
			"the filter is nested more than %d levels deep", DEPTH_MAX);
	return false;
}

static bool take(struct parser *p, int op)
{
	if (!is_op(p->t, op))
		return false;
	p->t++;
	return true;
}

static struct ast *node(struct parser *p, enum ast_kind kind)
{
	struct ast *n = arena_new(p->arena, struct ast);

	if (!n)
		return no_memory(p);
	n->kind = kind;
	n->at = p->t->at;
	n->prefix = -1;
	return n;
}

static bool append(struct parser *p, struct ast *list, struct ast *n)
{
	if (list->count == list->room) {
		uint32_t room = list->room ? list->room * 2 : 2;
		struct ast **bigger = arena_array(p->arena, struct ast *, room);
		if (!bigger) {
			no_memory(p);
			return false;
		}
		if (list->count)
			memcpy(bigger, list->list, list->count * sizeof *bigger);
		list->list = bigger;
		list->room = room;
	}
	list->list[list->count++] = n;
	return true;
}

/* left joined with right; a run of one operator is one node. */
static struct ast *join(
	struct parser *p, enum ast_kind kind, struct ast *left, bool left_closed, struct ast *right)
{
	if (!left || !right)
		return NULL;
	if (left->kind != kind || left_closed) {
		struct ast *n = node(p, kind);
		if (!n)
			return NULL;
		n->at = left->at;
		if (!append(p, n, left))
			return NULL;
		left = n;
	}
	return append(p, left, right) ? left : NULL;
}

static bool take_and(struct parser *p)
{
	if (!is_op(p->t, OP_AND) && word_of(p->t) != WORD_AND)
		return false;
	p->t++;
	return true;
}

static bool take_or(struct parser *p)
{
	if (!is_op(p->t, OP_OR) && word_of(p->t) != WORD_OR)
		return false;
	p->t++;
	return true;
}

static bool take_not(struct parser *p)
{
	if (!is_op(p->t, '!') && word_of(p->t) != WORD_NOT)
		return false;
	p->t++;
	return true;
}

static bool protocol_word(enum word w)
{
	return w >= WORD_LINK && w <= WORD_PSNP;
}

static bool type_word(enum word w)
{
	return w >= WORD_HOST && w <= WORD_GATEWAY;
}

static bool id_token(const struct token *t)
{
	return t->kind == TOKEN_NUMBER || t->kind == TOKEN_IP4 || t->kind == TOKEN_IP6 ||
	       t->kind == TOKEN_MAC || t->kind == TOKEN_BYTE ||
	       (t->kind == TOKEN_WORD && word_of(t) == WORD_NONE);
}

/* An id, with its mask or prefix length. */
static struct ast *id(struct parser *p, struct qualifiers q)
{
	struct ast *n;

	bool named_so = p->t > p->first && type_word(word_of(p->t - 1)) && word_of(p->t) == WORD_CONTAINER;
	if (!id_token(p->t) && !named_so)
		return fail_id(p);
	n = node(p, AST_PRIMITIVE);
	if (!n)
		return NULL;
	n->q = q;
	n->id = p->t++;
	if (n->id->kind == TOKEN_NUMBER || n->id->kind == TOKEN_MAC || n->id->kind == TOKEN_BYTE)
		return n;
	if (take(p, '/')) {
		if (p->t->kind != TOKEN_NUMBER)
			return fail(p, "a prefix length");
		n->prefix = p->t->value > 255 ? 255 : (int)p->t->value;
		p->t++;
	} else if (word_of(p->t) == WORD_MASK) {
		p->t++;
		if (p->t->kind != TOKEN_IP4)
			return fail(p, "a netmask");
		n->mask = p->t++;
	}
	return n;
}

static struct ast *negated_id(struct parser *p, struct qualifiers q)
{
	struct ast *n, *inner;

	if (!take_not(p))
		return id(p, q);
	n = node(p, AST_NOT);
	if (!n || !deeper(p))
		return NULL;
	inner = negated_id(p, q);
	p->depth--;
	return inner && append(p, n, inner) ? n : NULL;
}

/* The "{ port 80 or 443 }" that follows a head; ids in parentheses may be joined. */
static struct ast *id_list(struct parser *p, struct qualifiers q)
{
	struct ast *n;

	if (!take(p, '('))
		return negated_id(p, q);
	if (!deeper(p))
		return NULL;
	n = id_list(p, q);
	bool closed = true;
	while (n) {
		if (take_and(p))
			n = join(p, AST_AND, n, closed, id_list(p, q));
		else if (take_or(p))
			n = join(p, AST_OR, n, closed, id_list(p, q));
		else
			break;
		closed = false;
	}
	p->depth--;
	if (n && !take(p, ')'))
		return fail(p, "')'");
	return n;
}

static bool direction(struct parser *p, struct qualifiers *q)
{
	enum word w = word_of(p->t);

	if (w < WORD_SRC || w > WORD_ADDR4)
		return false;
	p->t++;
	q->direction = w;
	if (w != WORD_SRC && w != WORD_DST)
		return true;
	const struct token *joiner = p->t;
	enum word other = w == WORD_SRC ? WORD_DST : WORD_SRC;
	bool either = take_or(p);
	if (!either && !take_and(p))
		return true;
	/* `src or dst host x` joins; `src host a or dst b` does not reach here */
	if (word_of(p->t) != other) {
		p->t = joiner;
		return true;
	}
	p->t++;
	q->direction = WORD_NONE;
	q->or_direction = either;
	q->and_direction = !either;
	return true;
}

static int relation(const struct token *t)
{
	return t->kind == TOKEN_OPERATOR && (t->op == '<' || t->op == '>' || t->op == '=' || t->op == OP_LE ||
						    t->op == OP_GE || t->op == OP_NE)
		       ? t->op
		       : 0;
}

static bool arithmetic_operator(const struct token *t)
{
	return t->kind == TOKEN_OPERATOR &&
	       ((t->op < 256 && strchr("+-*/%&|^", t->op)) || t->op == OP_SHL || t->op == OP_SHR);
}

enum { LOOSEST = 0, TIGHTEST = 5 };

/* In the reference % and ^ bind tightest to what stands before them, and take all that follows. */
static int precedence(const struct token *t)
{
	if (!arithmetic_operator(t))
		return -1;
	switch (t->op) {
	case '|':
		return LOOSEST;
	case '&':
		return 1;
	case OP_SHL:
	case OP_SHR:
		return 2;
	case '+':
	case '-':
		return 3;
	case '*':
	case '/':
		return 4;
	default:
		return TIGHTEST;
	}
}

static struct arith *arith_node(struct parser *p, enum arith_kind kind)
{
	struct arith *n = arena_new(p->arena, struct arith);

	if (!n)
		return no_memory(p);
	n->kind = kind;
	n->at = p->t->at;
	return n;
}

/* protocol[index:size] */
static const struct arith *access_bytes(struct parser *p)
{
	struct arith *n = arith_node(p, ARITH_LOAD);

	if (!n)
		return NULL;
	n->protocol = word_of(p->t);
	p->t += 2;
	n->number = 1;
	n->a = arithmetic(p, 0);
	if (!n->a)
		return NULL;
	if (take(p, ':')) {
		if (p->t->kind != TOKEN_NUMBER)
			return fail(p, "a size of 1, 2 or 4");
		n->number = p->t->value;
		if (n->number != 1 && n->number != 2 && n->number != 4) {
			p->result = err_at(p->err, p->source, p->t->at, "data size must be 1, 2, or 4");
			return NULL;
		}
		p->t++;
	}
	return take(p, ']') ? n : fail(p, "']'");
}

static const struct arith *arith_atom(struct parser *p)
{
	uint32_t value;
	struct arith *n;

	if (p->t->kind == TOKEN_NUMBER ||
		(p->t->kind == TOKEN_WORD && !p->t->escaped && word_constant(p->t->text, &value))) {
		n = arith_node(p, ARITH_NUMBER);
		if (n)
			*n = (struct arith){.kind = ARITH_NUMBER, .at = p->t->at, .text = p->t->text,
				.number = p->t->kind == TOKEN_NUMBER ? p->t->value : value};
		p->t++;
		return n;
	}
	if (word_of(p->t) == WORD_LEN) {
		n = arith_node(p, ARITH_LENGTH);
		p->t++;
		return n;
	}
	if (protocol_word(word_of(p->t)) && is_op(p->t + 1, '['))
		return access_bytes(p);
	if (is_op(p->t, '-')) {
		n = arith_node(p, ARITH_NEGATE);
		p->t++;
		if (!n || !deeper(p))
			return NULL;
		n->a = arith_atom(p);
		p->depth--;
		return n->a ? n : NULL;
	}
	if (!take(p, '('))
		return fail(p, "a number, 'len', or bytes such as ip[0]");
	if (!deeper(p))
		return NULL;
	const struct arith *inner = arithmetic(p, 0);
	p->depth--;
	if (inner && !take(p, ')'))
		return fail(p, "')'");
	return inner;
}

static const struct arith *arithmetic(struct parser *p, int level)
{
	const struct arith *left = arith_atom(p);

	while (left && precedence(p->t) >= level) {
		struct arith *n = arith_node(p, ARITH_BINARY);
		if (!n || !deeper(p))
			return NULL;
		n->op = p->t->op;
		n->at = left->at;
		int own = precedence(p->t);
		p->t++;
		n->a = left;
		n->b = arithmetic(p, own == TIGHTEST ? LOOSEST : own + 1);
		p->depth--;
		left = n->b ? n : NULL;
	}
	return left;
}

static struct ast *relation_node(struct parser *p)
{
	struct ast *n = node(p, AST_RELATION);

	if (!n)
		return NULL;
	n->left = arithmetic(p, 0);
	if (!n->left)
		return NULL;
	n->op = relation(p->t);
	if (!n->op)
		return fail(p, "a relation such as '='");
	p->t++;
	n->right = arithmetic(p, 0);
	p->known = false;
	return n->right ? n : NULL;
}

/* Behind the matching ')' stands an operator: the parentheses hold arithmetic. */
static bool arithmetic_parentheses(const struct token *t)
{
	unsigned open = 0;

	do {
		if (is_op(t, '('))
			open++;
		else if (is_op(t, ')'))
			open--;
		else if (t->kind == TOKEN_END || is_op(t, OP_AND) || is_op(t, OP_OR))
			return false;
		t++;
	} while (open);
	return arithmetic_operator(t) || relation(t);
}

static bool starts_relation(const struct token *t)
{
	uint32_t value;

	if (t->kind == TOKEN_NUMBER)
		return arithmetic_operator(t + 1) ? !is_op(t + 1, '/') || (t + 2)->kind != TOKEN_NUMBER ||
							    relation(t + 3) || arithmetic_operator(t + 3)
						  : relation(t + 1) != 0;
	if (t->kind == TOKEN_WORD)
		return word_of(t) == WORD_LEN || (protocol_word(word_of(t)) && is_op(t + 1, '[')) ||
		       (!t->escaped && word_find(t->text) == WORD_NONE && word_constant(t->text, &value) &&
			       (arithmetic_operator(t + 1) || relation(t + 1)));
	return is_op(t, '-') || (is_op(t, '(') && arithmetic_parentheses(t));
}

static bool number_argument(struct parser *p, uint32_t *out, bool needed)
{
	uint32_t value;

	if (p->t->kind == TOKEN_NUMBER)
		*out = p->t->value;
	else if (p->t->kind == TOKEN_WORD && !p->t->escaped && word_constant(p->t->text, &value))
		*out = value;
	else {
		if (needed)
			fail(p, "a number");
		return false;
	}
	p->t++;
	return true;
}

/* vpi 5; vpi > 5; vpi (5 or 6) */
static struct ast *field_value(struct parser *p, enum word w)
{
	struct ast *n;

	if (take(p, '(')) {
		if (!deeper(p))
			return NULL;
		n = field_value(p, w);
		bool closed = true;
		while (n && take_or(p)) {
			n = join(p, AST_OR, n, closed, field_value(p, w));
			closed = false;
		}
		p->depth--;
		if (n && !take(p, ')'))
			return fail(p, "')'");
		return n;
	}
	n = node(p, AST_FIELD);
	if (!n)
		return NULL;
	n->word = w;
	n->op = relation(p->t);
	if (n->op)
		p->t++;
	else
		n->op = '=';
	return number_argument(p, &n->number, true) ? n : NULL;
}

/* type T [subtype S], subtype S, dir D: names or numbers. */
static struct ast *wlan_word(struct parser *p, struct ast *n)
{
	if (p->t->kind != TOKEN_WORD && p->t->kind != TOKEN_NUMBER)
		return fail(p, "a name or a number");
	n->argument = p->t++;
	if (n->word == WORD_TYPE && word_of(p->t) == WORD_SUBTYPE) {
		p->t++;
		if (p->t->kind != TOKEN_WORD && p->t->kind != TOKEN_NUMBER)
			return fail(p, "a name or a number");
		n->argument2 = p->t++;
	}
	return n;
}

static struct ast *byte_word(struct parser *p, struct ast *n)
{
	if (!number_argument(p, &n->number, true))
		return NULL;
	if (p->t->kind != TOKEN_OPERATOR || !strchr("&|<>=", p->t->op > 255 ? '!' : p->t->op))
		return fail(p, "'&', '|', '<', '>' or '='");
	n->op = p->t++->op;
	return number_argument(p, &n->number2, true) ? n : NULL;
}

/* Words that are neither qualifiers nor protocols. */
static struct ast *other_word(struct parser *p, enum word protocol)
{
	struct ast *n = node(p, AST_WORD);

	if (!n)
		return NULL;
	n->word = word_of(p->t);
	n->q.protocol = protocol;
	p->known = false;
	switch (n->word) {
	case WORD_TYPE:
	case WORD_SUBTYPE:
	case WORD_DIR:
		p->t++;
		return wlan_word(p, n);
	case WORD_BROADCAST:
	case WORD_MULTICAST:
		p->t++;
		return n;
	default:
		break;
	}
	if (protocol)
		return fail(p, "a qualifier or an address");
	switch (n->word) {
	case WORD_BYTE:
		p->t++;
		return byte_word(p, n);
	case WORD_LESS:
	case WORD_GREATER:
	case WORD_IFINDEX:
	case WORD_RNR:
	case WORD_SRNR:
		p->t++;
		n->has_number = true;
		return number_argument(p, &n->number, true) ? n : NULL;
	case WORD_VLAN:
	case WORD_MPLS:
	case WORD_PPPOES:
	case WORD_GENEVE:
	case WORD_VXLAN:
		p->t++;
		n->has_number = number_argument(p, &n->number, false);
		return n;
	case WORD_IFNAME:
	case WORD_RSET:
	case WORD_REASON:
	case WORD_ACTION:
		p->t++;
		if (p->t->kind != TOKEN_WORD && p->t->kind != TOKEN_NUMBER)
			return fail(p, "a name");
		n->argument = p->t++;
		return n;
	case WORD_LLC:
		p->t++;
		if (p->t->kind == TOKEN_WORD && (word_of(p->t) == WORD_NONE || word_of(p->t) == WORD_RNR))
			n->argument = p->t++;
		return n;
	case WORD_VPI:
	case WORD_VCI:
	case WORD_SIO:
	case WORD_OPC:
	case WORD_DPC:
	case WORD_SLS:
	case WORD_HSIO:
	case WORD_HOPC:
	case WORD_HDPC:
	case WORD_HSLS:
		p->t++;
		return field_value(p, n->word);
	case WORD_INBOUND:
	case WORD_OUTBOUND:
	case WORD_PPPOED:
	case WORD_LANE:
	case WORD_METAC:
	case WORD_BCC:
	case WORD_OAM:
	case WORD_OAMF4:
	case WORD_OAMF4EC:
	case WORD_OAMF4SC:
	case WORD_SC:
	case WORD_ILMIC:
	case WORD_CONNECTMSG:
	case WORD_METACONNECT:
	case WORD_FISU:
	case WORD_LSSU:
	case WORD_MSU:
	case WORD_HFISU:
	case WORD_HLSSU:
	case WORD_HMSU:
		p->t++;
		return n;
	default:
		return fail(p, "a filter");
	}
}

/* [protocol] [direction] [type] and what they qualify. */
static struct ast *qualified(struct parser *p)
{
	struct qualifiers q = {0};
	uint32_t at = p->t->at;

	if (protocol_word(word_of(p->t)))
		q.protocol = word_of(p->t++);
	bool directed = direction(p, &q);
	if (type_word(word_of(p->t)))
		q.type = word_of(p->t++);
	else if (!directed) {
		enum word w = word_of(p->t);
		if (w == WORD_BROADCAST || w == WORD_MULTICAST || w == WORD_TYPE || w == WORD_SUBTYPE ||
			w == WORD_DIR)
			return other_word(p, q.protocol);
		struct ast *n = node(p, AST_PROTOCOL);
		if (n) {
			n->q = q;
			n->at = at;
		}
		p->known = false;
		return n;
	}
	p->q = q;
	p->known = true;
	return id_list(p, q);
}

/* Of ids only, or an expression. */
static struct ast *parentheses(struct parser *p)
{
	struct qualifiers q = p->q;
	bool known = p->known;

	if (known && id_token(p->t + 1) && !starts_relation(p->t + 1))
		return id_list(p, q);
	p->t++;
	if (!deeper(p))
		return NULL;
	p->known &= !is_op(p->t, '(');
	struct ast *n = expression(p);
	p->depth--;
	p->q = q;
	p->known = known;
	return n && !take(p, ')') ? fail(p, "')', 'and' or 'or'") : n;
}

static struct ast *term(struct parser *p)
{
	struct ast *n, *inner;
	enum word w;

	if (take_not(p)) {
		n = node(p, AST_NOT);
		if (!n || !deeper(p))
			return NULL;
		inner = term(p);
		p->depth--;
		return inner && append(p, n, inner) ? n : NULL;
	}
	if (starts_relation(p->t))
		return relation_node(p);
	if (is_op(p->t, '('))
		return parentheses(p);
	if (id_token(p->t))
		return p->known ? id(p, p->q) : fail(p, "a qualifier such as 'host' or 'port'");
	w = word_of(p->t);
	if (protocol_word(w) || type_word(w) || (w >= WORD_SRC && w <= WORD_ADDR4))
		return qualified(p);
	return other_word(p, WORD_NONE);
}

static struct ast *expression(struct parser *p)
{
	bool closed = is_op(p->t, '(');
	struct ast *n = term(p);

	while (n) {
		if (take_and(p))
			n = join(p, AST_AND, n, closed, term(p));
		else if (take_or(p))
			n = join(p, AST_OR, n, closed, term(p));
		else
			break;
		closed = false;
	}
	return n;
}

int filter_parse(struct arena *a, const struct tokens *tokens, struct ast **out, struct err *err)
{
	struct parser p = {.arena = a, .err = err, .source = tokens->source, .first = tokens->list, .t = tokens->list};

	*out = NULL;
	if (!tokens->count)
		return 0;
	*out = expression(&p);
	if (*out && p.t->kind != TOKEN_END)
		fail(&p, "'and', 'or' or the end");
	return p.result;
}

static void arith_dump(struct text *t, const struct arith *n)
{
	switch (n->kind) {
	case ARITH_NUMBER:
		text_u(t, n->number);
		break;
	case ARITH_LENGTH:
		text_s(t, "len");
		break;
	case ARITH_LOAD:
		text_printf(t, "%s[", word_text(n->protocol));
		arith_dump(t, n->a);
		text_printf(t, ":%u]", n->number);
		break;
	case ARITH_NEGATE:
		text_s(t, "-");
		arith_dump(t, n->a);
		break;
	default:
		text_s(t, "(");
		arith_dump(t, n->a);
		text_s(t, n->op == OP_SHL ? "<<" : n->op == OP_SHR ? ">>" : (char[]){(char)n->op, '\0'});
		arith_dump(t, n->b);
		text_s(t, ")");
	}
}

static void primitive_dump(struct text *t, const struct ast *n)
{
	text_printf(t, "%s %s%s %s %s", word_text(n->q.protocol), word_text(n->q.direction),
		n->q.and_direction  ? "src and dst"
		: n->q.or_direction ? "src or dst"
				    : "",
		word_text(n->q.type), n->id ? n->id->text : "");
	if (n->prefix >= 0)
		text_printf(t, "/%d", n->prefix);
	if (n->mask)
		text_printf(t, " mask %s", n->mask->text);
	for (uint32_t i = 0; i < n->resolved.count; i++) {
		const struct host *h = &n->resolved.hosts[i];
		text_s(t, " = ");
		if (h->ip6) {
			text_ip6(t, h->ip6_bytes);
			text_printf(t, "/%u", h->prefix);
		} else {
			text_ip4(t, h->ip4);
			text_s(t, " mask ");
			text_ip4(t, h->mask);
		}
	}
}

void filter_parse_dump(struct text *t, const struct ast *n, unsigned depth)
{
	static const char *const names[] = {
		"and", "or", "not", "primitive", "protocol", "relation", "word", "field"};

	text_printf(t, "%5u  %*s%s ", n->at, (int)depth * 2, "", names[n->kind]);
	if (n->kind == AST_PRIMITIVE || n->kind == AST_PROTOCOL)
		primitive_dump(t, n);
	else if (n->kind == AST_RELATION) {
		arith_dump(t, n->left);
		text_s(t, n->op == OP_LE   ? " <= "
			  : n->op == OP_GE ? " >= "
			  : n->op == OP_NE ? " != "
					   : (char[]){' ', (char)n->op, ' ', '\0'});
		arith_dump(t, n->right);
	} else if (n->kind == AST_WORD || n->kind == AST_FIELD) {
		text_printf(t, "%s %s", word_text(n->word), n->argument ? n->argument->text : "");
		if (n->has_number || n->kind == AST_FIELD)
			text_printf(t, " %u", n->number);
	}
	text_c(t, '\n');
	for (uint32_t i = 0; i < n->count; i++)
		filter_parse_dump(t, n->list[i], depth + 1);
}
