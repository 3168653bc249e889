/* Flow records: what each end sent to the other between two points in time, as exporters of routers keep it.
 *
 * A record is of one direction: addresses, protocol and ports (0 where there are none). It ends and is handed on when
 * nothing came for RECORD_IDLE, RECORD_CLOSING behind FIN or RST, when it is `active` long, when there are too many
 * (the one idle longest goes), and when reading ends. Times are those of packets. Bytes are those of IP packets. */
#ifndef STREAM_FLOW_RECORD_H
#define STREAM_FLOW_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/packet.h"
#include "core/table.h"
#include "core/time.h"
#include "dissect/headers.h"
#include "stream/header_view.h"

#define RECORD_IDLE (15 * NS_PER_S)
#define RECORD_CLOSING (2 * NS_PER_S)

/* IPFIX's flowEndReason: RFC 5102 section 5.11.3. */
enum record_end {
	RECORD_ENDS_IDLE = 1,
	RECORD_ENDS_ACTIVE,
	RECORD_ENDS_CLOSED,
	RECORD_ENDS_FORCED,
	RECORD_ENDS_NO_ROOM
};

struct record_key {
	struct address src, dst;
	uint16_t sport, dport;
	uint8_t protocol, size; /* ADDRESS_IP4 or ADDRESS_IP6 */
	uint8_t unused[2];
};

struct record_link {
	struct flow_record *before, *after;
};

struct flow_record {
	struct record_key key;
	uint64_t packets, bytes;
	int64_t began, ended;
	uint8_t flags;          /* of TCP, all of them together */
	uint8_t tos;
	uint8_t direction;      /* enum packet_direction of the first packet */
	bool closing;
	struct record_link by_use, by_age;
};

struct record_list {
	struct flow_record *first, *last;
};

struct flow_records {
	struct table index;     /* record_key -> struct flow_record * */
	struct record_list idle, closing, age;
	int64_t active;         /* ns; 0: no limit */
	size_t limit;
	uint64_t no_room;       /* records that ended early */
	void (*done)(void *context, const struct flow_record *r, enum record_end why);
	void *context;
};

/* limit 0: LIMIT_FLOWS. */
void flow_records_init(struct flow_records *f, int64_t active, size_t limit);
/* Counts the packet by its outermost IP header; 0 or -ENOMEM. */
int flow_records_packet(struct flow_records *f, const struct packet *p, const struct packet_headers *h);
/* Hands on those that are over at that time. */
void flow_records_expire(struct flow_records *f, int64_t now);
/* Hands on all and frees. */
void flow_records_finish(struct flow_records *f);

#endif
