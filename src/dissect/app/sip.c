/* Session Initiation Protocol: RFC 3261. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

/* The fields of an address stand in the same order for each header that has one. */
enum {
	SIP, REQUEST_LINE, STATUS_LINE, METHOD, STATUS_CODE, MESSAGE_HEADER, URI, URI_USER, URI_HOST, URI_PORT, URI_PARAM,
	TO_DISPLAY, TO_ADDRESS, TO_USER, TO_HOST, TO_PORT, TO_PARAM, TO_TAG, FROM_DISPLAY, FROM_ADDRESS, FROM_USER, FROM_HOST, FROM_PORT,
	FROM_PARAM, FROM_TAG, CONTACT_DISPLAY, CONTACT_ADDRESS, CONTACT_USER, CONTACT_HOST, CONTACT_PORT, CONTACT_PARAM, CONTACT_PARAMETER,
	DISPLAY, TAG, CSEQ_NUMBER, CSEQ_METHOD, VIA_TRANSPORT, VIA_ADDRESS, VIA_PORT, VIA_BRANCH, VIA_RECEIVED, VIA_RPORT, VIA_TTL, VIA_MADDR,
	HEADERS,
	H_ACCEPT = HEADERS, H_ACCEPT_CONTACT, H_ACCEPT_ENCODING, H_ACCEPT_LANGUAGE, H_ALERT_INFO, H_ALLOW, H_ALLOW_EVENTS,
	H_AUTHENTICATION_INFO, H_AUTHORIZATION, H_CALL_ID, H_CALL_INFO, H_CONTACT, H_CONTENT_DISPOSITION,
	H_CONTENT_ENCODING, H_CONTENT_LANGUAGE, H_CONTENT_TYPE, H_CSEQ, H_DATE, H_ERROR_INFO, H_EVENT, H_EXPIRES,
	H_FROM, H_IDENTITY, H_IN_REPLY_TO, H_JOIN, H_MAX_FORWARDS, H_MIME_VERSION, H_MIN_EXPIRES, H_MIN_SE,
	H_ORGANIZATION, H_P_ACCESS_NETWORK_INFO, H_P_ASSERTED_IDENTITY, H_P_CALLED_PARTY_ID, H_P_CHARGING_VECTOR,
	H_P_PREFERRED_IDENTITY, H_PATH, H_PRIORITY, H_PRIVACY, H_PROXY_AUTHENTICATE, H_PROXY_AUTHORIZATION,
	H_PROXY_REQUIRE, H_RACK, H_REASON, H_RECORD_ROUTE, H_REFER_TO, H_REPLACES, H_REPLY_TO, H_REQUEST_DISPOSITION,
	H_REQUIRE, H_RETRY_AFTER, H_ROUTE, H_RSEQ, H_SERVER, H_SERVICE_ROUTE, H_SESSION_EXPIRES, H_SUBJECT,
	H_SUBSCRIPTION_STATE, H_SUPPORTED, H_TIMESTAMP, H_TO, H_UNSUPPORTED, H_USER_AGENT, H_VIA, H_WARNING,
	H_WWW_AUTHENTICATE, H_CONTENT_LENGTH, HEADERS_END,
};

static const struct field fields[] = {
	[SIP] = {"sip", "Session Initiation Protocol"},
	[REQUEST_LINE] = {"sip.Request-Line", "Request-Line", F_STR},
	[STATUS_LINE] = {"sip.Status-Line", "Status-Line", F_STR},
	[METHOD] = {"sip.Method", "Method", F_STR},
	[STATUS_CODE] = {"sip.Status-Code", "Status-Code", F_U32},
	[MESSAGE_HEADER] = {"sip.msg_hdr", "Message Header", F_STR},
	[URI] = {"sip.r-uri", "Request-URI", F_STR},
	[URI_USER] = {"sip.r-uri.user", "Request-URI User Part", F_STR},
	[URI_HOST] = {"sip.r-uri.host", "Request-URI Host Part", F_STR},
	[URI_PORT] = {"sip.r-uri.port", "Request-URI Host Port", F_STR},
	[URI_PARAM] = {"sip.r-uri.param", "Request-URI parameter", F_STR},
	[TO_DISPLAY] = {"sip.to.display.info", "SIP to display info", F_STR},
	[TO_ADDRESS] = {"sip.to.addr", "SIP to address", F_STR},
	[TO_USER] = {"sip.to.user", "SIP to address User Part", F_STR},
	[TO_HOST] = {"sip.to.host", "SIP to address Host Part", F_STR},
	[TO_PORT] = {"sip.to.port", "SIP to address Host Port", F_STR},
	[TO_PARAM] = {"sip.to.param", "SIP To URI parameter", F_STR},
	[FROM_DISPLAY] = {"sip.from.display.info", "SIP from display info", F_STR},
	[FROM_ADDRESS] = {"sip.from.addr", "SIP from address", F_STR},
	[FROM_USER] = {"sip.from.user", "SIP from address User Part", F_STR},
	[FROM_HOST] = {"sip.from.host", "SIP from address Host Part", F_STR},
	[FROM_PORT] = {"sip.from.port", "SIP from address Host Port", F_STR},
	[FROM_PARAM] = {"sip.from.param", "SIP From URI parameter", F_STR},
	[CONTACT_DISPLAY] = {"sip.contact.display.info", "SIP C-URI display info", F_STR},
	[CONTACT_ADDRESS] = {"sip.contact.uri", "Contact URI", F_STR},
	[CONTACT_USER] = {"sip.contact.user", "Contact URI User Part", F_STR},
	[CONTACT_HOST] = {"sip.contact.host", "Contact URI Host Part", F_STR},
	[CONTACT_PORT] = {"sip.contact.port", "Contact URI Host Port", F_STR},
	[CONTACT_PARAM] = {"sip.contact.param", "Contact URI parameter", F_STR},
	[TO_TAG] = {"sip.to.tag", "SIP to tag", F_STR},
	[FROM_TAG] = {"sip.from.tag", "SIP from tag", F_STR},
	[CONTACT_PARAMETER] = {"sip.contact.parameter", "Contact parameter", F_STR},
	[DISPLAY] = {"sip.display.info", "SIP Display info", F_STR},
	[TAG] = {"sip.tag", "SIP tag", F_STR},
	[CSEQ_NUMBER] = {"sip.CSeq.seq", "Sequence Number", F_U32},
	[CSEQ_METHOD] = {"sip.CSeq.method", "Method", F_STR},
	[VIA_TRANSPORT] = {"sip.Via.transport", "Transport", F_STR},
	[VIA_ADDRESS] = {"sip.Via.sent-by.address", "Sent-by Address", F_STR},
	[VIA_PORT] = {"sip.Via.sent-by.port", "Sent-by port", F_U16},
	[VIA_BRANCH] = {"sip.Via.branch", "Branch", F_STR},
	[VIA_RECEIVED] = {"sip.Via.received", "Received", F_STR},
	[VIA_RPORT] = {"sip.Via.rport", "RPort", F_STR},
	[VIA_TTL] = {"sip.Via.ttl", "TTL", F_STR},
	[VIA_MADDR] = {"sip.Via.maddr", "Maddr", F_STR},
	[H_ACCEPT] = {"sip.Accept", "Accept", F_STR},
	[H_ACCEPT_CONTACT] = {"sip.Accept-Contact", "Accept-Contact", F_STR},
	[H_ACCEPT_ENCODING] = {"sip.Accept-Encoding", "Accept-Encoding", F_STR},
	[H_ACCEPT_LANGUAGE] = {"sip.Accept-Language", "Accept-Language", F_STR},
	[H_ALERT_INFO] = {"sip.Alert-Info", "Alert-Info", F_STR},
	[H_ALLOW] = {"sip.Allow", "Allow", F_STR},
	[H_ALLOW_EVENTS] = {"sip.Allow-Events", "Allow-Events", F_STR},
	[H_AUTHENTICATION_INFO] = {"sip.Authentication-Info", "Authentication-Info", F_STR},
	[H_AUTHORIZATION] = {"sip.Authorization", "Authorization", F_STR},
	[H_CALL_ID] = {"sip.Call-ID", "Call-ID", F_STR},
	[H_CALL_INFO] = {"sip.Call-Info", "Call-Info", F_STR},
	[H_CONTACT] = {"sip.Contact", "Contact", F_STR},
	[H_CONTENT_DISPOSITION] = {"sip.Content-Disposition", "Content-Disposition", F_STR},
	[H_CONTENT_ENCODING] = {"sip.Content-Encoding", "Content-Encoding", F_STR},
	[H_CONTENT_LANGUAGE] = {"sip.Content-Language", "Content-Language", F_STR},
	[H_CONTENT_TYPE] = {"sip.Content-Type", "Content-Type", F_STR},
	[H_CSEQ] = {"sip.CSeq", "CSeq", F_STR},
	[H_DATE] = {"sip.Date", "Date", F_STR},
	[H_ERROR_INFO] = {"sip.Error-Info", "Error-Info", F_STR},
	[H_EVENT] = {"sip.Event", "Event", F_STR},
	[H_EXPIRES] = {"sip.Expires", "Expires", F_U32},
	[H_FROM] = {"sip.From", "From", F_STR},
	[H_IDENTITY] = {"sip.Identity", "Identity", F_STR},
	[H_IN_REPLY_TO] = {"sip.In-Reply-To", "In-Reply-To", F_STR},
	[H_JOIN] = {"sip.Join", "Join", F_STR},
	[H_MAX_FORWARDS] = {"sip.Max-Forwards", "Max-Forwards", F_U32},
	[H_MIME_VERSION] = {"sip.MIME-Version", "MIME-Version", F_STR},
	[H_MIN_EXPIRES] = {"sip.Min-Expires", "Min-Expires", F_STR},
	[H_MIN_SE] = {"sip.Min-SE", "Min-SE", F_STR},
	[H_ORGANIZATION] = {"sip.Organization", "Organization", F_STR},
	[H_P_ACCESS_NETWORK_INFO] = {"sip.P-Access-Network-Info", "P-Access-Network-Info", F_STR},
	[H_P_ASSERTED_IDENTITY] = {"sip.P-Asserted-Identity", "P-Asserted-Identity", F_STR},
	[H_P_CALLED_PARTY_ID] = {"sip.P-Called-Party-ID", "P-Called-Party-ID", F_STR},
	[H_P_CHARGING_VECTOR] = {"sip.P-Charging-Vector", "P-Charging-Vector", F_STR},
	[H_P_PREFERRED_IDENTITY] = {"sip.P-Preferred-Identity", "P-Preferred-Identity", F_STR},
	[H_PATH] = {"sip.Path", "Path", F_STR},
	[H_PRIORITY] = {"sip.Priority", "Priority", F_STR},
	[H_PRIVACY] = {"sip.Privacy", "Privacy", F_STR},
	[H_PROXY_AUTHENTICATE] = {"sip.Proxy-Authenticate", "Proxy-Authenticate", F_STR},
	[H_PROXY_AUTHORIZATION] = {"sip.Proxy-Authorization", "Proxy-Authorization", F_STR},
	[H_PROXY_REQUIRE] = {"sip.Proxy-Require", "Proxy-Require", F_STR},
	[H_RACK] = {"sip.RAck", "RAck", F_STR},
	[H_REASON] = {"sip.Reason", "Reason", F_STR},
	[H_RECORD_ROUTE] = {"sip.Record-Route", "Record-Route", F_STR},
	[H_REFER_TO] = {"sip.Refer-To", "Refer-To", F_STR},
	[H_REPLACES] = {"sip.Replaces", "Replaces", F_STR},
	[H_REPLY_TO] = {"sip.Reply-To", "Reply-To", F_STR},
	[H_REQUEST_DISPOSITION] = {"sip.Request-Disposition", "Request-Disposition", F_STR},
	[H_REQUIRE] = {"sip.Require", "Require", F_STR},
	[H_RETRY_AFTER] = {"sip.Retry-After", "Retry-After", F_U32},
	[H_ROUTE] = {"sip.Route", "Route", F_STR},
	[H_RSEQ] = {"sip.RSeq", "RSeq", F_U32},
	[H_SERVER] = {"sip.Server", "Server", F_STR},
	[H_SERVICE_ROUTE] = {"sip.Service-Route", "Service-Route", F_STR},
	[H_SESSION_EXPIRES] = {"sip.Session-Expires", "Session-Expires", F_STR},
	[H_SUBJECT] = {"sip.Subject", "Subject", F_STR},
	[H_SUBSCRIPTION_STATE] = {"sip.Subscription-State", "Subscription-State", F_STR},
	[H_SUPPORTED] = {"sip.Supported", "Supported", F_STR},
	[H_TIMESTAMP] = {"sip.Timestamp", "Timestamp", F_STR},
	[H_TO] = {"sip.To", "To", F_STR},
	[H_UNSUPPORTED] = {"sip.Unsupported", "Unsupported", F_STR},
	[H_USER_AGENT] = {"sip.User-Agent", "User-Agent", F_STR},
	[H_VIA] = {"sip.Via", "Via", F_STR},
	[H_WARNING] = {"sip.Warning", "Warning", F_STR},
	[H_WWW_AUTHENTICATE] = {"sip.WWW-Authenticate", "WWW-Authenticate", F_STR},
	[H_CONTENT_LENGTH] = {"sip.Content-Length", "Content-Length", F_U32},
};

static const char *const commands[] = {
	"ACK", "BYE", "CANCEL", "DO", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "QAUTH", "REFER",
	"REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE", "PUBLISH", NULL,
};

/* ---- Addresses: RFC 3261 sections 19.1 and 20.10 */

enum { OF_ADDRESS = 1, OF_USER = 2, OF_HOST = 3, OF_PORT = 4, OF_PARAM = 5 }; /* behind the display name */

/* "sip:user@host:port;param" */
static void uri(struct dis *d, struct span s, unsigned first)
{
	mark_span(d, first + OF_ADDRESS, s);
	struct span rest = span_part(s, span_find(s, ':') + 1, s.len);
	uint32_t at = span_find(rest, '@');
	if (at < rest.len) {
		struct span user = span_part(rest, 0, at);
		mark_span(d, first + OF_USER, span_part(user, 0, span_find(user, ':')));
		rest = span_part(rest, at + 1, rest.len);
	}
	uint32_t semicolon = span_find(rest, ';');
	struct span param = span_part(rest, semicolon + 1, rest.len), host = span_part(rest, 0, semicolon);
	bool ip6_literal = host.len && span_u8(host, 0) == '[';
	uint32_t bracket = ip6_literal ? span_find(host, ']') : 0;
	uint32_t colon = bracket + span_find(span_part(host, bracket, host.len), ':');
	mark_span(d, first + OF_HOST, span_part(host, 0, colon));
	mark_span(d, first + OF_PORT, span_part(host, colon + 1, host.len));
	if (param.len && first != URI - OF_ADDRESS)
		mark_span(d, first + OF_PARAM, param);
}

/* "Bob <sip:bob@biloxi.com>;tag=1", or without the angle brackets, where parameters are the header's. */
static void address(struct dis *d, struct span s, unsigned first, unsigned tag_field, unsigned parameter_field)
{
	uint32_t open = span_find(s, '<'), close = span_find(s, '>');
	struct span parameters;
	if (open < close && close < s.len) {
		struct span name = span_part(s, 0, open);
		if (span_u8(name, 0) == '"')
			name = span_trim(name);
		mark_span(d, first, name);
		mark_span(d, DISPLAY, name);
		uri(d, span_part(s, open + 1, close), first);
		parameters = span_part(s, close + 1, s.len);
	} else {
		uint32_t end = span_find(s, ';');
		if (span_find(s, ':') < end)
			uri(d, span_part(s, 0, end), first);
		parameters = span_part(s, end, s.len);
	}
	while (span_u8(parameters, 0) == ';') {
		struct span p = span_part(parameters, 1, parameters.len);
		uint32_t end = span_find(p, ';'), equals = span_find(span_part(p, 0, end), '=');
		parameters = span_part(p, end, p.len);
		p = span_part(p, 0, end);
		if (parameter_field)
			mark_span(d, parameter_field, p);
		if (tag_field && span_is(span_part(p, 0, equals), "tag")) {
			mark_span(d, tag_field, span_part(p, equals + 1, p.len));
			mark_span(d, TAG, span_part(p, equals + 1, p.len));
		}
	}
}

/* "SIP/2.0/UDP pc33.atlanta.com:5066;branch=z9hG4bK77": section 20.42. */
static void via(struct dis *d, struct span s)
{
	static const struct {
		const char *name;
		unsigned field;
	} known[] = {{"branch", VIA_BRANCH}, {"received", VIA_RECEIVED}, {"ttl", VIA_TTL}, {"maddr", VIA_MADDR}};
	struct span protocol = text_word(&s);
	for (unsigned i = 0; i < 2; i++)
		protocol = span_part(protocol, span_find(protocol, '/') + 1, protocol.len);
	mark_span(d, VIA_TRANSPORT, protocol);
	uint32_t end = span_find(s, ';');
	struct span host = span_trim(span_part(s, 0, end));
	uint32_t bracket = span_u8(host, 0) == '[' ? span_find(host, ']') : 0;
	uint32_t colon = bracket + span_find(span_part(host, bracket, host.len), ':');
	struct span port = span_part(host, colon + 1, host.len);
	mark_span(d, VIA_ADDRESS, span_part(host, 0, colon));
	if (port.len)
		mark_uint(d, VIA_PORT, port.pos, port.len, span_number(port) & 0xffff);
	for (s = span_part(s, end, s.len); span_u8(s, 0) == ';';) {
		struct span p = span_part(s, 1, s.len);
		end = span_find(p, ';');
		s = span_part(p, end, p.len);
		p = span_part(p, 0, end);
		uint32_t equals = span_find(p, '=');
		if (span_is(span_part(p, 0, equals), "rport"))
			mark_span(d, VIA_RPORT, equals < p.len ? span_part(p, equals + 1, p.len) : p);
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (span_is(span_part(p, 0, equals), known[i].name))
				mark_span(d, known[i].field, span_part(p, equals + 1, p.len));
	}
}

/* ---- Headers */

/* The field of a header, also of one that is said in one letter (section 7.3.3, RFC 6665, RFC 3515); 0: none. */
static unsigned header_field(struct span name)
{
	static const struct {
		const char *letter;
		unsigned field;
	} compact[] = {{"a", H_ACCEPT_CONTACT}, {"c", H_CONTENT_TYPE}, {"e", H_CONTENT_ENCODING}, {"f", H_FROM},
		{"i", H_CALL_ID}, {"k", H_SUPPORTED}, {"l", H_CONTENT_LENGTH}, {"m", H_CONTACT}, {"o", H_EVENT}, {"r", H_REFER_TO},
		{"s", H_SUBJECT}, {"t", H_TO}, {"u", H_ALLOW_EVENTS}, {"v", H_VIA}, {"x", H_SESSION_EXPIRES}};
	for (size_t i = 0; i < sizeof compact / sizeof *compact; i++)
		if (span_is(name, compact[i].letter))
			return compact[i].field;
	for (unsigned f = HEADERS; f < HEADERS_END; f++)
		if (span_is(name, fields[f].title))
			return f;
	return 0;
}

static void header(struct dis *d, struct span line)
{
	uint32_t colon = span_find(line, ':');
	unsigned field = header_field(span_trim(span_part(line, 0, colon)));
	struct span value = span_trim(span_part(line, colon + 1, line.len));
	if (!field || !value.len)
		return;
	if (fields[field].type == F_U32)
		mark_uint(d, field, value.pos, value.len, span_number(value));
	else
		mark_span(d, field, value);
	switch (field) {
	case H_TO: address(d, value, TO_DISPLAY, TO_TAG, 0); break;
	case H_FROM: address(d, value, FROM_DISPLAY, FROM_TAG, 0); break;
	case H_CONTACT: address(d, value, CONTACT_DISPLAY, 0, CONTACT_PARAMETER); break;
	case H_VIA: via(d, value); break;
	case H_CSEQ:
		mark_uint(d, CSEQ_NUMBER, value.pos, value.len, span_number(value));
		text_word(&value);
		mark_span(d, CSEQ_METHOD, value);
		break;
	}
}

static void read_fields(struct dis *d, struct span text)
{
	struct span line, first, whole;
	if (!text_line(&text, &whole, false))
		return;
	line = whole;
	first = text_word(&line);
	struct span second = text_word(&line);
	if (first.len >= 4 && span_is(span_part(first, 0, 4), "SIP/")) {
		mark_span(d, STATUS_LINE, whole);
		mark_uint(d, STATUS_CODE, second.pos, second.len, span_number(second));
	} else {
		mark_span(d, REQUEST_LINE, whole);
		mark_span(d, METHOD, first);
		uri(d, second, URI - OF_ADDRESS);
	}
	struct span headers = text;
	while (text_line(&text, &line, false) && line.len)
		header(d, line);
	mark_span(d, MESSAGE_HEADER, span_part(headers, 0, text.pos - headers.pos));
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {.name = "SIP", .commands = commands, .fields = read_fields};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 5060, 0},
	{BIND_UDP_PORT, EITHER, UDP_RANK_SIP, 5060, 0},
	{0},
};

const struct proto proto_sip = {
	.name = "sip",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.cuts = CUTS_ALL,
};
