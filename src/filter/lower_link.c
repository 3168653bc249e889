/* Link types: where their headers end, and how they say what follows. */
#include "core/linktype_numbers.h"
#include "filter/lower.h"

/* Where the payload stands is not known: two bytes before the packet, so that each load of its first bytes
 * fails, as it does in libpcap. */
#define NOWHERE (-2)

/* Offsets of one link type; -1: there is none. */
struct link {
	int linktype;
	enum link_kind kind;
	int16_t header, type, payload, nl, nl_nosnap;
};

static const struct link links[] = {
	{LINKTYPE_NULL, LINK_FAMILY, 0, 0, 4, 0, 0},
	{LINKTYPE_ETHERNET, LINK_ETHERNET, 0, 12, 14, 0, 3},
	{LINKTYPE_IEEE802_5, LINK_LLC, 0, 14, 14, 8, 3},
	{LINKTYPE_ARCNET_BSD, LINK_ARCNET, 0, 2, 6, 0, 0},
	{LINKTYPE_ARCNET_LINUX, LINK_ARCNET, 0, 4, 8, 0, 0},
	{LINKTYPE_SLIP, LINK_SLIP, 0, -1, 16, 0, 0},
	{LINKTYPE_SLIP_BSDOS, LINK_SLIP, 0, -1, 24, 0, 0},
	{LINKTYPE_PPP, LINK_PPP, 0, 2, 4, 0, 0},
	{LINKTYPE_PPP_PPPD, LINK_PPP, 0, 2, 4, 0, 0},
	{LINKTYPE_PPP_WITH_DIR, LINK_PPP, 0, 2, 4, 0, 0},
	{LINKTYPE_PPP_HDLC, LINK_PPP, 0, 2, 4, 0, 0},
	{LINKTYPE_NETBSD_HDLC, LINK_CHDLC, 0, 2, 4, 0, 0},
	{LINKTYPE_C_HDLC, LINK_CHDLC, 0, 2, 4, 0, 0},
	{LINKTYPE_PPP_ETHER, LINK_PPP, 0, 6, 8, 0, 0},
	{LINKTYPE_PPP_BSDOS, LINK_PPP_BSDOS, 0, 5, 24, 0, 0},
	{LINKTYPE_FDDI, LINK_LLC, 0, 13, 13, 8, 3},
	{LINKTYPE_SYMANTEC_FIREWALL, LINK_ETHERTYPE, 0, 6, 44, 0, 0},
	{LINKTYPE_ATM_RFC1483, LINK_LLC, 0, 0, 0, 8, 3},
	{LINKTYPE_ATM_CLIP, LINK_LLC, 0, 0, 0, 8, 3},
	{LINKTYPE_RAW, LINK_RAW, 0, -1, 0, 0, 0},
	{LINKTYPE_IPV4, LINK_IP4, 0, -1, 0, 0, 0},
	{LINKTYPE_IPV6, LINK_IP6, 0, -1, 0, 0, 0},
	{LINKTYPE_IEEE802_11, LINK_WLAN, 0, 24, 0, 8, 3},
	{LINKTYPE_IEEE802_11_PRISM, LINK_WLAN, 0, 24, 0, 8, 3},
	{LINKTYPE_IEEE802_11_RADIOTAP, LINK_WLAN, 0, 24, 0, 8, 3},
	{LINKTYPE_IEEE802_11_AVS, LINK_WLAN, 0, 24, 0, 8, 3},
	{LINKTYPE_PPI, LINK_WLAN, 0, 24, 0, 8, 3},
	{LINKTYPE_FRELAY, LINK_FRELAY, 0, -1, 0, 0, 0},
	{LINKTYPE_LOOP, LINK_FAMILY_NET, 0, 0, 4, 0, 0},
	{LINKTYPE_ENC, LINK_FAMILY, 0, 0, 12, 0, 0},
	{LINKTYPE_LINUX_SLL, LINK_COOKED, 0, 14, 16, 0, 0},
	{LINKTYPE_LINUX_SLL2, LINK_ETHERTYPE, 0, 0, 20, 0, 0},
	{LINKTYPE_LTALK, LINK_LTALK, 0, -1, 0, 0, 0},
	{LINKTYPE_PFLOG, LINK_FAMILY_BYTE, 0, 0, 0, 0, 0},
	{LINKTYPE_IP_OVER_FC, LINK_LLC, 0, 16, 16, 8, 3},
	{LINKTYPE_SUNATM, LINK_SUNATM, 0, 4, 4, 8, 3},
	{LINKTYPE_APPLE_IP_OVER_IEEE1394, LINK_ETHERTYPE, 0, 16, 18, 0, 0},
	{LINKTYPE_JUNIPER_GGSN, LINK_JUNIPER, 0, 6, 12, 0, -1},
	{LINKTYPE_JUNIPER_ES, LINK_JUNIPER, 0, 6, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_MONITOR, LINK_JUNIPER, 0, 6, 12, 0, -1},
	{LINKTYPE_JUNIPER_SERVICES, LINK_JUNIPER, 0, 12, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_MLPPP, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_MLFR, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_MFR, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_ATM1, LINK_JUNIPER, 0, 4, 4, 0, 10},
	{LINKTYPE_JUNIPER_ATM2, LINK_JUNIPER, 0, 8, 8, 0, 10},
	{LINKTYPE_JUNIPER_PPPOE, LINK_JUNIPER, 0, 16, 18, 14, 17},
	{LINKTYPE_JUNIPER_PPPOE_ATM, LINK_JUNIPER, 0, 4, 6, 0, -1},
	{LINKTYPE_JUNIPER_ETHER, LINK_JUNIPER, 0, 16, 18, 14, 17},
	{LINKTYPE_JUNIPER_PPP, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_FRELAY, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_CHDLC, LINK_JUNIPER, 0, 4, 4, 0, -1},
	{LINKTYPE_JUNIPER_VP, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_ISM, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_ST, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_VS, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_SRX_E2E, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_FIBRECHANNEL, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_JUNIPER_ATM_CEMIC, LINK_JUNIPER, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_BACNET_MS_TP, LINK_BACNET, 0, -1, NOWHERE, 0, 0},
	{LINKTYPE_MFR, LINK_NONE, 0, -1, 4, 0, 0},
	{LINKTYPE_IPNET, LINK_IPNET, 0, 1, 24, 0, 0},
	{LINKTYPE_NETANALYZER, LINK_ETHERNET, 4, 16, 18, 0, 3},
	{LINKTYPE_NETANALYZER_TRANSPARENT, LINK_ETHERNET, 12, 24, 26, 0, 3},
	{LINKTYPE_DSA_TAG_BRCM, LINK_ETHERNET, 0, 16, 18, 0, 3},
	{LINKTYPE_DSA_TAG_BRCM_PREPEND, LINK_ETHERNET, 0, 16, 18, 0, 3},
	{LINKTYPE_DSA_TAG_DSA, LINK_ETHERNET, 0, 16, 18, 0, 3},
	{LINKTYPE_DSA_TAG_EDSA, LINK_ETHERNET, 0, 20, 22, 0, 3},
};

static struct place place(int k)
{
	return (struct place){.k = (uint32_t)k, .missing = k < 0};
}

struct place place_add(struct place p, uint32_t k)
{
	p.k += k;
	return p;
}

const struct value *place_load(struct lower *l, struct place p, uint32_t k, unsigned size)
{
	return ir_load(l->ir, p.base, p.k + k, size);
}

const struct value *place_value(struct lower *l, struct place p)
{
	return p.base ? ir_binary_k(l->ir, BPF_ADD, p.base, p.k) : ir_const(l->ir, p.k);
}

struct place place_behind(struct lower *l, struct place p, const struct value *v)
{
	p.base = p.base ? ir_binary(l->ir, BPF_ADD, v, p.base) : v;
	return p;
}

struct place net_place(struct lower *l)
{
	return place_add(l->payload, l->nl);
}

const struct value *net_load(struct lower *l, uint32_t k, unsigned size)
{
	return place_load(l, net_place(l), k, size);
}

const struct value *payload_load(struct lower *l, uint32_t k, unsigned size)
{
	return place_load(l, l->payload, k, size);
}

/* Little-endian 16 bits, as radiotap and PPI have their length. */
static const struct value *little16(struct lower *l, uint32_t k)
{
	return ir_binary(l->ir, BPF_OR, ir_binary_k(l->ir, BPF_LSH, ir_load(l->ir, NULL, k + 1, 1), 8),
		ir_load(l->ir, NULL, k, 1));
}

/* Prism headers start with an AVS magic now and then, and then say their length. */
static const struct value *prism_length(struct lower *l)
{
	struct ir *ir = l->ir;
	const struct value *magic = ir_binary_k(ir, BPF_AND, ir_load(ir, NULL, 0, 4), 0xfffff000);

	return ir_select(ir, BPF_JEQ, magic, 0x80211000, ir_load(ir, NULL, 4, 4), ir_const(ir, 144));
}

/* 802.11 data frames: 24 bytes, two more with QoS, and with radiotap padded to four where its flags say so.
 * Only looked at behind a test for a data frame (bits 0x0c are 0x08). */
static const struct value *wlan_length(struct lower *l, bool radiotap)
{
	struct ir *ir = l->ir;
	const struct value *control = place_load(l, l->link, 0, 1);

	if (!radiotap)
		return ir_binary_k(ir, BPF_AND, ir_binary_k(ir, BPF_RSH, control, 6), 2);
	/* With the flags field present (bit 1 of the first presence byte), at 8, or at 16 behind a TSFT (bit
	 * 0); a second presence word (bit 31) makes it unknown. */
	enum { TSFT = 1 << 24, FLAGS = 2 << 24, MORE = 0x80, PADDED = 0x20, QOS = 0x80 };
	const struct value *present = ir_load(ir, NULL, 4, 4), *two = ir_const(ir, 2);
	const struct value *flags = ir_select(ir, BPF_JSET, present, TSFT, ir_load(ir, NULL, 16, 1), ir_load(ir, NULL, 8, 1));
	/* 26 padded are 28, and 24 stay */
	const struct value *padded = ir_select(ir, BPF_JSET, flags, PADDED, ir_const(ir, 4), two);
	const struct value *unknown = ir_select(ir, BPF_JSET, present, MORE, two, padded);
	return ir_select(ir, BPF_JSET, control, QOS, ir_select(ir, BPF_JSET, present, FLAGS, unknown, two), ir_const(ir, 0));
}

static void wlan_init(struct lower *l)
{
	struct ir *ir = l->ir;

	switch (l->o->linktype) {
	case LINKTYPE_IEEE802_11_PRISM:
		l->link.base = prism_length(l);
		break;
	case LINKTYPE_IEEE802_11_AVS:
		l->link.base = ir_load(ir, NULL, 4, 4);
		break;
	case LINKTYPE_IEEE802_11_RADIOTAP:
		l->link.base = little16(l, 2);
		break;
	case LINKTYPE_PPI:
		l->link.base = little16(l, 2);
		l->guard = ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 4, 4), 0x69000000);
		break;
	default:
		break;
	}
	const struct value *length = wlan_length(l, l->o->linktype == LINKTYPE_IEEE802_11_RADIOTAP);
	l->payload = place_behind(l, (struct place){.base = l->link.base, .k = 24}, length);
	l->type = l->payload;
}

bool lower_link_init(struct lower *l)
{
	const struct link *link = NULL;

	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].linktype == l->o->linktype)
			link = &links[i];
	l->kind = link ? link->kind : LINK_NONE;
	if (!link) {
		l->type.missing = l->payload.missing = true;
		return true;
	}
	l->link = place(link->header);
	l->type = place(link->type);
	l->payload = place(link->payload);
	l->nl = (uint32_t)link->nl;
	l->nl_nosnap = (uint32_t)link->nl_nosnap;
	if (l->kind == LINK_WLAN)
		wlan_init(l);
	if (l->kind == LINK_FAMILY_BYTE) {
		/* a multiple of four behind the length in the first byte */
		const struct value *length = ir_binary_k(l->ir, BPF_ADD, ir_load(l->ir, NULL, 0, 1), 3);
		l->payload.base = ir_binary_k(l->ir, BPF_AND, length, 0xfffffffc);
	}
	if (l->o->live && l->o->cooked) {
		l->kernel_offsets = true;
		l->payload = (struct place){.k = BPF_NETWORK_HEADER};
		l->type = (struct place){.k = BPF_ANCILLARY}; /* SKF_AD_PROTOCOL, a whole 16-bit value */
	}
	return !l->ir->failed;
}

/* An LLC header with both SAPs. */
static struct cond *llc_saps(struct lower *l, uint32_t sap)
{
	return ir_test(l->ir, BPF_JEQ, payload_load(l, 0, 2), sap << 8 | sap);
}

/* LLC SNAP with this organisation code and type. */
static struct cond *snap(struct lower *l, uint32_t oui, uint32_t type)
{
	struct ir *ir = l->ir;

	return ir_and(ir, ir_test(ir, BPF_JEQ, payload_load(l, 4, 4), (oui & 0xffff) << 16 | type),
		ir_test(ir, BPF_JEQ, payload_load(l, 0, 4), 0xaaaa0300 | oui >> 16));
}

/* Behind an LLC header: SAPs below 1536, SNAP types above. */
static struct cond *by_llc(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;

	switch (type) {
	case SAP_ISO:
	case SAP_NETBEUI:
	case 0x06:
		return llc_saps(l, type);
	case SAP_IPX:
	case SAP_STP:
		return ir_test(ir, BPF_JEQ, payload_load(l, 0, 1), type);
	case ETHERTYPE_ATALK:
		return snap(l, 0x080007, type);
	}
	if (type <= 1500)
		return ir_test(ir, BPF_JEQ, payload_load(l, 0, 1), type);
	return ir_test(ir, BPF_JEQ, payload_load(l, 6, 2), type);
}

static struct cond *by_type_field(struct lower *l, uint32_t type)
{
	return ir_test(l->ir, BPF_JEQ, place_load(l, l->type, 0, 2), type);
}

static struct cond *by_ethernet(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	const struct value *field = place_load(l, l->type, 0, 2);
	struct cond *is_llc = ir_not(ir, ir_test(ir, BPF_JGT, field, 1500));

	switch (type) {
	case SAP_ISO:
	case SAP_NETBEUI:
	case 0x06:
		return ir_and(ir, is_llc, llc_saps(l, type));
	case SAP_IPX:
		return ir_or(ir, ir_test(ir, BPF_JEQ, field, ETHERTYPE_NOVELL),
			ir_and(ir, is_llc,
				ir_or(ir,
					ir_or(ir, snap(l, 0, ETHERTYPE_NOVELL),
						ir_test(ir, BPF_JEQ, payload_load(l, 0, 1), SAP_IPX)),
					ir_test(ir, BPF_JEQ, payload_load(l, 0, 2), 0xffff))));
	case ETHERTYPE_ATALK:
	case ETHERTYPE_AARP:
		return ir_or(ir, ir_test(ir, BPF_JEQ, field, type),
			ir_and(ir, is_llc, snap(l, type == ETHERTYPE_ATALK ? 0x080007 : 0, type)));
	}
	if (type <= 1500)
		return ir_and(ir, is_llc, ir_test(ir, BPF_JEQ, place_load(l, l->type, 2, 1), type));
	return ir_test(ir, BPF_JEQ, field, type);
}

/* Cooked: type 4 is 802.2, type 1 is Novell's raw 802.3. */
static struct cond *by_cooked(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	struct cond *is_llc = by_type_field(l, 4);

	switch (type) {
	case SAP_ISO:
	case SAP_NETBEUI:
	case 0x06:
		return ir_and(ir, is_llc, llc_saps(l, type));
	case SAP_IPX:
		return ir_or(ir,
			ir_or(ir,
				ir_and(ir, is_llc,
					ir_or(ir, ir_test(ir, BPF_JEQ, payload_load(l, 0, 1), SAP_IPX),
						snap(l, 0, ETHERTYPE_NOVELL))),
				by_type_field(l, ETHERTYPE_NOVELL)),
			by_type_field(l, 1));
	case ETHERTYPE_ATALK:
	case ETHERTYPE_AARP:
		return ir_or(ir, by_type_field(l, type),
			ir_and(ir, is_llc, snap(l, type == ETHERTYPE_ATALK ? 0x080007 : 0, type)));
	}
	if (type <= 1500)
		return ir_and(ir, is_llc, ir_test(ir, BPF_JEQ, payload_load(l, 0, 1), type));
	return by_type_field(l, type);
}

/* The PPP protocol number of an Ethernet type (RFC 1661's registry). */
static uint32_t ppp_protocol(uint32_t type)
{
	switch (type) {
	case ETHERTYPE_IP:
		return 0x21;
	case ETHERTYPE_IP6:
		return 0x57;
	case ETHERTYPE_DECNET:
		return 0x27;
	case ETHERTYPE_ATALK:
		return 0x29;
	case 0x0600:
		return 0x25;
	case SAP_ISO:
		return 0x23;
	case SAP_STP:
		return 0x31;
	case SAP_IPX:
		return 0x2b;
	}
	return type;
}

static struct cond *by_family(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	uint32_t family;

	if (type == ETHERTYPE_IP)
		family = 2;
	else if (type == ETHERTYPE_IP6)
		family = 10;
	else
		return ir->no;
	if (l->kind == LINK_FAMILY_BYTE)
		return ir_test(ir, BPF_JEQ, place_load(l, l->type, 1, 1), family);
	if (l->kind == LINK_FAMILY)
		family = __builtin_bswap32(family);
	return ir_test(ir, BPF_JEQ, place_load(l, l->type, 0, 4), family);
}

static struct cond *by_version(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;

	/* SLIP: the first byte of the link header, which is what libpcap tests */
	const struct value *version =
		l->kind == LINK_SLIP && !l->labels ? ir_load(ir, NULL, 0, 1) : net_load(l, 0, 1);

	if (type == ETHERTYPE_IP || type == ETHERTYPE_IP6)
		return ir_masked(ir, version, 0xf0, type == ETHERTYPE_IP ? 0x40 : 0x60);
	return ir->no;
}

static struct cond *by_arcnet(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	const struct value *field = place_load(l, l->type, 0, 1);

	switch (type) {
	case ETHERTYPE_IP6:
		return ir_test(ir, BPF_JEQ, field, 0xc4);
	case ETHERTYPE_IP:
		return ir_or(ir, ir_test(ir, BPF_JEQ, field, 0xd4), ir_test(ir, BPF_JEQ, field, 0xf0));
	case ETHERTYPE_ARP:
		return ir_or(ir, ir_test(ir, BPF_JEQ, field, 0xd5), ir_test(ir, BPF_JEQ, field, 0xf1));
	case ETHERTYPE_RARP:
		return ir_test(ir, BPF_JEQ, field, 0xd6);
	case ETHERTYPE_ATALK:
		return ir_test(ir, BPF_JEQ, field, 0xdd);
	}
	return ir->no;
}

static struct cond *by_wlan(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	const struct value *control = place_load(l, l->link, 0, 1);
	struct cond *data = ir->fold ? ir_masked(ir, control, 0x0c, 0x08)
				     : ir_and(ir, ir_not(ir, ir_test(ir, BPF_JSET, control, 4)),
					       ir_test(ir, BPF_JSET, control, 8));

	return ir_and(ir, data, by_llc(l, type));
}

/* Frame Relay: NLPIDs behind a two-byte address and a control byte. */
static struct cond *by_frelay(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;
	struct place p = l->payload;

	switch (type) {
	case ETHERTYPE_IP:
		return ir_test(ir, BPF_JEQ, place_load(l, p, 2, 2), 0x03cc);
	case ETHERTYPE_IP6:
		return ir_test(ir, BPF_JEQ, place_load(l, p, 2, 2), 0x038e);
	case SAP_ISO:
		return ir_or(ir,
			ir_or(ir, ir_test(ir, BPF_JEQ, place_load(l, p, 2, 2), 0x0381),
				ir_test(ir, BPF_JEQ, place_load(l, p, 2, 2), 0x0382)),
			ir_test(ir, BPF_JEQ, place_load(l, p, 2, 2), 0x0383));
	}
	return ir->no;
}

static struct cond *by_mpls(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;

	if (type != ETHERTYPE_IP && type != ETHERTYPE_IP6)
		return lower_fail(l, ERR_NOWHERE, "unsupported protocol over mpls: only ip and ip6 are known there");
	struct cond *bottom = ir_test(ir, BPF_JSET, payload_load(l, l->nl - 2, 1), 1);
	return ir_and(ir, bottom, by_version(l, type));
}

static struct cond *by_kind(struct lower *l, uint32_t type)
{
	struct ir *ir = l->ir;

	switch (l->kind) {
	case LINK_ETHERNET:
		return by_ethernet(l, type);
	case LINK_LLC:
		return by_llc(l, type);
	case LINK_SUNATM:
		/* protocol 2 in the low half of the first byte is LLC */
		return ir_and(ir, ir_masked(ir, ir_load(ir, NULL, 0, 1), 0x0f, 2), by_llc(l, type));
	case LINK_WLAN:
		return by_wlan(l, type);
	case LINK_COOKED:
		return by_cooked(l, type);
	case LINK_ETHERTYPE:
		return by_type_field(l, type);
	case LINK_CHDLC:
		return by_type_field(l, type == SAP_ISO ? 0xfefe : type);
	case LINK_PPP:
		return by_type_field(l, ppp_protocol(type));
	case LINK_PPP_BSDOS:
		if (type == ETHERTYPE_IP)
			return ir_or(ir, ir_or(ir, by_type_field(l, 0x21), by_type_field(l, 0x2d)),
				by_type_field(l, 0x2f));
		return by_type_field(l, ppp_protocol(type));
	case LINK_SLIP:
	case LINK_RAW:
		return by_version(l, type);
	case LINK_BACNET:
		return ir_masked(ir, ir_load(ir, NULL, 0, 4), 0xffff0000, 0x55ff0000);
	case LINK_IP4:
		return type == ETHERTYPE_IP ? ir->yes : ir->no;
	case LINK_IP6:
		return type == ETHERTYPE_IP6 ? ir->yes : ir->no;
	case LINK_LTALK:
		return type == ETHERTYPE_ATALK ? ir->yes : ir->no;
	case LINK_FAMILY:
	case LINK_FAMILY_NET:
	case LINK_FAMILY_BYTE:
		return by_family(l, type);
	case LINK_ARCNET:
		return by_arcnet(l, type);
	case LINK_FRELAY:
		return by_frelay(l, type);
	case LINK_IPNET:
		if (type == ETHERTYPE_IP || type == ETHERTYPE_IP6)
			return ir_test(
				ir, BPF_JEQ, place_load(l, l->type, 0, 1), type == ETHERTYPE_IP ? 2 : 26);
		return ir->no;
	case LINK_JUNIPER:
		return ir_masked(ir, ir_load(ir, NULL, 0, 4), 0xffffff00, 0x4d474300);
	default:
		return lower_fail(
			l, ERR_NOWHERE, "link-layer type filtering not implemented for this link type");
	}
}

struct cond *lower_not_control(struct lower *l, struct cond *c)
{
	struct ir *ir = l->ir;

	return l->lane ? ir_and(ir, ir_not(ir, ir_test(ir, BPF_JEQ, ir_load(ir, NULL, 4, 2), 0xff00)), c) : c;
}

struct cond *lower_ethertype(struct lower *l, uint32_t type)
{
	if (l->labels)
		return by_mpls(l, type);
	return lower_not_control(l, by_kind(l, type));
}
