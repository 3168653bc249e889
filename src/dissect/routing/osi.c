/* The OSI network layer below LLC's SAP 0xfe: the first byte tells the protocol (ISO/IEC TR 9577). */
#include "dissect/routing/osi.h"

#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { OSI, NLPID };

enum { NLPID_NULL = 0, NLPID_IP6 = 0x8e, NLPID_IP = 0xcc, NLPID_PPP = 0xcf, NLPID_Q933 = 0x08 };

const struct token osi_nlpids[] = {{0, "NULL"}, {8, "Q.933"}, {9, "LMI"}, {0x80, "SNAP"}, {0x81, "CLNP"}, {0x82, "ES-IS"}, {0x83, "IS-IS"}, {0x84, "CONS"}, {0x85, "IDRP"}, {0x8a, "X25 ES-IS"}, {0x8e, "IPv6"}, {0xb1, "FRF.15"}, {0xc1, "ISIS_SPB"}, {0xcc, "IPv4"}, {0xcf, "PPP"}, {0, NULL}};

static const struct field fields[] = {
	[OSI] = {"osi", "ISO/OSI Network Layer"},
	[NLPID] = {"osi.nlpid", "Network Layer Protocol Identifier", F_U8, HEX, osi_nlpids},
};

void osi_say_nsap(struct dis *d, struct span s)
{
	if (!s.len || s.len > OSI_NSAP_MAX) {
		say_s(d, "isonsap_string: illegal length");
		return;
	}
	for (unsigned i = 0; i < s.len; i++) {
		say_x_pad(d, span_u8(s, i), 2);
		if (i % 2 == 0 && i + 1 < s.len)
			say_c(d, '.');
	}
}

/* RFC 1008 section 7.2.2: the two bytes at `at` that make both sums 0. */
static unsigned right_checksum(struct span s, uint32_t at)
{
	int c0 = 0, c1 = 0, behind = (int)(s.len - at) - 1;

	for (uint32_t i = 0; i < s.len; i++) {
		c0 = (c0 + (i == at || i == at + 1 ? 0 : (int)span_u8(s, i))) % 255;
		c1 = (c1 + c0) % 255;
	}
	int x = (int)(((long)behind * c0 - c1) % 255), y = (int)((c1 - (long)(behind + 1) * c0) % 255);
	if (x <= 0)
		x += 255;
	if (y <= 0)
		y += 255;
	return (unsigned)(x << 8 | y);
}

void osi_say_checksum(struct dis *d, unsigned checksum, struct span covered, uint32_t at, uint32_t length)
{
	if (d->mute)
		return;
	if (!checksum || covered.len < length || at >= length || !at) {
		say_s(d, " (unverified)");
		return;
	}
	unsigned right = right_checksum(covered, at);
	if (right == checksum)
		say_s(d, " (correct)");
	else
		say(d, " (incorrect should be 0x%04x)", right);
}

static void dissect(struct dis *d)
{
	need(d, 1);
	unsigned nlpid = peek8(d, 0);
	if (d->cut)
		return;
	if (d->opt->link_header)
		say(d, "OSI NLPID %s (0x%02x): ", tok(d, osi_nlpids, "Unknown", nlpid), nlpid);
	switch (nlpid) {
	case NLPID_NULL:
		say(d, "%slength: %u", d->opt->link_header ? "" : ", ", declared(d));
		return;
	case NLPID_IP:
	case NLPID_IP6:
	case NLPID_PPP:
		skip(d, 1);
		call(d, nlpid == NLPID_IP ? &proto_ip : nlpid == NLPID_IP6 ? &proto_ip6 : &proto_ppp);
		return;
	}
	if (nlpid == NLPID_Q933) {
		skip(d, 1);
		call(d, &proto_q933);
		return;
	}
	if (dispatch(d, BIND_NLPID, nlpid))
		return;
	if (!d->opt->link_header)
		say(d, "OSI NLPID 0x%02x unknown, ", nlpid);
	say(d, "length: %u", declared(d));
	say_hexdump(d, "\n\t", left(d));
}

/* Some put it into an EtherType of its own, behind a byte. */
static void dissect_ethertype(struct dis *d)
{
	skip(d, 1);
	dissect(d);
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

static const struct binding ethertype_bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_OSI},
	{0},
};

const struct proto proto_osi_ethertype = {
	.name = "isoclns",
	.dissect = dissect_ethertype,
	PROTO_FIELDS(fields),
	.bindings = ethertype_bindings,
};
