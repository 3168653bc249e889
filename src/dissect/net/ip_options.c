/* IPv4 options: RFC 791 section 3.1, RFC 2113 (router alert), RFC 1393 (traceroute), RFC 1063 (MTU), RFC
 * 4782 (quick start); those about security in ip_security.c. */
#include "dissect/net/ip_options.h"

#include "dissect/net/ip_quick_start.h"

enum {
	EOL = 0, NOP = 1, RECORD_ROUTE = 7, MTU_PROBE = 11, MTU_REPLY = 12, QUICK_START = 25, TIMESTAMP = 68, TRACEROUTE = 82,
	SECURITY = 130, LSRR = 131, EXT_SECURITY = 133, CIPSO = 134, STREAM_ID = 136, SSRR = 137, ROUTER_ALERT = 148, SDB = 149,
};

static const struct token options[] = {
	{EOL, "EOL"},   {NOP, "NOP"},   {RECORD_ROUTE, "RR"},    {TIMESTAMP, "timestamp"}, {SECURITY, "security"},
	{LSRR, "LSRR"}, {SSRR, "SSRR"}, {ROUTER_ALERT, "RA"}, {TRACEROUTE, "traceroute"}, {0, NULL},
};

/* The group of an option's fields; 0: its fields are not known. */
static unsigned group_of(unsigned code)
{
	static const struct {
		uint8_t code, group;
	} groups[] = {
		{EOL, GROUP_EOL}, {NOP, GROUP_NOP}, {RECORD_ROUTE, GROUP_RECORD_ROUTE}, {MTU_PROBE, GROUP_MTU_PROBE},
		{MTU_REPLY, GROUP_MTU_REPLY}, {QUICK_START, GROUP_QUICK_START}, {TIMESTAMP, GROUP_TIMESTAMP},
		{TRACEROUTE, GROUP_TRACEROUTE}, {SECURITY, GROUP_SECURITY}, {LSRR, GROUP_LSRR}, {EXT_SECURITY, GROUP_EXT_SECURITY},
		{CIPSO, GROUP_CIPSO}, {STREAM_ID, GROUP_SID}, {SSRR, GROUP_SSRR}, {ROUTER_ALERT, GROUP_ROUTER_ALERT}, {SDB, GROUP_SDB},
	};
	for (unsigned i = 0; i < sizeof groups / sizeof *groups; i++)
		if (groups[i].code == code)
			return groups[i].group;
	return 0;
}

/* ---- Routes and time stamps, which the line says */

/* The pointer of a route of len bytes stands on an address: not all stops were made. */
static bool stops_left(unsigned pointer, unsigned len)
{
	return len >= 7 && pointer >= 4 && !(pointer & 3) && pointer < len;
}

bool ip_route_pending(const struct dis *d, uint32_t off, uint32_t len)
{
	uint32_t end = off + len;
	while (off + 3 <= end && have(d, off + 3)) {
		unsigned code = peek8(d, off), size = peek8(d, off + 1);
		if (code == EOL)
			return false;
		if (code == NOP) {
			off++;
			continue;
		}
		if (size < 2 || off + size > end)
			return false;
		if ((code == LSRR || code == SSRR) && have(d, off + size))
			return stops_left(peek8(d, off + 2), size);
		off += size;
	}
	return false;
}

/* What the address at `at` of a route is; the last of a source route is where the packet goes. */
static unsigned route_field(unsigned code, unsigned pointer, unsigned at, unsigned len)
{
	if (at + 1 < pointer)
		return OPT_RECORDED;
	if (code == RECORD_ROUTE)
		return OPT_EMPTY;
	return at + 4 >= len && stops_left(pointer, len) ? DESTINATION : OPT_ROUTE;
}

/* Source and record routes: a pointer (from 1), then addresses; "," marks those that were passed. */
static void route(struct dis *d, unsigned code, unsigned len)
{
	if (len < 3) {
		say(d, " [bad length %u]", len);
		return;
	}
	if ((len + 1) & 3)
		say(d, " [bad length %u]", len);
	unsigned pointer = u8(d, OPT_POINTER);
	if (pointer < 4 || pointer & 3 || pointer > len + 1)
		say(d, " [bad ptr %u]", pointer);
	for (unsigned at = 3; at < len && !d->cut; at += 4) {
		uint32_t a = ip4(d, route_field(code, pointer, at, len));
		say_c(d, ' ');
		say_ip4(d, a);
		if (pointer - 1 > at) /* none is taken for many */
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
	unsigned pointer = u8(d, OPT_POINTER), flags = u8(d, 0);
	also(d, OPT_OVERFLOW, 1, flags >> 4);
	also(d, OPT_FLAG, 1, flags & 15);
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
		uint32_t address = hop == 8 ? ip4(d, OPT_TIME_ADDRESS) : 0, time = u32(d, OPT_TIME);
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

/* ---- Options of which the line has the name only */

static void traceroute(struct dis *d)
{
	u16(d, OPT_ID_NUMBER);
	u16(d, OPT_OUTBOUND);
	u16(d, OPT_RETURN);
	ip4(d, OPT_ORIGINATOR);
}

/* n bytes follow the option's length. */
static void fields_only(struct dis *d, unsigned code, uint32_t n)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, n);
	switch (code) {
	case TRACEROUTE:
		traceroute(d);
		break;
	case MTU_PROBE:
	case MTU_REPLY:
		u16(d, OPT_MTU);
		break;
	case STREAM_ID:
		u16(d, OPT_SID);
		break;
	case SDB:
		for (; n >= 4 && !d->cut; n -= 4)
			ip4(d, OPT_ADDRESS);
		break;
	case QUICK_START:
		ip_quick_start(d, QS_FUNCTION);
		break;
	case SECURITY:
		ip_security(d, n);
		break;
	case EXT_SECURITY:
		ip_extended_security(d, n);
		break;
	case CIPSO:
		ip_cipso(d, n);
		break;
	}
	part_end(d, &part);
	quiet_end(d, &s);
}

/* ---- */

/* The last address of the route, also of one that was gone to its end: there the destination is the right
 * one already (RFC 791). */
static void set_final_destination(struct dis *d, uint32_t start, unsigned len)
{
	d->net.final_dst = span_at(d, start + len - 4, 4).p;
	if (peek8(d, 0) > len)
		d->net.field_dst = d->net.dst;
}

static void option(struct dis *d, unsigned code, uint32_t start, unsigned len)
{
	switch (code) {
	case RECORD_ROUTE:
	case LSRR:
	case SSRR:
		/* checksums cover the last address of a source route */
		if (code != RECORD_ROUTE && len >= 7 && have(d, len - 2))
			set_final_destination(d, start, len);
		route(d, code, len);
		break;
	case TIMESTAMP:
		timestamps(d, start, len);
		break;
	case ROUTER_ALERT:
		if (len < 4) {
			say(d, " [bad length %u]", len);
		} else {
			unsigned value = u16(d, OPT_RA);
			if (value)
				say(d, " value %u", value);
		}
		break;
	default:
		if (fields_wanted(d))
			fields_only(d, code, len - 2);
	}
}

/* The fields of the code just read. */
static void code_fields(struct dis *d, unsigned code)
{
	static const struct bit_field parts[] = {{0xff, OPT_TYPE}, {0x80, OPT_COPY}, {0x60, OPT_CLASS}, {0x1f, OPT_NUMBER}, {0}};
	also_bits(d, 1, code, parts);
}

/* An option's length and what it says. False: nothing behind it is read; whole is set where it was not
 * captured whole. */
static bool with_length(struct dis *d, unsigned code, uint32_t end, bool *whole)
{
	uint32_t start = d->pos - 1;
	unsigned size = u8(d, group_of(code) ? OPT_LEN : 0);
	if (size < 2 || size > end - start) {
		say(d, " [bad length %u]", size);
		return false;
	}
	*whole = have(d, size - 2);
	if (!*whole) {
		say_s(d, " [truncated-option]");
		return false;
	}
	option(d, code, start, size);
	*whole = d->pos <= d->end;
	if (*whole)
		seek(d, start + size);
	return *whole;
}

/* False: one was not captured whole. */
static bool all(struct dis *d, uint32_t len)
{
	uint32_t end = d->pos + len;
	const char *sep = "";
	bool whole = true, go_on = true;
	while (go_on && d->pos < end && !d->cut) {
		say_s(d, sep);
		sep = ",";
		if (!need(d, 1))
			break;
		unsigned code = peek8(d, 0), group = group_of(code);
		if (group)
			group_begin(d, group);
		u8(d, 0);
		if (group)
			code_fields(d, code);
		say_s(d, tok(d, options, "unknown %u", code));
		go_on = code == NOP || (code != EOL && with_length(d, code, end, &whole));
		if (group)
			group_end(d);
	}
	return whole;
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
