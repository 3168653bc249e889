/* PPP over Ethernet: RFC 2516, RFC 4638.
 *
 *	| version 4 bits, type 4 bits | code 1 | session 2 | length 2 | tags (type 2, length 2, value), or PPP |
 */
#include "dissect/dissect.h"

#include "core/linktype_numbers.h"
#include "dissect/link/ppp_protocols.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { PPPOE, VERSION, TYPE, CODE, SESSION, LENGTH, TAG_TYPE, TAG_LEN, TAG_VALUE, TAG, SERVICE_NAME, AC_NAME, HOST_UNIQ,
	AC_COOKIE, VENDOR_ID, VENDOR_DATA, CREDITS_FORWARD, CREDITS_BACK, CREDIT_SCALE, RELAY_SESSION, HURL, MOTM, MAX_PAYLOAD, IP_ROUTE,
	SERVICE_ERROR, SYSTEM_ERROR, GENERIC_ERROR, SEQUENCE, DSL_CIRCUIT, DSL_REMOTE };

enum { CODE_PADI = 9, TAG_EOL = 0, TAG_VENDOR = 0x105, TAG_CREDITS = 0x106, VENDOR_DSL_FORUM = 3561 };

static const struct token codes[] = {
	{CODE_PADI, "PADI"}, {0x07, "PADO"}, {0x19, "PADR"}, {0x65, "PADS"}, {0xa7, "PADT"}, {0, ""}, {0, NULL}};

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
	[TAG_TYPE] = {"pppoed.tag", "Tag", F_U16, HEX, tags},
	[TAG_LEN] = {"pppoed.tag_length", "Tag length", F_U16},
	[TAG_VALUE] = {"pppoed.tag.unknown_data", "Unknown Data", F_BYTES},
	[SERVICE_NAME] = {"pppoed.tags.service_name", "Service-Name", F_STR},
	[AC_NAME] = {"pppoed.tags.ac_name", "AC-Name", F_STR},
	[HOST_UNIQ] = {"pppoed.tags.host_uniq", "Host-Uniq", F_BYTES},
	[AC_COOKIE] = {"pppoed.tags.ac_cookie", "AC-Cookie", F_BYTES},
	[VENDOR_ID] = {"pppoed.tags.vendor_id", "Vendor id", F_U32},
	[VENDOR_DATA] = {"pppoed.tags.vendor_unspecified", "Vendor unspecified", F_BYTES},
	[CREDITS_FORWARD] = {"pppoed.tags.credits.fcn", "FCN", F_U16},
	[CREDITS_BACK] = {"pppoed.tags.credits.bcn", "BCN", F_U16},
	[CREDIT_SCALE] = {"pppoed.tags.credit_scale", "Credit Scale Factor", F_U16},
	[RELAY_SESSION] = {"pppoed.tags.relay_session_id", "Relay-Session-Id", F_BYTES},
	[HURL] = {"pppoed.tags.hurl", "HURL", F_BYTES},
	[MOTM] = {"pppoed.tags.motm", "MOTM", F_BYTES},
	[MAX_PAYLOAD] = {"pppoed.tags.max_payload", "PPP Max Palyload", F_BYTES},
	[IP_ROUTE] = {"pppoed.tags.ip_route_add", "IP Route Add", F_BYTES},
	[SERVICE_ERROR] = {"pppoed.tags.service_name_error", "Service-Name-Error", F_STR},
	[SYSTEM_ERROR] = {"pppoed.tags.ac_system_error", "AC-System-Error", F_STR},
	[GENERIC_ERROR] = {"pppoed.tags.generic_error", "Generic-Error", F_STR},
	[SEQUENCE] = {"pppoed.tags.seq_num", "Sequence Number", F_U16, HEX},
	[DSL_CIRCUIT] = {"pppoed.tags.circuit_id", "Circuit ID", F_STR},
	[DSL_REMOTE] = {"pppoed.tags.remote_id", "Remote ID", F_STR},
	[TAG] = {"pppoed.tags", "PPPoE Tags"},
};

/* Where a tag's whole value is one field. */
static unsigned value_field(unsigned type, uint32_t len)
{
	static const struct {
		uint16_t type;
		uint8_t field, size; /* size 0: any */
	} known[] = {{0x101, SERVICE_NAME, 0}, {0x102, AC_NAME, 0}, {0x103, HOST_UNIQ, 0}, {0x104, AC_COOKIE, 0}, {0x107, 0, 0},
		{0x108, SEQUENCE, 2}, {0x109, CREDIT_SCALE, 2}, {0x110, RELAY_SESSION, 0}, {0x111, HURL, 0}, {0x112, MOTM, 0},
		{0x120, MAX_PAYLOAD, 0}, {0x121, IP_ROUTE, 0}, {0x201, SERVICE_ERROR, 0}, {0x202, SYSTEM_ERROR, 0},
		{0x203, GENERIC_ERROR, 0}, {TAG_VENDOR, 0, 0}, {TAG_CREDITS, 0, 0}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].type == type)
			return !known[i].size || known[i].size == len ? known[i].field : 0;
	return TAG_VALUE;
}

/* The vendor's own tags: those of the DSL forum have types and lengths of one byte. */
static void vendor_tags(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len, vendor = u32(d, VENDOR_ID);
	if (vendor != VENDOR_DSL_FORUM) {
		if (end > d->pos)
			bytes(d, VENDOR_DATA, end - d->pos);
		return;
	}
	while (!d->cut && end - d->pos >= 2) {
		unsigned type = u8(d, 0), size = u8(d, 0);
		if (size > end - d->pos)
			return;
		bytes(d, type == 1 ? DSL_CIRCUIT : type == 2 ? DSL_REMOTE : 0, size);
	}
}

/* Fields of a tag whose value is more than one. */
static void value_parts(struct dis *d, unsigned type, uint32_t len)
{
	struct saved s = quiet_begin(d, true);
	if (type == TAG_VENDOR && len >= 4)
		vendor_tags(d, len);
	if (type == TAG_CREDITS && len == 4) {
		u16(d, CREDITS_FORWARD);
		u16(d, CREDITS_BACK);
	}
	quiet_end(d, &s);
}

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
			say(d, "%02X", span_u8(v, i));
		if (v.len > 20)
			say_s(d, "...");
	} else {
		say_s(d, " \"");
		for (uint32_t i = 0; i < v.len && i < 79; i++) {
			unsigned c = span_u8(v, i);
			say_c(d, c < 32 || c > 126 ? '.' : (char)c);
		}
		say_c(d, '"');
	}
}

static void discovery(struct dis *d)
{
	bool end = false;
	while (!end && more(d)) {
		group_begin(d, TAG);
		unsigned type = u16(d, TAG_TYPE), len = u16(d, TAG_LEN);
		need(d, len);
		say(d, " [%s", tok(d, tags, "TAG-0x%x", type));
		unsigned field = value_field(type, len);
		if (fields_wanted(d) && !field)
			value_parts(d, type, len);
		struct span v = fields[field].type == F_U16 && field ? span_at(d, d->pos, len) : bytes(d, len ? field : 0, len);
		if (fields[field].type == F_U16 && field)
			u16(d, field);
		group_end(d);
		if (len)
			say_value(d, v);
		say_c(d, ']');
		end = type == TAG_EOL;
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
	if (d->layers == 1)
		d->link_len = 6;
	unsigned vt = u8(d, 0);
	also(d, VERSION, 1, vt >> 4);
	also(d, TYPE, 1, vt & 15);
	unsigned code = u8(d, CODE), session = u16(d, SESSION), length = u16(d, LENGTH);
	if (vt >> 4 != 1)
		say(d, " [ver %u]", vt >> 4);
	if ((vt & 15) != 1)
		say(d, " [type %u]", vt & 15);
	say(d, "PPPoE %s", tok(d, codes, "PAD-%x", code));
	if (code == CODE_PADI && length > 1484 - 6)
		say(d, " [len %u!]", length);
	if (length > there - 6)
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
