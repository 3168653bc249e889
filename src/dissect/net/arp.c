/* Address Resolution Protocol and its kin: RFC 826, RFC 903 (RARP), RFC 2390 (InARP), RFC 2225 (ATMARP).
 *
 *	+--------+--------+----+----+--------+-----
 *	| hw type| proto  |hlen|plen|  oper  | sender hw, sender proto, target hw, target proto
 *	+--------+--------+----+----+--------+-----
 */
#include "dissect/link/frelay.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum {
	ARP, HW_TYPE, PROTO_TYPE, HW_SIZE, PROTO_SIZE, OPCODE, SRC_HW_MAC, SRC_PROTO_IPV4, DST_HW_MAC, DST_PROTO_IPV4,
	SRC_HW, SRC_PROTO, DST_HW, DST_PROTO,
	SRC_HLEN, SRC_HTYPE, SRC_SLEN, SRC_STYPE, SRC_PLEN, DST_HLEN, DST_HTYPE, DST_SLEN, DST_STYPE, DST_PLEN,
	SRC_NSAP, SRC_E164, SRC_SUBADDRESS, DST_NSAP, DST_E164, DST_SUBADDRESS,
	SRC_AX25, DST_AX25, GRATUITOUS, PROBE, ANNOUNCEMENT, DRARP_ERROR,
	AFI, DCC, DCC_GROUP, ICD, ICD_GROUP, ISDN, ISDN_GROUP, HIGH_ORDER, END_SYSTEM, SELECTOR, REST_OF_ADDRESS,
};

enum {
	REQUEST = 1, REPLY = 2, REVREQUEST = 3, REVREPLY = 4, DRARP_ERROR_REPLY = 7, INVREQUEST = 8, INVREPLY = 9, NAK = 10,
	HW_ETHER = 1, HW_AX25 = 3, HW_ATM = 19, HW_STRIP = 23, HW_FRELAY = 15, HW_IEEE1394 = 24, HW_INFINIBAND = 32,
};

static const struct token opcodes[] = {
	{REQUEST, "Request"}, {REPLY, "Reply"}, {REVREQUEST, "Reverse Request"}, {REVREPLY, "Reverse Reply"},
	{INVREQUEST, "Inverse Request"}, {INVREPLY, "Inverse Reply"}, {NAK, "NACK Reply"}, {0, NULL},
};

static const struct token hardware[] = {
	{HW_ETHER, "Ethernet"}, {6, "TokenRing"}, {7, "ArcNet"}, {HW_FRELAY, "FrameRelay"}, {HW_STRIP, "Strip"},
	{HW_IEEE1394, "IEEE 1394"}, {HW_INFINIBAND, "InfiniBand"}, {HW_ATM, "ATM"}, {0, NULL},
};

static const struct field fields[] = {
	[ARP] = {"arp", "Address Resolution Protocol"},
	[HW_TYPE] = {"arp.hw.type", "Hardware type", F_U16, DEC, hardware},
	[PROTO_TYPE] = {"arp.proto.type", "Protocol type", F_U16, HEX, ethertypes},
	[HW_SIZE] = {"arp.hw.size", "Hardware size", F_U8},
	[PROTO_SIZE] = {"arp.proto.size", "Protocol size", F_U8},
	[OPCODE] = {"arp.opcode", "Opcode", F_U16, DEC, opcodes},
	[SRC_HW_MAC] = {"arp.src.hw_mac", "Sender MAC address", F_MAC},
	[SRC_PROTO_IPV4] = {"arp.src.proto_ipv4", "Sender IP address", F_IP4},
	[DST_HW_MAC] = {"arp.dst.hw_mac", "Target MAC address", F_MAC},
	[DST_PROTO_IPV4] = {"arp.dst.proto_ipv4", "Target IP address", F_IP4},
	[SRC_HW] = {"arp.src.hw", "Sender hardware address", F_BYTES},
	[SRC_PROTO] = {"arp.src.proto", "Sender protocol address", F_BYTES},
	[DST_HW] = {"arp.dst.hw", "Target hardware address", F_BYTES},
	[DST_PROTO] = {"arp.dst.proto", "Target protocol address", F_BYTES},
	[SRC_HLEN] = {"arp.src.hlen", "Sender ATM number length", F_U8},
	[SRC_HTYPE] = {"arp.src.htype", "Sender ATM number type", F_BOOL},
	[SRC_SLEN] = {"arp.src.slen", "Sender ATM subaddress length", F_U8},
	[SRC_STYPE] = {"arp.src.stype", "Sender ATM subaddress type", F_BOOL},
	[SRC_PLEN] = {"arp.src.pln", "Sender protocol size", F_U8},
	[SRC_NSAP] = {"arp.src.atm_num_nsap", "Sender ATM number (NSAP)", F_BYTES},
	[SRC_E164] = {"arp.src.atm_num_e164", "Sender ATM number (E.164)", F_STR},
	[SRC_SUBADDRESS] = {"arp.src.atm_subaddr", "Sender ATM subaddress", F_BYTES},
	[DST_HLEN] = {"arp.dst.hlen", "Target ATM number length", F_U8},
	[DST_HTYPE] = {"arp.dst.htype", "Target ATM number type", F_BOOL},
	[DST_SLEN] = {"arp.dst.slen", "Target ATM subaddress length", F_U8},
	[DST_STYPE] = {"arp.dst.stype", "Target ATM subaddress type", F_BOOL},
	[DST_PLEN] = {"arp.dst.pln", "Target protocol size", F_U8},
	[DST_NSAP] = {"arp.dst.atm_num_nsap", "Target ATM number (NSAP)", F_BYTES},
	[DST_E164] = {"arp.dst.atm_num_e164", "Target ATM number (E.164)", F_STR},
	[DST_SUBADDRESS] = {"arp.dst.atm_subaddr", "Target ATM subaddress", F_BYTES},
	[SRC_AX25] = {"arp.src.hw_ax25", "Sender AX.25 address", F_BYTES},
	[DST_AX25] = {"arp.dst.hw_ax25", "Target AX.25 address", F_BYTES},
	[GRATUITOUS] = {"arp.isgratuitous", "Is gratuitous", F_BOOL},
	[PROBE] = {"arp.isprobe", "Is probe", F_BOOL},
	[ANNOUNCEMENT] = {"arp.isannouncement", "Is announcement", F_BOOL},
	[DRARP_ERROR] = {"arp.dst.drarp_error_status", "DRARP error status", F_U16},
	/* of both ends, as Wireshark calls them */
	[AFI] = {"arp.src.atm_afi", "AFI", F_U8, HEX},
	[DCC] = {"arp.src.atm_data_country_code", "Data Country Code", F_U16, HEX},
	[DCC_GROUP] = {"arp.src.atm_data_country_code_group", "Data Country Code (group)", F_U16, HEX},
	[ICD] = {"arp.src.atm_international_code_designator", "International Code Designator", F_U16, HEX},
	[ICD_GROUP] = {"arp.src.atm_international_code_designator_group", "International Code Designator (group)", F_U16, HEX},
	[ISDN] = {"arp.src.atm_e.164_isdn", "E.164 ISDN", F_BYTES},
	[ISDN_GROUP] = {"arp.src.atm_e.164_isdn_group", "E.164 ISDN (group)", F_BYTES},
	[HIGH_ORDER] = {"arp.src.atm_high_order_dsp", "High Order DSP", F_BYTES},
	[END_SYSTEM] = {"arp.src.atm_end_system_identifier", "End System Identifier", F_BYTES},
	[SELECTOR] = {"arp.src.atm_selector", "Selector", F_U8, HEX},
	[REST_OF_ADDRESS] = {"arp.src.atm_rest_of_address", "Rest of address", F_BYTES},
};

struct header {
	unsigned hw, proto, hlen, plen, op;
	struct span sha, spa, tha, tpa;
};

static void say_hw(struct dis *d, const struct header *h, struct span a)
{
	if (h->hw == HW_ETHER && a.len == 6)
		say_mac(d, (const struct mac *)a.p);
	else if (h->hw == HW_FRELAY)
		say_dlci(d, a);
	else
		say_s(d, link_addr_str(d, a));
}

/* Only IPv4 addresses of four bytes have a form; misfit: what is said of others. */
static void say_address(struct dis *d, const struct header *h, struct span a, const char *misfit)
{
	if (h->proto != ETHERTYPE_IP && h->proto != ETHERTYPE_TRAIL)
		say_s(d, "<wrong proto type>");
	else if (a.len != 4)
		say_s(d, misfit);
	else
		say_ip4(d, span_u8(a, 0) << 24 | span_u8(a, 1) << 16 | span_u8(a, 2) << 8 | span_u8(a, 3));
}

static void say_proto(struct dis *d, const struct header *h, struct span a)
{
	say_address(d, h, a, "<wrong len>");
}

static struct span address(struct dis *d, unsigned len, unsigned typed_len, bool typed, unsigned as_typed,
	unsigned as_bytes)
{
	uint32_t at = d->pos;
	struct span s = bytes(d, 0, len);
	if (fields_wanted(d) && typed && len == typed_len) {
		if (typed_len == 4)
			mark_uint(d, as_typed, at, 4, (uint32_t)(span_u8(s, 0) << 24 | span_u8(s, 1) << 16 | span_u8(s, 2) << 8 | span_u8(s, 3)));
		else
			mark_bytes(d, as_typed, at, len);
	} else if (fields_wanted(d) && len) {
		mark_bytes(d, as_bytes, at, len);
	}
	return s;
}

static bool is_zero(struct span a)
{
	for (uint32_t i = 0; i < a.len; i++)
		if (span_u8(a, i))
			return false;
	return true;
}

static void say_request(struct dis *d, const struct header *h)
{
	say_s(d, "who-has ");
	say_proto(d, h, h->tpa);
	if (!is_zero(h->tha) && h->hlen) {
		say_s(d, " (");
		say_hw(d, h, h->tha);
		say_c(d, ')');
	}
	say_s(d, " tell ");
	say_proto(d, h, h->spa);
}

/* False: it has no words. */
static bool say_operation(struct dis *d, const struct header *h)
{
	switch (h->op) {
	case REQUEST:
		say_request(d, h);
		break;
	case REPLY:
		say_proto(d, h, h->spa);
		say_s(d, " is-at ");
		say_hw(d, h, h->sha);
		break;
	case REVREQUEST:
		say_s(d, "who-is ");
		say_hw(d, h, h->tha);
		say_s(d, " tell ");
		say_hw(d, h, h->sha);
		break;
	case REVREPLY:
		say_hw(d, h, h->tha);
		say_s(d, " at ");
		say_proto(d, h, h->tpa);
		break;
	case INVREQUEST:
		say_s(d, "who-is ");
		say_hw(d, h, h->tha);
		say_s(d, " tell ");
		say_hw(d, h, h->sha);
		break;
	case INVREPLY:
		say_hw(d, h, h->sha);
		say_s(d, " at ");
		say_proto(d, h, h->spa);
		break;
	default:
		return false;
	}
	return true;
}

/* The whole packet in hex: its operation has no words. */
static void say_body(struct dis *d, uint32_t start, uint32_t length)
{
	seek(d, start);
	say_undecoded(d, length < left(d) ? length : left(d));
}

/* RFC 2225, section 8.4: an ATM address is a number and a subaddress, each with a byte for its kind and its length. */
enum { ATM_E164 = 0x40, ATM_LENGTH = 0x3f };

struct atm_header {
	struct header h; /* but for its hlen and plen */
	struct span ssa, tsa;
};

static void say_atm(struct dis *d, struct span number, struct span sub)
{
	if (number.len == 0) {
		say_s(d, "<No address>");
		return;
	}
	say_s(d, link_addr_str(d, number));
	if (sub.len)
		say(d, ",%s", link_addr_str(d, sub));
}

/* Kind and length of a number or subaddress. */
static unsigned atm_size(struct dis *d, unsigned type, unsigned len)
{
	unsigned v = u8(d, 0);
	also(d, type, 1, v & ATM_E164 ? 1 : 0);
	also(d, len, 1, v & ATM_LENGTH);
	return v;
}

/* An ATM end system address of 20 bytes (ATM Forum UNI 3.1, 5.1.3) by its authority and format identifier. */
static void nsap_parts(struct dis *d, struct span number)
{
	struct saved s = quiet_begin(d, true);
	seek(d, number.pos);
	unsigned high_order = 10, afi = u8(d, AFI);
	switch (afi) {
	case 0x39:
		u16(d, DCC);
		break;
	case 0xbd:
		u16(d, DCC_GROUP);
		break;
	case 0x47:
		u16(d, ICD);
		break;
	case 0xc5:
		u16(d, ICD_GROUP);
		break;
	case 0x45:
	case 0xc3:
		bytes(d, afi == 0x45 ? ISDN : ISDN_GROUP, 8);
		high_order = 4;
		break;
	default:
		high_order = 0;
		bytes(d, REST_OF_ADDRESS, 19);
		break;
	}
	if (high_order) {
		bytes(d, HIGH_ORDER, high_order);
		bytes(d, END_SYSTEM, 6);
		u8(d, SELECTOR);
	}
	quiet_end(d, &s);
}

static struct span atm_number(struct dis *d, unsigned size, unsigned nsap, unsigned e164)
{
	enum { NSAP_LEN = 20 };
	struct span number = bytes(d, !(size & ATM_LENGTH) ? 0 : size & ATM_E164 ? e164 : nsap, size & ATM_LENGTH);
	if (d->tape && number.len == NSAP_LEN && !(size & ATM_E164))
		nsap_parts(d, number);
	return number;
}

/* False: it has no words. */
static bool say_atm_operation(struct dis *d, const struct atm_header *a)
{
	const struct header *h = &a->h;
	switch (h->op) {
	case REQUEST:
		say_s(d, "who-has ");
		say_address(d, h, h->tpa, "<wrong tplen>");
		if (h->tha.len) {
			say_s(d, " (");
			say_atm(d, h->tha, a->tsa);
			say_c(d, ')');
		}
		say_s(d, " tell ");
		say_address(d, h, h->spa, "<wrong splen>");
		break;
	case REPLY:
		say_address(d, h, h->spa, "<wrong splen>");
		say_s(d, " is-at ");
		say_atm(d, h->sha, a->ssa);
		break;
	case INVREQUEST:
		say_s(d, "who-is ");
		say_atm(d, h->tha, a->tsa);
		say_s(d, " tell ");
		say_atm(d, h->sha, a->ssa);
		break;
	case INVREPLY:
		say_atm(d, h->sha, a->ssa);
		say_s(d, "at ");
		say_address(d, h, h->spa, "<wrong splen>");
		break;
	case NAK:
		say_s(d, "for ");
		say_address(d, h, h->spa, "<wrong splen>");
		break;
	default:
		return false;
	}
	return true;
}

/*	+--------+--------+----+----+--------+----+----+----+----+-----
 *	| hw type| proto  |shtl|sstl|  oper  |spln|thtl|tstl|tpln| sender number, subaddress, proto, target the same
 *	+--------+--------+----+----+--------+----+----+----+----+-----
 */
static void atm(struct dis *d)
{
	struct atm_header a;
	struct header *h = &a.h;
	uint32_t start = d->pos, length = declared(d);
	if (!need(d, 12))
		return;
	h->hw = u16(d, HW_TYPE);
	h->proto = u16(d, PROTO_TYPE);
	unsigned sh = atm_size(d, SRC_HTYPE, SRC_HLEN), ss = atm_size(d, SRC_STYPE, SRC_SLEN);
	h->op = u16(d, OPCODE);
	unsigned spl = u8(d, SRC_PLEN);
	unsigned th = atm_size(d, DST_HTYPE, DST_HLEN), ts = atm_size(d, DST_STYPE, DST_SLEN);
	unsigned tpl = u8(d, DST_PLEN);
	bool ip = h->proto == ETHERTYPE_IP;
	need(d, (sh & ATM_LENGTH) + (ss & ATM_LENGTH) + spl + (th & ATM_LENGTH) + (ts & ATM_LENGTH) + tpl);
	h->sha = atm_number(d, sh, SRC_NSAP, SRC_E164);
	a.ssa = bytes(d, ss & ATM_LENGTH ? SRC_SUBADDRESS : 0, ss & ATM_LENGTH);
	h->spa = address(d, spl, 4, ip, SRC_PROTO_IPV4, SRC_PROTO);
	h->tha = atm_number(d, th, DST_NSAP, DST_E164);
	a.tsa = bytes(d, ts & ATM_LENGTH ? DST_SUBADDRESS : 0, ts & ATM_LENGTH);
	h->tpa = address(d, tpl, 4, ip, DST_PROTO_IPV4, DST_PROTO);
	if (!d->opt->link_header)
		say_s(d, "ARP, ");
	bool usual = (ip || h->proto == ETHERTYPE_TRAIL) && spl == 4 && tpl == 4;
	if (!usual || d->verbose)
		say(d, "ATM, %s (len %u/%u)", tok(d, ethertypes, "Unknown Protocol (0x%04x)", h->proto), spl, tpl);
	if (usual || d->verbose) {
		say(d, d->verbose ? ", %s " : "%s ", tok(d, opcodes, "Unknown (%u)", h->op));
		if (!say_atm_operation(d, &a)) {
			say_body(d, start, length);
			return;
		}
	}
	say(d, ", length %u", length);
	declare(d, 0);
}

/* What requests and replies about the sender's own address are for (RFC 5227). */
static void put_purpose(struct dis *d, const struct header *h)
{
	bool request = h->op == REQUEST, asks = request && is_zero(h->tha);
	uint32_t at = d->pos;
	if (h->hw != HW_ETHER || h->proto != ETHERTYPE_IP || h->hlen != 6 || h->plen != 4 || (!request && h->op != REPLY))
		return;
	if (!memcmp(h->spa.p, h->tpa.p, 4)) {
		mark_uint(d, GRATUITOUS, at, 0, true);
		if (asks)
			mark_uint(d, ANNOUNCEMENT, at, 0, true);
	} else if (asks && is_zero(h->spa)) {
		mark_uint(d, PROBE, at, 0, true);
	}
}

static void dissect(struct dis *d)
{
	struct header h;
	uint32_t start = d->pos, length = declared(d);
	if (peek16(d, 0) == HW_ATM) {
		atm(d);
		return;
	}
	if (!need(d, 8))
		return;
	h.hw = u16(d, HW_TYPE);
	h.proto = u16(d, PROTO_TYPE);
	h.hlen = u8(d, HW_SIZE);
	h.plen = u8(d, PROTO_SIZE);
	h.op = u16(d, OPCODE);
	bool ether = h.hw == HW_ETHER, ax25 = h.hw == HW_AX25, ip = h.proto == ETHERTYPE_IP;
	bool drarp_error = h.op == DRARP_ERROR_REPLY && ip;
	need(d, 2 * h.hlen + 2 * h.plen);
	h.sha = address(d, h.hlen, ax25 ? 7 : 6, ether || ax25, ax25 ? SRC_AX25 : SRC_HW_MAC, SRC_HW);
	h.spa = address(d, h.plen, 4, ip, SRC_PROTO_IPV4, SRC_PROTO);
	h.tha = address(d, h.hlen, ax25 ? 7 : 6, ether || ax25, ax25 ? DST_AX25 : DST_HW_MAC, DST_HW);
	h.tpa = address(d, h.plen, 4, ip, drarp_error ? 0 : DST_PROTO_IPV4, DST_PROTO);
	if (d->tape) {
		put_purpose(d, &h);
		if (drarp_error)
			mark_uint(d, DRARP_ERROR, h.tpa.pos, 1, span_u8(h.tpa, 0));
	}
	if (!d->opt->link_header)
		say_s(d, "ARP, ");
	bool usual = (ip || h.proto == ETHERTYPE_TRAIL) && h.plen == 4 && h.hlen;
	if (!usual || d->verbose) {
		say(d, "%s (len %u), ", tok(d, hardware, "Unknown Hardware (%u)", h.hw), h.hlen);
		say(d, "%s (len %u)", tok(d, ethertypes, "Unknown Protocol (0x%04x)", h.proto), h.plen);
	}
	if (usual || d->verbose) {
		say(d, d->verbose ? ", %s " : "%s ", tok(d, opcodes, "Unknown (%u)", h.op));
		if (!say_operation(d, &h)) {
			say_body(d, start, length);
			return;
		}
	}
	say_s(d, ", length ");
	say_u(d, length);
	declare(d, 0);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_ARP},
	{BIND_ETHERTYPE, .from = ETHERTYPE_REVARP},
	{0},
};

const struct proto proto_arp = {
	.name = "arp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_ARP,
	.cuts = CUTS_ALL,
};
