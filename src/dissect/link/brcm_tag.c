/* Broadcom switch tags: four bytes behind the addresses, or in front of the frame.
 *
 *	ingress: | opcode 3 bits, TC 3 bits, TE 2 bits | TS 1 bit ... | destination map 9 bits |
 *	egress:  | opcode 3 bits ... | classification 1 byte | reason 1 byte | TC 3 bits, port 5 bits |
 */
#include "dissect/link/switch_tag.h"

#include "core/linktype_numbers.h"

enum { BRCM, OPCODE, TRAFFIC_CLASS, DESTINATION, CLASSIFICATION, REASON, PORT };
enum { EGRESS = 0 };

static const struct token enforcements[] = {{0, "None"}, {1, "Untag"}, {2, "Header"}, {3, "Reserved"}, {0, NULL}};
static const struct token reasons[] = {
	{0x01, "mirror"}, {0x02, "MAC learning"}, {0x04, "switching"}, {0x08, "prot term"}, {0x10, "prot snoop"},
	{0x20, "exception"}, {0, NULL}};
static const struct token ports[] = {
	{0x001, "port 0"}, {0x002, "port 1"}, {0x004, "port 2"}, {0x008, "port 3"}, {0x010, "port 4"}, {0x020, "port 5"},
	{0x040, "port 6"}, {0x080, "port 7"}, {0x100, "port 8"}, {0, NULL}};

static const struct field fields[] = {
	[BRCM] = {"brcm_tag", "Broadcom tag"},
	[OPCODE] = {"brcm_tag.opcode", "Opcode", F_U8},
	[TRAFFIC_CLASS] = {"brcm_tag.tc", "Traffic class", F_U8},
	[DESTINATION] = {"brcm_tag.dstmap", "Destination map", F_U16, HEX},
	[CLASSIFICATION] = {"brcm_tag.cid", "Classification", F_U8},
	[REASON] = {"brcm_tag.reason", "Reason code", F_U8, HEX},
	[PORT] = {"brcm_tag.port", "Source port", F_U8},
};

static void read_tag(struct dis *d)
{
	unsigned b0 = u8(d, 0), opcode = b0 >> 5, b1 = u8(d, 0), b2 = u8(d, 0), b3 = u8(d, 0);
	also(d, OPCODE, 4, opcode);
	say(d, "BRCM tag OP: %s, ", opcode == EGRESS ? "EG" : "IG");
	if (opcode != EGRESS) {
		unsigned map = (b2 << 8 | b3) & 0x1ff;
		also(d, TRAFFIC_CLASS, 4, b0 >> 2 & 7);
		also(d, DESTINATION, 2, map);
		say(d, "TC: %u, TE: %s, TS: %u, DST map: [%s], ", b0 >> 2 & 7, word(enforcements, b0 & 3), b1 >> 7,
			bits(d, ports, "none", ", ", map));
	} else {
		also(d, CLASSIFICATION, 3, b1);
		also(d, REASON, 2, b2);
		also(d, TRAFFIC_CLASS, 1, b3 >> 5);
		also(d, PORT, 1, b3 & 31);
		say(d, "CID: %u, RC: [%s], TC: %u, port: %u, ", b1, bits(d, reasons, "none", ", ", b2), b3 >> 5, b3 & 31);
	}
}

static void dissect(struct dis *d)
{
	switch_tag_frame(d, 4, false, read_tag);
}

static void dissect_prepended(struct dis *d)
{
	switch_tag_frame(d, 4, true, read_tag);
}

static const struct binding bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_DSA_TAG_BRCM}, {0}};
static const struct binding prepended_bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_DSA_TAG_BRCM_PREPEND}, {0}};

const struct proto proto_brcm_tag = {
	.name = "brcm-tag", .dissect = dissect, PROTO_FIELDS(fields), .bindings = bindings};

const struct proto proto_brcm_tag_prepended = {
	.name = "brcm-tag-prepend", .dissect = dissect_prepended, PROTO_FIELDS(fields), .bindings = prepended_bindings};
