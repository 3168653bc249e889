/* Internet Security Association and Key Management Protocol: the header and the chain of payloads (RFC 2408 section 3), which
 * IKEv1 (RFC 2409, isakmp_v1.c) and IKEv2 (RFC 7296, isakmp_v2.c) share.
 *
 *	| initiator's cookie 8 | responder's cookie 8 | next payload 1 | version 1 | exchange 1 | flags 1 | message id 4 | length 4 |
 *	payload: | next 1 | critical 1b, 7b | length 2 | ...
 */
#include "dissect/app/isakmp.h"

#include <stdlib.h>

#include "core/table.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { HEADER = 28, PAYLOAD_HEADER = 4, COOKIES_MAX = 65536, NESTING_MAX = 24 };
enum { FLAG_ENCRYPTED = 1, FLAG_COMMIT = 2, FLAG_INITIATOR = 8, FLAG_VERSION = 16, FLAG_RESPONSE = 32 };

static const struct token exchanges[] = {{0, "none"}, {1, "base"}, {2, "ident"}, {3, "auth"}, {4, "agg"}, {5, "inf"},
	{32, "oakley-quick"}, {33, "oakley-newgroup"}, {34, "ikev2_init"}, {35, "ikev2_auth"}, {36, "child_sa"}, {37, "inf2"}, {0, NULL}};
const struct token isakmp_payloads[] = {{0, "none"}, {1, "sa"}, {2, "p"}, {3, "t"}, {4, "ke"}, {5, "id"}, {6, "cert"}, {7, "cr"},
	{8, "hash"}, {9, "sig"}, {10, "nonce"}, {11, "n"}, {12, "d"}, {13, "vid"}, {14, "pay14"}, {15, "pay15"}, {16, "pay16"},
	{17, "pay17"}, {18, "pay18"}, {19, "pay19"}, {20, "pay20"}, {21, "pay21"}, {22, "pay22"}, {23, "pay23"}, {24, "pay24"},
	{25, "pay25"}, {26, "pay26"}, {27, "pay27"}, {28, "pay28"}, {29, "pay29"}, {30, "pay30"}, {31, "pay31"}, {32, "pay32"},
	{33, "v2sa"}, {34, "v2ke"}, {35, "v2IDi"}, {36, "v2IDr"}, {37, "v2cert"}, {38, "v2cr"}, {39, "v2auth"}, {40, "v2nonce"},
	{41, "v2n"}, {42, "v2d"}, {43, "v2vid"}, {44, "v2TSi"}, {45, "v2TSr"}, {46, "v2e"}, {47, "v2cp"}, {48, "v2eap"}, {0, NULL}};
const struct token isakmp_protocols[] = {{1, "isakmp"}, {2, "ipsec-ah"}, {3, "ipsec-esp"}, {4, "ipcomp"}, {0, NULL}};

static const struct field fields[ISAKMP_FIELDS] = {
	[ISAKMP] = {"isakmp", "Internet Security Association and Key Management Protocol"},
	[ISPI] = {"isakmp.ispi", "Initiator SPI", F_BYTES},
	[RSPI] = {"isakmp.rspi", "Responder SPI", F_BYTES},
	[NEXT_PAYLOAD] = {"isakmp.nextpayload", "Next payload", F_U8, DEC, isakmp_payloads},
	[ISAKMP_VERSION] = {"isakmp.version", "Version", F_U8, HEX},
	[EXCHANGE] = {"isakmp.exchangetype", "Exchange type", F_U8, DEC, exchanges},
	[ISAKMP_FLAGS] = {"isakmp.flags", "Flags", F_U8, HEX},
	[MESSAGE_ID] = {"isakmp.messageid", "Message ID", F_U32, HEX},
	[ISAKMP_LENGTH] = {"isakmp.length", "Length", F_U32},
	[PAYLOAD] = {"isakmp.payload", "Payload"},
	[PAYLOAD_TYPE] = {"isakmp.typepayload", "Type Payload", F_U8, DEC, isakmp_payloads},
	[PAYLOAD_NEXT] = {"isakmp.nextpayload", "Next payload", F_U8, DEC, isakmp_payloads},
	[PAYLOAD_LENGTH] = {"isakmp.payloadlength", "Payload length", F_U16},
	[PROPOSAL_NUMBER] = {"isakmp.prop.number", "Proposal number", F_U8},
	[PROPOSAL_PROTOCOL] = {"isakmp.prop.protoid", "Protocol ID", F_U8, DEC, isakmp_protocols},
	[TRANSFORM_NUMBER] = {"isakmp.trans.number", "Transform number", F_U8},
	[KEY_EXCHANGE] = {"isakmp.key_exchange.data", "Key Exchange Data", F_BYTES},
	[ISAKMP_NONCE] = {"isakmp.nonce", "Nonce DATA", F_BYTES},
	[VENDOR_ID_BYTES] = {"isakmp.vid_bytes", "Vendor ID", F_BYTES},
	[HASH_BYTES] = {"isakmp.hash", "Hash DATA", F_BYTES},
	[SIGNATURE_BYTES] = {"isakmp.sig", "Signature DATA", F_BYTES},
	[NOTIFY_TYPE] = {"isakmp.notify.msgtype", "Notify Message Type", F_U16},
	[ID_TYPE] = {"isakmp.id.type", "ID type", F_U8},
	[KE_GROUP] = {"isakmp.key_exchange.dh_group", "DH Group #", F_U16},
	[FLAG_BIT_E] = {"isakmp.flag_e", "Encryption", F_BOOL},
	[FLAG_BIT_C] = {"isakmp.flag_c", "Commit", F_BOOL},
	[FLAG_BIT_A] = {"isakmp.flag_a", "Authentication", F_BOOL},
	[FLAG_BIT_I] = {"isakmp.flag_i", "Initiator", F_BOOL},
	[FLAG_BIT_V] = {"isakmp.flag_v", "Version", F_BOOL},
	[FLAG_BIT_R] = {"isakmp.flag_r", "Response", F_BOOL},
	[MAJOR] = {"isakmp.mjver", "MjVer", F_U8, HEX},
	[MINOR] = {"isakmp.mnver", "MnVer", F_U8, HEX},
	[CRITICAL] = {"isakmp.criticalpayload", "Critical Bit", F_BOOL},
	[SA_DOI] = {"isakmp.sa.doi", "Domain of interpretation", F_U32},
	[SA_SITUATION] = {"isakmp.sa.situation", "Situation", F_BYTES},
	[SPI_SIZE] = {"isakmp.spisize", "SPI Size", F_U8},
	[SPI_BYTES] = {"isakmp.spi", "SPI", F_BYTES},
	[PROPOSAL_TRANSFORMS] = {"isakmp.prop.transforms", "Proposal transforms", F_U8},
	[TRANSFORM_ID] = {"isakmp.trans.id", "Transform ID", F_U8},
	[TRANSFORM_TYPE] = {"isakmp.tf.type", "Transform Type", F_U8},
	[CERT_ENCODING] = {"isakmp.cert.encoding", "Certificate Encoding", F_U8},
	[CERT_DATA] = {"isakmp.cert.data", "Certificate Data", F_BYTES},
	[ID_PROTOCOL] = {"isakmp.id.protoid", "Protocol ID", F_U8},
	[ID_PORT] = {"isakmp.id.port", "Port", F_U16},
	[ID_DATA] = {"isakmp.id.data", "Identification Data", F_BYTES},
	[NOTIFY_DOI] = {"isakmp.notify.doi", "Domain of interpretation", F_U32},
	[NOTIFY_PROTOCOL] = {"isakmp.notify.protoid", "Protocol ID", F_U8},
	[DELETE_DOI] = {"isakmp.delete.doi", "Delete DOI", F_U32},
	[DELETE_PROTOCOL] = {"isakmp.delete.protoid", "Delete Protocol ID", F_U8},
	[DELETE_SPI] = {"isakmp.delete.spi", "Delete SPI", F_BYTES},
	[AUTH_METHOD] = {"isakmp.auth.method", "Authentication Method", F_U8},
	[AUTH_DATA] = {"isakmp.auth.data", "Authentication Data", F_BYTES},
	[ENCRYPTED_BYTES] = {"isakmp.enc.data", "Encrypted data", F_BYTES},
};

/* ---- Who began: the sender of the packet that has no responder's cookie yet */

struct peers {
	struct table by_cookie; /* initiator's cookie -> its address */
};

struct initiator {
	uint8_t version, address[16];
};

static void release(void *state)
{
	struct peers *p = state;
	table_free(&p->by_cookie);
	free(p);
}

static const char *direction(struct dis *d, struct span cookie, bool first)
{
	static const uint8_t zeros[8];
	struct peers *p = proto_state(d, &proto_isakmp, sizeof *p, release);
	uint8_t key[8];
	bool fresh = false;
	if (!p || cookie.len < sizeof key || !d->net.src || !d->net.dst)
		return "?";
	for (unsigned i = 0; i < sizeof key; i++)
		key[i] = (uint8_t)span_u8(cookie, i);
	if (!p->by_cookie.key)
		table_init(&p->by_cookie, sizeof key, sizeof(struct initiator), COOKIES_MAX);
	unsigned size = d->net.version == 6 ? 16 : 4;
	struct initiator *known = first && memcmp(key, zeros, sizeof key) ? table_add(&p->by_cookie, key, &fresh) :
		table_find(&p->by_cookie, key);
	if (fresh && known) {
		known->version = d->net.version;
		memcpy(known->address, d->net.src, size);
	}
	if (!known || known->version != d->net.version)
		return "?";
	return !memcmp(known->address, d->net.src, size) ? "I" : !memcmp(known->address, d->net.dst, size) ? "R" : "?";
}

/* ---- Shared pieces of payloads */

void isakmp_raw(struct dis *d, unsigned field, uint32_t n)
{
	struct span s = bytes(d, field, n);
	if (d->verbose > 2) {
		say_c(d, ' ');
		say_hex(d, s);
	}
}

void isakmp_short_hex(struct dis *d, unsigned field, uint32_t n)
{
	enum { HEAD = 10, TAIL = 20 };
	struct span s = bytes(d, field, n), part = s;
	if (d->verbose > 3) {
		say_hex(d, s);
		return;
	}
	part.len = s.len < HEAD ? s.len : HEAD;
	say_hex(d, part);
	say_s(d, "...");
	uint32_t tail = s.len - part.len < TAIL ? s.len - part.len : TAIL;
	say_hex(d, (struct span){s.p + s.len - tail, tail, s.pos + s.len - tail});
}

/* A value of two bytes in the attribute itself, or behind it. False: it goes past the end. */
static bool attribute(struct dis *d, const struct isakmp_attribute *known, size_t count, uint32_t end)
{
	bool shorter = peek8(d, 0) & 0x80;
	uint32_t total = 4;
	if (!shorter) {
		if (!need(d, 4))
			return false;
		total += peek16(d, 2);
	}
	if (d->pos > end || total > end - d->pos) {
		say_s(d, "[|attr]");
		seek(d, end + 1);
		return false;
	}
	unsigned type = u16(d, 0) & 0x7fff, v = u16(d, 0);
	const struct isakmp_attribute *a = type < count && known[type].name ? &known[type] : NULL;
	if (a)
		say(d, "(type=%s ", a->name);
	else
		say(d, "(type=#%u ", type);
	if (shorter) {
		const char *w = a && a->values ? word(a->values, v) : NULL;
		say_s(d, "value=");
		if (w)
			say_s(d, w);
		else
			say(d, "%04x", v);
	} else {
		say(d, "len=%u value=", v);
		say_hex(d, bytes(d, 0, v));
	}
	say_c(d, ')');
	return true;
}

void isakmp_attributes(struct dis *d, const struct isakmp_attribute *known, size_t count, uint32_t end)
{
	while (d->pos < end && !d->cut && attribute(d, known, count, end)) {
	}
}

bool isakmp_cut(struct dis *d, unsigned type)
{
	say(d, " [|%s]", tok(d, isakmp_payloads, "#%u", type));
	return false;
}

void isakmp_open(struct dis *d, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		say_s(d, i ? "    " : "\n    ");
	say_c(d, '(');
}

/* Types are told apart by their number alone: those of the other version are read as well. */
static bool payload(struct dis *d, unsigned type, struct isakmp_context *c)
{
	uint32_t start = d->pos, len = peek16(d, 2);
	bool critical = peek8(d, 1) & 0x80;
	if (len <= PAYLOAD_HEADER)
		return false;
	c->end = start + len;
	c->next = peek8(d, 0);
	mark_uint(d, PAYLOAD_TYPE, start, len, type);
	u8(d, PAYLOAD_NEXT);
	u8(d, 0);
	also(d, CRITICAL, 1, critical);
	u16(d, PAYLOAD_LENGTH);
	if (type <= PAYLOAD_VID)
		return ikev1_payload(d, type, len - PAYLOAD_HEADER, c);
	if (type >= PAYLOAD_V2_SA && type <= PAYLOAD_V2_EAP && (type != PAYLOAD_V2_ENCRYPTED || c->version == 2))
		return ikev2_payload(d, type, critical, len - PAYLOAD_HEADER, c);
	say_s(d, tok(d, isakmp_payloads, "#%u", type));
	seek(d, c->end);
	return true;
}

bool isakmp_payload_chain(struct dis *d, unsigned type, struct isakmp_context c)
{
	if (c.depth > NESTING_MAX)
		return isakmp_cut(d, type);
	while (type && !d->cut) {
		unsigned next = peek8(d, 0);
		if (!have(d, PAYLOAD_HEADER) || !have(d, peek16(d, 2)))
			return isakmp_cut(d, type);
		isakmp_open(d, c.depth);
		group_begin(d, PAYLOAD);
		struct isakmp_context inner = c;
		bool whole = payload(d, type, &inner);
		group_end(d);
		say_c(d, ')');
		if (!whole)
			return false;
		/* what follows an encrypted payload's type is inside it */
		type = type == PAYLOAD_V2_ENCRYPTED && c.version == 2 ? PAYLOAD_NONE : next;
	}
	return !d->cut;
}

/* ---- The header */

static void say_payloads(struct dis *d, unsigned np, unsigned flags, struct isakmp_context c)
{
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	if (flags & FLAG_ENCRYPTED) {
		say(d, ": [encrypted %s]", tok(d, isakmp_payloads, "#%u", np));
	} else {
		say_c(d, ':');
		isakmp_payload_chain(d, np, c);
	}
	quiet_end(d, &s);
}

static void version_1(struct dis *d, unsigned np, unsigned exchange, unsigned flags, uint32_t msgid, const char *who)
{
	say(d, "phase %s %s %s", msgid ? "2/others" : "1", who, tok(d, exchanges, "#%u", exchange));
	if (flags)
		say(d, "[%s%s]", flags & FLAG_ENCRYPTED ? "E" : "", flags & FLAG_COMMIT ? "C" : "");
	say_payloads(d, np, flags, (struct isakmp_context){.version = 1, .depth = 1});
}

static void version_2(struct dis *d, unsigned np, unsigned exchange, unsigned flags, uint32_t msgid, struct span spis)
{
	struct isakmp_context c = {.version = 2, .depth = 1, .initiator = flags & FLAG_INITIATOR};
	for (unsigned i = 0; i < sizeof c.spis; i++)
		c.spis[i] = (uint8_t)span_u8(spis, i);
	say(d, "%s %s", msgid ? "child_sa " : "parent_sa", tok(d, exchanges, "#%u", exchange));
	if (flags)
		say(d, "[%s%s%s]", flags & FLAG_INITIATOR ? "I" : "", flags & FLAG_VERSION ? "V" : "", flags & FLAG_RESPONSE ? "R" : "");
	say_payloads(d, np, flags, c);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (!need(d, HEADER))
		return;
	struct span initiator = bytes(d, ISPI, 8), responder = bytes(d, RSPI, 8);
	unsigned np = u8(d, NEXT_PAYLOAD), version = u8(d, ISAKMP_VERSION);
	also(d, MAJOR, 1, version >> 4);
	also(d, MINOR, 1, version & 15);
	unsigned exchange = u8(d, EXCHANGE), flags = u8(d, ISAKMP_FLAGS);
	if (version >> 4 == 1) {
		also(d, FLAG_BIT_E, 1, flags & 1);
		also(d, FLAG_BIT_C, 1, flags >> 1 & 1);
		also(d, FLAG_BIT_A, 1, flags >> 2 & 1);
	} else if (version >> 4 == 2) {
		also(d, FLAG_BIT_I, 1, flags >> 3 & 1);
		also(d, FLAG_BIT_V, 1, flags >> 4 & 1);
		also(d, FLAG_BIT_R, 1, flags >> 5 & 1);
	}
	uint32_t msgid = u32(d, MESSAGE_ID), size = u32(d, ISAKMP_LENGTH);
	bool first = true;
	for (unsigned i = 0; i < 8; i++)
		first &= span_u8(responder, i) == 0;
	say_s(d, "isakmp");
	if (d->verbose) {
		say(d, " %u.%u msgid %08x", version >> 4, version & 15, msgid);
		if (d->verbose > 1) {
			say_s(d, " cookie ");
			say_hex(d, initiator);
			say_s(d, "->");
			say_hex(d, responder);
		}
	}
	say_c(d, ':');
	if (version >> 4 != 1 && version >> 4 != 2)
		return;
	say_c(d, ' ');
	if (version >> 4 == 1)
		version_1(d, np, exchange, flags, msgid, direction(d, initiator, first));
	else
		version_2(d, np, exchange, flags, msgid, span_at(d, initiator.pos, 16));
	if (d->verbose && size != length)
		say(d, " (len mismatch: isakmp %u/ip %u)", size, length);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_ISAKMP, 500, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_ISAKMP, 7500, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_ISAKMP, 8500, 0},
	{0},
};

const struct proto proto_isakmp = {
	.name = "isakmp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
