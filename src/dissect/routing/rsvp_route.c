/* Routes and TLVs in RSVP objects: RFC 3209, sections 4.3 and 4.4; OIF UNI 1.0, section 12.5; Juniper's link properties. */
#include "dissect/routing/bgp.h"
#include "dissect/routing/rsvp.h"

enum { RRO = 21 };
enum { ROUTE_IP4 = 1, ROUTE_LABEL = 3, LOOSE = 0x80 };
enum { TNA_SOURCE = 1, TNA_DESTINATION = 2, DIVERSITY = 3, EGRESS_LABEL = 4, SERVICE_LEVEL = 5 };

static const struct token subobjects[] = {{0, "Reserved"}, {1, "IPv4 prefix"}, {2, "IPv6 prefix"}, {3, "Label"},
	{32, "Autonomous system number"}, {64, "MPLS label switched path termination"}, {0, NULL}};
static const struct token record_flags[] = {{1, "Local protection available"}, {2, "Local protection in use"},
	{4, "Bandwidth protection"}, {8, "Node protection"}, {0, NULL}};
static const struct token label_flags[] = {{1, "Global"}, {0, NULL}};
static const struct token label_ctypes[] = {{1, "IPv4"}, {0, NULL}};
static const struct token uni_subobjects[] = {{TNA_SOURCE, "Source TNA address"}, {TNA_DESTINATION, "Destination TNA address"},
	{DIVERSITY, "Diversity"}, {EGRESS_LABEL, "Egress label"}, {SERVICE_LEVEL, "Service level"}, {0, NULL}};
static const struct token properties[] = {{1, "Cos"}, {2, "Metric 1"}, {4, "Metric 2"}, {8, "CCC Status"}, {16, "Path Type"}, {0, NULL}};

/* False: what is there cannot be. */
static bool route_ip4(struct dis *d, unsigned type, unsigned length)
{
	if (length != 8) {
		say_s(d, " ERROR: length != 8");
		return false;
	}
	uint32_t a = ip4(d, RSVP_ROUTE_IP);
	unsigned bits_of = u8(d, 0);
	if (bits_of != 32) {
		say(d, " ERROR: Prefix length %u != 32", bits_of);
		return false;
	}
	unsigned flags = u8(d, 0);
	say(d, ", %s, %s/%u, Flags: [%s]", type & LOOSE ? "Loose" : "Strict", ip4_str(d, a), bits_of,
		bits(d, record_flags, "none", ", ", flags));
	return true;
}

static bool route_label(struct dis *d, unsigned length)
{
	if (length != 8) {
		say_s(d, " ERROR: length != 8");
		return false;
	}
	unsigned flags = u8(d, 0), ctype = u8(d, 0);
	uint32_t label = u32(d, 0);
	say(d, ", Flags: [%s] (%#x), Class-Type: %s (%u), %u", bits(d, label_flags, "none", ", ", flags), flags,
		tok(d, label_ctypes, "Unknown", ctype), ctype, label);
	return true;
}

enum rsvp_result rsvp_route(struct dis *d, const struct rsvp_object *o)
{
	while (!d->cut && rsvp_room(d, o, 4)) {
		uint32_t start = d->pos;
		unsigned type = u8(d, 0), length = u8(d, 0);
		say(d, "%s  Subobject Type: %s, length %u", o->indent, tok(d, subobjects, "Unknown %u", type & ~LOOSE), length);
		if (!length) {
			say(d, "%s  ERROR: zero length ERO subtype", o->indent);
			break;
		}
		if (length > o->end - start) {
			say(d, "%s  ERROR: ERO subobject length > object length", o->indent);
			break;
		}
		bool sane = true;
		if ((type & ~LOOSE) == ROUTE_IP4)
			sane = route_ip4(d, type, length);
		else if ((type & ~LOOSE) == ROUTE_LABEL)
			sane = route_label(d, length);
		if (!sane) {
			invalid(d);
			return RSVP_WRONG;
		}
		seek(d, start + length);
	}
	return RSVP_SAID;
}

/* ---- Generalized UNI */

static enum rsvp_result uni_value(struct dis *d, const struct rsvp_object *o, unsigned type, unsigned family, uint32_t start, unsigned length)
{
	switch (type) {
	case TNA_SOURCE:
	case TNA_DESTINATION:
		if (family == 1) {
			if (length < 8)
				return RSVP_TOO_SHORT;
			uint32_t a = ip4(d, 0);
			say(d, "%s    UNI IPv4 TNA address: %s", o->indent, ip4_str(d, a));
		} else if (family == 2) {
			if (length < 20)
				return RSVP_TOO_SHORT;
			const struct ip6 *a = ip6(d, 0);
			say(d, "%s    UNI IPv6 TNA address: %s", o->indent, ip6_str(d, a));
		} else if (family == 3) {
			seek(d, start);
			say_unknown(d, "\n\t    ", length);
		}
		return RSVP_SAID;
	case EGRESS_LABEL: {
		if (length < 16)
			return RSVP_TOO_SHORT;
		unsigned first = u8(d, 0);
		skip(d, 2);
		unsigned label_type = u8(d, 0);
		uint32_t port = u32(d, 0), label = u32(d, 0);
		say(d, "%s    U-bit: %x, Label type: %u, Logical port id: %u, Label: %u", o->indent, first >> 7, label_type, port, label);
		return RSVP_SAID;
	}
	case SERVICE_LEVEL: {
		if (length < 5)
			return RSVP_TOO_SHORT;
		unsigned level = u8(d, 0);
		say(d, "%s    Service level: %u", o->indent, level);
		return RSVP_SAID;
	}
	default:
		seek(d, start);
		if (d->verbose <= 1)
			say_unknown(d, "\n\t    ", length);
		return RSVP_SAID;
	}
}

enum rsvp_result rsvp_uni(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	while (!d->cut && d->pos < o->end) {
		uint32_t start = d->pos;
		if (!rsvp_room(d, o, 4))
			return RSVP_TOO_SHORT;
		unsigned length = u16(d, 0), type = u8(d, 0), family = u8(d, 0);
		say(d, "%s  Subobject Type: %s (%u), AF: %s (%u), length: %u", o->indent, tok(d, uni_subobjects, "Unknown", type), type,
			tok(d, bgp_afis, "Unknown", family), family, length);
		if (length < 4 || length > o->end - start) {
			invalid(d);
			return RSVP_WRONG;
		}
		if (uni_value(d, o, type, family, start, length) == RSVP_TOO_SHORT) {
			say(d, "%sERROR: sub-object is too short", o->indent);
			return RSVP_WRONG;
		}
		seek(d, start + length);
	}
	return RSVP_SAID;
}

/* ---- Properties */

enum rsvp_result rsvp_properties(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	unsigned count = u16(d, 0), padding = u16(d, 0);
	say(d, "%s  TLV count: %u, padding bytes: %u", o->indent, count, padding);
	while (!d->cut && count && rsvp_room(d, o, 2 + padding)) {
		unsigned type = u8(d, 0), length = u8(d, 0);
		say(d, "%s    %s TLV (0x%02x), length: %u", o->indent, tok(d, properties, "unknown", type), type, length);
		if (length < 2) {
			say(d, "%sERROR: property TLV is too short", o->indent);
			return RSVP_WRONG;
		}
		if (!rsvp_room(d, o, length - 2))
			return RSVP_TOO_SHORT;
		say_unknown(d, "\n\t\t", length - 2);
		skip(d, length - 2);
		count--;
	}
	return RSVP_SAID;
}
