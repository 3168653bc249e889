/* Real-time Transport Protocol: RFC 3550 section 5 (version 1: draft-ietf-avt-rtp-04), extensions of RFC 8285 and EUROCAE ED-137,
 * MPEG video's header of RFC 2250. By -T rtp only: it has no port.
 *
 *	|V=2|P|X| CC 4 |M| type 7 | sequence 2 | timestamp 4 | SSRC 4 | CSRC 4 ... | extension | payload
 */
#include "dissect/dissect.h"

enum {
	RTP, VERSION, PADDING, EXT, CC, MARKER, P_TYPE, SEQ, TIMESTAMP, SSRC, CSRC, EXT_PROFILE, EXT_LEN, HDR_EXT, PAYLOAD, PADDING_DATA,
	PADDING_COUNT, ELEMENT_ID, ELEMENT_LEN, ELEMENT_APPBITS, ELEMENT_DATA,
	MPEG_MBZ, MPEG_T, MPEG_TR, MPEG_AN, MPEG_N, MPEG_S, MPEG_B, MPEG_E, MPEG_P, MPEG_FBV, MPEG_BFC, MPEG_FFV, MPEG_FFC,
	RADIO_PTT_TYPE, RADIO_SQUELCH, RADIO_PTT_ID, RADIO_SCT, RADIO_X, RADIO_VF, RADIO_UNUSED, RADIO_TYPE, RADIO_LEN, RADIO_VALUE,
	RADIO_A_PTT_TYPE, RADIO_A_SQUELCH, RADIO_A_PTT_ID, RADIO_A_MUTE, RADIO_A_SUMMATION, RADIO_A_SCT, RADIO_A_RESERVED, RADIO_A_X,
	RADIO_A_UNUSED, RADIO_A_TYPE, RADIO_A_LEN, RADIO_A_VALUE, RADIO_A_PADDING, RADIO_A_QUALITY, RADIO_A_QUALITY_METHOD,
	RADIO_A_DELAY_MODE, RADIO_A_DELAY_RELATIVE, RADIO_A_DELAY_ABSOLUTE,
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
	[ELEMENT_ID] = {"rtp.ext.rfc5285.id", "Identifier", F_U8},
	[ELEMENT_LEN] = {"rtp.ext.rfc5285.len", "Length", F_U8},
	[ELEMENT_APPBITS] = {"rtp.ext.rfc5285.appbits", "Application Bits", F_U8},
	[ELEMENT_DATA] = {"rtp.ext.rfc5285.data", "Extension Data", F_BYTES},
	[MPEG_MBZ] = {"rtp.payload_mpeg_mbz", "MBZ", F_U16},
	[MPEG_T] = {"rtp.payload_mpeg_T", "T", F_U16},
	[MPEG_TR] = {"rtp.payload_mpeg_tr", "Temporal Reference", F_U16},
	[MPEG_AN] = {"rtp.payload_mpeg_an", "AN", F_U16},
	[MPEG_N] = {"rtp.payload_mpeg_n", "New Picture Header", F_U16},
	[MPEG_S] = {"rtp.payload_mpeg_s", "Sequence Header", F_BOOL},
	[MPEG_B] = {"rtp.payload_mpeg_b", "Beginning-of-slice", F_BOOL},
	[MPEG_E] = {"rtp.payload_mpeg_e", "End-of-slice", F_BOOL},
	[MPEG_P] = {"rtp.payload_mpeg_p", "Picture type", F_U16},
	[MPEG_FBV] = {"rtp.payload_mpeg_fbv", "full_pel_backward_vector", F_U16},
	[MPEG_BFC] = {"rtp.payload_mpeg_bfc", "backward_f_code", F_U16},
	[MPEG_FFV] = {"rtp.payload_mpeg_ffv", "full_pel_forward_vector", F_U16},
	[MPEG_FFC] = {"rtp.payload_mpeg_ffc", "forward_f_code", F_U16},
	[RADIO_PTT_TYPE] = {"rtp.ext.ed137.ptt_type", "PTT Type", F_U32},
	[RADIO_SQUELCH] = {"rtp.ext.ed137.squ", "SQU", F_U32},
	[RADIO_PTT_ID] = {"rtp.ext.ed137.ptt_id", "PTT-id", F_U32},
	[RADIO_SCT] = {"rtp.ext.ed137.sct", "Simultaneous transmission", F_U32},
	[RADIO_X] = {"rtp.ext.ed137.x", "X", F_U32},
	[RADIO_VF] = {"rtp.ext.ed137.vf", "VF", F_U32},
	[RADIO_UNUSED] = {"rtp.ext.ed137.x-nu", "Not used", F_U32},
	[RADIO_TYPE] = {"rtp.ext.ed137.ft.type", "Type", F_U32, HEX},
	[RADIO_LEN] = {"rtp.ext.ed137.ft.len", "Length", F_U32},
	[RADIO_VALUE] = {"rtp.ext.ed137.ft.value", "Value", F_U32, HEX},
	[RADIO_A_PTT_TYPE] = {"rtp.ext.ed137a.ptt_type", "PTT Type", F_U16},
	[RADIO_A_SQUELCH] = {"rtp.ext.ed137a.squ", "SQU", F_U16},
	[RADIO_A_PTT_ID] = {"rtp.ext.ed137a.ptt_id", "PTT-id", F_U16},
	[RADIO_A_MUTE] = {"rtp.ext.ed137a.pm", "PTT Mute", F_U16},
	[RADIO_A_SUMMATION] = {"rtp.ext.ed137a.ptts", "PTT Summation", F_U16},
	[RADIO_A_SCT] = {"rtp.ext.ed137a.sct", "Simultaneous transmission", F_U16},
	[RADIO_A_RESERVED] = {"rtp.ext.ed137a.reserved", "Reserved", F_U16, HEX},
	[RADIO_A_X] = {"rtp.ext.ed137a.x", "X", F_U16},
	[RADIO_A_UNUSED] = {"rtp.ext.ed137a.x-nu", "Not used", F_U16},
	[RADIO_A_TYPE] = {"rtp.ext.ed137a.ft.type", "Type", F_U8, HEX},
	[RADIO_A_LEN] = {"rtp.ext.ed137a.ft.len", "Length", F_U8},
	[RADIO_A_VALUE] = {"rtp.ext.ed137a.ft.value", "Value", F_BYTES},
	[RADIO_A_PADDING] = {"rtp.ext.ed137a.ft.padding", "Padding", F_BYTES},
	[RADIO_A_QUALITY] = {"rtp.ext.ed137a.ft.sqi.qidx", "Quality index", F_U8},
	[RADIO_A_QUALITY_METHOD] = {"rtp.ext.ed137a.ft.sqi.qidx-ml", "Quality index method", F_U8},
	[RADIO_A_DELAY_MODE] = {"rtp.ext.ed137a.ft.climax_delay.mode", "CLIMAX-Time-Delay mode", F_U8},
	[RADIO_A_DELAY_RELATIVE] = {"rtp.ext.ed137a.ft.climax_delay.relative_value", "CLIMAX-Time-Delay relative value", F_U8},
	[RADIO_A_DELAY_ABSOLUTE] = {"rtp.ext.ed137a.ft.climax_delay.absolute_value", "CLIMAX-Time-Delay absolute value", F_U8},
};

enum { MPEG_VIDEO = 32 }; /* RFC 3551 section 6 */

struct header {
	bool extended, padded;
	bool options; /* of version 1 */
	unsigned type; /* of the payload */
	unsigned sources;
	uint32_t room; /* bytes behind the header */
};

/* ---- Extensions */

/* Zero bytes between elements, and behind the last. True: an element follows. */
static bool next_element(struct dis *d)
{
	uint32_t n = 0;
	while (n < left(d) && !peek8(d, n))
		n++;
	if (n && n < left(d))
		bytes(d, PADDING_DATA, n);
	return !d->cut && peek8(d, 0);
}

/* RFC 8285 section 4.2: identifier and length share a byte. */
static void one_byte_elements(struct dis *d)
{
	enum { STOP = 15 };
	while (next_element(d)) {
		unsigned head = peek8(d, 0), n = (head & 15) + 1;
		if (head >> 4 == STOP || !have(d, 1 + n))
			return;
		u8(d, 0);
		also(d, ELEMENT_ID, 1, head >> 4);
		also(d, ELEMENT_LEN, 1, n);
		bytes(d, ELEMENT_DATA, n);
	}
}

/* Section 4.3: a byte each. */
static void two_byte_elements(struct dis *d, unsigned appbits)
{
	while (next_element(d) && have(d, 2 + peek8(d, 1))) {
		also(d, ELEMENT_APPBITS, 0, appbits);
		u8(d, ELEMENT_ID);
		unsigned n = u8(d, ELEMENT_LEN);
		if (n)
			bytes(d, ELEMENT_DATA, n);
	}
}

/* ED-137 part 1: a word each of push-to-talk and squelch, and of a feature. */
static void radio(struct dis *d)
{
	static const struct bit_field parts[] = {{7u << 29, RADIO_PTT_TYPE}, {1u << 28, RADIO_SQUELCH}, {15u << 24, RADIO_PTT_ID},
		{1u << 23, RADIO_SCT}, {1u << 22, RADIO_X}, {1, RADIO_VF}, {0}};
	static const struct bit_field feature[] = {{15u << 18, RADIO_TYPE}, {15u << 14, RADIO_LEN}, {0x3ffe, RADIO_VALUE}, {0}};
	static const struct bit_field unused[] = {{0x3ffffe, RADIO_UNUSED}, {0}};
	while (left(d)) {
		uint32_t v = u32(d, 0);
		also_bits(d, 4, v, parts);
		also_bits(d, 4, v, v >> 22 & 1 ? feature : unused);
	}
}

static void radio_a_feature(struct dis *d)
{
	enum { QUALITY = 1, DELAY = 2 };
	static const struct bit_field quality[] = {{0xf8, RADIO_A_QUALITY}, {7, RADIO_A_QUALITY_METHOD}, {0}};
	unsigned head = u8(d, 0), type = head >> 4, n = head & 15;
	also(d, RADIO_A_TYPE, 1, type);
	also(d, RADIO_A_LEN, 1, n);
	if (type == QUALITY && n == 1) {
		also_bits(d, 1, u8(d, 0), quality);
	} else if (type == DELAY && n == 1) {
		unsigned v = u8(d, 0);
		also(d, RADIO_A_DELAY_MODE, 1, v >> 7);
		also(d, v >> 7 ? RADIO_A_DELAY_ABSOLUTE : RADIO_A_DELAY_RELATIVE, 1, v & 0x7f);
	} else {
		bytes(d, RADIO_A_VALUE, n);
	}
}

/* ED-137A: two bytes, then features as type, length and value. */
static void radio_a(struct dis *d)
{
	static const struct bit_field parts[] = {{0xe000, RADIO_A_PTT_TYPE}, {0x1000, RADIO_A_SQUELCH}, {0xfc0, RADIO_A_PTT_ID},
		{0x20, RADIO_A_MUTE}, {0x10, RADIO_A_SUMMATION}, {8, RADIO_A_SCT}, {6, RADIO_A_RESERVED}, {1, RADIO_A_X}, {0}};
	unsigned v = u16(d, 0);
	also_bits(d, 2, v, parts);
	if (!(v & 1)) {
		u16(d, RADIO_A_UNUSED);
		return;
	}
	while (left(d) && peek8(d, 0))
		radio_a_feature(d);
	if (left(d))
		rest(d, RADIO_A_PADDING);
}

static void extension(struct dis *d)
{
	enum { ONE_BYTE = 0xbede, TWO_BYTES = 0x100, ED137 = 0x67, ED137A = 0x167 };
	unsigned profile = u16(d, EXT_PROFILE);
	uint32_t n = u16(d, EXT_LEN) * 4;
	if (!need(d, n))
		return;
	struct saved part = part_begin(d, n);
	if (profile == ONE_BYTE)
		one_byte_elements(d);
	else if (profile >> 4 == TWO_BYTES)
		two_byte_elements(d, profile & 15);
	else if (profile == ED137)
		radio(d);
	else if (profile == ED137A && n)
		radio_a(d);
	else
		while (left(d))
			u32(d, HDR_EXT);
	part_end(d, &part);
}

/* RFC 2250 section 3.4 */
static void mpeg_video(struct dis *d)
{
	static const struct bit_field parts[] = {{31u << 27, MPEG_MBZ}, {1u << 26, MPEG_T}, {0x3ffu << 16, MPEG_TR}, {1u << 15, MPEG_AN},
		{1u << 14, MPEG_N}, {1u << 13, MPEG_S}, {1u << 12, MPEG_B}, {1u << 11, MPEG_E}, {7u << 8, MPEG_P}, {1u << 7, MPEG_FBV},
		{7u << 4, MPEG_BFC}, {1u << 3, MPEG_FFV}, {7, MPEG_FFC}, {0}};
	uint32_t v = u32(d, 0);
	also_bits(d, 4, v, parts);
}

/* What the line does not show: sources, extension, payload and padding. */
static void content(struct dis *d, const struct header *h)
{
	struct saved s = quiet_begin(d, true);
	for (unsigned i = h->sources; i && !d->cut; i--)
		u32(d, CSRC);
	if (h->extended)
		extension(d);
	uint32_t n = left(d), padding = h->padded && n ? peek8(d, n - 1) : 0;
	if (n < declared(d) || padding > n)
		padding = 0;
	uint32_t payload = d->pos;
	bytes(d, PAYLOAD, n - padding);
	if (h->type == MPEG_VIDEO && n - padding >= 4) {
		seek(d, payload);
		mpeg_video(d);
		seek(d, payload + n - padding);
	}
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
	h.type = type;
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
