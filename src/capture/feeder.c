/* Theory of operation. A queue of slots, each with a batch of packets that lie in the ring, between the thread that fills them
 * and the one that empties them; each side alone writes its own count of slots, and does so before it looks at the other's: so one of
 * them sees that the other may sleep. A block of the ring is given back with the last
 * slot that holds packets of it. The horizon is published behind the packets that it was found after, and read before the queue is
 * found empty: so it is never ahead of a packet that is still to be seen. */
#include "capture/feeder.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/live_ring.h"
#include "core/atomic.h"

enum {
	SLOTS = 64,
	LOOK_MS = 20, /* so often a waiting thread sees that it is to stop */
};

struct slot {
	struct batch batch;
	struct tpacket_block_desc *done; /* to be given back with this slot, or NULL */
	struct packet packets[LIVE_BATCH];
};

struct feeder {
	struct source *live;
	int wake;
	pthread_t thread;
	bool started;
	bool quit, stop;           /* what the thread is asked for */
	bool ended;                /* it has ended; result and err say how */
	int result;
	struct err err;
	uint64_t filled, emptied;  /* slots; of the thread, and of the reader */
	int64_t horizon;
	pthread_mutex_t counting;  /* held while the counts of the source change */
	pthread_mutex_t lock;      /* of `change`: a slot was emptied, or the thread is to quit */
	pthread_cond_t change;
	struct slot slots[SLOTS];
};

/* ---- The thread */

/* False: it is to quit. */
static bool wait_for_slot(struct feeder *f)
{
	if (f->filled - LOAD(f->emptied) < SLOTS)
		return !LOAD(f->quit);
	pthread_mutex_lock(&f->lock);
	while (f->filled - LOAD(f->emptied) == SLOTS && !LOAD(f->quit))
		pthread_cond_wait(&f->change, &f->lock);
	pthread_mutex_unlock(&f->lock);
	return !LOAD(f->quit);
}

static void wake_reader(const struct feeder *f)
{
	uint64_t one = 1;
	if (write(f->wake, &one, sizeof one) < 0 && errno != EAGAIN)
		return; /* it looks again by itself, later */
}

/* Fills one slot, or finds that there is nothing. */
static int feed(struct feeder *f)
{
	struct slot *slot = &f->slots[f->filled % SLOTS];
	if (LOAD(f->stop)) {
		pthread_mutex_lock(&f->counting);
		f->live->ops->stop(f->live);
		pthread_mutex_unlock(&f->counting);
	}
	slot->batch.count = 0;
	int result = live_take((struct live *)f->live, slot->packets, &slot->batch, &slot->done, LOOK_MS, &f->err);
	if (result == SOURCE_BATCH || slot->done) {
		STORE(f->filled, f->filled + 1);
		if (f->filled - LOAD(f->emptied) <= 1)
			wake_reader(f);
	} else if (result == SOURCE_AGAIN) {
		STORE(f->horizon, live_horizon(f->live));
	}
	return result;
}

static void *work(void *argument)
{
	struct feeder *f = argument;
	int result = SOURCE_AGAIN;
	while (wait_for_slot(f) && result >= 0 && result != SOURCE_END)
		result = feed(f);
	f->result = result;
	STORE(f->ended, true);
	wake_reader(f);
	return NULL;
}

/* Signals are the main thread's. */
static int start(struct feeder *f, struct err *err)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int e = pthread_create(&f->thread, NULL, work, f);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	f->started = e == 0;
	return e ? err_set(err, -e, "starting a capture thread: %s", strerror(e)) : 0;
}

/* ---- Its reader */

struct feeder *feeder_new(struct source *live, int wake)
{
	struct feeder *f = calloc(1, sizeof *f);
	if (!f)
		return NULL;
	f->live = live;
	f->wake = wake;
	((struct live *)live)->shared = true;
	pthread_mutex_init(&f->counting, NULL);
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->change, NULL);
	return f;
}

void feeder_free(struct feeder *f)
{
	pthread_mutex_lock(&f->lock);
	STORE(f->quit, true);
	pthread_cond_signal(&f->change);
	pthread_mutex_unlock(&f->lock);
	if (f->started)
		pthread_join(f->thread, NULL);
	free(f);
}

int feeder_read(struct feeder *f, struct batch *batch, int64_t *horizon, struct err *err)
{
	if (!f->started) {
		int e = start(f, err);
		if (e < 0)
			return e;
	}
	bool ended = LOAD(f->ended);
	*horizon = LOAD(f->horizon);
	while (LOAD(f->filled) != f->emptied) {
		*batch = f->slots[f->emptied % SLOTS].batch;
		if (batch->count)
			return SOURCE_BATCH;
		feeder_release(f); /* none of its packets was wanted */
	}
	if (ended)
		*err = f->err;
	return ended ? f->result : SOURCE_AGAIN;
}

void feeder_release(struct feeder *f)
{
	struct slot *slot = &f->slots[f->emptied % SLOTS];
	if (slot->done)
		live_give_back((struct live *)f->live, slot->done);
	STORE(f->emptied, f->emptied + 1);
	if (LOAD(f->filled) - f->emptied < SLOTS - 1)
		return;
	pthread_mutex_lock(&f->lock);
	pthread_cond_signal(&f->change);
	pthread_mutex_unlock(&f->lock);
}

void feeder_stop(struct feeder *f)
{
	STORE(f->stop, true);
}

int feeder_stats(struct feeder *f, struct source_stats *stats, struct err *err)
{
	pthread_mutex_lock(&f->counting);
	int e = f->live->ops->stats(f->live, 0, stats, err);
	pthread_mutex_unlock(&f->counting);
	return e;
}

bool feeder_urgent(const struct feeder *f)
{
	return LOAD(f->filled) - f->emptied > SLOTS / 2 || live_urgent(f->live);
}
