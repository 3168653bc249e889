#ifndef DISSECT_TRANSPORT_TCP_OPTIONS_H
#define DISSECT_TRANSPORT_TCP_OPTIONS_H

#include "dissect/dissect.h"

/* Kinds: IANA's registry. */
enum {
	EOL = 0, NOP = 1, MSS = 2, WSCALE = 3, SACK_OK = 4, SACK = 5, ECHO = 6, ECHO_REPLY = 7, TIMESTAMPS = 8,
	CC = 11, CC_NEW = 12, CC_ECHO = 13, MD5 = 19, SCPS = 20, SNACK = 21, RECORD_BOUNDARY = 22, CORRUPTION = 23, QUICK_START = 27,
	UTO = 28, AO = 29, MPTCP = 30, FAST_OPEN = 34, RVBD_PROBE = 76, RVBD_TRANSPARENCY = 78, ACC_ECN_0 = 172, ACC_ECN_1 = 174,
	EXPERIMENT_1 = 253, /* which the reference's lines do not know */
	EXPERIMENT = 254,
};

enum { EXID_FAST_OPEN = 0xf989, EXID_ACC_ECN_0 = 0xacc0, EXID_ACC_ECN_1 = 0xacc1 };

/* What options need of the segment that they stand in. */
struct tcp_segment {
	uint32_t start, length; /* absolute position; bytes by IP's length */
	uint32_t hlen;          /* bytes of the header */
	uint32_t ack;           /* as in the packet */
	uint32_t sack_base;     /* subtracted from sequence numbers in SACK blocks, for the line */
	uint32_t field_base;    /* the same for fields */
	unsigned flags;
};

/* The options of a TCP header, len bytes from the cursor: ", options [mss 1460,nop,wscale 8]". False: an option's length
 * cannot be, and nothing behind it can be trusted. */
bool tcp_options(struct dis *d, uint32_t len, const struct tcp_segment *tcp);

/* The field of the group in which an option's fields stand. */
unsigned tcp_option_group(unsigned kind);
/* The content, `size` bytes from the cursor, which stays, of an option whose line has nothing but bytes. */
void tcp_option_fields(struct dis *d, unsigned kind, uint32_t size);
void tcp_experiment_fields(struct dis *d, uint32_t size);
/* Ends of list that follow the first. */
void tcp_padding_fields(struct dis *d, uint32_t end);

#endif
