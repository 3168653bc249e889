/* Theory of operation. A look at the kernel's values is stamped with the present, but packets come a little
 * late. So notes wait until a later packet comes, or until none can come any more that is older (HOLD). For
 * files, the next packet of the connection carries the same words as its comment. */
#include "host/tcp_source.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/time.h"
#include "host/packet_ends.h"
#include "host/tcp_watch.h"

#define HOLD (NS_PER_S / 5)

enum { CONNECTIONS = 1 << 16 }; /* watched at most */

struct pair {
	struct socket_end a, b;
};

struct note {
	int64_t time;
	struct pair pair; /* local, remote */
	char *text;
};

struct tcp_source {
	struct source source;
	struct source *inner;
	struct tcp_watch watch;
	struct table seen; /* struct pair, from and to as a packet had them -> nothing */
	int64_t every, next, now;
	struct note *notes; /* those from..until wait, the oldest first; before them those of the batch that
			       is out */
	size_t from, until, room;
	struct table waiting;	/* struct pair, from and to of what is sent -> char *, the newest note that no
				   packet carries yet */
	struct packet *packets; /* of a batch with notes */
	size_t packet_room;
	char **comments; /* of those packets */
	size_t comment_count, comment_room;
	bool borrowed; /* the inner source's batch is out */
};

/* ---- Looking */

static bool was_seen(void *context, const struct tcp_sample *s)
{
	const struct tcp_source *t = context;
	struct pair sent = {s->ends.local, s->ends.remote}, got = {s->ends.remote, s->ends.local};
	return table_find(&t->seen, &sent) || table_find(&t->seen, &got);
}

static int add_note(void *context, const struct tcp_sample *s, const char *line)
{
	struct tcp_source *t = context;
	if (t->until == t->room) {
		size_t room = t->room ? 2 * t->room : 64;
		struct note *more = reallocarray(t->notes, room, sizeof *more);
		if (!more)
			return -ENOMEM;
		t->notes = more;
		t->room = room;
	}
	char *text = strdup(line);
	if (!text)
		return -ENOMEM;
	t->notes[t->until++] = (struct note){t->now, {s->ends.local, s->ends.remote}, text};
	return 0;
}

static int look(struct tcp_source *t, struct err *err)
{
	t->now = time_now();
	if (t->now < t->next)
		return 0;
	t->next = t->now + t->every;
	int e = t->seen.count ? tcp_watch_look(&t->watch) : 0;
	return e < 0 ? err_set(err, e, "asking the kernel for its TCP connections (sock_diag): %s",
			       strerror(-e))
		     : 0;
}

static void note_connections(struct tcp_source *t, const struct batch *b)
{
	struct packet_ends ends;
	bool fresh;
	for (size_t i = 0; i < b->count; i++) {
		if (b->packets[i].flags & PACKET_NOTE || !packet_ends_of(&ends, &b->packets[i]) ||
			ends.protocol != IPPROTO_TCP || ends.rest)
			continue;
		struct pair pair = {ends.from, ends.to};
		table_add(&t->seen, &pair, &fresh); /* without room: not watched */
	}
}

/* ---- Packets and notes in one order */

static bool make_room(struct tcp_source *t, size_t n)
{
	if (n <= t->packet_room)
		return true;
	struct packet *more = reallocarray(t->packets, n, sizeof *more);
	if (more) {
		t->packets = more;
		t->packet_room = n;
	}
	return more;
}

/* Without memory no packet carries it. */
static void let_wait(struct tcp_source *t, const struct note *n)
{
	bool fresh;
	char **text = table_add(&t->waiting, &n->pair, &fresh);
	if (!text)
		return;
	free(*text);
	*text = strdup(n->text);
	if (!*text)
		table_remove(&t->waiting, &n->pair);
}

static size_t put_notes(struct tcp_source *t, size_t n, int64_t before)
{
	uint16_t linktype = t->source.interfaces[0].linktype;
	for (; t->from < t->until && t->notes[t->from].time < before; t->from++) {
		const struct note *o = &t->notes[t->from];
		t->packets[n++] = (struct packet){
			.time = o->time, .flags = PACKET_NOTE, .linktype = linktype, .comment = o->text};
		let_wait(t, o);
	}
	return n;
}

static bool keep_comment(struct tcp_source *t, char *comment)
{
	if (t->comment_count == t->comment_room) {
		size_t room = t->comment_room ? 2 * t->comment_room : 64;
		char **more = reallocarray(t->comments, room, sizeof *more);
		if (!more)
			return false;
		t->comments = more;
		t->comment_room = room;
	}
	t->comments[t->comment_count++] = comment;
	return true;
}

/* Behind the comment that it has, which says its call. */
static void carry(struct tcp_source *t, struct packet *p)
{
	struct packet_ends ends;
	if (!t->waiting.count || p->flags & PACKET_NOTE || !packet_ends_of(&ends, p) ||
		ends.protocol != IPPROTO_TCP || ends.rest)
		return;
	struct pair sent = {ends.from, ends.to}, got = {ends.to, ends.from};
	const struct pair *key = table_find(&t->waiting, &sent) ? &sent : &got;
	char **text = table_find(&t->waiting, key), *comment = NULL;
	if (!text ||
		asprintf(&comment, "%s%s%s", p->comment ? p->comment : "", p->comment ? "\n" : "", *text) < 0)
		return;
	if (!keep_comment(t, comment)) {
		free(comment);
		return;
	}
	p->comment = comment;
	free(*text);
	table_remove(&t->waiting, key);
}

static int merge(struct tcp_source *t, struct batch *b, struct err *err)
{
	size_t n = 0;
	if (!make_room(t, b->count + t->until - t->from))
		return err_set(err, -ENOMEM, "no memory for packets");
	for (size_t i = 0; i < b->count; i++) {
		n = put_notes(t, n, b->packets[i].time);
		t->packets[n] = b->packets[i];
		carry(t, &t->packets[n++]);
	}
	n = put_notes(t, n, t->now - HOLD);
	*b = (struct batch){t->packets, n};
	return n || t->borrowed ? SOURCE_BATCH : SOURCE_AGAIN;
}

static int tcp_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct tcp_source *t = (struct tcp_source *)s;
	int64_t rest = (t->next - time_now()) / 1000000;
	int got = t->inner->ops->read(
		t->inner, batch, rest > 0 && rest < timeout_ms ? (int)rest : timeout_ms, err);
	s->interfaces = t->inner->interfaces;
	s->interface_count = t->inner->interface_count;
	s->status = t->inner->status;
	if (got < 0 || got == SOURCE_END)
		return got;
	t->borrowed = got == SOURCE_BATCH;
	if (got != SOURCE_BATCH)
		*batch = (struct batch){0};
	note_connections(t, batch);
	int e = look(t, err);
	return e < 0 ? e : t->from == t->until && !t->waiting.count ? got : merge(t, batch, err);
}

static void tcp_release(struct source *s)
{
	struct tcp_source *t = (struct tcp_source *)s;
	for (size_t i = 0; i < t->from; i++)
		free(t->notes[i].text);
	memmove(t->notes, t->notes + t->from, (t->until - t->from) * sizeof *t->notes);
	t->until -= t->from;
	t->from = 0;
	while (t->comment_count)
		free(t->comments[--t->comment_count]);
	if (t->borrowed)
		t->inner->ops->release(t->inner);
	t->borrowed = false;
}

/* ---- All else is the inner source's */

static int tcp_filter(struct source *s, size_t interface, const struct bpf_program *program, struct err *err)
{
	struct source *inner = ((struct tcp_source *)s)->inner;
	return inner->ops->filter ? inner->ops->filter(inner, interface, program, err) : -ENOTSUP;
}

static int tcp_filter_tables(
	struct source *s, size_t interface, const struct ebpf_program *program, struct err *err)
{
	struct source *inner = ((struct tcp_source *)s)->inner;
	return inner->ops->filter_tables ? inner->ops->filter_tables(inner, interface, program, err)
					 : -ENOTSUP;
}

static int tcp_refilter(struct source *s, size_t interface, const struct bpf_program *program)
{
	struct source *inner = ((struct tcp_source *)s)->inner;
	return inner->ops->refilter ? inner->ops->refilter(inner, interface, program) : -ENOTSUP;
}

static int tcp_stats(struct source *s, size_t interface, struct source_stats *stats, struct err *err)
{
	struct source *inner = ((struct tcp_source *)s)->inner;
	return inner->ops->stats(inner, interface, stats, err);
}

static void tcp_stop(struct source *s)
{
	struct source *inner = ((struct tcp_source *)s)->inner;
	if (inner->ops->stop)
		inner->ops->stop(inner);
}

static unsigned tcp_fill(const struct source *s)
{
	const struct source *inner = ((const struct tcp_source *)s)->inner;
	return inner->ops->fill ? inner->ops->fill(inner) : 0;
}

static void tcp_close(struct source *s)
{
	struct tcp_source *t = (struct tcp_source *)s;
	for (size_t i = 0; i < t->until; i++)
		free(t->notes[i].text);
	size_t at = 0;
	const void *key;
	void *value;
	while (table_next(&t->waiting, &at, &key, &value))
		free(*(char **)value);
	while (t->comment_count)
		free(t->comments[--t->comment_count]);
	tcp_watch_close(&t->watch);
	table_free(&t->seen);
	table_free(&t->waiting);
	free(t->comments);
	free(t->notes);
	free(t->packets);
	t->inner->ops->close(t->inner);
	free(t);
}

static const struct source_ops ops = {.read = tcp_read,
	.release = tcp_release,
	.filter = tcp_filter,
	.stats = tcp_stats,
	.close = tcp_close,
	.filter_tables = tcp_filter_tables,
	.refilter = tcp_refilter,
	.stop = tcp_stop,
	.fill = tcp_fill};

int tcp_source_open(struct source *inner, int64_t every, struct source **source, struct err *err)
{
	struct tcp_source *t = calloc(1, sizeof *t);
	if (!t) {
		inner->ops->close(inner);
		return err_set(err, -ENOMEM, "no memory");
	}
	t->source = *inner;
	t->source.ops = &ops;
	t->inner = inner;
	t->every = every;
	t->watch = (struct tcp_watch){.wanted = was_seen, .changed = add_note, .context = t};
	table_init(&t->seen, sizeof(struct pair), 1, CONNECTIONS);
	table_init(&t->waiting, sizeof(struct pair), sizeof(char *), CONNECTIONS);
	int e = tcp_watch_open(&t->watch, err);
	if (e < 0) {
		tcp_close(&t->source);
		return e;
	}
	*source = &t->source;
	return 0;
}
