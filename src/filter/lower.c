/* The walk over the tree, and relations between packet bytes. */
#include "filter/lower.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/linktype_numbers.h"
#include "filter/cooked.h"

struct cond *lower_fail(struct lower *l, uint32_t at, const char *format, ...)
{
	char sentence[256];
	va_list ap;

	va_start(ap, format);
	vsnprintf(sentence, sizeof sentence, format, ap);
	va_end(ap);
	if (!l->result)
		l->result = err_at(l->err, l->source, at, "%s", sentence);
	return l->ir->no;
}

static const struct value *arithmetic(struct lower *l, const struct arith *n, struct cond **needs);

static void need(struct lower *l, struct cond **needs, struct cond *c)
{
	*needs = *needs == l->ir->yes ? c : ir_and(l->ir, *needs, c);
}

/* p[index], index any value. */
static const struct value *indexed(struct lower *l, struct place p, const struct value *index, uint32_t size)
{
	if (index->kind == VALUE_CONST)
		return place_load(l, p, index->k, size);
	return ir_load(l->ir, place_behind(l, p, index).base, p.k, size);
}

static struct place transport_place(struct lower *l)
{
	struct ir *ir = l->ir;
	struct place net = net_place(l);

	if (!net.base && !l->kernel_offsets)
		return (struct place){.base = ir_header(ir, net.k), .k = net.k};
	const struct value *length =
		ir_binary_k(ir, BPF_LSH, ir_binary_k(ir, BPF_AND, place_load(l, net, 0, 1), 15), 2);
	return place_behind(l, net, length);
}

static const struct value *access_bytes(struct lower *l, const struct arith *n, struct cond **needs)
{
	struct ir *ir = l->ir;
	const struct value *index = arithmetic(l, n->a, needs);

	switch (n->protocol) {
	case WORD_LINK:
		if (l->kernel_offsets)
			lower_fail(l, n->at,
				"the link-layer header cannot be looked at in this kind of live capture");
		return indexed(l, l->link, index, n->number);
	case WORD_RADIO:
		if (l->kind != LINK_WLAN || l->o->linktype == LINKTYPE_IEEE802_11 || l->o->linktype == LINKTYPE_PPI)
			lower_fail(l, n->at, "radio information not present in capture");
		return indexed(l, (struct place){0}, index, n->number);
	case WORD_IP:
	case WORD_IP6:
	case WORD_ARP:
	case WORD_RARP:
	case WORD_ATALK:
	case WORD_DECNET:
	case WORD_LAT:
	case WORD_SCA:
	case WORD_MOPDL:
	case WORD_MOPRC:
		need(l, needs, lower_protocol_word(l, n->protocol, n->at));
		return indexed(l, net_place(l), index, n->number);
	case WORD_TCP:
	case WORD_UDP:
	case WORD_SCTP:
	case WORD_ICMP:
	case WORD_IGMP:
	case WORD_IGRP:
	case WORD_PIM:
	case WORD_VRRP:
	case WORD_CARP: {
		static const uint8_t numbers[] = {[WORD_SCTP] = 132,
			[WORD_TCP] = 6,
			[WORD_UDP] = 17,
			[WORD_ICMP] = 1,
			[WORD_IGMP] = 2,
			[WORD_IGRP] = 9,
			[WORD_PIM] = 103,
			[WORD_VRRP] = 112,
			[WORD_CARP] = 112};
		need(l, needs, lower_ip_protocol(l, WORD_IP, numbers[n->protocol]));
		need(l, needs, lower_first_fragment(l));
		return indexed(l, transport_place(l), index, n->number);
	}
	case WORD_ICMP6:
		need(l, needs, lower_ethertype(l, ETHERTYPE_IP6));
		need(l, needs, ir_test(ir, BPF_JEQ, net_load(l, 6, 1), 58));
		return indexed(l, place_add(net_place(l), 40), index, n->number);
	default:
		lower_fail(l, n->at, "unsupported index operation: '%s' has no bytes to look at",
			word_text(n->protocol));
		return ir_const(ir, 0);
	}
}

static unsigned alu_of(int op)
{
	switch (op) {
	case '+':
		return BPF_ADD;
	case '-':
		return BPF_SUB;
	case '*':
		return BPF_MUL;
	case '/':
		return BPF_DIV;
	case '%':
		return BPF_MOD;
	case '&':
		return BPF_AND;
	case '|':
		return BPF_OR;
	case '^':
		return BPF_XOR;
	case OP_SHL:
		return BPF_LSH;
	default:
		return BPF_RSH;
	}
}

static const struct value *arithmetic(struct lower *l, const struct arith *n, struct cond **needs)
{
	struct ir *ir = l->ir;
	const struct value *a, *b;
	struct cond *unneeded = ir->yes;

	switch (n->kind) {
	case ARITH_NUMBER:
		return ir_const(ir, n->number);
	case ARITH_LENGTH:
		return cooked_length(l);
	case ARITH_LOAD:
		return access_bytes(l, n, needs);
	case ARITH_NEGATE:
		return ir_negate(ir, arithmetic(l, n->a, needs));
	default:
		a = arithmetic(l, n->a, needs);
		/* as in libpcap, only the left operand says which protocol the packet has to be */
		b = arithmetic(l, n->b, &unneeded);
		if (b->kind == VALUE_CONST && !b->k && (n->op == '/' || n->op == '%')) {
			lower_fail(l, n->b->at, n->op == '/' ? "division by zero" : "modulus by zero");
			return ir_const(ir, 0);
		}
		if (b->kind == VALUE_CONST && b->k > 31 && (n->op == OP_SHL || n->op == OP_SHR)) {
			lower_fail(l, n->b->at, "shift by more than 31 bits");
			return ir_const(ir, 0);
		}
		return ir_binary(ir, alu_of(n->op), a, b);
	}
}

struct cond *lower_relation(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct cond *needs = ir->yes, *c;
	const struct value *a = arithmetic(l, n->left, &needs), *b = arithmetic(l, n->right, &needs);
	int op = n->op;

	if (a->kind == VALUE_CONST && b->kind != VALUE_CONST) {
		const struct value *swap = a;
		a = b;
		b = swap;
		op = op == '<' ? '>' : op == '>' ? '<' : op == OP_LE ? OP_GE : op == OP_GE ? OP_LE : op;
	}
	switch (op) {
	case '=':
		c = ir_compare(ir, BPF_JEQ, a, b);
		break;
	case OP_NE:
		c = ir_not(ir, ir_compare(ir, BPF_JEQ, a, b));
		break;
	case '>':
		c = ir_compare(ir, BPF_JGT, a, b);
		break;
	case OP_GE:
		c = ir_compare(ir, BPF_JGE, a, b);
		break;
	case '<':
		c = ir_not(ir, ir_compare(ir, BPF_JGE, a, b));
		break;
	default:
		c = ir_not(ir, ir_compare(ir, BPF_JGT, a, b));
		break;
	}
	return ir_and(ir, needs, c);
}

static struct cond *walk(struct lower *l, const struct ast *n);

/* Primitives joined by `or`, or one node. */
struct leaf {
	struct ast *const *list;
	uint32_t count;
};

static struct cond *leaf(struct lower *l, const void *what)
{
	const struct leaf *f = what;
	const struct ast *n = f->list[0];

	if (f->count > 1)
		return lower_group(l, f->list, f->count);
	switch (n->kind) {
	case AST_PRIMITIVE:
		return lower_primitive(l, n);
	case AST_PROTOCOL:
		return lower_protocol_word(l, n->q.protocol, n->at);
	default:
		return lower_relation(l, n);
	}
}

/* Does it look behind the link header? */
static bool reads_network(const struct arith *n)
{
	if (!n)
		return false;
	if (n->kind == ARITH_LOAD)
		return n->protocol != WORD_LINK && n->protocol != WORD_RADIO;
	return reads_network(n->a) || reads_network(n->b);
}

static struct cond *leaves(struct lower *l, struct ast *const *list, uint32_t count)
{
	struct leaf f = {list, count};
	const struct ast *n = list[0];
	bool link = n->kind == AST_RELATION ? !reads_network(n->left) && !reads_network(n->right)
					    : n->q.protocol == WORD_LINK || n->resolved.has_mac;

	return l->o->deep && !link ? lower_deep_tags(l, leaf, &f) : leaf(l, &f);
}

static struct cond *any_of(struct lower *l, const struct ast *n)
{
	struct cond *any = l->ir->no;

	for (uint32_t i = 0; i < n->count && !l->result;) {
		uint32_t run = 1;
		while (l->ir->fold && i + run < n->count && lower_may_group(n->list[i], n->list[i + run]))
			run++;
		if (run > 1 && (l->ir->variant & VARIANT_AS_WRITTEN || ir_variant(l->ir, VARIANT_NO_GROUPS)))
			run = 1;
		struct cond *c = run > 1 ? leaves(l, n->list + i, run) : walk(l, n->list[i]);
		any = i ? ir_or(l->ir, any, c) : c;
		i += run;
	}
	return any;
}

static struct cond *walk(struct lower *l, const struct ast *n)
{
	struct cond *all;

	switch (n->kind) {
	case AST_OR:
		return any_of(l, n);
	case AST_AND:
		all = walk(l, n->list[0]);
		for (uint32_t i = 1; i < n->count && !l->result; i++)
			all = ir_and(l->ir, all, walk(l, n->list[i]));
		return all;
	case AST_NOT:
		return ir_not(l->ir, walk(l, n->list[0]));
	case AST_PRIMITIVE:
	case AST_PROTOCOL:
	case AST_RELATION:
		return leaves(l, (struct ast *const[]){(struct ast *)n}, 1);
	case AST_FIELD:
		return lower_field(l, n);
	default:
		return lower_word(l, n);
	}
}

struct cond *lower(struct lower *l, const struct ast *root)
{
	struct cond *c = NULL;

	if (lower_link_init(l)) {
		struct cond *guard = l->guard;
		c = walk(l, root);
		if (guard)
			c = ir_and(l->ir, guard, c);
	}

	if (l->ir->failed && !l->result)
		l->result = err_set(l->err, -ENOMEM, "the filter is too complex for its memory budget");
	return l->result ? NULL : c;
}
