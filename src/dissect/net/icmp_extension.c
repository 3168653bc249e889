/* ICMP extensions: RFC 4884 (structure), RFC 4950 (MPLS labels), RFC 5837 (interfaces), RFC 8335 (extended echo). */
#include "dissect/net/icmp_extension.h"

#include "dissect/checksum.h"

enum { QUOTED = 128, STRUCTURE_HEADER = 4, OBJECT_HEADER = 4, AFI_IP4 = 1, AFI_IP6 = 2, CLASS_MPLS = 1, CLASS_INTERFACE = 2, CLASS_IDENTIFICATION = 3 };

static const struct token classes[] = {
	{CLASS_MPLS, "MPLS Stack Entry"}, {CLASS_INTERFACE, "Interface Information"},
	{CLASS_IDENTIFICATION, "Interface Identification"}, {0, NULL}};

static void mpls_labels(struct dis *d, uint32_t len)
{
	for (const char *sep = "\n\t    "; len >= 4 && !d->cut; len -= 4) {
		uint32_t e = u32(d, 0);
		say(d, "%slabel %u, tc %u", sep, e >> 12, e >> 9 & 7);
		if (e & 0x100)
			say_s(d, ", [S]");
		say(d, ", ttl %u", e & 255);
	}
}

static void address_sub_object(struct dis *d)
{
	unsigned afi = u16(d, 0);
	skip(d, 2);
	if (afi == AFI_IP4)
		say(d, "\n\t    IP Address sub-object: %s", ip4_str(d, ip4(d, 0)));
	else if (afi == AFI_IP6)
		say(d, "\n\t    IP Address sub-object: %s", ip6_str(d, ip6(d, 0)));
}

/* A name of len bytes, padded with zeros. */
static void interface_name(struct dis *d, unsigned len, unsigned shown)
{
	struct span name = soft_bytes(d, 0, len);
	say(d, "\n\t    Interface Name, length %u: ", shown);
	say_text_z(d, name);
	if (name.len < len)
		cut_here(d);
}

/* RFC 5837: what is there is said by the bits of the class type. */
static void interface_information(struct dis *d, unsigned c_type)
{
	static const struct token roles[] = {{0, "Incoming IP Interface"}, {1, "Sub-IP Component of Incoming IP Interface"},
		{2, "Outgoing IP Interface"}, {3, "IP Next Hop"}, {0, NULL}};
	say(d, "\n\t    Interface Role: %s", word(roles, c_type >> 6));
	if (c_type & 8)
		say(d, "\n\t    Interface Index: %u", u32(d, 0));
	if (c_type & 4)
		address_sub_object(d);
	if (c_type & 2) {
		unsigned n = u8(d, 0);
		if (n)
			interface_name(d, n - 1, n);
		else
			say_s(d, "\n\t    Interface Name [length 0] (invalid)");
		if (!n)
			return;
	}
	if (c_type & 1)
		say(d, "\n\t    MTU Value: %u", u32(d, 0));
}

/* RFC 8335: by name, by index or by address. */
static void interface_identification(struct dis *d, unsigned c_type, uint32_t len)
{
	if (c_type == 1)
		interface_name(d, len, len);
	else if (c_type == 2)
		say(d, "\n\t    Interface Index: %u", u32(d, 0));
	else if (c_type == 3)
		address_sub_object(d);
	else
		say_dump(d, "\n\t    ", len);
}

/* len: of the object with its header. */
static void object(struct dis *d, uint32_t len, unsigned class, unsigned c_type)
{
	say(d, "\n\t  %s Object (%u), Class-Type: %u, length %u", tok(d, classes, "Unknown", class), class, c_type, len);
	if (class == CLASS_MPLS && c_type == 1)
		mpls_labels(d, len - OBJECT_HEADER);
	else if (class == CLASS_INTERFACE && len > OBJECT_HEADER)
		interface_information(d, c_type);
	else if (class == CLASS_IDENTIFICATION)
		interface_identification(d, c_type, len - OBJECT_HEADER);
	else
		say_dump(d, "\n\t    ", len - OBJECT_HEADER);
}

static void objects(struct dis *d, uint32_t end)
{
	while (end - d->pos >= OBJECT_HEADER && d->pos < end && !d->cut) {
		unsigned size = u16(d, 0), class = u8(d, 0), c_type = u8(d, 0);
		if (size < OBJECT_HEADER)
			return;
		struct saved s = part_begin(d, size - OBJECT_HEADER);
		object(d, size, class, c_type);
		part_end(d, &s);
	}
}

/* The checksum, where all that it covers is there. */
static void say_sum(struct dis *d, uint32_t start, uint32_t len, unsigned held)
{
	struct span whole = span_at(d, start, len);
	if (whole.len == len)
		say(d, ", checksum 0x%04x (%scorrect), length %u", held, sum_fold(sum_span(0, whole)) ? "in" : "", len);
}

static void structure(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	unsigned version = u8(d, 0) >> 4;
	skip(d, 1);
	unsigned held = u16(d, 0);
	if (d->cut)
		return;
	say(d, "\n\tICMP Multi-Part extension v%u", version);
	if (version != 2) {
		say_s(d, " packet not supported");
		return;
	}
	say_sum(d, start, len, held);
	objects(d, start + len);
}

void icmp_extended_echo(struct dis *d, uint32_t start, uint32_t length)
{
	if (d->verbose < 1)
		return;
	seek(d, start + 7);
	say_s(d, u8(d, 0) & 1 ? "\n\tLocal Interface" : "\n\tRemote Interface");
	uint32_t at = d->pos;
	if (length < 8 + STRUCTURE_HEADER + OBJECT_HEADER)
		cut_here(d);
	if (!need(d, STRUCTURE_HEADER + OBJECT_HEADER))
		return;
	unsigned held = peek16(d, 2), len = STRUCTURE_HEADER + peek16(d, STRUCTURE_HEADER);
	say_sum(d, at, len, held);
	skip(d, STRUCTURE_HEADER);
	objects(d, at + len < start + length ? at + len : start + length);
}

void icmp_extended_echo_reply(struct dis *d, uint32_t start, unsigned code)
{
	static const struct token codes[] = {{0, "No error"}, {1, "Malformed Query"}, {2, "No Such Interface"},
		{3, "No Such Table Entry"}, {4, "Multiple Interfaces Satisfy Query"}, {0, NULL}};
	static const struct token states[] = {{0, "Reserved"}, {1, "Incomplete"}, {2, "Reachable"}, {3, "Stale"}, {4, "Delay"},
		{5, "Probe"}, {6, "Failed"}, {0, NULL}};
	if (d->verbose < 1)
		return;
	seek(d, start + 7);
	unsigned flags = u8(d, 0);
	say(d, "\n\tCode %u (%s), State %u (%s), active %u ipv4 %u ipv6 %u", code, tok(d, codes, "Unknown", code), flags >> 5,
		tok(d, states, "Unknown", flags >> 5), flags >> 2 & 1, flags >> 1 & 1, flags & 1);
}

void icmp_extensions(struct dis *d, uint32_t start, uint32_t length)
{
	uint32_t at = 8 + QUOTED;
	if (d->verbose < 1 || length <= at + STRUCTURE_HEADER)
		return;
	/* old senders do not say how long the quoted packet is: then a right checksum tells the structure from its bytes */
	seek(d, start);
	bool said = peek8(d, 5);
	struct span whole = span_at(d, start + at, length - at);
	if (!said && whole.len == length - at && sum_fold(sum_span(0, whole)))
		return;
	seek(d, start + at);
	need(d, STRUCTURE_HEADER + 1);
	structure(d, length - at);
}
