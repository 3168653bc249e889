/* Slow protocols: IEEE 802.3 clause 57A. The first byte tells link aggregation, marker, OAM and the organizations'
 * own protocols apart; each has a layer of its own. */
#include "dissect/control/slow.h"

#include "dissect/net/ethertype.h"
#include "dissect/oui.h"
#include "dissect/protocols.h"

enum { SLOW, SUBTYPE, OUI };
enum { LACP = 1, MARKER = 2, OAM = 3, OSSP = 10 };

static const struct token subtypes[] = {{LACP, "LACP"}, {MARKER, "MARKER"}, {OAM, "OAM"}, {OSSP, "OSSP"}, {0, NULL}};
static const struct token organizations[] = {{0x0019a7, "ITU-T"}, {0, NULL}};

static const struct field fields[] = {
	[SLOW] = {"slow", "Slow Protocols"},
	[SUBTYPE] = {"slow.subtype", "Slow Protocols subtype", F_U8, HEX, subtypes},
	[OUI] = {"ossp.oui", "OUI", F_U24, HEX},
};

static void ossp(struct dis *d)
{
	say(d, "OSSP, length %u", declared(d) + 1);
	struct saved quiet = quiet_begin(d, !d->verbose);
	if (!slow_short(d, 3)) {
		uint32_t oui = u24(d, OUI);
		const char *who = word(organizations, oui);
		say(d, "\n\tOUI: %s (0x%06x)", who ? who : tok(d, oui_tokens, "Unknown", oui), oui);
		say_unknown(d, "\n\t", declared(d));
	}
	quiet_end(d, &quiet);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);
	if (slow_short(d, 1))
		return;
	unsigned subtype = u8(d, SUBTYPE);
	if (d->cut)
		return;
	switch (subtype) {
	case LACP:
		call(d, &proto_lacp);
		break;
	case MARKER:
		call(d, &proto_marker);
		break;
	case OAM:
		call(d, &proto_oam);
		break;
	case OSSP:
		ossp(d);
		break;
	default:
		say(d, "unknown (%u), length %u", subtype, length);
		seek(d, d->pos - 1);
		say_unknown(d, "\n\t", length);
	}
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_SLOW},
	{0},
};

const struct proto proto_slow = {
	.name = "slow",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ALL,
};
