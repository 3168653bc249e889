/* Real-time Transport Protocol: RFC 3550 section 5 (version 1: draft-ietf-avt-rtp-04). By -T rtp only: it has no port.
 *
 *	|V=2|P|X| CC 4 |M| type 7 | sequence 2 | timestamp 4 | SSRC 4 | CSRC 4 ... | extension | payload
 */
#include "dissect/dissect.h"

enum {
	RTP, VERSION, PADDING, EXT, CC, MARKER, P_TYPE, SEQ, TIMESTAMP, SSRC, CSRC, EXT_PROFILE, EXT_LEN, HDR_EXT, PAYLOAD, PADDING_DATA,
	PADDING_COUNT,
};

static const struct field fields[] = {
	[RTP] = {"rtp", "Real-Time Transport Protocol"},
	[VERSION] = {"rtp.version", "Version", F_U8},
	[PADDING] = {"rtp.padding", "Padding", F_BOOL},
	[EXT] = {"rtp.ext", "Extension", F_BOOL},
	[CC] = {"rtp.cc", "Contributing source identifiers count", F_U8},
	[MARKER] = {"rtp.marker", "Marker", F_BOOL},
	[P_TYPE] = {"rtp.p_type", "Payload type", F_U8},
	[SEQ] = {"rtp.seq", "Sequence number", F_U16},
	[TIMESTAMP] = {"rtp.timestamp", "Timestamp", F_U32},
	[SSRC] = {"rtp.ssrc", "Synchronization Source identifier", F_U32, HEX},
	[CSRC] = {"rtp.csrc.item", "CSRC item", F_U32, HEX},
	[EXT_PROFILE] = {"rtp.ext.profile", "Defined by profile", F_U16, HEX},
	[EXT_LEN] = {"rtp.ext.len", "Extension length", F_U16},
	[HDR_EXT] = {"rtp.hdr_ext", "Header extension", F_U32},
	[PAYLOAD] = {"rtp.payload", "Payload", F_BYTES},
	[PADDING_DATA] = {"rtp.padding.data", "Padding data", F_BYTES},
	[PADDING_COUNT] = {"rtp.padding.count", "Padding count", F_U8},
};

struct header {
	bool extended, padded;
	bool options; /* of version 1 */
	unsigned sources;
	uint32_t room; /* bytes behind the header */
};

/* What the line does not show: sources, extension, payload and padding. */
static void content(struct dis *d, const struct header *h)
{
	struct saved s = quiet_begin(d, true);
	for (unsigned i = h->sources; i && !d->cut; i--)
		u32(d, CSRC);
	if (h->extended) {
		u16(d, EXT_PROFILE);
		unsigned words = u16(d, EXT_LEN);
		while (words-- && !d->cut)
			u32(d, HDR_EXT);
	}
	uint32_t n = left(d), padding = h->padded && n ? peek8(d, n - 1) : 0;
	if (n < declared(d) || padding > n)
		padding = 0;
	bytes(d, PAYLOAD, n - padding);
	if (padding) {
		bytes(d, PADDING_DATA, padding - 1);
		u8(d, PADDING_COUNT);
	}
	quiet_end(d, &s);
}

static void check_extension(struct dis *d, const struct header *h)
{
	u16(d, 0);
	unsigned words = u16(d, 0);
	if ((words + 1) * 4 > h->room)
		say_s(d, " !ext");
}

/* Version 1's options: final bit, type, length in words. */
static void check_options(struct dis *d, const struct header *h)
{
	for (uint32_t room = h->room; !d->cut;) {
		uint32_t at = d->pos, head = u32(d, 0), words = head >> 16 & 0xff;
		if (!words || words * 4 > room) {
			say_s(d, " !opt");
			return;
		}
		if (head >> 31)
			return;
		room -= words * 4;
		seek(d, at + words * 4);
	}
}

static void dissect(struct dis *d)
{
	enum { HEADER_V1 = 8, HEADER_V2 = 12 };
	uint32_t length = declared(d);
	if (length < HEADER_V1) {
		say(d, "udp/rtp, length %u < %u", length, HEADER_V1);
		return;
	}
	if (!need(d, HEADER_V1))
		return;
	unsigned first = u8(d, 0), version = first >> 6;
	uint32_t header = version == 1 ? HEADER_V1 : HEADER_V2;
	if (length < header) {
		say(d, "udp/rtp, length %u < %u", length, header);
		return;
	}
	struct header h = {.padded = first & 0x20, .sources = first & 15, .room = length - header};
	also(d, VERSION, 1, version);
	also(d, PADDING, 1, h.padded);
	also(d, CC, 1, h.sources);
	if (version != 1) {
		h.extended = first & 0x10;
		also(d, EXT, 1, h.extended);
	}
	unsigned second = u8(d, 0), marker = version == 1 ? 0x40 : 0x80, type = second & (marker - 1);
	h.options = version == 1 && second & 0x80;
	also(d, MARKER, 1, !!(second & marker));
	also(d, P_TYPE, 1, type);
	unsigned sequence = u16(d, SEQ);
	uint32_t timestamp = u32(d, TIMESTAMP);
	say(d, "udp/rtp%s %u c%u %s%s %u %u", version == 1 ? "v1" : "", h.room, type, h.extended || h.options ? "+" : "",
		second & marker ? "*" : "", sequence, timestamp);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	uint32_t ssrc = u32(d, SSRC);
	say(d, " %u", ssrc);
	if (fields_wanted(d) && version != 1)
		content(d, &h);
	if (h.extended)
		check_extension(d, &h);
	else if (h.options)
		check_options(d, &h);
	quiet_end(d, &s);
}

const struct proto proto_rtp = {
	.name = "rtp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "rtp",
};
