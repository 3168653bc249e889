/* PPP authentication: PAP RFC 1334, CHAP RFC 1994.
 *
 *	| code 1 | identifier 1 | length 2 | lengths of one byte, each followed by that many bytes, and text |
 */
#include "dissect/link/ppp_protocols.h"

enum { AUTH, CODE, ID, LENGTH, PEER, PASSWORD, MESSAGE };
enum { CHAP_CHALLENGE = 1, CHAP_RESPONSE, CHAP_SUCCESS, CHAP_FAIL };
enum { PAP_REQUEST = 1, PAP_ACK, PAP_NACK };

static const struct token chap_codes[] = {
	{CHAP_CHALLENGE, "Challenge"}, {CHAP_RESPONSE, "Response"}, {CHAP_SUCCESS, "Success"}, {CHAP_FAIL, "Fail"}, {0, NULL}};
static const struct token pap_codes[] = {
	{PAP_REQUEST, "Auth-Req"}, {PAP_ACK, "Auth-ACK"}, {PAP_NACK, "Auth-NACK"}, {0, NULL}};

static const struct field chap_fields[] = {
	[AUTH] = {"chap", "PPP Challenge Handshake Authentication Protocol"},
	[CODE] = {"chap.code", "Code", F_U8, DEC, chap_codes},
	[ID] = {"chap.identifier", "Identifier", F_U8},
	[LENGTH] = {"chap.length", "Length", F_U16},
	[PEER] = {"chap.value", "Value", F_BYTES},
	[PASSWORD] = {"chap.name", "Name", F_STR},
	[MESSAGE] = {"chap.message", "Message", F_STR},
};

static const struct field pap_fields[] = {
	[AUTH] = {"pap", "PPP Password Authentication Protocol"},
	[CODE] = {"pap.code", "Code", F_U8, DEC, pap_codes},
	[ID] = {"pap.identifier", "Identifier", F_U8},
	[LENGTH] = {"pap.length", "Length", F_U16},
	[PEER] = {"pap.peer_id", "Peer-ID", F_STR},
	[PASSWORD] = {"pap.password", "Password", F_STR},
	[MESSAGE] = {"pap.message", "Message", F_STR},
};

/* The header. False: nothing behind it is to be read; else the reads end with the message. */
static bool header(struct dis *d, const char *what, const struct token *codes, unsigned *code)
{
	uint32_t there = declared(d);
	if (there < 4) {
		cut_here(d);
		return false;
	}
	*code = u8(d, CODE);
	say(d, "%s, %s (0x%02x)", what, tok(d, codes, "unknown", *code), *code);
	unsigned id = u8(d, ID), len = u16(d, LENGTH);
	say(d, ", id %u", id);
	if (len < 4 || len > there)
		return false;
	declare(d, len - 4);
	return true;
}

/* A length of one byte and that many bytes; false: it promises too much. */
static bool counted(struct dis *d, unsigned field, struct span *s)
{
	if (!declared(d))
		return false;
	unsigned len = u8(d, 0);
	if (len > declared(d))
		return false;
	*s = bytes(d, field, len);
	return true;
}

static void message(struct dis *d, uint32_t len)
{
	struct span s = bytes(d, MESSAGE, len);
	say_s(d, ", Msg ");
	say_text(d, s);
}

static void dissect_chap(struct dis *d)
{
	unsigned code;
	struct span value;
	if (!header(d, "CHAP", chap_codes, &code))
		return;
	if (code == CHAP_SUCCESS || code == CHAP_FAIL) {
		message(d, declared(d));
	} else if ((code == CHAP_CHALLENGE || code == CHAP_RESPONSE) && counted(d, PEER, &value)) {
		say_s(d, ", Value ");
		say_hex(d, value);
		struct span name = bytes(d, PASSWORD, declared(d));
		say_s(d, ", Name ");
		say_text(d, name);
	}
}

static void dissect_pap(struct dis *d)
{
	unsigned code;
	struct span s;
	if (!header(d, "PAP", pap_codes, &code))
		return;
	if (code == PAP_REQUEST && counted(d, PEER, &s)) {
		say_s(d, ", Peer ");
		say_text(d, s);
		if (counted(d, PASSWORD, &s)) {
			say_s(d, ", Name ");
			say_text(d, s);
		}
	} else if (code == PAP_ACK || code == PAP_NACK) {
		if (!declared(d)) {
			say_s(d, "[|pap]");
			return;
		}
		unsigned len = u8(d, 0);
		if (len > declared(d)) {
			say_s(d, "[|pap]");
			return;
		}
		message(d, len);
	}
}

static const struct binding chap_bindings[] = {{BIND_PPP_PROTO, .from = PPP_CHAP}, {0}};
static const struct binding pap_bindings[] = {{BIND_PPP_PROTO, .from = PPP_PAP}, {0}};

const struct proto proto_chap = {
	.name = "chap", .dissect = dissect_chap, PROTO_FIELDS(chap_fields), .bindings = chap_bindings};

const struct proto proto_pap = {
	.name = "pap", .dissect = dissect_pap, PROTO_FIELDS(pap_fields), .bindings = pap_bindings};
