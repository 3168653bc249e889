/* EAP over LANs and the Extensible Authentication Protocol: IEEE 802.1X-2020 clause 11, RFC 3748; TLS RFC 5216, TTLS
 * RFC 5281, FAST RFC 4851, SIM RFC 4186, AKA RFC 4187.
 *
 *	EAPOL: | version 1 | type 1 | length 2 |     EAP: | code 1 | id 1 | length 2 | type 1 | data |
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { EAPOL, EAPOL_VERSION, EAPOL_TYPE, EAPOL_LEN, KEY_TYPE };
enum { EAP, CODE, ID, LENGTH, TYPE, IDENTITY, NOTIFICATION, DESIRED, TLS_FLAGS, TLS_LEN, SIM_SUBTYPE, AKA_SUBTYPE };

enum { FRAME_EAP, FRAME_KEY = 3 };
enum { REQUEST = 1, RESPONSE, SUCCESS, FAILURE };
enum {
	TYPE_IDENTITY = 1, TYPE_NOTIFICATION, TYPE_NAK, TYPE_MD5, TYPE_OTP, TYPE_GTC, TYPE_TLS = 13, TYPE_SIM = 18,
	TYPE_TTLS = 21, TYPE_AKA = 23, TYPE_FAST = 43, TYPE_EXPANDED = 254, TYPE_EXPERIMENTAL = 255,
	TLS_LENGTH_INCLUDED = 0x80, TLS_VERSION = 7,
};

static const struct token frames[] = {
	{FRAME_EAP, "EAP packet"}, {1, "EAPOL start"}, {2, "EAPOL logoff"}, {FRAME_KEY, "EAPOL key"},
	{4, "Encapsulated ASF alert"}, {0, NULL}};
static const struct token codes[] = {
	{REQUEST, "Request"}, {RESPONSE, "Response"}, {SUCCESS, "Success"}, {FAILURE, "Failure"}, {0, NULL}};
static const struct token types[] = {
	{0, "unset"}, {TYPE_IDENTITY, "Identity"}, {TYPE_NOTIFICATION, "Notification"}, {TYPE_NAK, "Nak"},
	{TYPE_MD5, "MD5-challenge"}, {TYPE_OTP, "OTP"}, {TYPE_GTC, "GTC"}, {TYPE_TLS, "TLS"}, {TYPE_SIM, "SIM"},
	{TYPE_TTLS, "TTLS"}, {TYPE_AKA, "AKA"}, {TYPE_FAST, "FAST"}, {TYPE_EXPANDED, "Expanded types"},
	{TYPE_EXPERIMENTAL, "Experimental"}, {0, NULL}};
static const struct token tls_bits[] = {{0x80, "L bit"}, {0x40, "More fragments bit"}, {0x20, "Start bit"}, {0, NULL}};
static const struct token aka_subtypes[] = {
	{1, "Challenge"}, {2, "Auth reject"}, {4, "Sync failure"}, {5, "Identity"}, {10, "Start"}, {11, "Challenge"},
	{12, "Notification"}, {13, "Reauth"}, {14, "Client error"}, {0, NULL}};

static const struct field eapol_fields[] = {
	[EAPOL] = {"eapol", "802.1X Authentication"},
	[EAPOL_VERSION] = {"eapol.version", "Version", F_U8},
	[EAPOL_TYPE] = {"eapol.type", "Type", F_U8, DEC, frames},
	[EAPOL_LEN] = {"eapol.len", "Length", F_U16},
	[KEY_TYPE] = {"eapol.keydes.type", "Key Descriptor Type", F_U8},
};

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
};

static void tls(struct dis *d, unsigned type)
{
	if (!declared(d)) {
		say_s(d, " (too short for EAP TLS/TTLS request/response)");
		return;
	}
	unsigned flags = u8(d, TLS_FLAGS);
	if (type == TYPE_TTLS || type == TYPE_FAST)
		say(d, " %sv%u", word(types, type), flags & TLS_VERSION);
	say(d, " flags [%s] 0x%02x", bits(d, tls_bits, "none", ", ", flags), flags);
	if (!(flags & TLS_LENGTH_INCLUDED))
		return;
	if (declared(d) < 4) {
		say_s(d, " (too short for EAP TLS/TTLS request/response with length)");
		return;
	}
	uint32_t length = u32(d, TLS_LEN);
	say(d, ", len %u", length);
}

static void text(struct dis *d, const char *what, unsigned field)
{
	if (!declared(d))
		return;
	struct span s = bytes(d, field, declared(d));
	say(d, ", %s: ", what);
	say_text(d, s);
}

static void nak(struct dis *d)
{
	for (bool first = true; more(d); first = false) {
		unsigned type = u8(d, DESIRED);
		say(d, "%s%s (%u)", first ? " " : ", ", tok(d, types, "unknown", type), type);
	}
}

static void typed(struct dis *d)
{
	unsigned type = u8(d, TYPE);
	say(d, "\n\t\t Type %s (%u)", tok(d, types, "unknown", type), type);
	switch (type) {
	case TYPE_IDENTITY:
		text(d, "Identity", IDENTITY);
		break;
	case TYPE_NOTIFICATION:
		text(d, "Notification", NOTIFICATION);
		break;
	case TYPE_NAK:
		nak(d);
		break;
	case TYPE_TLS:
	case TYPE_TTLS:
	case TYPE_FAST:
		tls(d, type);
		break;
	case TYPE_SIM:
	case TYPE_AKA:
		if (!declared(d)) {
			say_s(d, " (too short for EAP SIM/AKA request/response)");
		} else {
			unsigned subtype = u8(d, type == TYPE_SIM ? SIM_SUBTYPE : AKA_SUBTYPE);
			say(d, " subtype [%s] 0x%02x", tok(d, aka_subtypes, "unknown", subtype), subtype);
		}
		break;
	default:
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
	unsigned code = u8(d, CODE);
	say(d, "%s (%u)", tok(d, codes, "unknown", code), code);
	unsigned id = u8(d, ID), length = u16(d, LENGTH);
	say(d, ", id %u, len %u", id, length);
	if (length != there) {
		say_s(d, ", EAP fragment?");
		return;
	}
	if (code != REQUEST && code != RESPONSE)
		return;
	if (length < 5) {
		say_s(d, " (too short for EAP request/response)");
		return;
	}
	declare(d, length - 4);
	typed(d);
}

static void dissect_eapol(struct dis *d)
{
	if (declared(d) < 4) {
		invalid(d);
		return;
	}
	unsigned version = u8(d, EAPOL_VERSION), type = u8(d, EAPOL_TYPE), length = u16(d, EAPOL_LEN);
	say(d, "%s (%u) v%u, len %u", tok(d, frames, "unknown", type), type, version, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	if (type == FRAME_EAP) {
		if (length < 4 || declared(d) < 4) {
			invalid(d);
		} else {
			say_s(d, ", ");
			declare(d, length < declared(d) ? length : declared(d));
			call(d, &proto_eap);
		}
	} else if (type == FRAME_KEY && fields_wanted(d)) {
		struct saved soft = quiet_begin(d, true);
		u8(d, KEY_TYPE);
		quiet_end(d, &soft);
	}
	quiet_end(d, &quiet);
}

static const struct binding eapol_bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_EAPOL},
	{0},
};

const struct proto proto_eapol = {
	.name = "eap",
	.dissect = dissect_eapol,
	PROTO_FIELDS(eapol_fields),
	.bindings = eapol_bindings,
};

const struct proto proto_eap = {
	.name = "eap",
	.dissect = dissect_eap,
	PROTO_FIELDS(eap_fields),
};
