/* Link Management Protocol: RFC 4204; service discovery of the OIF's UNI 1.0.
 *
 *	| vers 4 reserved 12 | flags | message type | length 2 | reserved 2 | then objects:
 *	| N 1 C-type 7 | class | length 2, with this header | value |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"
#include "dissect/routing/te.h"

/* Of addresses: IPv4, IPv6 and unnumbered stand in this order, first the local ones. */
enum {
	LMP,
	VERSION,
	FLAGS,
	FLAG_DOWN,
	FLAG_RESTART,
	MESSAGE,
	LENGTH,
	CCID,
	NODE_ID,
	LINK_ID,
	INTERFACE_ID,
	MESSAGE_ID,
	CONFIG,
	HELLO,
	BEGIN_VERIFY,
	BEGIN_VERIFY_ACK,
	VERIFY_ID,
	TE_LINK,
	DATA_LINK,
	CHANNEL_STATUS,
	CHANNEL_STATUS_REQUEST,
	ERROR,
	SERVICE_CONFIG,
	UNKNOWN,
	NEGOTIABLE,
	CTYPE,
	CLASS,
	OBJECT_LENGTH,
	CCID_LOCAL,
	CCID_REMOTE,
	NODE_LOCAL,
	NODE_REMOTE,
	LINK_4,
	LINK_6,
	LINK_U,
	LINK_REMOTE_4,
	LINK_REMOTE_6,
	LINK_REMOTE_U,
	INTERFACE_4,
	INTERFACE_6,
	INTERFACE_U,
	INTERFACE_REMOTE_4,
	INTERFACE_REMOTE_6,
	INTERFACE_REMOTE_U,
	MESSAGE_ID_VALUE,
	MESSAGE_ID_ACK,
	HELLO_INTERVAL,
	DEAD_INTERVAL,
	TX_SEQ,
	RX_SEQ,
	VERIFY_FLAGS,
	VERIFY_ALL,
	VERIFY_LINK_TYPE,
	VERIFY_INTERVAL,
	LINKS,
	ENCODING,
	TRANSPORT,
	RATE,
	WAVELENGTH,
	VERIFY_DEAD,
	TRANSPORT_RESPONSE,
	VERIFY_ID_VALUE,
	TE_FLAGS,
	TE_FAULT,
	TE_VERIFY,
	TE_4,
	TE_6,
	TE_U,
	TE_REMOTE_4,
	TE_REMOTE_6,
	TE_REMOTE_U,
	DATA_FLAGS,
	DATA_PORT,
	DATA_ALLOCATED,
	DATA_4,
	DATA_6,
	DATA_U,
	DATA_REMOTE_4,
	DATA_REMOTE_6,
	DATA_REMOTE_U,
	SUBOBJECT,
	SUBOBJECT_TYPE,
	SUBOBJECT_LENGTH,
	DATA_SWITCHING,
	DATA_ENCODING,
	BANDWIDTH_MIN,
	BANDWIDTH_MAX,
	STATUS_4,
	STATUS_6,
	STATUS_U,
	LINK_ACTIVE,
	STATUS,
	REQUEST_4,
	REQUEST_6,
	REQUEST_U,
	ERROR_CODE,
	SIGNALLING,
	UNI_VERSION,
	CLIENT_LINK,
	CLIENT_SIGNAL,
	CLIENT_TRANSPARENCY,
	CONCATENATION,
	MIN_NCC,
	MAX_NCC,
	MIN_NVC,
	MAX_NVC,
	CLIENT_INTERFACE,
	NETWORK_TRANSPARENCY,
	TCM,
	DIVERSITY,
};

enum address { IPV4 = 1, IPV6, UNNUMBERED };
enum { HEADER = 8, OBJECT_HEADER = 4, FLAGS_SIZE = 4 };
enum { SUB_SWITCHING = 1, SUB_WAVELENGTH, LINK_SDH = 5, LINK_SONET };
/* RFC 4204 section 13.8 has 0x8000 for it; this is the reference's 8000. */
enum { PAYLOAD_CAPABLE = 0x1f40 };

static const struct token messages[] = {{1, "Config"}, {2, "Config ACK"}, {3, "Config NACK"}, {4, "Hello"},
	{5, "Begin Verify"}, {6, "Begin Verify ACK"}, {7, "Begin Verify NACK"}, {8, "End Verify"},
	{9, "End Verify ACK"}, {10, "Test"}, {11, "Test Status Success"}, {12, "Test Status Failure"},
	{13, "Test Status ACK"}, {14, "Link Summary"}, {15, "Link Summary ACK"}, {16, "Link Summary NACK"},
	{17, "Channel Status"}, {18, "Channel Status ACK"}, {19, "Channel Status Request"},
	{20, "Channel Status Response"}, {50, "Service Config"}, {51, "Service Config ACK"},
	{52, "Service Config NACK"}, {0, NULL}};
static const struct token header_flags[] = {{1, "Control Channel Down"}, {2, "LMP restart"}, {0, NULL}};
static const struct token local_remote[] = {{1, "Local"}, {2, "Remote"}, {0, NULL}};
static const struct token addresses[] = {
	{IPV4, "IPv4"}, {IPV6, "IPv6"}, {UNNUMBERED, "Unnumbered"}, {0, NULL}};
static const struct token link_ctypes[] = {{1, "IPv4 Local"}, {2, "IPv4 Remote"}, {3, "IPv6 Local"},
	{4, "IPv6 Remote"}, {5, "Unnumbered Local"}, {6, "Unnumbered Remote"}, {0, NULL}};
static const struct token one[] = {{1, "1"}, {0, NULL}};
static const struct token one_to_two[] = {{1, "1"}, {2, "2"}, {0, NULL}};
static const struct token one_to_four[] = {{1, "1"}, {2, "2"}, {3, "3"}, {4, "4"}, {0, NULL}};
static const struct token verify_flags[] = {{1, "Verify all links"}, {2, "Data link type"}, {0, NULL}};
static const struct token te_flags[] = {
	{1, "Fault Management Supported"}, {2, "Link Verification Supported"}, {0, NULL}};
static const struct token data_flags[] = {
	{1, "Data Link Port"}, {2, "Allocated for user traffic"}, {4, "Failed link"}, {0, NULL}};
static const struct token subobjects[] = {
	{SUB_SWITCHING, "Interface Switching Type"}, {SUB_WAVELENGTH, "Wavelength"}, {0, NULL}};
static const struct token statuses[] = {
	{1, "Signal Okay"}, {2, "Signal Degraded"}, {3, "Signal Fail"}, {0, NULL}};
static const struct token verify_errors[] = {{1, "Link Verification Procedure Not supported"},
	{2, "Unwilling to verify"}, {4, "Unsupported verification transport mechanism"},
	{8, "Link-Id configuration error"}, {16, "Unknown object c-type"}, {0, NULL}};
static const struct token summary_errors[] = {{1, "Unacceptable non-negotiable LINK-SUMMARY parameters"},
	{2, "Renegotiate LINK-SUMMARY parameters"}, {4, "Invalid TE-LINK Object"},
	{8, "Invalid DATA-LINK Object"}, {16, "Unknown TE-LINK Object c-type"},
	{32, "Unknown DATA-LINK Object c-type"}, {0, NULL}};
static const struct token signalling[] = {{1, "RSVP Supported"}, {2, "LDP Supported"}, {0, NULL}};
static const struct token client_links[] = {
	{LINK_SDH, "SDH ITU-T G.707"}, {LINK_SONET, "SONET ANSI T1.105"}, {0, NULL}};
static const struct token sdh_signals[] = {{5, "VC-3"}, {6, "VC-4"}, {7, "STM-0"}, {8, "STM-1"}, {9, "STM-4"},
	{10, "STM-16"}, {11, "STM-64"}, {12, "STM-256"}, {0, NULL}};
static const struct token sonet_signals[] = {{5, "STS-1 SPE"}, {6, "STS-3c SPE"}, {7, "STS-1"}, {8, "STM-3"},
	{9, "STM-12"}, {10, "STM-48"}, {11, "STM-192"}, {12, "STM-768"}, {0, NULL}};
static const struct token client_transparencies[] = {{1, "Path/VC Overhead Transparency Supported"},
	{2, "Line/MS Overhead Transparency Supported"}, {4, "Section/RS Overhead Transparency Supported"},
	{0, NULL}};
static const struct token concatenations[] = {{1, "Contiguous Concatenation Types Supported"}, {0, NULL}};
static const struct token network_transparencies[] = {{1, "Standard SOH/RSOH Transparency Supported"},
	{2, "Standard LOH/MSOH Transparency Supported"}, {0, NULL}};
static const struct token monitoring[] = {
	{1, "Transparent Tandem Connection Monitoring Supported"}, {0, NULL}};
static const struct token diversities[] = {{1, "Node Diversity Supported"}, {2, "Link Diversity Supported"},
	{4, "SRLG Diversity Supported"}, {0, NULL}};

static const struct field fields[] = {
	[LMP] = {"lmp", "Link Management Protocol"},
	[VERSION] = {"lmp.version", "LMP Version", F_U8}, /* with the reserved half of its byte */
	[FLAGS] = {"lmp.header_flags", "Flags", F_U8, HEX},
	[FLAG_DOWN] = {"lmp.hdr.ccdown", "ControlChannelDown", F_BOOL},
	[FLAG_RESTART] = {"lmp.hdr.reboot", "Reboot", F_BOOL},
	[MESSAGE] = {"lmp.msg", "Message Type", F_U8, DEC, messages},
	[LENGTH] = {"lmp.header_length", "Length", F_U16},
	[CCID] = {"lmp.obj.ccid", "CCID"},
	[NODE_ID] = {"lmp.obj.Nodeid", "NODE_ID"},
	[LINK_ID] = {"lmp.obj.linkid", "LINK_ID"},
	[INTERFACE_ID] = {"lmp.obj.interfaceid", "INTERFACE_ID"},
	[MESSAGE_ID] = {"lmp.obj.messageid", "MESSAGE_ID"},
	[CONFIG] = {"lmp.obj.config", "CONFIG"},
	[HELLO] = {"lmp.obj.hello", "HELLO"},
	[BEGIN_VERIFY] = {"lmp.obj.begin_verify", "BEGIN_VERIFY"},
	[BEGIN_VERIFY_ACK] = {"lmp.obj.begin_verify_ack", "BEGIN_VERIFY_ACK"},
	[VERIFY_ID] = {"lmp.obj.verifyid", "VERIFY_ID"},
	[TE_LINK] = {"lmp.obj.te_link", "TE_LINK"},
	[DATA_LINK] = {"lmp.obj.data_link", "DATA_LINK"},
	[CHANNEL_STATUS] = {"lmp.obj.channel_status", "CHANNEL_STATUS"},
	[CHANNEL_STATUS_REQUEST] = {"lmp.obj.channel_status_request", "CHANNEL_STATUS_REQUEST"},
	[ERROR] = {"lmp.obj.error", "ERROR"},
	[SERVICE_CONFIG] = {"lmp.obj.serviceconfig", "SERVICE_CONFIG"},
	[UNKNOWN] = {"lmp.obj.unknown", "Unknown object"},
	[NEGOTIABLE] = {"lmp.negotiable", "Negotiable", F_BOOL},
	[CTYPE] = {"lmp.obj.ctype", "Object C-Type", F_U8},
	[CLASS] = {"lmp.object_class", "Object Class", F_U8},
	[OBJECT_LENGTH] = {"lmp.object_length", "Length", F_U16},
	[CCID_LOCAL] = {"lmp.local_ccid", "Local CCID Value", F_U32},
	[CCID_REMOTE] = {"lmp.remote_ccid", "Remote CCID Value", F_U32},
	[NODE_LOCAL] = {"lmp.local_nodeid", "Local Node ID Value", F_IP4},
	[NODE_REMOTE] = {"lmp.remote_nodeid", "Remote Node ID Value", F_IP4},
	[LINK_4] = {"lmp.local_linkid_ipv4", "Local Link ID - IPv4", F_IP4},
	[LINK_6] = {"lmp.local_linkid_ipv6", "Local Link ID - IPv6", F_IP6},
	[LINK_U] = {"lmp.local_linkid_unnum", "Local Link ID - Unnumbered", F_U32},
	[LINK_REMOTE_4] = {"lmp.remote_linkid_ipv4", "Remote Link ID - IPv4", F_IP4},
	[LINK_REMOTE_6] = {"lmp.remote_linkid_ipv6", "Remote Link ID - IPv6", F_IP6},
	[LINK_REMOTE_U] = {"lmp.remote_linkid_unnum", "Remote Link ID - Unnumbered", F_U32},
	[INTERFACE_4] = {"lmp.local_interfaceid_ipv4", "Local Interface ID - IPv4", F_IP4},
	[INTERFACE_6] = {"lmp.local_interfaceid_ipv6", "Local Interface ID - IPv6", F_IP6},
	[INTERFACE_U] = {"lmp.local_interfaceid_unnum", "Local Interface ID - Unnumbered", F_U32},
	[INTERFACE_REMOTE_4] = {"lmp.remote_interfaceid_ipv4", "Remote Interface ID - IPv4", F_IP4},
	[INTERFACE_REMOTE_6] = {"lmp.remote_interfaceid_ipv6", "Remote Interface ID - IPv6", F_IP6},
	[INTERFACE_REMOTE_U] = {"lmp.remote_interfaceid_unnum", "Remote Interface ID - Unnumbered", F_U32},
	[MESSAGE_ID_VALUE] = {"lmp.messageid", "Message-ID Value", F_U32},
	[MESSAGE_ID_ACK] = {"lmp.messageid_ack", "Message-ID Ack Value", F_U32},
	[HELLO_INTERVAL] = {"lmp.hellointerval", "HelloInterval", F_U32},
	[DEAD_INTERVAL] = {"lmp.hellodeadinterval", "HelloDeadInterval", F_U32},
	[TX_SEQ] = {"lmp.txseqnum", "TxSeqNum", F_U32},
	[RX_SEQ] = {"lmp.rxseqnum", "RxSeqNum", F_U32},
	[VERIFY_FLAGS] = {"lmp.begin_verify.flags", "Flags", F_U16, HEX},
	[VERIFY_ALL] = {"lmp.begin_verify.all_links", "Verify All Links", F_BOOL},
	[VERIFY_LINK_TYPE] = {"lmp.begin_verify.link_type", "Data Link Type", F_BOOL},
	[VERIFY_INTERVAL] = {"lmp.verify_interval", "Verify Interval", F_U16},
	[LINKS] = {"lmp.number_of_data_links", "Number of Data Links", F_U32},
	[ENCODING] = {"lmp.begin_verify.enctype", "Encoding Type", F_U8, DEC, te_encodings},
	[TRANSPORT] = {"lmp.verify_transport_mechanism", "Verify Transport Mechanism", F_U16, HEX},
	[RATE] = {"lmp.transmission_rate", "Transmission Rate", F_DOUBLE},
	[WAVELENGTH] = {"lmp.wavelength", "Wavelength", F_U32},
	[VERIFY_DEAD] = {"lmp.verifydeadinterval", "VerifyDeadInterval", F_U16},
	[TRANSPORT_RESPONSE] = {"lmp.verify_transport_response", "Verify Transport Response", F_U16, HEX},
	[VERIFY_ID_VALUE] = {"lmp.verifyid", "Verify-ID", F_U32},
	[TE_FLAGS] = {"lmp.te_link_flags", "TE-Link Flags", F_U8, HEX},
	[TE_FAULT] = {"lmp.te_link.fault_mgmt", "Fault Management Supported", F_BOOL},
	[TE_VERIFY] = {"lmp.te_link.link_verify", "Link Verification Supported", F_BOOL},
	[TE_4] = {"lmp.te_link.local_ipv4", "TE-Link Local ID - IPv4", F_IP4},
	[TE_6] = {"lmp.te_link.local_ipv6", "TE-Link Local ID - IPv6", F_IP6},
	[TE_U] = {"lmp.te_link.local_unnum", "TE-Link Local ID - Unnumbered", F_U32},
	[TE_REMOTE_4] = {"lmp.te_link.remote_ipv4", "TE-Link Remote ID - IPv4", F_IP4},
	[TE_REMOTE_6] = {"lmp.te_link.remote_ipv6", "TE-Link Remote ID - IPv6", F_IP6},
	[TE_REMOTE_U] = {"lmp.te_link.remote_unnum", "TE-Link Remote ID - Unnumbered", F_U32},
	[DATA_FLAGS] = {"lmp.data_link_flags", "Data-Link Flags", F_U8, HEX},
	[DATA_PORT] = {"lmp.data_link.port", "Data-Link is Individual Port", F_BOOL},
	[DATA_ALLOCATED] = {"lmp.data_link.link_verify", "Data-Link is Allocated", F_BOOL},
	[DATA_4] = {"lmp.data_link.local_ipv4", "Data-Link Local ID - IPv4", F_IP4},
	[DATA_6] = {"lmp.data_link.local_ipv6", "Data-Link Local ID - IPv6", F_IP6},
	[DATA_U] = {"lmp.data_link.local_unnum", "Data-Link Local ID - Unnumbered", F_U32},
	[DATA_REMOTE_4] = {"lmp.data_link.remote_ipv4", "Data-Link Remote ID - IPv4", F_IP4},
	[DATA_REMOTE_6] = {"lmp.data_link.remote_ipv6", "Data-Link Remote ID - IPv6", F_IP6},
	[DATA_REMOTE_U] = {"lmp.data_link.remote_unnum", "Data-Link Remote ID - Unnumbered", F_U32},
	[SUBOBJECT] = {"lmp.data_link_subobj", "Subobject"},
	[SUBOBJECT_TYPE] = {"lmp.subobject_type", "Subobject Type", F_U8, DEC, subobjects},
	[SUBOBJECT_LENGTH] = {"lmp.subobject_length", "Subobject Length", F_U8},
	[DATA_SWITCHING] = {"lmp.data_link_switching", "Interface Switching Capability", F_U8, DEC,
		te_switching_capabilities},
	[DATA_ENCODING] = {"lmp.data_link_encoding", "LSP Encoding Type", F_U8, DEC, te_encodings},
	[BANDWIDTH_MIN] = {"lmp.minimum_reservable_bandwidth", "Minimum Reservable Bandwidth", F_DOUBLE},
	[BANDWIDTH_MAX] = {"lmp.maximum_reservable_bandwidth", "Maximum Reservable Bandwidth", F_DOUBLE},
	[STATUS_4] = {"lmp.interface_id.ipv4", "Interface ID - IPv4", F_IP4},
	[STATUS_6] = {"lmp.interface_id.ipv6", "Interface ID - IPv6", F_IP6},
	[STATUS_U] = {"lmp.interface_id.id_unnumbered", "Interface ID - Unnumbered", F_U32},
	[LINK_ACTIVE] = {"lmp.link", "Link", F_BOOL},
	/* with the direction in its highest bit */
	[STATUS] = {"lmp.channel_status", "Channel Status", F_U32},
	[REQUEST_4] = {"lmp.channel_status_interfaceid_ipv4", "Interface ID: IPv4", F_IP4},
	[REQUEST_6] = {"lmp.channel_status_interfaceid_ipv6", "Interface ID: IPv6", F_IP6},
	[REQUEST_U] = {"lmp.channel_status_interfaceid_unnum", "Interface ID: Unnumbered", F_U32},
	[ERROR_CODE] = {"lmp.error", "Error Code", F_U32, HEX},
	[SIGNALLING] = {"lmp.service_config.sp", "Service Config - Supported Signalling Protocols", F_U8,
		HEX},
	[UNI_VERSION] = {"lmp.uni_version", "UNI Version", F_U8},
	[CLIENT_LINK] = {"lmp.link_type", "Link Type", F_U8, DEC, client_links},
	[CLIENT_SIGNAL] = {"lmp.signal_types", "Signal Type", F_U8},
	[CLIENT_TRANSPARENCY] = {"lmp.service_config.cpsa", "Client Port Service Attributes", F_U8, HEX},
	[CONCATENATION] = {"lmp.service_config.cct", "Contiguous Concatenation Types", F_U8, HEX},
	[MIN_NCC] = {"lmp.service_config.cpsa.min_ncc",
		"Minimum Number of Contiguously Concatenated Components", F_U16},
	[MAX_NCC] = {"lmp.service_config.cpsa.max_ncc",
		"Maximum Number of Contiguously Concatenated Components", F_U16},
	[MIN_NVC] = {"lmp.service_config.cpsa.min_nvc", "Minimum Number of Virtually Concatenated Components",
		F_U16},
	[MAX_NVC] = {"lmp.service_config.cpsa.max_nvc", "Maximum Number of Virtually Concatenated Components",
		F_U16},
	[CLIENT_INTERFACE] = {"lmp.service_config.cpsa.local_ifid",
		"Local interface id of the client interface", F_IP4},
	[NETWORK_TRANSPARENCY] = {"lmp.service_config.nsa.transparency", "Network Transparency Flags", F_U32,
		HEX},
	[TCM] = {"lmp.service_config.nsa.tcm", "TCM Monitoring", F_U8, HEX},
	[DIVERSITY] = {"lmp.service_config.nsa.diversity", "Network Diversity Flags", F_U8, HEX},
};

/* What a reader of an object's value says of it. */
enum outcome { FINE, WRONG_LENGTH, NOT_KNOWN };

static uint32_t address_size(enum address kind)
{
	return kind == IPV6 ? 16 : 4;
}

/* field: the IPv4 one; IPv6 and unnumbered follow it. */
static void identifier(struct dis *d, const char *label, enum address kind, unsigned field)
{
	uint32_t head = peek32(d, 0);
	if (kind == IPV4) {
		uint32_t address = ip4(d, field);
		say(d, "\n\t    %s: %s (0x%08x)", label, ip4_str(d, address), head);
	} else if (kind == IPV6) {
		const struct ip6 *address = ip6(d, field + 1);
		say(d, "\n\t    %s: %s (0x%08x)", label, ip6_str(d, address), head);
	} else {
		u32(d, field + 2);
		say(d, "\n\t    %s: %u (0x%08x)", label, head, head);
	}
}

static enum outcome control_channel(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t id = u32(d, ctype == 1 ? CCID_LOCAL : CCID_REMOTE);
	say(d, "\n\t    Control Channel ID: %u (0x%08x)", id, id);
	return FINE;
}

static enum outcome node(struct dis *d, unsigned ctype, uint32_t length)
{
	identifier(d, "Node ID", IPV4, ctype == 1 ? NODE_LOCAL : NODE_REMOTE);
	return FINE;
}

static enum outcome link_or_interface(struct dis *d, unsigned ctype, uint32_t length, unsigned field)
{
	static const char *const labels[] = {
		[IPV4] = "IPv4 Link ID", [IPV6] = "IPv6 Link ID", [UNNUMBERED] = "Link ID"};
	enum address kind = (enum address)((ctype + 1) / 2);
	if (length != address_size(kind))
		return WRONG_LENGTH;
	identifier(d, labels[kind], kind, field + (ctype % 2 ? 0 : UNNUMBERED));
	return FINE;
}

static enum outcome link_id(struct dis *d, unsigned ctype, uint32_t length)
{
	return link_or_interface(d, ctype, length, LINK_4);
}

static enum outcome interface_id(struct dis *d, unsigned ctype, uint32_t length)
{
	return link_or_interface(d, ctype, length, INTERFACE_4);
}

static enum outcome message_id(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t id = u32(d, ctype == 1 ? MESSAGE_ID_VALUE : MESSAGE_ID_ACK);
	say(d, "\n\t    Message ID%s: %u (0x%08x)", ctype == 1 ? "" : " Ack", id, id);
	return FINE;
}

static enum outcome configuration(struct dis *d, unsigned ctype, uint32_t length)
{
	unsigned hello = u16(d, HELLO_INTERVAL), dead = u16(d, DEAD_INTERVAL);
	say(d, "\n\t    Hello Interval: %u\n\t    Hello Dead Interval: %u", hello, dead);
	return FINE;
}

static enum outcome hello(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t tx = u32(d, TX_SEQ), rx = u32(d, RX_SEQ);
	say(d, "\n\t    Tx Seq: %u, Rx Seq: %u", tx, rx);
	return FINE;
}

static double bandwidth(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	double rate = te_bandwidth(d);
	if (d->tape)
		mark_double(d, field, at, 4, rate);
	return rate;
}

static enum outcome begin_verify(struct dis *d, unsigned ctype, uint32_t length)
{
	unsigned flags = u16(d, VERIFY_FLAGS);
	also(d, VERIFY_ALL, 2, flags & 1);
	also(d, VERIFY_LINK_TYPE, 2, flags >> 1 & 1);
	say(d, "\n\t    Flags: %s", bits(d, verify_flags, "none", ", ", flags));
	unsigned interval = u16(d, VERIFY_INTERVAL);
	uint32_t links = u32(d, LINKS);
	unsigned encoding = u8(d, ENCODING);
	u8(d, 0);
	unsigned transport = u16(d, TRANSPORT);
	say(d, "\n\t    Verify Interval: %u\n\t    Data links: %u\n\t    Encoding type: %s", interval, links,
		tok(d, te_encodings, "Unknown", encoding));
	say(d, "\n\t    Verify Transport Mechanism: %u (0x%x)%s", transport, transport,
		transport & PAYLOAD_CAPABLE ? " (Payload test messages capable)" : "");
	double rate = bandwidth(d, RATE);
	uint32_t wavelength = u32(d, WAVELENGTH);
	say(d, "\n\t    Transmission Rate: %.3f Mbps\n\t    Wavelength: %u", rate, wavelength);
	return FINE;
}

static enum outcome begin_verify_ack(struct dis *d, unsigned ctype, uint32_t length)
{
	unsigned dead = u16(d, VERIFY_DEAD), response = u16(d, TRANSPORT_RESPONSE);
	say(d, "\n\t    Verify Dead Interval: %u\n\t    Verify Transport Response: %u", dead, response);
	return FINE;
}

static enum outcome verify_id(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t id = u32(d, VERIFY_ID_VALUE);
	say(d, "\n\t    Verify ID: %u", id);
	return FINE;
}

static enum outcome te_link(struct dis *d, unsigned ctype, uint32_t length)
{
	if (length != FLAGS_SIZE + 2 * address_size((enum address)ctype))
		return WRONG_LENGTH;
	unsigned flags = u8(d, TE_FLAGS);
	also(d, TE_FAULT, 1, flags & 1);
	also(d, TE_VERIFY, 1, flags >> 1 & 1);
	u24(d, 0);
	say(d, "\n\t    Flags: [%s]", bits(d, te_flags, "none", ", ", flags));
	identifier(d, "Local Link-ID", (enum address)ctype, TE_4);
	identifier(d, "Remote Link-ID", (enum address)ctype, TE_REMOTE_4);
	return FINE;
}

static void switching(struct dis *d)
{
	unsigned capability = u8(d, DATA_SWITCHING);
	say(d, "\n\t      Switching Type: %s (%u)", tok(d, te_switching_capabilities, "Unknown", capability),
		capability);
	unsigned encoding = u8(d, DATA_ENCODING);
	say(d, "\n\t      Encoding Type: %s (%u)", tok(d, te_encodings, "Unknown", encoding), encoding);
	double least = bandwidth(d, BANDWIDTH_MIN);
	say(d, "\n\t      Min Reservable Bandwidth: %.3f Mbps", least);
	double most = bandwidth(d, BANDWIDTH_MAX);
	say(d, "\n\t      Max Reservable Bandwidth: %.3f Mbps", most);
}

/* The bytes of a subobject at the cursor; 0: it is not one, and nothing behind it is. */
static unsigned subobject(struct dis *d, uint32_t room, bool *known)
{
	unsigned type = u8(d, SUBOBJECT_TYPE), length = u8(d, SUBOBJECT_LENGTH);
	say(d, "\n\t    Subobject, Type: %s (%u), Length: %u", tok(d, subobjects, "Unknown", type), type,
		length);
	const char *wrong = length < 4	    ? " (too short)"
			    : length % 4    ? " (not a multiple of 4)"
			    : length > room ? " (goes past the end of the object)"
					    : NULL;
	if (wrong) {
		say_s(d, wrong);
		return 0;
	}
	switch (type) {
	case SUB_SWITCHING:
		switching(d);
		return length;
	case SUB_WAVELENGTH:
		u16(d, 0);
		uint32_t wavelength = u32(d, WAVELENGTH);
		say(d, "\n\t      Wavelength: %u", wavelength);
		return length;
	}
	*known = false;
	return 0;
}

static enum outcome data_link(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t end = d->pos + length, fixed = FLAGS_SIZE + 2 * address_size((enum address)ctype);
	if (length < fixed)
		return WRONG_LENGTH;
	unsigned flags = u8(d, DATA_FLAGS);
	also(d, DATA_PORT, 1, flags & 1);
	also(d, DATA_ALLOCATED, 1, flags >> 1 & 1);
	u24(d, 0);
	say(d, "\n\t    Flags: [%s]", bits(d, data_flags, "none", ", ", flags));
	identifier(d, "Local Interface ID", (enum address)ctype, DATA_4);
	identifier(d, "Remote Interface ID", (enum address)ctype, DATA_REMOTE_4);
	bool known = true;
	while (!d->cut && d->pos < end) {
		uint32_t start = d->pos;
		group_begin(d, SUBOBJECT);
		unsigned size = subobject(d, end - start, &known);
		seek(d, size ? start + size : end);
		group_end(d);
	}
	return known ? FINE : NOT_KNOWN;
}

static enum outcome channel_status(struct dis *d, unsigned ctype, uint32_t length)
{
	for (uint32_t size = address_size((enum address)ctype) + 4; !d->cut && length >= size;
		length -= size) {
		identifier(d, "Interface ID", (enum address)ctype, STATUS_4);
		uint32_t v = u32(d, 0), active = v >> 31, transmit = v >> 30 & 1, status = v & 0x3ffffff;
		also(d, LINK_ACTIVE, 4, active);
		also(d, STATUS, 4, v & 0x7fffffff);
		say(d, "\n\t\t    Active: %s (%u)", active ? "Allocated" : "Non-allocated", active);
		say(d, "\n\t\t    Direction: %s (%u)", transmit ? "Transmit" : "Receive", transmit);
		say(d, "\n\t\t    Channel Status: %s (%u)", tok(d, statuses, "Unknown", status), status);
	}
	return FINE;
}

static enum outcome channel_status_request(struct dis *d, unsigned ctype, uint32_t length)
{
	for (uint32_t size = address_size((enum address)ctype); !d->cut && length >= size; length -= size)
		identifier(d, "Interface ID", (enum address)ctype, REQUEST_4);
	return FINE;
}

static enum outcome error(struct dis *d, unsigned ctype, uint32_t length)
{
	uint32_t code = u32(d, ERROR_CODE);
	say(d, "\n\t    Error Code: %s",
		bits(d, ctype == 1 ? verify_errors : summary_errors, "none", ", ", code));
	return FINE;
}

static void client_port(struct dis *d)
{
	unsigned link = u8(d, CLIENT_LINK), signal = u8(d, CLIENT_SIGNAL);
	say(d, "\n\t Link Type: %s (%u)", tok(d, client_links, "Unknown", link), link);
	if (link == LINK_SDH || link == LINK_SONET)
		say(d, "\n\t Signal Type: %s (%u)",
			tok(d, link == LINK_SDH ? sdh_signals : sonet_signals, "Unknown", signal), signal);
	unsigned transparency = u8(d, CLIENT_TRANSPARENCY), concatenation = u8(d, CONCATENATION);
	say(d, "\n\t Transparency: %s", bits(d, client_transparencies, "none", ", ", transparency));
	say(d, "\n\t Contiguous Concatenation Types: %s",
		bits(d, concatenations, "none", ", ", concatenation));
	unsigned min_ncc = u16(d, MIN_NCC), max_ncc = u16(d, MAX_NCC), min_nvc = u16(d, MIN_NVC),
		 max_nvc = u16(d, MAX_NVC);
	say(d, "\n\t Minimum NCC: %u\n\t Maximum NCC: %u\n\t Minimum NVC:%u\n\t Maximum NVC:%u", min_ncc,
		max_ncc, min_nvc, max_nvc);
	identifier(d, "Local Interface ID", IPV4, CLIENT_INTERFACE);
}

static enum outcome service_config(struct dis *d, unsigned ctype, uint32_t length)
{
	static const uint8_t sizes[] = {0, 4, 16, 8, 4};
	if (length != sizes[ctype])
		return WRONG_LENGTH;
	switch (ctype) {
	case 1: {
		unsigned protocols = u8(d, SIGNALLING), version = u8(d, UNI_VERSION);
		say(d, "\n\t Flags: %s\n\t  UNI Version: %u", bits(d, signalling, "none", ", ", protocols),
			version);
		break;
	}
	case 2:
		client_port(d);
		break;
	case 3: {
		uint32_t transparency = u32(d, NETWORK_TRANSPARENCY);
		u24(d, 0);
		unsigned tcm = u8(d, TCM);
		say(d, "\n\t Transparency Flags: %s",
			bits(d, network_transparencies, "none", ", ", transparency));
		say(d, "\n\t TCM Monitoring Flags: %s", bits(d, monitoring, "none", ", ", tcm));
		break;
	}
	case 4: {
		u24(d, 0);
		unsigned diversity = u8(d, DIVERSITY);
		say(d, "\n\t Diversity: Flags: %s", bits(d, diversities, "none", ", ", diversity));
		break;
	}
	}
	return FINE;
}

static const struct object {
	uint8_t class;
	uint8_t group;
	const char *name;
	uint8_t size;		    /* of the value; 0: the reader judges */
	const struct token *ctypes; /* the reader is called for these only */
	enum outcome (*read)(struct dis *d, unsigned ctype, uint32_t length);
} objects[] = {
	{1, CCID, "Control Channel ID", 4, local_remote, control_channel},
	{2, NODE_ID, "Node ID", 4, local_remote, node},
	{3, LINK_ID, "Link ID", 0, link_ctypes, link_id},
	{4, INTERFACE_ID, "Interface ID", 0, link_ctypes, interface_id},
	{5, MESSAGE_ID, "Message ID", 4, one_to_two, message_id},
	{6, CONFIG, "Configuration", 4, one, configuration},
	{7, HELLO, "Hello", 8, one, hello},
	{8, BEGIN_VERIFY, "Verify Begin", 20, one, begin_verify},
	{9, BEGIN_VERIFY_ACK, "Verify Begin ACK", 4, one, begin_verify_ack},
	{10, VERIFY_ID, "Verify ID", 4, one, verify_id},
	{11, TE_LINK, "TE Link", 0, addresses, te_link},
	{12, DATA_LINK, "Data Link", 0, addresses, data_link},
	{13, CHANNEL_STATUS, "Channel Status", 0, addresses, channel_status},
	{14, CHANNEL_STATUS_REQUEST, "Channel Status Request", 0, addresses, channel_status_request},
	{20, ERROR, "Error Code", 4, one_to_two, error},
	{51, SERVICE_CONFIG, "Service Config", 0, one_to_four, service_config},
};

static const struct object *object_of(unsigned class)
{
	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
		if (objects[i].class == class)
			return &objects[i];
	return NULL;
}

static void value(struct dis *d, const struct object *o, unsigned ctype, uint32_t length)
{
	uint32_t start = d->pos;
	need(d, length);
	enum outcome outcome = NOT_KNOWN;
	if (o && word(o->ctypes, ctype) && !d->cut)
		outcome = o->size && length != o->size ? WRONG_LENGTH : o->read(d, ctype, length);
	if (outcome == WRONG_LENGTH)
		say_s(d, " (not correct for object)");
	seek(d, start);
	if (outcome == NOT_KNOWN || d->verbose > 1)
		say_hexdump(d, "\n\t    ", length);
	skip(d, length);
}

/* The bytes of the object at the cursor; 0: none can follow. */
static uint32_t object(struct dis *d)
{
	const struct object *o = object_of(peek8(d, 1));
	need(d, OBJECT_HEADER);
	group_begin(d, o ? o->group : UNKNOWN);
	unsigned first = u8(d, 0), ctype = first & 127;
	also(d, NEGOTIABLE, 1, first >> 7);
	also(d, CTYPE, 1, ctype);
	unsigned class = u8(d, CLASS), length = u16(d, OBJECT_LENGTH);
	say(d, "\n\t  %s Object (%u), Class-Type: %s (%u) Flags: [%snegotiable], length: %u",
		o ? o->name : "Unknown", class, o ? tok(d, o->ctypes, "Unknown", ctype) : "Unknown", ctype,
		first >> 7 ? "" : "non-", length);
	bool fits = length >= OBJECT_HEADER && length % 4 == 0;
	if (fits)
		value(d, o, ctype, length - OBJECT_HEADER);
	else
		say_s(d, length < OBJECT_HEADER ? " (too short)" : " (not a multiple of 4)");
	group_end(d);
	return fits ? length : 0;
}

static void body(struct dis *d, uint32_t total, uint32_t length)
{
	if (length < HEADER) {
		say_s(d, " (too short)");
		return;
	}
	if (length > total) {
		say_s(d, " (too long)");
		length = total;
	}
	for (uint32_t remaining = length - HEADER; remaining && !d->cut;) {
		uint32_t size = object(d);
		if (!size)
			return;
		if (size > remaining) {
			invalid_misfit(d, "remaining objects length", remaining, "<", size);
			return;
		}
		remaining -= size;
	}
}

static void dissect(struct dis *d)
{
	uint32_t total = declared(d);
	need(d, HEADER);
	unsigned version = u8(d, VERSION) >> 4;
	if (version != 1) {
		say(d, "LMP version %u packet not supported", version);
		return;
	}
	u8(d, 0);
	unsigned flags = u8(d, FLAGS);
	also(d, FLAG_DOWN, 1, flags & 1);
	also(d, FLAG_RESTART, 1, flags >> 1 & 1);
	unsigned type = u8(d, MESSAGE), length = u16(d, LENGTH);
	u16(d, 0);
	if (d->verbose)
		say(d, "\n\tLMPv1, msg-type: %s, Flags: [%s], length: %u",
			tok(d, messages, "unknown, type: %u", type),
			bits(d, header_flags, "none", ", ", flags), length);
	else
		say(d, "LMPv1 %s Message, length: %u", tok(d, messages, "unknown (%u)", type), total);
	if (d->verbose || fields_wanted(d)) {
		struct saved s = quiet_begin(d, !d->verbose);
		body(d, total, length);
		quiet_end(d, &s);
	}
}

static const struct binding bindings[] = {{BIND_UDP_PORT, EITHER, UDP_RANK_LMP, 701, 0}, {0}};

const struct proto proto_lmp = {
	.name = "lmp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "lmp",
	.cuts = CUTS_ALL,
};
