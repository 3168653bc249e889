/* Link Layer Discovery Protocol: IEEE 802.1AB-2016 clause 8.
 *
 *	| type 7 bits, length 9 bits | value | ...
 */
#include "dissect/control/lldp.h"

#include "dissect/net/ethertype.h"
#include "dissect/oui.h"

enum lldp_tlv {
	TLV_END, TLV_CHASSIS_ID, TLV_PORT_ID, TLV_TTL, TLV_PORT_DESC, TLV_SYSTEM_NAME, TLV_SYSTEM_DESC, TLV_SYSTEM_CAP,
	TLV_MGMT_ADDR, TLV_PRIVATE = 127,
	MUD_URL = 1, AFI_IP4 = 1, AFI_IP6 = 2, AFI_802 = 6,
};

static const struct token tlvs[] = {
	{TLV_END, "End"}, {TLV_CHASSIS_ID, "Chassis ID"}, {TLV_PORT_ID, "Port ID"}, {TLV_TTL, "Time to Live"},
	{TLV_PORT_DESC, "Port Description"}, {TLV_SYSTEM_NAME, "System Name"}, {TLV_SYSTEM_DESC, "System Description"},
	{TLV_SYSTEM_CAP, "System Capabilities"}, {TLV_MGMT_ADDR, "Management Address"},
	{TLV_PRIVATE, "Organization specific"}, {0, NULL}};

static const struct token chassis_subtypes[] = {
	{1, "Chassis component"}, {2, "Interface alias"}, {3, "Port component"}, {4, "MAC address"},
	{5, "Network address"}, {6, "Interface name"}, {7, "Local"}, {0, NULL}};

static const struct token port_subtypes[] = {
	{1, "Interface alias"}, {2, "Port component"}, {3, "MAC address"}, {4, "Network Address"},
	{5, "Interface Name"}, {6, "Agent circuit ID"}, {7, "Local"}, {0, NULL}};

static const struct token capabilities[] = {
	{0x01, "Other"}, {0x02, "Repeater"}, {0x04, "Bridge"}, {0x08, "WLAN AP"}, {0x10, "Router"}, {0x20, "Telephone"},
	{0x40, "Docsis"}, {0x80, "Station Only"}, {0, NULL}};

static const struct token numberings[] = {{2, "Interface Index"}, {3, "System Port Number"}, {0, NULL}};
/* Address family numbers (IANA registry). */
const struct token address_families[] = {
	{0, "Reserved"}, {1, "IPv4"}, {2, "IPv6"}, {3, "NSAP"}, {4, "HDLC"}, {5, "BBN 1822"}, {6, "802"}, {7, "E.163"},
	{8, "E.164"}, {9, "F.69"}, {10, "X.121"}, {11, "Novell IPX"}, {12, "AppleTalk"}, {13, "DECnet IV"},
	{14, "Banyan Vines"}, {15, "E.164 with NSAP subaddress"}, {16, "DNS"}, {17, "Distinguished name"}, {18, "AS Number"},
	{25, "L2VPN"}, {0, NULL}};

static const struct field fields[] = {
	[LLDP] = {"lldp", "Link Layer Discovery Protocol"},
	[LLDP_TYPE] = {"lldp.tlv.type", "TLV Type", F_U16, DEC, tlvs},
	[LLDP_LEN] = {"lldp.tlv.len", "TLV Length", F_U16},
	[LLDP_CHASSIS_SUBTYPE] = {"lldp.chassis.subtype", "Chassis Id Subtype", F_U8, DEC, chassis_subtypes},
	[LLDP_CHASSIS_ID] = {"lldp.chassis.id", "Chassis Id", F_BYTES},
	[LLDP_CHASSIS_MAC] = {"lldp.chassis.id.mac", "Chassis Id", F_MAC},
	[LLDP_CHASSIS_IP4] = {"lldp.chassis.id.ip4", "Chassis Id", F_IP4},
	[LLDP_CHASSIS_IP6] = {"lldp.chassis.id.ip6", "Chassis Id", F_IP6},
	[LLDP_PORT_SUBTYPE] = {"lldp.port.subtype", "Port Id Subtype", F_U8, DEC, port_subtypes},
	[LLDP_PORT_ID] = {"lldp.port.id", "Port Id", F_STR},
	[LLDP_PORT_MAC] = {"lldp.port.id.mac", "Port Id", F_MAC},
	[LLDP_PORT_IP4] = {"lldp.port.id.ip4", "Port Id", F_IP4},
	[LLDP_PORT_IP6] = {"lldp.port.id.ip6", "Port Id", F_IP6},
	[LLDP_FAMILY] = {"lldp.network_address.subtype", "Network Address family", F_U8, DEC, address_families},
	[LLDP_TTL] = {"lldp.time_to_live", "Seconds", F_U16},
	[LLDP_PORT_DESC] = {"lldp.port.desc", "Port Description", F_STR},
	[LLDP_SYSTEM_NAME] = {"lldp.tlv.system.name", "System Name", F_STR},
	[LLDP_SYSTEM_DESC] = {"lldp.tlv.system.desc", "System Description", F_STR},
	[LLDP_CAP] = {"lldp.tlv.system_cap", "Capabilities", F_U16, HEX},
	[LLDP_ENABLED_CAP] = {"lldp.tlv.enable_system_cap", "Enabled Capabilities", F_U16, HEX},
	[LLDP_MGMT_LEN] = {"lldp.mgn.address.len", "Address String Length", F_U8},
	[LLDP_MGMT_FAMILY] = {"lldp.mgn.address.subtype", "Address Subtype", F_U8, DEC, address_families},
	[LLDP_MGMT_IP4] = {"lldp.mgn.addr.ip4", "Management Address", F_IP4},
	[LLDP_MGMT_IP6] = {"lldp.mgn.addr.ip6", "Management Address", F_IP6},
	[LLDP_IF_SUBTYPE] = {"lldp.mgn.interface.subtype", "Interface Subtype", F_U8, DEC, numberings},
	[LLDP_IF_NUMBER] = {"lldp.mgn.interface.number", "Interface Number", F_U32},
	[LLDP_OID_LEN] = {"lldp.mgn.obj.len", "OID String Length", F_U8},
	[LLDP_OID] = {"lldp.mgn.obj.id", "Object Identifier", F_OID},
	[LLDP_OUI] = {"lldp.orgtlv.oui", "Organization Unique Code", F_U24, HEX, oui_tokens},
	[LLDP_SUBTYPE_8021] = {"lldp.ieee.802_1.subtype", "IEEE 802.1 Subtype", F_U8, HEX},
	[LLDP_PVID] = {"lldp.ieee.802_1.port_vlan.id", "Port VLAN Identifier", F_U16},
	[LLDP_PPVID_FLAGS] = {"lldp.ieee.802_1.port_and_vlan_id_flag", "Flags", F_U8, HEX},
	[LLDP_PPVID] = {"lldp.ieee.802_1.port_proto_vlan.id", "Port and Protocol VLAN Identifier", F_U16},
	[LLDP_VLAN_ID] = {"lldp.ieee.802_1.vlan.id", "VLAN Identifier", F_U16},
	[LLDP_VLAN_NAME_LEN] = {"lldp.ieee.802_1.vlan.name_len", "VLAN Name Length", F_U8},
	[LLDP_VLAN_NAME] = {"lldp.ieee.802_1.vlan.name", "VLAN Name", F_STR},
	[LLDP_PROTO_LEN] = {"lldp.ieee.802_1.proto.id_length", "Protocol Identity Length", F_U8},
	[LLDP_PROTO_ID] = {"lldp.ieee.802_1.proto.id", "Protocol Identity", F_BYTES},
	[LLDP_AGG_STATUS_8021] = {"lldp.ieee.802_1.aggregation_status", "Aggregation Status", F_U8, HEX},
	[LLDP_AGG_PORT_8021] = {"lldp.ieee.802_1.aggregated_port_id", "Aggregated Port Id", F_U32},
	[LLDP_SUBTYPE_8023] = {"lldp.ieee.802_3.subtype", "IEEE 802.3 Subtype", F_U8, HEX},
	[LLDP_AUTONEG] = {"lldp.ieee.802_3.auto_neg_status", "Auto-Negotiation Support/Status", F_U8, HEX},
	[LLDP_PMD] = {"lldp.ieee.802_3.pmd_auto_neg_advert_caps", "PMD Auto-Negotiation Advertised Capability", F_U16, HEX},
	[LLDP_MAU] = {"lldp.ieee.802_3.operational_mau_type", "Operational MAU Type", F_U16, HEX},
	[LLDP_MDI_SUPPORT] = {"lldp.ieee.802_3.mdi_power_support", "MDI Power Support", F_U8, HEX},
	[LLDP_MDI_PAIR] = {"lldp.ieee.802_3.mdi_pse_pair", "PSE Power Pair", F_U8},
	[LLDP_MDI_CLASS] = {"lldp.ieee.802_3.mdi_power_class", "Power Class", F_U8},
	[LLDP_AGG_STATUS] = {"lldp.ieee.802_3.aggregation_status", "Aggregation Status", F_U8, HEX},
	[LLDP_AGG_PORT] = {"lldp.ieee.802_3.aggregated_port_id", "Aggregated Port Id", F_U32},
	[LLDP_MTU] = {"lldp.ieee.802_3.max_frame_size", "Maximum Frame Size", F_U16},
	[LLDP_SUBTYPE_MED] = {"lldp.media.subtype", "Media Subtype", F_U8, HEX},
	[LLDP_MED_CAP] = {"lldp.media.cap", "Capabilities", F_U16, HEX},
	[LLDP_MED_DEVICE] = {"lldp.media.device_type", "Class Type", F_U8},
	[LLDP_MED_APP] = {"lldp.media.app_type", "Application Type", F_U8},
	[LLDP_MED_VLAN] = {"lldp.media.vlan.id", "VLAN Id", F_U24},
	[LLDP_MED_PRIO] = {"lldp.media.l2_prio", "L2 Priority", F_U24},
	[LLDP_MED_DSCP] = {"lldp.media.dscp", "DSCP Priority", F_U24},
	[LLDP_MED_POWER] = {"lldp.media.power_value", "Power Value", F_U16},
	[LLDP_MED_TEXT] = {"lldp.media.text", "Text", F_STR},
	[LLDP_MED_LOCATION] = {"lldp.media.loc.data_format", "Location Data Format", F_U8},
	[LLDP_ELIN] = {"lldp.media.ecs", "ELIN", F_STR},
	[LLDP_TLV] = {"lldp.tlv", "TLV"},
};

/* Basic TLVs: what is too short is cut. */
static bool must_have(struct dis *d, uint32_t n)
{
	if (declared(d) >= n)
		return need(d, n);
	cut_here(d);
	return false;
}

static void text_value(struct dis *d, const char *before, unsigned field)
{
	struct span s = bytes(d, field, declared(d));
	say_s(d, before);
	say_text_z(d, s);
}

/* An address family and an address of len bytes in all; ip4_field + 1 is the field for IPv6. */
static bool network_address(struct dis *d, unsigned family_field, unsigned ip4_field, uint32_t len)
{
	if (len < 1)
		return false;
	unsigned family = u8(d, family_field);
	if (d->cut)
		return false;
	if (family != AFI_IP4 && family != AFI_IP6 && family != AFI_802) {
		say(d, "AFI %s (%u), no AF printer !", tok(d, address_families, "Unknown", family), family);
		return true;
	}
	unsigned size = family == AFI_IP4 ? 4 : family == AFI_IP6 ? 16 : 6;
	if (len < size + 1)
		return false;
	say(d, "AFI %s (%u): ", tok(d, address_families, "Unknown", family), family);
	if (family == AFI_IP4) {
		uint32_t a = ip4(d, ip4_field);
		say_ip4(d, a);
	} else if (family == AFI_IP6) {
		const struct ip6 *a = ip6(d, ip4_field + 1);
		say_ip6(d, a);
	} else {
		const struct mac *a = mac(d, 0);
		say_mac(d, a);
	}
	return true;
}

/* Chassis and port IDs differ in the numbers of their subtypes only. */
static void id(struct dis *d, bool port)
{
	const struct token *names = port ? port_subtypes : chassis_subtypes;
	if (!must_have(d, 2))
		return;
	unsigned subtype = u8(d, port ? LLDP_PORT_SUBTYPE : LLDP_CHASSIS_SUBTYPE);
	say(d, "\n\t  Subtype %s (%u): ", tok(d, names, "Unknown", subtype), subtype);
	unsigned mac_subtype = port ? 3 : 4;
	if (subtype == mac_subtype) {
		if (!must_have(d, 6))
			return;
		const struct mac *a = mac(d, port ? LLDP_PORT_MAC : LLDP_CHASSIS_MAC);
		say_mac(d, a);
	} else if (subtype == mac_subtype + 1) {
		if (!network_address(d, LLDP_FAMILY, port ? LLDP_PORT_IP4 : LLDP_CHASSIS_IP4, declared(d)))
			cut_here(d);
	} else if (word(names, subtype)) {
		text_value(d, "", port ? LLDP_PORT_ID : LLDP_CHASSIS_ID);
	} else {
		seek(d, d->pos - 1);
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t  ", declared(d));
	}
}

static void system_capabilities(struct dis *d)
{
	if (!must_have(d, 4))
		return;
	unsigned has = u16(d, LLDP_CAP), enabled = u16(d, LLDP_ENABLED_CAP);
	say(d, "\n\t  System  Capabilities [%s] (0x%04x)", bits(d, capabilities, "none", ", ", has), has);
	say(d, "\n\t  Enabled Capabilities [%s] (0x%04x)", bits(d, capabilities, "none", ", ", enabled), enabled);
}

/* length 1, family 1 and address, numbering 1, interface 4, length 1, object identifier */
static bool management_address(struct dis *d)
{
	if (declared(d) < 1)
		return false;
	unsigned len = u8(d, LLDP_MGMT_LEN);
	if (len == 0 || declared(d) < len)
		return false;
	uint32_t behind = d->pos + len;
	say(d, "\n\t  Management Address length %u, ", len);
	if (!network_address(d, LLDP_MGMT_FAMILY, LLDP_MGMT_IP4, len))
		return false;
	seek(d, behind);
	if (declared(d) < 5)
		return false;
	unsigned numbering = u8(d, LLDP_IF_SUBTYPE);
	uint32_t number = u32(d, LLDP_IF_NUMBER);
	say(d, "\n\t  %s Interface Numbering (%u): %u", tok(d, numberings, "Unknown", numbering), numbering, number);
	if (!declared(d))
		return true;
	unsigned oid_len = u8(d, LLDP_OID_LEN);
	if (!oid_len)
		return true;
	if (declared(d) < oid_len)
		return false;
	struct span oid = bytes(d, LLDP_OID, oid_len);
	say(d, "\n\t  OID length %u", oid_len);
	say_text_z(d, oid);
	return true;
}

unsigned lldp_subtype(struct dis *d, unsigned field, const struct token *names)
{
	unsigned subtype = u8(d, field);
	say(d, "\n\t  %s Subtype (%u)", tok(d, names, "unknown", subtype), subtype);
	return subtype;
}

static bool iana(struct dis *d)
{
	static const struct token subtypes[] = {{MUD_URL, "MUD-URL"}, {0, NULL}};
	if (!lldp_need(d, 5))
		return true;
	if (lldp_subtype(d, 0, subtypes) != MUD_URL)
		return false;
	text_value(d, "\n\t  MUD-URL=", LLDP_MED_TEXT);
	return true;
}

static bool private(struct dis *d)
{
	if (!must_have(d, 3))
		return true;
	uint32_t oui = u24(d, LLDP_OUI);
	say(d, ": OUI %s (0x%06x)", tok(d, oui_tokens, "Unknown", oui), oui);
	switch (oui) {
	case OUI_IEEE_8021:
		return lldp_8021(d);
	case OUI_IEEE_8023:
		return lldp_8023(d);
	case OUI_IANA:
		return iana(d);
	case OUI_TIA:
		return lldp_med(d);
	case OUI_DCBX:
		return lldp_dcbx(d);
	default:
		return false;
	}
}

/* False: nothing is known of the type. */
static bool value(struct dis *d, unsigned type)
{
	switch (type) {
	case TLV_END:
		return true;
	case TLV_CHASSIS_ID:
	case TLV_PORT_ID:
		id(d, type == TLV_PORT_ID);
		return true;
	case TLV_TTL:
		if (must_have(d, 2)) {
			unsigned ttl = u16(d, LLDP_TTL);
			say(d, ": TTL %us", ttl);
		}
		return true;
	case TLV_PORT_DESC:
		text_value(d, ": ", LLDP_PORT_DESC);
		return true;
	case TLV_SYSTEM_NAME:
		text_value(d, ": ", LLDP_SYSTEM_NAME);
		return true;
	case TLV_SYSTEM_DESC:
		text_value(d, "\n\t  ", LLDP_SYSTEM_DESC);
		return true;
	case TLV_SYSTEM_CAP:
		system_capabilities(d);
		return true;
	case TLV_MGMT_ADDR:
		if (!management_address(d))
			cut_here(d);
		return true;
	case TLV_PRIVATE:
		return private(d);
	default:
		return false;
	}
}

/* The system's name is the only value that lines show without -v. */
static void tlv(struct dis *d, unsigned type, uint32_t len)
{
	uint32_t start = d->pos;
	struct saved quiet = quiet_begin(d, !d->verbose && type != TLV_SYSTEM_NAME);
	struct saved part = part_begin(d, len);
	bool known = value(d, type);
	part_end(d, &part);
	if (!d->cut && (d->verbose > 1 || (d->verbose && !known))) {
		seek(d, start);
		say_hexdump(d, "\n\t  ", len);
	}
	quiet_end(d, &quiet);
	seek(d, start + len);
}

static void dissect(struct dis *d)
{
	say(d, "LLDP, length %u", declared(d));
	while (more(d) && declared(d) >= 2) {
		group_begin(d, LLDP_TLV);
		unsigned head = u16(d, 0);
		unsigned type = head >> 9, len = head & 0x1ff;
		also(d, LLDP_TYPE, 2, type);
		also(d, LLDP_LEN, 2, len);
		if (d->verbose)
			say(d, "\n\t%s TLV (%u), length %u", tok(d, tlvs, "Unknown", type), type, len);
		if (type && must_have(d, len))
			tlv(d, type, len);
		group_end(d);
		if (!type || !len)
			break;
	}
	declare(d, 0);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_LLDP},
	{0},
};

const struct proto proto_lldp = {
	.name = "lldp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
