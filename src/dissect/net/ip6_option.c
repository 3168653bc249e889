/* IPv6 options of which tcpdump says the type only: RFC 2473 (tunnel limit), RFC 5570 (CALIPSO), RFC 6621
 * (duplicate packets), RFC 8250 (performance), RFC 4782 (quick start), RFC 9268 (path MTU), RFC 6744 (ILNP),
 * RFC 6788 (line), RFC 6553 (RPL), RFC 7731 (MPL), RFC 6971 (DFF), RFC 9486 (IOAM, in ip6_ioam.c). */
#include "dissect/net/ip6_extension.h"
#include "dissect/net/ip6_ioam.h"
#include "dissect/net/ip_quick_start.h"

enum {
	TUNNEL_LIMIT = 0x04,
	CALIPSO = 0x07,
	SMF_DPD = 0x08,
	PDM = 0x0f,
	QUICK_START = 0x26,
	PATH_MTU = 0x30,
	IOAM_DESTINATION = 0x11,
	IOAM_HOP = 0x31,
	RPL_OLD = 0x63,
	RPL = 0x23,
	MPL = 0x6d,
	ILNP_NONCE = 0x8b,
	LINE_ID = 0x8c,
	DFF = 0xee,
};

/* RFC 4727 gives experiments these numbers, whatever the first three bits say. */
static bool is_experimental(unsigned type)
{
	return (type & 0x1f) == 0x1e;
}

static void path_mtu(struct dis *d)
{
	u16(d, PMTU_MIN);
	unsigned reported = u16(d, 0);
	also(d, PMTU_RETURN, 2, reported & 0xfffe);
	also(d, PMTU_R, 1, reported & 1);
}

static void calipso(struct dis *d)
{
	u32(d, CALIPSO_DOI);
	unsigned words = u8(d, CALIPSO_LENGTH);
	u8(d, CALIPSO_LEVEL);
	u16(d, CALIPSO_CHECKSUM);
	bytes(d, CALIPSO_BITMAP, words * 4);
}

static void duplicate_detection(struct dis *d, uint32_t n)
{
	enum { HASH = 0x80 };
	uint32_t end = d->pos + n;
	unsigned first = peek8(d, 0);
	if (first & HASH) {
		bytes(d, SMF_HAV, n);
		mark_uint(d, SMF_HASH, end - n, 1, 1);
		return;
	}
	static const struct bit_field parts[] = {
		{HASH, SMF_HASH}, {0x70, SMF_TID_TYPE}, {0x0f, SMF_TID_LEN}, {0}};
	first = u8(d, 0);
	also_bits(d, 1, first, parts);
	if (first >> 4 & 7)
		bytes(d, SMF_TAGGER, (first & 15) + 1);
	if (!d->cut && d->pos < end)
		bytes(d, SMF_IDENT, end - d->pos);
}

static void performance(struct dis *d)
{
	u8(d, PDM_SCALE_R);
	u8(d, PDM_SCALE_S);
	u16(d, PDM_THIS);
	u16(d, PDM_LAST);
	u16(d, PDM_DELTA_R);
	u16(d, PDM_DELTA_S);
}

static void rpl(struct dis *d)
{
	static const struct bit_field flags[] = {
		{0xff, RPL_FLAGS}, {0x80, RPL_O}, {0x40, RPL_R}, {0x20, RPL_F}, {0x1f, RPL_RESERVED}, {0}};
	flags8(d, flags);
	u8(d, RPL_INSTANCE);
	u16(d, RPL_RANK);
}

static void mpl(struct dis *d, uint32_t n)
{
	static const struct bit_field flags[] = {
		{0xff, MPL_FLAGS}, {0xc0, MPL_S}, {0x20, MPL_M}, {0x10, MPL_V}, {0x0f, MPL_RESERVED}, {0}};
	flags8(d, flags);
	u8(d, MPL_SEQUENCE);
	if (n > 2)
		bytes(d, MPL_SEED, n - 2);
}

static void dff(struct dis *d)
{
	static const struct bit_field flags[] = {{0xff, DFF_FLAGS}, {0xc0, DFF_VERSION},
		{0x20, DFF_DUPLICATE}, {0x10, DFF_RETURN}, {0x0f, DFF_RESERVED}, {0}};
	flags8(d, flags);
	u16(d, DFF_SEQUENCE);
}

static void content(struct dis *d, unsigned type, uint32_t n)
{
	switch (type) {
	case TUNNEL_LIMIT:
		u8(d, OPT_TEL);
		break;
	case CALIPSO:
		calipso(d);
		break;
	case SMF_DPD:
		duplicate_detection(d, n);
		break;
	case PDM:
		performance(d);
		break;
	case QUICK_START:
		ip_quick_start(d, QS_FUNCTION);
		break;
	case PATH_MTU:
		path_mtu(d);
		break;
	case IOAM_HOP:
	case IOAM_DESTINATION:
		ip6_ioam(d, n);
		break;
	case RPL:
	case RPL_OLD:
		rpl(d);
		break;
	case MPL:
		mpl(d, n);
		break;
	case ILNP_NONCE:
		bytes(d, OPT_ILNP_NONCE, n);
		break;
	case LINE_ID: {
		unsigned len = u8(d, LIO_LENGTH);
		bytes(d, LIO_LINE, len);
		break;
	}
	case DFF:
		dff(d);
		break;
	default:
		bytes(d, is_experimental(type) ? OPT_EXPERIMENTAL : OPT_UNKNOWN, n);
	}
}

void ip6_option_fields(struct dis *d, unsigned type, uint32_t n)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, n);
	content(d, type, n);
	part_end(d, &part);
	quiet_end(d, &s);
}
