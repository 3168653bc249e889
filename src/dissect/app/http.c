/* Hypertext Transfer Protocol: RFC 9112. The line is that of all text protocols; the fields are read here. */
#include <ctype.h>

#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"
#include "dissect/protocols.h"

enum {
	HTTP, REQUEST, METHOD, URI, REQUEST_VERSION, RESPONSE, RESPONSE_VERSION, CODE, PHRASE, REQUEST_LINE, RESPONSE_LINE,
	CONTENT_LENGTH_VALUE,
	HOST, USER_AGENT, CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING, CONNECTION,
	SERVER, LOCATION, REFERER, COOKIE, SET_COOKIE, AUTHORIZATION, WWW_AUTHENTICATE, ACCEPT,
	ACCEPT_LANGUAGE, ACCEPT_ENCODING, CACHE_CONTROL, DATE, LAST_MODIFIED, UPGRADE, FORWARDED_FOR,
};

static const struct field fields[] = {
	[HTTP] = {"http", "Hypertext Transfer Protocol"},
	[REQUEST] = {"http.request", "Request", F_BOOL},
	[METHOD] = {"http.request.method", "Request Method", F_STR},
	[URI] = {"http.request.uri", "Request URI", F_STR},
	[REQUEST_VERSION] = {"http.request.version", "Request Version", F_STR},
	[RESPONSE] = {"http.response", "Response", F_BOOL},
	[RESPONSE_VERSION] = {"http.response.version", "Response Version", F_STR},
	[CODE] = {"http.response.code", "Status Code", F_U16},
	[PHRASE] = {"http.response.phrase", "Response Phrase", F_STR},
	[REQUEST_LINE] = {"http.request.line", "Header line of a request", F_STR},
	[RESPONSE_LINE] = {"http.response.line", "Header line of a response", F_STR},
	[CONTENT_LENGTH_VALUE] = {"http.content_length", "Content length", F_U64},
	[HOST] = {"http.host", "Host", F_STR},
	[USER_AGENT] = {"http.user_agent", "User-Agent", F_STR},
	[CONTENT_TYPE] = {"http.content_type", "Content-Type", F_STR},
	[CONTENT_LENGTH] = {"http.content_length_header", "Content-Length", F_STR},
	[CONTENT_ENCODING] = {"http.content_encoding", "Content-Encoding", F_STR},
	[TRANSFER_ENCODING] = {"http.transfer_encoding", "Transfer-Encoding", F_STR},
	[CONNECTION] = {"http.connection", "Connection", F_STR},
	[SERVER] = {"http.server", "Server", F_STR},
	[LOCATION] = {"http.location", "Location", F_STR},
	[REFERER] = {"http.referer", "Referer", F_STR},
	[COOKIE] = {"http.cookie", "Cookie", F_STR},
	[SET_COOKIE] = {"http.set_cookie", "Set-Cookie", F_STR},
	[AUTHORIZATION] = {"http.authorization", "Authorization", F_STR},
	[WWW_AUTHENTICATE] = {"http.www_authenticate", "WWW-Authenticate", F_STR},
	[ACCEPT] = {"http.accept", "Accept", F_STR},
	[ACCEPT_LANGUAGE] = {"http.accept_language", "Accept-Language", F_STR},
	[ACCEPT_ENCODING] = {"http.accept_encoding", "Accept-Encoding", F_STR},
	[CACHE_CONTROL] = {"http.cache_control", "Cache-Control", F_STR},
	[DATE] = {"http.date", "Date", F_STR},
	[LAST_MODIFIED] = {"http.last_modified", "Last-Modified", F_STR},
	[UPGRADE] = {"http.upgrade", "Upgrade", F_STR},
	[FORWARDED_FOR] = {"http.x_forwarded_for", "X-Forwarded-For", F_STR},
};

static const char *const commands[] = {
	"GET", "PUT", "COPY", "HEAD", "POST", "LOCK", "MOVE", "POLL", "BCOPY", "BMOVE", "MKCOL", "TRACE", "LABEL",
	"MERGE", "DELETE", "SEARCH", "UNLOCK", "REPORT", "UPDATE", "NOTIFY", "BDELETE", "CONNECT", "OPTIONS",
	"CHECKIN", "PROPFIND", "CHECKOUT", "CCM_POST", "SUBSCRIBE", "PROPPATCH", "BPROPFIND", "BPROPPATCH",
	"UNCHECKOUT", "MKACTIVITY", "MKWORKSPACE", "UNSUBSCRIBE", "RPC_CONNECT", "VERSION-CONTROL",
	"BASELINE-CONTROL", NULL,
};

/* ---- Fields of the head (RFC 9112 sections 3 to 5) */

/* A stretch of the payload, by offset. */
struct piece {
	uint32_t at, len;
};

static void mark_piece(struct dis *d, unsigned field, struct span s, struct piece p)
{
	mark_bytes(d, field, s.pos + p.at, p.len);
}

/* The line at offset at; *next is behind its end. False: it does not end here. */
static bool line_at(struct span s, uint32_t at, struct piece *line, uint32_t *next)
{
	uint32_t end = at;
	while (end < s.len && span_u8(s, end) != '\n')
		end++;
	*next = end + 1;
	*line = (struct piece){at, end - at};
	if (line->len && span_u8(s, end - 1) == '\r')
		line->len--;
	return end < s.len;
}

/* Cuts the first word, up to a blank, from the front of *line. */
static struct piece cut_word(struct span s, struct piece *line)
{
	struct piece w = {line->at, 0};
	while (w.len < line->len && span_u8(s, w.at + w.len) != ' ')
		w.len++;
	uint32_t gone = w.len + (w.len < line->len);
	line->at += gone;
	line->len -= gone;
	return w;
}

static struct piece trimmed(struct span s, struct piece p)
{
	while (p.len && (span_u8(s, p.at) == ' ' || span_u8(s, p.at) == '\t')) {
		p.at++;
		p.len--;
	}
	while (p.len && (span_u8(s, p.at + p.len - 1) == ' ' || span_u8(s, p.at + p.len - 1) == '\t'))
		p.len--;
	return p;
}

static bool is_word(struct span s, struct piece p, const char *w)
{
	for (uint32_t i = 0; i < p.len; i++)
		if (!w[i] || tolower((int)span_u8(s, p.at + i)) != tolower((unsigned char)w[i]))
			return false;
	return !w[p.len];
}

static uint64_t number(struct span s, struct piece p)
{
	uint64_t v = 0;
	for (uint32_t i = 0; i < p.len && i < 18 && isdigit((int)span_u8(s, p.at + i)); i++)
		v = v * 10 + span_u8(s, p.at + i) - '0';
	return v;
}

static void mark_header(struct dis *d, struct span s, struct piece line)
{
	struct piece name = {line.at, 0};
	while (name.len < line.len && span_u8(s, name.at + name.len) != ':')
		name.len++;
	if (name.len == line.len)
		return;
	struct piece value = trimmed(s, (struct piece){name.at + name.len + 1, line.len - name.len - 1});
	for (unsigned f = HOST; f < sizeof fields / sizeof *fields; f++)
		if (is_word(s, name, fields[f].title)) {
			mark_piece(d, f, s, value);
			if (f == CONTENT_LENGTH)
				mark_uint(d, CONTENT_LENGTH_VALUE, s.pos + value.at, value.len, number(s, value));
			return;
		}
}

static void mark_request(struct dis *d, struct span s, struct piece line)
{
	mark_uint(d, REQUEST, s.pos, line.len, 1);
	mark_piece(d, METHOD, s, cut_word(s, &line));
	mark_piece(d, URI, s, cut_word(s, &line));
	if (line.len)
		mark_piece(d, REQUEST_VERSION, s, line);
}

static void mark_response(struct dis *d, struct span s, struct piece line)
{
	mark_uint(d, RESPONSE, s.pos, line.len, 1);
	mark_piece(d, RESPONSE_VERSION, s, cut_word(s, &line));
	struct piece code = cut_word(s, &line);
	mark_uint(d, CODE, s.pos + code.at, code.len, number(s, code));
	if (line.len)
		mark_piece(d, PHRASE, s, line);
}

static bool is_request(struct span s, struct piece method)
{
	for (const char *const *c = commands; *c; c++)
		if (is_word(s, method, *c))
			return true;
	return false;
}

/* Only what begins a message has a head. */
static void mark_head(struct dis *d)
{
	struct span s = span_at(d, d->pos, left(d));
	struct piece line, rest_of;
	uint32_t next;
	bool whole = line_at(s, 0, &line, &next);
	rest_of = line;
	struct piece first = cut_word(s, &rest_of);
	bool request = is_request(s, first);
	if (!request && !(first.len > 5 && is_word(s, (struct piece){0, 5}, "HTTP/")))
		return;
	if (request)
		mark_request(d, s, line);
	else
		mark_response(d, s, line);
	while (whole && next < s.len) {
		uint32_t at = next;
		whole = line_at(s, at, &line, &next);
		if (!whole || !line.len)
			return;
		mark_header(d, s, line);
		mark_piece(d, request ? REQUEST_LINE : RESPONSE_LINE, s, (struct piece){at, next - at});
	}
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "HTTP",
		.commands = commands,
	};
	if (beyond_wanted(d, &proto_http2) && proto_http2.recognizes(d)) {
		if (call_beyond(d, &proto_http2))
			return;
	} else if (fields_wanted(d)) {
		mark_head(d);
	}
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 80, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 8080, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 3128, 0},
	{0},
};

const struct proto proto_http = {
	.name = "http",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.carries = &proto_http2,
	.cuts = CUTS_ALL,
};
