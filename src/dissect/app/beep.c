/* Blocks Extensible Exchange Protocol: the kind of frame a segment begins with (RFC 3080 section 2.2.1, RFC 3081 section 3.1). */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { BEEP, HEADER };

static const struct field fields[] = {
	[BEEP] = {"beep", "Blocks Extensible Exchange Protocol"},
	[HEADER] = {"beep.header", "Header", F_STR},
};

static bool begins(const struct dis *d, const char *kind)
{
	for (uint32_t i = 0; i < 4; i++)
		if (!have(d, i + 1) || peek8(d, i) != (uint8_t)kind[i])
			return false;
	return true;
}

static void dissect(struct dis *d)
{
	static const char *const kinds[] = {"RPY ", "ANS ", "NUL ", "ERR ", "SEQ "};
	for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!begins(d, kinds[i]))
			continue;
		say(d, " BEEP %.3s", kinds[i]);
		uint32_t n = 0;
		while (have(d, n + 1) && peek8(d, n) != '\r')
			n++;
		bytes(d, HEADER, n);
		return;
	}
	say_s(d, " BEEP (payload or undecoded)");
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_BEEP, 10288, 0},
	{0},
};

const struct proto proto_beep = {
	.name = "beep",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
