/* Marvell's distributed switch architecture: tags of four bytes (DSA), or of eight with an EtherType (EDSA).
 *
 *	| mode 2 bits, tagged 1, device 5 | port 5, trunk 1 or sniff 1 or code 2, CFI 1 | priority 3, code 1, VID 12 |
 */
#include "dissect/link/switch_tag.h"

#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"

enum { DSA, MODE, TAGGED, DEVICE, PORT, VID, PRIORITY };
enum { TO_CPU, FROM_CPU, TO_SNIFFER, FORWARD };

static const struct token modes[] = {
	{TO_CPU, "To CPU"}, {FROM_CPU, "From CPU"}, {TO_SNIFFER, "To Sniffer"}, {FORWARD, "Forward"}, {0, NULL}};
static const struct token traps[] = {
	{0, "BPDU (MGMT) Trap"}, {1, "Frame2Reg"}, {2, "IGMP/MLD Trap"}, {3, "Policy Trap"}, {4, "ARP Mirror"},
	{5, "Policy Mirror"}, {0, NULL}};

static const struct field fields[] = {
	[DSA] = {"dsa", "Marvell DSA"},
	[MODE] = {"dsa.mode", "Mode", F_U8, DEC, modes},
	[TAGGED] = {"dsa.tagged", "Tagged", F_BOOL},
	[DEVICE] = {"dsa.device", "Device", F_U8},
	[PORT] = {"dsa.port", "Port", F_U8},
	[VID] = {"dsa.vid", "VLAN ID", F_U16},
	[PRIORITY] = {"dsa.priority", "Priority", F_U8},
};

struct tag {
	unsigned mode, device, port, vid, priority, code;
	bool tagged, trunk, cfi, ingress;
};

static struct tag read_tag(struct dis *d)
{
	unsigned b0 = u8(d, 0), b1 = u8(d, 0), v = u16(d, 0);
	struct tag t = {
		.mode = b0 >> 6, .tagged = b0 >> 5 & 1, .device = b0 & 31, .port = b1 >> 3, .trunk = b1 & 4, .ingress = !(b1 & 4),
		.code = (b1 >> 1 & 3) << 1 | (v >> 12 & 1), .cfi = b1 & 1, .vid = v & 0xfff, .priority = v >> 13};
	also(d, MODE, 4, t.mode);
	also(d, TAGGED, 4, t.tagged);
	also(d, DEVICE, 4, t.device);
	also(d, PORT, 4, t.port);
	also(d, VID, 2, t.vid);
	also(d, PRIORITY, 2, t.priority);
	return t;
}

static void say_long(struct dis *d, const struct tag *t)
{
	say(d, "mode %s, ", word(modes, t->mode));
	switch (t->mode) {
	case FORWARD:
		say(d, "dev %u, %s %u, ", t->device, t->trunk ? "trunk" : "port", t->port);
		break;
	case FROM_CPU:
		say(d, "target dev %u, port %u, ", t->device, t->port);
		break;
	case TO_CPU:
		say(d, "source dev %u, port %u, code %s, ", t->device, t->port, tok(d, traps, "reserved", t->code));
		break;
	default:
		say(d, "source dev %u, port %u, %s sniff, ", t->device, t->port, t->trunk ? "ingress" : "egress");
	}
	say(d, "%s, %sVID %u, FPri %u, ", t->tagged ? "tagged" : "untagged", t->cfi ? "CFI, " : "", t->vid, t->priority);
}

static void say_short(struct dis *d, const struct tag *t)
{
	switch (t->mode) {
	case FORWARD:
		say(d, "Forward %s %u.%u, ", t->trunk ? "trunk" : "port", t->device, t->port);
		break;
	case FROM_CPU:
		say(d, "CPU > port %u.%u, ", t->device, t->port);
		break;
	case TO_CPU:
		say(d, "port %u.%u > CPU, ", t->device, t->port);
		break;
	default:
		say(d, "port %u.%u > %s Sniffer, ", t->device, t->port, t->trunk ? "Rx" : "Tx");
	}
	say(d, "VLAN %u%c, ", t->vid, t->tagged ? 't' : 'u');
}

static void say_tag(struct dis *d, const struct tag *t)
{
	if (d->opt->link_header)
		say_long(d, t);
	else
		say_short(d, t);
}

static void dsa_tag(struct dis *d)
{
	struct tag t = read_tag(d);
	say_s(d, d->opt->link_header ? "Marvell DSA " : "DSA ");
	say_tag(d, &t);
}

static void edsa_tag(struct dis *d)
{
	unsigned type = u16(d, 0), reserved0 = u8(d, 0), reserved1 = u8(d, 0);
	struct tag t = read_tag(d);
	if (d->opt->link_header)
		say(d, "Marvell EDSA ethertype 0x%04x (%s), rsvd %u %u, ", type, tok(d, ethertypes, "Unknown", type), reserved0,
			reserved1);
	else
		say(d, "EDSA 0x%04x, ", type);
	say_tag(d, &t);
}

static void dissect_dsa(struct dis *d)
{
	switch_tag_frame(d, 4, false, dsa_tag);
}

static void dissect_edsa(struct dis *d)
{
	switch_tag_frame(d, 8, false, edsa_tag);
}

static const struct binding dsa_bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_DSA_TAG_DSA}, {0}};
static const struct binding edsa_bindings[] = {{BIND_LINKTYPE, .from = LINKTYPE_DSA_TAG_EDSA}, {0}};

const struct proto proto_dsa = {
	.name = "dsa", .dissect = dissect_dsa, PROTO_FIELDS(fields), .bindings = dsa_bindings};

const struct proto proto_edsa = {
	.name = "edsa", .dissect = dissect_edsa, PROTO_FIELDS(fields), .bindings = edsa_bindings};
