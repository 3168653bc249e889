/* Minimal encapsulation within IP, as mobile IP uses it: RFC 2004.
 *
 *	 0               8               16                             31
 *	+---------------+-+-------------+------------------------------+
 *	|   protocol    |S|  reserved   |       header checksum        |
 *	+---------------+-+-------------+------------------------------+
 *	|                 original destination address                 |
 *	|      original source address (with the S bit only)           |
 */
#include "dissect/checksum.h"
#include "dissect/net/ip_protocols.h"
#include "dissect/protocols.h"

enum { MOBILE, PROTO, FLAGS, S, CHECKSUM, DESTINATION, SOURCE };

enum { FLAG_S = 0x80, HEADER = 8, HEADER_WITH_SOURCE = 12 };

static const struct field fields[] = {
	[MOBILE] = {"mobile", "Minimal Encapsulation within IP"},
	[PROTO] = {"mobile.proto", "Protocol", F_U8, DEC, ip_protocols},
	[FLAGS] = {"mobile.flags", "Flags", F_U8, HEX},
	[S] = {"mobile.s", "Original Source Address Present", F_BOOL},
	[CHECKSUM] = {"mobile.checksum", "Header Checksum", F_U16, HEX},
	[DESTINATION] = {"mobile.dst", "Original Destination Address", F_IP4},
	[SOURCE] = {"mobile.src", "Original Source Address", F_IP4},
};

static void dissect(struct dis *d)
{
	/* Room for both addresses is asked for even where there is only one. */
	if (!need(d, HEADER_WITH_SOURCE))
		return;
	uint32_t start = d->pos;
	unsigned protocol = u8(d, PROTO), flags = u8(d, FLAGS);
	also(d, S, 1, flags >> 7);
	unsigned held = u16(d, CHECKSUM);
	uint32_t destination = ip4(d, DESTINATION), source = flags & FLAG_S ? ip4(d, SOURCE) : 0;
	say(d, "mobile: [%s] ", flags & FLAG_S ? "S" : "");
	if (d->verbose) {
		if (flags & FLAG_S)
			say(d, "%s ", ip4_str(d, source));
		say(d, "> %s (oproto=%u)", ip4_str(d, destination), protocol);
	}
	if (sum_fold(sum_span(0, span_at(d, start, flags & FLAG_S ? HEADER_WITH_SOURCE : HEADER))))
		say(d, " (bad checksum %u)", held);
}

static const struct binding bindings[] = {
	{BIND_IP_PROTO, .from = IP_PROTO_MOBILE},
	{0},
};

const struct proto proto_mobile = {
	.name = "mobile",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
