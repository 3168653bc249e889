/* LLDP TLVs of IEEE 802.1: 802.1Q-2018 annex D; EVB and CDCP of 802.1Qbg. */
#include "dissect/control/lldp.h"

enum {
	PORT_VLAN_ID = 1, PROTOCOL_VLAN_ID, VLAN_NAME, PROTOCOL_IDENTITY, LINK_AGGREGATION = 7, CONGESTION, ETS_CONFIGURATION,
	ETS_RECOMMENDATION, PFC, APPLICATION_PRIORITY, EVB, CDCP,
};

static const struct token subtypes[] = {
	{PORT_VLAN_ID, "Port VLAN Id"}, {PROTOCOL_VLAN_ID, "Port and Protocol VLAN ID"}, {VLAN_NAME, "VLAN name"},
	{PROTOCOL_IDENTITY, "Protocol Identity"}, {LINK_AGGREGATION, "Link aggregation"},
	{CONGESTION, "Congestion Notification"}, {ETS_CONFIGURATION, "ETS Configuration"},
	{ETS_RECOMMENDATION, "ETS Recommendation"}, {PFC, "Priority Flow Control Configuration"},
	{APPLICATION_PRIORITY, "Application Priority"}, {EVB, "EVB"}, {CDCP, "CDCP"}, {0, NULL}};

static const struct token vlan_flags[] = {{2, "supported"}, {4, "enabled"}, {0, NULL}};
static const struct token aggregation_flags[] = {{1, "supported"}, {2, "enabled"}, {0, NULL}};
static const struct token evb_modes[] = {
	{0, "Not Supported"}, {1, "EVB Bridge"}, {2, "EVB Station"}, {3, "Reserved for future Standardization"}, {0, NULL}};

static const struct bit_field flag_bits[] = {
	{0x2, LLDP_8021_PORT_AND_VLAN_ID_FLAG_SUPPORTED}, {0x4, LLDP_8021_PORT_AND_VLAN_ID_FLAG_ENABLED}, {0, 0},
};

static const struct bit_field status_bits[] = {
	{0x1, LLDP_8021_AGGREGATION_STATUS_CAP}, {0x2, LLDP_8021_AGGREGATION_STATUS_ENABLED},
	{0xc, LLDP_8021_AGGREGATION_STATUS_PORTTYPE}, {0, 0},
};

const struct bit_field lldp_pfc_bits[] = {
	{0x1, LLDP_DCBX_PFC_PRIO0}, {0x2, LLDP_DCBX_PFC_PRIO1}, {0x4, LLDP_DCBX_PFC_PRIO2},
	{0x8, LLDP_DCBX_PFC_PRIO3}, {0x10, LLDP_DCBX_PFC_PRIO4}, {0x20, LLDP_DCBX_PFC_PRIO5},
	{0x40, LLDP_DCBX_PFC_PRIO6}, {0x80, LLDP_DCBX_PFC_PRIO7}, {0, 0},
};

static void port_vlan(struct dis *d)
{
	if (!lldp_need(d, 2))
		return;
	unsigned id = u16(d, LLDP_PVID);
	say(d, "\n\t    port vlan id (PVID): %u", id);
}

static void protocol_vlan(struct dis *d)
{
	if (!lldp_need(d, 3))
		return;
	unsigned flags = u8(d, LLDP_PPVID_FLAGS);
	also_bits(d, 1, flags, flag_bits);
	unsigned id = u16(d, LLDP_PPVID);
	say(d, "\n\t    port and protocol vlan id (PPVID): %u, flags [%s] (0x%02x)", id,
		bits(d, vlan_flags, "none", ", ", flags), flags);
}

/* A length of one byte and that many characters. */
static void counted_text(struct dis *d, const char *before, unsigned len_field, unsigned field)
{
	unsigned len = u8(d, len_field);
	if (!lldp_need(d, len))
		return;
	struct span s = bytes(d, field, len);
	say_s(d, before);
	say_text_z(d, s);
}

static void vlan_name(struct dis *d)
{
	if (!lldp_need(d, 2))
		return;
	unsigned id = u16(d, LLDP_VLAN_ID);
	say(d, "\n\t    vlan id (VID): %u", id);
	if (lldp_need(d, 1))
		counted_text(d, "\n\t    vlan name: ", LLDP_VLAN_NAME_LEN, LLDP_VLAN_NAME);
}

static void aggregation(struct dis *d)
{
	if (!lldp_need(d, 5))
		return;
	unsigned status = u8(d, LLDP_AGG_STATUS_8021);
	also_bits(d, 1, status, status_bits);
	uint32_t port = u32(d, LLDP_AGG_PORT_8021);
	say(d, "\n\t    aggregation status [%s], aggregation port ID %u",
		bits(d, aggregation_flags, "none", ", ", status), port);
}

/* One bit for each of the eight priorities. */
static void priority_bits(struct dis *d, unsigned v)
{
	say_s(d, "\n\t     Priority : 0  1  2  3  4  5  6  7\n\t     Value    : ");
	for (unsigned i = 0; i < 8; i++)
		say(d, "%-2u ", v >> i & 1);
}

static void congestion(struct dis *d)
{
	if (!lldp_need(d, 2))
		return;
	unsigned cnpv = u8(d, 0), ready = u8(d, 0);
	say_s(d, "\n\t    Pre-Priority CNPV Indicator");
	priority_bits(d, cnpv);
	say_s(d, "\n\t    Pre-Priority Ready Indicator");
	priority_bits(d, ready);
}

/* A table of eight columns. */
static void row(struct dis *d, const char *head, struct span s)
{
	say_s(d, head);
	for (unsigned i = 0; i < 8; i++)
		say(d, i < 7 ? "%-3u " : "%-3u", span_u8(s, i));
}

uint32_t lldp_priority_groups(struct dis *d)
{
	uint32_t at = d->pos, groups = u32(d, 0);
	for (unsigned i = 0; i < 8 && d->tape; i++)
		mark_uint(d, LLDP_DCBX_PG_PGID_PRIO0 + i, i < 4 ? at : at + 2, 2, groups >> (28 - 4 * i) & 15);
	return groups;
}

/* Eight bytes, of which each is a field; the first of them. */
static struct span eight(struct dis *d, unsigned field)
{
	struct span s = bytes(d, 0, 8);
	for (unsigned i = 0; i < s.len && d->tape; i++)
		mark_uint(d, field + i, s.pos + i, 1, span_u8(s, i));
	return s;
}

static void ets(struct dis *d, bool configuration)
{
	if (!lldp_need(d, 21))
		return;
	unsigned head = u8(d, 0);
	also(d, configuration ? 0 : LLDP_DCBX_PG_RESERVED, 1, head >> 1);
	also(d, configuration ? LLDP_DCB_WILLING : 0, 1, head >> 7);
	also(d, configuration ? LLDP_DCB_ETS_CBS : 0, 1, head >> 6 & 1);
	also(d, configuration ? LLDP_DCB_ETS_MAXTCS : 0, 1, head & 7);
	uint32_t classes = lldp_priority_groups(d);
	struct span bandwidth = eight(d, LLDP_DCBX_PG_PER0), selection = eight(d, LLDP_DCB_ETS_TSA0);
	if (configuration)
		say(d, "\n\t    Willing:%u, CBS:%u, RES:%u, Max TCs:%u", head >> 7, head >> 6 & 1, head >> 3 & 7, head & 7);
	else
		say(d, "\n\t    RES: %u", head);
	say_s(d, "\n\t    Priority Assignment Table\n\t     Priority : 0   1   2   3   4   5   6   7\n\t     Value    : ");
	for (unsigned i = 0; i < 8; i++)
		say(d, i < 7 ? "%-3u " : "%-3u", classes >> (28 - 4 * i) & 15);
	row(d, "\n\t    TC Bandwidth Table\n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value : ", bandwidth);
	row(d, "\n\t    TSA Assignment Table\n\t     Traffic Class: 0   1   2   3   4   5   6   7\n\t     Value        : ",
		selection);
}

static void flow_control(struct dis *d)
{
	if (!lldp_need(d, 2))
		return;
	unsigned head = u8(d, 0);
	also(d, LLDP_DCB_WILLING, 1, head >> 7);
	also(d, LLDP_DCB_PFC_MBC, 1, head >> 6 & 1);
	also(d, LLDP_DCB_PFC_NUMTCS, 1, head & 15);
	unsigned enable = u8(d, 0);
	also_bits(d, 1, enable, lldp_pfc_bits);
	say(d, "\n\t    Willing: %u, MBC: %u, RES: %u, PFC cap:%u ", head >> 7, head >> 6 & 1, head >> 4 & 3, head & 15);
	say_s(d, "\n\t    PFC Enable");
	priority_bits(d, enable);
}

static void application_priority(struct dis *d)
{
	if (!lldp_need(d, 1))
		return;
	unsigned reserved = u8(d, LLDP_DCB_APP_RESERVED);
	say(d, "\n\t    RES: %u", reserved);
	if (!more(d) || declared(d) % 3)
		return;
	say_s(d, "\n\t    Application Priority Table");
	while (more(d) && declared(d) >= 3) {
		unsigned how = u8(d, 0);
		also(d, LLDP_DCB_APP_PRIO, 1, how >> 5);
		also(d, LLDP_DCB_APP_SF, 1, how & 7);
		unsigned protocol = u16(d, LLDP_DCBX_APP_PROTO);
		say(d, "\n\t      Priority: %u, RES: %u, Sel: %u, Protocol ID: %u", how >> 5, how >> 3 & 3, how & 7, protocol);
	}
}

static void evb(struct dis *d)
{
	if (!lldp_need(d, 5))
		return;
	unsigned bridge = u8(d, 0), station = u8(d, 0), retries = u8(d, 0), delay = u8(d, 0), keep = u8(d, 0);
	say(d, "\n\t    EVB Bridge Status\n\t      RES: %u, BGID: %u, RRCAP: %u, RRCTR: %u", bridge >> 3, bridge >> 2 & 1,
		bridge >> 1 & 1, bridge & 1);
	say(d, "\n\t    EVB Station Status\n\t      RES: %u, SGID: %u, RRREQ: %u,RRSTAT: %u", station >> 4, station >> 3 & 1,
		station >> 2 & 1, station & 3);
	say(d, "\n\t    R: %u, RTE: %u, ", retries >> 5, retries & 31);
	say(d, "EVB Mode: %s [%u]", word(evb_modes, delay >> 6), delay >> 6);
	say(d, "\n\t    ROL: %u, RWD: %u, ", delay >> 5 & 1, delay & 31);
	say(d, "RES: %u, ROL: %u, RKA: %u", keep >> 6, keep >> 5 & 1, keep & 31);
}

static void cdcp(struct dis *d)
{
	if (!lldp_need(d, 4))
		return;
	unsigned role = u8(d, 0);
	u8(d, 0);
	unsigned capacity = u16(d, 0);
	say(d, "\n\t    Role: %u, RES: %u, Scomp: %u ChnCap: %u", role >> 7, role >> 4 & 7, role >> 3 & 1, capacity & 0xfff);
	if (declared(d) % 3)
		return;
	while (more(d)) {
		uint32_t pair = u24(d, 0);
		say(d, "\n\t    SCID: %u, SVID: %u", pair >> 12, pair & 0xfff);
	}
}

bool lldp_8021(struct dis *d)
{
	if (!lldp_need(d, 1))
		return true;
	switch (lldp_subtype(d, LLDP_SUBTYPE_8021, subtypes)) {
	case PORT_VLAN_ID:
		port_vlan(d);
		return true;
	case PROTOCOL_VLAN_ID:
		protocol_vlan(d);
		return true;
	case VLAN_NAME:
		vlan_name(d);
		return true;
	case PROTOCOL_IDENTITY:
		if (lldp_need(d, 1))
			counted_text(d, "\n\t    protocol identity: ", LLDP_PROTO_LEN, LLDP_PROTO_ID);
		return true;
	case LINK_AGGREGATION:
		aggregation(d);
		return true;
	case CONGESTION:
		congestion(d);
		return true;
	case ETS_CONFIGURATION:
		ets(d, true);
		return true;
	case ETS_RECOMMENDATION:
		ets(d, false);
		return true;
	case PFC:
		flow_control(d);
		return true;
	case APPLICATION_PRIORITY:
		application_priority(d);
		return true;
	case EVB:
		evb(d);
		return true;
	case CDCP:
		cdcp(d);
		return true;
	default:
		return false;
	}
}
