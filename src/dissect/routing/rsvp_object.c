/* Objects of RSVP: RFC 2205, appendix A; RFC 2747 (integrity), RFC 2961, RFC 3209, RFC 3473 (GMPLS), RFC 4090 (fast reroute),
 * RFC 4124 (class types), RFC 4875 (point to multipoint), RFC 5063 (capability). */
#include "dissect/net/ethertype.h"
#include "dissect/routing/rsvp.h"
#include "dissect/routing/te.h"

enum {
	SESSION = 1, HOP = 3, INTEGRITY = 4, TIME_VALUES = 5, ERROR_SPEC = 6, STYLE = 8, FILTERSPEC = 10, SENDER_TEMPLATE = 11,
	CONFIRM = 15, LABEL = 16, LABEL_REQUEST = 19, HELLO = 22, MESSAGE_ID = 23, MESSAGE_ID_ACK = 24, MESSAGE_ID_LIST = 25,
	RECOVERY_LABEL = 34, UPSTREAM_LABEL = 35, LABEL_SET = 36, SUB_LSP = 50, DETOUR = 63, CLASS_TYPE = 66, CLASS_TYPE_OLD = 125,
	SUGGESTED_LABEL = 129, RESTART = 131, CAPABILITY = 134, NOTIFY_REQUEST = 195, ADMIN_STATUS = 196, FAST_REROUTE = 205,
	SESSION_ATTRIBUTE = 207,
};
enum { IP4 = 1, IP6 = 2, FLOW_LABEL6 = 3, TUNNEL4 = 7, TUNNEL6 = 8, UNI4 = 11, P2MP4 = 12, P2MP6 = 13 };
enum { ERROR_ROUTING = 24, ERROR_NOTIFY = 25, ERROR_DIFFSERV_TE = 28, ERROR_DIFFSERV_TE_OLD = 125 };

static const struct token error_codes[] = {{ERROR_ROUTING, "Routing Problem"}, {ERROR_NOTIFY, "Notify Error"},
	{ERROR_DIFFSERV_TE, "Diffserv TE Error"}, {ERROR_DIFFSERV_TE_OLD, "Diffserv TE Error (Old)"}, {0, NULL}};
static const struct token routing_errors[] = {{1, "Bad EXPLICIT_ROUTE object"}, {2, "Bad strict node"}, {3, "Bad loose node"},
	{4, "Bad initial subobject"}, {5, "No route available toward destination"}, {6, "Unacceptable label value"},
	{7, "RRO indicated routing loops"}, {8, "non-RSVP-capable router in the path"}, {9, "MPLS label allocation failure"},
	{10, "Unsupported L3PID"}, {0, NULL}};
static const struct token diffserv_errors[] = {{1, "Unexpected CT object"}, {2, "Unsupported CT"}, {3, "Invalid CT value"},
	{4, "CT/setup priority do not form a configured TE-Class"}, {5, "CT/holding priority do not form a configured TE-Class"},
	{6, "CT/setup priority and CT/holding priority do not form a configured TE-Class"},
	{7, "Inconsistency between signaled PSC and signaled CT"}, {8, "Inconsistency between signaled PHBs and signaled CT"},
	{0, NULL}};
static const struct token styles[] = {{0x0a, "Fixed Filter"}, {0x11, "Wildcard Filter"}, {0x12, "Shared Explicit"}, {0, NULL}};
static const struct token integrity_flags[] = {{0x80, "Handshake"}, {0, NULL}};
static const struct token label_set_actions[] = {
	{0, "Inclusive list"}, {1, "Exclusive list"}, {2, "Inclusive range"}, {3, "Exclusive range"}, {0, NULL}};
static const struct token dlci_widths[] = {{0, "10"}, {2, "23"}, {0, NULL}};
static const struct token capabilities[] = {{1, "RecoveryPath Transmit Enabled"}, {2, "RecoveryPath Desired"},
	{4, "RecoveryPath Srefresh Capable"}, {0, NULL}};
static const struct token admin_status[] = {{0x80000000, "Reflect"}, {4, "Testing"}, {2, "Admin-down"}, {1, "Delete-in-progress"},
	{0, NULL}};
static const struct token session_flags[] = {{0x01, "Local Protection"}, {0x02, "Label Recording"}, {0x04, "SE Style"},
	{0x08, "Bandwidth protection"}, {0x10, "Node protection"}, {0, NULL}};
static const struct token payloads[] = {{1, "Reserved"}, {2, "Reserved"}, {3, "Reserved"}, {4, "Reserved"},
	{5, "Asynchronous mapping of E4"}, {6, "Asynchronous mapping of DS3/T3"}, {7, "Asynchronous mapping of E3"},
	{8, "Bit synchronous mapping of E3"}, {9, "Byte synchronous mapping of E3"}, {10, "Asynchronous mapping of DS2/T2"},
	{11, "Bit synchronous mapping of DS2/T2"}, {12, "Reserved"}, {13, "Asynchronous mapping of E1"},
	{14, "Byte synchronous mapping of E1"}, {15, "Byte synchronous mapping of 31 * DS0"}, {16, "Asynchronous mapping of DS1/T1"},
	{17, "Bit synchronous mapping of DS1/T1"}, {18, "Byte synchronous mapping of DS1/T1"}, {19, "VC-11 in VC-12"},
	{20, "Reserved"}, {21, "Reserved"}, {22, "DS1 SF Asynchronous"}, {23, "DS1 ESF Asynchronous"}, {24, "DS3 M23 Asynchronous"},
	{25, "DS3 C-Bit Parity Asynchronous"}, {26, "VT/LOVC"}, {27, "STS SPE/HOVC"}, {28, "POS - No Scrambling, 16 bit CRC"},
	{29, "POS - No Scrambling, 32 bit CRC"}, {30, "POS - Scrambling, 16 bit CRC"}, {31, "POS - Scrambling, 32 bit CRC"},
	{32, "ATM mapping"}, {33, "Ethernet PHY"}, {34, "SONET/SDH"}, {35, "Reserved (SONET deprecated)"}, {36, "Digital Wrapper"}, {37, "Lambda"},
	{38, "ANSI/ETSI PDH"}, {39, "Reserved"}, {40, "Link Access Protocol SDH (X.85 and X.86)"}, {41, "FDDI"}, {42, "DQDB (ETSI ETS 300 216)"}, {43, "FiberChannel-3 (Services)"},
	{44, "HDLC"}, {45, "Ethernet V2/DIX (only)"}, {46, "Ethernet 802.3 (only)"}, {47, "G.709 ODUj"}, {48, "G.709 OTUk(v)"}, {49, "CBR/CBRa"},
	{50, "CBRb"}, {51, "BSOT"}, {52, "BSNT"}, {53, "IP/PPP (GFP)"}, {54, "Ethernet MAC (framed GFP)"}, {55, "Ethernet PHY (transparent GFP)"}, {56, "ESCON"},
	{57, "FICON"}, {58, "Fiber Channel"}, {0, NULL}};

static enum rsvp_result session_tunnel(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 12))
		return RSVP_TOO_SHORT;
	uint32_t a = ip4(d, RSVP_SESSION_IP);
	skip(d, 2);
	unsigned tunnel = u16(d, RSVP_SESSION_TUNNEL);
	uint32_t extended = u32(d, RSVP_SESSION_EXTENDED);
	say(d, "%s  IPv4 %s: %s, Tunnel ID: 0x%04x, Extended Tunnel ID: %s", o->indent, o->ctype == P2MP6 ? "P2MP LSP ID" : "Tunnel EndPoint",
		ip4_str(d, a), tunnel, ip4_str(d, extended));
	return RSVP_SAID;
}

static enum rsvp_result session_tunnel6(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 36))
		return RSVP_TOO_SHORT;
	const struct ip6 *a = ip6(d, RSVP_SESSION_IP6);
	skip(d, 2);
	unsigned tunnel = u16(d, RSVP_SESSION_TUNNEL);
	const struct ip6 *extended = ip6(d, RSVP_SESSION_EXTENDED6);
	say(d, "%s  IPv6 Tunnel EndPoint: %s, Tunnel ID: 0x%04x, Extended Tunnel ID: %s", o->indent, ip6_str(d, a), tunnel,
		ip6_str(d, extended));
	return RSVP_SAID;
}

static enum rsvp_result session_p2mp6(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 26))
		return RSVP_TOO_SHORT;
	uint32_t id = u32(d, 0);
	skip(d, 2);
	unsigned tunnel = u16(d, RSVP_SESSION_TUNNEL);
	const struct ip6 *extended = ip6(d, RSVP_SESSION_EXTENDED6);
	say(d, "%s  IPv6 P2MP LSP ID: 0x%08x, Tunnel ID: 0x%04x, Extended Tunnel ID: %s", o->indent, id, tunnel, ip6_str(d, extended));
	return RSVP_SAID;
}

static enum rsvp_result session(struct dis *d, const struct rsvp_object *o)
{
	enum { P2MP_SESSION6 = 14 };
	if (o->ctype == TUNNEL4 || o->ctype == UNI4 || o->ctype == P2MP6)
		return session_tunnel(d, o); /* C-type 13 is IPv4's here */
	if (o->ctype == TUNNEL6)
		return session_tunnel6(d, o);
	if (o->ctype == P2MP_SESSION6)
		return session_p2mp6(d, o);
	if (o->ctype != IP4 && o->ctype != IP6)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, o->ctype == IP4 ? 8 : 20))
		return RSVP_TOO_SHORT;
	const char *destination;
	if (o->ctype == IP4) {
		uint32_t a = ip4(d, RSVP_SESSION_IP);
		destination = ip4_str(d, a);
	} else {
		destination = ip6_str(d, ip6(d, RSVP_SESSION_IP6));
	}
	unsigned protocol = u8(d, RSVP_SESSION_PROTOCOL), bits_ = u8(d, 0), port = u16(d, RSVP_SESSION_PORT);
	say(d, "%s  IPv%u DestAddress: %s, Protocol ID: 0x%02x%s  Flags: [0x%02x], DestPort %u", o->indent, o->ctype == IP4 ? 4 : 6,
		destination, protocol, o->indent, bits_, port);
	return RSVP_SAID;
}

static enum rsvp_result hop(struct dis *d, const struct rsvp_object *o)
{
	bool four = o->ctype == 1 || o->ctype == 3;
	if (o->ctype < 1 || o->ctype > 4)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, four ? 8 : 20))
		return RSVP_TOO_SHORT;
	const char *neighbor;
	uint32_t start = d->pos;
	if (four) {
		uint32_t a = ip4(d, RSVP_HOP_IP);
		neighbor = ip4_str(d, a);
	} else {
		neighbor = ip6_str(d, ip6(d, RSVP_HOP_IP6));
	}
	uint32_t interface = u32(d, RSVP_HOP_INTERFACE);
	say(d, "%s  Previous/Next Interface: %s, Logical Interface Handle: 0x%08x", o->indent, neighbor, interface);
	/* the reference dumps what is more than IPv4's, also of IPv6 */
	return o->end - start > 8 ? RSVP_UNKNOWN : RSVP_SAID;
}

/* RFC 2747, section 2. */
static enum rsvp_result integrity(struct dis *d, const struct rsvp_object *o)
{
	if (o->ctype != 1)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, 32))
		return RSVP_TOO_SHORT;
	unsigned bits_ = u8(d, 0);
	skip(d, 1);
	uint64_t key = u48(d, 0), seq = u64(d, 0);
	say(d, "%s  Key-ID 0x%012llx, Sequence 0x%016llx, Flags [%s]%s  MD5-sum 0x", o->indent, (unsigned long long)key,
		(unsigned long long)seq, bits(d, integrity_flags, "none", ", ", bits_), o->indent);
	say_hex(d, bytes(d, 0, 16));
	say_s(d, "  (unchecked)");
	return RSVP_SAID;
}

static enum rsvp_result error_spec(struct dis *d, const struct rsvp_object *o)
{
	bool four = o->ctype == 1 || o->ctype == 3;
	if (o->ctype < 1 || o->ctype > 4)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, four ? 8 : 20))
		return RSVP_TOO_SHORT;
	const char *node;
	if (four) {
		uint32_t a = ip4(d, RSVP_ERROR_IP);
		node = ip4_str(d, a);
	} else {
		node = ip6_str(d, ip6(d, RSVP_ERROR_IP6));
	}
	unsigned bits_ = u8(d, RSVP_ERROR_FLAGS), code = u8(d, RSVP_ERROR_CODE), value = u16(d, RSVP_ERROR_VALUE);
	say(d, "%s  Error Node Address: %s, Flags: [0x%02x]%s  Error Code: %s (%u)", o->indent, node, bits_, o->indent,
		tok(d, error_codes, "unknown", code), code);
	if (code == ERROR_ROUTING)
		say(d, ", Error Value: %s (%u)", tok(d, routing_errors, "unknown", value), value);
	else if (four && (code == ERROR_DIFFSERV_TE || code == ERROR_DIFFSERV_TE_OLD))
		say(d, ", Error Value: %s (%u)", tok(d, diffserv_errors, "unknown", value), value);
	else if (four)
		say(d, ", Unknown Error Value (%u)", value);
	return RSVP_SAID;
}

static enum rsvp_result sender_p2mp(struct dis *d, const struct rsvp_object *o)
{
	bool four = o->ctype == P2MP4;
	if (!rsvp_room(d, o, four ? 16 : 40))
		return RSVP_TOO_SHORT;
	const char *sender, *originator;
	if (four) {
		uint32_t a = ip4(d, RSVP_SENDER_IP);
		sender = ip4_str(d, a);
	} else {
		sender = ip6_str(d, ip6(d, RSVP_SENDER_IP6));
	}
	skip(d, 2);
	unsigned lsp = u16(d, RSVP_SENDER_LSP);
	if (four) {
		uint32_t a = ip4(d, 0);
		originator = ip4_str(d, a);
	} else {
		originator = ip6_str(d, ip6(d, 0));
		skip(d, 2);
	}
	unsigned group = u16(d, 0);
	say(d, "%s  IPv%u Tunnel Sender Address: %s, LSP ID: 0x%04x%s  Sub-Group Originator ID: %s, Sub-Group ID: 0x%04x", o->indent,
		four ? 4 : 6, sender, lsp, o->indent, originator, group);
	return RSVP_SAID;
}

/* Filter specifications, and sender templates, of which fewer C-types are known. */
static enum rsvp_result sender(struct dis *d, const struct rsvp_object *o)
{
	bool filter = o->class == FILTERSPEC;
	if (o->ctype == P2MP4 || o->ctype == P2MP6)
		return sender_p2mp(d, o);
	if (o->ctype != IP4 && o->ctype != IP6 && o->ctype != TUNNEL4 && !(filter && (o->ctype == FLOW_LABEL6 || o->ctype == TUNNEL6)))
		return RSVP_UNKNOWN;
	bool four = o->ctype == IP4 || o->ctype == TUNNEL4;
	if (!rsvp_room(d, o, four ? 8 : 20))
		return RSVP_TOO_SHORT;
	const char *source;
	if (four || o->ctype == TUNNEL6) { /* of an IPv6 address the reference says the first four bytes */
		uint32_t a = ip4(d, four ? RSVP_SENDER_IP : 0);
		source = ip4_str(d, a);
		skip(d, four ? 0 : 12);
	} else {
		source = ip6_str(d, ip6(d, RSVP_SENDER_IP6));
	}
	say(d, "%s  %s: %s, ", o->indent, o->ctype == TUNNEL4 && !filter ? "IPv4 Tunnel Sender Address" : "Source Address", source);
	if (o->ctype == FLOW_LABEL6) {
		skip(d, 1);
		uint32_t label = u24(d, 0);
		say(d, "Flow Label: %u", label);
		return RSVP_SAID;
	}
	bool tunnel = o->ctype == TUNNEL4 || o->ctype == TUNNEL6;
	skip(d, 2);
	unsigned number = u16(d, tunnel ? RSVP_SENDER_LSP : RSVP_SENDER_PORT);
	say(d, tunnel ? "LSP-ID: 0x%04x" : "Source Port: %u", number);
	return RSVP_SAID;
}

/* One address behind a title. */
static enum rsvp_result one_address(struct dis *d, const struct rsvp_object *o, const char *title, unsigned field4, unsigned field6)
{
	if (o->ctype != IP4 && o->ctype != IP6)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, o->ctype == IP4 ? 4 : 16))
		return RSVP_TOO_SHORT;
	if (o->ctype == IP4) {
		uint32_t a = ip4(d, field4);
		say(d, "%s  %s: %s", o->indent, title, ip4_str(d, a));
	} else {
		const struct ip6 *a = ip6(d, field6);
		say(d, "%s  %s: %s", o->indent, title, ip6_str(d, a));
	}
	return RSVP_SAID;
}

static enum rsvp_result label(struct dis *d, const struct rsvp_object *o)
{
	enum { LABELS = 1, GENERALIZED = 2, WAVEBAND = 3 };
	if (o->ctype == LABELS) {
		while (!d->cut && rsvp_room(d, o, 4)) {
			uint32_t v = u32(d, RSVP_LABEL);
			say(d, "%s  Label: %u", o->indent, v);
		}
		return RSVP_SAID;
	}
	if (o->ctype == GENERALIZED) {
		if (!rsvp_room(d, o, 4))
			return RSVP_TOO_SHORT;
		uint32_t v = u32(d, 0);
		say(d, "%s  Generalized Label: %u", o->indent, v);
		return RSVP_SAID;
	}
	if (o->ctype != WAVEBAND)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, 12))
		return RSVP_TOO_SHORT;
	uint32_t id = u32(d, 0), first = u32(d, 0), last = u32(d, 0);
	say(d, "%s  Waveband ID: %u%s  Start Label: %u, Stop Label: %u", o->indent, id, o->indent, first, last);
	return RSVP_SAID;
}

static unsigned layer3_protocol(struct dis *d, const struct rsvp_object *o)
{
	skip(d, 2);
	unsigned protocol = u16(d, RSVP_L3PID);
	say(d, "%s  L3 Protocol ID: %s", o->indent, tok(d, ethertypes, "Unknown Protocol (0x%04x)", protocol));
	return protocol;
}

static enum rsvp_result label_request(struct dis *d, const struct rsvp_object *o)
{
	enum { PLAIN = 1, ATM = 2, FRAME_RELAY = 3, GENERALIZED = 4 };
	if (o->ctype == PLAIN) {
		while (!d->cut && rsvp_room(d, o, 4))
			layer3_protocol(d, o);
		return RSVP_SAID;
	}
	if (o->ctype < ATM || o->ctype > GENERALIZED)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, o->ctype == GENERALIZED ? 4 : 12))
		return RSVP_TOO_SHORT;
	if (o->ctype == GENERALIZED) {
		unsigned encoding = u8(d, 0), switching = u8(d, 0), payload = u16(d, 0);
		say(d, "%s  LSP Encoding Type: %s (%u)", o->indent, tok(d, te_encodings, "Unknown", encoding), encoding);
		say(d, "%s  Switching Type: %s (%u), Payload ID: %s (0x%04x)", o->indent,
			tok(d, te_switching_capabilities, "Unknown", switching), switching, tok(d, payloads, "Unknown", payload), payload);
		return RSVP_SAID;
	}
	layer3_protocol(d, o);
	if (o->ctype == ATM) {
		unsigned vpi = u16(d, 0), vci = u16(d, 0), vpi_max = u16(d, 0), vci_max = u16(d, 0);
		say(d, ",%s merge capability", vpi & 0x8000 ? "no" : "");
		say(d, "%s  Minimum VPI/VCI: %u/%u%s  Maximum VPI/VCI: %u/%u", o->indent, vpi & 0xfff, vci & 0xfff, o->indent,
			vpi_max & 0xfff, vci_max & 0xfff);
		return RSVP_SAID;
	}
	uint32_t least = u32(d, 0), most = u32(d, 0);
	const char *width = word(dlci_widths, least >> 23 & 3);
	say(d, "%s  Minimum/Maximum DLCI: %u/%u, %s bit DLCI", o->indent, least & 0x7fffff, most & 0x7fffff, width ? width : "");
	return RSVP_SAID;
}

static enum rsvp_result message_ids(struct dis *d, const struct rsvp_object *o)
{
	if (o->ctype != 1 && o->ctype != 2)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	unsigned bits_ = u8(d, 0);
	uint32_t epoch = u24(d, RSVP_MESSAGE_EPOCH);
	say(d, "%s  Flags [0x%02x], epoch: %u", o->indent, bits_, epoch);
	while (!d->cut && rsvp_room(d, o, 4)) {
		uint32_t id = u32(d, RSVP_MESSAGE_ID);
		say(d, "%s    Message-ID 0x%08x (%u)", o->indent, id, id);
	}
	return RSVP_SAID;
}

static enum rsvp_result label_set(struct dis *d, const struct rsvp_object *o)
{
	enum { INCLUSIVE_RANGE = 2, EXCLUSIVE_RANGE = 3 };
	if (o->ctype != 1)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	unsigned action = u8(d, 0);
	skip(d, 2);
	unsigned type = u8(d, 0);
	say(d, "%s  Action: %s (%u), Label type: %u", o->indent, tok(d, label_set_actions, "Unknown", action), action, type & 0x7f);
	if (action == INCLUSIVE_RANGE || action == EXCLUSIVE_RANGE) {
		if (!rsvp_room(d, o, 8))
			return RSVP_TOO_SHORT;
		uint32_t first = u32(d, 0), last = u32(d, 0);
		say(d, "%s  Start range: %u, End range: %u", o->indent, first, last);
		return RSVP_SAID;
	}
	for (unsigned i = 1; !d->cut && rsvp_room(d, o, 4); i++) {
		uint32_t v = u32(d, 0);
		say(d, "%s  Subchannel #%u: %u", o->indent, i, v);
	}
	return RSVP_SAID;
}

static enum rsvp_result detour(struct dis *d, const struct rsvp_object *o)
{
	if (o->ctype != TUNNEL4)
		return RSVP_UNKNOWN;
	while (!d->cut && rsvp_room(d, o, 8)) {
		uint32_t repair = ip4(d, 0), avoid = ip4(d, 0);
		say(d, "%s  PLR-ID: %s, Avoid-Node-ID: %s", o->indent, ip4_str(d, repair), ip4_str(d, avoid));
	}
	return RSVP_SAID;
}

static enum rsvp_result fast_reroute(struct dis *d, const struct rsvp_object *o)
{
	bool old = o->ctype == TUNNEL4;
	if (o->ctype != 1 && !old)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, old ? 16 : 20))
		return RSVP_TOO_SHORT;
	unsigned setup = u8(d, 0), hold = u8(d, 0), hops = u8(d, 0);
	skip(d, 1);
	double bandwidth = te_bandwidth(d);
	uint32_t include = u32(d, 0), exclude = u32(d, 0);
	say(d, "%s  Setup Priority: %u, Holding Priority: %u, Hop-limit: %u, Bandwidth: %.10g Mbps", o->indent, setup, hold, hops, bandwidth);
	if (old) {
		say(d, "%s  Include Colors: 0x%08x, Exclude Colors: 0x%08x", o->indent, include, exclude);
		return RSVP_SAID;
	}
	uint32_t all = u32(d, 0);
	say(d, "%s  Include-any: 0x%08x, Exclude-any: 0x%08x, Include-all: 0x%08x", o->indent, include, exclude, all);
	return RSVP_SAID;
}

static enum rsvp_result session_attribute(struct dis *d, const struct rsvp_object *o)
{
	if (o->ctype != TUNNEL4)
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	unsigned setup = u8(d, RSVP_PRIORITY_SETUP), hold = u8(d, RSVP_PRIORITY_HOLD), bits_ = u8(d, 0);
	unsigned length = u8(d, RSVP_SESSION_NAME_LENGTH);
	if (!rsvp_room(d, o, length))
		return RSVP_TOO_SHORT;
	say(d, "%s  Session Name: ", o->indent);
	say_text(d, bytes(d, RSVP_SESSION_NAME, length));
	say(d, "%s  Setup Priority: %u, Holding Priority: %u, Flags: [%s] (%#x)", o->indent, setup, hold,
		bits(d, session_flags, "none", ", ", bits_), bits_);
	return RSVP_SAID;
}

/* Objects of C-type 1 with one or two words. */
static enum rsvp_result words(struct dis *d, const struct rsvp_object *o)
{
	bool two = o->class == RESTART || o->class == HELLO;
	if (o->ctype != 1 && !(o->class == HELLO && o->ctype == 2))
		return RSVP_UNKNOWN;
	if (!rsvp_room(d, o, two ? 8 : 4))
		return RSVP_TOO_SHORT;
	static const struct {
		uint8_t class, first, second;
	} named[] = {{TIME_VALUES, RSVP_REFRESH, 0}, {HELLO, RSVP_HELLO_SOURCE, RSVP_HELLO_DESTINATION},
		{RESTART, RSVP_RESTART_TIME, RSVP_RECOVERY_TIME}, {STYLE, 0, 0}};
	unsigned n = 0;
	while (named[n].class != o->class && named[n].class != STYLE)
		n++;
	uint32_t v = u32(d, named[n].first), w = two ? u32(d, named[n].second) : 0;
	switch (o->class) {
	case TIME_VALUES:
		say(d, "%s  Refresh Period: %ums", o->indent, v);
		break;
	case STYLE:
		also(d, RSVP_STYLE, 3, v & 0xffffff);
		say(d, "%s  Reservation Style: %s, Flags: [0x%02x]", o->indent, tok(d, styles, "Unknown", v & 0xffffff), v >> 24);
		break;
	case HELLO:
		say(d, "%s  Source Instance: 0x%08x, Destination Instance: 0x%08x", o->indent, v, w);
		break;
	case CLASS_TYPE:
	case CLASS_TYPE_OLD:
		say(d, "%s  CT: %u", o->indent, v & 7);
		break;
	case RESTART:
		say(d, "%s  Restart  Time: %ums, Recovery Time: %ums", o->indent, v, w);
		break;
	case CAPABILITY:
		if (v & ~7U)
			say(d, "%s  [reserved=0x%08x must be zero]", o->indent, v & ~7U);
		/* the first of the three bits is the one sent last */
		say(d, "%s  Flags: [%s]", o->indent, bits(d, capabilities, "none", ", ", (v & 1) << 2 | (v & 2) | (v >> 2 & 1)));
		break;
	default:
		say(d, "%s  Flags [%s]", o->indent, bits(d, admin_status, "none", ", ", v));
	}
	return RSVP_SAID;
}

enum rsvp_result rsvp_object(struct dis *d, const struct rsvp_object *o)
{
	switch (o->class) {
	case SESSION:
		return session(d, o);
	case HOP:
		return hop(d, o);
	case INTEGRITY:
		return integrity(d, o);
	case ERROR_SPEC:
		return error_spec(d, o);
	case FILTERSPEC:
	case SENDER_TEMPLATE:
		return sender(d, o);
	case CONFIRM:
		return one_address(d, o, o->ctype == IP4 ? "IPv4 Receiver Address" : "IPv6 Receiver Address", RSVP_CONFIRM_IP,
			RSVP_CONFIRM_IP6);
	case NOTIFY_REQUEST:
		return one_address(d, o, o->ctype == IP4 ? "IPv4 Notify Node Address" : "IPv6 Notify Node Address", 0, 0);
	case SUB_LSP:
		return one_address(d, o, "Sub-LSP destination address", 0, 0);
	case LABEL:
	case RECOVERY_LABEL:
	case UPSTREAM_LABEL:
	case SUGGESTED_LABEL:
		return label(d, o);
	case LABEL_REQUEST:
		return label_request(d, o);
	case MESSAGE_ID:
	case MESSAGE_ID_ACK:
	case MESSAGE_ID_LIST:
		return message_ids(d, o);
	case LABEL_SET:
		return label_set(d, o);
	case DETOUR:
		return detour(d, o);
	case FAST_REROUTE:
		return fast_reroute(d, o);
	case SESSION_ATTRIBUTE:
		return session_attribute(d, o);
	case TIME_VALUES:
	case STYLE:
	case HELLO:
	case CLASS_TYPE:
	case CLASS_TYPE_OLD:
	case RESTART:
	case CAPABILITY:
	case ADMIN_STATUS:
		return words(d, o);
	default:
		return RSVP_UNKNOWN;
	}
}
