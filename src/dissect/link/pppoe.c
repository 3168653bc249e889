/* PPP over Ethernet: RFC 2516, RFC 4638.
 *
 *	| version 4 bits, type 4 bits | code 1 | session 2 | length 2 | tags (type 2, length 2, value), or PPP |
 */
#include "dissect/dissect.h"

#include "core/linktype_numbers.h"
#include "dissect/link/ppp_protocols.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { PPPOE, VERSION, TYPE, CODE, SESSION, LENGTH, TAG_TYPE, TAG_LEN, TAG_VALUE, TAG };

static const struct token codes[] = {
	{0x09, "PADI"}, {0x07, "PADO"}, {0x19, "PADR"}, {0x65, "PADS"}, {0xa7, "PADT"}, {0, ""}, {0, NULL}};

static const struct token tags[] = {
	{0x0000, "EOL"}, {0x0101, "Service-Name"}, {0x0102, "AC-Name"}, {0x0103, "Host-Uniq"}, {0x0104, "AC-Cookie"},
	{0x0105, "Vendor-Specific"}, {0x0110, "Relay-Session-ID"}, {0x0120, "PPP-Max-Payload"}, {0x0201, "Service-Name-Error"},
	{0x0202, "AC-System-Error"}, {0x0203, "Generic-Error"}, {0, NULL}};

static const struct field fields[] = {
	[PPPOE] = {"pppoe", "PPP-over-Ethernet"},
	[VERSION] = {"pppoe.version", "Version", F_U8},
	[TYPE] = {"pppoe.type", "Type", F_U8},
	[CODE] = {"pppoe.code", "Code", F_U8, HEX, codes},
	[SESSION] = {"pppoe.session_id", "Session ID", F_U16, HEX},
	[LENGTH] = {"pppoe.payload_length", "Payload Length", F_U16},
	[TAG_TYPE] = {"pppoed.tags.type", "Tag", F_U16, HEX, tags},
	[TAG_LEN] = {"pppoed.tags.length", "Tag length", F_U16},
	[TAG_VALUE] = {"pppoed.tags.data", "Tag data", F_BYTES},
	[TAG] = {"pppoed.tags", "PPPoE Tags"},
};

/* Text in quotes when most of it looks like text, else hex. */
static void say_value(struct dis *d, struct span v)
{
	unsigned odd = 0;
	for (uint32_t i = 0; i < v.len && i < 80; i++) {
		unsigned c = span_u8(v, i);
		odd += c < 32 || c > 126;
	}
	if (odd * 2 >= v.len) {
		say_s(d, " 0x");
		for (uint32_t i = 0; i < v.len && i < 20; i++)
			say(d, "%02x", span_u8(v, i));
		if (v.len > 20)
			say_s(d, "...");
	} else {
		say_s(d, " \"");
		say_text(d, (struct span){v.p, v.len < 80 ? v.len : 80, v.pos});
		say_c(d, '"');
	}
}

static void discovery(struct dis *d)
{
	bool end = false;
	while (!end && more(d)) {
		if (declared(d) < 4) {
			cut_here(d);
			return;
		}
		group_begin(d, TAG);
		unsigned type = u16(d, TAG_TYPE), len = u16(d, TAG_LEN);
		say(d, " [%s", tok(d, tags, "TAG-0x%x", type));
		struct span v = bytes(d, TAG_VALUE, len);
		group_end(d);
		if (len)
			say_value(d, v);
		say_c(d, ']');
		end = type == 0 && !len;
	}
}

static void dissect(struct dis *d)
{
	uint32_t there = declared(d);
	if (there < 6) {
		say(d, " (length %u < 6)", there);
		invalid(d);
		return;
	}
	if (!need(d, 6))
		return;
	unsigned vt = u8(d, 0);
	also(d, VERSION, 1, vt >> 4);
	also(d, TYPE, 1, vt & 15);
	unsigned code = u8(d, CODE), session = u16(d, SESSION), length = u16(d, LENGTH);
	if (vt >> 4 != 1)
		say(d, " [ver %u]", vt >> 4);
	if ((vt & 15) != 1)
		say(d, " [type %u]", vt & 15);
	say(d, "PPPoE %s", tok(d, codes, "PAD-%X", code));
	if (code == 0 && length > 1484 + 8)
		say(d, " [len %u!]", length);
	else if (length > there - 6)
		say(d, " [len %u > %u!]", length, there - 6);
	if (session)
		say(d, " [ses 0x%x]", session);
	if (length <= there - 6)
		declare(d, length);
	if (code) {
		discovery(d);
	} else {
		say_c(d, ' ');
		call(d, &proto_ppp);
	}
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_PPPOED},
	{BIND_ETHERTYPE, .from = ETHERTYPE_PPPOES},
	{BIND_ETHERTYPE, .from = ETHERTYPE_PPPOED2},
	{BIND_ETHERTYPE, .from = ETHERTYPE_PPPOES2},
	{BIND_LINKTYPE, .from = LINKTYPE_PPP_ETHER},
	{0},
};

const struct proto proto_pppoe = {
	.name = "pppoe",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "pppoes",
};
