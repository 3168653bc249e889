/* Theory of operation. Packets come from the live source, calls from the tracer; both are stamped by the same
 * clock and put into one timeline, where they stay for a moment (HOLD): until the kernel has handed over what
 * is older, and until a call has ended that tells from which port a packet was sent. Then whose packet it is
 * can be said, and what is nobody's is dropped. A packet of which no end could be of the command does not
 * even get there.
 *
 * A call that does something (send) is one line where it began, a call that waits (recv) one where it ended.
 * connect() is two lines, when packets of its socket lie between, or when it takes longer than HOLD. */
#include "host/exec.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/linktype_numbers.h"
#include "core/table.h"
#include "core/time.h"
#include "host/socket_set.h"
#include "host/records.h"

#define HOLD (NS_PER_S / 10)
#define LINGER (NS_PER_S / 4)	      /* after the command's end: what its sockets still have to say */
#define PORT_KEPT (2 * NS_PER_S)      /* by a closed socket that was not connected */
#define WORTH_SAYING (NS_PER_S / 100) /* how long a call took */

enum {
	BATCH = 1024,
	LOOK_MS = 10,	  /* reports are looked at that often, whether packets come or not */
	DATAGRAMS = 64,	  /* in fragments, at a time */
	LOOK_AHEAD = 256, /* records, for the call that receives a packet */
	QUEUE_BYTES =
		1 << 28, /* of packets that wait to be attributed; further ones are dropped, and counted so */
};

/* A datagram whose first fragment was a socket's: the others have no ports. */
struct datagram {
	struct socket_end from, to;
	uint32_t fragment;
	uint8_t protocol;
	bool inbound;
	uint64_t inode;
};

/* What a socket's newest call says of its packets. */
struct talk {
	char *text;
	int64_t until; /* the call's end, INT64_MAX: it goes on */
};

struct exec {
	struct source source;
	struct source_interface interface; /* stands in for those of the live source where there is none */
	struct source *live;
	struct calls *calls;
	struct socket_set *sockets;
	struct records records;
	struct table begun; /* call's number -> its RECORD_BEGIN in the timeline */
	struct table talks; /* inode -> struct talk */
	bool started, ended;
	int64_t ended_at;
	struct err failed; /* the command could not be run */
	uint64_t seen, dropped;
	struct datagram datagrams[DATAGRAMS]; /* a ring of the newest */
	unsigned newest;
	struct packet packets[BATCH];
	struct record *out[BATCH]; /* what the packets that are out point into */
	size_t out_count;
};

/* ---- Reports become records */

static struct record *record_of_report(const struct call_report *r, enum record_kind kind)
{
	char took[32] = "";
	if (kind == RECORD_END && r->time - r->began >= WORTH_SAYING)
		snprintf(took, sizeof took, " [%.3f s]", (double)(r->time - r->began) / NS_PER_S);
	size_t size = sizeof r->command + sizeof r->text + sizeof took + 16;
	struct record *n = record_new(kind, r->time, size);
	if (!n)
		return NULL;
	snprintf(n->text, size, "%s/%d %s%s", r->command, r->pid, r->text, took);
	n->splits = r->splits;
	n->waits = r->waits;
	n->call = r->call;
	n->began = r->began;
	n->inode = r->ends.inode;
	return n;
}

static int add_begin(struct exec *x, const struct call_report *r)
{
	bool fresh;
	struct record *n = record_of_report(r, RECORD_BEGIN);
	int e = n ? records_add(&x->records, n) : -ENOMEM;
	struct record **at = e < 0 ? NULL : table_add(&x->begun, &r->call, &fresh);
	if (at)
		*at = n;
	return at ? 0 : -ENOMEM;
}

static int add_end(struct exec *x, const struct call_report *r)
{
	struct record *n = record_of_report(r, RECORD_END), **begin = table_find(&x->begun, &r->call);
	int e = n ? records_add(&x->records, n) : -ENOMEM;
	if (e >= 0 && begin)
		(*begin)->end = n;
	return e;
}

static int add_note(struct exec *x, const struct call_report *r)
{
	struct record *n = record_of_report(r, RECORD_NOTE);
	return n ? records_add(&x->records, n) : -ENOMEM;
}

static int note_socket(struct exec *x, const struct call_report *r)
{
	if (r->kind != CALL_ENDED || !r->closes)
		return socket_set_add(x->sockets, &r->ends);
	socket_set_closed(x->sockets, r->ends.inode, r->time + PORT_KEPT);
	return 0;
}

static int take_report(struct exec *x, const struct call_report *r)
{
	int e = r->ends.inode ? note_socket(x, r) : 0;
	switch (e < 0 ? CALL_SOCKET : r->kind) {
	case CALL_BEGAN:
		return r->waits ? 0 : add_begin(x, r);
	case CALL_ENDED:
		return add_end(x, r);
	case CALL_NOTE:
	case PROCESS_ENDED:
		return add_note(x, r);
	case COMMAND_FAILED:
		err_set(&x->failed, -ECHILD, "%s", r->text);
		/* fallthrough */
	case COMMAND_ENDED:
		x->source.status = r->status;
		x->ended = true;
		x->ended_at = time_now();
	}
	return e;
}

static int take_reports(struct exec *x, struct err *err)
{
	const struct call_report *r;
	int e = 0;
	while (e >= 0 && (r = calls_next(x->calls)))
		e = take_report(x, r);
	if (e < 0)
		return err_set(err, e, "no memory for the calls of the command");
	if (calls_over(x->calls) && !x->ended)
		return err_set(err, -EPIPE, "what follows the command by ptrace(2) has ended before it");
	return 0;
}

/* ---- Packets become records */

static int take_packet(struct exec *x, const struct packet *p)
{
	struct packet_ends ends;
	if (!packet_ends_of(&ends, p) || (!ends.rest && !socket_set_may_have(x->sockets, &ends)))
		return 0;
	struct record *n =
		x->records.bytes < QUEUE_BYTES ? record_new(RECORD_PACKET, p->time, p->caplen) : NULL;
	if (!n) {
		x->dropped++;
		return 0;
	}
	n->ends = ends;
	n->packet = *p;
	memcpy(n->text, p->data, p->caplen);
	n->packet.data = (const uint8_t *)n->text;
	return records_add(&x->records, n);
}

/* Packets are looked at behind the reports that are there by then: a call is reported before it sends. */
static int gather(struct exec *x, int timeout_ms, struct err *err)
{
	struct batch b = {0};
	int got = SOURCE_AGAIN;
	if (x->live)
		got = x->live->ops->read(x->live, &b, timeout_ms, err);
	else
		calls_wait(x->calls, timeout_ms);
	int e = take_reports(x, err);
	for (size_t i = 0; e >= 0 && got == SOURCE_BATCH && i < b.count; i++)
		if (take_packet(x, &b.packets[i]) < 0)
			e = err_set(err, -ENOMEM, "no memory for packets");
	if (got == SOURCE_BATCH)
		x->live->ops->release(x->live);
	return got < 0 ? got : e;
}

/* ---- Records go out */

static void talk_is(struct exec *x, uint64_t inode, const char *text, int64_t until)
{
	bool fresh;
	struct talk *t = inode ? table_add(&x->talks, &inode, &fresh) : NULL;
	if (!t)
		return;
	free(t->text);
	t->text = strdup(text);
	t->until = until;
}

/* The call that the packet belongs to: of data that comes in the next call that waits for it; else the
 * newest. A call's end is known to be over a little late, so that the answer to what it sends may seem to
 * come within it. */
static const char *call_of_packet(const struct exec *x, uint64_t inode, const struct record *p, bool inbound)
{
	const struct records *t = &x->records;
	const struct talk *talk = table_find(&x->talks, &inode);
	size_t until = t->until - t->from > LOOK_AHEAD ? t->from + LOOK_AHEAD : t->until;
	if (!inbound || (!p->ends.data && talk && p->time <= talk->until))
		return talk ? talk->text : NULL;
	for (size_t i = t->from; i < until; i++) {
		const struct record *r = t->list[i];
		if (r->kind == RECORD_END && r->waits && r->inode == inode)
			return r->text;
	}
	return talk ? talk->text : NULL;
}

static uint64_t socket_of_rest(const struct exec *x, const struct packet_ends *p, bool *inbound)
{
	for (unsigned i = 0; i < DATAGRAMS; i++) {
		const struct datagram *d = &x->datagrams[i];
		if (d->fragment == p->fragment && d->protocol == p->protocol &&
			!memcmp(d->from.bytes, p->from.bytes, sizeof d->from.bytes) &&
			!memcmp(d->to.bytes, p->to.bytes, sizeof d->to.bytes)) {
			*inbound = d->inbound;
			return d->inode;
		}
	}
	return 0;
}

static uint64_t socket_of_packet(struct exec *x, const struct record *r, bool *inbound)
{
	const struct packet_ends *p = &r->ends;
	if (p->rest)
		return socket_of_rest(x, p, inbound);
	uint64_t inode = socket_set_find(x->sockets, p, r->time, inbound);
	if (inode && p->fragment)
		x->datagrams[x->newest++ % DATAGRAMS] =
			(struct datagram){p->from, p->to, p->fragment, p->protocol, *inbound, inode};
	return inode;
}

static bool put_packet(struct exec *x, struct record *r, struct packet *p)
{
	bool inbound;
	uint64_t inode = socket_of_packet(x, r, &inbound);
	if (!inode)
		return false;
	const char *call = call_of_packet(x, inode, r, inbound);
	x->seen++;
	*p = r->packet;
	p->comment = call ? strdup(call) : NULL;
	return true;
}

static bool packets_between(const struct exec *x, const struct record *begin)
{
	const struct records *t = &x->records;
	bool inbound;
	for (size_t i = t->from; i < t->until && t->list[i] != begin->end; i++) {
		const struct record *r = t->list[i];
		if (r->kind == RECORD_PACKET &&
			socket_set_find(x->sockets, &r->ends, r->time, &inbound) == begin->inode)
			return true;
	}
	return false;
}

static const char *put_begin(struct exec *x, struct record *r)
{
	struct record *end = r->end;
	table_remove(&x->begun, &r->call);
	talk_is(x, end && end->inode ? end->inode : r->inode, end ? end->text : r->text,
		end ? end->time : INT64_MAX);
	if (!end || (r->splits && packets_between(x, r)))
		return r->text;
	end->kind = RECORD_SAID;
	return end->text;
}

/* The text of the record's line; NULL: it has none. */
static const char *line_of(struct exec *x, struct record *r)
{
	if (r->kind == RECORD_BEGIN)
		return put_begin(x, r);
	if (r->kind == RECORD_END)
		talk_is(x, r->inode, r->text, r->time);
	return r->kind == RECORD_SAID ? NULL : r->text;
}

static bool put(struct exec *x, struct record *r, struct packet *p)
{
	if (r->kind == RECORD_PACKET)
		return put_packet(x, r, p);
	const char *line = line_of(x, r);
	if (line)
		*p = (struct packet){.time = r->time,
			.flags = PACKET_NOTE,
			.linktype = x->source.interfaces[0].linktype,
			.comment = strdup(line)};
	return line && p->comment;
}

static bool lingered(const struct exec *x, int64_t now)
{
	return x->ended && now > x->ended_at + LINGER;
}

static size_t fill(struct exec *x)
{
	int64_t now = time_now();
	struct record *r;
	x->out_count = 0;
	while (x->out_count < BATCH && (r = records_first(&x->records)) &&
		(r->time < now - HOLD || lingered(x, now))) {
		records_take(&x->records);
		if (put(x, r, &x->packets[x->out_count]))
			x->out[x->out_count++] = r;
		else
			free(r);
	}
	return x->out_count;
}

/* ---- The source */

static int exec_read(struct source *s, struct batch *batch, int timeout_ms, struct err *err)
{
	struct exec *x = (struct exec *)s;
	if (!x->started)
		calls_go(x->calls);
	x->started = true;
	int e = gather(x, timeout_ms < LOOK_MS ? timeout_ms : LOOK_MS, err);
	if (e < 0)
		return e;
	*batch = (struct batch){x->packets, fill(x)};
	if (batch->count)
		return SOURCE_BATCH;
	if (!lingered(x, time_now()) || records_first(&x->records))
		return SOURCE_AGAIN;
	*err = x->failed;
	return err->code ? err->code : SOURCE_END;
}

static void exec_release(struct source *s)
{
	struct exec *x = (struct exec *)s;
	for (size_t i = 0; i < x->out_count; i++) {
		free((char *)x->packets[i].comment);
		free(x->out[i]);
	}
	x->out_count = 0;
}

static int exec_filter(struct source *s, size_t interface, const struct bpf_program *program, struct err *err)
{
	struct exec *x = (struct exec *)s;
	return x->live ? x->live->ops->filter(x->live, interface, program, err) : 0;
}

static int exec_filter_tables(
	struct source *s, size_t interface, const struct ebpf_program *program, struct err *err)
{
	struct exec *x = (struct exec *)s;
	return x->live && x->live->ops->filter_tables
		       ? x->live->ops->filter_tables(x->live, interface, program, err)
		       : -ENOTSUP;
}

/* Of all interfaces together, as the first one's: the kernel's counts are of everybody's packets. */
static int exec_stats(struct source *s, size_t interface, struct source_stats *stats, struct err *err)
{
	struct exec *x = (struct exec *)s;
	struct source_stats all = {0};
	int e = x->live ? x->live->ops->stats(x->live, interface, &all, err) : 0;
	uint64_t dropped = all.dropped + (interface ? 0 : x->dropped);
	*stats = (struct source_stats){.seen = (interface ? 0 : x->seen) + dropped, .dropped = dropped};
	return e;
}

static void exec_stop(struct source *s)
{
	calls_stop(((struct exec *)s)->calls);
}

static void exec_close(struct source *s)
{
	struct exec *x = (struct exec *)s;
	size_t at = 0;
	const void *key;
	void *value;
	exec_release(s);
	while (table_next(&x->talks, &at, &key, &value))
		free(((struct talk *)value)->text);
	table_free(&x->talks);
	table_free(&x->begun);
	records_free(&x->records);
	socket_set_free(x->sockets);
	calls_free(x->calls);
	if (x->live)
		x->live->ops->close(x->live);
	free(x);
}

static const struct source_ops ops = {
	exec_read, exec_release, exec_filter, exec_stats, exec_close, exec_filter_tables, .stop = exec_stop};

int exec_open(const struct calls_options *o, struct source *live, struct source **source, struct err *err)
{
	struct exec *x = calloc(1, sizeof *x);
	if (!x) {
		if (live)
			live->ops->close(live);
		return err_set(err, -ENOMEM, "no memory");
	}
	x->interface = (struct source_interface){
		.name = "any", .linktype = LINKTYPE_LINUX_SLL2, .nanoseconds = true};
	x->source = (struct source){.ops = &ops,
		.interfaces = live ? live->interfaces : &x->interface,
		.interface_count = live ? live->interface_count : 1,
		.live = true};
	x->live = live;
	table_init(&x->begun, sizeof(uint32_t), sizeof(struct record *), 0);
	table_init(&x->talks, sizeof(uint64_t), sizeof(struct talk), 0);
	x->sockets = socket_set_new();
	int e = x->sockets ? calls_start(o, &x->calls, err) : err_set(err, -ENOMEM, "no memory");
	if (e < 0) {
		exec_close(&x->source);
		return e;
	}
	*source = &x->source;
	return 0;
}
