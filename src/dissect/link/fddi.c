/* Fiber Distributed Data Interface: ISO 9314-2 (MAC).
 *
 *	| frame control 1 | destination 6 | source 6 | LLC ...
 */
#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/protocols.h"

enum { FDDI, CONTROL, CLASS, DESTINATION, SOURCE };
enum {
	HEADER_LEN = 13, CLASS_SMT = 0x40, CLASS_ASYNC = 0x50, CLASS_IMPLEMENTER_ASYNC = 0x60, CLASS_MAC = 0xc0, CLASS_SYNC = 0xd0,
	CLASS_IMPLEMENTER_SYNC = 0xe0, CLASS_BITS = 0xf0,
};

static const struct token controls[] = {{0x40, "void"}, {0x41, "info"}, {0x4f, "nsa"}, {0x80, "nrt"}, {0xc0, "rt"}, {0xc2, "beacon"},
	{0xc3, "claim"}, {0, NULL}};
static const struct token classes[] = {{CLASS_SMT, "smt"}, {CLASS_ASYNC, "async"}, {CLASS_IMPLEMENTER_ASYNC, "imp_async"},
	{CLASS_MAC, "mac"}, {CLASS_SYNC, "sync"}, {CLASS_IMPLEMENTER_SYNC, "imp_sync"}, {0, NULL}};

static const struct field fields[] = {
	[FDDI] = {"fddi", "Fiber Distributed Data Interface"},
	[CONTROL] = {"fddi.fc", "Frame Control", F_U8, HEX},
	[CLASS] = {"fddi.fc.clf", "Class/Length/Format", F_U8, HEX},
	[DESTINATION] = {"fddi.dst", "Destination", F_MAC, .either = "fddi.addr"},
	[SOURCE] = {"fddi.src", "Source", F_MAC, .either = "fddi.addr"},
};

static void say_header(struct dis *d, unsigned control, const struct ether_head *h)
{
	const char *name = word(controls, control), *of = word(classes, control & CLASS_BITS);
	if (d->opt->quick)
		;
	else if (name)
		say(d, "%s ", name);
	else if (of)
		say(d, "%s%x ", of, control & 0xf);
	else
		say(d, "%02x ", control);
	say(d, "%s > %s, length %u: ", mac_str(d, h->src), mac_str(d, h->dst), h->len);
}

static void dissect(struct dis *d)
{
	struct ether_head h = {.len = declared(d)};
	uint32_t start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	unsigned control = u8(d, CONTROL);
	also(d, CLASS, 1, control & CLASS_BITS);
	h.dst = mac(d, DESTINATION);
	h.src = mac(d, SOURCE);
	link_header_to_here(d, start);
	bool said = d->opt->link_header;
	if (said)
		say_header(d, control, &h);
	const struct ether_head *outer = d->ether;
	d->ether = &h;
	if ((control & CLASS_BITS) == CLASS_ASYNC) {
		call(d, &proto_llc);
	} else if ((control & CLASS_BITS) == CLASS_SMT) {
		say_s(d, "<SMT printer not yet implemented>");
	} else {
		if (!said)
			say_header(d, control, &h);
		say_undecoded(d, left(d));
	}
	d->ether = outer;
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_FDDI},
	{0},
};

const struct proto proto_fddi = {
	.name = "fddi",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
