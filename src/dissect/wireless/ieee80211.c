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
	EXTENDED_IV = 1 << 29,
	WRAPPER = 7, BAR = 8, BA, PS_POLL, RTS, CTS, ACK, CF_END, CF_END_ACK,
};

static const struct token controls[] = {
	{WRAPPER, "Control Wrapper"}, {BAR, "BAR"}, {BA, "BA"}, {PS_POLL, "Power Save-Poll"}, {RTS, "Request-To-Send"},
	{CTS, "Clear-To-Send"}, {ACK, "Acknowledgment"}, {CF_END, "CF-End"}, {CF_END_ACK, "CF-End+CF-Ack"}, {0, NULL}};

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

static const struct bit_field bar_bits[] = {
	{0x1, W_BA_CONTROL_ACKPOLICY}, {0x1e, W_BA_CONTROL_BA_TYPE}, {0xfe0, W_BA_CONTROL_RESERVED},
	{0xf000, W_BA_BASIC_TIDINFO}, {0, 0},
};

/* An address that has two names. */
static const struct mac *address(struct dis *d, unsigned field, unsigned other)
{
	const struct mac *m = mac(d, field);
	if (!d->cut && other != field)
		mark_bytes(d, other, d->pos - 6, 6);
	return m;
}

static void read_bar(struct dis *d, struct header *h)
{
	h->bar_control = u16le(d, W_BA_CONTROL);
	also_bits(d, 2, h->bar_control, bar_bits);
	h->bar_sequence = u16le(d, W_FIXED_SSC);
	also_bits(d, 2, h->bar_sequence, ieee80211_ssc);
}

/* The line reads of a block acknowledgment what it reads of any other. */
static void put_block_ack(struct dis *d)
{
	enum { COMPRESSED = 2, BITMAP_LEN = 8 };
	struct header h = {0};
	struct saved s = quiet_begin(d, true);
	mac(d, W_TA);
	read_bar(d, &h);
	if ((h.bar_control >> 1 & 15) == COMPRESSED)
		bytes(d, W_BA_BM, BITMAP_LEN);
	quiet_end(d, &s);
}

static void read_control(struct dis *d, struct header *h)
{
	h->addr1 = address(d, W_RA, h->subtype == PS_POLL ? W_BSSID : W_RA);
	if (h->subtype == PS_POLL || h->subtype == RTS || h->subtype == BAR)
		h->addr2 = mac(d, W_TA);
	else if (h->subtype == CF_END || h->subtype == CF_END_ACK)
		h->addr2 = mac(d, W_BSSID);
	if (h->subtype == BAR) {
		read_bar(d, h);
	} else if (h->subtype == BA && d->tape) {
		put_block_ack(d);
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
	h->addr1 = address(d, W_RA, W_DA);
	h->addr2 = address(d, W_TA, W_SA);
	h->addr3 = mac(d, W_BSSID);
	read_sequence(d);
}

/* The QoS control field by who sent it (IEEE 802.11-2020 section 9.2.4.5). */
static void read_qos(struct dis *d, const struct header *h)
{
	unsigned v = u16le(d, W_QOS);
	also(d, W_QOS_TID, 2, v & 15);
	also(d, W_QOS_PRIORITY, 2, v & 7);
	also(d, W_QOS_ACK, 2, v >> 5 & 3);
	if (!(h->subtype & NO_DATA))
		also(d, W_QOS_AMSDUPRESENT, 2, v >> 7 & 1);
	if (!(h->flags & FROM_DS)) {
		also(d, W_QOS_BIT4, 2, v >> 4 & 1);
		also(d, v & 0x10 ? W_QOS_QUEUE_SIZE : W_QOS_TXOP_DUR_REQ, 2, v >> 8);
		return;
	}
	also(d, W_QOS_EOSP, 2, v >> 4 & 1);
	if (h->subtype & CF_POLL) {
		also(d, W_QOS_TXOP_LIMIT, 2, v >> 8);
		return;
	}
	also(d, W_QOS_PS_BUF_STATE, 2, v >> 8);
	also(d, W_QOS_BUF_STATE_INDICATED, 2, v >> 9 & 1);
	if (v & 0x200) {
		also(d, W_QOS_HIGHEST_PRI_BUF_AC, 2, v >> 10 & 3);
		also(d, W_QOS_QAP_BUF_LOAD, 2, v >> 12);
	}
}

static void read_data(struct dis *d, struct header *h)
{
	static const uint8_t roles[4][3] = {
		{W_DA, W_SA, W_BSSID}, {W_BSSID, W_SA, W_DA}, {W_DA, W_BSSID, W_SA}, {W_RA, W_TA, W_DA}};
	const uint8_t *role = roles[h->flags & (TO_DS | FROM_DS)];
	unsigned ds = h->flags & (TO_DS | FROM_DS);
	uint32_t start = d->pos;
	h->addr1 = address(d, W_RA, role[0]);
	h->addr2 = address(d, W_TA, role[1]);
	h->addr3 = mac(d, role[2]);
	if (ds == TO_DS || ds == FROM_DS)
		mark_bytes(d, W_STAA, ds == TO_DS ? start + 6 : start, 6);
	read_sequence(d);
	if (h->flags & TO_DS && h->flags & FROM_DS)
		h->addr4 = mac(d, W_SA);
	if (h->subtype & QOS)
		read_qos(d, h);
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
		say(d, " AID(%x)", h->duration); /* with the two bits that are always set */
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
	if (!(v & EXTENDED_IV))
		mark_uint(d, W_WEP_IV, d->pos - 4, 3, __builtin_bswap32(v) >> 8);
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
	also(d, W_FC, 2, (fc & 0xff) << 8 | fc >> 8);
	also(d, W_FC_VERSION, 2, fc & 3);
	also(d, W_FC_DS, 1, h->flags & (TO_DS | FROM_DS));
	also(d, W_TYPE_SUBTYPE, 2, h->type << 4 | h->subtype);
	also(d, W_TYPE, 2, h->type);
	also(d, W_SUBTYPE, 2, h->subtype);
	also(d, W_FLAGS, 1, h->flags);
	for (unsigned i = 0; i < 8; i++)
		also(d, W_TODS + i, 1, h->flags >> i & 1);
}

static void read_header(struct dis *d, struct header *h)
{
	bool aid = h->type == CONTROL && h->subtype == PS_POLL;
	h->duration = u16le(d, aid ? 0 : W_DURATION);
	if (aid)
		also(d, W_AID, 2, h->duration & 0x3fff);
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
	.fields = ieee80211_fields,
	.field_count = W_COUNT,
	.bindings = bindings,
	.cuts = CUTS_AS_HEADER,
};

const struct proto proto_ieee80211_padded = {
	.name = "802.11",
	.dissect = dissect_padded,
	.fields = ieee80211_fields,
	.field_count = W_COUNT,
	.cuts = CUTS_AS_HEADER,
};
