/* Bootstrap Protocol and DHCP: RFC 951, RFC 2131; options: RFC 2132, RFC 3046 (relay), RFC 3397 (domain search), RFC 3442
 * (classless routes), RFC 4578 (PXE).
 *
 *	| op 1 | htype 1 | hlen 1 | hops 1 | xid 4 | secs 2 | flags 2 | ciaddr 4 | yiaddr 4 | siaddr 4 | giaddr 4 |
 *	| chaddr 16 | sname 64 | file 128 | options ... |
 */
#include "dissect/app/bootp_options.h"

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { REQUEST = 1, REPLY = 2, COOKIE_RFC1048 = 0x63825363, COOKIE_CMU = 0x434d5500 };

static const struct token operations[] = {{REQUEST, "Request"}, {REPLY, "Reply"}, {0, NULL}};
static const struct token flag_words[] = {{0x8000, "Broadcast"}, {0, NULL}};

static const struct field fields[DHCP_FIELDS] = {
	[DHCP] = {"dhcp", "Dynamic Host Configuration Protocol"},
	[TYPE] = {"dhcp.type", "Message type", F_U8, DEC, operations},
	[HW_TYPE] = {"dhcp.hw.type", "Hardware type", F_U8, HEX},
	[HW_LEN] = {"dhcp.hw.len", "Hardware address length", F_U8},
	[HOPS] = {"dhcp.hops", "Hops", F_U8},
	[ID] = {"dhcp.id", "Transaction ID", F_U32, HEX},
	[SECS] = {"dhcp.secs", "Seconds elapsed", F_U16},
	[FLAGS] = {"dhcp.flags", "Bootp flags", F_U16, HEX},
	[FLAGS_BC] = {"dhcp.flags.bc", "Broadcast flag", F_BOOL},
	[IP_CLIENT] = {"dhcp.ip.client", "Client IP address", F_IP4},
	[IP_YOUR] = {"dhcp.ip.your", "Your (client) IP address", F_IP4},
	[IP_SERVER] = {"dhcp.ip.server", "Next server IP address", F_IP4},
	[IP_RELAY] = {"dhcp.ip.relay", "Relay agent IP address", F_IP4},
	[HW_MAC_ADDR] = {"dhcp.hw.mac_addr", "Client MAC address", F_MAC},
	[SERVER] = {"dhcp.server", "Server host name", F_STR},
	[FILE_NAME] = {"dhcp.file", "Boot file name", F_STR},
	[COOKIE] = {"dhcp.cookie", "Magic cookie", F_IP4},
	[OPTION_TYPE] = {"dhcp.option.type", "Option", F_U8},
	[OPTION_LENGTH] = {"dhcp.option.length", "Length", F_U8},
	[OPTION_VALUE] = {"dhcp.option.value", "Value", F_BYTES},
	[MESSAGE_TYPE] = {"dhcp.option.dhcp", "DHCP", F_U8},
	[SERVER_ID] = {"dhcp.option.dhcp_server_id", "DHCP Server Identifier", F_IP4},
	[REQUESTED_IP] = {"dhcp.option.requested_ip_address", "Requested IP Address", F_IP4},
	[HOSTNAME] = {"dhcp.option.hostname", "Host Name", F_STR},
	[LEASE_TIME] = {"dhcp.option.ip_address_lease_time", "IP Address Lease Time", F_U32},
	[SUBNET_MASK] = {"dhcp.option.subnet_mask", "Subnet Mask", F_IP4},
	[ROUTER] = {"dhcp.option.router", "Router", F_IP4},
	[NAME_SERVER] = {"dhcp.option.domain_name_server", "Domain Name Server", F_IP4},
	[REQUEST_LIST_ITEM] = {"dhcp.option.request_list_item", "Parameter Request List Item", F_U8},
	[OPTION_END] = {"dhcp.option.end", "Option End", F_U8},
	[TIME_OFFSET] = {"dhcp.option.time_offset", "Time Offset", F_I32},
	[DOMAIN_NAME] = {"dhcp.option.domain_name", "Domain Name", F_STR},
	[ROOT_PATH] = {"dhcp.option.root_path", "Root Path", F_STR},
	[IP_FORWARDING] = {"dhcp.option.ip_forwarding", "IP Forwarding", F_BOOL},
	[DEFAULT_IP_TTL] = {"dhcp.option.default_ip_ttl", "Default IP Time-to-Live", F_U8},
	[INTERFACE_MTU] = {"dhcp.option.interface_mtu", "Interface MTU", F_U16},
	[BROADCAST_ADDRESS] = {"dhcp.option.broadcast_address", "Broadcast Address", F_IP4},
	[NTP_SERVER] = {"dhcp.option.ntp_server", "Network Time Protocol Servers", F_IP4},
	[NETBIOS_NAME_SERVER] = {"dhcp.option.netbios_over_tcpip_name_server", "NetBIOS over TCP/IP Name Server", F_IP4},
	[NETBIOS_NODE_TYPE] = {"dhcp.option.netbios_over_tcpip_node_type", "NetBIOS over TCP/IP Node Type", F_U8},
	[MESSAGE] = {"dhcp.option.message", "Message", F_STR},
	[MAX_MESSAGE_SIZE] = {"dhcp.option.dhcp_max_message_size", "Maximum DHCP Message Size", F_U16},
	[RENEWAL_TIME] = {"dhcp.option.renewal_time_value", "Renewal Time Value", F_U32},
	[REBINDING_TIME] = {"dhcp.option.rebinding_time_value", "Rebinding Time Value", F_U32},
	[VENDOR_CLASS_ID] = {"dhcp.option.vendor_class_id", "Vendor class identifier", F_STR},
	[TFTP_SERVER_NAME] = {"dhcp.option.tftp_server_name", "TFTP Server Name", F_STR},
	[BOOTFILE_NAME] = {"dhcp.option.bootfile_name", "Bootfile name", F_STR},
	[OPT_TIME_SERVER] = {"dhcp.option.time_server", "Time Server", F_IP4},
	[OPT_NAME_SERVER] = {"dhcp.option.name_server", "Name Server", F_IP4},
	[OPT_LOG_SERVER] = {"dhcp.option.log_server", "Log Server", F_IP4},
	[OPT_QUOTES_SERVER] = {"dhcp.option.quotes_server", "Quotes Server", F_IP4},
	[OPT_LPR_SERVER] = {"dhcp.option.lpr_server", "LPR Server", F_IP4},
	[OPT_IMPRESS_SERVER] = {"dhcp.option.impress_server", "Impress Server", F_IP4},
	[OPT_RESOURCE_LOCATION_SERVER] = {"dhcp.option.resource_location_server", "Resource Location Server", F_IP4},
	[OPT_BOOT_FILE_SIZE] = {"dhcp.option.boot_file_size", "Boot File Size", F_U16},
	[OPT_MERIT_DUMP_FILE] = {"dhcp.option.merit_dump_file", "Merit Dump File", F_STR},
	[OPT_SWAP_SERVER] = {"dhcp.option.swap_server", "Swap Server", F_IP4},
	[OPT_EXTENSION_PATH] = {"dhcp.option.extension_path", "Extensions Path", F_STR},
	[OPT_NON_LOCAL_SOURCE_ROUTING] = {"dhcp.option.non_local_source_routing", "Non-Local Source Routing", F_BOOL},
	[OPT_POLICY_FILTER_IP] = {"dhcp.option.policy_filter.ip", "IP Address", F_IP4},
	[OPT_POLICY_FILTER_SUBNET_MASK] = {"dhcp.option.policy_filter.subnet_mask", "Subnet Mask", F_IP4},
	[OPT_MAX_DATAGRAM_REASSEMBLY_SIZE] = {"dhcp.option.max_datagram_reassembly_size", "Maximum Datagram Reassembly Size", F_U16},
	[OPT_PATH_MTU_AGING_TIMEOUT] = {"dhcp.option.path_mtu_aging_timeout", "Path MTU Aging Timeout", F_U32},
	[OPT_PATH_MTU_PLATEAU_TABLE_ITEM] = {"dhcp.option.path_mtu_plateau_table_item", "Path MTU Plateau Table Item", F_U16},
	[OPT_ALL_SUBNETS_ARE_LOCAL] = {"dhcp.option.all_subnets_are_local", "All Subnets are Local", F_BOOL},
	[OPT_PERFORM_MASK_DISCOVERY] = {"dhcp.option.perform_mask_discovery", "Perform Mask Discovery", F_BOOL},
	[OPT_MASK_SUPPLIER] = {"dhcp.option.mask_supplier", "Mask Supplier", F_BOOL},
	[OPT_PERFORM_ROUTER_DISCOVER] = {"dhcp.option.perform_router_discover", "Perform Router Discover", F_BOOL},
	[OPT_ROUTER_SOLICITATION_ADDRESS] = {"dhcp.option.router_solicitation_address", "Router Solicitation Address", F_IP4},
	[OPT_STATIC_ROUTE_IP] = {"dhcp.option.static_route.ip", "Destination IP Address", F_IP4},
	[OPT_STATIC_ROUTE_ROUTER] = {"dhcp.option.static_route.router", "Destination Router", F_IP4},
	[OPT_TRAILER_ENCAPSULATION] = {"dhcp.option.trailer_encapsulation", "Trailer Encapsulation", F_BOOL},
	[OPT_ARP_CACHE_TIMEOUT] = {"dhcp.option.arp_cache_timeout", "ARP Cache Timeout", F_U32},
	[OPT_ETHERNET_ENCAPSULATION] = {"dhcp.option.ethernet_encapsulation", "Ethernet Encapsulation", F_BOOL},
	[OPT_TCP_DEFAULT_TTL] = {"dhcp.option.tcp_default_ttl", "TCP Default TTL", F_U8},
	[OPT_TCP_KEEPALIVE_INTERVAL] = {"dhcp.option.tcp_keepalive_interval", "TCP Keepalive Interval", F_U32},
	[OPT_TCP_KEEPALIVE_GARBAGE] = {"dhcp.option.tcp_keepalive_garbage", "TCP Keepalive Garbage", F_BOOL},
	[OPT_NIS_DOMAIN] = {"dhcp.option.nis_domain", "Network Information Service Domain", F_STR},
	[OPT_NIS_SERVER] = {"dhcp.option.nis_server", "Network Information Service Server", F_IP4},
	[OPT_VENDOR_VALUE] = {"dhcp.option.vendor.value", "Value", F_BYTES},
	[OPT_NETBIOS_OVER_TCPIP_DD_NAME_SERVER] = {"dhcp.option.netbios_over_tcpip_dd_name_server", "NetBIOS over TCP/IP Datagram Distribution Name Server", F_IP4},
	[OPT_NETBIOS_OVER_TCPIP_SCOPE] = {"dhcp.option.netbios_over_tcpip_scope", "NetBIOS over TCP/IP Scope", F_STR},
	[OPT_XWINDOWS_SYSTEM_FONT_SERVER] = {"dhcp.option.xwindows_system_font_server", "X Window System Font Server", F_IP4},
	[OPT_XWINDOWS_SYSTEM_DISPLAY_MANAGER] = {"dhcp.option.xwindows_system_display_manager", "X Window System Display Manager", F_IP4},
	[OPT_NIS_PLUS_SERVER] = {"dhcp.option.nis_plus_server", "Network Information Service+ Server", F_IP4},
	[OPT_MOBILE_IP_HOME_AGENT] = {"dhcp.option.mobile_ip_home_agent", "Mobile IP Home Agent", F_IP4},
	[OPT_SMTP_SERVER] = {"dhcp.option.smtp_server", "SMTP Server", F_IP4},
	[OPT_POP3_SERVER] = {"dhcp.option.pop3_server", "POP3 Server", F_IP4},
	[OPT_NNTP_SERVER] = {"dhcp.option.nntp_server", "NNTP Server", F_IP4},
	[OPT_DEFAULT_WWW_SERVER] = {"dhcp.option.default_www_server", "Default WWW Server", F_IP4},
	[OPT_DEFAULT_FINGER_SERVER] = {"dhcp.option.default_finger_server", "Default Finger Server", F_IP4},
	[OPT_DEFAULT_IRC_SERVER] = {"dhcp.option.default_irc_server", "Default IRC Server", F_IP4},
	[OPT_STREETTALK_SERVER] = {"dhcp.option.streettalk_server", "StreetTalk Server", F_IP4},
	[OPT_STREETTALK_DA_SERVER] = {"dhcp.option.streettalk_da_server", "StreetTalk Directory Assistance Server", F_IP4},
	[OPT_CLIENT_LAST_TRANSACTION_TIME] = {"dhcp.option.client_last_transaction_time", "Client last transaction time", F_U32},
	[OPT_ASSOCIATED_IP_OPTION] = {"dhcp.option.associated_ip_option", "Associated IP option", F_IP4},
	[OPT_CLIENT_SYSTEM_ARCHITECTURE] = {"dhcp.option.client_system_architecture", "Client System Architecture", F_U16},
	[OPT_TZ_PCODE] = {"dhcp.option.tz_pcode", "TZ PCode", F_STR},
	[OPT_TZ_TCODE] = {"dhcp.option.tz_tcode", "TZ TCode", F_STR},
	[OPT_NETINFO_PARENT_SERVER_ADDRESS] = {"dhcp.option.netinfo_parent_server_address", "NetInfo Parent Server Address", F_IP4},
	[OPT_NETINFO_PARENT_SERVER_TAG] = {"dhcp.option.netinfo_parent_server_tag", "NetInfo Parent Server Tag", F_STR},
	[OPT_CAPTIVE_PORTAL] = {"dhcp.option.captive_portal", "Captive Portal", F_STR},
	[OPT_DHCP_AUTO_CONFIGURATION] = {"dhcp.option.dhcp_auto_configuration", "DHCP Auto-Configuration", F_U8},
	[OPT_SUBNET_SELECTION_OPTION] = {"dhcp.option.subnet_selection_option", "Subnet Selection Option", F_IP4},
	[OPT_TFTP_SERVER_ADDRESS] = {"dhcp.option.tftp_server_address", "TFTP Server Address", F_IP4},
	[OPT_MUDURL] = {"dhcp.option.mudurl", "MUDURL", F_STR},
	[FLAGS_RESERVED] = {"dhcp.flags.reserved", "Reserved flags", F_U16, HEX},
	[HW_PADDING] = {"dhcp.hw.addr_padding", "Client hardware address padding", F_BYTES},
	[OPTION_PADDING] = {"dhcp.option.padding", "Padding", F_BYTES},
	[OPTION_OVERLOAD] = {"dhcp.option.option_overload", "Option Overload", F_U8},
	[FQDN_FLAGS] = {"dhcp.fqdn.flags", "Flags", F_U8, HEX},
	[FQDN_MBZ] = {"dhcp.fqdn.mbz", "Reserved flags", F_U8, HEX},
	[FQDN_N] = {"dhcp.fqdn.n", "Server DDNS", F_BOOL},
	[FQDN_E] = {"dhcp.fqdn.e", "Encoding", F_BOOL},
	[FQDN_O] = {"dhcp.fqdn.o", "Server overrides", F_BOOL},
	[FQDN_S] = {"dhcp.fqdn.s", "Server", F_BOOL},
	[FQDN_RCODE1] = {"dhcp.fqdn.rcode1", "A-RR result", F_U8},
	[FQDN_RCODE2] = {"dhcp.fqdn.rcode2", "PTR-RR result", F_U8},
	[FQDN_NAME] = {"dhcp.fqdn.name", "Client name", F_STR},
	[AGENT_SUBOPTION] = {"dhcp.option.agent_information_option.suboption", "Option 82 Suboption", F_U8},
	[AGENT_LENGTH] = {"dhcp.option.suboption_length", "Length", F_U8},
	[AGENT_VALUE] = {"dhcp.option.agent_information_option.value", "Value", F_BYTES},
	[AGENT_CIRCUIT] = {"dhcp.option.agent_information_option.agent_circuit_id", "Agent Circuit ID", F_BYTES},
	[AGENT_REMOTE] = {"dhcp.option.agent_information_option.agent_remote_id", "Agent Remote ID", F_BYTES},
	[AGENT_LINK] = {"dhcp.option.agent_information_option.link_selection", "Link selection", F_IP4},
	[AGENT_SUBSCRIBER] = {"dhcp.option.agent_information_option.subscriber_id", "Subscriber ID", F_STR},
	[USER_CLASS_INSTANCE] = {"dhcp.option.user_class", "Instance of User Class", F_U8},
	[USER_CLASS_LENGTH] = {"dhcp.option.user_class.length", "User Class Length", F_U8},
	[USER_CLASS_DATA] = {"dhcp.option.user_class.data", "User Class Data", F_BYTES},
	[CLASSLESS_ROUTE] = {"dhcp.option.classless_static_route", "Subnet/MaskWidth-Router", F_BYTES},
	[CLIENT_ID_TYPE] = {"dhcp.client_id.type", "Type", F_U8},
	[CLIENT_ID_OTHER] = {"dhcp.client_id.undef", "Client Identifier", F_STR},
};

const struct bootp_option_fields bootp_option_fields = {
	.type = OPTION_TYPE, .length = OPTION_LENGTH, .value = OPTION_VALUE, .end = OPTION_END, .hw_type = HW_TYPE,
	.hw_mac_addr = HW_MAC_ADDR,
	.of = {
		[1] = SUBNET_MASK, [2] = TIME_OFFSET, [3] = ROUTER, [6] = NAME_SERVER, [12] = HOSTNAME,
		[15] = DOMAIN_NAME, [17] = ROOT_PATH, [19] = IP_FORWARDING, [23] = DEFAULT_IP_TTL,
		[26] = INTERFACE_MTU, [28] = BROADCAST_ADDRESS, [42] = NTP_SERVER, [44] = NETBIOS_NAME_SERVER,
		[46] = NETBIOS_NODE_TYPE, [50] = REQUESTED_IP, [51] = LEASE_TIME, [53] = MESSAGE_TYPE,
		[54] = SERVER_ID, [55] = REQUEST_LIST_ITEM, [56] = MESSAGE, [57] = MAX_MESSAGE_SIZE,
		[58] = RENEWAL_TIME, [59] = REBINDING_TIME, [60] = VENDOR_CLASS_ID, [66] = TFTP_SERVER_NAME,
		[67] = BOOTFILE_NAME,
		[4] = OPT_TIME_SERVER, [5] = OPT_NAME_SERVER, [7] = OPT_LOG_SERVER, [8] = OPT_QUOTES_SERVER,
		[9] = OPT_LPR_SERVER, [10] = OPT_IMPRESS_SERVER, [11] = OPT_RESOURCE_LOCATION_SERVER,
		[13] = OPT_BOOT_FILE_SIZE, [14] = OPT_MERIT_DUMP_FILE, [16] = OPT_SWAP_SERVER,
		[18] = OPT_EXTENSION_PATH, [20] = OPT_NON_LOCAL_SOURCE_ROUTING, [21] = OPT_POLICY_FILTER_IP,
		[22] = OPT_MAX_DATAGRAM_REASSEMBLY_SIZE, [24] = OPT_PATH_MTU_AGING_TIMEOUT,
		[25] = OPT_PATH_MTU_PLATEAU_TABLE_ITEM, [27] = OPT_ALL_SUBNETS_ARE_LOCAL,
		[29] = OPT_PERFORM_MASK_DISCOVERY, [30] = OPT_MASK_SUPPLIER,
		[31] = OPT_PERFORM_ROUTER_DISCOVER, [32] = OPT_ROUTER_SOLICITATION_ADDRESS,
		[33] = OPT_STATIC_ROUTE_IP, [34] = OPT_TRAILER_ENCAPSULATION, [35] = OPT_ARP_CACHE_TIMEOUT,
		[36] = OPT_ETHERNET_ENCAPSULATION, [37] = OPT_TCP_DEFAULT_TTL,
		[38] = OPT_TCP_KEEPALIVE_INTERVAL, [39] = OPT_TCP_KEEPALIVE_GARBAGE, [40] = OPT_NIS_DOMAIN,
		[41] = OPT_NIS_SERVER, [43] = OPT_VENDOR_VALUE, [45] = OPT_NETBIOS_OVER_TCPIP_DD_NAME_SERVER,
		[47] = OPT_NETBIOS_OVER_TCPIP_SCOPE, [48] = OPT_XWINDOWS_SYSTEM_FONT_SERVER,
		[49] = OPT_XWINDOWS_SYSTEM_DISPLAY_MANAGER, [65] = OPT_NIS_PLUS_SERVER,
		[68] = OPT_MOBILE_IP_HOME_AGENT, [69] = OPT_SMTP_SERVER, [70] = OPT_POP3_SERVER,
		[71] = OPT_NNTP_SERVER, [72] = OPT_DEFAULT_WWW_SERVER, [73] = OPT_DEFAULT_FINGER_SERVER,
		[74] = OPT_DEFAULT_IRC_SERVER, [75] = OPT_STREETTALK_SERVER, [76] = OPT_STREETTALK_DA_SERVER,
		[91] = OPT_CLIENT_LAST_TRANSACTION_TIME, [92] = OPT_ASSOCIATED_IP_OPTION,
		[93] = OPT_CLIENT_SYSTEM_ARCHITECTURE, [100] = OPT_TZ_PCODE, [101] = OPT_TZ_TCODE,
		[112] = OPT_NETINFO_PARENT_SERVER_ADDRESS, [113] = OPT_NETINFO_PARENT_SERVER_TAG,
		[114] = OPT_CAPTIVE_PORTAL, [116] = OPT_DHCP_AUTO_CONFIGURATION,
		[118] = OPT_SUBNET_SELECTION_OPTION, [150] = OPT_TFTP_SERVER_ADDRESS, [161] = OPT_MUDURL,
	}};

static void say_address(struct dis *d, const char *what, uint32_t a)
{
	if (a)
		say(d, "\n\t  %s %s", what, ip4_str(d, a));
}

/* A fixed field of text that ends with a zero byte. */
static void text_field(struct dis *d, unsigned field, const char *what, uint32_t size)
{
	uint32_t at = d->pos;
	if (peek8(d, 0)) {
		say(d, "\n\t  %s \"", what);
		struct span s = span_at(d, at, size);
		bool ended = say_text_z(d, s);
		say_c(d, '"');
		if (!ended && s.len < size)
			cut_here(d);
		uint32_t n = 0;
		while (n < s.len && span_u8(s, n))
			n++;
		mark_bytes(d, field, at, n);
	} else if (have(d, 1)) {
		mark_bytes(d, field, at, 0);
	}
	seek(d, at + size);
}

/* An address of the CMU extensions, when there is one. */
static void cmu_address(struct dis *d, const char *what)
{
	uint32_t a = u32(d, 0);
	if (a)
		say(d, " %s:%s", what, ip4_str(d, a));
}

/* What Carnegie Mellon University put behind its cookie, before RFC 1048. */
static void cmu_extensions(struct dis *d)
{
	static const char *const others[] = {"NS1", "NS2", "IEN1", "IEN2", "TS1", "TS2"};
	say_s(d, " vend-cmu");
	uint32_t flags = u32(d, 0) >> 24, mask_at = d->pos;
	if (flags)
		say(d, " F:0x%x", flags);
	skip(d, 4);
	cmu_address(d, "DG");
	uint32_t behind = d->pos;
	seek(d, mask_at);
	cmu_address(d, "SM");
	seek(d, behind);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cmu_address(d, others[i]);
}

static void body(struct dis *d, uint32_t start, unsigned hlen, unsigned htype)
{
	static const char *const what[] = {"Client-IP", "Your-IP", "Server-IP", "Gateway-IP"};
	for (unsigned i = 0; i < 4; i++) {
		uint32_t a = ip4(d, IP_CLIENT + i);
		say_address(d, what[i], a);
	}
	if (htype == 1 && hlen == 6) {
		const struct mac *m = mac(d, HW_MAC_ADDR);
		say(d, "\n\t  Client-Ethernet-Address %s", mac_str(d, m));
		if (have(d, 10))
			mark_bytes(d, HW_PADDING, d->pos, 10);
	}
	seek(d, start + 44);
	dis_read(d, 1);
	text_field(d, SERVER, "sname", 64);
	dis_read(d, 1);
	text_field(d, FILE_NAME, "file", 128);
	need(d, 4);
	uint32_t cookie = peek32(d, 0);
	if (cookie == COOKIE_RFC1048) {
		u32(d, COOKIE);
		say(d, "\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x%08x", cookie);
		bootp_options(d);
	} else if (cookie == COOKIE_CMU) {
		u32(d, COOKIE);
		cmu_extensions(d);
	} else if (cookie && !d->cut) {
		say(d, "\n\t  Vendor-#0x%x", cookie);
	}
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	unsigned op = u8(d, TYPE);
	say(d, "BOOTP/DHCP, %s", tok(d, operations, "unknown (0x%02x)", op));
	unsigned htype = u8(d, HW_TYPE), hlen = u8(d, HW_LEN);
	if (htype == 1 && hlen == 6 && op == REQUEST) {
		uint32_t at = d->pos;
		seek(d, start + 28);
		const struct mac *m = mac(d, 0);
		say(d, " from %s", mac_str(d, m));
		seek(d, at);
	}
	say(d, ", length %u", length);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	if (!have(d, 1 + 4 + 2))
		cut_here(d);
	unsigned hops = u8(d, HOPS);
	if (htype != 1)
		say(d, ", htype %u", htype);
	if (htype != 1 || hlen != 6)
		say(d, ", hlen %u", hlen);
	if (hops)
		say(d, ", hops %u", hops);
	uint32_t xid = u32(d, ID);
	if (xid)
		say(d, ", xid 0x%x", xid);
	unsigned secs = u16(d, SECS);
	if (secs)
		say(d, ", secs %u", secs);
	unsigned flags = u16(d, FLAGS);
	also(d, FLAGS_BC, 2, flags >> 15);
	also(d, FLAGS_RESERVED, 2, flags & 0x7fff);
	say(d, ", Flags [%s]", bits(d, flag_words, "none", ", ", flags));
	if (d->verbose > 1)
		say(d, " (0x%04x)", flags);
	body(d, start, hlen, htype);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_BOOTP, 67, 68},
	{0},
};

const struct proto proto_bootp = {
	.name = "bootp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
