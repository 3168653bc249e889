/* LLDP TLVs of IEEE 802.3: clause 79. MAU types: RFC 4836. */
#include "dissect/control/lldp.h"

enum { MAC_PHY = 1, POWER_VIA_MDI, LINK_AGGREGATION, MAX_FRAME_SIZE };

static const struct token subtypes[] = {
	{MAC_PHY, "MAC/PHY configuration/status"}, {POWER_VIA_MDI, "Power via MDI"}, {LINK_AGGREGATION, "Link aggregation"},
	{MAX_FRAME_SIZE, "Max frame size"}, {0, NULL}};

/* "supported" and "enabled" are the same bits in auto-negotiation and aggregation. */
static const struct token statuses[] = {{1, "supported"}, {2, "enabled"}, {0, NULL}};

static const struct token pmd[] = {
	{0x4000, "10BASE-T hdx"}, {0x2000, "10BASE-T fdx"}, {0x1000, "100BASE-T4"},
	{0x0800, "100BASE-TX hdx"}, {0x0400, "100BASE-TX fdx"}, {0x0200, "100BASE-T2 hdx"}, {0x0100, "100BASE-T2 fdx"},
	{0x0080, "Pause for fdx links"}, {0x0040, "Asym PAUSE for fdx"}, {0x0020, "Sym PAUSE for fdx"},
	{0x0010, "Asym and Sym PAUSE for fdx"}, {0x0008, "1000BASE-{X LX SX CX} hdx"}, {0x0004, "1000BASE-{X LX SX CX} fdx"},
	{0x0002, "1000BASE-T hdx"}, {0x0001, "1000BASE-T fdx"}, {0, NULL}};

static const struct token maus[] = {
	{0, "Unknown"}, {1, "AUI"}, {2, "10BASE_5"}, {3, "FOIRL"}, {4, "10BASE2"}, {5, "10BASET duplex mode unknown"},
	{6, "10BASEFP"}, {7, "10BASEFB"}, {8, "10BASEFL duplex mode unknown"}, {9, "10BROAD36"}, {10, "10BASET hdx"},
	{11, "10BASET fdx"}, {12, "10BASEFL hdx"}, {13, "10BASEFL fdx"}, {14, "100BASET4"}, {15, "100BASETX hdx"},
	{16, "100BASETX fdx"}, {17, "100BASEFX hdx"}, {18, "100BASEFX fdx"}, {19, "100BASET2 hdx"}, {20, "100BASET2 fdx"},
	{21, "1000BASEX hdx"}, {22, "1000BASEX fdx"}, {23, "1000BASELX hdx"}, {24, "1000BASELX fdx"}, {25, "1000BASESX hdx"},
	{26, "1000BASESX fdx"}, {27, "1000BASECX hdx"}, {28, "1000BASECX fdx"}, {29, "1000BASET hdx"}, {30, "1000BASET fdx"},
	{31, "10GBASEX"}, {32, "10GBASELX4"}, {33, "10GBASER"}, {34, "10GBASEER"}, {35, "10GBASELR"}, {36, "10GBASESR"},
	{37, "10GBASEW"}, {38, "10GBASEEW"}, {39, "10GBASELW"}, {40, "10GBASESW"}, {0, NULL}};

static const struct token mdi_bits[] = {
	{1, "PSE"}, {2, "supported"}, {4, "enabled"}, {8, "can be controlled"}, {0, NULL}};
static const struct token pairs[] = {{1, "signal"}, {2, "spare"}, {0, NULL}};
static const struct token classes[] = {
	{1, "class0"}, {2, "class1"}, {3, "class2"}, {4, "class3"}, {5, "class4"}, {0, NULL}};

static const struct bit_field autoneg_bits[] = {
	{0x1, LLDP_8023_AUTONEG_SUPPORTED}, {0x2, LLDP_8023_AUTONEG_ENABLED}, {0, 0},
};

static const struct bit_field pmd_bits[] = {
	{0x1, LLDP_8023_PMD_1000BASE_TFD}, {0x2, LLDP_8023_PMD_1000BASE_T}, {0x4, LLDP_8023_PMD_1000BASE_XFD},
	{0x8, LLDP_8023_PMD_1000BASE_X}, {0x10, LLDP_8023_PMD_FDX_BPAUSE}, {0x20, LLDP_8023_PMD_FDX_SPAUSE},
	{0x40, LLDP_8023_PMD_FDX_APAUSE}, {0x80, LLDP_8023_PMD_FDX_PAUSE}, {0x100, LLDP_8023_PMD_100BASE_T2FD},
	{0x200, LLDP_8023_PMD_100BASE_T2}, {0x400, LLDP_8023_PMD_100BASE_TXFD}, {0x800, LLDP_8023_PMD_100BASE_TX},
	{0x1000, LLDP_8023_PMD_100BASE_T4}, {0x2000, LLDP_8023_PMD_10BASE_TFD}, {0x4000, LLDP_8023_PMD_10BASE_T},
	{0x8000, LLDP_8023_PMD_OTHER}, {0, 0},
};

static const struct bit_field support_bits[] = {
	{0x1, LLDP_8023_MDI_POWER_SUPPORT_PORT_CLASS}, {0x2, LLDP_8023_MDI_POWER_SUPPORT_SUPPORTED},
	{0x4, LLDP_8023_MDI_POWER_SUPPORT_ENABLED}, {0x8, LLDP_8023_MDI_POWER_SUPPORT_PSE_PAIRS}, {0, 0},
};

static const struct bit_field status_bits[] = {
	{0x1, LLDP_8023_AGGREGATION_STATUS_CAP}, {0x2, LLDP_8023_AGGREGATION_STATUS_ENABLED}, {0, 0},
};

static void mac_phy(struct dis *d)
{
	if (!lldp_need(d, 5))
		return;
	unsigned status = u8(d, LLDP_AUTONEG);
	also_bits(d, 1, status, autoneg_bits);
	unsigned able = u16(d, LLDP_PMD);
	also_bits(d, 2, able, pmd_bits);
	unsigned mau = u16(d, LLDP_MAU);
	say(d, "\n\t    autonegotiation [%s] (0x%02x)", bits(d, statuses, "none", ", ", status), status);
	say(d, "\n\t    PMD autoneg capability [%s] (0x%04x)", bits(d, pmd, "unknown", ", ", able), able);
	say(d, "\n\t    MAU type %s (0x%04x)", tok(d, maus, "unknown", mau), mau);
}

static void power(struct dis *d)
{
	if (!lldp_need(d, 3))
		return;
	unsigned support = u8(d, LLDP_MDI_SUPPORT);
	also_bits(d, 1, support, support_bits);
	unsigned pair = u8(d, LLDP_MDI_PAIR), class = u8(d, LLDP_MDI_CLASS);
	say(d, "\n\t    MDI power support [%s], power pair %s, power class %s", bits(d, mdi_bits, "none", ", ", support),
		tok(d, pairs, "unknown", pair), tok(d, classes, "unknown", class));
}

static void aggregation(struct dis *d)
{
	if (!lldp_need(d, 5))
		return;
	unsigned status = u8(d, LLDP_AGG_STATUS);
	also_bits(d, 1, status, status_bits);
	uint32_t port = u32(d, LLDP_AGG_PORT);
	say(d, "\n\t    aggregation status [%s], aggregation port ID %u", bits(d, statuses, "none", ", ", status), port);
}

bool lldp_8023(struct dis *d)
{
	if (!lldp_need(d, 1))
		return true;
	switch (lldp_subtype(d, LLDP_SUBTYPE_8023, subtypes)) {
	case MAC_PHY:
		mac_phy(d);
		return true;
	case POWER_VIA_MDI:
		power(d);
		return true;
	case LINK_AGGREGATION:
		aggregation(d);
		return true;
	case MAX_FRAME_SIZE:
		if (lldp_need(d, 2)) {
			unsigned size = u16(d, LLDP_MTU);
			say(d, "\n\t    MTU size %u", size);
		}
		return true;
	default:
		return false;
	}
}
