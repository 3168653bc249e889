/* Network Service Header: RFC 8300.
 *
 *	| ver 2 O 1 U 1 TTL 6 length 6 (in words) | U 4 MD type 4 | next protocol | service path 3 | service index | context ... |
 */
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { NSH, VERSION, O_BIT, TTL, LENGTH, MD_TYPE, NEXT_PROTO, SPI, SI, CONTEXT, MD_CLASS, MD_METATYPE, MD_LEN, METADATA };

enum { HEADER_WORDS = 2, MD_FIXED = 1, MD_VARIABLE = 2, FIXED_WORDS = 4 };
enum { NEXT_IP4 = 1, NEXT_IP6, NEXT_ETHERNET, NEXT_NSH, NEXT_MPLS };

static const struct token next_protocols[] = {
	{1, "IPv4"}, {2, "IPv6"}, {3, "Ethernet"}, {4, "NSH"}, {5, "MPLS"}, {0xfe, "Experiment 1"}, {0xff, "Experiment 2"}, {0, NULL}};
static const struct token flags_words[] = {{0x20, "O"}, {0, NULL}};

static const struct field fields[] = {
	[NSH] = {"nsh", "Network Service Header"},
	[VERSION] = {"nsh.version", "Version", F_U16},
	[O_BIT] = {"nsh.Obit", "O Bit", F_U16},
	[TTL] = {"nsh.ttl", "Time to live", F_U16},
	[LENGTH] = {"nsh.length", "Length", F_U16},
	[MD_TYPE] = {"nsh.mdtype", "MD Type", F_U8},
	[NEXT_PROTO] = {"nsh.nextproto", "Next Protocol", F_U8, DEC, next_protocols},
	[SPI] = {"nsh.spi", "SPI", F_U24},
	[SI] = {"nsh.si", "SI", F_U8},
	[CONTEXT] = {"nsh.contextheader", "Context Header", F_BYTES},
	[MD_CLASS] = {"nsh.metadataclass", "TLV Class", F_U16, HEX},
	[MD_METATYPE] = {"nsh.metadatatype", "Type", F_U8, HEX},
	[MD_LEN] = {"nsh.metadatalen", "Length", F_U8},
	[METADATA] = {"nsh.metadata", "Variable Metadata", F_BYTES},
};

static void fixed_context(struct dis *d)
{
	for (unsigned i = 0; i < FIXED_WORDS; i++) {
		uint32_t word = peek32(d, 0);
		bytes(d, CONTEXT, 4);
		if (d->verbose > 2)
			say(d, "\n        Context[%02u]: 0x%08x", i, word);
	}
}

static void variable_context(struct dis *d, uint32_t end)
{
	while (!d->cut && d->pos < end) {
		unsigned class = u16(d, MD_CLASS), type = u8(d, MD_METATYPE), length = u8(d, MD_LEN) & 0x7f;
		if (d->verbose > 2)
			say(d, "\n        TLV Class %u, Type %x, Len %u", class, type, length);
		struct span value = bytes(d, METADATA, length);
		if (d->verbose > 2 && length) {
			say(d, "\n            Value: 0x%s", link_addr_str(d, value));
		}
		skip(d, -length & 3);
	}
}

static void payload(struct dis *d, unsigned next)
{
	static const struct proto *const inner[] = {[NEXT_IP4] = &proto_ip, [NEXT_IP6] = &proto_ip6, [NEXT_ETHERNET] = &proto_ether};

	say_s(d, d->verbose ? "\n    " : ": ");
	if (next == NEXT_MPLS)
		dispatch(d, BIND_ETHERTYPE, ETHERTYPE_MPLS);
	else if (next == NEXT_NSH)
		dispatch(d, BIND_ETHERTYPE, ETHERTYPE_NSH);
	else if (next < sizeof inner / sizeof *inner && inner[next])
		call(d, inner[next]);
	else
		say_s(d, "ERROR: unknown-next-protocol");
}

static void dissect(struct dis *d)
{
	uint32_t start = d->pos, length = declared(d);
	unsigned basic = u16(d, 0), words = basic & 63, version = basic >> 14, ttl = basic >> 6 & 63;
	also(d, VERSION, 2, version);
	also(d, O_BIT, 2, basic >> 13 & 1);
	also(d, TTL, 2, ttl);
	also(d, LENGTH, 2, words);
	unsigned md = u8(d, MD_TYPE) & 15, next = u8(d, NEXT_PROTO);
	uint32_t path = u24(d, SPI);
	unsigned index = u8(d, SI);
	say_s(d, "NSH, ");
	if (d->verbose > 1)
		say(d, "ver %u, ", version);
	if (version)
		return;
	say(d, "flags [%s], ", bits(d, flags_words, "none", ", ", basic >> 8 & 0x20));
	if (d->verbose > 2)
		say(d, "TTL %u, length %u, md type %u, ", ttl, words, md);
	if (d->verbose > 1)
		say(d, "next-protocol %s, ", tok(d, next_protocols, "unknown (0x%02x)", next));
	if (words * 4 > length) {
		say(d, " (too many headers for packet length %u)", length);
		invalid(d);
		return;
	}
	say(d, "service-path-id 0x%06x, service-index 0x%x", path, index);
	if (words < HEADER_WORDS) {
		say_s(d, " (less than two headers)");
		invalid(d);
		return;
	}
	if (md == MD_FIXED && words == HEADER_WORDS + FIXED_WORDS) {
		fixed_context(d);
	} else if (md == MD_VARIABLE) {
		struct saved s = quiet_begin(d, d->verbose < 3);
		variable_context(d, start + words * 4);
		quiet_end(d, &s);
	}
	seek(d, start + words * 4);
	payload(d, next);
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_NSH},
	{0},
};

const struct proto proto_nsh = {
	.name = "nsh",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
};
