/* Generic Routing Encapsulation: RFC 2784, RFC 2890 (key, sequence), RFC 1701 (routing), RFC 2637 (version 1, PPTP);
 * NVGRE: RFC 7637; ERSPAN is in erspan.c.
 *
 *	|C|R|K|S|s|recur|A|flags|ver| protocol 2 | by flags: checksum+reserved 4 | key 4 | sequence 4 | ack 4 |
 */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { GRE, FLAGS_AND_VERSION, PROTO, CHECKSUM, KEY, SEQUENCE, ACK, KEY_PAYLOAD_LEN, KEY_CALL_ID, FLAG_CHECKSUM, FLAG_ROUTING, FLAG_KEY, FLAG_SEQUENCE, FLAG_STRICT,
	RECURSION, FLAG_ACK, RESERVED, VERSION, OFFSET, ROUTING_FAMILY, ROUTING_OFFSET, ROUTING_LENGTH, WCCP_DYNAMIC,
	WCCP_ALTERNATIVE_USED, WCCP_VALID, WCCP_SERVICE, WCCP_ALTERNATIVE, WCCP_PRIMARY };

enum {
	CHECKSUM_PRESENT = 0x8000, ROUTING_PRESENT = 0x4000, KEY_PRESENT = 0x2000, SEQUENCE_PRESENT = 0x1000, STRICT = 0x0800,
	ACK_PRESENT = 0x0080, VERSION_MASK = 7,
	PROTO_WCCP = 0x883e, PROTO_ERSPAN_I_II = 0x88be, PROTO_CDP = 0x2000, PROTO_ERSPAN_III = 0x22eb,
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
	[FLAG_CHECKSUM] = {"gre.flags.checksum", "Checksum Bit", F_BOOL},
	[FLAG_ROUTING] = {"gre.flags.routing", "Routing Bit", F_BOOL},
	[FLAG_KEY] = {"gre.flags.key", "Key Bit", F_BOOL},
	[FLAG_SEQUENCE] = {"gre.flags.sequence_number", "Sequence Number Bit", F_BOOL},
	[FLAG_STRICT] = {"gre.flags.strict_source_route", "Strict Source Route Bit", F_BOOL},
	[RECURSION] = {"gre.flags.recursion_control", "Recursion control", F_U16},
	[FLAG_ACK] = {"gre.flags.ack", "Acknowledgment", F_BOOL},
	[RESERVED] = {"gre.flags.reserved", "Flags (Reserved)", F_U16},
	[VERSION] = {"gre.flags.version", "Version", F_U16},
	[OFFSET] = {"gre.offset", "Offset", F_U16},
	[ROUTING_FAMILY] = {"gre.routing.address_family", "Address Family", F_U16},
	[ROUTING_OFFSET] = {"gre.routing.sre_offset", "SRE Offset", F_U8},
	[ROUTING_LENGTH] = {"gre.routing.src_length", "SRE Length", F_U8},
	[WCCP_DYNAMIC] = {"gre.wccp.dynamic_service", "Dynamic Service", F_BOOL},
	[WCCP_ALTERNATIVE_USED] = {"gre.wccp.alternative_bucket_used", "Alternative bucket used", F_BOOL},
	[WCCP_VALID] = {"gre.wccp.redirect_header_valid", "WCCP Redirect header is valid", F_BOOL},
	[WCCP_SERVICE] = {"gre.wccp.service_id", "Service ID", F_U8},
	[WCCP_ALTERNATIVE] = {"gre.wccp.alternative_bucket", "Alternative Bucket", F_U8},
	[WCCP_PRIMARY] = {"gre.wccp.primary_bucket", "Primary Bucket", F_U8},
};

/* The redirect header of WCCP version 2 in front of an IP packet. */
static void wccp(struct dis *d)
{
	unsigned flags = u8(d, 0);
	also(d, WCCP_DYNAMIC, 1, flags >> 7);
	also(d, WCCP_ALTERNATIVE_USED, 1, flags >> 6 & 1);
	also(d, WCCP_VALID, 1, flags >> 5 & 1);
	unsigned service = u8(d, WCCP_SERVICE), alternative = u8(d, WCCP_ALTERNATIVE), primary = u8(d, WCCP_PRIMARY);
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
		proto == ETHERTYPE_TEB || proto == ETHERTYPE_NSH || proto == ETHERTYPE_NHRP;
	if (!carried || !dispatch(d, BIND_ETHERTYPE, proto))
		say(d, "gre-proto-0x%x", proto);
}

static void routing(struct dis *d)
{
	for (;;) {
		unsigned af = u16(d, ROUTING_FAMILY);
		u8(d, ROUTING_OFFSET);
		unsigned len = u8(d, ROUTING_LENGTH);
		if (d->cut || (!af && !len))
			return;
		say(d, ", (rtaf=0x%x)", af);
		skip(d, len);
	}
}

static void version_0(struct dis *d, unsigned flags, unsigned proto)
{
	if (flags & (CHECKSUM_PRESENT | ROUTING_PRESENT)) {
		unsigned sum = u16(d, CHECKSUM);
		if (d->verbose)
			say(d, ", sum 0x%x", sum);
		unsigned offset = u16(d, OFFSET);
		say(d, ", off 0x%x", offset);
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
	also(d, FLAG_CHECKSUM, 2, flags >> 15);
	also(d, FLAG_ROUTING, 2, flags >> 14 & 1);
	also(d, FLAG_KEY, 2, flags >> 13 & 1);
	also(d, FLAG_SEQUENCE, 2, flags >> 12 & 1);
	also(d, FLAG_STRICT, 2, flags >> 11 & 1);
	also(d, RECURSION, 2, flags >> 8 & 7);
	if (version == 1)
		also(d, FLAG_ACK, 2, flags >> 7 & 1);
	also(d, RESERVED, 2, version == 1 ? flags >> 3 & 15 : flags >> 3 & 31);
	also(d, VERSION, 2, version);
	say(d, "GREv%u", version);
	if (version > 1) {
		say_s(d, " ERROR: unknown-version");
		return;
	}
	if (d->verbose)
		say(d, ", Flags [%s]", bits(d, flag_words, "none", ", ", flags));
	unsigned proto = u16(d, PROTO);
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
	.cuts = CUTS_ITSELF,
};
