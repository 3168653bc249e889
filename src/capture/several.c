/* Theory of operation. Each interface has a ring of its own, and its packets come out of that in the order of their times.
 * What is first among them all can be told only when every ring has a packet, or is known to get none that is older: its
 * horizon. The horizon of a ring without packets is the present, and stands still once the kernel has begun to fill a block
 * that it has not handed over yet. So a packet waits until the others' blocks are retired, unless its own ring is
 * more than half full: then order gives way, for a packet out of order is better than one lost. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "capture/live.h"
#include "capture/order.h"

enum {
	BATCH = 4096,
	NOT_YET_MS = 2, /* what waits for its turn is looked at again after this */
};

struct part {
	struct source *source;
	struct batch batch;
	size_t next;      /* packet of the batch */
	int64_t horizon;  /* of one without packets */
	bool ended;       /* its interface is gone */
};

struct several {
	struct source source;
	struct part *parts;
	size_t part_count, ended;
	struct order order;  /* of the parts with a packet */
	size_t empty;        /* 1 + the part at whose batch's end this batch stopped, 0: none */
	struct err held;     /* of the part that ended last */
	void (*news)(void *context, const char *text);
	void *news_context;
	struct pollfd *polls;
	struct source_interface *interfaces;
	struct packet packets[BATCH];
};

static void several_stop(struct source *s)
{
	struct several *m = (struct several *)s;
	for (size_t i = 0; i < m->part_count; i++)
		m->parts[i].source->ops->stop(m->parts[i].source);
}

static bool has_packet(const struct part *p)
{
	return p->next < p->batch.count;
}

static void read_part(struct several *m, size_t i)
{
	struct part *p = &m->parts[i];
	struct err err = {0};
	p->batch.count = p->next = 0;
	int r = p->source->ops->read(p->source, &p->batch, 0, &err);
	if (r == SOURCE_END || r < 0) {
		p->ended = true;
		p->horizon = INT64_MAX;
		m->ended++;
		m->held = err; /* nothing, where the capture was stopped */
		if (r < 0 && m->ended < m->part_count && m->news)
			m->news(m->news_context, err.text);
	} else if (r == SOURCE_BATCH && p->batch.count) {
		order_push(&m->order, i, p->batch.packets[0].time);
	} else {
		p->horizon = live_horizon(p->source);
	}
}

/* Asks those that have no packet. */
static void refill(struct several *m)
{
	for (size_t i = 0; i < m->part_count; i++)
		if (!has_packet(&m->parts[i]) && !m->parts[i].ended)
			read_part(m, i);
}

static int64_t horizon_of_all(const struct several *m)
{
	int64_t least = INT64_MAX;
	for (size_t i = 0; i < m->part_count; i++)
		if (!has_packet(&m->parts[i]) && m->parts[i].horizon < least)
			least = m->parts[i].horizon;
	return least;
}

/* Moves packets into the batch, in time order, as long as no older one can come. */
static size_t gather(struct several *m)
{
	int64_t horizon = horizon_of_all(m);
	size_t n = 0;
	while (n < BATCH && m->order.count && !m->empty) {
		size_t part = m->order.heap[0].part;
		struct part *p = &m->parts[part];
		if (m->order.heap[0].time > horizon && !live_urgent(p->source))
			break;
		m->packets[n] = p->batch.packets[p->next++];
		m->packets[n++].interface = (uint32_t)part;
		if (has_packet(p)) {
			order_first_is(&m->order, p->batch.packets[p->next].time);
		} else {
			m->empty = part + 1; /* what is borrowed from its batch goes out first */
			order_pop(&m->order);
		}
	}
	return n;
}

static void wait_for_any(struct several *m, int timeout_ms)
{
	nfds_t n = 0;
	for (size_t i = 0; i < m->part_count; i++) {
		int fds[LIVE_FDS];
		live_fds(m->parts[i].source, fds);
		bool asked = !has_packet(&m->parts[i]) && !m->parts[i].ended;
		m->polls[n++] = (struct pollfd){.fd = asked ? fds[0] : -1, .events = POLLIN};
		m->polls[n++] = (struct pollfd){.fd = fds[1], .events = POLLIN};
	}
	poll(m->polls, n, m->order.count && timeout_ms > NOT_YET_MS ? NOT_YET_MS : timeout_ms);
	for (size_t i = 0; i < m->part_count; i++)
		if (m->polls[LIVE_FDS * i + 1].revents)
			live_hear(m->parts[i].source);
}

static int several_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct several *m = (struct several *)s;
	for (int waited = 0; waited < 2; waited++) {
		refill(m);
		*batch = (struct batch){m->packets, gather(m)};
		if (batch->count)
			return SOURCE_BATCH;
		if (m->ended == m->part_count) {
			*err = m->held;
			return err->code ? err->code : SOURCE_END;
		}
		if (!waited)
			wait_for_any(m, timeout_ms);
	}
	return SOURCE_AGAIN;
}

static void several_release(struct source *s)
{
	struct several *m = (struct several *)s;
	if (m->empty)
		m->parts[m->empty - 1].source->ops->release(m->parts[m->empty - 1].source);
	m->empty = 0;
}

static int several_filter(struct source *s, size_t interface, const struct bpf_program *program, struct err *err)
{
	struct source *part = ((struct several *)s)->parts[interface].source;
	return part->ops->filter(part, 0, program, err);
}

static int several_refilter(struct source *s, size_t interface, const struct bpf_program *program)
{
	struct source *part = ((struct several *)s)->parts[interface].source;
	return part->ops->refilter(part, 0, program);
}

static int several_filter_tables(struct source *s, size_t interface, const struct ebpf_program *program, struct err *err)
{
	struct source *part = ((struct several *)s)->parts[interface].source;
	return part->ops->filter_tables(part, 0, program, err);
}

static int several_stats(struct source *s, size_t interface, struct source_stats *stats, struct err *err)
{
	struct source *part = ((struct several *)s)->parts[interface].source;
	return part->ops->stats(part, 0, stats, err);
}

/* Of the fullest. */
static unsigned several_fill(const struct source *s)
{
	const struct several *m = (const struct several *)s;
	unsigned most = 0;
	for (size_t i = 0; i < m->part_count; i++) {
		unsigned fill = m->parts[i].source->ops->fill(m->parts[i].source);
		most = fill > most ? fill : most;
	}
	return most;
}

static void several_close(struct source *s)
{
	struct several *m = (struct several *)s;
	for (size_t i = 0; i < m->part_count; i++)
		m->parts[i].source->ops->close(m->parts[i].source);
	order_free(&m->order);
	free(m->parts);
	free(m->polls);
	free(m->interfaces);
	free(m);
}

static const struct source_ops ops = {several_read, several_release, several_filter, several_stats, several_close,
	several_filter_tables, .stop = several_stop, .fill = several_fill, .refilter = several_refilter};

static int open_parts(struct several *m, const struct live_options *o, const struct capture_targets *ts, struct err *err)
{
	for (size_t i = 0; i < ts->count; i++) {
		int e = live_open(o, &ts->list[i], &m->parts[i].source, err);
		if (e < 0)
			return e;
		m->interfaces[i] = m->parts[i].source->interfaces[0];
		m->part_count++;
	}
	return 0;
}

int live_open_all(const struct live_options *o, const struct capture_targets *ts, struct source **source, struct err *err)
{
	if (ts->count == 1)
		return live_open(o, &ts->list[0], source, err);
	struct several *m = calloc(1, sizeof *m);
	if (m) {
		m->parts = calloc(ts->count, sizeof *m->parts);
		m->polls = calloc(LIVE_FDS * ts->count, sizeof *m->polls);
		m->interfaces = calloc(ts->count, sizeof *m->interfaces);
		m->source = (struct source){&ops, m->interfaces, ts->count, true};
		m->news = o->news;
		m->news_context = o->news_context;
	}
	int e = !m || !m->parts || !m->polls || !m->interfaces || !order_init(&m->order, ts->count) ?
		err_set(err, -ENOMEM, "no memory for %zu interfaces", ts->count) : open_parts(m, o, ts, err);
	if (e < 0 && m) {
		several_close(&m->source);
		return e;
	}
	*source = m ? &m->source : NULL;
	return e;
}
