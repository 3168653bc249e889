/* Theory of operation. The caller reads and filters packets, and looks ahead of each (dissect/ahead.h): the few whose lines need what is
 * remembered of others it dissects at once. A batch of packets is a job in a ring; threads take jobs in order, make the lines, and
 * the caller writes finished jobs in order. When the ring is full, or a job's bytes are about to be overwritten, the caller
 * takes a job, too; so with no other thread running, all goes on as fast as without them. */
#include "lanes.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/atomic.h"
#include "dissect/ahead.h"

enum {
	JOBS = 16,
	AHEAD = 4,    /* packets whose bytes are fetched meanwhile */
	SPINS = 2000, /* looks for a job before a thread sleeps: some 20 microseconds */
};

/* A packet whose line was made by the caller. */
struct early {
	size_t end;        /* of its line in the job's text of such lines */
	uint32_t link_len;
};

struct job {
	struct packet packets[LANES_BATCH];
	uint64_t numbers[LANES_BATCH];
	struct dissect_past past[LANES_BATCH];
	bool is_early[LANES_BATCH];
	struct early early[LANES_BATCH]; /* of those, in order */
	unsigned count, early_count;
	struct text early_lines;
	struct text_layout layout; /* with the clock as it stood before the first packet */
	uint64_t era;
	struct text out;
	bool done;
};

/* What one thread needs for itself. */
struct lane {
	struct lanes *lanes;
	struct dissection *dissection;
	struct text line;
	pthread_t thread;
	bool started;
};

struct lanes {
	struct lanes_options options;
	struct job *jobs;
	uint64_t filled, taken, written; /* jobs; filled and written are the caller's, taken anybody's */
	uint64_t era;                    /* of the newest job */
	bool failed;                     /* writing did: no more is written */
	unsigned sleeping;
	bool quit;
	pthread_mutex_t lock; /* of `change` */
	pthread_cond_t change; /* a job was filled or done, or all is to end */
	struct lane lanes[LANES_THREADS_MOST]; /* the first is the caller */
};

/* ---- Any thread */

static void make_line(struct lane *lane, struct job *j, unsigned i, const struct early *early, size_t from)
{
	const struct text early_line = {.data = j->early_lines.data + from, .len = early->end - from};
	struct view v = {.packet = &j->packets[i], .number = j->numbers[i], .source = lane->lanes->options.source};
	if (j->is_early[i]) {
		v.line = &early_line;
		v.link_len = early->link_len;
	} else {
		text_reset(&lane->line);
		v.link_len = dissect_packet_after(lane->dissection, v.packet, &j->past[i], &lane->line);
		v.line = &lane->line;
	}
	text_layout_put(&j->layout, &v, &j->out);
}

/* The bytes lie in the cache of the processor that has read them: they are on their way before they are looked at. */
static void expect(const struct packet *p)
{
	enum { LINE = 64, HEADERS = 192 };
	for (uint32_t at = 0; at < p->caplen && at < HEADERS; at += LINE)
		__builtin_prefetch(p->data + at);
}

static void make_lines(struct lane *lane, struct job *j)
{
	const struct early *early = j->early;
	size_t from = 0;
	text_reset(&j->out);
	for (unsigned i = 0; i < j->count; i++) {
		if (i + AHEAD < j->count)
			expect(&j->packets[i + AHEAD]);
		make_line(lane, j, i, early, from);
		if (j->is_early[i])
			from = early++->end;
	}
	if (lane->line.failed || j->early_lines.failed)
		j->out.failed = true;
}

/* Who sleeps is woken; nothing is done where nobody does. */
static void wake(struct lanes *l)
{
	if (!LOAD(l->sleeping))
		return;
	pthread_mutex_lock(&l->lock);
	pthread_cond_broadcast(&l->change);
	pthread_mutex_unlock(&l->lock);
}

/* Takes the oldest job that nobody has taken and makes its lines. False: there is none. */
static bool work(struct lane *lane)
{
	struct lanes *l = lane->lanes;
	uint64_t n = LOAD(l->taken);
	do {
		if (n == LOAD(l->filled))
			return false;
	} while (!__atomic_compare_exchange_n(&l->taken, &n, n + 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	struct job *j = &l->jobs[n % JOBS];
	make_lines(lane, j);
	STORE(j->done, true);
	wake(l);
	return true;
}

static void sleep_for_job(struct lanes *l)
{
	pthread_mutex_lock(&l->lock);
	STORE(l->sleeping, l->sleeping + 1);
	while (LOAD(l->taken) == LOAD(l->filled) && !LOAD(l->quit))
		pthread_cond_wait(&l->change, &l->lock);
	STORE(l->sleeping, l->sleeping - 1);
	pthread_mutex_unlock(&l->lock);
}

static void *run_lane(void *of)
{
	struct lane *lane = of;
	for (unsigned idle = 0; !LOAD(lane->lanes->quit);) {
		if (work(lane)) {
			idle = 0;
		} else if (++idle > SPINS) {
			sleep_for_job(lane->lanes);
			idle = 0;
		}
	}
	return NULL;
}

/* ---- The caller */

static int start_lane(struct lanes *l, unsigned i)
{
	struct lane *lane = &l->lanes[i];
	lane->lanes = l;
	lane->dissection = dissection_beside(l->options.dissection);
	if (!lane->dissection)
		return -ENOMEM;
	int e = i ? pthread_create(&lane->thread, NULL, run_lane, lane) : 0;
	lane->started = i && !e;
	return -e;
}

int lanes_new(const struct lanes_options *options, struct lanes **lanes, struct err *err)
{
	struct lanes *l = calloc(1, sizeof *l);
	if (!l)
		return err_set_status(err, EXIT_MEMORY, -ENOMEM, "no memory");
	l->options = *options;
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->change, NULL);
	l->jobs = calloc(JOBS, sizeof *l->jobs);
	int e = l->jobs ? start_lane(l, 0) : -ENOMEM;
	/* as many threads as can be had */
	for (unsigned i = 1; e == 0 && i < options->threads && i < LANES_THREADS_MOST; i++)
		if (start_lane(l, i) < 0)
			break;
	if (e < 0) {
		lanes_free(l);
		return err_set_status(err, EXIT_MEMORY, e, "no memory");
	}
	*lanes = l;
	return 0;
}

static void wait_until_done(struct lanes *l, const struct job *j)
{
	for (unsigned i = 0; i < SPINS; i++)
		if (LOAD(j->done))
			return;
	pthread_mutex_lock(&l->lock);
	STORE(l->sleeping, l->sleeping + 1);
	while (!LOAD(j->done))
		pthread_cond_wait(&l->change, &l->lock);
	STORE(l->sleeping, l->sleeping - 1);
	pthread_mutex_unlock(&l->lock);
}

static int write_oldest(struct lanes *l, struct err *err)
{
	struct job *j = &l->jobs[l->written++ % JOBS];
	STORE(j->done, false);
	int e = sink_flush(&j->out, l->options.fd, err);
	l->failed = e < 0;
	return e;
}

/* Writes the oldest job, which is made first where that is not done. */
static int complete_oldest(struct lanes *l, struct err *err)
{
	const struct job *j = &l->jobs[l->written % JOBS];
	while (!LOAD(j->done) && work(&l->lanes[0]))
		;
	wait_until_done(l, j);
	return write_oldest(l, err);
}

int lanes_before_read(struct lanes *l, struct err *err)
{
	int e = 0;
	while (e == 0 && l->written < l->filled) {
		const struct job *j = &l->jobs[l->written % JOBS];
		if (LOAD(j->done))
			e = write_oldest(l, err);
		else if (j->era + l->options.lasting <= l->era + 1)
			e = complete_oldest(l, err);
		else
			break;
	}
	return e;
}

int lanes_begin(struct lanes *l, uint64_t era, struct err *err)
{
	int e = l->filled - l->written < JOBS ? 0 : complete_oldest(l, err);
	struct job *j = &l->jobs[l->filled % JOBS];
	j->count = j->early_count = 0;
	j->layout = *l->options.layout;
	j->era = l->era = era;
	text_reset(&j->early_lines);
	return e;
}

void lanes_add(struct lanes *l, const struct packet *p, uint64_t number)
{
	struct job *j = &l->jobs[l->filled % JOBS];
	unsigned i = j->count++;
	j->packets[i] = *p;
	j->numbers[i] = number;
	j->is_early[i] = !dissection_look_ahead(l->options.dissection, p, &j->past[i]);
	if (j->is_early[i]) {
		struct early *e = &j->early[j->early_count++];
		e->link_len = dissect_packet(l->options.dissection, p, &j->early_lines, NULL);
		e->end = j->early_lines.len;
	}
	if (packet_possible(p))
		clock_pass(&l->options.layout->clock, p);
}

void lanes_end(struct lanes *l)
{
	STORE(l->filled, l->filled + 1);
	wake(l);
}

int lanes_finish(struct lanes *l, struct err *err)
{
	int e = 0;
	while (e == 0 && l->written < l->filled && !l->failed)
		e = complete_oldest(l, err);
	return e;
}

void lanes_free(struct lanes *l)
{
	STORE(l->quit, true);
	pthread_mutex_lock(&l->lock);
	pthread_cond_broadcast(&l->change);
	pthread_mutex_unlock(&l->lock);
	for (unsigned i = 0; i < LANES_THREADS_MOST; i++) {
		if (l->lanes[i].started)
			pthread_join(l->lanes[i].thread, NULL);
		dissection_free(l->lanes[i].dissection);
		text_free(&l->lanes[i].line);
	}
	for (unsigned i = 0; l->jobs && i < JOBS; i++) {
		text_free(&l->jobs[i].early_lines);
		text_free(&l->jobs[i].out);
	}
	free(l->jobs);
	pthread_cond_destroy(&l->change);
	pthread_mutex_destroy(&l->lock);
	free(l);
}
