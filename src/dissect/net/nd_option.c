/* Neighbor discovery options: RFC 4861 section 4.6, RFC 4191 (routes), RFC 8106 (DNS), RFC 3971 (nonce), RFC 6275
 * (intervals, home agents), RFC 8781 (PREF64), RFC 8910 (captive portals). */
#include "dissect/net/nd_option.h"

#include "core/hexdump.h"

enum {
	SOURCE_LINK = 1, TARGET_LINK = 2, PREFIX = 3, REDIRECTED = 4, MTU = 5, INTERVAL = 7, HOME_AGENT = 8, NONCE = 14,
	ROUTE = 24, RDNSS = 25, DNSSL = 31, CAPTIVE_PORTAL = 37, PREF64 = 38,
};

static const struct token names[] = {
	{SOURCE_LINK, "source link-address"}, {TARGET_LINK, "destination link-address"}, {PREFIX, "prefix info"},
	{REDIRECTED, "redirected header"}, {MTU, "mtu"}, {INTERVAL, "advertisement interval"}, {HOME_AGENT, "homeagent information"},
	{NONCE, "nonce"}, {ROUTE, "route info"}, {RDNSS, "rdnss"}, {DNSSL, "dnssl"}, {CAPTIVE_PORTAL, "captive-portal"},
	{PREF64, "pref64"}, {0, NULL}};

static const struct token preferences[] = {{1, "high"}, {0, "medium"}, {3, "low"}, {2, "rsv"}, {0, NULL}};

static const char *lifetime(struct dis *d, uint32_t v)
{
	static const struct token infinite[] = {{UINT32_MAX, "infinity"}, {0, NULL}};
	return tok(d, infinite, "%us", v);
}

static void prefix(struct dis *d)
{
	static const struct token flags[] = {{0x80, "onlink"}, {0x40, "auto"}, {0x20, "router"}, {0x10, "DHCPv6-PD preferred"}, {0, NULL}};
	unsigned len = u8(d, 0), f = u8(d, 0);
	uint32_t valid = u32(d, 0), preferred = u32(d, 0);
	skip(d, 4);
	const struct ip6 *p = ip6(d, 0);
	say(d, "%s/%u%s, Flags [%s], valid time %s", ip6_str(d, p), len, "", bits(d, flags, "none", ", ", f), lifetime(d, valid));
	say(d, ", pref. time %s", lifetime(d, preferred));
}

/* The prefix's first n bytes, the rest zero. */
static void partial_prefix(struct dis *d, uint32_t n, struct ip6 *out)
{
	struct span s = soft_bytes(d, 0, n < 16 ? n : 16);
	*out = (struct ip6){{0}};
	for (uint32_t i = 0; i < s.len; i++)
		out->b[i] = (uint8_t)span_u8(s, i);
}

static void route(struct dis *d, uint32_t n)
{
	struct ip6 p;
	unsigned len = u8(d, 0), flags = u8(d, 0);
	uint32_t time = u32(d, 0);
	partial_prefix(d, n - 6, &p);
	say(d, " %s/%u", ip6_str(d, &p), len);
	say(d, ", pref=%s", word(preferences, flags >> 3 & 3));
	say(d, ", lifetime=%s", lifetime(d, time));
}

static void rdnss(struct dis *d, uint32_t n)
{
	skip(d, 2);
	uint32_t time = u32(d, 0);
	say(d, " lifetime %s,", lifetime(d, time));
	for (n -= 6; n >= 16 && !d->cut; n -= 16) {
		const struct ip6 *a = ip6(d, 0);
		say(d, " addr: %s", ip6_str(d, a));
	}
}

/* Uncompressed domain names, one after the other. */
static void dnssl(struct dis *d, uint32_t n)
{
	uint32_t end = d->pos + n;
	skip(d, 2);
	uint32_t time = u32(d, 0);
	say(d, " lifetime %s, domain(s):", lifetime(d, time));
	while (d->pos < end && !d->cut) {
		unsigned label = u8(d, 0);
		if (!label)
			break;
		say_c(d, ' ');
		for (; label && !d->cut; label = u8(d, 0)) {
			read_text(d, 0, label);
			say_c(d, '.');
		}
	}
}

static void pref64(struct dis *d)
{
	static const struct token lengths[] = {{0, "96"}, {1, "64"}, {2, "56"}, {3, "48"}, {4, "40"}, {5, "32"}, {0, NULL}};
	struct ip6 p;
	unsigned v = u16(d, 0);
	partial_prefix(d, 12, &p);
	say(d, "%s/%s (plc %u), lifetime %us", ip6_str(d, &p), tok(d, lengths, "??", v & 7), v & 7, v & 0xfff8);
}

static void content(struct dis *d, unsigned type, uint32_t n)
{
	struct span s;
	switch (type) {
	case SOURCE_LINK:
	case TARGET_LINK:
		s = bytes(d, 0, n);
		say_s(d, link_addr_str(d, s));
		break;
	case PREFIX:
		prefix(d);
		break;
	case REDIRECTED:
		break;
	case MTU:
		skip(d, 2);
		say(d, " %u%s", u32(d, 0), n != 6 ? "bad option length" : "");
		break;
	case INTERVAL:
		skip(d, 2);
		say(d, " %ums", u32(d, 0));
		break;
	case HOME_AGENT: {
		skip(d, 2);
		unsigned preference = u16(d, 0), time = u16(d, 0);
		say(d, " preference %u, lifetime %u", preference, time);
		break;
	}
	case NONCE:
		s = bytes(d, 0, n);
		for (uint32_t i = 0; i < s.len; i++)
			say(d, i ? " %02x" : "%02x", span_u8(s, i));
		break;
	case ROUTE:
		route(d, n);
		break;
	case RDNSS:
		rdnss(d, n);
		break;
	case DNSSL:
		dnssl(d, n);
		break;
	case CAPTIVE_PORTAL:
		s = bytes(d, 0, n);
		say_c(d, ' ');
		say_text_z(d, s);
		break;
	case PREF64:
		pref64(d);
		break;
	}
}

/* False: nothing behind it is read. With one -v the reference ends with an option that it does not know. */
static bool one(struct dis *d, uint32_t end)
{
	uint32_t start = d->pos;
	unsigned type = u8(d, 0), len = u8(d, 0), size = len * 8;
	if (!d->cut && (!len || start + size > end))
		cut_here(d);
	need(d, size - 2);
	say(d, "\n\t  %s option (%u), length %u (%u): ", tok(d, names, "unknown", type), type, size, len);
	bool known = word(names, type);
	content(d, type, size - 2);
	seek(d, type == REDIRECTED ? start : start + 2);
	if (type == REDIRECTED)
		say_unknown(d, "\n\t    ", size);
	else if (!known && d->verbose <= 1)
		say_unknown(d, "\n\t  ", size - 2);
	seek(d, start + 2);
	if (d->verbose > 1)
		say_unknown(d, "\n\t    ", size - 2);
	seek(d, start + size);
	return known || d->verbose > 1;
}

void nd_options(struct dis *d, uint32_t end)
{
	while (d->pos < end && left(d) && one(d, end))
		;
}
