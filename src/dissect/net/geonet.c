/* GeoNetworking, version 0 of the header: ETSI TS 102 636-4-1 V1.1.1, section 8; BTP: ETSI TS 102 636-5-1.
 *
 *	| version 4, next header 4 | type 4, subtype 4 | reserved | flags | payload length 2 | traffic class | hop limit |
 *	| GN address 8 | time stamp 4 | latitude 4 | longitude 4 | speed, heading, altitude, accuracies 8 |
 *	| what the type has | BTP: destination port 2, source port (B: port information) 2 | ITS PDU */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/net/geonet.h"

enum { COMMON_LEN = 36, BTP_LEN = 4, NEXT_BTP_A = 1, NEXT_BTP_B = 2 };

static const struct token next_headers[] = {{0, "Any"}, {1, "BTP-A"}, {2, "BTP-B"}, {3, "IPv6"}, {0, NULL}};

/* Type and subtype; types with one name for all subtypes stand in plain_types. */
static const struct token types[] = {{0x30, "GeoAnycastCircle"}, {0x31, "GeoAnycastRect"}, {0x32, "GeoAnycastElipse"},
	{0x40, "GeoBroadcastCircle"}, {0x41, "GeoBroadcastRect"}, {0x42, "GeoBroadcastElipse"}, {0x50, "TopoScopeBcast-SH"},
	{0x51, "TopoScopeBcast-MH"}, {0x60, "LocService-Request"}, {0x61, "LocService-Reply"}, {0, NULL}};
static const struct token plain_types[] = {{0, "Any"}, {1, "Beacon"}, {2, "GeoUnicast"}, {0, NULL}};

static const struct token messages[] = {{0, "CAM"}, {1, "DENM"}, {101, "TPEGM"}, {102, "TSPDM"}, {103, "VPM"}, {104, "SRM"},
	{105, "SLAM"}, {106, "ecoCAM"}, {107, "ITM"}, {150, "SA"}, {0, NULL}};

static const struct field fields[] = {
	[GEONW] = {"geonw", "GeoNetworking"},
	[VERSION] = {"geonw.bh.version", "Version", F_U8},
	[NEXT_HEADER] = {"geonw.ch.nh", "Next Header", F_U8, DEC, next_headers},
	[TYPE] = {"geonw.ch.htype", "Header type", F_U8, HEX, types},
	[FLAGS] = {"geonw.ch.flags", "Flags", F_U8, HEX},
	[PAYLOAD] = {"geonw.ch.plength", "Payload length", F_U16},
	[CLASS] = {"geonw.ch.tclass", "Traffic class", F_U8, HEX},
	[HOP_LIMIT] = {"geonw.bh.rhl", "Remaining Hop Limit", F_U8},
	[ADDRESS] = {"geonw.src_pos.addr", "GN_ADDR", F_BYTES},
	[TIME] = {"geonw.src_pos.tst", "Timestamp", F_U32},
	[LATITUDE] = {"geonw.src_pos.lat", "Latitude", F_I32},
	[LONGITUDE] = {"geonw.src_pos.long", "Longitude", F_I32},
	[DST_PORT] = {"btpa.dstport", "Destination Port", F_U16},
	[SRC_PORT] = {"btpa.srcport", "Source Port", F_U16},
	[PDU_VERSION] = {"its.protocolVersion", "protocolVersion", F_U32},
	[PDU_TYPE] = {"its.messageID", "messageID", F_U32, DEC, messages},
	[BH_NEXT] = {"geonw.bh.nh", "Next Header", F_U8},
	[BH_RESERVED] = {"geonw.bh.reserved", "Reserved", F_U8, HEX},
	[LIFETIME] = {"geonw.bh.lt", "Life Time", F_U8},
	[LIFETIME_MULTIPLIER] = {"geonw.bh.lt.mult", "Life Time multiplier", F_U8},
	[LIFETIME_BASE] = {"geonw.bh.lt.base", "Life Time base", F_U8},
	[CH_RESERVED] = {"geonw.ch.reserved1", "Reserved", F_U8, HEX},
	[CLASS_BUFFER] = {"geonw.ch.tc.buffer", "Store Carry Forward", F_U8},
	[CLASS_OFFLOAD] = {"geonw.ch.tc.offload", "Channel offload", F_U8},
	[CLASS_ID] = {"geonw.ch.tc.id", "Traffic class ID", F_U8},
	[MOBILE] = {"geonw.ch.flags.mob", "Mobility flag", F_U8},
	[FLAGS_RESERVED] = {"geonw.ch.flags.reserved", "Reserved", F_U8},
	[MAXIMUM_HOPS] = {"geonw.ch.mhl", "Maximum Hop Limit", F_U8},
	[CH_RESERVED2] = {"geonw.ch.reserved2", "Reserved", F_U8, HEX},
	[SEQUENCE] = {"geonw.seq_num", "Sequence number", F_U16, HEX},
	[POSITION] = {"geonw.src_pos", "Source position", F_BYTES},
	[MANUAL] = {"geonw.src_pos.addr.manual", "Manual", F_U8},
	[STATION_TYPE] = {"geonw.src_pos.addr.type", "ITS-S type", F_U8},
	[COUNTRY] = {"geonw.src_pos.addr.country", "ITS-S Country Code", F_U16},
	[LINK] = {"geonw.src_pos.addr.mid", "MID", F_MAC},
	[ACCURATE] = {"geonw.src_pos.pai", "Position accuracy indicator", F_U8},
	[SPEED] = {"geonw.src_pos.speed", "Speed", F_I16},
	[HEADING] = {"geonw.src_pos.hdg", "Heading", F_U16},
	[AREA_LATITUDE] = {"geonw.gxc.latitude", "Latitude", F_I32},
	[AREA_LONGITUDE] = {"geonw.gxc.longitude", "Longitude", F_I32},
	[AREA_RADIUS] = {"geonw.gxc.radius", "Radius r", F_U16},
	[AREA_A] = {"geonw.gxc.distancea", "Distance a", F_U16},
	[AREA_B] = {"geonw.gxc.distanceb", "Distance b", F_U16},
	[AREA_ANGLE] = {"geonw.gxc.angle", "Angle", F_U16},
	[AREA_RESERVED] = {"geonw.gxc.reserved", "Reserved", F_U16},
	[SHB_RESERVED] = {"geonw.shb.reserved", "Reserved", F_U32},
	[BTPB_DST] = {"btpb.dstport", "Destination Port", F_U16},
	[BTPB_INFO] = {"btpb.dstportinf", "Destination Port info", F_U16, HEX},
	[RESERVED] = {"geonw.reserved", "Reserved", F_U16},
};

static const char *type_word(unsigned type)
{
	const char *w = word(plain_types, type >> 4);

	if (!w)
		w = word(types, type);
	return w ? w : "Unknown";
}

/* Bytes between the common header and the payload, where the type is known; else -1: the rest is not looked at. */
static int header_len(unsigned type)
{
	switch (type >> 4) {
	case 0:
	case 1:
		return 0;
	case 5:
		return type == 0x50 ? 0 : type == 0x51 ? 32 : -1;
	default:
		return -1;
	}
}

/* The ITS PDU's header is said and stays: it is the beginning of what -v dumps. */
static void btp(struct dis *d)
{
	if (declared(d) < BTP_LEN) {
		say(d, " (BTP length %u < %u)", declared(d), BTP_LEN);
		invalid(d);
		return;
	}
	unsigned dst = u16(d, DST_PORT), src = u16(d, SRC_PORT);
	say(d, "; BTP Dst:%u Src:%u", dst, src);
	if (declared(d) >= 2) {
		uint32_t at = d->pos;
		unsigned version = u8(d, PDU_VERSION), message = u8(d, PDU_TYPE);
		say(d, "; ItsPduHeader v:%u t:%u-%s", version, message, tok(d, messages, "unknown (%u)", message));
		seek(d, at);
	}
}

/* False: the packet is too short for the header of its type. */
static bool position(struct dis *d, unsigned type, unsigned next)
{
	say_c(d, ' ');
	if (!need(d, 8))
		return false;
	say_s(d, "GN_ADDR:");
	struct span address = bytes(d, ADDRESS, 8);
	say_s(d, link_addr_str(d, address));
	say_c(d, ' ');
	u32(d, TIME);
	uint32_t latitude = (uint32_t)i32(d, LATITUDE);
	say(d, "lat:%u ", latitude);
	uint32_t longitude = (uint32_t)i32(d, LONGITUDE);
	say(d, "lon:%u", longitude);
	if (!need(d, 8))
		return false;
	skip(d, 8);
	int len = header_len(type);
	if (len < 0)
		return true;
	if (declared(d) < (uint32_t)len) {
		say(d, " (header size %d > %u)", len, declared(d));
		invalid(d);
		return false;
	}
	skip(d, (uint32_t)len);
	if (next == NEXT_BTP_A || next == NEXT_BTP_B)
		btp(d);
	return !d->cut;
}

static void say_packet(struct dis *d)
{
	say_s(d, "GeoNet ");
	if (d->ether)
		say(d, "src:%s", mac_str(d, d->ether->src));
	say_s(d, "; ");
	if (declared(d) < COMMON_LEN) {
		say(d, " (common header length %u < %u)", declared(d), COMMON_LEN);
		invalid(d);
		return;
	}
	if (!need(d, 8))
		return;
	unsigned b = u8(d, 0);
	also(d, VERSION, 1, b >> 4);
	also(d, NEXT_HEADER, 1, b & 15);
	say(d, "v:%u NH:%u-%s", b >> 4, b & 15, tok(d, next_headers, "Unknown", b & 15));
	unsigned type = u8(d, TYPE);
	say(d, " HT:%u-%u-%s", type >> 4, type & 15, type_word(type));
	skip(d, 1);
	u8(d, FLAGS);
	unsigned payload = u16(d, PAYLOAD);
	u8(d, CLASS);
	unsigned hops = u8(d, HOP_LIMIT);
	say(d, " HopLim:%u Payload:%u", hops, payload);
	if (position(d, type, b & 15) && d->verbose)
		say_undecoded(d, declared(d));
}

/* The line takes every version for the first, as the reference does; the fields of version 1 stand elsewhere. */
static void dissect(struct dis *d)
{
	struct tape *tape = d->tape;
	if (tape && peek8(d, 0) >> 4) {
		geonet_fields(d);
		d->tape = NULL;
	}
	say_packet(d);
	if (!d->cut)
		d->tape = tape;
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_GEONET},
	{BIND_ETHERTYPE, .from = ETHERTYPE_GEONET_OLD},
	{0},
};

const struct proto proto_geonet = {
	.name = "geonet",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
