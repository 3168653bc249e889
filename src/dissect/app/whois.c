/* WHOIS: RFC 3912. */
#include "dissect/app/ports.h"
#include "dissect/app/text_protocol.h"

enum { WHOIS, QUERY, ANSWER };

enum { PORT = 43 };

static const struct field fields[] = {
	[WHOIS] = {"whois", "WHOIS"},
	[QUERY] = {"whois.query", "Query", F_STR},
	[ANSWER] = {"whois.answer", "Answer", F_STR},
};

static void read_fields(struct dis *d, struct span text)
{
	struct span line;
	if (d->dport != PORT)
		mark_span(d, ANSWER, text);
	else if (text_line(&text, &line, false))
		mark_span(d, QUERY, line);
}

static void dissect(struct dis *d)
{
	static const struct text_protocol p = {.name = "WHOIS", .fields = read_fields};
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
	.cuts = CUTS_ALL,
};
