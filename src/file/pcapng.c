/* The pcapng file format (draft-ietf-opsawg-pcapng): sections, interfaces, enhanced, simple and old packet blocks.
 *
 *	| block type 4 | total length 4 | body, padded to 4 | total length 4 |
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/time.h"
#include "file/reader.h"

enum {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 2,
	BLOCK_SIMPLE = 3,
	BLOCK_ENHANCED = 6,
	BYTE_ORDER_MAGIC = 0x1a2b3c4d,
	BLOCK_HEADER = 8,
	BLOCK_SMALLEST = 12,
	BLOCK_LARGEST = 16 << 20,
};

enum {
	OPT_END = 0, OPT_COMMENT = 1,
	IF_NAME = 2, IF_SPEED = 8, IF_TSRESOL = 9, IF_TSOFFSET = 14,
	EPB_FLAGS = 2,
};

struct block {
	uint32_t type, len;   /* whole length */
	const uint8_t *body;
	uint32_t body_len;
};

static bool probe(const uint8_t *head, size_t len)
{
	return len >= 4 && le32(head) == BLOCK_SECTION;
}

static int damaged(struct reader *r, struct err *err, const char *what, uint32_t value)
{
	return err_set(err, -EIO, "%s: %s %u in a pcapng block (at byte offset %llu)", r->path, what, value,
		(unsigned long long)input_offset(&r->in));
}

/* A section header tells the byte order of all that follows, itself included. */
static int section_order(struct reader *r, const uint8_t *h, struct err *err)
{
	uint32_t magic = le32(h + 8);
	if (magic != BYTE_ORDER_MAGIC && __builtin_bswap32(magic) != BYTE_ORDER_MAGIC)
		return damaged(r, err, "unknown byte-order magic number", magic);
	r->swapped = magic != BYTE_ORDER_MAGIC;
	r->section_first = r->interface_count;
	return 0;
}

/* The next block, whole; READER_PACKET when there is one. */
static int next_block(struct reader *r, struct block *b, struct err *err)
{
	const uint8_t *h = input_need(&r->in, BLOCK_HEADER);
	if (!h)
		return reader_short(r, BLOCK_HEADER, "block header", err);
	if (le32(h) == BLOCK_SECTION) {
		h = input_need(&r->in, BLOCK_SMALLEST);
		if (!h)
			return reader_short(r, BLOCK_SMALLEST, "section header", err);
		int e = section_order(r, h, err);
		if (e < 0)
			return e;
	}
	b->type = reader_u32(r, h);
	b->len = reader_u32(r, h + 4);
	if (b->len < BLOCK_SMALLEST || b->len > BLOCK_LARGEST || b->len % 4)
		return damaged(r, err, "length", b->len);
	const uint8_t *whole = input_need(&r->in, b->len);
	if (!whole)
		return reader_short(r, b->len, "block", err);
	if (reader_u32(r, whole + b->len - 4) != b->len)
		return damaged(r, err, "total length at the end does not match", b->len);
	b->body = whole + BLOCK_HEADER;
	b->body_len = b->len - BLOCK_SMALLEST;
	return READER_PACKET;
}

/* Walks options from *at; false at the end or where they do not fit. */
static bool next_option(const struct reader *r, const struct block *b, uint32_t *at, uint16_t *code, const uint8_t **value,
	uint16_t *len)
{
	if (*at > b->body_len || b->body_len - *at < 4)
		return false;
	*code = reader_u16(r, b->body + *at);
	*len = reader_u16(r, b->body + *at + 2);
	*value = b->body + *at + 4;
	uint32_t padded = (*len + 3u) & ~3u;
	if (*code == OPT_END || b->body_len - *at - 4 < padded)
		return false;
	*at += 4 + padded;
	return true;
}

/* if_tsresol: a negative power of 10, or of 2 with the top bit set. */
static bool set_resolution(struct reader_interface *i, unsigned v)
{
	unsigned power = v & 0x7f;
	i->binary_units = v & 0x80;
	if (power > (i->binary_units ? 63 : 19))
		return false;
	i->units = 1;
	while (power--)
		i->units *= i->binary_units ? 2 : 10;
	i->nanoseconds = i->units > 1000000;
	return true;
}

static int add_interface(struct reader *r, const struct block *b, struct err *err)
{
	if (b->body_len < 8)
		return damaged(r, err, "interface description too short:", b->body_len);
	struct reader_interface *i = reader_add_interface(r);
	if (!i)
		return err_set(err, -ENOMEM, "%s: too many interfaces", r->path);
	i->linktype = reader_u16(r, b->body);
	i->snaplen = reader_u32(r, b->body + 4);
	if (i->snaplen == 0 || i->snaplen > SNAPLEN_MAX)
		i->snaplen = SNAPLEN_MAX;
	uint32_t at = 8;
	uint16_t code, len;
	const uint8_t *v;
	while (next_option(r, b, &at, &code, &v, &len)) {
		if (code == IF_NAME) {
			size_t n = len < sizeof i->name - 1 ? len : sizeof i->name - 1;
			memcpy(i->name, v, n);
			i->name[n] = 0;
		} else if (code == IF_TSRESOL && len >= 1) {
			if (!set_resolution(i, v[0]))
				return damaged(r, err, "time stamp resolution", v[0]);
		} else if (code == IF_TSOFFSET && len >= 8) {
			i->offset = (int64_t)reader_u64(r, v);
		} else if (code == IF_SPEED && len >= 8) {
			i->speed = reader_u64(r, v);
		}
	}
	return 0;
}

static int64_t time_of(const struct reader_interface *i, uint32_t high, uint32_t low)
{
	uint64_t t = (uint64_t)high << 32 | low;
	uint64_t seconds = t / i->units, rest = t % i->units;
	uint64_t ns = (uint64_t)((__uint128_t)rest * 1000000000 / i->units);
	int64_t whole = (int64_t)seconds + i->offset;
	if (whole > INT64_MAX / NS_PER_S - 1 || whole < INT64_MIN / NS_PER_S + 1)
		return INT64_MAX;
	return whole * NS_PER_S + (int64_t)ns;
}

static const char *keep_comment(struct reader *r, const uint8_t *v, uint16_t len)
{
	if (len + 1u > r->comment_room) {
		char *more = realloc(r->comment, len + 1u);
		if (!more)
			return NULL;
		r->comment = more;
		r->comment_room = len + 1u;
	}
	memcpy(r->comment, v, len);
	r->comment[len] = 0;
	return r->comment;
}

static void packet_options(struct reader *r, const struct block *b, uint32_t at, struct packet *p)
{
	uint16_t code, len;
	const uint8_t *v;
	while (next_option(r, b, &at, &code, &v, &len)) {
		if (code == OPT_COMMENT && !p->comment)
			p->comment = keep_comment(r, v, len);
		else if (code == EPB_FLAGS && len >= 4)
			p->direction = (uint8_t)(reader_u32(r, v) & 3);
	}
}

static int deliver(struct reader *r, const struct block *b, struct packet *p, uint32_t id, uint32_t at, uint32_t captured,
	uint32_t len, struct err *err)
{
	if (r->section_first + id >= r->interface_count)
		return damaged(r, err, "packet of undescribed interface", id);
	const struct reader_interface *i = &r->interfaces[r->section_first + id];
	if (captured > b->body_len - at)
		return damaged(r, err, "captured length", captured);
	p->data = b->body + at;
	p->caplen = captured < i->snaplen ? captured : i->snaplen;
	p->len = len;
	p->linktype = i->linktype;
	p->interface = (uint32_t)(r->section_first + id);
	p->direction = DIRECTION_UNKNOWN;
	p->flags = 0;
	p->comment = NULL;
	return READER_PACKET;
}

static int packet(struct reader *r, const struct block *b, struct packet *p, struct err *err)
{
	uint32_t fixed = b->type == BLOCK_SIMPLE ? 4 : 20;
	if (b->body_len < fixed)
		return damaged(r, err, "packet block too short:", b->body_len);
	const uint8_t *h = b->body;
	int result;
	if (b->type == BLOCK_SIMPLE) {
		uint32_t len = reader_u32(r, h), room = b->body_len - 4;
		uint32_t snap = r->section_first < r->interface_count ? r->interfaces[r->section_first].snaplen : 0;
		uint32_t captured = len < snap ? len : snap;
		result = deliver(r, b, p, 0, 4, captured < room ? captured : room, len, err);
		p->time = 0;
		return result;
	}
	uint32_t id = b->type == BLOCK_PACKET ? reader_u16(r, h) : reader_u32(r, h);
	uint32_t captured = reader_u32(r, h + 12);
	result = deliver(r, b, p, id, 20, captured, reader_u32(r, h + 16), err);
	if (result != READER_PACKET)
		return result;
	p->time = time_of(&r->interfaces[p->interface], reader_u32(r, h + 4), reader_u32(r, h + 8));
	if (p->time == INT64_MAX)
		p->flags |= PACKET_TIME_OVERFLOW;
	uint32_t at = 20 + ((captured + 3u) & ~3u);
	if (at + 4 <= b->body_len)
		packet_options(r, b, at, p);
	return result;
}

static bool is_packet(uint32_t type)
{
	return type == BLOCK_ENHANCED || type == BLOCK_SIMPLE || type == BLOCK_PACKET;
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	for (;;) {
		struct block b;
		int result = next_block(r, &b, err);
		if (result != READER_PACKET)
			return result;
		if (is_packet(b.type))
			result = packet(r, &b, p, err);
		else if (b.type == BLOCK_INTERFACE)
			result = add_interface(r, &b, err);
		if (result < 0)
			return result;
		input_skip(&r->in, b.len);
		if (is_packet(b.type))
			return READER_PACKET;
	}
}

/* Reads on to the first interface, whose link type a filter and the first message need. */
static int open_pcapng(struct reader *r, struct err *err)
{
	while (!r->interface_count) {
		struct block b;
		int result = next_block(r, &b, err);
		if (result < 0)
			return result;
		if (result == READER_END)
			return err_set(err, -EIO, "%s: the file has no interface description", r->path);
		if (result == READER_LATER)
			return result; /* a signal: reader_open() says so */
		if (b.type == BLOCK_INTERFACE)
			result = add_interface(r, &b, err);
		else if (is_packet(b.type))
			result = damaged(r, err, "packet before any interface description, type", b.type);
		if (result < 0)
			return result;
		input_skip(&r->in, b.len);
	}
	return 0;
}

const struct format format_pcapng = {"pcapng", probe, open_pcapng, next};
