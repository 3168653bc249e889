/* DECnet phase IV: the DNA Routing Layer (AA-X435A-TK) and the Network Services Protocol (AA-X439A-TK) above it.
 *
 *	| length 2 | padding: 0x80 + its length | flags 1 | header | NSP message |
 *	long:  dst area, subarea 2 | dst 6 | src area, subarea 2 | src 6 | next router 1 | visits 1 | class 1 | protocol 1
 *	short: dst 2 | src 2 | visits 1
 *
 * Numbers are little-endian. Flags with the lowest bit set are those of a routing control message.
 */
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

enum {
	DEC_DNA, FLAGS, CONTROL, MSG_LEN, RQR, RTS, INTRA_ETHERNET, DST_ADDR, SRC_ADDR, DST_NODE, SRC_NODE, VISITS, CLASS, PROTOCOL, NEXT,
	RT_TYPE, BLOCK_SIZE, TIINFO, TIMER, PRIORITY, ROUTER, NSP_TYPE, SERVICES, INFO, SEGMENT_SIZE, SEGMENT, REASON, FLOW,
};

enum { FLAG_CONTROL = 1, FORMAT = 7, FORMAT_SHORT = 2, FORMAT_LONG = 6, FLAG_RQR = 8, FLAG_RTS = 0x10, FLAG_IE = 0x20,
	FLAG_FUTURE = 0x40, FLAG_PADDING = 0x80 };
enum { SHORT_LEN = 6, LONG_LEN = 21, NSP_LEN = 5 };

enum { INIT = 1, VERIFICATION = 3, TEST = 5, LEVEL_1 = 7, LEVEL_2 = 9, ROUTER_HELLO = 11, ENDNODE_HELLO = 13 };
enum { TI_VERIFY = 4, TI_BLOCK = 8 /* of Init */, TI_NO_MULTICAST = 0x20, TI_BLOCK_HELLO = 0x40 };
enum { MOST_NODES = 1024 };

/* NSP: subtype in the upper, type in the lower half of the flags. */
enum { NSP_KIND = 0x0c, NSP_SUBTYPE = 0x70, KIND_DATA = 0, KIND_ACK = 4, KIND_CONTROL = 8 };
enum { DATA_INTERRUPT = 0x30, DATA_LINK_SERVICE = 0x10, DATA_SUB = 0x10, ACK_DATA = 0, ACK_OTHER = 0x10, ACK_CONNECT = 0x20,
	CTL_CI = 0x10, CTL_CC = 0x20, CTL_DI = 0x30, CTL_DC = 0x40, CTL_RCI = 0x60 };

static const struct token control_types[] = {{INIT, "init"}, {VERIFICATION, "verification"}, {TEST, "test"},
	{LEVEL_1, "lev-1-routing"}, {LEVEL_2, "lev-2-routing"}, {ROUTER_HELLO, "router-hello"},
	{ENDNODE_HELLO, "endnode-hello"}, {0, NULL}};
static const struct token node_types[] = {{1, "l2rout"}, {2, "l1rout"}, {3, "endnode"}, {0, NULL}};
static const struct token connects[] = {{CTL_CI, "conn-initiate"}, {CTL_CC, "conn-confirm"}, {CTL_RCI, "retrans-conn-initiate"},
	{0, NULL}};
static const struct token service_words[] = {{4, "seg "}, {8, "msg "}, {0, NULL}};
static const struct token versions[] = {{0, "ver 3.2 "}, {1, "ver 3.1 "}, {2, "ver 4.0 "}, {3, "ver 4.1 "}, {0, NULL}};
static const struct token flow_words[] = {{1, "donotsend-data "}, {2, "send-data "}, {0, NULL}};
static const struct token reasons[] = {
	{0, "object rejected connect"}, {1, "insufficient resources"}, {2, "unrecognized node name"}, {3, "node is shutting down"},
	{4, "unrecognized object"}, {5, "invalid object name format"}, {6, "object too busy"}, {7, "protocol error discovered"},
	{8, "third party abort"}, {9, "user abort"}, {10, "invalid node name format"}, {11, "local node shutting down"},
	{32, "insufficient local resources"}, {33, "insufficient remote user resources"},
	{34, "invalid access control information"}, {36, "bad ACCOUNT information"}, {38, "no response from object"},
	{39, "node unreachable"}, {41, "no link terminate"}, {42, "disconnect complete"}, {43, "bad image data in connect"},
	{0, NULL}};

static const struct field fields[] = {
	[DEC_DNA] = {"dec_dna", "DEC DNA Routing Protocol"},
	[FLAGS] = {"dec_dna.flags", "Routing flags", F_U8, HEX},
	[CONTROL] = {"dec_dna.flags.control", "Control packet", F_BOOL},
	[MSG_LEN] = {"dec_dna.flags.msglen", "Long data packet format", F_U8, HEX},
	[RQR] = {"dec_dna.flags.RQR", "Return to Sender Request", F_BOOL},
	[RTS] = {"dec_dna.flags.RTS", "Packet on return trip", F_BOOL},
	[INTRA_ETHERNET] = {"dec_dna.flags.intra_eth", "Intra-ethernet packet", F_BOOL},
	[DST_ADDR] = {"dec_dna.dst.address", "Destination Address", F_MAC},
	[SRC_ADDR] = {"dec_dna.src.addr", "Source Address", F_MAC},
	[DST_NODE] = {"dec_dna.dst_node", "Destination node", F_U16},
	[SRC_NODE] = {"dec_dna.src_node", "Source node", F_U16},
	[VISITS] = {"dec_dna.visit_cnt", "Visit count", F_U8},
	[CLASS] = {"dec_dna.svc_cls", "Service class", F_U8},
	[PROTOCOL] = {"dec_dna.proto_type", "Protocol type", F_U8},
	[NEXT] = {"dec_dna.nl2", "Next level 2 router", F_U8},
	[RT_TYPE] = {"dec_dna.rt.msg_type", "Routing control message", F_U8, HEX, control_types},
	[BLOCK_SIZE] = {"dec_dna.ctl.blk_size", "Block size", F_U16},
	[TIINFO] = {"dec_dna.ctl.tiinfo", "Routing information", F_U8, HEX},
	[TIMER] = {"dec_dna.ctl.timer", "Hello timer(seconds)", F_U16},
	[PRIORITY] = {"dec_dna.ctl.prio", "Routing priority", F_U8},
	[ROUTER] = {"dec_dna.ctl_neighbor", "Neighbor", F_MAC},
	[NSP_TYPE] = {"dec_dna.nsp.msg_type", "DNA NSP message", F_U8, HEX},
	[SERVICES] = {"dec_dna.nsp.services", "Requested services", F_U8, HEX},
	[INFO] = {"dec_dna.nsp.info", "Version info", F_U8, HEX},
	[SEGMENT_SIZE] = {"dec_dna.nsp.segsize", "Maximum data segment size", F_U16},
	[SEGMENT] = {"dec_dna.nsp.segnum", "Message number", F_U16},
	[REASON] = {"dec_dna.nsp.disc_reason", "Reason for disconnect", F_U16, DEC, reasons},
	[FLOW] = {"dec_dna.nsp.flow_control", "Flow control", F_U8},
};

static void say_node(struct dis *d, unsigned node)
{
	say(d, "%u.%u", node >> 10, node & 0x3ff);
}

/* A node's Ethernet address ends with its DECnet address. */
static unsigned node_mac(struct dis *d, unsigned field)
{
	const struct mac *m = mac(d, field);

	return m->b[4] | m->b[5] << 8;
}

static void say_too_short(struct dis *d, const char *what, uint32_t length, uint32_t least)
{
	say(d, " (%s %u < %u)", what, length, least);
	invalid(d);
}

/* The next n bytes are there? False, and said so: fewer are left of the message, or were captured. */
static bool enough(struct dis *d, uint32_t n)
{
	if (declared(d) >= n)
		return need(d, n);
	invalid(d);
	return false;
}

/* ---- Routing control messages -------------------------------------------------------------------------------------- */

static void say_version(struct dis *d, unsigned version, unsigned eco, unsigned ueco)
{
	say(d, "vers %u eco %u ueco %u ", version, eco, ueco);
}

static void say_node_type(struct dis *d, unsigned info, unsigned block)
{
	say(d, "%s %s", tok(d, node_types, "reserved-ntype?", info & 3), info & TI_VERIFY ? "verif " : "");
	if (block == TI_BLOCK_HELLO && info & TI_NO_MULTICAST)
		say_s(d, "nomcast ");
	if (info & block)
		say_s(d, "blo ");
}

static void init(struct dis *d)
{
	if (!enough(d, 11))
		return;
	unsigned src = u16le(d, 0), info = u8(d, TIINFO), size = u16le(d, BLOCK_SIZE);
	unsigned version = u8(d, 0), eco = u8(d, 0), ueco = u8(d, 0), hello = u16le(d, TIMER);
	say_node_type(d, info, TI_BLOCK);
	say_s(d, "src ");
	say_node(d, src);
	say(d, "blksize %u ", size);
	say_version(d, version, eco, ueco);
	say(d, "hello %u", hello);
}

/* Verification and test: the node, and a byte of which nothing more is known. */
static void short_message(struct dis *d, const char *word)
{
	if (!enough(d, 3))
		return;
	unsigned src = u16le(d, 0), value = u8(d, 0);
	say_s(d, "src ");
	say_node(d, src);
	say(d, " %s %o", word, value);
}

/* Ranges of nodes or areas, and a checksum of two bytes. */
static void routing(struct dis *d, const char *word)
{
	if (!enough(d, 3))
		return;
	unsigned src = u16le(d, 0);
	u8(d, 0);
	say_s(d, "src ");
	say_node(d, src);
	say_c(d, ' ');
	while (declared(d) >= 8 && need(d, 6)) {
		unsigned count = u16le(d, 0);
		if (count > MOST_NODES)
			break;
		unsigned first = u16le(d, 0), info = u16le(d, 0);
		say(d, "{%s %u-%u cost %u hops %u} ", word, first, first + count, info & 0x1ff, info >> 10 & 0x1f);
	}
}

static void hello(struct dis *d, bool router)
{
	if (declared(d) < (router ? 18 : 31)) {
		invalid(d);
		return;
	}
	unsigned version = u8(d, 0), eco = u8(d, 0), ueco = u8(d, 0), src = node_mac(d, SRC_ADDR), info = u8(d, TIINFO);
	unsigned size = u16le(d, BLOCK_SIZE), next = 0, priority = 0, data = 0;
	if (router)
		priority = u8(d, PRIORITY);
	skip(d, router ? 1 : 9);
	if (!router)
		next = node_mac(d, ROUTER);
	unsigned timer = u16le(d, TIMER);
	u8(d, 0);
	if (!router)
		data = u8(d, 0);
	say_node_type(d, info, TI_BLOCK_HELLO);
	say_version(d, version, eco, ueco);
	say_s(d, "src ");
	say_node(d, src);
	say(d, " blksize %u ", size);
	if (router) {
		say(d, "pri %u hello %u", priority, timer);
		return;
	}
	say_s(d, "rtr ");
	say_node(d, next);
	say(d, " hello %u data %o", timer, data);
}

/* False: nobody knows the type. */
static bool control_message(struct dis *d, unsigned flags)
{
	unsigned type = flags & 15;
	const char *name = word(control_types, type);

	also(d, RT_TYPE, 1, type);
	if (!name) {
		say_s(d, "unknown control message");
		return false;
	}
	say(d, "%s ", name);
	switch (type) {
	case INIT:
		init(d);
		break;
	case VERIFICATION:
		short_message(d, "fcnval");
		break;
	case TEST:
		short_message(d, "data");
		break;
	case LEVEL_1:
		routing(d, "ids");
		break;
	case LEVEL_2:
		routing(d, "areas");
		break;
	default:
		hello(d, type == ROUTER_HELLO);
		break;
	}
	return true;
}

/* ---- Network services ---------------------------------------------------------------------------------------------- */

struct links {
	unsigned flags, dst, src;
};

static void say_links(struct dis *d, const char *name, const struct links *l)
{
	say(d, "%s %u>%u ", name, l->src, l->dst);
}

static void say_reserved(struct dis *d, const char *what, const struct links *l)
{
	say(d, "reserved-%s? %x %u > %u", what, l->flags, l->src, l->dst);
}

/* The first acknowledgment is of the message's own subchannel, the second of the other one: "oack", "ackdat". */
static void say_ack(struct dis *d, unsigned ack, const char *before, const char *behind)
{
	bool other = *before || *behind, nak = other ? (ack & 0xb000) == 0xb000 : ack & 0x1000;

	say(d, "%s%s%s %u ", before, nak ? "nak" : "ack", behind, ack & 0xfff);
}

/* What goes before data: up to two acknowledgments (bit 15 set), the second one of the other subchannel, and the
 * number of the segment. False, and said so: the message ends before that. */
static bool segment(struct dis *d, const char *before, const char *behind)
{
	unsigned number = 0;

	for (unsigned i = 0; i < 3; i++) {
		if (!enough(d, 2))
			return false;
		number = u16le(d, i == 2 ? SEGMENT : 0);
		if (i == 2 || !(number & (i ? 0xa000 : 0x8000)))
			break;
		say_ack(d, number, i ? before : "", i ? behind : "");
	}
	say(d, "seg %u ", number & 0xfff);
	return !d->cut;
}

static void link_service(struct dis *d)
{
	uint32_t flow_at = d->pos + 6;

	if (declared(d) < 8) {
		invalid(d);
		return;
	}
	if (!segment(d, "", "dat"))
		return;
	seek(d, flow_at);
	unsigned flags = u8(d, FLOW);
	unsigned value = u8(d, 0);
	switch (flags & 0x0c) {
	case 0:
		say(d, "dat seg count %u ", value);
		if (flags & 3)
			say_s(d, word(flow_words, flags & 3) ? word(flow_words, flags & 3) : tok(d, flow_words, "reserved-fcmod? %x", flags));
		break;
	case 4:
		say(d, "intr req count %u ", value);
		break;
	default:
		say(d, "reserved-fcval-int? %x", flags);
	}
}

static void data(struct dis *d, const struct links *l)
{
	unsigned subtype = l->flags & NSP_SUBTYPE;

	switch (subtype) {
	case DATA_INTERRUPT:
		say_s(d, "intr ");
		if (enough(d, 2))
			segment(d, "", "dat");
		break;
	case DATA_LINK_SERVICE:
		say_links(d, "link-service", l);
		link_service(d);
		break;
	default:
		if (subtype & DATA_SUB) {
			say_reserved(d, "subtype", l);
			break;
		}
		say_links(d, "data", l);
		segment(d, "o", "");
	}
}

static void acknowledgment(struct dis *d, const struct links *l)
{
	unsigned subtype = l->flags & NSP_SUBTYPE;

	switch (subtype) {
	case ACK_CONNECT:
		say(d, "conn-ack %u", l->dst);
		return;
	case ACK_DATA:
	case ACK_OTHER:
		break;
	default:
		say_reserved(d, "acktype", l);
		return;
	}
	say_links(d, subtype == ACK_DATA ? "data-ack" : "ils-ack", l);
	if (!enough(d, 4))
		return;
	unsigned first = u16le(d, 0), second = u16le(d, 0);
	if (!(first & 0x8000))
		return;
	say_ack(d, first, "", "");
	if (second & 0x8000)
		say_ack(d, second, subtype == ACK_DATA ? "o" : "", subtype == ACK_DATA ? "" : "dat");
}

static void say_data_len(struct dis *d, unsigned len)
{
	if (len)
		say(d, "optlen %u ", len);
}

static void control(struct dis *d, const struct links *l)
{
	unsigned subtype = l->flags & NSP_SUBTYPE;

	switch (subtype) {
	case CTL_CI:
	case CTL_RCI:
	case CTL_CC: {
		say_links(d, word(connects, subtype), l);
		if (!enough(d, subtype == CTL_CC ? 5 : 4))
			return;
		unsigned services = u8(d, SERVICES), info = u8(d, INFO), size = u16le(d, SEGMENT_SIZE);
		const char *flow = word(service_words, services & 0x0c);
		unsigned data_len = subtype == CTL_CC ? u8(d, 0) : 0;
		say(d, "%s%ssegsize %u ", flow ? flow : "", word(versions, info & 3), size);
		say_data_len(d, data_len);
		break;
	}
	case CTL_DI:
	case CTL_DC: {
		say_links(d, subtype == CTL_DI ? "disconn-initiate" : "disconn-confirm", l);
		if (subtype == CTL_DI && !enough(d, 3))
			return;
		unsigned reason = u16le(d, REASON), data_len = subtype == CTL_DI ? u8(d, 0) : 0;
		say(d, "%s ", tok(d, reasons, "reason-%u", reason));
		say_data_len(d, data_len);
		break;
	}
	default:
		say_reserved(d, "ctltype", l);
	}
}

static void nsp(struct dis *d)
{
	if (declared(d) < NSP_LEN) {
		say_too_short(d, "nsplen", declared(d), NSP_LEN);
		return;
	}
	struct links l;
	l.flags = u8(d, NSP_TYPE);
	l.dst = u16le(d, 0);
	l.src = u16le(d, 0);
	switch (l.flags & NSP_KIND) {
	case KIND_DATA:
		data(d, &l);
		break;
	case KIND_ACK:
		acknowledgment(d, &l);
		break;
	case KIND_CONTROL:
		control(d, &l);
		break;
	default:
		say_reserved(d, "type", &l);
	}
}

/* ---- Routing ------------------------------------------------------------------------------------------------------- */

struct route {
	unsigned dst, src, visits;
};

/* Behind the flags; false: neither format, or too short for it (then it is said). */
static bool addresses(struct dis *d, unsigned format, uint32_t length, struct route *r)
{
	if (format == FORMAT_SHORT) {
		r->dst = u16le(d, DST_NODE);
		r->src = u16le(d, SRC_NODE);
		r->visits = (u8(d, VISITS) & 0x3f) + 1;
		return true;
	}
	if (length < LONG_LEN) {
		say_too_short(d, "length", length, LONG_LEN);
		return false;
	}
	skip(d, 2);
	r->dst = node_mac(d, DST_ADDR);
	skip(d, 2);
	r->src = node_mac(d, SRC_ADDR);
	u8(d, NEXT);
	r->visits = u8(d, VISITS);
	u8(d, CLASS);
	u8(d, PROTOCOL);
	return true;
}

static void say_route(struct dis *d, unsigned flags, const struct route *r, unsigned packet_len)
{
	say_node(d, r->src);
	say_s(d, " > ");
	say_node(d, r->dst);
	say(d, " %u ", packet_len);
	if (!d->verbose)
		return;
	say(d, "%s%s%s%u hops ", flags & FLAG_RQR ? "RQR " : "", flags & FLAG_RTS ? "RTS " : "",
		flags & FLAG_IE ? "IE " : "", r->visits);
}

/* Padding, if the first byte of the packet says so; false: nothing is left. */
static bool padding(struct dis *d, uint32_t *length)
{
	unsigned b = peek8(d, 0), pad = b & 0x7f;

	if (!need(d, 1))
		return false;
	if (!(b & FLAG_PADDING))
		return true;
	if (d->verbose)
		say(d, "[pad:%u] ", pad);
	if (*length < pad + 2) {
		say_too_short(d, "length", *length, pad + 2);
		return false;
	}
	skip(d, pad);
	*length -= pad;
	return true;
}

static void unknown(struct dis *d, const char *what, uint32_t at, uint32_t length)
{
	say_s(d, what);
	seek(d, at);
	say_dump(d, "\n\t", length);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < SHORT_LEN) {
		say_too_short(d, "length", length, SHORT_LEN);
		return;
	}
	unsigned packet_len = u16le(d, 0);
	if (packet_len < SHORT_LEN) {
		say_too_short(d, "pktlen", packet_len, SHORT_LEN);
		return;
	}
	if (packet_len > length) {
		say(d, " (pktlen %u > %u)", packet_len, length);
		invalid(d);
		return;
	}
	declare(d, packet_len);
	length = packet_len;
	if (!padding(d, &length))
		return;
	uint32_t start = d->pos - 2;
	unsigned flags = u8(d, FLAGS), format = flags & FORMAT;
	also(d, CONTROL, 1, flags & 1);
	if (flags & FLAG_FUTURE) {
		unknown(d, "future-version-decnet", start, length);
		return;
	}
	if (flags & FLAG_CONTROL) {
		if (!control_message(d, flags))
			unknown(d, "", start + 2, length);
		return;
	}
	if (format != FORMAT_LONG && format != FORMAT_SHORT) {
		unknown(d, "unknown message flags under mask", start, length);
		return;
	}
	also(d, MSG_LEN, 1, format >> 1);
	also(d, RQR, 1, flags >> 3 & 1);
	also(d, RTS, 1, flags >> 4 & 1);
	also(d, INTRA_ETHERNET, 1, flags >> 5 & 1);
	struct route r;
	if (!addresses(d, format, length, &r))
		return;
	say_route(d, flags, &r, packet_len);
	nsp(d);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_DECNET},
	{0},
};

const struct proto proto_decnet = {
	.name = "decnet",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
