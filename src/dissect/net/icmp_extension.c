/* ICMP extensions: RFC 4884 (structure), RFC 4950 (MPLS labels), RFC 5837 (interfaces), RFC 8335 (extended echo). */
#include "dissect/net/icmp_extension.h"

#include "dissect/checksum.h"

enum { QUOTED = 128, CLASS_MPLS = 1, CLASS_INTERFACE = 2, CLASS_IDENTIFICATION = 3 };

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

static void interface_information(struct dis *d, unsigned c_type)
{
	static const struct token roles[] = {
		{0, "the IP interface upon which datagram arrived"},
		{1, "the sub-IP component of an IP interface"},
		{2, "the IP interface through which the datagram would have been forwarded"},
		{3, "the IP next hop to which datagram would be forwarded"},
		{0, NULL}};
	say(d, "\n\t\t This object describes %s", word(roles, c_type >> 6));
	if (c_type & 8) {
		uint32_t index = u32(d, 0);
		say(d, "\n\t\t Interface Index, length 4: %u", index);
	}
	if (c_type & 4) {
		unsigned afi = u16(d, 0);
		skip(d, 2);
		if (afi == 1) {
			uint32_t a = ip4(d, 0);
			say(d, "\n\t\t IP Address sub-object: %s", ip4_str(d, a));
		} else if (afi == 2) {
			const struct ip6 *a = ip6(d, 0);
			say(d, "\n\t\t IP Address sub-object: %s", ip6_str(d, a));
		}
	}
	if (c_type & 2) {
		unsigned n = u8(d, 0);
		struct span name = soft_bytes(d, 0, n ? n - 1 : 0);
		say(d, "\n\t\t Interface Name, length %u: ", n);
		say_text_z(d, name);
	}
	if (c_type & 1) {
		uint32_t mtu = u32(d, 0);
		say(d, "\n\t\t MTU Value: %u", mtu);
	}
}

static void object(struct dis *d, uint32_t len, unsigned class, unsigned c_type)
{
	say(d, "\n\t  %s Object (%u), Class-Type: %u, length %u", tok(d, classes, "Unknown", class), class, c_type, len);
	if (class == CLASS_MPLS && c_type == 1)
		mpls_labels(d, len);
	else if (class == CLASS_INTERFACE && len)
		interface_information(d, c_type);
	else
		say_dump(d, "\n\t    ", len);
}

static void structure(struct dis *d, uint32_t len)
{
	uint32_t start = d->pos, end = start + len;
	unsigned version = u8(d, 0) >> 4;
	skip(d, 1);
	unsigned held = u16(d, 0);
	if (d->cut)
		return;
	say(d, "\n\tICMP Multi-Part extension v%u", version);
	if (version != 2) {
		say_s(d, ", packet not supported");
		return;
	}
	struct span whole = span_at(d, start, len);
	say(d, ", checksum 0x%04x (%scorrect)", held, sum_fold(sum_span(0, whole)) ? "in" : "");
	say(d, ", length %u", len);
	while (end - d->pos >= 4 && d->pos < end && !d->cut) {
		uint32_t at = d->pos;
		unsigned size = u16(d, 0), class = u8(d, 0), c_type = u8(d, 0);
		if (size < 4 || size > end - at)
			return;
		struct saved s = part_begin(d, size - 4);
		object(d, size - 4, class, c_type);
		part_end(d, &s);
	}
}

void icmp_extensions(struct dis *d, uint32_t start, uint32_t length, bool error, bool extended_echo)
{
	uint32_t at = extended_echo ? 8 : 8 + QUOTED;
	if (d->verbose < 1 || !(error || extended_echo) || length <= at + 4)
		return;
	/* old senders do not say how long the quoted packet is: then a right checksum tells the structure from its bytes */
	seek(d, start);
	bool said = extended_echo || peek8(d, 5);
	if (!said && sum_fold(sum_span(0, span_at(d, start + at, length - at))))
		return;
	seek(d, start + at);
	if (have(d, 4))
		structure(d, length - at);
}
