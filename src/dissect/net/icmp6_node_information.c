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

static const struct bit_field bits_of_flags[] = {{0xffff, NI_FLAGS}, {0x20, NI_G}, {0x10, NI_S}, {0x08, NI_L},
	{0x04, NI_C}, {0x02, NI_A}, {0x01, NI_T}, {0xffc0, NI_RSV}, {0}};

/* A domain name as DNS has it, to the end of the message. A whole name ends with one zero, which is its last point; one
 * of a single component with two. */
static void name(struct dis *d, unsigned field)
{
	struct icmp6_name n;
	icmp6_name_begin(d, &n);
	say_c(d, '"');
	while (more(d)) {
		unsigned len = u8(d, 0);
		if (!len || len > declared(d)) {
			if (!len)
				icmp6_name_end(d, &n, field);
			if (!len && !more(d))
				say_c(d, '.');
			else if (len || declared(d) > 1 || peek8(d, 0))
				say_s(d, "???");
			break;
		}
		if (dis_read(d, len))
			icmp6_name_label(d, &n, len);
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

/* One that is cut is not said, nor that it is. */
static void subject(struct dis *d, unsigned code)
{
	uint32_t len = left(d);
	if (!len) {
		say_s(d, ", 03 draft");
		return;
	}
	uint32_t right = code == SUBJECT_IP6 ? 16 : code == SUBJECT_IP4 ? 4 : len;
	if (len > right && d->verbose)
		say_s(d, ", invalid subject len");
	struct saved s = quiet_begin(d, len != right);
	switch (code) {
	case SUBJECT_IP6:
		say_s(d, ", subject=");
		say_ip6(d, ip6(d, NI_SUBJECT_IP6));
		break;
	case SUBJECT_NAME:
		say_s(d, ", subject=DNS name, ");
		name(d, NI_SUBJECT_NAME);
		break;
	case SUBJECT_IP4:
		say_s(d, ", subject=");
		say_ip4(d, ip4(d, NI_SUBJECT_IP4));
		break;
	default:
		say_s(d, ", unknown subject");
	}
	quiet_end(d, &s);
}

static void query(struct dis *d, unsigned code)
{
	unsigned qtype = u16(d, NI_QTYPE), flags = flags16(d, bits_of_flags);
	u64(d, NI_NONCE);
	say(d, " (%s", tok(d, qtypes, "unknown", qtype));
	bool has_subject = qtype != QTYPE_NOOP && qtype != QTYPE_SUPPORTED;
	if (qtype == QTYPE_SUPPORTED && flags)
		say(d, " [%s]", flags & FLAG_COMPRESSED ? "C" : "");
	if (!has_subject && left(d) && d->verbose)
		say_s(d, ", invalid len");
	if (qtype == QTYPE_IP6 || qtype == QTYPE_IP4)
		address_flags(d, flags, false);
	struct saved s = quiet_begin(d, !has_subject);
	subject(d, code);
	quiet_end(d, &s);
	say_c(d, ')');
}

static void names(struct dis *d, unsigned flags)
{
	uint32_t ttl = u32(d, NI_TTL);
	say_s(d, ", ");
	name(d, NI_NODE_NAME);
	if (flags & FLAG_TTL)
		say(d, " [TTL=%u]", ttl);
}

static void address(struct dis *d, bool v6)
{
	uint32_t ttl = u32(d, NI_TTL);
	say_c(d, ' ');
	if (v6)
		say_ip6(d, ip6(d, NI_NODE_IP6));
	else
		say_ip4(d, ip4(d, NI_NODE_IP4));
	say(d, "(%u)", ttl);
}

/* A last one that is not all there is not said. */
static void addresses(struct dis *d, bool v6)
{
	while (more(d) && have(d, v6 ? 20 : 8))
		address(d, v6);
	struct saved s = quiet_begin(d, true);
	if (left(d))
		address(d, v6);
	quiet_end(d, &s);
}

static void reply(struct dis *d, unsigned code, uint32_t length)
{
	static const struct token codes[] = {{REPLY_SUCCESS, "success"}, {REPLY_REFUSED, "refused"}, {REPLY_UNKNOWN, "unknown"}, {0, NULL}};
	unsigned qtype = u16(d, NI_QTYPE), flags = flags16(d, bits_of_flags);
	u64(d, NI_NONCE);
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

void icmp6_node_information(struct dis *d, const struct icmp6_message *m)
{
	bool is_reply = m->type == NI_REPLY;
	bool whole = have(d, is_reply ? declared(d) : HEADER - 4) && declared(d) >= HEADER - 4;
	if (!whole)
		say_cut(d);
	struct saved s = quiet_begin(d, !whole);
	if (is_reply)
		reply(d, m->code, m->length);
	else
		query(d, m->code);
	quiet_end(d, &s);
}
