/* SLIP as BSD captures it: RFC 1055, with the header that Van Jacobson's compression (RFC 1144) left in front.
 *
 *	| direction 1 | compressed header 15 | packet, decompressed
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { SLIP, DIRECTION, COMPRESSED };
enum { HEADER_LEN = 16, BSDOS_HEADER_LEN = 16, SENT = 1, TYPE_IP = 0x40, TYPE_UNCOMPRESSED_TCP = 0x70, TYPE_COMPRESSED_TCP = 0x80 };
enum { IP_PROTOCOL_AT = 9, TCP_OFFSET_AT = 12 };

static const struct field fields[] = {
	[SLIP] = {"slip", "SLIP"},
	[DIRECTION] = {"slip.direction", "Direction", F_U8},
	[COMPRESSED] = {"slip.compressed_header", "Compressed header", F_BYTES},
};

/* From the first byte of the compressed header. */
static void say_type(struct dis *d, uint32_t length)
{
	unsigned type = peek8(d, 0);

	if (type & TYPE_COMPRESSED_TCP) {
		say_s(d, "ctcp: ");
		return;
	}
	switch (type & 0x70) {
	case TYPE_IP:
		say(d, "ip %u", length);
		break;
	case TYPE_UNCOMPRESSED_TCP:
		/* The connection's number stands where IP has its protocol. */
		say(d, "utcp %u: ", peek8(d, IP_PROTOCOL_AT));
		need(d, (type & 15) * 4 + TCP_OFFSET_AT + 1);
		return;
	default:
		say(d, "slip-%u!", type);
	}
	say_s(d, ": ");
}

static void say_header(struct dis *d, unsigned direction, uint32_t length)
{
	if (direction > SENT)
		say(d, "Invalid direction %u ", direction);
	else
		say_s(d, direction == SENT ? "O " : "I ");
	say_type(d, length);
}

static void from_compressed(struct dis *d)
{
	bytes(d, COMPRESSED, HEADER_LEN - 1);
	unsigned version = u8(d, 0) >> 4;
	if (d->cut)
		return;
	seek(d, d->pos - 1);
	if (version == 4)
		call(d, &proto_ip);
	else if (version == 6)
		call(d, &proto_ip6);
	else
		say(d, "ip v%u", version);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);

	if (d->layers == 1)
		d->link_len = HEADER_LEN;
	if (length < HEADER_LEN || !need(d, HEADER_LEN + 1)) {
		cut_here(d);
		return;
	}
	unsigned direction = u8(d, DIRECTION);
	if (d->opt->link_header)
		say_header(d, direction, length);
	from_compressed(d);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_SLIP},
	{0},
};

const struct proto proto_slip = {
	.name = "slip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};

static void dissect_bsdos(struct dis *d)
{
	if (d->layers == 1)
		d->link_len = BSDOS_HEADER_LEN;
	if (!need(d, BSDOS_HEADER_LEN))
		return;
	skip(d, BSDOS_HEADER_LEN);
	call(d, &proto_ip);
}

static const struct binding bsdos_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_SLIP_BSDOS},
	{BIND_LINKTYPE, .from = LINKTYPE_OLD_SLIP_BSDOS},
	{0},
};

/* BSD/OS has direction, length of the link header and the header as it was, in 16 bytes. */
const struct proto proto_slip_bsdos = {
	.name = "slip_bsdos",
	.dissect = dissect_bsdos,
	PROTO_FIELDS(fields),
	.bindings = bsdos_bindings,
};
