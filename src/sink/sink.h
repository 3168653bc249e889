/* Where packets go: lines, hex, files, JSON, counts.
 *
 * A sink says once what it needs; the run loop ORs these, so that writing a file never dissects and JSON never
 * formats lines. */
#ifndef SINK_SINK_H
#define SINK_SINK_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/packet.h"
#include "core/text.h"

struct datagrams;
struct field;
struct packet_headers;
struct tape;
struct source;

enum sink_needs {
	SINK_TEXT = 1 << 0,   /* the dissected line, in `line` */
	SINK_FIELDS = 1 << 1, /* the marks on the tape */
	SINK_HEADERS = 1 << 2, /* the headers that flows go by, fragments put together */
	SINK_LAYERS = 1 << 6, /* with SINK_FIELDS and a list of fields: which layers there are, too */
	SINK_FLOWS = 1 << 5,  /* with SINK_HEADERS: packets are counted in the run's flow tables first (stream/flow_tables.h) */
	SINK_ANALYSIS = 1 << 4, /* what earlier packets tell, on tape and line (stream/annotate.h) */
	SINK_FRAME = 1 << 3,  /* with SINK_FIELDS: those of the frame too, as the tape's last layer (dissect/frame.h) */
};

/* One packet with what was made of it. Borrowed for the length of the call. */
struct view {
	const struct packet *packet;
	uint64_t number;         /* of this packet, from 1, after skipping; with a display filter its number in the file */
	const struct text *line; /* with SINK_TEXT */
	const struct tape *tape; /* with SINK_FIELDS */
	const struct packet_headers *headers; /* with SINK_HEADERS */
	const struct datagrams *datagrams;    /* with SINK_HEADERS: whether this packet completed a datagram */
	const struct source *source;
	uint32_t link_len;       /* bytes of the link header, as dissected (for -x without it) */
};

struct sink;

/* The file that a sink is writing. */
struct sink_file {
	const char *path; /* borrowed until the next packet */
	uint64_t bytes;
};

struct sink_ops {
	int (*packet)(struct sink *s, const struct view *view, struct err *err);
	/* Called when a batch is done and at least every time-out: flushing, rotation by time, live lines. May be
	 * NULL. */
	int (*tick)(struct sink *s, int64_t now, struct err *err);
	/* Flushes and closes; the sink is freed also when this fails. */
	int (*close)(struct sink *s, struct err *err);
	/* No more packets come from this source, which is closed next: counts of interfaces. May be NULL. */
	int (*ended)(struct sink *s, struct source *source, struct err *err);
	/* What was put in reaches the file now (SIGUSR2). May be NULL. */
	int (*flush)(struct sink *s, struct err *err);
	/* As packet() for each of them, where nobody looks at the packets; only of sinks without needs. May be NULL. */
	int (*packets)(struct sink *s, const struct packet *packets, size_t count, const struct source *source, struct err *err);
	/* What happened between the packets, a PACKET_NOTE. May be NULL. */
	int (*note)(struct sink *s, const struct packet *note, struct err *err);
	/* May be NULL: no file. */
	struct sink_file (*file)(const struct sink *s);
};

/* The first member of each kind of sink. */
struct sink {
	const struct sink_ops *ops;
	unsigned needs; /* enum sink_needs */
	/* With SINK_FIELDS: those of the list and no others. NULL: all. The run's needs are put together of those of all sinks, so
	 * that there may be more. */
	const struct field **fields;
	uint32_t field_count;
};

/* Adds to the list of fields that the sink looks at; 0 or -ENOMEM. Whoever calls it frees s->fields. */
int sink_looks_at(struct sink *s, const struct field *const *fields, size_t n);

enum { SINK_FLUSH_AT = 1 << 16 }; /* bytes of text that are worth a write() */

/* Writes all of t to fd and empties it. */
int sink_flush(struct text *t, int fd, struct err *err);

#endif
