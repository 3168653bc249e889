/* TCP options: RFC 9293 section 3.1, RFC 7323 (wscale, TS), RFC 2018 and 2883 (sack), RFC 2385 (MD5), RFC 5482 (uto),
 * RFC 5925 (AO), RFC 7413 and 6994 (fast open, experiments), RFC 8684 (MPTCP, in mptcp.c). */
#include "dissect/transport/tcp_options.h"

#include <openssl/evp.h>

#include "dissect/net/ip_protocols.h"
#include "dissect/transport/mptcp.h"
#include "dissect/transport/tcp_fields.h"

enum { DIGEST_LEN = 16 };

static const struct token names[] = {
	{EOL, "eol"},       {NOP, "nop"},        {MSS, "mss"},       {WSCALE, "wscale"},   {SACK_OK, "sackOK"},
	{SACK, "sack"},     {ECHO, "echo"},      {ECHO_REPLY, "echoreply"}, {TIMESTAMPS, "TS"}, {CC, "cc"},
	{CC_NEW, "ccnew"},  {CC_ECHO, ""},       {MD5, "md5"},       {SCPS, "scps"},       {UTO, "uto"},
	{AO, "tcp-ao"},     {MPTCP, "mptcp"},    {FAST_OPEN, "tfo"}, {EXPERIMENT, "exp"},
	{0, NULL},
};

enum outcome { GOOD, LIST_ENDS, BAD_OPTION, NOT_CAPTURED };

/* One option. Its kind tells how much is read of it, whatever its length says; the next begins behind what was read. */
struct option {
	uint32_t end;  /* of the header */
	uint32_t size; /* of the content, by the option's length */
	enum outcome outcome;
};

/* Has the header n bytes more, and were they captured? */
static bool room(struct dis *d, struct option *o, uint32_t n)
{
	if (d->pos > o->end || n > o->end - d->pos)
		o->outcome = BAD_OPTION;
	else if (!have(d, n))
		o->outcome = NOT_CAPTURED;
	return o->outcome == GOOD;
}

static void say_number(struct dis *d, struct option *o, unsigned field, unsigned n)
{
	if (room(d, o, n))
		say(d, " %u", (unsigned)dis_be(d, field, n));
}

static void window_scale(struct dis *d, struct option *o)
{
	enum { MOST = 14 }; /* RFC 7323 section 2.3 */
	if (!room(d, o, 1))
		return;
	unsigned shift = u8(d, WSCALE_SHIFT);
	also(d, WSCALE_MULTIPLIER, 1, 1u << (shift < MOST ? shift : MOST));
	say(d, " %u", shift);
}

static void timestamps(struct dis *d, struct option *o)
{
	if (!room(d, o, 8))
		return;
	uint32_t val = u32(d, TS_VALUE), ecr = u32(d, TS_REPLY);
	say_s(d, " val ");
	say_u(d, val);
	say_s(d, " ecr ");
	say_u(d, ecr);
}

/* RFC 2883 section 4: the first block tells of a duplicate where it is acknowledged already, or part of the second block. */
static void mark_duplicate_sack(struct dis *d, const struct tcp_segment *tcp, uint32_t from, uint32_t to)
{
	bool acked = (int32_t)(from - tcp->ack) < 0;
	bool in_second = have(d, 8) && (int32_t)(from - peek32(d, 0)) >= 0 && (int32_t)(to - peek32(d, 4)) <= 0;
	if (!acked && !in_second)
		return;
	mark_uint(d, DSACK_LEFT, d->pos - 8, 4, from - tcp->field_base);
	mark_uint(d, DSACK_RIGHT, d->pos - 4, 4, to - tcp->field_base);
}

static void sack(struct dis *d, struct option *o, const struct tcp_segment *tcp)
{
	mark_uint(d, SACK_COUNT, d->pos, 0, o->size / 8);
	if (o->size % 8) {
		say_s(d, " invalid sack");
		skip(d, o->size);
		return;
	}
	say(d, " %u ", o->size / 8);
	for (uint32_t i = 0; i < o->size / 8 && room(d, o, 8); i++) {
		uint32_t from = u32(d, 0), to = u32(d, 0);
		mark_uint(d, SACK_LEFT, d->pos - 8, 4, from - tcp->field_base);
		mark_uint(d, SACK_RIGHT, d->pos - 4, 4, to - tcp->field_base);
		if (!i && d->tape)
			mark_duplicate_sack(d, tcp, from, to);
		say(d, "{%u:%u}", from - tcp->sack_base, to - tcp->sack_base);
	}
}

static void fast_open_cookie(struct dis *d, uint32_t n)
{
	if (!n) {
		if (d->tape) {
			group_begin(d, FAST_OPEN_REQUEST);
			group_end(d);
		}
		say_s(d, " cookiereq");
	} else if (n % 2 || n < 4 || n > 16) {
		invalid(d);
		soft_bytes(d, FAST_OPEN_COOKIE, n);
	} else {
		say_s(d, " cookie ");
		say_hex(d, bytes(d, FAST_OPEN_COOKIE, n));
	}
}

static void experiment(struct dis *d, struct option *o)
{
	if (!room(d, o, o->size))
		return;
	if (o->size < 2) {
		o->outcome = BAD_OPTION;
		return;
	}
	unsigned id = peek16(d, 0);
	if (id == EXID_FAST_OPEN) {
		u16(d, EXPERIMENT_ID);
		say_s(d, "-tfo");
		fast_open_cookie(d, o->size - 2);
	} else {
		say(d, "-%04x", id);
		tcp_experiment_fields(d, o->size);
		skip(d, o->size);
	}
}

/* The reference takes the lowest bit of RFC 5482's field for the unit. */
static void user_timeout(struct dis *d, struct option *o)
{
	if (!room(d, o, 2))
		return;
	unsigned v = u16(d, 0);
	also(d, USER_TIMEOUT_UNIT, 2, v >> 15);
	also(d, USER_TIMEOUT, 2, v & 0x7fff);
	say(d, " 0x%x %u", v, (v >> 1) * (v & 1 ? 60 : 1));
}

static void hex(struct dis *d, struct option *o, uint32_t n)
{
	for (uint32_t i = 0; i < n && room(d, o, 1); i++)
		say(d, "%02x", u8(d, 0));
}

static void authentication(struct dis *d, struct option *o)
{
	if (o->size < 2) {
		invalid(d);
		skip(d, o->size);
		return;
	}
	if (room(d, o, 1))
		say(d, " keyid %u", u8(d, AO_KEY));
	if (!room(d, o, 1))
		return;
	say(d, " rnextkeyid %u", u8(d, AO_NEXT_KEY));
	if (o->size > 2) {
		if (have(d, o->size - 2))
			mark_bytes(d, AO_MAC, d->pos, o->size - 2);
		say_s(d, " mac 0x");
	}
	hex(d, o, o->size - 2);
}

static void capabilities(struct dis *d, struct option *o)
{
	if (!room(d, o, 2))
		return;
	unsigned bits = u8(d, SCPS_VECTOR);
	for (unsigned i = 0; i < 5; i++)
		also(d, SCPS_BETS + i, 1, bits >> (7 - i) & 1);
	also(d, SCPS_RESERVED, 1, bits & 7);
	unsigned id = u8(d, SCPS_CONNECTION);
	say(d, " cap %02x id %u", bits, id);
}

/* What the line has as bytes only. */
static void unknown(struct dis *d, unsigned kind, struct option *o)
{
	if (d->tape)
		tcp_option_fields(d, kind, o->size);
	if (o->size)
		say_s(d, " 0x");
	hex(d, o, o->size);
}

/* RFC 2385 section 2.0: MD5 over pseudo header, TCP header without options and with checksum 0, data, and the key. */
static bool signature_holds(struct dis *d, const struct tcp_segment *tcp, struct span digest)
{
	unsigned char want[16];
	unsigned size = 0;
	struct span head = span_at(d, tcp->start, 20), data = span_at(d, tcp->start + tcp->hlen, tcp->length - tcp->hlen);
	uint32_t n = d->net.version == 4 ? 4 : 16;
	unsigned char pseudo[4] = {0, 0, (unsigned char)(tcp->length >> 8), (unsigned char)tcp->length};
	unsigned char tail6[4] = {0, 0, 0, IP_PROTO_TCP}, zero_sum[2] = {0, 0};
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool done = md && EVP_DigestInit_ex(md, EVP_md5(), NULL) && EVP_DigestUpdate(md, d->net.src, n) &&
		EVP_DigestUpdate(md, d->net.dst, n);
	if (n == 4) {
		pseudo[1] = IP_PROTO_TCP;
		done = done && EVP_DigestUpdate(md, pseudo, 4);
	} else {
		done = done && EVP_DigestUpdate(md, pseudo, 4) && EVP_DigestUpdate(md, tail6, 4);
	}
	done = done && EVP_DigestUpdate(md, head.p, 16) && EVP_DigestUpdate(md, zero_sum, 2) &&
		EVP_DigestUpdate(md, head.p + 18, 2) && EVP_DigestUpdate(md, data.p, data.len) &&
		EVP_DigestUpdate(md, d->opt->md5_secret, strlen(d->opt->md5_secret)) &&
		EVP_DigestFinal_ex(md, want, &size);
	EVP_MD_CTX_free(md);
	return done && digest.len == sizeof want && !memcmp(want, digest.p, sizeof want);
}

static void signature(struct dis *d, const struct tcp_segment *tcp)
{
	struct span digest = bytes(d, MD5_DIGEST, DIGEST_LEN);
	bool whole = span_at(d, tcp->start, tcp->length).len == tcp->length && tcp->hlen <= tcp->length;
	if (!whole)
		say_s(d, " snaplen too short, can't check - ");
	else if (!d->opt->md5_secret)
		say_s(d, " shared secret not supplied with -M, can't check - ");
	else if (!d->net.version)
		say_s(d, " can't check - ");
	else if (signature_holds(d, tcp, digest)) {
		say_s(d, " valid");
		return;
	} else
		say_s(d, " invalid - ");
	say_hex(d, digest);
}

static void content(struct dis *d, unsigned kind, struct option *o, const struct tcp_segment *tcp)
{
	switch (kind) {
	case EOL:
	case NOP:
	case SACK_OK:
		break;
	case WSCALE:
		window_scale(d, o);
		break;
	case MSS:
		say_number(d, o, MSS_VALUE, 2);
		break;
	case ECHO:
	case ECHO_REPLY:
		say_number(d, o, ECHO_VALUE, 4);
		break;
	case CC:
	case CC_NEW:
	case CC_ECHO:
		say_number(d, o, CC_VALUE, 4);
		break;
	case SACK:
		sack(d, o, tcp);
		break;
	case TIMESTAMPS:
		timestamps(d, o);
		break;
	case MD5:
		if (room(d, o, DIGEST_LEN))
			signature(d, tcp);
		break;
	case SCPS:
		capabilities(d, o);
		break;
	case UTO:
		user_timeout(d, o);
		break;
	case AO:
		authentication(d, o);
		break;
	case MPTCP: {
		uint32_t start = d->pos;
		if (room(d, o, o->size) && !mptcp_option(d, o->size + 2, tcp->flags))
			o->outcome = BAD_OPTION;
		seek(d, start + o->size);
		break;
	}
	case FAST_OPEN:
		if (room(d, o, o->size)) {
			say_c(d, ' ');
			fast_open_cookie(d, o->size);
		}
		break;
	case EXPERIMENT:
		experiment(d, o);
		break;
	default:
		unknown(d, kind, o);
	}
}

static enum outcome option(struct dis *d, uint32_t end, const struct tcp_segment *tcp)
{
	uint32_t start = d->pos;
	unsigned kind = u8(d, OPTION_KIND), size = 1;
	bool bare = kind == EOL || kind == NOP;
	if (!bare)
		size = u8(d, OPTION_LEN);
	if (d->cut)
		return GOOD;
	if (!bare && (size < 2 || size > end - start))
		return BAD_OPTION;
	say_s(d, tok(d, names, "unknown-%u", kind));
	struct option o = {end, bare ? 0 : size - 2, GOOD};
	content(d, kind, &o, tcp);
	if (o.outcome == GOOD && d->pos - start != size)
		say(d, "[len %u]", size);
	return kind == EOL ? LIST_ENDS : o.outcome;
}

/* The reference closes the list of a bad option, or of one that was not captured, only behind others. */
bool tcp_options(struct dis *d, uint32_t len, const struct tcp_segment *tcp)
{
	uint32_t end = d->pos + len;
	say_s(d, ", options [");
	enum outcome o = GOOD;
	const char *sep = "";
	while (o == GOOD && !d->cut && d->pos < end) {
		say_s(d, sep);
		bool marked = d->tape;
		if (marked)
			group_begin(d, tcp_option_group(peek8(d, 0)));
		o = option(d, end, tcp);
		if (marked)
			group_end(d);
		if (o == GOOD)
			sep = ",";
	}
	if (o == LIST_ENDS && d->tape)
		tcp_padding_fields(d, end);
	switch (o) {
	case BAD_OPTION:
		say_s(d, *sep ? "[bad opt]]" : "[bad opt]");
		return false;
	case NOT_CAPTURED:
		say_cut(d);
		say_s(d, *sep ? ">" : "");
		cut_unmarked(d);
		return false;
	default:
		say_c(d, ']');
		return true;
	}
}
