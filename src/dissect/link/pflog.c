/* OpenBSD's packet filter log: what pf did with a packet, and by which rule.
 *
 *	| length 1 | family 1 | action 1 | reason 1 | interface 16 | ruleset 16 | rule 4 | rule in the set 4 | uid 4 | pid 4 |
 *	| rule's uid 4 | rule's pid 4 | direction 1 | 3 | ... up to length, filled to a multiple of four
 */
#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { PFLOG, LENGTH, FAMILY, ACTION, REASON, INTERFACE, RULESET, RULE, SUBRULE, UID, PID, RULE_UID, RULE_PID, DIRECTION };
enum { LEAST = 45, NAME_LEN = 16, NO_SUBRULE = -1 };
enum { AF_IP4 = 2, AF_IP6_BSDI = 24, AF_IP6_FREEBSD = 28, AF_IP6_DARWIN = 30 };

static const struct token reasons[] = {{0, "0(match)"}, {1, "1(bad-offset)"}, {2, "2(fragment)"}, {3, "3(short)"}, {4, "4(normalize)"},
	{5, "5(memory)"}, {6, "6(bad-timestamp)"}, {7, "7(congestion)"}, {8, "8(ip-option)"}, {9, "9(proto-cksum)"},
	{10, "10(state-mismatch)"}, {11, "11(state-insert)"}, {12, "12(state-limit)"}, {13, "13(src-limit)"}, {14, "14(synproxy)"},
	{0, NULL}};
static const struct token actions[] = {{0, "pass"}, {1, "block"}, {2, "scrub"}, {4, "nat"}, {5, "nonat"}, {6, "binat"}, {7, "nobinat"},
	{8, "rdr"}, {9, "nordr"}, {10, "synproxy-drop"}, {0, NULL}};
static const struct token directions[] = {{0, "in/out"}, {1, "in"}, {2, "out"}, {0, NULL}};

static const struct field fields[] = {
	[PFLOG] = {"pflog", "OpenBSD Packet Filter log file"},
	[LENGTH] = {"pflog.length", "Header Length", F_U8},
	[FAMILY] = {"pflog.af", "Address Family", F_U32},
	[ACTION] = {"pflog.action", "Action", F_U16, DEC, actions},
	[REASON] = {"pflog.reason", "Reason", F_U16, DEC, reasons},
	[INTERFACE] = {"pflog.ifname", "Interface", F_STR},
	[RULESET] = {"pflog.ruleset", "Ruleset", F_STR},
	[RULE] = {"pflog.rulenr", "Rule Number", F_I32},
	[SUBRULE] = {"pflog.subrulenr", "Sub Rule Number", F_I32},
	[UID] = {"pflog.uid", "UID", F_I32},
	[PID] = {"pflog.pid", "PID", F_I32},
	[RULE_UID] = {"pflog.rule_uid", "Rule UID", F_I32},
	[RULE_PID] = {"pflog.rule_pid", "Rule PID", F_I32},
	[DIRECTION] = {"pflog.dir", "Direction", F_U16, DEC, directions},
};

/* A name in its 16 bytes, up to the first zero. */
static struct span name(struct dis *d, unsigned field)
{
	struct span s = bytes(d, 0, NAME_LEN);
	uint32_t len = 0;
	while (len < s.len && span_u8(s, len))
		len++;
	s.len = len;
	mark_bytes(d, field, s.pos, len);
	return s;
}

static void say_header(struct dis *d, uint32_t start)
{
	seek(d, start + 2);
	unsigned action = u8(d, ACTION), reason = u8(d, REASON);
	struct span interface = name(d, INTERFACE), ruleset = name(d, RULESET);
	int32_t rule = i32(d, RULE), subrule = i32(d, SUBRULE);
	i32(d, UID);
	i32(d, PID);
	i32(d, RULE_UID);
	i32(d, RULE_PID);
	unsigned direction = u8(d, DIRECTION);
	say(d, "rule %u", (unsigned)rule);
	if (subrule != NO_SUBRULE) {
		say_c(d, '.');
		say_text(d, ruleset);
		say(d, ".%u", (unsigned)subrule);
	}
	say(d, "/%s: %s ", tok(d, reasons, "unkn(%u)", reason), tok(d, actions, "unkn(%u)", action));
	say(d, "%s on ", tok(d, directions, "unkn(%u)", direction));
	say_text(d, interface);
	say_s(d, ": ");
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos;
	unsigned length = u8(d, LENGTH);
	if (d->cut)
		return;
	if (length < LEAST) {
		say_s(d, "[pflog: invalid header length!]");
		return;
	}
	length = (length + 3) & ~3u;
	unsigned family = u8(d, FAMILY);
	seek(d, start);
	if (!need(d, length))
		return;
	struct saved quiet = quiet_begin(d, !d->opt->link_header);
	say_header(d, start);
	quiet_end(d, &quiet);
	seek(d, start + length);
	link_header_to_here(d, start);
	switch (family) {
	case AF_IP4:
		call(d, &proto_ip);
		return;
	case AF_IP6_BSDI:
	case AF_IP6_FREEBSD:
	case AF_IP6_DARWIN:
		call(d, &proto_ip6);
		return;
	}
	if (!d->opt->link_header) {
		seek(d, start);
		say_header(d, start);
		seek(d, start + length);
	}
	say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_PFLOG},
	{0},
};

const struct proto proto_pflog = {
	.name = "pflog",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
