/* WHOIS: RFC 3912. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { WHOIS, REQUEST, RESPONSE };

static const struct field fields[] = {
	[WHOIS] = {"whois", "WHOIS"},
	[REQUEST] = {"whois.request.line", "Request line", F_STR},
	[RESPONSE] = {"whois.response.line", "Response line", F_STR},
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "WHOIS",
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 43, 0},
	{0},
};

const struct proto proto_whois = {
	.name = "whois",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
