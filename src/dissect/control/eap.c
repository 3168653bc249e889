/* Extensible Authentication Protocol: RFC 3748; TLS RFC 5216, TTLS RFC 5281, FAST RFC 4851, SIM RFC 4186, AKA RFC 4187,
 * AKA' RFC 9048.
 *
 *	| code 1 | id 1 | length 2 | type 1 | data |
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { EAP, CODE, ID, LENGTH, TYPE, IDENTITY, NOTIFICATION, DESIRED, TLS_FLAGS, TLS_LEN, SIM_SUBTYPE, AKA_SUBTYPE, TLS_L, TLS_M, TLS_S,
	TLS_VERSION_FIELD, MD5_SIZE, MD5_VALUE, MD5_EXTRA, EXT_VENDOR, EXT_TYPE, LEAP_VERSION, LEAP_RESERVED, LEAP_COUNT, LEAP_PEER,
	LEAP_RESPONSE, LEAP_NAME, CHAP_OPCODE, CHAP_ID, CHAP_LENGTH, CHAP_SIZE, CHAP_CHALLENGE, CHAP_NAME, CHAP_PEER, CHAP_RESERVED,
	CHAP_RESPONSE, CHAP_FLAGS, CHAP_MESSAGE,
	DATA, SIM_RESERVED, SIM_ATTRIBUTE, SIM_TYPE, SIM_LEN, SIM_VALUE, AKA_RESERVED, AKA_ATTRIBUTE, AKA_TYPE, AKA_LEN,
	AKA_VALUE, IDENTITY_ACTUAL_LEN, FAST_TYPE, FAST_LENGTH, FAST_AUTHORITY_ID_DATA, WPS_CODE, WPS_FLAGS, WPS_FLAGS_MORE,
	WPS_FLAGS_LENGTH };

enum { REQUEST = 1, RESPONSE, SUCCESS, FAILURE };
enum {
	TYPE_IDENTITY = 1, TYPE_NOTIFICATION, TYPE_NAK, TYPE_MD5, TYPE_OTP, TYPE_GTC, TYPE_TLS = 13, TYPE_SIM = 18,
	TYPE_LEAP = 17, TYPE_TTLS = 21, TYPE_AKA = 23, TYPE_PEAP = 25, TYPE_MSCHAP = 26, TYPE_FAST = 43, TYPE_AKA_PRIME = 50, TYPE_EXPANDED = 254, TYPE_EXPERIMENTAL = 255,
	TLS_LENGTH_INCLUDED = 0x80, TLS_VERSION = 7,
};

static const struct token codes[] = {
	{REQUEST, "Request"}, {RESPONSE, "Response"}, {SUCCESS, "Success"}, {FAILURE, "Failure"}, {0, NULL}};
static const struct token types[] = {
	{0, "No proposed"}, {TYPE_IDENTITY, "Identity"}, {TYPE_NOTIFICATION, "Notification"}, {TYPE_NAK, "Nak"},
	{TYPE_MD5, "MD5-challenge"}, {TYPE_OTP, "OTP"}, {TYPE_GTC, "GTC"}, {TYPE_TLS, "TLS"}, {TYPE_SIM, "SIM"},
	{TYPE_TTLS, "TTLS"}, {TYPE_AKA, "AKA"}, {TYPE_FAST, "FAST"}, {TYPE_EXPANDED, "Expanded types"},
	{TYPE_EXPERIMENTAL, "Experimental"}, {0, NULL}};
static const struct token tls_bits[] = {{0x80, "L bit"}, {0x40, "More fragments bit"}, {0x20, "Start bit"}, {0, NULL}};
static const struct token aka_subtypes[] = {
	{1, "Challenge"}, {2, "Auth reject"}, {4, "Sync failure"}, {5, "Identity"}, {10, "Start"}, {11, "Challenge"},
	{12, "Notification"}, {13, "Reauth"}, {14, "Client error"}, {0, NULL}};

static const struct field eap_fields[] = {
	[EAP] = {"eap", "Extensible Authentication Protocol"},
	[CODE] = {"eap.code", "Code", F_U8, DEC, codes},
	[ID] = {"eap.id", "Id", F_U8},
	[LENGTH] = {"eap.len", "Length", F_U16},
	[TYPE] = {"eap.type", "Type", F_U8, DEC, types},
	[IDENTITY] = {"eap.identity", "Identity", F_STR},
	[NOTIFICATION] = {"eap.notification", "Notification", F_STR},
	[DESIRED] = {"eap.desired_type", "Desired Auth Type", F_U8, DEC, types},
	[TLS_FLAGS] = {"eap.tls.flags", "EAP-TLS Flags", F_U8, HEX},
	[TLS_LEN] = {"eap.tls.len", "EAP-TLS Length", F_U32},
	[SIM_SUBTYPE] = {"eap.sim.subtype", "EAP-SIM Subtype", F_U8, DEC, aka_subtypes},
	[AKA_SUBTYPE] = {"eap.aka.subtype", "EAP-AKA Subtype", F_U8, DEC, aka_subtypes},
	[TLS_L] = {"eap.tls.flags.len_included", "Length Included", F_BOOL},
	[TLS_M] = {"eap.tls.flags.more_fragments", "More Fragments", F_BOOL},
	[TLS_S] = {"eap.tls.flags.start", "Start", F_BOOL},
	[TLS_VERSION_FIELD] = {"eap.tls.flags.version", "Version", F_U8},
	[MD5_SIZE] = {"eap.md5.value_size", "EAP-MD5 Value-Size", F_U8},
	[MD5_VALUE] = {"eap.md5.value", "EAP-MD5 Value", F_BYTES},
	[MD5_EXTRA] = {"eap.md5.extra_data", "EAP-MD5 Extra Data", F_BYTES},
	[EXT_VENDOR] = {"eap.ext.vendor_id", "EAP-EXT Vendor Id", F_U24},
	[EXT_TYPE] = {"eap.ext.vendor_type", "EAP-EXT Vendor Type", F_U32, HEX},
	[LEAP_VERSION] = {"eap.leap.version", "EAP-LEAP Version", F_U8},
	[LEAP_RESERVED] = {"eap.leap.reserved", "EAP-LEAP Reserved", F_U8, HEX},
	[LEAP_COUNT] = {"eap.leap.count", "EAP-LEAP Count", F_U8},
	[LEAP_PEER] = {"eap.leap.peer_challenge", "EAP-LEAP Peer-Challenge", F_BYTES},
	[LEAP_RESPONSE] = {"eap.leap.peer_response", "EAP-LEAP Peer-Response", F_BYTES},
	[LEAP_NAME] = {"eap.leap.name", "EAP-LEAP Name", F_STR},
	[CHAP_OPCODE] = {"eap.ms_chap_v2.opcode", "EAP-MS-CHAP-v2 OpCode", F_U8},
	[CHAP_ID] = {"eap.ms_chap_v2.id", "EAP-MS-CHAP-v2 Id", F_U8},
	[CHAP_LENGTH] = {"eap.ms_chap_v2.length", "EAP-MS-CHAP-v2 Length", F_U16},
	[CHAP_SIZE] = {"eap.ms_chap_v2.value_size", "EAP-MS-CHAP-v2 Value-Size", F_U8},
	[CHAP_CHALLENGE] = {"eap.ms_chap_v2.challenge", "EAP-MS-CHAP-v2 Challenge", F_BYTES},
	[CHAP_NAME] = {"eap.ms_chap_v2.name", "EAP-MS-CHAP-v2 Name", F_STR},
	[CHAP_PEER] = {"eap.ms_chap_v2.peer_challenge", "EAP-MS-CHAP-v2 Peer-Challenge", F_BYTES},
	[CHAP_RESERVED] = {"eap.ms_chap_v2.reserved", "EAP-MS-CHAP-v2 Reserved", F_BYTES},
	[CHAP_RESPONSE] = {"eap.ms_chap_v2.nt_response", "EAP-MS-CHAP-v2 NT-Response", F_BYTES},
	[CHAP_FLAGS] = {"eap.ms_chap_v2.flags", "EAP-MS-CHAP-v2 Flags", F_U8, HEX},
	[CHAP_MESSAGE] = {"eap.ms_chap_v2.message", "EAP-MS-CHAP-v2 Message", F_STR},
	[DATA] = {"eap.data", "EAP Data", F_BYTES},
	[SIM_RESERVED] = {"eap.sim.reserved", "EAP-SIM Reserved", F_U16, HEX},
	[SIM_ATTRIBUTE] = {"eap.sim.subtype.attribute", "EAP-SIM Attribute"},
	[SIM_TYPE] = {"eap.sim.subtype.type", "EAP-SIM Type", F_U8},
	[SIM_LEN] = {"eap.sim.subtype.len", "EAP-SIM Length", F_U8},
	[SIM_VALUE] = {"eap.sim.subtype.value", "EAP-SIM Value", F_BYTES},
	[AKA_RESERVED] = {"eap.aka.reserved", "EAP-AKA Reserved", F_U16, HEX},
	[AKA_ATTRIBUTE] = {"eap.aka.subtype.attribute", "EAP-AKA Attribute"},
	[AKA_TYPE] = {"eap.aka.subtype.type", "EAP-AKA Type", F_U8},
	[AKA_LEN] = {"eap.aka.subtype.len", "EAP-AKA Length", F_U8},
	[AKA_VALUE] = {"eap.aka.subtype.value", "EAP-AKA Value", F_BYTES},
	[IDENTITY_ACTUAL_LEN] = {"eap.identity.actual_len", "Identity Actual Length", F_U16},
	[FAST_TYPE] = {"eap.fast.type", "EAP-FAST Type", F_U16},
	[FAST_LENGTH] = {"eap.fast.length", "EAP-FAST Length", F_U16},
	[FAST_AUTHORITY_ID_DATA] = {"eap.fast.authority_id_data", "Authority ID Data", F_BYTES},
	[WPS_CODE] = {"eap.wps.code", "Opcode", F_U8},
	[WPS_FLAGS] = {"eap.wps.flags", "Flags", F_U8, HEX},
	[WPS_FLAGS_MORE] = {"eap.wps.flags.more", "More flag", F_BOOL},
	[WPS_FLAGS_LENGTH] = {"eap.wps.flags.length", "Length field present", F_BOOL},
};

static void tls(struct dis *d, unsigned type)
{
	const char *family = type == TYPE_FAST ? "FAST" : "TLS/TTLS";
	if (!declared(d)) {
		say(d, " (too short for EAP %s request/response)", family);
		return;
	}
	unsigned flags = u8(d, TLS_FLAGS);
	also(d, TLS_L, 1, flags >> 7);
	also(d, TLS_M, 1, flags >> 6 & 1);
	also(d, TLS_S, 1, flags >> 5 & 1);
	if (type != TYPE_TLS)
		also(d, TLS_VERSION_FIELD, 1, flags & TLS_VERSION);
	if (type == TYPE_TTLS || type == TYPE_FAST)
		say(d, " %sv%u", word(types, type), flags & TLS_VERSION);
	say(d, " flags [%s] 0x%02x", bits(d, tls_bits, "none", ", ", flags), flags);
	if (!(flags & TLS_LENGTH_INCLUDED))
		return;
	if (declared(d) < 4) {
		say(d, " (too short for EAP %s request/response with length)", family);
		return;
	}
	uint32_t length = u32(d, TLS_LEN);
	say(d, ", len %u", length);
}

static void text(struct dis *d, const char *what, unsigned field)
{
	if (!declared(d))
		return;
	say(d, ", %s: ", what);
	read_text_z(d, field, declared(d));
}

static void nak(struct dis *d)
{
	if (!declared(d))
		say_s(d, " (too short for EAP Legacy NAK request/response)");
	for (bool first = true; more(d); first = false) {
		unsigned type = u8(d, DESIRED);
		say(d, "%s%s (%u)", first ? " " : ", ", tok(d, types, "unknown", type), type);
	}
}

/* RFC 3748 section 5.4: like CHAP. */
static void md5(struct dis *d)
{
	unsigned size = u8(d, MD5_SIZE);
	bytes(d, MD5_VALUE, size);
	if (left(d))
		rest(d, MD5_EXTRA);
}

static void leap(struct dis *d, unsigned code)
{
	u8(d, LEAP_VERSION);
	u8(d, LEAP_RESERVED);
	unsigned count = u8(d, LEAP_COUNT);
	bytes(d, code == REQUEST ? LEAP_PEER : LEAP_RESPONSE, count);
	if (left(d))
		rest(d, LEAP_NAME);
}

/* draft-kamath-pppext-eap-mschapv2 */
static void mschap(struct dis *d, unsigned code)
{
	enum { CHALLENGE = 1, CHAP_RESPOND, CHAP_SUCCESS, CHAP_FAILURE };
	unsigned opcode = u8(d, CHAP_OPCODE);
	if (!left(d))
		return;
	u8(d, CHAP_ID);
	u16(d, CHAP_LENGTH);
	switch (opcode) {
	case CHALLENGE: {
		unsigned size = u8(d, CHAP_SIZE);
		bytes(d, CHAP_CHALLENGE, size);
		if (left(d))
			rest(d, CHAP_NAME);
		break;
	}
	case CHAP_RESPOND:
		u8(d, CHAP_SIZE);
		bytes(d, CHAP_PEER, 16);
		bytes(d, CHAP_RESERVED, 8);
		bytes(d, CHAP_RESPONSE, 24);
		u8(d, CHAP_FLAGS);
		if (left(d))
			rest(d, CHAP_NAME);
		break;
	case CHAP_SUCCESS:
	case CHAP_FAILURE:
		if (code == REQUEST && left(d))
			rest(d, CHAP_MESSAGE);
		break;
	}
}

/* Of SIM and AKA: a reserved number, then attributes of multiples of four bytes. The fields of an attribute follow that of the
 * number; an identity has a length of its own. */
static void attributes(struct dis *d, unsigned reserved_field)
{
	enum { AT_IDENTITY = 14 };
	unsigned group = reserved_field + 1, type_field = group + 1, len_field = group + 2, value_field = group + 3;
	struct saved s = quiet_begin(d, true);
	u16(d, reserved_field);
	while (left(d) >= 4) {
		group_begin(d, group);
		unsigned type = u8(d, type_field), words = u8(d, len_field);
		uint32_t end = d->pos + 4 * words - 2;
		if (words && type == AT_IDENTITY) {
			unsigned len = u16(d, IDENTITY_ACTUAL_LEN);
			bytes(d, IDENTITY, len);
		} else if (words) {
			bytes(d, value_field, 4 * words - 2);
		}
		group_end(d);
		if (!words)
			break;
		seek(d, end);
	}
	quiet_end(d, &s);
}

/* RFC 3748 section 5.7; of the vendors' types, Wi-Fi Protected Setup (WSC 2.0.2, section 7.7.1). */
static void expanded(struct dis *d)
{
	enum { VENDOR_WFA = 0x00372a, WFA_SETUP = 1 };
	uint32_t vendor = u24(d, EXT_VENDOR), type = u32(d, EXT_TYPE);
	if (vendor != VENDOR_WFA || type != WFA_SETUP)
		return;
	u8(d, WPS_CODE);
	unsigned flags = u8(d, WPS_FLAGS);
	also(d, WPS_FLAGS_MORE, 1, flags & 1);
	also(d, WPS_FLAGS_LENGTH, 1, flags >> 1 & 1);
}

/* A server of FAST begins with who it is (RFC 4851 section 4.1.1). */
static void fast_start(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	u16(d, FAST_TYPE);
	unsigned len = u16(d, FAST_LENGTH);
	bytes(d, FAST_AUTHORITY_ID_DATA, len);
	if (!d->cut)
		mark_bytes(d, DATA, d->pos - len, len);
	quiet_end(d, &s);
}

/* Methods that tcpdump only names. */
static void beyond(struct dis *d, unsigned type, unsigned code)
{
	struct saved s = quiet_begin(d, true);
	if (d->wire < d->end)
		narrow(d, declared(d));
	if (type == TYPE_MD5) {
		md5(d);
	} else if (type == TYPE_LEAP) {
		leap(d, code);
	} else if (type == TYPE_MSCHAP) {
		mschap(d, code);
	} else if (type == TYPE_PEAP && left(d)) {
		tls(d, type);
	} else if (type == TYPE_AKA_PRIME) {
		u8(d, AKA_SUBTYPE);
		attributes(d, AKA_RESERVED);
	} else if (type == TYPE_EXPANDED) {
		expanded(d);
	} else if (left(d)) {
		rest(d, DATA);
	}
	quiet_end(d, &s);
}

static void typed(struct dis *d, unsigned code)
{
	unsigned type = u8(d, TYPE);
	say(d, "\n\t\t Type %s (%u)", tok(d, types, "unknown", type), type);
	switch (type) {
	case TYPE_IDENTITY:
		text(d, "Identity", IDENTITY);
		break;
	case TYPE_NOTIFICATION:
		if (!declared(d))
			say_s(d, " (too short for EAP Notification request/response)");
		text(d, "Notification", NOTIFICATION);
		break;
	case TYPE_NAK:
		nak(d);
		break;
	case TYPE_TLS:
	case TYPE_TTLS:
	case TYPE_FAST:
		tls(d, type);
		if (type == TYPE_FAST && d->tape && left(d))
			fast_start(d);
		break;
	case TYPE_SIM:
	case TYPE_AKA:
		if (!declared(d)) {
			say_s(d, " (too short for EAP SIM/AKA request/response)");
		} else {
			unsigned subtype = u8(d, type == TYPE_SIM ? SIM_SUBTYPE : AKA_SUBTYPE);
			say(d, " subtype [%s] 0x%02x", tok(d, aka_subtypes, "unknown", subtype), subtype);
			if (d->tape)
				attributes(d, type == TYPE_SIM ? SIM_RESERVED : AKA_RESERVED);
		}
		break;
	default:
		if (fields_wanted(d))
			beyond(d, type, code);
		break;
	}
}

static void dissect_eap(struct dis *d)
{
	uint32_t there = declared(d);
	if (there < 4) {
		invalid(d);
		return;
	}
	unsigned code = u8(d, CODE), id = u8(d, ID), length = u16(d, LENGTH);
	if (length != there) {
		say_s(d, "EAP fragment?");
		return;
	}
	say(d, "%s (%u), id %u, len %u", tok(d, codes, "unknown", code), code, id, length);
	if (!need(d, length - 4))
		return;
	if (code != REQUEST && code != RESPONSE)
		return;
	if (length < 5) {
		say_s(d, " (too short for EAP request/response)");
		return;
	}
	declare(d, length - 4);
	typed(d, code);
}

const struct proto proto_eap = {
	.name = "eap",
	.dissect = dissect_eap,
	PROTO_FIELDS(eap_fields),
	.cuts = CUTS_ITSELF,
};
