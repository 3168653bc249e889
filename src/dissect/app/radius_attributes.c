/* The attributes of RADIUS: RFC 2865 to 2869, 3162 (IPv6), 4675 (VLANs), 5090 (digest), 5447 and 5779 (mobile IPv6),
 * 5580 (location). What is not as long as its kind demands is said to be invalid.
 *
 *	| type 1 | length 1, of all of it | value ...
 */
#include "core/time.h"
#include "dissect/app/radius.h"
#include "dissect/protocols.h"

enum kind {
	UNSAID = 1, TEXT, ADDRESS, ADDRESS_OR_WHO, NUMBER, VENDOR, DURATION, TIME, VLAN_ID, VLAN_NAME, TAGGED_NUMBER, TAGGED_TEXT,
	TUNNEL_PASSWORD, EAP, ADDRESS6, IP6_PREFIX, ERROR_CAUSE, MIP6_FEATURES, HOME_LINK_PREFIX, OPERATOR, LOCATION, LOCATION_DATA,
	LOCATION_RULES, ARAP_PASSWORD, ARAP_FEATURES, ARAP_RESPONSE,
};

static const struct token services[] = {{1, "Login"}, {2, "Framed"}, {3, "Callback Login"}, {4, "Callback Framed"}, {5, "Outbound"},
	{6, "Administrative"}, {7, "NAS Prompt"}, {8, "Authenticate Only"}, {9, "Callback NAS Prompt"}, {10, "Call Check"},
	{11, "Callback Administrative"}, {12, "Voice"}, {13, "Fax"}, {14, "Modem Relay"}, {15, "IAPP-Register"}, {16, "IAPP-AP-Check"},
	{17, "Authorize Only"}, {18, "Framed-Management"}, {19, "Additional-Authorization"}, {0, NULL}};
static const struct token framings[] = {{1, "PPP"}, {2, "SLIP"}, {3, "ARAP"}, {4, "Gandalf proprietary"}, {5, "Xylogics IPX/SLIP"},
	{6, "X.75 Synchronous"}, {7, "GPRS PDP Context"}, {0, NULL}};
static const struct token routings[] = {{0, "None"}, {1, "Send"}, {2, "Listen"}, {3, "Send&Listen"}, {0, NULL}};
static const struct token compressions[] = {{0, "None"}, {1, "VJ TCP/IP"}, {2, "IPX"}, {3, "Stac-LZS"}, {0, NULL}};
static const struct token logins[] = {{0, "Telnet"}, {1, "Rlogin"}, {2, "TCP Clear"}, {3, "PortMaster(proprietary)"}, {4, "LAT"},
	{5, "X.25-PAD"}, {6, "X.25-T3POS"}, {7, "Unassigned"}, {8, "TCP Clear Quiet"}, {0, NULL}};
static const struct token terminations[] = {{0, "Default"}, {1, "RADIUS-Request"}, {0, NULL}};
static const struct token statuses[] = {{1, "Start"}, {2, "Stop"}, {3, "Interim-Update"}, {4, "Unassigned"}, {5, "Unassigned"},
	{6, "Unassigned"}, {7, "Accounting-On"}, {8, "Accounting-Off"}, {9, "Tunnel-Start"}, {10, "Tunnel-Stop"}, {11, "Tunnel-Reject"},
	{12, "Tunnel-Link-Start"}, {13, "Tunnel-Link-Stop"}, {14, "Tunnel-Link-Reject"}, {15, "Failed"}, {0, NULL}};
static const struct token authentics[] = {{1, "RADIUS"}, {2, "Local"}, {3, "Remote"}, {4, "Diameter"}, {0, NULL}};
static const struct token causes[] = {{1, "User Request"}, {2, "Lost Carrier"}, {3, "Lost Service"}, {4, "Idle Timeout"},
	{5, "Session Timeout"}, {6, "Admin Reset"}, {7, "Admin Reboot"}, {8, "Port Error"}, {9, "NAS Error"}, {10, "NAS Request"},
	{11, "NAS Reboot"}, {12, "Port Unneeded"}, {13, "Port Preempted"}, {14, "Port Suspended"}, {15, "Service Unavailable"},
	{16, "Callback"}, {17, "User Error"}, {18, "Host Request"}, {19, "Supplicant Restart"}, {20, "Reauthentication Failure"},
	{21, "Port Reinitialized"}, {22, "Port Administratively Disabled"}, {23, "Lost Power"}, {0, NULL}};
static const struct token filters[] = {{1, "Enabled"}, {2, "Disabled"}, {0, NULL}};
static const struct token port_types[] = {{0, "Async"}, {1, "Sync"}, {2, "ISDN Sync"}, {3, "ISDN Async V.120"},
	{4, "ISDN Async V.110"}, {5, "Virtual"}, {6, "PIAFS"}, {7, "HDLC Clear Channel"}, {8, "X.25"}, {9, "X.75"}, {10, "G.3 Fax"},
	{11, "SDSL"}, {12, "ADSL-CAP"}, {13, "ADSL-DMT"}, {14, "ISDN-DSL"}, {15, "Ethernet"}, {16, "xDSL"}, {17, "Cable"},
	{18, "Wireless - Other"}, {19, "Wireless - IEEE 802.11"}, {20, "Token-Ring"}, {21, "FDDI"}, {22, "Wireless - CDMA200"},
	{23, "Wireless - UMTS"}, {24, "Wireless - 1X-EV"}, {25, "IAPP"}, {26, "FTTP"}, {27, "Wireless - IEEE 802.16"},
	{28, "Wireless - IEEE 802.20"}, {29, "Wireless - IEEE 802.22"}, {30, "PPPoA"}, {31, "PPPoEoA"}, {32, "PPPoEoE"},
	{33, "PPPoEoVLAN"}, {34, "PPPoEoQinQ"}, {35, "xPON"}, {36, "Wireless - XGP"}, {37, "WiMAX Pre-Release 8 IWK Function"},
	{38, "WIMAX-WIFI-IWK"}, {39, "WIMAX-SFF"}, {40, "WIMAX-HA-LMA"}, {41, "WIMAX-DHCP"}, {42, "WIMAX-LBS"}, {43, "WIMAX-WVS"},
	{0, NULL}};
static const struct token tunnels[] = {{1, "PPTP"}, {2, "L2F"}, {3, "L2TP"}, {4, "ATMP"}, {5, "VTP"}, {6, "AH"}, {7, "IP-IP"},
	{8, "MIN-IP-IP"}, {9, "ESP"}, {10, "GRE"}, {11, "DVS"}, {12, "IP-in-IP Tunneling"}, {13, "VLAN"}, {0, NULL}};
static const struct token media[] = {{1, "IPv4"}, {2, "IPv6"}, {3, "NSAP"}, {4, "HDLC"}, {5, "BBN 1822"}, {6, "802"}, {7, "E.163"},
	{8, "E.164"}, {9, "F.69"}, {10, "X.121"}, {11, "IPX"}, {12, "Appletalk"}, {13, "Decnet IV"}, {14, "Banyan Vines"},
	{15, "E.164 with NSAP subaddress"}, {0, NULL}};
static const struct token zones[] = {{1, "Only access to dfl zone"}, {2, "Use zone filter inc."}, {3, "Not used"},
	{4, "Use zone filter exc."}, {0, NULL}};
static const struct token prompts[] = {{0, "No Echo"}, {1, "Echo"}, {0, NULL}};
static const struct token error_causes[] = {{201, "Residual Session Context Removed"}, {202, "Invalid EAP Packet (Ignored)"},
	{401, "Unsupported Attribute"}, {402, "Missing Attribute"}, {403, "NAS Identification Mismatch"}, {404, "Invalid Request"},
	{405, "Unsupported Service"}, {406, "Unsupported Extension"}, {407, "Invalid Attribute Value"},
	{501, "Administratively Prohibited"}, {502, "Request Not Routable (Proxy)"}, {503, "Session Context Not Found"},
	{504, "Session Context Not Removable"}, {505, "Other Proxy Processing Error"}, {506, "Resources Unavailable"},
	{507, "Request Initiated"}, {508, "Multiple Session Selection Unsupported"}, {0, NULL}};
static const struct token vlan_tags[] = {{0x31, "Tagged"}, {0x32, "Untagged"}, {0, NULL}};
static const struct token vendors[] = {{9, "Cisco"}, {43, "3Com"}, {52, "Enterasys"}, {181, "ADC"}, {311, "Microsoft"}, {529, "Ascend"},
	{1584, "Bay"}, {1991, "Foundry"}, {2352, "Redback"}, {2636, "Juniper"}, {0, NULL}};

static const struct attribute {
	const char *name;
	uint8_t kind;
	uint8_t field; /* that of the tag follows it */
	const struct token *words;
} attributes[] = {
	[1] = {"User-Name", TEXT, USER_NAME, NULL},
	[2] = {"User-Password", UNSAID, A_USER_PASSWORD, NULL},
	[3] = {"CHAP-Password", UNSAID, A_CHAP_PASSWORD, NULL},
	[4] = {"NAS-IP-Address", ADDRESS, NAS_IP, NULL},
	[5] = {"NAS-Port", NUMBER, NAS_PORT, NULL},
	[6] = {"Service-Type", NUMBER, SERVICE_TYPE, services},
	[7] = {"Framed-Protocol", NUMBER, FRAMED_PROTOCOL, framings},
	[8] = {"Framed-IP-Address", ADDRESS_OR_WHO, FRAMED_IP, NULL},
	[9] = {"Framed-IP-Netmask", ADDRESS, FRAMED_NETMASK, NULL},
	[10] = {"Framed-Routing", NUMBER, A_FRAMED_ROUTING, routings},
	[11] = {"Filter-Id", TEXT, A_FILTER_ID, NULL},
	[12] = {"Framed-MTU", NUMBER, FRAMED_MTU, NULL},
	[13] = {"Framed-Compression", NUMBER, A_FRAMED_COMPRESSION, compressions},
	[14] = {"Login-IP-Host", ADDRESS_OR_WHO, A_LOGIN_IP_HOST, NULL},
	[15] = {"Login-Service", NUMBER, A_LOGIN_SERVICE, logins},
	[16] = {"Login-TCP-Port", NUMBER, A_LOGIN_TCP_PORT, NULL},
	[17] = {"Unassigned", UNSAID, 0, NULL},
	[18] = {"Reply-Message", TEXT, REPLY_MESSAGE, NULL},
	[19] = {"Callback-Number", TEXT, A_CALLBACK_NUMBER, NULL},
	[20] = {"Callback-Id", TEXT, A_CALLBACK_ID, NULL},
	[21] = {"Unassigned", UNSAID, 0, NULL},
	[22] = {"Framed-Route", TEXT, A_FRAMED_ROUTE, NULL},
	[23] = {"Framed-IPX-Network", NUMBER, 0, NULL},
	[24] = {"State", TEXT, STATE, NULL},
	[25] = {"Class", TEXT, CLASS, NULL},
	[26] = {"Vendor-Specific", VENDOR, 0, NULL},
	[27] = {"Session-Timeout", DURATION, SESSION_TIMEOUT, NULL},
	[28] = {"Idle-Timeout", DURATION, IDLE_TIMEOUT, NULL},
	[29] = {"Termination-Action", NUMBER, A_TERMINATION_ACTION, terminations},
	[30] = {"Called-Station-Id", TEXT, CALLED_STATION, NULL},
	[31] = {"Calling-Station-Id", TEXT, CALLING_STATION, NULL},
	[32] = {"NAS-Identifier", TEXT, NAS_IDENTIFIER, NULL},
	[33] = {"Proxy-State", TEXT, A_PROXY_STATE, NULL},
	[34] = {"Login-LAT-Service", TEXT, A_LOGIN_LAT_SERVICE, NULL},
	[35] = {"Login-LAT-Node", TEXT, A_LOGIN_LAT_NODE, NULL},
	[36] = {"Login-LAT-Group", TEXT, A_LOGIN_LAT_GROUP, NULL},
	[37] = {"Framed-AppleTalk-Link", NUMBER, A_FRAMED_APPLETALK_LINK, NULL},
	[38] = {"Framed-AppleTalk-Network", NUMBER, A_FRAMED_APPLETALK_NETWORK, NULL},
	[39] = {"Framed-AppleTalk-Zone", TEXT, A_FRAMED_APPLETALK_ZONE, NULL},
	[40] = {"Acct-Status-Type", NUMBER, ACCT_STATUS, statuses},
	[41] = {"Acct-Delay-Time", DURATION, ACCT_DELAY, NULL},
	[42] = {"Acct-Input-Octets", NUMBER, ACCT_INPUT, NULL},
	[43] = {"Acct-Output-Octets", NUMBER, ACCT_OUTPUT, NULL},
	[44] = {"Acct-Session-Id", TEXT, ACCT_SESSION, NULL},
	[45] = {"Acct-Authentic", NUMBER, ACCT_AUTHENTIC, authentics},
	[46] = {"Acct-Session-Time", DURATION, ACCT_SESSION_TIME, NULL},
	[47] = {"Acct-Input-Packets", NUMBER, A_ACCT_INPUT_PACKETS, NULL},
	[48] = {"Acct-Output-Packets", NUMBER, A_ACCT_OUTPUT_PACKETS, NULL},
	[49] = {"Acct-Terminate-Cause", NUMBER, ACCT_CAUSE, causes},
	[50] = {"Acct-Multi-Session-Id", TEXT, A_ACCT_MULTI_SESSION_ID, NULL},
	[51] = {"Acct-Link-Count", NUMBER, A_ACCT_LINK_COUNT, NULL},
	[52] = {"Acct-Input-Gigawords", NUMBER, A_ACCT_INPUT_GIGAWORDS, NULL},
	[53] = {"Acct-Output-Gigawords", NUMBER, A_ACCT_OUTPUT_GIGAWORDS, NULL},
	[54] = {"Unassigned", UNSAID, 0, NULL},
	[55] = {"Event-Timestamp", TIME, EVENT_TIME, NULL},
	[56] = {"Egress-VLANID", VLAN_ID, 0, NULL},
	[57] = {"Ingress-Filters", NUMBER, A_INGRESS_FILTERS, filters},
	[58] = {"Egress-VLAN-Name", VLAN_NAME, 0, NULL},
	[59] = {"User-Priority-Table", UNSAID, A_USER_PRIORITY_TABLE, NULL},
	[60] = {"CHAP-Challenge", TEXT, A_CHAP_CHALLENGE, NULL},
	[61] = {"NAS-Port-Type", NUMBER, NAS_PORT_TYPE, port_types},
	[62] = {"Port-Limit", NUMBER, A_PORT_LIMIT, NULL},
	[63] = {"Login-LAT-Port", TEXT, A_LOGIN_LAT_PORT, NULL},
	[64] = {"Tunnel-Type", TAGGED_NUMBER, A_TUNNEL_TYPE, tunnels},
	[65] = {"Tunnel-Medium-Type", TAGGED_NUMBER, A_TUNNEL_MEDIUM_TYPE, media},
	[66] = {"Tunnel-Client-Endpoint", TAGGED_TEXT, A_TUNNEL_CLIENT_ENDPOINT, NULL},
	[67] = {"Tunnel-Server-Endpoint", TAGGED_TEXT, A_TUNNEL_SERVER_ENDPOINT, NULL},
	[68] = {"Acct-Tunnel-Connection", TEXT, A_ACCT_TUNNEL_CONNECTION, NULL},
	[69] = {"Tunnel-Password", TUNNEL_PASSWORD, 0, NULL},
	[70] = {"ARAP-Password", ARAP_PASSWORD, A_ARAP_PASSWORD, NULL},
	[71] = {"ARAP-Features", ARAP_FEATURES, A_ARAP_FEATURES, NULL},
	[72] = {"ARAP-Zone-Access", NUMBER, A_ARAP_ZONE_ACCESS, zones},
	[73] = {"ARAP-Security", TEXT, 0, NULL},
	[74] = {"ARAP-Security-Data", TEXT, A_ARAP_SECURITY_DATA, NULL},
	[75] = {"Password-Retry", NUMBER, A_PASSWORD_RETRY, NULL},
	[76] = {"Prompt", NUMBER, A_PROMPT, prompts},
	[77] = {"Connect-Info", TEXT, A_CONNECT_INFO, NULL},
	[78] = {"Configuration-Token", TEXT, A_CONFIGURATION_TOKEN, NULL},
	[79] = {"EAP-Message", EAP, 0, NULL},
	[80] = {"Message-Authenticator", TEXT, MESSAGE_AUTHENTICATOR, NULL},
	[81] = {"Tunnel-Private-Group-ID", TAGGED_TEXT, A_TUNNEL_PRIVATE_GROUP_ID, NULL},
	[82] = {"Tunnel-Assignment-ID", TAGGED_TEXT, A_TUNNEL_ASSIGNMENT_ID, NULL},
	[83] = {"Tunnel-Preference", TAGGED_NUMBER, A_TUNNEL_PREFERENCE, NULL},
	[84] = {"ARAP-Challenge-Response", ARAP_RESPONSE, A_ARAP_CHALLENGE_RESPONSE, NULL},
	[85] = {"Acct-Interim-Interval", DURATION, A_ACCT_INTERIM_INTERVAL, NULL},
	[86] = {"Acct-Tunnel-Packets-Lost", NUMBER, A_ACCT_TUNNEL_PACKETS_LOST, NULL},
	[87] = {"NAS-Port-Id", TEXT, NAS_PORT_ID, NULL},
	[88] = {"Framed-Pool", TEXT, A_FRAMED_POOL, NULL},
	[89] = {"CUI", TEXT, A_CUI, NULL},
	[90] = {"Tunnel-Client-Auth-ID", TAGGED_TEXT, A_TUNNEL_CLIENT_AUTH_ID, NULL},
	[91] = {"Tunnel-Server-Auth-ID", TAGGED_TEXT, A_TUNNEL_SERVER_AUTH_ID, NULL},
	[92] = {"NAS-Filter-Rule", TEXT, A_NAS_FILTER_RULE, NULL},
	[93] = {"Unassigned", UNSAID, 0, NULL},
	[94] = {"Originating-Line-Info", UNSAID, A_ORIGINATING_LINE_INFO, NULL},
	[95] = {"NAS-IPv6-Address", ADDRESS6, NAS_IP6, NULL},
	[96] = {"Framed-Interface-ID", UNSAID, 0, NULL},
	[97] = {"Framed-IPv6-Prefix", IP6_PREFIX, A_FRAMED_IPV6_PREFIX, NULL},
	[98] = {"Login-IPv6-Host", ADDRESS6, A_LOGIN_IPV6_HOST, NULL},
	[99] = {"Framed-IPv6-Route", TEXT, A_FRAMED_IPV6_ROUTE, NULL},
	[100] = {"Framed-IPv6-Pool", TEXT, A_FRAMED_IPV6_POOL, NULL},
	[101] = {"Error-Cause", ERROR_CAUSE, A_ERROR_CAUSE, NULL},
	[102] = {"EAP-Key-Name", UNSAID, A_EAP_KEY_NAME, NULL},
	[103] = {"Digest-Response", TEXT, A_DIGEST_RESPONSE, NULL},
	[104] = {"Digest-Realm", TEXT, 0, NULL},
	[105] = {"Digest-Nonce", TEXT, 0, NULL},
	[106] = {"Digest-Response-Auth", TEXT, 0, NULL},
	[107] = {"Digest-Nextnonce", TEXT, 0, NULL},
	[108] = {"Digest-Method", TEXT, 0, NULL},
	[109] = {"Digest-URI", TEXT, 0, NULL},
	[110] = {"Digest-Qop", TEXT, 0, NULL},
	[111] = {"Digest-Algorithm", TEXT, 0, NULL},
	[112] = {"Digest-Entity-Body-Hash", TEXT, 0, NULL},
	[113] = {"Digest-CNonce", TEXT, 0, NULL},
	[114] = {"Digest-Nonce-Count", TEXT, 0, NULL},
	[115] = {"Digest-Username", TEXT, 0, NULL},
	[116] = {"Digest-Opaque", TEXT, 0, NULL},
	[117] = {"Digest-Auth-Param", TEXT, 0, NULL},
	[118] = {"Digest-AKA-Auts", TEXT, 0, NULL},
	[119] = {"Digest-Domain", TEXT, 0, NULL},
	[120] = {"Digest-Stale", TEXT, 0, NULL},
	[121] = {"Digest-HA1", TEXT, 0, NULL},
	[122] = {"SIP-AOR", TEXT, 0, NULL},
	[123] = {"Delegated-IPv6-Prefix", IP6_PREFIX, A_DELEGATED_IPV6_PREFIX, NULL},
	[124] = {"MIP6-Feature-Vector", MIP6_FEATURES, A_MIP6_FEATURE_VECTOR, NULL},
	[125] = {"MIP6-Home-Link-Prefix", HOME_LINK_PREFIX, A_MIP6_HOME_LINK_PREFIX, NULL},
	[126] = {"Operator-Name", OPERATOR, 0, NULL},
	[127] = {"Location-Information", LOCATION, A_LOCATION_INFORMATION, NULL},
	[128] = {"Location-Data", LOCATION_DATA, A_LOCATION_DATA, NULL},
	[129] = {"Basic-Location-Policy-Rules", LOCATION_RULES, A_BASIC_LOCATION_POLICY_RULES, NULL},};

/* ---- Values. len: of the value. Each is called with the value as a part; a length that does not fit was said already. */

static void text(struct dis *d, unsigned field, unsigned len)
{
	struct span s = soft_bytes(d, field, len);
	for (uint32_t i = 0; i < s.len; i++) {
		unsigned c = span_u8(s, i);
		if (!c)
			return;
		say_c(d, c < 32 || c > 126 ? '.' : (char)c);
	}
	if (s.len < len)
		cut_here(d);
}

static bool length_is(struct dis *d, unsigned len, unsigned wanted)
{
	if (len != wanted)
		invalid_misfit(d, "length", len, "!=", wanted);
	return len == wanted;
}

static bool length_at_least(struct dis *d, unsigned len, unsigned wanted)
{
	if (len < wanted)
		invalid_misfit(d, "length", len, "<", wanted);
	return len >= wanted;
}

static void number(struct dis *d, const struct attribute *a)
{
	uint32_t v = u32(d, a->field);
	if (a->words)
		say_s(d, tok(d, a->words, "#%u", v));
	else
		say_u(d, v);
}

static void address_or_who(struct dis *d, unsigned field)
{
	uint32_t v = ip4(d, field);
	if (v == 0xffffffff)
		say_s(d, "User Selected");
	else if (v == 0xfffffffe)
		say_s(d, "NAS Select");
	else
		say_s(d, ip4_str(d, v));
}

static void duration(struct dis *d, uint32_t s)
{
	if (s < 60)
		say(d, "%02u secs", s);
	else if (s < 3600)
		say(d, "%02u:%02u min", s / 60, s % 60);
	else
		say(d, "%02u:%02u:%02u hours", s / 3600, s / 60 % 60, s % 60);
}

/* As asctime() has it, in local time. */
static void calendar_time(struct dis *d, uint32_t s)
{
	static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct zone zone = {0};
	struct calendar c;
	time_calendar(&zone, s, &c);
	int64_t day = ((int64_t)s + zone.offset) / 86400;
	say(d, "%s %s %2d %02d:%02d:%02d %d", days[(day + 4) % 7], months[c.month - 1], c.day, c.hour, c.minute, c.second, c.year);
}

static void vlan(struct dis *d, unsigned len, bool named)
{
	unsigned tag = u8(d, 0);
	say(d, "%s (0x%02x) ", tok(d, vlan_tags, "Unknown tag", tag), tag);
	if (named)
		text(d, 0, len - 1);
	else
		say_u(d, u24(d, 0));
}

/* RFC 2868: a tag from 1 to 31 in front of the value; a number always has one. */
static void tagged_number(struct dis *d, const struct attribute *a)
{
	unsigned tag = u8(d, a->field + 1u);
	uint32_t v = u24(d, a->field);
	if (tag)
		say(d, "Tag[%u] ", tag);
	else
		say_s(d, "Tag[Unused] ");
	if (a->words)
		say_s(d, tok(d, a->words, "#%u", v));
	else
		say_u(d, v);
}

static void tag_of_text(struct dis *d, unsigned tag)
{
	if (tag)
		say(d, "Tag[%u] ", tag);
	else
		say_s(d, "Tag[Unused] ");
}

static void tagged_text(struct dis *d, const struct attribute *a, unsigned len)
{
	if (len && have(d, 1) && peek8(d, 0) <= 31) {
		tag_of_text(d, u8(d, a->field + 1u));
		len--;
	}
	text(d, a->field, len);
}

static void tunnel_password(struct dis *d, unsigned len)
{
	if (len < 3) {
		cut_here(d);
		return;
	}
	unsigned tag = u8(d, 0);
	tag_of_text(d, tag <= 31 ? tag : 0);
	say(d, "Salt %u ", u16(d, 0));
	text(d, 0, len - 3);
}

static void vendor(struct dis *d, unsigned len)
{
	if (len < 4) {
		cut_here(d);
		return;
	}
	uint32_t id = u32(d, VENDOR_ID);
	say(d, "Vendor: %s (%u)", tok(d, vendors, "Unknown", id), id);
	for (uint32_t rest_len = len - 4; rest_len >= 2 && !d->cut;) {
		unsigned type = u8(d, VENDOR_TYPE), size = u8(d, VENDOR_LEN);
		say(d, "\n\t    Vendor Attribute: %u, Length: %u", type, size < 2 || size > rest_len ? size : size - 2);
		if (size < 2) {
			say_s(d, " (bogus, must be >= 2)");
			return;
		}
		if (size > rest_len) {
			say_s(d, " (bogus, goes past end of vendor-specific attribute)");
			return;
		}
		say_s(d, ", Value: ");
		text(d, 0, size - 2);
		rest_len -= size;
	}
}

/* RFC 3162 section 2.3: as many bytes of the address as the prefix needs, or more. */
static void ip6_prefix(struct dis *d, unsigned len)
{
	uint8_t a[16] = {0};
	if (!length_at_least(d, len, 2))
		return;
	if (len > 18) {
		invalid_misfit(d, "length", len, ">", 18);
		return;
	}
	u8(d, 0);
	unsigned bits = u8(d, 0);
	if (bits > 128) {
		invalid_misfit(d, "prefix length", bits, ">", 128);
		return;
	}
	struct span s = bytes(d, 0, len - 2);
	for (uint32_t i = 0; i < s.len; i++)
		a[i] = (uint8_t)span_u8(s, i);
	struct ip6 address;
	memcpy(address.b, a, sizeof a);
	say(d, "%s/%u", ip6_str(d, &address), bits);
	if (bits > (len - 2) * 8)
		say_s(d, " (inconsistent prefix length)");
}

static void mip6_features(struct dis *d)
{
	static const struct { uint64_t bit; const char *name; } names[] = {{1, "MIP6_INTEGRATED"}, {2, "LOCAL_HOME_AGENT_ASSIGNMENT"},
		{UINT64_C(1) << 40, "PMIP6_SUPPORTED"}, {UINT64_C(1) << 41, "IP4_HOA_SUPPORTED"},
		{UINT64_C(1) << 42, "LOCAL_MAG_ROUTING_SUPPORTED"}, {UINT64_C(1) << 43, "ASSIGN_LOCAL_IP"},
		{UINT64_C(1) << 44, "MIP4_SUPPORTED"}, {UINT64_C(1) << 45, "OPTIMIZED_IDLE_MODE_MOBILITY"},
		{UINT64_C(1) << 46, "GTPv2_SUPPORTED"}, {UINT64_C(1) << 47, "IP4_TRANSPORT_SUPPORTED"},
		{UINT64_C(1) << 48, "IP4_HOA_ONLY_SUPPORTED"}, {UINT64_C(1) << 49, "INTER_MAG_ROUTING_SUPPORTED"}};
	say_c(d, '[');
	uint64_t v = u64(d, 0);
	const char *sep = "";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (v & names[i].bit) {
			say(d, "%s%s", sep, names[i].name);
			sep = ", ";
		}
	say_c(d, ']');
}

static void arap_features(struct dis *d)
{
	unsigned change = u8(d, 0), least = u8(d, 0);
	say_s(d, change & 1 ? "User can change password" : "User cannot change password");
	uint32_t created = u32(d, 0), expires = u32(d, 0), now = u32(d, 0);
	say(d, ", Min password length: %u, created at: %08X, expires in: %08X, Current Time: %08X", least, created, expires, now);
}

static void hex_upper(struct dis *d, unsigned n)
{
	while (n-- && !d->cut) {
		unsigned v = u8(d, 0);
		say(d, "%02X", v);
	}
}

static void arap_password(struct dis *d)
{
	say_s(d, "User_challenge (");
	hex_upper(d, 8);
	say_s(d, ") User_resp(");
	hex_upper(d, 8);
	say_c(d, ')');
}

/* ---- RFC 5580: location */

static void operator_name(struct dis *d, unsigned len)
{
	static const struct token spaces[] = {{'0', "TADIG"}, {'1', "REALM"}, {'2', "E212"}, {'3', "ICC"}, {0xfe, "IANA"}, {0, NULL}};
	unsigned space = u8(d, 0);
	say(d, "[%s] ", tok(d, spaces, "unknown namespace %u", space));
	say_text(d, bytes(d, 0, len - 1));
}

static void ntp_time(struct dis *d, const char *what)
{
	uint32_t seconds = u32(d, 0), fraction = u32(d, 0);
	struct zone utc = {.utc = true};
	struct calendar c;
	time_calendar(&utc, (int64_t)seconds - INT64_C(2208988800), &c);
	say(d, ", %s %u.%09u (%04d-%02d-%02dT%02d:%02d:%02dZ)", what, seconds, (unsigned)((uint64_t)fraction * 1000000000 >> 32), c.year,
		c.month, c.day, c.hour, c.minute, c.second);
}

static void location(struct dis *d, unsigned len)
{
	static const struct token codes[] = {{0, "Civic"}, {1, "Geospatial"}, {0, NULL}};
	static const struct token entities[] = {{0, "User"}, {1, "RADIUS"}, {0, NULL}};
	unsigned index = u16(d, 0), code = u8(d, 0), entity = u8(d, 0);
	say(d, "index %u, code %s, entity %s", index, tok(d, codes, "Unknown (%u)", code), tok(d, entities, "Unknown (%u)", entity));
	ntp_time(d, "sighting time");
	ntp_time(d, "time to live");
	say_s(d, ", method \"");
	say_text(d, bytes(d, 0, len - 20));
	say_c(d, '"');
}

static void location_data(struct dis *d, unsigned len)
{
	say(d, "index %u, location", u16(d, 0));
	if (len > 2)
		say_dump(d, "\n\t    ", len - 2);
}

static void location_rules(struct dis *d, unsigned len)
{
	unsigned flags = u16(d, 0);
	say_s(d, flags ? "flags [" : "flags [none");
	const char *sep = "";
	for (unsigned i = 16; i--;) {
		if (!(flags & 0x8000u >> i))
			continue;
		say_s(d, sep);
		if (i == 0)
			say_s(d, "Retransmission Allowed");
		else
			say(d, "MBZ-%u", i);
		sep = ", ";
	}
	say_c(d, ']');
	ntp_time(d, "retention expires");
	if (len > 10) {
		say_s(d, ", note well \"");
		say_text(d, bytes(d, 0, len - 10));
		say_c(d, '"');
	}
}

/* ---- */

/* The length that values of a kind have; 0: any. */
static unsigned fixed_length(enum kind k)
{
	switch (k) {
	case ADDRESS: case ADDRESS_OR_WHO: case NUMBER: case DURATION: case TIME: case VLAN_ID: case TAGGED_NUMBER: case ERROR_CAUSE:
		return 4;
	case ADDRESS6: case ARAP_PASSWORD:
		return 16;
	case ARAP_FEATURES:
		return 14;
	case MIP6_FEATURES:
		return 8;
	case HOME_LINK_PREFIX:
		return 17;
	default:
		return 0;
	}
}

/* Kinds that are said whole or not at all. Where one was not captured, the next is read all the same. */
static bool said_whole(enum kind k)
{
	switch (k) {
	case TEXT: case TAGGED_TEXT: case TUNNEL_PASSWORD: case VLAN_NAME: case EAP: case OPERATOR: case LOCATION: case LOCATION_DATA:
	case LOCATION_RULES: case IP6_PREFIX:
		return true;
	default:
		return false;
	}
}

/* Kinds that Wireshark has as bytes. */
static bool is_bytes(enum kind k)
{
	switch (k) {
	case UNSAID: case IP6_PREFIX: case HOME_LINK_PREFIX: case MIP6_FEATURES: case LOCATION: case LOCATION_DATA: case LOCATION_RULES:
	case ARAP_PASSWORD: case ARAP_FEATURES: case ARAP_RESPONSE:
		return true;
	default:
		return false;
	}
}

static void value(struct dis *d, const struct attribute *a, unsigned len)
{
	enum kind kind = (enum kind)a->kind;
	unsigned fixed = fixed_length(kind), n;
	if (said_whole(kind) && !have(d, len)) {
		say_cut(d);
		return;
	}
	if (fixed && !length_is(d, len, fixed))
		return;
	if (is_bytes(kind) && have(d, len))
		mark_bytes(d, a->field, d->pos, len);
	switch (kind) {
	case UNSAID: break;
	case TEXT: text(d, a->field, len); break;
	case ADDRESS: say_s(d, ip4_str(d, ip4(d, a->field))); break;
	case ADDRESS_OR_WHO: address_or_who(d, a->field); break;
	case NUMBER: number(d, a); break;
	case VENDOR: vendor(d, len); break;
	case DURATION: duration(d, u32(d, a->field)); break;
	case TIME: {
		uint32_t seconds = u32(d, 0);
		also(d, a->field, 4, (uint64_t)seconds * NS_PER_S);
		calendar_time(d, seconds);
		break;
	}
	case VLAN_ID: vlan(d, len, false); break;
	case VLAN_NAME:
		if (len)
			vlan(d, len, true);
		break;
	case TAGGED_NUMBER: tagged_number(d, a); break;
	case TAGGED_TEXT: tagged_text(d, a, len); break;
	case TUNNEL_PASSWORD: tunnel_password(d, len); break;
	case EAP:
		if (have(d, len))
			mark_bytes(d, EAP_FRAGMENT, d->pos, len);
		/* one message may lie in several attributes */
		if (len >= 4 && peek16(d, 2) == len)
			call(d, &proto_eap);
		else
			say_s(d, "EAP fragment?");
		d->layer_name = d->proto->name;
		break;
	case ADDRESS6: say_s(d, ip6_str(d, ip6(d, a->field))); break;
	case IP6_PREFIX: ip6_prefix(d, len); break;
	case ERROR_CAUSE:
		n = u32(d, a->field);
		say(d, "Error cause %u: %s", n, tok(d, error_causes, "Error-Cause %u not known", n));
		break;
	case MIP6_FEATURES: mip6_features(d); break;
	case HOME_LINK_PREFIX:
		n = u8(d, 0);
		say(d, "%s/%u", ip6_str(d, ip6(d, 0)), n);
		break;
	case OPERATOR:
		if (length_at_least(d, len, 2))
			operator_name(d, len);
		break;
	case LOCATION:
		if (length_at_least(d, len, 21))
			location(d, len);
		break;
	case LOCATION_DATA:
		if (length_at_least(d, len, 3))
			location_data(d, len);
		break;
	case LOCATION_RULES:
		if (length_at_least(d, len, 10))
			location_rules(d, len);
		break;
	case ARAP_PASSWORD: arap_password(d); break;
	case ARAP_FEATURES: arap_features(d); break;
	case ARAP_RESPONSE:
		if (len < 8)
			invalid_misfit(d, "length", len, "!=", 8);
		else
			hex_upper(d, 8);
		break;
	}
}

void radius_attributes(struct dis *d)
{
	while (more(d)) {
		need(d, 2);
		unsigned left_len = declared(d), type = u8(d, AVP_TYPE), len = u8(d, AVP_LENGTH);
		const struct attribute *a = type < sizeof attributes / sizeof *attributes && attributes[type].name ? &attributes[type] : NULL;
		say(d, "\n\t  %s Attribute (%u), length: %u", a ? a->name : "Unknown", type, len);
		if (len < 2) {
			say_s(d, " (bogus, must be >= 2)");
			return;
		}
		if (len > left_len) {
			say_s(d, " (bogus, goes past end of packet)");
			return;
		}
		say_s(d, ", Value: ");
		struct saved s = part_begin(d, len - 2);
		if (a && len > 2)
			value(d, a, len - 2);
		part_end(d, &s);
	}
}
