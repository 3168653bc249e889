/* --deep: hosts, ports and protocols are found behind VLAN tags and IPv6 extension headers, which pcap-filter(7)
 * leaves to whoever writes the filter. Headers: RFC 8200, section 4; AH: RFC 4302, section 2. */
#include "filter/lower.h"

enum {
	DEEP_TAGS = 2,	     /* VLAN tags in the packet: 802.1ad has two */
	DEEP_EXTENSIONS = 4, /* extension headers; more are hardly ever seen */
	NEXT_FRAGMENT = 44,
	NEXT_AH = 51,
};

/* Extension headers whose second byte is their length in 8 bytes, without the first 8. A fragment header has 0 there. */
static struct cond *is_extension(struct ir *ir, const struct value *type)
{
	static const uint8_t types[] = {0, 43, NEXT_FRAGMENT, 60, 135, 139, 140};
	struct cond *any = ir->no;

	for (unsigned i = 0; i < sizeof types; i++)
		any = ir_or(ir, any, ir_test(ir, BPF_JEQ, type, types[i]));
	return any;
}

static struct place behind(struct lower *l, struct place p, unsigned add, unsigned shift)
{
	struct ir *ir = l->ir;
	const struct value *units = ir_binary_k(ir, BPF_ADD, place_load(l, p, 1, 1), add);

	return place_behind(l, p, ir_binary_k(ir, BPF_LSH, units, shift));
}

static struct cond *header(struct lower *l, const struct lower_transport *t, const struct value *type, struct place p,
	struct cond *starts, unsigned depth)
{
	struct ir *ir = l->ir;
	struct cond *c = t->at(l, type, p, t->what);

	if (t->reads_header)
		c = ir_and(ir, starts, c);
	if (!depth)
		return c;
	struct cond *next_starts = ir_or(ir, ir_not(ir, ir_test(ir, BPF_JEQ, type, NEXT_FRAGMENT)),
		ir_masked(ir, place_load(l, p, 2, 2), 0xfff8, 0));
	const struct value *next = place_load(l, p, 0, 1);
	struct cond *chain = header(l, t, next, behind(l, p, 1, 3), next_starts, depth - 1);
	struct cond *ah = t->at(l, next, behind(l, p, 2, 2), t->what);
	struct cond *further = ir_or(ir, ir_and(ir, is_extension(ir, type), chain),
		ir_and(ir, ir_test(ir, BPF_JEQ, type, NEXT_AH), ah));
	return ir_or(ir, c, ir_and(ir, starts, further));
}

struct cond *lower_deep_ip6(struct lower *l, const struct lower_transport *t)
{
	return header(l, t, net_load(l, 6, 1), place_add(net_place(l), 40), l->ir->yes, DEEP_EXTENSIONS);
}

struct cond *lower_deep_tags(struct lower *l, lower_leaf *leaf, const void *what)
{
	struct ir *ir = l->ir;
	struct place type = l->type, payload = l->payload;
	struct cond *any = leaf(l, what), *tagged = ir->yes;

	if (l->kind != LINK_ETHERNET || l->labels || l->tags || l->pppoe || l->inner || l->result)
		return any;
	for (unsigned i = 0; i < DEEP_TAGS; i++) {
		tagged = ir_and(ir, tagged, lower_vlan_types(l));
		l->type = place_add(l->type, 4);
		l->payload = place_add(l->payload, 4);
		any = ir_or(ir, any, ir_and(ir, tagged, leaf(l, what)));
	}
	l->type = type;
	l->payload = payload;
	return any;
}
