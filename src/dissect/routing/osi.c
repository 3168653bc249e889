/* The OSI network layer below LLC's SAP 0xfe: the first byte tells the protocol (ISO/IEC TR 9577). */
#include "dissect/dissect.h"

enum { OSI, NLPID };

static const struct token nlpids[] = {{0x81, "CLNP"}, {0x82, "ES-IS"}, {0x83, "IS-IS"}, {0, NULL}};

static const struct field fields[] = {
	[OSI] = {"osi", "ISO/OSI Network Layer"},
	[NLPID] = {"osi.nlpid", "Network Layer Protocol Identifier", F_U8, HEX, nlpids},
};

static void dissect(struct dis *d)
{
	need(d, 1);
	unsigned nlpid = peek8(d, 0);
	if (d->cut || dispatch(d, BIND_NLPID, nlpid))
		return;
	say(d, "OSI NLPID 0x%02x unknown, length: %u", nlpid, declared(d));
	if (d->verbose)
		say_hexdump(d, "\n\t", left(d));
}

static const struct binding bindings[] = {
	{BIND_LLC_SAP, .from = 0xfe},
	{0},
};

const struct proto proto_osi = {
	.name = "isoclns",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
