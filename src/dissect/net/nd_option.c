/* Neighbor discovery options: RFC 4861 section 4.6, RFC 4191 (routes), RFC 8106 (DNS), RFC 3971 (nonce), RFC 6275
 * (intervals, home agents), RFC 8781 (PREF64), RFC 8910 (captive portals). Those that lines do not say stand in
 * nd_option_values.c. */
#include "dissect/net/nd_option.h"

#include "core/hexdump.h"
#include "dissect/net/icmp6.h"
#include "dissect/protocols.h"

enum {
	SOURCE_LINK = 1, TARGET_LINK = 2, PREFIX = 3, REDIRECTED = 4, LINK_MTU = 5, INTERVAL = 7, HOME_AGENT = 8, NONCE = 14,
	ROUTE = 24, RDNSS = 25, DNSSL = 31, CAPTIVE_PORTAL = 37, PREF64 = 38,
	HEAD = 2, /* type and length */
};

static const struct token names[] = {
	{SOURCE_LINK, "source link-address"}, {TARGET_LINK, "destination link-address"}, {PREFIX, "prefix info"},
	{REDIRECTED, "redirected header"}, {LINK_MTU, "mtu"}, {INTERVAL, "advertisement interval"}, {HOME_AGENT, "homeagent information"},
	{NONCE, "nonce"}, {ROUTE, "route info"}, {RDNSS, "rdnss"}, {DNSSL, "dnssl"}, {CAPTIVE_PORTAL, "captive-portal"},
	{PREF64, "pref64"}, {0, NULL}};

const struct token nd_preferences[] = {{1, "high"}, {0, "medium"}, {3, "low"}, {2, "rsv"}, {0, NULL}};

static const char *lifetime(struct dis *d, uint32_t v)
{
	static const struct token infinite[] = {{UINT32_MAX, "infinity"}, {0, NULL}};
	return tok(d, infinite, "%us", v);
}

/* n: 14 is an EUI-64 of IEEE 802.15.4 and padding (RFC 4944 section 8). */
static void link_address(struct dis *d, bool target, uint32_t n)
{
	enum { WITH_EUI64 = 14, EUI64 = 8 };
	uint32_t start = d->pos, size = n == WITH_EUI64 ? EUI64 : n;
	if (n == WITH_EUI64) {
		uint64_t v = u64(d, OPT_LINK_EUI64);
		also(d, target ? OPT_DST_EUI64 : OPT_SRC_EUI64, EUI64, v);
		skip(d, n - EUI64);
	} else {
		bytes(d, 0, n);
	}
	mark_bytes(d, OPT_LINK, start, size);
	mark_bytes(d, target ? OPT_DST_LINK : OPT_SRC_LINK, start, size);
	say_s(d, link_addr_str(d, span_at(d, start, n)));
}

static void prefix(struct dis *d)
{
	static const struct token words[] = {
		{0x80, "onlink"}, {0x40, "auto"}, {0x20, "router"}, {0x10, "DHCPv6-PD preferred"}, {0, NULL}};
	static const struct bit_field flags[] = {
		{0xff, OPT_PREFIX_FLAGS}, {0x80, OPT_PREFIX_L}, {0x40, OPT_PREFIX_A}, {0x20, OPT_PREFIX_R}, {0x1f, OPT_PREFIX_RSV}, {0}};
	unsigned len = u8(d, OPT_PREFIX_LEN), f = flags8(d, flags);
	uint32_t valid = u32(d, OPT_PREFIX_VALID), preferred = u32(d, OPT_PREFIX_PREFERRED);
	skip(d, 4);
	const struct ip6 *p = ip6(d, OPT_PREFIX);
	say(d, "%s/%u%s, Flags [%s], valid time %s", ip6_str(d, p), len, "", bits(d, words, "none", ", ", f), lifetime(d, valid));
	say(d, ", pref. time %s", lifetime(d, preferred));
}

static void mtu(struct dis *d, uint32_t n)
{
	skip(d, 2);
	say(d, " %u%s", u32(d, OPT_MTU), n != 6 ? "bad option length" : "");
}

static void home_agent(struct dis *d)
{
	skip(d, 2);
	unsigned preference = u16(d, OPT_HA_PREFERENCE), time = u16(d, OPT_HA_LIFETIME);
	say(d, " preference %u, lifetime %u", preference, time);
}

static void nonce(struct dis *d, uint32_t n)
{
	struct span s = bytes(d, OPT_NONCE, n);
	for (uint32_t i = 0; i < s.len; i++)
		say(d, i ? " %02x" : "%02x", span_u8(s, i));
}

static void route(struct dis *d, uint32_t n)
{
	static const struct bit_field bits_of_flags[] = {
		{0xff, OPT_ROUTE_FLAGS}, {0x18, OPT_ROUTE_PREFERENCE}, {0xe7, OPT_ROUTE_RSV}, {0}};
	unsigned len = u8(d, OPT_PREFIX_LEN), flags = flags8(d, bits_of_flags);
	uint32_t time = u32(d, OPT_ROUTE_LIFETIME);
	struct ip6 p = icmp6_prefix(d, OPT_PREFIX, n - 6);
	say(d, " %s/%u", ip6_str(d, &p), len);
	say(d, ", pref=%s", word(nd_preferences, flags >> 3 & 3));
	say(d, ", lifetime=%s", lifetime(d, time));
}

static void rdnss(struct dis *d, uint32_t n)
{
	skip(d, 2);
	uint32_t time = u32(d, OPT_RDNSS_LIFETIME);
	say(d, " lifetime %s,", lifetime(d, time));
	for (n -= 6; n >= 16 && !d->cut; n -= 16) {
		const struct ip6 *a = ip6(d, OPT_RDNSS);
		say(d, " addr: %s", ip6_str(d, a));
	}
}

void nd_domain_name(struct dis *d, unsigned field)
{
	struct icmp6_name name;
	icmp6_name_begin(d, &name);
	say_c(d, ' ');
	for (unsigned label = u8(d, 0); label && !d->cut; label = u8(d, 0)) {
		icmp6_name_label(d, &name, label);
		say_c(d, '.');
	}
	icmp6_name_end(d, &name, field);
}

static void dnssl(struct dis *d, uint32_t n)
{
	uint32_t end = d->pos + n;
	skip(d, 2);
	uint32_t time = u32(d, OPT_DNSSL_LIFETIME);
	say(d, " lifetime %s, domain(s):", lifetime(d, time));
	while (d->pos < end && !d->cut && peek8(d, 0))
		nd_domain_name(d, OPT_DNSSL);
}

static void portal(struct dis *d, uint32_t n)
{
	struct span s = bytes(d, OPT_PORTAL, n);
	say_c(d, ' ');
	say_text_z(d, s);
}

/* The prefix is said with all bytes that there may be of it. */
static void pref64(struct dis *d)
{
	enum { LONGEST = 12 };
	static const struct token lengths[] = {{0, "96"}, {1, "64"}, {2, "56"}, {3, "48"}, {4, "40"}, {5, "32"}, {0, NULL}};
	static const struct bit_field bits_of_v[] = {{0xfff8, OPT_PREF64_LIFETIME}, {7, OPT_PREF64_PLC}, {0}};
	static const uint8_t sizes[8] = {12, 8, 7, 6, 5, 4, 0, 0};
	unsigned v = flags16(d, bits_of_v), size = sizes[v & 7];
	uint32_t start = d->pos;
	struct ip6 p = icmp6_prefix(d, 0, LONGEST), masked = p;
	say(d, "%s/%s (plc %u), lifetime %us", ip6_str(d, &p), tok(d, lengths, "??", v & 7), v & 7, v & 0xfff8);
	memset(masked.b + size, 0, LONGEST - size);
	if (size && d->pos >= start + size)
		mark_made(d, OPT_PREF64, start, size, masked.b, sizeof masked.b);
}

/* Fields only: the packet that is redirected, as far as the option has it. */
static void redirected(struct dis *d, uint32_t n)
{
	struct saved s = quiet_begin(d, true);
	narrow(d, n);
	skip(d, 6);
	call_quoted(d, &proto_ip6);
	quiet_end(d, &s);
}

/* n: bytes behind the option's length. */
static void content(struct dis *d, unsigned type, uint32_t n)
{
	switch (type) {
	case SOURCE_LINK:
	case TARGET_LINK:
		link_address(d, type == TARGET_LINK, n);
		break;
	case PREFIX:
		prefix(d);
		break;
	case REDIRECTED:
		redirected(d, n);
		break;
	case LINK_MTU:
		mtu(d, n);
		break;
	case INTERVAL:
		skip(d, 2);
		say(d, " %ums", u32(d, OPT_INTERVAL));
		break;
	case HOME_AGENT:
		home_agent(d);
		break;
	case NONCE:
		nonce(d, n);
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
		portal(d, n);
		break;
	case PREF64:
		pref64(d);
		break;
	default:
		nd_option_values(d, type, n);
	}
}

/* What is said of an option's bytes, which start at the cursor, beside what they mean. */
static void dump(struct dis *d, unsigned type, bool known, uint32_t size)
{
	uint32_t start = d->pos;
	if (type == REDIRECTED)
		say_unknown(d, "\n\t    ", size);
	seek(d, start + HEAD);
	if (!known && d->verbose <= 1)
		say_unknown(d, "\n\t  ", size - HEAD);
	if (d->verbose > 1)
		say_unknown(d, "\n\t    ", size - HEAD);
}

/* An option that is not all there is the end, and read for fields only. False: the line says no more of them; with one
 * -v the reference ends with an option that it does not know. */
static bool one(struct dis *d, uint32_t end)
{
	enum { UNIT = 8 };
	group_begin(d, OPT);
	uint32_t start = d->pos;
	unsigned type = u8(d, OPT_TYPE), size = u8(d, OPT_LENGTH) * UNIT;
	bool known = word(names, type), whole = size && start + size <= end && have(d, size - HEAD);
	struct saved s = quiet_begin(d, !whole);
	say(d, "\n\t  %s option (%u), length %u (%u): ", tok(d, names, "unknown", type), type, size, size / UNIT);
	if (size)
		content(d, type, size - HEAD);
	quiet_end(d, &s);
	if (!whole)
		cut_here(d);
	seek(d, start);
	dump(d, type, known, size);
	seek(d, start + size);
	group_end(d);
	return known || d->verbose > 1;
}

void nd_options(struct dis *d, uint32_t end)
{
	bool said = d->verbose;
	while (said && d->pos < end && left(d))
		said = one(d, end);
	if (!fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, true);
	while (d->pos < end && left(d))
		one(d, end);
	quiet_end(d, &s);
}
