/* Border Gateway Protocol 4: RFC 4271; capabilities RFC 5492; route refresh RFC 2918, 7313; shutdown communication
 * RFC 9003.
 *
 *	| marker 16, all ones | length 2 | type | by type ... |
 */
#include "dissect/routing/bgp.h"

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { MARKER = 16, HEADER = 19, OPEN = 1, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE_REFRESH };
enum { CAP_MP = 1, CAP_LABELS = 8, CAP_ROLE = 9, CAP_RESTART = 64, CAP_AS4 = 65, CAP_ADD_PATH = 69, CAP_LLGR = 71 };
enum { OPT_CAPABILITIES = 2, OPT_EXTENDED = 255, UPDATE_ERROR = 3, CEASE = 6, CEASE_MAX_PREFIXES = 1, CEASE_SHUTDOWN = 2, CEASE_RESET = 4, CEASE_HARD = 9 };

const struct token bgp_messages[] = {
	{1, "Open"}, {2, "Update"}, {3, "Notification"}, {4, "Keepalive"}, {5, "Route Refresh"}, {0, NULL}};
const struct token bgp_afis[] = {
	{0, "Reserved"},
	{1, "IPv4"},
	{2, "IPv6"},
	{3, "NSAP"},
	{4, "HDLC"},
	{5, "BBN 1822"},
	{6, "802"},
	{7, "E.163"},
	{8, "E.164"},
	{9, "F.69"},
	{10, "X.121"},
	{11, "Novell IPX"},
	{12, "Appletalk"},
	{13, "Decnet IV"},
	{14, "Banyan Vines"},
	{15, "E.164 with NSAP subaddress"},
	{16, "DNS"},
	{17, "Distinguished Name"},
	{18, "AS Number"},
	{19, "XTP over IP4"},
	{20, "XTP over IP6"},
	{21, "XTP XTP"},
	{22, "Fibre Channel"},
	{23, "Fibre Channel GWWN"},
	{25, "VPLS"},
	{196, "Layer-2 VPN"},
	{0, NULL}};
const struct token bgp_safis[] = {
	{0, "Reserved"},
	{1, "Unicast"},
	{2, "Multicast"},
	{3, "Unicast+Multicast"},
	{4, "labeled Unicast"},
	{5, "Multicast VPN"},
	{64, "Tunnel"},
	{65, "VPLS"},
	{66, "MDT"},
	{70, "EVPN"},
	{128, "labeled VPN Unicast"},
	{129, "labeled VPN Multicast"},
	{130, "labeled VPN Unicast+Multicast"},
	{132, "Route Target Routing Information"},
	{0, NULL}};
const struct token bgp_capabilities[] = {
	{1, "Multiprotocol Extensions"},
	{2, "Route Refresh"},
	{3, "Cooperative Route Filtering"},
	{4, "Multiple Routes to a Destination"},
	{5, "Extended Next Hop Encoding"},
	{6, "BGP Extended Message"},
	{8, "Multiple Labels"},
	{9, "Role Capability"},
	{64, "Graceful Restart"},
	{65, "32-Bit AS Number"},
	{67, "Dynamic Capability"},
	{68, "Multisession BGP"},
	{69, "Multiple Paths"},
	{70, "Enhanced Route Refresh"},
	{71, "Long-lived Graceful Restart"},
	{128, "Route Refresh (Cisco)"},
	{0, NULL}};

static const struct token options[] = {
	{1, "Authentication Information"}, {2, "Capabilities Advertisement"}, {0, NULL}};
static const struct token path_modes[] = {{1, "Receive"}, {2, "Send"}, {3, "Both"}, {0, NULL}};
static const struct token roles[] = {
	{0, "Provider"}, {1, "RS"}, {2, "RS-Client"}, {3, "Customer"}, {4, "Peer"}, {0, NULL}};
static const struct token restart_flags[] = {{0x8, "R"}, {0x4, "N"}, {0, NULL}};
static const struct token errors[] = {
	{1, "Message Header Error"},
	{2, "OPEN Message Error"},
	{3, "UPDATE Message Error"},
	{4, "Hold Timer Expired"},
	{5, "Finite State Machine Error"},
	{6, "Cease"},
	{7, "ROUTE-REFRESH Message Error"},
	{0, NULL}};
static const struct token header_errors[] = {
	{1, "Connection Not Synchronized"}, {2, "Bad Message Length"}, {3, "Bad Message Type"}, {0, NULL}};
static const struct token open_errors[] = {
	{1, "Unsupported Version Number"},
	{2, "Bad Peer AS"},
	{3, "Bad BGP Identifier"},
	{4, "Unsupported Optional Parameter"},
	{5, "Authentication Failure"},
	{6, "Unacceptable Hold Time"},
	{7, "Capability Message Error"},
	{0, NULL}};
static const struct token update_errors[] = {
	{1, "Malformed Attribute List"},
	{2, "Unrecognized Well-known Attribute"},
	{3, "Missing Well-known Attribute"},
	{4, "Attribute Flags Error"},
	{5, "Attribute Length Error"},
	{6, "Invalid ORIGIN Attribute"},
	{7, "AS Routing Loop"},
	{8, "Invalid NEXT_HOP Attribute"},
	{9, "Optional Attribute Error"},
	{10, "Invalid Network Field"},
	{11, "Malformed AS_PATH"},
	{0, NULL}};
static const struct token state_errors[] = {
	{0, "Unspecified Error"},
	{1, "In OpenSent State"},
	{2, "In OpenConfirm State"},
	{3, "In Established State"},
	{0, NULL}};
static const struct token cease_errors[] = {
	{1, "Maximum Number of Prefixes Reached"},
	{2, "Administrative Shutdown"},
	{3, "Peer Unconfigured"},
	{4, "Administrative Reset"},
	{5, "Connection Rejected"},
	{6, "Other Configuration Change"},
	{7, "Connection Collision Resolution"},
	{8, "Out of Resources"},
	{9, "Hard Reset"},
	{10, "BFD Down"},
	{0, NULL}};
static const struct token refresh_errors[] = {{1, "Invalid Message Length"}, {0, NULL}};
static const struct token refresh_subtypes[] = {
	{0, "Normal route refresh request"},
	{1, "Demarcation of the beginning of a route refresh"},
	{2, "Demarcation of the ending of a route refresh"},
	{0, NULL}};

static const struct field fields[] = {
	[BGP] = {"bgp", "Border Gateway Protocol"},
	[BGP_MARKER] = {"bgp.marker", "Marker", F_BYTES},
	[BGP_LENGTH] = {"bgp.length", "Length", F_U16},
	[BGP_TYPE] = {"bgp.type", "Type", F_U8, DEC, bgp_messages},
	[BGP_VERSION] = {"bgp.open.version", "Version", F_U8},
	[BGP_MY_AS] = {"bgp.open.myas", "My AS", F_U16},
	[BGP_HOLDTIME] = {"bgp.open.holdtime", "Hold Time", F_U16},
	[BGP_IDENTIFIER] = {"bgp.open.identifier", "BGP Identifier", F_IP4},
	[BGP_OPT_LEN] = {"bgp.open.opt.len", "Optional Parameters Length", F_U8},
	[BGP_PARAM_TYPE] = {"bgp.open.opt.param.type", "Parameter Type", F_U8},
	[BGP_PARAM_LEN] = {"bgp.open.opt.param.len", "Parameter Length", F_U8},
	[BGP_CAP_TYPE] = {"bgp.cap.type", "Type", F_U8, DEC, bgp_capabilities},
	[BGP_CAP_LENGTH] = {"bgp.cap.length", "Length", F_U8},
	[BGP_CAP_MP_AFI] = {"bgp.cap.mp.afi", "AFI", F_U16, DEC, bgp_afis},
	[BGP_CAP_MP_SAFI] = {"bgp.cap.mp.safi", "SAFI", F_U8, DEC, bgp_safis},
	[BGP_CAP_GR_RESTART_TIME] = {"bgp.cap.gr.timers.restart_time", "Time", F_U16},
	[BGP_CAP_GR_AFI] = {"bgp.cap.gr.afi", "AFI", F_U16, DEC, bgp_afis},
	[BGP_CAP_GR_SAFI] = {"bgp.cap.gr.safi", "SAFI", F_U8, DEC, bgp_safis},
	[BGP_CAP_GR_FLAG] = {"bgp.cap.gr.flag", "Flag", F_U8, HEX},
	[BGP_CAP_LLGR_TIME] = {"bgp.cap.llgr.time", "Stale time", F_U24},
	[BGP_CAP_4AS] = {"bgp.cap.4as", "AS Number", F_U32},
	[BGP_CAP_AP_AFI] = {"bgp.cap.ap.afi", "AFI", F_U16, DEC, bgp_afis},
	[BGP_CAP_AP_SAFI] = {"bgp.cap.ap.safi", "SAFI", F_U8, DEC, bgp_safis},
	[BGP_CAP_AP_MODE] = {"bgp.cap.ap.sendreceive", "Send/Receive", F_U8},
	[BGP_CAP_UNKNOWN] = {"bgp.cap.unknown", "Unknown", F_BYTES},
	[BGP_MAJOR_ERROR] = {"bgp.notify.major_error", "Major error Code", F_U8},
	[BGP_MINOR_ERROR] = {"bgp.notify.minor_error", "Minor error Code", F_U8},
	[BGP_COMMUNICATION_LENGTH] = {"bgp.notify.communication_length", "BGP Shutdown Communication Length", F_U8},
	[BGP_COMMUNICATION] = {"bgp.notify.communication", "Shutdown Communication", F_STR},
	[BGP_REFRESH_AFI] = {"bgp.route_refresh.afi", "Address family identifier (AFI)", F_U16, DEC, bgp_afis},
	[BGP_REFRESH_SUBTYPE] = {"bgp.route_refresh.subtype", "Subtype", F_U8},
	[BGP_REFRESH_SAFI] = {"bgp.route_refresh.safi", "Subsequent address family identifier (SAFI)", F_U8, DEC, bgp_safis},
	[BGP_WITHDRAWN_LENGTH] = {"bgp.update.withdrawn_routes.length", "Withdrawn Routes Length", F_U16},
	[BGP_WITHDRAWN_PREFIX] = {"bgp.withdrawn_prefix", "Withdrawn prefix", F_IP4},
	[BGP_PREFIX_LENGTH] = {"bgp.prefix_length", "Prefix length", F_U8},
	[BGP_NLRI_PREFIX] = {"bgp.nlri_prefix", "NLRI prefix", F_IP4},
	[BGP_ATTRS_LENGTH] = {"bgp.update.path_attributes.length", "Total Path Attribute Length", F_U16},
	[BGP_ATTRIBUTE] = {"bgp.update.path_attribute", "Path Attribute", F_NONE},
	[BGP_ATTR_FLAGS] = {"bgp.update.path_attribute.flags", "Flags", F_U8, HEX},
	[BGP_ATTR_TYPE] = {"bgp.update.path_attribute.type_code", "Type Code", F_U8, DEC, bgp_attributes},
	[BGP_ATTR_LENGTH] = {"bgp.update.path_attribute.length", "Length", F_U16},
	[BGP_ORIGIN] = {"bgp.update.path_attribute.origin", "Origin", F_U8},
	[BGP_SEGMENT_TYPE] = {"bgp.update.path_attribute.as_path_segment.type", "Segment type", F_U8},
	[BGP_SEGMENT_LENGTH] = {"bgp.update.path_attribute.as_path_segment.length", "Segment length (number of ASN)", F_U8},
	[BGP_AS2] = {"bgp.update.path_attribute.as_path_segment.as2", "AS2", F_U16},
	[BGP_AS4] = {"bgp.update.path_attribute.as_path_segment.as4", "AS4", F_U32},
	[BGP_NEXT_HOP] = {"bgp.update.path_attribute.next_hop", "Next hop", F_IP4},
	[BGP_MED] = {"bgp.update.path_attribute.multi_exit_disc", "Multiple exit discriminator", F_U32},
	[BGP_LOCAL_PREF] = {"bgp.update.path_attribute.local_pref", "Local preference", F_U32},
	[BGP_AGGREGATOR_AS] = {"bgp.update.path_attribute.aggregator_as", "Aggregator AS", F_U32},
	[BGP_AGGREGATOR_ORIGIN] = {"bgp.update.path_attribute.aggregator_origin", "Aggregator origin", F_IP4},
	[BGP_COMMUNITY_WELL_KNOWN] = {"bgp.update.path_attribute.community_wellknown", "Community", F_U32, HEX},
	[BGP_COMMUNITY_AS] = {"bgp.update.path_attribute.community_as", "Community AS", F_U16},
	[BGP_COMMUNITY_VALUE] = {"bgp.update.path_attribute.community_value", "Community value", F_U16},
	[BGP_ORIGINATOR_ID] = {"bgp.update.path_attribute.originator_id", "Originator identifier", F_IP4},
	[BGP_CLUSTER_ID] = {"bgp.update.path_attribute.cluster_id", "Cluster ID", F_IP4},
	[BGP_REACH_AFI] = {"bgp.update.path_attribute.mp_reach_nlri.afi", "Address family identifier (AFI)", F_U16, DEC, bgp_afis},
	[BGP_REACH_SAFI] = {"bgp.update.path_attribute.mp_reach_nlri.safi", "Subsequent address family identifier (SAFI)", F_U8, DEC, bgp_safis},
	[BGP_REACH_NEXT_HOP4] = {"bgp.update.path_attribute.mp_reach_nlri.next_hop.ipv4", "IPv4 Address", F_IP4},
	[BGP_REACH_NEXT_HOP6] = {"bgp.update.path_attribute.mp_reach_nlri.next_hop.ipv6", "IPv6 Address", F_IP6},
	[BGP_UNREACH_AFI] = {"bgp.update.path_attribute.mp_unreach_nlri.afi", "Address family identifier (AFI)", F_U16, DEC, bgp_afis},
	[BGP_UNREACH_SAFI] = {"bgp.update.path_attribute.mp_unreach_nlri.safi", "Subsequent address family identifier (SAFI)", F_U8, DEC, bgp_safis},
	[BGP_EXT_COMMUNITY] = {"bgp.ext_community.type", "Type", F_U16, HEX},
	[BGP_LARGE_ADMIN] = {"bgp.large_communities.ga", "Global Administrator", F_U32},
	[BGP_LARGE_DATA1] = {"bgp.large_communities.ldp1", "Local Data Part 1", F_U32},
	[BGP_LARGE_DATA2] = {"bgp.large_communities.ldp2", "Local Data Part 2", F_U32},
	[BGP_OTC] = {"bgp.otc", "Originator AS", F_U32},
	[BGP_SET_ORIGIN_AS] = {"bgp.update.path_attribute.attr_set.origin_as", "Origin AS", F_U32},
	[BGP_LABEL] = {"bgp.update.path_attribute.mpls_label_value", "MPLS Label", F_U24, HEX},
	[BGP_UNKNOWN_ATTR] = {"bgp.update.path_attributes.unknown", "Unknown", F_BYTES},
};

static void say_afi_safi(struct dis *d, const char *before, unsigned afi, unsigned safi)
{
	say(d, "%sAFI %s (%u), SAFI %s (%u)", before, tok(d, bgp_afis, "Unknown", afi), afi,
	    tok(d, bgp_safis, "Unknown", safi), safi);
}

static void graceful_restart(struct dis *d, unsigned length)
{
	if (length < 2) {
		say_s(d, " (too short, < 2)");
		return;
	}
	unsigned restart = u16(d, 0);
	also(d, BGP_CAP_GR_RESTART_TIME, 2, restart & 0xfff);
	say(d, "\n\t\tRestart Flags: [%s], Restart Time %us", bits(d, restart_flags, "none", ", ", restart >> 12), restart & 0xfff);
	for (length -= 2; length >= 4 && !d->cut; length -= 4) {
		unsigned afi = u16(d, BGP_CAP_GR_AFI), safi = u8(d, BGP_CAP_GR_SAFI), flags = u8(d, BGP_CAP_GR_FLAG);
		say_afi_safi(d, "\n\t\t  ", afi, safi);
		say(d, ", Forwarding state preserved: %s", flags & 0x80 ? "yes" : "no");
	}
}

static void long_lived_restart(struct dis *d, unsigned length)
{
	for (; length >= 7 && !d->cut; length -= 7) {
		unsigned afi = u16(d, BGP_CAP_GR_AFI), safi = u8(d, BGP_CAP_GR_SAFI), flags = u8(d, BGP_CAP_GR_FLAG);
		(void)afi, (void)safi, (void)flags; /* the line names the capability only */
		u24(d, BGP_CAP_LLGR_TIME);
	}
}

static void families(struct dis *d, unsigned code, unsigned length)
{
	for (; length >= 4 && !d->cut; length -= 4) {
		unsigned afi = u16(d, BGP_CAP_AP_AFI), safi = u8(d, BGP_CAP_AP_SAFI);
		unsigned value = u8(d, code == CAP_ADD_PATH ? BGP_CAP_AP_MODE : 0);
		say_afi_safi(d, "\n\t\t", afi, safi);
		if (code == CAP_ADD_PATH)
			say(d, ", Send/Receive: %s", tok(d, path_modes, "Bogus (0x%02x)", value));
		else
			say(d, ", Count: %u", value);
	}
	if (length && code == CAP_ADD_PATH)
		invalid(d);
}

/* false: nobody decodes it. */
static bool capability_value(struct dis *d, unsigned code, unsigned length)
{
	unsigned afi, safi;
	switch (code) {
	case CAP_MP:
		afi = u16(d, BGP_CAP_MP_AFI);
		u8(d, 0);
		safi = u8(d, BGP_CAP_MP_SAFI);
		say_afi_safi(d, "\n\t\t", afi, safi);
		return true;
	case CAP_RESTART:
		graceful_restart(d, length);
		return true;
	case CAP_LLGR:
		long_lived_restart(d, length);
		return true;
	case CAP_AS4:
		if (length < 4) {
			say_s(d, " (too short, < 4)");
		} else {
			uint32_t as = u32(d, BGP_CAP_4AS);
			say(d, "\n\t\t 4 Byte AS %s", asn_str(d, as));
		}
		return true;
	case CAP_ADD_PATH:
	case CAP_LABELS:
		families(d, code, length);
		return true;
	case CAP_ROLE: {
		unsigned role = u8(d, 0);
		say(d, "\n\t\tRole name %s (%u)", tok(d, roles, "Unassigned", role), role);
		return true;
	}
	case 2:
	case 6:
	case 70:
	case 128:
		return true;
	}
	return false;
}

static void capabilities(struct dis *d, uint32_t length)
{
	uint32_t end = d->pos + length;
	while (!d->cut && d->pos < end) {
		unsigned code = u8(d, BGP_CAP_TYPE), size = u8(d, BGP_CAP_LENGTH);
		say(d, "\n\t      %s (%u), length: %u", tok(d, bgp_capabilities, "Unknown", code), code, size);
		need(d, size);
		uint32_t start = d->pos;
		bool known = capability_value(d, code, size);
		seek(d, start);
		if (!known)
			say(d, "\n\t\tno decoder for Capability %u", code);
		if ((!known || d->verbose > 1) && size)
			say_hexdump(d, "\n\t\t", size);
		bytes(d, known ? 0 : BGP_CAP_UNKNOWN, size);
		if ((code == CAP_RESTART && size < 2) || (code == CAP_AS4 && size < 4))
			break;
	}
}

static void open_message(struct dis *d)
{
	unsigned version = u8(d, BGP_VERSION), as = u16(d, BGP_MY_AS), holdtime = u16(d, BGP_HOLDTIME);
	uint32_t id = ip4(d, BGP_IDENTIFIER);
	unsigned length = u8(d, BGP_OPT_LEN);
	say(d, "\n\t  Version %u, my AS %u, Holdtime %us, ID %s", version, as, holdtime, ip4_str(d, id));
	bool extended = length == OPT_EXTENDED && peek8(d, 0) == OPT_EXTENDED;
	if (extended) {
		u8(d, 0);
		length = u16(d, 0);
		say(d, "\n\t  Optional parameters (Extended), length: %u", length);
	} else {
		say(d, "\n\t  Optional parameters, length: %u", length);
	}
	uint32_t end = d->pos + length;
	while (!d->cut && d->pos < end) {
		unsigned type = u8(d, BGP_PARAM_TYPE), size = extended ? u16(d, BGP_PARAM_LEN) : u8(d, BGP_PARAM_LEN);
		if (!d->cut && size > (d->pos < end ? end - d->pos : 0)) {
			say(d, "\n\t     Option %u, length: %u, goes past the end of the options", type, size);
			break;
		}
		say(d, "\n\t    Option %s (%u), length: %u", tok(d, options, "Unknown", type), type, size);
		need(d, size);
		uint32_t start = d->pos;
		if (type == OPT_CAPABILITIES)
			capabilities(d, size);
		else
			say(d, "\n\t      no decoder for option %u", type);
		seek(d, start + size);
	}
}

static const struct token *suberrors(unsigned error)
{
	switch (error) {
	case 1:
		return header_errors;
	case 2:
		return open_errors;
	case 3:
		return update_errors;
	case 5:
		return state_errors;
	case 7:
		return refresh_errors;
	}
	return NULL;
}

static void shutdown_communication(struct dis *d, uint32_t end)
{
	unsigned length = u8(d, BGP_COMMUNICATION_LENGTH);
	if (!length) {
		say_s(d, ", empty Shutdown Communication");
		return;
	}
	if (length > end - d->pos) {
		say_s(d, ", invalid Shutdown Communication length");
		seek(d, d->pos - 1);
		return;
	}
	say(d, ", Shutdown Communication (length: %u): \"", length);
	struct span s = bytes(d, BGP_COMMUNICATION, length);
	say_text(d, s);
	say_c(d, '"');
}

static void notification(struct dis *d, uint32_t end)
{
	unsigned error = u8(d, BGP_MAJOR_ERROR), sub = u8(d, BGP_MINOR_ERROR);
	say(d, ", %s (%u)", tok(d, errors, "Unknown Error", error), error);
	const struct token *words = suberrors(error);
	if (words)
		say(d, "%s subcode %s (%u)", error <= UPDATE_ERROR ? "," : "", tok(d, words, "Unknown", sub), sub);
	if (error != CEASE)
		return;
	say(d, ", subcode %s (%u)", tok(d, cease_errors, "Unknown", sub), sub);
	if (sub == CEASE_HARD && end >= d->pos + 2) {
		notification(d, end);
		return;
	}
	if (sub == CEASE_MAX_PREFIXES && end >= d->pos + 7) {
		unsigned afi = u16(d, 0), safi = u8(d, 0);
		uint32_t max = u32(d, 0);
		say_afi_safi(d, ", ", afi, safi);
		say(d, ", Max Prefixes: %u", max);
	}
	if ((sub != CEASE_SHUTDOWN && sub != CEASE_RESET) || end <= d->pos)
		return;
	shutdown_communication(d, end);
	if (!d->cut && d->pos < end) {
		say(d, ", Data: (length: %u)", end - d->pos);
		say_hexdump(d, "\n\t\t", end - d->pos);
	}
}

/* Outbound route filters: RFC 5291 section 4. */
static void route_filters(struct dis *d, uint32_t end)
{
	static const struct token when[] = {{1, "Immediate"}, {2, "Defer"}, {0, NULL}};
	static const struct token kinds[] = {{64, "Address Prefix ORF"}, {65, "CP-ORF"}, {0, NULL}};
	if (end <= d->pos)
		return;
	unsigned refresh = u8(d, 0), kind = u8(d, 0), length = u16(d, 0);
	say(d, "\n\t  ORF refresh %s (%u), ORF type %s (%u), ORF length %u", tok(d, when, "Unknown", refresh), refresh,
		tok(d, kinds, "Unknown", kind), kind, length);
}

static void route_refresh(struct dis *d, uint32_t end)
{
	unsigned afi = u16(d, BGP_REFRESH_AFI), subtype = u8(d, BGP_REFRESH_SUBTYPE), safi = u8(d, BGP_REFRESH_SAFI);
	say_afi_safi(d, "\n\t  ", afi, safi);
	say(d, ", Subtype %s (%u)", tok(d, refresh_subtypes, "Unknown", subtype), subtype);
	route_filters(d, end);
}

static void message(struct dis *d, uint32_t length, unsigned type)
{
	uint32_t start = d->pos - HEADER, end = start + length;
	say(d, "\n\t%s Message (%u), length: %u", tok(d, bgp_messages, "Unknown", type), type, length);
	struct saved s = part_begin(d, length - HEADER);
	switch (type) {
	case OPEN:
		open_message(d);
		break;
	case UPDATE:
		bgp_update(d, length - HEADER);
		break;
	case NOTIFICATION:
		notification(d, end);
		break;
	case KEEPALIVE:
		break;
	case ROUTE_REFRESH:
		route_refresh(d, end);
		break;
	default:
		say(d, "\n\t  no Message %u decoder", type);
	}
	if (!part_end(d, &s))
		say_cut(d);
	if (!word(bgp_messages, type) || (type == ROUTE_REFRESH && d->verbose > 1)) {
		seek(d, start);
		say_unknown(d, "\n\t  ", length);
		seek(d, end);
	}
}

static bool marker_here(const struct dis *d)
{
	for (unsigned i = 0; i < MARKER; i += 4)
		if (peek32(d, i) != 0xffffffff)
			return false;
	return true;
}

/* Messages are looked for by their marker, since a segment may start within one. */
static void messages(struct dis *d)
{
	uint32_t start = d->pos;
	while (!d->cut && have(d, MARKER)) {
		if (!marker_here(d)) {
			skip(d, 1);
			continue;
		}
		need(d, HEADER);
		if (start != d->pos)
			say_cut(d);
		bytes(d, BGP_MARKER, MARKER);
		unsigned length = u16(d, BGP_LENGTH), type = u8(d, BGP_TYPE);
		if (d->cut)
			break;
		if (length < HEADER) {
			say(d, "\nmessage length %u < %u", length, HEADER);
			invalid(d);
			break;
		} else if (have(d, length - HEADER)) {
			message(d, length, type);
			start = d->pos;
		} else {
			say(d, "\n[|BGP %s]", tok(d, bgp_messages, "Unknown Message Type", type));
			break;
		}
	}
}

static void dissect(struct dis *d)
{
	say_s(d, ": BGP");
	struct saved s = quiet_begin(d, !d->verbose);
	if (d->verbose || fields_wanted(d))
		messages(d);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 179, 0},
	{0},
};

const struct proto proto_bgp = {
	.name = "bgp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
