/* Simple Mail Transfer Protocol: RFC 5321. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { SMTP, IS_REQUEST, IS_RESPONSE, COMMAND_LINE, COMMAND, PARAMETER, RESPONSE, CODE, RESPONSE_PARAMETER };

enum { PORT = 25 };

static const struct field fields[] = {
	[SMTP] = {"smtp", "Simple Mail Transfer Protocol"},
	[IS_REQUEST] = {"smtp.req", "Request", F_BOOL},
	[IS_RESPONSE] = {"smtp.rsp", "Response", F_BOOL},
	[COMMAND_LINE] = {"smtp.command_line", "Command Line", F_STR},
	[COMMAND] = {"smtp.req.command", "Command", F_STR},
	[PARAMETER] = {"smtp.req.parameter", "Request parameter", F_STR},
	[RESPONSE] = {"smtp.response", "Response", F_STR},
	[CODE] = {"smtp.response.code", "Response code", F_U32},
	[RESPONSE_PARAMETER] = {"smtp.rsp.parameter", "Response parameter", F_STR},
};

/* What follows DATA is no command, and looks like one at most by chance: only these words are taken for commands. */
static bool is_command(struct span word)
{
	static const char *const commands[] = {"EHLO", "HELO", "MAIL", "RCPT", "DATA", "RSET", "VRFY", "EXPN", "HELP", "NOOP", "QUIT", "AUTH",
		"STARTTLS", "BDAT", "ETRN", "TURN", "SEND", "SOML", "SAML", "BURL"};
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (span_is(word, commands[i]))
			return true;
	return false;
}

static void requests(struct dis *d, struct span text)
{
	struct span whole, line, rest = text;
	while (text_line(&text, &whole, true) && text_line(&rest, &line, false)) {
		struct span parameter = line, command = text_word(&parameter);
		if (!is_command(command))
			return;
		mark_uint(d, IS_REQUEST, line.pos, line.len, 1);
		mark_span(d, COMMAND_LINE, whole);
		mark_span(d, COMMAND, span_part(command, 0, 4)); /* also of STARTTLS, as Wireshark has it */
		mark_span(d, PARAMETER, parameter);
	}
}

/* "250-SIZE 100": all lines of an answer but its last have a hyphen behind the code. */
static void responses(struct dis *d, struct span text)
{
	struct span whole, line, rest = text;
	if (span_number(span_part(text, 0, 3)) >= 100)
		mark_uint(d, IS_RESPONSE, text.pos, text.len, 1);
	for (bool begins = true; text_line(&text, &whole, true) && text_line(&rest, &line, false);) {
		uint32_t code = span_number(span_part(line, 0, 3));
		if (begins && code < 100)
			return;
		if (begins) {
			mark_span(d, RESPONSE, whole);
			mark_uint(d, CODE, whole.pos, 3, code);
		}
		mark_span(d, RESPONSE_PARAMETER, span_part(line, 4, line.len));
		begins = span_u8(line, 3) != '-';
	}
}

static void read_fields(struct dis *d, struct span text)
{
	if (d->dport == PORT)
		requests(d, text);
	else
		responses(d, text);
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {.name = "SMTP", .fields = read_fields};
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
	.cuts = CUTS_ALL,
};
