/* OSPF traffic engineering LSAs: RFC 3630; RFC 4203 (GMPLS), RFC 4124 (Diffserv).
 *
 *	| type 2 | length 2 | value, padded to 4 bytes |
 *
 * Bandwidths are IEEE single precision floats in bytes per second. */
#include "dissect/routing/ospf.h"
#include "dissect/routing/te.h"

enum { TLV_HEAD = 4, TLV_ROUTER_ADDRESS = 1, TLV_LINK = 2 };
enum {
	LINK_TYPE = 1, LINK_ID = 2, LOCAL_IP = 3, REMOTE_IP = 4, TE_METRIC = 5, MAX_BW = 6, MAX_RES_BW = 7, UNRESERVED_BW = 8,
	ADMIN_GROUP = 9, SWITCHING_LEN = 36, LOCAL_REMOTE_ID = 11, PROTECTION = 14, SWITCHING = 15, SHARED_RISK = 16, BW_CONSTRAINTS = 17,
};

static const struct token link_tlvs[] = {
	{1, "Link Type"}, {2, "Link ID"}, {3, "Local Interface IP address"}, {4, "Remote Interface IP address"},
	{5, "Traffic Engineering Metric"}, {6, "Maximum Bandwidth"}, {7, "Maximum Reservable Bandwidth"},
	{8, "Unreserved Bandwidth"}, {9, "Administrative Group"}, {11, "Link Local/Remote Identifier"},
	{14, "Link Protection Type"}, {15, "Interface Switching Capability"}, {16, "Shared Risk Link Group"},
	{17, "Bandwidth Constraints"}, {0, NULL}};
static const struct token link_types[] = {{1, "Point-to-point"}, {2, "Multi-Access"}, {0, NULL}};
static void switching_capability(struct dis *d)
{
	unsigned type = u8(d, 0), encoding = u8(d, 0);
	say(d, "\n\t\tInterface Switching Capability: %s", tok(d, te_switching_capabilities, "Unknown", type));
	say(d, "\n\t\tLSP Encoding: %s\n\t\tMax LSP Bandwidth:", tok(d, te_encodings, "Unknown", encoding));
	skip(d, 2);
	for (unsigned i = 0; i < 8 && !d->cut; i++) {
		double mbps = te_bandwidth(d);
		say(d, "\n\t\t  priority level %u: %.3f Mbps", i, mbps);
	}
}

/* Lengths that a value must have; 0: any. */
static const unsigned char lengths[] = {
	[LINK_TYPE] = 1, [LOCAL_IP] = 4, [REMOTE_IP] = 4, [TE_METRIC] = 4, [MAX_BW] = 4, [MAX_RES_BW] = 4,
	[UNRESERVED_BW] = 32, [ADMIN_GROUP] = 4, [PROTECTION] = 4,
};

static void value_bandwidths(struct dis *d, const char *before, unsigned length)
{
	for (unsigned i = 0; i < length / 4 && i < 8 && !d->cut; i++) {
		double mbps = te_bandwidth(d);
		say(d, "\n\t\t%s%u: %.3f Mbps", before, i, mbps);
	}
}

static void link_value(struct dis *d, unsigned type, unsigned length)
{
	uint32_t a;
	switch (type) {
	case LINK_TYPE:
		a = u8(d, 0);
		say(d, ", %s (%u)", tok(d, link_types, "unknown", a), a);
		break;
	case LINK_ID:
	case LOCAL_REMOTE_ID:
		for (unsigned i = 0; i < length / 4; i++) {
			a = ip4(d, 0);
			say(d, ", %s (0x%08x)", ip4_str(d, a), a);
		}
		break;
	case LOCAL_IP:
	case REMOTE_IP:
		a = ip4(d, 0);
		say(d, ", %s", ip4_str(d, a));
		break;
	case TE_METRIC:
		a = u32(d, 0);
		say(d, ", Metric %u", a);
		break;
	case MAX_BW:
	case MAX_RES_BW: {
		double mbps = te_bandwidth(d);
		say(d, ", %.3f Mbps", mbps);
		break;
	}
	case UNRESERVED_BW:
		value_bandwidths(d, "TE-Class ", length);
		break;
	case ADMIN_GROUP:
		a = u32(d, 0);
		say(d, ", 0x%08x", a);
		break;
	case PROTECTION:
		a = u8(d, 0);
		say(d, ", %s", bits(d, te_protections, "none", ", ", a));
		break;
	case SWITCHING:
		switching_capability(d);
		break;
	case SHARED_RISK:
		for (unsigned i = 0; i < length / 4 && !d->cut; i++) {
			a = u32(d, 0);
			say(d, "%s%u", i ? ", " : "\n\t\t  Shared risk group: ", a);
		}
		break;
	case BW_CONSTRAINTS:
		a = u8(d, 0);
		say(d, "\n\t\tBandwidth Constraints Model ID: %s (%u)", tok(d, te_bandwidth_models, "unknown", a), a);
		skip(d, 3);
		if (length % 4) {
			say(d, "\n\t\tlength %u != N x 4", length);
			invalid(d);
		} else {
			value_bandwidths(d, "  Bandwidth constraint CT", length - 4);
		}
		break;
	default:
		if (d->verbose <= 1)
			say_hexdump(d, "\n\t\t", length);
	}
}

/* False: said that the length cannot be. */
static bool length_right(struct dis *d, unsigned type, unsigned length)
{
	unsigned right = type < sizeof lengths ? lengths[type] : 0;
	if ((type == LINK_ID || type == LOCAL_REMOTE_ID) && length != 4 && length != 8)
		say_s(d, " != 4 && != 8");
	else if (type == SHARED_RISK && length % 4)
		say_s(d, " != N x 4");
	else if ((type == SWITCHING && length < SWITCHING_LEN) || (type == BW_CONSTRAINTS && length < 4))
		say(d, " < %d", type == SWITCHING ? SWITCHING_LEN : 4);
	else if (right && length != right)
		say(d, " != %u", right);
	else
		return true;
	invalid(d);
	return false;
}

static bool link_tlv(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		uint32_t head = d->pos;
		unsigned type = u16(d, 0), length = u16(d, 0);
		if ((!type || !length) && !d->cut) {
			invalid(d);
			return false;
		}
		uint32_t start = d->pos;
		say(d, "\n\t      %s subTLV (%u), length: %u", tok(d, link_tlvs, "unknown", type), type, length);
		if (head + 4 + length > end) {
			say(d, "\n\t    Remaining TLV length %u < %u", end - head, length + 4);
			return false;
		}
		/* what was not captured of a value is not marked */
		if (!have(d, length) || !length_right(d, type, length))
			return false;
		link_value(d, type, length);
		if (type == BW_CONSTRAINTS && length % 4)
			return false;
		seek(d, start + (length + 3) / 4 * 4);
	}
	return true;
}

bool ospf_te_lsa(struct dis *d, uint32_t end)
{
	bool link = false; /* said in full */
	while (!d->cut && d->pos < end) {
		if (!have(d, TLV_HEAD))
			return false;
		if (end - d->pos < TLV_HEAD) {
			say(d, "\n\t    Remaining LS length %u < %d", end - d->pos, TLV_HEAD);
			return false;
		}
		unsigned type = u16(d, 0), length = u16(d, 0);
		uint32_t start = d->pos;
		const char *name = type == TLV_ROUTER_ADDRESS ? "Router Address" : type == TLV_LINK ? "Link" : "unknown";
		say(d, "\n\t    %s TLV (%u), length: %u", name, type, length);
		if (start + length > end) {
			say(d, "\n\t    Bogus length %u > %u", length, start < end ? end - start : 0);
			return false;
		}
		if (type == TLV_LINK) {
			link = true;
			if (!link_tlv(d, start + length))
				return false;
		} else if (type == TLV_ROUTER_ADDRESS) {
			if (length && length < 4) {
				say_s(d, " < 4");
				invalid(d);
				return false;
			}
			uint32_t router = ip4(d, 0);
			say(d, ", %s", ip4_str(d, router));
		} else if (d->verbose <= 1) {
			say_hexdump(d, "\n\t      ", length);
		}
		seek(d, start + (length + 3) / 4 * 4);
	}
	return !link;
}
