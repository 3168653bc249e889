/* MAC Security: IEEE 802.1AE section 9.
 *
 *	| V 1b, ES 1b, SC 1b, SCB 1b, E 1b, C 1b, AN 2b | 2b, short length 6b | packet number 4 | SCI 8, with SC | data | ICV 16 |
 */
#include "dissect/link/ether.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { MACSEC, TCI, AN, SHORT_LENGTH, PACKET_NUMBER, SCI_SYSTEM, SCI_PORT, ETYPE, ICV,
	TCI_V, TCI_ES, TCI_SC, TCI_SCB, TCI_E, TCI_C };

enum { FLAG_V = 0x80, FLAG_ES = 0x40, FLAG_SC = 0x20, FLAG_SCB = 0x10, FLAG_E = 0x08, FLAG_C = 0x04, AN_MASK = 3, SL_MASK = 0x3f, ICV_LEN = 16 };

static const struct field fields[] = {
	[MACSEC] = {"macsec", "802.1AE Security Tag"},
	[TCI] = {"macsec.TCI", "TCI", F_U8, HEX},
	[AN] = {"macsec.AN", "AN", F_U8},
	[SHORT_LENGTH] = {"macsec.SL", "Short length", F_U8},
	[PACKET_NUMBER] = {"macsec.PN", "Packet number", F_U32},
	[SCI_SYSTEM] = {"macsec.SCI.system_identifier", "System Identifier", F_MAC},
	[SCI_PORT] = {"macsec.SCI.port_identifier", "Port Identifier", F_U16},
	[ICV] = {"macsec.ICV", "ICV", F_BYTES, .behind = 1},
	[TCI_V] = {"macsec.TCI.V", "VER", F_U8, HEX},
	[TCI_ES] = {"macsec.TCI.ES", "ES", F_BOOL},
	[TCI_SC] = {"macsec.TCI.SC", "SC", F_BOOL},
	[TCI_SCB] = {"macsec.TCI.SCB", "SCB", F_BOOL},
	[TCI_E] = {"macsec.TCI.E", "E", F_BOOL},
	[TCI_C] = {"macsec.TCI.C", "C", F_BOOL},
	[ETYPE] = {"macsec.etype", "EtherType", F_U16, HEX, ethertypes},
};

static const struct bit_field tci_bits[] = {
	{0x80, TCI_V}, {0x40, TCI_ES}, {0x20, TCI_SC}, {0x10, TCI_SCB}, {0x8, TCI_E}, {0x4, TCI_C}, {0, 0},
};

static void say_tag(struct dis *d, unsigned tci, unsigned length, uint32_t number, struct span sci)
{
	static const struct { uint8_t bit; char letter; } letters[] = {{FLAG_E, 'E'}, {FLAG_C, 'C'}, {FLAG_ES, 'S'}, {FLAG_SCB, 'B'}, {FLAG_SC, 'I'}};
	say(d, "an %u, pn %u, ", tci & AN_MASK, number);
	say_s(d, tci & ~(unsigned)AN_MASK ? "flags " : "flags none");
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (tci & letters[i].bit)
			say_c(d, letters[i].letter);
	say_s(d, ", ");
	if (length)
		say(d, "sl %u, ", length);
	if (tci & FLAG_SC) {
		say_s(d, "sci ");
		say_hex(d, sci);
		say_s(d, ", ");
	}
}

static void dissect(struct dis *d)
{
	const struct ether_head *h = d->ether;
	if (!need(d, 6))
		return;
	if (peek8(d, 0) & FLAG_SC && !need(d, 6 + 8))
		return;
	unsigned tci = u8(d, 0), length = u8(d, SHORT_LENGTH);
	if (tci & FLAG_V || length & ~(unsigned)SL_MASK) {
		invalid(d);
		return;
	}
	also(d, TCI, 2, tci >> 2);
	also_bits(d, 2, tci, tci_bits);
	also(d, AN, 2, tci & AN_MASK);
	uint32_t number = u32(d, PACKET_NUMBER);
	struct span sci = bytes(d, 0, tci & FLAG_SC ? 8 : 0);
	if (sci.len) {
		mark_bytes(d, SCI_SYSTEM, sci.pos, 6);
		mark_uint(d, SCI_PORT, sci.pos + 6, 2, span_u8(sci, 6) << 8 | span_u8(sci, 7));
	}
	bool secret = tci & (FLAG_E | FLAG_C);
	if (secret && !d->opt->link_header && h) {
		say(d, "%s > ", mac_str(d, h->src));
		say(d, "%s 802.1AE MACsec, ", mac_str(d, h->dst));
	}
	if (d->opt->link_header || secret)
		say_tag(d, tci, length, number, sci);
	if (secret && declared(d) >= ICV_LEN && left(d) >= declared(d)) {
		uint32_t hidden = length ? length : declared(d) - ICV_LEN;
		if (hidden + ICV_LEN <= left(d))
			mark_bytes(d, ICV, d->pos + hidden, ICV_LEN);
	}
	if (secret) {
		say_undecoded(d, left(d));
		return;
	}
	/* without a length, the data ends where the check value starts, and was captured as far as there is room for that */
	uint32_t whole = declared(d), there = left(d), data = length ? length : whole > ICV_LEN ? whole - ICV_LEN : 0;
	if (there < ICV_LEN || (length && data + ICV_LEN > there) || (length && data < 2)) {
		cut_here(d);
		return;
	}
	if (there >= data + ICV_LEN)
		mark_bytes(d, ICV, d->pos + data, ICV_LEN);
	narrow(d, length ? data : there - ICV_LEN);
	declare(d, data);
	if (left(d) < 2)
		d->layer_name = proto_ether.name;
	unsigned type = u16(d, ETYPE);
	if (d->opt->link_header)
		say(d, "ethertype %s (0x%04x), ", tok(d, ethertypes, "Unknown", type), type);
	ether_type_payload(d, h, type);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_MACSEC},
	{0},
};

const struct proto proto_macsec = {
	.name = "macsec",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_AS_HEADER,
};
