/* Fragments of IPv4 (RFC 791 section 3.2) and IPv6 (RFC 8200 section 4.5) put together.
 *
 * What came first stays where fragments overlap. A datagram is given up 60 s after its first fragment (RFC 8200), when
 * more than LIMIT_DATAGRAMS or LIMIT_DATAGRAM_MEMORY are in work (the oldest goes), and fragments that were not captured
 * whole are not taken. */
#ifndef STREAM_DATAGRAM_H
#define STREAM_DATAGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/packet.h"
#include "core/table.h"
#include "core/text.h"
#include "dissect/headers.h"
#include "dissect/tape.h"
#include "stream/header_view.h"

struct dissection;
struct datagram;

struct datagrams {
	struct table index;           /* struct datagram_key -> struct datagram * */
	struct datagram *oldest, *newest;
	uint64_t memory;              /* bytes held */
	uint64_t whole, given_up;     /* datagrams */
	struct dissection *dissection; /* of what was put together */
	struct packet_headers inner;  /* its headers */
	struct packet_headers merged; /* what datagrams_packet() returns */
	struct text data;             /* the newest whole datagram, as a raw IP packet */
	struct packet packet;
	bool fragment;                /* the newest packet is one */
	bool completed;               /* by the newest packet: `packet` is that datagram */
	bool fields;                  /* set by the owner: `tape` is wanted */
	struct tape tape;             /* of the newest whole datagram, with `fields` */
};

/* NULL: no memory. */
struct datagrams *datagrams_new(void);
void datagrams_free(struct datagrams *d);
/* The headers of a packet as the end host reads them: h itself, but for fragments. Of a fragment they end with the IP
 * header; of the one that completes a datagram they go on with the headers of the whole. Good until the next call. */
const struct packet_headers *datagrams_packet(
	struct datagrams *d, const struct packet *p, const struct packet_headers *h);

/* Where the fields behind the IP header begin on `tape` when a datagram was completed. */
uint32_t datagrams_inner_mark(const struct datagrams *d);

#endif
