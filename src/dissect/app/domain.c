/* Domain Name System: RFC 1035; EDNS RFC 6891; notify RFC 1996; update RFC 2136; multicast DNS RFC 6762.
 *
 *	| id 2 | QR opcode AA TC RD RA Z AD CD rcode | questions 2 | answers 2 | authorities 2 | additional 2 |
 */
#include "core/time.h"
#include "dissect/app/domain_fields.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	TYPE_A = 1, TYPE_NS = 2, TYPE_MD = 3, TYPE_MF = 4, TYPE_CNAME = 5, TYPE_SOA = 6, TYPE_MB = 7, TYPE_MG = 8, TYPE_MR = 9,
	TYPE_PTR = 12, TYPE_MX = 15, TYPE_TXT = 16, TYPE_AAAA = 28, TYPE_SRV = 33, TYPE_A6 = 38, TYPE_DNAME = 39, TYPE_OPT = 41,
	TYPE_SPF = 99, TYPE_TSIG = 250, TYPE_EUI48 = 108, TYPE_EUI64 = 109, TYPE_URI = 256, TYPE_CAA = 257, TYPE_SVCB = 64, TYPE_HTTPS = 65,
	CLASS_IN = 1, HEADER = 12, OPCODE_IQUERY = 1, OPCODE_UPDATE = 5,
};

/* ---- Names */

enum { LABEL_KIND = 0xc0, LABEL_POINTER = 0xc0, LABEL_EXTENDED = 0x40, LABEL_BITS = 0x41 };

/* A name under construction, for the field. */
struct spelled {
	char text[256];
	unsigned len;
};

static void spell(struct spelled *s, struct span label)
{
	if (s->len && s->len < sizeof s->text)
		s->text[s->len++] = '.';
	for (uint32_t i = 0; i < label.len && s->len < sizeof s->text; i++)
		s->text[s->len++] = (char)span_u8(label, i);
}

enum { LONGEST = 255 }; /* RFC 1035 section 2.3.4; what is longer is said up to there */

/* The dot behind a label. */
static void say_dot(struct dis *d, uint32_t *said)
{
	if (*said <= LONGEST && !d->cut)
		say_c(d, '.');
	*said += 1;
}

static void say_label(struct dis *d, struct span label, uint32_t *said)
{
	uint32_t n = label.len, room = *said < LONGEST ? LONGEST - *said : 0;
	if (label.len > room)
		label.len = room;
	say_text(d, label);
	*said += n;
	say_dot(d, said);
}

/* To the end of a name, within its labels. False: they cannot be. */
static bool pass_name(struct dis *d)
{
	for (;;) {
		unsigned n = u8(d, 0);
		if (d->cut || !n)
			return !d->cut;
		if ((n & LABEL_KIND) == LABEL_POINTER) {
			skip(d, 1); /* where it points to does not matter */
			return true;
		}
		if (n == LABEL_BITS) {
			unsigned bits = u8(d, 0);
			n = ((bits ? bits : 256) + 7) / 8;
		} else if (n & LABEL_KIND) {
			return false;
		}
		skip(d, n);
	}
}

/* RFC 2673: a label of bits, "\[xff8/9]". */
static void say_bit_label(struct dis *d)
{
	unsigned n = u8(d, 0), bits = n ? n : 256, b;
	say_s(d, "\\[x");
	for (b = bits; b > 7 && !d->cut; b -= 8) {
		unsigned v = u8(d, 0);
		say(d, "%02x", v);
	}
	if (b && !d->cut) {
		unsigned v = u8(d, 0) & 0xff00 >> b;
		say(d, b > 4 ? "%02x" : "%x", b > 4 ? v & 0xff : (v & 0xff) >> 4);
	}
	say(d, "/%u]", bits);
}

/* A label that is no ordinary one; false: the name cannot be read on. */
static bool special_label(struct dis *d, unsigned kind, uint32_t *said)
{
	if (kind == LABEL_BITS) {
		say_bit_label(d);
		say_dot(d, said);
		return !d->cut;
	}
	if ((kind & LABEL_KIND) == LABEL_EXTENDED)
		say(d, "<ELT %u>", kind & ~(unsigned)LABEL_KIND);
	else
		say_s(d, "<BAD LABEL TYPE>");
	return false;
}

/* The labels from the cursor on; false: the name cannot be, or is cut. */
static bool labels(struct dis *d, const struct dns_message *m, struct spelled *out)
{
	uint32_t start = d->pos, after = 0, before = start;
	for (uint32_t said = 0; !d->cut;) {
		unsigned n = u8(d, 0);
		if ((n & LABEL_KIND) == LABEL_POINTER) {
			if (m->plain)
				return false;
			uint32_t target = m->start + ((n << 8 | u8(d, 0)) & 0x3fff);
			if (!after)
				after = d->pos;
			/* each one farther back: else a name could go round for ever */
			if (d->cut || target >= before) {
				say_s(d, "<BAD PTR>");
				seek(d, after);
				return false;
			}
			before = target;
			seek(d, target);
		} else if (n & LABEL_KIND) {
			if (!special_label(d, n, &said))
				return false;
		} else if (!n) {
			if (d->pos == start + 1)
				say_c(d, '.'); /* the root */
			if (said > LONGEST)
				say_s(d, "<DOMAIN NAME TOO LONG>");
			if (after)
				seek(d, after);
			return !d->cut;
		} else {
			struct span label = soft_bytes(d, 0, n);
			spell(out, label);
			if (label.len < n) {
				if (!label.len)
					return true; /* nothing of it is there */
				say_text(d, label);
				need(d, n - label.len);
				return false;
			}
			say_label(d, label, &said);
		}
	}
	return false;
}

bool dns_plain_name(struct dis *d)
{
	struct dns_message m = {.plain = true};
	struct spelled s = {.len = 0};
	return labels(d, &m, &s);
}

bool dns_name(struct dis *d, const struct dns_message *m, unsigned field)
{
	struct spelled s = {.len = 0};
	uint32_t at = d->pos;
	bool whole = labels(d, m, &s);
	if (whole && fields_wanted(d))
		mark_made(d, field, at, d->pos > at ? d->pos - at : 0, s.len ? s.text : "<Root>", s.len ? s.len : 6);
	return whole;
}

/* For the fields only. */
static void quiet_name(struct dis *d, const struct dns_message *m, unsigned field)
{
	struct saved s = quiet_begin(d, true);
	dns_name(d, m, field);
	quiet_end(d, &s);
}

/* Of the name at the cursor: characters, and labels. */
static void mark_name_size(struct dis *d, const struct dns_message *m)
{
	struct spelled s = {.len = 0};
	uint32_t at = d->pos;
	struct saved quiet = quiet_begin(d, true);
	bool whole = labels(d, m, &s);
	uint32_t n = d->pos > at ? d->pos - at : 0;
	quiet_end(d, &quiet);
	if (!whole)
		return;
	unsigned count = 1; /* the root, too */
	for (unsigned i = 0; i < s.len; i++)
		count += s.text[i] == '.';
	mark_uint(d, QRY_NAME_LEN, at, n, s.len ? s.len : 6); /* "<Root>" */
	mark_uint(d, COUNT_LABELS, at, n, count);
}

/* The name that a record is for, said with -v only. Where it is cut, what is there counts. False: it cannot be read. */
static bool owner(struct dis *d, const struct dns_message *m)
{
	if (d->verbose) {
		say_c(d, ' ');
		return dns_name(d, m, RESP_NAME);
	}
	if (fields_wanted(d))
		quiet_name(d, m, RESP_NAME);
	struct saved s = quiet_begin(d, true);
	bool whole = pass_name(d);
	uint32_t end = d->pos;
	quiet_end(d, &s);
	seek(d, whole ? end : d->end);
	return true;
}

/* A record or question whose numbers are cut is passed over silently; what should follow it is missing then. */
static void to_the_end(struct dis *d)
{
	seek(d, d->end);
}

/* ---- Questions */

static bool question(struct dis *d, const struct dns_message *m, bool said)
{
	enum { UNICAST = 0x8000 };
	group_begin(d, QRY);
	uint32_t name_at = d->pos;
	/* the type stands behind the name and is said before it */
	bool whole = pass_name(d);
	if (!whole && !d->cut)
		cut_here(d);
	if (!said && !d->cut && !have(d, 4)) {
		group_end(d);
		to_the_end(d);
		return true;
	}
	unsigned type = u16(d, QRY_TYPE), class = u16(d, 0);
	also(d, QRY_CLASS, 2, m->mdns ? class & ~(unsigned)UNICAST : class);
	if (m->mdns)
		also(d, QRY_UNICAST, 2, class >> 15);
	if (said && !d->cut) {
		say(d, " %s", tok(d, dns_types, "Type%u", type));
		unsigned plain = m->mdns ? class & ~(unsigned)UNICAST : class;
		if (plain != CLASS_IN)
			say(d, " %s", tok(d, dns_classes, "(Class %u)", plain));
		if (m->mdns)
			say_s(d, class & UNICAST ? " (QU)" : " (QM)");
		say_s(d, "? ");
	}
	uint32_t end = d->pos;
	seek(d, name_at);
	if (d->tape)
		mark_name_size(d, m);
	if (said)
		whole = dns_name(d, m, QRY_NAME) && whole;
	else if (fields_wanted(d))
		quiet_name(d, m, QRY_NAME);
	seek(d, end);
	group_end(d);
	return whole && !d->cut;
}

/* ---- Resource records */

static void say_seconds(struct dis *d, uint32_t s)
{
	static const struct {
		char unit;
		uint32_t seconds;
	} units[] = {{'y', 31536000}, {'w', 604800}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};
	if (!s)
		say_s(d, "0s");
	for (size_t i = 0; s && i < sizeof units / sizeof *units; i++) {
		if (s >= units[i].seconds)
			say(d, "%u%c", s / units[i].seconds, units[i].unit);
		s %= units[i].seconds;
	}
}

static void strings(struct dis *d, uint32_t end)
{
	while (d->pos < end && !d->cut) {
		unsigned n = u8(d, TXT_LENGTH);
		say_s(d, " \"");
		read_text(d, TXT, n);
		say_c(d, '"');
	}
}

static bool soa(struct dis *d, const struct dns_message *m)
{
	say_c(d, ' ');
	if (!dns_name(d, m, SOA_MNAME))
		return false;
	say_c(d, ' ');
	if (!dns_name(d, m, SOA_RNAME))
		return false;
	uint32_t serial = u32(d, SOA_SERIAL), refresh = u32(d, SOA_REFRESH), retry = u32(d, SOA_RETRY);
	uint32_t expire = u32(d, SOA_EXPIRE), minimum = u32(d, SOA_MINIMUM);
	say(d, " %u %u %u %u %u", serial, refresh, retry, expire, minimum);
	return true;
}

static bool service(struct dis *d, const struct dns_message *m)
{
	say_c(d, ' ');
	unsigned priority = u16(d, SRV_PRIORITY), weight = u16(d, SRV_WEIGHT), port = u16(d, SRV_PORT);
	if (!dns_name(d, m, SRV_TARGET))
		return false;
	say(d, ":%u %u %u", port, priority, weight);
	return true;
}

/* RFC 2874: the last bits of an address, and the name that has the first. */
static bool address_part(struct dis *d, const struct dns_message *m)
{
	enum { BITS = 128 };
	unsigned prefix = u8(d, 0);
	if (prefix > BITS) {
		say(d, " %u(bad plen)", prefix);
		return true;
	}
	if (prefix < BITS) {
		struct ip6 a = {{0}};
		unsigned start = prefix / 8;
		struct span s = bytes(d, 0, sizeof a.b - start);
		for (unsigned i = start; i < sizeof a.b; i++)
			a.b[i] = (uint8_t)span_u8(s, i - start);
		say(d, " %u ", prefix);
		say_ip6(d, &a);
	}
	if (!prefix)
		return true;
	say_c(d, ' ');
	return dns_name(d, m, 0);
}

/* RFC 7553 */
static void resource_identifier(struct dis *d, uint32_t end)
{
	unsigned priority = u16(d, 0), weight = u16(d, 0);
	say(d, " %u %u ", priority, weight);
	read_text(d, 0, d->pos <= end ? end - d->pos : left(d) + 1);
}

/* ---- EDNS: RFC 6891; the options' own RFCs stand beside them */

enum {
	OPTION_NSID = 3,       /* RFC 5001 */
	OPTION_DAU = 5,        /* RFC 6975, and the next two */
	OPTION_DHU,
	OPTION_N3U,
	OPTION_ECS,            /* RFC 7871 */
	OPTION_EXPIRE,         /* RFC 7314 */
	OPTION_COOKIE,         /* RFC 7873 */
	OPTION_KEEPALIVE,      /* RFC 7828 */
	OPTION_PADDING,        /* RFC 7830 */
	OPTION_CHAIN,          /* RFC 7901 */
	OPTION_KEY_TAG,        /* RFC 8145 */
	OPTION_ERROR,          /* RFC 8914 */
	OPTION_CLIENT_TAG = 16,
	OPTION_SERVER_TAG,
};

static const struct token edns_options[] = {
	{1, "LLQ"}, {2, "UL"}, {OPTION_NSID, "NSID"}, {OPTION_DAU, "DAU"}, {OPTION_DHU, "DHU"}, {OPTION_N3U, "N3U"},
	{OPTION_ECS, "ECS"}, {OPTION_EXPIRE, "EXPIRE"}, {OPTION_COOKIE, "COOKIE"}, {OPTION_KEEPALIVE, "KEEPALIVE"},
	{OPTION_PADDING, "PADDING"}, {OPTION_CHAIN, "CHAIN"}, {OPTION_KEY_TAG, "KEY-TAG"}, {OPTION_CLIENT_TAG, "CLIENT-TAG"},
	{OPTION_SERVER_TAG, "SERVER-TAG"}, {0, NULL}};

static const struct token dnssec_algorithms[] = {
	{0, "DELETE"}, {1, "RSAMD5"}, {2, "DH"}, {3, "DS"}, {5, "RSASHA1"}, {6, "DSA-NSEC3-SHA1"}, {7, "RSASHA1-NSEC3-SHA1"},
	{8, "RSASHA256"}, {10, "RSASHA512"}, {12, "ECC-GOST"}, {13, "ECDSAP256SHA256"}, {14, "ECDSAP384SHA384"}, {15, "ED25519"},
	{16, "ED448"}, {0, NULL}};
static const struct token ds_digests[] = {{1, "SHA-1"}, {2, "SHA-256"}, {3, "GOST_R_34.11-94"}, {4, "SHA-384"}, {0, NULL}};
static const struct token nsec3_hashes[] = {{1, "SHA-1"}, {0, NULL}};

static void understood(struct dis *d, unsigned field, const struct token *names, unsigned len)
{
	while (len-- && !d->cut) {
		unsigned algorithm = u8(d, field);
		say(d, " %s", tok(d, names, "Alg_%u", algorithm));
	}
}

static void client_subnet(struct dis *d, unsigned len)
{
	unsigned family = peek16(d, 0), prefix = peek8(d, 2), scope = peek8(d, 3), size = (prefix + 7) / 8;
	say_c(d, ' ');
	if (len < 4 || (family != 1 && family != 2) || prefix > (family == 1 ? 32 : 128) || size != len - 4) {
		invalid(d);
		return;
	}
	u16(d, OPT_FAMILY);
	u8(d, OPT_NETMASK);
	u8(d, OPT_SCOPE);
	struct span s = bytes(d, 0, size);
	struct ip6 whole = {{0}};
	for (unsigned i = 0; i < size; i++)
		whole.b[i] = (uint8_t)span_u8(s, i);
	uint32_t first = (uint32_t)whole.b[0] << 24 | whole.b[1] << 16 | whole.b[2] << 8 | whole.b[3];
	if (family == 2)
		mark_made(d, OPT_ADDRESS6, s.pos, size, &whole, sizeof whole);
	else
		mark_uint(d, OPT_ADDRESS, s.pos, size, first);
	const char *shown = family == 2 ? ip6_str(d, &whole) : ip4_str(d, first);
	say(d, "%s/%u/%u", shown, prefix, scope);
}

static void cookie(struct dis *d, unsigned len)
{
	enum { CLIENT = 8, LEAST_WITH_SERVER = 16, MOST = 40 };
	say_c(d, ' ');
	if (len != CLIENT && (len < LEAST_WITH_SERVER || len > MOST)) {
		invalid(d);
		return;
	}
	say_hex(d, bytes(d, OPT_COOKIE_CLIENT, CLIENT));
	if (len == CLIENT)
		return;
	say_c(d, ' ');
	say_hex(d, bytes(d, OPT_COOKIE_SERVER, len - CLIENT));
}

static void key_tags(struct dis *d, unsigned len)
{
	if (len < 2 || len % 2) {
		say_c(d, ' ');
		invalid(d);
		return;
	}
	for (; len && !d->cut; len -= 2) {
		unsigned tag = u16(d, 0);
		say(d, " %u", tag);
	}
}

/* The value of an option, len bytes at the cursor, which may be left anywhere in it. */
static void option(struct dis *d, const struct dns_message *m, unsigned code, unsigned len)
{
	switch (code) {
	case OPTION_DAU:
		understood(d, OPT_DAU, dnssec_algorithms, len);
		break;
	case OPTION_DHU:
		understood(d, OPT_DHU, ds_digests, len);
		break;
	case OPTION_N3U:
		understood(d, OPT_N3U, nsec3_hashes, len);
		break;
	case OPTION_ECS:
		client_subnet(d, len);
		break;
	case OPTION_EXPIRE:
	case OPTION_KEEPALIVE: {
		bool expire = code == OPTION_EXPIRE;
		say_c(d, ' ');
		if (len != (expire ? 4 : 2)) {
			invalid(d);
		} else if (expire) {
			uint32_t seconds = u32(d, 0);
			say(d, "%u sec", seconds);
		} else {
			unsigned tenths = u16(d, OPT_KEEPALIVE);
			say(d, "%u.%u sec", tenths / 10, tenths % 10);
		}
		break;
	}
	case OPTION_COOKIE:
		cookie(d, len);
		break;
	case OPTION_PADDING:
		bytes(d, OPT_PADDING, len);
		say(d, " (%u)", len);
		break;
	case OPTION_CHAIN:
		say_c(d, ' ');
		dns_name(d, m, OPT_CHAIN);
		break;
	case OPTION_KEY_TAG:
		key_tags(d, len);
		break;
	default:
		if (code == OPTION_ERROR && len >= 2 && have(d, len)) {
			mark_uint(d, ERROR_CODE, d->pos, 2, peek16(d, 0));
			mark_bytes(d, ERROR_TEXT, d->pos + 2, len - 2);
		}
		say_c(d, ' ');
		say_hex(d, bytes(d, 0, len));
	}
}

/* The pseudo record OPT: what stands for class and TTL is said before. */
static void edns(struct dis *d, const struct dns_message *m, unsigned udp_size, uint32_t flags, uint32_t end)
{
	say(d, " UDPsize=%u", udp_size);
	if (flags & 0x8000)
		say_s(d, " DO");
	if (d->pos >= end)
		return;
	say_s(d, " [");
	for (const char *sep = ""; d->pos < end && !d->cut; sep = ",") {
		group_begin(d, OPT);
		say_s(d, sep);
		unsigned code = u16(d, OPT_CODE);
		say_s(d, tok(d, edns_options, "Opt%u", code));
		unsigned len = u16(d, OPT_LEN);
		if (need(d, len) && len)
			mark_bytes(d, OPT_DATA, d->pos, len);
		struct saved s = part_begin(d, len);
		if (len)
			option(d, m, code, len);
		part_end(d, &s);
		group_end(d);
	}
	say_c(d, ']');
}

/* RFC 8945; false: the name of the algorithm cannot be. */
static bool signature(struct dis *d, const struct dns_message *m)
{
	enum { TIME = 6 };
	say_c(d, ' ');
	if (!dns_name(d, m, TSIG_ALGORITHM))
		return false;
	if (have(d, TIME))
		mark_uint(d, TSIG_TIME, d->pos, TIME, ((uint64_t)peek16(d, 0) << 32 | peek32(d, 2)) * NS_PER_S);
	skip(d, TIME);
	unsigned fudge = u16(d, TSIG_FUDGE);
	say(d, " fudge=%u", fudge);
	unsigned size = u16(d, TSIG_MAC_LEN);
	say(d, " maclen=%u", size);
	if (d->tape && have(d, size)) {
		group_begin(d, TSIG_MAC);
		group_end(d);
	}
	skip(d, size);
	unsigned id = u16(d, TSIG_ID);
	say(d, " origid=%u", id);
	unsigned error = u16(d, TSIG_ERROR);
	say(d, " error=%u", error);
	unsigned other = u16(d, TSIG_OTHER_LEN);
	if (other && have(d, other))
		mark_bytes(d, TSIG_OTHER, d->pos, other);
	say(d, " otherlen=%u", other);
	return true;
}

/* What a record of the type holds, len bytes at the cursor. False: a name in it cannot be. */
static bool data(struct dis *d, const struct dns_message *m, unsigned type, unsigned class, uint32_t ttl, uint32_t len)
{
	uint32_t end = d->pos + len;
	switch (type) {
	case TYPE_A: {
		uint32_t a = ip4(d, ADDR_A);
		say_c(d, ' ');
		say_ip4(d, a);
		break;
	}
	case TYPE_AAAA: {
		const struct ip6 *a = ip6(d, ADDR_AAAA);
		say_c(d, ' ');
		say_ip6(d, a);
		break;
	}
	case TYPE_NS:
	case TYPE_CNAME:
	case TYPE_DNAME:
	case TYPE_PTR:
		say_c(d, ' ');
		return dns_name(d, m, type == TYPE_NS ? NS : type == TYPE_PTR ? PTR : type == TYPE_CNAME ? CNAME : DNAME);
	case TYPE_SOA:
	case TYPE_TSIG: {
		struct saved s = quiet_begin(d, !d->verbose);
		bool whole = type == TYPE_SOA ? soa(d, m) : signature(d, m);
		quiet_end(d, &s);
		return whole || !d->verbose;
	}
	case TYPE_MX: {
		say_c(d, ' ');
		unsigned preference = u16(d, MX_PREFERENCE);
		if (!dns_name(d, m, MX))
			return false;
		say(d, " %u", preference);
		break;
	}
	case TYPE_TXT:
		strings(d, end);
		break;
	case TYPE_SRV:
		return service(d, m);
	case TYPE_A6:
		return address_part(d, m);
	case TYPE_URI:
		resource_identifier(d, end);
		break;
	case TYPE_OPT:
		edns(d, m, class, ttl, end);
		break;
	default:
		if (d->tape)
			dns_record_fields(d, m, type, len);
	}
	return true;
}

/* "_sip._tcp.example.org" in its parts: RFC 2782. */
static void mark_service_name(struct dis *d, const struct dns_message *m, uint32_t name_at)
{
	struct spelled s = {.len = 0};
	uint32_t back = d->pos;
	struct saved quiet = quiet_begin(d, true);
	seek(d, name_at);
	bool whole = labels(d, m, &s);
	uint32_t n = d->pos > name_at ? d->pos - name_at : 0;
	quiet_end(d, &quiet);
	seek(d, back);
	const char *end = s.text + s.len, *first = memchr(s.text, '.', s.len);
	const char *second = first ? memchr(first + 1, '.', (size_t)(end - first - 1)) : NULL;
	if (!whole || !second)
		return;
	mark_made(d, SRV_SERVICE, name_at, n, s.text, (size_t)(first - s.text));
	mark_made(d, SRV_PROTO, name_at, n, first + 1, (size_t)(second - first - 1));
	mark_made(d, SRV_NAME, name_at, n, second + 1, (size_t)(end - second - 1));
}

/* RFC 6891 section 6.1.3: what stands for the TTL. */
static void mark_edns_flags(struct dis *d, uint32_t v)
{
	mark_uint(d, EXT_RCODE, d->pos - 4, 1, v >> 24);
	mark_uint(d, EDNS_VERSION, d->pos - 3, 1, v >> 16 & 0xff);
	also(d, EDNS_Z, 2, v & 0xffff);
	also(d, EDNS_DO, 2, v >> 15 & 1);
	also(d, EDNS_RESERVED, 2, v & 0x7fff);
}

/* One record; false: the section cannot be read further. */
static bool record(struct dis *d, const struct dns_message *m)
{
	enum { CACHE_FLUSH = 0x8000, NUMBERS = 10 };
	group_begin(d, RR);
	uint32_t name_at = d->pos;
	bool whole = owner(d, m);
	if (!whole) {
		group_end(d);
		return false;
	}
	if (!have(d, NUMBERS)) {
		group_end(d);
		to_the_end(d);
		return true;
	}
	unsigned type = u16(d, RESP_TYPE), class = u16(d, 0);
	unsigned plain = m->mdns ? class & ~(unsigned)CACHE_FLUSH : class;
	also(d, type == TYPE_OPT ? UDP_SIZE : RESP_CLASS, 2, type == TYPE_OPT ? class : plain);
	if (m->mdns && type != TYPE_OPT)
		also(d, CACHE_FLUSHED, 2, class >> 15);
	if (type == TYPE_SRV && d->tape)
		mark_service_name(d, m, name_at);
	if (plain != CLASS_IN && type != TYPE_OPT)
		say(d, " %s", tok(d, dns_classes, "(Class %u)", plain));
	if (m->mdns && class & CACHE_FLUSH && type != TYPE_OPT)
		say_s(d, " (Cache flush)");
	uint32_t ttl = u32(d, type == TYPE_OPT ? 0 : RESP_TTL); /* of OPT: flags */
	if (type == TYPE_OPT)
		mark_edns_flags(d, ttl);
	if (type != TYPE_OPT && d->verbose > 2) {
		say_s(d, " [");
		say_seconds(d, ttl);
		say_c(d, ']');
	}
	unsigned len = u16(d, RESP_LEN);
	say(d, " %s", tok(d, dns_types, "Type%u", type));
	uint32_t at = d->pos;
	if (!have(d, len)) {
		cut_here(d);
		group_end(d);
		return false;
	}
	whole = data(d, m, type, class, ttl, len);
	seek(d, at + len);
	group_end(d);
	return whole && !d->cut;
}

static bool section(struct dis *d, const struct dns_message *m, unsigned count, const char *title)
{
	if (!count)
		return true;
	if (*title && !left(d)) {
		cut_here(d);
		return false;
	}
	say_s(d, title);
	for (bool first = true; count--; first = false) {
		if ((!first && !left(d)) || !record(d, m)) {
			cut_here(d);
			return false;
		}
		if (count && left(d))
			say_c(d, ',');
	}
	return true;
}

/* ---- Messages */

static const char *const opcodes[] = {
	"", " inv_q", " stat", " op3", " notify", " update", " op6", " op7", " op8", " updateA", " updateD", " updateDA",
	" updateM", " updateMA", " zoneInit", " zoneRef"};

static const char *const rcodes[] = {
	"", " FormErr", " ServFail", " NXDomain", " NotImp", " Refused", " YXDomain", " YXRRSet", " NXRRSet", " NotAuth",
	" NotZone", " Resp11", " Resp12", " Resp13", " Resp14", " NoChange"};

struct counts {
	unsigned questions, answers, authorities, additional;
};

/* What only an answer says is no field of a question. */
static void mark_flags(struct dis *d, unsigned flags)
{
	bool response = flags >> 15;
	also(d, RESPONSE, 2, response);
	also(d, OPCODE, 2, flags >> 11 & 15);
	if (response)
		also(d, AUTHORITATIVE, 2, flags >> 10 & 1);
	also(d, TRUNCATED, 2, flags >> 9 & 1);
	also(d, RECDESIRED, 2, flags >> 8 & 1);
	if (response) {
		also(d, RECAVAIL, 2, flags >> 7 & 1);
		also(d, AUTHENTICATED, 2, flags >> 5 & 1);
	}
	also(d, FLAG_Z, 2, flags >> 6 & 1);
	also(d, CHECKDISABLE, 2, flags >> 4 & 1);
	if (response)
		also(d, RCODE, 2, flags & 15);
}

/* Sections that the line leaves out are read for fields. */
static bool sections(struct dis *d, const struct dns_message *m, const struct counts *c, const char *answers)
{
	if (answers && !section(d, m, c->answers, answers))
		return false;
	if (d->verbose < 2 && !fields_wanted(d))
		return true;
	struct saved s = quiet_begin(d, d->verbose < 2);
	if (!answers)
		section(d, m, c->answers, "");
	section(d, m, c->authorities, " ns:");
	section(d, m, c->additional, " ar:");
	quiet_end(d, &s);
	return !d->cut;
}

static bool response(struct dis *d, const struct dns_message *m, unsigned id, unsigned flags, const struct counts *c)
{
	say_u(d, id);
	say_s(d, opcodes[flags >> 11 & 15]);
	say_s(d, rcodes[flags & 15]);
	if (flags & 0x400)
		say_c(d, '*');
	if (!(flags & 0x80))
		say_c(d, '-');
	if (flags & 0x200)
		say_c(d, '|');
	if (flags & 0x20)
		say_c(d, '$');
	if (c->questions != 1)
		say(d, " [%uq]", c->questions);
	for (unsigned i = 0; i < c->questions; i++) {
		if (i)
			say_c(d, ',');
		if (d->verbose > 1)
			say_s(d, " q:");
		if (!question(d, m, d->verbose > 1)) {
			cut_here(d);
			return false;
		}
	}
	say_c(d, ' ');
	say_u(d, c->answers);
	say_c(d, '/');
	say_u(d, c->authorities);
	say_c(d, '/');
	say_u(d, c->additional);
	return sections(d, m, c, "");
}

static bool request(struct dis *d, const struct dns_message *m, unsigned id, unsigned flags, const struct counts *c)
{
	unsigned opcode = flags >> 11 & 15;
	say_u(d, id);
	say_s(d, opcodes[opcode]);
	if (flags & 0x100)
		say_c(d, '+');
	if (flags & 0x10)
		say_c(d, '%');
	if (flags & 0x6cf)
		say(d, " [b2&3=0x%x]", flags);
	if (opcode == OPCODE_IQUERY) {
		if (c->questions)
			say(d, " [%uq]", c->questions);
		if (c->answers != 1)
			say(d, " [%ua]", c->answers);
	} else {
		if (c->answers)
			say(d, " [%ua]", c->answers);
		if (c->questions != 1)
			say(d, " [%uq]", c->questions);
	}
	if (c->authorities)
		say(d, " [%un]", c->authorities);
	if (c->additional)
		say(d, " [%uau]", c->additional);
	for (unsigned i = 0; i < c->questions; i++) {
		if (!question(d, m, true)) {
			cut_here(d);
			return false;
		}
	}
	return sections(d, m, c, NULL);
}

/* One message of `length` bytes by the transport. */
static void message(struct dis *d, uint32_t length)
{
	struct dns_message m = {.start = d->pos, .mdns = d->sport != 53 && d->dport != 53 && (d->sport == 5353 || d->dport == 5353)};
	if (length < HEADER) {
		say_s(d, "domain");
		invalid_misfit(d, "length", length, "<", HEADER);
		return;
	}
	unsigned id = u16(d, ID), flags = u16(d, FLAGS);
	mark_flags(d, flags);
	struct counts c;
	bool update = (flags >> 11 & 15) == OPCODE_UPDATE; /* RFC 2136 section 2.2 */
	c.questions = u16(d, update ? COUNT_ZONES : COUNT_QUERIES);
	c.answers = u16(d, update ? COUNT_PREREQUISITES : COUNT_ANSWERS);
	c.authorities = u16(d, update ? COUNT_UPDATES : COUNT_AUTH_RR);
	c.additional = u16(d, COUNT_ADD_RR);
	if (d->cut)
		return;
	if (flags & 0x8000)
		response(d, &m, id, flags, &c);
	else
		request(d, &m, id, flags, &c);
	say_s(d, " (");
	say_u(d, length);
	say_c(d, ')');
}

static void dissect_udp(struct dis *d)
{
	message(d, declared(d));
}

/* Over TCP each message has its length before it (RFC 1035 section 4.2.2). */
static void dissect_tcp(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 2) {
		say_s(d, " domain");
		invalid_misfit(d, "length", length, "<", 2);
		return;
	}
	unsigned n = u16(d, LENGTH);
	if (n != declared(d)) {
		say(d, " [prefix length(%u) != length(%u)]", n, declared(d));
		invalid(d);
		return;
	}
	say_c(d, ' ');
	message(d, n);
}

static const struct binding bindings_udp[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_DOMAIN, 53, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_DOMAIN, 5353, 0},
	{0},
};

static const struct binding bindings_tcp[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 53, 0},
	{0},
};

const struct proto proto_domain = {
	.name = "domain",
	.dissect = dissect_udp,
	PROTO_FIELDS(dns_fields),
	.bindings = bindings_udp,
	.alone = true,
	.decode_as = "domain",
	.cuts = CUTS_ITSELF,
};

const struct proto proto_domain_tcp = {
	.name = "domain",
	.dissect = dissect_tcp,
	PROTO_FIELDS(dns_fields),
	.bindings = bindings_tcp,
	.alone = true,
	.cuts = CUTS_ITSELF,
};
