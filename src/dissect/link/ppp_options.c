/* Options of PPP's control protocols as fields: LCP RFC 1661 and 1570, multilink RFC 1990, IPCP RFC 1332, 1877 and 2509, IPV6CP
 * RFC 5072, CCP RFC 1962 and those it names, OSINLCP RFC 1377, BACP RFC 2125. What lines say of them stands in ppp_control.c.
 *
 *	| type 1 | length 1 (with these) | value |
 */
#include "dissect/link/ppp_options.h"

#include "dissect/link/ppp_protocols.h"

const struct token ppp_control_codes[] = {
	{VENDOR_EXTENSION, "Vendor-Extension"}, {CONF_REQUEST, "Conf-Request"}, {CONF_ACK, "Conf-Ack"}, {CONF_NACK, "Conf-Nack"},
	{CONF_REJECT, "Conf-Reject"}, {TERM_REQUEST, "Term-Request"}, {TERM_ACK, "Term-Ack"}, {CODE_REJECT, "Code-Reject"},
	{PROT_REJECT, "Prot-Reject"}, {ECHO_REQUEST, "Echo-Request"}, {ECHO_REPLY, "Echo-Reply"}, {DISC_REQUEST, "Disc-Req"},
	{IDENT, "Ident"}, {TIME_REMAINING, "Time-Rem"}, {RESET_REQUEST, "Reset-Req"}, {RESET_ACK, "Reset-Ack"}, {0, NULL}};

/* Of all; the numbers of each protocol's own fields begin behind these. */
#define CONTROL_FIELDS(abbrev, title) \
	[LCP] = {abbrev, title}, \
	[CODE] = {"ppp.code", "Code", F_U8, DEC, ppp_control_codes}, \
	[ID] = {"ppp.identifier", "Identifier", F_U8}, \
	[LENGTH] = {"ppp.length", "Length", F_U16}, \
	[DATA] = {"ppp.data", "Data", F_BYTES}, \
	[VENDOR_MAGIC] = {"ppp.magic_number", "Magic Number", F_U32, HEX}, \
	[VENDOR_OUI] = {"ppp.oui", "OUI", F_U24, HEX}, \
	[VENDOR_KIND] = {"ppp.kind", "Kind", F_U8}

const struct field lcp_fields[] = {
	CONTROL_FIELDS("lcp", "PPP Link Control Protocol"),
	[OPT_TYPE] = {"lcp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"lcp.opt.length", "Length", F_U8},
	[LCP_MAGIC_NUMBER] = {"lcp.magic_number", "Magic Number", F_U32, HEX},
	[LCP_DATA] = {"lcp.data", "Data", F_BYTES},
	[LCP_MESSAGE] = {"lcp.message", "Message", F_STR},
	[LCP_SECS_REMAINING] = {"lcp.secs_remaining", "Seconds Remaining", F_U32},
	[LCP_REJ_PROTO] = {"lcp.rej_proto", "Rejected Protocol", F_U16, HEX},
	[LCP_O_OUI] = {"lcp.opt.oui", "OUI", F_U24},
	[LCP_O_KIND] = {"lcp.opt.kind", "Kind", F_U8, HEX},
	[LCP_O_DATA] = {"lcp.opt.data", "Data", F_BYTES},
	[LCP_O_MRU] = {"lcp.opt.mru", "Maximum Receive Unit", F_U16},
	[LCP_O_ASYNCMAP] = {"lcp.opt.asyncmap", "Async Control Character Map", F_U32, HEX},
	[LCP_O_AUTH_PROTOCOL] = {"lcp.opt.auth_protocol", "Authentication Protocol", F_U16, HEX},
	[LCP_O_ALGORITHM] = {"lcp.opt.algorithm", "Algorithm", F_U8},
	[LCP_O_QUALITY_PROTOCOL] = {"lcp.opt.quality_protocol", "Quality Protocol", F_U16, HEX},
	[LCP_O_REPORTING_PERIOD] = {"lcp.opt.reporting_period", "Reporting Period", F_U32},
	[LCP_O_MAGIC_NUMBER] = {"lcp.opt.magic_number", "Magic Number", F_U32, HEX},
	[LCP_O_FCS_ALTERNATIVES] = {"lcp.opt.fcs_alternatives", "FCS Alternatives", F_U8, HEX},
	[LCP_O_FCS_ALTERNATIVES_NULL] = {"lcp.opt.fcs_alternatives.null", "NULL FCS", F_BOOL},
	[LCP_O_FCS_ALTERNATIVES_CCITT16] = {"lcp.opt.fcs_alternatives.ccitt16", "CCITT 16-bit", F_BOOL},
	[LCP_O_FCS_ALTERNATIVES_CCITT32] = {"lcp.opt.fcs_alternatives.ccitt32", "CCITT 32-bit", F_BOOL},
	[LCP_O_MAXIMUM] = {"lcp.opt.maximum", "Maximum", F_U8},
	[LCP_O_OPERATION] = {"lcp.opt.operation", "Operation", F_U8},
	[LCP_O_MESSAGE] = {"lcp.opt.message", "Message", F_BYTES},
	[LCP_O_MRRU] = {"lcp.opt.mrru", "MRRU", F_U16},
	[LCP_O_EP_DISC_CLASS] = {"lcp.opt.ep_disc_class", "Class", F_U8},
	[LCP_O_IP_ADDRESS] = {"lcp.opt.ip_address", "IP Address", F_IP4},
	[LCP_O_802_1_ADDRESS] = {"lcp.opt.802_1_address", "IEEE 802.1 Address", F_MAC},
	[LCP_O_MAGIC_BLOCK] = {"lcp.opt.magic_block", "PPP Magic-Number Block", F_BYTES},
	[LCP_O_PSNDN] = {"lcp.opt.psndn", "Public Switched Network Directory Number", F_BYTES},
	[LCP_O_LINK_DISCRIM] = {"lcp.opt.link_discrim", "Link Discriminator", F_U16, HEX},
	[LCP_O_ASYNCMAP_NUL] = {"lcp.opt.asyncmap.nul", "NUL", F_BOOL},
	[LCP_O_ASYNCMAP_SOH] = {"lcp.opt.asyncmap.soh", "SOH", F_BOOL},
	[LCP_O_ASYNCMAP_STX] = {"lcp.opt.asyncmap.stx", "STX", F_BOOL},
	[LCP_O_ASYNCMAP_ETX] = {"lcp.opt.asyncmap.etx", "ETX", F_BOOL},
	[LCP_O_ASYNCMAP_EOT] = {"lcp.opt.asyncmap.eot", "EOT", F_BOOL},
	[LCP_O_ASYNCMAP_ENQ] = {"lcp.opt.asyncmap.enq", "ENQ", F_BOOL},
	[LCP_O_ASYNCMAP_ACK] = {"lcp.opt.asyncmap.ack", "ACK", F_BOOL},
	[LCP_O_ASYNCMAP_BEL] = {"lcp.opt.asyncmap.bel", "BEL", F_BOOL},
	[LCP_O_ASYNCMAP_BS] = {"lcp.opt.asyncmap.bs", "BS", F_BOOL},
	[LCP_O_ASYNCMAP_HT] = {"lcp.opt.asyncmap.ht", "HT", F_BOOL},
	[LCP_O_ASYNCMAP_LF] = {"lcp.opt.asyncmap.lf", "LF", F_BOOL},
	[LCP_O_ASYNCMAP_VT] = {"lcp.opt.asyncmap.vt", "VT", F_BOOL},
	[LCP_O_ASYNCMAP_FF] = {"lcp.opt.asyncmap.ff", "FF", F_BOOL},
	[LCP_O_ASYNCMAP_CR] = {"lcp.opt.asyncmap.cr", "CR", F_BOOL},
	[LCP_O_ASYNCMAP_SO] = {"lcp.opt.asyncmap.so", "SO", F_BOOL},
	[LCP_O_ASYNCMAP_SI] = {"lcp.opt.asyncmap.si", "SI", F_BOOL},
	[LCP_O_ASYNCMAP_DLE] = {"lcp.opt.asyncmap.dle", "DLE", F_BOOL},
	[LCP_O_ASYNCMAP_DC1] = {"lcp.opt.asyncmap.dc1", "DC1 (XON)", F_BOOL},
	[LCP_O_ASYNCMAP_DC2] = {"lcp.opt.asyncmap.dc2", "DC2", F_BOOL},
	[LCP_O_ASYNCMAP_DC3] = {"lcp.opt.asyncmap.dc3", "DC3 (XOFF)", F_BOOL},
	[LCP_O_ASYNCMAP_DC4] = {"lcp.opt.asyncmap.dc4", "DC4", F_BOOL},
	[LCP_O_ASYNCMAP_NAK] = {"lcp.opt.asyncmap.nak", "NAK", F_BOOL},
	[LCP_O_ASYNCMAP_SYN] = {"lcp.opt.asyncmap.syn", "SYN", F_BOOL},
	[LCP_O_ASYNCMAP_ETB] = {"lcp.opt.asyncmap.etb", "ETB", F_BOOL},
	[LCP_O_ASYNCMAP_CAN] = {"lcp.opt.asyncmap.can", "CAN", F_BOOL},
	[LCP_O_ASYNCMAP_EM] = {"lcp.opt.asyncmap.em", "EM", F_BOOL},
	[LCP_O_ASYNCMAP_SUB] = {"lcp.opt.asyncmap.sub", "SUB", F_BOOL},
	[LCP_O_ASYNCMAP_ESC] = {"lcp.opt.asyncmap.esc", "ESC", F_BOOL},
	[LCP_O_ASYNCMAP_FS] = {"lcp.opt.asyncmap.fs", "FS", F_BOOL},
	[LCP_O_ASYNCMAP_GS] = {"lcp.opt.asyncmap.gs", "GS", F_BOOL},
	[LCP_O_ASYNCMAP_RS] = {"lcp.opt.asyncmap.rs", "RS", F_BOOL},
	[LCP_O_ASYNCMAP_US] = {"lcp.opt.asyncmap.us", "US", F_BOOL},
};

const struct field ipcp_fields[] = {
	CONTROL_FIELDS("ipcp", "PPP IP Control Protocol"),
	[OPT_TYPE] = {"ipcp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"ipcp.opt.length", "Length", F_U8},
	[IPCP_O_SRC_ADDRESS] = {"ipcp.opt.src_address", "Source IP Address", F_IP4},
	[IPCP_O_DST_ADDRESS] = {"ipcp.opt.dst_address", "Destination IP Address", F_IP4},
	[IPCP_O_COMPRESS_PROTO] = {"ipcp.opt.compress_proto", "IP Compression Protocol", F_U16, HEX},
	[IPCP_O_MAX_SLOT_ID] = {"ipcp.opt.max_slot_id", "Max Slot ID", F_U8},
	[IPCP_O_COMP_SLOT_ID] = {"ipcp.opt.comp_slot_id", "Comp Slot ID", F_BOOL},
	[IPCP_O_TCP_SPACE] = {"ipcp.opt.tcp_space", "TCP Space", F_U16},
	[IPCP_O_NON_TCP_SPACE] = {"ipcp.opt.non_tcp_space", "Non TCP Space", F_U16},
	[IPCP_O_F_MAX_PERIOD] = {"ipcp.opt.f_max_period", "F Max Period", F_U16},
	[IPCP_O_F_MAX_TIME] = {"ipcp.opt.f_max_time", "F Max Time", F_U16},
	[IPCP_O_MAX_HEADER] = {"ipcp.opt.max_header", "Max Header", F_U16},
	[IPCP_O_IP_ADDRESS] = {"ipcp.opt.ip_address", "IP Address", F_IP4},
	[IPCP_O_MOBILENODEHOMEADDRESS] = {"ipcp.opt.mobilenodehomeaddress", "Mobile Node's Home Address", F_IP4},
	[IPCP_O_PRI_DNS_ADDRESS] = {"ipcp.opt.pri_dns_address", "Primary DNS Address", F_IP4},
	[IPCP_O_PRI_NBNS_ADDRESS] = {"ipcp.opt.pri_nbns_address", "Primary NBNS Address", F_IP4},
	[IPCP_O_SEC_DNS_ADDRESS] = {"ipcp.opt.sec_dns_address", "Secondary DNS Address", F_IP4},
	[IPCP_O_SEC_NBNS_ADDRESS] = {"ipcp.opt.sec_nbns_address", "Secondary NBNS Address", F_IP4},
};

const struct field ip6cp_fields[] = {
	CONTROL_FIELDS("ipv6cp", "PPP IPv6 Control Protocol"),
	[OPT_TYPE] = {"ipv6cp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"ipv6cp.opt.length", "Length", F_U8},
	[IPV6CP_INTERFACE_IDENTIFIER] = {"ipv6cp.interface_identifier", "Interface Identifier", F_BYTES},
};

const struct field ccp_fields[] = {
	CONTROL_FIELDS("ccp", "PPP Compression Control Protocol"),
	[OPT_TYPE] = {"ccp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"ccp.opt.length", "Length", F_U8},
	[CCP_O_OUI] = {"ccp.opt.oui", "OUI", F_U24},
	[CCP_O_SUBTYPE] = {"ccp.opt.subtype", "Subtype", F_U8, HEX},
	[CCP_O_DATA] = {"ccp.opt.data", "Data", F_BYTES},
	[CCP_O_HISTORY_COUNT] = {"ccp.opt.history_count", "History Count", F_U16},
	[CCP_O_CM] = {"ccp.opt.cm", "Check Mode Field", F_U8},
	[CCP_O_CM_RESERVED] = {"ccp.opt.cm.reserved", "Reserved", F_U8},
	[CCP_O_CM_CHECK_MODE] = {"ccp.opt.cm.check_mode", "Check Mode", F_U8},
	[CCP_O_SUPPORTED_BITS] = {"ccp.opt.supported_bits", "Supported Bits", F_U32, HEX},
	[CCP_O_VD] = {"ccp.opt.vd", "Vers/Dict", F_U8, HEX},
	[CCP_O_VD_VERS] = {"ccp.opt.vd.vers", "Vers", F_U8},
	[CCP_O_VD_DICT] = {"ccp.opt.vd.dict", "Dict", F_U8},
	[CCP_O_FE] = {"ccp.opt.fe", "Features", F_U8},
	[CCP_O_P] = {"ccp.opt.p", "Packet by Packet flag", F_BOOL},
	[CCP_O_MVRCA_HISTORY] = {"ccp.opt.History", "History", F_U8},
	[CCP_O_CONTEXTS] = {"ccp.opt.contexts", "# Contexts", F_U8},
	[CCP_O_WINDOW] = {"ccp.opt.window", "Window", F_U8},
	[CCP_O_METHOD] = {"ccp.opt.method", "Method", F_U8},
	[CCP_O_MBZ] = {"ccp.opt.mbz", "MBZ", F_U8},
	[CCP_O_CHK] = {"ccp.opt.chk", "Chk", F_U8},
	[CCP_O_SUPPORTED_BITS_H] = {"ccp.opt.supported_bits.h", "H", F_BOOL},
	[CCP_O_SUPPORTED_BITS_M] = {"ccp.opt.supported_bits.m", "M", F_BOOL},
	[CCP_O_SUPPORTED_BITS_S] = {"ccp.opt.supported_bits.s", "S", F_BOOL},
	[CCP_O_SUPPORTED_BITS_L] = {"ccp.opt.supported_bits.l", "L", F_BOOL},
	[CCP_O_SUPPORTED_BITS_D] = {"ccp.opt.supported_bits.d", "D", F_BOOL},
	[CCP_O_SUPPORTED_BITS_C] = {"ccp.opt.supported_bits.c", "C", F_BOOL},
};

const struct field osicp_fields[] = {
	CONTROL_FIELDS("osinlcp", "PPP OSI Network Layer Control Protocol"),
	[OPT_TYPE] = {"osinlcp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"osinlcp.opt.length", "Length", F_U8},
	[OSINLCP_ALIGNMENT] = {"osinlcp.opt.alignment", "Alignment", F_U8},
};

const struct field mplscp_fields[] = {CONTROL_FIELDS("mplscp", "PPP MPLS Control Protocol")};

const struct field bacp_fields[] = {
	CONTROL_FIELDS("bacp", "PPP Bandwidth Allocation Control Protocol"),
	[OPT_TYPE] = {"bacp.opt.type", "Type", F_U8},
	[OPT_LEN] = {"bacp.opt.length", "Length", F_U8},
	[BACP_MAGIC_NUMBER] = {"bacp.magic_number", "Magic Number", F_U32, HEX},
};

static const struct bit_field asyncmap_bits[] = {
	{0x1, LCP_O_ASYNCMAP_NUL}, {0x2, LCP_O_ASYNCMAP_SOH}, {0x4, LCP_O_ASYNCMAP_STX}, {0x8, LCP_O_ASYNCMAP_ETX},
	{0x10, LCP_O_ASYNCMAP_EOT}, {0x20, LCP_O_ASYNCMAP_ENQ}, {0x40, LCP_O_ASYNCMAP_ACK},
	{0x80, LCP_O_ASYNCMAP_BEL}, {0x100, LCP_O_ASYNCMAP_BS}, {0x200, LCP_O_ASYNCMAP_HT},
	{0x400, LCP_O_ASYNCMAP_LF}, {0x800, LCP_O_ASYNCMAP_VT}, {0x1000, LCP_O_ASYNCMAP_FF},
	{0x2000, LCP_O_ASYNCMAP_CR}, {0x4000, LCP_O_ASYNCMAP_SO}, {0x8000, LCP_O_ASYNCMAP_SI},
	{0x10000, LCP_O_ASYNCMAP_DLE}, {0x20000, LCP_O_ASYNCMAP_DC1}, {0x40000, LCP_O_ASYNCMAP_DC2},
	{0x80000, LCP_O_ASYNCMAP_DC3}, {0x100000, LCP_O_ASYNCMAP_DC4}, {0x200000, LCP_O_ASYNCMAP_NAK},
	{0x400000, LCP_O_ASYNCMAP_SYN}, {0x800000, LCP_O_ASYNCMAP_ETB}, {0x1000000, LCP_O_ASYNCMAP_CAN},
	{0x2000000, LCP_O_ASYNCMAP_EM}, {0x4000000, LCP_O_ASYNCMAP_SUB}, {0x8000000, LCP_O_ASYNCMAP_ESC},
	{0x10000000, LCP_O_ASYNCMAP_FS}, {0x20000000, LCP_O_ASYNCMAP_GS}, {0x40000000, LCP_O_ASYNCMAP_RS},
	{0x80000000, LCP_O_ASYNCMAP_US}, {0, 0},
};

static const struct bit_field fcs_bits[] = {
	{0x1, LCP_O_FCS_ALTERNATIVES_NULL}, {0x2, LCP_O_FCS_ALTERNATIVES_CCITT16},
	{0x4, LCP_O_FCS_ALTERNATIVES_CCITT32}, {0, 0},
};

static const struct bit_field mppc_bits[] = {
	{0x1000000, CCP_O_SUPPORTED_BITS_H}, {0x80, CCP_O_SUPPORTED_BITS_M}, {0x40, CCP_O_SUPPORTED_BITS_S},
	{0x20, CCP_O_SUPPORTED_BITS_L}, {0x10, CCP_O_SUPPORTED_BITS_D}, {0x1, CCP_O_SUPPORTED_BITS_C}, {0, 0},
};

/* A vendor's: its number, what it is for, and data. */
static void vendor(struct dis *d, unsigned oui, unsigned kind, unsigned data)
{
	u24(d, oui);
	u8(d, kind);
	if (left(d))
		rest(d, data);
}

static void auth(struct dis *d)
{
	unsigned protocol = u16(d, LCP_O_AUTH_PROTOCOL);
	if (protocol == PPP_CHAP)
		u8(d, LCP_O_ALGORITHM);
	if (left(d))
		rest(d, LCP_O_DATA);
}

static void endpoint(struct dis *d)
{
	enum { LOCAL = 1, IP4, MAC, MAGIC_BLOCK, DIRECTORY };
	switch (u8(d, LCP_O_EP_DISC_CLASS)) {
	case IP4:
		ip4(d, LCP_O_IP_ADDRESS);
		break;
	case MAC:
		mac(d, LCP_O_802_1_ADDRESS);
		break;
	case MAGIC_BLOCK:
		mark_bytes(d, LCP_O_MAGIC_BLOCK, d->pos, left(d));
		while (more(d))
			u32(d, LCP_O_MAGIC_NUMBER);
		break;
	case DIRECTORY:
		rest(d, LCP_O_PSNDN);
		break;
	default:
		if (left(d))
			rest(d, LCP_O_DATA);
		break;
	}
}

void lcp_option_fields(struct dis *d, unsigned type)
{
	uint32_t v;
	switch (type) {
	case LCP_VENDOR:
		vendor(d, LCP_O_OUI, LCP_O_KIND, LCP_O_DATA);
		break;
	case LCP_MRU:
		u16(d, LCP_O_MRU);
		break;
	case LCP_ACCM:
		v = u32(d, LCP_O_ASYNCMAP);
		also_bits(d, 4, v, asyncmap_bits);
		break;
	case LCP_AUTH:
		auth(d);
		break;
	case LCP_QUALITY:
		v = u16(d, LCP_O_QUALITY_PROTOCOL);
		if (v == PPP_LQM)
			u32(d, LCP_O_REPORTING_PERIOD);
		break;
	case LCP_MAGIC:
		u32(d, LCP_O_MAGIC_NUMBER);
		break;
	case LCP_FCS:
		v = u8(d, LCP_O_FCS_ALTERNATIVES);
		also_bits(d, 1, v, fcs_bits);
		break;
	case LCP_PADDING:
		u8(d, LCP_O_MAXIMUM);
		break;
	case LCP_CALLBACK:
		u8(d, LCP_O_OPERATION);
		if (left(d))
			rest(d, LCP_O_MESSAGE);
		break;
	case LCP_MRRU:
		u16(d, LCP_O_MRRU);
		break;
	case LCP_ENDPOINT:
		endpoint(d);
		break;
	case LCP_LINK_DISC:
		u16(d, LCP_O_LINK_DISCRIM);
		break;
	default:
		break;
	}
}

static void compression(struct dis *d)
{
	unsigned protocol = u16(d, IPCP_O_COMPRESS_PROTO);
	if (protocol == COMPRESSION_VJ) {
		u8(d, IPCP_O_MAX_SLOT_ID);
		unsigned slot = u8(d, 0);
		also(d, IPCP_O_COMP_SLOT_ID, 1, slot & 1);
	} else if (protocol == COMPRESSION_IPHC) {
		for (unsigned i = 0; i < 5; i++)
			u16(d, IPCP_O_TCP_SPACE + i);
	}
}

void ipcp_option_fields(struct dis *d, unsigned type)
{
	static const struct {
		uint8_t type, field;
	} addresses[] = {
		{IPCP_ADDR, IPCP_O_IP_ADDRESS}, {IPCP_MOBILE, IPCP_O_MOBILENODEHOMEADDRESS}, {IPCP_PRI_DNS, IPCP_O_PRI_DNS_ADDRESS},
		{IPCP_PRI_NBNS, IPCP_O_PRI_NBNS_ADDRESS}, {IPCP_SEC_DNS, IPCP_O_SEC_DNS_ADDRESS}, {IPCP_SEC_NBNS, IPCP_O_SEC_NBNS_ADDRESS}};
	if (type == IPCP_ADDRS) {
		ip4(d, IPCP_O_SRC_ADDRESS);
		ip4(d, IPCP_O_DST_ADDRESS);
	} else if (type == IPCP_COMPRESSION) {
		compression(d);
	}
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (addresses[i].type == type)
			ip4(d, addresses[i].field);
}

void ip6cp_option_fields(struct dis *d, unsigned type)
{
	if (type == 1)
		bytes(d, IPV6CP_INTERFACE_IDENTIFIER, 8);
}

/* Stac LZS (RFC 1974), MPPC (RFC 2118), BSD (RFC 1977), Magnalink (RFC 1975), Deflate (RFC 1979). */
void ccp_option_fields(struct dis *d, unsigned type)
{
	uint32_t v;
	switch (type) {
	case CCP_VENDOR:
		vendor(d, CCP_O_OUI, CCP_O_SUBTYPE, CCP_O_DATA);
		break;
	case CCP_STAC:
		u16(d, CCP_O_HISTORY_COUNT);
		v = u8(d, CCP_O_CM);
		also(d, CCP_O_CM_RESERVED, 1, v >> 3);
		also(d, CCP_O_CM_CHECK_MODE, 1, v & 7);
		break;
	case CCP_MPPC:
		v = u32(d, CCP_O_SUPPORTED_BITS);
		also_bits(d, 4, v, mppc_bits);
		break;
	case CCP_BSD:
		v = u8(d, CCP_O_VD);
		also(d, CCP_O_VD_VERS, 1, v >> 5);
		also(d, CCP_O_VD_DICT, 1, v & 31);
		break;
	case CCP_MVRCA:
		v = u8(d, 0);
		also(d, CCP_O_FE, 1, v >> 6);
		also(d, CCP_O_P, 1, v >> 5 & 1);
		also(d, CCP_O_MVRCA_HISTORY, 1, v & 31);
		u8(d, CCP_O_CONTEXTS);
		break;
	case CCP_DEFLATE:
		v = u8(d, 0);
		also(d, CCP_O_WINDOW, 1, v >> 4);
		also(d, CCP_O_METHOD, 1, v & 15);
		v = u8(d, 0);
		also(d, CCP_O_MBZ, 1, v >> 2);
		also(d, CCP_O_CHK, 1, v & 3);
		break;
	default:
		break;
	}
}

void osicp_option_fields(struct dis *d, unsigned type)
{
	if (type == 1)
		u8(d, OSINLCP_ALIGNMENT);
}

void bacp_option_fields(struct dis *d, unsigned type)
{
	if (type == 1)
		u32(d, BACP_MAGIC_NUMBER);
}
