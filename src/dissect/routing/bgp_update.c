/* The BGP UPDATE message: RFC 4271 section 4.3; multiprotocol NLRI RFC 4760, labels RFC 8277, VPNs RFC 4364; communities
 * RFC 1997, 4360, 8092; only to customer RFC 9234; attribute set RFC 6368.
 *
 *	| withdrawn length 2 | withdrawn prefixes | attributes length 2 | { flags | type | length 1 or 2 | value } | NLRI |
 */
#include <inttypes.h>

#include "dissect/routing/bgp.h"
#include "dissect/routing/bgp_nlri.h"
#include "dissect/routing/osi.h"

enum { AS_PATH = 2, AS4_PATH = 17, ATTRIBUTE_SET = 128 };
enum { FLAG_OPTIONAL = 0x80, FLAG_TRANSITIVE = 0x40, FLAG_PARTIAL = 0x20, FLAG_EXTENDED = 0x10 };
enum { ATTR_SET_DEPTH = 4, LABEL_BITS = 24, RD_BITS = 64 };

const struct token bgp_attributes[] = {
	{1, "Origin"},
	{2, "AS Path"},
	{3, "Next Hop"},
	{4, "Multi Exit Discriminator"},
	{5, "Local Preference"},
	{6, "Atomic Aggregate"},
	{7, "Aggregator"},
	{8, "Community"},
	{9, "Originator ID"},
	{10, "Cluster List"},
	{11, "DPA"},
	{12, "Advertisers"},
	{13, "RCID Path / Cluster ID"},
	{14, "Multi-Protocol Reach NLRI"},
	{15, "Multi-Protocol Unreach NLRI"},
	{16, "Extended Community"},
	{17, "AS4 Path"},
	{18, "Aggregator4"},
	{22, "PMSI Tunnel"},
	{23, "Tunnel Encapsulation"},
	{24, "Traffic Engineering"},
	{25, "IPv6 Extended Community"},
	{26, "Accumulated IGP Metric"},
	{27, "PE Distinguisher Label"},
	{28, "Entropy Label"},
	{32, "Large Community"},
	{33, "BGPsec Path"},
	{35, "Only to Customer (OTC)"},
	{128, "Attribute Set"},
	{255, "Reserved for development"},
	{0, NULL}};

static const struct token origins[] = {{0, "IGP"}, {1, "EGP"}, {2, "Incomplete"}, {0, NULL}};
static const struct token segment_opens[] = {{1, "{ "}, {2, ""}, {3, "( "}, {4, "({ "}, {0, NULL}};
static const struct token segment_closes[] = {{1, "}"}, {2, ""}, {3, ")"}, {4, "})"}, {0, NULL}};
static const struct token well_known_communities[] = {
	{0xffffff01, " NO_EXPORT"}, {0xffffff02, " NO_ADVERTISE"}, {0xffffff03, " NO_EXPORT_SUBCONFED"}, {0xffff0000, " gshut"}, {0, NULL}};
static const struct token ext_communities[] = {
	{0x0002, "target"},
	{0x0003, "origin"},
	{0x0005, "ospf-domain"},
	{0x0009, "source-AS"},
	{0x000a, "l2vpn-id"},
	{0x0102, "target"},
	{0x0103, "origin"},
	{0x0105, "ospf-domain"},
	{0x0107, "ospf-router-id"},
	{0x010a, "l2vpn-id"},
	{0x010b, "vrf-route-import"},
	{0x0202, "target"},
	{0x0203, "origin"},
	{0x0306, "ospf-route-type"},
	{0x4004, "link-BW"},
	{0x4300, "origin-validation-state"},
	{0x8000, "ospf-route-type"},
	{0x8001, "ospf-router-id"},
	{0x8005, "ospf-domain"},
	{0x800a, "layer2-info"},
	{0, NULL}};
static const struct token ext_flags[] = {{0x8000, "vendor-specific"}, {0x4000, "non-transitive"}, {0, NULL}};
static const struct token ospf_routes[] = {
	{1, "Router"}, {2, "Network/LAN"}, {3, "Summary"}, {5, "External"}, {7, "NSSA External"}, {129, "MPLS-VPN Sham"}, {0, NULL}};
static const struct token validations[] = {{0, "valid"}, {1, "not found"}, {2, "invalid"}, {0, NULL}};

/* The address in a prefix of `bits` bits, which is cut short; family 4 or 6. Says "10.0.0.0/8"; false: too many bits. */
static bool prefix(struct dis *d, unsigned family, unsigned bits, unsigned field, const char *before)
{
	unsigned width = family == 4 ? 4 : 16, n = (bits + 7) / 8;
	struct ip6 a = {{0}};
	if (bits > width * 8)
		return false;
	uint32_t at = d->pos;
	struct span s = bytes(d, 0, n);
	for (unsigned i = 0; i < n; i++)
		a.b[i] = (uint8_t)span_u8(s, i);
	if (n && bits % 8)
		a.b[n - 1] &= (uint8_t)(0xff00 >> bits % 8);
	if (family == 6) {
		say(d, "%s%s/%u", before, ip6_str(d, &a), bits);
		return true;
	}
	uint32_t v = (uint32_t)a.b[0] << 24 | (uint32_t)a.b[1] << 16 | (uint32_t)a.b[2] << 8 | a.b[3];
	if (d->tape && field && !d->cut)
		mark_uint(d, field, at, n, v);
	say(d, "%s%s/%u", before, ip4_str(d, v), bits);
	return true;
}

/* Do the `length` bytes from the cursor look like prefixes of up to `width` bits with path identifiers in front (RFC 7911), or
 * without? Without, prefixes of no bits are held to be none; what was not captured fits. */
static bool prefixes_fit(const struct dis *d, uint32_t length, unsigned width, bool identified)
{
	uint32_t at = 0;
	while (at < length) {
		at += identified ? 4 : 0;
		if (at > length || !have(d, at + 1))
			return at <= length;
		unsigned bits = peek8(d, at);
		if (bits > width || (!bits && !identified))
			return false;
		at += 1 + (bits + 7) / 8;
	}
	return at <= length;
}

/* Whether path identifiers were agreed on is not known: guessed where the prefixes make sense only so. */
static bool have_path_ids(const struct dis *d, uint32_t length, unsigned width)
{
	return prefixes_fit(d, length, width, true) && !prefixes_fit(d, length, width, false);
}

static uint32_t path_id(struct dis *d, bool there)
{
	return there ? u32(d, 0) : 0;
}

static void say_path_id(struct dis *d, bool there, uint32_t id)
{
	if (there)
		say(d, "   Path Id: %u", id);
}

/* False: one cannot be; the cursor stands on it, where the reference goes on with what should follow them. */
static bool prefixes4(struct dis *d, uint32_t end, unsigned field)
{
	bool identified = have_path_ids(d, end - d->pos, 32);
	while (!d->cut && d->pos < end) {
		uint32_t id = path_id(d, identified), start = d->pos;
		unsigned bits = u8(d, BGP_PREFIX_LENGTH);
		if (bits <= 32 && (bits + 7) / 8 > end - d->pos)
			cut_here(d);
		if (prefix(d, 4, bits, field, "\n\t    ")) {
			say_path_id(d, identified, id);
			continue;
		}
		say_s(d, "\n\t    (illegal prefix length)");
		seek(d, start);
		return false;
	}
	return true;
}

static bool vpn(unsigned safi)
{
	return safi >= SAFI_VPN && safi <= SAFI_VPN_BOTH;
}

static bool labeled(unsigned safi)
{
	return safi == SAFI_LABELED || vpn(safi);
}

/* A family by its address family and its subsequent one. */
enum family { OTHER, IP_ROUTES, NSAP_ROUTES, NSAP_VPN, MVPN, MDT, ROUTE_TARGET, L2VPN };

static enum family family(unsigned afi, unsigned safi)
{
	bool plain = safi >= SAFI_UNICAST && safi <= SAFI_BOTH;

	switch (afi) {
	case AFI_IP:
		if (safi == SAFI_MVPN || safi == SAFI_MDT || safi == SAFI_ROUTE_TARGET)
			return safi == SAFI_MVPN ? MVPN : safi == SAFI_MDT ? MDT : ROUTE_TARGET;
		return plain || labeled(safi) ? IP_ROUTES : OTHER;
	case AFI_IP6:
		return plain || labeled(safi) ? IP_ROUTES : OTHER;
	case AFI_NSAP:
		return plain ? NSAP_ROUTES : vpn(safi) ? NSAP_VPN : OTHER;
	case AFI_VPLS:
		return safi == SAFI_VPLS ? L2VPN : OTHER;
	case AFI_L2VPN:
		return vpn(safi) ? L2VPN : OTHER;
	default:
		return OTHER;
	}
}

/* false: its length cannot be. */
static bool ip_route(struct dis *d, unsigned version, unsigned safi, bool identified)
{
	uint32_t id = path_id(d, identified);
	unsigned bits = u8(d, BGP_PREFIX_LENGTH), label = 0;
	unsigned extra = labeled(safi) ? LABEL_BITS + (vpn(safi) ? RD_BITS : 0) : 0;
	if (d->cut)
		return true;
	if (bits < extra || bits - extra > (version == 4 ? 32 : 128))
		return false;
	if (labeled(safi)) {
		label = u24(d, 0);
		also(d, BGP_LABEL, 3, label >> 4);
	}
	say_s(d, "\n\t      ");
	if (vpn(safi)) {
		bgp_say_rd(d);
		say_s(d, ", ");
	}
	prefix(d, version, bits - extra, BGP_NLRI_PREFIX, "");
	if (labeled(safi))
		say(d, ", label:%u %s", label >> 4, label & 1 ? "(bottom)" : "(BOGUS: Bottom of Stack NOT set!)");
	say_path_id(d, identified, id);
	return true;
}

static bool route(struct dis *d, unsigned afi, unsigned safi, bool identified)
{
	switch (family(afi, safi)) {
	case IP_ROUTES:
		return ip_route(d, afi == AFI_IP ? 4 : 6, safi, identified && !labeled(safi));
	case NSAP_ROUTES:
		return bgp_nsap_route(d);
	case NSAP_VPN:
		return bgp_nsap_vpn_route(d);
	case MVPN:
		return bgp_mvpn_route(d);
	case MDT:
		return bgp_mdt_route(d);
	case ROUTE_TARGET:
		return bgp_route_target(d);
	default:
		bgp_l2vpn_route(d);
		return true;
	}
}

/* A route is said whole or not at all, but for those of multicast VPNs. */
static void nlris(struct dis *d, unsigned afi, unsigned safi, uint32_t end)
{
	bool identified = end > d->pos && have_path_ids(d, end - d->pos, afi == AFI_IP ? 32 : 128);
	while (!d->cut && d->pos < end) {
		size_t before = said(d);
		bool possible = route(d, afi, safi, identified);
		if (family(afi, safi) != MVPN)
			unsay_if_cut(d, before);
		if (!possible) {
			say_s(d, "\n\t    (illegal prefix length)");
			return;
		}
	}
}

static void say_family(struct dis *d, unsigned afi, unsigned safi)
{
	say(d, "\n\t    AFI: %s (%u), %sSAFI: %s (%u)", tok(d, bgp_afis, "Unknown AFI", afi), afi,
	    safi > 128 ? "vendor specific " : "", tok(d, bgp_safis, "Unknown SAFI", safi), safi);
}

static void no_decoder(struct dis *d, unsigned afi, unsigned safi, uint32_t end)
{
	say(d, "\n\t    no AFI %u / SAFI %u decoder", afi, safi);
	if (d->verbose <= 1 && d->pos < end)
		say_hexdump(d, "\n\t    ", end - d->pos);
}

/* One next hop of a family, of which `left_over` bytes are left. False: no such address fits. */
static bool next_hop(struct dis *d, unsigned afi, bool rd, uint32_t left_over)
{
	unsigned width = (rd ? RD_BITS / 8 : 0) + (afi == AFI_IP6 ? 16 : afi == AFI_NSAP ? 0 : 4);
	if (left_over < width) {
		say_s(d, "invalid len");
		return false;
	}
	if (rd) {
		bgp_say_rd(d);
		say_s(d, ", ");
	}
	if (afi == AFI_NSAP) {
		osi_say_nsap(d, bytes(d, 0, left_over - width));
	} else if (afi == AFI_IP6) {
		const struct ip6 *a = ip6(d, BGP_REACH_NEXT_HOP6);
		say_ip6(d, a);
	} else {
		uint32_t a = ip4(d, BGP_REACH_NEXT_HOP4);
		say_ip4(d, a);
	}
	return true;
}

static void next_hops(struct dis *d, unsigned afi, unsigned safi, unsigned length)
{
	uint32_t start = d->pos, end = start + length;
	bool rd = vpn(safi) && afi <= AFI_NSAP;
	while (!d->cut && d->pos < end) {
		say_s(d, d->pos == start ? "\n\t    nexthop: " : ", ");
		if (!next_hop(d, afi, rd, end - d->pos))
			break;
	}
	seek(d, end);
	say(d, ", nh-length: %u", length);
}

static void reach(struct dis *d, uint32_t end)
{
	unsigned afi = u16(d, BGP_REACH_AFI), safi = u8(d, BGP_REACH_SAFI);
	say_family(d, afi, safi);
	if (family(afi, safi) == OTHER) {
		no_decoder(d, afi, safi, end);
		return;
	}
	unsigned length = u8(d, 0);
	next_hops(d, afi, safi, length);
	unsigned snpas = u8(d, 0);
	if (snpas)
		say(d, "\n\t    %u SNPA", snpas);
	else
		say_s(d, ", no SNPA");
	for (; snpas && !d->cut; snpas--) {
		unsigned n = u8(d, 0);
		say(d, "\n\t      %u bytes", n);
		skip(d, n);
	}
	nlris(d, afi, safi, end);
}

static void unreach(struct dis *d, uint32_t end)
{
	uint32_t start = d->pos;
	unsigned afi = u16(d, BGP_UNREACH_AFI), safi = u8(d, BGP_UNREACH_SAFI);
	say_family(d, afi, safi);
	if (family(afi, safi) == OTHER)
		no_decoder(d, afi, safi, end);
	else if (end - start == 3)
		say_s(d, "\n\t      End-of-Rib Marker (empty NLRI)");
	else
		nlris(d, afi, safi, end);
}

/* AS numbers are of two or four bytes, which the attribute does not tell: two, when segments of two-byte numbers fill it
 * exactly. */
static unsigned as_size(const struct dis *d, uint32_t length)
{
	uint32_t at = 0;
	while (at < length) {
		unsigned type = peek8(d, at), count = peek8(d, at + 1);
		if (type < 1 || type > 4 || !count)
			return 4;
		at += 2 + 2 * count;
	}
	return at == length ? 2 : 4;
}

static void as_path(struct dis *d, unsigned type, uint32_t length)
{
	if (!length || length % 2) {
		say_s(d, length ? "invalid len" : "empty");
		return;
	}
	unsigned size = type == AS4_PATH ? 4 : as_size(d, length);
	uint32_t end = d->pos + length;
	while (!d->cut && d->pos < end) {
		unsigned kind = u8(d, BGP_SEGMENT_TYPE), count = u8(d, BGP_SEGMENT_LENGTH);
		say_s(d, tok(d, segment_opens, "?", kind));
		for (; count && !d->cut; count--) {
			uint32_t as = size == 2 ? u16(d, BGP_AS2) : u32(d, BGP_AS4);
			say(d, "%s ", asn_str(d, as));
		}
		say_s(d, tok(d, segment_closes, "?", kind));
	}
}

static void communities(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		uint32_t c = u32(d, 0);
		const char *known = word(well_known_communities, c);
		if (known) {
			also(d, BGP_COMMUNITY_WELL_KNOWN, 4, c);
		} else {
			also(d, BGP_COMMUNITY_AS, 4, c >> 16);
			also(d, BGP_COMMUNITY_VALUE, 2, c & 0xffff);
		}
		if (known)
			say_s(d, known);
		else if (c)
			say(d, "%u:%u%s", c >> 16, c & 0xffff, d->pos < end ? ", " : "");
	}
}

static void cluster_list(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		uint32_t id = ip4(d, BGP_CLUSTER_ID);
		say(d, "%s%s", ip4_str(d, id), d->pos < end ? ", " : "");
	}
}

static void large_communities(struct dis *d, uint32_t end)
{
	const char *sep = "\n\t    ";
	for (; !d->cut && d->pos < end; sep = ", ") {
		uint32_t a = u32(d, BGP_LARGE_ADMIN), b = u32(d, BGP_LARGE_DATA1), c = u32(d, BGP_LARGE_DATA2);
		say(d, "%s%u:%u:%u", sep, a, b, c);
	}
}

static void ospf_route_type(struct dis *d)
{
	uint32_t area = u32(d, 0);
	unsigned type = u8(d, 0), options = u8(d, 0);
	const char *metric = type != 5 && type != 7 ? "" : options == 1 ? "E2" : "E1";
	say(d, ": area:%s, router-type:%s, metric-type:%s", ip4_str(d, area), tok(d, ospf_routes, "unknown (0x%02x)", type), metric);
}

static void link_bandwidth(struct dis *d)
{
	u16(d, 0);
	uint32_t raw = u32(d, 0);
	float bytes_per_second;
	memcpy(&bytes_per_second, &raw, sizeof raw);
	say(d, ": bandwidth: %.3f Mbps", (double)bytes_per_second * 8 / 1000000);
}

static void ext_community_value(struct dis *d, unsigned type)
{
	uint32_t high, low;
	switch (type) {
	case 0x0002:
	case 0x0003:
	case 0x000a:
		high = u16(d, 0);
		low = u32(d, 0);
		say(d, ": %u:%u (= %s)", high, low, ip4_str(d, low));
		break;
	case 0x0102:
	case 0x0103:
	case 0x010a:
	case 0x010b:
		high = u32(d, 0);
		low = u16(d, 0);
		say(d, ": %s:%u", ip4_str(d, high), low);
		break;
	case 0x0202:
	case 0x0203:
		high = u32(d, 0);
		low = u16(d, 0);
		say(d, ": %s:%u", asn_str(d, high), low);
		break;
	case 0x0005:
	case 0x0105:
	case 0x0107:
	case 0x8001:
	case 0x8005:
		high = u32(d, 0);
		say(d, ": %s", ip4_str(d, high));
		break;
	case 0x0009:
		high = u16(d, 0);
		say(d, ": AS %u", high);
		break;
	case 0x0306:
	case 0x8000:
		ospf_route_type(d);
		break;
	case 0x4004:
		link_bandwidth(d);
		break;
	case 0x4300:
		u40(d, 0);
		low = u8(d, 0);
		say(d, ": ovs: %s", tok(d, validations, "unknown origin validation state", low));
		break;
	default: {
		struct span s = bytes(d, 0, 6);
		say_s(d, ": ");
		say_hex(d, s);
	}
	}
}

static void ext_communities_value(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		unsigned type = u16(d, BGP_EXT_COMMUNITY);
		uint32_t start = d->pos;
		say(d, "\n\t    %s (0x%04x), Flags [%s]", tok(d, ext_communities, "unknown extd community typecode", type), type,
		    bits(d, ext_flags, "none", ", ", type));
		ext_community_value(d, type);
		seek(d, start + 6);
	}
}

static void aggregator(struct dis *d, uint32_t length)
{
	uint32_t as = length > 6 ? u32(d, BGP_AGGREGATOR_AS) : u16(d, BGP_AGGREGATOR_AS), origin = ip4(d, BGP_AGGREGATOR_ORIGIN);
	say(d, " AS #%s, origin %s", asn_str(d, as), ip4_str(d, origin));
}

/* RFC 7311 section 3. */
static void accumulated_igp(struct dis *d, uint32_t end)
{
	enum { TLV_AIGP = 1, TLV_HEADER = 3, AIGP_LEN = 11 };
	while (!d->cut && end - d->pos >= TLV_HEADER) {
		unsigned type = u8(d, 0), length = u16(d, 0);
		say(d, "\n\t    %s TLV (%u), length %u", type == TLV_AIGP ? "AIGP" : "Unknown", type, length);
		if (length < TLV_HEADER || length - TLV_HEADER > end - d->pos || (type == TLV_AIGP && length != AIGP_LEN)) {
			part_fail(d);
			return;
		}
		if (type == TLV_AIGP) {
			uint64_t metric = u64(d, 0);
			say(d, ", metric %" PRIu64, metric);
		} else {
			say_hexdump(d, "\n\t      ", length - TLV_HEADER);
			skip(d, length - TLV_HEADER);
		}
	}
}

static const struct token pmsi_types[] = {{0, "None"}, {1, "RSVP-TE P2MP LSP"}, {2, "LDP P2MP LSP"}, {3, "PIM-SSM Tree"},
	{4, "PIM-SM Tree"}, {5, "PIM-Bidir Tree"}, {6, "Ingress Replication"}, {7, "LDP MP2MP LSP"}, {0, NULL}};

/* RFC 6514 section 5. */
static void pmsi_tunnel(struct dis *d, uint32_t end)
{
	uint32_t a, b;
	unsigned flags = u8(d, 0), type = u8(d, 0);
	uint32_t label = u24(d, 0);
	say(d, "\n\t    Tunnel-type %s (%u), Flags [%s], MPLS Label %u", type ? tok(d, pmsi_types, "Unknown", type) : "Unknown", type,
		flags & 1 ? "Leaf Information required" : "none", label >> 4);
	if (type == 6) {
		a = ip4(d, 0);
		say(d, "\n\t      Tunnel-Endpoint %s", ip4_str(d, a));
	} else if (type >= 1 && type <= 7) {
		static const char *const first[] = {[1] = "Extended-Tunnel-ID", [2] = "Root-Node", [3] = "Root-Node", [4] = "Sender",
			[5] = "Sender", [7] = "Root-Node"};
		a = ip4(d, 0);
		b = u32(d, 0);
		say(d, "\n\t      %s %s, ", first[type], ip4_str(d, a));
		if (type >= 3 && type <= 5)
			say(d, "P-Group %s", ip4_str(d, b));
		else
			say(d, "%s 0x%08x", type == 1 ? "P2MP-ID" : "LSP-ID", b);
	} else if (d->verbose <= 1 && d->pos < end) {
		say_hexdump(d, "\n\t      ", end - d->pos);
	}
}

/* RFC 8205 section 3: the path, then one or two blocks of signatures. */
static void bgpsec_path(struct dis *d, uint32_t end)
{
	enum { SEGMENT = 6, BLOCK_HEADER = 3, KEY_ID = 20 };
	static const struct token flag_words[] = {{0x80, "Confed Segment"}, {0, NULL}};
	unsigned length = u16(d, 0);
	say(d, "\n\t    Secure Path Length: %u", length);
	if (length < 2 || length - 2 > end - d->pos) {
		part_fail(d);
		return;
	}
	for (length -= 2; length >= SEGMENT && !d->cut; length -= SEGMENT) {
		unsigned count = u8(d, 0), flags = u8(d, 0);
		uint32_t as = u32(d, 0);
		say(d, "\n\t      Secure Path Segment: pCount: %u, Flags: [%s] (0x%02x), AS: %u", count,
			bits(d, flag_words, "none", ", ", flags), flags, as);
	}
	while (!d->cut && end - d->pos >= BLOCK_HEADER) {
		unsigned block = u16(d, 0), algorithm = u8(d, 0);
		say(d, "\n\t    Signature Block: Length: %u, Algo ID: %u", block, algorithm);
		if (block < BLOCK_HEADER) {
			invalid_misfit(d, "length", block, "<", BLOCK_HEADER);
			return;
		}
		for (uint32_t stop = d->pos + block - BLOCK_HEADER; !d->cut && d->pos < stop;) {
			struct span key = bytes(d, 0, KEY_ID);
			unsigned size = u16(d, 0);
			say_s(d, "\n\t      Signature Segment:\n\t        SKI: ");
			say_hex(d, key);
			say(d, "\n\t        Length: %u", size);
			struct span signature = bytes(d, 0, size);
			say_s(d, "\n\t        Signature: ");
			say_hex(d, signature);
		}
	}
}

static void attributes(struct dis *d, uint32_t length, unsigned depth);

static void attribute_set(struct dis *d, uint32_t length, unsigned depth)
{
	uint32_t as = u32(d, BGP_SET_ORIGIN_AS);
	say(d, "\n\t    Origin AS: %s", asn_str(d, as));
	if (length > 4 && depth < ATTR_SET_DEPTH)
		attributes(d, length - 4, depth + 1);
}

/* Lengths that the value must have: exactly, or a multiple. */
static bool length_fits(unsigned type, uint32_t length)
{
	switch (type) {
	case 1:
		return length == 1;
	case 3:
	case 4:
	case 5:
	case 9:
	case 35:
		return length == 4;
	case 6:
		return length == 0;
	case 7:
	case 18:
		return length == 6 || length == 8;
	case 8:
	case 10:
		return length % 4 == 0;
	case 16:
		return length % 8 == 0;
	case 32:
		return length && length % 12 == 0;
	}
	return true;
}

static void say_number(struct dis *d, unsigned field, const char *format)
{
	uint32_t v = u32(d, field);
	say_s(d, format);
	say_u(d, v);
}

static void attribute_value(struct dis *d, unsigned type, uint32_t length, unsigned depth)
{
	uint32_t end = d->pos + length, a;
	if (!length_fits(type, length)) {
		say_s(d, "invalid len");
		return;
	}
	switch (type) {
	case 1:
		a = u8(d, BGP_ORIGIN);
		say_s(d, tok(d, origins, "Unknown Origin Typecode", a));
		break;
	case 3:
	case 9:
		a = ip4(d, type == 3 ? BGP_NEXT_HOP : BGP_ORIGINATOR_ID);
		say_ip4(d, a);
		break;
	case 4:
	case 5:
		say_number(d, type == 4 ? BGP_MED : BGP_LOCAL_PREF, "");
		break;
	case 6:
		break;
	case 7:
	case 18:
		aggregator(d, length);
		break;
	case 8:
		communities(d, end);
		break;
	case 10:
		cluster_list(d, end);
		break;
	case 14:
		reach(d, end);
		break;
	case 15:
		unreach(d, end);
		break;
	case 16:
		ext_communities_value(d, end);
		break;
	case 22:
		pmsi_tunnel(d, end);
		break;
	case 26:
		accumulated_igp(d, end);
		break;
	case 32:
		large_communities(d, end);
		break;
	case 33:
		bgpsec_path(d, end);
		break;
	case 35:
		say_number(d, BGP_OTC, "\n\t    OTC ");
		break;
	case ATTRIBUTE_SET:
		attribute_set(d, length, depth);
		break;
	default:
		say(d, "\n\t    no Attribute %u decoder", type);
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t    ", length);
		bytes(d, BGP_UNKNOWN_ATTR, length);
	}
}

static void say_flags(struct dis *d, unsigned flags)
{
	if (!flags)
		return;
	say(d, ", Flags [%s%s%s%s", flags & FLAG_OPTIONAL ? "O" : "", flags & FLAG_TRANSITIVE ? "T" : "",
	    flags & FLAG_PARTIAL ? "P" : "", flags & FLAG_EXTENDED ? "E" : "");
	if (flags & 0xf)
		say(d, "+%x", flags & 0xf);
	say_s(d, "]: ");
}

/* The value, held to its length; but paths of AS numbers are read on. Returns how much of it -vv dumps. */
static uint32_t bounded_value(struct dis *d, unsigned type, uint32_t length, unsigned depth)
{
	if (type == AS_PATH || type == AS4_PATH) {
		as_path(d, type, length);
		return length;
	}
	uint32_t end = d->pos + length;
	struct saved s = part_begin(d, length);
	attribute_value(d, type, length, depth);
	/* of a set the reference dumps as much as it has not read */
	uint32_t dumped = type != ATTRIBUTE_SET ? length : d->pos < end ? end - d->pos : 0;
	if (!part_end(d, &s))
		part_fail(d);
	return dumped;
}

/* False: it goes past those around it, which end in it. */
static bool attribute(struct dis *d, uint32_t end, unsigned depth)
{
	unsigned flags = u8(d, BGP_ATTR_FLAGS), type = u8(d, BGP_ATTR_TYPE);
	uint32_t length = flags & FLAG_EXTENDED ? u16(d, BGP_ATTR_LENGTH) : u8(d, BGP_ATTR_LENGTH);
	if (d->cut)
		return false;
	say(d, "\n\t  %*s%s (%u), length: %u", (int)(4 * depth), "", tok(d, bgp_attributes, "Unknown Attribute", type), type, length);
	say_flags(d, flags);
	if (length > end - d->pos) {
		say_s(d, depth ? " [path attr too short]" : d->pos < end ? " [path attrs too short]" : "");
		if (!depth)
			seek(d, end);
		return false;
	}
	uint32_t start = d->pos;
	uint32_t dumped = bounded_value(d, type, length, depth);
	seek(d, start);
	if (d->verbose > 1 && dumped)
		say_hexdump(d, "\n\t    ", dumped);
	seek(d, start + length);
	return true;
}

static void attributes(struct dis *d, uint32_t length, unsigned depth)
{
	uint32_t end = d->pos + length;
	bool more_behind = true;
	while (more_behind && !d->cut && d->pos < end) {
		group_begin(d, BGP_ATTRIBUTE);
		more_behind = attribute(d, end, depth);
		group_end(d);
	}
}

void bgp_update(struct dis *d, uint32_t length)
{
	uint32_t end = d->pos + length;
	unsigned withdrawn = u16(d, BGP_WITHDRAWN_LENGTH);
	if (!need(d, withdrawn))
		return;
	if (withdrawn) {
		uint32_t stop = d->pos + withdrawn;
		say_s(d, "\n\t  Withdrawn routes:");
		if (prefixes4(d, stop, BGP_WITHDRAWN_PREFIX))
			seek(d, stop);
	}
	unsigned total = u16(d, BGP_ATTRS_LENGTH);
	if (d->cut)
		return;
	if (!total && d->pos == end) {
		say_s(d, "\n\t  End-of-Rib Marker (empty NLRI)");
		return;
	}
	need(d, total);
	if (total)
		attributes(d, total, 0);
	if (!d->cut && d->pos < end) {
		say_s(d, "\n\t  Updated routes:");
		prefixes4(d, end, BGP_NLRI_PREFIX);
	}
}
