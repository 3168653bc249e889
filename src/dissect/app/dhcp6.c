/* Dynamic Host Configuration Protocol for IPv6: RFC 8415; lease queries RFC 5007.
 *
 *	| type 1 | transaction 3 | options ...          relays: | type 1 | hops 1 | link address 16 | peer address 16 | options ...
 */
#include "dissect/app/dhcp6.h"

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { RELAY_FORWARD = 12, RELAY_REPLY = 13 };

static const struct token types[] = {{1, "solicit"}, {2, "advertise"}, {3, "request"}, {4, "confirm"}, {5, "renew"}, {6, "rebind"},
	{7, "reply"}, {8, "release"}, {9, "decline"}, {10, "reconfigure"}, {11, "inf-req"}, {12, "relay-fwd"}, {13, "relay-reply"},
	{14, "leasequery"}, {15, "leasequery-reply"}, {0, NULL}};

static const struct field fields[DHCP6_FIELDS] = {
	[DHCPV6] = {"dhcpv6", "DHCPv6"},
	[MSGTYPE] = {"dhcpv6.msgtype", "Message type", F_U8, DEC, types},
	[XID] = {"dhcpv6.xid", "Transaction ID", F_U24, HEX},
	[HOPCOUNT] = {"dhcpv6.hopcount", "Hopcount", F_U8},
	[LINKADDR] = {"dhcpv6.linkaddr", "Link address", F_IP6},
	[PEERADDR] = {"dhcpv6.peeraddr", "Peer address", F_IP6},
	[OPTION] = {"dhcpv6.option", "Option"},
	[OPTION_TYPE] = {"dhcpv6.option.type", "Option", F_U16},
	[OPTION_LENGTH] = {"dhcpv6.option.length", "Length", F_U16},
	[DUID] = {"dhcpv6.duid.bytes", "DUID", F_BYTES},
	[DUID_TYPE] = {"dhcpv6.duid.type", "DUID Type", F_U16},
	[IAID] = {"dhcpv6.iaid", "IAID", F_STR},
	[IAID_T1] = {"dhcpv6.iaid.t1", "T1", F_U32},
	[IAID_T2] = {"dhcpv6.iaid.t2", "T2", F_U32},
	[IAADDR] = {"dhcpv6.iaaddr.ip", "IPv6 address", F_IP6},
	[IAADDR_PREFERRED] = {"dhcpv6.iaaddr.pref_lifetime", "Preferred lifetime", F_U32},
	[IAADDR_VALID] = {"dhcpv6.iaaddr.valid_lifetime", "Valid lifetime", F_U32},
	[IAPREFIX] = {"dhcpv6.iaprefix.pref_addr", "Prefix address", F_IP6},
	[IAPREFIX_LEN] = {"dhcpv6.iaprefix.pref_len", "Prefix length", F_U8},
	[IAPREFIX_PREFERRED] = {"dhcpv6.iaprefix.pref_lifetime", "Preferred lifetime", F_U32},
	[IAPREFIX_VALID] = {"dhcpv6.iaprefix.valid_lifetime", "Valid lifetime", F_U32},
	[REQUESTED_OPTION] = {"dhcpv6.requested_option_code", "Requested Option code", F_U16},
	[PREFERENCE] = {"dhcpv6.option_preference", "Pref-value", F_U8},
	[ELAPSED_TIME] = {"dhcpv6.elapsed_time", "Elapsed time (ms)", F_U32},
	[STATUS_CODE] = {"dhcpv6.status_code", "Status Code", F_U16},
	[STATUS_MESSAGE] = {"dhcpv6.status_msg", "Status Message", F_STR},
	[RECONFIGURE_MESSAGE] = {"dhcpv6.reconf_msg", "Reconfigure message type", F_U8},
	[VENDOR_CLASS_ENTERPRISE] = {"dhcpv6.vendorclass.enterprise", "Enterprise ID", F_U32},
	[VENDOR_OPTS_ENTERPRISE] = {"dhcpv6.vendoropts.enterprise", "Enterprise ID", F_U32},
	[REMOTE_ID_ENTERPRISE] = {"dhcpv6.remoteid.enterprise", "Enterprise ID", F_U32},
	[INTERFACE_ID] = {"dhcpv6.interface_id", "Interface-ID", F_BYTES},
	[DNS_SERVER] = {"dhcpv6.dns_server", "DNS server address", F_IP6},
	[SNTP_SERVER] = {"dhcpv6.sntp_server", "SNTP server address", F_IP6},
	[SIP_SERVER] = {"dhcpv6.sip_server_a", "SIP server address", F_IP6},
	[LIFETIME] = {"dhcpv6.lifetime", "Lifetime", F_U32},
	[LLT_HARDWARE] = {"dhcpv6.duidllt.hwtype", "Hardware type", F_U16},
	[LLT_TIME] = {"dhcpv6.duidllt.time", "DUID Time", F_TIME},
	[LLT_ADDRESS] = {"dhcpv6.duidllt.link_layer_addr", "Link-layer address", F_STR},
	[LL_HARDWARE] = {"dhcpv6.duidll.hwtype", "Hardware type", F_U16},
	[LL_ADDRESS] = {"dhcpv6.duidll.link_layer_addr", "Link-layer address", F_STR},
	[EN_ENTERPRISE] = {"dhcpv6.duiden.enterprise", "Enterprise ID", F_U32},
	[EN_IDENTIFIER] = {"dhcpv6.duiden.identifier", "Identifier", F_BYTES},
	[IATA] = {"dhcpv6.iata", "IATA", F_STR},
	[AUTH_PROTOCOL] = {"dhcpv6.auth.protocol", "Protocol", F_U8},
	[AUTH_ALGORITHM] = {"dhcpv6.auth.algorithm", "Algorithm", F_U8},
	[AUTH_METHOD] = {"dhcpv6.auth.rdm", "RDM", F_U8},
	[AUTH_REPLAY] = {"dhcpv6.auth.replay_detection", "Replay Detection", F_BYTES},
	[AUTH_INFO] = {"dhcpv6.auth.info", "Authentication Information", F_BYTES},
	[VENDOR_CODE] = {"dhcpv6.vendoropts.enterprise.option_code", "Option code", F_U16},
	[VENDOR_LENGTH] = {"dhcpv6.vendoropts.enterprise.option_length", "Option length", F_U16},
	[VENDOR_DATA] = {"dhcpv6.vendoropts.enterprise.option_data", "Option data", F_BYTES},
	[VENDOR_CLASS_DATA] = {"dhcpv6.vendorclass.data", "vendor-class-data", F_STR},
	[USER_CLASS_LENGTH] = {"dhcpv6.userclass.length", "Length", F_U16},
	[USER_CLASS_DATA] = {"dhcpv6.userclass.opaque_data", "Suboption", F_BYTES},
	[UNICAST] = {"dhcpv6.unicast", "IPv6 address", F_IP6},
	[SIP_DOMAIN] = {"dhcpv6.sip_server_domain_search_fqdn", "SIP Server Domain Search FQDN", F_STR},
	[SEARCH_ENTRY] = {"dhcpv6.search_list_entry", "List entry", F_STR},
	[NIS_SERVER] = {"dhcpv6.nis_server", "NIS server address", F_IP6},
	[NISP_SERVER] = {"dhcpv6.nisp_server", "NISP server address", F_IP6},
	[NIS_FQDN] = {"dhcpv6.nis_fqdn", "NIS FQDN", F_STR},
	[NISP_FQDN] = {"dhcpv6.nisp_fqdn", "NISP FQDN", F_STR},
	[BCMCS_SERVER] = {"dhcpv6.bcmcs_server_a", "BCMCS server address", F_IP6},
	[BCMCS_FQDN] = {"dhcpv6.bcmcs_server_fqdn", "BCMCS server FQDN", F_STR},
	[SUBSCRIBER_ID] = {"dhcpv6.subscriber_id", "Subscriber-ID", F_STR},
	[CLIENT_FLAGS] = {"dhcpv6.client_fqdn_flags", "Flags", F_U8, HEX},
	[CLIENT_N] = {"dhcpv6.clientfqdn.client.n", "N bit", F_BOOL},
	[CLIENT_S] = {"dhcpv6.clientfqdn.client.s", "S bit", F_BOOL},
	[CLIENT_DOMAIN] = {"dhcpv6.client_domain", "Client Domain Name", F_STR},
	[PANA_AGENT] = {"dhcpv6.pana_agent", "PANA agents address", F_IP6},
	[TIMEZONE] = {"dhcpv6.timezone", "Time-zone", F_STR},
	[TZDB] = {"dhcpv6.tzdb", "TZ-database", F_STR},
	[CLT_TIME] = {"dhcpv6.clt_time", "Clt_time", F_U32},
	[LQ_TYPE] = {"dhcpv6.lq_query", "Query-type", F_U8},
	[LQ_ADDRESS] = {"dhcpv6.lq_query_link_address", "Link address", F_IP6},
	[LQ_PEER] = {"dhcpv6.lq_relay_data_peer_addr", "Peer address", F_IP6},
	[LQ_MESSAGE] = {"dhcpv6.lq_relay_data_msg", "DHCPv6 relay message", F_STR},
	[LQ_LINK] = {"dhcpv6.lq_client_link", "LQ client links address", F_IP6},
	[AFTR_NAME] = {"dhcpv6.aftr_name", "DS-Lite AFTR Name", F_STR},
	[MUD_URL] = {"dhcpv6.mudurl", "MUDURL", F_STR},
	[REMOTE_ID] = {"dhcpv6.remoteid_enterprise_id", "Remote-ID", F_BYTES},
	[NTP_TYPE] = {"dhcpv6.ntpserver.option.type", "Suboption", F_U16},
	[NTP_LENGTH] = {"dhcpv6.ntpserver.option.length", "Length", F_U16},
	[NTP_ADDRESS] = {"dhcpv6.ntpserver.addr", "NTP Server Address", F_IP6},
	[NTP_MULTICAST] = {"dhcpv6.ntpserver.mc_addr", "NTP Multicast Address", F_IP6},
	[NTP_FQDN] = {"dhcpv6.ntpserver.fqdn", "NTP Server FQDN", F_STR},
};

static void relay(struct dis *d)
{
	u8(d, HOPCOUNT);
	say(d, "linkaddr=%s", ip6_str(d, ip6(d, LINKADDR)));
	say(d, " peeraddr=%s", ip6_str(d, ip6(d, PEERADDR)));
}

void dhcp6_message(struct dis *d)
{
	say_s(d, "dhcp6");
	if (left(d) < 4) {
		say_cut(d);
		return;
	}
	unsigned type = u8(d, MSGTYPE);
	say(d, " %s", tok(d, types, "msgtype-%u", type));
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	say_s(d, " (");
	if (type == RELAY_FORWARD || type == RELAY_REPLY)
		relay(d);
	else
		say(d, "xid=%x", u24(d, XID));
	if (more(d))
		dhcp6_options(d);
	say_c(d, ')');
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_DHCP6, 546, 547},
	{0},
};

const struct proto proto_dhcp6 = {
	.name = "dhcp6",
	.dissect = dhcp6_message,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};

/* Options alone, as other protocols carry them (HNCP). */
const struct proto proto_dhcp6_options = {
	.name = "dhcp6",
	.dissect = dhcp6_options,
	PROTO_FIELDS(fields),
};
