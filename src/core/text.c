#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_SIZE = 4096 };

static const char hex[] = "0123456789abcdef";

bool text_grow(struct text *t, size_t more)
{
	size_t size = t->size ? t->size : FIRST_SIZE;
	if (more > SIZE_MAX / 4 || t->len > SIZE_MAX / 4) {
		t->failed = true;
		return false;
	}
	while (size - t->len < more)
		size *= 2;
	char *data = realloc(t->data, size);
	if (!data) {
		t->failed = true;
		return false;
	}
	t->data = data;
	t->size = size;
	return true;
}

void text_free(struct text *t)
{
	free(t->data);
	*t = (struct text){0};
}

static const char pairs[] =
	"00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
	"4950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798"
	"99";

/* Writes v backwards from end, two digits at a time, and returns where it starts. */
static char *digits10(char *end, uint64_t v)
{
	while (v > UINT32_MAX) {
		memcpy(end -= 2, pairs + 2 * (v % 100), 2);
		v /= 100;
	}
	uint32_t w = (uint32_t)v; /* dividing 32 bits is several times cheaper */
	while (w >= 100) {
		memcpy(end -= 2, pairs + 2 * (w % 100), 2);
		w /= 100;
	}
	if (w >= 10)
		memcpy(end -= 2, pairs + 2 * w, 2);
	else
		*--end = (char)('0' + w);
	return end;
}

static void padded(struct text *t, const char *s, size_t n, size_t width, char pad)
{
	size_t fill = n < width ? width - n : 0;
	if (!text_room(t, fill + n))
		return;
	memset(t->data + t->len, pad, fill);
	memcpy(t->data + t->len + fill, s, n);
	t->len += fill + n;
}

/* Four digits of v < 10000, in the order of memory. */
static uint32_t four_digits(uint32_t v)
{
	uint16_t high, low;
	memcpy(&high, pairs + 2 * (v / 100), 2);
	memcpy(&low, pairs + 2 * (v % 100), 2);
	return (uint32_t)low << 16 | high; /* little-endian, as every machine that this runs on */
}

/* v < 10000 without leading zeros, at a place with room for 4 bytes; returns how many count. No branch depends on v. */
static unsigned put_small(char *to, uint32_t v)
{
	unsigned n = 1u + (v >= 10) + (v >= 100) + (v >= 1000);
	uint32_t digits = four_digits(v) >> (8 * (4 - n));
	memcpy(to, &digits, sizeof digits);
	return n;
}

static void put_four(char *to, uint32_t v)
{
	uint32_t digits = four_digits(v);
	memcpy(to, &digits, sizeof digits);
}

/* The same for any 32 bits and room for 12 bytes. */
static unsigned put_u32(char *to, uint32_t v)
{
	if (v < 10000)
		return put_small(to, v);
	unsigned n = v < 100000000 ? 0 : put_small(to, v / 100000000);
	uint32_t high = v / 10000 % 10000;
	if (n)
		put_four(to + n, high);
	n += n ? 4 : put_small(to, high);
	put_four(to + n, v % 10000);
	return n + 4;
}

void text_u(struct text *t, uint64_t v)
{
	if (!text_room(t, 20))
		return;
	if (v <= UINT32_MAX) {
		t->len += put_u32(t->data + t->len, (uint32_t)v);
	} else {
		char b[20], *end = b + sizeof b, *s = digits10(end, v);
		text_bytes(t, s, (size_t)(end - s));
	}
}

void text_i(struct text *t, int64_t v)
{
	if (v < 0)
		text_c(t, '-');
	text_u(t, v < 0 ? -(uint64_t)v : (uint64_t)v);
}

void text_u_pad(struct text *t, uint64_t v, unsigned width)
{
	if (width == 2 && v < 100) {
		text_bytes(t, pairs + 2 * v, 2);
		return;
	}
	if (width == 6 && v < 1000000 && text_room(t, 6)) {
		memcpy(t->data + t->len, pairs + 2 * (v / 10000), 2);
		put_four(t->data + t->len + 2, (uint32_t)v % 10000);
		t->len += 6;
		return;
	}
	char b[20], *end = b + sizeof b, *s = digits10(end, v);
	padded(t, s, (size_t)(end - s), width, '0');
}

void text_u_right(struct text *t, uint64_t v, unsigned width)
{
	char b[20], *end = b + sizeof b, *s = digits10(end, v);
	padded(t, s, (size_t)(end - s), width, ' ');
}

static char *digits16(char *end, uint64_t v)
{
	do {
		*--end = hex[v & 15];
		v >>= 4;
	} while (v);
	return end;
}

void text_x(struct text *t, uint64_t v)
{
	char b[16], *end = b + sizeof b, *s = digits16(end, v);
	text_bytes(t, s, (size_t)(end - s));
}

void text_x_pad(struct text *t, uint64_t v, unsigned digits)
{
	char b[16], *end = b + sizeof b, *s = digits16(end, v);
	padded(t, s, (size_t)(end - s), digits, '0');
}

void text_ip4(struct text *t, uint32_t a)
{
	if (!text_room(t, 16))
		return;
	char *p = t->data + t->len;
	for (unsigned shift = 24; shift; shift -= 8) {
		p += put_small(p, a >> shift & 255);
		*p++ = '.';
	}
	p += put_small(p, a & 255);
	t->len = (size_t)(p - t->data);
}

/* The longest run of at least two zero groups, the first of equals (RFC 5952 section 4.2). -1: none. */
static int zero_run(const uint8_t a[16], int *len)
{
	int best = -1, best_len = 1;
	for (int i = 0; i < 8; i++) {
		int n = 0;
		while (i + n < 8 && !a[2 * (i + n)] && !a[2 * (i + n) + 1])
			n++;
		if (n > best_len) {
			best = i;
			best_len = n;
		}
		i += n;
	}
	*len = best_len;
	return best;
}

void text_ip6(struct text *t, const uint8_t a[16])
{
	int len, run = zero_run(a, &len);
	/* IPv4-compatible (::1.2.3.4) and IPv4-mapped (::ffff:1.2.3.4) addresses end in dotted decimal. */
	bool dotted = run == 0 && (len == 6 || (len == 5 && a[10] == 0xff && a[11] == 0xff));
	for (int i = 0; i < (dotted ? 6 : 8);) {
		if (i == run) {
			text_bytes(t, "::", 2);
			i += len;
			continue;
		}
		if (i && (run < 0 || i != run + len))
			text_c(t, ':');
		text_x(t, (unsigned)a[2 * i] << 8 | a[2 * i + 1]);
		i++;
	}
	if (!dotted)
		return;
	if (len == 5)
		text_c(t, ':');
	text_ip4(t, (uint32_t)a[12] << 24 | (uint32_t)a[13] << 16 | (uint32_t)a[14] << 8 | a[15]);
}

void text_mac(struct text *t, const uint8_t *a, size_t len)
{
	if (!len || !text_room(t, 3 * len))
		return;
	char *p = t->data + t->len;
	for (size_t i = 0; i < len; i++) {
		*p++ = hex[a[i] >> 4];
		*p++ = hex[a[i] & 15];
		*p++ = ':';
	}
	t->len = (size_t)(p - 1 - t->data);
}

void text_vprintf(struct text *t, const char *format, va_list ap)
{
	if (!text_room(t, 256))
		return;
	va_list again;
	va_copy(again, ap);
	size_t room = t->size - t->len;
	int n = vsnprintf(t->data + t->len, room, format, ap);
	if (n >= 0 && (size_t)n >= room && text_room(t, (size_t)n + 1))
		n = vsnprintf(t->data + t->len, t->size - t->len, format, again);
	if (n > 0 && (size_t)n < t->size - t->len)
		t->len += (size_t)n;
	va_end(again);
}

void text_printf(struct text *t, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	text_vprintf(t, format, ap);
	va_end(ap);
}

/* Bytes of the UTF-8 sequence at p, 0: there is none that prints (C1 controls do not). */
static size_t utf8_length(const uint8_t *p, size_t n)
{
	size_t len = *p >= 0xf0 && *p < 0xf5 ? 4 : *p >= 0xe0 ? 3 : *p >= 0xc2 ? 2 : 0;
	if (!len || len > n || *p >= 0xf5)
		return 0;
	uint32_t v = *p & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		v = v << 6 | (p[i] & 0x3f);
	}
	bool whole = v >= (len == 2 ? 0xa0u : len == 3 ? 0x800u : 0x10000u) && v < 0x110000 && (v < 0xd800 || v > 0xdfff);
	bool turns = (v >= 0x200e && v <= 0x200f) || (v >= 0x2028 && v <= 0x202e) || (v >= 0x2066 && v <= 0x2069);
	return whole && !turns ? len : 0;
}

void text_escaped(struct text *t, const uint8_t *p, size_t n)
{
	static const char special[] = "\n\r\t\\", letters[] = "nrt\\";
	for (size_t i = 0; i < n; i++) {
		const char *found = p[i] ? memchr(special, p[i], 4) : NULL;
		size_t wide = p[i] >= 0x80 ? utf8_length(p + i, n - i) : 0;
		if (found) {
			text_c(t, '\\');
			text_c(t, letters[found - special]);
		} else if (p[i] >= 0x20 && p[i] < 0x7f) {
			text_c(t, (char)p[i]);
		} else if (wide) {
			text_bytes(t, p + i, wide);
			i += wide - 1;
		} else {
			text_bytes(t, "\\x", 2);
			text_x_pad(t, p[i], 2);
		}
	}
}
