/* What http and tls stand on: a sink that reads the data of TCP connections and writes a row for each finding. */
#ifndef ANSWERS_CONNECTION_SINK_H
#define ANSWERS_CONNECTION_SINK_H

#include "answers/listing.h"
#include "sink/sink.h"
#include "stream/tcp_reader.h"

struct connection_sink_spec;

struct connection_sink {
	struct sink sink;
	const struct connection_sink_spec *spec;
	const struct answer_options *options;
	struct output own, *out;
	struct listing listing;
	struct tcp_reader reader;
	int64_t began;           /* time of the first packet */
	uint64_t rows;
	bool started;
};

struct connection_sink_spec {
	const struct tcp_reader_ops *reader;
	size_t size;             /* of the sink, which begins with struct connection_sink */
	/* What the sink does besides with each packet, when it was opened (0 or -errno), and before it closes; may be NULL. */
	void (*packet)(struct connection_sink *s, const struct view *v);
	int (*open)(struct connection_sink *s);
	void (*close)(struct connection_sink *s);
	const struct listing_column *columns;
	unsigned count;
	const char *nothing;     /* said when there are no rows */
};

int connection_sink_new(const struct connection_sink_spec *spec, const struct answer_options *options, int fd,
	struct sink **sink, struct err *err);
/* The listing to which a row about that connection may be added, with its first cells: start, packet, client, server. NULL:
 * there are as many rows as are wanted. */
struct listing *connection_sink_row(
	struct connection_sink *s, const struct flow_key *ends, unsigned client, int64_t time, uint64_t number);
/* The sink that reads the connection. */
static inline struct connection_sink *connection_sink_of(const struct tcp_connection *c)
{
	return ((const struct tcp_reader *)c->context)->context;
}


#endif
