/* Internet Control Message Protocol for IPv6: RFC 4443; extended echo RFC 8335, mobility RFC 6275. Other messages have
 * files of their own: neighbor_discovery.c, mld.c, icmp6_renumbering.c, icmp6_node_information.c, icmp6_rpl.c; those that
 * lines do not say icmp6_values.c. */
#include "core/bytes.h"
#include "dissect/checksum.h"
#include "dissect/net/icmp6.h"
#include "dissect/net/icmp_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/net/nd_option.h"
#include "dissect/protocols.h"

enum { QUOTED_HEADER = 40 }; /* of IPv6 */

static const struct token types[] = {
	{DST_UNREACH, "destination unreachable"}, {PACKET_TOO_BIG, "packet too big"}, {TIME_EXCEEDED, "time exceeded in-transit"},
	{PARAM_PROB, "parameter problem"}, {ECHO_REQUEST, "echo request"}, {ECHO_REPLY, "echo reply"},
	{LISTENER_QUERY, "multicast listener query"}, {LISTENER_REPORT, "multicast listener report"},
	{LISTENER_DONE, "multicast listener done"}, {ROUTER_SOLICIT, "router solicitation"},
	{ROUTER_ADVERT, "router advertisement"}, {NEIGHBOR_SOLICIT, "neighbor solicitation"},
	{NEIGHBOR_ADVERT, "neighbor advertisement"}, {REDIRECT, "redirect"}, {ROUTER_RENUMBERING, "router renumbering"},
	{NI_QUERY, "node information query"}, {NI_REPLY, "node information reply"}, {141, "inverse neighbor solicitation"},
	{142, "inverse neighbor advertisement"}, {LISTENER_REPORT_V2, "multicast listener report v2"},
	{HAD_REQUEST, "ha discovery request"}, {HAD_REPLY, "ha discovery reply"}, {MP_SOLICIT, "mobile router solicitation"},
	{MP_ADVERT, "mobile router advertisement"}, {RPL, "RPL"},
	{EXTENDED_ECHO, "extended echo request"}, {EXTENDED_ECHO_REPLY, "extended echo reply"}, {MTRACE_RESPONSE, "mtrace response"},
	{201, "mtrace message"}, {0, NULL}};

static const struct token unreachable_codes[] = {
	{0, "unreachable route"}, {1, "unreachable prohibited"}, {2, "beyond scope"}, {3, "unreachable address"},
	{4, "unreachable port"}, {5, "source address failed ingress/egress policy"}, {6, "reject route to destination"}, {0, NULL}};

static const struct field fields[] = {
	[ICMPV6] = {"icmpv6", "Internet Control Message Protocol v6"},
	[TYPE] = {"icmpv6.type", "Type", F_U8, DEC, types},
	[CODE] = {"icmpv6.code", "Code", F_U8},
	[CHECKSUM] = {"icmpv6.checksum", "Checksum", F_U16, HEX},
	[CHECKSUM_STATUS] = {"icmpv6.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[RESERVED] = {"icmpv6.reserved", "Reserved", F_BYTES},
	[LENGTH] = {"icmpv6.length", "Length of original datagram", F_U8},
	[MTU] = {"icmpv6.mtu", "MTU", F_U32},
	[POINTER] = {"icmpv6.pointer", "Pointer", F_U32},
	[IDENT] = {"icmpv6.echo.identifier", "Identifier", F_U16, HEX},
	[SEQ] = {"icmpv6.echo.sequence_number", "Sequence", F_U16},
	[DATA] = {"data.data", "Data", F_BYTES},
	[DATA_LEN] = {"data.len", "Length", F_I32},
	[EXT_SEQ] = {"icmpv6.ext.echo.seq", "Sequence number", F_U8},
	[EXT_REQUEST_RESERVED] = {"icmpv6.ext.echo.req.res", "Reserved", F_U8, HEX},
	[EXT_LOCAL] = {"icmpv6.ext.echo.req.local", "Local bit", F_BOOL},
	[EXT_STATE] = {"icmpv6.ext.echo.rsp.state", "State", F_U8},
	[EXT_REPLY_RESERVED] = {"icmpv6.ext.echo.rsp.res", "Reserved", F_U8, HEX},
	[EXT_ACTIVE] = {"icmpv6.ext.echo.rsp.active", "Active bit", F_BOOL},
	[EXT_IPV4] = {"icmpv6.ext.echo.rsp.ipv4", "IPv4 bit", F_BOOL},
	[EXT_IPV6] = {"icmpv6.ext.echo.rsp.ipv6", "IPv6 bit", F_BOOL},
	[CUR_HOP_LIMIT] = {"icmpv6.nd.ra.cur_hop_limit", "Cur hop limit", F_U8},
	[RA_FLAGS] = {"icmpv6.nd.ra.flag", "Flags", F_U8, HEX},
	[RA_M] = {"icmpv6.nd.ra.flag.m", "Managed address configuration", F_BOOL},
	[RA_O] = {"icmpv6.nd.ra.flag.o", "Other configuration", F_BOOL},
	[RA_H] = {"icmpv6.nd.ra.flag.h", "Home Agent", F_BOOL},
	[RA_PRF] = {"icmpv6.nd.ra.flag.prf", "Prf (Default Router Preference)", F_U8},
	[RA_P] = {"icmpv6.nd.ra.flag.p", "Proxy", F_BOOL},
	[RA_RSV] = {"icmpv6.nd.ra.flag.rsv", "Reserved", F_U8},
	[LIFETIME] = {"icmpv6.nd.ra.router_lifetime", "Router lifetime (s)", F_U16},
	[REACHABLE] = {"icmpv6.nd.ra.reachable_time", "Reachable time (ms)", F_U32},
	[RETRANS] = {"icmpv6.nd.ra.retrans_timer", "Retrans timer (ms)", F_U32},
	[NS_TARGET] = {"icmpv6.nd.ns.target_address", "Target Address", F_IP6},
	[NA_FLAGS] = {"icmpv6.nd.na.flag", "Flags", F_U32, HEX},
	[NA_R] = {"icmpv6.nd.na.flag.r", "Router", F_BOOL},
	[NA_S] = {"icmpv6.nd.na.flag.s", "Solicited", F_BOOL},
	[NA_O] = {"icmpv6.nd.na.flag.o", "Override", F_BOOL},
	[NA_RSV] = {"icmpv6.nd.na.flag.rsv", "Reserved", F_U32},
	[NA_TARGET] = {"icmpv6.nd.na.target_address", "Target Address", F_IP6},
	[RD_TARGET] = {"icmpv6.nd.rd.target_address", "Target Address", F_IP6},
	[RD_DESTINATION] = {"icmpv6.rd.na.destination_address", "Destination Address", F_IP6},
	[MLD_DELAY] = {"icmpv6.mld.maximum_response_delay", "Maximum Response Delay [ms]", F_U16},
	[MLD_CODE] = {"icmpv6.mld.maximum_response_code", "Maximum Response Code", F_U16},
	[MLD_ADDRESS] = {"icmpv6.mld.multicast_address", "Multicast Address", F_IP6},
	[MLD_FLAGS] = {"icmpv6.mld.flag", "Flags", F_U8, HEX},
	[MLD_S] = {"icmpv6.mld.flag.s", "Suppress Router-Side Processing", F_BOOL},
	[MLD_QRV] = {"icmpv6.mld.flag.qrv", "QRV (Querier's Robustness Variable)", F_U8},
	[MLD_RSV] = {"icmpv6.mld.flag.reserved", "Reserved", F_U8},
	[MLD_QQI] = {"icmpv6.mld.qqi", "QQIC (Querier's Query Interval Code)", F_U8},
	[MLD_SOURCES] = {"icmpv6.mld.nb_sources", "Number of Sources", F_U16},
	[MLD_SOURCE] = {"icmpv6.mld.source_address", "Source Address", F_IP6},
	[MLD_RECORDS] = {"icmpv6.mldr.nb_mcast_records", "Number of Multicast Address Records", F_U16},
	[MAR] = {"icmpv6.mldr.mar", "Multicast Address Record"},
	[MAR_TYPE] = {"icmpv6.mldr.mar.record_type", "Record Type", F_U8},
	[MAR_AUX_LEN] = {"icmpv6.mldr.mar.aux_data_len", "Aux Data Len", F_U8},
	[MAR_SOURCES] = {"icmpv6.mldr.mar.nb_sources", "Number of Sources", F_U16},
	[MAR_ADDRESS] = {"icmpv6.mldr.mar.multicast_address", "Multicast Address", F_IP6},
	[MAR_SOURCE] = {"icmpv6.mldr.mar.source_address", "Source Address", F_IP6},
	[MAR_AUX] = {"icmpv6.mldr.mar.auxiliary_data", "Auxiliary Data", F_BYTES},
	[MRD_INTERVAL] = {"icmpv6.mcast_ra.query_interval", "Query Interval", F_U16},
	[MRD_ROBUSTNESS] = {"icmpv6.mcast_ra.robustness_variable", "Robustness Variable", F_U16},
	[MIP6_IDENT] = {"icmpv6.mip6.identifier", "Identifier", F_U16},
	[MIP6_AGENT] = {"icmpv6.mip6.home_agent_address", "Home Agent Address", F_IP6},
	[MIP6_FLAGS] = {"icmpv6.mip6.flag", "Flags", F_U16, HEX},
	[MIP6_M] = {"icmpv6.mip6.flag.m", "Managed address configuration", F_BOOL},
	[MIP6_O] = {"icmpv6.mip6.flag.o", "Other configuration", F_BOOL},
	[MIP6_RSV] = {"icmpv6.mip6.flag.rsv", "Reserved", F_U16},
	[SEND_IDENT] = {"icmpv6.send.identifier", "Identifier", F_U16},
	[SEND_ALL] = {"icmpv6.send.all_components", "All Components", F_U16},
	[SEND_COMPONENT] = {"icmpv6.send.component", "Component", F_U16},
	[FMIP6_SUBTYPE] = {"icmpv6.fmip6.subtype", "Subtype", F_U8},
	[FMIP6_FLAGS] = {"icmpv6.fmip6.hi.flag", "Flag", F_U8, HEX},
	[FMIP6_S] = {"icmpv6.fmip6.hi.flag.s", "Assigned address configuration", F_BOOL},
	[FMIP6_A] = {"icmpv6.fmip6.hi.flag.a", "Buffer", F_BOOL},
	[FMIP6_RSV] = {"icmpv6.fmip6.hi.flag.reserved", "Reserved", F_U8},
	[FMIP6_IDENT] = {"icmpv6.fmip6.identifier", "Identifier", F_U16},
	[DA_STATUS] = {"icmpv6.6lowpannd.da.status", "Status", F_U8},
	[DA_RSV] = {"icmpv6.6lowpannd.da.rsv", "Reserved", F_U8},
	[DA_LIFETIME] = {"icmpv6.6lowpannd.da.lifetime", "Lifetime", F_U16},
	[DA_EUI64] = {"icmpv6.6lowpannd.da.eui64", "EUI-64", F_EUI64},
	[DA_ADDRESS] = {"icmpv6.6lowpannd.da.reg_addr", "Registered Address", F_IP6},
	[ILNP_LOCATORS] = {"icmpv6.ilnp.nb_locs", "Num of Locs", F_U8},
	[ILNP_LOCATOR] = {"icmpv6.ilnp.nb_locator", "Locator", F_U64, HEX},
	[ILNP_PREFERENCE] = {"icmpv6.ilnp.nb_preference", "Preference", F_U32},
	[ILNP_LIFETIME] = {"icmpv6.ilnp.nb_lifetime", "Lifetime", F_U32},
	[NI_QTYPE] = {"icmpv6.ni.qtype", "Qtype", F_U16},
	[NI_FLAGS] = {"icmpv6.ni.flag", "Flags", F_U16, HEX},
	[NI_G] = {"icmpv6.ni.flag.g", "Global-scope addresses", F_BOOL},
	[NI_S] = {"icmpv6.ni.flag.s", "Site-local addresses", F_BOOL},
	[NI_L] = {"icmpv6.ni.flag.l", "Link-local addresses", F_BOOL},
	[NI_C] = {"icmpv6.ni.flag.c", "Compression", F_BOOL},
	[NI_A] = {"icmpv6.ni.flag.a", "Unicast Addresses", F_BOOL},
	[NI_T] = {"icmpv6.ni.flag.t", "Truncated", F_BOOL},
	[NI_RSV] = {"icmpv6.ni.flag.rsv", "Reserved", F_U16, HEX},
	[NI_NONCE] = {"icmpv6.ni.nonce", "Nonce", F_U64, HEX},
	[NI_SUBJECT_IP6] = {"icmpv6.ni.query.subject_ipv6", "IPv6 subject address", F_IP6},
	[NI_SUBJECT_NAME] = {"icmpv6.ni.query.subject_fqdn", "FQDN subject", F_STR},
	[NI_SUBJECT_IP4] = {"icmpv6.ni.query.subject_ipv4", "IPv4 subject address", F_IP4},
	[NI_TTL] = {"icmpv6.ni.reply.node_ttl", "TTL", F_U32},
	[NI_NODE_NAME] = {"icmpv6.ni.reply.node_name", "Name Node", F_STR},
	[NI_NODE_IP6] = {"icmpv6.ni.reply.node_address", "IPv6 Node address", F_IP6},
	[NI_NODE_IP4] = {"icmpv6.ni.reply.ipv4_address", "IPv4 Node address", F_IP4},
	[RR_SEQUENCE] = {"icmpv6.rr.sequence_number", "Sequence Number", F_U32},
	[RR_SEGMENT] = {"icmpv6.rr.segment_number", "Segment Number", F_U8},
	[RR_FLAGS] = {"icmpv6.rr.flag", "Flags", F_U8, HEX},
	[RR_T] = {"icmpv6.rr.flag.t", "Test Command", F_BOOL},
	[RR_R] = {"icmpv6.rr.flag.r", "Result requested", F_BOOL},
	[RR_A] = {"icmpv6.rr.flag.a", "All Interfaces", F_BOOL},
	[RR_S] = {"icmpv6.rr.flag.s", "Site-specific", F_BOOL},
	[RR_P] = {"icmpv6.rr.flag.p", "Processed previously", F_BOOL},
	[RR_RSV] = {"icmpv6.rr.flag.rsv", "Reserved", F_U8},
	[RR_MAX_DELAY] = {"icmpv6.rr.maxdelay", "Max Delay", F_U16},
	[MATCH] = {"icmpv6.rr.pco.mp", "Match-Prefix Part"},
	[MATCH_OPCODE] = {"icmpv6.rr.pco.mp.opcode", "OpCode", F_U8},
	[MATCH_LENGTH] = {"icmpv6.rr.pco.mp.oplength", "OpLength", F_U8},
	[MATCH_ORDINAL] = {"icmpv6.rr.pco.mp.ordinal", "Ordinal", F_U8, HEX},
	[MATCH_LEN] = {"icmpv6.rr.pco.mp.matchlen", "MatchLen", F_U8},
	[MATCH_MIN] = {"icmpv6.rr.pco.mp.minlen", "MinLen", F_U8},
	[MATCH_MAX] = {"icmpv6.rr.pco.mp.maxlen", "MaxLen", F_U8},
	[MATCH_PREFIX] = {"icmpv6.rr.pco.mp.matchprefix", "MatchPrefix", F_IP6},
	[USE] = {"icmpv6.rr.pco.up", "Use-Prefix Part"},
	[USE_LEN] = {"icmpv6.rr.pco.up.uselen", "UseLen", F_U8},
	[USE_KEEP] = {"icmpv6.rr.pco.up.keeplen", "KeepLen", F_U8},
	[USE_MASK] = {"icmpv6.rr.pco.up.flagmask", "FlagMask", F_U8, HEX},
	[USE_MASK_L] = {"icmpv6.rr.pco.up.flagmask.l", "On-link flag(L)", F_BOOL},
	[USE_MASK_A] = {"icmpv6.rr.pco.up.flagmask.a", "Autonomous address-configuration flag(A)", F_BOOL},
	[USE_MASK_RSV] = {"icmpv6.rr.pco.up.flagmask.reserved", "Reserved", F_U8},
	[USE_RA_FLAGS] = {"icmpv6.rr.pco.up.raflags", "RAFlags", F_U8, HEX},
	[USE_VALID] = {"icmpv6.rr.pco.up.validlifetime", "Valid Lifetime", F_U32},
	[USE_PREFERRED] = {"icmpv6.rr.pco.up.preferredlifetime", "Preferred Lifetime", F_U32},
	[USE_FLAGS] = {"icmpv6.rr.pco.up.flag", "Flags", F_U32, HEX},
	[USE_V] = {"icmpv6.rr.pco.up.flag.v", "Decrement valid lifetime", F_BOOL},
	[USE_P] = {"icmpv6.rr.pco.up.flag.p", "Decrement preferred lifetime", F_BOOL},
	[USE_RSV] = {"icmpv6.rr.pco.up.flag.reserved", "Reserved", F_U32},
	[USE_PREFIX] = {"icmpv6.rr.pco.up.useprefix", "UsePrefix", F_IP6},
	[RESULT] = {"icmpv6.rr.rm", "Result Message"},
	[RESULT_FLAGS] = {"icmpv6.rr.rm.flag", "Flags", F_U16, HEX},
	[RESULT_B] = {"icmpv6.rr.rm.flag.b", "Bounds", F_BOOL},
	[RESULT_F] = {"icmpv6.rr.rm.flag.f", "Forbidden", F_BOOL},
	[RESULT_RSV] = {"icmpv6.rr.rm.flag.reserved", "Reserved", F_U16},
	[RESULT_ORDINAL] = {"icmpv6.rr.rm.ordinal", "Ordinal", F_U8, HEX},
	[RESULT_LEN] = {"icmpv6.rr.rm.matchedlen", "MatchedLen", F_U8},
	[RESULT_INTERFACE] = {"icmpv6.rr.rm.interfaceindex", "InterfaceIndex", F_U32},
	[RESULT_PREFIX] = {"icmpv6.rr.rm.matchedprefix", "MatchedPrefix", F_IP6},
	[OPT] = {"icmpv6.opt", "ICMPv6 Option"},
	[OPT_TYPE] = {"icmpv6.opt.type", "Type", F_U8},
	[OPT_LENGTH] = {"icmpv6.opt.length", "Length", F_U8},
	[OPT_LINK] = {"icmpv6.opt.linkaddr", "Link-layer address", F_BYTES},
	[OPT_SRC_LINK] = {"icmpv6.opt.src_linkaddr", "Source Link-layer address", F_BYTES},
	[OPT_DST_LINK] = {"icmpv6.opt.target_linkaddr", "Target Link-layer address", F_BYTES},
	[OPT_LINK_EUI64] = {"icmpv6.opt.linkaddr_eui64", "Link-layer address", F_EUI64},
	[OPT_SRC_EUI64] = {"icmpv6.opt.src_linkaddr_eui64", "Source Link-layer address", F_EUI64},
	[OPT_DST_EUI64] = {"icmpv6.opt.target_linkaddr_eui64", "Target Link-layer address", F_EUI64},
	[OPT_PREFIX_LEN] = {"icmpv6.opt.prefix.length", "Prefix Length", F_U8},
	[OPT_PREFIX_FLAGS] = {"icmpv6.opt.prefix.flag", "Flag", F_U8, HEX},
	[OPT_PREFIX_L] = {"icmpv6.opt.prefix.flag.l", "On-link flag(L)", F_BOOL},
	[OPT_PREFIX_A] = {"icmpv6.opt.prefix.flag.a", "Autonomous address-configuration flag(A)", F_BOOL},
	[OPT_PREFIX_R] = {"icmpv6.opt.prefix.flag.r", "Router address flag(R)", F_BOOL},
	[OPT_PREFIX_RSV] = {"icmpv6.opt.prefix.flag.reserved", "Reserved", F_U8},
	[OPT_PREFIX_VALID] = {"icmpv6.opt.prefix.valid_lifetime", "Valid Lifetime", F_U32},
	[OPT_PREFIX_PREFERRED] = {"icmpv6.opt.prefix.preferred_lifetime", "Preferred Lifetime", F_U32},
	[OPT_PREFIX] = {"icmpv6.opt.prefix", "Prefix", F_IP6},
	[OPT_MTU] = {"icmpv6.opt.mtu", "MTU", F_U32},
	[OPT_SHORTCUT] = {"icmpv6.opt.nbma.shortcut_limit", "Shortcut Limit", F_U8},
	[OPT_INTERVAL] = {"icmpv6.opt.advertisement_interval", "Advertisement Interval", F_U32},
	[OPT_HA_PREFERENCE] = {"icmpv6.opt.home_agent_preference", "Home Agent Preference", F_U16},
	[OPT_HA_LIFETIME] = {"icmpv6.opt.home_agent_lifetime", "Home Agent Preference", F_U16},
	[OPT_ADDRESS] = {"icmpv6.opt.ipv6_address", "IPv6 Address", F_IP6},
	[OPT_CGA_PAD] = {"icmpv6.opt.cga.pad_length", "Pad Length", F_U8},
	[OPT_CGA] = {"icmpv6.opt.cga", "CGA", F_BYTES},
	[OPT_CGA_MODIFIER] = {"icmpv6.opt.cga.modifier", "Modifier", F_BYTES},
	[OPT_CGA_SUBNET] = {"icmpv6.opt.cga.subnet_prefix", "Subnet Prefix", F_BYTES},
	[OPT_CGA_COUNT] = {"icmpv6.opt.cga.count", "Count", F_BYTES},
	[OPT_RSA_HASH] = {"icmpv6.opt.rsa.key_hash", "Key Hash", F_BYTES},
	[OPT_TIMESTAMP] = {"icmpv6.opt.timestamp", "Timestamp", F_TIME},
	[OPT_NONCE] = {"icmpv6.opt.nonce", "Nonce", F_BYTES},
	[OPT_NAME_TYPE] = {"icmpv6.opt.name_type", "Name Type", F_U8},
	[OPT_NAME_X501] = {"icmpv6.opt.name_x501", "DER Encoded X.501 Name", F_BYTES},
	[OPT_NAME_FQDN] = {"icmpv6.opt.name_type.fqdn", "FQDN", F_STR},
	[OPT_IPA_CODE] = {"icmpv6.opt.ipa.option_code", "Option-code", F_U8},
	[OPT_IPA_LEN] = {"icmpv6.opt.ipa.prefix_len", "Prefix Length", F_U8},
	[OPT_IPA_ADDRESS] = {"icmpv6.opt.ipa.ipv6_address", "IPv6 Address", F_IP6},
	[OPT_NRPI_CODE] = {"icmpv6.opt.nrpi.option_code", "Option-code", F_U8},
	[OPT_NRPI_LEN] = {"icmpv6.opt.nrpi.prefix_len", "Prefix Length", F_U8},
	[OPT_NRPI_PREFIX] = {"icmpv6.opt.nrpi.prefix", "Prefix", F_IP6},
	[OPT_LLA_CODE] = {"icmpv6.opt.lla.option_code", "Option-code", F_U8},
	[OPT_LLA_BYTES] = {"icmpv6.opt.lla.bytes", "Link-Layer Address", F_BYTES},
	[OPT_NAACK_CODE] = {"icmpv6.opt.naack.option_code", "Option-Code", F_U8},
	[OPT_NAACK_STATUS] = {"icmpv6.opt.naack.status", "Status", F_U8},
	[OPT_NAACK_NCOA] = {"icmpv6.opt.naack.supplied_ncoa", "Supplied NCoA", F_IP6},
	[OPT_MAP_DISTANCE] = {"icmpv6.opt.map.distance", "Distance", F_U8},
	[OPT_MAP_PREFERENCE] = {"icmpv6.opt.map.preference", "Preference", F_U8},
	[OPT_MAP_FLAGS] = {"icmpv6.opt.map.flag", "Flag", F_U8, HEX},
	[OPT_MAP_R] = {"icmpv6.opt.map.flag.r", "RCoA Flag", F_BOOL},
	[OPT_MAP_RSV] = {"icmpv6.opt.map.flag.reserved", "Reserved", F_U8},
	[OPT_MAP_VALID] = {"icmpv6.opt.map.valid_lifetime", "Valid Lifetime", F_U32},
	[OPT_MAP_ADDRESS] = {"icmpv6.opt.map.global_address", "Global Address", F_IP6},
	[OPT_ROUTE_FLAGS] = {"icmpv6.opt.route_info.flag", "Flag", F_U8, HEX},
	[OPT_ROUTE_PREFERENCE] = {"icmpv6.opt.route_info.flag.route_preference", "Route Preference", F_U8},
	[OPT_ROUTE_RSV] = {"icmpv6.opt.route_info.flag.reserved", "Reserved", F_U8},
	[OPT_ROUTE_LIFETIME] = {"icmpv6.opt.route_lifetime", "Route Lifetime", F_U32},
	[OPT_RDNSS_LIFETIME] = {"icmpv6.opt.rdnss.lifetime", "Lifetime", F_U32},
	[OPT_RDNSS] = {"icmpv6.opt.rdnss", "Recursive DNS Servers", F_IP6},
	[OPT_EFO] = {"icmpv6.opt.efo", "Flags Expansion Option", F_U16, HEX},
	[OPT_EFO_M] = {"icmpv6.opt.efo.m", "Managed address configuration", F_BOOL},
	[OPT_EFO_O] = {"icmpv6.opt.efo.o", "Other configuration", F_BOOL},
	[OPT_EFO_H] = {"icmpv6.opt.efo.h", "Home Agent", F_BOOL},
	[OPT_EFO_PRF] = {"icmpv6.opt.efo.prf", "Prf (Default Router Preference)", F_U16},
	[OPT_EFO_P] = {"icmpv6.opt.efo.p", "Proxy", F_BOOL},
	[OPT_EFO_RSV] = {"icmpv6.opt.efo.rsv", "Reserved", F_U16},
	[OPT_HAI_CODE] = {"icmpv6.opt.hai.option_code", "Option-Code", F_U8},
	[OPT_HAI_LEN] = {"icmpv6.opt.hai.length", "HAI-Length", F_U8},
	[OPT_HAI_VALUE] = {"icmpv6.opt.hai.value", "HAI-Value", F_BYTES},
	[OPT_MN_CODE] = {"icmpv6.opt.mn.option_code", "Option-Code", F_U8},
	[OPT_MN_LEN] = {"icmpv6.opt.mn.length", "MN-Length", F_U8},
	[OPT_MN_VALUE] = {"icmpv6.opt.mn.value", "MN-Value", F_BYTES},
	[OPT_DNSSL_LIFETIME] = {"icmpv6.opt.dnssl.lifetime", "Lifetime", F_U32},
	[OPT_DNSSL] = {"icmpv6.opt.dnssl", "Domain Names", F_STR},
	[OPT_ARO_STATUS] = {"icmpv6.opt.aro.status", "Status", F_U8},
	[OPT_ARO_LIFETIME] = {"icmpv6.opt.aro.registration_lifetime", "Registration  Lifetime", F_U16},
	[OPT_ARO_EUI64] = {"icmpv6.opt.aro.eui64", "EUI-64", F_EUI64},
	[OPT_CO_LEN] = {"icmpv6.opt.6co.context_length", "Context Length", F_U8},
	[OPT_CO_FLAGS] = {"icmpv6.opt.6co.flag", "Flag", F_U8, HEX},
	[OPT_CO_C] = {"icmpv6.opt.6co.flag.c", "Compression Flag", F_BOOL},
	[OPT_CO_CID] = {"icmpv6.opt.6co.flag.cid", "CID", F_U8},
	[OPT_CO_RSV] = {"icmpv6.opt.6co.flag.reserved", "Reserved", F_U8},
	[OPT_CO_VALID] = {"icmpv6.opt.6co.valid_lifetime", "Lifetime", F_U16},
	[OPT_CO_PREFIX] = {"icmpv6.opt.6co.context_prefix", "Context Prefix", F_IP6},
	[OPT_ABRO_LOW] = {"icmpv6.opt.abro.version_low", "Version Low", F_U16},
	[OPT_ABRO_HIGH] = {"icmpv6.opt.abro.version_high", "Version", F_U16},
	[OPT_ABRO_VALID] = {"icmpv6.opt.abro.valid_lifetime", "Valid Lifetime", F_U16},
	[OPT_ABRO_ADDRESS] = {"icmpv6.opt.abro.6lbr_address", "6LBR Address", F_IP6},
	[OPT_CIO_UNASSIGNED] = {"icmpv6.opt.6cio.unassigned1", "Unassigned", F_U16, HEX},
	[OPT_CIO_G] = {"icmpv6.opt.6cio.flag_g", "G", F_U16, HEX},
	[OPT_CIO_REST] = {"icmpv6.opt.6cio.unassigned2", "Unassigned", F_U32, HEX},
	[OPT_PORTAL] = {"icmpv6.opt.captive_portal", "Captive Portal", F_STR},
	[OPT_PREF64_LIFETIME] = {"icmpv6.opt.pref64.scaled_lifetime", "Scaled Lifetime", F_U16},
	[OPT_PREF64_PLC] = {"icmpv6.opt.pref64.plc", "PLC (Prefix Length Code)", F_U16, HEX},
	[OPT_PREF64] = {"icmpv6.opt.pref64.prefix", "Prefix", F_IP6},
	[OPT_DATA] = {"icmpv6.data", "Data", F_BYTES},
	[RPL_DIS_FLAGS] = {"icmpv6.rpl.dis.flags", "Flags", F_U8},
	[RPL_DIO_INSTANCE] = {"icmpv6.rpl.dio.instance", "RPLInstanceID", F_U8},
	[RPL_DIO_VERSION] = {"icmpv6.rpl.dio.version", "Version", F_U8},
	[RPL_DIO_RANK] = {"icmpv6.rpl.dio.rank", "Rank", F_U16},
	[RPL_DIO_FLAG] = {"icmpv6.rpl.dio.flag", "Flags", F_U8, HEX},
	[RPL_DIO_FLAG_G] = {"icmpv6.rpl.dio.flag.g", "Grounded (G)", F_BOOL},
	[RPL_DIO_FLAG_0] = {"icmpv6.rpl.dio.flag.0", "Zero", F_BOOL},
	[RPL_DIO_FLAG_MOP] = {"icmpv6.rpl.dio.flag.mop", "Mode of Operation (MOP)", F_U8, HEX},
	[RPL_DIO_FLAG_PREFERENCE] = {"icmpv6.rpl.dio.flag.preference", "DODAG Preference", F_U8},
	[RPL_DIO_DTSN] = {"icmpv6.rpl.dio.dtsn", "Destination Advertisement Trigger Sequence Number (DTSN)", F_U8},
	[RPL_DIO_DAGID] = {"icmpv6.rpl.dio.dagid", "DODAGID", F_IP6},
	[RPL_DAO_INSTANCE] = {"icmpv6.rpl.dao.instance", "RPLInstanceID", F_U8},
	[RPL_DAO_FLAG] = {"icmpv6.rpl.dao.flag", "Flags", F_U8, HEX},
	[RPL_DAO_FLAG_K] = {"icmpv6.rpl.dao.flag.k", "DAO-ACK Request (K)", F_BOOL},
	[RPL_DAO_FLAG_D] = {"icmpv6.rpl.dao.flag.d", "DODAGID Present (D)", F_BOOL},
	[RPL_DAO_FLAG_RSV] = {"icmpv6.rpl.dao.flag.rsv", "Reserved", F_U8},
	[RPL_DAO_SEQUENCE] = {"icmpv6.rpl.dao.sequence", "DAO Sequence", F_U8},
	[RPL_DAO_DODAGID] = {"icmpv6.rpl.dao.dodagid", "DODAGID", F_IP6},
	[RPL_DAOACK_INSTANCE] = {"icmpv6.rpl.daoack.instance", "RPLInstanceID", F_U8},
	[RPL_DAOACK_FLAG] = {"icmpv6.rpl.daoack.flag", "Flag", F_U8, HEX},
	[RPL_DAOACK_FLAG_D] = {"icmpv6.rpl.daoack.flag.d", "DODAGID Present (D)", F_BOOL},
	[RPL_DAOACK_FLAG_RSV] = {"icmpv6.rpl.daoack.flag.rsv", "Reserved", F_U8},
	[RPL_DAOACK_SEQUENCE] = {"icmpv6.rpl.daoack.sequence", "DAO-ACK Sequence", F_U8},
	[RPL_DAOACK_STATUS] = {"icmpv6.rpl.daoack.status", "Status", F_U8},
	[RPL_DAOACK_DODAGID] = {"icmpv6.rpl.daoack.dodagid", "DODAGID", F_IP6},
	[RPL_CC_INSTANCE] = {"icmpv6.rpl.cc.instance", "RPLInstanceID", F_U8},
	[RPL_CC_FLAG] = {"icmpv6.rpl.cc.flag", "Flag", F_U8, HEX},
	[RPL_CC_FLAG_R] = {"icmpv6.rpl.cc.flag.r", "Response (R)", F_BOOL},
	[RPL_CC_FLAG_RSV] = {"icmpv6.rpl.cc.flag.rsv", "Reserved", F_U8},
	[RPL_CC_NONCE] = {"icmpv6.rpl.cc.nonce", "CC Nonce", F_U16, HEX},
	[RPL_CC_DODAGID] = {"icmpv6.rpl.cc.dodagid", "DODAGID", F_IP6},
	[RPL_CC_DESTINATION_COUNTER] = {"icmpv6.rpl.cc.destination_counter", "Destination Counter", F_U32},
	[RPL_SECURE_FLAG] = {"icmpv6.rpl.secure.flag", "Flags", F_U8, HEX},
	[RPL_SECURE_FLAG_T] = {"icmpv6.rpl.secure.flag.t", "Counter is Time (T)", F_BOOL},
	[RPL_SECURE_FLAG_RSV] = {"icmpv6.rpl.secure.flag.rsv", "Reserved", F_U8},
	[RPL_SECURE_ALGORITHM] = {"icmpv6.rpl.secure.algorithm", "Algorithm", F_U8},
	[RPL_SECURE_KIM] = {"icmpv6.rpl.secure.kim", "Key Identifier Mode (KIM)", F_U8},
	[RPL_SECURE_LVL] = {"icmpv6.rpl.secure.lvl", "Security Level (LVL)", F_U8},
	[RPL_SECURE_RSV] = {"icmpv6.rpl.secure.rsv", "Reserved", F_U8},
	[RPL_SECURE_COUNTER] = {"icmpv6.rpl.secure.counter", "Counter", F_U32},
	[RPL_SECURE_KEY_SOURCE] = {"icmpv6.rpl.secure.key.source", "Key Source", F_BYTES},
	[RPL_SECURE_KEY_INDEX] = {"icmpv6.rpl.secure.key.index", "Key Source", F_U8},
	[RPL_P2P_DRO_INSTANCE] = {"icmpv6.rpl.p2p.dro.instance", "RPLInstanceID", F_U8},
	[RPL_P2P_DRO_VERSION] = {"icmpv6.rpl.p2p.dro.version", "Version", F_U8},
	[RPL_P2P_DRO_FLAG] = {"icmpv6.rpl.p2p.dro.flag", "Flags", F_U16, HEX},
	[RPL_P2P_DRO_FLAG_STOP] = {"icmpv6.rpl.p2p.dro.flag.stop", "Stop", F_BOOL},
	[RPL_P2P_DRO_FLAG_ACK] = {"icmpv6.rpl.p2p.dro.flag.ack", "Ack", F_BOOL},
	[RPL_P2P_DRO_FLAG_SEQ] = {"icmpv6.rpl.p2p.dro.flag.seq", "Seq", F_U16},
	[RPL_P2P_DRO_FLAG_RESERVED] = {"icmpv6.rpl.p2p.dro.flag.reserved", "Reserved", F_U16},
	[RPL_P2P_DRO_DAGID] = {"icmpv6.rpl.p2p.dro.dagid", "DODAGID", F_IP6},
	[RPL_P2P_DROACK_FLAG] = {"icmpv6.rpl.p2p.droack.flag", "Flags", F_U16, HEX},
	[RPL_P2P_DROACK_FLAG_SEQ] = {"icmpv6.rpl.p2p.droack.flag.seq", "Seq", F_U16},
	[RPL_P2P_DROACK_FLAG_RESERVED] = {"icmpv6.rpl.p2p.droack.flag.reserved", "Reserved", F_U16},
	[RPL_OPT_TYPE] = {"icmpv6.rpl.opt.type", "Type", F_U8},
	[RPL_OPT_LENGTH] = {"icmpv6.rpl.opt.length", "Length", F_U8},
	[RPL_METRIC_TYPE] = {"icmpv6.rpl.opt.metric.type", "Routing Metric/Constraint Type", F_U8},
	[RPL_METRIC_FLAGS] = {"icmpv6.rpl.opt.metric.flags", "Flags", F_U16, HEX},
	[RPL_METRIC_RESERVED] = {"icmpv6.rpl.opt.metric.reserved", "Reserved Flags", F_U16, HEX},
	[RPL_METRIC_FLAG_P] = {"icmpv6.rpl.opt.metric.flag.p", "Flag P", F_BOOL},
	[RPL_METRIC_FLAG_C] = {"icmpv6.rpl.opt.metric.flag.c", "Flag C", F_BOOL},
	[RPL_METRIC_FLAG_O] = {"icmpv6.rpl.opt.metric.flag.o", "Flag O", F_BOOL},
	[RPL_METRIC_FLAG_R] = {"icmpv6.rpl.opt.metric.flag.r", "Flag R", F_BOOL},
	[RPL_METRIC_FLAG_A] = {"icmpv6.rpl.opt.metric.flag.a", "A Field", F_U16, HEX},
	[RPL_METRIC_PREC] = {"icmpv6.rpl.opt.metric.prec", "Precedence field", F_U16, HEX},
	[RPL_METRIC_LENGTH] = {"icmpv6.rpl.opt.metric.length", "Metric Length", F_U8},
	[RPL_METRIC_NSA] = {"icmpv6.rpl.opt.metric.nsa.object", "Node State and Attribute Object", F_U16, HEX},
	[RPL_METRIC_NSA_RESERVED] = {"icmpv6.rpl.opt.metric.nsa.object.reserved", "Reserved field", F_U16, HEX},
	[RPL_METRIC_NSA_FLAGS] = {"icmpv6.rpl.opt.metric.nsa.object.flags", "Flags", F_U16, HEX},
	[RPL_METRIC_NSA_FLAG_A] = {"icmpv6.rpl.opt.metric.nsa.object.flag.a", "Flag A", F_BOOL},
	[RPL_METRIC_NSA_FLAG_O] = {"icmpv6.rpl.opt.metric.nsa.object.flag.o", "Flag O", F_BOOL},
	[RPL_METRIC_NE] = {"icmpv6.rpl.opt.metric.ne.object", "Node Energy Object", F_U16, HEX},
	[RPL_METRIC_NE_FLAGS] = {"icmpv6.rpl.opt.metric.ne.object.flags", "Flags field", F_U16, HEX},
	[RPL_METRIC_NE_FLAG_I] = {"icmpv6.rpl.opt.metric.ne.object.flag.i", "Flag I", F_BOOL},
	[RPL_METRIC_NE_TYPE] = {"icmpv6.rpl.opt.metric.ne.object.type", "Type", F_U16, HEX},
	[RPL_METRIC_NE_FLAG_E] = {"icmpv6.rpl.opt.metric.ne.object.flag.e", "Flag E", F_BOOL},
	[RPL_METRIC_NE_ENERGY] = {"icmpv6.rpl.opt.metric.ne.object.energy", "Energy", F_U16, HEX},
	[RPL_METRIC_HP] = {"icmpv6.rpl.opt.metric.hp.object", "Hop Count Object", F_U16, HEX},
	[RPL_METRIC_HP_RESERVED] = {"icmpv6.rpl.opt.metric.hp.object.reserved", "Reserved field", F_U16, HEX},
	[RPL_METRIC_HP_FLAGS] = {"icmpv6.rpl.opt.metric.hp.object.flags", "Flags", F_U16, HEX},
	[RPL_METRIC_HP_COUNT] = {"icmpv6.rpl.opt.metric.hp.object.hp", "Hop Count", F_U16},
	[RPL_METRIC_LT] = {"icmpv6.rpl.opt.metric.lt.object.lt", "Link Throughput", F_U32},
	[RPL_METRIC_LL] = {"icmpv6.rpl.opt.metric.ll.object.ll", "Link Latency", F_U32},
	[RPL_METRIC_ETX] = {"icmpv6.rpl.opt.metric.etx.object.etx", "ETX", F_U16},
	[RPL_OPT_ROUTE_PREFIX_LENGTH] = {"icmpv6.rpl.opt.route.prefix_length", "Prefix Length", F_U8},
	[RPL_OPT_ROUTE_FLAG] = {"icmpv6.rpl.opt.route.flag", "Flag", F_U8, HEX},
	[RPL_OPT_ROUTE_PREF] = {"icmpv6.rpl.opt.route.pref", "Preference", F_U8},
	[RPL_OPT_ROUTE_RESERVED] = {"icmpv6.rpl.opt.route.reserved", "Reserved", F_U8},
	[RPL_OPT_ROUTE_LIFETIME] = {"icmpv6.rpl.opt.route.lifetime", "Route Lifetime", F_U32},
	[RPL_OPT_ROUTE_PREFIX] = {"icmpv6.rpl.opt.route.prefix", "Prefix", F_IP6},
	[RPL_OPT_CONFIG_FLAG] = {"icmpv6.rpl.opt.config.flag", "Flag", F_U8, HEX},
	[RPL_OPT_CONFIG_RESERVED] = {"icmpv6.rpl.opt.config.reserved", "Reserved", F_U8},
	[RPL_OPT_CONFIG_AUTH] = {"icmpv6.rpl.opt.config.auth", "Authentication Enabled", F_BOOL},
	[RPL_OPT_CONFIG_PCS] = {"icmpv6.rpl.opt.config.pcs", "Path Control Size", F_U8},
	[RPL_OPT_CONFIG_INTERVAL_DOUBLE] = {"icmpv6.rpl.opt.config.interval_double", "DIOIntervalDoublings", F_U8},
	[RPL_OPT_CONFIG_INTERVAL_MIN] = {"icmpv6.rpl.opt.config.interval_min", "DIOIntervalMin", F_U16},
	[RPL_OPT_CONFIG_REDUNDANCY] = {"icmpv6.rpl.opt.config.redundancy", "DIORedundancyConstant", F_U8},
	[RPL_OPT_CONFIG_MAX_RANK_INC] = {"icmpv6.rpl.opt.config.max_rank_inc", "MaxRankInc", F_U16},
	[RPL_OPT_CONFIG_MIN_HOP_RANK_INC] = {"icmpv6.rpl.opt.config.min_hop_rank_inc", "MinHopRankInc", F_U16},
	[RPL_OPT_CONFIG_OCP] = {"icmpv6.rpl.opt.config.ocp", "OCP (Objective Code Point)", F_U16},
	[RPL_OPT_CONFIG_RSV] = {"icmpv6.rpl.opt.config.rsv", "Reserved", F_U8},
	[RPL_OPT_CONFIG_DEF_LIFETIME] = {"icmpv6.rpl.opt.config.def_lifetime", "Default Lifetime", F_U8},
	[RPL_OPT_CONFIG_LIFETIME_UNIT] = {"icmpv6.rpl.opt.config.lifetime_unit", "Lifetime Unit", F_U16},
	[RPL_OPT_TARGET_PREFIX_LENGTH] = {"icmpv6.rpl.opt.target.prefix_length", "Target Length", F_U8},
	[RPL_OPT_TARGET_PREFIX] = {"icmpv6.rpl.opt.target.prefix", "Target", F_IP6},
	[RPL_OPT_TRANSIT_FLAG] = {"icmpv6.rpl.opt.transit.flag", "Flags", F_U8, HEX},
	[RPL_OPT_TRANSIT_FLAG_E] = {"icmpv6.rpl.opt.transit.flag.e", "External", F_BOOL},
	[RPL_OPT_TRANSIT_FLAG_RSV] = {"icmpv6.rpl.opt.transit.flag.rsv", "Reserved", F_U8},
	[RPL_OPT_TRANSIT_PATHCTL] = {"icmpv6.rpl.opt.transit.pathctl", "Path Control", F_U8},
	[RPL_OPT_TRANSIT_PATHSEQ] = {"icmpv6.rpl.opt.transit.pathseq", "Path Sequence", F_U8},
	[RPL_OPT_TRANSIT_PATHLIFETIME] = {"icmpv6.rpl.opt.transit.pathlifetime", "Path Lifetime", F_U8},
	[RPL_OPT_TRANSIT_PARENT] = {"icmpv6.rpl.opt.transit.parent", "Parent Address", F_IP6},
	[RPL_OPT_SOLICITED_INSTANCE] = {"icmpv6.rpl.opt.solicited.instance", "Instance", F_U8},
	[RPL_OPT_SOLICITED_FLAG] = {"icmpv6.rpl.opt.solicited.flag", "Flag", F_U8, HEX},
	[RPL_OPT_SOLICITED_FLAG_V] = {"icmpv6.rpl.opt.solicited.flag.v", "Version predicate", F_BOOL},
	[RPL_OPT_SOLICITED_FLAG_I] = {"icmpv6.rpl.opt.solicited.flag.i", "InstanceID predicate", F_BOOL},
	[RPL_OPT_SOLICITED_FLAG_D] = {"icmpv6.rpl.opt.solicited.flag.d", "DODAGID predicate", F_BOOL},
	[RPL_OPT_SOLICITED_FLAG_RSV] = {"icmpv6.rpl.opt.solicited.flag.rsv", "Reserved", F_U8},
	[RPL_OPT_SOLICITED_DODAGID] = {"icmpv6.rpl.opt.solicited.dodagid", "DODAGID", F_IP6},
	[RPL_OPT_SOLICITED_VERSION] = {"icmpv6.rpl.opt.solicited.version", "Version", F_U8},
	[RPL_OPT_PREFIX_LENGTH] = {"icmpv6.rpl.opt.prefix.length", "Prefix Length", F_U8},
	[RPL_OPT_PREFIX_FLAG] = {"icmpv6.rpl.opt.prefix.flag", "Flag", F_U8, HEX},
	[RPL_OPT_PREFIX_FLAG_L] = {"icmpv6.rpl.opt.prefix.flag.l", "On Link", F_BOOL},
	[RPL_OPT_CONFIG_FLAG_A] = {"icmpv6.rpl.opt.config.flag.a", "Auto Address Config", F_BOOL},
	[RPL_OPT_CONFIG_FLAG_R] = {"icmpv6.rpl.opt.config.flag.r", "Router Address", F_BOOL},
	[RPL_OPT_CONFIG_FLAG_RSV] = {"icmpv6.rpl.opt.config.flag.rsv", "Reserved", F_U8},
	[RPL_OPT_PREFIX_VALID_LIFETIME] = {"icmpv6.rpl.opt.prefix.valid_lifetime", "Valid Lifetime", F_U32},
	[RPL_OPT_PREFIX_PREFERRED_LIFETIME] = {"icmpv6.rpl.opt.prefix.preferred_lifetime", "Preferred Lifetime", F_U32},
	[RPL_OPT_PREFIX] = {"icmpv6.rpl.opt.prefix", "Destination Prefix", F_IP6},
	[RPL_OPT_TARGETDESC_DESCRIPTOR] = {"icmpv6.rpl.opt.targetdesc.descriptor", "Descriptor", F_U32, HEX},
	[RPL_P2P_REPLY] = {"icmpv6.rpl.opt.routediscovery.flag.reply", "Reply", F_BOOL},
	[RPL_P2P_HOPBYHOP] = {"icmpv6.rpl.opt.routediscovery.flag.hopbyhop", "Hop-by-Hop", F_BOOL},
	[RPL_P2P_NUMOFROUTES] = {"icmpv6.rpl.opt.routediscovery.flag.numofroutes", "Number of Routes", F_U8},
	[RPL_P2P_COMPR] = {"icmpv6.rpl.opt.routediscovery.flag.compr", "Compr", F_U8},
	[RPL_P2P_LIFETIME] = {"icmpv6.rpl.opt.routediscovery.lifetime", "Lifetime", F_U8},
	[RPL_P2P_MAXRANK] = {"icmpv6.rpl.opt.routediscovery.maxrank", "MaxRank", F_U8},
	[RPL_P2P_NH] = {"icmpv6.rpl.opt.routediscovery.nh", "NH", F_U8},
	[RPL_P2P_TARGETADDR] = {"icmpv6.rpl.opt.routediscovery.targetaddr", "Target Address", F_IP6},
	[RPL_P2P_ADDRVEC_ADDR] = {"icmpv6.rpl.opt.routediscovery.addrvec.addr", "Address", F_IP6},
};

void icmp6_reserved(struct dis *d, uint32_t n)
{
	struct saved s = quiet_begin(d, true);
	bytes(d, RESERVED, n);
	quiet_end(d, &s);
	skip(d, n);
}

struct ip6 icmp6_prefix(struct dis *d, unsigned field, uint32_t n)
{
	struct ip6 a = {{0}};
	struct span s = soft_bytes(d, 0, n < sizeof a.b ? n : sizeof a.b);
	for (uint32_t i = 0; i < s.len; i++)
		a.b[i] = (uint8_t)span_u8(s, i);
	if (s.len)
		mark_made(d, field, s.pos, s.len, a.b, sizeof a.b);
	return a;
}

void icmp6_name_begin(const struct dis *d, struct icmp6_name *name)
{
	name->start = d->pos;
	name->len = 0;
}

void icmp6_name_label(struct dis *d, struct icmp6_name *name, uint32_t len)
{
	struct span label = soft_bytes(d, 0, len);
	say_text(d, label);
	bool adds = label.len && name->len + label.len < sizeof name->text;
	if (name->len && adds)
		name->text[name->len++] = '.';
	for (uint32_t i = 0; i < label.len && adds; i++)
		name->text[name->len++] = (char)span_u8(label, i);
	dis_read(d, len - label.len);
}

void icmp6_name_end(struct dis *d, const struct icmp6_name *name, unsigned field)
{
	mark_made(d, field, name->start, d->pos - name->start, name->text, name->len);
}

/* ---- Errors */

/* Fields only: the packet that an error quotes, and the extensions behind it (RFC 4884 section 4.4: len in units of 8
 * bytes; 0: none). */
static void quoted(struct dis *d, unsigned len)
{
	enum { UNIT = 8 };
	uint32_t start = d->pos, end = d->wire;
	if (!fields_wanted(d) || !left(d))
		return;
	struct saved s = quiet_begin(d, true);
	if (have(d, 6))
		declare(d, QUOTED_HEADER + peek16(d, 4));
	call_quoted(d, &proto_ip6);
	d->wire = end;
	if (len && start + len * UNIT < end)
		icmp_extension_fields(d, start + len * UNIT, end);
	quiet_end(d, &s);
}

/* The same with the word before it, which says how long it is, or nothing. */
static void length_and_quoted(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	unsigned len = peek8(d, 0);
	if (len)
		u8(d, LENGTH);
	bytes(d, RESERVED, len ? 3 : 4);
	quoted(d, len);
	quiet_end(d, &s);
	skip(d, 4);
}

/* Of the quoted packet lines look at the destination and at what port it went to. */
static void say_unreachable_port(struct dis *d)
{
	unsigned next = peek8(d, 6);
	uint32_t at = QUOTED_HEADER;
	while (next == IP_PROTO_HOPOPTS || next == IP_PROTO_DSTOPTS || next == IP_PROTO_ROUTING || next == IP_PROTO_FRAGMENT) {
		uint32_t size = next == IP_PROTO_FRAGMENT ? 8 : (peek8(d, at + 1) + 1) * 8;
		if (!have(d, at + size))
			break;
		next = peek8(d, at);
		at += size;
	}
	if (!need(d, at + 4))
		return;
	unsigned port = peek16(d, at + 2);
	skip(d, 24);
	const struct ip6 *dst = ip6(d, 0);
	const char *address = ip6_str(d, dst);
	if (next == IP_PROTO_TCP)
		say(d, ", %s tcp port %s", address, tcp_port_str(d, port));
	else if (next == IP_PROTO_UDP)
		say(d, ", %s udp port %s", address, udp_port_str(d, port));
	else
		say(d, ", %s protocol %u port %u unreachable", address, next, port);
}

static const char *quoted_destination(struct dis *d)
{
	skip(d, 24);
	const struct ip6 *dst = ip6(d, 0);
	return ip6_str(d, dst);
}

/* An unknown code is said as an unknown type is. */
static void destination_unreachable(struct dis *d, const struct icmp6_message *m)
{
	enum { ADDRESS = 3, PORT = 4 };
	length_and_quoted(d);
	say(d, ", %s", tok(d, unreachable_codes, "unknown unreach code (%u)", m->code));
	if (m->code == PORT)
		say_unreachable_port(d);
	else if (m->code <= ADDRESS)
		say(d, " %s", quoted_destination(d));
}

static void packet_too_big(struct dis *d, const struct icmp6_message *m)
{
	(void)m;
	say(d, ", mtu %u", u32(d, MTU));
	quoted(d, 0);
}

static void time_exceeded(struct dis *d, const struct icmp6_message *m)
{
	enum { IN_TRANSIT = 0, REASSEMBLY = 1 };
	length_and_quoted(d);
	if (m->code == REASSEMBLY)
		say_s(d, " (reassembly)");
	else if (m->code == IN_TRANSIT)
		say(d, " for %s", quoted_destination(d));
	else
		say(d, ", unknown code (%u)", m->code);
}

static void parameter_problem(struct dis *d, const struct icmp6_message *m)
{
	static const struct token codes[] = {
		{0, "erroneous"}, {1, "next header"}, {2, "option"}, {3, "incomplete header chain"}, {0, NULL}};
	uint32_t pointer = u32(d, POINTER);
	quoted(d, 0);
	need(d, QUOTED_HEADER);
	const char *w = word(codes, m->code);
	if (w)
		say(d, ", %s - octet %u", w, pointer);
	else
		say(d, ", code-#%u", m->code);
}

/* ---- Echo */

static void echo(struct dis *d, const struct icmp6_message *m)
{
	(void)m;
	unsigned id = u16(d, IDENT), seq = u16(d, SEQ);
	say(d, ", id %u, seq %u", id, seq);
	struct saved s = quiet_begin(d, true);
	struct span data = rest(d, DATA);
	if (data.len)
		mark_uint(d, DATA_LEN, data.pos, data.len, data.len);
	quiet_end(d, &s);
}

static void extended_echo(struct dis *d, const struct icmp6_message *m)
{
	static const struct bit_field request[] = {{0xfe, EXT_REQUEST_RESERVED}, {1, EXT_LOCAL}, {0}};
	static const struct bit_field reply[] = {
		{0xe0, EXT_STATE}, {0x18, EXT_REPLY_RESERVED}, {4, EXT_ACTIVE}, {2, EXT_IPV4}, {1, EXT_IPV6}, {0}};
	unsigned id = u16(d, IDENT), seq = u8(d, EXT_SEQ);
	say(d, ", id %u, seq %u", id, seq);
	if (m->type == EXTENDED_ECHO)
		icmp_extended_echo(d, m->start, m->length, request);
	else
		icmp_extended_echo_reply(d, m->start, m->code, reply);
}

/* ---- Home agents and prefixes of mobile nodes: RFC 6275 sections 6.5 to 6.8 */

static void home_agent_request(struct dis *d, const struct icmp6_message *m)
{
	say(d, ", id 0x%04x", u16(d, MIP6_IDENT));
	icmp6_reserved(d, 2);
}

/* Said with -v. */
static void home_agent_reply(struct dis *d, const struct icmp6_message *m)
{
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, ", length %u", m->length);
	say(d, ", id 0x%04x", u16(d, MIP6_IDENT));
	bytes(d, RESERVED, 2);
	while (!d->cut && d->pos < m->start + m->length) {
		const struct ip6 *agent = ip6(d, MIP6_AGENT);
		say_s(d, ", ");
		say_ip6(d, agent);
	}
	quiet_end(d, &s);
}

/* Said with -v. */
static void mobile_prefixes(struct dis *d, const struct icmp6_message *m)
{
	static const struct bit_field bits_of_flags[] = {
		{0xffff, MIP6_FLAGS}, {0x8000, MIP6_M}, {0x4000, MIP6_O}, {0x3fff, MIP6_RSV}, {0}};
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, ", length %u", m->length);
	say(d, ", id 0x%04x", u16(d, MIP6_IDENT));
	unsigned flags = flags16(d, bits_of_flags);
	if (flags & 0xc000)
		say(d, " %s%s", flags & 0x8000 ? "M" : "", flags & 0x4000 ? "O" : "");
	nd_options(d, m->start + m->length);
	quiet_end(d, &s);
}

/* ---- */

static void say_checksum(struct dis *d, uint32_t start, uint32_t length, unsigned held)
{
	struct span whole = span_at(d, start, length);
	if (d->verbose < 1 || d->opt->no_checksums || d->net.fragment || d->net.version != 6 || whole.len < length)
		return;
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, IP_PROTO_ICMPV6, length), whole));
	if (off_by)
		say(d, "[bad icmp6 cksum 0x%04x -> 0x%04x!] ", held, checksum_expected(held, off_by));
	else
		say_s(d, "[icmp6 sum ok] ");
}

static icmp6_reader *const readers[] = {
	[DST_UNREACH] = destination_unreachable, [PACKET_TOO_BIG] = packet_too_big, [TIME_EXCEEDED] = time_exceeded,
	[PARAM_PROB] = parameter_problem, [ECHO_REQUEST] = echo, [ECHO_REPLY] = echo, [LISTENER_QUERY] = mld_query,
	[LISTENER_REPORT] = mld_listener, [LISTENER_DONE] = mld_listener, [ROUTER_SOLICIT] = nd_router_solicitation,
	[ROUTER_ADVERT] = nd_router_advertisement, [NEIGHBOR_SOLICIT] = nd_neighbor_solicitation,
	[NEIGHBOR_ADVERT] = nd_neighbor_advertisement, [REDIRECT] = nd_redirect, [ROUTER_RENUMBERING] = icmp6_renumbering,
	[NI_QUERY] = icmp6_node_information, [NI_REPLY] = icmp6_node_information, [INVERSE_SOLICIT] = nd_inverse,
	[INVERSE_ADVERT] = nd_inverse, [LISTENER_REPORT_V2] = mld_report_v2, [HAD_REQUEST] = home_agent_request,
	[HAD_REPLY] = home_agent_reply, [MP_SOLICIT] = home_agent_request, [MP_ADVERT] = mobile_prefixes, [RPL] = icmp6_rpl,
	[EXTENDED_ECHO] = extended_echo, [EXTENDED_ECHO_REPLY] = extended_echo,
};

/* A type or code that the reference does not know: with one -v all of the message. */
static void say_unknown_message(struct dis *d, const struct icmp6_message *m)
{
	seek(d, m->start);
	if (d->verbose <= 1)
		say_unknown(d, "\n\t", m->length);
}

/* From behind the checksum on. */
static void message(struct dis *d, const struct icmp6_message *m, bool discovery)
{
	icmp6_reader *read = m->type < sizeof readers / sizeof *readers ? readers[m->type] : NULL;
	if (!read) {
		icmp6_values(d, m);
		say(d, ", length %u", m->length);
		say_unknown_message(d, m);
		return;
	}
	if (discovery && d->verbose)
		say(d, ", length %u", m->length);
	read(d, m);
	if (m->type == DST_UNREACH && !word(unreachable_codes, m->code))
		say_unknown_message(d, m);
	else if (!d->verbose)
		say(d, ", length %u", m->length);
}

static void dissect(struct dis *d)
{
	struct icmp6_message m = {.start = d->pos, .length = declared(d)};
	if (!m.length) {
		say_s(d, "ICMP6, length 0 (invalid)");
		return;
	}
	m.type = u8(d, TYPE);
	m.code = peek8(d, 0);
	bool discovery = m.type >= ROUTER_SOLICIT && m.type <= REDIRECT;
	say_checksum(d, m.start, m.length, peek16(d, 1));
	say(d, "ICMP6, %s", tok(d, types, "unknown icmp6 type (%u)", m.type));
	if (!discovery)
		need(d, 1);
	struct saved s = quiet_begin(d, true);
	u8(d, CODE);
	u16(d, CHECKSUM);
	if (mark_wanted(d, CHECKSUM_STATUS) && d->net.version == 6)
		mark_checksum(d, CHECKSUM_STATUS, d->pos - 2, sum_pseudo_header(d, IP_PROTO_ICMPV6, m.length),
			span_at(d, m.start, d->net.fragment ? 0 : m.length), m.length);
	quiet_end(d, &s);
	skip(d, 3);
	message(d, &m, discovery);
}

static const struct binding bindings[] = {
	{BIND_IP6_PROTO, .from = IP_PROTO_ICMPV6},
	{0},
};

const struct proto proto_icmp6 = {
	.name = "icmp6",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.header = HEADER_ICMP6,
};
