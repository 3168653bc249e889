/* The audio tool vat of LBL (vat's own manual; older than RTP): data and control to port 3456, and -T vat.
 *
 *	| flags and conference 2 | audio format and flags ... | time stamp 4 | samples
 */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { VAT, TYPE, CONFERENCE, FORMAT, TIMESTAMP };

static const struct field fields[] = {
	[VAT] = {"vat", "Visual Audio Tool"},
	[TYPE] = {"vat.type", "Type", F_U16, HEX},
	[CONFERENCE] = {"vat.conference", "Conference", F_U16},
	[FORMAT] = {"vat.format", "Audio format", F_U16},
	[TIMESTAMP] = {"vat.timestamp", "Timestamp", F_U32},
};

static void dissect(struct dis *d)
{
	enum { TYPE_BYTES = 2, DATA_HEADER = 8, NOT_DATA = 0xf060, TALKSPURT = 0x80, FORMAT_BITS = 0x1f };
	uint32_t length = declared(d);
	if (length < TYPE_BYTES) {
		say(d, "udp/vat, length %u < %u", length, TYPE_BYTES);
		return;
	}
	unsigned type = u16(d, TYPE);
	if (type & NOT_DATA) { /* probably vt */
		say(d, "udp/vt %u %u / %u", length, type & 0x3ff, type >> 10);
		return;
	}
	if (length < DATA_HEADER) {
		say(d, "udp/vat, length %u < %u", length, DATA_HEADER);
		return;
	}
	unsigned conference = u16(d, CONFERENCE);
	uint32_t timestamp = u32(d, TIMESTAMP);
	say(d, "udp/vat %u c%u %u", length - DATA_HEADER, conference, timestamp);
	mark_uint(d, FORMAT, d->pos - DATA_HEADER, TYPE_BYTES, type & FORMAT_BITS);
	if (type & TALKSPURT)
		say_c(d, '*');
	if (type & FORMAT_BITS)
		say(d, " f%u", type & FORMAT_BITS);
	if (type >> 8 & 15)
		say(d, " s%u", type >> 8 & 15);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, DST, UDP_RANK_VAT, 3456, 0},
	{0},
};

const struct proto proto_vat = {
	.name = "vat",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "vat",
};
