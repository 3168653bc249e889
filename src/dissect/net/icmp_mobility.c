/* Mobility extensions of ICMP router advertisements: RFC 5944 section 2.1. tcpdump does not say them. */
#include "dissect/net/icmp.h"

enum { PADDING = 0, AGENT = 16, PREFIX_LENGTHS = 19, CHALLENGE = 24, AGENT_HEAD = 6 };

static void agent(struct dis *d, unsigned len)
{
	static const struct bit_field flags[] = {{0xffff, MIP_FLAGS}, {0x8000, MIP_R}, {0x4000, MIP_B},
		{0x2000, MIP_H}, {0x1000, MIP_F}, {0x800, MIP_M}, {0x400, MIP_G}, {0x200, MIP_V},
		{0x100, MIP_RT}, {0x80, MIP_U}, {0x40, MIP_X}, {0x3f, MIP_RESERVED}, {0}};
	u16(d, MIP_SEQUENCE);
	u16(d, MIP_LIFETIME);
	flags16(d, flags);
	for (unsigned i = AGENT_HEAD; i + 4 <= len && !d->cut; i += 4)
		ip4(d, MIP_COA);
}

static void one(struct dis *d)
{
	unsigned type = u8(d, MIP_TYPE);
	if (type == PADDING)
		return;
	unsigned len = u8(d, MIP_LENGTH);
	uint32_t start = d->pos;
	if (type == AGENT)
		agent(d, len);
	else if (type == CHALLENGE)
		bytes(d, MIP_CHALLENGE, len);
	else if (type != PREFIX_LENGTHS)
		bytes(d, MIP_CONTENT, len);
	else
		for (unsigned i = 0; i < len && !d->cut; i++)
			u8(d, MIP_PREFIX_LENGTH);
	seek(d, start + len);
}

void icmp_mobility(struct dis *d)
{
	struct saved s = quiet_begin(d, true);
	while (more(d) && left(d))
		one(d);
	quiet_end(d, &s);
}
