/* The pcap file format (draft-ietf-opsawg-pcap), with microseconds or nanoseconds, in both byte orders, and the
 * variants with more header bytes per packet: Kuznetzov's in three stages, Nokia; and IXIA's.
 *
 *	| magic 4 | major 2 | minor 2 | zone 4 | sigfigs 4 | snaplen 4 | FCS, linktype 4 |
 *	then for each packet: | seconds 4 | fraction 4 | captured 4 | length 4 | ... captured bytes
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/bytes.h"
#include "core/time.h"
#include "file/reader.h"

enum { FILE_HEADER = 24, RECORD_HEADER = 16, RECORD_HEADER_NOKIA = 20, RECORD_HEADER_MODIFIED = 24, RECORD_HEADER_SUSE = 28 };

enum { GUESS_RECORDS = 4, IXIA_LENGTH = 4 };

enum { CACHE_LINE = 64, AHEAD = 2048 };

enum {
	MAGIC_MICRO = 0xa1b2c3d4,
	MAGIC_NANO = 0xa1b23c4d,
	MAGIC_MODIFIED = 0xa1b2cd34, /* Kuznetzov's patches */
	MAGIC_IXIA_HARDWARE = 0x1c0001ac, /* IXIA's: the length of all records stands behind the file header */
	MAGIC_IXIA_SOFTWARE = 0x1c0001ab,
};

/* Before version 2.3 the captured length stood behind the length on the wire; of 2.3 both forms are met. */
enum length_order { CAPTURED_FIRST, CAPTURED_SECOND, SMALLER_IS_CAPTURED };

static bool ixia(uint32_t magic)
{
	return magic == MAGIC_IXIA_HARDWARE || magic == MAGIC_IXIA_SOFTWARE;
}

static bool known(uint32_t magic)
{
	return magic == MAGIC_MICRO || magic == MAGIC_NANO || magic == MAGIC_MODIFIED || ixia(magic);
}

static bool probe(const uint8_t *head, size_t len)
{
	return len >= 4 && (known(le32(head)) || known(be32(head)));
}

/* Do the records from the file header on look right with headers of this size, as far as the buffer shows them? */
static bool plausible(struct reader *r, unsigned header, const uint8_t *h)
{
	size_t at = FILE_HEADER, have = input_left(&r->in);
	unsigned seen = 0;
	for (; have - at >= header && seen < GUESS_RECORDS; seen++) {
		uint32_t captured = reader_u32(r, h + at + 8), len = reader_u32(r, h + at + 12);
		if (reader_u32(r, h + at + 4) >= 1000000000 || captured > SNAPLEN_MAX || captured > len || len > 16 * SNAPLEN_MAX)
			return false;
		if (captured > have - at - header)
			break;
		at += header + captured;
	}
	return true;
}

/* Several makers added bytes to each packet's header and kept the magic number: what the first packets show decides. */
static uint8_t guess_record_header(struct reader *r, uint32_t magic, const uint8_t *h)
{
	static const uint8_t plain[] = {RECORD_HEADER, RECORD_HEADER_NOKIA, RECORD_HEADER_MODIFIED, 0};
	static const uint8_t modified[] = {RECORD_HEADER_MODIFIED, RECORD_HEADER_SUSE, 0};
	const uint8_t *sizes = magic == MAGIC_MODIFIED ? modified : plain;
	for (const uint8_t *size = sizes; *size; size++)
		if (plausible(r, *size, h))
			return *size;
	return *sizes;
}

static int open_pcap(struct reader *r, struct err *err)
{
	const uint8_t *h = input_need(&r->in, FILE_HEADER);
	if (!h)
		return reader_short(r, FILE_HEADER, "file header", err);
	r->swapped = !known(le32(h));
	uint32_t magic = reader_u32(r, h);
	unsigned major = reader_u16(r, h + 4), minor = reader_u16(r, h + 6);
	if (major < 2)
		return err_set(err, -EINVAL, "%s: archaic pcap savefile format", r->path);
	if (major > 2)
		return err_set(err, -EINVAL, "%s: unsupported pcap savefile version %u.%u", r->path, major, minor);
	struct reader_interface *i = reader_add_interface(r);
	if (!i)
		return err_set(err, -ENOMEM, "%s: no memory", r->path);
	uint32_t link = reader_u32(r, h + 20);
	i->snaplen = reader_u32(r, h + 16);
	if (i->snaplen == 0 || i->snaplen > SNAPLEN_MAX)
		i->snaplen = SNAPLEN_MAX;
	i->linktype = (uint16_t)(link & 0xffff);
	if (link & 0x04000000) /* bit 26: the FCS length in the top four bits is valid, in 16-bit words */
		r->fcs_len = (uint8_t)((link >> 28) * 2);
	r->length_order = minor < 3 ? CAPTURED_SECOND : minor == 3 ? SMALLER_IS_CAPTURED : CAPTURED_FIRST;
	r->nanoseconds = i->nanoseconds = magic == MAGIC_NANO;
	r->record_header = ixia(magic) || r->length_order ? RECORD_HEADER : guess_record_header(r, magic, h);
	input_skip(&r->in, FILE_HEADER + (ixia(magic) ? IXIA_LENGTH : 0));
	return 0;
}

static void set_time(const struct reader *r, struct packet *p, uint32_t seconds, uint32_t fraction)
{
	uint32_t per_second = r->nanoseconds ? 1000000000 : 1000000;
	p->flags = 0;
	if (fraction >= per_second) {
		p->flags = PACKET_BAD_FRACTION;
		p->raw_fraction = fraction;
		fraction = 0;
	}
	p->time = seconds * NS_PER_S + (int64_t)fraction * (r->nanoseconds ? 1 : 1000);
}

/* Each record's place is known only from the one before, so that the processor cannot run ahead by itself: without this,
 * reading waits for the outer cache once a packet. Prefetching behind the end of the buffer is harmless. */
static inline void run_ahead(const uint8_t *from, uint32_t len)
{
	for (uint32_t i = 0; i < len; i += CACHE_LINE)
		__builtin_prefetch((const void *)((uintptr_t)from + AHEAD + i));
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	const uint8_t *h = input_need(&r->in, r->record_header);
	if (!h)
		return reader_short(r, r->record_header, "header", err);
	uint32_t captured = reader_u32(r, h + 8), len = reader_u32(r, h + 12);
	if (r->length_order && (r->length_order == CAPTURED_SECOND || captured > len)) {
		uint32_t first = captured;
		captured = len;
		len = first;
	}
	if (captured > SNAPLEN_MAX)
		return reader_too_long(r, captured, err);
	const uint8_t *whole = input_need(&r->in, r->record_header + (size_t)captured);
	if (!whole)
		return reader_short_packet(r, r->record_header, captured, err);
	run_ahead(whole, r->record_header + captured);
	set_time(r, p, reader_u32(r, whole), reader_u32(r, whole + 4));
	p->data = whole + r->record_header;
	p->caplen = captured < r->interfaces[0].snaplen ? captured : r->interfaces[0].snaplen;
	p->len = len;
	p->linktype = r->interfaces[0].linktype;
	p->interface = 0;
	p->direction = DIRECTION_UNKNOWN;
	p->comment = NULL;
	input_skip(&r->in, r->record_header + (size_t)captured);
	return READER_PACKET;
}

const struct format format_pcap = {"pcap", probe, open_pcap, next};
