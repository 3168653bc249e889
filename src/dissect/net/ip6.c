/* Internet Protocol version 6: RFC 8200; extension headers in ip6_extension.c; jumbograms: RFC 2675.
 *
 *	 0       4              12      16              24              31
 *	+-------+--------------+-----------------------------------------+
 *	|version| traffic class|              flow label                 |
 *	|        payload length        |  next header  |    hop limit    |
 *	|                           source                               |
 *	|                        destination                             |
 */
#include "dissect/net/ethertype.h"
#include "dissect/net/ip6_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { HEADER = 40 };

static const struct field fields[] = {
	[IPV6] = {"ipv6", "Internet Protocol Version 6"},
	[VERSION] = {"ipv6.version", "Version", F_U8},
	[TCLASS] = {"ipv6.tclass", "Traffic Class", F_U32, HEX},
	[DSCP] = {"ipv6.tclass.dscp", "Differentiated Services Codepoint", F_U32},
	[ECN] = {"ipv6.tclass.ecn", "Explicit Congestion Notification", F_U32},
	[FLOW] = {"ipv6.flow", "Flow Label", F_U24, HEX},
	[PLEN] = {"ipv6.plen", "Payload Length", F_U16},
	[NXT] = {"ipv6.nxt", "Next Header", F_U8, DEC, ip_protocols},
	[HLIM] = {"ipv6.hlim", "Hop Limit", F_U8},
	[SRC_ADDR] = {"ipv6.src", "Source Address", F_IP6, .either = "ipv6.addr"},
	[DST_ADDR] = {"ipv6.dst", "Destination Address", F_IP6, .either = "ipv6.addr"},
	[SRC_SLAAC] = {"ipv6.src_slaac_mac", "Source SLAAC MAC", F_MAC, .either = "ipv6.slaac_mac"},
	[DST_SLAAC] = {"ipv6.dst_slaac_mac", "Destination SLAAC MAC", F_MAC, .either = "ipv6.slaac_mac"},
	[SRC_ISATAP] = {"ipv6.src_isatap_ipv4", "Source ISATAP IPv4", F_IP4, .either = "ipv6.isatap_ipv4"},
	[DST_ISATAP] = {"ipv6.dst_isatap_ipv4", "Destination ISATAP IPv4", F_IP4, .either = "ipv6.isatap_ipv4"},
	[SRC_6TO4] = {"ipv6.src_6to4_gw_ipv4", "Source 6to4 Gateway IPv4", F_IP4, .either = "ipv6.6to4_gw_ipv4"},
	[DST_6TO4] = {"ipv6.dst_6to4_gw_ipv4", "Destination 6to4 Gateway IPv4", F_IP4, .either = "ipv6.6to4_gw_ipv4"},
	[SRC_SLA] = {"ipv6.src_6to4_sla_id", "Source 6to4 SLA ID", F_U16, .either = "ipv6.6to4_sla_id"},
	[DST_SLA] = {"ipv6.dst_6to4_sla_id", "Destination 6to4 SLA ID", F_U16, .either = "ipv6.6to4_sla_id"},
	[SRC_TEREDO] = {"ipv6.src_ts_ipv4", "Source Teredo Server IPv4", F_IP4, .either = "ipv6.ts_ipv4"},
	[DST_TEREDO] = {"ipv6.dst_ts_ipv4", "Destination Teredo Server IPv4", F_IP4, .either = "ipv6.ts_ipv4"},
	[SRC_TEREDO_PORT] = {"ipv6.src_tc_port", "Source Teredo Port", F_U16, .either = "ipv6.tc_port"},
	[DST_TEREDO_PORT] = {"ipv6.dst_tc_port", "Destination Teredo Port", F_U16, .either = "ipv6.tc_port"},
	[SRC_TEREDO_CLIENT] = {"ipv6.src_tc_ipv4", "Source Teredo Client IPv4", F_IP4, .either = "ipv6.tc_ipv4"},
	[DST_TEREDO_CLIENT] = {"ipv6.dst_tc_ipv4", "Destination Teredo Client IPv4", F_IP4, .either = "ipv6.tc_ipv4"},
	[SRC_EMBEDDED] = {"ipv6.src_embed_ipv4", "Source Embedded IPv4", F_IP4, .either = "ipv6.embed_ipv4"},
	[DST_EMBEDDED] = {"ipv6.dst_embed_ipv4", "Destination Embedded IPv4", F_IP4, .either = "ipv6.embed_ipv4"},
	[EMBEDDED_PREFIX] = {"ipv6.embed_ipv4_prefix", "Embedded IPv4 Prefix", F_BYTES},
	[HOPOPTS] = {"ipv6.hopopts", "IPv6 Hop-by-Hop Option"},
	[HOPOPTS_NXT] = {"ipv6.hopopts.nxt", "Next Header", F_U8, DEC, ip_protocols},
	[HOPOPTS_LEN] = {"ipv6.hopopts.len", "Length", F_U8},
	[HOPOPTS_OCTETS] = {"ipv6.hopopts.len_oct", "Length", F_U16},
	[DSTOPTS] = {"ipv6.dstopts", "Destination Options for IPv6"},
	[DSTOPTS_NXT] = {"ipv6.dstopts.nxt", "Next Header", F_U8, DEC, ip_protocols},
	[DSTOPTS_LEN] = {"ipv6.dstopts.len", "Length", F_U8},
	[DSTOPTS_OCTETS] = {"ipv6.dstopts.len_oct", "Length", F_U16},
	[OPT] = {"ipv6.opt", "IPv6 Option"},
	[OPT_TYPE] = {"ipv6.opt.type", "Type", F_U8, HEX},
	[OPT_ACTION] = {"ipv6.opt.type.action", "Action", F_U8},
	[OPT_CHANGE] = {"ipv6.opt.type.change", "May Change", F_BOOL},
	[OPT_REST] = {"ipv6.opt.type.rest", "Low-Order Bits", F_U8, HEX},
	[OPT_LENGTH] = {"ipv6.opt.length", "Length", F_U8},
	[OPT_PADN] = {"ipv6.opt.padn", "PadN", F_BYTES},
	[OPT_ROUTER_ALERT] = {"ipv6.opt.router_alert", "Router Alert", F_U16},
	[OPT_TEL] = {"ipv6.opt.tel", "Tunnel Encapsulation Limit", F_U8},
	[OPT_JUMBO] = {"ipv6.opt.jumbo", "Payload Length", F_U32},
	[OPT_HOME_ADDRESS] = {"ipv6.opt.mipv6.home_address", "MIPv6 Home Address", F_IP6},
	[PMTU_MIN] = {"ipv6.opt.pmtu.min", "Minimum Reported PMTU", F_U16},
	[PMTU_RETURN] = {"ipv6.opt.pmtu.rtn", "Return Minimum PMTU", F_U16},
	[PMTU_R] = {"ipv6.opt.pmtu.r_flag", "Return Flag", F_BOOL},
	[CALIPSO_DOI] = {"ipv6.opt.calipso.doi", "CALIPSO Domain of Interpretation", F_U32},
	[CALIPSO_LENGTH] = {"ipv6.opt.calipso.cmpt.length", "Compartment Length", F_U8},
	[CALIPSO_LEVEL] = {"ipv6.opt.calipso.sens_level", "Sensitivity Level", F_U8},
	[CALIPSO_CHECKSUM] = {"ipv6.opt.calipso.checksum", "Checksum", F_U16, HEX},
	[CALIPSO_BITMAP] = {"ipv6.opt.calipso.cmpt_bitmap", "Compartment Bitmap", F_BYTES},
	[SMF_HASH] = {"ipv6.opt.smf_dpd.hash_bit", "H-bit", F_BOOL},
	[SMF_TID_TYPE] = {"ipv6.opt.smf_dpd.tid_type", "TaggerID Type", F_U8},
	[SMF_TID_LEN] = {"ipv6.opt.smf_dpd.tid_len", "TaggerID Length", F_U8},
	[SMF_TAGGER] = {"ipv6.opt.smf_dpd.tagger_id", "TaggerID", F_BYTES},
	[SMF_IDENT] = {"ipv6.opt.smf_dpd.ident", "Identifier", F_BYTES},
	[SMF_HAV] = {"ipv6.opt.smf_dpd.hav", "Hash Assist Value", F_BYTES},
	[PDM_SCALE_R] = {"ipv6.opt.pdm.scale_dtlr", "Scale DTLR", F_U8},
	[PDM_SCALE_S] = {"ipv6.opt.pdm.scale_dtls", "Scale DTLS", F_U8},
	[PDM_THIS] = {"ipv6.opt.pdm.psn_this_pkt", "PSN This Packet", F_U16},
	[PDM_LAST] = {"ipv6.opt.pdm.psn_last_recv", "PSN Last Received", F_U16},
	[PDM_DELTA_R] = {"ipv6.opt.pdm.delta_last_recv", "Delta Time Last Received", F_U16},
	[PDM_DELTA_S] = {"ipv6.opt.pdm.delta_last_sent", "Delta Time Last Sent", F_U16},
	[QS_FUNCTION] = {"ipv6.opt.qs_func", "Function", F_U8},
	[QS_RATE] = {"ipv6.opt.qs_rate", "Rate", F_U8},
	[QS_TTL] = {"ipv6.opt.qs_ttl", "QS TTL", F_U8},
	[QS_TTL_DIFF] = {"ipv6.opt.qs_ttl_diff", "TTL Diff", F_U8},
	[QS_UNUSED] = {"ipv6.opt.qs_unused", "Not Used", F_U8},
	[QS_NONCE] = {"ipv6.opt.qs_nonce", "QS Nonce", F_U32, HEX},
	[QS_RESERVED] = {"ipv6.opt.qs_reserved", "Reserved", F_U32, HEX},
	[RPL_FLAGS] = {"ipv6.opt.rpl.flag", "Flag", F_U8, HEX},
	[RPL_O] = {"ipv6.opt.rpl.flag.o", "Down", F_BOOL},
	[RPL_R] = {"ipv6.opt.rpl.flag.r", "Rank Error", F_BOOL},
	[RPL_F] = {"ipv6.opt.rpl.flag.f", "Forwarding Error", F_BOOL},
	[RPL_RESERVED] = {"ipv6.opt.rpl.flag.rsv", "Reserved", F_U8, HEX},
	[RPL_INSTANCE] = {"ipv6.opt.rpl.instance_id", "RPLInstanceID", F_U8, HEX},
	[RPL_RANK] = {"ipv6.opt.rpl.sender_rank", "Sender Rank", F_U16, HEX},
	[OPT_ILNP_NONCE] = {"ipv6.opt.ilnp_nonce", "ILNP Nonce", F_BYTES},
	[LIO_LENGTH] = {"ipv6.opt.lio.length", "LineIDLen", F_U8},
	[LIO_LINE] = {"ipv6.opt.lio.line_id", "Line ID", F_STR},
	[MPL_FLAGS] = {"ipv6.opt.mpl.flag", "Flag", F_U8, HEX},
	[MPL_S] = {"ipv6.opt.mpl.flag.s", "Seed ID Length", F_U8},
	[MPL_M] = {"ipv6.opt.mpl.flag.m", "Largest Sequence", F_BOOL},
	[MPL_V] = {"ipv6.opt.mpl.flag.v", "Version", F_BOOL},
	[MPL_RESERVED] = {"ipv6.opt.mpl.flag.rsv", "Reserved", F_U8, HEX},
	[MPL_SEQUENCE] = {"ipv6.opt.mpl.sequence", "Sequence", F_U8, HEX},
	[MPL_SEED] = {"ipv6.opt.mpl.seed_id", "Seed ID", F_BYTES},
	[DFF_FLAGS] = {"ipv6.opt.dff.flags", "Flags", F_U8, HEX},
	[DFF_VERSION] = {"ipv6.opt.dff.flag.ver", "Version (VER)", F_U8},
	[DFF_DUPLICATE] = {"ipv6.opt.dff.flag.dup", "Duplicate (DUP)", F_BOOL},
	[DFF_RETURN] = {"ipv6.opt.dff.flag.ret", "Return (RET)", F_BOOL},
	[DFF_RESERVED] = {"ipv6.opt.dff.flag.rsv", "Reserved", F_U8, HEX},
	[DFF_SEQUENCE] = {"ipv6.opt.dff.sequence_number", "Sequence Number", F_U16},
	[OPT_EXPERIMENTAL] = {"ipv6.opt.experimental", "Experimental Option", F_BYTES},
	[OPT_UNKNOWN] = {"ipv6.opt.unknown", "Unknown Option Payload", F_BYTES},
	[IOAM_RESERVED] = {"ipv6.opt.ioam.rsv", "Reserved", F_U8},
	[IOAM_TYPE] = {"ipv6.opt.ioam.opt_type", "Option-Type", F_U8},
	[TRACE_NS] = {"ipv6.opt.ioam.trace.ns", "Namespace ID", F_U16},
	[TRACE_NODE_LEN] = {"ipv6.opt.ioam.trace.nodelen", "Node Length", F_U8},
	[TRACE_FLAGS] = {"ipv6.opt.ioam.trace.flags", "Flags", F_U16, HEX},
	[TRACE_FLAG_O] = {"ipv6.opt.ioam.trace.flag.o", "Overflow", F_BOOL},
	[TRACE_FLAG_L] = {"ipv6.opt.ioam.trace.flag.l", "Loopback", F_BOOL},
	[TRACE_FLAG_A] = {"ipv6.opt.ioam.trace.flag.a", "Active", F_BOOL},
	[TRACE_FLAG_RSV] = {"ipv6.opt.ioam.trace.flag.rsv", "Reserved", F_BOOL},
	[TRACE_LEFT] = {"ipv6.opt.ioam.trace.remlen", "Remaining Length", F_U8},
	[TRACE_TYPE] = {"ipv6.opt.ioam.trace.type", "Trace Type", F_U24, HEX},
	[TRACE_BIT0] = {"ipv6.opt.ioam.trace.type.bit0", "Hop_Lim and Node ID (short)", F_BOOL},
	[TRACE_BIT1] = {"ipv6.opt.ioam.trace.type.bit1", "Ingress and Egress IDs (short)", F_BOOL},
	[TRACE_BIT2] = {"ipv6.opt.ioam.trace.type.bit2", "Timestamp seconds", F_BOOL},
	[TRACE_BIT3] = {"ipv6.opt.ioam.trace.type.bit3", "Timestamp fraction", F_BOOL},
	[TRACE_BIT4] = {"ipv6.opt.ioam.trace.type.bit4", "Transit delay", F_BOOL},
	[TRACE_BIT5] = {"ipv6.opt.ioam.trace.type.bit5", "IOAM-Namespace specific data (short)", F_BOOL},
	[TRACE_BIT6] = {"ipv6.opt.ioam.trace.type.bit6", "Queue depth", F_BOOL},
	[TRACE_BIT7] = {"ipv6.opt.ioam.trace.type.bit7", "Checksum complement", F_BOOL},
	[TRACE_BIT8] = {"ipv6.opt.ioam.trace.type.bit8", "Hop_Lim and Node ID (wide)", F_BOOL},
	[TRACE_BIT9] = {"ipv6.opt.ioam.trace.type.bit9", "Ingress and Egress IDs (wide)", F_BOOL},
	[TRACE_BIT10] = {"ipv6.opt.ioam.trace.type.bit10", "IOAM-Namespace specific data (wide)", F_BOOL},
	[TRACE_BIT11] = {"ipv6.opt.ioam.trace.type.bit11", "Buffer occupancy", F_BOOL},
	[TRACE_UNDEFINED] = {"ipv6.opt.ioam.trace.type.undef", "Undefined", F_BOOL},
	[TRACE_BIT22] = {"ipv6.opt.ioam.trace.type.bit22", "Opaque State Snapshot", F_BOOL},
	[TRACE_TYPE_RSV] = {"ipv6.opt.ioam.trace.type.rsv", "Reserved", F_BOOL},
	[TRACE_RESERVED] = {"ipv6.opt.ioam.trace.rsv", "Reserved", F_U8},
	[TRACE_FREE] = {"ipv6.opt.ioam.trace.free_space", "Free space", F_BYTES},
	[NODE_HLIM] = {"ipv6.opt.ioam.trace.node.hlim", "Hop Limit", F_U8},
	[NODE_ID] = {"ipv6.opt.ioam.trace.node.id", "ID", F_U24, HEX},
	[NODE_IIF] = {"ipv6.opt.ioam.trace.node.iif", "Ingress ID", F_U16, HEX},
	[NODE_EIF] = {"ipv6.opt.ioam.trace.node.eif", "Egress ID", F_U16, HEX},
	[NODE_TSS] = {"ipv6.opt.ioam.trace.node.tss", "Timestamp Seconds", F_U32, HEX},
	[NODE_TSF] = {"ipv6.opt.ioam.trace.node.tsf", "Timestamp Fraction", F_U32, HEX},
	[NODE_TRDELAY] = {"ipv6.opt.ioam.trace.node.trdelay", "Transit Delay", F_U32, HEX},
	[NODE_NSDATA] = {"ipv6.opt.ioam.trace.node.nsdata", "Namespace Data (short)", F_U32, HEX},
	[NODE_QDEPTH] = {"ipv6.opt.ioam.trace.node.qdepth", "Queue Depth", F_U32, HEX},
	[NODE_CSUM] = {"ipv6.opt.ioam.trace.node.csum", "Checksum Complement", F_U32, HEX},
	[NODE_ID_WIDE] = {"ipv6.opt.ioam.trace.node.id_wide", "ID", F_U64, HEX},
	[NODE_IIF_WIDE] = {"ipv6.opt.ioam.trace.node.iif_wide", "Ingress ID", F_U32, HEX},
	[NODE_EIF_WIDE] = {"ipv6.opt.ioam.trace.node.eif_wide", "Egress ID", F_U32, HEX},
	[NODE_NSDATA_WIDE] = {"ipv6.opt.ioam.trace.node.nsdata_wide", "Namespace Data (wide)", F_U64, HEX},
	[NODE_BUFOCCUP] = {"ipv6.opt.ioam.trace.node.bufoccup", "Buffer Occupancy", F_U32, HEX},
	[NODE_UNDEFINED] = {"ipv6.opt.ioam.trace.node.undefined", "Undefined bit", F_U32, HEX},
	[OSS_LEN] = {"ipv6.opt.ioam.trace.node.oss.len", "Length", F_U8},
	[OSS_SCHEMA] = {"ipv6.opt.ioam.trace.node.oss.scid", "Schema ID", F_U24, HEX},
	[OSS_DATA] = {"ipv6.opt.ioam.trace.node.oss.data", "Data", F_BYTES},
	[FRAGMENT] = {"ipv6.fraghdr", "Fragment Header for IPv6"},
	[FRAG_NXT] = {"ipv6.fraghdr.nxt", "Next header", F_U8, DEC, ip_protocols},
	[FRAG_RESERVED] = {"ipv6.fraghdr.reserved_octet", "Reserved octet", F_U8, HEX},
	[FRAG_OFFSET] = {"ipv6.fraghdr.offset", "Offset", F_U16},
	[FRAG_RESERVED_BITS] = {"ipv6.fraghdr.reserved_bits", "Reserved bits", F_U16},
	[FRAG_MORE] = {"ipv6.fraghdr.more", "More Fragments", F_BOOL},
	[FRAG_IDENT] = {"ipv6.fraghdr.ident", "Identification", F_U32, HEX},
	[ROUTING] = {"ipv6.routing", "Routing Header for IPv6"},
	[RT_NXT] = {"ipv6.routing.nxt", "Next Header", F_U8, DEC, ip_protocols},
	[RT_LEN] = {"ipv6.routing.len", "Length", F_U8},
	[RT_OCTETS] = {"ipv6.routing.len_oct", "Length", F_U16},
	[RT_TYPE] = {"ipv6.routing.type", "Type", F_U8},
	[RT_LEFT] = {"ipv6.routing.segleft", "Segments Left", F_U8},
	[RT_UNKNOWN] = {"ipv6.routing.unknown_data", "Type-Specific Data", F_BYTES},
	[RT_RESERVED] = {"ipv6.routing.src.reserved", "Reserved", F_BYTES},
	[RT_ADDRESS] = {"ipv6.routing.src.addr", "Address", F_IP6},
	[RT_MOBILE_RESERVED] = {"ipv6.routing.mipv6.reserved", "Reserved", F_BYTES},
	[RT_HOME_ADDRESS] = {"ipv6.routing.mipv6.home_address", "Home Address", F_IP6},
	[RT_COMPRESSED] = {"ipv6.routing.rpl.cmprI", "Compressed Internal Octets (CmprI)", F_U32},
	[RT_COMPRESSED_LAST] = {"ipv6.routing.rpl.cmprE", "Compressed Final Octets (CmprE)", F_U32},
	[RT_PAD] = {"ipv6.routing.rpl.pad", "Padding Bytes", F_U32},
	[RT_RPL_RESERVED] = {"ipv6.routing.rpl.reserved", "Reserved", F_U32},
	[RT_COUNT] = {"ipv6.routing.rpl.addr_count", "Total Address Count", F_I32},
	[RT_PARTIAL] = {"ipv6.routing.rpl.address", "Address", F_BYTES},
	[RT_FULL] = {"ipv6.routing.rpl.full_address", "Full Address", F_IP6},
	[SRH_LAST] = {"ipv6.routing.srh.last_entry", "Last Entry", F_U8},
	[SRH_FLAGS] = {"ipv6.routing.srh.flags", "Flags", F_U8, HEX},
	[SRH_TAG] = {"ipv6.routing.srh.tag", "Tag", F_BYTES},
	[SRH_ADDRESS] = {"ipv6.routing.srh.addr", "Address", F_IP6},
	[CRH16_CURRENT] = {"ipv6.routing.crh16.current_sid", "Current SID", F_U16},
	[CRH32_CURRENT] = {"ipv6.routing.crh32.current_sid", "Current SID", F_U32},
	[CRH16_SID] = {"ipv6.routing.crh16.sid", "Segment ID", F_U16},
	[CRH32_SID] = {"ipv6.routing.crh32.sid", "Segment ID", F_U32},
};

/* "(class 0x02, flowlabel 0x12345, hlim 64, next-header TCP (6), payload length 20) " */
static void say_verbose(struct dis *d, uint32_t first, unsigned plen, unsigned nxt, unsigned hlim)
{
	unsigned class = first >> 20 & 0xff, flow = first & 0xfffff;
	say_c(d, '(');
	if (class)
		say(d, "class 0x%02x, ", class);
	if (flow)
		say(d, "flowlabel 0x%05x, ", flow);
	const char *name = word(ip6_next_headers, nxt);
	say(d, "hlim %u, next-header %s", hlim, name ? name : "unknown");
	say(d, " (%u), payload length %u) ", nxt, plen);
}

static void say_addresses(struct dis *d, const struct ip6 *src, const struct ip6 *dst)
{
	say_ip6(d, src);
	say_s(d, " > ");
	say_ip6(d, dst);
	say_s(d, ": ");
}

/* The payload's length when the header says 0: a Jumbo Payload option's, or all there is. */
static uint32_t payload_length(struct dis *d, unsigned plen, unsigned nxt, uint32_t there)
{
	if (plen || nxt == IP_PROTO_HOPOPTS)
		return plen ? plen : there;
	if (there > 0xffff)
		say(d, "[real length %u, presumed BIG TCP] ", HEADER + there);
	return there > 0xffff ? there : plen;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!d->opt->link_header)
		say_s(d, "IP6 ");
	if (length < HEADER) {
		invalid_misfit(d, "length", length, "<", HEADER);
		return;
	}
	if (left(d))
		need(d, 4);
	uint32_t start = d->pos, first = u32(d, 0);
	if (fields_wanted(d)) {
		mark_uint(d, VERSION, start, 1, first >> 28);
		mark_uint(d, TCLASS, start, 2, first >> 20 & 0xff);
		mark_uint(d, DSCP, start, 2, first >> 22 & 0x3f);
		mark_uint(d, ECN, start, 2, first >> 20 & 3);
		mark_uint(d, FLOW, start + 1, 3, first & 0xfffff);
	}
	if (!d->cut && first >> 28 != 6) {
		invalid_misfit(d, "version", first >> 28, "!=", 6);
		return;
	}
	need(d, 4);
	unsigned plen = u16(d, PLEN), nxt = u8(d, NXT), hlim = u8(d, HLIM);
	uint32_t there = length - HEADER;
	if (d->verbose && !d->cut && plen <= there)
		say_verbose(d, first, plen, nxt, hlim);
	need(d, HEADER - 8);
	const struct ip6 *src = ip6(d, SRC_ADDR);
	if (d->tape)
		ip6_address_fields(d, src, false);
	const struct ip6 *dst = ip6(d, DST_ADDR);
	if (d->tape)
		ip6_address_fields(d, dst, true);
	if (d->cut)
		return;
	if (plen > there) {
		say(d, "[header+payload length %u > length %u]", plen + HEADER, length);
		invalid(d);
		say_c(d, ' ');
	}
	d->net = (struct net){
		.version = 6, .protocol = (uint8_t)nxt, .ttl = (uint8_t)hlim, .src = src->b, .dst = dst->b, .final_dst = dst->b};
	if (d->verbose && plen > there)
		say_verbose(d, first, plen, nxt, hlim);
	uint32_t payload = payload_length(d, plen, nxt, there);
	/* a payload length of 0 without a jumbo option says what is there, and does not keep anybody from reading on */
	if (payload)
		narrow(d, payload);
	else
		declare(d, 0);
	if (nxt != IP_PROTO_TCP && nxt != IP_PROTO_UDP && nxt != IP_PROTO_DCCP && nxt != IP_PROTO_SCTP)
		say_addresses(d, src, dst);
	ip6_next_header(d, nxt, !plen && nxt == IP_PROTO_HOPOPTS ? length : 0);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_IPV6},
	{BIND_IP_PROTO, .from = IP_PROTO_IPV6},
	{0},
};

const struct proto proto_ip6 = {
	.name = "ip6",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_IP6,
};
