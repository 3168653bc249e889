/* QUIC packet headers: RFC 9000 section 17. What is protected stays so.
 *
 *	long:  | 1 1 type 2 xxxx | version 4 | dcid len 1 | dcid | scid len 1 | scid | by type ...
 *	short: | 0 1 xxxxxx | dcid (its length is not said) | protected
 *
 * A short header's connection ID is known only from a long header seen before: state that outlives the packet. */
#include <stdlib.h>

#include "core/table.h"
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { QUIC, LONG_FORM, LONG_TYPE, VERSION, DCIL, DCID, SCIL, SCID, TOKEN_LENGTH, TOKEN, LENGTH };

enum { INITIAL = 0, ZERO_RTT = 1, HANDSHAKE = 2, RETRY = 3, CID_MAX = 20, VERSION_1 = 1 };

static const struct token types[] = {{INITIAL, "initial"}, {ZERO_RTT, "0-rtt"}, {HANDSHAKE, "handshake"}, {RETRY, "retry"}, {0, NULL}};

static const struct field fields[] = {
	[QUIC] = {"quic", "QUIC IETF"},
	[LONG_FORM] = {"quic.header_form", "Header Form", F_U8},
	[LONG_TYPE] = {"quic.long.packet_type", "Packet Type", F_U8, DEC, types},
	[VERSION] = {"quic.version", "Version", F_U32, HEX},
	[DCIL] = {"quic.dcil", "Destination Connection ID Length", F_U8},
	[DCID] = {"quic.dcid", "Destination Connection ID", F_BYTES},
	[SCIL] = {"quic.scil", "Source Connection ID Length", F_U8},
	[SCID] = {"quic.scid", "Source Connection ID", F_BYTES},
	[TOKEN_LENGTH] = {"quic.token_length", "Token Length", F_U64},
	[TOKEN] = {"quic.token", "Token", F_BYTES},
	[LENGTH] = {"quic.length", "Length", F_U64},
};

/* ---- Connection IDs seen */

struct cid {
	uint8_t len, bytes[CID_MAX];
};

struct seen {
	struct table cids;
	bool any;
	unsigned lengths[CID_MAX + 1]; /* how many of each length */
};

static void release(void *state)
{
	table_free(&((struct seen *)state)->cids);
	free(state);
}

static struct seen *seen(struct dis *d)
{
	struct seen *s = proto_state(d, &proto_quic, sizeof *s, release);
	if (s && !s->cids.key)
		table_init(&s->cids, sizeof(struct cid), 1, LIMIT_STATE_ENTRIES);
	return s;
}

static void remember(struct dis *d, struct span id)
{
	struct seen *s = d->cut ? NULL : seen(d);
	struct cid c = {.len = (uint8_t)id.len};
	bool fresh;
	if (!s || id.len > CID_MAX)
		return;
	memcpy(c.bytes, id.p, id.len);
	s->any = true;
	if (table_add(&s->cids, &c, &fresh) && fresh)
		s->lengths[id.len]++;
}

/* The length of the connection ID at the cursor (0 where an endpoint chose an empty one), -1: none that was seen. */
static int known_length(struct dis *d)
{
	const struct seen *s = seen(d);
	for (unsigned n = CID_MAX; s && n; n--) {
		struct cid c = {.len = (uint8_t)n};
		struct span there = span_at(d, d->pos, n);
		if (!s->lengths[n] || there.len < n)
			continue;
		memcpy(c.bytes, there.p, n);
		if (table_find(&s->cids, &c))
			return (int)n;
	}
	return s && s->lengths[0] ? 0 : -1;
}

/* ---- Headers */

/* RFC 9000 section 16. */
static uint64_t variable_length(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	unsigned n = 1u << (peek8(d, 0) >> 6);
	uint64_t v = dis_be(d, 0, n) & (n == 8 ? UINT64_MAX >> 2 : (UINT64_C(1) << (8 * n - 2)) - 1);
	mark_uint(d, field, at, d->pos - at, v);
	return v;
}

static struct span connection_id(struct dis *d, unsigned length_field, unsigned field, const char *name)
{
	unsigned n = u8(d, length_field);
	if (n > CID_MAX) /* of other versions; the reference goes on as if there were none */
		n = 0;
	struct span id = bytes(d, field, n);
	if (n) {
		say(d, ", %s ", name);
		say_hex(d, id);
	}
	return id;
}

static void version_negotiation(struct dis *d)
{
	while (left(d) >= 4) {
		uint32_t v = u32(d, 0);
		say(d, ", v%x", v);
	}
}

static void token(struct dis *d, uint64_t len)
{
	struct span t = bytes(d, TOKEN, len > UINT32_MAX ? UINT32_MAX : (uint32_t)len);
	say_s(d, ", token ");
	say_hex(d, t);
}

static void long_header(struct dis *d, unsigned first)
{
	unsigned type = first >> 4 & 3;
	also(d, LONG_TYPE, 1, type);
	uint32_t version = u32(d, VERSION);
	if (!version)
		say_s(d, ", version negotiation");
	else
		say(d, ", %s", word(types, type));
	if (version && version != VERSION_1)
		say(d, ", v%x", version);
	remember(d, connection_id(d, DCIL, DCID, "dcid"));
	struct span scid = connection_id(d, SCIL, SCID, "scid");
	remember(d, scid);
	if (!version) {
		version_negotiation(d);
		return;
	}
	if (type == RETRY) {
		uint32_t n = left(d);
		if (n > 16)
			token(d, n - 16);
		skip(d, left(d));
		return;
	}
	if (type == INITIAL) {
		uint64_t n = variable_length(d, TOKEN_LENGTH);
		if (n && n <= left(d)) /* one that cannot be is passed over */
			token(d, n);
	}
	uint64_t length = variable_length(d, LENGTH);
	say(d, ", length %llu", (unsigned long long)length);
	bytes(d, 0, length > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)length);
}

static void short_header(struct dis *d)
{
	say_s(d, ", protected");
	int n = known_length(d);
	if (n > 0) {
		struct span id = bytes(d, DCID, (uint32_t)n);
		say_s(d, ", dcid ");
		say_hex(d, id);
	}
	skip(d, left(d));
}

/* Port 443 may carry something else: a long header is one, and a short one comes behind one that was long: its
 * connection ID may be one that was agreed on in secret. */
static bool looks_like_quic(struct dis *d)
{
	unsigned first = peek8(d, 0);
	if (first & 0x80)
		return first & 0x40 || peek32(d, 1) == 0;
	const struct seen *s = seen(d);
	return first & 0x40 && s && s->any;
}

static void dissect(struct dis *d)
{
	if (!looks_like_quic(d) && !d->opt->as) {
		say(d, "UDP, length %u", declared(d));
		return;
	}
	say_s(d, "quic");
	while (more(d) && left(d)) {
		unsigned first = u8(d, 0);
		also(d, LONG_FORM, 1, first >> 7);
		if (first & 0x80)
			long_header(d, first);
		else if (first) /* zero bytes pad */
			short_header(d);
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_OTHER, 443, 0},
	{0},
};

const struct proto proto_quic = {
	.name = "quic",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "quic",
};
