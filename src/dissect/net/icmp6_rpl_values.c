/* What lines do not say of RPL, as fields: options and the head of secured messages RFC 6550 section 6, metrics RFC 6551,
 * route discovery RFC 6997. */
#include "dissect/net/icmp6_rpl.h"

/* ---- Metrics and constraints: RFC 6551 */

static void metric_object(struct dis *d, unsigned type)
{
	enum { NODE_STATE = 1, NODE_ENERGY = 2, HOP_COUNT = 3, THROUGHPUT = 4, LATENCY = 5, ETX = 7 };
	static const struct bit_field state[] = {{0xffff, RPL_METRIC_NSA}, {0xff00, RPL_METRIC_NSA_RESERVED},
		{0xfc, RPL_METRIC_NSA_FLAGS}, {2, RPL_METRIC_NSA_FLAG_A}, {1, RPL_METRIC_NSA_FLAG_O}, {0}};
	static const struct bit_field energy[] = {{0xffff, RPL_METRIC_NE}, {0xf000, RPL_METRIC_NE_FLAGS},
		{0x800, RPL_METRIC_NE_FLAG_I}, {0x600, RPL_METRIC_NE_TYPE}, {0x100, RPL_METRIC_NE_FLAG_E},
		{0xff, RPL_METRIC_NE_ENERGY}, {0}};
	static const struct bit_field hops[] = {{0xffff, RPL_METRIC_HP}, {0xf000, RPL_METRIC_HP_RESERVED},
		{0xf00, RPL_METRIC_HP_FLAGS}, {0xff, RPL_METRIC_HP_COUNT}, {0}};
	switch (type) {
	case NODE_STATE:
		flags16(d, state);
		break;
	case NODE_ENERGY:
		flags16(d, energy);
		break;
	case HOP_COUNT:
		flags16(d, hops);
		break;
	case THROUGHPUT:
		u32(d, RPL_METRIC_LT);
		break;
	case LATENCY:
		u32(d, RPL_METRIC_LL);
		break;
	case ETX:
		u16(d, RPL_METRIC_ETX);
		break;
	}
}

static void metrics(struct dis *d)
{
	static const struct bit_field flags[] = {{0xffff, RPL_METRIC_FLAGS}, {0xf800, RPL_METRIC_RESERVED},
		{0x400, RPL_METRIC_FLAG_P}, {0x200, RPL_METRIC_FLAG_C}, {0x100, RPL_METRIC_FLAG_O},
		{0x80, RPL_METRIC_FLAG_R}, {0x70, RPL_METRIC_FLAG_A}, {0x0f, RPL_METRIC_PREC}, {0}};
	while (!d->cut && left(d)) {
		unsigned type = u8(d, RPL_METRIC_TYPE);
		flags16(d, flags);
		unsigned len = u8(d, RPL_METRIC_LENGTH);
		uint32_t start = d->pos;
		metric_object(d, type);
		seek(d, start + len);
	}
}

/* ---- Options */

static void route(struct dis *d, uint32_t n)
{
	static const struct bit_field flags[] = {
		{0xff, RPL_OPT_ROUTE_FLAG}, {0x18, RPL_OPT_ROUTE_PREF}, {0xe7, RPL_OPT_ROUTE_RESERVED}, {0}};
	u8(d, RPL_OPT_ROUTE_PREFIX_LENGTH);
	flags8(d, flags);
	u32(d, RPL_OPT_ROUTE_LIFETIME);
	icmp6_prefix(d, RPL_OPT_ROUTE_PREFIX, n - 6);
}

static void config(struct dis *d)
{
	static const struct bit_field flags[] = {{0xff, RPL_OPT_CONFIG_FLAG}, {0xf0, RPL_OPT_CONFIG_RESERVED},
		{8, RPL_OPT_CONFIG_AUTH}, {7, RPL_OPT_CONFIG_PCS}, {0}};
	flags8(d, flags);
	u8(d, RPL_OPT_CONFIG_INTERVAL_DOUBLE);
	u8(d, RPL_OPT_CONFIG_INTERVAL_MIN);
	u8(d, RPL_OPT_CONFIG_REDUNDANCY);
	u16(d, RPL_OPT_CONFIG_MAX_RANK_INC);
	u16(d, RPL_OPT_CONFIG_MIN_HOP_RANK_INC);
	u16(d, RPL_OPT_CONFIG_OCP);
	u8(d, RPL_OPT_CONFIG_RSV);
	u8(d, RPL_OPT_CONFIG_DEF_LIFETIME);
	u16(d, RPL_OPT_CONFIG_LIFETIME_UNIT);
}

static void target(struct dis *d, uint32_t n)
{
	skip(d, 1);
	u8(d, RPL_OPT_TARGET_PREFIX_LENGTH);
	icmp6_prefix(d, RPL_OPT_TARGET_PREFIX, n - 2);
}

static void transit(struct dis *d)
{
	static const struct bit_field flags[] = {{0xff, RPL_OPT_TRANSIT_FLAG}, {0x80, RPL_OPT_TRANSIT_FLAG_E},
		{0x7f, RPL_OPT_TRANSIT_FLAG_RSV}, {0}};
	flags8(d, flags);
	u8(d, RPL_OPT_TRANSIT_PATHCTL);
	u8(d, RPL_OPT_TRANSIT_PATHSEQ);
	u8(d, RPL_OPT_TRANSIT_PATHLIFETIME);
	if (left(d) >= 16)
		ip6(d, RPL_OPT_TRANSIT_PARENT);
}

static void solicited(struct dis *d)
{
	static const struct bit_field flags[] = {{0xff, RPL_OPT_SOLICITED_FLAG},
		{0x80, RPL_OPT_SOLICITED_FLAG_V}, {0x40, RPL_OPT_SOLICITED_FLAG_I},
		{0x20, RPL_OPT_SOLICITED_FLAG_D}, {0x1f, RPL_OPT_SOLICITED_FLAG_RSV}, {0}};
	u8(d, RPL_OPT_SOLICITED_INSTANCE);
	flags8(d, flags);
	ip6(d, RPL_OPT_SOLICITED_DODAGID);
	u8(d, RPL_OPT_SOLICITED_VERSION);
}

static void prefix(struct dis *d)
{
	static const struct bit_field flags[] = {{0xff, RPL_OPT_PREFIX_FLAG}, {0x80, RPL_OPT_PREFIX_FLAG_L},
		{0x40, RPL_OPT_CONFIG_FLAG_A}, {0x20, RPL_OPT_CONFIG_FLAG_R}, {0x1f, RPL_OPT_CONFIG_FLAG_RSV},
		{0}};
	u8(d, RPL_OPT_PREFIX_LENGTH);
	flags8(d, flags);
	u32(d, RPL_OPT_PREFIX_VALID_LIFETIME);
	u32(d, RPL_OPT_PREFIX_PREFERRED_LIFETIME);
	skip(d, 4);
	ip6(d, RPL_OPT_PREFIX);
}

static void content(struct dis *d, unsigned type, uint32_t n)
{
	enum { PADN = 1, METRICS = 2, ROUTE = 3, CONFIG = 4, TARGET = 5, TRANSIT = 6, SOLICITED = 7, PREFIX = 8, DESCRIPTOR = 9 };
	switch (type) {
	case METRICS:
		metrics(d);
		break;
	case ROUTE:
		route(d, n);
		break;
	case CONFIG:
		config(d);
		break;
	case TARGET:
		target(d, n);
		break;
	case TRANSIT:
		transit(d);
		break;
	case SOLICITED:
		solicited(d);
		break;
	case PREFIX:
		prefix(d);
		break;
	case DESCRIPTOR:
		u32(d, RPL_OPT_TARGETDESC_DESCRIPTOR);
		break;
	case PADN:
		break;
	default:
		bytes(d, OPT_DATA, n);
	}
}

void icmp6_rpl_option_values(struct dis *d, unsigned type, uint32_t n)
{
	struct saved s = quiet_begin(d, true);
	narrow(d, n);
	content(d, type, n);
	quiet_end(d, &s);
}

/* ---- Messages */

static void consistency_check(struct dis *d)
{
	static const struct bit_field flags[] = {
		{0xff, RPL_CC_FLAG}, {0x80, RPL_CC_FLAG_R}, {0x7f, RPL_CC_FLAG_RSV}, {0}};
	u8(d, RPL_CC_INSTANCE);
	flags8(d, flags);
	u16(d, RPL_CC_NONCE);
	ip6(d, RPL_CC_DODAGID);
	u32(d, RPL_CC_DESTINATION_COUNTER);
}

static void route_discovery(struct dis *d)
{
	static const struct bit_field flags[] = {{0xffff, RPL_P2P_DRO_FLAG}, {0x8000, RPL_P2P_DRO_FLAG_STOP},
		{0x4000, RPL_P2P_DRO_FLAG_ACK}, {0x3000, RPL_P2P_DRO_FLAG_SEQ},
		{0xfff, RPL_P2P_DRO_FLAG_RESERVED}, {0}};
	u8(d, RPL_P2P_DRO_INSTANCE);
	u8(d, RPL_P2P_DRO_VERSION);
	flags16(d, flags);
	ip6(d, RPL_P2P_DRO_DAGID);
}

static void route_discovery_ack(struct dis *d)
{
	static const struct bit_field flags[] = {{0xffff, RPL_P2P_DROACK_FLAG},
		{0xc000, RPL_P2P_DROACK_FLAG_SEQ}, {0x3fff, RPL_P2P_DROACK_FLAG_RESERVED}, {0}};
	u8(d, RPL_P2P_DRO_INSTANCE);
	u8(d, RPL_P2P_DRO_VERSION);
	flags16(d, flags);
	ip6(d, RPL_P2P_DRO_DAGID);
}

void icmp6_rpl_security(struct dis *d)
{
	enum { KIM_INDEX = 0, KIM_SOURCE = 2, KIM_SIGNED = 3 };
	static const struct bit_field timed[] = {
		{0xff, RPL_SECURE_FLAG}, {0x80, RPL_SECURE_FLAG_T}, {0x7f, RPL_SECURE_FLAG_RSV}, {0}};
	static const struct bit_field level[] = {{0xff, RPL_SECURE_FLAG}, {0xc0, RPL_SECURE_KIM},
		{7, RPL_SECURE_LVL}, {0x38, RPL_SECURE_RSV}, {0}};
	flags8(d, timed);
	u8(d, RPL_SECURE_ALGORITHM);
	unsigned mode = flags8(d, level) >> 6;
	u8(d, RPL_SECURE_FLAG);
	u32(d, RPL_SECURE_COUNTER);
	if (mode == KIM_SOURCE || mode == KIM_SIGNED)
		bytes(d, RPL_SECURE_KEY_SOURCE, 8);
	if (mode == KIM_INDEX || mode == KIM_SOURCE || mode == KIM_SIGNED)
		u8(d, RPL_SECURE_KEY_INDEX);
}

bool icmp6_rpl_values(struct dis *d, unsigned code)
{
	switch (code) {
	case DIS:
		u8(d, RPL_DIS_FLAGS);
		bytes(d, RESERVED, 1);
		return true;
	case P2P_DRO:
		route_discovery(d);
		return true;
	case P2P_DRO_ACK:
		route_discovery_ack(d);
		return true;
	case CONSISTENCY_CHECK:
		consistency_check(d);
		return true;
	}
	return false;
}
