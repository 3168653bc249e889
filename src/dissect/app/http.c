/* Hypertext Transfer Protocol: RFC 9112. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { HTTP, REQUEST, RESPONSE };

static const struct field fields[] = {
	[HTTP] = {"http", "Hypertext Transfer Protocol"},
	[REQUEST] = {"http.request.line", "Request line", F_STR},
	[RESPONSE] = {"http.response.line", "Response line", F_STR},
};

static const char *const commands[] = {
	"GET", "PUT", "COPY", "HEAD", "POST", "LOCK", "MOVE", "POLL", "BCOPY", "BMOVE", "MKCOL", "TRACE", "LABEL",
	"MERGE", "DELETE", "SEARCH", "UNLOCK", "REPORT", "UPDATE", "NOTIFY", "BDELETE", "CONNECT", "OPTIONS",
	"CHECKIN", "PROPFIND", "CHECKOUT", "CCM_POST", "SUBSCRIBE", "PROPPATCH", "BPROPFIND", "BPROPPATCH",
	"UNCHECKOUT", "MKACTIVITY", "MKWORKSPACE", "UNSUBSCRIBE", "RPC_CONNECT", "VERSION-CONTROL",
	"BASELINE-CONTROL", NULL,
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "HTTP",
		.commands = commands,
		.code = CODE_SECOND,
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
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
};
