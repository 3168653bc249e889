/* ATM LAN emulation: ATM Forum af-lane-0021 (version 1).
 *
 *	| LEC id 2 | Ethernet frame ..., or | ff00 2 | protocol 1 | version 1 | opcode 2 | ...
 */
#include "dissect/protocols.h"

enum { LANE, LEC_ID, PROTOCOL, VERSION, OPCODE };
enum { CONTROL = 0xff00, CONTROL_LEN = 6, LEAST = 16 };

static const struct token opcodes[] = {{0x0001, "configure request"}, {0x0101, "configure response"}, {0x0002, "join request"},
	{0x0102, "join response"}, {0x0003, "ready query"}, {0x0103, "ready indication"}, {0x0004, "register request"},
	{0x0104, "register response"}, {0x0005, "unregister request"}, {0x0105, "unregister response"}, {0x0006, "ARP request"},
	{0x0106, "ARP response"}, {0x0007, "flush request"}, {0x0107, "flush response"}, {0x0008, "NARP request"},
	{0x0009, "topology request"}, {0, NULL}};

static const struct field fields[] = {
	[LANE] = {"lane", "ATM LAN Emulation"},
	[LEC_ID] = {"atm.le_client.client", "LE Client", F_U16, HEX},
	[PROTOCOL] = {"atm.le_control.protocol", "Protocol", F_U8, HEX},
	[VERSION] = {"atm.le_control.version", "Version", F_U8, HEX},
	[OPCODE] = {"atm.le_control.opcode", "Opcode", F_U16, HEX, opcodes},
};

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	if (!need(d, LEAST))
		return;
	if (peek16(d, 0) == CONTROL) {
		skip(d, 2);
		unsigned protocol = u8(d, PROTOCOL), version = u8(d, VERSION), opcode = u16(d, OPCODE);
		say(d, "lec: proto %x vers %x %s", protocol, version, tok(d, opcodes, "opcode-#%u", opcode));
		return;
	}
	unsigned id = u16(d, LEC_ID);
	say(d, "lecid:%x ", id);
	link_header_to_here(d, start);
	start = d->pos;
	skip(d, 14);
	link_header_to_here(d, start);
	seek(d, start);
	call(d, &proto_ether);
}

const struct proto proto_lane = {
	.name = "lane",
	.dissect = dissect,
	PROTO_FIELDS(fields),
};
