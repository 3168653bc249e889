/* Remote Authentication Dial In User Service: RFC 2865, 2866 (accounting), 5176 (dynamic authorization).
 *
 *	| code 1 | id 1 | length 2 | authenticator 16 | attributes ...
 */
#include "dissect/app/radius.h"

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { HEADER = 20 };

static const struct token codes[] = {{1, "Access-Request"}, {2, "Access-Accept"}, {3, "Access-Reject"}, {4, "Accounting-Request"},
	{5, "Accounting-Response"}, {11, "Access-Challenge"}, {12, "Status-Server"}, {13, "Status-Client"}, {40, "Disconnect-Request"},
	{41, "Disconnect-ACK"}, {42, "Disconnect-NAK"}, {43, "CoA-Request"}, {44, "CoA-ACK"}, {45, "CoA-NAK"}, {255, "Reserved"},
	{0, NULL}};

static const struct field fields[RADIUS_FIELDS] = {
	[RADIUS] = {"radius", "RADIUS Protocol"},
	[RADIUS_CODE] = {"radius.code", "Code", F_U8, DEC, codes},
	[RADIUS_ID] = {"radius.id", "Identifier", F_U8},
	[RADIUS_LENGTH] = {"radius.length", "Length", F_U16},
	[AUTHENTICATOR] = {"radius.authenticator", "Authenticator", F_BYTES},
	[AVP_TYPE] = {"radius.avp.type", "Type", F_U8},
	[AVP_LENGTH] = {"radius.avp.length", "Length", F_U8},
	[VENDOR_ID] = {"radius.avp.vendor_id", "Vendor ID", F_U32},
	[USER_NAME] = {"radius.User_Name", "User-Name", F_STR},
	[NAS_IP] = {"radius.NAS_IP_Address", "NAS-IP-Address", F_IP4},
	[NAS_PORT] = {"radius.NAS_Port", "NAS-Port", F_U32},
	[SERVICE_TYPE] = {"radius.Service_Type", "Service-Type", F_U32},
	[FRAMED_PROTOCOL] = {"radius.Framed_Protocol", "Framed-Protocol", F_U32},
	[FRAMED_IP] = {"radius.Framed-IP-Address", "Framed-IP-Address", F_IP4},
	[FRAMED_NETMASK] = {"radius.Framed_IP_Netmask", "Framed-IP-Netmask", F_IP4},
	[FRAMED_MTU] = {"radius.Framed_MTU", "Framed-MTU", F_U32},
	[REPLY_MESSAGE] = {"radius.Reply_Message", "Reply-Message", F_STR},
	[STATE] = {"radius.State", "State", F_BYTES},
	[CLASS] = {"radius.Class", "Class", F_BYTES},
	[SESSION_TIMEOUT] = {"radius.Session_Timeout", "Session-Timeout", F_U32},
	[IDLE_TIMEOUT] = {"radius.Idle_Timeout", "Idle-Timeout", F_U32},
	[CALLED_STATION] = {"radius.Called_Station_Id", "Called-Station-Id", F_STR},
	[CALLING_STATION] = {"radius.Calling_Station_Id", "Calling-Station-Id", F_STR},
	[NAS_IDENTIFIER] = {"radius.NAS_Identifier", "NAS-Identifier", F_STR},
	[ACCT_STATUS] = {"radius.Acct_Status_Type", "Acct-Status-Type", F_U32},
	[ACCT_DELAY] = {"radius.Acct_Delay_Time", "Acct-Delay-Time", F_U32},
	[ACCT_INPUT] = {"radius.Acct_Input_Octets", "Acct-Input-Octets", F_U32},
	[ACCT_OUTPUT] = {"radius.Acct_Output_Octets", "Acct-Output-Octets", F_U32},
	[ACCT_SESSION] = {"radius.Acct_Session_Id", "Acct-Session-Id", F_STR},
	[ACCT_AUTHENTIC] = {"radius.Acct_Authentic", "Acct-Authentic", F_U32},
	[ACCT_SESSION_TIME] = {"radius.Acct_Session_Time", "Acct-Session-Time", F_U32},
	[ACCT_CAUSE] = {"radius.Acct_Terminate_Cause", "Acct-Terminate-Cause", F_U32},
	[EVENT_TIME] = {"radius.Event_Timestamp", "Event-Timestamp", F_TIME},
	[NAS_PORT_TYPE] = {"radius.NAS_Port_Type", "NAS-Port-Type", F_U32},
	[MESSAGE_AUTHENTICATOR] = {"radius.Message_Authenticator", "Message-Authenticator", F_BYTES},
	[NAS_PORT_ID] = {"radius.NAS_Port_Id", "NAS-Port-Id", F_STR},
	[NAS_IP6] = {"radius.NAS_IPv6_Address", "NAS-IPv6-Address", F_IP6},
};

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	if (!need(d, HEADER))
		return;
	unsigned code = u8(d, RADIUS_CODE), id = u8(d, RADIUS_ID), size = u16(d, RADIUS_LENGTH);
	struct span authenticator = bytes(d, AUTHENTICATOR, 16);
	if (size < HEADER) {
		say_s(d, "RADIUS");
		invalid_misfit(d, "length", size, "<", HEADER);
		return;
	}
	size = size < length ? size : length;
	if (!d->verbose) {
		say(d, "RADIUS, %s (%u), id: 0x%02x length: %u", tok(d, codes, "Unknown Command", code), code, id, size);
	} else {
		say(d, "RADIUS, length: %u\n\t%s (%u), id: 0x%02x, Authenticator: ", size, tok(d, codes, "Unknown Command", code), code, id);
		say_hex(d, authenticator);
	}
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	declare(d, start + size - d->pos);
	radius_attributes(d);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_RADIUS, 1812, 1813}, {BIND_UDP_PORT, EITHER, UDP_RANK_RADIUS, 1645, 1646},
	{BIND_UDP_PORT, EITHER, UDP_RANK_RADIUS, 3799, 0}, {BIND_UDP_PORT, EITHER, UDP_RANK_RADIUS, 1700, 0},
	{0},
};

const struct proto proto_radius = {
	.name = "radius",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.decode_as = "radius",
};
