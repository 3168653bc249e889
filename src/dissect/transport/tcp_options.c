/* TCP options: RFC 9293 section 3.1, RFC 7323 (wscale, TS), RFC 2018 and 2883 (sack), RFC 2385 (MD5), RFC 5482 (uto),
 * RFC 5925 (AO), RFC 7413 and 6994 (fast open, experiments), RFC 8684 (MPTCP, in mptcp.c). */
#include "dissect/transport/tcp_options.h"

#include <openssl/evp.h>

#include "dissect/net/ip_protocols.h"
#include "dissect/transport/mptcp.h"

enum {
	EOL = 0, NOP = 1, MSS = 2, WSCALE = 3, SACK_OK = 4, SACK = 5, ECHO = 6, ECHO_REPLY = 7, TIMESTAMPS = 8,
	CC = 11, CC_NEW = 12, CC_ECHO = 13, SCPS = 20, MD5 = 19, UTO = 28, AO = 29, MPTCP = 30, FAST_OPEN = 34,
	EXPERIMENT_1 = 253, EXPERIMENT_2 = 254,
};

enum { EXID_FAST_OPEN = 0xf989 };

static const struct token names[] = {
	{EOL, "eol"},       {NOP, "nop"},        {MSS, "mss"},       {WSCALE, "wscale"},   {SACK_OK, "sackOK"},
	{SACK, "sack"},     {ECHO, "echo"},      {ECHO_REPLY, "echoreply"}, {TIMESTAMPS, "TS"}, {CC, "cc"},
	{CC_NEW, "ccnew"},  {CC_ECHO, "ccecho"}, {MD5, "md5"},       {SCPS, "scps"},       {UTO, "uto"},
	{AO, "tcp-ao"},     {MPTCP, "mptcp"},    {FAST_OPEN, "tfo"}, {EXPERIMENT_1, "exp"}, {EXPERIMENT_2, "exp"},
	{0, NULL},
};

/* The option's content: n bytes that the option says to have and the header has room for. True: as it should be. */
static bool numbers(struct dis *d, uint32_t n, uint32_t want)
{
	return n == want && need(d, want);
}

static void sack(struct dis *d, uint32_t n, uint32_t base)
{
	say(d, " %u ", n / 8);
	for (uint32_t i = 0; i < n / 8 && !d->cut; i++) {
		uint32_t from = u32(d, 0), to = u32(d, 0);
		say(d, "{%u:%u}", from - base, to - base);
	}
}

static void fast_open_cookie(struct dis *d, uint32_t n, bool standard)
{
	if (!n) {
		say_s(d, standard ? " cookiereq" : "cookiereq");
		return;
	}
	if (n % 2 || n < 4 || n > 16) {
		say(d, standard ? "len %u" : "len %u", n);
		invalid(d);
		return;
	}
	struct span cookie = bytes(d, 0, n);
	say_s(d, standard ? "  cookie " : "cookie ");
	say_hex(d, cookie);
}

static void experiment(struct dis *d, uint32_t n)
{
	if (n < 2) {
		/* too short for an experiment identifier */
		say_s(d, "-[bad opt]");
		return;
	}
	unsigned magic = u16(d, 0);
	if (magic == EXID_FAST_OPEN) {
		say_s(d, "-tfo ");
		fast_open_cookie(d, n - 2, false);
		return;
	}
	say(d, "-0x%04x", magic);
	struct span data = bytes(d, 0, n - 2);
	if (data.len)
		say_s(d, " 0x");
	say_hex(d, data);
}

static void user_timeout(struct dis *d)
{
	unsigned v = u16(d, 0);
	say(d, " 0x%04x", v);
	if (v >> 15)
		say(d, " %um", v & 0x7fff);
	else
		say(d, " %us", v & 0x7fff);
}

static void authentication(struct dis *d, uint32_t n)
{
	if (n < 2) {
		invalid(d);
		return;
	}
	unsigned key = u8(d, 0), next = u8(d, 0);
	say(d, " keyid %u rnextkeyid %u mac 0x", key, next);
	struct span code = soft_bytes(d, 0, n - 2);
	say_hex(d, code);
	if (code.len < n - 2)
		cut_here(d);
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
	struct span digest = bytes(d, 0, 16);
	bool whole = span_at(d, tcp->start, tcp->length).len == tcp->length && tcp->hlen <= tcp->length;
	if (!d->opt->md5_secret)
		say_s(d, " shared secret not supplied with -M, can't check - ");
	else if (!whole || !d->net.version)
		say_s(d, " can't check - ");
	else if (signature_holds(d, tcp, digest)) {
		say_s(d, " valid");
		return;
	} else
		say_s(d, " invalid - ");
	say_hex(d, digest);
}

static void unknown(struct dis *d, uint32_t n)
{
	for (uint32_t i = 0; i < n && !d->cut; i++) {
		unsigned byte = u8(d, 0);
		say(d, i ? "%02x" : " 0x%02x", byte);
	}
}

/* Says one option's content. False: the length does not fit the kind. */
static bool content(struct dis *d, unsigned kind, uint32_t n, const struct tcp_segment *tcp)
{
	switch (kind) {
	case MSS:
		if (numbers(d, n, 2))
			say(d, " %u", u16(d, 0));
		return n == 2;
	case WSCALE:
		if (numbers(d, n, 1))
			say(d, " %u", u8(d, 0));
		return n == 1;
	case SACK_OK:
		return n == 0;
	case SACK:
		if (n % 8 == 0)
			sack(d, n, tcp->sack_base);
		return n % 8 == 0;
	case TIMESTAMPS:
		if (numbers(d, n, 8)) {
			uint32_t val = u32(d, 0), ecr = u32(d, 0);
			say_s(d, " val ");
			say_u(d, val);
			say_s(d, " ecr ");
			say_u(d, ecr);
		}
		return n == 8;
	case ECHO:
	case ECHO_REPLY:
	case CC:
	case CC_NEW:
	case CC_ECHO:
		if (numbers(d, n, 4))
			say(d, " %u", u32(d, 0));
		return n == 4;
	case MD5:
		if (n == 16)
			signature(d, tcp);
		return n == 16;
	case UTO:
		if (n == 2)
			user_timeout(d);
		return n == 2;
	case AO:
		authentication(d, n);
		return true;
	case MPTCP:
		return mptcp_option(d, n + 2, tcp->flags);
	case FAST_OPEN:
		fast_open_cookie(d, n, true);
		return true;
	case EXPERIMENT_1:
	case EXPERIMENT_2:
		experiment(d, n);
		return true;
	case SCPS:
		return n == 2;
	default:
		unknown(d, n);
		return true;
	}
}

enum outcome { GO_ON, LIST_ENDS, BAD_LENGTH };

static enum outcome option(struct dis *d, uint32_t end, const struct tcp_segment *tcp)
{
	uint32_t start = d->pos;
	unsigned kind = u8(d, 0), size = 1;
	if (kind != EOL && kind != NOP) {
		size = d->pos < end ? u8(d, 0) : 0;
		if (!d->cut && (size < 2 || size > end - start)) {
			say_s(d, "[bad opt]");
			return BAD_LENGTH;
		}
	}
	if (d->cut)
		return LIST_ENDS;
	say_s(d, tok(d, names, "unknown-%u", kind));
	if (kind == EOL || kind == NOP)
		return kind == NOP ? GO_ON : LIST_ENDS;
	if (!content(d, kind, size - 2, tcp)) {
		say_s(d, "[bad opt]");
		return BAD_LENGTH;
	}
	seek(d, start + size);
	return d->cut ? LIST_ENDS : GO_ON;
}

bool tcp_options(struct dis *d, uint32_t len, const struct tcp_segment *tcp)
{
	uint32_t end = d->pos + len;
	say_s(d, ", options [");
	for (const char *sep = ""; d->pos < end; sep = ",") {
		say_s(d, sep);
		enum outcome o = option(d, end, tcp);
		if (o == BAD_LENGTH) {
			/* the reference closes the list only behind options that were good */
			if (*sep)
				say_c(d, ']');
			return false;
		}
		if (o == LIST_ENDS)
			break;
	}
	say_c(d, ']');
	return true;
}
