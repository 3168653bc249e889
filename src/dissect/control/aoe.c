/* ATA over Ethernet: AoEr11 (2009).
 *
 *	| version 4 bits, flags 4 bits | error 1 | major 2 | minor 1 | command 1 | tag 4 | arguments
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"

enum {
	AOE, VERSION, RESPONSE, ERROR_FLAG, ERROR, MAJOR, MINOR, COMMAND, TAG, ERR_FEATURE, SECTORS, ATA_COMMAND, ATA_STATUS,
	EXTENDED, DEVICE, ASYNCHRONOUS, WRITE, LBA, BUFFERS, FIRMWARE,
	CONFIG_LEN, CONFIG,
};
enum { ATA, QUERY_CONFIG, MAC_MASK, RESERVE, FLAG_ERROR = 4, FLAG_RESPONSE = 8, CONFIG_MAX = 1024, ATA_LEN = 12, CONFIG_HEAD = 8 };

static const struct token commands[] = {
	{ATA, "Issue ATA Command"}, {QUERY_CONFIG, "Query Config Information"}, {MAC_MASK, "MAC Mask List"},
	{RESERVE, "Reserve/Release"}, {0, NULL}};
static const struct token flag_bits[] = {{8, "Response"}, {4, "Error"}, {2, "MBZ-1"}, {1, "MBZ-0"}, {0, NULL}};
static const struct token errors[] = {
	{1, "Unrecognized command code"}, {2, "Bad argument parameter"}, {3, "Device unavailable"},
	{4, "Config string present"}, {5, "Unsupported version"}, {6, "Target is reserved"}, {0, NULL}};
static const struct token aflag_bits[] = {
	{0x80, "MBZ-7"}, {0x40, "Ext48"}, {0x20, "MBZ-5"}, {0x10, "Device"}, {0x08, "MBZ-3"}, {0x04, "MBZ-2"}, {0x02, "Async"},
	{0x01, "Write"}, {0, NULL}};
static const struct token config_commands[] = {
	{0, "read config string"}, {1, "test config string"}, {2, "test config string prefix"}, {3, "set config string"},
	{4, "force set config string"}, {0, NULL}};
static const struct token mask_commands[] = {{0, "Read Mac Mask List"}, {1, "Edit Mac Mask List"}, {0, NULL}};
static const struct token mask_errors[] = {
	{1, "Unspecified Error"}, {2, "Bad DCmd directive"}, {3, "Mask list full"}, {0, NULL}};
static const struct token directives[] = {
	{0, "No Directive"}, {1, "Add Mac Address to Mask List"}, {2, "Delete Mac Address from Mask List"}, {0, NULL}};
static const struct token reserve_commands[] = {
	{0, "Read reserve list"}, {1, "Set reserve list"}, {2, "Force set reserve list"}, {0, NULL}};

static const struct field fields[] = {
	[AOE] = {"aoe", "ATAoverEthernet"},
	[VERSION] = {"aoe.version", "Version", F_U8},
	[RESPONSE] = {"aoe.response", "Response flag", F_BOOL},
	[ERROR_FLAG] = {"aoe.flags_error", "Error flag", F_BOOL},
	[ERROR] = {"aoe.error", "Error", F_U8, DEC, errors},
	[MAJOR] = {"aoe.major", "Major", F_U16, HEX},
	[MINOR] = {"aoe.minor", "Minor", F_U8, HEX},
	[COMMAND] = {"aoe.cmd", "Command", F_U8, DEC, commands},
	[TAG] = {"aoe.tag", "Tag", F_U32, HEX},
	[EXTENDED] = {"aoe.aflags.e", "E", F_BOOL},
	[DEVICE] = {"aoe.aflags.d", "D", F_BOOL},
	[ASYNCHRONOUS] = {"aoe.aflags.a", "A", F_BOOL},
	[WRITE] = {"aoe.aflags.w", "W", F_BOOL},
	[LBA] = {"aoe.lba", "Lba", F_U64, HEX},
	[ATA_STATUS] = {"aoe.ata.status", "ATA Status", F_U8, HEX},
	[ERR_FEATURE] = {"aoe.err_feature", "Err/Feature", F_U8, HEX},
	[SECTORS] = {"aoe.sector_count", "Sector Count", F_U8},
	[ATA_COMMAND] = {"aoe.ata.cmd", "ATA Cmd", F_U8, HEX},
	[BUFFERS] = {"aoe.bufcount", "Buffer Count", F_U16},
	[FIRMWARE] = {"aoe.fw_version", "Firmware Version", F_U16, HEX},
	[CONFIG_LEN] = {"aoe.cslen", "Config String Length", F_U16},
	[CONFIG] = {"aoe.cs", "Config String", F_STR},
};

static uint64_t span_le48(struct span s)
{
	uint64_t v = 0;
	for (unsigned i = 6; i-- > 0;)
		v = v << 8 | span_u8(s, i);
	return v;
}

static const struct bit_field aflag_fields[] = {{0x40, EXTENDED}, {0x10, DEVICE}, {0x02, ASYNCHRONOUS}, {0x01, WRITE}, {0, 0}};

static bool ata(struct dis *d, bool response)
{
	if (declared(d) < ATA_LEN)
		return false;
	unsigned flags = u8(d, 0);
	also_bits(d, 1, flags, aflag_fields);
	say(d, "\n\tAFlags: [%s]", bits(d, aflag_bits, "none", ", ", flags));
	unsigned feature = u8(d, ERR_FEATURE);
	say(d, ", Err/Feature: %u", feature);
	unsigned sectors = u8(d, SECTORS);
	say(d, ", Sector Count: %u", sectors);
	unsigned command = u8(d, response ? ATA_STATUS : ATA_COMMAND);
	say(d, ", Cmd/Status: %u", command);
	if (d->tape && have(d, 6))
		mark_uint(d, LBA, d->pos, 6, span_le48(span_at(d, d->pos, 6)));
	for (unsigned i = 0; i < 6; i++) {
		unsigned lba = u8(d, 0);
		say(d, "%slba%u: %u", i ? ", " : "\n\t", i, lba);
	}
	if (!need(d, 2))
		return true;
	skip(d, 2);
	if (declared(d))
		say(d, "\n\tData: %u bytes", declared(d));
	return true;
}

static bool config(struct dis *d)
{
	if (declared(d) < CONFIG_HEAD)
		return false;
	unsigned buffers = u16(d, BUFFERS);
	say(d, "\n\tBuffer Count: %u", buffers);
	unsigned firmware = u16(d, FIRMWARE);
	say(d, ", Firmware Version: %u", firmware);
	unsigned sectors = u8(d, 0);
	say(d, ", Sector Count: %u", sectors);
	unsigned version = u8(d, 0);
	say(d, ", AoE: %u, CCmd: %s", version >> 4, tok(d, config_commands, "Unknown (0x02x)", version & 15));
	unsigned len = u16(d, CONFIG_LEN);
	if (len > CONFIG_MAX || len > declared(d))
		return false;
	if (len) {
		struct span s = bytes(d, CONFIG, len);
		say(d, "\n\tConfig String (length %u): ", len);
		say_text_z(d, s);
	}
	return true;
}

static bool mac_mask(struct dis *d)
{
	if (declared(d) < 4)
		return false;
	u8(d, 0);
	unsigned command = u8(d, 0);
	say(d, "\n\tMCmd: %s", tok(d, mask_commands, "Unknown (0x%02x)", command));
	unsigned error = u8(d, 0);
	say(d, ", MError: %s", tok(d, mask_errors, "Unknown (0x%02x)", error));
	unsigned count = u8(d, 0);
	say(d, ", Dir Count: %u", count);
	if (count * 8 > declared(d))
		return false;
	for (unsigned i = 0; i < count && !d->cut; i++) {
		u8(d, 0);
		unsigned directive = u8(d, 0);
		const struct mac *a = mac(d, 0);
		say(d, "\n\t DCmd: %s, Ethernet Address: %s", tok(d, directives, "Unknown (0x%02x)", directive), mac_str(d, a));
	}
	return true;
}

static bool reserve(struct dis *d)
{
	if (declared(d) < 2 || (declared(d) - 2) % 6)
		return false;
	unsigned command = u8(d, 0);
	say(d, "\n\tRCmd: %s", tok(d, reserve_commands, "Unknown (0x%02x)", command));
	unsigned count = u8(d, 0);
	say(d, ", NMacs: %u", count);
	if (count * 6 != declared(d))
		return false;
	for (unsigned i = 0; i < count && !d->cut; i++) {
		const struct mac *a = mac(d, 0);
		say(d, "\n\tEthernet Address %u: %s", i, mac_str(d, a));
	}
	return true;
}

static bool arguments(struct dis *d, unsigned command, bool response)
{
	switch (command) {
	case ATA:
		return ata(d, response);
	case QUERY_CONFIG:
		return config(d);
	case MAC_MASK:
		return mac_mask(d);
	case RESERVE:
		return reserve(d);
	default:
		return true;
	}
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	say(d, "AoE length %u", length);
	if (length < 1) {
		invalid(d);
		return;
	}
	unsigned head = u8(d, 0), flags = head & 15;
	also(d, VERSION, 1, head >> 4);
	also(d, RESPONSE, 1, flags >> 3 & 1);
	also(d, ERROR_FLAG, 1, flags >> 2 & 1);
	say(d, ", Ver %u", head >> 4);
	if (head >> 4 != 1)
		return;
	if (length < 10) {
		invalid(d);
		return;
	}
	say(d, ", Flags: [%s]", bits(d, flag_bits, "none", ", ", flags));
	struct saved quiet = quiet_begin(d, !d->verbose);
	unsigned error = u8(d, flags & FLAG_ERROR ? ERROR : 0);
	if (flags & FLAG_ERROR)
		say(d, "\n\tError: %s", tok(d, errors, "Invalid (%u)", error));
	unsigned major = u16(d, MAJOR);
	say(d, "\n\tMajor: 0x%04x", major);
	unsigned minor = u8(d, MINOR);
	say(d, ", Minor: 0x%02x", minor);
	unsigned command = u8(d, COMMAND);
	say(d, ", Command: %s", tok(d, commands, "Unknown (0x%02x)", command));
	uint32_t tag = u32(d, TAG);
	say(d, ", Tag: 0x%08x", tag);
	if (!d->cut && !arguments(d, command, flags & FLAG_RESPONSE))
		invalid_to_end(d);
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_AOE},
	{0},
};

const struct proto proto_aoe = {
	.name = "aoe",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
