/* Token ring: IEEE 802.5-1998 clause 3, with the routing information of source routing (IEEE 802.1D annex C).
 *
 *	| access control 1 | frame control 1 | destination 6 | source 6 | routing control 2, segments 2 each ... | LLC ...
 */
#include "core/linktype_numbers.h"
#include "dissect/link/ether.h"
#include "dissect/protocols.h"

enum { TR, ACCESS, CONTROL, TYPE, DESTINATION, SOURCE, ROUTED, RIF_BYTES, BROADCAST, MAX_SIZE, DIRECTION, RING, BRIDGE };
enum { HEADER_LEN = 14, TYPE_LLC = 1, SOURCE_ROUTED = 0x80 };

static const struct field fields[] = {
	[TR] = {"tr", "Token-Ring"},
	[ACCESS] = {"tr.ac", "Access Control", F_U8, HEX},
	[CONTROL] = {"tr.fc", "Frame Control", F_U8, HEX},
	[TYPE] = {"tr.frame_type", "Frame Type", F_U8},
	[DESTINATION] = {"tr.dst", "Destination", F_MAC, .either = "tr.addr"},
	[SOURCE] = {"tr.src", "Source", F_MAC, .either = "tr.addr"},
	[ROUTED] = {"tr.sr", "Source Routed", F_BOOL},
	[RIF_BYTES] = {"tr.rif_bytes", "RIF Bytes", F_U8},
	[BROADCAST] = {"tr.broadcast", "Broadcast Type", F_U8},
	[MAX_SIZE] = {"tr.max_frame_size", "Maximum Frame Size", F_U8},
	[DIRECTION] = {"tr.direction", "Direction", F_U8},
	[RING] = {"tr.rif.ring", "RIF Ring", F_U16, HEX},
	[BRIDGE] = {"tr.rif.bridge", "RIF Bridge", F_U8, HEX},
};

static void say_header(struct dis *d, unsigned access, unsigned control, const struct ether_head *h)
{
	if (!d->opt->quick)
		say(d, "%02x %02x ", access, control);
	say(d, "%s > %s, length %u: ", mac_str(d, h->src), mac_str(d, h->dst), h->len);
}

/* "rt = 630:11:22 (4472) ": the control field, the segments passed, and the largest frame; with -v in words. */
static void routing(struct dis *d)
{
	static const struct token sizes[] = {{0, "516"}, {1, "1500"}, {2, "2052"}, {3, "4472"}, {4, "8144"}, {5, "11407"}, {6, "17800"},
		{0, NULL}};
	static const char *const broadcasts[] = {"Non-Broadcast", "Non-Broadcast", "Non-Broadcast", "Non-Broadcast", "All-routes",
		"All-routes", "Single-route", "Single-route"};
	uint32_t start = d->pos;
	unsigned control = u16(d, 0), len = control >> 8 & 0x1f;
	if (!need(d, len > 2 ? (len - 2) & ~1U : 0))
		return;
	also(d, BROADCAST, 2, control >> 13);
	also(d, RIF_BYTES, 2, len);
	also(d, DIRECTION, 2, control >> 7 & 1);
	also(d, MAX_SIZE, 2, control >> 4 & 7);
	if (d->verbose)
		say(d, "%s %s", broadcasts[control >> 13], control & 0x80 ? "Backward" : "Forward");
	else
		say(d, "rt = %x", control);
	for (unsigned i = 4; i <= len && !d->cut; i += 2) {
		unsigned segment = u16(d, 0);
		also(d, RING, 2, segment >> 4);
		also(d, BRIDGE, 2, segment & 15);
		if (d->verbose)
			say(d, " [%u:%u]", segment >> 4, segment & 0xf);
		else
			say(d, ":%x", segment);
	}
	const char *size = word(sizes, control >> 4 & 7);
	say(d, " (%s) ", size ? size : "??");
	seek(d, start + len);
}

static void dissect(struct dis *d)
{
	struct ether_head h = {.len = declared(d)};
	uint32_t start = d->pos;
	if (!need(d, HEADER_LEN))
		return;
	unsigned access = u8(d, ACCESS), control = u8(d, CONTROL);
	also(d, TYPE, 1, control >> 6);
	h.dst = mac(d, DESTINATION);
	struct mac source = *mac(d, 0);
	bool routed = source.b[0] & SOURCE_ROUTED;
	source.b[0] &= (uint8_t)~SOURCE_ROUTED;
	mark_made(d, SOURCE, d->pos - 6, 6, source.b, 6);
	also(d, ROUTED, 6, routed);
	h.src = &source;
	link_header_to_here(d, start);
	bool said = d->opt->link_header;
	if (said)
		say_header(d, access, control, &h);
	const struct ether_head *outer = d->ether;
	uint32_t rif = d->pos;
	d->ether = &h;
	if (routed)
		routing(d);
	link_header_to_here(d, rif);
	if (control >> 6 == TYPE_LLC) {
		call(d, &proto_llc);
	} else {
		if (!said)
			say_header(d, access, control, &h);
		say_undecoded(d, left(d));
	}
	d->ether = outer;
}

static const struct binding bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_IEEE802_5},
	{0},
};

const struct proto proto_token_ring = {
	.name = "token-ring",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
