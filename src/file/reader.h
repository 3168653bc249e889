/* Reading capture files of any format: packets in the file's order, borrowed from its bytes. */
#ifndef FILE_READER_H
#define FILE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/err.h"
#include "core/packet.h"
#include "file/input.h"

enum {
	READER_INTERFACES = 65536, /* at most, of all sections of a pcapng file */
	SNAPLEN_MAX = 262144,      /* bytes of a packet; longer is taken for damage */
	NAME_MAX_BYTES = 256,
};

struct reader_interface {
	char name[NAME_MAX_BYTES]; /* as the file has it, cut; empty: not said */
	uint16_t linktype;
	uint32_t snaplen;
	bool nanoseconds;
	uint64_t units;            /* of time per second */
	bool binary_units;         /* units is a power of two */
	int64_t offset;            /* seconds to be added */
	uint64_t speed;
};

enum reader_result { READER_LATER = 0, READER_PACKET = 1, READER_END = 2 };

struct reader;

struct format {
	const char *name;
	/* May `head` (len bytes, at least 4) be the start of such a file? */
	bool (*probe)(const uint8_t *head, size_t len);
	int (*open)(struct reader *r, struct err *err);
	/* enum reader_result, or -errno with a sentence. */
	int (*next)(struct reader *r, struct packet *p, struct err *err);
};

struct reader {
	struct input in;
	const struct format *format;
	const char *path;
	struct reader_interface *interfaces;
	size_t interface_count, interface_room;
	bool swapped;           /* the file's byte order is not ours */
	bool nanoseconds;       /* pcap */
	uint8_t record_header;  /* pcap: bytes before each packet */
	uint8_t length_order;   /* pcap: enum length_order */
	uint8_t fcs_len;
	uint8_t trailer;        /* NetMon: bytes behind each packet */
	uint64_t records_end;   /* NetMon: offset of what is not a packet any more */
	size_t section_first;   /* pcapng: interfaces before this section's */
	char *comment;          /* of the newest packet */
	size_t comment_room;
};

extern const struct format format_pcap, format_pcapng, format_snoop, format_iptrace, format_netmon, format_erf;

/* Takes over the descriptor of the file, whose name stays borrowed. */
int reader_open(struct reader *r, int fd, const char *path, struct err *err);
int reader_next(struct reader *r, struct packet *p, struct err *err);
void reader_close(struct reader *r);

/* For formats. A new interface, zeroed but for units; NULL: too many, or no memory. */
struct reader_interface *reader_add_interface(struct reader *r);
/* What an input that could not show n bytes means: READER_LATER, READER_END, or the truncation in words. `what`
 * names the bytes: "header", "captured". */
int reader_short(struct reader *r, size_t n, const char *what, struct err *err);
/* The same where a record's header is there and its captured bytes are not. */
int reader_short_packet(struct reader *r, size_t header, uint32_t captured, struct err *err);
/* A captured length above SNAPLEN_MAX: the sentence for it. */
int reader_too_long(struct reader *r, uint32_t captured, struct err *err);
static inline uint16_t reader_u16(const struct reader *r, const void *p)
{
	return r->swapped ? be16(p) : le16(p);
}

static inline uint32_t reader_u32(const struct reader *r, const void *p)
{
	return r->swapped ? be32(p) : le32(p);
}

static inline uint64_t reader_u64(const struct reader *r, const void *p)
{
	return r->swapped ? be64(p) : le64(p);
}


#endif
