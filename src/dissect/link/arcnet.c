/* ARCNET: RFC 1201 (fragments and sequence numbers), RFC 1051 (neither), as BSD and as Linux capture it.
 *
 *	BSD:   | source 1 | destination 1 | system 1 | RFC 1201: split flag 1 | sequence 2 |
 *	       split flag 0xff (exception): | padding 3 | split flag 1 | sequence 2 |
 *	Linux: | source 1 | destination 1 | offset 2 | system 1 | RFC 1201: split flag 1 | sequence 2 |
 */
#include "core/linktype_numbers.h"
#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum { ARCNET, SOURCE, DESTINATION, OFFSET, PROTOCOL, SPLIT, SEQUENCE };
enum { OLD_IP = 0xf0, OLD_ARP = 0xf1, IP = 0xd4, ARP = 0xd5, RARP = 0xd6, ATALK = 0xdd, IPX = 0xfa, IPV6 = 0xc4, DIAGNOSE = 0x80 };
enum { EXCEPTION = 0xff, NEW_LEN = 3, EXCEPTION_LEN = 4, LINUX_LEAST = 5 };

static const struct token systems[] = {
	{OLD_IP, "oldip"}, {OLD_ARP, "oldarp"}, {IP, "ip"}, {ARP, "arp"}, {RARP, "rarp"}, {ATALK, "atalk"}, {0xf7, "banyan"},
	{IPX, "ipx"}, {IPV6, "ipv6"}, {DIAGNOSE, "diag"}, {0, NULL}};

static const struct field fields[] = {
	[ARCNET] = {"arcnet", "ARCNET"},
	[SOURCE] = {"arcnet.src", "Source", F_U8, HEX},
	[DESTINATION] = {"arcnet.dst", "Dest", F_U8, HEX},
	[OFFSET] = {"arcnet.offset", "Offset", F_BYTES},
	[PROTOCOL] = {"arcnet.protID", "Protocol ID", F_U8, HEX, systems},
	[SPLIT] = {"arcnet.split_flag", "Split Flag", F_U8},
	[SEQUENCE] = {"arcnet.sequence", "Sequence", F_U16},
};

struct header {
	unsigned source, destination, named, system, flag, sequence;
	uint32_t length;
	bool numbered; /* with split flag and sequence number */
};

static void say_fragment(struct dis *d, const struct header *h)
{
	if (!h->numbered)
		return;
	say(d, "seqid %04x", h->sequence);
	if (h->flag & 1)
		say(d, " (first of %u fragments)", h->flag / 2 + 2);
	else if (h->flag)
		say(d, " (fragment %u)", h->flag / 2 + 1);
	say_c(d, ' ');
}

static void say_header(struct dis *d, const struct header *h)
{
	say(d, "%02x %02x ", h->source, h->destination);
	if (!d->opt->quick) {
		say(d, "%s ", tok(d, systems, "%02x", h->named));
		say_fragment(d, h);
	}
	say(d, "%u: ", h->length);
}

static bool has_sequence(unsigned system)
{
	return system != OLD_IP && system != OLD_ARP && system != DIAGNOSE;
}

static void payload(struct dis *d, unsigned system)
{
	static const struct {
		uint8_t system;
		uint16_t ethertype;
	} types[] = {{OLD_IP, ETHERTYPE_IP}, {IP, ETHERTYPE_IP}, {IPV6, ETHERTYPE_IPV6}, {OLD_ARP, ETHERTYPE_ARP},
		{ARP, ETHERTYPE_ARP}, {RARP, ETHERTYPE_REVARP}, {ATALK, ETHERTYPE_ATALK}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].system == system && dispatch(d, BIND_ETHERTYPE, types[i].ethertype))
			return;
	if (system == IPX)
		call(d, &proto_ipx);
	else
		say_dump(d, "\n\t", left(d));
}

/* Source and destination. */
static void ends(struct dis *d, struct header *h)
{
	h->length = declared(d);
	h->source = u8(d, SOURCE);
	h->destination = u8(d, DESTINATION);
}

static void bsd(struct dis *d)
{
	struct header h = {0};
	uint32_t start = d->pos;

	ends(d, &h);
	h.system = h.named = u8(d, PROTOCOL);
	if (d->cut)
		return;
	bool exception = peek8(d, 0) == EXCEPTION;
	if (has_sequence(h.system)) {
		uint32_t needed = NEW_LEN + (exception ? EXCEPTION_LEN : 0);
		if (!have(d, needed)) {
			say_header(d, &h);
			say_s(d, " phds");
			need(d, needed);
			return;
		}
		skip(d, exception ? EXCEPTION_LEN : 0);
		h.flag = u8(d, SPLIT);
		h.sequence = u16(d, SEQUENCE);
		h.numbered = true;
	}
	d->link_len = d->layers == 1 ? d->pos - start : d->link_len;
	if (d->opt->link_header)
		say_header(d, &h);
	/* Only the first fragment begins with a header of the next layer. */
	if (!h.flag || h.flag & 1)
		payload(d, h.system);
}

static void cooked(struct dis *d)
{
	struct header h = {0};
	uint32_t start = d->pos;

	if (!need(d, LINUX_LEAST))
		return;
	ends(d, &h);
	h.named = peek8(d, 0);
	bytes(d, OFFSET, 2);
	h.system = u8(d, PROTOCOL);
	if (has_sequence(h.system)) {
		u8(d, SPLIT);
		u16(d, SEQUENCE);
	}
	d->link_len = d->layers == 1 ? d->pos - start : d->link_len;
	if (d->opt->link_header)
		say_header(d, &h);
	if (!d->cut)
		payload(d, h.system);
}

static const struct binding bsd_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ARCNET_BSD},
	{0},
};

static const struct binding linux_bindings[] = {
	{BIND_LINKTYPE, .from = LINKTYPE_ARCNET_LINUX},
	{0},
};

const struct proto proto_arcnet = {
	.name = "arcnet",
	.dissect = bsd,
	PROTO_FIELDS(fields),
	.bindings = bsd_bindings,
};

const struct proto proto_arcnet_linux = {
	.name = "arcnet_linux",
	.dissect = cooked,
	PROTO_FIELDS(fields),
	.bindings = linux_bindings,
};
