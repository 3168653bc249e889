/* The Babel routing protocol: RFC 8966; RFC 8967 (MAC), RFC 7298 (HMAC), RFC 9079 (source-specific), RFC 9616 (RTT).
 *
 *	| magic 42 | version 2 | body length 2 | TLVs: | type | length | value, sub-TLVs | ... | packet trailer: TLVs
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	BABEL, MAGIC, VERSION, BODY_LENGTH, MESSAGE, TYPE, LENGTH, NONCE, INTERVAL, SEQNO, AE, PREFIX, RXCOST, ROUTER_ID, FLAGS,
	PLEN, OMITTED, METRIC, HOP_COUNT, INDEX, SUBTLV, SUBTLV_TYPE, SUBTLV_LENGTH, CHANNEL,
};

enum {
	PAD1 = 0, PADN = 1, ACK_REQUEST = 2, ACK = 3, HELLO = 4, IHU = 5, ROUTER = 6, NEXT_HOP = 7, UPDATE = 8, ROUTE_REQUEST = 9,
	SEQNO_REQUEST = 10, TSPC = 11, HMAC = 12, SS_UPDATE = 13, SS_REQUEST = 14, SS_SEQNO_REQUEST = 15, MAC = 16, PC = 17,
	CHALLENGE_REQUEST = 18, CHALLENGE_REPLY = 19,
};
enum { SUB_PAD1 = 0, SUB_PADN = 1, SUB_DIVERSITY = 2, SUB_TIMESTAMP = 3, SUB_MANDATORY = 0x80 };
enum { AE_WILDCARD = 0, AE_IP4 = 1, AE_IP6 = 2, AE_LINK_LOCAL = 3 };
enum { HELLO_UNICAST = 0x8000, UPDATE_PREFIX = 0x80, UPDATE_ROUTER_ID = 0x40, INFINITY_INTERVAL = 0xffff };
enum { HEADER = 4, UPDATE_SIZE = 10, MAPPED = 96 };

static const struct token types[] = {
	{PAD1, "pad1"}, {PADN, "padN"}, {ACK_REQUEST, "ack-req"}, {ACK, "ack"}, {HELLO, "hello"}, {IHU, "ihu"}, {ROUTER, "router-id"},
	{NEXT_HOP, "nh"}, {UPDATE, "update"}, {ROUTE_REQUEST, "route-request"}, {SEQNO_REQUEST, "seqno-request"}, {TSPC, "tspc"},
	{HMAC, "hmac"}, {SS_UPDATE, "ss-update"}, {SS_REQUEST, "ss-request"}, {SS_SEQNO_REQUEST, "ss-mh-request"}, {MAC, "mac"},
	{PC, "pc"}, {CHALLENGE_REQUEST, "challenge_request"}, {CHALLENGE_REPLY, "challenge_reply"}, {0, NULL}};
static const struct token channels[] = {{0, "reserved"}, {255, "all"}, {0, NULL}};

static const struct field fields[] = {
	[BABEL] = {"babel", "Babel Routing Protocol"},
	[MAGIC] = {"babel.magic", "Magic", F_U8},
	[VERSION] = {"babel.version", "Version", F_U8},
	[BODY_LENGTH] = {"babel.bodylen", "Body Length", F_U16},
	[MESSAGE] = {"babel.message", "Message"},
	[TYPE] = {"babel.message.type", "Message Type", F_U8, DEC, types},
	[LENGTH] = {"babel.message.length", "Message Length", F_U8},
	[NONCE] = {"babel.message.nonce", "Nonce", F_U16, HEX},
	[INTERVAL] = {"babel.message.interval", "Interval", F_U16},
	[SEQNO] = {"babel.message.seqno", "Seqno", F_U16, HEX},
	[AE] = {"babel.message.ae", "Address Encoding", F_U8},
	[PREFIX] = {"babel.message.prefix", "Raw Prefix", F_BYTES},
	[RXCOST] = {"babel.message.rxcost", "Rxcost", F_U16, HEX},
	[ROUTER_ID] = {"babel.message.routerid", "Router ID", F_BYTES},
	[FLAGS] = {"babel.message.flags", "Flags", F_U8, HEX},
	[PLEN] = {"babel.message.plen", "Prefix Length", F_U8},
	[OMITTED] = {"babel.message.omitted", "Omitted Bytes", F_U8},
	[METRIC] = {"babel.message.metric", "Metric", F_U16},
	[HOP_COUNT] = {"babel.message.hopcount", "Hop Count", F_U8},
	[INDEX] = {"babel.message.index", "Index", F_U32},
	[SUBTLV] = {"babel.subtlv", "Sub-TLV"},
	[SUBTLV_TYPE] = {"babel.subtlv.type", "Sub-TLV Type", F_U8},
	[SUBTLV_LENGTH] = {"babel.subtlv.length", "Sub-TLV Length", F_U8},
	[CHANNEL] = {"babel.subtlv.diversity.channel", "Channel", F_U8},
};

/* The prefixes that later updates of the packet may leave bytes out of (RFC 8966, section 4.5). */
struct defaults {
	struct ip6 prefix4, prefix6; /* IPv4: the first four bytes */
};

/* A prefix as it was sent. An IPv4 prefix is kept as an IPv4-mapped one, 96 bits longer. */
struct prefix {
	struct ip6 address;
	unsigned length;
	bool valid;
};

static bool is_mapped(const struct ip6 *a)
{
	static const uint8_t head[12] = {[10] = 0xff, [11] = 0xff};
	return memcmp(a->b, head, sizeof head) == 0;
}

static void say_address(struct dis *d, const struct ip6 *a)
{
	if (is_mapped(a))
		say_ip4(d, (uint32_t)a->b[12] << 24 | (uint32_t)a->b[13] << 16 | (uint32_t)a->b[14] << 8 | a->b[15]);
	else
		say_ip6(d, a);
}

static void say_prefix(struct dis *d, const struct prefix *p)
{
	bool four = p->length >= MAPPED && is_mapped(&p->address);
	if (four)
		say_address(d, &p->address);
	else
		say_ip6(d, &p->address);
	say(d, "/%u", four ? p->length - MAPPED : p->length);
}

static void say_ae_prefix(struct dis *d, unsigned ae, const struct prefix *p)
{
	if (ae == AE_WILDCARD)
		say_s(d, "any");
	else
		say_prefix(d, p);
}

static struct ip6 mapped(const uint8_t *four)
{
	struct ip6 a = {.b = {[10] = 0xff, [11] = 0xff}};
	memcpy(a.b + 12, four, 4);
	return a;
}

/* Reads what is sent of a prefix of `length` bits, whose first `omitted` bytes are those of `base`. */
static struct prefix read_prefix(struct dis *d, unsigned ae, unsigned length, unsigned omitted, const struct defaults *base, uint32_t end)
{
	static const struct ip6 link_local = {.b = {0xfe, 0x80}};
	struct prefix p = {.length = length};
	struct ip6 a = {{0}};
	unsigned size = (length + 7) / 8, width = ae == AE_IP4 ? 4 : 16;
	if (size > width || ae > AE_LINK_LOCAL)
		return p;
	p.valid = true;
	if (ae == AE_WILDCARD)
		return p;
	if (ae == AE_LINK_LOCAL) {
		a = link_local;
		omitted = 8;
	} else if (omitted > width) {
		p.valid = false;
		return p;
	} else {
		memcpy(a.b, ae == AE_IP4 ? base->prefix4.b : base->prefix6.b, omitted);
	}
	unsigned sent = size > omitted ? size - omitted : 0;
	if (sent > end - d->pos) {
		p.valid = false;
		return p;
	}
	struct span s = bytes(d, sent ? PREFIX : 0, sent);
	for (unsigned i = 0; i < s.len; i++)
		a.b[omitted + i] = (uint8_t)span_u8(s, i);
	p.address = ae == AE_IP4 ? mapped(a.b) : a;
	p.length = ae == AE_IP4 ? length + MAPPED : length;
	return p;
}

/* False: there is none. */
static bool read_address(struct dis *d, unsigned ae, struct ip6 *a, uint32_t end)
{
	unsigned n = ae == AE_WILDCARD ? 0 : ae == AE_IP4 ? 4 : ae == AE_IP6 ? 16 : 8;
	memset(a, 0, sizeof *a);
	if (ae > AE_LINK_LOCAL || n > end - d->pos)
		return false;
	struct span s = bytes(d, n ? PREFIX : 0, n);
	if (ae == AE_LINK_LOCAL) {
		a->b[0] = 0xfe;
		a->b[1] = 0x80;
	}
	for (unsigned i = 0; i < s.len; i++)
		a->b[(ae == AE_LINK_LOCAL ? 8 : 0) + i] = (uint8_t)span_u8(s, i);
	if (ae == AE_IP4)
		*a = mapped(a->b);
	return true;
}

static void say_interval(struct dis *d, unsigned interval)
{
	if (interval)
		say(d, "%u.%02us", interval / 100, interval % 100);
	else
		say_s(d, "0.0s (bogus)");
}

static void say_update_interval(struct dis *d, unsigned interval)
{
	say_s(d, " interval ");
	if (interval == INFINITY_INTERVAL)
		say_s(d, "infinity");
	else
		say_interval(d, interval);
}

static void say_router_id(struct dis *d)
{
	struct span s = bytes(d, ROUTER_ID, 8);
	for (unsigned i = 0; i < 8; i++)
		say(d, "%s%02x", i ? ":" : "", span_u8(s, i));
}

/* ---- Sub-TLVs. False: what is there cannot be. */

static void diversity(struct dis *d, unsigned type, unsigned length)
{
	say_s(d, " sub-diversity ");
	if (!length)
		say_s(d, "empty");
	for (unsigned i = 0; i < length; i++) {
		unsigned channel = u8(d, CHANNEL);
		say(d, "%s%s", i ? "-" : "", tok(d, channels, "%u", channel));
	}
	if (type != UPDATE && type != SS_UPDATE)
		say_s(d, " (bogus)");
}

static bool timestamp(struct dis *d, unsigned type, unsigned length)
{
	say_s(d, " sub-timestamp");
	if (type != HELLO && type != IHU) {
		say_s(d, " (bogus)");
		return true;
	}
	if (length < (type == HELLO ? 4 : 8))
		return false;
	uint32_t t = u32(d, 0);
	say(d, " %u.%06us", t / 1000000, t % 1000000);
	if (type == IHU) {
		t = u32(d, 0);
		say(d, "|%u.%06us", t / 1000000, t % 1000000);
	}
	return true;
}

static bool subtlv(struct dis *d, unsigned type, uint32_t end)
{
	unsigned sub = u8(d, SUBTLV_TYPE);
	if (sub == SUB_PAD1) {
		say_s(d, " sub-pad1");
		return true;
	}
	if (sub & SUB_MANDATORY)
		say_s(d, " (M)");
	if (d->pos == end)
		return false;
	unsigned length = u8(d, SUBTLV_LENGTH);
	if (length > end - d->pos)
		return false;
	uint32_t stop = d->pos + length;
	bool sane = true;
	if (sub == SUB_PADN)
		say_s(d, " sub-padn");
	else if (sub == SUB_DIVERSITY)
		diversity(d, type, length);
	else if (sub == SUB_TIMESTAMP)
		sane = timestamp(d, type, length);
	else
		say(d, " sub-unknown-0x%02x", sub);
	seek(d, stop);
	return sane;
}

/* What is wrong in them concerns no TLV behind. */
static void subtlvs(struct dis *d, unsigned type, uint32_t end)
{
	bool sane = true;
	while (sane && !d->cut && d->pos < end) {
		group_begin(d, SUBTLV);
		sane = subtlv(d, type, end);
		group_end(d);
	}
	if (!sane)
		invalid(d);
}

/* ---- TLVs, whose `end` is known to be captured. False: what is there cannot be. */

static bool hello(struct dis *d, uint32_t end)
{
	say_s(d, "\n\tHello ");
	if (end - d->pos < 6)
		return false;
	unsigned flags = u16(d, 0), seqno = u16(d, SEQNO), interval = u16(d, INTERVAL);
	if (flags & HELLO_UNICAST)
		say_s(d, "(Unicast) ");
	say(d, "seqno %u ", seqno);
	if (interval) {
		say_s(d, "interval ");
		say_interval(d, interval);
	} else {
		say_s(d, "unscheduled");
	}
	subtlvs(d, HELLO, end);
	return true;
}

static bool ihu(struct dis *d, uint32_t end)
{
	struct ip6 a;
	say_s(d, "\n\tIHU ");
	if (end - d->pos < 6)
		return false;
	unsigned ae = u8(d, AE);
	skip(d, 1);
	unsigned cost = u16(d, RXCOST), interval = u16(d, INTERVAL);
	if (!read_address(d, ae, &a, end)) {
		say_cut(d);
		return true;
	}
	if (ae == AE_WILDCARD)
		say_s(d, "any");
	else
		say_address(d, &a);
	say(d, " rxcost %u interval ", cost);
	say_interval(d, interval);
	subtlvs(d, IHU, end);
	return true;
}

static bool router_id(struct dis *d, uint32_t end)
{
	say_s(d, "\n\tRouter Id");
	if (end - d->pos < 10)
		return false;
	skip(d, 2);
	say_c(d, ' ');
	say_router_id(d);
	return true;
}

static bool next_hop(struct dis *d, uint32_t end)
{
	struct ip6 a;
	say_s(d, "\n\tNext Hop");
	if (end - d->pos < 2)
		return false;
	unsigned ae = u8(d, AE);
	skip(d, 1);
	if (!read_address(d, ae, &a, end))
		return false;
	if (ae == AE_WILDCARD) {
		say_s(d, " invalid AE 0");
		return true;
	}
	say_c(d, ' ');
	say_address(d, &a);
	return true;
}

static void say_update_flags(struct dis *d, unsigned flags)
{
	say(d, "%s%s%s", flags & UPDATE_PREFIX ? "/prefix" : "", flags & UPDATE_ROUTER_ID ? "/id" : "", flags & 0x3f ? "/unknown" : "");
}

static bool update(struct dis *d, struct defaults *base, uint32_t end)
{
	say_s(d, "\n\tUpdate");
	if (end - d->pos < UPDATE_SIZE)
		return false;
	unsigned ae = u8(d, AE), flags = u8(d, FLAGS), length = u8(d, PLEN), omitted = u8(d, OMITTED);
	unsigned interval = u16(d, INTERVAL), seqno = u16(d, SEQNO), metric = u16(d, METRIC);
	struct prefix p = read_prefix(d, ae, length, omitted, base, end);
	if (!p.valid)
		return false;
	say_update_flags(d, flags);
	say_c(d, ' ');
	say_ae_prefix(d, ae, &p);
	say(d, " metric %u seqno %u", metric, seqno);
	say_update_interval(d, interval);
	if (flags & UPDATE_PREFIX) {
		if (ae == AE_IP4)
			memcpy(base->prefix4.b, p.address.b + 12, 4);
		else
			base->prefix6 = p.address;
	}
	subtlvs(d, UPDATE, end);
	return true;
}

static bool route_request(struct dis *d, uint32_t end)
{
	static const struct defaults none;
	say_s(d, "\n\tRoute Request ");
	if (end - d->pos < 2)
		return false;
	unsigned ae = u8(d, AE), length = u8(d, PLEN);
	struct prefix p = read_prefix(d, ae, length, 0, &none, end);
	if (!p.valid)
		return false;
	say_s(d, "for ");
	say_ae_prefix(d, ae, &p);
	return true;
}

static bool seqno_request(struct dis *d, uint32_t end)
{
	static const struct defaults none;
	say_s(d, "\n\tSeqno Request ");
	if (end - d->pos < 14)
		return false;
	unsigned ae = u8(d, AE), length = u8(d, PLEN), seqno = u16(d, SEQNO), hops = u8(d, HOP_COUNT);
	skip(d, 1);
	uint32_t id = d->pos;
	skip(d, 8);
	struct prefix p = read_prefix(d, ae, length, 0, &none, end);
	if (!p.valid)
		return false;
	say(d, "(%u hops) for ", hops);
	if (ae == AE_WILDCARD)
		say_s(d, "invalid AE 0");
	else
		say_prefix(d, &p);
	say(d, " seqno %u id ", seqno);
	seek(d, id);
	say_router_id(d);
	return true;
}

static bool timestamp_counter(struct dis *d, uint32_t end)
{
	say_s(d, "\n\tTS/PC ");
	if (end - d->pos < 6)
		return false;
	unsigned counter = u16(d, 0);
	uint32_t t = u32(d, 0);
	say(d, "timestamp %u packetcounter %u", t, counter);
	return true;
}

static bool hmac(struct dis *d, uint32_t end)
{
	say_s(d, "\n\tHMAC ");
	if (end - d->pos < 18)
		return false;
	unsigned key = u16(d, 0);
	struct span digest = bytes(d, 0, end - d->pos);
	say(d, "key-id %u digest-%u ", key, digest.len);
	for (uint32_t i = 0; i < digest.len; i++)
		say(d, "%02X", span_u8(digest, i));
	return true;
}

static bool source_update(struct dis *d, const struct defaults *base, uint32_t end)
{
	static const struct defaults none;
	say_s(d, "\n\tSS-Update");
	if (end - d->pos < UPDATE_SIZE)
		return false;
	unsigned ae = u8(d, AE), source_length = u8(d, 0), length = u8(d, PLEN), omitted = u8(d, OMITTED);
	unsigned interval = u16(d, INTERVAL), seqno = u16(d, SEQNO), metric = u16(d, METRIC);
	struct prefix p = read_prefix(d, ae, length, omitted, base, end);
	if (!p.valid)
		return false;
	struct prefix source = read_prefix(d, ae, source_length, 0, &none, end);
	if (!source.valid)
		return false;
	say_c(d, ' ');
	say_prefix(d, &p);
	say_s(d, " from ");
	say_prefix(d, &source);
	say(d, " metric %u seqno %u", metric, seqno);
	say_update_interval(d, interval);
	subtlvs(d, SS_UPDATE, end);
	return true;
}

/* " (destination, source)" of a source-specific request; false: there are none. */
static bool source_prefixes(struct dis *d, unsigned ae, unsigned length, unsigned source_length, uint32_t end, struct prefix out[2])
{
	static const struct defaults none;
	out[0] = read_prefix(d, ae, length, 0, &none, end);
	if (!out[0].valid)
		return false;
	out[1] = read_prefix(d, ae, source_length, 0, &none, end);
	return out[1].valid;
}

static void say_pair(struct dis *d, const struct prefix pair[2])
{
	say_c(d, '(');
	say_prefix(d, &pair[0]);
	say_s(d, ", ");
	say_prefix(d, &pair[1]);
	say_c(d, ')');
}

static bool source_request(struct dis *d, uint32_t end)
{
	struct prefix pair[2];
	say_s(d, "\n\tSS-Request ");
	if (end - d->pos < 3)
		return false;
	unsigned ae = u8(d, AE), length = u8(d, PLEN), source_length = u8(d, 0);
	if (!source_prefixes(d, ae, length, source_length, end, pair))
		return false;
	say_s(d, "for ");
	if (ae == AE_WILDCARD)
		say_s(d, "any");
	else
		say_pair(d, pair);
	return true;
}

static bool source_seqno_request(struct dis *d, uint32_t end)
{
	struct prefix pair[2];
	say_s(d, "\n\tSS-MH-Request ");
	if (end - d->pos < 14)
		return false;
	unsigned ae = u8(d, AE), length = u8(d, PLEN), seqno = u16(d, SEQNO), hops = u8(d, HOP_COUNT), source_length = u8(d, 0);
	uint32_t id = d->pos;
	skip(d, 8);
	if (!source_prefixes(d, ae, length, source_length, end, pair))
		return false;
	say(d, "(%u hops) for ", hops);
	say_pair(d, pair);
	say(d, " seqno %u id ", seqno);
	seek(d, id);
	say_router_id(d);
	return true;
}

static bool acknowledgment(struct dis *d, unsigned type, uint32_t end)
{
	say_s(d, type == ACK ? "\n\tAcknowledgment " : "\n\tAcknowledgment Request ");
	if (end - d->pos < (type == ACK ? 2 : 6))
		return false;
	if (type == ACK_REQUEST)
		skip(d, 2);
	unsigned nonce = u16(d, NONCE);
	say(d, "%04x", nonce);
	if (type == ACK_REQUEST) {
		unsigned interval = u16(d, INTERVAL);
		say_c(d, ' ');
		say_interval(d, interval);
	}
	return true;
}

static bool packet_counter(struct dis *d, uint32_t end)
{
	say_s(d, "\n\tPC");
	if (end - d->pos < 4)
		return false;
	uint32_t counter = u32(d, 0);
	say(d, " value %u index len %u", counter, end - d->pos);
	return true;
}

static bool tlv_value(struct dis *d, unsigned type, struct defaults *base, uint32_t end)
{
	uint32_t length = end - d->pos;
	switch (type) {
	case PAD1:
		say_s(d, "\n\tPad 1");
		return true;
	case PADN:
		say(d, "\n\tPad %u", length + 2);
		return true;
	case ACK_REQUEST:
	case ACK:
		return acknowledgment(d, type, end);
	case HELLO:
		return hello(d, end);
	case IHU:
		return ihu(d, end);
	case ROUTER:
		return router_id(d, end);
	case NEXT_HOP:
		return next_hop(d, end);
	case UPDATE:
		return update(d, base, end);
	case ROUTE_REQUEST:
		return route_request(d, end);
	case SEQNO_REQUEST:
		return seqno_request(d, end);
	case TSPC:
		return timestamp_counter(d, end);
	case HMAC:
		return hmac(d, end);
	case SS_UPDATE:
		return source_update(d, base, end);
	case SS_REQUEST:
		return source_request(d, end);
	case SS_SEQNO_REQUEST:
		return source_seqno_request(d, end);
	case MAC:
		say(d, "\n\tMAC len %u", length);
		return true;
	case PC:
		return packet_counter(d, end);
	case CHALLENGE_REQUEST:
		say(d, "\n\tChallenge Request len %u", length);
		return true;
	case CHALLENGE_REPLY:
		say(d, "\n\tChallenge Reply len %u", length);
		return true;
	default:
		say(d, "\n\tUnknown message type %u", type);
		return true;
	}
}

/* False: what is there cannot be. */
static bool tlv(struct dis *d, struct defaults *base, uint32_t end)
{
	unsigned type = u8(d, TYPE), length = 0;
	if (type != PAD1) {
		if (d->pos == end)
			return false;
		length = u8(d, LENGTH);
		if (!d->cut && length > end - d->pos)
			return false;
	}
	need(d, length);
	uint32_t start = d->pos, stop = start + length;
	if (!d->verbose) {
		say(d, " %s", word(types, type) ? word(types, type) : "unknown");
		if (type == UPDATE && length < UPDATE_SIZE)
			return false;
		if (type == UPDATE)
			say_update_flags(d, peek8(d, 1));
	}
	if (d->cut)
		return true;
	struct saved s = quiet_begin(d, !d->verbose);
	bool sane = tlv_value(d, type, base, stop);
	quiet_end(d, &s);
	seek(d, stop);
	return sane || !d->verbose;
}

/* false: the packet ends in them. */
static bool tlvs(struct dis *d, uint32_t end)
{
	struct defaults base = {0};
	bool sane = true;
	while (sane && !d->cut && d->pos < end) {
		group_begin(d, MESSAGE);
		sane = tlv(d, &base, end);
		group_end(d);
	}
	if (!sane)
		invalid(d);
	return sane && !d->cut;
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, wire = declared(d);
	say_s(d, "babel");
	need(d, HEADER);
	unsigned magic = u8(d, MAGIC), version = u8(d, VERSION), length = u16(d, BODY_LENGTH);
	if (d->cut)
		return;
	if (magic != 42) {
		say_s(d, " invalid header");
		return;
	}
	say(d, " %u", version);
	if (version != 2) {
		say_s(d, " unknown version");
		return;
	}
	say(d, " (%u)", length);
	if (length > wire - HEADER) {
		invalid(d);
		return;
	}
	if (!tlvs(d, d->pos + length) || !more(d))
		return;
	say_s(d, d->verbose ? "\n\t----" : " |");
	tlvs(d, start + wire);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_BABEL, 6696, 6697},
	{0},
};

const struct proto proto_babel = {
	.name = "babel",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
