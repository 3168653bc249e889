/* Hypertext Transfer Protocol: RFC 9112. The line is that of all text protocols; the fields are read here. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"
#include "dissect/protocols.h"

enum {
	HTTP, REQUEST, METHOD, URI, REQUEST_VERSION, RESPONSE, RESPONSE_VERSION, CODE, PHRASE, REQUEST_LINE, RESPONSE_LINE,
	CONTENT_LENGTH_VALUE, FULL_URI, URI_PATH, URI_QUERY, URI_PARAMETER, COOKIE_PAIR, FILE_DATA,
	HOST, USER_AGENT, CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING, CONNECTION,
	SERVER, LOCATION, REFERER, COOKIE, SET_COOKIE, AUTHORIZATION, WWW_AUTHENTICATE, ACCEPT,
	ACCEPT_LANGUAGE, ACCEPT_ENCODING, CACHE_CONTROL, DATE, LAST_MODIFIED, UPGRADE, FORWARDED_FOR, FIELDS,
};

static const struct field fields[FIELDS] = {
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
	[FULL_URI] = {"http.request.full_uri", "Full request URI", F_STR},
	[URI_PATH] = {"http.request.uri.path", "Request URI Path", F_STR},
	[URI_QUERY] = {"http.request.uri.query", "Request URI Query", F_STR},
	[URI_PARAMETER] = {"http.request.uri.query.parameter", "Request URI Query Parameter", F_STR},
	[COOKIE_PAIR] = {"http.cookie_pair", "Cookie pair", F_STR},
	[FILE_DATA] = {"http.file_data", "File Data", F_STR},
	/* From here on a header has its name. */
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

/* ---- Fields of a message (RFC 9112 sections 3 to 6) */

/* What the head says that others need. */
struct head {
	bool request, coded; /* coded: the body is not the content as it stands */
	struct span method, uri, host;
	uint64_t length; /* of the content; UINT64_MAX: not said */
};

static void mark_each(struct dis *d, unsigned field, struct span s, char separator)
{
	while (s.len) {
		uint32_t n = span_find(s, separator);
		mark_span(d, field, span_trim(span_part(s, 0, n)));
		s = span_part(s, n + 1, s.len);
	}
}

static void header(struct dis *d, struct head *h, struct span line)
{
	uint32_t colon = span_find(line, ':');
	if (colon == line.len)
		return;
	struct span name = span_part(line, 0, colon), value = span_trim(span_part(line, colon + 1, line.len));
	unsigned f = HOST;
	while (f < FIELDS && !span_is(name, fields[f].title))
		f++;
	if (f == FIELDS)
		return;
	mark_bytes(d, f, value.pos, value.len);
	if (f == HOST) {
		h->host = value;
	} else if (f == COOKIE) {
		mark_each(d, COOKIE_PAIR, value, ';');
	} else if (f == CONTENT_LENGTH) {
		h->length = span_number(value);
		mark_uint(d, CONTENT_LENGTH_VALUE, value.pos, value.len, h->length);
	}
	h->coded |= f == TRANSFER_ENCODING || f == CONTENT_ENCODING;
}

static void request(struct dis *d, struct head *h, struct span line)
{
	mark_uint(d, REQUEST, line.pos, line.len, 1);
	h->method = text_word(&line);
	h->uri = text_word(&line);
	mark_span(d, METHOD, h->method);
	mark_span(d, URI, h->uri);
	mark_span(d, REQUEST_VERSION, line);
	uint32_t n = span_find(h->uri, '?');
	if (n == h->uri.len)
		return;
	struct span query = span_part(h->uri, n + 1, h->uri.len);
	mark_span(d, URI_PATH, span_part(h->uri, 0, n));
	mark_span(d, URI_QUERY, query);
	mark_each(d, URI_PARAMETER, query, '&');
}

static void response(struct dis *d, struct span line)
{
	mark_uint(d, RESPONSE, line.pos, line.len, 1);
	mark_span(d, RESPONSE_VERSION, text_word(&line));
	struct span code = text_word(&line);
	mark_uint(d, CODE, code.pos, code.len, span_number(code));
	mark_span(d, PHRASE, line);
}

/* RFC 9112 section 3.2: the absolute form and that of CONNECT say whom they are for, the others do not. */
static void full_uri(struct dis *d, const struct head *h)
{
	static const char scheme[] = "http://";
	char made[2048];
	size_t len = 0;
	if (!mark_wanted(d, FULL_URI) || !h->uri.len || !h->host.len || sizeof scheme + h->host.len + h->uri.len > sizeof made)
		return;
	bool absolute = span_u8(h->uri, 0) != '/' && memmem(h->uri.p, h->uri.len, "://", 3);
	if (!absolute && !span_is(h->method, "CONNECT")) {
		memcpy(made, scheme, sizeof scheme - 1);
		memcpy(made + sizeof scheme - 1, h->host.p, h->host.len);
		len = sizeof scheme - 1 + h->host.len;
	}
	memcpy(made + len, h->uri.p, h->uri.len);
	mark_made(d, FULL_URI, h->uri.pos, h->uri.len, made, len + h->uri.len);
}

static bool is_request(struct span method)
{
	for (const char *const *c = commands; *c; c++)
		if (span_is(method, *c))
			return true;
	return false;
}

/* What follows the first line: headers up to an empty line, then content, which is a field when it is all there. */
static void headers_and_content(struct dis *d, struct head *h, struct span s)
{
	struct span line, whole = s;
	bool ends = false;
	while (!ends && span_find(s, '\n') < s.len && text_line(&whole, &line, true)) {
		text_line(&s, &line, false);
		ends = !line.len;
		if (ends)
			break;
		header(d, h, line);
		mark_bytes(d, h->request ? REQUEST_LINE : RESPONSE_LINE, line.pos, whole.pos - line.pos);
	}
	if (h->request)
		full_uri(d, h);
	if (ends && !h->coded && h->length <= s.len)
		mark_span(d, FILE_DATA, span_part(s, 0, (uint32_t)h->length));
}

/* Only what begins a message has a head. */
static void mark_message(struct dis *d)
{
	struct span s = span_at(d, d->pos, left(d)), line;
	struct head h = {.length = UINT64_MAX};
	if (!text_line(&s, &line, false))
		return;
	struct span rest_of = line, first = text_word(&rest_of);
	h.request = is_request(first);
	if (h.request)
		request(d, &h, line);
	else if (first.len > 5 && span_is(span_part(first, 0, 5), "HTTP/"))
		response(d, line);
	else
		return;
	headers_and_content(d, &h, s);
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
		mark_message(d);
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
