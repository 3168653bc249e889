/* RTP Control Protocol: RFC 3550 section 6; feedback of RFC 4585, RFC 5104, and of Google (REMB,
 * transport-cc) as fields. By -T rtcp only: it has no port. A datagram holds several packets:
 *
 *	|V=2|P| count 5 | type 1 | length in words - 1, 2 | SSRC 4 | sender's information 20 | report blocks 24 ... |
 */
#include "dissect/app/ntp.h"
#include "dissect/dissect.h"

enum {
	RTCP, PACKET, VERSION, PADDING, RC, PT, LENGTH, SENDERSSRC, NTP_MSW, NTP_LSW, RTP_TIMESTAMP, PACKETCOUNT, OCTETCOUNT, REPORT,
	IDENTIFIER, FRACTION, CUM_NR, EXT_HIGH, JITTER, LSR, DLSR, SDES_TYPE, SDES_LENGTH, SDES_TEXT, APP_NAME,
	SC, NTP_TIME, HIGH_CYCLES, HIGH_SEQ, SDES_PREFIX_LENGTH, SDES_PREFIX, APP_SUBTYPE, APP_DATA, MEDIA_SSRC, RTPFB_FMT, PSFB_FMT, FCI,
	NACK_PID, NACK_BLP, TMMBR_SSRC, TMMBR_EXP, TMMBR_MANTISSA, TMMBR_OVERHEAD, FIR_SSRC, FIR_SEQ, FIR_RESERVED, SLI_FIRST, SLI_NUMBER,
	SLI_PICTURE, REMB_ID, REMB_COUNT, REMB_EXP, REMB_MANTISSA, REMB_SSRC, CC_BASE, CC_STATUS_COUNT, CC_REFERENCE, CC_COUNT,
};

enum { SR = 200, RR = 201, SDES = 202, BYE = 203, APP = 204, RTPFB = 205, PSFB = 206, XR = 207, HEADER = 8, SENDER_INFO = 20, REPORT_BLOCK = 24 };

static const struct token types[] = {{SR, "sr"}, {RR, "rr"}, {SDES, "sdes"}, {BYE, "bye"}, {APP, "app"}, {0, NULL}};

static const struct field fields[] = {
	[RTCP] = {"rtcp", "Real-time Transport Control Protocol"},
	[PACKET] = {"rtcp.packet", "Packet"},
	[VERSION] = {"rtcp.version", "Version", F_U8},
	[PADDING] = {"rtcp.padding", "Padding", F_BOOL},
	[RC] = {"rtcp.rc", "Reception report count", F_U8},
	[PT] = {"rtcp.pt", "Packet type", F_U8, DEC, types},
	[LENGTH] = {"rtcp.length", "Length", F_U16},
	[SENDERSSRC] = {"rtcp.senderssrc", "Sender SSRC", F_U32, HEX},
	[NTP_MSW] = {"rtcp.timestamp.ntp.msw", "Timestamp, MSW", F_U32},
	[NTP_LSW] = {"rtcp.timestamp.ntp.lsw", "Timestamp, LSW", F_U32},
	[RTP_TIMESTAMP] = {"rtcp.timestamp.rtp", "RTP timestamp", F_U32},
	[PACKETCOUNT] = {"rtcp.sender.packetcount", "Sender's packet count", F_U32},
	[OCTETCOUNT] = {"rtcp.sender.octetcount", "Sender's octet count", F_U32},
	[REPORT] = {"rtcp.report", "Report block"},
	[IDENTIFIER] = {"rtcp.ssrc.identifier", "Identifier", F_U32, HEX},
	[FRACTION] = {"rtcp.ssrc.fraction", "Fraction lost", F_U8},
	[CUM_NR] = {"rtcp.ssrc.cum_nr", "Cumulative number of packets lost", F_I32},
	[EXT_HIGH] = {"rtcp.ssrc.ext_high", "Extended highest sequence number received", F_U32},
	[JITTER] = {"rtcp.ssrc.jitter", "Interarrival jitter", F_U32},
	[LSR] = {"rtcp.ssrc.lsr", "Last SR timestamp", F_U32},
	[DLSR] = {"rtcp.ssrc.dlsr", "Delay since last SR timestamp", F_U32},
	[SDES_TYPE] = {"rtcp.sdes.type", "Type", F_U8},
	[SDES_LENGTH] = {"rtcp.sdes.length", "Length", F_U32},
	[SDES_TEXT] = {"rtcp.sdes.text", "Text", F_STR},
	[APP_NAME] = {"rtcp.app.name", "Name (ASCII)", F_STR},
	[SC] = {"rtcp.sc", "Source count", F_U8},
	[NTP_TIME] = {"rtcp.timestamp.ntp", "MSW and LSW as NTP timestamp", F_TIME},
	[HIGH_CYCLES] = {"rtcp.ssrc.high_cycles", "Sequence number cycles count", F_U16},
	[HIGH_SEQ] = {"rtcp.ssrc.high_seq", "Highest sequence number received", F_U16},
	[SDES_PREFIX_LENGTH] = {"rtcp.sdes.prefix.length", "Prefix length", F_U8},
	[SDES_PREFIX] = {"rtcp.sdes.prefix.string", "Prefix string", F_STR},
	[APP_SUBTYPE] = {"rtcp.app.subtype", "Subtype", F_U8},
	[APP_DATA] = {"rtcp.app.data_str", "Application specific data", F_STR},
	[MEDIA_SSRC] = {"rtcp.mediassrc", "Media source SSRC", F_U32, HEX},
	[RTPFB_FMT] = {"rtcp.rtpfb.fmt", "RTCP Feedback message type (FMT)", F_U8},
	[PSFB_FMT] = {"rtcp.psfb.fmt", "RTCP Feedback message type (FMT)", F_U8},
	[FCI] = {"rtcp.fci", "Feedback Control Information (FCI)", F_BYTES},
	[NACK_PID] = {"rtcp.rtpfb.nack_pid", "RTCP Transport Feedback NACK PID", F_U16},
	[NACK_BLP] = {"rtcp.rtpfb.nack_blp", "RTCP Transport Feedback NACK BLP", F_U16, HEX},
	[TMMBR_SSRC] = {"rtcp.rtpfb.tmmbr.fci.ssrc", "SSRC", F_U32, HEX},
	[TMMBR_EXP] = {"rtcp.rtpfb.tmmbr.fci.exp", "MxTBR Exp", F_U8},
	[TMMBR_MANTISSA] = {"rtcp.rtpfb.tmmbr.fci.mantissa", "MxTBR Mantissa", F_U24},
	[TMMBR_OVERHEAD] = {"rtcp.rtpfb.tmmbr.fci.measuredoverhead", "Measured Overhead", F_U16},
	[FIR_SSRC] = {"rtcp.psfb.fir.fci.ssrc", "SSRC", F_U32, HEX},
	[FIR_SEQ] = {"rtcp.psfb.fir.fci.csn", "Command Sequence Number", F_U8},
	[FIR_RESERVED] = {"rtcp.psfb.fir.fci.reserved", "Reserved", F_U24},
	[SLI_FIRST] = {"rtcp.psfb.fir.sli.first", "First MB", F_U32},
	[SLI_NUMBER] = {"rtcp.psfb.fir.sli.number", "Number of MBs", F_U32},
	[SLI_PICTURE] = {"rtcp.psfb.fir.sli.picture_id", "Picture ID", F_U32},
	[REMB_ID] = {"rtcp.psfb.remb.identifier", "Unique Identifier", F_STR},
	[REMB_COUNT] = {"rtcp.psfb.remb.fci.number_ssrcs", "Number of Ssrcs", F_U8},
	[REMB_EXP] = {"rtcp.psfb.remb.fci.br_exp", "BR Exp", F_U8},
	[REMB_MANTISSA] = {"rtcp.psfb.remb.fci.br_mantissa", "Br Mantissa", F_U32},
	[REMB_SSRC] = {"rtcp.psfb.remb.fci.ssrc", "SSRC", F_U32, HEX},
	[CC_BASE] = {"rtcp.rtpfb.transportcc.baseseq", "Base Sequence Number", F_U16},
	[CC_STATUS_COUNT] = {"rtcp.rtpfb.transportcc.statuscount", "Packet Status Count", F_U16},
	[CC_REFERENCE] = {"rtcp.rtpfb.transportcc.reftime", "Reference Time", F_I32},
	[CC_COUNT] = {"rtcp.rtpfb.transportcc.pktcount", "Feedback Packets Count", F_U8},
};

static void say_ssrc(struct dis *d, uint32_t ssrc)
{
	if (d->verbose)
		say(d, " %u", ssrc);
}

static void sender_info(struct dis *d)
{
	if (!need(d, SENDER_INFO))
		return;
	uint32_t seconds = u32(d, NTP_MSW), fraction = u32(d, NTP_LSW), timestamp = u32(d, RTP_TIMESTAMP);
	mark_uint(d, NTP_TIME, d->pos - 12, 8, (uint64_t)ntp_time_ns(seconds, fraction));
	uint32_t packets = u32(d, PACKETCOUNT), octets = u32(d, OCTETCOUNT);
	say(d, " @%.2f %u %up %ub", seconds + fraction / 4294967296.0, timestamp, packets, octets);
}

static void report_block(struct dis *d)
{
	if (!need(d, REPORT_BLOCK))
		return;
	uint32_t ssrc = u32(d, IDENTIFIER), lost;
	u8(d, FRACTION);
	lost = u24(d, 0);
	also(d, CUM_NR, 3, (uint64_t)(int64_t)((int32_t)(lost << 8) >> 8));
	uint32_t highest = u32(d, EXT_HIGH);
	mark_uint(d, HIGH_CYCLES, d->pos - 4, 2, highest >> 16);
	mark_uint(d, HIGH_SEQ, d->pos - 2, 2, highest & 0xffff);
	uint32_t jitter = u32(d, JITTER), last = u32(d, LSR), delay = u32(d, DLSR);
	say_ssrc(d, ssrc);
	say(d, " %ul %us %uj @%.2f+%.2f", lost, highest, jitter, last / 65536.0, delay / 65536.0);
}

/* Every count is a report of the first block: tcpdump does not go on to the next. */
static void report_blocks(struct dis *d, unsigned count)
{
	if (count > 1)
		say(d, " c%u", count);
	uint32_t first = d->pos;
	for (unsigned i = 0; i < count && !d->cut; i++) {
		seek(d, first);
		group_begin(d, REPORT);
		report_block(d);
		group_end(d);
	}
}

/* ---- What the line leaves out, for the fields; the cursor stands behind the first SSRC */

static void description(struct dis *d, unsigned type)
{
	enum { PRIVATE = 8 };
	unsigned n = u8(d, SDES_LENGTH);
	if (type == PRIVATE && n) {
		unsigned prefix = u8(d, SDES_PREFIX_LENGTH);
		bytes(d, SDES_PREFIX, prefix);
		n = n > prefix + 1 ? n - prefix - 1 : 0;
	}
	bytes(d, SDES_TEXT, n);
}

/* Items of each source; a zero type, and zeros up to the next word, end them. */
static void descriptions(struct dis *d)
{
	while (left(d)) {
		unsigned type = u8(d, SDES_TYPE);
		if (type) {
			description(d, type);
			continue;
		}
		skip(d, left(d) & 3);
		if (left(d))
			u32(d, IDENTIFIER);
	}
}

static void goodbye(struct dis *d, unsigned count)
{
	while (count-- > 1)
		u32(d, IDENTIFIER);
	if (left(d)) {
		unsigned n = u8(d, SDES_LENGTH);
		bytes(d, SDES_TEXT, n);
	}
}

static void application(struct dis *d)
{
	bytes(d, APP_NAME, 4);
	if (left(d))
		rest(d, APP_DATA);
}

/* RFC 4585 section 6.2.1: a packet, and a bit for each of the 16 that follow it. */
static void negative_acknowledgments(struct dis *d)
{
	while (left(d)) {
		unsigned first = u16(d, NACK_PID), following = u16(d, NACK_BLP);
		for (unsigned i = 0; i < 16; i++)
			if (following >> i & 1)
				also(d, NACK_PID, 2, (first + 1 + i) & 0xffff);
	}
}

/* RFC 5104 sections 4.2.1 and 4.2.2 */
static void bit_rates(struct dis *d)
{
	static const struct bit_field parts[] = {{63u << 26, TMMBR_EXP}, {0x1ffffu << 9, TMMBR_MANTISSA}, {0x1ff, TMMBR_OVERHEAD}, {0}};
	while (left(d)) {
		u32(d, TMMBR_SSRC);
		uint32_t v = u32(d, 0);
		also_bits(d, 4, v, parts);
	}
}

/* draft-holmer-rmcat-transport-wide-cc-extensions: what is common to all; chunks and deltas follow. */
static void transport_wide(struct dis *d)
{
	u16(d, CC_BASE);
	u16(d, CC_STATUS_COUNT);
	uint32_t reference = u24(d, 0);
	also(d, CC_REFERENCE, 3, (uint64_t)(int64_t)((int32_t)(reference << 8) >> 8));
	u8(d, CC_COUNT);
	rest(d, FCI);
}

static void lost_slices(struct dis *d)
{
	static const struct bit_field parts[] = {{0x1fffu << 19, SLI_FIRST}, {0x1fffu << 6, SLI_NUMBER}, {63, SLI_PICTURE}, {0}};
	while (left(d)) {
		uint32_t v = u32(d, 0);
		also_bits(d, 4, v, parts);
	}
}

/* RFC 5104 section 4.3.1 */
static void full_intra_requests(struct dis *d)
{
	while (left(d)) {
		u32(d, FIR_SSRC);
		u8(d, FIR_SEQ);
		u24(d, FIR_RESERVED);
	}
}

/* draft-alvestrand-rmcat-remb section 2.2 */
static void receiver_estimate(struct dis *d)
{
	static const struct bit_field parts[] = {{0xfc0000, REMB_EXP}, {0x3ffff, REMB_MANTISSA}, {0}};
	bytes(d, REMB_ID, 4);
	u8(d, REMB_COUNT);
	uint32_t v = u24(d, 0);
	also_bits(d, 3, v, parts);
	while (left(d))
		u32(d, REMB_SSRC);
}

static void feedback(struct dis *d, unsigned type, unsigned format)
{
	enum { NACK = 1, TMMBR = 3, TMMBN = 4, TRANSPORT_WIDE = 15, PICTURE_LOSS = 1, SLICE_LOSS = 2, FULL_INTRA = 4, APPLICATION = 15 };
	u32(d, MEDIA_SSRC);
	if (type == RTPFB && format == NACK)
		negative_acknowledgments(d);
	else if (type == RTPFB && (format == TMMBR || format == TMMBN))
		bit_rates(d);
	else if (type == RTPFB && format == TRANSPORT_WIDE)
		transport_wide(d);
	else if (type == PSFB && format == SLICE_LOSS)
		lost_slices(d);
	else if (type == PSFB && format == FULL_INTRA)
		full_intra_requests(d);
	else if (type == PSFB && format == APPLICATION && peek32(d, 0) == 0x52454d42) /* "REMB" */
		receiver_estimate(d);
	else if (left(d))
		rest(d, FCI);
}

static void content(struct dis *d, unsigned type, unsigned count, uint32_t n)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, n);
	if (type == SDES)
		descriptions(d);
	else if (type == BYE)
		goodbye(d, count);
	else if (type == APP)
		application(d);
	else if (type == RTPFB || type == PSFB)
		feedback(d, type, count);
	part_end(d, &part);
	quiet_end(d, &s);
}

/* What the five bits of the first byte count or say. */
static unsigned count_field(unsigned type)
{
	switch (type) {
	case SDES:
	case BYE:
		return SC;
	case APP:
		return APP_SUBTYPE;
	case RTPFB:
		return RTPFB_FMT;
	case PSFB:
		return PSFB_FMT;
	case XR:
		return 0;
	default:
		return RC;
	}
}

static void packet(struct dis *d)
{
	if (!need(d, HEADER))
		return;
	uint32_t start = d->pos;
	unsigned first = u8(d, 0), count = first & 31;
	also(d, VERSION, 1, first >> 6);
	also(d, PADDING, 1, first >> 5 & 1);
	unsigned type = u8(d, PT);
	mark_uint(d, count_field(type), start, 1, count);
	uint32_t length = (u16(d, LENGTH) + 1) * 4;
	uint32_t ssrc = u32(d, type == SDES || type == BYE || type == APP ? IDENTIFIER : SENDERSSRC), known = HEADER + count * REPORT_BLOCK;
	say(d, " %s", tok(d, types + (type == APP ? 5 : 0), "type-0x%x", type));
	if (type == SR || type == RR) {
		if (length != known + (type == SR ? SENDER_INFO : 0))
			say(d, " [%u]", length);
		say_ssrc(d, ssrc);
		if (type == SR)
			sender_info(d);
		report_blocks(d, count);
	} else {
		say(d, " %u", length);
		if (type == SDES || type == BYE)
			say_ssrc(d, ssrc);
		if (d->tape && length > HEADER)
			content(d, type, count, length - HEADER);
	}
	seek(d, start + length);
}

static void dissect(struct dis *d)
{
	while (more(d) && left(d)) {
		group_begin(d, PACKET);
		packet(d);
		group_end(d);
	}
}

const struct proto proto_rtcp = {
	.name = "rtcp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "rtcp",
};
