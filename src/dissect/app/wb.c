/* The shared whiteboard wb of LBL (Floyd, Jacobson, McCanne, Liu, Zhang: "A Reliable Multicast Framework for Light-weight
 * Sessions and Application Level Framing", 1995): to port 4567, and -T wb.
 *
 *	| source 4 | time stamp 4 | magic 2 | type | flags | ...
 *
 * A page is named by who made it and a number. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { WB, SOURCE, TIMESTAMP, MAGIC, TYPE, FLAGS, PAGE_SOURCE, PAGE, FIRST, LAST, OPERATION };

enum type { DRAWING, ID, REPAIR_REQUEST, REPAIR_REPLY, KILL, PAGE_REQUEST, PAGE_REPLY = 7 };

enum { SKIP = 14, HOLE = 15 };

static const struct token types[] = {{DRAWING, "wb-dop"}, {ID, "wb-id"}, {REPAIR_REQUEST, "wb-rreq"}, {REPAIR_REPLY, "wb-rrep"},
	{KILL, "wb-kill"}, {PAGE_REQUEST, "wb-preq"}, {PAGE_REPLY, "wb-prep"}, {0, NULL}};

static const struct token operations[] = {{2, "RECT"}, {3, "LINE"}, {4, "ML"}, {5, "DEL"}, {6, "XFORM"}, {7, "ELL"}, {8, "CHAR"},
	{9, "STR"}, {10, "NOP"}, {11, "PSCODE"}, {12, "PSCOMP"}, {13, "REF"}, {SKIP, "SKIP"}, {HOLE, "HOLE"}, {0, NULL}};

static const struct field fields[] = {
	[WB] = {"wb", "LBL Whiteboard"},
	[SOURCE] = {"wb.source", "Source", F_IP4},
	[TIMESTAMP] = {"wb.timestamp", "Time stamp", F_U32},
	[MAGIC] = {"wb.magic", "Magic", F_U16, HEX},
	[TYPE] = {"wb.type", "Type", F_U8, DEC, types},
	[FLAGS] = {"wb.flags", "Flags", F_U8, HEX},
	[PAGE_SOURCE] = {"wb.page.source", "Page's source", F_IP4},
	[PAGE] = {"wb.page", "Page", F_U32},
	[FIRST] = {"wb.first", "First operation", F_U32},
	[LAST] = {"wb.last", "Last operation", F_U32},
	[OPERATION] = {"wb.operation", "Drawing operation", F_U8, DEC, operations},
};

struct page {
	uint32_t source, number;
};

static struct page page(struct dis *d)
{
	struct page p;
	p.source = u32(d, PAGE_SOURCE);
	p.number = u32(d, PAGE);
	return p;
}

/* n bytes by the declared length, all of them captured. */
static bool whole(struct dis *d, uint32_t n)
{
	if (declared(d) >= n)
		return need(d, n);
	invalid(d);
	return false;
}

/* Operations first to last, which may be left out by SKIP and HOLE. */
static void drawing_operations(struct dis *d, uint32_t first, uint32_t last)
{
	say_s(d, " <");
	for (uint64_t i = first; i <= last && need(d, 8); i++) {
		uint32_t stamp = u32(d, 0);
		unsigned length = u16(d, 0), type;
		u8(d, 0);
		type = u8(d, OPERATION);
		say(d, " %s", tok(d, operations, "dop-%u!", type));
		if (type == SKIP || type == HOLE) {
			say(d, "%u", stamp - (uint32_t)i + 1);
			if (i > stamp || stamp > last) {
				say_s(d, "[|]");
				if (stamp < i)
					return;
			}
			i = stamp;
		}
		skip(d, (length + 3) & ~3u);
	}
	say_s(d, " >");
}

static void drawing(struct dis *d)
{
	if (!whole(d, 16))
		return;
	struct page p = page(d);
	uint32_t first = u32(d, FIRST), last = u32(d, LAST);
	say(d, " %s:%u<%u:%u>", ip4_str(d, p.source), p.number, first, last);
	if (!d->verbose && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	drawing_operations(d, first, last);
	quiet_end(d, &s);
}

static void repair(struct dis *d, bool reply)
{
	if (!whole(d, 20))
		return;
	uint32_t who = u32(d, 0);
	struct page p = page(d);
	uint32_t first = u32(d, FIRST), last = u32(d, LAST);
	say(d, " %s %s %s:%u<%u:%u>", reply ? "for" : "please repair", ip4_str(d, who), ip4_str(d, p.source), p.number, first, last);
	if (!reply || (!d->verbose && !fields_wanted(d)))
		return;
	struct saved s = quiet_begin(d, !d->verbose);
	drawing_operations(d, first, last);
	quiet_end(d, &s);
}

/* Page and the highest one, pages seen of others, the site's name. */
static void identity(struct dis *d)
{
	if (declared(d) < 28) {
		invalid(d);
		return;
	}
	uint32_t most = u32(d, 0);
	struct page highest = page(d);
	uint32_t slot = u32(d, 0);
	struct page p = page(d);
	say(d, " %u/%s:%u (max %u/%s:%u) ", slot, ip4_str(d, p.source), p.number, most, ip4_str(d, highest.source), highest.number);
	unsigned count = u16(d, 0);
	u16(d, 0);
	if (!whole(d, count * 8))
		return;
	for (unsigned i = 0; i < count; i++) {
		p = page(d);
		say(d, "%c%s:%u", i ? ',' : '<', ip4_str(d, p.source), p.number);
	}
	say_s(d, "> \"");
	say_text_z(d, rest(d, 0));
	say_c(d, '"');
}

static void page_request(struct dis *d)
{
	if (declared(d) < 16) {
		invalid(d);
		return;
	}
	struct page p = page(d);
	uint32_t slot = u32(d, 0);
	say(d, " need %u/%s:%u", slot, ip4_str(d, p.source), p.number);
	u32(d, 0);
}

static void page_reply(struct dis *d)
{
	if (!whole(d, 4))
		return;
	for (uint32_t n = u32(d, 0); n && !d->cut; n--) {
		uint32_t slot = u32(d, 0);
		struct page p = page(d);
		say(d, " %u/%s:%u", slot, ip4_str(d, p.source), p.number);
		unsigned count = u8(d, 0);
		u24(d, 0);
		for (unsigned i = 0; i < count && !d->cut; i++) {
			p = page(d);
			say(d, "%c%s:%u", i ? ',' : '<', ip4_str(d, p.source), p.number);
		}
		say_c(d, '>');
	}
}

static void dissect(struct dis *d)
{
	enum { HEADER = 12 };
	if (!whole(d, HEADER))
		return;
	u32(d, SOURCE);
	u32(d, TIMESTAMP);
	u16(d, MAGIC);
	unsigned type = u8(d, TYPE), flags = u8(d, FLAGS);
	say(d, "%s%s", flags ? "* " : " ", tok(d, types, "wb-%u!", type));
	if (type != KILL && word(types, type))
		say_c(d, ':');
	switch (type) {
	case DRAWING:
		drawing(d);
		break;
	case ID:
		identity(d);
		break;
	case REPAIR_REQUEST:
	case REPAIR_REPLY:
		repair(d, type == REPAIR_REPLY);
		break;
	case KILL:
		break;
	case PAGE_REQUEST:
		page_request(d);
		break;
	case PAGE_REPLY:
		page_reply(d);
		break;
	default:
		invalid(d);
	}
}

static const struct binding bindings[] = {
	{BIND_UDP_PORT, DST, UDP_RANK_WB, 4567, 0},
	{0},
};

const struct proto proto_wb = {
	.name = "wb",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.decode_as = "wb",
	.cuts = CUTS_ALL,
};
