/* Lines of a capture file made by several threads, in the packets' order and byte for byte as one thread makes them. */
#ifndef LANES_H
#define LANES_H

#include "core/err.h"
#include "core/packet.h"
#include "dissect/dissect.h"
#include "sink/text.h"

struct lanes;
struct source;

/* One thread reads and writes; beside it more than LANES_THREADS have nothing to do. */
enum { LANES_BATCH = 256, LANES_THREADS = 4, LANES_THREADS_MOST = 16 };

struct lanes_options {
	unsigned threads;              /* in all, the caller's included; at least 2 */
	struct dissection *dissection; /* the caller's: what is remembered of packets, it remembers */
	struct text_layout *layout;    /* its clock runs on with each packet */
	const struct source *source;
	unsigned lasting;              /* what source_ops.last() returned */
	int fd;
};

/* All of options is borrowed until lanes_free(). 0, or -errno with a sentence. */
int lanes_new(const struct lanes_options *options, struct lanes **lanes, struct err *err);

/* Before each read of the source: nobody looks any longer at bytes that it may overwrite. Writes what is complete. */
int lanes_before_read(struct lanes *l, struct err *err);
/* A batch begins: room for LANES_BATCH packets, whose bytes are of this era. */
int lanes_begin(struct lanes *l, uint64_t era, struct err *err);
/* The next packet of the batch, and its number. */
void lanes_add(struct lanes *l, const struct packet *p, uint64_t number);
/* The batch is complete: its lines are made by whoever has time. */
void lanes_end(struct lanes *l);
/* Makes and writes all that is not yet written; nothing after writing has failed. */
int lanes_finish(struct lanes *l, struct err *err);
void lanes_free(struct lanes *l);

#endif
