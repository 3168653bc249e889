/* Organizationally unique identifiers that lines name or that protocols tell apart (IEEE registry). */
#ifndef DISSECT_OUI_H
#define DISSECT_OUI_H

#include "dissect/field.h"

enum oui {
	OUI_ENCAP_ETHER = 0x000000,
	OUI_CISCO = 0x00000c,
	OUI_IANA = 0x00005e,
	OUI_NORTEL = 0x000081,
	OUI_CISCO_BRIDGED = 0x0000f8, /* frames bridged by Cisco from other link types */
	OUI_RFC2684 = 0x0080c2,       /* bridged frames, RFC 2684 section 5.2 */
	OUI_ATM_FORUM = 0x00a03e,
	OUI_CABLE_BPI = 0x001000,
	OUI_APPLETALK = 0x080007,
	OUI_JUNIPER = 0x009069,
	OUI_HP = 0x080009,
	OUI_IEEE_8021 = 0x0080c2,
	OUI_IEEE_8023 = 0x00120f,
	OUI_TIA = 0x0012bb,
	OUI_DCBX = 0x001b21,
	OUI_NICIRA = 0x002320,
	OUI_BSN = 0x5c16c7,
	OUI_VELLO = 0x003d3d,
	OUI_HP2 = 0x002481,
	OUI_HPLABS = 0x0004ea,
	OUI_INFOBLOX = 0x748771,
	OUI_ONLAB = 0xa42305,
	OUI_FREESCALE = 0x00049f,
	OUI_ERICSSON = 0xd0f0db,
	OUI_NETRONOME = 0x0015 << 8 | 0x4d,
};

extern const struct token oui_tokens[];

#endif
