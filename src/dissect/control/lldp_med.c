/* LLDP TLVs of media endpoint discovery: ANSI/TIA-1057. Locations: RFC 3825, RFC 4776. */
#include "dissect/control/lldp.h"

enum { CAPABILITIES = 1, POLICY, LOCATION, POWER, HARDWARE, FIRMWARE, SOFTWARE, SERIAL, MANUFACTURER, MODEL, ASSET };
enum { COORDINATES = 1, CIVIC, ELIN };

static const struct token subtypes[] = {
	{CAPABILITIES, "LLDP-MED Capabilities"}, {POLICY, "Network policy"}, {LOCATION, "Location identification"},
	{POWER, "Extended power-via-MDI"}, {HARDWARE, "Inventory - hardware revision"},
	{FIRMWARE, "Inventory - firmware revision"}, {SOFTWARE, "Inventory - software revision"},
	{SERIAL, "Inventory - serial number"}, {MANUFACTURER, "Inventory - manufacturer name"},
	{MODEL, "Inventory - model name"}, {ASSET, "Inventory - asset ID"}, {0, NULL}};

static const struct token inventory_words[] = {
	{HARDWARE, "Hardware revision"}, {FIRMWARE, "Firmware revision"}, {SOFTWARE, "Software revision"},
	{SERIAL, "Serial number"}, {MANUFACTURER, "Manufacturer name"}, {MODEL, "Model name"}, {ASSET, "Asset ID"}, {0, NULL}};

static const struct token abilities[] = {
	{0x01, "LLDP-MED capabilities"}, {0x02, "network policy"}, {0x04, "location identification"},
	{0x08, "extended power via MDI-PSE"}, {0x10, "extended power via MDI-PD"}, {0x20, "Inventory"}, {0, NULL}};

static const struct token devices[] = {
	{1, "endpoint class 1"}, {2, "endpoint class 2"}, {3, "endpoint class 3"}, {4, "network connectivity"}, {0, NULL}};

static const struct token applications[] = {
	{1, "voice"}, {2, "voice signaling"}, {3, "guest voice"}, {4, "guest voice signaling"}, {5, "softphone voice"},
	{6, "video conferencing"}, {7, "streaming video"}, {8, "video signaling"}, {0, NULL}};

static const struct token policy_bits[] = {{0x800000, "Unknown"}, {0x400000, "Tagged"}, {0x200000, "reserved"}, {0, NULL}};
static const struct token power_sources[] = {
	{0, "none"}, {1, "PSE - primary power source"}, {2, "local - backup power source"}, {3, "PSE+local - reserved"},
	{0, NULL}};
static const struct token priorities[] = {{1, "critical"}, {2, "high"}, {3, "low"}, {0, NULL}};

static const struct token formats[] = {
	{COORDINATES, "coordinate-based LCI"}, {CIVIC, "civic address LCI"}, {ELIN, "ECS ELIN"}, {0, NULL}};
static const struct token altitude_types[] = {{1, "meters"}, {2, "floors"}, {0, NULL}};
static const struct token datums[] = {
	{1, "World Geodesic System 1984"}, {2, "North American Datum 1983 (NAVD88)"},
	{3, "North American Datum 1983 (MLLW)"}, {0, NULL}};
static const struct token whats[] = {
	{0, "location of DHCP server"}, {1, "location of the network element believed to be closest to the client"},
	{2, "location of the client"}, {0, NULL}};
static const struct token civic_types[] = {
	{1, "national subdivisions (state,canton,region,province,prefecture)"}, {2, "county, parish, gun, district"}, {3, "city, township, shi"},
	{4, "city division, borough, city district, ward chou"}, {5, "neighborhood, block"}, {6, "street"}, {0, NULL}};

static const struct bit_field ability_bits[] = {
	{0x1, LLDP_MED_SUBTYPE_CAPS_LLPD}, {0x2, LLDP_MED_SUBTYPE_CAPS_NETWORK_POLICY},
	{0x4, LLDP_MED_SUBTYPE_CAPS_LOCATION_ID}, {0x8, LLDP_MED_SUBTYPE_CAPS_MDI_PSE},
	{0x10, LLDP_MED_SUBTYPE_CAPS_MID_PD}, {0x20, LLDP_MED_SUBTYPE_CAPS_INVENTORY}, {0, 0},
};

static const struct bit_field policy_fields[] = {
	{0x800000, LLDP_MED_POLICY_FLAG}, {0x400000, LLDP_MED_TAG_FLAG}, {0, 0},
};

static const struct bit_field power_fields[] = {
	{0xc0, LLDP_MED_POWER_TYPE}, {0x30, LLDP_MED_POWER_SOURCE}, {0xf, LLDP_MED_POWER_PRIO}, {0, 0},
};

static void capabilities(struct dis *d)
{
	if (!lldp_need(d, 3))
		return;
	unsigned able = u16(d, LLDP_MED_CAP);
	also_bits(d, 2, able, ability_bits);
	unsigned device = u8(d, LLDP_MED_DEVICE);
	say(d, "\n\t    Media capabilities [%s] (0x%04x)", bits(d, abilities, "none", ", ", able), able);
	say(d, "\n\t    Device type [%s] (0x%02x)", tok(d, devices, "unknown", device), device);
}

static void policy(struct dis *d)
{
	if (!lldp_need(d, 4))
		return;
	unsigned application = u8(d, LLDP_MED_APP);
	uint32_t v = u24(d, 0);
	also_bits(d, 3, v, policy_fields);
	also(d, LLDP_MED_VLAN, 3, v >> 9 & 0xfff);
	also(d, LLDP_MED_PRIO, 3, v >> 6 & 7);
	also(d, LLDP_MED_DSCP, 3, v & 63);
	say(d, "\n\t    Application type [%s] (0x%02x), Flags [%s]", tok(d, applications, "none", application), application,
		bits(d, policy_bits, "none", ", ", v));
	say(d, "\n\t    Vlan id %u, L2 priority %u, DSCP value %u", v >> 9 & 0xfff, v >> 6 & 7, v & 63);
}

/* RFC 3825: 34 bits of latitude and longitude, each with 6 bits of resolution; 30 of altitude; type and datum. */
static void coordinates(struct dis *d)
{
	if (!lldp_need(d, 16))
		return;
	uint64_t latitude = u40(d, LLDP_MED_LOC_LATITUDE);
	mark_uint(d, LLDP_MED_LOC_LAT_RESOLUTION, d->pos - 5, 1, latitude >> 34);
	uint64_t longitude = u40(d, LLDP_MED_LOC_LONGITUDE);
	mark_uint(d, LLDP_MED_LOC_LONG_RESOLUTION, d->pos - 5, 1, longitude >> 34);
	uint64_t altitude = u40(d, 0);
	mark_uint(d, LLDP_MED_LOC_ALT_TYPE, d->pos - 5, 1, altitude >> 36);
	mark_uint(d, LLDP_MED_LOC_ALT_RESOLUTION, d->pos - 5, 2, altitude >> 30 & 63);
	mark_uint(d, LLDP_MED_LOC_ALTITUDE, d->pos - 4, 4, altitude & 0x3fffffff);
	unsigned datum = u8(d, LLDP_MED_LOC_DATUM);
	say(d, "\n\t    Latitude resolution %u, latitude value %llu", (unsigned)(latitude >> 34),
		(unsigned long long)(latitude & 0x3ffffffff));
	say(d, "\n\t    Longitude resolution %u, longitude value %llu", (unsigned)(longitude >> 34),
		(unsigned long long)(longitude & 0x3ffffffff));
	unsigned type = (unsigned)(altitude >> 36);
	say(d, "\n\t    Altitude type %s (%u)", tok(d, altitude_types, "unknown", type), type);
	say(d, "\n\t    Altitude resolution %u, altitude value 0x%x", (unsigned)(altitude >> 30 & 63),
		(unsigned)(altitude & 0x3fffffff));
	say(d, "\n\t    Datum %s (0x%02x)", tok(d, datums, "unknown", datum), datum);
}

/* room: bytes of the location by its own length. */
static bool civic_element(struct dis *d, unsigned room)
{
	if (!more(d) || !lldp_need(d, 2))
		return false;
	unsigned type = u8(d, LLDP_MED_CIVIC_TYPE), size = u8(d, LLDP_MED_CIVIC_LENGTH);
	say(d, "\n\t      CA type '%s' (%u), length %u: ", tok(d, civic_types, "unknown", type), type, size);
	if (!size || size + 2 > room || !lldp_need(d, size))
		return false;
	struct span s = bytes(d, LLDP_MED_CIVIC_VALUE, size);
	say_text_z(d, s);
	return true;
}

/* length 1, what 1, country 2, then type 1, length 1 and text again and again */
static void civic(struct dis *d)
{
	enum { HEAD = 3 };
	if (!lldp_need(d, 4))
		return;
	unsigned len = u8(d, LLDP_MED_CIVIC_LENGTH), what = u8(d, LLDP_MED_CIVIC_WHAT);
	struct span country = bytes(d, LLDP_MED_CIVIC_COUNTRY, 2);
	/* The reference wants two bytes more than the length says. */
	bool told = len >= HEAD && len <= declared(d) + 2;
	if (!told && !fields_wanted(d))
		return;
	struct saved quiet = quiet_begin(d, !told);
	say(d, "\n\t    LCI length %u, LCI what %s (0x%02x), Country-code ", len, tok(d, whats, "unknown", what), what);
	say_text_z(d, country);
	uint32_t end = d->pos + (told ? len - HEAD : declared(d));
	while (d->pos + 2 <= end && civic_element(d, end - d->pos))
		;
	quiet_end(d, &quiet);
}

static void location(struct dis *d)
{
	if (!lldp_need(d, 1))
		return;
	unsigned format = u8(d, LLDP_MED_LOCATION);
	say(d, "\n\t    Location data format %s (0x%02x)", tok(d, formats, "unknown", format), format);
	if (format == COORDINATES) {
		coordinates(d);
	} else if (format == CIVIC) {
		civic(d);
	} else if (format == ELIN) {
		struct span s = bytes(d, LLDP_ELIN, declared(d));
		say_s(d, "\n\t    ECS ELIN id ");
		say_text_z(d, s);
	} else {
		say_s(d, "\n\t    Location ID ");
		say_hexdump(d, "\n\t      ", declared(d));
	}
}

static void power(struct dis *d)
{
	enum { POWER_RESERVED = 1024 };
	if (!lldp_need(d, 3))
		return;
	unsigned v = u8(d, 0);
	also_bits(d, 1, v, power_fields);
	unsigned tenths = u16(d, LLDP_MED_POWER);
	/* The reference looks at the lowest two bits for the type, which stands in the highest two. */
	say(d, "\n\t    Power type [%s]", v & 3 ? "PD device" : "PSE device");
	say(d, ", Power source [%s]", tok(d, power_sources, "none", v >> 4 & 3));
	say(d, "\n\t    Power priority [%s] (0x%02x)", tok(d, priorities, "none", v & 15), v & 15);
	if (tenths < POWER_RESERVED)
		say(d, ", Power %.1f Watts", tenths / 10.0);
	else
		say(d, ", Power %u (Reserved)", tenths);
}

bool lldp_med(struct dis *d)
{
	if (!lldp_need(d, 1))
		return true;
	unsigned subtype = lldp_subtype(d, LLDP_SUBTYPE_MED, subtypes);
	switch (subtype) {
	case CAPABILITIES:
		capabilities(d);
		return true;
	case POLICY:
		policy(d);
		return true;
	case LOCATION:
		location(d);
		return true;
	case POWER:
		power(d);
		return true;
	default:
		break;
	}
	const char *what = word(inventory_words, subtype);
	if (!what)
		return false;
	struct span s = bytes(d, LLDP_MED_HARDWARE + subtype - HARDWARE, declared(d));
	say(d, "\n\t  %s ", what);
	say_text_z(d, s);
	return true;
}
