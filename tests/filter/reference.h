/* libpcap as the reference of filter tests, and packets to try filters on. */
#ifndef TESTS_FILTER_REFERENCE_H
#define TESTS_FILTER_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bpf/insn.h"

struct reference {
	struct bpf_insn *insns;
	uint32_t count;
	char error[256];
};

/* libpcap's program, or an error. linktype: a name without LINKTYPE_. False: libpcap refuses. */
bool reference_compile(struct reference *r, const char *linktype, const char *text, bool optimize);
void reference_free(struct reference *r);
/* libpcap's own interpreter. */
uint32_t reference_run(const struct reference *r, const uint8_t *data, uint32_t len, uint32_t caplen);
/* LINKTYPE_ number of a name that libpcap knows; -1: unknown. */
int reference_linktype(const char *name);

/* A generator of random numbers with a seed. */
struct dice {
	uint64_t state;
};

uint32_t dice_roll(struct dice *d, uint32_t below);

/* Larger than any header length that a packet can state leads to, so that whole packets are whole for every program. */
#define PACKET_ROOM 1024

/* Fills a packet: noise, headers that make sense for the link type, and constants of the program at the
 * offsets where it looks for them. Returns its length. */
uint32_t packet_make(struct dice *d, int linktype, const struct bpf_insn *insns, uint32_t count,
	uint8_t packet[PACKET_ROOM]);

#endif
