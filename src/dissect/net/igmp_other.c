/* Fields of IGMP of which the line says nothing: version 0 (RFC 988), RGMP (RFC 3488), group records (RFC
 * 3376 section 4.2). */
#include "dissect/checksum.h"
#include "dissect/net/igmp.h"

#include "core/bytes.h"

enum { CREATE_REQUEST = 1, CONFIRM_REPLY = 8, RGMP_GROUP = 0xe0000019, RGMP_FIRST = 0xfc };

bool igmp_is_rgmp(const struct dis *d)
{
	return d->net.version == 4 && peek8(d, 0) >= RGMP_FIRST && be32(d->net.dst) == RGMP_GROUP;
}

/* Requests are odd, replies even: they say when the request may be made again. */
static void version_0(struct dis *d, unsigned type, uint32_t start, uint32_t length)
{
	enum { PENDING = 5, KEY = 8 };
	unsigned code = u8(d, 0);
	mark_uint(d, VERSION, start, 1, 0);
	if (type == CREATE_REQUEST)
		also(d, GROUP_TYPE, 1, code);
	else if (type % 2 == 0)
		also(d, code < PENDING ? REPLY : REPLY_PENDING, 1, code);
	igmp_checksum(d, start, length);
	u32(d, IDENTIFIER);
	ip4(d, MADDR);
	bytes(d, ACCESS_KEY, KEY);
}

static void rgmp(struct dis *d, uint32_t start, uint32_t length)
{
	u8(d, RGMP_RESERVED);
	u16(d, RGMP_CHECKSUM);
	mark_checksum(d, RGMP_CHECKSUM_STATUS, d->pos - 2, 0, span_at(d, start, d->net.fragment ? 0 : length),
		length);
	ip4(d, RGMP_MADDR);
}

void igmp_other_fields(struct dis *d, unsigned type, uint32_t start, uint32_t length)
{
	struct saved s = quiet_begin(d, true);
	seek(d, start);
	bool routers = igmp_is_rgmp(d);
	seek(d, start + 1);
	if (routers)
		rgmp(d, start, length);
	else if (type >= CREATE_REQUEST && type <= CONFIRM_REPLY)
		version_0(d, type, start, length);
	else
		rest(d, DATA);
	quiet_end(d, &s);
}

void igmp_record_fields(struct dis *d, unsigned records)
{
	struct saved s = quiet_begin(d, true);
	for (unsigned i = 0; i < records && more(d) && left(d); i++) {
		group_begin(d, RECORD);
		u8(d, RECORD_TYPE);
		unsigned words = u8(d, AUX_LEN), sources = u16(d, NUM_SRC);
		ip4(d, MADDR);
		for (unsigned k = 0; k < sources && !d->cut; k++)
			ip4(d, SADDR);
		if (words)
			bytes(d, AUX_DATA, words * 4);
		group_end(d);
	}
	quiet_end(d, &s);
}
