/* Session Initiation Protocol: RFC 3261. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { SIP, REQUEST, RESPONSE };

static const struct field fields[] = {
	[SIP] = {"sip", "Session Initiation Protocol"},
	[REQUEST] = {"sip.request.line", "Request line", F_STR},
	[RESPONSE] = {"sip.response.line", "Response line", F_STR},
};

static const char *const commands[] = {
	"ACK", "BYE", "CANCEL", "DO", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "QAUTH", "REFER",
	"REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE", "PUBLISH", NULL,
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "SIP",
		.commands = commands,
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
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
};
