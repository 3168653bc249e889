/* Resource public key infrastructure to router: RFC 6810 (version 0), RFC 8210 (version 1), draft-ietf-sidrops-8210bis (version 2).
 *
 * The line has version 0 only, as the reference's.
 *
 *	| version | PDU type | session ID or error code 2 | length 4 | body |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	RTR, VERSION, TYPE, SESSION, ERROR, LENGTH, SERIAL, FLAGS, PREFIX_LENGTH, MAX_LENGTH, PREFIX, PREFIX6, AS, PDU_LENGTH, TEXT_LENGTH,
	TEXT, REFRESH, RETRY, EXPIRE, KEY_ID,
};

enum {
	SERIAL_NOTIFY = 0, SERIAL_QUERY = 1, RESET_QUERY = 2, CACHE_RESPONSE = 3, IP4_PREFIX = 4, IP6_PREFIX = 6, END_OF_DATA = 7,
	CACHE_RESET = 8, ROUTER_KEY = 9, ERROR_REPORT = 10, ASPA = 11,
};
enum { HEADER = 8, NESTED = 1, NEWEST = 2 };

static const struct token types[] = {{SERIAL_NOTIFY, "Serial Notify"}, {SERIAL_QUERY, "Serial Query"}, {RESET_QUERY, "Reset Query"},
	{CACHE_RESPONSE, "Cache Response"}, {IP4_PREFIX, "IPV4 Prefix"}, {IP6_PREFIX, "IPV6 Prefix"}, {END_OF_DATA, "End of Data"},
	{CACHE_RESET, "Cache Reset"}, {ERROR_REPORT, "Error Report"}, {0, NULL}};
static const struct token errors[] = {{0, "Corrupt Data"}, {1, "Internal Error"}, {2, "No Data Available"}, {3, "Invalid Request"},
	{4, "Unsupported Protocol Version"}, {5, "Unsupported PDU Type"}, {6, "Withdrawal of Unknown Record"},
	{7, "Duplicate Announcement Received"}, {0, NULL}};

static const struct field fields[] = {
	[RTR] = {"rpkirtr", "RPKI-Router Protocol"},
	[VERSION] = {"rpki-rtr.version", "Version", F_U8},
	[TYPE] = {"rpki-rtr.pdu_type", "PDU Type", F_U8, DEC, types},
	[SESSION] = {"rpki-rtr.session_id", "Session ID", F_U16},
	[ERROR] = {"rpki-rtr.error_code", "Error Code", F_U16, DEC, errors},
	[LENGTH] = {"rpki-rtr.length", "Length", F_U32},
	[SERIAL] = {"rpki-rtr.serial_number", "Serial Number", F_U32},
	[FLAGS] = {"rpki-rtr.flags", "Flags", F_U8, HEX},
	[PREFIX_LENGTH] = {"rpki-rtr.prefix_length", "Prefix Length", F_U8},
	[MAX_LENGTH] = {"rpki-rtr.max_length", "Max length", F_U8},
	[PREFIX] = {"rpki-rtr.ipv4_prefix", "IPv4 Prefix", F_IP4},
	[PREFIX6] = {"rpki-rtr.ipv6_prefix", "IPv6 Prefix", F_IP6},
	[AS] = {"rpki-rtr.as_number", "AS Number", F_U32},
	[PDU_LENGTH] = {"rpki-rtr.length_pdu", "Length of Encapsulated PDU", F_U32},
	[TEXT_LENGTH] = {"rpki-rtr.length_text", "Length of text", F_U32},
	[TEXT] = {"rpki-rtr.error_text", "Error text", F_STR},
	[REFRESH] = {"rpki-rtr.refresh_interval", "Refresh Interval", F_U32},
	[RETRY] = {"rpki-rtr.retry_interval", "Retry Interval", F_U32},
	[EXPIRE] = {"rpki-rtr.expire_interval", "Expire Interval", F_U32},
	[KEY_ID] = {"rpki-rtr.subject_key_identifier", "Subject Key Identifier", F_BYTES},
};

static bool pdu(struct dis *d, const char *indent, uint32_t end, unsigned depth);

static void prefix(struct dis *d, const char *indent, unsigned type)
{
	unsigned flags = u8(d, FLAGS), length = u8(d, PREFIX_LENGTH), most = u8(d, MAX_LENGTH);
	skip(d, 1);
	const char *address;
	if (type == IP4_PREFIX) {
		uint32_t a = ip4(d, PREFIX);
		address = ip4_str(d, a);
	} else {
		address = ip6_str(d, ip6(d, PREFIX6));
	}
	uint32_t as = u32(d, AS);
	say(d, "%sIPv%u Prefix %s/%u-%u, origin-as %u, flags 0x%02x", indent, type == IP4_PREFIX ? 4 : 6, address, length, most, as, flags);
}

/* Section 5.10. False: what is there cannot be. */
static bool error_report(struct dis *d, const char *indent, unsigned code, uint32_t end, unsigned depth)
{
	if (end - d->pos < 4)
		return false;
	uint32_t pdu_length = u32(d, PDU_LENGTH);
	say(d, "%sError code: %s (%u), Encapsulated PDU length: %u", indent, tok(d, errors, "Unknown", code), code, pdu_length);
	if (!d->cut && pdu_length > end - d->pos)
		return false;
	uint32_t start = d->pos;
	if (pdu_length && depth < NESTED) { /* an error about an error has no PDU (section 5.10) */
		say(d, "%s  -----encapsulated PDU-----", indent);
		struct tape *tape = d->tape;
		d->tape = NULL; /* its fields are not the message's */
		if (!pdu(d, "\n\t    ", start + pdu_length, depth + 1))
			invalid(d);
		if (!d->cut)
			d->tape = tape;
	}
	seek(d, start + pdu_length);
	if (!d->cut && end - d->pos < 4)
		return false;
	uint32_t text_length = u32(d, TEXT_LENGTH);
	if (!d->cut && text_length > end - d->pos)
		return false;
	if (text_length) {
		say(d, "%sError text: ", indent);
		need(d, 1);
		struct span text = soft_bytes(d, TEXT, text_length);
		say_text(d, text);
		if (text.len < text_length)
			cut_here(d);
	}
	return true;
}

/* False: what is there cannot be. */
static bool body(struct dis *d, const char *indent, unsigned type, unsigned code, uint32_t end, unsigned depth)
{
	uint32_t length = end - d->pos;
	switch (type) {
	case SERIAL_NOTIFY:
	case SERIAL_QUERY:
	case END_OF_DATA: {
		if (length != 4)
			return false;
		uint32_t serial = u32(d, SERIAL);
		say(d, "%sSession ID: 0x%04x, Serial: %u", indent, code, serial);
		return true;
	}
	case RESET_QUERY:
	case CACHE_RESET:
		return !length;
	case CACHE_RESPONSE:
		if (length)
			return false;
		say(d, "%sSession ID: 0x%04x", indent, code);
		return true;
	case IP4_PREFIX:
	case IP6_PREFIX:
		if (length != (type == IP4_PREFIX ? 12 : 24))
			return false;
		need(d, length);
		prefix(d, indent, type);
		return true;
	case ERROR_REPORT:
		return error_report(d, indent, code, end, depth);
	default:
		return true;
	}
}

/* What versions 1 and 2 have beyond version 0 (RFC 8210 sections 5.8 and 5.10); the rest is as there. */
static void newer_body(struct dis *d, unsigned type, unsigned code, uint32_t end)
{
	switch (type) {
	case END_OF_DATA:
		u32(d, SERIAL);
		u32(d, REFRESH);
		u32(d, RETRY);
		u32(d, EXPIRE);
		break;
	case ROUTER_KEY:
		bytes(d, KEY_ID, 20);
		u32(d, AS);
		break;
	case ASPA:
		while (!d->cut && end - d->pos >= 4)
			u32(d, AS);
		break;
	default:
		body(d, "", type, code, end, NESTED);
	}
}

/* What the third and fourth byte are. */
static unsigned code_field(unsigned type)
{
	bool session = type <= SERIAL_QUERY || type == CACHE_RESPONSE || type == END_OF_DATA;
	return type == ERROR_REPORT ? ERROR : session ? SESSION : 0;
}

/* PDUs of versions that the line does not have, for the fields. */
static void newer(struct dis *d, uint32_t end)
{
	struct saved s = quiet_begin(d, true);
	while (!d->cut && d->pos < end && end - d->pos >= HEADER) {
		uint32_t start = d->pos;
		u8(d, VERSION);
		unsigned type = u8(d, TYPE), code = u16(d, code_field(type));
		if (type == ROUTER_KEY)
			also(d, FLAGS, 2, code >> 8);
		uint32_t length = u32(d, LENGTH);
		if (length < HEADER || length > end - start)
			break;
		newer_body(d, type, code, start + length);
		seek(d, start + length);
	}
	quiet_end(d, &s);
}

/* One PDU of those up to `end`. False: what follows cannot be read. */
static bool pdu(struct dis *d, const char *indent, uint32_t end, unsigned depth)
{
	uint32_t start = d->pos;
	unsigned version = peek8(d, 0);
	bool fields_only = version && version <= NEWEST && fields_wanted(d);
	if (fields_only)
		newer(d, end);
	u8(d, fields_only ? 0 : VERSION);
	if (version && !d->cut) {
		say(d, "\n\tRPKI-RTRv%u (unknown)", version);
		seek(d, end);
		return true;
	}
	if (end - start < HEADER) {
		say(d, "(%u bytes is too few to decode)", end - start);
		invalid(d);
		need(d, end - d->pos);
		seek(d, end);
		return true;
	}
	need(d, HEADER - 1);
	say(d, "\n\tRPKI-RTRv%u", version);
	unsigned type = u8(d, TYPE);
	bool known = word(types, type) != NULL;
	unsigned code = u16(d, code_field(type));
	uint32_t length = u32(d, LENGTH);
	say(d, ", %s PDU (%u), length: %u", tok(d, types, "Unknown", type), type, length);
	if (d->cut)
		return true;
	if (length < HEADER || length > end - start)
		return false;
	if (!body(d, indent, type, code, start + length, depth))
		return false;
	if (!known)
		need(d, length - HEADER);
	if (d->verbose > 1 || !known) {
		seek(d, start);
		say_unknown(d, "\n\t  ", length);
	}
	seek(d, start + length);
	return true;
}

static void dissect(struct dis *d)
{
	uint32_t end = d->pos + declared(d);
	if (!d->verbose)
		say_s(d, ", RPKI-RTR");
	struct saved s = quiet_begin(d, !d->verbose);
	while (!d->cut && d->pos < end) {
		uint32_t start = d->pos;
		if (pdu(d, "\n\t  ", end, 0))
			continue;
		invalid(d);
		seek(d, start);
		need(d, end - start);
		break;
	}
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 323, 0},
	{0},
};

const struct proto proto_rpki_rtr = {
	.name = "rpki_rtr",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
