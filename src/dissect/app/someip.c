/* SOME/IP: AUTOSAR PRS_SOMEIPProtocol, section 4.1.2.
 *
 *	| service 2 | event 1, method 15 | length 4 | client 2 | session 2 | version | interface | type | return code | payload | */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { SOMEIP, SERVICE, METHOD, LENGTH, CLIENT, SESSION, PROTO_VERSION, INTERFACE_VERSION, TYPE, RETURN_CODE, PAYLOAD };

enum { HEADER = 16, EVENT = 0x8000 };

static const struct token types[] = {{0x00, "REQUEST"}, {0x01, "REQUEST_NO_RETURN"}, {0x02, "NOTIFICATION"}, {0x20, "TP_REQUEST"},
	{0x21, "TP_REQUEST_NO_RETURN"}, {0x22, "TP_NOTIFICATION"}, {0x80, "RESPONSE"}, {0x81, "ERROR"}, {0xa0, "TP_RESPONSE"},
	{0xa1, "TP_ERROR"}, {0, NULL}};
static const struct token return_codes[] = {{0, "E_OK"}, {1, "E_NOT_OK"}, {2, "E_UNKNOWN_SERVICE"}, {3, "E_UNKNOWN_METHOD"},
	{4, "E_NOT_READY"}, {5, "E_NOT_REACHABLE"}, {6, "E_TIMEOUT"}, {7, "E_WRONG_PROTOCOL_VERSION"},
	{8, "E_WRONG_INTERFACE_VERSION"}, {9, "E_MALFORMED_MESSAGE"}, {10, "E_WRONG_MESSAGE_TYPE"}, {11, "E_E2E_REPEATED"},
	{12, "E_E2E_WRONG_SEQUENCE"}, {13, "E_E2E"}, {14, "E_E2E_NOT_AVAILABLE"}, {15, "E_E2E_NO_NEW_DATA"}, {0, NULL}};

static const struct field fields[] = {
	[SOMEIP] = {"someip", "SOME/IP Protocol"},
	[SERVICE] = {"someip.serviceid", "Service ID", F_U16, HEX},
	[METHOD] = {"someip.methodid", "Method ID", F_U16, HEX},
	[LENGTH] = {"someip.length", "Length", F_U32},
	[CLIENT] = {"someip.clientid", "Client ID", F_U16, HEX},
	[SESSION] = {"someip.sessionid", "Session ID", F_U16, HEX},
	[PROTO_VERSION] = {"someip.protoversion", "SOME/IP Version", F_U8},
	[INTERFACE_VERSION] = {"someip.interfaceversion", "Interface Version", F_U8},
	[TYPE] = {"someip.messagetype", "Message Type", F_U8, HEX, types},
	[RETURN_CODE] = {"someip.returncode", "Return Code", F_U8, HEX, return_codes},
	[PAYLOAD] = {"someip.payload", "Payload", F_BYTES},
};

static void dissect(struct dis *d)
{
	say_s(d, "SOMEIP");
	if (declared(d) < HEADER) {
		invalid(d);
		return;
	}
	if (!need(d, 4))
		return;
	unsigned service = u16(d, SERVICE);
	say(d, ", service %u", service);
	unsigned method = u16(d, METHOD);
	say(d, ", %s %u", method & EVENT ? "event" : "method", method & ~(unsigned)EVENT);
	uint32_t length = u32(d, LENGTH);
	say(d, ", len %u", length);
	if (!need(d, 4))
		return;
	unsigned client = u16(d, CLIENT);
	say(d, ", client %u", client);
	unsigned session = u16(d, SESSION);
	say(d, ", session %u", session);
	unsigned version = u8(d, PROTO_VERSION);
	say(d, ", pver %u", version);
	unsigned interface = u8(d, INTERFACE_VERSION);
	say(d, ", iver %u", interface);
	unsigned type = u8(d, TYPE);
	say(d, ", msgtype %s", tok(d, types, "Unknown", type));
	unsigned code = u8(d, RETURN_CODE);
	say(d, ", retcode %s", tok(d, return_codes, "Unknown", code));
	if (fields_wanted(d) && left(d) && length > 8)
		mark_bytes(d, PAYLOAD, d->pos, left(d) < length - 8 ? left(d) : length - 8);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_SOMEIP, 30490, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 30490, 0},
	{0},
};

const struct proto proto_someip = {
	.name = "someip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "someip",
	.cuts = CUTS_ALL,
};
