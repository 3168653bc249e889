/* PPP authentication: PAP RFC 1334, CHAP RFC 1994.
 *
 *	| code 1 | identifier 1 | length 2 | lengths of one byte, each followed by that many bytes, and text |
 */
#include "dissect/link/ppp_protocols.h"

enum { AUTH, CODE, ID, LENGTH, PEER, PASSWORD, MESSAGE, VALUE_SIZE, PEER_LEN = VALUE_SIZE, PASSWORD_LEN, MESSAGE_LEN };
enum { CHAP_CHALLENGE = 1, CHAP_RESPONSE, CHAP_SUCCESS, CHAP_FAIL };
enum { HEADER = 4 };
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
	[VALUE_SIZE] = {"chap.value_size", "Value Size", F_U8},
};

static const struct field pap_fields[] = {
	[AUTH] = {"pap", "PPP Password Authentication Protocol"},
	[CODE] = {"pap.code", "Code", F_U8, DEC, pap_codes},
	[ID] = {"pap.identifier", "Identifier", F_U8},
	[LENGTH] = {"pap.length", "Length", F_U16},
	[PEER] = {"pap.peer_id", "Peer-ID", F_STR},
	[PASSWORD] = {"pap.password", "Password", F_STR},
	[MESSAGE] = {"pap.message", "Message", F_STR},
	[PEER_LEN] = {"pap.peer_id.length", "Peer-ID-Length", F_U8},
	[PASSWORD_LEN] = {"pap.password.length", "Password-Length", F_U8},
	[MESSAGE_LEN] = {"pap.message.length", "Message-Length", F_U8},
};

/* The header; what the message says to be its length becomes what is declared. Returns the length. */
static unsigned header(struct dis *d, const char *what, const struct token *codes, unsigned *code)
{
	d->layer_name = "ppp";
	if (declared(d) < HEADER) {
		cut_here(d);
		return 0;
	}
	*code = u8(d, CODE);
	say(d, "%s, %s (0x%02x)", what, tok(d, codes, "unknown", *code), *code);
	unsigned id = u8(d, ID);
	say(d, ", id %u", id);
	unsigned len = u16(d, LENGTH);
	return len;
}

/* A length of one byte, and that many bytes behind it; false: they go past the message. */
static bool counted(struct dis *d, unsigned field, unsigned *len)
{
	if (!declared(d))
		return false;
	*len = u8(d, field);
	return *len <= declared(d);
}

static void message(struct dis *d, uint32_t len)
{
	say_s(d, ", Msg ");
	read_text(d, MESSAGE, len);
}

/* A value that fits into the packet, and behind it the name, up to the end of the message; a length that cannot be is a long one. */
static void chap_value(struct dis *d, uint32_t start, unsigned len)
{
	unsigned size;
	if (!counted(d, VALUE_SIZE, &size))
		return;
	say_s(d, ", Value ");
	read_hex(d, PEER, size);
	say_s(d, ", Name ");
	uint32_t before = d->pos - start;
	read_text(d, PASSWORD, len < before ? UINT16_MAX : len - before);
}

static void dissect_chap(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned code = 0, len = header(d, "CHAP", chap_codes, &code);
	if (code == CHAP_SUCCESS || code == CHAP_FAIL)
		message(d, len < HEADER ? UINT16_MAX : len - HEADER);
	else if (code == CHAP_CHALLENGE || code == CHAP_RESPONSE)
		chap_value(d, start, len);
}

/* False: the length cannot be. */
static bool pap_length(struct dis *d, unsigned len)
{
	if (len >= HEADER && len - HEADER <= declared(d)) {
		declare(d, len - HEADER);
		return true;
	}
	if (len < HEADER)
		say(d, ", length %u < PAP header length", len);
	else
		say(d, ", length %u > packet size", len);
	return false;
}

static void dissect_pap(struct dis *d)
{
	unsigned code = 0, size, len = header(d, "PAP", pap_codes, &code);
	if (d->cut || !pap_length(d, len))
		return;
	bool request = code == PAP_REQUEST, answer = code == PAP_ACK || code == PAP_NACK;
	if ((request && declared(d) < 2) || (answer && !declared(d))) {
		say_s(d, "[|pap]");
	} else if (request && counted(d, PEER_LEN, &size)) {
		say_s(d, ", Peer ");
		read_text(d, PEER, size);
		if (counted(d, PASSWORD_LEN, &size)) {
			say_s(d, ", Name ");
			read_text(d, PASSWORD, size);
		}
	} else if (answer && counted(d, MESSAGE_LEN, &size)) {
		message(d, size);
	}
}

static const struct binding chap_bindings[] = {{BIND_PPP_PROTO, .from = PPP_CHAP}, {0}};
static const struct binding pap_bindings[] = {{BIND_PPP_PROTO, .from = PPP_PAP}, {0}};

const struct proto proto_chap = {
	.name = "chap", .dissect = dissect_chap, PROTO_FIELDS(chap_fields), .bindings = chap_bindings};

const struct proto proto_pap = {
	.name = "pap", .dissect = dissect_pap, PROTO_FIELDS(pap_fields), .bindings = pap_bindings};
