/* What an IPv6 address says of others: RFC 4291 appendix A (EUI-64), RFC 5214 (ISATAP), RFC 3056 (6to4), RFC
 * 4380 (Teredo), RFC 6052 (IPv4 embedded behind the well-known prefix). */
#include "core/bytes.h"
#include "dissect/net/ip6_extension.h"

enum { ADDRESS = 16 };

void ip6_address_fields(struct dis *d, const struct ip6 *a, bool destination)
{
	const uint8_t *b = a->b;
	uint32_t at = d->pos - ADDRESS;
	unsigned twin = destination;
	uint32_t first = be32(b), last = be32(b + 12);
	static const uint8_t well_known[12] = {0, 0x64, 0xff, 0x9b};
	if (b[11] == 0xff && b[12] == 0xfe) {
		uint8_t mac[6] = {b[8] ^ 2, b[9], b[10], b[13], b[14], b[15]};
		mark_made(d, SRC_SLAAC + twin, at + 8, 8, mac, sizeof mac);
	} else if ((be32(b + 8) & ~0x02000000u) == 0x00005efe) {
		mark_uint(d, SRC_ISATAP + twin, at + 12, 4, last);
	}
	if (first >> 16 == 0x2002) {
		mark_uint(d, SRC_6TO4 + twin, at + 2, 4, be32(b + 2));
		mark_uint(d, SRC_SLA + twin, at + 6, 2, be16(b + 6));
	} else if (first == 0x20010000) {
		mark_uint(d, SRC_TEREDO + twin, at + 4, 4, be32(b + 4));
		mark_uint(d, SRC_TEREDO_PORT + twin, at + 10, 2, be16(b + 10) ^ 0xffffu);
		mark_uint(d, SRC_TEREDO_CLIENT + twin, at + 12, 4, ~last);
	} else if (!memcmp(b, well_known, sizeof well_known)) {
		mark_bytes(d, EMBEDDED_PREFIX, at, sizeof well_known);
		mark_uint(d, SRC_EMBEDDED + twin, at + 12, 4, last);
	}
}
