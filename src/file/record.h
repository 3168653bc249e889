/* The records of capture files as they are written, each into room that the caller has: pcap
 * (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng), little-endian, times of pcapng in nanoseconds. */
#ifndef FILE_RECORD_H
#define FILE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/packet.h"

/* Beside its bytes a packet's record has headers and a comment, of this many bytes at most; other records fit in as well. */
enum { RECORD_EXTRA = 66000 };

struct record_interface {
	const char *name, *description, *filter, *os; /* each may be NULL */
	uint16_t linktype;
	uint32_t snaplen;
	uint64_t speed; /* bits per second, 0: not known */
};

struct record_statistics {
	uint32_t interface;
	int64_t start, end;     /* nanoseconds */
	uint64_t received;      /* by the interface: what passed the filter and the interface's own drops */
	uint64_t interface_dropped;
	uint64_t filter_accepted, kernel_dropped, delivered;
};

/* All return the bytes written. */
size_t pcap_put_header(uint8_t *to, uint16_t linktype, uint32_t snaplen, bool nanoseconds);
size_t pcap_put_packet(uint8_t *to, const struct packet *p, bool nanoseconds);
size_t pcapng_put_section(uint8_t *to, const char *os, const char *application);
size_t pcapng_put_interface(uint8_t *to, const struct record_interface *i);
/* interface: its number within the section. */
size_t pcapng_put_packet(uint8_t *to, const struct packet *p, uint32_t interface);
size_t pcapng_put_statistics(uint8_t *to, const struct record_statistics *s);

/* The length of the record that starts at `at`, of which n bytes are there; 0: too few to tell. */
size_t record_len(const uint8_t *at, size_t n, bool pcapng);
/* Is it a packet's? Of a whole record. */
bool record_is_packet(const uint8_t *at, bool pcapng);

#endif
