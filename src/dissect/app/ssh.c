/* Secure Shell: RFC 4253. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { SSH, REQUEST, RESPONSE };

static const struct field fields[] = {
	[SSH] = {"ssh", "Secure Shell"},
	[REQUEST] = {"ssh.request.line", "Request line", F_STR},
	[RESPONSE] = {"ssh.response.line", "Response line", F_STR},
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "SSH",
		.text_only = true,
		.code = CODE_FIRST,
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 22, 0},
	{0},
};

const struct proto proto_ssh = {
	.name = "ssh",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
