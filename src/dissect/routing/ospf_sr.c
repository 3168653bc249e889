/* OSPF router information LSAs (RFC 7770, RFC 5642) and extended prefix LSAs (RFC 7684), with segment routing (RFC 8665).
 *
 *	| type 2 | length 2 | value, padded to 4 bytes |
 */
#include "dissect/routing/ospf.h"

enum { CAPABILITIES = 1, HOSTNAME = 7, ALGORITHMS = 8, LABEL_RANGE = 9, LOCAL_BLOCK = 14, PREFERENCE = 15 };
enum { PREFIX = 1, PREFIX_RANGE = 2, SUB_SID_LABEL = 1, SUB_PREFIX_SID = 2 };

static const struct token ri_tlvs[] = {
	{1, "Router Capabilities"}, {7, "Hostname"}, {8, "SR-Algorithm"}, {9, "SID/Label Range"}, {14, "SR Local Block"},
	{15, "SRMS Preference"}, {0, NULL}};
static const struct token prefix_tlvs[] = {{1, "Extended Prefix"}, {2, "Extended Prefix Range"}, {0, NULL}};
/* Counted from the least significant bit, as tcpdump does; RFC 7770 section 2.4 counts from the other end. */
static const struct token capabilities[] = {
	{0x001, "Reserved"}, {0x002, "Reserved"}, {0x004, "Reserved"}, {0x008, "Reserved"},
	{0x010, "graceful restart capable"}, {0x020, "graceful restart helper"}, {0x040, "Stub router support"},
	{0x080, "Traffic engineering"}, {0x100, "p2p over LAN"}, {0x200, "path computation server"}, {0, NULL}};
static const struct token algorithms[] = {{0, "Shortest Path First"}, {1, "Strict Shortest Path First"}, {0, NULL}};
static const struct token route_types[] = {
	{0, "Unspecified"}, {1, "Intra-Area"}, {3, "Inter-Area"}, {5, "AS External"}, {7, "NSSA External"}, {0, NULL}};
static const struct token prefix_flags[] = {{0x80, "Attach"}, {0x40, "Node"}, {0, NULL}};
static const struct token range_flags[] = {{0x80, "Inter-Area"}, {0, NULL}};
static const struct token sid_flags[] = {
	{0x40, "No-PHP"}, {0x20, "Mapping Server"}, {0x10, "Explicit-NULL"}, {0x08, "Value/Index"}, {0x04, "Local/Global"},
	{0, NULL}};

static void prefix_sid(struct dis *d)
{
	unsigned flags = u8(d, 0);
	u8(d, 0);
	unsigned topology = u8(d, 0), algorithm = u8(d, 0);
	bool label = flags & 8;
	uint32_t sid = label ? u24(d, 0) : u32(d, 0);
	say(d, "\n\t\t  %s: %u, MT-ID: %u, Algorithm: %s (%u), Flags [%s]", label ? "Label" : "Index", sid, topology,
		tok(d, algorithms, "Unknown", algorithm), algorithm, bits(d, sid_flags, "none", ", ", flags));
}

static void sub_tlvs(struct dis *d, uint32_t end, bool prefix)
{
	while (!d->cut && d->pos + 4 <= end) {
		unsigned type = u16(d, 0), length = u16(d, 0);
		uint32_t start = d->pos;
		const char *name = prefix ? type == SUB_PREFIX_SID ? "Prefix-SID" : "Unknown"
			: type == SUB_SID_LABEL ? "SID/Label" : "Unknown";
		say(d, "\n\t%s%s subTLV (%u), length: %u, value: ", prefix ? "\t" : "      ", name, type, length);
		if (length > end - start) {
			invalid(d);
			return;
		}
		if (prefix && type == SUB_PREFIX_SID && length >= 7) {
			prefix_sid(d);
		} else if (!prefix && type == SUB_SID_LABEL && (length == 3 || length == 4)) {
			uint32_t sid = length == 3 ? u24(d, 0) : u32(d, 0);
			say(d, "\n\t\t%s: %u", length == 3 ? "Label" : "SID", sid);
		}
		seek(d, start + (length + 3) / 4 * 4);
	}
}

static void ri_value(struct dis *d, unsigned type, uint32_t length)
{
	uint32_t end = d->pos + length, value;
	switch (type) {
	case CAPABILITIES:
		value = u32(d, 0);
		say(d, "Capabilities: %s", bits(d, capabilities, "Unknown", ", ", value));
		break;
	case HOSTNAME: {
		struct span name = bytes(d, 0, length);
		say_s(d, "\n\t      Hostname: ");
		say_text(d, name);
		break;
	}
	case ALGORITHMS:
		while (!d->cut && d->pos < end) {
			value = u8(d, 0);
			say(d, "\n\t      %s (%u)", tok(d, algorithms, "Unknown", value), value);
		}
		break;
	case LABEL_RANGE:
	case LOCAL_BLOCK:
		value = u24(d, 0);
		u8(d, 0);
		say(d, "\n\t      Range size: %u", value);
		sub_tlvs(d, end, false);
		break;
	case PREFERENCE:
		value = u8(d, 0);
		say(d, "\n\t      SRMS Preference: %u", value);
		break;
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t      ", length);
	}
}

static void prefix_value(struct dis *d, unsigned type, uint32_t length)
{
	uint32_t end = d->pos + length;
	if (type != PREFIX && type != PREFIX_RANGE) {
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t      ", length);
		return;
	}
	unsigned first = u8(d, 0), prefix_length = first, flags, size = 0;
	if (type == PREFIX) {
		prefix_length = u8(d, 0);
		u8(d, 0);
		flags = u8(d, 0);
	} else {
		u8(d, 0); /* address family */
		size = u16(d, 0);
		flags = u8(d, 0);
		u24(d, 0);
	}
	uint32_t prefix = ip4(d, 0);
	say(d, "\n\t      IPv4 prefix: %15s/%u, ", ip4_str(d, prefix), prefix_length);
	if (type == PREFIX)
		say(d, "Route Type: %s, Flags [%s]", tok(d, route_types, "Unknown", first), bits(d, prefix_flags, "none", ", ", flags));
	else
		say(d, "Range size: %u, Flags [%s]", size, bits(d, range_flags, "none", ", ", flags));
	sub_tlvs(d, end, true);
}

bool ospf_sr_lsa(struct dis *d, bool prefix, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		unsigned type = u16(d, 0), length = u16(d, 0);
		uint32_t start = d->pos;
		say(d, "\n\t    %s TLV (%u), length: %u, value: ", tok(d, prefix ? prefix_tlvs : ri_tlvs, "unknown", type), type,
			length);
		if (d->cut)
			return true;
		if (start > end || length > end - start) {
			invalid(d);
			return false;
		}
		need(d, length);
		if (prefix)
			prefix_value(d, type, length);
		else
			ri_value(d, type, length);
		seek(d, start + (length + 3) / 4 * 4);
	}
	return true;
}
