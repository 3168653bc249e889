/* IPv4 options: RFC 791 section 3.1, RFC 2113 (router alert), RFC 1108 (security). */
#include "dissect/net/ip_options.h"

enum { EOL = 0, NOP = 1, RECORD_ROUTE = 7, TIMESTAMP = 68, TRACEROUTE = 82, SECURITY = 130, LSRR = 131, SSRR = 137, ROUTER_ALERT = 148 };

static const struct token options[] = {
	{EOL, "EOL"},   {NOP, "NOP"},   {RECORD_ROUTE, "RR"},    {TIMESTAMP, "timestamp"}, {SECURITY, "security"},
	{LSRR, "LSRR"}, {SSRR, "SSRR"}, {ROUTER_ALERT, "RA"}, {TRACEROUTE, "traceroute"}, {0, NULL},
};

/* Source and record routes: a pointer (from 1), then addresses; "," marks those that were passed. */
static void route(struct dis *d, unsigned len)
{
	if (len < 3) {
		say(d, " [bad length %u]", len);
		return;
	}
	if ((len + 1) & 3)
		say(d, " [bad length %u]", len);
	unsigned pointer = u8(d, 0);
	if (pointer < 4 || pointer & 3 || pointer > len + 1)
		say(d, " [bad ptr %u]", pointer);
	pointer--;
	for (unsigned at = 3; at < len && !d->cut; at += 4) {
		uint32_t a = ip4(d, 0);
		say_c(d, ' ');
		say_ip4(d, a);
		if (pointer > at)
			say_c(d, ',');
	}
}

enum { TS_ONLY = 0, TS_ADDRESS = 1, TS_PRESPECIFIED = 3 };

static void timestamps(struct dis *d, uint32_t start, unsigned len)
{
	static const struct token kinds[] = {
		{TS_ONLY, "TSONLY"}, {TS_ADDRESS, "TS+ADDR"}, {TS_PRESPECIFIED, "PRESPEC"}, {0, NULL}};
	if (len < 4) {
		say(d, "[bad length %u]", len);
		return;
	}
	say_s(d, " TS{");
	unsigned pointer = u8(d, 0), flags = u8(d, 0);
	unsigned hop = (flags & 15) == TS_ONLY ? 4 : 8, at = 0;
	if ((len - 4) & (hop - 1))
		say(d, "[bad length %u]", len);
	pointer--;
	if (pointer < 4 || ((pointer - 4) & (hop - 1)) || pointer > len + 1)
		say(d, "[bad ptr %u]", pointer + 1);
	const char *kind = word(kinds, flags & 15);
	if (kind)
		say_s(d, kind);
	else
		say(d, "[bad ts type %u]", flags & 15);
	const char *sep = " ";
	if (kind)
		at = 4;
	for (; kind && at < len && !d->cut; at += hop) {
		if (pointer == at)
			sep = " ^ ";
		seek(d, start + at);
		if (!have(d, hop)) {
			say_s(d, " [truncated-option]");
			skip(d, hop);
			return;
		}
		uint32_t address = hop == 8 ? ip4(d, 0) : 0, time = u32(d, 0);
		say(d, "%s%u@%s", sep, time, hop == 8 ? ip4_str(d, address) : "");
		sep = " ";
	}
	if (pointer == at)
		say_s(d, " ^ ");
	if (flags >> 4)
		say(d, " [%u hops not recorded]} ", flags >> 4);
	else
		say_c(d, '}');
}

static void option(struct dis *d, unsigned code, uint32_t start, unsigned len)
{
	switch (code) {
	case RECORD_ROUTE:
	case LSRR:
	case SSRR:
		/* checksums cover the last address of a source route */
		if (code != RECORD_ROUTE && len >= 7 && have(d, len - 2))
			d->net.final_dst = span_at(d, start + len - 4, 4).p;
		route(d, len);
		break;
	case TIMESTAMP:
		timestamps(d, start, len);
		break;
	case ROUTER_ALERT:
		if (len < 4) {
			say(d, " [bad length %u]", len);
		} else {
			unsigned value = u16(d, 0);
			if (value)
				say(d, " value %u", value);
		}
		break;
	}
}

/* False: one was not captured whole. */
static bool all(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	const char *sep = "";
	while (d->pos < end && !d->cut) {
		uint32_t start = d->pos;
		say_s(d, sep);
		sep = ",";
		unsigned code = u8(d, 0), size = 1;
		say_s(d, tok(d, options, "unknown %u", code));
		if (code == EOL)
			return true;
		if (code == NOP)
			continue;
		size = u8(d, 0);
		if (size < 2 || size > end - start) {
			say(d, " [bad length %u]", size);
			return true;
		}
		if (!have(d, size - 2)) {
			say_s(d, " [truncated-option]");
			return false;
		}
		option(d, code, start, size);
		if (d->pos > d->end)
			return false;
		seek(d, start + size);
	}
	return true;
}

bool ip_options(struct dis *d, uint32_t len, bool quiet)
{
	struct saved s = quiet_begin(d, quiet);
	say_s(d, ", options (");
	bool whole = all(d, len);
	say_c(d, ')');
	quiet_end(d, &s);
	return whole;
}
