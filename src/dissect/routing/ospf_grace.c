/* The body of a Grace LSA, which OSPFv2 and OSPFv3 share: RFC 3623, appendix A; RFC 5187. */
#include "dissect/routing/ospf.h"

static const struct token grace_tlvs[] = {
	{1, "Grace Period"}, {2, "Graceful restart Reason"}, {3, "IPv4 interface address"}, {0, NULL}};
static const struct token grace_reasons[] = {
	{1, "Software Restart"}, {2, "Software Reload/Upgrade"}, {3, "Control Processor Switch"}, {0, NULL}};

bool ospf_grace_lsa(struct dis *d, unsigned type_field, unsigned length_field, uint32_t end)
{
	enum { HEAD = 4 };
	while (!d->cut && d->pos < end) {
		if (!have(d, HEAD))
			return false;
		if (end - d->pos < HEAD) {
			say(d, "\n\t    Remaining LS length %u < %d", end - d->pos, HEAD);
			return false;
		}
		unsigned type = u16(d, type_field), length = u16(d, length_field);
		if (!type)
			return false;
		say(d, "\n\t    %s TLV (%u), length %u, value: ", tok(d, grace_tlvs, "unknown", type), type, length);
		uint32_t start = d->pos, value;
		if (length > end - start) {
			say(d, "\n\t    Bogus length %u > %u", length, end - start);
			return false;
		}
		if (!have(d, length))
			return false;
		unsigned right = type == 1 || type == 3 ? 4 : type == 2 ? 1 : length;
		if (length != right) {
			say(d, "\n\t    Bogus length %u != %u", length, right);
			return false;
		}
		if (type == 1) {
			value = u32(d, 0);
			say(d, "%us", value);
		} else if (type == 2) {
			value = u8(d, 0);
			say(d, "%s (%u)", tok(d, grace_reasons, "Unknown", value), value);
		} else if (type == 3) {
			value = ip4(d, 0);
			say_ip4(d, value);
		} else if (d->verbose <= 1) {
			say_hexdump(d, "\n\t      ", length);
		}
		seek(d, start + (length + 3) / 4 * 4);
	}
	return true;
}
