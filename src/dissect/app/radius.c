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
	[VENDOR_TYPE] = {"radius.avp.vendor_type", "VSA Type", F_U8},
	[VENDOR_LEN] = {"radius.avp.vendor_len", "VSA Length", F_U8},
	[EAP_FRAGMENT] = {"radius.eap_fragment", "EAP fragment", F_BYTES},
	[A_USER_PASSWORD] = {"radius.User_Password_encrypted", "User-Password (encrypted)", F_BYTES},
	[A_CHAP_PASSWORD] = {"radius.CHAP_Password", "CHAP-Password", F_BYTES},
	[A_FRAMED_ROUTING] = {"radius.Framed_Routing", "Framed-Routing", F_U32},
	[A_FILTER_ID] = {"radius.Filter_Id", "Filter-Id", F_STR},
	[A_FRAMED_COMPRESSION] = {"radius.Framed_Compression", "Framed-Compression", F_U32},
	[A_LOGIN_IP_HOST] = {"radius.Login-IP-Host", "Login-IP-Host", F_IP4},
	[A_LOGIN_SERVICE] = {"radius.Login_Service", "Login-Service", F_U32},
	[A_LOGIN_TCP_PORT] = {"radius.Login_TCP_Port", "Login-TCP-Port", F_U32},
	[A_CALLBACK_NUMBER] = {"radius.Callback_Number", "Callback-Number", F_STR},
	[A_CALLBACK_ID] = {"radius.Callback_Id", "Callback-Id", F_STR},
	[A_FRAMED_ROUTE] = {"radius.Framed_Route", "Framed-Route", F_STR},
	[A_TERMINATION_ACTION] = {"radius.Termination_Action", "Termination-Action", F_U32},
	[A_PROXY_STATE] = {"radius.Proxy_State", "Proxy-State", F_BYTES},
	[A_LOGIN_LAT_SERVICE] = {"radius.Login_LAT_Service", "Login-LAT-Service", F_STR},
	[A_LOGIN_LAT_NODE] = {"radius.Login_LAT_Node", "Login-LAT-Node", F_STR},
	[A_LOGIN_LAT_GROUP] = {"radius.Login_LAT_Group", "Login-LAT-Group", F_BYTES},
	[A_FRAMED_APPLETALK_LINK] = {"radius.Framed_AppleTalk_Link", "Framed-AppleTalk-Link", F_U32},
	[A_FRAMED_APPLETALK_NETWORK] = {"radius.Framed_AppleTalk_Network", "Framed-AppleTalk-Network", F_U32},
	[A_FRAMED_APPLETALK_ZONE] = {"radius.Framed_AppleTalk_Zone", "Framed-AppleTalk-Zone", F_STR},
	[A_ACCT_INPUT_PACKETS] = {"radius.Acct_Input_Packets", "Acct-Input-Packets", F_U32},
	[A_ACCT_OUTPUT_PACKETS] = {"radius.Acct_Output_Packets", "Acct-Output-Packets", F_U32},
	[A_ACCT_MULTI_SESSION_ID] = {"radius.Acct_Multi_Session_Id", "Acct-Multi-Session-Id", F_STR},
	[A_ACCT_LINK_COUNT] = {"radius.Acct_Link_Count", "Acct-Link-Count", F_U32},
	[A_ACCT_INPUT_GIGAWORDS] = {"radius.Acct_Input_Gigawords", "Acct-Input-Gigawords", F_U32},
	[A_ACCT_OUTPUT_GIGAWORDS] = {"radius.Acct_Output_Gigawords", "Acct-Output-Gigawords", F_U32},
	[A_INGRESS_FILTERS] = {"radius.Ingress_Filters", "Ingress-Filters", F_U32},
	[A_USER_PRIORITY_TABLE] = {"radius.User_Priority_Table", "User-Priority-Table", F_BYTES},
	[A_CHAP_CHALLENGE] = {"radius.CHAP_Challenge", "CHAP-Challenge", F_BYTES},
	[A_PORT_LIMIT] = {"radius.Port_Limit", "Port-Limit", F_U32},
	[A_LOGIN_LAT_PORT] = {"radius.Login_LAT_Port", "Login-LAT-Port", F_STR},
	[A_TUNNEL_TYPE] = {"radius.Tunnel_Type", "Tunnel-Type", F_U32},
	[A_TUNNEL_TYPE_TAG] = {"radius.Tunnel_Type.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_MEDIUM_TYPE] = {"radius.Tunnel_Medium_Type", "Tunnel-Medium-Type", F_U32},
	[A_TUNNEL_MEDIUM_TYPE_TAG] = {"radius.Tunnel_Medium_Type.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_CLIENT_ENDPOINT] = {"radius.Tunnel_Client_Endpoint", "Tunnel-Client-Endpoint", F_STR},
	[A_TUNNEL_CLIENT_ENDPOINT_TAG] = {"radius.Tunnel_Client_Endpoint.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_SERVER_ENDPOINT] = {"radius.Tunnel_Server_Endpoint", "Tunnel-Server-Endpoint", F_STR},
	[A_TUNNEL_SERVER_ENDPOINT_TAG] = {"radius.Tunnel_Server_Endpoint.tag", "Tag", F_U8, HEX},
	[A_ACCT_TUNNEL_CONNECTION] = {"radius.Acct_Tunnel_Connection", "Acct-Tunnel-Connection", F_STR},
	[A_ARAP_ZONE_ACCESS] = {"radius.ARAP_Zone_Access", "ARAP-Zone-Access", F_U32},
	[A_ARAP_SECURITY_DATA] = {"radius.ARAP_Security_Data", "ARAP-Security-Data", F_STR},
	[A_PASSWORD_RETRY] = {"radius.Password_Retry", "Password-Retry", F_U32},
	[A_PROMPT] = {"radius.Prompt", "Prompt", F_U32},
	[A_CONNECT_INFO] = {"radius.Connect_Info", "Connect-Info", F_STR},
	[A_CONFIGURATION_TOKEN] = {"radius.Configuration_Token", "Configuration-Token", F_STR},
	[A_TUNNEL_PRIVATE_GROUP_ID] = {"radius.Tunnel_Private_Group_Id", "Tunnel-Private-Group-Id", F_STR},
	[A_TUNNEL_PRIVATE_GROUP_ID_TAG] = {"radius.Tunnel_Private_Group_Id.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_ASSIGNMENT_ID] = {"radius.Tunnel_Assignment_Id", "Tunnel-Assignment-Id", F_STR},
	[A_TUNNEL_ASSIGNMENT_ID_TAG] = {"radius.Tunnel_Assignment_Id.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_PREFERENCE] = {"radius.Tunnel_Preference", "Tunnel-Preference", F_U32},
	[A_TUNNEL_PREFERENCE_TAG] = {"radius.Tunnel_Preference.tag", "Tag", F_U8, HEX},
	[A_ACCT_INTERIM_INTERVAL] = {"radius.Acct_Interim_Interval", "Acct-Interim-Interval", F_U32},
	[A_ACCT_TUNNEL_PACKETS_LOST] = {"radius.Acct_Tunnel_Packets_Lost", "Acct-Tunnel-Packets-Lost", F_U32},
	[A_FRAMED_POOL] = {"radius.Framed_Pool", "Framed-Pool", F_STR},
	[A_CUI] = {"radius.Chargeable_User_Identity", "Chargeable-User-Identity", F_STR},
	[A_TUNNEL_CLIENT_AUTH_ID] = {"radius.Tunnel_Client_Auth_Id", "Tunnel-Client-Auth-Id", F_STR},
	[A_TUNNEL_CLIENT_AUTH_ID_TAG] = {"radius.Tunnel_Client_Auth_Id.tag", "Tag", F_U8, HEX},
	[A_TUNNEL_SERVER_AUTH_ID] = {"radius.Tunnel_Server_Auth_Id", "Tunnel-Server-Auth-Id", F_STR},
	[A_TUNNEL_SERVER_AUTH_ID_TAG] = {"radius.Tunnel_Server_Auth_Id.tag", "Tag", F_U8, HEX},
	[A_NAS_FILTER_RULE] = {"radius.NAS_Filter_Rule", "NAS-Filter-Rule", F_STR},
	[A_ORIGINATING_LINE_INFO] = {"radius.Originating_Line_Info", "Originating-Line-Info", F_STR},
	[A_LOGIN_IPV6_HOST] = {"radius.Login_IPv6_Host", "Login-IPv6-Host", F_IP6},
	[A_FRAMED_IPV6_ROUTE] = {"radius.Framed_IPv6_Route", "Framed-IPv6-Route", F_STR},
	[A_FRAMED_IPV6_POOL] = {"radius.Framed_IPv6_Pool", "Framed-IPv6-Pool", F_STR},
	[A_ERROR_CAUSE] = {"radius.Error_Cause", "Error-Cause", F_U32},
	[A_EAP_KEY_NAME] = {"radius.EAP_Key_Name", "EAP-Key-Name", F_STR},
	[A_DIGEST_RESPONSE] = {"radius.Digest_Response", "Digest-Response", F_STR},
	[A_ARAP_PASSWORD] = {"radius.ARAP_Password", "ARAP-Password", F_BYTES},
	[A_ARAP_FEATURES] = {"radius.ARAP_Features", "ARAP-Features", F_BYTES},
	[A_ARAP_CHALLENGE_RESPONSE] = {"radius.ARAP_Challenge_Response", "ARAP-Challenge-Response", F_BYTES},
	[A_FRAMED_IPV6_PREFIX] = {"radius.Framed_IPv6_Prefix", "Framed-IPv6-Prefix", F_BYTES},
	[A_DELEGATED_IPV6_PREFIX] = {"radius.Delegated_IPv6_Prefix", "Delegated-IPv6-Prefix", F_BYTES},
	[A_MIP6_FEATURE_VECTOR] = {"radius.MIP6_Feature_Vector", "MIP6-Feature-Vector", F_BYTES},
	[A_MIP6_HOME_LINK_PREFIX] = {"radius.MIP6_Home_Link_Prefix", "MIP6-Home-Link-Prefix", F_BYTES},
	[A_LOCATION_INFORMATION] = {"radius.Location_Information", "Location-Information", F_BYTES},
	[A_LOCATION_DATA] = {"radius.Location_Data", "Location-Data", F_BYTES},
	[A_BASIC_LOCATION_POLICY_RULES] = {"radius.Basic_Location_Policy_Rules", "Basic-Location-Policy-Rules", F_BYTES},
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
