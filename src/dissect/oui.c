#include "dissect/oui.h"

#include <stddef.h>

const struct token oui_tokens[] = {
	{OUI_ENCAP_ETHER, "Ethernet"},
	{OUI_CISCO, "Cisco"},
	{OUI_IANA, "IANA"},
	{OUI_NORTEL, "Nortel Networks SONMP"},
	{OUI_CISCO_BRIDGED, "Cisco bridged"},
	{OUI_RFC2684, "Ethernet bridged"},
	{OUI_ATM_FORUM, "ATM Forum"},
	{OUI_CABLE_BPI, "Cable Data"},
	{OUI_APPLETALK, "Appletalk"},
	{OUI_JUNIPER, "Juniper"},
	{OUI_HP, "Hewlett-Packard"},
	{OUI_IEEE_8023, "IEEE 802.3 Private"},
	{OUI_TIA, "ANSI/TIA"},
	{OUI_DCBX, "DCBX"},
	{OUI_NICIRA, "Nicira Networks"},
	{OUI_ERICSSON, "Ericsson"},
	{OUI_BSN, "Big Switch Networks"},
	{OUI_VELLO, "Vello Systems"},
	{OUI_HP2, "HP"},
	{OUI_HPLABS, "HP-Labs"},
	{OUI_INFOBLOX, "Infoblox Inc"},
	{OUI_ONLAB, "Open Networking Lab"},
	{OUI_FREESCALE, "Freescale"},
	{OUI_NETRONOME, "Netronome"},
	{0, NULL},
};
