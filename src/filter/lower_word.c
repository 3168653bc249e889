/* Words with a meaning of their own: lengths, VLAN, MPLS, PPPoE, tunnels, LLC, direction, pf log, 802.11
 * types. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/linktype_numbers.h"
#include "filter/cooked.h"
#include "filter/lower.h"

/* One number with a name, for the word tables below. */
struct named {
	const char *name;
	uint32_t value, mask;
};

static const struct named *named(const struct named *table, const char *name)
{
	for (; table->name; table++)
		if (!strcasecmp(table->name, name))
			return table;
	return NULL;
}

static struct cond *cooked_packet_type(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;

	if (l->kernel_offsets)
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, BPF_ANCILLARY + BPF_AD_PKTTYPE, 2), type);
	if (l->o->linktype == LINKTYPE_LINUX_SLL2)
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 10, 1), type);
	return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 0, 2), type);
}

#define PACKET_OUT 4 /* PACKET_OUTGOING of packet(7) */

static struct cond *inbound(struct lower *l, const struct ast *n, bool out)
{
	struct ir *ir = l->ir;
	struct cond *c;

	switch (l->o->linktype) {
	case LINKTYPE_SLIP:
		c = ir_not(ir, ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 0, 1), 0));
		break;
	case LINKTYPE_LINUX_SLL:
	case LINKTYPE_LINUX_SLL2:
		c = cooked_packet_type(l, PACKET_OUT);
		break;
	case LINKTYPE_PFLOG:
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 60, 1), out ? 2 : 1);
	case LINKTYPE_PPP_WITH_DIR:
		c = ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 0, 1), 1);
		break;
	case LINKTYPE_IPNET:
		c = ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 2, 2), 2);
		break;
	default:
		if (l->kind == LINK_JUNIPER || (l->o->linktype >= LINKTYPE_JUNIPER_ETHER &&
						       l->o->linktype <= LINKTYPE_JUNIPER_CHDLC)) {
			/* bit 0: received */
			c = ir_not(ir, ir_test(ir, BPF_JSET, ir_load(ir, NULL, 3, 1), 1));
			break;
		}
		if (!l->o->live)
			return lower_fail(l, n->at,
				"not a live capture, '%s' not supported on this link type",
				word_text(n->word));
		c = ir_test(ir, BPF_JEQ, ir_load(ir, NULL, BPF_ANCILLARY + BPF_AD_PKTTYPE, 2), PACKET_OUT);
	}
	return out ? c : ir_not(ir, c);
}

static struct cond *ifindex(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;

	if (l->o->linktype == LINKTYPE_LINUX_SLL2 && !l->kernel_offsets)
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 4, 4), n->number);
	if (!l->o->live)
		return lower_fail(l, n->at, "not a live capture, 'ifindex' not supported on this link type");
	return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, BPF_ANCILLARY + BPF_AD_IFINDEX, 4), n->number);
}

struct cond *lower_vlan_types(struct lower *l)
{
	struct ir *ir = l->ir;

	return ir_or(ir, ir_or(ir, lower_ethertype(l, ETHERTYPE_VLAN), lower_ethertype(l, ETHERTYPE_QINQ)),
		lower_ethertype(l, ETHERTYPE_QINQ_OLD));
}

/* The kernel took the outermost tag out of the packet and keeps it beside: then nothing is shifted. */
static struct cond *vlan_kernel(struct lower *l, const struct ast *n, struct cond *in_packet)
{
	struct ir *ir = l->ir;
	const struct value *present = ir_load(ir, NULL, BPF_ANCILLARY + BPF_AD_VLAN_PRESENT, 1);
	const struct value *tag = ir_load(ir, NULL, BPF_ANCILLARY + BPF_AD_VLAN_TAG, 2);
	struct cond *beside = n->has_number ? ir_masked(ir, tag, 0x0fff, n->number) : ir->yes;
	/* 4 where the tag is in the packet, 0 where it is beside */
	const struct value *shift = ir_binary_k(ir, BPF_LSH, ir_binary_k(ir, BPF_XOR, present, 1), 2);

	l->type = place_behind(l, l->type, shift);
	l->payload = place_behind(l, l->payload, shift);
	return ir_if(ir, ir_test(ir, BPF_JEQ, present, 1), beside, in_packet);
}

static struct cond *vlan(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;

	if (l->labels)
		return lower_fail(l, n->at, "no VLAN match after MPLS");
	if (l->kind != LINK_ETHERNET && (l->kind != LINK_WLAN || l->o->linktype == LINKTYPE_PPI))
		return lower_fail(l, n->at, "no VLAN support for this link type");
	if (n->has_number && n->number > 0x0fff)
		return lower_fail(l, n->at, "VLAN tag %u greater than maximum 4095", n->number);
	struct cond *c = lower_vlan_types(l);
	if (n->has_number)
		c = ir_and(ir, c, ir_masked(ir, net_load(l, 0, 2), 0x0fff, n->number));
	if (l->o->live && !l->tags && !l->inner && l->kind == LINK_ETHERNET) {
		c = vlan_kernel(l, n, c);
	} else {
		l->type = place_add(l->type, 4);
		l->payload = place_add(l->payload, 4);
	}
	l->tags++;
	return c;
}

static struct cond *mpls(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct cond *c;

	if (n->has_number && n->number > 0xfffff)
		return lower_fail(l, n->at, "MPLS label %u greater than maximum 1048575", n->number);
	if (l->labels)
		c = ir_not(ir, ir_test(ir, BPF_JSET, payload_load(l, l->nl - 2, 1), 1));
	else if (l->kind == LINK_ETHERNET || l->kind == LINK_CHDLC)
		c = lower_ethertype(l, ETHERTYPE_MPLS);
	else if (l->kind == LINK_PPP && (l->pppoe || l->o->linktype == LINKTYPE_PPP))
		c = ir_test(ir, BPF_JEQ, place_load(l, l->type, 0, 2), 0x0281);
	else
		return lower_fail(l, n->at, "no MPLS support for this link type");
	if (n->has_number)
		c = ir_and(ir, c, ir_masked(ir, payload_load(l, l->nl, 4), 0xfffff000, n->number << 12));
	l->nl += 4;
	l->nl_nosnap += 4;
	l->labels++;
	return c;
}

static struct cond *pppoes(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct cond *c = lower_ethertype(l, ETHERTYPE_PPPOES);

	if (n->has_number && n->number > 0xffff)
		return lower_fail(l, n->at, "PPPoE session number %u greater than maximum 65535", n->number);
	if (n->has_number)
		c = ir_and(ir, c, ir_masked(ir, net_load(l, 0, 4), 0xffff, n->number));
	struct place net = net_place(l);
	l->pppoe = true;
	l->kind = LINK_PPP;
	l->tunneled = NULL;
	l->link = l->type = place_add(net, 6);
	l->payload = place_add(net, 8);
	l->nl = l->nl_nosnap = 0;
	return c;
}

/* a where the packet is IPv6, b where it is IPv4; asked only where it is one of them, so that of several tests the last says it. */
static const struct value *by_version(struct lower *l, const struct value *a, const struct value *b)
{
	const struct cond *six = lower_ethertype(l, ETHERTYPE_IP6);

	while (six->kind == COND_AND)
		six = six->list.at[six->list.count - 1];
	if (six->kind != COND_TEST)
		return six->kind == COND_TRUE ? a : b;
	return ir_select(l->ir, six->op, six->v, six->k, a, b);
}

/* The UDP payload of a datagram to this port, with the test that it is one. */
static struct cond *udp_payload(struct lower *l, uint32_t port, struct place *payload)
{
	struct ir *ir = l->ir;
	struct place net = net_place(l);
	const struct value *length = net.base || l->kernel_offsets
		? ir_binary_k(ir, BPF_LSH, ir_binary_k(ir, BPF_AND, place_load(l, net, 0, 1), 15), 2) : ir_header(ir, net.k);
	const struct value *forty = net.base ? ir_const(ir, 40) : ir_pinned(ir, 40);
	struct place four = place_behind(l, net, length), six = place_behind(l, net, forty);
	struct cond *c4 = ir_and(ir, ir_and(ir, lower_ip_protocol(l, WORD_IP, 17), lower_first_fragment(l)),
		ir_test(ir, BPF_JEQ, place_load(l, four, 2, 2), port));
	struct cond *c6 = ir_and(ir,
		ir_and(ir, lower_ethertype(l, ETHERTYPE_IP6), ir_test(ir, BPF_JEQ, net_load(l, 6, 1), 17)),
		ir_test(ir, BPF_JEQ, place_load(l, six, 2, 2), port));

	*payload = place_add(place_behind(l, net, by_version(l, forty, length)), 8);
	return ir_or(ir, c4, c6);
}

static void enter_tunnel(struct lower *l)
{
	l->nl = 0;
	l->nl_nosnap = 3;
	l->pppoe = false;
	l->labels = l->tags = 0;
	l->inner = true;
}

static struct cond *geneve(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct place header;

	if (n->has_number && n->number > 0xffffff)
		return lower_fail(l, n->at, "Geneve VNI %u greater than maximum 16777215", n->number);
	struct cond *c = udp_payload(l, 6081, &header);
	c = ir_and(ir, c, ir_masked(ir, place_load(l, header, 0, 1), 0xc0, 0));
	if (n->has_number)
		c = ir_and(ir, c, ir_masked(ir, place_load(l, header, 4, 4), 0xffffff00, n->number << 8));
	/* options in words of four bytes; then Ethernet, or what the protocol type says */
	const struct value *options =
		ir_binary_k(ir, BPF_LSH, ir_binary_k(ir, BPF_AND, place_load(l, header, 0, 1), 0x3f), 2);
	struct place inner = place_add(place_behind(l, header, options), 8);
	const struct value *protocol = place_load(l, header, 2, 2);
	l->type = (struct place){.base = ir_select(ir, BPF_JEQ, protocol, ETHERTYPE_TEB, place_value(l, place_add(inner, 12)),
					 place_value(l, place_add(header, 2)))};
	l->payload = place_behind(l, inner, ir_select(ir, BPF_JEQ, protocol, ETHERTYPE_TEB, ir_const(ir, 14), ir_const(ir, 0)));
	l->link = inner;
	enter_tunnel(l);
	l->kind = LINK_ETHERNET;
	l->tunneled = protocol;
	return c;
}

static struct cond *vxlan(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	struct place header;

	if (n->has_number && n->number > 0xffffff)
		return lower_fail(l, n->at, "VXLAN VNI %u greater than maximum 16777215", n->number);
	struct cond *c = udp_payload(l, 4789, &header);
	c = ir_and(ir, c, ir_test(ir, BPF_JSET, place_load(l, header, 0, 1), 0x08));
	if (n->has_number)
		c = ir_and(ir, c, ir_masked(ir, place_load(l, header, 4, 4), 0xffffff00, n->number << 8));
	l->link = place_add(header, 8);
	l->type = place_add(header, 20);
	l->payload = place_add(header, 22);
	enter_tunnel(l);
	l->kind = LINK_ETHERNET;
	l->tunneled = NULL;
	return c;
}

static struct cond *broadcast(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;

	if (n->q.protocol == WORD_NONE || n->q.protocol == WORD_LINK)
		return lower_mac_cast(l, n->at, true);
	if (n->q.protocol != WORD_IP)
		return lower_fail(l, n->at, "only link-layer/IP broadcast filters supported");
	if (!l->o->netmask_known)
		return lower_fail(l, n->at, "netmask not known, so 'ip broadcast' not supported");
	uint32_t host = ~l->o->netmask;
	const struct value *dst = net_load(l, 16, 4);
	struct cond *zero = ir_masked(ir, dst, host, 0), *ones = ir_masked(ir, dst, host, host);
	return ir_and(ir, lower_ethertype(l, ETHERTYPE_IP), ir_or(ir, zero, ones));
}

static struct cond *multicast(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;

	switch (n->q.protocol) {
	case WORD_NONE:
	case WORD_LINK:
		return lower_mac_cast(l, n->at, false);
	case WORD_IP:
		return ir_and(
			ir, lower_ethertype(l, ETHERTYPE_IP), ir_test(ir, BPF_JGE, net_load(l, 16, 1), 224));
	case WORD_IP6:
		return ir_and(
			ir, lower_ethertype(l, ETHERTYPE_IP6), ir_test(ir, BPF_JEQ, net_load(l, 24, 1), 255));
	default:
		return lower_fail(l, n->at, "link-layer, IPv4 and IPv6 multicast only");
	}
}

static struct cond *byte_word(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	const struct value *v = ir_load(ir, NULL, n->number, 1);

	switch (n->op) {
	case '=':
		return ir_test(ir, BPF_JEQ, v, n->number2);
	case '<':
		return ir_not(ir, ir_test(ir, BPF_JGE, v, n->number2));
	case '>':
		return ir_test(ir, BPF_JGT, v, n->number2);
	case '&':
		return ir_test(ir, BPF_JSET, v, n->number2);
	default:
		return ir_not(ir, ir_test(ir, BPF_JEQ, ir_binary_k(ir, BPF_OR, v, n->number2), 0));
	}
}

/* An LLC header is there. */
static struct cond *llc_present(struct lower *l, const struct ast *n)
{
	struct ir *ir = l->ir;
	const struct value *control;

	switch (l->kind) {
	case LINK_ETHERNET: {
		if (l->o->linktype != LINKTYPE_ETHERNET && !l->inner && !l->lane)
			break;
		struct cond *length = ir_not(ir, ir_test(ir, BPF_JGT, place_load(l, l->type, 0, 2), 1500));
		return ir_and(ir, length, ir_not(ir, ir_test(ir, BPF_JEQ, payload_load(l, 0, 2), 0xffff)));
	}
	case LINK_LLC:
		if (l->o->linktype == LINKTYPE_ATM_CLIP || l->o->linktype == LINKTYPE_IP_OVER_FC)
			break;
		return ir->yes;
	case LINK_SUNATM:
		return ir_masked(ir, ir_load(ir, NULL, 0, 1), 0x0f, 2);
	case LINK_WLAN:
		control = place_load(l, l->link, 0, 1);
		struct cond *data = ir_and(
			ir, ir_not(ir, ir_test(ir, BPF_JSET, control, 4)), ir_test(ir, BPF_JSET, control, 8));
		return data;
	default:
		break;
	}
	return lower_fail(l, n->at, "'llc' not supported for this link type");
}

/* Control fields of IEEE 802.2: I, S, U formats, and their functions. */
static struct cond *llc(struct lower *l, const struct ast *n)
{
	static const struct named kinds[] = {
		{"s", 0x01, 0x03},
		{"u", 0x03, 0x03},
		{"rr", 0x01, 0x0f},
		{"rnr", 0x05, 0x0f},
		{"rej", 0x09, 0x0f},
		{"ui", 0x03, 0xef},
		{"ua", 0x63, 0xef},
		{"disc", 0x43, 0xef},
		{"sabme", 0x6f, 0xef},
		{"test", 0xe3, 0xef},
		{"xid", 0xaf, 0xef},
		{"frmr", 0x87, 0xef},
		{"dm", 0x0f, 0xef},
		{NULL, 0, 0},
	};
	struct ir *ir = l->ir;
	struct cond *present = llc_present(l, n);

	if (!n->argument)
		return present;
	const struct value *control = payload_load(l, 2, 1);
	if (!strcasecmp(n->argument->text, "i"))
		return ir_and(ir, present, ir_not(ir, ir_test(ir, BPF_JSET, control, 1)));
	const struct named *kind = named(kinds, n->argument->text);
	if (!kind)
		return lower_fail(l, n->argument->at, "unknown LLC type name '%.40s'", n->argument->text);
	return ir_and(ir, present, ir_masked(ir, control, kind->mask, kind->value));
}

static struct cond *length_word(struct lower *l, const struct ast *n)
{
	const struct value *length = cooked_length(l);

	if (n->word == WORD_LESS)
		return ir_not(l->ir, ir_test(l->ir, BPF_JGT, length, n->number));
	return ir_test(l->ir, BPF_JGE, length, n->number);
}

/* A string of 16 bytes in the pf log header, compared as far as the name goes. */
static struct cond *pf_string(struct lower *l, const struct ast *n, uint32_t k, uint32_t room)
{
	struct ir *ir = l->ir;
	struct cond *all = ir->yes;
	const char *s = n->argument->text;
	uint32_t len = (uint32_t)strlen(s);

	if (len >= room)
		return lower_fail(l, n->argument->at, "%s names can only be %u characters",
			word_text(n->word), room - 1);
	for (uint32_t i = 0; i < len;) {
		unsigned size = len - i >= 4 ? 4 : len - i >= 2 ? 2 : 1;
		uint32_t want = 0;
		for (unsigned j = 0; j < size; j++)
			want = want << 8 | (uint8_t)s[i + j];
		all = ir_and(ir, all, ir_test(ir, BPF_JEQ, ir_load(ir, NULL, k + i, size), want));
		i += size;
	}
	return all;
}

static struct cond *pf_word(struct lower *l, const struct ast *n)
{
	static const struct named reasons[] = {
		{"match", 0, 0},
		{"bad-offset", 1, 0},
		{"fragment", 2, 0},
		{"short", 3, 0},
		{"normalize", 4, 0},
		{"memory", 5, 0},
		{"bad-timestamp", 6, 0},
		{"congestion", 7, 0},
		{"ip-option", 8, 0},
		{"proto-cksum", 9, 0},
		{"state-mismatch", 10, 0},
		{"state-insert", 11, 0},
		{"state-limit", 12, 0},
		{"src-limit", 13, 0},
		{"synproxy", 14, 0},
		{NULL, 0, 0},
	};
	static const struct named actions[] = {
		{"pass", 0, 0},
		{"accept", 0, 0},
		{"drop", 1, 0},
		{"block", 1, 0},
		{"scrub", 2, 0},
		{"noscrub", 3, 0},
		{"nat", 4, 0},
		{"nonat", 5, 0},
		{"binat", 6, 0},
		{"nobinat", 7, 0},
		{"rdr", 8, 0},
		{"nordr", 9, 0},
		{"synproxy-drop", 10, 0},
		{NULL, 0, 0},
	};
	struct ir *ir = l->ir;
	const struct named *found;

	if (l->o->linktype != LINKTYPE_PFLOG)
		return lower_fail(l, n->at, "%s not supported on this link type: it needs a pf log",
			word_text(n->word));
	switch (n->word) {
	case WORD_IFNAME:
		return pf_string(l, n, 4, 16);
	case WORD_RSET:
		return pf_string(l, n, 20, 16);
	case WORD_RNR:
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 36, 4), n->number);
	case WORD_SRNR:
		return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 40, 4), n->number);
	default:
		break;
	}
	found = named(n->word == WORD_REASON ? reasons : actions, n->argument->text);
	if (!found && (n->argument->kind != TOKEN_NUMBER || n->word == WORD_ACTION))
		return lower_fail(
			l, n->argument->at, "unknown PF %s '%.40s'", word_text(n->word), n->argument->text);
	return ir_test(ir, BPF_JEQ, ir_load(ir, NULL, n->word == WORD_REASON ? 3 : 2, 1),
		found ? found->value : n->argument->value);
}

/* Types and subtypes as they stand in the first byte of frame control. */
static const struct named wlan_types[] = {
	{"mgt", 0x00, 0x0c},
	{"management", 0x00, 0x0c},
	{"ctl", 0x04, 0x0c},
	{"control", 0x04, 0x0c},
	{"data", 0x08, 0x0c},
	{NULL, 0, 0},
};

static const struct named wlan_subtypes[] = {
	{"assocreq", 0x00, 0},
	{"assoc-req", 0x00, 0},
	{"assocresp", 0x10, 0},
	{"assoc-resp", 0x10, 0},
	{"reassocreq", 0x20, 0},
	{"reassoc-req", 0x20, 0},
	{"reassocresp", 0x30, 0},
	{"reassoc-resp", 0x30, 0},
	{"probereq", 0x40, 0},
	{"probe-req", 0x40, 0},
	{"proberesp", 0x50, 0},
	{"probe-resp", 0x50, 0},
	{"beacon", 0x80, 0},
	{"atim", 0x90, 0},
	{"disassoc", 0xa0, 0},
	{"disassociation", 0xa0, 0},
	{"auth", 0xb0, 0},
	{"authentication", 0xb0, 0},
	{"deauth", 0xc0, 0},
	{"deauthentication", 0xc0, 0},
	{"ps-poll", 0xa4, 0},
	{"rts", 0xb4, 0},
	{"cts", 0xc4, 0},
	{"ack", 0xd4, 0},
	{"cf-end", 0xe4, 0},
	{"cf-end-ack", 0xf4, 0},
	{"data", 0x08, 0},
	{"data-cf-ack", 0x18, 0},
	{"data-cf-poll", 0x28, 0},
	{"data-cf-ack-poll", 0x38, 0},
	{"null", 0x48, 0},
	{"cf-ack", 0x58, 0},
	{"cf-poll", 0x68, 0},
	{"cf-ack-poll", 0x78, 0},
	{"qos-data", 0x88, 0},
	{"qos-data-cf-ack", 0x98, 0},
	{"qos-data-cf-poll", 0xa8, 0},
	{"qos-data-cf-ack-poll", 0xb8, 0},
	{"qos", 0xc8, 0},
	{"qos-cf-poll", 0xe8, 0},
	{"qos-cf-ack-poll", 0xf8, 0},
	{NULL, 0, 0},
};

static struct cond *wlan_direction(struct lower *l, const struct ast *n)
{
	static const struct named directions[] = {
		{"nods", 0, 0}, {"tods", 1, 0}, {"fromds", 2, 0}, {"dstods", 3, 0}, {NULL, 0, 0}};
	const struct named *d = named(directions, n->argument->text);

	if (!d && n->argument->kind != TOKEN_NUMBER)
		return lower_fail(l, n->argument->at, "unknown 802.11 direction '%.40s'", n->argument->text);
	return ir_masked(l->ir, place_load(l, l->link, 1, 1), 3, d ? d->value : n->argument->value);
}

struct cond *lower_wlan_word(struct lower *l, const struct ast *n)
{
	const struct named *type = NULL, *subtype;
	const struct token *sub = n->word == WORD_SUBTYPE ? n->argument : n->argument2;
	const struct value *control;

	bool wlan = l->kind == LINK_WLAN && l->o->linktype != LINKTYPE_PPI;
	if (n->word == WORD_DIR)
		return wlan ? wlan_direction(l, n) : lower_fail(l, n->at, "frame direction supported only with 802.11 headers");
	if (!wlan)
		return lower_fail(l, n->at, "802.11 link-layer types supported only on 802.11");
	control = place_load(l, l->link, 0, 1);
	uint32_t value = 0, mask = 0;
	if (n->word == WORD_TYPE) {
		type = named(wlan_types, n->argument->text);
		if (!type && n->argument->kind != TOKEN_NUMBER)
			return lower_fail(
				l, n->argument->at, "unknown 802.11 type name \"%.40s\"", n->argument->text);
		value = type ? type->value : n->argument->value;
		mask = 0x0c;
		if (value & ~mask)
			return lower_fail(l, n->argument->at, "invalid 802.11 type value 0x%02x", value);
	}
	if (sub) {
		subtype = named(wlan_subtypes, sub->text);
		if ((!subtype && (sub->kind != TOKEN_NUMBER || n->word == WORD_SUBTYPE)) ||
			(subtype && mask && (subtype->value & 0x0c) != value))
			return lower_fail(l, sub->at, "unknown 802.11 subtype name \"%.40s\"", sub->text);
		if (!subtype && sub->value & ~0xf0u)
			return lower_fail(l, sub->at, "invalid 802.11 subtype value 0x%02x", sub->value);
		value |= subtype ? subtype->value : sub->value;
		mask = 0xfc;
	}
	return ir_masked(l->ir, control, mask, value);
}

struct cond *lower_word(struct lower *l, const struct ast *n)
{
	switch (n->word) {
	case WORD_LESS:
	case WORD_GREATER:
		return length_word(l, n);
	case WORD_BYTE:
		return byte_word(l, n);
	case WORD_BROADCAST:
		return broadcast(l, n);
	case WORD_MULTICAST:
		return multicast(l, n);
	case WORD_INBOUND:
		return inbound(l, n, false);
	case WORD_OUTBOUND:
		return inbound(l, n, true);
	case WORD_IFINDEX:
		return ifindex(l, n);
	case WORD_VLAN:
		return vlan(l, n);
	case WORD_MPLS:
		return mpls(l, n);
	case WORD_PPPOED:
		return lower_ethertype(l, ETHERTYPE_PPPOED);
	case WORD_PPPOES:
		return pppoes(l, n);
	case WORD_GENEVE:
		return geneve(l, n);
	case WORD_VXLAN:
		return vxlan(l, n);
	case WORD_LLC:
		return llc(l, n);
	case WORD_TYPE:
	case WORD_SUBTYPE:
	case WORD_DIR:
		return lower_wlan_word(l, n);
	case WORD_IFNAME:
	case WORD_RSET:
	case WORD_RNR:
	case WORD_SRNR:
	case WORD_REASON:
	case WORD_ACTION:
		return pf_word(l, n);
	default:
		return lower_field(l, n);
	}
}
