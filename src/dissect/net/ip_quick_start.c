/* Quick-Start for TCP and IP: RFC 4782 section 3. */
#include "dissect/net/ip_quick_start.h"

enum { FUNCTION, RATE, TTL, TTL_DIFF, UNUSED, NONCE, RESERVED };
enum { REQUEST = 0, REPORT = 8 };

void ip_quick_start(struct dis *d, unsigned first)
{
	unsigned v = u8(d, 0), function = v >> 4;
	also(d, first + FUNCTION, 1, function);
	also(d, first + RATE, 1, v & 15);
	if (function != REQUEST && function != REPORT)
		return;
	unsigned ttl = u8(d, first + (function == REQUEST ? TTL : UNUSED));
	if (function == REQUEST)
		also(d, first + TTL_DIFF, 1, (uint8_t)(d->net.ttl - ttl));
	uint32_t nonce = u32(d, 0);
	also(d, first + NONCE, 4, nonce >> 2);
	also(d, first + RESERVED, 4, nonce & 3);
}
