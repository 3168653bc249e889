/* What a filter matches, in words: the tree of parse.c after names are known; and the loads of the optimized program. */
#include "filter/explain.h"

#include <string.h>

enum { INDENT = 2, LISTED = 8 }; /* of many addresses, so many are named */

static const char *packets_of(enum word protocol)
{
	switch (protocol) {
	case WORD_IP:
		return "IPv4 packets";
	case WORD_IP6:
		return "IPv6 packets";
	case WORD_ARP:
		return "ARP packets";
	case WORD_RARP:
		return "RARP packets";
	case WORD_TCP:
		return "TCP segments over IPv4 or IPv6";
	case WORD_UDP:
		return "UDP datagrams over IPv4 or IPv6";
	case WORD_SCTP:
		return "SCTP packets over IPv4 or IPv6";
	case WORD_ICMP:
		return "ICMP messages (IPv4)";
	case WORD_ICMP6:
		return "ICMPv6 messages";
	case WORD_LINK:
		return "frames";
	default:
		return NULL;
	}
}

static void say_packets(struct text *t, enum word protocol)
{
	const char *known = packets_of(protocol);

	if (known)
		text_s(t, known);
	else
		text_printf(t, "packets of %s", word_text(protocol));
}

static const char *direction(const struct qualifiers *q, const char *both)
{
	if (q->and_direction)
		return "from and to";
	if (q->direction == WORD_SRC)
		return "from";
	if (q->direction == WORD_DST)
		return "to";
	return q->direction == WORD_NONE ? both : word_text(q->direction);
}

static void say_host(struct text *t, const struct host *h)
{
	if (h->ip6) {
		text_ip6(t, h->ip6_bytes);
		if (h->prefix < 128)
			text_printf(t, "/%u", h->prefix);
		return;
	}
	text_ip4(t, h->ip4);
	if (h->mask != UINT32_MAX) {
		text_s(t, " mask ");
		text_ip4(t, h->mask);
	}
}

static void ports(struct text *t, const struct ast *n)
{
	const struct resolved *r = &n->resolved;

	if (n->q.protocol == WORD_NONE)
		text_s(t, "TCP segments, UDP datagrams or SCTP packets");
	else
		say_packets(t, n->q.protocol);
	text_printf(t, " %s port %u", direction(&n->q, "from or to"), r->low);
	if (r->high != r->low)
		text_printf(t, " to %u", r->high);
	text_s(t, "; of fragments only the first");
}

static void addresses(struct text *t, const struct ast *n)
{
	const struct resolved *r = &n->resolved;

	if (r->has_mac) {
		text_printf(t, "frames %s ", direction(&n->q, "from or to"));
		text_mac(t, r->mac, sizeof r->mac);
		return;
	}
	bool six = r->count && r->hosts[0].ip6;
	if (n->q.protocol == WORD_NONE)
		text_s(t, six ? "IPv6 packets" : "IPv4, ARP or RARP packets");
	else
		say_packets(t, n->q.protocol);
	text_printf(t, " %s ", direction(&n->q, "from or to"));
	for (uint32_t i = 0; i < r->count && i < LISTED; i++) {
		text_s(t, i ? " or " : "");
		say_host(t, &r->hosts[i]);
	}
	if (r->count > LISTED)
		text_printf(t, " or %u more", r->count - LISTED);
}

static void primitive(struct text *t, const struct ast *n)
{
	switch (n->q.type) {
	case WORD_PORT:
	case WORD_PORTRANGE:
		ports(t, n);
		break;
	case WORD_PROTO:
	case WORD_PROTOCHAIN:
		if (n->q.protocol == WORD_LINK)
			text_printf(t, "frames whose type is 0x%04x", n->resolved.low);
		else
			text_printf(t, "%s that carry protocol %u%s", n->q.protocol == WORD_NONE ? "IPv4 or IPv6 packets" : packets_of(n->q.protocol) ? packets_of(n->q.protocol) : word_text(n->q.protocol),
				n->resolved.low, n->q.type == WORD_PROTOCHAIN ? ", also behind other headers" : "");
		break;
	default:
		addresses(t, n);
	}
}

static void say_operator(struct text *t, int op)
{
	switch (op) {
	case OP_LE:
		text_s(t, "<=");
		break;
	case OP_GE:
		text_s(t, ">=");
		break;
	case OP_NE:
		text_s(t, "!=");
		break;
	case OP_SHL:
		text_s(t, "<<");
		break;
	case OP_SHR:
		text_s(t, ">>");
		break;
	default:
		text_c(t, (char)op);
	}
}

static void arithmetic(struct text *t, const struct arith *n)
{
	switch (n->kind) {
	case ARITH_NUMBER:
		text_u(t, n->number);
		break;
	case ARITH_LENGTH:
		text_s(t, "the packet's length");
		break;
	case ARITH_LOAD:
		text_printf(t, "%s[", word_text(n->protocol));
		arithmetic(t, n->a);
		text_printf(t, n->number > 1 ? ":%u]" : "]", n->number);
		break;
	case ARITH_NEGATE:
		text_c(t, '-');
		arithmetic(t, n->a);
		break;
	case ARITH_BINARY:
		text_c(t, '(');
		arithmetic(t, n->a);
		text_c(t, ' ');
		say_operator(t, n->op);
		text_c(t, ' ');
		arithmetic(t, n->b);
		text_c(t, ')');
	}
}

static void word_node(struct text *t, const struct ast *n)
{
	switch (n->word) {
	case WORD_VLAN:
		text_s(t, "frames with a VLAN tag");
		break;
	case WORD_MPLS:
		text_s(t, "packets with an MPLS label");
		break;
	case WORD_PPPOES:
		text_s(t, "PPPoE session packets");
		break;
	case WORD_LESS:
		text_printf(t, "packets of at most %u bytes", n->number);
		return;
	case WORD_GREATER:
		text_printf(t, "packets of at least %u bytes", n->number);
		return;
	case WORD_INBOUND:
		text_s(t, "packets that this host receives");
		return;
	case WORD_OUTBOUND:
		text_s(t, "packets that this host sends");
		return;
	default:
		text_printf(t, "packets that the word `%s' of pcap-filter(7) names", word_text(n->word));
	}
	if (n->has_number)
		text_printf(t, " %u", n->number);
	if (n->word == WORD_VLAN || n->word == WORD_MPLS || n->word == WORD_PPPOES)
		text_s(t, "; all that stands behind this word is looked for behind that header");
}

static void explain(struct text *t, const struct ast *n, unsigned depth, bool negated);

static void list(struct text *t, const struct ast *n, unsigned depth, const char *head)
{
	text_s(t, head);
	text_c(t, '\n');
	for (uint32_t i = 0; i < n->count; i++)
		explain(t, n->list[i], depth + 1, false);
}

static void explain(struct text *t, const struct ast *n, unsigned depth, bool negated)
{
	for (unsigned i = 0; i < depth * INDENT && !negated; i++)
		text_c(t, ' ');
	switch (n->kind) {
	case AST_AND:
		list(t, n, depth, "all of:");
		return;
	case AST_OR:
		list(t, n, depth, "any of:");
		return;
	case AST_NOT:
		text_s(t, "not ");
		explain(t, n->list[0], depth, true);
		return;
	case AST_PRIMITIVE:
		primitive(t, n);
		break;
	case AST_PROTOCOL:
		say_packets(t, n->q.protocol);
		break;
	case AST_RELATION:
		text_s(t, "packets where ");
		arithmetic(t, n->left);
		text_c(t, ' ');
		say_operator(t, n->op);
		text_c(t, ' ');
		arithmetic(t, n->right);
		break;
	default:
		word_node(t, n);
	}
	text_c(t, '\n');
}

void filter_explain(struct text *t, const struct ast *n)
{
	explain(t, n, 0, false);
}

/* ---- Bytes read */

enum { READS_MAX = 512 };

/* By where they are counted from: the packet's start, or a place that is computed from what was read. */
struct reads {
	bool at[2][READS_MAX];
};

static void collect(struct reads *r, const struct value *v)
{
	if (!v)
		return;
	if (v->kind == VALUE_LOAD)
		for (unsigned i = 0; i < v->size; i++)
			if (v->k < READS_MAX && v->k + i < READS_MAX)
				r->at[v->a != NULL][v->k + i] = true;
	if (v->kind == VALUE_HEADER && v->k < READS_MAX)
		r->at[0][v->k] = true;
	collect(r, v->a);
	collect(r, v->b);
	collect(r, v->tested);
}

static bool say_ranges(struct text *t, const bool at[READS_MAX], const char *before)
{
	bool any = false;

	for (unsigned i = 0; i < READS_MAX; i++) {
		unsigned from = i;
		if (!at[i])
			continue;
		while (i + 1 < READS_MAX && at[i + 1])
			i++;
		text_s(t, any ? ", " : before);
		any = true;
		if (from == i)
			text_u(t, from);
		else
			text_printf(t, "%u-%u", from, i);
	}
	return any;
}

void filter_explain_reads(struct text *t, const struct cfg *g)
{
	struct reads r;

	memset(&r, 0, sizeof r);
	for (uint32_t i = 0; i < g->count; i++) {
		collect(&r, g->order[i]->v);
		collect(&r, g->order[i]->x);
	}
	bool fixed = say_ranges(t, r.at[0], "reads bytes ");
	bool moving = say_ranges(t, r.at[1], fixed ? "; behind a header of variable length bytes " : "reads, behind a header of variable length, bytes ");
	text_s(t, fixed || moving ? "\n" : "reads no bytes of the packet\n");
}
