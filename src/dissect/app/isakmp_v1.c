/* The payloads of IKE version 1: RFC 2408 section 3 and RFC 2407 (the IPsec domain of interpretation).
 *
 *	SA:        | DOI 4 | situation 4 | proposals ...
 *	proposal:  | number 1 | protocol 1 | SPI size 1 | transforms 1 | SPI | transforms ...
 *	transform: | number 1 | id 1 | 2 | attributes ...
 */
#include "dissect/app/isakmp.h"

enum { DOI_IPSEC = 1, PROTOCOL_ISAKMP = 1, PROTOCOL_AH = 2, PROTOCOL_ESP = 3, PROTOCOL_IPCOMP = 4 };

static const struct token isakmp_transforms[] = {{1, "ike"}, {0, NULL}};
static const struct token ah_transforms[] = {{1, "(reserved)"}, {2, "md5"}, {3, "sha"}, {4, "1des"}, {5, "sha2-256"}, {6, "sha2-384"}, {7, "sha2-512"}, {0, NULL}};
static const struct token esp_transforms[] = {{1, "1des-iv64"}, {2, "1des"}, {3, "3des"}, {4, "rc5"}, {5, "idea"}, {6, "cast"},
	{7, "blowfish"}, {8, "3idea"}, {9, "1des-iv32"}, {10, "rc4"}, {11, "null"}, {12, "aes"}, {0, NULL}};
static const struct token ipcomp_transforms[] = {{1, "oui"}, {2, "deflate"}, {3, "lzs"}, {0, NULL}};

static const struct token lifetimes[] = {{1, "sec"}, {2, "kb"}, {0, NULL}};
static const struct token groups[] = {{1, "modp768"}, {2, "modp1024"}, {3, "EC2N 2^155"}, {4, "EC2N 2^185"}, {5, "modp1536"},
	{6, "iana-grp06"}, {7, "iana-grp07"}, {8, "iana-grp08"}, {9, "iana-grp09"}, {10, "iana-grp10"}, {11, "iana-grp11"},
	{12, "iana-grp12"}, {13, "iana-grp13"}, {14, "modp2048"}, {15, "modp3072"}, {16, "modp4096"}, {17, "modp6144"}, {0, NULL}};
static const struct token modes[] = {{1, "tunnel"}, {2, "transport"}, {0, NULL}};
static const struct token ipsec_auths[] = {{1, "hmac-md5"}, {2, "hmac-sha1"}, {3, "1des-mac"}, {4, "keyed"}, {0, NULL}};
static const struct token ciphers[] = {{1, "1des"}, {2, "idea"}, {3, "blowfish"}, {4, "rc5"}, {5, "3des"}, {6, "cast"}, {7, "aes"}, {0, NULL}};
static const struct token hashes[] = {{1, "md5"}, {2, "sha1"}, {3, "tiger"}, {4, "sha2-256"}, {5, "sha2-384"}, {6, "sha2-512"}, {0, NULL}};
static const struct token auths[] = {{1, "preshared"}, {2, "dss"}, {3, "rsa sig"}, {4, "rsa enc"}, {5, "rsa enc revised"}, {0, NULL}};
static const struct token group_types[] = {{1, "MODP"}, {2, "ECP"}, {3, "EC2N"}, {0, NULL}};

/* RFC 2407 section 4.5 and RFC 2409 appendix A. */
static const struct isakmp_attribute ipsec_attributes[] = {
	[1] = {"lifetype", lifetimes}, [2] = {"life", NULL}, [3] = {"group desc", groups}, [4] = {"enc mode", modes},
	[5] = {"auth", ipsec_auths}, [6] = {"keylen", NULL}, [7] = {"rounds", NULL}, [8] = {"dictsize", NULL}, [9] = {"privalg", NULL}};
static const struct isakmp_attribute oakley_attributes[] = {
	[1] = {"enc", ciphers}, [2] = {"hash", hashes}, [3] = {"auth", auths}, [4] = {"group desc", groups}, [5] = {"group type", group_types},
	[6] = {"group prime", NULL}, [7] = {"group gen1", NULL}, [8] = {"group gen2", NULL}, [9] = {"group curve A", NULL}, [10] = {"group curve B", NULL},
	[11] = {"lifetype", lifetimes}, [12] = {"lifeduration", NULL}, [13] = {"prf", NULL}, [14] = {"keylen", NULL}, [15] = {"field", NULL},
	[16] = {"order", NULL}};

static bool association(struct dis *d, struct isakmp_context *c)
{
	enum { IDENTITY = 1, SECRECY = 2, INTEGRITY = 4 };
	if (!have(d, 8))
		return isakmp_cut(d, PAYLOAD_SA);
	uint32_t doi = u32(d, SA_DOI), situation = u32(d, 0);
	if (d->tape)
		mark_bytes(d, SA_SITUATION, d->pos - 4, 4);
	if (doi != DOI_IPSEC) {
		say(d, " doi=%u situation=%u", doi, situation);
		return true;
	}
	say_s(d, " doi=ipsec situation=");
	say_s(d, situation & IDENTITY ? "identity" : "");
	if (situation & SECRECY)
		say(d, "%ssecrecy", situation & IDENTITY ? "+" : "");
	if (situation & INTEGRITY)
		say(d, "%sintegrity", situation & (IDENTITY | SECRECY) ? "+" : "");
	if (situation != IDENTITY) {
		if (!have(d, 4))
			return isakmp_cut(d, PAYLOAD_SA);
		u32(d, 0);
		say(d, " ident=%u", doi); /* the reference says the domain again */
	}
	if (!have(d, 4))
		return isakmp_cut(d, PAYLOAD_SA);
	struct isakmp_context inner = *c;
	inner.doi = doi;
	inner.depth++;
	return isakmp_payload_chain(d, PAYLOAD_PROPOSAL, inner);
}

/* n bytes as hex behind " spi="; false: they are missing, which was said. */
static bool spi_value(struct dis *d, unsigned type, uint32_t n)
{
	if (!n)
		return true;
	say_s(d, " spi=");
	if (!have(d, n))
		return isakmp_cut(d, type);
	say_hex(d, bytes(d, SPI_BYTES, n));
	return true;
}

static bool proposal(struct dis *d, struct isakmp_context *c)
{
	if (!have(d, 4))
		return isakmp_cut(d, PAYLOAD_PROPOSAL);
	unsigned number = u8(d, PROPOSAL_NUMBER), protocol = u8(d, PROPOSAL_PROTOCOL), spi = u8(d, SPI_SIZE), transforms = u8(d, PROPOSAL_TRANSFORMS);
	say(d, " #%u protoid=%s transform=%u", number, tok(d, isakmp_protocols, "#%u", protocol), transforms);
	if (!spi_value(d, PAYLOAD_PROPOSAL, spi))
		return false;
	if (!have(d, 4))
		return isakmp_cut(d, PAYLOAD_PROPOSAL);
	struct isakmp_context inner = *c;
	inner.protocol = protocol;
	inner.depth++;
	return isakmp_payload_chain(d, PAYLOAD_TRANSFORM, inner);
}

static bool transform(struct dis *d, const struct isakmp_context *c)
{
	static const struct token none[] = {{0, NULL}};
	const struct token *ids = c->protocol == PROTOCOL_ISAKMP ? isakmp_transforms : c->protocol == PROTOCOL_AH ? ah_transforms :
		c->protocol == PROTOCOL_ESP ? esp_transforms : c->protocol == PROTOCOL_IPCOMP ? ipcomp_transforms : none;
	if (!have(d, 4))
		return isakmp_cut(d, PAYLOAD_TRANSFORM);
	unsigned number = u8(d, TRANSFORM_NUMBER), id = u8(d, TRANSFORM_ID);
	u16(d, 0);
	if (ids == none)
		say(d, " #%u id=%u ", number, id);
	else
		say(d, " #%u id=%s ", number, tok(d, ids, "#%u", id));
	if (c->protocol == PROTOCOL_ISAKMP)
		isakmp_attributes(d, oakley_attributes, sizeof oakley_attributes / sizeof *oakley_attributes, c->end);
	else
		isakmp_attributes(d, ipsec_attributes, ids == none ? 0 : sizeof ipsec_attributes / sizeof *ipsec_attributes, c->end);
	return true;
}

static void address_pair(struct dis *d, uint32_t len, bool v6, char separator)
{
	uint32_t least = v6 ? 32 : 8;
	if (len < least) {
		say(d, " len=%u [bad: < %u]", len, least);
		return;
	}
	say(d, " len=%u ", len);
	if (v6) {
		const struct ip6 *a = ip6(d, 0);
		say_s(d, ip6_str(d, a));
		say_c(d, separator);
		if (separator == '/') {
			say_s(d, "0x");
			say_hex(d, bytes(d, 0, 16));
		} else {
			say_s(d, ip6_str(d, ip6(d, 0)));
		}
	} else {
		say_s(d, ip4_str(d, ip4(d, 0)));
		say_c(d, separator);
		say_s(d, ip4_str(d, ip4(d, 0)));
	}
}

/* RFC 2407 section 4.6.2. */
static bool identification(struct dis *d, uint32_t len)
{
	enum { IP4 = 1, FQDN, USER_FQDN, IP4_NET, IP6, IP6_NET, IP4_RANGE, IP6_RANGE };
	static const struct token types[] = {{1, "IPv4"}, {2, "FQDN"}, {3, "user FQDN"}, {4, "IPv4net"}, {5, "IPv6"}, {6, "IPv6net"},
		{7, "IPv4range"}, {8, "IPv6range"}, {9, "ASN1 DN"}, {10, "ASN1 GN"}, {11, "keyid"}, {0, NULL}};
	if (!have(d, 4))
		return isakmp_cut(d, PAYLOAD_ID);
	unsigned type = u8(d, ID_TYPE), protocol = u8(d, ID_PROTOCOL), port = u16(d, ID_PORT);
	if (len > 4 && have(d, len - 4))
		mark_bytes(d, ID_DATA, d->pos, len - 4);
	len = len < 4 ? 0 : len - 4;
	say(d, " idtype=%s protoid=%u port=%u", tok(d, types, "#%u", type), protocol, port);
	if (!len)
		return true;
	switch (type) {
	case IP4:
		if (len < 4)
			say(d, " len=%u [bad: < 4]", len);
		else
			say(d, " len=%u %s", len, ip4_str(d, ip4(d, 0)));
		break;
	case FQDN:
	case USER_FQDN:
		say(d, " len=%u ", len);
		say_text(d, bytes(d, 0, len));
		break;
	case IP4_NET:
		address_pair(d, len, false, '/');
		break;
	case IP6:
		if (len < 16)
			say(d, " len=%u [bad: < 16]", len);
		else
			say(d, " len=%u %s", len, ip6_str(d, ip6(d, 0)));
		break;
	case IP6_NET:
		address_pair(d, len, true, '/');
		break;
	case IP4_RANGE:
		address_pair(d, len, false, '-');
		break;
	case IP6_RANGE:
		address_pair(d, len, true, '-');
		break;
	default:
		say(d, " len=%u", len);
		isakmp_raw(d, 0, len);
	}
	return true;
}

static bool certificate(struct dis *d, unsigned payload, uint32_t len)
{
	static const struct token types[] = {{0, "none"}, {1, "pkcs7"}, {2, "pgp"}, {3, "dns"}, {4, "x509sign"}, {5, "x509ke"},
		{6, "kerberos"}, {7, "crl"}, {8, "arl"}, {9, "spki"}, {10, "x509attr"}, {0, NULL}};
	if (!have(d, 2))
		return isakmp_cut(d, payload);
	unsigned type = peek8(d, 0);
	say(d, " len=%u type=%s", len, tok(d, types, "#%u", type));
	if (len && have(d, len)) {
		mark_uint(d, CERT_ENCODING, d->pos, 1, type);
		mark_bytes(d, CERT_DATA, d->pos + 1, len - 1);
	}
	isakmp_raw(d, 0, len);
	return true;
}

/* RFC 2408 section 3.14.1; RFC 2407 section 4.6.3. */
static const struct token notifications[] = {{1, "INVALID-PAYLOAD-TYPE"}, {2, "DOI-NOT-SUPPORTED"}, {3, "SITUATION-NOT-SUPPORTED"},
	{4, "INVALID-COOKIE"}, {5, "INVALID-MAJOR-VERSION"}, {6, "INVALID-MINOR-VERSION"}, {7, "INVALID-EXCHANGE-TYPE"},
	{8, "INVALID-FLAGS"}, {9, "INVALID-MESSAGE-ID"}, {10, "INVALID-PROTOCOL-ID"}, {11, "INVALID-SPI"}, {12, "INVALID-TRANSFORM-ID"},
	{13, "ATTRIBUTES-NOT-SUPPORTED"}, {14, "NO-PROPOSAL-CHOSEN"}, {15, "BAD-PROPOSAL-SYNTAX"}, {16, "PAYLOAD-MALFORMED"},
	{17, "INVALID-KEY-INFORMATION"}, {18, "INVALID-ID-INFORMATION"}, {19, "INVALID-CERT-ENCODING"}, {20, "INVALID-CERTIFICATE"},
	{21, "CERT-TYPE-UNSUPPORTED"}, {22, "INVALID-CERT-AUTHORITY"}, {23, "INVALID-HASH-INFORMATION"}, {24, "AUTHENTICATION-FAILED"},
	{25, "INVALID-SIGNATURE"}, {26, "ADDRESS-NOTIFICATION"}, {27, "NOTIFY-SA-LIFETIME"}, {28, "CERTIFICATE-UNAVAILABLE"},
	{29, "UNSUPPORTED-EXCHANGE-TYPE"}, {30, "UNEQUAL-PAYLOAD-LENGTHS"}, {16384, "CONNECTED"}, {0, NULL}};
static const struct token ipsec_notifications[] = {{24576, "RESPONDER-LIFETIME"}, {24577, "REPLAY-STATUS"},
	{24578, "INITIAL-CONTACT"}, {0, NULL}};

/* A type without a name is counted from the start of its range: errors of private use, status, the DOI's status. */
static const char *notification_name(struct dis *d, unsigned type)
{
	static const struct token no_names[] = {{0, NULL}};
	enum { RESERVED = 8192, STATUS = 16384, DOI_STATUS = 24576, PRIVATE_STATUS = 32768 };
	const char *name = type >= DOI_STATUS ? word(ipsec_notifications, type) : word(notifications, type);
	unsigned first = type >= PRIVATE_STATUS ? 0 : type >= DOI_STATUS ? DOI_STATUS : type >= STATUS ? STATUS : type >= RESERVED ? RESERVED : 0;
	return name ? name : type == RESERVED ? "RESERVED" : tok(d, no_names, "#%u", type - first);
}

/* The data go on to the end of the packet, as the reference has them. */
static bool notification(struct dis *d, const struct isakmp_context *c)
{
	enum { RESPONDER_LIFETIME = 24576, REPLAY_STATUS = 24577 };
	if (!have(d, 8))
		return isakmp_cut(d, PAYLOAD_NOTIFY);
	uint32_t doi = u32(d, NOTIFY_DOI);
	unsigned protocol = u8(d, NOTIFY_PROTOCOL), spi = u8(d, SPI_SIZE), type = u16(d, NOTIFY_TYPE);
	if (doi != DOI_IPSEC) {
		say(d, " doi=%u proto=%u type=%s", doi, protocol, tok(d, notifications, "#%u", type));
		return spi_value(d, PAYLOAD_NOTIFY, spi);
	}
	say(d, " doi=ipsec proto=%s type=%s", tok(d, isakmp_protocols, "#%u", protocol), notification_name(d, type));
	if (!spi_value(d, PAYLOAD_NOTIFY, spi))
		return false;
	if (!left(d))
		return true;
	if (type == REPLAY_STATUS) {
		say_s(d, " status=(");
		say(d, "replay detection %sabled", u32(d, 0) ? "en" : "dis");
	} else if (type == RESPONDER_LIFETIME) {
		say_s(d, " attrs=(");
		isakmp_attributes(d, oakley_attributes, sizeof oakley_attributes / sizeof *oakley_attributes, c->end);
	} else {
		say_s(d, " data=(");
		isakmp_short_hex(d, 0, left(d));
	}
	say_c(d, ')');
	seek(d, c->end);
	return true;
}

static bool deletion(struct dis *d)
{
	if (!have(d, 8))
		return isakmp_cut(d, PAYLOAD_DELETE);
	uint32_t doi = u32(d, DELETE_DOI);
	unsigned protocol = u8(d, DELETE_PROTOCOL), size = u8(d, SPI_SIZE), count = u16(d, 0);
	if (doi == DOI_IPSEC)
		say(d, " doi=ipsec proto=%s", tok(d, isakmp_protocols, "#%u", protocol));
	else
		say(d, " doi=%u proto=%u", doi, protocol);
	say(d, " spilen=%u nspi=%u spi=", size, count);
	for (unsigned i = 0; i < count; i++) {
		if (i)
			say_c(d, ',');
		if (!have(d, size))
			return isakmp_cut(d, PAYLOAD_DELETE);
		say_hex(d, bytes(d, DELETE_SPI, size));
	}
	return true;
}

static void raw(struct dis *d, const char *label, unsigned field, uint32_t len)
{
	say(d, " %slen=%u", label, len);
	isakmp_raw(d, field, len);
}

/* With -vv what follows goes on to the end of the packet, as the reference has it. */
static void nonce(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	say(d, " n len=%u", len);
	isakmp_raw(d, ISAKMP_NONCE, len);
	seek(d, start);
	if (d->verbose == 2) {
		say_s(d, "  data=(");
		isakmp_short_hex(d, 0, left(d));
		say_c(d, ')');
	}
}

bool ikev1_payload(struct dis *d, unsigned type, uint32_t len, struct isakmp_context *c)
{
	bool whole = true;
	say(d, "%s:", word(isakmp_payloads, type));
	switch (type) {
	case PAYLOAD_SA: return association(d, c);
	case PAYLOAD_PROPOSAL: return proposal(d, c);
	case PAYLOAD_TRANSFORM: return transform(d, c);
	case PAYLOAD_NOTIFY: return notification(d, c);
	case PAYLOAD_DELETE: return deletion(d);
	case PAYLOAD_KE: raw(d, "key ", KEY_EXCHANGE, len); break;
	case PAYLOAD_ID: whole = identification(d, len); break;
	case PAYLOAD_CERT:
	case PAYLOAD_CR: whole = certificate(d, type, len); break;
	case PAYLOAD_HASH: raw(d, "", HASH_BYTES, len); break;
	case PAYLOAD_SIG: raw(d, "", SIGNATURE_BYTES, len); break;
	case PAYLOAD_NONCE: nonce(d, len); break;
	case PAYLOAD_VID: raw(d, "", VENDOR_ID_BYTES, len); break;
	}
	seek(d, c->end);
	return whole;
}
