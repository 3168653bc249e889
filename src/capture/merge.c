#include "capture/merge.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "capture/offline.h"
#include "capture/order.h"

enum { BATCH = 256 };

/* One file, with the packets of its newest batch. */
struct part {
	struct source *source;
	struct batch batch;
	size_t next;        /* packet of the batch */
	uint32_t *numbers;  /* of its interfaces, among the merged ones */
	size_t numbered;
};

struct merge {
	struct source source;
	struct part *parts;
	size_t part_count;
	struct order order; /* of the parts with a packet */
	size_t empty;       /* 1 + the part at whose batch's end this batch stopped, 0: none */
	struct source_interface *interfaces;
	struct packet packets[BATCH];
	struct err held;    /* the first damage */
};

/* The part's interfaces that the merged source does not have yet. */
static int take_interfaces(struct merge *m, struct part *p, struct err *err)
{
	size_t more = p->source->interface_count - p->numbered, count = m->source.interface_count;
	if (!more)
		return 0;
	struct source_interface *all = realloc(m->interfaces, (count + more) * sizeof *all);
	m->source.interfaces = m->interfaces = all ? all : m->interfaces;
	uint32_t *numbers = realloc(p->numbers, (p->numbered + more) * sizeof *numbers);
	p->numbers = numbers ? numbers : p->numbers;
	if (!all || !numbers)
		return err_set(err, -ENOMEM, "no memory for the interfaces of the files");
	for (size_t i = 0; i < more; i++) {
		numbers[p->numbered] = (uint32_t)(count + i);
		all[count + i] = p->source->interfaces[p->numbered++];
		char *name = strdup(all[count + i].name); /* the file's moves when it names further ones */
		if (!name)
			return err_set(err, -ENOMEM, "no memory for the interfaces of the files");
		all[count + i].name = name;
		m->source.interface_count++;
	}
	return 0;
}

/* Reads the part's next batch and puts it into the heap, or ends it. */
static int refill(struct merge *m, size_t part, struct err *err)
{
	struct part *p = &m->parts[part];
	struct err damage = {0};
	int r;
	do
		r = p->source->ops->read(p->source, &p->batch, -1, &damage);
	while (r == SOURCE_AGAIN || (r == SOURCE_BATCH && !p->batch.count));
	if (r < 0 && !m->held.code)
		m->held = damage;
	p->next = 0;
	if (r != SOURCE_BATCH)
		return 0;
	order_push(&m->order, part, p->batch.packets[0].time);
	return take_interfaces(m, p, err);
}

static int merge_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct merge *m = (struct merge *)s;
	size_t n = 0;
	int e = m->empty ? refill(m, m->empty - 1, err) : 0;
	m->empty = 0;
	if (e < 0)
		return e;
	if (!m->order.count && m->held.code) {
		*err = m->held;
		return m->held.code;
	}
	while (n < BATCH && m->order.count && !m->empty) {
		size_t part = m->order.heap[0].part;
		struct part *p = &m->parts[part];
		m->packets[n] = p->batch.packets[p->next++];
		m->packets[n].interface = p->numbers[m->packets[n].interface];
		n++;
		if (p->next == p->batch.count) {
			m->empty = part + 1; /* what is borrowed from its batch goes out first */
			order_pop(&m->order);
		} else {
			order_first_is(&m->order, p->batch.packets[p->next].time);
		}
	}
	*batch = (struct batch){m->packets, n};
	return n ? SOURCE_BATCH : SOURCE_END;
}

static void merge_release(struct source *s)
{
	struct merge *m = (struct merge *)s;
	if (m->empty)
		m->parts[m->empty - 1].source->ops->release(m->parts[m->empty - 1].source);
}

static void merge_close(struct source *s)
{
	struct merge *m = (struct merge *)s;
	for (size_t i = 0; i < m->part_count; i++) {
		m->parts[i].source->ops->close(m->parts[i].source);
		free(m->parts[i].numbers);
	}
	for (size_t i = 0; i < m->source.interface_count; i++)
		free((char *)m->interfaces[i].name);
	free(m->parts);
	order_free(&m->order);
	free(m->interfaces);
	free(m);
}

static const struct source_ops ops = {.read = merge_read, .release = merge_release, .close = merge_close};

static int open_parts(struct merge *m, const int *files, char *const *paths, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		int e = offline_open(files[i], paths[i], &m->parts[i].source, err);
		if (e < 0)
			return e;
		m->part_count++;
		e = take_interfaces(m, &m->parts[i], err);
		e = e < 0 ? e : refill(m, i, err);
		if (e < 0)
			return e;
	}
	return 0;
}

int merge_open(const int *files, char *const *paths, size_t count, struct source **source, struct err *err)
{
	struct merge *m = calloc(1, sizeof *m);
	if (count > MERGE_FILES) {
		free(m);
		return err_set(err, -E2BIG, "more than %d files to be merged: merge them in groups", MERGE_FILES);
	}
	if (m) {
		m->source.ops = &ops;
		m->source.format = "merged files";
		m->parts = calloc(count, sizeof *m->parts);
	}
	if (!m || !m->parts || !order_init(&m->order, count)) {
		if (m)
			merge_close(&m->source);
		return err_set(err, -ENOMEM, "no memory for %zu files", count);
	}
	int e = open_parts(m, files, paths, count, err);
	if (e < 0) {
		merge_close(&m->source);
		return e;
	}
	*source = &m->source;
	return 0;
}
