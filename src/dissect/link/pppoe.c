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
	SERVICE_ERROR, SYSTEM_ERROR, GENERIC_ERROR, SEQUENCE, DSL_CIRCUIT, DSL_REMOTE, DSL_TAGS,
	ACT_DATA_RATE_UP, ACT_DATA_RATE_DOWN, MIN_DATA_RATE_UP, MIN_DATA_RATE_DOWN, ATTAINABLE_DATA_RATE_UP,
	ATTAINABLE_DATA_RATE_DOWN, MAX_DATA_RATE_UP, MAX_DATA_RATE_DOWN, MIN_DATA_RATE_UP_LP, MIN_DATA_RATE_DOWN_LP,
	MAX_INT_DELAY_UP, ACT_INT_DELAY_UP, MAX_INT_DELAY_DOWN, ACT_INT_DELAY_DOWN, ENCAP, ENCAP_DATA_LINK, ENCAP_ENCAP_1,
	ENCAP_ENCAP_2, METRICS_R, METRICS_MDR_UNITS, METRICS_CDR_UNITS, METRICS_RLQ, METRICS_RESOURCE, METRICS_LATENCY,
	METRICS_CURR_DRATE, METRICS_MAX_DRATE };

enum { CODE_PADI = 9, TAG_EOL = 0, TAG_VENDOR = 0x105, TAG_CREDITS = 0x106, TAG_METRICS, VENDOR_DSL_FORUM = 3561 };

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
	[DSL_TAGS] = {"pppoed.tags.vendorspecific.tags", "Vendor Specific PPPoE Tags"},
	[ACT_DATA_RATE_UP] = {"pppoed.tags.act_data_rate_up", "Actual Data Rate Upstream", F_U32},
	[ACT_DATA_RATE_DOWN] = {"pppoed.tags.act_data_rate_down", "Actual Data Rate Downstream", F_U32},
	[MIN_DATA_RATE_UP] = {"pppoed.tags.min_data_rate_up", "Minimum Data Rate Upstream", F_U32},
	[MIN_DATA_RATE_DOWN] = {"pppoed.tags.min_data_rate_down", "Minimum Data Rate Downstream", F_U32},
	[ATTAINABLE_DATA_RATE_UP] = {"pppoed.tags.attainable_data_rate_up", "Attainable DataRate Upstream", F_U32},
	[ATTAINABLE_DATA_RATE_DOWN] = {"pppoed.tags.attainable_data_rate_down", "Attainable DataRate Downstream", F_U32},
	[MAX_DATA_RATE_UP] = {"pppoed.tags.max_data_rate_up", "Maximum Data Rate Upstream", F_U32},
	[MAX_DATA_RATE_DOWN] = {"pppoed.tags.max_data_rate_down", "Maximum Data Rate Downstream", F_U32},
	[MIN_DATA_RATE_UP_LP] = {"pppoed.tags.min_data_rate_up_lp", "Min DataRate Upstream in low power state", F_U32},
	[MIN_DATA_RATE_DOWN_LP] = {"pppoed.tags.min_data_rate_down_lp", "Minimum Data Rate Downstream in low power state", F_U32},
	[MAX_INT_DELAY_UP] = {"pppoed.tags.max_int_delay_up", "Max Interleaving Delay Upstream", F_U32},
	[ACT_INT_DELAY_UP] = {"pppoed.tags.act_int_delay_up", "Actual Interleaving Delay Upstream", F_U32},
	[MAX_INT_DELAY_DOWN] = {"pppoed.tags.max_int_delay_down", "Maximum Interleaving Delay Downstream", F_U32},
	[ACT_INT_DELAY_DOWN] = {"pppoed.tags.act_int_delay_down", "Actual Interleaving Delay Downstream", F_U32},
	[ENCAP] = {"pppoed.tags.access_loop_encap", "Access-Loop-Encapsulation"},
	[ENCAP_DATA_LINK] = {"pppoed.tags.access_loop_encap.data_link", "Data link", F_U8, HEX},
	[ENCAP_ENCAP_1] = {"pppoed.tags.access_loop_encap.encap_1", "Encaps 1", F_U8, HEX},
	[ENCAP_ENCAP_2] = {"pppoed.tags.access_loop_encap.encap_2", "Encaps 2", F_U8, HEX},
	[METRICS_R] = {"pppoed.tags.metrics.r", "Receive Only", F_BOOL},
	[METRICS_MDR_UNITS] = {"pppoed.tags.metrics.mdr_units", "MDR Units", F_U16, HEX},
	[METRICS_CDR_UNITS] = {"pppoed.tags.metrics.cdr_units", "CDR Units", F_U16, HEX},
	[METRICS_RLQ] = {"pppoed.tags.metrics.rlq", "Relative Link Quality", F_U8},
	[METRICS_RESOURCE] = {"pppoed.tags.metrics.resource", "Resource", F_U8},
	[METRICS_LATENCY] = {"pppoed.tags.metrics.latency", "Latency", F_U16},
	[METRICS_CURR_DRATE] = {"pppoed.tags.metrics.curr_drate", "Curr. datarate", F_U16},
	[METRICS_MAX_DRATE] = {"pppoed.tags.metrics.max_drate", "Max. datarate", F_U16},
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

/* Line identification, and 0x81 to 0x8e the rates and delays of the line (Broadband Forum TR-101, appendix B). */
static void dsl_tag(struct dis *d, unsigned type, unsigned size)
{
	enum { CIRCUIT = 1, REMOTE, FIRST_RATE = 0x81, LAST_RATE = 0x8e, ENCAPSULATION = 0x90 };
	uint32_t end = d->pos + size;
	if (type == CIRCUIT || type == REMOTE) {
		bytes(d, type == CIRCUIT ? DSL_CIRCUIT : DSL_REMOTE, size);
	} else if (type >= FIRST_RATE && type <= LAST_RATE && size == 4) {
		u32(d, ACT_DATA_RATE_UP + type - FIRST_RATE);
	} else if (type == ENCAPSULATION && size == 3) {
		group_begin(d, ENCAP);
		u8(d, ENCAP_DATA_LINK);
		u8(d, ENCAP_ENCAP_1);
		u8(d, ENCAP_ENCAP_2);
		group_end(d);
	}
	seek(d, end);
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
	group_begin(d, DSL_TAGS);
	while (!d->cut && end - d->pos >= 2) {
		unsigned type = u8(d, 0), size = u8(d, 0);
		if (size > end - d->pos)
			break;
		dsl_tag(d, type, size);
	}
	group_end(d);
}

/* RFC 5578 section 2: how good the link is. */
static void metrics(struct dis *d)
{
	unsigned flags = u16(d, 0);
	also(d, METRICS_R, 2, flags & 1);
	also(d, METRICS_MDR_UNITS, 2, flags >> 3 & 3);
	also(d, METRICS_CDR_UNITS, 2, flags >> 1 & 3);
	u8(d, METRICS_RLQ);
	u8(d, METRICS_RESOURCE);
	u16(d, METRICS_LATENCY);
	u16(d, METRICS_CURR_DRATE);
	u16(d, METRICS_MAX_DRATE);
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
	if (type == TAG_METRICS && len == 10)
		metrics(d);
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
	.cuts = CUTS_ALL,
};
