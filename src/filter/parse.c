/* The grammar of pcap-filter(7): `and` and `or` have equal precedence and go left to right; `not` binds tightest;
 * qualifiers stick to the identifiers that follow. Each primitive is lowered as it is met, since vlan, mpls and pppoes
 * change what stands to their right. */
#include "filter/parse.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter/lex.h"
#include "filter/words.h"
#include "names/names.h"

enum { DEPTH = 512 }; /* parentheses within parentheses */

struct qualifiers {
	enum protocol_word proto;
	enum direction_word dir;
	enum type_word type;
};

struct parser {
	struct lower *l;
	struct arena *arena;
	const char *text;
	const struct lexeme *t; /* next */
	struct err *err;
	struct qualifiers last;
	unsigned depth;
	bool failed;
};

static const struct cond *fail(struct parser *p, const struct lexeme *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static const struct cond *fail(struct parser *p, const struct lexeme *at, const char *format, ...)
{
	char sentence[200];
	va_list ap;
	va_start(ap, format);
	vsnprintf(sentence, sizeof sentence, format, ap);
	va_end(ap);
	if (!p->failed)
		filter_error(p->err, p->text, at->at, "%s", sentence);
	p->failed = true;
	return cond_constant(&p->l->ir, false);
}

static bool is_sign(const struct parser *p, uint32_t sign)
{
	return p->t->kind == TOKEN_SIGN && p->t->value == sign;
}

static bool is_word(const struct parser *p, const char *w)
{
	return p->t->kind == TOKEN_WORD && !strcmp(p->t->text, w);
}

static bool accept_sign(struct parser *p, uint32_t sign)
{
	bool yes = is_sign(p, sign);
	p->t += yes;
	return yes;
}

static bool accept_word(struct parser *p, const char *w)
{
	bool yes = is_word(p, w);
	p->t += yes;
	return yes;
}

static const struct cond *either(struct parser *p, const struct cond *a, const struct cond *b)
{
	return cond_or(&p->l->ir, a, b);
}

static const struct cond *both(struct parser *p, const struct cond *a, const struct cond *b)
{
	return cond_and(&p->l->ir, a, b);
}

/* ---- Arithmetic */

/* What must hold for an accessor to be looked at ("tcp[13]": it is TCP, first fragment). */
struct number {
	const struct value *value;
	const struct cond *guard;
};

static bool parse_sum(struct parser *p, struct number *n);

static unsigned access_size(struct parser *p)
{
	if (!accept_sign(p, ':'))
		return 1;
	const struct lexeme *t = p->t++;
	if (t->kind != TOKEN_NUMBER || (t->value != 1 && t->value != 2 && t->value != 4)) {
		fail(p, t, "data size must be 1, 2, or 4");
		return 1;
	}
	return t->value;
}

static const struct cond *access_guard(struct parser *p, enum protocol_word w, struct place *at)
{
	struct lower *l = p->l;
	const struct cond *always = cond_constant(&l->ir, true);
	const struct protocol *proto = protocol_of(w);
	*at = l->net;
	if (w == PROTO_LINK || w == PROTO_ETHER) {
		*at = l->link;
		return always;
	}
	if (proto->ethertype)
		return lower_ethertype(l, proto->ethertype);
	if (w == PROTO_ICMP6) {
		at->at += 40;
		return both(p, lower_ethertype(l, 0x86dd), lower_ip6_proto(l, proto->ip_proto));
	}
	*at = lower_transport(l);
	return both(p, lower_ip_proto(l, proto->ip_proto), lower_not_fragment(l));
}

/* proto [ expr : size ] */
static bool parse_access(struct parser *p, enum protocol_word w, struct number *n)
{
	struct number index;
	struct place at;
	const struct lexeme *start = p->t;
	p->t += 2;
	if (!protocol_of(w)->accessible) {
		fail(p, start, "'%s' has no bytes to be accessed", start->text);
		return false;
	}
	if (!parse_sum(p, &index))
		return false;
	unsigned size = access_size(p);
	if (!accept_sign(p, ']')) {
		fail(p, p->t, "syntax error: expected ']'");
		return false;
	}
	struct ir *ir = &p->l->ir;
	n->guard = both(p, index.guard, access_guard(p, w, &at));
	if (index.value->op == VALUE_CONST) {
		n->value = value_load(ir, at.var, at.at + index.value->k, size);
		return true;
	}
	const struct value *base = at.var ? value_bin(ir, BPF_ADD, index.value, at.var) : index.value;
	n->value = value_load(ir, base, at.at, size);
	return true;
}

static bool parse_factor(struct parser *p, struct number *n)
{
	const struct lexeme *t = p->t;
	struct ir *ir = &p->l->ir;
	uint32_t k;
	n->guard = cond_constant(ir, true);
	if (accept_sign(p, '(')) {
		if (++p->depth > DEPTH || !parse_sum(p, n) || !accept_sign(p, ')'))
			return false;
		p->depth--;
		return true;
	}
	if (accept_sign(p, '-')) {
		if (!parse_factor(p, n))
			return false;
		n->value = value_bin(ir, BPF_SUB, value_const(ir, 0), n->value);
		return true;
	}
	if (t->kind == TOKEN_NUMBER) {
		p->t++;
		n->value = value_const(ir, t->value);
		return true;
	}
	if (t->kind != TOKEN_WORD)
		return false;
	if (accept_word(p, "len")) {
		n->value = value_len(ir);
		return true;
	}
	enum protocol_word w = protocol_by_word(t->text);
	if (w && t[1].kind == TOKEN_SIGN && t[1].value == '[')
		return parse_access(p, w, n);
	if (constant_by_word(t->text, &k)) {
		p->t++;
		n->value = value_const(ir, k);
		return true;
	}
	return false;
}

static bool operator_of(uint32_t sign, int level, unsigned *alu)
{
	static const struct {
		uint32_t sign;
		uint8_t level, alu;
	} operators[] = {
		{'|', 0, BPF_OR}, {'^', 1, BPF_XOR}, {'&', 2, BPF_AND}, {SIGN2('<', '<'), 3, BPF_LSH}, {SIGN2('>', '>'), 3, BPF_RSH},
		{'+', 4, BPF_ADD}, {'-', 4, BPF_SUB}, {'*', 5, BPF_MUL}, {'/', 5, BPF_DIV}, {'%', 5, BPF_MOD},
	};
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (operators[i].sign == sign && operators[i].level == level) {
			*alu = operators[i].alu;
			return true;
		}
	}
	return false;
}

enum { LEVELS = 6 };

static bool parse_level(struct parser *p, int level, struct number *n)
{
	if (level == LEVELS)
		return parse_factor(p, n);
	if (!parse_level(p, level + 1, n))
		return false;
	unsigned alu;
	while (p->t->kind == TOKEN_SIGN && operator_of(p->t->value, level, &alu)) {
		struct number right;
		const struct lexeme *at = ++p->t;
		if (!parse_level(p, level + 1, &right))
			return false;
		if ((alu == BPF_DIV || alu == BPF_MOD) && right.value->op == VALUE_CONST && !right.value->k) {
			fail(p, at, alu == BPF_DIV ? "division by zero" : "modulus by zero");
			return false;
		}
		n->value = value_bin(&p->l->ir, alu, n->value, right.value);
		n->guard = both(p, n->guard, right.guard);
	}
	return true;
}

static bool parse_sum(struct parser *p, struct number *n)
{
	return parse_level(p, 0, n);
}

static bool relation(struct parser *p, unsigned *jump, bool *reversed)
{
	static const struct {
		uint32_t sign;
		uint8_t jump;
		bool reversed;
	} relations[] = {
		{'=', BPF_JEQ, false}, {SIGN2('=', '='), BPF_JEQ, false}, {SIGN2('!', '='), BPF_JEQ, true},
		{'>', BPF_JGT, false}, {SIGN2('<', '='), BPF_JGT, true}, {SIGN2('>', '='), BPF_JGE, false}, {'<', BPF_JGE, true},
	};
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
		if (is_sign(p, relations[i].sign)) {
			*jump = relations[i].jump;
			*reversed = relations[i].reversed;
			p->t++;
			return true;
		}
	}
	return false;
}

/* "ip[6:2] & 0x1fff != 0". NULL: there is no relation here, and nothing was read. */
static const struct cond *try_relation(struct parser *p)
{
	const struct lexeme *start = p->t;
	unsigned depth = p->depth, jump;
	struct number a, b;
	bool reversed;
	if (!parse_sum(p, &a) || !relation(p, &jump, &reversed)) {
		p->t = start;
		p->depth = depth;
		return p->failed ? cond_constant(&p->l->ir, false) : NULL;
	}
	if (!parse_sum(p, &b))
		return fail(p, p->t, "syntax error: expected a number or an accessor");
	const struct cond *c = a.value->op == VALUE_CONST && b.value->op != VALUE_CONST && jump == BPF_JEQ ?
		cond_compare_values(&p->l->ir, b.value, jump, a.value) : cond_compare_values(&p->l->ir, a.value, jump, b.value);
	if (reversed)
		c = cond_not(&p->l->ir, c);
	return both(p, both(p, a.guard, b.guard), c);
}

/* ---- Identifiers with qualifiers */

static const struct cond *ip4_host(struct parser *p, const struct qualifiers *q, const struct lexeme *t, uint32_t addr,
	uint32_t mask)
{
	struct lower *l = p->l;
	switch (q->proto) {
	case PROTO_NONE:
	case PROTO_LINK:
		return lower_ip4(l, 0, q->dir, addr, mask);
	case PROTO_IP:
	case PROTO_ARP:
	case PROTO_RARP:
		return lower_ip4(l, protocol_of(q->proto)->ethertype, q->dir, addr, mask);
	default:
		return fail(p, t, "'%s' modifier applied to host", protocol_of(q->proto)->word);
	}
}

static const struct cond *ip6_host(struct parser *p, const struct qualifiers *q, const struct lexeme *t, const uint8_t addr[16],
	unsigned prefix)
{
	if (q->proto != PROTO_NONE && q->proto != PROTO_IP6)
		return fail(p, t, "'%s' modifier applied to an IPv6 address", protocol_of(q->proto)->word);
	return lower_ip6(p->l, q->dir, addr, prefix);
}

static const struct cond *mac_host(struct parser *p, const struct qualifiers *q, const struct lexeme *t, const uint8_t mac[6])
{
	const struct cond *c = lower_mac(p->l, q->dir, mac);
	return c ? c : fail(p, t, "ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel");
}

static const struct cond *host_by_name(struct parser *p, const struct qualifiers *q, const struct lexeme *t)
{
	enum { ADDRESSES = 64 };
	struct names *names = p->l->options->names;
	if (q->proto == PROTO_ETHER) {
		uint8_t mac[6];
		if (!names || !names->ops->mac_by_name(names, t->text, mac))
			return fail(p, t, "unknown ether host '%s'", t->text);
		return mac_host(p, q, t, mac);
	}
	struct names_address a[ADDRESSES];
	size_t n = names ? names->ops->host_addresses(names, t->text, a, ADDRESSES) : 0;
	const struct cond *c = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct cond *one = NULL;
		if (a[i].ip6 && (q->proto == PROTO_NONE || q->proto == PROTO_IP6))
			one = ip6_host(p, q, t, a[i].ip6_bytes, 128);
		else if (!a[i].ip6 && q->proto != PROTO_IP6)
			one = ip4_host(p, q, t, a[i].ip4, UINT32_MAX);
		if (one)
			c = c ? either(p, c, one) : one;
	}
	return c ? c : fail(p, t, "unknown host '%s'", t->text);
}

/* 10 -> 10.0.0.0 with 8 bits: as many as were written. */
static uint32_t dotted_value(const char *s, unsigned *bits)
{
	uint32_t v = 0, part = 0;
	*bits = 0;
	for (;; s++) {
		if (*s >= '0' && *s <= '9') {
			part = part * 10 + (uint32_t)(*s - '0');
			if (part > 255)
				*bits = 64;
			continue;
		}
		v = v << 8 | (part & 255);
		*bits += 8;
		part = 0;
		if (!*s)
			return *bits > 32 ? 0 : v << (32 - *bits);
	}
}

static const struct cond *net_with_mask(struct parser *p, const struct qualifiers *q, const struct lexeme *t, uint32_t addr,
	unsigned bits)
{
	uint32_t mask = bits ? ~(bits < 32 ? UINT32_MAX >> bits : 0) : 0;
	if (accept_sign(p, '/')) {
		const struct lexeme *n = p->t++;
		if (n->kind != TOKEN_NUMBER || n->value > 32)
			return fail(p, n, "mask length must be <= 32");
		mask = n->value ? ~(n->value < 32 ? UINT32_MAX >> n->value : 0) : 0;
		if (addr & ~mask)
			return fail(p, t, "non-network bits set in \"%s/%u\"", t->text, n->value);
	} else if (accept_word(p, "mask")) {
		const struct lexeme *m = p->t++;
		unsigned mask_bits;
		if (m->kind != TOKEN_DOTTED && m->kind != TOKEN_NUMBER)
			return fail(p, m, "syntax error: expected a mask");
		mask = dotted_value(m->text, &mask_bits);
		if (addr & ~mask)
			return fail(p, t, "non-network bits set in \"%s mask %s\"", t->text, m->text);
	}
	return ip4_host(p, q, t, addr, mask);
}

static const struct cond *ip6_identifier(struct parser *p, const struct qualifiers *q, const struct lexeme *t)
{
	unsigned prefix = 128;
	if (accept_sign(p, '/')) {
		const struct lexeme *n = p->t++;
		if (n->kind != TOKEN_NUMBER || n->value > 128)
			return fail(p, n, "mask length must be <= 128");
		prefix = n->value;
		for (unsigned i = prefix; i < 128; i++)
			if (t->bytes[i / 8] >> (7 - i % 8) & 1)
				return fail(p, t, "non-network bits set in \"%s/%u\"", t->text, prefix);
	}
	if (q->type == TYPE_WORD_HOST && prefix != 128)
		return fail(p, t, "an IPv6 host address has no prefix length");
	return ip6_host(p, q, t, t->bytes, prefix);
}

static const struct cond *host_or_net(struct parser *p, const struct qualifiers *q, const struct lexeme *t)
{
	unsigned bits;
	uint32_t net;
	struct names *names = p->l->options->names;
	switch (t->kind) {
	case TOKEN_MAC:
		if (q->type == TYPE_WORD_NET)
			return fail(p, t, "an Ethernet address is no network");
		return mac_host(p, q, t, t->bytes);
	case TOKEN_IP6:
		return ip6_identifier(p, q, t);
	case TOKEN_NUMBER:
	case TOKEN_DOTTED: {
		uint32_t addr = dotted_value(t->text, &bits);
		if (bits > 32)
			return fail(p, t, "invalid IPv4 address '%s'", t->text);
		return net_with_mask(p, q, t, addr, bits);
	}
	default:
		if (q->type != TYPE_WORD_NET)
			return host_by_name(p, q, t);
		if (!names || !names->ops->network_by_name(names, t->text, &net))
			return fail(p, t, "unknown network '%s'", t->text);
		for (bits = 32; bits > 8 && !(net >> 24); bits -= 8)
			net <<= 8;
		return ip4_host(p, q, t, net, ~(bits < 32 ? UINT32_MAX >> bits : 0));
	}
}

enum { NAMES_MASK_TCP = 1 << NAMES_TCP, NAMES_MASK_UDP = 1 << NAMES_UDP, NAMES_MASK_SCTP = 1 << NAMES_SCTP };

/* transports: bits of enum names_transport. */
static const struct cond *ports(struct parser *p, const struct qualifiers *q, unsigned transports, uint32_t from, uint32_t to)
{
	static const uint8_t numbers[] = {[NAMES_TCP] = 6, [NAMES_UDP] = 17, [NAMES_SCTP] = 132};
	uint8_t wanted[sizeof numbers];
	size_t n = 0;
	for (unsigned t = 0; t < sizeof numbers; t++)
		if (transports >> t & 1)
			wanted[n++] = numbers[t];
	return lower_ports(p->l, wanted, n, q->dir, from, to);
}

static bool transports_of(enum protocol_word w, unsigned *transports)
{
	*transports = w == PROTO_NONE ? NAMES_MASK_TCP | NAMES_MASK_UDP | NAMES_MASK_SCTP : w == PROTO_TCP ? NAMES_MASK_TCP :
		w == PROTO_UDP ? NAMES_MASK_UDP : w == PROTO_SCTP ? NAMES_MASK_SCTP : 0;
	return *transports;
}

static bool port_number(struct parser *p, const struct lexeme *t, const char *text, unsigned *transports, uint32_t *port)
{
	struct names *names = p->l->options->names;
	unsigned found;
	uint16_t v;
	char *end;
	unsigned long n = strtoul(text, &end, 0);
	if (*text && !*end) {
		if (n > 65535) {
			fail(p, t, "illegal port number %lu > 65535", n);
			return false;
		}
		*port = (uint32_t)n;
		return true;
	}
	if (!names || !names->ops->port_by_name(names, text, &v, &found)) {
		fail(p, t, "unknown port '%s'", text);
		return false;
	}
	if (!(found & *transports)) {
		fail(p, t, "port '%s' is %s", text, found & NAMES_MASK_TCP ? "tcp" : found & NAMES_MASK_UDP ? "udp" : "sctp");
		return false;
	}
	*transports &= found;
	*port = v;
	return true;
}

static const struct cond *port(struct parser *p, const struct qualifiers *q, const struct lexeme *t)
{
	unsigned transports;
	uint32_t from, to;
	if (!transports_of(q->proto, &transports))
		return fail(p, t, "illegal qualifier of 'port'");
	if (q->type == TYPE_WORD_PORT)
		return port_number(p, t, t->text, &transports, &from) ? ports(p, q, transports, from, from) :
			cond_constant(&p->l->ir, false);
	char *first = arena_strndup(p->arena, t->text, strlen(t->text));
	char *dash = first ? strrchr(first, '-') : NULL;
	if (!dash) {
		if (!port_number(p, t, t->text, &transports, &from))
			return cond_constant(&p->l->ir, false);
		return ports(p, q, transports, from, from);
	}
	*dash = 0;
	if (!port_number(p, t, first, &transports, &from) || !port_number(p, t, dash + 1, &transports, &to))
		return cond_constant(&p->l->ir, false);
	return from <= to ? ports(p, q, transports, from, to) : ports(p, q, transports, to, from);
}

static const struct cond *proto_number(struct parser *p, const struct qualifiers *q, const struct lexeme *t, uint32_t v)
{
	switch (q->proto) {
	case PROTO_NONE:
		return either(p, lower_ip_proto(p->l, v), lower_ip6_proto(p->l, v));
	case PROTO_IP:
		return lower_ip_proto(p->l, v);
	case PROTO_IP6:
		return lower_ip6_proto(p->l, v);
	case PROTO_ETHER:
	case PROTO_LINK:
		if (v > 0xffff)
			return fail(p, t, "%u greater than maximum 65535", v);
		return v <= 0xff ? lower_llc_sap(p->l, v) : lower_ethertype(p->l, v);
	default:
		return fail(p, t, "'%s proto' is bogus", protocol_of(q->proto)->word);
	}
}

static const struct cond *proto(struct parser *p, const struct qualifiers *q, const struct lexeme *t)
{
	uint8_t v;
	struct names *names = p->l->options->names;
	if (t->kind == TOKEN_NUMBER)
		return proto_number(p, q, t, t->value);
	enum protocol_word w = protocol_by_word(t->text);
	if ((q->proto == PROTO_ETHER || q->proto == PROTO_LINK)) {
		if (w && protocol_of(w)->ethertype)
			return lower_ethertype(p->l, protocol_of(w)->ethertype);
		if (w && protocol_of(w)->llc_sap)
			return lower_llc_sap(p->l, protocol_of(w)->llc_sap);
		return fail(p, t, "unknown ether proto '%s'", t->text);
	}
	if (names && names->ops->protocol_by_name(names, t->text, &v))
		return proto_number(p, q, t, v);
	if (w && protocol_of(w)->ip_proto)
		return proto_number(p, q, t, protocol_of(w)->ip_proto);
	return fail(p, t, "unknown ip proto '%s'", t->text);
}

static const struct cond *identifier(struct parser *p, const struct qualifiers *q)
{
	const struct lexeme *t = p->t++;
	if (t->kind == TOKEN_END || t->kind == TOKEN_SIGN) {
		p->t = t;
		return fail(p, t, "syntax error: expected an address, a name or a number, not %s", t->kind == TOKEN_END ?
			"the end" : t->text);
	}
	switch (q->type) {
	case TYPE_WORD_PORT:
	case TYPE_WORD_PORTRANGE:
		return port(p, q, t);
	case TYPE_WORD_PROTO:
		return proto(p, q, t);
	default:
		return host_or_net(p, q, t);
	}
}

/* ---- Primitives */

static const struct cond *broadcast(struct parser *p, enum protocol_word w, const struct lexeme *t)
{
	static const uint8_t all_ones[6] = {255, 255, 255, 255, 255, 255};
	uint32_t mask = p->l->options->netmask;
	if (w == PROTO_NONE || w == PROTO_ETHER || w == PROTO_LINK)
		return mac_host(p, &(struct qualifiers){.dir = DIR_DST}, t, all_ones);
	if (w != PROTO_IP)
		return fail(p, t, "only link-layer/IP broadcast filters supported");
	if (!p->l->options->netmask_known)
		return fail(p, t, "netmask not known, so 'ip broadcast' not supported");
	struct ir *ir = &p->l->ir;
	const struct value *host = value_bin(ir, BPF_AND, lower_load(p->l, p->l->net, 16, 4), value_const(ir, ~mask));
	return both(p, lower_ethertype(p->l, 0x0800),
		either(p, cond_compare(ir, host, BPF_JEQ, 0), cond_compare(ir, host, BPF_JEQ, ~mask)));
}

static const struct cond *multicast(struct parser *p, enum protocol_word w, const struct lexeme *t)
{
	struct lower *l = p->l;
	if (w == PROTO_IP)
		return both(p, lower_ethertype(l, 0x0800), cond_compare(&l->ir, lower_load(l, l->net, 16, 1), BPF_JGE, 224));
	if (w == PROTO_IP6)
		return both(p, lower_ethertype(l, 0x86dd), cond_compare(&l->ir, lower_load(l, l->net, 24, 1), BPF_JEQ, 255));
	if (w != PROTO_NONE && w != PROTO_ETHER && w != PROTO_LINK)
		return fail(p, t, "only IP multicast filters supported on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel");
	if (!l->has_mac)
		return fail(p, t, "link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel");
	return cond_compare(&l->ir, lower_load(l, l->link, 0, 1), BPF_JSET, 1);
}

/* A protocol alone: "tcp", "arp", "icmp6". */
static const struct cond *protocol_alone(struct parser *p, enum protocol_word w, const struct lexeme *t)
{
	const struct protocol *proto = protocol_of(w);
	if (w == PROTO_LINK || w == PROTO_ETHER)
		return cond_constant(&p->l->ir, true);
	if (proto->ethertype)
		return lower_ethertype(p->l, proto->ethertype);
	if (proto->llc_sap)
		return lower_llc_sap(p->l, proto->llc_sap);
	if (proto->below == BELOW_IP)
		return lower_ip_proto(p->l, proto->ip_proto);
	if (proto->below == BELOW_IP6)
		return lower_ip6_proto(p->l, proto->ip_proto);
	return either(p, lower_ip_proto(p->l, proto->ip_proto), lower_ip6_proto(p->l, proto->ip_proto));
}

/* An optional number behind a word; -1: none. */
static int64_t optional_number(struct parser *p, const char *what, uint32_t most)
{
	if (p->t->kind != TOKEN_NUMBER)
		return -1;
	const struct lexeme *t = p->t++;
	if (t->value > most)
		fail(p, t, "%s %u greater than maximum %u", what, t->value, most);
	return t->value;
}

/* vlan, mpls, pppoed, pppoes, less, greater, inbound ...; NULL: none of them. */
static const struct cond *special(struct parser *p)
{
	struct ir *ir = &p->l->ir;
	const struct lexeme *t = p->t;
	if (accept_word(p, "vlan")) {
		if (p->l->type_kind != TYPE_ETHER && p->l->type_kind != TYPE_ETHERTYPE)
			return fail(p, t, "no VLAN support for this link type");
		return lower_vlan(p->l, optional_number(p, "VLAN tag", 4095));
	}
	if (accept_word(p, "mpls"))
		return lower_mpls(p->l, optional_number(p, "MPLS label", 0xfffff));
	if (accept_word(p, "pppoed"))
		return lower_pppoe(p->l, false, -1);
	if (accept_word(p, "pppoes"))
		return lower_pppoe(p->l, true, optional_number(p, "PPPoE session ID", 0xffff));
	bool less = accept_word(p, "less");
	if (less || accept_word(p, "greater")) {
		const struct lexeme *n = p->t++;
		if (n->kind != TOKEN_NUMBER)
			return fail(p, n, "syntax error: expected a length");
		const struct cond *more = cond_compare(ir, value_len(ir), less ? BPF_JGT : BPF_JGE, n->value);
		return less ? cond_not(ir, more) : more;
	}
	bool in = accept_word(p, "inbound");
	if (in || accept_word(p, "outbound")) {
		if (p->l->options->linktype == 113 || p->l->options->linktype == 276) {
			const struct value *v = value_load(ir, NULL, p->l->options->linktype == 113 ? 0 : 10,
				p->l->options->linktype == 113 ? 2 : 1);
			const struct cond *out = cond_compare(ir, v, BPF_JEQ, 4);
			return in ? cond_not(ir, out) : out;
		}
		if (!p->l->options->live)
			return fail(p, t, "not a live capture, '%s' not supported on this link type", t->text);
		enum { OUTGOING = 4 };
		const struct cond *out = cond_compare(ir, value_load(ir, NULL, BPF_ANCILLARY + BPF_AD_PKTTYPE, 2), BPF_JEQ, OUTGOING);
		return in ? cond_not(ir, out) : out;
	}
	return NULL;
}

static bool direction(struct parser *p, enum direction_word *dir)
{
	bool src = accept_word(p, "src"), dst = !src && accept_word(p, "dst");
	if (!src && !dst)
		return false;
	*dir = src ? DIR_SRC : DIR_DST;
	bool is_or = is_word(p, "or") || is_sign(p, SIGN2('|', '|')), is_and = is_word(p, "and") || is_sign(p, SIGN2('&', '&'));
	const struct lexeme *next = p->t + 1;
	if ((is_or || is_and) && next->kind == TOKEN_WORD && !strcmp(next->text, src ? "dst" : "src")) {
		*dir = is_or ? DIR_OR : DIR_AND;
		p->t += 2;
	}
	return true;
}

static bool ends_primitive(const struct parser *p)
{
	return p->t->kind == TOKEN_END || is_sign(p, ')') || is_word(p, "and") || is_word(p, "or") ||
		is_sign(p, SIGN2('&', '&')) || is_sign(p, SIGN2('|', '|'));
}

static const struct cond *expression(struct parser *p);

/* Behind qualifiers: one identifier, or several in parentheses: host (a or b). */
static const struct cond *identifiers(struct parser *p, const struct qualifiers *q)
{
	p->last = *q;
	if (!is_sign(p, '('))
		return identifier(p, q);
	p->t++;
	if (++p->depth > DEPTH)
		return fail(p, p->t, "too many parentheses");
	const struct cond *c = expression(p);
	p->depth--;
	if (!p->failed && !accept_sign(p, ')'))
		return fail(p, p->t, "syntax error: expected ')'");
	return c;
}

static const struct cond *primitive(struct parser *p)
{
	const struct lexeme *start = p->t;
	struct qualifiers q = {0};
	const struct cond *c = special(p);
	if (c)
		return c;
	if (p->t->kind == TOKEN_WORD && (q.proto = protocol_by_word(p->t->text)) != PROTO_NONE)
		p->t++;
	if (accept_word(p, "broadcast"))
		return broadcast(p, q.proto, start);
	if (accept_word(p, "multicast"))
		return multicast(p, q.proto, start);
	bool directed = direction(p, &q.dir);
	bool typed = p->t->kind == TOKEN_WORD && (q.type = type_by_word(p->t->text)) != TYPE_WORD_NONE;
	p->t += typed;
	if (q.proto && !directed && !typed && ends_primitive(p)) {
		p->last = q;
		return protocol_alone(p, q.proto, start);
	}
	if (!q.proto && !directed && !typed) {
		/* a bare identifier: the qualifiers before it hold */
		if (p->t->kind == TOKEN_SIGN || p->t->kind == TOKEN_END)
			return fail(p, p->t, p->t->kind == TOKEN_END ? "syntax error: the expression ends too early" : "syntax error");
		if (p->t->kind == TOKEN_WORD && p->last.type == TYPE_WORD_NONE && !p->last.proto && !p->last.dir) {
			const char *near = near_word(p->t->text);
			if (near)
				return fail(p, p->t, "syntax error: '%s' is not known here; did you mean '%s'?", p->t->text, near);
		}
		q = p->last;
		return identifier(p, &q);
	}
	return identifiers(p, &q);
}

static const struct cond *term(struct parser *p)
{
	if (p->failed)
		return cond_constant(&p->l->ir, false);
	if (accept_sign(p, '!') || accept_word(p, "not")) {
		if (++p->depth > DEPTH)
			return fail(p, p->t, "too many negations");
		const struct cond *c = term(p);
		p->depth--;
		return cond_not(&p->l->ir, c);
	}
	const struct cond *c = try_relation(p);
	if (c)
		return c;
	if (accept_sign(p, '(')) {
		if (++p->depth > DEPTH)
			return fail(p, p->t, "too many parentheses");
		c = expression(p);
		p->depth--;
		if (!p->failed && !accept_sign(p, ')'))
			return fail(p, p->t, "syntax error: expected ')'");
		return c;
	}
	return primitive(p);
}

static const struct cond *expression(struct parser *p)
{
	const struct cond *c = term(p);
	while (!p->failed) {
		if (accept_word(p, "and") || accept_sign(p, SIGN2('&', '&')))
			c = both(p, c, term(p));
		else if (accept_word(p, "or") || accept_sign(p, SIGN2('|', '|')))
			c = either(p, c, term(p));
		else
			break;
	}
	return c;
}

const struct cond *filter_parse(struct lower *l, struct arena *a, const char *text, struct err *err)
{
	struct parser p = {.l = l, .arena = a, .text = text, .err = err};
	p.t = filter_lex(a, text, err);
	if (!p.t)
		return NULL;
	if (p.t->kind == TOKEN_END)
		return cond_constant(&l->ir, true);
	const struct cond *c = expression(&p);
	if (!p.failed && p.t->kind != TOKEN_END)
		fail(&p, p.t, "syntax error: expected 'and', 'or' or the end");
	return p.failed ? NULL : c;
}
