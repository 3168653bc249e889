/* Fields of GeoNetworking, version 1: ETSI EN 302 636-4-1, section 9; BTP: ETSI EN 302 636-5-1.
 *
 *	| version 4, next header 4 | reserved 1 | lifetime 1 | remaining hops 1 |
 *	| next header 4, reserved 4 | type 4, subtype 4 | traffic class 1 | flags 1 | payload length 2 | maximum hops 1 | 1 |
 *	| sequence number 2, reserved 2, of some types | position of the source 24 | what the type has | BTP | ITS PDU */
#include "dissect/net/geonet.h"

enum { NEXT_COMMON = 1, NEXT_BTP_A = 1, NEXT_BTP_B = 2 };
enum { BEACON = 1, UNICAST = 2, ANYCAST = 3, BROADCAST = 4, TOPOLOGICAL = 5, LOCATION = 6, SINGLE_HOP = 0x50 };

static unsigned basic_header(struct dis *d)
{
	static const struct bit_field first[] = {{0xf0, VERSION}, {0x0f, BH_NEXT}, {0}};
	static const struct bit_field lifetime[] = {{0xff, LIFETIME}, {0xfc, LIFETIME_MULTIPLIER}, {3, LIFETIME_BASE}, {0}};
	unsigned v = flags8(d, first);
	u8(d, BH_RESERVED);
	flags8(d, lifetime);
	u8(d, HOP_LIMIT);
	return v & 15;
}

/* Returns the type and subtype. */
static unsigned common_header(struct dis *d, unsigned *next)
{
	static const struct bit_field first[] = {{0xf0, NEXT_HEADER}, {0x0f, CH_RESERVED}, {0}};
	static const struct bit_field class[] = {{0xff, CLASS}, {0x80, CLASS_BUFFER}, {0x40, CLASS_OFFLOAD}, {0x3f, CLASS_ID}, {0}};
	static const struct bit_field flags[] = {{0x80, MOBILE}, {0x7f, FLAGS_RESERVED}, {0}};
	*next = flags8(d, first) >> 4;
	unsigned type = u8(d, TYPE);
	flags8(d, class);
	flags8(d, flags);
	u16(d, PAYLOAD);
	u8(d, MAXIMUM_HOPS);
	u8(d, CH_RESERVED2);
	return type;
}

static void source_position(struct dis *d)
{
	enum { SIZE = 24, ADDRESS_SIZE = 8 };
	static const struct bit_field parts[] = {{0x8000, MANUAL}, {0x7c00, STATION_TYPE}, {0x03ff, COUNTRY}, {0}};
	if (!need(d, SIZE))
		return;
	mark_bytes(d, POSITION, d->pos, SIZE);
	mark_bytes(d, ADDRESS, d->pos, ADDRESS_SIZE);
	flags16(d, parts);
	mac(d, LINK);
	u32(d, TIME);
	i32(d, LATITUDE);
	i32(d, LONGITUDE);
	unsigned v = u16(d, 0);
	also(d, ACCURATE, 2, v >> 15);
	also(d, SPEED, 2, (uint64_t)(int64_t)((int16_t)(v << 1) >> 1));
	u16(d, HEADING);
}

static void area(struct dis *d, unsigned type)
{
	enum { CIRCLE = 0 };
	i32(d, AREA_LATITUDE);
	i32(d, AREA_LONGITUDE);
	u16(d, (type & 15) == CIRCLE ? AREA_RADIUS : AREA_A);
	u16(d, AREA_B);
	u16(d, AREA_ANGLE);
	u16(d, AREA_RESERVED);
}

/* False: what follows the position is not known. */
static bool extended_header(struct dis *d, unsigned type)
{
	unsigned kind = type >> 4;
	if (kind != BEACON && type != SINGLE_HOP) {
		u16(d, SEQUENCE);
		u16(d, RESERVED);
	}
	source_position(d);
	if (type == SINGLE_HOP)
		u32(d, SHB_RESERVED);
	else if (kind == ANYCAST || kind == BROADCAST)
		area(d, type);
	return kind == ANYCAST || kind == BROADCAST || kind == TOPOLOGICAL;
}

void geonet_fields(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	unsigned next = basic_header(d);
	if (next == NEXT_COMMON) {
		unsigned type = common_header(d, &next);
		if (extended_header(d, type) && (next == NEXT_BTP_A || next == NEXT_BTP_B)) {
			u16(d, next == NEXT_BTP_A ? DST_PORT : BTPB_DST);
			u16(d, next == NEXT_BTP_A ? SRC_PORT : BTPB_INFO);
		}
	}
	quiet_end(d, &s);
}
