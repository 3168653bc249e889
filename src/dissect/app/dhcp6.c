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
	[IAID] = {"dhcpv6.iaid", "IAID", F_U32, HEX},
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
