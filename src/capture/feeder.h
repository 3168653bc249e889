/* A thread that reads one ring (--threads): its packets wait in a queue for the one that merges them. */
#ifndef CAPTURE_FEEDER_H
#define CAPTURE_FEEDER_H

#include "capture/live.h"

struct feeder;

/* Of a source of live_open(), which stays the caller's, but is the thread's to read. wake: an eventfd that is written to when
 * packets come to an empty queue. The thread starts with the first feeder_read(). NULL: no memory. */
struct feeder *feeder_new(struct source *live, int wake);
/* Ends the thread. */
void feeder_free(struct feeder *f);

/* As read() and release() of a source, but never waits. *horizon: with SOURCE_AGAIN, no packet older than this will come. */
int feeder_read(struct feeder *f, struct batch *batch, int64_t *horizon, struct err *err);
void feeder_release(struct feeder *f);
/* Has the thread stop the source: what is counted is still read, then the source ends. */
void feeder_stop(struct feeder *f);
int feeder_stats(struct feeder *f, struct source_stats *stats, struct err *err);
/* Has the queue, or the ring behind it, little room left? */
bool feeder_urgent(const struct feeder *f);

#endif
