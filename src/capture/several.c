/* Theory of operation. Each interface has a ring of its own, and its packets come out of that in the order of their times.
 * What is first among them all can be told only when every ring has a packet, or is known to get none that is older: its
 * horizon. The horizon of a ring without packets is the present, and stands still once the kernel has begun to fill a block
 * that it has not handed over yet. So a packet waits until the others' blocks are retired, unless its own ring is
 * more than half full: then order gives way, for a packet out of order is better than one lost.
 *
 * An interface has one ring, or as many as there are threads to read it, among which the kernel deals out its packets in turn.
 *
 * Where interfaces are followed, each change of any of them, and each end of a part, is a reason to look whether one has come
 * (back) that is asked for. One that is back takes its former place, with its counts added to the former ones. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "capture/feeder.h"
#include "capture/link.h"
#include "capture/live.h"
#include "capture/order.h"
#include "core/time.h"

enum {
	BATCH = 4096,
	NOT_YET_MS = 2, /* what waits for its turn is looked at again after this */
};

/* One ring. */
struct part {
	struct source *source;
	struct feeder *feeder; /* whose thread reads it, or NULL */
	uint32_t interface;
	struct batch batch;
	size_t next;      /* packet of the batch */
	int64_t horizon;  /* of one without packets */
	bool ended;       /* its interface is gone */
	bool refused;     /* what has come by this name is not captured */
	bool elsewhere;   /* in another network namespace: nobody tells when it comes */
	struct source_stats before; /* of those that had its place */
};

struct several {
	struct source source;
	struct part *parts;
	size_t part_count, ended; /* those of an interface lie together */
	struct order order;  /* of the parts with a packet */
	size_t empty;        /* 1 + the part at whose batch's end this batch stopped, 0: none */
	struct err held;     /* of the part that ended last */
	struct live_options options;
	size_t room;         /* for interfaces */
	unsigned rings;      /* of each interface */
	int watch;           /* rtnetlink, where interfaces are followed; else -1 */
	bool look_again;     /* something has changed */
	int64_t looked;      /* when, in ns */
	bool stopped;
	char *labels;        /* for options.look */
	int wake;            /* eventfd of the feeders, -1: there are none */
	struct pollfd *polls;
	struct source_interface *interfaces;
	struct packet packets[BATCH];
};

static void tell(const struct several *m, const char *text)
{
	if (m->options.news)
		m->options.news(m->options.news_context, text);
}

static void several_stop(struct source *s)
{
	struct several *m = (struct several *)s;
	m->stopped = true;
	for (size_t i = 0; i < m->part_count; i++) {
		struct part *p = &m->parts[i];
		if (p->feeder)
			feeder_stop(p->feeder);
		else
			p->source->ops->stop(p->source);
	}
}

static bool has_packet(const struct part *p)
{
	return p->next < p->batch.count;
}

/* Without waiting. */
static int read_batch(struct part *p, struct err *err)
{
	if (p->feeder)
		return feeder_read(p->feeder, &p->batch, &p->horizon, err);
	int r = p->source->ops->read(p->source, &p->batch, 0, err);
	if (r == SOURCE_AGAIN)
		p->horizon = live_horizon(p->source);
	return r;
}

/* Of several rings of one interface, the last tells. */
static bool another_tells(const struct several *m, const struct part *p)
{
	for (const struct part *q = m->parts; q < m->parts + m->part_count; q++)
		if (q != p && q->interface == p->interface && !q->ended)
			return true;
	return false;
}

static void read_part(struct several *m, size_t i)
{
	struct part *p = &m->parts[i];
	struct err err = {0};
	p->batch.count = p->next = 0;
	int r = read_batch(p, &err);
	if (r == SOURCE_BATCH && p->batch.count) {
		order_push(&m->order, i, p->batch.packets[0].time);
	} else if (r == SOURCE_END || r < 0) {
		p->ended = true;
		p->horizon = INT64_MAX;
		m->ended++;
		m->held = err; /* nothing, where the capture was stopped */
		m->look_again = true;
		if (r < 0 && (m->options.look || m->ended < m->part_count) && !another_tells(m, p))
			tell(m, err.text);
	}
}

/* ---- Interfaces that come */

static size_t place_of(const struct several *m, const char *label)
{
	size_t i = 0;
	while (i < m->source.interface_count && strcmp(m->interfaces[i].name, label))
		i++;
	return i;
}

static struct part *rings_of(const struct several *m, size_t interface)
{
	return m->parts + interface * m->rings;
}

static bool has_ended(const struct several *m, size_t interface)
{
	const struct part *p = rings_of(m, interface);
	unsigned ended = 0;
	while (ended < m->rings && p[ended].ended)
		ended++;
	return ended == m->rings;
}

static void add_counts(struct source_stats *sum, const struct source_stats *more)
{
	sum->seen += more->seen;
	sum->dropped += more->dropped;
	sum->interface_dropped += more->interface_dropped;
}

/* The counts of the one before stay, and what refers to it is replaced. */
static void vacate(struct several *m, struct part *p)
{
	struct source_stats last = {0};
	struct err ignored = {0};
	p->source->ops->stats(p->source, 0, &last, &ignored);
	add_counts(&p->before, &last);
	if (p->feeder)
		feeder_free(p->feeder);
	p->source->ops->close(p->source);
	m->ended--;
}

/* Begins with its first packet; the counts of one before stay. False: no memory. */
static bool begin_part(struct several *m, struct part *p, struct source *source, size_t interface)
{
	*p = (struct part){.source = source, .interface = (uint32_t)interface, .elsewhere = p->elsewhere, .before = p->before};
	p->feeder = m->wake < 0 ? NULL : feeder_new(source, m->wake);
	return m->wake < 0 || p->feeder;
}

static bool fits(const struct several *m, size_t at, const struct source_interface *i)
{
	if (at < m->source.interface_count)
		return m->interfaces[at].linktype == i->linktype;
	return at < m->room && (!m->options.one_linktype || m->interfaces[0].linktype == i->linktype);
}

/* In the places of its former rings, or behind all others. */
static void take_place(struct several *m, struct source **rings, size_t at)
{
	struct part *p = rings_of(m, at);
	bool back = at < m->source.interface_count, memory = true;
	for (unsigned k = 0; k < m->rings; k++) {
		if (back)
			vacate(m, &p[k]);
		memory &= begin_part(m, &p[k], rings[k], at);
	}
	m->interfaces[at] = rings[0]->interfaces[0];
	m->part_count += back ? 0 : m->rings;
	m->source.interface_count += !back;
	if (!memory)
		tell(m, "no memory for the threads of an interface: the main one reads it");
}

static void join(struct several *m, struct source **rings)
{
	char text[TARGET_LABEL + 64];
	const struct source_interface *i = &rings[0]->interfaces[0];
	size_t at = place_of(m, i->name);
	bool back = at < m->source.interface_count, fit = fits(m, at, i);
	snprintf(text, sizeof text, "%s: the interface %s%s", i->name, back ? "is back" : "has come",
		fit ? "" : ", with another link type: it is not captured");
	tell(m, text);
	if (fit)
		take_place(m, rings, at);
	else
		live_close_rings(rings, m->rings);
	if (!fit && back)
		rings_of(m, at)->refused = true;
}

/* Everything that is captured, or not to be asked for again. */
static size_t list_labels(struct several *m)
{
	size_t len = 0;
	for (size_t i = 0; i < m->source.interface_count; i++)
		if (!has_ended(m, i) || rings_of(m, i)->refused)
			len += (size_t)sprintf(m->labels + len, "%s", m->interfaces[i].name) + 1;
	return len;
}

static void note_change(void *context, const struct link_state *s)
{
	struct several *m = context;
	m->look_again |= s->flags & IFF_UP || s->gone;
}

static bool waits_elsewhere(const struct several *m)
{
	for (size_t i = 0; i < m->part_count; i++)
		if (m->parts[i].elsewhere)
			return true;
	return false;
}

static void follow(struct several *m)
{
	if (!m->options.look || m->stopped)
		return;
	if (m->watch >= 0 && link_hear(m->watch, note_change, m) < 0)
		m->look_again = true;
	int64_t now = time_now();
	if (now - m->looked > NS_PER_S && waits_elsewhere(m))
		m->look_again = true;
	if (!m->look_again)
		return;
	m->look_again = false;
	m->looked = now;
	struct source *rings[LIVE_THREADS_MOST];
	for (size_t most = TARGETS_MAX; most > 0 && m->options.look(m->options.look_context, m->labels, list_labels(m), rings) > 0; most--)
		join(m, rings);
}

/* ---- Reading */

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
		if (m->order.heap[0].time > horizon && !(p->feeder ? feeder_urgent(p->feeder) : live_urgent(p->source)))
			break;
		m->packets[n] = p->batch.packets[p->next++];
		m->packets[n++].interface = p->interface;
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
		bool asked = !has_packet(&m->parts[i]) && !m->parts[i].ended && !m->parts[i].feeder;
		m->polls[n++] = (struct pollfd){.fd = asked ? fds[0] : -1, .events = POLLIN};
		m->polls[n++] = (struct pollfd){.fd = fds[1], .events = POLLIN};
	}
	m->polls[n++] = (struct pollfd){.fd = m->watch, .events = POLLIN};
	m->polls[n++] = (struct pollfd){.fd = m->wake, .events = POLLIN};
	poll(m->polls, n, m->order.count && timeout_ms > NOT_YET_MS ? NOT_YET_MS : timeout_ms);
	for (size_t i = 0; i < m->part_count; i++)
		if (m->polls[LIVE_FDS * i + 1].revents)
			live_hear(m->parts[i].source);
	uint64_t woken;
	if (m->polls[n - 1].revents && read(m->wake, &woken, sizeof woken) < 0)
		return; /* somebody else's news: there is nobody else */
}

static int several_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct several *m = (struct several *)s;
	for (int waited = 0; waited < 2; waited++) {
		follow(m);
		refill(m);
		*batch = (struct batch){m->packets, gather(m)};
		if (batch->count)
			return SOURCE_BATCH;
		if (m->ended == m->part_count && (m->stopped || !m->options.look)) {
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
	struct part *p = m->empty ? &m->parts[m->empty - 1] : NULL;
	m->empty = 0;
	if (p && p->feeder)
		feeder_release(p->feeder);
	else if (p)
		p->source->ops->release(p->source);
}

static int several_filter(struct source *s, size_t interface, const struct bpf_program *program, struct err *err)
{
	struct several *m = (struct several *)s;
	int e = 0;
	for (struct part *p = m->parts; p < m->parts + m->part_count && e >= 0; p++)
		if (p->interface == interface)
			e = p->source->ops->filter(p->source, 0, program, err);
	return e;
}

static int several_refilter(struct source *s, size_t interface, const struct bpf_program *program)
{
	struct several *m = (struct several *)s;
	int e = 0;
	for (struct part *p = m->parts; p < m->parts + m->part_count && e >= 0; p++)
		if (p->interface == interface)
			e = p->source->ops->refilter(p->source, 0, program);
	return e;
}

static int several_filter_tables(struct source *s, size_t interface, const struct ebpf_program *program, struct err *err)
{
	struct several *m = (struct several *)s;
	int e = 0;
	for (struct part *p = m->parts; p < m->parts + m->part_count && e >= 0; p++)
		if (p->interface == interface)
			e = p->source->ops->filter_tables(p->source, 0, program, err);
	return e;
}

static int several_stats(struct source *s, size_t interface, struct source_stats *stats, struct err *err)
{
	struct several *m = (struct several *)s;
	int e = 0;
	*stats = (struct source_stats){0};
	for (struct part *p = m->parts; p < m->parts + m->part_count && e >= 0; p++) {
		struct source_stats one = {0};
		if (p->interface != interface)
			continue;
		e = p->feeder ? feeder_stats(p->feeder, &one, err) : p->source->ops->stats(p->source, 0, &one, err);
		add_counts(stats, &one);
		add_counts(stats, &p->before);
	}
	return e;
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
	for (struct part *p = m->parts; p && p < m->parts + m->part_count; p++) {
		if (p->feeder)
			feeder_free(p->feeder);
		p->source->ops->close(p->source);
	}
	if (m->wake >= 0)
		close(m->wake);
	order_free(&m->order);
	if (m->watch >= 0)
		close(m->watch);
	free(m->labels);
	free(m->parts);
	free(m->polls);
	free(m->interfaces);
	free(m);
}

static const struct source_ops ops = {several_read, several_release, several_filter, several_stats, several_close,
	several_filter_tables, .stop = several_stop, .fill = several_fill, .refilter = several_refilter};

static int open_parts(struct several *m, const struct live_options *o, const struct capture_targets *ts, struct err *err)
{
	bool memory = true;
	for (size_t i = 0; i < ts->count && memory; i++) {
		struct source *rings[LIVE_THREADS_MOST];
		int e = live_open_rings(o, &ts->list[i], rings, err);
		if (e < 0)
			return e;
		for (unsigned k = 0; k < m->rings; k++) {
			struct part *p = &m->parts[m->part_count++];
			p->elsewhere = ts->list[i].netns >= 0;
			memory &= begin_part(m, p, rings[k], i);
		}
		m->interfaces[i] = rings[0]->interfaces[0];
	}
	return memory ? 0 : err_set(err, -ENOMEM, "no memory for %u threads", o->threads);
}

static bool make_room(struct several *m, size_t room)
{
	size_t parts = room * m->rings;
	m->room = room;
	m->parts = calloc(parts, sizeof *m->parts);
	m->polls = calloc(LIVE_FDS * parts + 2, sizeof *m->polls);
	m->interfaces = calloc(room, sizeof *m->interfaces);
	m->labels = calloc(room, TARGET_LABEL);
	return m->parts && m->polls && m->interfaces && m->labels && order_init(&m->order, parts);
}

int live_open_all(const struct live_options *o, const struct capture_targets *ts, struct source **source, struct err *err)
{
	unsigned rings = live_rings(o);
	if (ts->count == 1 && !o->look && rings == 1)
		return live_open(o, &ts->list[0], source, err);
	struct several *m = calloc(1, sizeof *m);
	if (!m)
		return err_set(err, -ENOMEM, "no memory for the capture");
	m->options = *o;
	m->rings = rings;
	m->watch = o->look ? link_open(&(struct capture_target){.netns = -1}) : -1;
	m->wake = rings > 1 ? eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) : -1;
	int e = !make_room(m, o->look ? TARGETS_MAX : ts->count) ?
		err_set(err, -ENOMEM, "no memory for %zu interfaces", ts->count) : open_parts(m, o, ts, err);
	m->source = (struct source){&ops, m->interfaces, ts->count, true};
	if (e < 0) {
		several_close(&m->source);
		return e;
	}
	*source = &m->source;
	return 0;
}
