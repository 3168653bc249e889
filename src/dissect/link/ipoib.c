/* IP over InfiniBand: RFC 4391, as captured with a pseudo header.
 *
 *	| global routing header or zeros 20 | destination 20 | type 2 | reserved 2 |
 */
#include "core/linktype_numbers.h"
#include "dissect/dissect.h"
#include "dissect/net/ethertype.h"

enum { IPOIB, TYPE, RESERVED };
enum { HEADER_LEN = 44, TYPE_AT = 40 };

static const struct field fields[] = {
	[IPOIB] = {"ipoib", "IP over Infiniband"},
	[TYPE] = {"ipoib.type", "Type", F_U16, HEX, ethertypes},
	[RESERVED] = {"ipoib.reserved", "Reserved", F_U16, HEX},
};

static void say_type(struct dis *d, unsigned type, uint32_t length)
{
	say(d, ", ethertype %s", tok(d, ethertypes, "Unknown", type));
	if (!d->opt->quick)
		say(d, " (0x%04x)", type);
	say(d, ", length %u: ", length);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	skip(d, TYPE_AT);
	unsigned type = u16(d, TYPE);
	u16(d, RESERVED);
	link_header_to_here(d, start);
	if (d->opt->link_header) {
		say_s(d, "IPOIB");
		say_type(d, type, length);
	}
	if (dispatch(d, BIND_ETHERTYPE, type))
		return;
	if (!d->opt->link_header)
		say_type(d, type, length);
	say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IPOIB},
	{0},
};

const struct proto proto_ipoib = {
	.name = "ipoib",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
