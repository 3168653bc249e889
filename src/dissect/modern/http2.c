/* HTTP/2 in clear: RFC 9113; header compression (RFC 7541) by libnghttp2.
 *
 *	client's preface: PRI * HTTP/2.0 CRLF CRLF SM CRLF CRLF
 *	frame: | length 3 | type 1 | flags 1 | R 1, stream 31 | payload |
 *
 * Headers refer to a table that both ends keep: where the capture begins in the middle they cannot be told.
*/
#include <nghttp2/nghttp2.h>
#include <stdlib.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"
#include "dissect/transport/tcp_messages.h"

enum {
	HTTP2,
	MAGIC,
	STREAM,
	LENGTH,
	TYPE,
	FLAGS,
	END_STREAM,
	END_HEADERS,
	PADDED,
	PRIORITY_FLAG,
	SETTINGS_ACK,
	PING_ACK,
	RESERVED,
	STREAM_ID,
	PAD_LENGTH,
	EXCLUSIVE,
	DEPENDENCY,
	WEIGHT,
	DATA_DATA,
	BLOCK,
	CONTINUATION_BLOCK,
	PUSH_BLOCK,
	HEADER,
	NAME_LENGTH,
	NAME,
	VALUE_LENGTH,
	VALUE,
	RST_ERROR,
	SETTINGS_ID,
	HEADER_TABLE_SIZE,
	ENABLE_PUSH,
	MAX_CONCURRENT,
	INITIAL_WINDOW,
	MAX_FRAME,
	MAX_HEADER_LIST,
	EXTENDED_CONNECT,
	PROMISED_STREAM,
	PING,
	PONG,
	LAST_STREAM,
	GOAWAY_ERROR,
	GOAWAY_DATA,
	INCREMENT,
	FIRST_HEADER,
	AUTHORITY = FIRST_HEADER,
	STATUS,
	PATH,
	METHOD,
	SCHEME,
	ACCEPT,
	ACCEPT_ENCODING,
	ACCEPT_LANGUAGE,
	ACCEPT_RANGES,
	AGE,
	AUTHORIZATION,
	CACHE_CONTROL,
	CONTENT_DISPOSITION,
	CONTENT_ENCODING,
	CONTENT_LENGTH,
	CONTENT_TYPE,
	COOKIE,
	DATE,
	ETAG,
	EXPIRES,
	IF_MODIFIED_SINCE,
	IF_NONE_MATCH,
	LAST_MODIFIED,
	LINK,
	LOCATION,
	REFERER,
	SERVER,
	SET_COOKIE,
	STRICT_TRANSPORT_SECURITY,
	USER_AGENT,
	VARY,
	VIA,
	HEADERS_END,
};

enum {
	DATA,
	HEADERS,
	PRIORITY,
	RST_STREAM,
	SETTINGS,
	PUSH_PROMISE,
	PING_FRAME,
	GOAWAY,
	WINDOW_UPDATE,
	CONTINUATION
};
enum { FLAG_END_STREAM = 1, FLAG_ACK = 1, FLAG_END_HEADERS = 4, FLAG_PADDED = 8, FLAG_PRIORITY = 0x20 };
enum { PREFACE = 24, FRAME_HEADER = 9, TYPES_KNOWN = 0x10, TABLE_SIZE = 1 << 16, CONNECTIONS = 1 << 10 };

static const struct token types[] = {
	{DATA, "DATA"},
	{HEADERS, "HEADERS"},
	{PRIORITY, "PRIORITY"},
	{RST_STREAM, "RST_STREAM"},
	{SETTINGS, "SETTINGS"},
	{PUSH_PROMISE, "PUSH_PROMISE"},
	{PING_FRAME, "PING"},
	{GOAWAY, "GOAWAY"},
	{WINDOW_UPDATE, "WINDOW_UPDATE"},
	{CONTINUATION, "CONTINUATION"},
	{10, "ALTSVC"},
	{12, "ORIGIN"},
	{16, "PRIORITY_UPDATE"},
	{0, NULL},
};

static const struct token errors[] = {
	{0, "NO_ERROR"},
	{1, "PROTOCOL_ERROR"},
	{2, "INTERNAL_ERROR"},
	{3, "FLOW_CONTROL_ERROR"},
	{4, "SETTINGS_TIMEOUT"},
	{5, "STREAM_CLOSED"},
	{6, "FRAME_SIZE_ERROR"},
	{7, "REFUSED_STREAM"},
	{8, "CANCEL"},
	{9, "COMPRESSION_ERROR"},
	{10, "CONNECT_ERROR"},
	{11, "ENHANCE_YOUR_CALM"},
	{12, "INADEQUATE_SECURITY"},
	{13, "HTTP_1_1_REQUIRED"},
	{0, NULL},
};

/* Of headers the title is their name. */
static const struct field fields[] = {
	[HTTP2] = {"http2", "HyperText Transfer Protocol 2"},
	[MAGIC] = {"http2.magic", "Magic", F_STR},
	[STREAM] = {"http2.stream", "Stream"},
	[LENGTH] = {"http2.length", "Length", F_U24},
	[TYPE] = {"http2.type", "Type", F_U8, .tokens = types},
	[FLAGS] = {"http2.flags", "Flags", F_U8, HEX},
	[END_STREAM] = {"http2.flags.end_stream", "End Stream", F_BOOL},
	[END_HEADERS] = {"http2.flags.eh", "End Headers", F_BOOL},
	[PADDED] = {"http2.flags.padded", "Padded", F_BOOL},
	[PRIORITY_FLAG] = {"http2.flags.priority", "Priority", F_BOOL},
	[SETTINGS_ACK] = {"http2.flags.ack.settings", "ACK", F_BOOL},
	[PING_ACK] = {"http2.flags.ack.ping", "ACK", F_BOOL},
	[RESERVED] = {"http2.r", "Reserved", F_U32, HEX},
	[STREAM_ID] = {"http2.streamid", "Stream Identifier", F_U32},
	[PAD_LENGTH] = {"http2.pad_length", "Pad Length", F_U8},
	[EXCLUSIVE] = {"http2.exclusive", "Exclusive", F_BOOL},
	[DEPENDENCY] = {"http2.stream_dependency", "Stream Dependency", F_U32},
	[WEIGHT] = {"http2.headers.weight", "Weight", F_U8},
	[DATA_DATA] = {"http2.data.data", "Data", F_BYTES},
	[BLOCK] = {"http2.headers", "Header Block Fragment", F_BYTES},
	[CONTINUATION_BLOCK] = {"http2.continuation.header", "Continuation Header", F_BYTES},
	[PUSH_BLOCK] = {"http2.push_promise.header", "Header Block Fragment", F_BYTES},
	[HEADER] = {"http2.header", "Header"},
	[NAME_LENGTH] = {"http2.header.name.length", "Name Length", F_U32},
	[NAME] = {"http2.header.name", "Name", F_STR},
	[VALUE_LENGTH] = {"http2.header.value.length", "Value Length", F_U32},
	[VALUE] = {"http2.header.value", "Value", F_STR},
	[RST_ERROR] = {"http2.rst_stream.error", "Error", F_U32, .tokens = errors},
	[SETTINGS_ID] = {"http2.settings.id", "Settings Identifier", F_U16},
	[HEADER_TABLE_SIZE] = {"http2.settings.header_table_size", "Header table size", F_U32},
	[ENABLE_PUSH] = {"http2.settings.enable_push", "Enable PUSH", F_U32},
	[MAX_CONCURRENT] = {"http2.settings.max_concurrent_streams", "Max concurrent streams", F_U32},
	[INITIAL_WINDOW] = {"http2.settings.initial_window_size", "Initial Windows Size", F_U32},
	[MAX_FRAME] = {"http2.settings.max_frame_size", "Max frame size", F_U32},
	[MAX_HEADER_LIST] = {"http2.settings.max_header_list_size", "Max header list size", F_U32},
	[EXTENDED_CONNECT] = {"http2.settings.extended_connect", "Extended CONNECT", F_U32},
	[PROMISED_STREAM] = {"http2.push_promise.promised_stream_id", "Promised-Stream-ID", F_U32},
	[PING] = {"http2.ping", "Ping", F_BYTES},
	[PONG] = {"http2.pong", "Pong", F_BYTES},
	[LAST_STREAM] = {"http2.goaway.last_stream_id", "Last-Stream-ID", F_U32},
	[GOAWAY_ERROR] = {"http2.goaway.error", "Error", F_U32, .tokens = errors},
	[GOAWAY_DATA] = {"http2.goaway.addata", "Additional Debug Data", F_BYTES},
	[INCREMENT] = {"http2.window_update.window_size_increment", "Window Size Increment", F_U32},
	[AUTHORITY] = {"http2.headers.authority", ":authority", F_STR},
	[STATUS] = {"http2.headers.status", ":status", F_U16},
	[PATH] = {"http2.headers.path", ":path", F_STR},
	[METHOD] = {"http2.headers.method", ":method", F_STR},
	[SCHEME] = {"http2.headers.scheme", ":scheme", F_STR},
	[ACCEPT] = {"http2.headers.accept", "accept", F_STR},
	[ACCEPT_ENCODING] = {"http2.headers.accept_encoding", "accept-encoding", F_STR},
	[ACCEPT_LANGUAGE] = {"http2.headers.accept_language", "accept-language", F_STR},
	[ACCEPT_RANGES] = {"http2.headers.accept_ranges", "accept-ranges", F_STR},
	[AGE] = {"http2.headers.age", "age", F_U64},
	[AUTHORIZATION] = {"http2.headers.authorization", "authorization", F_STR},
	[CACHE_CONTROL] = {"http2.headers.cache_control", "cache-control", F_STR},
	[CONTENT_DISPOSITION] = {"http2.headers.content_disposition", "content-disposition", F_STR},
	[CONTENT_ENCODING] = {"http2.headers.content_encoding", "content-encoding", F_STR},
	[CONTENT_LENGTH] = {"http2.headers.content_length", "content-length", F_U64},
	[CONTENT_TYPE] = {"http2.headers.content_type", "content-type", F_STR},
	[COOKIE] = {"http2.headers.cookie", "cookie", F_STR},
	[DATE] = {"http2.headers.date", "date", F_STR},
	[ETAG] = {"http2.headers.etag", "etag", F_STR},
	[EXPIRES] = {"http2.headers.expires", "expires", F_STR},
	[IF_MODIFIED_SINCE] = {"http2.headers.if_modified_since", "if-modified-since", F_STR},
	[IF_NONE_MATCH] = {"http2.headers.if_none_match", "if-none-match", F_STR},
	[LAST_MODIFIED] = {"http2.headers.last_modified", "last-modified", F_STR},
	[LINK] = {"http2.headers.link", "link", F_STR},
	[LOCATION] = {"http2.headers.location", "location", F_STR},
	[REFERER] = {"http2.headers.referer", "referer", F_STR},
	[SERVER] = {"http2.headers.server", "server", F_STR},
	[SET_COOKIE] = {"http2.headers.set_cookie", "set-cookie", F_STR},
	[STRICT_TRANSPORT_SECURITY] = {"http2.headers.strict_transport_security", "strict-transport-security",
		F_STR},
	[USER_AGENT] = {"http2.headers.user_agent", "user-agent", F_STR},
	[VARY] = {"http2.headers.vary", "vary", F_STR},
	[VIA] = {"http2.headers.via", "via", F_STR},
};

/* ---- Header blocks */

/* tcp_talk.more: what each side's headers refer to. */
struct compression {
	struct side {
		nghttp2_hd_inflater *inflater;
		bool broken; /* earlier headers are missing */
	} side[2];
};

static void release_compression(void *more)
{
	struct compression *c = more;
	for (unsigned i = 0; i < 2; i++)
		if (c->side[i].inflater)
			nghttp2_hd_inflate_del(c->side[i].inflater);
	free(c);
}

static struct side *side_of(struct tcp_talk *talk, unsigned from)
{
	if (!talk->more)
		talk->more = calloc(1, sizeof(struct compression));
	if (!talk->more)
		return NULL;
	struct side *s = &((struct compression *)talk->more)->side[from];
	if (!s->inflater && (nghttp2_hd_inflate_new(&s->inflater) ||
				    nghttp2_hd_inflate_change_table_size(s->inflater, TABLE_SIZE)))
		s->broken = true;
	return s->inflater ? s : NULL;
}

static uint64_t decimal(const uint8_t *p, size_t n)
{
	uint64_t v = 0;
	for (size_t i = 0; i < n && i < 18 && p[i] >= '0' && p[i] <= '9'; i++)
		v = v * 10 + p[i] - '0';
	return v;
}

static unsigned field_of(const nghttp2_nv *nv)
{
	for (unsigned f = FIRST_HEADER; f < HEADERS_END; f++)
		if (strlen(fields[f].title) == nv->namelen && !memcmp(fields[f].title, nv->name, nv->namelen))
			return f;
	return 0;
}

static void header(struct dis *d, struct span block, const nghttp2_nv *nv)
{
	unsigned f = field_of(nv);
	group_begin(d, HEADER);
	mark_uint(d, NAME_LENGTH, block.pos, 0, nv->namelen);
	mark_made(d, NAME, block.pos, 0, nv->name, nv->namelen);
	mark_uint(d, VALUE_LENGTH, block.pos, 0, nv->valuelen);
	mark_made(d, VALUE, block.pos, 0, nv->value, nv->valuelen);
	if (f && fields[f].type == F_STR)
		mark_made(d, f, block.pos, 0, nv->value, nv->valuelen);
	else if (f)
		mark_uint(d, f, block.pos, 0, decimal(nv->value, nv->valuelen));
	group_end(d);
	if (f == METHOD || f == AUTHORITY || f == PATH || f == STATUS) {
		say_c(d, ' ');
		say_text(d, (struct span){nv->value, (uint32_t)nv->valuelen, 0});
	}
}

/* RFC 7541; a block may go on in CONTINUATION frames. */
static void header_block(struct dis *d, struct tcp_talk *talk, unsigned from, unsigned field, bool last)
{
	struct span s = rest(d, field);
	struct side *side = d->cut ? NULL : side_of(talk, from);
	uint32_t at = 0;
	if (!side || side->broken)
		return;
	for (;;) {
		nghttp2_nv nv;
		int flags = 0;
		ssize_t n = nghttp2_hd_inflate_hd2(side->inflater, &nv, &flags, s.p + at, s.len - at, last);
		if (n < 0) {
			side->broken = true;
			say_s(d, " (headers cannot be read)");
			return;
		}
		at += (uint32_t)n;
		if (flags & NGHTTP2_HD_INFLATE_EMIT)
			header(d, s, &nv);
		if (flags & NGHTTP2_HD_INFLATE_FINAL)
			break;
		if (!(flags & NGHTTP2_HD_INFLATE_EMIT) && at >= s.len)
			return;
	}
	nghttp2_hd_inflate_end_headers(side->inflater);
}

/* ---- Frames */

static void frame_flags(struct dis *d, unsigned type, unsigned flags)
{
	if (type == DATA || type == HEADERS)
		also(d, END_STREAM, 1, flags & FLAG_END_STREAM);
	if (type == HEADERS || type == PUSH_PROMISE || type == CONTINUATION)
		also(d, END_HEADERS, 1, flags >> 2 & 1);
	if (type == DATA || type == HEADERS || type == PUSH_PROMISE || type == CONTINUATION)
		also(d, PADDED, 1, flags >> 3 & 1);
	if (type == HEADERS)
		also(d, PRIORITY_FLAG, 1, flags >> 5 & 1);
	if (type == SETTINGS)
		also(d, SETTINGS_ACK, 1, flags & FLAG_ACK);
	if (type == PING_FRAME)
		also(d, PING_ACK, 1, flags & FLAG_ACK);
}

/* Narrows the part to what is before the padding. */
static void padding(struct dis *d, unsigned flags)
{
	if (!(flags & FLAG_PADDED)) {
		mark_uint(d, PAD_LENGTH, d->pos, 0, 0);
		return;
	}
	uint32_t n = u8(d, PAD_LENGTH), len = declared(d);
	if (n > len)
		part_fail(d);
	else
		narrow(d, len - n);
}

static void priority(struct dis *d)
{
	uint32_t v = u32(d, 0);
	also(d, EXCLUSIVE, 4, v >> 31);
	also(d, DEPENDENCY, 4, v & INT32_MAX);
	u8(d, WEIGHT);
}

static void settings(struct dis *d)
{
	static const uint8_t by_id[] = {0, HEADER_TABLE_SIZE, ENABLE_PUSH, MAX_CONCURRENT, INITIAL_WINDOW,
		MAX_FRAME, MAX_HEADER_LIST, 0, EXTENDED_CONNECT};
	while (more(d)) {
		unsigned id = u16(d, SETTINGS_ID);
		u32(d, id < sizeof by_id ? by_id[id] : 0);
	}
}

static void stream_number(struct dis *d, unsigned reserved, unsigned field)
{
	uint32_t v = u32(d, 0);
	also(d, reserved, 4, v >> 31);
	also(d, field, 4, v & INT32_MAX);
}

static void headers(struct dis *d, struct tcp_talk *talk, unsigned from, unsigned flags)
{
	padding(d, flags);
	if (flags & FLAG_PRIORITY)
		priority(d);
	header_block(d, talk, from, BLOCK, flags & FLAG_END_HEADERS);
}

static void body(struct dis *d, struct tcp_talk *talk, unsigned from, unsigned type, unsigned flags)
{
	uint32_t v;
	switch (type) {
	case DATA:
		padding(d, flags);
		say(d, " length %u", declared(d));
		rest(d, DATA_DATA);
		break;
	case HEADERS:
		headers(d, talk, from, flags);
		break;
	case PRIORITY:
		priority(d);
		break;
	case RST_STREAM:
		v = u32(d, RST_ERROR);
		say(d, " %s", tok(d, errors, "error %u", v));
		break;
	case SETTINGS:
		say_s(d, flags & FLAG_ACK ? " ack" : "");
		settings(d);
		break;
	case PUSH_PROMISE:
		padding(d, flags);
		stream_number(d, 0, PROMISED_STREAM);
		header_block(d, talk, from, PUSH_BLOCK, flags & FLAG_END_HEADERS);
		break;
	case PING_FRAME:
		say_s(d, flags & FLAG_ACK ? " ack" : "");
		bytes(d, flags & FLAG_ACK ? PONG : PING, 8);
		break;
	case GOAWAY:
		stream_number(d, 0, LAST_STREAM);
		v = u32(d, GOAWAY_ERROR);
		say(d, " %s", tok(d, errors, "error %u", v));
		rest(d, GOAWAY_DATA);
		break;
	case WINDOW_UPDATE:
		v = u32(d, 0);
		also(d, INCREMENT, 4, v & INT32_MAX);
		say(d, " %u", v & INT32_MAX);
		break;
	case CONTINUATION:
		padding(d, 0);
		header_block(d, talk, from, CONTINUATION_BLOCK, flags & FLAG_END_HEADERS);
		break;
	default:
		rest(d, 0);
	}
}

/* A new connection: tables of an old one with the same ports are gone. */
static void preface(struct dis *d, struct tcp_talk *talk)
{
	bytes(d, MAGIC, PREFACE);
	say_s(d, ", preface");
	if (talk->more)
		release_compression(talk->more);
	talk->more = NULL;
	talk->memory[0] = 1;
}

static void message(struct dis *d, struct tcp_talk *talk, unsigned from)
{
	group_begin(d, STREAM);
	if (peek8(d, 0) == 'P' && peek8(d, 1) == 'R') {
		preface(d, talk);
		group_end(d);
		return;
	}
	u24(d, LENGTH);
	unsigned type = u8(d, TYPE), flags = u8(d, FLAGS);
	frame_flags(d, type, flags);
	uint32_t stream = u32(d, 0);
	also(d, RESERVED, 4, stream >> 31);
	also(d, STREAM_ID, 4, stream & INT32_MAX);
	say(d, ", %s", tok(d, types, "frame type %u", type));
	if (stream & INT32_MAX)
		say(d, " stream %u", stream & INT32_MAX);
	body(d, talk, from, type, flags);
	if ((type == DATA || type == HEADERS) && flags & FLAG_END_STREAM)
		say_s(d, ", end of stream");
	group_end(d);
}

static int64_t message_length(const struct tcp_talk *talk, unsigned from, const uint8_t *p, uint32_t n)
{
	if (p[0] == 'P')
		return n < 2 ? MESSAGE_UNKNOWN : p[1] != 'R' ? MESSAGE_FOREIGN : PREFACE;
	if (n < FRAME_HEADER)
		return MESSAGE_UNKNOWN;
	uint32_t len = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
	return p[3] <= TYPES_KNOWN ? (int64_t)len + FRAME_HEADER : MESSAGE_FOREIGN;
}

static void dissect(struct dis *d)
{
	static const struct tcp_messages frames = {
		"HTTP/2", message_length, message, release_compression, CONNECTIONS};
	tcp_messages(d, &frames);
}

static bool recognizes(struct dis *d)
{
	struct span s = span_at(d, d->pos, PREFACE);
	return (s.len == PREFACE && !memcmp(s.p, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", PREFACE)) ||
	       tcp_talk_known(d, &proto_http2);
}

static const struct binding bindings[] = {
	{BIND_TCP_ANY, EITHER, 0, 0, 0},
	{0},
};

const struct proto proto_http2 = {
	.name = "http2",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.beyond = true,
	.recognizes = recognizes,
};
