/* Secure Shell: RFC 4253. Only the version exchange is in clear. */
#include <ctype.h>

#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum { SSH, PROTOCOL };

static const struct field fields[] = {
	[SSH] = {"ssh", "SSH Protocol"},
	[PROTOCOL] = {"ssh.protocol", "Protocol", F_STR},
};

/* Bytes of the first line, when it is one of text that ends; else 0. *goes_on: nothing that was captured ends it. */
static uint32_t line_length(struct span s, bool *goes_on)
{
	*goes_on = false;
	for (uint32_t i = 0; i < s.len; i++) {
		unsigned c = span_u8(s, i);
		if (c == '\n' || (c == '\r' && span_u8(s, i + 1) == '\n'))
			return i;
		if (c >= 0x80 || !isprint((int)c))
			return 0;
	}
	*goes_on = true;
	return 0;
}

static void dissect(struct dis *d)
{
	bool goes_on;
	struct span s = rest(d, 0);
	s.len = line_length(s, &goes_on);
	if (goes_on && declared(d))
		cut_here(d);
	if (s.len < 4 || memcmp(s.p, "SSH-", 4))
		return;
	mark_bytes(d, PROTOCOL, s.pos, s.len);
	say_s(d, ": SSH: ");
	say_text(d, s);
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
	.alone = true,
	.cuts = CUTS_ALL,
};
