/* Elements of IEEE 802.11 management frames that lines say nothing of (IEEE 802.11-2020 section 9.4.2), and those of the
 * Wi-Fi Alliance below Microsoft's number: WPA and WME. Read for fields only.
 *
 *	| element 1 | length 1 | value |
 */
#include "dissect/wireless/ieee80211.h"

enum {
	COUNTRY = 7, BSS_LOAD = 11, POWER_CONSTRAINT = 32, POWER_CAPABILITY, ERP = 42, HT_CAPABILITIES = 45, RSN = 48, EXTENDED_RATES = 50,
	HT_OPERATION = 61, VENDOR = 221,
	OUI_MICROSOFT = 0x0050f2, WPA = 1, WME = 2, WME_PARAMETERS = 1,
};

static const struct bit_field ht_capability_bits[] = {
	{0x1, W_HT_CAPABILITIES_LDPCCODING}, {0x2, W_HT_CAPABILITIES_WIDTH}, {0xc, W_HT_CAPABILITIES_SM},
	{0x10, W_HT_CAPABILITIES_GREEN}, {0x20, W_HT_CAPABILITIES_SHORT20}, {0x40, W_HT_CAPABILITIES_SHORT40},
	{0x80, W_HT_CAPABILITIES_TXSTBC}, {0x300, W_HT_CAPABILITIES_RXSTBC},
	{0x400, W_HT_CAPABILITIES_DELAYEDBLOCKACK}, {0x800, W_HT_CAPABILITIES_AMSDU},
	{0x1000, W_HT_CAPABILITIES_DSSCCK}, {0x2000, W_HT_CAPABILITIES_PSMP},
	{0x4000, W_HT_CAPABILITIES_40MHZINTOLERANT}, {0x8000, W_HT_CAPABILITIES_LSIG}, {0, 0},
};

static const struct bit_field ampdu_bits[] = {
	{0x3, W_HT_AMPDUPARAM_MAXLENGTH}, {0x1c, W_HT_AMPDUPARAM_MPDUDENSITY}, {0xe0, W_HT_AMPDUPARAM_RESERVED},
	{0, 0},
};

static const struct bit_field ht_extended_bits[] = {
	{0x1, W_HTEX_CAPABILITIES_PCO}, {0x6, W_HTEX_CAPABILITIES_TRANSTIME}, {0x300, W_HTEX_CAPABILITIES_MCS},
	{0x400, W_HTEX_CAPABILITIES_HTC}, {0x800, W_HTEX_CAPABILITIES_RDRESPONDER}, {0, 0},
};

static const struct bit_field beamforming_bits[] = {
	{0x1, W_TXBF_TXBF}, {0x2, W_TXBF_RXSS}, {0x4, W_TXBF_TXSS}, {0x8, W_TXBF_RXNDP}, {0x10, W_TXBF_TXNDP},
	{0x20, W_TXBF_IMPLTXBF}, {0xc0, W_TXBF_CALIBRATION}, {0x100, W_TXBF_CSI}, {0x200, W_TXBF_FM_UNCOMPRESSED_TBF},
	{0x400, W_TXBF_FM_COMPRESSED_TBF}, {0x1800, W_TXBF_RCSI}, {0x6000, W_TXBF_FM_UNCOMPRESSED_RBF},
	{0x18000, W_TXBF_FM_COMPRESSED_BF}, {0x60000, W_TXBF_MINGROUP}, {0x180000, W_TXBF_CSINUMANT},
	{0x600000, W_TXBF_FM_UNCOMPRESSED_MAXANT}, {0x1800000, W_TXBF_FM_COMPRESSED_MAXANT},
	{0x6000000, W_TXBF_CSI_MAXROWS}, {0x18000000, W_TXBF_CHANNELEST}, {0xe0000000, W_TXBF_RESERVED}, {0, 0},
};

static const struct bit_field antenna_bits[] = {
	{0x1, W_ASEL_CAPABLE}, {0x2, W_ASEL_TXCSI}, {0x4, W_ASEL_TXIF}, {0x8, W_ASEL_CSI}, {0x10, W_ASEL_IF},
	{0x20, W_ASEL_RX}, {0x40, W_ASEL_SPPDU}, {0x80, W_ASEL_RESERVED}, {0, 0},
};

/* 77 bits, one for each modulation and coding scheme that can be received. */
static const struct bit_field receive_bits_0[] = {
	{0xff, W_HT_MCSSET_RXBITMASK_0TO7}, {0xff00, W_HT_MCSSET_RXBITMASK_8TO15},
	{0xff0000, W_HT_MCSSET_RXBITMASK_16TO23}, {0xff000000, W_HT_MCSSET_RXBITMASK_24TO31}, {0, 0},
};
static const struct bit_field receive_bits_32[] = {
	{0x1, W_HT_MCSSET_RXBITMASK_32}, {0x7e, W_HT_MCSSET_RXBITMASK_33TO38},
	{0x1fff80, W_HT_MCSSET_RXBITMASK_39TO52}, {0, 0},
};
static const struct bit_field receive_bits_64[] = {
	{0x1fffffe0, W_HT_MCSSET_RXBITMASK_53TO76}, {0, 0},
};
static const struct bit_field transmit_bits[] = {
	{0x1, W_HT_MCSSET_TXSETDEFINED}, {0x2, W_HT_MCSSET_TXRXMCSNOTEQUAL}, {0xc, W_HT_MCSSET_TXMAXSS},
	{0x10, W_HT_MCSSET_TXUNEQUALMOD}, {0, 0},
};

static const struct bit_field operation_bits_1[] = {
	{0x3, W_HT_INFO_SECCHANOFFSET}, {0x4, W_HT_INFO_CHANWIDTH}, {0x8, W_HT_INFO_RIFS},
	{0xf0, W_HT_INFO_RESERVED_B4_B7}, {0, 0},
};

static const struct bit_field operation_bits_2[] = {
	{0x3, W_HT_INFO_HT_PROTECTION}, {0x4, W_HT_INFO_GREENFIELD}, {0x8, W_HT_INFO_RESERVED_B11},
	{0x10, W_HT_INFO_OBSSNONHT}, {0x1fe0, W_HT_INFO_CHAN_CENTER_FREQ_SEG_2}, {0xe000, W_HT_INFO_RESERVED_B21_B23},
	{0, 0},
};

static const struct bit_field operation_bits_3[] = {
	{0x3f, W_HT_INFO_RESERVED_B24_B29}, {0x40, W_HT_INFO_DUALBEACON}, {0x80, W_HT_INFO_DUALCTS},
	{0x100, W_HT_INFO_SECONDARYBEACON}, {0x200, W_HT_INFO_LSIGPROTSUPPORT}, {0x400, W_HT_INFO_PCO_ACTIVE},
	{0x800, W_HT_INFO_PCO_PHASE}, {0xf000, W_HT_INFO_RESERVED_B36_B39}, {0, 0},
};

static const struct bit_field rsn_capability_bits[] = {
	{0x1, W_RSN_CAPABILITIES_PREAUTH}, {0x2, W_RSN_CAPABILITIES_NO_PAIRWISE},
	{0xc, W_RSN_CAPABILITIES_PTKSA_REPLAY_COUNTER}, {0x30, W_RSN_CAPABILITIES_GTKSA_REPLAY_COUNTER},
	{0x40, W_RSN_CAPABILITIES_MFPR}, {0x80, W_RSN_CAPABILITIES_MFPC}, {0x100, W_RSN_CAPABILITIES_JMR},
	{0x200, W_RSN_CAPABILITIES_PEERKEY}, {0x2000, W_RSN_CAPABILITIES_EXTENDED_KEY_ID_IAF}, {0, 0},
};

static const struct bit_field erp_bits[] = {
	{0x1, W_ERP_INFO_ERP_PRESENT}, {0x2, W_ERP_INFO_USE_PROTECTION}, {0x4, W_ERP_INFO_BARKER_PREAMBLE_MODE},
	{0xf8, W_ERP_INFO_RESERVED}, {0, 0},
};

static const struct bit_field aci_bits[] = {
	{0xf, W_WFA_IE_WME_ACP_AIFSN}, {0x10, W_WFA_IE_WME_ACP_ACM}, {0x60, W_WFA_IE_WME_ACP_ACI},
	{0x80, W_WFA_IE_WME_ACP_RESERVED}, {0, 0},
};
static const struct bit_field ecw_bits[] = {
	{0xf, W_WFA_IE_WME_ACP_ECW_MIN}, {0xf0, W_WFA_IE_WME_ACP_ECW_MAX}, {0, 0},
};
static const struct bit_field wme_bits[] = {
	{0x80, W_WFA_IE_WME_QOS_INFO_AP_U_APSD}, {0x70, W_WFA_IE_WME_QOS_INFO_AP_RESERVED},
	{0xf, W_WFA_IE_WME_QOS_INFO_AP_PARAMETER_SET_COUNT}, {0, 0},
};

/* A set of 77 receive bits, the highest rate, and what is sent. */
static void mcs_set(struct dis *d)
{
	group_begin(d, W_HT_MCSSET);
	group_begin(d, W_HT_MCSSET_RXBITMASK);
	uint32_t low = u32le(d, 0);
	also_bits(d, 4, low, receive_bits_0);
	uint32_t middle = u32le(d, 0);
	also_bits(d, 4, middle, receive_bits_32);
	seek(d, d->pos - 2);
	uint32_t high = u32le(d, 0);
	also_bits(d, 4, high, receive_bits_64);
	group_end(d);
	unsigned rate = u16le(d, 0);
	also(d, W_HT_MCSSET_HIGHESTDATARATE, 2, rate & 0x3ff);
	unsigned sent = u16le(d, 0);
	also_bits(d, 2, sent, transmit_bits);
	skip(d, 2);
	group_end(d);
}

static void ht_capabilities(struct dis *d)
{
	unsigned can = u16le(d, W_HT_CAPABILITIES);
	also_bits(d, 2, can, ht_capability_bits);
	unsigned ampdu = u8(d, W_HT_AMPDUPARAM);
	also_bits(d, 1, ampdu, ampdu_bits);
	mcs_set(d);
	unsigned more_can = u16le(d, W_HTEX_CAPABILITIES);
	also_bits(d, 2, more_can, ht_extended_bits);
	uint32_t beams = u32le(d, W_TXBF);
	also_bits(d, 4, beams, beamforming_bits);
	unsigned antennas = u8(d, W_ASEL);
	also_bits(d, 1, antennas, antenna_bits);
}

static void ht_operation(struct dis *d)
{
	u8(d, W_HT_INFO_PRIMARYCHANNEL);
	unsigned one = u8(d, W_HT_INFO_DELIM1);
	also_bits(d, 1, one, operation_bits_1);
	unsigned two = u16le(d, W_HT_INFO_DELIM2);
	also_bits(d, 2, two, operation_bits_2);
	unsigned three = u16le(d, W_HT_INFO_DELIM3);
	also_bits(d, 2, three, operation_bits_3);
	mcs_set(d);
}

/* A cipher or key management suite: organization and type. The next two fields are for these. */
static void suite(struct dis *d, unsigned field)
{
	uint32_t v = u32(d, field);
	also(d, field + 1, 4, v >> 8);
	also(d, field + 2, 1, v & 0xff);
}

/* A count and as many suites; the list's field stands behind the count's, and the suites' behind that. */
static void suites(struct dis *d, unsigned count_field)
{
	unsigned n = u16le(d, count_field);
	group_begin(d, count_field + 1);
	for (unsigned i = 0; i < n && !d->cut; i++)
		suite(d, count_field + 2);
	group_end(d);
}

static void rsn(struct dis *d)
{
	enum { PMKID_LEN = 16 };
	u16le(d, W_RSN_VERSION);
	suite(d, W_RSN_GCS);
	suites(d, W_RSN_PCS_COUNT);
	suites(d, W_RSN_AKMS_COUNT);
	unsigned can = u16le(d, W_RSN_CAPABILITIES);
	also_bits(d, 2, can, rsn_capability_bits);
	if (left(d) < 2)
		return;
	unsigned n = u16le(d, W_RSN_PMKID_COUNT);
	group_begin(d, W_RSN_PMKID_LIST);
	for (unsigned i = 0; i < n && !d->cut; i++)
		bytes(d, W_PMKID_AKMS, PMKID_LEN);
	group_end(d);
	if (left(d) >= 4)
		suite(d, W_RSN_GMCS);
}

static void wpa(struct dis *d)
{
	u16le(d, W_WFA_IE_WPA_VERSION);
	suite(d, W_WFA_IE_WPA_MCS);
	suites(d, W_WFA_IE_WPA_UCS_COUNT);
	suites(d, W_WFA_IE_WPA_AKMS_COUNT);
}

/* Multimedia: contention windows of the four access categories. */
static void wme(struct dis *d)
{
	unsigned subtype = u8(d, W_WFA_IE_WME_SUBTYPE);
	u8(d, W_WFA_IE_WME_VERSION);
	unsigned qos = u8(d, W_WFA_IE_WME_QOS_INFO);
	if (subtype != WME_PARAMETERS)
		return;
	also_bits(d, 1, qos, wme_bits);
	bytes(d, W_WFA_IE_WME_RESERVED, 1);
	for (unsigned i = 0; i < 4 && !d->cut; i++) {
		group_begin(d, W_WFA_IE_WME_ACP);
		unsigned aci = u8(d, W_WFA_IE_WME_ACP_ACI_AIFSN);
		also_bits(d, 1, aci, aci_bits);
		unsigned windows = u8(d, W_WFA_IE_WME_ACP_ECW);
		also_bits(d, 1, windows, ecw_bits);
		also(d, W_WFA_IE_WME_ACP_CW_MIN, 1, (1u << (windows & 15)) - 1);
		also(d, W_WFA_IE_WME_ACP_CW_MAX, 1, (1u << (windows >> 4)) - 1);
		u16le(d, W_WFA_IE_WME_ACP_TXOP_LIMIT);
		group_end(d);
	}
}

static void vendor(struct dis *d)
{
	uint32_t oui = u24(d, W_TAG_OUI);
	unsigned type = u8(d, W_TAG_VENDOR_OUI_TYPE);
	if (oui != OUI_MICROSOFT)
		return;
	also(d, W_WFA_IE_TYPE, 1, type);
	if (type == WPA)
		wpa(d);
	else if (type == WME)
		wme(d);
}

static void country(struct dis *d)
{
	bytes(d, W_COUNTRY_INFO_CODE, 2);
	u8(d, W_COUNTRY_INFO_ENVIRONMENT);
	while (left(d) >= 3) {
		group_begin(d, W_COUNTRY_INFO_FNM);
		u8(d, W_COUNTRY_INFO_FNM_FCN);
		u8(d, W_COUNTRY_INFO_FNM_NC);
		i8(d, W_COUNTRY_INFO_FNM_MTPL);
		group_end(d);
	}
}

static void bss_load(struct dis *d, unsigned len)
{
	enum { QBSS2_LEN = 5 };
	if (len != QBSS2_LEN)
		return;
	also(d, W_QBSS_VERSION, 0, 2);
	u16le(d, W_QBSS_SCOUNT);
	u8(d, W_QBSS_CU);
	u16le(d, W_QBSS_ADC);
}

void ieee80211_element(struct dis *d, unsigned id, unsigned len)
{
	struct saved quiet = quiet_begin(d, true), part = part_begin(d, len);
	unsigned v;
	switch (id) {
	case COUNTRY:
		country(d);
		break;
	case BSS_LOAD:
		bss_load(d, len);
		break;
	case POWER_CONSTRAINT:
		u8(d, W_POWERCON_LOCAL);
		break;
	case POWER_CAPABILITY:
		u8(d, W_POWERCAP_MIN);
		u8(d, W_POWERCAP_MAX);
		break;
	case ERP:
		v = u8(d, W_ERP_INFO);
		also_bits(d, 1, v, erp_bits);
		break;
	case HT_CAPABILITIES:
		ht_capabilities(d);
		break;
	case HT_OPERATION:
		ht_operation(d);
		break;
	case RSN:
		rsn(d);
		break;
	case EXTENDED_RATES:
		while (more(d))
			u8(d, W_EXTENDED_SUPPORTED_RATES);
		break;
	case VENDOR:
		vendor(d);
		break;
	default:
		break;
	}
	part_end(d, &part);
	quiet_end(d, &quiet);
}
