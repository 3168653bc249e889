/* IP Authentication Header: RFC 4302.
 *
 *	| next header 1 | length 1, in 4 bytes less two | reserved 2 | SPI 4 | sequence 4 | ICV ... |
 */
#include "dissect/net/ip6_extension.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { AH, NEXT, LENGTH, RESERVED, SPI, SEQUENCE, ICV };

enum { WORD = 4, LESS_WORDS = 2, FIXED = 12 };

static const struct field fields[] = {
	[AH] = {"ah", "Authentication Header"},
	[NEXT] = {"ah.next_header", "Next header", F_U8},
	[LENGTH] = {"ah.length", "Length", F_U8},
	[RESERVED] = {"ah.reserved", "Reserved", F_BYTES},
	[SPI] = {"ah.spi", "AH SPI", F_U32, HEX},
	[SEQUENCE] = {"ah.sequence", "AH Sequence", F_U32},
	[ICV] = {"ah.icv", "AH ICV", F_BYTES},
};

/* The line has IPv6's extension headers behind AH as protocols that nobody knows; their fields are read. */
static void next_header(struct dis *d, unsigned next)
{
	bool extension = next == IP_PROTO_HOPOPTS || next == IP_PROTO_ROUTING || next == IP_PROTO_FRAGMENT ||
		next == IP_PROTO_DSTOPTS || next == IP_PROTO_MOBILITY;
	if (d->net.version != 6 || !extension) {
		ip_payload(d, next);
		return;
	}
	struct saved s = quiet_begin(d, true);
	ip6_next_header(d, next, 0);
	quiet_end(d, &s);
	say_unknown_protocol(d, next);
}

static void dissect(struct dis *d)
{
	say_s(d, "AH(");
	uint32_t start = d->pos;
	unsigned next = u8(d, NEXT), length = u8(d, LENGTH);
	uint32_t size = (length + LESS_WORDS) * WORD;
	if (d->verbose)
		say(d, "length=%u(%u-bytes),", length, size);
	unsigned reserved = u16(d, 0);
	mark_bytes(d, RESERVED, d->pos - 2, 2);
	if (reserved)
		say(d, "reserved=0x%x[MustBeZero],", reserved);
	say(d, "spi=0x%08x,", u32(d, SPI));
	say(d, "seq=0x%x,", u32(d, SEQUENCE));
	/* with a length of 0 there is no room for the sequence number: it is read all the same */
	uint32_t icv = size > FIXED ? size - FIXED : 0;
	struct span s = soft_bytes(d, ICV, icv);
	say_s(d, "icv=0x");
	say_hex(d, s);
	if (s.len < icv)
		cut_here(d);
	say_s(d, "): ");
	seek(d, start + size);
	next_header(d, next);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_AH},
	{0},
};

const struct proto proto_ah = {
	.name = "ah",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
