/* Symantec Enterprise Firewall: | 6 unknown | EtherType 2 | 36 unknown | packet */
#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/dissect.h"

enum { SYMANTEC, TYPE };
enum { HEADER_LEN = 44 };

static const struct field fields[] = {
	[SYMANTEC] = {"symantec", "Symantec Enterprise Firewall"},
	[TYPE] = {"symantec.type", "Type", F_U16, HEX, ethertypes},
};

static void say_header(struct dis *d, unsigned type, uint32_t length)
{
	if (type <= ETHERTYPE_LENGTH_MAX)
		say(d, "invalid ethertype %u, length %u: ", type, length);
	else
		ether_say_type(d, type, length);
}

static void dissect(struct dis *d)
{
	uint32_t length = declared(d);

	if (d->layers == 1)
		d->link_len = HEADER_LEN;
	if (!need(d, HEADER_LEN))
		return;
	skip(d, 6);
	unsigned type = u16(d, TYPE);
	skip(d, HEADER_LEN - 8);
	if (d->opt->link_header)
		say_header(d, type, length);
	if (type > ETHERTYPE_LENGTH_MAX && type != ETHERTYPE_JUMBO && !is_vlan_type(type) && ether_payload(d, type))
		return;
	if (!d->opt->link_header)
		say_header(d, type, length);
	say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_SYMANTEC_FIREWALL},
	{0},
};

const struct proto proto_symantec = {
	.name = "symantec",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
