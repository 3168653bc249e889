/* Neighbor discovery options that lines do not say, as fields: RFC 2491 (NBMA), RFC 3122 (inverse), RFC 3971 (SEND),
 * RFC 5568 (fast handover), RFC 5380 (MAP), RFC 5175 (more flags), RFC 6775 (6LoWPAN), RFC 7400. */
#include "dissect/net/icmp6.h"
#include "dissect/net/nd_option.h"

enum {
	NBMA = 6, SOURCES = 9, TARGETS = 10, CGA = 11, RSA = 12, TIMESTAMP = 13, TRUST_ANCHOR = 15, CERTIFICATE = 16,
	IP_ADDRESS = 17, NEW_ROUTER = 18, LINK_LAYER = 19, NAACK = 20, MAP = 23, MORE_FLAGS = 26, HANDOVER_ASSIST = 29,
	MOBILE_NODE = 30, REGISTRATION = 33, CONTEXT = 34, BORDER_ROUTER = 35, CAPABILITIES = 36,
};

/* RFC 3971 section 5.1: parameters of a cryptographically generated address. */
static void cga(struct dis *d, uint32_t n)
{
	unsigned padding = u8(d, OPT_CGA_PAD);
	skip(d, 1);
	if (n < padding + 2)
		return;
	mark_bytes(d, OPT_CGA, d->pos, n - 2 - padding);
	bytes(d, OPT_CGA_MODIFIER, 16);
	bytes(d, OPT_CGA_SUBNET, 8);
	bytes(d, OPT_CGA_COUNT, 1);
}

/* RFC 3971 section 5.3.1: seconds since 1970 in 48 bits and a fraction in 16. */
static void timestamp(struct dis *d)
{
	skip(d, 6);
	uint64_t v = u64(d, 0);
	also(d, OPT_TIMESTAMP, 8, (v >> 16) * 1000000000 + (v & 0xffff) * 1000000000 / 65536);
}

static void trust_anchor(struct dis *d, uint32_t n)
{
	enum { X501 = 1, FQDN = 2 };
	unsigned kind = u8(d, OPT_NAME_TYPE), padding = u8(d, OPT_CGA_PAD);
	uint32_t len = n > padding + 2 ? n - padding - 2 : 0;
	if (kind == X501 && len)
		bytes(d, OPT_NAME_X501, len);
	else if (kind == FQDN && len)
		nd_domain_name(d, OPT_NAME_FQDN);
}

static void map(struct dis *d)
{
	static const struct bit_field first[] = {{0xf0, OPT_MAP_DISTANCE}, {0x0f, OPT_MAP_PREFERENCE}, {0}};
	static const struct bit_field flags[] = {
		{0xff, OPT_MAP_FLAGS}, {0x80, OPT_MAP_R}, {0x7f, OPT_MAP_RSV}, {0}};
	flags8(d, first);
	flags8(d, flags);
	u32(d, OPT_MAP_VALID);
	ip6(d, OPT_MAP_ADDRESS);
}

static void addresses(struct dis *d)
{
	skip(d, 6);
	while (more(d) && left(d))
		ip6(d, OPT_ADDRESS);
}

static void lowpan_context(struct dis *d, uint32_t n)
{
	static const struct bit_field flags[] = {
		{0xff, OPT_CO_FLAGS}, {0x10, OPT_CO_C}, {0x0f, OPT_CO_CID}, {0xe0, OPT_CO_RSV}, {0}};
	u8(d, OPT_CO_LEN);
	flags8(d, flags);
	skip(d, 2);
	u16(d, OPT_CO_VALID);
	icmp6_prefix(d, OPT_CO_PREFIX, n - 6);
}

static void capabilities(struct dis *d)
{
	static const struct bit_field flags[] = {{0xfffe, OPT_CIO_UNASSIGNED}, {1, OPT_CIO_G}, {0}};
	flags16(d, flags);
	u32(d, OPT_CIO_REST);
}

static void registration(struct dis *d)
{
	u8(d, OPT_ARO_STATUS);
	skip(d, 3);
	u16(d, OPT_ARO_LIFETIME);
	u64(d, OPT_ARO_EUI64);
}

static void border_router(struct dis *d)
{
	u16(d, OPT_ABRO_LOW);
	u16(d, OPT_ABRO_HIGH);
	u16(d, OPT_ABRO_VALID);
	ip6(d, OPT_ABRO_ADDRESS);
}

/* An option code, the length of a value, and it. */
static void coded(struct dis *d, unsigned code, unsigned len_field, unsigned value)
{
	u8(d, code);
	unsigned len = u8(d, len_field);
	bytes(d, value, len);
}

/* Fast handover (RFC 5568 section 6.4): an address with its length, or what says of one. */
static void handover_address(struct dis *d, unsigned code, unsigned len, unsigned address)
{
	u8(d, code);
	u8(d, len);
	skip(d, 4);
	ip6(d, address);
}

static void lifetime_and_flags(struct dis *d)
{
	static const struct bit_field flags[] = {{0xffff, OPT_EFO}, {0x8000, OPT_EFO_M}, {0x4000, OPT_EFO_O},
		{0x2000, OPT_EFO_H}, {0x1800, OPT_EFO_PRF}, {0x400, OPT_EFO_P}, {0x2ff, OPT_EFO_RSV}, {0}};
	flags16(d, flags);
}

/* Of mobile nodes. False: it is none of them. */
static bool mobility_option(struct dis *d, unsigned type, uint32_t n)
{
	switch (type) {
	case IP_ADDRESS:
		handover_address(d, OPT_IPA_CODE, OPT_IPA_LEN, OPT_IPA_ADDRESS);
		break;
	case NEW_ROUTER:
		handover_address(d, OPT_NRPI_CODE, OPT_NRPI_LEN, OPT_NRPI_PREFIX);
		break;
	case LINK_LAYER:
		u8(d, OPT_LLA_CODE);
		bytes(d, OPT_LLA_BYTES, n - 1);
		break;
	case NAACK:
		u8(d, OPT_NAACK_CODE);
		u8(d, OPT_NAACK_STATUS);
		break;
	case MAP:
		map(d);
		break;
	case HANDOVER_ASSIST:
		coded(d, OPT_HAI_CODE, OPT_HAI_LEN, OPT_HAI_VALUE);
		break;
	case MOBILE_NODE:
		coded(d, OPT_MN_CODE, OPT_MN_LEN, OPT_MN_VALUE);
		break;
	default:
		return false;
	}
	return true;
}

static void content(struct dis *d, unsigned type, uint32_t n)
{
	switch (type) {
	case NBMA:
		u8(d, OPT_SHORTCUT);
		break;
	case SOURCES:
	case TARGETS:
		addresses(d);
		break;
	case CGA:
		cga(d, n);
		break;
	case RSA:
		skip(d, 2);
		bytes(d, OPT_RSA_HASH, 16);
		break;
	case TIMESTAMP:
		timestamp(d);
		break;
	case TRUST_ANCHOR:
		trust_anchor(d, n);
		break;
	case MORE_FLAGS:
		lifetime_and_flags(d);
		break;
	case REGISTRATION:
		registration(d);
		break;
	case CONTEXT:
		lowpan_context(d, n);
		break;
	case BORDER_ROUTER:
		border_router(d);
		break;
	case CAPABILITIES:
		capabilities(d);
		break;
	case CERTIFICATE:
		break;
	default:
		if (!mobility_option(d, type, n))
			bytes(d, OPT_DATA, n);
	}
}

void nd_option_values(struct dis *d, unsigned type, uint32_t n)
{
	struct saved s = quiet_begin(d, true);
	narrow(d, n);
	content(d, type, n);
	quiet_end(d, &s);
}
