/* Point-to-Point Protocol: RFC 1661, framing of RFC 1662, multilink RFC 1990. The address, control and protocol fields
 * may be compressed away.
 *
 *	| ff 03 | protocol 1 or 2 | payload
 */
#include "dissect/link/ppp_protocols.h"

#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { PPP, ADDRESS, CONTROL, PROTOCOL, DIRECTION };
enum { MP, MP_FIRST, MP_LAST, MP_SEQUENCE, MP_FRAG, MP_CLASS, MP_RESERVED };
enum { ALL_STATIONS = 0xff, UNNUMBERED = 3, FLAG = 0x7e, LINK_LEAST = 4, CHDLC_UNICAST = 0x0f, CHDLC_MULTICAST = 0x8f };

const struct token ppp_protocols[] = {
	{PPP_IP, "IP"}, {PPP_OSI, "OSI"}, {PPP_NS, "NS"}, {PPP_DECNET, "DECNET"}, {PPP_APPLE, "APPLE"}, {PPP_IPX, "IPX"},
	{PPP_VJC, "VJC IP"}, {PPP_VJNC, "VJNC IP"}, {PPP_BRPDU, "BRPDU"}, {PPP_STII, "STII"}, {PPP_VINES, "VINES"},
	{PPP_ML, "MLPPP"}, {PPP_IPV6, "IP6"}, {PPP_COMP, "Compressed"}, {PPP_HELLO, "HELLO"}, {PPP_LUXCOM, "LUXCOM"},
	{PPP_SNS, "SNS"}, {PPP_MPLS_UCAST, "MPLS"}, {PPP_MPLS_MCAST, "MPLS"}, {PPP_IPCP, "IPCP"}, {PPP_OSICP, "OSICP"},
	{PPP_NSCP, "NSCP"}, {PPP_DECNETCP, "DECNETCP"}, {PPP_APPLECP, "APPLECP"}, {PPP_IPXCP, "IPXCP"},
	{PPP_STIICP, "STIICP"}, {PPP_VINESCP, "VINESCP"}, {PPP_IPV6CP, "IP6CP"}, {PPP_CCP, "CCP"}, {PPP_MPLSCP, "MPLSCP"},
	{PPP_LCP, "LCP"}, {PPP_PAP, "PAP"}, {PPP_LQM, "LQM"}, {PPP_SPAP, "SPAP"}, {PPP_BACP, "BACP"}, {PPP_BAP, "BAP"},
	{PPP_CHAP, "CHAP"}, {PPP_EAP, "EAP"}, {0, NULL}};

static const struct token ml_flags[] = {{0xc0, "begin, end"}, {0x80, "begin"}, {0x40, "end"}, {0, "none"}, {0, NULL}};

static const struct field fields[] = {
	[PPP] = {"ppp", "Point-to-Point Protocol"},
	[ADDRESS] = {"ppp.address", "Address", F_U8, HEX},
	[CONTROL] = {"ppp.control", "Control", F_U8, HEX},
	[PROTOCOL] = {"ppp.protocol", "Protocol", F_U16, HEX, ppp_protocols},
	[DIRECTION] = {"ppp.direction", "Direction", F_U8},
};

static const struct field mp_fields[] = {
	[MP] = {"mp", "PPP Multilink Protocol"},
	[MP_FIRST] = {"mp.first", "First fragment", F_BOOL},
	[MP_LAST] = {"mp.last", "Last fragment", F_BOOL},
	[MP_SEQUENCE] = {"mp.seq", "Sequence number", F_U24},
	[MP_FRAG] = {"mp.frag", "Fragment", F_U8, HEX},
	[MP_CLASS] = {"mp.sequence_num_cls", "Class", F_U8},
	[MP_RESERVED] = {"mp.sequence_num_reserved", "Reserved", F_BOOL},
};

static void unknown(struct dis *d, unsigned protocol)
{
	say(d, "%s ", tok(d, ppp_protocols, "unknown PPP protocol (0x%04x)", protocol));
	say_unknown(d, "\n\t", declared(d));
}

static void payload(struct dis *d, unsigned protocol);

/* Behind the flag byte that begins a frame stands its protocol field, without address and control (RFC 1662, 4.2). */
static void framed(struct dis *d)
{
	seek(d, d->pos - 1);
	narrow(d, left(d));
	unsigned protocol = u16(d, PROTOCOL);
	if (protocol >> 8 == FLAG)
		say(d, "(protocol 0x%04x invalid)", protocol);
	else if (!d->cut)
		payload(d, protocol);
}

void ppp_payload(struct dis *d, unsigned protocol)
{
	if (protocol >> 8 == FLAG)
		framed(d);
	else
		payload(d, protocol);
}

static void payload(struct dis *d, unsigned protocol)
{
	switch (protocol) {
	case PPP_IP:
	case PPP_VJNC:
	case ETHERTYPE_IP: /* of some dialers */
		call(d, &proto_ip);
		return;
	case PPP_IPV6:
	case ETHERTYPE_IPV6:
		call(d, &proto_ip6);
		return;
	case PPP_BAP: /* RFC 2125 datagrams: the reference says nothing */
		return;
	case PPP_COMP:
		say_s(d, "compressed PPP data");
		return;
	case PPP_OSI:
		if (!dispatch(d, BIND_LLC_SAP, 0xfe))
			unknown(d, protocol);
		return;
	case PPP_MPLS_UCAST:
	case PPP_MPLS_MCAST:
		if (!dispatch(d, BIND_ETHERTYPE, ETHERTYPE_MPLS))
			unknown(d, protocol);
		return;
	case PPP_IPX:
		call(d, &proto_ipx);
		return;
	default:
		if (!dispatch(d, BIND_PPP_PROTO, protocol))
			unknown(d, protocol);
	}
}

/* From the protocol field on; length is the frame's. A compressed one has its lowest bit set and is one byte long. */
static void from_protocol(struct dis *d, uint32_t length)
{
	if (!need(d, 1))
		return;
	bool compressed = peek8(d, 0) & 1;
	if (!compressed && !need(d, 2))
		return;
	unsigned protocol = compressed ? u8(d, PROTOCOL) : u16(d, PROTOCOL);
	if (d->opt->link_header) {
		const char *name = word(ppp_protocols, protocol);
		say(d, "%s (0x%04x), length %u", name ? name : "unknown", protocol, length);
		if (!name)
			return;
		say_s(d, ": ");
	}
	ppp_payload(d, protocol);
}

/* With address and control, unless they were compressed away. */
static void from_address(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 2)
		cut_here(d);
	if (!need(d, 2))
		return;
	if (peek16(d, 0) == (ALL_STATIONS << 8 | UNNUMBERED)) {
		u8(d, ADDRESS);
		u8(d, CONTROL);
		if (declared(d) < 2)
			cut_here(d);
	}
	from_protocol(d, length);
}

static void dissect(struct dis *d)
{
	if (d->layers == 1)
		d->link_len = LINK_LEAST; /* whatever is compressed away */
	if (d->layers > 1 || need(d, LINK_LEAST))
		from_address(d);
}

/* PPP with a byte in front: sent or received. */
static void dissect_direction(struct dis *d)
{
	if (!need(d, 1))
		return;
	d->link_len = LINK_LEAST;
	unsigned direction = u8(d, DIRECTION);
	if (d->opt->link_header)
		say(d, "%s ", direction ? "Out" : "In ");
	from_address(d);
}

/* PPP in HDLC-like framing, or Cisco HDLC: the address byte tells. */
static void dissect_hdlc(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (!need(d, 2))
		return;
	unsigned address = peek8(d, 0);
	if (address == CHDLC_UNICAST || address == CHDLC_MULTICAST) {
		call(d, &proto_chdlc);
		return;
	}
	if (!need(d, 4))
		return;
	u8(d, ADDRESS);
	unsigned control = u8(d, CONTROL);
	link_header_to_here(d, start);
	if (d->opt->link_header)
		say(d, "%02x %02x %u ", address, control, length);
	if (address != ALL_STATIONS) {
		say(d, "unknown addr %02x; ctrl %02x", peek8(d, 0), peek8(d, 1));
		return;
	}
	unsigned protocol = u16(d, PROTOCOL);
	link_header_to_here(d, start + 2);
	say(d, "%s: ", tok(d, ppp_protocols, "unknown PPP protocol (0x%04x)", protocol));
	ppp_payload(d, protocol);
}

/* The long sequence numbers that are used unless the ends agree on short ones; the line takes them for short. */
static void put_multilink(struct dis *d, unsigned head)
{
	mark_uint(d, MP_FRAG, d->pos - 2, 1, head >> 10);
	mark_uint(d, MP_FIRST, d->pos - 2, 1, head >> 15);
	mark_uint(d, MP_LAST, d->pos - 2, 1, head >> 14 & 1);
	mark_uint(d, MP_CLASS, d->pos - 2, 1, head >> 10 & 15);
	mark_uint(d, MP_RESERVED, d->pos - 2, 1, (head & 0x300) != 0);
	if (have(d, 2))
		mark_uint(d, MP_SEQUENCE, d->pos - 1, 3, (head & 0xff) << 16 | peek16(d, 0));
}

static void dissect_multilink(struct dis *d)
{
	uint32_t length = declared(d);
	bool named = !d->opt->link_header;
	if (named)
		say_s(d, "MLPPP,");
	unsigned head = u16(d, 0);
	if (d->tape)
		put_multilink(d, head);
	say(d, "%sseq 0x%03x, Flags [%s], length %u", named ? " " : "", head & 0xfff, word(ml_flags, head >> 8 & 0xc0), length);
}

static void dissect_ethernet(struct dis *d)
{
	if (!declared(d))
		return;
	say_s(d, ": ");
	from_address(d);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PPP},
	{BIND_LINKTYPE, .from = LINKTYPE_PPP_PPPD}, /* as in tcpdump: without a direction */
	{0},
};

static const struct binding ethernet_bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_PPP},
	{0},
};

static const struct binding direction_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PPP_WITH_DIR},
	{0},
};

static const struct binding hdlc_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PPP_HDLC},
	{0},
};

static const struct binding multilink_bindings[] = {
	{BIND_PPP_PROTO, .from = PPP_ML},
	{0},
};

const struct proto proto_ppp = {
	.name = "ppp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_ppp_ethernet = {
	.name = "ppp",
	.dissect = dissect_ethernet,
	PROTO_FIELDS(fields),
	.bindings = ethernet_bindings,
};

const struct proto proto_ppp_direction = {
	.name = "ppp",
	.dissect = dissect_direction,
	PROTO_FIELDS(fields),
	.bindings = direction_bindings,
};

const struct proto proto_ppp_hdlc = {
	.name = "ppp_hdlc",
	.dissect = dissect_hdlc,
	PROTO_FIELDS(fields),
	.bindings = hdlc_bindings,
};

const struct proto proto_multilink = {
	.name = "mlppp",
	.dissect = dissect_multilink,
	PROTO_FIELDS(mp_fields),
	.bindings = multilink_bindings,
};
