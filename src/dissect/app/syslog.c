/* The BSD syslog protocol: RFC 3164. "<" facility * 8 + severity ">" message. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { SYSLOG, FACILITY, LEVEL, MESSAGE };

enum { DIGITS_MAX = 3 };

static const struct token facilities[] = {{0, "kernel"}, {1, "user"}, {2, "mail"}, {3, "daemon"}, {4, "auth"}, {5, "syslog"}, {6, "lpr"},
	{7, "news"}, {8, "uucp"}, {9, "cron"}, {10, "authpriv"}, {11, "ftp"}, {12, "ntp"}, {13, "security"}, {14, "console"},
	{15, "cron"}, {16, "local0"}, {17, "local1"}, {18, "local2"}, {19, "local3"}, {20, "local4"}, {21, "local5"},
	{22, "local6"}, {23, "local7"}, {0, NULL}};
static const struct token severities[] = {{0, "emergency"}, {1, "alert"}, {2, "critical"}, {3, "error"}, {4, "warning"}, {5, "notice"},
	{6, "info"}, {7, "debug"}, {0, NULL}};

static const struct field fields[] = {
	[SYSLOG] = {"syslog", "Syslog Message"},
	[FACILITY] = {"syslog.facility", "Facility", F_U8, DEC, facilities},
	[LEVEL] = {"syslog.level", "Level", F_U8, DEC, severities},
	[MESSAGE] = {"syslog.msg", "Message", F_STR},
};

/* False: there is none. At most three digits are read. */
static bool priority(struct dis *d, unsigned *value)
{
	if (!need(d, 1) || u8(d, 0) != '<')
		return false;
	*value = 0;
	for (unsigned i = 0; i <= DIGITS_MAX; i++) {
		unsigned c = u8(d, 0);
		if (c == '>')
			return true;
		if (c < '0' || c > '9' || i == DIGITS_MAX)
			return false;
		*value = *value * 10 + (c - '0');
	}
	return false;
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	unsigned value;
	if (!priority(d, &value)) {
		invalid(d);
		return;
	}
	unsigned facility = value >> 3, severity = value & 7;
	mark_uint(d, FACILITY, start, d->pos - start, facility);
	mark_uint(d, LEVEL, start, d->pos - start, severity);
	mark_bytes(d, MESSAGE, d->pos, left(d));
	if (d->verbose < 1) {
		say(d, "SYSLOG %s.%s, length: %u", tok(d, facilities, "unknown (%u)", facility), word(severities, severity), length);
		return;
	}
	say(d, "SYSLOG, length: %u\n\tFacility %s (%u), Severity %s (%u)\n\tMsg: ", length,
		tok(d, facilities, "unknown (%u)", facility), facility, word(severities, severity), severity);
	say_text(d, soft_bytes(d, 0, declared(d)));
	if (declared(d))
		cut_here(d);
	if (d->verbose > 1) {
		seek(d, start);
		say_hexdump(d, "\n\t", left(d));
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_SYSLOG, 514, 0},
	{0},
};

const struct proto proto_syslog = {
	.name = "syslog",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
};
