/* The Internet checksum (RFC 1071) over stretches of a packet. */
#ifndef DISSECT_CHECKSUM_H
#define DISSECT_CHECKSUM_H

#include "dissect/dissect.h"

/* One's complement sum of stretches, to be begun with 0 and added to; each but the last must be of even
 * length. */
uint32_t sum_span(uint32_t sum, struct span s);
uint32_t sum_u16(uint32_t sum, unsigned v);
/* What the sum comes to: 0 when a header with a right checksum in it was summed; else by how much it is
 * off. */
unsigned sum_fold(uint32_t sum);
/* The sum over the IPv4 or IPv6 pseudo header of d->net (RFC 9293 section 3.1, RFC 8200 section 8.1). */
uint32_t sum_pseudo_header(const struct dis *d, unsigned protocol, uint32_t len);
/* What the checksum field should have held, from what it holds and the folded sum (RFC 1624). */
unsigned checksum_expected(unsigned held, unsigned folded);

/* Wireshark's "checksum.status". */
enum checksum_status { CHECKSUM_BAD, CHECKSUM_GOOD, CHECKSUM_UNVERIFIED, CHECKSUM_NOT_PRESENT, CHECKSUM_ILLEGAL };
extern const struct token checksum_statuses[];
/* Marks what the two bytes of a checksum at pos are: with `sum` (0, or that of a pseudo header) it covers
 * `whole`, of which len bytes are to be there. */
void mark_checksum(struct dis *d, unsigned field, uint32_t pos, uint32_t sum, struct span whole, uint32_t len);
/* The same for a transport header at `start`, whose len bytes are summed with a pseudo header: `at` bytes
 * behind start stands its checksum, `held`. Unverified, too, are fragments and what the adapter was to sum
 * later. Where it was verified, `right` is marked with what the checksum should be. */
struct checksum_fields {
	unsigned status, right;
};
void mark_transport_checksum(struct dis *d, struct checksum_fields fields, unsigned protocol, uint32_t start, uint32_t len,
	uint32_t at, unsigned held);

#endif
