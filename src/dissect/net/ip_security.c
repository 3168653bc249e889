/* IPv4 options about security: RFC 791 section 3.1, RFC 1108, CIPSO (FIPS 188). tcpdump says their names
 * only. */
#include "dissect/net/ip_options.h"

#include <stdio.h>

void ip_security(struct dis *d, uint32_t len)
{
	enum { RFC791_LENGTH = 9, CODE_LENGTH = 3, MORE = 1 };
	static const struct bit_field first[] = {{0xff, SEC_FLAGS}, {0x80, SEC_GENSER}, {0x40, SEC_SIOP_ESI},
		{0x20, SEC_SCI}, {0x10, SEC_NSA}, {0x08, SEC_DOE}, {0x06, SEC_UNASSIGNED}, {0x01, SEC_FTI},
		{0}};
	static const struct bit_field later[] = {
		{0xff, SEC_FLAGS}, {0xfe, SEC_UNASSIGNED}, {0x01, SEC_FTI}, {0}};
	if (len == RFC791_LENGTH) {
		u16(d, SEC_LEVEL);
		u16(d, SEC_COMPARTMENTS);
		bytes(d, SEC_HANDLING, 2);
		bytes(d, SEC_CONTROL, CODE_LENGTH);
		return;
	}
	u8(d, SEC_CLASS);
	unsigned flags = MORE;
	for (uint32_t i = 1; i < len && flags & MORE && !d->cut; i++) {
		flags = u8(d, 0);
		also_bits(d, 1, flags, i == 1 ? first : later);
	}
}

void ip_extended_security(struct dis *d, uint32_t len)
{
	u8(d, SEC_EXT_CODE);
	if (len > 1)
		bytes(d, SEC_EXT_INFO, len - 1);
}

/* ---- CIPSO */

enum { TAG_BITMAP = 1, TAG_ENUMERATED = 2, TAG_RANGES = 5, TAG_HEADER = 4 };

/* Categories as text: "3,260" or "20-9". */
struct categories {
	char text[1024];
	size_t len;
};

static void add_category(struct categories *c, unsigned category, char sep)
{
	char text[8];
	int n = c->len ? snprintf(text, sizeof text, "%c%u", sep, category)
		       : snprintf(text, sizeof text, "%u", category);
	if (n < 0 || (size_t)n > sizeof c->text - c->len)
		return;
	memcpy(c->text + c->len, text, (size_t)n);
	c->len += (size_t)n;
}

static void categories(struct dis *d, unsigned type, struct span s)
{
	struct categories c = {.len = 0};
	if (type == TAG_BITMAP)
		for (uint32_t i = 0; i < s.len * 8; i++)
			if (span_u8(s, i / 8) & 0x80 >> i % 8)
				add_category(&c, i, ',');
	for (uint32_t i = 0; type != TAG_BITMAP && i + 2 <= s.len; i += 2)
		add_category(
			&c, span_u8(s, i) << 8 | span_u8(s, i + 1), type == TAG_RANGES && i % 4 ? '-' : ',');
	mark_made(d, CIPSO_CATEGORIES, s.pos, s.len, c.text, c.len);
}

void ip_cipso(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	u32(d, CIPSO_DOI);
	while (d->pos + 2 <= end && !d->cut) {
		unsigned type = u8(d, CIPSO_TAG), size = u8(d, 0);
		if (size < 2)
			return;
		if (size >= TAG_HEADER &&
			(type == TAG_BITMAP || type == TAG_ENUMERATED || type == TAG_RANGES)) {
			skip(d, 1);
			u8(d, CIPSO_LEVEL);
			categories(d, type, bytes(d, 0, size - TAG_HEADER));
		} else {
			bytes(d, CIPSO_DATA, size - 2);
		}
	}
}
