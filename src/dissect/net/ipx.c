/* Novell's Internetwork Packet Exchange, with SAP and RIP: IPX Router Specification (Novell, 107-000029-001), RFC 1132.
 *
 *	| checksum 2 | length 2 | transport control 1 | type 1 | destination: net 4, node 6, socket 2 | source: the same |
 */
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

#include <stdio.h>

enum { IPX, CHECKSUM, LENGTH, HOPS, TYPE, DST_NET, DST_NODE, DST_SOCKET, SRC_NET, SRC_NODE, SRC_SOCKET, DST_ADDRESS, SRC_ADDRESS };
enum { HEADER_LEN = 30 };
enum { SOCKET_NCP = 0x451, SOCKET_SAP = 0x452, SOCKET_RIP = 0x453, SOCKET_NETBIOS = 0x455, SOCKET_DIAGNOSTICS = 0x456,
	SOCKET_NWLINK = 0x553, SOCKET_EIGRP = 0x85be };
enum { REQUEST = 1, RESPONSE, NEAREST_REQUEST, NEAREST_RESPONSE };
enum { SAP_NAME_LEN = 48, SAP_MOST = 8, RIP_ENTRY_LEN = 8, RIP_MOST = 15, IP_PROTO_EIGRP = 88 };

static const struct token sockets[] = {{SOCKET_NCP, "ipx-ncp"}, {SOCKET_NETBIOS, "ipx-netbios"}, {SOCKET_DIAGNOSTICS, "ipx-diags"},
	{SOCKET_NWLINK, "ipx-nwlink-dgm"}, {0, NULL}};

static const struct field fields[] = {
	[IPX] = {"ipx", "Internetwork Packet eXchange"},
	[CHECKSUM] = {"ipx.checksum", "Checksum", F_U16, HEX},
	[LENGTH] = {"ipx.len", "Length", F_U16},
	[HOPS] = {"ipx.hops", "Transport Control (Hops)", F_U8},
	[TYPE] = {"ipx.packet_type", "Packet Type", F_U8, HEX},
	[DST_NET] = {"ipx.dst.net", "Destination Network", F_U32, HEX, .either = "ipx.net"},
	[DST_NODE] = {"ipx.dst.node", "Destination Node", F_MAC, .either = "ipx.node"},
	[DST_SOCKET] = {"ipx.dst.socket", "Destination Socket", F_U16, HEX, sockets, .either = "ipx.socket"},
	[SRC_NET] = {"ipx.src.net", "Source Network", F_U32, HEX, .either = "ipx.net"},
	[SRC_NODE] = {"ipx.src.node", "Source Node", F_MAC, .either = "ipx.node"},
	[SRC_SOCKET] = {"ipx.src.socket", "Source Socket", F_U16, HEX, sockets, .either = "ipx.socket"},
	[DST_ADDRESS] = {"ipx.dst", "Destination Address", F_STR, .either = "ipx.addr"},
	[SRC_ADDRESS] = {"ipx.src", "Source Address", F_STR, .either = "ipx.addr"},
};

/* Net and node, never as a name. */
static void say_address(struct dis *d, uint32_t net, const struct mac *node)
{
	const uint8_t *b = node->b;

	say(d, "%08x.%02x:%02x:%02x:%02x:%02x:%02x", net, b[0], b[1], b[2], b[3], b[4], b[5]);
}

/* The net and node just read as text: "0a8808aa.000000000001". */
static void mark_address(struct dis *d, unsigned field, uint32_t net, const struct mac *node)
{
	enum { SIZE = 10, DIGITS = 21 };
	char text[DIGITS + 1];
	const uint8_t *b = node->b;
	if (!mark_wanted(d, field))
		return;
	snprintf(text, sizeof text, "%08x.%02x%02x%02x%02x%02x%02x", net, b[0], b[1], b[2], b[3], b[4], b[5]);
	mark_made(d, field, d->pos - SIZE, SIZE, text, DIGITS);
}

static void sap_services(struct dis *d)
{
	for (unsigned i = 0; i < SAP_MOST && more(d); i++) {
		unsigned type = u16(d, 0);
		say(d, " %04x '", type);
		if (declared(d) < SAP_NAME_LEN) {
			say_c(d, '\'');
			invalid(d);
			return;
		}
		struct span name = soft_bytes(d, 0, SAP_NAME_LEN);
		bool ended = say_text_z(d, name);
		if (!ended && name.len < SAP_NAME_LEN) {
			cut_here(d);
			return;
		}
		say_c(d, '\'');
		uint32_t net = u32(d, 0);
		const struct mac *node = mac(d, 0);
		say_s(d, " addr ");
		say_address(d, net, node);
		skip(d, 4);
	}
}

/* Service advertisement. */
static void sap(struct dis *d)
{
	unsigned command = u16(d, 0);

	switch (command) {
	case REQUEST:
	case NEAREST_REQUEST: {
		say(d, "ipx-sap-%sreq", command == REQUEST ? "" : "nearest-");
		unsigned type = u16(d, 0);
		say(d, " %04x", type);
		break;
	}
	case RESPONSE:
	case NEAREST_RESPONSE:
		say(d, "ipx-sap-%sresp", command == RESPONSE ? "" : "nearest-");
		sap_services(d);
		break;
	default:
		say(d, "ipx-sap-?%x", command);
	}
}

/* Routing information: net, hops, ticks. */
static void rip(struct dis *d)
{
	unsigned command = u16(d, 0);

	if (command != REQUEST && command != RESPONSE) {
		say(d, "ipx-rip-?%x", command);
		return;
	}
	say_s(d, command == REQUEST ? "ipx-rip-req" : "ipx-rip-resp");
	for (unsigned most = command == REQUEST ? 1 : RIP_MOST; most && more(d); most--) {
		if (declared(d) < RIP_ENTRY_LEN) {
			invalid(d);
			return;
		}
		uint32_t net = u32(d, 0);
		unsigned hops = u16(d, 0), ticks = u16(d, 0);
		say(d, " %08x/%u.%u", net, hops, ticks);
	}
}

static void payload(struct dis *d, unsigned socket)
{
	const char *name = word(sockets, socket);

	if (socket == SOCKET_SAP)
		sap(d);
	else if (socket == SOCKET_RIP)
		rip(d);
	else if (socket == SOCKET_EIGRP)
		dispatch(d, BIND_IP_PROTO, IP_PROTO_EIGRP);
	else if (name)
		say(d, "%s %u", name, declared(d));
	else
		say(d, "ipx-#%x %u", socket, declared(d));
}

static void dissect(struct dis *d)
{
	if (!d->opt->link_header)
		say_s(d, "IPX ");
	u16(d, CHECKSUM);
	unsigned length = u16(d, LENGTH);
	u8(d, HOPS);
	u8(d, TYPE);
	uint32_t dst_net = u32(d, DST_NET);
	const struct mac *dst = mac(d, DST_NODE);
	mark_address(d, DST_ADDRESS, dst_net, dst);
	unsigned dst_socket = u16(d, DST_SOCKET);
	uint32_t src_net = u32(d, SRC_NET);
	const struct mac *src = mac(d, SRC_NODE);
	mark_address(d, SRC_ADDRESS, src_net, src);
	unsigned src_socket = u16(d, SRC_SOCKET);
	say_address(d, src_net, src);
	say(d, ".%04x > ", src_socket);
	say_address(d, dst_net, dst);
	say(d, ".%04x:", dst_socket);
	if (length < HEADER_LEN) {
		invalid_misfit(d, "length", length, "<", HEADER_LEN);
		return;
	}
	say_c(d, ' ');
	declare(d, length - HEADER_LEN);
	payload(d, dst_socket);
}

/* Behind an EtherType, in DIX frames and SNAP. */
static void dissect_dix(struct dis *d)
{
	say_s(d, "(NOV-ETHII) ");
	dissect(d);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_IPX},
	{0},
};

const struct proto proto_ipx = {
	.name = "ipx",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};

const struct proto proto_ipx_dix = {
	.name = "ipx",
	.dissect = dissect_dix,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
