/* ATM adaptation layer 5 with LLC in front of the payload: RFC 2684 section 5 (RFC 1483 as it was). */
#include "dissect/link/atm.h"

#include "core/linktype_numbers.h"
#include "dissect/protocols.h"

enum { ATM };
enum { LEAST = 8, UI = 3, OSI_SAP = 0xfe, SNAP = 0xaaaa03, NLPID = 0xfefe03, IP = 0x060603, OTHER_HEADER = 20 };

static const struct field fields[] = {
	[ATM] = {"atm", "Asynchronous Transfer Mode"},
};

/* What does not begin with LLC has, as far as is known, 20 bytes of another header in front. */
static void dissect(struct dis *d)
{
	uint32_t length = declared(d), start = d->pos;
	if (need(d, 1) && peek8(d, 0) == UI) {
		if (d->opt->link_header)
			say_s(d, "CNLPID ");
		u8(d, 0);
		dispatch(d, BIND_LLC_SAP, OSI_SAP);
		return;
	}
	if (length < LEAST)
		cut_here(d);
	if (!need(d, 3))
		return;
	uint32_t head = peek32(d, 0) >> 8;
	if (head != SNAP && head != NLPID && head != IP) {
		if (length < OTHER_HEADER) {
			cut_here(d);
			return;
		}
		if (d->opt->link_header && need(d, 16))
			say(d, "%08x%08x %08x%08x ", peek32(d, 0), peek32(d, 4), peek32(d, 8), peek32(d, 12));
		if (!need(d, OTHER_HEADER))
			return;
		skip(d, OTHER_HEADER);
		link_header_to_here(d, start);
	}
	call(d, &proto_llc);
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ATM_RFC1483},
	{BIND_LINKTYPE, .from = LINKTYPE_OLD_ATM_RFC1483},
	{0},
};

const struct proto proto_atm = {
	.name = "atm",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
