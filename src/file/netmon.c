/* The capture files of Microsoft's Network Monitor, version 2: everything little-endian.
 *
 *	| "GMBU" | minor 1 | major 1 | network 2 | start: year, month, weekday, day, hour, minute, second, ms 2 each |
 *	| frame table: offset 4, bytes 4 | ... up to 128 bytes
 *	frames: | microseconds since the start 8 | wire length 4 | captured 4 | bytes |
 *	        from 2.1 on | network 2 | process 4 |, from 2.2 on | FILETIME in UTC 8 | time zone 1 |
 *
 * Frames lie one after the other up to the frame table, which is not needed to read them in order. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "file/reader.h"

enum { FILE_HEADER = 128, RECORD_HEADER = 16, TRAILER_21 = 6, TRAILER_22 = 15, MAGIC_LEN = 4 };

/* Seconds from 1601-01-01 (FILETIME, units of 100 ns) to 1970-01-01. */
#define FILETIME_EPOCH INT64_C(11644473600)

static const struct { uint16_t network, linktype; } links[] = {
	{1, LINKTYPE_ETHERNET}, {2, LINKTYPE_IEEE802_5}, {3, LINKTYPE_FDDI}, {8, LINKTYPE_RAW}};

static bool probe(const uint8_t *head, size_t len)
{
	return len >= MAGIC_LEN && !memcmp(head, "GMBU", MAGIC_LEN);
}

static int linktype_of(const struct reader *r, uint16_t network, uint16_t *linktype, struct err *err)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].network == (network & 0xfff)) {
			*linktype = links[i].linktype;
			return 0;
		}
	return err_set(err, -ENOTSUP, "%s: unsupported NetMon network type %u (at byte offset %llu)", r->path, network,
		(unsigned long long)input_offset(&r->in));
}

/* The start is in the local time of the machine that captured, which is not said: ours is as good as any. */
static int64_t start_of_capture(const uint8_t *h)
{
	struct tm tm = {.tm_year = le16(h) - 1900, .tm_mon = le16(h + 2) - 1, .tm_mday = le16(h + 6), .tm_hour = le16(h + 8),
		.tm_min = le16(h + 10), .tm_sec = le16(h + 12), .tm_isdst = -1};
	time_t t = mktime(&tm);
	return t < 0 || t > INT64_MAX / NS_PER_S - UINT16_MAX ? 0 : t * NS_PER_S + le16(h + 14) * INT64_C(1000000);
}

static int open_netmon(struct reader *r, struct err *err)
{
	const uint8_t *h = input_need(&r->in, FILE_HEADER);
	if (!h)
		return reader_short(r, FILE_HEADER, "file header", err);
	if (h[5] != 2)
		return err_set(err, -EINVAL, "%s: unsupported NetMon version %u.%u", r->path, h[5], h[4]);
	struct reader_interface *i = reader_add_interface(r);
	if (!i)
		return err_set(err, -ENOMEM, "%s: no memory", r->path);
	i->snaplen = SNAPLEN_MAX;
	i->offset = start_of_capture(h + 8);
	r->trailer = h[4] == 0 ? 0 : h[4] == 1 ? TRAILER_21 : TRAILER_22;
	r->records_end = le32(h + 24);
	int e = linktype_of(r, le16(h + 6), &i->linktype, err);
	input_skip(&r->in, FILE_HEADER);
	return e;
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	if (input_offset(&r->in) >= r->records_end)
		return READER_END;
	const uint8_t *h = input_need(&r->in, RECORD_HEADER);
	if (!h)
		return reader_short(r, RECORD_HEADER, "header", err);
	uint32_t captured = le32(h + 12);
	size_t record = RECORD_HEADER + (size_t)captured + r->trailer;
	if (captured > SNAPLEN_MAX)
		return reader_too_long(r, captured, err);
	h = input_need(&r->in, record);
	if (!h)
		return reader_short_packet(r, RECORD_HEADER, captured, err);
	const uint8_t *trailer = h + RECORD_HEADER + captured;
	uint64_t micros = le64(h);
	*p = (struct packet){.data = h + RECORD_HEADER, .caplen = captured, .len = le32(h + 8),
		.linktype = r->interfaces[0].linktype};
	/* a damaged time comes out as some other one */
	p->time = (int64_t)((uint64_t)r->interfaces[0].offset + micros * 1000);
	if (r->trailer == TRAILER_22)
		p->time = (int64_t)((le64(trailer + 6) - FILETIME_EPOCH * 10000000) * 100);
	int e = r->trailer ? linktype_of(r, le16(trailer), &p->linktype, err) : 0;
	input_skip(&r->in, record);
	return e < 0 ? e : READER_PACKET;
}

const struct format format_netmon = {"NetMon", probe, open_netmon, next};
