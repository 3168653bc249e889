/* Bluetooth HCI packets (Bluetooth Core Specification, volume 4 part A) behind a word that tells their direction. */
#include "core/linktype_numbers.h"
#include "dissect/dissect.h"

enum { BLUETOOTH, DIRECTION };
enum { HEADER_LEN = 4 };

static const struct token directions[] = {{0, "out"}, {1, "in"}, {0, NULL}};

static const struct field fields[] = {
	[BLUETOOTH] = {"hci_h4", "Bluetooth HCI H4"},
	[DIRECTION] = {"hci_h4.direction", "Direction", F_U8, HEX, directions},
};

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	say_s(d, "bluetooth");
	if (!need(d, HEADER_LEN))
		return;
	uint32_t direction = u32(d, 0) & 1;
	also(d, DIRECTION, 4, direction);
	link_header_to_here(d, start);
	if (d->opt->link_header)
		say(d, ", hci length %u, direction %s", length - HEADER_LEN, word(directions, direction));
	say_undecoded(d, left(d));
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_BLUETOOTH_HCI_H4_WITH_PHDR},
	{0},
};

const struct proto proto_bluetooth = {
	.name = "bluetooth",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
