/* Datagram Congestion Control Protocol: RFC 4340; CCID 3's options: RFC 4342.
 *
 *	+---------------+---------------+
 *	|  source port  |   dest port   |
 *	| offset |CCVal|CsCov| checksum |
 *	|res| type |X|  sequence number |   24 bits where X is 0, else 8 reserved and 48
 */
#include "dissect/checksum.h"
#include "dissect/dissect.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/transport/ports.h"

enum {
	DCCP, SRCPORT, DSTPORT, OFFSET, CCVAL, CSCOV, CHECKSUM, TYPE, EXTENDED, SEQ, ACK, SERVICE, RESET_CODE,
	OPTION_TYPE, NDP_COUNT, ELAPSED,
};

enum type { REQUEST, RESPONSE, DATA, ACKNOWLEDGE, DATAACK, CLOSEREQ, CLOSE, RESET, SYNC, SYNCACK };

enum { SHORT_HEADER = 12, LONG_HEADER = 16, ACK_LEN = 8 /* of long and, in the reference, short ones */ };

static const struct token types[] = {
	{REQUEST, "DCCP-Request"}, {RESPONSE, "DCCP-Response"}, {DATA, "DCCP-Data"}, {ACKNOWLEDGE, "DCCP-Ack"},
	{DATAACK, "DCCP-DataAck"}, {CLOSEREQ, "DCCP-CloseReq"}, {CLOSE, "DCCP-Close"}, {RESET, "DCCP-Reset"},
	{SYNC, "DCCP-Sync"}, {SYNCACK, "DCCP-SyncAck"}, {0, NULL},
};

static const struct token reset_codes[] = {
	{0, "unspecified"}, {1, "closed"}, {2, "aborted"}, {3, "no_connection"}, {4, "packet_error"},
	{5, "option_error"}, {6, "mandatory_error"}, {7, "connection_refused"}, {8, "bad_service_code"},
	{9, "too_busy"}, {10, "bad_init_cookie"}, {11, "aggression_penalty"}, {0, NULL},
};

enum option {
	PADDING = 0, CHANGE_L = 32, CONFIRM_L, CHANGE_R, CONFIRM_R, INIT_COOKIE, NDP, ACK_VECTOR0, ACK_VECTOR1,
	DATA_DROPPED, TIMESTAMP, TIMESTAMP_ECHO, ELAPSED_TIME, DATA_CHECKSUM, CCID_OPTIONS = 128,
};

static const struct token options[] = {
	{PADDING, "nop"}, {1, "mandatory"}, {2, "slowreceiver"}, {CHANGE_L, "change_l"}, {CONFIRM_L, "confirm_l"},
	{CHANGE_R, "change_r"}, {CONFIRM_R, "confirm_r"}, {INIT_COOKIE, "initcookie"}, {NDP, "ndp_count"},
	{ACK_VECTOR0, "ack_vector0"}, {ACK_VECTOR1, "ack_vector1"}, {DATA_DROPPED, "data_dropped"},
	{TIMESTAMP, "timestamp"}, {TIMESTAMP_ECHO, "timestamp_echo"}, {ELAPSED_TIME, "elapsed_time"},
	{DATA_CHECKSUM, "data_checksum"}, {0, NULL},
};

static const struct token features[] = {
	{0, "reserved"}, {1, "ccid"}, {2, "allow_short_seqno"}, {3, "sequence_window"}, {4, "ecn_incapable"},
	{5, "ack_ratio"}, {6, "send_ack_vector"}, {7, "send_ndp_count"}, {8, "minimum checksum coverage"},
	{9, "check data checksum"}, {0, NULL},
};

static const struct field fields[] = {
	[DCCP] = {"dccp", "Datagram Congestion Control Protocol"},
	[SRCPORT] = {"dccp.srcport", "Source Port", F_U16, .either = "dccp.port"},
	[DSTPORT] = {"dccp.dstport", "Destination Port", F_U16, .either = "dccp.port"},
	[OFFSET] = {"dccp.data_offset", "Data Offset", F_U8},
	[CCVAL] = {"dccp.ccval", "CCVal", F_U8},
	[CSCOV] = {"dccp.cscov", "Checksum Coverage", F_U8},
	[CHECKSUM] = {"dccp.checksum", "Checksum", F_U16, HEX},
	[TYPE] = {"dccp.type", "Type", F_U8, .tokens = types},
	[EXTENDED] = {"dccp.x", "Extended Sequence Numbers", F_BOOL},
	[SEQ] = {"dccp.seq_raw", "Sequence Number (raw)", F_U64},
	[ACK] = {"dccp.ack_raw", "Acknowledgement Number (raw)", F_U64},
	[SERVICE] = {"dccp.service_code", "Service Code", F_U32},
	[RESET_CODE] = {"dccp.reset_code", "Reset Code", F_U8, .tokens = reset_codes},
	[OPTION_TYPE] = {"dccp.option_type", "Option Type", F_U8, .tokens = options},
	[NDP_COUNT] = {"dccp.ndp_count", "NDP Count", F_U64},
	[ELAPSED] = {"dccp.elapsed_time", "Elapsed Time", F_U32},
};

/* Bytes of the header that the type has. */
static unsigned fixed_length(unsigned type, bool extended)
{
	unsigned base = extended ? LONG_HEADER : SHORT_HEADER;
	switch (type) {
	case REQUEST:
		return base + 4;
	case RESPONSE:
	case RESET:
		return base + ACK_LEN + 4;
	default:
		return type == DATA || type > SYNCACK ? base : base + ACK_LEN;
	}
}

/* The checksum covers the header and, of the data, cscov - 1 words; all of it where cscov is 0. */
static void say_checksum(struct dis *d, uint32_t start, uint32_t len, unsigned held)
{
	unsigned header = span_u8(span_at(d, start, LONG_HEADER), 4) * 4, coverage = span_u8(span_at(d, start, 16), 5) & 15;
	uint32_t covered = coverage ? header + (coverage - 1) * 4 : len;
	if (covered > len)
		covered = len;
	if (!d->net.version || d->net.fragment || d->end < d->wire)
		return;
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, IP_PROTO_DCCP, len), span_at(d, start, covered)));
	say(d, ", cksum 0x%04x ", held);
	if (off_by)
		say(d, "(incorrect -> 0x%04x)", checksum_expected(held, off_by));
	else
		say_s(d, "(correct)");
}

static void acknowledgement(struct dis *d, bool extended)
{
	uint64_t number = extended ? (u16(d, 0), u48(d, ACK)) : (u8(d, 0), u24(d, ACK));
	say(d, "(ack=%llu) ", (unsigned long long)number);
}

/* What a packet type has behind the generic header. */
static void type_fields(struct dis *d, unsigned type, bool extended, uint32_t after_sequence)
{
	seek(d, after_sequence);
	if (type == REQUEST) {
		uint32_t service = u32(d, SERVICE);
		say(d, "(service=%u) ", service);
	} else if (type == RESPONSE || type == RESET) {
		/* said before the acknowledgement that it follows */
		seek(d, after_sequence + ACK_LEN);
		if (type == RESPONSE) {
			uint32_t service = u32(d, SERVICE);
			say(d, "(service=%u) ", service);
		} else {
			unsigned code = u8(d, RESET_CODE);
			say(d, "(code=%s) ", tok(d, reset_codes, "invalid", code));
			bytes(d, 0, 3);
		}
	}
	uint32_t after = d->pos;
	if (type != REQUEST && type != DATA) {
		seek(d, after_sequence);
		acknowledgement(d, extended);
		if (type == RESPONSE || type == RESET)
			seek(d, after);
	}
}

static void feature(struct dis *d, uint32_t len)
{
	if (len < 1) {
		say_s(d, " optlen too short");
		return;
	}
	unsigned number = u8(d, 0);
	if (!word(features, number))
		return;
	say(d, " %s", word(features, number));
	for (uint32_t i = 1; i < len && !d->cut; i++) {
		unsigned v = u8(d, 0);
		say(d, " %u", v);
	}
}

static void hex_value(struct dis *d, uint32_t len)
{
	say_s(d, " 0x");
	for (uint32_t i = 0; i < len && !d->cut; i++)
		say_x_pad(d, u8(d, 0), 2);
}

static void number_value(struct dis *d, unsigned field, uint32_t len)
{
	say(d, " %llu", (unsigned long long)dis_be(d, field, len));
}

/* The count in one number; the line has its bytes. */
static void also_ndp_count(struct dis *d, uint32_t len)
{
	struct saved s = quiet_begin(d, true);
	if (len >= 1 && len <= 6)
		dis_be(d, NDP_COUNT, len);
	quiet_end(d, &s);
}

static void option_value(struct dis *d, unsigned type, uint32_t len)
{
	switch (type) {
	case CHANGE_L:
	case CONFIRM_L:
	case CHANGE_R:
	case CONFIRM_R:
		feature(d, len);
		return;
	case NDP:
		also_ndp_count(d, len);
		for (uint32_t i = 0; i < len && !d->cut; i++)
			number_value(d, 0, 1);
		return;
	case DATA_CHECKSUM:
		if (len)
			say_c(d, ' ');
		read_hex(d, 0, len);
		return;
	case TIMESTAMP_ECHO:
		if (len != 4 && len != 6 && len != 8) {
			say_s(d, " [optlen != 6 or 8 or 10]");
			part_fail(d);
			return;
		}
		number_value(d, 0, 4);
		if (len > 4)
			say_s(d, " (elapsed time ");
		if (len > 4)
			say(d, "%llu)", (unsigned long long)dis_be(d, ELAPSED, len - 4));
		return;
	case TIMESTAMP:
	case ELAPSED_TIME:
		if (len == 4 || (len == 2 && type == ELAPSED_TIME)) {
			number_value(d, type == ELAPSED_TIME ? ELAPSED : 0, len);
			return;
		}
		say_s(d, type == ELAPSED_TIME ? " [optlen != 4 or 6]" : " [optlen != 6]");
		part_fail(d);
		return;
	case INIT_COOKIE:
	case ACK_VECTOR0:
	case ACK_VECTOR1:
	case DATA_DROPPED:
		if (len)
			hex_value(d, len);
		return;
	default:
		if (type >= CCID_OPTIONS && (len == 2 || len == 4))
			number_value(d, 0, len);
		return;
	}
}

/* One option; false: what follows cannot be read. */
static bool option(struct dis *d)
{
	unsigned type = u8(d, OPTION_TYPE);
	if (type < CHANGE_L) {
		say_s(d, tok(d, options, "Option %u", type));
		return !d->cut;
	}
	unsigned len = u8(d, 0);
	if (d->cut)
		return false;
	say_s(d, type >= CCID_OPTIONS ? tok(d, options, "CCID option %u", type) : tok(d, options, "Option %u", type));
	if (len < 2 || len - 2 > d->part - d->pos) {
		say_s(d, len < 2 ? " optlen too short" : " optlen goes past header length");
		return false;
	}
	struct saved s = part_begin(d, len - 2);
	option_value(d, type, len - 2);
	bool good = !d->cut;
	if (!part_end(d, &s))
		part_fail(d);
	return good;
}

static void option_list(struct dis *d, uint32_t len)
{
	struct saved s = part_begin(d, len);
	say_s(d, " <");
	for (bool first = true; d->pos < d->part && !d->cut; first = false) {
		if (!first)
			say_s(d, ", ");
		if (!option(d))
			break;
	}
	if (!d->cut)
		say_c(d, '>');
	if (!part_end(d, &s))
		invalid(d);
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, len = declared(d);
	if (!need(d, SHORT_HEADER) || !need(d, peek8(d, 8) & 1 ? LONG_HEADER : SHORT_HEADER) || !transport_ports(d, IP_PROTO_DCCP, SRCPORT, DSTPORT))
		return;
	say_s(d, "DCCP");
	unsigned offset = u8(d, OFFSET) * 4;
	unsigned values = u8(d, 0);
	also(d, CCVAL, 1, values >> 4);
	also(d, CSCOV, 1, values & 15);
	unsigned checksum = u16(d, CHECKSUM);
	unsigned type_x = u8(d, 0), type = type_x >> 1 & 15;
	also(d, TYPE, 1, type);
	bool extended = type_x & 1;
	also(d, EXTENDED, 1, extended);
	uint64_t seq;
	if (extended) {
		u8(d, 0);
		seq = u48(d, SEQ);
	} else {
		seq = u24(d, SEQ);
	}
	if (d->verbose) {
		say(d, " (CCVal %u, CsCov %u", values >> 4, values & 15);
		if (!d->opt->no_checksums)
			say_checksum(d, start, len, checksum);
		say_c(d, ')');
	}
	say_c(d, ' ');
	unsigned fixed = fixed_length(type, extended);
	const char *name = tok(d, types, "unknown-type-%u", type);
	if (len < fixed) {
		say(d, "truncated-%s - %u bytes missing!", name, fixed - len);
		return;
	}
	if (type == REQUEST || type == RESPONSE || type == RESET)
		need(d, fixed - (d->pos - start));
	say(d, "%s ", name);
	type_fields(d, type, extended, d->pos);
	struct saved s = quiet_begin(d, d->verbose < 2);
	say(d, "seq %llu", (unsigned long long)seq);
	seek(d, start + fixed);
	if (offset > fixed)
		option_list(d, offset - fixed);
	quiet_end(d, &s);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_DCCP},
	{0},
};

const struct proto proto_dccp = {
	.name = "dccp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
