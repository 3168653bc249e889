/* GTP-U, version 1: 3GPP TS 29.281.
 *
 *	| version 3, PT 1, 0, E, S, PN | message type 1 | length 2 | TEID 4 |
 *	with E, S or PN: | sequence number 2 | N-PDU number 1 | next extension header 1 |
 *	extension header: | length in units of 4 bytes 1 | content | next extension header 1 |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	GTP,
	FLAGS,
	VERSION,
	PAYLOAD,
	RESERVED,
	FLAG_E,
	FLAG_S,
	FLAG_PN,
	MESSAGE,
	LENGTH,
	TEID,
	SEQUENCE,
	NPDU,
	NEXT,
	EXTENSION,
	EXTENSION_LENGTH,
	PDU_TYPE,
	QFI,
	PDCP_NUMBER,
	EXTENSION_PORT,
};

enum {
	ECHO_REQUEST = 1,
	ECHO_RESPONSE = 2,
	ERROR_INDICATION = 26,
	SUPPORTED_EXTENSIONS = 31,
	END_MARKER = 254,
	G_PDU = 255
};
enum { UDP_PORT = 0x40, PDU_SESSION = 0x85, PDCP = 0xc0 };

static const struct token messages[] = {
	{ECHO_REQUEST, "Echo request"},
	{ECHO_RESPONSE, "Echo response"},
	{ERROR_INDICATION, "Error indication"},
	{SUPPORTED_EXTENSIONS, "Supported extension header notification"},
	{END_MARKER, "End Marker"},
	{G_PDU, "T-PDU"},
	{0, NULL},
};

static const struct field fields[] = {
	[GTP] = {"gtp", "GPRS Tunneling Protocol"},
	[FLAGS] = {"gtp.flags", "Flags", F_U8, HEX},
	[VERSION] = {"gtp.flags.version", "Version", F_U8},
	[PAYLOAD] = {"gtp.flags.payload", "Protocol type", F_U8},
	[RESERVED] = {"gtp.flags.reserved", "Reserved", F_U8},
	[FLAG_E] = {"gtp.flags.e", "Is Next Extension Header present?", F_BOOL},
	[FLAG_S] = {"gtp.flags.s", "Is Sequence Number present?", F_BOOL},
	[FLAG_PN] = {"gtp.flags.pn", "Is N-PDU number present?", F_BOOL},
	[MESSAGE] = {"gtp.message", "Message Type", F_U8, HEX, messages},
	[LENGTH] = {"gtp.length", "Length", F_U16},
	[TEID] = {"gtp.teid", "TEID", F_U32, HEX},
	[SEQUENCE] = {"gtp.seq_number", "Sequence number", F_U16, HEX},
	[NPDU] = {"gtp.npdu_number", "N-PDU Number", F_U8, HEX},
	[NEXT] = {"gtp.ext_hdr.next", "Next extension header type", F_U8, HEX},
	[EXTENSION] = {"gtp.ext_hdr", "Extension header"},
	[EXTENSION_LENGTH] = {"gtp.ext_hdr.length", "Extension Header Length", F_U8},
	[PDU_TYPE] = {"gtp.ext_hdr.pdu_ses_con.pdu_type", "PDU Type", F_U8},
	[QFI] = {"gtp.ext_hdr.pdu_ses_con.qos_flow_id", "QoS Flow Identifier (QFI)", F_U8},
	[PDCP_NUMBER] = {"gtp.ext_hdr.pdcp_sn", "PDCP Sequence Number", F_U16},
	[EXTENSION_PORT] = {"gtp.ext_hdr.udp_port", "UDP Port", F_U16},
};

/* What an extension header holds (section 5.2.2). */
static void extension_content(struct dis *d, unsigned type)
{
	if (type == UDP_PORT) {
		u16(d, EXTENSION_PORT);
	} else if (type == PDCP) {
		u16(d, PDCP_NUMBER);
	} else if (type == PDU_SESSION) {
		unsigned v = u8(d, 0);
		also(d, PDU_TYPE, 1, v >> 4);
		v = u8(d, 0);
		also(d, QFI, 1, v & 0x3f);
		say(d, ", QFI %u", v & 0x3f);
	}
}

static void extensions(struct dis *d, unsigned type)
{
	while (type && more(d)) {
		group_begin(d, EXTENSION);
		unsigned units = u8(d, EXTENSION_LENGTH);
		if (!units) {
			group_end(d);
			invalid(d);
			cut_here(d);
			return;
		}
		struct saved s = part_begin(d, 4 * units - 2);
		extension_content(d, type);
		part_end(d, &s);
		type = u8(d, NEXT);
		group_end(d);
	}
}

static void optional_fields(struct dis *d, unsigned flags)
{
	if (!(flags & 7))
		return;
	unsigned number = u16(d, SEQUENCE);
	u8(d, NPDU);
	unsigned next = u8(d, NEXT);
	if (flags & 2)
		say(d, ", seq %u", number);
	if (flags & 4)
		extensions(d, next);
}

static void inner_packet(struct dis *d)
{
	unsigned version = peek8(d, 0) >> 4;
	say_s(d, ": ");
	if (version == 4)
		call(d, &proto_ip);
	else if (version == 6)
		call(d, &proto_ip6);
	else
		say(d, "length %u", declared(d));
}

static void dissect(struct dis *d)
{
	say_s(d, "GTP-U");
	unsigned flags = u8(d, FLAGS);
	also(d, VERSION, 1, flags >> 5);
	also(d, PAYLOAD, 1, flags >> 4 & 1);
	also(d, RESERVED, 1, flags >> 3 & 1);
	also(d, FLAG_E, 1, flags >> 2 & 1);
	also(d, FLAG_S, 1, flags >> 1 & 1);
	also(d, FLAG_PN, 1, flags & 1);
	unsigned message = u8(d, MESSAGE), length = u16(d, LENGTH);
	uint32_t tunnel = u32(d, TEID);
	say(d, ", %s", tok(d, messages, "message %u", message));
	say(d, ", teid 0x%08x", tunnel);
	narrow(d, length);
	optional_fields(d, flags);
	if (message == G_PDU && more(d))
		inner_packet(d);
}

/* Version 1 of GTP, not GTP'. */
static bool is_gtp(struct dis *d)
{
	return peek8(d, 0) >> 4 == 3 && have(d, 8);
}

static void dissect_if_gtp(struct dis *d)
{
	if (is_gtp(d))
		dissect(d);
	else
		say(d, "UDP, length %u", declared(d));
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_BEYOND, 2152, 0},
	{0},
};

const struct proto proto_gtp = {
	.name = "gtp",
	.dissect = dissect_if_gtp,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.tunnel = true,
};
