/* IEEE 802.11 frames: IEEE 802.11-2020 section 9.2.
 *
 *	| frame control 2 | duration 2 | address 1 6 | address 2 6 | address 3 6 | sequence 2 | address 4 6 | QoS 2 | HT 4 |
 *
 * Control frames end earlier; address 4 is there between distribution systems, QoS and HT control by subtype and flag.
 */
#include "dissect/wireless/ieee80211.h"

#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/protocols.h"

enum { MANAGEMENT, CONTROL, DATA };
enum {
	TO_DS = 0x01, FROM_DS = 0x02, MORE_FRAGMENTS = 0x04, RETRY = 0x08, POWER = 0x10, MORE_DATA = 0x20, PROTECTED = 0x40,
	ORDER = 0x80,
	CF_ACK = 1, CF_POLL = 2, NO_DATA = 4, QOS = 8,
	WRAPPER = 7, BAR = 8, BA, PS_POLL, RTS, CTS, ACK, CF_END, CF_END_ACK,
};

static const struct token types[] = {{MANAGEMENT, "Management"}, {CONTROL, "Control"}, {DATA, "Data"}, {0, NULL}};
static const struct token controls[] = {
	{WRAPPER, "Control Wrapper"}, {BAR, "BAR"}, {BA, "BA"}, {PS_POLL, "Power Save-Poll"}, {RTS, "Request-To-Send"},
	{CTS, "Clear-To-Send"}, {ACK, "Acknowledgment"}, {CF_END, "CF-End"}, {CF_END_ACK, "CF-End+CF-Ack"}, {0, NULL}};

static const struct field fields[] = {
	[WLAN] = {"wlan", "IEEE 802.11"},
	[W_TYPE] = {"wlan.fc.type", "Type", F_U8, DEC, types},
	[W_SUBTYPE] = {"wlan.fc.subtype", "Subtype", F_U8},
	[W_TYPE_SUBTYPE] = {"wlan.fc.type_subtype", "Type/Subtype", F_U16, HEX},
	[W_FLAGS] = {"wlan.flags", "Flags", F_U8, HEX},
	[W_TODS] = {"wlan.fc.tods", "To DS", F_BOOL},
	[W_FROMDS] = {"wlan.fc.fromds", "From DS", F_BOOL},
	[W_FRAG] = {"wlan.fc.frag", "More Fragments", F_BOOL},
	[W_RETRY] = {"wlan.fc.retry", "Retry", F_BOOL},
	[W_PWRMGT] = {"wlan.fc.pwrmgt", "PWR MGT", F_BOOL},
	[W_MOREDATA] = {"wlan.fc.moredata", "More Data", F_BOOL},
	[W_PROTECTED] = {"wlan.fc.protected", "Protected flag", F_BOOL},
	[W_ORDER] = {"wlan.fc.order", "+HTC/Order flag", F_BOOL},
	[W_DURATION] = {"wlan.duration", "Duration", F_U16},
	[W_RA] = {"wlan.ra", "Receiver address", F_MAC, .either = "wlan.addr"},
	[W_DA] = {"wlan.da", "Destination address", F_MAC, .either = "wlan.addr"},
	[W_TA] = {"wlan.ta", "Transmitter address", F_MAC, .either = "wlan.addr"},
	[W_SA] = {"wlan.sa", "Source address", F_MAC, .either = "wlan.addr"},
	[W_BSSID] = {"wlan.bssid", "BSS Id", F_MAC, .either = "wlan.addr"},
	[W_SEQ] = {"wlan.seq", "Sequence number", F_U16},
	[W_FRAGMENT] = {"wlan.frag", "Fragment number", F_U16},
	[W_AID] = {"wlan.aid", "Association ID", F_U16},
	[W_QOS_TID] = {"wlan.qos.tid", "TID", F_U16},
	[W_FIXED] = {"wlan.fixed.all", "Fixed parameters"},
	[W_TIMESTAMP] = {"wlan.fixed.timestamp", "Timestamp", F_U64},
	[W_BEACON_INTERVAL] = {"wlan.fixed.beacon", "Beacon Interval", F_U16},
	[W_CAPABILITIES] = {"wlan.fixed.capabilities", "Capabilities Information", F_U16, HEX},
	[W_ESS] = {"wlan.fixed.capabilities.ess", "ESS capabilities", F_BOOL},
	[W_PRIVACY] = {"wlan.fixed.capabilities.privacy", "Privacy", F_BOOL},
	[W_STATUS] = {"wlan.fixed.status_code", "Status code", F_U16, HEX, ieee80211_status_codes},
	[W_REASON] = {"wlan.fixed.reason_code", "Reason code", F_U16, HEX, ieee80211_reason_codes},
	[W_AUTH_ALG] = {"wlan.fixed.auth.alg", "Authentication Algorithm", F_U16},
	[W_AUTH_SEQ] = {"wlan.fixed.auth_seq", "Authentication SEQ", F_U16, HEX},
	[W_CATEGORY] = {"wlan.fixed.category_code", "Category code", F_U8},
	[W_LISTEN] = {"wlan.fixed.listen_ival", "Listen Interval", F_U16, HEX},
	[W_CURRENT_AP] = {"wlan.fixed.current_ap", "Current AP", F_MAC},
	[W_FIXED_AID] = {"wlan.fixed.aid", "Association ID", F_U16, HEX},
	[W_TAG] = {"wlan.tag", "Tag"},
	[W_TAG_NUMBER] = {"wlan.tag.number", "Tag Number", F_U8},
	[W_TAG_LENGTH] = {"wlan.tag.length", "Tag length", F_U8},
	[W_SSID] = {"wlan.ssid", "SSID", F_BYTES},
	[W_RATES] = {"wlan.supported_rates", "Supported Rates", F_U8},
	[W_CHANNEL] = {"wlan.ds.current_channel", "Current Channel", F_U8},
	[W_DTIM_COUNT] = {"wlan.tim.dtim_count", "DTIM count", F_U8},
	[W_DTIM_PERIOD] = {"wlan.tim.dtim_period", "DTIM period", F_U8},
	[W_MESH_ID] = {"wlan.mesh.id", "Mesh ID", F_STR},
	[W_WEP_IV] = {"wlan.wep.iv", "Initialization Vector", F_U24, HEX},
	[W_WEP_KEY] = {"wlan.wep.key", "Key Index", F_U8},
};

struct header {
	unsigned type, subtype, flags, duration;
	const struct mac *addr1, *addr2, *addr3, *addr4;
	unsigned bar_control, bar_sequence;
};

/* +HTC stands for four more bytes in QoS data and management frames; elsewhere the bit means strict order. */
static bool has_ht_control(const struct header *h)
{
	return h->flags & ORDER && (h->type == MANAGEMENT || (h->type == DATA && h->subtype & QOS));
}

static uint32_t header_length(const struct header *h)
{
	switch (h->type) {
	case MANAGEMENT:
		return 24 + (has_ht_control(h) ? 4 : 0);
	case CONTROL:
		switch (h->subtype) {
		case WRAPPER:
		case PS_POLL:
		case RTS:
		case CF_END:
		case CF_END_ACK:
			return 16;
		case BAR:
			return 20;
		case BA:
		case CTS:
		case ACK:
			return 10;
		default:
			return 0;
		}
	case DATA:
		return (h->flags & TO_DS && h->flags & FROM_DS ? 30 : 24) + (h->subtype & QOS ? 2 : 0) +
			(has_ht_control(h) ? 4 : 0);
	default:
		return 0;
	}
}

static void read_control(struct dis *d, struct header *h)
{
	h->addr1 = mac(d, h->subtype == PS_POLL ? W_BSSID : W_RA);
	if (h->subtype == PS_POLL || h->subtype == RTS || h->subtype == BAR)
		h->addr2 = mac(d, W_TA);
	else if (h->subtype == CF_END || h->subtype == CF_END_ACK)
		h->addr2 = mac(d, W_BSSID);
	if (h->subtype == BAR) {
		h->bar_control = u16le(d, 0);
		h->bar_sequence = u16le(d, 0);
	}
}

static void read_sequence(struct dis *d)
{
	unsigned v = u16le(d, 0);
	also(d, W_FRAGMENT, 2, v & 15);
	also(d, W_SEQ, 2, v >> 4);
}

static void read_management(struct dis *d, struct header *h)
{
	h->addr1 = mac(d, W_DA);
	h->addr2 = mac(d, W_SA);
	h->addr3 = mac(d, W_BSSID);
	read_sequence(d);
}

static void read_data(struct dis *d, struct header *h)
{
	static const uint8_t roles[4][3] = {
		{W_DA, W_SA, W_BSSID}, {W_BSSID, W_SA, W_DA}, {W_DA, W_BSSID, W_SA}, {W_RA, W_TA, W_DA}};
	const uint8_t *role = roles[h->flags & (TO_DS | FROM_DS)];
	h->addr1 = mac(d, role[0]);
	h->addr2 = mac(d, role[1]);
	h->addr3 = mac(d, role[2]);
	read_sequence(d);
	if (h->flags & TO_DS && h->flags & FROM_DS)
		h->addr4 = mac(d, W_SA);
	if (h->subtype & QOS) {
		unsigned qos = u16le(d, 0);
		also(d, W_QOS_TID, 2, qos & 15);
	}
}

/* ---- The header with -e */

static void say_address(struct dis *d, const char *what, const struct mac *a)
{
	say_s(d, what);
	say_s(d, mac_str(d, a));
	say_c(d, ' ');
}

static void say_flags(struct dis *d, const struct header *h)
{
	if (h->flags & MORE_DATA)
		say_s(d, "More Data ");
	if (h->flags & MORE_FRAGMENTS)
		say_s(d, "More Fragments ");
	if (h->flags & POWER)
		say_s(d, "Pwr Mgmt ");
	if (h->flags & RETRY)
		say_s(d, "Retry ");
	if (h->flags & ORDER)
		say_s(d, has_ht_control(h) ? "+HTC " : "Strictly Ordered ");
	if (h->flags & PROTECTED)
		say_s(d, "Protected ");
	if (h->type != CONTROL || h->subtype != PS_POLL)
		say(d, "%uus ", h->duration);
}

static void say_data_addresses(struct dis *d, const struct header *h)
{
	static const char *const words[4][3] = {
		{"DA:", "SA:", "BSSID:"}, {"BSSID:", "SA:", "DA:"}, {"DA:", "BSSID:", "SA:"}, {"RA:", "TA:", "DA:"}};
	const char *const *w = words[h->flags & (TO_DS | FROM_DS)];
	if (h->subtype & (CF_ACK | CF_POLL | QOS)) {
		static const char *const cf[] = {"", "Ack", "Poll", "Ack/Poll"};
		say(d, "CF %s%s ", cf[h->subtype & (CF_ACK | CF_POLL)], h->subtype & QOS ? "+QoS" : "");
	}
	say_address(d, w[0], h->addr1);
	say_address(d, w[1], h->addr2);
	say_address(d, w[2], h->addr3);
	if (h->addr4)
		say_address(d, "SA:", h->addr4);
}

static void say_bar(struct dis *d, const struct header *h)
{
	say_address(d, " RA:", h->addr1);
	say_address(d, "TA:", h->addr2);
	say(d, "CTL(%x) SEQ(%u) ", h->bar_control, h->bar_sequence);
}

static void say_header(struct dis *d, const struct header *h)
{
	if (d->verbose)
		say_flags(d, h);
	if (h->type == MANAGEMENT) {
		say_address(d, "BSSID:", h->addr3);
		say_address(d, "DA:", h->addr1);
		say_address(d, "SA:", h->addr2);
		return;
	}
	if (h->type == DATA) {
		say_data_addresses(d, h);
		return;
	}
	switch (h->subtype) {
	case BAR:
		say_bar(d, h);
		break;
	case PS_POLL:
		say_address(d, "BSSID:", h->addr1);
		say_address(d, "TA:", h->addr2);
		break;
	case RTS:
		say_address(d, "RA:", h->addr1);
		say_address(d, "TA:", h->addr2);
		break;
	case BA:
	case CTS:
	case ACK:
		say_address(d, "RA:", h->addr1);
		break;
	case CF_END:
	case CF_END_ACK:
		say_address(d, "RA:", h->addr1);
		say_address(d, "BSSID:", h->addr2);
		break;
	default:
		break;
	}
}

/* ---- Bodies */

static void control_body(struct dis *d, const struct header *h)
{
	say_s(d, word(controls, h->subtype));
	if (h->subtype == PS_POLL) {
		say(d, " AID(%x)", h->duration & 0x3fff);
		return;
	}
	if (d->opt->link_header)
		return;
	if (h->subtype == BAR)
		say_bar(d, h);
	else if (h->subtype == RTS)
		say_address(d, " TA:", h->addr2);
	else if (h->subtype != WRAPPER)
		say_address(d, " RA:", h->addr1);
}

void ieee80211_iv(struct dis *d, const char *before)
{
	if (!need(d, 4))
		return;
	uint32_t v = u32le(d, 0);
	also(d, W_WEP_KEY, 1, v >> 30);
	say(d, "%sIV:%3x Pad %x KeyID %x", before, v & 0xffffff, v >> 24 & 0x3f, v >> 30);
}

static void data_body(struct dis *d, const struct header *h)
{
	if (h->subtype & NO_DATA)
		return;
	if (h->flags & PROTECTED) {
		say_s(d, "Data");
		ieee80211_iv(d, " ");
		return;
	}
	bool to = h->flags & TO_DS, from = h->flags & FROM_DS;
	struct ether_head ends = {.dst = to ? h->addr3 : h->addr1, .src = from ? to ? h->addr4 : h->addr3 : h->addr2};
	const struct ether_head *outer = d->ether;
	d->ether = &ends;
	call(d, &proto_llc);
	d->ether = outer;
}

/* With -H: the header of mesh data, which other stations take for QoS data. */
static void mesh_header(struct dis *d)
{
	if (!need(d, 1))
		return;
	unsigned flags = u8(d, 0), more_addresses = flags & 3;
	if (d->opt->link_header) {
		unsigned ttl = u8(d, 0);
		uint32_t sequence = u32le(d, 0);
		say(d, "MeshData (AE %u TTL %u seq %u", more_addresses, ttl, sequence);
		for (unsigned i = 0; i < more_addresses; i++) {
			const struct mac *a = mac(d, 0);
			say(d, " A%u:%s", (more_addresses == 1 ? 4 : 5) + i, mac_str(d, a));
		}
		say_s(d, ") ");
	} else {
		if (need(d, 5 + 6 * more_addresses))
			skip(d, 5 + 6 * more_addresses);
	}
}

static void frame_control(struct dis *d, struct header *h)
{
	unsigned fc = u16le(d, 0);
	h->type = fc >> 2 & 3;
	h->subtype = fc >> 4 & 15;
	h->flags = fc >> 8;
	also(d, W_TYPE_SUBTYPE, 2, h->type << 4 | h->subtype);
	also(d, W_TYPE, 2, h->type);
	also(d, W_SUBTYPE, 2, h->subtype);
	also(d, W_FLAGS, 1, h->flags);
	for (unsigned i = 0; i < 8; i++)
		also(d, W_TODS + i, 1, h->flags >> i & 1);
}

static void read_header(struct dis *d, struct header *h)
{
	h->duration = u16le(d, h->type == CONTROL && h->subtype == PS_POLL ? 0 : W_DURATION);
	if (h->type == MANAGEMENT)
		read_management(d, h);
	else if (h->type == CONTROL)
		read_control(d, h);
	else
		read_data(d, h);
}

static void unknown(struct dis *d, const struct header *h)
{
	if (h->type == CONTROL)
		say(d, "unknown 802.11 ctrl frame subtype (%u)", h->subtype);
	else
		say(d, "unknown 802.11 frame type (%u)", h->type);
}

/* pad: the header is filled up to a multiple of four bytes. */
static void frame(struct dis *d, bool pad)
{
	struct header h = {0};
	if (!need(d, 2))
		return;
	uint32_t start = d->pos;
	frame_control(d, &h);
	uint32_t len = header_length(&h);
	if (!len) {
		unknown(d, &h);
		return;
	}
	seek(d, start);
	if (!need(d, pad ? (len + 3) & ~3u : len))
		return;
	seek(d, start + 2);
	read_header(d, &h);
	if (d->opt->link_header)
		say_header(d, &h);
	seek(d, start + (pad ? (len + 3) & ~3u : len));
	link_header_to_here(d, start);
	if (d->opt->mesh && h.type == DATA && h.subtype & QOS)
		mesh_header(d);
	if (h.type == MANAGEMENT)
		ieee80211_management(d, h.subtype, h.flags & PROTECTED, h.addr2);
	else if (h.type == CONTROL)
		control_body(d, &h);
	else
		data_body(d, &h);
}

static void dissect(struct dis *d)
{
	frame(d, false);
}

static void dissect_padded(struct dis *d)
{
	frame(d, true);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_11},
	{0},
};

const struct proto proto_ieee80211 = {
	.name = "802.11",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_ieee80211_padded = {
	.name = "802.11",
	.dissect = dissect_padded,
	PROTO_FIELDS(fields),
};
