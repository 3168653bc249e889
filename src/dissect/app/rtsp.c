/* Real Time Streaming Protocol: RFC 2326. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { RTSP, REQUEST, RESPONSE };

static const struct field fields[] = {
	[RTSP] = {"rtsp", "Real Time Streaming Protocol"},
	[REQUEST] = {"rtsp.request.line", "Request line", F_STR},
	[RESPONSE] = {"rtsp.response.line", "Response line", F_STR},
};

static const char *const commands[] = {
	"ANNOUNCE", "DESCRIBE", "GET_PARAMETER", "OPTIONS", "PAUSE", "PLAY", "RECORD", "REDIRECT",
	"SET_PARAMETER", "SETUP", "TEARDOWN", NULL,
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "RTSP",
		.commands = commands,
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 554, 0},
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 8554, 0},
	{0},
};

const struct proto proto_rtsp = {
	.name = "rtsp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
