/* Integrated services in RSVP: RFC 2210, RFC 2215.
 *
 *	| version, 0 2 | words 2 | services: | service | flags | words 2 | parameters: | ID | flags | words 2 | value | ...
 */
#include "dissect/routing/rsvp.h"
#include "dissect/routing/te.h"

enum {
	HOP_COUNT = 4, PATH_BANDWIDTH = 6, PATH_LATENCY = 8, PATH_MTU = 10, TOKEN_BUCKET = 127, RSPEC = 130, TOTAL_C = 133,
	TOTAL_D = 134, SINCE_C = 135, SINCE_D = 136,
};

static const struct token services[] = {
	{1, "Default/Global Information"}, {2, "Guaranteed Service"}, {5, "Controlled Load"}, {0, NULL}};
static const struct token parameters[] = {{HOP_COUNT, "IS hop cnt"}, {PATH_BANDWIDTH, "Path b/w estimate"},
	{PATH_LATENCY, "Minimum path latency"}, {PATH_MTU, "Composed MTU"}, {TOKEN_BUCKET, "Token Bucket TSpec"},
	{RSPEC, "Guaranteed Service RSpec"}, {TOTAL_C, "End-to-end composed value for C"},
	{TOTAL_D, "End-to-end composed value for D"}, {SINCE_C, "Since-last-reshaping point composed C"},
	{SINCE_D, "Since-last-reshaping point composed D"}, {0, NULL}};

static double single(struct dis *d)
{
	uint32_t raw = u32(d, 0);
	float value;
	memcpy(&value, &raw, sizeof value);
	return (double)value;
}

static void value(struct dis *d, unsigned parameter, unsigned n)
{
	uint32_t v;
	double bandwidth;
	switch (parameter) {
	case HOP_COUNT:
		v = u32(d, 0);
		say(d, "\n\t\tIS hop count: %u", v);
		break;
	case PATH_BANDWIDTH:
		bandwidth = te_bandwidth(d);
		say(d, "\n\t\tPath b/w estimate: %.10g Mbps", bandwidth);
		break;
	case PATH_LATENCY:
		v = u32(d, 0);
		say(d, "\n\t\tMinimum path latency: %u", v);
		break;
	case PATH_MTU:
		v = u32(d, 0);
		say(d, "\n\t\tComposed MTU: %u bytes", v);
		break;
	case TOKEN_BUCKET: {
		double rate = te_bandwidth(d), size = single(d), peak = te_bandwidth(d);
		uint32_t least = u32(d, 0), most = u32(d, 0);
		say(d, "\n\t\tToken Bucket Rate: %.10g Mbps\n\t\tToken Bucket Size: %.10g bytes\n\t\tPeak Data Rate: %.10g Mbps", rate, size,
			peak);
		say(d, "\n\t\tMinimum Policed Unit: %u bytes\n\t\tMaximum Packet Size: %u bytes", least, most);
		break;
	}
	case RSPEC:
		bandwidth = te_bandwidth(d);
		v = u32(d, 0);
		say(d, "\n\t\tRate: %.10g Mbps\n\t\tSlack Term: %u", bandwidth, v);
		break;
	case TOTAL_C:
	case TOTAL_D:
	case SINCE_C:
	case SINCE_D:
		v = u32(d, 0);
		say(d, "\n\t\tValue: %u", v);
		break;
	default:
		if (d->verbose <= 1)
			say_unknown(d, "\n\t\t", n);
	}
}

/* Bytes that the values of a parameter have; others are of a length that cannot be, and are not said. */
static unsigned right_size(unsigned parameter, unsigned n)
{
	return parameter == TOKEN_BUCKET ? 20 : parameter == RSPEC ? 8 : word(parameters, parameter) ? 4 : n;
}

/* Returns the bytes that the parameter takes of its service; all of them where it does not fit: then it is read again as a service. */
static uint32_t parameter(struct dis *d, const struct rsvp_object *o)
{
	uint32_t start = d->pos;
	unsigned id = u8(d, 0), flags = u8(d, 0), n = u16(d, 0) * 4;
	say(d, "%s    Parameter ID: %s (%u), length: %u, Flags: [0x%02x]", o->indent, tok(d, parameters, "unknown", id), id, n, flags);
	if (!rsvp_room(d, o, n)) {
		seek(d, start);
		return UINT32_MAX;
	}
	if (n == right_size(id, n))
		value(d, id, n);
	seek(d, start + 4 + n);
	return n + 4;
}

enum rsvp_result rsvp_intserv(struct dis *d, const struct rsvp_object *o)
{
	if (!rsvp_room(d, o, 4))
		return RSVP_TOO_SHORT;
	unsigned version = u8(d, 0) >> 4;
	skip(d, 1);
	unsigned n = u16(d, 0) * 4;
	say(d, "%s  Msg-Version: %u, length: %u", o->indent, version, n);
	while (!d->cut && rsvp_room(d, o, 4)) {
		unsigned service = u8(d, 0), flags = u8(d, 0);
		uint32_t left_over = u16(d, 0) * 4;
		say(d, "%s  Service Type: %s (%u), break bit %sset, Service length: %u", o->indent, tok(d, services, "unknown", service),
			service, flags & 0x80 ? "" : "not ", left_over);
		while (!d->cut && left_over && rsvp_room(d, o, 4)) {
			uint32_t taken = parameter(d, o);
			left_over = taken < left_over ? left_over - taken : 0;
		}
	}
	return RSVP_SAID;
}
