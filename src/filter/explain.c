/* What a filter matches, in words: the tree of parse.c after names are known; and the loads of the optimized program. */
#include "filter/explain.h"

#include <string.h>

#include "filter/lower.h"

enum { INDENT = 2, LISTED = 8 }; /* of many addresses, so many are named */

static const char *direction(const struct qualifiers *q)
{
	static const char *const words[] = {
		[WORD_SRC] = "from",
		[WORD_DST] = "to",
		[WORD_RA] = "whose receiver is",
		[WORD_TA] = "whose transmitter is",
		[WORD_ADDR1] = "whose first address is",
		[WORD_ADDR2] = "whose second address is",
		[WORD_ADDR3] = "whose third address is",
		[WORD_ADDR4] = "whose fourth address is",
	};

	if (q->and_direction)
		return "from and to";
	return q->direction == WORD_NONE ? "from or to" : words[q->direction];
}

static unsigned bits(uint32_t mask)
{
	return (unsigned)__builtin_popcount(mask);
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
	if (h->mask == UINT32_MAX)
		return;
	if ((~h->mask + 1) & ~h->mask) {
		text_s(t, " mask ");
		text_ip4(t, h->mask);
	} else {
		text_printf(t, "/%u", bits(h->mask));
	}
}

/* A port that /etc/services has for one transport only. */
static const char *named_transport(unsigned transports)
{
	if (transports == 1u << NAMES_TCP)
		return explain_protocol(WORD_TCP);
	if (transports == 1u << NAMES_UDP)
		return explain_protocol(WORD_UDP);
	return "TCP segments, UDP datagrams or SCTP packets over IPv4 or IPv6";
}

static void ports(struct text *t, const struct ast *n)
{
	const struct resolved *r = &n->resolved;

	if (n->q.protocol == WORD_NONE)
		text_s(t, named_transport(r->transports));
	else
		text_s(t, explain_protocol(n->q.protocol));
	if (r->high != r->low)
		text_printf(t, " %s ports %u to %u", direction(&n->q), r->low, r->high);
	else
		text_printf(t, " %s port %u", direction(&n->q), r->low);
	text_s(t, "; of fragments only the first");
}

static void addresses(struct text *t, const struct ast *n)
{
	const struct resolved *r = &n->resolved;

	if (n->q.type == WORD_GATEWAY) {
		text_printf(t, "frames from or to the MAC address of %s that are not from or to its IP addresses", n->id->text);
		return;
	}
	if (r->has_mac) {
		text_printf(t, "frames %s ", direction(&n->q));
		text_mac(t, r->mac, sizeof r->mac);
		return;
	}
	if (n->q.protocol == WORD_DECNET || n->id->kind == TOKEN_BYTE) {
		text_printf(t, "%s %s %s", explain_protocol(n->q.protocol), direction(&n->q), n->id->text);
		return;
	}
	bool six = r->count && r->hosts[0].ip6;
	text_s(t, n->q.protocol ? explain_protocol(n->q.protocol) : six ? "IPv6 packets" : "IPv4, ARP or RARP packets");
	text_printf(t, " %s ", direction(&n->q));
	for (uint32_t i = 0; i < r->count && i < LISTED; i++) {
		text_s(t, i ? " or " : "");
		say_host(t, &r->hosts[i]);
	}
	if (r->count > LISTED)
		text_printf(t, " or %u more", r->count - LISTED);
	if (!r->count)
		text_printf(t, "%s, which has no address now", n->id->text);
}

struct number_name {
	uint32_t number;
	const char *name;
};

static const struct number_name ethernet_types[] = {{ETHERTYPE_IP, "IPv4"}, {ETHERTYPE_IP6, "IPv6"}, {ETHERTYPE_ARP, "ARP"},
	{ETHERTYPE_RARP, "RARP"}, {ETHERTYPE_VLAN, "VLAN"}, {ETHERTYPE_QINQ, "VLAN in VLAN"}, {ETHERTYPE_MPLS, "MPLS"},
	{ETHERTYPE_PPPOED, "PPPoE discovery"}, {ETHERTYPE_PPPOES, "PPPoE session"}, {0x88cc, "LLDP"}, {0, NULL}};
static const struct number_name ip_protocols[] = {{1, "ICMP"}, {2, "IGMP"}, {6, "TCP"}, {17, "UDP"}, {47, "GRE"}, {50, "ESP"}, {51, "AH"},
	{58, "ICMPv6"}, {89, "OSPF"}, {103, "PIM"}, {112, "VRRP"}, {132, "SCTP"}, {0, NULL}};
static const struct number_name osi_protocols[] = {{0x81, "CLNP"}, {0x82, "ES-IS"}, {0x83, "IS-IS"}, {0, NULL}};

static void say_number_name(struct text *t, const struct number_name *names, uint32_t number)
{
	while (names->name && names->number != number)
		names++;
	if (names->name)
		text_printf(t, " (%s)", names->name);
}

static void protocol(struct text *t, const struct ast *n)
{
	uint32_t number = n->resolved.low;
	enum word family = n->q.protocol;

	if (family == WORD_LINK && number <= 1500)
		text_printf(t, "frames with an 802.2 LLC header for the service access point 0x%02x", number);
	else if (family == WORD_LINK)
		text_printf(t, "frames of the Ethernet type 0x%04x", number);
	else if (family == WORD_ISIS)
		text_printf(t, "IS-IS packets of the type %u", number);
	else
		text_printf(t, "%s that carry protocol %u", family ? explain_protocol(family) : "IPv4 or IPv6 packets", number);
	if (family != WORD_ISIS)
		say_number_name(t, family == WORD_LINK ? ethernet_types : family == WORD_ISO ? osi_protocols : ip_protocols, number);
	if (n->q.type == WORD_PROTOCHAIN)
		text_s(t, ", also behind other headers");
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
		protocol(t, n);
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
		text_s(t, n->text);
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

/* The load that says which protocol a packet has to be: the leftmost. */
static const struct arith *first_load(const struct arith *n)
{
	while (n && n->kind != ARITH_LOAD)
		n = n->a;
	return n;
}

static void relation(struct text *t, const struct ast *n)
{
	const struct arith *load = first_load(n->left);
	enum word w = load ? load->protocol : WORD_NONE;

	const char *transport = explain_transport(w);

	if (w == WORD_NONE || w == WORD_RADIO)
		text_s(t, "packets where ");
	else if (transport)
		text_printf(t, "%s over IPv4, of fragments only the first, where ", transport);
	else
		text_printf(t, "%s where ", explain_protocol(w));
	arithmetic(t, n->left);
	text_c(t, ' ');
	say_operator(t, n->op);
	text_c(t, ' ');
	arithmetic(t, n->right);
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
		text_s(t, explain_protocol(n->q.protocol));
		break;
	case AST_RELATION:
		relation(t, n);
		break;
	default:
		explain_word(t, n);
		if (explain_shifts(n->word))
			text_s(t, "; all that stands behind this word is looked for behind that header");
	}
	text_c(t, '\n');
}

void filter_explain(struct text *t, const struct ast *n, bool deep)
{
	if (!n) {
		text_s(t, "all packets\n");
		return;
	}
	explain(t, n, 0, false);
	if (deep)
		text_s(t, "addresses, protocols and ports also behind up to two VLAN tags and, with IPv6, behind extension headers\n");
}

/* ---- Bytes read */

enum { READS_MAX = 512 };

/* By where they are counted from: the packet's start, or a place that is computed from what was read. */
struct reads {
	bool at[2][READS_MAX];
};

static void note_reads(struct reads *r, bool fixed, uint32_t k, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		if (k < READS_MAX && k + i < READS_MAX)
			r->at[!fixed][k + i] = true;
}

/* A walk from header to header: the first one's length and protocol, then both of each. */
static void collect_chain(struct reads *r, const struct chain *c)
{
	note_reads(r, !c->base, c->k + (c->ip6 ? 6 : 9), 1);
	if (!c->ip6)
		note_reads(r, !c->base, c->k, 1);
	note_reads(r, false, c->k, 2);
}

static void collect(struct reads *r, const struct value *v)
{
	if (!v)
		return;
	if (v->kind == VALUE_LOAD) {
		bool fixed = !v->a || v->a->kind == VALUE_CONST;
		note_reads(r, fixed, v->a && fixed ? v->a->k + v->k : v->k, v->size);
	}
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
		if (g->order[i]->chain)
			collect_chain(&r, g->order[i]->chain);
	}
	bool fixed = say_ranges(t, r.at[0], "reads bytes ");
	bool moving = say_ranges(t, r.at[1], fixed ? "; behind a header of variable length bytes " : "reads, behind a header of variable length, bytes ");
	text_s(t, fixed || moving ? "\n" : "reads no bytes of the packet\n");
}
