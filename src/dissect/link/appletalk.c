/* AppleTalk: LLAP, DDP, NBP and ATP (Inside AppleTalk, 2nd edition), and its address resolution, AARP.
 *
 *	LLAP:      | destination 1 | source 1 | type 1 |
 *	DDP short: | length 10 bits of 2 | dst socket 1 | src socket 1 | type 1 |
 *	DDP long:  | hops, length 2 | checksum 2 | dst net 2 | src net 2 | dst node, src node, dst socket, src socket, type 1 each |
 */
#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { DDP, DDP_LEN, HOPS, DST_NET, SRC_NET, DST_NODE, SRC_NODE, DST_SOCKET, SRC_SOCKET, TYPE, NBP_OP, NBP_ID, ATP_OP, ATP_XO, ATP_EOM,
	ATP_STS, ATP_BITMAP, ATP_TID, ATP_USER };
enum { LLAP_LEN = 3, LLAP_SHORT = 1, LLAP_LONG = 2, SHORT_LEN = 5, LONG_LEN = 13 };
enum { TYPE_NBP = 2, TYPE_ATP = 3, NODE_ALL = 255 };
enum { NBP_LEAST = 10, NBP_BROADCAST = 0x10, NBP_LOOKUP = 0x20, NBP_REPLY = 0x30, NAME_MOST = 32 };
enum { ATP_LEN = 8, ATP_REQUEST = 0x40, ATP_RESPONSE = 0x80, ATP_RELEASE = 0xc0, XO = 0x20, EOM = 0x10, STS = 8 };

static const struct token types[] = {{1, "rtmp"}, {5, "rtmpReq"}, {4, "echo"}, {22, "IP"}, {23, "ARP"}, {0x4b, "KLAP"}, {0, NULL}};
static const struct token sockets[] = {{1, "rtmp"}, {2, "nis"}, {4, "echo"}, {6, "zip"}, {0, NULL}};
static const struct token flag_words[] = {{XO, "XO"}, {EOM, "EOM"}, {STS, "STS"}, {0, NULL}};

static const struct field fields[] = {
	[DDP] = {"ddp", "Datagram Delivery Protocol"},
	[DDP_LEN] = {"ddp.len", "Datagram length", F_U16},
	[HOPS] = {"ddp.hopcount", "Hop count", F_U8},
	[DST_NET] = {"ddp.dst.net", "Destination Net", F_U16},
	[SRC_NET] = {"ddp.src.net", "Source Net", F_U16},
	[DST_NODE] = {"ddp.dst.node", "Destination Node", F_U8},
	[SRC_NODE] = {"ddp.src.node", "Source Node", F_U8},
	[DST_SOCKET] = {"ddp.dst_socket", "Destination Socket", F_U8},
	[SRC_SOCKET] = {"ddp.src_socket", "Source Socket", F_U8},
	[TYPE] = {"ddp.type", "Protocol type", F_U8, DEC, types},
	[NBP_OP] = {"nbp.op", "Operation", F_U8},
	[NBP_ID] = {"nbp.tid", "Transaction ID", F_U8},
	[ATP_OP] = {"atp.function", "Function", F_U8},
	[ATP_XO] = {"atp.xo", "XO", F_BOOL},
	[ATP_EOM] = {"atp.eom", "EOM", F_BOOL},
	[ATP_STS] = {"atp.sts", "STS", F_BOOL},
	[ATP_BITMAP] = {"atp.bitmap", "Bitmap", F_U8, HEX},
	[ATP_TID] = {"atp.tid", "TID", F_U16},
	[ATP_USER] = {"atp.user_bytes", "User bytes", F_U32, HEX},
};

struct ends {
	unsigned src_net, dst_net, src_node, dst_node, src_socket, dst_socket;
};

/* Node 255 is all of the network. */
static void say_node(struct dis *d, unsigned net, unsigned node)
{
	say(d, "%u", net);
	if (node != NODE_ALL)
		say(d, ".%u", node);
}

static void say_socket(struct dis *d, unsigned socket)
{
	const char *name = d->opt->numeric ? NULL : word(sockets, socket);

	if (name)
		say(d, ".%s", name);
	else
		say(d, ".%u", socket);
}

static void say_ends(struct dis *d, const struct ends *e)
{
	say_node(d, e->src_net, e->src_node);
	say_socket(d, e->src_socket);
	say_s(d, " > ");
	say_node(d, e->dst_net, e->dst_node);
	say_socket(d, e->dst_socket);
	say_c(d, ':');
}

/* ---- Name binding -------------------------------------------------------------------------------------------------- */

/* A string behind its length; false, and said so: longer than names may be, or cut. The line goes on behind it. */
static bool name_part(struct dis *d)
{
	if (!have(d, 1)) {
		say_cut(d);
		return false;
	}
	unsigned len = u8(d, 0);
	if (len > NAME_MOST) {
		say(d, "[len=%u]", len);
		return false;
	}
	struct span s = soft_bytes(d, 0, len);
	say_text(d, s);
	if (s.len == len)
		return true;
	say_cut(d);
	return false;
}

/* "object:type@zone"; false: the packet is not read on. */
static bool name(struct dis *d)
{
	say_s(d, " \"");
	if (!name_part(d))
		return false;
	say_c(d, ':');
	if (!name_part(d))
		return false;
	say_c(d, '@');
	if (!name_part(d))
		return false;
	say_c(d, '"');
	return !d->cut;
}

/* socket -1: none */
static void say_node_tag(struct dis *d, unsigned net, unsigned node, int socket)
{
	say_s(d, " [addr=");
	say_node(d, net, node);
	if (socket >= 0)
		say(d, ".%d", socket);
	say_c(d, ']');
}

static void reply_tuples(struct dis *d, unsigned count, const struct ends *e)
{
	for (; count && more(d); count--) {
		unsigned net = u16(d, 0), node = u8(d, 0), socket = u8(d, 0), number = u8(d, 0);
		bool named = name(d);
		if (d->cut)
			return;
		if (number != 1)
			say(d, "(%u)", number);
		if (socket != e->src_socket)
			say(d, " %u", socket);
		if (net != e->src_net || node != e->src_node)
			say_node_tag(d, net, node, -1);
		if (!named)
			return;
	}
}

static void nbp(struct dis *d, const struct ends *e)
{
	uint32_t length = declared(d);
	if (length < NBP_LEAST) {
		say(d, " truncated-nbp %u", length);
		return;
	}
	if (!need(d, 2))
		return;
	unsigned control = u8(d, 0), id = u8(d, NBP_ID), op = control & 0xf0, count = control & 15;
	also(d, NBP_OP, 2, op >> 4);
	switch (op) {
	case NBP_LOOKUP:
	case NBP_BROADCAST: {
		say(d, op == NBP_LOOKUP ? " nbp-lkup %u:" : " nbp-brRq %u:", id);
		unsigned net = u16(d, 0), node = u8(d, 0), socket = u8(d, 0), number = u8(d, 0);
		name(d);
		if (count != 1)
			say(d, " [ntup=%u]", count);
		if (number)
			say(d, " [enum=%u]", number);
		if (net != e->src_net || node != e->src_node || socket != e->src_socket)
			say_node_tag(d, net, node, (int)socket);
		break;
	}
	case NBP_REPLY:
		say(d, " nbp-reply %u:", id);
		reply_tuples(d, count, e);
		break;
	default:
		say(d, " nbp-0x%x  %u (%u)", control, id, length - 2);
	}
}

/* ---- Transactions -------------------------------------------------------------------------------------------------- */

/* "<0-3>" when the lowest bits are set, else "<1,3>". */
static void say_bitmap(struct dis *d, unsigned bitmap)
{
	unsigned highest = 0;

	say_c(d, '<');
	while (bitmap >> (highest + 1))
		highest++;
	if (!(bitmap & (bitmap + 1))) {
		say(d, highest ? "0-%u" : "0", highest);
	} else {
		const char *comma = "";
		for (unsigned i = 0; i < 8; i++)
			if (bitmap >> i & 1) {
				say(d, "%s%u", comma, i);
				comma = ",";
			}
	}
	say_c(d, '>');
}

static void say_flags(struct dis *d, const char *before, unsigned flags)
{
	if (flags)
		say(d, "%s[%s]", before, bits(d, flag_words, "none", ",", flags));
}

static void atp(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < ATP_LEN) {
		cut_here(d);
		return;
	}
	unsigned control = u8(d, 0), op = control & 0xc0;
	also(d, ATP_OP, 1, op >> 6);
	also(d, ATP_XO, 1, control >> 5 & 1);
	also(d, ATP_EOM, 1, control >> 4 & 1);
	also(d, ATP_STS, 1, control >> 3 & 1);
	unsigned bitmap = u8(d, ATP_BITMAP), id = u16(d, ATP_TID), user = u32(d, ATP_USER);
	length -= ATP_LEN;
	switch (op) {
	case ATP_REQUEST:
	case ATP_RELEASE:
		if (op == ATP_RELEASE)
			say(d, " atp-rel  %u", id);
		else
			say(d, " atp-req%s %u", control & XO ? " " : "*", id);
		say_bitmap(d, bitmap);
		if (length)
			say(d, " [len=%u]", length);
		say_flags(d, op == ATP_RELEASE ? "" : " ", control & (op == ATP_RELEASE ? XO | EOM | STS : EOM | STS));
		break;
	case ATP_RESPONSE:
		say(d, " atp-resp%s%u:%u (%u)", control & EOM ? "*" : " ", id, bitmap, length);
		say_flags(d, " ", control & (XO | STS));
		break;
	default:
		say(d, " atp-0x%x  %u (%u)", control, id, length);
	}
	if (user)
		say(d, " 0x%x", user);
}

/* ---- Datagrams ----------------------------------------------------------------------------------------------------- */

static void payload(struct dis *d, unsigned type, const struct ends *e)
{
	switch (type) {
	case TYPE_NBP:
		nbp(d, e);
		break;
	case TYPE_ATP:
		atp(d);
		break;
	default:
		say(d, " at-%s %u", tok(d, types, "#%u", type), declared(d));
	}
}

/* With the long header; what stands before the payload besides the colon differs by link. */
static void long_header(struct dis *d, const char *behind)
{
	struct ends e;
	uint32_t length = declared(d);

	if (length < LONG_LEN) {
		say(d, " [|ddp %u]", length);
		return;
	}
	unsigned first = u16(d, 0);
	also(d, HOPS, 2, first >> 10 & 15);
	also(d, DDP_LEN, 2, first & 0x3ff);
	skip(d, 2);
	e.dst_net = u16(d, DST_NET);
	e.src_net = u16(d, SRC_NET);
	e.dst_node = u8(d, DST_NODE);
	e.src_node = u8(d, SRC_NODE);
	e.dst_socket = u8(d, DST_SOCKET);
	e.src_socket = u8(d, SRC_SOCKET);
	unsigned type = u8(d, TYPE);
	say_ends(d, &e);
	say_s(d, behind);
	payload(d, type, &e);
}

static void short_header(struct dis *d, unsigned dst, unsigned src)
{
	struct ends e = {.src_node = src, .dst_node = dst};
	uint32_t length = declared(d);

	if (length < SHORT_LEN) {
		say(d, " [|sddp %u]", length);
		return;
	}
	unsigned first = u16(d, 0);
	also(d, DDP_LEN, 2, first & 0x3ff);
	e.dst_socket = u8(d, DST_SOCKET);
	e.src_socket = u8(d, SRC_SOCKET);
	unsigned type = u8(d, TYPE);
	say_ends(d, &e);
	payload(d, type, &e);
}

static void localtalk(struct dis *d)
{
	uint32_t length = declared(d);

	if (length < LLAP_LEN) {
		say(d, " [|llap %u]", length);
		return;
	}
	if (d->layers == 1)
		d->link_len = LLAP_LEN;
	unsigned dst = u8(d, DST_NODE), src = u8(d, SRC_NODE), type = u8(d, 0);
	switch (type) {
	case LLAP_SHORT:
		short_header(d, dst, src);
		break;
	case LLAP_LONG:
		long_header(d, "");
		break;
	default:
		say(d, "%u > %u at-lap#%u %u", src, dst, type, length - LLAP_LEN);
	}
}

static void ethertalk(struct dis *d)
{
	if (d->verbose)
		say_s(d, "et1 ");
	if (!d->opt->link_header)
		say_s(d, "AT ");
	long_header(d, " ");
}

static const struct binding localtalk_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_LTALK},
	{0},
};

static const struct binding ethertalk_bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_ATALK},
	{0},
};

const struct proto proto_localtalk = {
	.name = "llap",
	.dissect = localtalk,
	PROTO_FIELDS(fields),
	.bindings = localtalk_bindings,
};

const struct proto proto_atalk = {
	.name = "atalk",
	.dissect = ethertalk,
	PROTO_FIELDS(fields),
	.bindings = ethertalk_bindings,
	.cuts = CUTS_ITSELF,
};
