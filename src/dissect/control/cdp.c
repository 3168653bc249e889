/* Cisco Discovery Protocol, versions 1 and 2: neighbours tell name, platform, addresses and abilities in TLVs.
 *
 *	| version 1 | TTL 1 | checksum 2 | type 2 | length 2 (with this header) | value | ...
 */
#include "dissect/dissect.h"

#include "dissect/checksum.h"

enum {
	CDP, VERSION, TTL, CHECKSUM, TLV_TYPE, TLV_LEN, DEVICE_ID, PLATFORM, PORT_ID, CAPABILITIES, SOFTWARE, COUNT,
	PROTO_TYPE, PROTO_LEN, PROTO, ADDR_LEN, ADDRESS, PREFIX, GATEWAY, VTP_DOMAIN, NATIVE_VLAN, DUPLEX, VOICE_VLAN,
	POWER, MTU, TRUST, COS, SYSTEM_NAME, OBJECT_ID, LOCATION, REQUEST_ID, MANAGEMENT_ID, AVAILABLE, DATA, TLV,
	CHECKSUM_STATUS_FIELD, IPV6_ADDRESS, LOCATION_UNKNOWN, POWER_REQUESTED, SPARE, OUI, PROTOCOL_ID, CLUSTER_MASTER_IP,
	CLUSTER_IP, CLUSTER_VERSION, CLUSTER_SUB_VERSION, CLUSTER_STATUS, CLUSTER_UNKNOWN, CLUSTER_COMMANDER_MAC,
	CLUSTER_SWITCH_MAC, CLUSTER_MANAGEMENT_VLAN, HELLO_UNKNOWN, CAP_ROUTER, CAP_TRANS_BRIDGE, CAP_SRC_BRIDGE,
	CAP_SWITCH, CAP_HOST, CAP_IGMP_CAPABLE, CAP_REPEATER, CAP_VOIP_PHONE, CAP_REMOTE, CAP_CVTA, CAP_MAC_RELAY,
	SPARE_POE, SPARE_SPARE_PAIR_ARCH, SPARE_REQ_SPARE_PAIR_POE, SPARE_PSE_SPARE_PAIR_POE,
};

enum cdp_tlv {
	TLV_DEVICE_ID = 1, TLV_ADDRESS, TLV_PORT_ID, TLV_CAPABILITY, TLV_VERSION, TLV_PLATFORM, TLV_PREFIX, TLV_HELLO,
	TLV_VTP_DOMAIN, TLV_NATIVE_VLAN, TLV_DUPLEX, TLV_VOIP_REPLY = 0x0e, TLV_VOIP_QUERY, TLV_POWER, TLV_MTU, TLV_TRUST,
	TLV_COS, TLV_SYSTEM_NAME, TLV_OBJECT_ID, TLV_MANAGEMENT, TLV_LOCATION, TLV_POWER_REQUEST = 0x19, TLV_POWER_AVAILABLE,
	TLV_SPARE_POE = 0x1f,
};

static const struct token tlvs[] = {
	{TLV_DEVICE_ID, "Device-ID"}, {TLV_ADDRESS, "Address"}, {TLV_PORT_ID, "Port-ID"}, {TLV_CAPABILITY, "Capability"},
	{TLV_VERSION, "Version String"}, {TLV_PLATFORM, "Platform"}, {TLV_PREFIX, "Prefixes"},
	{TLV_HELLO, "Protocol-Hello option"}, {TLV_VTP_DOMAIN, "VTP Management Domain"}, {TLV_NATIVE_VLAN, "Native VLAN ID"},
	{TLV_DUPLEX, "Duplex"}, {TLV_VOIP_REPLY, "ATA-186 VoIP VLAN assignment"}, {TLV_VOIP_QUERY, "ATA-186 VoIP VLAN request"},
	{TLV_POWER, "power consumption"}, {TLV_MTU, "MTU"}, {TLV_TRUST, "AVVID trust bitmap"},
	{TLV_COS, "AVVID untrusted ports CoS"}, {TLV_SYSTEM_NAME, "System Name"}, {TLV_OBJECT_ID, "System Object ID (not decoded)"},
	{TLV_MANAGEMENT, "Management Addresses"}, {TLV_LOCATION, "Physical Location"}, {TLV_POWER_REQUEST, "Power requested"},
	{TLV_POWER_AVAILABLE, "Power available"}, {0, NULL}};

static const struct token capabilities[] = {
	{0x01, "Router"}, {0x02, "Transparent Bridge"}, {0x04, "Source Route Bridge"}, {0x08, "L2 Switch"}, {0x10, "L3 capable"},
	{0x20, "IGMP snooping"}, {0x40, "L1 capable"}, {0, NULL}};

static const struct field fields[] = {
	[CDP] = {"cdp", "Cisco Discovery Protocol"},
	[VERSION] = {"cdp.version", "Version", F_U8},
	[TTL] = {"cdp.ttl", "TTL", F_U8},
	[CHECKSUM] = {"cdp.checksum", "Checksum", F_U16, HEX},
	[TLV_TYPE] = {"cdp.tlv.type", "Type", F_U16, HEX, tlvs},
	[TLV_LEN] = {"cdp.tlv.len", "Length", F_U16},
	[DEVICE_ID] = {"cdp.deviceid", "Device ID", F_STR},
	[PLATFORM] = {"cdp.platform", "Platform", F_STR},
	[PORT_ID] = {"cdp.portid", "Sent through Interface", F_STR},
	[CAPABILITIES] = {"cdp.capabilities", "Capabilities", F_U32, HEX},
	[SOFTWARE] = {"cdp.software_version", "Software version", F_STR},
	[COUNT] = {"cdp.number_of_addresses", "Number of addresses", F_U32},
	[PROTO_TYPE] = {"cdp.protocol_type", "Protocol type", F_U8, HEX},
	[PROTO_LEN] = {"cdp.protocol_length", "Protocol length", F_U8},
	[PROTO] = {"cdp.protocol", "Protocol", F_BYTES},
	[ADDR_LEN] = {"cdp.address_length", "Address length", F_U16},
	[ADDRESS] = {"cdp.nrgyz.ip_address", "IP Address", F_IP4},
	[PREFIX] = {"cdp.ip_prefix", "IP Prefix", F_IP4},
	[GATEWAY] = {"cdp.odr_default_gateway", "ODR Default gateway", F_IP4},
	[VTP_DOMAIN] = {"cdp.vtp_management_domain", "VTP Management Domain", F_STR},
	[NATIVE_VLAN] = {"cdp.native_vlan", "Native VLAN", F_U16},
	[DUPLEX] = {"cdp.duplex", "Duplex", F_BOOL},
	[VOICE_VLAN] = {"cdp.voice_vlan", "Voice VLAN", F_U16},
	[POWER] = {"cdp.power_consumption", "Power Consumption", F_U16},
	[MTU] = {"cdp.mtu", "MTU", F_U32},
	[TRUST] = {"cdp.trust_bitmap", "Trust Bitmap", F_U8, HEX},
	[COS] = {"cdp.untrusted_port_cos", "Untrusted port CoS", F_U8, HEX},
	[SYSTEM_NAME] = {"cdp.system_name", "System Name", F_STR},
	[OBJECT_ID] = {"cdp.system_object_identifier", "System Object Identifier", F_BYTES},
	[LOCATION] = {"cdp.location", "Location", F_STR},
	[REQUEST_ID] = {"cdp.request_id", "Request-ID", F_U16},
	[MANAGEMENT_ID] = {"cdp.management_id", "Management-ID", F_U16},
	[AVAILABLE] = {"cdp.power_available", "Power Available", F_U32},
	[DATA] = {"cdp.data", "Data", F_BYTES},
	[TLV] = {"cdp.tlv", "TLV"},
	[CHECKSUM_STATUS_FIELD] = {"cdp.checksum.status", "Checksum Status", F_U8, DEC, checksum_statuses},
	[IPV6_ADDRESS] = {"cdp.nrgyz.ipv6_address", "IPv6 Address", F_IP6},
	[LOCATION_UNKNOWN] = {"cdp.location.unknown", "UNKNOWN", F_U8, HEX},
	[POWER_REQUESTED] = {"cdp.power_requested", "Power Requested", F_U32},
	[SPARE] = {"cdp.spare_poe_tlv", "Spare Pair PoE", F_U8, HEX},
	[OUI] = {"cdp.oui", "OUI", F_U24},
	[PROTOCOL_ID] = {"cdp.protocol_id", "Protocol ID", F_U16, HEX},
	[CLUSTER_MASTER_IP] = {"cdp.cluster.master_ip", "Cluster Master IP", F_IP4},
	[CLUSTER_IP] = {"cdp.cluster.ip", "IP?", F_IP4},
	[CLUSTER_VERSION] = {"cdp.cluster.version", "Version?", F_U8, HEX},
	[CLUSTER_SUB_VERSION] = {"cdp.cluster.sub_version", "Sub Version?", F_U8, HEX},
	[CLUSTER_STATUS] = {"cdp.cluster.status", "Status?", F_U8, HEX},
	[CLUSTER_UNKNOWN] = {"cdp.cluster.unknown", "UNKNOWN", F_U8, HEX},
	[CLUSTER_COMMANDER_MAC] = {"cdp.cluster.commander_mac", "Cluster Commander MAC", F_MAC},
	[CLUSTER_SWITCH_MAC] = {"cdp.cluster.switch_mac", "Switch's MAC", F_MAC},
	[CLUSTER_MANAGEMENT_VLAN] = {"cdp.cluster.management_vlan", "Management VLAN", F_U16},
	[HELLO_UNKNOWN] = {"cdp.hello.unknown", "Unknown", F_BYTES},
	[CAP_ROUTER] = {"cdp.capabilities.router", "Router", F_BOOL},
	[CAP_TRANS_BRIDGE] = {"cdp.capabilities.trans_bridge", "Transparent Bridge", F_BOOL},
	[CAP_SRC_BRIDGE] = {"cdp.capabilities.src_bridge", "Source Route Bridge", F_BOOL},
	[CAP_SWITCH] = {"cdp.capabilities.switch", "Switch", F_BOOL},
	[CAP_HOST] = {"cdp.capabilities.host", "Host", F_BOOL},
	[CAP_IGMP_CAPABLE] = {"cdp.capabilities.igmp_capable", "IGMP capable", F_BOOL},
	[CAP_REPEATER] = {"cdp.capabilities.repeater", "Repeater", F_BOOL},
	[CAP_VOIP_PHONE] = {"cdp.capabilities.voip_phone", "VoIP Phone", F_BOOL},
	[CAP_REMOTE] = {"cdp.capabilities.remote", "Remotely Managed Device", F_BOOL},
	[CAP_CVTA] = {"cdp.capabilities.cvta", "CVTA/STP Dispute Resolution/Cisco VT Camera", F_BOOL},
	[CAP_MAC_RELAY] = {"cdp.capabilities.mac_relay", "Two Port Mac Relay", F_BOOL},
	[SPARE_POE] = {"cdp.spare_poe_tlv.poe", "PSE Four-Wire PoE", F_BOOL},
	[SPARE_SPARE_PAIR_ARCH] = {"cdp.spare_poe_tlv.spare_pair_arch", "PD Spare Pair Architecture", F_BOOL},
	[SPARE_REQ_SPARE_PAIR_POE] = {"cdp.spare_poe_tlv.req_spare_pair_poe", "PD Request Spare Pair PoE", F_BOOL},
	[SPARE_PSE_SPARE_PAIR_POE] = {"cdp.spare_poe_tlv.pse_spare_pair_poe", "PSE Spare Pair PoE", F_BOOL},
};

static const struct bit_field capability_bits[] = {
	{0x1, CAP_ROUTER}, {0x2, CAP_TRANS_BRIDGE}, {0x4, CAP_SRC_BRIDGE},
	{0x8, CAP_SWITCH}, {0x10, CAP_HOST}, {0x20, CAP_IGMP_CAPABLE},
	{0x40, CAP_REPEATER}, {0x80, CAP_VOIP_PHONE}, {0x100, CAP_REMOTE},
	{0x200, CAP_CVTA}, {0x400, CAP_MAC_RELAY}, {0, 0},
};

static const struct bit_field spare_bits[] = {
	{0x1, SPARE_POE}, {0x2, SPARE_SPARE_PAIR_ARCH}, {0x4, SPARE_REQ_SPARE_PAIR_POE},
	{0x8, SPARE_PSE_SPARE_PAIR_POE}, {0, 0},
};

/* ---- Values. Each is called within its part; false: it cannot be. */

static void say_bytes(struct dis *d, struct span s)
{
	for (uint32_t i = 0; i < s.len; i++)
		say(d, " %02x", span_u8(s, i));
}

/* protocol type 1, protocol length 1, protocol, address length 2, address. n: how many follow, with this one. False: there is no
 * room for it. */
static bool address(struct dis *d, uint32_t n)
{
	static const uint8_t ip6_snap[] = {0xaa, 0xaa, 0x03, 0x00, 0x00, 0x00, 0x86, 0xdd};
	const char *lack = NULL;
	unsigned type = u8(d, PROTO_TYPE), proto_len = u8(d, PROTO_LEN);
	struct span proto = {0};
	if (!d->cut && declared(d) < proto_len + 2)
		lack = "P+AL";
	else
		proto = bytes(d, PROTO, proto_len);
	unsigned len = lack ? 0 : u16(d, ADDR_LEN);
	bool is_ip4 = type == 1 && proto_len == 1 && span_u8(proto, 0) == 0xcc && len == 4;
	bool is_ip6 = type == 2 && proto_len == sizeof ip6_snap && len == 16;
	for (unsigned i = 0; is_ip6 && i < sizeof ip6_snap; i++)
		is_ip6 = span_u8(proto, i) == ip6_snap[i];
	if (!is_ip4 && !is_ip6 && !lack) {
		say(d, "pt=0x%02x, pl=%u, pb=", type, proto_len);
		say_bytes(d, proto);
		say(d, ", al=%u, a=", len);
	}
	if (!lack && !d->cut && declared(d) < len)
		lack = "A";
	if (lack) {
		say(d, " (not enough space for %s)", lack);
		return false;
	}
	if (is_ip4) {
		uint32_t a = ip4(d, ADDRESS);
		say(d, "IPv4 (%u) %s", n, ip4_str(d, a));
	} else if (is_ip6) {
		const struct ip6 *a = ip6(d, IPV6_ADDRESS);
		say(d, "IPv6 (%u) %s", n, ip6_str(d, a));
	} else {
		for (; len && !d->cut; len--) {
			unsigned v = u8(d, 0);
			say(d, " %02x", v);
		}
	}
	return !d->cut;
}

static bool addresses(struct dis *d)
{
	if (declared(d) < 4) {
		say_s(d, " (not enough space for num)");
		return true;
	}
	uint32_t count = u32(d, COUNT);
	for (uint32_t n = count; n && !d->cut; n--) {
		if (n != count)
			say_c(d, ' ');
		if (declared(d) < 2) {
			say_s(d, " (not enough space for PT+PL)");
			return true;
		}
		if (!address(d, n))
			return !d->cut;
	}
	if (more(d))
		say(d, " (%u bytes of stray data)", declared(d));
	return !d->cut;
}

static bool prefixes(struct dis *d)
{
	if (declared(d) == 4) /* a default gateway, which lines do not know */
		mark_uint(d, GATEWAY, d->pos, 4, peek32(d, 0));
	if (declared(d) % 5) {
		say(d, " [length %u is not a multiple of 5]", declared(d));
		return true;
	}
	say(d, " IPv4 Prefixes (%u):", declared(d) / 5);
	while (more(d)) {
		uint32_t a = ip4(d, PREFIX);
		unsigned len = u8(d, 0);
		say(d, " %u.%u.%u.%u/%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255, len);
	}
	return true;
}

/* The version string has several lines, which go to lines of their own. */
static void version_string(struct dis *d, uint32_t len)
{
	struct span s = soft_bytes(d, SOFTWARE, len);
	say_s(d, "\n\t  ");
	for (uint32_t i = 0; i < s.len; i++) {
		if (span_u8(s, i) == '\n')
			say_s(d, "\n\t  ");
		else
			say_text(d, (struct span){s.p + i, 1, s.pos + i});
	}
	need(d, len - s.len);
}

static bool string(struct dis *d, unsigned field)
{
	uint32_t len = declared(d);
	say_c(d, '\'');
	read_text(d, field, len);
	say_c(d, '\'');
	return true;
}

static bool capability(struct dis *d)
{
	uint32_t v = u32(d, CAPABILITIES);
	also_bits(d, 4, v, capability_bits);
	say(d, "(0x%08x): %s", v, bits(d, capabilities, "none", ", ", v));
	return true;
}

static bool voice_vlan(struct dis *d)
{
	if (declared(d) == 2) {
		unsigned v = u16(d, 0);
		mark_bytes(d, DATA, d->pos - 2, 2);
		say(d, "unknown 0x%04x", v);
		return true;
	}
	unsigned app = u8(d, 0);
	mark_bytes(d, DATA, d->pos - 1, 1);
	unsigned vlan = u16(d, VOICE_VLAN);
	say(d, "app %u, vlan %u", app, vlan);
	return true;
}

/* Requests and management are numbers of 16 bits, powers of 32. */
static bool power_available(struct dis *d)
{
	unsigned request = u16(d, REQUEST_ID), management = u16(d, MANAGEMENT_ID);
	say(d, "reqid %u, mgmtid %u", request, management);
	say_s(d, ", pwravail");
	while (more(d) && declared(d) >= 4) {
		uint32_t mw = u32(d, AVAILABLE);
		say(d, " %u mW", mw);
	}
	return true;
}

static bool location(struct dis *d)
{
	unsigned kind = u8(d, LOCATION_UNKNOWN);
	say(d, "0x%02x", kind);
	if (!more(d))
		return true;
	say_c(d, '/');
	read_text(d, LOCATION, declared(d));
	return true;
}

/* A member of a switch cluster says hello. */
static void hello(struct dis *d)
{
	enum { OUI_CISCO = 0x00000c, CLUSTER = 0x0112 };
	uint32_t oui = u24(d, OUI);
	unsigned protocol = u16(d, PROTOCOL_ID);
	if (oui != OUI_CISCO || protocol != CLUSTER) {
		rest(d, HELLO_UNKNOWN);
		return;
	}
	ip4(d, CLUSTER_MASTER_IP);
	ip4(d, CLUSTER_IP);
	u8(d, CLUSTER_VERSION);
	u8(d, CLUSTER_SUB_VERSION);
	u8(d, CLUSTER_STATUS);
	u8(d, CLUSTER_UNKNOWN);
	mac(d, CLUSTER_COMMANDER_MAC);
	mac(d, CLUSTER_SWITCH_MAC);
	u8(d, CLUSTER_UNKNOWN);
	u16(d, CLUSTER_MANAGEMENT_VLAN);
}

/* Values that lines say nothing of. */
static void silent_value(struct dis *d, unsigned type)
{
	struct saved s = quiet_begin(d, true);
	unsigned v;
	switch (type) {
	case TLV_HELLO:
		hello(d);
		break;
	case TLV_OBJECT_ID:
		rest(d, OBJECT_ID);
		break;
	case TLV_POWER_REQUEST:
		u16(d, REQUEST_ID);
		u16(d, MANAGEMENT_ID);
		while (more(d))
			u32(d, POWER_REQUESTED);
		break;
	case TLV_SPARE_POE:
		v = u8(d, SPARE);
		also_bits(d, 1, v, spare_bits);
		break;
	default:
		rest(d, DATA);
		break;
	}
	quiet_end(d, &s);
}

static bool number(struct dis *d, const char *format, unsigned field, unsigned size)
{
	unsigned v = (unsigned)dis_be(d, field, size);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	say(d, format, v);
#pragma GCC diagnostic pop
	return true;
}

/* Can a value of that type be so long? */
static bool sane_length(unsigned type, uint32_t len)
{
	switch (type) {
	case TLV_DUPLEX:
	case TLV_TRUST:
	case TLV_COS:
		return len == 1;
	case TLV_LOCATION:
		return len >= 1;
	case TLV_NATIVE_VLAN:
		return len == 2;
	case TLV_VOIP_REPLY:
		return len == 3;
	case TLV_VOIP_QUERY:
		return len == 2 || len == 3;
	case TLV_POWER:
		return len >= 1 && len <= 3;
	case TLV_CAPABILITY:
	case TLV_MTU:
		return len == 4;
	case TLV_MANAGEMENT:
	case TLV_POWER_AVAILABLE:
		return len >= 4;
	default:
		return true;
	}
}

static bool value(struct dis *d, unsigned type)
{
	switch (type) {
	case TLV_DEVICE_ID:
		return string(d, DEVICE_ID);
	case TLV_PORT_ID:
		return string(d, PORT_ID);
	case TLV_PLATFORM:
		return string(d, PLATFORM);
	case TLV_VTP_DOMAIN:
		return string(d, VTP_DOMAIN);
	case TLV_SYSTEM_NAME:
		return string(d, SYSTEM_NAME);
	case TLV_VERSION:
		version_string(d, declared(d));
		return true;
	case TLV_ADDRESS:
	case TLV_MANAGEMENT:
		return addresses(d);
	case TLV_CAPABILITY:
		return capability(d);
	case TLV_PREFIX:
		return prefixes(d);
	case TLV_NATIVE_VLAN:
		return number(d, "%u", NATIVE_VLAN, 2);
	case TLV_DUPLEX: {
		unsigned full = u8(d, DUPLEX);
		say_s(d, full ? "full" : "half");
		return true;
	}
	case TLV_VOIP_REPLY:
	case TLV_VOIP_QUERY:
		return voice_vlan(d);
	case TLV_POWER: {
		unsigned mw = (unsigned)dis_be(d, POWER, declared(d));
		say(d, "%1.2fW", mw / 1000.0);
		return true;
	}
	case TLV_MTU:
		return number(d, "%u bytes", MTU, 4);
	case TLV_TRUST:
		return number(d, "0x%02x", TRUST, 1);
	case TLV_COS:
		return number(d, "0x%02x", COS, 1);
	case TLV_LOCATION:
		return location(d);
	case TLV_POWER_AVAILABLE:
		return power_available(d);
	default:
		if (d->tape)
			silent_value(d, type);
		return true;
	}
}

/* ---- The message */

static bool tlv(struct dis *d)
{
	if (declared(d) < 4) {
		say(d, " (remaining packet length %u < 4)", declared(d));
		return false;
	}
	unsigned type = u16(d, TLV_TYPE), len = u16(d, TLV_LEN);
	if (d->cut)
		return false;
	if (len < 4) {
		const char *name = tok(d, tlvs, "unknown field type", type);
		if (d->verbose)
			say(d, "\n\t%s (0x%04x), TLV length: %u byte%s (too short)", name, type, len, len == 1 ? "" : "s");
		else
			say(d, ", %s TLV length %u too short", name, len);
		return false;
	}
	len -= 4;
	if (len > declared(d)) {
		say(d, " (TLV length %u > %u)", len + 4, declared(d) + 4);
		return false;
	}
	bool said = d->verbose || type == TLV_DEVICE_ID;
	if (d->verbose)
		say(d, "\n\t%s (0x%04x), value length: %u byte%s: ", tok(d, tlvs, "unknown field type", type), type, len,
			len == 1 ? "" : "s");
	else if (said)
		say(d, ", %s ", word(tlvs, type));
	struct saved quiet = quiet_begin(d, !said);
	struct saved part = part_begin(d, len);
	if (!word(tlvs, type) && need(d, len))
		say_hexdump(d, "\n\t  ", len);
	bool sane = sane_length(type, len) && value(d, type);
	bool fits = part_end(d, &part);
	if (!d->cut && (!fits || !sane)) {
		seek(d, d->pos - len);
		say_s(d, " (malformed TLV)");
		if (need(d, len))
			say_hexdump(d, "\n\t  ", len);
		skip(d, len);
	}
	quiet_end(d, &quiet);
	if (!said && need(d, len))
		skip(d, len);
	return true;
}

/* As Cisco sums it up: of an odd number of bytes the last is a signed number of its own (0x80 and above lose one). */
static void put_checksum_status(struct dis *d, uint32_t start)
{
	struct span s = span_at(d, start, d->wire - start);
	if (!d->tape || s.len != d->wire - start)
		return;
	unsigned last = s.len % 2 ? span_u8(s, s.len - 1) : 0;
	uint32_t sum = sum_span(0, (struct span){s.p, s.len & ~1u, s.pos});
	sum = sum_u16(sum, last & 0x80 ? 0xff00 | (last - 1) : last);
	mark_uint(d, CHECKSUM_STATUS_FIELD, start + 2, 0, sum_fold(sum) ? CHECKSUM_BAD : CHECKSUM_GOOD);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (length < 4) {
		say(d, " (packet length %u < 4)", length);
		invalid(d);
		return;
	}
	if (!need(d, 2))
		return;
	unsigned version = u8(d, VERSION);
	say(d, "CDPv%u", version);
	unsigned ttl = u8(d, TTL);
	say(d, ", ttl: %us", ttl);
	unsigned checksum = u16(d, CHECKSUM);
	put_checksum_status(d, start);
	if (d->verbose)
		say(d, ", checksum: 0x%04x (unverified), length %u", checksum, length);
	while (more(d)) {
		group_begin(d, TLV);
		bool fits = tlv(d);
		group_end(d);
		if (!fits) {
			invalid_to_end(d);
			return;
		}
	}
	if (d->verbose < 1)
		say(d, ", length %u", length);
}

static const struct binding bindings[] = {
	{BIND_CISCO_PID, .from = 0x2000},
	{0},
};

const struct proto proto_cdp = {
	.name = "cdp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
