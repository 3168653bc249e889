/* Juniper's link types: a header that tells the interface, the cookie of the line card (PIC), and what it carried.
 *
 *	| "MGC" 3 | flags 1 | length 2, TLVs (extensions) | cookie 0 to 8 | packet
 */
#include "core/linktype_numbers.h"
#include "dissect/link/atm.h"
#include "dissect/protocols.h"

enum { JUNIPER, MAGIC, FLAGS, DIRECTION, L2_HEADER, EXTENSION_LENGTH, TLV, TLV_TYPE, TLV_LENGTH, COOKIE };
enum { FLAG_EXTENSION = 0x80, FLAG_NO_L2 = 2, FLAG_IN = 1, MAGIC_NUMBER = 0x4d4743, COOKIE_MAX = 8, PF_LEN = 4 };
enum { ATM2_OAM = 0x70 }; /* packet types in the last byte of ATM2's cookie */
enum { COOKIE_LSQ = 0x47, COOKIE_ML = 0x54 };
enum { TLV_NAME = 2, TLV_MEDIA = 3, TLV_ENCAPSULATION = 6, TLV_DERIVED_MEDIA, TLV_DERIVED_ENCAPSULATION };

static const struct token flag_bits[] = {{FLAG_EXTENSION, "Ext"}, {0x40, "Filter"}, {0x04, "IIF"}, {FLAG_NO_L2, "no-L2"},
	{FLAG_IN, "In"}, {0, NULL}};
static const struct token tlvs[] = {{1, "Device Interface Index"}, {TLV_NAME, "Device Interface Name"}, {TLV_MEDIA, "Device Media Type"},
	{4, "Logical Interface Index"}, {5, "Logical Unit Number"}, {TLV_ENCAPSULATION, "Logical Interface Encapsulation"},
	{TLV_DERIVED_MEDIA, "TTP derived Device Media Type"}, {TLV_DERIVED_ENCAPSULATION, "TTP derived Logical Interface Encapsulation"},
	{0, NULL}};
static const struct token media[] = {{1, "Ethernet"}, {2, "FDDI"}, {3, "Token-Ring"}, {4, "PPP"},
	{5, "Frame-Relay"}, {6, "Cisco-HDLC"}, {7, "SMDS-DXI"}, {8, "ATM-PVC"}, {9, "PPP-CCC"},
	{10, "Frame-Relay-CCC"}, {11, "IP-over-IP"}, {12, "GRE"}, {13, "PIM-Encapsulator"},
	{14, "PIM-Decapsulator"}, {15, "Cisco-HDLC-CCC"}, {16, "VLAN-CCC"}, {17, "Multilink-PPP"},
	{18, "Multilink-FR"}, {19, "Multilink"}, {20, "LSI"}, {22, "ATM-CCC-Cell-Relay"}, {23, "IPSEC-over-IP"},
	{24, "GGSN"}, {27, "PPP-TCC"}, {28, "Frame-Relay-TCC"}, {29, "Cisco-HDLC-TCC"}, {30, "Ethernet-CCC"},
	{31, "VPN-Loopback-tunnel"}, {32, "Extended-VLAN-CCC"}, {33, "Ethernet-over-ATM"}, {34, "Monitor"},
	{35, "Ethernet-TCC"}, {36, "VLAN-TCC"}, {37, "Extended-VLAN-TCC"}, {38, "Controller"},
	{39, "Multilink-FR-UNI-NNI"}, {40, "LinkService"}, {41, "VPLS"}, {42, "VLAN-VPLS"},
	{43, "Extended-VLAN-VPLS"}, {44, "Logical-tunnel"}, {45, "General-Services"},
	{46, "Ethernet-VPLS-over-ATM"}, {48, "Extended FR-CCC"}, {49, "Extended FR-TCC"},
	{50, "Flexible-FrameRelay"}, {52, "Flexible-Ethernet-Services"}, {53, "Flow-collection"}, {56, "PPPoE"},
	{57, "PPP-Subordinate"}, {59, "Dynamic-Flow-Capture"}, {60, "PIC Peer"}, {0, NULL}};
static const struct token encapsulations[] = {{2, "ATM SNAP"}, {3, "ATM NLPID"}, {4, "ATM VCMUX"},
	{5, "ATM LLC"}, {6, "PPP over ATM VCMUX"}, {7, "PPP over ATM LLC"}, {8, "PPP over FUNI"},
	{9, "CCC over ATM"}, {10, "FR NLPID"}, {11, "FR SNAP"}, {12, "FR PPP"}, {13, "FR CCC"}, {14, "Ethernet"},
	{17, "PPP"}, {18, "C-HDLC"}, {19, "PPP CCC"}, {20, "IPIP"}, {21, "PIM Null"}, {22, "GRE NULL"},
	{23, "PPP over GRE"}, {24, "PIMd"}, {25, "C-HDLC CCC"}, {26, "CISCO compatible NLPID"}, {27, "VLAN CCC"},
	{28, "MLPPP"}, {29, "MLFR"}, {30, "LSI Null"}, {32, "ATM CCC Cell Relay"}, {33, "Crypto"}, {34, "GGSN"},
	{35, "ATM VCMUX TCC"}, {36, "FR TCC"}, {37, "PPP TCC"}, {38, "C-HDLC TCC"}, {39, "Ethernet CCC"},
	{40, "VT"}, {41, "Ethernet over ATM LLC"}, {42, "Extended VLAN CCC"}, {43, "ATM SNAP TCC"},
	{44, "Monitor"}, {45, "Ethernet TCC"}, {46, "VLAN TCC"}, {47, "Extended VLAN TCC"}, {48, "MFR"},
	{49, "VPLS"}, {50, "VLAN VPLS"}, {51, "Extended VLAN VPLS"}, {52, "General Services"},
	{53, "Ethernet VPLS over ATM LLC"}, {54, "FR CCC"}, {55, "MLPPP over ATM LLC"},
	{56, "Ethernet over ATM CCC"}, {57, "LT VLAN"}, {58, "Collector"}, {59, "Aggregator"}, {60, "LAPD"},
	{61, "PPPoE over ATM LLC"}, {62, "PPPoE over Ethernet"}, {63, "PPPoE"}, {64, ""},
	{65, "C-HDLC via dialer"}, {0, NULL}};

static const struct field fields[] = {
	[JUNIPER] = {"juniper", "Juniper"},
	[MAGIC] = {"juniper.magic-number", "Magic Number", F_U24, HEX},
	[FLAGS] = {"juniper.flags", "Flags", F_U8, HEX},
	[DIRECTION] = {"juniper.direction", "Direction", F_U8, HEX},
	[L2_HEADER] = {"juniper.l2hdr", "L2 header presence", F_U8, HEX},
	[EXTENSION_LENGTH] = {"juniper.ext_total_len", "Extension(s) Total length", F_U16},
	[TLV] = {"juniper.tlv", "Extension"},
	[TLV_TYPE] = {"juniper.tlv.type", "Type", F_U8, DEC, tlvs},
	[TLV_LENGTH] = {"juniper.tlv.length", "Length", F_U8},
	[COOKIE] = {"juniper.aspic.cookie", "Cookie", F_U64, HEX},
};

/* What the kinds of line cards have in common. */
struct pic {
	const char *name; /* NULL: no cookie, no protocol */
	unsigned cookie_len;
	unsigned proto_bytes;   /* how many of the protocol's two bytes are not the packet's */
	unsigned ml_proto_bytes; /* the same behind a cookie of multilink */
	bool multilink;
	bool fragments;         /* FRF.16 fragments come without a cookie */
	bool control_word;      /* stands behind a cookie that says so */
};

/* The header as read. */
struct header {
	uint32_t start;
	uint8_t cookie[COOKIE_MAX];
	unsigned cookie_len;
	unsigned kind;     /* COOKIE_LSQ, COOKIE_ML or neither */
	unsigned protocol; /* the two bytes behind the cookie */
	unsigned bundle;
	bool in;
};

/* A number of up to four bytes, little-endian. */
static uint32_t small_number(struct span s)
{
	uint32_t v = 0;
	for (uint32_t i = s.len; i-- > 0;)
		v = v << 8 | span_u8(s, i);
	return v;
}

static void tlv_value(struct dis *d, unsigned type, struct span s)
{
	uint32_t v = small_number(s);
	if (s.len > 4 || v == UINT32_MAX || type == TLV_NAME)
		return;
	if (type == TLV_MEDIA || type == TLV_DERIVED_MEDIA)
		say(d, "%s (%u)", tok(d, media, "Unknown", v), v);
	else if (type == TLV_ENCAPSULATION || type == TLV_DERIVED_ENCAPSULATION)
		say(d, "%s (%u)", tok(d, encapsulations, "Unknown", v), v);
	else
		say(d, "%u", v);
}

/* Extensions up to `end`; said with -vv. False: one does not fit. */
static bool extensions(struct dis *d, uint32_t end)
{
	while (end - d->pos > 2 && !d->cut) {
		uint32_t room = end - d->pos;
		group_begin(d, TLV);
		unsigned type = u8(d, TLV_TYPE), len = u8(d, TLV_LENGTH);
		bool fits = len + 2 <= room;
		if (!fits)
			say_misfit(d, "extension_length", room, "<", len + 2);
		if (fits && type && len) {
			struct span s = bytes(d, 0, len);
			if (d->verbose > 1) {
				say(d, "\n\t  %s Extension TLV #%u, length %u, value ", tok(d, tlvs, "Unknown", type), type, len);
				tlv_value(d, type, s);
			}
		}
		group_end(d);
		if (!fits) {
			invalid(d);
			return false;
		}
		if (!type || !len)
			break;
	}
	return true;
}

/* IPv4 and IPv6 are known by their first byte. */
static bool ip_by_looks(struct dis *d)
{
	unsigned first = peek8(d, 0);
	if (first >= 0x45 && first <= 0x4f)
		call(d, &proto_ip);
	else if (first >> 4 == 6)
		call(d, &proto_ip6);
	else
		return false;
	return true;
}

static void no_link_layer(struct dis *d)
{
	if (d->opt->link_header)
		say_s(d, "no-L2-hdr, ");
	if (!need(d, PF_LEN + 1))
		return;
	skip(d, PF_LEN);
	if (!ip_by_looks(d))
		say_s(d, "no IP-hdr found!");
}

/* False: there is no more to do. */
static bool magic_and_extensions(struct dis *d, struct header *h)
{
	h->start = d->pos;
	if (!need(d, 4))
		return false;
	if (u24(d, MAGIC) != MAGIC_NUMBER) {
		say_s(d, "no magic-number found!");
		return false;
	}
	unsigned flags = u8(d, FLAGS);
	also(d, DIRECTION, 1, flags & FLAG_IN);
	also(d, L2_HEADER, 1, flags >> 1 & 1);
	h->in = flags & FLAG_IN;
	if (d->opt->link_header)
		say_s(d, h->in ? " In " : "Out ");
	if (d->verbose > 1)
		say(d, "\n\tJuniper PCAP Flags [%s]", bits(d, flag_bits, "none", ", ", flags & 0xc7));
	if (flags & FLAG_EXTENSION) {
		unsigned len = u16(d, EXTENSION_LENGTH);
		if (d->verbose > 1)
			say(d, ", PCAP Extension(s) total length %u", len);
		if (!need(d, len))
			return false;
		uint32_t end = d->pos + len;
		if (!extensions(d, end))
			return false;
		if (d->verbose > 1)
			say_s(d, "\n\t-----original packet-----\n\t");
		seek(d, end);
	}
	if (flags & FLAG_NO_L2) {
		no_link_layer(d);
		return false;
	}
	return true;
}

/* The bundle a multilink packet is of. */
static void bundle(struct header *h)
{
	if (h->kind == COOKIE_LSQ)
		h->bundle = (unsigned)(h->cookie[6] << 8 | h->cookie[7]) >> 3 & 0xfff;
	else if (h->cookie_len)
		h->bundle = h->kind == COOKIE_ML ? h->cookie[1] : h->cookie[0];
}

static bool cookie(struct dis *d, const struct pic *p, struct header *h)
{
	if (!need(d, 1))
		return false;
	h->kind = peek8(d, 0);
	h->cookie_len = h->kind == COOKIE_LSQ ? COOKIE_MAX : p->cookie_len + (h->kind == COOKIE_ML ? 2 : 0);
	if (p->fragments && (h->kind & 0xc0) == 0xc0)
		h->cookie_len = 0;
	if (d->opt->link_header)
		say(d, "%s-PIC, cookie-len %u", p->name, h->cookie_len);
	if (h->cookie_len > COOKIE_MAX) {
		invalid_misfit(d, "cookie length", h->cookie_len, ">", COOKIE_MAX);
		return false;
	}
	if (!need(d, h->cookie_len))
		return false;
	struct span s = bytes(d, 0, h->cookie_len);
	for (uint32_t i = 0; i < s.len; i++)
		h->cookie[i] = (uint8_t)span_u8(s, i);
	if (d->opt->link_header && s.len) {
		say_s(d, ", cookie 0x");
		say_hex(d, s);
	}
	if (d->opt->link_header)
		say_s(d, ": ");
	bundle(h);
	if (h->kind == COOKIE_LSQ && p->multilink)
		return true;
	if (!need(d, 2))
		return false;
	h->protocol = peek16(d, 0);
	skip(d, h->kind == COOKIE_ML ? p->ml_proto_bytes : p->proto_bytes);
	return true;
}

/* All in front of the packet. False: there is no more to do. */
static bool header(struct dis *d, const struct pic *p, struct header *h)
{
	*h = (struct header){0};
	if (!magic_and_extensions(d, h))
		return false;
	if (p->name && !cookie(d, p, h))
		return false;
	if (p->control_word && !need(d, 4))
		return false;
	if (d->opt->link_header && p->control_word && h->cookie[7] & ATM2_OAM)
		say(d, "control-word 0x%08x ", peek32(d, 0));
	if (d->opt->link_header)
		say(d, "hlen %u, proto 0x%04x, ", d->pos - h->start, h->protocol);
	link_header_to_here(d, h->start);
	return true;
}

static void dissect_mlppp(struct dis *d)
{
	static const struct pic pic = {"MLPPP", 2, .multilink = true};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (d->opt->link_header)
		say(d, "Bundle-ID %u: ", h.bundle);
	call(d, h.kind == COOKIE_LSQ ? &proto_ip : &proto_ppp);
}

enum { UI_NLPID_IP = 0x03cc, UI_PADDED = 0x0300, UI_PADDED_BEFORE = 0x0003 };

/* The packet behind an NLPID, which may stand in the two bytes of the protocol. */
static void frame_relay(struct dis *d, const struct header *h)
{
	switch (h->protocol) {
	case UI_NLPID_IP:
		seek(d, d->pos - 1);
		/* fall through */
	case UI_PADDED:
	case UI_PADDED_BEFORE:
		dispatch(d, BIND_LLC_SAP, 0xfe);
		return;
	default:
		say(d, "unknown protocol 0x%04x, length %u", h->protocol, declared(d));
	}
}

static void dissect_mlfr(struct dis *d)
{
	static const struct pic pic = {"MLFR", 2, .proto_bytes = 2, .ml_proto_bytes = 2, .multilink = true};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (d->opt->link_header)
		say(d, "Bundle-ID %u, ", h.bundle);
	frame_relay(d, &h);
}

static void dissect_mfr(struct dis *d)
{
	static const struct pic pic = {"MFR", 4, .ml_proto_bytes = 2, .multilink = true, .fragments = true};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (h.cookie_len == 0) {
		call(d, &proto_mfr);
		return;
	}
	if (h.kind == COOKIE_LSQ) {
		call(d, &proto_ip);
		return;
	}
	if (d->opt->link_header)
		say(d, "Bundle-ID %u, ", h.bundle);
	frame_relay(d, &h);
}

static void dissect_es(struct dis *d)
{
	enum { LEN = 16, ENCRYPT_AUTH = 1, AUTH_AH = 2 };
	static const struct pic pic = {"ES", 0};
	static const struct token types[] = {{ENCRYPT_AUTH, "ESP ENCR-AUTH"}, {AUTH_AH, "ESP ENCR-AH AUTH"}, {3, "ESP AUTH"},
		{4, "AH AUTH"}, {5, "ESP ENCR"}, {0, NULL}};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	uint32_t length = declared(d);
	if (!need(d, LEN))
		return;
	unsigned index = u16(d, 0), ttl = u8(d, 0), type = u8(d, 0);
	uint32_t spi = u32(d, 0), src = ip4(d, 0), dst = ip4(d, 0);
	if (!word(types, type)) {
		say(d, "ES Invalid type %u, length %u", type, length);
		return;
	}
	if (d->opt->link_header) {
		say(d, "ES SA, index %u, ttl %u type %s (%u)", index, ttl, word(types, type), type);
		if (type > AUTH_AH)
			say(d, ", spi %u, Tunnel %s > %s, length %u\n", spi, ip4_str(d, src), ip4_str(d, dst), length - LEN);
		else
			say(d, ", length %u\n", length);
	}
	if (type <= AUTH_AH)
		seek(d, d->pos - LEN + 4);
	call(d, &proto_ip);
}

static void dissect_ggsn(struct dis *d)
{
	enum { NONE = 1, IP4 = 2, IP6 = 6 };
	static const struct pic pic = {"GGSN", 8};
	static const struct token protocols[] = {{NONE, "Null"}, {IP4, "IPv4"}, {IP6, "IPv6"}, {0, NULL}};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	unsigned protocol = h.cookie[2], vlan = (unsigned)(h.cookie[4] << 8 | h.cookie[5]);
	if (d->opt->link_header)
		say(d, "proto %s (%u), vlan %u: ", tok(d, protocols, "Unknown", protocol), protocol, vlan);
	if (protocol == IP4)
		call(d, &proto_ip);
	else if (protocol == IP6)
		call(d, &proto_ip6);
	else if (!d->opt->link_header)
		say(d, "unknown GGSN proto (%u)", protocol);
}

/* LLC that begins with SNAP or NLPID. */
static bool llc_by_looks(struct dis *d)
{
	uint32_t first = peek32(d, 0) >> 8;
	if (first != 0xfefe03 && first != 0xaaaa03)
		return false;
	call(d, &proto_llc);
	return true;
}

static void dissect_atm1(struct dis *d)
{
	static const uint8_t oam[] = {0x80, 0, 0, 0};
	enum { UI = 3 };
	static const struct pic pic = {"ATM1", 4};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (!need(d, 3))
		return;
	if (!memcmp(h.cookie, oam, sizeof oam)) {
		atm_oam(d, false);
	} else if (!llc_by_looks(d)) {
		if (peek8(d, 0) == UI) {
			skip(d, 1);
			dispatch(d, BIND_LLC_SAP, 0xfe);
		} else {
			ip_by_looks(d);
		}
	}
}

/* Protocols of PPP that are met behind an ATM cookie. */
static bool is_ppp(unsigned protocol)
{
	switch (protocol) {
	case 0x0021: case 0x0023: case 0x003d: case 0x0057: case 0x0281: case 0x0283: case 0x8021: case 0x8023: case 0x8057: case 0x8281:
	case 0xc021: case 0xc023: case 0xc223:
		return true;
	default:
		return false;
	}
}

static void dissect_atm2(struct dis *d)
{
	enum { GAP = 0x3f };
	static const struct pic pic = {"ATM2", 8, .control_word = true};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (h.cookie[7] & ATM2_OAM) {
		atm_oam(d, false);
		return;
	}
	if (llc_by_looks(d))
		return;
	if (!h.in && h.cookie[3] & GAP)
		call(d, &proto_ether);
	else if (is_ppp(h.protocol))
		call(d, &proto_ppp);
	else
		ip_by_looks(d);
}

static void dissect_services(struct dis *d)
{
	static const struct pic pic = {"AS", 8};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (!need(d, 8))
		return;
	unsigned service = u8(d, 0), flags = u8(d, 0), set = u16(d, 0);
	u8(d, 0);
	uint32_t iif = u24(d, 0);
	if (d->opt->link_header)
		say(d, "service-id %u flags 0x%02x service-set-id 0x%04x iif %u: ", service, flags, set, iif);
	seek(d, d->pos - 8); /* the reference looks at the service header */
	ip_by_looks(d);
}

static void dissect_monitor(struct dis *d)
{
	static const struct pic pic = {"MONITOR", 8};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	if (!need(d, 8))
		return;
	unsigned type = u8(d, 0);
	u8(d, 0);
	unsigned iif = u16(d, 0);
	uint32_t service = u32(d, 0);
	if (d->opt->link_header)
		say(d, "service-id %u, iif %u, pkt-type %u: ", service, iif, type);
	seek(d, d->pos - 8); /* the reference looks at the packet type */
	ip_by_looks(d);
}

static void dissect_pppoe(struct dis *d)
{
	static const struct pic pic = {"PPPoE", 0};
	struct header h;
	if (header(d, &pic, &h))
		call(d, &proto_ether);
}

static void dissect_pppoe_atm(struct dis *d)
{
	static const struct pic pic = {"PPPoE ATM", 0};
	struct header h;
	if (!header(d, &pic, &h))
		return;
	unsigned type = u16(d, 0);
	if (!d->cut && !dispatch(d, BIND_ETHERTYPE, type))
		say(d, "unknown ethertype 0x%04x", type);
}

static void plain(struct dis *d, const struct proto *inner)
{
	static const struct pic none = {.name = NULL};
	struct header h;
	if (header(d, &none, &h))
		call(d, inner);
}

static void dissect_ether(struct dis *d)
{
	plain(d, &proto_ether);
}

static void dissect_ppp(struct dis *d)
{
	plain(d, &proto_ppp);
}

static void dissect_frelay(struct dis *d)
{
	plain(d, &proto_frelay);
}

static void dissect_chdlc(struct dis *d)
{
	plain(d, &proto_chdlc);
}

/* They differ in what stands behind the header, and in the name that a cut is said with. */
static const struct binding bindings_mlppp[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_MLPPP}, {0}};
static const struct binding bindings_mlfr[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_MLFR}, {0}};
static const struct binding bindings_mfr[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_MFR}, {0}};
static const struct binding bindings_es[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_ES}, {0}};
static const struct binding bindings_ggsn[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_GGSN}, {0}};
static const struct binding bindings_atm1[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_ATM1}, {0}};
static const struct binding bindings_atm2[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_ATM2}, {0}};
static const struct binding bindings_services[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_SERVICES}, {0}};
static const struct binding bindings_monitor[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_MONITOR}, {0}};
static const struct binding bindings_pppoe[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_PPPOE}, {0}};
static const struct binding bindings_pppoe_atm[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_PPPOE_ATM}, {0}};
static const struct binding bindings_ether[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_ETHER}, {0}};
static const struct binding bindings_ppp[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_PPP}, {0}};
static const struct binding bindings_frelay[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_FRELAY}, {0}};
static const struct binding bindings_chdlc[] = {{BIND_LINKTYPE, .from = LINKTYPE_JUNIPER_CHDLC}, {0}};

const struct proto proto_juniper_mlppp = {
	.name = "juniper_mlppp", .dissect = dissect_mlppp, PROTO_FIELDS(fields), .bindings = bindings_mlppp};
const struct proto proto_juniper_mlfr = {
	.name = "juniper_mlfr", .dissect = dissect_mlfr, PROTO_FIELDS(fields), .bindings = bindings_mlfr};
const struct proto proto_juniper_mfr = {
	.name = "juniper_mfr", .dissect = dissect_mfr, PROTO_FIELDS(fields), .bindings = bindings_mfr};
const struct proto proto_juniper_es = {
	.name = "juniper_es", .dissect = dissect_es, PROTO_FIELDS(fields), .bindings = bindings_es};
const struct proto proto_juniper_ggsn = {
	.name = "juniper_ggsn", .dissect = dissect_ggsn, PROTO_FIELDS(fields), .bindings = bindings_ggsn};
const struct proto proto_juniper_atm1 = {
	.name = "juniper_atm1", .dissect = dissect_atm1, PROTO_FIELDS(fields), .bindings = bindings_atm1};
const struct proto proto_juniper_atm2 = {
	.name = "juniper_atm2", .dissect = dissect_atm2, PROTO_FIELDS(fields), .bindings = bindings_atm2};
const struct proto proto_juniper_services = {
	.name = "juniper_services", .dissect = dissect_services, PROTO_FIELDS(fields), .bindings = bindings_services};
const struct proto proto_juniper_monitor = {
	.name = "juniper_monitor", .dissect = dissect_monitor, PROTO_FIELDS(fields), .bindings = bindings_monitor};
const struct proto proto_juniper_pppoe = {
	.name = "juniper_pppoe", .dissect = dissect_pppoe, PROTO_FIELDS(fields), .bindings = bindings_pppoe};
const struct proto proto_juniper_pppoe_atm = {
	.name = "juniper_pppoe_atm", .dissect = dissect_pppoe_atm, PROTO_FIELDS(fields), .bindings = bindings_pppoe_atm};
const struct proto proto_juniper_ether = {
	.name = "juniper_ether", .dissect = dissect_ether, PROTO_FIELDS(fields), .bindings = bindings_ether};
const struct proto proto_juniper_ppp = {
	.name = "juniper_ppp", .dissect = dissect_ppp, PROTO_FIELDS(fields), .bindings = bindings_ppp};
const struct proto proto_juniper_frelay = {
	.name = "juniper_frelay", .dissect = dissect_frelay, PROTO_FIELDS(fields), .bindings = bindings_frelay};
const struct proto proto_juniper_chdlc = {
	.name = "juniper_chdlc", .dissect = dissect_chdlc, PROTO_FIELDS(fields), .bindings = bindings_chdlc};
