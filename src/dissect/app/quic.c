/* QUIC packet headers: RFC 9000 section 17. Of what is protected only Initial packets are opened (RFC 9001).
 *
 *	long:  | 1 1 type 2 xxxx | version 4 | dcid len 1 | dcid | scid len 1 | scid | by type ...
 *	short: | 0 1 xxxxxx | dcid (its length is not said) | protected
 *
 * A short header's connection ID is known only from a long header seen before: state that outlives the packet. */
#include <stdlib.h>

#include "core/table.h"
#include "dissect/app/ports.h"
#include "dissect/modern/quic_frames.h"
#include "dissect/modern/quic_initial.h"
#include "dissect/protocols.h"
#include "dissect/tape.h"
#include "dissect/transport/ports.h"

enum { INITIAL = 0, ZERO_RTT = 1, HANDSHAKE = 2, RETRY = 3, CID_MAX = 20, VERSION_1 = 1 };

static const struct token types[] = {{INITIAL, "initial"}, {ZERO_RTT, "0-rtt"}, {HANDSHAKE, "handshake"}, {RETRY, "retry"}, {0, NULL}};
static const struct token types_v2[] = {{1, "initial"}, {2, "0-rtt"}, {3, "handshake"}, {0, "retry"}, {0, NULL}};

static const struct field fields[] = {
	[QUIC] = {"quic", "QUIC IETF"},
	[QUIC_PACKET_LENGTH] = {"quic.packet_length", "Packet Length", F_U32},
	[QUIC_LONG_FORM] = {"quic.header_form", "Header Form", F_U8},
	[QUIC_FIXED_BIT] = {"quic.fixed_bit", "Fixed Bit", F_BOOL},
	[QUIC_SPIN_BIT] = {"quic.spin_bit", "Spin Bit", F_BOOL},
	[QUIC_LONG_TYPE] = {"quic.long.packet_type", "Packet Type", F_U8, DEC, types},
	[QUIC_LONG_TYPE_V2] = {"quic.long.packet_type_v2", "Packet Type", F_U8, DEC, types_v2},
	[QUIC_RESERVED] = {"quic.long.reserved", "Reserved", F_U8},
	[QUIC_NUMBER_LENGTH] = {"quic.packet_number_length", "Packet Number Length", F_U8},
	[QUIC_VERSION] = {"quic.version", "Version", F_U32, HEX},
	[QUIC_SUPPORTED_VERSION] = {"quic.supported_version", "Supported Version", F_U32, HEX},
	[QUIC_DCIL] = {"quic.dcil", "Destination Connection ID Length", F_U8},
	[QUIC_DCID] = {"quic.dcid", "Destination Connection ID", F_BYTES},
	[QUIC_SCIL] = {"quic.scil", "Source Connection ID Length", F_U8},
	[QUIC_SCID] = {"quic.scid", "Source Connection ID", F_BYTES},
	[QUIC_TOKEN_LENGTH] = {"quic.token_length", "Token Length", F_U64},
	[QUIC_TOKEN] = {"quic.token", "Token", F_BYTES},
	[QUIC_RETRY_TOKEN] = {"quic.retry_token", "Retry Token", F_BYTES},
	[QUIC_RETRY_TAG] = {"quic.retry_integrity_tag", "Retry Integrity Tag", F_BYTES},
	[QUIC_LENGTH] = {"quic.length", "Length", F_U64},
	[QUIC_PACKET_NUMBER] = {"quic.packet_number", "Packet Number", F_U64},
	[QUIC_PAYLOAD] = {"quic.payload", "Payload", F_BYTES},
	[QUIC_REMAINING] = {"quic.remaining_payload", "Remaining Payload", F_BYTES},
	[QUIC_FRAME] = {"quic.frame", "Frame"},
	[QUIC_FRAME_TYPE] = {"quic.frame_type", "Frame Type", F_U64, HEX, quic_frame_types},
	[QUIC_PADDING_LENGTH] = {"quic.padding_length", "Padding Length", F_U32},
	[QUIC_ACK_LARGEST] = {"quic.ack.largest_acknowledged", "Largest Acknowledged", F_U64},
	[QUIC_ACK_DELAY] = {"quic.ack.ack_delay", "ACK Delay", F_U64},
	[QUIC_ACK_RANGES] = {"quic.ack.ack_range_count", "ACK Range Count", F_U64},
	[QUIC_ACK_FIRST] = {"quic.ack.first_ack_range", "First ACK Range", F_U64},
	[QUIC_ACK_GAP] = {"quic.ack.gap", "Gap", F_U64},
	[QUIC_ACK_RANGE] = {"quic.ack.ack_range", "ACK Range", F_U64},
	[QUIC_ACK_ECT0] = {"quic.ack.ect0_count", "ECT(0) Count", F_U64},
	[QUIC_ACK_ECT1] = {"quic.ack.ect1_count", "ECT(1) Count", F_U64},
	[QUIC_ACK_CE] = {"quic.ack.ecn_ce_count", "ECN-CE Count", F_U64},
	[QUIC_CRYPTO_OFFSET] = {"quic.crypto.offset", "Offset", F_U64},
	[QUIC_CRYPTO_LENGTH] = {"quic.crypto.length", "Length", F_U64},
	[QUIC_CRYPTO_DATA] = {"quic.crypto.crypto_data", "Crypto Data", F_BYTES},
	[QUIC_CLOSE_ERROR] = {"quic.cc.error_code", "Error code", F_U64},
	[QUIC_CLOSE_FRAME_TYPE] = {"quic.cc.frame_type", "Frame Type", F_U64},
	[QUIC_CLOSE_REASON_LENGTH] = {"quic.cc.reason_phrase.length", "Reason phrase Length", F_U64},
	[QUIC_CLOSE_REASON] = {"quic.cc.reason_phrase", "Reason phrase", F_STR},
};

extern const struct proto proto_quic_any;

/* ---- Connection IDs seen */

struct cid {
	uint8_t len, bytes[CID_MAX];
};

struct seen {
	struct table cids;
	bool any;
	unsigned lengths[CID_MAX + 1]; /* how many of each length */
	struct table handshakes; /* struct both_ends -> struct handshake * */
	struct text plain;       /* a packet opened when no fields are wanted */
	bool apart;              /* fields are being read apart from the line: see version_2() */
	uint8_t line_mute;       /* then: d->mute of the line */
};

static void free_handshakes(struct table *t);

static void release(void *state)
{
	struct seen *s = state;
	table_free(&s->cids);
	free_handshakes(&s->handshakes);
	table_free(&s->handshakes);
	text_free(&s->plain);
	free(s);
}

static struct seen *seen(struct dis *d)
{
	struct seen *s = proto_state(d, &proto_quic, sizeof *s, release);
	if (s && !s->cids.key) {
		table_init(&s->cids, sizeof(struct cid), 1, LIMIT_STATE_ENTRIES);
		table_init(&s->handshakes, sizeof(struct both_ends), sizeof(struct handshake *), 0);
	}
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

/* ---- Initial packets opened (RFC 9001) */

/* What is known of the handshake between two ends. */
struct handshake {
	struct quic_secrets secrets;
	bool client_is_low;
	struct quic_crypto crypto[2];
};

static void free_handshakes(struct table *t)
{
	const void *key;
	void *value;
	for (size_t at = 0; table_next(t, &at, &key, &value);) {
		struct handshake *h = *(struct handshake **)value;
		if (!h)
			continue;
		text_free(&h->crypto[0].data);
		text_free(&h->crypto[1].data);
		free(h);
	}
	table_clear(t);
}

static struct handshake *handshake_of(struct dis *d, bool *from_low)
{
	struct seen *s = seen(d);
	struct both_ends e;
	bool fresh;
	*from_low = both_ends_of(d, &e);
	if (!s)
		return NULL;
	if (s->handshakes.count >= LIMIT_QUIC_CONNECTIONS)
		free_handshakes(&s->handshakes);
	struct handshake **slot = table_add(&s->handshakes, &e, &fresh);
	if (slot && !*slot)
		*slot = calloc(1, sizeof **slot);
	return slot ? *slot : NULL;
}

/* A client's first packet between these ends, or its first behind a Retry: the keys are new. */
static void begin_again(struct handshake *h, const struct quic_secrets *s, bool from_low)
{
	h->secrets = *s;
	h->client_is_low = from_low;
	for (unsigned side = 0; side < 2; side++) {
		struct text keep = h->crypto[side].data;
		text_reset(&keep);
		h->crypto[side] = (struct quic_crypto){.data = keep};
	}
}

/* Opens the packet with the keys that are known, or as a client's first. Returns the side that sent it, -1: neither did. */
static int open_packet(struct handshake *h, bool from_low, uint32_t version, struct span dcid, struct span packet,
	uint32_t number_at, uint8_t *out, struct quic_opened *o)
{
	struct quic_secrets fresh;
	int side = from_low == h->client_is_low ? QUIC_CLIENT : QUIC_SERVER;
	if (h->secrets.known && quic_open(&h->secrets.side[side], packet.p, packet.len, number_at, out, o))
		return side;
	if (!quic_derive(&fresh, version, dcid.p, dcid.len) ||
		!quic_open(&fresh.side[QUIC_CLIENT], packet.p, packet.len, number_at, out, o))
		return -1;
	begin_again(h, &fresh, from_low);
	return QUIC_CLIENT;
}

/* Where decrypted bytes stay until the packet is done, when marks point into them; else until the next call. */
static uint8_t *room_for(struct dis *d, struct seen *s, size_t n)
{
	if (d->tape)
		return arena_alloc(&d->tape->bytes, n);
	text_reset(&s->plain);
	return text_room(&s->plain, n) ? (uint8_t *)s->plain.data : NULL;
}

/* Whole messages that the frames so far hold. */
static void tls_messages_of(struct dis *d, struct quic_crypto *c)
{
	uint32_t n = quic_crypto_ready(c);
	struct saved s;
	const uint8_t *p = (const uint8_t *)c->data.data + c->done;
	if (!n)
		return;
	c->done += n;
	if (d->tape)
		p = (const uint8_t *)arena_strndup(&d->tape->bytes, (const char *)p, n);
	if (!p || !buffer_begin(d, &s, p, n))
		return;
	const struct seen *of = seen(d);
	if (of && of->apart)
		d->mute = of->line_mute;
	call_beyond(d, &proto_tls_handshake);
	buffer_end(d, &s);
}

/* The Initial packet from start to the cursor. False: it cannot be opened. */
static bool initial(struct dis *d, uint32_t version, struct span dcid, uint32_t start, uint32_t number_at)
{
	struct span packet = span_at(d, start, d->pos - start);
	bool from_low;
	struct handshake *h = handshake_of(d, &from_low);
	uint8_t *plain = h ? room_for(d, seen(d), packet.len) : NULL;
	struct quic_opened o;
	int side = plain ? open_packet(h, from_low, version, dcid, packet, number_at - start, plain, &o) : -1;
	if (side < 0)
		return false;
	mark_uint(d, QUIC_RESERVED, start, 1, o.first >> 2 & 3);
	mark_uint(d, QUIC_NUMBER_LENGTH, start, 1, o.first & 3);
	mark_uint(d, QUIC_PACKET_NUMBER, number_at, o.number_length, o.number);
	mark_bytes(d, QUIC_PAYLOAD, number_at + o.number_length, d->pos - number_at - o.number_length);
	struct saved s, quiet = quiet_begin(d, true);
	if (buffer_begin(d, &s, plain, o.length)) {
		quic_frames(d, &h->crypto[side]);
		buffer_end(d, &s);
	}
	quiet_end(d, &quiet);
	tls_messages_of(d, &h->crypto[side]);
	return true;
}

/* ---- Headers */

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
		uint32_t v = u32(d, QUIC_SUPPORTED_VERSION);
		say(d, ", v%x", v);
	}
}

static void token(struct dis *d, unsigned field, uint64_t len)
{
	struct span t = bytes(d, field, len > UINT32_MAX ? UINT32_MAX : (uint32_t)len);
	say_s(d, ", token ");
	say_hex(d, t);
}

static void long_header(struct dis *d, unsigned first)
{
	unsigned type = first >> 4 & 3;
	uint32_t start = d->pos - 1, version = u32(d, 0);
	bool v2 = version == QUIC_VERSION_2;
	mark_uint(d, QUIC_FIXED_BIT, start, 1, first >> 6 & 1);
	if (version)
		mark_uint(d, v2 ? QUIC_LONG_TYPE_V2 : QUIC_LONG_TYPE, start, 1, v2 ? (type + 1) & 3 : type);
	also(d, QUIC_VERSION, 4, version);
	if (!version)
		say_s(d, ", version negotiation");
	else
		say(d, ", %s", word(types, type));
	if (version && version != VERSION_1)
		say(d, ", v%x", version);
	struct span dcid = connection_id(d, QUIC_DCIL, QUIC_DCID, "dcid");
	remember(d, dcid);
	struct span scid = connection_id(d, QUIC_SCIL, QUIC_SCID, "scid");
	remember(d, scid);
	if (!version) {
		version_negotiation(d);
		return;
	}
	if (type == RETRY) {
		uint32_t n = left(d);
		if (n > 16)
			token(d, QUIC_RETRY_TOKEN, n - 16);
		rest(d, n > 16 ? QUIC_RETRY_TAG : 0);
		return;
	}
	if (type == INITIAL) {
		uint64_t n = quic_number(d, QUIC_TOKEN_LENGTH);
		if (n && n <= left(d)) /* one that cannot be is passed over */
			token(d, QUIC_TOKEN, n);
	}
	uint64_t length = quic_number(d, QUIC_LENGTH);
	say(d, ", length %llu", (unsigned long long)length);
	uint32_t number_at = d->pos;
	bytes(d, 0, length > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)length);
	if (d->cut || !beyond_wanted(d, &proto_quic_any))
		return;
	mark_uint(d, QUIC_PACKET_LENGTH, start, 1, d->pos - start);
	if (type != INITIAL || !initial(d, version, dcid, start, number_at))
		mark_bytes(d, QUIC_REMAINING, number_at, d->pos - number_at);
}

static void short_header(struct dis *d, unsigned first)
{
	say_s(d, ", protected");
	mark_uint(d, QUIC_PACKET_LENGTH, d->pos - 1, 1, left(d) + 1);
	also(d, QUIC_FIXED_BIT, 1, first >> 6 & 1);
	also(d, QUIC_SPIN_BIT, 1, first >> 5 & 1);
	int n = known_length(d);
	if (n > 0) {
		struct span id = bytes(d, QUIC_DCID, (uint32_t)n);
		say_s(d, ", dcid ");
		say_hex(d, id);
	}
	rest(d, QUIC_REMAINING);
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

static void packets(struct dis *d)
{
	while (more(d) && left(d)) {
		unsigned first = u8(d, 0);
		if (!first)
			continue; /* zero bytes between packets pad */
		also(d, QUIC_LONG_FORM, 1, first >> 7);
		if (first & 0x80)
			long_header(d, first);
		else
			short_header(d, first);
	}
}

/* The types of version 2 are others (RFC 9369 section 3.2), which tcpdump's line does not know: fields, and what --decode
 * adds of the handshake, are read apart. */
static void version_2(struct dis *d)
{
	struct tape *t = d->tape;
	uint32_t start = d->pos;
	d->tape = NULL;
	packets(d);
	struct seen *of = seen(d);
	if (d->cut || !of || !beyond_wanted(d, &proto_quic_any)) {
		d->tape = d->cut ? NULL : t;
		return;
	}
	d->tape = t;
	of->apart = true;
	of->line_mute = d->mute;
	struct saved s = quiet_begin(d, true);
	seek(d, start);
	while (more(d) && left(d)) {
		unsigned first = u8(d, 0);
		also(d, QUIC_LONG_FORM, 1, first >> 7);
		if (first & 0x80)
			long_header(d, (first & 0xcf) | ((first - 0x10) & 0x30));
		else
			short_header(d, first);
	}
	quiet_end(d, &s);
	of->apart = false;
}

static void dissect(struct dis *d)
{
	if (d->proto == &proto_quic && !looks_like_quic(d) && !d->opt->as) {
		say(d, "UDP, length %u", declared(d));
		return;
	}
	say_s(d, "quic");
	if (peek8(d, 0) & 0x80 && peek32(d, 1) == QUIC_VERSION_2)
		version_2(d);
	else
		packets(d);
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

/* On other ports tcpdump does not look for it: a long header of a version that is known, or what follows one. */
static bool recognizes(struct dis *d)
{
	unsigned first = peek8(d, 0);
	if (first & 0x80)
		return first & 0x40 && quic_version_known(peek32(d, 1)) && peek8(d, 5) <= CID_MAX;
	const struct seen *s = first & 0x40 ? seen(d) : NULL;
	struct both_ends e;
	both_ends_of(d, &e);
	return s && s->handshakes.count && table_find(&s->handshakes, &e);
}

static const struct binding bindings_any[] = {
	{BIND_UDP_ANY, EITHER, 0, 0, 0},
	{0},
};

const struct proto proto_quic_any = {
	.name = "quic",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings_any,
	.beyond = true,
	.carries = &proto_tls_handshake,
	.recognizes = recognizes,
};
