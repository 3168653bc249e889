/* Generic Routing Encapsulation: RFC 2784, RFC 2890 (key, sequence), RFC 1701 (routing), RFC 2637 (version 1, PPTP);
 * NVGRE: RFC 7637; ERSPAN is in erspan.c.
 *
 *	|C|R|K|S|s|recur|A|flags|ver| protocol 2 | by flags: checksum+reserved 4 | key 4 | sequence 4 | ack 4 |
 */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { GRE, FLAGS_AND_VERSION, PROTO, CHECKSUM, KEY, SEQUENCE, ACK, KEY_PAYLOAD_LEN, KEY_CALL_ID };

enum {
	CHECKSUM_PRESENT = 0x8000, ROUTING_PRESENT = 0x4000, KEY_PRESENT = 0x2000, SEQUENCE_PRESENT = 0x1000, STRICT = 0x0800,
	ACK_PRESENT = 0x0080, VERSION_MASK = 7,
	PROTO_WCCP = 0x883e, PROTO_ERSPAN_I_II = 0x88be, PROTO_CDP = 0x2000, PROTO_NHRP = 0x2001, PROTO_ERSPAN_III = 0x22eb,
};

static const struct token flag_words[] = {
	{CHECKSUM_PRESENT, "checksum present"}, {ROUTING_PRESENT, "routing present"}, {KEY_PRESENT, "key present"},
	{SEQUENCE_PRESENT, "sequence# present"}, {STRICT, "source routing present"}, {ACK_PRESENT, "ack present"}, {0, NULL}};

static const struct field fields[] = {
	[GRE] = {"gre", "Generic Routing Encapsulation"},
	[FLAGS_AND_VERSION] = {"gre.flags_and_version", "Flags and Version", F_U16, HEX},
	[PROTO] = {"gre.proto", "Protocol Type", F_U16, HEX, ethertypes},
	[CHECKSUM] = {"gre.checksum", "Checksum", F_U16, HEX},
	[KEY] = {"gre.key", "Key", F_U32, HEX},
	[SEQUENCE] = {"gre.sequence_number", "Sequence Number", F_U32},
	[ACK] = {"gre.ack_number", "Acknowledgment Number", F_U32},
	[KEY_PAYLOAD_LEN] = {"gre.key.payload_length", "Payload Length", F_U16},
	[KEY_CALL_ID] = {"gre.key.call_id", "Call ID", F_U16},
};

/* The redirect header of WCCP version 2 in front of an IP packet. */
static void wccp(struct dis *d)
{
	unsigned flags = u8(d, 0), service = u8(d, 0), alternative = u8(d, 0), primary = u8(d, 0);
	say(d, "wccp T:%u A:%u U:%u SId:%u Alt:%u Pri:%u: ", flags >> 7, flags >> 6 & 1, flags >> 5 & 1, service, alternative, primary);
	dispatch(d, BIND_ETHERTYPE, ETHERTYPE_IP);
}

/* sequenced: the header has a sequence number. */
static void payload(struct dis *d, unsigned version, unsigned proto, bool sequenced)
{
	if (version == 1) {
		if (proto == ETHERTYPE_PPP)
			call(d, &proto_ppp);
		else
			say(d, "gre-proto-0x%x", proto);
		return;
	}
	if (proto == PROTO_WCCP) {
		wccp(d);
		return;
	}
	if (proto == PROTO_ERSPAN_I_II || proto == PROTO_ERSPAN_III) {
		if (proto == PROTO_ERSPAN_I_II && !sequenced) { /* type I has no header */
			say_s(d, "erspan type1: ");
			call(d, &proto_ether);
		} else {
			call(d, proto == PROTO_ERSPAN_III ? &proto_erspan3 : &proto_erspan);
		}
		return;
	}
	if (proto == ETHERTYPE_ISO) {
		if (!dispatch(d, BIND_LLC_SAP, 0xfe))
			say_undecoded(d, left(d));
		return;
	}
	if (!proto) {
		say_s(d, "keep-alive");
		return;
	}
	if (proto == PROTO_CDP && dispatch(d, BIND_CISCO_PID, proto))
		return;
	bool carried = proto == ETHERTYPE_IP || proto == ETHERTYPE_IPV6 || proto == ETHERTYPE_MPLS || proto == ETHERTYPE_ATALK ||
		proto == ETHERTYPE_TEB || proto == ETHERTYPE_NSH || proto == PROTO_NHRP;
	if (!carried || !dispatch(d, BIND_ETHERTYPE, proto))
		say(d, "gre-proto-0x%x", proto);
}

static void routing(struct dis *d)
{
	for (;;) {
		unsigned af = u16(d, 0), len = (skip(d, 1), u8(d, 0));
		if (d->cut || (!af && !len))
			return;
		skip(d, len);
	}
}

static void version_0(struct dis *d, unsigned flags, unsigned proto)
{
	if (flags & CHECKSUM_PRESENT) {
		unsigned sum = u16(d, CHECKSUM);
		say(d, ", sum 0x%x", sum);
		unsigned offset = u16(d, 0);
		if (flags & ROUTING_PRESENT)
			say(d, ", off 0x%x", offset);
	} else if (flags & ROUTING_PRESENT) {
		skip(d, 4);
	}
	if (flags & KEY_PRESENT) {
		uint32_t key = u32(d, KEY);
		say(d, ", key=0x%x", key);
	}
	if (flags & SEQUENCE_PRESENT) {
		uint32_t seq = u32(d, SEQUENCE);
		say(d, ", seq %u", seq);
	}
	if (flags & ROUTING_PRESENT)
		routing(d);
	if (d->opt->link_header)
		say(d, ", proto %s (0x%04x)", tok(d, ethertypes, "unknown", proto), proto);
}

/* PPTP: the key is the payload's length and the call. */
static void version_1(struct dis *d, unsigned flags, unsigned proto)
{
	if (flags & KEY_PRESENT) {
		u16(d, KEY_PAYLOAD_LEN);
		unsigned id = u16(d, KEY_CALL_ID);
		say(d, ", call %u", id);
	}
	if (flags & SEQUENCE_PRESENT) {
		uint32_t seq = u32(d, SEQUENCE);
		say(d, ", seq %u", seq);
	}
	if (flags & ACK_PRESENT) {
		uint32_t ack = u32(d, ACK);
		say(d, ", ack %u", ack);
	}
	if (!(flags & SEQUENCE_PRESENT))
		say_s(d, ", no-payload");
	if (d->opt->link_header)
		say(d, ", proto %s (0x%04x)", tok(d, ethertypes, "unknown", proto), proto);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned flags = u16(d, FLAGS_AND_VERSION), version = flags & VERSION_MASK;
	say(d, "GREv%u", version);
	if (version > 1) {
		say_s(d, " - unknown");
		return;
	}
	unsigned proto = u16(d, PROTO);
	if (d->verbose)
		say(d, ", Flags [%s]", bits(d, flag_words, "none", ", ", flags));
	if (version == 0)
		version_0(d, flags, proto);
	else
		version_1(d, flags, proto);
	say(d, ", length %u", length);
	if (version == 1 && !(flags & SEQUENCE_PRESENT))
		return;
	say_s(d, d->verbose < 1 ? ": " : "\n\t");
	payload(d, version, proto, flags & SEQUENCE_PRESENT);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_GRE},
	{0},
};

const struct proto proto_gre = {
	.name = "gre",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
