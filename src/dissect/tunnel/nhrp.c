/* Next Hop Resolution Protocol: RFC 2332.
 *
 *	| address family 2 | protocol type 2 | SNAP 5 | hops 1 | size 2 | checksum 2 | extensions at 2 | version 1 | type 1 |
 *	| source NBMA type/length 1 | subaddress 1 | source length 1 | destination length 1 | flags 2 | request id 4 | addresses |
 *	then client entries: | code 1 | prefix length 1 | 2 | MTU 2 | holding time 2 | NBMA 1 | sub 1 | protocol 1 | pref 1 | ... |
 */
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { NHRP, AFN, PRO_TYPE, HOPCNT, PKTSZ, CHECKSUM, EXTOFF, VERSION, TYPE, SHTL, SSTL, SRC_PROTO_LEN, DST_PROTO_LEN, FLAGS, REQ_ID,
	SRC_NBMA, SRC_PROT, DST_PROT, CODE, PREFIX, MTU, HTIME, PREF, CLI_NBMA, CLI_PROT, ERROR_CODE, ERROR_OFFSET };

enum { FIXED = 20, ERROR_INDICATION = 7, TRAFFIC_INDICATION = 8, PROTOCOL_IP = 0x800, PROTOCOL_IP6 = 0x86dd, LENGTH_BITS = 0x3f };

static const struct token types[] = {{1, "res request"}, {2, "res reply"}, {3, "reg request"}, {4, "reg reply"},
	{5, "purge request"}, {6, "purge reply"}, {7, "error indication"}, {8, "traffic indication"}, {0, NULL}};

static const struct field fields[] = {
	[NHRP] = {"nhrp", "NBMA Next Hop Resolution Protocol"},
	[AFN] = {"nhrp.hdr.afn", "Address Family Number", F_U16},
	[PRO_TYPE] = {"nhrp.hdr.pro.type", "Protocol Type (short form)", F_U16, HEX},
	[HOPCNT] = {"nhrp.hdr.hopcnt", "Hop Count", F_U8},
	[PKTSZ] = {"nhrp.hdr.pktsz", "Packet Length", F_U16},
	[CHECKSUM] = {"nhrp.hdr.chksum", "Packet Checksum", F_U16, HEX},
	[EXTOFF] = {"nhrp.hdr.extoff", "Extension Offset", F_U16},
	[VERSION] = {"nhrp.hdr.version", "Version", F_U8},
	[TYPE] = {"nhrp.hdr.op.type", "NHRP Packet Type", F_U8, DEC, types},
	[SHTL] = {"nhrp.hdr.shtl", "Source Address Type/Len", F_U8},
	[SSTL] = {"nhrp.hdr.sstl", "Source SubAddress Type/Len", F_U8},
	[SRC_PROTO_LEN] = {"nhrp.src_proto_len", "Source Protocol Len", F_U8},
	[DST_PROTO_LEN] = {"nhrp.dst_proto_len", "Destination Protocol Len", F_U8},
	[FLAGS] = {"nhrp.flags", "Flags", F_U16, HEX},
	[REQ_ID] = {"nhrp.reqid", "Request ID", F_U32},
	[SRC_NBMA] = {"nhrp.src.nbma.addr", "Source NBMA Address", F_IP4},
	[SRC_PROT] = {"nhrp.src.prot.addr", "Source Protocol Address", F_IP4},
	[DST_PROT] = {"nhrp.dst.prot.addr", "Destination Protocol Address", F_IP4},
	[CODE] = {"nhrp.code", "Code", F_U8},
	[PREFIX] = {"nhrp.prefix", "Prefix Length", F_U8},
	[MTU] = {"nhrp.mtu", "Max Transmission Unit", F_U16},
	[HTIME] = {"nhrp.htime", "Holding Time (s)", F_U16},
	[PREF] = {"nhrp.pref", "CIE Preference Value", F_U8},
	[CLI_NBMA] = {"nhrp.client.nbma.addr", "Client NBMA Address", F_IP4},
	[CLI_PROT] = {"nhrp.client.prot.addr", "Client Protocol Address", F_IP4},
	[ERROR_CODE] = {"nhrp.err.code", "Error Code", F_U16},
	[ERROR_OFFSET] = {"nhrp.err.offset", "Error Offset", F_U16},
};

/* An address of len bytes: IPv4, IPv6, or hex. */
static const char *address(struct dis *d, unsigned len, unsigned field4)
{
	if (len == 4)
		return ip4_str(d, ip4(d, field4));
	if (len == 16)
		return ip6_str(d, ip6(d, 0));
	return link_addr_str(d, bytes(d, 0, len));
}

static void client(struct dis *d)
{
	unsigned code = u8(d, CODE), prefix = u8(d, PREFIX);
	u16(d, 0);
	unsigned mtu = u16(d, MTU), htime = u16(d, HTIME);
	unsigned nbma = u8(d, 0) & LENGTH_BITS, sub = u8(d, 0) & LENGTH_BITS, protocol = u8(d, 0), pref = u8(d, PREF);
	say(d, " (code %u, pl %u, mtu %u, htime %u, pref %u", code, prefix, mtu, htime, pref);
	if (nbma)
		say(d, ", nbma %s", address(d, nbma, CLI_NBMA));
	skip(d, sub);
	if (protocol)
		say(d, ", proto %s", address(d, protocol, CLI_PROT));
	say_c(d, ')');
}

/* Of the packet that the sender complains about, no more than that it is there. */
static void error(struct dis *d, unsigned hops)
{
	u32(d, 0);
	unsigned code = u16(d, ERROR_CODE), offset = u16(d, ERROR_OFFSET);
	say(d, ", hopcnt %u, error code %u, offset %u", hops, code, offset);
}

static void mandatory(struct dis *d, unsigned type, unsigned nbma, unsigned sub, unsigned hops)
{
	unsigned from = u8(d, SRC_PROTO_LEN), to = u8(d, DST_PROTO_LEN);
	if (type == ERROR_INDICATION) {
		error(d, hops);
		return;
	}
	u16(d, FLAGS);
	uint32_t id = u32(d, REQ_ID);
	say(d, ", id %u, hopcnt %u", id, hops);
	if (nbma)
		say(d, ", src nbma %s", address(d, nbma, SRC_NBMA));
	skip(d, sub);
	const char *src = address(d, from, SRC_PROT), *dst = address(d, to, DST_PROT);
	say(d, ", %s -> %s", src, dst);
	while (more(d) && type != TRAFFIC_INDICATION)
		client(d);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	say_s(d, "NHRP:");
	u16(d, AFN);
	u16(d, PRO_TYPE);
	skip(d, 5);
	unsigned hops = u8(d, HOPCNT), size = u16(d, PKTSZ);
	u16(d, CHECKSUM);
	unsigned extensions = u16(d, EXTOFF);
	u8(d, VERSION);
	unsigned type = u8(d, TYPE), nbma = u8(d, SHTL) & LENGTH_BITS, sub = u8(d, SSTL) & LENGTH_BITS;
	say(d, " %s", tok(d, types, "unknown type %u", type));
	if (size > length || (extensions && (extensions < FIXED || extensions > size))) {
		invalid_misfit(d, "packet length", size, ">", length);
		return;
	}
	declare(d, (extensions ? start + extensions : start + size) - d->pos);
	mandatory(d, type, nbma, sub, hops);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_NHRP},
	{0},
};

const struct proto proto_nhrp = {
	.name = "nhrp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
