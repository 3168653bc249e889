/* File Transfer Protocol: RFC 959, RFC 2228, RFC 2428. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { FTP, REQUEST, RESPONSE };

static const struct field fields[] = {
	[FTP] = {"ftp", "File Transfer Protocol"},
	[REQUEST] = {"ftp.request.line", "Request line", F_STR},
	[RESPONSE] = {"ftp.response.line", "Response line", F_STR},
};

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {
		.name = "FTP",
		.request_field = REQUEST,
		.response_field = RESPONSE,
	};
	text_protocol(d, &p);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 21, 0},
	{0},
};

const struct proto proto_ftp = {
	.name = "ftp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
