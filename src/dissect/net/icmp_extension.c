/* ICMP extensions: RFC 4884 (structure), RFC 4950 (MPLS labels), RFC 5837 (interfaces), RFC 8335 (extended
 * echo). */
#include "dissect/net/icmp_extension.h"

#include "dissect/checksum.h"
#include "dissect/net/icmp.h"
#include "dissect/protocols.h"

enum { QUOTED_LENGTH = 128, STRUCTURE_HEADER = 4, OBJECT_HEADER = 4, AFI_IP4 = 1, AFI_IP6 = 2, CLASS_MPLS = 1, CLASS_INTERFACE = 2, CLASS_IDENTIFICATION = 3 };

static const struct token classes[] = {
	{CLASS_MPLS, "MPLS Stack Entry"}, {CLASS_INTERFACE, "Interface Information"},
	{CLASS_IDENTIFICATION, "Interface Identification"}, {0, NULL}};

static void mpls_labels(struct dis *d, uint32_t len)
{
	for (const char *sep = "\n\t    "; len >= 4 && !d->cut; len -= 4) {
		static const struct bit_field first[] = {{0xfffff0, MPLS_LABEL}, {0x0e, MPLS_EXP}, {1, MPLS_S}, {0}};
		uint32_t e = u24(d, 0);
		also_bits(d, 3, e, first);
		e = e << 8 | u8(d, MPLS_TTL);
		say(d, "%slabel %u, tc %u", sep, e >> 12, e >> 9 & 7);
		if (e & 0x100)
			say_s(d, ", [S]");
		say(d, ", ttl %u", e & 255);
	}
}

/* An address of an interface's information (RFC 5837). */
static void address_sub_object(struct dis *d)
{
	unsigned afi = u16(d, INFO_AFI);
	struct saved s = quiet_begin(d, true);
	bytes(d, INFO_AFI_RESERVED, 2);
	quiet_end(d, &s);
	skip(d, 2);
	if (afi == AFI_IP4)
		say(d, "\n\t    IP Address sub-object: %s", ip4_str(d, ip4(d, INFO_IPV4)));
	else if (afi == AFI_IP6)
		say(d, "\n\t    IP Address sub-object: %s", ip6_str(d, ip6(d, INFO_IPV6)));
}

/* The address that names an interface (RFC 8335); len bytes with its head. */
static void identifying_address(struct dis *d, uint32_t len)
{
	enum { HEAD = 4 };
	unsigned afi = u16(d, IDENT_AFI);
	struct saved s = quiet_begin(d, true);
	u8(d, IDENT_ADDRESS_LENGTH);
	bytes(d, IDENT_RESERVED, 1);
	if (afi != AFI_IP4 && afi != AFI_IP6 && len > HEAD)
		bytes(d, IDENT_ADDRESS, len - HEAD);
	quiet_end(d, &s);
	skip(d, 2);
	if (afi == AFI_IP4)
		say(d, "\n\t    IP Address sub-object: %s", ip4_str(d, ip4(d, IDENT_IPV4)));
	else if (afi == AFI_IP6)
		say(d, "\n\t    IP Address sub-object: %s", ip6_str(d, ip6(d, IDENT_IPV6)));
}

/* A name of len bytes, padded with zeros. */
static void interface_name(struct dis *d, unsigned field, unsigned len, unsigned shown)
{
	struct span name = soft_bytes(d, field, len);
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
		say(d, "\n\t    Interface Index: %u", u32(d, INFO_INDEX));
	if (c_type & 4)
		address_sub_object(d);
	if (c_type & 2) {
		unsigned n = u8(d, INFO_NAME_LENGTH);
		if (n)
			interface_name(d, INFO_NAME, n - 1, n);
		else
			say_s(d, "\n\t    Interface Name [length 0] (invalid)");
		if (!n)
			return;
	}
	if (c_type & 1)
		say(d, "\n\t    MTU Value: %u", u32(d, INFO_MTU));
}

/* RFC 8335: by name, by index or by address. */
static void interface_identification(struct dis *d, unsigned c_type, uint32_t len)
{
	if (c_type == 1)
		interface_name(d, IDENT_NAME, len, len);
	else if (c_type == 2)
		say(d, "\n\t    Interface Index: %u", u32(d, IDENT_INDEX));
	else if (c_type == 3)
		identifying_address(d, len);
	else
		say_dump(d, "\n\t    ", len);
}

static void unknown_object(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	soft_bytes(d, OBJECT_DATA, len);
	seek(d, start);
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
		unknown_object(d, len - OBJECT_HEADER);
}

static void objects(struct dis *d, uint32_t end)
{
	while (end - d->pos >= OBJECT_HEADER && d->pos < end && !d->cut) {
		static const struct bit_field information[] = {{0xc0, INFO_ROLE}, {0x30, INFO_RESERVED}, {8, INFO_HAS_INDEX},
			{4, INFO_HAS_ADDRESS}, {2, INFO_HAS_NAME}, {1, INFO_HAS_MTU}, {0}};
		unsigned size = u16(d, OBJECT_LENGTH), class = u8(d, OBJECT_CLASS), c_type = u8(d, OBJECT_TYPE);
		if (class == CLASS_INTERFACE)
			also_bits(d, 1, c_type, information);
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

/* The head of the structure, whose bytes are `len`. */
static void structure_fields(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	struct saved s = quiet_begin(d, true);
	unsigned first = u16(d, 0);
	mark_uint(d, EXT_VERSION, start, 1, first >> 12);
	mark_uint(d, EXT_RESERVED, start, 2, first & 0xfff);
	u16(d, EXT_CHECKSUM);
	mark_checksum(d, EXT_CHECKSUM_STATUS, d->pos - 2, 0, span_at(d, start, len), len);
	quiet_end(d, &s);
}

static void structure(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos;
	structure_fields(d, len);
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

/* Between these, fields are ICMP's, in ICMPv6, too. */
struct lent {
	const struct proto *proto;
	struct tape *tape;
};

static struct lent icmp_names_begin(struct dis *d)
{
	struct lent l = {d->proto, d->tape};
	name_fields_of(d, &proto_icmp);
	d->tape = d->wanted && !d->cut ? d->whole_tape : NULL;
	group_begin(d, EXT);
	return l;
}

static void icmp_names_end(struct dis *d, const struct lent *l)
{
	group_end(d);
	name_fields_of(d, l->proto);
	if (!d->cut)
		d->tape = l->tape;
}

/* The interface that an extended echo asks for, as a structure of extensions. */
static void asked_interface(struct dis *d, uint32_t at, uint32_t end)
{
	struct lent l = icmp_names_begin(d);
	structure_fields(d, end - at);
	unsigned held = peek16(d, 2), len = STRUCTURE_HEADER + peek16(d, STRUCTURE_HEADER);
	say_sum(d, at, len, held);
	skip(d, STRUCTURE_HEADER);
	objects(d, at + len < end ? at + len : end);
	icmp_names_end(d, &l);
}

void icmp_extension_fields(struct dis *d, uint32_t at, uint32_t end)
{
	struct saved s = quiet_begin(d, true);
	seek(d, at);
	struct lent l = icmp_names_begin(d);
	structure(d, end - at);
	icmp_names_end(d, &l);
	quiet_end(d, &s);
}

static void extended_echo(struct dis *d, uint32_t start, uint32_t length, const struct bit_field *flags)
{
	seek(d, start + 7);
	unsigned local = flags8(d, flags);
	say_s(d, local & 1 ? "\n\tLocal Interface" : "\n\tRemote Interface");
	uint32_t at = d->pos;
	if (length < 8 + STRUCTURE_HEADER + OBJECT_HEADER)
		cut_here(d);
	if (need(d, STRUCTURE_HEADER + OBJECT_HEADER))
		asked_interface(d, at, start + length);
}

void icmp_extended_echo(struct dis *d, uint32_t start, uint32_t length, const struct bit_field *flags)
{
	if (d->verbose < 1 && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, d->verbose < 1);
	extended_echo(d, start, length, flags);
	quiet_end(d, &s);
}

void icmp_extended_echo_reply(struct dis *d, uint32_t start, unsigned code, const struct bit_field *flags)
{
	static const struct token codes[] = {{0, "No error"}, {1, "Malformed Query"}, {2, "No Such Interface"},
		{3, "No Such Table Entry"}, {4, "Multiple Interfaces Satisfy Query"}, {0, NULL}};
	static const struct token states[] = {{0, "Reserved"}, {1, "Incomplete"}, {2, "Reachable"}, {3, "Stale"}, {4, "Delay"},
		{5, "Probe"}, {6, "Failed"}, {0, NULL}};
	if (d->verbose < 1 && !fields_wanted(d))
		return;
	struct saved s = quiet_begin(d, d->verbose < 1);
	seek(d, start + 7);
	unsigned v = flags8(d, flags);
	say(d, "\n\tCode %u (%s), State %u (%s), active %u ipv4 %u ipv6 %u", code, tok(d, codes, "Unknown", code), v >> 5,
		tok(d, states, "Unknown", v >> 5), v >> 2 & 1, v >> 1 & 1, v & 1);
	quiet_end(d, &s);
}

void icmp_extensions(struct dis *d, uint32_t start, uint32_t length)
{
	uint32_t at = 8 + QUOTED_LENGTH;
	if ((d->verbose < 1 && !fields_wanted(d)) || length <= at + STRUCTURE_HEADER)
		return;
	/* old senders do not say how long the quoted packet is: then a right checksum tells the structure
	 * from its bytes */
	seek(d, start);
	bool told = peek8(d, 5);
	struct span whole = span_at(d, start + at, length - at);
	if (!told && whole.len == length - at && sum_fold(sum_span(0, whole)))
		return;
	struct saved s = quiet_begin(d, d->verbose < 1);
	seek(d, start + at);
	need(d, STRUCTURE_HEADER + 1);
	group_begin(d, EXT);
	structure(d, length - at);
	group_end(d);
	quiet_end(d, &s);
}
