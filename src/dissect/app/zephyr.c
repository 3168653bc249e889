/* Zephyr notices, Project Athena's messages (DellaFera and others, "The Zephyr Notification Service", 1988): strings that end
 * with a zero byte.
 *
 *	version, number of fields, kind, unique ID, port, authentic, length and text of authentication, class, instance,
 *	opcode, sender, recipient, format, checksum, multipart, multipart's ID, and the message
 */
#include <ctype.h>

#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { ZEPHYR, VERSION, KIND, CLASS, INSTANCE, OPCODE, SENDER, RECIPIENT };

enum { KIND_SERVACK = 5, FIELDS = 17, AT_VERSION = 0, AT_KIND = 2, AT_CLASS = 8, AT_INSTANCE, AT_OPCODE, AT_SENDER, AT_RECIPIENT };

static const struct token kinds[] = {{0, "unsafe"}, {1, "unacked"}, {2, "acked"}, {3, "hm-ack"}, {4, "hm-ctl"}, {KIND_SERVACK, "serv-ack"},
	{6, "serv-nak"}, {7, "client-ack"}, {8, "stat"}, {0, NULL}};

static const struct field fields[] = {
	[ZEPHYR] = {"zephyr", "Zephyr"},
	[VERSION] = {"zephyr.version", "Version", F_STR},
	[KIND] = {"zephyr.kind", "Kind", F_STR},
	[CLASS] = {"zephyr.class", "Class", F_STR},
	[INSTANCE] = {"zephyr.instance", "Instance", F_STR},
	[OPCODE] = {"zephyr.opcode", "Opcode", F_STR},
	[SENDER] = {"zephyr.sender", "Sender", F_STR},
	[RECIPIENT] = {"zephyr.recipient", "Recipient", F_STR},
};

/* The next string. False: it does not end within the message, or not within what was captured. */
static bool string(struct dis *d, unsigned field, struct span *s)
{
	uint32_t n = 0;
	while (have(d, n + 1) && peek8(d, n))
		n++;
	if (!have(d, n + 1)) {
		if (n < declared(d))
			cut_here(d);
		else
			invalid(d);
		return false;
	}
	*s = bytes(d, field, n);
	u8(d, 0);
	return true;
}

static bool is(struct span s, const char *text)
{
	return s.len == strlen(text) && !memcmp(s.p, text, s.len);
}

static uint32_t number(struct span s)
{
	uint32_t v = 0, i = 0;
	unsigned base = 10;
	if (span_u8(s, 0) == '0' && (span_u8(s, 1) | 32) == 'x') {
		base = 16;
		i = 2;
	}
	for (; i < s.len && isxdigit((int)span_u8(s, i)); i++) {
		unsigned c = span_u8(s, i), digit = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
		if (digit >= base)
			break;
		v = v * base + digit;
	}
	return v;
}

static void say_lower(struct dis *d, struct span s)
{
	for (uint32_t i = 0; i < s.len; i++) {
		char c = (char)tolower((int)span_u8(s, i));
		say_text(d, (struct span){(const uint8_t *)&c, 1, s.pos + i});
	}
}

static void say_triple(struct dis *d, struct span a, struct span b, struct span c)
{
	say_c(d, '<');
	say_text(d, a);
	say_c(d, ',');
	say_text(d, b);
	say_c(d, ',');
	if (c.len)
		say_text(d, c);
	else
		say_c(d, '*');
	say_c(d, '>');
}

/* What a client asks its server for. */
static bool say_request(struct dis *d, struct span opcode)
{
	bool subscribe = is(opcode, "SUBSCRIBE");
	if (subscribe || is(opcode, "UNSUBSCRIBE")) {
		struct span a, b, c;
		say_s(d, subscribe ? " sub" : " unsub");
		struct saved s = quiet_begin(d, true);
		bool whole = string(d, 0, &a) && string(d, 0, &b) && string(d, 0, &c);
		quiet_end(d, &s);
		if (whole) {
			say_c(d, ' ');
			say_triple(d, a, b, c);
		}
	} else if (is(opcode, "GIMME")) {
		say_s(d, " ret");
	} else if (is(opcode, "GIMMEDEFS")) {
		say_s(d, " gimme-defs");
	} else if (is(opcode, "CLEARSUB")) {
		say_s(d, " clear-subs");
	} else {
		return false;
	}
	return true;
}

static void say_control(struct dis *d, const char *name, struct span opcode, const struct span *instance)
{
	say(d, "%s", name);
	say_c(d, ' ');
	if (instance) {
		say_lower(d, *instance);
		say_c(d, ' ');
	}
	say_lower(d, opcode);
}

/* Who may see where a user is. */
static bool is_exposure(struct span opcode)
{
	static const char *const exposures[] = {"NONE", "OPSTAFF", "REALM-VISIBLE", "REALM-ANNOUNCED", "NET-VISIBLE", "NET-ANNOUNCED"};
	for (size_t i = 0; i < sizeof exposures / sizeof *exposures; i++)
		if (is(opcode, exposures[i]))
			return true;
	return false;
}

static void say_notice(struct dis *d, const struct span f[FIELDS])
{
	struct span class = f[AT_CLASS], instance = f[AT_INSTANCE], opcode = f[AT_OPCODE];
	if (is(class, "ZEPHYR_CTL") && (is(instance, "CLIENT") || is(instance, "HM"))) {
		if (is(instance, "CLIENT") && say_request(d, opcode))
			return;
		say_control(d, "", opcode, NULL);
	} else if (is(class, "HM_CTL")) {
		say_control(d, " hm_ctl", opcode, &instance);
	} else if (is(class, "WG_CTL")) {
		say_control(d, " wg_ctl", opcode, &instance);
	} else if (is(class, "ZEPHYR_ADMIN")) {
		say_control(d, " zephyr-admin", opcode, NULL);
	} else if (is(class, "LOGIN") && is(opcode, "USER_FLUSH")) {
		say_s(d, " flush_locs");
	} else if (is(class, "LOGIN") && is_exposure(opcode)) {
		say_control(d, " set-exposure", opcode, NULL);
	} else if (is(class, "USER_LOCATE")) {
		say_s(d, " locate ");
		say_text(d, instance);
	} else {
		say_s(d, " to ");
		say_triple(d, class, instance, f[AT_RECIPIENT]);
		if (opcode.len) {
			say_s(d, " op ");
			say_text(d, opcode);
		}
	}
}

static void dissect(struct dis *d)
{
	static const uint8_t named[FIELDS] = {[AT_VERSION] = VERSION, [AT_KIND] = KIND, [AT_CLASS] = CLASS, [AT_INSTANCE] = INSTANCE,
		[AT_OPCODE] = OPCODE, [AT_SENDER] = SENDER, [AT_RECIPIENT] = RECIPIENT};
	struct span f[FIELDS], body;
	for (unsigned i = 0; i < FIELDS; i++) {
		if (!string(d, named[i], &f[i]))
			return;
		if (i > 0)
			continue;
		if (f[0].len < 4 || memcmp(f[0].p, "ZEPH", 4))
			return;
		if (!is(f[0], "ZEPH0.2")) {
			say_s(d, " zephyr v");
			say_text(d, (struct span){f[0].p + 4, f[0].len - 4, f[0].pos + 4});
			return;
		}
	}
	uint32_t kind = number(f[AT_KIND]);
	say(d, " zephyr %s", tok(d, kinds, "type %u", kind));
	if (kind == KIND_SERVACK && more(d)) { /* how it was delivered */
		if (!string(d, 0, &body))
			return;
		if (!is(body, "SENT")) {
			say_c(d, '/');
			say_text(d, body);
		}
	}
	if (f[AT_SENDER].len) {
		say_c(d, ' ');
		say_text(d, f[AT_SENDER]);
	}
	say_notice(d, f);
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, EITHER, UDP_RANK_ZEPHYR, 2103, 2104},
	{0},
};

const struct proto proto_zephyr = {
	.name = "zephyr",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
