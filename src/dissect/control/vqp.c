/* VLAN Query Protocol of Cisco (as a switch asks a VLAN Management Policy Server).
 *
 *	| version | type | error | objects | sequence 4 |  object: | kind 4 | length 2 | ...
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { VQP, VERSION, MESSAGE_TYPE, ERROR_CODE, ITEMS, SEQUENCE, OBJECT, OBJECT_TYPE, OBJECT_LENGTH, DATA };

enum { CLIENT_IP = 0x0c01, PORT_NAME, VLAN_NAME, VTP_DOMAIN, ETHERNET_PACKET, MAC_NULL, MAC_ADDRESS = 0x0c08 };

static const struct token types[] = {{1, "Request, Join Port"}, {2, "Response, VLAN"}, {3, "Request, Reconfirm"},
	{4, "Response, Reconfirm"}, {0, NULL}};
static const struct token errors[] = {{0, "No error"}, {3, "Access denied"}, {4, "Shutdown port"}, {5, "Wrong VTP domain"}, {0, NULL}};
static const struct token objects[] = {{CLIENT_IP, "Client IP Address"}, {PORT_NAME, "Port Name"}, {VLAN_NAME, "VLAN Name"},
	{VTP_DOMAIN, "VTP Domain"}, {ETHERNET_PACKET, "Ethernet Packet"}, {MAC_NULL, "MAC Null"}, {MAC_ADDRESS, "MAC Address"}, {0, NULL}};

static const struct field fields[] = {
	[VQP] = {"vqp", "VLAN Query Protocol"},
	[VERSION] = {"vqp.version", "Version", F_U8},
	[MESSAGE_TYPE] = {"vqp.message_type", "Message type", F_U8, DEC, types},
	[ERROR_CODE] = {"vqp.error_code", "Error code", F_U8, DEC, errors},
	[ITEMS] = {"vqp.items", "Number of objects", F_U8},
	[SEQUENCE] = {"vqp.sequence", "Sequence number", F_U32},
	[OBJECT] = {"vqp.object", "Object"},
	[OBJECT_TYPE] = {"vqp.object.type", "Type", F_U32, HEX, objects},
	[OBJECT_LENGTH] = {"vqp.object.length", "Length", F_U16},
	[DATA] = {"vqp.object.data", "Data", F_BYTES},
};

static bool wrong(struct dis *d)
{
	invalid(d);
	return false;
}

/* False: nothing more can be read. */
static bool object(struct dis *d)
{
	if (declared(d) < 6) {
		invalid_to_end(d);
		return false;
	}
	uint32_t type = u32(d, OBJECT_TYPE);
	unsigned length = u16(d, OBJECT_LENGTH);
	say(d, "\n\t  %s Object (0x%08x), length %u, value: ", tok(d, objects, "Unknown", type), type, length);
	uint32_t at = d->pos;
	if (!length)
		return type;
	/* the last one */
	if (!type || !need(d, length))
		return false;
	mark_bytes(d, DATA, at, length);
	switch (type) {
	case CLIENT_IP: {
		if (length != 4)
			return wrong(d);
		uint32_t a = ip4(d, 0);
		say(d, "%s (0x%08x)", ip4_str(d, a), a);
		break;
	}
	case PORT_NAME:
	case VLAN_NAME:
	case VTP_DOMAIN:
	case ETHERNET_PACKET:
		say_text_z(d, bytes(d, 0, length));
		break;
	case MAC_NULL:
	case MAC_ADDRESS:
		if (length != 6)
			return wrong(d);
		say_mac(d, mac(d, 0));
		break;
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t    ", length);
	}
	seek(d, at + length);
	return !d->cut;
}

static void dissect(struct dis *d)
{
	enum { HEADER = 8 };
	uint32_t length = declared(d);
	if (!need(d, HEADER))
		return;
	unsigned version = u8(d, VERSION);
	if (!d->cut && version != 1) {
		say(d, "VQP version %u packet not supported", version);
		return;
	}
	unsigned type = u8(d, MESSAGE_TYPE), error = u8(d, ERROR_CODE), items = u8(d, ITEMS);
	uint32_t sequence = u32(d, SEQUENCE);
	if (!d->verbose)
		say(d, "VQPv%u %s Message, error-code %s (%u), length %u", version, tok(d, types, "unknown (%u)", type),
			tok(d, errors, "unknown", error), error, length);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	say(d, "\n\tVQPv%u, %s Message, error-code %s (%u), seq 0x%08x, items %u, length %u", version, tok(d, types, "unknown (%u)", type),
		tok(d, errors, "unknown", error), error, sequence, items, length);
	bool fine = true;
	while (items-- && fine && more(d)) {
		group_begin(d, OBJECT);
		fine = object(d);
		group_end(d);
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_VQP, 1589, 0},
	{0},
};

const struct proto proto_vqp = {
	.name = "vqp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
