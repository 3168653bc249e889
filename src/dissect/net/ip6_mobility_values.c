/* Messages and options of IPv6's mobility header that lines have the number of only: RFC 3963 (networks), RFC 5213
 * (proxies), RFC 5568 (fast handover), RFC 5142 (switch of home agents), RFC 5847 (heartbeat), RFC 5846 (revocation), RFC
 * 6705 (local routing), RFC 5555 (IPv4), RFC 4285, RFC 4283, RFC 5845. */
#include "dissect/net/ip6_mobility.h"

enum {
	FAST_BU = 8, FAST_BACK = 9, FAST_NEIGHBOR = 10, HOME_AGENT_SWITCH = 12, HEARTBEAT = 13, HANDOVER_INITIATE = 14, HANDOVER_ACK = 15,
	REVOCATION = 16, LOCAL_ROUTING = 17, LOCAL_ROUTING_ACK = 18,
};

/* ---- Options */

static void timestamp(struct dis *d)
{
	uint64_t v = u64(d, 0);
	also(d, TIMESTAMP, 8, (v >> 16) * 1000000000 + (v & 0xffff) * 1000000000 / 65536);
}

static void home_address4(struct dis *d)
{
	unsigned v = u16(d, 0);
	also(d, HA4_LEN, 2, v >> 10);
	also(d, HA4_P, 2, v >> 9 & 1);
	ip4(d, HA4);
}

static void acknowledged_address4(struct dis *d)
{
	u8(d, AA4_STATUS);
	unsigned v = u8(d, 0);
	also(d, HA4_LEN, 1, v >> 2);
	ip4(d, HA4);
}

static void nat(struct dis *d)
{
	static const struct bit_field flags[] = {{0x8000, NAT_F}, {0x7fff, NAT_RESERVED}, {0}};
	flags16(d, flags);
	u32(d, NAT_REFRESH);
}

/* A field of n - 1 bytes behind one that says of what kind it is. */
static void typed(struct dis *d, unsigned type, unsigned value, uint32_t n)
{
	u8(d, type);
	if (n > 1)
		bytes(d, value, n - 1);
}

static void authentication(struct dis *d, uint32_t n)
{
	enum { HEAD = 5 };
	u8(d, AUTH_TYPE);
	u32(d, AUTH_SPI);
	if (n > HEAD)
		bytes(d, AUTH_DATA, n - HEAD);
}

void ip6_mobility_option_values(struct dis *d, unsigned type, uint32_t n)
{
	enum {
		NETWORK_PREFIX = 6, LINK_LAYER = 7,
		MOBILE_NODE = 8, AUTHENTICATION = 9, HOME_PREFIX = 22, HANDOFF_INDICATOR = 23, ACCESS_TECHNOLOGY = 24, NODE_LINK = 25,
		LINK_LOCAL = 26, TIME = 27, RESTART_COUNTER = 28, HOME_IP4 = 29, ACKNOWLEDGED_IP4 = 30, NAT_DETECTION = 31, CARE_OF_IP4 = 32, KEY = 33,
	};
	switch (type) {
	case NETWORK_PREFIX:
	case HOME_PREFIX:
		skip(d, 1);
		u8(d, PREFIX_LEN);
		ip6(d, PREFIX);
		break;
	case LINK_LAYER:
		typed(d, LLA_CODE, LLA, n);
		break;
	case MOBILE_NODE:
		typed(d, MNID_TYPE, MNID, n);
		break;
	case AUTHENTICATION:
		authentication(d, n);
		break;
	case HANDOFF_INDICATOR:
		u8(d, HANDOFF_RESERVED);
		u8(d, HANDOFF);
		break;
	case ACCESS_TECHNOLOGY:
		u8(d, ATT_RESERVED);
		u8(d, ATT);
		break;
	case NODE_LINK:
		u16(d, MNLLI_RESERVED);
		if (n > 2)
			bytes(d, MNLLI, n - 2);
		break;
	case LINK_LOCAL:
		ip6(d, LILA);
		break;
	case TIME:
		timestamp(d);
		break;
	case RESTART_COUNTER:
		u32(d, RESTART);
		break;
	case HOME_IP4:
		home_address4(d);
		break;
	case ACKNOWLEDGED_IP4:
		acknowledged_address4(d);
		break;
	case NAT_DETECTION:
		nat(d);
		break;
	case CARE_OF_IP4:
		u16(d, COA4_RESERVED);
		ip4(d, COA4);
		break;
	case KEY:
		u16(d, GRE_RESERVED);
		u32(d, GRE_KEY);
		break;
	default:
		mark_uint(d, OPT_TYPE, d->pos - 2, 1, type);
	}
}

/* ---- Messages */

static void fast_update(struct dis *d)
{
	static const struct bit_field flags[] = {{0x80, FBU_A}, {0x40, FBU_H}, {0x20, FBU_L}, {0x10, FBU_K}, {0}};
	u16(d, FBU_SEQ);
	flags8(d, flags);
	skip(d, 1);
	u16(d, FBU_LIFETIME);
}

static void fast_acknowledgement(struct dis *d)
{
	static const struct bit_field flags[] = {{0x80, FBACK_K}, {0}};
	u8(d, FBACK_STATUS);
	flags8(d, flags);
	u16(d, FBACK_SEQ);
	u16(d, FBACK_LIFETIME);
}

static void home_agents(struct dis *d)
{
	unsigned count = u8(d, HAS_COUNT);
	u8(d, HAS_RESERVED);
	for (unsigned i = 0; i < count && !d->cut; i++)
		ip6(d, HAS_ADDRESS);
}

static void heartbeat(struct dis *d)
{
	static const struct bit_field flags[] = {{2, HB_U}, {1, HB_R}, {0}};
	skip(d, 1);
	flags8(d, flags);
	u32(d, HB_SEQ);
}

static void handover(struct dis *d, unsigned type)
{
	static const struct bit_field flags[] = {{0x80, HI_S}, {0x40, HI_U}, {0}};
	bool asks = type == HANDOVER_INITIATE;
	u16(d, asks ? HI_SEQ : HACK_SEQ);
	if (asks)
		flags8(d, flags);
	else
		skip(d, 1);
	u8(d, asks ? HI_CODE : HACK_CODE);
}

static void revocation(struct dis *d)
{
	enum { INDICATION = 1 };
	static const struct bit_field asked[] = {{0x8000, BRI_IP}, {0x4000, BRI_IV}, {0x2000, BRI_IG}, {0x1fff, BRI_RES}, {0}};
	static const struct bit_field acknowledged[] = {{0x8000, BRI_AP}, {0x4000, BRI_AV}, {0x2000, BRI_AG}, {0x1fff, BRI_RES}, {0}};
	unsigned kind = u8(d, BRI_TYPE);
	u8(d, kind == INDICATION ? BRI_TRIGGER : BRI_STATUS);
	u16(d, BRI_SEQ);
	flags16(d, kind == INDICATION ? asked : acknowledged);
}

static void local_routing(struct dis *d, unsigned type)
{
	static const struct bit_field flags[] = {{0x80, LRA_U}, {0x7f, LRA_RESERVED}, {0}};
	bool asks = type == LOCAL_ROUTING;
	u16(d, asks ? LRI_SEQ : LRA_SEQ);
	if (asks) {
		u16(d, LRI_RESERVED);
	} else {
		flags8(d, flags);
		u8(d, LRA_STATUS);
	}
	u16(d, asks ? LRI_LIFETIME : LRA_LIFETIME);
}

bool ip6_mobility_message_values(struct dis *d, unsigned type)
{
	switch (type) {
	case FAST_BU:
		fast_update(d);
		break;
	case FAST_BACK:
		fast_acknowledgement(d);
		break;
	case FAST_NEIGHBOR:
		bytes(d, NEIGHBOR, 2);
		break;
	case HOME_AGENT_SWITCH:
		home_agents(d);
		break;
	case HEARTBEAT:
		heartbeat(d);
		break;
	case HANDOVER_INITIATE:
	case HANDOVER_ACK:
		handover(d, type);
		break;
	case REVOCATION:
		revocation(d);
		break;
	case LOCAL_ROUTING:
	case LOCAL_ROUTING_ACK:
		local_routing(d, type);
		break;
	default:
		rest(d, UNKNOWN);
		return false;
	}
	return true;
}
