/* Cisco Unidirectional Link Detection: RFC 5171.
 *
 *	| version 3 bits, opcode 5 bits | flags 1 | checksum 2 | type 2 | length 2 (with these) | value | ...
 */
#include "dissect/dissect.h"

enum { UDLD, VERSION, OPCODE, FLAGS, CHECKSUM, TLV, TLV_TYPE, TLV_LEN, FLAG_RT, FLAG_RSY, DEVICE, INTERFACE,
	DATA };
enum { DEVICE_ID = 1, PORT_ID, ECHO, MESSAGE_INTERVAL, TIMEOUT_INTERVAL, DEVICE_NAME, SEQUENCE };

static const struct token tlvs[] = {
	{DEVICE_ID, "Device-ID TLV"}, {PORT_ID, "Port-ID TLV"}, {ECHO, "Echo TLV"}, {MESSAGE_INTERVAL, "Message Interval TLV"},
	{TIMEOUT_INTERVAL, "Timeout Interval TLV"}, {DEVICE_NAME, "Device Name TLV"}, {SEQUENCE, "Sequence Number TLV"}, {0, NULL}};
static const struct token codes[] = {{0, "Reserved"}, {1, "Probe message"}, {2, "Echo message"}, {3, "Flush message"}, {0, NULL}};
static const struct token flag_bits[] = {{0x01, "RT"}, {0x02, "RSY"}, {0x04, "MBZ-2"}, {0x08, "MBZ-3"}, {0x10, "MBZ-4"}, {0x20, "MBZ-5"},
	{0x40, "MBZ-6"}, {0x80, "MBZ-7"}, {0, NULL}};

static const struct field fields[] = {
	[UDLD] = {"udld", "Unidirectional Link Detection"},
	[VERSION] = {"udld.version", "Version", F_U8, HEX},
	[OPCODE] = {"udld.opcode", "Opcode", F_U8, HEX, codes},
	[FLAGS] = {"udld.flags", "Flags", F_U8, HEX},
	[CHECKSUM] = {"udld.checksum", "Checksum", F_U16, HEX},
	[FLAG_RT] = {"udld.flags.rt", "Recommended timeout", F_U8, HEX},
	[FLAG_RSY] = {"udld.flags.rsy", "ReSynch", F_U8, HEX},
	[DEVICE] = {"udld.device_id", "Device ID", F_STR},
	[INTERFACE] = {"udld.sent_through_interface", "Sent through Interface", F_STR},
	[DATA] = {"udld.data", "Data", F_BYTES},
	[TLV] = {"udld.tlv", "TLV"},
	[TLV_TYPE] = {"udld.tlv.type", "Type", F_U16, HEX, tlvs},
	[TLV_LEN] = {"udld.tlv.len", "Length", F_U16},
};

static bool value(struct dis *d, unsigned type, unsigned len)
{
	switch (type) {
	case DEVICE_ID:
	case PORT_ID:
	case DEVICE_NAME:
	case ECHO:
		say_s(d, ", ");
		read_text(d, type == DEVICE_ID ? DEVICE : type == PORT_ID ? INTERFACE : DATA, len);
		return true;
	case MESSAGE_INTERVAL:
	case TIMEOUT_INTERVAL: {
		if (len != 1)
			return false;
		unsigned v = u8(d, 0);
		mark_bytes(d, DATA, d->pos - 1, 1);
		say(d, ", %us", v);
		return true;
	}
	case SEQUENCE: {
		if (len != 4)
			return false;
		uint32_t v = u32(d, 0);
		mark_bytes(d, DATA, d->pos - 4, 4);
		say(d, ", %u", v);
		return true;
	}
	default:
		return true;
	}
}

static bool tlv(struct dis *d)
{
	if (declared(d) < 4)
		return false;
	unsigned type = u16(d, TLV_TYPE), len = u16(d, TLV_LEN);
	say(d, "\n\t%s (0x%04x) TLV, length %u", tok(d, tlvs, "Unknown TLV", type), type, len);
	if (len < 4 || len - 4 > declared(d))
		return false;
	uint32_t behind = d->pos + len - 4;
	bool fits = value(d, type, len - 4);
	seek(d, behind);
	return fits;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 4) {
		invalid(d);
		return;
	}
	unsigned head = u8(d, 0);
	also(d, VERSION, 1, head >> 5);
	also(d, OPCODE, 1, head & 31);
	unsigned flags = u8(d, FLAGS);
	also(d, FLAG_RT, 1, flags & 1);
	also(d, FLAG_RSY, 1, flags >> 1 & 1);
	say(d, "UDLDv%u, Code %s (%x), Flags [%s] (0x%02x), length %u", head >> 5, tok(d, codes, "Reserved", head & 31), head & 31,
		bits(d, flag_bits, "none", ", ", flags), flags, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	unsigned checksum = u16(d, CHECKSUM);
	say(d, "\n\tChecksum 0x%04x (unverified)", checksum);
	bool fits = true;
	while (more(d) && fits) {
		group_begin(d, TLV);
		fits = tlv(d);
		group_end(d);
	}
	if (!fits && !d->cut) {
		invalid_to_end(d);
	}
	quiet_end(d, &quiet);
}

static const struct binding bindings[] = {
	{BIND_CISCO_PID, .from = 0x0111},
	{0},
};

const struct proto proto_udld = {
	.name = "udld",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
