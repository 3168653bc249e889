/* LLDP TLVs of data center bridging exchange, the version before IEEE took it over (DCB Capability Exchange Protocol
 * base specification, revisions 1 and 1.01). */
#include "dissect/control/lldp.h"

enum { REV_1 = 1, REV_1_01 };
enum { CONTROL = 1, PRIORITY_GROUPS, PFC, APPLICATION };

static const struct token subtypes[] = {
	{REV_1, "DCB Capability Exchange Protocol Rev 1"}, {REV_1_01, "DCB Capability Exchange Protocol Rev 1.01"}, {0, NULL}};

static const struct bit_field info_bits[] = {
	{0x80, LLDP_DCBX_ENABLED}, {0x40, LLDP_DCBX_WILLING}, {0x20, LLDP_DCBX_ERROR}, {0, 0},
};

static void versions(struct dis *d, const char *what, unsigned type, unsigned len)
{
	unsigned oper = u8(d, LLDP_DCBX_VERSION), max = u8(d, LLDP_DCBX_MAX_VERSION);
	say(d, "\n\t    %s (type 0x%x, length %u)\n\t      Oper_Version: %u\n\t      Max_Version: %u", what, type, len, oper, max);
}

static void feature(struct dis *d, const char *what, unsigned type, unsigned len)
{
	versions(d, what, type, len);
	unsigned info = u8(d, 0);
	also_bits(d, 1, info, info_bits);
	unsigned subtype = u8(d, LLDP_DCBX_SUBTYPE);
	say(d, "\n\t      Info block(0x%02X): Enable bit: %u, Willing bit: %u, Error Bit: %u\n\t      SubType: %u", info, info >> 7,
		info >> 6 & 1, info >> 5 & 1, subtype);
}

static void control(struct dis *d, unsigned len)
{
	versions(d, "Control - Protocol Control", CONTROL, len);
	uint32_t sequence = u32(d, LLDP_DCBX_CONTROL_SEQ), acknowledged = u32(d, LLDP_DCBX_CONTROL_ACK);
	say(d, "\n\t      Sequence Number: %u\n\t      Acknowledgement Number: %u", sequence, acknowledged);
}

static void priority_groups(struct dis *d, unsigned len)
{
	feature(d, "Feature - Priority Group", PRIORITY_GROUPS, len);
	uint32_t groups = lldp_priority_groups(d);
	say_s(d, "\n\t      Priority Allocation");
	for (unsigned i = 0; i < 8; i++)
		say(d, "\n\t          PgId_%u: %u", i, groups >> (28 - 4 * i) & 15);
	say_s(d, "\n\t      Priority Group Allocation");
	for (unsigned i = 0; i < 8; i++) {
		unsigned percent = u8(d, LLDP_DCBX_PG_PER0 + i);
		say(d, "\n\t          Pg percentage[%u]: %u", i, percent);
	}
	unsigned classes = u8(d, LLDP_DCBX_PG_NUMTCS);
	say(d, "\n\t      NumTCsSupported: %u", classes);
}

static void flow_control(struct dis *d, unsigned len)
{
	feature(d, "Feature - Priority Flow Control", PFC, len);
	unsigned enabled = u8(d, 0);
	also_bits(d, 1, enabled, lldp_pfc_bits);
	unsigned classes = u8(d, LLDP_DCBX_PFC_NUMTCS);
	say(d, "\n\t      PFC Config (0x%02X)", enabled);
	for (unsigned i = 0; i < 8; i++)
		say(d, "\n\t          Priority Bit %u: %s", i, enabled >> i & 1 ? "Enabled" : "Disabled");
	say(d, "\n\t      NumTCPFCSupported: %u", classes);
}

static void application(struct dis *d, unsigned len)
{
	feature(d, "Feature - Application", APPLICATION, len);
	say_s(d, "\n\t      Application Value");
	for (unsigned n = len - 4; n >= 6 && !d->cut; n -= 6) {
		unsigned protocol = u16(d, LLDP_DCBX_APP_PROTO);
		uint32_t oui = u24(d, 0);
		also(d, LLDP_DCBX_APP_SF, 3, oui >> 16 & 3);
		also(d, LLDP_DCBX_APP_OUI, 3, oui & 0xfcffff);
		unsigned map = u8(d, 0), selector = oui >> 22;
		also(d, LLDP_DCBX_APP_PRIO, 1, map ? (unsigned)__builtin_ctz(map) : 0); /* the lowest of the map */
		say(d, "\n\t          Application Protocol ID: 0x%04x", protocol);
		say(d, "\n\t          SF (0x%x) Application Protocol ID is %s", selector,
			selector ? "Socket Number" : "L2 EtherType");
		say(d, "\n\t          OUI: 0x%06x\n\t          User Priority Map: 0x%02x", oui & 0x3fffff, map);
	}
}

/* False: nothing is known of the type, and all of the TLV is dumped behind this. */
static bool inner(struct dis *d, unsigned type, unsigned len)
{
	static const uint8_t least[] = {[CONTROL] = 10, [PRIORITY_GROUPS] = 17, [PFC] = 6, [APPLICATION] = 4};
	if (type < CONTROL || type > APPLICATION) {
		say_hexdump(d, "\n\t    ", len);
		skip(d, len);
		return false;
	}
	if (len < least[type]) {
		skip(d, declared(d));
		return true;
	}
	uint32_t start = d->pos;
	struct saved part = part_begin(d, len);
	switch (type) {
	case CONTROL:
		control(d, len);
		break;
	case PRIORITY_GROUPS:
		priority_groups(d, len);
		break;
	case PFC:
		flow_control(d, len);
		break;
	default:
		application(d, len);
	}
	part_end(d, &part);
	if (d->verbose > 1) {
		seek(d, start);
		say_hexdump(d, "\n\t    ", len);
		skip(d, len);
	}
	return true;
}

bool lldp_dcbx(struct dis *d)
{
	if (!lldp_need(d, 1))
		return true;
	unsigned subtype = lldp_subtype(d, LLDP_DCBX_PROTO, subtypes);
	if (subtype == REV_1)
		return false;
	bool known = true;
	while (more(d) && declared(d) >= 2 && subtype == REV_1_01) {
		unsigned head = u16(d, 0), type = head >> 9, len = head & 0x1ff;
		also(d, LLDP_DCBX_TYPE, 2, type);
		also(d, LLDP_DCBX_LEN, 2, len);
		if (type && !len)
			break;
		if (!lldp_need(d, len))
			break;
		known &= inner(d, type, len);
	}
	return known;
}
