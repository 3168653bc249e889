/* The data of all TCP connections of a run, handed in order to whoever reads a protocol in it. */
#ifndef STREAM_TCP_READER_H
#define STREAM_TCP_READER_H

#include "core/table.h"
#include "stream/flow.h"
#include "stream/tcp_stream.h"

/* What a reader remembers of one connection begins with this. It is made when the first data comes. */
struct tcp_connection {
	struct tcp_stream stream;
	struct flow_key key;
	uint32_t id;             /* tcp.stream */
	unsigned client;         /* the end that sent the SYN; where none was seen, the first packet */
	bool done;               /* set by the reader: no more data of it is wanted */
	void *context;           /* the reader's own */
};

struct tcp_reader_ops {
	size_t size;             /* of what is remembered, struct tcp_connection included; zeroed at the beginning */
	void (*data)(struct tcp_connection *c, unsigned from, const uint8_t *p, uint32_t n);
	void (*lost)(struct tcp_connection *c, unsigned from, uint32_t n);
	/* Both ends have sent FIN, one has reset the connection, `done` was set, or reading ends; it is freed behind that. Data behind
	 * a RST makes a new one. */
	void (*end)(struct tcp_connection *c);
};

struct tcp_reader {
	const struct tcp_reader_ops *ops;
	void *context;
	struct flows *flows;      /* borrowed: the packets are counted there first */
	struct flow_watcher watcher;
	uint8_t bit;              /* of flow.read */
	struct tcp_streams streams;
	struct table connections; /* flow id -> struct tcp_connection * */
	int64_t now;              /* time and number of the packet whose data is being handed on */
	uint64_t number;
};

/* tcp: the table of TCP flows, which stays the caller's; at most FLOW_READERS readers share one. */
void tcp_reader_init(struct tcp_reader *r, const struct tcp_reader_ops *ops, void *context, struct flows *tcp);
/* Takes the newest packet that the table has counted; 0 or -ENOMEM. */
int tcp_reader_packet(struct tcp_reader *r, const struct packet *p, uint64_t number);
/* Ends all connections and frees. */
void tcp_reader_free(struct tcp_reader *r);

#endif
