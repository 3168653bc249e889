/* The Extensible Record Format of Endace: no file header, records one after the other.
 *
 *	| time 8, little-endian, 32.32 seconds | type 1 | flags 1 | record length 2 | lost 2 | wire length 2 | extensions | ...
 *
 * Bit 7 of the type says that extension headers of 8 bytes follow, each with the same bit for the next; bits 0 and 1 of
 * the flags are the interface. Ethernet records have two bytes of padding before the frame. */
#include <errno.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "file/reader.h"

enum { HEADER = 16, EXTENSION = 8, MORE = 0x80, INTERFACES = 4, PROBE_RECORDS = 3, TYPE_MAX = 27, Y1990 = 631152000 };

/* Record types that hold packets; the others (ATM, InfiniBand, status) are passed over. */
static const struct { uint8_t type; uint16_t linktype; uint8_t padding; } kinds[] = {
	{1, LINKTYPE_C_HDLC, 0}, {2, LINKTYPE_ETHERNET, 2}, {10, LINKTYPE_C_HDLC, 0}, {11, LINKTYPE_ETHERNET, 2},
	{15, LINKTYPE_C_HDLC, 0}, {16, LINKTYPE_ETHERNET, 2}, {19, LINKTYPE_C_HDLC, 0}, {20, LINKTYPE_ETHERNET, 2},
	{22, LINKTYPE_RAW, 0}, {23, LINKTYPE_RAW, 0}};

/* Nothing marks such a file: the first records must make sense, and one be whole. */
static bool probe(const uint8_t *head, size_t len)
{
	size_t at = 0;
	unsigned seen = 0;
	uint32_t before = 0;
	for (; len - at >= HEADER && seen < PROBE_RECORDS; seen++) {
		uint32_t seconds = le32(head + at + 4), record = be16(head + at + 10);
		unsigned type = head[at + 8] & ~MORE;
		bool follows = seconds > Y1990 && (!before || (seconds >= before && seconds - before < 86400));
		if (!type || type > TYPE_MAX || record < HEADER || (head[at + 9] & 0xc0) || !follows)
			return false;
		before = seconds;
		if (record > len - at)
			break;
		at += record;
	}
	return seen > 0;
}

static int open_erf(struct reader *r, struct err *err)
{
	for (unsigned n = 0; n < INTERFACES; n++) {
		struct reader_interface *i = reader_add_interface(r);
		if (!i)
			return err_set(err, -ENOMEM, "%s: no memory", r->path);
		i->linktype = LINKTYPE_ETHERNET;
		i->snaplen = SNAPLEN_MAX;
		i->nanoseconds = true;
	}
	return 0;
}

/* Where the packet starts within the record of `record` bytes; record: nowhere. */
static uint32_t start_of_packet(const uint8_t *h, uint32_t record, struct packet *p)
{
	uint32_t at = HEADER;
	for (uint8_t more = h[8]; more & MORE && at + EXTENSION <= record; at += EXTENSION)
		more = h[at];
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == (h[8] & ~MORE)) {
			p->linktype = kinds[i].linktype;
			return at + kinds[i].padding < record ? at + kinds[i].padding : record;
		}
	return record;
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	for (;;) {
		const uint8_t *h = input_need(&r->in, HEADER);
		if (!h)
			return reader_short(r, HEADER, "header", err);
		uint32_t record = be16(h + 10);
		if (record < HEADER)
			return err_set(err, -EIO, "%s: invalid ERF record length %u (at byte offset %llu)", r->path, record,
				(unsigned long long)input_offset(&r->in));
		h = input_need(&r->in, record);
		if (!h)
			return reader_short_packet(r, HEADER, record - HEADER, err);
		uint64_t fraction = le32(h);
		*p = (struct packet){.time = le32(h + 4) * NS_PER_S + (int64_t)(fraction * NS_PER_S >> 32),
			.interface = h[9] & 3};
		uint32_t start = start_of_packet(h, record, p);
		input_skip(&r->in, record);
		if (start == record)
			continue;
		p->data = h + start;
		p->len = be16(h + 14);
		p->caplen = record - start < p->len ? record - start : p->len; /* records end on a multiple of 8 */
		return READER_PACKET;
	}
}

const struct format format_erf = {"ERF", probe, open_erf, next};
