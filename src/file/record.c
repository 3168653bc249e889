#include "file/record.h"

#include <string.h>

#include "core/bytes.h"
#include "core/time.h"

enum { PCAP_HEADER = 24, PCAP_PACKET = 16, BLOCK_HEADER = 8, OPTION_MAX = 1024, COMMENT_MAX = 65000 };
enum block { INTERFACE_DESCRIPTION = 1, INTERFACE_STATISTICS = 5, ENHANCED_PACKET = 6, SECTION_HEADER = 0x0a0d0d0a };
enum option { COMMENT = 1, SHB_OS = 3, SHB_APPLICATION = 4, IF_NAME = 2, IF_DESCRIPTION = 3, IF_SPEED = 8, IF_TSRESOL = 9,
	IF_FILTER = 11, IF_OS = 12, EPB_FLAGS = 2, ISB_START = 2, ISB_END = 3, ISB_RECEIVED = 4, ISB_DROPPED = 5,
	ISB_ACCEPTED = 6, ISB_KERNEL_DROPPED = 7, ISB_DELIVERED = 8 };

size_t pcap_put_header(uint8_t *to, uint16_t linktype, uint32_t snaplen, bool nanoseconds)
{
	memset(to, 0, PCAP_HEADER);
	put_le32(to, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
	put_le16(to + 4, 2);
	put_le16(to + 6, 4);
	put_le32(to + 16, snaplen);
	put_le32(to + 20, linktype);
	return PCAP_HEADER;
}

size_t pcap_put_packet(uint8_t *to, const struct packet *p, bool nanoseconds)
{
	uint32_t ns = time_nanos(p->time);
	uint32_t fraction = nanoseconds ? ns : ns / 1000;
	put_le32(to, (uint32_t)time_seconds(p->time));
	put_le32(to + 4, p->flags & PACKET_BAD_FRACTION ? p->raw_fraction : fraction);
	put_le32(to + 8, p->caplen);
	put_le32(to + 12, p->len);
	memcpy(to + PCAP_PACKET, p->data, p->caplen);
	return PCAP_PACKET + p->caplen;
}

/* ---- pcapng */

static size_t padded(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

static uint8_t *put_bytes(uint8_t *to, const void *p, size_t n)
{
	memcpy(to, p, n);
	memset(to + n, 0, padded(n) - n);
	return to + padded(n);
}

static uint8_t *put_option(uint8_t *to, enum option code, const void *value, size_t n)
{
	put_le16(to, (uint16_t)code);
	put_le16(to + 2, (uint16_t)n);
	return put_bytes(to + 4, value, n);
}

static uint8_t *put_string(uint8_t *to, enum option code, const char *s, size_t most)
{
	return s && *s ? put_option(to, code, s, strnlen(s, most)) : to;
}

static uint8_t *put_number(uint8_t *to, enum option code, uint64_t v)
{
	uint8_t b[8];
	put_le32(b, (uint32_t)v);
	put_le32(b + 4, (uint32_t)(v >> 32));
	return put_option(to, code, b, sizeof b);
}

/* pcapng's times are two words, the high one first. */
static void put_time(uint8_t *to, int64_t ns)
{
	put_le32(to, (uint32_t)((uint64_t)ns >> 32));
	put_le32(to + 4, (uint32_t)ns);
}

/* Closes the block that starts at `block` and whose content ends at `end`. */
static size_t finish_block(uint8_t *block, enum block type, uint8_t *end)
{
	uint32_t len = (uint32_t)(end - block) + 4;
	put_le32(block, type);
	put_le32(block + 4, len);
	put_le32(end, len);
	return len;
}

static uint8_t *end_options(uint8_t *to)
{
	put_le32(to, 0);
	return to + 4;
}

size_t pcapng_put_section(uint8_t *to, const char *os, const char *application)
{
	put_le32(to + 8, 0x1a2b3c4d);
	put_le16(to + 12, 1);
	put_le16(to + 14, 0);
	memset(to + 16, 0xff, 8); /* length not known */
	uint8_t *end = put_string(to + 24, SHB_OS, os, OPTION_MAX);
	end = put_string(end, SHB_APPLICATION, application, OPTION_MAX);
	return finish_block(to, SECTION_HEADER, end_options(end));
}

size_t pcapng_put_interface(uint8_t *to, const struct record_interface *i)
{
	static const uint8_t nanoseconds = 9;
	char filter[OPTION_MAX] = {0}; /* its first byte tells a text from a program */
	put_le16(to + 8, i->linktype);
	put_le16(to + 10, 0);
	put_le32(to + 12, i->snaplen);
	uint8_t *end = put_string(to + 16, IF_NAME, i->name, OPTION_MAX);
	end = put_string(end, IF_DESCRIPTION, i->description, OPTION_MAX);
	end = i->speed ? put_number(end, IF_SPEED, i->speed) : end;
	end = put_option(end, IF_TSRESOL, &nanoseconds, 1);
	if (i->filter && *i->filter) {
		size_t n = strnlen(i->filter, sizeof filter - 1);
		memcpy(filter + 1, i->filter, n);
		end = put_option(end, IF_FILTER, filter, n + 1);
	}
	end = put_string(end, IF_OS, i->os, OPTION_MAX);
	return finish_block(to, INTERFACE_DESCRIPTION, end_options(end));
}

size_t pcapng_put_packet(uint8_t *to, const struct packet *p, uint32_t interface)
{
	put_le32(to + 8, interface);
	put_time(to + 12, p->time);
	put_le32(to + 20, p->caplen);
	put_le32(to + 24, p->len);
	uint8_t *options = put_bytes(to + 28, p->data, p->caplen);
	uint8_t *end = put_string(options, COMMENT, p->comment, COMMENT_MAX);
	if (p->direction != DIRECTION_UNKNOWN) {
		uint8_t flags[4];
		put_le32(flags, p->direction);
		end = put_option(end, EPB_FLAGS, flags, sizeof flags);
	}
	return finish_block(to, ENHANCED_PACKET, end > options ? end_options(end) : end);
}

size_t pcapng_put_statistics(uint8_t *to, const struct record_statistics *s)
{
	uint8_t time[8];
	put_le32(to + 8, s->interface);
	put_time(to + 12, s->end);
	put_time(time, s->start);
	uint8_t *end = put_option(to + 20, ISB_START, time, sizeof time);
	put_time(time, s->end);
	end = put_option(end, ISB_END, time, sizeof time);
	end = put_number(end, ISB_RECEIVED, s->received);
	end = put_number(end, ISB_DROPPED, s->interface_dropped);
	end = put_number(end, ISB_ACCEPTED, s->filter_accepted);
	end = put_number(end, ISB_KERNEL_DROPPED, s->kernel_dropped);
	end = put_number(end, ISB_DELIVERED, s->delivered);
	return finish_block(to, INTERFACE_STATISTICS, end_options(end));
}

size_t record_len(const uint8_t *at, size_t n, bool pcapng)
{
	if (n < (pcapng ? (size_t)BLOCK_HEADER : PCAP_PACKET))
		return 0;
	return pcapng ? le32(at + 4) : PCAP_PACKET + (size_t)le32(at + 8);
}

bool record_is_packet(const uint8_t *at, bool pcapng)
{
	return !pcapng || le32(at) == ENHANCED_PACKET;
}
