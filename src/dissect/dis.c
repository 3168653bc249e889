/* The engine: cursor, cuts, parts, layers. See dissect.h for what each function promises. */
#include "dissect/dissect.h"

#include "dissect/bind.h"
#include "dissect/session.h"
#include "dissect/tape.h"

/* The cursor is dead: reads fail, nothing is said or marked. What was saved before brings it back to life. */
static void kill_cursor(struct dis *d, enum cut why)
{
	d->cut = (uint8_t)why;
	d->asked = false;
	d->end = 0;
	d->mute |= MUTE_CUT;
	d->tape = NULL;
}

bool dis_overrun(struct dis *d, uint32_t n)
{
	if (d->cut)
		return false;
	uint64_t want = (uint64_t)d->pos + n;
	kill_cursor(d, want > d->part ? CUT_PART : d->soft ? CUT_SOFT : CUT_CAPTURE);
	return false;
}

bool dis_missing(struct dis *d, uint32_t n)
{
	if (d->cut)
		return false;
	dis_overrun(d, n);
	d->asked = true;
	return false;
}

static void cut_asked(struct dis *d, enum cut why)
{
	if (d->cut)
		return;
	kill_cursor(d, d->soft ? CUT_SOFT : why);
	d->asked = true;
}

void cut_here(struct dis *d)
{
	cut_asked(d, CUT_CAPTURE);
}

void cut_unmarked(struct dis *d)
{
	cut_asked(d, CUT_SAID);
}

void part_fail(struct dis *d)
{
	if (!d->cut)
		kill_cursor(d, d->part != UINT32_MAX ? CUT_PART : d->soft ? CUT_SOFT : CUT_CAPTURE);
}

/* ---- Reads */

static const uint8_t zeros[16];

const struct ip6 *ip6(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	if (!dis_read(d, 16))
		return (const struct ip6 *)zeros;
	d->pos = at + 16;
	mark_bytes(d, field, at, 16);
	return (const struct ip6 *)(d->data + at);
}

const struct mac *mac(struct dis *d, unsigned field)
{
	uint32_t at = d->pos;
	if (!dis_read(d, 6))
		return (const struct mac *)zeros;
	d->pos = at + 6;
	mark_bytes(d, field, at, 6);
	return (const struct mac *)(d->data + at);
}

static struct span take(struct dis *d, unsigned field, uint32_t n)
{
	struct span s = {d->data + d->pos, n, d->pos};
	d->pos += n;
	mark_bytes(d, field, s.pos, n);
	return s;
}

struct span bytes(struct dis *d, unsigned field, uint32_t n)
{
	if (!dis_read(d, n))
		return (struct span){zeros, 0, d->pos};
	return take(d, field, n);
}

struct span soft_bytes(struct dis *d, unsigned field, uint32_t n)
{
	uint32_t there = left(d);
	if (!there)
		return (struct span){zeros, 0, d->pos};
	return take(d, field, n < there ? n : there);
}

struct span rest(struct dis *d, unsigned field)
{
	return soft_bytes(d, field, UINT32_MAX);
}

struct span span_at(const struct dis *d, uint32_t pos, uint32_t n)
{
	if (pos >= d->end)
		return (struct span){zeros, 0, pos};
	return (struct span){d->data + pos, n < d->end - pos ? n : d->end - pos, pos};
}

unsigned peek8(const struct dis *d, uint32_t off)
{
	return have(d, off) && d->end - d->pos - off >= 1 ? d->data[d->pos + off] : 0;
}

unsigned peek16(const struct dis *d, uint32_t off)
{
	return have(d, off) && d->end - d->pos - off >= 2 ? peek8(d, off) << 8 | peek8(d, off + 1) : 0;
}

uint32_t peek32(const struct dis *d, uint32_t off)
{
	return have(d, off) && d->end - d->pos - off >= 4 ? (uint32_t)peek16(d, off) << 16 | peek16(d, off + 2) : 0;
}

/* ---- Narrowing */

void narrow(struct dis *d, uint32_t len)
{
	declare(d, len);
	if (d->wire < d->end)
		d->end = d->limit = d->wire;
}

static struct saved save(const struct dis *d)
{
	return (struct saved){
		.pos = d->pos, .end = d->end, .limit = d->limit, .wire = d->wire, .part = d->part,
		.cut = d->cut, .mute = d->mute, .soft = d->soft, .depth = d->depth, .buffer = d->buffer,
		.layer = d->layer, .tape = d->tape, .data = d->data, .proto = d->proto,
		.wanted = d->wanted,
	};
}

static void restore(struct dis *d, const struct saved *s)
{
	d->pos = s->pos;
	d->end = s->end;
	d->limit = s->limit;
	d->wire = s->wire;
	d->part = s->part;
	d->cut = s->cut;
	d->mute = s->mute;
	d->soft = s->soft;
	d->depth = s->depth;
	d->buffer = s->buffer;
	d->layer = s->layer;
	d->tape = s->tape;
	d->data = s->data;
	d->proto = s->proto;
	d->wanted = s->wanted;
}

struct saved part_begin(struct dis *d, uint32_t len)
{
	struct saved s = save(d);
	declare(d, len);
	s.after = d->wire;
	d->part = d->wire;
	if (d->wire < d->end)
		d->end = d->wire;
	return s;
}

bool part_end(struct dis *d, const struct saved *s)
{
	bool inside = d->cut != CUT_PART || s->cut;
	if (d->cut && inside)
		return true;
	restore(d, s);
	d->pos = s->after;
	return inside;
}

struct saved quiet_begin(struct dis *d, bool on)
{
	if (!on)
		return (struct saved){.after = false};
	struct saved s = save(d);
	s.after = true;
	d->soft++;
	d->mute |= MUTE_QUIET;
	return s;
}

void quiet_end(struct dis *d, const struct saved *s)
{
	if (s->after)
		restore(d, s);
}

struct saved inner_begin(const struct dis *d)
{
	return save(d);
}

bool inner_end(struct dis *d, const struct saved *s)
{
	if (s->cut || d->cut < CUT_CAPTURE || !d->asked)
		return false;
	bool marked = d->cut == CUT_SAID;
	restore(d, s);
	if (!marked)
		say_cut(d);
	return true;
}

bool buffer_begin(struct dis *d, struct saved *s, const uint8_t *p, uint32_t len)
{
	struct tape *t = d->whole_tape;
	if (d->cut || d->buffers >= LIMIT_BUFFERS)
		return false;
	*s = save(d);
	if (t) {
		t->buffer_len[d->buffers] = len;
		t->buffers = d->buffers + 1u;
	}
	d->buffer = d->buffers++;
	d->data = p;
	d->pos = 0;
	d->end = d->limit = d->wire = len;
	d->part = UINT32_MAX;
	return true;
}

/* A cut within the buffer stays a cut: the reader of the buffer decides by d->cut before it ends. */
void buffer_end(struct dis *d, const struct saved *s)
{
	uint8_t cut = d->cut;
	restore(d, s);
	if (cut >= CUT_CAPTURE)
		kill_cursor(d, cut);
}

/* ---- Layers */

/* Inside an ICMP message there are only the headers that it quotes. */
static void note_header(struct dis *d, const struct proto *p)
{
	struct packet_headers *h = d->session->headers;
	if (h->count == LIMIT_HEADERS)
		return;
	const struct packet_header *before = h->count ? &h->list[h->count - 1] : NULL;
	bool quoted = before && (before->quoted || before->kind == HEADER_ICMP || before->kind == HEADER_ICMP6);
	if (d->pos <= d->end)
		h->list[h->count++] = (struct packet_header){d->data + d->pos, left(d), declared(d), p->header, quoted};
}

void name_fields_of(struct dis *d, const struct proto *p)
{
	const struct tape *t = d->whole_tape;
	d->proto = p;
	d->wanted = t && !t->only ? ~UINT64_C(1) : 0;
	for (uint32_t i = 0; t && t->only && i < t->only_count; i++) {
		if (t->only[i] <= p->fields || t->only[i] >= p->fields + p->field_count)
			continue;
		size_t at = (size_t)(t->only[i] - p->fields);
		d->wanted |= UINT64_C(1) << (at < 63 ? at : 63);
	}
}

static void run(struct dis *d, const struct proto *p)
{
	if (p->header && d->session->headers)
		note_header(d, p);
	uint16_t group_depth = d->depth;
	struct tape *outer = d->tape, *tape = d->whole_tape;
	/* without a line, a protocol that carries none is not read where nobody wants its fields, and its cut is its own */
	bool alone = p->alone && d->mute & MUTE_NO_TEXT;
	struct saved s = quiet_begin(d, alone);
	name_fields_of(d, p);
	d->layer_name = p->name;
	d->depth = 0;
	if (tape) {
		d->layer = mark_layer(d, &p->fields[0]);
		d->tape = d->wanted ? tape : NULL;
	}
	d->depth = 1;
	if (!alone || (tape && d->tape) || (p->carries && beyond_wanted(d, p->carries)))
		p->dissect(d);
	if (d->cut == CUT_CAPTURE && p->cuts && d->layer_name == p->name) {
		d->asked = p->cuts != CUTS_ALL;
		if (p->cuts == CUTS_AS_HEADER)
			d->link_len = d->packet->caplen;
	}
	quiet_end(d, &s);
	d->depth = (uint8_t)group_depth;
	if (!d->cut)
		d->tape = outer;
}

void call(struct dis *d, const struct proto *p)
{
	if (d->cut || d->layers >= LIMIT_LAYERS)
		return;
	uint32_t end = d->end, limit = d->limit, wire = d->wire, part = d->part;
	const struct proto *outer = d->proto;
	uint64_t outer_wanted = d->wanted;
	uint16_t layer = d->layer;
	d->layers++;
	d->part = UINT32_MAX;
	run(d, p);
	d->layers--;
	d->proto = outer;
	d->wanted = outer_wanted;
	d->layer = layer;
	d->part = part;
	if (d->cut)
		return;
	d->inner_wire = d->wire;
	d->end = end;
	d->limit = limit;
	d->wire = wire;
}

bool dispatch(struct dis *d, enum bind_table table, uint32_t key)
{
	const struct proto *p = bound(d, table, key);
	if (p)
		call(d, p);
	return p;
}

/* ---- Marks */

/* The mark grows so that it covers its content. */
static void cover(struct mark *outer, const struct mark *inner)
{
	if (outer->buffer != inner->buffer)
		return;
	uint32_t end = outer->pos + outer->len, inner_end = inner->pos + inner->len;
	if (inner->pos < outer->pos || !outer->len)
		outer->pos = inner->pos < outer->pos ? inner->pos : outer->pos;
	outer->len = (inner_end > end ? inner_end : end) - outer->pos;
}

static struct mark *mark(struct dis *d, unsigned field, uint32_t pos, uint32_t len)
{
	if (!mark_wanted(d, field) || field >= d->proto->field_count || (field >= 63 && !tape_wants(d->tape, &d->proto->fields[field])))
		return NULL;
	struct mark *m = tape_add(d->tape, &d->proto->fields[field]);
	if (!m)
		return NULL;
	/* what a protocol says to span more than was captured is marked as far as it goes */
	uint32_t there = d->tape->buffer_len[d->buffer];
	m->pos = pos < there ? pos : there;
	m->len = len < there - m->pos ? len : there - m->pos;
	m->layer = d->layer;
	m->depth = d->depth;
	m->buffer = d->buffer;
	if (m->field->behind)
		return m;
	struct mark *marks = d->tape->marks;
	cover(&marks[d->layer], m);
	for (unsigned g = 1; g < d->depth && g < LIMIT_GROUPS; g++)
		cover(&marks[d->groups[g]], m);
	return m;
}

uint16_t mark_layer(struct dis *d, const struct field *f)
{
	struct mark *m = tape_add(d->whole_tape, f);
	if (!m)
		return d->layer;
	uint16_t index = (uint16_t)(d->whole_tape->count - 1);
	m->pos = d->pos < d->end ? d->pos : d->end;
	m->bytes = d->data + m->pos;
	m->size = d->end - m->pos;
	m->buffer = d->buffer;
	m->layer = index;
	return index;
}

void put_uint(struct dis *d, unsigned field, uint32_t pos, uint32_t len, uint64_t value)
{
	struct mark *m = mark(d, field, pos, len);
	if (m)
		m->u = value;
}

void put_bits(struct dis *d, unsigned back, uint32_t v, const struct bit_field *list)
{
	for (; list->field; list++)
		also(d, list->field, back, (v & list->mask) >> __builtin_ctz(list->mask));
}

void mark_double(struct dis *d, unsigned field, uint32_t pos, uint32_t len, double value)
{
	struct mark *m = mark(d, field, pos, len);
	if (m)
		m->d = value;
}

void put_bytes(struct dis *d, unsigned field, uint32_t pos, uint32_t len)
{
	struct mark *m = mark(d, field, pos, len);
	if (m) {
		m->bytes = d->data + pos;
		m->size = len;
	}
}

void mark_made(struct dis *d, unsigned field, uint32_t pos, uint32_t len, const void *value, size_t size)
{
	if (!mark_wanted(d, field))
		return;
	char *copy = arena_strndup(&d->tape->bytes, value, size);
	struct mark *m = copy ? mark(d, field, pos, len) : NULL;
	if (m) {
		m->bytes = (const uint8_t *)copy;
		m->size = (uint32_t)size;
	}
}

void group_begin(struct dis *d, unsigned field)
{
	if (d->tape && d->depth + 1 < LIMIT_GROUPS) {
		struct mark *m = mark(d, field, d->pos < d->end ? d->pos : d->end, 0);
		if (m) {
			m->bytes = d->data + m->pos;
			d->groups[d->depth] = (uint16_t)(m - d->tape->marks);
		} else {
			d->groups[d->depth] = d->depth > 1 ? d->groups[d->depth - 1] : d->layer;
		}
	}
	d->depth++;
}

void group_end(struct dis *d)
{
	d->depth--;
}
