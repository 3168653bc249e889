/* IP over IEEE 1394 as Apple captures it (RFC 2734): EUI-64 of destination and source, EtherType. */
#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

enum { AP1394, DESTINATION, SOURCE, TYPE };
enum { HEADER_LEN = 18 };

static const struct field fields[] = {
	[AP1394] = {"ap1394", "Apple IP-over-IEEE 1394"},
	[DESTINATION] = {"ap1394.dst", "Destination", F_BYTES},
	[SOURCE] = {"ap1394.src", "Source", F_BYTES},
	[TYPE] = {"ap1394.type", "Type", F_U16, HEX, ethertypes},
};

static void say_header(struct dis *d, struct span dst, struct span src, unsigned type, uint32_t length)
{
	say(d, "%s > %s", link_addr_str(d, src), link_addr_str(d, dst));
	if (!d->opt->quick)
		say(d, ", ethertype %s (0x%04x)", tok(d, ethertypes, "Unknown", type), type);
	say(d, ", length %u: ", length);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);

	if (d->layers == 1)
		d->link_len = HEADER_LEN;
	if (!need(d, HEADER_LEN))
		return;
	struct span dst = bytes(d, DESTINATION, 8), src = bytes(d, SOURCE, 8);
	unsigned type = u16(d, TYPE);
	if (d->opt->link_header)
		say_header(d, dst, src, type, length);
	if (dispatch(d, BIND_ETHERTYPE, type))
		return;
	if (!d->opt->link_header)
		say_header(d, dst, src, type, length);
	say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_APPLE_IP_OVER_IEEE1394},
	{0},
};

const struct proto proto_ap1394 = {
	.name = "ap1394",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
