/* Frame Relay fragments: FRF.16.1 (multilink, a link type of its own) and FRF.15 (end to end, behind an NLPID).
 *
 *	| begin 1, end 1, control 1, sequence 4 | sequence 8 | frame
 *	control: | 0 | 0 | message 1 | information element 1, length 1 with both, value | ...
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { MFR, BEGIN, END_BIT, CONTROL, SEQUENCE, MESSAGE, IE, IE_TYPE, IE_LEN };
enum { FLAG_BEGIN = 0x80, FLAG_END = 0x40, FLAG_CONTROL = 0x20, FLAG_INTERFACE = 1, SEQUENCE_BITS = 0x1e };
enum { IE_BUNDLE = 1, IE_LINK, IE_MAGIC, IE_TIMESTAMP = 5, IE_VENDOR, IE_CAUSE };

static const struct token flag_words[] = {{FLAG_BEGIN, "Begin"}, {FLAG_END, "End"}, {FLAG_CONTROL, "Control"}, {0, NULL}};
static const struct token messages[] = {{1, "Add Link"}, {2, "Add Link ACK"}, {3, "Add Link Reject"}, {4, "Hello"},
	{5, "Hello ACK"}, {6, "Remove Link"}, {7, "Remove Link ACK"}, {0, NULL}};
static const struct token elements[] = {{IE_BUNDLE, "Bundle ID"}, {IE_LINK, "Link ID"}, {IE_MAGIC, "Magic Number"},
	{IE_TIMESTAMP, "Timestamp"}, {IE_VENDOR, "Vendor Extension"}, {IE_CAUSE, "Cause"}, {0, NULL}};

static const struct field fields[] = {
	[MFR] = {"mfr", "Multilink Frame Relay"},
	[BEGIN] = {"mfr.begin", "Begin", F_BOOL},
	[END_BIT] = {"mfr.end", "End", F_BOOL},
	[CONTROL] = {"mfr.control", "Control", F_BOOL},
	[SEQUENCE] = {"mfr.seq", "Sequence", F_U16},
	[MESSAGE] = {"mfr.msg_type", "Message type", F_U8, HEX, messages},
	[IE] = {"mfr.ie", "Information element"},
	[IE_TYPE] = {"mfr.ie.type", "Type", F_U8, HEX, elements},
	[IE_LEN] = {"mfr.ie.length", "Length", F_U8},
};

/* False: the value cannot be. */
static void value(struct dis *d, unsigned type, unsigned len)
{
	uint32_t at = d->pos;
	bool dumped = false;
	switch (type) {
	case IE_MAGIC:
		if (len != 4) {
			invalid_misfit(d, "IE data length", len, "!=", 4);
		} else {
			uint32_t magic = u32(d, 0);
			say(d, "0x%08x", magic);
		}
		break;
	case IE_BUNDLE:
	case IE_LINK:
		read_text_z(d, 0, len);
		break;
	default:
		dumped = true;
	}
	seek(d, at);
	if (dumped || d->verbose > 1)
		say_hexdump(d, "\n\t  ", len);
}

/* False: it is the last one. */
static bool element(struct dis *d)
{
	unsigned type = u8(d, IE_TYPE), len = u8(d, IE_LEN);
	if (len < 2)
		return false;
	say(d, "\n\tIE %s (%u), length %u: ", tok(d, elements, "Unknown", type), type, len);
	len -= 2;
	if (!type || !len)
		return false;
	if (len > declared(d))
		cut_here(d);
	if (!need(d, len))
		return false;
	uint32_t behind = d->pos + len;
	value(d, type, len);
	seek(d, behind);
	return true;
}

static unsigned flags_and_sequence(struct dis *d, unsigned *sequence)
{
	unsigned head = u16(d, 0), flags = head >> 8;

	*sequence = (flags & SEQUENCE_BITS) << 7 | (head & 0xff);
	also(d, BEGIN, 2, flags >> 7);
	also(d, END_BIT, 2, flags >> 6 & 1);
	also(d, CONTROL, 2, flags >> 5 & 1);
	also(d, SEQUENCE, 2, *sequence);
	return flags;
}

static void control(struct dis *d, unsigned flags, uint32_t length)
{
	unsigned message = u8(d, MESSAGE);
	say(d, "FRF.16 Control, Flags [%s], %s, length %u", bits(d, flag_words, "none", ", ", flags & 0xe0),
		tok(d, messages, "Unknown Message (0x%02x)", message), length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	bool fits = true;
	while (fits && more(d) && declared(d) > 2) {
		group_begin(d, IE);
		fits = element(d);
		group_end(d);
	}
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	unsigned sequence;

	if (d->layers == 1)
		d->link_len = 2;
	if (!need(d, length < 4 ? 2 : 4))
		return;
	if (length < 4) {
		say(d, "[length %u < 4]", length);
		invalid(d);
		return;
	}
	unsigned flags = flags_and_sequence(d, &sequence);
	if (flags & FLAG_CONTROL && !(sequence & 0xff)) {
		if (d->layers == 1)
			d->link_len = 3;
		control(d, flags, length);
		return;
	}
	say(d, "FRF.16 Frag, seq %u, Flags [%s]", sequence, bits(d, flag_words, "none", ", ", flags & 0xe0));
	if ((flags & 0xe0) == FLAG_BEGIN || (flags & 0xe0) == (FLAG_BEGIN | FLAG_END)) {
		say_s(d, ", ");
		call(d, &proto_frelay);
		return;
	}
	seek(d, start);
	say_hexdump(d, "\n\t", declared(d));
}

static void end_to_end(struct dis *d)
{
	uint32_t length = declared(d);
	unsigned sequence;

	if (!need(d, 2))
		return;
	unsigned flags = flags_and_sequence(d, &sequence);
	say(d, "FRF.15, seq 0x%03x, Flags [%s],%s Fragmentation, length %u", sequence,
		bits(d, flag_words, "none", ", ", flags & 0xe0), flags & FLAG_INTERFACE ? "Interface" : "End-to-End", length);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_MFR},
	{0},
};

const struct proto proto_mfr = {
	.name = "mfr",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

const struct proto proto_frf15 = {
	.name = "fr",
	.dissect = end_to_end,
	PROTO_FIELDS(fields),
};
