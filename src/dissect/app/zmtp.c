/* ZeroMQ Message Transport Protocol 1.0: ZeroMQ RFC 13 (frames), RFC 23's ancestor; known by -T zmtp1 only, since it has no port.
 *
 *	| length 1, not 255 | flags | body ...         | 255 | length 8 | flags | body ...
 *
 * The length counts the flags. In PGM (-T pgm_zmtp1) a message begins with the offset of its first frame. */
#include "dissect/protocols.h"

enum { ZMTP, LENGTH, FLAGS, FLAG_MORE, BODY, OFFSET };

enum { LONG_FRAME = 0xff, NO_FRAME = 0xffff };

static const struct token flag_bits[] = {{0x01, "MORE"}, {0x02, "MBZ"}, {0x04, "MBZ"}, {0x08, "MBZ"}, {0x10, "MBZ"}, {0x20, "MBZ"},
	{0x40, "MBZ"}, {0x80, "MBZ"}, {0, NULL}};

static const struct field fields[] = {
	[ZMTP] = {"zmtp", "ZeroMQ Message Transport Protocol"},
	[LENGTH] = {"zmtp.length", "Length", F_U64},
	[FLAGS] = {"zmtp.flags", "Flags", F_U8, HEX},
	[FLAG_MORE] = {"zmtp.flags.more", "More frames", F_BOOL},
	[BODY] = {"zmtp.body", "Body", F_BYTES},
	[OFFSET] = {"zmtp.frame_offset", "Offset of the first frame", F_U16},
};

/* Of a body or a part of one, -v shows the beginning. */
static uint32_t shown(const struct dis *d, uint32_t n)
{
	return d->verbose == 1 && n > 128 ? 128 : n;
}

static void dump(struct dis *d, uint32_t n)
{
	say_dump(d, "\n\t ", shown(d, n));
	soft_bytes(d, BODY, n);
}

static void frame(struct dis *d)
{
	bool big = peek8(d, 0) == LONG_FRAME;
	if (big)
		u8(d, 0);
	say(d, "\n\t frame flags+body %s length", big ? "(64-bit)" : " (8-bit)");
	uint64_t length = big ? u64(d, LENGTH) : u8(d, LENGTH);
	say(d, " %llu", (unsigned long long)length);
	if (!length)
		return;
	uint32_t here = left(d);
	unsigned flags = u8(d, FLAGS);
	also(d, FLAG_MORE, 1, flags & 1);
	if (length > here)
		say(d, " (%u captured)", here);
	say(d, ", flags 0x%02x", flags);
	uint32_t body = (length < here ? (uint32_t)length : here) - 1;
	if (d->cut)
		return;
	if (!d->verbose) {
		soft_bytes(d, BODY, body);
	} else {
		say(d, " (%s)", bits(d, flag_bits, "none", ", ", flags));
		if (body) {
			say(d, ", first %u byte(s) of body:", shown(d, body));
			dump(d, body);
		}
	}
	if (length > here)
		cut_here(d);
}

static void frames(struct dis *d)
{
	while (more(d) && left(d))
		frame(d);
}

static void datagram(struct dis *d)
{
	unsigned offset = u16(d, OFFSET);
	say(d, "\n\t frame offset 0x%04x", offset);
	uint32_t before = offset == NO_FRAME ? declared(d) : offset;
	if (before > declared(d)) {
		say_s(d, " (exceeds datagram declared length)");
		cut_here(d);
		return;
	}
	if (before) {
		uint32_t n = before < left(d) ? before : left(d);
		say(d, "\n\t frame intermediate part, %u bytes", before);
		if (n < before)
			say(d, " (%u captured)", n);
		if (n < before && n < 2)
			return;
		say(d, ", first %u byte(s):", shown(d, n));
		dump(d, n);
	}
	frames(d);
}

static void dissect(struct dis *d)
{
	say_s(d, ": ZMTP/1.0");
	frames(d);
}

const struct proto proto_zmtp = {
	.name = "zmtp1",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.decode_as = "zmtp1",
};

const struct proto proto_zmtp_datagram = {
	.name = "zmtp1",
	.dissect = datagram,
	PROTO_FIELDS(fields),
};
