/* What lldp.c shares with the organizational TLVs (lldp_8021.c, lldp_8023.c, lldp_med.c, lldp_dcbx.c) and with cfm.c. */
#ifndef DISSECT_CONTROL_LLDP_H
#define DISSECT_CONTROL_LLDP_H

#include "dissect/dissect.h"

enum lldp_field {
	LLDP, LLDP_TYPE, LLDP_LEN, LLDP_CHASSIS_SUBTYPE, LLDP_CHASSIS_ID, LLDP_CHASSIS_MAC, LLDP_CHASSIS_IP4, LLDP_CHASSIS_IP6,
	LLDP_PORT_SUBTYPE, LLDP_PORT_ID, LLDP_PORT_MAC, LLDP_PORT_IP4, LLDP_PORT_IP6, LLDP_FAMILY, LLDP_TTL, LLDP_PORT_DESC,
	LLDP_SYSTEM_NAME, LLDP_SYSTEM_DESC, LLDP_CAP, LLDP_ENABLED_CAP, LLDP_MGMT_LEN, LLDP_MGMT_FAMILY, LLDP_MGMT_IP4,
	LLDP_MGMT_IP6, LLDP_IF_SUBTYPE, LLDP_IF_NUMBER, LLDP_OID_LEN, LLDP_OID, LLDP_OUI, LLDP_SUBTYPE_8021, LLDP_PVID,
	LLDP_PPVID_FLAGS, LLDP_PPVID, LLDP_VLAN_ID, LLDP_VLAN_NAME_LEN, LLDP_VLAN_NAME, LLDP_PROTO_LEN, LLDP_PROTO_ID,
	LLDP_AGG_STATUS_8021, LLDP_AGG_PORT_8021, LLDP_SUBTYPE_8023, LLDP_AUTONEG, LLDP_PMD, LLDP_MAU, LLDP_MDI_SUPPORT,
	LLDP_MDI_PAIR, LLDP_MDI_CLASS, LLDP_AGG_STATUS, LLDP_AGG_PORT, LLDP_MTU, LLDP_SUBTYPE_MED, LLDP_MED_CAP, LLDP_MED_DEVICE,
	LLDP_MED_APP, LLDP_MED_VLAN, LLDP_MED_PRIO, LLDP_MED_DSCP, LLDP_MED_POWER, LLDP_MED_TEXT, LLDP_MED_LOCATION,
	LLDP_ELIN, LLDP_TLV,
};

/* An organization's TLV, from behind the OUI, in a part of its own. False: nothing is known of it, dump it. What is too
 * short ends without a word. */
bool lldp_8021(struct dis *d);
bool lldp_8023(struct dis *d);
bool lldp_med(struct dis *d);
bool lldp_dcbx(struct dis *d);

/* The part has n bytes more? */
static inline bool lldp_need(struct dis *d, uint32_t n)
{
	return declared(d) >= n && need(d, n);
}

/* Address family numbers (IANA registry). */
extern const struct token address_families[];

/* The subtype in front of every organizational TLV. */
unsigned lldp_subtype(struct dis *d, unsigned field, const struct token *names);

#endif
