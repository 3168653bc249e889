#include "dissect/transport/tcp_messages.h"

#include <stdlib.h>

#include "core/table.h"
#include "dissect/tape.h"
#include "dissect/transport/ports.h"

/* Farther behind what was read is another connection with the same ports. */
enum { WINDOW = 1 << 20 };

/* All connections of one protocol. */
struct talks {
	struct table table; /* struct both_ends -> struct tcp_talk */
	void (*release_more)(void *more);
	size_t held; /* bytes of all parts, as they grew */
};

static void drop_talks(struct talks *t)
{
	const void *key;
	void *value;
	for (size_t at = 0; table_next(&t->table, &at, &key, &value);) {
		struct tcp_talk *talk = value;
		text_free(&talk->side[0].part);
		text_free(&talk->side[1].part);
		if (talk->more && t->release_more)
			t->release_more(talk->more);
	}
	table_clear(&t->table);
	t->held = 0;
}

static void release(void *state)
{
	struct talks *t = state;
	drop_talks(t);
	table_free(&t->table);
	free(t);
}

static struct talks *talks_of(struct dis *d, const struct proto *p)
{
	struct talks *t = proto_state(d, p, sizeof *t, release);
	if (t && !t->table.key)
		table_init(&t->table, sizeof(struct both_ends), sizeof(struct tcp_talk), 0);
	return t;
}

bool tcp_talk_known(struct dis *d, const struct proto *p)
{
	const struct talks *t = talks_of(d, p);
	struct both_ends e;
	both_ends_of(d, &e);
	return t && t->table.count && table_find(&t->table, &e);
}

bool tcp_talk_expects(struct dis *d, const struct proto *p)
{
	const struct talks *t = talks_of(d, p);
	struct both_ends e;
	unsigned from = !both_ends_of(d, &e);
	const struct tcp_talk *talk = t && t->table.count ? table_find(&t->table, &e) : NULL;
	return talk && talk->side[from].started && talk->side[from].next - d->tcp_seq <= WINDOW;
}

/* The connection of the packet; what was remembered is forgotten when it is too much. */
static struct tcp_talk *talk_of(struct dis *d, struct talks *t, unsigned most, unsigned *from)
{
	struct both_ends e;
	bool fresh;
	*from = !both_ends_of(d, &e);
	if (t->table.count >= (most ? most : LIMIT_TALKS) || t->held > LIMIT_TALK_MEMORY)
		drop_talks(t);
	return table_add(&t->table, &e, &fresh);
}

/* ---- Messages at the cursor */

/* What is left of the segment is kept for the next one. */
static void keep_part(struct talks *t, struct tcp_talk_side *side, struct span s)
{
	size_t before = side->part.size;
	text_bytes(&side->part, s.p, s.len);
	t->held += side->part.size - before;
}

static void drop_part(struct talks *t, struct tcp_talk_side *side)
{
	t->held -= side->part.size;
	text_free(&side->part);
}

static void one_message(
	struct dis *d, const struct tcp_messages *m, struct tcp_talk *talk, unsigned from, uint32_t len)
{
	struct saved s = part_begin(d, len);
	m->message(d, talk, from);
	part_end(d, &s);
}

enum ending {
	ALL_READ,
	PART_LEFT, /* the beginning of a message */
	NOT_OURS,
};

/* Reads messages until there is no whole one. *ahead: bytes of a long message that will come in later
 * segments. `whole`: nothing of the segment was cut by the snapshot length. */
static enum ending messages(struct dis *d, const struct tcp_messages *m, struct tcp_talk *talk, unsigned from,
	bool whole, uint32_t *ahead)
{
	while (left(d) && !d->cut) {
		struct span s = span_at(d, d->pos, left(d));
		int64_t len = m->length(talk, from, s.p, s.len);
		if (len < 0 || len > INT32_MAX)
			return NOT_OURS;
		if (len == MESSAGE_UNKNOWN && !whole)
			need(d, s.len + 1);
		if (len > s.len && (len > LIMIT_MESSAGE || !whole)) {
			*ahead = len > declared(d) ? (uint32_t)len - declared(d) : 0;
			one_message(d, m, talk, from, (uint32_t)len);
			return ALL_READ;
		}
		if (len == MESSAGE_UNKNOWN || len > s.len)
			return PART_LEFT;
		one_message(d, m, talk, from, (uint32_t)len);
	}
	return ALL_READ;
}

/* ---- Segments */

/* Passes over what was read before. False: nothing new is here. Behind a gap, and where a new connection has
 * the ports of an old one, reading begins anew. */
static bool to_new_data(struct dis *d, struct talks *t, struct tcp_talk_side *side)
{
	uint32_t len = declared(d), behind = side->next - d->tcp_seq;
	if (!side->started)
		return true;
	if (behind > WINDOW && behind - len > WINDOW && side->ahead < behind) {
		drop_part(t, side);
		return true;
	}
	if (behind >= len)
		return false;
	skip(d, behind);
	if (side->part.len && left(d) < declared(d)) { /* the rest of it was not captured */
		drop_part(t, side);
		side->started = false;
		return false;
	}
	return true;
}

/* Has the part that was kept become a message, or something else? */
static bool is_complete(const struct tcp_messages *m, const struct tcp_talk *talk, unsigned from)
{
	const struct text *part = &talk->side[from].part;
	int64_t len = m->length(talk, from, (const uint8_t *)part->data, (uint32_t)part->len);
	return len != MESSAGE_UNKNOWN && (len <= (int64_t)part->len || len > LIMIT_MESSAGE);
}

/* The part as a buffer of its own: marks point into it until the next packet. NULL: no memory. */
static const uint8_t *part_bytes(struct dis *d, const struct text *part)
{
	if (part->failed)
		return NULL;
	if (!d->whole_tape)
		return (const uint8_t *)part->data;
	return (const uint8_t *)arena_strndup(&d->whole_tape->bytes, part->data, part->len);
}

static void read_joined(
	struct dis *d, const struct tcp_messages *m, struct talks *t, struct tcp_talk *talk, unsigned from)
{
	struct tcp_talk_side *side = &talk->side[from];
	struct saved s;
	uint32_t ahead = 0;
	keep_part(t, side, span_at(d, d->pos, left(d)));
	uint32_t len = (uint32_t)side->part.len;
	if (!side->part.failed && len <= 2 * LIMIT_MESSAGE && !is_complete(m, talk, from))
		return;
	const uint8_t *p = len <= 2 * LIMIT_MESSAGE ? part_bytes(d, &side->part) : NULL;
	if (!p || !buffer_begin(d, &s, p, len)) {
		drop_part(t, side);
		side->started = false;
		return;
	}
	enum ending how = messages(d, m, talk, from, true, &ahead);
	uint32_t at = d->pos < len ? d->pos : len;
	buffer_end(d, &s);
	side->next += ahead;
	side->ahead = ahead;
	if (how == PART_LEFT && !d->cut) {
		memmove(side->part.data, side->part.data + at, len - at);
		side->part.len = len - at;
	} else {
		drop_part(t, side);
	}
}

static void read_segment(
	struct dis *d, const struct tcp_messages *m, struct talks *t, struct tcp_talk *talk, unsigned from)
{
	struct tcp_talk_side *side = &talk->side[from];
	uint32_t ahead = 0;
	enum ending how = messages(d, m, talk, from, left(d) == declared(d), &ahead);
	side->next += ahead;
	side->ahead = ahead;
	if (how == PART_LEFT)
		keep_part(t, side, span_at(d, d->pos, left(d)));
	else if (how == NOT_OURS)
		side->started = false;
}

void tcp_messages(struct dis *d, const struct tcp_messages *m)
{
	struct talks *t = talks_of(d, d->proto);
	unsigned from;
	struct tcp_talk *talk = t ? talk_of(d, t, m->connections, &from) : NULL;
	if (!talk)
		return;
	t->release_more = m->release_more;
	struct tcp_talk_side *side = &talk->side[from];
	uint32_t end = d->tcp_seq + declared(d);
	say(d, ": %s", m->title);
	if (!to_new_data(d, t, side)) {
		say_s(d, " (seen before)");
		return;
	}
	side->next = end;
	side->ahead = 0;
	side->started = true;
	if (side->part.len)
		read_joined(d, m, t, talk, from);
	else
		read_segment(d, m, t, talk, from);
	if (side->part.len)
		say(d, ", %zu bytes of a message that goes on", side->part.len);
}
