#include "core/hexdump.h"

enum { PER_LINE = 16, HEX_WIDTH = PER_LINE / 2 * 5 };

static void line_hex(struct text *t, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (i % 2 == 0)
			text_c(t, ' ');
		text_x_pad(t, p[i], 2);
	}
}

static void line_start(struct text *t, const char *indent, uint32_t offset)
{
	text_s(t, indent);
	text_s(t, "0x");
	text_x_pad(t, offset, 4);
	text_s(t, ": ");
}

void hexdump(struct text *t, const char *indent, const uint8_t *p, uint32_t len, uint32_t offset)
{
	for (uint32_t at = 0; at < len; at += PER_LINE) {
		line_start(t, indent, offset + at);
		line_hex(t, p + at, len - at < PER_LINE ? len - at : PER_LINE);
	}
}

void hexdump_ascii(struct text *t, const char *indent, const uint8_t *p, uint32_t len, uint32_t offset)
{
	for (uint32_t at = 0; at < len; at += PER_LINE) {
		uint32_t n = len - at < PER_LINE ? len - at : PER_LINE;
		line_start(t, indent, offset + at);
		size_t start = t->len;
		line_hex(t, p + at, n);
		while (t->len - start < HEX_WIDTH && !t->failed)
			text_c(t, ' ');
		text_s(t, "  ");
		for (uint32_t i = 0; i < n; i++)
			text_c(t, p[at + i] > 0x20 && p[at + i] < 0x7f ? (char)p[at + i] : '.');
	}
}
