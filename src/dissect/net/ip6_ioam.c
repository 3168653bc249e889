/* In situ operations, administration and maintenance: RFC 9197, in IPv6 RFC 9486. tcpdump does not have it.
 *
 *	|  reserved 1 | option type 1 |
 *	|  namespace 2 | node length 5 bits, flags 4 bits, left 7 bits |
 *	|  trace type 3 | reserved 1 |
 *	|  free space: left * 4 | data of nodes ... |
 */
#include "dissect/net/ip6_ioam.h"

#include "dissect/net/ip6_extension.h"

enum { PREALLOCATED = 0, INCREMENTAL = 1, FLAG_BIT22 = 0x2, UNDEFINED_BITS = 0xffc };

/* What a node leaves for a bit of the trace type; one or two fields of bytes each. */
static const struct {
	uint8_t first_len, first, second_len, second;
} node_data[] = {
	{1, NODE_HLIM, 3, NODE_ID},
	{2, NODE_IIF, 2, NODE_EIF},
	{4, NODE_TSS, 0, 0},
	{4, NODE_TSF, 0, 0},
	{4, NODE_TRDELAY, 0, 0},
	{4, NODE_NSDATA, 0, 0},
	{4, NODE_QDEPTH, 0, 0},
	{4, NODE_CSUM, 0, 0},
	{1, NODE_HLIM, 7, NODE_ID_WIDE},
	{4, NODE_IIF_WIDE, 4, NODE_EIF_WIDE},
	{8, NODE_NSDATA_WIDE, 0, 0},
	{4, NODE_BUFOCCUP, 0, 0},
};

enum { KNOWN_BITS = sizeof node_data / sizeof *node_data, TYPE_BITS = 24 };

static void node(struct dis *d, uint32_t type)
{
	for (unsigned bit = 0; bit < TYPE_BITS - 2; bit++) {
		if (!(type >> (TYPE_BITS - 1 - bit) & 1))
			continue;
		if (bit >= KNOWN_BITS) {
			u32(d, NODE_UNDEFINED);
			continue;
		}
		dis_be(d, node_data[bit].first, node_data[bit].first_len);
		if (node_data[bit].second)
			dis_be(d, node_data[bit].second, node_data[bit].second_len);
	}
	if (type & FLAG_BIT22) { /* opaque state */
		unsigned words = u8(d, OSS_LEN);
		u24(d, OSS_SCHEMA);
		bytes(d, OSS_DATA, words * 4);
	}
}

static uint32_t trace_type(struct dis *d)
{
	static const struct bit_field parts[] = {{0xffffff, TRACE_TYPE}, {0x800000, TRACE_BIT0},
		{0x400000, TRACE_BIT1}, {0x200000, TRACE_BIT2}, {0x100000, TRACE_BIT3},
		{0x080000, TRACE_BIT4}, {0x040000, TRACE_BIT5}, {0x020000, TRACE_BIT6},
		{0x010000, TRACE_BIT7}, {0x8000, TRACE_BIT8}, {0x4000, TRACE_BIT9}, {0x2000, TRACE_BIT10},
		{0x1000, TRACE_BIT11}, {0x2, TRACE_BIT22}, {0x1, TRACE_TYPE_RSV}, {0}};
	uint32_t type = u24(d, 0);
	also_bits(d, 3, type, parts);
	also(d, TRACE_UNDEFINED, 3, type & UNDEFINED_BITS ? 1 : 0);
	return type;
}

void ip6_ioam(struct dis *d, uint32_t n)
{
	static const struct bit_field flags[] = {{0x780, TRACE_FLAGS}, {0x400, TRACE_FLAG_O},
		{0x200, TRACE_FLAG_L}, {0x100, TRACE_FLAG_A}, {0x80, TRACE_FLAG_RSV}, {0}};
	uint32_t end = d->pos + n;
	u8(d, IOAM_RESERVED);
	unsigned kind = u8(d, IOAM_TYPE);
	if (kind != PREALLOCATED && kind != INCREMENTAL)
		return;
	u16(d, TRACE_NS);
	unsigned v = u16(d, 0), unit = v >> 11, free_space = (v & 0x7f) * 4;
	also(d, TRACE_NODE_LEN, 2, unit);
	also_bits(d, 2, v, flags);
	also(d, TRACE_LEFT, 1, v & 0x7f);
	uint32_t type = trace_type(d);
	u8(d, TRACE_RESERVED);
	if (free_space)
		bytes(d, TRACE_FREE, free_space);
	while (!d->cut && unit && d->pos < end) {
		uint32_t before = d->pos;
		node(d, type);
		if (d->pos == before)
			break;
	}
}
