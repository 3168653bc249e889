/* The snoop file format of Solaris, version 2 (RFC 1761): everything big-endian, records padded as the writer likes.
 *
 *	| "snoop" 0 0 0 | version 4 | datalink 4 |
 *	then for each packet: | length 4 | captured 4 | record 4 | drops 4 | seconds 4 | microseconds 4 | ... | padding
 */
#include <errno.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "file/reader.h"

enum { FILE_HEADER = 16, RECORD_HEADER = 24, VERSION = 2, PADDING_MAX = 65536, MAGIC_LEN = 8 };

static const uint8_t magic[MAGIC_LEN] = "snoop\0\0";

/* RFC 1761 section 2, datalink types; those without a LINKTYPE_ are refused. */
static const struct { uint32_t datalink; uint16_t linktype; } links[] = {
	{0, LINKTYPE_ETHERNET}, /* IEEE 802.3 */
	{2, LINKTYPE_IEEE802_5},
	{4, LINKTYPE_ETHERNET},
	{8, LINKTYPE_FDDI},
};

static bool probe(const uint8_t *head, size_t len)
{
	return !memcmp(head, magic, len < MAGIC_LEN ? len : MAGIC_LEN);
}

static int open_snoop(struct reader *r, struct err *err)
{
	const uint8_t *h = input_need(&r->in, FILE_HEADER);
	if (!h)
		return reader_short(r, FILE_HEADER, "file header", err);
	uint32_t version = be32(h + 8), datalink = be32(h + 12);
	if (memcmp(h, magic, MAGIC_LEN))
		return err_set(err, -EINVAL, "%s: unknown file format", r->path);
	if (version != VERSION)
		return err_set(err, -EINVAL, "%s: unsupported snoop file version %u", r->path, version);
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (links[i].datalink != datalink)
			continue;
		struct reader_interface *interface = reader_add_interface(r);
		if (!interface)
			return err_set(err, -ENOMEM, "%s: no memory", r->path);
		interface->linktype = links[i].linktype;
		interface->snaplen = SNAPLEN_MAX;
		input_skip(&r->in, FILE_HEADER);
		return 0;
	}
	return err_set(err, -EINVAL, "%s: unsupported snoop datalink type %u", r->path, datalink);
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	const uint8_t *h = input_need(&r->in, RECORD_HEADER);
	if (!h)
		return reader_short(r, RECORD_HEADER, "header", err);
	uint32_t captured = be32(h + 4), record = be32(h + 8);
	if (captured > SNAPLEN_MAX)
		return reader_too_long(r, captured, err);
	if (record < RECORD_HEADER + captured || record - captured - RECORD_HEADER > PADDING_MAX)
		return err_set(err, -EIO, "%s: invalid snoop record length %u for %u captured bytes (at byte offset %llu)",
			r->path, record, captured, (unsigned long long)input_offset(&r->in));
	const uint8_t *whole = input_need(&r->in, RECORD_HEADER + (size_t)captured);
	if (!whole)
		return reader_short_packet(r, RECORD_HEADER, captured, err);
	uint32_t micros = be32(whole + 20);
	*p = (struct packet){
		.time = be32(whole + 16) * NS_PER_S,
		.data = whole + RECORD_HEADER,
		.caplen = captured,
		.len = be32(whole),
		.linktype = r->interfaces[0].linktype,
	};
	if (micros < 1000000) {
		p->time += (int64_t)micros * 1000;
	} else {
		p->flags = PACKET_BAD_FRACTION;
		p->raw_fraction = micros;
	}
	input_skip(&r->in, record);
	return READER_PACKET;
}

const struct format format_snoop = {"snoop", probe, open_snoop, next};
