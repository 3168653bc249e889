/* ICMPv6 node information queries: RFC 4620.
 *
 *	| type 1 | code 1 | checksum 2 | qtype 2 | flags 2 | nonce 8 | subject, or answers: TTL 4, value ... |
 */
#include "dissect/net/icmp6.h"

enum { QTYPE_NOOP = 0, QTYPE_SUPPORTED = 1, QTYPE_NAME = 2, QTYPE_IP6 = 3, QTYPE_IP4 = 4 };
enum { SUBJECT_IP6 = 0, SUBJECT_NAME = 1, SUBJECT_IP4 = 2, REPLY_SUCCESS = 0, REPLY_REFUSED = 1, REPLY_UNKNOWN = 2 };
enum { HEADER = 16, FLAG_TRUNCATED = 1, FLAG_ALL = 2, FLAG_TTL = 1, FLAG_COMPRESSED = 1 };

static const struct token qtypes[] = {{QTYPE_NOOP, "noop"}, {QTYPE_SUPPORTED, "supported qtypes"}, {QTYPE_NAME, "DNS name"},
	{QTYPE_IP6, "node addresses"}, {QTYPE_IP4, "ipv4 addresses"}, {0, NULL}};

/* A domain name as DNS has it, to the end of the message. A whole name ends with one zero, which is its last point; one
 * of a single component with two. */
static void name(struct dis *d)
{
	say_c(d, '"');
	while (more(d)) {
		unsigned len = u8(d, 0);
		if (!len) {
			if (!more(d))
				say_c(d, '.');
			else if (declared(d) > 1 || peek8(d, 0))
				say_s(d, "???");
			break;
		}
		if (len > declared(d)) {
			say_s(d, "???");
			break;
		}
		say_text(d, bytes(d, 0, len));
		if (declared(d) && peek8(d, 0))
			say_c(d, '.');
	}
	say_c(d, '"');
}

/* Which of the node's addresses are meant. */
static void address_flags(struct dis *d, unsigned flags, bool truncated)
{
	static const struct { uint8_t bit; char letter; } letters[] = {{0x40, 'a'}, {0x20, 'G'}, {0x10, 'S'}, {0x08, 'L'}, {0x04, 'C'}, {0x02, 'A'}};
	if (!flags)
		return;
	say_s(d, " [");
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (flags & letters[i].bit)
			say_c(d, letters[i].letter);
	if (truncated && flags & FLAG_TRUNCATED)
		say_c(d, 'T');
	say_c(d, ']');
}

static void subject(struct dis *d, unsigned code)
{
	uint32_t len = left(d);
	if (!len) {
		say_s(d, ", 03 draft");
		return;
	}
	uint32_t right = code == SUBJECT_IP6 ? 16 : code == SUBJECT_IP4 ? 4 : len;
	if (!have(d, right)) /* what is cut is not said, nor that it is */
		return;
	if (len != right) {
		say_s(d, d->verbose ? ", invalid subject len" : "");
		return;
	}
	switch (code) {
	case SUBJECT_IP6:
		say_s(d, ", subject=");
		say_ip6(d, ip6(d, 0));
		break;
	case SUBJECT_NAME:
		say_s(d, ", subject=DNS name, ");
		name(d);
		break;
	case SUBJECT_IP4:
		say_s(d, ", subject=");
		say_ip4(d, ip4(d, 0));
		break;
	default:
		say_s(d, ", unknown subject");
	}
}

static void query(struct dis *d, unsigned code)
{
	unsigned qtype = u16(d, 0), flags = u16(d, 0);
	u64(d, 0);
	say(d, " (%s", tok(d, qtypes, "unknown", qtype));
	if (qtype == QTYPE_NOOP) {
		if (left(d) && d->verbose)
			say_s(d, ", invalid len");
	} else if (qtype == QTYPE_SUPPORTED) {
		if (flags)
			say(d, " [%s]", flags & FLAG_COMPRESSED ? "C" : "");
		if (left(d) && d->verbose)
			say_s(d, ", invalid len");
	} else {
		if (qtype == QTYPE_IP6 || qtype == QTYPE_IP4)
			address_flags(d, flags, false);
		subject(d, code);
	}
	say_c(d, ')');
}

static void names(struct dis *d, unsigned flags)
{
	uint32_t ttl = u32(d, 0);
	say_s(d, ", ");
	name(d);
	if (flags & FLAG_TTL)
		say(d, " [TTL=%u]", ttl);
}

static void addresses(struct dis *d, bool v6)
{
	while (more(d) && have(d, v6 ? 20 : 8)) {
		uint32_t ttl = u32(d, 0);
		say_c(d, ' ');
		if (v6)
			say_ip6(d, ip6(d, 0));
		else
			say_ip4(d, ip4(d, 0));
		say(d, "(%u)", ttl);
	}
}

static void reply(struct dis *d, unsigned code, uint32_t length)
{
	static const struct token codes[] = {{REPLY_SUCCESS, "success"}, {REPLY_REFUSED, "refused"}, {REPLY_UNKNOWN, "unknown"}, {0, NULL}};
	unsigned qtype = u16(d, 0), flags = u16(d, 0);
	u64(d, 0);
	say_s(d, " (");
	if (code != REPLY_SUCCESS) {
		const char *w = word(codes, code);
		say_s(d, w ? w : "");
		if (code <= REPLY_UNKNOWN && length > HEADER && d->verbose)
			say_s(d, ", invalid length");
		say_c(d, ')');
		return;
	}
	if (d->verbose)
		say_s(d, "success, ");
	say_s(d, tok(d, qtypes, "unknown", qtype));
	switch (qtype) {
	case QTYPE_NOOP:
		if (length > HEADER && d->verbose)
			say_s(d, ", invalid length");
		break;
	case QTYPE_SUPPORTED:
		if (flags)
			say(d, " [%s]", flags & FLAG_COMPRESSED ? "C" : "");
		break;
	case QTYPE_NAME:
		names(d, flags);
		break;
	case QTYPE_IP6:
	case QTYPE_IP4:
		address_flags(d, flags, true);
		addresses(d, qtype == QTYPE_IP6);
		break;
	}
	say_c(d, ')');
}

void icmp6_node_information(struct dis *d, bool is_reply, unsigned code, uint32_t length)
{
	if (!have(d, is_reply ? declared(d) : HEADER - 4) || declared(d) < HEADER - 4)
		say_cut(d);
	else if (is_reply)
		reply(d, code, length);
	else
		query(d, code);
}
