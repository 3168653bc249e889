/* Encapsulated Remote SPAN: draft-foschiano-erspan. Type I has no header of its own; type II 8 bytes, type III 12.
 *
 *	II:  | ver 4 | vlan 12 | cos 3 | en 2 | T 1 | session 10 | reserved 12 | index 20 |
 *	III: | ver 4 | vlan 12 | cos 3 | bso 2 | T 1 | session 10 | timestamp 32 | sgt 16 | P ft 5 hw 6 D 1 gra 2 O |
 */
#include "dissect/protocols.h"

enum { ERSPAN, VERSION, VLAN, COS, SPAN_ID, INDEX, TIMESTAMP, SGT };

static const struct field fields[] = {
	[ERSPAN] = {"erspan", "Encapsulated Remote Switch Packet ANalysis"},
	[VERSION] = {"erspan.version", "Version", F_U16},
	[VLAN] = {"erspan.vlan", "Vlan", F_U16},
	[COS] = {"erspan.cos", "COS", F_U16},
	[SPAN_ID] = {"erspan.spanid", "SpanID", F_U16},
	[INDEX] = {"erspan.index", "Index", F_U32},
	[TIMESTAMP] = {"erspan.timestamp", "Timestamp", F_U32},
	[SGT] = {"erspan.sgt", "Security Group Tag", F_U16},
};

static const struct token encapsulations[] = {{0, "No VLAN tag"}, {1, "isl"}, {2, "vlan"}, {3, "vlan"}, {0, NULL}};

/* The first word: what both types have. Returns it. */
static uint32_t first_word(struct dis *d)
{
	uint32_t w = u32(d, 0);
	also(d, VERSION, 4, w >> 28);
	also(d, VLAN, 4, w >> 16 & 0xfff);
	also(d, COS, 4, w >> 13 & 7);
	also(d, SPAN_ID, 4, w & 0x3ff);
	return w;
}

static void dissect_i_ii(struct dis *d)
{
	uint32_t w = first_word(d), index = u32(d, INDEX) & 0xfffff;
	unsigned en = w >> 11 & 3;
	say(d, d->verbose ? "erspan type2 session %u" : "erspan session %u", w & 0x3ff);
	if (w & 0x400)
		say_s(d, " truncated");
	if (en)
		say(d, " %s %u", word(encapsulations, en), w >> 16 & 0xfff);
	if (d->verbose)
		say(d, " cos %u index %u", w >> 13 & 7, index);
	say_s(d, ": ");
	call(d, &proto_ether);
}

static void dissect_iii(struct dis *d)
{
	static const struct token bso[] = {{0, "Good/unknown"}, {1, "Short"}, {2, "Oversized"}, {3, "Bad"}, {0, NULL}};
	enum { FT_ETHERNET = 0, FT_IP = 2 };
	uint32_t w = first_word(d);
	u32(d, TIMESTAMP);
	u16(d, SGT);
	unsigned last = u16(d, 0), type = last >> 10 & 31;
	say(d, "erspan type3 session %u", w & 0x3ff);
	say(d, " bso %s cos %u", word(bso, w >> 11 & 3), w >> 13 & 7);
	if (type == FT_ETHERNET) {
		say_s(d, " ft Ethernet");
		if (last & 1)
			u64(d, 0);
		say_s(d, ": ");
		call(d, &proto_ether);
	} else if (type == FT_IP) {
		say_s(d, " ft IP");
		if (last & 1)
			u64(d, 0);
		say_s(d, ": ");
		if (peek8(d, 0) >> 4 == 6)
			call(d, &proto_ip6);
		else
			call(d, &proto_ip);
	} else {
		say(d, " ft unknown %u: Frame type unknown", type);
	}
}

const struct proto proto_erspan = {
	.name = "erspan",
	.dissect = dissect_i_ii,
	PROTO_FIELDS(fields),
};

const struct proto proto_erspan3 = {
	.name = "erspan",
	.dissect = dissect_iii,
	PROTO_FIELDS(fields),
};
