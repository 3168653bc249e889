/* Bootstrap Protocol and DHCP: RFC 951, RFC 2131; options: RFC 2132, RFC 3046 (relay), RFC 3397 (domain search), RFC 3442
 * (classless routes), RFC 4578 (PXE).
 *
 *	| op 1 | htype 1 | hlen 1 | hops 1 | xid 4 | secs 2 | flags 2 | ciaddr 4 | yiaddr 4 | siaddr 4 | giaddr 4 |
 *	| chaddr 16 | sname 64 | file 128 | options ... |
 */
#include "dissect/app/bootp_options.h"

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	DHCP, TYPE, HW_TYPE, HW_LEN, HOPS, ID, SECS, FLAGS, FLAGS_BC, IP_CLIENT, IP_YOUR, IP_SERVER, IP_RELAY, HW_MAC_ADDR, SERVER,
	FILE_NAME, COOKIE, OPTION_TYPE, OPTION_LENGTH, OPTION_VALUE, MESSAGE_TYPE, SERVER_ID, REQUESTED_IP, HOSTNAME, LEASE_TIME,
	SUBNET_MASK, ROUTER, NAME_SERVER, REQUEST_LIST_ITEM, OPTION_END,
	TIME_OFFSET, DOMAIN_NAME, ROOT_PATH, IP_FORWARDING, DEFAULT_IP_TTL, INTERFACE_MTU, BROADCAST_ADDRESS, NTP_SERVER, NETBIOS_NAME_SERVER,
	NETBIOS_NODE_TYPE, MESSAGE, MAX_MESSAGE_SIZE, RENEWAL_TIME, REBINDING_TIME, VENDOR_CLASS_ID, TFTP_SERVER_NAME, BOOTFILE_NAME,
};

enum { REQUEST = 1, REPLY = 2, COOKIE_RFC1048 = 0x63825363, COOKIE_CMU = 0x434d5500 };

static const struct token operations[] = {{REQUEST, "Request"}, {REPLY, "Reply"}, {0, NULL}};
static const struct token flag_words[] = {{0x8000, "Broadcast"}, {0, NULL}};

static const struct field fields[] = {
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
