/* The payloads of IKE version 2: RFC 7296 section 3.
 *
 *	proposal:  | number 1 | protocol 1 | SPI size 1 | transforms 1 | SPI | transforms ...
 *	transform: | type 1 | 1 | id 2 | attributes ...
 *	notify:    | protocol 1 | SPI size 1 | type 2 | SPI | data ...
 */
#include "dissect/app/isakmp.h"

#include "dissect/net/esp.h"

static const struct token transform_types[] = {{1, "encr"}, {2, "prf"}, {3, "integ"}, {4, "dh"}, {5, "esn"}, {0, NULL}};
static const struct token ciphers[] = {{1, "1des-iv64"}, {2, "1des"}, {3, "3des"}, {4, "rc5"}, {5, "idea"}, {6, "cast"},
	{7, "blowfish"}, {8, "3idea"}, {9, "1des-iv32"}, {10, "rc4"}, {11, "null"}, {12, "aes"}, {0, NULL}};
static const struct token prfs[] = {{1, "hmac-md5"}, {2, "hmac-sha"}, {3, "hmac-tiger"}, {4, "aes128_xcbc"}, {0, NULL}};
static const struct token integrities[] = {{1, "hmac-md5"}, {2, "hmac-sha"}, {3, "dec-mac"}, {4, "kpdk-md5"}, {5, "aes-xcbc"}, {0, NULL}};
static const struct token groups[] = {{1, "modp768"}, {2, "modp1024"}, {3, "EC2N 2^155"}, {4, "EC2N 2^185"}, {5, "modp1536"},
	{6, "iana-grp06"}, {7, "iana-grp07"}, {8, "iana-grp08"}, {9, "iana-grp09"}, {10, "iana-grp10"}, {11, "iana-grp11"},
	{12, "iana-grp12"}, {13, "iana-grp13"}, {14, "modp2048"}, {15, "modp3072"}, {16, "modp4096"}, {17, "modp6144"}, {18, "modp8192"},
	{0, NULL}};
static const struct token ke_groups[] = {{1, "modp768"}, {2, "modp1024"}, {3, "EC2N 2^155"}, {4, "EC2N 2^185"}, {5, "modp1536"},
	{14, "modp2048"}, {15, "modp3072"}, {16, "modp4096"}, {17, "modp6144"}, {18, "modp8192"}, {0, NULL}};
static const struct token sequences[] = {{0, "no-esn"}, {1, "esn"}, {0, NULL}};

static const struct isakmp_attribute attributes[] = {[14] = {"keylen", NULL}};

enum { CHAIN_WHOLE, CHAIN_CUT, CHAIN_STOP };

/* The proposals of an SA or the transforms of a proposal, from the cursor to `end`: only those of `type` are read, others named.
 * CHAIN_CUT: one goes past the end, the cursor is there. CHAIN_STOP: nothing can be read of the packet behind it. */
static int sub_chain(struct dis *d, unsigned type, unsigned around, uint32_t end, struct isakmp_context c);

static int proposal(struct dis *d, uint32_t len, struct isakmp_context *c)
{
	uint32_t end = d->pos + len; /* four bytes more than the payload has: the reference counts from behind the header */
	if (!have(d, 4)) {
		isakmp_cut(d, PAYLOAD_PROPOSAL);
		return CHAIN_STOP;
	}
	unsigned number = u8(d, PROPOSAL_NUMBER), protocol = u8(d, PROPOSAL_PROTOCOL), spi = u8(d, SPI_SIZE), transforms = u8(d, PROPOSAL_TRANSFORMS);
	say(d, " #%u protoid=%s transform=%u len=%u", number, tok(d, isakmp_protocols, "#%u", protocol), transforms, len);
	if (spi) {
		if (d->pos > end || spi > end - d->pos || !have(d, spi)) {
			isakmp_cut(d, PAYLOAD_PROPOSAL);
			seek(d, end);
			return CHAIN_WHOLE;
		}
		say_s(d, " spi=");
		say_hex(d, bytes(d, SPI_BYTES, spi));
	}
	struct isakmp_context inner = *c;
	inner.protocol = protocol;
	inner.depth++;
	return sub_chain(d, PAYLOAD_TRANSFORM, PAYLOAD_PROPOSAL, end, inner);
}

/* Transforms have no number of their own: they are counted. */
static int transform(struct dis *d, unsigned number, uint32_t end)
{
	enum { ENCRYPTION = 1 };
	static const struct token *const ids[] = {NULL, ciphers, prfs, integrities, groups, sequences};
	unsigned type = u8(d, TRANSFORM_TYPE);
	u8(d, 0);
	unsigned id = u16(d, 0);
	say(d, " #%u type=%s ", number, tok(d, transform_types, "#%u", type));
	if (type >= 1 && type <= 5)
		say(d, "id=%s ", tok(d, ids[type], "#%u", id));
	else
		say(d, "id=%u ", id);
	/* attributes are known of those whose types of transforms are */
	isakmp_attributes(d, attributes, type == ENCRYPTION ? sizeof attributes / sizeof *attributes : 0, end);
	return CHAIN_WHOLE;
}

static int sub_chain(struct dis *d, unsigned type, unsigned around, uint32_t end, struct isakmp_context c)
{
	enum { HEADER = 4 };
	unsigned wanted = type;
	for (unsigned number = 1; type && !d->cut; number++) {
		unsigned next = peek8(d, 0), critical = peek8(d, 1) & 0x80, len = peek16(d, 2);
		bool fits = d->pos <= end && end - d->pos >= HEADER && have(d, HEADER);
		if (fits && len <= HEADER) {
			isakmp_cut(d, around);
			return CHAIN_STOP;
		}
		if (!fits || len > end - d->pos || !have(d, len)) {
			isakmp_cut(d, around);
			seek(d, end);
			return CHAIN_CUT;
		}
		uint32_t behind = d->pos + len;
		isakmp_open(d, c.depth);
		say_s(d, tok(d, isakmp_payloads, "#%u", type));
		int result = CHAIN_WHOLE;
		if (type == wanted) {
			group_begin(d, PAYLOAD);
			mark_uint(d, PAYLOAD_TYPE, d->pos, len, type);
			u8(d, PAYLOAD_NEXT);
			u8(d, 0);
			u16(d, PAYLOAD_LENGTH);
			say_s(d, critical ? "[C]:" : ":");
			result = type == PAYLOAD_PROPOSAL ? proposal(d, len, &c) : transform(d, number, behind);
			group_end(d);
		} else {
			seek(d, behind);
		}
		if (result == CHAIN_STOP)
			return CHAIN_STOP;
		say_c(d, ')');
		type = next;
	}
	return CHAIN_WHOLE;
}

/* Behind an SA that is cut the chain goes on where the SA says that it ends. */
static bool association(struct dis *d, uint32_t len, struct isakmp_context *c)
{
	struct isakmp_context inner = *c;
	inner.depth++;
	say(d, " len=%u", len);
	return sub_chain(d, PAYLOAD_PROPOSAL, PAYLOAD_V2_SA, c->end, inner) != CHAIN_STOP;
}

static void key_exchange(struct dis *d, uint32_t len)
{
	if (len < 4) {
		say(d, " len=%u < 8", len + 4);
		return;
	}
	unsigned group = u16(d, KE_GROUP);
	u16(d, 0);
	say(d, " len=%u group=%s", len - 4, tok(d, ke_groups, "#%u", group));
	if (len > 4)
		isakmp_raw(d, KEY_EXCHANGE, len - 4);
}

/* Letters and digits as they are, the rest as points. */
static void printable(struct dis *d, struct span s)
{
	for (uint32_t i = 0; i < s.len; i++) {
		unsigned v = span_u8(s, i);
		say_c(d, v < 32 || v > 126 ? '.' : (char)v);
	}
}

static void identification(struct dis *d, uint32_t len)
{
	enum { FQDN = 2, RFC822 = 3 };
	static const struct token types[] = {{1, "ipv4:"}, {2, "fqdn:"}, {3, "rfc822:"}, {5, "ipv6:"}, {9, "dn:"}, {10, "gn:"}, {11, "keyid:"}, {0, NULL}};
	say(d, " len=%u", len);
	if (d->verbose > 2) {
		struct span all = soft_bytes(d, 0, len);
		seek(d, all.pos);
		say_c(d, ' ');
		say_hex(d, all);
	}
	if (len < 4) {
		if (d->verbose > 2)
			say_s(d, " [payload too short]");
		return;
	}
	unsigned type = u8(d, ID_TYPE);
	u24(d, 0);
	struct span value = bytes(d, ID_DATA, len - 4);
	const char *w = word(types, type);
	if (!w)
		return;
	say(d, " %s", w);
	if (type == FQDN || type == RFC822)
		printable(d, value);
	else
		say_hex(d, value);
}

static void authentication(struct dis *d, uint32_t len)
{
	static const struct token methods[] = {{0, "invalid"}, {1, "rsasig"}, {2, "shared-secret"}, {3, "dsssig"}, {0, NULL}};
	unsigned method = u8(d, AUTH_METHOD);
	u24(d, 0);
	say(d, " len=%u method=%s", len, tok(d, methods, "#%u", method));
	struct span data = bytes(d, AUTH_DATA, len > 4 ? len - 4 : 0);
	if (d->verbose > 1) {
		say_s(d, " authdata=(");
		say_hex(d, data);
		say_s(d, ") ");
	} else if (d->verbose && data.len) {
		say_c(d, ' ');
		struct span part = data;
		part.len = part.len < 16 ? part.len : 16;
		say_hex(d, part);
	}
}

static void nonce(struct dis *d, uint32_t len)
{
	say(d, " len=%u", len);
	struct span data = bytes(d, ISAKMP_NONCE, len);
	if (d->verbose > 1 && len) {
		say_s(d, " nonce=(");
		say_hex(d, data);
		say_s(d, ") ");
	} else if (d->verbose && len) {
		say_s(d, " nonce=(");
		struct span part = data;
		part.len = part.len < 16 ? part.len : 16;
		say_hex(d, part);
		if (data.len > part.len)
			say_s(d, "...");
		say_s(d, ") ");
	}
}

static const struct token notifications[] = {{1, "unsupported_critical_payload"}, {4, "invalid_ike_spi"}, {5, "invalid_major_version"},
	{7, "invalid_syntax"}, {9, "invalid_message_id"}, {11, "invalid_spi"}, {14, "no_protocol_chosen"}, {17, "invalid_ke_payload"},
	{24, "authentication_failed"}, {34, "single_pair_required"}, {35, "no_additional_sas"}, {36, "internal_address_failure"},
	{37, "failed:cp_required"}, {39, "invalid_selectors"}, {16384, "initial_contact"}, {16385, "set_window_size"},
	{16386, "additional_ts_possible"}, {16387, "ipcomp_supported"}, {16388, "nat_detection_source_ip"},
	{16389, "nat_detection_destination_ip"}, {16390, "cookie"}, {16391, "use_transport_mode"}, {16392, "http_cert_lookup_supported"},
	{16393, "rekey_sa"}, {16394, "tfc_padding_not_supported"}, {16395, "non_first_fragment_also"}, {0, NULL}};

/* Those of the IKE SA itself: an SPI has no sense there. */
static bool of_no_association(unsigned type)
{
	enum { UNKNOWN_CRITICAL = 1, MAJOR_VERSION = 5, NO_MORE_SAS = 35, CP_REQUIRED = 37, INITIAL_CONTACT = 16384, IPCOMP = 16387,
		TRANSPORT_MODE = 16391, CERT_LOOKUP = 16392, NO_PADDING = 16394, FRAGMENTS = 16395 };
	return type == UNKNOWN_CRITICAL || type == MAJOR_VERSION || (type >= NO_MORE_SAS && type <= CP_REQUIRED) ||
		(type >= INITIAL_CONTACT && type <= IPCOMP) || type == TRANSPORT_MODE || type == CERT_LOOKUP || type == NO_PADDING || type == FRAGMENTS;
}

/* The reference calls the payload by its short name here. */
static bool notify_cut(struct dis *d)
{
	say_s(d, " [|n]");
	return false;
}

static bool notification(struct dis *d, const struct isakmp_context *c)
{
	enum { FIRST_PRIVATE_ERROR = 8192, FIRST_STATUS = 16384, COOKIE = 16390, FIRST_PRIVATE_STATUS = 40960 };
	unsigned protocol = u8(d, NOTIFY_PROTOCOL), spi = u8(d, SPI_SIZE), type = u16(d, NOTIFY_TYPE);
	const char *w = word(notifications, type);
	say(d, " prot_id=%s", tok(d, isakmp_protocols, "#%u", protocol));
	say(d, " type=%u(%s)", type, w ? w : type < FIRST_PRIVATE_ERROR ? "error" : type < FIRST_STATUS ? "private-error" :
		type < FIRST_PRIVATE_STATUS ? "status" : "private-status");
	if (spi) {
		struct saved s = quiet_begin(d, of_no_association(type));
		say_s(d, " spi=");
		if (!have(d, spi))
			return notify_cut(d);
		say_hex(d, bytes(d, SPI_BYTES, spi));
		quiet_end(d, &s);
	}
	if ((type == COOKIE || d->verbose > 3) && d->pos < c->end) {
		say_s(d, " data=(");
		if (type == COOKIE)
			say_hex(d, bytes(d, 0, c->end - d->pos));
		else
			isakmp_short_hex(d, 0, c->end - d->pos);
		say_c(d, ')');
	}
	return true;
}

static void vendor(struct dis *d, uint32_t len)
{
	enum { SHOWN = 14 };
	struct span s = bytes(d, VENDOR_ID_BYTES, len);
	bool shortened = d->verbose < 2 && s.len > SHOWN;
	say(d, " len=%u vid=", len);
	s.len = shortened ? SHOWN : s.len;
	printable(d, s);
	if (shortened)
		say_s(d, "...");
	if (d->verbose > 2) {
		say_c(d, ' ');
		say_hex(d, s);
	}
}

static void raw(struct dis *d, unsigned field, uint32_t len)
{
	say(d, " len=%u", len);
	isakmp_raw(d, field, len);
}

/* The payloads inside, where -E tells the keys. */
static void encrypted(struct dis *d, uint32_t len, const struct isakmp_context *c)
{
	struct saved s;
	struct isakmp_context inner = *c;
	struct span cipher = span_at(d, d->pos, len);
	raw(d, ENCRYPTED_BYTES, len);
	if (d->cut || !d->opt->esp_secrets || !esp_decrypt_ikev2(d, c->initiator, c->spis, cipher, &s))
		return;
	inner.depth += 2;
	isakmp_payload_chain(d, c->next, inner);
	buffer_end(d, &s);
}

bool ikev2_payload(struct dis *d, unsigned type, bool critical, uint32_t len, struct isakmp_context *c)
{
	bool fixed = type == PAYLOAD_V2_KE || type == PAYLOAD_V2_IDI || type == PAYLOAD_V2_IDR || type == PAYLOAD_V2_AUTH ||
		type == PAYLOAD_V2_NOTIFY;
	if (fixed && !have(d, 4))
		return type == PAYLOAD_V2_NOTIFY ? notify_cut(d) : isakmp_cut(d, type);
	static const struct token names[] = {{PAYLOAD_V2_SA, "sa"}, {PAYLOAD_V2_NONCE, "nonce"}, {PAYLOAD_V2_NOTIFY, "n"}, {0, NULL}};
	const char *name = word(names, type);
	bool whole = true;
	say(d, "%s%s:", name ? name : word(isakmp_payloads, type), critical ? "[C]" : "");
	switch (type) {
	case PAYLOAD_V2_SA: return association(d, len, c);
	case PAYLOAD_V2_KE: key_exchange(d, len); break;
	case PAYLOAD_V2_IDI:
	case PAYLOAD_V2_IDR: identification(d, len); break;
	case PAYLOAD_V2_AUTH: authentication(d, len); break;
	case PAYLOAD_V2_NONCE: nonce(d, len); break;
	case PAYLOAD_V2_NOTIFY: whole = notification(d, c); break;
	case PAYLOAD_V2_VID: vendor(d, len); break;
	case PAYLOAD_V2_ENCRYPTED: encrypted(d, len, c); break;
	default: raw(d, 0, len);
	}
	seek(d, c->end);
	return whole;
}
