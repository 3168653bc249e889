/* GeoNetworking, version 0 of the header: ETSI TS 102 636-4-1 V1.1.1, section 8; BTP: ETSI TS 102 636-5-1.
 *
 *	| version 4, next header 4 | type 4, subtype 4 | reserved | flags | payload length 2 | traffic class | hop limit |
 *	| GN address 8 | time stamp 4 | latitude 4 | longitude 4 | speed, heading, altitude, accuracies 8 |
 *	| what the type has | BTP: destination port 2, source port (B: port information) 2 | ITS PDU */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"

enum { GEONW, VERSION, NEXT_HEADER, TYPE, FLAGS, PAYLOAD, CLASS, HOP_LIMIT, ADDRESS, TIME, LATITUDE, LONGITUDE, DST_PORT, SRC_PORT,
	PDU_VERSION, PDU_TYPE };

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
	[PDU_VERSION] = {"its.protocolVersion", "protocolVersion", F_U8},
	[PDU_TYPE] = {"its.messageID", "messageID", F_U8, DEC, messages},
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

static void dissect(struct dis *d)
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
};
