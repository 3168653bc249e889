/* RTP Control Protocol: RFC 3550 section 6. By -T rtcp only: it has no port. A datagram holds several packets:
 *
 *	|V=2|P| count 5 | type 1 | length in words - 1, 2 | SSRC 4 | sender's information 20 | report blocks 24 ... |
 */
#include "core/time.h"
#include "dissect/dissect.h"

enum {
	RTCP, PACKET, VERSION, PADDING, RC, PT, LENGTH, SENDERSSRC, NTP_MSW, NTP_LSW, RTP_TIMESTAMP, PACKETCOUNT, OCTETCOUNT, REPORT,
	IDENTIFIER, FRACTION, CUM_NR, EXT_HIGH, JITTER, LSR, DLSR, SDES_TYPE, SDES_LENGTH, SDES_TEXT, APP_NAME,
};

enum { SR = 200, RR = 201, SDES = 202, BYE = 203, APP = 204, HEADER = 8, SENDER_INFO = 20, REPORT_BLOCK = 24 };

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
	uint32_t highest = u32(d, EXT_HIGH), jitter = u32(d, JITTER), last = u32(d, LSR), delay = u32(d, DLSR);
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

/* Items of source descriptions, for the fields. */
static void descriptions(struct dis *d, uint32_t end)
{
	struct saved s = quiet_begin(d, true);
	while (d->pos < end && !d->cut) {
		unsigned type = u8(d, 0);
		if (!type) { /* the next source begins at a word */
			d->pos = end - ((end - d->pos) & ~3u);
			u32(d, SENDERSSRC);
			continue;
		}
		also(d, SDES_TYPE, 1, type);
		unsigned n = u8(d, SDES_LENGTH);
		bytes(d, SDES_TEXT, n);
	}
	quiet_end(d, &s);
}

static void packet(struct dis *d)
{
	if (!need(d, HEADER))
		return;
	uint32_t start = d->pos;
	unsigned first = u8(d, 0), count = first & 31;
	also(d, VERSION, 1, first >> 6);
	also(d, PADDING, 1, first >> 5 & 1);
	also(d, RC, 1, count);
	unsigned type = u8(d, PT);
	uint32_t length = (u16(d, LENGTH) + 1) * 4, ssrc = u32(d, SENDERSSRC), known = HEADER + count * REPORT_BLOCK;
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
		if (type == SDES && fields_wanted(d))
			descriptions(d, start + length);
		else if (type == APP && length >= HEADER + 4)
			soft_bytes(d, APP_NAME, 4);
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
