/* BSD loopback: four bytes of address family, in the byte order of the host that captured (LINKTYPE_NULL), or in
 * network byte order (LINKTYPE_LOOP). */
#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { NULL_, FAMILY, TYPE };

enum { BSD_INET = 2, BSD_NS = 6, BSD_ISO = 7, BSD_APPLETALK = 16, BSD_IPX = 23, BSD_INET6 = 24, FREEBSD_INET6 = 28, DARWIN_INET6 = 30 };

static const struct token families[] = {
	{BSD_INET, "IPv4"}, {BSD_NS, "NS"}, {BSD_INET6, "IPv6"}, {FREEBSD_INET6, "IPv6"}, {DARWIN_INET6, "IPv6"}, {BSD_ISO, "ISO"},
	{BSD_APPLETALK, "Appletalk"}, {BSD_IPX, "IPX"}, {0, NULL},
};

static const struct field fields[] = {
	[NULL_] = {"null", "Null/Loopback"},
	[FAMILY] = {"null.family", "Family", F_U32, DEC, families},
	[TYPE] = {"null.type", "Type", F_U16, HEX},
};

static void say_header(struct dis *d, uint32_t family, uint32_t length)
{
	const char *name = word(families, family);
	if (d->opt->quick)
		say_s(d, name ? name : "Unknown");
	else
		say(d, "AF %s (%u)", name ? name : "Unknown", family);
	say(d, ", length %u: ", length);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), at = d->pos;
	if (d->layers == 1)
		d->link_len = 4;
	if (length < 4) {
		invalid_misfit(d, "length", length, "<", 4);
		return;
	}
	uint32_t family = u32le(d, 0);
	if (family & 0xffff0000)
		family = __builtin_bswap32(family);
	mark_uint(d, FAMILY, at, 4, family);
	if (d->opt->link_header)
		say_header(d, family, length);
	switch (family) {
	case BSD_INET:
		call(d, &proto_ip);
		break;
	case BSD_INET6:
	case FREEBSD_INET6:
	case DARWIN_INET6:
		call(d, &proto_ip6);
		break;
	case BSD_ISO:
		if (dispatch(d, BIND_LLC_SAP, 0xfe))
			break;
		/* fall through */
	default:
		if (family == BSD_APPLETALK && dispatch(d, BIND_ETHERTYPE, ETHERTYPE_ATALK))
			break;
		if (family == BSD_IPX) {
			call(d, &proto_ipx);
			break;
		}
		if (!d->opt->link_header && !d->cut)
			say_header(d, family, length);
		say_undecoded(d, left(d));
	}
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_NULL},
	{BIND_LINKTYPE, .from = LINKTYPE_LOOP},
	{0},
};

const struct proto proto_null = {
	.name = "null",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
