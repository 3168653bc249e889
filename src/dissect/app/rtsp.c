/* Real Time Streaming Protocol: RFC 2326. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { RTSP, REQUEST, RESPONSE, METHOD, URL, STATUS, SESSION, TRANSPORT, CONTENT_TYPE, CONTENT_LENGTH, DATA };

static const struct field fields[] = {
	[RTSP] = {"rtsp", "Real Time Streaming Protocol"},
	[REQUEST] = {"rtsp.request", "Request", F_STR},
	[RESPONSE] = {"rtsp.response", "Response", F_STR},
	[METHOD] = {"rtsp.method", "Method", F_STR},
	[URL] = {"rtsp.url", "URL", F_STR},
	[STATUS] = {"rtsp.status", "Status", F_U32},
	[SESSION] = {"rtsp.session", "Session", F_STR},
	[TRANSPORT] = {"rtsp.transport", "Transport", F_STR},
	[CONTENT_TYPE] = {"rtsp.content-type", "Content-type", F_STR},
	[CONTENT_LENGTH] = {"rtsp.content-length", "Content-length", F_U32},
	[DATA] = {"rtsp.data", "RTSP frame data", F_BYTES},
};

static const char *const commands[] = {
	"ANNOUNCE", "DESCRIBE", "GET_PARAMETER", "OPTIONS", "PAUSE", "PLAY", "RECORD", "REDIRECT",
	"SET_PARAMETER", "SETUP", "TEARDOWN", NULL,
};

static void header(struct dis *d, struct span line)
{
	static const struct {
		const char *name;
		unsigned field;
	} headers[] = {{"Session", SESSION}, {"Transport", TRANSPORT}, {"Content-Type", CONTENT_TYPE}};
	uint32_t colon = span_find(line, ':');
	struct span name = span_trim(span_part(line, 0, colon)), value = span_trim(span_part(line, colon + 1, line.len));
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (span_is(name, headers[i].name))
			mark_span(d, headers[i].field, value);
	if (span_is(name, "Content-Length"))
		mark_uint(d, CONTENT_LENGTH, value.pos, value.len, span_number(value));
}

static void read_fields(struct dis *d, struct span text)
{
	struct span whole, line, rest = text;
	if (!text_line(&text, &whole, true) || !text_line(&rest, &line, false))
		return;
	struct span first = text_word(&line), second = text_word(&line);
	bool response = first.len >= 5 && span_is(span_part(first, 0, 5), "RTSP/");
	mark_span(d, response ? RESPONSE : REQUEST, whole);
	if (response) {
		mark_uint(d, STATUS, second.pos, second.len, span_number(second));
	} else {
		mark_span(d, METHOD, first);
		mark_span(d, URL, second);
	}
	while (text_line(&rest, &line, false) && line.len)
		header(d, line);
	mark_span(d, DATA, rest);
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {.name = "RTSP", .commands = commands, .fields = read_fields};
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
	.cuts = CUTS_ALL,
};
