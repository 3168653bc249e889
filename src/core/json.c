#include "core/json.h"

#include "core/text.h"

void json_string(struct text *t, const void *p, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	const uint8_t *b = p;
	text_c(t, '"');
	for (size_t i = 0; i < n; i++) {
		if (b[i] == '"' || b[i] == '\\') {
			text_c(t, '\\');
			text_c(t, (char)b[i]);
		} else if (b[i] >= 0x20 && b[i] < 0x7f) {
			text_c(t, (char)b[i]);
		} else {
			text_bytes(t, "\\u00", 4);
			text_c(t, hex[b[i] >> 4]);
			text_c(t, hex[b[i] & 15]);
		}
	}
	text_c(t, '"');
}
