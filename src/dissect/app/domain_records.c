/* Records of the Domain Name System that lines have the type of only, as fields. Most are read by a row of parts; their RFCs stand
 * beside them. IANA's registry of DNS parameters. */
#include "core/time.h"
#include "dissect/app/domain_fields.h"

enum how { END, U8, U16, U32, IP4, MAC, EUI, NAME, TEXT, TEXT_LEN, REST };

/* A length of one byte and so many characters are two parts: TEXT_LEN, which reads both, and TEXT. */
struct part {
	uint8_t how;
	uint16_t field;
};

struct row {
	uint16_t type;
	struct part parts[8];
};

static const struct row rows[] = {
	{3, {{NAME, MD}}},
	{4, {{NAME, MF}}},
	{7, {{NAME, MB}}},
	{8, {{NAME, MG}}},
	{9, {{NAME, MR}}},
	{10, {{REST, NULL_DATA}}},
	{13, {{TEXT_LEN, HINFO_CPU_LEN}, {TEXT, HINFO_CPU}, {TEXT_LEN, HINFO_OS_LEN}, {TEXT, HINFO_OS}}},
	{14, {{NAME, MINFO_R}, {NAME, MINFO_E}}},
	{17, {{NAME, RP_MAILBOX}, {NAME, RP_TXT}}},             /* RFC 1183 up to 21 */
	{18, {{U16, AFSDB_SUBTYPE}, {NAME, AFSDB_HOST}}},
	{19, {{TEXT_LEN, X25_LEN}, {TEXT, X25_ADDRESS}}},
	{20, {{TEXT_LEN, ISDN_LEN}, {TEXT, ISDN_ADDRESS}, {TEXT_LEN, ISDN_SUB_LEN}, {TEXT, ISDN_SUB}}},
	{21, {{U16, RT_SUBTYPE}, {NAME, RT_HOST}}},
	{22, {{REST, NSAP_DATA}}},                              /* RFC 1706 */
	{26, {{U16, PX_PREFERENCE}, {NAME, PX_MAP822}, {NAME, PX_MAP400}}}, /* RFC 2163 */
	{27, {{TEXT_LEN, GPOS_LONGITUDE_LEN}, {TEXT, GPOS_LONGITUDE}, {TEXT_LEN, GPOS_LATITUDE_LEN}, {TEXT, GPOS_LATITUDE},
		{TEXT_LEN, GPOS_ALTITUDE_LEN}, {TEXT, GPOS_ALTITUDE}}}, /* RFC 1712 */
	{29, {{U8, LOC_VERSION}, {U8, LOC_SIZE}, {U8, LOC_HORIZONTAL}, {U8, LOC_VERTICAL}, {U32, LOC_LATITUDE}, {U32, LOC_LONGITUDE},
		{U32, LOC_ALTITUDE}}},                          /* RFC 1876 */
	{36, {{U16, KX_PREFERENCE}, {NAME, KX_HOST}}},          /* RFC 2230 */
	{37, {{U16, CERT_TYPE}, {U16, CERT_KEY_TAG}, {U8, CERT_ALGORITHM}, {REST, CERT_DATA}}}, /* RFC 4398 */
	{43, {{U16, DS_KEY_ID}, {U8, DS_ALGORITHM}, {U8, DS_DIGEST_TYPE}, {REST, DS_DIGEST}}}, /* RFC 4034 */
	{44, {{U8, SSHFP_ALGORITHM}, {U8, SSHFP_TYPE}, {REST, SSHFP_DATA}}}, /* RFC 4255 */
	{49, {{REST, DHCID_DATA}}},                             /* RFC 4701 */
	{52, {{U8, TLSA_USAGE}, {U8, TLSA_SELECTOR}, {U8, TLSA_MATCHING}, {REST, TLSA_DATA}}}, /* RFC 6698 */
	{61, {{REST, OPENPGPKEY}}},                             /* RFC 7929 */
	{63, {{U32, ZONEMD_SERIAL}, {U8, ZONEMD_SCHEME}, {U8, ZONEMD_HASH}, {REST, ZONEMD_DIGEST}}}, /* RFC 8976 */
	{104, {{U16, NID_PREFERENCE}, {REST, NID}}},            /* RFC 6742 up to 107 */
	{105, {{U16, L32_PREFERENCE}, {IP4, L32}}},
	{106, {{U16, L64_PREFERENCE}, {REST, L64}}},
	{107, {{U16, LP_PREFERENCE}, {NAME, LP}}},
	{108, {{MAC, EUI48}}},                                  /* RFC 7043 */
	{109, {{EUI, EUI64}}},
};

static void text(struct dis *d, unsigned length_field, unsigned field)
{
	unsigned n = u8(d, length_field);
	bytes(d, field, n);
}

static void read_part(struct dis *d, const struct dns_message *m, const struct part *p)
{
	switch ((enum how)p->how) {
	case U8: u8(d, p->field); break;
	case U16: u16(d, p->field); break;
	case U32: u32(d, p->field); break;
	case IP4: ip4(d, p->field); break;
	case MAC: mac(d, p->field); break;
	case EUI: u64(d, p->field); break;
	case NAME: dns_name(d, m, p->field); break;
	case TEXT_LEN: text(d, p->field, p[1].field); break;
	case REST:
		if (left(d))
			rest(d, p->field);
		break;
	case TEXT:
	case END: break;
	}
}

static bool read_row(struct dis *d, const struct dns_message *m, unsigned type)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].type != type)
			continue;
		for (const struct part *p = rows[i].parts; p->how && left(d); p++)
			read_part(d, m, p);
		return true;
	}
	return false;
}

/* ---- Types whose parts depend on one another */

static void well_known_services(struct dis *d)
{
	ip4(d, WKS_ADDRESS);
	u8(d, WKS_PROTOCOL);
	while (left(d)) {
		unsigned bits = u8(d, 0);
		if (bits)
			also(d, WKS_BITS, 1, bits);
	}
}

/* RFC 4034 appendix B: of the key's record, len bytes from absolute pos. */
static unsigned key_tag(struct dis *d, uint32_t pos, uint32_t len)
{
	struct span s = span_at(d, pos, len);
	uint32_t sum = 0;
	for (uint32_t i = 0; i < s.len; i++)
		sum += i & 1 ? span_u8(s, i) : span_u8(s, i) << 8;
	return (sum + (sum >> 16)) & 0xffff;
}

/* RFC 2535 section 3.1 */
static void key(struct dis *d, uint32_t len)
{
	static const struct bit_field parts[] = {{0x8000, KEY_AUTHENTICATION}, {0x4000, KEY_CONFIDENTIALITY}, {0x2000, KEY_REQUIRED},
		{0x400, KEY_USER}, {0x200, KEY_ENTITY}, {0x80, KEY_IPSEC}, {0x40, KEY_MIME}, {0xf, KEY_SIGNATORY}, {0}};
	uint32_t start = d->pos;
	unsigned flags = u16(d, KEY_FLAGS);
	also_bits(d, 2, flags, parts);
	u8(d, KEY_PROTOCOL);
	u8(d, KEY_ALGORITHM);
	mark_uint(d, KEY_ID, d->pos, 0, key_tag(d, start, len));
	rest(d, KEY_PUBLIC);
}

/* RFC 4034 section 2 */
static void dns_key(struct dis *d, uint32_t len)
{
	static const struct bit_field parts[] = {{0x100, DNSKEY_ZONE}, {0x80, DNSKEY_REVOKED}, {1, DNSKEY_ENTRY}, {0xfe7e, DNSKEY_RESERVED}, {0}};
	uint32_t start = d->pos;
	unsigned flags = u16(d, DNSKEY_FLAGS);
	also_bits(d, 2, flags, parts);
	u8(d, DNSKEY_PROTOCOL);
	u8(d, DNSKEY_ALGORITHM);
	mark_uint(d, DNSKEY_ID, d->pos, 0, key_tag(d, start, len));
	rest(d, DNSKEY_PUBLIC);
}

/* RFC 4034 section 3; SIG of RFC 2535 is the same. */
static void record_signature(struct dis *d, const struct dns_message *m)
{
	u16(d, RRSIG_TYPE);
	u8(d, RRSIG_ALGORITHM);
	u8(d, RRSIG_LABELS);
	u32(d, RRSIG_TTL);
	uint32_t expiration = u32(d, 0);
	also(d, RRSIG_EXPIRATION, 4, (uint64_t)expiration * NS_PER_S);
	uint32_t inception = u32(d, 0);
	also(d, RRSIG_INCEPTION, 4, (uint64_t)inception * NS_PER_S);
	u16(d, RRSIG_KEY_TAG);
	if (dns_name(d, m, RRSIG_SIGNER) && left(d))
		rest(d, RRSIG_SIGNATURE);
}

/* RFC 4034 section 4.1.2: windows of 256 types each. Wireshark has them as types of records. */
static void type_bitmap(struct dis *d)
{
	while (left(d) >= 2) {
		unsigned window = u8(d, 0), n = u8(d, 0);
		for (unsigned i = 0; i < n && left(d); i++) {
			unsigned bits = u8(d, 0);
			for (unsigned bit = 0; bit < 8; bit++)
				if (bits & 0x80 >> bit)
					also(d, RESP_TYPE, 1, window << 8 | i * 8 | bit);
		}
	}
}

/* RFC 4648 section 7, without padding. */
static void mark_base32hex(struct dis *d, unsigned field, struct span s)
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuv";
	char out[255 * 8 / 5 + 1];
	uint32_t n = 0, held = 0, bits = 0;
	for (uint32_t i = 0; i < s.len && s.len <= 255; i++) {
		held = held << 8 | span_u8(s, i);
		for (bits += 8; bits >= 5; bits -= 5)
			out[n++] = digits[held >> (bits - 5) & 31];
	}
	if (bits)
		out[n++] = digits[held << (5 - bits) & 31];
	if (n)
		mark_made(d, field, s.pos, s.len, out, n);
}

/* RFC 5155 sections 3 and 4 */
static void nsec3(struct dis *d, bool parameters)
{
	u8(d, NSEC3_ALGORITHM);
	unsigned flags = u8(d, NSEC3_FLAGS);
	if (!parameters)
		also(d, NSEC3_OPT_OUT, 1, flags & 1);
	u16(d, NSEC3_ITERATIONS);
	text(d, NSEC3_SALT_LEN, NSEC3_SALT);
	if (parameters)
		return;
	unsigned n = u8(d, NSEC3_HASH_LEN);
	mark_base32hex(d, NSEC3_HASH, bytes(d, 0, n));
	type_bitmap(d);
}

/* RFC 3403 section 4.1 */
static void naptr(struct dis *d, const struct dns_message *m)
{
	u16(d, NAPTR_ORDER);
	u16(d, NAPTR_PREFERENCE);
	text(d, NAPTR_FLAGS_LEN, NAPTR_FLAGS);
	text(d, NAPTR_SERVICE_LEN, NAPTR_SERVICE);
	text(d, NAPTR_REGEX_LEN, NAPTR_REGEX);
	uint32_t at = d->pos, n = left(d);
	if (dns_name(d, m, NAPTR_REPLACEMENT) && d->pos - at <= n)
		mark_uint(d, NAPTR_REPLACEMENT_LEN, at, 0, d->pos - at > 2 ? d->pos - at - 2 : 0);
}

/* RFC 3123: bytes of an address as far as they are not zero. */
static void address_prefixes(struct dis *d)
{
	while (left(d)) {
		unsigned family = u16(d, APL_FAMILY);
		u8(d, APL_PREFIX);
		unsigned head = u8(d, 0), n = head & 0x7f;
		also(d, APL_NEGATION, 1, head >> 7);
		also(d, APL_LEN, 1, n);
		struct span s = bytes(d, 0, n);
		uint8_t a[16] = {0};
		for (unsigned i = 0; i < sizeof a; i++)
			a[i] = (uint8_t)span_u8(s, i);
		if (family == 1 && n <= 4)
			mark_uint(d, APL_IP4, s.pos, s.len, (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | (uint32_t)a[2] << 8 | a[3]);
		else if (family == 2 && n <= 16)
			mark_made(d, APL_IP6, s.pos, s.len, a, sizeof a);
	}
}

/* RFC 4025 */
static void ipsec_key(struct dis *d, const struct dns_message *m)
{
	u8(d, IPSECKEY_PRECEDENCE);
	unsigned type = u8(d, IPSECKEY_TYPE);
	u8(d, IPSECKEY_ALGORITHM);
	if (type == 1)
		ip4(d, IPSECKEY_IP4);
	else if (type == 2)
		ip6(d, IPSECKEY_IP6);
	else if (type == 3 && !dns_name(d, m, IPSECKEY_NAME))
		return;
	if (left(d))
		rest(d, IPSECKEY_PUBLIC);
}

/* RFC 8005 */
static void host_identity(struct dis *d, const struct dns_message *m)
{
	unsigned identity = u8(d, HIP_HIT_LEN);
	u8(d, HIP_ALGORITHM);
	unsigned public = u16(d, HIP_PK_LEN);
	bytes(d, HIP_HIT, identity);
	bytes(d, HIP_PK, public);
	while (left(d) && dns_name(d, m, HIP_SERVER))
		;
}

/* RFC 7477 */
static void synchronization(struct dis *d)
{
	u32(d, CSYNC_SERIAL);
	unsigned flags = u16(d, CSYNC_FLAGS);
	also(d, CSYNC_IMMEDIATE, 2, flags & 1);
	also(d, CSYNC_MINIMUM, 2, flags >> 1 & 1);
	if (left(d))
		mark_bytes(d, CSYNC_BITMAP, d->pos, left(d));
	type_bitmap(d);
}

/* RFC 9460 */
static void service_parameter(struct dis *d, unsigned key, uint32_t len)
{
	enum { MANDATORY = 0, ALPN = 1, NO_DEFAULT_ALPN = 2, PORT = 3, IPV4_HINT = 4, ECH = 5, IPV6_HINT = 6 };
	switch (key) {
	case MANDATORY:
		while (left(d))
			u16(d, SVCB_MANDATORY);
		break;
	case ALPN:
		while (left(d))
			text(d, SVCB_ALPN_LEN, SVCB_ALPN);
		break;
	case PORT: u16(d, SVCB_PORT); break;
	case IPV4_HINT:
		while (left(d))
			ip4(d, SVCB_IP4);
		break;
	case IPV6_HINT:
		while (left(d))
			ip6(d, SVCB_IP6);
		break;
	case NO_DEFAULT_ALPN: break;
	default:
		if (len)
			bytes(d, key == ECH ? SVCB_ECH : SVCB_VALUE, len);
	}
}

static void service_binding(struct dis *d, const struct dns_message *m)
{
	u16(d, SVCB_PRIORITY);
	if (!dns_name(d, m, SVCB_TARGET))
		return;
	while (left(d) >= 4) {
		group_begin(d, SVCB_PARAM);
		unsigned key = u16(d, SVCB_KEY), n = u16(d, SVCB_LEN);
		struct saved s = part_begin(d, n);
		service_parameter(d, key, n);
		part_end(d, &s);
		group_end(d);
	}
}

/* RFC 2930 */
static void transaction_key(struct dis *d, const struct dns_message *m)
{
	if (!dns_name(d, m, TKEY_ALGORITHM))
		return;
	uint32_t inception = u32(d, 0);
	also(d, TKEY_INCEPTION, 4, (uint64_t)inception * NS_PER_S);
	uint32_t expiration = u32(d, 0);
	also(d, TKEY_EXPIRATION, 4, (uint64_t)expiration * NS_PER_S);
	u16(d, TKEY_MODE);
	u16(d, TKEY_ERROR);
	unsigned size = u16(d, TKEY_KEY_LEN);
	bytes(d, size ? TKEY_KEY : 0, size);
	unsigned other = u16(d, TKEY_OTHER_LEN);
	bytes(d, other ? TKEY_OTHER : 0, other);
}

/* RFC 8659 */
static void certification_authority(struct dis *d)
{
	static const struct {
		const char *tag;
		unsigned field;
	} properties[] = {{"issue", CAA_ISSUE}, {"issuewild", CAA_ISSUEWILD}, {"iodef", CAA_IODEF}};
	unsigned flags = u8(d, CAA_FLAGS);
	also(d, CAA_CRITICAL, 1, flags >> 7);
	unsigned n = u8(d, CAA_TAG_LEN);
	struct span tag = bytes(d, CAA_TAG, n), value = rest(d, CAA_VALUE);
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (tag.len && tag.len == strlen(properties[i].tag) && !memcmp(tag.p, properties[i].tag, tag.len) && value.len)
			mark_bytes(d, properties[i].field, value.pos, value.len);
}

static void content(struct dis *d, const struct dns_message *m, unsigned type, uint32_t len)
{
	switch (type) {
	case 11: well_known_services(d); break;
	case 24:
	case 46: record_signature(d, m); break;
	case 25: key(d, len); break;
	case 35: naptr(d, m); break;
	case 42: address_prefixes(d); break;
	case 45: ipsec_key(d, m); break;
	case 47:
		if (dns_name(d, m, NSEC_NEXT))
			type_bitmap(d);
		break;
	case 48:
	case 60: dns_key(d, len); break;
	case 50:
	case 51: nsec3(d, type == 51); break;
	case 55: host_identity(d, m); break;
	case 59:   /* CDS: RFC 7344 */
	case 32769: /* DLV: RFC 4431 */ read_row(d, m, 43); break;
	case 62: synchronization(d); break;
	case 64:
	case 65: service_binding(d, m); break;
	case 99:
		while (left(d))
			text(d, SPF_LENGTH, SPF);
		break;
	case 249: transaction_key(d, m); break;
	case 257: certification_authority(d); break;
	default:
		if (!read_row(d, m, type) && left(d))
			rest(d, RDATA);
	}
}

void dns_record_fields(struct dis *d, const struct dns_message *m, unsigned type, uint32_t len)
{
	struct saved quiet = quiet_begin(d, true), part = part_begin(d, len);
	content(d, m, type, len);
	part_end(d, &part);
	quiet_end(d, &quiet);
}
