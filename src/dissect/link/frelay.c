/* Frame Relay: Q.922 addresses, and multiprotocol encapsulation (RFC 2427) or Cisco's EtherType behind them.
 *
 *	| DLCI 6, C/R 1, EA 1 | DLCI 4, FECN, BECN, DE, EA | ... | control 03 | pad 00 | NLPID 1 | payload
 *
 * The address ends with the byte that has its lowest bit set: 2, 3 or 4 bytes. Q.933 signalling is in q933.c, fragments are in
 * mfr.c.
 */
#include "dissect/link/frelay.h"

#include "core/linktype_numbers.h"
#include "dissect/link/llc.h"
#include "dissect/net/ethertype.h"
#include "dissect/routing/osi.h"
#include "dissect/protocols.h"

enum { FR, DLCI, CR, FECN, BECN, DE, CONTROL, NLPID, CHDLCTYPE,
	EA, UPPER_DLCI, SECOND_DLCI, THIRD_DLCI, DLCORE_CONTROL, LOWER_DLCI, DC, FIRST_ADDR_OCTET, SECOND_ADDR_OCTET,
	THIRD_ADDR_OCTET };
enum { UI = 3, NLPID_SNAP = 0x80, NLPID_IP = 0xcc, NLPID_IPV6 = 0x8e, NLPID_PPP = 0xcf, NLPID_FRF15 = 0xb1 };
enum { FLAG_CR = 0x0200, FLAG_FECN = 8, FLAG_BECN = 4, FLAG_DE = 2, FLAG_SDLC = 0x02000000 };

static const struct token flag_bits[] = {{FLAG_CR, "C!"}, {FLAG_DE, "DE"}, {FLAG_BECN, "BECN"}, {FLAG_FECN, "FECN"}, {FLAG_SDLC, "sdlcore"}, {0, NULL}};
static const struct field fields[] = {
	[FR] = {"fr", "Frame Relay"},
	[DLCI] = {"fr.dlci", "DLCI", F_U32},
	[CR] = {"fr.cr", "CR", F_BOOL},
	[FECN] = {"fr.fecn", "FECN", F_BOOL},
	[BECN] = {"fr.becn", "BECN", F_BOOL},
	[DE] = {"fr.de", "DE", F_BOOL},
	[CONTROL] = {"fr.control", "Control Field", F_U8, HEX},
	[NLPID] = {"fr.nlpid", "NLPID", F_U8, HEX, osi_nlpids},
	[CHDLCTYPE] = {"fr.chdlctype", "Type", F_U16, HEX, ethertypes},
	[EA] = {"fr.ea", "EA", F_BOOL},
	[UPPER_DLCI] = {"fr.upper_dlci", "Upper DLCI", F_U8, HEX},
	[SECOND_DLCI] = {"fr.second_dlci", "Second DLCI", F_U8, HEX},
	[THIRD_DLCI] = {"fr.third_dlci", "Third DLCI", F_U8, HEX},
	[DLCORE_CONTROL] = {"fr.dlcore_control", "DL-CORE Control", F_U8, HEX},
	[LOWER_DLCI] = {"fr.lower_dlci", "Lower DLCI", F_U8, HEX},
	[DC] = {"fr.dc", "DC", F_BOOL},
	[FIRST_ADDR_OCTET] = {"fr.first_addr_octet", "First address octet", F_U8, HEX},
	[SECOND_ADDR_OCTET] = {"fr.second_addr_octet", "Second address octet", F_U8, HEX},
	[THIRD_ADDR_OCTET] = {"fr.third_addr_octet", "Third address octet", F_U8, HEX},
};

struct address {
	unsigned len, flags;
	uint32_t dlci;
};

enum form { ADDRESS, INVALID, SHORT };

/* INVALID: no byte ends it, or it is one byte long. SHORT: its end was not captured. */
static enum form parse_address(struct span s, struct address *a)
{
	unsigned b0 = span_u8(s, 0), b = span_u8(s, 1);
	if (b0 & 1)
		return INVALID;
	if (s.len < 2)
		return SHORT;
	a->dlci = (b0 & 0xfc) << 2 | b >> 4;
	a->flags = (b0 & 2 ? FLAG_CR : 0) | (b & (FLAG_FECN | FLAG_BECN | FLAG_DE));
	for (a->len = 2; !(b & 1); a->len++) {
		if (a->len == 4)
			return INVALID;
		if (a->len == s.len)
			return SHORT;
		b = span_u8(s, a->len);
		a->dlci = b & 1 ? a->dlci << 6 | b >> 2 : a->dlci << 7 | b >> 1;
	}
	if (a->len > 2 && b & 2)
		a->flags |= FLAG_SDLC;
	return ADDRESS;
}

void say_dlci(struct dis *d, struct span address)
{
	struct address a;
	enum form form = parse_address(address, &a);
	if (!address.len)
		say_s(d, "<empty>");
	else if (form == ADDRESS)
		say(d, "DLCI %u", a.dlci);
	else
		say_s(d, form == SHORT ? "<Truncated>" : "<Invalid DLCI>");
}

/* The address byte by byte. */
static void put_octets(struct dis *d, struct span s, const struct address *a)
{
	unsigned first = span_u8(s, 0), second = span_u8(s, 1), third = span_u8(s, 2), last = span_u8(s, a->len - 1);
	mark_uint(d, FIRST_ADDR_OCTET, s.pos, 1, first);
	mark_uint(d, UPPER_DLCI, s.pos, 1, first >> 2);
	mark_uint(d, EA, s.pos, 1, first & 1);
	mark_uint(d, SECOND_ADDR_OCTET, s.pos + 1, 1, second);
	mark_uint(d, SECOND_DLCI, s.pos + 1, 1, second >> 4);
	mark_uint(d, EA, s.pos + 1, 1, second & 1);
	if (a->len == 4) {
		mark_uint(d, THIRD_ADDR_OCTET, s.pos + 2, 1, third);
		mark_uint(d, THIRD_DLCI, s.pos + 2, 1, third >> 1);
		mark_uint(d, EA, s.pos + 2, 1, third & 1);
	}
	if (a->len > 2) {
		mark_uint(d, last & 2 ? DLCORE_CONTROL : LOWER_DLCI, s.pos + a->len - 1, 1, last >> 2);
		mark_uint(d, DC, s.pos + a->len - 1, 1, last >> 1 & 1);
		mark_uint(d, EA, s.pos + a->len - 1, 1, last & 1);
	}
}

/* False: it cannot be. */
static bool read_address(struct dis *d, struct address *a)
{
	uint32_t start = d->pos;
	struct span s = span_at(d, start, 4);
	enum form form = parse_address(s, a);
	if (form != ADDRESS) {
		if (form == SHORT)
			cut_here(d);
		return form == SHORT;
	}
	skip(d, a->len);
	unsigned b0 = span_u8(s, 0);
	mark_uint(d, DLCI, start, a->len, a->dlci);
	mark_uint(d, CR, start, 1, b0 >> 1 & 1);
	mark_uint(d, FECN, start + 1, 1, a->flags >> 3 & 1);
	mark_uint(d, BECN, start + 1, 1, a->flags >> 2 & 1);
	mark_uint(d, DE, start + 1, 1, a->flags >> 1 & 1);
	if (d->tape)
		put_octets(d, s, a);
	return true;
}

static void say_header(struct dis *d, const struct address *a, bool by_nlpid, unsigned protocol, uint32_t length)
{
	say(d, "Q.922, hdr-len %u, DLCI %u, Flags [%s], %s %s (0x%0*x), length %u: ", a->len, a->dlci,
		bits(d, flag_bits, "none", ", ", a->flags), by_nlpid ? "NLPID" : "cisco-ethertype",
		tok(d, by_nlpid ? osi_nlpids : ethertypes, "unknown", protocol), by_nlpid ? 2 : 4, protocol, length);
}

static bool nlpid_payload(struct dis *d, unsigned nlpid)
{
	switch (nlpid) {
	case NLPID_IP:
		call(d, &proto_ip);
		return true;
	case NLPID_IPV6:
		call(d, &proto_ip6);
		return true;
	case NLPID_PPP:
		call(d, &proto_ppp);
		return true;
	case NLPID_SNAP:
		return snap(d, 0);
	case NLPID_FRF15:
		call(d, &proto_frf15);
		return true;
	case 0x81:
	case 0x82:
	case 0x83:
		/* OSI's own headers start with the NLPID. */
		seek(d, d->pos - 1);
		return dispatch(d, BIND_LLC_SAP, 0xfe);
	default:
		return dispatch(d, BIND_NLPID, nlpid);
	}
}

/* From behind the address, which Cisco follows with an EtherType. False: nobody knows the type. */
static bool cisco(struct dis *d, const struct address *a, uint32_t length)
{
	unsigned type = peek16(d, 0);
	bool known = bound(d, BIND_ETHERTYPE, type);

	if (d->opt->link_header && have(d, 2))
		say_header(d, a, type <= UINT8_MAX, type, length); /* what is no EtherType is called so */
	if (!known)
		return false;
	type = u16(d, CHDLCTYPE);
	link_header_to_here(d, 0);
	return dispatch(d, BIND_ETHERTYPE, type);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	bool outermost = d->layers == 1;
	struct address a = {0};
	if (length < 4)
		cut_here(d);
	if (!need(d, 4))
		return;
	if (!read_address(d, &a)) {
		say_s(d, "Q.922, invalid address");
		return;
	}
	if (!need(d, 1))
		return;
	unsigned control = peek8(d, 0);
	/* DLCI 0 is for signalling */
	if (control != UI && a.dlci && cisco(d, &a, length))
		return;
	u8(d, CONTROL);
	if (control != UI && a.dlci)
		say(d, "UI %02x! ", control);
	unsigned nlpid = u8(d, NLPID);
	if (!nlpid && !d->cut) {
		if (a.len != 3)
			say_s(d, "Pad! ");
		nlpid = u8(d, NLPID);
	} else if (a.len == 3) {
		say_s(d, "No pad! ");
	}
	if (d->cut)
		return;
	if (d->opt->link_header)
		say_header(d, &a, true, nlpid, length);
	uint32_t behind = d->pos;
	bool known = nlpid_payload(d, nlpid);
	if (outermost)
		d->link_len = behind; /* SNAP behind it is none */
	if (known)
		return;
	seek(d, behind);
	if (!d->opt->link_header && nlpid != NLPID_SNAP)
		say_header(d, &a, true, nlpid, length);
	say_undecoded(d, declared(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_FRELAY},
	{0},
};

const struct proto proto_frelay = {
	.name = "fr",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
