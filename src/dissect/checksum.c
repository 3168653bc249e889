#include "dissect/checksum.h"

#include "core/bytes.h"

const struct token checksum_statuses[] = {
	{CHECKSUM_BAD, "Bad"}, {CHECKSUM_GOOD, "Good"}, {CHECKSUM_UNVERIFIED, "Unverified"}, {CHECKSUM_NOT_PRESENT, "Not present"},
	{CHECKSUM_ILLEGAL, "Illegal"}, {0, NULL}};

uint32_t sum_u16(uint32_t sum, unsigned v)
{
	uint64_t s = (uint64_t)sum + v;
	return (uint32_t)(s & 0xffffffff) + (uint32_t)(s >> 32);
}

uint32_t sum_span(uint32_t start, struct span s)
{
	uint64_t sum = start;
	uint32_t i = 0;
	/* four bytes at once: 2^16 is 1 in this arithmetic */
	for (; i + 4 <= s.len; i += 4)
		sum += be32(s.p + i);
	for (; i + 2 <= s.len; i += 2)
		sum += span_u8(s, i) << 8 | span_u8(s, i + 1);
	if (i < s.len)
		sum += span_u8(s, i) << 8;
	while (sum >> 32)
		sum = (sum & 0xffffffff) + (sum >> 32);
	return (uint32_t)sum;
}

unsigned sum_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum & 0xffff;
}

uint32_t sum_pseudo_header(const struct dis *d, unsigned protocol, uint32_t len)
{
	const struct net *n = &d->net;
	uint32_t size = n->version == 4 ? 4 : n->version == 6 ? 16 : 0;
	uint32_t sum = 0;
	if (size) {
		sum = sum_span(sum, (struct span){n->src, size, 0});
		sum = sum_span(sum, (struct span){n->final_dst ? n->final_dst : n->dst, size, 0});
	}
	if (n->version == 6) /* IPv4 has 16 bits for it */
		sum = sum_u16(sum, len >> 16);
	sum = sum_u16(sum, len & 0xffff);
	return sum_u16(sum, protocol);
}

unsigned checksum_expected(unsigned held, unsigned folded)
{
	uint32_t sum = (uint32_t)held + folded;
	sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0 ? 0xffff : sum & 0xffff;
}

void mark_checksum(struct dis *d, unsigned field, uint32_t pos, uint32_t sum, struct span whole, uint32_t len)
{
	if (!mark_wanted(d, field))
		return;
	if (d->opt->no_checksums || whole.len < len)
		put_uint(d, field, pos, 2, CHECKSUM_UNVERIFIED);
	else
		put_uint(d, field, pos, 2, sum_fold(sum_span(sum, whole)) ? CHECKSUM_BAD : CHECKSUM_GOOD);
}

void mark_transport_checksum(struct dis *d, struct checksum_fields fields, unsigned protocol, uint32_t start, uint32_t len,
	uint32_t at, unsigned held)
{
	if (!mark_wanted(d, fields.status) && !mark_wanted(d, fields.right))
		return;
	struct span whole = span_at(d, start, len);
	at += start;
	if (d->opt->no_checksums || (d->net.fragment && !d->net.atomic) || !d->net.version || whole.len < len ||
		d->packet->flags & PACKET_CSUM_NOT_READY) {
		mark_uint(d, fields.status, at, 2, CHECKSUM_UNVERIFIED);
		return;
	}
	struct net net = d->net;
	d->net.src = net.field_src ? net.field_src : net.src;
	d->net.final_dst = net.field_dst ? net.field_dst : net.final_dst;
	unsigned off_by = sum_fold(sum_span(sum_pseudo_header(d, protocol, len), whole));
	d->net = net;
	mark_uint(d, fields.status, at, 2, off_by ? CHECKSUM_BAD : CHECKSUM_GOOD);
	mark_uint(d, fields.right, at, 2, off_by ? checksum_expected(held, off_by) : held);
}
