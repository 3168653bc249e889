/* File handles of NFS servers. What they put in nobody says (RFC 1813 section 2.5.5: opaque); these layouts are told by their
 * zeros, and tell the device and the inode. */
#include "dissect/storage/nfs.h"

static uint32_t span_be(struct span s, uint32_t at)
{
	return (uint32_t)span_u8(s, at) << 24 | span_u8(s, at + 1) << 16 | span_u8(s, at + 2) << 8 | span_u8(s, at + 3);
}

static uint32_t span_le(struct span s, uint32_t at)
{
	return (uint32_t)span_u8(s, at + 3) << 24 | span_u8(s, at + 2) << 16 | span_u8(s, at + 1) << 8 | span_u8(s, at);
}

static void say_device(struct dis *d, uint32_t major, uint32_t minor, uint32_t inode)
{
	say(d, "%u,%u/%u", major, minor, inode);
}

/* OpenVMS UCX: a printable name behind the first byte, zeros to the 14th; the file's number in two halves. */
static bool vms_handle(struct dis *d, struct span h)
{
	uint32_t words = h.len / 4;
	uint32_t n = 1;
	while (n < 14 && span_u8(h, n) >= ' ' && span_u8(h, n) < 0x7f)
		n++;
	for (uint32_t i = n; i < 14; i++)
		if (span_u8(h, i))
			return false;
	if (n == 1 || h.len < 28)
		return false;
	struct span word = {h.p + 1, n - 1 < words ? n - 1 : words, h.pos + 1};
	say_text(d, word);
	say(d, "/%u", (uint32_t)span_u8(h, 26) << 24 | span_u8(h, 27) << 16 | span_u8(h, 23) << 8 | span_u8(h, 22));
	return true;
}

bool nfs_say_known_handle(struct dis *d, struct span h)
{
	enum { FID_SHORT = 10, FID_LONG = 12 }; /* lengths of the file's part in servers that have one */
	unsigned b0 = span_u8(h, 0), b1 = span_u8(h, 1), b2 = span_u8(h, 2), b3 = span_u8(h, 3);
	uint32_t device = span_be(h, 0), reversed = span_le(h, 0);

	if (h.len < 16)
		return false;
	if (!b0 && !b1 && !(span_be(h, 8) == (uint32_t)FID_LONG << 24 && (b2 || b3))) {
		bool second = !b2 && !b3;
		say_device(d, second ? span_u8(h, 6) : b2, second ? span_u8(h, 7) : b3, span_be(h, 12));
	} else if (!b2 && !b3 && !span_u8(h, 6) && !span_u8(h, 7)) {
		say_device(d, b1, b0, span_le(h, 12));
	} else if (!b2 && !b3 && !span_u8(h, 21) && !span_u8(h, 23)) {
		say_device(d, b1, b0, span_le(h, 4));
	} else if (span_u8(h, 8) == FID_LONG && !span_u8(h, 9) && (b2 || b3)) { /* IRIX and AIX, little-endian */
		say_device(d, reversed >> 20, reversed & 0xfffff, span_le(h, 12));
	} else if (span_u8(h, 9) == FID_SHORT && (!span_u8(h, 8) || (!b2 && !b3))) { /* Solaris */
		bool wide = span_be(h, 4) || (!b2 && !b3);
		say_device(d, wide ? device >> 18 : b0, wide ? device & 0x3ffff : device & 0xffffff, span_be(h, 12));
	} else {
		return vms_handle(d, h);
	}
	return true;
}
