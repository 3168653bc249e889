/* Redis serialization protocol, version 2 (https://redis.io/docs/reference/protocol-spec).
 *
 *	+text | -error | :integer | $length CRLF bytes | *count CRLF values | words of an inline command, each with CRLF */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { RESP, STRING, ERROR, INTEGER, BULK_LENGTH, BULK_VALUE, ARRAY_LENGTH };

static const struct field fields[] = {
	[RESP] = {"resp", "REdis Serialization Protocol"},
	[STRING] = {"resp.string", "String", F_STR},
	[ERROR] = {"resp.error", "Error", F_STR},
	[INTEGER] = {"resp.integer", "Integer", F_STR},
	[BULK_LENGTH] = {"resp.bulk_string.length", "Length", F_I32},
	[BULK_VALUE] = {"resp.bulk_string.value", "Value", F_STR},
	[ARRAY_LENGTH] = {"resp.array.length", "Length", F_I32},
};

/* Bytes up to the next CRLF; the packet is cut where there is none. */
static bool line_length(struct dis *d, uint32_t *n)
{
	for (*n = 0; have(d, *n + 2); ++*n)
		if (peek8(d, *n) == '\r' && peek8(d, *n + 1) == '\n')
			return true;
	cut_here(d);
	return false;
}

static void say_quoted(struct dis *d, struct span s)
{
	say_s(d, " \"");
	say_text(d, s);
	say_c(d, '"');
}

static void text_line(struct dis *d, unsigned field)
{
	uint32_t n;
	if (!line_length(d, &n))
		return;
	say_quoted(d, bytes(d, field, n));
	skip(d, 2);
}

enum number { GOOD, BAD };

/* A length or count, and its CRLF. What is no digit is passed over, and the rest is read as if a value began there. */
static enum number number(struct dis *d, unsigned field, int64_t *value)
{
	uint32_t start = d->pos;
	bool negative = peek8(d, 0) == '-';
	int64_t v = 0;
	if (negative)
		skip(d, 1);
	for (unsigned digits = 0;; digits++) {
		unsigned c = u8(d, 0);
		if (d->cut)
			return BAD;
		if (c == '\r' && digits) {
			if (u8(d, 0) != '\n' && !d->cut) {
				say_s(d, " invalid");
				return BAD;
			}
			break;
		}
		if (c < '0' || c > '9') {
			say_s(d, " invalid");
			return BAD;
		}
		if (v <= INT32_MAX)
			v = v * 10 + (int64_t)(c - '0');
	}
	if (!negative && v > INT32_MAX) {
		say_s(d, " length too large");
		return BAD;
	}
	if (negative && v != 1) {
		say_s(d, " length negative and not -1");
		return BAD;
	}
	*value = negative ? -1 : v;
	mark_uint(d, field, start, d->pos - start - 2, (uint64_t)*value);
	return GOOD;
}

static void bulk_string(struct dis *d)
{
	int64_t length;
	uint32_t n;
	if (number(d, BULK_LENGTH, &length) != GOOD || d->cut)
		return;
	if (length < 0) {
		say_s(d, " null");
		return;
	}
	if (length) {
		struct span s = bytes(d, BULK_VALUE, (uint32_t)length);
		if (d->cut)
			return;
		say_quoted(d, s);
	} else {
		say_s(d, " empty");
	}
	if (line_length(d, &n))
		skip(d, n + 2);
}

/* Values that an array still has to get; nested arrays add theirs. */
static void array(struct dis *d, uint64_t *missing)
{
	int64_t count;
	if (number(d, ARRAY_LENGTH, &count) != GOOD || d->cut)
		return;
	if (count > 0)
		*missing += (uint64_t)count;
	else
		say_s(d, count ? " null" : " empty");
}

static bool line_end_here(const struct dis *d, uint32_t off)
{
	return have(d, off + 1) && (peek8(d, off) == '\r' || peek8(d, off) == '\n');
}

/* Words up to a CR or LF; empty lines around them are passed over. */
static void inline_command(struct dis *d)
{
	uint32_t n = 0;
	while (line_end_here(d, 0))
		skip(d, 1);
	while (have(d, n + 1) && !line_end_here(d, n))
		n++;
	if (!n || !have(d, n + 1)) {
		cut_here(d);
		return;
	}
	say_quoted(d, bytes(d, STRING, n));
	while (line_end_here(d, 0))
		skip(d, 1);
}

static void value(struct dis *d, uint64_t *missing)
{
	if (*missing)
		--*missing;
	switch (peek8(d, 0)) {
	case '+':
		skip(d, 1);
		text_line(d, STRING);
		break;
	case '-':
		skip(d, 1);
		text_line(d, ERROR);
		break;
	case ':':
		skip(d, 1);
		text_line(d, INTEGER);
		break;
	case '$':
		skip(d, 1);
		bulk_string(d);
		break;
	case '*':
		skip(d, 1);
		array(d, missing);
		break;
	default:
		inline_command(d);
	}
}

static void dissect(struct dis *d)
{
	uint64_t missing = 0;
	say_s(d, ": RESP");
	while (more(d) || (missing && !d->cut)) {
		if (!need(d, 1))
			return;
		value(d, &missing);
	}
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 6379, 0},
	{0},
};

const struct proto proto_resp = {
	.name = "resp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.decode_as = "resp",
	.cuts = CUTS_ALL,
};
