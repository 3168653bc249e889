/* Multicast Source Discovery Protocol: RFC 3618.
 *
 *	| type | length 2, with this header | value |
 */
#include "dissect/app/ports.h"
#include "dissect/protocols.h"

enum {
	MSDP,
	TYPE,
	LENGTH,
	SA_COUNT,
	SA_RP,
	SA_RESERVED,
	SA_PREFIX,
	SA_GROUP,
	SA_SOURCE,
	REQUEST_RESERVED,
	REQUEST_GROUP,
	OPEN,
	ERROR,
	ERROR_SUBCODE,
};

enum { SA = 1, SA_REQUEST, SA_RESPONSE, KEEPALIVE, NOTIFICATION, TYPE_LAST = 7 };
enum { HEADER = 3, SA_HEADER = 8, SA_ENTRY = 12, LONG = 1400 };

static const struct token types[] = {{SA, "SA"}, {SA_REQUEST, "SA-Request"}, {SA_RESPONSE, "SA-Response"},
	{KEEPALIVE, "Keepalive"}, {NOTIFICATION, "Notification"}, {0, NULL}};

/* RFC 3618 section 12.2.5. */
static const struct token errors[] = {{1, "Message Header Error"}, {2, "SA-Request Error"},
	{3, "SA-Message/SA-Response Error"}, {4, "Hold Timer Expired"}, {5, "Finite State Machine Error"},
	{6, "Notification"}, {7, "Cease"}, {0, NULL}};

extern const struct proto proto_msdp;

static const struct field fields[] = {
	[MSDP] = {"msdp", "Multicast Source Discovery Protocol"},
	[TYPE] = {"msdp.type", "Type", F_U8, DEC, types},
	[LENGTH] = {"msdp.length", "Length", F_U16},
	[SA_COUNT] = {"msdp.sa.entry_count", "Entry Count", F_U8},
	[SA_RP] = {"msdp.sa.rp_addr", "RP Address", F_IP4},
	[SA_RESERVED] = {"msdp.sa.reserved", "Reserved", F_U24, HEX},
	[SA_PREFIX] = {"msdp.sa.sprefix_len", "Sprefix len", F_U8},
	[SA_GROUP] = {"msdp.sa.group_addr", "Group Address", F_IP4},
	[SA_SOURCE] = {"msdp.sa.src_addr", "Source Address", F_IP4},
	[REQUEST_RESERVED] = {"msdp.sa_req.res", "Reserved", F_U8, HEX},
	[REQUEST_GROUP] = {"msdp.sa_req.group_addr", "Group Address", F_IP4},
	[OPEN] = {"msdp.not.o", "Open-bit", F_U8, HEX},
	[ERROR] = {"msdp.not.error", "Error Code", F_U8, DEC, errors},
	[ERROR_SUBCODE] = {"msdp.not.error_sub", "Error subcode", F_U8},
};

static void entries(struct dis *d, unsigned count)
{
	ip4(d, SA_RP);
	for (; count && !d->cut; count--) {
		u24(d, SA_RESERVED);
		u8(d, SA_PREFIX);
		ip4(d, SA_GROUP);
		ip4(d, SA_SOURCE);
	}
}

/* The line has the count alone, and with -vv the packet that comes with them. */
static void source_active(struct dis *d, unsigned length)
{
	uint32_t start = d->pos;
	unsigned count = u8(d, SA_COUNT);
	uint32_t size = SA_HEADER + count * SA_ENTRY;
	bool packet = size < length;
	say(d, " %u entries%s", count, packet ? " [w/data]" : "");
	if (fields_wanted(d)) {
		struct saved s = quiet_begin(d, true), part = part_begin(d, length - HEADER - 1);
		entries(d, count);
		part_end(d, &part);
		quiet_end(d, &s);
	}
	if (!packet || (d->verbose < 2 && !fields_wanted(d)))
		return;
	struct saved s = quiet_begin(d, d->verbose < 2), part;
	struct net net = d->net;
	seek(d, start + size - HEADER);
	part = part_begin(d, length - size);
	say_c(d, ' ');
	call(d, &proto_ip);
	part_end(d, &part);
	d->net = net;
	quiet_end(d, &s);
}

static void value(struct dis *d, unsigned type, unsigned length)
{
	const char *name = word(types, type);
	if (!name) {
		say(d, " [type=%u len=%u]", type, length);
		return;
	}
	say(d, " %s", name);
	switch (type) {
	case SA:
	case SA_RESPONSE:
		source_active(d, length);
		break;
	case SA_REQUEST: {
		u8(d, REQUEST_RESERVED);
		uint32_t group = ip4(d, REQUEST_GROUP);
		say(d, " for %s", ip4_str(d, group));
		break;
	}
	case NOTIFICATION:
		if (length >= HEADER + 2 && fields_wanted(d) && have(d, 2)) {
			unsigned error = u8(d, 0);
			also(d, OPEN, 1, error >> 7);
			also(d, ERROR, 1, error & 0x7f);
			u8(d, ERROR_SUBCODE);
		}
		break;
	case KEEPALIVE:
		if (length != HEADER)
			say(d, "[len=%u] ", length);
		break;
	}
}

/* Might this be the start of a message? A segment may go on with one of the segment before. */
static bool plausible(struct dis *d)
{
	unsigned type = peek8(d, 0), length = peek16(d, 1);
	return type && type <= TYPE_LAST && length >= HEADER && length <= LONG;
}

static void dissect(struct dis *d)
{
	say_s(d, ": msdp");
	if (have(d, HEADER) && !plausible(d))
		cut_here(d);
	while (more(d)) {
		uint32_t start = d->pos, room = declared(d);
		need(d, HEADER);
		unsigned type = u8(d, TYPE), length = u16(d, LENGTH);
		if (d->verbose || length > LONG)
			say(d, " [len %u]", length);
		if (length < HEADER || length > room) {
			cut_here(d);
			return;
		}
		value(d, type, length);
		if (!d->cut)
			d->layer_name = proto_msdp.name; /* after a packet within */
		seek(d, start + length);
	}
}

static const struct binding bindings[] = {{BIND_TCP_PORT, EITHER, TCP_RANK_OTHER, 639, 0}, {0}};

const struct proto proto_msdp = {
	.name = "msdp",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
