/* The iptrace file format of AIX, versions 1.0 and 2.0: everything big-endian.
 *
 *	| "iptrace 1.0" |
 *	then for each packet: | length 4 | seconds 4 | 4 | interface 4 | 12 | ifType 1 | sent 1 | ... bytes
 *	2.0 has behind that:  | 2 | seconds 4 | nanoseconds 4 |
 *
 * length counts what follows the first eight bytes. */
#include <errno.h>
#include <string.h>

#include "core/bytes.h"
#include "core/linktype_numbers.h"
#include "core/time.h"
#include "file/reader.h"

enum { MAGIC_LEN = 11, HEADER_1 = 30, HEADER_2 = 40, BEFORE_LENGTH = 8 };

static const char magics[2][MAGIC_LEN + 1] = {"iptrace 1.0", "iptrace 2.0"};

/* ifType of RFC 1213 and its successors; what the packet then begins with. */
static const struct { uint8_t type; uint16_t linktype; } links[] = {
	{6, LINKTYPE_ETHERNET}, {9, LINKTYPE_IEEE802_5}, {15, LINKTYPE_FDDI}, {24, LINKTYPE_RAW}, {62, LINKTYPE_ETHERNET}};

static bool probe(const uint8_t *head, size_t len)
{
	return len >= MAGIC_LEN && (!memcmp(head, magics[0], MAGIC_LEN) || !memcmp(head, magics[1], MAGIC_LEN));
}

static int open_iptrace(struct reader *r, struct err *err)
{
	const uint8_t *h = input_need(&r->in, MAGIC_LEN);
	if (!h)
		return reader_short(r, MAGIC_LEN, "file header", err);
	r->record_header = h[MAGIC_LEN - 3] == '1' ? HEADER_1 : HEADER_2;
	struct reader_interface *i = reader_add_interface(r);
	if (!i)
		return err_set(err, -ENOMEM, "%s: no memory", r->path);
	i->linktype = LINKTYPE_ETHERNET;
	i->snaplen = SNAPLEN_MAX;
	i->nanoseconds = r->record_header == HEADER_2;
	input_skip(&r->in, MAGIC_LEN);
	return 0;
}

static int linktype_of(const struct reader *r, uint8_t type, uint16_t *linktype, struct err *err)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].type == type) {
			*linktype = links[i].linktype;
			return 0;
		}
	return err_set(err, -ENOTSUP, "%s: unsupported iptrace interface type %u (at byte offset %llu)", r->path, type,
		(unsigned long long)input_offset(&r->in));
}

static int next(struct reader *r, struct packet *p, struct err *err)
{
	const uint8_t *h = input_need(&r->in, r->record_header);
	if (!h)
		return reader_short(r, r->record_header, "header", err);
	uint32_t length = be32(h), header = r->record_header - BEFORE_LENGTH, captured = length - header;
	if (length < header || captured > SNAPLEN_MAX)
		return reader_too_long(r, captured, err);
	h = input_need(&r->in, r->record_header + (size_t)captured);
	if (!h)
		return reader_short_packet(r, r->record_header, captured, err);
	*p = (struct packet){.data = h + r->record_header, .caplen = captured, .len = captured,
		.direction = h[29] ? DIRECTION_OUT : DIRECTION_IN};
	p->time = r->record_header == HEADER_2 ? be32(h + 32) * NS_PER_S + be32(h + 36) : be32(h + 4) * NS_PER_S;
	int e = linktype_of(r, h[28], &p->linktype, err);
	input_skip(&r->in, r->record_header + (size_t)captured);
	return e < 0 ? e : READER_PACKET;
}

const struct format format_iptrace = {"iptrace", probe, open_iptrace, next};
