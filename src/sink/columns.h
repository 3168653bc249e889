/* --fields: a row a packet, a column a field, as CSV (RFC 4180) or with tabs. */
#ifndef SINK_COLUMNS_H
#define SINK_COLUMNS_H

#include "sink/column.h"
#include "sink/sink.h"

struct columns_options {
	const char *fields;     /* "ip.src,tcp.port" */
	const char *separator;  /* NULL: a comma. A value that holds it is quoted; tabs are escaped in values anyway */
	const char *aggregator; /* between the values of one field; NULL: a comma */
	enum occurrence occurrence;
	bool header;            /* a first row with the names */
	bool line_buffered;
};

/* Writes to fd, which stays the caller's. 0, or -errno with a sentence. */
int columns_sink_new(const struct columns_options *options, int fd, struct sink **sink, struct err *err);

#endif
