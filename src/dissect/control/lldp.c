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
	[LLDP_AUTONEG] = {"lldp.ieee.802_3.mac_phy_auto_neg_status", "Auto-Negotiation Support/Status", F_U8, HEX},
	[LLDP_PMD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps", "PMD Auto-Negotiation Advertised Capability", F_U16, HEX},
	[LLDP_MAU] = {"lldp.ieee.802_3.pmd_mau_type", "Operational MAU Type", F_U16, HEX},
	[LLDP_MDI_SUPPORT] = {"lldp.ieee.802_3.mdi_power_support", "MDI Power Support", F_U8, HEX},
	[LLDP_MDI_PAIR] = {"lldp.ieee.802_3.mdi_pse_pair", "PSE Power Pair", F_U8},
	[LLDP_MDI_CLASS] = {"lldp.ieee.802_3.mdi_power_class", "Power Class", F_U8},
	[LLDP_AGG_STATUS] = {"lldp.ieee.802_3.aggregation_status", "Aggregation Status", F_U8, HEX},
	[LLDP_AGG_PORT] = {"lldp.ieee.802_3.aggregated_port_id", "Aggregated Port Id", F_U32},
	[LLDP_MTU] = {"lldp.ieee.802_3.max_frame_size", "Maximum Frame Size", F_U16},
	[LLDP_SUBTYPE_MED] = {"lldp.media.subtype", "Media Subtype", F_U8, HEX},
	[LLDP_MED_CAP] = {"lldp.media.subtype.caps", "Capabilities", F_U16, HEX},
	[LLDP_MED_DEVICE] = {"lldp.media.subtype.class", "Class Type", F_U8},
	[LLDP_MED_APP] = {"lldp.media.app_type", "Application Type", F_U8},
	[LLDP_MED_VLAN] = {"lldp.media.vlan_id", "VLAN Id", F_U24},
	[LLDP_MED_PRIO] = {"lldp.media.l2_prio", "L2 Priority", F_U24},
	[LLDP_MED_DSCP] = {"lldp.media.dscp", "DSCP Priority", F_U24},
	[LLDP_MED_POWER] = {"lldp.media.power.value", "Power Value", F_U16},
	[LLDP_MED_TEXT] = {"lldp.media.text", "Text", F_STR},
	[LLDP_MED_LOCATION] = {"lldp.media.loc.data_format", "Location Data Format", F_U8},
	[LLDP_ELIN] = {"lldp.media.ecs", "ELIN", F_STR},
	[LLDP_TLV] = {"lldp.tlv", "TLV"},
	[LLDP_MGN_ADDR_HEX] = {"lldp.mgn.addr.hex", "Management Address", F_BYTES},
	[LLDP_MED_CIVIC_LENGTH] = {"lldp.media.civic.length", "LCI Length", F_U8},
	[LLDP_MED_CIVIC_WHAT] = {"lldp.media.civic.what", "What", F_U8},
	[LLDP_MED_CIVIC_COUNTRY] = {"lldp.media.civic.country", "Country", F_STR},
	[LLDP_MED_CIVIC_TYPE] = {"lldp.media.civic.type", "CA Type", F_U8},
	[LLDP_MED_CIVIC_VALUE] = {"lldp.media.civic.value", "CA Value", F_STR},
	[LLDP_MED_HARDWARE] = {"lldp.media.hardware", "Hardware Revision", F_STR},
	[LLDP_MED_FIRMWARE] = {"lldp.media.firmware", "Firmware Revision", F_STR},
	[LLDP_MED_SOFTWARE] = {"lldp.media.software", "Software Revision", F_STR},
	[LLDP_MED_SN] = {"lldp.media.sn", "Serial Number", F_STR},
	[LLDP_MED_MANUFACTURER] = {"lldp.media.manufacturer", "Manufacturer Name", F_STR},
	[LLDP_MED_MODEL] = {"lldp.media.model", "Model Name", F_STR},
	[LLDP_MED_ASSET] = {"lldp.media.asset", "Asset ID", F_STR},
	[LLDP_MED_LOC_LAT_RESOLUTION] = {"lldp.media.loc.lat_resolution", "Latitude Resolution", F_U8},
	[LLDP_MED_LOC_LATITUDE] = {"lldp.media.loc.latitude", "Latitude", F_U64},
	[LLDP_MED_LOC_LONG_RESOLUTION] = {"lldp.media.loc.long_resolution", "Longitude Resolution", F_U8},
	[LLDP_MED_LOC_LONGITUDE] = {"lldp.media.loc.longitude", "Longitude", F_U64},
	[LLDP_MED_LOC_ALT_TYPE] = {"lldp.media.loc.alt_type", "Altitude Type", F_U8},
	[LLDP_MED_LOC_ALT_RESOLUTION] = {"lldp.media.loc.alt_resolution", "Altitude Resolution", F_U16},
	[LLDP_MED_LOC_ALTITUDE] = {"lldp.media.loc.altitude", "Altitude", F_U32},
	[LLDP_MED_LOC_DATUM] = {"lldp.media.loc.datum", "Datum", F_U8},
	[LLDP_DCBX_PROTO] = {"lldp.dcbx.proto", "DCBx Protocol", F_U8, HEX},
	[LLDP_DCBX_TYPE] = {"lldp.dcbx.type", "DCBx TLV Type", F_U16},
	[LLDP_DCBX_LEN] = {"lldp.dcbx.len", "DCBx TLV Length", F_U16},
	[LLDP_DCBX_VERSION] = {"lldp.dcbx.version", "Operating Version", F_U8, HEX},
	[LLDP_DCBX_MAX_VERSION] = {"lldp.dcbx.max_version", "Max Version", F_U8, HEX},
	[LLDP_DCBX_CONTROL_SEQ] = {"lldp.dcbx.control.seq", "Sequence No", F_U32},
	[LLDP_DCBX_CONTROL_ACK] = {"lldp.dcbx.control.ack", "Ack No", F_U32},
	[LLDP_DCBX_SUBTYPE] = {"lldp.dcbx.feature.subtype", "Subtype", F_U8, HEX},
	[LLDP_DCBX_PG_RESERVED] = {"lldp.dcbx.feature.pg.reserved", "Reserved", F_U8, HEX},
	[LLDP_DCBX_PG_NUMTCS] = {"lldp.dcbx.feature.pg.numtcs", "Number of Traffic Classes Supported", F_U8, HEX},
	[LLDP_DCBX_PFC_NUMTCS] = {"lldp.dcbx.feature.pfc.numtcs", "Number of Traffic Classes Supported", F_U8, HEX},
	[LLDP_DCBX_APP_PROTO] = {"lldp.dcbx.feature.app.proto", "Application Protocol Id", F_U16, HEX},
	[LLDP_DCBX_APP_SF] = {"lldp.dcbx.feature.app.sf", "Selector Field", F_U24},
	[LLDP_DCBX_APP_OUI] = {"lldp.dcbx.feature.app.oui", "Application OUI", F_U24, HEX},
	[LLDP_DCBX_APP_PRIO] = {"lldp.dcbx.feature.app.prio", "Application Priority", F_U8},
	[LLDP_DCB_WILLING] = {"lldp.dcbx.ieee.willing", "Willing", F_BOOL},
	[LLDP_DCB_ETS_CBS] = {"lldp.dcbx.ieee.ets.cbs", "Credit-Based Shaper", F_BOOL},
	[LLDP_DCB_ETS_MAXTCS] = {"lldp.dcbx.ieee.ets.maxtcs", "Maximum Number of Traffic Classes", F_U8},
	[LLDP_DCB_PFC_MBC] = {"lldp.dcbx.ieee.pfc.mbc", "MACsec Bypass Capability", F_BOOL},
	[LLDP_DCB_PFC_NUMTCS] = {"lldp.dcbx.ieee.pfc.numtcs", "Max PFC Enabled Traffic Classes", F_U8},
	[LLDP_DCB_APP_RESERVED] = {"lldp.dcbx.ieee.app.reserved", "Reserved", F_U8, HEX},
	[LLDP_DCB_APP_PRIO] = {"lldp.dcbx.ieee.app.prio", "Application Priority", F_U8},
	[LLDP_DCB_APP_SF] = {"lldp.dcbx.iee.app.sf", "Application Selector", F_U8},
	[LLDP_DCBX_PG_PGID_PRIO0] = {"lldp.dcbx.feature.pg.pgid_prio0", "PGID for Prio 0", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO1] = {"lldp.dcbx.feature.pg.pgid_prio1", "PGID for Prio 1", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO2] = {"lldp.dcbx.feature.pg.pgid_prio2", "PGID for Prio 2", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO3] = {"lldp.dcbx.feature.pg.pgid_prio3", "PGID for Prio 3", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO4] = {"lldp.dcbx.feature.pg.pgid_prio4", "PGID for Prio 4", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO5] = {"lldp.dcbx.feature.pg.pgid_prio5", "PGID for Prio 5", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO6] = {"lldp.dcbx.feature.pg.pgid_prio6", "PGID for Prio 6", F_U16},
	[LLDP_DCBX_PG_PGID_PRIO7] = {"lldp.dcbx.feature.pg.pgid_prio7", "PGID for Prio 7", F_U16},
	[LLDP_DCBX_PG_PER0] = {"lldp.dcbx.feature.pg.per0", "Bandwidth for PGID 0", F_U8},
	[LLDP_DCBX_PG_PER1] = {"lldp.dcbx.feature.pg.per1", "Bandwidth for PGID 1", F_U8},
	[LLDP_DCBX_PG_PER2] = {"lldp.dcbx.feature.pg.per2", "Bandwidth for PGID 2", F_U8},
	[LLDP_DCBX_PG_PER3] = {"lldp.dcbx.feature.pg.per3", "Bandwidth for PGID 3", F_U8},
	[LLDP_DCBX_PG_PER4] = {"lldp.dcbx.feature.pg.per4", "Bandwidth for PGID 4", F_U8},
	[LLDP_DCBX_PG_PER5] = {"lldp.dcbx.feature.pg.per5", "Bandwidth for PGID 5", F_U8},
	[LLDP_DCBX_PG_PER6] = {"lldp.dcbx.feature.pg.per6", "Bandwidth for PGID 6", F_U8},
	[LLDP_DCBX_PG_PER7] = {"lldp.dcbx.feature.pg.per7", "Bandwidth for PGID 7", F_U8},
	[LLDP_DCB_ETS_TSA0] = {"lldp.dcbx.ieee.ets.tsa0", "TSA for Traffic Class 0", F_U8},
	[LLDP_DCB_ETS_TSA1] = {"lldp.dcbx.ieee.ets.tsa1", "TSA for Traffic Class 1", F_U8},
	[LLDP_DCB_ETS_TSA2] = {"lldp.dcbx.ieee.ets.tsa2", "TSA for Traffic Class 2", F_U8},
	[LLDP_DCB_ETS_TSA3] = {"lldp.dcbx.ieee.ets.tsa3", "TSA for Traffic Class 3", F_U8},
	[LLDP_DCB_ETS_TSA4] = {"lldp.dcbx.ieee.ets.tsa4", "TSA for Traffic Class 4", F_U8},
	[LLDP_DCB_ETS_TSA5] = {"lldp.dcbx.ieee.ets.tsa5", "TSA for Traffic Class 5", F_U8},
	[LLDP_DCB_ETS_TSA6] = {"lldp.dcbx.ieee.ets.tsa6", "TSA for Traffic Class 6", F_U8},
	[LLDP_DCB_ETS_TSA7] = {"lldp.dcbx.ieee.ets.tsa7", "TSA for Traffic Class 7", F_U8},
	[LLDP_CAP_OTHER] = {"lldp.tlv.system_cap.other", "Other", F_BOOL},
	[LLDP_CAP_REPEATER] = {"lldp.tlv.system_cap.repeater", "Repeater", F_BOOL},
	[LLDP_CAP_BRIDGE] = {"lldp.tlv.system_cap.bridge", "Bridge", F_BOOL},
	[LLDP_CAP_WLAN_ACCESS_PT] = {"lldp.tlv.system_cap.wlan_access_pt", "WLAN access point", F_BOOL},
	[LLDP_CAP_ROUTER] = {"lldp.tlv.system_cap.router", "Router", F_BOOL},
	[LLDP_CAP_TELEPHONE] = {"lldp.tlv.system_cap.telephone", "Telephone", F_BOOL},
	[LLDP_CAP_DOCSIS_CABLE_DEVICE] = {"lldp.tlv.system_cap.docsis_cable_device", "DOCSIS cable device", F_BOOL},
	[LLDP_CAP_STATION_ONLY] = {"lldp.tlv.system_cap.station_only", "Station only", F_BOOL},
	[LLDP_ENABLED_OTHER] = {"lldp.tlv.enable_system_cap.other", "Other", F_BOOL},
	[LLDP_ENABLED_REPEATER] = {"lldp.tlv.enable_system_cap.repeater", "Repeater", F_BOOL},
	[LLDP_ENABLED_BRIDGE] = {"lldp.tlv.enable_system_cap.bridge", "Bridge", F_BOOL},
	[LLDP_ENABLED_WLAN_ACCESS_PT] = {"lldp.tlv.enable_system_cap.wlan_access_pt", "WLAN access point", F_BOOL},
	[LLDP_ENABLED_ROUTER] = {"lldp.tlv.enable_system_cap.router", "Router", F_BOOL},
	[LLDP_ENABLED_TELEPHONE] = {"lldp.tlv.enable_system_cap.telephone", "Telephone", F_BOOL},
	[LLDP_ENABLED_DOCSIS_CABLE_DEVICE] = {"lldp.tlv.enable_system_cap.docsis_cable_device", "DOCSIS cable device", F_BOOL},
	[LLDP_ENABLED_STATION_ONLY] = {"lldp.tlv.enable_system_cap.station_only", "Station only", F_BOOL},
	[LLDP_8023_PMD_1000BASE_TFD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.1000base_tfd", "1000BASE-T (full duplex mode)", F_BOOL},
	[LLDP_8023_PMD_1000BASE_T] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.1000base_t", "1000BASE-T (half duplex mode)", F_BOOL},
	[LLDP_8023_PMD_1000BASE_XFD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.1000base_xfd", "1000BASE-X (-LX, -SX, -CX full duplex mode)", F_BOOL},
	[LLDP_8023_PMD_1000BASE_X] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.1000base_x", "1000BASE-X (-LX, -SX, -CX half duplex mode)", F_BOOL},
	[LLDP_8023_PMD_FDX_BPAUSE] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.fdx_bpause", "fdx bpause", F_BOOL},
	[LLDP_8023_PMD_FDX_SPAUSE] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.fdx_spause", "Symmetric PAUSE (for full-duplex links)", F_BOOL},
	[LLDP_8023_PMD_FDX_APAUSE] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.fdx_apause", "Asymmetric PAUSE (for full-duplex links)", F_BOOL},
	[LLDP_8023_PMD_FDX_PAUSE] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.fdx_pause", "PAUSE (for full-duplex links)", F_BOOL},
	[LLDP_8023_PMD_100BASE_T2FD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.100base_t2fd", "100BASE-T2 (full duplex mode)", F_BOOL},
	[LLDP_8023_PMD_100BASE_T2] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.100base_t2", "100BASE-T2 (half duplex mode)", F_BOOL},
	[LLDP_8023_PMD_100BASE_TXFD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.100base_txfd", "100BASE-TX (full duplex mode)", F_BOOL},
	[LLDP_8023_PMD_100BASE_TX] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.100base_tx", "100BASE-TX (half duplex mode)", F_BOOL},
	[LLDP_8023_PMD_100BASE_T4] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.100base_t4", "100BASE-T4", F_BOOL},
	[LLDP_8023_PMD_10BASE_TFD] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.10base_tfd", "10BASE-T (full duplex mode)", F_BOOL},
	[LLDP_8023_PMD_10BASE_T] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.10base_t", "10BASE-T (half duplex mode)", F_BOOL},
	[LLDP_8023_PMD_OTHER] = {"lldp.ieee.802_3.pmd_auto_neg_advertised_caps.other", "Other or unknown", F_BOOL},
	[LLDP_8023_AUTONEG_SUPPORTED] = {"lldp.ieee.802_3.mac_phy_auto_neg_status.supported", "Auto-Negotiation", F_BOOL},
	[LLDP_8023_AUTONEG_ENABLED] = {"lldp.ieee.802_3.mac_phy_auto_neg_status.enabled", "Auto-Negotiation", F_BOOL},
	[LLDP_8023_MDI_POWER_SUPPORT_PORT_CLASS] = {"lldp.ieee.802_3.mdi_power_support.port_class", "Port Class", F_BOOL},
	[LLDP_8023_MDI_POWER_SUPPORT_SUPPORTED] = {"lldp.ieee.802_3.mdi_power_support.supported", "PSE MDI Power", F_BOOL},
	[LLDP_8023_MDI_POWER_SUPPORT_ENABLED] = {"lldp.ieee.802_3.mdi_power_support.enabled", "PSE MDI Power", F_BOOL},
	[LLDP_8023_MDI_POWER_SUPPORT_PSE_PAIRS] = {"lldp.ieee.802_3.mdi_power_support.pse_pairs", "PSE Pairs Control Ability", F_BOOL},
	[LLDP_8023_AGGREGATION_STATUS_CAP] = {"lldp.ieee.802_3.aggregation_status.cap", "Aggregation Capability", F_BOOL},
	[LLDP_8023_AGGREGATION_STATUS_ENABLED] = {"lldp.ieee.802_3.aggregation_status.enabled", "Aggregation Status", F_BOOL},
	[LLDP_8021_PORT_AND_VLAN_ID_FLAG_SUPPORTED] = {"lldp.ieee.802_1.port_and_vlan_id_flag.supported", "Port and Protocol VLAN", F_BOOL},
	[LLDP_8021_PORT_AND_VLAN_ID_FLAG_ENABLED] = {"lldp.ieee.802_1.port_and_vlan_id_flag.enabled", "Port and Protocol VLAN", F_BOOL},
	[LLDP_8021_AGGREGATION_STATUS_CAP] = {"lldp.ieee.802_1.aggregation_status.cap", "Aggregation Capability", F_BOOL},
	[LLDP_8021_AGGREGATION_STATUS_ENABLED] = {"lldp.ieee.802_1.aggregation_status.enabled", "Aggregation Status", F_BOOL},
	[LLDP_8021_AGGREGATION_STATUS_PORTTYPE] = {"lldp.ieee.802_1.aggregation_status.porttype", "Aggregation Status", F_U8},
	[LLDP_MED_SUBTYPE_CAPS_LLPD] = {"lldp.media.subtype.caps.llpd", "LLDP-MED Capabilities", F_BOOL},
	[LLDP_MED_SUBTYPE_CAPS_NETWORK_POLICY] = {"lldp.media.subtype.caps.network_policy", "Network Policy", F_BOOL},
	[LLDP_MED_SUBTYPE_CAPS_LOCATION_ID] = {"lldp.media.subtype.caps.location_id", "Location Identification", F_BOOL},
	[LLDP_MED_SUBTYPE_CAPS_MDI_PSE] = {"lldp.media.subtype.caps.mdi_pse", "Extended Power via MDI-PSE", F_BOOL},
	[LLDP_MED_SUBTYPE_CAPS_MID_PD] = {"lldp.media.subtype.caps.mid_pd", "Extended Power via MDI-PD", F_BOOL},
	[LLDP_MED_SUBTYPE_CAPS_INVENTORY] = {"lldp.media.subtype.caps.inventory", "Inventory", F_BOOL},
	[LLDP_MED_POLICY_FLAG] = {"lldp.media.policy_flag", "Policy", F_BOOL},
	[LLDP_MED_TAG_FLAG] = {"lldp.media.tag_flag", "Tagged", F_BOOL},
	[LLDP_MED_POWER_TYPE] = {"lldp.media.power.type", "Power Type", F_U8},
	[LLDP_MED_POWER_SOURCE] = {"lldp.media.power.source", "Power Source", F_U8},
	[LLDP_MED_POWER_PRIO] = {"lldp.media.power.prio", "Power Priority", F_U8},
	[LLDP_DCBX_PFC_PRIO0] = {"lldp.dcbx.feature.pfc.prio0", "PFC for Priority 0", F_BOOL},
	[LLDP_DCBX_PFC_PRIO1] = {"lldp.dcbx.feature.pfc.prio1", "PFC for Priority 1", F_BOOL},
	[LLDP_DCBX_PFC_PRIO2] = {"lldp.dcbx.feature.pfc.prio2", "PFC for Priority 2", F_BOOL},
	[LLDP_DCBX_PFC_PRIO3] = {"lldp.dcbx.feature.pfc.prio3", "PFC for Priority 3", F_BOOL},
	[LLDP_DCBX_PFC_PRIO4] = {"lldp.dcbx.feature.pfc.prio4", "PFC for Priority 4", F_BOOL},
	[LLDP_DCBX_PFC_PRIO5] = {"lldp.dcbx.feature.pfc.prio5", "PFC for Priority 5", F_BOOL},
	[LLDP_DCBX_PFC_PRIO6] = {"lldp.dcbx.feature.pfc.prio6", "PFC for Priority 6", F_BOOL},
	[LLDP_DCBX_PFC_PRIO7] = {"lldp.dcbx.feature.pfc.prio7", "PFC for Priority 7", F_BOOL},
	[LLDP_DCBX_ENABLED] = {"lldp.dcbx.feature.enabled", "Feature", F_BOOL},
	[LLDP_DCBX_WILLING] = {"lldp.dcbx.feature.willing", "Willing", F_BOOL},
	[LLDP_DCBX_ERROR] = {"lldp.dcbx.feature.error", "Error", F_BOOL},
};

static const struct bit_field cap_bits[] = {
	{0x1, LLDP_CAP_OTHER}, {0x2, LLDP_CAP_REPEATER}, {0x4, LLDP_CAP_BRIDGE}, {0x8, LLDP_CAP_WLAN_ACCESS_PT},
	{0x10, LLDP_CAP_ROUTER}, {0x20, LLDP_CAP_TELEPHONE}, {0x40, LLDP_CAP_DOCSIS_CABLE_DEVICE},
	{0x80, LLDP_CAP_STATION_ONLY}, {0, 0},
};

static const struct bit_field enabled_bits[] = {
	{0x1, LLDP_ENABLED_OTHER}, {0x2, LLDP_ENABLED_REPEATER}, {0x4, LLDP_ENABLED_BRIDGE},
	{0x8, LLDP_ENABLED_WLAN_ACCESS_PT}, {0x10, LLDP_ENABLED_ROUTER}, {0x20, LLDP_ENABLED_TELEPHONE},
	{0x40, LLDP_ENABLED_DOCSIS_CABLE_DEVICE}, {0x80, LLDP_ENABLED_STATION_ONLY}, {0, 0},
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
	if (!declared(d))
		return;
	struct span s = bytes(d, field, declared(d));
	say_s(d, before);
	say_text_z(d, s);
}

/* An address family and an address of len bytes in all; ip4_field + 1 is the field for IPv6, other_field of
 * hardware addresses. */
/* Bytes of an address of that family; 0: nobody says it. */
static unsigned address_size(unsigned family)
{
	return family == AFI_IP4 ? 4 : family == AFI_IP6 ? 16 : family == AFI_802 ? 6 : 0;
}

/* Behind the family; len counts that too. */
static bool address_fits(unsigned family, uint32_t len)
{
	return len > address_size(family);
}

static bool network_address(struct dis *d, unsigned family_field, unsigned ip4_field, unsigned other_field, uint32_t len)
{
	if (len < 1)
		return false;
	unsigned family = u8(d, family_field);
	if (d->cut)
		return false;
	if (!address_size(family)) {
		say(d, "AFI %s (%u), no AF printer !", tok(d, address_families, "Unknown", family), family);
		return true;
	}
	if (!address_fits(family, len))
		return false;
	say(d, "AFI %s (%u): ", tok(d, address_families, "Unknown", family), family);
	if (family == AFI_IP4) {
		uint32_t a = ip4(d, ip4_field);
		say_ip4(d, a);
	} else if (family == AFI_IP6) {
		const struct ip6 *a = ip6(d, ip4_field + 1);
		say_ip6(d, a);
	} else {
		const struct mac *a = mac(d, other_field);
		say_mac(d, a);
	}
	return true;
}

/* Chassis and port IDs differ in the numbers of their subtypes only. */
static void id(struct dis *d, bool port)
{
	const struct token *names = port ? port_subtypes : chassis_subtypes;
	if (!declared(d) || !must_have(d, 2))
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
		if (!network_address(d, LLDP_FAMILY, port ? LLDP_PORT_IP4 : LLDP_CHASSIS_IP4, 0, declared(d)))
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
	unsigned has = u16(d, LLDP_CAP);
	also_bits(d, 2, has, cap_bits);
	unsigned enabled = u16(d, LLDP_ENABLED_CAP);
	also_bits(d, 2, enabled, enabled_bits);
	say(d, "\n\t  System  Capabilities [%s] (0x%04x)", bits(d, capabilities, "none", ", ", has), has);
	say(d, "\n\t  Enabled Capabilities [%s] (0x%04x)", bits(d, capabilities, "none", ", ", enabled), enabled);
}

/* length 1, family 1 and address, numbering 1, interface 4, length 1, object identifier */
static bool management_address(struct dis *d)
{
	if (declared(d) < 1)
		return false;
	unsigned len = u8(d, LLDP_MGMT_LEN);
	if (len == 0 || declared(d) < len || !address_fits(peek8(d, 0), len))
		return false;
	uint32_t behind = d->pos + len;
	say(d, "\n\t  Management Address length %u, ", len);
	if (!network_address(d, LLDP_MGMT_FAMILY, LLDP_MGMT_IP4, LLDP_MGN_ADDR_HEX, len))
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
	.cuts = CUTS_ITSELF,
};
