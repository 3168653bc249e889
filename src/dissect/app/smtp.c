/* Simple Mail Transfer Protocol: RFC 5321. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { SMTP, REQUEST, RESPONSE };

static const struct field fields[] = {
	[SMTP] = {"smtp", "Simple Mail Transfer Protocol"},
	[REQUEST] = {"smtp.request.line", "Request line", F_STR},
	[RESPONSE] = {"smtp.response.line", "Response line", F_STR},
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "SMTP",
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 25, 0},
	{0},
};

const struct proto proto_smtp = {
	.name = "smtp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
